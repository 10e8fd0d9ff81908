//! Before a domain asks anybody: the account profile is in order, and the portal's word on the ownership is followed.

use super::super::Finding;
use super::super::situation::{Situation, acts};
use super::domains::{at, name_of};
use super::providers::is_public;
use crate::plan::{Domain, DomainState, Place};
use crate::wording::{and, plural};

/// Verification is reported to take from an hour to several days; after a week something is wrong.
const VERIFYING_DAYS: u32 = 7;

/// The profile is read by everybody who is asked to choose, so it is looked through before (fact D-2).
pub(super) fn profile_is_checked(now: &Situation) -> Vec<Finding> {
    let account = &now.plan.main_account;
    if now.come(account.profile_checked_on).is_some() {
        return Vec::new();
    }
    let Some(first) = now.plan.domains.iter().filter(|domain| acts(domain.option)).min_by_key(|domain| {
        // Those without a day come last.
        (domain.enabled_on.is_none(), domain.enabled_on)
    }) else {
        return Vec::new();
    };
    let missing: Vec<&str> = [
        ("the account name", &account.name),
        ("the support name", &account.support_name),
        ("the support e-mail", &account.support_email),
    ]
    .into_iter()
    .filter(|(_, answer)| answer.trim().is_empty())
    .map(|(what, _)| what)
    .collect();
    let place = Place::new("main_account", "", "profile_checked_on");
    let name = name_of(first);
    let says = match now.come(first.enabled_on) {
        Some(_) => {
            format!("People on {name} are asked already, and nobody looked through the account profile.")
        }
        None => format!("Look through the account profile before people on {name} are asked."),
    };
    let more = match missing.as_slice() {
        [] => String::new(),
        missing => format!(" Not noted yet: {}.", and(missing)),
    };
    let why = format!(
        "They are shown the account name, the support name and its e-mail, and decide by them whether it is real.{more}"
    );
    let finding = match now.come(first.enabled_on) {
        Some(_) => Finding::warning("domains/profile", place, says),
        None => Finding::advice("domains/profile", place, says),
    };
    vec![finding.because(why).fact("D-2")]
}

/// What the portal says of each domain, where something is to be done about it.
pub(super) fn states_are_followed(now: &Situation) -> Vec<Finding> {
    let may_be_ours = now.plan.domains.iter().filter(|domain| !is_public(&domain.name));
    may_be_ours.filter_map(|domain| of_state(now, domain)).collect()
}

fn of_state(now: &Situation, domain: &Domain) -> Option<Finding> {
    let name = name_of(domain);
    let id = |what: &str| format!("domains/{what}/{}", domain.id);
    let since = now.come(domain.state_since);
    if let (Some(day), DomainState::Added | DomainState::Verifying | DomainState::Claimed) =
        (now.come(domain.verified_on), domain.state)
    {
        let says = format!(
            "{name} is noted as verified on {}, and as “{}” in the portal.",
            now.day(day),
            domain.state.label()
        );
        let why =
            "Only one of the two can be so. Look at Associated Domains in the portal and mend the other.";
        return Some(
            Finding::warning(id("state-differs"), at(domain, "state"), says).because(why).fact("D-3"),
        );
    }
    match domain.state {
        DomainState::Verified if domain.verified_on.is_none() => {
            let says = format!("{name} is verified, and its day is not noted.");
            let why =
                "The gates count a domain as verified from a day on. Type the day in, roughly if need be.";
            Some(
                Finding::warning(id("verified-no-day"), at(domain, "verified_on"), says)
                    .because(why)
                    .fact("D-3"),
            )
        }
        DomainState::Unknown | DomainState::Verified => None,
        DomainState::Added => {
            let days = since.map(|day| now.days_since(day)).filter(|days| *days > VERIFYING_DAYS)?;
            let says =
                format!("{name} was added {} ago and is not being verified.", plural(days, "day", "days"));
            let why = "Adding it proves nothing. Start one of the four ways to verify it.";
            Some(Finding::advice(id("not-started"), at(domain, "state"), says).because(why).fact("Z-VERIFY"))
        }
        DomainState::Verifying => verifying(now, domain),
        DomainState::Claimed => {
            let says = format!("{name} is held by another Zoom account.");
            let why = "Find out whose it is: an earlier trial, a subsidiary, a department. Let its owner give the name \
                       up, or ask Zoom Support; keep it as a special case until then.";
            Some(Finding::warning(id("claimed"), at(domain, "state"), says).because(why).fact("Z-CLAIMED"))
        }
    }
}

fn verifying(now: &Situation, domain: &Domain) -> Option<Finding> {
    let name = name_of(domain);
    let Some(day) = now.come(domain.state_since) else {
        let says = format!("{name} is being verified, and it is not noted since when.");
        let why = "With the day, the program can tell when it takes too long.";
        let id = format!("domains/verifying-no-day/{}", domain.id);
        return Some(Finding::advice(id, at(domain, "state_since"), says).because(why).fact("Z-VERIFY"));
    };
    let days = now.days_since(day);
    let says = format!("{name} has been in verification for {}.", plural(days, "day", "days"));
    let why = "An hour to several days is what is reported. See whether the record or the file is where Zoom looks for \
               it, try another of the four ways, or ask Zoom Support to approve by hand.";
    let id = format!("domains/verifying-long/{}", domain.id);
    (days > VERIFYING_DAYS)
        .then(|| Finding::warning(id, at(domain, "state"), says).because(why).fact("Z-VERIFY"))
}
