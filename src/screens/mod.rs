//! The pages of the wizard: what each shows, which keys apply on it, and what a wish does there.
//!
//! A screen holds only what the eye sees: which row is chosen, what is being typed. Everything else is on the
//! [`Desk`]. `draw` takes `&self`, so drawing cannot change anything. [`PAGES`] is the one list of pages: the menus
//! of the phases, the palette, "where to mend it" and the snapshots of the tests read it.

mod act;
mod alike;
mod answer_for;
mod ask;
mod by_name;
mod calendar;
mod chain;
mod changes;
mod counts;
mod difference;
mod documents;
mod enforced_today;
mod entries;
mod filtering;
mod findings;
mod form;
mod frame;
mod gate;
mod grouped;
mod guide;
mod help;
mod home;
mod import;
mod licences;
mod numbers;
mod overview;
mod pages;
mod palette;
mod path;
mod people;
mod person;
mod phase;
mod populations;
mod progress;
mod release;
mod search;
mod sub_accounts;
mod trouble;
mod why;

use crate::app::{Action, Desk, JobId, Model, Outcome, Scope};
use crate::plan::Place;
use crate::widgets::Canvas;
use ratatui::layout::Rect;

pub(crate) use ask::{ask_busy, ask_conflict, ask_to_leave};
pub use frame::draw;
pub(crate) use home::home;
pub use pages::{PAGES, Page, page, page_of};
pub(crate) use phase::{phase, phase_at};
pub(crate) use trouble::trouble;

/// Where a screen wants to go after an action.
pub enum Go {
    /// Nowhere.
    Stay,
    /// Nowhere, and the action was not the screen's business.
    Pass,
    /// One step back.
    Back,
    /// To a screen on top of this one.
    To(Box<dyn Screen>),
    /// To a screen in the place of this one.
    Instead(Box<dyn Screen>),
    /// To a page of [`PAGES`].
    Page(&'static str),
    /// To the pages of a phase.
    Phase(u8),
    /// To the answer at a place.
    Place(Place),
    /// Close this pop-up and do this on the screen below.
    Do(Action),
    /// Out of the program.
    Quit,
}

/// A way out of a page that does not lead back to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// To a page of [`PAGES`].
    Page(&'static str),
    /// To the pages of a phase.
    Phase(u8),
    /// Out of the program.
    Quit,
}

/// A page or pop-up: what it shows and what a wish does on it.
pub trait Screen {
    /// Returns its name in the title line.
    fn title(&self, desk: &Desk) -> String;

    /// Returns in one or two sentences what it is for; the help begins with it.
    fn about(&self) -> &'static str;

    /// Returns which keys apply now, the most special first.
    fn scopes(&self, desk: &Desk) -> Vec<Scope>;

    /// Does what a person wants.
    fn act(&mut self, action: Action, desk: &mut Desk) -> Go;

    /// Takes a typed letter.
    fn letter(&mut self, _letter: char, _desk: &mut Desk) -> Go {
        Go::Stay
    }

    /// Takes pasted text; it never submits.
    fn pasted(&mut self, text: &str, desk: &mut Desk) {
        for letter in text.chars().filter(|letter| !letter.is_control()) {
            let _ = self.letter(letter, desk);
        }
    }

    /// Takes in how a job ended; [`Go::Pass`] when it is another screen's job.
    fn told(&mut self, _job: JobId, _outcome: &Outcome, _desk: &mut Desk) -> Go {
        Go::Pass
    }

    /// Keeps what is being typed, before the screen is left or covered.
    fn leave(&mut self, _desk: &mut Desk) {}

    /// Asks on this screen, instead of going that way, where something on it would be lost; returns whether it does.
    fn asks_before(&mut self, _way: Way, _desk: &mut Desk) -> bool {
        false
    }

    /// Looks at the plan again after something else changed it.
    fn refresh(&mut self, _desk: &mut Desk) {}

    /// Returns whether what it is about is no longer in the plan; it is left then.
    fn is_gone(&self, _desk: &Desk) -> bool {
        false
    }

    /// Returns page, entry and field one is at, for opening the plan here again; nothing for pop-ups.
    fn place(&self) -> Option<(String, String, String)> {
        None
    }

    /// Goes to the answer at a place of this page; returns the screen to put on top when it is deeper.
    fn show(&mut self, _place: &Place, _desk: &mut Desk) -> Option<Box<dyn Screen>> {
        None
    }

    /// Draws the screen.
    fn draw(&self, desk: &Desk, area: Rect, canvas: &mut Canvas);

    /// Returns whether it is drawn over the screen below.
    fn is_popup(&self) -> bool {
        false
    }

    /// Returns whether it asks about a conflict on disk.
    fn is_about_conflict(&self) -> bool {
        false
    }
}

/// Returns the first page of an open plan.
pub(crate) fn overview() -> Box<dyn Screen> {
    Box::new(overview::Overview::default())
}

/// Returns the help for the screen on top.
pub(crate) fn help(model: &Model) -> Box<dyn Screen> {
    match model.screens.last() {
        Some(top) => Box::new(help::Help::new(top.title(&model.desk), top.about(), &top.scopes(&model.desk))),
        None => Box::new(help::Help::new(String::new(), "", &[])),
    }
}

/// Returns the list of every page and of every action that applies now.
pub(crate) fn palette(model: &Model) -> Box<dyn Screen> {
    let scopes = model.screens.last().map(|top| top.scopes(&model.desk)).unwrap_or_default();
    Box::new(palette::Palette::new(&scopes, model.desk.open.is_some()))
}

/// Goes where one was when the plan was last closed.
pub(crate) fn resume(model: &mut Model, (page_id, entry, field): &(String, String, String)) {
    if let Some(part) = page(page_id).and_then(|page| page.part)
        && !(entry.is_empty() && field.is_empty())
    {
        return crate::app::follow(model, Go::Place(Place::new(part, entry, field)));
    }
    model.go(page_id);
}
