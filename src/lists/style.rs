//! How a file writes its cells: what quotes them, whether a blank follows the delimiter, and the line that names it.

use super::records::{Ahead, Cut, Found, Guard, Record};

/// How a file writes its cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Style {
    /// Stands around a cell that holds delimiters or line ends.
    pub quote: u8,
    /// What a blank behind a delimiter is.
    pub blank: Blank,
}

/// What a blank behind a delimiter is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Blank {
    /// Part of the cell.
    Kept,
    /// Part of the delimiter, which is a comma and a blank.
    Dropped,
}

impl Style {
    /// What nearly every file does.
    pub(crate) const USUAL: Style = Style { quote: b'"', blank: Blank::Kept };

    /// Returns the style in which these cells, cut in the usual one, are written: in apostrophes, or parted by a
    /// delimiter and a blank.
    pub(crate) fn of(cells: &[String]) -> Style {
        let (Some(first), Some(last)) = (cells.first(), cells.last()) else { return Style::USUAL };
        let apostrophes = first.len() > 1 && first.starts_with('\'') && last.trim_end().ends_with('\'');
        let blanks = cells.len() > 1 && cells[1..].iter().all(|cell| cell.starts_with(' '));
        Style {
            quote: if apostrophes { b'\'' } else { b'"' },
            blank: if blanks { Blank::Dropped } else { Blank::Kept },
        }
    }

    /// Returns where the cell behind the delimiter at `at` begins.
    #[inline]
    pub(crate) fn next_cell(self, bytes: &[u8], at: usize) -> usize {
        let blank = self.blank == Blank::Dropped && bytes.get(at + 1) == Some(&b' ');
        at + 1 + usize::from(blank)
    }
}

/// Reads a first line such as `sep=;`, which scripts write for Excel: where the text behind it begins, on which line,
/// and what it names.
pub(crate) fn separator_line(text: &str) -> (usize, u32, Option<u8>) {
    let mut record = Record::at(0, 1);
    // Cut by a byte no file has: the line as a whole.
    let found =
        record.cut(text, Ahead::End, Cut { delimiter: 0xff, style: Style::USUAL, guard: Guard::Unknown });
    let line = if found == Found::Record { record.cell(text, 0) } else { "" };
    match line.trim().as_bytes() {
        [b's' | b'S', b'e' | b'E', b'p' | b'P', b'=', delimiter] if parts_cells(*delimiter) => {
            (record.next, record.next_line, Some(*delimiter))
        }
        [b's' | b'S', b'e' | b'E', b'p' | b'P', b'='] => (record.next, record.next_line, Some(b'\t')),
        _ => (0, 1, None),
    }
}

fn parts_cells(byte: u8) -> bool {
    byte == b'\t' || (byte.is_ascii_punctuation() && !matches!(byte, b'"' | b'\'' | b'@' | b'.'))
}
