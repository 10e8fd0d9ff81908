//! A calendar day in the plan file, written as a plain TOML date.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};

/// A calendar day, without time or zone.
///
/// The file holds `2026-11-21`; a quoted `"2026-11-21"` is read as well.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(pub Date);

impl Day {
    /// Returns the whole days from `earlier` to this day; negative when this day is before it.
    #[must_use]
    pub fn days_since(self, earlier: Day) -> i64 {
        i64::from((self.0 - earlier.0).get_days())
    }

    /// Returns the day that many days later (earlier when negative), or the same day where the calendar ends.
    #[must_use]
    pub fn plus_days(self, days: i64) -> Day {
        self.0.checked_add(jiff::Span::new().days(days.clamp(-3_000_000, 3_000_000))).map_or(self, Day)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

impl From<Date> for Day {
    fn from(date: Date) -> Day {
        Day(date)
    }
}

impl FromStr for Day {
    type Err = String;

    /// Reads `2026-11-21` and `21.11.2026`.
    fn from_str(text: &str) -> Result<Day, String> {
        let text = text.trim();
        let refused = || format!("“{text}” is no date. Write year-month-day, for example 2026-12-01.");
        let plain = text.len() == 10 && text.bytes().filter(|b| *b == b'-').count() == 2;
        if plain && let Ok(date) = text.parse::<Date>() {
            return Ok(Day(date));
        }
        let parts: Vec<&str> = text.split('.').collect();
        let [day, month, year] = parts[..] else { return Err(refused()) };
        match (year.parse::<i16>(), month.parse::<i8>(), day.parse::<i8>()) {
            (Ok(year), Ok(month), Ok(day)) if year >= 1900 => {
                Date::new(year, month, day).map(Day).map_err(|_| refused())
            }
            _ => Err(refused()),
        }
    }
}

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let date = toml::value::Date {
            year: u16::try_from(self.0.year()).unwrap_or_default(),
            month: u8::try_from(self.0.month()).unwrap_or_default(),
            day: u8::try_from(self.0.day()).unwrap_or_default(),
        };
        toml::value::Datetime { date: Some(date), time: None, offset: None }.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Day, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged, expecting = "a date such as 2026-12-01")]
        enum Written {
            Toml(toml::value::Datetime),
            Text(String),
        }
        match Written::deserialize(deserializer)? {
            Written::Text(text) => text.parse().map_err(D::Error::custom),
            Written::Toml(value) => match (value.date, value.time) {
                (Some(date), None) => date.to_string().parse().map_err(D::Error::custom),
                _ => Err(D::Error::custom(format!(
                    "{value} is no date: write only the day, such as 2026-12-01"
                ))),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct Holder {
        on: Day,
    }

    #[test]
    fn a_day_is_written_as_a_toml_date_and_read_quoted_too() {
        let plain: Holder = toml::from_str("on = 2026-11-21").unwrap();
        let quoted: Holder = toml::from_str("on = \"2026-11-21\"").unwrap();
        assert_eq!(plain, quoted);
        assert_eq!(toml::to_string(&plain).unwrap(), "on = 2026-11-21\n");
    }

    #[test]
    fn what_is_no_day_is_refused_with_an_example() {
        for text in ["soon", "2026-13-01", "31.02.2026", "2026-11-21T10:00", ""] {
            assert!(text.parse::<Day>().unwrap_err().contains("2026-12-01"), "{text}");
        }
        assert!(toml::from_str::<Holder>("on = 2026-11-21T10:00:00").is_err());
    }

    #[test]
    fn spans_are_counted_over_month_ends() {
        let late: Day = "01.12.2026".parse().unwrap();
        let early: Day = "2026-11-21".parse().unwrap();
        assert_eq!(late.days_since(early), 10);
        assert_eq!(early.plus_days(10), late);
    }
}
