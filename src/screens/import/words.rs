//! Sentences of the import: what it changed in the totals, and which list is the same.

use crate::app::Totals;
use crate::plan::{Day, ListRecord};
use crate::progress::Rate;
use crate::wording::{day, per_cent, thousands};

/// Says how many people are in and what the rate is, before and after.
pub(super) fn changed((before, after): (Totals, Totals)) -> String {
    let number = |from: String, to: String| {
        if from == to { format!("{to} as before") } else { format!("{from} → {to}") }
    };
    let people = number(thousands(before.consolidated), thousands(after.consolidated));
    let rate = match (before.rate, after.rate) {
        (Some(from), Some(to)) => number(in_words(from), in_words(to)),
        (None, Some(to)) => in_words(to),
        (_, None) => "not known yet".to_owned(),
    };
    format!("People in: {people}. Rate: {rate}.")
}

fn in_words(rate: Rate) -> String {
    if rate.low == rate.high {
        per_cent(rate.low)
    } else {
        format!("{}–{}", per_cent(rate.low).trim_end_matches(" %"), per_cent(rate.high))
    }
}

/// Says that a list with the very same rows is there already.
pub(super) fn same_rows(known: &ListRecord, today: Day) -> String {
    let of = known.as_of.map(|of| format!(" of {}", day(of, today))).unwrap_or_default();
    format!(
        "These very rows were imported already: they are the list{of} from {}, then called {}.",
        known.label.trim(),
        known.file
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::Permille;

    fn totals(consolidated: u32, rate: Option<(u16, u16)>) -> Totals {
        let rate = rate.map(|(low, high)| Rate {
            low: Permille(low),
            high: Permille(high),
            consolidated,
            consolidated_high: consolidated,
            of_low: 0,
            of_high: 0,
        });
        Totals { consolidated, rate }
    }

    #[test]
    fn what_an_import_changes_is_told_before_and_after() {
        let (before, after) = (totals(612, Some((581, 623))), totals(1_659, Some((669, 669))));
        assert_eq!(changed((before, after)), "People in: 612 → 1,659. Rate: 58.1–62.3 % → 66.9 %.");
        assert_eq!(changed((after, after)), "People in: 1,659 as before. Rate: 66.9 % as before.");
        assert_eq!(
            changed((totals(0, None), totals(0, None))),
            "People in: 0 as before. Rate: not known yet."
        );
    }
}
