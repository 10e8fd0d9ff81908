//! People who share a key are found by sorting, never by looking at every pair.
//!
//! Keys are hashes; those that fall into one pass are sorted together with the people they belong to. A pass holds at
//! most [`PASS`] keys of 8 bytes, whatever the number of people: more people take more passes, not more memory. A key
//! that more than [`CROWD`] addresses share is no evidence and gives no pair.

use std::ops::ControlFlow;

use super::Side;

/// Keys in one pass: 128 MiB. Tests take a few, so that all of them need several passes.
const PASS: usize = if cfg!(test) { 64 } else { 16 * 1024 * 1024 };

/// Passes after which keys without room are left out: only one that millions share can need more, and that is a crowd.
const MOST_PASSES: u64 = 1024;

/// Addresses that may share a key before it says nothing.
pub(super) const CROWD: usize = 8;

/// People between two looks at whether to stop.
const PEOPLE_A_LOOK: u32 = 1024;

/// Counts people looked at and asks now and then whether to go on.
pub(super) struct Steps<'w> {
    pub(super) watch: &'w mut dyn FnMut(u64) -> ControlFlow<()>,
    pub(super) done: u64,
}

impl Steps<'_> {
    pub(super) fn step(&mut self, person: u32) -> Option<()> {
        self.done += 1;
        let goes_on = !person.is_multiple_of(PEOPLE_A_LOOK) || (self.watch)(self.done).is_continue();
        goes_on.then_some(())
    }
}

/// What a key is made of; keys of two kinds never meet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Kind {
    /// The letters of the address.
    Address,
    /// A way of writing the name.
    Pattern,
    /// Given and family name.
    Name,
    /// The employee id.
    Id,
}

impl Kind {
    const ALL: [Kind; 4] = [Kind::Address, Kind::Pattern, Kind::Name, Kind::Id];
}

/// Writes down the keys of a person.
pub(super) type Keys<'k> = dyn Fn(u32, &mut dyn FnMut(Kind, u64)) + 'k;

/// Takes in two people who share a key.
pub(super) type Met<'m> = dyn FnMut(Kind, u32, u32) -> ControlFlow<()> + 'm;

/// Calls `met` with every two people of two sides who share a key; returns nothing when the work was stopped.
///
/// `each` is how many keys a person has, on average. Two people may meet several times.
pub(super) fn meet(
    sides: &[Side],
    (each, keys): (usize, &Keys<'_>),
    steps: &mut Steps<'_>,
    met: &mut Met<'_>,
) -> Option<()> {
    let people = sides.iter().filter(|side| **side != Side::Neither).count();
    let expected = people.saturating_mul(each);
    let mut passes = u64::try_from(expected.div_ceil(PASS)).unwrap_or(1).clamp(1, MOST_PASSES);
    let mut pass: Vec<u64> = Vec::with_capacity(expected.min(PASS));
    let mut number = 0;
    while number < passes {
        let is_full = fill(&mut pass, (number, passes), (sides, keys), steps)?;
        if is_full && passes < MOST_PASSES {
            // More keys than people have on average: from the start, in smaller parts.
            (passes, number) = (passes * 2, 0);
            continue;
        }
        pass.sort_unstable();
        pass.dedup();
        for crowd in pass.chunk_by(|one, other| one >> 32 == other >> 32) {
            if crowd.len() > 1 && crowd.len() <= CROWD && introduce(crowd, sides, met).is_break() {
                return Some(());
            }
        }
        number += 1;
    }
    Some(())
}

/// Puts the keys of one pass together; says whether there was no room for all of them.
fn fill(
    pass: &mut Vec<u64>,
    (number, passes): (u64, u64),
    (sides, keys): (&[Side], &Keys<'_>),
    steps: &mut Steps<'_>,
) -> Option<bool> {
    pass.clear();
    let mut is_full = false;
    for (person, side) in (0..).zip(sides) {
        steps.step(person)?;
        if *side == Side::Neither {
            continue;
        }
        keys(person, &mut |kind, key| {
            let key = mixed(key);
            // The low half chooses the pass; the kind and most of the high half stand before the person.
            if (key & 0xffff_ffff) % passes == number {
                is_full |= pass.len() >= PASS;
                if !is_full {
                    let front = (key >> 34) | (u64::from(kind as u8) << 30);
                    pass.push((front << 32) | u64::from(person));
                }
            }
        });
        if is_full && passes < MOST_PASSES {
            break;
        }
    }
    Some(is_full)
}

fn introduce(crowd: &[u64], sides: &[Side], met: &mut Met<'_>) -> ControlFlow<()> {
    let person = |key: &u64| u32::try_from(key & 0xffff_ffff).unwrap_or(u32::MAX);
    let of = |wanted: Side| {
        crowd.iter().map(person).filter(move |person| sides.get(*person as usize) == Some(&wanted))
    };
    let kind = crowd.first().and_then(|key| Kind::ALL.get(usize::try_from(key >> 62).ok()?));
    let Some(kind) = kind else { return ControlFlow::Continue(()) };
    for one in of(Side::One) {
        for other in of(Side::Other) {
            met(*kind, one, other)?;
        }
    }
    ControlFlow::Continue(())
}

/// A hash of letters that can be taken apart: that of a text without one letter follows from its start and its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Hash(pub(super) u64);

const BASE: u64 = 0x9e37_79b9_7f4a_7c15 | 1;

impl Hash {
    pub(super) fn with(self, letter: char) -> Hash {
        Hash(self.0.wrapping_mul(BASE).wrapping_add(u64::from(u32::from(letter)) + 1))
    }

    pub(super) fn of(seed: u64, letters: impl Iterator<Item = char>) -> Hash {
        letters.fold(Hash(seed), Hash::with)
    }
}

/// The longest part before the @ that is looked at for typos.
const LONGEST: usize = 64;

/// Calls `key` with a hash of the text and of the text without each of its letters: two texts that are one edit apart
/// have one of these in common. Digits are never left out, since numbers tell people apart.
pub(super) fn without_each(seed: u64, text: &str, key: &mut dyn FnMut(u64)) {
    let mut letters = ['\0'; LONGEST];
    let mut len = 0;
    for letter in text.chars() {
        let Some(place) = letters.get_mut(len) else { return };
        *place = letter;
        len += 1;
    }
    let letters = &letters[..len];
    // The hash of the end after each letter, and what the start before it is to be multiplied with.
    let mut ends = [(0_u64, 1_u64); LONGEST + 1];
    for at in (0..len).rev() {
        let (end, power) = ends[at + 1];
        let letter = u64::from(u32::from(letters[at])) + 1;
        ends[at] = (letter.wrapping_mul(power).wrapping_add(end), power.wrapping_mul(BASE));
    }
    let mut start = Hash(seed);
    for at in 0..len {
        let (end, power) = ends[at + 1];
        if !letters[at].is_ascii_digit() {
            key(start.0.wrapping_mul(power).wrapping_add(end));
        }
        start = start.with(letters[at]);
    }
    key(start.0);
}

/// Spreads the bits of a hash.
fn mixed(key: u64) -> u64 {
    let key = (key ^ (key >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let key = (key ^ (key >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    key ^ (key >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys_of(text: &str) -> Vec<u64> {
        let mut keys = Vec::new();
        without_each(7, text, &mut |key| keys.push(key));
        keys
    }

    #[test]
    fn a_hash_without_a_letter_is_the_hash_of_what_is_left() {
        let hash = |text: &str| Hash::of(7, text.chars()).0;
        assert_eq!(keys_of("abc"), [hash("bc"), hash("ac"), hash("ab"), hash("abc")]);
        assert_eq!(keys_of("a1"), [hash("1"), hash("a1")], "digits stay");
        assert_eq!(keys_of(""), [hash("")]);
        assert!(keys_of(&"a".repeat(65)).is_empty(), "too long to look at");
        assert_eq!(keys_of(&"ä".repeat(64)).len(), 65);
    }

    #[test]
    fn texts_one_edit_apart_share_a_key() {
        for (one, other) in
            [("becker", "beker"), ("becker", "bekcer"), ("becker", "backer"), ("山田", "田山")]
        {
            let other = keys_of(other);
            assert!(keys_of(one).iter().any(|key| other.contains(key)), "{one}");
        }
    }

    #[test]
    fn a_crowd_is_no_evidence_and_only_two_sides_meet() {
        let meetings = |sides: &[Side], key: fn(u32) -> u64| {
            let mut met = Vec::new();
            let mut watch = |_| ControlFlow::Continue(());
            let mut steps = Steps { watch: &mut watch, done: 0 };
            let keys: &Keys<'_> = &move |person, write| write(Kind::Name, key(person));
            meet(sides, (1, keys), &mut steps, &mut |kind, one, other| {
                assert_eq!(kind, Kind::Name);
                met.push((one, other));
                ControlFlow::Continue(())
            })
            .unwrap();
            met
        };
        let sides = [Side::One, Side::Other, Side::One, Side::Neither, Side::Other];
        let mut all = meetings(&sides, |_| 1);
        all.sort_unstable();
        assert_eq!(all, [(0, 1), (0, 4), (2, 1), (2, 4)]);
        assert!(meetings(&sides, u64::from).is_empty());
        let crowd: Vec<Side> = [Side::One, Side::Other].repeat(5);
        assert!(meetings(&crowd, |_| 1).is_empty());
    }
}
