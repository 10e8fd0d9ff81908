//! The rows of a file that are no person, kept in one block of text like the people.

use super::Reason;

/// A value longer than this is cut: it is there to find the row again.
const MAX_VALUE: usize = 200;

/// One rejected row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rejected<'a> {
    /// The physical line on which the row starts.
    pub line: u32,
    /// Why it is no person.
    pub reason: Reason,
    /// What stood where the address was looked for, as written.
    pub value: &'a str,
}

/// Every rejected row of a list, in the order of the file.
#[derive(Clone, Debug, Default)]
pub struct Rejections {
    values: String,
    rows: Vec<(u32, Reason, u8)>,
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
        let mut start = 0;
        self.rows.iter().map(move |(line, reason, length)| {
            let end = start + usize::from(*length);
            let value = &self.values[start..end];
            start = end;
            Rejected { line: *line, reason: *reason, value }
        })
    }

    /// Gives every row the line that `of` makes of its own.
    pub(crate) fn renumber(&mut self, of: impl Fn(u32) -> u32) {
        self.rows.iter_mut().for_each(|(line, ..)| *line = of(*line));
    }

    pub(crate) fn push(&mut self, line: u32, reason: Reason, value: &str) {
        let cut = (0..=MAX_VALUE.min(value.len())).rev().find(|at| value.is_char_boundary(*at));
        let end = cut.unwrap_or(0);
        self.values.push_str(&value[..end]);
        self.rows.push((line, reason, u8::try_from(end).unwrap_or(u8::MAX)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_row_keeps_its_own_value() {
        let mut rejected = Rejections::default();
        rejected.push(2, Reason::InvalidEmail, "ann");
        rejected.push(3, Reason::MissingEmail, "");
        rejected.push(4, Reason::InvalidEmail, &"é".repeat(300));
        let found: Vec<_> = rejected.iter().map(|row| (row.line, row.value.len())).collect();
        assert_eq!(found, [(2, 3), (3, 0), (4, 200)]);
    }
}
