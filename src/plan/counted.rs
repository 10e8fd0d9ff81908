//! Counts of a file taken into the plan's readings: one for each domain and day.

use std::collections::HashMap;

use super::{Count, Day, Plan, Reading, domain_key};

/// What taking counts of a file in has changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counted {
    /// The keys of new readings.
    pub added: Vec<String>,
    /// Readings of the same domain and day that now hold other counts.
    pub changed: Vec<Recounted>,
    /// Readings that were there with the same counts.
    pub same: usize,
    /// Domains that are not in the plan; their counts belong nowhere until they are.
    pub unknown: Vec<String>,
    /// Domains whose day is still to come; they were left out.
    pub to_come: Vec<String>,
    /// Domains that the file gives other counts for once more, for the same day; the first ones were taken.
    pub repeated: Vec<(String, Day)>,
}

/// A reading whose counts were replaced.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recounted {
    /// The domain.
    pub domain: String,
    /// The day the counts were read.
    pub date: Day,
    /// Inside and outside before.
    pub from: [Option<Count>; 2],
    /// Inside and outside now.
    pub to: [Option<Count>; 2],
}

impl Plan {
    /// Takes counts of a file in and returns what that changed; `day` is that of rows without one. Called on a copy, it
    /// tells what would change.
    pub fn take_counts(&mut self, found: &[Reading], day: Day, today: Day) -> Counted {
        let mut told = Counted::default();
        for reading in &each_once(found, day, &mut told.repeated) {
            let date = reading.date.unwrap_or(day);
            if date > today {
                told.to_come.push(reading.domain.clone());
                continue;
            }
            let owned = self.domain(&reading.domain).map(|domain| domain.name.clone());
            if owned.is_none() && !told.unknown.contains(&reading.domain) {
                told.unknown.push(reading.domain.clone());
            }
            let domain = owned.unwrap_or_else(|| reading.domain.clone());
            self.take_reading(&Reading { domain, date: Some(date), ..reading.clone() }, &mut told);
        }
        told
    }

    fn take_reading(&mut self, found: &Reading, told: &mut Counted) {
        let same = |known: &&mut Reading| {
            domain_key(&known.domain) == domain_key(&found.domain) && known.date == found.date
        };
        if let Some(known) = self.readings.iter_mut().find(same) {
            let from = [known.inside, known.outside];
            // A count the file does not give stays as it was read before.
            let to = [found.inside.or(known.inside), found.outside.or(known.outside)];
            [known.inside, known.outside] = to;
            match found.date {
                Some(date) if from != to => {
                    told.changed.push(Recounted { domain: found.domain.clone(), date, from, to });
                }
                _ => told.same += 1,
            }
        } else if let Some(id) = self.add_entry("readings") {
            self.readings.pop();
            told.added.push(id.clone());
            self.readings.push(Reading { id, ..found.clone() });
        }
    }
}

/// Returns one reading for each domain and day, in the order of the file: of several the first counts, and the others only
/// give what it does not.
fn each_once(found: &[Reading], day: Day, repeated: &mut Vec<(String, Day)>) -> Vec<Reading> {
    let mut once: Vec<Reading> = Vec::with_capacity(found.len());
    let mut places: HashMap<(String, Day), usize> = HashMap::new();
    for reading in found {
        let date = reading.date.unwrap_or(day);
        let place = *places.entry((domain_key(&reading.domain), date)).or_insert(once.len());
        let Some(first) = once.get_mut(place) else {
            once.push(Reading { date: Some(date), ..reading.clone() });
            continue;
        };
        let differ =
            |one: Option<Count>, other: Option<Count>| one.is_some() && other.is_some() && one != other;
        let named = (first.domain.clone(), date);
        if (differ(first.inside, reading.inside) || differ(first.outside, reading.outside))
            && !repeated.contains(&named)
        {
            repeated.push(named);
        }
        first.inside = first.inside.or(reading.inside);
        first.outside = first.outside.or(reading.outside);
    }
    once
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::Domain;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn counts(domain: &str, date: Option<&str>, inside: Option<u32>, outside: Option<u32>) -> Reading {
        let date = date.map(day);
        let (inside, outside) = (inside.map(Count), outside.map(Count));
        Reading { domain: domain.into(), date, inside, outside, ..Reading::default() }
    }

    fn plan() -> Plan {
        let domain = Domain { name: "Northwind.example".into(), ..Domain::default() };
        Plan { domains: vec![domain], ..Plan::default() }
    }

    #[test]
    fn the_same_domain_and_day_is_replaced_and_another_day_is_added() {
        let (mut plan, today) = (plan(), day("2026-11-21"));
        let file = [
            counts("northwind.example", Some("2026-11-14"), Some(400), Some(120)),
            counts("northwind.example", None, Some(410), Some(110)),
        ];
        assert_eq!(plan.take_counts(&file, today, today).added, ["reading-1", "reading-2"]);
        assert_eq!(plan.readings[1].date, Some(today));
        assert_eq!(plan.readings[0].domain, "Northwind.example", "the plan's own spelling");
        let told = plan.take_counts(&[counts("NORTHWIND.example", None, None, Some(108))], today, today);
        assert_eq!(
            told.changed[0].to,
            [Some(Count(410)), Some(Count(108))],
            "a count that is not given stays"
        );
        assert_eq!((told.added.len(), plan.readings.len()), (0, 2));
        assert_eq!(plan.take_counts(&file[..1], today, today).same, 1);
    }

    #[test]
    fn of_counts_for_the_same_domain_and_day_the_first_ones_are_taken_and_that_is_told() {
        let (mut plan, today) = (plan(), day("2026-11-21"));
        let file = [
            counts("northwind.example", Some("2026-11-20"), Some(5), None),
            counts("NORTHWIND.example", Some("2026-11-20"), Some(7), Some(8)),
            counts("northwind.example", Some("2026-11-20"), Some(9), Some(8)),
            counts("northwind.example", Some("2026-11-19"), Some(5), Some(6)),
            counts("northwind.example", Some("2026-11-19"), Some(5), Some(6)),
        ];
        let told = plan.take_counts(&file, today, today);
        assert_eq!(told.repeated, [("northwind.example".to_owned(), day("2026-11-20"))]);
        assert_eq!((plan.readings[0].inside, plan.readings[0].outside), (Some(Count(5)), Some(Count(8))));
        let again = plan.take_counts(&file, today, today);
        assert_eq!((again.changed.len(), again.same), (0, 2), "the same file changes nothing");
    }

    #[test]
    fn a_domain_that_is_not_in_the_plan_is_told_and_a_day_to_come_left_out() {
        let (mut plan, today) = (plan(), day("2026-11-21"));
        let told = plan.take_counts(
            &[
                counts("other.example", None, Some(1), Some(2)),
                counts("northwind.example", Some("2026-11-22"), Some(1), Some(2)),
            ],
            today,
            today,
        );
        assert_eq!(
            (&told.unknown[..], &told.to_come[..]),
            (&["other.example".to_owned()][..], &["northwind.example".to_owned()][..])
        );
        assert_eq!(plan.readings.len(), 1);
    }
}
