//! When everybody is measured, and for which plan: after the plan was opened and after what may move a standing.

use std::sync::Arc;

use super::Model;
use super::desk::MEASURING;
use super::effect::Job;
use crate::plan::{Day, Plan, Reading};

/// Asks for everyone to be measured; a measurement for an earlier plan is not waited for any longer.
pub(super) fn measure(model: &mut Model, plan: Arc<Plan>) {
    stop_measuring(model);
    model.indexed = Some(Arc::clone(&plan));
    model.measuring = Some(model.desk.start(MEASURING, Job::Index(plan)));
}

/// Says whether Esc stops measuring: on the page that shows everybody, while there is nothing old to be looked at.
pub(crate) fn escape_stops(model: &Model) -> bool {
    let place = model.screens.last().and_then(|screen| screen.place());
    let is_people = place.is_some_and(|(page, ..)| page == "people");
    model.measuring.is_some() && model.desk.measured.is_none() && is_people
}

/// Says whether measuring was stopped before there was anything to look at.
pub(super) fn waits_for_counting(model: &Model) -> bool {
    model.desk.open.is_some() && model.measuring.is_none() && model.desk.measured.is_none()
}

pub(super) fn measure_again(model: &mut Model) {
    let plan = Arc::clone(model.desk.plan());
    measure(model, plan);
}

pub(super) fn stop_measuring(model: &mut Model) {
    if let Some(job) = model.measuring.take() {
        model.desk.cancel(job);
    }
}

/// Returns the id of the newest reading with both counts that came or changed; none speaks of a day to come.
pub(super) fn new_reading(before: &Plan, now: &Plan, today: Day) -> Option<String> {
    let counts = |reading: &&Reading| reading.inside.is_some() && reading.outside.is_some();
    let new = now.readings.iter().filter(counts).filter(|reading| !before.readings.contains(reading));
    let dated = new.filter(|reading| reading.date.is_some_and(|date| date <= today));
    dated.max_by_key(|reading| reading.date).map(|reading| reading.id.clone())
}

/// Returns whether anybody may stand elsewhere after the change.
pub(super) fn moves_standings(before: &Plan, now: &Plan) -> bool {
    before.domains != now.domains
        || before.readings != now.readings
        || before.lists != now.lists
        || before.accounts != now.accounts
        || before.cases != now.cases
        || before.groups != now.groups
        || before.same != now.same
        || before.waves != now.waves
        || before.break_glass != now.break_glass
        || before.sso.assigned_list != now.sso.assigned_list
        || before.organization.kind != now.organization.kind
}
