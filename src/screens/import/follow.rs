//! What an import would change, found out by a job while the answers are looked at: asked again whenever the file or an
//! answer is another one, and never waited for.

use std::sync::Arc;

use super::preview::Preview;
use crate::app::{Compared, Desk, Import, Job, JobId, Outcome};
use crate::lists::List;
use crate::plan::{Day, ListKind, Plan};
use crate::progress::Change;
use crate::screens::difference::groups;

/// Of a list of fewer people half may well be gone.
const FEW: usize = 10;

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
    failed: bool,
}

impl Follow {
    /// Returns what is known for the answers as they are now.
    pub(super) fn known(&self) -> Option<&Arc<Compared>> {
        self.compared.as_ref().filter(|_| self.job.is_none())
    }

    /// Says whether it is being found out.
    pub(super) fn is_under_way(&self) -> bool {
        self.job.is_some()
    }

    /// Says whether it could not be found out.
    pub(super) fn is_unknown(&self) -> bool {
        self.failed
    }

    /// Returns how many groups of people there are to look at.
    pub(super) fn groups(&self) -> usize {
        let known = self.known().filter(|compared| compared.before.is_some());
        known.map_or(0, |compared| groups(compared).len())
    }

    /// Says whether so many people are missing that it may be the wrong file: more than half of the list before.
    pub(super) fn is_doubtful(&self) -> bool {
        self.known().is_some_and(|compared| {
            let before = compared.before.as_ref().map_or(0, |(_, list)| list.table.len());
            let gone = [Change::Left, Change::Vanished].map(|change| compared.difference.of(change).len());
            before >= FEW && gone.iter().sum::<usize>() > before / 2
        })
    }

    /// Gives a question up that is still open.
    pub(super) fn give_up(&mut self, desk: &mut Desk) {
        if let Some(job) = self.job.take() {
            desk.cancel(job);
        }
        (self.asked, self.compared, self.failed) = (None, None, false);
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
        self.failed = self.compared.is_none();
        true
    }
}

impl Preview {
    /// Asks what the import would change, where the file or an answer is another one than when it was asked last.
    pub(super) fn follow_up(&mut self, desk: &mut Desk) {
        if self.is_typing || self.reading.is_some() {
            return;
        }
        let record = self.record(desk.plan(), desk.today).filter(|_| self.problem(desk.today).is_none());
        let Some(record) = record else { return self.follow.give_up(desk) };
        let question = Question {
            list: Arc::clone(&self.list),
            plan: Arc::clone(desk.plan()),
            kind: record.kind,
            label: record.label.to_lowercase(),
            as_of: record.as_of.unwrap_or(desk.today),
        };
        if self.follow.asked.as_ref() == Some(&question) {
            return;
        }
        self.follow.give_up(desk);
        let (list, plan) = (Arc::clone(&question.list), Arc::clone(&question.plan));
        let import = Import { list, record, plan, columns: Vec::new() };
        self.follow.asked = Some(question);
        // Told on the page and not by name: one goes on answering meanwhile.
        self.follow.job = Some(desk.start("", Job::Compare(Box::new(import))));
        self.stay();
    }
}
