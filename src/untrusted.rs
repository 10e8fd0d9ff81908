//! Text that somebody else wrote: imported cells, plan files, file names and error texts.
//!
//! A terminal obeys control characters, and bidirectional and invisible ones make a text look like another one.
//! Everything that comes from outside is shown through [`Shown`] (or [`clean`], where a screen must know how
//! wide it gets). This is no escaping for a document: `export` does that by format.
//!
//! ```
//! use ingather::untrusted::Shown;
//! assert_eq!(Shown("Ann\u{1b}[2J").to_string(), "Ann\\u{1b}[2J");
//! ```

use std::borrow::Cow;
use std::fmt::{self, Write};

/// A text from outside; its `Display` writes what could act on a terminal or deceive the eye as `\u{…}`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shown<'t>(pub &'t str);

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match clean(self.0) {
            Cow::Borrowed(text) => f.pad(text),
            Cow::Owned(text) => f.pad(&text),
        }
    }
}

/// Returns the text with every treacherous character written as `\n`, `\t`, `\r` or `\u{…}`, borrowed where there is
/// nothing to escape. What comes back holds no character that moves the cursor or hides, so its width on screen is
/// the sum of its visible letters.
#[must_use]
pub fn clean(text: &str) -> Cow<'_, str> {
    // Most cells are plain ASCII: one look at the bytes is enough.
    if text.bytes().all(|byte| matches!(byte, 0x20..=0x7e)) || !text.chars().any(is_treacherous) {
        return Cow::Borrowed(text);
    }
    let mut escaped = String::with_capacity(text.len() + 8);
    for letter in text.chars() {
        if is_treacherous(letter) {
            // Writing into a `String` cannot fail.
            let _ = match letter {
                '\n' => escaped.write_str("\\n"),
                '\r' => escaped.write_str("\\r"),
                '\t' => escaped.write_str("\\t"),
                other => write!(escaped, "\\u{{{:x}}}", u32::from(other)),
            };
        } else {
            escaped.push(letter);
        }
    }
    Cow::Owned(escaped)
}

/// Returns the text on several lines: each line is cleaned, line ends stay. For program-written texts that quote the
/// person's file, such as the message of a syntax error.
#[must_use]
pub fn clean_lines(text: &str) -> String {
    text.lines().map(clean).collect::<Vec<_>>().join("\n")
}

/// Returns the text without any treacherous character; line ends and tabs become one space. For cells of documents
/// that other programs read.
#[must_use]
pub fn stripped(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_treacherous) {
        return Cow::Borrowed(text);
    }
    let mut kept = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\n' | '\t' | '\u{2028}' | '\u{2029}' if !kept.ends_with(' ') => kept.push(' '),
            '\r' => {}
            other if is_treacherous(other) => {}
            other => kept.push(other),
        }
    }
    Cow::Owned(kept)
}

/// Returns whether a character acts on the terminal (C0, C1, DEL, line and paragraph separators), turns the
/// direction of writing, or takes part unseen (zero-width characters, soft hyphen, tags).
#[must_use]
pub fn is_treacherous(letter: char) -> bool {
    letter.is_control()
        || matches!(letter,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
            | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{3164}' | '\u{feff}' | '\u{ffa0}'
            | '\u{fff9}'..='\u{fffb}'
            | '\u{1d173}'..='\u{1d17a}'
            | '\u{e0000}'..='\u{e0fff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_character_that_acts_on_a_terminal_gets_through() {
        let controls = (0u32..0x20).chain(0x7f..0xa0).chain(0x2028..0x202f).chain(0x2066..0x206a);
        for letter in controls.chain([0x200b, 0xfeff, 0xad, 0xe0041]).filter_map(char::from_u32) {
            let shown = Shown(&format!("a{letter}b")).to_string();
            assert!(!shown.contains(letter), "{:x} got through", u32::from(letter));
            assert!(shown.starts_with('a') && shown.ends_with('b') && shown.len() > 2, "{shown}");
        }
    }

    #[test]
    fn names_of_people_stay_as_they_are() {
        for name in ["Zoë Müller", "李小龍", "محمد", "O'Neil-Ng", "é", "Nguyễn Văn A"] {
            assert!(matches!(clean(name), Cow::Borrowed(same) if same == name), "{name}");
            assert!(matches!(stripped(name), Cow::Borrowed(same) if same == name), "{name}");
        }
    }

    #[test]
    fn a_shown_text_fills_its_column() {
        assert_eq!(format!("{:6}|", Shown("ab")), "ab    |");
        assert_eq!(format!("{:6}|", Shown("a\tb")), "a\\tb  |");
    }

    #[test]
    fn a_stripped_text_has_one_line() {
        assert_eq!(stripped("one\r\ntwo\u{202e}\u{7}"), "one two");
        assert_eq!(clean_lines("one\ntwo\u{1b}"), "one\ntwo\\u{1b}");
    }
}
