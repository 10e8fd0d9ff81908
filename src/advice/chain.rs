//! The chain that ends in required SSO and SCIM: what is done, what is next, what comes later (fact Z-14).

use super::situation::{called, verified_on};
use crate::plan::{AccountPlan, Day, DomainOption, Place, Plan};
use crate::wording::{count, thousands};

/// How far a step is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reached {
    /// It is done.
    Done,
    /// It is the first that is not.
    Next,
    /// Another comes first.
    Later,
}

/// One step of the chain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// What it is.
    pub title: &'static str,
    /// How far it is.
    pub reached: Reached,
    /// When it was done; nothing where it is not, or has no day.
    pub on: Option<Day>,
    /// What is so, in a sentence.
    pub says: String,
    /// Where it is answered.
    pub place: Place,
    /// The guide's fact behind it.
    pub fact: &'static str,
}

/// Returns whether SSO can be had with that plan (fact Z-14).
#[must_use]
pub fn plan_fits(plan: AccountPlan) -> bool {
    matches!(plan, AccountPlan::Business | AccountPlan::Education | AccountPlan::Enterprise)
}

/// What is known of a step: whether it is done, when, and what is so.
type Known = (bool, Option<Day>, String, Place);

/// Returns the six steps in order. A day to come does not count as done.
#[must_use]
pub fn chain(plan: &Plan, today: Day) -> [Step; 6] {
    let come = |day: Option<Day>| day.filter(|day| *day <= today);
    let dated = |day: Option<Day>, place: Place, says: &str| -> Known {
        (come(day).is_some(), come(day), says.to_owned(), place)
    };
    let sso = |field| Place::new("sso", "", field);
    let account = &plan.main_account;
    let vanity = account.vanity_url.trim();
    let vanity = if vanity.is_empty() { "The plan does not name it yet." } else { vanity };
    let provider = sso_says(plan);
    let steps: [(&'static str, &'static str, Known); 6] = [
        ("The plan fits", "Z-14", fits(plan)),
        (
            "Vanity URL approved",
            "Z-14",
            dated(plan.sso.vanity_approved_on, sso("vanity_approved_on"), vanity),
        ),
        ("SSO configured", "Z-14", dated(plan.sso.configured_on, sso("configured_on"), &provider)),
        ("Domains verified", "DOM-7", verified(plan, today)),
        ("SSO required", "SSO-4", dated(plan.sso.enforced_on, sso("enforced_on"), &required(plan, today))),
        (
            "SCIM switched on",
            "DOM-7",
            dated(
                plan.sso.scim_on,
                sso("scim_on"),
                "Optional. Without it people are added by hand or when they sign in.",
            ),
        ),
    ];
    let next = steps.iter().position(|(_, _, (done, ..))| !done).unwrap_or(steps.len());
    let mut at = 0;
    steps.map(|(title, fact, (done, on, says, place))| {
        let reached = match (done, at == next) {
            (true, _) => Reached::Done,
            (false, true) => Reached::Next,
            (false, false) => Reached::Later,
        };
        at += 1;
        Step { title, reached, on, says, place, fact }
    })
}

fn fits(plan: &Plan) -> Known {
    let has = plan.main_account.plan;
    let says = match has {
        AccountPlan::Unknown => "The plan of the main account is not known.".to_owned(),
        fits if plan_fits(fits) => format!("{}.", fits.label()),
        other => format!("{} is not enough: Business, Education or Enterprise is.", other.label()),
    };
    (plan_fits(has), None, says, Place::new("main_account", "", "plan"))
}

fn sso_says(plan: &Plan) -> String {
    match plan.sso.provider {
        crate::plan::Provider::Undecided => "The identity provider is not decided.".to_owned(),
        named => format!("{}.", named.label()),
    }
}

/// All domains on which SSO is to be required; the day is that of the last one.
fn verified(plan: &Plan, today: Day) -> Known {
    let domains: Vec<_> =
        plan.domains.iter().filter(|domain| domain.option != DomainOption::NotUsed).collect();
    let is_verified = |domain: &&&crate::plan::Domain| verified_on(domain, today).is_some();
    let ready = domains.iter().filter(is_verified).count();
    let done = ready == domains.len() && ready > 0;
    let last = domains.iter().filter_map(|domain| domain.verified_on).max();
    let open = domains.iter().find(|domain| !is_verified(domain));
    let place =
        open.map_or_else(|| Place::part("domains"), |one| Place::new("domains", &one.id, "verified_on"));
    let first = open.map_or(String::new(), |one| format!(" Open: {}.", called(&one.name, &one.id)));
    let says = format!("{} of {}.{first}", thousands(count(ready)), thousands(count(domains.len())));
    (done, last.filter(|_| done), says, place)
}

fn required(plan: &Plan, today: Day) -> String {
    match plan.sso.enforce_on.map(|day| crate::wording::day(day, today)) {
        Some(day) => format!("Planned for {day}. The gate “May we enforce SSO?” says what is missing."),
        None => "No day is planned. The gate “May we enforce SSO?” says what is missing.".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn reached(plan: &Plan) -> Vec<Reached> {
        chain(plan, day("2026-11-21")).into_iter().map(|step| step.reached).collect()
    }

    fn full() -> Plan {
        let mut plan = Plan::default();
        plan.main_account.plan = AccountPlan::Business;
        plan.sso.vanity_approved_on = Some(day("2026-10-01"));
        plan.sso.configured_on = Some(day("2026-10-02"));
        plan.add_entry("domains");
        plan.domains[0].verified_on = Some(day("2026-10-03"));
        plan.sso.enforced_on = Some(day("2026-11-20"));
        plan.sso.scim_on = Some(day("2026-11-21"));
        plan
    }

    #[test]
    fn the_first_step_that_is_not_done_is_next_and_those_behind_it_come_later() {
        use Reached::{Done, Later, Next};
        assert_eq!(reached(&Plan::default()), [Next, Later, Later, Later, Later, Later]);
        assert_eq!(reached(&full()), [Done; 6]);
        let mut plan = full();
        plan.sso.configured_on = None;
        plan.sso.enforced_on = Some(day("2026-11-22"));
        assert_eq!(reached(&plan), [Done, Done, Next, Done, Later, Done]);
    }

    #[test]
    fn a_small_plan_is_the_first_thing_in_the_way() {
        for (plan, fits) in [
            (AccountPlan::Unknown, false),
            (AccountPlan::Basic, false),
            (AccountPlan::Pro, false),
            (AccountPlan::Business, true),
            (AccountPlan::Education, true),
            (AccountPlan::Enterprise, true),
        ] {
            let mut whole = full();
            whole.main_account.plan = plan;
            assert_eq!(reached(&whole)[0] == Reached::Done, fits, "{plan:?}");
        }
    }

    #[test]
    fn the_day_of_the_domains_is_that_of_the_last_one_and_one_without_use_is_not_asked() {
        let mut plan = full();
        plan.add_entry("domains");
        plan.domains[1].name = "labs.example".to_owned();
        let step = |plan: &Plan| chain(plan, day("2026-11-21"))[3].clone();
        assert_eq!((step(&plan).reached, step(&plan).on), (Reached::Next, None));
        assert_eq!(step(&plan).says, "1 of 2. Open: labs.example.");
        plan.domains[1].option = DomainOption::NotUsed;
        assert_eq!((step(&plan).reached, step(&plan).on), (Reached::Done, Some(day("2026-10-03"))));
    }
}
