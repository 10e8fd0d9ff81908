//! The gate before SSO is enforced: ten conditions, each shut until it is known to be met.

use super::super::situation::{Situation, acts, called, days_to_wait};
use super::GateId;
use super::domains::no_case_is_open;
use super::judge::{Definition, Found, Rule, always_asked, for_good};
use super::rate::target_is_reached;
use crate::advice::chain::plan_fits;
use crate::advice::enforced::locked_out_beforehand;
use crate::advice::sub_account::{is_server, vanity_name};
use crate::plan::{
    AccountPlan, BreakGlass, Day, Domain, DomainOption, Message, Place, Provider, Provisioning,
};
use crate::progress::SignIn;
use crate::wording::{and, count, first_three, plural, thousands};

/// How many people must be able to sign in when SSO does not work (Z-7-TWO).
pub(in crate::advice) const BREAK_GLASS_PEOPLE: usize = 2;

/// Enforcing SSO (SSO-4).
pub(super) const ENFORCE: Definition = Definition {
    id: GateId::EnforceSso,
    passed_on: |now| now.come(now.plan.sso.enforced_on),
    when_open: (|_| Place::new("sso", "", "enforced_on"), "Enforce SSO, and note the day."),
    moot: always_asked,
    answered: for_good,
    rules: &[
        Rule {
            id: "sso/rate",
            why: "Everybody still outside would be sent to a sign-in that does not know them.",
            fact: "SSO-1",
            to_do: "Bring more people in until the rate reaches the target.",
            look: target_is_reached,
        },
        Rule {
            id: "sso/cases",
            why: "An account with rooms, numbers or several users cannot simply follow its owner.",
            fact: "SSO-4",
            to_do: "Finish the open special cases.",
            look: no_case_is_open,
        },
        Rule {
            id: "sso/domains",
            why: "Required SSO builds on an associated domain, and that on a verified one.",
            fact: "DOM-7",
            to_do: "Verify and associate every domain on which SSO is to be enforced.",
            look: domains_are_associated,
        },
        Rule {
            id: "sso/plan",
            why: "Vanity URL and SSO need a Business, Education or Enterprise plan.",
            fact: "Z-14",
            to_do: "Ask the Zoom account team for a plan with which SSO can be configured.",
            look: plan_allows_sso,
        },
        Rule {
            id: "sso/configured",
            why: "There is a fixed order: approved vanity URL, configured SSO, verified domain, required SSO.",
            fact: "Z-14",
            to_do: "Have the vanity URL approved, configure SSO and test it.",
            look: sso_is_configured,
        },
        Rule {
            id: "sso/waiting",
            why: "Most people join by themselves when they get the time.",
            fact: "DOM-5",
            to_do: "Wait until people had their time to join by themselves.",
            look: waiting_is_over,
        },
        Rule {
            id: "sso/messages",
            why: "People who read of it before find their way to the new sign-in; the others call.",
            fact: "COM-1",
            to_do: "Send the messages that are due before SSO is enforced.",
            look: messages_are_sent,
        },
        Rule {
            id: "sso/provisioning",
            why: "A sign-in made beforehand locks people out who still have an account elsewhere.",
            fact: "SSO-3",
            to_do: "Set provisioning to “at sign-in”.",
            look: nobody_is_locked_out,
        },
        Rule {
            id: "sso/break-glass",
            why: "If the identity provider fails, they are the way back in.",
            fact: "Z-7-TWO",
            to_do: "Name two break-glass people and try out how they get in.",
            look: break_glass_is_tested,
        },
        Rule {
            id: "sso/support",
            why: "On the day people cannot get in they need to know whom to ask.",
            fact: "D-2",
            to_do: "Note whom people ask for help, with an address.",
            look: support_is_named,
        },
    ],
};

/// The domains on which SSO is to be enforced: all but those that do not use associated domains.
fn enforced<'a>(now: &Situation<'a>) -> Vec<&'a Domain> {
    now.plan.domains.iter().filter(|domain| domain.option != DomainOption::NotUsed).collect()
}

fn enabled_on(now: &Situation, domain: &Domain) -> Option<Day> {
    if acts(domain.option) { now.come(domain.enabled_on) } else { None }
}

fn no_domain(now: &Situation) -> Found {
    Found::new(false, Place::part("domains"), "There is no domain on which SSO could be enforced.")
        .by(plural(count(now.plan.domains.len()), "domain", "domains"))
}

fn domains_are_associated(now: &Situation) -> Found {
    let domains = enforced(now);
    let lacks = |domain: &Domain| {
        if now.verified(domain).is_none() {
            Some(("is not verified", "verified_on"))
        } else if !acts(domain.option) {
            Some(("is not associated", "option"))
        } else if enabled_on(now, domain).is_none() {
            Some(("is not switched on yet", "enabled_on"))
        } else {
            None
        }
    };
    let lacking: Vec<(&Domain, (&str, &str))> =
        domains.iter().filter_map(|domain| Some((*domain, lacks(domain)?))).collect();
    if domains.is_empty() {
        return no_domain(now);
    }
    let ready = thousands(count(domains.len() - lacking.len()));
    let evidence = format!("{ready} of {}", thousands(count(domains.len())));
    match lacking.first() {
        None => Found::new(true, Place::part("domains"), "The domains are associated and verified."),
        Some((domain, (what, field))) => {
            let says = format!("{} {what}.", called(&domain.name, &domain.id));
            Found::new(false, Place::new("domains", &domain.id, field), says)
        }
    }
    .by(evidence)
}

fn plan_allows_sso(now: &Situation) -> Found {
    let plan = now.plan.main_account.plan;
    let place = Place::new("main_account", "", "plan");
    match plan {
        AccountPlan::Unknown => Found::new(false, place, "The plan of the main account is not known."),
        fits if plan_fits(fits) => {
            Found::new(true, place, "The main account has a plan with which SSO works.")
        }
        _ => Found::new(false, place, "SSO cannot be configured with the plan of the main account."),
    }
    .by(plan.label())
}

fn sso_is_configured(now: &Situation) -> Found {
    let (sso, account) = (&now.plan.sso, &now.plan.main_account);
    let at = |field| Place::new("sso", "", field);
    let vanity = now.come(sso.vanity_approved_on);
    let configured = now.come(sso.configured_on);
    let (Some(vanity), Some(configured)) = (vanity, configured) else {
        let (says, field) = match (vanity, configured) {
            (None, None) => ("No vanity URL is approved and SSO is not configured.", "vanity_approved_on"),
            (None, Some(_)) => ("No vanity URL is approved.", "vanity_approved_on"),
            (Some(_), _) => ("SSO is not configured.", "configured_on"),
        };
        return Found::new(false, at(field), says).by("no date");
    };
    // What a server of Zoom's is called names no vanity URL (SC-VANITY).
    let name = account.vanity_url.trim();
    if name.is_empty() || is_server(&vanity_name(name)) {
        let place = Place::new("main_account", "", "vanity_url");
        return Found::new(false, place, "A vanity URL is approved, but the plan does not name it.")
            .by(now.day(vanity));
    }
    let provider = match sso.provider {
        Provider::Undecided => String::new(),
        named => format!(", {}", named.label()),
    };
    let looked_at = now.come(sso.checked_on).unwrap_or(configured).max(configured);
    let evidence = format!("{}{provider}, looked at on {}", account.vanity_url.trim(), now.day(looked_at));
    Found::new(true, at("checked_on"), "The vanity URL is approved and SSO is configured.")
        .by(evidence)
        .seen_on(Some(looked_at))
}

fn waiting_is_over(now: &Situation) -> Found {
    let domains = enforced(now);
    if domains.is_empty() {
        return no_domain(now);
    }
    let mut evidence = Vec::new();
    let mut short: Option<(&Domain, u32)> = None;
    for domain in domains {
        let (name, needed) = (called(&domain.name, &domain.id), days_to_wait(domain));
        let waited = enabled_on(now, domain).map(|day| now.days_since(day));
        evidence.push(match waited {
            Some(days) => format!("{name} {} of {} days", thousands(days), thousands(needed)),
            None => format!("{name} not switched on"),
        });
        let left = needed.saturating_sub(waited.unwrap_or(0));
        if (waited.is_none() || left > 0) && short.is_none_or(|(_, most)| left > most) {
            short = Some((domain, left));
        }
    }
    match short {
        None => Found::new(true, Place::part("domains"), "The time to join by oneself is over."),
        Some((domain, left)) => {
            let name = called(&domain.name, &domain.id);
            let says = match enabled_on(now, domain) {
                Some(_) => format!("{name} has {} to wait.", plural(left, "day", "days")),
                None => format!("The waiting time of {name} has not begun."),
            };
            Found::new(false, Place::new("domains", &domain.id, "enabled_on"), says)
        }
    }
    .by(evidence.join(", "))
}

/// Every message is sent, save those dated after the day of enforcement; the newest must not be long ago.
fn messages_are_sent(now: &Situation) -> Found {
    let before = |message: &&Message| match (message.date, now.plan.sso.enforce_on) {
        (Some(date), Some(enforce)) => date <= enforce || now.come(message.sent_on).is_some(),
        _ => true,
    };
    let due: Vec<&Message> = now.plan.messages.iter().filter(before).collect();
    let (sent, unsent): (Vec<&Message>, Vec<&Message>) =
        due.iter().partition(|message| now.come(message.sent_on).is_some());
    let evidence = format!("{} of {} sent", thousands(count(sent.len())), thousands(count(due.len())));
    let newest = sent.iter().filter_map(|message| message.sent_on).max();
    match (unsent.first(), newest) {
        (Some(first), _) => {
            let names: Vec<String> =
                unsent.iter().map(|one| format!("“{}”", called(&one.title, &one.id))).collect();
            let says = match unsent.len() {
                1 => "1 message is not sent.".to_owned(),
                many => format!("{} messages are not sent.", thousands(count(many))),
            };
            Found::new(false, Place::new("messages", &first.id, "sent_on"), says)
                .by(format!("{evidence}; open: {}", first_three(&names)))
        }
        (None, None) => Found::new(false, Place::part("messages"), "No message is sent yet.").by(evidence),
        (None, Some(day)) => Found::new(true, Place::part("messages"), "The messages are sent.")
            .by(format!("{evidence}, the newest on {}", now.day(day)))
            .seen_on(Some(day)),
    }
}

/// No sign-ins are made beforehand while anybody is outside; undecided is not known to be harmless.
fn nobody_is_locked_out(now: &Situation) -> Found {
    let sso = &now.plan.sso;
    let place = Place::new("sso", "", "provisioning");
    let outside = now.progress.total.outside();
    let people = plural(outside, "person", "people");
    match sso.provisioning {
        Provisioning::Undecided => Found::new(false, place, "It is not decided when sign-ins are made.")
            .by(format!("{people} outside")),
        Provisioning::Before if !now.is_counted() => {
            Found::new(false, place, "Sign-ins are made beforehand, and nobody was counted yet.")
                .by("no list and no reading")
        }
        // Who stays outside by decision has an account there as well.
        Provisioning::Before if outside > 0 || now.progress.sign_ins.all(SignIn::Trap) > 0 => {
            let (says, evidence) = locked_out_beforehand(now.plan, now.progress);
            Found::new(false, place, says).by(evidence)
        }
        Provisioning::Before => {
            Found::new(true, place, "Sign-ins are made beforehand, and nobody is outside.")
                .by("0 people outside")
        }
        Provisioning::AtSignIn => {
            let looked_at = now.come(sso.checked_on).max(now.come(sso.configured_on));
            let evidence = looked_at
                .map_or_else(|| "as planned".to_owned(), |day| format!("looked at on {}", now.day(day)));
            Found::new(true, place, "Sign-ins are made when people sign in.").by(evidence).seen_on(looked_at)
        }
    }
}

/// Whether a break-glass person has an address, and one that the members lists have where there are any (Z-7).
fn is_somebody(now: &Situation, person: &BreakGlass) -> bool {
    !person.email.trim().is_empty() && !now.is_no_member(&person.id)
}

fn break_glass_is_tested(now: &Situation) -> Found {
    let people = &now.plan.break_glass;
    let mut ready: Vec<(&BreakGlass, Day)> = Vec::new();
    let counts = |person: &&BreakGlass| person.is_ready() && is_somebody(now, person);
    for person in people.iter().filter(counts) {
        let same = |(other, _): &(&BreakGlass, Day)| {
            !other.email.trim().is_empty() && other.email.trim().eq_ignore_ascii_case(person.email.trim())
        };
        if let Some(day) = now.come(person.tested_on)
            && !ready.iter().any(same)
        {
            ready.push((person, day));
        }
    }
    ready.sort_by_key(|(_, day)| std::cmp::Reverse(*day));
    let names: Vec<String> = ready
        .iter()
        .map(|(person, day)| format!("{} on {}", called(&person.name, &person.id), now.day(*day)))
        .collect();
    let evidence = if names.is_empty() { "nobody tested".to_owned() } else { and(&names) };
    if let Some((_, day)) = ready.get(BREAK_GLASS_PEOPLE - 1) {
        let says = format!("{} break-glass people are tested.", thousands(count(ready.len())));
        return Found::new(true, Place::part("break_glass"), says).by(evidence).seen_on(Some(*day));
    }
    let untested = people.iter().find(|person| now.come(person.tested_on).is_none());
    let nobody = people.iter().find(|person| !is_somebody(now, person));
    let place = match (untested, nobody) {
        (Some(person), _) => Place::new("break_glass", &person.id, "tested_on"),
        (None, Some(person)) => Place::new("break_glass", &person.id, "email"),
        (None, None) => Place::part("break_glass"),
    };
    let says = match ready.len() {
        0 => "No break-glass person is tested; two are needed.",
        _ => "One break-glass person is tested of two.",
    };
    Found::new(false, place, says).by(evidence)
}

fn support_is_named(now: &Situation) -> Found {
    let account = &now.plan.main_account;
    let (name, email) = (account.support_name.trim(), account.support_email.trim());
    let at = |field| Place::new("main_account", "", field);
    match (name.is_empty(), email.is_empty()) {
        (false, false) => Found::new(true, at("support_email"), "The support contact is set."),
        (true, true) => Found::new(false, at("support_name"), "No support contact is set."),
        (true, false) => Found::new(false, at("support_name"), "The support contact has no name."),
        (false, true) => Found::new(false, at("support_email"), "The support contact has no address."),
    }
    .by(match (name, email) {
        ("", "") => "neither name nor address".to_owned(),
        ("", only) | (only, "") => only.to_owned(),
        (name, email) => format!("{name}, {email}"),
    })
}
