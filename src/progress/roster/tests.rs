use std::ops::ControlFlow;
use std::sync::Arc;

use super::*;
use crate::lists::{self, Hints};
use crate::plan::{Case, Decision, Group, ListRecord, Plan};
use crate::progress::{Source, measure};

fn source(kind: ListKind, as_of: &str, text: &str) -> Source {
    let list = lists::read(text.as_bytes(), &Hints::default(), &mut |_| ControlFlow::Continue(())).unwrap();
    Source {
        record: ListRecord {
            id: format!("{} of {as_of}", kind.word()),
            kind,
            label: "main account".to_owned(),
            as_of: Some(as_of.parse().unwrap()),
            ..ListRecord::default()
        },
        list: Ok(Arc::new(list)),
    }
}

fn roster(plan: &Plan, sources: &[Source]) -> Roster {
    measure(plan, sources, "2026-11-21".parse().unwrap(), &mut |_| ControlFlow::Continue(())).unwrap().0
}

fn person<'r>(roster: &'r Roster, address: &str) -> Person<'r> {
    roster.person(roster.find(address).unwrap())
}

#[test]
fn a_person_is_found_however_the_address_is_written() {
    let list = source(ListKind::Outside, "2026-11-01", "Email\nann@northwind.example\n");
    let roster = roster(&Plan::default(), &[list]);
    assert_eq!(person(&roster, "  Ann@NORTHWIND.example ").email(), "ann@northwind.example");
    assert_eq!(person(&roster, "ann@northwind.example").domain(), "northwind.example");
    assert_eq!(roster.find("ann@northwind"), None);
    assert_eq!(roster.find("an@northwind.example"), None);
}

#[test]
fn somebody_past_the_end_has_no_address_and_breaks_nothing() {
    let roster = Roster::default();
    let nobody = roster.person(PersonId(7));
    assert_eq!((nobody.email(), nobody.domain(), nobody.standing()), ("", "", Standing::Unknown));
    assert!(nobody.name().is_empty() && nobody.marks().is_empty() && nobody.sources().next().is_none());
}

#[test]
fn the_most_believed_list_answers_first_and_older_ones_fill_gaps() {
    let sources = [
        source(ListKind::Outside, "2026-11-01", "Email,Name,Dept\nann@northwind.example,Old Name,Sales\n"),
        source(ListKind::Members, "2026-11-02", "Email,Dept,Status\nann@northwind.example,,Active\n"),
        source(ListKind::Directory, "2026-11-03", "Email,First Name,Dept\nann@northwind.example,Ann,HR\n"),
    ];
    let roster = roster(&Plan::default(), &sources);
    let ann = person(&roster, "ann@northwind.example");
    assert_eq!(ann.field(Field::Status), Some("active"));
    assert_eq!(ann.field(Field::Department), Some("Sales"));
    assert_eq!(ann.name(), "Old Name");
    assert_eq!(ann.field(Field::Pmi), None);
    let kinds: Vec<(ListKind, u32)> = ann.sources().map(|(_, kind, line)| (kind, line)).collect();
    assert_eq!(kinds, [(ListKind::Members, 2), (ListKind::Outside, 2), (ListKind::Directory, 2)]);
    assert_eq!(ann.last_seen(), Some("2026-11-03".parse().unwrap()));
}

#[test]
fn a_name_only_a_later_list_has_is_shown_and_searched() {
    let sources = [
        source(ListKind::Members, "2026-11-02", "Email\nann@northwind.example\nbo@northwind.example\n"),
        source(
            ListKind::Directory,
            "2026-11-03",
            "Email,First Name,Last Name\nann@northwind.example,Änne,Özil\nbo@northwind.example,Bo,\n",
        ),
    ];
    let roster = roster(&Plan::default(), &sources);
    assert_eq!(person(&roster, "ann@northwind.example").name(), "Änne Özil");
    let named = |address| person(&roster, address).plain_name();
    assert_eq!((named("ann@northwind.example"), named("bo@northwind.example")), ("änne özil", "bo"));
}

#[test]
fn an_invitation_is_as_old_as_its_unbroken_row_of_lists() {
    let text = "Email\nann@northwind.example\n";
    let other = "Email\nbo@northwind.example\n";
    let sources = [
        source(ListKind::Pending, "2026-07-01", text),
        source(ListKind::Pending, "2026-08-15", other),
        source(ListKind::Pending, "2026-11-01", text),
        source(ListKind::Pending, "2026-11-08", text),
    ];
    let roster = roster(&Plan::default(), &sources);
    let ann = person(&roster, "ann@northwind.example");
    assert_eq!(ann.invited_since(), Some("2026-11-01".parse().unwrap()));
    assert_eq!(ann.invitation_days_left("2026-11-21".parse().unwrap()), Some(10));
    assert_eq!(person(&roster, "bo@northwind.example").invited_since(), None);
}

#[test]
fn a_further_address_leads_to_its_person() {
    let text = "userPrincipalName,accountEnabled,proxyAddresses\nann@northwind.example,True,SMTP:ann@northwind.example;smtp:A.Arbor@northwind.example\n";
    let sources = [
        source(ListKind::Outside, "2026-11-01", "Email\na.arbor@northwind.example\n"),
        source(ListKind::Directory, "2026-11-03", text),
    ];
    let roster = roster(&Plan::default(), &sources);
    let alias = person(&roster, "a.arbor@northwind.example");
    assert_eq!(alias.alias_of(), roster.find("ann@northwind.example"));
    assert_eq!(person(&roster, "ann@northwind.example").alias_of(), None);
}

#[test]
fn decisions_of_the_plan_reach_their_people() {
    let people = vec!["Ann@northwind.example".to_owned()];
    let plan = Plan {
        cases: vec![Case { id: "case-1".into(), people: people.clone(), ..Case::default() }],
        groups: vec![Group {
            decision: Decision::Wave,
            wave: "wave-9".into(),
            people: people.clone(),
            ..Group::default()
        }],
        ..Plan::default()
    };
    let roster = roster(&plan, &[]);
    let ann = person(&roster, "ann@northwind.example");
    assert_eq!((ann.wave(), ann.cases()), (Some("wave-9"), vec!["case-1"]));
    assert!(ann.marks().contains(Mark::OpenCase) && ann.marks().contains(Mark::InWave));
}

#[test]
fn nobody_stands_in_what_is_printed_for_engineers() {
    let list = source(ListKind::Outside, "2026-11-01", "Email\nann@northwind.example\n");
    let roster = roster(&Plan::default(), &[list]);
    assert!(!format!("{roster:?} {:?}", roster.person(PersonId(0))).contains('@'));
}
