//! The rows of a file that were not taken: how many for which reason, and each with its line and what stood there.

use std::path::PathBuf;
use std::sync::Arc;

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::super::ask::popup;
use super::super::{Go, Screen};
use super::write::Write;
use crate::app::{Action, Desk, Scope};
use crate::lists::{List, Reason};
use crate::untrusted::clean;
use crate::widgets::{Canvas, Window, cut, pad_left};
use crate::wording::{count, plural, thousands};

/// Cells for the line number and for the reason.
const CELLS: (u16, u16) = (9, 38);

/// Which rows are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Rejected,
    Duplicates,
}

/// The rows that were not taken.
pub(super) struct Rejected {
    list: Arc<List>,
    /// The file they are of.
    path: PathBuf,
    part: Part,
    /// How many rows for which reason, the most first.
    reasons: Vec<(Reason, u32)>,
    window: Window,
}

impl Rejected {
    /// Shows the rows of a file that were not taken.
    pub(super) fn new(list: Arc<List>, path: PathBuf) -> Rejected {
        let mut reasons: Vec<(Reason, u32)> = Vec::new();
        for row in list.rejected.iter() {
            match reasons.iter_mut().find(|(reason, _)| *reason == row.reason) {
                Some((_, number)) => *number += 1,
                None => reasons.push((row.reason, 1)),
            }
        }
        reasons.sort_by_key(|(_, number)| std::cmp::Reverse(*number));
        let part = if list.rejected.is_empty() { Part::Duplicates } else { Part::Rejected };
        Rejected { list, path, part, reasons, window: Window::default() }
    }

    fn len(&self) -> usize {
        match self.part {
            Part::Rejected => self.list.rejected.len(),
            Part::Duplicates => self.list.duplicates.len(),
        }
    }

    /// Returns line, reason and value of the rows in sight.
    fn rows(&self, from: usize, rows: usize) -> Vec<(u32, String, String)> {
        let list = &self.list;
        match self.part {
            Part::Rejected => {
                let rows = list.rejected.iter().skip(from).take(rows);
                rows.map(|row| {
                    let cells: Vec<&str> = row.cells().filter(|cell| !cell.is_empty()).collect();
                    let stood = if cells.is_empty() { row.value.to_owned() } else { cells.join(", ") };
                    (row.line, row.reason.says().to_owned(), stood)
                })
                .collect()
            }
            Part::Duplicates => list
                .duplicates
                .iter()
                .skip(from)
                .take(rows)
                .map(|duplicate| {
                    let first = thousands(list.table.row(duplicate.first as usize).line());
                    let says = format!("the same address as in line {first}");
                    (duplicate.line, says, list.email_of(duplicate).to_owned())
                })
                .collect(),
        }
    }

    /// Returns how many rows there are for which reason.
    fn summary(&self) -> Vec<String> {
        let mut lines: Vec<String> = self
            .reasons
            .iter()
            .map(|(reason, number)| format!("{} × {}", thousands(*number), reason.says()))
            .collect();
        let repeated = count(self.list.duplicates.len());
        if repeated > 0 {
            lines.push(plural(repeated, "row repeats", "rows repeat") + " an address: the first one counts");
        }
        lines
    }

    fn other(&mut self) {
        self.part = match self.part {
            Part::Rejected if !self.list.duplicates.is_empty() => Part::Duplicates,
            Part::Duplicates if !self.list.rejected.is_empty() => Part::Rejected,
            part => part,
        };
        self.window = Window::default();
    }
}

impl Screen for Rejected {
    fn title(&self, _desk: &Desk) -> String {
        match self.part {
            Part::Rejected => "Rejected rows".to_owned(),
            Part::Duplicates => "Rows that repeat an address".to_owned(),
        }
    }
    fn about(&self) -> &'static str {
        "Each row of the file that is no person or repeats one, with its line in the file and the reason. They do no \
         harm: everybody else is imported. e writes them into a file for whoever mends the source."
    }
    fn scopes(&self, _desk: &Desk) -> Vec<Scope> {
        vec![Scope::NotTaken, Scope::Text]
    }
    fn act(&mut self, action: Action, desk: &mut Desk) -> Go {
        match action {
            Action::Open => Go::Back,
            Action::Back | Action::Help | Action::Quit | Action::Interrupt => Go::Pass,
            Action::Next => {
                self.other();
                Go::Stay
            }
            Action::Write => Go::To(Box::new(Write::new(Arc::clone(&self.list), &self.path, desk))),
            action => {
                self.window.act(action, self.len(), usize::from(desk.size.1).saturating_sub(12));
                Go::Stay
            }
        }
    }
    fn draw(&self, desk: &Desk, area: Rect, canvas: &mut Canvas) {
        let summary = self.summary();
        let above = u16::try_from(summary.len()).unwrap_or(0).min(area.height / 3);
        let height = u16::try_from(self.len()).unwrap_or(u16::MAX).saturating_add(4 + above).min(area.height);
        let inner = popup(area, (area.width.min(90), height.max(6)), &self.title(desk), canvas);
        let quiet = canvas.theme.quiet();
        for (row, says) in (0..above).zip(&summary) {
            canvas.put(inner, (1, row), says, Style::new());
        }
        let (line, reason) = CELLS;
        let first = above + 1;
        canvas.put(inner, (0, above), &pad_left("line", usize::from(line) - 2), quiet);
        canvas.put(inner, (line, above), "reason", quiet);
        canvas.put(inner, (line + reason, above), "the row as written", quiet);
        let visible = self.window.visible(self.len(), usize::from(inner.height.saturating_sub(first)));
        let (rows, end) = (self.rows(visible.start, visible.len()), visible.end);
        for (at, (n, (number, why, value))) in (first..).zip(visible.zip(rows)) {
            let here = n == self.window.chosen();
            let style = if here { canvas.chosen(inner, at) } else { Style::new() };
            canvas.put(inner, (1, at), &pad_left(&thousands(number), usize::from(line) - 3), style);
            canvas.put(inner, (line, at), &cut(&why, usize::from(reason) - 2), style);
            canvas.put(inner, (line + reason, at), &clean(&value), style);
        }
        let rows = plural(count(self.len()), "row", "rows");
        canvas.put_right(Rect { y: inner.y.saturating_sub(1), ..inner }, 0, &format!(" {rows} "), quiet);
        let more = self.len().saturating_sub(end);
        if more > 0 {
            let says = format!(" ↓ {} more ", thousands(count(more)));
            canvas.put_right(Rect { y: inner.y.saturating_add(inner.height), ..inner }, 0, &says, quiet);
        }
    }
    fn is_popup(&self) -> bool {
        true
    }
}
