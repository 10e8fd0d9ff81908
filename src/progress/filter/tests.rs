use std::sync::Arc;

use super::*;
use crate::lists::{self, Hints};
use crate::plan::{Case, CaseKind, Decision, Group, ListKind, ListRecord, Plan, Wave};
use crate::progress::{Source, measure};

fn source(id: &str, kind: ListKind, text: &str) -> Source {
    let list = lists::read(text.as_bytes(), &Hints::default(), &mut |_| ControlFlow::Continue(())).unwrap();
    let record = ListRecord { id: id.into(), label: format!("{id} label"), kind, ..ListRecord::default() };
    Source { record, list: Ok(Arc::new(list)) }
}

/// Ann is in, Bo and Cy are out, Olga was never outside.
fn roster() -> Roster {
    let outside = "Email,Name\nann@northwind.example,Ann Arbor\nbo@northwind.example,Bo \"Bell\"\ncy@lab.northwind.example,Cy Cole\n";
    let members = "Email,First Name,Last Name,Department,User Type,User Status,Last Login\n\
        ann@northwind.example,Ann,Arbor,Human Resources,Licensed,Active,2026-11-10 08:00:00\n\
        olga@northwind.example,Olga,Öst,Field Sales,Basic,Inactive,2026-01-02 08:00:00\n";
    let plan = Plan {
        cases: vec![
            Case {
                id: "case-1".into(),
                kind: CaseKind::Phone,
                people: vec!["bo@northwind.example".into()],
                ..Case::default()
            },
            Case {
                id: "case-2".into(),
                kind: CaseKind::Rooms,
                people: vec!["cy@lab.northwind.example".into()],
                closed_on: "2026-11-01".parse().ok(),
                ..Case::default()
            },
        ],
        waves: vec![
            Wave { id: "wave-1".into(), title: "Pilot".into(), filter: "lab".into(), ..Wave::default() },
            Wave {
                id: "wave-2".into(),
                title: "Sales".into(),
                filter: "dept:sales,it".into(),
                ..Wave::default()
            },
        ],
        groups: vec![Group {
            decision: Decision::Wave,
            wave: "wave-1".into(),
            people: vec!["bo@northwind.example".into()],
            ..Group::default()
        }],
        ..Plan::default()
    };
    let sources =
        [source("list-1", ListKind::Outside, outside), source("list-2", ListKind::Members, members)];
    measure(&plan, &sources, &mut |_| ControlFlow::Continue(())).unwrap().0
}

fn found(roster: &Roster, text: &str) -> String {
    let filter = Filter::parse(text).unwrap();
    let rows = filter.rows(roster, &mut |_| ControlFlow::Continue(())).unwrap();
    let mut names: Vec<&str> =
        rows.iter().filter_map(|id| roster.person(*id).email().split('@').next()).collect();
    names.sort_unstable();
    names.join(" ")
}

#[test]
fn every_kind_of_word_finds_whom_it_asks_for() {
    let roster = roster();
    for (text, people) in [
        ("", "ann bo cy olga"),
        ("ARBOR", "ann"),
        ("northwind -lab", "ann bo olga"),
        ("ann,cole", "ann cy"),
        ("\"bell\"", "bo"),
        ("ÖST", "olga"),
        ("\"ann arbor\"", "ann"),
        ("\"example\tann\"", ""),
        ("standing:outstanding,native", "bo cy olga"),
        ("-standing:outstanding", "ann olga"),
        ("Standing:Native", "olga"),
        ("domain:northwind.example", "ann bo olga"),
        ("domain:@Lab.Northwind.example", "cy"),
        ("dept:\"human resources\"", "ann"),
        ("dept:SALES,resources", "ann olga"),
        ("-dept:sales", "ann bo cy"),
        ("license:licensed", "ann"),
        ("status:inactive", "olga"),
        ("case:open", "bo"),
        ("case:phone", "bo"),
        ("case:rooms", ""),
        ("case:case-2", "cy"),
        ("case:none", "ann cy olga"),
        ("wave:wave-1", "bo cy"),
        ("wave:pilot", "bo cy"),
        ("wave:2", "olga"),
        ("wave:none", "ann"),
        ("mark:deactivated", "olga"),
        ("list:outside", "ann bo cy"),
        ("list:list-2", "ann olga"),
        ("list:\"list-1 label\" -list:members", "bo cy"),
        ("after:2026-11-10", "ann"),
        ("after:2026-11-11", ""),
        ("before:2026-11-10", "olga"),
        ("wave:\"\"", "ann"),
        ("has:wave", "bo cy olga"),
        ("dept:\"\"", "bo cy"),
        ("-dept:\"\"", "ann olga"),
        ("department:sales,\"\"", "bo cy olga"),
        ("has:dept", "ann olga"),
        ("-has:sign-in", "bo cy"),
        ("licence:\"\"", "bo cy"),
        ("name:cole", "cy"),
        ("name:northwind", ""),
        ("address:cole", ""),
        ("email:LAB", "cy"),
        ("n standing:outstanding -domain:lab.northwind.example", "bo"),
    ] {
        assert_eq!(found(&roster, text), people, "{text}");
    }
}

#[test]
fn a_line_is_held_against_one_person_as_against_all() {
    let roster = roster();
    for text in ["", "ann", "-ann", "standing:native", "a,b case:none", "dept:sales"] {
        let filter = Filter::parse(text).unwrap();
        let all = filter.rows(&roster, &mut |_| ControlFlow::Continue(())).unwrap();
        let one_by_one: Vec<PersonId> =
            roster.ids().filter(|id| filter.matches(&roster.person(*id))).collect();
        assert_eq!(all, one_by_one, "{text}");
    }
}

#[test]
fn what_cannot_be_understood_is_named_with_what_is_allowed() {
    for (text, word, says) in [
        ("ann stnding:gone", "stnding:", "Did you mean “standing:”?"),
        ("-departmnt:x", "departmnt:", "Did you mean “department:”?"),
        ("colour:red ann", "colour:", "standing, domain, name"),
        ("ann standing:away", "away", "outstanding"),
        ("standing:gone,\"invted\" ann", "\"invted\"", "Did you mean “invited”?"),
        ("mark:blue", "blue", "sso-ready"),
        ("case:big", "big", "phone"),
        ("has:dpt", "dpt", "Did you mean “dept”?"),
        ("-dept: ann", "-dept:", "needs a value"),
        ("after:soon", "soon", "2026-12-01"),
        ("ann -", "-", "Write what to look for"),
        ("ünal \"ann", "\"ann", "not closed"),
    ] {
        let error = Filter::parse(text).unwrap_err();
        assert_eq!(&text[error.from..error.to], word, "{text}");
        assert!(error.says.contains(says), "{text}: {}", error.says);
    }
}

#[test]
fn every_key_has_its_own_word_a_help_and_values_it_understands() {
    for (at, key) in Filter::KEYS.iter().enumerate() {
        let words = || std::iter::once(&key.key).chain(key.also);
        assert!(Filter::KEYS[..at].iter().all(|before| words().all(|word| !before.is_called(word))));
        assert!(key.help.ends_with('.') && key.help.contains(key.key), "{}", key.key);
        for value in (key.values)() {
            assert!(Filter::parse(&format!("{}:{value}", key.key)).is_ok(), "{}:{value}", key.key);
        }
    }
}

#[test]
fn a_search_that_is_stopped_gives_nothing() {
    let filter = Filter::parse("ann").unwrap();
    assert_eq!(filter.rows(&roster(), &mut |_| ControlFlow::Break(())), None);
}
