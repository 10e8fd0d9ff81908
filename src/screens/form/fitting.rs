//! A question that is answered by a filter: the line, and how many people fit it now.

use std::sync::Arc;

use ratatui::layout::Rect;

use super::super::filtering::FilterLine;
use crate::app::{Action, Desk, Edit, Job, JobId, Order, Outcome, Question};
use crate::widgets::{Canvas, State};
use crate::wording::{count, plural, thousands};

/// A filter that is an answer of the plan.
pub(super) struct Fitting {
    pub(super) line: FilterLine,
    /// The job that looks for those who fit, and of how many.
    job: Option<(JobId, usize)>,
    /// How many fit, of how many.
    fits: Option<(usize, usize)>,
}

impl Fitting {
    pub(super) fn new(text: &str) -> Fitting {
        Fitting { line: FilterLine::new(text), job: None, fits: None }
    }

    pub(super) fn letter(&mut self, letter: char, desk: &mut Desk) {
        self.line.letter(letter, desk);
        self.ask(desk);
    }

    pub(super) fn paste(&mut self, text: &str, desk: &mut Desk) {
        self.line.paste(text, desk);
        self.ask(desk);
    }

    pub(super) fn edit(&mut self, edit: Edit, desk: &mut Desk) {
        self.line.edit(edit, desk);
        self.ask(desk);
    }

    /// Completes or chooses; returns whether the wish was about the filter.
    pub(super) fn act(&mut self, action: Action, desk: &mut Desk) -> bool {
        let wanted = match action {
            Action::Next => true,
            Action::Open => self.line.has_chosen(),
            Action::Down | Action::Up => return self.line.choose(action),
            _ => return false,
        };
        let completed = wanted && self.line.complete(desk);
        if completed {
            self.ask(desk);
        }
        completed
    }

    /// Asks how many fit; a question that is still open is given up.
    pub(super) fn ask(&mut self, desk: &mut Desk) {
        if let Some((job, _)) = self.job.take() {
            desk.cancel(job);
        }
        let Some(measured) = desk.measured.as_ref().filter(|_| self.line.problem().is_none()) else { return };
        let (roster, filter) = (Arc::clone(&measured.roster), self.line.text().to_owned());
        let of = roster.len();
        let (order, known) = (Order::default(), Vec::new());
        let question = Question { roster, filter, order, enough: None, place_of: None, known };
        self.job = Some((desk.start("", Job::Filter(Box::new(question))), of));
    }

    /// Takes in how many fit; returns whether that was asked.
    pub(super) fn told(&mut self, job: JobId, outcome: &Outcome) -> bool {
        let Some((_, of)) = self.job.take_if(|(asked, _)| *asked == job) else { return false };
        if let Outcome::Filtered(found) = outcome {
            self.fits = Some((found.rows.len(), of));
        }
        true
    }

    /// Returns how many fit, for people.
    fn says(&self) -> String {
        match (self.line.problem(), self.fits) {
            (Some(_), _) | (_, None) => String::new(),
            (None, Some(_)) if self.line.text().trim().is_empty() => {
                "An empty filter means nobody yet.".to_owned()
            }
            (None, Some((fits, of))) => {
                format!("{} of {} fit now.", thousands(count(fits)), plural(count(of), "person", "people"))
            }
        }
    }

    /// Draws the line and, below it, what there is to say; that takes `area`'s other rows.
    pub(super) fn draw(&self, area: Rect, canvas: &mut Canvas) {
        self.line.draw(area, (0, 0), canvas);
        let below = Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area };
        let style = canvas.theme.state(State::Quiet);
        let row = canvas.paragraph(below, 0, &self.says(), style);
        let left =
            Rect { y: below.y + row.min(below.height), height: below.height.saturating_sub(row), ..below };
        self.line.draw_below(left, 0, canvas);
    }
}
