//! What to do next: what is late, what the plan needs to begin, what opens the nearest gate, what has a date.

use super::gates::{GATES, Gate, GateId, Met};
use super::situation::{Situation, acts, called};
use super::sub_account::ticket_due;
use crate::plan::{
    AccountPlan, Case, Day, Domain, DomainOption, ListKind, ListRecord, Message, Place, Provider,
    ReleaseState, may_request_release,
};
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
    let steps = first_steps(now);
    // Confirming the plans waits for something to confirm.
    let is_ready = steps.is_empty() || now.is_running();
    let of_gate = if is_ready { of_the_nearest_gate(now, gates) } else { Vec::new() };
    for action in [late, steps, of_gate, to_come].into_iter().flatten() {
        if actions.len() == MOST {
            break;
        }
        if !actions.iter().any(|known| known.place == action.place) {
            actions.push(action);
        }
    }
    actions
}

/// One thing a plan needs, in the order in which it makes sense to gather them.
struct Step {
    /// Where it is missing; nothing where it is there, or not needed yet.
    missing: fn(&Situation) -> Option<Place>,
    says: &'static str,
}

/// What a plan needs before its decisions can be taken, phase by phase.
const STEPS: &[Step] = &[
    Step {
        missing: |now| blank(&now.plan.organization.name, "organization", "name"),
        says: "Say who consolidates.",
    },
    Step {
        missing: |now| now.plan.domains.is_empty().then(|| Place::part("domains")),
        says: "Add your e-mail domains.",
    },
    Step {
        missing: |now| blank(&now.plan.main_account.name, "main_account", "name"),
        says: "Describe the main account: name, number and plan.",
    },
    Step {
        missing: |now| {
            let account = &now.plan.main_account;
            let is_begun = !account.name.trim().is_empty();
            (is_begun && account.plan == AccountPlan::Unknown).then(|| Place::new("main_account", "", "plan"))
        },
        says: "Say which plan the main account has: it decides what you may ask Zoom for.",
    },
    Step {
        missing: |now| {
            let counted =
                any_release_list(now) || now.plan.readings.iter().any(|reading| reading.outside.is_some());
            (!counted && !now.plan.domains.is_empty()).then(|| Place::part("readings"))
        },
        says: "Note the counts the portal shows for each domain, or import a list of the people outside.",
    },
    Step {
        missing: |now| {
            let used = now.plan.domains.iter().filter(|domain| domain.option != DomainOption::NotUsed);
            let first = used.into_iter().find(|domain| now.verified(domain).is_none())?;
            Some(Place::new("domains", &first.id, "verified_on"))
        },
        says: "Prove to Zoom that your domains are yours, and note the day: all that follows needs it.",
    },
    Step {
        missing: |now| {
            let may_ask = may_request_release(now.plan.main_account.plan) && now.is_counted();
            let asked = any_release_list(now)
                || now.plan.domains.iter().any(|domain| domain.release != ReleaseState::NotRequested);
            let first = now.plan.domains.first().filter(|_| may_ask && !asked)?;
            Some(Place::new("domains", &first.id, "release"))
        },
        says: "Decide whether to ask Zoom for the names of the people outside.",
    },
    Step {
        missing: |now| {
            let lacks = any_list(now, ListKind::Outside) && !any_list(now, ListKind::Members);
            lacks.then(|| Place::part("lists"))
        },
        says: "Import the members of the main account.",
    },
    Step {
        missing: |now| {
            let undecided = |domain: &&Domain| domain.option == DomainOption::Undecided;
            let first = now.plan.domains.iter().find(undecided).filter(|_| now.is_counted())?;
            Some(Place::new("domains", &first.id, "option"))
        },
        says: "Decide what people on your domains are asked to do, or that they are asked by invitation only.",
    },
    Step {
        missing: |now| {
            let waits = now.is_counted() && now.plan.sso.provider == Provider::Undecided;
            waits.then(|| Place::new("sso", "", "provider"))
        },
        says: "Say which identity provider people sign in with.",
    },
    Step {
        missing: |now| (now.plan.messages.is_empty() && now.is_counted()).then(|| Place::part("messages")),
        says: "Write the first message.",
    },
    Step {
        missing: |now| {
            let asks = now.plan.domains.iter().any(|domain| acts(domain.option));
            let nobody_asked = now.plan.waves.is_empty() && !asks && now.is_counted();
            nobody_asked.then(|| Place::part("waves"))
        },
        says: "Plan the first wave: who is invited, when and by whom.",
    },
];

fn blank(answer: &str, part: &str, field: &str) -> Option<Place> {
    answer.trim().is_empty().then(|| Place::new(part, "", field))
}

fn any_release_list(now: &Situation) -> bool {
    now.plan.lists.iter().any(ListRecord::is_release_list)
}

fn any_list(now: &Situation, kind: ListKind) -> bool {
    now.plan.lists.iter().any(|list| list.kind == kind)
}

fn first_steps(now: &Situation) -> Vec<NextAction> {
    let missing = STEPS.iter().filter_map(|step| Some(NextAction::new((step.missing)(now)?, step.says)));
    missing.chain(newer_list(now)).collect()
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
    let is_ahead =
        |gate: &Gate| gate.passed_on.is_none() && (gate.id != GateId::EnableDomains || may_be_enabled(now));
    let nearest = GATES.iter().zip(gates).find(|(_, gate)| is_ahead(gate));
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

/// Whether a domain asks something of its people, or may yet: where all are only counted or not used at all, there is
/// nothing to enable (DOM-8).
fn may_be_enabled(now: &Situation) -> bool {
    let mut options = now.plan.domains.iter().map(|domain| domain.option);
    options.any(|option| acts(option) || option == DomainOption::Undecided)
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
    dated.extend(
        plan.messages.iter().filter(|message| now.come(message.sent_on).is_none()).map(step_of_message),
    );
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
    if now.come(plan.sso.enforced_on).is_none() {
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
    match ledger::next_step(now.guide, case, now.today) {
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
