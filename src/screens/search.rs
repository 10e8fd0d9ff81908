//! Words that narrow a page of rows: the line they are typed in, what they fit, and the rows that are left.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::grouped::Grouped;
use crate::app::{Action, Scope};
use crate::widgets::{Canvas, Line, width};

/// What is searched on a page, and whether it is being typed.
#[derive(Default)]
pub(super) struct Search {
    line: Line,
    is_typed: bool,
}

/// Grouped rows that words narrow.
#[derive(Default)]
pub(super) struct Narrowed {
    pub(super) search: Search,
    pub(super) list: Grouped,
}

impl Narrowed {
    /// Returns what the keys may mean: those of the search while it is typed, else these.
    pub(super) fn scopes(&self, otherwise: &[Scope]) -> Vec<Scope> {
        if self.search.is_typed { vec![Scope::Searching, Scope::Typing] } else { otherwise.to_vec() }
    }

    /// Takes an action; says whether it was about the search or a move among the rows.
    pub(super) fn act(&mut self, action: Action, headings: &[bool], height: usize) -> bool {
        match action {
            Action::Open if self.search.is_typed => self.search.is_typed = false,
            Action::Back if self.search.is_typed || !self.search.is_empty() => {
                self.search = Search::default();
                self.list.restart();
            }
            Action::Edit(edit) if self.search.is_typed => {
                self.search.line.edit(edit);
                self.list.restart();
            }
            Action::Filter if !self.search.is_typed => self.search.is_typed = true,
            _ => return self.list.act(action, headings, height),
        }
        true
    }

    /// Takes a letter.
    pub(super) fn letter(&mut self, letter: char) {
        if self.search.is_typed {
            self.search.line.letter(letter);
            self.list.restart();
        }
    }

    /// Takes what was pasted.
    pub(super) fn paste(&mut self, text: &str) {
        self.search.is_typed = true;
        self.search.line.paste(text);
        self.list.restart();
    }
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
        let mut rows = Narrowed::default();
        let act = |rows: &mut Narrowed, action| rows.act(action, &[false; 3], 3);
        assert!(act(&mut rows, Action::Filter));
        "Two ONE".chars().for_each(|letter| rows.letter(letter));
        assert!(fits("one or two", &rows.search.words()) && !fits("one", &rows.search.words()));
        assert!(act(&mut rows, Action::Down));
        assert!(act(&mut rows, Action::Open));
        assert!(!rows.search.is_typed() && !rows.search.is_empty());
        rows.letter('x');
        assert_eq!(rows.search.words(), ["two", "one"]);
        assert!(act(&mut rows, Action::Back));
        assert!(rows.search.is_empty() && !act(&mut rows, Action::Back));
    }
}
