//! The release request: what stands in its way, what is certified, and that the list is imported.

use super::super::Finding;
use super::super::release::{self, Eligibility, Tri};
use super::super::situation::Situation;
use super::domains::name_of;
use crate::plan::{Domain, ListRecord, Place, ReleaseState, domain_key};
use crate::progress::{Basis, Kept};
use crate::wording::{and, count, plural};

/// Whether the names of a domain may still be asked for.
fn is_wanted(domain: &Domain) -> bool {
    !matches!(domain.release, ReleaseState::Received | ReleaseState::Refused)
}

/// Whether the request for a domain runs.
fn is_asked(domain: &Domain) -> bool {
    matches!(domain.release, ReleaseState::Preparing | ReleaseState::Signed)
}

/// What does not hold weighs more once the request runs.
fn of_unmet(now: &Situation, one: &Eligibility, id: String, asked: bool) -> Finding {
    let says = format!("Zoom would not hand over the names: {}", lower_first(&one.why));
    let finding = if asked {
        Finding::warning(id, one.place.clone(), says)
    } else {
        Finding::advice(id, one.place.clone(), says)
    };
    // The guide's word on the condition goes along, so that the reason stands beside what follows.
    // What follows from a plan that does not qualify names the plans that do.
    let rule = if one.condition == "REL-2" { None } else { now.guide.fact(one.condition) };
    let rule = rule.map_or("", |fact| fact.says.as_str());
    finding.because(format!("{rule} {}", one.follows).trim_start()).fact(one.condition)
}

fn lower_first(says: &str) -> String {
    let mut letters = says.chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
}

/// The conditions that are the same for every domain: each that is not met, and those that are not known while a
/// request runs (REL-1, REL-2, REL-3, REL-6, REL-7).
pub(super) fn may_be_asked_for(now: &Situation) -> Vec<Finding> {
    if !now.plan.domains.iter().any(is_wanted) {
        return Vec::new();
    }
    let asked = now.plan.domains.iter().find(|domain| is_asked(domain));
    let mut found = Vec::new();
    let mut open = Vec::new();
    for one in release::of_the_account(now.plan) {
        match (one.met, asked) {
            (Tri::NotMet, _) => {
                let id = if one.condition == "REL-2" {
                    "domains/release-plan".to_owned()
                } else {
                    format!("release/unmet/{}", one.place.field)
                };
                found.push(of_unmet(now, &one, id, asked.is_some()));
            }
            (Tri::Unknown, Some(domain)) if one.condition == "REL-2" => {
                let says = format!(
                    "It is not known whether your plan may ask for the names on {}.",
                    name_of(domain)
                );
                found.push(
                    Finding::advice("domains/release-plan", one.place.clone(), says)
                        .because(one.follows)
                        .fact("REL-2"),
                );
            }
            (Tri::Unknown, Some(_)) => open.push(one),
            _ => {}
        }
    }
    if let (Some(first), Some(domain)) = (open.first(), asked) {
        let titles: Vec<String> = open.iter().map(|one| one.title.to_lowercase()).collect();
        let conditions = plural(count(open.len()), "condition is", "conditions are");
        let says = format!("For the names on {}, {conditions} not known: {}.", name_of(domain), and(&titles));
        found.push(
            Finding::advice("release/unknown", first.place.clone(), says)
                .because("Four conditions must be met and three statements signed. Find out before you sign.")
                .fact(first.condition),
        );
    }
    found
}

/// Whoever signs certifies that the domain is registered to the organization (REL-5).
pub(super) fn statements_hold(now: &Situation) -> Vec<Finding> {
    let requests = release::requests(now.plan, now.today);
    let wanted = requests.iter().filter(|request| is_wanted(request.domain));
    wanted
        .filter(|request| request.statements[0].met == Tri::NotMet)
        .map(|request| {
            let domain = request.domain;
            let id = format!("release/registrant/{}", domain.id);
            let says =
                format!("{} is not registered to you, and signing would state that it is.", name_of(domain));
            let place = request.statements[0].place.clone();
            let finding = if is_asked(domain) {
                Finding::warning(id, place, says)
            } else {
                Finding::advice(id, place, says)
            };
            finding.because(request.statements[0].follows).fact("REL-5")
        })
        .collect()
}

/// Each domain needs a certification of its own (REL-4): one that is prepared while another is signed is easily forgotten.
pub(super) fn each_domain_is_signed(now: &Situation) -> Vec<Finding> {
    let requests = release::requests(now.plan, now.today);
    let is_signed = |request: &&release::Request| request.conditions[3].met == Tri::Met;
    if !requests.iter().any(|request| is_signed(&request)) {
        return Vec::new();
    }
    let waiting = requests.iter().filter(|request| {
        request.domain.release == ReleaseState::Preparing && request.conditions[3].met == Tri::NotMet
    });
    waiting
        .map(|request| {
            let domain = request.domain;
            let says =
                format!("The certification for {} is not signed, another domain's is.", name_of(domain));
            let place = request.conditions[3].place.clone();
            Finding::advice(format!("release/unsigned/{}", domain.id), place, says)
                .because("One signature covers one domain. Without its own, no list comes for this one.")
                .fact("REL-4")
        })
        .collect()
}

/// The list that was received is imported (D-4).
pub(super) fn list_is_imported(now: &Situation) -> Vec<Finding> {
    let received = now.plan.domains.iter().filter(|domain| domain.release == ReleaseState::Received);
    let lists: Vec<&ListRecord> = now.plan.lists.iter().filter(|list| list.is_release_list()).collect();
    // Whom a list that is gone named is not known any more.
    let is_read = |list: &&ListRecord| {
        now.progress.lists.iter().any(|state| state.id == list.id && state.kept == Kept::Read)
    };
    let all_are_read = lists.iter().all(is_read);
    let is_imported = |domain: &Domain| {
        let key = domain_key(&domain.name);
        let names_it = |list: &&ListRecord| {
            list.label.to_lowercase().contains(&key) || list.file.to_lowercase().contains(&key)
        };
        let has_people = now.progress.domain(&key).is_some_and(|measured| measured.basis == Basis::Lists);
        !lists.is_empty() && (!all_are_read || has_people || lists.iter().any(names_it))
    };
    // Once the project is closed the lists are deleted, as they should be (D-7).
    let closed = now.come(now.plan.execution.closed_on).is_some();
    let waiting = received.into_iter().find(|domain| !closed && !is_imported(domain));
    let finding = waiting.map(|domain| {
        let says = format!("The list of people on {} was received and is not imported.", name_of(domain));
        Finding::warning("domains/release-list", Place::part("lists"), says)
            .because("Without it nobody outside has a name, and nobody can be invited.")
            .fact("D-4")
    });
    finding.into_iter().collect()
}
