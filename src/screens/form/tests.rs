//! What is typed in a form is kept, and comes back where it was.

use super::*;
use crate::plan::Plan;

fn desk() -> Desk {
    let mut plan = Plan::default();
    plan.organization.name = "Northwind".to_owned();
    plan.add_entry("domains");
    Desk::on(plan)
}

fn types(form: &mut Form, text: &str, desk: &mut Desk) {
    for letter in text.chars() {
        form.letter(letter, desk);
    }
}

#[test]
fn what_is_being_typed_outlives_a_measurement() {
    let mut desk = desk();
    let mut form = Form::single("organization", &desk);
    types(&mut form, " Traders", &mut desk);
    form.refresh(&mut desk);
    form.leave(&mut desk);
    assert_eq!(desk.plan().organization.name, "Northwind Traders");
}

#[test]
fn what_was_undone_is_shown_as_it_is_and_not_kept_again() {
    let mut desk = desk();
    let mut form = Form::single("organization", &desk);
    types(&mut form, " Traders", &mut desk);
    form.leave(&mut desk);
    desk.open.as_mut().unwrap().document.undo();
    form.refresh(&mut desk);
    assert_eq!(form.typed().as_deref(), Some("Northwind"));
    form.leave(&mut desk);
    assert_eq!(desk.plan().organization.name, "Northwind");
}

#[test]
fn the_place_names_the_question_although_others_are_hidden() {
    let mut desk = desk();
    let domains = part("domains").unwrap();
    let mut form = Form::of(domains, "domain-1", &desk);
    form.focus_on("release", &desk);
    let (page, entry, field) = form.place().unwrap();
    assert_eq!((page.as_str(), entry.as_str(), field.as_str()), ("domains", "domain-1", "release"));
    form.show(&Place::new("domains", "domain-1", "note"), &mut desk);
    assert_eq!(form.place().unwrap().2, "note");
}

/// A case about Zoom Rooms, with its form at a step.
fn at_step(step: &str) -> (Desk, Form) {
    let mut desk = desk();
    desk.edit("case", |plan| {
        plan.add_entry("accounts");
        plan.accounts[0].name = "Field  Sales".to_owned();
        plan.add_entry("cases");
        plan.cases[0].kind = crate::plan::CaseKind::Rooms;
        plan.cases[0].account = "account-1".to_owned();
    });
    let mut form = Form::of(part("cases").unwrap(), "case-1", &desk);
    let row = form.rows(&desk).iter().position(|row| matches!(row, Row::Step(known) if known.id == step));
    form.go(row.unwrap(), &mut desk);
    (desk, form)
}

fn done(desk: &Desk) -> Vec<&str> {
    desk.plan().cases[0].steps.keys().map(String::as_str).collect()
}

#[test]
fn a_blocking_step_waits_for_the_one_before_it_and_says_why() {
    let (mut desk, mut form) = at_step("no-other-users");
    let Go::To(why) = form.act(Action::Toggle, &mut desk) else {
        panic!("it is said which step comes first")
    };
    assert_eq!(why.title(&desk), "Why");
    let case = desk.plan().cases[0].clone();
    let kind = guide().case_kind("SC-ROOMS").unwrap();
    let reason = waits::reason(&case, kind.step("no-other-users").unwrap()).unwrap();
    assert_eq!(
        reason.says,
        "Not yet. This comes first: Delete all Zoom Rooms. Ask Zoom Support if one cannot be deleted."
    );
    assert!(reason.why.contains(&kind.lost_if_skipped) && reason.fact == Some("SC-ROOMS"));
    assert_eq!(done(&desk), Vec::<&str>::new());
    desk.edit("step", |plan| {
        plan.cases[0].steps.insert("delete-rooms".to_owned(), "2026-11-20".parse().unwrap())
    });
    assert!(matches!(form.act(Action::Toggle, &mut desk), Go::Stay));
    assert_eq!(done(&desk), ["delete-rooms", "no-other-users"]);
    assert!(matches!(form.act(Action::Toggle, &mut desk), Go::Stay), "a tick is taken away unasked");
    assert_eq!(done(&desk), ["delete-rooms"]);
}

#[test]
fn a_step_that_blocks_nothing_is_ticked_at_any_time() {
    let (mut desk, mut form) = at_step("note-rooms");
    form.act(Action::Toggle, &mut desk);
    assert_eq!(done(&desk), ["note-rooms"]);
}

#[test]
fn what_cannot_be_taken_back_is_ticked_after_the_name_was_typed_and_undone_in_one_step() {
    let (mut desk, mut form) = at_step("delete-rooms");
    let Go::To(mut asks) = form.act(Action::Toggle, &mut desk) else { panic!("it asks") };
    assert!(matches!(asks.act(Action::Open, &mut desk), Go::Stay), "nothing typed, nothing ticked");
    assert_eq!(done(&desk), Vec::<&str>::new());
    for letter in " field sales".chars() {
        asks.letter(letter, &mut desk);
    }
    assert!(matches!(asks.act(Action::Open, &mut desk), Go::Back));
    assert_eq!(done(&desk), ["delete-rooms"]);
    desk.open.as_mut().unwrap().document.undo();
    assert_eq!(done(&desk), Vec::<&str>::new());
}

#[test]
fn a_case_without_an_account_asks_for_words() {
    let (mut desk, _) = at_step("delete-rooms");
    desk.edit("account", |plan| plan.cases[0].account.clear());
    let mut form = Form::of(part("cases").unwrap(), "case-1", &desk);
    form.focus_on("steps", &desk);
    form.act(Action::Next, &mut desk);
    let Go::To(mut asks) = form.act(Action::Toggle, &mut desk) else { panic!("it asks") };
    for letter in "Yes, for good".chars() {
        asks.letter(letter, &mut desk);
    }
    assert!(matches!(asks.act(Action::Open, &mut desk), Go::Back));
    assert_eq!(done(&desk), ["delete-rooms"]);
}
