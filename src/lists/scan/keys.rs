//! The addresses of a list, sorted into parts by hash as they are read, so that two lists are compared part by
//! part within the processor's cache.
//!
//! One address takes its text and eight bytes. The parts of several workers are put in the order of the file by
//! the chunks they came from.

use std::hash::BuildHasher;

use hashbrown::{DefaultHashBuilder, HashTable};

use crate::wording::count;

/// How many parts there are: the top bits of the hash choose one.
pub const PARTS: usize = 64;
const PART_BITS: u32 = PARTS.trailing_zeros();

/// What a row says of its person's status, as far as standings ask for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Status {
    /// Active, inactive or not said.
    There,
    /// An invitation that nobody has accepted.
    Pending,
    /// Deleted in its system.
    Deleted,
}

impl Status {
    /// Returns what a canonical status word comes to.
    #[must_use]
    pub fn of(word: &str) -> Status {
        match word {
            "pending" => Status::Pending,
            "deleted" => Status::Deleted,
            _ => Status::There,
        }
    }

    fn from_bits(bits: u16) -> Status {
        [Status::There, Status::Pending, Status::Deleted]
            .get(usize::from(bits))
            .copied()
            .unwrap_or(Status::There)
    }
}

/// One address of a part: the rest of its hash, its domain, its length and its status.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// The half of the hash that chose no part.
    pub hash: u32,
    /// The number of the domain among those of its [`Keys`]; [`Entry::UNNUMBERED`] past the last number.
    pub domain: u16,
    /// The length in bytes, and in the two lowest bits the status.
    packed: u16,
}

impl Entry {
    /// Stands for a domain beyond the 65,535th.
    pub const UNNUMBERED: u16 = u16::MAX;

    /// Returns how many bytes the address has.
    #[must_use]
    pub fn length(self) -> usize {
        usize::from(self.packed >> 2)
    }

    /// Returns the status.
    #[must_use]
    pub fn status(self) -> Status {
        Status::from_bits(self.packed & 3)
    }
}

/// The addresses of one part.
#[derive(Debug, Default)]
pub struct Part {
    text: Vec<u8>,
    entries: Vec<Entry>,
    stretches: Vec<Stretch>,
}

/// The addresses that one chunk gave to a part.
#[derive(Clone, Copy, Debug)]
struct Stretch {
    /// The number of the chunk in its file.
    chunk: u32,
    /// Where its addresses begin in the part.
    first: u32,
    /// Where their text begins.
    text: u32,
}

impl Part {
    /// Returns how many addresses there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Says whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Returns the text of all addresses, one after the other.
    #[must_use]
    pub fn text(&self) -> &[u8] {
        &self.text
    }

    /// Returns what each chunk gave: its number, where the text begins, and the addresses.
    pub fn stretches(&self) -> impl Iterator<Item = (u32, usize, &[Entry])> {
        self.stretches.iter().enumerate().map(|(at, stretch)| {
            let end = self.stretches.get(at + 1).map_or(self.entries.len(), |next| next.first as usize);
            (stretch.chunk, stretch.text as usize, &self.entries[stretch.first as usize..end])
        })
    }
}

/// The addresses of a list or of some of its chunks.
#[derive(Debug)]
pub struct Keys {
    parts: Vec<Part>,
    domains: Domains,
    hasher: DefaultHashBuilder,
    count: u64,
}

impl Keys {
    /// Returns no addresses yet. Keys that are to be compared need the same hasher.
    #[must_use]
    pub fn new(hasher: DefaultHashBuilder) -> Keys {
        let parts = std::iter::repeat_with(Part::default).take(PARTS).collect();
        Keys { parts, domains: Domains::new(), hasher, count: 0 }
    }

    /// Begins a chunk; chunks come in the order of the file.
    pub(crate) fn begin(&mut self, chunk: u32) {
        for part in &mut self.parts {
            let stretch = Stretch { chunk, first: count(part.entries.len()), text: count(part.text.len()) };
            part.stretches.push(stretch);
        }
    }

    /// Adds an address whose @ stands at `at`; one longer than any address is left out.
    pub(crate) fn add(&mut self, address: &[u8], at: usize, status: Status) {
        let Ok(length) = u16::try_from(address.len()) else { return };
        let hash = self.hasher.hash_one(address);
        let domain = self.domains.number(&address[at + 1..]);
        let part = &mut self.parts[(hash >> (u64::BITS - PART_BITS)) as usize];
        part.text.extend_from_slice(address);
        #[expect(clippy::cast_possible_truncation, reason = "the low half of the hash is what is kept")]
        let hash = hash as u32;
        part.entries.push(Entry { hash, domain, packed: length << 2 | status as u16 });
        self.count += 1;
    }

    /// Adds everybody of a list that was read as a whole.
    pub fn add_list(&mut self, list: &crate::lists::List) {
        self.begin(0);
        for row in list.table.rows() {
            let email = row.email();
            let status = Status::of(row.get(crate::lists::Field::Status).unwrap_or_default());
            self.add(email.as_bytes(), email.rfind('@').unwrap_or(0), status);
        }
    }

    /// Returns how many addresses there are, repeated ones among them.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.count
    }

    /// Returns the part with this number, below [`PARTS`].
    #[must_use]
    pub fn part(&self, number: usize) -> &Part {
        &self.parts[number]
    }

    /// Returns the domains by number.
    #[must_use]
    pub fn domains(&self) -> &[Vec<u8>] {
        &self.domains.names
    }
}

/// Numbers for domains. Most rows name one of the few that were named last, so those are asked first.
#[derive(Debug)]
struct Domains {
    names: Vec<Vec<u8>>,
    index: HashTable<u16>,
    hasher: DefaultHashBuilder,
    recent: [u16; Domains::RECENT],
}

impl Domains {
    const RECENT: usize = 256;

    fn new() -> Domains {
        Domains {
            names: Vec::new(),
            index: HashTable::new(),
            hasher: DefaultHashBuilder::default(),
            recent: [0; Domains::RECENT],
        }
    }

    #[inline]
    fn number(&mut self, domain: &[u8]) -> u16 {
        let slot = match domain {
            [first, .., last] => {
                (domain.len() ^ usize::from(*first) << 3 ^ usize::from(*last)) % Domains::RECENT
            }
            _ => 0,
        };
        let recent = self.recent[slot];
        if self.names.get(usize::from(recent)).is_some_and(|name| name == domain) {
            return recent;
        }
        let number = self.look_up(domain);
        self.recent[slot] = number;
        number
    }

    #[cold]
    fn look_up(&mut self, domain: &[u8]) -> u16 {
        let Domains { names, index, hasher, .. } = self;
        let hash = hasher.hash_one(domain);
        if let Some(known) = index.find(hash, |known| names[usize::from(*known)] == domain) {
            return *known;
        }
        let new = u16::try_from(names.len()).unwrap_or(Entry::UNNUMBERED);
        if new != Entry::UNNUMBERED {
            names.push(domain.to_vec());
            let _ = index.insert_unique(hash, new, |known| hasher.hash_one(&names[usize::from(*known)]));
        }
        new
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_give_back_what_was_added_chunk_by_chunk() {
        let mut keys = Keys::new(DefaultHashBuilder::default());
        let mut added = Vec::new();
        for chunk in [3, 7] {
            keys.begin(chunk);
            for number in 0..500_u32 {
                let address = format!("p{number}.{chunk}@d{}.example", number % 7);
                let status = if number % 5 == 0 { Status::Pending } else { Status::There };
                keys.add(address.as_bytes(), address.find('@').unwrap(), status);
                added.push((chunk, address, status));
            }
        }
        let mut found = Vec::new();
        for part in (0..PARTS).map(|number| keys.part(number)) {
            for (chunk, mut at, entries) in part.stretches() {
                for entry in entries {
                    let address = String::from_utf8(part.text()[at..at + entry.length()].to_vec()).unwrap();
                    at += entry.length();
                    let domain = &keys.domains()[usize::from(entry.domain)];
                    assert!(address.as_bytes().ends_with(domain), "{address}");
                    found.push((chunk, address, entry.status()));
                }
            }
        }
        found.sort_by(|one, other| (one.0, &one.1).cmp(&(other.0, &other.1)));
        added.sort_by(|one, other| (one.0, &one.1).cmp(&(other.0, &other.1)));
        assert_eq!((found, keys.count(), keys.domains().len()), (added, 1000, 7));
    }

    #[test]
    fn a_domain_past_the_last_number_has_none() {
        let mut keys = Keys::new(DefaultHashBuilder::default());
        keys.begin(0);
        for number in 0..=u32::from(Entry::UNNUMBERED) {
            let address = format!("a@d{number}.example");
            keys.add(address.as_bytes(), 1, Status::There);
        }
        let unnumbered: usize = (0..PARTS)
            .flat_map(|number| keys.part(number).stretches())
            .map(|(.., entries)| entries.iter().filter(|entry| entry.domain == Entry::UNNUMBERED).count())
            .sum();
        assert_eq!((unnumbered, keys.domains().len()), (1, usize::from(Entry::UNNUMBERED)));
    }
}
