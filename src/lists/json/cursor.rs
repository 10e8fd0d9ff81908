//! A place in JSON that moves forward over whole values and counts lines.
//!
//! Brackets are matched without recursion, so depth costs nothing; what lies between them is checked by
//! `serde_json`, which refuses what nests deeper than 128.

use crate::lists::records::line_ends;
use crate::lists::refusal::{Refusal, RefusalKind};

/// The byte-order mark: it also stands between pages that were joined as files.
const MARK: &[u8] = b"\xef\xbb\xbf";

/// A place in a file.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cursor<'b> {
    pub bytes: &'b [u8],
    pub at: usize,
    pub line: u32,
}

/// Says that the JSON cannot be read on from this line.
pub(super) fn damaged(line: u32) -> Refusal {
    let message = format!(
        "The JSON is damaged or was cut off in line {line}. Fetch the answer again, or export the list as CSV."
    );
    Refusal::new(RefusalKind::Json, message)
}

/// Reads a value that begins on this line.
pub(super) fn parsed<'b, T: serde::Deserialize<'b>>(json: &'b [u8], line: u32) -> Result<T, Refusal> {
    serde_json::from_slice(json).map_err(|error| {
        let inside = u32::try_from(error.line().saturating_sub(1)).unwrap_or(0);
        damaged(line.saturating_add(inside))
    })
}

/// Returns the place of the first byte from here on that is no blank, line end or mark.
pub(super) fn past_blanks(bytes: &[u8], mut at: usize) -> usize {
    loop {
        match bytes.get(at) {
            Some(b' ' | b'\n' | b'\r' | b'\t') => at += 1,
            Some(0xef) if bytes[at..].starts_with(MARK) => at += MARK.len(),
            _ => return at,
        }
    }
}

/// Returns where the value that begins here ends, by its brackets and quotes; as the error how far it can be
/// followed when it is cut off.
pub(super) fn end_of(bytes: &[u8], start: usize) -> Result<usize, usize> {
    let (mut at, mut depth) = (start, 0_usize);
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'"' => at = end_of_text(bytes, at)?,
            b'{' | b'[' => {
                depth += 1;
                at += 1;
            }
            b'}' | b']' if depth > 0 => {
                depth -= 1;
                at += 1;
            }
            b'}' | b']' | b',' | b':' | b' ' | b'\n' | b'\r' | b'\t' if depth == 0 => return Ok(at),
            _ => at += 1,
        }
        if depth == 0 && matches!(byte, b'"' | b'}' | b']') {
            return Ok(at);
        }
    }
    if depth == 0 && at > start { Ok(at) } else { Err(at) }
}

/// Returns where the text that begins here ends; as the error how far it can be followed.
pub(super) fn end_of_text(bytes: &[u8], start: usize) -> Result<usize, usize> {
    let mut at = start + 1;
    loop {
        match memchr::memchr2(b'"', b'\\', bytes.get(at..).unwrap_or_default()) {
            Some(found) if bytes[at + found] == b'"' => return Ok(at + found + 1),
            Some(found) if at + found + 2 <= bytes.len() => at += found + 2,
            _ => return Err(at.min(bytes.len())),
        }
    }
}

impl<'b> Cursor<'b> {
    /// Returns the byte at hand.
    pub(super) fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    /// Goes past blanks and line ends.
    pub(super) fn blanks(&mut self) {
        let start = self.at;
        self.at = past_blanks(self.bytes, start);
        self.line = self.line.saturating_add(line_ends(&self.bytes[start..self.at]));
    }

    /// Takes a value of which the length is known; returns it and the line it begins on.
    pub(super) fn known(&mut self, length: usize) -> (&'b [u8], u32) {
        let (json, line) = (&self.bytes[self.at..self.at + length], self.line);
        self.at += length;
        self.line = line.saturating_add(line_ends(json));
        (json, line)
    }

    /// Takes one value by its brackets and quotes; returns it and the line it begins on.
    pub(super) fn value(&mut self) -> Result<(&'b [u8], u32), Refusal> {
        let (start, line) = (self.at, self.line);
        let later = |at: usize| line.saturating_add(line_ends(&self.bytes[start..at]));
        let end = end_of(self.bytes, start).map_err(|at| damaged(later(at)))?;
        (self.at, self.line) = (end, later(end));
        if end == start { Err(damaged(line)) } else { Ok((&self.bytes[start..end], line)) }
    }
}
