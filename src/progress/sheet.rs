//! The readable lists in the order in which they are believed, each with whether it is current.
//!
//! Of the lists of one kind and label the newest readable one is *current*; the others are history. A newest
//! list that is missing or altered leaves the one before it current: that counts people as still outside
//! rather than as gone, and the missing list is a finding of its own.

use std::cmp::Reverse;
use std::collections::HashSet;
use std::sync::Arc;

use super::{Kept, ListState, Source};
use crate::lists::{Field, List, Row};
use crate::plan::{Day, ListKind, ListRecord};

/// One list that could be read.
#[derive(Debug)]
pub(super) struct Sheet {
    pub(super) id: String,
    pub(super) kind: ListKind,
    pub(super) as_of: Option<Day>,
    pub(super) current: bool,
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

/// Returns the readable lists, the most believed first, and the state of every list in the order given.
pub(super) fn in_order(sources: &[Source]) -> (Vec<Sheet>, Vec<ListState>) {
    let mut newest_first: Vec<(usize, &Source, &Arc<List>)> = sources
        .iter()
        .enumerate()
        .filter_map(|(at, source)| Some((at, source, source.list.as_ref().ok()?)))
        .collect();
    newest_first.sort_by_key(|(_, source, _)| Reverse(age(&source.record)));

    let mut current = vec![false; sources.len()];
    let mut sources_seen = HashSet::new();
    for (at, source, _) in &newest_first {
        current[*at] = sources_seen.insert((source.record.kind, label(&source.record)));
    }
    let mut sheets: Vec<Sheet> = newest_first
        .into_iter()
        .map(|(at, source, list)| Sheet {
            id: source.record.id.clone(),
            kind: source.record.kind,
            as_of: source.record.as_of,
            current: current[at],
            source: label(&source.record),
            list: Arc::clone(list),
        })
        .collect();
    // Stable: within current and older lists of one kind the newest stays first.
    sheets.sort_by_key(|sheet| (!sheet.current, belief(sheet.kind)));
    let states = sources.iter().zip(current).map(|(source, current)| ListState {
        id: source.record.id.clone(),
        current,
        kept: source.list.as_ref().err().cloned().unwrap_or(Kept::Read),
    });
    (sheets, states.collect())
}

/// Labels are compared as people mean them: without case and surrounding space.
pub(super) fn label(record: &ListRecord) -> String {
    record.label.trim().to_lowercase()
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
