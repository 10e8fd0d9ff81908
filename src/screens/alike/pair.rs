//! Two addresses side by side: everything the lists say of each, what speaks for one person, and yes or no.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::decide;
use crate::app::{Action, Desk, Scope};
use crate::lists::Field;
use crate::plan::Verdict;
use crate::progress::alike::Candidate;
use crate::progress::{Person, Roster};
use crate::screens::{Go, Screen};
use crate::widgets::{Canvas, Window, cut, width};

/// Cells for what a row is about.
const LABEL: u16 = 18;
/// Below this width the two stand one below the other.
const WIDE: u16 = 60;

/// Two addresses, compared.
pub(super) struct Pair {
    addresses: (String, String),
    candidate: Candidate,
    says: String,
    /// What a row is about, and what it says of each.
    rows: Vec<(String, String, String)>,
    window: Window,
}

impl Pair {
    pub(super) fn new(roster: &Roster, pair: Candidate, desk: &Desk) -> Pair {
        let (one, other) = (roster.person(pair.one), roster.person(pair.other));
        let mut rows = Vec::new();
        let mut row = |label: &str, what: &dyn Fn(&Person<'_>) -> String| {
            let (one, other) = (what(&one), what(&other));
            if !(one.is_empty() && other.is_empty()) {
                rows.push((label.to_owned(), one, other));
            }
        };
        row("address", &|person| person.email().to_owned());
        row("name", &|person| person.name().into_owned());
        row("now", &|person| person.standing().label().to_owned());
        row("marks", &|person| {
            let words: Vec<&str> = person.marks().iter().map(crate::progress::Mark::word).collect();
            words.join(", ")
        });
        for field in Field::ALL.into_iter().filter(|field| *field != Field::Email) {
            row(field.label(), &|person| person.field(field).unwrap_or_default().to_owned());
        }
        let label = |id: &str| {
            let record = desk.plan().lists.iter().find(|record| record.id == id);
            record.map_or_else(|| id.to_owned(), |record| record.label.clone())
        };
        let lists = |person: &Person<'_>| -> Vec<String> {
            let list = |(id, kind, line): (&str, crate::plan::ListKind, u32)| {
                format!("{} “{}”, line {line}", kind.word(), label(id))
            };
            person.sources().map(list).collect()
        };
        let (ones, others) = (lists(&one), lists(&other));
        for n in 0..ones.len().max(others.len()) {
            let said = |all: &[String]| all.get(n).cloned().unwrap_or_default();
            rows.push((if n == 0 { "in" } else { "" }.to_owned(), said(&ones), said(&others)));
        }
        let addresses = (one.email().to_owned(), other.email().to_owned());
        Pair { addresses, candidate: pair, says: pair.reasons.says(), rows, window: Window::default() }
    }

    fn decide(&self, verdict: Verdict, desk: &mut Desk) -> Go {
        decide(verdict, &self.addresses, &self.candidate, desk);
        Go::Back
    }

    /// Returns the lines as they are shown at a width: two columns, or one where there is little room.
    fn lines(&self, width: u16) -> Vec<(u16, String)> {
        let mut lines = Vec::new();
        for (label, one, other) in &self.rows {
            if width >= WIDE {
                continue;
            }
            lines.push((0, label.clone()));
            lines.extend(
                [one, other].into_iter().filter(|said| !said.is_empty()).map(|said| (2, said.clone())),
            );
        }
        lines
    }
}

impl Screen for Pair {
    fn title(&self, _desk: &Desk) -> String {
        "Side by side".to_owned()
    }
    fn about(&self) -> &'static str {
        "Everything the lists say of two addresses, side by side. y: they are one person, counted once. n: they are two \
         people. Esc decides nothing."
    }
    fn scopes(&self, _desk: &Desk) -> Vec<Scope> {
        vec![Scope::Matching, Scope::Rows, Scope::Browsing]
    }
    fn act(&mut self, action: Action, desk: &mut Desk) -> Go {
        match action {
            Action::Same => self.decide(Verdict::Same, desk),
            Action::Different => self.decide(Verdict::Different, desk),
            action => {
                let height = usize::from(desk.size.1).saturating_sub(8);
                let lines = if desk.size.0 >= WIDE { self.rows.len() } else { self.lines(desk.size.0).len() };
                if self.window.act(action, lines, height) { Go::Stay } else { Go::Pass }
            }
        }
    }
    fn draw(&self, _desk: &Desk, area: Rect, canvas: &mut Canvas) {
        let mut top = canvas.paragraph(area, 0, &self.says, canvas.theme.heading()) + 1;
        let half = area.width.saturating_sub(LABEL + 4) / 2;
        // They are what is compared, so neither is cut.
        let (one, other) = &self.addresses;
        if area.width >= WIDE && [one, other].iter().any(|address| width(address) > usize::from(half)) {
            canvas.put(area, (2, top), &cut(one, usize::from(area.width)), Style::new());
            canvas.put(area, (2, top + 1), &cut(other, usize::from(area.width)), Style::new());
            top += 3;
        }
        let area = Rect { y: area.y + top, height: area.height.saturating_sub(top), ..area };
        let narrow = self.lines(area.width);
        let len = if narrow.is_empty() { self.rows.len() } else { narrow.len() };
        let visible = self.window.visible(len, usize::from(area.height));
        for (row, at) in (0..area.height).zip(visible) {
            let here = at == self.window.chosen();
            let style = if here { canvas.chosen(area, row) } else { Style::new() };
            if let Some((indent, text)) = narrow.get(at) {
                let room = usize::from(area.width.saturating_sub(2 + indent));
                canvas.put(area, (2 + indent, row), &cut(text, room), style);
            } else if let Some((label, one, other)) = self.rows.get(at) {
                canvas.put(area, (2, row), &cut(label, usize::from(LABEL)), canvas.theme.quiet());
                canvas.put(area, (LABEL + 2, row), &cut(one, usize::from(half)), style);
                canvas.put(area, (LABEL + 3 + half, row), &cut(other, usize::from(half)), style);
            }
        }
    }
}
