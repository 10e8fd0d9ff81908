//! The release request: each condition and statement, its boundary, and that one answer decides one of them.

use super::Stage;
use crate::advice::release::{Tri, requests};
use crate::plan::{AccountPlan, Count, Day, Domain, ListKind, ListRecord, Plan, ReleaseState};

fn plan(account: AccountPlan, licences: Option<u32>) -> Plan {
    let mut plan = Plan::default();
    plan.main_account.plan = account;
    plan.main_account.licences_bought = licences.map(Count);
    plan.domains.push(Domain {
        id: "domain-1".into(),
        name: "northwind.example".into(),
        ..Domain::default()
    });
    plan
}

fn today() -> Day {
    "2026-11-21".parse().unwrap()
}

#[test]
fn a_plan_qualifies_from_fifty_business_licences_on_or_as_enterprise_or_education() {
    use Tri::{Met, NotMet, Unknown};
    for (account, licences, met) in [
        (AccountPlan::Unknown, Some(900), Unknown),
        (AccountPlan::Basic, Some(900), NotMet),
        (AccountPlan::Pro, Some(900), NotMet),
        (AccountPlan::Business, None, Unknown),
        (AccountPlan::Business, Some(49), NotMet),
        (AccountPlan::Business, Some(50), Met),
        (AccountPlan::Enterprise, Some(1), Met),
        (AccountPlan::Enterprise, None, Met),
        (AccountPlan::Education, Some(49), Met),
    ] {
        let plan = plan(account, licences);
        let found = &requests(&plan, today())[0].conditions[1];
        assert_eq!((found.condition, found.met), ("REL-2", met), "{account:?} {licences:?}: {}", found.why);
    }
}

#[test]
fn each_answer_decides_its_own_condition_and_no_other() {
    let bare = plan(AccountPlan::Enterprise, None);
    let all = |plan: &Plan| {
        let request = requests(plan, today()).remove(0);
        request
            .conditions
            .into_iter()
            .chain(request.statements)
            .map(|one| (one.condition, one.met))
            .collect::<Vec<_>>()
    };
    for (place, condition) in [
        ("release/paying_customer", "REL-1"),
        ("release/requester_is_admin", "REL-3"),
        ("domains/domain-1/lawfully_registered", "REL-5"),
        ("release/policies_enforced", "REL-6"),
        ("release/lawful_purpose", "REL-7"),
    ] {
        for (typed, met) in [("yes", Tri::Met), ("no", Tri::NotMet)] {
            let mut plan = bare.clone();
            plan.set_answer(&place.parse().unwrap(), typed).unwrap();
            let changed: Vec<_> =
                all(&plan).into_iter().zip(all(&bare)).filter(|(now, before)| now != before).collect();
            assert_eq!(changed, [((condition, met), (condition, Tri::Unknown))]);
        }
    }
}

#[test]
fn a_signature_counts_for_its_own_domain_and_not_before_its_day() {
    let mut plan = plan(AccountPlan::Enterprise, None);
    plan.domains.push(Domain { id: "domain-2".into(), name: "labs.example".into(), ..Domain::default() });
    plan.domains[0].signed_on = Some(today());
    let signed = |plan: &Plan| {
        requests(plan, today()).iter().map(|request| request.conditions[3].met).collect::<Vec<_>>()
    };
    assert_eq!(signed(&plan), [Tri::Met, Tri::NotMet]);
    plan.domains[0].signed_on = Some(today().plus_days(1));
    assert_eq!(signed(&plan), [Tri::NotMet, Tri::NotMet]);
    plan.domains[1].release = ReleaseState::Received;
    assert_eq!(signed(&plan), [Tri::NotMet, Tri::Met]);
}

#[test]
fn a_request_stands_when_all_but_the_signature_is_met() {
    let mut plan = plan(AccountPlan::Enterprise, None);
    let stands = |plan: &Plan| requests(plan, today())[0].stands();
    assert_eq!(stands(&plan), Tri::Unknown);
    plan.release.paying_customer = Some(true);
    plan.release.requester_is_admin = Some(true);
    plan.release.policies_enforced = Some(true);
    plan.release.lawful_purpose = Some(true);
    assert_eq!(stands(&plan), Tri::Unknown);
    plan.domains[0].lawfully_registered = Some(true);
    assert_eq!(stands(&plan), Tri::Met);
    plan.release.policies_enforced = Some(false);
    assert_eq!(stands(&plan), Tri::NotMet);
}

#[test]
fn nobody_is_told_to_wait_for_a_list_that_came() {
    let mut plan = plan(AccountPlan::Enterprise, None);
    plan.domains[0].signed_on = Some(today());
    let follows = |plan: &Plan| requests(plan, today())[0].conditions[3].follows;
    plan.domains[0].release = ReleaseState::Signed;
    assert!(follows(&plan).starts_with("Wait for the list"));
    plan.domains[0].release = ReleaseState::Received;
    assert_eq!(follows(&plan), "Zoom answered: the list came. Import it as outside.");
    plan.lists.push(ListRecord { kind: ListKind::Outside, ..ListRecord::default() });
    assert!(follows(&plan).ends_with("See on the page Lists that it is imported as outside."));
}

#[test]
fn a_closed_project_misses_no_release_list() {
    let received = Stage::in_order().with(&[("domains/domain-1/release", "received")]).but(|stage| {
        stage.plan.lists.clear();
        stage.sources.clear();
    });
    assert!(received.advice().ids().contains(&"domains/release-list"));
    let closed = received.with(&[("execution/closed_on", "2026-11-20")]);
    assert!(!closed.advice().ids().contains(&"domains/release-list"));
}
