//! Holding one question against a stretch of everybody at once: column by column, not person by person.
//!
//! A word that stands in a thousand rows of a column is judged once; text is searched through the lines of a whole
//! list. What is asked so seldom that it is not worth a way of its own is asked person by person.

use std::ops::Range;

use memchr::memmem::Finder;

use super::super::people::{People, Shelf};
use super::super::standing::standing;
use super::super::{Mark, PersonId, Roster, Standing, mark};
use super::keys::Test;
use crate::lists::{Cells, Codes, Texts};
use crate::wording::count;

/// Of some people who follow each other, those who fit.
#[derive(Clone, Debug)]
pub(super) struct Fitting {
    people: Range<u32>,
    words: Vec<u64>,
}

impl Fitting {
    fn none(people: Range<u32>) -> Fitting {
        let words = vec![0; people.len().div_ceil(64)];
        Fitting { people, words }
    }

    /// Returns everybody among these people.
    pub(super) fn all(people: Range<u32>) -> Fitting {
        let mut all = Fitting::none(people);
        all.words.fill(u64::MAX);
        all.trim();
        all
    }

    /// Takes those out who are none of these people, behind the last one.
    fn trim(&mut self) {
        let over = self.words.len() * 64 - self.people.len();
        if let Some(last) = self.words.last_mut() {
            *last &= u64::MAX >> over;
        }
    }

    fn set(&mut self, person: u32) {
        let at = (person - self.people.start) as usize;
        self.words[at / 64] |= 1 << (at % 64);
    }

    pub(super) fn is_empty(&self) -> bool {
        self.words.iter().all(|word| *word == 0)
    }

    fn turn(&mut self) {
        self.words.iter_mut().for_each(|word| *word = !*word);
        self.trim();
    }

    fn keep(&mut self, those: &Fitting) {
        self.words.iter_mut().zip(&those.words).for_each(|(word, those)| *word &= those);
    }

    /// Tells everybody who fits, in order.
    pub(super) fn each(&self, mut tell: impl FnMut(u32)) {
        for (start, word) in (self.people.start..).step_by(64).zip(&self.words) {
            let mut left = *word;
            while left != 0 {
                tell(start + left.trailing_zeros());
                left &= left - 1;
            }
        }
    }
}

/// A question, made ready to be held against everybody.
pub(super) enum Sweep<'q> {
    /// Text in a part of the line.
    Text(Box<Finder<'q>>, Part),
    Standing(Standing),
    Mark(Mark),
    /// By shelf: the number of the domain in its table.
    Domain(Vec<Option<u32>>),
    /// By list: what its column answers.
    Cells(Vec<Option<Answers<'q>>>),
    /// By list: whether it is asked for.
    Lists(Vec<bool>),
    Each(&'q Test),
}

/// Where in a line a text is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Line,
    Address,
    Name,
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
        let search = |part: &'q str, of| Sweep::Text(Box::new(Finder::new(part)), of);
        match test {
            Test::Text(_) => test
                .needle()
                .map_or(Sweep::Each(test), |needle| Sweep::Text(Box::new(needle.as_ref()), Part::Line)),
            Test::Name(part) => search(part, Part::Name),
            Test::Address(part) => search(part, Part::Address),
            Test::Standing(standing) => Sweep::Standing(*standing),
            Test::Mark(mark) => Sweep::Mark(*mark),
            Test::OpenCase => Sweep::Mark(Mark::OpenCase),
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
            Sweep::Text(needle, part) => find_text(people, (needle, *part), found),
            Sweep::Standing(sought) => {
                let among = found.people.start as usize..found.people.end as usize;
                for (person, facts) in (found.people.start..).zip(&people.facts()[among]) {
                    if standing(*facts) == *sought {
                        found.set(person);
                    }
                }
            }
            Sweep::Mark(sought) => at_home(people, found.people.clone(), |shelf, person, row| {
                let facts = people.facts()[person as usize];
                let domain = shelf.table().domains().codes().at(row);
                if mark::marks(facts, shelf.domiciles[domain as usize]).contains(*sought) {
                    found.set(person);
                }
            }),
            Sweep::Domain(numbers) => {
                for (shelf, number) in people.shelves().iter().zip(numbers) {
                    let Some(number) = number else { continue };
                    let codes = shelf.table().domains().codes();
                    homes(shelf, found.people.clone(), |person, row| {
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
                    homes(shelf, found.people.clone(), |person, _| found.set(person));
                    shelf.each_known(found.people.clone(), |person, _| found.set(person));
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
    let mut found = Fitting::none(alive.people.clone());
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
fn within(shelf: &Shelf, among: &Range<u32>) -> Range<u32> {
    let from = among.start.max(shelf.from);
    from..among.end.min(shelf.to).max(from)
}

/// Tells person and row of everybody among some people who is at home on a shelf.
fn homes(shelf: &Shelf, among: Range<u32>, mut tell: impl FnMut(u32, usize)) {
    let among = within(shelf, &among);
    let (from, to) = ((among.start - shelf.from.min(among.start)) as usize, among.len());
    match shelf.home_rows() {
        None => among.zip(from..).for_each(|(person, row)| tell(person, row)),
        Some(_) if to == 0 => {}
        Some(rows) => among.zip(&rows[from..]).for_each(|(person, row)| tell(person, *row as usize)),
    }
}

/// The most believed list that says anything answers.
fn find_cells(people: &People, columns: &[Option<Answers<'_>>], found: &mut Fitting) {
    let among = found.people.clone();
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

/// Finds a text in the lines of people and in the names they got from a later list.
fn find_text(people: &People, (needle, part): (&Finder<'_>, Part), found: &mut Fitting) {
    for shelf in people.shelves() {
        let among = within(shelf, &found.people);
        if among.is_empty() {
            continue;
        }
        let lines = shelf.table().lines();
        let (first, last) = (shelf.home_row(among.start), shelf.home_row(among.end - 1));
        if last - first < 4 * among.len() {
            let rows = shelf.home_rows().map(|rows| &rows[(among.start - shelf.from) as usize..]);
            find_lines(lines, (needle, part), first..last + 1, |row| match rows {
                None => found.set(among.start + count(row - first)),
                // Rows of people who are at home in an earlier list are passed over.
                Some(rows) => {
                    if let Ok(at) = rows[..among.len()].binary_search(&count(row)) {
                        found.set(among.start + count(at));
                    }
                }
            });
        } else {
            homes(shelf, among, |person, row| {
                if is_in(lines.at(row).as_bytes(), (needle, part)) {
                    found.set(person);
                }
            });
        }
    }
    let (late, names) = people.late_names();
    if part != Part::Address {
        let first = late.partition_point(|person| *person < found.people.start);
        let last = late.partition_point(|person| *person < found.people.end);
        find_lines(names, (needle, Part::Line), first..last, |row| found.set(late[row]));
    }
}

fn is_in(line: &[u8], (needle, part): (&Finder<'_>, Part)) -> bool {
    let tab = memchr::memchr(b'\t', line).unwrap_or(0);
    let of = match part {
        Part::Line => line,
        Part::Address => &line[..tab],
        Part::Name => &line[tab..],
    };
    needle.find(of).is_some()
}

/// Tells each of some lines that hold a text, in order: in one go through all of them.
fn find_lines(
    lines: &Texts,
    (needle, part): (&Finder<'_>, Part),
    rows: Range<usize>,
    mut tell: impl FnMut(usize),
) {
    if rows.is_empty() {
        return;
    }
    let (mut at, end) = (lines.start(rows.start), lines.start(rows.end));
    let text = &lines.text().as_bytes()[..end];
    let mut cursor = lines.cursor(rows.start);
    while let Some(hit) = needle.find(&text[at..]) {
        let (row, line_end) = cursor.seek(at + hit);
        if part == Part::Line || is_in(lines.at(row).as_bytes(), (needle, part)) {
            tell(row);
        }
        at = line_end;
    }
}
