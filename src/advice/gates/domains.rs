//! The gate before associated domains are switched on, and the conditions it shares with SSO enforcement.

use super::super::Weight;
use super::super::situation::{Situation, acts, called};
use super::GateId;
use super::judge::{Definition, Found, Rule};
use crate::plan::{Day, Domain, DomainOption, Message, Place};
use crate::wording::{count, plural, thousands};

/// Switching on associated domains.
pub(super) const ENABLE: Definition = Definition {
    id: GateId::EnableDomains,
    // The decision is taken domain by domain: it stands before each that is still to be enabled.
    passed_on: |now| if waits(now) { None } else { enabled(now).min() },
    when_open: (first_to_enable, "Enable the associated domains, and note the day."),
    moot: nothing_to_enable,
    answered: |now, one| !(waits(now) && enabled(now).any(|day| one.on.is_none_or(|on| on <= day))),
    rules: &[
        Rule {
            id: "domains/verified",
            why: "Zoom offers nothing of associated domains on a domain whose ownership is not verified.",
            fact: "D-3",
            to_do: "Verify every domain that is to be associated.",
            look: domains_are_verified,
        },
        Rule {
            id: "domains/cases",
            why: "Special cases are invited and finished before associated domains touch their accounts.",
            fact: "DOM-6",
            to_do: "Finish the open special cases.",
            look: no_case_is_open,
        },
        Rule {
            id: "domains/first-message",
            why: "People are signed out and asked to choose. They should have heard of it first.",
            fact: "COM-1",
            to_do: "Send the first message.",
            look: first_message_is_sent,
        },
    ],
};

/// The days on which domains were enabled.
fn enabled<'a>(now: &'a Situation) -> impl Iterator<Item = Day> + 'a {
    let acting = now.plan.domains.iter().filter(|domain| acts(domain.option));
    acting.filter_map(|domain| now.come(domain.enabled_on))
}

/// Whether a domain is still to be enabled.
fn waits(now: &Situation) -> bool {
    now.plan.domains.iter().any(|domain| acts(domain.option) && now.come(domain.enabled_on).is_none())
}

/// Every domain is decided about, and none of them asks people anything: there is nothing to enable (DOM-8).
fn nothing_to_enable(now: &Situation) -> Option<Found> {
    let domains = &now.plan.domains;
    let quiet = |domain: &Domain| matches!(domain.option, DomainOption::NotUsed | DomainOption::Observe);
    let all = !domains.is_empty() && domains.iter().all(quiet);
    let says = "No domain asks people anything, so there is nothing to enable.";
    let evidence = plural(count(domains.len()), "domain", "domains");
    all.then(|| Found::new(true, Place::part("domains"), says).by(evidence))
}

fn first_to_enable(now: &Situation) -> Place {
    let waiting = now.plan.domains.iter().find(|domain| acts(domain.option) && domain.enabled_on.is_none());
    waiting.map_or_else(|| Place::part("domains"), |domain| Place::new("domains", &domain.id, "enabled_on"))
}

/// Every domain that is to use an option is verified; none decided is not enough.
fn domains_are_verified(now: &Situation) -> Found {
    let undecided = |domain: &&Domain| domain.option == DomainOption::Undecided;
    let using: Vec<&Domain> = now
        .plan
        .domains
        .iter()
        .filter(|domain| !matches!(domain.option, DomainOption::Undecided | DomainOption::NotUsed))
        .collect();
    if using.is_empty() {
        let owned = plural(count(now.plan.domains.len()), "domain", "domains");
        return match now.plan.domains.iter().find(undecided) {
            Some(first) => Found::new(
                false,
                Place::new("domains", &first.id, "option"),
                "It is not decided what people on the domains are asked to do.",
            ),
            None => Found::new(false, Place::part("domains"), "No domain uses associated domains."),
        }
        .by(owned);
    }
    let missing: Vec<&&Domain> = using.iter().filter(|domain| now.verified(domain).is_none()).collect();
    let verified = using.len() - missing.len();
    let evidence = format!("{} of {}", thousands(count(verified)), thousands(count(using.len())));
    match missing.first() {
        Some(first) => {
            let name = called(&first.name, &first.id);
            let says = match missing.len() {
                1 => format!("{name} is not verified."),
                many => {
                    format!("{name} and {} are not verified.", plural(count(many - 1), "other", "others"))
                }
            };
            Found::new(false, Place::new("domains", &first.id, "verified_on"), says).by(evidence)
        }
        None => Found::new(true, Place::part("domains"), "The domains are verified.").by(evidence),
    }
}

/// No special case is open, and none is missing that what is known calls for (DOM-6); the evidence names the oldest.
pub(super) fn no_case_is_open(now: &Situation) -> Found {
    let open = now.open_cases();
    let all = count(now.plan.cases.len());
    let missing = count(now.missing.iter().filter(|one| one.weight == Weight::Warning).count());
    let needed = match missing {
        0 => String::new(),
        1 => "1 that is needed is not opened".to_owned(),
        many => format!("{} that are needed are not opened", thousands(many)),
    };
    let Some(oldest) = open.first() else {
        let place = Place::part("cases");
        let closed = format!("{} closed", plural(all, "case", "cases"));
        return if missing == 0 {
            Found::new(true, place, "No special case is open.").by(closed)
        } else {
            Found::new(false, place, format!("No special case is open, but {needed}.")).by(closed)
        };
    };
    let mut says = match open.len() {
        1 => "1 special case is open".to_owned(),
        many => format!("{} special cases are open", thousands(count(many))),
    };
    if missing > 0 {
        says = format!("{says}, and {needed}");
    }
    let name = called(&oldest.title, &oldest.id);
    let evidence = match oldest.opened_on {
        Some(day) => format!("oldest: {name}, {}", plural(now.days_since(day), "day", "days")),
        None => format!("first: {name}"),
    };
    // Where a closing day was written too early, a step is what is missing.
    let field = if oldest.is_closed(now.today) { "steps" } else { "closed_on" };
    Found::new(false, Place::new("cases", &oldest.id, field), format!("{says}.")).by(evidence)
}

fn first_message_is_sent(now: &Situation) -> Found {
    let sent = |message: &&Message| now.come(message.sent_on).is_some();
    let first = now.plan.messages.iter().filter(sent).min_by_key(|message| message.sent_on);
    match (first.and_then(|message| Some((message, message.sent_on?))), now.plan.messages.first()) {
        (Some((message, day)), _) => {
            Found::new(true, Place::new("messages", &message.id, "sent_on"), "The first message is sent.")
                .by(format!("“{}” on {}", called(&message.title, &message.id), now.day(day)))
        }
        (None, Some(message)) => {
            Found::new(false, Place::new("messages", &message.id, "sent_on"), "No message is sent yet.")
                .by(format!("{} written", plural(count(now.plan.messages.len()), "message", "messages")))
        }
        (None, None) => {
            Found::new(false, Place::part("messages"), "No message is written yet.").by("0 messages")
        }
    }
}
