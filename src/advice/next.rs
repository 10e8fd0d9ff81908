//! What to do next: what is late, then what opens the nearest gate, then what has a date.

use crate::plan::{Day, Place};

/// Something to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NextAction {
    /// What to do, in a sentence.
    pub says: String,
    /// Where it is done or noted.
    pub place: Place,
    /// When it is due.
    pub due: Option<Day>,
}
