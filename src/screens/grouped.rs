//! Rows below headings: a heading is never chosen, and it stays in sight above its first row.

use std::ops::Range;

use crate::app::Action;
use crate::widgets::Window;

/// The chosen line of a list in which some lines are headings.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Grouped {
    window: Window,
}

impl Grouped {
    /// Returns the number of the chosen line, which is no heading; nothing where there are only headings.
    pub(super) fn chosen(&self, headings: &[bool]) -> Option<usize> {
        let from = self.window.chosen().min(headings.len());
        let below = headings[from..].iter().position(|heading| !heading).map(|n| from + n);
        below.or_else(|| headings[..from].iter().rposition(|heading| !heading))
    }

    /// Chooses a line.
    pub(super) fn choose(&mut self, line: usize) {
        self.window.choose(line);
    }

    /// Moves the choice; returns whether the action was a move.
    pub(super) fn act(&mut self, action: Action, headings: &[bool], height: usize) -> bool {
        let len = headings.len();
        if let Some(chosen) = self.chosen(headings) {
            self.window.choose(chosen);
        }
        if !self.window.act(action, len, height) {
            return false;
        }
        let upwards = matches!(action, Action::Up | Action::PageUp);
        let now = self.window.chosen();
        if upwards
            && headings.get(now) == Some(&true)
            && let Some(above) = headings[..now].iter().rposition(|heading| !heading)
        {
            self.window.choose(above);
        }
        if let Some(chosen) = self.chosen(headings) {
            self.window.choose(chosen);
            if chosen > 0 && headings[chosen - 1] {
                // Up to the heading and down again, so that the first row of a group shows what group it is.
                self.window.act(Action::Up, len, height);
                self.window.act(Action::Down, len, height);
            }
        }
        true
    }

    /// Returns the lines that are on the screen.
    pub(super) fn visible(&self, len: usize, height: usize) -> Range<usize> {
        self.window.visible(len, height)
    }

    /// Goes back to the first row.
    pub(super) fn restart(&mut self) {
        self.window = Window::default();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two groups of two rows.
    const LINES: [bool; 6] = [true, false, false, true, false, false];

    #[test]
    fn a_heading_is_stepped_over_both_ways() {
        let mut list = Grouped::default();
        assert_eq!(list.chosen(&LINES), Some(1));
        for (action, chosen) in [
            (Action::Down, 2),
            (Action::Down, 4),
            (Action::Up, 2),
            (Action::First, 1),
            (Action::Up, 1),
            (Action::Last, 5),
        ] {
            assert!(list.act(action, &LINES, 3));
            assert_eq!(list.chosen(&LINES), Some(chosen), "{action:?}");
            assert!(list.visible(6, 3).contains(&chosen));
        }
    }

    #[test]
    fn the_first_row_of_a_group_shows_its_heading() {
        let mut list = Grouped::default();
        list.act(Action::Last, &LINES, 2);
        list.act(Action::Up, &LINES, 2);
        assert_eq!(list.visible(6, 2), 3..5);
        list.act(Action::First, &LINES, 2);
        assert_eq!(list.visible(6, 2), 0..2);
    }

    #[test]
    fn no_rows_are_no_trouble() {
        let mut list = Grouped::default();
        assert!(list.act(Action::Down, &[], 3) && list.act(Action::PageUp, &[true], 0));
        assert_eq!((list.chosen(&[]), list.chosen(&[true])), (None, None));
    }
}
