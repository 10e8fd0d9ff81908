//! The totals as `compare --json` and `status --json` print them (design, *The command line*).
//!
//! A domain is keyed by the part after the @, sub-domains apart. Shares are in per cent with one decimal,
//! `62.3`; the target is a whole number. Without anybody to count `low` and `high` are null.

use serde::ser::SerializeMap as _;
use serde::{Serialize, Serializer};

use super::{Counts, Progress};
use crate::plan::{Count, ListKind, ListRecord, Percent, Permille};

/// The progress part of both outputs.
#[derive(Clone, Debug, Serialize)]
pub struct Report<'p> {
    domains: Domains<'p>,
    total: CountsOut,
    rate: RateOut,
    lists: Vec<ListOut>,
}

/// One line of `lists`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ListOut {
    /// The file, as it is to be shown.
    pub file: String,
    /// The word of its kind.
    pub kind: &'static str,
    /// Rows that hold something.
    pub rows: u64,
    /// People in it.
    pub people: u64,
    /// Rows that repeat an address.
    pub duplicates: u64,
    /// Rows that are no person.
    pub invalid: u64,
}

impl ListOut {
    /// Returns the line of a list the plan remembers.
    #[must_use]
    pub fn of_record(record: &ListRecord) -> ListOut {
        let number = |count: Option<Count>| count.map_or(0, |count| u64::from(count.0));
        ListOut {
            file: record.file.clone(),
            kind: record.kind.word(),
            rows: number(record.rows),
            people: number(record.people),
            duplicates: number(record.duplicates),
            invalid: number(record.rejected),
        }
    }

    /// Returns the line of a list that was read from a file of this name.
    #[must_use]
    pub fn of_list(file: &str, kind: ListKind, list: &crate::lists::List) -> ListOut {
        let number = |count: usize| u64::try_from(count).unwrap_or(u64::MAX);
        let (people, duplicates) = (number(list.table.len()), number(list.duplicates.len()));
        ListOut {
            file: file.to_owned(),
            kind: kind.word(),
            rows: list.rows,
            people,
            duplicates,
            invalid: list.rows.saturating_sub(people).saturating_sub(duplicates),
        }
    }
}

impl<'p> Report<'p> {
    /// Returns the totals ready to be printed as JSON.
    #[must_use]
    pub fn new(progress: &'p Progress, target: Option<Percent>, lists: Vec<ListOut>) -> Report<'p> {
        let share = |share: Permille| f64::from(share.0) / 10.0;
        Report {
            domains: Domains(progress),
            total: CountsOut::from(&progress.total),
            rate: RateOut {
                low: progress.rate.map(|rate| share(rate.low)),
                high: progress.rate.map(|rate| share(rate.high)),
                target: target.map(|target| target.0),
            },
            lists,
        }
    }
}

#[derive(Clone, Copy, Debug)]
struct Domains<'p>(&'p Progress);

impl Serialize for Domains<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.domains.len()))?;
        for domain in &self.0.domains {
            map.serialize_entry(&domain.name, &CountsOut::from(&domain.counts))?;
        }
        map.end()
    }
}

#[derive(Clone, Copy, Debug, Serialize)]
struct CountsOut {
    outstanding: u32,
    invited: u32,
    consolidated: u32,
    native: u32,
    gone: u32,
    excluded: u32,
    unnamed: u32,
}

impl From<&Counts> for CountsOut {
    fn from(counts: &Counts) -> CountsOut {
        CountsOut {
            outstanding: counts.outstanding,
            invited: counts.invited,
            consolidated: counts.consolidated,
            native: counts.native,
            gone: counts.gone,
            excluded: counts.excluded,
            unnamed: counts.unnamed,
        }
    }
}

#[derive(Clone, Copy, Debug, Serialize)]
struct RateOut {
    low: Option<f64>,
    high: Option<f64>,
    target: Option<u8>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::progress::{DomainProgress, Rate};

    #[test]
    fn the_json_has_the_keys_of_the_design() {
        let counts = Counts { outstanding: 3, consolidated: 5, ..Counts::default() };
        let progress = Progress {
            domains: vec![DomainProgress {
                name: "northwind.example".to_owned(),
                counts,
                ..DomainProgress::default()
            }],
            total: counts,
            rate: Some(Rate {
                low: Permille(625),
                high: Permille(625),
                consolidated: 5,
                of_low: 8,
                consolidated_high: 5,
                of_high: 8,
            }),
            ..Progress::default()
        };
        let json = serde_json::to_string(&Report::new(&progress, Some(Percent(75)), Vec::new())).unwrap();
        let people =
            r#"{"outstanding":3,"invited":0,"consolidated":5,"native":0,"gone":0,"excluded":0,"unnamed":0}"#;
        assert_eq!(
            json,
            format!(
                r#"{{"domains":{{"northwind.example":{people}}},"total":{people},"rate":{{"low":62.5,"high":62.5,"target":75}},"lists":[]}}"#
            )
        );
    }

    #[test]
    fn nobody_to_count_is_null() {
        let json = serde_json::to_string(&Report::new(&Progress::default(), None, Vec::new())).unwrap();
        assert!(json.contains(r#""rate":{"low":null,"high":null,"target":null}"#), "{json}");
    }
}
