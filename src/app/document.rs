//! The plan being edited: the only way to change it, its undo steps and its revision.

use std::sync::Arc;

use crate::plan::Plan;

/// How many undo steps are kept.
const STEPS: usize = 500;

/// A change that can be taken back: what it was, and the plan on its other side.
type Step = (String, Arc<Plan>);

/// The plan being edited.
#[derive(Debug)]
pub struct Document {
    plan: Arc<Plan>,
    past: Vec<Step>,
    future: Vec<Step>,
    revision: u64,
    saved: u64,
}

impl Document {
    /// Starts editing a plan that is on disk as it is.
    #[must_use]
    pub fn new(plan: Plan) -> Document {
        Document { plan: Arc::new(plan), past: Vec::new(), future: Vec::new(), revision: 0, saved: 0 }
    }

    /// Returns the plan as it is now.
    #[must_use]
    pub fn plan(&self) -> &Arc<Plan> {
        &self.plan
    }

    /// Returns the number of the newest change; undo and redo are changes too.
    #[must_use]
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// Changes the plan as one undo step named `what`; returns what the change returned.
    pub fn edit<T>(&mut self, what: &str, change: impl FnOnce(&mut Plan) -> T) -> T {
        let before = Arc::clone(&self.plan);
        let told = change(Arc::make_mut(&mut self.plan));
        if *before != *self.plan {
            let after = std::mem::replace(&mut self.plan, before);
            self.replace(what, after);
        }
        told
    }

    /// Puts a plan worked out elsewhere in the place of this one, as one undo step named `what`.
    pub fn replace(&mut self, what: &str, plan: Arc<Plan>) {
        let before = std::mem::replace(&mut self.plan, plan);
        self.past.push((what.to_owned(), before));
        if self.past.len() > STEPS {
            self.past.remove(0);
        }
        self.future.clear();
        self.revision += 1;
    }

    /// Adds to the last change what follows from it, without an undo step of its own.
    pub fn amend(&mut self, change: impl FnOnce(&mut Plan)) {
        let before = Arc::clone(&self.plan);
        change(Arc::make_mut(&mut self.plan));
        if *before != *self.plan {
            self.revision += 1;
        }
    }

    /// Takes the last change back and returns what it was.
    pub fn undo(&mut self) -> Option<String> {
        let (what, before) = self.past.pop()?;
        let after = std::mem::replace(&mut self.plan, before);
        self.future.push((what.clone(), after));
        self.revision += 1;
        Some(what)
    }

    /// Puts the change taken back in again and returns what it was.
    pub fn redo(&mut self) -> Option<String> {
        let (what, after) = self.future.pop()?;
        let before = std::mem::replace(&mut self.plan, after);
        self.past.push((what.clone(), before));
        self.revision += 1;
        Some(what)
    }

    /// Returns what undo would take back.
    #[must_use]
    pub fn undoes(&self) -> Option<&str> {
        self.past.last().map(|(what, _)| what.as_str())
    }

    /// Notes that the plan is on disk as it was at `revision`.
    pub fn was_saved(&mut self, revision: u64) {
        self.saved = self.saved.max(revision);
    }

    /// Returns whether everything is on disk.
    #[must_use]
    pub fn is_saved(&self) -> bool {
        self.saved == self.revision
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(document: &Document) -> &str {
        &document.plan().organization.name
    }

    #[test]
    fn every_change_can_be_taken_back_and_put_in_again() {
        let mut document = Document::new(Plan::default());
        document.edit("name", |plan| plan.organization.name = "Northwind".to_owned());
        document.edit("nothing", |_| ());
        assert_eq!((document.revision(), document.undoes()), (1, Some("name")));
        assert_eq!(document.undo().as_deref(), Some("name"));
        assert_eq!(name(&document), "");
        assert_eq!(document.redo().as_deref(), Some("name"));
        assert_eq!(name(&document), "Northwind");
        assert_eq!(document.redo(), None);
    }

    #[test]
    fn what_follows_from_a_change_is_taken_back_with_it() {
        let mut document = Document::new(Plan::default());
        document.edit("name", |plan| plan.organization.name = "Northwind".to_owned());
        document.amend(|plan| plan.organization.note = "follows".to_owned());
        document.undo();
        assert_eq!(**document.plan(), Plan::default());
        assert!(document.undo().is_none());
    }

    #[test]
    fn it_is_saved_only_when_the_newest_revision_is_on_disk() {
        let mut document = Document::new(Plan::default());
        document.edit("one", |plan| plan.organization.name = "A".to_owned());
        document.edit("two", |plan| plan.organization.name = "B".to_owned());
        document.was_saved(1);
        assert!(!document.is_saved());
        document.was_saved(2);
        assert!(document.is_saved());
        document.undo();
        assert!(!document.is_saved(), "taking back is a change too");
    }
}
