//! The totals over time: the burn-up with its verdict in a sentence, and below it the lines it is made of.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::entries::Entries;
use super::{Go, Screen};
use crate::app::{Action, Desk, Scope};
use crate::plan::{Day, Milestone, Permille, Place};
use crate::progress::forecast;
use crate::widgets::{Canvas, Point, burn_up, rows};
use crate::wording;

/// The lowest chart from which anything can be read.
pub(super) const LOWEST: u16 = 3;
/// From this height on, a chart names its first and its last day below.
const WITH_DAYS: u16 = 5;
/// The table below the chart keeps at least this many rows.
const TABLE: u16 = 6;

/// Returns the rate after each day's last import, oldest first.
fn points(history: &[Milestone]) -> Vec<(Day, Permille)> {
    let mut points: Vec<(Day, Permille)> = Vec::new();
    for line in history {
        let (Some(day), Some(rate)) = (line.date, line.rate_low) else { continue };
        match points.iter_mut().find(|(known, _)| *known == day) {
            Some(point) => point.1 = rate,
            None => points.push((day, rate)),
        }
    }
    points.sort_by_key(|(day, _)| *day);
    points
}

/// Returns whether there is enough to draw: two days.
pub(super) fn has_chart(desk: &Desk) -> bool {
    points(&desk.plan().history).len() > 1
}

/// Returns when the target may be reached, in a sentence.
pub(super) fn verdict(desk: &Desk) -> String {
    forecast(&desk.plan().history, desk.plan().target(), desk.today).says
}

/// Draws the burn-up into `area`, the days it spans below it where there is room.
pub(super) fn chart(desk: &Desk, area: Rect, canvas: &mut Canvas) {
    let points = points(&desk.plan().history);
    let (Some((first, _)), Some((last, _))) = (points.first(), points.last()) else { return };
    let with_days = u16::from(area.height >= WITH_DAYS);
    let drawn: Vec<Point> =
        points.iter().map(|(day, rate)| Point { day: day.days_since(*first), rate: rate.0 }).collect();
    let target = desk.plan().target().map(|target| u16::from(target.0) * 10);
    burn_up(canvas, Rect { height: area.height - with_days, ..area }, &drawn, target);
    if with_days == 1 {
        let quiet = canvas.theme.quiet();
        let row = area.height - 1;
        canvas.put(area, (5, row), &wording::day(*first, desk.today), quiet);
        canvas.put_right(area, row, &wording::day(*last, desk.today), quiet);
    }
}

/// The page.
pub(super) struct OverTime {
    table: Entries,
}

impl OverTime {
    /// Makes the page.
    pub(super) fn new() -> OverTime {
        OverTime { table: Entries::new("history") }
    }
}

/// Returns how many rows the chart gets on a page of `height` rows whose verdict takes `says` of them and whose
/// table has `lines`; none where too little would be left of the table.
fn chart_height(height: u16, says: u16, lines: usize) -> u16 {
    let table = u16::try_from(lines).unwrap_or(u16::MAX).saturating_add(1).min(TABLE);
    let left = height.saturating_sub(says + 2 + table);
    if left < LOWEST { 0 } else { left.min(12) }
}

impl Screen for OverTime {
    fn title(&self, desk: &Desk) -> String {
        self.table.title(desk)
    }
    fn about(&self) -> &'static str {
        "How the rate grew with every import. The lines stay when the lists of people are deleted."
    }
    fn scopes(&self, desk: &Desk) -> Vec<Scope> {
        self.table.scopes(desk)
    }
    fn act(&mut self, action: Action, desk: &mut Desk) -> Go {
        self.table.act(action, desk)
    }
    fn refresh(&mut self, desk: &mut Desk) {
        self.table.refresh(desk);
    }
    fn place(&self) -> Option<(String, String, String)> {
        self.table.place()
    }
    fn show(&mut self, place: &Place, desk: &mut Desk) -> Option<Box<dyn Screen>> {
        self.table.show(place, desk)
    }
    fn draw(&self, desk: &Desk, area: Rect, canvas: &mut Canvas) {
        let lines = desk.plan().history.len();
        if lines == 0 {
            return self.table.draw(desk, area, canvas);
        }
        let verdict = verdict(desk);
        let says = rows(&verdict, area.width);
        let height = if has_chart(desk) { chart_height(area.height, says, lines) } else { 0 };
        chart(desk, Rect { height, ..area }, canvas);
        let gap = u16::from(height > 0);
        canvas.paragraph(area, height + gap, &verdict, Style::new());
        let above = (height + gap + says + 1).min(area.height);
        let table = Rect { y: area.y + above, height: area.height - above, ..area };
        self.table.draw(desk, table, canvas);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(day: &str, rate: u16) -> Milestone {
        Milestone { date: day.parse().ok(), rate_low: Some(Permille(rate)), ..Milestone::default() }
    }

    #[test]
    fn of_two_imports_on_one_day_the_later_one_counts_and_days_are_in_order() {
        let history = [line("2026-11-15", 500), line("2026-11-01", 200), line("2026-11-15", 520)];
        let rates: Vec<u16> = points(&history).into_iter().map(|(_, rate)| rate.0).collect();
        assert_eq!(rates, [200, 520]);
    }

    #[test]
    fn the_chart_gives_way_to_the_table() {
        assert_eq!(chart_height(20, 1, 3), 12);
        assert_eq!(chart_height(20, 2, 40), 10);
        assert_eq!(chart_height(11, 1, 40), 0);
        assert_eq!(chart_height(8, 2, 1), 0);
    }
}
