//! Filtering and ordering people, on a worker.

use std::ops::ControlFlow;
use std::sync::Arc;

use super::meter::Meter;
use crate::app::{Order, Outcome};
use crate::progress::{Filter, Roster};

/// Returns the people that fit a filter, in the order asked for.
pub(super) fn filtered(roster: Arc<Roster>, text: &str, order: Order, meter: &Meter) -> Outcome {
    let filter = match Filter::parse(text) {
        Ok(filter) => filter,
        Err(error) => return Outcome::Failed(error.says),
    };
    let mut watch = |done| meter.at(done);
    let Some(mut rows) = filter.rows(&roster, &mut watch) else { return Outcome::Failed(String::new()) };
    crate::screens::order_people(&roster, &mut rows, order);
    if meter.at(0) == ControlFlow::Break(()) {
        return Outcome::Failed(String::new());
    }
    Outcome::Filtered(Arc::new(rows))
}
