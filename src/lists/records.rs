//! Text becomes records: cells, quotes and physical lines. It does not know what a cell means.
//!
//! A row without a quote costs two passes of `memchr`; a row with quotes goes the slow way, cell by cell.
//! Physical lines are counted here, because CR, LF and CRLF each end one, inside quotes too.

use memchr::{memchr, memchr_iter, memchr2_iter, memchr3};

use super::email;

/// A quoted cell that covers more lines than this was never meant as one cell.
const MAX_QUOTED_LINES: u32 = 100;
/// A quoted cell longer than this was never meant as one cell.
const MAX_QUOTED_BYTES: usize = 1 << 20;

/// A row with more cells than this was never meant as a row.
const MAX_CELLS: usize = 200_000;

/// How the text is to be cut.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cut {
    /// Stands between two cells.
    pub delimiter: u8,
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
        let end = match memchr3(b'\n', b'\r', b'"', &bytes[start..]) {
            Some(at) if bytes[start + at] == b'"' => {
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
            from = start + at + 1;
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

/// A record that has a quote, cut cell by cell.
struct Slow<'a> {
    record: &'a mut Record,
    text: &'a str,
    ahead: Ahead,
    cut: Cut,
    at: usize,
    line: u32,
}

impl Slow<'_> {
    fn record(mut self) -> Found {
        self.record.unescaped.clear();
        let first_line = self.line;
        loop {
            if self.record.cells.len() == MAX_CELLS {
                return Found::TooWide(first_line);
            }
            let quote = self.opening_quote();
            let cut = match quote {
                Some(open) => self.quoted(open),
                None => self.bare(self.at, None),
            };
            let end = match cut {
                Ok(end) => end,
                Err(found) => return found,
            };
            let bytes = self.text.as_bytes();
            if bytes.get(end) == Some(&self.cut.delimiter) {
                self.at = end + 1;
                continue;
            }
            if end == bytes.len() && self.ahead == Ahead::More {
                return Found::Partial;
            }
            let Some(next) = after_line_end(bytes, end, self.ahead) else { return Found::Partial };
            self.record.next = next;
            (self.record.line, self.record.next_line) = (first_line, self.line + 1);
            return Found::Record;
        }
    }

    /// Returns where the quote of the cell stands; blanks before it are let pass.
    fn opening_quote(&self) -> Option<usize> {
        let bytes = &self.text.as_bytes()[self.at..];
        let blanks = bytes.iter().take_while(|byte| **byte == b' ').count();
        (bytes.get(blanks) == Some(&b'"')).then_some(self.at + blanks)
    }

    /// Takes a cell up to the delimiter or the line end. `begun` is where its text begins in `unescaped`
    /// when a quoted part came before.
    fn bare(&mut self, from: usize, begun: Option<usize>) -> Result<usize, Found> {
        let bytes = self.text.as_bytes();
        let end = memchr3(self.cut.delimiter, b'\n', b'\r', &bytes[from..]).map(|at| from + at);
        if end.is_none() && self.ahead == Ahead::More {
            return Err(Found::Partial);
        }
        let end = end.unwrap_or(bytes.len());
        let cell = match begun {
            None => Cell { start: from, end, rewritten: false },
            Some(start) => {
                self.record.unescaped.push_str(&self.text[from..end]);
                Cell { start, end: self.record.unescaped.len(), rewritten: true }
            }
        };
        self.record.cells.push(cell);
        Ok(end)
    }

    /// Takes a quoted cell whose quote stands at `open`; returns where it ended.
    fn quoted(&mut self, open: usize) -> Result<usize, Found> {
        let bytes = self.text.as_bytes();
        let begun = self.record.unescaped.len();
        let mut part = open + 1;
        let close = loop {
            let Some(at) = memchr(b'"', &bytes[part..]).map(|at| part + at) else {
                return Err(self.unfinished(open));
            };
            if bytes.get(at + 1) != Some(&b'"') {
                break at;
            }
            self.record.unescaped.push_str(&self.text[part..=at]);
            part = at + 2;
        };
        // Whether a quote at the very end is doubled is only known when more is read.
        if close + 1 == bytes.len() && self.ahead == Ahead::More {
            return Err(self.unfinished(open));
        }
        let lines = line_ends(&bytes[open..close]);
        if lines > 0 {
            self.judge(open, close, lines)?;
            self.line += lines;
            self.record.spans_lines = true;
        }
        let ends_here = bytes
            .get(close + 1)
            .is_none_or(|byte| *byte == self.cut.delimiter || matches!(byte, b'\n' | b'\r'));
        if ends_here && self.record.unescaped.len() == begun {
            self.record.cells.push(Cell { start: open + 1, end: close, rewritten: false });
            return Ok(close + 1);
        }
        self.record.unescaped.push_str(&self.text[part..close]);
        self.bare(close + 1, Some(begun))
    }

    /// The text ends inside quotes: more has to be read, unless that cannot help.
    fn unfinished(&self, open: usize) -> Found {
        let inside = &self.text.as_bytes()[open..];
        let hopeless = inside.len() > MAX_QUOTED_BYTES || line_ends(inside) > MAX_QUOTED_LINES;
        if self.ahead == Ahead::End || hopeless { Found::UnclosedQuote(self.line) } else { Found::Partial }
    }

    /// A cell over several lines is either meant so or a quote nobody closed. It was not closed when the
    /// quote that ends it goes on into a word, or when a line inside it is a row of this file.
    fn judge(&self, open: usize, close: usize, lines: u32) -> Result<(), Found> {
        let bytes = self.text.as_bytes();
        let too_long = lines > MAX_QUOTED_LINES || close - open > MAX_QUOTED_BYTES;
        let after = bytes[close + 1..].iter().find(|byte| **byte != b' ');
        let runs_on = after.is_some_and(|byte| *byte != self.cut.delimiter && !matches!(byte, b'\n' | b'\r'));
        let swallowed = match self.cut.guard {
            Guard::Own => false,
            Guard::Unknown => runs_on,
            Guard::Rows { cells, key } => runs_on || self.swallows(open, close, (cells, key)),
        };
        if too_long || swallowed { Err(Found::UnclosedQuote(self.line)) } else { Ok(()) }
    }

    /// Says whether a line after the first, inside the quotes up to its address, is a row by itself.
    fn swallows(&self, open: usize, close: usize, (cells, key): (usize, usize)) -> bool {
        let delimiter = self.cut.delimiter as char;
        let tail = memchr::memchr2(b'\n', b'\r', &self.text.as_bytes()[close..]).map(|at| close + at);
        let whole = &self.text[open + 1..tail.unwrap_or(self.text.len())];
        let mut starts_at = open + 1;
        whole.split_inclusive(['\n', '\r']).enumerate().any(|(number, line)| {
            let start = starts_at;
            starts_at += line.len();
            let row = line.trim_end_matches(['\n', '\r']);
            let Some(address) = row.split(delimiter).nth(key) else { return false };
            let before: usize = row.split(delimiter).take(key).map(|cell| cell.len() + 1).sum();
            // In a file of one column, two addresses in one cell look the same: only a line that lies
            // inside the quotes as a whole tells.
            let inside = cells > 1 || start + line.len() <= close;
            number > 0
                && inside
                && row.split(delimiter).count() == cells
                && start + before + address.len() <= close
                && email::is_address(email::trimmed(address))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const COMMA: Cut = Cut { delimiter: b',', guard: Guard::Rows { cells: 3, key: 0 } };

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
