//! A few values of each column as they are written, so that a person can tell what a column holds that no rule knows.

use super::columns::Column;
use super::row::Line;

/// Rows looked at.
pub(crate) const ROWS: u64 = 20;
/// Different values kept of a column.
const KEPT: usize = 3;
/// Letters kept of a value.
const LETTERS: usize = 40;

/// The first different values of each column.
#[derive(Debug, Default)]
pub(crate) struct Samples(Vec<Vec<String>>);

impl Samples {
    /// Looks at a row of a file with that many columns.
    pub(crate) fn take(&mut self, line: Line<'_>, columns: usize) {
        self.0.resize(columns, Vec::new());
        for (column, kept) in self.0.iter_mut().enumerate().filter(|(_, kept)| kept.len() < KEPT) {
            let cell = line.cell(column).trim();
            let value = cell.char_indices().nth(LETTERS).map_or(cell, |(end, _)| &cell[..end]);
            if !value.is_empty() && !kept.iter().any(|known| known == value) {
                kept.push(value.to_owned());
            }
        }
    }

    /// Returns the columns with their values.
    pub(crate) fn into_columns(self, mut columns: Vec<Column>) -> Vec<Column> {
        for (column, samples) in columns.iter_mut().zip(self.0) {
            column.samples = samples;
        }
        columns
    }
}

#[cfg(test)]
mod tests {
    use std::ops::ControlFlow;

    use crate::lists::{Hints, read};

    #[test]
    fn a_column_shows_its_first_different_values_cut_and_no_blanks() {
        let long = "x".repeat(50);
        let file = format!(
            "Email,Team,Notes\na@n.example,Sales,\nb@n.example,Sales,{long}\nnobody,Legal,\nc@n.example,HR,\nd@n.example,IT,\n"
        );
        let list = read(file.as_bytes(), &Hints::default(), &mut |_| ControlFlow::Continue(())).unwrap();
        assert_eq!(list.columns[1].samples, ["Sales", "Legal", "HR"]);
        assert_eq!(list.columns[2].samples, [long[..40].to_owned()]);
    }
}
