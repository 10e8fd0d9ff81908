use std::collections::BTreeMap;
use std::sync::Arc;

use proptest::prelude::*;

use super::*;
use crate::guide::guide;
use crate::lists::{self, Hints};
use crate::plan::{Case, CaseKind, Day, Decision, Group, ListKind, ListRecord, Plan, Wave};
use crate::progress::{Source, measure};

fn source(id: &str, kind: ListKind, text: &str) -> Source {
    let list = lists::read(text.as_bytes(), &Hints::default(), &mut |_| ControlFlow::Continue(())).unwrap();
    let record = ListRecord { id: id.into(), label: format!("{id} label"), kind, ..ListRecord::default() };
    Source { record, list: Ok(Arc::new(list)) }
}

/// Every step of a kind of case: such a case holds nobody.
fn every_step(kind: &str) -> BTreeMap<String, Day> {
    let steps = guide().case_kind(kind).unwrap().steps.iter();
    steps.map(|step| (step.id.clone(), "2026-11-01".parse().unwrap())).collect()
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
                steps: every_step("SC-PHONE"),
                ..Case::default()
            },
            Case {
                id: "case-2".into(),
                kind: CaseKind::Rooms,
                people: vec!["cy@lab.northwind.example".into()],
                closed_on: "2026-11-01".parse().ok(),
                steps: every_step("SC-ROOMS"),
                ..Case::default()
            },
            Case {
                id: "phone-lisbon".into(),
                kind: CaseKind::Paid,
                people: vec!["olga@northwind.example".into()],
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
            Wave { id: "last".into(), title: "3".into(), filter: "olga".into(), ..Wave::default() },
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
    measure(&plan, &sources, "2026-11-21".parse().unwrap(), &mut |_| ControlFlow::Continue(())).unwrap().0
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
        ("case:phone-lisbon", "olga"),
        ("case:Labs", ""),
        ("case:none", "ann cy olga"),
        ("wave:wave-1", "bo cy"),
        ("wave:pilot", "bo cy"),
        ("wave:2", "olga"),
        ("wave:3", "olga"),
        ("wave:last", "olga"),
        ("wave:4", ""),
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
fn what_many_or_nobody_has_is_found_too() {
    let roster = roster();
    for (text, people) in [
        ("northwind", "ann bo cy olga"),
        ("-northwind", ""),
        ("@lab", "cy"),
        ("name:ö,nn", "ann olga"),
        ("email:\"\"", "ann bo cy olga"),
        ("name:\"\"", ""),
        ("has:name", "ann bo cy olga"),
        ("has:name -cole", "ann bo olga"),
        ("case:phone,rooms", "bo"),
        ("-wave:none", "bo cy olga"),
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
        ("case:phnoe", "phnoe", "Did you mean “phone”?"),
        ("case:several-user", "several-user", "Did you mean “several-users”?"),
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

/// Some people in several lists, of whom a later list may know a name that an earlier one does not.
fn some_people() -> impl Strategy<Value = Roster> {
    let row = (0..4_usize, 0..4_usize, 0..90_u32, 0..3_usize, any::<bool>());
    let list = prop::collection::vec(row, 0..200);
    prop::collection::vec(list, 1..4).prop_map(|lists| {
        let written = |rows: &Vec<(usize, usize, u32, usize, bool)>| {
            let mut text = String::from("Email,Name,Department\n");
            for (given, family, number, domain, is_named) in rows {
                let (given, family) =
                    (["ann", "bo", "cy", "dé"][*given], ["north", "pohl", "quist", "ann"][*family]);
                let domain = ["annex.example", "northwind.example", "south.test"][*domain];
                let name = if *is_named { format!("{given} {family}") } else { String::new() };
                let department = ["", "Sales", "Field Sales"][*number as usize % 3];
                let local = given.replace('é', "e");
                text.push_str(&format!("{local}.{family}{number}@{domain},{name},{department}\n"));
            }
            text
        };
        let kinds = [ListKind::Outside, ListKind::Members, ListKind::Directory];
        let named = kinds.into_iter().zip(&lists);
        let sources: Vec<Source> =
            named.map(|(kind, rows)| source(kind.word(), kind, &written(rows))).collect();
        measure(&Plan::default(), &sources, "2026-11-21".parse().unwrap(), &mut |_| ControlFlow::Continue(()))
            .unwrap()
            .0
    })
}

/// A line of a few words, and the same line with letters or a word more, so that it mostly narrows the first.
fn lines() -> impl Strategy<Value = (String, String)> {
    let words = vec![
        "a",
        "n",
        "an",
        "ann",
        "north",
        "@annex",
        "ann.q",
        "-ann",
        "-s",
        "name:n",
        "name:an",
        "email:an",
        "é",
        "1",
        "ann,bo",
        "-ann,bo",
        "dept:sal",
        "dept:fi",
        "has:name",
        "name:\"\"",
        "\"n q\"",
        "pohl7",
        "case:none",
        "sso:locked",
        "-sso:unknown",
        "sso:safe,trap",
    ];
    let word = prop::sample::select(words);
    let grown = prop::sample::select(vec!["", "n", "e", "9", ",cy", " a", " -q", " dept:sales", " pohl"]);
    (prop::collection::vec(word, 0..3), grown).prop_map(|(words, grown)| {
        let line = words.join(" ");
        (line.clone(), line + grown)
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]
    #[test]
    fn whoever_is_looked_at_the_same_people_are_found(
        (roster, (wider, line)) in (some_people(), lines())
    ) {
        let go_on = &mut |_| ControlFlow::Continue(());
        let (Ok(wider), Ok(filter)) = (Filter::parse(&wider), Filter::parse(&line)) else { return Ok(()) };
        let one_by_one: PeopleSet = roster.ids().filter(|id| filter.matches(&roster.person(*id))).collect();
        let (all, more) = filter.first(usize::MAX, None, &roster, go_on).unwrap();
        prop_assert!(!more);
        prop_assert_eq!(all.to_vec(), one_by_one.to_vec(), "{}", line);
        let (known, _) = wider.first(usize::MAX, None, &roster, go_on).unwrap();
        let (among, _) = filter.first(usize::MAX, Some((&wider, &known)), &roster, go_on).unwrap();
        prop_assert_eq!(among.to_vec(), one_by_one.to_vec(), "{} among {:?}", line, wider);
    }
}
