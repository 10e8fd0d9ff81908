//! Addresses the planner confirmed to be one person: the person is counted once.
//!
//! What was decided, and why so:
//!
//! - The person is counted at the address that stands furthest in: member, then pending, then outside, then
//!   gone; of equals the current one. An account that moved in is the one people work with, so it is the one that
//!   tables, waves and exports shall show.
//! - *The baseline carries over.* If any of the addresses was ever outside, the person was: a member counted so is
//!   **consolidated** and no longer native, once, however many addresses there are.
//! - The other addresses Zoom knows are **excluded**: the first rule of the standings (the plan excludes with a
//!   reason), so they are in neither part of the rate and stay visible. They carry the mark *alias*.
//! - An address that only a directory knows counts nobody, so it changes nothing: somebody whose account stands
//!   outside under an old address stays outstanding until the account is in.
//! - A portal's outside count still holds the old address. It is named, so it is not *unnamed* as well
//!   (`totals::measured`).
//!
//! What the planner called two people is not linked any more, whatever a directory says.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::Standing;
use super::facts::Facts;
use super::people::People;
use super::roster::Decisions;
use super::standing::standing;
use crate::lists::email;
use crate::plan::{Plan, Verdict};

/// Brings the decided pairs to the people; call after lists and groups were taken in.
pub(super) fn join(plan: &Plan, people: &mut People, decisions: &mut Decisions) {
    let (mut same, mut different) = (Vec::new(), Vec::new());
    if plan.decided_pairs().next().is_some() {
        people.prepare();
    }
    for (old, current, verdict) in plan.decided_pairs() {
        let (Some(old), Some(current)) = (find(people, old), find(people, current)) else { continue };
        match verdict {
            _ if old == current => {}
            Verdict::Same => same.push((old, current)),
            Verdict::Different => different.push((old, current)),
            Verdict::Open => {}
        }
    }
    part(&different, people, decisions);
    let facts = |person: u32| people.facts().get(person as usize).copied().unwrap_or_default();
    let mut links = Vec::new();
    let mut notes = Vec::new();
    for group in groups(&same) {
        let is_old = |person: &u32| same.iter().any(|(old, _)| old == person);
        let furthest = |person: &u32| (rank(facts(*person)), !is_old(person), Reverse(*person));
        let Some(counted) = group.iter().copied().max_by_key(furthest) else { continue };
        let was_outside = group.iter().any(|person| facts(*person).has(Facts::BASELINE));
        if was_outside && rank(facts(counted)) > 0 {
            notes.push((counted, Facts::CARRIED));
        }
        for other in group.iter().copied().filter(|person| *person != counted) {
            if rank(facts(other)) > 0 {
                notes.push((other, Facts::COUNTED_ELSEWHERE.and(Facts::ALIAS)));
                links.push((other, counted));
            }
        }
        decisions.same.extend(group.iter().map(|person| (*person, counted)));
    }
    // Who is counted under the old address is still known under the current one.
    for (old, current) in &same {
        let is_counted = !links.iter().any(|(linked, _)| linked == old || linked == current);
        if is_counted {
            notes.push((*old, Facts::ALIAS));
            links.push((*old, *current));
        }
    }
    for (person, more) in notes {
        people.note(person, more);
    }
    decisions.same.sort_unstable();
    decisions.aliases.retain(|(alias, _)| !links.iter().any(|(linked, _)| linked == alias));
    decisions.aliases.append(&mut links);
    decisions.aliases.sort_unstable();
}

fn find(people: &People, address: &str) -> Option<u32> {
    people.find(email::normalise(address).ok()?.as_str())
}

/// How far in an address stands; 0 for one Zoom does not know.
fn rank(facts: Facts) -> u8 {
    let steps = [Facts::MEMBER, Facts::PENDING, Facts::OUTSIDE, Facts::BASELINE];
    (1..)
        .zip(steps.iter().rev())
        .filter(|(_, fact)| facts.has(**fact))
        .map(|(rank, _)| rank)
        .max()
        .unwrap_or(0)
}

/// Takes back what a directory says of two addresses that are two people.
fn part(different: &[(u32, u32)], people: &mut People, decisions: &mut Decisions) {
    if different.is_empty() {
        return;
    }
    let parted = |link: &(u32, u32)| different.contains(link) || different.contains(&(link.1, link.0));
    let was: Vec<u32> = decisions.aliases.iter().filter(|link| parted(link)).map(|link| link.0).collect();
    decisions.aliases.retain(|link| !parted(link));
    for person in was {
        if decisions.aliases.binary_search_by_key(&person, |link| link.0).is_err() {
            people.forget(person, Facts::ALIAS);
        }
    }
}

/// Returns the addresses of each person, in order: pairs that share an address belong together.
fn groups(pairs: &[(u32, u32)]) -> Vec<Vec<u32>> {
    let mut head: BTreeMap<u32, u32> = BTreeMap::new();
    for (one, other) in pairs {
        let (one, other) = (head_of(&head, *one), head_of(&head, *other));
        head.insert(one.max(other), one.min(other));
        head.entry(one.min(other)).or_insert(one.min(other));
    }
    let mut groups: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for person in head.keys() {
        groups.entry(head_of(&head, *person)).or_default().push(*person);
    }
    groups.into_values().collect()
}

fn head_of(head: &BTreeMap<u32, u32>, person: u32) -> u32 {
    let mut person = person;
    while let Some(next) = head.get(&person).filter(|next| **next != person) {
        person = *next;
    }
    person
}

/// Returns how many people count as outstanding or invited although a directory lists their address as a further
/// one of a member: they may be in already, under another address.
pub(super) fn maybe_in(decisions: &Decisions, people: &People) -> u32 {
    let facts = |person: u32| people.facts().get(person as usize).copied().unwrap_or_default();
    let is_member = |person: u32| facts(person).has(Facts::MEMBER);
    let counts_outside =
        |person: u32| matches!(standing(facts(person)), Standing::Outstanding | Standing::Invited);
    let mut found: Vec<u32> = decisions
        .aliases
        .iter()
        .filter(|(alias, person)| counts_outside(*alias) && is_member(*person))
        .map(|(alias, _)| *alias)
        .collect();
    found.dedup();
    crate::wording::count(found.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_that_share_an_address_are_one_person() {
        assert_eq!(groups(&[(5, 2), (7, 9), (2, 1), (9, 7)]), [vec![1, 2, 5], vec![7, 9]]);
        assert_eq!(groups(&[(1, 2), (3, 4), (2, 4)]), [vec![1, 2, 3, 4]]);
        assert!(groups(&[]).is_empty());
    }

    #[test]
    fn an_address_stands_further_in_the_nearer_the_account_is() {
        assert_eq!(rank(Facts::DIRECTORY), 0);
        let mut facts = Facts::default();
        let mut before = 0;
        for more in [Facts::BASELINE, Facts::OUTSIDE, Facts::PENDING, Facts::MEMBER] {
            facts.add(more);
            assert!(rank(facts) > before);
            before = rank(facts);
        }
    }
}
