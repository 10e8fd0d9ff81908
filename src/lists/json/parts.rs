//! The parts of an object or array as they are written. Nothing is copied, so they may be of any size.

use std::borrow::Cow;

use super::cursor::{end_of, end_of_text, past_blanks};

/// Goes over the fields of an object, or the values of an array; ends where the JSON is damaged.
#[derive(Clone, Debug)]
pub(super) struct Parts<'b> {
    json: &'b [u8],
    at: usize,
    has_names: bool,
}

impl<'b> Parts<'b> {
    /// Returns the parts of a value; none of what is no object and no array.
    pub(super) fn of(json: &'b [u8]) -> Parts<'b> {
        let has_names = json.first() == Some(&b'{');
        let at = if has_names || json.first() == Some(&b'[') { 1 } else { json.len() };
        Parts { json, at, has_names }
    }

    /// Goes to the value of the next part and returns its name as it is written, with its quotes; an empty one in an
    /// array.
    pub(super) fn next_name(&mut self) -> Option<&'b [u8]> {
        self.blanks();
        while self.json.get(self.at) == Some(&b',') {
            self.at += 1;
            self.blanks();
        }
        match self.json.get(self.at)? {
            b'}' | b']' => None,
            b'"' if self.has_names => {
                let start = self.at;
                self.at = end_of_text(self.json, start).ok()?;
                let name = &self.json[start..self.at];
                self.blanks();
                if self.json.get(self.at)? != &b':' {
                    return None;
                }
                self.at += 1;
                self.blanks();
                Some(name)
            }
            _ if self.has_names => None,
            _ => Some(&[]),
        }
    }

    /// Returns everything from the value at hand on.
    pub(super) fn rest(&self) -> &'b [u8] {
        &self.json[self.at..]
    }

    /// Takes the value at hand.
    pub(super) fn value(&mut self) -> Option<&'b [u8]> {
        let start = self.at;
        self.at = end_of(self.json, start).ok()?;
        (self.at > start).then(|| &self.json[start..self.at])
    }

    /// Returns the length of the whole value, once there is no part left; nothing where it is damaged.
    pub(super) fn end(&self) -> Option<usize> {
        let last = if self.has_names { b'}' } else { b']' };
        (self.json.get(self.at) == Some(&last)).then_some(self.at + 1)
    }

    fn blanks(&mut self) {
        self.at = past_blanks(self.json, self.at);
    }
}

impl<'b> Iterator for Parts<'b> {
    type Item = (&'b [u8], &'b [u8]);

    fn next(&mut self) -> Option<(&'b [u8], &'b [u8])> {
        let name = self.next_name()?;
        let value = self.value();
        if value.is_none() {
            self.at = self.json.len();
        }
        Some((name, value?))
    }
}

/// Says whether a value is an object.
pub(super) fn is_object(json: &[u8]) -> bool {
    json.first() == Some(&b'{')
}

/// Returns what stands between quotes, as it is written.
pub(super) fn bare(json: &[u8]) -> &[u8] {
    json.strip_prefix(b"\"").and_then(|rest| rest.strip_suffix(b"\"")).unwrap_or(json)
}

/// Returns what a text in quotes says. Half a character, as programs leave behind that cut texts off, becomes `U+FFFD`.
pub(super) fn text(json: &[u8]) -> Cow<'_, str> {
    if memchr::memchr(b'\\', json).is_none() {
        return String::from_utf8_lossy(bare(json));
    }
    let whole = serde_json::from_slice(json).or_else(|_| serde_json::from_slice(&mended(json)));
    whole.map_or_else(|_| String::from_utf8_lossy(bare(json)), Cow::Owned)
}

/// Says whether a text in quotes holds half a character.
pub(super) fn is_cut(json: &[u8]) -> bool {
    memchr::memmem::find(json, b"\\u").is_some() && mended(json) != json
}

/// Returns a text with whole characters only.
fn mended(json: &[u8]) -> Vec<u8> {
    let mut mended = json.to_vec();
    let mut at = 0;
    while let Some(found) = memchr::memchr(b'\\', &mended[at..]) {
        at += found;
        match (unit(&mended, at), unit(&mended, at + 6)) {
            (None, _) => at += 2,
            (Some(0xd800..=0xdbff), Some(0xdc00..=0xdfff)) => at += 12,
            (Some(0xd800..=0xdfff), _) => {
                mended[at..at + 6].copy_from_slice(b"\\ufffd");
                at += 6;
            }
            _ => at += 6,
        }
        at = at.min(mended.len());
    }
    mended
}

/// Returns the number of the character that is written here as `\u12ab`.
fn unit(json: &[u8], at: usize) -> Option<u16> {
    let digits = json.get(at..at + 6)?.strip_prefix(b"\\u")?;
    u16::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_those_a_parser_finds() {
        let json = br#" {"a" : [1,{"b":"]\""}] ,"c":null, "d" :{}}"#;
        let found: Vec<_> = Parts::of(&json[1..]).map(|(name, value)| (text(name), text(value))).collect();
        let expected = [("a", r#"[1,{"b":"]\""}]"#), ("c", "null"), ("d", "{}")];
        assert_eq!(found.len(), 3);
        for ((name, value), (known, whole)) in found.iter().zip(expected) {
            assert_eq!((name.as_ref(), value.as_ref()), (known, whole));
        }
        assert_eq!(Parts::of(b"[1, \"x\",]").count(), 2);
        let mut parts = Parts::of(b"{\"a\":[1] } , 2");
        while parts.next().is_some() {}
        assert_eq!(parts.end(), Some(10));
        let mut cut = Parts::of(b"{\"a\":[1]");
        while cut.next().is_some() {}
        assert_eq!(cut.end(), None);
        for damaged in ["", "1", "{", "{\"a\"", "{\"a\":", "{\"a\" 1}", "[\"x", "{1}"] {
            assert_eq!(Parts::of(damaged.as_bytes()).count(), 0, "{damaged}");
        }
    }

    #[test]
    fn half_a_character_costs_no_more_than_itself() {
        for (json, expected, cut) in [
            (r#""x\ud83d""#, "x\u{fffd}", true),
            (r#""\ude00y""#, "\u{fffd}y", true),
            (r#""\ud83d\ude00\\ud83d""#, "😀\\ud83d", false),
            (r#""\ud83d\ud83d\ude00""#, "\u{fffd}😀", true),
            (r#""a\n\u00e9""#, "a\né", false),
        ] {
            assert_eq!((text(json.as_bytes()).as_ref(), is_cut(json.as_bytes())), (expected, cut), "{json}");
        }
    }
}
