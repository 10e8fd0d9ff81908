//! The cells of one column, in as few bytes as they need. What a cell means is none of this file's business.
//!
//! A column in which few words repeat, such as a department, keeps each word once and a number of one or two
//! bytes a row. A column in which most cells differ keeps them one after the other, with one byte a row for the
//! length. It begins as the first and becomes the second as soon as that takes less room. Asking for a cell
//! never copies.

use std::hash::BuildHasher;

use hashbrown::{DefaultHashBuilder, HashTable};

use super::codes::Codes;
use super::texts::Texts;
use crate::wording::count;

/// The cells of one column, one a row.
#[derive(Clone, Debug)]
pub(crate) enum Cells {
    /// Words that repeat.
    Words(Words),
    /// Cells that mostly differ.
    Texts(Texts),
}

impl Default for Cells {
    fn default() -> Cells {
        Cells::Words(Words::default())
    }
}

/// The words of a column, each once, and which of them stands in which row. The first one is the empty cell.
#[derive(Clone, Debug)]
pub(crate) struct Words {
    text: String,
    ends: Vec<u32>,
    codes: Codes,
    index: HashTable<u32>,
    hasher: DefaultHashBuilder,
    last: u32,
    /// Words that stood lately, by a glance at them: where few words repeat, few need to be looked for.
    lately: Vec<u32>,
    /// Bytes of all cells, so that it is known what keeping them as texts would take.
    spelled: usize,
}

impl Default for Words {
    fn default() -> Words {
        Words {
            text: String::new(),
            ends: vec![0],
            codes: Codes::Byte(Vec::new()),
            index: HashTable::new(),
            hasher: DefaultHashBuilder::default(),
            last: 0,
            lately: Vec::new(),
            spelled: 0,
        }
    }
}

/// The bytes of words after which the cells are kept as texts, whose places are not limited to four bytes.
const MOST_WORDS: usize = 1 << 30;

/// How many words of former rows are worth keeping for rows to come.
const FEW: usize = 2048;

/// How many words are known at a glance; a power of two.
const LATELY: usize = 1024;

/// Returns where a word stands among those that stood lately, going by its length, beginning and end.
#[inline]
fn glance(cell: &str) -> usize {
    let bytes = cell.as_bytes();
    let (first, last) = match (bytes.first_chunk(), bytes.last_chunk()) {
        (Some(first), Some(last)) => (u64::from_le_bytes(*first), u64::from_le_bytes(*last)),
        _ => bytes.iter().fold((0, 0), |(all, _), byte| (all << 8 | u64::from(*byte), 0)),
    };
    let mixed = (first ^ last.rotate_left(27) ^ bytes.len() as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    usize::try_from(mixed >> 48).unwrap_or(0) % LATELY
}

/// The number of a word, and whether it is new.
enum Known {
    Before(u32),
    New(u32),
}

impl Words {
    /// Returns how many words there are, the empty one included.
    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    /// Returns the word with this number; a number past the end gives an empty one.
    pub(crate) fn word(&self, code: u32) -> &str {
        word(&self.text, &self.ends, code)
    }

    /// Returns which word stands in which row.
    pub(crate) fn codes(&self) -> &Codes {
        &self.codes
    }

    /// Returns the bytes of the words, each once.
    pub(crate) fn spelled_once(&self) -> usize {
        self.text.len()
    }

    /// Appends a row with this word.
    pub(crate) fn push(&mut self, cell: &str) {
        let _ = self.note(cell);
    }

    fn note(&mut self, cell: &str) -> Known {
        self.spelled += cell.len();
        if self.lately.is_empty() {
            self.lately = vec![0; LATELY];
        }
        let at = glance(cell);
        let lately = self.lately[at];
        let known = if self.word(lately) == cell { Known::Before(lately) } else { self.find(cell) };
        let (Known::Before(code) | Known::New(code)) = known;
        self.lately[at] = code;
        self.last = code;
        self.codes.push(code);
        known
    }

    fn find(&mut self, cell: &str) -> Known {
        if cell.is_empty() {
            return Known::Before(0);
        }
        let Words { text, ends, index, hasher, .. } = self;
        let hash = hasher.hash_one(cell.as_bytes());
        if let Some(known) = index.find(hash, |known| word(text, ends, *known) == cell) {
            return Known::Before(*known);
        }
        let new = count(ends.len());
        text.push_str(cell);
        ends.push(count(text.len()));
        let again = |known: &u32| hasher.hash_one(word(text, ends, *known).as_bytes());
        let _ = index.insert_unique(hash, new, again);
        Known::New(new)
    }

    /// Appends the rows of another column.
    pub(crate) fn append(&mut self, more: &Words) {
        self.spelled += more.spelled;
        // Each word is looked for once, however many rows have it.
        let ours: Vec<u32> = (0..count(more.len()))
            .map(|code| {
                let (Known::Before(code) | Known::New(code)) = self.find(more.word(code));
                code
            })
            .collect();
        self.codes.append(&more.codes, &ours);
        self.last = ours[more.last as usize];
    }

    /// Takes all rows out; words that are few stay known.
    pub(crate) fn clear(&mut self) {
        if self.len() > FEW {
            *self = Words::default();
        }
        self.codes.clear();
        self.spelled = 0;
        self.last = 0;
    }

    /// Says whether the cells one after the other would take less room.
    fn outgrown(&self) -> bool {
        let rows = self.codes.len();
        self.len() > usize::from(u16::MAX)
            || self.spelled + rows < self.text.len() + 4 * self.len() + 2 * rows
    }

    fn into_texts(self) -> Texts {
        let mut texts = Texts::default();
        texts.reserve(self.codes.len(), self.spelled);
        for row in 0..self.codes.len() {
            texts.push(self.word(self.codes.at(row)));
        }
        texts
    }

    /// Keeps the rows for which `keep` holds true; every word stays.
    pub(crate) fn keep(&mut self, keep: &[bool]) {
        self.codes.keep(keep);
        self.spelled = (0..self.codes.len()).map(|row| self.word(self.codes.at(row)).len()).sum();
    }

    /// Gives back what is only needed while rows come.
    pub(crate) fn settle(&mut self) {
        self.index = HashTable::new();
        self.lately = Vec::new();
        self.text.shrink_to_fit();
        self.ends.shrink_to_fit();
        self.codes.shrink();
    }

    /// Returns the bytes of memory it takes.
    pub(crate) fn memory(&self) -> usize {
        // A table of numbers takes a byte more for each.
        let words = self.text.capacity() + (self.ends.capacity() + self.lately.capacity()) * 4;
        words + self.codes.memory() + self.index.capacity() * 5
    }
}

fn word<'t>(text: &'t str, ends: &[u32], code: u32) -> &'t str {
    let Some(end) = ends.get(code as usize) else { return "" };
    let start = (code as usize).checked_sub(1).map_or(0, |before| ends[before]);
    &text[start as usize..*end as usize]
}

impl Cells {
    /// Appends a row.
    pub(crate) fn push(&mut self, cell: &str) {
        match self {
            Cells::Texts(texts) => texts.push(cell),
            Cells::Words(words) => {
                // Looked at now and then only: each time there are twice as many words.
                if let Known::New(code) = words.note(cell)
                    && (words.text.len() > MOST_WORDS
                        || code >= 0xff && (code + 1).is_power_of_two() && words.outgrown())
                {
                    *self = Cells::Texts(std::mem::take(words).into_texts());
                }
            }
        }
    }

    /// Appends the rows of another column.
    pub(crate) fn append(&mut self, more: &Cells) {
        match (&mut *self, more) {
            (Cells::Texts(texts), Cells::Texts(more)) => texts.append(more),
            (Cells::Texts(texts), Cells::Words(more)) => {
                more.codes.each(0..more.codes.len(), |_, code| texts.push(more.word(code)));
            }
            (Cells::Words(words), Cells::Texts(more)) if words.codes.len() == 0 => {
                let mut texts = Texts::default();
                texts.append(more);
                *self = Cells::Texts(texts);
            }
            (Cells::Words(_), Cells::Texts(more)) => more.iter_from(0).for_each(|cell| self.push(cell)),
            (Cells::Words(words), Cells::Words(more)) => {
                let before = words.len();
                words.append(more);
                if words.len() > before && words.len() > 0xff && words.outgrown() {
                    *self = Cells::Texts(std::mem::take(words).into_texts());
                }
            }
        }
    }

    /// Returns the cell of a row; an empty one past the end.
    pub(crate) fn at(&self, row: usize) -> &str {
        match self {
            Cells::Words(words) => words.word(words.codes.at(row)),
            Cells::Texts(texts) => texts.at(row),
        }
    }

    /// Returns the cell of the newest row.
    pub(crate) fn newest(&self) -> &str {
        match self {
            Cells::Words(words) => words.word(words.last),
            Cells::Texts(texts) => texts.newest(),
        }
    }

    /// Makes room for this many more rows.
    pub(crate) fn reserve(&mut self, rows: usize) {
        match self {
            Cells::Words(words) => words.codes.reserve(rows),
            Cells::Texts(texts) => {
                let bytes = texts.mean() * rows;
                texts.reserve(rows, bytes);
            }
        }
    }

    /// Takes all rows out, and keeps what others may need.
    pub(crate) fn clear(&mut self) {
        match self {
            Cells::Texts(texts) => texts.clear(),
            Cells::Words(words) => words.clear(),
        }
    }

    /// Keeps the rows for which `keep` holds true.
    pub(crate) fn keep(&mut self, keep: &[bool]) {
        match self {
            Cells::Texts(texts) => texts.keep(keep),
            Cells::Words(words) => words.keep(keep),
        }
    }

    /// Gives back what is only needed while rows come.
    pub(crate) fn settle(&mut self) {
        match self {
            Cells::Texts(texts) => texts.settle(),
            Cells::Words(words) => words.settle(),
        }
    }

    /// Returns the bytes of all cells as they read, however they are kept.
    pub(crate) fn spelled(&self) -> usize {
        match self {
            Cells::Words(words) => words.spelled,
            Cells::Texts(texts) => texts.text().len(),
        }
    }

    /// Returns the bytes of memory it takes.
    pub(crate) fn memory(&self) -> usize {
        match self {
            Cells::Words(words) => words.memory(),
            Cells::Texts(texts) => texts.memory(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(cells: &[&str]) -> Cells {
        let mut column = Cells::default();
        for cell in cells {
            column.push(cell);
        }
        column
    }

    fn all(column: &Cells, rows: usize) -> Vec<&str> {
        (0..rows).map(|row| column.at(row)).collect()
    }

    #[test]
    fn words_that_repeat_are_kept_once() {
        let cells = ["sales", "", "sales", "support", "sales"];
        let column = column(&cells);
        assert_eq!(all(&column, 5), cells);
        let Cells::Words(words) = &column else { panic!("words") };
        assert_eq!((words.len(), words.text.as_str()), (3, "salessupport"));
        assert_eq!((column.spelled(), column.newest(), column.at(5)), (22, "sales", ""));
    }

    #[test]
    fn cells_that_differ_become_texts_and_read_the_same() {
        let cells: Vec<String> = (0..1000).map(|number| format!("{number:x}")).collect();
        let cells: Vec<&str> = cells.iter().map(String::as_str).collect();
        let column = column(&cells);
        assert!(matches!(column, Cells::Texts(_)));
        assert_eq!(all(&column, 1000), cells);
    }

    #[test]
    fn words_become_wider_and_read_the_same() {
        let cells: Vec<String> =
            (0..70_000 * 6).map(|number| format!("a long word {}", number / 6)).collect();
        let cells: Vec<&str> = cells.iter().map(String::as_str).collect();
        for (rows, wide) in [(1000, false), (60_000, true)] {
            let column = column(&cells[..rows]);
            let Cells::Words(words) = &column else { panic!("words") };
            assert_eq!(matches!(words.codes, Codes::Short(_)), wide);
            assert_eq!(all(&column, rows), cells[..rows]);
        }
        let column = column(&cells);
        assert!(matches!(column, Cells::Texts(_)), "more words than two bytes tell apart");
        assert_eq!(all(&column, cells.len()), cells);
    }

    fn cells(cells: &[String]) -> Vec<&str> {
        cells.iter().map(String::as_str).collect()
    }

    #[test]
    fn columns_are_appended_however_they_are_kept() {
        let few: Vec<String> = (0..1000).map(|number| format!("word {}", number % 7)).collect();
        let many: Vec<String> = (0..1000).map(|number| format!("{number:x}")).collect();
        let more: Vec<String> = (0..1000).map(|number| format!("other {}", number % 300)).collect();
        let none = Vec::new();
        for one in [&none, &few, &many, &more] {
            for other in [&none, &few, &many, &more] {
                let mut both = column(&cells(one));
                both.append(&column(&cells(other)));
                both.push("last");
                let expected = [cells(one), cells(other), vec!["last"]].concat();
                assert_eq!(all(&both, expected.len()), expected);
                assert_eq!(both.spelled(), expected.iter().map(|cell| cell.len()).sum::<usize>());
                assert_eq!(both.newest(), "last");
            }
        }
    }

    #[test]
    fn rows_that_are_not_kept_are_gone() {
        let mut words = column(&["a", "b", "a", "c"]);
        words.keep(&[true, false, true, true]);
        assert_eq!((all(&words, 4), words.spelled()), (vec!["a", "a", "c", ""], 3));
    }
}
