//! Work over all people, on a worker: filtering and ordering, the values of filters, selections.

use std::sync::Arc;

use super::meter::Meter;
use crate::app::{Needed, Outcome, Proposal, Question, carried, fitting, open_needed, review};
use crate::progress::{PeopleSet, Roster, Values};

/// Returns the values a filter can ask for.
pub(super) fn values(roster: &Roster, meter: &Meter) -> Outcome {
    Values::gather(roster, &mut |done| meter.at(done))
        .map_or(Outcome::Done, |values| Outcome::Values(Arc::new(values)))
}

/// Returns what a decision about a selection comes to.
pub(super) fn reviewed(asked: &Proposal, meter: &Meter) -> Outcome {
    let told = review(asked, &mut |done| meter.at(done));
    told.map_or(Outcome::Done, |told| Outcome::Reviewed(Box::new(told)))
}

/// Returns the plan with the special cases that are needed.
pub(super) fn cases(asked: &Needed, meter: &Meter) -> Outcome {
    let opened = open_needed(asked, &mut |done| meter.at(done));
    opened.map_or(Outcome::Done, |opened| Outcome::CasesOpened(Box::new(opened)))
}

/// Returns who the selected people of one roster are in another.
pub(super) fn carry(people: &PeopleSet, [from, to]: &[Arc<Roster>; 2], meter: &Meter) -> Outcome {
    let there = carried(people, [from, to], &mut |done| meter.at(done));
    there.map_or(Outcome::Done, |there| Outcome::Carried(Arc::new(there)))
}

/// Returns the people a question asks for; a question that was overtaken has no answer.
pub(super) fn filtered(asked: &Question, meter: &Meter) -> Outcome {
    match fitting(asked, &mut |done| meter.at(done)) {
        Ok(Some(found)) => Outcome::Filtered(found),
        Ok(None) => Outcome::Done,
        Err(error) => Outcome::Failed(error.says),
    }
}
