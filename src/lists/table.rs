//! The people of one list: one block of text, and where each row ends. No string per cell.
//!
//! A row is its cells one after the other, parted by [`PART`], the address first. Asking for a cell walks
//! the row, which is a hundred bytes long; that buys 8 bytes of bookkeeping a person instead of 4 a cell.

use super::Field;
use super::refusal::Refusal;

/// Stands between two cells of a row. No cell holds it: `read` makes it a space on the way in.
pub(crate) const PART: char = '\u{1f}';

/// The people of a list, one row each, in the order of the file.
#[derive(Clone, Debug, Default)]
pub struct Table {
    text: String,
    ends: Vec<u32>,
    lines: Vec<u32>,
    fields: Vec<Field>,
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
        Table { fields: all, ..Table::default() }
    }

    /// Returns how many people the list holds.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Says whether nobody is in the list.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
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

    /// Returns the bytes of text kept, separators included.
    #[must_use]
    pub fn text_len(&self) -> usize {
        self.text.len()
    }

    fn slot(&self, field: Field) -> Option<usize> {
        self.fields.iter().position(|known| *known == field)
    }

    fn text_of(&self, number: usize) -> &str {
        let Some(end) = self.ends.get(number) else { return "" };
        let start = number.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        &self.text[start as usize..*end as usize]
    }

    /// Makes room for this many more people with this many more bytes of text.
    pub(crate) fn reserve(&mut self, rows: usize, bytes: usize) {
        self.text.reserve(bytes.min(u32::MAX as usize));
        self.ends.reserve(rows);
        self.lines.reserve(rows);
    }

    /// Begins a row; what is written to the returned text is its address.
    pub(crate) fn begin(&mut self) -> &mut String {
        &mut self.text
    }

    /// Begins the next cell of the row; what is written to the returned text is its value.
    pub(crate) fn cell(&mut self) -> &mut String {
        self.text.push(PART);
        &mut self.text
    }

    /// Appends a cell as it was written.
    pub(crate) fn push(&mut self, value: &str) {
        self.text.push(PART);
        self.text.push_str(value);
    }

    /// Ends the row that stands on this physical line.
    pub(crate) fn end(&mut self, line: u32) -> Result<(), Refusal> {
        let end = u32::try_from(self.text.len()).map_err(|_| Refusal::too_much_text())?;
        self.ends.push(end);
        self.lines.push(line);
        Ok(())
    }

    /// Takes out the rows with these numbers, which ascend.
    pub(crate) fn remove(&mut self, rows: impl Iterator<Item = usize>) {
        let mut removed = rows.peekable();
        let Some(first) = removed.peek().copied() else { return };
        let mut bytes = std::mem::take(&mut self.text).into_bytes();
        let mut kept = first;
        let mut start = kept.checked_sub(1).map_or(0, |before| self.ends[before]);
        let mut kept_end = start;
        for number in first..self.ends.len() {
            let end = self.ends[number];
            if removed.next_if_eq(&number).is_none() {
                bytes.copy_within(start as usize..end as usize, kept_end as usize);
                kept_end += end - start;
                self.ends[kept] = kept_end;
                self.lines[kept] = self.lines[number];
                kept += 1;
            }
            start = end;
        }
        bytes.truncate(kept_end as usize);
        self.ends.truncate(kept);
        self.lines.truncate(kept);
        // Whole rows were moved, so it is still UTF-8.
        self.text = String::from_utf8(bytes).unwrap_or_default();
    }

    /// Gives every row the line that `of` makes of its own.
    pub(crate) fn renumber(&mut self, of: impl Fn(u32) -> u32) {
        self.lines.iter_mut().for_each(|line| *line = of(*line));
    }

    /// Gives back the room that was made and not used.
    pub(crate) fn settle(&mut self) {
        self.text.shrink_to_fit();
        self.ends.shrink_to_fit();
        self.lines.shrink_to_fit();
    }
}

impl<'a> Row<'a> {
    /// Returns the address, lower case.
    #[must_use]
    pub fn email(&self) -> &'a str {
        self.cells().next().unwrap_or("")
    }

    /// Returns what the list says under this field; nothing where the list has no such column. A cell
    /// left empty gives an empty text.
    #[must_use]
    pub fn get(&self, field: Field) -> Option<&'a str> {
        self.cells().nth(self.table.slot(field)?)
    }

    /// Returns the physical line on which the person's record starts, counted from 1.
    #[must_use]
    pub fn line(&self) -> u32 {
        self.table.lines.get(self.number).copied().unwrap_or(0)
    }

    /// Returns the row's number in its table.
    #[must_use]
    pub fn number(&self) -> usize {
        self.number
    }

    /// Returns every cell, in the order of [`Table::fields`].
    pub fn cells(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        self.table.text_of(self.number).split(PART)
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
        let mut table = Table::new([Field::FirstName, Field::Status]);
        for (line, email, first, status) in
            [(2, "ann@northwind.example", "Ann", "active"), (5, "bo@northwind.example", "", "")]
        {
            table.begin().push_str(email);
            table.push(first);
            table.push(status);
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
        assert_eq!(table.row(1).known().count(), 1);
    }

    #[test]
    fn a_row_past_the_end_is_empty() {
        assert_eq!((table().row(7).email(), table().row(7).line()), ("", 0));
    }
}
