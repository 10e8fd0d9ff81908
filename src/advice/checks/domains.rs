//! Domains: what they are called, whether they are ours, what is asked of the people on them, and for how long.

use std::collections::HashSet;

use super::super::Finding;
use super::super::situation::{Situation, acts, called};
use super::providers::is_public;
use crate::plan::{Domain, DomainOption, DomainState, Place, domain_key};
use crate::wording::plural;

pub(super) fn at(domain: &Domain, field: &str) -> Place {
    Place::new("domains", &domain.id, field)
}

pub(super) fn name_of(domain: &Domain) -> &str {
    called(&domain.name, &domain.id)
}

/// Returns whether a text can be a domain's name: labels of letters, digits and hyphens with dots between them, the last
/// of more than digits.
fn is_domain_name(name: &str) -> bool {
    let labels: Vec<&str> = name.split('.').collect();
    let is_label = |label: &&str| {
        let may_be = |letter: char| letter.is_alphanumeric() || letter == '-' || !letter.is_ascii();
        !label.is_empty() && !label.contains(char::is_whitespace) && label.chars().all(may_be)
    };
    let is_number = labels.last().is_some_and(|label| label.bytes().all(|byte| byte.is_ascii_digit()));
    labels.len() > 1 && labels.iter().all(is_label) && !is_number
}

pub(super) fn names_are_domains(now: &Situation) -> Vec<Finding> {
    let mut found = Vec::new();
    for domain in &now.plan.domains {
        let name = domain.name.trim().to_lowercase();
        let shaped = is_domain_name(&name);
        if is_public(&name) {
            let name = domain_key(&name);
            found.push(
                Finding::warning(
                    format!("domains/public/{}", domain.id),
                    at(domain, "name"),
                    format!("{name} belongs to a public mail provider, not to an organization."),
                )
                .because("Only its owner can verify a domain and ask for the names on it.")
                .fact("REL-5"),
            );
        } else if !name.is_empty() && !shaped {
            found.push(
                Finding::warning(
                    format!("domains/name/{}", domain.id),
                    at(domain, "name"),
                    format!("“{}” is no domain name.", domain.name.trim()),
                )
                .because("People are matched by what follows the @, for example northwind.example.")
                .fact("KEY-1"),
            );
        }
    }
    found
}

pub(super) fn are_listed_once(now: &Situation) -> Vec<Finding> {
    let mut seen = HashSet::new();
    let again = |domain: &&Domain| {
        let name = domain_key(&domain.name);
        !name.is_empty() && !seen.insert(name)
    };
    let twice = now.plan.domains.iter().filter(again);
    twice
        .map(|domain| {
            let says = format!("{} is listed more than once.", name_of(domain));
            Finding::warning(format!("domains/duplicate/{}", domain.id), at(domain, "name"), says)
                .because("One of the two would keep answers the other one contradicts. Take one out.")
        })
        .collect()
}

/// A sub-domain is a domain of its own for Zoom and for this plan; universities often have them on purpose.
pub(super) fn sub_domains_stand_apart(now: &Situation) -> Vec<Finding> {
    let keys: Vec<String> = now.plan.domains.iter().map(|domain| domain_key(&domain.name)).collect();
    let above = |key: &str| {
        let is_above =
            |other: &&String| key.strip_suffix(other.as_str()).is_some_and(|rest| rest.ends_with('.'));
        keys.iter().filter(|other| !other.is_empty()).filter(is_above).max_by_key(|other| other.len())
    };
    let mut found = Vec::new();
    for (domain, key) in now.plan.domains.iter().zip(&keys) {
        let Some(above) = above(key) else { continue };
        let says = format!("{key} is a sub-domain of {above}, which is listed too.");
        found.push(
            Finding::advice(format!("domains/sub-domain/{}", domain.id), at(domain, "name"), says)
                .because(
                    "Zoom treats the two apart: each is verified, counted, switched on and released by itself. \
                     Keep both where you want that.",
                )
                .fact("REL-4"),
        );
    }
    found
}

pub(super) fn are_verified(now: &Situation) -> Vec<Finding> {
    let unverified = |domain: &&Domain| {
        // Of a domain that is claimed, or verified without its day, there is more to say: `ownership`.
        let differs = domain.state != DomainState::Verified && now.come(domain.verified_on).is_some();
        let told = matches!(domain.state, DomainState::Claimed)
            || differs
            || (domain.state == DomainState::Verified && domain.verified_on.is_none());
        // What belongs to a mail provider can be neither verified nor switched on: only its name can be mended.
        let can_be = domain.option != DomainOption::NotUsed && !is_public(&domain.name);
        can_be && !told && now.verified(domain).is_none()
    };
    let domains = now.plan.domains.iter().filter(unverified);
    domains
        .map(|domain| {
            let says = format!("{} is not verified.", name_of(domain));
            Finding::warning(format!("domains/unverified/{}", domain.id), at(domain, "verified_on"), says)
                .because("Zoom offers nothing of associated domains before the ownership is verified.")
                .fact("D-3")
        })
        .collect()
}

pub(super) fn have_a_day(now: &Situation) -> Vec<Finding> {
    let undated =
        |domain: &&Domain| acts(domain.option) && domain.enabled_on.is_none() && !is_public(&domain.name);
    let domains = now.plan.domains.iter().filter(undated);
    domains
        .map(|domain| {
            let says = format!("{}: the option is decided, its day is not.", name_of(domain));
            Finding::warning(format!("domains/no-date/{}", domain.id), at(domain, "enabled_on"), says)
                .because("From that day people are signed out and asked, and the waiting time runs.")
                .fact("DOM-1")
        })
        .collect()
}

pub(super) fn wait_long_enough(now: &Situation) -> Vec<Finding> {
    let mut found = Vec::new();
    for domain in now.plan.domains.iter().filter(|domain| acts(domain.option)) {
        let Some(days) = domain.waiting_days.filter(|days| days.0 < Domain::WAITING_DAYS) else { continue };
        let says = format!("{} gives people {} to join.", name_of(domain), plural(days.0, "day", "days"));
        found.push(
            Finding::warning(
                format!("domains/short-waiting/{}", domain.id),
                at(domain, "waiting_days"),
                says,
            )
            .because(format!(
                "Two to four weeks are advised. The gate waits {} days whatever stands here.",
                Domain::WAITING_DAYS
            ))
            .fact("DOM-5"),
        );
    }
    found
}

pub(super) fn options_have_consequences(now: &Situation) -> Vec<Finding> {
    let mut found = Vec::new();
    for domain in &now.plan.domains {
        let name = name_of(domain);
        let finding = |id: &str, says: String| {
            Finding::advice(format!("domains/{id}/{}", domain.id), at(domain, "option"), says)
        };
        match domain.option {
            DomainOption::NotUsed => found.push(
                finding(
                    "not-used",
                    format!("SSO cannot be enforced on {name}: it does not use associated domains."),
                )
                .because(
                    "Required SSO works on associated domains only; people there can go on using a password.",
                )
                .fact("DOM-8"),
            ),
            DomainOption::Change => found.push(
                finding(
                    "change-only",
                    format!("On {name} people are asked to change their address, not to join."),
                )
                .because("With this option alone nobody comes in. Choose consolidate if they are to join.")
                .fact("DOM-CHANGE"),
            ),
            _ => {}
        }
    }
    found
}

pub(super) fn readings_belong_to_a_domain(now: &Situation) -> Vec<Finding> {
    let stray = now.plan.readings.iter().filter(|reading| {
        !reading.domain.trim().is_empty() && now.plan.domain(reading.domain.trim()).is_none()
    });
    stray
        .map(|reading| {
            let says = format!("A reading is for {}, which is not among the domains.", reading.domain.trim());
            let place = Place::new("readings", &reading.id, "domain");
            Finding::warning(format!("readings/unknown-domain/{}", reading.id), place, says)
                .because("Its counts belong to no domain of the plan. Add the domain or mend the name.")
                .fact("D-1")
        })
        .collect()
}
