//! What to do next: what is late, what the plan needs to begin, what opens the nearest gate, what has a date.

use super::gates::{GATES, Gate, Met};
use super::situation::{Situation, called};
use crate::plan::{Case, Day, ListKind, Message, Place};
use crate::progress::ledger;

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
    fn new(place: Place, says: impl Into<String>) -> NextAction {
        NextAction { says: says.into(), place, due: None }
    }

    fn due(mut self, day: Option<Day>) -> NextAction {
        self.due = day;
        self
    }
}

/// Returns what to do next, the most urgent first; nothing twice.
pub(super) fn actions(now: &Situation, gates: &[Gate; 4]) -> Vec<NextAction> {
    if now.come(now.plan.execution.closed_on).is_some() {
        return Vec::new();
    }
    let dated = dated(now);
    let (late, to_come): (Vec<NextAction>, Vec<NextAction>) =
        dated.into_iter().partition(|action| action.due.is_some_and(|day| day < now.today));
    let mut actions: Vec<NextAction> = Vec::new();
    for action in [late, first_steps(now), of_the_nearest_gate(now, gates), to_come].into_iter().flatten() {
        if actions.len() == MOST {
            break;
        }
        if !actions.iter().any(|known| known.place == action.place) {
            actions.push(action);
        }
    }
    actions
}

/// What a plan needs before anything else can be said.
fn first_steps(now: &Situation) -> Vec<NextAction> {
    let plan = now.plan;
    let any = |kind| plan.lists.iter().any(|list| list.kind == kind);
    let counted = any(ListKind::Outside) || plan.readings.iter().any(|reading| reading.outside.is_some());
    let steps = [
        (
            plan.organization.name.trim().is_empty(),
            Place::new("organization", "", "name"),
            "Say who consolidates.",
        ),
        (plan.domains.is_empty(), Place::part("domains"), "Add your e-mail domains."),
        (
            plan.main_account.name.trim().is_empty(),
            Place::new("main_account", "", "name"),
            "Describe the main account: name, number and plan.",
        ),
        (
            !counted && !plan.domains.is_empty(),
            Place::part("readings"),
            "Note the counts the portal shows for each domain, or import a list of the people outside.",
        ),
        (
            any(ListKind::Outside) && !any(ListKind::Members),
            Place::part("lists"),
            "Import the members of the main account.",
        ),
        (plan.messages.is_empty() && counted, Place::part("messages"), "Write the first message."),
    ];
    let missing = steps.into_iter().filter(|(missing, _, _)| *missing);
    let mut steps: Vec<NextAction> = missing.map(|(_, place, says)| NextAction::new(place, says)).collect();
    steps.extend(newer_list(now));
    steps
}

/// The oldest members list that says too little about today.
fn newer_list(now: &Situation) -> Option<NextAction> {
    let oldest = now.current(ListKind::Members).filter_map(|list| list.as_of).min()?;
    let days = now.days_since(oldest);
    let says = format!("Import a newer members list (this one is {days} days old).");
    now.is_stale(oldest).then(|| NextAction::new(Place::part("lists"), says))
}

/// The first decision that was not taken: what it waits for, or that it can be taken. A plan without a domain
/// has nothing to decide yet.
fn of_the_nearest_gate(now: &Situation, gates: &[Gate; 4]) -> Vec<NextAction> {
    let nearest = GATES.iter().zip(gates).find(|(_, gate)| gate.passed_on.is_none());
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

/// Where a condition waits for one case or one message, its next step says more than the condition.
fn of_the_entry(now: &Situation, place: &Place) -> Option<NextAction> {
    match place.part.as_str() {
        "cases" => now.plan.cases.iter().find(|case| case.id == place.entry).map(|case| step_of(now, case)),
        "messages" => now.plan.messages.iter().find(|one| one.id == place.entry).map(step_of_message),
        _ => None,
    }
}

/// Everything that has a day and is not done, the earliest first.
fn dated(now: &Situation) -> Vec<NextAction> {
    let plan = now.plan;
    let mut dated: Vec<NextAction> = Vec::new();
    dated.extend(plan.messages.iter().filter(|message| message.sent_on.is_none()).map(step_of_message));
    dated.extend(now.open_cases().into_iter().map(|case| step_of(now, case)));
    for wave in plan.waves.iter().filter(|wave| wave.done_on.is_none()) {
        let says = format!("Invite the wave “{}”.", called(&wave.title, &wave.id));
        dated.push(NextAction::new(Place::new("waves", &wave.id, "done_on"), says).due(wave.date));
    }
    for task in plan.tasks.iter().filter(|task| task.done_on.is_none()) {
        let says = sentence(called(&task.title, &task.id));
        dated.push(NextAction::new(Place::new("tasks", &task.id, "done_on"), says).due(task.date));
    }
    if plan.sso.enforced_on.is_none() {
        let enforce =
            NextAction::new(Place::new("sso", "", "enforced_on"), "Enforce SSO, if its gate is open.");
        dated.push(enforce.due(plan.sso.enforce_on));
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
fn step_of(now: &Situation, case: &Case) -> NextAction {
    let name = called(&case.title, &case.id);
    match ledger::next_step(now.guide, case) {
        Some(step) => NextAction::new(
            Place::new("cases", &case.id, "steps"),
            format!("{name}: {}", sentence(&step.says)),
        ),
        None => NextAction::new(
            Place::new("cases", &case.id, "closed_on"),
            format!("Close the special case {name}."),
        ),
    }
    .due(case.due_on)
}

fn sentence(text: &str) -> String {
    if text.ends_with(['.', '!', '?', '…']) { text.to_owned() } else { format!("{text}.") }
}
