//! The special cases as a ledger: how old each is, what comes next, and how many there are of which kind.

use crate::advice::ledger::is_missing_case;
use crate::app::Desk;
use crate::guide::guide;
use crate::plan::{Case, CaseKind, Plan};
use crate::progress::{Mark, Standing, ledger};
use crate::widgets::State;
use crate::wording::{count, day, plural, thousands};

/// Puts the ids of cases in the order of their kinds, those of a kind by the day they were opened; those without a day
/// come last.
pub(super) fn by_kind(mut ids: Vec<String>, plan: &Plan) -> Vec<String> {
    ids.sort_by_cached_key(|id| {
        let case = case(id, plan);
        let kind = case.and_then(|case| CaseKind::ALL.iter().position(|kind| *kind == case.kind));
        let opened = case.and_then(|case| case.opened_on);
        (kind, opened.is_none(), opened)
    });
    ids
}

fn case<'p>(id: &str, plan: &'p Plan) -> Option<&'p Case> {
    plan.cases.iter().find(|case| case.id == id)
}

/// Returns the step that is next, that only closing is left, or when it was closed.
pub(super) fn next(id: &str, desk: &Desk) -> String {
    let Some(case) = case(id, desk.plan()) else { return String::new() };
    match (
        ledger::is_open(guide(), case, desk.today),
        case.closed_on,
        ledger::next_step(guide(), case, desk.today),
    ) {
        (false, Some(on), _) => format!("closed {}", day(on, desk.today)),
        (_, _, Some(step)) => step.says.clone(),
        (_, _, None) => "Note the day it was closed.".to_owned(),
    }
}

/// Returns how many days an open case has been open; nothing of one that is closed or has no first day.
pub(super) fn age(id: &str, desk: &Desk) -> String {
    let case = case(id, desk.plan()).filter(|case| ledger::is_open(guide(), case, desk.today));
    let opened = case.and_then(|case| case.opened_on);
    opened.map_or_else(String::new, |on| desk.today.days_since(on).max(0).to_string())
}

/// Returns the kind in a word or two.
pub(super) fn kind(id: &str, desk: &Desk) -> String {
    case(id, desk.plan()).map_or_else(String::new, |case| case.kind.word().replace('-', " "))
}

/// Returns how many cases are open of which kind, how many people wait, and how many cases are needed and not there.
pub(super) fn above(desk: &Desk) -> Vec<(State, String)> {
    let plan = desk.plan();
    let open = |case: &&Case| ledger::is_open(guide(), case, desk.today);
    let of_kind = |kind: &CaseKind| plan.cases.iter().filter(open).filter(|case| case.kind == *kind).count();
    let kinds: Vec<String> = CaseKind::ALL
        .iter()
        .map(|kind| (of_kind(kind), kind))
        .filter(|(cases, _)| *cases > 0)
        .map(|(cases, kind)| format!("{} {}", kind.word().replace('-', " "), thousands(count(cases))))
        .collect();
    let all = plan.cases.iter().filter(open).count();
    let closed = plan.cases.len() - all;
    let mut says = format!("{} open", thousands(count(all)));
    if !kinds.is_empty() {
        says += &format!(" ({})", kinds.join(", "));
    }
    says += &format!(", {} closed.", thousands(count(closed)));
    let waiting = desk.progress().marked(Standing::Outstanding, Mark::Held);
    if waiting > 0 {
        let wait = if waiting == 1 { "waits" } else { "wait" };
        says += &format!(" {} {wait} to be invited.", plural(waiting, "person", "people"));
    }
    let mut lines = vec![(State::Quiet, says)];
    let missing = desk.advice.findings.iter().filter(|finding| is_missing_case(&finding.id)).count();
    if missing > 0 {
        let (more, are) = (plural(count(missing), "more", "more"), if missing == 1 { "is" } else { "are" });
        lines
            .push((State::Attention, format!("{more} {are} needed by what is known: press o to open them.")));
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    fn desk(cases: Vec<Case>) -> Desk {
        Desk::on(Plan { cases, ..Plan::default() })
    }

    fn case(id: &str, kind: CaseKind, opened_on: &str) -> Case {
        Case { id: id.to_owned(), kind, opened_on: opened_on.parse().ok(), ..Case::default() }
    }

    #[test]
    fn cases_stand_by_kind_and_the_oldest_of_a_kind_first() {
        let plan = Plan {
            cases: vec![
                case("a", CaseKind::Phone, ""),
                case("b", CaseKind::Phone, "2026-11-12"),
                case("c", CaseKind::Phone, "2026-11-02"),
                case("d", CaseKind::Rooms, "2026-11-20"),
            ],
            ..Plan::default()
        };
        let ids = plan.cases.iter().map(|case| case.id.clone()).collect();
        assert_eq!(by_kind(ids, &plan), ["d", "c", "b", "a"]);
    }

    #[test]
    fn a_case_tells_its_age_and_what_comes_next() {
        let mut closed = case("b", CaseKind::Paid, "2026-11-02");
        closed.closed_on = "2026-11-20".parse().ok();
        let mut early = case("c", CaseKind::Rooms, "2026-11-02");
        early.closed_on = "2026-11-20".parse().ok();
        let desk = desk(vec![case("a", CaseKind::Easy, "2026-11-10"), closed, early]);
        assert_eq!(
            (age("a", &desk), next("a", &desk)),
            ("11".to_owned(), "Note the day it was closed.".to_owned())
        );
        assert_eq!((age("b", &desk), next("b", &desk)), (String::new(), "closed Fri 20 Nov".to_owned()));
        assert_eq!(age("c", &desk), "19", "a closing day does not finish it");
        assert!(next("c", &desk).starts_with("Write down every room"));
    }

    #[test]
    fn above_the_cases_stands_how_many_are_open_of_which_kind() {
        let mut closed = case("c", CaseKind::Paid, "2026-11-02");
        closed.closed_on = "2026-11-20".parse().ok();
        let cases = vec![
            case("a", CaseKind::Rooms, "2026-11-10"),
            case("b", CaseKind::Rooms, "2026-11-11"),
            case("d", CaseKind::SubAccount, "2026-11-11"),
            closed,
        ];
        let says: Vec<String> = above(&desk(cases)).into_iter().map(|(_, says)| says).collect();
        assert_eq!(says, ["3 open (rooms 2, sub account 1), 1 closed."]);
    }
}
