//! How numbers, days and shares are written in sentences: the same on screens, in documents and on the command line.
//!
//! It writes; it understands nothing and judges nothing.

use crate::plan::{Day, Permille};

/// Returns a number with its thousands apart: `12,431`.
#[must_use]
pub fn thousands(number: u32) -> String {
    let digits = number.to_string();
    let mut written = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            written.push(',');
        }
        written.push(digit);
    }
    written
}

/// Returns a number with the word for one or for several: `1 person`, `1,204 people`.
#[must_use]
pub fn plural(number: u32, one: &str, several: &str) -> String {
    format!("{} {}", thousands(number), if number == 1 { one } else { several })
}

/// Returns how many entries there are, as the other functions take it; what does not fit stays at the limit.
#[must_use]
pub fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// Returns an amount of bytes as people say it.
#[must_use]
pub fn in_bytes(bytes: u64) -> String {
    match bytes {
        0..10_000 => plural(u32::try_from(bytes).unwrap_or(0), "byte", "bytes"),
        10_000..10_000_000 => format!("{} kB", bytes / 1000),
        _ => format!("{} MB", thousands(u32::try_from(bytes / 1_000_000).unwrap_or(u32::MAX))),
    }
}

/// Returns a day as people say it, `Mon 23 Nov`, with its year where that is another than today's.
#[must_use]
pub fn day(day: Day, today: Day) -> String {
    let format = if day.0.year() == today.0.year() { "%a %-d %b" } else { "%a %-d %b %Y" };
    day.0.strftime(format).to_string()
}

/// Returns a share with one decimal: `62.3 %`.
#[must_use]
pub fn per_cent(share: Permille) -> String {
    format!("{}.{} %", share.0 / 10, share.0 % 10)
}

/// Returns words as an enumeration: `a`, `a and b`, `a, b and c`.
#[must_use]
pub fn and<S: AsRef<str>>(words: &[S]) -> String {
    match words {
        [] => String::new(),
        [only] => only.as_ref().to_owned(),
        [first @ .., last] => {
            let first: Vec<&str> = first.iter().map(AsRef::as_ref).collect();
            format!("{} and {}", first.join(", "), last.as_ref())
        }
    }
}

/// Returns the first three as an enumeration and how many more there are: `a, b, c and 12 more`.
#[must_use]
pub fn first_three<S: AsRef<str>>(words: &[S]) -> String {
    let mut named: Vec<String> = words.iter().take(3).map(|word| word.as_ref().to_owned()).collect();
    if let Some(more) = words.len().checked_sub(3).filter(|more| *more > 0) {
        named.push(format!("{} more", thousands(count(more))));
    }
    and(&named)
}

/// Gives an enum what its table of words says: each value with its word for files and filters and what it means, in the
/// order of the enum.
macro_rules! worded {
    ($name:ident, $words:ident) => {
        impl $name {
            /// Every one, in the order in which they are shown.
            pub const ALL: [$name; $words.len()] = {
                let mut all = [$words[0].0; $words.len()];
                let mut at = 0;
                while at < $words.len() {
                    all[at] = $words[at].0;
                    at += 1;
                }
                all
            };

            /// Returns the word used in filters and files.
            #[must_use]
            pub fn word(self) -> &'static str {
                $words[self as usize].1
            }

            /// Returns what it means, in a few words.
            #[must_use]
            pub fn label(self) -> &'static str {
                $words[self as usize].2
            }

            /// Returns the one a word stands for.
            #[must_use]
            pub fn from_word(word: &str) -> Option<$name> {
                $name::ALL.into_iter().find(|one| one.word() == word)
            }
        }
    };
}
pub(crate) use worded;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_stand_apart() {
        for (number, written) in [(0, "0"), (999, "999"), (1204, "1,204"), (4_294_967_295, "4,294,967,295")] {
            assert_eq!(thousands(number), written);
        }
    }

    #[test]
    fn one_is_one_and_none_are_several() {
        assert_eq!(plural(1, "person", "people"), "1 person");
        assert_eq!(plural(0, "person", "people"), "0 people");
        assert_eq!(plural(12_431, "person", "people"), "12,431 people");
    }

    #[test]
    fn a_day_of_another_year_says_so() {
        let today: Day = "2026-11-21".parse().unwrap();
        assert_eq!(day("2026-11-23".parse().unwrap(), today), "Mon 23 Nov");
        assert_eq!(day("2027-01-04".parse().unwrap(), today), "Mon 4 Jan 2027");
    }

    #[test]
    fn shares_and_enumerations_read_well() {
        assert_eq!(per_cent(Permille(623)), "62.3 %");
        assert_eq!(per_cent(Permille(1000)), "100.0 %");
        assert_eq!(and(&["a"; 0]), "");
        assert_eq!(first_three(&["a", "b", "c"]), "a, b and c");
        assert_eq!(first_three(&["a", "b", "c", "d", "e"]), "a, b, c and 2 more");
        assert_eq!(and(&["timing", "success", "support"]), "timing, success and support");
    }

    #[test]
    fn amounts_of_bytes_read_well() {
        assert_eq!(
            [in_bytes(1), in_bytes(812_345), in_bytes(1_234_000_000)],
            ["1 byte", "812 kB", "1,234 MB"]
        );
    }
}
