//! Dates: what comes first is dated first, and what is noted as done does not lie in the future.

use super::super::Finding;
use super::super::situation::Situation;
use crate::plan::{Day, PARTS, Place, Plan, part};

/// Pairs of days, the earlier first, with the fact behind the order. Both are of the part named, unless the first
/// names a part of its own of which there is only one.
const ORDER: &[(&str, &str, &str, Option<&str>)] = &[
    ("domains", "main_account/profile_checked_on", "enabled_on", Some("D-2")),
    ("domains", "verified_on", "enabled_on", Some("D-3")),
    ("domains", "signed_on", "release_on", Some("REL-4")),
    ("sso", "vanity_approved_on", "configured_on", Some("Z-14")),
    ("sso", "configured_on", "enforce_on", Some("Z-14")),
    ("sso", "configured_on", "enforced_on", Some("Z-14")),
    ("cases", "opened_on", "due_on", None),
    ("cases", "opened_on", "closed_on", None),
    ("messages", "approved_on", "sent_on", Some("COM-2")),
    ("execution", "plan_confirmed_on", "started_on", Some("EXE-1")),
    ("execution", "messages_confirmed_on", "started_on", Some("EXE-1")),
    ("execution", "started_on", "closed_on", None),
];

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
    ("sso", "vanity_approved_on"),
    ("sso", "configured_on"),
    ("sso", "checked_on"),
    ("sso", "enforced_on"),
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
            let finding = Finding::warning(format!("dates/order/{second}/{}", first.field), second, says)
                .because("One of the two days is wrong, or something was done in the wrong order.");
            found.push(Finding { fact: *fact, ..finding });
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
