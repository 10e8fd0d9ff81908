//! Looking for a text in the lines of a stretch of people: in one go through a whole block of text, not line by line.
//!
//! What nearly everybody's line holds mostly stands in the domain, and a list has few of those: each is judged once, and
//! only the lines that it leaves open are searched. Where few people are asked about, their lines are looked at alone.

use std::ops::Range;

use memchr::memmem::Finder;

use super::super::people::{People, Shelf};
use super::Sense;
use super::fitting::Fitting;
use super::sweep::{homes, within};
use crate::lists::{Texts, Words};
use crate::wording::count;

/// More domains than this are not looked at one by one: they would cost more than the lines of the first rows.
const MOST_DOMAINS: usize = 1024;
/// Looking at one person's line costs about as much as searching the lines of so many who follow each other: it has to
/// be fetched from memory first, and those who follow each other come in one stream.
const A_LINE_ALONE: usize = 24;

/// Where in a line a text is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Line,
    Address,
    Name,
}

/// A text to look for, made ready.
pub(super) struct Text<'q> {
    needle: Finder<'q>,
    part: Part,
    /// By shelf and number of the domain: whether it holds the text; nothing for a shelf of which no domain does.
    domains: Vec<Option<Vec<bool>>>,
}

impl<'q> Text<'q> {
    pub(super) fn new(needle: Finder<'q>, part: Part, people: &People) -> Text<'q> {
        let holding = |shelf: &Shelf| match part {
            Part::Name => None,
            Part::Line | Part::Address => holding(shelf.table().domains(), &needle),
        };
        let domains = people.shelves().iter().map(holding).collect();
        Text { needle, part, domains }
    }

    /// Returns what stands in the lines without a name: nothing between the tab and the end.
    pub(super) fn nameless(people: &People) -> Text<'q> {
        Text::new(Finder::new("\t\n"), Part::Line, people)
    }

    /// Adds to `found` those of its people whose line, or whose name in a later list, holds the text. `wanted` are those
    /// of whom it is asked at all; others may be found as well.
    pub(super) fn find(&self, people: &People, wanted: &Fitting, found: &mut Fitting) {
        self.find_domains(people, found);
        let open = wanted.without(found);
        let are_few = open.count() * A_LINE_ALONE < open.people().len();
        for shelf in people.shelves() {
            if are_few {
                self.find_alone(shelf, &open, found);
            } else {
                self.find_at_home(shelf, &open, found);
            }
        }
        if self.part != Part::Address && !open.is_empty() {
            let (late, names) = people.late_names();
            let first = late.partition_point(|person| *person < found.people().start);
            let last = late.partition_point(|person| *person < found.people().end);
            find_lines(names, (&self.needle, Part::Line), first..last, |row| {
                found.set(late[row]);
                row + 1
            });
        }
    }

    /// Finds those of whom no list shows a name, or those of whom one does; made by [`nameless`](Text::nameless).
    pub(super) fn find_nameless(&self, people: &People, sense: Sense, wanted: &Fitting, found: &mut Fitting) {
        let mut nameless = Fitting::none(found.people());
        self.find(people, wanted, &mut nameless);
        let (late, _) = people.late_names();
        let first = late.partition_point(|person| *person < found.people().start);
        let named = late[first..].iter().take_while(|person| **person < found.people().end);
        named.for_each(|person| nameless.clear(*person));
        if sense == Sense::IsNot {
            nameless.turn();
        }
        found.add(&nameless);
    }

    /// Finds those whose domain holds the text.
    fn find_domains(&self, people: &People, found: &mut Fitting) {
        for (shelf, holding) in people.shelves().iter().zip(&self.domains) {
            let Some(holding) = holding else { continue };
            let codes = shelf.table().domains().codes();
            let here = within(shelf, &found.people());
            if !here.is_empty() && shelf.home_rows().is_none() {
                let row = (here.start - shelf.from) as usize;
                codes.each(row..row + here.len(), |at, code| {
                    if holding[code as usize] {
                        found.set(here.start + count(at - row));
                    }
                });
            } else {
                homes(shelf, here, |person, row| {
                    if holding[codes.at(row) as usize] {
                        found.set(person);
                    }
                });
            }
        }
    }

    /// Finds those at home on a shelf whose line there holds the text; after a hit, the search goes on with the next line
    /// of somebody who is still open.
    fn find_at_home(&self, home: &Shelf, open: &Fitting, found: &mut Fitting) {
        let here = within(home, &found.people());
        if here.is_empty() {
            return;
        }
        let lines = home.table().lines();
        let (first, last) = (home.home_row(here.start), home.home_row(here.end - 1));
        if last - first >= 4 * here.len() {
            homes(home, here, |person, row| {
                if self.is_in(lines.at(row)) {
                    found.set(person);
                }
            });
            return;
        }
        let text = (&self.needle, self.part);
        let Some(rows) = home.home_rows().map(|rows| &rows[(here.start - home.from) as usize..]) else {
            find_lines(lines, text, first..last + 1, |row| {
                let person = here.start + count(row - first);
                found.set(person);
                first + (open.next(person + 1) - here.start) as usize
            });
            return;
        };
        // Rows of people who are at home in an earlier list are passed over.
        let mut at = 0;
        find_lines(lines, text, first..last + 1, |row| {
            while at < here.len() && (rows[at] as usize) < row {
                at += 1;
            }
            if at < here.len() && rows[at] as usize == row {
                found.set(here.start + count(at));
                at += 1;
            }
            at = (open.next(here.start + count(at)) - here.start) as usize;
            if at < here.len() { rows[at] as usize } else { last + 1 }
        });
    }

    /// Looks at the lines of a few people at home on a shelf.
    fn find_alone(&self, home: &Shelf, open: &Fitting, found: &mut Fitting) {
        let here = within(home, &open.people());
        if here.is_empty() {
            return;
        }
        let mut cursor = home.table().lines().cursor(home.home_row(here.start));
        open.each(|person| {
            if here.contains(&person) && self.is_in(cursor.at(home.home_row(person))) {
                found.set(person);
            }
        });
    }

    fn is_in(&self, line: &str) -> bool {
        let line = line.as_bytes();
        let of = match self.part {
            Part::Line => line,
            Part::Address => &line[..tab_in(line)],
            Part::Name => &line[tab_in(line)..],
        };
        self.needle.find(of).is_some()
    }
}

fn tab_in(line: &[u8]) -> usize {
    memchr::memchr(b'\t', line).unwrap_or(0)
}

/// Returns which domains hold a text, where any does.
fn holding(domains: &Words, needle: &Finder<'_>) -> Option<Vec<bool>> {
    if domains.len() > MOST_DOMAINS {
        return None;
    }
    let holds = |code| {
        let domain = domains.word(code);
        // Before every domain stands an @, and the text may begin with it.
        !domain.is_empty() && needle.find(format!("@{domain}").as_bytes()).is_some()
    };
    let all: Vec<bool> = (0..count(domains.len())).map(holds).collect();
    all.contains(&true).then_some(all)
}

/// Tells each of some lines that hold a text, in order: in one go through all of them. `tell` says from which line on it
/// is worth looking further.
fn find_lines(
    lines: &Texts,
    (needle, part): (&Finder<'_>, Part),
    rows: Range<usize>,
    mut tell: impl FnMut(usize) -> usize,
) {
    if rows.is_empty() {
        return;
    }
    let (mut at, end) = (lines.start(rows.start), lines.start(rows.end));
    let text = &lines.text().as_bytes()[..end];
    let mut cursor = lines.cursor(rows.start);
    while at < end {
        let Some(hit) = needle.find(&text[at..]).map(|hit| at + hit) else { return };
        let (row, line_end) = cursor.seek(hit);
        // A line has one tab, between address and name.
        let tab = match part {
            Part::Line => None,
            Part::Address | Part::Name => memchr::memchr(b'\t', &text[hit..line_end]),
        };
        at = match (part, tab) {
            (Part::Name, Some(tab)) => hit + tab,
            (Part::Address, None) => line_end,
            _ => cursor.begin(tell(row)),
        };
    }
}
