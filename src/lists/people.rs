//! Records become people: the address of each, its values, duplicates, and rows that are nobody.

use hashbrown::DefaultHashBuilder;

use super::columns::Layout;
use super::content::{Apart, Content, LeftOut};
use super::duplicates::{self, Mark};
use super::email;
use super::formats::{self, Habit};
use super::names::Meaning;
use super::refusal::Refusal;
use super::row::{Finder, Found, Line, is_guest};
use super::samples::{self, Samples};
use super::{Days, Duplicate, Field, Rejections, Table, aliases, dates, values};

/// A list of more rows is refused: what is kept of each beside its text would be more than the memory promised.
const MAX_ROWS: u64 = 12_000_000;
/// So many rows that are nobody are no list of users.
const MAX_REJECTED: usize = 4_000_000;

/// Refuses a list of more rows than are kept.
fn fits(rows: u64, rejected: usize) -> Result<(), Refusal> {
    if rejected >= MAX_REJECTED {
        return Err(Refusal::mostly_nobody());
    }
    if rows > MAX_ROWS { Err(Refusal::too_many_rows()) } else { Ok(()) }
}

/// What a file came to.
#[derive(Debug, Default)]
pub(crate) struct Taken {
    pub table: Table,
    pub duplicates: Vec<Duplicate>,
    pub rejected: Rejections,
    pub rows: u64,
    pub blank: u64,
    /// Rows that repeat the header.
    pub headers: u64,
    /// The first values of each column, as they are written.
    pub samples: Samples,
    /// The days of sign-ins and new accounts.
    pub days: Days,
    /// Rows that are no people, and what to tell of them.
    pub content: Content,
    pub left_out: LeftOut,
}

/// What is at work while a file is read.
pub(crate) struct People<'a> {
    layout: &'a Layout,
    finder: Finder<'a>,
    taken: Taken,
    /// Every row with 32 bits of its address's hash.
    index: Vec<Mark>,
    hasher: DefaultHashBuilder,
    date: String,
    /// Takes the rows of a file that is no list of people.
    apart: Option<Apart>,
    license: values::Last,
    login: values::Last,
}

impl<'a> People<'a> {
    pub(crate) fn new(layout: &'a Layout, header: &'a [String]) -> People<'a> {
        People {
            layout,
            finder: Finder::new(layout, header),
            taken: Taken { table: Table::new(layout.fields()), ..Taken::default() },
            index: Vec::new(),
            hasher: DefaultHashBuilder::default(),
            date: String::new(),
            apart: Apart::of(layout, header),
            license: values::Last::new(|cell, out| out.push_str(values::license(cell))),
            login: values::Last::new(values::append_login),
        }
    }

    /// Makes room for this many more rows with this many more bytes of text.
    pub(crate) fn reserve(&mut self, rows: usize, bytes: usize) {
        self.taken.table.reserve(rows, bytes);
        self.index.reserve(rows);
    }

    /// Returns how many people were taken, and the bytes of their text.
    pub(crate) fn size(&self) -> (usize, usize) {
        (self.taken.table.len(), self.taken.table.text_len())
    }

    /// Takes the duplicates out and returns what was taken.
    pub(crate) fn done(self) -> Result<Taken, Refusal> {
        let mut taken = self.taken;
        taken.duplicates = duplicates::take_out(self.index, &mut taken.table)?;
        taken.table.settle();
        if let Some(apart) = self.apart {
            (taken.content, taken.left_out) = apart.done();
        }
        Ok(taken)
    }

    /// Takes one record.
    pub(crate) fn take(&mut self, line: Line<'_>) -> Result<(), Refusal> {
        let found = self.finder.find(line);
        if let Some(apart) = &mut self.apart
            && !matches!(found, Found::Blank | Found::Header)
        {
            apart.take(line);
            if !apart.has_people() {
                return Ok(());
            }
        }
        if self.taken.rows < samples::ROWS && !matches!(found, Found::Blank | Found::Header) {
            self.taken.samples.take(line, self.layout.columns.len());
        }
        match found {
            Found::Blank => self.taken.blank += 1,
            Found::Header => self.taken.headers += 1,
            Found::Nobody(reason, value) => {
                self.taken.rows += 1;
                fits(self.taken.rows, self.taken.rejected.len())?;
                let cells = (0..self.layout.columns.len()).map(|column| line.cell(column));
                self.taken.rejected.push((self.line_of(line), reason), value, cells);
            }
            Found::Person => {
                self.taken.rows += 1;
                fits(self.taken.rows, 0)?;
                return self.add(line, self.line_of(line));
            }
        }
        Ok(())
    }

    fn line_of(&self, line: Line<'_>) -> u32 {
        let kept = self.layout.line.and_then(|column| line.cell(column).parse().ok());
        kept.unwrap_or(line.record.line)
    }

    fn add(&mut self, line: Line<'_>, number: u32) -> Result<(), Refusal> {
        let address = self.finder.address();
        let row = u32::try_from(self.taken.table.len()).map_err(|_| Refusal::too_much_text())?;
        self.index.push(Mark::of(&self.hasher, address, row));
        self.taken.table.begin(address);
        if !self.layout.aliases.is_empty() {
            aliases::append(self.layout, line, address, self.taken.table.cell());
        }
        for at in 0..self.layout.values.len() {
            self.value(at, line);
        }
        self.taken.table.end(number)
    }

    /// Says whether the days of a field tell how new the file is. Zoom's API gives the last sign-in up to three days late
    /// (formats §1.4), so that it would make a list older than it is.
    fn dates(&self, field: Field) -> bool {
        match field {
            Field::Created => true,
            Field::LastLogin => !formats::is_zoom_api(self.layout.format),
            _ => false,
        }
    }

    fn note_day(&mut self, field: Field, text: &str) {
        if self.dates(field) {
            self.taken.days.note(text);
        }
    }

    fn value(&mut self, at: usize, line: Line<'_>) {
        let (field, source) = self.layout.values[at];
        let cell = email::trimmed(line.cell(source.column));
        match (field, source.meaning) {
            (_, _) if self.layout.format.habit == Habit::Own => {
                self.note_day(field, cell);
                self.taken.table.push(cell);
            }
            (Field::Status, meaning) => {
                let status = self.layout.status(meaning, cell, line);
                self.taken.table.push(status);
            }
            (Field::UserType, _) => {
                let guest = self.layout.principal.is_some_and(|column| is_guest(line.cell(column)));
                self.taken.table.push(if guest { "Guest" } else { cell });
            }
            (Field::ZoomPhone, _) if cell.is_empty() && self.layout.format.habit == Habit::Phone => {
                // Everybody in the file has a number, whatever was filled in.
                let package = self.layout.rooms.map_or("", |column| email::trimmed(line.cell(column)));
                self.taken.table.push(if package.is_empty() { "yes" } else { package });
            }
            (_, Meaning::Day) if dates::is_canonical(cell) => {
                self.note_day(field, cell);
                self.taken.table.push(cell);
            }
            (_, Meaning::License) => {
                let value = self.license.of(cell);
                self.taken.table.push(value);
            }
            (_, Meaning::RoleId) => self.taken.table.push(values::role_id(cell)),
            (_, Meaning::Day) => {
                self.date.clear();
                let is_serial = self.layout.serials.is_some_and(|serials| serials(cell, &mut self.date));
                if !is_serial {
                    dates::append(cell, self.layout.slashes, &mut self.date);
                }
                if self.dates(field) {
                    self.taken.days.note(&self.date);
                }
                self.taken.table.push(&self.date);
            }
            (_, Meaning::Login) => {
                let value = self.login.of(cell);
                self.taken.table.push(value);
            }
            _ => self.taken.table.push(cell),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_rows_than_memory_is_promised_for_are_refused() {
        assert_eq!(fits(MAX_ROWS, MAX_REJECTED - 1), Ok(()));
        assert_eq!(fits(MAX_ROWS + 1, 0), Err(Refusal::too_many_rows()));
        assert_eq!(fits(MAX_ROWS, MAX_REJECTED), Err(Refusal::mostly_nobody()));
    }
}
