//! Gates and findings as `status --json` and `check --json` write them; the names are fixed.

use serde::Serialize;

use super::{Advice, Condition, Finding, Gate, Weight};
use crate::guide::{Beside, Guide};
use crate::plan::Override;

/// A gate, as in `"gates"`.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct GateReport {
    /// Its word: `start-execution`, `enable-domains`, `enforce-sso` or `close`.
    pub id: &'static str,
    /// Whether nothing stands in its way.
    pub open: bool,
    /// Whether part of the evidence is too old.
    pub warning: bool,
    /// The question it answers.
    pub title: &'static str,
    /// When the decision was taken, `YYYY-MM-DD`.
    pub passed_on: Option<String>,
    /// Its conditions in order.
    pub conditions: Vec<ConditionReport>,
}

/// A condition of a gate.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ConditionReport {
    /// Stable name.
    pub id: String,
    /// `met`, `not-met`, `stale` or `overridden`.
    pub met: &'static str,
    /// What is so.
    pub says: String,
    /// What that is known by.
    pub evidence: String,
    /// The guide's fact behind it.
    pub fact: Option<&'static str>,
    /// The field that meets it.
    pub field: String,
    /// Who answered for it.
    pub overridden: Option<OverrideReport>,
}

/// Who answered for a condition.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct OverrideReport {
    /// A name.
    pub by: String,
    /// The reason.
    pub reason: String,
    /// The day, `YYYY-MM-DD`.
    pub on: Option<String>,
}

/// A finding, as in `"findings"`.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FindingReport {
    /// Stable name.
    pub id: String,
    /// `blocker`, `warning` or `advice`.
    pub weight: &'static str,
    /// What is so.
    pub says: String,
    /// Why it matters.
    pub why: String,
    /// The guide's fact behind it.
    pub fact: Option<&'static str>,
    /// The title of the document that says so.
    pub source: Option<String>,
    /// The part of that document.
    pub section: Option<String>,
    /// It was read in somebody else's copy only.
    pub reported: bool,
    /// What contradicts or corrects it.
    pub differs: Vec<BesideReport>,
    /// What else is known of the same matter.
    pub beside: Vec<BesideReport>,
    /// The field that mends it.
    pub field: String,
    /// The phase in which it is mended, from 1.
    pub phase: u8,
}

/// Another entry's word on the same matter.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct BesideReport {
    /// The id of the fact.
    pub fact: String,
    /// What it says.
    pub says: String,
    /// The title of the document that says it.
    pub source: String,
    /// It was read in somebody else's copy only.
    pub reported: bool,
}

impl BesideReport {
    fn new(other: &Beside<'_>) -> BesideReport {
        BesideReport {
            fact: other.id.to_owned(),
            says: other.says.to_owned(),
            source: other.source_title.to_owned(),
            reported: other.reported,
        }
    }
}

/// All of `check --json`.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CheckReport {
    /// How many blockers stand; the command ends with 1 when there is one.
    pub blockers: usize,
    /// What was noticed, the heaviest first.
    pub findings: Vec<FindingReport>,
    /// The four gates in order.
    pub gates: Vec<GateReport>,
}

impl CheckReport {
    /// Returns what `check --json` writes; `findings` are the advice's and any the caller adds, in that order.
    #[must_use]
    pub fn new(advice: &Advice, findings: &[Finding], guide: &Guide) -> CheckReport {
        CheckReport {
            blockers: findings.iter().filter(|finding| finding.weight == Weight::Blocker).count(),
            findings: findings.iter().map(|finding| FindingReport::new(finding, guide)).collect(),
            gates: gates(advice),
        }
    }
}

/// Returns what stands under `"gates"` in `status --json` and `check --json`.
#[must_use]
pub fn gates(advice: &Advice) -> Vec<GateReport> {
    advice.gates.iter().map(GateReport::new).collect()
}

impl GateReport {
    fn new(gate: &Gate) -> GateReport {
        GateReport {
            id: gate.id.word(),
            open: gate.open,
            warning: gate.warning,
            title: gate.id.title(),
            passed_on: gate.passed_on.map(|day| day.to_string()),
            conditions: gate.conditions.iter().map(ConditionReport::new).collect(),
        }
    }
}

impl ConditionReport {
    fn new(condition: &Condition) -> ConditionReport {
        ConditionReport {
            id: condition.id.clone(),
            met: condition.met.word(),
            says: condition.says.clone(),
            evidence: condition.evidence.clone(),
            fact: condition.fact,
            field: condition.place.to_string(),
            overridden: condition.overridden.as_ref().map(OverrideReport::new),
        }
    }
}

impl OverrideReport {
    fn new(one: &Override) -> OverrideReport {
        OverrideReport {
            by: one.by.clone(),
            reason: one.reason.clone(),
            on: one.on.map(|day| day.to_string()),
        }
    }
}

impl FindingReport {
    /// Returns a finding with its source and where others differ.
    #[must_use]
    pub fn new(finding: &Finding, guide: &Guide) -> FindingReport {
        let why = finding.fact.and_then(|id| guide.why(id));
        let differs = why.iter().flat_map(|why| &why.differs).map(BesideReport::new);
        let beside = why.iter().flat_map(|why| &why.beside).map(BesideReport::new);
        FindingReport {
            id: finding.id.clone(),
            weight: finding.weight.word(),
            says: finding.says.clone(),
            why: finding.why.clone(),
            fact: finding.fact,
            source: why.as_ref().map(|why| why.source_title.to_owned()),
            section: why.as_ref().map(|why| why.section.to_owned()).filter(|section| !section.is_empty()),
            reported: why.as_ref().is_some_and(|why| why.reported),
            differs: differs.collect(),
            beside: beside.collect(),
            field: finding.place.to_string(),
            phase: finding.phase.number(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::guide::guide;
    use crate::plan::Place;

    #[test]
    fn what_differs_and_what_adds_have_a_key_each() {
        let of = |fact| {
            let finding = Finding::advice("a", Place::part("cases"), "Says.").fact(fact);
            serde_json::to_value(FindingReport::new(&finding, guide())).unwrap()
        };
        let ids = |value: &serde_json::Value| -> Vec<String> {
            value.as_array().unwrap().iter().map(|one| one["fact"].as_str().unwrap().to_owned()).collect()
        };
        let several = of("SC-MULTI");
        assert_eq!(ids(&several["differs"]), ["Z-3"]);
        assert_eq!(ids(&several["beside"]), ["Z-OWNER", "Z-OWNER-LEFT", "Z-INTAKE"]);
        let reported: Vec<bool> =
            several["beside"].as_array().unwrap().iter().map(|one| one["reported"] == true).collect();
        assert_eq!(reported, [false, false, true]);
        assert!(ids(&of("SSO-4")["differs"]).is_empty());
    }
}
