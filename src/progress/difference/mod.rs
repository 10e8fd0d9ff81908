//! What changed between two lists of one source: who joined, who left, whose invitation was accepted or is gone, whose
//! licence, name or status is another one now.
//!
//! It compares two lists and knows no file, no plan and no screen. A group holds row numbers, no text: the people are
//! read from the lists when somebody looks at them. One pass over each list: addresses become marks of 64 bits, both
//! sides are sorted, and rows with the same mark are held side by side (`join`); `change` says what happened to them.
//!
//! ```
//! use std::ops::ControlFlow;
//! use ingather::lists::{self, Hints};
//! use ingather::plan::ListKind;
//! use ingather::progress::{Change, Sides, difference};
//!
//! let mut go_on = |_| ControlFlow::Continue(());
//! let before = lists::read("Email\nann@northwind.example\n".as_bytes(), &Hints::default(), &mut go_on)?;
//! let after = lists::read("Email\nbo@northwind.example\n".as_bytes(), &Hints::default(), &mut go_on)?;
//! let sides = Sides { kind: ListKind::Members, before: &before, after: &after, older: &[], roster: None };
//! let changed = difference(&sides, &mut go_on).unwrap_or_default();
//! assert_eq!((changed.of(Change::Joined).len(), changed.of(Change::Left).len()), (1, 1));
//! # Ok::<(), lists::Refusal>(())
//! ```

mod change;
mod history;
mod join;
#[cfg(test)]
mod tests;

use std::ops::ControlFlow;
use std::sync::Arc;

pub use change::Change;
pub use history::History;

use super::{Roster, Standing};
use crate::lists::List;
use crate::plan::ListKind;
use crate::wording::{count, plural, thousands};
use join::Join;

/// Stands for "in no row": a table never has that many.
const NOBODY: u32 = u32::MAX;

/// What to ask oneself where most people of the list before are missing.
pub const MOSTLY_MISSING: &str =
    "Most people of the list before are missing in this one. Is it the whole list, and of the same kind?";

/// Of a list of fewer people half may well be gone.
const FEW: usize = 10;

/// The two lists, and what is known beside them.
#[derive(Clone, Copy, Debug)]
pub struct Sides<'a> {
    /// What both lists say of people.
    pub kind: ListKind,
    /// The list before.
    pub before: &'a List,
    /// The list now.
    pub after: &'a List,
    /// Lists of the same source from before the list before: who was in one of them and is back has reappeared.
    pub older: &'a [Arc<List>],
    /// Everybody as they stood before, to tell what those who joined were.
    pub roster: Option<&'a Roster>,
}

/// One person to whom something happened: a row in the list before, one in the list now, or both.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moved {
    before: u32,
    after: u32,
}

impl Moved {
    /// Returns the row in the list before.
    #[must_use]
    pub fn before(self) -> Option<usize> {
        (self.before != NOBODY).then_some(self.before as usize)
    }

    /// Returns the row in the list now.
    #[must_use]
    pub fn after(self) -> Option<usize> {
        (self.after != NOBODY).then_some(self.after as usize)
    }
}

/// What changed between two lists, in groups of people.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Difference {
    kind: ListKind,
    groups: [Vec<Moved>; Change::ALL.len()],
    /// What each of those who joined was before; nothing for somebody nobody knew.
    were: Vec<Option<Standing>>,
}

impl Difference {
    /// Returns what the lists say of people.
    #[must_use]
    pub fn kind(&self) -> ListKind {
        self.kind
    }

    /// Returns the people to whom that happened, in the order of the list now, or of the list before.
    #[must_use]
    pub fn of(&self, change: Change) -> &[Moved] {
        &self.groups[change as usize]
    }

    /// Returns the groups with somebody in them, in the order in which they are told.
    pub fn groups(&self) -> impl Iterator<Item = (Change, &[Moved])> {
        Change::ALL
            .into_iter()
            .map(|change| (change, self.of(change)))
            .filter(|(_, people)| !people.is_empty())
    }

    /// Says whether nothing changed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.groups.iter().all(Vec::is_empty)
    }

    /// Returns what the person at this place of [`Change::Joined`] was before; nothing for somebody nobody knew, or
    /// when that was not asked.
    #[must_use]
    pub fn was(&self, place: usize) -> Option<Standing> {
        self.were.get(place).copied().flatten()
    }

    /// Returns how many of those who joined were this before; nothing stands for people nobody knew.
    #[must_use]
    pub fn joined_from(&self, standing: Option<Standing>) -> u32 {
        count(self.were.iter().filter(|was| **was == standing).count())
    }

    /// Returns what those who joined were, in words: `41 were outstanding, 4 invited, 2 new people`; empty when that
    /// was not asked.
    #[must_use]
    pub fn joined_in_words(&self) -> String {
        if self.kind != ListKind::Members || self.were.is_empty() {
            return String::new();
        }
        let from = |standings: &[Standing]| -> u32 {
            standings.iter().map(|standing| self.joined_from(Some(*standing))).sum()
        };
        let told = [
            (from(&[Standing::Outstanding]), "outstanding"),
            (from(&[Standing::Invited]), "invited"),
            (from(&[Standing::Gone]), "gone"),
            (from(&[Standing::Excluded]), "excluded"),
            (from(&[Standing::Consolidated, Standing::Native]), "members by another list"),
        ];
        let mut words: Vec<String> = Vec::new();
        for (number, what) in told.into_iter().filter(|(number, _)| *number > 0) {
            let verb = match (words.is_empty(), number) {
                (true, 1) => "was ",
                (true, _) => "were ",
                (false, _) => "",
            };
            words.push(format!("{} {verb}{what}", thousands(number)));
        }
        let new = self.joined_from(None) + from(&[Standing::Unknown]);
        if new > 0 {
            words.push(plural(new, "new person", "new people"));
        }
        words.join(", ")
    }

    /// Says how many of the `before` people of the list before are missing in the list now, where they are more than
    /// half of them, or where nobody is in the list now: `705 of 792 members are not in this file.` It may be the wrong file then, or a part of it.
    #[must_use]
    pub fn mostly_missing(&self, before: usize) -> Option<String> {
        let gone = self.of(Change::Left).len() + self.of(Change::Vanished).len();
        let who = match self.kind {
            ListKind::Members => "members",
            ListKind::Pending => "invited people",
            ListKind::Directory => "people of the directory",
            ListKind::Outside | ListKind::Special => "people",
        };
        let leaving = gone + self.of(Change::Accepted).len();
        let nobody_now =
            gone > 0 && leaving == before && self.groups.iter().map(Vec::len).sum::<usize>() == leaving;
        (nobody_now || (before >= FEW && gone > before / 2)).then(|| {
            let (gone, before) = (thousands(count(gone)), thousands(count(before)));
            format!("{gone} of {before} {who} are not in this file.")
        })
    }

    fn note(&mut self, change: Change, before: u32, after: u32) {
        self.groups[change as usize].push(Moved { before, after });
    }
}

/// Returns what changed between two lists, or nothing when the work was stopped.
///
/// `watch` is told how many rows were looked at, every few thousand of them; when it breaks, the work stops.
pub fn difference(sides: &Sides<'_>, watch: &mut dyn FnMut(u64) -> ControlFlow<()>) -> Option<Difference> {
    let mut changed = Difference { kind: sides.kind, ..Difference::default() };
    let join = Join::of(&sides.before.table, &sides.after.table, watch)?;
    let classify = change::Classify::new(sides);
    join.each(watch, |before, after| classify.note(before, after, &mut changed))?;
    if let Some(roster) = sides.roster.filter(|_| sides.kind == ListKind::Pending) {
        accepted(sides, roster, &mut changed);
    }
    join.reappeared(sides, &mut changed, watch)?;
    for group in &mut changed.groups {
        group.sort_unstable_by_key(|moved| (moved.after, moved.before));
        group.shrink_to_fit();
    }
    if let Some(roster) = sides.roster {
        let joined = &changed.groups[Change::Joined as usize];
        let row = |moved: &Moved| sides.after.table.row(moved.after as usize);
        changed.were = joined.iter().map(|moved| roster.standing_of(row(moved).email())).collect();
    }
    Some(changed)
}

/// An invitation that is gone from a list of invitations was accepted when its person is a member by now.
fn accepted(sides: &Sides<'_>, roster: &Roster, changed: &mut Difference) {
    let gone = std::mem::take(&mut changed.groups[Change::Vanished as usize]);
    for moved in gone {
        let email = sides.before.table.row(moved.before as usize).email();
        let is_member = matches!(roster.standing_of(email), Some(Standing::Consolidated | Standing::Native));
        let change = if is_member { Change::Accepted } else { Change::Vanished };
        changed.note(change, moved.before, moved.after);
    }
}
