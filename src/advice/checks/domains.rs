//! Domains: what they are called, whether they are ours, what is asked of the people on them, and for how long.

use std::collections::HashSet;

use super::super::Finding;
use super::super::situation::{Situation, acts, called};
use crate::plan::{
    AccountPlan, Domain, DomainOption, ListKind, Place, ReleaseState, domain_key, may_request_release,
};
use crate::wording::plural;

/// Providers whose addresses belong to nobody's organization.
const PUBLIC: &[&str] = &[
    "aol.com",
    "fastmail.com",
    "gmail.com",
    "gmx.com",
    "gmx.de",
    "gmx.net",
    "googlemail.com",
    "hotmail.com",
    "icloud.com",
    "live.com",
    "mac.com",
    "mail.com",
    "mail.ru",
    "me.com",
    "msn.com",
    "outlook.com",
    "proton.me",
    "protonmail.com",
    "qq.com",
    "t-online.de",
    "web.de",
    "yahoo.com",
    "yandex.com",
    "ymail.com",
    "zoho.com",
];

/// Business has to hold this many licences before a list is released (REL-2).
const BUSINESS_LICENCES: u32 = 50;

fn at(domain: &Domain, field: &str) -> Place {
    Place::new("domains", &domain.id, field)
}

fn name_of(domain: &Domain) -> &str {
    called(&domain.name, &domain.id)
}

pub(super) fn names_are_domains(now: &Situation) -> Vec<Finding> {
    let mut found = Vec::new();
    for domain in &now.plan.domains {
        let name = domain.name.trim().to_lowercase();
        let shaped =
            name.contains('.') && !name.contains(['@', '/', ':']) && !name.contains(char::is_whitespace);
        if PUBLIC.contains(&name.as_str()) {
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

pub(super) fn are_verified(now: &Situation) -> Vec<Finding> {
    let unverified =
        |domain: &&Domain| domain.option != DomainOption::NotUsed && now.come(domain.verified_on).is_none();
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
    let undated = |domain: &&Domain| acts(domain.option) && domain.enabled_on.is_none();
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

/// Whether Zoom would release the names: the plan knows two of the four conditions (REL-2, REL-4).
pub(super) fn may_be_released(now: &Situation) -> Vec<Finding> {
    let asked = |domain: &&Domain| matches!(domain.release, ReleaseState::Preparing | ReleaseState::Signed);
    let Some(domain) = now.plan.domains.iter().find(asked) else { return not_imported(now) };
    let account = &now.plan.main_account;
    let place = |field| Place::new("main_account", "", field);
    let id = "domains/release-plan";
    let few = account.licences_bought.filter(|bought| bought.0 < BUSINESS_LICENCES);
    let finding = match (account.plan, few) {
        (AccountPlan::Unknown, _) => {
            let says =
                format!("It is not known whether your plan may ask for the names on {}.", name_of(domain));
            Finding::advice(id, place("plan"), says)
        }
        (plan, _) if !may_request_release(plan) => {
            let says = format!("The plan {} may not ask for the names on a domain.", plan.label());
            Finding::warning(id, place("plan"), says)
        }
        (AccountPlan::Business, Some(few)) => {
            let says =
                format!("Business may ask for names from {BUSINESS_LICENCES} licences on; you have {few}.");
            Finding::warning(id, place("licences_bought"), says)
        }
        _ => return not_imported(now),
    };
    let why = "Zoom releases names to Business with 50 licences or more, Enterprise and Education only.";
    let mut found = vec![finding.because(why).fact("REL-2")];
    found.extend(not_imported(now));
    found
}

fn not_imported(now: &Situation) -> Vec<Finding> {
    let received = now.plan.domains.iter().find(|domain| domain.release == ReleaseState::Received);
    let imported = now.plan.lists.iter().any(|list| list.kind == ListKind::Outside);
    let waiting = received.filter(|_| !imported);
    let finding = waiting.map(|domain| {
        let says = format!("The list of people on {} was received and is not imported.", name_of(domain));
        Finding::warning("domains/release-list", Place::part("lists"), says)
            .because("Without it nobody outside has a name, and nobody can be invited.")
            .fact("D-4")
    });
    finding.into_iter().collect()
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
