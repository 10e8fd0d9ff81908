//! The condition everything turns on: the low end of the rate against the target, with what it is known by.

use super::super::situation::{Situation, called};
use super::judge::Found;
use crate::plan::{Count, Day, ListKind, ListRecord, OrganizationKind, Place, Plan, Reading};
use crate::progress::{Basis, Rate};
use crate::wording::{count, per_cent, plural, thousands};

/// The low end of the rate has reached the target; a target of one's own needs its reason (SSO-1, SSO-2).
pub(super) fn target_is_reached(now: &Situation) -> Found {
    let Some(target) = now.plan.target() else {
        return Found::new(
            false,
            Place::new("sso", "", "target"),
            "No target is set. For education no figure is given, so the plan has to name one and say why.",
        )
        .by(known_by(now).0);
    };
    let (known, seen_on, place) = known_by(now);
    let Some(rate) = now.progress.rate else {
        // Whoever was outside stays there by decision or is gone: nobody remains for whom the target stands (SSO-4).
        if now.is_counted() {
            let says = format!("Nobody is left outside, so nobody is held against the target of {target} %.");
            return Found::new(true, place, says).by(known).seen_on(seen_on);
        }
        let says = format!("There is no rate yet to hold against the target of {target} %.");
        return Found::new(false, place, says).by(known);
    };
    let says = format!("Rate {}, target {target} %.", range(rate));
    let counted =
        format!("{} of {}; {known}", thousands(rate.consolidated), plural(rate.of_low, "person", "people"));
    if reason_is_missing(now.plan) {
        return Found::new(
            false,
            Place::new("sso", "", "target_reason"),
            format!("{says} The reason for this target is missing."),
        )
        .by(counted);
    }
    Found::new(rate.reaches(target), place, says).by(counted).seen_on(seen_on)
}

/// Returns whether the target needs a reason that is not there: it is not the usual one, or it is education's.
pub(in crate::advice) fn reason_is_missing(plan: &Plan) -> bool {
    let unusual = plan.sso.target.is_some_and(|target| target != Plan::CORPORATE_TARGET);
    let education = plan.organization.kind == OrganizationKind::Education && plan.sso.target.is_some();
    (unusual || education) && plan.sso.target_reason.trim().is_empty()
}

fn range(rate: Rate) -> String {
    if rate.is_range() {
        format!("{} to {}", per_cent(rate.low), per_cent(rate.high))
    } else {
        per_cent(rate.low)
    }
}

/// What the rate is known by, the day of the oldest part of it, and where newer evidence goes.
///
/// Members lists and, for domains without names, readings: they say who came in. A release list is given once
/// and does not age.
fn known_by(now: &Situation) -> (String, Option<Day>, Place) {
    let members: Vec<&ListRecord> = now.current(ListKind::Members).collect();
    let domains = now.progress.domains.iter().filter(|domain| domain.basis == Basis::Readings);
    let readings: Vec<&Reading> = domains.filter_map(|domain| domain.reading.as_ref()).collect();
    let list = members.iter().min_by_key(|list| list.as_of);
    let reading = readings.iter().min_by_key(|reading| reading.date);
    let described = list.map(|list| several("members list", members.len()) + &described(now, list));
    let counted = reading.map(|reading| several("reading", readings.len()) + &counted(now, reading));
    let known: Vec<String> = described.into_iter().chain(counted).collect();
    let days = [list.and_then(|list| list.as_of), reading.and_then(|reading| reading.date)];
    let place = if list.is_none() && reading.is_some() { "readings" } else { "lists" };
    let known = if known.is_empty() { "no members list and no reading".to_owned() } else { known.join("; ") };
    (known, days.into_iter().flatten().min(), Place::part(place))
}

/// "members list " in front of one; "2 members lists, the oldest " in front of the oldest of several.
fn several(what: &str, number: usize) -> String {
    match number {
        1 => format!("{what} "),
        _ => format!("{} {what}s, the oldest ", thousands(count(number))),
    }
}

fn counted(now: &Situation, reading: &Reading) -> String {
    let on = dated(now, reading.date);
    let number = |count: Option<Count>| count.map_or("?".to_owned(), |count| thousands(count.0));
    let (outside, inside) = (number(reading.outside), number(reading.inside));
    format!("of {} {on}: {outside} outside, {inside} inside", reading.domain.trim())
}

fn dated(now: &Situation, day: Option<Day>) -> String {
    day.map_or_else(|| "without a date".to_owned(), |day| format!("of {}", now.day(day)))
}

fn described(now: &Situation, list: &ListRecord) -> String {
    let on = dated(now, list.as_of);
    let rows = list.rows.map_or(String::new(), |rows| format!(", {}", plural(rows.0, "row", "rows")));
    format!("{} {on}{rows}", called(&list.file, &list.id))
}
