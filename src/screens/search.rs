//! Words that narrow a page of rows: the line they are typed in, and what they fit.

use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::app::{Action, Edit};
use crate::widgets::{Canvas, Line, width};

/// What is searched on a page, and whether it is being typed.
#[derive(Default)]
pub(super) struct Search {
    line: Line,
    is_typed: bool,
}

/// What an action did to a search.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Searched {
    /// Other rows fit now.
    Changed,
    /// The same rows fit.
    Same,
    /// It was none of the search's business.
    Passed,
}

impl Search {
    /// Says whether it is being typed.
    pub(super) fn is_typed(&self) -> bool {
        self.is_typed
    }

    /// Says whether nothing is searched.
    pub(super) fn is_empty(&self) -> bool {
        self.line.text().trim().is_empty()
    }

    /// Returns the words, in lower case.
    pub(super) fn words(&self) -> Vec<String> {
        self.line.text().to_lowercase().split_whitespace().map(str::to_owned).collect()
    }

    /// Begins to type.
    pub(super) fn begin(&mut self) {
        self.is_typed = true;
    }

    /// Forgets what was searched.
    pub(super) fn end(&mut self) {
        *self = Search::default();
    }

    /// Takes an action while it is typed.
    pub(super) fn act(&mut self, action: Action) -> Searched {
        match action {
            Action::Open => {
                self.is_typed = false;
                Searched::Same
            }
            Action::Back => {
                self.end();
                Searched::Changed
            }
            Action::Edit(edit) => self.edit(edit),
            _ => Searched::Passed,
        }
    }

    fn edit(&mut self, edit: Edit) -> Searched {
        self.line.edit(edit);
        Searched::Changed
    }

    /// Takes a letter.
    pub(super) fn letter(&mut self, letter: char) {
        self.line.letter(letter);
    }

    /// Takes what was pasted.
    pub(super) fn paste(&mut self, text: &str) {
        self.is_typed = true;
        self.line.paste(text);
    }

    /// Draws it into the first row, and at the right of it how much fits.
    pub(super) fn draw(&self, area: Rect, counted: &str, canvas: &mut Canvas) {
        let quiet = canvas.theme.quiet();
        canvas.put_right(area, 0, counted, quiet);
        let taken = u16::try_from(width(counted) + 1).unwrap_or(0);
        let room = Rect { width: area.width.saturating_sub(taken), ..area };
        match (self.is_typed, self.line.text()) {
            (true, _) => {
                let column = canvas.put(room, (0, 0), "Search: ", quiet);
                self.line.draw(canvas, room, (column, 0), canvas.theme.focus());
            }
            (false, "") => drop(canvas.put(room, (0, 0), "/ searches", quiet)),
            (false, text) => drop(canvas.put(room, (0, 0), &format!("Search: {text}"), Style::new())),
        }
    }
}

/// Says whether a text in lower case holds every one of the words.
pub(super) fn fits(text: &str, words: &[String]) -> bool {
    words.iter().all(|word| text.contains(word.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_fit_in_any_order_and_esc_forgets_them() {
        let mut search = Search::default();
        search.begin();
        "Two ONE".chars().for_each(|letter| search.letter(letter));
        assert!(fits("one or two", &search.words()) && !fits("one", &search.words()));
        assert_eq!(search.act(Action::Open), Searched::Same);
        assert!(!search.is_typed() && !search.is_empty());
        assert_eq!(search.act(Action::Down), Searched::Passed);
        assert_eq!(search.act(Action::Back), Searched::Changed);
        assert!(search.is_empty());
    }
}
