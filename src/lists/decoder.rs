//! Bytes become text, chunk by chunk through one reused buffer.
//!
//! UTF-8 is read as it is; a line that is not UTF-8 is read in an older encoding, and the list says which
//! lines those were. UTF-16, and what a person has named, is read as a whole.

use std::io::{ErrorKind, Read};

use super::Hints;
use super::encoding::{self, Encoding, Start};
use super::guess;
use super::records::line_ends;
use super::refusal::{Refusal, RefusalKind};
use super::sniff;
use crate::wording::{and, plural};

/// Bytes read in one go.
const CHUNK: usize = 256 * 1024;
/// A line longer than this is refused.
const MAX_LINE: usize = 16 << 20;
/// How far a workbook is looked through to tell why it is not read.
const MAX_WORKBOOK: u64 = 64 << 20;
/// Lines that are no UTF-8 and are named one by one.
const NAMED_LINES: usize = 10;

/// Reads text out of bytes.
pub(crate) struct Decoder<R> {
    input: R,
    raw: Vec<u8>,
    filled: usize,
    encoding: Encoding,
    /// What a person said, where the file's mark says something else.
    overruled: Option<Encoding>,
    /// Reads a file that is in one encoding from end to end.
    stream: Option<encoding_rs::Decoder>,
    /// How lines that are no UTF-8 are read, once one was seen.
    fallback: Option<Encoding>,
    /// Bytes read so far.
    pub read: u64,
    ended: bool,
    /// Whether the end of the file was reached and everything handed on.
    pub done: bool,
    /// Bytes of text handed on.
    given: u64,
    seen: Seen,
    odd_lines: u64,
    /// Where, in the text handed on, the first lines that are no UTF-8 begin.
    odd_at: Vec<u64>,
}

/// What stood in the text so far.
#[derive(Default)]
struct Seen {
    /// Letters beyond ASCII in valid UTF-8.
    utf8_letters: bool,
    /// Letters that could not be read.
    damaged: bool,
}

impl<R: Read> Decoder<R> {
    /// Reads the first chunk and decides on the encoding. Refuses what is no text.
    pub(crate) fn open(input: R, hints: &Hints) -> Result<Decoder<R>, Refusal> {
        let mut decoder = Decoder {
            input,
            raw: vec![0; CHUNK],
            filled: 0,
            encoding: Encoding::Utf8,
            overruled: None,
            stream: None,
            fallback: None,
            read: 0,
            ended: false,
            done: false,
            given: 0,
            seen: Seen::default(),
            odd_lines: 0,
            odd_at: Vec::new(),
        };
        decoder.fill()?;
        let file_name = hints.file_name.as_deref();
        if let Err(refusal) = sniff::bytes(&decoder.raw[..decoder.filled]) {
            return Err(if refusal.kind == RefusalKind::OldExcel {
                decoder.old_or_protected()?
            } else {
                refusal
            });
        }
        decoder.decide(hints.encoding)?;
        if decoder.stream.is_none() {
            sniff::binary(&decoder.raw[..decoder.filled], file_name)?;
        }
        Ok(decoder)
    }

    /// Decides how the file is read: a mark is surer than what a person says, which is surer than a guess.
    fn decide(&mut self, said: Option<Encoding>) -> Result<(), Refusal> {
        let Start { encoding, mark } = encoding::start(&self.raw[..self.filled])?;
        self.encoding = match said {
            Some(said) if mark == 0 => said,
            Some(said) if said.table() != encoding.table() => {
                self.overruled = Some(said);
                encoding
            }
            _ => encoding,
        };
        match self.encoding {
            // Who says UTF-8 means: not Japanese. A line that is none is still read, and told.
            Encoding::Utf8 if said.is_some() => self.fallback = Some(Encoding::Windows1252),
            Encoding::Utf8 | Encoding::Utf8Bom => {}
            whole => self.stream = Some(whole.table().new_decoder_without_bom_handling()),
        }
        self.keep_from(mark);
        Ok(())
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
            self.fill()?;
            if self.stream.is_some() {
                self.hand_on_all(text);
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
        if self.done {
            // The end of a file as old systems write it.
            let end = text.trim_end_matches('\u{1a}').len().max(before);
            text.truncate(end);
        }
        self.given += (text.len() - before) as u64;
        Ok(())
    }

    /// Returns the encoding, once everything is read.
    pub(crate) fn encoding(&self) -> Encoding {
        match (self.encoding, self.fallback) {
            (Encoding::Utf8, Some(fallback)) if self.odd_lines > 0 && !self.seen.utf8_letters => fallback,
            (known, _) => known,
        }
    }

    /// Returns where the next line that is no UTF-8 begins, if it lies before this place in the text.
    pub(crate) fn odd_line_before(&mut self, place: u64) -> Option<u64> {
        let at = self.odd_at.first().copied().filter(|at| *at < place)?;
        self.odd_at.remove(0);
        Some(at)
    }

    /// Returns what a person should know of how the letters were read; `lines` are the first ones that are
    /// no UTF-8.
    pub(crate) fn notes(&self, lines: &[u32]) -> Vec<String> {
        let mut notes = Vec::new();
        if let Some(said) = self.overruled {
            let (mark, said) = (self.encoding.word(), said.word());
            notes.push(format!("The file begins with the mark of {mark}, so it was not read as {said}."));
        }
        if let (Some(fallback), 1..) = (self.fallback, self.odd_lines) {
            let check = match fallback {
                Encoding::ShiftJis => "the Japanese letters",
                _ => "the accents",
            };
            let (lines, word) = (named(lines, self.odd_lines), fallback.word());
            notes.push(format!("{lines} {word}, not UTF-8: check {check}."));
        }
        if self.seen.damaged {
            notes.push("Some letters could not be read and are shown as \u{fffd}.".to_owned());
        }
        notes
    }

    /// Fills the buffer, whatever portions the input gives: how a file is read never hangs on them.
    fn fill(&mut self) -> Result<(), Refusal> {
        while !self.ended && self.filled < self.raw.len() {
            match self.input.read(&mut self.raw[self.filled..]) {
                Ok(count) => {
                    self.filled += count;
                    self.read += count as u64;
                    self.ended = count == 0;
                }
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(Refusal::io(&error)),
            }
        }
        Ok(())
    }

    fn keep_from(&mut self, start: usize) {
        self.raw.copy_within(start..self.filled, 0);
        self.filled -= start;
    }

    fn hand_on_all(&mut self, text: &mut String) {
        let Some(stream) = self.stream.as_mut() else { return };
        let raw = &self.raw[..self.filled];
        text.reserve(stream.max_utf8_buffer_length(raw.len()).unwrap_or(raw.len() * 3));
        let (_, taken, damaged) = stream.decode_to_string(raw, text, self.ended);
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
            if self.odd_lines < NAMED_LINES as u64 {
                self.odd_at.push(self.given + (text.len() - begun) as u64);
            }
            self.odd_lines += 1;
            at = line + line_length(&self.raw[line..end]);
            let fallback = *self.fallback.get_or_insert_with(|| guess::of_lines(&self.raw[line..end]));
            let (letters, damaged) = fallback.table().decode_without_bom_handling(&self.raw[line..at]);
            self.seen.damaged |= damaged;
            text.push_str(&letters);
        }
        self.keep_from(end);
    }
}

/// Returns `Line 3 is`, `Lines 3 and 9 are` or, where there are more than can be looked at one by one, `125 lines are`.
fn named(lines: &[u32], count: u64) -> String {
    let words: Vec<String> = lines.iter().take(NAMED_LINES).map(u32::to_string).collect();
    match (&words[..], count) {
        ([only], 1) => format!("Line {only} is"),
        (several, ..=3) if several.len() as u64 == count => format!("Lines {} are", and(several)),
        _ => plural(u32::try_from(count).unwrap_or(u32::MAX), "line is", "lines are"),
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

    fn read_as(bytes: &[u8], said: Option<Encoding>) -> (String, Encoding, Vec<String>) {
        let hints = Hints { encoding: said, ..Hints::default() };
        let mut decoder = Decoder::open(bytes, &hints).unwrap();
        let mut text = String::new();
        while !decoder.done {
            decoder.more(&mut text, 1).unwrap();
        }
        (text, decoder.encoding(), decoder.notes(&[]))
    }

    fn read(bytes: &[u8]) -> (String, Encoding, usize) {
        let (text, encoding, notes) = read_as(bytes, None);
        (text, encoding, notes.len())
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
        let (text, encoding, notes) = read(b"\xc3\xa9\ra\xe9\xc3\xa9\r\n\xc3\xa9");
        assert_eq!((text.as_str(), encoding, notes), ("é\raéÃ©\r\né", Encoding::Utf8, 1));
    }

    #[test]
    fn what_a_person_says_comes_before_every_guess_and_after_a_mark() {
        for encoding in [Encoding::Windows1250, Encoding::Windows1251, Encoding::ShiftJis, Encoding::EucKr] {
            let text = match encoding {
                Encoding::Windows1250 => "Łukasz,Żółw\n",
                Encoding::Windows1251 => "Иван,Петров\n",
                Encoding::ShiftJis => "山田,太郎\n",
                _ => "김,영수\n",
            };
            let bytes = encoding.table().encode(text).0;
            assert_eq!(read_as(&bytes, Some(encoding)), (text.to_owned(), encoding, Vec::new()));
        }
        let japanese = Encoding::ShiftJis.table().encode("姓,名\n").0;
        assert_eq!(read_as(&japanese, Some(Encoding::Utf8)).1, Encoding::Windows1252);
        let (text, encoding, notes) = read_as("\u{feff}é\n".as_bytes(), Some(Encoding::Windows1252));
        assert_eq!((text.as_str(), encoding), ("é\n", Encoding::Utf8Bom));
        assert_eq!(
            notes,
            ["The file begins with the mark of UTF-8 with BOM, so it was not read as Windows-1252."]
        );
    }

    #[test]
    fn a_letter_that_cannot_be_read_is_told() {
        let (text, _, notes) = read_as(b"a\xff\n", Some(Encoding::ShiftJis));
        assert_eq!(text, "a\u{fffd}\n");
        assert_eq!(notes, ["Some letters could not be read and are shown as \u{fffd}."]);
    }

    #[test]
    fn a_long_file_is_cut_at_line_ends_only() {
        let row = "jörg,müller\r\n";
        let long = row.repeat(CHUNK / 5);
        let (text, encoding, notes) = read(long.as_bytes());
        assert_eq!((text == long, encoding, notes), (true, Encoding::Utf8, 0));
    }

    #[test]
    fn a_line_without_an_end_is_refused() {
        let mut decoder = Decoder::open(std::io::repeat(b'x'), &Hints::default()).unwrap();
        let refusal = decoder.more(&mut String::new(), 7).unwrap_err();
        assert!(refusal.message.starts_with("Line 7 is longer"), "{refusal}");
    }
}
