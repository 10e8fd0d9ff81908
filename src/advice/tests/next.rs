//! What to do next, and what the step rail says.

use super::*;

fn says(advice: &Advice) -> Vec<&str> {
    advice.next.iter().map(|action| action.says.as_str()).collect()
}

#[test]
fn a_project_in_order_only_waits_for_its_decisions() {
    let stage = Stage::in_order();
    assert_eq!(says(&stage.advice()), ["Enforce SSO, and note the day."]);
    let enforced = stage.with(&[("sso/enforced_on", "2026-11-20")]);
    assert_eq!(says(&enforced.advice()), ["Close the project, and note the day."]);
    let closed = enforced.with(&[("execution/closed_on", "2026-11-21")]);
    assert_eq!(says(&closed.advice()), Vec::<&str>::new());
}

#[test]
fn late_things_come_first_then_the_gate_then_dated_things() {
    let stage = Stage::in_order().with(&[
        ("main_account/support_name", ""),
        ("tasks/task-1/title", "Check the portal"),
        ("tasks/task-1/date", "2026-11-30"),
        ("tasks/task-2/title", "Call finance."),
        ("tasks/task-2/date", "2026-11-20"),
        ("waves/wave-1/title", "Pilot"),
        ("waves/wave-1/filter", "dept:sales"),
        ("waves/wave-1/date", "2026-11-24"),
    ]);
    let advice = stage.advice();
    assert_eq!(
        says(&advice),
        [
            "Call finance.",
            "Note whom people ask for help, with an address.",
            "Invite the wave “Pilot”.",
            "Check the portal.",
        ]
    );
    assert_eq!(advice.next[0].due, Some(day("2026-11-20")));
}

#[test]
fn an_open_case_is_named_by_its_next_step() {
    let stage = Stage::in_order()
        .with(&[("cases/case-1/kind", "rooms"), ("cases/case-1/title", "Field Sales")])
        .with(&[("cases/case-1/owner", "B. Okafor")])
        .but(|stage| {
            stage.plan.cases[0].steps.insert("note-rooms".to_owned(), day("2026-11-20"));
        });
    let advice = stage.advice();
    assert!(says(&advice)[0].starts_with("Field Sales: Delete all Zoom Rooms."), "{:?}", says(&advice));
    assert_eq!(advice.next[0].place.to_string(), "cases/case-1/steps");
}

#[test]
fn a_message_is_finished_then_approved_then_sent() {
    let draft = Stage::in_order()
        .with(&[("messages/message-3/title", "Last call"), ("messages/message-3/date", "2026-11-23")]);
    assert!(says(&draft.advice()).contains(&"Finish “Last call”."));
    let whole = draft.but(|stage| {
        let texts = stage.plan.messages[0].clone();
        let message = &mut stage.plan.messages[2];
        *message = crate::plan::Message {
            id: message.id.clone(),
            title: message.title.clone(),
            date: message.date,
            sent_on: None,
            approved_on: None,
            ..texts
        };
    });
    assert!(says(&whole.advice()).contains(&"Have “Last call” approved."));
    let approved = whole.with(&[("messages/message-3/approved_on", "2026-11-21")]);
    assert!(says(&approved.advice()).contains(&"Send “Last call”."));
}

#[test]
fn an_old_list_asks_for_a_newer_one() {
    let advice = Stage::in_order().with(&[("lists/list-2/as_of", "2026-11-08")]).advice();
    assert_eq!(says(&advice)[0], "Import a newer members list (this one is 13 days old).");
}

#[test]
fn never_more_than_seven_and_nothing_twice() {
    let mut stage = Stage::in_order();
    for task in 1..=20 {
        stage = stage.with(&[(&format!("tasks/task-{task}/date"), "2026-11-01")]);
    }
    let next = stage.advice().next;
    let places: std::collections::HashSet<String> =
        next.iter().map(|action| action.place.to_string()).collect();
    assert_eq!((next.len(), places.len()), (7, 7));
}

#[test]
fn the_rail_says_how_far_each_phase_is() {
    let rail = |stage: &Stage| {
        let advice = stage.advice();
        Phase::ALL.map(|phase| advice.phase_state(phase).to_string())
    };
    assert_eq!(rail(&Stage::empty()), ["not started"; 5]);
    assert_eq!(rail(&Stage::in_order()), ["done", "done", "done", "done", "day 34"]);
    let shut = Stage::in_order().with(&[
        ("main_account/support_name", ""),
        ("cases/case-1/title", "Rooms"),
        ("cases/case-1/owner", "B. Okafor"),
        ("cases/case-1/people", "dan@northwind.example"),
        ("cases/case-1/due_on", "2026-11-20"),
        ("messages/message-3/title", "Last call"),
    ]);
    // The support name · the late case and the gate passed without it · eight answers of the message.
    assert_eq!(rail(&shut), ["1 open", "2 open", "gate shut", "8 open", "day 34"]);
    let before = Stage::in_order().with(&[("execution/started_on", "")]);
    assert_eq!(rail(&before)[4], "done");
    let kept = before.clone().with(&[("lists/list-1/keep_reason", "")]);
    assert_eq!(rail(&kept)[4], "done", "that the project cannot be closed yet is no matter before it starts");
    let unconfirmed = before.with(&[("execution/plan_confirmed_on", "2026-11-30")]);
    assert_eq!(rail(&unconfirmed)[4], "1 open");
}

/// What an IT lead who knows nothing of it is asked, and an answer to each.
const FROM_NOTHING: &[(&str, &[(&str, &str)])] = &[
    ("Say who consolidates.", &[("organization/name", "Northwind")]),
    ("Add your e-mail domains.", &[("domains/domain-1/name", "northwind.example")]),
    ("Describe the main account: name, number and plan.", &[("main_account/name", "Northwind")]),
    (
        "Say which plan the main account has: it decides what you may ask Zoom for.",
        &[("main_account/plan", "enterprise")],
    ),
    (
        "Note the counts the portal shows for each domain, or import a list of the people outside.",
        &[
            ("readings/reading-1/domain", "northwind.example"),
            ("readings/reading-1/date", "2026-11-20"),
            ("readings/reading-1/outside", "40"),
            ("readings/reading-1/inside", "60"),
        ],
    ),
    (
        "Prove to Zoom that your domains are yours, and note the day: all that follows needs it.",
        &[("domains/domain-1/verified_on", "2026-11-20")],
    ),
    (
        "Names on northwind.example: ask Zoom for them, or decide not to.",
        &[("domains/domain-1/release", "preparing")],
    ),
    // A list is imported, not typed.
    ("Import the members of the main account.", &[]),
    (
        "Decide what people on your domains are asked to do, or that they are asked by invitation only.",
        &[("domains/domain-1/option", "not-used")],
    ),
    ("Say which identity provider people sign in with.", &[("sso/provider", "okta")]),
    ("Write the first message.", &[("messages/message-1/title", "Announcement")]),
    ("Plan the first wave: who is invited, when and by whom.", &[("waves/wave-1/title", "Pilot")]),
];

#[test]
fn from_an_empty_plan_one_question_leads_to_the_next_and_confirming_comes_last() {
    let mut stage = Stage::empty();
    for (asked, answers) in FROM_NOTHING {
        let advice = stage.advice();
        assert_eq!(says(&advice).first(), Some(asked));
        assert!(!says(&advice).iter().any(|says| says.contains("confirmed")), "{:?}", says(&advice));
        stage = match answers {
            [] => stage.list(ListKind::Members, "2026-11-20", MEMBERS),
            typed => stage.with(typed),
        };
        assert!(!says(&stage.advice()).contains(asked), "{asked} is answered");
    }
    let advice = stage.advice();
    assert!(says(&advice)[0].starts_with("Have the consolidation plan confirmed"), "{:?}", says(&advice));
}

#[test]
fn nobody_is_told_to_ask_for_names_whose_plan_does_not_give_them() {
    let counted = Stage::empty().with(&[
        ("organization/name", "Northwind"),
        ("main_account/name", "Northwind"),
        ("domains/domain-1/name", "northwind.example"),
        ("readings/reading-1/domain", "northwind.example"),
        ("readings/reading-1/date", "2026-11-20"),
        ("readings/reading-1/outside", "40"),
    ]);
    let asks = |plan: &str| {
        let stage = counted.clone().with(&[("main_account/plan", plan)]);
        says(&stage.advice()).iter().any(|says| says.starts_with("Names on"))
    };
    for (plan, expected) in [("pro", false), ("basic", false), ("business", true), ("education", true)] {
        assert_eq!(asks(plan), expected, "{plan}");
    }
}

#[test]
fn the_last_day_of_a_ticket_is_told_before_it_has_passed() {
    let told = |move_on: &str| {
        let stage = Stage::in_order().with(&[
            ("sub_accounts/sub-account-1/name", "Health"),
            ("sub_accounts/sub-account-1/add_by", "ticket"),
            ("sub_accounts/sub-account-1/move_on", move_on),
        ]);
        let advice = stage.advice();
        let is_told = |id: &str| {
            id.starts_with("sub_accounts/ticket-") && !id.starts_with("sub_accounts/ticket-window")
        };
        let found = advice.findings.iter().find(|finding| is_told(&finding.id));
        let next = advice.next.iter().find(|action| action.says == "Send the ticket for Health.");
        (found.map(|finding| (finding.weight, finding.says.clone())), next.and_then(|action| action.due))
    };
    let soon = |last: &str, on: &str| {
        (Weight::Advice, format!("The ticket for Health has to go out by {last}, for the move on {on}."))
    };
    // Today, 21 November, is the last of five days before the 26th.
    assert_eq!(told("2026-11-26"), (Some(soon("Sat 21 Nov", "Thu 26 Nov")), Some(day("2026-11-21"))));
    assert_eq!(told("2026-12-03").0, Some(soon("Sat 28 Nov", "Thu 3 Dec")));
    assert_eq!(told("2026-12-04"), (None, Some(day("2026-11-29"))), "eight days ahead it is only next");
    let late = "The move to Health is in 2 days, and its ticket is not sent.".to_owned();
    assert_eq!(told("2026-11-23"), (Some((Weight::Warning, late)), Some(day("2026-11-18"))));
    let over = "The move to Health was to be on Fri 20 Nov, and its ticket is not sent.".to_owned();
    assert_eq!(
        told("2026-11-20"),
        (Some((Weight::Warning, over)), None),
        "there is nothing to send any more"
    );
}

#[test]
fn an_old_members_list_does_not_keep_next_from_leading() {
    let old = Stage::in_order()
        .with(&[("lists/list-2/as_of", "2026-11-08"), ("execution/started_on", "")])
        .with(&[("execution/plan_confirmed_on", "")]);
    let advice = old.advice();
    assert_eq!(
        says(&advice),
        [
            "Import a newer members list (this one is 13 days old).",
            "Have the consolidation plan confirmed, and note who did and when."
        ]
    );
}

#[test]
fn nobody_is_told_to_enforce_sso_while_its_gate_is_shut() {
    let passed = Stage::in_order().with(&[("sso/enforce_on", "2026-11-20")]);
    assert_eq!(says(&passed.advice())[0], "Enforce SSO, and note the day.");
    let shut = passed.with(&[("main_account/support_name", "")]);
    let advice = shut.advice();
    assert_eq!(
        says(&advice),
        [
            "Note whom people ask for help, with an address.",
            "New day for SSO: its gate was not open on this one."
        ]
    );
    assert_eq!(advice.next[1].place.to_string(), "sso/enforce_on");
    let to_come = shut.with(&[("sso/enforce_on", "2026-11-27")]);
    assert!(!says(&to_come.advice()).iter().any(|says| says.starts_with("Enforce SSO")));
}

#[test]
fn a_plan_that_asks_nobody_at_sign_in_has_nothing_to_enable_and_goes_on() {
    for option in ["not-used", "observe"] {
        let stage = Stage::in_order().with(&[
            ("domains/domain-1/option", option),
            ("domains/domain-1/enabled_on", ""),
            ("waves/wave-1/title", "Pilot"),
            ("waves/wave-1/date", "2026-11-10"),
            ("waves/wave-1/done_on", "2026-11-10"),
        ]);
        let advice = stage.advice();
        let gate = advice.gate(GateId::EnableDomains);
        assert!(gate.open && gate.nothing_to_decide, "{option}: {:?}", gate.conditions);
        assert!(advice.ids().iter().all(|id| !gate.conditions.iter().any(|one| one.id == *id)), "{option}");
        assert!(!says(&advice).iter().any(|says| says.contains("ssociated domains")), "{:?}", says(&advice));
        assert!(!says(&advice).is_empty());
        let undecided = stage.with(&[("domains/domain-1/option", "undecided")]).advice();
        assert!(!undecided.gate(GateId::EnableDomains).open);
    }
    let unused = Stage::in_order().with(&[
        ("domains/domain-1/option", "not-used"),
        ("waves/wave-1/date", "2026-11-10"),
        ("waves/wave-1/done_on", "2026-11-10"),
    ]);
    assert!(says(&unused.advice()).contains(&"Close the project, and note the day."));
}

#[test]
fn a_domain_that_is_not_used_need_not_be_verified() {
    let stage = Stage::in_order()
        .with(&[("domains/domain-2/name", "old.example"), ("domains/domain-2/release", "refused")]);
    let proves = |stage: Stage| says(&stage.advice()).iter().any(|says| says.starts_with("Prove to Zoom"));
    assert!(proves(stage.clone()));
    assert!(!proves(stage.with(&[("domains/domain-2/option", "not-used")])));
}

#[test]
fn special_cases_are_led_to_until_they_are_opened_owned_and_closed() {
    let needed = Stage::in_order().with(&[
        ("accounts/account-1/name", "Labs"),
        ("accounts/account-1/owner", "x@labs.example"),
        ("accounts/account-1/users", "5"),
        ("accounts/account-1/rooms", "2"),
        ("accounts/account-1/phone", "no"),
    ]);
    let advice = needed.advice();
    assert!(says(&advice).contains(&"Open the 2 special cases still missing."));
    assert_ne!(advice.phase_state(Phase::SpecialCases), PhaseState::Done);
    let opened = Stage::in_order().with(&[("cases/case-1/kind", "rooms"), ("cases/case-1/title", "Labs")]);
    assert!(says(&opened.advice()).contains(&"Labs: say who takes care of this special case."));
    let through = opened.with(&[("cases/case-1/owner", "A. Pauli")]).but(|stage| {
        let steps = guide().case_kind("SC-ROOMS").unwrap().steps.iter();
        stage.plan.cases[0].steps = steps.map(|step| (step.id.clone(), day("2026-11-20"))).collect();
    });
    let advice = through.advice();
    assert!(
        says(&advice).contains(&"Labs: note the day this special case was closed."),
        "{:?}",
        says(&advice)
    );
    assert!(advice.next.iter().any(|action| action.place.to_string() == "cases/case-1/closed_on"));
}

#[test]
fn what_is_easily_forgotten_is_named() {
    type Led<'t> = (&'t [(&'t str, &'t str)], &'t str, &'t str);
    let led_to: &[Led] = &[
        (
            &[("populations/population-1/title", "Field staff")],
            "Choose a tool for Field staff.",
            "populations/population-1/tool",
        ),
        (
            &[("populations/population-1/title", "Clinic"), ("populations/population-1/tool", "sub-account")],
            "Plan the sub-account for Clinic.",
            "sub_accounts",
        ),
        (
            &[("sub_accounts/sub-account-1/name", "Clinic")],
            "Create the sub-account Clinic, and note the day.",
            "sub_accounts/sub-account-1/created_on",
        ),
        (
            &[("domains/domain-1/release", "signed")],
            "Names on northwind.example: import the list once Zoom sends it.",
            "domains/domain-1/release",
        ),
    ];
    for (answers, asked, place) in led_to {
        assert!(!says(&Stage::in_order().advice()).contains(asked));
        let advice = Stage::in_order().with(answers).advice();
        let found = advice.next.iter().find(|action| action.says == *asked);
        assert_eq!(
            found.map(|action| action.place.to_string()).as_deref(),
            Some(*place),
            "{:?}",
            says(&advice)
        );
    }
    // While the SSO gate is not what comes next.
    let one = Stage::in_order()
        .with(&[("execution/started_on", "")])
        .but(|stage| stage.plan.break_glass.truncate(1));
    assert!(says(&one.advice()).contains(&"Name two break-glass people, who get in when SSO fails."));
}

#[test]
fn each_domain_is_asked_for_by_itself() {
    let two = Stage::in_order().with(&[
        ("domains/domain-1/release", "received"),
        ("domains/domain-2/name", "labs.example"),
        ("domains/domain-2/verified_on", "2026-10-01"),
    ]);
    let asks = |stage: &Stage| {
        says(&stage.advice()).contains(&"Names on labs.example: ask Zoom for them, or decide not to.")
    };
    assert!(asks(&two));
    assert!(!asks(&two.clone().with(&[("domains/domain-2/release", "signed")])));
    assert!(
        !asks(&two.with(&[
            ("readings/reading-1/domain", "labs.example"),
            ("readings/reading-1/date", "2026-11-20"),
            ("readings/reading-1/outside", "0"),
        ])),
        "nobody is outside there"
    );
}

#[test]
fn a_reading_older_than_the_members_list_is_to_be_taken_again() {
    let counted = Stage::in_order().with(&[
        ("readings/reading-1/domain", "northwind.example"),
        ("readings/reading-1/date", "2026-11-12"),
        ("readings/reading-1/outside", "3"),
        ("readings/reading-1/inside", "1"),
    ]);
    let asked = "Read northwind.example in the portal again: its counts are older than the members list.";
    assert!(says(&counted.advice()).contains(&asked), "{:?}", says(&counted.advice()));
    let anew = counted.with(&[("readings/reading-1/date", "2026-11-20")]);
    assert!(!says(&anew.advice()).contains(&asked));
}

#[test]
fn a_phase_is_not_done_while_its_lists_readings_or_answers_of_zoom_are_missing() {
    let phase = |stage: &Stage| stage.advice().phase_state(Phase::Discovery);
    assert_eq!(phase(&Stage::in_order()), PhaseState::Done);
    let without = Stage::in_order().but(|stage| {
        stage.plan.lists.clear();
        stage.sources.clear();
    });
    assert_eq!(phase(&without), PhaseState::Open(1), "{:?}", without.advice().ids());
    let waiting = Stage::in_order().with(&[("domains/domain-1/release", "signed")]);
    assert_ne!(phase(&waiting), PhaseState::Done);
}

#[test]
fn evidence_ages_until_the_day_the_gate_was_passed() {
    let old = Stage::in_order().but(|stage| stage.today = day("2026-11-28"));
    let gate = |stage: &Stage| stage.advice().gate(GateId::EnforceSso).warning;
    assert!(gate(&old), "the newest message is nine days old");
    assert!(!gate(&old.clone().with(&[("sso/enforced_on", "2026-11-21")])));
    assert!(gate(&old.with(&[("sso/enforced_on", "2026-11-27")])), "it was old then");
}
