//! What follows from the lists about one person: the next step, where the lists differ, how it came about, and how often
//! they were written to.

use super::{Look, Page};
use crate::guide::guide;
use crate::lists::Field;
use crate::plan::{Day, ListKind, ListRecord, Place};
use crate::progress::{Filter, Kept, Mark, Person, Standing, ledger};
use crate::widgets::State;
use crate::wording::{and, day, plural};

/// How many lines of a history are told; the newest count.
const MOST: usize = 20;

/// What a change of is worth telling.
const TOLD: [Field; 6] =
    [Field::Status, Field::LicenseType, Field::DisplayName, Field::Department, Field::Role, Field::LoginType];

/// Returns a sentence as it goes on behind a colon.
fn begun_small(says: &str) -> String {
    let mut letters = says.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

impl Page<'_> {
    /// Says what is to be done next about this person.
    pub(super) fn next_step(&mut self, person: &Person<'_>) {
        let has = |mark| person.marks().contains(mark);
        let (text, to) = match person.standing() {
            Standing::Outstanding | Standing::Invited if has(Mark::Held) => {
                let ids = person.cases();
                let holding = self
                    .plan
                    .cases
                    .iter()
                    .find(|case| ids.contains(&case.id.as_str()) && ledger::holds_people(guide(), case, self.today));
                (
                    "Next: do the blocking steps of the special case. Until then the person joins no wave."
                        .to_owned(),
                    holding.map(|case| Place::new("cases", &case.id, "steps")),
                )
            }
            Standing::Outstanding | Standing::Invited if person.kept_back().is_some() => {
                (format!("Next: {}", begun_small(person.instead_of_inviting().unwrap_or_default())), None)
            }
            Standing::Outstanding if has(Mark::Leaver) => (
                "Next: find out whether this is still an employee. The directory does not know the address."
                    .to_owned(),
                None,
            ),
            Standing::Outstanding if has(Mark::InvitationExpired) => {
                ("Next: invite again. The invitation before came to nothing.".to_owned(), None)
            }
            Standing::Outstanding if has(Mark::InvitationUnclear) => (
                "Next: import a newer members list. The invitation is gone, and no list says what became of it."
                    .to_owned(),
                Some(Place::part("lists")),
            ),
            Standing::Outstanding => self.invite(person),
            Standing::Invited => match person.invitation_days_left(self.today) {
                Some(left) if left <= 7 => {
                    ("Next: remind the person. The invitation runs out soon.".to_owned(), None)
                }
                _ => ("Next: wait until the invitation is accepted, and remind once.".to_owned(), None),
            },
            Standing::Consolidated | Standing::Native if has(Mark::NoSso) => {
                ("Next: ask the person to sign in by SSO once, before it is enforced.".to_owned(), None)
            }
            Standing::Gone => (
                "Next: nothing, unless the person asks for meetings or recordings of the old account."
                    .to_owned(),
                None,
            ),
            Standing::Excluded | Standing::Consolidated | Standing::Native | Standing::Unknown => return,
        };
        match to {
            Some(to) => self.lead(Look::Plain, text, to),
            None => self.say(Look::Plain, text),
        }
    }

    fn invite(&self, person: &Person<'_>) -> (String, Option<Place>) {
        let singly = if person.marks().contains(Mark::Paid) {
            " one by one: bulk files leave paid plans out"
        } else {
            ""
        };
        match person.wave() {
            Some(id) => {
                let wave = self.plan.waves.iter().find(|wave| wave.id == id);
                let date = wave.and_then(|wave| wave.date).map(|on| format!(" on {}", day(on, self.today)));
                let title =
                    wave.map(|wave| wave.title.as_str()).filter(|title| !title.is_empty()).unwrap_or(id);
                let text =
                    format!("Next: invite with the wave “{title}”{}{singly}.", date.unwrap_or_default());
                (text, Some(Place::new("waves", id, "")))
            }
            None => (format!("Next: invite{singly}, or put the person in a wave with a."), None),
        }
    }

    /// Shows what current lists say differently, the most believed first.
    pub(super) fn differences(&mut self, person: &Person<'_>) {
        let mut is_first = true;
        for field in Field::ALL {
            let mut said: Vec<(&str, String)> = Vec::new();
            let rows = person.sources().zip(person.rows()).filter(|((id, ..), _)| self.is_current(id));
            for ((id, kind, line), (_, row)) in rows {
                let Some(value) = row.get(field).filter(|value| !value.is_empty()) else { continue };
                if is_of_the_list(field) || said.iter().any(|(known, _)| known.eq_ignore_ascii_case(value)) {
                    continue;
                }
                said.push((value, format!("{}, line {line}", self.list_in_words(id, kind))));
            }
            if said.len() < 2 {
                continue;
            }
            if std::mem::take(&mut is_first) {
                self.say(Look::Plain, "");
                self.say(Look::Heading, "Where lists differ (the first is believed)");
            }
            let told: Vec<String> = said.iter().map(|(value, by)| format!("“{value}” by {by}")).collect();
            self.say(Look::Marked(State::Attention), format!("{}: {}.", field.label(), and(&told)));
        }
    }

    fn is_current(&self, id: &str) -> bool {
        self.progress.lists.iter().any(|list| list.id == id && list.current)
    }

    /// Tells how it came about, list by list of each source, the oldest first.
    pub(super) fn history(&mut self, person: &Person<'_>) {
        let mut told: Vec<(Day, String)> = Vec::new();
        let mut sources: Vec<(ListKind, String)> = Vec::new();
        for record in &self.plan.lists {
            let source = (record.kind, record.label.trim().to_lowercase());
            if !sources.contains(&source) {
                self.follow(&source, person, &mut told);
                sources.push(source);
            }
        }
        told.sort_by_key(|(on, _)| *on);
        if told.is_empty() {
            return;
        }
        self.say(Look::Plain, "");
        self.say(Look::Heading, "History");
        for (on, what) in told.iter().skip(told.len().saturating_sub(MOST)) {
            self.say(Look::Plain, format!("{:<18}{what}", day(*on, self.today)));
        }
    }

    /// Follows a person through the lists of one source.
    fn follow(&self, (kind, label): &(ListKind, String), person: &Person<'_>, told: &mut Vec<(Day, String)>) {
        let is_read =
            |id: &str| self.progress.lists.iter().any(|list| list.id == id && list.kept == Kept::Read);
        let of_source = |record: &&ListRecord| {
            record.kind == *kind && record.label.trim().to_lowercase() == *label && is_read(&record.id)
        };
        let mut lists: Vec<(Day, &ListRecord)> =
            self.plan.lists.iter().filter(of_source).filter_map(|list| Some((list.as_of?, list))).collect();
        lists.sort_by_key(|(on, _)| *on);
        let mut before: Option<crate::lists::Row<'_>> = None;
        for (n, (on, list)) in lists.into_iter().enumerate() {
            let named = format!("{} list “{}”", kind.word(), list.label);
            let now = person.rows().find(|(id, _)| *id == list.id).map(|(_, row)| row);
            match (&before, &now) {
                (None, Some(_)) if n == 0 => told.push((on, format!("in the first {named}"))),
                (None, Some(_)) => told.push((on, format!("new in the {named}"))),
                (Some(_), None) => told.push((on, format!("no longer in the {named}"))),
                (Some(before), Some(now)) => {
                    for field in TOLD {
                        let (was, is) =
                            (before.get(field).unwrap_or_default(), now.get(field).unwrap_or_default());
                        if !was.eq_ignore_ascii_case(is) && !was.is_empty() && !is.is_empty() {
                            told.push((on, format!("{}: {was}, now {is} ({named})", field.label())));
                        }
                    }
                }
                (None, None) => {}
            }
            before = now;
        }
    }

    /// Says how many messages went to people like this one.
    pub(super) fn messages(&mut self, person: &Person<'_>) {
        let plan = self.plan;
        let fits = |audience: &str| {
            Filter::parse(audience).is_ok_and(|filter| !filter.is_empty() && filter.matches(person))
        };
        let sent =
            plan.messages.iter().filter(|message| message.sent_on.is_some() && fits(&message.audience));
        let titles: Vec<&str> = sent.map(|message| message.title.as_str()).collect();
        if titles.is_empty() {
            return;
        }
        let times = plural(crate::wording::count(titles.len()), "message", "messages");
        let text =
            format!("Written to: {times} went to an audience that this person is in now: {}.", and(&titles));
        self.say(Look::Plain, text);
    }
}

/// What each list says in its own way: where they differ, nothing is wrong.
fn is_of_the_list(field: Field) -> bool {
    matches!(
        field,
        Field::Email
            | Field::Status
            | Field::LastLogin
            | Field::Created
            | Field::UserType
            | Field::UserGroup
            | Field::AccountNumber
            | Field::AccountName
            | Field::AccountType
            | Field::LicenseType
    )
}
