//! What the program has to say about a plan today: gates with their evidence, findings, and what to do next.
//!
//! Everything here is pure and works on totals: no check looks at a single person.

mod finding;
mod gates;
mod next;
mod phase;

pub use finding::{Finding, Weight};
pub use gates::{Condition, Gate, GateId, Met};
pub use next::NextAction;
pub use phase::{Phase, PhaseState, begun, is_open, open_in, open_questions};

/// All the program has to say about a plan on one day.
#[derive(Clone, Debug, PartialEq)]
pub struct Advice {
    /// The four gates in order.
    pub gates: [Gate; 4],
    /// What was noticed, the heaviest first.
    pub findings: Vec<Finding>,
    /// What to do next, at most seven things.
    pub next: Vec<NextAction>,
    /// Required questions without an answer, by phase.
    pub open_questions: [usize; 5],
    /// Which phases hold any answer.
    pub begun: [bool; 5],
}

impl Advice {
    /// Returns a gate.
    #[must_use]
    pub fn gate(&self, id: GateId) -> &Gate {
        &self.gates[id as usize]
    }

    /// Returns how many findings have that weight.
    #[must_use]
    pub fn count(&self, weight: Weight) -> usize {
        self.findings.iter().filter(|finding| finding.weight == weight).count()
    }
}
