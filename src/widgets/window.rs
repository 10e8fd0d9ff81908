//! The visible part of a long list: which row is chosen and which one is on top.

use std::ops::Range;

use crate::app::Action;

/// The chosen row of a list of any length, and the row on top of the screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Window {
    chosen: usize,
    top: usize,
}

impl Window {
    /// Returns the number of the chosen row.
    #[must_use]
    pub fn chosen(&self) -> usize {
        self.chosen
    }

    /// Chooses a row.
    pub fn choose(&mut self, row: usize) {
        self.chosen = row;
    }

    /// Moves the choice in a list of `len` rows of which `height` fit; returns whether the action was a move.
    pub fn act(&mut self, action: Action, len: usize, height: usize) -> bool {
        let last = len.saturating_sub(1);
        let page = height.max(1);
        self.chosen = match action {
            Action::Up => self.chosen.saturating_sub(1),
            Action::Down => self.chosen.saturating_add(1),
            Action::PageUp => self.chosen.saturating_sub(page),
            Action::PageDown => self.chosen.saturating_add(page),
            Action::First => 0,
            Action::Last => last,
            _ => return false,
        }
        .min(last);
        self.top = self.visible(len, height).start;
        true
    }

    /// Returns the rows that are on the screen, the chosen one among them.
    #[must_use]
    pub fn visible(&self, len: usize, height: usize) -> Range<usize> {
        let chosen = self.chosen.min(len.saturating_sub(1));
        let lowest = (chosen + 1).saturating_sub(height);
        let top = self.top.clamp(lowest, chosen.max(lowest)).min(len.saturating_sub(height));
        top..len.min(top.saturating_add(height))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_chosen_row_is_always_visible() {
        let mut window = Window::default();
        for (action, chosen, visible) in [
            (Action::Down, 1, 0..3),
            (Action::Down, 2, 0..3),
            (Action::Down, 3, 1..4),
            (Action::Up, 2, 1..4),
            (Action::Last, 9, 7..10),
            (Action::PageUp, 6, 6..9),
            (Action::First, 0, 0..3),
            (Action::Up, 0, 0..3),
        ] {
            assert!(window.act(action, 10, 3));
            assert_eq!((window.chosen(), window.visible(10, 3)), (chosen, visible), "{action:?}");
        }
    }

    #[test]
    fn no_height_and_no_rows_are_no_trouble() {
        let mut window = Window::default();
        window.choose(7);
        for height in [0, 1] {
            for len in [0, 1, 3] {
                window.act(Action::PageDown, len, height);
                let visible = window.visible(len, height);
                assert!(
                    visible.end <= len && visible.len() <= height,
                    "{len} rows, {height} high: {visible:?}"
                );
            }
        }
    }
}
