//! The settings changes people may notice (fact TEC-2): each applies here or does not, with a note.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::form::Form;
use super::why::{Reason, Why};
use super::{Go, Screen};
use crate::app::{Action, Desk, Scope};
use crate::guide::{self, guide};
use crate::plan::{Applies, Change, Place, part};
use crate::widgets::{Canvas, State, Window, rows};

/// The settings changes.
#[derive(Default)]
pub(super) struct Changes {
    window: Window,
}

fn all() -> &'static [guide::Change] {
    guide().changes()
}

fn answer(desk: &Desk, id: &str) -> Applies {
    desk.plan()
        .changes
        .iter()
        .find(|change| change.id == id)
        .map_or(Applies::Unknown, |change| change.applies)
}

impl Changes {
    fn chosen(&self) -> Option<&'static guide::Change> {
        all().get(self.window.chosen())
    }

    /// Puts an entry for the change into the plan unless it is there, then changes it.
    fn edit(desk: &mut Desk, id: &'static str, title: &str, change: impl FnOnce(&mut Change)) {
        desk.edit(&format!("“{title}”"), |plan| {
            if !plan.changes.iter().any(|entry| entry.id == id) {
                plan.changes.push(Change { id: id.to_owned(), ..Change::default() });
            }
            if let Some(entry) = plan.changes.iter_mut().find(|entry| entry.id == id) {
                change(entry);
            }
        });
    }
}

impl Screen for Changes {
    fn title(&self, _desk: &Desk) -> String {
        "Settings that will change".to_owned()
    }
    fn about(&self) -> &'static str {
        "Decide for each change whether your people will notice it. What applies belongs into the messages."
    }
    fn scopes(&self, _desk: &Desk) -> Vec<Scope> {
        vec![Scope::Ticking, Scope::Rows, Scope::Reasons, Scope::Browsing]
    }
    fn act(&mut self, action: Action, desk: &mut Desk) -> Go {
        match (action, self.chosen()) {
            (Action::Toggle | Action::Left | Action::Right, Some(change)) => {
                let now = answer(desk, &change.id);
                let next = match (now, action) {
                    (Applies::Unknown, Action::Left) | (Applies::Yes, Action::Toggle | Action::Right) => {
                        Applies::No
                    }
                    (Applies::Unknown, _) | (Applies::No, Action::Left) => Applies::Yes,
                    _ => Applies::Unknown,
                };
                Changes::edit(desk, &change.id, &change.title, |entry| entry.applies = next);
                Go::Stay
            }
            (Action::Why, Some(change)) => Go::To(Why::of(Reason {
                says: change.title.clone(),
                why: change.paragraph.clone(),
                fact: Some("TEC-2"),
                ..Reason::default()
            })),
            (Action::Open, Some(change)) => match part("changes") {
                Some(part) if desk.plan().changes.iter().any(|entry| entry.id == change.id) => {
                    Go::To(Box::new(Form::of(part, &change.id, desk)))
                }
                // Opening and looking writes nothing into a plan: the entry comes with the first answer.
                _ => {
                    desk.say(State::Quiet, "Decide first with Space; then Enter opens the notes.");
                    Go::Stay
                }
            },
            (action, _)
                if self.window.act(action, all().len(), usize::from(desk.size.1).saturating_sub(10)) =>
            {
                Go::Stay
            }
            _ => Go::Pass,
        }
    }
    fn place(&self) -> Option<(String, String, String)> {
        Some(("changes".to_owned(), String::new(), String::new()))
    }
    fn show(&mut self, place: &Place, _desk: &mut Desk) -> Option<Box<dyn Screen>> {
        let row = all().iter().position(|change| change.id == place.entry)?;
        self.window.choose(row);
        None
    }
    fn draw(&self, desk: &Desk, area: Rect, canvas: &mut Canvas) {
        let quiet = canvas.theme.quiet();
        // Where there is little room, the rows come first, then what the chosen one means.
        let top = if area.height < 14 { 0 } else { canvas.paragraph(area, 0, self.about(), quiet) + 1 };
        let changes = all();
        let says = self.chosen().map_or("", |change| change.paragraph.as_str());
        let told = rows(says, area.width).saturating_add(1);
        let told = told.min(area.height / 2);
        let height = usize::from(area.height.saturating_sub(top + told).max(1));
        for (row, n) in (top..).zip(self.window.visible(changes.len(), height)) {
            let change = &changes[n];
            let style = if n == self.window.chosen() { canvas.chosen(area, row) } else { Style::new() };
            let (look, word) = match answer(desk, &change.id) {
                Applies::Yes => (State::Attention, "applies"),
                Applies::No => (State::Good, "does not apply"),
                Applies::Unknown => (State::Quiet, "not decided"),
            };
            canvas.state(area, (2, row), look, word);
            canvas.put(area, (20, row), &change.title, style);
        }
        let below = area.height.saturating_sub(told);
        canvas.rule(area, below);
        canvas.paragraph(area, below + 1, says, Style::new());
    }
}
