//! The chain that ends in required SSO and SCIM, step by step: done, next or later, with its day.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::why::{Reason, Why};
use super::{Go, Screen};
use crate::advice::chain::{Reached, Step, chain};
use crate::app::{Action, Desk, Scope};
use crate::widgets::{Canvas, State};
use crate::wording;

/// Cells for the state of a step, and for its name.
const STATE: u16 = 10;
const TITLE: u16 = 22;

/// The page.
#[derive(Default)]
pub(super) struct Chain {
    focus: usize,
}

fn steps(desk: &Desk) -> [Step; 6] {
    chain(desk.plan(), desk.today)
}

fn look(reached: Reached) -> (State, &'static str) {
    match reached {
        Reached::Done => (State::Good, "done"),
        Reached::Next => (State::Attention, "next"),
        Reached::Later => (State::Quiet, "later"),
    }
}

impl Screen for Chain {
    fn title(&self, _desk: &Desk) -> String {
        "Steps to required SSO".to_owned()
    }
    fn about(&self) -> &'static str {
        "Each of these builds on the ones above it. Enter goes to where it is answered, w says why."
    }
    fn scopes(&self, _desk: &Desk) -> Vec<Scope> {
        vec![Scope::Reasons, Scope::Rows, Scope::Browsing]
    }
    fn act(&mut self, action: Action, desk: &mut Desk) -> Go {
        let steps = steps(desk);
        let step = &steps[self.focus.min(steps.len() - 1)];
        match action {
            Action::Open => return Go::Place(step.place.clone()),
            Action::Why => {
                let says = format!("{}: {}", step.title, step.says);
                return Go::To(Why::of(Reason { says, fact: Some(step.fact), ..Reason::default() }));
            }
            Action::Up | Action::Previous => self.focus = self.focus.saturating_sub(1),
            Action::Down | Action::Next => self.focus = (self.focus + 1).min(steps.len() - 1),
            Action::First | Action::PageUp => self.focus = 0,
            Action::Last | Action::PageDown => self.focus = steps.len() - 1,
            _ => return Go::Pass,
        }
        Go::Stay
    }
    fn place(&self) -> Option<(String, String, String)> {
        Some(("chain".to_owned(), String::new(), String::new()))
    }
    fn draw(&self, desk: &Desk, area: Rect, canvas: &mut Canvas) {
        let area = Rect { width: area.width.min(100), ..area };
        let quiet = canvas.theme.quiet();
        let is_short = area.height < 16;
        let mut row = if is_short { 0 } else { canvas.paragraph(area, 0, self.about(), quiet) + 1 };
        let steps = steps(desk);
        let first = if is_short { self.focus.saturating_sub(2) } else { 0 };
        for (n, step) in steps.iter().enumerate().skip(first) {
            let here = n == self.focus;
            let style = if here { canvas.chosen(area, row) } else { Style::new() };
            let (state, word) = look(step.reached);
            canvas.state(area, (2, row), state, word);
            canvas.put(area, (2 + STATE, row), &format!("{} {}", n + 1, step.title), style);
            if let Some(day) = step.on {
                canvas.put(area, (2 + STATE + TITLE + 2, row), &wording::day(day, desk.today), quiet);
            }
            row += 1;
            let below =
                Rect { x: area.x + 2 + STATE + 2, width: area.width.saturating_sub(4 + STATE), ..area };
            row += canvas.paragraph(below, row, &step.says, quiet);
        }
    }
}
