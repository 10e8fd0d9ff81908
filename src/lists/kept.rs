//! The fast way back through a list this program keeps: piece by piece, by several workers.
//!
//! [`Kept`] knows a file that begins as [`normalised`](super::normalised()) writes it, and reads any piece of whole
//! rows by itself; [`Growing`] puts the pieces together in their order. Nothing is looked for twice that was settled
//! when the list was imported: its digest tells that it is still that list, so nobody stands in it twice. Whatever is
//! not as `normalised` writes it is [`Odd`], and the file is to be read by [`read`](super::read()), which gives the
//! same people.
//!
//! ```
//! use ingather::lists::kept::{Kept, Worker, whole_rows};
//!
//! let file = b"line,email,first_name\n2,ann@northwind.example,Ann\n3,bo@northwind.example,Bo\n";
//! let kept = Kept::new(file).ok_or("to be read as a whole")?;
//! let rows = &file[kept.start()..];
//! let (mut growing, mut worker) = (kept.growing(), Worker::default());
//! let table = kept.rows(&rows[..whole_rows(rows)], growing.blank(), &mut worker).map_err(|_| "odd")?;
//! growing.add(0, table).map_err(|_| "too large")?;
//! assert_eq!(kept.list(growing.done()).table.row(1).email(), "bo@northwind.example");
//! # Ok::<(), &str>(())
//! ```

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use memchr::{memchr, memchr_iter, memchr3, memrchr};

use super::marks::{Marks, Row};
use super::plain::{Plain, plain};
use super::scan::Odd;
use super::{Encoding, Field, Hints, List, Refusal, Table, email, read};

/// Columns before the values: the physical line and the address.
const BEFORE: [&str; 2] = ["line", "email"];

/// A list as this program keeps it.
#[derive(Debug)]
pub struct Kept {
    /// What the first rows say of the file.
    first: List,
    /// The fields behind the address.
    fields: Vec<Field>,
    start: usize,
}

/// What somebody who reads pieces keeps from one to the next.
#[derive(Debug, Default)]
pub struct Worker {
    marks: Marks,
    unescaped: String,
}

impl Kept {
    /// How many bytes of a file are enough to know it.
    pub const HEAD: usize = 64 * 1024;

    /// Knows a file by its first bytes, [`Kept::HEAD`] of them or all there are; nothing for one that is to be read as a
    /// whole.
    #[must_use]
    pub fn new(head: &[u8]) -> Option<Kept> {
        let start = memchr(b'\n', head)? + 1;
        let header = std::str::from_utf8(&head[..start - 1]).ok()?;
        let mut names = header.split(',');
        if BEFORE.iter().any(|name| names.next() != Some(name)) {
            return None;
        }
        let fields: Vec<Field> = names.map(Field::from_word).collect::<Option<_>>()?;
        let ascend = fields.windows(2).all(|pair| pair[0] < pair[1]);
        if !ascend || fields.first() == Some(&Field::Email) {
            return None;
        }
        let rows = start + whole_rows(&head[start..]);
        let mut go_on = |_| ControlFlow::Continue(());
        // Cells full of zero bytes would make it look like another encoding.
        let hints = Hints { encoding: Some(Encoding::Utf8), ..Hints::default() };
        let first = read(&head[..rows], &hints, &mut go_on).ok()?;
        Some(Kept { first, fields, start })
    }

    /// Returns at which byte of the file the first row begins.
    #[must_use]
    pub fn start(&self) -> usize {
        self.start
    }

    /// Returns the first rows, as many as stood whole in the first bytes, as a list of their own.
    #[must_use]
    pub fn into_first(self) -> List {
        self.first
    }

    /// Reads some whole rows into a [blank](Growing::blank) table.
    ///
    /// # Errors
    /// Says when they are not as this program writes them.
    pub fn rows(&self, piece: &[u8], mut table: Table, worker: &mut Worker) -> Result<Table, Odd> {
        let text = std::str::from_utf8(piece).map_err(|_| Odd)?;
        let Worker { marks, unescaped } = worker;
        if marks.find(piece, b',').is_err() {
            // A line break within quotes, for one.
            unescaped.clear();
            self.one_by_one(Cells { text, at: 0, unescaped }, &mut table)?;
            return Ok(table);
        }
        let mut end = 0;
        for row in marks.rows() {
            self.row(text, row, &mut table, unescaped)?;
            end = row.end() + 1;
        }
        if end == text.len() { Ok(table) } else { Err(Odd) }
    }

    /// Reads a row whose ends are known.
    #[inline]
    fn row(&self, text: &str, row: Row<'_>, table: &mut Table, unescaped: &mut String) -> Result<(), Odd> {
        if row.len() != BEFORE.len() + self.fields.len() {
            return Err(Odd);
        }
        let cell = |number| row.cell(number).map_or("", |(from, to)| &text[from..to]);
        let line = cell(0).parse().map_err(|_| Odd)?;
        let (from, to) = row.cell(1).unwrap_or_default();
        // Nearly all of them can be looked at where they stand.
        let known = match text.as_bytes()[from..].first_chunk() {
            Some(window) => plain(window, to - from),
            None => Plain::of(&text[from..to]),
        };
        begin(&text[from..to], known, table)?;
        for number in BEFORE.len()..row.len() {
            table.push(email::trimmed(unquoted(cell(number), unescaped)?));
        }
        table.end(line).map_err(|_| Odd)
    }

    /// Reads rows cell by cell, each of which is looked for when its turn comes.
    fn one_by_one(&self, mut cells: Cells<'_>, table: &mut Table) -> Result<(), Odd> {
        let values = self.fields.len();
        while cells.at < cells.text.len() {
            let line = cells.next(b',')?.parse().map_err(|_| Odd)?;
            let address = cells.next(if values == 0 { b'\n' } else { b',' })?;
            begin(address, Plain::of(address), table)?;
            for value in 1..=values {
                let cell = cells.next(if value == values { b'\n' } else { b',' })?;
                table.push(email::trimmed(cell));
            }
            table.end(line).map_err(|_| Odd)?;
        }
        Ok(())
    }

    /// Returns a place for its pieces.
    #[must_use]
    pub fn growing(&self) -> Growing {
        let table = Table::new(self.fields.iter().copied());
        Growing { table, next: 0, waiting: BTreeMap::new(), blank: Vec::new() }
    }

    /// Returns the list whose people these are.
    #[must_use]
    pub fn list(self, table: Table) -> List {
        List { rows: u64::try_from(table.len()).unwrap_or(u64::MAX), table, ..self.first }
    }
}

/// Returns how many bytes at the beginning of some rows are whole rows; a line break inside quotes ends none.
#[must_use]
pub fn whole_rows(rows: &[u8]) -> usize {
    let Some(mut end) = memrchr(b'\n', rows) else { return 0 };
    let mut quotes = memchr_iter(b'"', &rows[..end]).count();
    while !quotes.is_multiple_of(2) {
        let Some(before) = memrchr(b'\n', &rows[..end]) else { return 0 };
        quotes -= memchr_iter(b'"', &rows[before..end]).count();
        end = before;
    }
    end + 1
}

/// Begins the row of an address that is written as lists hold it; `known` is what it is where it is a plain one.
#[inline]
fn begin(address: &str, known: Option<Plain>, table: &mut Table) -> Result<(), Odd> {
    match known {
        Some(plain) if plain.text() == address.as_bytes() => {
            table.begin_on(address, &address[plain.at + 1..]);
        }
        None if email::normalise(address).is_ok_and(|normal| normal.as_str() == address) => {
            table.begin(address);
        }
        _ => return Err(Odd),
    }
    Ok(())
}

/// Returns what a cell says whose quotes stand as they should.
#[inline]
fn unquoted<'c>(cell: &'c str, unescaped: &'c mut String) -> Result<&'c str, Odd> {
    let Some(inside) = cell.strip_prefix('"') else { return Ok(cell) };
    let inside = inside.strip_suffix('"').ok_or(Odd)?;
    if memchr(b'"', inside.as_bytes()).is_none() {
        return Ok(inside);
    }
    *unescaped = inside.replace("\"\"", "\"");
    Ok(unescaped)
}

/// The cells of some rows, one after the other.
struct Cells<'t> {
    text: &'t str,
    at: usize,
    unescaped: &'t mut String,
}

impl Cells<'_> {
    /// Returns the next cell, which ends with this byte.
    fn next(&mut self, end: u8) -> Result<&str, Odd> {
        let rest = &self.text.as_bytes()[self.at..];
        let from = self.at;
        match memchr3(b',', b'\n', b'"', rest) {
            Some(0) if rest[0] == b'"' => self.quoted(end),
            Some(length) if rest[length] == end => {
                self.at += length + 1;
                Ok(&self.text[from..from + length])
            }
            _ => Err(Odd),
        }
    }

    /// Returns the quoted cell that begins here.
    fn quoted(&mut self, end: u8) -> Result<&str, Odd> {
        let bytes = self.text.as_bytes();
        self.unescaped.clear();
        let mut from = self.at + 1;
        loop {
            let quote = from + memchr(b'"', &bytes[from..]).ok_or(Odd)?;
            self.unescaped.push_str(&self.text[from..quote]);
            match bytes.get(quote + 1) {
                Some(b'"') => self.unescaped.push('"'),
                Some(after) if *after == end => {
                    self.at = quote + 2;
                    return Ok(self.unescaped);
                }
                _ => return Err(Odd),
            }
            from = quote + 2;
        }
    }
}

/// The pieces of a list, put together in their order whichever is read first.
#[derive(Debug)]
pub struct Growing {
    table: Table,
    next: u32,
    waiting: BTreeMap<u32, Table>,
    /// Tables that were taken in, for pieces to come: making new ones is dearer.
    blank: Vec<Table>,
}

impl Growing {
    /// Takes in the rows of a piece; pieces are numbered from 0 without a gap.
    ///
    /// # Errors
    /// Refuses more people than can be numbered.
    pub fn add(&mut self, number: u32, rows: Table) -> Result<(), Refusal> {
        self.waiting.insert(number, rows);
        while let Some(mut rows) = self.waiting.remove(&self.next) {
            self.next += 1;
            self.table.append(&rows)?;
            rows.clear();
            self.blank.push(rows);
        }
        Ok(())
    }

    /// Returns a table for the rows of a piece.
    pub fn blank(&mut self) -> Table {
        self.blank.pop().unwrap_or_else(|| Table::new(self.table.fields().iter().copied()))
    }

    /// Makes room for this many more people with this many bytes, going by those who are there.
    pub fn reserve(&mut self, rows: usize, bytes: usize) {
        self.table.reserve(rows, bytes);
    }

    /// Returns everybody.
    #[must_use]
    pub fn done(mut self) -> Table {
        self.table.settle();
        self.table
    }
}
