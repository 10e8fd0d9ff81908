//! Whom a finding is about: the number counts those it happens to, and nobody else.

use super::*;

/// Four people outside, one of them on another domain of the plan; two pay for a plan.
fn outside() -> Stage {
    let list = "Email,License Type\neve@northwind.example,licensed\nfay@northwind.example,licensed\n\
        gus@northwind.example,basic\nhal@labs.example,basic\n";
    Stage::in_order().list(ListKind::Outside, "2026-11-20", list).with(&[
        ("domains/domain-2/name", "labs.example"),
        ("domains/domain-2/verified_on", "2026-10-01"),
        ("domains/domain-2/option", "observe"),
    ])
}

fn beforehand(stage: Stage) -> String {
    let stage = stage.with(&[("sso/provisioning", "prior-to-sign-in")]);
    let advice = stage.advice();
    let gate = advice.gate(GateId::EnforceSso);
    let condition = gate.conditions.iter().find(|condition| condition.id == "sso/provisioning").unwrap();
    assert_eq!(condition.met, Met::No);
    let says = condition.says.strip_prefix("Sign-ins are made beforehand").unwrap();
    format!("{says} | {}", condition.evidence)
}

/// One more is counted outside than the lists name.
const UNNAMED: &[(&str, &str)] = &[
    ("readings/reading-1/domain", "northwind.example"),
    ("readings/reading-1/date", "2026-11-21"),
    ("readings/reading-1/outside", "4"),
];

#[test]
fn only_whoever_is_provisioned_is_locked_out_by_sign_ins_made_beforehand() {
    assert_eq!(
        beforehand(outside()),
        ". That would lock out up to 4 people. | 4 people outside or only invited; no list says who is provisioned"
    );
    assert_eq!(
        beforehand(outside().with(UNNAMED)),
        ". That would lock out up to 5 people. | 5 people outside or only invited, 1 of them counted outside but not \
         named; no list says who is provisioned"
    );
    let directory = "Email\nana@northwind.example\neve@northwind.example\n";
    let listed = outside().list(ListKind::Directory, "2026-11-20", directory);
    let label = "of the list “main account”";
    assert_eq!(
        beforehand(listed.clone()),
        format!(". That would lock out 1 person {label}. | 1 person {label} outside or only invited")
    );
    assert_eq!(
        beforehand(listed.with(UNNAMED)),
        format!(
            ". That would lock out 1 person {label}, and up to 1 more whom no list names. | 1 person {label} outside \
             or only invited; 1 person counted outside but not named"
        )
    );
    let nobody = outside().list(ListKind::Directory, "2026-11-20", "Email\nana@northwind.example\n");
    assert_eq!(
        beforehand(nobody.clone()),
        format!(
            " while 4 people are outside. Nobody {label} is among them. | 0 {label} outside or only invited"
        )
    );
    assert_eq!(
        beforehand(nobody.with(UNNAMED)).split(" | ").next(),
        Some(&*format!(". That would lock out up to 1 person whom no list names, and nobody {label}."))
    );
}

#[test]
fn who_pays_and_waits_for_something_else_is_not_invited_one_by_one() {
    let says = |stage: Stage| {
        stage.advice().findings.into_iter().find(|one| one.id == "people/paid").map(|one| one.says)
    };
    assert_eq!(
        says(outside()).as_deref(),
        Some("2 outstanding people have a paid or trial plan. Invite them one by one.")
    );
    // Numbers would be lost for good (SC-PHONE).
    let phone = [("cases/case-1/kind", "phone"), ("cases/case-1/people", "eve@northwind.example")];
    assert_eq!(
        says(outside().with(&phone)).as_deref(),
        Some(
            "1 outstanding person has a paid or trial plan. Invite this person alone. 1 more must not be invited yet: \
             something else comes first."
        )
    );
    let left = [("groups/group-1/people", "fay@northwind.example")];
    assert_eq!(says(outside().with(&phone).with(&left)), None, "nobody is to be invited now");
}

#[test]
fn executives_are_counted_on_the_domains_that_are_switched_on() {
    let executives = [
        ("groups/group-2/decision", "executive"),
        ("groups/group-2/people", "eve@northwind.example\nhal@labs.example"),
    ];
    let says = |stage: Stage| stage.advice().finding("sso/executives-outside").says.clone();
    assert_eq!(
        says(outside().with(&executives)),
        "1 executive is still outside on northwind.example, which has been switched on since Sat 31 Oct."
    );
    let both = outside()
        .with(&executives)
        .with(&[("domains/domain-2/option", "consolidate"), ("domains/domain-2/enabled_on", "2026-11-16")]);
    assert_eq!(
        says(both),
        "2 executives are still outside on domains that are switched on: northwind.example since Sat 31 Oct and \
         labs.example since Mon 16 Nov."
    );
}

#[test]
fn people_of_a_case_are_told_of_once_their_domain_is_switched_on() {
    let rooms = |stage: Stage, who: &str| {
        stage
            .with(&[
                ("cases/case-1/kind", "rooms"),
                ("cases/case-1/title", "Rooms"),
                ("cases/case-1/people", who),
            ])
            .advice()
    };
    let told = |advice: &Advice| {
        let mut all = advice.findings.iter().filter(|one| one.id.starts_with("cases/asked-already/"));
        let first = all.next().map(|one| (one.says.clone(), one.place.to_string()));
        assert!(all.next().is_none());
        first
    };
    let says =
        "1 person held by “Rooms” is on northwind.example, which has been switched on since Sat 31 Oct.";
    assert_eq!(
        told(&rooms(outside(), "eve@northwind.example")),
        Some((says.to_owned(), "cases/case-1/steps".to_owned()))
    );
    assert_eq!(told(&rooms(outside(), "hal@labs.example")), None, "only counted there");
    assert_eq!(told(&rooms(outside(), "ana@northwind.example")), None, "is in already");
}

#[test]
fn whoever_is_in_without_sso_is_counted_whether_or_not_from_outside() {
    let members = MEMBERS.replace("SSO", "Work email");
    let says = |members: &str| {
        let stage = Stage::in_order().list(ListKind::Members, "2026-11-21", members);
        stage.advice().finding("sso/not-ready").says.clone()
    };
    assert_eq!(says(&members), "5 people are in, but never signed in by SSO; 3 of them came from outside.");
    // On a domain where SSO is not to be enforced nobody meets a new sign-in.
    let guest = format!("{MEMBERS}gus@fabrikam.example,active,basic,Work email\n");
    assert!(
        !Stage::in_order()
            .list(ListKind::Members, "2026-11-21", &guest)
            .advice()
            .ids()
            .contains(&"sso/not-ready")
    );
}

#[test]
fn numbers_are_given_the_time_it_takes_to_move_them() {
    let told = |due: &str, steps: &[(&str, &str)]| {
        let stage = Stage::in_order().with(&[
            ("cases/case-1/kind", "phone"),
            ("cases/case-1/title", "ACME"),
            ("cases/case-1/due_on", due),
        ]);
        let stage = stage.but(|stage| {
            for (step, on) in steps {
                stage.plan.cases[0].steps.insert((*step).to_owned(), day(on));
            }
        });
        let advice = stage.advice();
        advice.findings.into_iter().find(|one| one.id == "cases/port-time/case-1").map(|one| one.says)
    };
    let asked = ("request-transfer", "2026-11-18");
    assert_eq!(
        told("2026-11-30", &[asked]).as_deref(),
        Some("“ACME” is due on Mon 30 Nov, 12 days after its numbers were asked for on Wed 18 Nov.")
    );
    let fact = guide().fact("Z-PORT").and_then(|fact| fact.up_to);
    assert_eq!(fact, Some(21), "the rule is the guide's");
    assert_eq!(told("2026-12-09", &[asked]), None, "21 days are enough");
    assert!(told("2026-12-08", &[asked]).is_some());
    assert_eq!(told("2026-11-30", &[asked, ("numbers-transferred", "2026-11-20")]), None);
    assert_eq!(
        told("2026-11-30", &[]).as_deref(),
        Some("“ACME” is due in 9 days, and its numbers are not asked for yet.")
    );
}

#[test]
fn members_off_our_domains_are_in_already_and_an_account_needs_its_plan_known() {
    let more = format!("{MEMBERS}coach@fabrikam.example,active,licensed,SSO\n");
    let advice = Stage::in_order().list(ListKind::Members, "2026-11-21", &more).advice();
    let why = &advice.finding("cases/needed/external").why;
    assert!(why.contains("Ask whether it did") && !why.contains("lost otherwise"), "{why}");
    let known = [
        ("accounts/account-1/name", "Field Sales"),
        ("accounts/account-1/owner", "fay@northwind.example"),
        ("accounts/account-1/users", "1"),
        ("accounts/account-1/rooms", "0"),
        ("accounts/account-1/phone", "no"),
    ];
    let account = Stage::in_order().with(&known);
    assert_eq!(
        account.advice().finding("accounts/unknown/account-1").says,
        "It is not known of Field Sales which plan it has and whether it uses a Business Service."
    );
    let whole = [("accounts/account-1/plan", "basic"), ("accounts/account-1/services", "no")];
    assert_eq!(account.with(&whole).advice().ids(), Vec::<&str>::new());
}

#[test]
fn a_ticket_moves_whom_the_plan_gives_the_sub_account() {
    let told = |filter: &str| {
        let stage = Stage::in_order().with(&[
            ("sub_accounts/sub-account-1/name", "Health"),
            ("sub_accounts/sub-account-1/people", "dept:clinic"),
            ("populations/population-1/title", "health "),
            ("populations/population-1/tool", "sub-account"),
            ("populations/population-1/filter", filter),
        ]);
        stage.advice().ids().contains(&"sub_accounts/other-people/sub-account-1")
    };
    assert!(told("dept:health") && !told("Dept:Clinic ") && !told(""));
}

#[test]
fn a_plan_that_may_not_ask_for_names_is_told_once_which_may() {
    let stage = Stage::in_order().with(&[("main_account/plan", "pro")]);
    let why = stage.advice().finding("domains/release-plan").why.clone();
    assert_eq!(why.matches("50 licences").count(), 1, "{why}");
}

#[test]
fn scim_before_required_sso_is_no_mistake() {
    let days = [("sso/enforced_on", "2026-11-20"), ("sso/scim_on", "2026-11-19")];
    let advice = Stage::in_order().with(&days).advice();
    let finding = advice.finding("dates/order/sso/scim_on/enforced_on");
    assert_eq!(finding.weight, Weight::Advice);
    assert!(!finding.why.contains("wrong"), "{}", finding.why);
    // Without SSO at all it is one.
    let early = Stage::in_order().with(&[("sso/scim_on", "2026-10-05")]).advice();
    assert_eq!(early.finding("dates/order/sso/scim_on/configured_on").weight, Weight::Warning);
}

#[test]
fn a_number_that_was_never_understood_leaves_no_old_answer() {
    let typed = |before: Option<&str>| {
        let stage = Stage::in_order().but(|stage| {
            let place = Place::new("sso", "", "target");
            if let Some(before) = before {
                stage.plan.set_answer(&place, before).unwrap();
            }
            stage.plan.set_answer(&place, "140").unwrap_err();
        });
        stage.advice().finding("drafts/sso/target").why.clone()
    };
    assert!(typed(Some("75")).starts_with("The old answer still counts. "));
    assert!(typed(None).starts_with("Until it is mended, the question counts as not answered. "));
}

#[test]
fn who_stays_outside_by_decision_is_locked_out_beforehand_all_the_same() {
    let everybody = format!("{MEMBERS}dan@northwind.example,active,basic,SSO\n");
    let external = [
        ("sso/provisioning", "prior-to-sign-in"),
        ("groups/group-2/decision", "excluded"),
        ("groups/group-2/model", "external-host"),
        ("groups/group-2/reason", "Works for others."),
        ("groups/group-2/people", "eve@northwind.example"),
    ];
    let stage = Stage::in_order()
        .list(ListKind::Members, "2026-11-21", &everybody)
        .list(ListKind::Outside, "2026-11-20", "Email\neve@northwind.example\n")
        .with(&external);
    assert!(stage.advice().gate(GateId::EnforceSso).open, "nobody says that she is provisioned");
    let listed = stage.list(ListKind::Directory, "2026-11-20", "Email\neve@northwind.example\n");
    assert_eq!(
        listed.advice().finding("sso/provisioning").says,
        "Sign-ins are made beforehand. That would lock out 1 person of the list “main account”."
    );
}

#[test]
fn nobody_left_outside_is_nobody_below_the_target() {
    let excluded = [
        ("groups/group-1/decision", "excluded"),
        ("groups/group-1/model", "external-host"),
        ("groups/group-1/people", "dan@northwind.example"),
    ];
    let rate = |stage: Stage| {
        let advice = stage.advice();
        let gate = advice.gate(GateId::EnforceSso).conditions[0].clone();
        (gate.met, gate.says)
    };
    let alone = Stage::empty().with(IN_ORDER).with(&excluded);
    let alone = alone.list(ListKind::Outside, "2026-10-12", "Email\ndan@northwind.example\n").list(
        ListKind::Members,
        "2026-11-20",
        "Email\nzoe@northwind.example\n",
    );
    assert_eq!(
        rate(alone),
        (Met::Yes, "Nobody is left outside, so nobody is held against the target of 75 %.".to_owned())
    );
    assert_eq!(rate(Stage::in_order().but(|stage| stage.sources.clear())).0, Met::No, "nobody was counted");
}

#[test]
fn decisions_by_name_are_not_taken_off_the_totals_twice() {
    let stage = Stage::in_order()
        .with(&[("sso/enforced_on", "2026-11-20"), ("groups/group-1/decision", "excluded")])
        .but(|stage| {
            let one = crate::plan::Count(1);
            stage.plan.history.push(crate::plan::Milestone {
                date: Some(day("2026-11-20")),
                outstanding: one,
                excluded: one,
                ..crate::plan::Milestone::default()
            });
            stage.sources.iter_mut().for_each(|source| source.list = Err(Kept::Missing));
        });
    assert_eq!(
        stage.advice().finding("close/outstanding").says,
        "1 person is still outside without a decision.",
        "who is excluded by name is not among the outstanding"
    );
    let left = stage.with(&[("groups/group-1/decision", "left")]);
    assert!(left.advice().gate(GateId::Close).open);
}

#[test]
fn what_is_dated_tomorrow_is_not_done() {
    let ids = |answers: &[(&str, &str)]| -> Vec<String> {
        let advice = Stage::in_order().with(answers).advice();
        advice.ids().into_iter().map(str::to_owned).collect()
    };
    let has = |answers: &[(&str, &str)], id: &str| ids(answers).iter().any(|one| one == id);
    let task = [("tasks/task-1/date", "2026-11-20"), ("tasks/task-1/done_on", "2026-12-01")];
    assert!(has(&task, "tasks/overdue/task-1"));
    let wave = [("waves/wave-1/date", "2026-11-20"), ("waves/wave-1/done_on", "2026-12-01")];
    assert!(has(&wave, "waves/overdue/wave-1"));
    let answered = |on| {
        [
            ("sso/configured_on", ""),
            ("overrides/override-1/condition", "sso/configured"),
            ("overrides/override-1/by", "C. Lindqvist"),
            ("overrides/override-1/reason", "It was tried."),
            ("overrides/override-1/on", on),
        ]
    };
    let open = |on| Stage::in_order().with(&answered(on)).advice().gate(GateId::EnforceSso).open;
    assert!(open("2026-11-21") && open("") && !open("2026-11-22"));
    let foreign = [
        ("sub_accounts/sub-account-1/add_by", "ticket"),
        ("sub_accounts/sub-account-1/from_foreign", "yes"),
        ("sub_accounts/sub-account-1/confirmed_on", "2026-11-22"),
    ];
    assert!(has(&foreign, "sub_accounts/ticket-other-side/sub-account-1"));
}

#[test]
fn a_break_glass_person_counts_with_an_address_the_members_lists_have() {
    let met = |email: &str| {
        let stage = Stage::in_order().with(&[("break_glass/break-glass-1/email", email)]);
        let advice = stage.advice();
        let conditions = &advice.gate(GateId::EnforceSso).conditions;
        let condition = conditions.iter().find(|one| one.id == "sso/break-glass").unwrap();
        (condition.met == Met::Yes, condition.place.to_string())
    };
    assert!(met("lee@northwind.example").0);
    for nobody in ["", "nobody@northwind.example"] {
        assert_eq!(met(nobody), (false, "break_glass/break-glass-1/email".to_owned()));
    }
}

#[test]
fn a_domain_the_portal_does_not_show_as_verified_is_not() {
    for (state, verified) in [("unknown", true), ("verified", true), ("claimed", false), ("verifying", false)]
    {
        let advice = Stage::in_order().with(&[("domains/domain-1/state", state)]).advice();
        assert_eq!(advice.gate(GateId::EnableDomains).open, verified, "{state}");
        assert_eq!(advice.gate(GateId::EnforceSso).open, verified, "{state}");
    }
}

#[test]
fn the_name_of_a_server_is_no_vanity_url() {
    let open = |url: &str| {
        let stage = Stage::in_order().with(&[("main_account/vanity_url", url)]);
        let advice = stage.advice();
        (advice.gate(GateId::EnforceSso).open, advice.ids().contains(&"main_account/vanity-name"))
    };
    assert_eq!(open("northwind.zoom.us"), (true, false));
    for server in ["us02web.zoom.us", "https://us06.zoom.us", "eu01web.zoom.us"] {
        assert_eq!(open(server), (false, true), "{server}");
    }
}

#[test]
fn what_cannot_be_taken_back_comes_after_what_blocks_by_its_day_too() {
    let told = |moved: &str| {
        let stage = Stage::in_order().with(&[("cases/case-1/kind", "rooms")]);
        let stage = stage.but(|stage| {
            let steps =
                [("delete-rooms", "2026-11-15"), ("no-other-users", "2026-11-16"), ("invite-owner", moved)];
            stage.plan.cases[0].steps =
                steps.into_iter().map(|(step, on)| (step.to_owned(), day(on))).collect();
        });
        stage.advice().ids().contains(&"cases/order/case-1")
    };
    assert!(told("2026-11-05") && !told("2026-11-16"));
}

#[test]
fn each_domain_whose_names_were_received_has_its_list() {
    let told = |label: &str| {
        let stage = Stage::in_order()
            .with(&[
                ("domains/domain-1/release", "received"),
                ("domains/domain-2/name", "labs.example"),
                ("domains/domain-2/option", "not-used"),
                ("domains/domain-2/release", "received"),
            ])
            .but(|stage| label.clone_into(&mut stage.plan.lists[0].label));
        let found = stage.advice().findings.into_iter().find(|one| one.id == "domains/release-list");
        found.map(|one| one.says)
    };
    let says = "The list of people on labs.example was received and is not imported.";
    assert_eq!(told("release northwind.example").as_deref(), Some(says));
    assert_eq!(told("release of both, labs.example too"), None);
}

#[test]
fn done_work_is_not_held_against_a_later_day() {
    let told = |done: &str| {
        let stage = Stage::in_order().with(&[
            ("waves/wave-1/date", "2026-12-11"),
            ("waves/wave-1/done_on", done),
            ("sso/enforce_on", "2026-12-10"),
        ]);
        stage.advice().ids().contains(&"dates/after/waves/wave-1/date")
    };
    assert!(told("") && !told("2026-11-20"));
}

#[test]
fn where_nothing_is_to_be_enabled_another_gate_is_next() {
    let next = |option: &str| -> Vec<String> {
        let stage = Stage::in_order().with(&[("domains/domain-1/option", option), ("sso/configured_on", "")]);
        stage.advice().next.into_iter().map(|action| action.says).collect()
    };
    // On a domain that is not used SSO cannot be required either.
    for (option, then) in [("observe", "Have the vanity URL"), ("not-used", "Close the project")] {
        let next = next(option);
        assert!(next.iter().all(|says| !says.contains("associated domains")), "{next:?}");
        assert!(next.iter().any(|says| says.starts_with(then)), "{next:?}");
    }
    // Nobody has to prove that a domain is theirs that is not used.
    let stage = Stage::in_order()
        .with(&[("domains/domain-2/name", "labs.example"), ("domains/domain-2/option", "not-used")]);
    assert!(stage.advice().next.iter().all(|action| !action.says.starts_with("Prove")));
}
