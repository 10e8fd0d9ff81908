//! The page of candidates, driven by actions: what it asks for, what a yes and a no change, what is shown again.

use std::ops::ControlFlow;

use super::*;
use crate::app::{Measured, Open};
use crate::lists::{self, Hints};
use crate::plan::{Domain, ListKind, ListRecord};
use crate::progress::alike::{Asked, candidates};
use crate::progress::{Source, measure};

const OUTSIDE: &str =
    "Email,Display Name\nb.okafor@old.example,Bisi Okafor\ncato@old.example,\nann+zoom@nw.example,\n";
const MEMBERS: &str =
    "Email,Display Name\nbisi.okafor@nw.example,Bisi Okafor\ncato@nw.example,\nann@nw.example,\n";

fn measured(plan: &Plan) -> Measured {
    let source = |(kind, text): (ListKind, &str)| {
        let list =
            lists::read(text.as_bytes(), &Hints::default(), &mut |_| ControlFlow::Continue(())).unwrap();
        let record = ListRecord { id: kind.word().into(), kind, ..ListRecord::default() };
        Source { record, list: Ok(Arc::new(list)) }
    };
    let sources = [(ListKind::Outside, OUTSIDE), (ListKind::Members, MEMBERS)].map(source);
    let (roster, progress) =
        measure(plan, &sources, "2026-11-21".parse().unwrap(), &mut |_| ControlFlow::Continue(())).unwrap();
    Measured { roster: Arc::new(roster), progress: Arc::new(progress) }
}

fn desk() -> Desk {
    let domain =
        Domain { name: "nw.example".into(), renamed_from: "old.example".into(), ..Domain::default() };
    let plan = Plan { domains: vec![domain], ..Plan::default() };
    let mut desk = Desk::bare();
    desk.measured = Some(measured(&plan));
    desk.open = Some(Open::of(plan));
    desk
}

/// Does what the worker would do.
fn answer(page: &mut Alike, desk: &mut Desk) {
    let (job, roster) = page.job.clone().unwrap();
    let found = candidates(&roster, &Asked::of(desk.plan()), &mut |_| ControlFlow::Continue(())).unwrap();
    page.told(job, &Outcome::Alike(Arc::new(found)), desk);
}

fn page(desk: &mut Desk) -> Alike {
    let mut page = Alike::new(desk);
    answer(&mut page, desk);
    page
}

fn shown(page: &Alike) -> Vec<String> {
    let address = |row: &usize| page.addresses(&page.candidates()[*row]).unwrap().0;
    page.rows.iter().map(address).collect()
}

#[test]
fn candidates_are_looked_for_when_the_page_opens_and_the_strongest_comes_first() {
    let mut desk = desk();
    let page = page(&mut desk);
    assert_eq!(shown(&page), ["cato@old.example", "ann+zoom@nw.example", "b.okafor@old.example"]);
    assert!(desk.plan().same.is_empty(), "looking decides nothing");
}

#[test]
fn a_yes_and_a_no_are_an_undo_step_each_and_the_pair_is_gone_until_it_is_undone() {
    let mut desk = desk();
    let mut page = page(&mut desk);
    page.act(Action::Same, &mut desk);
    page.act(Action::Different, &mut desk);
    assert_eq!(shown(&page), ["b.okafor@old.example"]);
    let decided: Vec<_> = desk.plan().decided_pairs().map(|(old, _, verdict)| (old, verdict)).collect();
    assert_eq!(decided, [("cato@old.example", Verdict::Same), ("ann+zoom@nw.example", Verdict::Different)]);
    assert_eq!(measured(desk.plan()).progress.total.consolidated, 1);
    desk.open.as_mut().unwrap().document.undo();
    page.refresh(&mut desk);
    assert_eq!(shown(&page), ["ann+zoom@nw.example", "b.okafor@old.example"]);
}

#[test]
fn all_of_one_reason_are_decided_in_one_step_after_a_question() {
    let mut desk = desk();
    let mut page = page(&mut desk);
    assert!(matches!(page.act(Action::All, &mut desk), Go::Stay), "a reason comes first");
    page.act(Action::Next, &mut desk);
    assert_eq!((page.reason, shown(&page).len()), (Some(Reason::Renamed), 1));
    let Go::To(mut question) = page.act(Action::All, &mut desk) else { panic!("no question") };
    question.act(Action::Open, &mut desk);
    assert!(desk.plan().same.is_empty(), "the first answer changes nothing");
    question.act(Action::Down, &mut desk);
    question.act(Action::Open, &mut desk);
    page.refresh(&mut desk);
    assert_eq!((desk.plan().same[0].pairs.len(), shown(&page).len()), (1, 0));
    page.act(Action::Previous, &mut desk);
    assert_eq!((page.reason, shown(&page).len()), (None, 2));
}

#[test]
fn a_new_measurement_is_compared_again_and_an_answer_too_late_is_dropped() {
    let mut desk = desk();
    let mut page = page(&mut desk);
    page.act(Action::Same, &mut desk);
    desk.measured = Some(measured(desk.plan()));
    page.refresh(&mut desk);
    let first = page.job.as_ref().unwrap().0;
    desk.measured = Some(measured(desk.plan()));
    page.refresh(&mut desk);
    assert!(matches!(page.told(first, &Outcome::Alike(Arc::default()), &mut desk), Go::Pass));
    answer(&mut page, &mut desk);
    assert_eq!(shown(&page), ["ann+zoom@nw.example", "b.okafor@old.example"]);
}

#[test]
fn a_plan_that_can_only_be_looked_at_stays_as_it_is() {
    let mut desk = desk();
    desk.open.as_mut().unwrap().read_only = Some("It is open elsewhere.".into());
    let mut page = page(&mut desk);
    page.act(Action::Same, &mut desk);
    assert_eq!(shown(&page).len(), 3);
    assert!(desk.notice.unwrap().says.starts_with("Nothing was changed."));
}
