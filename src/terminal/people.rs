//! Filtering and ordering people, on a worker.

use std::sync::Arc;

use super::meter::Meter;
use crate::app::{Order, Outcome, fitting};
use crate::progress::Roster;

/// Returns the people that fit a filter, in the order asked for; a question that was overtaken has no answer.
pub(super) fn filtered(roster: &Roster, text: &str, order: Order, meter: &Meter) -> Outcome {
    match fitting(roster, text, order, &mut |done| meter.at(done)) {
        Ok(Some(rows)) => Outcome::Filtered(Arc::new(rows)),
        Ok(None) => Outcome::Done,
        Err(error) => Outcome::Failed(error.says),
    }
}
