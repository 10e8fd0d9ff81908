//! Each rule with its false friends, and what holds of candidates whatever the lists say.

use std::fmt::Write as _;
use std::sync::Arc;

use proptest::prelude::*;

use super::*;
use crate::lists::{self, Hints};
use crate::plan::{Day, Domain, ListKind, ListRecord, Same};
use crate::progress::{Source, measure};

fn list(kind: ListKind, text: &str) -> Source {
    let hints = Hints { kind: Some(kind), ..Hints::default() };
    let list = lists::read(text.as_bytes(), &hints, &mut |_| ControlFlow::Continue(())).unwrap();
    let record =
        ListRecord { id: kind.word().into(), label: kind.word().into(), kind, ..ListRecord::default() };
    Source { record, list: Ok(Arc::new(list)) }
}

fn plan() -> Plan {
    let domain = |name: &str, before: &str| Domain {
        name: name.into(),
        renamed_from: before.into(),
        ..Domain::default()
    };
    let domains = vec![domain("northwind.example", "Old.example"), domain("fabrikam.example", "")];
    Plan { domains, ..Plan::default() }
}

/// Returns "one other reasons" of everybody alike, the strongest first.
fn found(plan: &Plan, sources: &[Source]) -> Vec<String> {
    let go_on = &mut |_| ControlFlow::Continue(());
    let (roster, _) = measure(plan, sources, "2026-11-21".parse().unwrap(), go_on).unwrap();
    let found = candidates(&roster, &Asked::of(plan), go_on).unwrap();
    assert!(!found.is_cut);
    let shown = |pair: &Candidate| {
        let words: Vec<&str> = pair.reasons.iter().map(Reason::word).collect();
        let doubt = if pair.reasons.is_doubtful() { " ?" } else { "" };
        let email = |id| roster.person(id).email();
        format!("{} {} {}{doubt}", email(pair.one), email(pair.other), words.join("+"))
    };
    found.candidates.iter().map(shown).collect()
}

/// Compares people outside with members: address, name, employee id a row.
fn alike(outside: &[&str], members: &[&str]) -> Vec<String> {
    let rows = |rows: &[&str]| format!("Email,Display Name,Employee ID\n{}\n", rows.join("\n"));
    let sources = [list(ListKind::Outside, &rows(outside)), list(ListKind::Members, &rows(members))];
    found(&plan(), &sources)
}

#[test]
fn a_further_address_of_the_directory_is_a_candidate_and_merges_nobody() {
    let sources = [
        list(ListKind::Outside, "Email\nbisi@old.example\n"),
        list(ListKind::Members, "Email\nokafor@northwind.example\n"),
        list(ListKind::Directory, "Email,Aliases\nokafor@northwind.example,bisi@old.example\n"),
    ];
    let (_, progress) =
        measure(&plan(), &sources, "2026-11-21".parse().unwrap(), &mut |_| ControlFlow::Continue(()))
            .unwrap();
    assert_eq!((progress.total.outstanding, progress.total.native, progress.maybe_in), (1, 1, 1));
    assert_eq!(found(&plan(), &sources), ["bisi@old.example okafor@northwind.example directory"]);
}

#[test]
fn the_same_employee_id_in_two_lists_is_one_person_whatever_the_name() {
    assert_eq!(
        alike(
            &["ann.becker@old.example,Ann Becker,00417"],
            &["ann.schmidt@fabrikam.example,Ann Schmidt,00417"]
        ),
        ["ann.becker@old.example ann.schmidt@fabrikam.example employee-id ?"]
    );
    assert!(alike(&["ann@gmail.example,,0"], &["bo@fabrikam.example,,0"]).is_empty(), "0 is no id");
}

#[test]
fn a_renamed_domain_keeps_the_part_before_the_at() {
    assert_eq!(
        alike(&["cato@old.example,,"], &["cato@northwind.example,,"]),
        ["cato@old.example cato@northwind.example renamed-domain"]
    );
    assert_eq!(
        alike(&["jsmith@old.example,John Smith,"], &["jsmith@northwind.example,Jane Smith,"]),
        ["jsmith@old.example jsmith@northwind.example renamed-domain ?"]
    );
}

#[test]
fn tags_and_dots_do_not_tell_people_apart_on_one_domain() {
    assert_eq!(
        alike(
            &["ann+zoom@northwind.example,,", "dana.b@fabrikam.example,,"],
            &["ann@northwind.example,,", "danab@fabrikam.example,,"]
        ),
        [
            "ann+zoom@northwind.example ann@northwind.example plus-address",
            "dana.b@fabrikam.example danab@fabrikam.example dots"
        ]
    );
    assert!(alike(&["danab@fabrikam.example,,"], &["dana.b@elsewhere.example,,"]).is_empty());
}

#[test]
fn another_domain_of_ours_counts_and_a_stranger_s_or_a_sub_domain_does_not() {
    assert_eq!(
        alike(&["cato@fabrikam.example,,"], &["cato@northwind.example,,"]),
        ["cato@fabrikam.example cato@northwind.example other-domain"]
    );
    for stranger in ["cato@gmail.example,,", "cato@lab.northwind.example,,"] {
        assert!(alike(&[stranger], &["cato@northwind.example,,"]).is_empty(), "{stranger}");
    }
    assert!(
        alike(&["jsmith@fabrikam.example,John Smith,"], &["jsmith@northwind.example,Jane Smith,"]).is_empty()
    );
}

#[test]
fn a_domain_one_letter_off_is_meant_to_be_ours() {
    assert_eq!(
        alike(&["cato@northwnd.example,,"], &["cato@northwind.example,,"]),
        ["cato@northwnd.example cato@northwind.example domain-typo"]
    );
}

#[test]
fn a_name_is_written_in_many_ways() {
    let ways = [
        "bisi.okafor",
        "bokafor",
        "b.okafor",
        "bisio",
        "okafor.bisi",
        "okaforb",
        "bisiokafor",
        "bisi_okafor",
    ];
    for one in ways {
        let other = if one == "bisi.okafor" { "b.okafor" } else { "bisi.okafor" };
        let told = alike(&[&format!("{one}@old.example,,")], &[&format!("{other}@fabrikam.example,,")]);
        let expected = format!("{one}@old.example {other}@fabrikam.example pattern");
        assert_eq!(told, [expected], "{one}");
    }
    assert_eq!(
        alike(&["jmueller@old.example,,"], &["juergen@northwind.example,\"Müller, Jürgen\","]),
        ["jmueller@old.example juergen@northwind.example pattern"]
    );
    assert!(
        alike(&["jsmith@old.example,Jane Smith,"], &["john.smith@northwind.example,John Smith,"]).is_empty()
    );
}

#[test]
fn the_same_name_counts_while_few_people_have_it() {
    assert_eq!(
        alike(&["x1@old.example,Zoë Łuk,"], &["zl@northwind.example,\"LUK, Zoe\","]),
        ["x1@old.example zl@northwind.example name"]
    );
    let many: Vec<String> = (0..50).map(|n| format!("m{n}@northwind.example,John Smith,")).collect();
    let many: Vec<&str> = many.iter().map(String::as_str).collect();
    assert!(alike(&["x1@old.example,John Smith,"], &many).is_empty());
}

#[test]
fn two_people_of_one_name_are_told_apart_by_their_employee_ids() {
    assert!(
        alike(&["john.smith@old.example,John Smith,17"], &["john.smith@northwind.example,John Smith,18"])
            .is_empty()
    );
}

#[test]
fn a_slip_of_one_letter_is_found_and_a_number_is_none() {
    for one in ["bisi.okfor", "bisi.okkafor", "bisi.okefor", "bisi.okfaor"] {
        let told = alike(&[&format!("{one}@northwind.example,,")], &["bisi.okafor@northwind.example,,"]);
        assert_eq!(told, [format!("{one}@northwind.example bisi.okafor@northwind.example typo")]);
    }
    for one in ["room12", "disi.okafor", "bisi.okafor2", "oka"] {
        let members =
            ["bisi.okafor@northwind.example,,", "room13@northwind.example,,", "oke@northwind.example,,"];
        assert!(alike(&[&format!("{one}@northwind.example,,")], &members).is_empty(), "{one}");
    }
    assert!(
        alike(&["maria.ito@northwind.example,Maria Ito,"], &["mario.ito@northwind.example,Mario Ito,"]).len()
            < 2
    );
}

#[test]
fn shared_mailboxes_are_nobody() {
    let outside = ["info@old.example,,", "sales.emea@old.example,,"];
    let members = ["info@northwind.example,,", "sales.emea@northwind.example,,"];
    assert!(alike(&outside, &members).is_empty());
}

#[test]
fn several_reasons_stand_together_the_strongest_pair_first() {
    let outside = ["b.okafor@old.example,Bisi Okafor,", "cato@fabrikam.example,,"];
    let members = ["bisi.okafor@northwind.example,Bisi Okafor,", "cato@northwind.example,,"];
    assert_eq!(
        alike(&outside, &members),
        [
            "b.okafor@old.example bisi.okafor@northwind.example name+pattern",
            "cato@fabrikam.example cato@northwind.example other-domain"
        ]
    );
}

#[test]
fn what_was_decided_is_asked_no_more() {
    for verdict in [Verdict::Same, Verdict::Different] {
        let pairs = vec![Same::line("cato@northwind.example", "Cato@old.example")];
        let same = vec![Same { verdict, pairs, ..Same::default() }];
        let plan = Plan { same, ..plan() };
        let sources = [
            list(ListKind::Outside, "Email\ncato@old.example\n"),
            list(ListKind::Members, "Email\ncato@northwind.example\n"),
        ];
        assert!(found(&plan, &sources).is_empty(), "{verdict:?}");
    }
}

#[test]
fn looking_stops_when_it_is_told_to() {
    let sources = [list(ListKind::Outside, "Email\ncato@old.example\n")];
    let (roster, _) =
        measure(&plan(), &sources, "2026-11-21".parse().unwrap(), &mut |_| ControlFlow::Continue(()))
            .unwrap();
    assert_eq!(candidates(&roster, &Asked::default(), &mut |_| ControlFlow::Break(())), None);
}

fn people() -> impl Strategy<Value = String> {
    let address =
        ("[ab]{1,2}[.+_]?[ab1]{0,4}", prop::sample::select(vec!["old", "northwind", "northwnd", "fabrikam"]));
    let row = (address, "[ABä]{0,2} [AB]{0,2}", "[01]{0,2}")
        .prop_map(|((local, domain), name, id)| format!("{local}@{domain}.example,{name},{id}"));
    prop::collection::vec(row, 0..24).prop_map(|rows| {
        rows.iter().fold("Email,Display Name,Employee ID\n".to_owned(), |mut text, row| {
            let _ = writeln!(text, "{row}");
            text
        })
    })
}

proptest! {
    #[test]
    fn nobody_is_paired_with_themself_and_no_pair_comes_twice(outside in people(), members in people()) {
        let sources = [list(ListKind::Outside, &outside), list(ListKind::Members, &members)];
        let go_on = &mut |_| ControlFlow::Continue(());
        let (roster, before) = measure(&plan(), &sources, "2026-11-21".parse().unwrap(), go_on).unwrap();
        let found = candidates(&roster, &Asked::of(&plan()), go_on).unwrap();
        let mut pairs = HashSet::new();
        for pair in &found.candidates {
            prop_assert!(pair.one != pair.other);
            prop_assert!(pairs.insert((pair.one, pair.other)) && !pairs.contains(&(pair.other, pair.one)));
            prop_assert!(Side::by_standing(&roster.person(pair.one)) == Side::One);
            prop_assert!(Side::by_standing(&roster.person(pair.other)) == Side::Other);
        }
        prop_assert!(found.candidates.is_sorted_by_key(|pair| std::cmp::Reverse(pair.reasons.weight())));

        // Confirming everything counts nobody twice and loses nobody.
        let mut confirmed = plan();
        let day: Day = "2026-11-21".parse().unwrap();
        let line = |pair: &Candidate| Same::line(roster.person(pair.one).email(), roster.person(pair.other).email());
        confirmed.decide_pairs((Verdict::Same, "Looked at."), day, found.candidates.iter().map(line));
        let (after, progress) = measure(&confirmed, &sources, "2026-11-21".parse().unwrap(), go_on).unwrap();
        prop_assert_eq!(progress.total.people(), before.total.people());
        let mut counted: std::collections::HashMap<PersonId, u32> = std::collections::HashMap::new();
        for person in after.ids().map(|id| after.person(id)) {
            let person_of = person.counted_under().unwrap_or(person.id());
            *counted.entry(person_of).or_default() += u32::from(person.standing() != Standing::Excluded);
        }
        prop_assert!(counted.values().all(|times| *times == 1), "{counted:?}");
    }
}
