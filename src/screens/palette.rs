//! Every page and every action that applies now, chosen by typing a part of its name.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::ask::popup;
use super::{Go, PAGES, Screen};
use crate::app::{Action, Desk, Edit, Scope, bindings, shown};
use crate::widgets::{Canvas, Line, Window};

/// Where an entry leads.
#[derive(Clone, Copy)]
enum To {
    Page(&'static str),
    Action(Action),
}

/// The most rows the pop-up takes, its frame included.
const HEIGHT: u16 = 18;

/// Returns how many entries are shown on a screen of so many rows.
fn rows(screen: u16) -> usize {
    usize::from(screen.saturating_sub(4).min(HEIGHT).saturating_sub(4))
}

/// The pages and actions.
pub(super) struct Palette {
    entries: Vec<(String, String, To)>,
    search: Line,
    window: Window,
}

impl Palette {
    /// Makes the palette for a screen with these scopes.
    pub(super) fn new(scopes: &[Scope], with_pages: bool) -> Palette {
        let mut entries: Vec<(String, String, To)> = Vec::new();
        for binding in bindings(scopes) {
            let moves = matches!(
                binding.action,
                Action::Up | Action::Down | Action::Left | Action::Right | Action::Palette | Action::Edit(_)
            );
            if !moves && !entries.iter().any(|(says, ..)| says == binding.says) {
                entries.push((binding.says.to_owned(), shown(binding.keys[0]), To::Action(binding.action)));
            }
        }
        let pages = PAGES.iter().filter(|_| with_pages);
        let mut all: Vec<_> = pages
            .map(|page| {
                let phase = page.phase.map_or(String::new(), |phase| format!("phase {phase}"));
                (page.title.to_owned(), phase, To::Page(page.id))
            })
            .collect();
        all.append(&mut entries);
        Palette { entries: all, search: Line::default(), window: Window::default() }
    }

    /// Returns the entries that hold every word, those first whose name begins with what was typed, and the exact one
    /// before all.
    fn fitting(&self) -> Vec<&(String, String, To)> {
        let wanted = self.search.text().trim().to_lowercase();
        let words: Vec<&str> = wanted.split_whitespace().collect();
        let fits = |says: &str| words.iter().all(|word| says.to_lowercase().contains(word));
        let mut fitting: Vec<_> = self.entries.iter().filter(|(says, ..)| fits(says)).collect();
        if !wanted.is_empty() {
            fitting.sort_by_key(|(says, ..)| {
                let says = says.to_lowercase();
                (says != wanted, !says.starts_with(&wanted))
            });
        }
        fitting
    }
}

impl Screen for Palette {
    fn title(&self, _desk: &Desk) -> String {
        "Commands".to_owned()
    }
    fn about(&self) -> &'static str {
        "Type a part of a page's or an action's name, then press Enter."
    }
    fn scopes(&self, _desk: &Desk) -> Vec<Scope> {
        vec![Scope::Commands, Scope::Typing]
    }
    fn act(&mut self, action: Action, desk: &mut Desk) -> Go {
        let len = self.fitting().len();
        match action {
            Action::Edit(edit) => {
                self.search.edit(edit);
                self.window = Window::default();
            }
            Action::Open => {
                return match self.fitting().get(self.window.chosen()).map(|(_, _, to)| *to) {
                    Some(To::Page(id)) => Go::Page(id),
                    Some(To::Action(action)) => Go::Do(action),
                    None => Go::Stay,
                };
            }
            action if self.window.act(action, len, rows(desk.size.1)) => {}
            _ => return Go::Pass,
        }
        Go::Stay
    }
    fn letter(&mut self, letter: char, _desk: &mut Desk) -> Go {
        self.search.letter(letter);
        self.window = Window::default();
        Go::Stay
    }
    fn draw(&self, _desk: &Desk, area: Rect, canvas: &mut Canvas) {
        let inner = popup(area, (60, HEIGHT), "Commands", canvas);
        let (quiet, focus) = (canvas.theme.quiet(), canvas.theme.focus());
        let column = canvas.put(inner, (0, 0), ": ", quiet);
        self.search.draw(canvas, inner, (column, 0), focus);
        let fitting = self.fitting();
        let height = usize::from(inner.height.saturating_sub(2));
        for (row, n) in (2..inner.height).zip(self.window.visible(fitting.len(), height)) {
            let (says, key, _) = fitting[n];
            let here = n == self.window.chosen();
            if here {
                // The cursor stays where one types.
                canvas.put(inner, (0, row), canvas.theme.pointer(), focus);
            }
            canvas.put(inner, (2, row), says, if here { focus } else { Style::new() });
            canvas.put_right(inner, row, key, quiet);
        }
        if fitting.is_empty() {
            canvas.put(inner, (2, 2), "Nothing is called that. Backspace takes a letter out.", quiet);
        }
    }
    fn pasted(&mut self, text: &str, _desk: &mut Desk) {
        self.search.paste(text);
        self.search.edit(Edit::End);
    }
    fn is_popup(&self) -> bool {
        true
    }
}
