//! Looking for addresses of one person, on a worker.

use std::sync::Arc;

use super::meter::Meter;
use crate::app::Outcome;
use crate::plan::Plan;
use crate::progress::Roster;
use crate::progress::alike::{Asked, candidates};

/// Returns who may be one person; a question that was overtaken has no answer.
pub(super) fn alike(roster: &Roster, plan: &Plan, meter: &Meter) -> Outcome {
    let found = candidates(roster, &Asked::of(plan), &mut |done| meter.at(done));
    found.map_or(Outcome::Done, |found| Outcome::Alike(Arc::new(found)))
}
