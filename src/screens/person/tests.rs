//! The page of a person: the reason for each standing, and that it follows from the lists.

use std::ops::ControlFlow;
use std::sync::Arc;

use super::*;
use crate::app::Measured;
use crate::lists::{self, Hints};
use crate::plan::{ExclusionModel, Group, ListRecord};
use crate::progress::{Source, measure};

const LISTS: [(&str, ListKind, &str, &str); 5] = [
    (
        "outside-1",
        ListKind::Outside,
        "2026-11-03",
        "Email,First Name\ngone@nw.example,\nana@nw.example,Ana\n",
    ),
    (
        "outside-2",
        ListKind::Outside,
        "2026-11-10",
        "Email\nana@nw.example\nout@nw.example\ninv@nw.example\nexc@nw.example\n",
    ),
    (
        "members-1",
        ListKind::Members,
        "2026-11-15",
        "Email,Department\nana@nw.example,Sales\nnat@nw.example,\n",
    ),
    ("pending-1", ListKind::Pending, "2026-11-10", "Email\ninv@nw.example\n"),
    ("directory-1", ListKind::Directory, "2026-11-01", "Email\ndir@nw.example\n"),
];

fn desk() -> Desk {
    let mut plan = Plan::default();
    let mut sources = Vec::new();
    for (id, kind, as_of, text) in LISTS {
        let list =
            lists::read(text.as_bytes(), &Hints::default(), &mut |_| ControlFlow::Continue(())).unwrap();
        let record = ListRecord {
            id: id.to_owned(),
            kind,
            label: "nw".to_owned(),
            as_of: as_of.parse().ok(),
            ..ListRecord::default()
        };
        plan.lists.push(record.clone());
        sources.push(Source { record, list: Ok(Arc::new(list)) });
    }
    plan.groups.push(Group {
        id: "group-1".to_owned(),
        title: "Trainers".to_owned(),
        decision: Decision::Excluded,
        model: ExclusionModel::ExternalHost,
        reason: "Accounts of their own.".to_owned(),
        people: vec!["EXC@nw.example".to_owned()],
        ..Group::default()
    });
    let (roster, progress) =
        measure(&plan, &sources, "2026-11-21".parse().unwrap(), &mut |_| ControlFlow::Continue(())).unwrap();
    let mut desk = Desk::on(plan);
    desk.measured = Some(Measured { roster: Arc::new(roster), progress: Arc::new(progress) });
    desk
}

fn said(email: &str) -> Vec<String> {
    everything(email, &desk()).into_iter().map(|said| said.text).collect()
}

#[test]
fn every_standing_is_explained_by_the_lists_it_follows_from() {
    for (email, standing, why) in [
        (
            "ana@nw.example",
            "consolidated",
            "Was outside, by the outside list “nw” of Tue 10 Nov, line 2, and is a member now, by the members list \
             “nw” of Sun 15 Nov, line 2.",
        ),
        (
            "inv@nw.example",
            "invited",
            "Was outside, by the outside list “nw” of Tue 10 Nov, line 4, and has an open invitation, by the pending \
             list “nw” of Tue 10 Nov, line 2. At most 19 days are left until the invitation runs out.",
        ),
        (
            "gone@nw.example",
            "gone",
            "Was outside, by the outside list “nw” of Tue 3 Nov, line 2. The newest list from the same place no longer \
             has the address: it was changed, or the account was closed.",
        ),
        (
            "out@nw.example",
            "outstanding",
            "Is outside, by the outside list “nw” of Tue 10 Nov, line 3, and in no list of members or invitations that \
             counts now.",
        ),
        (
            "nat@nw.example",
            "native",
            "Is a member, by the members list “nw” of Sun 15 Nov, line 3, and was never in a list of people outside.",
        ),
        (
            "dir@nw.example",
            "unknown",
            "Is in the directory list “nw” of Sun 1 Nov, line 2, and in no list from Zoom that counts now.",
        ),
        (
            "exc@nw.example",
            "excluded",
            "Stays outside with the group “Trainers”: Accounts of their own. How: external host: own account, named \
             alternative host.",
        ),
    ] {
        let said = said(email);
        assert!(said[1].starts_with(standing), "{email}: {}", said[1]);
        assert_eq!(said[2], why);
    }
}

#[test]
fn every_list_is_shown_with_its_line_its_age_and_what_it_says() {
    let said = said("ana@nw.example");
    for line in [
        "members list “nw” of Sun 15 Nov, line 2, counts now",
        "department            Sales",
        "outside list “nw” of Tue 10 Nov, line 2, counts now",
        "outside list “nw” of Tue 3 Nov, line 3, older",
        "first name            Ana",
    ] {
        assert!(said.iter().any(|said| said == line), "{line}\n{said:#?}");
    }
}

#[test]
fn a_decision_leads_to_its_place_and_an_unknown_address_says_so() {
    let said = everything("exc@nw.example", &desk());
    let group = said.iter().find(|said| said.text.starts_with("Trainers: ")).unwrap();
    assert_eq!(group.to, Some(Place::new("groups", "group-1", "title")));
    assert_eq!(everything("nobody@nw.example", &desk()).len(), 1);
}

#[test]
fn the_way_of_a_person_is_told_list_by_list_and_the_next_step_follows_from_it() {
    let told = said("gone@nw.example");
    let history = told.iter().position(|said| said == "History").unwrap();
    assert_eq!(told[history + 1], "Tue 3 Nov         in the first outside list “nw”");
    assert_eq!(told[history + 2], "Tue 10 Nov        no longer in the outside list “nw”");
    assert!(
        said("out@nw.example")[3].starts_with("Next: find out whether"),
        "the directory does not know them"
    );
    assert!(!said("exc@nw.example").iter().any(|said| said.starts_with("Next:")));
}

#[test]
fn what_two_current_lists_say_differently_is_shown_with_both() {
    let read = |text: &str| {
        Arc::new(lists::read(text.as_bytes(), &Hints::default(), &mut |_| ControlFlow::Continue(())).unwrap())
    };
    let mut desk = desk();
    let plan = desk.plan().clone();
    let texts = ["Email,Department\nana@nw.example,Sales\n", "Email,Department\nana@nw.example,Finance\n"];
    let kept = [2, 4].into_iter().zip(texts);
    let sources: Vec<Source> =
        kept.map(|(at, text)| Source { record: plan.lists[at].clone(), list: Ok(read(text)) }).collect();
    let (roster, progress) =
        measure(&plan, &sources, "2026-11-21".parse().unwrap(), &mut |_| ControlFlow::Continue(())).unwrap();
    desk.measured = Some(Measured { roster: Arc::new(roster), progress: Arc::new(progress) });
    let said: Vec<String> = everything("ana@nw.example", &desk).into_iter().map(|said| said.text).collect();
    let differs = said.iter().find(|said| said.starts_with("department: ")).unwrap();
    assert!(
        differs.contains("“Sales” by the members list")
            && differs.contains("“Finance” by the directory list")
    );
}
