//! The totals of a day as a line of the plan's history, which outlives the lists.

use super::Progress;
use crate::plan::{Count, Day, Milestone, Plan};

/// Returns the totals as a line of the history; `after` says what they were measured after, for example the
/// id of a list.
#[must_use]
pub fn milestone(progress: &Progress, date: Day, after: &str) -> Milestone {
    let total = progress.total;
    // The file takes no larger number, and no project is larger.
    let count = |number: u32| Count(number.min(10_000_000));
    Milestone {
        id: String::new(),
        date: Some(date),
        after: after.to_owned(),
        outstanding: count(total.outstanding),
        invited: count(total.invited),
        consolidated: count(total.consolidated),
        native: count(total.native),
        gone: count(total.gone),
        excluded: count(total.excluded),
        unnamed: count(total.unnamed),
        rate_low: progress.rate.map(|rate| rate.low),
        rate_high: progress.rate.map(|rate| rate.high),
    }
}

/// Puts a line into the plan's history, by date; a line of the same date is replaced and keeps its id.
pub fn record_milestone(plan: &mut Plan, line: Milestone) {
    if let Some(same) = plan.history.iter_mut().find(|known| known.date == line.date) {
        *same = Milestone { id: same.id.clone(), ..line };
        return;
    }
    let Some(id) = plan.add_entry("history") else { return };
    plan.history.pop();
    let at = plan.history.partition_point(|known| known.date <= line.date);
    plan.history.insert(at, Milestone { id, ..line });
}

/// Puts the line a reading made into the history. A line the same reading made for a day of which the plan holds no list
/// and no reading any more goes: the day was corrected, and nothing was measured on it.
pub fn record_reading(plan: &mut Plan, line: Milestone) {
    let lists = plan.lists.iter().filter_map(|list| list.as_of);
    let days: Vec<Day> = lists.chain(plan.readings.iter().filter_map(|reading| reading.date)).collect();
    let is_phantom =
        |known: &Milestone| known.after == line.after && known.date.is_some_and(|day| !days.contains(&day));
    plan.history.retain(|known| !is_phantom(known));
    record_milestone(plan, line);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::Reading;

    #[test]
    fn a_reading_whose_day_is_corrected_leaves_no_line_on_the_day_it_had() {
        let mut plan = Plan::default();
        let of = |after: &str, date: &str| Milestone { after: after.to_owned(), ..line(date, 0) };
        let reading = |id: &str, date: &str| Reading {
            id: id.to_owned(),
            date: Some(date.parse().unwrap()),
            ..Reading::default()
        };
        plan.readings = vec![reading("reading-1", "2026-11-28"), reading("reading-2", "2026-11-10")];
        record_reading(&mut plan, of("reading-2", "2026-11-10"));
        record_reading(&mut plan, of("reading-1", "2026-11-28"));
        plan.readings[0] = reading("reading-1", "2026-09-08");
        record_reading(&mut plan, of("reading-1", "2026-11-10"));
        let days: Vec<String> = plan.history.iter().filter_map(|line| Some(line.date?.to_string())).collect();
        assert_eq!(days, ["2026-11-10"], "nothing was measured on 28 November");
        // A line of a day on which something was measured stays, whichever reading made it.
        plan.readings.push(reading("reading-3", "2026-11-20"));
        record_reading(&mut plan, of("reading-1", "2026-11-20"));
        assert_eq!(plan.history.len(), 2);
    }
    use crate::plan::Permille;

    fn line(date: &str, rate: u16) -> Milestone {
        Milestone {
            date: Some(date.parse().unwrap()),
            rate_low: Some(Permille(rate)),
            ..Milestone::default()
        }
    }

    #[test]
    fn a_second_line_of_a_day_replaces_the_first() {
        let mut plan = Plan::default();
        record_milestone(&mut plan, line("2026-11-20", 400));
        record_milestone(&mut plan, line("2026-11-20", 500));
        assert_eq!(plan.history.len(), 1);
        assert_eq!(plan.history[0].rate_low, Some(Permille(500)));
        assert_eq!(plan.history[0].id, "milestone-1");
    }

    #[test]
    fn lines_stand_in_the_order_of_their_days() {
        let mut plan = Plan::default();
        for date in ["2026-11-20", "2026-11-10", "2026-11-15"] {
            record_milestone(&mut plan, line(date, 400));
        }
        let ids: Vec<&str> = plan.history.iter().map(|line| line.id.as_str()).collect();
        assert_eq!(ids, ["milestone-2", "milestone-3", "milestone-1"]);
    }

    #[test]
    fn the_history_keeps_the_totals_of_the_day() {
        let progress = Progress {
            total: super::super::Counts { consolidated: 3, outstanding: 1, ..Default::default() },
            ..Progress::default()
        };
        let line = milestone(&progress, "2026-11-20".parse().unwrap(), "list-1");
        assert_eq!((line.consolidated, line.outstanding, line.rate_low), (Count(3), Count(1), None));
        assert_eq!(line.after, "list-1");
    }
}
