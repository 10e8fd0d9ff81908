//! The address that needs no second look: up to 64 plain letters, checked and made small 16 bytes at a time.
//!
//! What is not plain is not refused, it is looked at by `email`, whose answer counts; both must agree on
//! everything this file accepts.

use wide::u8x16;

/// The longest address that is looked at, and the bytes that have to stand from its start.
pub(crate) const WINDOW: usize = 64;

/// An address in small letters.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Plain {
    text: [u8; WINDOW],
    length: usize,
    /// Where its @ stands.
    pub(crate) at: usize,
}

impl Plain {
    /// Returns the plain address a text is; nothing when it is no address or not a plain one.
    pub(crate) fn of(text: &str) -> Option<Plain> {
        let mut window = [0; WINDOW];
        window.get_mut(..text.len())?.copy_from_slice(text.as_bytes());
        plain(&window, text.len())
    }

    /// Returns the address.
    pub(crate) fn text(&self) -> &[u8] {
        &self.text[..self.length]
    }

    /// Returns the address as text.
    pub(crate) fn as_str(&self) -> &str {
        // Every byte of it was looked at and is ASCII.
        std::str::from_utf8(self.text()).unwrap_or("")
    }
}

/// Which bytes of a window are what, a bit each.
#[derive(Default)]
struct Kinds {
    ats: u64,
    dots: u64,
    hyphens: u64,
    letters: u64,
    digits: u64,
    /// What may stand before the @ only.
    marks: u64,
}

/// Returns the plain address that these bytes begin with and whose length this is; nothing when it is no
/// address or not a plain one.
#[inline]
pub(crate) fn plain(window: &[u8; WINDOW], length: usize) -> Option<Plain> {
    if length == 0 || length > WINDOW {
        return None;
    }
    let mut text = [0; WINDOW];
    let kinds = look(window, &mut text);
    let all = u64::MAX >> (WINDOW - length);
    let at = kinds.ats & all;
    let dots = kinds.dots & all;
    // The last byte of the address.
    let last = 1 << (length - 1);
    let one_at = at.is_power_of_two();
    let known = at | dots | kinds.hyphens | kinds.letters | kinds.digits | kinds.marks;
    if !one_at || known & all != all {
        return None;
    }
    let domain = all & !(at | (at - 1));
    let ends = at | dots;
    let hyphens = kinds.hyphens & domain;
    let is_right = (ends & (1 | last)) == 0
        // Between two of these stands something.
        && ends & (ends << 1) == 0
        && dots & domain != 0
        && kinds.marks & domain == 0
        && hyphens & (ends << 1) == 0
        && hyphens & (ends >> 1) == 0
        // An address of the network ends with a digit, and nobody's mail goes there.
        && kinds.letters & last != 0;
    is_right.then_some(Plain { text, length, at: at.trailing_zeros() as usize })
}

/// Looks at every byte and writes it in small letters.
#[inline]
fn look(window: &[u8; WINDOW], text: &mut [u8; WINDOW]) -> Kinds {
    let mut kinds = Kinds::default();
    let parts = window.as_chunks::<16>().0.iter().zip(text.as_chunks_mut::<16>().0);
    for (at, (part, small)) in parts.enumerate() {
        let bytes = u8x16::new(*part);
        let capitals = is_among(bytes, b'A', 25);
        let lower = bytes | (capitals & u8x16::splat(0x20));
        *small = lower.to_array();
        let put = |found: u8x16| u64::from(found.to_bitmask()) << (16 * at);
        let is = |byte: u8| bytes.simd_eq(u8x16::splat(byte));
        kinds.ats |= put(is(b'@'));
        kinds.dots |= put(is(b'.'));
        kinds.hyphens |= put(is(b'-'));
        kinds.letters |= put(is_among(lower, b'a', 25));
        kinds.digits |= put(is_among(bytes, b'0', 9));
        kinds.marks |= put(is(b'_') | is(b'+') | is(b'\''));
    }
    kinds
}

/// Says of each byte whether it is `first` or one of the `more` after it.
#[inline]
fn is_among(bytes: u8x16, first: u8, more: u8) -> u8x16 {
    let past = bytes - u8x16::splat(first);
    past.min(u8x16::splat(more)).simd_eq(past)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::lists::email;

    fn seen(text: &str) -> Option<(String, usize)> {
        let mut window = [b','; WINDOW];
        let length = text.len().min(WINDOW);
        window[..length].copy_from_slice(&text.as_bytes()[..length]);
        let found = plain(&window, text.len())?;
        Some((String::from_utf8(found.text().to_vec()).unwrap(), found.at))
    }

    #[test]
    fn plain_addresses_are_taken_in_small_letters() {
        let long = format!("a@{}.example", "b".repeat(54));
        for text in ["Ann@Northwind.EXAMPLE", "a_b+c-d.e'f@x-y.z", "0@1.a", &long] {
            let (small, at) = seen(text).unwrap();
            assert_eq!((small, at), (text.to_ascii_lowercase(), text.find('@').unwrap()), "{text}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(5_000))]
        #[test]
        fn what_is_taken_for_plain_is_an_address(text in "[aZ9@.@.\\-_+' ,é#\u{1f}]{0,9}@[aZ9@.\\-_+]{0,4}\\.?[a9\\-.]{0,3}|[\\PC]{0,66}") {
            if let Some((small, at)) = seen(&text) {
                prop_assert!(email::is_address(&text), "{text}");
                prop_assert_eq!(&small, &text.to_ascii_lowercase());
                prop_assert_eq!(&small[at + 1..], email::domain_of(&small));
            }
        }
    }
}
