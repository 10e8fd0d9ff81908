use super::*;
use crate::guide::guide;
use crate::plan::{Count, Domain, DomainOption};

/// The main account all of them are held against.
fn plan_with(account: Account) -> Plan {
    let mut plan = Plan { accounts: vec![account], ..Plan::default() };
    plan.main_account.vanity_url = "northwind.zoom.us".to_owned();
    plan.main_account.cluster = "us02".to_owned();
    plan
}

/// An account of which everything is known and nothing is special.
fn plain() -> Account {
    Account {
        id: "account-1".to_owned(),
        name: "Field Sales".to_owned(),
        owner: "ann@northwind.example".to_owned(),
        plan: AccountPlan::Basic,
        users: Some(Count(1)),
        rooms: Some(Count(0)),
        phone: Some(false),
        services: Some(false),
        cluster: "US02".to_owned(),
        vanity_url: "https://Northwind.zoom.us/".to_owned(),
        ..Account::default()
    }
}

/// The kinds missing after one change of an account in which nothing is special.
fn missing(change: fn(&mut Account)) -> Vec<CaseKind> {
    let mut account = plain();
    change(&mut account);
    missing_cases(&plan_with(account), &Progress::default(), guide())
        .into_iter()
        .map(|one| one.kind)
        .collect()
}

/// One change of an account, and the kinds it calls for.
type Row = (fn(&mut Account), &'static [CaseKind]);

#[test]
fn every_trigger_fires_on_its_side_of_the_line_and_only_there() {
    use CaseKind::{Business, Cluster, Paid, Phone, Rooms, Services, SeveralUsers, Vanity};
    let rows: &[Row] = &[
        (|_| {}, &[]),
        (|one| one.users = Some(Count(2)), &[SeveralUsers]),
        (|one| one.users = Some(Count(1)), &[]),
        (|one| one.users = Some(Count(0)), &[]),
        (|one| one.users = None, &[]),
        (|one| one.rooms = Some(Count(1)), &[Rooms]),
        (|one| one.rooms = Some(Count(0)), &[]),
        (|one| one.rooms = None, &[]),
        (|one| one.phone = Some(true), &[Phone]),
        (|one| one.phone = None, &[]),
        (|one| one.services = Some(true), &[Services]),
        (|one| one.services = None, &[]),
        (|one| one.vanity_url = "sales.zoom.us".to_owned(), &[Vanity]),
        (|one| one.vanity_url = "us05web.zoom.us".to_owned(), &[]),
        (|one| one.vanity_url.clear(), &[]),
        (|one| one.cluster = "eu01".to_owned(), &[Cluster]),
        (|one| one.cluster = " us02 ".to_owned(), &[]),
        (|one| one.cluster.clear(), &[]),
        (|one| one.plan = AccountPlan::Business, &[Business, Paid]),
        (|one| one.plan = AccountPlan::Enterprise, &[Business, Paid]),
        (|one| one.plan = AccountPlan::Education, &[Business, Paid]),
        // A single user on Pro accepts and is done (SC-EASY); with a second one the plan is worth a case.
        (|one| one.plan = AccountPlan::Pro, &[]),
        (
            |one| {
                one.plan = AccountPlan::Pro;
                one.users = Some(Count(2));
            },
            &[SeveralUsers, Paid],
        ),
        (
            |one| {
                one.plan = AccountPlan::Pro;
                one.users = None;
            },
            &[Paid],
        ),
        (|one| one.plan = AccountPlan::Unknown, &[]),
        (|one| one.add_ons = "Webinar 500".to_owned(), &[Paid]),
        (|one| one.add_ons = "  ".to_owned(), &[]),
    ];
    for (n, (change, kinds)) in rows.iter().enumerate() {
        assert_eq!(missing(*change), *kinds, "row {n}");
    }
    // Every row of the table is asked for above: taking one out fails here.
    let asked: Vec<CaseKind> = rows.iter().flat_map(|(_, kinds)| kinds.iter().copied()).collect();
    for kind in [SeveralUsers, Rooms, Phone, Services, Vanity, Cluster, Business, Paid] {
        assert!(asked.contains(&kind) && TRIGGERS.iter().any(|trigger| trigger.kind == kind), "{kind:?}");
    }
    assert_eq!(TRIGGERS.len(), 8);
}

#[test]
fn an_account_with_nothing_special_is_said_to_need_no_case_and_an_unknown_one_is_not() {
    let says = |change: fn(&mut Account)| {
        let mut account = plain();
        change(&mut account);
        cases_of(&account, &plan_with(account.clone()), &Progress::default(), guide())
    };
    assert_eq!(says(|_| {}), "none needed");
    assert_eq!(says(|one| one.plan = AccountPlan::Pro), "none needed");
    assert_eq!(says(|one| one.users = None), "not known yet");
    assert_eq!(says(|one| one.phone = None), "not known yet");
    assert_eq!(says(|one| one.plan = AccountPlan::Unknown), "not known yet");
    assert_eq!(says(|one| one.rooms = Some(Count(3))), "1 missing");
}

#[test]
fn a_case_of_the_kind_is_enough_open_or_closed_and_one_of_another_kind_is_not() {
    let mut plan = plan_with(Account { rooms: Some(Count(2)), ..plain() });
    let kinds = |plan: &Plan| -> Vec<CaseKind> {
        missing_cases(plan, &Progress::default(), guide()).into_iter().map(|one| one.kind).collect()
    };
    let case = Case { account: "account-1".to_owned(), kind: CaseKind::Phone, ..Case::default() };
    plan.cases.push(case);
    assert_eq!(kinds(&plan), [CaseKind::Rooms]);
    plan.cases[0].kind = CaseKind::Rooms;
    assert_eq!(kinds(&plan), []);
    plan.cases[0].closed_on = "2026-11-20".parse().ok();
    assert_eq!(kinds(&plan), [], "a case that was closed is not opened again unasked");
    assert_eq!(cases_of(&plan.accounts[0], &plan, &Progress::default(), guide()), "1 there");
}

#[test]
fn people_who_need_a_case_are_counted_by_what_they_are() {
    let mut progress = Progress::default();
    progress.marks.add(Standing::Outstanding, Mark::NeedsCase, 2);
    progress.marks.add(Standing::Invited, Mark::NeedsCase, 1);
    progress.marks.add(Standing::Native, Mark::NeedsCase, 6);
    let missing = missing_cases(&Plan::default(), &progress, guide());
    let told: Vec<(CaseKind, u32, &str)> =
        missing.iter().map(|one| (one.kind, one.people, one.why.as_str())).collect();
    assert_eq!(
        told,
        [
            (CaseKind::Executive, 3, "3 executives are still outside"),
            (CaseKind::External, 6, "6 members have an address off your domains"),
        ]
    );
    let says = missing_in_words(&Plan::default(), &progress, guide(), "o opens them.");
    assert_eq!(says, "2 special cases are needed and not there. o opens them.", "as many as o opens");
    assert!(missing[0].is_about(Standing::Invited, true) && !missing[0].is_about(Standing::Native, true));
    assert!(
        missing[1].is_about(Standing::Consolidated, true) && !missing[1].is_about(Standing::Native, false)
    );
    assert_eq!(missing_cases(&Plan::default(), &Progress::default(), guide()), []);
}

#[test]
fn cloudlink_calls_for_its_case_once() {
    let mut plan = Plan::default();
    let kinds = |plan: &Plan| missing_cases(plan, &Progress::default(), guide()).len();
    assert_eq!(kinds(&plan), 0);
    plan.organization.cloudlink = Some(false);
    assert_eq!(kinds(&plan), 0);
    plan.organization.cloudlink = Some(true);
    let missing = missing_cases(&plan, &Progress::default(), guide());
    assert_eq!(missing.iter().map(|one| one.kind).collect::<Vec<_>>(), [CaseKind::CloudLink]);
    open_case(&mut plan, &missing[0], Vec::new(), "2026-11-21".parse().unwrap());
    assert_eq!(kinds(&plan), 0);
}

#[test]
fn a_case_is_due_the_day_before_the_first_domain_that_is_still_to_be_enabled() {
    let today: Day = "2026-11-21".parse().unwrap();
    let mut plan = plan_with(Account { rooms: Some(Count(2)), ..plain() });
    assert_eq!(due_day(&plan, today), None);
    let domain = |option, enabled_on: &str| Domain {
        option,
        enabled_on: enabled_on.parse().ok(),
        ..Domain::default()
    };
    plan.domains = vec![
        domain(DomainOption::Observe, "2026-11-25"),
        domain(DomainOption::Consolidate, "2026-11-02"),
        domain(DomainOption::Consolidate, "2026-12-10"),
        domain(DomainOption::Change, "2026-12-01"),
    ];
    assert_eq!(
        due_day(&plan, today),
        "2026-11-30".parse().ok(),
        "observing asks nobody, and what is past is past"
    );
    let missing = missing_cases(&plan, &Progress::default(), guide());
    open_case(&mut plan, &missing[0], Vec::new(), today);
    let case = &plan.cases[0];
    assert_eq!((case.title.as_str(), case.account.as_str()), ("Field Sales: Zoom Rooms", "account-1"));
    assert_eq!((case.opened_on, case.due_on), (Some(today), "2026-11-30".parse().ok()));
}

#[test]
fn an_account_whose_owner_is_a_member_has_moved_and_calls_for_nothing() {
    let account = Account { rooms: Some(Count(2)), ..plain() };
    let plan = plan_with(account.clone());
    let owner = |member| Progress {
        named: vec![crate::progress::Named {
            place: Place::new("accounts", "account-1", "owner"),
            standing: Some(Standing::Consolidated),
            member,
        }],
        ..Progress::default()
    };
    let told = |progress: &Progress| {
        let missing = missing_cases(&plan, progress, guide()).len();
        let words = missing_in_words(&plan, progress, guide(), "");
        (missing, cases_of(&account, &plan, progress, guide()), words.trim_end().to_owned())
    };
    let missing = "1 special case is needed and not there.";
    assert_eq!(told(&owner(false)), (1, "1 missing".to_owned(), missing.to_owned()));
    assert_eq!(told(&owner(true)), (0, "owner is in".to_owned(), String::new()));
}

#[test]
fn business_services_of_the_main_account_call_for_a_case_of_their_own() {
    let mut plan = plan_with(Account { services: Some(true), ..plain() });
    let case =
        |account: &str| Case { account: account.to_owned(), kind: CaseKind::Services, ..Case::default() };
    plan.cases.push(case("account-1"));
    let missing = |plan: &Plan| missing_cases(plan, &Progress::default(), guide());
    assert_eq!(missing(&plan), []);
    plan.main_account.services = Some(false);
    assert_eq!(missing(&plan), []);
    plan.main_account.services = Some(true);
    let told = missing(&plan);
    assert_eq!(told.len(), 1, "the case of the account outside is not about ours");
    assert_eq!((told[0].kind, told[0].account.as_str()), (CaseKind::Services, ""));
    assert_eq!(told[0].finding_id(), "cases/needed/services");
    open_case(&mut plan, &told[0], Vec::new(), "2026-11-21".parse().unwrap());
    assert_eq!(missing(&plan), []);
}
