//! The totals over time: they stay when the lists, which hold people's data, are deleted.

use super::field::Slot;
use super::words::part;
use super::{Count, Day, Field, Permille};

part! {
    /// The totals on one day, after an import or a reading.
    Milestone {
        /// Stable key of the entry.
        id: String,
        /// The day the totals speak of.
        date: Option<Day>,
        /// What they were measured after, for example the id of a list.
        after: String,
        /// People in none of the other standings.
        outstanding: Count,
        /// People with an open invitation.
        invited: Count,
        /// People who are in.
        consolidated: Count,
        /// Members who were never outside.
        native: Count,
        /// People who are nowhere any more.
        gone: Count,
        /// People who stay outside by decision.
        excluded: Count,
        /// People counted outside but not named.
        unnamed: Count,
        /// Low end of the rate.
        rate_low: Option<Permille>,
        /// High end of the rate.
        rate_high: Option<Permille>,
    }
}

impl Milestone {
    /// What is shown of a day's totals; nothing of it is typed.
    pub const FIELDS: &'static [Field<Milestone>] = &[
        Field::new(
            "date",
            "Date",
            "The day the totals speak of.",
            Slot::Shown(|m: &Milestone| m.date.map(|d| d.to_string()).unwrap_or_default()),
        ),
        Field::new(
            "after",
            "After",
            "What they were measured after.",
            Slot::Shown(|m: &Milestone| m.after.clone()),
        ),
        Field::new(
            "consolidated",
            "In",
            "People who are in.",
            Slot::Shown(|m: &Milestone| m.consolidated.to_string()),
        ),
        Field::new(
            "invited",
            "Invited",
            "People with an open invitation.",
            Slot::Shown(|m: &Milestone| m.invited.to_string()),
        ),
        Field::new(
            "outstanding",
            "Outstanding",
            "People still outside.",
            Slot::Shown(|m: &Milestone| m.outstanding.to_string()),
        ),
        Field::new(
            "unnamed",
            "Unnamed",
            "People counted outside but not named.",
            Slot::Shown(|m: &Milestone| m.unnamed.to_string()),
        ),
        Field::new(
            "gone",
            "Gone",
            "People who are nowhere any more.",
            Slot::Shown(|m: &Milestone| m.gone.to_string()),
        ),
        Field::new(
            "excluded",
            "Excluded",
            "People who stay outside by decision.",
            Slot::Shown(|m: &Milestone| m.excluded.to_string()),
        ),
        Field::new(
            "native",
            "Native",
            "Members who were never outside.",
            Slot::Shown(|m: &Milestone| m.native.to_string()),
        ),
        Field::new(
            "rate_low",
            "Rate, low",
            "The end that gates use.",
            Slot::Shown(|m: &Milestone| per_cent(m.rate_low)),
        ),
        Field::new(
            "rate_high",
            "Rate, high",
            "Without the unnamed people.",
            Slot::Shown(|m: &Milestone| per_cent(m.rate_high)),
        ),
    ];
}

fn per_cent(share: Option<Permille>) -> String {
    share.map(|share| format!("{}.{} %", share.0 / 10, share.0 % 10)).unwrap_or_default()
}
