//! The rules all findings keep: named once, in sentences, with a fact there is and a place that mends it.

use std::collections::HashSet;

use super::checks::scenarios;
use super::*;
use crate::advice::report::{CheckReport, FindingReport};
use crate::plan::{Kind, PARTS};

fn check_place(plan: &Plan, place: &Place, whose: &str) {
    assert_eq!(place.to_string().parse::<Place>().as_ref(), Ok(place), "{whose}");
    let rows = part(&place.part).unwrap_or_else(|| panic!("{whose}: no part {}", place.part)).rows;
    assert!(place.entry.is_empty() || !place.field.is_empty(), "{whose}: {place} names no question");
    if !place.field.is_empty() {
        assert!(rows.ids(plan).contains(&place.entry), "{whose}: no entry at {place}");
        assert!(rows.questions().iter().any(|question| question.id == place.field), "{whose}: {place}");
    }
}

fn check_rules(scenario: &str, stage: &Stage) {
    let ids: HashSet<&str> = guide().ids().collect();
    let advice = stage.advice();
    let mut seen = HashSet::new();
    for finding in &advice.findings {
        let id = &finding.id;
        assert!(seen.insert(id), "{id} twice in {scenario}");
        assert!(finding.says.ends_with(['.', '!', '?']), "{id}: {}", finding.says);
        assert!(finding.why.ends_with('.'), "{id}: {}", finding.why);
        assert!(finding.fact.is_none_or(|fact| ids.contains(fact)), "{id}: no fact {:?}", finding.fact);
        check_place(&stage.plan, &finding.place, id);
    }
    for condition in advice.gates.iter().flat_map(|gate| &gate.conditions) {
        assert!(condition.fact.is_some_and(|fact| ids.contains(fact)), "{}", condition.id);
        assert!(!condition.evidence.is_empty(), "{} has no evidence in {scenario}", condition.id);
        check_place(&stage.plan, &condition.place, &condition.id);
    }
    for action in &advice.next {
        assert!(action.says.ends_with(['.', '!', '?']), "{}", action.says);
        check_place(&stage.plan, &action.place, &action.says);
    }
}

#[test]
fn every_finding_has_a_reason_a_fact_there_is_and_a_place_that_mends_it() {
    for (scenario, stage) in scenarios() {
        check_rules(scenario, &stage);
    }
    check_rules("an empty plan", &Stage::empty());
}

#[test]
fn whatever_is_answered_the_rules_hold() {
    let mut bare = Stage::empty();
    for part in PARTS.iter().filter(|part| part.rows.is_list()) {
        bare.plan.add_entry(part.id).unwrap();
    }
    for part in PARTS {
        let entry = part.rows.ids(&bare.plan).pop().unwrap();
        for question in part.rows.questions() {
            let typed: Vec<&str> = match question.kind {
                Kind::Date => vec!["1900-01-01", "9999-12-31", "2026-11-21"],
                Kind::Count => vec!["0", "1", "10000000"],
                Kind::Percent => vec!["1", "100"],
                Kind::YesNo => vec!["yes", "no"],
                Kind::Choice(offered) => offered.iter().map(|offered| offered.word).collect(),
                Kind::Email => vec!["x@y.example"],
                Kind::Shown => vec![],
                _ => vec!["task-1\ncase-1\n@", "a\u{1b}[31m\u{202e}b"],
            };
            for typed in typed {
                let mut stage = bare.clone();
                let place = Place::new(part.id, &entry, question.id);
                stage.plan.set_answer(&place, typed).unwrap();
                check_rules(&format!("{place} = {typed}"), &stage);
            }
        }
    }
}

#[test]
fn blockers_are_the_unmet_conditions_and_nothing_else() {
    for (scenario, stage) in scenarios() {
        let advice = stage.advice();
        let blockers = advice.findings.iter().filter(|finding| finding.weight == Weight::Blocker);
        let blockers: HashSet<&str> = blockers.map(|finding| finding.id.as_str()).collect();
        // Closing holds nothing shut before SSO is enforced.
        let is_ending = stage.plan.sso.enforced_on.is_some();
        let gates = advice.gates.iter().filter(|gate| gate.id != GateId::Close || is_ending);
        let unmet: HashSet<&str> =
            gates.flat_map(Gate::unmet).map(|condition| condition.id.as_str()).collect();
        assert_eq!(blockers, unmet, "{scenario}");
    }
}

#[test]
fn an_empty_plan_is_told_what_to_do_and_of_no_more_than_the_gates() {
    let advice = Stage::empty().advice();
    let conditions: Vec<&str> = advice
        .gates
        .iter()
        .flat_map(|gate| &gate.conditions)
        .map(|condition| condition.id.as_str())
        .collect();
    assert!(
        advice.findings.iter().all(|finding| conditions.contains(&finding.id.as_str())),
        "{:?}",
        advice.ids()
    );
    let says: Vec<&str> = advice.next.iter().map(|action| action.says.as_str()).collect();
    assert_eq!(
        says,
        [
            "Say who consolidates.",
            "Add your e-mail domains.",
            "Describe the main account: name, number and plan."
        ]
    );
}

#[test]
fn a_plan_just_begun_hears_nothing_of_the_last_phase() {
    let advice = Stage::empty().with(&[("domains/domain-1/name", "northwind.example")]).advice();
    let questions: Vec<&str> = advice.ids().into_iter().filter(|id| id.starts_with("questions/")).collect();
    // The one open question of the domain is what a gate waits for, and is told there.
    assert_eq!(questions, ["questions/organization", "questions/main_account"]);
}

#[test]
fn what_one_finding_asks_for_is_not_asked_for_by_another() {
    let of = |stage: Stage, part: &str| -> Vec<(String, String)> {
        let advice = stage.advice();
        let is_there = |place: &Place| place.part == part && !place.entry.is_empty();
        let there = advice.findings.iter().filter(|finding| is_there(&finding.place));
        there.map(|finding| (finding.id.clone(), finding.says.clone())).collect()
    };
    let lacking = [("messages/message-1/sent_on", ""), ("messages/message-1/success", "")];
    let both = [lacking[0], lacking[1], ("messages/message-1/support", "")];
    for lacking in [&lacking[..], &both] {
        let told = of(Stage::in_order().with(lacking), "messages");
        assert!(told.iter().any(|(id, _)| id == "messages/elements/message-1"), "{told:?}");
        assert!(told.iter().all(|(id, _)| id != "questions/messages"), "{told:?}");
    }
    // The title is in no other finding.
    let untitled = of(Stage::in_order().with(&both).with(&[("messages/message-1/title", "")]), "messages");
    assert!(
        untitled.contains(&("questions/messages".to_owned(), "Messages: 1 question is open.".to_owned()))
    );
    let unverified = of(Stage::in_order().with(&[("domains/domain-1/verified_on", "")]), "domains");
    let ids: Vec<&str> = unverified.iter().map(|(id, _)| id.as_str()).collect();
    assert_eq!(ids, ["domains/verified", "sso/domains"], "once a gate, and nowhere else");
}

#[test]
fn no_finding_names_a_key() {
    for (scenario, stage) in scenarios() {
        for finding in stage.advice().findings {
            let says = format!("{} {}", finding.says, finding.why);
            let named = ["Press ", " press "].iter().any(|word| says.contains(word));
            assert!(!named, "{scenario}: the command line has no keys: {says}");
        }
    }
}

#[test]
fn of_a_mail_providers_domain_only_the_name_can_be_mended() {
    for state in ["unknown", "claimed", "verifying"] {
        let stage = Stage::in_order().with(&[
            ("domains/domain-2/name", "gmail.com"),
            ("domains/domain-2/option", "consolidate"),
            ("domains/domain-2/state", state),
        ]);
        let advice = stage.advice();
        let ids = advice.ids();
        assert!(ids.contains(&"domains/public/domain-2"), "{ids:?}");
        let others = ids.iter().filter(|id| id.ends_with("/domain-2") && !id.contains("public"));
        assert_eq!(others.count(), 0, "{ids:?}");
    }
}

#[test]
fn the_heaviest_comes_first_and_then_the_earlier_phase() {
    let advice = Stage::empty().with(&[("domains/domain-1/name", "gmail.com")]).advice();
    let order: Vec<(Weight, Phase)> =
        advice.findings.iter().map(|finding| (finding.weight, finding.phase)).collect();
    assert!(order.is_sorted(), "{order:?}");
    assert_eq!(order[0].0, Weight::Blocker);
}

#[test]
fn keys_nobody_knows_lead_to_their_part() {
    let keys = ["domains[1].seets".to_owned(), "weather".to_owned()];
    let findings = unknown_key_findings(&keys);
    assert_eq!(findings[0].place, Place::part("domains"));
    assert!(findings.iter().zip(&keys).all(|(finding, key)| finding.says.contains(key.as_str())));
    assert!(unknown_key_findings(&[]).is_empty());
}

#[test]
fn the_reports_keep_their_names() {
    let stage =
        Stage::in_order().with(&[("main_account/support_name", ""), ("sso/enforced_on", "2026-11-20")]);
    let advice = stage.advice();
    let report = serde_json::to_value(CheckReport::new(&advice, &advice.findings, guide())).unwrap();
    assert_eq!(report["blockers"], 1);
    assert_eq!(report["findings"][0]["id"], "sso/support");
    assert_eq!(report["findings"][0]["weight"], "blocker");
    assert_eq!(report["findings"][0]["field"], "main_account/support_name");
    assert_eq!(report["findings"][0]["fact"], "D-2");
    assert_eq!(report["findings"][0]["source"], "Account and User Consolidation Explainer");
    let gates = serde_json::to_value(report::gates(&advice)).unwrap();
    assert_eq!(gates, report["gates"]);
    assert_eq!((&gates[2]["id"], &gates[2]["open"]), (&"enforce-sso".into(), &false.into()));
    assert_eq!(gates[2]["passed_on"], "2026-11-20");
    let keys: Vec<&String> = gates[2]["conditions"][0].as_object().unwrap().keys().collect();
    assert_eq!(keys, ["id", "met", "says", "evidence", "fact", "field", "overridden"]);
    let no_fact = FindingReport::new(&unknown_key_findings(&["x".to_owned()])[0], guide());
    assert_eq!((no_fact.source, no_fact.phase), (None, 1));
}
