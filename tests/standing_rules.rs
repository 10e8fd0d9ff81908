//! What holds of standings whatever the lists say: random small projects, shrunk to the smallest that breaks.

use std::collections::BTreeSet;
use std::ops::ControlFlow;

use ingather::plan::{Day, Decision, Group, ListKind, ListRecord, Plan};
use ingather::progress::{
    Compared, Counts, Filter, Mark, PersonId, Progress, Roster, Source, Standing, compare, measure,
};
use proptest::prelude::*;

use crate::standings::{list, measured};

/// Few people on few domains, so that lists overlap.
fn address() -> impl Strategy<Value = String> {
    ("[a-f]", prop::sample::select(vec!["northwind.example", "lab.northwind.example", "fabrikam.example"]))
        .prop_map(|(name, domain)| format!("{name}@{domain}"))
}

fn row() -> impl Strategy<Value = String> {
    (address(), prop::sample::select(vec!["Active", "Inactive", "Pending", "Deleted", ""]))
        .prop_map(|(address, status)| format!("{address},Ann {status},{status}\n"))
}

fn source() -> impl Strategy<Value = (ListKind, bool, i64, String)> {
    let kind = prop::sample::select(ListKind::ALL.to_vec());
    let rows = prop::collection::vec(row(), 1..8).prop_map(|rows| rows.concat());
    (kind, any::<bool>(), 0..4_i64, rows)
}

fn project() -> impl Strategy<Value = (Plan, Vec<Source>)> {
    let excluded = prop::collection::vec(address(), 0..3);
    (excluded, prop::collection::vec(source(), 0..7)).prop_map(|(people, lists)| {
        let group = Group { id: "group-1".into(), decision: Decision::Excluded, people, ..Group::default() };
        let first: Day = "2026-11-01".parse().unwrap();
        let sources = (1..).zip(lists).map(|(number, (kind, other, day, rows))| Source {
            record: ListRecord {
                id: format!("list-{number}"),
                kind,
                label: if other { "sub-account" } else { "main account" }.into(),
                as_of: Some(first.plus_days(day)),
                ..ListRecord::default()
            },
            list: Ok(list(&format!("Email,Name,Status\n{rows}"))),
        });
        (Plan { groups: vec![group], ..Plan::default() }, sources.collect())
    })
}

fn by_address(roster: &Roster) -> Vec<(&str, Standing, Vec<Mark>)> {
    let mut all: Vec<_> = roster
        .ids()
        .map(|id| roster.person(id))
        .map(|person| (person.email(), person.standing(), person.marks().iter().collect()))
        .collect();
    all.sort_by_key(|person| person.0);
    all
}

fn counted(roster: &Roster, people: impl Iterator<Item = PersonId>) -> Counts {
    let mut counts = Counts::default();
    people.for_each(|id| counts[roster.person(id).standing()] += 1);
    counts
}

/// Returns the totals without what depends on where a list stands in the plan.
fn totals(progress: &Progress) -> impl PartialEq + std::fmt::Debug + use<> {
    (progress.domains.clone(), progress.total, progress.rate, progress.marks.clone())
}

proptest! {
    #[test]
    fn everybody_has_one_standing_and_is_counted_once((plan, sources) in project()) {
        let (roster, progress) = measured(&plan, &sources);
        let addresses: BTreeSet<&str> = roster.ids().map(|id| roster.person(id).email()).collect();
        prop_assert_eq!(addresses.len(), roster.len());
        prop_assert_eq!(progress.total, counted(&roster, roster.ids()));
        for domain in &progress.domains {
            let people = roster.ids().filter(|id| roster.person(*id).domain() == domain.name);
            prop_assert_eq!(domain.counts, counted(&roster, people));
        }
    }

    #[test]
    fn nobody_is_consolidated_native_or_gone_against_the_current_lists((plan, sources) in project()) {
        let (roster, progress) = measured(&plan, &sources);
        let current: BTreeSet<&str> =
            progress.lists.iter().filter(|list| list.current).map(|list| list.id.as_str()).collect();
        for person in roster.ids().map(|id| roster.person(id)) {
            let now = |wanted: ListKind| {
                person.sources().any(|(id, kind, _)| kind == wanted && current.contains(id))
            };
            let was_outside = person.sources().any(|(_, kind, _)| kind == ListKind::Outside);
            match person.standing() {
                Standing::Consolidated => prop_assert!(was_outside && now(ListKind::Members)),
                Standing::Native => prop_assert!(!was_outside && now(ListKind::Members)),
                Standing::Gone => prop_assert!(was_outside && !now(ListKind::Outside) && !now(ListKind::Pending)),
                Standing::Outstanding => prop_assert!(now(ListKind::Outside) && !now(ListKind::Pending)),
                Standing::Invited => prop_assert!(was_outside && person.marks().contains(Mark::Pending)),
                Standing::Unknown => prop_assert!(!was_outside),
                Standing::Excluded => {}
            }
        }
    }

    #[test]
    fn excluded_people_are_in_no_part_of_the_rate((plan, sources) in project()) {
        let (roster, progress) = measured(&plan, &sources);
        for address in &plan.groups[0].people {
            let person = roster.person(roster.find(address).unwrap());
            prop_assert_eq!(person.standing(), Standing::Excluded);
        }
        let total = progress.total;
        let counted = total.consolidated + total.invited + total.outstanding;
        prop_assert_eq!(progress.rate.map_or(0, |rate| rate.of_low), counted);
    }

    #[test]
    fn the_order_of_lists_does_not_matter(((plan, sources), seed) in (project(), any::<u64>())) {
        let mut other = sources.clone();
        other.sort_by_key(|source| {
            source.record.id.bytes().fold(seed, |sum, byte| sum.wrapping_mul(31).wrapping_add(byte.into()))
        });
        let (roster, progress) = measured(&plan, &sources);
        let (other_roster, other_progress) = measured(&plan, &other);
        prop_assert_eq!(by_address(&roster), by_address(&other_roster));
        prop_assert_eq!(totals(&progress), totals(&other_progress));
    }

    #[test]
    fn a_filter_finds_over_all_what_it_finds_one_by_one(
        ((plan, sources), text) in (
            project(),
            prop::sample::select(vec![
                "", "a", "ann", "b@north", "a,b", "-a", "ann active -c", "standing:gone,outstanding", "-mark:former",
                "domain:northwind.example", "list:pending", "list:\"main account\" e", "status:inactive", "\"ann \"",
            ]),
        )
    ) {
        let (roster, _) = measured(&plan, &sources);
        let filter = Filter::parse(text).unwrap();
        let one_by_one: Vec<PersonId> =
            roster.ids().filter(|id| filter.matches(&roster.person(*id))).collect();
        let over_all = filter.rows(&roster, &mut |_| ControlFlow::Continue(())).unwrap();
        prop_assert_eq!(over_all, one_by_one);
    }
}

#[test]
fn comparing_files_makes_each_of_them_current() {
    let outside = [list("Email\nann@northwind.example\n"), list("Email\nbo@northwind.example\n")];
    let members = [list("Email\nann@northwind.example\n"), list("Email\nolga@northwind.example\n")];
    let pending = [list("Email\nbo@northwind.example\n")];
    let lists = Compared { outside: &outside, members: &members, pending: &pending, ..Compared::default() };
    let (_, progress) = compare(&lists, &mut |_| ControlFlow::Continue(())).unwrap();
    assert_eq!(progress.total, Counts { consolidated: 1, invited: 1, native: 1, ..Counts::default() });
}

#[test]
fn work_that_is_stopped_gives_nothing() {
    let addresses: Vec<String> = (0..3000).map(|number| format!("p{number}@northwind.example")).collect();
    let source = Source {
        record: ListRecord { id: "list-1".into(), ..ListRecord::default() },
        list: Ok(list(&format!("Email\n{}", addresses.join("\n")))),
    };
    let mut told = Vec::new();
    let stopped = measure(&Plan::default(), &[source], &mut |rows| {
        told.push(rows);
        if rows > 1500 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    assert!(stopped.is_none());
    assert_eq!(told.iter().filter(|rows| **rows > 1500).count(), 1, "it stops when it is told to");
}
