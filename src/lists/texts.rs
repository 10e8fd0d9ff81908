//! Texts one after the other in one block, found by number: one byte each beside the text itself.

use crate::wording::count;

/// Rows between two places that are written down; between them the lengths are added up.
const STRIDE: usize = 64;
/// The length that stands for a longer text, whose length is kept aside.
const LONG: u8 = u8::MAX;

/// Texts one after the other.
#[derive(Clone, Debug, Default)]
pub(crate) struct Texts {
    text: String,
    lengths: Vec<u8>,
    /// Where every 64th text begins.
    places: Vec<usize>,
    /// The texts too long for a byte, with their number, ascending.
    long: Vec<(u32, u32)>,
}

impl Texts {
    /// Returns how many there are.
    pub(crate) fn len(&self) -> usize {
        self.lengths.len()
    }

    /// Returns all of them, one after the other.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// Returns the text with this number; an empty one past the end.
    pub(crate) fn at(&self, number: usize) -> &str {
        let start = self.start(number);
        self.text.get(start..start + self.length(number)).unwrap_or("")
    }

    /// Returns where the text with this number begins; the end of all for a number past it.
    pub(crate) fn start(&self, number: usize) -> usize {
        if number >= self.lengths.len() {
            return self.text.len();
        }
        let from = number / STRIDE * STRIDE;
        let lengths = &self.lengths[from..number];
        let mut before: usize = lengths.iter().map(|length| usize::from(*length)).sum();
        if !self.long.is_empty() {
            before += self.longer(from..number);
        }
        self.places[number / STRIDE] + before
    }

    /// Returns the bytes of the long texts among some that their lengths do not tell.
    fn longer(&self, numbers: std::ops::Range<usize>) -> usize {
        let first = self.long.partition_point(|(number, _)| (*number as usize) < numbers.start);
        let among = self.long[first..].iter().take_while(|(number, _)| (*number as usize) < numbers.end);
        among.map(|(_, length)| *length as usize - usize::from(LONG)).sum()
    }

    fn length(&self, number: usize) -> usize {
        match self.lengths.get(number) {
            None => 0,
            Some(&LONG) => usize::from(LONG) + self.longer(number..number + 1),
            Some(length) => usize::from(*length),
        }
    }

    /// Returns every text from this number on, in order.
    pub(crate) fn iter_from(&self, number: usize) -> impl Iterator<Item = &str> {
        let mut start = self.start(number);
        (number..self.lengths.len()).map(move |number| {
            let end = start + self.length(number);
            let text = &self.text[start..end];
            start = end;
            text
        })
    }

    /// Returns the newest text.
    pub(crate) fn newest(&self) -> &str {
        self.lengths.len().checked_sub(1).map_or("", |newest| {
            let length = self.length(newest);
            &self.text[self.text.len() - length..]
        })
    }

    /// Appends a text.
    pub(crate) fn push(&mut self, text: &str) {
        self.text.push_str(text);
        self.note(self.text.len(), text.len());
    }

    /// Returns the block, to write the next text to its end; then it has to be told as [`written`](Texts::written).
    pub(crate) fn writing(&mut self) -> &mut String {
        &mut self.text
    }

    /// Makes one text of everything behind this byte.
    pub(crate) fn written(&mut self, from: usize) {
        self.note(self.text.len(), self.text.len() - from);
    }

    /// Takes all of them out, and keeps the room.
    pub(crate) fn clear(&mut self) {
        self.text.clear();
        self.lengths.clear();
        self.places.clear();
        self.long.clear();
    }

    /// Appends all texts of another block, in order.
    pub(crate) fn append(&mut self, more: &Texts) {
        let before = count(self.lengths.len());
        let mut end = self.text.len();
        self.text.push_str(&more.text);
        let mut long = more.long.iter().map(|(_, length)| *length as usize);
        for (number, length) in (self.lengths.len()..).zip(&more.lengths) {
            if number.is_multiple_of(STRIDE) {
                self.places.push(end);
            }
            end += if *length == LONG { long.next().unwrap_or(0) } else { usize::from(*length) };
        }
        self.lengths.extend_from_slice(&more.lengths);
        self.long.extend(more.long.iter().map(|(number, length)| (before + number, *length)));
    }

    /// Keeps the texts for which `keep` holds true.
    pub(crate) fn keep(&mut self, keep: &[bool]) {
        let before = std::mem::take(self);
        let mut bytes = before.text.into_bytes();
        let (mut from, mut to) = (0, 0);
        let mut long = before.long.iter().map(|(_, length)| *length as usize);
        self.reserve(before.lengths.len(), 0);
        for (number, length) in before.lengths.iter().enumerate() {
            let length = if *length == LONG { long.next().unwrap_or(0) } else { usize::from(*length) };
            if keep.get(number).copied().unwrap_or(true) {
                if from != to {
                    bytes.copy_within(from..from + length, to);
                }
                to += length;
                self.note(to, length);
            }
            from += length;
        }
        bytes.truncate(to);
        // Whole texts were moved, so it is still UTF-8.
        self.text = String::from_utf8(bytes).unwrap_or_default();
    }

    /// Notes a text of this length that ends there.
    fn note(&mut self, end: usize, length: usize) {
        if self.lengths.len().is_multiple_of(STRIDE) {
            self.places.push(end - length);
        }
        let number = count(self.lengths.len());
        match u8::try_from(length) {
            Ok(short) if short != LONG => self.lengths.push(short),
            _ => {
                self.lengths.push(LONG);
                self.long.push((number, count(length)));
            }
        }
    }

    /// Makes room for this many more with this many more bytes.
    pub(crate) fn reserve(&mut self, texts: usize, bytes: usize) {
        self.text.reserve(bytes);
        self.lengths.reserve(texts);
        self.places.reserve(texts / STRIDE + 1);
    }

    /// Returns the mean length, rounded up; 0 while there is none.
    pub(crate) fn mean(&self) -> usize {
        if self.lengths.is_empty() { 0 } else { self.text.len().div_ceil(self.lengths.len()) }
    }

    /// Gives back the room that was made and not used.
    pub(crate) fn settle(&mut self) {
        self.text.shrink_to_fit();
        self.lengths.shrink_to_fit();
        self.places.shrink_to_fit();
        self.long.shrink_to_fit();
    }

    /// Returns the bytes of memory they take.
    pub(crate) fn memory(&self) -> usize {
        self.text.capacity()
            + self.lengths.capacity()
            + self.places.capacity() * size_of::<usize>()
            + self.long.capacity() * 8
    }

    /// Returns a cursor before the text with this number.
    pub(crate) fn cursor(&self, number: usize) -> Cursor<'_> {
        Cursor { texts: self, number, end: self.start(number) + self.length(number) }
    }
}

/// A place among texts that only moves forward.
pub(crate) struct Cursor<'t> {
    texts: &'t Texts,
    number: usize,
    /// Where the text at hand ends.
    end: usize,
}

impl Cursor<'_> {
    /// Goes to the text that holds this byte, which is none before the place at hand; returns its number and end.
    pub(crate) fn seek(&mut self, byte: usize) -> (usize, usize) {
        if byte >= self.end {
            self.leap(byte);
            while byte >= self.end && self.number + 1 < self.texts.len() {
                self.number += 1;
                self.end += self.texts.length(self.number);
            }
        }
        (self.number, self.end)
    }

    /// Goes to just before the text with this number, which is behind the one at hand; returns where it begins.
    pub(crate) fn begin(&mut self, number: usize) -> usize {
        let number = number.min(self.texts.len());
        if number > self.number + STRIDE {
            self.number = number - 1;
            self.end = self.texts.start(number);
        }
        while self.number + 1 < number {
            self.number += 1;
            self.end += self.texts.length(self.number);
        }
        self.end
    }

    /// Goes to the text with this number, which is none before the one at hand, and returns it; an empty one past the end.
    pub(crate) fn at(&mut self, number: usize) -> &str {
        if number > self.number {
            self.begin(number);
            self.number = number;
            self.end += self.texts.length(number);
        }
        self.texts.text.get(self.end - self.texts.length(number)..self.end).unwrap_or("")
    }

    /// Passes over whole strides in growing steps: what is sought mostly stands near.
    fn leap(&mut self, byte: usize) {
        let places = &self.texts.places;
        let stride = self.number / STRIDE;
        if places.get(stride + 1).is_none_or(|place| *place > byte) {
            return;
        }
        let mut step = 1;
        while places.get(stride + step).is_some_and(|place| *place <= byte) {
            step *= 2;
        }
        let from = stride + step / 2;
        let to = (stride + step).min(places.len());
        let found = from + places[from..to].partition_point(|place| *place <= byte) - 1;
        self.number = found * STRIDE;
        self.end = places[found] + self.texts.length(self.number);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(count: usize) -> (Texts, Vec<String>) {
        // Every 50th is longer than a byte tells, some by nothing, some by a lot.
        let length = |number: usize| if number % 50 == 7 { 254 + number } else { number * 7 % 60 };
        let all: Vec<String> = (0..count).map(|number| "x".repeat(length(number))).collect();
        let mut texts = Texts::default();
        for text in &all {
            texts.push(text);
        }
        (texts, all)
    }

    fn is_same(texts: &Texts, all: &[String]) {
        assert_eq!(texts.len(), all.len());
        let mut start = 0;
        for (number, text) in all.iter().enumerate() {
            assert_eq!((texts.at(number), texts.start(number)), (text.as_str(), start), "{number}");
            start += text.len();
        }
        assert_eq!((texts.at(all.len()), texts.text().len()), ("", start));
        assert_eq!(texts.newest(), all.last().map_or("", String::as_str));
    }

    #[test]
    fn every_text_is_found_by_its_number() {
        for count in [0, 1, 7, 8, 63, 64, 65, 500] {
            let (texts, all) = texts(count);
            is_same(&texts, &all);
        }
    }

    #[test]
    fn what_is_not_kept_is_gone() {
        for (one, other) in [(0, 9), (70, 130), (64, 64), (58, 300)] {
            let (mut first, mut all) = texts(one + other);
            let keep: Vec<bool> = (0..all.len()).map(|number| number % 3 != 1).collect();
            first.keep(&keep);
            let mut kept = keep.iter();
            all.retain(|_| kept.next() == Some(&true));
            is_same(&first, &all);
        }
    }

    #[test]
    fn blocks_are_appended_wherever_they_meet() {
        for (one, other) in [(0, 9), (9, 0), (1, 200), (63, 64), (64, 64), (65, 300), (130, 130)] {
            let ((mut first, mut all), (second, more)) = (texts(one), texts(other));
            first.append(&second);
            all.extend(more);
            is_same(&first, &all);
        }
    }

    #[test]
    fn a_cursor_finds_the_text_of_every_byte() {
        let (texts, all) = texts(700);
        for step in [1, 5, 977, 9_000] {
            let mut cursor = texts.cursor(0);
            let (mut number, mut end) = (0, all[0].len());
            for byte in (0..texts.text().len()).step_by(step) {
                while byte >= end {
                    number += 1;
                    end += all[number].len();
                }
                assert_eq!(cursor.seek(byte), (number, end), "{byte}");
            }
        }
    }

    #[test]
    fn a_cursor_passes_over_texts() {
        let (texts, all) = texts(700);
        for step in [1, 2, 63, 64, 65, 200, 1_000] {
            let mut cursor = texts.cursor(0);
            for number in (step..all.len() + step).step_by(step) {
                let start = cursor.begin(number);
                assert_eq!(start, texts.start(number), "{number}");
                if texts.at(number).len() > 1 {
                    assert_eq!(cursor.seek(start + 1), (number, texts.start(number + 1)));
                }
            }
            let mut cursor = texts.cursor(0);
            for number in (0..all.len() + step).step_by(step) {
                assert!((0..2).all(|_| cursor.at(number) == texts.at(number)), "{number}");
            }
        }
    }
}
