//! The readable lists in the order in which they are believed, each with whether it is current.
//!
//! Of the lists of one kind and label the newest readable one is *current*; the others are history. A newest
//! list that is missing or altered leaves the one before it current: that counts people as still outside
//! rather than as gone, and the missing list is a finding of its own. A list of a day to come is not looked at: a
//! slip in the year must not turn everybody's standing.

use std::cmp::Reverse;
use std::collections::HashSet;
use std::sync::Arc;

use super::{Kept, ListState, Roster, Source};
use crate::lists::{Field, List, Row};
use crate::plan::{Day, ListKind, ListRecord, Plan, label_key};

/// One list that could be read.
#[derive(Debug)]
pub(super) struct Sheet {
    pub(super) id: String,
    pub(super) kind: ListKind,
    pub(super) as_of: Option<Day>,
    pub(super) current: bool,
    /// Its people are the ones to be provisioned.
    pub(super) assigned: bool,
    /// It is history, and whoever was invited by it and is neither invited nor a member now has let the invitation run out.
    pub(super) ran_out: bool,
    source: String,
    pub(super) list: Arc<List>,
}

impl Sheet {
    /// Returns where the list came from, lower case.
    pub(super) fn source(&self) -> &str {
        &self.source
    }

    /// Returns what this list says of a person.
    pub(super) fn row(&self, number: u32) -> Row<'_> {
        self.list.table.row(number as usize)
    }

    /// Says whether a lower-case word names this list: its kind, its label or its id.
    pub(super) fn is_called(&self, word: &str) -> bool {
        self.kind.word() == word || self.source == word || self.id.eq_ignore_ascii_case(word)
    }

    /// Says whether both lists come from the same source: of one kind and label.
    pub(super) fn same_source(&self, other: &Sheet) -> bool {
        self.kind == other.kind && self.source == other.source
    }

    /// Says whether the row is an invitation that nobody has accepted yet.
    pub(super) fn is_invitation(&self, row: u32) -> bool {
        match self.kind {
            ListKind::Pending => true,
            ListKind::Members => self.row(row).get(Field::Status) == Some("pending"),
            _ => false,
        }
    }
}

/// Returns the readable lists that speak of no day to come, the most believed first, and the state of every list in
/// the order given.
pub(super) fn in_order(sources: &[Source], today: Day) -> (Vec<Sheet>, Vec<ListState>) {
    let come = sources.iter().filter(|source| has_come(source.record.as_of, today));
    let readable = come.filter_map(|source| Some((&source.record, source.list.as_ref().ok()?)));
    let (records, lists): (Vec<&ListRecord>, Vec<&Arc<List>>) = readable.unzip();
    let believed = by_belief(&records);
    let sheet = |(at, current): &(usize, bool)| Sheet {
        id: records[*at].id.clone(),
        kind: records[*at].kind,
        as_of: records[*at].as_of,
        current: *current,
        assigned: false,
        ran_out: false,
        source: label(records[*at]),
        list: Arc::clone(lists[*at]),
    };
    let sheets = believed.iter().map(sheet).collect();
    let is_current = |record: &ListRecord| {
        believed.iter().any(|(at, current)| *current && std::ptr::eq(records[*at], record))
    };
    let states = sources.iter().map(|source| ListState {
        id: source.record.id.clone(),
        current: is_current(&source.record),
        kept: source.list.as_ref().err().cloned().unwrap_or(Kept::Read),
    });
    let states = states.collect();
    (sheets, states)
}

/// Says whether what speaks of a day counts today; what names no day does.
pub(super) fn has_come(day: Option<Day>, today: Day) -> bool {
    day.is_none_or(|day| day <= today)
}

/// Marks the directory list whose people are to be provisioned, and returns its id: the current one of that label, or the
/// newest directory list while no label is given.
pub(super) fn assign(sheets: &mut [Sheet], label: &str) -> Option<String> {
    let label = label.trim().to_lowercase();
    let is_meant = |sheet: &&mut Sheet| {
        sheet.kind == ListKind::Directory && sheet.current && (label.is_empty() || sheet.source == label)
    };
    // Of one kind the newest list stands first.
    let meant = sheets.iter_mut().find(is_meant)?;
    meant.assigned = true;
    Some(meant.id.clone())
}

/// Marks the older lists whose invitations are over for certain (fact Z-6). Of an invitation that is missing in the
/// current list of the same source that is so when it had run out on the day of that list, even if it was sent on the
/// day the older list shows it, and when the members lists are no older: else it may have been accepted since. A list
/// of a sub-account's members says nothing of the main account.
pub(super) fn end_invitations(sheets: &mut [Sheet], plan: &Plan) {
    let subs: Vec<String> = plan.sub_accounts.iter().map(|sub| label_key(&sub.name)).collect();
    let members = sheets.iter().filter(|sheet| sheet.current && sheet.kind == ListKind::Members);
    let members = members.filter(|sheet| !subs.contains(&sheet.source)).map(|sheet| sheet.as_of);
    // A list without a day is as old as can be.
    let Some(members) = members.min().flatten() else { return };
    let over = |sheet: &Sheet| {
        let now = sheets.iter().find(|other| other.current && other.same_source(sheet));
        let (Some(now), Some(then)) = (now.and_then(|now| now.as_of), sheet.as_of) else { return false };
        now.days_since(then) >= Roster::INVITATION_DAYS && members >= now
    };
    let over: Vec<bool> = sheets.iter().map(over).collect();
    for (sheet, over) in sheets.iter_mut().zip(over) {
        sheet.ran_out = over;
    }
}

/// Returns the list that is believed most today, if all of them can be read.
#[must_use]
pub fn most_believed(records: &[ListRecord], today: Day) -> Option<&ListRecord> {
    let records: Vec<&ListRecord> = records.iter().filter(|record| has_come(record.as_of, today)).collect();
    by_belief(&records).first().map(|(at, _)| records[*at])
}

/// Returns the places of readable lists, the most believed first, and whether each is current.
fn by_belief(records: &[&ListRecord]) -> Vec<(usize, bool)> {
    let mut places: Vec<usize> = (0..records.len()).collect();
    places.sort_by_key(|at| Reverse(age(records[*at])));
    let mut seen = HashSet::new();
    let current = |at: usize| (at, seen.insert((records[at].kind, label(records[at]))));
    let mut places: Vec<(usize, bool)> = places.into_iter().map(current).collect();
    // Stable: within current and older lists of one kind the newest stays first.
    places.sort_by_key(|(at, current)| (!current, belief(records[*at].kind)));
    places
}

/// Returns where a list came from, as labels are compared.
pub(super) fn label(record: &ListRecord) -> String {
    label_key(&record.label)
}

/// How old a list is: by the day it speaks of, then the day it was imported, then its number. It does not
/// depend on where the list stands in the plan.
pub(super) fn age(record: &ListRecord) -> (Option<Day>, Option<Day>, u64, &str) {
    let digits = record.id.trim_start_matches(|letter: char| !letter.is_ascii_digit());
    (record.as_of, record.imported_on, digits.parse().unwrap_or(0), &record.id)
}

/// Which kind is asked first when several lists say something of a person.
fn belief(kind: ListKind) -> u8 {
    match kind {
        ListKind::Members => 0,
        ListKind::Pending => 1,
        ListKind::Outside => 2,
        ListKind::Directory => 3,
        ListKind::Special => 4,
    }
}
