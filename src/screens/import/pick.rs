//! A short list to pick from, over the preview: what a column is used for, what the letters are written in, which sheet.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::how::Chosen;
use super::preview::{Preview, Stop};
use crate::app::{Action, Desk};
use crate::lists::{Encoding, Field, Use};
use crate::screens::ask::popup;
use crate::widgets::{Canvas, State, Window};

/// The first line of a list: the program decides.
const AS_RECOGNISED: &str = "as the program recognises it";

/// What is being picked.
pub(super) struct Picking {
    stop: Stop,
    title: String,
    labels: Vec<String>,
    window: Window,
}

impl Picking {
    fn new(stop: Stop, title: String, labels: Vec<String>, chosen: usize) -> Picking {
        let mut window = Window::default();
        window.choose(chosen);
        Picking { stop, title, labels, window }
    }

    /// Moves in the list.
    pub(super) fn act(&mut self, action: Action, desk: &Desk) {
        let height = usize::from(desk.size.1.saturating_sub(6));
        self.window.act(action, self.labels.len(), height);
    }

    /// Draws the list over the page.
    pub(super) fn draw(&self, area: Rect, canvas: &mut Canvas) {
        let height = u16::try_from(self.labels.len()).unwrap_or(u16::MAX).saturating_add(2);
        let inner = popup(area, (50, height), &self.title, canvas);
        let focus = canvas.theme.focus();
        for (row, n) in (0..).zip(self.window.visible(self.labels.len(), usize::from(inner.height))) {
            let here = n == self.window.chosen();
            if here {
                canvas.put(inner, (0, row), canvas.theme.pointer(), focus);
                canvas.point(inner, (0, row));
            }
            canvas.put(inner, (2, row), &self.labels[n], if here { focus } else { Style::new() });
        }
    }
}

/// Returns the uses a column can have, in the order in which they are offered.
fn uses() -> impl Iterator<Item = Use> {
    std::iter::once(Use::Nothing).chain(Field::ALL.into_iter().map(Use::As))
}

impl Preview {
    /// Offers what can be picked at the place one is at.
    pub(super) fn offer_picks(&mut self) {
        let labels = |some: Vec<&str>| {
            std::iter::once(AS_RECOGNISED).chain(some).map(str::to_owned).collect::<Vec<String>>()
        };
        self.picking = match self.stop {
            Stop::Column(at) => self.list.columns.get(at).map(|column| {
                let now = self.said.wanted.said_of(&column.header);
                let chosen = now.and_then(|now| uses().position(|used| used == now)).map_or(0, |at| at + 1);
                let title = format!("“{}” is used as", column.header);
                Picking::new(self.stop, title, labels(uses().map(Use::label).collect()), chosen)
            }),
            Stop::Letters => {
                let now = self.said.wanted.encoding;
                let chosen = now.and_then(|now| Encoding::ALL.iter().position(|one| *one == now));
                let words = Encoding::ALL.iter().map(|encoding| encoding.word()).collect();
                let title = "The letters are written in".to_owned();
                Some(Picking::new(self.stop, title, labels(words), chosen.map_or(0, |at| at + 1)))
            }
            Stop::Sheet => {
                let names = self.list.sheets.iter().map(|sheet| sheet.name.clone()).collect();
                let chosen = self.list.sheets.iter().position(|sheet| sheet.is_read).unwrap_or(0);
                Some(Picking::new(self.stop, "The sheet to read".to_owned(), names, chosen))
            }
            _ => None,
        };
    }

    /// Takes what is picked; what cannot be, and what follows for another column, is said.
    pub(super) fn pick(&mut self, desk: &mut Desk) {
        let Some(Picking { stop, window, .. }) = self.picking.take() else { return };
        let chosen = window.chosen();
        let other_than_recognised = chosen.checked_sub(1);
        match stop {
            Stop::Column(at) => {
                let said = other_than_recognised.and_then(|n| uses().nth(n));
                let is_address = self.list.columns.get(at).is_some_and(|one| one.field == Some(Field::Email));
                if is_address && said.is_some_and(|said| said != Use::As(Field::Email)) {
                    desk.say(State::Attention, "A list needs an address column. Choose another one first.");
                    return;
                }
                match self.said.choose(&self.list, at, said) {
                    Chosen::Wanted => {}
                    Chosen::Instead(other) => {
                        let what = said.map_or("", Use::label);
                        let says = format!("One column is the {what}: “{other}” is not used any more.");
                        desk.say(State::Attention, says);
                    }
                    Chosen::Nameless => {
                        let says = "This column has no name of its own, so that it cannot be told from others. \
                                    Give it one in the file.";
                        desk.say(State::Attention, says);
                    }
                }
            }
            Stop::Letters => {
                self.said.wanted.encoding = other_than_recognised.and_then(|n| Encoding::ALL.get(n)).copied();
            }
            Stop::Sheet => {
                self.said.wanted.sheet = self.list.sheets.get(chosen).map(|sheet| sheet.name.clone());
            }
            _ => {}
        }
    }
}
