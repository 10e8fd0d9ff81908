//! A plan with everything that follows from it: its lists are read, people measured, advice given.
//!
//! Every command and the wizard take these steps, so that the three faces cannot disagree: [`sources`] finds the kept
//! lists, [`facts`] measures and advises, [`load`] does both for a plan that is only looked at.

use std::ops::ControlFlow;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use super::kept;
use crate::advice::{Advice, Finding, advise};
use crate::error::Error;
use crate::export::Subject;
use crate::guide::guide;
use crate::plan::{Day, ListRecord, Place, Plan};
use crate::progress::{Filter, Kept, Progress, Roster, Source, measure, most_believed};
use crate::store::{self, Unknown};

/// A plan that was read, and what follows from it on a day.
pub struct Project {
    /// The plan.
    pub plan: Plan,
    /// Keys of its file this version does not know.
    pub unknown: Vec<Unknown>,
    /// Its lists.
    pub sources: Vec<Source>,
    /// What follows.
    pub facts: Facts,
    /// The day.
    pub today: Day,
}

impl Project {
    /// Returns what documents are made of.
    #[must_use]
    pub fn subject(&self) -> Subject<'_> {
        Subject {
            plan: &self.plan,
            progress: &self.facts.progress,
            advice: &self.facts.advice,
            roster: &self.facts.roster,
            whom: Filter::EVERYBODY,
            today: self.today,
        }
    }
}

/// What follows from a plan and its lists.
#[derive(Clone)]
pub struct Facts {
    /// Everybody.
    pub roster: Arc<Roster>,
    /// The totals.
    pub progress: Arc<Progress>,
    /// What there is to say.
    pub advice: Advice,
}

/// What is told of how far the work is, and says whether to go on.
pub type Watch<'w> = &'w mut (dyn FnMut(u64) -> ControlFlow<()> + Send);

/// Reads a plan and its lists to look at them; nothing is locked or written.
///
/// # Errors
/// Fails when the plan cannot be read, or with [`Error::Stopped`]. A list that cannot be read is a finding.
pub fn load(path: &Path, today: Day, watch: Watch) -> Result<Project, Error> {
    let reading = store::read(path)?;
    let sources = sources(path, &reading.plan, &[], watch)?;
    let mut facts = facts(&reading.plan, &sources, today, watch)?;
    facts.advice.findings.extend(unknown_keys(&reading.unknown));
    Ok(Project { plan: reading.plan, unknown: reading.unknown, sources, facts, today })
}

/// Returns the plan's lists as they are kept beside it. Those of `known` that were read and did not change are not
/// read again. `watch` is told how many rows were read.
///
/// # Errors
/// Fails only with [`Error::Stopped`].
pub fn sources(path: &Path, plan: &Plan, known: &[Source], watch: Watch) -> Result<Vec<Source>, Error> {
    let same = |record: &ListRecord| {
        let known = known.iter().find(|one| one.record.id == record.id && one.record.digest == record.digest);
        known.and_then(|one| one.list.as_ref().ok()).map(Arc::clone)
    };
    let unread: Vec<&ListRecord> = plan.lists.iter().filter(|record| same(record).is_none()).collect();
    let watch = Mutex::new(watch);
    let told = |rows| (watch.lock().unwrap_or_else(PoisonError::into_inner))(rows);
    let mut read = kept::read(path, &unread, &told)?.into_iter();
    let source = |record: &ListRecord| {
        let list = same(record).map(Ok).or_else(|| read.next()).unwrap_or(Err(Kept::Missing));
        Source { record: record.clone(), list }
    };
    Ok(plan.lists.iter().map(source).collect())
}

/// Returns how many people stand in the lists that [`sources`] would read, as the plan remembers.
#[must_use]
pub fn unread(plan: &Plan, known: &[Source]) -> u64 {
    let is_known = |record: &ListRecord| known.iter().any(|one| one.record.digest == record.digest);
    let unread = plan.lists.iter().filter(|record| !is_known(record));
    unread.filter_map(|record| record.people).map(|people| u64::from(people.0)).sum()
}

/// Returns the first people of everybody, before the lists are read: those with whom the most believed list begins. Only
/// what that list says of them is known, nothing of the others and nothing of the plan.
#[must_use]
pub fn first(path: &Path, plan: &Plan, today: Day) -> Option<Roster> {
    let record = most_believed(&plan.lists, today)?;
    let list = kept::first(path, record)?;
    let source = Source { record: record.clone(), list: Ok(Arc::new(list)) };
    let (roster, _) = measure(&Plan::default(), &[source], today, &mut |_| ControlFlow::Continue(()))?;
    Some(roster)
}

/// Measures and advises.
///
/// # Errors
/// Fails only with [`Error::Stopped`].
pub fn facts(plan: &Plan, sources: &[Source], today: Day, watch: Watch) -> Result<Facts, Error> {
    let (roster, progress) = measure(plan, sources, today, watch).ok_or(Error::Stopped)?;
    let advice = advise(plan, &progress, guide(), today);
    Ok(Facts { roster: Arc::new(roster), progress: Arc::new(progress), advice })
}

/// Returns a finding for each key nobody knows; such keys stay in the file.
#[must_use]
pub fn unknown_keys(unknown: &[Unknown]) -> Vec<Finding> {
    let finding = |key: &Unknown| {
        let part = key.path.split('.').next().unwrap_or_default();
        let says = match key.meant {
            Some(meant) => format!("The plan has a key nobody knows: {}. Did you mean {meant}?", key.path),
            None => format!("The plan has a key nobody knows: {}.", key.path),
        };
        Finding::advice(format!("plan/unknown/{}", key.path), Place::part(part), says)
            .because("It stays in the file, but nothing follows from it. Check its spelling.")
    };
    unknown.iter().map(finding).collect()
}
