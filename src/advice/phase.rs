//! The five phases, which of them an answer belongs to, and how far each is.

use std::borrow::Cow;
use std::fmt;

use crate::plan::{Kind, Need, PARTS, Part, Place, Plan, Question};

/// One of the five phases of the project.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Phase {
    /// Who and what there is.
    Discovery = 1,
    /// Accounts and people that need care, domain options, licences.
    SpecialCases,
    /// Single sign-on and the threshold.
    Sso,
    /// Messages.
    Communications,
    /// Waves, tasks and what was confirmed.
    Execution,
}

impl Phase {
    /// Every phase in order.
    pub const ALL: [Phase; 5] =
        [Phase::Discovery, Phase::SpecialCases, Phase::Sso, Phase::Communications, Phase::Execution];

    /// Returns its number, from 1.
    #[must_use]
    pub fn number(self) -> u8 {
        self as u8
    }

    /// Returns its place in a list of the phases, from 0.
    #[must_use]
    pub fn index(self) -> usize {
        self as usize - 1
    }

    /// Returns its title in a plan. The third names the plan's own threshold: for education none is given until
    /// the planner sets it (facts SSO-1, SSO-2).
    #[must_use]
    pub fn title(self, plan: &Plan) -> Cow<'static, str> {
        match self {
            Phase::Discovery => "Intelligence gathering".into(),
            Phase::SpecialCases => "Special cases".into(),
            Phase::Sso => match plan.target() {
                Some(target) => format!("SSO and the {target} % threshold").into(),
                None => "SSO and the threshold".into(),
            },
            Phase::Communications => "Communications".into(),
            Phase::Execution => "Execution".into(),
        }
    }

    /// Returns its number and its title in a plan.
    #[must_use]
    pub fn heading(self, plan: &Plan) -> String {
        format!("{} {}", self.number(), self.title(plan))
    }

    /// Returns the phase in which an answer is given. What people on a domain are asked to do is decided with
    /// the special cases, the rest of a domain is gathered first.
    #[must_use]
    pub fn of(place: &Place) -> Phase {
        match (place.part.as_str(), place.field.as_str()) {
            ("domains", "option" | "enabled_on" | "waiting_days")
            | ("cases" | "groups" | "same" | "populations" | "sub_accounts" | "holidays", _) => {
                Phase::SpecialCases
            }
            ("sso" | "break_glass" | "changes", _) => Phase::Sso,
            ("messages", _) => Phase::Communications,
            ("waves" | "tasks" | "execution" | "overrides" | "history", _) => Phase::Execution,
            _ => Phase::Discovery,
        }
    }
}

/// How far a phase is, as the step rail shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PhaseState {
    /// Nothing was answered in it.
    NotStarted,
    /// So many things are open: questions without an answer, and warnings.
    Open(usize),
    /// Its gate is shut.
    GateShut,
    /// Execution runs: the day since it started, from 1.
    Day(u32),
    /// Nothing is open.
    Done,
}

impl fmt::Display for PhaseState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            PhaseState::NotStarted => f.write_str("not started"),
            PhaseState::Open(open) => write!(f, "{open} open"),
            PhaseState::GateShut => f.write_str("gate shut"),
            PhaseState::Day(day) => write!(f, "day {day}"),
            PhaseState::Done => f.write_str("done"),
        }
    }
}

/// Returns whether a question asks for an answer that is not there: it is required, applies to the entry, and
/// holds nothing or a word that means "not decided".
#[must_use]
pub fn is_open(plan: &Plan, part: &Part, entry: &str, question: &Question) -> bool {
    question.need == Need::Required
        && part.rows.shows(plan, entry, question.id)
        && !is_answered(question, &part.rows.brief(plan, entry, question.id).unwrap_or_default().0)
}

/// Returns the places of the required questions of a part that have no answer.
#[must_use]
pub fn open_in(plan: &Plan, part: &Part) -> Vec<Place> {
    let mut open = Vec::new();
    let questions = part.rows.questions();
    for entry in part.rows.ids(plan) {
        let unanswered = questions.iter().filter(|question| is_open(plan, part, &entry, question));
        open.extend(unanswered.map(|question| Place::new(part.id, &entry, question.id)));
    }
    open
}

/// Returns the places of all required questions that have no answer, in the order of the file.
#[must_use]
pub fn open_places(plan: &Plan) -> Vec<Place> {
    PARTS.iter().flat_map(|part| open_in(plan, part)).collect()
}

/// Returns which phases hold any answer at all.
#[must_use]
pub fn begun(plan: &Plan) -> [bool; 5] {
    let untouched = Plan::default();
    let mut begun = [false; 5];
    for part in PARTS {
        for entry in part.rows.ids(plan) {
            for question in part.rows.questions() {
                let before = if part.rows.is_list() {
                    String::new()
                } else {
                    part.rows.get(&untouched, &entry, question.id).unwrap_or_default()
                };
                let answer = part.rows.get(plan, &entry, question.id).unwrap_or_default();
                if answer != before && is_answered(question, &answer) {
                    begun[Phase::of(&Place::new(part.id, &entry, question.id)).index()] = true;
                }
            }
        }
    }
    begun
}

fn is_answered(question: &Question, answer: &str) -> bool {
    let undecided = matches!(question.kind, Kind::Choice(_)) && matches!(answer, "undecided" | "unknown");
    !answer.trim().is_empty() && !undecided
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::{AccountPlan, DomainOption};

    #[test]
    fn every_question_belongs_to_a_phase_and_a_domains_option_to_the_second() {
        assert_eq!(Phase::of(&Place::new("domains", "domain-1", "option")), Phase::SpecialCases);
        assert_eq!(Phase::of(&Place::new("domains", "domain-1", "verified_on")), Phase::Discovery);
        for (at, phase) in Phase::ALL.into_iter().enumerate() {
            assert_eq!((phase.index(), usize::from(phase.number())), (at, at + 1));
        }
    }

    #[test]
    fn the_third_phase_names_the_plans_own_threshold_or_none() {
        let mut plan = Plan::default();
        assert_eq!(Phase::Sso.heading(&plan), "3 SSO and the 75 % threshold");
        plan.organization.kind = crate::plan::OrganizationKind::Education;
        assert_eq!(Phase::Sso.title(&plan), "SSO and the threshold");
        plan.sso.target = Some(crate::plan::Percent(40));
        assert_eq!(Phase::Sso.title(&plan), "SSO and the 40 % threshold");
    }

    #[test]
    fn not_decided_is_no_answer() {
        let mut plan = Plan::default();
        plan.add_entry("domains");
        let open =
            |plan: &Plan, phase| open_places(plan).iter().filter(|place| Phase::of(place) == phase).count();
        let before = Phase::ALL.map(|phase| open(&plan, phase));
        plan.main_account.plan = AccountPlan::Business;
        plan.domains[0].option = DomainOption::Consolidate;
        let after = Phase::ALL.map(|phase| open(&plan, phase));
        assert_eq!((before[0] - after[0], before[1] - after[1]), (1, 1));
    }

    #[test]
    fn an_empty_plan_has_begun_nothing_and_one_answer_begins_its_phase() {
        let mut plan = Plan::default();
        assert_eq!(begun(&plan), [false; 5]);
        plan.sso.provider = crate::plan::Provider::Okta;
        assert_eq!(begun(&plan), [false, false, true, false, false]);
    }
}
