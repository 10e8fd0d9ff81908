//! Sub-accounts: who owns them, what they are called, how people sign in, and whether their ticket can be kept.

use std::collections::HashSet;

use super::super::situation::{Situation, called};
use super::super::sub_account::{
    ANSWER_DAYS, NOTICE_DAYS, Window, inside_when, is_too_small_for_sso, may_be_vanity, ticket_due,
    vanity_name, window,
};
use super::super::tools::filter_of;
use super::super::{Finding, Weight};
use crate::plan::{AddWay, Place, SubAccount, SubAccountSso, ToolChoice};
use crate::progress::{Filter, Standing};
use crate::wording::plural;

/// So many days before the last one it is said that a ticket is to be sent.
const AHEAD_DAYS: i64 = 7;

fn at(sub: &SubAccount, field: &str) -> Place {
    Place::new("sub_accounts", &sub.id, field)
}

fn name_of(sub: &SubAccount) -> &str {
    called(&sub.name, &sub.id)
}

/// The owner of a sub-account needs an address Zoom has never seen (SUB-7).
pub(super) fn owners_are_new(now: &Situation) -> Vec<Finding> {
    let mut seen = HashSet::new();
    let mut found = Vec::new();
    for sub in &now.plan.sub_accounts {
        let address = sub.owner_email.trim().to_lowercase();
        if address.is_empty() {
            continue;
        }
        let name = name_of(sub);
        let place = at(sub, "owner_email");
        let known = now.come(sub.created_on).is_none() && is_known_to_zoom(now, sub);
        let (id, says) = if crate::lists::email::normalise(&address).is_err() {
            ("owner-invalid", format!("The owner of {name} has no valid address: {address}."))
        } else if !seen.insert(address.clone()) {
            ("owner-twice", format!("{address} is to own {name} and another sub-account."))
        } else if known {
            ("owner-known", format!("{address} is to own {name}, and is already in a list of Zoom users."))
        } else {
            continue;
        };
        found.push(
            Finding::warning(format!("sub_accounts/{id}/{}", sub.id), place, says)
                .because("Creating a sub-account needs an address that was never registered with Zoom.")
                .fact("SUB-7"),
        );
    }
    found
}

/// Returns whether a list that comes from Zoom has the owner; a directory says nothing about Zoom.
fn is_known_to_zoom(now: &Situation, sub: &SubAccount) -> bool {
    let standing = now.progress.named(&at(sub, "owner_email")).and_then(|named| named.standing);
    standing.is_some_and(|standing| standing != Standing::Unknown)
}

/// What a vanity URL may be called (Z-17).
const NAME: &str = "Its name has at least four characters: letters, digits and hyphens. us02 and the like are names of Zoom's \
                    own servers.";

/// A vanity URL's name has four characters or more, and is one account's only (SUB-9, Z-17).
pub(super) fn vanity_urls_can_be_had(now: &Situation) -> Vec<Finding> {
    let main = vanity_name(&now.plan.main_account.vanity_url);
    let mut found = Vec::new();
    if !main.is_empty() && !may_be_vanity(&main) {
        let says = format!("The vanity URL of the main account cannot be called “{main}”.");
        let place = Place::new("main_account", "", "vanity_url");
        found.push(Finding::warning("main_account/vanity-name", place, says).because(NAME).fact("Z-17"));
    }
    let mut seen = HashSet::from([main]);
    for sub in &now.plan.sub_accounts {
        let name = vanity_name(&sub.vanity_url);
        if name.is_empty() {
            continue;
        }
        let finding = if !may_be_vanity(&name) {
            let says = format!("The vanity URL of {} cannot be called “{name}”.", name_of(sub));
            Finding::warning(format!("sub_accounts/vanity-name/{}", sub.id), at(sub, "vanity_url"), says)
                .because(NAME)
                .fact("Z-17")
        } else if !seen.insert(name.clone()) {
            let says = format!("{} is to have {name}.zoom.us, which is another account's.", name_of(sub));
            Finding::warning(format!("sub_accounts/vanity-taken/{}", sub.id), at(sub, "vanity_url"), says)
                .because("A vanity URL leads to one account. Its page suggests a name.")
                .fact("SUB-9")
        } else {
            continue;
        };
        found.push(finding);
    }
    found
}

/// The way to sign in sets what it can set, and has what it needs (SUB-10, SUB-11).
pub(super) fn sign_in_can_do_what_it_is_to_do(now: &Situation) -> Vec<Finding> {
    let mut found = Vec::new();
    for sub in &now.plan.sub_accounts {
        let name = name_of(sub);
        let mut say = |id: &str, field: &str, says: String, why: &str, fact: &'static str| {
            let id = format!("sub_accounts/{id}/{}", sub.id);
            found.push(Finding::warning(id, at(sub, field), says).because(why).fact(fact));
        };
        let master = sub.sso == SubAccountSso::Master;
        let own = sub.sso == SubAccountSso::Own;
        if master && sub.more_than_meetings == Some(true) {
            say(
                "sso-mapping",
                "sso",
                format!(
                    "People of {name} sign in through the main account, and more than meetings is to be set."
                ),
                "That way sets a meeting licence and its add-ons only. The rest is done by hand in the sub-account.",
                "SUB-10",
            );
        }
        if own && is_too_small_for_sso(sub.plan) {
            say(
                "sso-plan",
                "plan",
                format!("{name} is to have its own SSO, and its plan is {}.", sub.plan.label()),
                "An own vanity URL with SSO is there from Business up.",
                "SUB-10",
            );
        }
        if own && sub.vanity_url.trim().is_empty() {
            say(
                "sso-vanity",
                "vanity_url",
                format!("{name} is to have its own SSO, and has no vanity URL yet."),
                "SSO cannot be set up before the vanity URL is approved.",
                "Z-14",
            );
        }
        let (fits, why) = match sub.add_by {
            AddWay::Mapping => (!own, "SAML response mapping goes through the main account's sign-in."),
            AddWay::Provisioning => (!master, "Provisioning into it goes through its own sign-in."),
            AddWay::Domain => {
                (!sub.domain.trim().is_empty(), "That way needs an associated domain of its own.")
            }
            _ => (true, ""),
        };
        if !fits {
            let says =
                format!("People cannot get into {name} the way that is chosen: {}.", sub.add_by.label());
            say("add-way", "add_by", says, why, "SUB-11");
        }
    }
    found
}

/// A sub-account that exists has none of the main account's locks (SUB-3).
pub(super) fn settings_are_repeated(now: &Situation) -> Vec<Finding> {
    let bare = now
        .plan
        .sub_accounts
        .iter()
        .filter(|sub| now.come(sub.created_on).is_some() && now.come(sub.settings_done_on).is_none());
    bare.map(|sub| {
        let says = format!("{} exists, and its settings are not noted as repeated.", name_of(sub));
        Finding::advice(format!("sub_accounts/settings/{}", sub.id), at(sub, "settings_done_on"), says)
            .because("Nothing that is locked in the main account is locked there. Set and lock it again.")
            .fact("SUB-3")
    })
    .collect()
}

/// Whom a filter means that cannot be read, nobody knows.
pub(super) fn people_are_understood(now: &Situation) -> Vec<Finding> {
    let mut found = Vec::new();
    for sub in &now.plan.sub_accounts {
        let Err(error) = Filter::parse(&sub.people) else { continue };
        let says = format!("The people of {} are not understood: {}", name_of(sub), error.says);
        found.push(
            Finding::warning(format!("sub_accounts/people/{}", sub.id), at(sub, "people"), says)
                .because("Its ticket would name nobody. Write for example dept:clinic.")
                .fact("SUB-12"),
        );
    }
    found
}

/// Whom the ticket names are those whom the plan gives the sub-account as their tool (SUB-12).
pub(super) fn people_are_whom_it_is_for(now: &Situation) -> Vec<Finding> {
    let same = |one: &str, other: &str| one.trim().eq_ignore_ascii_case(other.trim());
    let mut found = Vec::new();
    for sub in now.plan.sub_accounts.iter().filter(|sub| !sub.people.trim().is_empty()) {
        let given = now.plan.populations.iter().filter(|people| people.tool == ToolChoice::SubAccount);
        let Some(people) = given.into_iter().find(|people| same(&people.title, &sub.name)) else { continue };
        let Some(filter) = filter_of(people).filter(|filter| !same(filter, &sub.people)) else { continue };
        let says = format!(
            "{}: its ticket moves “{}”, and the group of people of that name is “{filter}”.",
            name_of(sub),
            sub.people.trim()
        );
        found.push(
            Finding::advice(format!("sub_accounts/other-people/{}", sub.id), at(sub, "people"), says)
                .because("One of the two is out of date. Let both name the same people before the ticket goes out.")
                .fact("SUB-12"),
        );
    }
    found
}

/// Zoom's operations team works in certain hours, wants notice, and answers in three days (Z-10, Z-11).
pub(super) fn tickets_can_be_kept(now: &Situation) -> Vec<Finding> {
    let tickets = now.plan.sub_accounts.iter().filter(|sub| sub.add_by == AddWay::Ticket);
    tickets
        .flat_map(|sub| [in_time(now, sub), with_notice(now, sub), answered(now, sub), confirmed(now, sub)])
        .flatten()
        .collect()
}

fn ticket(sub: &SubAccount, (id, field): (&str, &str), says: String) -> Finding {
    Finding::warning(format!("sub_accounts/{id}/{}", sub.id), at(sub, field), says)
}

fn in_time(now: &Situation, sub: &SubAccount) -> Option<Finding> {
    let day = sub.move_on.filter(|day| *day >= now.today)?;
    let says = match window(day, &sub.move_at) {
        Window::Inside => return None,
        Window::Outside => {
            format!("The move to {} on {} is outside Zoom's hours.", name_of(sub), now.day(day))
        }
        Window::Unclear => format!(
            "The move to {} on {} is inside Zoom's hours only {}.",
            name_of(sub),
            now.day(day),
            inside_when(day)
        ),
    };
    Some(
        ticket(sub, ("ticket-window", "move_on"), says)
            .because(
                "Zoom moves accounts from Thursday 03:00 to Tuesday 03:00, US Eastern. Propose another day.",
            )
            .fact("Z-10"),
    )
}

fn with_notice(now: &Situation, sub: &SubAccount) -> Option<Finding> {
    let day = sub.move_on?;
    if day < now.today {
        let is_sent = now.come(sub.ticket_on).is_some();
        let says = format!(
            "The move to {} was to be on {}, and its ticket is not sent.",
            name_of(sub),
            now.day(day)
        );
        let over = ticket(sub, ("ticket-over", "move_on"), says)
            .because("Nobody was moved by it. Set a new day, or note when the ticket went out.")
            .fact("Z-10-NOTICE");
        return Some(over).filter(|_| !is_sent);
    }
    let sent = sub.ticket_on.unwrap_or(now.today);
    if let Some(last) =
        ticket_due(sub, now.today).filter(|last| (0..=AHEAD_DAYS).contains(&last.days_since(now.today)))
    {
        let says = format!(
            "The ticket for {} has to go out by {}, for the move on {}.",
            name_of(sub),
            now.day(last),
            now.day(day)
        );
        let finding = ticket(sub, ("ticket-soon", "ticket_on"), says).weighing(Weight::Advice);
        return Some(
            finding.because(format!("Zoom wants {NOTICE_DAYS} days of notice.")).fact("Z-10-NOTICE"),
        );
    }
    let notice = day.days_since(sent);
    if !(0..NOTICE_DAYS).contains(&notice) {
        return None;
    }
    let days = plural(u32::try_from(notice).unwrap_or_default(), "day", "days");
    let says = match sub.ticket_on {
        Some(sent) if sent > now.today => format!(
            "The ticket for {} is to go out on {}, {days} before the move.",
            name_of(sub),
            now.day(sent)
        ),
        Some(_) => format!("The ticket for {} gave {days} of notice.", name_of(sub)),
        None => format!("The move to {} is in {days}, and its ticket is not sent.", name_of(sub)),
    };
    Some(
        ticket(sub, ("ticket-notice", "move_on"), says)
            .because("Zoom wants five days. With less, expect that the day cannot be kept.")
            .fact("Z-10-NOTICE"),
    )
}

fn answered(now: &Situation, sub: &SubAccount) -> Option<Finding> {
    let sent = now.come(sub.ticket_on).filter(|_| now.come(sub.answered_on).is_none())?;
    let days = now.days_since(sent);
    if i64::from(days) <= ANSWER_DAYS {
        return None;
    }
    let says = format!("The ticket for {} has no answer after {days} days.", name_of(sub));
    Some(
        ticket(sub, ("ticket-answer", "answered_on"), says)
            .because("A first answer may take 72 hours. Ask Zoom, or note the day it came.")
            .fact("Z-10-ANSWER"),
    )
}

fn confirmed(now: &Situation, sub: &SubAccount) -> Option<Finding> {
    let waits = sub.from_foreign == Some(true) && now.come(sub.confirmed_on).is_none();
    waits.then(|| {
        let says = format!("The other account's side has not confirmed the move to {}.", name_of(sub));
        ticket(sub, ("ticket-other-side", "confirmed_on"), says)
            .because("Zoom moves nobody out of an account that is not yours unless that side agrees. Else invite them.")
            .fact("Z-11")
    })
}
