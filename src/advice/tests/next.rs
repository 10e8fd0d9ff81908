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
        "Decide whether to ask Zoom for the names of the people outside.",
        &[("domains/domain-1/release", "preparing")],
    ),
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
        stage = stage.with(answers);
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
        says(&stage.advice()).iter().any(|says| says.starts_with("Decide whether to ask Zoom"))
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
