//! Rows that were no text become text, so that one piece of code finds headers, people and duplicates.
//!
//! A sheet or an array of users is a [`Rows`]; [`RowText`] reads as the lines a spreadsheet would write, one a
//! row, cells parted by tabs. Empty rows are left out and [`Lines`] tells which row a line was, so
//! a cell a million rows further down costs nothing. What the rows may take is counted while they are read.

use std::io::{self, Read};

use super::email;
use super::refusal::Refusal;

/// What the text of all rows may take, with the room that keeping them takes.
pub(crate) const ROOM: u64 = 208 << 20;
/// What keeping a row takes beside its text.
pub(crate) const ROW_COST: u64 = 24;
/// Text of one row.
const MAX_ROW: usize = 16 << 20;
/// Text made in one go.
const CHUNK: usize = 64 * 1024;
/// Text by which a sheet is judged.
const MAX_SAMPLE: usize = 1 << 20;
/// The first line: it says what parts the cells.
const FIRST: &str = "sep=\t\n";

/// One row, used again for the next.
#[derive(Debug, Default)]
pub(crate) struct Row {
    /// The row's number in its sheet, or its line in its file.
    pub line: u32,
    text: String,
    /// The column of each cell and where its text ends.
    cells: Vec<(u32, usize)>,
}

/// Gives rows one by one.
pub(crate) trait Rows {
    /// Makes `row` the next one that holds something; says whether there was one. `row` is as this left it.
    fn next(&mut self, row: &mut Row) -> Result<bool, Refusal>;
}

impl<S: Rows + ?Sized> Rows for &mut S {
    fn next(&mut self, row: &mut Row) -> Result<bool, Refusal> {
        (**self).next(row)
    }
}

impl Row {
    /// Empties the row.
    pub(crate) fn clear(&mut self) {
        self.text.clear();
        self.cells.clear();
    }

    /// Says whether no cell holds anything.
    pub(crate) fn is_empty(&self) -> bool {
        self.cells.is_empty()
    }

    /// Puts a cell into a column; a blank one is left out.
    pub(crate) fn push(&mut self, column: u32, cell: &str) {
        if !email::is_blank(cell) {
            self.text.push_str(cell);
            self.cells.push((column, self.text.len()));
        }
    }

    /// Appends the row as a line of text.
    pub(crate) fn write(&self, out: &mut String) {
        let starts = std::iter::once(0).chain(self.cells.iter().map(|(_, end)| *end));
        let mut cells: Vec<(u32, &str)> = self
            .cells
            .iter()
            .zip(starts)
            .map(|((column, end), start)| (*column, &self.text[start..*end]))
            .collect();
        cells.sort_by_key(|(column, _)| *column);
        let mut at = 0;
        let mut last = None;
        for (column, cell) in cells {
            // Two cells in one place: the first counts.
            if last == Some(column) {
                continue;
            }
            last = Some(column);
            out.extend(std::iter::repeat_n('\t', (column - at) as usize));
            at = column;
            append_cell(cell, out);
        }
        out.push('\n');
    }
}

/// Appends a cell on one line; line breaks and tabs inside it become blanks.
fn append_cell(cell: &str, out: &mut String) {
    let quoted = cell.contains('"');
    if !quoted && !cell.contains(['\n', '\r', '\t']) {
        out.push_str(cell);
        return;
    }
    out.extend(quoted.then_some('"'));
    let mut letters = cell.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '"' => out.push_str("\"\""),
            '\r' if letters.peek() == Some(&'\n') => {}
            '\n' | '\r' | '\t' => out.push(' '),
            other => out.push(other),
        }
    }
    out.extend(quoted.then_some('"'));
}

/// Returns the first rows as text, at most so many.
pub(crate) fn sample(rows: &mut impl Rows, most: usize) -> Result<String, Refusal> {
    let mut text = String::new();
    let mut row = Row::default();
    for _ in 0..most {
        if text.len() > MAX_SAMPLE || !rows.next(&mut row)? {
            break;
        }
        if text.is_empty() {
            text.push_str(FIRST);
        }
        row.write(&mut text);
    }
    Ok(text)
}

/// Reads rows as text.
pub(crate) struct RowText<S> {
    rows: S,
    row: Row,
    text: String,
    given: usize,
    lines: Vec<u32>,
    room: u64,
    /// What a row is called where it is told of: a row of a sheet, or a line.
    unit: &'static str,
    ended: bool,
}

impl<S: Rows> RowText<S> {
    /// Reads these rows as text that may take `room` bytes; `unit` is what a row is called.
    pub(crate) fn new(rows: S, room: u64, unit: &'static str) -> RowText<S> {
        RowText {
            rows,
            row: Row::default(),
            text: FIRST.to_owned(),
            given: 0,
            lines: Vec::new(),
            room,
            unit,
            ended: false,
        }
    }

    /// Returns the lines on which the rows stood and gives back the rest.
    pub(crate) fn into_parts(self) -> (Lines, S) {
        (Lines(self.lines), self.rows)
    }

    fn fill(&mut self) -> Result<(), Refusal> {
        while !self.ended && self.text.len() < CHUNK {
            if !self.rows.next(&mut self.row)? {
                self.ended = true;
                break;
            }
            let before = self.text.len();
            self.row.write(&mut self.text);
            if self.text.len() - before > MAX_ROW {
                return Err(Refusal::long_row(self.unit, self.row.line));
            }
            let cost = (self.text.len() - before) as u64 + ROW_COST;
            self.room = self.room.checked_sub(cost).ok_or_else(Refusal::unpacks_to_too_much)?;
            self.lines.push(self.row.line);
        }
        Ok(())
    }
}

/// The line in its file of every line of text.
#[derive(Debug)]
pub(crate) struct Lines(Vec<u32>);

impl Lines {
    /// Returns where the row stood that became this line.
    pub(crate) fn of(&self, line: u32) -> u32 {
        // Lines count from 1, and the first one says what parts the cells.
        let at = (line as usize).checked_sub(2);
        at.and_then(|at| self.0.get(at)).copied().unwrap_or(line)
    }
}

impl<S: Rows> Read for RowText<S> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.given == self.text.len() {
            self.text.clear();
            self.given = 0;
            self.fill().map_err(io::Error::other)?;
        }
        let count = (self.text.len() - self.given).min(buffer.len());
        buffer[..count].copy_from_slice(&self.text.as_bytes()[self.given..self.given + count]);
        self.given += count;
        Ok(count)
    }
}
