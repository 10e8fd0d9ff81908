//! Plan, progress and advice become documents people ask for.
//!
//! [`FORMATS`] lists every document in every format; the export page, the command and the tests read it. A document is
//! bytes and a file name of a fixed alphabet; writing it anywhere is the business of the edge. What comes from lists or
//! from a person is escaped by the format it goes into ([`markdown`], [`csv`]).

mod calendar;
mod cases;
mod checklist;
mod cloudlink;
pub mod csv;
mod impact;
mod invited;
mod invites;
pub mod markdown;
mod mismatches;
mod outstanding;
mod rejected;
mod sso;
mod ticket;

pub use rejected::rejected;

use self::csv::Start;
use crate::advice::Advice;
use crate::plan::{Day, Plan};
use crate::progress::{Filter, Person, Progress, Roster};

/// What a document is made of.
#[derive(Clone, Copy)]
pub struct Subject<'a> {
    /// The plan.
    pub plan: &'a Plan,
    /// Its totals.
    pub progress: &'a Progress,
    /// What there is to say about it.
    pub advice: &'a Advice,
    /// Everybody.
    pub roster: &'a Roster,
    /// Which people it is about, of those a document names.
    pub whom: &'a Filter,
    /// The day it is written.
    pub today: Day,
}

impl<'a> Subject<'a> {
    /// Returns the people it is about, in the order of the roster.
    pub fn people(&self) -> impl Iterator<Item = Person<'a>> + use<'_, 'a> {
        let everybody = self.roster.ids().map(|id| self.roster.person(id));
        everybody.filter(|person| self.whom.matches(person))
    }

    /// Returns what the project is called in titles and file names.
    #[must_use]
    pub fn title(&self) -> String {
        let name = self.plan.organization.name.trim();
        if name.is_empty() { "Zoom consolidation".to_owned() } else { name.to_owned() }
    }
}

/// One finished file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// Its name: small letters, digits, `-` and one dot only.
    pub file_name: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

/// What came of writing a document: its files (none when there is nobody to write about) and what to know about them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// The files; large ones are split.
    pub documents: Vec<Document>,
    /// Sentences to show with them: how many are in, who was left out and why.
    pub says: Vec<String>,
}

/// One document in one format.
pub struct Format {
    /// Its key, for example `checklist-md`.
    pub id: &'static str,
    /// The document, as `ingather export PLAN WHAT` names it.
    pub what: &'static str,
    /// The format, as `--format` names it.
    pub format: &'static str,
    /// What it is called on screen.
    pub title: &'static str,
    /// What it is for, in a sentence.
    pub says: &'static str,
    /// Whether it can be narrowed to the people who fit a filter.
    pub takes_filter: bool,
    /// Makes it.
    pub write: fn(&Subject) -> Written,
}

/// Every document in every format; the first format of a document is its default.
pub const FORMATS: &[Format] = &[
    Format {
        id: "checklist-md",
        what: "checklist",
        format: "md",
        title: "Communication checklist (Markdown)",
        says: "Every message with its date, channel, owner and the six elements, ticked or missing.",
        takes_filter: false,
        write: checklist::as_markdown,
    },
    Format {
        id: "checklist-csv",
        what: "checklist",
        format: "csv",
        title: "Communication checklist (CSV for Excel)",
        says: "The same as a table for a spreadsheet.",
        takes_filter: false,
        write: |subject| checklist::as_csv(subject, Start::Marked),
    },
    Format {
        id: "checklist-csv-plain",
        what: "checklist",
        format: "csv-plain",
        title: "Communication checklist (plain CSV)",
        says: "The same for another program: UTF-8 without a mark at the start.",
        takes_filter: false,
        write: |subject| checklist::as_csv(subject, Start::Plain),
    },
    Format {
        id: "cases-md",
        what: "cases",
        format: "md",
        title: "Special cases (Markdown)",
        says: "Every special case with its age, next step, who takes care, and what still blocks.",
        takes_filter: false,
        write: cases::as_markdown,
    },
    Format {
        id: "cases-csv",
        what: "cases",
        format: "csv",
        title: "Special cases (CSV for Excel)",
        says: "The same as a table for a spreadsheet, with the people of each and what is lost if skipped.",
        takes_filter: false,
        write: |subject| cases::as_csv(subject, Start::Marked),
    },
    Format {
        id: "cases-csv-plain",
        what: "cases",
        format: "csv-plain",
        title: "Special cases (plain CSV)",
        says: "The same for another program: UTF-8 without a mark at the start.",
        takes_filter: false,
        write: |subject| cases::as_csv(subject, Start::Plain),
    },
    Format {
        id: "outstanding-csv",
        what: "outstanding",
        format: "csv",
        title: "Outstanding people (CSV for Excel)",
        says: "Everybody who is still outside, with what is known of them.",
        takes_filter: true,
        write: |subject| outstanding::as_csv(subject, Start::Marked),
    },
    Format {
        id: "outstanding-csv-plain",
        what: "outstanding",
        format: "csv-plain",
        title: "Outstanding people (plain CSV)",
        says: "The same for another program: UTF-8 without a mark at the start.",
        takes_filter: true,
        write: |subject| outstanding::as_csv(subject, Start::Plain),
    },
    Format {
        id: "invites-csv",
        what: "invites",
        format: "csv",
        title: "Invite files (CSV for Zoom)",
        says: "Outstanding people in the layout of Zoom's Add Users dialog, 9,998 rows and one set of licences a file.",
        takes_filter: true,
        write: invites::as_csv,
    },
    Format {
        id: "invited-csv",
        what: "invited",
        format: "csv",
        title: "Open invitations (CSV for Excel)",
        says: "Who was invited and is not in yet, with the days left and what to do, to follow up.",
        takes_filter: true,
        write: |subject| invited::as_csv(subject, Start::Marked),
    },
    Format {
        id: "invited-csv-plain",
        what: "invited",
        format: "csv-plain",
        title: "Open invitations (plain CSV)",
        says: "The same for another program: UTF-8 without a mark at the start.",
        takes_filter: true,
        write: |subject| invited::as_csv(subject, Start::Plain),
    },
    Format {
        id: "mismatches-csv",
        what: "mismatches",
        format: "csv",
        title: "Addresses that differ (CSV for Excel)",
        says: "Who may have another address in Zoom than in the directory or the phone system.",
        takes_filter: false,
        write: |subject| mismatches::as_csv(subject, Start::Marked),
    },
    Format {
        id: "mismatches-csv-plain",
        what: "mismatches",
        format: "csv-plain",
        title: "Addresses that differ (plain CSV)",
        says: "The same for another program: UTF-8 without a mark at the start.",
        takes_filter: false,
        write: |subject| mismatches::as_csv(subject, Start::Plain),
    },
    Format {
        id: "mismatches-md",
        what: "mismatches",
        format: "md",
        title: "Addresses that differ: what to do (Markdown)",
        says: "The same pairs with what to do about them, for whoever looks after the addresses.",
        takes_filter: false,
        write: mismatches::as_markdown,
    },
    Format {
        id: "calendar-md",
        what: "calendar",
        format: "md",
        title: "Calendar of the domains (Markdown)",
        says: "When people outside are asked and when they are stuck, for the help desk.",
        takes_filter: false,
        write: calendar::as_markdown,
    },
    Format {
        id: "calendar-csv",
        what: "calendar",
        format: "csv",
        title: "Calendar of the domains (CSV for Excel)",
        says: "The same as a table for a spreadsheet.",
        takes_filter: false,
        write: |subject| calendar::as_csv(subject, Start::Marked),
    },
    Format {
        id: "calendar-csv-plain",
        what: "calendar",
        format: "csv-plain",
        title: "Calendar of the domains (plain CSV)",
        says: "The same for another program: UTF-8 without a mark at the start.",
        takes_filter: false,
        write: |subject| calendar::as_csv(subject, Start::Plain),
    },
    Format {
        id: "ticket-md",
        what: "ticket",
        format: "md",
        title: "Ticket for a sub-account (Markdown and CSV)",
        says: "Text for Zoom Support, the addresses in one column, and who cannot be moved that way.",
        takes_filter: false,
        write: ticket::as_markdown,
    },
    Format {
        id: "sso-locked-out-csv",
        what: "sso-locked-out",
        format: "csv",
        title: "Locked out by SSO (CSV for Excel)",
        says: "Whom enforcing SSO today would lock out, by name, with why and what to do.",
        takes_filter: true,
        write: |subject| sso::locked_as_csv(subject, Start::Marked),
    },
    Format {
        id: "sso-locked-out-csv-plain",
        what: "sso-locked-out",
        format: "csv-plain",
        title: "Locked out by SSO (plain CSV)",
        says: "The same for another program: UTF-8 without a mark at the start.",
        takes_filter: true,
        write: |subject| sso::locked_as_csv(subject, Start::Plain),
    },
    Format {
        id: "sso-locked-out-md",
        what: "sso-locked-out",
        format: "md",
        title: "Locked out by SSO (Markdown)",
        says: "The same people with the numbers, the reasons and who gets in without SSO.",
        takes_filter: true,
        write: sso::locked_as_markdown,
    },
    Format {
        id: "sso-safe-csv",
        what: "sso-safe",
        format: "csv",
        title: "Safe to provision (CSV for Excel)",
        says: "Of the people to be provisioned, those who are in already or in no list of people outside.",
        takes_filter: true,
        write: |subject| sso::safe_as_csv(subject, Start::Marked),
    },
    Format {
        id: "sso-safe-csv-plain",
        what: "sso-safe",
        format: "csv-plain",
        title: "Safe to provision (plain CSV)",
        says: "The same for another program: UTF-8 without a mark at the start.",
        takes_filter: true,
        write: |subject| sso::safe_as_csv(subject, Start::Plain),
    },
    Format {
        id: "impact-md",
        what: "impact",
        format: "md",
        title: "What moving means (Markdown)",
        says: "For each person: what comes along, what does not, what to save first and what it costs.",
        takes_filter: true,
        write: impact::as_markdown,
    },
    Format {
        id: "cloudlink-block-txt",
        what: "cloudlink-block",
        format: "txt",
        title: "Addresses for CloudLink (text)",
        says: "Addresses with commas between them for Users > Add Users, one file for each licence.",
        takes_filter: true,
        write: cloudlink::as_text,
    },
];

/// Returns the format of that key.
#[must_use]
pub fn format(id: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|format| format.id == id)
}

/// Returns the names of the documents that are wanted, each once, in the order of [`FORMATS`].
#[must_use]
pub fn names(is_wanted: fn(&Format) -> bool) -> Vec<&'static str> {
    let wanted = FORMATS.iter().filter(|format| is_wanted(format));
    let mut names: Vec<&str> = wanted.map(|format| format.what).collect();
    names.dedup();
    names
}

/// Returns a file name made of what a person typed: small letters, digits and `-`, never more than 100 letters, never a
/// name that leads elsewhere.
#[must_use]
pub fn file_name(parts: &[&str], ending: &str) -> String {
    let mut name = String::new();
    for part in parts {
        let mut word = String::new();
        for letter in part.chars().flat_map(char::to_lowercase) {
            match letter {
                'a'..='z' | '0'..='9' => word.push(letter),
                _ if word.ends_with('-') || word.is_empty() => {}
                _ => word.push('-'),
            }
        }
        let word: String = word.trim_matches('-').chars().take(45).collect();
        if !word.is_empty() {
            if !name.is_empty() {
                name.push('-');
            }
            name.push_str(word.trim_matches('-'));
        }
    }
    if name.is_empty() { format!("ingather.{ending}") } else { format!("{name}.{ending}") }
}

#[cfg(test)]
mod tests;
