//! Takes chunks of a scanned file: plain rows at once, every other row the way `read` takes it.

use hashbrown::DefaultHashBuilder;

use super::chunks::Chunk;
use super::keys::{Keys, Status};
use super::{Odd, Scan};
use crate::lists::marks::{Marks, Row};
use crate::lists::plain::plain;
use crate::lists::records::{Ahead, Cut, Found as Cutting, Guard, Record};
use crate::lists::row::{Finder, Found, Line};
use crate::lists::style::Style;
use crate::lists::table::PART;
use crate::lists::{email, values};

/// A row of more cells than this is left to `read`, which refuses absurd ones.
const MAX_CELLS: usize = 10_000;
/// A longer cell is no word that many rows share.
const LONGEST_WORD: usize = 64;

/// Takes the chunks of one file.
pub struct Worker<'s> {
    scan: &'s Scan,
    marks: Marks,
    finder: Finder<'s>,
    record: Record,
    text: String,
    statuses: Said<Status>,
    rooms: Said<bool>,
    deleted: Said<bool>,
    scanned: Scanned,
}

/// What chunks came to.
#[derive(Debug)]
pub struct Scanned {
    /// The addresses.
    pub keys: Keys,
    /// Rows that hold something: people, duplicates and rejected ones.
    pub rows: u64,
}

impl<'s> Worker<'s> {
    pub(super) fn new(scan: &'s Scan, hasher: DefaultHashBuilder) -> Worker<'s> {
        Worker {
            scan,
            marks: Marks::default(),
            finder: Finder::new(&scan.shape.layout, &scan.shape.header),
            record: Record::at(0, 1),
            text: String::new(),
            statuses: Said::default(),
            rooms: Said::default(),
            deleted: Said::default(),
            scanned: Scanned { keys: Keys::new(hasher), rows: 0 },
        }
    }

    /// Takes a chunk; chunks come in the order of the file, though not all of them.
    ///
    /// # Errors
    /// Says that the file is to be read as a whole; what was taken so far is then worth nothing.
    pub fn take(&mut self, chunk: &Chunk) -> Result<(), Odd> {
        let mut marks = std::mem::take(&mut self.marks);
        let taken = self.rows(&mut marks, chunk);
        self.marks = marks;
        taken
    }

    fn rows(&mut self, marks: &mut Marks, chunk: &Chunk) -> Result<(), Odd> {
        marks.find(chunk.blocks(), self.scan.shape.delimiter)?;
        self.scanned.keys.begin(chunk.number);
        let mut returns = memchr::memchr_iter(b'\r', chunk.blocks()).count();
        for row in marks.rows() {
            let end = row.end();
            if end > row.start && chunk.between(end - 1, end) == b"\r" {
                returns -= 1;
            }
            if row.len() > MAX_CELLS {
                return Err(Odd);
            }
            if !self.plain_row(chunk, row) {
                self.any_row(chunk.between(row.start, end))?;
            }
        }
        // A carriage return anywhere but before a line end ends a line too, or lies within quotes.
        if returns == 0 { Ok(()) } else { Err(Odd) }
    }

    /// Takes a row in which all that counts is plain; says whether it is one.
    #[inline]
    fn plain_row(&mut self, chunk: &Chunk, row: Row<'_>) -> bool {
        let columns = self.scan.columns;
        if self.scan.shape.layout.bare && row.len() != 1 {
            return false;
        }
        let Some((start, end)) = cell(chunk, row, columns.key) else { return false };
        let Some(address) = chunk.window(start).and_then(|window| plain(window, end - start)) else {
            return false;
        };
        let is_nobody = |column: Option<usize>, said: &mut Said<bool>, read: fn(&str) -> bool| {
            column.is_some_and(|column| word(chunk, row, column).is_none_or(|cell| said.of(cell, read)))
        };
        if is_nobody(columns.rooms, &mut self.rooms, values::is_room)
            || is_nobody(columns.deleted, &mut self.deleted, |cell| !cell.is_empty())
        {
            return false;
        }
        let status = match columns.status {
            None => Status::There,
            Some((column, meaning)) => {
                let Some(cell) = word(chunk, row, column) else { return false };
                let layout = &self.scan.shape.layout;
                self.statuses.of(cell, |cell| {
                    Status::of(layout.status_word(meaning, if email::is_blank(cell) { "" } else { cell }))
                })
            }
        };
        self.scanned.rows += 1;
        self.scanned.keys.add(address.text(), address.at, status);
        true
    }

    /// Takes a row as `read` does.
    fn any_row(&mut self, bytes: &[u8]) -> Result<(), Odd> {
        self.text.clear();
        // What is no UTF-8 is read in another encoding, line by line.
        self.text.push_str(std::str::from_utf8(bytes).map_err(|_| Odd)?);
        if self.text.contains(PART) {
            self.text = self.text.replace(PART, " ");
        }
        self.record.next = 0;
        let cut = Cut { delimiter: self.scan.shape.delimiter, style: Style::USUAL, guard: Guard::Own };
        match self.record.cut(&self.text, Ahead::End, cut) {
            Cutting::Record if self.record.next == self.text.len() => {}
            // An empty line.
            Cutting::Nothing => return Ok(()),
            _ => return Err(Odd),
        }
        let line = Line { record: &self.record, text: &self.text };
        match self.finder.find(line) {
            Found::Blank | Found::Header => {}
            Found::Nobody(..) => self.scanned.rows += 1,
            Found::Person => {
                let layout = &self.scan.shape.layout;
                let status = self.scan.columns.status.map_or(Status::There, |(column, meaning)| {
                    let cell = line.cell(column);
                    let cell = if email::is_blank(cell) { "" } else { cell };
                    Status::of(layout.status(meaning, cell, line))
                });
                let address = self.finder.address();
                self.scanned.rows += 1;
                self.scanned.keys.add(address.as_bytes(), address.rfind('@').unwrap_or(0), status);
            }
        }
        Ok(())
    }

    /// Returns what the chunks came to.
    #[must_use]
    pub fn done(self) -> Scanned {
        self.scanned
    }
}

/// Returns where a cell's text stands, without the quotes around it and without the carriage return of a line end;
/// nothing when the row is too short or when quotes stand inside.
#[inline]
fn cell(chunk: &Chunk, row: Row<'_>, column: usize) -> Option<(usize, usize)> {
    let (start, mut end) = row.cell(column)?;
    if column + 1 == row.len() && end > start && chunk.between(end - 1, end) == b"\r" {
        end -= 1;
    }
    match chunk.between(start, end) {
        [b'"', inner @ .., b'"'] if memchr::memchr(b'"', inner).is_none() => Some((start + 1, end - 1)),
        [b'"', ..] => None,
        _ => Some((start, end)),
    }
}

/// Returns a cell as text, `""` where the row is too short; nothing when it is to be looked at more closely.
#[inline]
fn word<'c>(chunk: &'c Chunk, row: Row<'_>, column: usize) -> Option<&'c str> {
    if column >= row.len() {
        return Some("");
    }
    let (start, end) = cell(chunk, row, column)?;
    let bytes = chunk.between(start, end);
    if bytes.len() > LONGEST_WORD || !bytes.is_ascii() {
        return None;
    }
    std::str::from_utf8(bytes).ok()
}

/// What the cells of a column came to: a column of words repeats a few.
#[derive(Debug)]
struct Said<T> {
    known: Vec<(String, T)>,
    last: usize,
}

impl<T> Default for Said<T> {
    fn default() -> Said<T> {
        Said { known: Vec::new(), last: 0 }
    }
}

impl<T: Copy> Said<T> {
    /// So many different cells are remembered.
    const MOST: usize = 16;

    #[inline]
    fn of(&mut self, cell: &str, read: impl Fn(&str) -> T) -> T {
        // Comparing no bytes at all is a slow call on some processors.
        let is_same = |known: &str| known.len() == cell.len() && (cell.is_empty() || known == cell);
        if let Some((known, value)) = self.known.get(self.last)
            && is_same(known)
        {
            return *value;
        }
        if let Some(at) = self.known.iter().position(|(known, _)| is_same(known)) {
            self.last = at;
            return self.known[at].1;
        }
        let value = read(cell);
        if self.known.len() == Self::MOST {
            self.known.clear();
        }
        self.last = self.known.len();
        self.known.push((cell.to_owned(), value));
        value
    }
}
