//! How a condition is judged: its rule's answer, the age of its evidence, and whether somebody answered for it.

use super::super::situation::Situation;
use super::{Condition, Gate, GateId, Met};
use crate::plan::{Day, Override, Place};
use crate::wording::plural;

/// One condition of a gate, as the table holds it.
pub(in crate::advice) struct Rule {
    /// Stable name; overrides name it.
    pub(in crate::advice) id: &'static str,
    /// Why it is asked for.
    pub(in crate::advice) why: &'static str,
    /// The guide's fact behind it.
    pub(in crate::advice) fact: &'static str,
    /// What to do while it is not met.
    pub(in crate::advice) to_do: &'static str,
    /// Looks whether it is met.
    pub(in crate::advice) look: fn(&Situation) -> Found,
}

/// What a rule found.
pub(in crate::advice) struct Found {
    met: bool,
    says: String,
    evidence: String,
    place: Place,
    seen_on: Option<Day>,
}

impl Found {
    /// A condition that is met or not; the place is where it is met.
    pub(super) fn new(met: bool, place: Place, says: impl Into<String>) -> Found {
        Found { met, says: says.into(), evidence: String::new(), place, seen_on: None }
    }

    /// Adds what it is known by.
    pub(super) fn by(mut self, evidence: impl Into<String>) -> Found {
        self.evidence = evidence.into();
        self
    }

    /// Adds the day of evidence that ages.
    pub(super) fn seen_on(mut self, day: Option<Day>) -> Found {
        self.seen_on = day;
        self
    }
}

/// A gate as the table holds it.
pub(in crate::advice) struct Definition {
    /// Which decision.
    pub(in crate::advice) id: GateId,
    /// When the decision was taken.
    pub(in crate::advice) passed_on: fn(&Situation) -> Option<Day>,
    /// Where the decision is noted and what to do, once the gate is open.
    pub(in crate::advice) when_open: (fn(&Situation) -> Place, &'static str),
    /// Why there is nothing to decide in this plan, if so.
    pub(in crate::advice) moot: fn(&Situation) -> Option<Found>,
    /// Whether what somebody answered for still counts: a decision that is taken again is answered for again.
    pub(in crate::advice) answered: fn(&Situation, &Override) -> bool,
    /// What must be so.
    pub(in crate::advice) rules: &'static [Rule],
}

impl Definition {
    /// Judges every condition of the gate.
    pub(in crate::advice) fn judge(&self, now: &Situation) -> Gate {
        let passed_on = (self.passed_on)(now);
        let moot = (self.moot)(now).filter(|_| passed_on.is_none());
        let nothing_to_decide = moot.is_some();
        let judge = |rule: &Rule| rule.judge(now, passed_on, (rule.look)(now), self.answered);
        let conditions: Vec<Condition> = match (moot, self.rules) {
            // One sentence says it for all of them.
            (Some(found), [first, ..]) => vec![first.judge(now, passed_on, found, self.answered)],
            (_, rules) => rules.iter().map(judge).collect(),
        };
        let open = conditions.iter().all(|condition| condition.met != Met::No);
        let warning = open && conditions.iter().any(|condition| condition.met == Met::Stale);
        Gate { id: self.id, open, warning, passed_on, nothing_to_decide, conditions }
    }
}

impl Rule {
    /// Evidence ages until the decision is taken: what is relied on afterwards is what was known then.
    fn judge(
        &self,
        now: &Situation,
        passed_on: Option<Day>,
        found: Found,
        answered: fn(&Situation, &Override) -> bool,
    ) -> Condition {
        let relied_on = Situation { today: passed_on.unwrap_or(now.today), ..*now };
        let stale = found.seen_on.filter(|day| relied_on.is_stale(*day));
        let overridden =
            now.plan.overrides.iter().rev().find(|one| one.condition.trim() == self.id && one.is_whole());
        let overridden = overridden.filter(|one| one.on.is_none_or(|on| on <= now.today));
        let overridden = overridden.filter(|one| answered(now, one));
        let met = match (found.met, stale, overridden) {
            (true, None, _) => Met::Yes,
            (true, Some(_), _) => Met::Stale,
            (false, _, Some(_)) => Met::Overridden,
            (false, _, None) => Met::No,
        };
        let evidence = match stale.filter(|_| met == Met::Stale) {
            Some(day) => {
                let age = plural(relied_on.days_since(day), "day", "days");
                let days = now.evidence_days();
                match passed_on {
                    None => format!("{}; {age} old, more than {days}: look again", found.evidence),
                    Some(_) => format!("{}; {age} old then, more than {days}", found.evidence),
                }
            }
            None => found.evidence,
        };
        Condition {
            id: self.id.to_owned(),
            met,
            says: found.says,
            evidence,
            why: self.why,
            fact: Some(self.fact),
            place: found.place,
            overridden: overridden.cloned(),
        }
    }
}

/// A decision that every plan has to take.
pub(super) fn always_asked(_: &Situation) -> Option<Found> {
    None
}

/// What is answered for once holds for good.
pub(super) fn for_good(_: &Situation, _: &Override) -> bool {
    true
}
