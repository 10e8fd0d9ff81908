//! The rows of a file that were not taken: line, reason in words, and what stood there.

use std::sync::Arc;

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::super::ask::popup;
use super::super::{Go, Screen};
use crate::app::{Action, Desk, Scope};
use crate::lists::List;
use crate::untrusted::clean;
use crate::widgets::{Canvas, Window, cut, pad_left};
use crate::wording::{count, thousands};

/// Cells for the line number and for the reason.
const CELLS: (u16, u16) = (9, 38);

/// The rows that were not taken: the rejected ones, then those that repeat an address.
pub(super) struct Rejected {
    list: Arc<List>,
    window: Window,
}

impl Rejected {
    /// Shows the rows of a list that were not taken.
    pub(super) fn new(list: Arc<List>) -> Rejected {
        Rejected { list, window: Window::default() }
    }

    fn len(&self) -> usize {
        self.list.rejected.len() + self.list.duplicates.len()
    }

    /// Returns line, reason and value of the rows in sight.
    fn rows(&self, from: usize, rows: usize) -> Vec<(u32, String, String)> {
        let list = &self.list;
        let rejected = list
            .rejected
            .iter()
            .skip(from)
            .map(|row| (row.line, row.reason.says().to_owned(), row.value.to_owned()));
        let repeated =
            list.duplicates.iter().skip(from.saturating_sub(list.rejected.len())).map(|duplicate| {
                let first = list.table.row(duplicate.first as usize).line();
                (
                    duplicate.line,
                    format!("the same address as in line {first}"),
                    list.email_of(duplicate).to_owned(),
                )
            });
        rejected.chain(repeated).take(rows).collect()
    }
}

impl Screen for Rejected {
    fn title(&self, _desk: &Desk) -> String {
        "Rows that are not taken".to_owned()
    }
    fn about(&self) -> &'static str {
        "Each row of the file that is no person or repeats one, with its line in the file and the reason. They do no \
         harm: everybody else is imported."
    }
    fn scopes(&self, _desk: &Desk) -> Vec<Scope> {
        vec![Scope::Picking]
    }
    fn act(&mut self, action: Action, desk: &mut Desk) -> Go {
        match action {
            Action::Open => Go::Back,
            Action::Back | Action::Help | Action::Quit | Action::Interrupt => Go::Pass,
            action => {
                self.window.act(action, self.len(), usize::from(desk.size.1).saturating_sub(10));
                Go::Stay
            }
        }
    }
    fn draw(&self, desk: &Desk, area: Rect, canvas: &mut Canvas) {
        let height = u16::try_from(self.len()).unwrap_or(u16::MAX).saturating_add(3).min(area.height);
        let inner = popup(area, (area.width.min(90), height.max(6)), &self.title(desk), canvas);
        let (quiet, focus) = (canvas.theme.quiet(), canvas.theme.focus());
        let (line, reason) = CELLS;
        canvas.put(inner, (0, 0), &pad_left("line", usize::from(line) - 2), quiet);
        canvas.put(inner, (line, 0), "reason", quiet);
        canvas.put(inner, (line + reason, 0), "what stood there", quiet);
        let visible = self.window.visible(self.len(), usize::from(inner.height.saturating_sub(1)));
        let rows = self.rows(visible.start, visible.len());
        for (at, (n, (number, why, value))) in (1..).zip(visible.zip(rows)) {
            let here = n == self.window.chosen();
            let style = if here { focus } else { Style::new() };
            if here {
                canvas.put(inner, (0, at), canvas.theme.pointer(), style);
                canvas.point(inner, (0, at));
            }
            canvas.put(inner, (1, at), &pad_left(&thousands(number), usize::from(line) - 3), style);
            canvas.put(inner, (line, at), &cut(&why, usize::from(reason) - 2), style);
            canvas.put(inner, (line + reason, at), &clean(&value), style);
        }
        let more = thousands(count(self.len()));
        canvas.put_right(Rect { y: inner.y.saturating_sub(1), ..inner }, 0, &format!(" {more} rows "), quiet);
    }
    fn is_popup(&self) -> bool {
        true
    }
}
