//! JSON on the way out: on one line, and with every treacherous character as `\u…`, since a terminal may show it.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::ser::{Formatter, Serializer};

use crate::untrusted::is_treacherous;

/// Writes a value as one line of JSON.
pub(super) fn write(value: &impl Serialize, out: &mut dyn Write) -> io::Result<()> {
    value.serialize(&mut Serializer::with_formatter(&mut *out, Careful)).map_err(io::Error::from)?;
    writeln!(out)
}

struct Careful;

impl Formatter for Careful {
    /// Gets the text between the characters JSON itself escapes.
    fn write_string_fragment<W: ?Sized + Write>(&mut self, writer: &mut W, fragment: &str) -> io::Result<()> {
        let mut rest = fragment;
        while let Some((at, letter)) = rest.char_indices().find(|(_, letter)| is_treacherous(*letter)) {
            writer.write_all(&rest.as_bytes()[..at])?;
            for unit in letter.encode_utf16(&mut [0; 2]) {
                write!(writer, "\\u{unit:04x}")?;
            }
            rest = &rest[at + letter.len_utf8()..];
        }
        writer.write_all(rest.as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_read_back_is_the_same_and_nothing_treacherous_is_written() {
        let text = "Zoë \"李\"\n\u{1b}[2J\u{9b}\u{202e}\u{e0041}\u{feff}end";
        let mut out = Vec::new();
        write(&[text], &mut out).unwrap();
        let line = String::from_utf8(out).unwrap();
        assert!(line.trim_end().chars().all(|letter| !is_treacherous(letter)), "{line}");
        assert!(line.contains("Zoë") && line.contains('李'), "{line}");
        assert_eq!(serde_json::from_str::<Vec<String>>(&line).unwrap(), [text]);
    }
}
