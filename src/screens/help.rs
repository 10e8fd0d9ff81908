//! Help: what the page is for, and every key, this page's first. It is computed from the table of keys.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::ask::popup;
use super::{Go, Screen};
use crate::app::{Action, Binding, Desk, KEYS, Scope, bindings, shown};
use crate::widgets::{Canvas, Line, wrap};

/// How wide the pop-up is where there is room.
const WIDTH: u16 = 76;
/// Cells for the keys of a line.
const KEYS_WIDTH: u16 = 22;

/// The help for one screen.
pub(super) struct Help {
    title: String,
    about: &'static str,
    here: Vec<&'static Binding>,
    search: Line,
    /// The line on top.
    top: usize,
}

/// One line of the help.
#[derive(PartialEq, Eq)]
enum Told {
    About(String),
    Heading(&'static str),
    Key(String, &'static str),
    Gap,
}

/// Returns the lines of the bindings that hold what is searched, each once.
fn keys<'k>(bindings: impl Iterator<Item = &'k &'static Binding>, wanted: &str) -> Vec<Told> {
    let mut lines = Vec::new();
    for binding in bindings {
        let keys: Vec<String> = binding.keys.iter().map(|key| shown(key)).collect();
        let keys = keys.join(" ");
        let fits = binding.says.to_lowercase().contains(wanted) || keys.to_lowercase().contains(wanted);
        let line = Told::Key(keys, binding.says);
        if fits && !lines.contains(&line) {
            lines.push(line);
        }
    }
    lines
}

/// Returns how wide the text is, and how many lines are shown, on a screen of this size.
fn room((columns, rows): (u16, u16)) -> (usize, usize) {
    let width = WIDTH.min(columns.saturating_sub(2)).saturating_sub(4);
    // Above and below are the title line, the keys, two rules, the frame and the search.
    (usize::from(width), usize::from(rows.saturating_sub(7)))
}

impl Help {
    /// Makes the help for a screen with these scopes.
    pub(super) fn new(title: String, about: &'static str, scopes: &[Scope]) -> Help {
        Help { title, about, here: bindings(scopes).collect(), search: Line::default(), top: 0 }
    }

    /// Returns what the page is for, this page's keys and those of the others, as far as they fit what is searched.
    fn lines(&self, width: usize) -> Vec<Told> {
        let wanted = self.search.text().to_lowercase();
        let mut lines = Vec::new();
        if wanted.is_empty() && !self.about.is_empty() {
            lines.extend(wrap(self.about, width).into_iter().map(Told::About));
            lines.push(Told::Gap);
        }
        let others: Vec<&'static Binding> =
            KEYS.iter().filter(|other| !self.here.iter().any(|here| std::ptr::eq(*here, *other))).collect();
        let here = keys(self.here.iter(), &wanted);
        let elsewhere: Vec<Told> =
            keys(others.iter(), &wanted).into_iter().filter(|line| !here.contains(line)).collect();
        for (heading, keys) in [("On this page", here), ("On other pages", elsewhere)] {
            if !keys.is_empty() {
                if matches!(lines.last(), Some(Told::Key(..))) {
                    lines.push(Told::Gap);
                }
                lines.push(Told::Heading(heading));
                lines.extend(keys);
            }
        }
        lines
    }
}

impl Screen for Help {
    fn title(&self, _desk: &Desk) -> String {
        "Help".to_owned()
    }
    fn about(&self) -> &'static str {
        "Type to search the keys. Esc closes the help."
    }
    fn scopes(&self, _desk: &Desk) -> Vec<Scope> {
        vec![Scope::Keys, Scope::Typing]
    }
    fn act(&mut self, action: Action, desk: &mut Desk) -> Go {
        let (width, shown) = room(desk.size);
        let last = self.lines(width).len().saturating_sub(shown);
        self.top = match action {
            Action::Edit(edit) => {
                self.search.edit(edit);
                0
            }
            Action::Help => return Go::Back,
            Action::Up => self.top.min(last).saturating_sub(1),
            Action::Down => (self.top + 1).min(last),
            Action::PageUp => self.top.min(last).saturating_sub(shown.max(1)),
            Action::PageDown => (self.top + shown.max(1)).min(last),
            _ => return Go::Pass,
        };
        Go::Stay
    }
    fn letter(&mut self, letter: char, _desk: &mut Desk) -> Go {
        if letter == '?' {
            return Go::Back;
        }
        self.search.letter(letter);
        self.top = 0;
        Go::Stay
    }
    fn draw(&self, desk: &Desk, area: Rect, canvas: &mut Canvas) {
        let title = if self.title.is_empty() { "Help".to_owned() } else { format!("Help: {}", self.title) };
        let inner = popup(area, (WIDTH, area.height), &title, canvas);
        let (quiet, focus, heading) = (canvas.theme.quiet(), canvas.theme.focus(), canvas.theme.heading());
        let column = canvas.put(inner, (0, 0), "Search the keys: ", quiet);
        self.search.draw(canvas, inner, (column, 0), focus);
        let (width, shown) = room(desk.size);
        let lines = self.lines(width);
        let top = self.top.min(lines.len().saturating_sub(shown));
        for (row, line) in (1..inner.height).zip(&lines[top..]) {
            match line {
                Told::About(text) => {
                    canvas.put(inner, (0, row), text, Style::new());
                }
                Told::Heading(text) => {
                    canvas.put(inner, (0, row), text, heading);
                }
                Told::Key(keys, says) => {
                    let column = KEYS_WIDTH.min(inner.width / 2);
                    canvas.put(Rect { width: column, ..inner }, (0, row), keys, focus);
                    canvas.put(inner, (column + 1, row), says, Style::new());
                }
                Told::Gap => {}
            }
        }
        if lines.is_empty() {
            canvas.put(inner, (0, 1), "No key has anything to do with that.", quiet);
        }
    }
    fn is_popup(&self) -> bool {
        true
    }
}
