//! Numbers the plan holds, each with the range it allows.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, de::Error as _};

/// A number of people, licences or rooms: 0 to 10,000,000.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct Count(pub u32);

/// A share in whole per cent: 1 to 100.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct Percent(pub u8);

/// A share in tenths of a per cent, 0 to 1,000: `623` is 62.3 %.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct Permille(pub u16);

/// A number with limits and the words that name them.
trait Bounded: Sized {
    const LOW: i64;
    const HIGH: i64;
    const RANGE: &'static str;
    fn within(number: i64) -> Self;
}

impl Bounded for Count {
    const LOW: i64 = 0;
    const HIGH: i64 = 10_000_000;
    const RANGE: &'static str = "a whole number from 0 to 10,000,000";
    fn within(number: i64) -> Count {
        Count(u32::try_from(number).unwrap_or_default())
    }
}

impl Bounded for Percent {
    const LOW: i64 = 1;
    const HIGH: i64 = 100;
    const RANGE: &'static str = "a whole number from 1 to 100";
    fn within(number: i64) -> Percent {
        Percent(u8::try_from(number).unwrap_or(100))
    }
}

impl Bounded for Permille {
    const LOW: i64 = 0;
    const HIGH: i64 = 1000;
    const RANGE: &'static str = "a whole number from 0 to 1,000 (tenths of a per cent)";
    fn within(number: i64) -> Permille {
        Permille(u16::try_from(number).unwrap_or_default())
    }
}

fn checked<N: Bounded>(number: i64) -> Option<N> {
    (N::LOW..=N::HIGH).contains(&number).then(|| N::within(number))
}

fn parsed<N: Bounded>(text: &str) -> Result<N, String> {
    let text = text.trim();
    // People group thousands as 1,204, 1 204 or 1'204; a decimal comma or point is no whole number.
    let grouped = text.split([',', ' ', '\'', '\u{a0}', '\u{202f}']).skip(1).all(|part| part.len() == 3);
    let digits: String =
        text.chars().filter(|c| !matches!(c, ',' | ' ' | '\'' | '\u{a0}' | '\u{202f}')).collect();
    let number = if grouped { digits.trim_end_matches('%').parse::<i64>().ok() } else { None };
    number.and_then(checked).ok_or_else(|| format!("“{text}” does not fit here. Write {}.", N::RANGE))
}

fn read<'de, N: Bounded, D: Deserializer<'de>>(deserializer: D) -> Result<N, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged, expecting = "a whole number")]
    enum Written {
        Whole(i64),
        Other(toml::Value),
    }
    match Written::deserialize(deserializer)? {
        Written::Whole(number) => checked(number)
            .ok_or_else(|| D::Error::custom(format!("{number} is out of range: write {}", N::RANGE))),
        Written::Other(value) => Err(D::Error::custom(format!("{value} is no number: write {}", N::RANGE))),
    }
}

macro_rules! reads_and_prints {
    ($($number:ident),+) => {$(
        impl FromStr for $number {
            type Err = String;
            fn from_str(text: &str) -> Result<Self, String> {
                parsed(text)
            }
        }
        impl fmt::Display for $number {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(&self.0, f)
            }
        }
        impl<'de> Deserialize<'de> for $number {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                read(deserializer)
            }
        }
    )+};
}
reads_and_prints!(Count, Percent, Permille);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_people_write_them() {
        assert_eq!("1,204".parse(), Ok(Count(1204)));
        assert_eq!(" 250 ".parse(), Ok(Count(250)));
        assert_eq!("75 %".replace(' ', "").parse(), Ok(Percent(75)));
    }

    #[test]
    fn a_number_out_of_range_names_what_is_allowed() {
        assert!("0".parse::<Percent>().unwrap_err().contains("1 to 100"));
        assert!("101".parse::<Percent>().unwrap_err().contains("1 to 100"));
        assert!("-4".parse::<Count>().unwrap_err().contains("0 to 10,000,000"));
        assert!("1,5".parse::<Count>().is_err());
    }

    #[test]
    fn a_file_with_a_number_out_of_range_names_the_key_and_what_is_allowed() {
        #[derive(Debug, Deserialize)]
        struct Holder {
            #[allow(dead_code, reason = "only its reading is tested")]
            target: Percent,
        }
        for text in ["target = 150", "target = \"many\"", "target = 7.5"] {
            let error = toml::from_str::<Holder>(text).unwrap_err().to_string();
            assert!(error.contains("1 to 100") && error.contains("target"), "{error}");
        }
    }
}
