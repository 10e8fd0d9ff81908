//! Filtering and ordering people, on a worker.

use super::meter::Meter;
use crate::app::{Outcome, Question, fitting};

/// Returns the people a question asks for; a question that was overtaken has no answer.
pub(super) fn filtered(asked: &Question, meter: &Meter) -> Outcome {
    match fitting(asked, &mut |done| meter.at(done)) {
        Ok(Some(found)) => Outcome::Filtered(found),
        Ok(None) => Outcome::Done,
        Err(error) => Outcome::Failed(error.says),
    }
}
