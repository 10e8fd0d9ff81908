//! What a decision about one person changes in the plan. Nothing is asked or drawn here.

use crate::lists::email;
use crate::plan::{Case, CaseKind, Day, Decision, ExclusionModel, Group, Plan};

/// The kinds of case that can be opened: all but "no special case".
pub(super) fn kinds() -> impl Iterator<Item = CaseKind> {
    CaseKind::ALL.iter().copied().filter(|kind| *kind != CaseKind::Easy)
}

pub(super) fn staying_outside(plan: &Plan) -> impl Iterator<Item = &Group> {
    plan.groups.iter().filter(|group| group.decision == Decision::Excluded)
}

/// Returns whether a group names somebody.
pub(in crate::screens) fn holds(group: &Group, email: &str) -> bool {
    group.people.iter().any(|address| email::is_same(address, email))
}

/// Adds a group of one person; nothing where the plan takes no more.
pub(super) fn new_group<'p>(plan: &'p mut Plan, decision: Decision, email: &str) -> Option<&'p mut Group> {
    plan.add_entry("groups")?;
    let group = plan.groups.last_mut()?;
    group.decision = decision;
    group.people.push(email.to_owned());
    Some(group)
}

/// Puts somebody into the group of those who stay outside in this way and for this reason; makes the group where there
/// is none. Returns its title.
pub(super) fn exclude(plan: &mut Plan, email: &str, model: ExclusionModel, reason: &str) -> String {
    let same = |group: &&mut Group| {
        group.decision == Decision::Excluded
            && group.model == model
            && group.reason.eq_ignore_ascii_case(reason)
    };
    if let Some(group) = plan.groups.iter_mut().find(same) {
        group.people.push(email.to_owned());
        return group.title.clone();
    }
    let title = crate::widgets::cut(reason.trim_end_matches('.'), 60);
    if let Some(group) = new_group(plan, Decision::Excluded, email) {
        group.title.clone_from(&title);
        group.model = model;
        reason.clone_into(&mut group.reason);
    }
    title
}

/// Marks somebody as an executive; returns whether that is new.
pub(super) fn executive(plan: &mut Plan, email: &str) -> bool {
    if plan.groups.iter().any(|group| group.decision == Decision::Executive && holds(group, email)) {
        return false;
    }
    if let Some(group) = plan.groups.iter_mut().find(|group| group.decision == Decision::Executive) {
        group.people.push(email.to_owned());
    } else if let Some(group) = new_group(plan, Decision::Executive, email) {
        "Executives".clone_into(&mut group.title);
    }
    true
}

/// Opens a case about one person and returns its id.
pub(super) fn open_case(
    plan: &mut Plan,
    (email, who): (&str, &str),
    kind: CaseKind,
    today: Day,
) -> Option<String> {
    let id = plan.add_entry("cases")?;
    let case: &mut Case = plan.cases.last_mut()?;
    case.kind = kind;
    who.clone_into(&mut case.title);
    case.people.push(email.to_owned());
    case.opened_on = Some(today);
    Some(id)
}
