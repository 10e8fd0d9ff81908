//! A small form in which somebody answers for a condition of a gate, with name and reason.
//!
//! The answer is an entry of the plan's overrides: it is kept and shown for good.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::ask::popup;
use super::{Go, Screen};
use crate::advice::Condition;
use crate::app::{Action, Desk, Scope};
use crate::plan::{Override, Plan};
use crate::widgets::{Canvas, Line, State, wrap};

/// What is asked, each with an example.
const LINES: [(&str, &str); 2] = [
    ("Who answers for it", "a name, for example R. Lee"),
    ("Why", "a reason, for example: checked by telephone"),
];
/// How wide the pop-up is where there is room.
const WIDTH: u16 = 72;
/// What it means, before anything is kept.
const MEANS: &str = "The gate then counts this condition as answered for. Name, reason and day stay in the plan and are shown on this page for good.";

/// The form.
pub(super) struct AnswerFor {
    condition: String,
    says: String,
    typed: [Line; 2],
    focus: usize,
    problem: Option<usize>,
}

impl AnswerFor {
    /// Makes the form for a condition.
    pub(super) fn of(condition: &Condition) -> Box<dyn Screen> {
        Box::new(AnswerFor {
            condition: condition.id.clone(),
            says: condition.says.clone(),
            typed: [Line::default(), Line::default()],
            focus: 0,
            problem: None,
        })
    }

    fn answer(&self, line: usize) -> &str {
        self.typed[line].text().trim()
    }

    /// Keeps it as one undo step when both lines are filled; else goes to the one that is not.
    fn keep(&mut self, desk: &mut Desk) -> Go {
        if let Some(empty) = (0..LINES.len()).find(|line| self.answer(*line).is_empty()) {
            // Enter on the first line is how people go to the second.
            self.problem = (self.focus == empty || empty == 0).then_some(empty);
            self.focus = empty;
            return Go::Stay;
        }
        let (by, reason) = (self.answer(0).to_owned(), self.answer(1).to_owned());
        let (condition, on) = (self.condition.clone(), desk.today);
        let kept = desk.edit(&format!("override by {by}"), |plan| {
            add(plan, Override { condition, by, reason, on: Some(on), ..Override::default() })
        });
        if kept {
            desk.say(State::Attention, "It is kept with name and reason. u takes it back.");
        }
        Go::Back
    }
}

/// Adds the override; returns whether it was added.
fn add(plan: &mut Plan, one: Override) -> bool {
    let Some(id) = plan.add_entry("overrides") else { return false };
    let Some(entry) = plan.overrides.iter_mut().find(|entry| entry.id == id) else { return false };
    *entry = Override { id, ..one };
    true
}

impl Screen for AnswerFor {
    fn title(&self, _desk: &Desk) -> String {
        "Override".to_owned()
    }
    fn about(&self) -> &'static str {
        "Somebody answers for a condition that is not met, with name and reason. Esc keeps nothing."
    }
    fn scopes(&self, _desk: &Desk) -> Vec<Scope> {
        vec![Scope::Filling, Scope::Typing]
    }
    fn act(&mut self, action: Action, desk: &mut Desk) -> Go {
        match action {
            Action::Open => return self.keep(desk),
            Action::Next => self.focus = (self.focus + 1) % LINES.len(),
            Action::Previous => self.focus = (self.focus + LINES.len() - 1) % LINES.len(),
            Action::Edit(edit) => self.typed[self.focus].edit(edit),
            _ => return Go::Pass,
        }
        Go::Stay
    }
    fn letter(&mut self, letter: char, _desk: &mut Desk) -> Go {
        self.problem = None;
        self.typed[self.focus].letter(letter);
        Go::Stay
    }
    fn pasted(&mut self, text: &str, _desk: &mut Desk) {
        self.problem = None;
        self.typed[self.focus].paste(text);
    }
    fn draw(&self, _desk: &Desk, area: Rect, canvas: &mut Canvas) {
        let (focus, quiet) = (canvas.theme.focus(), canvas.theme.quiet());
        let room = usize::from(WIDTH.min(area.width).saturating_sub(4));
        let lines = wrap(&crate::untrusted::clean_lines(&self.says), room).len() + wrap(MEANS, room).len();
        let height = u16::try_from(lines).unwrap_or(u16::MAX).saturating_add(9);
        let inner = popup(area, (WIDTH, height), "Override with a reason", canvas);
        // Where there is little room, what is asked counts more than what it means.
        let roomy = inner.height + 2 >= height;
        let mut row = canvas.paragraph(inner, 0, &self.says, canvas.theme.heading());
        if roomy {
            row += canvas.paragraph(inner, row, MEANS, Style::new()) + 1;
        }
        for (n, (label, example)) in LINES.iter().enumerate() {
            let here = n == self.focus;
            canvas.put(inner, (0, row), label, if here { focus } else { Style::new() });
            if self.problem == Some(n) {
                let style = canvas.theme.state(State::Blocked);
                canvas.put_right(inner, row, "x write something here", style);
            }
            if here {
                canvas.put(inner, (0, row + 1), canvas.theme.pointer(), focus);
            }
            match (here, self.typed[n].text()) {
                (true, "") => {
                    canvas.put(inner, (2, row + 1), example, quiet);
                    canvas.point(inner, (2, row + 1));
                }
                (true, _) => self.typed[n].draw(canvas, inner, (2, row + 1), focus),
                (false, typed) => {
                    canvas.put(inner, (2, row + 1), typed, Style::new());
                }
            }
            row += 2 + u16::from(roomy);
        }
    }
    fn is_popup(&self) -> bool {
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    use crate::plan::Place;

    fn desk() -> Desk {
        Desk::on(Plan::default())
    }

    fn form() -> AnswerFor {
        let typed = [Line::default(), Line::default()];
        AnswerFor {
            condition: "sso/rate".to_owned(),
            says: "Rate".to_owned(),
            typed,
            focus: 0,
            problem: None,
        }
    }

    #[test]
    fn nothing_is_kept_without_name_and_reason() {
        let (mut desk, mut form) = (desk(), form());
        for typed in ["", "R. Lee", "  "] {
            form.pasted(typed, &mut desk);
            assert!(matches!(form.act(Action::Open, &mut desk), Go::Stay), "{typed:?}");
        }
        assert_eq!((form.problem, form.focus), (Some(1), 1));
        assert!(desk.plan().overrides.is_empty());
    }

    #[test]
    fn name_reason_and_day_are_kept_as_one_step() {
        let (mut desk, mut form) = (desk(), form());
        form.pasted("R. Lee\n", &mut desk);
        form.act(Action::Open, &mut desk);
        form.pasted("checked by telephone", &mut desk);
        assert!(matches!(form.act(Action::Open, &mut desk), Go::Back));
        let [one] = &desk.plan().overrides[..] else { panic!("one override") };
        assert_eq!(
            (one.condition.as_str(), one.by.as_str(), one.on),
            ("sso/rate", "R. Lee", Some(desk.today))
        );
        let place = Place::new("overrides", &one.id, "reason");
        assert_eq!(desk.plan().answer(&place).as_deref(), Some("checked by telephone"));
        assert_eq!(desk.open.unwrap().document.revision(), 1);
    }
}
