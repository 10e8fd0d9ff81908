//! How the table of people is drawn: which columns fit, the rows in sight, and what is said of the filter.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::{ABOVE, People, Rows};
use crate::app::{Column, Desk};
use crate::progress::Roster;
use crate::untrusted::clean;
use crate::widgets::{Canvas, cut, width};
use crate::wording::{count, plural, thousands};

impl People {
    /// Draws the filter line with the count at its right, and below it what is wrong with it or the order.
    pub(super) fn draw_filter(&self, roster: Option<&Roster>, area: Rect, canvas: &mut Canvas) {
        let quiet = canvas.theme.quiet();
        let told = roster.map(|roster| self.says_count(roster)).unwrap_or_default();
        canvas.put_right(area, 0, &told, canvas.theme.heading());
        let room = area.width.saturating_sub(u16::try_from(width(&told)).unwrap_or(0) + 2);
        let line = Rect { width: room, ..area };
        let column = canvas.put(line, (0, 0), "filter ", quiet);
        let below = Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area };
        if self.is_typing {
            self.filter.draw(line, (column, 0), canvas);
            self.filter.draw_below(below, column, canvas);
            return;
        }
        if self.filter.text().is_empty() {
            canvas.put(line, (column, 0), "none: / narrows the rows", quiet);
        } else {
            canvas.put(line, (column, 0), self.filter.text(), Style::new());
        }
        if self.filter.problem().is_some() {
            self.filter.draw_below(below, column, canvas);
        } else {
            canvas.put(area, (0, 1), &self.says_order(), quiet);
        }
    }

    fn says_count(&self, roster: &Roster) -> String {
        let all = plural(count(roster.len()), "person", "people");
        match &self.rows {
            _ if self.is_first => "the first people".to_owned(),
            // The first rows are there already, and more are coming.
            Some(Rows::Found(found)) if found.more => format!("{}+ of {all}", thousands(count(self.len()))),
            _ if self.is_looking() => "looking…".to_owned(),
            _ if self.len() == roster.len() => all,
            _ => format!("{} of {all}", thousands(count(self.len()))),
        }
    }

    fn says_order(&self) -> String {
        let way = if self.order.descending { ", the other way round" } else { "" };
        match self.order.column {
            None => format!("in the order of the lists{way}"),
            Some(column) => format!("ordered by {}{way}", column.label()),
        }
    }

    pub(super) fn draw_rows(&self, desk: &Desk, roster: &Roster, area: Rect, canvas: &mut Canvas) {
        let (quiet, heading) = (canvas.theme.quiet(), canvas.theme.heading());
        let columns = layout(&desk.view.columns, usize::from(area.width).saturating_sub(2), self.scrolled);
        for Cell { column, at, cells } in &columns {
            let (style, way) = match (self.order.column == Some(*column), self.order.descending) {
                (false, _) => (quiet, ""),
                (true, descending) => (heading, canvas.theme.direction(descending)),
            };
            canvas.put(area, (*at, ABOVE - 1), &cut(&format!("{}{way}", column.label()), *cells), style);
        }
        let visible = self.window.visible(self.len(), usize::from(area.height.saturating_sub(ABOVE)));
        for (row, n) in (ABOVE..area.height).zip(visible) {
            let Some(id) = self.at(n) else { break };
            let person = roster.person(id);
            let here = n == self.window.chosen();
            let style = if here { canvas.chosen(area, row) } else { Style::new() };
            if self.selection.contains(id) {
                canvas.put(area, (1, row), "*", heading);
            }
            for Cell { column, at, cells } in &columns {
                let text = match column {
                    // Only what one list says is known, and not where anybody stands.
                    Column::Standing | Column::Marks | Column::Wave | Column::Cases | Column::Lists
                        if self.is_first =>
                    {
                        "…".into()
                    }
                    column => column.text(&person, desk.today),
                };
                let shown = cut(&clean(&text), *cells);
                canvas.put(area, (*at, row), &shown, style);
            }
        }
        if self.len() == 0 && !self.is_looking() && self.filter.problem().is_none() {
            let says = "Nobody fits this filter. Esc takes it away.";
            canvas.put(area, (2, ABOVE), says, quiet);
        }
    }
}

/// A column in sight: where it begins and how many cells it has.
#[derive(Debug, PartialEq)]
struct Cell {
    column: Column,
    at: u16,
    cells: usize,
}

/// The fewest and the most cells a column takes.
fn bounds(column: Column) -> (usize, usize) {
    match column {
        Column::Address => (24, 44),
        Column::Name | Column::Account => (14, 26),
        Column::Department | Column::Group | Column::Location => (10, 20),
        Column::Wave => (6, 10),
        Column::Marks => (10, 36),
        Column::Standing | Column::LastLogin => (12, 12),
        Column::Licence | Column::Status => (9, 9),
        Column::Created => (10, 10),
        Column::Role | Column::LoginType => (10, 14),
        Column::Cases => (8, 20),
        Column::Domain | Column::JobTitle | Column::Manager => (14, 30),
        Column::Lists => (18, 60),
    }
}

/// Places the address and, behind it, as many columns as fit; `scrolled` of those are left out. Room that is left
/// goes to the columns in order, up to what they can use.
fn layout(columns: &[Column], room: usize, scrolled: usize) -> Vec<Cell> {
    let others = columns.iter().copied().filter(|column| *column != Column::Address).skip(scrolled);
    let wanted = [Column::Address].into_iter().chain(others);
    let mut chosen: Vec<(Column, usize)> = Vec::new();
    let mut used = 0;
    for column in wanted {
        let (least, _) = bounds(column);
        if !chosen.is_empty() && used + least > room {
            break;
        }
        used += least + 2;
        chosen.push((column, least));
    }
    let mut left = (room + 2).saturating_sub(used);
    for (column, cells) in &mut chosen {
        let more = left.min(bounds(*column).1 - *cells);
        *cells += more;
        left -= more;
    }
    let mut at = 2;
    chosen
        .into_iter()
        .map(|(column, cells)| {
            let cell = Cell { column, at, cells };
            at = at.saturating_add(u16::try_from(cells + 2).unwrap_or(u16::MAX));
            cell
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn titles(room: usize, scrolled: usize) -> Vec<&'static str> {
        layout(&Column::FIRST, room, scrolled).iter().map(|cell| cell.column.label()).collect()
    }

    #[test]
    fn a_wider_screen_shows_more_columns_and_a_narrow_one_the_address() {
        assert_eq!(titles(10, 0), ["address"]);
        assert_eq!(titles(36, 0), ["address"]);
        assert_eq!(titles(76, 0), ["address", "name", "department", "standing", "wave"]);
        assert_eq!(titles(94, 0), ["address", "name", "department", "standing", "wave", "marks"]);
        assert_eq!(titles(200, 0).len(), Column::FIRST.len());
    }

    #[test]
    fn scrolling_keeps_the_address_and_reaches_the_last_column() {
        assert_eq!(titles(76, 5), ["address", "last sign-in", "licence", "status"]);
        for scrolled in 0..Column::FIRST.len() - 1 {
            assert_eq!(titles(40, scrolled)[0], "address");
        }
        assert_eq!(titles(46, Column::FIRST.len() - 2), ["address", "lists"]);
    }

    #[test]
    fn the_address_is_first_whatever_is_chosen() {
        let cells = layout(&[Column::Role, Column::Address], 80, 0);
        let shown: Vec<Column> = cells.iter().map(|cell| cell.column).collect();
        assert_eq!(shown, [Column::Address, Column::Role]);
    }

    #[test]
    fn columns_never_overlap_or_leave_the_room() {
        for room in 24..200 {
            let cells = layout(&Column::ALL, room, 0);
            for pair in cells.windows(2) {
                assert_eq!(usize::from(pair[0].at) + pair[0].cells + 2, usize::from(pair[1].at));
            }
            let last = cells.last().unwrap();
            assert!(usize::from(last.at) + last.cells <= room + 2, "{room}: {last:?}");
        }
    }
}
