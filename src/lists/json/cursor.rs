//! A place in JSON that moves forward over whole values and counts lines.
//!
//! Brackets are matched without recursion, so depth costs nothing; what lies between them is checked by
//! `serde_json`, which refuses what nests deeper than 128.

use crate::lists::records::line_ends;
use crate::lists::refusal::{Refusal, RefusalKind};

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

impl<'b> Cursor<'b> {
    /// Returns the byte at hand.
    pub(super) fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    /// Goes past blanks and line ends.
    pub(super) fn blanks(&mut self) {
        let start = self.at;
        let blank = |byte: &&u8| matches!(byte, b' ' | b'\n' | b'\r' | b'\t');
        self.at += self.bytes[start..].iter().take_while(blank).count();
        self.line = self.line.saturating_add(line_ends(&self.bytes[start..self.at]));
    }

    /// Takes one value by its brackets and quotes; returns it and the line it begins on.
    pub(super) fn value(&mut self) -> Result<(&'b [u8], u32), Refusal> {
        let (start, line) = (self.at, self.line);
        let mut depth = 0usize;
        loop {
            let Some(byte) = self.peek() else {
                let seen = line_ends(&self.bytes[start..]);
                return if depth == 0 && self.at > start {
                    Ok((&self.bytes[start..], line))
                } else {
                    Err(damaged(line.saturating_add(seen)))
                };
            };
            match byte {
                b'"' => self.string(line, start)?,
                b'{' | b'[' => {
                    depth += 1;
                    self.at += 1;
                }
                b'}' | b']' if depth > 0 => {
                    depth -= 1;
                    self.at += 1;
                }
                b'}' | b']' | b',' | b':' | b' ' | b'\n' | b'\r' | b'\t' if depth == 0 => break,
                _ => self.at += 1,
            }
            if depth == 0 && matches!(byte, b'"' | b'}' | b']') {
                break;
            }
        }
        let json = &self.bytes[start..self.at];
        self.line = line.saturating_add(line_ends(json));
        if json.is_empty() { Err(damaged(line)) } else { Ok((json, line)) }
    }

    /// Goes past a string.
    fn string(&mut self, line: u32, start: usize) -> Result<(), Refusal> {
        self.at += 1;
        loop {
            match memchr::memchr2(b'"', b'\\', &self.bytes[self.at..]) {
                Some(found) if self.bytes[self.at + found] == b'"' => {
                    self.at += found + 1;
                    return Ok(());
                }
                Some(found) if self.at + found + 2 <= self.bytes.len() => self.at += found + 2,
                _ => return Err(damaged(line.saturating_add(line_ends(&self.bytes[start..self.at])))),
            }
        }
    }
}
