//! What is asked before something is decided about people, and the answers offered.

use crate::app::{Decided, holds};
use crate::plan::{CaseKind, Decision, ExclusionModel, Plan};
use crate::wording::{count, plural};

/// What is being asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Asks {
    What,
    How,
    Reason(ExclusionModel),
    Case,
    Wave,
    Note,
    TakeBack,
}

/// One answer.
pub(super) struct Pick {
    pub(super) label: String,
    pub(super) leads: Leads,
}

/// Where an answer leads.
pub(super) enum Leads {
    Further(Asks),
    Decided(Decided),
}

fn pick(label: impl Into<String>, leads: Leads) -> Pick {
    Pick { label: label.into(), leads }
}

/// How a decision is called when it is taken back.
const TAKEN_BACK: [(Decision, &str); 5] = [
    (Decision::Excluded, "They stay outside"),
    (Decision::Executive, "They are executives"),
    (Decision::Wave, "They go with a wave"),
    (Decision::Left, "They are not moved at the end"),
    (Decision::Note, "A note"),
];

impl Asks {
    pub(super) fn title(self) -> &'static str {
        match self {
            Asks::What => "Decide",
            Asks::How | Asks::Reason(_) => "Stays outside",
            Asks::Case => "Special case",
            Asks::Wave => "Wave",
            Asks::Note => "Write a note",
            Asks::TakeBack => "Take a decision back",
        }
    }

    pub(super) fn question(self) -> &'static str {
        match self {
            Asks::What => "What is decided?",
            Asks::How => "How do they work with you while they stay outside?",
            Asks::Reason(_) => "Why? One sentence; it is shown beside the rate.",
            Asks::Case => "What makes it special? The steps follow from it.",
            Asks::Wave => "With which wave are they invited?",
            Asks::Note => "What is worth remembering?",
            Asks::TakeBack => "Which decision is no longer so?",
        }
    }

    pub(super) fn is_typed(self) -> bool {
        matches!(self, Asks::Reason(_) | Asks::Note)
    }

    /// Returns what was asked before, or nothing where it was the first.
    pub(super) fn before(self, first: Asks) -> Option<Asks> {
        match self {
            _ if self == first => None,
            Asks::Reason(_) => Some(Asks::How),
            _ => Some(first),
        }
    }

    /// Returns what can be picked; nothing where a line is typed. `email` is the person's where it is about one.
    pub(super) fn picks(self, plan: &Plan, email: Option<&str>) -> Vec<Pick> {
        match self {
            Asks::What => what(plan, email),
            Asks::How => how(plan),
            Asks::Case => cases(plan),
            Asks::Wave => waves(plan),
            Asks::TakeBack => {
                let kept = TAKEN_BACK.iter().filter(|(decision, _)| is_decided(plan, email, *decision));
                let back = |(decision, label): &(Decision, &str)| {
                    pick(*label, Leads::Decided(Decided::TakeBack(*decision)))
                };
                kept.map(back).collect()
            }
            Asks::Reason(_) | Asks::Note => Vec::new(),
        }
    }
}

/// Whether the plan decided this of the person, or of anybody where it is about a selection.
fn is_decided(plan: &Plan, email: Option<&str>, decision: Decision) -> bool {
    let mut groups = plan.groups.iter().filter(|group| group.decision == decision);
    groups.any(|group| email.is_none_or(|email| holds(group, email)))
}

fn what(plan: &Plan, email: Option<&str>) -> Vec<Pick> {
    let further = |label: &str, asks| pick(label, Leads::Further(asks));
    let mut picks = vec![
        further("Stays outside, with a reason", Asks::How),
        pick("Executive: is contacted personally", Leads::Decided(Decided::Executive)),
        further("Special case: steps before the move", Asks::Case),
    ];
    if !plan.waves.is_empty() {
        picks.push(further("Goes with a wave", Asks::Wave));
    }
    picks.push(further("Write a note", Asks::Note));
    if TAKEN_BACK.iter().any(|(decision, _)| is_decided(plan, email, *decision)) {
        picks.push(further("Take a decision back", Asks::TakeBack));
    }
    picks
}

/// The ways to work together, each with a reason of its own, then the groups there are: whoever is added to one of them
/// takes over its reason.
fn how(plan: &Plan) -> Vec<Pick> {
    let groups = plan.groups.iter().filter(|group| group.decision == Decision::Excluded);
    let joined = groups.map(|group| {
        let people = plural(count(group.people.len()), "person", "people");
        let label = format!("with the group “{}”: {people}", group.title);
        pick(label, Leads::Decided(Decided::Join(group.id.clone())))
    });
    let ways =
        ExclusionModel::ALL.iter().map(|model| pick(model.label(), Leads::Further(Asks::Reason(*model))));
    ways.chain(joined).collect()
}

/// The open cases, then the kinds of a new one: all but "no special case".
fn cases(plan: &Plan) -> Vec<Pick> {
    let open = plan.cases.iter().filter(|case| case.closed_on.is_none() && !case.title.is_empty());
    let joined = open.map(|case| {
        let label = format!("with the open case “{}”", case.title);
        pick(label, Leads::Decided(Decided::AddToCase(case.id.clone())))
    });
    let kinds = CaseKind::ALL.iter().filter(|kind| **kind != CaseKind::Easy);
    let opened = kinds.map(|kind| pick(kind.label(), Leads::Decided(Decided::OpenCase(*kind))));
    joined.chain(opened).collect()
}

fn waves(plan: &Plan) -> Vec<Pick> {
    let named = plan.waves.iter().map(|wave| {
        let title = if wave.title.is_empty() { &wave.id } else { &wave.title };
        let done = if wave.done_on.is_some() { " (its invitations are out)" } else { "" };
        pick(format!("{title}{done}"), Leads::Decided(Decided::Wave(wave.id.clone())))
    });
    let out = pick("Out of the wave again", Leads::Decided(Decided::TakeBack(Decision::Wave)));
    named.chain([out]).collect()
}
