//! The gates: all conditions open one, each alone shuts it, old evidence warns, an override stays visible.

use super::*;

/// A condition and one change of a project in order.
type Change = (&'static str, fn(Stage) -> Stage);

/// A condition, its gate, and one change by which it is not met.
type Shut = (GateId, &'static str, fn(Stage) -> Stage);

const SHUT: &[Shut] = &[
    (GateId::StartExecution, "start/plan", |stage| stage.with(&[("execution/plan_confirmed_on", "")])),
    (GateId::StartExecution, "start/plan", |stage| stage.with(&[("execution/plan_confirmed_by", " ")])),
    (GateId::StartExecution, "start/plan", |stage| {
        stage.with(&[("execution/plan_confirmed_on", "2026-11-22")])
    }),
    (GateId::StartExecution, "start/messages", |stage| {
        stage.with(&[("execution/messages_confirmed_on", "")])
    }),
    (GateId::StartExecution, "start/messages", |stage| {
        stage.with(&[("execution/messages_confirmed_by", "")])
    }),
    (GateId::EnableDomains, "domains/verified", |stage| stage.with(&[("domains/domain-1/verified_on", "")])),
    (GateId::EnableDomains, "domains/verified", |stage| {
        stage.with(&[("domains/domain-1/option", "undecided")])
    }),
    (GateId::EnableDomains, "domains/cases", |stage| stage.with(&[("cases/case-1/kind", "phone")])),
    (GateId::EnableDomains, "domains/first-message", |stage| {
        stage.with(&[("messages/message-1/sent_on", ""), ("messages/message-2/sent_on", "2026-11-30")])
    }),
    (GateId::EnableDomains, "domains/first-message", |stage| stage.but(|stage| stage.plan.messages.clear())),
    (GateId::EnforceSso, "sso/rate", |stage| {
        stage.with(&[("sso/target", "76"), ("sso/target_reason", "More.")])
    }),
    (GateId::EnforceSso, "sso/rate", |stage| stage.with(&[("sso/target", "50")])),
    (GateId::EnforceSso, "sso/rate", |stage| stage.with(&[("organization/kind", "education")])),
    (GateId::EnforceSso, "sso/rate", |stage| {
        stage.with(&[("organization/kind", "education"), ("sso/target", "75")])
    }),
    (GateId::EnforceSso, "sso/rate", |stage| {
        // One more is counted outside than the lists name: the low end falls below 75 %.
        stage.with(&[
            ("readings/reading-1/domain", "northwind.example"),
            ("readings/reading-1/date", "2026-11-21"),
            ("readings/reading-1/outside", "2"),
        ])
    }),
    (GateId::EnforceSso, "sso/rate", |stage| stage.but(|stage| stage.sources.clear())),
    (GateId::EnforceSso, "sso/cases", |stage| stage.with(&[("cases/case-1/closed_on", "2026-12-01")])),
    (GateId::EnforceSso, "sso/domains", |stage| {
        stage.with(&[("domains/domain-1/verified_on", "2026-11-22")])
    }),
    (GateId::EnforceSso, "sso/plan", |stage| stage.with(&[("main_account/plan", "pro")])),
    (GateId::EnforceSso, "sso/plan", |stage| stage.with(&[("main_account/plan", "unknown")])),
    (GateId::EnforceSso, "sso/configured", |stage| stage.with(&[("sso/vanity_approved_on", "")])),
    (GateId::EnforceSso, "sso/configured", |stage| stage.with(&[("sso/configured_on", "")])),
    (GateId::EnforceSso, "sso/configured", |stage| stage.with(&[("main_account/vanity_url", "")])),
    (GateId::EnforceSso, "sso/waiting", |stage| stage.with(&[("domains/domain-1/enabled_on", "2026-11-08")])),
    (GateId::EnforceSso, "sso/waiting", |stage| stage.with(&[("domains/domain-1/waiting_days", "28")])),
    (GateId::EnforceSso, "sso/waiting", |stage| {
        // Fewer days than advised do not open the gate sooner.
        stage.with(&[("domains/domain-1/enabled_on", "2026-11-18"), ("domains/domain-1/waiting_days", "1")])
    }),
    (GateId::EnforceSso, "sso/messages", |stage| stage.with(&[("messages/message-2/sent_on", "")])),
    (GateId::EnforceSso, "sso/messages", |stage| stage.but(|stage| stage.plan.messages.clear())),
    (GateId::EnforceSso, "sso/provisioning", |stage| stage.with(&[("sso/provisioning", "prior-to-sign-in")])),
    (GateId::EnforceSso, "sso/provisioning", |stage| stage.with(&[("sso/provisioning", "undecided")])),
    (GateId::EnforceSso, "sso/break-glass", |stage| {
        stage.with(&[("break_glass/break-glass-1/tested_on", "")])
    }),
    (GateId::EnforceSso, "sso/break-glass", |stage| {
        stage.with(&[("break_glass/break-glass-2/member", "no")])
    }),
    (GateId::EnforceSso, "sso/break-glass", |stage| {
        stage.with(&[("break_glass/break-glass-2/email", "Lee@northwind.example")])
    }),
    (GateId::EnforceSso, "sso/support", |stage| stage.with(&[("main_account/support_name", "")])),
    (GateId::EnforceSso, "sso/support", |stage| stage.with(&[("main_account/support_email", "")])),
    (GateId::Close, "close/outstanding", |stage| stage.with(&[("groups/group-1/decision", "note")])),
    (GateId::Close, "close/lists", |stage| stage.with(&[("lists/list-1/keep_reason", "")])),
];

/// After it nothing is left but closing.
const ENFORCED: (&str, &str) = ("sso/enforced_on", "2026-11-20");

fn unmet(gate: &Gate) -> Vec<&str> {
    gate.unmet().map(|condition| condition.id.as_str()).collect()
}

#[test]
fn a_project_in_order_finds_every_gate_open_and_nothing_to_say() {
    let advice = Stage::in_order().advice();
    for gate in &advice.gates {
        assert!(gate.open && !gate.warning, "{:?}: {:?}", gate.id, gate.conditions);
        assert!(gate.conditions.iter().all(|condition| condition.met == Met::Yes), "{:?}", gate.conditions);
    }
    assert_eq!(advice.ids(), Vec::<&str>::new());
}

#[test]
fn each_condition_alone_shuts_its_gate() {
    for (id, condition, change) in SHUT {
        let stage = change(Stage::in_order());
        let is_last = *id == GateId::Close;
        let advice = if is_last { stage.with(&[ENFORCED]) } else { stage }.advice();
        let gate = advice.gate(*id);
        assert!(!gate.open && !gate.warning, "{condition}");
        assert_eq!(unmet(gate), [*condition], "{:?}", gate.conditions);
        assert_eq!(advice.finding(condition).weight, Weight::Blocker);
        assert!(advice.is_blocked());
    }
}

#[test]
fn every_condition_is_shut_by_something_above() {
    for gate in &Stage::in_order().advice().gates {
        for condition in &gate.conditions {
            assert!(
                SHUT.iter().any(|(id, shut, _)| *id == gate.id && *shut == condition.id),
                "{}",
                condition.id
            );
        }
    }
}

#[test]
fn evidence_says_number_file_rows_and_date() {
    let advice = Stage::in_order().advice();
    let evidence = |gate: GateId, id: &str| {
        let found = advice.gate(gate).conditions.iter().find(|condition| condition.id == id).unwrap();
        format!("{} | {}", found.says, found.evidence)
    };
    assert_eq!(
        evidence(GateId::EnforceSso, "sso/rate"),
        "Rate 75.0 %, target 75 %. | 3 of 4 people; members list members-2026-11-20.csv of Fri 20 Nov, 5 rows"
    );
    assert_eq!(
        evidence(GateId::EnforceSso, "sso/waiting"),
        "The time to join by oneself is over. | northwind.example 21 of 14 days"
    );
    assert_eq!(
        evidence(GateId::EnforceSso, "sso/break-glass"),
        "2 break-glass people are tested. | S. Ode on Thu 19 Nov and R. Lee on Wed 18 Nov"
    );
    assert_eq!(
        evidence(GateId::StartExecution, "start/plan"),
        "The consolidation plan is confirmed. | by C. Lindqvist on Thu 15 Oct"
    );
    assert_eq!(evidence(GateId::EnableDomains, "domains/verified"), "The domains are verified. | 1 of 1");
}

#[test]
fn the_trap_of_provisioning_says_how_many_it_would_lock_out() {
    let stage = Stage::in_order().with(&[("sso/provisioning", "prior-to-sign-in")]);
    let advice = stage.list(ListKind::Members, "2026-11-21", "Email\nana@northwind.example\n").advice();
    let finding = advice.finding("sso/provisioning");
    assert_eq!(finding.says, "Sign-ins are made beforehand. That would lock out up to 3 people.");
    assert_eq!(finding.fact, Some("SSO-3"));
}

#[test]
fn pre_provisioning_harms_nobody_once_everybody_is_in() {
    let everybody = format!("{MEMBERS}dan@northwind.example,active,basic,SSO\n");
    let stage = Stage::in_order().with(&[("sso/provisioning", "prior-to-sign-in")]);
    assert!(stage.list(ListKind::Members, "2026-11-21", &everybody).advice().gate(GateId::EnforceSso).open);
}

#[test]
fn old_evidence_turns_an_open_gate_into_a_warning() {
    let stale: &[Change] = &[
        ("sso/rate", |stage| stage.with(&[("lists/list-2/as_of", "2026-11-13")])),
        ("sso/configured", |stage| stage.with(&[("sso/checked_on", "2026-11-13")])),
        ("sso/messages", |stage| {
            stage.with(&[
                ("messages/message-2/date", "2026-11-13"),
                ("messages/message-2/sent_on", "2026-11-13"),
            ])
        }),
        ("sso/break-glass", |stage| stage.with(&[("break_glass/break-glass-1/tested_on", "2026-11-13")])),
    ];
    for (id, change) in stale {
        let advice = change(Stage::in_order()).advice();
        let gate = advice.gate(GateId::EnforceSso);
        assert!(gate.open && gate.warning, "{id}: {:?}", gate.conditions);
        let found = gate.conditions.iter().find(|condition| condition.id == *id).unwrap();
        assert_eq!(found.met, Met::Stale, "{id}");
        assert!(found.evidence.ends_with("; 8 days old, more than 7: look again"), "{}", found.evidence);
        assert_eq!(advice.finding(id).weight, Weight::Warning);
        assert!(!advice.is_blocked());
    }
}

#[test]
fn evidence_of_seven_days_is_not_old() {
    let advice = Stage::in_order().with(&[("lists/list-2/as_of", "2026-11-14")]).advice();
    assert!(advice.gates.iter().all(|gate| gate.open && !gate.warning));
    assert!(advice.findings.is_empty(), "{:?}", advice.ids());
}

#[test]
fn whoever_answers_for_a_condition_opens_the_gate_and_stays_visible() {
    let shut = Stage::in_order()
        .with(&[("main_account/support_name", ""), ("overrides/override-1/condition", "sso/support")]);
    for half in [
        [("overrides/override-1/by", "C. Lindqvist"), ("overrides/override-1/reason", "")],
        [("overrides/override-1/by", "  "), ("overrides/override-1/reason", "The desk opens on Monday.")],
    ] {
        let advice = shut.clone().with(&half).advice();
        assert!(!advice.gate(GateId::EnforceSso).open);
        assert!(advice.ids().contains(&"overrides/half/override-1"));
    }
    let whole = shut.with(&[
        ("overrides/override-1/by", "C. Lindqvist"),
        ("overrides/override-1/reason", "The desk opens on Monday."),
    ]);
    let advice = whole.clone().advice();
    let gate = advice.gate(GateId::EnforceSso);
    let condition = gate.conditions.iter().find(|condition| condition.id == "sso/support").unwrap();
    assert!(gate.open && !gate.warning);
    assert_eq!(condition.met, Met::Overridden);
    assert_eq!(condition.overridden.as_ref().map(|one| one.by.as_str()), Some("C. Lindqvist"));
    let finding = advice.finding("sso/support");
    assert_eq!(finding.weight, Weight::Advice);
    assert!(
        finding.says.ends_with("C. Lindqvist answers for it: The desk opens on Monday."),
        "{}",
        finding.says
    );

    let met_again = whole.with(&[("main_account/support_name", "IT help")]).advice();
    let gate = met_again.gate(GateId::EnforceSso);
    let condition = gate.conditions.iter().find(|condition| condition.id == "sso/support").unwrap();
    assert_eq!((condition.met, condition.overridden.is_some()), (Met::Yes, true));
}

#[test]
fn a_gate_that_was_passed_while_shut_is_told() {
    let stage =
        Stage::in_order().with(&[("sso/enforced_on", "2026-11-20"), ("main_account/support_name", "")]);
    let advice = stage.advice();
    assert!(advice.ids().contains(&"gates/passed/enforce-sso"), "{:?}", advice.ids());
    assert_eq!(advice.gate(GateId::EnforceSso).passed_on, Some(day("2026-11-20")));
}

#[test]
fn closing_is_no_blocker_before_sso_is_enforced() {
    let stage = Stage::in_order().with(&[("lists/list-1/keep_reason", "")]);
    let after = stage.clone().with(&[ENFORCED]).advice();
    assert_eq!(after.finding("close/lists").weight, Weight::Blocker);
    let before = stage.advice();
    assert_eq!(before.finding("close/lists").weight, Weight::Advice);
    assert!(!before.gate(GateId::Close).open);
}

#[test]
fn people_without_a_name_are_decided_about_by_their_number() {
    let counted = Stage::in_order().with(&[
        ("readings/reading-1/domain", "northwind.example"),
        ("readings/reading-1/date", "2026-11-21"),
        ("readings/reading-1/outside", "6"),
    ]);
    let shut = |stage: &Stage| unmet(stage.advice().gate(GateId::Close)).contains(&"close/outstanding");
    assert!(shut(&counted), "5 are only counted");
    assert!(shut(&counted.clone().with(&[("groups/group-1/unnamed", "4")])));
    let decided = counted.with(&[("groups/group-1/unnamed", "5")]);
    assert!(!shut(&decided));
    assert!(shut(&decided.with(&[("groups/group-1/reason", "")])));
}

#[test]
fn each_domain_that_is_still_to_be_enabled_is_decided_about_anew() {
    let answered = Stage::in_order().with(&[
        ("cases/case-1/title", "Rooms"),
        ("overrides/override-1/condition", "domains/cases"),
        ("overrides/override-1/by", "C. Lindqvist"),
        ("overrides/override-1/reason", "The case touches nobody on it."),
        ("overrides/override-1/on", "2026-10-31"),
    ]);
    let gate = |stage: &Stage| stage.advice().gate(GateId::EnableDomains).clone();
    assert_eq!(gate(&answered).passed_on, Some(day("2026-10-31")));
    assert!(gate(&answered).open);

    let another = answered.with(&[
        ("domains/domain-2/name", "labs.example"),
        ("domains/domain-2/verified_on", "2026-11-01"),
        ("domains/domain-2/option", "consolidate"),
    ]);
    assert_eq!(gate(&another).passed_on, None);
    assert_eq!(unmet(&gate(&another)), ["domains/cases"], "what was answered for is used up");
    let again = another.with(&[("overrides/override-1/on", "2026-11-20")]);
    assert!(gate(&again).open);
}

#[test]
fn evidence_is_good_for_as_long_as_the_plan_says() {
    let old = Stage::in_order().with(&[("lists/list-2/as_of", "2026-11-12")]);
    assert!(old.advice().ids().contains(&"lists/old/list-2"));
    assert!(
        !old.clone().with(&[("execution/evidence_days", "9")]).advice().ids().contains(&"lists/old/list-2")
    );
    let nothing = old.with(&[("execution/evidence_days", "0")]).advice();
    assert!(nothing.ids().contains(&"lists/old/list-2"), "no days at all are no answer");
}

#[test]
fn once_the_lists_are_deleted_the_totals_speak() {
    let stage = Stage::in_order().but(|stage| {
        stage.plan.lists.clear();
        stage.sources.clear();
        let totals = crate::plan::Milestone {
            date: Some(day("2026-11-20")),
            outstanding: crate::plan::Count(1),
            ..Default::default()
        };
        stage.plan.history.push(totals);
    });
    assert!(stage.advice().gate(GateId::Close).open, "{:?}", stage.advice().gate(GateId::Close));
    let undecided = stage.with(&[("groups/group-1/decision", "note")]).advice();
    assert_eq!(unmet(undecided.gate(GateId::Close)), ["close/outstanding"]);
}

#[test]
fn a_domain_that_does_not_use_association_holds_no_gate_of_the_others() {
    let stage = Stage::in_order().with(&[
        ("domains/domain-2/name", "northwind-labs.example"),
        ("domains/domain-2/option", "not-used"),
    ]);
    let advice = stage.advice();
    assert!(advice.gates.iter().all(|gate| gate.open), "{:?}", advice.ids());
    let undecided = stage.with(&[("domains/domain-2/option", "undecided")]).advice();
    assert!(undecided.gate(GateId::EnableDomains).open);
    assert_eq!(unmet(undecided.gate(GateId::EnforceSso)), ["sso/domains", "sso/waiting"]);
}

#[test]
fn a_message_for_afterwards_does_not_hold_enforcement() {
    let stage = Stage::in_order()
        .with(&[("messages/message-3/title", "It is done"), ("messages/message-3/date", "2026-12-02")]);
    assert_eq!(unmet(stage.advice().gate(GateId::EnforceSso)), ["sso/messages"]);
    let dated = stage.with(&[("sso/enforce_on", "2026-12-01")]).advice();
    assert!(dated.gate(GateId::EnforceSso).open);
}

#[test]
fn education_by_readings_alone_names_its_own_target_and_shows_the_counts() {
    let stage = Stage::in_order()
        .but(|stage| {
            stage.plan.lists.clear();
            stage.sources.clear();
        })
        .with(&[
            ("organization/kind", "education"),
            ("sso/target", "40"),
            ("sso/target_reason", "Students come and go each term."),
            ("readings/reading-1/domain", "northwind.example"),
            ("readings/reading-1/date", "2026-10-01"),
            ("readings/reading-1/outside", "4000"),
            ("readings/reading-1/inside", "1000"),
            ("readings/reading-2/domain", "northwind.example"),
            ("readings/reading-2/date", "2026-11-20"),
            ("readings/reading-2/outside", "2000"),
            ("readings/reading-2/inside", "2800"),
        ]);
    let advice = stage.clone().advice();
    let rate = &advice.gate(GateId::EnforceSso).conditions[0];
    assert_eq!(rate.met, Met::Yes);
    assert_eq!(rate.says, "Rate 45.0 % to 50.0 %, target 40 %.");
    assert_eq!(
        rate.evidence,
        "1,800 of 4,000 people; reading of northwind.example of Fri 20 Nov: 2,000 outside, 2,800 inside"
    );
    let two = stage.clone().with(&[
        ("readings/reading-3/domain", "labs.example"),
        ("readings/reading-3/date", "2026-11-19"),
        ("readings/reading-3/outside", "0"),
        ("readings/reading-3/inside", "7"),
    ]);
    let evidence = two.advice().gate(GateId::EnforceSso).conditions[0].evidence.clone();
    assert!(
        evidence.ends_with("; 2 readings, the oldest of labs.example of Thu 19 Nov: 0 outside, 7 inside"),
        "{evidence}"
    );
    let later = stage.with(&[("sso/target", "46")]).advice();
    assert_eq!(later.gate(GateId::EnforceSso).conditions[0].met, Met::No, "the low end counts");
}

#[test]
fn a_case_closed_with_a_blocking_step_left_keeps_the_gates_shut() {
    let closed = Stage::in_order().with(&[
        ("cases/case-1/kind", "rooms"),
        ("cases/case-1/people", "dan@northwind.example"),
        ("cases/case-1/closed_on", "2026-11-20"),
    ]);
    let shut = closed.advice();
    assert!(!shut.gate(GateId::EnableDomains).open && !shut.gate(GateId::EnforceSso).open);
    assert_eq!(
        shut.finding("sso/cases").place.to_string(),
        "cases/case-1/steps",
        "a step is what is missing"
    );
    let done = closed.but(|stage| {
        for step in ["delete-rooms", "no-other-users"] {
            stage.plan.cases[0].steps.insert(step.to_owned(), day("2026-11-19"));
        }
    });
    assert!(done.advice().gate(GateId::EnforceSso).open);
}

#[test]
fn an_open_case_whose_blocking_steps_are_done_still_keeps_the_gates_shut() {
    let stage = Stage::in_order().with(&[("cases/case-1/kind", "rooms")]).but(|stage| {
        for step in ["delete-rooms", "no-other-users"] {
            stage.plan.cases[0].steps.insert(step.to_owned(), day("2026-11-19"));
        }
    });
    assert!(!stage.advice().gate(GateId::EnforceSso).open);
}
