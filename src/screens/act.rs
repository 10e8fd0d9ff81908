//! What is decided about one person or about a selection, asked in a small pop-up, and put into the plan.
//!
//! A decision is a group, a case or a wave of the plan (see [`crate::app::decide`]). About one person it is done at once;
//! about a selection a job works out what it comes to, and that is told before it is done (`review`). `asks` is what is
//! asked, with its answers.

mod asks;
mod review;

use std::sync::Arc;

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::ask::popup;
use super::{Go, Screen};
use crate::app::{Action, Decided, Desk, JobId, Outcome, Proposal, Reviewed, Scope, decide};
use crate::progress::{PeopleSet, Roster};
use crate::widgets::{Canvas, Line, State, Window, wrap};
use crate::wording::{count, plural};
use asks::Asks;

/// About whom something is decided.
enum Whom {
    /// One person, by address.
    One(String),
    /// Those selected in a roster.
    Selected(Arc<Roster>, Arc<PeopleSet>),
}

/// What a decision about a selection comes to, as far as it is known.
enum Review {
    None,
    /// A job works it out.
    Working(Decided, JobId),
    /// It is told, and can be done.
    Ready(Decided, Box<Reviewed>),
}

/// The pop-up.
pub(super) struct Act {
    whom: Whom,
    /// The name, the address where no list has one, or how many they are.
    who: String,
    asks: Asks,
    /// What it began with: Esc there closes it.
    first: Asks,
    window: Window,
    /// The rows that led here, the first one first: Esc leads back to them.
    came_by: Vec<usize>,
    line: Line,
    review: Review,
}

impl Act {
    /// Asks what to decide about a person.
    pub(super) fn new(email: String, desk: &Desk) -> Act {
        let named = desk.measured.as_ref().and_then(|measured| {
            let person = measured.roster.person(measured.roster.find(&email)?);
            Some(person.name().into_owned())
        });
        let who = named.filter(|name| !name.is_empty()).unwrap_or_else(|| email.clone());
        Act::about(Whom::One(email), who)
    }

    /// Asks what to decide about the selected people.
    pub(super) fn on_selected(roster: Arc<Roster>, people: Arc<PeopleSet>) -> Act {
        let who = plural(count(people.len()), "person", "people");
        Act::about(Whom::Selected(roster, people), who)
    }

    /// Asks how they stay outside.
    pub(super) fn excluding(self) -> Act {
        Act { asks: Asks::How, first: Asks::How, ..self }
    }

    fn about(whom: Whom, who: String) -> Act {
        let (window, line) = (Window::default(), Line::default());
        let (came_by, review) = (Vec::new(), Review::None);
        Act { whom, who, asks: Asks::What, first: Asks::What, window, came_by, line, review }
    }

    fn ask(&mut self, asks: Asks) -> Go {
        self.asks = asks;
        self.window = Window::default();
        self.line = Line::default();
        self.review = Review::None;
        Go::Stay
    }

    fn taken(&mut self, desk: &mut Desk) -> Go {
        match &self.review {
            Review::None => {}
            Review::Working(..) => return Go::Stay,
            Review::Ready(..) => return self.confirmed(desk),
        }
        if self.asks.is_typed() {
            let typed = self.line.text().trim().to_owned();
            return match (self.asks, typed.is_empty()) {
                (Asks::Reason(model), false) => self.decided(Decided::Exclude(model, typed), desk),
                (_, false) => self.decided(Decided::Note(typed), desk),
                (Asks::Reason(_), true) => {
                    desk.say(
                        State::Attention,
                        "A reason is needed, for example: trainer with an account of her own.",
                    );
                    Go::Stay
                }
                (_, true) => {
                    desk.say(State::Attention, "Write what is worth remembering, or press Esc.");
                    Go::Stay
                }
            };
        }
        let mut picks = self.asks.picks(desk.plan(), self.email());
        if self.window.chosen() >= picks.len() {
            return Go::Stay;
        }
        match picks.swap_remove(self.window.chosen()).leads {
            asks::Leads::Further(asks) => {
                self.came_by.push(self.window.chosen());
                self.ask(asks)
            }
            asks::Leads::Decided(what) => self.decided(what, desk),
        }
    }

    fn email(&self) -> Option<&str> {
        match &self.whom {
            Whom::One(email) => Some(email),
            Whom::Selected(..) => None,
        }
    }

    /// Does it for one person; for a selection what it comes to is worked out first.
    fn decided(&mut self, what: Decided, desk: &mut Desk) -> Go {
        match &self.whom {
            Whom::One(email) => {
                let (people, today) = (vec![email.clone()], desk.today);
                let undo = review::undo(&what, &self.who);
                let told = desk.edit(&undo, |plan| Some(decide(plan, (people, &self.who), &what, today)));
                if let Some(told) = told {
                    let state = if told.changed > 0 { State::Good } else { State::Attention };
                    desk.say(state, review::done(&what, &self.who, &told));
                }
                Go::Back
            }
            Whom::Selected(roster, people) => {
                if let Some(why) = desk.read_only() {
                    let says = format!("Nothing was changed. {why}");
                    desk.say(State::Attention, says);
                    return Go::Back;
                }
                let proposal = Proposal {
                    plan: Arc::clone(desk.plan()),
                    roster: Arc::clone(roster),
                    people: Arc::clone(people),
                    what: what.clone(),
                    today: desk.today,
                };
                let job = desk.start("", crate::app::Job::Review(Box::new(proposal)));
                self.review = Review::Working(what, job);
                Go::Stay
            }
        }
    }

    /// Does what was told, or nothing when that was chosen. A plan that changed meanwhile is reviewed again.
    fn confirmed(&mut self, desk: &mut Desk) -> Go {
        let Review::Ready(what, reviewed) = std::mem::replace(&mut self.review, Review::None) else {
            return Go::Stay;
        };
        if reviewed.told.changed == 0
            || review::answer(&reviewed, self.window.chosen()) == review::Answer::Nothing
        {
            return Go::Back;
        }
        if !Arc::ptr_eq(&reviewed.before, desk.plan()) {
            return self.decided(what, desk);
        }
        let who = plural(reviewed.told.changed, "person", "people");
        let says = review::done(&what, &who, &reviewed.told);
        if let Some(open) = &mut desk.open {
            open.document.replace(&review::undo(&what, &who), reviewed.plan);
            desk.say(State::Good, says);
        }
        Go::Back
    }

    fn give_up(&mut self, desk: &mut Desk) {
        if let Review::Working(_, job) = self.review {
            desk.cancel(job);
        }
        self.review = Review::None;
    }

    fn back(&mut self, desk: &mut Desk) -> Go {
        let is_reviewing = !matches!(self.review, Review::None);
        self.give_up(desk);
        match self.asks.before(self.first) {
            // What was typed stays when the review is left.
            _ if is_reviewing => Go::Stay,
            Some(before) => {
                let row = self.came_by.pop().unwrap_or(0);
                let go = self.ask(before);
                self.window.choose(row);
                go
            }
            None => Go::Pass,
        }
    }

    fn draw_review(&self, inner: Rect, canvas: &mut Canvas) {
        let (what, reviewed) = match &self.review {
            Review::None => return,
            Review::Working(..) => {
                canvas.put(inner, (0, 2), "Looking at them… Esc stops.", Style::new());
                return;
            }
            Review::Ready(what, reviewed) => (what, reviewed),
        };
        let says = review::says(what, &self.who, reviewed);
        let row = 2 + canvas.paragraph(inner, 2, &says, Style::new()) + 1;
        let focus = canvas.theme.focus();
        for (row, (n, label)) in (row..inner.height).zip(review::answers(reviewed).iter().enumerate()) {
            let here = n == self.window.chosen();
            if here {
                canvas.put(inner, (0, row), canvas.theme.pointer(), focus);
                canvas.point(inner, (0, row));
            }
            canvas.put(inner, (2, row), label, if here { focus } else { Style::new() });
        }
    }
}

impl Screen for Act {
    fn title(&self, _desk: &Desk) -> String {
        self.asks.title().to_owned()
    }
    fn about(&self) -> &'static str {
        "What is decided about one person, or about those who are selected. It becomes a part of the plan, and u takes \
         it back."
    }
    fn scopes(&self, _desk: &Desk) -> Vec<Scope> {
        match self.review {
            Review::None if self.asks.is_typed() => vec![Scope::Answering, Scope::Typing],
            _ => vec![Scope::Picking],
        }
    }
    fn act(&mut self, action: Action, desk: &mut Desk) -> Go {
        match action {
            Action::Open => self.taken(desk),
            Action::Edit(edit) => {
                self.line.edit(edit);
                Go::Stay
            }
            Action::Back => self.back(desk),
            Action::Help | Action::Quit | Action::Interrupt => Go::Pass,
            action => {
                let len = match &self.review {
                    Review::Ready(_, reviewed) => review::answers(reviewed).len(),
                    _ => self.asks.picks(desk.plan(), self.email()).len(),
                };
                self.window.act(action, len, len);
                Go::Stay
            }
        }
    }
    fn letter(&mut self, letter: char, _desk: &mut Desk) -> Go {
        if self.asks.is_typed() && matches!(self.review, Review::None) {
            self.line.letter(letter);
        }
        Go::Stay
    }
    fn told(&mut self, job: JobId, outcome: &Outcome, _desk: &mut Desk) -> Go {
        match (std::mem::replace(&mut self.review, Review::None), outcome) {
            (Review::Working(what, asked), Outcome::Reviewed(reviewed)) if asked == job => {
                self.review = Review::Ready(what, reviewed.clone());
                self.window = Window::default();
                Go::Stay
            }
            (Review::Working(_, asked), _) if asked == job => Go::Stay,
            (review, _) => {
                self.review = review;
                Go::Pass
            }
        }
    }
    fn leave(&mut self, desk: &mut Desk) {
        if matches!(self.review, Review::Working(..)) {
            self.give_up(desk);
        }
    }
    fn draw(&self, desk: &Desk, area: Rect, canvas: &mut Canvas) {
        let picks = self.asks.picks(desk.plan(), self.email());
        let room = usize::from(area.width.min(70).saturating_sub(4));
        let needed = match &self.review {
            Review::Ready(what, reviewed) => {
                wrap(&review::says(what, &self.who, reviewed), room).len()
                    + review::answers(reviewed).len()
                    + 1
            }
            _ => picks.len().max(1),
        };
        let height = u16::try_from(needed).unwrap_or(u16::MAX).saturating_add(5);
        let inner = popup(area, (area.width.min(70), height), self.asks.title(), canvas);
        let (heading, focus) = (canvas.theme.heading(), canvas.theme.focus());
        let shown = match self.email() {
            Some(email) if self.who != email => format!("{}  {email}", self.who),
            _ => self.who.clone(),
        };
        canvas.put(inner, (0, 0), &shown, heading);
        if !matches!(self.review, Review::None) {
            return self.draw_review(inner, canvas);
        }
        canvas.put(inner, (0, 1), self.asks.question(), Style::new());
        if self.asks.is_typed() {
            self.line.draw(canvas, inner, (0, 2), focus);
        }
        let visible = self.window.visible(picks.len(), usize::from(inner.height.saturating_sub(2)));
        for (row, n) in (2..inner.height).zip(visible) {
            let here = n == self.window.chosen();
            if here {
                canvas.put(inner, (0, row), canvas.theme.pointer(), focus);
                canvas.point(inner, (0, row));
            }
            canvas.put(inner, (2, row), &picks[n].label, if here { focus } else { Style::new() });
        }
    }
    fn is_popup(&self) -> bool {
        true
    }
}
