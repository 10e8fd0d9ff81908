//! Every check: a change that makes it fire. That none fires without one is `gates`' first test.

use super::*;
use crate::advice::checks::CHECKS;
use crate::advice::ledger::missing_cases;
use crate::plan::{Count, Milestone, Permille};

/// A finding's id and one change of a project in order that brings it about.
type Fires = (&'static str, fn(Stage) -> Stage);

/// A finding's id and answers about a project in order.
pub(super) type Answered = (&'static str, &'static [(&'static str, &'static str)]);

/// What answers alone bring about.
const BY_ANSWERS: &[Answered] = &[
    ("questions/contacts", &[("contacts/contact-1/email", "a@northwind.example")]),
    ("domains/public/domain-1", &[("domains/domain-1/name", "GMail.com ")]),
    ("domains/name/domain-1", &[("domains/domain-1/name", "it@northwind.example")]),
    ("domains/name/domain-1", &[("domains/domain-1/name", "northwind")]),
    ("domains/name/domain-1", &[("domains/domain-1/name", "a..b")]),
    ("domains/name/domain-1", &[("domains/domain-1/name", "*.northwind.example")]),
    ("domains/name/domain-1", &[("domains/domain-1/name", "1.2.3.4")]),
    (
        "populations/ruled-out/population-1",
        &[("populations/population-1/tool", "release"), ("populations/population-1/domain_ours", "no")],
    ),
    ("domains/duplicate/domain-2", &[("domains/domain-2/name", "Northwind.example")]),
    (
        "domains/unverified/domain-2",
        &[
            ("domains/domain-1/verified_on", ""),
            ("domains/domain-2/name", "labs.example"),
            ("domains/domain-2/option", "observe"),
        ],
    ),
    ("domains/no-date/domain-1", &[("domains/domain-1/enabled_on", "")]),
    ("domains/short-waiting/domain-1", &[("domains/domain-1/waiting_days", "13")]),
    ("domains/enabled-before-a-free-day/domain-1", &[("domains/domain-1/enabled_on", "2026-11-27")]),
    ("domains/stuck-on-a-free-day/domain-1", &[("domains/domain-1/enabled_on", "2026-11-25")]),
    // It is on, and somebody has to be there tomorrow.
    ("domains/stuck-on-a-free-day/domain-1", &[("domains/domain-1/enabled_on", "2026-11-19")]),
    (
        "domains/holiday-in-the-peak/domain-1",
        &[
            ("domains/domain-1/enabled_on", "2026-11-24"),
            ("holidays/holiday-1/name", "Thanksgiving"),
            ("holidays/holiday-1/date", "2026-11-30"),
        ],
    ),
    (
        "holidays/long/holiday-1",
        &[("holidays/holiday-1/date", "2026-12-24"), ("holidays/holiday-1/until", "2036-12-27")],
    ),
    ("domains/not-used/domain-1", &[("domains/domain-1/option", "not-used")]),
    ("domains/change-only/domain-1", &[("domains/domain-1/option", "change")]),
    ("domains/release-plan", &[("domains/domain-1/release", "preparing"), ("main_account/plan", "pro")]),
    ("domains/release-plan", &[("domains/domain-1/release", "signed"), ("main_account/plan", "unknown")]),
    (
        "domains/release-plan",
        &[("domains/domain-1/release", "signed"), ("main_account/licences_bought", "49")],
    ),
    ("readings/unknown-domain/reading-1", &[("readings/reading-1/domain", "northwnd.example")]),
    ("lists/no-date/list-1", &[("lists/list-1/as_of", "")]),
    ("same/unreadable/same-1", &[("same/same-1/pairs", "dan@northwind.example")]),
    ("cases/no-owner/case-1", &[("cases/case-1/title", "Rooms")]),
    ("cases/overdue/case-1", &[("cases/case-1/due_on", "2026-11-20")]),
    ("cases/unknown-account/case-1", &[("cases/case-1/account", "account-9")]),
    ("cases/nobody/case-1", &[("cases/case-1/kind", "executive")]),
    (
        "cases/closed-early/case-1",
        &[("cases/case-1/kind", "rooms"), ("cases/case-1/closed_on", "2026-11-20")],
    ),
    ("accounts/unknown/account-1", &[("accounts/account-1/name", "Field Sales")]),
    ("cases/needed/services", &[("main_account/services", "yes")]),
    ("cases/port-time/case-1", &[("cases/case-1/kind", "phone"), ("cases/case-1/due_on", "2026-12-11")]),
    ("main_account/vanity-name", &[("main_account/vanity_url", "nw.zoom.us")]),
    (
        "people/alias-licences",
        &[("populations/population-1/tool", "alias-user"), ("populations/population-1/how_many", "40")],
    ),
    ("accounts/needs-case/account-1/several-users", &[("accounts/account-1/users", "2")]),
    ("accounts/needs-case/account-1/rooms", &[("accounts/account-1/rooms", "1")]),
    ("accounts/needs-case/account-1/phone", &[("accounts/account-1/phone", "yes")]),
    ("accounts/needs-case/account-1/services", &[("accounts/account-1/services", "yes")]),
    ("accounts/needs-case/account-1/vanity", &[("accounts/account-1/vanity_url", "https://sales.zoom.us/")]),
    ("accounts/needs-case/account-1/cluster", &[("accounts/account-1/cluster", "eu01")]),
    ("accounts/needs-case/account-1/business", &[("accounts/account-1/plan", "enterprise")]),
    ("accounts/needs-case/account-1/paid", &[("accounts/account-1/plan", "pro")]),
    ("accounts/needs-case/account-1/paid", &[("accounts/account-1/add_ons", "Webinar 500")]),
    ("cases/no-cloudlink", &[("organization/cloudlink", "yes")]),
    ("cloudlink/open", &[("organization/cloudlink", "yes")]),
    ("cloudlink/no-lists", &[("organization/cloudlink", "yes")]),
    ("cloudlink/plan", &[("organization/cloudlink", "yes"), ("main_account/plan", "education")]),
    (
        "cloudlink/cloudlink_no_early_install",
        &[("organization/cloudlink", "yes"), ("organization/cloudlink_no_early_install", "no")],
    ),
    (
        "cloudlink/cloudlink_role_fits",
        &[("organization/cloudlink", "yes"), ("organization/cloudlink_role_fits", "no")],
    ),
    (
        "cloudlink/cloudlink_connected",
        &[("organization/cloudlink", "yes"), ("organization/cloudlink_connected", "no")],
    ),
    (
        "cloudlink/cloudlink_no_auto_phone",
        &[("organization/cloudlink", "yes"), ("organization/cloudlink_no_auto_phone", "no")],
    ),
    ("groups/no-reason/group-1", &[("groups/group-1/reason", "")]),
    ("groups/empty/group-1", &[("groups/group-1/people", "")]),
    ("groups/no-model/group-1", &[("groups/group-1/decision", "excluded")]),
    (
        "groups/unknown-wave/group-1",
        &[("groups/group-1/decision", "wave"), ("groups/group-1/wave", "wave-7")],
    ),
    (
        "people/alias-licences",
        &[("groups/group-1/decision", "excluded"), ("groups/group-1/model", "alias-user")],
    ),
    ("licences/short", &[("main_account/licences_used", "101")]),
    ("licences/over", &[("main_account/licences_bought", "100")]),
    ("licences/used-differs", &[("main_account/licences_used", "14")]),
    (
        "licences/used-unknown",
        &[
            ("main_account/licences_used", ""),
            ("sub_accounts/sub-account-1/payment", "delegated"),
            ("sub_accounts/sub-account-1/licences", "5"),
        ],
    ),
    (
        "licences/delegated",
        &[("sub_accounts/sub-account-1/payment", "delegated"), ("sub_accounts/sub-account-1/licences", "51")],
    ),
    (
        "licences/unknown",
        &[
            ("main_account/licences_bought", ""),
            ("sub_accounts/sub-account-1/payment", "delegated"),
            ("sub_accounts/sub-account-1/licences", "5"),
        ],
    ),
    ("sso/target-reason", &[("sso/target", "60")]),
    ("sso/overdue", &[("sso/enforce_on", "2026-11-20")]),
    (
        "sso/too-early/domain-1",
        &[("sso/enforce_on", "2026-11-23"), ("domains/domain-1/enabled_on", "2026-11-10")],
    ),
    ("break_glass/not-ready/break-glass-1", &[("break_glass/break-glass-1/second_factor", "no")]),
    (
        "break_glass/not-ready/break-glass-1",
        &[("break_glass/break-glass-1/email", "nobody@northwind.example")],
    ),
    ("break_glass/removal/break-glass-1", &[("break_glass/break-glass-1/kept_from_removal", "no")]),
    ("break_glass/removal/break-glass-1", &[("sso/scim_on", "2026-11-20")]),
    ("sso/no-assigned-list", &[("sso/assigned_list", "Entra")]),
    ("dates/order/sso/scim_on/configured_on", &[("sso/scim_on", "2026-10-05")]),
    (
        "dates/order/sso/scim_on/enforced_on",
        &[("sso/enforced_on", "2026-11-20"), ("sso/scim_on", "2026-11-19")],
    ),
    (
        "sso/executives-outside",
        &[
            ("groups/group-2/title", "Board"),
            ("groups/group-2/decision", "executive"),
            ("groups/group-2/people", "dan@northwind.example"),
        ],
    ),
    ("changes/undecided", &[("changes/no-chat/applies", "unknown")]),
    ("messages/untold", &[("messages/message-1/tells", "no-chat")]),
    ("messages/elements/message-3", &[("messages/message-3/title", "Last call")]),
    ("messages/no-date/message-3", &[("messages/message-3/title", "Last call")]),
    ("messages/overdue/message-3", &[("messages/message-3/date", "2026-11-20")]),
    ("messages/not-approved/message-3", &[("messages/message-3/date", "2026-11-25")]),
    ("messages/audience/message-3", &[("messages/message-3/audience", "standing:lost")]),
    ("waves/overdue/wave-1", &[("waves/wave-1/date", "2026-11-20")]),
    ("waves/filter/wave-1", &[("waves/wave-1/filter", "standing:lost")]),
    (
        "waves/open-case/wave-1",
        &[
            ("waves/wave-1/title", "Pilot"),
            ("groups/group-1/people", "gus@northwind.example"),
            ("groups/group-2/decision", "wave"),
            ("groups/group-2/wave", "wave-1"),
            ("groups/group-2/people", "dan@northwind.example"),
            ("cases/case-1/kind", "rooms"),
            ("cases/case-1/people", "dan@northwind.example"),
        ],
    ),
    ("tasks/overdue/task-1", &[("tasks/task-1/date", "2026-11-20")]),
    ("tasks/unknown/task-1/task-8", &[("tasks/task-1/waits_for", "task-8")]),
    (
        "tasks/order/task-1/task-2",
        &[
            ("tasks/task-1/waits_for", "task-2"),
            ("tasks/task-1/date", "2026-12-01"),
            ("tasks/task-2/date", "2026-12-02"),
        ],
    ),
    (
        "tasks/order/task-1/task-2",
        &[
            ("tasks/task-1/waits_for", "task-2"),
            ("tasks/task-1/done_on", "2026-11-20"),
            ("tasks/task-2/title", "First"),
        ],
    ),
    ("tasks/circle/task-1", &[("tasks/task-1/waits_for", "task-1")]),
    ("overrides/unknown/override-1", &[("overrides/override-1/condition", "sso/luck")]),
    ("overrides/half/override-1", &[("overrides/override-1/condition", "sso/rate")]),
    (
        "dates/order/domains/domain-1/enabled_on/verified_on",
        &[("domains/domain-1/verified_on", "2026-11-01")],
    ),
    ("dates/order/sso/configured_on/vanity_approved_on", &[("sso/vanity_approved_on", "2026-10-07")]),
    (
        "dates/after/waves/wave-1/date",
        &[("waves/wave-1/date", "2026-12-11"), ("sso/enforce_on", "2026-12-10")],
    ),
    ("dates/future/sso/checked_on", &[("sso/checked_on", "2026-11-22")]),
    ("dates/future/lists/list-2/as_of", &[("lists/list-2/as_of", "2027-11-20")]),
];

/// What takes more than an answer.
const OTHERWISE: &[Fires] = &[
    ("drafts/sso/target", |stage| {
        stage.but(|stage| {
            stage.plan.set_answer(&Place::new("sso", "", "target"), "most of them").unwrap_err();
        })
    }),
    ("drafts/domains/domain-9/name", |stage| {
        stage.but(|stage| {
            stage.plan.drafts.insert("domains/domain-9/name".to_owned(), "?".to_owned());
        })
    }),
    ("entries/id/tasks/task-1", |stage| {
        let stage = stage.with(&[("tasks/task-1/title", "Call finance")]);
        stage.but(|stage| stage.plan.tasks.push(stage.plan.tasks[0].clone()))
    }),
    ("domains/release-list", |stage| {
        stage.with(&[("domains/domain-1/release", "received")]).but(|stage| {
            stage.plan.lists.remove(0);
        })
    }),
    ("lists/missing/list-3", |stage| stage.source(ListKind::Special, "2026-11-20", Err(Kept::Missing))),
    ("lists/altered/list-3", |stage| stage.source(ListKind::Special, "2026-11-20", Err(Kept::Altered))),
    ("lists/unreadable/list-3", |stage| {
        stage.source(ListKind::Special, "2026-11-20", Err(Kept::Unreadable("Permission denied".to_owned())))
    }),
    ("lists/no-members", |stage| stage.but(|stage| stage.plan.lists.truncate(1))),
    ("lists/no-outside", |stage| {
        stage.but(|stage| {
            stage.plan.lists.remove(0);
        })
    }),
    ("lists/none", |stage| stage.but(|stage| stage.plan.lists.clear())),
    ("lists/old/list-2", |stage| stage.with(&[("lists/list-2/as_of", "2026-11-13")])),
    ("lists/rejected/list-1", |stage| stage.but(|stage| stage.plan.lists[0].rejected = Some(Count(3)))),
    ("lists/contradiction/northwind.example", |stage| {
        stage.with(&[
            ("readings/reading-1/domain", "northwind.example"),
            ("readings/reading-1/date", "2026-11-21"),
            ("readings/reading-1/outside", "0"),
        ])
    }),
    ("readings/old/labs.example", |stage| {
        stage.with(&[
            ("readings/reading-1/domain", "labs.example"),
            ("readings/reading-1/date", "2026-11-13"),
            ("readings/reading-1/outside", "9"),
        ])
    }),
    ("cases/order/case-1", |stage| {
        stage.with(&[("cases/case-1/kind", "rooms")]).but(|stage| {
            stage.plan.cases[0].steps.insert("invite-owner".to_owned(), day("2026-11-20"));
        })
    }),
    ("cases/asked-already/domain-1", |stage| {
        let more = format!("{OUTSIDE}eve@northwind.example\n");
        stage
            .list(ListKind::Outside, "2026-11-20", &more)
            .with(&[("cases/case-1/kind", "rooms"), ("cases/case-1/people", "eve@northwind.example")])
    }),
    ("cases/unknown-step/case-1", |stage| {
        stage.with(&[("cases/case-1/kind", "rooms")]).but(|stage| {
            stage.plan.cases[0].steps.insert("dance".to_owned(), day("2026-11-20"));
        })
    }),
    ("dates/step/case-1/note-rooms", |stage| {
        stage.with(&[("cases/case-1/kind", "rooms")]).but(|stage| {
            stage.plan.cases[0].steps.insert("note-rooms".to_owned(), day("2026-11-22"));
        })
    }),
    ("cases/needed/executive", |stage| {
        let more = format!("{OUTSIDE}eve@northwind.example\n");
        stage.list(ListKind::Outside, "2026-11-20", &more).with(&[
            ("groups/group-2/decision", "executive"),
            ("groups/group-2/people", "eve@northwind.example"),
        ])
    }),
    ("cases/needed/external", |stage| {
        let more = format!("{MEMBERS}coach@fabrikam.example,active,licensed,Work email\n");
        stage.list(ListKind::Members, "2026-11-21", &more)
    }),
    ("people/expired", |stage| {
        stage.list(ListKind::Pending, "2026-10-19", "Email\ndan@northwind.example\n").list(
            ListKind::Pending,
            "2026-11-20",
            "Email\nzoe@northwind.example\n",
        )
    }),
    ("sso/pace", |stage| {
        stage.with(&[("sso/enforce_on", "2026-12-01")]).but(|stage| {
            let line = |(date, rate): (&str, u16)| Milestone {
                date: date.parse().ok(),
                rate_low: Some(Permille(rate)),
                ..Milestone::default()
            };
            let lines = [("2026-11-02", 500), ("2026-11-09", 510), ("2026-11-16", 520)];
            stage.plan.history = lines.map(line).into();
        })
    }),
    ("people/unclear", |stage| {
        stage.list(ListKind::Pending, "2026-11-02", "Email\ndan@northwind.example\n").list(
            ListKind::Pending,
            "2026-11-20",
            "Email\nzoe@northwind.example\n",
        )
    }),
    ("people/leavers", |stage| {
        stage.list(ListKind::Directory, "2026-11-20", "Email\nana@northwind.example\n")
    }),
    ("people/alike", |stage| {
        let directory = "Email,Aliases\nana@northwind.example,dan@northwind.example\n";
        stage.list(ListKind::Directory, "2026-11-20", directory)
    }),
    ("people/off-domains", |stage| {
        let more = format!("{OUTSIDE}coach@fabrikam.example\n");
        stage.list(ListKind::Outside, "2026-11-20", &more)
    }),
    ("people/off-domains-invited", |stage| {
        let more = format!("{OUTSIDE}coach@fabrikam.example\n");
        stage.list(ListKind::Outside, "2026-11-20", &more).list(
            ListKind::Pending,
            "2026-11-20",
            "Email\ncoach@fabrikam.example\n",
        )
    }),
    ("people/paid", |stage| {
        stage.list(ListKind::Outside, "2026-11-20", "Email,License Type\neve@northwind.example,licensed\n")
    }),
    ("waves/licence-lost/wave-1", |stage| {
        let paid = "Email,License Type\ndan@northwind.example,licensed\n";
        stage
            .list(ListKind::Outside, "2026-11-20", paid)
            .with(&[("waves/wave-1/filter", "standing:outstanding"), ("waves/wave-1/licence", "nobody")])
            .with(&[("groups/group-1/people", "gus@northwind.example")])
    }),
    ("sso/not-ready", |stage| {
        stage.list(ListKind::Members, "2026-11-21", &MEMBERS.replace("SSO", "Work email"))
    }),
    ("messages/none", |stage| stage.but(|stage| stage.plan.messages.clear())),
    ("messages/one", |stage| stage.but(|stage| stage.plan.messages.truncate(1))),
    ("sub_accounts/owner-invalid/sub-account-1", |stage| {
        stage.with(&[("sub_accounts/sub-account-1/name", "Health")]).but(|stage| {
            "nobody at home".clone_into(&mut stage.plan.sub_accounts[0].owner_email);
        })
    }),
];

/// Every scenario, with the finding it is about.
pub(super) fn scenarios() -> Vec<(&'static str, Stage)> {
    let by_answers = BY_ANSWERS
        .iter()
        .chain(super::sub_accounts::BY_ANSWERS)
        .chain(super::discovery::BY_ANSWERS)
        .map(|(id, answers)| (*id, Stage::in_order().with(answers)));
    let otherwise = OTHERWISE.iter().map(|(id, change)| (*id, change(Stage::in_order())));
    by_answers.chain(otherwise).collect()
}

#[test]
fn each_change_brings_its_finding_about() {
    for (id, stage) in scenarios() {
        let advice = stage.advice();
        assert!(advice.ids().contains(&id), "{id} is not among {:?}", advice.ids());
    }
}

#[test]
fn every_check_fires_in_some_scenario() {
    let scenarios = scenarios();
    let mut silent: Vec<usize> = (0..CHECKS.len()).collect();
    for (_, stage) in &scenarios {
        let measured = measure(&stage.plan, &stage.sources, stage.today, &mut |_| ControlFlow::Continue(()));
        let (_, progress) = measured.unwrap();
        let open = open_places(&stage.plan);
        let begun = begun(&stage.plan);
        let (plan, progress) = (&stage.plan, &progress);
        let (missing, today) = (missing_cases(plan, progress, guide()), stage.today);
        let now = Situation { plan, progress, guide: guide(), today, open: &open, begun, missing: &missing };
        silent.retain(|at| CHECKS[*at](&now).is_empty());
    }
    assert_eq!(silent, Vec::<usize>::new(), "checks by their place in CHECKS");
}
