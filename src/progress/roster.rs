//! Everybody, one row each, over the lists they stand in.
//!
//! A roster is never changed after it is built, and nothing of a list is copied into it: it holds what is known of
//! each person, as bits, and where each stands in which list. Addresses, names and every other answer are read from
//! the lists themselves, the most believed list first.

use std::borrow::Cow;
use std::collections::HashSet;
use std::fmt;

use memchr::memmem::Finder;

use super::facts::Facts;
use super::mark;
use super::people::People;
use super::sheet::Sheet;
use super::standing;
use super::{Mark, Marks, SignIn, Standing};
use crate::lists::{Field, Row, email};
use crate::plan::{CaseKind, Day, ListKind};

/// The number of a person in a [`Roster`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PersonId(pub u32);

/// Everybody the lists and the plan name.
#[derive(Default)]
pub struct Roster {
    pub(super) people: People,
    pub(super) sheets: Vec<Sheet>,
    pub(super) decisions: Decisions,
}

/// What the plan decided about people, by person.
#[derive(Default)]
pub(super) struct Decisions {
    /// Person and place in `waves`, by person.
    pub(super) in_waves: Vec<(u32, u32)>,
    pub(super) waves: Vec<NamedWave>,
    /// Person and place in `cases`, by person.
    pub(super) in_cases: Vec<(u32, u32)>,
    pub(super) cases: Vec<NamedCase>,
    /// A further address and the person it belongs to, by address.
    pub(super) aliases: Vec<(u32, u32)>,
    /// An address of somebody who has several, as confirmed, and the one the person is counted under; by address.
    pub(super) same: Vec<(u32, u32)>,
}

/// A wave as people are asked for by it.
pub(super) struct NamedWave {
    pub(super) id: String,
    pub(super) title: String,
}

/// A case as people are asked for by it.
pub(super) struct NamedCase {
    pub(super) id: String,
    pub(super) kind: CaseKind,
    pub(super) open: bool,
}

impl fmt::Debug for Roster {
    /// Says how many people there are, and never who: a roster may stand in a panic or a log.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Roster").field("people", &self.len()).finish_non_exhaustive()
    }
}

impl Roster {
    /// How many days an invitation lasts (fact Z-6).
    pub const INVITATION_DAYS: i64 = 30;

    /// Returns how many people there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.people.len()
    }

    /// Says whether there is nobody.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.people.len() == 0
    }

    /// Returns the person with this number; a number past the end gives somebody without an address.
    #[must_use]
    pub fn person(&self, id: PersonId) -> Person<'_> {
        Person { roster: self, id }
    }

    /// Returns who has this address, compared without case and surrounding space (fact KEY-1).
    #[must_use]
    pub fn find(&self, address: &str) -> Option<PersonId> {
        let address = email::normalise(address).ok()?;
        self.people.find(address.as_str()).map(PersonId)
    }

    /// Returns what the person with this address is now; the address is as lists hold it. Meant for many addresses:
    /// the first time it costs what [`prepare`](Roster::prepare) does.
    #[must_use]
    pub fn standing_of(&self, email: &str) -> Option<Standing> {
        self.people.prepare();
        self.people.find(email).map(|person| self.person(PersonId(person)).standing())
    }

    /// Makes what finding somebody by the address at once needs. Without it, finding costs a search through the text of
    /// every list, some milliseconds for a million people; a worker does this after everybody is known.
    pub fn prepare(&self) {
        self.people.prepare();
    }

    /// Returns the bytes of memory kept for everybody, the lists included.
    #[must_use]
    pub fn memory(&self) -> usize {
        let lists: usize = self.sheets.iter().map(|sheet| sheet.list.table.memory()).sum();
        let links = |links: &Vec<(u32, u32)>| links.capacity() * 8;
        let Decisions { in_waves, in_cases, aliases, .. } = &self.decisions;
        lists + self.people.memory() + links(in_waves) + links(in_cases) + links(aliases)
    }

    /// Notes the waves whose filters find people, by person and place in the plan. The wave a group puts somebody into
    /// comes first, then the others in the plan's order. `stay`, ascending, are those who are not to be invited: they go
    /// with no wave.
    pub(super) fn join_waves(&mut self, found: Vec<(u32, u32)>, stay: &[u32]) {
        let mut had = std::mem::take(&mut self.decisions.in_waves);
        had.retain(|(person, _)| stay.binary_search(person).is_err());
        for person in stay {
            self.people.forget(*person, Facts::IN_WAVE);
        }
        for (person, _) in &found {
            self.people.note(*person, Facts::IN_WAVE);
        }
        let grouped: HashSet<(u32, u32)> = had.iter().copied().collect();
        had.extend(found.into_iter().filter(|link| !grouped.contains(link)));
        // Stable: what was there before stays in front.
        had.sort_by_key(|link| link.0);
        had.shrink_to_fit();
        self.decisions.in_waves = had;
    }

    /// Returns everybody's number, in order.
    pub fn ids(&self) -> impl ExactSizeIterator<Item = PersonId> + use<> {
        (0..crate::wording::count(self.len())).map(PersonId)
    }
}

/// One person, borrowed from a [`Roster`].
#[derive(Clone, Copy)]
pub struct Person<'r> {
    roster: &'r Roster,
    id: PersonId,
}

impl fmt::Debug for Person<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Person").field(&self.id.0).finish()
    }
}

impl<'r> Person<'r> {
    /// Returns the person's number.
    #[must_use]
    pub fn id(&self) -> PersonId {
        self.id
    }

    /// Returns everybody the person is one of.
    #[must_use]
    pub fn roster(&self) -> &'r Roster {
        self.roster
    }

    /// Returns the address, lower case.
    #[must_use]
    pub fn email(&self) -> &'r str {
        self.roster.people.email(self.id.0)
    }

    /// Returns the part after the @.
    #[must_use]
    pub fn domain(&self) -> &'r str {
        self.roster.people.domain(self.id.0)
    }

    /// Returns the name as shown, or given and family name; empty where no list has one.
    #[must_use]
    pub fn name(&self) -> Cow<'r, str> {
        for (sheet, row) in self.sightings() {
            let row = sheet.row(row);
            let said = |field| row.get(field).unwrap_or_default();
            match (said(Field::DisplayName), said(Field::FirstName), said(Field::LastName)) {
                ("", "", "") => {}
                ("", first, "") => return Cow::Borrowed(first),
                ("", "", last) => return Cow::Borrowed(last),
                ("", first, last) => return Cow::Owned(format!("{first} {last}")),
                (display, _, _) => return Cow::Borrowed(display),
            }
        }
        Cow::Borrowed("")
    }

    /// Returns what the most believed list that says something says under this field: current lists before
    /// older ones, and of those members, pending, outside, directory and special lists in this order.
    #[must_use]
    pub fn field(&self, field: Field) -> Option<&'r str> {
        self.sightings().filter_map(|(sheet, row)| sheet.row(row).get(field)).find(|value| !value.is_empty())
    }

    /// Returns what the most believed list of that kind says under this field.
    #[must_use]
    pub fn field_in(&self, kind: ListKind, field: Field) -> Option<&'r str> {
        let of_kind = self.sightings().filter(|(sheet, _)| sheet.kind == kind);
        of_kind.filter_map(|(sheet, row)| sheet.row(row).get(field)).find(|value| !value.is_empty())
    }

    /// Returns what the person is now.
    #[must_use]
    pub fn standing(&self) -> Standing {
        self.facts().map_or(Standing::Unknown, standing::standing)
    }

    /// Returns what else is worth knowing.
    #[must_use]
    pub fn marks(&self) -> Marks {
        self.facts()
            .map_or(Marks::default(), |facts| mark::marks(facts, self.roster.people.domicile(self.id.0)))
    }

    /// Says whether single sign-on does this to the person.
    #[must_use]
    pub fn meets(&self, kind: SignIn) -> bool {
        self.facts().is_some_and(|facts| kind.fits(facts, self.roster.people.domicile(self.id.0)))
    }

    /// Returns the id of the wave the person goes with: the one a group names, or the first whose filter fits.
    #[must_use]
    pub fn wave(&self) -> Option<&'r str> {
        self.named_wave().map(|wave| wave.id.as_str())
    }

    /// Returns the ids of the cases about this person, open and closed.
    #[must_use]
    pub fn cases(&self) -> Vec<&'r str> {
        self.named_cases().map(|case| case.id.as_str()).collect()
    }

    /// Returns the lists the person is in, the most believed first: id, kind and line of the file.
    pub fn sources(&self) -> impl Iterator<Item = (&'r str, ListKind, u32)> + use<'r> {
        self.sightings().map(|(sheet, row)| (sheet.id.as_str(), sheet.kind, sheet.row(row).line()))
    }

    /// Returns what each list says of the person, the most believed first: the list's id and the row.
    pub fn rows(&self) -> impl Iterator<Item = (&'r str, Row<'r>)> + use<'r> {
        self.sightings().map(|(sheet, row)| (sheet.id.as_str(), sheet.row(row)))
    }

    /// Returns who the address belongs to when it is a further address of somebody: as the planner confirmed, else as
    /// a directory says.
    #[must_use]
    pub fn alias_of(&self) -> Option<PersonId> {
        self.linked(&self.roster.decisions.aliases).next().map(PersonId)
    }

    /// Returns under which address the person is counted when the planner confirmed several; it may be this one.
    #[must_use]
    pub fn counted_under(&self) -> Option<PersonId> {
        self.linked(&self.roster.decisions.same).next().map(PersonId)
    }

    /// Returns the person's other addresses, as the planner confirmed them.
    #[must_use]
    pub fn other_addresses(&self) -> Vec<PersonId> {
        let Some(counted) = self.counted_under() else { return Vec::new() };
        let same = self.roster.decisions.same.iter();
        let others = same.filter(|(person, under)| *under == counted.0 && *person != self.id.0);
        others.map(|(person, _)| PersonId(*person)).collect()
    }

    /// Returns the day of the oldest list that shows the open invitation: it was sent on that day or before.
    #[must_use]
    pub fn invited_since(&self) -> Option<Day> {
        if !self.marks().contains(Mark::Pending) {
            return None;
        }
        let invited = |wanted: &Sheet| {
            self.sightings().any(|(sheet, row)| std::ptr::eq(sheet, wanted) && sheet.is_invitation(row))
        };
        let chains = self.roster.sheets.iter().filter(|sheet| sheet.current && invited(sheet));
        chains
            .filter_map(|current| {
                let same = self.roster.sheets.iter().filter(|sheet| sheet.same_source(current));
                // A gap means that an earlier invitation ran out and this one is another.
                same.take_while(|sheet| invited(sheet)).filter_map(|sheet| sheet.as_of).min()
            })
            .min()
    }

    /// Returns how many days are left until the open invitation runs out at the latest (fact Z-6); negative
    /// when it has to be gone already and only the list is old.
    #[must_use]
    pub fn invitation_days_left(&self, today: Day) -> Option<i64> {
        self.invited_since().map(|since| Roster::INVITATION_DAYS - today.days_since(since))
    }

    /// Returns the day of the newest list the person is in.
    #[must_use]
    pub fn last_seen(&self) -> Option<Day> {
        self.sightings().filter_map(|(sheet, _)| sheet.as_of).max()
    }

    /// Says whether address or name, as filters search them, hold a text.
    pub(super) fn holds(&self, needle: &Finder<'_>) -> bool {
        self.roster.people.holds(self.id.0, needle)
    }

    /// Returns the name as filters search it: lower case, on one line.
    #[must_use]
    pub fn plain_name(&self) -> &'r str {
        self.roster.people.plain_name(self.id.0)
    }

    pub(super) fn named_wave(&self) -> Option<&'r NamedWave> {
        self.named_waves().next()
    }

    pub(super) fn named_waves(&self) -> impl Iterator<Item = &'r NamedWave> + use<'r> {
        let waves = &self.roster.decisions.waves;
        self.linked(&self.roster.decisions.in_waves).filter_map(|at| waves.get(at as usize))
    }

    pub(super) fn named_cases(&self) -> impl Iterator<Item = &'r NamedCase> + use<'r> {
        let cases = &self.roster.decisions.cases;
        self.linked(&self.roster.decisions.in_cases).filter_map(|at| cases.get(at as usize))
    }

    pub(super) fn sightings(&self) -> impl Iterator<Item = (&'r Sheet, u32)> + use<'r> {
        let sheets = &self.roster.sheets;
        let seen = self.roster.people.sightings(self.id.0);
        seen.filter_map(|(sheet, row)| Some((sheets.get(sheet)?, row)))
    }

    fn linked(&self, links: &'r [(u32, u32)]) -> impl Iterator<Item = u32> + use<'r> {
        let person = self.id.0;
        let first = links.partition_point(|link| link.0 < person);
        links[first..].iter().take_while(move |link| link.0 == person).map(|link| link.1)
    }

    fn facts(&self) -> Option<Facts> {
        self.roster.people.facts().get(self.id.0 as usize).copied()
    }
}

#[cfg(test)]
mod tests;
