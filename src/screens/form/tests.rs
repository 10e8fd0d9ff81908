//! What is typed in a form is kept, and comes back where it was.

use super::*;
use crate::app::{Document, Open};
use crate::plan::Plan;
use crate::widgets::Theme;

fn desk() -> Desk {
    let mut desk = Desk::new("2026-11-21".parse().unwrap(), Theme::default(), (80, 24));
    let mut plan = Plan::default();
    plan.organization.name = "Northwind".to_owned();
    plan.add_entry("domains");
    let document = Document::new(plan);
    desk.open =
        Some(Open { path: "plan.toml".into(), document, edition: 1, unknown: Vec::new(), read_only: None });
    desk
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
