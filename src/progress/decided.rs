//! What the plan decided about people: groups, cases and the owners of accounts, brought to the people they name.
//!
//! People named by the plan are in the roster even when no list knows them, so that nobody who was decided
//! about is forgotten. A group that is a note only changes nothing and enters nobody.

use super::facts::Facts;
use super::ledger;
use super::people::People;
use super::roster::{Decisions, NamedCase, NamedWave};
use crate::guide::guide;
use crate::lists::{Table, email};
use crate::plan::{Account, AccountPlan, Case, CaseKind, Day, Decision, Plan};
use crate::wording::count;

/// The addresses the plan decides about, and what it says of each.
#[derive(Default)]
pub(super) struct Mentions {
    /// A row a mention; several may name the same person.
    pub(super) table: Table,
    said: Vec<Said>,
    decisions: Decisions,
}

/// What one mention says.
struct Said {
    facts: Facts,
    wave: Option<u32>,
    case: Option<u32>,
}

/// Returns everybody the plan decides about.
pub(super) fn mentions(plan: &Plan, today: Day) -> Mentions {
    let waves = plan.waves.iter().map(|wave| NamedWave { id: wave.id.clone(), title: wave.title.clone() });
    let decisions = Decisions {
        waves: waves.collect(),
        cases: plan.cases.iter().map(|case| named(case, today)).collect(),
        ..Decisions::default()
    };
    let mut mentions = Mentions { decisions, table: Table::new([]), said: Vec::new() };
    mentions.take_groups(plan);
    for account in &plan.accounts {
        let mut facts = Facts::OWNER;
        if is_paid(account) {
            facts.add(Facts::PAID);
        }
        if account.users.is_some_and(|users| users.0 > 1) {
            facts.add(Facts::OWNS_OTHERS);
        }
        mentions.add(&account.owner, Said { facts, wave: None, case: None });
    }
    for keeper in &plan.break_glass {
        mentions.add(&keeper.email, Said { facts: Facts::BREAK_GLASS, wave: None, case: None });
    }
    for (at, case) in (0..).zip(&plan.cases) {
        let mut facts = Facts::default();
        if ledger::is_open(guide(), case, today) {
            facts.add(Facts::OPEN_CASE);
            if matches!(case.kind, CaseKind::Paid | CaseKind::Business) {
                facts.add(Facts::PAID);
            }
        }
        if ledger::holds_people(guide(), case, today) {
            facts.add(Facts::HELD);
        }
        match case.kind {
            CaseKind::Executive => facts.add(Facts::EXECUTIVE.and(Facts::EXECUTIVE_CASE)),
            CaseKind::External => facts.add(Facts::EXTERNAL_CASE),
            _ => {}
        }
        for address in case.concerned(plan) {
            mentions.add(address, Said { facts, wave: None, case: Some(at) });
        }
    }
    mentions
}

impl Mentions {
    fn take_groups(&mut self, plan: &Plan) {
        for group in &plan.groups {
            let facts = match group.decision {
                Decision::Note => continue,
                Decision::Excluded => Facts::EXCLUDED.and(Facts::DECIDED),
                Decision::Left => Facts::DECIDED,
                Decision::Executive => Facts::EXECUTIVE,
                Decision::Wave => Facts::IN_WAVE,
            };
            let is_wave = group.decision == Decision::Wave;
            let wave = is_wave.then(|| wave_number(&mut self.decisions, &group.wave)).flatten();
            for address in &group.people {
                self.add(address, Said { facts, wave, case: None });
            }
        }
    }

    /// Notes what is said of an address; one that is none is passed over.
    fn add(&mut self, address: &str, said: Said) {
        let Ok(address) = email::normalise(address) else { return };
        self.table.begin(address.as_str());
        // More mentions than four bytes can number do not fit into a plan.
        if self.table.end(0).is_ok() {
            self.said.push(said);
        }
    }

    /// Takes the addresses out, to be brought together with the lists.
    pub(super) fn take_table(&mut self) -> Table {
        self.table.settle();
        std::mem::take(&mut self.table)
    }

    /// Brings what the plan says to the people it names; `named` holds the person of each mention.
    pub(super) fn decide(self, named: &[u32], people: &mut People) -> Decisions {
        let mut decisions = self.decisions;
        for (Said { facts, wave, case }, person) in self.said.iter().zip(named) {
            people.note(*person, *facts);
            decisions.in_waves.extend(wave.map(|wave| (*person, wave)));
            decisions.in_cases.extend(case.map(|case| (*person, case)));
        }
        for links in [&mut decisions.in_waves, &mut decisions.in_cases] {
            // Stable: of several waves the one decided first stays first.
            links.sort_by_key(|link| link.0);
            links.dedup();
        }
        decisions
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

fn named(case: &Case, today: Day) -> NamedCase {
    NamedCase { id: case.id.clone(), kind: case.kind, open: ledger::is_open(guide(), case, today) }
}

/// Says whether the owner of an account pays for Zoom; an add-on is paid for on any plan (facts Z-1, SC-PAID).
fn is_paid(account: &Account) -> bool {
    if !account.add_ons.trim().is_empty() {
        return true;
    }
    match account.plan {
        AccountPlan::Unknown | AccountPlan::Basic => false,
        AccountPlan::Pro | AccountPlan::Business | AccountPlan::Enterprise | AccountPlan::Education => true,
    }
}
