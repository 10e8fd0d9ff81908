//! What the plan decided about people: groups, cases and the owners of accounts, brought to the people they name.
//!
//! People named by the plan are in the roster even when no list knows them, so that nobody who was decided
//! about is forgotten. A group that is a note only changes nothing and enters nobody.

use super::facts::Facts;
use super::people::People;
use super::roster::{Decisions, NamedCase, NamedWave};
use crate::lists::email;
use crate::plan::{Account, AccountPlan, Case, CaseKind, Decision, Plan};
use crate::wording::count;

/// Enters everybody the plan decides about and returns who is in which wave and case.
pub(super) fn decide(plan: &Plan, people: &mut People) -> Decisions {
    let mut decisions = Decisions {
        waves: plan
            .waves
            .iter()
            .map(|wave| NamedWave { id: wave.id.clone(), title: wave.title.clone() })
            .collect(),
        cases: plan.cases.iter().map(named).collect(),
        ..Decisions::default()
    };
    take_groups(plan, people, &mut decisions);
    for account in &plan.accounts {
        let mut facts = Facts::OWNER;
        if is_paid(account) {
            facts.add(Facts::PAID);
        }
        enter(people, &account.owner, facts);
    }
    for (at, case) in (0..).zip(&plan.cases) {
        let mut facts = if case.is_open() { Facts::OPEN_CASE } else { Facts::default() };
        if case.kind == CaseKind::Executive {
            facts.add(Facts::EXECUTIVE);
        }
        for address in concerned(plan, case) {
            if let Some(person) = enter(people, address, facts) {
                decisions.in_cases.push((person, at));
            }
        }
    }
    for links in [&mut decisions.in_waves, &mut decisions.in_cases] {
        // Stable: of several waves the one decided first stays first.
        links.sort_by_key(|link| link.0);
        links.dedup();
    }
    decisions
}

fn take_groups(plan: &Plan, people: &mut People, decisions: &mut Decisions) {
    for group in &plan.groups {
        let facts = match group.decision {
            Decision::Note => continue,
            Decision::Excluded => Facts::EXCLUDED.and(Facts::DECIDED),
            Decision::Left => Facts::DECIDED,
            Decision::Executive => Facts::EXECUTIVE,
            Decision::Wave => Facts::IN_WAVE,
        };
        let wave = (group.decision == Decision::Wave).then(|| wave_number(decisions, &group.wave)).flatten();
        for address in &group.people {
            if let (Some(person), Some(wave)) = (enter(people, address, facts), wave) {
                decisions.in_waves.push((person, wave));
            }
        }
    }
}

/// A group may name a wave that is not, or no longer, in the plan; its people still belong together.
fn wave_number(decisions: &mut Decisions, id: &str) -> Option<u32> {
    if id.is_empty() {
        return None;
    }
    let known = decisions.waves.iter().position(|wave| wave.id == id);
    Some(count(known.unwrap_or_else(|| {
        decisions.waves.push(NamedWave { id: id.to_owned(), title: String::new() });
        decisions.waves.len() - 1
    })))
}

fn enter(people: &mut People, address: &str, facts: Facts) -> Option<u32> {
    let address = email::normalise(address).ok()?;
    let person = people.enter(address.as_str(), |_| {});
    people.note(person, facts);
    Some(person)
}

fn named(case: &Case) -> NamedCase {
    NamedCase { id: case.id.clone(), kind: case.kind, open: case.is_open() }
}

/// Returns the addresses a case is about: its people, and the owner of its account.
fn concerned<'p>(plan: &'p Plan, case: &'p Case) -> impl Iterator<Item = &'p str> {
    let account =
        plan.accounts.iter().filter(|account| !case.account.is_empty() && account.id == case.account);
    case.people.iter().map(String::as_str).chain(account.map(|account| account.owner.as_str()))
}

fn is_paid(account: &Account) -> bool {
    match account.plan {
        AccountPlan::Unknown | AccountPlan::Basic => false,
        AccountPlan::Pro | AccountPlan::Business | AccountPlan::Enterprise | AccountPlan::Education => true,
    }
}
