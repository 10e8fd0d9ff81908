//! A kind of special case and the steps it takes.

use serde::Deserialize;

use super::Entry;

/// A kind of special case and the steps it takes.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CaseKind {
    /// The id, such as `SC-PHONE`.
    pub id: String,
    /// The word a plan stores, such as `phone`.
    pub slug: String,
    /// The name on screen.
    pub title: String,
    /// What it is about.
    pub says: String,
    /// How to recognise it.
    pub trigger: String,
    /// What is lost when the steps are skipped.
    pub lost_if_skipped: String,
    /// The id of the source that says it.
    pub source: String,
    /// The part of that source; empty when it has none.
    #[serde(default)]
    pub section: String,
    /// Ids of further sources that say the same.
    #[serde(default)]
    pub also: Vec<String>,
    /// Ids of the facts that go with it.
    #[serde(default)]
    pub facts: Vec<String>,
    /// The steps in order; none for accounts that need no care.
    #[serde(default, rename = "step")]
    pub steps: Vec<Step>,
}

impl CaseKind {
    /// Returns the step with this id.
    #[must_use]
    pub fn step(&self, id: &str) -> Option<&Step> {
        self.steps.iter().find(|step| step.id == id)
    }

    /// Returns the steps that still keep the people of the case from being invited.
    ///
    /// `done` tells of a step's id whether it was done. Of steps that stand for each other one is enough.
    pub fn blocking_steps<D: Fn(&str) -> bool>(&self, done: D) -> impl Iterator<Item = &Step> + use<'_, D> {
        self.steps.iter().filter(move |step| {
            let stands_in =
                |other: &&Step| other.id == step.id || (step.either.is_some() && other.either == step.either);
            step.blocking && !self.steps.iter().filter(stands_in).any(|other| done(&other.id))
        })
    }

    /// Returns the blocking step that comes before this one and is not done; only a blocking step, and one that cannot be
    /// taken back, wait for others. Steps that stand for each other do not wait for one another.
    pub fn comes_first(&self, step: &Step, done: impl Fn(&str) -> bool) -> Option<&Step> {
        if !step.blocking && !step.point_of_no_return {
            return None;
        }
        let at = self.steps.iter().position(|known| known.id == step.id)?;
        let waits = |first: &&Step| step.either.is_none() || first.either != step.either;
        let left: Vec<&str> =
            self.blocking_steps(done).filter(waits).map(|first| first.id.as_str()).collect();
        self.steps[..at].iter().find(|ahead| left.contains(&ahead.id.as_str()))
    }

    /// Returns the first step that is not done; of steps that stand for each other one is enough.
    pub fn next_step(&self, done: impl Fn(&str) -> bool) -> Option<&Step> {
        self.steps.iter().find(|step| {
            let stands_in = |other: &&Step| step.either.is_some() && other.either == step.either;
            !done(&step.id) && !self.steps.iter().filter(stands_in).any(|other| done(&other.id))
        })
    }

    pub(super) fn entry(&self) -> Entry<'_> {
        Entry::of([&self.id, &self.says, &self.source, &self.section], &self.also)
    }
}

/// One step of a case kind.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// The id a plan stores; it never changes meaning.
    pub id: String,
    /// What to do.
    pub says: String,
    /// Whether nobody of the case may be invited before it is done.
    #[serde(default)]
    pub blocking: bool,
    /// Whether the step cannot be taken back.
    #[serde(default)]
    pub point_of_no_return: bool,
    /// Whether doing it is one of several ways; the steps that share this word stand for each other.
    #[serde(default)]
    pub either: Option<String>,
    /// The id of the fact behind the step, where it is not the case's own.
    #[serde(default)]
    pub fact: Option<String>,
}
