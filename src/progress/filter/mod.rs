//! Choosing people by a line of text: `dept:sales standing:outstanding,invited -mark:leaver ann`.
//!
//! Every word must fit. A plain word is looked for in address and name, without case; `key:value` asks for
//! one property, see [`Filter::KEYS`]. A comma inside a word means *or*, a `-` before it *not*, and quotes
//! keep spaces, commas and colons together. `parse` cuts the line into words, `table` says what they ask,
//! `keys` holds one against a person, and here all are.
//!
//! Over a whole roster the cheapest question goes first, and each is held against thousands of people at once: see
//! `sweep` and, for text, `text`. Who fits a filter that was only made longer is among those who fitted it before:
//! `narrower` says when.

mod complete;
mod fitting;
mod keys;
mod narrower;
mod parse;
mod sweep;
mod table;
mod text;
mod values;
mod words;

use std::ops::ControlFlow;

pub use complete::{Completion, Offer};
pub use parse::FilterError;
pub use table::{FilterKey, Seen};
pub use values::Values;

use self::fitting::Fitting;
use self::keys::Test;
use self::sweep::{Sweep, narrow};
use super::{PeopleSet, Person, PersonId, Roster};
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

/// People before the first look at whether to stop: few, so that the first who fit are known at once. Like every number
/// of people between two looks it is one that 64 divides.
const FIRST_LOOK: u32 = 4 * 1024;
/// The most people between two such looks.
const PEOPLE_A_LOOK: u32 = 64 * 1024;

impl Filter {
    /// Every key, in the order in which they are explained and offered.
    pub const KEYS: &'static [FilterKey] = table::KEYS;

    /// The filter that fits everybody.
    pub const EVERYBODY: &'static Filter = &Filter { terms: Vec::new() };

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
        self.first(usize::MAX, None, roster, watch).map(|(found, _)| found.to_vec())
    }

    /// Returns the first who fit, `most` of them or a few more, and whether there may be others behind them; nothing
    /// when the work was stopped.
    ///
    /// `known` is another filter and everybody in the same roster who fits it. Where this filter
    /// [`narrows`](Filter::narrows) it, nobody else is looked at, for the same answer. `watch` is told how many people
    /// were looked at; when it breaks, the work stops.
    pub fn first(
        &self,
        most: usize,
        known: Option<(&Filter, &PeopleSet)>,
        roster: &Roster,
        watch: &mut dyn FnMut(u64) -> ControlFlow<()>,
    ) -> Option<(PeopleSet, bool)> {
        let known = known.filter(|(known, _)| self.narrows(known));
        let is_new = |term: &&Term| known.is_none_or(|(known, _)| !known.terms.contains(term));
        let mut terms: Vec<&Term> = self.terms.iter().filter(is_new).collect();
        terms.sort_by_key(|term| term.cost());
        let terms: Vec<(Sense, Vec<Sweep<'_>>)> = terms.iter().map(|term| term.ready(roster)).collect();
        let (mut found, mut from, mut step) = (PeopleSet::default(), 0, FIRST_LOOK);
        let everybody = count(roster.len());
        while from < everybody {
            let to = everybody.min(from.saturating_add(step));
            let mut alive = match known {
                Some((_, set)) => Fitting::of(set, from..to),
                None => Fitting::all(from..to),
            };
            for (sense, any) in &terms {
                if alive.is_empty() {
                    break;
                }
                narrow(any, *sense == Sense::IsNot, roster, &mut alive);
            }
            found.append(alive.words());
            if watch(u64::from(to)).is_break() {
                return None;
            }
            if found.len() >= most && to < everybody {
                return Some((found, true));
            }
            (from, step) = (to, PEOPLE_A_LOOK.min(step * 2));
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

    /// Makes the questions ready for the people of a roster.
    fn ready<'q>(&'q self, roster: &'q Roster) -> (Sense, Vec<Sweep<'q>>) {
        (self.sense, self.any.iter().map(|test| Sweep::of(test, roster)).collect())
    }

    /// What stands in the roster first, then what stands in the lists.
    fn cost(&self) -> u8 {
        self.any.iter().map(Test::cost).max().unwrap_or(0)
    }
}

#[cfg(test)]
mod tests;
