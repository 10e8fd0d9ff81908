//! Everybody, one row each: a table of which only the rows in sight are written, a filter line, an order, and a selection.
//!
//! Filtering, ordering and carrying a selection over are jobs (`rows`, `selection`); of several questions only the newest
//! is answered, and the rows before stay in sight until then. `table` draws, `view` is where columns are chosen.

mod rows;
mod selection;
mod table;
#[cfg(test)]
mod tests;
mod view;

use std::cell::Cell;
use std::rc::Rc;
use std::sync::Arc;

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::act::Act;
use super::filtering::FilterLine;
use super::person::Person;
use super::{Go, Screen};
use crate::app::{Action, Desk, Edit, JobId, Order, Outcome, Scope};
use crate::progress::Roster;
use crate::widgets::{Canvas, State, Window};
pub(super) use rows::{Among, Rows};
use rows::{Asked, Known};
use selection::Selection;
use view::{Columns, OrderBy};

/// Rows above the first person: filter line, its problem or the order, column titles.
const ABOVE: u16 = 3;

/// Said while no list and no decision names anybody.
const EMPTY: &str = "Everybody your lists name stands here, one row a person, with what they are now: outstanding, \
                     invited, consolidated. No list was imported yet. Press i and choose a file: the release list \
                     from Zoom, or the users export of your account.";

/// Said while the lists are read for the first time.
const COMING: &str = "Measuring… Everybody appears here in a moment.";
/// Said when that was stopped.
const STOPPED: &str = "Nobody was measured, because that was stopped. Enter goes on with it.";

/// Says whether an action needs more than the first people, or where they stand.
fn asks_of_everybody(action: Action) -> bool {
    matches!(
        action,
        Action::Open
            | Action::Act
            | Action::Exclude
            | Action::Toggle
            | Action::SelectAll
            | Action::SelectOthers
            | Action::SelectNobody
    )
}

/// The table of people.
#[derive(Default)]
pub(super) struct People {
    /// The roster the rows are of; replaced together with them.
    roster: Option<Arc<Roster>>,
    /// Only the first people are there, and nobody knows yet where they stand.
    is_first: bool,
    rows: Option<Rows>,
    window: Window,
    filter: FilterLine,
    is_typing: bool,
    /// The filter another page led here with.
    led_by: Option<String>,
    /// The filter as it was before it was typed in.
    before: String,
    /// The order the rows are in or were asked for in.
    order: Order,
    /// The question that is open.
    asked: Option<Asked>,
    /// What was answered before.
    known: Known,
    selection: Selection,
    /// How many columns behind the address are scrolled out.
    scrolled: usize,
    /// The row a person's page on top has gone to.
    gone_to: Rc<Cell<Option<usize>>>,
}

impl People {
    /// Makes the table of everybody.
    pub(super) fn new(desk: &mut Desk) -> People {
        let mut people = People { order: desk.view.order, ..People::default() };
        people.ask(desk);
        people
    }

    /// Makes the table of those who fit a filter; Esc leads back to where it was asked for.
    pub(super) fn of(filter: &str, desk: &mut Desk) -> People {
        let mut people =
            People { order: desk.view.order, led_by: Some(filter.to_owned()), ..People::default() };
        people.filter = FilterLine::new(filter);
        people.ask(desk);
        people
    }

    fn sort(&mut self, action: Action, desk: &mut Desk) -> Go {
        let mut order = self.order;
        if action == Action::SortOther {
            order.descending = !order.descending;
        } else {
            let columns = &desk.view.columns;
            let at = order.column.and_then(|column| columns.iter().position(|known| *known == column));
            let next = order.column.map_or(Some(0), |_| at.map(|at| at + 1));
            order = Order { column: next.and_then(|next| columns.get(next).copied()), descending: false };
        }
        desk.view.order = order;
        desk.keep_view();
        self.in_order(desk);
        Go::Stay
    }

    /// Asks again when another order was chosen.
    fn in_order(&mut self, desk: &mut Desk) {
        if self.order != desk.view.order {
            self.order = desk.view.order;
            self.ask(desk);
        }
    }

    fn type_in(&mut self, action: Action, desk: &mut Desk) -> Go {
        match action {
            Action::Edit(edit) => {
                self.filter.edit(edit, desk);
                if matches!(edit, Edit::Backspace | Edit::Delete | Edit::DeleteWord | Edit::DeleteToStart) {
                    self.ask(desk);
                }
            }
            Action::Undo => {
                self.filter = FilterLine::new(&self.before);
                self.filter.look(desk);
                self.ask(desk);
            }
            Action::Next => {
                if self.filter.complete(desk) {
                    self.ask(desk);
                } else {
                    self.is_typing = false;
                }
            }
            Action::Open if self.filter.has_chosen() => {
                self.filter.complete(desk);
                self.ask(desk);
            }
            Action::Down | Action::Up if self.filter.choose(action) => {}
            // What cannot be understood asks for nobody: it is mended, or given up with Esc.
            Action::Open if self.filter.problem().is_some() => self.filter.judge(),
            Action::Back if self.filter.problem().is_some() => {
                self.filter = FilterLine::new(&self.before);
                self.is_typing = false;
                self.ask(desk);
            }
            Action::Open | Action::Back => self.is_typing = false,
            action if self.window.act(action, self.len(), People::height(desk)) => {}
            _ => return Go::Pass,
        }
        Go::Stay
    }

    fn leave_filter(&mut self, desk: &mut Desk) -> Go {
        let text = self.filter.text();
        if text.is_empty() || self.led_by.as_deref() == Some(text) {
            self.give_up(desk);
            return Go::Pass;
        }
        self.filter = FilterLine::default();
        self.ask(desk);
        Go::Stay
    }

    fn open_person(&self, desk: &Desk) -> Go {
        let (Some(email), Some(among)) = (self.chosen(), self.among()) else { return Go::Pass };
        Go::To(Box::new(Person::among(email, among, desk)))
    }

    /// Opens the pop-up about the selected people, or the one chosen where nobody is selected.
    fn act_on(&self, what: Action, desk: &mut Desk) -> Go {
        let selected = self.roster.as_ref().filter(|_| !self.selection.is_empty());
        let act = match (selected, self.chosen()) {
            (Some(roster), _) => Act::on_selected(Arc::clone(roster), self.selection.people()),
            (None, Some(email)) => Act::new(email, desk),
            (None, None) => return Go::Stay,
        };
        Go::To(Box::new(if what == Action::Exclude { act.excluding() } else { act }))
    }

    fn height(desk: &Desk) -> usize {
        usize::from(desk.size.1).saturating_sub(usize::from(ABOVE) + 4)
    }
}

impl Screen for People {
    fn title(&self, _desk: &Desk) -> String {
        if self.selection.is_empty() {
            "People".to_owned()
        } else {
            format!("People · {}", self.selection.says())
        }
    }
    fn about(&self) -> &'static str {
        "Everybody the lists and the plan name. / narrows the rows: a part of an address or name, or words such as \
         standing:outstanding, dept:sales, mark:paid, -mark:leaver; Tab completes them. Space selects, a acts on those \
         who are selected, o and c choose order and columns."
    }
    fn scopes(&self, _desk: &Desk) -> Vec<Scope> {
        if self.is_typing {
            vec![Scope::Filtering, Scope::Typing]
        } else {
            vec![Scope::People, Scope::Person, Scope::Lists, Scope::Rows, Scope::Browsing]
        }
    }
    fn act(&mut self, action: Action, desk: &mut Desk) -> Go {
        if self.is_typing {
            return self.type_in(action, desk);
        }
        if self.is_first && asks_of_everybody(action) {
            if desk.is_measuring() {
                desk.say(State::Quiet, "These are only the first people. This works once everybody is read.");
            }
            return if action == Action::Open { Go::Pass } else { Go::Stay };
        }
        match action {
            Action::Filter | Action::Previous => {
                self.before = self.filter.text().to_owned();
                self.is_typing = true;
                self.filter.look(desk);
                Go::Stay
            }
            Action::Sort | Action::SortOther => self.sort(action, desk),
            Action::OrderBy => Go::To(Box::new(OrderBy::new(desk))),
            Action::Columns => Go::To(Box::new(Columns::new(desk))),
            Action::Toggle | Action::SelectAll | Action::SelectOthers | Action::SelectNobody => {
                self.select(action, desk)
            }
            Action::Back => self.leave_filter(desk),
            Action::Open => self.open_person(desk),
            Action::Act | Action::Exclude => self.act_on(action, desk),
            Action::Left => {
                self.scrolled = self.scrolled.saturating_sub(1);
                Go::Stay
            }
            Action::Right => {
                self.scrolled = (self.scrolled + 1).min(desk.view.columns.len().saturating_sub(2));
                Go::Stay
            }
            action if self.window.act(action, self.len(), People::height(desk)) => Go::Stay,
            _ => Go::Pass,
        }
    }
    fn letter(&mut self, letter: char, desk: &mut Desk) -> Go {
        if self.is_typing {
            self.filter.letter(letter, desk);
            self.ask(desk);
        }
        Go::Stay
    }
    fn pasted(&mut self, text: &str, desk: &mut Desk) {
        self.is_typing = true;
        self.filter.paste(text, desk);
        self.ask(desk);
    }
    fn told(&mut self, job: JobId, outcome: &Outcome, desk: &mut Desk) -> Go {
        if self.selection.told(job, outcome) || self.answered(job, outcome, desk) {
            Go::Stay
        } else {
            Go::Pass
        }
    }
    fn refresh(&mut self, desk: &mut Desk) {
        if let Some(row) = self.gone_to.take() {
            self.window.choose(row);
        }
        self.scrolled = self.scrolled.min(desk.view.columns.len().saturating_sub(2));
        if self.is_typing {
            self.filter.look(desk);
        }
        self.in_order(desk);
        if desk.measured.is_none() {
            self.show_first(desk);
        }
        let newest = desk.measured.as_ref().map(|measured| &measured.roster).or(desk.first.as_ref());
        let is_new = match (newest, &self.roster) {
            (Some(newest), Some(shown)) => !Arc::ptr_eq(newest, shown),
            (newest, shown) => newest.is_some() != shown.is_some(),
        };
        if is_new {
            self.ask(desk);
        }
    }
    fn place(&self) -> Option<(String, String, String)> {
        Some(("people".to_owned(), String::new(), String::new()))
    }
    fn draw(&self, desk: &Desk, area: Rect, canvas: &mut Canvas) {
        let Some(roster) = &self.roster else {
            let says = if desk.is_measuring() { COMING } else { STOPPED };
            canvas.paragraph(area, ABOVE, says, Style::new());
            self.draw_filter(None, area, canvas);
            return;
        };
        if roster.is_empty() && self.filter.text().is_empty() {
            canvas.paragraph(Rect { width: area.width.min(74), ..area }, 0, EMPTY, Style::new());
            return;
        }
        self.draw_rows(desk, roster, area, canvas);
        self.draw_filter(Some(roster), area, canvas);
    }
}
