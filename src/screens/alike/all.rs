//! One decision for all candidates of a reason, named before it is taken.

use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::app::{Action, Desk, Scope};
use crate::plan::{Same, Verdict};
use crate::progress::alike::Reason;
use crate::screens::ask::popup;
use crate::screens::{Go, Screen};
use crate::widgets::{Canvas, State, Window, wrap};
use crate::wording::{count, plural};

/// Cells of the question at most.
const ROOM: u16 = 70;

/// The question about all candidates of a reason.
pub(super) struct All {
    reason: Reason,
    pairs: Vec<(String, String)>,
    window: Window,
}

impl All {
    pub(super) fn new(reason: Reason, pairs: Vec<(String, String)>) -> All {
        All { reason, pairs, window: Window::default() }
    }

    fn answers(&self) -> [(String, Option<Verdict>); 3] {
        let several = plural(count(self.pairs.len()), "pair", "pairs");
        [
            ("Change nothing".to_owned(), None),
            (format!("{several}: the same person, counted once"), Some(Verdict::Same)),
            (format!("{several}: two people, not proposed again"), Some(Verdict::Different)),
        ]
    }

    fn says(&self) -> String {
        let pairs = plural(count(self.pairs.len()), "pair", "pairs");
        let first: Vec<String> =
            self.pairs.iter().take(3).map(|(old, current)| Same::line(old, current)).collect();
        format!(
            "{pairs}: {}. For example:\n{}\nOne undo takes it back.",
            self.reason.group(),
            first.join("\n")
        )
    }

    fn decide(&self, verdict: Verdict, desk: &mut Desk) {
        let (today, why) = (desk.today, self.reason.says());
        let what = format!("decision about {}", self.reason.group());
        let lines = self.pairs.iter().map(|(old, current)| Same::line(old, current));
        let taken = desk.edit(&what, |plan| {
            plan.decide_pairs((verdict, why), today, lines);
            true
        });
        if taken {
            let several = plural(count(self.pairs.len()), "pair", "pairs");
            desk.say(State::Good, format!("{several} decided: {}. u takes it back.", verdict.label()));
        }
    }
}

impl Screen for All {
    fn title(&self, _desk: &Desk) -> String {
        "All of one reason".to_owned()
    }
    fn about(&self) -> &'static str {
        "One decision for all of them. Esc changes nothing."
    }
    fn scopes(&self, _desk: &Desk) -> Vec<Scope> {
        vec![Scope::Asking]
    }
    fn act(&mut self, action: Action, desk: &mut Desk) -> Go {
        match action {
            Action::Open => {
                if let Some((_, Some(verdict))) = self.answers().get(self.window.chosen()) {
                    self.decide(*verdict, desk);
                }
                Go::Back
            }
            action if self.window.act(action, 3, 3) => Go::Stay,
            Action::Back | Action::Help | Action::Quit | Action::Interrupt => Go::Pass,
            _ => Go::Stay,
        }
    }
    fn draw(&self, _desk: &Desk, area: Rect, canvas: &mut Canvas) {
        let says = self.says();
        let room = area.width.min(ROOM);
        let lines = wrap(&crate::untrusted::clean_lines(&says), usize::from(room.saturating_sub(4)));
        let needed = u16::try_from(lines.len() + 3).unwrap_or(12) + 3;
        let inner = popup(area, (room, needed), "All of one reason", canvas);
        let first = canvas.paragraph(inner, 0, &says, Style::new()) + 1;
        for (row, (n, (label, _))) in (first..).zip(self.answers().iter().enumerate()) {
            let here = n == self.window.chosen();
            let style = if here { canvas.theme.focus() } else { Style::new() };
            if here {
                canvas.put(inner, (0, row), canvas.theme.pointer(), style);
                canvas.point(inner, (0, row));
            }
            canvas.put(inner, (2, row), label, style);
        }
    }
    fn is_popup(&self) -> bool {
        true
    }
}
