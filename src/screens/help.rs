//! Help: what the page is for, and every key, this page's first. It is computed from the table of keys.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::ask::popup;
use super::{Go, Screen};
use crate::app::{Action, Binding, Desk, KEYS, Scope, bindings, shown};
use crate::widgets::{Canvas, Line, Window};

/// The help for one screen.
pub(super) struct Help {
    title: String,
    about: &'static str,
    here: Vec<&'static Binding>,
    search: Line,
    window: Window,
}

impl Help {
    /// Makes the help for a screen with these scopes.
    pub(super) fn new(title: String, about: &'static str, scopes: &[Scope]) -> Help {
        Help {
            title,
            about,
            here: bindings(scopes).collect(),
            search: Line::default(),
            window: Window::default(),
        }
    }

    /// Returns the lines that fit what is searched: this page's keys, then all others.
    fn lines(&self) -> Vec<(String, &'static str, bool)> {
        let wanted = self.search.text().to_lowercase();
        let line = |binding: &&'static Binding, here: bool| {
            let keys: Vec<String> = binding.keys.iter().map(|key| shown(key)).collect();
            (keys.join(" "), binding.says, here)
        };
        let others = KEYS.iter().filter(|other| !self.here.iter().any(|here| std::ptr::eq(*here, *other)));
        let mut lines: Vec<(String, &'static str, bool)> = Vec::new();
        let all = self
            .here
            .iter()
            .map(|binding| line(binding, true))
            .chain(others.map(|binding| line(&binding, false)));
        for one in all {
            let fits = wanted.is_empty()
                || one.1.to_lowercase().contains(&wanted)
                || one.0.to_lowercase().contains(&wanted);
            if fits && !lines.contains(&one) {
                lines.push(one);
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
        match action {
            Action::Edit(edit) => self.search.edit(edit),
            Action::Help => return Go::Back,
            action
                if self.window.act(
                    action,
                    self.lines().len(),
                    usize::from(desk.size.1).saturating_sub(10),
                ) => {}
            _ => return Go::Pass,
        }
        Go::Stay
    }
    fn letter(&mut self, letter: char, _desk: &mut Desk) -> Go {
        if letter == '?' {
            return Go::Back;
        }
        self.search.letter(letter);
        self.window = Window::default();
        Go::Stay
    }
    fn draw(&self, _desk: &Desk, area: Rect, canvas: &mut Canvas) {
        let title = if self.title.is_empty() { "Help".to_owned() } else { format!("Help: {}", self.title) };
        let inner = popup(area, (76, area.height), &title, canvas);
        let (quiet, focus) = (canvas.theme.quiet(), canvas.theme.focus());
        let mut row = canvas.paragraph(inner, 0, self.about, Style::new()) + 1;
        let column = canvas.put(inner, (0, row), "Search the keys: ", quiet);
        self.search.draw(canvas, inner, (column, row), focus);
        row += 1;
        let lines = self.lines();
        let height = usize::from(inner.height.saturating_sub(row));
        for (row, n) in (row..inner.height).zip(self.window.visible(lines.len(), height)) {
            let (keys, says, here) = &lines[n];
            let style = if *here { focus } else { quiet };
            canvas.put(Rect { width: 22.min(inner.width), ..inner }, (0, row), keys, style);
            canvas.put(inner, (23, row), says, if *here { Style::new() } else { quiet });
        }
        if lines.is_empty() {
            canvas.put(inner, (0, row), "No key has anything to do with that.", quiet);
        }
    }
    fn is_popup(&self) -> bool {
        true
    }
}
