//! The rows of a file that are no person, kept in one block of text like the people.

use super::Reason;

/// A value longer than this is cut: it is there to find the row again.
const MAX_VALUE: usize = 200;
/// Rows of which all cells are kept, so that they can be mended; of a file with more something else is wrong.
const ROWS_WITH_CELLS: usize = 10_000;
/// The cells of one row take no more than this.
const MAX_CELLS: usize = 1_000;
/// Parts the cells that are kept.
const PART: char = '\u{1f}';

/// One rejected row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rejected<'a> {
    /// The physical line on which the row starts.
    pub line: u32,
    /// Why it is no person.
    pub reason: Reason,
    /// What stood where the address was looked for, as written.
    pub value: &'a str,
    cells: &'a str,
}

impl<'a> Rejected<'a> {
    /// Returns the cells of the row as written, in the order of the columns; the last ones of a long row are cut, and
    /// there are none beyond the first ten thousand rows.
    pub fn cells(self) -> impl Iterator<Item = &'a str> {
        self.cells.split_terminator(PART)
    }
}

/// Every rejected row of a list, in the order of the file.
#[derive(Clone, Debug, Default)]
pub struct Rejections {
    values: String,
    rows: Vec<(u32, Reason, u8)>,
    cells: String,
    /// Where the cells of each row end.
    ends: Vec<u32>,
}

impl Rejections {
    /// Returns how many rows were rejected.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Says whether no row was rejected.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Returns every rejected row, in the order of the file.
    pub fn iter(&self) -> impl Iterator<Item = Rejected<'_>> {
        let (mut start, mut begin) = (0, 0);
        self.rows.iter().enumerate().map(move |(n, (line, reason, length))| {
            let end = start + usize::from(*length);
            let value = &self.values[start..end];
            start = end;
            let done = self.ends.get(n).map_or(begin, |end| *end as usize);
            let cells = &self.cells[begin..done];
            begin = done;
            Rejected { line: *line, reason: *reason, value, cells }
        })
    }

    /// Gives every row the line that `of` makes of its own.
    pub(crate) fn renumber(&mut self, of: impl Fn(u32) -> u32) {
        self.rows.iter_mut().for_each(|(line, ..)| *line = of(*line));
    }

    /// Adds a row; `value` stood where the address was looked for.
    pub(crate) fn push<'c>(
        &mut self,
        (line, reason): (u32, Reason),
        value: &str,
        cells: impl Iterator<Item = &'c str>,
    ) {
        let value = cut(value, MAX_VALUE);
        self.values.push_str(value);
        self.rows.push((line, reason, u8::try_from(value.len()).unwrap_or(u8::MAX)));
        if self.ends.len() < ROWS_WITH_CELLS {
            let mut room = MAX_CELLS;
            for cell in cells {
                let kept = cut(cell.trim(), room.saturating_sub(1));
                self.cells.extend(kept.chars().map(|letter| if letter == PART { ' ' } else { letter }));
                self.cells.push(PART);
                room = room.saturating_sub(kept.len() + 1);
                if room == 0 {
                    break;
                }
            }
            self.ends.push(u32::try_from(self.cells.len()).unwrap_or(u32::MAX));
        }
    }
}

/// Returns the beginning of a text that takes no more bytes than this.
fn cut(text: &str, bytes: usize) -> &str {
    let end = (0..=bytes.min(text.len())).rev().find(|at| text.is_char_boundary(*at));
    &text[..end.unwrap_or(0)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_row_keeps_its_own_value() {
        let mut rejected = Rejections::default();
        rejected.push((2, Reason::InvalidEmail), "ann", ["ann", " Ann Lee "].into_iter());
        rejected.push((3, Reason::MissingEmail), "", ["", "Bo", ""].into_iter());
        rejected.push(
            (4, Reason::InvalidEmail),
            &"é".repeat(300),
            ["é".repeat(900).as_str(), "x"].into_iter(),
        );
        let found: Vec<_> = rejected.iter().map(|row| (row.line, row.value.len())).collect();
        assert_eq!(found, [(2, 3), (3, 0), (4, 200)]);
        let cells: Vec<Vec<&str>> = rejected.iter().map(|row| row.cells().collect()).collect();
        assert_eq!((&cells[0][..], &cells[1][..]), (&["ann", "Ann Lee"][..], &["", "Bo", ""][..]));
        assert!(cells[2].concat().len() < MAX_CELLS);
    }
}
