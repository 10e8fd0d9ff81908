//! Special cases and the accounts behind them: who takes care, by when, in which order, and which are missing.

use super::super::situation::{Situation, called};
use super::super::{Finding, Weight};
use crate::guide::Step;
use crate::plan::{Account, AccountPlan, Case, CaseKind, Place, Plan};
use crate::wording::{and, count, plural};

fn at(case: &Case, field: &str) -> Place {
    Place::new("cases", &case.id, field)
}

fn name_of(case: &Case) -> &str {
    called(&case.title, &case.id)
}

pub(super) fn have_an_owner(now: &Situation) -> Vec<Finding> {
    let unowned = now.open_cases().into_iter().filter(|case| case.owner.trim().is_empty());
    unowned
        .map(|case| {
            let says = format!("Nobody takes care of the special case {}.", name_of(case));
            Finding::warning(format!("cases/no-owner/{}", case.id), at(case, "owner"), says)
                .because("An open case keeps two gates shut, and its people out of waves.")
                .fact("DOM-6")
        })
        .collect()
}

pub(super) fn are_on_time(now: &Situation) -> Vec<Finding> {
    let mut found = Vec::new();
    for case in now.open_cases() {
        let Some(days) = now.late(case.due_on, None) else { continue };
        let says = format!("The special case {} is {} late.", name_of(case), plural(days, "day", "days"));
        found.push(
            Finding::warning(format!("cases/overdue/{}", case.id), at(case, "due_on"), says)
                .because("Associated domains wait for it, and its people with them.")
                .fact("DOM-6"),
        );
    }
    found
}

/// Steps that block come before what they protect; a case is closed only after all of them.
pub(super) fn go_step_by_step(now: &Situation) -> Vec<Finding> {
    let mut found = Vec::new();
    for case in &now.plan.cases {
        let Some(kind) = now.guide.case_kind(case.kind.fact()) else { continue };
        let fact = case.kind.fact();
        let undone: Vec<&Step> = kind.blocking_steps(|id| case.steps.contains_key(id)).collect();
        let last_done = kind.steps.iter().rposition(|step| case.steps.contains_key(&step.id));
        let before_it = |blocking: &&&Step| {
            let place = kind.steps.iter().position(|step| step.id == blocking.id);
            place < last_done
        };
        let name = name_of(case);
        if now.come(case.closed_on).is_some() {
            if let Some(first) = undone.first() {
                let steps = plural(count(undone.len()), "step", "steps");
                let says = format!(
                    "{name} is closed with {steps} undone that must not be skipped. First: {}",
                    first.says
                );
                found.push(
                    Finding::warning(format!("cases/closed-early/{}", case.id), at(case, "closed_on"), says)
                        .because(format!("What is lost otherwise: {}", kind.lost_if_skipped))
                        .fact(fact),
                );
            }
        } else if let Some(skipped) = undone.iter().find(before_it) {
            let says = format!("{name}: a later step is done before this one: {}", skipped.says);
            found.push(
                Finding::warning(format!("cases/order/{}", case.id), at(case, "steps"), says)
                    .because(format!("What is lost otherwise: {}", kind.lost_if_skipped))
                    .fact(fact),
            );
        }
        if let Some(id) = case.steps.keys().find(|id| kind.step(id).is_none()) {
            let says = format!("{name} has a step “{id}” done, which this kind of case does not have.");
            found.push(
                Finding::advice(format!("cases/unknown-step/{}", case.id), at(case, "steps"), says)
                    .because("It has no effect. The kind of the case may have been changed.")
                    .fact(fact),
            );
        }
    }
    found
}

pub(super) fn belong_somewhere(now: &Situation) -> Vec<Finding> {
    let mut found = Vec::new();
    for case in &now.plan.cases {
        let account = case.account.trim();
        let name = name_of(case);
        if !account.is_empty() && !now.plan.accounts.iter().any(|one| one.id == account) {
            let says = format!("{name} is about the account {account}, which is not in the plan.");
            found.push(
                Finding::warning(format!("cases/unknown-account/{}", case.id), at(case, "account"), says)
                    .because("The account may have been taken out. Choose another or empty the answer.")
                    .fact(case.kind.fact()),
            );
        } else if account.is_empty() && case.people.is_empty() && now.come(case.closed_on).is_none() {
            let says = format!("{name} names neither an account nor people.");
            found.push(
                Finding::advice(format!("cases/nobody/{}", case.id), at(case, "people"), says)
                    .because("An open case keeps its people out of waves, and this one keeps nobody out.")
                    .fact(case.kind.fact()),
            );
        }
    }
    found
}

/// Accounts that are special cases by what is known of them, and have no case of that kind.
pub(super) fn accounts_have_theirs(now: &Situation) -> Vec<Finding> {
    let mut found = Vec::new();
    for account in &now.plan.accounts {
        let has =
            |kind| now.plan.cases.iter().any(|case| case.account.trim() == account.id && case.kind == kind);
        let looked_after = now.plan.cases.iter().any(|case| case.account.trim() == account.id);
        for (kind, weight, reason) in needed(account, now.plan) {
            if has(kind) {
                continue;
            }
            let name = called(&account.name, &account.id);
            let known = now.guide.case_kind(kind.fact());
            let lost = known.map_or("", |known| known.lost_if_skipped.as_str());
            // Whoever looks after the account anyway only needs to be told of kinds without a step that blocks.
            let blocks = known.is_some_and(|known| known.steps.iter().any(|step| step.blocking));
            let weight = if looked_after && !blocks { Weight::Advice } else { weight };
            let says = format!("{name} needs a special case of the kind “{}”: {reason}.", kind.label());
            found.push(
                Finding::warning(
                    format!("accounts/needs-case/{}/{}", account.id, kind.word()),
                    Place::part("cases"),
                    says,
                )
                .because(format!("What is lost otherwise: {lost}"))
                .fact(kind.fact())
                .weighing(weight),
            );
        }
    }
    found
}

/// Returns the kinds of case an account calls for (guide §4), with the weight of a missing one and the reason.
///
/// A single user on Pro without anything added may simply accept (SC-EASY), so the refund is advice only.
fn needed(account: &Account, plan: &Plan) -> Vec<(CaseKind, Weight, String)> {
    use Weight::{Advice, Warning};
    let main = &plan.main_account;
    let mut needed = Vec::new();
    let mut need = |kind, weight, reason: String| needed.push((kind, weight, reason));
    if let Some(users) = account.users.filter(|users| users.0 > 1) {
        need(CaseKind::SeveralUsers, Warning, plural(users.0, "user", "users"));
    }
    if let Some(rooms) = account.rooms.filter(|rooms| rooms.0 > 0) {
        need(CaseKind::Rooms, Warning, plural(rooms.0, "Zoom Room", "Zoom Rooms"));
    }
    if account.phone == Some(true) {
        need(CaseKind::Phone, Warning, "it has Zoom Phone".to_owned());
    }
    if account.services == Some(true) {
        need(CaseKind::Services, Warning, "it uses a Business Service".to_owned());
    }
    if let Some(vanity) =
        vanity_name(&account.vanity_url).filter(|name| vanity_name(&main.vanity_url).as_ref() != Some(name))
    {
        need(CaseKind::Vanity, Warning, format!("its vanity URL is {vanity}"));
    }
    let cluster = account.cluster.trim();
    if !cluster.is_empty()
        && !main.cluster.trim().is_empty()
        && !cluster.eq_ignore_ascii_case(main.cluster.trim())
    {
        need(CaseKind::Cluster, Warning, format!("it is on the cluster {cluster}"));
    }
    let plan_label = account.plan.label();
    if matches!(account.plan, AccountPlan::Business | AccountPlan::Enterprise | AccountPlan::Education) {
        need(CaseKind::Business, Warning, format!("its plan is {plan_label}"));
    }
    match (account.add_ons.trim(), account.plan) {
        ("", AccountPlan::Unknown | AccountPlan::Basic) => {}
        ("", AccountPlan::Pro) => need(CaseKind::Paid, Advice, format!("its plan is {plan_label}")),
        ("", _) => need(CaseKind::Paid, Warning, format!("its plan is {plan_label}")),
        (add_ons, _) => need(CaseKind::Paid, Warning, format!("it pays for {add_ons}")),
    }
    needed
}

/// Returns the name in front of zoom.us; us02, us02web and the like belong to a cluster and are no vanity URLs.
fn vanity_name(url: &str) -> Option<String> {
    let host = url.trim().to_lowercase();
    let host = host.trim_start_matches("https://").trim_start_matches("http://");
    let name = host.split(['/', '.']).next().unwrap_or_default();
    let digits = name.strip_prefix("us").map(|rest| rest.trim_end_matches("web"));
    let cluster =
        digits.is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_digit()));
    (!name.is_empty() && !cluster && name != "zoom" && name != "www").then(|| name.to_owned())
}

/// What is not known of an account cannot make it a special case.
pub(super) fn accounts_are_known(now: &Situation) -> Vec<Finding> {
    let mut found = Vec::new();
    for account in &now.plan.accounts {
        let asked = [
            ("users", "how many users it has", account.users.is_none()),
            ("rooms", "whether it has Zoom Rooms", account.rooms.is_none()),
            ("phone", "whether it has Zoom Phone", account.phone.is_none()),
        ];
        let unknown: Vec<(&str, &str)> =
            asked.into_iter().filter(|asked| asked.2).map(|(field, what, _)| (field, what)).collect();
        let Some((field, _)) = unknown.first() else { continue };
        let whats: Vec<&str> = unknown.iter().map(|(_, what)| *what).collect();
        let says = format!("It is not known of {} {}.", called(&account.name, &account.id), and(&whats));
        let place = Place::new("accounts", &account.id, field);
        found.push(
            Finding::advice(format!("accounts/unknown/{}", account.id), place, says)
                .because("Ask its owner: each of these makes the account a special case.")
                .fact("DOM-6"),
        );
    }
    found
}

/// A phone system integrated through CloudLink is prepared before its people are provisioned (guide §8).
pub(super) fn cloudlink_has_one(now: &Situation) -> Vec<Finding> {
    let used = now.plan.organization.cloudlink == Some(true);
    if !used || now.plan.cases.iter().any(|case| case.kind == CaseKind::CloudLink) {
        return Vec::new();
    }
    let says = "CloudLink is in use, and no special case prepares its people.";
    vec![
        Finding::warning("cases/no-cloudlink", Place::part("cases"), says)
            .because("Settings and addresses have to fit before the first person is provisioned.")
            .fact("SC-CLOUDLINK"),
    ]
}
