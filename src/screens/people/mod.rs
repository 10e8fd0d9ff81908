//! Everybody, one row each: a table of which only the rows in sight are written, a filter line, and an order.
//!
//! Filtering and ordering are jobs; of several questions only the newest is answered, and the rows before stay in
//! sight until then.

mod table;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::act::Act;
use super::person::Person;
use super::{Go, Screen};
use crate::app::{Action, Column, Desk, Edit, Found, Job, JobId, Order, Outcome, Question, Scope};
use crate::progress::{Filter, FilterError, PersonId, Roster};
use crate::widgets::{Canvas, Line, Window};
use crate::wording::count;

/// Rows above the first person: filter line, its problem or the order, column titles.
const ABOVE: u16 = 3;

/// Said while no list and no decision names anybody.
const EMPTY: &str = "Everybody your lists name stands here, one row a person, with what they are now: outstanding, \
                     invited, consolidated. No list was imported yet. Press i and choose a file: the release list \
                     from Zoom, or the users export of your account.";

/// Who is shown, of one roster.
enum Rows {
    Everybody,
    Found(Found),
}

/// More than any screen shows: so many rows are asked for first, so that they are there at once.
const FIRST: usize = 250;

/// The table of people.
#[derive(Default)]
pub(super) struct People {
    /// The roster the rows are of; replaced together with them.
    roster: Option<Arc<Roster>>,
    rows: Option<Rows>,
    window: Window,
    filter: Line,
    is_typing: bool,
    /// The filter as it was before it was typed in.
    before: String,
    problem: Option<FilterError>,
    order: Order,
    /// The question that is open, and the roster it was asked of.
    job: Option<(JobId, Arc<Roster>)>,
    /// How many columns behind the address are scrolled out.
    scrolled: usize,
}

impl People {
    /// Makes the table of everybody.
    pub(super) fn new(desk: &mut Desk) -> People {
        let mut people = People::default();
        people.ask(desk);
        people
    }

    fn len(&self) -> usize {
        match (&self.rows, &self.roster) {
            (Some(Rows::Found(found)), _) => found.rows.len(),
            (Some(Rows::Everybody), Some(roster)) => roster.len(),
            _ => 0,
        }
    }

    fn at(&self, row: usize) -> Option<PersonId> {
        match &self.rows {
            Some(Rows::Found(found)) => found.rows.get(row).copied(),
            Some(Rows::Everybody) => (row < self.len()).then(|| PersonId(count(row))),
            None => None,
        }
    }

    fn chosen(&self) -> Option<String> {
        let person = self.roster.as_ref()?.person(self.at(self.window.chosen())?);
        Some(person.email().to_owned())
    }

    /// Asks who fits the filter, in the order chosen; a question that is still open is given up.
    fn ask(&mut self, desk: &mut Desk) {
        self.problem = Filter::parse(self.filter.text()).err();
        self.give_up(desk);
        let Some(measured) = &desk.measured else { return };
        let roster = Arc::clone(&measured.roster);
        if self.problem.is_some() {
            return;
        }
        if self.filter.text().trim().is_empty() && self.order == Order::default() {
            self.show(roster, Rows::Everybody);
        } else {
            self.look_for(roster, Some(FIRST), desk);
        }
    }

    /// Starts looking for those who fit; the place of the person chosen among them is asked for too.
    fn look_for(&mut self, roster: Arc<Roster>, enough: Option<usize>, desk: &mut Desk) {
        let (filter, order) = (self.filter.text().to_owned(), self.order);
        let place_of = self.chosen().and_then(|email| roster.find(&email));
        let asked = Question { roster: Arc::clone(&roster), filter, order, enough, place_of };
        // Told beside the count and not by name: a filter is asked with every letter.
        self.job = Some((desk.start("", Job::Filter(Box::new(asked))), roster));
    }

    fn give_up(&mut self, desk: &mut Desk) {
        if let Some((job, _)) = self.job.take() {
            desk.cancel(job);
        }
    }

    /// Takes rows in and stays on the person chosen, where the person is still among them.
    fn show(&mut self, roster: Arc<Roster>, rows: Rows) {
        let was = self.chosen().and_then(|email| roster.find(&email));
        self.roster = Some(roster);
        let row = was.and_then(|person| match &rows {
            Rows::Everybody => usize::try_from(person.0).ok(),
            Rows::Found(found) => {
                let is_there = |row: &usize| found.rows.get(*row) == Some(&person);
                // The choice may have moved on since the place was asked for; in the order of the lists it is looked up.
                found.place.filter(is_there).or_else(|| match self.order {
                    Order { column: None, descending: false } => found.rows.binary_search(&person).ok(),
                    _ => None,
                })
            }
        });
        self.rows = Some(rows);
        self.window.choose(row.unwrap_or(0));
    }

    fn sort(&mut self, action: Action, desk: &mut Desk) -> Go {
        if action == Action::SortOther {
            self.order.descending = !self.order.descending;
        } else {
            let next = self.order.column.map_or(0, |column| column as usize + 1);
            self.order = Order { column: Column::ALL.get(next).copied(), descending: false };
        }
        self.ask(desk);
        Go::Stay
    }

    fn type_in(&mut self, action: Action, desk: &mut Desk) -> Go {
        match action {
            Action::Edit(edit) => {
                self.filter.edit(edit);
                if matches!(edit, Edit::Backspace | Edit::Delete | Edit::DeleteWord | Edit::DeleteToStart) {
                    self.ask(desk);
                }
            }
            Action::Undo => {
                self.filter = Line::new(&self.before);
                self.ask(desk);
            }
            Action::Open | Action::Next | Action::Down | Action::Back => self.is_typing = false,
            action if self.window.act(action, self.len(), People::height(desk)) => {}
            _ => return Go::Pass,
        }
        Go::Stay
    }

    fn leave_filter(&mut self, desk: &mut Desk) -> Go {
        if self.filter.text().is_empty() {
            self.give_up(desk);
            return Go::Pass;
        }
        self.filter = Line::default();
        self.ask(desk);
        Go::Stay
    }

    fn about_chosen(&self, desk: &Desk, screen: fn(String, &Desk) -> Box<dyn Screen>) -> Go {
        self.chosen().map_or(Go::Stay, |email| Go::To(screen(email, desk)))
    }

    fn height(desk: &Desk) -> usize {
        usize::from(desk.size.1).saturating_sub(usize::from(ABOVE) + 4)
    }
}

impl Screen for People {
    fn title(&self, _desk: &Desk) -> String {
        "People".to_owned()
    }
    fn about(&self) -> &'static str {
        "Everybody the lists and the plan name. / narrows the rows: a part of an address or name, or words such as \
         standing:outstanding, dept:sales, mark:paid, -mark:leaver. s orders them by the next column."
    }
    fn scopes(&self, _desk: &Desk) -> Vec<Scope> {
        if self.is_typing {
            vec![Scope::Searching, Scope::Typing]
        } else {
            vec![Scope::People, Scope::Person, Scope::Lists, Scope::Rows, Scope::Browsing]
        }
    }
    fn act(&mut self, action: Action, desk: &mut Desk) -> Go {
        if self.is_typing {
            return self.type_in(action, desk);
        }
        match action {
            Action::Filter => {
                self.before = self.filter.text().to_owned();
                self.is_typing = true;
                Go::Stay
            }
            Action::Previous => self.act(Action::Filter, desk),
            Action::Sort | Action::SortOther => self.sort(action, desk),
            Action::Back => self.leave_filter(desk),
            Action::Open => self.about_chosen(desk, |email, desk| Box::new(Person::new(email, desk))),
            Action::Act => self.about_chosen(desk, |email, desk| Box::new(Act::new(email, desk))),
            Action::Exclude => self.about_chosen(desk, |email, desk| Box::new(Act::exclude(email, desk))),
            Action::Left => {
                self.scrolled = self.scrolled.saturating_sub(1);
                Go::Stay
            }
            Action::Right => {
                self.scrolled = (self.scrolled + 1).min(Column::ALL.len() - 2);
                Go::Stay
            }
            action if self.window.act(action, self.len(), People::height(desk)) => Go::Stay,
            _ => Go::Pass,
        }
    }
    fn letter(&mut self, letter: char, desk: &mut Desk) -> Go {
        if self.is_typing {
            self.filter.letter(letter);
            self.ask(desk);
        }
        Go::Stay
    }
    fn pasted(&mut self, text: &str, desk: &mut Desk) {
        self.is_typing = true;
        self.filter.paste(text);
        self.ask(desk);
    }
    fn told(&mut self, job: JobId, outcome: &Outcome, desk: &mut Desk) -> Go {
        match self.job.take() {
            Some((asked, roster)) if asked == job => {
                if let Outcome::Filtered(found) = outcome {
                    self.show(Arc::clone(&roster), Rows::Found(found.clone()));
                    if found.more {
                        self.look_for(roster, None, desk);
                    }
                }
                Go::Stay
            }
            other => {
                self.job = other;
                Go::Pass
            }
        }
    }
    fn refresh(&mut self, desk: &mut Desk) {
        let newest = desk.measured.as_ref().map(|measured| &measured.roster);
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
            canvas.paragraph(area, 0, "Measuring… Everybody appears here in a moment.", Style::new());
            return;
        };
        if roster.is_empty() && self.filter.text().is_empty() {
            canvas.paragraph(Rect { width: area.width.min(74), ..area }, 0, EMPTY, Style::new());
            return;
        }
        self.draw_rows(desk, roster, area, canvas);
        self.draw_filter(roster, area, canvas);
    }
}
