//! The table of arguments: whom it proposes for people as planners meet them, and every warning.

use super::Gravity::{DoesHarm, WorthKnowing};
use super::*;
use crate::guide::guide;
use crate::plan::{Count, Day, Decision, Domain, DomainOption, ExclusionModel, ToolChoice};

fn people(answers: &[(&str, &str)]) -> Population {
    let mut people = Population { id: "population-1".into(), ..Population::default() };
    for (id, typed) in answers {
        let field = Population::FIELDS.iter().find(|field| field.question.id == *id).unwrap();
        field.set(&mut people, typed).unwrap();
    }
    people
}

fn every(answer: &str) -> Population {
    let all: Vec<(&str, &str)> =
        guide().tool_questions().iter().map(|question| (question.id.as_str(), answer)).collect();
    people(&all)
}

fn scores(people: &Population) -> Vec<(&'static str, i32, bool)> {
    let mut all: Vec<_> = rank(people, guide())
        .into_iter()
        .map(|one| (one.tool.id.as_str(), one.score, one.ruled_out))
        .collect();
    all.sort_unstable();
    all
}

/// Every row of the table is in one of the two sums, so none can be lost or changed unseen.
#[test]
fn the_table_adds_up() {
    assert_eq!(
        scores(&every("yes")),
        [
            ("T-ALIAS", 2, false),
            ("T-DOM", -5, false),
            ("T-EXT", -9, true),
            ("T-INV", -11, true),
            ("T-ORG", -10, true),
            ("T-REL", -2, false),
            ("T-SUB", -2, false),
        ]
    );
    assert_eq!(
        scores(&every("no")),
        [
            ("T-ALIAS", -7, false),
            ("T-DOM", -14, true),
            ("T-EXT", -12, true),
            ("T-INV", -8, false),
            ("T-ORG", -1, false),
            ("T-REL", -7, true),
            ("T-SUB", -2, false),
        ]
    );
}

type Answers = &'static [(&'static str, &'static str)];

/// People as planners meet them: who, the tool, and the answers.
const MET: &[(&str, &str, Answers)] = &[
    (
        "the many on a domain of ours",
        "T-DOM",
        &[
            ("join", "yes"),
            ("domain_ours", "yes"),
            ("names_known", "yes"),
            ("outsiders", "no"),
            ("many", "yes"),
            ("care", "no"),
            ("prevent", "yes"),
        ],
    ),
    (
        "executives",
        "T-INV",
        &[
            ("join", "yes"),
            ("domain_ours", "yes"),
            ("names_known", "yes"),
            ("outsiders", "no"),
            ("many", "no"),
            ("care", "yes"),
        ],
    ),
    (
        "a few whose names nobody knows",
        "T-REL",
        &[("domain_ours", "yes"), ("names_known", "no"), ("many", "no"), ("care", "yes")],
    ),
    (
        "a clinic under rules of its own",
        "T-SUB",
        &[("join", "no"), ("own_rules", "yes"), ("independent", "no"), ("outsiders", "no")],
    ),
    (
        "a company that works with us and decides for itself",
        "T-ORG",
        &[("join", "no"), ("independent", "yes"), ("own_rules", "no"), ("outsiders", "no")],
    ),
    (
        "coaches with an account of their own",
        "T-EXT",
        &[("join", "no"), ("outsiders", "yes"), ("oversight", "no"), ("pay", "yes"), ("domain_ours", "no")],
    ),
    (
        "coaches whose sessions are recorded",
        "T-ALIAS",
        &[("join", "no"), ("outsiders", "yes"), ("oversight", "yes"), ("pay", "yes")],
    ),
    ("coaches without a paid plan", "T-ALIAS", &[("join", "no"), ("outsiders", "yes"), ("pay", "no")]),
];

#[test]
fn people_as_planners_meet_them_get_the_tool_a_consultant_would_give_them() {
    for (who, tool, answers) in MET {
        let ranked = rank(&people(answers), guide());
        let best = proposed(&ranked)
            .unwrap_or_else(|| panic!("nothing is proposed for {who}: {:?}", scores(&people(answers))));
        assert_eq!(best.tool.id, *tool, "{who}: {:?}", scores(&people(answers)));
        assert!(!best.pros.is_empty(), "{who}");
    }
}

#[test]
fn nothing_is_proposed_without_answers_or_between_equals() {
    assert_eq!(proposed(&rank(&people(&[]), guide())), None);
    // Joining alone speaks for the domain as much as for invitations.
    assert_eq!(proposed(&rank(&people(&[("join", "yes")]), guide())), None);
}

#[test]
fn what_is_ruled_out_comes_last_whatever_speaks_for_it() {
    let coaches = people(&[
        ("outsiders", "yes"),
        ("join", "yes"),
        ("names_known", "yes"),
        ("care", "yes"),
        ("many", "no"),
    ]);
    let ranked = rank(&coaches, guide());
    let out: Vec<bool> = ranked.iter().map(|one| one.ruled_out).collect();
    assert!(out.is_sorted(), "{out:?}");
    let invite = ranked.iter().find(|one| one.tool.id == "T-INV").unwrap();
    assert!(invite.ruled_out && !invite.pros.is_empty());
    assert_eq!(invite.cons[0].argument.fact, "T-WARN-ABSORB");
}

#[test]
fn an_option_is_proposed_by_what_is_meant() {
    let option = |answers: &[(&str, &str)]| {
        best_option(&people(answers), guide()).map(|(option, _)| option.id.as_str())
    };
    assert_eq!(option(&[("join", "yes")]), Some("DOM-CONSOLIDATE"));
    assert_eq!(option(&[("join", "yes"), ("prevent", "yes")]), Some("DOM-CONSOLIDATE"));
    assert_eq!(option(&[("prevent", "yes")]), Some("DOM-CHANGE"));
    assert_eq!(option(&[("join", "no")]), Some("DOM-OBSERVE"));
    assert_eq!(option(&[("care", "yes")]), Some("DOM-OBSERVE"));
    assert_eq!(option(&[("many", "yes")]), None);
}

fn today() -> Day {
    "2026-11-21".parse().unwrap()
}

/// A plan with one domain that is switched on, one that is not, and a group.
fn plan() -> Plan {
    let mut plan = Plan::default();
    for (id, name, option) in [
        ("domain-1", "northwind.example", DomainOption::Consolidate),
        ("domain-2", "labs.example", DomainOption::Observe),
    ] {
        let enabled_on = Some("2026-11-21".parse().unwrap());
        plan.domains.push(Domain {
            id: id.into(),
            name: name.into(),
            option,
            enabled_on,
            ..Domain::default()
        });
    }
    plan.groups.push(Group {
        id: "group-1".into(),
        title: "Coaches".into(),
        decision: Decision::Excluded,
        model: ExclusionModel::ExternalHost,
        people: vec!["ann@coach.example".into()],
        ..Group::default()
    });
    plan
}

/// Each caution: the answers that bring it, and one change that takes it away.
type Case = (
    &'static str,
    &'static str,
    Gravity,
    &'static [(&'static str, &'static str)],
    (&'static str, &'static str),
);

const CAUTIONS: &[Case] = &[
    ("merges-nothing", "T-ORG", DoesHarm, &[("tool", "organization"), ("join", "yes")], ("join", "no")),
    ("one-organization", "T-ORG", WorthKnowing, &[("tool", "organization")], ("tool", "undecided")),
    ("not-the-main-account", "SUB-1", DoesHarm, &[("tool", "sub-account"), ("join", "yes")], ("join", "no")),
    ("inherits-nothing", "SUB-3", WorthKnowing, &[("tool", "sub-account")], ("tool", "invite")),
    (
        "domain-not-ours",
        "D-3",
        DoesHarm,
        &[("tool", "domain"), ("domain_ours", "no")],
        ("domain_ours", "yes"),
    ),
    (
        "change-brings-nobody",
        "DOM-CHANGE",
        DoesHarm,
        &[("tool", "domain"), ("option", "change"), ("join", "yes")],
        ("option", "consolidate"),
    ),
    (
        "counts-only",
        "DOM-8",
        DoesHarm,
        &[("tool", "domain"), ("option", "observe"), ("join", "yes")],
        ("join", "no"),
    ),
    ("care-first", "DOM-6", WorthKnowing, &[("tool", "domain"), ("care", "yes")], ("care", "no")),
    ("never-forced", "DOM-2", WorthKnowing, &[("tool", "domain")], ("tool", "invite")),
    ("no-way-back", "Z-12", WorthKnowing, &[("tool", "domain"), ("join", "yes")], ("join", "no")),
    (
        "no-way-back",
        "Z-12",
        WorthKnowing,
        &[("tool", "invite"), ("domain", "northwind.example")],
        ("domain", "coach.example"),
    ),
    ("names-only", "REL-9", WorthKnowing, &[("tool", "release")], ("tool", "invite")),
    ("absorbs", "T-WARN-ABSORB", DoesHarm, &[("tool", "invite"), ("outsiders", "yes")], ("outsiders", "no")),
    (
        "absorbs",
        "T-WARN-ABSORB",
        DoesHarm,
        &[("tool", "invite"), ("domain", "coach.example")],
        ("domain", "northwind.example"),
    ),
    ("absorbs", "T-WARN-ABSORB", DoesHarm, &[("tool", "invite"), ("group", "group-1")], ("group", "")),
    ("no-addresses", "D-4", DoesHarm, &[("tool", "invite"), ("names_known", "no")], ("names_known", "yes")),
    (
        "may-be-ignored",
        "T-INV",
        WorthKnowing,
        &[("tool", "invite"), ("domain", "labs.example")],
        ("domain", "Northwind.example."),
    ),
    ("paid-singly", "Z-1", WorthKnowing, &[("tool", "invite"), ("pay", "yes")], ("pay", "no")),
    ("needs-a-licence", "T-EXT", DoesHarm, &[("tool", "external-host"), ("pay", "no")], ("pay", "yes")),
    ("licence-not-known", "T-EXT", WorthKnowing, &[("tool", "external-host")], ("pay", "yes")),
    ("stays-outside", "T-EXT", DoesHarm, &[("tool", "external-host"), ("join", "yes")], ("join", "no")),
    ("not-seen", "T-EXT", DoesHarm, &[("tool", "external-host"), ("oversight", "yes")], ("oversight", "no")),
    ("start-link", "COM-4", WorthKnowing, &[("tool", "external-host")], ("tool", "alias-user")),
    ("takes-licences", "LIC-1", WorthKnowing, &[("tool", "alias-user")], ("tool", "invite")),
    ("right-address", "T-WARN-ABSORB", WorthKnowing, &[("tool", "alias-user")], ("tool", "invite")),
];

#[test]
fn every_tool_warns_of_what_it_does_not_do() {
    for (id, fact, gravity, answers, change) in CAUTIONS {
        let of = |people: &Population| cautions(&plan(), people, today());
        let found = of(&people(answers));
        let caution =
            found.iter().find(|one| one.id == *id).unwrap_or_else(|| panic!("{id} is not in {found:?}"));
        assert_eq!((caution.fact, caution.gravity), (*fact, *gravity), "{id}");
        assert!(
            caution.says.ends_with('.') && found.is_sorted_by_key(|one| one.gravity == WorthKnowing),
            "{id}"
        );
        let without: Vec<_> = answers.iter().copied().chain([*change]).collect();
        assert!(of(&people(&without)).iter().all(|one| one.id != *id), "{id} stays with {change:?}");
    }
    let told = cautions(
        &plan(),
        &Population { tool: ToolChoice::AliasUser, how_many: Some(Count(3)), ..people(&[]) },
        today(),
    );
    assert_eq!(told[0].says, "It takes 3 licences of yours.");
}

#[test]
fn a_choice_that_contradicts_the_plan_is_told_with_where_to_mend_it() {
    let clash =
        |answers: &[(&str, &str)]| clash(&plan(), &people(answers)).map(|clash| clash.place.to_string());
    let domain = |option| [("tool", "domain"), ("domain", "northwind.example"), ("option", option)];
    assert_eq!(clash(&domain("change")), Some("populations/population-1/option".to_owned()));
    assert_eq!(clash(&domain("consolidate")), None);
    assert_eq!(clash(&domain("undecided")), None);
    assert_eq!(
        clash(&[("tool", "domain"), ("domain", "coach.example")]),
        Some("populations/population-1/domain".to_owned())
    );
    assert_eq!(clash(&[("tool", "invite"), ("domain", "coach.example")]), None);
    assert_eq!(clash(&[("group", "group-7")]), Some("populations/population-1/group".to_owned()));
    let group = |tool| [("tool", tool), ("group", "group-1")];
    assert_eq!(clash(&group("external-host")), None);
    assert_eq!(clash(&group("undecided")), None);
    assert_eq!(clash(&group("alias-user")), Some("groups/group-1/model".to_owned()));
    assert_eq!(clash(&group("invite")), Some("populations/population-1/tool".to_owned()));
    let mut undecided = plan();
    undecided.groups[0].decision = Decision::Note;
    let place = super::clash(&undecided, &people(&group("external-host"))).unwrap().place;
    assert_eq!(place.to_string(), "groups/group-1/decision");
}

#[test]
fn what_was_paid_for_an_account_that_is_taken_in_does_not_come_along() {
    let invited = people(&[("tool", "invite"), ("outsiders", "yes")]);
    let all = cautions(&plan(), &invited, "2026-11-21".parse().unwrap());
    let absorbs = all.iter().find(|caution| caution.id == "absorbs").unwrap();
    assert!(
        absorbs
            .says
            .ends_with("What was paid for it is refunded where that applies, and its licences are gone.")
    );
}
