//! What the program has to say about a plan today: gates with their evidence, findings, and what to do next.
//!
//! Everything here is pure and works on totals: no check looks at a single person, so advice can be given anew
//! after every key. The three parts:
//!
//! - `gates` judges the conditions of the four decisions. Each unmet condition is a *blocker* under the
//!   condition's id, and nothing else is: `ingather check` ends with 1 while one stands. The conditions for
//!   closing are advice until SSO is enforced: before, people still come in and the lists are still needed.
//! - `checks` lists one function for each kind of thing worth a *warning* or *advice*.
//! - `next` puts what is late, what opens the nearest gate and what has a date into one short list.

mod budget;
pub mod chain;
mod checks;
pub mod enforced;
mod finding;
pub mod forced;
mod gates;
pub mod impact;
pub mod ledger;
mod next;
mod phase;
pub mod release;
pub mod report;
mod situation;
mod steps;
pub mod sub_account;
pub mod tells;
pub mod tools;

#[cfg(test)]
mod tests;

use std::collections::HashSet;

use crate::guide::Guide;
use crate::plan::{Day, Place, Plan};
use crate::progress::Progress;
use crate::wording::{count, plural};
use situation::Situation;

pub use budget::{Coming, Licences, Short, Who, remaining_licences};
pub use checks::unknown_key_findings;
pub use finding::{Finding, Weight};
pub use gates::{Condition, Gate, GateId, Met};
pub use next::NextAction;
pub use phase::{Phase, PhaseState, begun, is_open, open_in, open_places};
pub use situation::{EVIDENCE_DAYS, acts as asks};

/// All the program has to say about a plan on one day.
#[derive(Clone, Debug, PartialEq)]
pub struct Advice {
    /// The four gates in order.
    pub gates: [Gate; 4],
    /// What was noticed, the heaviest first and then by phase.
    pub findings: Vec<Finding>,
    /// What to do next, at most seven things.
    pub next: Vec<NextAction>,
    /// Required questions without an answer, by phase.
    pub open_questions: [usize; 5],
    /// Places with something to mend, by phase: a required question without an answer, a list, reading or special case that
    /// is needed and not there, or a warning.
    pub to_mend: [usize; 5],
    /// Which phases hold any answer.
    pub begun: [bool; 5],
    /// The licence budget (LIC-1).
    pub licences: Licences,
    /// The day execution has reached, from 1; nothing before it started and after the project was closed.
    pub day_of_execution: Option<u32>,
}

/// Returns what is to be said about a plan on a day.
#[must_use]
pub fn advise(plan: &Plan, progress: &Progress, guide: &Guide, today: Day) -> Advice {
    let open = open_places(plan);
    let (begun, missing) = (begun(plan), ledger::missing_cases(plan, progress, guide));
    let now = Situation { plan, progress, guide, today, open: &open, begun, missing: &missing };
    let gates = gates::GATES.map(|gate| gate.judge(&now));
    let mut findings: Vec<Finding> = gates.iter().flat_map(|gate| of_gate(&now, gate)).collect();
    findings.extend(checks::CHECKS.iter().flat_map(|check| check(&now)));
    let questions = checks::parts_are_answered(&now, &findings);
    findings.splice(0..0, questions);
    let mut findings = without_repeats(findings);
    // Stable: within a weight and a phase the order of the gates and checks stays.
    findings.sort_by_key(|finding| (finding.weight, finding.phase));
    let steps = steps::missing(&now);
    let to_mend = to_mend(&[&open[..], &steps::open_places(&steps)].concat(), &findings);
    let next = next::actions(&now, &gates, steps);
    let started = now.come(plan.execution.started_on).filter(|_| now.is_running());
    Advice {
        gates,
        findings,
        next,
        open_questions: by_phase(open.iter().map(Phase::of)),
        to_mend,
        begun: now.begun,
        licences: Licences::of(&now),
        day_of_execution: started.map(|day| now.days_since(day).saturating_add(1)),
    }
}

/// Leaves out what a blocker says of the same place in the same words.
fn without_repeats(mut findings: Vec<Finding>) -> Vec<Finding> {
    let blocked: HashSet<(Place, String)> = findings
        .iter()
        .filter(|finding| finding.weight == Weight::Blocker)
        .map(|finding| (finding.place.clone(), finding.says.clone()))
        .collect();
    findings.retain(|finding| {
        finding.weight == Weight::Blocker || !blocked.contains(&(finding.place.clone(), finding.says.clone()))
    });
    findings
}

impl Advice {
    /// Returns a gate.
    #[must_use]
    pub fn gate(&self, id: GateId) -> &Gate {
        &self.gates[id as usize]
    }

    /// Returns how many findings have that weight.
    #[must_use]
    pub fn count(&self, weight: Weight) -> usize {
        self.findings.iter().filter(|finding| finding.weight == weight).count()
    }

    /// Returns whether a blocker stands: `ingather check` ends with 1 then.
    #[must_use]
    pub fn is_blocked(&self) -> bool {
        self.count(Weight::Blocker) > 0
    }

    /// Returns the state of a phase for the step rail: what is open in it, else whether its gate is shut.
    ///
    /// Open are required questions without an answer, what the plan needs first, and warnings. The gate of phase 3 is what that phase is
    /// about, so there a shut gate is said first; while execution runs, phase 5 says its day.
    #[must_use]
    pub fn phase_state(&self, phase: Phase) -> PhaseState {
        if !self.begun[phase.index()] {
            return PhaseState::NotStarted;
        }
        if let (Phase::Execution, Some(day)) = (phase, self.day_of_execution) {
            return PhaseState::Day(day);
        }
        // Closing is the last thing: that it cannot be done yet says nothing of the phase.
        let pending =
            |gate: &&Gate| gate.id.phase() == phase && gate.id != GateId::Close && gate.passed_on.is_none();
        let shut = self.gates.iter().filter(pending).any(|gate| !gate.open);
        if shut && phase == Phase::Sso {
            return PhaseState::GateShut;
        }
        match (self.to_mend[phase.index()], shut) {
            (0, false) => PhaseState::Done,
            (0, true) => PhaseState::GateShut,
            (open, _) => PhaseState::Open(open),
        }
    }
}

/// A question without an answer that also has a warning is one thing to mend, not two.
fn to_mend(open: &[Place], findings: &[Finding]) -> [usize; 5] {
    let questions = open.iter().map(|place| (Phase::of(place), place));
    let warnings = findings.iter().filter(|finding| finding.weight == Weight::Warning);
    let places: HashSet<(Phase, &Place)> =
        questions.chain(warnings.map(|finding| (finding.phase, &finding.place))).collect();
    by_phase(places.into_iter().map(|(phase, _)| phase))
}

fn by_phase(phases: impl Iterator<Item = Phase>) -> [usize; 5] {
    let mut counts = [0; 5];
    phases.for_each(|phase| counts[phase.index()] += 1);
    counts
}

/// The findings a gate gives: each condition that is unmet, stale or answered for, and having been passed shut.
fn of_gate(now: &Situation, gate: &Gate) -> Vec<Finding> {
    let mut found: Vec<Finding> =
        gate.conditions.iter().filter_map(|condition| of_condition(now, gate, condition)).collect();
    let reasons = count(gate.shut_reasons());
    if let Some(day) = gate.passed_on.filter(|_| reasons > 0) {
        let (what, place) = match gate.id {
            GateId::StartExecution => ("Execution started", Place::new("execution", "", "started_on")),
            GateId::EnableDomains => ("Associated domains were enabled", Place::part("domains")),
            GateId::EnforceSso => ("SSO was enforced", Place::new("sso", "", "enforced_on")),
            GateId::Close => ("The project was closed", Place::new("execution", "", "closed_on")),
        };
        let unmet = plural(reasons, "condition is", "conditions are");
        let says = format!("{what} on {}, and {unmet} not met.", now.day(day));
        let finding = Finding::warning(format!("gates/passed/{}", gate.id.word()), place, says).because(
            "What the gate prevents can happen now. Meet what is missing, or say who answers for it.",
        );
        found.push(Finding { phase: gate.id.phase(), ..finding });
    }
    found
}

/// Whether closing is what comes next: nobody is moved any more.
fn is_ending(now: &Situation) -> bool {
    now.come(now.plan.sso.enforced_on).or(now.come(now.plan.execution.closed_on)).is_some()
}

fn of_condition(now: &Situation, gate: &Gate, condition: &Condition) -> Option<Finding> {
    let early = gate.id == GateId::Close && !is_ending(now);
    let weight = match (condition.met, early, gate.open) {
        (Met::No, false, _) => Weight::Blocker,
        (Met::No, true, _) | (Met::Stale, _, false) | (Met::Overridden, ..) => Weight::Advice,
        (Met::Stale, _, true) => Weight::Warning,
        (Met::Yes, ..) => return None,
    };
    let says = match (&condition.overridden, condition.met) {
        (Some(one), Met::Overridden) => {
            format!("{} {} answers for it: {}", condition.says, one.by.trim(), one.reason.trim())
        }
        (_, Met::Stale) => format!("{} But the evidence is old: {}.", condition.says, condition.evidence),
        _ => condition.says.clone(),
    };
    let finding =
        Finding::warning(condition.id.clone(), condition.place.clone(), says).because(condition.why);
    // The gate's phase, not that of the place: a shut SSO gate belongs to phase 3 wherever it is mended.
    Some(Finding { fact: condition.fact, phase: gate.id.phase(), weight, ..finding })
}
