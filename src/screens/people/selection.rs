//! Who is selected: a bit a person of one roster, carried over by a job when another takes its place.

use std::sync::Arc;

use super::{People, Rows};
use crate::app::{Action, Desk, Job, JobId, Outcome};
use crate::progress::{PeopleSet, Roster};
use crate::screens::Go;
use crate::widgets::State;
use crate::wording::{count, thousands};

/// Who is selected.
#[derive(Default)]
pub(super) struct Selection {
    people: Arc<PeopleSet>,
    /// The roster they are of.
    roster: Option<Arc<Roster>>,
    /// The job that looks for them in a newer roster.
    job: Option<JobId>,
}

impl Selection {
    pub(super) fn is_empty(&self) -> bool {
        self.people.is_empty()
    }

    /// Returns how many there are, for people.
    pub(super) fn says(&self) -> String {
        format!("{} selected", thousands(count(self.people.len())))
    }

    pub(super) fn people(&self) -> Arc<PeopleSet> {
        Arc::clone(&self.people)
    }

    pub(super) fn contains(&self, person: crate::progress::PersonId) -> bool {
        self.job.is_none() && self.people.contains(person)
    }

    /// Belongs to this roster from now on; who was selected in another is looked for in it.
    pub(super) fn follow(&mut self, roster: &Arc<Roster>, desk: &mut Desk) {
        let before = self.roster.replace(Arc::clone(roster));
        match before.filter(|before| !Arc::ptr_eq(before, roster) && !self.people.is_empty()) {
            // Of two changes in a row the first is still being carried: its people are of the roster before it.
            Some(_) if self.job.is_some() => {
                self.job.take().into_iter().for_each(|job| desk.cancel(job));
                self.people = Arc::default();
                desk.say(State::Attention, "The lists changed twice: select the people again.");
            }
            Some(before) => {
                let job = Job::Carry(Arc::clone(&self.people), [before, Arc::clone(roster)]);
                self.job = Some(desk.start("", job));
            }
            None => {}
        }
    }

    /// Returns the job that looks for the selected in a newer roster.
    #[cfg(test)]
    pub(super) fn carries(&self) -> Option<JobId> {
        self.job
    }

    /// Takes in who the selected are in the newer roster; returns whether that was asked.
    pub(super) fn told(&mut self, job: JobId, outcome: &Outcome) -> bool {
        if self.job != Some(job) {
            return false;
        }
        self.job = None;
        self.people = match outcome {
            Outcome::Carried(people) => Arc::clone(people),
            _ => Arc::default(),
        };
        true
    }
}

impl People {
    /// Selects people, or does so no more.
    pub(super) fn select(&mut self, action: Action, desk: &mut Desk) -> Go {
        if self.selection.job.is_some() {
            desk.say(State::Quiet, "One moment: the selection is brought over to the newest lists.");
            return Go::Stay;
        }
        let people = Arc::make_mut(&mut self.selection.people);
        match (action, &self.rows, &self.roster) {
            (Action::SelectNobody, ..) => *people = PeopleSet::default(),
            (Action::Toggle, Some(rows), Some(roster)) => {
                if let Some(person) = rows.at(self.window.chosen(), roster) {
                    people.toggle(person);
                    self.window.act(Action::Down, rows.len(roster), People::height(desk));
                }
            }
            (_, Some(Rows::Found(found)), _) if found.more => {
                desk.say(State::Quiet, "One moment: the others who fit are still being looked for.");
            }
            (_, Some(rows), Some(roster)) => {
                let shown = match rows {
                    Rows::Found(found) => Arc::clone(&found.set),
                    Rows::Everybody => Arc::new(PeopleSet::all(roster.len())),
                };
                if action == Action::SelectAll { people.add(&shown) } else { people.toggle_all(&shown) }
            }
            _ => {}
        }
        Go::Stay
    }
}
