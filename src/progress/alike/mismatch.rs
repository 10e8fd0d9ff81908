//! One person under different addresses in two systems (fact CL-5): the comparison of candidates with other sides.

use std::ops::ControlFlow;

use super::{Asked, Found, Side, between};
use crate::plan::{ListKind, Plan};
use crate::progress::{Person, Progress, Roster};

/// Who stands under another address in Zoom than in the directories.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mismatches {
    /// The pairs, the directory's address first; also those the planner confirmed.
    pub found: Found,
    /// People of current directories whom no current list from Zoom has under the same address.
    pub only_in_directories: u32,
}

/// Compares current directories with current lists of members and invitations; returns nothing when the work was
/// stopped.
///
/// A comparison report of a phone system is a directory here: it says who is an employee.
pub fn mismatches(
    (roster, progress): (&Roster, &Progress),
    plan: &Plan,
    watch: &mut dyn FnMut(u64) -> ControlFlow<()>,
) -> Option<Mismatches> {
    let current: Vec<&str> =
        progress.lists.iter().filter(|list| list.current).map(|list| list.id.as_str()).collect();
    let side = |person: &Person<'_>| {
        let (mut directory, mut zoom) = (false, false);
        for (_, kind, _) in person.sources().filter(|(list, _, _)| current.contains(list)) {
            directory |= kind == ListKind::Directory;
            zoom |= matches!(kind, ListKind::Members | ListKind::Pending);
        }
        match (directory, zoom) {
            (true, false) => Side::One,
            (false, true) => Side::Other,
            _ => Side::Neither,
        }
    };
    let alone = roster.ids().filter(|id| side(&roster.person(*id)) == Side::One).count();
    let found = between(roster, &Asked::of(plan), &side, watch)?;
    Some(Mismatches { found, only_in_directories: crate::wording::count(alone) })
}
