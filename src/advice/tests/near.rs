//! What is close to a finding and is none, or another one.

use super::checks::Answered;
use super::*;
use crate::plan::Count;

/// How the ids of findings begin that some answers do not bring about.
const QUIET: &[Answered] = &[
    // A cluster's name is no vanity URL, and the same name is the same.
    ("accounts/needs-case", &[("accounts/account-1/vanity_url", "us02web.zoom.us")]),
    ("accounts/needs-case", &[("accounts/account-1/vanity_url", "https://Northwind.zoom.us/j/1")]),
    ("accounts/needs-case", &[("accounts/account-1/users", "1"), ("accounts/account-1/plan", "basic")]),
    (
        "accounts/needs-case",
        &[
            ("accounts/account-1/rooms", "4"),
            ("cases/case-1/kind", "rooms"),
            ("cases/case-1/account", "account-1"),
        ],
    ),
    // What is planned for today or was done is not late.
    ("tasks/overdue", &[("tasks/task-1/date", "2026-11-21")]),
    ("tasks/overdue", &[("tasks/task-1/date", "2026-11-01"), ("tasks/task-1/done_on", "2026-11-20")]),
    ("cases/overdue", &[("cases/case-1/due_on", "2026-11-21")]),
    (
        "tasks/circle",
        &[
            ("tasks/task-1/waits_for", "task-2\ntask-3"),
            ("tasks/task-2/waits_for", "task-3"),
            ("tasks/task-3/title", "End"),
        ],
    ),
    ("domains/short-waiting", &[("domains/domain-1/waiting_days", "14")]),
    // On a Monday nobody is stuck on a free day, and what is past has been.
    ("domains/enabled", &[("domains/domain-1/enabled_on", "2026-11-23")]),
    ("domains/stuck", &[("domains/domain-1/enabled_on", "2026-11-23")]),
    ("domains/stuck", &[("domains/domain-1/enabled_on", "2026-11-12")]),
    (
        "domains/stuck",
        &[("domains/domain-1/enabled_on", "2026-11-25"), ("domains/domain-1/option", "observe")],
    ),
    ("sso/target-reason", &[("sso/target", "75")]),
    ("waves/open-case", &[("waves/wave-1/filter", "standing:outstanding")]),
    // A filter finds them again by itself when the case is further: nothing has to be done about it.
    (
        "waves/open-case",
        &[
            ("waves/wave-1/filter", "standing:outstanding"),
            ("cases/case-1/kind", "rooms"),
            ("cases/case-1/people", "dan@northwind.example"),
        ],
    ),
    // A kind without blocking steps holds nobody.
    (
        "waves/open-case",
        &[
            ("waves/wave-1/title", "Pilot"),
            ("groups/group-2/decision", "wave"),
            ("groups/group-2/wave", "wave-1"),
            ("groups/group-2/people", "dan@northwind.example"),
            ("cases/case-1/kind", "paid"),
            ("cases/case-1/people", "dan@northwind.example"),
        ],
    ),
    // Somebody in a case of the right kind, and a decision about a member off our domains, ask for no other.
    ("cases/needed", &[("cases/case-1/kind", "executive"), ("cases/case-1/people", "dan@northwind.example")]),
    ("sub_accounts/", &[("sub_accounts/sub-account-1/owner_email", "brand-new@northwind.example")]),
    // An owner whom Zoom knows because the account was created is as it should be.
    (
        "sub_accounts/owner",
        &[
            ("sub_accounts/sub-account-1/owner_email", "ana@northwind.example"),
            ("sub_accounts/sub-account-1/created_on", "2026-11-20"),
        ],
    ),
    // Five days of notice, inside the hours, and three days for an answer.
    (
        "sub_accounts/ticket",
        &[
            ("sub_accounts/sub-account-1/add_by", "ticket"),
            ("sub_accounts/sub-account-1/ticket_on", "2026-11-18"),
            ("sub_accounts/sub-account-1/move_on", "2026-11-23"),
        ],
    ),
    ("messages/audience", &[("messages/message-3/audience", "standing:outstanding")]),
    ("domains/release", &[("domains/domain-1/release", "signed")]),
    ("domains/release", &[("domains/domain-1/release", "received")]),
];

#[test]
fn what_is_close_to_a_finding_and_is_none() {
    for (prefix, answers) in QUIET {
        let advice = Stage::in_order().with(answers).advice();
        let fired: Vec<&str> = advice.ids().into_iter().filter(|id| id.starts_with(prefix)).collect();
        assert_eq!(fired, Vec::<&str>::new(), "{answers:?}");
    }
}

#[test]
fn a_circle_is_told_once_and_names_everybody_in_it() {
    let advice = Stage::in_order()
        .with(&[
            ("tasks/task-1/waits_for", "task-2"),
            ("tasks/task-2/waits_for", "task-3"),
            ("tasks/task-3/waits_for", "task-2"),
        ])
        .advice();
    let circles: Vec<&Finding> =
        advice.findings.iter().filter(|finding| finding.id.starts_with("tasks/circle")).collect();
    assert_eq!(circles.len(), 1);
    assert_eq!(circles[0].says, "“task-2” and “task-3” wait for one another.");
}

#[test]
fn rows_left_out_of_a_list_that_was_replaced_are_history() {
    let stage = Stage::in_order().but(|stage| stage.plan.lists[0].rejected = Some(Count(1)));
    assert_eq!(
        stage.advice().finding("lists/rejected/list-1").says,
        "1 row was left out of outside-2026-10-12.csv."
    );
    let newer = stage.list(ListKind::Outside, "2026-11-20", OUTSIDE);
    assert_eq!(newer.advice().ids(), Vec::<&str>::new());
}

#[test]
fn rooms_and_groups_that_were_left_out_are_nothing_to_mend() {
    let left_out = |rejected, not_people| {
        let stage = Stage::in_order().but(|stage| {
            stage.plan.lists[0].rejected = Some(Count(rejected));
            stage.plan.lists[0].not_people = Some(Count(not_people));
        });
        let told = stage.advice().findings.into_iter().find(|finding| finding.id == "lists/rejected/list-1");
        told.map(|finding| finding.says)
    };
    assert_eq!(left_out(3, 3), None);
    assert_eq!(left_out(4, 3).as_deref(), Some("1 row was left out of outside-2026-10-12.csv."));
}

#[test]
fn a_log_of_provisioning_is_no_release_list() {
    let received = Stage::in_order().with(&[("domains/domain-1/release", "received")]);
    assert!(!received.advice().ids().contains(&"domains/release-list"));
    let log = received.but(|stage| crate::plan::ListRecord::LOG.clone_into(&mut stage.plan.lists[0].format));
    assert!(log.advice().ids().contains(&"domains/release-list"), "{:?}", log.advice().ids());
}

#[test]
fn an_account_that_is_looked_after_needs_less_said_of_it() {
    let account = Stage::in_order()
        .with(&[("accounts/account-1/add_ons", "Webinar 500"), ("accounts/account-1/users", "3")]);
    let paid = "accounts/needs-case/account-1/paid";
    assert_eq!(account.advice().finding(paid).weight, Weight::Warning);
    let cared_for =
        account.with(&[("cases/case-1/kind", "phone"), ("cases/case-1/account", "account-1")]).advice();
    assert_eq!(cared_for.finding(paid).weight, Weight::Advice);
    let users = cared_for.finding("accounts/needs-case/account-1/several-users");
    assert_eq!(users.weight, Weight::Warning, "its steps block");
}
