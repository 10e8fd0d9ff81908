//! The one rule of special cases (guide §4): whom a case keeps out of waves, and when it keeps gates shut.
//!
//! - A case *holds its people* while a blocking step of its kind is not done, whether somebody wrote a closing day or not:
//!   a day written down does not bring numbers across. Its people are in no wave and no invite file meanwhile.
//! - A case is *open* while the day it was closed on has not come, and while it holds people. Open cases keep gates shut
//!   (fact DOM-6), also when all blocking steps are done: a gate asks for the whole case to be finished.
//!
//! A step noted for a day to come is not done. A kind without blocking steps, such as SC-PAID, holds nobody.

use crate::guide::{CaseKind, Guide, Step};
use crate::plan::{Case, Day};

/// Returns what the guide says of the kind of a case.
#[must_use]
pub fn kind<'g>(guide: &'g Guide, case: &Case) -> Option<&'g CaseKind> {
    guide.case_kind(case.kind.fact())
}

/// Returns the blocking steps that are not done on a day, in order.
#[must_use]
pub fn blocking_left<'g>(guide: &'g Guide, case: &Case, today: Day) -> Vec<&'g Step> {
    kind(guide, case)
        .map_or(Vec::new(), |kind| kind.blocking_steps(|id| case.is_done_by(id, today)).collect())
}

/// Returns whether the people of a case are kept out of waves and invite files on a day.
#[must_use]
pub fn holds_people(guide: &Guide, case: &Case, today: Day) -> bool {
    let is_left = |kind: &CaseKind| kind.blocking_steps(|id| case.is_done_by(id, today)).next().is_some();
    kind(guide, case).is_some_and(is_left)
}

/// Returns whether a case keeps gates shut on a day.
#[must_use]
pub fn is_open(guide: &Guide, case: &Case, today: Day) -> bool {
    !case.is_closed(today) || holds_people(guide, case, today)
}

/// Returns the first step that is not done on a day; nothing when all are, or the kind has none.
#[must_use]
pub fn next_step<'g>(guide: &'g Guide, case: &Case, today: Day) -> Option<&'g Step> {
    kind(guide, case).and_then(|kind| kind.next_step(|id| case.is_done_by(id, today)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::guide::guide;
    use crate::plan::CaseKind as Kind;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn case(kind: Kind, done: &[&str], closed_on: Option<&str>) -> Case {
        let steps = done.iter().map(|step| ((*step).to_owned(), day("2026-11-10"))).collect();
        Case { kind, steps, closed_on: closed_on.map(day), ..Case::default() }
    }

    /// Whether it holds people, and whether it is open on 21 November.
    fn judged(kind: Kind, done: &[&str], closed_on: Option<&str>) -> (bool, bool) {
        let case = case(kind, done, closed_on);
        (holds_people(guide(), &case, day("2026-11-21")), is_open(guide(), &case, day("2026-11-21")))
    }

    #[test]
    fn people_are_held_until_the_blocking_steps_are_done_and_no_longer() {
        let rooms = ["delete-rooms", "no-other-users"];
        assert_eq!(judged(Kind::Rooms, &[], None), (true, true));
        assert_eq!(judged(Kind::Rooms, &rooms[..1], None), (true, true));
        assert_eq!(judged(Kind::Rooms, &rooms, None), (false, true), "the case itself is not over");
        assert_eq!(judged(Kind::Rooms, &rooms, Some("2026-11-21")), (false, false));
    }

    #[test]
    fn a_closing_day_frees_nobody_while_a_blocking_step_is_left() {
        assert_eq!(judged(Kind::Rooms, &["delete-rooms"], Some("2026-11-20")), (true, true));
    }

    #[test]
    fn a_closing_day_that_is_to_come_closes_nothing() {
        let done = ["delete-rooms", "no-other-users"];
        assert_eq!(judged(Kind::Rooms, &done, Some("2026-11-22")), (false, true));
        assert_eq!(judged(Kind::Paid, &[], Some("2026-11-22")), (false, true));
    }

    #[test]
    fn a_blocking_step_that_is_noted_for_a_day_to_come_holds_people_and_keeps_a_case_open() {
        let mut rooms = case(Kind::Rooms, &["delete-rooms", "no-other-users"], Some("2026-11-20"));
        let today = day("2026-11-21");
        let judged = |case: &Case| (holds_people(guide(), case, today), is_open(guide(), case, today));
        assert_eq!(judged(&rooms), (false, false));
        rooms.steps.insert("delete-rooms".to_owned(), day("2026-11-22"));
        assert_eq!(judged(&rooms), (true, true));
        assert_eq!(blocking_left(guide(), &rooms, today).len(), 1);
        assert_eq!(next_step(guide(), &rooms, today).map(|step| &*step.id), Some("note-rooms"));
    }

    #[test]
    fn a_kind_without_blocking_steps_holds_nobody_and_is_open_until_it_is_closed() {
        assert_eq!(judged(Kind::Paid, &[], None), (false, true));
        assert_eq!(judged(Kind::Paid, &[], Some("2026-11-20")), (false, false));
    }

    #[test]
    fn of_two_ways_one_is_enough_and_neither_waits_for_the_other() {
        let done = case(Kind::SeveralUsers, &["list-users", "find-external", "new-owner"], None);
        assert_eq!(
            blocking_left(guide(), &done, day("2026-11-21")).iter().map(|step| &*step.id).collect::<Vec<_>>(),
            ["owner-alone"]
        );
        assert_eq!(
            next_step(guide(), &done, day("2026-11-21")).map(|step| &*step.id),
            Some("prevent-access")
        );
        let kind = guide().case_kind("SC-MULTI").unwrap();
        let first = |id: &str, done: &[&str]| {
            let step = kind.step(id).unwrap();
            kind.comes_first(step, |id| done.contains(&id)).map(|step| step.id.clone())
        };
        assert_eq!(first("new-owner", &[]), None);
        assert_eq!(first("owner-alone", &[]).as_deref(), Some("remove-external"));
        assert_eq!(first("owner-alone", &["new-owner"]), None);
        assert_eq!(
            first("invite-owner", &["new-owner"]).as_deref(),
            Some("owner-alone"),
            "it cannot be taken back"
        );
        assert_eq!(first("prevent-access", &[]), None, "a step that blocks nothing waits for nothing");
    }
}
