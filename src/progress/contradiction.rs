//! Where a list and a portal reading of one domain cannot both be right.
//!
//! Only a reading of the same day or later is held against a list: what was counted before the list was
//! written may well have changed since.

use std::ops::AddAssign;

use super::Standing;
use super::counts::Counts;
use super::facts::Facts;
use super::gather::Coverage;
use crate::plan::{Day, Place, Reading};
use crate::wording::plural;

/// A list and a reading that cannot both be right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contradiction {
    /// The domain.
    pub domain: String,
    /// What contradicts what, and what to do, in two sentences.
    pub says: String,
    /// The reading's answer that is in question.
    pub place: Place,
}

/// What the lists claim of one domain.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Claims {
    pub(super) counts: Counts,
    /// Lists name people who were outside.
    pub(super) names_outside: bool,
    /// People who were outside under another address only, by standing.
    pub(super) carried: Counts,
    /// People lists name outside here who are counted under another address, or stay there by decision.
    pub(super) excluded_outside: u32,
    /// Executives who are still outside, invited or not.
    pub(super) executives: u32,
    /// People still outside, invited or not, whom a special case holds.
    pub(super) held: u32,
    /// Members who are not switched off.
    active_members: u32,
    outside_as_of: Option<Day>,
    members_as_of: Option<Day>,
}

impl Claims {
    pub(super) fn from_coverage(coverage: Coverage) -> Claims {
        Claims { outside_as_of: coverage.outside, members_as_of: coverage.members, ..Claims::default() }
    }

    /// Adds people of the domain of whom the same is known.
    pub(super) fn note(&mut self, standing: Standing, facts: Facts, people: u32) {
        self.counts[standing] += people;
        self.names_outside |= facts.has(Facts::BASELINE);
        if facts.has(Facts::CARRIED) && !facts.has(Facts::BASELINE) {
            self.carried[standing] += people;
        }
        let outside = facts.has(Facts::OUTSIDE) || facts.has(Facts::PENDING.and(Facts::BASELINE));
        if standing == Standing::Excluded && outside && !facts.has(Facts::MEMBER) {
            self.excluded_outside += people;
        }
        if matches!(standing, Standing::Outstanding | Standing::Invited) {
            self.executives += if facts.has(Facts::EXECUTIVE) { people } else { 0 };
            self.held += if facts.has(Facts::HELD) { people } else { 0 };
        }
        if facts.has(Facts::MEMBER.and(Facts::ACTIVE)) {
            self.active_members += people;
        }
    }
}

impl AddAssign for Claims {
    fn add_assign(&mut self, more: Claims) {
        self.counts += more.counts;
        self.names_outside |= more.names_outside;
        self.active_members += more.active_members;
        self.outside_as_of = self.outside_as_of.max(more.outside_as_of);
        self.members_as_of = self.members_as_of.max(more.members_as_of);
    }
}

/// Returns where lists and readings of a domain, oldest first, contradict each other.
pub(super) fn find(domain: &str, claims: &Claims, readings: &[&Reading]) -> Vec<Contradiction> {
    let outside = readings.iter().rev().find_map(|reading| Some((*reading, reading.outside?)));
    let inside = readings.iter().rev().find_map(|reading| Some((*reading, reading.inside?)));
    let named = claims.counts.outstanding;
    let mut found = Vec::new();
    if let Some((reading, count)) = outside
        && named > count.0
        && reading.date >= claims.outside_as_of
    {
        found.push(Contradiction {
            domain: domain.to_owned(),
            says: format!(
                "The lists name {} outside on {domain}{}, and the reading{} counts only {count}. Import newer lists, or correct the reading.",
                plural(named, "person", "people"),
                of(claims.outside_as_of),
                of(reading.date),
            ),
            place: Place::new("readings", &reading.id, "outside"),
        });
    }
    if let Some((reading, count)) = inside
        && claims.active_members > count.0
        && reading.date >= claims.members_as_of
    {
        found.push(Contradiction {
            domain: domain.to_owned(),
            says: format!(
                "The members lists name {} on {domain}{}, and the reading{} counts only {count} inside. Import newer lists, or correct the reading.",
                plural(claims.active_members, "member", "members"),
                of(claims.members_as_of),
                of(reading.date),
            ),
            place: Place::new("readings", &reading.id, "inside"),
        });
    }
    found
}

fn of(day: Option<Day>) -> String {
    day.map(|day| format!(" of {day}")).unwrap_or_default()
}
