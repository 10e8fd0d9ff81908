//! "Act on this person": what is decided about one person, asked in a small pop-up, and put into the plan.
//!
//! A decision is a group of the plan: somebody who stays outside for the same reason joins the group there is.

mod decide;

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::ask::popup;
use super::{Go, Screen};
use crate::app::{Action, Desk, Scope};
use crate::plan::{CaseKind, Decision, ExclusionModel, Plan};
use crate::widgets::{Canvas, Line, State, Window};
use crate::wording::{count, plural};
pub(super) use decide::holds;
use decide::{exclude, executive, kinds, new_group, open_case, staying_outside};

/// What is being asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Asks {
    What,
    How,
    Reason(ExclusionModel),
    /// Nothing more: it is done at once.
    Executive,
    CaseKind,
    Note,
}

/// What can be decided, in the order offered.
const OFFERED: [(Asks, &str); 4] = [
    (Asks::How, "Stays outside, with a reason"),
    (Asks::Executive, "Executive: is contacted personally"),
    (Asks::CaseKind, "Open a special case: steps before the move"),
    (Asks::Note, "Write a note"),
];

/// The pop-up.
pub(super) struct Act {
    email: String,
    /// The name, or the address where no list has one.
    who: String,
    asks: Asks,
    /// What it began with: Esc there closes it.
    first: Asks,
    window: Window,
    line: Line,
}

impl Act {
    /// Asks what to decide about a person.
    pub(super) fn new(email: String, desk: &Desk) -> Act {
        let named = desk.measured.as_ref().and_then(|measured| {
            let person = measured.roster.person(measured.roster.find(&email)?);
            Some(person.name().into_owned())
        });
        let who = named.filter(|name| !name.is_empty()).unwrap_or_else(|| email.clone());
        let first = Asks::What;
        Act { email, who, asks: first, first, window: Window::default(), line: Line::default() }
    }

    /// Asks how a person stays outside.
    pub(super) fn exclude(email: String, desk: &Desk) -> Act {
        Act { asks: Asks::How, first: Asks::How, ..Act::new(email, desk) }
    }

    fn ask(&mut self, asks: Asks) -> Go {
        self.asks = asks;
        self.window = Window::default();
        self.line = Line::default();
        Go::Stay
    }

    fn title(&self) -> &'static str {
        match self.asks {
            Asks::What | Asks::Executive => "Act on this person",
            Asks::How | Asks::Reason(_) => "Stays outside",
            Asks::CaseKind => "Open a special case",
            Asks::Note => "Write a note",
        }
    }

    fn question(&self) -> &'static str {
        match self.asks {
            Asks::What | Asks::Executive => "What is decided?",
            Asks::How => "How do they work with you while they stay outside?",
            Asks::Reason(_) => "Why? One sentence; it is shown beside the rate.",
            Asks::CaseKind => "What makes it special? The steps follow from it.",
            Asks::Note => "What is worth remembering?",
        }
    }

    /// Returns what can be picked now; nothing where a line is typed.
    fn picks(&self, plan: &Plan) -> Vec<String> {
        match self.asks {
            Asks::What => OFFERED.iter().map(|(_, label)| (*label).to_owned()).collect(),
            Asks::How => {
                let joined = staying_outside(plan).map(|group| {
                    let people = plural(count(group.people.len()), "person", "people");
                    format!("with the group “{}”: {people}", group.title)
                });
                joined.chain(ExclusionModel::ALL.iter().map(|model| model.label().to_owned())).collect()
            }
            Asks::CaseKind => kinds().map(|kind| kind.label().to_owned()).collect(),
            Asks::Executive | Asks::Reason(_) | Asks::Note => Vec::new(),
        }
    }

    fn is_typed(&self) -> bool {
        matches!(self.asks, Asks::Reason(_) | Asks::Note)
    }

    fn taken(&mut self, desk: &mut Desk) -> Go {
        let chosen = self.window.chosen();
        match self.asks {
            Asks::What => match OFFERED.get(chosen) {
                Some((Asks::Executive, _)) => self.executive(desk),
                Some((asks, _)) => self.ask(*asks),
                None => Go::Stay,
            },
            Asks::Executive => self.executive(desk),
            Asks::How => {
                let groups: Vec<String> =
                    staying_outside(desk.plan()).map(|group| group.id.clone()).collect();
                match (groups.get(chosen), chosen.checked_sub(groups.len())) {
                    (Some(id), _) => self.join(&id.clone(), desk),
                    (None, Some(n)) => {
                        self.ask(Asks::Reason(ExclusionModel::ALL.get(n).copied().unwrap_or_default()))
                    }
                    (None, None) => Go::Stay,
                }
            }
            Asks::CaseKind => match kinds().nth(chosen) {
                Some(kind) => self.open_case(kind, desk),
                None => Go::Stay,
            },
            Asks::Reason(model) => self.exclude_because(model, desk),
            Asks::Note => self.note(desk),
        }
    }

    /// Says why nothing more is to be decided when the person stays outside already.
    fn is_outside_already(&self, desk: &mut Desk) -> bool {
        let group = staying_outside(desk.plan()).find(|group| holds(group, &self.email));
        let Some(title) = group.map(|group| group.title.clone()) else { return false };
        desk.say(
            State::Attention,
            format!(
                "{} stays outside already, with “{title}”. Change it under Decisions about people.",
                self.who
            ),
        );
        true
    }

    fn join(&self, id: &str, desk: &mut Desk) -> Go {
        if !self.is_outside_already(desk) {
            let email = self.email.clone();
            let title = desk.edit(&format!("{} stays outside", self.who), |plan| {
                let group = plan.groups.iter_mut().find(|group| group.id == id)?;
                group.people.push(email);
                Some(group.title.clone())
            });
            if let Some(title) = title {
                desk.say(
                    State::Good,
                    format!("{} stays outside now, with “{title}”. u takes it back.", self.who),
                );
            }
        }
        Go::Back
    }

    fn exclude_because(&self, model: ExclusionModel, desk: &mut Desk) -> Go {
        let reason = self.line.text().trim().to_owned();
        if reason.is_empty() {
            desk.say(
                State::Attention,
                "A reason is needed, for example: trainer with an account of her own.",
            );
            return Go::Stay;
        }
        if !self.is_outside_already(desk) {
            let what = format!("{} stays outside", self.who);
            let title = desk.edit(&what, |plan| Some(exclude(plan, &self.email, model, &reason)));
            if let Some(title) = title {
                desk.say(
                    State::Good,
                    format!("{} stays outside now, with the group “{title}”. u takes it back.", self.who),
                );
            }
        }
        Go::Back
    }

    fn executive(&self, desk: &mut Desk) -> Go {
        let is_new = desk.edit(&format!("{} is an executive", self.who), |plan| executive(plan, &self.email));
        if is_new {
            desk.say(
                State::Good,
                format!("{} is an executive now: contact in person. u takes it back.", self.who),
            );
        } else if desk.notice.is_none() {
            desk.say(State::Attention, format!("{} is marked as an executive already.", self.who));
        }
        Go::Back
    }

    fn open_case(&self, kind: CaseKind, desk: &mut Desk) -> Go {
        let today = desk.today;
        let what = format!("special case for {}", self.who);
        let opened = desk.edit(&what, |plan| open_case(plan, (&self.email, &self.who), kind, today));
        if opened.is_some() {
            desk.say(
                State::Good,
                format!(
                    "A case was opened: {}. {} joins no wave until it is closed.",
                    kind.label(),
                    self.who
                ),
            );
        }
        Go::Back
    }

    fn note(&self, desk: &mut Desk) -> Go {
        let note = self.line.text().trim().to_owned();
        if note.is_empty() {
            desk.say(State::Attention, "Write what is worth remembering, or press Esc.");
            return Go::Stay;
        }
        let title = format!("Note on {}", self.who);
        let kept = desk.edit(&title.to_lowercase(), |plan| {
            new_group(plan, Decision::Note, &self.email).map(|group| {
                group.title.clone_from(&title);
                group.note = note;
            })
        });
        if kept.is_some() {
            desk.say(State::Good, "The note is kept under Decisions about people. u takes it back.");
        }
        Go::Back
    }
}

impl Screen for Act {
    fn title(&self, _desk: &Desk) -> String {
        Act::title(self).to_owned()
    }
    fn about(&self) -> &'static str {
        "What is decided about this person. It becomes a part of the plan, and u takes it back."
    }
    fn scopes(&self, _desk: &Desk) -> Vec<Scope> {
        if self.is_typed() { vec![Scope::Answering, Scope::Typing] } else { vec![Scope::Picking] }
    }
    fn act(&mut self, action: Action, desk: &mut Desk) -> Go {
        let len = self.picks(desk.plan()).len();
        match action {
            Action::Open => self.taken(desk),
            Action::Edit(edit) => {
                self.line.edit(edit);
                Go::Stay
            }
            Action::Back if self.asks != self.first => match self.asks {
                Asks::Reason(_) => self.ask(Asks::How),
                _ => self.ask(self.first),
            },
            Action::Back | Action::Help | Action::Quit | Action::Interrupt => Go::Pass,
            action => {
                self.window.act(action, len, len);
                Go::Stay
            }
        }
    }
    fn letter(&mut self, letter: char, _desk: &mut Desk) -> Go {
        if self.is_typed() {
            self.line.letter(letter);
        }
        Go::Stay
    }
    fn draw(&self, desk: &Desk, area: Rect, canvas: &mut Canvas) {
        let picks = self.picks(desk.plan());
        let height = u16::try_from(picks.len().max(1)).unwrap_or(u16::MAX).saturating_add(5);
        let inner = popup(area, (area.width.min(70), height), Act::title(self), canvas);
        let (heading, focus) = (canvas.theme.heading(), canvas.theme.focus());
        let shown =
            if self.who == self.email { self.email.clone() } else { format!("{}  {}", self.who, self.email) };
        canvas.put(inner, (0, 0), &shown, heading);
        canvas.put(inner, (0, 1), self.question(), Style::new());
        if self.is_typed() {
            self.line.draw(canvas, inner, (0, 2), focus);
        }
        let visible = self.window.visible(picks.len(), usize::from(inner.height.saturating_sub(2)));
        for (row, n) in (2..inner.height).zip(visible) {
            let here = n == self.window.chosen();
            if here {
                canvas.put(inner, (0, row), canvas.theme.pointer(), focus);
                canvas.point(inner, (0, row));
            }
            canvas.put(inner, (2, row), &picks[n], if here { focus } else { Style::new() });
        }
    }
    fn is_popup(&self) -> bool {
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ANA: &str = "ana@northwind.example";
    const BISI: &str = "bisi@northwind.example";

    #[test]
    fn who_stays_outside_for_the_same_reason_joins_the_same_group() {
        let mut plan = Plan::default();
        exclude(&mut plan, ANA, ExclusionModel::ExternalHost, "External trainers.");
        let title = exclude(&mut plan, BISI, ExclusionModel::ExternalHost, "external trainers.");
        assert_eq!((plan.groups.len(), title.as_str()), (1, "External trainers"));
        assert_eq!(plan.groups[0].people, [ANA, BISI]);
        exclude(&mut plan, BISI, ExclusionModel::AliasUser, "External trainers.");
        assert_eq!(plan.groups.len(), 2, "another way of working is another group");
    }

    #[test]
    fn nobody_becomes_an_executive_twice() {
        let mut plan = Plan::default();
        assert!(executive(&mut plan, ANA) && executive(&mut plan, BISI));
        assert!(!executive(&mut plan, "Ana@Northwind.example"));
        assert_eq!((plan.groups.len(), plan.groups[0].people.len()), (1, 2));
    }

    #[test]
    fn a_case_is_open_from_today_and_names_the_person() {
        let mut plan = Plan::default();
        let today: crate::plan::Day = "2026-11-21".parse().unwrap();
        let id = open_case(&mut plan, (ANA, "Ana Pauli"), CaseKind::Phone, today).unwrap();
        let case = plan.cases.iter().find(|case| case.id == id).unwrap();
        assert!(case.is_open());
        assert_eq!(
            (case.title.as_str(), &case.people[..], case.opened_on),
            ("Ana Pauli", &[ANA.to_owned()][..], Some(today))
        );
    }
}
