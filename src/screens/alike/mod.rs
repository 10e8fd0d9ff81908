//! Addresses that may be one person: candidates with their reasons, and the planner's yes or no.
//!
//! Looking for them is a job, asked for when the page opens and after every measurement. Nothing is merged here: a yes
//! is a decision in the plan, one undo step, and the measurement that follows counts the person once.

mod all;
mod draw;
mod pair;
#[cfg(test)]
mod tests;

use std::collections::HashSet;
use std::sync::Arc;

use ratatui::layout::Rect;

use super::why::Why;
use super::{Go, Screen};
use crate::app::{Action, Desk, Job, JobId, Outcome, Scope};
use crate::plan::{Plan, Same, Verdict};
use crate::progress::Roster;
use crate::progress::alike::{Candidate, Found, Reason};
use crate::widgets::{Canvas, State, Window};
use all::All;
use pair::Pair;

/// The candidates.
#[derive(Default)]
pub(super) struct Alike {
    /// The roster the candidates are of; replaced together with them.
    found: Option<(Arc<Roster>, Arc<Found>)>,
    /// The candidates in sight: their places in what was found.
    rows: Vec<usize>,
    /// Only candidates with this reason are shown.
    reason: Option<Reason>,
    window: Window,
    /// The question that is open, and the roster it was asked of.
    job: Option<(JobId, Arc<Roster>)>,
}

impl Alike {
    /// Makes the page and begins to look.
    pub(super) fn new(desk: &mut Desk) -> Alike {
        let mut page = Alike::default();
        page.ask(desk);
        page
    }

    fn ask(&mut self, desk: &mut Desk) {
        if let Some((job, _)) = self.job.take() {
            desk.cancel(job);
        }
        let Some(measured) = &desk.measured else { return };
        let (roster, plan) = (Arc::clone(&measured.roster), Arc::clone(desk.plan()));
        let job = desk.start("", Job::Alike(Arc::clone(&roster), plan));
        self.job = Some((job, roster));
    }

    fn candidates(&self) -> &[Candidate] {
        self.found.as_ref().map_or(&[], |(_, found)| &found.candidates)
    }

    fn chosen(&self) -> Option<Candidate> {
        self.candidates().get(*self.rows.get(self.window.chosen())?).copied()
    }

    /// Returns the two addresses of a candidate, the old one first.
    fn addresses(&self, pair: &Candidate) -> Option<(String, String)> {
        let (roster, _) = self.found.as_ref()?;
        let email = |id| roster.person(id).email().to_owned();
        Some((email(pair.one), email(pair.other)))
    }

    /// Works out which candidates are in sight: those not decided, with the reason chosen.
    fn narrow(&mut self, desk: &Desk) {
        let Some((roster, found)) = &self.found else { return };
        let decided: HashSet<(String, String)> = decided(desk.plan());
        let is_open = |pair: &Candidate| {
            let email = |id| roster.person(id).email().to_owned();
            decided.is_empty() || !decided.contains(&(email(pair.one), email(pair.other)))
        };
        let fits = |pair: &Candidate| self.reason.is_none_or(|reason| pair.reasons.contains(reason));
        let candidates = found.candidates.iter().enumerate();
        self.rows =
            candidates.filter(|(_, pair)| fits(pair) && is_open(pair)).map(|(place, _)| place).collect();
        self.window.choose(self.window.chosen().min(self.rows.len().saturating_sub(1)));
    }

    /// Goes to the next or the previous reason that some candidate has, with "all" between the last and the first.
    fn turn(&mut self, forward: bool, desk: &Desk) {
        let with = |reason: &Reason| self.candidates().iter().any(|pair| pair.reasons.contains(*reason));
        let mut reasons: Vec<Option<Reason>> = vec![None];
        reasons.extend(Reason::ALL.into_iter().filter(with).map(Some));
        let at = reasons.iter().position(|reason| *reason == self.reason).unwrap_or(0);
        let steps = if forward { 1 } else { reasons.len() - 1 };
        self.reason = reasons.get((at + steps) % reasons.len()).copied().flatten();
        self.window = Window::default();
        self.narrow(desk);
    }

    fn decide(&mut self, verdict: Verdict, desk: &mut Desk) {
        let Some(pair) = self.chosen() else { return };
        let Some(addresses) = self.addresses(&pair) else { return };
        decide(verdict, &addresses, &pair, desk);
        self.narrow(desk);
    }

    fn all(&self) -> Go {
        let Some(reason) = self.reason else { return Go::Stay };
        let pairs = self.rows.iter().filter_map(|row| self.addresses(self.candidates().get(*row)?)).collect();
        Go::To(Box::new(All::new(reason, pairs)))
    }
}

/// Returns every pair the plan decided, both ways round.
fn decided(plan: &Plan) -> HashSet<(String, String)> {
    let pairs = plan.decided_pairs().map(|(old, current, _)| (old.to_lowercase(), current.to_lowercase()));
    pairs.flat_map(|(old, current)| [(current.clone(), old.clone()), (old, current)]).collect()
}

/// Puts a decision about one pair into the plan and says what follows; returns whether it was taken.
fn decide(verdict: Verdict, (old, current): &(String, String), pair: &Candidate, desk: &mut Desk) -> bool {
    let why = pair.reasons.iter().next().map_or("", Reason::says);
    let (today, line) = (desk.today, Same::line(old, current));
    let what = match verdict {
        Verdict::Same => "two addresses of one person",
        _ => "two addresses of two people",
    };
    let taken = desk.edit(what, |plan| {
        plan.decide_pairs((verdict, why), today, [line]);
        true
    });
    if taken {
        let says = match verdict {
            Verdict::Same => format!("{old} and {current} are one person now, counted once."),
            _ => format!("{old} and {current} stay two people. They are not proposed again."),
        };
        desk.say(State::Good, format!("{says} u takes it back."));
    }
    taken
}

impl Screen for Alike {
    fn title(&self, _desk: &Desk) -> String {
        "Same person?".to_owned()
    }
    fn about(&self) -> &'static str {
        "People outside who may already be in under another address, with what shows it. y confirms that two addresses \
         are one person, n says they are two; nothing is merged unasked. Tab shows one reason after the other, a decides \
         about all of one reason."
    }
    fn scopes(&self, _desk: &Desk) -> Vec<Scope> {
        vec![Scope::Matching, Scope::Alike, Scope::Why, Scope::Rows, Scope::Browsing]
    }
    fn act(&mut self, action: Action, desk: &mut Desk) -> Go {
        match action {
            Action::Same => self.decide(Verdict::Same, desk),
            Action::Different => self.decide(Verdict::Different, desk),
            Action::Why => return Go::To(Why::of_page(self.about(), "KEY-1")),
            Action::Next => self.turn(true, desk),
            Action::Previous => self.turn(false, desk),
            Action::All if self.reason.is_none() => {
                desk.say(State::Quiet, "Tab chooses a reason first; a then decides about all that have it.");
            }
            Action::All if !self.rows.is_empty() => return self.all(),
            Action::Open => {
                let pair = self.chosen().and_then(|pair| {
                    let (roster, _) = self.found.as_ref()?;
                    Some(Pair::new(roster, pair, desk))
                });
                return pair.map_or(Go::Stay, |pair| Go::To(Box::new(pair)));
            }
            Action::Back => {
                if let Some((job, _)) = self.job.take() {
                    desk.cancel(job);
                }
                return Go::Pass;
            }
            action if self.window.act(action, self.rows.len(), draw::height(desk)) => {}
            _ => return Go::Pass,
        }
        Go::Stay
    }
    fn told(&mut self, job: JobId, outcome: &Outcome, desk: &mut Desk) -> Go {
        let Some((_, roster)) = self.job.take_if(|(asked, _)| *asked == job) else { return Go::Pass };
        if let Outcome::Alike(found) = outcome {
            self.found = Some((roster, Arc::clone(found)));
            self.narrow(desk);
        }
        Go::Stay
    }
    fn refresh(&mut self, desk: &mut Desk) {
        let newest = desk.measured.as_ref().map(|measured| &measured.roster);
        let asked = self.job.as_ref().map(|(_, roster)| roster);
        let shown = asked.or(self.found.as_ref().map(|(roster, _)| roster));
        let is_new = match (newest, shown) {
            (Some(newest), Some(shown)) => !Arc::ptr_eq(newest, shown),
            (newest, _) => newest.is_some(),
        };
        if is_new {
            self.ask(desk);
        }
        self.narrow(desk);
    }
    fn place(&self) -> Option<(String, String, String)> {
        Some(("alike".to_owned(), String::new(), String::new()))
    }
    fn draw(&self, desk: &Desk, area: Rect, canvas: &mut Canvas) {
        self.draw_all(desk, area, canvas);
    }
}
