//! CloudLink: what has to be so before its people are added, and what follows (facts CL-1 to CL-8).

use super::super::Finding;
use super::super::situation::Situation;
use crate::plan::{AccountPlan, ListKind, Place};
use crate::wording::{and, plural};

fn at(field: &str) -> Place {
    Place::new("organization", "", field)
}

/// Each condition by its question, with what is said while it is not met and the fact behind it.
const CONDITIONS: [(&str, &str, &str); 4] = [
    (
        "cloudlink_no_early_install",
        "People are made to install the Zoom client before the last step.",
        "CL-1",
    ),
    ("cloudlink_role_fits", "Whoever adds the CloudLink users has not all the rights that takes.", "CL-3"),
    ("cloudlink_connected", "Zoom and CloudLink are not connected yet.", "CL-4"),
    ("cloudlink_no_auto_phone", "Zoom One licences hand out phones on their own.", "CL-8"),
];

/// Everything CloudLink needs first is there (CL-1 to CL-4, CL-8).
pub(super) fn conditions_are_met(now: &Situation) -> Vec<Finding> {
    let organization = &now.plan.organization;
    if organization.cloudlink != Some(true) {
        return Vec::new();
    }
    let mut found = Vec::new();
    let plan = now.plan.main_account.plan;
    if !matches!(plan, AccountPlan::Unknown | AccountPlan::Business | AccountPlan::Enterprise) {
        let says = format!("CloudLink is in use, and the main account is on {}.", plan.label());
        found.push(
            Finding::warning("cloudlink/plan", Place::new("main_account", "", "plan"), says)
                .because("Its users can be added only to an account on Business or Enterprise.")
                .fact("CL-2"),
        );
    }
    let answers = [
        organization.cloudlink_no_early_install,
        organization.cloudlink_role_fits,
        organization.cloudlink_connected,
        organization.cloudlink_no_auto_phone,
    ];
    for ((field, says, fact), answer) in CONDITIONS.into_iter().zip(answers) {
        if answer == Some(false) {
            found.push(
                Finding::warning(format!("cloudlink/{field}"), at(field), says)
                    .because("Settle it before the first person is added through CloudLink.")
                    .fact(fact),
            );
        }
    }
    let open: Vec<&str> = CONDITIONS
        .into_iter()
        .zip(answers)
        .filter(|(_, answer)| answer.is_none())
        .map(|((field, ..), _)| field)
        .collect();
    if let Some(first) = open.first() {
        let says = format!(
            "CloudLink is in use, and {} not answered.",
            plural(crate::wording::count(open.len()), "condition is", "conditions are")
        );
        found.push(
            Finding::advice("cloudlink/open", at(first), says)
                .because(
                    "They have to be so before the first person is added. The page Organization asks them.",
                )
                .fact("CL-4"),
        );
    }
    found
}

/// The two systems know people by the address, so both have to be looked at side by side (CL-5).
pub(super) fn addresses_can_be_compared(now: &Situation) -> Vec<Finding> {
    if now.plan.organization.cloudlink != Some(true) {
        return Vec::new();
    }
    let missing: Vec<&str> =
        [(ListKind::Directory, "the users of the phone system"), (ListKind::Members, "the users of Zoom")]
            .into_iter()
            .filter(|(kind, _)| now.current(*kind).next().is_none())
            .map(|(_, what)| what)
            .collect();
    if missing.is_empty() {
        return Vec::new();
    }
    let says = format!(
        "Addresses in Zoom and in the phone system cannot be compared: no list shows {}.",
        and(&missing)
    );
    vec![
        Finding::advice("cloudlink/no-lists", Place::part("lists"), says)
            .because("Whose addresses differ is not connected to the phone. With both lists the document “Addresses that differ” names them.")
            .fact("CL-5"),
    ]
}
