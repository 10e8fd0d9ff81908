//! The shared strings of an Excel workbook: every text once, one block of text for all.

use std::io::Read;

use super::cell;
use super::xml::{Piece, Xml};
use crate::lists::refusal::{Refusal, RefusalKind};

/// Text of all strings, with [`END`] bytes for each.
const MAX_TEXT: usize = 96 << 20;
/// What knowing where a string ends takes.
const END: usize = 4;

/// Every shared string of a workbook.
#[derive(Debug, Default)]
pub(super) struct Strings {
    text: String,
    ends: Vec<u32>,
}

impl Strings {
    /// Reads them from their part.
    pub(super) fn read(part: impl Read) -> Result<Strings, Refusal> {
        let mut xml = Xml::new(part);
        let mut strings = Strings::default();
        let mut piece = String::new();
        loop {
            match xml.next()? {
                Piece::Open(tag) if tag.name() == "si" => {}
                Piece::End => break,
                _ => continue,
            }
            piece.clear();
            rich_text(&mut xml, "si", &mut piece)?;
            cell::append_unescaped(&piece, &mut strings.text);
            strings.ends.push(u32::try_from(strings.text.len()).unwrap_or(u32::MAX));
            if strings.size() > MAX_TEXT {
                let message = "The texts of this workbook take more than 96 MB. Save the sheet as CSV UTF-8 \
                               and import that: a plain CSV file may be larger.";
                return Err(Refusal::new(RefusalKind::TooLarge, message));
            }
        }
        strings.text.shrink_to_fit();
        strings.ends.shrink_to_fit();
        Ok(strings)
    }

    /// Returns the bytes they take.
    pub(super) fn size(&self) -> usize {
        self.text.len() + self.ends.len() * END
    }

    /// Returns the string with this number.
    pub(super) fn get(&self, number: usize) -> Option<&str> {
        let end = *self.ends.get(number)? as usize;
        let start = number.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        self.text.get(start as usize..end)
    }
}

/// Appends the text inside a tag that is open, up to its end: plain or in runs, without how it is spoken.
pub(super) fn rich_text<R: Read>(xml: &mut Xml<R>, name: &str, out: &mut String) -> Result<(), Refusal> {
    let (mut is_text, mut is_spoken) = (false, false);
    loop {
        match xml.next()? {
            Piece::Open(tag) => match tag.name() {
                "t" => is_text = true,
                "rPh" => is_spoken = true,
                _ => {}
            },
            Piece::Close(tag) => match tag.name() {
                "t" => is_text = false,
                "rPh" => is_spoken = false,
                closed if closed == name => return Ok(()),
                _ => {}
            },
            Piece::Text(text) if is_text && !is_spoken => super::append_limited(&text, out)?,
            Piece::Text(_) | Piece::Other => {}
            Piece::End => return Err(Refusal::damaged_workbook()),
        }
    }
}
