//! JSON as it is written: mostly UTF-8, but what a person saved in an editor may be anything.

use std::borrow::Cow;

use crate::lists::decoder::Decoder;
use crate::lists::encoding::{self, Encoding};
use crate::lists::records::line_ends;
use crate::lists::refusal::Refusal;
use crate::lists::{Hints, sniff};

const MARK: &[u8] = b"\xef\xbb\xbf";

/// The text of a file, how it was written and what to tell of that.
#[derive(Debug)]
pub(super) struct Written<'b> {
    pub json: Cow<'b, str>,
    pub encoding: Encoding,
    pub notes: Vec<String>,
}

impl Written<'_> {
    /// Reads the letters of a file.
    pub(super) fn of<'b>(bytes: &'b [u8], hints: &Hints) -> Result<Written<'b>, Refusal> {
        let (json, encoding) = match bytes.strip_prefix(MARK) {
            Some(json) => (json, Encoding::Utf8Bom),
            None => (bytes, Encoding::Utf8),
        };
        let start = encoding::start(&bytes[..bytes.len().min(sniff::START)])?;
        // What a person says is surer than that the bytes could be UTF-8 too.
        let is_said = hints.encoding.is_some_and(|said| !matches!(said, Encoding::Utf8 | Encoding::Utf8Bom));
        if matches!(start.encoding, Encoding::Utf8 | Encoding::Utf8Bom)
            && !is_said
            && let Ok(json) = std::str::from_utf8(json)
        {
            return Ok(Written { json: Cow::Borrowed(json), encoding, notes: Vec::new() });
        }
        let mut decoder = Decoder::open(bytes, hints)?;
        let mut text = String::new();
        while !decoder.done {
            decoder.more(&mut text, 1)?;
        }
        let mut lines = Vec::new();
        while let Some(at) = decoder.odd_line_before(u64::MAX) {
            let before = usize::try_from(at).unwrap_or(usize::MAX).min(text.len());
            lines.push(1 + line_ends(&text.as_bytes()[..before]));
        }
        Ok(Written { json: Cow::Owned(text), encoding: decoder.encoding(), notes: decoder.notes(&lines) })
    }
}
