//! Everybody, one number each: who stands in which row of which list, and what is known of them.
//!
//! Nothing of a list is copied. People are numbered in the order in which the lists name them first; a person's
//! first row is *home* and holds the address, and mostly the name. Where a list has nobody who was named before,
//! the number follows from the row, and nothing is kept at all.

use std::ops::{ControlFlow, Range};
use std::sync::{Arc, OnceLock};

use memchr::memmem::Finder;

use super::facts::Facts;
use super::join::{Hashed, Index, join};
use super::late::Late;
use super::mark::Domicile;
use crate::lists::{List, Table, Texts, address_in};
use crate::wording::count;

/// A row that is none.
const NOWHERE: u32 = u32::MAX;

/// One list, or the addresses the plan itself names, and who stands in its rows.
pub(super) struct Shelf {
    table: Shelved,
    /// The people who are at home here.
    pub(super) from: u32,
    pub(super) to: u32,
    /// Their rows, ascending; every row without.
    rows: Option<Vec<u32>>,
    known: Known,
    /// By the number of the domain in the table.
    pub(super) domiciles: Vec<Domicile>,
}

enum Shelved {
    List(Arc<List>),
    Plan(Box<Table>),
}

/// The rows of people who are at home in an earlier list.
enum Known {
    /// The row of everybody who came before.
    Everybody(Vec<u32>),
    /// Person and row, by person.
    Few(Vec<(u32, u32)>),
}

/// Everybody.
#[derive(Default)]
pub(super) struct People {
    shelves: Vec<Shelf>,
    facts: Vec<Facts>,
    late: Late,
    index: OnceLock<Index>,
}

/// Everybody, and whom each row of each shelf names.
#[derive(Default)]
pub(super) struct Entered {
    pub(super) people: People,
    /// By shelf and row; nothing where the person's number follows from the row.
    pub(super) persons: Vec<Option<Vec<u32>>>,
}

impl Shelf {
    pub(super) fn table(&self) -> &Table {
        match &self.table {
            Shelved::List(list) => &list.table,
            Shelved::Plan(table) => table,
        }
    }

    /// Returns the row of somebody who is at home here.
    pub(super) fn home_row(&self, person: u32) -> usize {
        let at = (person - self.from) as usize;
        self.rows.as_ref().map_or(at, |rows| rows[at] as usize)
    }

    /// Returns the rows of those at home here, ascending; nothing where it is every row.
    pub(super) fn home_rows(&self) -> Option<&[u32]> {
        self.rows.as_deref()
    }

    /// Tells person and row of everybody among `people` who is at home in an earlier list.
    pub(super) fn each_known(&self, people: Range<u32>, mut tell: impl FnMut(u32, usize)) {
        match &self.known {
            Known::Everybody(rows) => {
                let to = people.end.min(count(rows.len()));
                for person in people.start.min(to)..to {
                    let row = rows[person as usize];
                    if row != NOWHERE {
                        tell(person, row as usize);
                    }
                }
            }
            Known::Few(pairs) => {
                let from = pairs.partition_point(|(person, _)| *person < people.start);
                let among = pairs[from..].iter().take_while(|(person, _)| *person < people.end);
                among.for_each(|(person, row)| tell(*person, *row as usize));
            }
        }
    }

    /// Returns the row of a person here.
    fn row_of(&self, person: u32) -> Option<u32> {
        if (self.from..self.to).contains(&person) {
            return Some(count(self.home_row(person)));
        }
        match &self.known {
            Known::Everybody(rows) => rows.get(person as usize).copied().filter(|row| *row != NOWHERE),
            Known::Few(pairs) => {
                let at = pairs.binary_search_by_key(&person, |(known, _)| *known).ok()?;
                Some(pairs[at].1)
            }
        }
    }

    fn memory(&self) -> usize {
        let known = match &self.known {
            Known::Everybody(rows) => rows.capacity() * 4,
            Known::Few(pairs) => pairs.capacity() * 8,
        };
        let own = match &self.table {
            Shelved::List(_) => 0,
            Shelved::Plan(table) => table.memory(),
        };
        known + own + self.rows.as_ref().map_or(0, |rows| rows.capacity() * 4) + size_of::<Shelf>()
    }
}

impl People {
    /// Makes one person of all rows with one address; nothing when the work was stopped. The plan's own addresses come
    /// last, in rows of which several may name the same person.
    pub(super) fn enter(
        lists: impl Iterator<Item = Arc<List>>,
        plan: Table,
        watch: &mut dyn FnMut(u64) -> ControlFlow<()>,
    ) -> Option<Entered> {
        let mut entered = Entered::default();
        let tables: Vec<Shelved> = lists.map(Shelved::List).chain([Shelved::Plan(Box::new(plan))]).collect();
        let shelf = |table| Shelf {
            table,
            from: 0,
            to: 0,
            rows: None,
            known: Known::Few(Vec::new()),
            domiciles: Vec::new(),
        };
        entered.people.shelves = tables.into_iter().map(shelf).collect();
        let shelves = &mut entered.people.shelves;
        let filled = shelves.iter().filter(|shelf| !shelf.table().is_empty()).count();
        let named = shelves.last().is_some_and(|plan| !plan.table().is_empty());
        if filled <= 1 && !named {
            // Nobody stands twice in one list, so there is nobody to bring together.
            let mut next = 0;
            for shelf in shelves {
                (shelf.from, shelf.to) = (next, next + count(shelf.table().len()));
                next = shelf.to;
                entered.persons.push(None);
            }
            entered.people.facts = vec![Facts::default(); next as usize];
            return Some(entered);
        }
        let tables: Vec<&Table> = shelves.iter().map(Shelf::table).collect();
        let joined = join(&tables, watch)?;
        let everybody = entered.number(&joined.firsts);
        let starts = entered.starts();
        let persons = &entered.persons;
        let index = joined.index(everybody as usize, |row| {
            let shelf = starts.partition_point(|start| *start <= row) - 1;
            let row = row - starts[shelf];
            persons[shelf]
                .as_ref()
                .map_or(entered.people.shelves[shelf].from + row, |persons| persons[row as usize])
        });
        entered.people.index = OnceLock::from(index);
        entered.people.facts = vec![Facts::default(); everybody as usize];
        entered.people.late = Late::of(&entered);
        Some(entered)
    }

    /// Returns everybody's shelves, the most believed list first, the plan's own addresses last.
    pub(super) fn shelves(&self) -> &[Shelf] {
        &self.shelves
    }

    pub(super) fn shelves_mut(&mut self) -> &mut [Shelf] {
        &mut self.shelves
    }

    pub(super) fn len(&self) -> usize {
        self.facts.len()
    }

    /// Returns how many are named by lists; the others only by the plan.
    pub(super) fn listed(&self) -> u32 {
        self.shelves.last().map_or(0, |plan| plan.from)
    }

    /// Returns what is known of everybody.
    pub(super) fn facts(&self) -> &[Facts] {
        &self.facts
    }

    pub(super) fn facts_mut(&mut self) -> &mut [Facts] {
        &mut self.facts
    }

    /// Adds to what is known of a person.
    pub(super) fn note(&mut self, person: u32, facts: Facts) {
        if let Some(known) = self.facts.get_mut(person as usize) {
            known.add(facts);
        }
    }

    /// Takes away from what is known of a person.
    pub(super) fn forget(&mut self, person: u32, facts: Facts) {
        if let Some(known) = self.facts.get_mut(person as usize) {
            known.remove(facts);
        }
    }

    /// Makes what finding somebody by the address needs; without it finding takes a search through the text.
    pub(super) fn prepare(&self) {
        if self.index.get().is_some() {
            return;
        }
        let tables: Vec<&Table> = self.shelves.iter().map(Shelf::table).collect();
        // Only lists that were not joined have no index, and in those every row is somebody new.
        if let Some(hashed) = Hashed::of(&tables, &mut |_| ControlFlow::Continue(())) {
            let _ = self.index.set(hashed.index(self.len(), Some));
        }
    }

    /// Returns the number of the person with this address, as lists hold it.
    pub(super) fn find(&self, address: &str) -> Option<u32> {
        match self.index.get() {
            Some(index) => {
                index.candidates(address).iter().copied().find(|known| self.email(*known) == address)
            }
            None => self.search(address),
        }
    }

    fn search(&self, address: &str) -> Option<u32> {
        let wanted = format!("{address}\t");
        let needle = Finder::new(&wanted);
        self.shelves.iter().find_map(|shelf| {
            let lines = shelf.table().lines();
            let text = lines.text().as_bytes();
            let is_start = |at: &usize| at.checked_sub(1).is_none_or(|before| text[before] == b'\n');
            let at = needle.find_iter(text).find(is_start)?;
            Some(shelf.from + count(lines.cursor(0).seek(at).0))
        })
    }

    /// Returns the shelf at which a person is at home.
    fn home(&self, person: u32) -> Option<&Shelf> {
        self.shelves.get(self.shelves.partition_point(|shelf| shelf.to <= person))
    }

    /// Returns where a person stands, the most believed list first: the list's place and the row.
    pub(super) fn sightings(&self, person: u32) -> impl Iterator<Item = (usize, u32)> + use<'_> {
        let first = self.shelves.partition_point(|shelf| shelf.to <= person);
        // The plan's own addresses are no list.
        let lists = self.shelves.len().saturating_sub(1);
        let known = move |at: usize| Some((at, self.shelves[at].row_of(person)?));
        (first..lists).filter_map(known)
    }

    fn line(&self, person: u32) -> &str {
        self.home(person).map_or("", |home| home.table().lines().at(home.home_row(person)))
    }

    pub(super) fn email(&self, person: u32) -> &str {
        address_in(self.line(person))
    }

    /// Returns the first name a list has for a person, lower case on one line; empty where none has one.
    pub(super) fn plain_name(&self, person: u32) -> &str {
        let name = self.line(person).split_once('\t').map_or("", |(_, name)| name.trim_end_matches('\n'));
        if !name.is_empty() {
            return name;
        }
        self.late.name(person)
    }

    /// Says whether address or name hold a text.
    pub(super) fn holds(&self, person: u32, needle: &Finder<'_>) -> bool {
        needle.find(self.email(person).as_bytes()).is_some()
            || needle.find(self.plain_name(person).as_bytes()).is_some()
    }

    /// Returns people, ascending, and the names they got from a later list, each with its line end.
    pub(super) fn late_names(&self) -> (&[u32], &Texts) {
        self.late.all()
    }

    /// Returns the part of a person's address after the @.
    pub(super) fn domain(&self, person: u32) -> &str {
        let Some(home) = self.home(person) else { return "" };
        let domains = home.table().domains();
        domains.word(domains.codes().at(home.home_row(person)))
    }

    /// Returns what the address of a person says.
    pub(super) fn domicile(&self, person: u32) -> Domicile {
        let home = self.home(person).filter(|_| (person as usize) < self.len());
        let code = home.map(|home| home.table().domains().codes().at(home.home_row(person)));
        let found = home.zip(code).and_then(|(home, code)| home.domiciles.get(code as usize));
        found.copied().unwrap_or(Domicile { ours: true, in_a_directory: false, enforced: true })
    }

    /// Returns the bytes of memory taken beside the lists themselves.
    pub(super) fn memory(&self) -> usize {
        let shelves: usize = self.shelves.iter().map(Shelf::memory).sum();
        shelves + self.facts.capacity() * 4 + self.late.memory() + self.index.get().map_or(0, Index::memory)
    }
}

impl Entered {
    /// Returns whom a row of a shelf names.
    pub(super) fn person(&self, place: usize, row: usize) -> u32 {
        match self.persons.get(place) {
            Some(Some(persons)) => persons.get(row).copied().unwrap_or(NOWHERE),
            _ => self.people.shelves.get(place).map_or(NOWHERE, |shelf| shelf.from + count(row)),
        }
    }

    /// Returns the number of the first row of each shelf among all rows.
    fn starts(&self) -> Vec<u32> {
        let rows = self.people.shelves.iter().map(|shelf| count(shelf.table().len()));
        let starts = rows.scan(0_u32, |next, rows| {
            let start = *next;
            *next += rows;
            Some(start)
        });
        starts.collect()
    }

    /// Gives everybody a number and returns how many there are.
    fn number(&mut self, firsts: &[u32]) -> u32 {
        let mut persons = vec![0; firsts.len()];
        let (mut start, mut next) = (0, 0);
        for shelf in &mut self.people.shelves {
            let rows = shelf.table().len();
            shelf.from = next;
            let mut home = Vec::new();
            let mut known = Vec::new();
            for (row, first) in (0..).zip(&firsts[start..start + rows]) {
                let at = start + row as usize;
                if *first as usize == at {
                    persons[at] = next;
                    next += 1;
                    home.push(row);
                } else {
                    persons[at] = persons[*first as usize];
                    known.push((persons[at], row));
                }
            }
            shelf.to = next;
            shelf.known = Known::of(known, shelf.from);
            home.shrink_to_fit();
            let is_every = home.len() == rows;
            self.persons.push((!is_every).then(|| persons[start..start + rows].to_vec()));
            shelf.rows = (!is_every).then_some(home);
            start += rows;
        }
        next
    }
}

impl Known {
    /// Takes person and row of people who came before.
    fn of(mut known: Vec<(u32, u32)>, before: u32) -> Known {
        if known.len() * 2 < before as usize {
            known.sort_unstable();
            // The plan may name a person in several rows; lists do not.
            known.dedup_by_key(|(person, _)| *person);
            known.shrink_to_fit();
            return Known::Few(known);
        }
        let mut rows = vec![NOWHERE; before as usize];
        for (person, row) in known {
            // Whom the plan names twice is at home in the plan's first row already.
            if let Some(at) = rows.get_mut(person as usize) {
                *at = row;
            }
        }
        Known::Everybody(rows)
    }
}
