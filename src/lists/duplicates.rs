//! Rows whose address stood in the file before are taken out after the last row was read.
//!
//! Sorting a number for each row and comparing neighbours costs a fifth of asking a hash table a million
//! times: the table does not fit into the processor's cache, and every question waits for memory.

use std::hash::BuildHasher;

use hashbrown::DefaultHashBuilder;

use super::refusal::Refusal;
use super::{Duplicate, Table};

/// One row: 32 bits of its address's hash, then its number. Rows with the same address stand together when
/// these are sorted, the first row first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Mark(u64);

impl Mark {
    /// Returns the mark of a row with this address.
    pub(crate) fn of(hasher: &DefaultHashBuilder, address: &str, row: u32) -> Mark {
        let hash = hasher.hash_one(address.as_bytes());
        Mark((hash ^ hash << 32) & !u64::from(u32::MAX) | u64::from(row))
    }

    fn hash(self) -> u64 {
        self.0 >> 32
    }

    fn row(self) -> u32 {
        u32::try_from(self.0 & u64::from(u32::MAX)).unwrap_or(u32::MAX)
    }
}

/// So many rows that repeat an address are no list of users.
const MAX_REPEATED: usize = 4_000_000;

/// Takes every row out of the table whose address an earlier row has; returns them in the order of the file.
pub(crate) fn take_out(mut marks: Vec<Mark>, table: &mut Table) -> Result<Vec<Duplicate>, Refusal> {
    marks.sort_unstable();
    // Row and first row with the same address, both as numbered before any is taken out.
    let mut repeated: Vec<(u32, u32)> = Vec::new();
    let mut firsts: Vec<Mark> = Vec::new();
    for same_hash in marks.chunk_by(|one, other| one.hash() == other.hash()).filter(|marks| marks.len() > 1) {
        firsts.clear();
        for mark in same_hash {
            let email = table.row(mark.row() as usize).email();
            match firsts.iter().find(|first| table.row(first.row() as usize).email() == email) {
                Some(_) if repeated.len() == MAX_REPEATED => return Err(Refusal::mostly_repeated()),
                Some(first) => repeated.push((mark.row(), first.row())),
                None => firsts.push(*mark),
            }
        }
    }
    drop(marks);
    repeated.sort_unstable();
    let gone_before = |first: u32| repeated.partition_point(|(row, _)| *row < first);
    let duplicates = repeated
        .iter()
        .map(|(row, first)| Duplicate {
            line: table.row(*row as usize).line(),
            first: first - u32::try_from(gone_before(*first)).unwrap_or(0),
        })
        .collect();
    table.remove(repeated.into_iter().map(|(row, _)| row as usize));
    Ok(duplicates)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_row_stays_and_the_others_point_to_it() {
        let addresses =
            ["bo@n.example", "ann@n.example", "bo@n.example", "cy@n.example", "cy@n.example", "bo@n.example"];
        let hasher = DefaultHashBuilder::default();
        let mut table = Table::new([]);
        let mut marks = Vec::new();
        for (row, address) in (0..).zip(addresses) {
            marks.push(Mark::of(&hasher, address, row));
            table.begin(address);
            table.end(row + 2).unwrap();
        }
        let found = take_out(marks, &mut table).unwrap();
        let left: Vec<_> = table.rows().map(|row| (row.line(), row.email())).collect();
        assert_eq!(left, [(2, "bo@n.example"), (3, "ann@n.example"), (5, "cy@n.example")]);
        let found: Vec<_> = found.iter().map(|duplicate| (duplicate.line, duplicate.first)).collect();
        assert_eq!(found, [(4, 0), (6, 2), (7, 0)]);
    }
}
