//! The rate: the share of people from outside who are in, held against the threshold (fact SSO-1).
//!
//! ```text
//! consolidated / (consolidated + invited + outstanding + unnamed)
//! ```
//!
//! It is a range. Where lists name people, the low end counts the *unnamed* among those who are not in and
//! the high end leaves them out. Where a domain has readings only, both ends are held against the first
//! reading's outside count: the high end takes everything the outside count fell by, the low end no more
//! than the inside count grew by, because people also leave it by changing their address. Where the outside count rose
//! the low end is held against all who came in or are outside now. *Gone* and
//! *excluded* are in neither part.
//!
//! In a total the parts of the domains are added, whatever they come from.

use std::ops::AddAssign;

use super::{Counts, Standing};
use crate::plan::{Count, Percent, Permille, Reading};
use crate::wording::{plural, thousands};

/// Where the numbers of a domain come from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Basis {
    /// Lists name people who were outside.
    Lists,
    /// Nobody is named; portal readings count them.
    Readings,
    /// Neither.
    #[default]
    Nothing,
}

/// The share of people from outside who are in, with the numbers it is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rate {
    /// The end that gates use: `consolidated / of_low`.
    pub low: Permille,
    /// The hopeful end: `consolidated_high / of_high`.
    pub high: Permille,
    /// People who are in, at the low end.
    pub consolidated: u32,
    /// Everybody who counts, at the low end.
    pub of_low: u32,
    /// People who are in, at the high end; differs where only readings tell.
    pub consolidated_high: u32,
    /// Everybody who counts, at the high end.
    pub of_high: u32,
}

impl Rate {
    /// Says whether the low end has reached the target, to the person and not to the rounded share.
    #[must_use]
    pub fn reaches(&self, target: Percent) -> bool {
        u64::from(self.consolidated) * 100 >= u64::from(target.0) * u64::from(self.of_low)
    }

    /// Returns how many more people it takes until the low end reaches the target; 0 when it has.
    #[must_use]
    pub fn missing(&self, target: Percent) -> u32 {
        let needed = (u64::from(target.0) * u64::from(self.of_low)).div_ceil(100);
        u32::try_from(needed.saturating_sub(u64::from(self.consolidated))).unwrap_or(u32::MAX)
    }

    /// Returns how many are in, in words: `612 of 983 people are in`, or as a range where the two ends tell different
    /// numbers of people: `2,168 to 2,394 of 6,632 people are in`.
    #[must_use]
    pub fn people_in(&self) -> String {
        let low = thousands(self.consolidated);
        let high = format!(
            "{} of {} are in",
            thousands(self.consolidated_high),
            plural(self.of_high, "person", "people")
        );
        match self.maybe_elsewhere() {
            0 => high,
            _ if self.of_low == self.of_high => format!("{low} to {high}"),
            _ => format!("{low} of {} to {high}", thousands(self.of_low)),
        }
    }

    /// Returns how many of those who are no longer outside may have changed their address instead of coming in: where
    /// only readings tell, the inside count grew by fewer than the outside count fell by.
    #[must_use]
    pub fn maybe_elsewhere(&self) -> u32 {
        self.consolidated_high.saturating_sub(self.consolidated)
    }

    /// Says whether the two ends differ.
    #[must_use]
    pub fn is_range(&self) -> bool {
        self.low != self.high
    }
}

/// The numerators and denominators of a rate; parts of several domains are added.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Parts {
    consolidated: u64,
    of_low: u64,
    consolidated_high: u64,
    of_high: u64,
}

impl Parts {
    /// Returns the parts that follow from counted people.
    pub(super) fn from_counts(counts: &Counts) -> Parts {
        let named = [Standing::Consolidated, Standing::Invited, Standing::Outstanding]
            .into_iter()
            .map(|standing| u64::from(counts[standing]))
            .sum::<u64>();
        Parts {
            consolidated: counts.consolidated.into(),
            of_low: named + u64::from(counts.unnamed),
            consolidated_high: counts.consolidated.into(),
            of_high: named,
        }
    }

    /// Returns the parts that follow from what two readings differ by. Where more are outside now than at first, the low
    /// end counts them all: nobody the portal counts may drop out of a total that a gate is held against.
    pub(super) fn from_fall(fall: Fall) -> Parts {
        Parts {
            consolidated: fall.joined.into(),
            of_low: u64::from(fall.first).max(u64::from(fall.joined) + u64::from(fall.newest)),
            consolidated_high: fall.left.into(),
            of_high: fall.first.into(),
        }
    }

    /// Returns the rate, or nothing while there is nobody to count.
    ///
    /// With everybody unnamed the high end has nobody to count; it is then 0 of 0, shown as 0.
    pub(super) fn rate(self) -> Option<Rate> {
        if self.of_low == 0 {
            return None;
        }
        let narrow = |number: u64| u32::try_from(number).unwrap_or(u32::MAX);
        Some(Rate {
            low: share(self.consolidated, self.of_low),
            high: share(self.consolidated_high, self.of_high),
            consolidated: narrow(self.consolidated),
            of_low: narrow(self.of_low),
            consolidated_high: narrow(self.consolidated_high),
            of_high: narrow(self.of_high),
        })
    }
}

impl AddAssign for Parts {
    fn add_assign(&mut self, more: Parts) {
        self.consolidated += more.consolidated;
        self.of_low += more.of_low;
        self.consolidated_high += more.consolidated_high;
        self.of_high += more.of_high;
    }
}

/// Returns a share in tenths of a per cent, rounded, but never up to a whole per cent that is not reached:
/// 74.96 % is shown as 74.9 %, so that a shut gate never stands beside the number that would open it.
fn share(part: u64, whole: u64) -> Permille {
    if whole == 0 {
        return Permille(0);
    }
    let down = part * 1000 / whole;
    let rounded = (part * 2000 + whole) / (2 * whole);
    let shown = if rounded > down && rounded.is_multiple_of(10) { down } else { rounded };
    Permille(u16::try_from(shown).unwrap_or(1000).min(1000))
}

/// What the readings of a domain say has changed since the first one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Fall {
    /// People outside at the first reading.
    pub(super) first: u32,
    /// People outside at the newest reading.
    pub(super) newest: u32,
    /// How many fewer are outside now.
    pub(super) left: u32,
    /// How many of them can have come in: no more than the inside count grew by.
    pub(super) joined: u32,
}

/// Returns what the readings of one domain, oldest first, say; nothing when none counts people outside.
pub(super) fn fall(readings: &[&Reading]) -> Option<Fall> {
    let outside = |reading: &&&Reading| reading.outside.is_some();
    let first = readings.iter().find(outside)?;
    let newest = readings.iter().rfind(outside)?;
    let number = |count: Option<Count>| count.map_or(0, |count| count.0);
    let left = number(first.outside).saturating_sub(number(newest.outside));
    let grew = match (first.inside, newest.inside) {
        (Some(before), Some(now)) => now.0.saturating_sub(before.0),
        _ => 0,
    };
    Some(Fall { first: number(first.outside), newest: number(newest.outside), left, joined: left.min(grew) })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(consolidated: u32, outstanding: u32, unnamed: u32) -> Option<Rate> {
        Parts::from_counts(&Counts { outstanding, consolidated, unnamed, ..Counts::default() }).rate()
    }

    fn reading(outside: u32, inside: Option<u32>) -> Reading {
        Reading { outside: Some(Count(outside)), inside: inside.map(Count), ..Reading::default() }
    }

    #[test]
    fn nobody_to_count_is_no_rate() {
        assert_eq!(of(0, 0, 0), None);
        assert_eq!(of(0, 0, 7).map(|rate| (rate.low.0, rate.high.0)), Some((0, 0)));
    }

    #[test]
    fn unnamed_people_pull_the_low_end_down_only() {
        let rate = of(60, 20, 20).unwrap();
        assert_eq!((rate.low.0, rate.high.0, rate.of_low, rate.of_high), (600, 750, 100, 80));
        assert_eq!(rate.people_in(), "60 of 80 people are in");
        let mut both = Parts::from_counts(&Counts { consolidated: 60, unnamed: 20, ..Counts::default() });
        both += Parts::from_fall(Fall { first: 200, newest: 150, left: 50, joined: 30 });
        assert_eq!(both.rate().unwrap().people_in(), "90 of 280 to 110 of 260 people are in");
    }

    #[test]
    fn a_share_is_never_rounded_up_to_a_whole_per_cent() {
        assert_eq!(share(2, 3), Permille(667));
        assert_eq!(share(7_496, 10_000), Permille(749));
        assert_eq!(share(9_999, 10_000), Permille(999));
        assert_eq!(share(75, 100), Permille(750));
    }

    #[test]
    fn a_target_is_reached_to_the_person() {
        let rate = of(7_499, 2_501, 0).unwrap();
        assert!(!rate.reaches(Percent(75)));
        assert_eq!(rate.missing(Percent(75)), 1);
        assert!(of(7_500, 2_500, 0).unwrap().reaches(Percent(75)));
    }

    #[test]
    fn readings_count_no_more_people_in_than_the_inside_count_grew_by() {
        let (first, newest) = (reading(200, Some(100)), reading(150, Some(130)));
        let fall = fall(&[&first, &newest]).unwrap();
        assert_eq!((fall.left, fall.joined), (50, 30));
        let rate = Parts::from_fall(fall).rate().unwrap();
        assert_eq!((rate.low.0, rate.high.0), (150, 250));
        assert_eq!(
            (rate.people_in().as_str(), rate.maybe_elsewhere()),
            ("30 to 50 of 200 people are in", 20)
        );
    }

    #[test]
    fn an_outside_count_that_rose_is_nobody_in() {
        let (first, newest) = (reading(100, None), reading(120, None));
        let fall = fall(&[&first, &newest]).unwrap();
        assert_eq!((fall.left, fall.joined), (0, 0));
        let rate = Parts::from_fall(fall).rate().unwrap();
        assert_eq!((rate.consolidated, rate.of_low, rate.of_high), (0, 120, 100));
    }
}
