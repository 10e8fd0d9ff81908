//! Tables of plain text for the terminal: cells escaped, columns in line by visible width.

use std::io::{self, Write};

use unicode_width::UnicodeWidthStr as _;

use crate::untrusted::clean;

/// Which side of its column a cell stands on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    /// Words.
    Left,
    /// Numbers.
    Right,
}

/// Writes rows in columns, two spaces apart; `sides` says where each column's cells stand. The widest cell of a column
/// makes its width, and nothing is cut.
pub(super) fn columns(out: &mut dyn Write, sides: &[Side], rows: &[Vec<String>]) -> io::Result<()> {
    let rows: Vec<Vec<_>> = rows.iter().map(|row| row.iter().map(|cell| clean(cell)).collect()).collect();
    let widths: Vec<usize> = (0..sides.len())
        .map(|at| rows.iter().filter_map(|row| row.get(at)).map(|cell| cell.width()).max().unwrap_or(0))
        .collect();
    for row in &rows {
        let mut line = String::new();
        for (at, ((cell, side), width)) in row.iter().zip(sides).zip(&widths).enumerate() {
            if at > 0 {
                line.push_str("  ");
            }
            let room = " ".repeat(width - cell.width());
            match side {
                Side::Left => line.extend([cell, room.as_str()]),
                Side::Right => line.extend([room.as_str(), cell]),
            }
        }
        writeln!(out, "{}", line.trim_end())?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(sides: &[Side], rows: &[&[&str]]) -> String {
        let rows: Vec<Vec<String>> =
            rows.iter().map(|row| row.iter().map(|cell| (*cell).to_owned()).collect()).collect();
        let mut out = Vec::new();
        columns(&mut out, sides, &rows).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn wide_letters_and_treacherous_ones_keep_the_columns_in_line() {
        let text = written(&[Side::Left, Side::Right], &[&["李", "1"], &["a\tb", "20"]]);
        assert_eq!(text, "李     1\na\\tb  20\n");
    }

    #[test]
    fn a_line_has_no_blanks_at_its_end() {
        assert_eq!(written(&[Side::Left, Side::Left], &[&["a", ""], &["b", "long"]]), "a\nb  long\n");
    }
}
