//! Text becomes records: cells, quotes and physical lines. It does not know what a cell means.
//!
//! A row without a quote costs two passes of `memchr`; a row with quotes goes the slow way, cell by cell.
//! Physical lines are counted here, because CR, LF and CRLF each end one, inside quotes too.

mod quoted;

use memchr::{memchr_iter, memchr2_iter, memchr3};

use self::quoted::Slow;
use super::email;
use super::style::Style;

/// A row with more cells than this was never meant as a row.
const MAX_CELLS: usize = 200_000;

/// How the text is to be cut.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cut {
    /// Stands between two cells.
    pub delimiter: u8,
    /// How the cells are written between them.
    pub style: Style,
    /// What a row of this file looks like, so that a quote which swallows rows is noticed.
    pub guard: Guard,
}

/// How a quoted cell that covers several lines is judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Guard {
    /// The file is our own: only the limits hold.
    Own,
    /// Nothing is known of the rows yet.
    Unknown,
    /// Rows have this many cells, and an address in this one.
    Rows { cells: usize, key: usize },
}

/// Whether more text may follow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ahead {
    /// The text was cut somewhere; more can be read.
    More,
    /// This is the end of the file.
    End,
}

/// What cutting came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Found {
    /// A whole record.
    Record,
    /// The text ends inside a record.
    Partial,
    /// Nothing is left.
    Nothing,
    /// A quote opens on this line and swallows rows.
    UnclosedQuote(u32),
    /// The record that starts on this line has more cells than any row.
    TooWide(u32),
}

#[derive(Clone, Copy, Debug)]
struct Cell {
    start: usize,
    end: usize,
    /// Its text had doubled quotes and lies in `unescaped`.
    rewritten: bool,
}

/// One record, used again for every row.
#[derive(Debug, Default)]
pub(crate) struct Record {
    cells: Vec<Cell>,
    unescaped: String,
    /// The physical line on which it starts.
    pub line: u32,
    /// The physical line on which the next one starts.
    pub next_line: u32,
    /// Where the next record begins in the text.
    pub next: usize,
    /// Whether a quoted cell covers several lines.
    pub spans_lines: bool,
}

impl Record {
    /// Returns a record that is about to be cut from this place, which stands on this physical line.
    pub(crate) fn at(next: usize, line: u32) -> Record {
        Record { next, next_line: line, ..Record::default() }
    }

    /// Returns the number of cells.
    pub(crate) fn len(&self) -> usize {
        self.cells.len()
    }

    /// Returns a cell, or nothing when the row is too short. `text` is what the record was cut from.
    #[inline]
    pub(crate) fn cell<'a>(&'a self, text: &'a str, at: usize) -> &'a str {
        self.cells.get(at).map_or("", |cell| {
            if cell.rewritten { &self.unescaped[cell.start..cell.end] } else { &text[cell.start..cell.end] }
        })
    }

    /// Returns every cell.
    pub(crate) fn cells<'a>(&'a self, text: &'a str) -> impl Iterator<Item = &'a str> {
        (0..self.len()).map(move |at| self.cell(text, at))
    }

    /// Says whether every cell is blank.
    pub(crate) fn is_blank(&self, text: &str) -> bool {
        self.cells(text).all(|cell| email::is_blank(cell) || cell == "\u{1a}")
    }

    /// Cuts the record that begins at `self.next` on line `self.next_line`.
    pub(crate) fn cut(&mut self, text: &str, ahead: Ahead, cut: Cut) -> Found {
        let start = self.next;
        let bytes = text.as_bytes();
        if start >= bytes.len() {
            return if ahead == Ahead::End { Found::Nothing } else { Found::Partial };
        }
        self.cells.clear();
        self.spans_lines = false;
        let line = self.next_line;
        let end = match memchr3(b'\n', b'\r', cut.style.quote, &bytes[start..]) {
            Some(at) if bytes[start + at] == cut.style.quote => {
                return Slow { record: self, text, ahead, cut, at: start, line }.record();
            }
            Some(at) => start + at,
            None if ahead == Ahead::More => return Found::Partial,
            None => bytes.len(),
        };
        let Some(next) = after_line_end(bytes, end, ahead) else { return Found::Partial };
        let mut from = start;
        for at in memchr_iter(cut.delimiter, &bytes[start..end]) {
            if self.cells.len() == MAX_CELLS {
                return Found::TooWide(line);
            }
            self.cells.push(Cell { start: from, end: start + at, rewritten: false });
            from = cut.style.next_cell(bytes, start + at);
        }
        self.cells.push(Cell { start: from, end, rewritten: false });
        (self.line, self.next_line, self.next) = (line, line + 1, next);
        Found::Record
    }
}

/// Returns where the line after the line end at `at` begins; nothing while a CR may still become CRLF.
fn after_line_end(bytes: &[u8], at: usize, ahead: Ahead) -> Option<usize> {
    match (bytes.get(at), bytes.get(at + 1)) {
        (None, _) => Some(at),
        (Some(b'\r'), Some(b'\n')) => Some(at + 2),
        (Some(b'\r'), None) if ahead == Ahead::More => None,
        _ => Some(at + 1),
    }
}

/// Returns how many physical lines end in a text.
pub(crate) fn line_ends(bytes: &[u8]) -> u32 {
    let ends = memchr2_iter(b'\n', b'\r', bytes)
        .filter(|at| bytes[*at] == b'\n' || bytes.get(at + 1) != Some(&b'\n'))
        .count();
    u32::try_from(ends).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::super::style::Blank;
    use super::*;

    const COMMA: Cut = Cut { delimiter: b',', style: Style::USUAL, guard: Guard::Rows { cells: 3, key: 0 } };

    fn records(text: &str) -> Result<Vec<(u32, Vec<String>)>, u32> {
        let mut record = Record::at(0, 1);
        let mut all = Vec::new();
        loop {
            match record.cut(text, Ahead::End, COMMA) {
                Found::Record => {
                    all.push((record.line, record.cells(text).map(str::to_owned).collect()));
                }
                Found::UnclosedQuote(line) | Found::TooWide(line) => return Err(line),
                Found::Partial | Found::Nothing => return Ok(all),
            }
        }
    }

    fn row(line: u32, cells: &[&str]) -> (u32, Vec<String>) {
        (line, cells.iter().map(|cell| (*cell).to_owned()).collect())
    }

    #[test]
    fn every_line_end_counts_once_also_inside_quotes() {
        let found = records("a,b,c\r\"x\ry\r\nz\n\",2,3\r\n\nend,,").unwrap();
        assert_eq!(
            found,
            [
                row(1, &["a", "b", "c"]),
                row(2, &["x\ry\r\nz\n", "2", "3"]),
                row(6, &[""]),
                row(7, &["end", "", ""])
            ]
        );
    }

    #[test]
    fn quotes_are_doubled_stray_or_around_a_delimiter() {
        let found = records("\"a,b\",\"say \"\"hi\"\"\", \"c\"\nin\"ch,\"x\"y,\"\"\n").unwrap();
        assert_eq!(found, [row(1, &["a,b", "say \"hi\"", "c"]), row(2, &["in\"ch", "xy", ""])]);
    }

    #[test]
    fn a_quote_nobody_closed_names_its_line() {
        assert_eq!(records("a,b,c\n1,\"2,3\n4,5,6\n"), Err(2));
        assert_eq!(records("a,b,c\n1,\"2,3\n4,\"5\",6\n"), Err(2), "it goes on into a word");
        let swallowed = "a,b,c\nx@n.example,\"2,3\ny@n.example,5,6\nz@n.example,8\",9\n";
        assert_eq!(records(swallowed), Err(2), "a row inside it");
        let last = "a,b,c\nx@n.example,\"2,3\nz@n.example,8,9\"\n";
        assert_eq!(records(last), Err(2), "the row that closes it");
        assert_eq!(records(&format!("\"{}\",b,c", "\n".repeat(101))), Err(1));
    }

    #[test]
    fn a_quote_that_opens_at_a_row_by_itself_was_never_closed() {
        let cut = Cut { guard: Guard::Rows { cells: 2, key: 1 }, ..COMMA };
        let mut record = Record::at(0, 1);
        let text = "\"Ann,x@n.example\nBo\",y@n.example\n";
        assert_eq!(record.cut(text, Ahead::End, cut), Found::UnclosedQuote(1));
        let meant = "\"Ann\nLee\",y@n.example\n";
        assert_eq!(Record::at(0, 1).cut(meant, Ahead::End, cut), Found::Record);
    }

    #[test]
    fn a_backslash_escapes_a_quote_only_where_the_cell_goes_on() {
        let text = "a,\"The \\\"A, B\\\", or C\",c\n\"C:\\\",\"x\\\"\"y\",\"\\\"b\\\"\"\n";
        let found = records(text).unwrap();
        assert_eq!(
            found,
            [row(1, &["a", "The \"A, B\", or C", "c"]), row(2, &["C:\\", "x\\\"y", "\"b\""])],
            "{text}"
        );
    }

    #[test]
    fn a_file_may_quote_with_apostrophes_and_part_cells_with_a_comma_and_a_blank() {
        let style = Style { quote: b'\'', blank: Blank::Dropped };
        let mut record = Record::at(0, 1);
        let text = "'a, b', c,'d''e',  f\n";
        assert_eq!(record.cut(text, Ahead::End, Cut { style, ..COMMA }), Found::Record);
        assert_eq!(record.cells(text).collect::<Vec<_>>(), ["a, b", "c", "d'e", " f"]);
    }

    #[test]
    fn a_row_of_commas_is_no_row() {
        for cell in [",", "\"\","] {
            assert_eq!(records(&format!("a,b\n{}", cell.repeat(MAX_CELLS + 1))), Err(2));
        }
    }

    #[test]
    fn an_address_block_in_a_cell_is_no_swallowed_row() {
        let text = "x@n.example,\"1 High St\nask y@n.example, Bo\",z\n";
        assert_eq!(records(text).unwrap().len(), 1);
    }

    #[test]
    fn a_cut_text_asks_for_more_instead_of_guessing() {
        for text in ["a,b", "a,b\r", "\"a", "\"a\"", "\"a\",b\r", "a,\"b\"\"", "\"x\"y"] {
            let mut record = Record::at(0, 1);
            assert_eq!(record.cut(text, Ahead::More, COMMA), Found::Partial, "{text:?}");
        }
    }
}
