//! The ticket that moves people into a sub-account (facts SUB-12, Z-10, Z-11): its text, the addresses in a single column, and
//! those whom Zoom Support cannot move, since they are in no account of yours.

use std::fmt::Write as _;

use super::csv::{Sheet, Start, begins_like_a_formula};
use super::markdown::inline;
use super::{Document, Subject, Written, file_name};
use crate::advice::sub_account::{ANSWER_DAYS, NOTICE_DAYS, Tick, Topic, needs};
use crate::lists::{Field, Row};
use crate::plan::{AddWay, ListKind, SubAccount, same_label};
use crate::progress::{Filter, Mark, Person, Standing};
use crate::wording::{count, plural};

/// Returns text and files of the ticket of each sub-account whose people come by ticket.
#[must_use]
pub(super) fn as_markdown(subject: &Subject) -> Written {
    let mut written = Written::default();
    for sub in subject.plan.sub_accounts.iter().filter(|sub| sub.add_by == AddWay::Ticket) {
        one(&mut written, subject, sub);
    }
    if written.documents.is_empty() && written.says.is_empty() {
        written.says.push(
            "No sub-account gets its people by a ticket. Say so in its question “People come by”.".to_owned(),
        );
    }
    written
}

/// The people a ticket is about.
#[derive(Default)]
struct Sorted<'r> {
    /// Members, whom Zoom Support can move.
    movable: Vec<Person<'r>>,
    /// The others, and what is to be done about each.
    rest: Vec<(Person<'r>, &'static str)>,
}

impl<'r> Sorted<'r> {
    fn of(subject: &Subject<'r>, sub: &SubAccount, whom: &Filter) -> Sorted<'r> {
        let mut sorted = Sorted::default();
        let lists = members_of(sub, subject);
        let everybody = subject.roster.ids().map(|id| subject.roster.person(id));
        for person in everybody.filter(|person| whom.matches(person)) {
            let is_there = || is_there_already(&person, sub, &lists);
            match why_not(&person, is_there) {
                None => sorted.movable.push(person),
                Some(why) => sorted.rest.push((person, why)),
            }
        }
        sorted
    }
}

/// Returns why Zoom Support cannot move somebody, and what to do instead; nothing for members (SUB-12). Whom nobody is to
/// invite is not to be invited from here either.
fn why_not(person: &Person, is_there: impl Fn() -> bool) -> Option<&'static str> {
    let is_out = matches!(person.standing(), Standing::Outstanding | Standing::Invited | Standing::Unknown);
    match person.standing() {
        Standing::Consolidated | Standing::Native if is_there() => {
            Some("in this sub-account already: nothing to move")
        }
        _ if is_out && person.kept_back().is_some() => person.instead_of_inviting(),
        _ if person.marks().contains(Mark::OpenCase) => Some("in an open special case: finish it first"),
        Standing::Consolidated | Standing::Native if begins_like_a_formula(person.email()) => {
            Some("the address begins like a formula: write it into the ticket by hand")
        }
        Standing::Consolidated | Standing::Native => None,
        Standing::Outstanding => Some("in no account of yours: invite"),
        Standing::Invited => Some("invited and not in yet: wait, or invite into the sub-account"),
        Standing::Gone => Some("changed the address or closed the account: ask"),
        Standing::Excluded => Some("stays outside by decision"),
        Standing::Unknown => Some("not known to Zoom: invite"),
    }
}

/// Lists of members that tell who is in a sub-account.
struct MembersOf<'p> {
    /// The current lists of members, by id.
    current: Vec<&'p str>,
    /// Those of them that come from the sub-account itself, by their label.
    own: Vec<&'p str>,
}

fn members_of<'p>(sub: &SubAccount, subject: &Subject<'p>) -> MembersOf<'p> {
    let is_current = |id: &str| subject.progress.lists.iter().any(|list| list.current && list.id == id);
    let lists = subject.plan.lists.iter();
    let current: Vec<_> =
        lists.filter(|list| list.kind == ListKind::Members && is_current(&list.id)).collect();
    let is_own = |label: &str| {
        !label.trim().is_empty()
            && [&sub.name, &sub.id, &sub.number].into_iter().any(|name| same_label(name, label))
    };
    MembersOf {
        own: current.iter().filter(|list| is_own(&list.label)).map(|list| list.id.as_str()).collect(),
        current: current.iter().map(|list| list.id.as_str()).collect(),
    }
}

/// Says whether a current list of members shows somebody in the sub-account: the list of its members, or a row with its
/// account number or its name.
fn is_there_already(person: &Person, sub: &SubAccount, lists: &MembersOf) -> bool {
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let number = digits(&sub.number);
    let says_so = |row: &Row| {
        let is_number =
            !number.is_empty() && row.get(Field::AccountNumber).is_some_and(|told| digits(told) == number);
        let is_name = !sub.name.trim().is_empty()
            && row.get(Field::AccountName).is_some_and(|told| same_label(told, &sub.name));
        is_number || is_name
    };
    person.rows().any(|(list, row)| {
        let is_member = !matches!(row.get(Field::Status), Some("pending" | "deleted"));
        is_member && (lists.own.contains(&list) || lists.current.contains(&list) && says_so(&row))
    })
}

fn name(sub: &SubAccount) -> &str {
    if sub.name.trim().is_empty() { &sub.id } else { sub.name.trim() }
}

fn one(written: &mut Written, subject: &Subject, sub: &SubAccount) {
    let whom = Filter::parse(&sub.people);
    let named = whom.as_ref().ok().filter(|_| !sub.people.trim().is_empty());
    let sorted = named.map(|whom| Sorted::of(subject, sub, whom)).unwrap_or_default();
    let file = |what: &str, ending| file_name(&[&subject.title(), "ticket", name(sub), what], ending);
    written.says.push(match (&whom, sorted.movable.len(), sorted.rest.len()) {
        (Err(error), ..) => format!("{}: its people are not understood. {}", name(sub), error.says),
        (_, 0, 0) => format!("{}: nobody is named. Say who in its question “People”.", name(sub)),
        (_, moved, rest) => format!(
            "{}: {} to be moved by ticket, {} not.",
            name(sub),
            plural(count(moved), "person", "people"),
            plural(count(rest), "person", "people")
        ),
    });
    let text = text(subject, sub, &sorted);
    written.documents.push(Document { file_name: file("", "md"), bytes: text.into_bytes() });
    if !sorted.movable.is_empty() {
        let mut sheet = Sheet::new(Start::Plain, &["Email"]);
        sorted.movable.iter().for_each(|person| sheet.row([person.email()]));
        written.documents.push(Document { file_name: file("people", "csv"), bytes: sheet.into_bytes() });
    }
    if !sorted.rest.is_empty() {
        let mut sheet = Sheet::new(Start::Marked, &["Email", "Name", "Why not by ticket"]);
        sorted.rest.iter().for_each(|(person, why)| sheet.row([person.email(), &person.name(), why]));
        written
            .documents
            .push(Document { file_name: file("not-by-ticket", "csv"), bytes: sheet.into_bytes() });
    }
}

/// Returns what was typed, escaped, or a mark that it is missing.
fn or_missing(typed: &str) -> String {
    if typed.trim().is_empty() { "**missing**".to_owned() } else { inline(typed) }
}

fn text(subject: &Subject, sub: &SubAccount, sorted: &Sorted) -> String {
    let plan = subject.plan;
    let from = if sub.from_number.trim().is_empty() { &plan.main_account.number } else { &sub.from_number };
    let when = sub.move_on.map_or(String::new(), |day| day.0.strftime("%A, %-d %B %Y").to_string());
    let at =
        if sub.move_at.trim().is_empty() { String::new() } else { format!(", {}", inline(&sub.move_at)) };
    let mut text = format!("# Ticket: move people into {}\n\n", inline(name(sub)));
    // Writing into a `String` cannot fail.
    let _ = writeln!(text, "To Zoom Support, from {}.\n", inline(&subject.title()));
    let _ = writeln!(
        text,
        "Please move {} from one account of ours to another. Their addresses are in the attached CSV file, in a single column.\n",
        plural(count(sorted.movable.len()), "person", "people")
    );
    let rows = [
        ("From account number", or_missing(from)),
        ("To account number", format!("{} ({})", or_missing(&sub.number), inline(name(sub)))),
        ("Proposed day and time", format!("{}{at}", or_missing(&when))),
        ("Approved by (owner or admin of the main account)", or_missing(&sub.approved_by)),
    ];
    for (label, value) in rows {
        let _ = writeln!(text, "- {label}: {value}");
    }
    if sub.from_foreign == Some(true) {
        let confirmed = sub.confirmed_on.map(|day| day.to_string()).unwrap_or_default();
        let _ = writeln!(text, "- Confirmed by the other account's side on: {}", or_missing(&confirmed));
    }
    if !plan.main_account.support_email.trim().is_empty() {
        let _ = writeln!(text, "- Questions to: {}", inline(&plan.main_account.support_email));
    }
    text.push_str("\nWe know that day and time are kept as well as possible, and are not promised.\n");
    text.push_str(&for_us(subject, sub, sorted));
    text
}

/// Returns what is not for Zoom: what is still open, the dates to keep, and who is not moved.
fn for_us(subject: &Subject, sub: &SubAccount, sorted: &Sorted) -> String {
    let mut text = "\n---\n\n## For you: do not send this part\n\n".to_owned();
    for need in
        needs(subject.plan, sub, false, subject.today).iter().filter(|need| need.topic == Topic::People)
    {
        let sign = if need.tick == Tick::Done { "[x]" } else { "[ ]" };
        let _ = writeln!(text, "- {sign} {}", inline(&need.says));
    }
    let _ = writeln!(
        text,
        "\nZoom moves accounts from Thursday 03:00 to Tuesday 03:00, US Eastern, and wants {NOTICE_DAYS} days of notice."
    );
    if let Some(day) = sub.move_on {
        let _ = writeln!(text, "So the ticket goes out on {} at the latest.", day.plus_days(-NOTICE_DAYS));
    }
    match sub.ticket_on {
        Some(day) => {
            let _ = writeln!(text, "Remind Zoom if no answer came by {}.", day.plus_days(ANSWER_DAYS));
        }
        None => text.push_str("A first answer may take 72 hours.\n"),
    }
    if !sorted.rest.is_empty() {
        let people = plural(count(sorted.rest.len()), "person", "people");
        let _ = writeln!(
            text,
            "\nNot in the ticket: {people}. Zoom Support moves only people of the main account and of its sub-accounts. \
             The list beside this text says for each what to do."
        );
    }
    text
}
