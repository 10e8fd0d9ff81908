//! The rows of one sheet of an Excel workbook, cell by cell.

use std::io::Read;

use super::cell::{self, Epoch, Format};
use super::strings::{Strings, rich_text};
use super::xml::{Piece, Xml};
use super::{MAX_COLUMNS, append_limited, too_many_cells};
use crate::lists::refusal::Refusal;
use crate::lists::rows::{Row, Rows};

/// Cells of a sheet that are read; a million people with fifty columns.
const MAX_CELLS: u64 = 50_000_000;

/// What cells are read by.
#[derive(Debug, Default)]
pub(super) struct Look {
    pub strings: Strings,
    /// What the number format of each cell style makes of a number.
    pub styles: Vec<Format>,
    pub epoch: Epoch,
}

/// Reads the rows of a sheet.
pub(super) struct SheetRows<'l, R: Read> {
    xml: Xml<R>,
    look: &'l Look,
    line: u32,
    cells: u64,
    value: String,
    text: String,
    ended: bool,
}

/// What a cell says it holds.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Number,
    Shared,
    Text,
    Inline,
    Boolean,
    Error,
    Day,
}

impl<'l, R: Read> SheetRows<'l, R> {
    pub(super) fn new(part: R, look: &'l Look) -> SheetRows<'l, R> {
        SheetRows {
            xml: Xml::new(part),
            look,
            line: 0,
            cells: 0,
            value: String::new(),
            text: String::new(),
            ended: false,
        }
    }

    fn cells(&mut self, row: &mut Row) -> Result<(), Refusal> {
        let mut column = 0;
        loop {
            match self.xml.next()? {
                Piece::Open(tag) if tag.name() == "c" => {
                    let at = tag.get("r").and_then(|place| column_of(&place)).unwrap_or(column);
                    let kind = match tag.get("t").as_deref() {
                        Some("s") => Kind::Shared,
                        Some("str") => Kind::Text,
                        Some("inlineStr") => Kind::Inline,
                        Some("b") => Kind::Boolean,
                        Some("e") => Kind::Error,
                        Some("d") => Kind::Day,
                        _ => Kind::Number,
                    };
                    let style = tag.number("s").unwrap_or(0) as usize;
                    column = at + 1;
                    self.cells += 1;
                    if self.cells > MAX_CELLS {
                        return Err(too_many_cells());
                    }
                    if at >= MAX_COLUMNS {
                        return Err(Refusal::damaged_workbook());
                    }
                    self.value()?;
                    self.shown(kind, style)?;
                    row.push(at, &self.text);
                }
                Piece::Close(tag) if tag.name() == "row" => return Ok(()),
                Piece::End => return Err(Refusal::damaged_workbook()),
                _ => {}
            }
        }
    }

    /// Reads what stands in a cell, up to its end; the formula is not looked at.
    fn value(&mut self) -> Result<(), Refusal> {
        self.value.clear();
        let mut is_value = false;
        loop {
            match self.xml.next()? {
                Piece::Open(tag) => match tag.name() {
                    "v" => is_value = true,
                    "is" => rich_text(&mut self.xml, "is", &mut self.value)?,
                    _ => {}
                },
                Piece::Close(tag) => match tag.name() {
                    "v" => is_value = false,
                    "c" => return Ok(()),
                    _ => {}
                },
                Piece::Text(text) if is_value => append_limited(&text, &mut self.value)?,
                Piece::Text(_) | Piece::Other => {}
                Piece::End => return Err(Refusal::damaged_workbook()),
            }
        }
    }

    /// Makes the value what a person sees.
    fn shown(&mut self, kind: Kind, style: usize) -> Result<(), Refusal> {
        self.text.clear();
        match kind {
            Kind::Shared => {
                let number = self.value.trim();
                if !number.is_empty() {
                    let shared = number.parse().ok().and_then(|number| self.look.strings.get(number));
                    self.text.push_str(shared.ok_or_else(Refusal::damaged_workbook)?);
                }
            }
            Kind::Text | Kind::Inline => cell::append_unescaped(&self.value, &mut self.text),
            Kind::Boolean => self.text.push_str(match self.value.trim() {
                "" => "",
                "0" | "false" => "FALSE",
                _ => "TRUE",
            }),
            Kind::Error => self.text.push_str(&self.value),
            Kind::Day => cell::append_iso(&self.value, &mut self.text),
            Kind::Number => {
                let format = self.look.styles.get(style).copied().unwrap_or_default();
                cell::append(&self.value, format, self.look.epoch, &mut self.text);
            }
        }
        Ok(())
    }
}

impl<R: Read> Rows for SheetRows<'_, R> {
    fn next(&mut self, row: &mut Row) -> Result<bool, Refusal> {
        row.clear();
        while !self.ended {
            match self.xml.next()? {
                Piece::Open(tag) if tag.name() == "row" => {
                    self.line = tag.number("r").unwrap_or(self.line.saturating_add(1));
                    self.cells(row)?;
                    if !row.is_empty() {
                        row.line = self.line;
                        return Ok(true);
                    }
                }
                Piece::Close(tag) if tag.name() == "sheetData" => {
                    self.xml.finish()?;
                    self.ended = true;
                }
                Piece::End => self.ended = true,
                _ => {}
            }
        }
        Ok(false)
    }
}

/// Returns the number of the column in a place such as `AB12`, from 0.
fn column_of(place: &str) -> Option<u32> {
    let letters = place.bytes().take_while(u8::is_ascii_alphabetic);
    let number = letters.fold(0u32, |number, letter| {
        number.saturating_mul(26).saturating_add(u32::from(letter.to_ascii_uppercase() - b'A') + 1)
    });
    number.checked_sub(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_named_by_letters() {
        assert_eq!(
            [column_of("A1"), column_of("ab12"), column_of("XFD1048576")],
            [Some(0), Some(27), Some(16_383)]
        );
        assert_eq!((column_of("12"), column_of(&"Z".repeat(40))), (None, Some(u32::MAX - 1)));
    }
}
