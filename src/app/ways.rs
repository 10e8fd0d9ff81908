//! Where one goes: to a page, to a phase, to the answer at a place; and who asks before something is lost on the way.

use super::{Job, Model, follow, leave_top};
use crate::screens::{self, Go, Way};
use crate::widgets::State;

/// Asks the screens, from the top down, whether something on them would be lost that way; the one that asks comes to
/// the top.
pub(super) fn is_held(model: &mut Model, way: Way) -> bool {
    let desk = &mut model.desk;
    let asking = model.screens.iter_mut().rposition(|screen| screen.asks_before(way, desk));
    if let Some(at) = asking {
        model.screens.truncate(at + 1);
    }
    asking.is_some()
}

/// Says whether one can go that way: a plan is open, and nothing is lost unasked.
fn may_go(model: &mut Model, way: Way) -> bool {
    if model.desk.open.is_none() {
        model.desk.say(State::Attention, "Open a plan first.");
        return false;
    }
    !is_held(model, way)
}

/// Opens a page on top of the overview, so that Esc leads there; the import on top of where one is, since one comes back
/// from it.
/// Returns whether one went: no plan may be open, or a page may ask first.
pub(super) fn go_to_page(model: &mut Model, id: &'static str) -> bool {
    if !may_go(model, Way::Page(id)) {
        return false;
    }
    leave_top(model);
    if id == "import" {
        while model.screens.len() > 1 && model.screens.last().is_some_and(|top| top.is_popup()) {
            model.screens.pop();
        }
    } else {
        model.screens.truncate(1);
    }
    if id != "overview"
        && let Some(page) = screens::page(id)
    {
        if let Some(phase) = page.phase {
            model.screens.push(screens::phase_at(phase, id));
        }
        model.screens.push((page.open)(&mut model.desk));
    }
    remember(model);
    true
}

pub(super) fn go_to_phase(model: &mut Model, number: u8) {
    if !may_go(model, Way::Phase(number)) {
        return;
    }
    leave_top(model);
    model.screens.truncate(1);
    model.screens.push(screens::phase(number));
    remember(model);
}

/// Opens the page on which the answer at a place is given, on that answer. From a page of findings, a gate or a person
/// Esc leads back there, so that one thing after the other can be mended.
pub(super) fn go_to_place(model: &mut Model, place: &crate::plan::Place) {
    let Some(page) = screens::page_of(place) else { return };
    if model.screens.len() == 1 {
        if !go_to_page(model, page.id) {
            return;
        }
        let deeper = model.top().and_then(|(top, desk)| top.show(place, desk));
        if let Some(screen) = deeper {
            follow(model, Go::To(screen));
        }
        return;
    }
    leave_top(model);
    let mut screen = (page.open)(&mut model.desk);
    let deeper = screen.show(place, &mut model.desk);
    model.screens.push(deeper.unwrap_or(screen));
    remember(model);
}

/// Notes in the state folder where one is, so that opening the plan again leads here.
pub(super) fn remember(model: &mut Model) {
    if model.desk.open.is_some() {
        let (page, entry, field) =
            model.screens.iter().rev().find_map(|screen| screen.place()).unwrap_or_default();
        model.desk.start("", Job::Remember(page, entry, field));
    }
}
