//! Special cases and the accounts behind them: who takes care, by when, in which order, and which are missing.

use super::super::Finding;
use super::super::ledger::Proposed;
use super::super::situation::{Situation, called, switched_on};
use crate::guide::{CaseKind as Kind, Step};
use crate::plan::{AccountPlan, Case, CaseKind, Place, domain_key};
use crate::progress::ledger;
use crate::wording::{and, count, plural};

/// The step of SC-PHONE by which the transfer of the numbers is asked for.
const NUMBERS_ASKED_FOR: &str = "request-transfer";

/// The step of SC-PHONE by which it is confirmed.
const NUMBERS_MOVED: &str = "numbers-transferred";

/// Up to 100 numbers are reported to take so many days (fact Z-PORT).
const PORT_DAYS: i64 = 21;

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
                .because("An open case keeps two gates shut until somebody finishes it.")
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
                .because("Associated domains wait for it, and what comes after them.")
                .fact("DOM-6"),
        );
    }
    found
}

/// Returns a step that cannot be taken back and was done, by its day, before a blocking step that stands before it; with
/// that one.
fn before_what_blocks<'g>(kind: &'g Kind, case: &Case) -> Option<(&'g Step, &'g Step)> {
    let done = |step: &Step| case.steps.get(&step.id).copied();
    let blocking = |until: usize| kind.steps[..until].iter().filter(|step| step.blocking);
    let finals = kind.steps.iter().enumerate().filter(|(_, step)| step.point_of_no_return);
    finals.into_iter().find_map(|(place, step)| {
        let day = done(step)?;
        // Of several ways one is enough.
        let in_time = |other: &Step| done(other).is_some_and(|on| on <= day);
        let other_way = |first: &Step| {
            first.either.is_some() && kind.steps.iter().any(|one| one.either == first.either && in_time(one))
        };
        let later =
            blocking(place).find(|first| done(first).is_some_and(|on| on > day) && !other_way(first))?;
        Some((step, later))
    })
}

/// Steps that block come before what they protect; a case is closed only after all of them.
pub(super) fn go_step_by_step(now: &Situation) -> Vec<Finding> {
    let mut found = Vec::new();
    for case in &now.plan.cases {
        let Some(kind) = now.guide.case_kind(case.kind.fact()) else { continue };
        let fact = case.kind.fact();
        let undone: Vec<&Step> = ledger::blocking_left(now.guide, case, now.today);
        let last_done = kind.steps.iter().rposition(|step| case.steps.contains_key(&step.id));
        let before_it = |blocking: &&&Step| {
            let place = kind.steps.iter().position(|step| step.id == blocking.id);
            place < last_done
        };
        let name = name_of(case);
        if case.is_closed(now.today) {
            if let Some(first) = undone.first() {
                let steps = plural(count(undone.len()), "step", "steps");
                let says = format!(
                    "{name} has a closing day and {steps} undone that must not be skipped, so it still holds its \
                     people and the gates. First: {}",
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
        if let Some((early, first)) = undone.is_empty().then(|| before_what_blocks(kind, case)).flatten() {
            let says = format!(
                "{name}: “{}” is noted before this step was done: {}",
                early.says.trim_end_matches('.'),
                first.says
            );
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

/// Numbers take their time to move, and the day a case is due leaves it (Z-PORT).
pub(super) fn numbers_have_time_to_move(now: &Situation) -> Vec<Finding> {
    let phone = now.open_cases().into_iter().filter(|case| case.kind == CaseKind::Phone);
    let waiting = phone.filter(|case| !case.is_done(NUMBERS_MOVED));
    let mut found = Vec::new();
    for case in waiting {
        let Some(due) = case.due_on.filter(|due| *due >= now.today) else { continue };
        let asked = case.steps.get(NUMBERS_ASKED_FOR).copied().filter(|day| *day <= now.today);
        let days = due.days_since(asked.unwrap_or(now.today));
        if days >= PORT_DAYS {
            continue;
        }
        let days = plural(u32::try_from(days).unwrap_or_default(), "day", "days");
        let says = match asked {
            Some(day) => format!(
                "“{}” is due on {}, {days} after its numbers were asked for on {}.",
                name_of(case),
                now.day(due),
                now.day(day)
            ),
            None => {
                format!("“{}” is due in {days}, and its numbers are not asked for yet.", name_of(case))
            }
        };
        found.push(
            Finding::advice(format!("cases/port-time/{}", case.id), at(case, "due_on"), says)
                .because(format!(
                    "Moving up to 100 numbers between carriers takes 4 to {PORT_DAYS} days in North America. Nothing is \
                     promised for a move between accounts, so plan with the longer time."
                ))
                .fact("Z-PORT"),
        );
    }
    found
}

/// Whom a special case holds is not asked at sign-in before its steps are done (DOM-6).
pub(super) fn are_done_before_people_are_asked(now: &Situation) -> Vec<Finding> {
    let mut found = Vec::new();
    for (domain, day, measured) in switched_on(now).into_iter().filter(|(.., measured)| measured.held > 0) {
        let key = domain_key(&domain.name);
        let is_there = |address: &str| address.rsplit_once('@').is_some_and(|(_, on)| domain_key(on) == key);
        let holding = now.plan.cases.iter().filter(|case| ledger::holds_people(now.guide, case, now.today));
        let cases: Vec<&Case> = holding.filter(|case| case.concerned(now.plan).any(&is_there)).collect();
        let Some(first) = cases.first() else { continue };
        let names: Vec<String> = cases.iter().map(|case| format!("“{}”", name_of(case))).collect();
        let says = format!(
            "{} by {} {} on {}, which has been switched on since {}.",
            plural(measured.held, "person held", "people held"),
            and(&names),
            if measured.held == 1 { "is" } else { "are" },
            called(&domain.name, &domain.id),
            now.day(day)
        );
        let lost = now.guide.case_kind(first.kind.fact()).map_or("", |kind| kind.lost_if_skipped.as_str());
        found.push(
            Finding::warning(format!("cases/asked-already/{}", domain.id), at(first, "steps"), says)
                .because(format!(
                    "They are asked at sign-in while steps that come first are not done. Finish the case, or tell them \
                     today not to choose yet. What is lost otherwise: {lost}"
                ))
                .fact("DOM-6"),
        );
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
        } else if account.is_empty()
            && case.people.is_empty()
            && !matches!(case.kind, CaseKind::CloudLink | CaseKind::Services)
            && !case.is_closed(now.today)
        {
            let says = format!("{name} names neither an account nor people.");
            found.push(
                Finding::advice(format!("cases/nobody/{}", case.id), at(case, "people"), says)
                    .because("A case keeps its people out of waves until it is far enough, and this one keeps nobody out.")
                    .fact(case.kind.fact()),
            );
        }
    }
    found
}

/// Accounts, people and answers that call for a special case of a kind there is none of.
pub(super) fn are_open_where_needed(now: &Situation) -> Vec<Finding> {
    now.missing.iter().map(|proposed| is_needed(now, proposed)).collect()
}

fn is_needed(now: &Situation, proposed: &Proposed) -> Finding {
    let Proposed { kind, account, why, weight, follows, .. } = proposed;
    let named = now.plan.accounts.iter().find(|one| one.id == *account);
    let lost = now.guide.case_kind(kind.fact()).map_or("", |known| known.lost_if_skipped.as_str());
    let of_kind = format!("a special case of the kind “{}”", kind.label());
    let says = match named {
        Some(one) => format!("{} needs {of_kind}: {why}.", called(&one.name, &one.id)),
        None if proposed.people > 0 => format!("{why}, without {of_kind}."),
        None => format!("{why}."),
    };
    let who = if proposed.people > 0 { " The filter mark:needs-case shows who." } else { "" };
    let because = match follows {
        Some(follows) => format!("{follows}{who}"),
        None => format!("What is lost otherwise: {lost}{who}"),
    };
    Finding::warning(proposed.finding_id(), Place::part("cases"), says)
        .because(because)
        .fact(kind.fact())
        .weighing(*weight)
}

/// What is not known of an account cannot make it a special case.
pub(super) fn accounts_are_known(now: &Situation) -> Vec<Finding> {
    let mut found = Vec::new();
    for account in &now.plan.accounts {
        let asked = [
            ("plan", "which plan it has", account.plan == AccountPlan::Unknown),
            ("users", "how many users it has", account.users.is_none()),
            ("rooms", "whether it has Zoom Rooms", account.rooms.is_none()),
            ("phone", "whether it has Zoom Phone", account.phone.is_none()),
            ("services", "whether it uses a Business Service", account.services.is_none()),
        ];
        let unknown: Vec<(&str, &str)> =
            asked.into_iter().filter(|asked| asked.2).map(|(field, what, _)| (field, what)).collect();
        let Some((field, _)) = unknown.first() else { continue };
        let whats: Vec<&str> = unknown.iter().map(|(_, what)| *what).collect();
        let says = format!("It is not known of {} {}.", called(&account.name, &account.id), and(&whats));
        let place = Place::new("accounts", &account.id, field);
        found.push(
            Finding::advice(format!("accounts/unknown/{}", account.id), place, says)
                .because("Ask its owner: each of these can make the account a special case.")
                .fact("DOM-6"),
        );
    }
    found
}
