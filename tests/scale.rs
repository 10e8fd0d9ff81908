//! Budgets at a million people. They hold with ten times to spare; a release build only, in `.ci/run`.
#![cfg(not(debug_assertions))]

use std::fmt::Write as _;
use std::ops::ControlFlow;
use std::sync::Arc;
use std::time::{Duration, Instant};

use ingather::app::{Column, Order, Question, fitting};
use ingather::lists::List;
use ingather::progress::{Compared, Filter, Roster, compare};

use crate::standings::list;

const MILLION: u32 = 1_000_000;

/// Returns an export of a million people, three fifths of whom are in the other one too.
fn export(first: u32) -> Arc<List> {
    let mut text = String::from("Email,First Name,Last Name,Department,User Status,Last Login\n");
    for number in first..first + MILLION {
        // Neighbours in one file are no neighbours in the other.
        let scattered = u64::from(number) * 7_368_787 % u64::from(4 * MILLION);
        let domain = ["northwind", "fabrikam", "contoso", "tailspin", "litware"][number as usize % 5];
        let _ = writeln!(
            text,
            "Given{}.Family{scattered}@{domain}.example,Given{},Family{scattered},Dept {},Active,2026-0{}-11",
            scattered % 997,
            scattered % 997,
            scattered % 41,
            scattered % 9 + 1,
        );
    }
    list(&text)
}

fn everybody() -> (Roster, ingather::progress::Progress, Duration) {
    let (outside, members) = ([export(0)], [export(2 * MILLION / 5)]);
    let lists = Compared { outside: &outside, members: &members, ..Compared::default() };
    let start = Instant::now();
    let (roster, progress) = compare(&lists, &mut |_| ControlFlow::Continue(())).unwrap();
    (roster, progress, start.elapsed())
}

fn in_time(what: &str, took: Duration, budget: Duration) {
    assert!(took < budget, "{what} took {took:?}, the budget is {budget:?}");
}

#[test]
fn a_million_people_outside_and_a_million_members_are_measured_and_searched_in_time() {
    let (roster, progress, took) = everybody();
    assert_eq!(progress.total.consolidated, 600_000);
    assert_eq!(progress.total.outstanding, 400_000);
    assert_eq!(progress.total.native, 400_000);
    in_time("measure 1M + 1M", took, Duration::from_secs(10));

    // What a search of the same bytes costs on this machine now.
    let lines: String = roster.ids().map(|id| format!("{}\n", roster.person(id).email())).collect();
    let once = fastest(|| {
        std::hint::black_box(memchr::memmem::find(lines.as_bytes(), b"qqqq"));
    });
    for (text, searches) in [
        ("e", 60),
        ("family", 60),
        ("given99", 30),
        ("qqqq", 30),
        ("standing:outstanding", 30),
        ("-mark:leaver domain:contoso.example", 60),
        ("given1 standing:native,consolidated -given11", 90),
        ("dept:\"dept 7\"", 60),
        ("after:2026-05-01", 60),
    ] {
        let filter = Filter::parse(text).unwrap();
        let took = fastest(|| drop(filter.rows(&roster, &mut |_| ControlFlow::Continue(())).unwrap()));
        in_time(text, took, once * searches + Duration::from_millis(5));
    }
    whole_answers_come_in_time(&Arc::new(roster), once);
}

/// The people page gets its rows, ordered, with their set: of the lists' order all, of a column's order the first.
fn whole_answers_come_in_time(roster: &Arc<Roster>, once: Duration) {
    let by = |column| Order { column, descending: false };
    let question = |filter: &str, order, enough| Question {
        roster: Arc::clone(roster),
        filter: filter.to_owned(),
        order,
        enough,
        place_of: None,
        known: Vec::new(),
    };
    let answer = |asked: &Question| fitting(asked, &mut |_| ControlFlow::Continue(())).unwrap().unwrap();
    let known = vec![answer(&question("given99", by(None), None))];
    for (what, asked, searches) in [
        ("a word everybody's domain holds", question("example", by(None), None), 20),
        ("a word everybody's name holds", question("family", by(None), None), 60),
        ("a letter", question("g", by(None), None), 60),
        ("the first rows", question("family", by(None), Some(250)), 2),
        ("a word that grew", Question { known, ..question("given991", by(None), None) }, 10),
        ("the first rows by name", question("", by(Some(Column::Name)), Some(250)), 200),
    ] {
        in_time(what, fastest(|| drop(answer(&asked))), once * searches + Duration::from_millis(5));
    }
}

/// Returns the shortest of a few tries: what it takes when nothing else runs.
fn fastest(mut work: impl FnMut()) -> Duration {
    let timed = |_| {
        let start = Instant::now();
        work();
        start.elapsed()
    };
    (0..5).map(timed).min().unwrap_or_default()
}

#[test]
fn a_person_is_kept_in_little_more_than_the_text_the_lists_hold() {
    let (outside, members) = ([export(0)], [export(2 * MILLION / 5)]);
    let none: [Arc<List>; 0] = [];
    for (outside, members) in [(&outside[..], &none[..]), (&outside, &members)] {
        let lists = Compared { outside, members, ..Compared::default() };
        let (roster, _) = compare(&lists, &mut |_| ControlFlow::Continue(())).unwrap();
        roster.prepare();
        let text: usize = outside.iter().chain(members).map(|list| list.table.text_len()).sum();
        let (kept, people) = (roster.memory(), roster.len());
        assert!(kept <= text * 13 / 10 + 40 * people, "{kept} bytes for {people} people and {text} of text");
    }
}
