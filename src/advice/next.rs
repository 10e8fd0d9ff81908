//! What to do next: what is late, what the plan needs to begin, what opens the nearest gate, what has a date.

use super::gates::{GATES, Gate, GateId, Met};
use super::situation::{Situation, called};
use super::steps::{Missing, Weight};
use super::sub_account::ticket_due;
use crate::plan::{Case, Day, DomainOption, ListKind, Message, Place};
use crate::progress::{Basis, ledger};

/// More than this is a list, not a next step.
const MOST: usize = 7;

/// So many of them are about the nearest gate, so that dated work stays in sight.
const OF_A_GATE: usize = 3;

/// Something to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NextAction {
    /// What to do, in a sentence.
    pub says: String,
    /// Where it is done or noted.
    pub place: Place,
    /// When it is due.
    pub due: Option<Day>,
}

impl NextAction {
    pub(super) fn new(place: Place, says: impl Into<String>) -> NextAction {
        NextAction { says: says.into(), place, due: None }
    }

    fn due(mut self, day: Option<Day>) -> NextAction {
        self.due = day;
        self
    }
}

/// Returns what to do next, the most urgent first; nothing twice.
pub(super) fn actions(now: &Situation, gates: &[Gate; 4], steps: Vec<Missing>) -> Vec<NextAction> {
    if now.come(now.plan.execution.closed_on).is_some() {
        return Vec::new();
    }
    let dated = dated(now, gates);
    let (late, to_come): (Vec<NextAction>, Vec<NextAction>) =
        dated.into_iter().partition(|action| action.due.is_some_and(|day| day < now.today));
    let mut actions: Vec<NextAction> = Vec::new();
    // Confirming the plans waits for something to confirm; an old list or reading holds nothing up.
    let is_ready = !steps.iter().any(|step| step.weight == Weight::Holds) || now.is_running();
    let of_gate = if is_ready { of_the_nearest_gate(now, gates) } else { Vec::new() };
    let (newer, cases) = (newer_evidence(now), cases_to_go_on_with(now));
    let (last, steps): (Vec<Missing>, Vec<Missing>) =
        steps.into_iter().partition(|step| step.weight == Weight::Later);
    let (steps, last) = (actions_of(steps), actions_of(last));
    let new_day = sso_day_to_choose(now, gates);
    for action in [late, steps, newer, of_gate, new_day, to_come, cases, last].into_iter().flatten() {
        if actions.len() == MOST {
            break;
        }
        if !actions.iter().any(|known| known.place == action.place) {
            actions.push(action);
        }
    }
    actions
}

fn actions_of(missing: Vec<Missing>) -> Vec<NextAction> {
    missing.into_iter().map(|step| step.action).collect()
}

/// The evidence that says too little about today: the oldest members list, and the readings older than the list they
/// are held against.
fn newer_evidence(now: &Situation) -> Vec<NextAction> {
    newer_list(now).into_iter().chain(newer_reading(now)).collect()
}

fn newer_list(now: &Situation) -> Option<NextAction> {
    let oldest = now.current(ListKind::Members).filter_map(|list| list.as_of).min()?;
    let days = now.days_since(oldest);
    let says = format!("Import a newer members list (this one is {days} days old).");
    now.is_stale(oldest).then(|| NextAction::new(Place::part("lists"), says))
}

/// Whoever came in since a reading is still counted outside by it: the list names them inside, the reading does not.
fn newer_reading(now: &Situation) -> Option<NextAction> {
    let newest = now.current(ListKind::Members).filter_map(|list| now.come(list.as_of)).max()?;
    let counts = now
        .progress
        .domains
        .iter()
        .filter(|domain| domain.owned && (domain.basis == Basis::Readings || domain.counts.unnamed > 0));
    let old = counts.filter_map(|domain| Some((domain, domain.reading.as_ref()?)));
    let (domain, _) =
        old.filter(|(_, reading)| reading.date < Some(newest)).min_by_key(|(_, one)| one.date)?;
    let says =
        format!("Read {} in the portal again: its counts are older than the members list.", domain.name);
    Some(NextAction::new(Place::part("readings"), says))
}

/// The cases of which only the closing day is missing, and the longest open one of the others.
fn cases_to_go_on_with(now: &Situation) -> Vec<NextAction> {
    let open = now.open_cases();
    let (done, under_way): (Vec<&Case>, Vec<&Case>) =
        open.into_iter().partition(|case| is_through(now, case));
    let first = under_way.into_iter().next();
    done.into_iter().chain(first).map(|case| step_of(now, case)).collect()
}

/// Whether nothing of a case is left to do but to note the day it was closed.
fn is_through(now: &Situation, case: &Case) -> bool {
    !case.steps.is_empty()
        && !case.is_closed(now.today)
        && ledger::next_step(now.guide, case, now.today).is_none()
}

/// While its gate is shut, nobody is told to enforce SSO: a day that has passed is to be chosen anew (SSO-4).
fn sso_day_to_choose(now: &Situation, gates: &[Gate; 4]) -> Vec<NextAction> {
    let day = now.plan.sso.enforce_on.filter(|day| *day < now.today && waits_for_sso(now));
    let shut = !gates[GateId::EnforceSso as usize].open;
    let says = "New day for SSO: its gate was not open on this one.";
    let action = day
        .filter(|_| shut)
        .map(|day| NextAction::new(Place::new("sso", "", "enforce_on"), says).due(Some(day)));
    action.into_iter().collect()
}

fn waits_for_sso(now: &Situation) -> bool {
    now.come(now.plan.sso.enforced_on).is_none()
}

/// The first decision that was not taken: what it waits for, or that it can be taken. A plan without a domain
/// has nothing to decide yet.
fn of_the_nearest_gate(now: &Situation, gates: &[Gate; 4]) -> Vec<NextAction> {
    let waits =
        |gate: &Gate| gate.passed_on.is_none() && !gate.nothing_to_decide && !is_without_sso(now, gate);
    let nearest = GATES.iter().zip(gates).find(|(_, gate)| waits(gate));
    let Some((definition, gate)) = nearest.filter(|_| !now.plan.domains.is_empty()) else {
        return Vec::new();
    };
    if gate.open {
        let (place, says) = definition.when_open;
        return vec![NextAction::new(place(now), says)];
    }
    let waits =
        definition.rules.iter().zip(&gate.conditions).filter(|(_, condition)| condition.met == Met::No);
    let actions = waits.map(|(rule, condition)| {
        of_the_entry(now, &condition.place)
            .unwrap_or_else(|| NextAction::new(condition.place.clone(), rule.to_do))
    });
    actions.take(OF_A_GATE).collect()
}

/// Whether SSO cannot be required on any domain and no day is planned for it: closing comes next (DOM-7).
fn is_without_sso(now: &Situation, gate: &Gate) -> bool {
    let unused = now.plan.domains.iter().all(|domain| domain.option == DomainOption::NotUsed);
    gate.id == GateId::EnforceSso && unused && now.plan.sso.enforce_on.is_none()
}

/// Where a condition waits for one case or one message, its next step says more than the condition.
fn of_the_entry(now: &Situation, place: &Place) -> Option<NextAction> {
    match place.part.as_str() {
        "cases" => now.plan.cases.iter().find(|case| case.id == place.entry).map(|case| step_of(now, case)),
        "messages" => now.plan.messages.iter().find(|one| one.id == place.entry).map(step_of_message),
        _ => None,
    }
}

/// Everything that has a day and is not done, the earliest first.
fn dated(now: &Situation, gates: &[Gate; 4]) -> Vec<NextAction> {
    let plan = now.plan;
    let mut dated: Vec<NextAction> = Vec::new();
    dated.extend(plan.messages.iter().filter(|one| now.come(one.sent_on).is_none()).map(step_of_message));
    dated.extend(now.open_cases().into_iter().map(|case| step_of(now, case)));
    for wave in plan.waves.iter().filter(|wave| now.come(wave.done_on).is_none()) {
        let says = format!("Invite the wave “{}”.", called(&wave.title, &wave.id));
        dated.push(NextAction::new(Place::new("waves", &wave.id, "done_on"), says).due(wave.date));
    }
    for task in plan.tasks.iter().filter(|task| now.come(task.done_on).is_none()) {
        let says = sentence(called(&task.title, &task.id));
        dated.push(NextAction::new(Place::new("tasks", &task.id, "done_on"), says).due(task.date));
    }
    for sub in &plan.sub_accounts {
        let says = format!("Send the ticket for {}.", called(&sub.name, &sub.id));
        let place = Place::new("sub_accounts", &sub.id, "ticket_on");
        // The day of the move is behind us where the last day is long past: then there is nothing to send any more.
        let last = ticket_due(sub, now.today).filter(|_| sub.move_on >= Some(now.today));
        dated.push(NextAction::new(place, says).due(last));
    }
    let (day, open) = (plan.sso.enforce_on, gates[GateId::EnforceSso as usize].open);
    // A day that has passed before a shut gate is no day any more: `sso_day_to_choose`.
    if waits_for_sso(now) && (open || day.is_some_and(|day| day >= now.today)) {
        let (field, says) = if open {
            ("enforced_on", "Enforce SSO, and note the day.")
        } else {
            ("enforce_on", "SSO gate is shut: meet its conditions, or choose a later day.")
        };
        dated.push(NextAction::new(Place::new("sso", "", field), says).due(day));
    }
    dated.retain(|action| action.due.is_some());
    dated.sort_by_key(|action| action.due);
    dated
}

fn step_of_message(message: &Message) -> NextAction {
    let name = called(&message.title, &message.id);
    let (says, field) = match (message.missing().first(), message.approved_on) {
        (Some(first), None) => (format!("Finish “{name}”."), *first),
        (None, None) => (format!("Have “{name}” approved."), "approved_on"),
        (_, Some(_)) => (format!("Send “{name}”."), "sent_on"),
    };
    NextAction::new(Place::new("messages", &message.id, field), says).due(message.date)
}

/// The first step of a case that is not done, or closing it when all are.
pub(super) fn step_of(now: &Situation, case: &Case) -> NextAction {
    let name = called(&case.title, &case.id);
    match ledger::next_step(now.guide, case, now.today) {
        Some(step) => NextAction::new(
            Place::new("cases", &case.id, "steps"),
            format!("{name}: {}", sentence(&step.says)),
        ),
        None => NextAction::new(
            Place::new("cases", &case.id, "closed_on"),
            format!("{name}: note the day this special case was closed."),
        ),
    }
    .due(case.due_on)
}

fn sentence(text: &str) -> String {
    if text.ends_with(['.', '!', '?', '…']) { text.to_owned() } else { format!("{text}.") }
}
