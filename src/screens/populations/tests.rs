//! The page of populations without a terminal: order, what is said, and where it leads.

use super::*;
use crate::app::Open;
use crate::plan::{Group, Plan};

fn people(id: &str, tool: ToolChoice) -> Population {
    Population { id: id.into(), title: format!("People {id}"), tool, ..Population::default() }
}

#[test]
fn a_choice_with_harm_is_marked_and_told_first() {
    let desk = Desk::bare();
    let mut merged = people("a", ToolChoice::Organization);
    assert_eq!(look(&desk, &merged).1, "chosen");
    merged.reason = "They asked for it.".into();
    assert!(verdict(&desk, &merged).starts_with("They asked for it."));
    merged.join = Some(true);
    assert_eq!(look(&desk, &merged).1, "look");
    assert!(verdict(&desk, &merged).starts_with("An organization link merges nothing"));
    assert_eq!(look(&desk, &people("b", ToolChoice::Undecided)).1, "open");
}

#[test]
fn what_the_answers_come_to_is_said_in_a_sentence() {
    let desk = Desk::bare();
    let mut open = people("a", ToolChoice::Undecided);
    assert_eq!(verdict(&desk, &open), "No question is answered yet. Enter begins with the first.");
    open.join = Some(true);
    assert_eq!(verdict(&desk, &open), "1 of 11 questions are answered, and no tool stands out yet.");
    open.many = Some(true);
    assert_eq!(
        verdict(&desk, &open),
        "2 of 11 questions are answered. So far the best fit: Associated domain."
    );
    assert!(
        chooser::so_far(&open).starts_with("So far the best fit: Associated domain, option consolidate.")
    );
}

#[test]
fn people_named_by_a_domain_or_a_filter_can_be_shown_and_a_group_says_how_many() {
    let mut desk = Desk::bare();
    let mut sales = people("a", ToolChoice::Undecided);
    assert_eq!(filter_of(&sales), None);
    (sales.domain, sales.filter) = (" labs.example".into(), "dept:sales ".into());
    assert_eq!(filter_of(&sales).as_deref(), Some("domain:labs.example dept:sales"));
    sales.group = "group-1".into();
    let mut plan = Plan { populations: vec![sales, people("b", ToolChoice::Undecided)], ..Plan::default() };
    let addresses = ["ann@labs.example", "bo@labs.example"].map(String::from).to_vec();
    plan.groups =
        vec![Group { id: "group-1".into(), title: "Pilots".into(), people: addresses, ..Group::default() }];
    let says = "on labs.example, by the filter dept:sales, in the group Pilots (2 people)";
    assert_eq!(who(&plan, &plan.populations[0]), says);
    desk.open = Some(Open::of(plan));
    assert!(matches!(show("a", &mut desk), Go::To(_)));
    assert!(matches!(show("b", &mut desk), Go::Stay));
    assert!(desk.notice.as_ref().is_some_and(|said| said.says.contains("Neither a domain nor a filter")));
}
