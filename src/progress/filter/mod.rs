//! Choosing people by a line of text: `dept:sales standing:outstanding,invited -mark:leaver ann`.
//!
//! Every word must fit. A plain word is looked for in address and name, without case; `key:value` asks for
//! one property, see [`Filter::KEYS`]. A comma inside a word means *or*, a `-` before it *not*, and quotes
//! keep spaces, commas and colons together. `parse` cuts the line into words, `table` says what they ask,
//! `keys` holds one against a person, and here all are.
//!
//! Over a whole roster the cheapest question goes first; a plain word is searched in one go through the
//! roster's block of text and not person by person.

mod complete;
mod keys;
mod parse;
mod table;
mod values;

use std::ops::ControlFlow;

use memchr::memmem::Finder;

pub use complete::{Completion, Offer};
pub use parse::FilterError;
pub use table::{FilterKey, Seen};
pub use values::Values;

use self::keys::Test;
use super::people::Line;
use super::{Person, PersonId, Roster};
use crate::wording::count;

/// A question about people.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Filter {
    terms: Vec<Term>,
}

/// One word of the filter.
#[derive(Clone, Debug, PartialEq)]
struct Term {
    sense: Sense,
    /// Any one of them is enough.
    any: Vec<Test>,
}

/// Whether a word asks for people or against them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sense {
    Is,
    IsNot,
}

/// People between two looks at whether to stop.
const PEOPLE_A_LOOK: usize = 16 * 1024;

impl Filter {
    /// Every key, in the order in which they are explained and offered.
    pub const KEYS: &'static [FilterKey] = table::KEYS;

    /// Reads a filter as it is typed; an empty one fits everybody.
    pub fn parse(text: &str) -> Result<Filter, FilterError> {
        let words = parse::words(text)?;
        let terms = words.into_iter().map(table::term).collect::<Result<_, _>>()?;
        Ok(Filter { terms })
    }

    /// Says whether the filter fits everybody.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }

    /// Says whether a person fits.
    #[must_use]
    pub fn matches(&self, person: &Person<'_>) -> bool {
        self.terms.iter().all(|term| term.fits(person))
    }

    /// Returns everybody who fits, in the order of the roster, or nothing when the work was stopped.
    ///
    /// `watch` is told how many people were looked at; when it breaks, the work stops.
    pub fn rows(
        &self,
        roster: &Roster,
        watch: &mut dyn FnMut(u64) -> ControlFlow<()>,
    ) -> Option<Vec<PersonId>> {
        self.first(usize::MAX, roster, watch).map(|(found, _)| found)
    }

    /// Returns the first who fit, `most` of them or a few more, and whether there may be others behind them; nothing
    /// when the work was stopped.
    ///
    /// `watch` is told how many people were looked at; when it breaks, the work stops.
    pub fn first(
        &self,
        most: usize,
        roster: &Roster,
        watch: &mut dyn FnMut(u64) -> ControlFlow<()>,
    ) -> Option<(Vec<PersonId>, bool)> {
        let mut terms: Vec<&Term> = self.terms.iter().collect();
        terms.sort_by_key(|term| term.cost());
        let (search, rest) = match terms.split_first() {
            Some((first, rest)) if first.needles().is_some() => (first.needles(), rest),
            _ => (None, &terms[..]),
        };
        let mut found = Vec::new();
        for from in (0..roster.len()).step_by(PEOPLE_A_LOOK) {
            let to = (from + PEOPLE_A_LOOK).min(roster.len());
            let fits = |person: &u32| {
                let person = roster.person(PersonId(*person));
                rest.iter().all(|term| term.fits(&person))
            };
            match &search {
                Some(needles) => {
                    let hits = hits(roster, needles, from..to);
                    found.extend(hits.into_iter().filter(fits).map(PersonId));
                }
                None => found.extend((count(from)..count(to)).filter(fits).map(PersonId)),
            }
            if watch(u64::try_from(to).unwrap_or(u64::MAX)).is_break() {
                return None;
            }
            if found.len() >= most && to < roster.len() {
                return Some((found, true));
            }
        }
        Some((found, false))
    }
}

impl Term {
    fn fits(&self, person: &Person<'_>) -> bool {
        let fits = self.any.iter().any(|test| test.fits(person));
        match self.sense {
            Sense::Is => fits,
            Sense::IsNot => !fits,
        }
    }

    /// A search through the text first, then what stands in the roster, last what stands in the lists.
    fn cost(&self) -> u8 {
        if self.needles().is_some() { 0 } else { self.any.iter().map(Test::cost).max().unwrap_or(0) }
    }

    /// Returns what to search for when the word asks for plain text only.
    fn needles(&self) -> Option<Vec<&Finder<'static>>> {
        if self.sense == Sense::IsNot {
            return None;
        }
        self.any.iter().map(Test::needle).collect()
    }
}

/// Returns the people of a stretch of the roster whose line holds one of the needles, in order.
fn hits(roster: &Roster, needles: &[&Finder<'static>], people: std::ops::Range<usize>) -> Vec<u32> {
    let lines = &roster.people.lines()[..people.end];
    let start = people.start.checked_sub(1).map_or(0, |before| lines[before].end);
    let stretch = &roster.people.text().as_bytes()[..lines.last().map_or(0, |line| line.end)];
    let mut found = Vec::new();
    for needle in needles {
        let (mut at, mut person) = (start, people.start);
        while let Some(hit) = needle.find(&stretch[at..]) {
            person += line_of(&lines[person..], at + hit);
            found.push(count(person));
            at = lines[person].end;
            person += 1;
        }
    }
    if needles.len() > 1 {
        found.sort_unstable();
        found.dedup();
    }
    found
}

/// Returns the place of the first line that ends after a position. Hits come in order and often close to each
/// other, so the search goes forward in growing steps.
fn line_of(lines: &[Line], position: usize) -> usize {
    let mut step = 1;
    while step < lines.len() && lines[step - 1].end <= position {
        step *= 2;
    }
    let from = step / 2;
    from + lines[from..step.min(lines.len())].partition_point(|line| line.end <= position)
}

#[cfg(test)]
mod tests;
