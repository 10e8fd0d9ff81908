//! Dates: every order the program knows of, and every day that cannot lie in the future.

use super::*;

/// What comes first, what comes later, and the fact that says so.
const IN_ORDER: &[(&str, &str, Option<&str>)] = &[
    ("domains/domain-1/verified_on", "domains/domain-1/enabled_on", Some("D-3")),
    ("sso/vanity_approved_on", "sso/configured_on", Some("Z-14")),
    ("sso/configured_on", "sso/enforce_on", Some("Z-14")),
    ("sso/configured_on", "sso/enforced_on", Some("Z-14")),
    ("cases/case-1/opened_on", "cases/case-1/due_on", None),
    ("cases/case-1/opened_on", "cases/case-1/closed_on", None),
    ("messages/message-1/approved_on", "messages/message-1/sent_on", Some("COM-2")),
    ("execution/plan_confirmed_on", "execution/started_on", Some("EXE-1")),
    ("execution/messages_confirmed_on", "execution/started_on", Some("EXE-1")),
    ("execution/started_on", "execution/closed_on", None),
];

/// Days that say that something happened.
const HAPPENED: &[&str] = &[
    "main_account/profile_checked_on",
    "domains/domain-1/verified_on",
    "domains/domain-1/release_on",
    "readings/reading-1/date",
    "lists/list-1/as_of",
    "cases/case-1/opened_on",
    "cases/case-1/closed_on",
    "sso/vanity_approved_on",
    "sso/configured_on",
    "sso/checked_on",
    "sso/enforced_on",
    "break_glass/break-glass-1/tested_on",
    "messages/message-1/approved_on",
    "messages/message-1/sent_on",
    "waves/wave-1/done_on",
    "tasks/task-1/done_on",
    "execution/plan_confirmed_on",
    "execution/messages_confirmed_on",
    "execution/started_on",
    "execution/closed_on",
    "overrides/override-1/on",
];

#[test]
fn what_comes_first_is_dated_first() {
    for (first, second, fact) in IN_ORDER {
        let field = first.rsplit('/').next().unwrap();
        let id = format!("dates/order/{second}/{field}");
        let told = |before: &str, after: &str| {
            let advice = Stage::in_order().with(&[(first, before), (second, after)]).advice();
            advice.findings.into_iter().find(|finding| finding.id == id)
        };
        let finding = told("2026-11-10", "2026-11-09").unwrap_or_else(|| panic!("{id} is not told"));
        assert_eq!((finding.fact, finding.place.to_string()), (*fact, (*second).to_owned()));
        assert_eq!(told("2026-11-09", "2026-11-09"), None, "{id}");
    }
}

#[test]
fn nothing_has_happened_tomorrow() {
    for place in HAPPENED {
        let ids = |day: &str| {
            let advice = Stage::in_order().with(&[(place, day)]).advice();
            advice.findings.into_iter().map(|finding| finding.id).collect::<Vec<_>>()
        };
        let id = format!("dates/future/{place}");
        assert!(ids("2026-11-22").contains(&id), "{id} is not told");
        assert!(!ids("2026-11-21").contains(&id), "{id}");
    }
}

#[test]
fn people_are_invited_and_cases_finished_before_what_would_shut_them_out() {
    let waves = [("waves/wave-1/filter", "dept:sales"), ("sso/enforce_on", "2026-12-10")];
    let ids = |day: &str| Stage::in_order().with(&waves).with(&[("waves/wave-1/date", day)]).advice();
    assert_eq!(ids("2026-12-11").finding("dates/after/waves/wave-1/date").fact, Some("SSO-4"));
    assert!(!ids("2026-12-10").ids().iter().any(|id| id.starts_with("dates/after")));

    let case = |due: &str, enabled: &str| {
        let domain = [("domains/domain-2/name", "labs.example"), ("domains/domain-2/enabled_on", enabled)];
        Stage::in_order().with(&domain).with(&[("cases/case-1/due_on", due)]).advice()
    };
    let late = case("2026-12-11", "2026-12-10");
    assert_eq!(late.finding("dates/after/cases/case-1/due_on").fact, Some("DOM-6"));
    for quiet in [case("2026-12-10", "2026-12-10"), case("2026-12-11", "2026-11-20")] {
        assert!(!quiet.ids().iter().any(|id| id.starts_with("dates/after")), "{:?}", quiet.ids());
    }
}

#[test]
fn a_step_is_done_after_its_case_was_opened_and_not_tomorrow() {
    let done = |day_of_step: &str| {
        let case = [("cases/case-1/kind", "rooms"), ("cases/case-1/opened_on", "2026-11-10")];
        let stage = Stage::in_order().with(&case).but(|stage| {
            stage.plan.cases[0].steps.insert("note-rooms".to_owned(), day(day_of_step));
        });
        let advice = stage.advice();
        advice.findings.into_iter().find(|finding| finding.id == "dates/step/case-1/note-rooms")
    };
    for wrong in ["2026-11-22", "2026-11-09"] {
        let finding = done(wrong).unwrap_or_else(|| panic!("{wrong}"));
        assert_eq!(finding.place.to_string(), "cases/case-1/steps");
    }
    assert_eq!(done("2026-11-10"), None);
    assert_eq!(done("2026-11-21"), None);
}
