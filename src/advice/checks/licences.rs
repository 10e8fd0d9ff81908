//! Licences: bought, used, needed by those who come and by sub-accounts.

use super::super::Finding;
use super::super::budget::{Coming, Licences, Short, Who, delegated, remaining_licences};
use super::super::situation::{Situation, called};
use crate::plan::{Payment, Place, WaveLicence};
use crate::wording::{plural, thousands};

/// How many licences plan and list may differ by before it is said: a tenth, and at least this many.
const DIFFER: u32 = 10;

fn bought() -> Place {
    Place::new("main_account", "", "licences_bought")
}

fn used() -> Place {
    Place::new("main_account", "", "licences_used")
}

pub(super) fn are_known(now: &Situation) -> Vec<Finding> {
    let licences = Licences::of(now);
    let more = licences.needed() - licences.used.unwrap_or_default();
    if more == 0 {
        return Vec::new();
    }
    let more = plural(more, "more licence", "more licences");
    let finding = match (licences.bought, licences.used) {
        (None, _) => Finding::advice(
            "licences/unknown",
            bought(),
            format!("{more} will be needed, and the plan does not say how many you have."),
        ),
        (_, None) => Finding::advice(
            "licences/used-unknown",
            used(),
            format!("{more} will be needed, and the plan does not say how many are in use."),
        ),
        _ => return Vec::new(),
    };
    let why = "People who had a paid plan lose what it gave them when no licence waits for them.";
    vec![finding.because(why).fact("LIC-1")]
}

pub(super) fn are_enough(now: &Situation) -> Vec<Finding> {
    let licences = Licences::of(now);
    let Some(short) = licences.runs_short() else { return Vec::new() };
    let when = match short {
        Short::Now => "now".to_owned(),
        Short::With(Coming { who: Who::Invited, .. }) => {
            "when those accept who are already invited".to_owned()
        }
        Short::With(Coming { who: Who::NoWave, .. }) => "with the people who are in no wave".to_owned(),
        Short::With(Coming { who: Who::Wave(_, name), on, .. }) => {
            let on = on.map_or_else(|| "which has no day".to_owned(), |day| format!("on {}", now.day(day)));
            format!("with the wave “{name}”, {on}")
        }
    };
    let used_now = licences.used.map_or("not known how many".to_owned(), thousands);
    let says = format!(
        "{} missing. They run short {when}: {used_now} used, {} for people who come, {} for aliases, {} for \
         sub-accounts, {} bought.",
        plural(licences.short(), "licence is", "licences are"),
        thousands(licences.to_come()),
        thousands(licences.alias),
        thousands(licences.delegated),
        thousands(licences.bought.unwrap_or_default()),
    );
    // More used than bought cannot be: one of the two numbers is wrong, and the portal shows the first.
    let place = if licences.used > licences.bought { used() } else { bought() };
    vec![
        Finding::warning("licences/short", place, says)
            .because("Licences do not move with people. Buy or free them before inviting.")
            .fact("LIC-1"),
    ]
}

pub(super) fn are_not_far_too_many(now: &Situation) -> Vec<Finding> {
    let licences = Licences::of(now);
    let Some(left) = licences.far_over() else { return Vec::new() };
    let says = format!(
        "{} of {} licences stay unused after everybody has come.",
        thousands(left),
        thousands(licences.bought.unwrap_or_default())
    );
    vec![
        Finding::advice("licences/over", bought(), says)
            .because("That is more than a third. Plan for whom they are, or buy fewer next time.")
            .fact("LIC-1"),
    ]
}

/// What the plan says is used, against the licensed people of the newest list of members.
pub(super) fn agree_with_the_members(now: &Situation) -> Vec<Finding> {
    let licences = Licences::of(now);
    let (Some(noted), Some((seen, day))) = (licences.used, licences.seen) else { return Vec::new() };
    let apart = noted.abs_diff(seen);
    if apart < DIFFER || apart.saturating_mul(10) <= noted.max(seen) {
        return Vec::new();
    }
    let of = day.map_or(String::new(), |day| format!(" of {}", now.day(day)));
    let says = format!(
        "{} noted as used; the members list{of} shows {}.",
        plural(noted, "licence is", "licences are"),
        plural(seen, "licensed person", "licensed people")
    );
    vec![
        Finding::advice("licences/used-differs", used(), says)
            .because("The budget counts with the noted number. Look at the portal and correct it.")
            .fact("LIC-1"),
    ]
}

/// A licence that was paid for outside is lost on accepting, unless another one waits here (Z-13).
pub(super) fn are_ready_before_the_invitation(now: &Situation) -> Vec<Finding> {
    let mut found = Vec::new();
    let planned = now.plan.waves.iter().filter(|wave| now.come(wave.done_on).is_none());
    for wave in planned.filter(|wave| wave.licence == WaveLicence::Nobody) {
        let measured = now.progress.waves.iter().find(|measured| measured.id == wave.id);
        let paid = measured.map_or(0, |measured| measured.new.paid);
        if paid == 0 {
            continue;
        }
        let says = format!(
            "{} of the wave “{}” {} a paid or trial plan now and {} to get no licence.",
            plural(paid, "person", "people"),
            called(&wave.title, &wave.id),
            if paid == 1 { "has" } else { "have" },
            if paid == 1 { "is" } else { "are" },
        );
        let place = Place::new("waves", &wave.id, "licence");
        found.push(
            Finding::warning(format!("waves/licence-lost/{}", wave.id), place, says)
                .because("They lose the licensed features the moment they accept. Tell them, or have licences ready.")
                .fact("Z-13"),
        );
    }
    found
}

/// A main account cannot give away more than it has left (SUB-5).
pub(super) fn sub_accounts_get_what_is_there(now: &Situation) -> Vec<Finding> {
    let account = &now.plan.main_account;
    let (Some(bought), Some(used)) = (account.licences_bought, account.licences_used) else {
        return Vec::new();
    };
    let given: Vec<u32> = delegated(&now.plan.sub_accounts).collect();
    let there = remaining_licences(bought.0, used.0, &[]);
    let wanted = given.iter().copied().fold(0, u32::saturating_add);
    let first = now.plan.sub_accounts.iter().find(|sub| sub.payment == Payment::Delegated);
    let Some(first) = first.filter(|_| wanted > there) else { return Vec::new() };
    let says = format!(
        "Sub-accounts are to get {}, and {} left.",
        plural(wanted, "licence", "licences"),
        if there == 1 { "1 is".to_owned() } else { format!("{} are", thousands(there)) }
    );
    vec![
        Finding::warning("licences/delegated", Place::new("sub_accounts", &first.id, "licences"), says)
            .because("Only licences that are bought and not in use can be given to sub-accounts.")
            .fact("SUB-5"),
    ]
}
