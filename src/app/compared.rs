//! What a list changes, as a job found it out: the lists, the people in groups, and the totals before and after.

use std::sync::Arc;

use crate::lists::List;
use crate::plan::ListRecord;
use crate::progress::{Difference, Progress, Rate};

/// The totals an import is told by.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Totals {
    /// How many people are in.
    pub consolidated: u32,
    /// The rate.
    pub rate: Option<Rate>,
}

impl Totals {
    /// Returns the totals of a measurement.
    #[must_use]
    pub fn of(progress: &Progress) -> Totals {
        Totals { consolidated: progress.total.consolidated, rate: progress.rate }
    }
}

/// What a list changes.
#[derive(Clone, Debug)]
pub struct Compared {
    /// The list.
    pub after: Arc<List>,
    /// The list it follows; nothing for the first of its source.
    pub before: Option<(ListRecord, Arc<List>)>,
    /// What changed between the two.
    pub difference: Arc<Difference>,
    /// The totals without the list and with it, where they were measured.
    pub totals: Option<(Totals, Totals)>,
    /// An imported list with the very same rows.
    pub same_as: Option<ListRecord>,
}

impl Compared {
    /// Puts together what was found out; `changed` is nothing for the first list of its source.
    #[must_use]
    pub fn of(
        after: Arc<List>,
        changed: Option<((ListRecord, Arc<List>), Difference)>,
        totals: Option<(Totals, Totals)>,
        same_as: Option<ListRecord>,
    ) -> Compared {
        let (before, difference) = changed.unzip();
        Compared { after, before, difference: Arc::new(difference.unwrap_or_default()), totals, same_as }
    }
}
