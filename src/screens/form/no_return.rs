//! A step that cannot be taken back is ticked only after a word was typed (guide §4, fact Z-12).

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::super::ask::popup;
use super::super::{Go, Screen};
use crate::app::{Action, Desk, Scope};
use crate::guide::Step;
use crate::plan::Case;
use crate::widgets::{Canvas, Line, State, wrap};

/// What is typed where the case is about no account with a name.
const WORDS: &str = "yes, for good";

/// How wide the pop-up is where there is room.
const WIDTH: u16 = 70;

/// The pop-up.
pub(super) struct NoReturn {
    case: String,
    step: &'static Step,
    /// What has to be typed.
    wanted: String,
    line: Line,
}

impl NoReturn {
    /// Asks for the name of the case's account, or for words where it has none.
    pub(super) fn of(case: &Case, step: &'static Step, desk: &Desk) -> Box<dyn Screen> {
        let name = case.account_in(desk.plan()).map(|account| same(&account.name)).unwrap_or_default();
        let wanted = if name.is_empty() { WORDS.to_owned() } else { name };
        Box::new(NoReturn { case: case.id.clone(), step, wanted, line: Line::default() })
    }

    fn says(&self) -> String {
        format!(
            "{} Once this is done, it cannot be taken back. Tick it only when it was done, or is done now. To tick it, \
             type: {}",
            self.step.says, self.wanted
        )
    }

    fn taken(&self, desk: &mut Desk) -> Go {
        if same(self.line.text()).to_lowercase() != self.wanted.to_lowercase() {
            let says =
                format!("Nothing was ticked. Type “{}” and press Enter, or Esc to leave it.", self.wanted);
            desk.say(State::Attention, says);
            return Go::Stay;
        }
        tick(&self.case, self.step, desk);
        Go::Back
    }
}

/// Returns a text with single blanks, as it is compared.
fn same(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Ticks a step of a case as one undo step, or takes the tick away.
pub(super) fn tick(case: &str, step: &Step, desk: &mut Desk) {
    let today = desk.today;
    desk.edit(&format!("step “{}”", step.says.trim_end_matches('.')), |plan| {
        if let Some(case) = plan.cases.iter_mut().find(|one| one.id == case)
            && case.steps.remove(&step.id).is_none()
        {
            case.steps.insert(step.id.clone(), today);
        }
    });
}

impl Screen for NoReturn {
    fn title(&self, _desk: &Desk) -> String {
        "Cannot be taken back".to_owned()
    }
    fn about(&self) -> &'static str {
        "A step of a special case that cannot be taken back. Typing the name shows that it is meant; Esc changes nothing."
    }
    fn scopes(&self, _desk: &Desk) -> Vec<Scope> {
        vec![Scope::Answering, Scope::Typing]
    }
    fn act(&mut self, action: Action, desk: &mut Desk) -> Go {
        match action {
            Action::Open => self.taken(desk),
            Action::Edit(edit) => {
                self.line.edit(edit);
                Go::Stay
            }
            _ => Go::Pass,
        }
    }
    fn letter(&mut self, letter: char, _desk: &mut Desk) -> Go {
        self.line.letter(letter);
        Go::Stay
    }
    fn draw(&self, _desk: &Desk, area: Rect, canvas: &mut Canvas) {
        let room = area.width.min(WIDTH);
        let lines = wrap(&self.says(), usize::from(room.saturating_sub(4))).len();
        let height = u16::try_from(lines).unwrap_or(u16::MAX).saturating_add(4);
        let inner = popup(area, (room, height), "Cannot be taken back", canvas);
        let row = canvas.paragraph(inner, 0, &self.says(), Style::new()) + 1;
        let focus = canvas.theme.focus();
        self.line.draw(canvas, inner, (0, row), focus);
    }
    fn is_popup(&self) -> bool {
        true
    }
}
