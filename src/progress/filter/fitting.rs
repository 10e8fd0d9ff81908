//! Of some people who follow each other, those who fit: a bit a person, so that questions are brought together a word
//! at a time.

use std::ops::Range;

use super::super::PeopleSet;

/// Of some people who follow each other, those who fit.
#[derive(Clone, Debug)]
pub(super) struct Fitting {
    people: Range<u32>,
    words: Vec<u64>,
}

impl Fitting {
    pub(super) fn none(people: Range<u32>) -> Fitting {
        let words = vec![0; people.len().div_ceil(64)];
        Fitting { people, words }
    }

    /// Returns everybody among these people.
    pub(super) fn all(people: Range<u32>) -> Fitting {
        let mut all = Fitting::none(people);
        all.words.fill(u64::MAX);
        all.trim();
        all
    }

    /// Returns those of a set who are among these people, the first of whom has a number that 64 divides.
    pub(super) fn of(set: &PeopleSet, people: Range<u32>) -> Fitting {
        let mut those = Fitting::none(people);
        let from = (those.people.start / 64) as usize;
        let words = set.words().iter().skip(from);
        those.words.iter_mut().zip(words).for_each(|(word, those)| *word = *those);
        those.trim();
        those
    }

    /// Takes those out who are none of these people, behind the last one.
    fn trim(&mut self) {
        let over = self.words.len() * 64 - self.people.len();
        if let Some(last) = self.words.last_mut() {
            *last &= u64::MAX >> over;
        }
    }

    /// Returns the people who are asked about.
    pub(super) fn people(&self) -> Range<u32> {
        self.people.clone()
    }

    /// Returns a bit a person.
    pub(super) fn words(&self) -> &[u64] {
        &self.words
    }

    pub(super) fn set(&mut self, person: u32) {
        let at = (person - self.people.start) as usize;
        self.words[at / 64] |= 1 << (at % 64);
    }

    pub(super) fn clear(&mut self, person: u32) {
        let at = (person - self.people.start) as usize;
        self.words[at / 64] &= !(1 << (at % 64));
    }

    /// Returns the first who fits from this person on, or the one behind the last.
    pub(super) fn next(&self, person: u32) -> u32 {
        let at = (person - self.people.start) as usize;
        let mut left = self.words.get(at / 64).map_or(0, |word| word & (u64::MAX << (at % 64)));
        for (next, start) in (at / 64 + 1..).zip((self.people.start..).step_by(64).skip(at / 64)) {
            if left != 0 {
                return start + left.trailing_zeros();
            }
            match self.words.get(next) {
                Some(word) => left = *word,
                None => break,
            }
        }
        self.people.end
    }

    pub(super) fn is_empty(&self) -> bool {
        self.words.iter().all(|word| *word == 0)
    }

    /// Returns how many fit.
    pub(super) fn count(&self) -> usize {
        self.words.iter().map(|word| word.count_ones() as usize).sum()
    }

    pub(super) fn turn(&mut self) {
        self.words.iter_mut().for_each(|word| *word = !*word);
        self.trim();
    }

    pub(super) fn keep(&mut self, those: &Fitting) {
        self.words.iter_mut().zip(&those.words).for_each(|(word, those)| *word &= those);
    }

    pub(super) fn add(&mut self, those: &Fitting) {
        self.words.iter_mut().zip(&those.words).for_each(|(word, those)| *word |= those);
    }

    /// Returns those who are not among others.
    pub(super) fn without(&self, others: &Fitting) -> Fitting {
        let words = self.words.iter().zip(&others.words).map(|(word, others)| word & !others).collect();
        Fitting { people: self.people.clone(), words }
    }

    /// Tells everybody who fits, in order.
    pub(super) fn each(&self, mut tell: impl FnMut(u32)) {
        for (start, word) in (self.people.start..).step_by(64).zip(&self.words) {
            let mut left = *word;
            while left != 0 {
                tell(start + left.trailing_zeros());
                left &= left - 1;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_who_fits_is_found_across_words() {
        for people in [64..64, 64..65, 64..128, 64..1_000] {
            let mut some = Fitting::none(people.clone());
            let those: Vec<u32> =
                [70, 127, 128, 130, 400, 999].into_iter().filter(|one| people.contains(one)).collect();
            for one in &those {
                some.set(*one);
            }
            for from in people.start..=people.end {
                let next = those.iter().copied().find(|one| *one >= from);
                assert_eq!(some.next(from), next.unwrap_or(people.end), "{from}");
            }
        }
    }
}
