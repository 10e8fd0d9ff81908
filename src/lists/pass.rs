//! The one pass over a file: it fills the text, cuts records out of it and hands them on.

use std::io::Read;
use std::ops::ControlFlow;

use super::dates::Serials;
use super::decoder::Decoder;
use super::delimiter::{self, Header, Look, Shape};
use super::formats::{self, Habit};
use super::names::Key;
use super::people::{People, Taken};
use super::records::{Ahead, Cut, Found, Guard, Record, line_ends};
use super::refusal::Refusal;
use super::row::Line;
use super::table::PART;
use super::{Encoding, Field, FileKind, Hints, List, log, sniff};
use crate::plan::ListKind;

/// Rows between two calls of `watch`.
const STRIDE: u64 = 1024;
/// Text kept while a record is not whole.
const MAX_RECORD: usize = 17 << 20;
/// Text in which the header must have been found.
const MAX_LOOK: usize = 4 << 20;
/// Lines named one by one in a note.
const NAMED_LINES: usize = 10;

/// Reads a list of users that is text.
pub(crate) fn read(
    input: impl Read,
    hints: &Hints,
    watch: &mut dyn FnMut(u64) -> ControlFlow<()>,
) -> Result<List, Refusal> {
    read_with(input, hints, Known::default(), watch)
}

/// What is known of text that was made of rows.
#[derive(Clone, Copy, Default)]
pub(crate) struct Known {
    /// How days that are written as numbers are read.
    pub serials: Option<Serials>,
    /// Where the header stands.
    pub header: Header,
}

/// Reads a list of users that is text of which something is known.
pub(crate) fn read_with(
    input: impl Read,
    hints: &Hints,
    known: Known,
    watch: &mut dyn FnMut(u64) -> ControlFlow<()>,
) -> Result<List, Refusal> {
    let mut pass = Pass {
        decoder: Decoder::open(input, hints)?,
        text: String::new(),
        record: Record::at(0, 1),
        given: 0,
        watch,
    };
    let mut shape = pass.look(hints, known.header)?;
    shape.layout.serials = known.serials;
    pass.rows(&shape, hints)
}

/// Returns how the rows are read of a file that begins with these bytes, if they are text and the same text as
/// bytes: only then a place in the one is a place in the other, past the byte-order mark.
pub(super) fn look(head: &[u8], hints: &Hints) -> Option<(Shape, Encoding)> {
    let mut go_on = |_| ControlFlow::Continue(());
    let decoder = Decoder::open(head, hints).ok()?;
    let mut pass =
        Pass { decoder, text: String::new(), record: Record::at(0, 1), given: 0, watch: &mut go_on };
    let shape = pass.look(hints, Header::Sought).ok()?;
    // A note tells of a line that was not taken as it stands.
    pass.decoder.notes(&[]).is_empty().then(|| (shape, pass.decoder.encoding()))
}

struct Pass<'w, R> {
    decoder: Decoder<R>,
    /// What is decoded and not yet taken.
    text: String,
    record: Record,
    /// Bytes of text before `text`.
    given: u64,
    watch: &'w mut dyn FnMut(u64) -> ControlFlow<()>,
}

/// Lines of which a note tells.
#[derive(Default)]
struct Noted {
    /// The first that are no UTF-8.
    odd: Vec<u32>,
    /// Cells over several lines that hold an address: first and last line.
    long_cells: Vec<(u32, u32)>,
}

impl<R: Read> Pass<'_, R> {
    fn ahead(&self) -> Ahead {
        if self.decoder.done { Ahead::End } else { Ahead::More }
    }

    fn told(&mut self) -> Result<(), Refusal> {
        match (self.watch)(self.decoder.read) {
            ControlFlow::Continue(()) => Ok(()),
            ControlFlow::Break(()) => Err(Refusal::stopped()),
        }
    }

    /// Drops what was taken and decodes more.
    fn more(&mut self) -> Result<(), Refusal> {
        self.told()?;
        let taken = self.record.next;
        self.text.drain(..taken);
        self.given += taken as u64;
        self.record.next = 0;
        if self.text.len() > MAX_RECORD {
            return Err(Refusal::long_line(self.record.next_line));
        }
        let known = self.text.len();
        self.decoder.more(&mut self.text, self.record.next_line)?;
        if memchr::memchr(PART as u8, &self.text.as_bytes()[known..]).is_some() {
            let clean = self.text[known..].replace(PART, " ");
            self.text.replace_range(known.., &clean);
        }
        Ok(())
    }

    /// Finds where the table begins, and refuses what is none.
    fn look(&mut self, hints: &Hints, header: Header) -> Result<Shape, Refusal> {
        loop {
            self.more()?;
            if self.given == 0 {
                sniff::text(&self.text, hints.file_name.as_deref())?;
            }
            let enough = self.text.len() > MAX_LOOK;
            let ahead = if enough { Ahead::End } else { self.ahead() };
            match delimiter::look(&self.text, ahead, (hints, header)) {
                Look::Shape(shape) => return Ok(*shape),
                Look::Refused(refusal) => return Err(refusal),
                Look::More => {}
            }
        }
    }

    fn rows(mut self, shape: &Shape, hints: &Hints) -> Result<List, Refusal> {
        (self.record.next, self.record.next_line) = (shape.start, shape.line);
        let cut = Cut { delimiter: shape.delimiter, style: shape.style, guard: guard(shape) };
        let mut people = People::new(&shape.layout, &shape.header);
        let mut noted = Noted::default();
        let mut count = 0;
        loop {
            let start = self.record.next;
            match self.record.cut(&self.text, self.ahead(), cut) {
                Found::Record => {
                    self.note(start, &mut noted);
                    people.take(Line { record: &self.record, text: &self.text })?;
                    count += 1;
                    if count % STRIDE == 0 {
                        self.told()?;
                    }
                    if count == STRIDE {
                        self.make_room(&mut people, hints);
                    }
                }
                Found::Partial => self.more()?,
                Found::Nothing => break,
                Found::UnclosedQuote(line) => return Err(Refusal::unclosed_quote(line)),
                Found::TooWide(line) => return Err(Refusal::too_wide(line)),
            }
        }
        Ok(self.list(shape, people.done()?, &noted))
    }

    /// Reserves what the whole file will need, going by its first rows.
    fn make_room(&self, people: &mut People<'_>, hints: &Hints) {
        let Some(size) = hints.size else { return };
        let taken = u128::from((self.given + self.record.next as u64).max(1));
        let rest = u128::from(size).saturating_sub(taken);
        let share = |part: usize| usize::try_from(part as u128 * rest / taken).unwrap_or(0);
        let (rows, bytes) = people.size();
        people.reserve(share(rows + rows / 32), share(bytes + bytes / 32));
    }

    /// Notes lines a person should know of; `start` is where the record begins in the text.
    fn note(&mut self, start: usize, noted: &mut Noted) {
        let record = &self.record;
        if record.spans_lines
            && noted.long_cells.len() < NAMED_LINES
            && record.cells(&self.text).any(|cell| cell.contains('@') && cell.contains(['\n', '\r']))
        {
            noted.long_cells.push((record.line, record.next_line - 1));
        }
        while let Some(at) = self.decoder.odd_line_before(self.given + record.next as u64) {
            let at = usize::try_from(at.saturating_sub(self.given)).unwrap_or(0).min(record.next);
            // What stands above the first row is still in the text, which then begins with line 1.
            let (from, line) = if at < start { (0, 1) } else { (start, record.line) };
            noted.odd.push(line + line_ends(&self.text.as_bytes()[from..at]));
        }
    }

    fn list(self, shape: &Shape, people: Taken, seen: &Noted) -> List {
        let encoding = self.decoder.encoding();
        let mut notes = shape.layout.notes.clone();
        notes.extend(self.decoder.notes(&seen.odd));
        notes.extend(log::hint(shape.layout.evidence.as_ref(), &people.rejected));
        for (first, last) in &seen.long_cells {
            notes.push(format!(
                "A cell with an address in it runs from line {first} to line {last}. Check that its quotes are right."
            ));
        }
        for (count, what) in [
            (shape.titles as u64, "above the header skipped"),
            (
                people.headers - u64::from(shape.header_among_rows && people.headers > 0),
                "that repeat the header skipped",
            ),
            (people.blank, "left out because they are blank"),
        ] {
            if count > 0 {
                notes.push(format!("Rows {what}: {count}."));
            }
        }
        let pending = !people.table.is_empty()
            && people.table.rows().all(|row| row.get(Field::Status) == Some("pending"));
        // A users export with few columns shown has the header of the Pending tab: the people in it tell.
        let users = shape.layout.format.habit == Habit::Pending && !pending && !people.table.is_empty();
        let format = if users { formats::USERS } else { shape.layout.format };
        List {
            format: format.name,
            file_kind: FileKind::Text,
            sheets: Vec::new(),
            encoding: Some(encoding),
            notes,
            delimiter: shape.parted_by(),
            header_line: shape.header_line,
            days: people.days,
            rows: people.rows,
            suggested: if pending { Some(ListKind::Pending) } else { format.kind },
            suggested_label: format.label,
            why: shape.layout.why.clone(),
            content: people.content,
            left_out: people.left_out,
            table: people.table,
            duplicates: people.duplicates,
            rejected: people.rejected,
            columns: people.samples.into_columns(shape.layout.columns.clone()),
        }
    }
}

/// Returns what a row of this file looks like.
fn guard(shape: &Shape) -> Guard {
    let key = shape.layout.keys.iter().find(|(key, _)| *key != Key::Proxy);
    match key {
        _ if shape.layout.format.habit == Habit::Own => Guard::Own,
        Some((_, key)) => Guard::Rows { cells: shape.cells, key: *key },
        None => Guard::Unknown,
    }
}
