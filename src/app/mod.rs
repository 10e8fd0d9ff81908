//! Behaviour: one model, one function that changes it, and effects as data.
//!
//! [`update`] turns an [`Event`] into a changed [`Model`] and a list of [`Effect`]s. It touches no file, starts no
//! thread and asks no clock, so every behaviour of the wizard is tested by calling it. Screens are a stack; the top
//! one is asked first, and what it does not want ([`Go::Pass`]) is done here.
//!
//! The loop's input is called *event* and not *message*, because in this program a message is a mail to people.

mod action;
mod column;
mod compared;
mod decide;
mod desk;
mod document;
mod effect;
mod event;
mod finished;
mod keys;
mod measuring;
mod needed;
mod people;
mod scope;
#[cfg(test)]
mod tests;
mod ways;

use std::sync::Arc;

use crossterm::event::KeyEvent;

pub use action::{Action, Edit};
pub use column::Column;
pub use compared::{Compared, Totals};
pub use decide::{Decided, Proposal, Reviewed, Told, decide, holds, review};
pub use desk::{Desk, Notice, Open, Running, Saving};
pub use document::Document;
pub use effect::{Access, Effect, Export, Import, Job, NotTaken, Order, Question, Version, View};
pub use event::{
    Entry, Event, Far, Found, Imported, JobId, Looked, Measured, Opened, Outcome, Outside, RecentPlan,
    SamplePlan,
};
pub(crate) use finished::ACCESS;
pub use keys::{Binding, KEYS, Show, action_for, bindings, letter_of, name_of, shown};
pub use needed::{CasesOpened, Needed, open_needed, open_needed_cases};
pub use people::{carried, fitting};
pub use scope::Scope;

use crate::plan::Plan;
use crate::screens::{self, Go, Screen, Way};
use crate::widgets::State;
pub(crate) use measuring::escape_stops;
use measuring::{measure, measure_again, moves_standings, new_reading, stop_measuring, waits_for_counting};
use ways::{go_to_page, go_to_phase, go_to_place, is_held, remember};

/// Everything there is while the wizard runs.
pub struct Model {
    /// The open screens, the one on top last; never empty.
    pub screens: Vec<Box<dyn Screen>>,
    /// Everything that is not a screen.
    pub desk: Desk,
    requested: u64,
    /// The plan everyone was measured for, or is being measured for.
    indexed: Option<Arc<Plan>>,
    measuring: Option<JobId>,
    /// The reading that came or changed and that the measurement under way is the first to know.
    reading: Option<String>,
    /// When the plan just opened was last saved, until that is said.
    greeting: Option<String>,
    leaving: bool,
}

impl Model {
    /// Starts on the home screen.
    #[must_use]
    pub fn new(desk: Desk) -> Model {
        let screens = vec![screens::home()];
        Model {
            screens,
            desk,
            requested: 0,
            indexed: None,
            measuring: None,
            reading: None,
            greeting: None,
            leaving: false,
        }
    }

    /// Asks for what the first screen needs; called once before the first event.
    pub fn begin(&mut self, path: Option<std::path::PathBuf>) -> Vec<Effect> {
        let (what, job) = match path {
            Some(path) => ("Opening the plan", Job::Open(path, Access::Alone)),
            None => ("Looking for plans", Job::Recent),
        };
        self.desk.start(what, job);
        std::mem::take(&mut self.desk.effects)
    }

    /// Goes to a page by its id; `phase-3` is the menu of a phase.
    pub fn go(&mut self, page: &str) {
        let phase = page.strip_prefix("phase-").and_then(|number| number.parse().ok());
        match (phase, screens::page(page)) {
            (Some(number), _) => follow(self, Go::Phase(number)),
            (None, Some(page)) => follow(self, Go::Page(page.id)),
            (None, None) => follow(self, Go::Page("overview")),
        }
    }

    fn top(&mut self) -> Option<(&mut Box<dyn Screen>, &mut Desk)> {
        self.screens.last_mut().map(|top| (top, &mut self.desk))
    }
}

/// Changes the model by what happened and returns the work that follows from it.
pub fn update(model: &mut Model, event: Event) -> Vec<Effect> {
    match event {
        Event::Key(key) => press(model, &key),
        Event::Pasted(text) => {
            // Most terminals send the end of a pasted line as CR.
            let text = text.replace("\r\n", "\n").replace('\r', "\n");
            if let Some((top, desk)) = model.top() {
                top.pasted(&text, desk);
            }
        }
        Event::Resized(columns, rows) => model.desk.size = (columns, rows),
        Event::Working(job, far) => {
            if let Some(running) = model.desk.jobs.get_mut(&job) {
                running.far = far;
            }
        }
        Event::Finished(job, outcome) => finished::finished(model, job, outcome),
        Event::Looked(outside) => finished::looked(model, outside),
    }
    settle(model);
    std::mem::take(&mut model.desk.effects)
}

/// Keeps what is being typed when the program is asked to end from outside, and tries once more what could not be saved;
/// returns the saves that follow.
pub fn parting(model: &mut Model) -> Vec<Effect> {
    save_now(model);
    std::mem::take(&mut model.desk.effects)
}

fn press(model: &mut Model, key: &KeyEvent) {
    let Some((top, desk)) = model.top() else { return };
    let scopes = top.scopes(desk);
    let go = match action_for(&scopes, key) {
        Some(action) => {
            desk.notice = None;
            match top.act(action, desk) {
                Go::Pass => return pass(model, action),
                go => go,
            }
        }
        None => match letter_of(key) {
            Some(letter) => top.letter(letter, desk),
            None => Go::Stay,
        },
    };
    follow(model, go);
}

/// Does what every screen has in common.
fn pass(model: &mut Model, action: Action) {
    match action {
        Action::Help => follow(model, Go::To(screens::help(model))),
        Action::Palette => follow(model, Go::To(screens::palette(model))),
        Action::Back if escape_stops(model) => {
            stop_measuring(model);
            model.desk.say(State::Attention, "Measuring was stopped. Enter goes on with it.");
        }
        Action::Back => back(model),
        Action::Open if waits_for_counting(model) => measure_again(model),
        Action::Quit if is_held(model, Way::Quit) => {}
        Action::Quit | Action::Interrupt => quit(model),
        Action::Undo | Action::Redo => step(model, action),
        Action::Save => save_now(model),
        Action::Overview => follow(model, Go::Page("overview")),
        Action::Phase(number) => follow(model, Go::Phase(number)),
        Action::People => follow(model, Go::Page("people")),
        Action::Findings => follow(model, Go::Page("findings")),
        Action::Alike => follow(model, Go::Page("alike")),
        Action::Documents => follow(model, Go::Page("documents")),
        Action::Import => follow(model, Go::Page("import")),
        _ => {}
    }
}

/// Goes where a screen wants to go.
pub(crate) fn follow(model: &mut Model, go: Go) {
    match go {
        Go::Stay | Go::Pass => {}
        Go::Back => back(model),
        Go::To(screen) => {
            leave_top(model);
            model.screens.push(screen);
        }
        Go::Instead(screen) => {
            model.screens.pop();
            // The page that is shown next may be the one below already.
            let page = screen.place().map(|(page, ..)| page);
            let below = model.screens.last().and_then(|below| below.place()).map(|(page, ..)| page);
            if page.is_some() && page == below {
                model.screens.pop();
            }
            model.screens.push(screen);
        }
        Go::Page(id) => {
            go_to_page(model, id);
        }
        Go::Phase(number) => go_to_phase(model, number),
        Go::Place(place) => go_to_place(model, &place),
        Go::Quit => {
            model.leaving = true;
            model.desk.effects.push(Effect::Quit);
        }
        Go::Do(action) => {
            model.screens.pop();
            if let Some((top, desk)) = model.top() {
                match top.act(action, desk) {
                    Go::Pass => pass(model, action),
                    go => follow(model, go),
                }
            }
        }
    }
}

fn leave_top(model: &mut Model) {
    if let Some((top, desk)) = model.top() {
        top.leave(desk);
    }
}

fn back(model: &mut Model) {
    leave_top(model);
    if model.screens.len() > 1 {
        model.screens.pop();
        if let Some((top, desk)) = model.top() {
            top.refresh(desk);
        }
    } else {
        model.desk.say(State::Quiet, "This is the first page. q leaves the program.");
    }
}

fn quit(model: &mut Model) {
    leave_top(model);
    settle(model);
    remember(model);
    model.leaving = true;
    match model.desk.saving {
        Saving::Saved => model.desk.effects.push(Effect::Quit),
        // The result of the save decides: see `finished`.
        Saving::Saving => model.desk.say(State::Quiet, "Saving before leaving."),
        Saving::NotSaved => {
            model.leaving = false;
            let ask = screens::ask_to_leave(model);
            follow(model, Go::To(ask));
        }
    }
}

fn step(model: &mut Model, action: Action) {
    let Some(open) = model.desk.open.as_mut().filter(|open| open.read_only.is_none()) else { return };
    let (told, verb) = match action {
        Action::Undo => (open.document.undo(), "Undone"),
        _ => (open.document.redo(), "Done again"),
    };
    match told {
        Some(what) => model.desk.say(State::Good, format!("{verb}: {what}.")),
        None => model.desk.say(State::Quiet, "There is nothing more to undo or redo here."),
    }
    refresh(model);
}

/// Lets every screen look at the plan again, and leaves those whose entry went with the change.
fn refresh(model: &mut Model) {
    while model.screens.len() > 1 && model.screens.last().is_some_and(|top| top.is_gone(&model.desk)) {
        model.screens.pop();
    }
    for screen in &mut model.screens {
        screen.refresh(&mut model.desk);
    }
}

fn save_now(model: &mut Model) {
    leave_top(model);
    settle(model);
    if let Some(open) = &model.desk.open
        && model.desk.saving == Saving::NotSaved
    {
        let version = open.version();
        model.desk.saving = Saving::Saving;
        model.desk.start("Saving", Job::Save(version));
    } else {
        model.desk.say(State::Good, "Every change is saved by itself.");
    }
}

/// Asks for what follows from a changed plan: saving it, and measuring everyone where standings may have moved.
fn settle(model: &mut Model) {
    let Some(open) = &model.desk.open else { return };
    let version = open.version();
    if version.revision != model.requested {
        let plan = Arc::clone(&version.plan);
        model.requested = version.revision;
        model.desk.saving = Saving::Saving;
        model.desk.start("Saving", Job::Save(version));
        let known = model.indexed.as_ref();
        if known.is_none_or(|known| moves_standings(known, &plan)) {
            let reading = known.and_then(|known| new_reading(known, &plan, model.desk.today));
            model.reading = reading.or(model.reading.take());
            measure(model, plan);
        }
        model.desk.advise();
    }
}
