//! What an import would change, found out by a job while the answers are looked at: asked again whenever the file or an
//! answer is another one. What was found out for other answers than those that stand there now is not known any more: it
//! is neither shown nor told after the import.

use std::sync::Arc;

use super::preview::Preview;
use crate::app::{Compared, Desk, Import, Job, JobId, Outcome};
use crate::lists::List;
use crate::plan::{Day, ListKind, Plan, label_key};
use crate::screens::difference::groups;

/// By what two questions are the same: the people, and what is said of them.
#[derive(Clone, Debug)]
struct Question {
    list: Arc<List>,
    plan: Arc<Plan>,
    kind: ListKind,
    label: String,
    as_of: Day,
}

impl PartialEq for Question {
    fn eq(&self, other: &Question) -> bool {
        Arc::ptr_eq(&self.list, &other.list)
            && Arc::ptr_eq(&self.plan, &other.plan)
            && (self.kind, &self.label, self.as_of) == (other.kind, &other.label, other.as_of)
    }
}

/// What an import would change, as far as it is known.
#[derive(Debug, Default)]
pub(super) struct Follow {
    asked: Option<Question>,
    job: Option<JobId>,
    compared: Option<Arc<Compared>>,
    /// What was known last; its room on the page is kept while another answer is compared.
    last: Option<Arc<Compared>>,
    is_stale: bool,
    failed: bool,
}

impl Follow {
    /// Returns what is known for the answers as they are now.
    pub(super) fn known(&self) -> Option<&Arc<Compared>> {
        self.compared.as_ref().filter(|_| self.job.is_none() && !self.is_stale)
    }

    /// Says whether it is being found out.
    pub(super) fn is_under_way(&self) -> bool {
        self.job.is_some()
    }

    /// Says whether an answer is another one than what was compared; it is compared once it is left.
    pub(super) fn is_stale(&self) -> bool {
        self.is_stale
    }

    /// Says whether it could not be found out.
    pub(super) fn is_unknown(&self) -> bool {
        self.failed
    }

    /// Returns what was known last, for the room it takes.
    pub(super) fn last(&self) -> Option<&Arc<Compared>> {
        self.last.as_ref()
    }

    /// Returns how many groups of people there are to look at.
    pub(super) fn groups(&self) -> usize {
        let known = self.known().filter(|compared| compared.before.is_some());
        known.map_or(0, |compared| groups(compared).len())
    }

    /// Says how many people are missing, where it may be the wrong file: more than half of the list before.
    pub(super) fn mostly_missing(&self) -> Option<String> {
        let compared = self.known()?;
        let (_, before) = compared.before.as_ref()?;
        compared.difference.mostly_missing(before.table.len())
    }

    /// Gives a question up that is still open.
    pub(super) fn give_up(&mut self, desk: &mut Desk) {
        if let Some(job) = self.job.take() {
            desk.cancel(job);
        }
        (self.asked, self.compared, self.failed, self.is_stale) = (None, None, false, false);
    }

    /// Takes an answer in; returns whether it was asked for here.
    pub(super) fn told(&mut self, job: JobId, outcome: &Outcome) -> bool {
        if self.job != Some(job) {
            return false;
        }
        self.job = None;
        self.compared = match outcome {
            Outcome::Compared(compared) => Some(Arc::new((**compared).clone())),
            _ => None,
        };
        self.last.clone_from(&self.compared);
        self.failed = self.compared.is_none();
        true
    }
}

impl Preview {
    /// Stops what is read or compared for the file, which is left.
    pub(super) fn give_up(mut self: Box<Preview>, desk: &mut Desk) {
        if let Some(job) = self.reading.take() {
            desk.cancel(job);
        }
        self.follow.give_up(desk);
    }

    /// Asks what the import would change, where the file or an answer is another one than when it was asked last. What
    /// is being typed is compared once it is left.
    pub(super) fn follow_up(&mut self, desk: &mut Desk) {
        let record = self.record(desk.plan(), desk.today).filter(|_| self.problem(desk.today).is_none());
        let question = record.as_ref().map(|record| Question {
            list: Arc::clone(&self.list),
            plan: Arc::clone(desk.plan()),
            kind: record.kind,
            label: label_key(&record.label),
            as_of: record.as_of.unwrap_or(desk.today),
        });
        self.follow.is_stale = self.follow.asked != question;
        if self.is_typing || self.reading.is_some() || !self.follow.is_stale {
            return;
        }
        self.follow.give_up(desk);
        if let (Some(question), Some(record)) = (question, record) {
            let (list, plan) = (Arc::clone(&question.list), Arc::clone(&question.plan));
            let import = Import { list, record, plan, columns: Vec::new() };
            self.follow.asked = Some(question);
            // Told on the page and not by name: one goes on answering meanwhile.
            self.follow.job = Some(desk.start("", Job::Compare(Box::new(import))));
        }
        self.stay();
    }
}
