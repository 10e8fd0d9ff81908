//! Days on which nobody works, and nobody answers people who cannot get in.

use super::field::ask;
use super::words::part;
use super::{Day, Field};

part! {
    /// A day, or some days, on which nobody works.
    Holiday {
        /// Stable key of the entry.
        id: String,
        /// What it is called.
        name: String,
        /// The day, or the first of them.
        date: Option<Day>,
        /// The last of them, where there are several.
        until: Option<Day>,
    }
}

impl Holiday {
    /// Returns whether the day is one of them.
    #[must_use]
    pub fn holds(&self, day: Day) -> bool {
        let last = self.until.or(self.date);
        self.date.is_some_and(|first| first <= day) && last.is_some_and(|last| day <= last)
    }

    /// The questions about a holiday.
    pub const FIELDS: &'static [Field<Holiday>] = &[
        ask!(Text, name, "Holiday", "What it is called, for example Christmas.").required(),
        ask!(Date, date, "On", "The day, or the first of several, for example 2026-12-25.").required(),
        ask!(Date, until, "Until", "The last of several days, for example 2027-01-01. Empty means one day."),
    ];
}
