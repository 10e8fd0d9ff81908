//! The communication checklist: every message with its audience, date, channel and the six elements (fact COM-2),
//! each ticked or missing, who sends it, and whether it is done. It holds no message text.

use std::fmt::Write as _;

use super::csv::{Sheet, Start};
use super::markdown::{inline, table};
use super::{Document, Subject, Written, file_name};
use crate::guide::guide;
use crate::plan::{ELEMENTS, Message};
use crate::progress::{Filter, Standing};
use crate::wording::{count, plural, thousands};

/// Returns the checklist as a Markdown document with a table and the list of what is missing.
#[must_use]
pub(super) fn as_markdown(subject: &Subject) -> Written {
    let messages = in_order(subject);
    let mut text = format!("# Communication checklist: {}\n\n", inline(&subject.title()));
    // Writing into a `String` cannot fail.
    let _ = writeln!(text, "As of {}. {}\n", subject.today, summary(&messages));
    let mut titles = vec!["Done", "Message", "To", "On", "By", "Who sends it"];
    titles.extend(ELEMENTS.map(element_title));
    let rows: Vec<Vec<String>> = messages.iter().map(|message| markdown_row(message, subject)).collect();
    text.push_str(&table(&titles, &rows));
    text.push_str(&what_is_missing(&messages));
    one(subject, "md", text.into_bytes(), &messages)
}

/// Returns the checklist as CSV.
#[must_use]
pub(super) fn as_csv(subject: &Subject, start: Start) -> Written {
    let messages = in_order(subject);
    let mut header = vec!["Message", "To", "People", "Counted, not named", "On", "By", "Who sends it"];
    header.extend(ELEMENTS.map(element_title));
    header.extend(["State", "Sent on"]);
    let mut sheet = Sheet::new(start, &header);
    for message in &messages {
        let date = message.date.map(|day| day.to_string()).unwrap_or_default();
        let sent = message.sent_on.map(|day| day.to_string()).unwrap_or_default();
        let reached = Reached::of(message, subject);
        let number = |number: fn(&Reached) -> u32| reached.as_ref().map(number).map(|n| n.to_string());
        let people = number(|reached| reached.people).unwrap_or_default();
        let counted = number(|reached| reached.unnamed).unwrap_or_default();
        let (to, channel) = (audience(message), message.channel.label());
        let mut cells = vec![message.title.as_str(), &to, &people, &counted, &date, channel, &message.owner];
        cells.extend(message.elements().map(|(_, there)| if there { "yes" } else { "missing" }));
        cells.extend([message.state(), &sent]);
        sheet.row(cells);
    }
    one(subject, "csv", sheet.into_bytes(), &messages)
}

fn one(subject: &Subject, ending: &str, bytes: Vec<u8>, messages: &[&Message]) -> Written {
    let name = file_name(&[&subject.title(), "communication-checklist"], ending);
    Written { documents: vec![Document { file_name: name, bytes }], says: vec![summary(messages)] }
}

/// By date, undated ones last; messages of one day stay in the plan's order.
fn in_order<'p>(subject: &Subject<'p>) -> Vec<&'p Message> {
    let mut messages: Vec<&Message> = subject.plan.messages.iter().collect();
    messages.sort_by_key(|message| (message.date.is_none(), message.date));
    messages
}

fn summary(messages: &[&Message]) -> String {
    if messages.is_empty() {
        return "The plan has no messages yet.".to_owned();
    }
    let in_state = |state: &str| messages.iter().filter(|message| message.state() == state).count();
    let incomplete = messages.iter().filter(|message| !message.missing().is_empty()).count();
    format!(
        "{}: {} sent, {} approved, {} in draft. {} of them {} one of the six elements or more.",
        plural(count(messages.len()), "message", "messages"),
        in_state("sent"),
        in_state("approved"),
        in_state("draft"),
        incomplete,
        if incomplete == 1 { "lacks" } else { "lack" },
    )
}

/// Returns to whom a message goes, in words; a filter that cannot be read as it is written.
fn audience(message: &Message) -> String {
    match Filter::parse(&message.audience) {
        _ if message.audience.trim().is_empty() => "everybody who was outside".to_owned(),
        Ok(filter) => filter.in_words(),
        Err(_) => message.audience.clone(),
    }
}

/// Whom the audience's filter finds today.
struct Reached {
    /// People the lists name.
    people: u32,
    /// Those of them who are members already.
    inside: u32,
    /// People who are counted outside and whom no list names.
    unnamed: u32,
}

impl Reached {
    /// Returns nothing without a filter or where it cannot be read.
    fn of(message: &Message, subject: &Subject) -> Option<Reached> {
        let filter = Filter::parse(&message.audience).ok().filter(|filter| !filter.is_empty())?;
        let everybody = subject.roster.ids().map(|id| subject.roster.person(id));
        let (mut people, mut inside) = (0, 0);
        for person in everybody.filter(|person| filter.matches(person)) {
            people += 1;
            inside += u32::from(matches!(person.standing(), Standing::Consolidated | Standing::Native));
        }
        let unnamed = filter.of_counted().map_or(0, |domains| unnamed(&domains, subject));
        Some(Reached { people, inside, unnamed })
    }

    fn in_words(&self) -> String {
        let counted = thousands(self.unnamed);
        let people = plural(self.people, "person", "people");
        match (self.people, self.unnamed, self.inside) {
            (0, 0, _) => "nobody today".to_owned(),
            (0, ..) => format!("{counted} counted, none named"),
            (_, 0, 0) => people,
            (_, 0, inside) => format!("{people}, {} of them in already", thousands(inside)),
            (_, _, 0) => format!("{people}, and {counted} counted, not named"),
            (_, _, inside) => {
                format!(
                    "{people}, {} of them in already, and {counted} counted, not named",
                    thousands(inside)
                )
            }
        }
    }
}

/// Returns how many people are counted outside on these domains without a name; on no domain named, on all.
fn unnamed(domains: &[&str], subject: &Subject) -> u32 {
    if domains.is_empty() {
        return subject.progress.total.unnamed;
    }
    let counted = domains.iter().filter_map(|name| subject.progress.domain(name));
    counted.map(|domain| domain.counts.unnamed).fold(0, u32::saturating_add)
}

fn element_title(id: &'static str) -> &'static str {
    guide().element(id).map_or(id, |element| element.title.as_str())
}

fn markdown_row(message: &Message, subject: &Subject) -> Vec<String> {
    let title = if message.title.trim().is_empty() { &message.id } else { &message.title };
    let owner =
        if message.owner.trim().is_empty() { "**nobody**".to_owned() } else { inline(&message.owner) };
    let done = match (message.sent_on, message.date) {
        (Some(day), _) => format!("[x] sent {day}"),
        (None, Some(date)) if date < subject.today => {
            format!("[ ] {}, **{}**", message.state(), late(subject.today.days_since(date)))
        }
        (None, _) => format!("[ ] {}", message.state()),
    };
    let mut cells = vec![
        done,
        inline(title),
        audience_with_people(message, subject),
        message.date.map_or_else(|| "**no date**".to_owned(), |day| day.to_string()),
        inline(message.channel.label()),
        owner,
    ];
    cells.extend(
        message
            .elements()
            .map(|(_, there)| if there { "[x]".to_owned() } else { "[ ] **missing**".to_owned() }),
    );
    cells
}

fn audience_with_people(message: &Message, subject: &Subject) -> String {
    let audience = inline(&audience(message));
    match Reached::of(message, subject) {
        Some(reached) => format!("{audience} ({})", reached.in_words()),
        None => audience,
    }
}

fn late(days: i64) -> String {
    if days == 1 { "1 day late".to_owned() } else { format!("{days} days late") }
}

fn what_is_missing(messages: &[&Message]) -> String {
    let mut text = String::new();
    for message in messages.iter().filter(|message| !message.missing().is_empty()) {
        let title = if message.title.trim().is_empty() { &message.id } else { &message.title };
        let _ = write!(text, "\n### {}\n\n", inline(title));
        for element in message.missing().into_iter().filter_map(|id| guide().element(id)) {
            let _ = writeln!(text, "- [ ] {}: {}", inline(&element.title), inline(&element.asks));
        }
    }
    if text.is_empty() { text } else { format!("\n## What is missing\n{text}") }
}
