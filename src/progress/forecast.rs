//! When the target may be reached: a straight line through the last imports, as a range, in one honest sentence.
//!
//! The slowest and the fastest step of the last growing imports give the two ends. There is no model behind
//! it, and it says so by saying how many imports it is made of.

use crate::plan::{Day, Milestone, Percent, Permille};
use crate::wording;

/// When the target may be reached.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Forecast {
    /// The answer in one sentence.
    pub says: String,
    /// The first day on which it may be reached, today or later, or the day on which it was.
    pub from: Option<Day>,
    /// The last day, at the slowest recent pace; nothing where that is years away, or over already.
    pub to: Option<Day>,
}

impl Forecast {
    fn without_a_day(says: impl Into<String>) -> Forecast {
        Forecast { says: says.into(), from: None, to: None }
    }
}

/// How many imports a forecast needs.
const FEWEST: usize = 3;
/// How many imports it looks back.
const MOST: usize = 6;
/// Further than this it does not reckon: five years.
const FURTHEST: i64 = 5 * 365;

/// A day and the low end of the rate on it.
type Point = (Day, Permille);

/// Returns when the target may be reached at the pace of the last imports. `history` may come in any order.
#[must_use]
pub fn forecast(history: &[Milestone], target: Option<Percent>, today: Day) -> Forecast {
    let Some(target) = target else {
        return Forecast::without_a_day("No target is set, so there is nothing to forecast.");
    };
    let points = points(history, today);
    let wanted = Permille(u16::from(target.0) * 10);
    let Some(newest) = points.last() else {
        return Forecast::without_a_day("Too few imports to say: three are needed.");
    };
    if newest.1 >= wanted {
        let before = points.iter().rposition(|point| point.1 < wanted);
        let on = points[before.map_or(0, |before| before + 1)].0;
        let says = format!("The target was reached on {}.", written(on, today));
        return Forecast { says, from: Some(on), to: Some(on) };
    }
    if points.len() < FEWEST {
        return Forecast::without_a_day("Too few imports to say: three are needed.");
    }
    let growing = growing(&points);
    if growing.len() == 1 {
        let since = level_since(&points);
        return Forecast::without_a_day(format!("The rate has not grown since {}.", written(since, today)));
    }
    if growing.len() < FEWEST {
        let since = written(growing[0].0, today);
        return Forecast::without_a_day(format!(
            "The rate has grown only since {since}: too few imports to say, three in a row are needed."
        ));
    }
    ahead(growing, (target, wanted), today)
}

/// Returns the days with a rate, oldest first, one point a day; none is to come.
fn points(history: &[Milestone], today: Day) -> Vec<Point> {
    let known = history.iter().filter_map(|line| Some((line.date?, line.rate_low?)));
    let mut points: Vec<Point> = known.filter(|(day, _)| *day <= today).collect();
    points.sort_by_key(|point| point.0);
    // Of several lines of one day the last one counts.
    points.reverse();
    points.dedup_by_key(|point| point.0);
    points.reverse();
    points
}

/// Returns the last points between which the rate only grew; at least the newest one.
fn growing(points: &[Point]) -> &[Point] {
    let steps = points.windows(2).rev().take_while(|step| step[0].1 < step[1].1).count();
    &points[points.len() - (steps + 1).min(MOST)..]
}

/// Returns the day on which the rate first was as high as it is now, or higher.
fn level_since(points: &[Point]) -> Day {
    let last = points[points.len() - 1];
    points.iter().find(|point| point.1 >= last.1).map_or(last.0, |point| point.0)
}

fn ahead(growing: &[Point], (target, wanted): (Percent, Permille), today: Day) -> Forecast {
    let (last, reached) = growing[growing.len() - 1];
    let left = i64::from(wanted.0 - reached.0);
    // A step of `grown` tenths of a per cent in `days` days takes this many days for what is left.
    let spans = growing.windows(2).map(|step| {
        let (days, grown) = (step[1].0.days_since(step[0].0), i64::from(step[1].1.0 - step[0].1.0));
        (left * days + grown - 1) / grown
    });
    let (fastest, slowest) = spans.fold((i64::MAX, 0), |ends, days| (ends.0.min(days), ends.1.max(days)));
    let imports = growing.len();
    if fastest > FURTHEST {
        return Forecast::without_a_day(format!(
            "At this pace {target} % is more than five years away ({imports} imports)."
        ));
    }
    let (from, to) = (last.plus_days(fastest), last.plus_days(slowest));
    let is_late = from < today;
    if slowest > FURTHEST && is_late {
        return Forecast::without_a_day(format!(
            "At the fastest recent pace {target} % would have been reached by {}, at the slowest it takes more than five years ({imports} imports). Import newer lists to see.",
            written(from, today)
        ));
    }
    if slowest > FURTHEST {
        let says = format!(
            "At this pace {target} % is not reached before {}; at the slowest recent pace it takes more than five years ({imports} imports).",
            written(from, today)
        );
        return Forecast { says, from: Some(from), to: None };
    }
    if to < today {
        return Forecast::without_a_day(format!(
            "At the pace of the last {imports} imports {target} % would have been reached by {}. Import newer lists to see.",
            written(to, today)
        ));
    }
    // What the fastest pace promised before today did not come true.
    let from = from.max(today);
    let says = if from == to {
        format!("At this pace {target} % on {} ({imports} imports).", written(from, today))
    } else if is_late {
        format!("At this pace {target} % between now and {} ({imports} imports).", written(to, today))
    } else {
        format!("At this pace {target} % between {} ({imports} imports).", between(from, to, today))
    };
    Forecast { says, from: Some(from), to: Some(to) }
}

/// Returns `4 December`, with its year where that is another than today's.
fn written(day: Day, today: Day) -> String {
    let format = if day.0.year() == today.0.year() { "%-d %B" } else { "%-d %B %Y" };
    day.0.strftime(format).to_string()
}

/// Returns `4 and 15 December`, or both days in full where their months differ.
fn between(from: Day, to: Day, today: Day) -> String {
    let same_month = (from.0.year(), from.0.month()) == (to.0.year(), to.0.month());
    let first = if same_month { from.0.day().to_string() } else { written(from, today) };
    wording::and(&[first, written(to, today)])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn history(lines: &[(&str, u16)]) -> Vec<Milestone> {
        lines
            .iter()
            .map(|(date, rate)| Milestone {
                date: Some(date.parse().unwrap()),
                rate_low: Some(Permille(*rate)),
                ..Milestone::default()
            })
            .collect()
    }

    fn says(lines: &[(&str, u16)], today: &str) -> String {
        forecast(&history(lines), Some(Percent(75)), today.parse().unwrap()).says
    }

    #[test]
    fn a_steady_pace_gives_a_range_from_its_slowest_and_fastest_step() {
        let lines = [("2026-11-01", 500), ("2026-11-08", 570), ("2026-11-15", 605), ("2026-11-22", 650)];
        let found = forecast(&history(&lines), Some(Percent(75)), "2026-11-22".parse().unwrap());
        assert_eq!(found.says, "At this pace 75 % between 2 and 12 December (4 imports).");
        assert_eq!(found.from, Some("2026-12-02".parse().unwrap()));
        assert_eq!(found.to, Some("2026-12-12".parse().unwrap()));
    }

    #[test]
    fn no_forecast_begins_in_the_past() {
        let lines = [("2026-11-01", 500), ("2026-11-08", 570), ("2026-11-15", 605), ("2026-11-22", 650)];
        let on = |today: &str| forecast(&history(&lines), Some(Percent(75)), today.parse().unwrap());
        let found = on("2026-12-05");
        assert_eq!(found.says, "At this pace 75 % between now and 12 December (4 imports).");
        assert_eq!(found.from, Some("2026-12-05".parse().unwrap()));
        assert_eq!(on("2026-12-12").says, "At this pace 75 % on 12 December (4 imports).");
        let over = on("2026-12-13");
        assert!(over.says.contains("would have been reached by 12 December."), "{}", over.says);
        assert_eq!((over.from, over.to), (None, None));
        let slow = [("2026-11-01", 500), ("2026-11-08", 600), ("2026-11-15", 700), ("2026-11-22", 701)];
        let found = forecast(&history(&slow), Some(Percent(75)), "2026-12-13".parse().unwrap());
        assert!(found.says.starts_with("At this pace 75 % between now and "), "{}", found.says);
        let crawl = [("2026-08-01", 500), ("2026-11-21", 501), ("2026-11-22", 601)];
        let found = says(&crawl, "2026-12-13");
        assert!(found.contains("would have been reached by 24 November, at the slowest"), "{found}");
    }

    #[test]
    fn a_line_of_a_day_to_come_is_no_history_yet() {
        let lines = [("2026-11-01", 500), ("2026-11-15", 570), ("2027-11-22", 800)];
        assert_eq!(says(&lines, "2026-11-22"), "Too few imports to say: three are needed.");
    }

    #[test]
    fn two_imports_are_too_few() {
        let sentence = "Too few imports to say: three are needed.";
        assert_eq!(says(&[("2026-11-01", 500), ("2026-11-08", 600)], "2026-11-09"), sentence);
        assert_eq!(says(&[], "2026-11-09"), sentence);
    }

    #[test]
    fn a_rate_that_stands_still_says_since_when() {
        let lines = [("2026-11-01", 500), ("2026-11-08", 600), ("2026-11-15", 600), ("2026-11-22", 590)];
        assert_eq!(says(&lines, "2026-11-23"), "The rate has not grown since 8 November.");
    }

    #[test]
    fn one_step_after_a_stop_is_no_pace_yet() {
        let lines = [("2026-11-01", 500), ("2026-11-08", 500), ("2026-11-15", 600)];
        assert!(says(&lines, "2026-11-23").starts_with("The rate has grown only since 8 November:"));
    }

    #[test]
    fn a_target_that_was_reached_keeps_its_day() {
        let lines = [("2026-11-01", 760), ("2026-11-08", 740), ("2026-11-15", 750), ("2026-11-22", 800)];
        assert_eq!(says(&lines, "2026-11-23"), "The target was reached on 15 November.");
        assert_eq!(says(&[("2026-11-15", 750)], "2027-01-02"), "The target was reached on 15 November 2026.");
    }

    #[test]
    fn days_of_different_months_and_years_are_written_out() {
        let lines = [("2026-11-01", 500), ("2026-11-15", 570), ("2026-11-29", 600)];
        assert_eq!(
            says(&lines, "2026-11-29"),
            "At this pace 75 % between 29 December and 7 February 2027 (3 imports)."
        );
    }

    #[test]
    fn a_crawl_and_an_old_pace_are_named_as_such() {
        let crawl = [("2026-01-01", 100), ("2026-06-01", 101), ("2026-11-01", 102)];
        assert!(says(&crawl, "2026-11-02").contains("more than five years away"));
        let old = [("2026-01-01", 500), ("2026-01-08", 600), ("2026-01-15", 700)];
        assert!(says(&old, "2026-11-02").contains("would have been reached by 19 January."));
    }

    #[test]
    fn without_a_target_there_is_nothing_to_forecast() {
        let found = forecast(&history(&[("2026-11-01", 500)]), None, "2026-11-02".parse().unwrap());
        assert_eq!(found.from, None);
        assert!(found.says.contains("No target is set"));
    }
}
