//! One person, one thing known, and what is said then.

use std::ops::ControlFlow;
use std::sync::Arc;

use super::*;
use crate::guide::guide;
use crate::lists::{self, Hints};
use crate::plan::{ListKind, ListRecord};
use crate::progress::{Source, measure};

const ANN: &str = "ann@northwind.example";

/// Returns what is said of Ann, with the plan and the lists as given.
fn of(plan: &str, lists: &[(ListKind, &str)]) -> Impact {
    with("consolidate", plan, lists)
}

/// The same with another option of the domain.
fn with(option: &str, plan: &str, lists: &[(ListKind, &str)]) -> Impact {
    let domain = "[[domains]]\nid = \"domain-1\"\nname = \"northwind.example\"\n";
    let plan = format!("{domain}option = \"{option}\"\n{plan}");
    let plan: Plan = toml::from_str(&plan).unwrap();
    let source = |(kind, text): &(ListKind, &str)| {
        let read = lists::read(text.as_bytes(), &Hints::default(), &mut |_| ControlFlow::Continue(()));
        let record = ListRecord { id: kind.word().into(), kind: *kind, ..ListRecord::default() };
        Source { record, list: Ok(Arc::new(read.unwrap())) }
    };
    let sources: Vec<Source> = lists.iter().map(source).collect();
    let (roster, _) =
        measure(&plan, &sources, "2026-11-21".parse().unwrap(), &mut |_| ControlFlow::Continue(())).unwrap();
    impact(&roster.person(roster.find(ANN).unwrap()), &plan, guide(), "2026-11-21".parse().unwrap())
}

fn text(impact: &Impact, title: &str) -> String {
    let part = impact.parts.iter().find(|part| part.title == title).unwrap();
    part.lines.iter().map(|said| said.text.clone() + "\n").collect()
}

fn facts(impact: &Impact, title: &str) -> Vec<&'static str> {
    let part = impact.parts.iter().find(|part| part.title == title);
    part.map(|part| part.lines.iter().map(|said| said.fact).collect()).unwrap_or_default()
}

const OUTSIDE: (ListKind, &str) = (ListKind::Outside, "Email\nann@northwind.example\n");

#[test]
fn every_kind_of_data_stands_in_its_part() {
    let impact = of("", &[OUTSIDE]);
    for (group, title) in [
        (DataGroup::Moves, "What comes along"),
        (DataGroup::Stays, "What does not"),
        (DataGroup::NewAccount, "What the new account decides"),
    ] {
        let part = impact.parts.iter().find(|part| part.title == title).unwrap();
        let text: String = part.lines.iter().map(|said| said.text.clone() + "\n").collect();
        assert!(guide().data_in(group).all(|item| text.contains(&item.title)), "{text}");
        // A line a topic: no paragraph of nineteen names.
        assert!(part.lines.iter().all(|said| said.text.matches(';').count() < 6), "{text}");
        // What is known of one kind of data stands in the same part.
        for fact in guide().data_in(group).filter_map(|item| guide().why(item.fact.as_deref()?)) {
            assert!(
                part.lines.iter().any(|said| said.text == fact.told() && said.beneath),
                "{}: {text}",
                fact.id
            );
        }
    }
    assert_eq!(facts(&impact, "What to save first"), ["DATA-1", "Z-15", "Z-15-HISTORY"]);
}

#[test]
fn who_moves_nothing_is_told_nothing_of_data() {
    let cases = [
        ("", vec![(ListKind::Members, "Email\nann@northwind.example\n")], "Was never outside", vec!["DOM-3"]),
        (
            "[[groups]]\nid = \"group-1\"\ndecision = \"excluded\"\nreason = \"Own account.\"\npeople = [\"ann@northwind.example\"]",
            vec![OUTSIDE],
            "Stays outside",
            vec!["SSO-5"],
        ),
        ("", vec![(ListKind::Directory, "Email\nann@northwind.example\n")], "No list from Zoom", vec![]),
    ];
    for (plan, lists, says, sees) in cases {
        let impact = of(plan, &lists);
        assert!(impact.says.starts_with(says), "{}", impact.says);
        assert_eq!(facts(&impact, "What they will see"), sees);
        assert!(facts(&impact, "What comes along").is_empty());
    }
}

#[test]
fn what_they_see_follows_the_option_of_the_domain() {
    let sees = |option: &str| facts(&with(option, "", &[OUTSIDE]), "What they will see");
    assert_eq!(sees("consolidate"), ["DOM-1", "DATA-2", "DOM-3"]);
    assert_eq!(sees("change"), ["DOM-1", "DATA-2", "DOM-3"]);
    assert_eq!(sees("observe"), ["COM-3", "DATA-2", "DOM-3"]);
    let said = |option: &str| {
        let impact = with(option, "", &[OUTSIDE]);
        impact.parts.iter().find(|part| part.title == "What they will see").unwrap().lines[0].text.clone()
    };
    assert!(
        said("change").starts_with("Once the domain is switched on, this person is signed out"),
        "{}",
        said("change")
    );
    let on = said("consolidate\"\nenabled_on = 2026-11-02 # \"");
    assert!(on.starts_with("Since Mon 2 Nov, this person") && on.contains("to join or"), "{on}");
}

#[test]
fn who_is_in_already_is_not_told_what_to_do_before() {
    let members = (ListKind::Members, "Email\nann@northwind.example\n");
    let impact = of("", &[OUTSIDE, members]);
    assert!(impact.says.starts_with("Is in already"), "{}", impact.says);
    assert!(
        facts(&impact, "What to save first").is_empty() && facts(&impact, "Before anything moves").is_empty()
    );
    let along = facts(&impact, "What comes along");
    assert!(along.contains(&"DATA-YES") && along.contains(&"Z-13-WEBINAR"), "{along:?}");
}

#[test]
fn paying_for_zoom_costs_a_licence_and_brings_a_refund() {
    let paid = (ListKind::Outside, "Email,License Type\nann@northwind.example,Licensed\n");
    assert_eq!(facts(&of("", &[paid]), "What it costs"), ["SC-PAID", "Z-1", "Z-13"]);
    assert!(facts(&of("", &[OUTSIDE]), "What it costs").is_empty());
    let inside = (ListKind::Members, "Email,License Type\nann@northwind.example,Licensed\n");
    assert_eq!(facts(&of("", &[paid, inside]), "What it costs"), ["SC-PAID", "Z-1", "LIC-1"]);
}

#[test]
fn an_owner_of_phones_rooms_and_others_is_warned_of_each() {
    let plan = "[[accounts]]\nid = \"account-1\"\nname = \"A\"\nowner = \"ann@northwind.example\"\nplan = \"pro\"\nusers = 3\n\
        rooms = 2\nphone = true\nadd_ons = \"Webinar 500\"\nvanity_url = \"ann.zoom.us\"\n\
        [[cases]]\nid = \"case-1\"\nkind = \"phone\"\ntitle = \"Numbers\"\npeople = [\"ann@northwind.example\"]\n\
        [[groups]]\nid = \"group-1\"\ndecision = \"executive\"\npeople = [\"ann@northwind.example\"]\n";
    let impact = of(plan, &[OUTSIDE]);
    assert_eq!(
        facts(&impact, "Before anything moves"),
        ["SC-PHONE", "SC-MULTI", "Z-3", "SC-ROOMS", "SC-VIP", "Z-12"]
    );
    let first = text(&impact, "Before anything moves");
    assert_eq!(first.matches("error 1009").count(), 2, "{first}");
    assert!(first.contains("deleted, unlinked or invited first"), "{first}");
    assert!(facts(&impact, "What to save first").ends_with(&["SC-PHONE", "SC-VANITY"]));
    let costs = &impact.parts.last().unwrap().lines[0];
    assert!(costs.own && costs.text.contains("(Webinar 500)"), "{costs:?}");
    assert_eq!(facts(&impact, "What it costs"), ["SC-PAID", "Z-1", "Z-13-WEBINAR", "Z-13"]);
    assert!(text(&impact, "What it costs").contains("have a webinar licence ready"));
    let other = of(&plan.replace("Webinar 500", "Large Meetings"), &[OUTSIDE]);
    assert!(!facts(&other, "What it costs").contains(&"Z-13-WEBINAR"));
}

#[test]
fn what_holds_for_everybody_needs_no_person() {
    let plan: Plan = toml::from_str("[[changes]]\nid = \"no-chat\"\napplies = \"applies\"\n").unwrap();
    let parts = for_everybody(&plan, guide());
    let titles: Vec<&str> = parts.iter().map(|part| part.title).collect();
    assert_eq!(
        titles,
        [
            "Before anything moves",
            "What to save first",
            "What comes along",
            "What does not",
            "What the new account decides",
            "What will be different here",
            "What they will see",
            "What it costs",
        ]
    );
    assert!(parts.iter().flat_map(|part| &part.lines).all(|said| !said.own));
    // Nobody's card tells less.
    let card = of("[[changes]]\nid = \"no-chat\"\napplies = \"applies\"\n", &[OUTSIDE]);
    for part in &card.parts {
        let here = parts.iter().find(|one| one.title == part.title).unwrap();
        assert!(part.lines.iter().filter(|said| !said.own).all(|said| here.lines.contains(said)), "{part:?}");
    }
}

#[test]
fn what_is_only_reported_is_told_as_reported() {
    let plan = "[[accounts]]\nid = \"account-1\"\nname = \"A\"\nowner = \"ann@northwind.example\"\nadd_ons = \"Webinar 500\"\n";
    let mut seen = 0;
    for said in of(plan, &[OUTSIDE]).parts.iter().flat_map(|part| &part.lines) {
        if guide().fact(said.fact).is_some_and(|fact| fact.reported) {
            assert!(said.text.to_lowercase().contains("reported"), "{said:?}");
            seen += 1;
        }
    }
    assert!(seen >= 5, "{seen}");
}

#[test]
fn only_ticked_changes_are_told_with_their_note() {
    let plan = "[[changes]]\nid = \"no-chat\"\napplies = \"applies\"\nnote = \"Use Teams.\"\n\
        [[changes]]\nid = \"sso-only\"\napplies = \"does-not-apply\"\n";
    let impact = of(plan, &[OUTSIDE]);
    let part = impact.parts.iter().find(|part| part.title == "What will be different here").unwrap();
    let texts: Vec<&str> = part.lines.iter().map(|said| said.text.as_str()).collect();
    assert_eq!(texts, ["No Zoom chat. Use Teams."]);
}
