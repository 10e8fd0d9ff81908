//! What holds of standings whatever the lists say: random small projects, shrunk to the smallest that breaks.

use std::collections::BTreeSet;
use std::ops::ControlFlow;

use ingather::plan::{
    BreakGlass, Case, CaseKind, Day, Decision, Domain, DomainOption, Group, ListKind, ListRecord, Plan, Wave,
};
use ingather::progress::{
    Compared, Counts, Filter, Mark, PersonId, Progress, Roster, Source, Standing, compare, measure,
};
use proptest::prelude::*;

use crate::standings::{list, measured};

const COLUMNS: &str = "Email,Name,Status,Department,Login Type,License Type,Last Login";

/// Few people on few domains, so that lists overlap.
fn address() -> impl Strategy<Value = String> {
    ("[a-f]", prop::sample::select(vec!["northwind.example", "lab.northwind.example", "fabrikam.example"]))
        .prop_map(|(name, domain)| format!("{name}@{domain}"))
}

fn row() -> impl Strategy<Value = String> {
    let one_of = |words: [&'static str; 3]| prop::sample::select(words.to_vec());
    let status = prop::sample::select(vec!["Active", "Inactive", "Pending", "Deleted", ""]);
    let said =
        (one_of(["Sales", "It", ""]), one_of(["SSO", "Work email", ""]), one_of(["Licensed", "Basic", ""]));
    let last = one_of(["2026-01-02 08:00:00", "2026-11-10 08:00:00", ""]);
    (address(), status, said, last).prop_map(|(address, status, (dept, login, licence), last)| {
        format!("{address},Ann {status},{status},{dept},{login},{licence},{last}\n")
    })
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
            list: Ok(list(&format!("{COLUMNS}\n{rows}"))),
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

/// Returns what filters can ask: every value that is always possible of every key, and what only lists and plan know.
fn asked() -> Vec<String> {
    let values = Filter::KEYS.iter().flat_map(|key| {
        let always = (key.values)().into_iter().map(|value| format!("{}:\"{value}\"", key.key));
        always.flat_map(|text| [format!("-{text}"), text])
    });
    let texts = [
        "",
        "a",
        "ann",
        "b@north",
        "a,b",
        "-a",
        "ann active -c",
        "\"ann \"",
        "standing:gone,outstanding a",
        "domain:northwind.example",
        "-domain:fabrikam.example,lab.northwind.example",
        "name:\"\"",
        "name:active",
        "email:a@",
        "list:\"main account\" e",
        "list:list-2",
        "dept:s",
        "dept:\"\"",
        "-dept:sales",
        "job:\"\"",
        "license:\"\"",
        "login:sso,email",
        "role:owner",
        "account:\"\"",
        "case:case-1",
        "-case:rooms-b,case-3",
        "wave:1",
        "wave:second,none",
        "-wave:wave-1",
        "after:2026-06-01",
        "before:2026-06-01",
        "-before:2026-06-01",
        "sso:locked,second -case:open",
        "mark:wave -wave:2",
        "has:dept mark:no-sso,sso-ready",
    ];
    values.chain(texts.map(str::to_owned)).collect()
}

/// Adds to a plan what it can say of people: domains, cases, waves and break-glass people.
fn decide(plan: &mut Plan, people: Vec<Vec<String>>) {
    let mut people = people.into_iter();
    let mut some = || people.next().unwrap_or_default();
    let case = |id: &str, kind: CaseKind, people: Vec<String>| Case {
        id: id.to_owned(),
        kind,
        people,
        ..Case::default()
    };
    plan.cases = vec![
        case("case-1", CaseKind::Paid, some()),
        case("rooms-b", CaseKind::Rooms, some()),
        Case { closed_on: "2026-11-01".parse().ok(), ..case("case-3", CaseKind::External, some()) },
    ];
    let domain = |name: &str, option: DomainOption| Domain {
        id: name.to_owned(),
        name: name.to_owned(),
        option,
        ..Domain::default()
    };
    plan.domains = vec![
        domain("northwind.example", DomainOption::Consolidate),
        domain("lab.northwind.example", DomainOption::NotUsed),
    ];
    let by_hand = some();
    plan.groups.push(Group {
        id: "group-2".to_owned(),
        decision: Decision::Wave,
        wave: "wave-1".to_owned(),
        people: by_hand.clone(),
        ..Group::default()
    });
    let wave =
        |id: &str, filter: &str| Wave { id: id.to_owned(), filter: filter.to_owned(), ..Wave::default() };
    plan.waves = vec![wave("wave-1", "dept:sales"), wave("second", "b,c"), wave("wave-2", "mark:no-sso")];
    let keeper = |email: String| BreakGlass { id: email.clone(), email, ..BreakGlass::default() };
    plan.break_glass = by_hand.into_iter().map(keeper).collect();
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
        ((mut plan, sources), text, people) in (
            project(),
            prop::sample::select(asked()),
            prop::collection::vec(prop::collection::vec(address(), 0..4), 4),
        )
    ) {
        decide(&mut plan, people);
        let (roster, _) = measured(&plan, &sources);
        let filter = Filter::parse(&text).unwrap();
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
    let stopped = measure(&Plan::default(), &[source], "2026-12-31".parse().unwrap(), &mut |rows| {
        told.push(rows);
        if rows > 1500 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    assert!(stopped.is_none());
    assert_eq!(told.iter().filter(|rows| **rows > 1500).count(), 1, "it stops when it is told to");
}
