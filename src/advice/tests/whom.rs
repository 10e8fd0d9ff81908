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
        Some("ACME is due on Mon 30 Nov, 12 days after its numbers were asked for on Wed 18 Nov.")
    );
    let fact = guide().fact("Z-PORT").and_then(|fact| fact.up_to);
    assert_eq!(fact, Some(21), "the rule is the guide's");
    assert_eq!(told("2026-12-09", &[asked]), None, "21 days are enough");
    assert!(told("2026-12-08", &[asked]).is_some());
    assert_eq!(told("2026-11-30", &[asked, ("numbers-transferred", "2026-11-20")]), None);
    assert_eq!(
        told("2026-11-30", &[]).as_deref(),
        Some("ACME is due in 9 days, and its numbers are not asked for yet.")
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
