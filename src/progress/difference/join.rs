//! Rows of two tables with the same address, side by side.
//!
//! Sorting a number for each row and walking both sides costs less than asking a hash table a million times. A mark
//! holds 32 bits of the address's hash; rows with the same 32 bits are told apart by their addresses.

use std::hash::BuildHasher;
use std::ops::ControlFlow;

use hashbrown::{DefaultHashBuilder, HashTable};

use super::change::Classify;
use super::{Change, Difference, NOBODY, Sides};
use crate::lists::Table;
use crate::plan::ListKind;

/// Rows between two looks at whether to stop.
const ROWS_A_LOOK: u64 = 16 * 1024;

type Watch<'w> = &'w mut dyn FnMut(u64) -> ControlFlow<()>;

/// What two rows with the same 32 bits of hash turned out to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Same {
    /// One person.
    Person,
    /// Two people whose addresses have the same hash.
    HashOnly,
}

/// Two tables whose rows are in the order of their addresses' hashes.
pub(super) struct Join<'a> {
    before: (&'a Table, Vec<u64>),
    after: (&'a Table, Vec<u64>),
    hasher: DefaultHashBuilder,
}

impl<'a> Join<'a> {
    /// Puts the rows of both tables in order; nothing when the work was stopped.
    pub(super) fn of(before: &'a Table, after: &'a Table, watch: Watch<'_>) -> Option<Join<'a>> {
        let hasher = DefaultHashBuilder::default();
        let before = (before, marks(before, &hasher, watch)?);
        let after = (after, marks(after, &hasher, watch)?);
        Some(Join { before, after, hasher })
    }

    /// Calls `tell` for every person: with both rows, or with [`NOBODY`] for the list the person is not in. Rows with
    /// the same 32 bits of hash may be two people: `tell` looks at them anyway and says whether they are one.
    ///
    /// The rows of the list now come in its order, so that only the list before is read here and there: reading a row
    /// out of order costs more than all that is done with it.
    pub(super) fn each(&self, watch: Watch<'_>, mut tell: impl FnMut(u32, u32) -> Same) -> Option<()> {
        let mut steps = Steps::new(watch, self.before.1.len() + self.after.1.len());
        let partners = self.partners(&mut steps)?;
        let mut is_found = vec![false; self.before.1.len()];
        for (after, before) in (0..).zip(partners) {
            steps.step(1)?;
            match tell(before, after) {
                Same::Person => {
                    if let Some(found) = is_found.get_mut(before as usize) {
                        *found = true;
                    }
                }
                Same::HashOnly => {
                    tell(NOBODY, after);
                }
            }
        }
        for (before, _) in (0..).zip(is_found).filter(|(_, is_found)| !is_found) {
            steps.step(1)?;
            tell(before, NOBODY);
        }
        Some(())
    }

    /// Returns for each row of the list now the row of the list before with the same 32 bits of hash, or [`NOBODY`].
    fn partners(&self, steps: &mut Steps<'_>) -> Option<Vec<u32>> {
        let mut partners = vec![NOBODY; self.after.1.len()];
        let (mut before, mut after) = (&self.before.1[..], &self.after.1[..]);
        while let (Some(one), Some(other)) = (before.first(), after.first()) {
            let hash = hash_of(*one).min(hash_of(*other));
            let (some, rest) = before.split_at(same(before, hash));
            let (others, other_rest) = after.split_at(same(after, hash));
            (before, after) = (rest, other_rest);
            match (some, others) {
                ([one], [other]) => partners[row_of(*other) as usize] = row_of(*one),
                _ => self.pair(some, others, &mut partners),
            }
            steps.step(some.len() + others.len())?;
        }
        Some(partners)
    }

    /// Pairs several rows with the same 32 bits of hash by their addresses.
    fn pair(&self, some: &[u64], others: &[u64], partners: &mut [u32]) {
        let email = |table: &'a Table, mark: u64| table.row(row_of(mark) as usize).email();
        for other in others {
            let address = email(self.after.0, *other);
            if let Some(one) = some.iter().find(|one| email(self.before.0, **one) == address) {
                partners[row_of(*other) as usize] = row_of(*one);
            }
        }
    }

    /// Moves those of the newcomers who were in an older list to the ones who reappeared; nothing when the work was
    /// stopped.
    pub(super) fn reappeared(
        &self,
        sides: &Sides<'_>,
        changed: &mut Difference,
        watch: Watch<'_>,
    ) -> Option<()> {
        let came = if sides.kind == ListKind::Pending { Change::Invited } else { Change::Joined };
        let mut newcomers = std::mem::take(&mut changed.groups[came as usize]);
        if newcomers.is_empty() || sides.older.is_empty() {
            changed.groups[came as usize] = newcomers;
            return Some(());
        }
        let email = |at: u32| self.after.0.row(newcomers[at as usize].after as usize).email();
        let mut index = HashTable::with_capacity(newcomers.len());
        for at in 0..crate::wording::count(newcomers.len()) {
            let hash = self.hasher.hash_one(email(at).as_bytes());
            let _ = index.insert_unique(hash, at, |at| self.hasher.hash_one(email(*at).as_bytes()));
        }
        let mut seen = vec![false; newcomers.len()];
        let mut steps = Steps::new(watch, 0);
        for list in sides.older {
            for row in list.table.rows() {
                steps.step(1)?;
                let address = row.email();
                let hash = self.hasher.hash_one(address.as_bytes());
                if let Some(at) = index.find(hash, |at| email(*at) == address)
                    && Classify::is_there(sides.kind, row, list.table.fields())
                {
                    seen[*at as usize] = true;
                }
            }
        }
        let mut seen = seen.into_iter();
        newcomers.retain(|moved| {
            let again = seen.next().unwrap_or(false);
            if again {
                changed.groups[Change::Reappeared as usize].push(*moved);
            }
            !again
        });
        changed.groups[came as usize] = newcomers;
        Some(())
    }
}

/// Returns a mark for each row, in the order of the hashes.
fn marks(table: &Table, hasher: &DefaultHashBuilder, watch: Watch<'_>) -> Option<Vec<u64>> {
    let mut marks = Vec::with_capacity(table.len());
    let mut steps = Steps::new(watch, 0);
    for (number, row) in (0_u32..).zip(table.rows()) {
        steps.step(1)?;
        let hash = hasher.hash_one(row.email().as_bytes());
        marks.push((hash ^ hash << 32) & !u64::from(u32::MAX) | u64::from(number));
    }
    marks.sort_unstable();
    Some(marks)
}

fn hash_of(mark: u64) -> u64 {
    mark >> 32
}

fn row_of(mark: u64) -> u32 {
    u32::try_from(mark & u64::from(u32::MAX)).unwrap_or(NOBODY)
}

/// Returns how many marks at the start have this hash.
fn same(marks: &[u64], hash: u64) -> usize {
    marks.iter().take_while(|mark| hash_of(**mark) == hash).count()
}

/// Counts rows and asks now and then whether to go on.
struct Steps<'w> {
    watch: Watch<'w>,
    done: u64,
    next: u64,
}

impl<'w> Steps<'w> {
    fn new(watch: Watch<'w>, done: usize) -> Steps<'w> {
        let done = u64::try_from(done).unwrap_or(u64::MAX);
        Steps { watch, done, next: done + ROWS_A_LOOK }
    }

    fn step(&mut self, rows: usize) -> Option<()> {
        self.done += rows as u64;
        if self.done < self.next {
            return Some(());
        }
        self.next = self.done + ROWS_A_LOOK;
        (self.watch)(self.done).is_continue().then_some(())
    }
}
