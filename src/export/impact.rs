//! What moving means for each of some people, one section a person.

use super::markdown::inline;
use super::{Document, Subject, Written, file_name};
use crate::advice::impact::{Part, impact};
use crate::guide::guide;
use crate::progress::Standing;
use crate::wording::{day, plural, thousands};

/// The most people in one document: more than that nobody reads.
const MOST: u32 = 2_000;

/// Returns the cards as one text: of those a filter asks for, else of everybody outside or invited.
#[must_use]
pub(super) fn as_markdown(subject: &Subject) -> Written {
    let is_meant =
        |standing| !subject.whom.is_empty() || matches!(standing, Standing::Outstanding | Standing::Invited);
    let mut text = format!("# What moving means: {}\n\n", inline(&subject.title()));
    text += &format!(
        "As of {}. What holds for everybody who moves stands once, below; each person has what is known of them.\n",
        day(subject.today, subject.today)
    );
    let (mut people, mut left_out) = (0_u32, 0_u32);
    let mut common: Vec<(&'static str, Vec<String>)> = Vec::new();
    let mut cards = String::new();
    for person in subject.people().filter(|person| is_meant(person.standing())) {
        if people >= MOST {
            left_out += 1;
            continue;
        }
        people += 1;
        let impact = impact(&person, subject.plan, guide(), subject.today);
        let name = person.name();
        let name = if name.is_empty() { String::new() } else { format!(", {}", inline(&name)) };
        cards += &format!("\n### {}{name}\n\n{}\n", inline(person.email()), inline(&impact.says));
        for part in &impact.parts {
            note(part, &mut common);
            cards += &own(part);
        }
    }
    if !common.is_empty() {
        text += "\n## For everybody who moves\n";
    }
    for (title, lines) in &common {
        text += &format!("\n**{title}**\n\n");
        for line in lines {
            text += &format!("- {}\n", inline(line));
        }
    }
    text += "\n## Person by person\n";
    text += if people == 0 { "\nNobody fits.\n" } else { &cards };
    let mut says = vec![match people {
        0 => "Nobody fits, so the document names nobody.".to_owned(),
        some => format!("{} in it.", plural(some, "person is", "people are")),
    }];
    if left_out > 0 {
        says.push(format!(
            "{} more were left out: one document takes {}. Narrow it with a filter.",
            thousands(left_out),
            thousands(MOST)
        ));
    }
    let file_name = file_name(&[&subject.title(), "what-moving-means"], "md");
    Written { documents: vec![Document { file_name, bytes: text.into_bytes() }], says }
}

/// Notes what holds for everybody, once.
fn note(part: &Part, common: &mut Vec<(&'static str, Vec<String>)>) {
    for said in part.lines.iter().filter(|said| !said.own) {
        let at = common.iter().position(|(title, _)| *title == part.title).unwrap_or_else(|| {
            common.push((part.title, Vec::new()));
            common.len() - 1
        });
        if !common[at].1.contains(&said.text) {
            common[at].1.push(said.text.clone());
        }
    }
}

/// Returns what holds for this person only.
fn own(part: &Part) -> String {
    let lines: Vec<String> =
        part.lines.iter().filter(|said| said.own).map(|said| format!("- {}\n", inline(&said.text))).collect();
    if lines.is_empty() { String::new() } else { format!("\n**{}**\n\n{}", part.title, lines.concat()) }
}
