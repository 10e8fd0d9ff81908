//! The people page, driven by actions: what it asks for and what it does with answers.

use std::ops::ControlFlow;
use std::sync::Arc;

use super::*;
use crate::app::{Column, Found, Measured, Question, carried, fitting};
use crate::lists::{self, Hints};
use crate::progress::{Compared, PersonId, compare};

const LIST: &str =
    "Email,First Name\nana@northwind.example,Ana\nbisi@northwind.example,Bisi\ncato@nw.example,Cato\n";

fn measured(text: &str) -> Measured {
    let go_on = &mut |_| ControlFlow::Continue(());
    let list = lists::read(text.as_bytes(), &Hints::default(), go_on).unwrap();
    let outside = [Arc::new(list)];
    let lists = Compared { outside: &outside, ..Compared::default() };
    let (roster, progress) = compare(&lists, &mut |_| ControlFlow::Continue(())).unwrap();
    Measured { roster: Arc::new(roster), progress: Arc::new(progress) }
}

fn desk() -> Desk {
    let mut desk = Desk::bare();
    desk.measured = Some(measured(LIST));
    desk
}

/// Does what the worker would do for the newest question.
fn answer(people: &mut People, filter: &str, desk: &mut Desk) {
    let roster = desk.measured.as_ref().unwrap().roster.clone();
    let (job, place_of) = people.asks().unwrap();
    let (filter, order, known) = (filter.to_owned(), people.order, Vec::new());
    let asked = Question { roster, filter, order, enough: None, place_of, known };
    let found = fitting(&asked, &mut |_| ControlFlow::Continue(())).unwrap().unwrap();
    people.told(job, &Outcome::Filtered(found), desk);
}

fn typed(people: &mut People, text: &str, desk: &mut Desk) {
    for letter in text.chars() {
        people.letter(letter, desk);
    }
}

#[test]
fn everybody_is_there_at_once_and_without_a_job() {
    let mut desk = desk();
    let people = People::new(&mut desk);
    assert_eq!((people.len(), people.asks().is_none()), (3, true));
    assert_eq!(people.chosen().as_deref(), Some("ana@northwind.example"));
}

#[test]
fn only_the_newest_question_is_answered() {
    let mut desk = desk();
    let mut people = People::new(&mut desk);
    people.act(Action::Filter, &mut desk);
    typed(&mut people, "c", &mut desk);
    let first = people.asks().unwrap().0;
    typed(&mut people, "a", &mut desk);
    assert!(!desk.jobs.contains_key(&first), "the question before is given up");
    let late = Outcome::Filtered(Found::default());
    assert!(matches!(people.told(first, &late, &mut desk), Go::Pass));
    assert_eq!(people.len(), 3, "the rows before stay in sight");
    answer(&mut people, "ca", &mut desk);
    assert_eq!(people.chosen().as_deref(), Some("cato@nw.example"));
}

#[test]
fn escape_ends_typing_then_takes_the_filter_away_then_leaves() {
    let mut desk = desk();
    let mut people = People::new(&mut desk);
    people.act(Action::Filter, &mut desk);
    typed(&mut people, "bisi", &mut desk);
    answer(&mut people, "bisi", &mut desk);
    assert!(matches!(people.act(Action::Back, &mut desk), Go::Stay));
    assert_eq!(people.scopes(&desk)[0], Scope::People);
    assert_eq!(people.len(), 1);
    assert!(matches!(people.act(Action::Back, &mut desk), Go::Stay));
    assert_eq!((people.len(), people.filter.text()), (3, ""));
    assert_eq!(people.chosen().as_deref(), Some("bisi@northwind.example"), "the choice stays on the person");
    assert!(matches!(people.act(Action::Back, &mut desk), Go::Pass));
}

#[test]
fn a_wrong_word_is_named_and_asks_for_nothing() {
    let mut desk = desk();
    let mut people = People::new(&mut desk);
    people.act(Action::Filter, &mut desk);
    people.pasted("ana standin:x", &mut desk);
    assert_eq!(people.filter.problem().map(|problem| problem.from), Some(4));
    assert_eq!((people.len(), people.asks().is_none()), (3, true));
    people.act(Action::Undo, &mut desk);
    assert_eq!((people.filter.text(), people.filter.problem().is_none()), ("", true));
}

#[test]
fn sorting_goes_through_the_columns_and_back_to_the_order_of_the_lists() {
    let mut desk = desk();
    let mut people = People::new(&mut desk);
    for column in Column::FIRST {
        people.act(Action::Sort, &mut desk);
        assert_eq!(people.order.column, Some(column));
    }
    people.act(Action::Sort, &mut desk);
    assert_eq!((people.order, people.asks().is_none()), (Order::default(), true));
    people.act(Action::SortOther, &mut desk);
    answer(&mut people, "", &mut desk);
    assert_eq!(people.at(0), Some(PersonId(2)));
}

#[test]
fn new_totals_ask_the_filter_again_and_the_rows_fit_their_own_roster() {
    let mut desk = desk();
    let mut people = People::new(&mut desk);
    people.act(Action::Filter, &mut desk);
    typed(&mut people, "bisi", &mut desk);
    answer(&mut people, "bisi", &mut desk);
    desk.measured = Some(measured("Email\nbisi@northwind.example\n"));
    people.refresh(&mut desk);
    assert_eq!(people.chosen().as_deref(), Some("bisi@northwind.example"), "rows of the roster before");
    answer(&mut people, "bisi", &mut desk);
    assert_eq!(people.roster.as_ref().map(|roster| roster.len()), Some(1));
}

#[test]
fn nothing_is_shown_before_everybody_is_measured() {
    let mut desk = desk();
    let there = desk.measured.take();
    let mut people = People::new(&mut desk);
    assert_eq!((people.len(), people.chosen()), (0, None));
    desk.measured = there;
    people.refresh(&mut desk);
    assert_eq!(people.len(), 3);
}

#[test]
fn the_first_rows_are_shown_before_the_others_are_found_and_the_choice_stays() {
    let mut desk = desk();
    let mut people = People::new(&mut desk);
    people.act(Action::Down, &mut desk);
    people.act(Action::Filter, &mut desk);
    typed(&mut people, "b", &mut desk);
    let rows = Arc::new(vec![PersonId(1)]);
    let set = Arc::new(rows.iter().copied().collect());
    let first = Found { set, rows, more: true, place: Some(0), ..Found::default() };
    people.told(people.asks().unwrap().0, &Outcome::Filtered(first), &mut desk);
    assert_eq!((people.len(), people.asks().map(|(_, person)| person)), (1, Some(Some(PersonId(1)))));
    answer(&mut people, "b", &mut desk);
    assert_eq!((people.chosen().as_deref(), people.asks().is_none()), (Some("bisi@northwind.example"), true));
}

#[test]
fn answers_are_kept_while_letters_come_and_not_for_another_roster() {
    let mut desk = desk();
    let mut people = People::new(&mut desk);
    people.act(Action::Filter, &mut desk);
    let roster = desk.measured.as_ref().unwrap().roster.clone();
    let known = |people: &People, roster| -> Vec<String> {
        people.known.of(roster).into_iter().map(|found| found.filter).collect()
    };
    for (letter, filter) in [("b", "b"), ("i", "bi"), ("s", "bis"), ("i", "bisi"), ("@", "bisi@")] {
        typed(&mut people, letter, &mut desk);
        answer(&mut people, filter, &mut desk);
    }
    assert_eq!(known(&people, &roster), ["b", "bis", "bisi", "bisi@"]);
    people.act(Action::Edit(Edit::DeleteToStart), &mut desk);
    typed(&mut people, "ca", &mut desk);
    answer(&mut people, "ca", &mut desk);
    assert_eq!(known(&people, &roster), ["ca"], "who fitted something else is of no use");
    assert!(known(&people, &measured(LIST).roster).is_empty());
}

#[test]
fn a_selection_survives_another_filter_and_order_and_newer_lists() {
    let mut desk = desk();
    let mut people = People::new(&mut desk);
    for action in [Action::Toggle, Action::Down, Action::Toggle] {
        people.act(action, &mut desk);
    }
    assert_eq!(people.title(&desk), "People · 2 selected");
    people.act(Action::Filter, &mut desk);
    typed(&mut people, "cato", &mut desk);
    answer(&mut people, "cato", &mut desk);
    people.act(Action::Back, &mut desk);
    people.act(Action::SelectOthers, &mut desk);
    assert_eq!(people.title(&desk), "People · 1 selected", "of those shown, Cato is no longer selected");
    let before = people.roster.clone().unwrap();
    desk.measured = Some(measured("Email\nbisi@northwind.example\nana@northwind.example\n"));
    people.act(Action::Back, &mut desk);
    let (now, job) = (people.roster.clone().unwrap(), people.selection.carries().unwrap());
    let there = carried(&people.selection.people(), [&before, &now], &mut |_| ControlFlow::Continue(()));
    people.told(job, &Outcome::Carried(Arc::new(there.unwrap())), &mut desk);
    let ana = now.find("ana@northwind.example").unwrap();
    assert!(people.selection.contains(ana) && people.selection.people().len() == 1);
    people.act(Action::SelectNobody, &mut desk);
    assert_eq!(people.title(&desk), "People");
}

#[test]
fn columns_are_hidden_moved_and_never_without_the_address() {
    let mut desk = desk();
    let mut columns = Columns::new(&desk);
    for action in [Action::Toggle, Action::Left, Action::Down, Action::Toggle, Action::Down, Action::Right] {
        columns.act(action, &mut desk);
    }
    assert_eq!(desk.view.columns[..3], [Column::Address, Column::Standing, Column::Department]);
    columns.act(Action::Remove, &mut desk);
    assert_eq!(desk.view.columns, Column::FIRST);
}

#[test]
fn the_same_order_chosen_again_turns_it_round() {
    let mut desk = desk();
    for expected in [false, true] {
        let mut orders = OrderBy::new(&desk);
        if !expected {
            orders.act(Action::Down, &mut desk);
        }
        orders.act(Action::Open, &mut desk);
        assert_eq!(desk.view.order, Order { column: Some(Column::Address), descending: expected });
    }
}

#[test]
fn the_first_people_are_in_sight_while_everybody_is_measured_and_stay_where_they_are() {
    let mut desk = desk();
    let everybody = desk.measured.take();
    let mut people = People::new(&mut desk);
    assert!(people.roster.is_none(), "nothing is known yet");
    let first = measured("Email,First Name\nana@northwind.example,Ana\nbisi@northwind.example,Bisi\n");
    desk.first = Some(first.roster);
    people.refresh(&mut desk);
    assert!(people.is_first);
    people.act(Action::Down, &mut desk);
    assert_eq!(people.chosen().as_deref(), Some("bisi@northwind.example"));
    assert!(matches!(people.act(Action::SelectAll, &mut desk), Go::Stay));
    assert!(people.selection.is_empty(), "two of many are not all");
    assert!(matches!(people.act(Action::Open, &mut desk), Go::Pass));
    people.act(Action::Filter, &mut desk);
    people.letter('c', &mut desk);
    assert!(people.roster.is_none(), "those who fit are not among the first");
    people.act(Action::Edit(Edit::Backspace), &mut desk);
    people.act(Action::Back, &mut desk);
    people.act(Action::Down, &mut desk);
    desk.measured = everybody;
    desk.first = None;
    people.refresh(&mut desk);
    assert!(!people.is_first);
    assert_eq!((people.len(), people.chosen().as_deref()), (3, Some("bisi@northwind.example")));
}

#[test]
fn a_filter_typed_while_everybody_is_measured_is_asked_then() {
    let mut desk = desk();
    let everybody = desk.measured.take();
    let mut people = People::new(&mut desk);
    people.act(Action::Filter, &mut desk);
    typed(&mut people, "ca", &mut desk);
    assert!(people.asks().is_none());
    desk.measured = everybody;
    people.refresh(&mut desk);
    answer(&mut people, "ca", &mut desk);
    assert_eq!(people.chosen().as_deref(), Some("cato@nw.example"));
}

#[test]
fn a_filter_that_cannot_be_understood_is_not_accepted() {
    let mut desk = desk();
    let mut people = People::new(&mut desk);
    people.act(Action::Filter, &mut desk);
    typed(&mut people, "standing:invted", &mut desk);
    people.act(Action::Open, &mut desk);
    assert_eq!(people.scopes(&desk)[0], Scope::Filtering, "the line stays open");
    people.act(Action::Back, &mut desk);
    assert_eq!((people.scopes(&desk)[0], people.filter.text(), people.len()), (Scope::People, "", 3));
}
