//! The page of populations without a terminal: order, what is said, and where it leads.

use super::*;
use crate::widgets::Theme;

fn people(id: &str, tool: ToolChoice) -> Population {
    Population { id: id.into(), title: format!("People {id}"), tool, ..Population::default() }
}

#[test]
fn a_choice_with_harm_is_marked_and_told_first() {
    let desk = Desk::new("2026-11-21".parse().unwrap(), Theme::default(), (80, 24));
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
    let desk = Desk::new("2026-11-21".parse().unwrap(), Theme::default(), (80, 24));
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
