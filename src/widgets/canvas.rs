//! What is drawn on: a buffer that takes only harmless text, and the cell the hardware cursor goes to.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::text::{cut, width, wrap};
use super::theme::{State, Theme};
use crate::untrusted::clean;

/// What is drawn on.
pub struct Canvas<'b> {
    buffer: &'b mut Buffer,
    /// Colours and glyphs.
    pub theme: Theme,
    /// Where the hardware cursor goes: screen readers and Asian input follow it.
    pub cursor: Option<Position>,
}

impl<'b> Canvas<'b> {
    /// Makes a canvas of a buffer.
    #[must_use]
    pub fn new(buffer: &'b mut Buffer, theme: Theme) -> Canvas<'b> {
        Canvas { buffer, theme, cursor: None }
    }

    /// Returns the whole area there is.
    #[must_use]
    pub fn area(&self) -> Rect {
        self.buffer.area
    }

    /// Writes one line of text into `area`'s row `row`, `column` cells in, cut to the room there is.
    /// Returns the column behind it.
    pub fn put(&mut self, area: Rect, (column, row): (u16, u16), text: &str, style: Style) -> u16 {
        let area = area.intersection(self.buffer.area);
        if row >= area.height || column >= area.width {
            return column;
        }
        let room = usize::from(area.width - column);
        let shown = self.theme.spelled(cut(&clean(text), room));
        self.buffer.set_stringn(area.x + column, area.y + row, &shown, room, style);
        column.saturating_add(u16::try_from(width(&shown)).unwrap_or(u16::MAX))
    }

    /// Writes a text that ends at the right edge of `area`'s row.
    pub fn put_right(&mut self, area: Rect, row: u16, text: &str, style: Style) {
        let column = usize::from(area.width).saturating_sub(width(&clean(text)));
        self.put(area, (u16::try_from(column).unwrap_or(0), row), text, style);
    }

    /// Writes a text over several rows, broken between words; returns how many rows it took.
    pub fn paragraph(&mut self, area: Rect, row: u16, text: &str, style: Style) -> u16 {
        let lines = wrap(&crate::untrusted::clean_lines(text), usize::from(area.width));
        for (n, line) in (row..).zip(&lines) {
            self.put(area, (0, n), line, style);
        }
        u16::try_from(lines.len()).unwrap_or(u16::MAX)
    }

    /// Draws a horizontal line across `area`'s row.
    pub fn rule(&mut self, area: Rect, row: u16) {
        let line = self.theme.lines().0.repeat(usize::from(area.width));
        let style = self.theme.quiet();
        self.put(area, (0, row), &line, style);
    }

    /// Writes a state's sign and word, for example `x blocked`, and returns the column behind it.
    pub fn state(&mut self, area: Rect, at: (u16, u16), state: State, word: &str) -> u16 {
        let style = self.theme.state(state);
        let sign = self.theme.sign(state);
        let text = if word.is_empty() { sign.to_owned() } else { format!("{sign} {word}") };
        self.put(area, at, &text, style)
    }

    /// Puts the hardware cursor into `area`'s row.
    pub fn point(&mut self, area: Rect, (column, row): (u16, u16)) {
        if row < area.height && column < area.width.max(1) {
            self.cursor = Some(Position::new(area.x + column, area.y + row));
        }
    }

    /// Marks a row as the chosen one, with the pointer and the hardware cursor, and returns the style of its text.
    pub fn chosen(&mut self, area: Rect, row: u16) -> Style {
        let style = self.theme.focus();
        self.put(area, (0, row), self.theme.pointer(), style);
        self.point(area, (0, row));
        style
    }

    /// Shows the rows of a sheet drawn apart, beginning with its row `top`, in the place of `area`.
    pub fn show(&mut self, area: Rect, sheet: &Buffer, top: u16) {
        let area = area.intersection(self.buffer.area);
        for row in 0..area.height.min(sheet.area.height.saturating_sub(top)) {
            for column in 0..area.width.min(sheet.area.width) {
                self.buffer[(area.x + column, area.y + row)] = sheet[(column, top + row)].clone();
            }
        }
    }

    /// Wipes an area, before a pop-up is drawn on it.
    pub fn wipe(&mut self, area: Rect) {
        let area = area.intersection(self.buffer.area);
        for row in area.rows() {
            let blank = " ".repeat(usize::from(area.width));
            self.buffer.set_stringn(row.x, row.y, blank, usize::from(area.width), Style::reset());
        }
    }

    /// Draws a frame with a title and returns the area inside.
    pub fn frame(&mut self, area: Rect, title: &str) -> Rect {
        let area = area.intersection(self.buffer.area);
        if area.width < 4 || area.height < 3 {
            return Rect { width: 0, height: 0, ..area };
        }
        let (across, down, ..) = self.theme.lines();
        let style = self.theme.quiet();
        let line = across.repeat(usize::from(area.width));
        self.put(area, (0, 0), &line, style);
        self.put(area, (0, area.height - 1), &line, style);
        for row in 1..area.height - 1 {
            self.put(area, (0, row), down, style);
            self.put(area, (area.width - 1, row), down, style);
        }
        if !title.is_empty() {
            let heading = self.theme.heading();
            let room = Rect { width: area.width - 2, ..area };
            self.put(room, (2, 0), &format!(" {title} "), heading);
        }
        Rect { x: area.x + 2, y: area.y + 1, width: area.width - 4, height: area.height - 2 }
    }
}
