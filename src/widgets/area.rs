//! Several lines of text being typed.

use ratatui::layout::Rect;
use ratatui_textarea::{CursorMove, TextArea};

use super::canvas::Canvas;
use super::text::{cut, width};
use crate::app::Edit;

/// Several lines of text being typed.
#[derive(Clone, Debug, Default)]
pub struct TextBox {
    area: TextArea<'static>,
}

impl TextBox {
    /// Starts with a text, the cursor behind it.
    #[must_use]
    pub fn new(text: &str) -> TextBox {
        let mut area = TextArea::from(text.split('\n').map(|line| line.trim_end_matches('\r')));
        area.move_cursor(CursorMove::Bottom);
        area.move_cursor(CursorMove::End);
        TextBox { area }
    }

    /// Returns what was typed.
    #[must_use]
    pub fn text(&self) -> String {
        self.area.lines().join("\n")
    }

    /// Puts a letter in at the cursor.
    pub fn letter(&mut self, letter: char) {
        if !letter.is_control() {
            self.area.insert_char(letter);
        }
    }

    /// Puts a text in at the cursor, with its lines.
    pub fn paste(&mut self, text: &str) {
        self.area.insert_str(text.replace("\r\n", "\n").replace('\r', "\n").replace('\t', " "));
    }

    /// Changes the text; returns false when the cursor would leave it above or below.
    pub fn edit(&mut self, edit: Edit) -> bool {
        let row = self.row();
        match edit {
            Edit::Up if row == 0 => return false,
            Edit::Down if row + 1 >= self.area.lines().len() => return false,
            Edit::Up => self.area.move_cursor(CursorMove::Up),
            Edit::Down => self.area.move_cursor(CursorMove::Down),
            Edit::Left => self.area.move_cursor(CursorMove::Back),
            Edit::Right => self.area.move_cursor(CursorMove::Forward),
            Edit::WordLeft => self.area.move_cursor(CursorMove::WordBack),
            Edit::WordRight => self.area.move_cursor(CursorMove::WordForward),
            Edit::Start => self.area.move_cursor(CursorMove::Head),
            Edit::End => self.area.move_cursor(CursorMove::End),
            Edit::NewLine => self.area.insert_newline(),
            Edit::Backspace => drop(self.area.delete_char()),
            Edit::Delete => drop(self.area.delete_next_char()),
            Edit::DeleteWord => drop(self.area.delete_word()),
            Edit::DeleteToStart => drop(self.area.delete_line_by_head()),
        }
        true
    }

    /// Returns how many lines there are.
    #[must_use]
    pub fn height(&self) -> usize {
        self.area.lines().len()
    }

    fn row(&self) -> usize {
        self.area.cursor().0
    }

    /// Draws the lines around the cursor into `area` and puts the cursor there.
    pub fn draw(&self, canvas: &mut Canvas, area: Rect) {
        let ratatui_textarea::DataCursor(row, column) = self.area.cursor();
        let height = usize::from(area.height.max(1));
        let top = (row + 1).saturating_sub(height);
        let style = canvas.theme.focus();
        for (n, line) in (0..area.height).zip(self.area.lines().iter().skip(top)) {
            let before: String = line.chars().take(column).collect();
            // Where the line is wider than the box, show the part the cursor is in.
            let shift = if top + usize::from(n) == row {
                (width(&before) + 2).saturating_sub(usize::from(area.width))
            } else {
                0
            };
            let shown: String = line.chars().skip(shift).collect();
            canvas.put(area, (0, n), &cut(&shown, usize::from(area.width)), style);
            if top + usize::from(n) == row {
                let cursor = width(&before).saturating_sub(shift);
                canvas.point(area, (u16::try_from(cursor).unwrap_or(u16::MAX), n));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_kept_as_typed_and_the_edges_are_told() {
        let mut text = TextBox::new("one\ntwo");
        assert!(!text.edit(Edit::Down), "below the last line is the next question");
        text.edit(Edit::NewLine);
        text.letter('x');
        text.paste("a\r\nb\rc");
        assert_eq!(text.text(), "one\ntwo\nxa\nb\nc");
        assert_eq!(TextBox::new("").text(), "");
    }
}
