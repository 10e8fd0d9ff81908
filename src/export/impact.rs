//! What moving means for each of some people, one section a person.

use super::markdown::inline;
use super::{Document, Subject, Written, file_name};
use crate::advice::asks;
use crate::advice::forced::what_is_asked;
use crate::advice::impact::{Part, for_everybody, impact};
use crate::guide::guide;
use crate::plan::domain_key;
use crate::progress::Standing;
use crate::wording::{day, plural, thousands};

/// The most people in one document: more than that nobody reads.
const MOST: u32 = 2_000;

/// What holds for everybody: the lines of each part, under its title.
type Common = Vec<(&'static str, Vec<String>)>;

/// Returns the cards as one text: of those a filter asks for, else of everybody outside or invited.
///
/// Where people are only counted, and no filter asks for names, what holds for everybody stands by itself.
#[must_use]
pub(super) fn as_markdown(subject: &Subject) -> Written {
    let counted = if subject.whom.is_empty() { subject.progress.total.unnamed } else { 0 };
    let mut common: Common = Vec::new();
    if counted > 0 {
        for part in for_everybody(subject.plan, guide()) {
            note(&part, &mut common);
        }
    }
    let cards = Cards::of(subject, &mut common);
    let mut text = format!("# What moving means: {}\n\n", inline(&subject.title()));
    text += &format!("As of {}. {}\n", day(subject.today, subject.today), cards.what_is_here(counted));
    if !common.is_empty() {
        text += "\n## For everybody who moves\n";
    }
    for (title, lines) in &common {
        text += &format!("\n**{title}**\n\n");
        text += &lines.concat();
    }
    if counted > 0 {
        text += &by_domain(subject);
    }
    if cards.people > 0 || counted == 0 {
        text += "\n## Person by person\n";
        text += if cards.people == 0 { "\nNobody fits.\n" } else { &cards.text };
    }
    let file_name = file_name(&[&subject.title(), "what-moving-means"], "md");
    Written { documents: vec![Document { file_name, bytes: text.into_bytes() }], says: cards.says(counted) }
}

/// The people by name.
#[derive(Default)]
struct Cards {
    text: String,
    people: u32,
    left_out: u32,
}

impl Cards {
    /// Makes a card for each, and notes what holds for everybody.
    fn of(subject: &Subject, common: &mut Common) -> Cards {
        let is_meant = |standing| {
            !subject.whom.is_empty() || matches!(standing, Standing::Outstanding | Standing::Invited)
        };
        let mut cards = Cards::default();
        for person in subject.people().filter(|person| is_meant(person.standing())) {
            if cards.people >= MOST {
                cards.left_out += 1;
                continue;
            }
            cards.people += 1;
            let impact = impact(&person, subject.plan, guide(), subject.today);
            let name = person.name();
            let name = if name.is_empty() { String::new() } else { format!(", {}", inline(&name)) };
            cards.text += &format!("\n### {}{name}\n\n{}\n", inline(person.email()), inline(&impact.says));
            for part in &impact.parts {
                note(part, common);
                cards.text += &own(part);
            }
        }
        cards
    }

    /// Says at the top what the document holds.
    fn what_is_here(&self, counted: u32) -> &'static str {
        match (self.people, counted) {
            (0, 0) => "Nobody fits, so nothing moves.",
            (0, _) => {
                "No list names the people outside, they are only counted: below stands what holds for all of them."
            }
            _ => {
                "What holds for everybody who moves stands once, below; each person has what is known of them."
            }
        }
    }

    fn says(&self, counted: u32) -> Vec<String> {
        let mut says = vec![match self.people {
            0 if counted > 0 => "No list names anybody outside.".to_owned(),
            0 => "Nobody fits, so the document names nobody.".to_owned(),
            some => format!("{} in it.", plural(some, "person is", "people are")),
        }];
        if counted > 0 {
            let are = plural(counted, "person is", "people are");
            says.push(format!(
                "{are} counted outside and named by no list: what holds for everybody is told."
            ));
        }
        if self.left_out > 0 {
            says.push(format!(
                "{} more were left out: one document takes {}. Narrow it with a filter.",
                thousands(self.left_out),
                thousands(MOST)
            ));
        }
        says
    }
}

/// Returns what people who are only counted are asked, domain by domain.
fn by_domain(subject: &Subject) -> String {
    let mut text = String::from("\n## Counted and not named\n\n");
    let (mut acts, mut elsewhere) = (false, subject.progress.total.unnamed);
    for domain in &subject.plan.domains {
        let known = subject.progress.domains.iter().find(|known| known.name == domain_key(&domain.name));
        let Some(counted) = known.map(|known| known.counts.unnamed).filter(|counted| *counted > 0) else {
            continue;
        };
        elsewhere = elsewhere.saturating_sub(counted);
        acts = acts || asks(domain.option);
        let since = domain.enabled_on.filter(|_| asks(domain.option)).map(|on| {
            let said = day(on, subject.today);
            if on <= subject.today { format!(" On since {said}.") } else { format!(" To be on from {said}.") }
        });
        text += &format!(
            "- {}: {}. {}{}\n",
            inline(&domain.name),
            plural(counted, "person", "people"),
            inline(what_is_asked(domain)),
            since.unwrap_or_default()
        );
    }
    if elsewhere > 0 {
        text += &format!("- Elsewhere: {}.\n", plural(elsewhere, "person", "people"));
    }
    if let Some(why) = guide().why("DOM-1").filter(|_| acts) {
        text += &format!("\n{}\n", inline(&why.told()));
    }
    text
}

/// Notes what holds for everybody, once.
fn note(part: &Part, common: &mut Common) {
    for said in part.lines.iter().filter(|said| !said.own) {
        let at = common.iter().position(|(title, _)| *title == part.title).unwrap_or_else(|| {
            common.push((part.title, Vec::new()));
            common.len() - 1
        });
        let indent = if said.beneath { "  " } else { "" };
        let line = format!("{indent}- {}\n", inline(&said.text));
        if !common[at].1.contains(&line) {
            common[at].1.push(line);
        }
    }
}

/// Returns what holds for this person only.
fn own(part: &Part) -> String {
    let lines: Vec<String> =
        part.lines.iter().filter(|said| said.own).map(|said| format!("- {}\n", inline(&said.text))).collect();
    if lines.is_empty() { String::new() } else { format!("\n**{}**\n\n{}", part.title, lines.concat()) }
}
