//! Who is shown: what is asked of the worker, and what is done with its answers.

use std::cell::Cell;
use std::rc::Rc;
use std::sync::Arc;

use super::People;
use crate::app::{Desk, Found, Job, JobId, Order, Outcome, Question};
use crate::progress::{Filter, PersonId, Roster};
use crate::wording::count;

/// More than any screen shows: so many rows are asked for first, so that they are there at once.
const FIRST: usize = 250;

/// More answers are not kept: each takes four bytes a person found.
const MOST_KNOWN: usize = 4;

/// Who is shown, of one roster.
#[derive(Clone)]
pub(in crate::screens) enum Rows {
    Everybody,
    Found(Found),
}

/// A question that is open.
pub(super) struct Asked {
    job: JobId,
    roster: Arc<Roster>,
    /// On whom the choice is to stay.
    stay_on: Option<PersonId>,
}

/// Complete answers of one roster, the newest last; its filter narrows those of all before it, as they came while
/// somebody typed.
#[derive(Default)]
pub(super) struct Known {
    roster: Option<Arc<Roster>>,
    answers: Vec<Found>,
}

/// The rows a person's page was opened from, to go to the next one without going back.
pub(in crate::screens) struct Among {
    roster: Arc<Roster>,
    rows: Rows,
    row: usize,
    gone_to: Rc<Cell<Option<usize>>>,
}

impl Rows {
    pub(super) fn len(&self, roster: &Roster) -> usize {
        match self {
            Rows::Found(found) => found.rows.len(),
            Rows::Everybody => roster.len(),
        }
    }

    pub(super) fn at(&self, row: usize, roster: &Roster) -> Option<PersonId> {
        match self {
            Rows::Found(found) => found.rows.get(row).copied(),
            Rows::Everybody => (row < roster.len()).then(|| PersonId(count(row))),
        }
    }
}

impl Known {
    /// Returns the answers of this roster.
    pub(super) fn of(&self, roster: &Arc<Roster>) -> Vec<Found> {
        let is_same = self.roster.as_ref().is_some_and(|known| Arc::ptr_eq(known, roster));
        if is_same { self.answers.clone() } else { Vec::new() }
    }

    /// Takes an answer in, unless it is only a part of one.
    fn note(&mut self, roster: &Arc<Roster>, found: &Found) {
        if found.more {
            return;
        }
        let Ok(filter) = Filter::parse(&found.filter) else { return };
        self.answers = self.of(roster);
        self.roster = Some(Arc::clone(roster));
        let is_wider = |wider: &str| Filter::parse(wider).is_ok_and(|wider| filter.narrows(&wider));
        self.answers.retain(|known| known.filter != found.filter && is_wider(&known.filter));
        if self.answers.len() == MOST_KNOWN {
            // The first was of the most people, the last of the fewest.
            self.answers.remove(1);
        }
        self.answers.push(found.clone());
    }
}

impl Among {
    /// Goes to the next row, or the one before, and returns the address there; nothing at the end.
    pub(in crate::screens) fn go(&mut self, forward: bool) -> Option<String> {
        let row = if forward { self.row + 1 } else { self.row.checked_sub(1)? };
        let person = self.rows.at(row, &self.roster)?;
        self.row = row;
        self.gone_to.set(Some(row));
        Some(self.roster.person(person).email().to_owned())
    }

    /// Returns which row of how many it is, for people.
    pub(in crate::screens) fn says(&self) -> String {
        let of = crate::wording::thousands(count(self.rows.len(&self.roster)));
        format!("{} of {of}", crate::wording::thousands(count(self.row + 1)))
    }
}

impl People {
    pub(super) fn len(&self) -> usize {
        self.rows.as_ref().zip(self.roster.as_ref()).map_or(0, |(rows, roster)| rows.len(roster))
    }

    pub(super) fn at(&self, row: usize) -> Option<PersonId> {
        self.rows.as_ref()?.at(row, self.roster.as_ref()?)
    }

    pub(super) fn chosen(&self) -> Option<String> {
        let person = self.roster.as_ref()?.person(self.at(self.window.chosen())?);
        Some(person.email().to_owned())
    }

    pub(super) fn among(&self) -> Option<Among> {
        let (roster, rows) = (Arc::clone(self.roster.as_ref()?), self.rows.clone()?);
        Some(Among { roster, rows, row: self.window.chosen(), gone_to: Rc::clone(&self.gone_to) })
    }

    /// Asks who fits the filter, in the order chosen; a question that is still open is given up. A filter that cannot be
    /// understood asks for nobody, and the last good rows stay in sight.
    pub(super) fn ask(&mut self, desk: &mut Desk) {
        let asked = self.asked.as_ref().and_then(|asked| Some((Arc::clone(&asked.roster), asked.stay_on?)));
        let chosen = || Some((Arc::clone(self.roster.as_ref()?), self.at(self.window.chosen())?));
        let stay_on = asked.or_else(chosen);
        self.give_up(desk);
        let Some(measured) = &desk.measured else { return self.show_first(desk) };
        let roster = Arc::clone(&measured.roster);
        if self.filter.problem().is_some() {
            return;
        }
        // In the same roster nobody has to be looked for.
        let stay_on = stay_on.and_then(|(of, person)| {
            if Arc::ptr_eq(&of, &roster) { Some(person) } else { roster.find(of.person(person).email()) }
        });
        if self.filter.text().trim().is_empty() && self.order == Order::default() {
            self.show(roster, Rows::Everybody, stay_on, desk);
        } else {
            self.look_for((roster, stay_on), Some(FIRST), desk);
        }
    }

    /// Shows the first people until everybody is measured: they will stand first, so nothing jumps then. Not where a
    /// filter or an order asks for others.
    pub(super) fn show_first(&mut self, desk: &Desk) {
        let stands_first = self.filter.text().is_empty() && self.order == Order::default();
        self.roster = desk.first.as_ref().filter(|_| stands_first).map(Arc::clone);
        self.rows = self.roster.as_ref().map(|_| Rows::Everybody);
        self.is_first = self.roster.is_some();
    }

    /// Starts looking for those who fit; the place of the person chosen among them is asked for too.
    fn look_for(
        &mut self,
        (roster, stay_on): (Arc<Roster>, Option<PersonId>),
        enough: Option<usize>,
        desk: &mut Desk,
    ) {
        let (filter, order) = (self.filter.text().to_owned(), self.order);
        let known = self.known.of(&roster);
        let asked = Question { roster: Arc::clone(&roster), filter, order, enough, place_of: stay_on, known };
        // Told beside the count and not by name: a filter is asked with every letter.
        let job = desk.start("", Job::Filter(Box::new(asked)));
        self.asked = Some(Asked { job, roster, stay_on });
    }

    pub(super) fn give_up(&mut self, desk: &mut Desk) {
        if let Some(asked) = self.asked.take() {
            desk.cancel(asked.job);
        }
    }

    /// Returns the open question: its job, and on whom the choice is to stay.
    #[cfg(test)]
    pub(super) fn asks(&self) -> Option<(JobId, Option<PersonId>)> {
        self.asked.as_ref().map(|asked| (asked.job, asked.stay_on))
    }

    pub(super) fn is_looking(&self) -> bool {
        self.asked.is_some()
    }

    /// Takes the answer to the open question in; returns whether it was one.
    pub(super) fn answered(&mut self, job: JobId, outcome: &Outcome, desk: &mut Desk) -> bool {
        let Some(Asked { roster, stay_on, .. }) = self.asked.take_if(|asked| asked.job == job) else {
            return false;
        };
        if let Outcome::Filtered(found) = outcome {
            self.known.note(&roster, found);
            self.show(Arc::clone(&roster), Rows::Found(found.clone()), stay_on, desk);
            if found.more {
                self.look_for((roster, stay_on), None, desk);
            }
        }
        true
    }

    /// Takes rows in and stays on a person, where the person is still among them.
    fn show(&mut self, roster: Arc<Roster>, rows: Rows, stay_on: Option<PersonId>, desk: &mut Desk) {
        self.selection.follow(&roster, desk);
        self.is_first = false;
        self.roster = Some(roster);
        let row = stay_on.and_then(|person| match &rows {
            Rows::Everybody => usize::try_from(person.0).ok(),
            Rows::Found(found) => found.place,
        });
        self.rows = Some(rows);
        self.window.choose(row.unwrap_or(0));
    }
}
