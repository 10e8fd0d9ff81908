//! The ledger of special cases (guide §4): whom each is about, how old it is, what comes next, what still blocks, and what
//! is lost when its steps are skipped. Open ones first, by kind and age. Cases that are needed by what is known and were
//! never opened stand apart, so that the ledger does not look complete while they are missing.

use std::fmt::Write as _;

use super::csv::{Sheet, Start};
use super::markdown::{inline, table};
use super::{Document, Subject, Written, file_name};
use crate::advice::ledger::{Proposed, missing_cases};
use crate::guide::{CaseKind as Known, Step, guide};
use crate::plan::{Account, Case, CaseKind};
use crate::progress::ledger;
use crate::wording::{count, plural};

/// Returns the ledger as a Markdown document: a table, then each open case with its steps.
#[must_use]
pub(super) fn as_markdown(subject: &Subject) -> Written {
    let entries = in_order(subject);
    let mut text = format!("# Special cases: {}\n\n", inline(&subject.title()));
    // Writing into a `String` cannot fail.
    let missing = missing_cases(subject.plan, subject.progress, guide());
    let _ = writeln!(text, "As of {}. {}\n", subject.today, summary(&entries, &missing));
    let titles = ["Case", "Kind", "Who", "Open for", "Due", "Next step", "Blocking steps left"];
    let rows: Vec<Vec<String>> = entries.iter().map(Entry::markdown_row).collect();
    if !rows.is_empty() {
        text.push_str(&table(&titles, &rows));
    }
    if !missing.is_empty() {
        text.push_str("\n## Needed, and not opened\n\n");
    }
    for needed in &missing {
        let _ = writeln!(text, "- {}: {}.", inline(&needed.title), inline(&needed.why));
    }
    for entry in entries.iter().filter(|entry| entry.open) {
        entry.steps(&mut text);
    }
    one(subject, "md", text.into_bytes(), summary(&entries, &missing))
}

const HEADER: [&str; 14] = [
    "Case",
    "Kind",
    "Account",
    "Account number",
    "People",
    "Who",
    "Opened on",
    "Days open",
    "Due on",
    "State",
    "Next step",
    "Blocking steps left",
    "Closed on",
    "Lost if skipped",
];

/// Returns the ledger as CSV.
#[must_use]
pub(super) fn as_csv(subject: &Subject, start: Start) -> Written {
    let entries = in_order(subject);
    let mut sheet = Sheet::new(start, &HEADER);
    for entry in &entries {
        let cells = entry.cells();
        sheet.row(cells.iter().map(String::as_str));
    }
    let missing = missing_cases(subject.plan, subject.progress, guide());
    for needed in &missing {
        let cells = cells_of(needed, subject);
        sheet.row(cells.iter().map(String::as_str));
    }
    one(subject, "csv", sheet.into_bytes(), summary(&entries, &missing))
}

fn one(subject: &Subject, ending: &str, bytes: Vec<u8>, says: String) -> Written {
    let name = file_name(&[&subject.title(), "special-cases"], ending);
    Written { documents: vec![Document { file_name: name, bytes }], says: vec![says] }
}

/// Returns the row of a case that is needed and was not opened.
fn cells_of(needed: &Proposed, subject: &Subject) -> [String; HEADER.len()] {
    let account = subject.plan.accounts.iter().find(|account| account.id == needed.account);
    let of_account =
        |told: fn(&Account) -> &str| account.map_or_else(String::new, |one| told(one).to_owned());
    let lost = guide().case_kind(needed.kind.fact()).map(|known| known.lost_if_skipped.clone());
    let mut cells: [String; HEADER.len()] = Default::default();
    cells[0].clone_from(&needed.title);
    needed.kind.label().clone_into(&mut cells[1]);
    cells[2] = of_account(|account| &account.name);
    cells[3] = of_account(|account| &account.number);
    "needed, not opened".clone_into(&mut cells[9]);
    cells[10] = format!("Open this case: {}.", needed.why);
    cells[13] = lost.unwrap_or_default();
    cells
}

/// A case, and what follows for it today.
struct Entry<'p> {
    case: &'p Case,
    /// Name and number of its account; empty where it is about people.
    account: [&'p str; 2],
    people: Vec<&'p str>,
    known: Option<&'static Known>,
    open: bool,
    /// Days since it was opened; nothing of a closed one, and of one without a first day.
    days: Option<i64>,
    next: Option<&'static Step>,
    left: Vec<&'static Step>,
    late: bool,
}

impl<'p> Entry<'p> {
    fn of(case: &'p Case, subject: &Subject<'p>) -> Entry<'p> {
        let (plan, today, guide) = (subject.plan, subject.today, guide());
        let open = ledger::is_open(guide, case, today);
        let account = case.account_in(plan);
        let mut people: Vec<&str> =
            case.concerned(plan).filter(|address| !address.trim().is_empty()).collect();
        let mut seen = std::collections::HashSet::new();
        people.retain(|address| seen.insert(address.trim().to_lowercase()));
        Entry {
            case,
            account: account.map_or([case.account.as_str(), ""], |account| [&account.name, &account.number]),
            people,
            known: ledger::kind(guide, case),
            open,
            days: case.opened_on.filter(|_| open).map(|day| today.days_since(day).max(0)),
            next: ledger::next_step(guide, case, subject.today).filter(|_| open),
            left: ledger::blocking_left(guide, case, subject.today),
            late: open && case.due_on.is_some_and(|day| day < today),
        }
    }

    fn title(&self) -> &'p str {
        if self.case.title.trim().is_empty() { &self.case.id } else { &self.case.title }
    }

    /// What comes next: a step, closing it, or nothing.
    fn next(&self) -> &'static str {
        match self.next {
            Some(step) => &step.says,
            None if self.open => "Note the day it was closed.",
            None => "",
        }
    }

    fn state(&self) -> &'static str {
        match (self.open, self.left.is_empty(), self.late) {
            (false, ..) => "closed",
            (true, false, true) => "late, holds its people",
            (true, false, false) => "holds its people",
            (true, true, true) => "late",
            (true, true, false) => "open",
        }
    }

    fn cells(&self) -> [String; HEADER.len()] {
        let day = |day: Option<crate::plan::Day>| day.map(|day| day.to_string()).unwrap_or_default();
        let [account, number] = self.account;
        let left: Vec<&str> = self.left.iter().map(|step| step.says.as_str()).collect();
        [
            self.title().to_owned(),
            self.case.kind.label().to_owned(),
            account.to_owned(),
            number.to_owned(),
            self.people.join(" "),
            self.case.owner.clone(),
            day(self.case.opened_on),
            self.days.map(|days| days.to_string()).unwrap_or_default(),
            day(self.case.due_on),
            self.state().to_owned(),
            self.next().to_owned(),
            left.join(" "),
            day(self.case.closed_on),
            self.known.map(|known| known.lost_if_skipped.clone()).unwrap_or_default(),
        ]
    }

    fn markdown_row(&self) -> Vec<String> {
        let owner = match self.case.owner.trim() {
            "" if self.open => "**nobody**".to_owned(),
            owner => inline(owner),
        };
        let days = |days: i64| if days == 1 { "1 day".to_owned() } else { format!("{days} days") };
        let open_for = match (self.open, self.days) {
            (false, _) => self.case.closed_on.map_or("closed".to_owned(), |day| format!("closed {day}")),
            (true, Some(open)) => days(open),
            (true, None) => String::new(),
        };
        let due = match (self.case.due_on, self.late) {
            (Some(day), true) => format!("**{day}, late**"),
            (Some(day), false) => day.to_string(),
            (None, _) => String::new(),
        };
        vec![
            inline(self.title()),
            inline(self.case.kind.label()),
            owner,
            open_for,
            due,
            inline(self.next()),
            self.left.len().to_string(),
        ]
    }

    /// Writes an open case with its people and steps, those done ticked.
    fn steps(&self, text: &mut String) {
        let _ = writeln!(text, "\n## {}\n", inline(self.title()));
        let [account, number] = self.account;
        if !account.is_empty() {
            let number = if number.is_empty() { String::new() } else { format!(" ({})", inline(number)) };
            let _ = writeln!(text, "- Account: {}{number}", inline(account));
        }
        if !self.people.is_empty() {
            let people: Vec<String> = self.people.iter().map(|address| inline(address)).collect();
            let _ = writeln!(text, "- People: {}", people.join(", "));
        }
        let Some(known) = self.known else { return };
        let _ = writeln!(text, "- Lost if skipped: {}\n", inline(&known.lost_if_skipped));
        for step in &known.steps {
            let done = self.case.steps.get(&step.id);
            let tick = if done.is_some() { "x" } else { " " };
            let told = match done {
                Some(day) => format!(" ({day})"),
                None if self.left.iter().any(|left| left.id == step.id) => " **blocks the move**".to_owned(),
                None => String::new(),
            };
            let for_good =
                if step.point_of_no_return && done.is_none() { " **cannot be taken back**" } else { "" };
            let _ = writeln!(text, "- [{tick}] {}{told}{for_good}", inline(&step.says));
        }
    }
}

/// Open ones first; of those by kind, the oldest of a kind first.
fn in_order<'p>(subject: &Subject<'p>) -> Vec<Entry<'p>> {
    let mut entries: Vec<Entry> = subject.plan.cases.iter().map(|case| Entry::of(case, subject)).collect();
    entries.sort_by_key(|entry| {
        let kind = CaseKind::ALL.iter().position(|kind| *kind == entry.case.kind);
        (!entry.open, kind, entry.case.opened_on.is_none(), entry.case.opened_on)
    });
    entries
}

fn summary(entries: &[Entry], missing: &[Proposed]) -> String {
    let missing = match missing.len() {
        0 => String::new(),
        1 => " 1 more is needed by what is known, and is not opened.".to_owned(),
        n => format!(" {n} more are needed by what is known, and are not opened."),
    };
    if entries.is_empty() {
        return format!("The plan has no special cases yet.{missing}");
    }
    let number = |is: fn(&Entry) -> bool| entries.iter().filter(|entry| is(entry)).count();
    let (open, late) = (number(|entry| entry.open), number(|entry| entry.late));
    let holding = number(|entry| !entry.left.is_empty());
    format!(
        "{}: {open} open, {late} late, {} closed. {holding} of them {} people out of waves.{missing}",
        plural(count(entries.len()), "special case", "special cases"),
        entries.len() - open,
        if holding == 1 { "keeps" } else { "keep" },
    )
}
