//! Lists and readings: whether they are there, whole, young enough, and of one mind.

use std::collections::HashMap;

use super::super::Finding;
use super::super::situation::{Situation, called};
use crate::plan::{ListKind, ListRecord, Place};
use crate::progress::{Basis, Kept};
use crate::wording::plural;

fn name_of(list: &ListRecord) -> &str {
    called(&list.file, &list.id)
}

/// Every list the plan names is kept beside it, unchanged.
pub(super) fn are_there(now: &Situation) -> Vec<Finding> {
    let mut found = Vec::new();
    for state in &now.progress.lists {
        let Some(list) = now.plan.lists.iter().find(|list| list.id == state.id) else { continue };
        let name = name_of(list);
        let (word, says) = match &state.kept {
            Kept::Read => continue,
            Kept::Missing => ("missing", format!("The kept copy of {name} is missing.")),
            Kept::Altered => {
                ("altered", format!("The kept copy of {name} was altered since it was imported."))
            }
            Kept::Unreadable(problem) => {
                ("unreadable", format!("The kept copy of {name} cannot be read: {}", sentence(problem)))
            }
        };
        let place = Place::new("lists", &list.id, "file");
        found.push(
            Finding::warning(format!("lists/{word}/{}", list.id), place, says)
                .because(match state.kept {
                    Kept::Altered => {
                        "The numbers may not be those of the file you imported. Import it again."
                    }
                    _ => "Nobody in it is counted. Import the file again, or take the list out of the plan.",
                })
                .fact("D-5"),
        );
    }
    found
}

fn sentence(problem: &str) -> String {
    if problem.ends_with('.') { problem.to_owned() } else { format!("{problem}.") }
}

/// A rate needs both sides: who was outside, and who is in.
pub(super) fn are_enough(now: &Situation) -> Vec<Finding> {
    let any = |kind| now.plan.lists.iter().any(|list| list.kind == kind);
    let counted = now.plan.readings.iter().any(|reading| reading.outside.is_some());
    let place = Place::part("lists");
    let finding = match (any(ListKind::Outside), any(ListKind::Members)) {
        (true, false) => Finding::warning(
            "lists/no-members",
            place,
            "No members list is there to hold against the list of people outside.",
        )
        .because("Without the members of the main account everybody counts as still outside.")
        .fact("D-5"),
        (false, true) if !counted => Finding::advice(
            "lists/no-outside",
            place,
            "There are members, and nobody is known to be outside.",
        )
        .because("The rate needs both. Import a release list or note the portal's counts.")
        .fact("D-4"),
        (false, false) if !counted && !now.plan.domains.is_empty() => {
            Finding::advice("lists/none", place, "Nobody is counted yet.")
                .because("The portal shows how many are outside before anything is switched on.")
                .fact("D-1")
        }
        _ => return Vec::new(),
    };
    vec![finding]
}

/// While execution runs, members and invitations are looked at every week.
pub(super) fn are_fresh(now: &Situation) -> Vec<Finding> {
    let mut found = Vec::new();
    let days = now.evidence_days();
    if now.come(now.plan.execution.closed_on).is_some() {
        return found;
    }
    for list in now.current(ListKind::Members).chain(now.current(ListKind::Pending)) {
        let Some(day) = list.as_of.filter(|day| now.is_stale(*day)) else { continue };
        let what = if list.kind == ListKind::Members { "members list" } else { "list of invitations" };
        let label = called(&list.label, &list.id);
        let age = plural(now.days_since(day), "day", "days");
        let says = format!("The newest {what} of {label} is of {}, {age} old.", now.day(day));
        let make = if now.is_running() { Finding::warning } else { Finding::advice };
        found.push(
            make(format!("lists/old/{}", list.id), Place::part("lists"), says)
                .because(format!("After {days} days the numbers say little about today. Import a newer one."))
                .fact("D-5"),
        );
    }
    found
}

/// Readings are the only evidence of a domain without names; they age like lists.
pub(super) fn readings_are_fresh(now: &Situation) -> Vec<Finding> {
    let mut found = Vec::new();
    let days = now.evidence_days();
    if now.come(now.plan.execution.closed_on).is_some() {
        return found;
    }
    for domain in now.progress.domains.iter().filter(|domain| domain.basis == Basis::Readings) {
        let Some(day) = domain.reading.as_ref().and_then(|reading| reading.date) else { continue };
        if !now.is_stale(day) {
            continue;
        }
        let age = plural(now.days_since(day), "day", "days");
        let says = format!("The newest reading of {} is of {}, {age} old.", domain.name, now.day(day));
        let make = if now.is_running() { Finding::warning } else { Finding::advice };
        found.push(
            make(format!("readings/old/{}", domain.name), Place::part("readings"), says)
                .because(format!("After {days} days the counts say little about today. Note new ones."))
                .fact("D-1"),
        );
    }
    found
}

pub(super) fn were_taken_whole(now: &Situation) -> Vec<Finding> {
    let mut found = Vec::new();
    for list in &now.plan.lists {
        if list.as_of.is_none() {
            let says = format!("{} has no date.", name_of(list));
            let place = Place::new("lists", &list.id, "as_of");
            found.push(
                Finding::warning(format!("lists/no-date/{}", list.id), place, says)
                    .because(
                        "Only the newest list of a source counts, and nobody can tell whether this is it.",
                    )
                    .fact("D-5"),
            );
        }
        // What was wrong with a file that a newer one has replaced is of no use any more.
        let counts = now.progress.lists.iter().any(|state| state.id == list.id && state.current);
        let rows = if counts { list.to_mend() } else { 0 };
        if rows > 0 {
            let rows = plural(rows, "row was", "rows were");
            let says = format!("{rows} left out of {}.", name_of(list));
            let place = Place::new("lists", &list.id, "rejected");
            found.push(
                Finding::advice(format!("lists/rejected/{}", list.id), place, says)
                    .because("Rows without a usable address are nobody. Mend the file and import it again.")
                    .fact("KEY-1"),
            );
        }
    }
    found
}

/// What lists and readings say of one domain fits together.
pub(super) fn agree_with_readings(now: &Situation) -> Vec<Finding> {
    let mut seen: HashMap<&str, u32> = HashMap::new();
    let mut found = Vec::new();
    for contradiction in &now.progress.contradictions {
        let nth = seen.entry(&contradiction.domain).or_default();
        *nth += 1;
        let again = if *nth == 1 { String::new() } else { format!("/{nth}") };
        let id = format!("lists/contradiction/{}{again}", contradiction.domain);
        found.push(
            Finding::warning(id, contradiction.place.clone(), contradiction.says.clone())
                .because("The rate is made of both, so it is wrong while one of them is.")
                .fact("D-5"),
        );
    }
    found
}
