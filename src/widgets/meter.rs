//! A meter: how much of a whole is reached, with a mark where it should be.

use ratatui::layout::Rect;

use super::canvas::Canvas;
use super::theme::{Glyphs, State};

/// A share of a whole, in tenths of a per cent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Share {
    /// What is reached for certain.
    pub low: u16,
    /// What is reached at best.
    pub high: u16,
    /// Where it should be.
    pub target: Option<u16>,
}

/// What a cell of a meter shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Cell {
    Reached,
    AtBest,
    Empty,
    Target,
}

fn cells(share: Share, width: u16) -> Vec<Cell> {
    let at = |rate: u16| u32::from(rate.min(1000)) * u32::from(width) / 1000;
    let target = share.target.map(|target| at(target).min(u32::from(width.saturating_sub(1))));
    (0..u32::from(width))
        .map(|n| match n {
            n if target == Some(n) => Cell::Target,
            n if n < at(share.low) => Cell::Reached,
            n if n < at(share.high) => Cell::AtBest,
            _ => Cell::Empty,
        })
        .collect()
}

/// Draws a share across `area`'s row; the page says its numbers beside it.
pub fn meter(canvas: &mut Canvas, area: Rect, row: u16, share: Share) {
    let (_, mark, full, empty, _) = canvas.theme.lines();
    let at_best = match canvas.theme.glyphs {
        Glyphs::Blocks => "▒",
        Glyphs::Ascii => "=",
    };
    let reached = share.target.is_none_or(|target| share.low >= target);
    let style = canvas.theme.state(if reached { State::Good } else { State::Attention });
    let quiet = canvas.theme.quiet();
    let target = canvas.theme.focus();
    for (column, cell) in (0..area.width).zip(cells(share, area.width)) {
        let (sign, style) = match cell {
            Cell::Reached => (full, style),
            Cell::AtBest => (at_best, style),
            Cell::Empty => (empty, quiet),
            Cell::Target => (mark, target),
        };
        canvas.put(area, (column, row), sign, style);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(low: u16, high: u16, target: Option<u16>) -> String {
        let signs = cells(Share { low, high, target }, 10).into_iter().map(|cell| match cell {
            Cell::Reached => '#',
            Cell::AtBest => '=',
            Cell::Empty => '.',
            Cell::Target => '|',
        });
        signs.collect()
    }

    #[test]
    fn a_share_fills_its_part_and_the_target_is_marked() {
        assert_eq!(drawn(580, 620, Some(750)), "#####=.|..");
        assert_eq!(drawn(800, 800, Some(750)), "#######|..");
        assert_eq!(drawn(0, 0, None), "..........");
        assert_eq!(drawn(1000, 1000, Some(1000)), "#########|");
    }
}
