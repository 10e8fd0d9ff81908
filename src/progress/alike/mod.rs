//! Which addresses may be one person: candidates with their reasons, for the planner to confirm.
//!
//! [`candidates`] looks at everybody once or a few times and changes nothing: standings follow from the lists and
//! from what the plan confirms (`progress/joined.rs`), never from a likeness. Two sides are compared, by default who
//! counts as outside against who is in, since that is where a likeness hides a consolidation or counts somebody
//! twice; with other sides the same rules find mismatches between two systems (fact CL-5).
//!
//! `reason` has the rules with their weights, `letters` how addresses and names are compared, `known` what of a
//! person enters a rule, `buckets` how people who share something are found without looking at every pair.
//!
//! Memory: 128 MiB of keys, 1 byte a person, and 12 bytes a pair of at most [`MOST_PAIRS`], whatever the lists hold.

mod buckets;
mod known;
mod letters;
mod mismatch;
mod reason;
#[cfg(test)]
mod tests;

use std::collections::HashSet;
use std::ops::ControlFlow;

pub use mismatch::{Mismatches, mismatches};
pub use reason::{Reason, Reasons, Strength};

use super::{Mark, Person, PersonId, Roster, Standing};
use crate::plan::{Plan, Verdict};
use buckets::Steps;
use known::Known;

/// Pairs that are looked at more closely; a project with more has a problem that no list of candidates solves.
pub const MOST_PAIRS: usize = 2_000_000;

/// Candidates kept for one person.
pub const MOST_FOR_ONE: usize = 5;

/// Keys of one person of each sort, on average: each letter of the part before the @ has one, each way of writing a
/// name another.
const KEYS_A_PERSON: usize = 16;

/// On which side of the comparison a person stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Whose other address is looked for.
    One,
    /// Who may be that other address.
    Other,
    /// Neither.
    Neither,
}

impl Side {
    /// Returns the side in the question who is in already: outstanding, invited and gone people against members and
    /// people of a directory.
    #[must_use]
    pub fn by_standing(person: &Person<'_>) -> Side {
        match person.standing() {
            Standing::Outstanding | Standing::Invited | Standing::Gone => Side::One,
            Standing::Consolidated | Standing::Native => Side::Other,
            Standing::Unknown if person.sources().next().is_some() => Side::Other,
            Standing::Unknown | Standing::Excluded => Side::Neither,
        }
    }
}

/// What the plan says that candidates depend on.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    /// The organization's domains, lower case.
    pub(super) domains: Vec<String>,
    /// Domains that were renamed: the name before and the name now.
    pub(super) renamed: Vec<(String, String)>,
    /// Pairs that are two people, as decided.
    different: HashSet<(String, String)>,
    /// Pairs that are one person, as decided.
    same: Vec<(String, String)>,
}

impl Asked {
    /// Returns what the plan says.
    #[must_use]
    pub fn of(plan: &Plan) -> Asked {
        let key = |name: &str| name.trim().trim_start_matches('@').to_lowercase();
        let domains = plan.domains.iter().map(|domain| (key(&domain.renamed_from), key(&domain.name)));
        let (mut asked, all) = (Asked::default(), domains.filter(|(_, now)| !now.is_empty()));
        for (before, now) in all {
            asked.domains.push(now.clone());
            if !before.is_empty() {
                asked.renamed.push((before, now));
            }
        }
        for (old, current, verdict) in plan.decided_pairs() {
            let pair = (key(old), key(current));
            match verdict {
                Verdict::Same => asked.same.push(pair),
                Verdict::Different => {
                    asked.different.insert((pair.1.clone(), pair.0.clone()));
                    asked.different.insert(pair);
                }
                Verdict::Open => {}
            }
        }
        asked
    }
}

/// Two addresses that may be one person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// Whose other address was looked for.
    pub one: PersonId,
    /// Who it may be.
    pub other: PersonId,
    /// What speaks for it.
    pub reasons: Reasons,
}

/// What was found, the strongest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// The candidates.
    pub candidates: Vec<Candidate>,
    /// There were more pairs than [`MOST_PAIRS`], and not all of them were looked at.
    pub is_cut: bool,
}

impl Found {
    /// Returns how many candidates have this reason.
    #[must_use]
    pub fn with(&self, reason: Reason) -> usize {
        self.candidates.iter().filter(|candidate| candidate.reasons.contains(reason)).count()
    }
}

/// Returns who may be one person with whom and is not decided yet, by the sides [`Side::by_standing`] gives; nothing when
/// the work was stopped.
///
/// `watch` is told how many people were looked at; when it breaks, the work stops.
pub fn candidates(
    roster: &Roster,
    asked: &Asked,
    watch: &mut dyn FnMut(u64) -> ControlFlow<()>,
) -> Option<Found> {
    let mut found = between(roster, asked, &Side::by_standing, watch)?;
    found.candidates.retain(|pair| !pair.reasons.contains(Reason::Confirmed));
    Some(found)
}

/// Returns who of one side may be one person with whom of the other, confirmed pairs among them; nothing when the work
/// was stopped.
pub fn between(
    roster: &Roster,
    asked: &Asked,
    side: &dyn Fn(&Person<'_>) -> Side,
    watch: &mut dyn FnMut(u64) -> ControlFlow<()>,
) -> Option<Found> {
    let mut steps = Steps { watch, done: 0 };
    let mut sides = Vec::with_capacity(roster.len());
    for id in roster.ids() {
        steps.step(id.0)?;
        sides.push(side(&roster.person(id)));
    }
    let known = Known::new(roster, asked);
    let mut pairs = told(roster, asked, &sides);
    let mut is_cut = false;
    // Apart, so that names, which cost the most to compare, are taken out of the lists once.
    let by_address: &buckets::Keys<'_> = &|person, key| known.address_keys(person, key);
    let by_name: &buckets::Keys<'_> = &|person, key| known.name_keys(person, key);
    for keys in [by_address, by_name] {
        buckets::meet(&sides, (KEYS_A_PERSON, keys), &mut steps, &mut |kind, one, other| {
            if let Some(reason) = known.reason(kind, one, other) {
                note(&mut pairs, one, other, reason);
            }
            is_cut = pairs.len() >= MOST_PAIRS;
            if is_cut { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        })?;
    }
    let candidates = weighed(pairs, &known, &mut steps)?;
    let mut found = Found { candidates, is_cut };
    let email = |id| roster.person(id).email();
    found.candidates.retain(|pair| {
        let pair = (email(pair.one).to_owned(), email(pair.other).to_owned());
        !asked.different.contains(&pair)
    });
    Some(found)
}

type Pair = (u32, u32, Reasons);

fn note(pairs: &mut Vec<Pair>, one: u32, other: u32, reason: Reason) {
    let mut reasons = Reasons::default();
    reasons.add(reason);
    pairs.push((one, other, reasons));
}

/// Returns the pairs that need no comparing: those of a directory, and those that were confirmed.
fn told(roster: &Roster, asked: &Asked, sides: &[Side]) -> Vec<Pair> {
    let mut pairs = Vec::new();
    let mut tell = |one: PersonId, other: PersonId, reason| {
        let side = |id: PersonId| sides.get(id.0 as usize).copied().unwrap_or(Side::Neither);
        match (side(one), side(other)) {
            (Side::One, Side::Other) => note(&mut pairs, one.0, other.0, reason),
            (Side::Other, Side::One) => note(&mut pairs, other.0, one.0, reason),
            _ => {}
        }
    };
    for person in roster.ids().map(|id| roster.person(id)) {
        if let Some(of) = person.alias_of().filter(|_| person.marks().contains(Mark::Alias)) {
            let confirmed = person.counted_under().is_some();
            tell(person.id(), of, if confirmed { Reason::Confirmed } else { Reason::Directory });
        }
    }
    for (old, current) in &asked.same {
        if let (Some(old), Some(current)) = (roster.find(old), roster.find(current)) {
            tell(old, current, Reason::Confirmed);
        }
    }
    pairs
}

/// Puts the reasons of each pair together, weighs them, and keeps the strongest of each person.
fn weighed(mut pairs: Vec<Pair>, known: &Known<'_>, steps: &mut Steps<'_>) -> Option<Vec<Candidate>> {
    pairs.sort_unstable_by_key(|(one, other, _)| (*one, *other));
    pairs.dedup_by(|next, first| {
        let same = (next.0, next.1) == (first.0, first.1);
        if same {
            first.2 = first.2.and(next.2);
        }
        same
    });
    for (at, (one, other, reasons)) in (0..).zip(&mut pairs) {
        steps.step(at)?;
        known.weigh(*one, *other, reasons);
    }
    pairs.retain(|(_, _, reasons)| !reasons.is_empty());
    let strongest = |(one, other, reasons): &Pair| (std::cmp::Reverse(reasons.weight()), *one, *other);
    let mut kept = Vec::new();
    for of_one in pairs.chunk_by_mut(|one, other| one.0 == other.0) {
        of_one.sort_unstable_by_key(strongest);
        kept.extend_from_slice(&of_one[..of_one.len().min(MOST_FOR_ONE)]);
    }
    kept.sort_unstable_by_key(strongest);
    let candidate = |(one, other, reasons)| Candidate { one: PersonId(one), other: PersonId(other), reasons };
    Some(kept.into_iter().map(candidate).collect())
}
