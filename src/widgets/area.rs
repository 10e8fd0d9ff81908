//! Several lines of text being typed.

use std::ops::Range;

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

    /// Returns how many rows the text takes in a box of so many cells.
    #[must_use]
    pub fn height(&self, cells: usize) -> usize {
        self.area.lines().iter().map(|line| rows(line, cells).len()).sum()
    }

    fn row(&self) -> usize {
        self.area.cursor().0
    }

    /// Draws the rows around the cursor into `area` and puts the cursor there. A line wider than the box goes on in the
    /// next row.
    pub fn draw(&self, canvas: &mut Canvas, area: Rect) {
        let ratatui_textarea::DataCursor(row, column) = self.area.cursor();
        let cells = usize::from(area.width);
        let mut shown: Vec<String> = Vec::new();
        let mut cursor = (0, 0);
        for (n, line) in self.area.lines().iter().enumerate() {
            let letters: Vec<char> = line.chars().collect();
            let rows = rows(line, cells);
            let last = rows.len() - 1;
            for (at, range) in rows.into_iter().enumerate() {
                let is_here = n == row && column >= range.start && (column < range.end || at == last);
                if is_here {
                    let before: String = letters[range.start..column.min(range.end)].iter().collect();
                    cursor = (shown.len(), width(&before));
                }
                shown.push(letters[range].iter().collect());
            }
        }
        let top = (cursor.0 + 1).saturating_sub(usize::from(area.height.max(1)));
        let style = canvas.theme.focus();
        for (n, text) in (0..area.height).zip(shown.iter().skip(top)) {
            canvas.put(area, (0, n), &cut(text, cells), style);
        }
        let place = |number: usize| u16::try_from(number).unwrap_or(u16::MAX);
        canvas.point(area, (place(cursor.1.min(cells.saturating_sub(1))), place(cursor.0 - top)));
    }
}

/// Returns which letters of a line stand in which row: broken behind a blank where there is one, and one cell is left for
/// the cursor.
fn rows(line: &str, cells: usize) -> Vec<Range<usize>> {
    let room = cells.saturating_sub(1).max(1);
    let mut rows = Vec::new();
    let (mut start, mut wide, mut blank) = (0, 0, None);
    for (at, letter) in line.chars().enumerate() {
        let more = width(letter.encode_utf8(&mut [0; 4]));
        if wide + more > room && at > start {
            let end = blank.filter(|blank| *blank > start).unwrap_or(at);
            rows.push(start..end);
            wide = width(&line.chars().skip(end).take(at - end).collect::<String>());
            (start, blank) = (end, None);
        }
        wide += more;
        if letter == ' ' {
            blank = Some(at + 1);
        }
    }
    rows.push(start..line.chars().count());
    rows
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

    #[test]
    fn a_long_line_goes_on_in_the_next_row_behind_a_blank() {
        assert_eq!(rows("most of us are in", 9), [0..8, 8..15, 15..17]);
        assert_eq!(rows("", 9).len(), 1, "an empty line is a row too");
        assert_eq!(rows("abcdefghij", 5), [0..4, 4..8, 8..10]);
        assert_eq!(rows("日本語日本語", 7), [0..3, 3..6]);
        assert_eq!(rows("ab", 0), [0..1, 1..2]);
        assert_eq!(TextBox::new("most of us\nare in").height(9), 3);
    }
}
