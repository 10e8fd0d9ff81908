//! A set of people of one roster: a bit a person, so that a million of them are 125 kB and two sets are brought
//! together a word at a time.

use super::PersonId;

/// People of one roster. Numbers mean nothing in another roster.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PeopleSet {
    words: Vec<u64>,
    people: usize,
}

impl PeopleSet {
    /// Returns the set of the first so many people.
    #[must_use]
    pub fn all(people: usize) -> PeopleSet {
        let mut words = vec![u64::MAX; people / 64];
        if !people.is_multiple_of(64) {
            words.push((1 << (people % 64)) - 1);
        }
        PeopleSet { words, people }
    }

    /// Returns how many people are in it.
    #[must_use]
    pub fn len(&self) -> usize {
        self.people
    }

    /// Says whether nobody is in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.people == 0
    }

    /// Says whether somebody is in it.
    #[must_use]
    pub fn contains(&self, PersonId(person): PersonId) -> bool {
        self.words.get(person as usize / 64).is_some_and(|word| word >> (person % 64) & 1 == 1)
    }

    /// Puts somebody in.
    pub fn insert(&mut self, person: PersonId) {
        if !self.contains(person) {
            self.toggle(person);
        }
    }

    /// Puts somebody in, or takes them out.
    pub fn toggle(&mut self, PersonId(person): PersonId) {
        let at = person as usize / 64;
        if at >= self.words.len() {
            self.words.resize(at + 1, 0);
        }
        self.words[at] ^= 1 << (person % 64);
        if self.words[at] >> (person % 64) & 1 == 1 {
            self.people += 1;
        } else {
            self.people -= 1;
        }
    }

    /// Puts everybody of another set in.
    pub fn add(&mut self, other: &PeopleSet) {
        self.merge(other, |mine, theirs| mine | theirs);
    }

    /// Takes everybody of another set out who is in, and puts those in who are not.
    pub fn toggle_all(&mut self, other: &PeopleSet) {
        self.merge(other, |mine, theirs| mine ^ theirs);
    }

    /// Returns everybody in it, in the order of the roster.
    pub fn iter(&self) -> impl Iterator<Item = PersonId> + '_ {
        (0_u32..).step_by(64).zip(&self.words).flat_map(|(first, word)| {
            let mut left = *word;
            std::iter::from_fn(move || {
                let bit = left.trailing_zeros();
                left &= left.checked_sub(1)?;
                Some(PersonId(first + bit))
            })
        })
    }

    /// Returns everybody in it as a list, in the order of the roster.
    #[must_use]
    pub fn to_vec(&self) -> Vec<PersonId> {
        let mut all = Vec::with_capacity(self.people);
        for (first, word) in (0_u32..).step_by(64).zip(&self.words) {
            if *word == u64::MAX {
                all.extend((first..first + 64).map(PersonId));
                continue;
            }
            let mut left = *word;
            while left != 0 {
                all.push(PersonId(first + left.trailing_zeros()));
                left &= left - 1;
            }
        }
        all
    }

    /// Returns a bit a person, 64 to the word.
    pub(super) fn words(&self) -> &[u64] {
        &self.words
    }

    /// Puts people in behind all others, 64 to the word: those so far came in whole words.
    pub(super) fn append(&mut self, words: &[u64]) {
        self.words.extend_from_slice(words);
        self.people += words.iter().map(|word| word.count_ones() as usize).sum::<usize>();
    }

    fn merge(&mut self, other: &PeopleSet, both: impl Fn(u64, u64) -> u64) {
        if self.words.len() < other.words.len() {
            self.words.resize(other.words.len(), 0);
        }
        for (mine, theirs) in self.words.iter_mut().zip(&other.words) {
            *mine = both(*mine, *theirs);
        }
        self.people = self.words.iter().map(|word| word.count_ones() as usize).sum();
    }
}

impl FromIterator<PersonId> for PeopleSet {
    fn from_iter<I: IntoIterator<Item = PersonId>>(people: I) -> PeopleSet {
        let mut set = PeopleSet::default();
        people.into_iter().for_each(|person| set.insert(person));
        set
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(people: &[u32]) -> PeopleSet {
        people.iter().copied().map(PersonId).collect()
    }

    fn in_it(set: &PeopleSet) -> Vec<u32> {
        set.iter().map(|person| person.0).collect()
    }

    #[test]
    fn everybody_is_the_first_so_many_and_nobody_else() {
        for people in [0, 1, 63, 64, 65, 200] {
            let all = PeopleSet::all(people);
            assert_eq!((all.len(), in_it(&all).len()), (people, people));
            assert!(!all.contains(PersonId(u32::try_from(people).unwrap())));
        }
    }

    #[test]
    fn people_come_out_in_order_whatever_order_they_came_in() {
        let mut set = set(&[130, 2, 64, 2]);
        assert_eq!((in_it(&set), set.len()), (vec![2, 64, 130], 3));
        set.toggle(PersonId(64));
        assert_eq!((in_it(&set), set.len()), (vec![2, 130], 2));
    }

    #[test]
    fn a_list_of_people_is_the_same_as_going_through_them() {
        let mut sets =
            vec![PeopleSet::default(), PeopleSet::all(64), PeopleSet::all(200), set(&[1, 63, 64, 300])];
        sets[2].toggle(PersonId(70));
        for set in sets {
            assert_eq!(set.to_vec(), set.iter().collect::<Vec<_>>());
        }
    }

    #[test]
    fn two_sets_are_added_and_turned_round() {
        let mut one = set(&[1, 70]);
        one.add(&set(&[2, 70]));
        assert_eq!((in_it(&one), one.len()), (vec![1, 2, 70], 3));
        one.toggle_all(&PeopleSet::all(4));
        assert_eq!((in_it(&one), one.len()), (vec![0, 3, 70], 3));
    }
}
