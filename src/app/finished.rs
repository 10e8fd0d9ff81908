//! How background work ended, and what follows from it.

use std::path::Path;
use std::sync::Arc;

use super::desk::{Open, Saving};
use super::document::Document;
use super::effect::{Access, Effect, Job};
use super::event::{Imported, JobId, Measured, Opened, Outcome, Outside};
use super::{Model, follow, needed, refresh};
use crate::plan::Plan;
use crate::progress::{milestone, record_milestone, record_reading};
use crate::screens::{self, Go};
use crate::widgets::State;

/// Takes in how a job ended; a job that is no longer known was cancelled, and its result is dropped.
pub(super) fn finished(model: &mut Model, job: JobId, outcome: Outcome) {
    if model.desk.jobs.remove(&job).is_none() {
        return;
    }
    if model.desk.open.is_none() && matches!(outcome, Outcome::Failed(_) | Outcome::Busy(..)) {
        // The plan that was named does not open: the first screen offers the others.
        model.desk.start("Looking for plans", Job::Recent);
    }
    match outcome {
        Outcome::Opened(opened) => open(model, *opened),
        Outcome::Busy(path, who) => busy(model, &path, &who),
        Outcome::Saved(revision) => saved(model, revision),
        Outcome::Conflict(says) => conflict(model, &says),
        Outcome::First(first) => {
            model.desk.first = Some(first).filter(|_| model.desk.measured.is_none());
            refresh(model);
        }
        Outcome::Indexed(measured) => indexed(model, measured),
        Outcome::Values(values) => {
            model.desk.values = values;
            refresh(model);
        }
        Outcome::View(view) => {
            model.desk.view = view;
            refresh(model);
        }
        Outcome::CasesOpened(opened) => {
            needed::cases_opened(&mut model.desk, *opened);
            refresh(model);
        }
        Outcome::Imported(list) => {
            imported(model, *list);
            offer(model, job, &Outcome::Done);
        }
        Outcome::Failed(says) => {
            if model.desk.saving == Saving::Saving && !is_saving(model) && !is_saved(model) {
                model.desk.saving = Saving::NotSaved;
            }
            let lines = says.contains('\n').then(|| screens::trouble(&says));
            model.desk.say(State::Blocked, says.lines().next().unwrap_or_default());
            offer(model, job, &Outcome::Failed(says));
            if let Some(trouble) = lines {
                follow(model, Go::To(trouble));
            }
            leave_after_failure(model);
        }
        other => offer(model, job, &other),
    }
}

/// Tells the screens, from the top down, until one of them takes it.
fn offer(model: &mut Model, job: JobId, outcome: &Outcome) {
    for n in (0..model.screens.len()).rev() {
        match model.screens[n].told(job, outcome, &mut model.desk) {
            Go::Pass => {}
            go => return follow(model, go),
        }
    }
}

fn is_saved(model: &Model) -> bool {
    model.desk.open.as_ref().is_none_or(|open| open.document.is_saved())
}

fn is_saving(model: &Model) -> bool {
    model.desk.jobs.values().any(|running| running.what == "Saving")
}

fn open(model: &mut Model, opened: Opened) {
    if let (Some(revision), Some(_)) = (opened.instead_of, &model.desk.open) {
        super::leave_top(model);
        if model.desk.open.as_ref().is_some_and(|open| open.document.revision() != revision) {
            // Typed while the file was read: neither version may go unasked.
            return conflict(model, "Another program changed the file while you were editing.");
        }
    }
    let Opened { path, plan, place, unknown, read_only, edition, saved, instead_of } = opened;
    let document = Document::new(plan);
    model.requested = document.revision();
    let plan = Arc::clone(document.plan());
    if let Some(why) = &read_only {
        model.desk.say(State::Attention, why.clone());
    }
    model.desk.open = Some(Open { path, document, edition, unknown, read_only });
    model.desk.saving = Saving::Saved;
    model.desk.measured = None;
    model.desk.first = None;
    model.reading = None;
    // Said once the totals are known: only then is it known what comes next.
    model.greeting = saved.filter(|_| instead_of.is_none());
    if rows_kept(&plan) > LONG {
        model.desk.start("", Job::First(Arc::clone(&plan)));
    }
    super::measure(model, plan);
    model.desk.start("", Job::View);
    model.desk.advise();
    model.screens = vec![screens::overview()];
    screens::resume(model, &place);
}

/// Lists with more rows than this take longer to read than one waits without looking at something.
const LONG: u64 = 20_000;

/// Returns how many people stand in the lists of a plan, as it remembers.
pub(crate) fn rows_kept(plan: &Plan) -> u64 {
    plan.lists.iter().filter_map(|list| list.people).map(|people| u64::from(people.0)).sum()
}

fn busy(model: &mut Model, path: &Path, who: &str) {
    let ask = screens::ask_busy(path, who);
    follow(model, Go::To(ask));
}

fn saved(model: &mut Model, revision: u64) {
    let Some(open) = &mut model.desk.open else { return };
    open.document.was_saved(revision);
    if open.document.is_saved() {
        model.desk.saving = Saving::Saved;
        if model.leaving {
            model.desk.effects.push(Effect::Quit);
        }
    }
}

fn conflict(model: &mut Model, says: &str) {
    model.desk.saving = Saving::NotSaved;
    model.leaving = false;
    if !model.screens.iter().any(|screen| screen.is_about_conflict()) {
        let ask = screens::ask_conflict(says);
        follow(model, Go::To(ask));
    }
}

fn leave_after_failure(model: &mut Model) {
    if model.leaving && model.desk.saving == Saving::NotSaved {
        model.leaving = false;
        let ask = screens::ask_to_leave(model);
        follow(model, Go::To(ask));
    }
}

fn indexed(model: &mut Model, measured: Measured) {
    let today = model.desk.today;
    // A reading typed in is a measurement: its totals join the history with the change that brought it.
    if let (Some(reading), Some(open)) = (model.reading.take(), &mut model.desk.open) {
        let line = milestone(&measured.progress, open.document.plan().evidence_day(today), &reading);
        open.document.amend(|plan| record_reading(plan, line));
    }
    model.desk.measured = Some(measured);
    model.desk.first = None;
    model.desk.advise();
    refresh(model);
    greet(model);
}

/// Says when the plan was last saved and what comes next, after it was opened.
fn greet(model: &mut Model) {
    let Some(saved) = model.greeting.take() else { return };
    if model.desk.notice.is_none() {
        let next =
            model.desk.advice.next.first().map(|next| format!(" Next: {}", next.says)).unwrap_or_default();
        model.desk.say(State::Quiet, format!("Last saved {saved}.{next}"));
    }
}

fn imported(model: &mut Model, list: Imported) {
    let Imported { record, line, measured, plan, columns } = list;
    let what = format!("import of {}", record.file);
    let says = format!("{} was imported: {} people.", record.file, record.people.unwrap_or_default());
    model.desk.edit(&what, |plan| {
        plan.take_in(record);
        record_milestone(plan, line);
        plan.remember_columns(&columns);
    });
    // Where something else changed meanwhile, `settle` sees that this was not the plan that was measured.
    super::stop_measuring(model);
    model.reading = None;
    model.indexed = Some(plan);
    model.desk.measured = Some(measured);
    model.desk.advise();
    model.desk.say(State::Good, says);
}

/// Takes in whether somebody else changed the file since it was read or written.
pub(super) fn looked(model: &mut Model, outside: Outside) {
    // What is not on disk yet waits for a save that tells, or was told of already: nobody is asked twice.
    if outside == Outside::Same || !is_saved(model) {
        return;
    }
    // What is being typed must not be lost by reading the file again; it is a change then, whose save tells.
    super::leave_top(model);
    let Some(open) = model.desk.open.as_ref().filter(|open| open.document.is_saved()) else { return };
    match outside {
        Outside::Same => {}
        Outside::Changed => {
            let (path, revision) = (open.path.clone(), open.document.revision());
            model.desk.start("Reading the plan again", Job::Reload(revision));
            model.desk.say(
                State::Attention,
                format!("{} was changed by another program and is read again.", path.display()),
            );
        }
        Outside::Gone if model.desk.saving == Saving::NotSaved => {}
        Outside::Gone => {
            model.desk.saving = Saving::NotSaved;
            model
                .desk
                .say(State::Blocked, "The file of the plan is gone. Ctrl+S asks whether to write it again.");
        }
    }
}

/// The ways to open a plan somebody else has open, in the order in which they are offered.
pub(crate) const ACCESS: [(Access, &str); 2] = [
    (Access::ReadOnly, "Look only: nothing can be changed"),
    (Access::TakeOver, "Open it all the same: the other one will be told of a conflict"),
];
