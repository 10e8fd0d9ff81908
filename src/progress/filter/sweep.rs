//! Holding one question against a stretch of everybody at once: column by column, not person by person.
//!
//! A word that stands in a thousand rows of a column is judged once; text is searched through the lines of a whole
//! list. What is asked so seldom that it is not worth a way of its own is asked person by person.

use std::ops::Range;

use memchr::memmem::Finder;

use super::super::facts::Facts;
use super::super::people::{People, Shelf};
use super::super::standing::standing;
use super::super::{Mark, PersonId, Roster, SignIn, Standing, mark};
use super::Sense;
use super::fitting::Fitting;
use super::keys::Test;
use super::text::{Part, Text};
use crate::lists::{Cells, Codes, Texts};
use crate::wording::count;

/// A question, made ready to be held against everybody.
pub(super) enum Sweep<'q> {
    /// Text in a part of the line.
    Text(Box<Text<'q>>),
    /// Whether no list shows a name, or some list does.
    Nameless(Box<Text<'q>>, Sense),
    Standing(Standing),
    Mark(Mark),
    SignIn(SignIn),
    /// Whether a fact is known, or not.
    Fact(Facts, Sense),
    /// Asked of those the plan links to a wave or case, by person; and whether all others fit.
    Linked(&'q [(u32, u32)], Sense, &'q Test),
    /// By shelf: the number of the domain in its table.
    Domain(Vec<Option<u32>>),
    /// By list: what its column answers.
    Cells(Vec<Option<Answers<'q>>>),
    /// By list: whether it is asked for.
    Lists(Vec<bool>),
    Each(&'q Test),
}

/// What one cell answers: nothing, yes or no.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Answer {
    Nothing,
    Yes,
    No,
}

/// What the cells of a column answer.
pub(super) enum Answers<'q> {
    /// By word, and which word stands in which row.
    Words(Vec<Answer>, &'q Codes),
    /// Each cell is asked for itself.
    Texts(&'q Test, &'q Texts),
}

impl Answer {
    fn of(test: &Test, cell: &str) -> Answer {
        match cell {
            "" => Answer::Nothing,
            cell if test.fits_cell(cell) => Answer::Yes,
            _ => Answer::No,
        }
    }
}

impl Answers<'_> {
    fn of(&self, row: usize) -> Answer {
        match self {
            Answers::Words(answers, codes) => answers[codes.at(row) as usize],
            Answers::Texts(test, texts) => Answer::of(test, texts.at(row)),
        }
    }

    /// Tells the answers of rows that follow each other.
    fn each(&self, rows: Range<usize>, mut tell: impl FnMut(usize, Answer)) {
        match self {
            Answers::Words(answers, codes) => codes.each(rows, |row, code| tell(row, answers[code as usize])),
            Answers::Texts(test, texts) => {
                rows.clone().zip(texts.iter_from(rows.start)).for_each(|(row, cell)| {
                    tell(row, Answer::of(test, cell));
                });
            }
        }
    }
}

impl<'q> Sweep<'q> {
    /// Makes a question ready for the people of a roster.
    pub(super) fn of(test: &'q Test, roster: &'q Roster) -> Sweep<'q> {
        let search = |needle, part| Sweep::Text(Box::new(Text::new(needle, part, &roster.people)));
        let find = |part: &'q str, of| search(Finder::new(part), of);
        match test {
            Test::Text(_) => {
                test.needle().map_or(Sweep::Each(test), |needle| search(needle.as_ref(), Part::Line))
            }
            Test::Name(part) => find(part, Part::Name),
            Test::Address(part) => find(part, Part::Address),
            Test::Named => Sweep::Nameless(Box::new(Text::nameless(&roster.people)), Sense::IsNot),
            Test::Nameless => Sweep::Nameless(Box::new(Text::nameless(&roster.people)), Sense::Is),
            Test::Standing(standing) => Sweep::Standing(*standing),
            Test::Mark(mark) => Sweep::Mark(*mark),
            Test::SignIn(kind) => Sweep::SignIn(*kind),
            Test::OpenCase => Sweep::Fact(Facts::OPEN_CASE, Sense::Is),
            Test::NoCase => Sweep::Fact(Facts::OPEN_CASE, Sense::IsNot),
            Test::CaseKind(_) | Test::Case(_) => {
                Sweep::Linked(&roster.decisions.in_cases, Sense::IsNot, test)
            }
            Test::AnyWave | Test::Wave(_) => Sweep::Linked(&roster.decisions.in_waves, Sense::IsNot, test),
            Test::NoWave => Sweep::Linked(&roster.decisions.in_waves, Sense::Is, test),
            Test::Domain(domain) => {
                let number = |shelf: &Shelf| {
                    let words = shelf.table().domains();
                    (0..count(words.len())).find(|code| words.word(*code) == domain)
                };
                Sweep::Domain(roster.people.shelves().iter().map(number).collect())
            }
            Test::List(list) => {
                Sweep::Lists(roster.sheets.iter().map(|sheet| sheet.is_called(list)).collect())
            }
            test => match test.field() {
                Some(field) => {
                    let columns = roster.sheets.iter().map(|sheet| sheet.list.table.column(field));
                    Sweep::Cells(columns.map(|cells| Some(answers(test, cells?))).collect())
                }
                None => Sweep::Each(test),
            },
        }
    }

    /// Adds to `found` who of its people fits; `wanted` are those of whom it is asked at all.
    fn find(&self, roster: &Roster, wanted: &Fitting, found: &mut Fitting) {
        let people = &roster.people;
        match self {
            Sweep::Text(text) => text.find(people, wanted, found),
            Sweep::Nameless(empty, sense) => empty.find_nameless(people, *sense, wanted, found),
            Sweep::Standing(sought) => find_facts(people, |facts| standing(facts) == *sought, found),
            Sweep::Fact(fact, sense) => {
                find_facts(people, |facts| facts.has(*fact) == (*sense == Sense::Is), found);
            }
            Sweep::Linked(links, others, test) => find_linked(roster, (links, *others, test), found),
            Sweep::Mark(sought) => at_home(people, found.people(), |shelf, person, row| {
                let facts = people.facts()[person as usize];
                let domain = shelf.table().domains().codes().at(row);
                if mark::marks(facts, shelf.domiciles[domain as usize]).contains(*sought) {
                    found.set(person);
                }
            }),
            Sweep::SignIn(sought) => at_home(people, found.people(), |shelf, person, row| {
                let domain = shelf.table().domains().codes().at(row);
                if sought.fits(people.facts()[person as usize], shelf.domiciles[domain as usize]) {
                    found.set(person);
                }
            }),
            Sweep::Domain(numbers) => {
                for (shelf, number) in people.shelves().iter().zip(numbers) {
                    let Some(number) = number else { continue };
                    let codes = shelf.table().domains().codes();
                    homes(shelf, found.people(), |person, row| {
                        if codes.at(row) == *number {
                            found.set(person);
                        }
                    });
                }
            }
            Sweep::Cells(columns) => find_cells(people, columns, found),
            Sweep::Lists(asked) => {
                let lists = people.shelves().iter().zip(asked).filter(|(_, asked)| **asked);
                for (shelf, _) in lists {
                    homes(shelf, found.people(), |person, _| found.set(person));
                    shelf.each_known(found.people(), |person, _| found.set(person));
                }
            }
            Sweep::Each(test) => wanted.each(|person| {
                if test.fits(&roster.person(PersonId(person))) {
                    found.set(person);
                }
            }),
        }
    }
}

/// Leaves of `alive` those of whom any of the questions is true, or none where they are asked against.
pub(super) fn narrow(any: &[Sweep<'_>], against: bool, roster: &Roster, alive: &mut Fitting) {
    let mut found = Fitting::none(alive.people());
    for sweep in any {
        sweep.find(roster, alive, &mut found);
    }
    if against {
        found.turn();
    }
    alive.keep(&found);
}

fn answers<'q>(test: &'q Test, cells: &'q Cells) -> Answers<'q> {
    match cells {
        Cells::Words(words) => {
            let answers = (0..count(words.len())).map(|code| Answer::of(test, words.word(code))).collect();
            Answers::Words(answers, words.codes())
        }
        Cells::Texts(texts) => Answers::Texts(test, texts),
    }
}

/// Tells shelf, person and row of everybody among some people.
fn at_home<'p>(people: &'p People, among: Range<u32>, mut tell: impl FnMut(&'p Shelf, u32, usize)) {
    for shelf in people.shelves() {
        homes(shelf, among.clone(), |person, row| tell(shelf, person, row));
    }
}

/// Returns those of some people who are at home on a shelf.
pub(super) fn within(shelf: &Shelf, among: &Range<u32>) -> Range<u32> {
    let from = among.start.max(shelf.from);
    from..among.end.min(shelf.to).max(from)
}

/// Tells person and row of everybody among some people who is at home on a shelf.
pub(super) fn homes(shelf: &Shelf, among: Range<u32>, mut tell: impl FnMut(u32, usize)) {
    let among = within(shelf, &among);
    let (from, to) = ((among.start - shelf.from.min(among.start)) as usize, among.len());
    match shelf.home_rows() {
        None => among.zip(from..).for_each(|(person, row)| tell(person, row)),
        Some(_) if to == 0 => {}
        Some(rows) => among.zip(&rows[from..]).for_each(|(person, row)| tell(person, *row as usize)),
    }
}

/// Finds those of whom what is known fits.
fn find_facts(people: &People, fits: impl Fn(Facts) -> bool, found: &mut Fitting) {
    let among = found.people();
    let facts = &people.facts()[among.start as usize..among.end as usize];
    for (person, facts) in among.zip(facts) {
        if fits(*facts) {
            found.set(person);
        }
    }
}

/// Asks those who are linked to something of the plan; `others` says whether all who are not fit.
fn find_linked(roster: &Roster, (links, others, test): (&[(u32, u32)], Sense, &Test), found: &mut Fitting) {
    let among = found.people();
    let mut those =
        if others == Sense::Is { Fitting::all(among.clone()) } else { Fitting::none(among.clone()) };
    let first = links.partition_point(|(person, _)| *person < among.start);
    for (person, _) in links[first..].iter().take_while(|(person, _)| *person < among.end) {
        if test.fits(&roster.person(PersonId(*person))) {
            those.set(*person);
        } else {
            those.clear(*person);
        }
    }
    found.add(&those);
}

/// The most believed list that says anything answers.
fn find_cells(people: &People, columns: &[Option<Answers<'_>>], found: &mut Fitting) {
    let among = found.people();
    let mut answered = vec![Answer::Nothing; among.len()];
    for (shelf, answers) in people.shelves().iter().zip(columns) {
        let Some(answers) = answers else { continue };
        let here = within(shelf, &among);
        if !here.is_empty() && shelf.home_rows().is_none() {
            let start = (here.start - among.start) as usize;
            let row = (here.start - shelf.from) as usize;
            answers.each(row..row + here.len(), |at, answer| answered[start + at - row] = answer);
        } else {
            homes(shelf, here, |person, row| answered[(person - among.start) as usize] = answers.of(row));
        }
        shelf.each_known(among.clone(), |person, row| {
            let known = &mut answered[(person - among.start) as usize];
            if *known == Answer::Nothing {
                *known = answers.of(row);
            }
        });
    }
    for (person, answer) in among.zip(answered) {
        if answer == Answer::Yes {
            found.set(person);
        }
    }
}
