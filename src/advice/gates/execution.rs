//! The gates at both ends: starting execution, and closing the project.

use super::super::situation::{Situation, called};
use super::GateId;
use super::judge::{Definition, Found, Rule, always_asked, for_good};
use crate::plan::{Day, Decision, Group, ListRecord, Milestone, Place};
use crate::progress::{Kept, Mark, Standing};
use crate::wording::{count, first_three, plural, thousands};

/// Starting execution (EXE-1).
pub(super) const START: Definition = Definition {
    id: GateId::StartExecution,
    passed_on: |now| now.come(now.plan.execution.started_on),
    when_open: (|_| Place::new("execution", "", "started_on"), "Start execution, and note the day."),
    moot: always_asked,
    answered: for_good,
    rules: &[
        Rule {
            id: "start/plan",
            why: "Execution starts only when both plans are prepared and confirmed.",
            fact: "EXE-1",
            to_do: "Have the consolidation plan confirmed, and note who did and when.",
            look: plan_is_confirmed,
        },
        Rule {
            id: "start/messages",
            why: "Execution starts only when both plans are prepared and confirmed.",
            fact: "EXE-1",
            to_do: "Have the communication plan confirmed, and note who did and when.",
            look: messages_are_confirmed,
        },
    ],
};

/// Closing the project.
pub(super) const CLOSE: Definition = Definition {
    id: GateId::Close,
    passed_on: |now| now.come(now.plan.execution.closed_on),
    when_open: (|_| Place::new("execution", "", "closed_on"), "Close the project, and note the day."),
    moot: always_asked,
    answered: for_good,
    rules: &[
        Rule {
            id: "close/outstanding",
            why: "Whoever is left outside without a decision keeps an account nobody looks after.",
            fact: "D-0",
            to_do: "Decide about everybody who is still outside: move them, or note why they stay.",
            look: everybody_is_decided_about,
        },
        Rule {
            id: "close/lists",
            why: "The lists hold people's names and addresses. Keep them no longer than needed.",
            fact: "D-7",
            to_do: "Delete the imported lists and their files, or note why they are kept.",
            look: lists_are_deleted,
        },
    ],
};

fn plan_is_confirmed(now: &Situation) -> Found {
    let execution = &now.plan.execution;
    confirmed(
        now,
        "The consolidation plan",
        ["plan_confirmed_on", "plan_confirmed_by"],
        (execution.plan_confirmed_on, &execution.plan_confirmed_by),
    )
}

fn messages_are_confirmed(now: &Situation) -> Found {
    let execution = &now.plan.execution;
    confirmed(
        now,
        "The communication plan",
        ["messages_confirmed_on", "messages_confirmed_by"],
        (execution.messages_confirmed_on, &execution.messages_confirmed_by),
    )
}

fn confirmed(now: &Situation, what: &str, [on, by]: [&str; 2], answer: (Option<Day>, &str)) -> Found {
    let place = |field| Place::new("execution", "", field);
    match (now.come(answer.0), answer.1.trim()) {
        (None, _) => Found::new(false, place(on), format!("{what} is not confirmed.")).by("no date"),
        (Some(day), "") => {
            Found::new(false, place(by), format!("{what} is confirmed by nobody with a name."))
                .by(now.day(day))
        }
        (Some(day), name) => Found::new(true, place(on), format!("{what} is confirmed."))
            .by(format!("by {name} on {}", now.day(day))),
    }
}

/// Nobody is outside without a decision. Once the lists are deleted, the newest totals speak.
fn everybody_is_decided_about(now: &Situation) -> Found {
    let place = Place::part("groups");
    if now.is_counted() {
        let progress = now.progress;
        let total = &progress.total;
        let decided = progress.marked(Standing::Outstanding, Mark::Decided)
            + progress.marked(Standing::Invited, Mark::Decided)
            + unnamed_decided(now).min(total.unnamed);
        let evidence = format!(
            "{} outstanding, {} invited, {} unnamed, {} decided about",
            thousands(total.outstanding),
            thousands(total.invited),
            thousands(total.unnamed),
            thousands(decided)
        );
        return left_over(total.outside().saturating_sub(decided), place).by(evidence);
    }
    match newest_totals(now) {
        Some((day, totals)) => {
            let outside = totals.outstanding.0 + totals.invited.0 + totals.unnamed.0;
            let decided = written_down(now);
            left_over(outside.saturating_sub(decided), place).by(format!(
                "totals of {}: {} outside, {} decided about",
                now.day(day),
                thousands(outside),
                thousands(decided)
            ))
        }
        None => {
            Found::new(false, Place::part("lists"), "Nobody was counted yet.").by("no list and no reading")
        }
    }
}

fn left_over(undecided: u32, place: Place) -> Found {
    let says = match undecided {
        0 => "Nobody is outside without a decision.".to_owned(),
        1 => "1 person is still outside without a decision.".to_owned(),
        _ => format!("{} people are still outside without a decision.", thousands(undecided)),
    };
    Found::new(undecided == 0, place, says)
}

fn newest_totals<'a>(now: &Situation<'a>) -> Option<(Day, &'a Milestone)> {
    now.plan.history.iter().filter_map(|totals| Some((totals.date?, totals))).max_by_key(|(day, _)| *day)
}

/// The decisions with a reason by which people stay where they are.
fn left_outside<'a>(now: &Situation<'a>) -> impl Iterator<Item = &'a Group> {
    let groups = now.plan.groups.iter().filter(|group| !group.reason.trim().is_empty());
    groups.filter(|group| matches!(group.decision, Decision::Left | Decision::Excluded))
}

/// How many of those the totals count outside were left where they are by a decision with a reason. Whom a decision keeps
/// external by name is in no part of the totals' outside.
fn written_down(now: &Situation) -> u32 {
    let named = left_outside(now).filter(|group| group.decision == Decision::Left);
    count(named.map(|group| group.people.len()).sum()).saturating_add(unnamed_decided(now))
}

/// How many of those whom the portal only counts were left where they are by a decision with a reason.
fn unnamed_decided(now: &Situation) -> u32 {
    left_outside(now).filter_map(|group| group.unnamed).map(|people| people.0).fold(0, u32::saturating_add)
}

fn lists_are_deleted(now: &Situation) -> Found {
    let is_gone = |list: &ListRecord| {
        now.progress.lists.iter().any(|state| state.id == list.id && state.kept == Kept::Missing)
    };
    let (kept, loose): (Vec<&ListRecord>, Vec<&ListRecord>) = now
        .plan
        .lists
        .iter()
        .filter(|list| !is_gone(list))
        .partition(|list| !list.keep_reason.trim().is_empty());
    let names: Vec<&str> = loose.iter().map(|list| called(&list.file, &list.id)).collect();
    match loose.first() {
        None => Found::new(true, Place::part("lists"), "No list is kept without a reason.").by(format!(
            "{} kept with a reason; the file of a list that was taken out stays on disk until you delete it",
            thousands(count(kept.len()))
        )),
        Some(first) => {
            let lists = plural(count(loose.len()), "list is", "lists are");
            Found::new(
                false,
                Place::new("lists", &first.id, "keep_reason"),
                format!("{lists} kept without a reason."),
            )
            .by(first_three(&names))
        }
    }
}
