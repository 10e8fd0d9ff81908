//! The plan as it was typed: answers that were not understood, answers that are missing, keys nobody knows.

use std::collections::HashSet;

use super::super::situation::Situation;
use super::super::{Finding, Phase};
use crate::plan::{PARTS, Place, part};
use crate::wording::{count, plural};

/// What was typed and could not be understood is kept until it is mended.
pub(super) fn are_understood(now: &Situation) -> Vec<Finding> {
    let mut found = Vec::new();
    for (key, typed) in &now.plan.drafts {
        let id = format!("drafts/{key}");
        let known = key.parse::<Place>().ok();
        let question = known.as_ref().and_then(|place| {
            let rows = part(&place.part)?.rows;
            // There is an answer as long as the entry is there.
            rows.get(now.plan, &place.entry, &place.field)?;
            rows.questions().into_iter().find(|question| question.id == place.field)
        });
        let (Some(place), Some(question)) = (known, question) else {
            let says = format!("“{typed}” was typed for {key}, which is not in the plan.");
            let why =
                "The entry it was meant for is gone. Take the draft out of the file, or add the entry again.";
            found.push(Finding::advice(id, Place::part("organization"), says).because(why));
            continue;
        };
        let problem = now.plan.problem(&place).unwrap_or_default();
        let says = format!("“{typed}” was typed for “{}” and is not understood.", question.label);
        let answer = part(&place.part).and_then(|part| part.rows.get(now.plan, &place.entry, &place.field));
        let counts = if answer.is_some_and(|answer| !answer.is_empty()) {
            "The old answer still counts."
        } else {
            "Until it is mended, the question counts as not answered."
        };
        let why = format!("{counts} {problem}");
        found.push(Finding::warning(id, place, says).because(why.trim_end()));
    }
    found
}

/// Every entry has a key of its own: places, drafts and references lead to entries by it.
pub(super) fn entries_have_keys(now: &Situation) -> Vec<Finding> {
    let mut found = Vec::new();
    for part in PARTS {
        let mut seen = HashSet::new();
        let mut told = HashSet::new();
        for id in part.rows.ids(now.plan).into_iter().filter(|_| part.rows.is_list()) {
            let again = !seen.insert(id.clone());
            if !(again || id.trim().is_empty()) || !told.insert(id.clone()) {
                continue;
            }
            let says = match id.trim() {
                "" => format!("{}: an entry has no id.", part.title),
                id => format!("{}: the id {id} is used more than once.", part.title),
            };
            found.push(
                Finding::warning(format!("entries/id/{}/{id}", part.id), Place::part(part.id), says).because(
                    "Answers are found by it, so one of them is out of reach. Give each entry its own id.",
                ),
            );
        }
    }
    found
}

/// Required answers that are missing, one finding a part, and only for work that was begun: nobody needs to be
/// told on the first day that the confirmations of the last phase are open. An answer another finding asks for is not
/// asked for twice.
pub(in crate::advice) fn parts_are_answered(now: &Situation, others: &[Finding]) -> Vec<Finding> {
    let mut told: HashSet<Place> = others.iter().map(|finding| finding.place.clone()).collect();
    // One finding a message names all elements that are missing.
    for message in now.plan.messages.iter().filter(|message| now.come(message.sent_on).is_none()) {
        told.extend(message.missing().into_iter().map(|field| Place::new("messages", &message.id, field)));
    }
    let due = |place: &&Place| {
        let is_begun = now.begun[Phase::of(place).index()..].iter().any(|begun| *begun);
        is_begun && !told.contains(*place)
    };
    let mut found = Vec::new();
    for part in PARTS {
        let open: Vec<&Place> = now.open.iter().filter(|place| place.part == part.id).filter(due).collect();
        let Some(first) = open.first() else { continue };
        let questions = plural(count(open.len()), "question is", "questions are");
        let says = format!("{}: {questions} open.", part.title);
        found.push(
            Finding::advice(format!("questions/{}", part.id), (*first).clone(), says)
                .because("The program asks only for what a gate, a message or a document needs."),
        );
    }
    found
}

/// Returns a finding for each key of the plan's file that the program does not know; the file keeps them.
#[must_use]
pub fn unknown_key_findings(keys: &[String]) -> Vec<Finding> {
    let finding = |key: &String| {
        let place =
            key.split(['.', '[']).next().filter(|name| part(name).is_some()).unwrap_or("organization");
        Finding::warning(
            format!("keys/unknown/{key}"),
            Place::part(place),
            format!("The key {key} is not known."),
        )
        .because("It is kept and has no effect. It may be mistyped, or belong to a newer program.")
    };
    keys.iter().map(finding).collect()
}
