//! What phase 1 finds, and the tools chosen: changes that make a check fire, and those that are close and do not.

use super::checks::Answered;
use super::*;

/// What answers alone bring about.
pub(super) const BY_ANSWERS: &[Answered] = &[
    ("domains/public/domain-1", &[("domains/domain-1/name", "gmail.com.")]),
    ("domains/public/domain-1", &[("domains/domain-1/name", "yahoo.co.uk")]),
    ("domains/sub-domain/domain-2", &[("domains/domain-2/name", "Students.Northwind.example.")]),
    (
        "domains/verifying-long/domain-1",
        &[
            ("domains/domain-1/verified_on", ""),
            ("domains/domain-1/state", "verifying"),
            ("domains/domain-1/state_since", "2026-11-13"),
        ],
    ),
    (
        "domains/verifying-no-day/domain-1",
        &[("domains/domain-1/verified_on", ""), ("domains/domain-1/state", "verifying")],
    ),
    (
        "domains/not-started/domain-2",
        &[("domains/domain-2/state", "added"), ("domains/domain-2/state_since", "2026-11-13")],
    ),
    (
        "domains/claimed/domain-1",
        &[("domains/domain-1/verified_on", ""), ("domains/domain-1/state", "claimed")],
    ),
    (
        "domains/verified-no-day/domain-1",
        &[("domains/domain-1/verified_on", ""), ("domains/domain-1/state", "verified")],
    ),
    ("domains/state-differs/domain-1", &[("domains/domain-1/state", "verifying")]),
    ("domains/profile", &[("main_account/profile_checked_on", "")]),
    ("domains/profile", &[("main_account/profile_checked_on", "2026-11-22")]),
    (
        "domains/profile",
        &[("main_account/profile_checked_on", ""), ("domains/domain-1/enabled_on", "2026-12-01")],
    ),
    (
        "dates/order/domains/domain-1/enabled_on/profile_checked_on",
        &[("main_account/profile_checked_on", "2026-11-01")],
    ),
    (
        "dates/order/domains/domain-1/release_on/signed_on",
        &[
            ("domains/domain-1/release", "received"),
            ("domains/domain-1/signed_on", "2026-10-12"),
            ("domains/domain-1/release_on", "2026-10-11"),
        ],
    ),
    ("release/unmet/paying_customer", &[("release/paying_customer", "no")]),
    ("release/unmet/requester_is_admin", &[("release/requester_is_admin", "no")]),
    ("release/unmet/policies_enforced", &[("release/policies_enforced", "no")]),
    ("release/unmet/lawful_purpose", &[("release/lawful_purpose", "no")]),
    ("release/unknown", &[("domains/domain-1/release", "preparing")]),
    ("release/registrant/domain-1", &[("domains/domain-1/lawfully_registered", "no")]),
    (
        "release/unsigned/domain-2",
        &[
            ("domains/domain-1/signed_on", "2026-10-10"),
            ("domains/domain-2/name", "labs.example"),
            ("domains/domain-2/release", "preparing"),
        ],
    ),
    ("populations/filter/population-1", &[("populations/population-1/filter", "standing:lost")]),
    ("populations/undecided/population-1", &[("populations/population-1/title", "Field staff")]),
    (
        "populations/contradiction/population-1",
        &[
            ("populations/population-1/domain", "northwind.example"),
            ("populations/population-1/tool", "domain"),
            ("populations/population-1/option", "change"),
        ],
    ),
    (
        "populations/contradiction/population-1",
        &[("populations/population-1/group", "group-1"), ("populations/population-1/tool", "alias-user")],
    ),
    (
        "populations/merges-nothing/population-1",
        &[("populations/population-1/join", "yes"), ("populations/population-1/tool", "organization")],
    ),
    (
        "populations/absorbs/population-1",
        &[("populations/population-1/domain", "coach.example"), ("populations/population-1/tool", "invite")],
    ),
];

/// What is close to a finding and is none.
const QUIET: &[Answered] = &[
    // What only ends like another domain is no sub-domain of it.
    ("domains/sub-domain", &[("domains/domain-2/name", "oldnorthwind.example")]),
    ("domains/sub-domain", &[("domains/domain-2/name", "northwind.example")]),
    // A week of verification is usual; where the portal says more, "not verified" is not said as well.
    (
        "domains/verifying",
        &[
            ("domains/domain-1/verified_on", ""),
            ("domains/domain-1/state", "verifying"),
            ("domains/domain-1/state_since", "2026-11-14"),
        ],
    ),
    ("domains/unverified", &[("domains/domain-1/verified_on", ""), ("domains/domain-1/state", "claimed")]),
    ("domains/unverified", &[("domains/domain-1/verified_on", ""), ("domains/domain-1/state", "verified")]),
    ("domains/state", &[("domains/domain-1/state", "verified")]),
    // Nobody is asked on a domain that is only observed.
    ("domains/profile", &[("main_account/profile_checked_on", ""), ("domains/domain-1/option", "observe")]),
    ("dates/order", &[("main_account/profile_checked_on", "2026-10-31")]),
    // What cannot be asked for any more, or runs without trouble, needs no word.
    ("release/", &[("release/paying_customer", "no"), ("domains/domain-1/release", "received")]),
    (
        "release/",
        &[
            ("domains/domain-1/release", "preparing"),
            ("release/paying_customer", "yes"),
            ("release/requester_is_admin", "yes"),
            ("release/policies_enforced", "yes"),
            ("release/lawful_purpose", "yes"),
        ],
    ),
];

#[test]
fn what_is_close_to_a_finding_of_discovery_and_is_none() {
    for (id, answers) in QUIET {
        let advice = Stage::in_order().with(answers).advice();
        assert!(
            !advice.ids().iter().any(|found| found.starts_with(id)),
            "{id}, {answers:?}: {:?}",
            advice.ids()
        );
    }
}

#[test]
fn what_does_not_hold_weighs_more_once_the_request_runs() {
    let stage = Stage::in_order().with(&[
        ("main_account/licences_bought", "49"),
        ("main_account/licences_used", "9"),
        ("domains/domain-1/lawfully_registered", "no"),
    ]);
    for (release, weight) in [("not-requested", Weight::Advice), ("preparing", Weight::Warning)] {
        let advice = stage.clone().with(&[("domains/domain-1/release", release)]).advice();
        for id in ["domains/release-plan", "release/registrant/domain-1"] {
            assert_eq!(advice.finding(id).weight, weight, "{id}, {release}");
        }
    }
}

#[test]
fn an_unchecked_profile_weighs_more_once_people_are_asked() {
    let stage = Stage::in_order().with(&[("main_account/profile_checked_on", "")]);
    let finding = |stage: &Stage| stage.advice().finding("domains/profile").clone();
    assert_eq!(finding(&stage).weight, Weight::Warning);
    let before =
        stage.with(&[("domains/domain-1/enabled_on", "2026-12-01"), ("main_account/support_name", "")]);
    assert_eq!(finding(&before).weight, Weight::Advice);
    assert!(finding(&before).why.contains("Not noted yet: the support name."), "{}", finding(&before).why);
}
