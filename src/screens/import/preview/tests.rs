//! The answers of a preview: what is proposed, how they change, and what they do.

use std::ops::ControlFlow;
use std::path::Path;

use super::*;
use crate::app::Edit;
use crate::lists::{Hints, read};
use crate::plan::{Count, ListRecord};

const ZOOM: &str = "Email,Last Login(UTC),User Status\nana@northwind.example,2026-11-18 08:00:00,Active\n";

fn today() -> Day {
    "2026-11-21".parse().unwrap()
}

fn preview(name: &str, text: &str, plan: &Plan) -> Preview {
    let list = read(text.as_bytes(), &Hints::default(), &mut |_| ControlFlow::Continue(())).unwrap();
    Preview::new(Path::new(name), (Arc::new(list), None), plan, today())
}

fn imported(as_of: &str) -> Plan {
    let record = ListRecord {
        id: "members-2026-11-15".to_owned(),
        kind: ListKind::Members,
        label: "Main account".to_owned(),
        as_of: as_of.parse().ok(),
        file: "users.csv".to_owned(),
        people: Some(Count(1)),
        rows: Some(Count(1)),
        ..ListRecord::default()
    };
    Plan { lists: vec![record], ..Plan::default() }
}

#[test]
fn a_recognised_file_needs_no_answer() {
    let preview = preview("exports/users-2026-11-20.csv", ZOOM, &Plan::default());
    assert_eq!(preview.problem(today()), None);
    let record = preview.record(&Plan::default(), today()).unwrap();
    assert_eq!((record.id.as_str(), record.label.as_str()), ("members-2026-11-20", "main account"));
    assert_eq!((record.file.as_str(), record.imported_on), ("users-2026-11-20.csv", Some(today())));
}

#[test]
fn an_unknown_file_is_guessed_at_by_nothing_but_its_own_name() {
    let plan = imported("2026-11-15");
    let mut preview = preview("main account-2026-11-20.csv", "Mail,Phone\nana@northwind.example,1\n", &plan);
    assert_eq!((preview.kind, preview.label.text()), (None, "main account 2"));
    assert_eq!(preview.problem(today()), Some((Stop::Kind, "Say first what the list is.".to_owned())));
    preview.act(Action::Left, &plan);
    assert_eq!(
        preview.kind,
        ListKind::ALL.last().copied(),
        "from nothing the keys go to the last and the first"
    );
    preview.act(Action::Right, &plan);
    assert_eq!(preview.kind, Some(ListKind::Outside));
    assert_eq!(preview.problem(today()), None);
}

#[test]
fn another_kind_proposes_another_source_until_somebody_typed_one() {
    let plan = Plan::default();
    let mut preview = preview("users.csv", ZOOM, &plan);
    while preview.kind != Some(ListKind::Directory) {
        assert!(preview.act(Action::Right, &plan));
    }
    assert_eq!(preview.label.text(), "directory");
    preview.act(Action::Next, &plan);
    preview.letter('2');
    preview.act(Action::Previous, &plan);
    preview.act(Action::Right, &plan);
    assert_eq!(preview.label.text(), "directory2", "what was typed stays");
}

#[test]
fn a_letter_is_never_taken_for_a_key_while_an_answer_is_typed() {
    let mut preview = preview("users.csv", ZOOM, &Plan::default());
    preview.act(Action::Next, &Plan::default());
    assert_eq!(preview.scopes(), [Scope::Preview, Scope::Typing]);
    preview.act(Action::Edit(Edit::DeleteToStart), &Plan::default());
    "release r".chars().for_each(|letter| preview.letter(letter));
    assert_eq!(preview.label.text(), "release r");
}

#[test]
fn missing_and_wrong_answers_are_named_where_they_stand() {
    let plan = Plan::default();
    let mut preview = preview("users.csv", ZOOM, &plan);
    preview.label = Line::new("  ");
    assert_eq!(preview.problem(today()).map(|(stop, _)| stop), Some(Stop::Label));
    preview.label = Line::new("main account");
    preview.date = Line::new("2026-11-31");
    assert_eq!(preview.problem(today()).map(|(stop, _)| stop), Some(Stop::Date));
    assert!(preview.record(&plan, today()).is_none());
    preview.date = Line::new("2026-11-22");
    assert!(preview.problem(today()).unwrap().1.contains("still to come"));
}

#[test]
fn what_it_replaces_is_said_before_yes() {
    for (known, says) in [
        ("2026-11-15", "Newer than the list of Sun 15 Nov, which becomes history."),
        (
            "2026-11-18",
            "A list of Wed 18 Nov from the same place is there: this one takes its place. Its file stays, so that undo can bring it back.",
        ),
        (
            "2026-11-20",
            "Older than the list of Fri 20 Nov: it becomes history and moves nobody now. \
         The day was not given but guessed: mend it if the list is newer.",
        ),
    ] {
        let plan = imported(known);
        assert_eq!(preview("users.csv", ZOOM, &plan).effect(&plan, today()).1, says);
    }
    let none = Plan::default();
    let preview = preview("users.csv", ZOOM, &none);
    assert_eq!(preview.effect(&none, today()).1, "The first list of this kind from this place.");
}

#[test]
fn the_arrow_keys_go_from_line_to_line_and_tab_from_part_to_part() {
    let plan = Plan::default();
    let text = format!("{ZOOM}ana@northwind.example,,Active\n");
    let mut preview = preview("users.csv", &text, &plan);
    let all = [
        Stop::NotTaken,
        Stop::Kind,
        Stop::Label,
        Stop::Date,
        Stop::Letters,
        Stop::Import,
        Stop::Column(0),
        Stop::Column(1),
        Stop::Column(2),
    ];
    assert_eq!(preview.stops(), all);
    preview.act(Action::Up, &plan);
    for stop in all {
        assert_eq!(preview.stop, stop);
        preview.act(Action::Down, &plan);
    }
    assert_eq!(preview.stop, Stop::Column(2), "the last line is the end");
    let mut parts = Vec::new();
    for _ in 0..8 {
        preview.act(Action::Next, &plan);
        parts.push(preview.stop);
    }
    assert_eq!(parts[..7], all[..7]);
    assert_eq!(parts[7], Stop::NotTaken, "the parts go round");
    preview.act(Action::Previous, &plan);
    assert_eq!(preview.stop, Stop::Column(0));
}

#[test]
fn the_day_moves_with_page_up_and_down() {
    let plan = Plan::default();
    let mut preview = preview("users.csv", ZOOM, &plan);
    preview.act(Action::Next, &plan);
    preview.act(Action::Next, &plan);
    preview.act(Action::PageUp, &plan);
    assert_eq!((preview.date.text(), preview.date_from), ("2026-11-17", DateFrom::Typed));
}
