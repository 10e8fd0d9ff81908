//! Each group of people, told from small files; and that nothing is told of who did not change.

use super::*;
use crate::lists::{Hints, read};
use crate::progress::{Compared, compare};

fn list(text: &str) -> Arc<List> {
    Arc::new(read(text.as_bytes(), &Hints::default(), &mut |_| ControlFlow::Continue(())).unwrap())
}

/// Returns `word: people` for each group; the people by the part of their address before the @.
fn told(kind: ListKind, before: &str, after: &str, older: &[&str]) -> Vec<String> {
    told_by(kind, (before, after), older, None)
}

fn told_by(
    kind: ListKind,
    (before, after): (&str, &str),
    older: &[&str],
    roster: Option<&Roster>,
) -> Vec<String> {
    let (before, after) = (list(before), list(after));
    let older: Vec<_> = older.iter().map(|text| list(text)).collect();
    let sides = Sides { kind, before: &before, after: &after, older: &older, roster };
    let changed = difference(&sides, &mut |_| ControlFlow::Continue(())).unwrap();
    let who = |moved: &Moved| {
        let email = match (moved.before(), moved.after()) {
            (_, Some(row)) => after.table.row(row).email(),
            (Some(row), None) => before.table.row(row).email(),
            (None, None) => "",
        };
        email.split('@').next().unwrap().to_owned()
    };
    let group = |(change, people): (Change, &[Moved])| {
        format!("{}: {}", change.word(), people.iter().map(who).collect::<Vec<_>>().join(" "))
    };
    changed.groups().map(group).collect()
}

const HEADER: &str = "Email,User Status,User Type,First Name,Last Name,Last Login(UTC)\n";

/// Makes a users export of `who status licence first last` lines.
fn users(rows: &[&str]) -> String {
    let rows = rows.iter().map(|row| {
        let mut cells = row.split(' ');
        let who = cells.next().unwrap_or_default();
        let [status, licence, first, last] = [(); 4].map(|()| cells.next().unwrap_or_default());
        format!("{who}@northwind.example,{status},{licence},{first},{last},\n")
    });
    format!("{HEADER}{}", rows.collect::<String>())
}

#[test]
fn a_list_that_is_the_same_changes_nothing_whatever_its_order() {
    let before = users(&["ann Active Basic Ann Lee", "bo Inactive Licensed Bo Lind"]);
    let after = users(&["bo Inactive Licensed Bo Lind", "ann Active Basic Ann Lee"]);
    assert_eq!(told(ListKind::Members, &before, &after, &[]), [""; 0]);
}

#[test]
fn who_joined_and_who_left_a_members_list() {
    let before = users(&["ann Active", "bo Active", "cy Active"]);
    let after = users(&["dee Active", "ann Active", "eve Inactive"]);
    assert_eq!(told(ListKind::Members, &before, &after, &[]), ["joined: dee eve", "left: bo cy"]);
}

#[test]
fn an_invitation_is_accepted_or_gone_or_new() {
    let before = users(&["ann Pending", "bo Pending", "cy Pending"]);
    let after = users(&["ann Active", "cy Pending", "dee Pending"]);
    assert_eq!(
        told(ListKind::Members, &before, &after, &[]),
        ["accepted: ann", "vanished: bo", "invited: dee"]
    );
}

#[test]
fn a_deleted_user_has_left() {
    let (before, after) = (users(&["ann Active"]), users(&["ann Deleted", "bo Deleted"]));
    assert_eq!(told(ListKind::Members, &before, &after, &[]), ["left: ann"]);
}

#[test]
fn status_licence_and_name_may_change_together() {
    let before =
        users(&["ann Active Basic Ann Lee", "bo Inactive Licensed Bo Lind", "cy Active Basic Cy Moe"]);
    let after =
        users(&["ann Inactive Licensed Ann Lee-Ray", "bo Active Licensed Bo Lind", "cy Active Basic"]);
    assert_eq!(
        told(ListKind::Members, &before, &after, &[]),
        ["deactivated: ann", "reactivated: bo", "licence_changed: ann", "name_changed: ann"],
        "that a name is missing is no change"
    );
}

#[test]
fn a_list_without_a_column_says_nothing_of_it() {
    let before = users(&["ann Active Basic Ann Lee"]);
    let bare = "Email\nann@northwind.example\n";
    assert_eq!(told(ListKind::Members, &before, bare, &[]), [""; 0]);
    assert_eq!(told(ListKind::Members, bare, &before, &[]), [""; 0]);
}

#[test]
fn who_was_in_an_older_list_has_reappeared() {
    let (before, after) =
        (users(&["ann Active"]), users(&["ann Active", "bo Active", "cy Active", "dee Active"]));
    let older = [users(&["bo Active", "dee Pending"]), users(&["bo Inactive"])];
    let older: Vec<&str> = older.iter().map(String::as_str).collect();
    assert_eq!(
        told(ListKind::Members, &before, &after, &older),
        ["joined: cy dee", "reappeared: bo"],
        "an invitation long ago is no membership"
    );
}

#[test]
fn people_outside_come_and_go() {
    let (before, after) = ("Email\nann@nw.example\nbo@nw.example\n", "Email\nbo@nw.example\ncy@nw.example\n");
    assert_eq!(
        told(ListKind::Outside, before, after, &["Email\ncy@nw.example\n"]),
        ["reappeared: cy", "left: ann"]
    );
    assert_eq!(Change::Left.says(ListKind::Outside, 2), "no longer outside");
}

fn roster() -> Roster {
    let outside = [list("Email\nann@northwind.example\nbo@northwind.example\ncy@northwind.example\n")];
    let members = [list("Email\nbo@northwind.example\n")];
    let pending = [list("Email\ncy@northwind.example\n")];
    let lists = Compared { outside: &outside, members: &members, pending: &pending, ..Compared::default() };
    compare(&lists, &mut |_| ControlFlow::Continue(())).unwrap().0
}

#[test]
fn an_invitation_that_is_gone_was_accepted_when_its_person_is_a_member() {
    let roster = roster();
    let lists = ("Email\nann@northwind.example\nbo@northwind.example\n", "Email\ndee@northwind.example\n");
    assert_eq!(
        told_by(ListKind::Pending, lists, &[], Some(&roster)),
        ["accepted: bo", "vanished: ann", "invited: dee"]
    );
    let again = ("Email\nann@northwind.example\n", "Email\nann@northwind.example\ndee@northwind.example\n");
    let older = ["Email\ndee@northwind.example\n"];
    assert_eq!(told_by(ListKind::Pending, again, &older, Some(&roster)), ["reappeared: dee"]);
}

#[test]
fn those_who_joined_are_told_by_what_they_were() {
    let roster = roster();
    let (before, after) = (
        list(&users(&["zoe Active"])),
        list(&users(&["zoe Active", "ann Active", "cy Active", "new Active"])),
    );
    let sides =
        Sides { kind: ListKind::Members, before: &before, after: &after, older: &[], roster: Some(&roster) };
    let changed = difference(&sides, &mut |_| ControlFlow::Continue(())).unwrap();
    assert_eq!(changed.joined_in_words(), "1 was outstanding, 1 invited, 1 new person");
    assert_eq!((changed.was(0), changed.was(2)), (Some(Standing::Outstanding), None));
}

#[test]
fn rows_of_two_people_are_never_taken_for_one_though_their_hashes_are_the_same() {
    let (before, after) = (list("Email\nann@n.example\n"), list("Email\nbo@n.example\nann@n.example\n"));
    let sides = Sides { kind: ListKind::Members, before: &before, after: &after, older: &[], roster: None };
    let (classify, mut changed) = (change::Classify::new(&sides), Difference::default());
    assert_eq!(classify.note(0, 0, &mut changed), join::Same::HashOnly);
    assert_eq!(classify.note(0, 1, &mut changed), join::Same::Person);
    assert!(changed.is_empty());
}

#[test]
fn it_stops_when_it_is_told_to() {
    let rows: Vec<String> = (0..40_000).map(|n| format!("p{n}@northwind.example")).collect();
    let many = list(&format!("Email\n{}\n", rows.join("\n")));
    let sides = Sides { kind: ListKind::Members, before: &many, after: &many, older: &[], roster: None };
    for looks in 0..4 {
        let mut left = looks;
        let stopped = difference(&sides, &mut |_| {
            left -= 1;
            if left < 0 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        });
        assert_eq!(stopped, None, "after {looks} looks");
    }
}

#[test]
fn a_list_of_nobody_is_asked_about_where_somebody_left_by_it() {
    let missing = |before: &str, after: &str| {
        let (before, after) = (list(before), list(after));
        let sides =
            Sides { kind: ListKind::Members, before: &before, after: &after, older: &[], roster: None };
        difference(&sides, &mut |_| ControlFlow::Continue(())).unwrap().mostly_missing(before.table.len())
    };
    let two = users(&["ann Active Basic Ann Ito", "bo Active Basic Bo Ode"]);
    assert_eq!(missing(&two, &users(&[])).as_deref(), Some("2 of 2 members are not in this file."));
    assert_eq!(missing(&two, &users(&["cy Active Basic Cy Pauli"])), None, "few, and somebody is in it");
    assert_eq!(missing(&users(&[]), &users(&[])), None);
    assert!(list(&users(&[])).is_of_nobody(ListKind::Pending));
    assert!(
        !list(&users(&[])).is_of_nobody(ListKind::Outside) && !list(&two).is_of_nobody(ListKind::Members)
    );
}
