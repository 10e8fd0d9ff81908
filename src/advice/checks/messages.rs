//! Messages: whether there are any, whole, dated, approved and sent in time, to somebody.

use super::super::Finding;
use super::super::situation::{Situation, called};
use super::super::tells;
use crate::plan::{Message, Place};
use crate::progress::Filter;
use crate::wording::{and, count, first_three, plural};

/// A text that goes out within this many days has to be approved by now.
const APPROVE_DAYS: i64 = 7;

fn at(message: &Message, field: &str) -> Place {
    Place::new("messages", &message.id, field)
}

fn name_of(message: &Message) -> &str {
    called(&message.title, &message.id)
}

/// The messages that are still to go out: what is sent cannot be mended.
fn unsent<'a>(now: &Situation<'a>) -> impl Iterator<Item = &'a Message> {
    now.plan.messages.iter().filter(|message| now.come(message.sent_on).is_none())
}

pub(super) fn exist(now: &Situation) -> Vec<Finding> {
    let place = Place::part("messages");
    let finding = match now.plan.messages.len() {
        0 if now.plan.domains.is_empty() => return Vec::new(),
        0 => Finding::advice("messages/none", place, "No message is planned yet.")
            .because("People who hear early and more than once find their way by themselves."),
        1 => Finding::advice("messages/one", place, "Only one message is planned.")
            .because("One message is overlooked. Announce, remind, and say when it is done."),
        _ => return Vec::new(),
    };
    vec![finding.fact("COM-1")]
}

pub(super) fn have_the_six_elements(now: &Situation) -> Vec<Finding> {
    let mut found = Vec::new();
    for message in unsent(now) {
        let missing = message.missing();
        let Some(first) = missing.first() else { continue };
        let titles: Vec<String> = missing
            .iter()
            .map(|id| {
                now.guide.element(id).map_or_else(|| (*id).to_owned(), |element| element.title.to_lowercase())
            })
            .collect();
        let says = format!("“{}” lacks {}.", name_of(message), and(&titles));
        found.push(
            Finding::warning(format!("messages/elements/{}", message.id), at(message, first), says)
                .because("People need to know why, who, when, what to do, whether it worked and whom to ask.")
                .fact("COM-2"),
        );
    }
    found
}

pub(super) fn have_a_day(now: &Situation) -> Vec<Finding> {
    let undated = unsent(now).filter(|message| message.date.is_none());
    undated
        .map(|message| {
            let says = format!("“{}” has no date.", name_of(message));
            Finding::warning(format!("messages/no-date/{}", message.id), at(message, "date"), says)
                .because("A message without a day is sent too late or not at all.")
                .fact("COM-1")
        })
        .collect()
}

pub(super) fn are_on_time(now: &Situation) -> Vec<Finding> {
    let mut found = Vec::new();
    for message in unsent(now) {
        let Some(days) = now.late(message.date, None) else { continue };
        let says = format!("“{}” was to go out {} ago.", name_of(message), plural(days, "day", "days"));
        found.push(
            Finding::warning(format!("messages/overdue/{}", message.id), at(message, "sent_on"), says)
                .because("Send it, or give it a new date. What it announces may have to move with it.")
                .fact("COM-1"),
        );
    }
    found
}

pub(super) fn are_approved(now: &Situation) -> Vec<Finding> {
    let mut found = Vec::new();
    for message in unsent(now).filter(|message| now.come(message.approved_on).is_none()) {
        let soon = message.date.is_some_and(|day| day.days_since(now.today) <= APPROVE_DAYS);
        let when = message.date.map_or(String::new(), |day| format!(" It is due on {}.", now.day(day)));
        let says = format!("“{}” is not approved.{when}", name_of(message));
        let make = if soon { Finding::warning } else { Finding::advice };
        found.push(
            make(format!("messages/not-approved/{}", message.id), at(message, "approved_on"), says)
                .because("What went out cannot be taken back. Somebody else should read it first.")
                .fact("COM-2"),
        );
    }
    found
}

/// What people will notice is told by some message (TEC-2, COM-5).
pub(super) fn tell_the_changes(now: &Situation) -> Vec<Finding> {
    let untold = tells::untold(now.plan, now.guide);
    if now.plan.messages.is_empty() || untold.is_empty() {
        return Vec::new();
    }
    let titles: Vec<&str> = untold.iter().map(|change| change.title.as_str()).collect();
    let many =
        plural(count(untold.len()), "settings change applies and is", "settings changes apply and are");
    let says = format!("{many} told in no message: {}.", first_three(&titles));
    vec![
        Finding::advice("messages/untold", Place::part("messages"), says)
            .because("People notice these first. Put the paragraph about each into a message, and name it there under Tells.")
            .fact("TEC-2"),
    ]
}

/// The audience is a filter that can be understood.
pub(super) fn reach_somebody(now: &Situation) -> Vec<Finding> {
    let mut found = Vec::new();
    for message in unsent(now) {
        let Err(error) = Filter::parse(&message.audience) else { continue };
        let says = format!("The audience of “{}” is not understood: {}", name_of(message), error.says);
        found.push(
            Finding::warning(format!("messages/audience/{}", message.id), at(message, "audience"), says)
                .because("Nobody can be counted or listed for it. Write for example standing:outstanding.")
                .fact("COM-2"),
        );
    }
    found
}
