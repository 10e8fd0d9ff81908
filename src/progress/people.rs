//! Addresses become people: one block of text, one table of numbers over it, and who stands in which list.

use std::hash::BuildHasher;

use hashbrown::{DefaultHashBuilder, HashTable};

use super::facts::Facts;
use crate::lists::email;
use crate::wording::count;

/// Where a person stands in a list.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Sighting {
    /// Place of the list among the sheets.
    pub(super) sheet: u32,
    /// Row in the list's table.
    pub(super) row: u32,
}

/// A name that is missing in the list in which a person was seen first, and stands in a later one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct LateName {
    pub(super) person: u32,
    pub(super) sheet: u32,
    pub(super) row: u32,
}

/// One person's line. What a row of a list has to look at or change stands together: looking somebody up
/// costs by the places in memory it touches.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line {
    /// Where it ends in the text.
    pub(super) end: usize,
    /// The number of the domain.
    pub(super) domain: u32,
    /// What is known of the person.
    pub(super) facts: Facts,
}

/// Everybody's address and name, found by address.
#[derive(Default)]
pub(super) struct People {
    /// A line a person: `address TAB name LF`, lower case.
    text: String,
    lines: Vec<Line>,
    index: HashTable<u32>,
    hasher: DefaultHashBuilder,
    domain_names: Vec<String>,
    domain_index: HashTable<u32>,
    /// Where each person's sightings begin.
    starts: Vec<u32>,
    sightings: Vec<Sighting>,
}

impl People {
    /// Makes room for that many people.
    pub(super) fn reserve(&mut self, people: usize) {
        let hasher = &self.hasher;
        let (text, lines) = (&self.text, &self.lines);
        self.index.reserve(people, |known| hasher.hash_one(email_in(text, lines, *known)));
        self.lines.reserve(people);
        // An address and a name take about 40 bytes.
        self.text.reserve(people.saturating_mul(40));
    }

    /// Returns the number of the person with this address, as lists hold it.
    pub(super) fn find(&self, address: &str) -> Option<u32> {
        let hash = self.hasher.hash_one(address);
        self.index.find(hash, |known| is_at(&self.text, &self.lines, *known, address)).copied()
    }

    /// Returns the number of the person with this address; somebody new is entered with the name that
    /// `name` appends.
    pub(super) fn enter(&mut self, address: &str, name: impl FnOnce(&mut String)) -> u32 {
        let hash = self.hasher.hash_one(address);
        let known = self.index.find(hash, |known| is_at(&self.text, &self.lines, *known, address));
        if let Some(known) = known {
            return *known;
        }
        let new = count(self.lines.len());
        let domain = self.domain_number(email::domain_of(address));
        self.text.push_str(address);
        self.text.push('\t');
        name(&mut self.text);
        self.text.push('\n');
        self.lines.push(Line { end: self.text.len(), domain, facts: Facts::default() });
        let People { text, lines, hasher, index, .. } = self;
        let _ = index.insert_unique(hash, new, |known| hasher.hash_one(email_in(text, lines, *known)));
        new
    }

    fn domain_number(&mut self, domain: &str) -> u32 {
        // Rows of one domain mostly stand together.
        if let Some(last) = self.lines.last()
            && self.domain_names[last.domain as usize] == domain
        {
            return last.domain;
        }
        let People { hasher, domain_names, domain_index, .. } = self;
        let hash = hasher.hash_one(domain);
        if let Some(known) = domain_index.find(hash, |known| domain_names[*known as usize] == domain) {
            return *known;
        }
        let new = count(domain_names.len());
        domain_names.push(domain.to_owned());
        let _ = domain_index
            .insert_unique(hash, new, |known| hasher.hash_one(domain_names[*known as usize].as_str()));
        new
    }

    /// Says whether no name was entered with a person.
    pub(super) fn is_nameless(&self, person: u32) -> bool {
        self.lines.get(person as usize).is_some_and(|line| self.text[..line.end].ends_with("\t\n"))
    }

    /// Gives people the names that only a later list had, in the order of the people; `append` writes one.
    pub(super) fn rename(&mut self, late: &[LateName], append: impl Fn(&LateName, &mut String)) {
        if late.is_empty() {
            return;
        }
        let mut late = late.iter().peekable();
        let mut text = String::with_capacity(self.text.len() + late.len() * 20);
        let mut start = 0;
        for (person, line) in (0..).zip(&mut self.lines) {
            text.push_str(&self.text[start..line.end - 1]);
            start = line.end;
            if let Some(name) = late.next_if(|name| name.person == person) {
                append(name, &mut text);
            }
            text.push('\n');
            line.end = text.len();
        }
        self.text = text;
    }

    /// Notes who stands in which list: `rows` holds, for each list in order, the person of each row.
    pub(super) fn note_sightings(&mut self, rows: &[Vec<u32>]) {
        let mut starts = vec![0_u32; self.len() + 1];
        for person in rows.iter().flatten() {
            starts[*person as usize + 1] += 1;
        }
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        let mut next = starts.clone();
        let mut sightings = vec![Sighting::default(); rows.iter().map(Vec::len).sum()];
        for (sheet, people) in (0..).zip(rows) {
            for (row, person) in (0..).zip(people) {
                let at = &mut next[*person as usize];
                sightings[*at as usize] = Sighting { sheet, row };
                *at += 1;
            }
        }
        (self.starts, self.sightings) = (starts, sightings);
    }

    /// Returns where a person stands, the most believed list first.
    pub(super) fn sightings(&self, person: u32) -> &[Sighting] {
        let at = person as usize;
        match (self.starts.get(at), self.starts.get(at + 1)) {
            (Some(from), Some(to)) => &self.sightings[*from as usize..*to as usize],
            // People the plan alone names were entered after the lists.
            _ => &[],
        }
    }

    /// Adds to what is known of a person.
    pub(super) fn note(&mut self, person: u32, facts: Facts) {
        if let Some(line) = self.lines.get_mut(person as usize) {
            line.facts.add(facts);
        }
    }

    /// Takes away from what is known of a person.
    pub(super) fn forget(&mut self, person: u32, facts: Facts) {
        if let Some(line) = self.lines.get_mut(person as usize) {
            line.facts.remove(facts);
        }
    }

    /// Gives back the room that was made and not used.
    pub(super) fn settle(&mut self) {
        self.text.shrink_to_fit();
        self.lines.shrink_to_fit();
    }

    pub(super) fn len(&self) -> usize {
        self.lines.len()
    }

    /// Returns everybody's line, one after the other: `address TAB name LF`.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Returns where everybody's line ends, and what is known of them.
    pub(super) fn lines(&self) -> &[Line] {
        &self.lines
    }

    /// Returns the line of a person, without its end.
    pub(super) fn line(&self, person: u32) -> &str {
        let start = start(&self.lines, person);
        self.lines.get(person as usize).map_or("", |line| &self.text[start..line.end - 1])
    }

    pub(super) fn email(&self, person: u32) -> &str {
        self.line(person).split_once('\t').map_or("", |(address, _)| address)
    }

    /// Returns the part of a person's address after the @.
    pub(super) fn domain(&self, person: u32) -> &str {
        let number = self.lines.get(person as usize).map(|line| line.domain as usize);
        number.and_then(|number| self.domain_names.get(number)).map_or("", String::as_str)
    }

    /// Returns the domains by number.
    pub(super) fn domain_names(&self) -> &[String] {
        &self.domain_names
    }
}

fn start(lines: &[Line], person: u32) -> usize {
    (person as usize).checked_sub(1).and_then(|before| lines.get(before)).map_or(0, |line| line.end)
}

fn is_at(text: &str, lines: &[Line], person: u32, address: &str) -> bool {
    let line = &text.as_bytes()[start(lines, person)..];
    line.starts_with(address.as_bytes()) && line.get(address.len()) == Some(&b'\t')
}

fn email_in<'t>(text: &'t str, lines: &[Line], person: u32) -> &'t str {
    text[start(lines, person)..].split_once('\t').map_or("", |(address, _)| address)
}

/// Appends a name as filters search it: lower case, on one line.
pub(super) fn append_name(name: &str, line: &mut String) {
    if name.is_ascii() {
        let start = line.len();
        line.push_str(name);
        line[start..].make_ascii_lowercase();
        if !name.bytes().any(|byte| byte.is_ascii_control()) {
            return;
        }
        line.truncate(start);
    }
    let plain = name.chars().map(|letter| if letter.is_control() { ' ' } else { letter });
    line.extend(plain.flat_map(char::to_lowercase));
}
