//! One decision for all candidates of a reason, named before it is taken.

use ratatui::layout::Rect;

use crate::app::{Action, Desk, Scope};
use crate::plan::{Same, Verdict};
use crate::progress::alike::Reason;
use crate::screens::ask::question;
use crate::screens::{Go, Screen};
use crate::widgets::{Canvas, State, Window};
use crate::wording::{count, plural};

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
        let answers = self.answers();
        let labels: Vec<&str> = answers.iter().map(|(label, _)| label.as_ref()).collect();
        question(area, ("All of one reason", &self.says()), (&labels, &self.window), canvas);
    }
    fn is_popup(&self) -> bool {
        true
    }
}
