//! The sheets of an `OpenDocument` workbook (ods), which all lie one after the other in one part.
//!
//! Rows and cells that are repeated stand there once with a count, so an empty sheet can claim a million rows:
//! empty ones are counted and never made.

use std::collections::HashSet;
use std::io::Read;

use super::cell::{self, Epoch, Format};
use super::xml::{Piece, Tag, Xml};
use super::{MAX_COLUMNS, Tab, append_limited, too_many_cells};
use crate::lists::refusal::Refusal;
use crate::lists::rows::{Row, Rows};

/// Cells of a sheet that are read, repeated ones as often as they are.
const MAX_CELLS: u64 = 50_000_000;
/// Styles of sheets that are kept to know which hide them.
const MAX_STYLES: usize = 65_536;

/// Reads the sheets of an `OpenDocument` workbook one after the other.
pub(super) struct Tables<R: Read> {
    xml: Xml<R>,
    hiding: HashSet<String>,
    /// How deep the table that is open lies; nothing between two tables.
    table: Option<u32>,
    line: u32,
    /// How often the row at hand is to be given again.
    again: u32,
    cells: u64,
    text: String,
}

/// What a cell says it holds.
struct Value {
    kind: String,
    value: Option<String>,
}

impl<R: Read> Tables<R> {
    pub(super) fn new(part: R) -> Tables<R> {
        Tables {
            xml: Xml::new(part),
            hiding: HashSet::new(),
            table: None,
            line: 0,
            again: 0,
            cells: 0,
            text: String::new(),
        }
    }

    /// Goes to the next sheet; nothing when there is none.
    pub(super) fn next_table(&mut self) -> Result<Option<Tab>, Refusal> {
        let mut style = String::new();
        loop {
            let depth = self.xml.depth();
            match self.xml.next()? {
                Piece::Open(tag) if tag.name() == "table" && self.table.is_none() => {
                    let name = tag.get("name").unwrap_or_default().into_owned();
                    let is_hidden = tag.get("style-name").is_some_and(|style| self.hiding.contains(&*style));
                    self.table = Some(depth);
                    (self.line, self.again, self.cells) = (0, 0, 0);
                    return Ok(Some(Tab { name, is_hidden }));
                }
                Piece::Open(tag) if tag.name() == "style" => {
                    style = tag.get("name").unwrap_or_default().into_owned();
                }
                Piece::Open(tag)
                    if tag.name() == "table-properties"
                        && tag.get("display").as_deref() == Some("false")
                        && self.hiding.len() < MAX_STYLES =>
                {
                    self.hiding.insert(style.clone());
                }
                Piece::Close(tag)
                    if tag.name() == "table" && self.table.is_some_and(|open| open + 1 >= depth) =>
                {
                    self.table = None;
                }
                Piece::End => return Ok(None),
                _ => {}
            }
        }
    }

    /// Reads the rest of the part, so that its check sum is compared.
    pub(super) fn finish(&mut self) -> Result<(), Refusal> {
        self.xml.finish()
    }

    /// Reads the cells of a row up to its end.
    fn row(&mut self, row: &mut Row) -> Result<(), Refusal> {
        let mut column = 0u32;
        loop {
            match self.xml.next()? {
                Piece::Open(tag) if matches!(tag.name(), "table-cell" | "covered-table-cell") => {
                    let times = tag.number("number-columns-repeated").unwrap_or(1).max(1);
                    let value = value_of(&tag);
                    self.cell(&value)?;
                    if self.text.trim().is_empty() {
                        column = column.saturating_add(times);
                        continue;
                    }
                    if column >= MAX_COLUMNS {
                        return Err(Refusal::damaged_workbook());
                    }
                    for at in column..column.saturating_add(times).min(MAX_COLUMNS) {
                        row.push(at, &self.text);
                        self.cells += 1;
                    }
                    column = column.saturating_add(times);
                    if self.cells > MAX_CELLS {
                        return Err(too_many_cells());
                    }
                }
                Piece::Close(tag) if tag.name() == "table-row" => return Ok(()),
                Piece::End => return Err(Refusal::damaged_workbook()),
                _ => {}
            }
        }
    }

    /// Reads a cell up to its end and makes of it what a person sees.
    fn cell(&mut self, value: &Value) -> Result<(), Refusal> {
        self.text.clear();
        let (mut paragraphs, mut is_text, mut notes) = (0, false, 0);
        loop {
            match self.xml.next()? {
                Piece::Open(tag) => match tag.name() {
                    "annotation" => notes += 1,
                    "p" if notes == 0 => {
                        paragraphs += 1;
                        is_text = true;
                        self.text.extend((paragraphs > 1).then_some('\n'));
                    }
                    "s" if is_text && notes == 0 => {
                        let count = tag.number("c").unwrap_or(1).min(100);
                        self.text.extend(std::iter::repeat_n(' ', count as usize));
                    }
                    "tab" | "line-break" if is_text && notes == 0 => self.text.push(' '),
                    _ => {}
                },
                Piece::Close(tag) => match tag.name() {
                    "annotation" => notes -= 1,
                    "p" if notes == 0 => is_text = false,
                    "table-cell" | "covered-table-cell" => break,
                    _ => {}
                },
                Piece::Text(text) if is_text && notes == 0 => append_limited(&text, &mut self.text)?,
                Piece::Text(_) | Piece::Other => {}
                Piece::End => return Err(Refusal::damaged_workbook()),
            }
        }
        self.shown(value);
        Ok(())
    }

    fn shown(&mut self, Value { kind, value }: &Value) {
        let Some(value) = value else { return };
        match kind.as_str() {
            "float" | "percentage" | "currency" if !is_padded(&self.text) => {
                self.text.clear();
                cell::append(value, Format::Plain, Epoch::default(), &mut self.text);
            }
            "date" => {
                self.text.clear();
                cell::append_iso(value, &mut self.text);
            }
            "boolean" => {
                self.text.clear();
                self.text.push_str(if value == "true" { "TRUE" } else { "FALSE" });
            }
            "string" if self.text.is_empty() => self.text.push_str(value),
            _ => {}
        }
    }
}

fn value_of(tag: &Tag<'_>) -> Value {
    let kind = tag.get("value-type").unwrap_or_default().into_owned();
    let name = match kind.as_str() {
        "date" => "date-value",
        "boolean" => "boolean-value",
        "string" => "string-value",
        _ => "value",
    };
    let value = tag.get(name).map(std::borrow::Cow::into_owned);
    Value { kind, value }
}

/// Says whether a number is shown with zeros before it, as an employee's number is.
fn is_padded(shown: &str) -> bool {
    shown.len() > 1 && shown.starts_with('0') && shown.bytes().all(|byte| byte.is_ascii_digit())
}

impl<R: Read> Rows for Tables<R> {
    fn next(&mut self, row: &mut Row) -> Result<bool, Refusal> {
        if self.again > 0 {
            self.again -= 1;
            row.line = row.line.saturating_add(1);
            return Ok(true);
        }
        row.clear();
        while let Some(open) = self.table {
            let depth = self.xml.depth();
            match self.xml.next()? {
                Piece::Open(tag) if tag.name() == "table-row" => {
                    let times = tag.number("number-rows-repeated").unwrap_or(1).max(1);
                    let line = self.line.saturating_add(1);
                    self.line = self.line.saturating_add(times);
                    self.row(row)?;
                    if !row.is_empty() {
                        row.line = line;
                        self.again = times - 1;
                        return Ok(true);
                    }
                }
                Piece::Close(tag) if tag.name() == "table" && depth <= open + 1 => self.table = None,
                Piece::End => self.table = None,
                _ => {}
            }
        }
        Ok(false)
    }
}
