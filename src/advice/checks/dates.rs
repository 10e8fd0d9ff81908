//! Dates: what comes first is dated first, and what is noted as done does not lie in the future.

use super::super::situation::{Situation, called};
use super::super::{Finding, Weight};
use crate::plan::{Day, PARTS, Place, Plan, part};

/// Pairs of days, the earlier first, with the fact behind the order. Both are of the part named, unless the first
/// names a part of its own of which there is only one.
const ORDER: &[(&str, &str, &str, Option<&str>)] = &[
    ("domains", "main_account/profile_checked_on", "enabled_on", Some("D-2")),
    ("domains", "verified_on", "enabled_on", Some("D-3")),
    ("holidays", "date", "until", None),
    ("domains", "signed_on", "release_on", Some("REL-4")),
    ("sso", "vanity_approved_on", "configured_on", Some("Z-14")),
    ("sso", "configured_on", "enforce_on", Some("Z-14")),
    ("sso", "configured_on", "enforced_on", Some("Z-14")),
    ("sso", "configured_on", "scim_on", Some("Z-14")),
    ("sso", "enforced_on", "scim_on", Some("Z-14")),
    ("cases", "opened_on", "due_on", None),
    ("cases", "opened_on", "closed_on", None),
    ("sub_accounts", "created_on", "settings_done_on", Some("SUB-3")),
    ("sub_accounts", "ticket_on", "answered_on", Some("Z-10-ANSWER")),
    ("sub_accounts", "ticket_on", "move_on", Some("Z-10-NOTICE")),
    ("messages", "approved_on", "sent_on", Some("COM-2")),
    ("execution", "plan_confirmed_on", "started_on", Some("EXE-1")),
    ("execution", "messages_confirmed_on", "started_on", Some("EXE-1")),
    ("execution", "started_on", "closed_on", None),
];

/// Pairs of days of different parts, the earlier first.
const ACROSS: &[Across] = &[
    Across {
        earlier: ("waves", "date", "done_on"),
        later: ("sso", "enforce_on"),
        fact: "SSO-4",
        because: "Whoever is invited after SSO is enforced meets a sign-in that does not know them.",
    },
    Across {
        earlier: ("cases", "due_on", "closed_on"),
        later: ("domains", "enabled_on"),
        fact: "DOM-6",
        because: "Special cases are finished before people on a domain are asked to act.",
    },
];

/// Two days of different parts in their order.
struct Across {
    /// The part of the earlier one, its field, and the field that says that it is done.
    earlier: (&'static str, &'static str, &'static str),
    /// The part and the field of the later one.
    later: (&'static str, &'static str),
    fact: &'static str,
    /// What follows otherwise.
    because: &'static str,
}

/// Days that say that something happened.
const DONE: &[(&str, &str)] = &[
    ("main_account", "profile_checked_on"),
    ("domains", "state_since"),
    ("domains", "verified_on"),
    ("domains", "signed_on"),
    ("domains", "release_on"),
    ("readings", "date"),
    ("lists", "as_of"),
    ("cases", "opened_on"),
    ("cases", "closed_on"),
    ("sub_accounts", "created_on"),
    ("sub_accounts", "settings_done_on"),
    ("sub_accounts", "ticket_on"),
    ("sub_accounts", "answered_on"),
    ("sub_accounts", "confirmed_on"),
    ("sub_accounts", "numbers_moved_on"),
    ("sso", "vanity_approved_on"),
    ("sso", "configured_on"),
    ("sso", "checked_on"),
    ("sso", "enforced_on"),
    ("sso", "scim_on"),
    ("break_glass", "tested_on"),
    ("messages", "approved_on"),
    ("messages", "sent_on"),
    ("waves", "done_on"),
    ("tasks", "done_on"),
    ("execution", "plan_confirmed_on"),
    ("execution", "messages_confirmed_on"),
    ("execution", "started_on"),
    ("execution", "closed_on"),
    ("overrides", "on"),
];

/// Why two days in another order than theirs matter.
const WRONG: &str = "One of the two days is wrong, or something was done in the wrong order.";

/// The same where the order is not asked for.
const USUALLY: &str = "The usual order is the other way round. SCIM asks for the plan, an approved vanity URL and SSO that is \
                       switched on, not for required SSO: see that nobody still outside is provisioned.";

/// The answer that counts at a place, as a day; a draft beside it does not count.
fn day_at(plan: &Plan, place: &Place) -> Option<Day> {
    part(&place.part)?.rows.get(plan, &place.entry, &place.field)?.parse().ok()
}

fn label(place: &Place) -> &'static str {
    let questions = part(&place.part).map(|part| part.rows.questions()).unwrap_or_default();
    questions.into_iter().find(|question| question.id == place.field).map_or("", |question| question.label)
}

/// "Field Sales: " in front of a sentence about an entry; nothing where there is only one.
fn whose(plan: &Plan, place: &Place) -> String {
    match part(&place.part) {
        Some(part) if part.rows.is_list() => format!("{}: ", part.rows.title(plan, &place.entry)),
        _ => String::new(),
    }
}

pub(super) fn are_in_order(now: &Situation) -> Vec<Finding> {
    let mut found = Vec::new();
    for (part_id, first, second, fact) in ORDER {
        for entry in part(part_id).map(|part| part.rows.ids(now.plan)).unwrap_or_default() {
            let first = match first.split_once('/') {
                Some((other, field)) => Place::new(other, "", field),
                None => Place::new(part_id, &entry, first),
            };
            let second = Place::new(part_id, &entry, second);
            let (Some(before), Some(after)) = (day_at(now.plan, &first), day_at(now.plan, &second)) else {
                continue;
            };
            if before <= after {
                continue;
            }
            let says = format!(
                "{}“{}” is {}, before “{}” on {}.",
                whose(now.plan, &second),
                label(&second),
                now.day(after),
                label(&first),
                now.day(before)
            );
            // By Zoom's page of SCIM it needs SSO, not required SSO: that order is only the usual one.
            let is_usual = (first.field.as_str(), second.field.as_str()) == ("enforced_on", "scim_on");
            let (weight, because) =
                if is_usual { (Weight::Advice, USUALLY) } else { (Weight::Warning, WRONG) };
            let id = format!("dates/order/{second}/{}", first.field);
            let finding = Finding::warning(id, second, says).because(because).weighing(weight);
            found.push(Finding { fact: *fact, ..finding });
        }
    }
    found
}

/// What one part plans comes before what another plans on it. Of several later days the first one counts.
pub(super) fn fit_together(now: &Situation) -> Vec<Finding> {
    let places = |part_id: &str, field: &str| {
        let entries = part(part_id).map(|part| part.rows.ids(now.plan)).unwrap_or_default();
        let dated = entries.into_iter().filter_map(|entry| {
            let place = Place::new(part_id, &entry, field);
            Some((day_at(now.plan, &place)?, place))
        });
        dated.collect::<Vec<_>>()
    };
    let mut found = Vec::new();
    for Across { earlier: (part_id, field, done), later: (later_part, later_field), fact, because } in ACROSS
    {
        // What has been done already is judged by its gate.
        let to_come = places(later_part, later_field).into_iter().filter(|(day, _)| *day > now.today);
        let Some((limit, later)) = to_come.min_by_key(|(day, _)| *day) else { continue };
        let is_done =
            |place: &Place| now.come(day_at(now.plan, &Place::new(part_id, &place.entry, done))).is_some();
        let late = places(part_id, field).into_iter().filter(|(day, place)| *day > limit && !is_done(place));
        for (day, place) in late {
            let says = format!(
                "{}“{}” is {}, after “{}” on {}.",
                whose(now.plan, &place),
                label(&place),
                now.day(day),
                label(&later),
                now.day(limit)
            );
            found.push(
                Finding::warning(format!("dates/after/{place}"), place, says).because(*because).fact(fact),
            );
        }
    }
    found
}

/// The days on which steps of a case were done: after it was opened, and not to come.
pub(super) fn of_steps_have_come(now: &Situation) -> Vec<Finding> {
    let mut found = Vec::new();
    for case in &now.plan.cases {
        let name = called(&case.title, &case.id);
        let steps = now.guide.case_kind(case.kind.fact()).map_or(&[][..], |kind| &kind.steps);
        for (id, day) in &case.steps {
            let says = match case.opened_on {
                _ if *day > now.today => {
                    format!("is noted as done on {}, which is still to come", now.day(*day))
                }
                Some(opened) if *day < opened => {
                    format!(
                        "is noted as done on {}, before the case was opened on {}",
                        now.day(*day),
                        now.day(opened)
                    )
                }
                _ => continue,
            };
            let step = steps.iter().find(|step| step.id == *id).map_or(id.as_str(), |step| &step.says);
            let place = Place::new("cases", &case.id, "steps");
            let says = format!("{name}: the step “{}” {says}.", step.trim_end_matches('.'));
            found.push(
                Finding::warning(format!("dates/step/{}/{id}", case.id), place, says)
                    .because("One of the days is wrong. Set it right, so that the case can be relied on.")
                    .fact(case.kind.fact()),
            );
        }
    }
    found
}

pub(super) fn have_come(now: &Situation) -> Vec<Finding> {
    let mut found = Vec::new();
    for (part_id, field) in DONE {
        for entry in PARTS.iter().filter(|part| part.id == *part_id).flat_map(|part| part.rows.ids(now.plan))
        {
            let place = Place::new(part_id, &entry, field);
            let Some(day) = day_at(now.plan, &place).filter(|day| *day > now.today) else { continue };
            let says = format!(
                "{}“{}” is {}, which is still to come.",
                whose(now.plan, &place),
                label(&place),
                now.day(day)
            );
            found.push(
                Finding::warning(format!("dates/future/{place}"), place, says)
                    .because("What has not happened yet does not count, so this is treated as not done."),
            );
        }
    }
    found
}
