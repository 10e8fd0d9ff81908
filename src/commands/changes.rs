//! What a list changes against the one it follows: found out alike for the command, for the wizard's import and for a
//! list that is kept already.

use std::ops::ControlFlow;
use std::sync::Arc;

use super::project::Watch;
use crate::error::Error;
use crate::lists::{List, normalised};
use crate::plan::{ListRecord, Plan};
use crate::progress::{Difference, History, Roster, Sides, Source, difference};
use crate::store;

/// A list against the one it follows.
#[derive(Clone, Debug)]
pub struct Changes {
    /// The list it follows, with its record.
    pub before: (ListRecord, Arc<List>),
    /// What changed.
    pub difference: Difference,
}

/// Returns what a list changes against the one it follows; nothing for the first of its source. `roster` are the people
/// as they stand without it.
///
/// # Errors
/// Fails only with [`Error::Stopped`].
pub fn changes(
    (record, list): (&ListRecord, &List),
    known: &[Source],
    roster: Option<&Roster>,
    watch: Watch,
) -> Result<Option<Changes>, Error> {
    let History { before, older } = History::of(record, known);
    let Some(before) = before else { return Ok(None) };
    let sides = Sides { kind: record.kind, before: &before.1, after: list, older: &older, roster };
    let difference = difference(&sides, watch).ok_or(Error::Stopped)?;
    Ok(Some(Changes { before, difference }))
}

/// Returns the imported list of a plan that holds the very same rows, whatever its file was called.
///
/// # Errors
/// Fails only with [`Error::Stopped`].
pub fn same_rows(list: &List, plan: &Plan, watch: Watch) -> Result<Option<ListRecord>, Error> {
    let people = crate::wording::count(list.table.len());
    let is_alike = |known: &&ListRecord| known.people.is_some_and(|known| known.0 == people);
    // Most lists differ in their number of people already: their rows need not be written out to be compared.
    if !plan.lists.iter().any(|known| is_alike(&known)) {
        return Ok(None);
    }
    if let ControlFlow::Break(()) = watch(u64::from(people)) {
        return Err(Error::Stopped);
    }
    let digest = store::digest(normalised(list).as_bytes());
    Ok(plan.lists.iter().find(|known| known.digest == digest).cloned())
}
