//! One line of text being typed.

use ratatui::layout::Rect;
use ratatui::style::Style;
use tui_input::{Input, InputRequest};

use super::canvas::Canvas;
use super::text::width;
use crate::app::Edit;

/// One line of text being typed; letters are moved over and deleted as people see them.
#[derive(Clone, Debug, Default)]
pub struct Line {
    input: Input,
}

impl Line {
    /// Starts with a text, the cursor behind it.
    #[must_use]
    pub fn new(text: &str) -> Line {
        Line { input: Input::new(text.to_owned()) }
    }

    /// Returns what was typed.
    #[must_use]
    pub fn text(&self) -> &str {
        self.input.value()
    }

    /// Puts a letter in at the cursor.
    pub fn letter(&mut self, letter: char) {
        if !letter.is_control() {
            self.input.handle(InputRequest::InsertChar(letter));
        }
    }

    /// Puts a text in at the cursor; line breaks become spaces, so that pasting never submits.
    pub fn paste(&mut self, text: &str) {
        for letter in text.trim_matches(['\n', '\r']).chars() {
            self.letter(if matches!(letter, '\n' | '\r' | '\t') { ' ' } else { letter });
        }
    }

    /// Changes the line.
    pub fn edit(&mut self, edit: Edit) {
        let request = match edit {
            Edit::Left => InputRequest::GoToPrevChar,
            Edit::Right => InputRequest::GoToNextChar,
            Edit::WordLeft => InputRequest::GoToPrevWord,
            Edit::WordRight => InputRequest::GoToNextWord,
            Edit::Start => InputRequest::GoToStart,
            Edit::End => InputRequest::GoToEnd,
            Edit::Backspace => InputRequest::DeletePrevChar,
            Edit::Delete => InputRequest::DeleteNextChar,
            Edit::DeleteWord => InputRequest::DeletePrevWord,
            Edit::DeleteToStart => {
                while self.input.visual_cursor() > 0 {
                    self.input.handle(InputRequest::DeletePrevChar);
                }
                return;
            }
            Edit::NewLine | Edit::Up | Edit::Down => return,
        };
        self.input.handle(request);
    }

    /// Returns where the cursor is, in bytes.
    #[must_use]
    pub fn cursor(&self) -> usize {
        self.text().char_indices().nth(self.input.cursor()).map_or(self.text().len(), |(at, _)| at)
    }

    /// Puts a text in the place of a part of the line, given in bytes, and the cursor behind it.
    pub fn put(&mut self, place: std::ops::Range<usize>, text: &str) {
        let (before, after) = (self.text().get(..place.start), self.text().get(place.end..));
        if let (Some(before), Some(after)) = (before, after) {
            let cursor = before.chars().count() + text.chars().count();
            self.input = Input::new(format!("{before}{text}{after}")).with_cursor(cursor);
        }
    }

    /// Returns the column in which a byte of the line is drawn, where that many cells show the line.
    #[must_use]
    pub fn column_of(&self, byte: usize, room: usize) -> usize {
        let scroll = self.input.visual_scroll(room.saturating_sub(1));
        width(self.text().get(..byte).unwrap_or_default()).saturating_sub(scroll)
    }

    /// Draws the line into `area`'s row and puts the cursor into it; what does not fit is scrolled out.
    pub fn draw(&self, canvas: &mut Canvas, area: Rect, at: (u16, u16), style: Style) {
        let (column, row) = at;
        let room = usize::from(area.width.saturating_sub(column)).saturating_sub(1);
        let scroll = self.input.visual_scroll(room);
        let mut skipped = 0;
        let text: String = self
            .text()
            .chars()
            .skip_while(|letter| {
                let skip = skipped < scroll;
                skipped += if skip { width(letter.encode_utf8(&mut [0; 4])) } else { 0 };
                skip
            })
            .collect();
        canvas.put(area, at, &text, style);
        let cursor = self.input.visual_cursor().saturating_sub(scroll);
        canvas.point(area, (column.saturating_add(u16::try_from(cursor).unwrap_or(u16::MAX)), row));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paste_of_several_lines_stays_one_line() {
        let mut line = Line::new("to ");
        line.paste("ana@northwind.example\nben@northwind.example\n");
        assert_eq!(line.text(), "to ana@northwind.example ben@northwind.example");
    }

    #[test]
    fn a_part_is_replaced_and_typing_goes_on_behind_it() {
        let mut line = Line::new("ö sta ann");
        line.put(3..6, "standing:");
        assert_eq!((line.text(), line.cursor()), ("ö standing: ann", 12));
        line.letter('g');
        assert_eq!((line.text(), line.column_of(12, 40)), ("ö standing:g ann", 11));
    }

    #[test]
    fn one_backspace_takes_one_visible_letter() {
        let mut line = Line::new("e\u{301}");
        line.edit(Edit::Backspace);
        assert_eq!(line.text(), "");
        let mut line = Line::new("one two");
        line.edit(Edit::DeleteWord);
        assert_eq!(line.text(), "one ");
        line.edit(Edit::DeleteToStart);
        assert_eq!(line.text(), "");
    }
}
