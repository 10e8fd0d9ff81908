//! Two tools side by side: what each does, what speaks for and against it, and what it costs.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::super::{Go, Screen};
use super::{called, find};
use crate::advice::tools::{Ranked, rank};
use crate::app::{Action, Desk, Scope};
use crate::guide::guide;
use crate::widgets::{Canvas, wrap};

/// The comparison.
pub(super) struct Compare {
    id: String,
    /// The two tools by their places in the order.
    pair: [usize; 2],
    top: u16,
}

/// Whether a line is a heading.
type Line = (bool, String);

impl Compare {
    /// Makes the comparison of two tools, by their places in the order.
    pub(super) fn new(id: &str, pair: [usize; 2]) -> Compare {
        Compare { id: id.to_owned(), pair, top: 0 }
    }

    /// Takes the next or the previous tool at the right, never the one at the left.
    fn turn(&mut self, len: usize, forward: bool) {
        let [left, right] = self.pair;
        let step = if forward { 1 } else { len.saturating_sub(1) };
        let mut next = (right + step) % len.max(1);
        if next == left {
            next = (next + step) % len.max(1);
        }
        self.pair = [left, next];
        self.top = 0;
    }

    fn columns(&self, desk: &Desk, width: usize) -> [Vec<Line>; 2] {
        let ranked = find(desk, &self.id).map(|people| rank(people, guide())).unwrap_or_default();
        self.pair.map(|n| ranked.get(n).map_or(Vec::new(), |one| column(one, width)))
    }
}

/// Cells of one of the two columns.
fn column_width(width: u16) -> u16 {
    width.saturating_sub(3) / 2
}

/// Returns everything about one tool, wrapped.
fn column(one: &Ranked, width: usize) -> Vec<Line> {
    let tool = one.tool;
    let mut lines: Vec<Line> = Vec::new();
    let mut part = |heading: &str, texts: &[String]| {
        if texts.is_empty() {
            return;
        }
        lines.extend(wrap(heading, width).into_iter().map(|line| (true, line)));
        for text in texts {
            lines.extend(wrap(text, width).into_iter().map(|line| (false, line)));
        }
        lines.push((false, String::new()));
    };
    let signed = |sign: &str, texts: &[String]| -> Vec<String> {
        texts.iter().map(|text| format!("{sign} {text}")).collect()
    };
    part(&tool.title, std::slice::from_ref(&tool.says));
    let standing = if one.ruled_out { "ruled out".to_owned() } else { format!("{:+}", one.score) };
    let answers: Vec<String> = one
        .pros
        .iter()
        .map(|pro| format!("+ {}", pro.argument.says))
        .chain(one.cons.iter().map(|con| format!("- {}", con.argument.says)))
        .collect();
    let none = vec!["No answer speaks for or against it.".to_owned()];
    part(&format!("For these people: {standing}"), if answers.is_empty() { &none } else { &answers });
    part("What it costs", std::slice::from_ref(&tool.costs));
    part("Beware", std::slice::from_ref(&tool.warning));
    let mut general = signed("+", &tool.pros);
    general.extend(signed("-", &tool.cons));
    part("In general", &general);
    lines
}

impl Screen for Compare {
    fn title(&self, desk: &Desk) -> String {
        find(desk, &self.id).map_or(String::new(), |people| format!("Two tools for {}", called(people)))
    }
    fn about(&self) -> &'static str {
        "Two tools side by side: what each does, what speaks for and against it, what it costs. Tab puts another one at \
         the right."
    }
    fn scopes(&self, _desk: &Desk) -> Vec<Scope> {
        vec![Scope::Comparing, Scope::Text]
    }
    fn act(&mut self, action: Action, desk: &mut Desk) -> Go {
        let fits = desk.size.1.saturating_sub(4);
        let width = usize::from(column_width(desk.size.0.saturating_sub(4)));
        let longest = self.columns(desk, width).iter().map(Vec::len).max().unwrap_or(0);
        let last = u16::try_from(longest).unwrap_or(u16::MAX).saturating_sub(fits);
        match action {
            Action::Next => self.turn(guide().tools().len(), true),
            Action::Previous => self.turn(guide().tools().len(), false),
            Action::Up => self.top = self.top.saturating_sub(1),
            Action::Down => self.top = (self.top + 1).min(last),
            Action::PageUp => self.top = self.top.saturating_sub(fits),
            Action::PageDown => self.top = self.top.saturating_add(fits).min(last),
            _ => return Go::Pass,
        }
        Go::Stay
    }
    fn draw(&self, desk: &Desk, area: Rect, canvas: &mut Canvas) {
        let width = column_width(area.width);
        let heading = canvas.theme.heading();
        let columns = self.columns(desk, usize::from(width));
        let longest = columns.iter().map(Vec::len).max().unwrap_or(0);
        for (n, lines) in (0u16..).zip(&columns) {
            let room = Rect { x: area.x + n * (width + 3), width, ..area };
            for (row, (is_heading, line)) in (0..area.height).zip(lines.iter().skip(usize::from(self.top))) {
                canvas.put(room, (0, row), line, if *is_heading { heading } else { Style::new() });
            }
        }
        let (_, down, ..) = canvas.theme.lines();
        let quiet = canvas.theme.quiet();
        for row in 0..area.height {
            canvas.put(area, (width + 1, row), down, quiet);
        }
        if longest > usize::from(self.top) + usize::from(area.height) {
            canvas.put_right(area, area.height.saturating_sub(1), " more: Down ", quiet);
        }
        canvas.point(area, (0, 0));
    }
}
