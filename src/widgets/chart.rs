//! The burn-up: the rate over time as columns, with the threshold as a line.

use ratatui::layout::Rect;

use super::canvas::Canvas;
use super::text::pad_left;
use super::theme::State;

/// The rate on one day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Point {
    /// Days since any fixed day; only differences count.
    pub day: i64,
    /// The rate in tenths of a per cent, 0 to 1,000.
    pub rate: u16,
}

/// Columns taken by the labels at the left.
const LABELS: u16 = 5;

/// Draws the points, oldest first, as columns over time and the target as a dotted line.
///
/// A chart never stands alone: the page says the numbers and the verdict in a sentence below it.
pub fn burn_up(canvas: &mut Canvas, area: Rect, points: &[Point], target: Option<u16>) {
    let (Some(first), Some(last)) = (points.first(), points.last()) else { return };
    if area.height == 0 || area.width <= LABELS + 1 {
        return;
    }
    let highest = points.iter().map(|point| point.rate).chain(target).max().unwrap_or(0).max(1);
    // The top is the next multiple of 25 %, so that the scale stays put while the rate moves.
    let top = u32::from(highest.div_ceil(250).clamp(1, 4)) * 250;
    let rows = u32::from(area.height);
    let plot = Rect { x: area.x + LABELS, width: area.width - LABELS, ..area };
    scale(canvas, area, top);
    if let Some(target) = target.filter(|target| u32::from(*target) <= top) {
        let from_bottom = (u32::from(target) * rows / top).min(rows - 1);
        let row = area.height - 1 - u16::try_from(from_bottom).unwrap_or(0);
        let (line, style) =
            (canvas.theme.lines().4.repeat(usize::from(plot.width)), canvas.theme.state(State::Attention));
        canvas.put(plot, (0, row), &line, style);
        let label = pad_left(&(target / 10).to_string(), usize::from(LABELS) - 2);
        canvas.put(area, (0, row), &label, style);
    }
    let span = (last.day - first.day).max(1);
    let mut rates: Vec<Option<u16>> = vec![None; usize::from(plot.width)];
    for point in points {
        let column = (point.day - first.day) * i64::from(plot.width - 1) / span;
        if let Some(slot) = usize::try_from(column).ok().and_then(|column| rates.get_mut(column)) {
            *slot = Some(point.rate);
        }
    }
    // Between two imports the last known rate holds.
    let mut known = None;
    for (column, rate) in (0..plot.width).zip(rates) {
        let measured = rate.is_some();
        known = rate.or(known);
        if let Some(rate) = known {
            draw_column(canvas, plot, column, u32::from(rate) * rows * 8 / top, measured);
        }
    }
}

fn scale(canvas: &mut Canvas, area: Rect, top: u32) {
    let style = canvas.theme.quiet();
    for row in 0..area.height {
        let share = top * u32::from(area.height - row) / u32::from(area.height) / 10;
        if row == 0 || (row == area.height / 2 && area.height > 3) {
            canvas.put(area, (0, row), &pad_left(&share.to_string(), usize::from(LABELS) - 2), style);
        }
    }
}

fn draw_column(canvas: &mut Canvas, plot: Rect, column: u16, eighths: u32, measured: bool) {
    let style = if measured { canvas.theme.focus() } else { canvas.theme.state(State::Good) };
    let heights = canvas.theme.heights();
    for row in 0..plot.height {
        let below = u32::from(plot.height - 1 - row) * 8;
        let Some(filled) = eighths.checked_sub(below).filter(|filled| *filled > 0) else { continue };
        let height = heights[usize::try_from(filled.min(8) - 1).unwrap_or(0)];
        canvas.put(plot, (column, row), height, style);
    }
}
