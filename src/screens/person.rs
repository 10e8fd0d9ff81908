//! Everything known of one person: what they are now and why, what else is worth knowing, and where it stands.

mod card;
mod story;

use ratatui::layout::Rect;
use ratatui::style::Style;

use card::Card;

use super::act::Act;
use super::people::Among;
use super::{Go, Screen};
use crate::app::{Action, Desk, Scope, holds};
use crate::lists::{Field, email};
use crate::plan::{Day, Decision, ListKind, Place, Plan, Same};
use crate::progress::{self, Mark, Progress, Standing};
use crate::untrusted::clean;
use crate::widgets::{Canvas, State, Window, wrap};
use crate::wording::{day, plural};

/// How a line is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Look {
    Plain,
    Heading,
    Marked(State),
}

/// One thing that is said, and the answer of the plan it leads to.
struct Said {
    text: String,
    look: Look,
    to: Option<Place>,
}

/// What is known of one person.
pub(super) struct Person {
    email: String,
    said: Vec<Said>,
    window: Window,
    /// The rows it was opened from.
    among: Option<Among>,
}

impl Person {
    /// Makes the page of the person with this address.
    pub(super) fn new(email: String, desk: &Desk) -> Person {
        let said = everything(&email, desk);
        Person { email, said, window: Window::default(), among: None }
    }

    /// Makes the page of a person of the table, from which the next one is a key away.
    pub(super) fn among(email: String, among: Among, desk: &Desk) -> Person {
        Person { among: Some(among), ..Person::new(email, desk) }
    }

    fn go(&mut self, action: Action, desk: &mut Desk) -> Go {
        let Some(among) = &mut self.among else { return Go::Stay };
        match among.go(action == Action::NextPerson) {
            Some(email) => {
                self.said = everything(&email, desk);
                self.email = email;
                self.window = Window::default();
            }
            None => desk.say(State::Quiet, "There is nobody further in this direction."),
        }
        Go::Stay
    }

    /// Returns the lines broken to a width, each with the number of what it belongs to.
    fn lines(&self, cells: usize) -> Vec<(usize, String)> {
        let lines = |(n, said): (usize, &Said)| {
            let indent = if said.look == Look::Heading { 0 } else { 2 };
            let text = clean(&said.text).into_owned();
            let room = cells.saturating_sub(indent + 2);
            wrap(&text, room).into_iter().map(move |line| (n, format!("{}{line}", " ".repeat(indent))))
        };
        self.said.iter().enumerate().flat_map(lines).collect()
    }

    fn height(desk: &Desk) -> usize {
        usize::from(desk.size.1).saturating_sub(4)
    }
}

impl Screen for Person {
    fn title(&self, _desk: &Desk) -> String {
        match &self.among {
            Some(among) => format!("{} ({})", self.email, among.says()),
            None => self.email.clone(),
        }
    }
    fn about(&self) -> &'static str {
        "Everything the lists and the plan say of one person. a decides something about them, m says what moving means \
         for them; Enter on a case, a decision or a list opens it."
    }
    fn scopes(&self, _desk: &Desk) -> Vec<Scope> {
        vec![Scope::Record, Scope::Person, Scope::Rows, Scope::Browsing]
    }
    fn act(&mut self, action: Action, desk: &mut Desk) -> Go {
        match action {
            Action::Act => Go::To(Box::new(Act::new(self.email.clone(), desk))),
            Action::Exclude => Go::To(Box::new(Act::new(self.email.clone(), desk).excluding())),
            Action::Impact => Go::To(Box::new(Card::of(&self.email, desk))),
            Action::NextPerson | Action::PersonBefore => self.go(action, desk),
            Action::Open => {
                let to = self.said.get(self.window.chosen()).and_then(|said| said.to.clone());
                to.map_or(Go::Stay, Go::Place)
            }
            action if self.window.act(action, self.said.len(), Person::height(desk)) => Go::Stay,
            _ => Go::Pass,
        }
    }
    fn refresh(&mut self, desk: &mut Desk) {
        self.said = everything(&self.email, desk);
        self.window.choose(self.window.chosen().min(self.said.len().saturating_sub(1)));
    }
    fn draw(&self, _desk: &Desk, area: Rect, canvas: &mut Canvas) {
        let lines = self.lines(usize::from(area.width));
        let chosen = self.window.chosen();
        let last = lines.iter().rposition(|(n, _)| *n <= chosen).unwrap_or(0);
        let top = (last + 1).saturating_sub(usize::from(area.height));
        for (row, (n, line)) in (0..area.height).zip(lines.iter().skip(top)) {
            let style = match self.said[*n].look {
                _ if *n == chosen => canvas.theme.focus(),
                Look::Plain => Style::new(),
                Look::Heading => canvas.theme.heading(),
                Look::Marked(state) => canvas.theme.state(state),
            };
            let is_first = lines.iter().skip(top).position(|(other, _)| other == n) == Some(usize::from(row));
            if *n == chosen && is_first {
                canvas.put(area, (0, row), canvas.theme.pointer(), style);
                canvas.point(area, (0, row));
            }
            canvas.put(area, (2, row), line, style);
        }
    }
}

fn everything(email: &str, desk: &Desk) -> Vec<Said> {
    let mut page = Page { said: Vec::new(), plan: desk.plan(), progress: desk.progress(), today: desk.today };
    let found = desk.measured.as_ref().and_then(|measured| {
        let id = measured.roster.find(email)?;
        Some(measured.roster.person(id))
    });
    match found {
        Some(person) => page.person(&person),
        None => page.say(Look::Plain, "No list and no decision names this address any more."),
    }
    page.said
}

/// What is being written, and what it is written from.
struct Page<'d> {
    said: Vec<Said>,
    plan: &'d Plan,
    progress: &'d Progress,
    today: Day,
}

impl Page<'_> {
    fn say(&mut self, look: Look, text: impl Into<String>) {
        self.said.push(Said { text: text.into(), look, to: None });
    }

    fn lead(&mut self, look: Look, text: String, to: Place) {
        self.said.push(Said { text, look, to: Some(to) });
    }

    fn person(&mut self, person: &progress::Person<'_>) {
        let name = person.name();
        self.say(Look::Heading, if name.is_empty() { person.email().to_owned() } else { name.into_owned() });
        let standing = person.standing();
        let state = match standing {
            Standing::Consolidated | Standing::Native | Standing::Gone => State::Good,
            Standing::Invited | Standing::Outstanding => State::Attention,
            Standing::Excluded | Standing::Unknown => State::Quiet,
        };
        let is_counted_elsewhere = person.counted_under().is_some_and(|under| under != person.id());
        let label = if is_counted_elsewhere && standing == Standing::Excluded {
            "another address: counted once, under the one that is further in".to_owned()
        } else {
            format!("{}: {}", standing.word(), standing.label())
        };
        self.say(Look::Marked(state), label);
        let why = self.why(person);
        self.say(Look::Plain, why);
        self.next_step(person);
        self.addresses(person);
        self.marks(person);
        self.messages(person);
        self.cases(person);
        self.groups(person);
        self.differences(person);
        self.history(person);
        self.lists(person);
    }

    /// Says in a sentence why the person is what they are.
    fn why(&self, person: &progress::Person<'_>) -> String {
        let seen = |kind| self.seen(person, kind);
        let outside = seen(ListKind::Outside).or_else(|| self.seen_elsewhere(person)).unwrap_or_default();
        match person.standing() {
            Standing::Excluded => match person.counted_under().filter(|under| *under != person.id()) {
                Some(under) => format!(
                    "Is another address of {}, who is counted there, once. You confirmed it.",
                    person.roster().person(under).email()
                ),
                None => self.why_excluded(person.email()),
            },
            Standing::Consolidated => {
                let member = seen(ListKind::Members).unwrap_or_default();
                format!("Was outside, by {outside}, and is a member now, by {member}.")
            }
            Standing::Invited => {
                let list = seen(ListKind::Pending).or_else(|| seen(ListKind::Members)).unwrap_or_default();
                let left = match person.invitation_days_left(self.today) {
                    Some(left @ 0..) => {
                        let days = plural(u32::try_from(left).unwrap_or(0), "day", "days");
                        format!(" At most {days} are left until the invitation runs out.")
                    }
                    Some(_) => " By its age the invitation has run out: import newer lists.".to_owned(),
                    None => String::new(),
                };
                format!("Was outside, by {outside}, and has an open invitation, by {list}.{left}")
            }
            Standing::Gone => format!(
                "Was outside, by {outside}. The newest list from the same place no longer has the address: it was \
                 changed, or the account was closed."
            ),
            Standing::Outstanding => {
                format!("Is outside, by {outside}, and in no list of members or invitations that counts now.")
            }
            Standing::Native => {
                let member = seen(ListKind::Members).unwrap_or_default();
                format!("Is a member, by {member}, and was never in a list of people outside.")
            }
            Standing::Unknown => match seen(ListKind::Directory).or_else(|| seen(ListKind::Special)) {
                Some(list) => format!("Is in {list}, and in no list from Zoom that counts now."),
                None => "Is in no list that counts now. The plan names the address, or an older list did."
                    .to_owned(),
            },
        }
    }

    fn why_excluded(&self, email: &str) -> String {
        let groups = self.plan.groups.iter().filter(|group| group.decision == Decision::Excluded);
        match groups.into_iter().find(|group| holds(group, email)) {
            Some(group) if group.reason.is_empty() => {
                format!("Stays outside with the group “{}”. No reason is given there yet.", group.title)
            }
            Some(group) => {
                let reason = group.reason.trim_end_matches('.');
                format!(
                    "Stays outside with the group “{}”: {reason}. How: {}.",
                    group.title,
                    group.model.label()
                )
            }
            None => "The plan kept this person outside; the totals are being measured again.".to_owned(),
        }
    }

    /// Returns the most believed list of a kind that names the person, in words.
    fn seen(&self, person: &progress::Person<'_>, kind: ListKind) -> Option<String> {
        let (id, _, line) = person.sources().find(|(_, known, _)| *known == kind)?;
        Some(format!("{}, line {line}", self.list_in_words(id, kind)))
    }

    /// Returns under which other address of the person a list of people outside names them, in words.
    fn seen_elsewhere(&self, person: &progress::Person<'_>) -> Option<String> {
        person.other_addresses().into_iter().find_map(|other| {
            let other = person.roster().person(other);
            let list = self.seen(&other, ListKind::Outside)?;
            Some(format!("{list} under the address {}", other.email()))
        })
    }

    fn list_in_words(&self, id: &str, kind: ListKind) -> String {
        let record = self.plan.lists.iter().find(|record| record.id == id);
        let of = record.and_then(|record| record.as_of);
        let dated = of.map(|of| format!(" of {}", day(of, self.today))).unwrap_or_default();
        let label = record.map(|record| format!(" “{}”", record.label)).unwrap_or_default();
        format!("the {} list{label}{dated}", kind.word())
    }

    /// Says under which other addresses the person is known, as confirmed or by a directory.
    fn addresses(&mut self, person: &progress::Person<'_>) {
        let email = |id| person.roster().person(id).email().to_owned();
        let place = |address: &str| {
            let holds = |line: &&String| {
                Same::pair(line).is_some_and(|(old, current)| {
                    [old, current].iter().any(|known| known.eq_ignore_ascii_case(address))
                })
            };
            let entry = self.plan.same.iter().find(|entry| entry.pairs.iter().any(|line| holds(&line)));
            entry.map(|entry| Place::new("same", &entry.id, "pairs"))
        };
        let to = place(person.email());
        let others: Vec<String> = person.other_addresses().into_iter().map(email).collect();
        if others.is_empty() {
            if let Some(of) = person.alias_of().map(email) {
                let text =
                    format!("The directory lists this as a further address of {of}. Press = to decide.");
                self.said.push(Said { text, look: Look::Plain, to: None });
            }
            return;
        }
        let text = format!("The same person, as confirmed: {}", others.join(", "));
        self.said.push(Said { text, look: Look::Plain, to });
    }

    fn marks(&mut self, person: &progress::Person<'_>) {
        let is_said = |mark: &Mark| *mark == Mark::Pending && person.standing() == Standing::Invited;
        for mark in person.marks().iter().filter(|mark| !is_said(mark)) {
            let (look, to) = match mark {
                Mark::Held
                | Mark::OpenCase
                | Mark::Paid
                | Mark::InvitationExpired
                | Mark::InvitationUnclear
                | Mark::Leaver
                | Mark::OffDomains => (Look::Marked(State::Attention), None),
                Mark::InWave => (Look::Plain, person.wave().map(|wave| Place::new("waves", wave, ""))),
                _ => (Look::Plain, None),
            };
            let wave = person.wave().filter(|_| mark == Mark::InWave).map(|id| self.wave_in_words(id));
            let of = wave.map(|wave| format!(": {wave}")).unwrap_or_default();
            self.said.push(Said { text: format!("{}: {}{of}", mark.word(), mark.label()), look, to });
        }
    }

    fn wave_in_words(&self, id: &str) -> String {
        let wave = self.plan.waves.iter().find(|wave| wave.id == id && !wave.title.is_empty());
        wave.map_or_else(|| id.to_owned(), |wave| format!("“{}”", wave.title))
    }

    fn cases(&mut self, person: &progress::Person<'_>) {
        let ids = person.cases();
        let plan = self.plan;
        let cases =
            plan.cases.iter().filter(|case| ids.contains(&case.id.as_str()) || names(&case.people, person));
        for (n, case) in cases.enumerate() {
            if n == 0 {
                self.say(Look::Plain, "");
                self.say(Look::Heading, "Special cases");
            }
            let (look, state) = match (case.closed_on, case.due_on) {
                (Some(on), _) => (Look::Plain, format!("closed on {}", day(on, self.today))),
                (None, Some(due)) => {
                    (Look::Marked(State::Attention), format!("open, due {}", day(due, self.today)))
                }
                (None, None) => (Look::Marked(State::Attention), "open".to_owned()),
            };
            let text = format!("{}: {} ({state})", case.kind.label(), case.title);
            self.lead(look, text, Place::new("cases", &case.id, "steps"));
        }
    }

    fn groups(&mut self, person: &progress::Person<'_>) {
        let plan = self.plan;
        for (n, group) in plan.groups.iter().filter(|group| holds(group, person.email())).enumerate() {
            if n == 0 {
                self.say(Look::Plain, "");
                self.say(Look::Heading, "Decisions");
            }
            let is_new = |text: &&String| !text.is_empty() && text.trim_end_matches('.') != group.title;
            let why = [&group.reason, &group.note].into_iter().find(is_new);
            let why = why.map(|why| format!(". {why}")).unwrap_or_default();
            let text = format!("{}: {}{why}", group.title, group.decision.label());
            self.lead(Look::Plain, text, Place::new("groups", &group.id, "title"));
        }
    }

    fn lists(&mut self, person: &progress::Person<'_>) {
        for ((id, kind, line), (_, row)) in person.sources().zip(person.rows()) {
            let state = self.progress.lists.iter().find(|list| list.id == id);
            let age = if state.is_some_and(|state| state.current) { "counts now" } else { "older" };
            self.say(Look::Plain, "");
            let list = self.list_in_words(id, kind);
            let list = list.strip_prefix("the ").unwrap_or(&list);
            self.lead(Look::Heading, format!("{list}, line {line}, {age}"), Place::new("lists", id, "label"));
            for (field, value) in row.known().filter(|(field, _)| *field != Field::Email) {
                self.say(Look::Plain, format!("{:<22}{value}", field.label()));
            }
        }
    }
}

fn names(people: &[String], person: &progress::Person<'_>) -> bool {
    people.iter().any(|address| email::is_same(address, person.email()))
}

#[cfg(test)]
mod tests;
