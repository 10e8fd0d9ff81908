//! Who has another address in Zoom than in the directory lists, and what to do about it (fact CL-5).

use std::ops::ControlFlow;

use super::csv::{Sheet, Start};
use super::markdown::{inline, table};
use super::{Document, Subject, Written, file_name};
use crate::guide::guide;
use crate::progress::PersonId;
use crate::progress::alike::{Candidate, Mismatches, mismatches};
use crate::wording::{count, plural};

const HEADER: [&str; 8] = [
    "Address in the directory",
    "Name there",
    "Address in Zoom",
    "Name in Zoom",
    "How sure (of 100)",
    "Reason",
    "Why",
    "What to do",
];

/// Said to whoever has to mend a row.
const TO_DO: &str = "Check that it is one person. Then make the address the same in both systems.";

/// Returns the mismatches as a text that says what to do.
#[must_use]
pub(super) fn as_markdown(subject: &Subject) -> Written {
    let found = found(subject);
    let rows: Vec<Vec<String>> = found
        .found
        .candidates
        .iter()
        .map(|pair| {
            let [directory, _, zoom, _, weight, _, why, _] = cells(subject, pair);
            [directory, zoom, weight, why].map(|cell| inline(&cell)).to_vec()
        })
        .collect();
    let mut text = format!("# Addresses that differ: {}\n\n", inline(&subject.title()));
    if let Some(why) = guide().why("CL-5") {
        text += &format!("{} ({}, {})\n\n", inline(why.says), inline(why.source_title), inline(why.section));
    }
    text += "What to do:\n\n1. Go through the rows, the surest first. Each is a likeness, not a proof.\n\
             2. Where it is one person, make the address the same in both systems.\n\
             3. Export both lists again and import them. The row is gone when the addresses are the same.\n\n";
    for says in sentences(&found) {
        text += &format!("{says}\n\n");
    }
    if !rows.is_empty() {
        text += &table(&["In the directory", "In Zoom", "How sure", "Why"], &rows);
    }
    let file_name = file_name(&[&subject.title(), "addresses-that-differ"], "md");
    Written { documents: vec![Document { file_name, bytes: text.into_bytes() }], says: sentences(&found) }
}

fn found(subject: &Subject) -> Mismatches {
    let go_on = &mut |_| ControlFlow::Continue(());
    mismatches((subject.roster, subject.progress), subject.plan, go_on).unwrap_or_default()
}

/// Returns the mismatches as CSV.
#[must_use]
pub(super) fn as_csv(subject: &Subject, start: Start) -> Written {
    let found = found(subject);
    let mut sheet = Sheet::new(start, &HEADER);
    for pair in &found.found.candidates {
        sheet.row(cells(subject, pair).iter().map(String::as_str));
    }
    let file_name = file_name(&[&subject.title(), "addresses-that-differ"], "csv");
    Written { documents: vec![Document { file_name, bytes: sheet.into_bytes() }], says: sentences(&found) }
}

fn cells(subject: &Subject, pair: &Candidate) -> [String; 8] {
    let email = |id: PersonId| subject.roster.person(id).email().to_owned();
    let name = |id: PersonId| subject.roster.person(id).name().into_owned();
    let words: Vec<&str> = pair.reasons.iter().map(crate::progress::alike::Reason::word).collect();
    [
        email(pair.one),
        name(pair.one),
        email(pair.other),
        name(pair.other),
        pair.reasons.weight().to_string(),
        words.join(", "),
        pair.reasons.says(),
        TO_DO.to_owned(),
    ]
}

fn sentences(found: &Mismatches) -> Vec<String> {
    let pairs = &found.found.candidates;
    let alone = plural(found.only_in_directories, "person", "people");
    let verb = if found.only_in_directories == 1 { "is" } else { "are" };
    let mut says = vec![match pairs.len() {
        0 => "No address in Zoom looks like one that differs in a directory.".to_owned(),
        some => format!(
            "{} of a directory and of Zoom may be one person.",
            plural(count(some), "pair of addresses", "pairs of addresses")
        ),
    }];
    says.push(format!(
        "{alone} of the directories {verb} in no current list from Zoom under the same address."
    ));
    if found.found.is_cut {
        says.push("There are more likenesses than can be looked at; not all of them were.".to_owned());
    }
    says
}
