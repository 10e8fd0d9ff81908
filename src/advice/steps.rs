//! What a plan needs, phase by phase, in the order in which it makes sense to gather it: a row of a table each.
//!
//! Next names what is missing, and a phase is not done while something of it is ([`Weight`]).

use super::gates::BREAK_GLASS_PEOPLE;
use super::next::NextAction;
use super::situation::{Situation, acts, called};
use crate::plan::{
    AccountPlan, Domain, DomainOption, ListKind, ListRecord, Place, Provider, ReleaseState, ToolChoice,
    domain_key, may_request_release,
};
use crate::wording::{count, plural};

/// What follows while a step is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Weight {
    /// Its phase is open, and the plans are not confirmed before it is there.
    Holds,
    /// Its phase is open; the plans may be confirmed meanwhile.
    Open,
    /// It is named, and a plan may do without it.
    Named,
    /// It is named after what the nearest gate waits for.
    Later,
}

/// Something that is missing.
pub(super) struct Missing {
    pub(super) weight: Weight,
    pub(super) action: NextAction,
}

/// One thing a plan needs.
struct Step {
    weight: Weight,
    /// Where it is missing, and what to do; nothing where it is there, or not needed yet.
    missing: fn(&Situation) -> Option<(Place, String)>,
}

const fn holds(missing: fn(&Situation) -> Option<(Place, String)>) -> Step {
    Step { weight: Weight::Holds, missing }
}

const fn open(missing: fn(&Situation) -> Option<(Place, String)>) -> Step {
    Step { weight: Weight::Open, missing }
}

const fn named(missing: fn(&Situation) -> Option<(Place, String)>) -> Step {
    Step { weight: Weight::Named, missing }
}

const fn later(missing: fn(&Situation) -> Option<(Place, String)>) -> Step {
    Step { weight: Weight::Later, missing }
}

/// What a plan needs before its decisions can be taken, and what is easily forgotten.
const STEPS: &[Step] = &[
    holds(|now| blank(&now.plan.organization.name, "organization", "name", "Say who consolidates.")),
    holds(|now| {
        let says = "Add your e-mail domains.".to_owned();
        now.plan.domains.is_empty().then(|| (Place::part("domains"), says))
    }),
    holds(|now| {
        let says = "Describe the main account: name, number and plan.";
        blank(&now.plan.main_account.name, "main_account", "name", says)
    }),
    holds(|now| {
        let account = &now.plan.main_account;
        let unknown = !account.name.trim().is_empty() && account.plan == AccountPlan::Unknown;
        let says = "Say which plan the main account has: it decides what you may ask Zoom for.";
        unknown.then(|| (Place::new("main_account", "", "plan"), says.to_owned()))
    }),
    holds(|now| {
        let counted =
            any_release_list(now) || now.plan.readings.iter().any(|reading| reading.outside.is_some());
        let says =
            "Note the counts the portal shows for each domain, or import a list of the people outside.";
        (!counted && !now.plan.domains.is_empty()).then(|| (Place::part("readings"), says.to_owned()))
    }),
    holds(unverified),
    named(names_to_ask_for),
    holds(list_to_import),
    open(list_to_come),
    holds(|now| {
        let lacks = now.is_counted() && !any_list(now, ListKind::Members);
        lacks.then(|| (Place::part("lists"), "Import the members of the main account.".to_owned()))
    }),
    holds(cases_to_open),
    named(case_without_owner),
    holds(|now| {
        let undecided = |domain: &&Domain| domain.option == DomainOption::Undecided;
        let first = now.plan.domains.iter().find(undecided).filter(|_| now.is_counted())?;
        let says =
            "Decide what people on your domains are asked to do, or that they are asked by invitation only.";
        Some((Place::new("domains", &first.id, "option"), says.to_owned()))
    }),
    named(people_without_a_tool),
    holds(|now| {
        let waits = now.is_counted() && now.plan.sso.provider == Provider::Undecided;
        let says = "Say which identity provider people sign in with.";
        waits.then(|| (Place::new("sso", "", "provider"), says.to_owned()))
    }),
    holds(|now| {
        let waits = now.plan.messages.is_empty() && now.is_counted();
        waits.then(|| (Place::part("messages"), "Write the first message.".to_owned()))
    }),
    holds(|now| {
        let asks = now.plan.domains.iter().any(|domain| acts(domain.option));
        let nobody_asked = now.plan.waves.is_empty() && !asks && now.is_counted();
        let says = "Plan the first wave: who is invited, when and by whom.";
        nobody_asked.then(|| (Place::part("waves"), says.to_owned()))
    }),
    later(sub_account),
    later(break_glass),
];

/// Returns what a plan still needs, in order; nothing once the project is closed.
pub(super) fn missing(now: &Situation) -> Vec<Missing> {
    if now.come(now.plan.execution.closed_on).is_some() {
        return Vec::new();
    }
    let found = STEPS.iter().filter_map(|step| Some((step.weight, (step.missing)(now)?)));
    found.map(|(weight, (place, says))| Missing { weight, action: NextAction::new(place, says) }).collect()
}

/// Returns the places of what keeps phases open, in order.
pub(super) fn open_places(missing: &[Missing]) -> Vec<Place> {
    let holding = missing.iter().filter(|step| matches!(step.weight, Weight::Holds | Weight::Open));
    holding.map(|step| step.action.place.clone()).collect()
}

fn blank(answer: &str, part: &str, field: &str, says: &str) -> Option<(Place, String)> {
    answer.trim().is_empty().then(|| (Place::new(part, "", field), says.to_owned()))
}

fn any_release_list(now: &Situation) -> bool {
    now.plan.lists.iter().any(ListRecord::is_release_list)
}

fn any_list(now: &Situation, kind: ListKind) -> bool {
    now.plan.lists.iter().any(|list| list.kind == kind)
}

/// A domain that is not used for anything need not be verified (D-3).
fn unverified(now: &Situation) -> Option<(Place, String)> {
    let lacks = |domain: &&Domain| domain.option != DomainOption::NotUsed && now.verified(domain).is_none();
    let first = now.plan.domains.iter().find(lacks)?;
    let says = "Prove to Zoom that your domains are yours, and note the day: all that follows needs it.";
    Some((Place::new("domains", &first.id, "verified_on"), says.to_owned()))
}

/// Each domain is asked for by itself (REL-4); one with nobody outside, or whose people have names, needs no list.
fn names_to_ask_for(now: &Situation) -> Option<(Place, String)> {
    if !now.is_counted() || !may_request_release(now.plan.main_account.plan) {
        return None;
    }
    let wants = |domain: &&Domain| {
        let key = domain_key(&domain.name);
        let known = now.progress.domains.iter().find(|known| known.name == key);
        let has_names = known.is_some_and(|known| known.counts.outstanding + known.counts.invited > 0);
        let nobody = known.and_then(|known| known.reading.as_ref()).and_then(|reading| reading.outside);
        let nobody = nobody.is_some_and(|outside| outside.0 == 0);
        domain.release == ReleaseState::NotRequested && !has_names && !nobody && !key.is_empty()
    };
    let first = now.plan.domains.iter().find(wants).filter(|_| !has_one_list_for_all(now))?;
    let says = format!("Names on {}: ask Zoom for them, or decide not to.", called(&first.name, &first.id));
    Some((Place::part("release"), says))
}

/// A release list that was imported while no domain was asked for: the plan does without requests.
fn has_one_list_for_all(now: &Situation) -> bool {
    let none_asked = now.plan.domains.iter().all(|domain| domain.release == ReleaseState::NotRequested);
    none_asked && any_release_list(now)
}

fn list_to_import(now: &Situation) -> Option<(Place, String)> {
    let received = |domain: &&Domain| domain.release == ReleaseState::Received;
    let first = now.plan.domains.iter().find(received).filter(|_| !any_release_list(now))?;
    let says = format!("Import the people outside on {}, as Zoom sent them.", called(&first.name, &first.id));
    Some((Place::part("lists"), says))
}

fn list_to_come(now: &Situation) -> Option<(Place, String)> {
    let signed = |domain: &&Domain| domain.release == ReleaseState::Signed;
    let first = now.plan.domains.iter().find(signed)?;
    let says = format!("Names on {}: import the list once Zoom sends it.", called(&first.name, &first.id));
    Some((Place::new("domains", &first.id, "release"), says))
}

/// Cases are finished before associated domains are switched on (DOM-6), so they are opened in time.
fn cases_to_open(now: &Situation) -> Option<(Place, String)> {
    now.missing.iter().find(|proposed| proposed.weight == super::Weight::Warning)?;
    let needed = plural(count(now.missing.len()), "special case", "special cases");
    let says = format!("Open the {needed} still missing.");
    Some((Place::part("cases"), says))
}

fn case_without_owner(now: &Situation) -> Option<(Place, String)> {
    let case = now.open_cases().into_iter().find(|case| case.owner.trim().is_empty())?;
    let says = format!("{}: say who takes care of this special case.", called(&case.title, &case.id));
    Some((Place::new("cases", &case.id, "owner"), says))
}

fn people_without_a_tool(now: &Situation) -> Option<(Place, String)> {
    let people = now.plan.populations.iter().find(|people| people.tool == ToolChoice::Undecided)?;
    let says = format!("Choose a tool for {}.", called(&people.title, &people.id));
    Some((Place::new("populations", &people.id, "tool"), says))
}

/// A sub-account that is planned and not created, or that a tool asks for and nobody planned.
fn sub_account(now: &Situation) -> Option<(Place, String)> {
    let plan = now.plan;
    if let Some(sub) = plan.sub_accounts.iter().find(|sub| now.come(sub.created_on).is_none()) {
        let says = format!("Create the sub-account {}, and note the day.", called(&sub.name, &sub.id));
        return Some((Place::new("sub_accounts", &sub.id, "created_on"), says));
    }
    let people = plan.populations.iter().find(|people| people.tool == ToolChoice::SubAccount)?;
    let says = format!("Plan the sub-account for {}.", called(&people.title, &people.id));
    plan.sub_accounts.is_empty().then(|| (Place::part("sub_accounts"), says))
}

fn break_glass(now: &Situation) -> Option<(Place, String)> {
    let sso = &now.plan.sso;
    let few = now.plan.break_glass.len() < BREAK_GLASS_PEOPLE;
    let waits = few && sso.provider != Provider::Undecided && now.come(sso.enforced_on).is_none();
    let says = "Name two break-glass people, who get in when SSO fails.";
    waits.then(|| (Place::part("break_glass"), says.to_owned()))
}
