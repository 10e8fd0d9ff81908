//! The people of one list: a line each with address and name, and the other cells column by column.
//!
//! There is no string a person. The lines, `address TAB name LF` in lower case, are what filters search and what
//! lists are joined by; they stand in one block of text, [`lines`](Table::lines). What else the list says is kept
//! by column, so that a department a thousand people share is kept once ([`Cells`]), and so that a question about
//! one column touches nothing else. Rows come in cell by cell while a file is read, the address first.

use super::Field;
use super::cells::{Cells, Words};
use super::line::{address_in, end_line};
use super::numbers::Numbers;
use super::refusal::Refusal;
use super::texts::Texts;
use crate::wording::count;

/// No cell holds it: `read` makes it a space on the way in.
pub(crate) const PART: char = '\u{1f}';

/// The most bytes of text whose places four bytes can tell.
const MOST_DOMAINS: usize = 1 << 31;

/// The people of a list, one row each, in the order of the file.
#[derive(Clone, Debug, Default)]
pub struct Table {
    fields: Vec<Field>,
    lines: Texts,
    domains: Words,
    /// The cells of every field but the address.
    columns: Vec<Cells>,
    numbers: Numbers,
    names: Names,
    begun: Begun,
}

/// Where the parts of a name stand among the columns.
#[derive(Clone, Copy, Debug, Default)]
struct Names {
    display: Option<usize>,
    first: Option<usize>,
    last: Option<usize>,
}

/// The row that is being written.
#[derive(Clone, Debug, Default)]
struct Begun {
    /// Where its line begins.
    from: usize,
    cell: String,
    /// How many cells were begun, the address not counted.
    cells: usize,
    /// The newest of them is still in `cell`.
    open: bool,
}

/// One person of a list, borrowed from its [`Table`].
#[derive(Clone, Copy, Debug)]
pub struct Row<'a> {
    table: &'a Table,
    number: usize,
}

impl Table {
    /// Returns an empty table with a cell for each of these fields; the address comes first by itself.
    pub(crate) fn new(fields: impl IntoIterator<Item = Field>) -> Table {
        let mut all = vec![Field::Email];
        all.extend(fields.into_iter().filter(|field| *field != Field::Email));
        let slot = |field| all[1..].iter().position(|known| *known == field);
        Table {
            names: Names {
                display: slot(Field::DisplayName),
                first: slot(Field::FirstName),
                last: slot(Field::LastName),
            },
            columns: vec![Cells::default(); all.len() - 1],
            fields: all,
            ..Table::default()
        }
    }

    /// Returns how many people the list holds.
    #[must_use]
    pub fn len(&self) -> usize {
        self.lines.len()
    }

    /// Says whether nobody is in the list.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.lines.len() == 0
    }

    /// Returns the fields the list has, the address first.
    #[must_use]
    pub fn fields(&self) -> &[Field] {
        &self.fields
    }

    /// Returns the person with this number; a number past the end gives a row without any text.
    #[must_use]
    pub fn row(&self, number: usize) -> Row<'_> {
        Row { table: self, number }
    }

    /// Returns everybody, in the order of the file.
    #[must_use]
    pub fn rows(&self) -> impl ExactSizeIterator<Item = Row<'_>> {
        (0..self.len()).map(|number| self.row(number))
    }

    /// Returns the bytes of all cells as they read, however they are kept.
    #[must_use]
    pub fn text_len(&self) -> usize {
        let addresses: usize = self.lines().text().split('\n').map(|line| address_in(line).len()).sum();
        addresses + self.columns.iter().map(Cells::spelled).sum::<usize>()
    }

    /// Returns the bytes of memory the table takes.
    #[must_use]
    pub fn memory(&self) -> usize {
        let columns: usize = self.columns.iter().map(|column| column.memory() + size_of::<Cells>()).sum();
        self.lines.memory() + self.domains.memory() + columns + self.numbers.memory() + size_of::<Table>()
    }

    /// Returns everybody's line, `address TAB name LF` in lower case, in the order of the rows.
    pub(crate) fn lines(&self) -> &Texts {
        &self.lines
    }

    /// Returns the domains of the addresses.
    pub(crate) fn domains(&self) -> &Words {
        &self.domains
    }

    /// Returns the column of a field; nothing for the address and for what the list does not say.
    pub(crate) fn column(&self, field: Field) -> Option<&Cells> {
        self.columns.get(self.slot(field)?.checked_sub(1)?)
    }

    fn slot(&self, field: Field) -> Option<usize> {
        self.fields.iter().position(|known| *known == field)
    }

    fn email(&self, number: usize) -> &str {
        address_in(self.lines.at(number))
    }

    fn cell_at(&self, slot: usize, number: usize) -> &str {
        match slot.checked_sub(1) {
            None => self.email(number),
            Some(column) => self.columns.get(column).map_or("", |cells| cells.at(number)),
        }
    }

    /// Makes room for this many more people with this many more bytes of text.
    pub(crate) fn reserve(&mut self, rows: usize, bytes: usize) {
        let lines = self.lines.mean() * rows;
        self.lines.reserve(rows, lines.min(bytes.saturating_add(rows * 2)));
        for column in &mut self.columns {
            column.reserve(rows);
        }
    }

    /// Begins the row of this address.
    pub(crate) fn begin(&mut self, address: &str) {
        self.begin_on(address, super::email::domain_of(address));
    }

    /// Begins the row of an address whose domain is known already.
    pub(crate) fn begin_on(&mut self, address: &str, domain: &str) {
        self.begun.from = self.lines.text().len();
        self.begun.cells = 0;
        self.begun.open = false;
        self.lines.writing().push_str(address);
        self.domains.push(domain);
    }

    /// Begins the next cell of the row; what is written to the returned text is its value.
    pub(crate) fn cell(&mut self) -> &mut String {
        self.close();
        self.begun.cell.clear();
        self.begun.cells += 1;
        self.begun.open = true;
        &mut self.begun.cell
    }

    /// Appends a cell as it was written.
    pub(crate) fn push(&mut self, value: &str) {
        self.close();
        if let Some(column) = self.columns.get_mut(self.begun.cells) {
            column.push(value);
        }
        self.begun.cells += 1;
    }

    fn close(&mut self) {
        let Begun { cell, cells, open, .. } = &mut self.begun;
        if std::mem::take(open)
            && let Some(column) = self.columns.get_mut(*cells - 1)
        {
            column.push(cell);
        }
    }

    /// Ends the row that stands on this physical line.
    pub(crate) fn end(&mut self, line: u32) -> Result<(), Refusal> {
        self.close();
        for column in self.columns.iter_mut().skip(self.begun.cells) {
            column.push("");
        }
        let row = u32::try_from(self.len()).map_err(|_| Refusal::too_much_text())?;
        let Table { lines, domains, columns, names, begun, .. } = self;
        let said = |slot: Option<usize>| slot.map_or("", |slot| columns[slot].newest());
        let (display, first, last) = (said(names.display), said(names.first), said(names.last));
        end_line((display, first, last), lines.writing());
        lines.written(begun.from);
        if domains.spelled_once() > MOST_DOMAINS {
            return Err(Refusal::too_much_text());
        }
        self.numbers.push(row, line);
        Ok(())
    }

    /// Appends the rows of a table with the same fields; of those that stand in both, the later ones stay too.
    pub(crate) fn append(&mut self, more: &Table) -> Result<(), Refusal> {
        let rows = u32::try_from(self.len()).map_err(|_| Refusal::too_much_text())?;
        u32::try_from(self.len() + more.len()).map_err(|_| Refusal::too_much_text())?;
        self.lines.append(&more.lines);
        self.domains.append(&more.domains);
        for (column, more) in self.columns.iter_mut().zip(&more.columns) {
            column.append(more);
        }
        self.numbers.append(rows, &more.numbers);
        if self.domains.spelled_once() > MOST_DOMAINS { Err(Refusal::too_much_text()) } else { Ok(()) }
    }

    /// Takes all rows out, for others with the same fields; what they need is kept for those.
    pub(crate) fn clear(&mut self) {
        self.lines.clear();
        self.domains.clear();
        self.columns.iter_mut().for_each(Cells::clear);
        self.numbers = Numbers::default();
    }

    /// Takes out the rows with these numbers, which ascend.
    pub(crate) fn remove(&mut self, rows: impl Iterator<Item = usize>) {
        let mut keep = vec![true; self.len()];
        let mut removed = 0_usize;
        for row in rows {
            keep[row] = false;
            removed += 1;
        }
        if removed == 0 {
            return;
        }
        let mut numbers = Numbers::default();
        for (row, old) in (0..).zip((0..count(self.len())).filter(|old| keep[*old as usize])) {
            numbers.push(row, self.numbers.at(old));
        }
        self.numbers = numbers;
        self.lines.keep(&keep);
        self.domains.keep(&keep);
        for column in &mut self.columns {
            column.keep(&keep);
        }
    }

    /// Gives every row the line that `of` makes of its own.
    pub(crate) fn renumber(&mut self, of: impl Fn(u32) -> u32) {
        let mut numbers = Numbers::default();
        for row in 0..count(self.len()) {
            numbers.push(row, of(self.numbers.at(row)));
        }
        self.numbers = numbers;
    }

    /// Gives back the room that was made and not used, and what is only needed while rows come.
    pub(crate) fn settle(&mut self) {
        self.lines.settle();
        self.domains.settle();
        self.columns.iter_mut().for_each(Cells::settle);
        self.numbers.settle();
        self.begun = Begun::default();
    }
}

impl<'a> Row<'a> {
    /// Returns the address, lower case.
    #[must_use]
    pub fn email(&self) -> &'a str {
        self.table.email(self.number)
    }

    /// Returns what the list says under this field; nothing where the list has no such column. A cell
    /// left empty gives an empty text.
    #[must_use]
    pub fn get(&self, field: Field) -> Option<&'a str> {
        self.table.slot(field).map(|slot| self.table.cell_at(slot, self.number))
    }

    /// Returns the physical line on which the person's record starts, counted from 1.
    #[must_use]
    pub fn line(&self) -> u32 {
        if self.number < self.table.len() { self.table.numbers.at(count(self.number)) } else { 0 }
    }

    /// Returns the row's number in its table.
    #[must_use]
    pub fn number(&self) -> usize {
        self.number
    }

    /// Returns every cell, in the order of [`Table::fields`].
    pub fn cells(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        let Row { table, number } = *self;
        (0..table.fields.len()).map(move |slot| table.cell_at(slot, number))
    }

    /// Returns the cells that hold something, each with its field; the address comes first.
    pub fn known(&self) -> impl Iterator<Item = (Field, &'a str)> + use<'a> {
        self.table.fields.iter().copied().zip(self.cells()).filter(|(_, value)| !value.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table() -> Table {
        let mut table = Table::new([Field::FirstName, Field::LastName, Field::Status]);
        for (line, email, first, status) in [
            (2, "ann@northwind.example", "Ann", "active"),
            (5, "bo@northwind.example", "", ""),
            (6, "cy@fabrikam.example", "Cÿ\tÉmile", "active"),
        ] {
            table.begin(email);
            table.cell().push_str(first);
            table.push("Öst");
            table.cell().push_str(status);
            table.end(line).unwrap();
        }
        table
    }

    #[test]
    fn a_row_gives_its_cells_by_field() {
        let table = table();
        let row = table.row(0);
        assert_eq!((row.email(), row.line()), ("ann@northwind.example", 2));
        assert_eq!(row.get(Field::Status), Some("active"));
        assert_eq!(table.row(1).get(Field::FirstName), Some(""));
        assert_eq!(row.get(Field::Pmi), None);
        assert_eq!(table.row(1).known().count(), 2);
        assert_eq!(row.cells().collect::<Vec<_>>(), ["ann@northwind.example", "Ann", "Öst", "active"]);
        assert_eq!(table.rows().map(|row| row.line()).collect::<Vec<_>>(), [2, 5, 6]);
    }

    #[test]
    fn a_line_holds_address_and_name_as_they_are_searched() {
        let table = table();
        assert_eq!(table.lines().at(0), "ann@northwind.example\tann öst\n");
        assert_eq!(table.lines().at(1), "bo@northwind.example\töst\n");
        assert_eq!(table.lines().at(2), "cy@fabrikam.example\tcÿ émile öst\n");
    }

    #[test]
    fn a_row_past_the_end_is_empty() {
        assert_eq!((table().row(7).email(), table().row(7).line()), ("", 0));
    }

    #[test]
    fn rows_taken_out_leave_the_others_as_they_were() {
        let mut one = table();
        one.remove([1].into_iter());
        let left: Vec<_> = one.rows().map(|row| (row.line(), row.get(Field::FirstName).unwrap())).collect();
        assert_eq!(left, [(2, "Ann"), (6, "Cÿ\tÉmile")]);
        assert_eq!(one.row(1).email(), "cy@fabrikam.example");
    }

    #[test]
    fn the_text_is_what_the_cells_say() {
        let says: usize = table().rows().flat_map(|row| row.cells()).map(str::len).sum();
        assert_eq!(table().text_len(), says);
        assert!(table().memory() > 0);
    }
}
