//! A finding: something the program noticed, why it matters, and where it is mended.

use super::Phase;
use crate::plan::Place;

/// How much a finding weighs.
///
/// A blocker is exactly an unmet condition of a gate; `ingather check` ends with 1 while one stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Weight {
    /// Holds a gate shut.
    Blocker,
    /// Will do harm or is late.
    Warning,
    /// Worth knowing or doing.
    Advice,
}

impl Weight {
    /// Every weight, the heaviest first.
    pub const ALL: [Weight; 3] = [Weight::Blocker, Weight::Warning, Weight::Advice];

    /// Returns its word, as in `--json`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Weight::Blocker => "blocker",
            Weight::Warning => "warning",
            Weight::Advice => "advice",
        }
    }
}

/// Something the program noticed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Stable name, for example `domains/unverified/domain-2`; a blocker has the id of its gate's condition.
    pub id: String,
    /// How much it weighs.
    pub weight: Weight,
    /// What is so.
    pub says: String,
    /// Why it matters.
    pub why: String,
    /// The guide's fact behind it.
    pub fact: Option<&'static str>,
    /// Where it is mended.
    pub place: Place,
    /// The phase in which it is mended.
    pub phase: Phase,
}

impl Finding {
    /// Returns a finding that will do harm; its phase follows from the place.
    #[must_use]
    pub fn warning(id: impl Into<String>, place: Place, says: impl Into<String>) -> Finding {
        let phase = Phase::of(&place);
        let (id, says) = (id.into(), says.into());
        Finding { id, weight: Weight::Warning, says, why: String::new(), fact: None, place, phase }
    }

    /// Returns a finding worth knowing; its phase follows from the place.
    #[must_use]
    pub fn advice(id: impl Into<String>, place: Place, says: impl Into<String>) -> Finding {
        Finding { weight: Weight::Advice, ..Finding::warning(id, place, says) }
    }

    /// Says why it matters.
    #[must_use]
    pub fn because(mut self, why: impl Into<String>) -> Finding {
        self.why = why.into();
        self
    }

    /// Names the guide's fact behind it.
    #[must_use]
    pub fn fact(mut self, id: &'static str) -> Finding {
        self.fact = Some(id);
        self
    }

    /// Gives it another weight.
    #[must_use]
    pub fn weighing(mut self, weight: Weight) -> Finding {
        self.weight = weight;
        self
    }
}
