//! Who of several lists is the same person: rows with one address are brought together.
//!
//! One table of everybody would not fit into the processor's cache, and each of its rows would wait for memory.
//! So the rows are first parted by the top bits of a hash of the address, and each part is joined by a small
//! table of its own. Equal hashes only propose: in the end each pair of addresses is compared, so that the answer
//! never hangs on the hash.

use std::collections::BTreeSet;
use std::hash::{BuildHasher, Hasher};
use std::ops::ControlFlow;

use hashbrown::DefaultHashBuilder;

use crate::lists::{Table, address_in};
use crate::wording::count;

/// Rows a part should have at most: its table then stays in the cache.
const ROWS_A_PART: usize = 16 * 1024;
/// The most bits that choose the part.
const MOST_PART_BITS: u32 = 12;

/// Rows of several tables, numbered one table after the other, and which of them share an address.
pub(super) struct Joined {
    /// Of each row, the first one with the same address.
    pub(super) firsts: Vec<u32>,
    hashed: Hashed,
}

/// Every row by the hash of its address: the part it belongs to, then as it came.
pub(super) struct Hashed {
    hasher: DefaultHashBuilder,
    part_bits: u32,
    /// Where each part begins among the entries, and the end.
    parts: Vec<usize>,
    /// 32 bits of the hash behind those that choose the part, then the number of the row.
    entries: Vec<u64>,
}

/// Everybody by the hash of the address, in buckets of a few.
pub(super) struct Index {
    hasher: DefaultHashBuilder,
    bits: u32,
    starts: Vec<u32>,
    people: Vec<u32>,
}

/// Told how many rows are done; whether to go on.
type Watch<'w> = &'w mut dyn FnMut(u64) -> ControlFlow<()>;

fn hash(hasher: &DefaultHashBuilder, address: &str) -> u64 {
    let mut state = hasher.build_hasher();
    state.write(address.as_bytes());
    state.finish()
}

fn tag(entry: u64) -> u32 {
    count(usize::try_from(entry >> 32).unwrap_or(0))
}

fn row(entry: u64) -> u32 {
    count(usize::try_from(entry & u64::from(u32::MAX)).unwrap_or(0))
}

/// Brings the rows of some tables together by their addresses, or nothing when the work was stopped.
pub(super) fn join(tables: &[&Table], watch: Watch<'_>) -> Option<Joined> {
    let hashed = Hashed::of(tables, watch)?;
    let mut firsts: Vec<u32> = (0..count(hashed.entries.len())).collect();
    let mut slots = Vec::new();
    for part in 0..hashed.parts.len() - 1 {
        let entries = hashed.part(part);
        propose(entries, &mut slots, &mut firsts, |_, _| true);
        if watch(hashed.parts[part + 1] as u64).is_break() {
            return None;
        }
    }
    let rows = Rows::of(tables);
    for part in rows.mistaken(&firsts, &hashed) {
        let entries = hashed.part(part);
        for entry in entries {
            firsts[row(*entry) as usize] = row(*entry);
        }
        propose(entries, &mut slots, &mut firsts, |one, other| rows.address(one) == rows.address(other));
    }
    Some(Joined { firsts, hashed })
}

/// Notes for each row of a part the first one that seems the same, in the order in which the rows came.
fn propose(entries: &[u64], slots: &mut Vec<u32>, firsts: &mut [u32], same: impl Fn(u32, u32) -> bool) {
    let size = (entries.len() * 2).next_power_of_two();
    let mask = size - 1;
    slots.clear();
    slots.resize(size, 0);
    for (number, entry) in (1..).zip(entries) {
        let mut at = tag(*entry) as usize & mask;
        loop {
            let Some(known) = slots[at].checked_sub(1) else {
                slots[at] = number;
                break;
            };
            let known = entries[known as usize];
            if tag(known) == tag(*entry) && same(row(known), row(*entry)) {
                firsts[row(*entry) as usize] = row(known);
                break;
            }
            at = (at + 1) & mask;
        }
    }
}

/// The tables, by the number of a row.
struct Rows<'t> {
    tables: Vec<(u32, &'t Table)>,
}

impl<'t> Rows<'t> {
    fn of(tables: &[&'t Table]) -> Rows<'t> {
        let mut start = 0;
        let begun = |table: &&'t Table| {
            let begins = start;
            start += count(table.len());
            (begins, *table)
        };
        Rows { tables: tables.iter().map(begun).collect() }
    }

    fn address(&self, row: u32) -> &'t str {
        let at = self.tables.partition_point(|(start, _)| *start <= row) - 1;
        let (start, table) = self.tables[at];
        address_in(table.lines().at((row - start) as usize))
    }

    /// Returns the parts with a row that was taken for another one.
    fn mistaken(&self, firsts: &[u32], hashed: &Hashed) -> BTreeSet<usize> {
        let mut parts = BTreeSet::new();
        for (start, table) in &self.tables {
            for (number, line) in (*start..).zip(table.lines().iter_from(0)) {
                let first = firsts[number as usize];
                if first != number && address_in(line) != self.address(first) {
                    parts.insert(hashed.part_of(hash(&hashed.hasher, address_in(line))));
                }
            }
        }
        parts
    }
}

impl Hashed {
    /// Parts the rows of some tables, or nothing when the work was stopped.
    pub(super) fn of(tables: &[&Table], watch: Watch<'_>) -> Option<Hashed> {
        let rows: usize = tables.iter().map(|table| table.len()).sum();
        let part_bits = (rows / ROWS_A_PART + 1).next_power_of_two().ilog2().clamp(1, MOST_PART_BITS);
        let parts = vec![0; (1 << part_bits) + 1];
        let mut made =
            Hashed { hasher: DefaultHashBuilder::default(), part_bits, parts, entries: vec![0; rows] };
        let mut found = Vec::with_capacity(rows);
        for table in tables {
            for line in table.lines().iter_from(0) {
                let hash = hash(&made.hasher, address_in(line));
                let part = made.part_of(hash);
                made.parts[part + 1] += 1;
                found.push(hash);
            }
            if watch(found.len() as u64).is_break() {
                return None;
            }
        }
        for part in 1..made.parts.len() {
            made.parts[part] += made.parts[part - 1];
        }
        let mut next = made.parts.clone();
        for (row, hash) in (0..).zip(&found) {
            let at = &mut next[made.part_of(*hash)];
            made.entries[*at] = (hash << part_bits) & !u64::from(u32::MAX) | row;
            *at += 1;
        }
        Some(made)
    }

    fn part_of(&self, hash: u64) -> usize {
        usize::try_from(hash >> (64 - self.part_bits)).unwrap_or(0)
    }

    fn part(&self, part: usize) -> &[u64] {
        &self.entries[self.parts[part]..self.parts[part + 1]]
    }

    /// Makes an index of everybody; `person` returns whom a row is the first one of.
    pub(super) fn index(&self, everybody: usize, person: impl Fn(u32) -> Option<u32>) -> Index {
        let bits = (everybody / 4 + 1).next_power_of_two().ilog2().max(self.part_bits);
        let mut starts = vec![0; (1 << bits) + 1];
        let mut people = vec![0; everybody];
        for part in 0..self.parts.len() - 1 {
            // The bits that choose the bucket begin with those that chose the part.
            let rest = bits - self.part_bits;
            let bucket = |entry: u64| (part << rest) + (u64::from(tag(entry)) << rest >> 32) as usize;
            let entries = || self.part(part).iter().filter_map(|entry| Some((*entry, person(row(*entry))?)));
            entries().for_each(|(entry, _)| starts[bucket(entry) + 1] += 1);
            let (from, to) = (part << rest, (part + 1) << rest);
            for at in from..to {
                starts[at + 1] += starts[at];
            }
            let mut next = starts[from..to].to_vec();
            for (entry, person) in entries() {
                let at = &mut next[bucket(entry) - from];
                people[*at as usize] = person;
                *at += 1;
            }
        }
        Index { hasher: self.hasher.clone(), bits, starts, people }
    }
}

impl Joined {
    /// Makes an index of everybody; `person` returns whom a row is the first one of.
    pub(super) fn index(&self, everybody: usize, person: impl Fn(u32) -> u32) -> Index {
        let first = |row: u32| (self.firsts[row as usize] == row).then(|| person(row));
        self.hashed.index(everybody, first)
    }
}

impl Index {
    /// Returns those who may have this address.
    pub(super) fn candidates(&self, address: &str) -> &[u32] {
        let bucket = usize::try_from(hash(&self.hasher, address) >> (64 - self.bits)).unwrap_or(0);
        &self.people[self.starts[bucket] as usize..self.starts[bucket + 1] as usize]
    }

    /// Returns the bytes of memory it takes.
    pub(super) fn memory(&self) -> usize {
        (self.starts.capacity() + self.people.capacity()) * 4
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(addresses: &[String]) -> Table {
        let mut table = Table::new([]);
        for (line, address) in (1..).zip(addresses) {
            table.begin(address);
            table.end(line).unwrap();
        }
        table
    }

    /// 40,000 people in two lists, 30,000 of them in both, and the first list once more.
    fn tables() -> [Table; 3] {
        let addresses = |from: u32, to: u32| (from..to).map(|n| format!("{n}@n.example")).collect::<Vec<_>>();
        [table(&addresses(0, 30_000)), table(&addresses(10_000, 40_000)), table(&addresses(0, 30_000))]
    }

    #[test]
    fn every_row_leads_to_the_first_with_its_address() {
        let tables = tables();
        let joined = join(&tables.each_ref(), &mut |_| ControlFlow::Continue(())).unwrap();
        for row in 0..90_000 {
            let expected = match row {
                30_000..50_000 => row - 20_000,
                0..60_000 => row,
                _ => row - 60_000,
            };
            assert_eq!(joined.firsts[row as usize], expected, "{row}");
        }
    }

    #[test]
    fn what_only_seems_the_same_is_told_apart() {
        let tables = tables();
        let rows = Rows::of(&tables.each_ref());
        let hashed = Hashed::of(&tables.each_ref(), &mut |_| ControlFlow::Continue(())).unwrap();
        let mut firsts: Vec<u32> = (0..90_000).collect();
        assert!(rows.mistaken(&firsts, &hashed).is_empty());
        firsts[40_000] = 7;
        let part = hashed.part_of(hash(&hashed.hasher, rows.address(40_000)));
        assert_eq!(rows.mistaken(&firsts, &hashed), BTreeSet::from([part]));
    }

    #[test]
    fn a_person_is_among_the_candidates_for_the_address_and_few_others_are() {
        let tables = tables();
        let joined = join(&tables.each_ref(), &mut |_| ControlFlow::Continue(())).unwrap();
        let index = joined.index(40_000, |row| if row < 30_000 { row } else { row - 20_000 });
        for person in (0..40_000).step_by(7) {
            let found = index.candidates(&format!("{person}@n.example"));
            assert!(found.contains(&person) && found.len() < 30, "{person}: {found:?}");
        }
    }

    #[test]
    fn work_that_is_stopped_gives_nothing() {
        assert!(join(&tables().each_ref(), &mut |_| ControlFlow::Break(())).is_none());
    }
}
