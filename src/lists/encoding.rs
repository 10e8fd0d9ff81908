//! Bytes become text, chunk by chunk through one reused buffer.
//!
//! UTF-8 is read as it is; a line that is not UTF-8 is read as Windows-1252, and the list says which lines
//! those were. UTF-16 is known by its byte-order mark, or by the zeros of a text without one.

use std::io::{ErrorKind, Read};

use encoding_rs::{UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::records::line_ends;
use super::refusal::{Refusal, RefusalKind};
use super::sniff;

/// Bytes read in one go.
const CHUNK: usize = 256 * 1024;
/// A line longer than this is refused.
const MAX_LINE: usize = 16 << 20;
/// How far a workbook is looked through to tell why it is not read.
const MAX_WORKBOOK: u64 = 64 << 20;
/// Lines read as Windows-1252 that are named one by one.
const NAMED_LINES: usize = 10;

/// How a file writes its letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8 without a byte-order mark; plain ASCII too.
    Utf8,
    /// UTF-8 with a byte-order mark.
    Utf8Bom,
    /// UTF-16, low byte first.
    Utf16Le,
    /// UTF-16, high byte first.
    Utf16Be,
    /// Windows-1252, the usual one of Excel's plain CSV.
    Windows1252,
}

impl Encoding {
    /// Returns the name people know it by.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Encoding::Utf8 => "UTF-8",
            Encoding::Utf8Bom => "UTF-8 with BOM",
            Encoding::Utf16Le => "UTF-16LE",
            Encoding::Utf16Be => "UTF-16BE",
            Encoding::Windows1252 => "Windows-1252",
        }
    }
}

/// Reads text out of bytes.
pub(crate) struct Decoder<R> {
    input: R,
    raw: Vec<u8>,
    filled: usize,
    encoding: Encoding,
    wide: Option<encoding_rs::Decoder>,
    /// Bytes read so far.
    pub read: u64,
    ended: bool,
    /// Whether the end of the file was reached and everything handed on.
    pub done: bool,
    /// Bytes of text handed on.
    given: u64,
    seen: Seen,
    windows_lines: u64,
    /// Where, in the text handed on, the first lines read as Windows-1252 begin.
    windows_at: Vec<u64>,
}

/// What stood in the text so far.
#[derive(Default)]
struct Seen {
    /// Letters beyond ASCII in valid UTF-8.
    utf8_letters: bool,
    /// Letters of UTF-16 that could not be read.
    damaged: bool,
}

impl<R: Read> Decoder<R> {
    /// Reads the first chunk and decides on the encoding. Refuses what is no text.
    pub(crate) fn open(input: R, file_name: Option<&str>) -> Result<Decoder<R>, Refusal> {
        let mut decoder = Decoder {
            input,
            raw: vec![0; CHUNK],
            filled: 0,
            encoding: Encoding::Utf8,
            wide: None,
            read: 0,
            ended: false,
            done: false,
            given: 0,
            seen: Seen::default(),
            windows_lines: 0,
            windows_at: Vec::new(),
        };
        while !decoder.ended && decoder.filled < CHUNK {
            decoder.fill()?;
        }
        if let Err(refusal) = sniff::bytes(&decoder.raw[..decoder.filled], file_name) {
            return Err(if refusal.kind == RefusalKind::OldExcel {
                decoder.old_or_protected()?
            } else {
                refusal
            });
        }
        let (encoding, mark) = recognise(&decoder.raw[..decoder.filled]);
        decoder.encoding = encoding;
        decoder.wide = match encoding {
            Encoding::Utf16Le => Some(UTF_16LE.new_decoder_without_bom_handling()),
            Encoding::Utf16Be => Some(UTF_16BE.new_decoder_without_bom_handling()),
            _ => None,
        };
        decoder.keep_from(mark);
        if decoder.wide.is_none() {
            sniff::binary(&decoder.raw[..decoder.filled], file_name)?;
        }
        Ok(decoder)
    }

    /// Tells a workbook with a password from an old one: the name that says so may stand far back.
    fn old_or_protected(&mut self) -> Result<Refusal, Refusal> {
        while !self.ended && self.read < MAX_WORKBOOK {
            self.keep_from(self.filled.saturating_sub(sniff::ENCRYPTED.len()));
            self.fill()?;
            if memchr::memmem::find(&self.raw[..self.filled], sniff::ENCRYPTED).is_some() {
                return Ok(Refusal::password_protected());
            }
        }
        Ok(Refusal::old_excel())
    }

    /// Appends more text; sets `done` when there is none left. `line` is the physical line on which the
    /// text begins, for the message when a line is too long.
    pub(crate) fn more(&mut self, text: &mut String, line: u32) -> Result<(), Refusal> {
        let before = text.len();
        loop {
            if !self.ended && self.filled < self.raw.len() {
                self.fill()?;
            }
            if self.wide.is_some() {
                self.widen(text);
            } else {
                self.hand_on_lines(text);
            }
            self.done = self.ended;
            if self.done || text.len() > before {
                break;
            }
            if text.len() + self.filled > MAX_LINE {
                return Err(Refusal::long_line(line + line_ends(text.as_bytes())));
            }
            if self.filled == self.raw.len() {
                self.raw.resize(self.filled * 2, 0);
            }
        }
        self.given += (text.len() - before) as u64;
        Ok(())
    }

    /// Returns the encoding, once everything is read.
    pub(crate) fn encoding(&self) -> Encoding {
        match self.encoding {
            Encoding::Utf8 if self.windows_lines > 0 && !self.seen.utf8_letters => Encoding::Windows1252,
            known => known,
        }
    }

    /// Returns where the next line read as Windows-1252 begins, if it lies before this place in the text.
    pub(crate) fn windows_line_before(&mut self, place: u64) -> Option<u64> {
        let at = self.windows_at.first().copied().filter(|at| *at < place)?;
        self.windows_at.remove(0);
        Some(at)
    }

    /// Returns how many lines were read as Windows-1252.
    pub(crate) fn windows_lines(&self) -> u64 {
        self.windows_lines
    }

    /// Says whether letters of a UTF-16 file could not be read.
    pub(crate) fn is_damaged(&self) -> bool {
        self.seen.damaged
    }

    fn fill(&mut self) -> Result<(), Refusal> {
        loop {
            match self.input.read(&mut self.raw[self.filled..]) {
                Ok(count) => {
                    self.filled += count;
                    self.read += count as u64;
                    self.ended = count == 0;
                    return Ok(());
                }
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(Refusal::io(&error)),
            }
        }
    }

    fn keep_from(&mut self, start: usize) {
        self.raw.copy_within(start..self.filled, 0);
        self.filled -= start;
    }

    fn widen(&mut self, text: &mut String) {
        let Some(wide) = self.wide.as_mut() else { return };
        let raw = &self.raw[..self.filled];
        text.reserve(wide.max_utf8_buffer_length(raw.len()).unwrap_or(raw.len() * 3));
        let (_, taken, damaged) = wide.decode_to_string(raw, text, self.ended);
        self.seen.damaged |= damaged;
        self.keep_from(taken);
    }

    /// Hands on whole lines, so that a line is read in one encoding.
    fn hand_on_lines(&mut self, text: &mut String) {
        let end = if self.ended { self.filled } else { whole_lines(&self.raw[..self.filled]) };
        let begun = text.len();
        let mut at = 0;
        while at < end {
            let (valid, rest) = match std::str::from_utf8(&self.raw[at..end]) {
                Ok(valid) => (valid, None),
                Err(error) => {
                    let line = at + line_start(&self.raw[at..at + error.valid_up_to()]);
                    (std::str::from_utf8(&self.raw[at..line]).unwrap_or(""), Some(line))
                }
            };
            self.seen.utf8_letters = self.seen.utf8_letters || !valid.is_ascii();
            text.push_str(valid);
            let Some(line) = rest else { break };
            if self.windows_lines < NAMED_LINES as u64 {
                self.windows_at.push(self.given + (text.len() - begun) as u64);
            }
            self.windows_lines += 1;
            at = line + line_length(&self.raw[line..end]);
            text.push_str(&WINDOWS_1252.decode_without_bom_handling(&self.raw[line..at]).0);
        }
        self.keep_from(end);
    }
}

/// Returns the encoding of a file that begins like this, and how long its byte-order mark is.
fn recognise(start: &[u8]) -> (Encoding, usize) {
    match start {
        [0xef, 0xbb, 0xbf, ..] => (Encoding::Utf8Bom, 3),
        [0xff, 0xfe, ..] => (Encoding::Utf16Le, 2),
        [0xfe, 0xff, ..] => (Encoding::Utf16Be, 2),
        _ => (by_zeros(&start[..start.len().min(4096)]), 0),
    }
}

/// Text in Western letters has a zero in every second byte of UTF-16.
fn by_zeros(start: &[u8]) -> Encoding {
    let zeros = |odd: usize| start.iter().skip(odd).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd, pairs) = (zeros(0), zeros(1), start.len() / 2);
    if pairs >= 4 && odd * 10 > pairs * 6 && even * 20 < pairs {
        Encoding::Utf16Le
    } else if pairs >= 4 && even * 10 > pairs * 6 && odd * 20 < pairs {
        Encoding::Utf16Be
    } else {
        Encoding::Utf8
    }
}

/// Returns where the last whole line ends; a CR at the very end may still become CRLF.
fn whole_lines(raw: &[u8]) -> usize {
    let known = raw.strip_suffix(b"\r").unwrap_or(raw);
    memchr::memrchr2(b'\n', b'\r', known).map_or(0, |at| at + 1)
}

/// Returns where the last line of this text begins.
fn line_start(raw: &[u8]) -> usize {
    memchr::memrchr2(b'\n', b'\r', raw).map_or(0, |at| at + 1)
}

/// Returns how long the first line is, its line end included.
fn line_length(raw: &[u8]) -> usize {
    memchr::memchr2(b'\n', b'\r', raw).map_or(raw.len(), |at| at + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> (String, Encoding, u64) {
        let mut decoder = Decoder::open(bytes, None).unwrap();
        let mut text = String::new();
        while !decoder.done {
            decoder.more(&mut text, 1).unwrap();
        }
        (text, decoder.encoding(), decoder.windows_lines())
    }

    #[test]
    fn each_encoding_gives_the_same_text() {
        let wide = |swap: fn(u16) -> [u8; 2]| "é,x\r\n".encode_utf16().flat_map(swap).collect::<Vec<u8>>();
        let little = [b"\xff\xfe".to_vec(), wide(u16::to_le_bytes)].concat();
        let big = [b"\xfe\xff".to_vec(), wide(u16::to_be_bytes)].concat();
        for (bytes, encoding) in [
            ("é,x\r\n".as_bytes(), Encoding::Utf8),
            ("\u{feff}é,x\r\n".as_bytes(), Encoding::Utf8Bom),
            (b"\xe9,x\r\n".as_slice(), Encoding::Windows1252),
            (&little, Encoding::Utf16Le),
            (&big, Encoding::Utf16Be),
        ] {
            let (text, found, _) = read(bytes);
            assert_eq!((text.as_str(), found), ("é,x\r\n", encoding));
        }
    }

    #[test]
    fn only_the_lines_that_are_not_utf8_are_read_as_windows_1252() {
        let (text, encoding, lines) = read(b"\xc3\xa9\ra\xe9\xc3\xa9\r\n\xc3\xa9");
        assert_eq!((text.as_str(), encoding, lines), ("é\raéÃ©\r\né", Encoding::Utf8, 1));
    }

    #[test]
    fn a_long_file_is_cut_at_line_ends_only() {
        let row = "jörg,müller\r\n";
        let long = row.repeat(CHUNK / 5);
        let (text, encoding, lines) = read(long.as_bytes());
        assert_eq!((text == long, encoding, lines), (true, Encoding::Utf8, 0));
    }

    #[test]
    fn a_line_without_an_end_is_refused() {
        let mut decoder = Decoder::open(std::io::repeat(b'x'), None).unwrap();
        let refusal = decoder.more(&mut String::new(), 7).unwrap_err();
        assert!(refusal.message.starts_with("Line 7 is longer"), "{refusal}");
    }
}
