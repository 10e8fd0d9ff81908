//! Every day of a sign-in or of a new account in a file, one bit each, so that the newest is known without another look at
//! the rows.

use crate::plan::Day;

/// The first year that is kept.
const FIRST: u16 = 2000;
/// Years that are kept.
const YEARS: usize = 100;
/// Days of a month, counted from 0 as if every month had 32.
const MONTH: usize = 32;
const YEAR: usize = 12 * MONTH;

/// The days of this century that stand in a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Days {
    /// A bit for each day; nothing until there is one.
    bits: Vec<u32>,
}

impl Days {
    /// Notes the day with which a text begins, as `2026-11-21 08:15:00`; other texts are passed over.
    pub(crate) fn note(&mut self, text: &str) {
        let Some([y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2, ..]) = text.as_bytes().get(..10) else {
            return;
        };
        let mut number = [0_usize; 3];
        for (number, digits) in number.iter_mut().zip([&[*y1, *y2, *y3, *y4][..], &[*m1, *m2], &[*d1, *d2]]) {
            for digit in digits {
                if !digit.is_ascii_digit() {
                    return;
                }
                *number = *number * 10 + usize::from(digit - b'0');
            }
        }
        let [year, month, day] = number;
        let Some(year) = year.checked_sub(usize::from(FIRST)).filter(|year| *year < YEARS) else { return };
        if !(1..=12).contains(&month) || !(1..=31).contains(&day) {
            return;
        }
        if self.bits.is_empty() {
            self.bits = vec![0; YEARS * YEAR / MONTH];
        }
        self.bits[(year * YEAR) / MONTH + month - 1] |= 1 << day;
    }

    /// Returns the newest day that is not later than `last`.
    #[must_use]
    pub fn newest(&self, last: Day) -> Option<Day> {
        let months = self.bits.iter().enumerate().rev().filter(|(_, days)| **days != 0);
        let days = months.flat_map(|(at, days)| {
            (1_u8..32).rev().filter(move |day| days & (1 << day) != 0).filter_map(move |day| {
                let year = FIRST.checked_add(u16::try_from(at / 12).ok()?)?;
                super::day::day(year, u16::try_from(at % 12).ok()? + 1, u16::from(day))
            })
        });
        let mut days = days;
        days.find(|day| *day <= last)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_day_that_is_not_to_come_is_known() {
        let newest = |texts: &[&str], last: &str| {
            let mut days = Days::default();
            for text in texts {
                days.note(text);
            }
            days.newest(last.parse().unwrap()).map(|day| day.to_string())
        };
        let texts =
            ["2026-11-01 08:00:00", "2026-11-18", "2027-05-01", "2026-02-31", "1999-12-31", "never", ""];
        assert_eq!(newest(&texts, "2026-11-21").as_deref(), Some("2026-11-18"));
        assert_eq!(newest(&texts, "2027-12-31").as_deref(), Some("2027-05-01"));
        assert_eq!(newest(&texts, "2026-11-01").as_deref(), Some("2026-11-01"));
        assert_eq!(newest(&["2026-02-31"], "2026-11-21"), None, "there is no such day");
        assert_eq!(newest(&["2099-12-31", "2000-01-01"], "2026-11-21").as_deref(), Some("2000-01-01"));
        assert_eq!(newest(&[], "2026-11-21"), None);
    }
}
