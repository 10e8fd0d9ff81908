//! What moving means for one person: the impact card, opened from the person's page.
//!
//! What is said comes from `advice::impact`; here it is shown, and `w` says why.

use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::advice::impact::{Impact, Said, impact};
use crate::app::{Action, Desk, Scope};
use crate::guide::guide;
use crate::screens::why::{Reason, Why};
use crate::screens::{Go, Screen};
use crate::untrusted::clean_lines;
use crate::widgets::{Canvas, State, Window, wrap};

/// The card.
pub(in crate::screens) struct Card {
    email: String,
    impact: Option<Impact>,
    window: Window,
}

/// One thing on the card.
enum Row<'c> {
    Says(&'c str),
    Heading(&'static str),
    Said(&'c Said),
}

/// Said where the person is gone from the lists and the plan meanwhile.
const NOBODY: &str = "No list and no decision names this address any more.";

impl Card {
    /// Makes the card of the person with this address.
    pub(super) fn of(email: &str, desk: &Desk) -> Card {
        Card { email: email.to_owned(), impact: look(email, desk), window: Window::default() }
    }

    fn rows(&self) -> Vec<Row<'_>> {
        let Some(impact) = &self.impact else { return vec![Row::Says(NOBODY)] };
        let mut rows = vec![Row::Says(&impact.says)];
        for part in &impact.parts {
            rows.push(Row::Heading(part.title));
            rows.extend(part.lines.iter().map(Row::Said));
        }
        rows
    }

    /// Returns the lines broken to a width, each with the number of its row.
    fn lines(rows: &[Row<'_>], cells: usize) -> Vec<(usize, String)> {
        let lines = |(n, row): (usize, &Row<'_>)| {
            let (indent, text) = match row {
                Row::Says(text) => (0, (*text).to_owned()),
                Row::Heading(title) => (0, (*title).to_owned()),
                Row::Said(said) if said.beneath => (4, said.text.clone()),
                Row::Said(said) => (2, said.text.clone()),
            };
            let lines = wrap(&clean_lines(&text), cells.saturating_sub(indent + 2).max(1));
            lines.into_iter().map(move |line| (n, format!("{}{line}", " ".repeat(indent))))
        };
        rows.iter().enumerate().flat_map(lines).collect()
    }
}

fn look(email: &str, desk: &Desk) -> Option<Impact> {
    let roster = &desk.measured.as_ref()?.roster;
    let person = roster.person(roster.find(email)?);
    Some(impact(&person, desk.plan(), guide(), desk.today))
}

impl Screen for Card {
    fn title(&self, _desk: &Desk) -> String {
        format!("What moving means for {}", self.email)
    }
    fn about(&self) -> &'static str {
        "What comes along, what does not, what changes, what to save first and what it costs, as far as the lists and the \
         plan know this person. A sign marks what holds for this person; w says why. The document “What moving means” is the same \
         for many."
    }
    fn scopes(&self, _desk: &Desk) -> Vec<Scope> {
        vec![Scope::Explained, Scope::Rows, Scope::Browsing]
    }
    fn act(&mut self, action: Action, desk: &mut Desk) -> Go {
        let rows = self.rows();
        let (len, chosen) = (rows.len(), rows.get(self.window.chosen()));
        let reason = match chosen {
            Some(Row::Said(said)) => {
                Some(Reason { says: said.text.clone(), fact: Some(said.fact), ..Reason::default() })
            }
            _ => None,
        };
        match (action, reason) {
            (Action::Why, Some(reason)) => Go::To(Why::of(reason)),
            (Action::Why, None) => Go::Stay,
            (action, _) if self.window.act(action, len, usize::from(desk.size.1).saturating_sub(4)) => {
                Go::Stay
            }
            _ => Go::Pass,
        }
    }
    fn refresh(&mut self, desk: &mut Desk) {
        self.impact = look(&self.email, desk);
        self.window.choose(self.window.chosen().min(self.rows().len().saturating_sub(1)));
    }
    fn draw(&self, _desk: &Desk, area: Rect, canvas: &mut Canvas) {
        let area = Rect { width: area.width.min(100), ..area };
        let rows = self.rows();
        let lines = Card::lines(&rows, usize::from(area.width));
        let chosen = self.window.chosen();
        let last = lines.iter().rposition(|(n, _)| *n <= chosen).unwrap_or(0);
        let top = (last + 1).saturating_sub(usize::from(area.height));
        let mut before = None;
        for (row, (n, line)) in (0..area.height).zip(lines.iter().skip(top)) {
            let is_own = matches!(rows[*n], Row::Said(said) if said.own);
            let style = match rows[*n] {
                _ if *n == chosen => canvas.theme.focus(),
                Row::Heading(_) => canvas.theme.heading(),
                _ => Style::new(),
            };
            canvas.put(area, (2, row), line, style);
            if before != Some(*n) {
                if *n == chosen {
                    canvas.put(area, (0, row), canvas.theme.pointer(), style);
                    canvas.point(area, (0, row));
                }
                // In the indent of what is said.
                if is_own {
                    canvas.state(area, (2, row), State::Attention, "");
                }
            }
            before = Some(*n);
        }
    }
}
