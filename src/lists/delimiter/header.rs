//! Which of the first records is the header.

use super::holder::holder;
use super::{Kept, LOOK, Sample};
use crate::lists::names::{self, Key};
use crate::lists::{Field, Hints, Use, email, formats};

impl Kept {
    /// Returns how many cells hold something.
    pub(super) fn filled(&self) -> usize {
        self.cells.iter().filter(|cell| !email::is_blank(cell)).count()
    }

    /// Says whether something stands in a column.
    pub(super) fn says(&self, column: usize) -> bool {
        self.cells.get(column).is_some_and(|cell| !email::is_blank(cell))
    }
}

/// Returns the record that says most as a header. A record with an address in it is a row; a header that
/// names the key beats one that does not, which must stand above the first row. A row may hold words that are names of
/// columns too, so that it is no header where an earlier record is a better one.
pub(super) fn best_header(sample: &Sample, hints: &Hints) -> Option<(usize, usize)> {
    let first_row = sample.records.iter().position(|record| record.has_address).unwrap_or(LOOK);
    let holder = holder(&sample.records, None).map(|holder| holder.column);
    let mut best: Option<(usize, usize)> = None;
    let mut has_key = false;
    for (at, record) in sample.records.iter().enumerate().filter(|(_, record)| !record.has_address) {
        let normal: Vec<String> = record.cells.iter().map(|cell| names::normal(cell)).collect();
        let known =
            normal.iter().filter(|name| names::is_known(name) || hints.said_of(name).is_some()).count();
        let key = names_the_key(&sample.records, (at, &normal), hints) || formats::is_counts(&normal);
        let score = known + if key { 1000 } else { 0 };
        let is_header = known > 0
            && if key {
                !has_key || known * 2 > record.filled()
            } else {
                let names_holder = holder.is_none_or(|column| record.says(column));
                at < first_row && names_holder && !is_below_another(&sample.records[..at], known, record)
            };
        if is_header && best.is_none_or(|(_, best)| score > best) {
            best = Some((at, score));
            has_key = key;
        }
    }
    best
}

/// Says whether a record names the column that holds the addresses. *Email* may also be what a row says, such as how
/// somebody wants to be reached: then the addresses of the rows below stand elsewhere. A sign-in name is the key where
/// addresses stand under it.
fn names_the_key(records: &[Kept], (at, normal): (usize, &[String]), hints: &Hints) -> bool {
    let holds = |column: usize| {
        records.iter().any(|record| record.cells.get(column).is_some_and(|cell| cell.contains('@')))
    };
    let is_said = |name: &String| hints.said_of(name) == Some(Use::As(Field::Email));
    let named = |name: &String| hints.said_of(name).is_none() && names::key(name).is_some();
    let mut columns = normal.iter().enumerate();
    if normal.iter().any(is_said) || columns.any(|(column, name)| named(name) && holds(column)) {
        return true;
    }
    let has_rows = records[at + 1..].iter().any(|record| record.has_address);
    !has_rows && normal.iter().any(|name| is_sure_key(name, hints))
}

/// Says whether a record of which not every cell is a known name stands below another that says as much: that one is
/// the header, whose names nobody knows.
fn is_below_another(above: &[Kept], known: usize, record: &Kept) -> bool {
    let filled = record.filled();
    known < filled && above.iter().any(|other| !other.has_address && other.filled() >= filled.max(2))
}

pub(super) fn is_sure_key(name: &str, hints: &Hints) -> bool {
    match hints.said_of(name) {
        Some(said) => said == Use::As(Field::Email),
        None => names::key(name).is_some_and(|(key, _)| key != Key::Login),
    }
}
