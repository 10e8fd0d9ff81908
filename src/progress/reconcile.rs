//! Scanned lists become totals, part by part: nobody's row is kept, and no two rows are far apart in memory.
//!
//! It gives what [`compare`](super::compare) gives of the same lists, without a roster. Parts have nothing in
//! common and may be joined at the same time; [`Reconciled::add`] puts what they came to together.

use std::collections::HashMap;

use jiff::civil::Date;

use super::contradiction::Claims;
use super::facts::Facts;
use super::standing::standing;
use super::{Progress, totals};
use crate::lists::email;
use crate::lists::scan::{Entry, Keys, Part};
use crate::plan::{Day, ListKind, Plan};
use crate::wording::count;

/// One list to be reconciled: what each worker found in it. Every list is current.
#[derive(Debug)]
pub struct Scanned {
    /// What the list says of the people in it.
    pub kind: ListKind,
    /// Its addresses, by worker; all lists need the same hasher.
    pub keys: Vec<Keys>,
}

/// What some parts came to.
#[derive(Clone, Debug, Default)]
pub struct Reconciled {
    /// For each list, how many rows repeat an address of an earlier row.
    pub duplicates: Vec<u64>,
    domains: HashMap<Box<[u8]>, Claims>,
}

/// Room in which a part is joined; used again for the next one.
#[derive(Debug, Default)]
pub struct Room {
    people: Vec<Met>,
    /// 32 bits of the hash and the number of the person, from 1.
    slots: Vec<u64>,
}

/// Somebody met in a part.
#[derive(Clone, Copy, Debug)]
struct Met {
    /// Where the address stands: the stream, the place in its text, the length.
    stream: u16,
    length: u16,
    at: u32,
    domain: u16,
    /// The list in which they were met last.
    list: u16,
    facts: Facts,
}

/// The addresses of one list that one worker found in a part.
#[derive(Clone, Copy)]
struct Stream<'k> {
    list: usize,
    keys: &'k Keys,
    part: &'k Part,
}

/// Joins one part of all lists.
#[must_use]
pub fn part(lists: &[Scanned], number: usize, room: &mut Room) -> Reconciled {
    let streams: Vec<Stream<'_>> = lists
        .iter()
        .enumerate()
        .flat_map(|(list, scanned)| {
            scanned.keys.iter().map(move |keys| Stream { list, keys, part: keys.part(number) })
        })
        .collect();
    room.make_ready(streams.iter().map(|stream| stream.part.len()).sum());
    let mut duplicates = vec![0; lists.len()];
    for (list, scanned) in lists.iter().enumerate() {
        duplicates[list] = room.take(&streams, list, scanned.kind);
    }
    Reconciled { duplicates, domains: room.count(&streams) }
}

impl Room {
    fn make_ready(&mut self, rows: usize) {
        self.people.clear();
        self.slots.clear();
        self.slots.resize((rows * 2).next_power_of_two().max(16), 0);
    }

    /// Takes the rows of one list in the order of its file; returns how many repeat an address.
    fn take(&mut self, streams: &[Stream<'_>], list: usize, kind: ListKind) -> u64 {
        let of_list = streams.iter().enumerate().filter(|(_, stream)| stream.list == list);
        let mut stretches: Vec<_> = of_list
            .flat_map(|(number, stream)| {
                stream.part.stretches().map(move |(chunk, at, entries)| (chunk, number, at, entries))
            })
            .collect();
        stretches.sort_by_key(|(chunk, ..)| *chunk);
        let mut repeated = 0;
        for (_, number, mut at, entries) in stretches {
            for entry in entries {
                let met = Met {
                    stream: u16::try_from(number).unwrap_or(u16::MAX),
                    length: u16::try_from(entry.length()).unwrap_or(u16::MAX),
                    at: count(at),
                    domain: entry.domain,
                    list: u16::try_from(list).unwrap_or(u16::MAX),
                    facts: Facts::of_row(kind, entry.status()),
                };
                repeated += u64::from(!self.meet(streams, *entry, met));
                at += entry.length();
            }
        }
        repeated
    }

    /// Notes one row; `false` when this list has named the person before: the first row counts.
    #[inline]
    fn meet(&mut self, streams: &[Stream<'_>], entry: Entry, met: Met) -> bool {
        let mask = self.slots.len() - 1;
        let mut slot = entry.hash as usize & mask;
        loop {
            let held = self.slots[slot];
            if held == 0 {
                self.people.push(met);
                self.slots[slot] = u64::from(entry.hash) << 32 | self.people.len() as u64;
                return true;
            }
            if held >> 32 == u64::from(entry.hash) {
                let number = usize::try_from(held & u64::from(u32::MAX)).unwrap_or(0) - 1;
                let known = self.people[number];
                if known.address(streams) == met.address(streams) {
                    let known = &mut self.people[number];
                    if known.list == met.list {
                        return false;
                    }
                    known.list = met.list;
                    known.facts.add(met.facts);
                    return true;
                }
            }
            slot = (slot + 1) & mask;
        }
    }

    /// Counts everybody met, by domain.
    fn count(&self, streams: &[Stream<'_>]) -> HashMap<Box<[u8]>, Claims> {
        let mut numbered: Vec<Vec<Claims>> =
            streams.iter().map(|stream| vec![Claims::default(); stream.keys.domains().len()]).collect();
        let mut others: HashMap<Box<[u8]>, Claims> = HashMap::new();
        for met in &self.people {
            let claims = match numbered[usize::from(met.stream)].get_mut(usize::from(met.domain)) {
                Some(claims) => claims,
                None => others.entry(domain(met.address(streams)).into()).or_default(),
            };
            claims.note(standing(met.facts), met.facts, 1);
        }
        for (stream, claims) in streams.iter().zip(numbered) {
            let named = stream.keys.domains().iter().zip(claims);
            for (name, claims) in named.filter(|(_, claims)| *claims != Claims::default()) {
                *others.entry(name.as_slice().into()).or_default() += claims;
            }
        }
        others
    }
}

impl Met {
    #[inline]
    fn address<'k>(&self, streams: &[Stream<'k>]) -> &'k [u8] {
        let text = streams[usize::from(self.stream)].part.text();
        &text[self.at as usize..][..usize::from(self.length)]
    }
}

fn domain(address: &[u8]) -> &[u8] {
    std::str::from_utf8(address).map_or(&[], |address| email::domain_of(address).as_bytes())
}

impl Reconciled {
    /// Adds what another part came to.
    pub fn add(&mut self, other: Reconciled) {
        self.duplicates.resize(self.duplicates.len().max(other.duplicates.len()), 0);
        for (sum, more) in self.duplicates.iter_mut().zip(other.duplicates) {
            *sum += more;
        }
        for (name, claims) in other.domains {
            *self.domains.entry(name).or_default() += claims;
        }
    }

    /// Returns the totals, as an empty plan has them.
    #[must_use]
    pub fn progress(&self) -> Progress {
        let claims = self.domains.iter();
        let named = claims.filter_map(|(name, claims)| Some((std::str::from_utf8(name).ok()?, claims)));
        totals::of_domains(&Plan::default(), Day(Date::MAX), named.collect())
    }
}

#[cfg(test)]
mod tests {
    use std::ops::ControlFlow;
    use std::sync::Arc;

    use super::*;
    use crate::lists::scan::PARTS;
    use crate::lists::{self, Hints};
    use crate::progress::{Compared, compare};

    /// Returns both answers about the same lists.
    fn both(outside: &str, members: &str, directory: &str) -> (Progress, Progress, Vec<u64>) {
        let mut go_on = |_| ControlFlow::Continue(());
        let read = |text: &str| {
            let list = lists::read(text.as_bytes(), &Hints::default(), &mut |_| ControlFlow::Continue(()));
            Arc::new(list.unwrap())
        };
        let lists = [outside, members, directory].map(read);
        let hasher = hashbrown::DefaultHashBuilder::default();
        let kinds = [ListKind::Outside, ListKind::Members, ListKind::Directory];
        let scanned = kinds.into_iter().zip(&lists).map(|(kind, list)| {
            let mut keys = Keys::new(hasher.clone());
            keys.add_list(list);
            Scanned { kind, keys: vec![keys] }
        });
        let scanned: Vec<Scanned> = scanned.collect();
        let (mut room, mut sum) = (Room::default(), Reconciled::default());
        (0..PARTS).for_each(|number| sum.add(part(&scanned, number, &mut room)));
        let asked = Compared {
            outside: &lists[..1],
            members: &lists[1..2],
            directory: &lists[2..],
            ..Compared::default()
        };
        let (_, whole) = compare(&asked, &mut go_on).unwrap();
        (sum.progress(), whole, sum.duplicates)
    }

    #[test]
    fn parts_come_to_what_the_whole_comes_to() {
        let rows = |from: u32, step: usize, status: &str| -> String {
            let people = (from..from + 900).step_by(step);
            people.map(|number| format!("p{number}@d{}.example,{status}\n", number % 11)).collect()
        };
        let outside = format!("Email,Name\n{}", rows(0, 1, ""));
        let members = format!(
            "Email,User Status\n{}{}{}",
            rows(300, 2, "Active"),
            rows(301, 4, "Pending"),
            rows(2000, 3, "Inactive")
        );
        let directory = format!("mail,Soft deletion time stamp\n{}", rows(100, 5, "2026-01-01"));
        let (parts, whole, duplicates) = both(&outside, &members, &directory);
        assert_eq!(parts.domains, whole.domains);
        assert_eq!((parts.total, parts.rate), (whole.total, whole.rate));
        assert!(parts.total.consolidated > 100 && parts.total.invited > 50 && parts.total.native > 100);
        assert_eq!(duplicates, [0, 0, 0]);
    }
}
