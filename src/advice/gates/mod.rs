//! The gates: decisions that unmet conditions hold shut, each condition with its evidence.

mod domains;
mod execution;
mod judge;
mod rate;
mod sso;

use super::Phase;
use crate::plan::{Day, Override, Place};

pub(super) use judge::Definition;
pub(super) use rate::reason_is_missing;
pub(super) use sso::BREAK_GLASS_PEOPLE;

/// Every gate with its conditions, in the order in which the decisions are taken.
pub(super) const GATES: [Definition; 4] = [execution::START, domains::ENABLE, sso::ENFORCE, execution::CLOSE];

/// One of the four decisions, in the order in which they are taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum GateId {
    /// Starting execution.
    StartExecution,
    /// Switching on associated domains.
    EnableDomains,
    /// Sending everybody on the domains to the identity provider.
    EnforceSso,
    /// Closing the project.
    Close,
}

impl GateId {
    /// Every gate in order.
    pub const ALL: [GateId; 4] =
        [GateId::StartExecution, GateId::EnableDomains, GateId::EnforceSso, GateId::Close];

    /// Returns its word, as in `--json`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            GateId::StartExecution => "start-execution",
            GateId::EnableDomains => "enable-domains",
            GateId::EnforceSso => "enforce-sso",
            GateId::Close => "close",
        }
    }

    /// Returns the question it answers.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            GateId::StartExecution => "May execution start?",
            GateId::EnableDomains => "May we enable associated domains?",
            GateId::EnforceSso => "May we enforce SSO?",
            GateId::Close => "May the project be closed?",
        }
    }

    /// Returns the phase whose page shows it.
    #[must_use]
    pub fn phase(self) -> Phase {
        match self {
            GateId::EnableDomains => Phase::SpecialCases,
            GateId::EnforceSso => Phase::Sso,
            GateId::StartExecution | GateId::Close => Phase::Execution,
        }
    }
}

/// Whether a condition lets the gate open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Met {
    /// It is met.
    Yes,
    /// It holds the gate shut.
    No,
    /// It was met, by evidence that is too old to rely on.
    Stale,
    /// It is not met, and somebody answered for it with name and reason.
    Overridden,
}

impl Met {
    /// Returns its word, as in `--json`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Met::Yes => "met",
            Met::No => "not-met",
            Met::Stale => "stale",
            Met::Overridden => "overridden",
        }
    }
}

/// One condition of a gate, as it stands today.
#[derive(Clone, Debug, PartialEq)]
pub struct Condition {
    /// Stable name, for example `sso/rate`; overrides name it.
    pub id: String,
    /// Whether it lets the gate open.
    pub met: Met,
    /// What is so.
    pub says: String,
    /// What that is known by: numbers, file, rows, date.
    pub evidence: String,
    /// Why it is asked for.
    pub why: &'static str,
    /// The guide's fact behind it.
    pub fact: Option<&'static str>,
    /// Where it is met.
    pub place: Place,
    /// Who answered for it, whether or not that is still needed.
    pub overridden: Option<Override>,
}

/// A decision, and what stands in its way.
#[derive(Clone, Debug, PartialEq)]
pub struct Gate {
    /// Which decision.
    pub id: GateId,
    /// Whether nothing stands in its way.
    pub open: bool,
    /// Whether it is open by evidence that is too old in part.
    pub warning: bool,
    /// When the decision was taken, open or not; nothing while it was not.
    pub passed_on: Option<Day>,
    /// Whether the plan leaves nothing to decide at it; it is open then and stands in nobody's way.
    pub nothing_to_decide: bool,
    /// Its conditions in order.
    pub conditions: Vec<Condition>,
}

impl Gate {
    /// Returns how many conditions hold it shut.
    #[must_use]
    pub fn shut_reasons(&self) -> usize {
        self.unmet().count()
    }

    /// Returns the conditions that hold it shut.
    pub fn unmet(&self) -> impl Iterator<Item = &Condition> {
        self.conditions.iter().filter(|condition| condition.met == Met::No)
    }
}
