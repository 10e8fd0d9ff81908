//! Records with quotes, cut cell by cell, and the judgement of a quote that nobody closed.

use memchr::{memchr, memchr2, memchr3};

use super::{Ahead, Cell, Cut, Found, Guard, MAX_CELLS, Record, after_line_end, line_ends};
use crate::lists::email;

/// A quoted cell that covers more lines than this was never meant as one cell.
const MAX_QUOTED_LINES: u32 = 100;
/// A quoted cell longer than this was never meant as one cell.
const MAX_QUOTED_BYTES: usize = 1 << 20;

/// A record that has a quote, cut cell by cell.
pub(super) struct Slow<'a> {
    pub(super) record: &'a mut Record,
    pub(super) text: &'a str,
    pub(super) ahead: Ahead,
    pub(super) cut: Cut,
    pub(super) at: usize,
    pub(super) line: u32,
}

impl Slow<'_> {
    /// Cuts the record, or says why it cannot be cut.
    pub(super) fn record(mut self) -> Found {
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
                self.at = self.cut.style.next_cell(bytes, end);
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
        (bytes.get(blanks) == Some(&self.cut.style.quote)).then_some(self.at + blanks)
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
        let quote = self.cut.style.quote;
        let mut part = open + 1;
        let mut escaped = 0;
        let close = loop {
            let Some(at) = memchr(quote, &bytes[part..]).map(|at| part + at) else {
                return Err(self.unfinished(open));
            };
            if self.is_escaped((part, at), escaped) {
                escaped += 1;
                self.record.unescaped.push_str(&self.text[part..at - 1]);
                self.record.unescaped.push(char::from(quote));
                part = at + 1;
                continue;
            }
            if bytes.get(at + 1) != Some(&quote) {
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

    /// Says whether the quote at `at` is written as a backslash and a quote, so that the cell goes on. In a file that
    /// doubles its quotes a backslash is a letter: it escapes only where a word follows, or where a quote that was
    /// escaped so before needs its partner.
    fn is_escaped(&self, (part, at): (usize, usize), escaped: usize) -> bool {
        let bytes = self.text.as_bytes();
        let backslashes = bytes[part..at].iter().rev().take_while(|byte| **byte == b'\\').count();
        if backslashes % 2 == 0 {
            return false;
        }
        let ends = |byte: u8| byte == self.cut.delimiter || matches!(byte, b'\n' | b'\r');
        let after = bytes[at + 1..].iter().find(|byte| **byte != b' ');
        let in_a_word = after.is_some_and(|byte| !ends(*byte) && *byte != self.cut.style.quote);
        in_a_word || escaped % 2 == 1
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
            Guard::Rows { cells, key } => {
                runs_on
                    || self.opens_at_a_row(open, close, (cells, key))
                    || self.swallows(open, close, (cells, key))
            }
        };
        if too_long || swallowed { Err(Found::UnclosedQuote(self.line)) } else { Ok(()) }
    }

    /// Says whether the line on which the quote opens is a whole row once the quote is taken away, with its address
    /// behind the quote: `"Ann,ann@…` and a line end.
    fn opens_at_a_row(&self, open: usize, close: usize, (cells, key): (usize, usize)) -> bool {
        let inside = &self.text[open + 1..close];
        let end = memchr2(b'\n', b'\r', inside.as_bytes()).unwrap_or(inside.len());
        let before = self.record.cells.len();
        let row = || inside[..end].split(self.cut.delimiter as char);
        let address = key.checked_sub(before).and_then(|at| row().nth(at));
        // The address is the row's last cell, and no line inside the quotes could be a row: a cell over several lines.
        let is_last_cell =
            key == before && before + 1 == cells && !inside.contains(self.cut.delimiter as char);
        cells > 1
            && !is_last_cell
            && before + row().count() == cells
            && address.is_some_and(|address| email::is_address(email::trimmed(address)))
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
