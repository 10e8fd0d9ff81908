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

#[cfg(test)]
mod tests {
    use super::*;
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
