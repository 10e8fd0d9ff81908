//! The calendar of the domains: when people outside are asked and when they are stuck (fact DOM-1), for the help desk.

use std::fmt::Write as _;

use super::csv::{Sheet, Start};
use super::markdown::{inline, table};
use super::{Document, Subject, Written, file_name};
use crate::advice::forced::{ESTIMATE, Forced, free, what_is_asked};
use crate::plan::{Day, Domain};
use crate::wording::{count, plural};

/// Returns the calendar as a text with a table for each domain.
#[must_use]
pub(super) fn as_markdown(subject: &Subject) -> Written {
    let mut text = format!("# Calendar: {}\n\n", inline(&subject.title()));
    // Writing into a `String` cannot fail.
    let _ = writeln!(text, "As of {}. {ESTIMATE}\n", subject.today);
    for domain in &subject.plan.domains {
        let _ = writeln!(text, "## {}\n\n{}\n", inline(&domain.name), what_is_asked(domain));
        match Forced::of(domain, &subject.plan.holidays) {
            Some(days) => {
                let rows: Vec<Vec<String>> = rows(&days, subject)
                    .into_iter()
                    .map(|[day, weekday, what, note]| vec![day, weekday, inline(&what), inline(&note)])
                    .collect();
                text.push_str(&table(&["Day", "", "What", "Note"], &rows));
                text.push_str(&found(domain, subject));
            }
            None if crate::advice::asks(domain.option) => {
                text.push_str("No day is set, so there is no calendar yet.\n");
            }
            None => text.push_str("There is no calendar for it.\n"),
        }
        text.push('\n');
    }
    done(subject, "md", text.into_bytes())
}

/// Returns the calendar as CSV.
#[must_use]
pub(super) fn as_csv(subject: &Subject, start: Start) -> Written {
    let mut sheet = Sheet::new(start, &["Day", "Day of the week", "Domain", "What", "Note"]);
    for domain in &subject.plan.domains {
        let Some(days) = Forced::of(domain, &subject.plan.holidays) else { continue };
        for [day, weekday, what, note] in rows(&days, subject) {
            sheet.row([day.as_str(), &weekday, &domain.name, &what, &note]);
        }
    }
    done(subject, "csv", sheet.into_bytes())
}

fn rows(days: &Forced, subject: &Subject) -> Vec<[String; 4]> {
    let row = |(day, what): (Day, &'static str)| {
        let note =
            free(day, &subject.plan.holidays).map_or(String::new(), |free| format!("free: {}", free.name));
        [day.to_string(), day.0.strftime("%A").to_string(), what.to_owned(), note]
    };
    days.events().into_iter().map(row).collect()
}

/// Returns what was found about the day of the domain.
fn found(domain: &Domain, subject: &Subject) -> String {
    let of_it = subject.advice.findings.iter().filter(|finding| {
        let place = &finding.place;
        place.part == "domains" && place.entry == domain.id && finding.fact == Some("DOM-1")
    });
    let lines: String =
        of_it.map(|finding| format!("- {} {}\n", inline(&finding.says), inline(&finding.why))).collect();
    if lines.is_empty() { lines } else { format!("\n{lines}") }
}

fn done(subject: &Subject, ending: &str, bytes: Vec<u8>) -> Written {
    let dated =
        subject.plan.domains.iter().filter(|domain| Forced::of(domain, &subject.plan.holidays).is_some());
    let says = match dated.count() {
        0 => "No domain has an option with a day yet, so nobody is asked.".to_owned(),
        some => format!("The days of {}. {ESTIMATE}", plural(count(some), "domain", "domains")),
    };
    let file_name = file_name(&[&subject.title(), "calendar"], ending);
    Written { documents: vec![Document { file_name, bytes }], says: vec![says] }
}
