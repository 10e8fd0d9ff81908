//! Documents made from small plans and lists: who is in them, what is escaped.

use std::ops::ControlFlow;
use std::sync::Arc;

use super::{FORMATS, Subject, Written, file_name, format};
use crate::advice::{Advice, advise};
use crate::guide::guide;
use crate::lists::{self, Hints};
use crate::plan::{ListKind, ListRecord, Plan};
use crate::progress::{Filter, Progress, Roster, Source, measure};

mod documents;
mod invite;
mod sso;

struct Project {
    plan: Plan,
    roster: Roster,
    progress: Progress,
    advice: Advice,
    whom: Filter,
}

impl Project {
    /// A plan as its file would say it, and one list of people outside.
    fn new(plan: &str, outside: &str) -> Project {
        Project::of(plan, &[(ListKind::Outside, outside)])
    }

    /// A plan as its file would say it, and lists.
    fn of(plan: &str, imported: &[(ListKind, &str)]) -> Project {
        Project::dated(plan, imported, "")
    }

    /// The same with the day all lists speak of; none where it is empty.
    fn dated(plan: &str, imported: &[(ListKind, &str)], as_of: &str) -> Project {
        let plan: Plan = toml::from_str(plan).unwrap();
        let mut go_on = |_| ControlFlow::Continue(());
        let mut sources = Vec::new();
        for (kind, text) in imported {
            let list = lists::read(text.as_bytes(), &Hints::default(), &mut go_on).unwrap();
            let id = format!("{}-1", kind.word());
            let known = plan.lists.iter().find(|list| list.id == id).cloned();
            let record = known.unwrap_or(ListRecord { id, kind: *kind, ..ListRecord::default() });
            let record = ListRecord { as_of: as_of.parse().ok().or(record.as_of), ..record };
            sources.push(Source { record, list: Ok(Arc::new(list)) });
        }
        let (roster, progress) = measure(&plan, &sources, "2026-11-21".parse().unwrap(), &mut go_on).unwrap();
        let advice = advise(&plan, &progress, guide(), "2026-11-21".parse().unwrap());
        Project { plan, roster, progress, advice, whom: Filter::default() }
    }

    fn write(&self, id: &str) -> Written {
        let subject = Subject {
            plan: &self.plan,
            progress: &self.progress,
            advice: &self.advice,
            roster: &self.roster,
            whom: &self.whom,
            today: "2026-11-21".parse().unwrap(),
        };
        (format(id).unwrap().write)(&subject)
    }
}

/// Every document, as its name and text.
fn texts(written: &Written) -> Vec<(&str, String)> {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    written.documents.iter().map(|one| (one.file_name.as_str(), text(&one.bytes))).collect()
}

const DOMAINS: &str = "[[domains]]\nid = \"domain-1\"\nname = \"northwind.example\"\n";

#[test]
fn an_invite_file_has_zooms_columns_and_nobody_who_must_not_be_invited() {
    let plan = format!(
        "{DOMAINS}
        [[cases]]\nid = \"case-1\"\nkind = \"phone\"\npeople = [\"phone@northwind.example\"]
        [[groups]]\nid = \"group-1\"\ndecision = \"excluded\"\nreason = \"Own account.\"\npeople = [\"coach@northwind.example\"]
        [[groups]]\nid = \"group-2\"\ndecision = \"executive\"\npeople = [\"chief@northwind.example\"]
        [[groups]]\nid = \"group-3\"\ndecision = \"left\"\nreason = \"On leave.\"\npeople = [\"away@northwind.example\"]"
    );
    let people = "email,name,Department\nann.lee@northwind.example,Ann Lee,\"Sales, East\"\nphone@northwind.example,P\n\
        coach@northwind.example,C\nchief@northwind.example,C\naway@northwind.example,A\nbo@elsewhere.example,Bo\n\
        b.c_d@northwind.example,\n";
    let written = Project::new(&plan, people).write("invites-csv");
    let expected = "Email,First Name,Last Name,Department,Manager,User Group,Job Title,Location\r\n\
        ann.lee@northwind.example,Ann,Lee,\"Sales, East\",,,,\r\nb.c_d@northwind.example,b,c_d,,,,,\r\n";
    assert_eq!(texts(&written), [("zoom-consolidation-invites-plan-unknown.csv", expected.to_owned())]);
    let says = written.says.join("\n");
    for reason in
        ["1 person who is on none of your domains", "held by a special case", "executive", "by decision"]
    {
        assert!(says.contains(reason), "{reason} is missing in:\n{says}");
    }
}

#[test]
fn people_with_a_paid_plan_are_invited_one_by_one_and_basic_ones_in_bulk() {
    let people = "email,name,User Type\nann@northwind.example,Ann Lee,Basic\nbo@northwind.example,Bo Oduya,Licensed\n\
        cy@northwind.example,Cy Dahl,\n";
    let written = Project::new(DOMAINS, people).write("invites-csv");
    let texts = texts(&written);
    let names: Vec<&str> = texts.iter().map(|(name, _)| *name).collect();
    assert_eq!(
        names,
        [
            "zoom-consolidation-invites-basic.csv",
            "zoom-consolidation-invites-plan-unknown.csv",
            "zoom-consolidation-invites-one-by-one.csv"
        ]
    );
    for ((name, text), person) in texts.iter().zip(["ann@", "cy@", "bo@"]) {
        assert!(text.contains(person) && text.lines().count() == 2, "{name}: {text}");
    }
}

#[test]
fn ten_thousand_people_are_split_where_zoom_splits() {
    use std::fmt::Write as _;
    let mut people = "email,User Type\n".to_owned();
    for number in 0..10_000 {
        writeln!(people, "p{number}@northwind.example,Basic").unwrap();
    }
    let written = Project::new(DOMAINS, &people).write("invites-csv");
    let rows: Vec<usize> = texts(&written).iter().map(|(_, text)| text.lines().count() - 1).collect();
    assert_eq!(rows, [9_998, 2]);
    assert!(written.documents[1].file_name.ends_with("basic-2.csv"));
}

#[test]
fn an_address_like_a_formula_is_kept_whole_and_out_of_the_bulk_file() {
    let written =
        Project::new(DOMAINS, "email\n=ann@northwind.example\n+bo@northwind.example\n").write("invites-csv");
    assert!(texts(&written).iter().all(|(name, _)| name.contains("one-by-one")), "{written:?}");
    assert!(texts(&written)[0].1.contains("'+bo@northwind.example"), "{written:?}");
}

#[test]
fn nobody_to_invite_is_said_and_not_an_empty_file() {
    let written = Project::new(DOMAINS, "email\nbo@elsewhere.example\n").write("invites-csv");
    assert!(written.documents.is_empty());
    assert!(written.says[0].contains("nobody to invite"));
}

#[test]
fn the_checklist_ticks_the_elements_and_names_what_is_missing() {
    let plan = "[organization]\nname = \"Acme | *Co*\"\n
        [[messages]]\nid = \"message-2\"\ntitle = \"Second\"\ndate = 2026-12-01\n
        [[messages]]\nid = \"message-1\"\ntitle = \"First <b>\"\ndate = 2026-11-20\nowner = \"Ann\"\nbackground = \"b\"\n\
        scope = \"s\"\ntiming = \"t\"\nactions = \"a\"\nsuccess = \"s\"\nsupport = \"s\"\n";
    let written = Project::new(plan, "email\nann@northwind.example\n").write("checklist-md");
    let (name, text) = &texts(&written)[0];
    assert_eq!(*name, "acme-co-communication-checklist.md");
    assert!(text.starts_with("# Communication checklist: Acme \\| \\*Co\\*\n"), "{text}");
    let (first, second) = (text.find("First &lt;b&gt;").unwrap(), text.find("Second").unwrap());
    assert!(first < second, "by date: {text}");
    assert!(text.contains("1 day late"), "{text}");
    assert_eq!(text.matches("[ ] **missing**").count(), 6, "{text}");
    assert!(text.contains("## What is missing"), "{text}");
}

#[test]
fn an_address_that_differs_in_two_systems_is_told_with_what_to_do() {
    let plan: Plan = toml::from_str(DOMAINS).unwrap();
    let mut go_on = |_| ControlFlow::Continue(());
    let mut source = |kind: ListKind, text: &str| {
        let list = lists::read(text.as_bytes(), &Hints::default(), &mut go_on).unwrap();
        let record = ListRecord { id: kind.word().into(), kind, ..ListRecord::default() };
        Source { record, list: Ok(Arc::new(list)) }
    };
    let sources = [
        source(
            ListKind::Directory,
            "Email,Name\nbo.li@northwind.example,Bo Li\nboth@northwind.example,\neve@northwind.example,\n",
        ),
        source(ListKind::Members, "Email,Name\nbli@northwind.example,Bo Li\nboth@northwind.example,\n"),
        source(ListKind::Pending, "Email\ncarl@northwind.example\n"),
    ];
    let (roster, progress) =
        measure(&plan, &sources, "2026-11-21".parse().unwrap(), &mut |_| ControlFlow::Continue(())).unwrap();
    let advice = advise(&plan, &progress, guide(), "2026-11-21".parse().unwrap());
    let project = Project { plan, roster, progress, advice, whom: Filter::default() };
    let written = project.write("mismatches-csv-plain");
    let expected = "Address in the directory,Name there,Address in Zoom,Name in Zoom,How sure (of 100),Reason,Why,What to do\r\n\
        bo.li@northwind.example,Bo Li,bli@northwind.example,Bo Li,78,\"name, pattern\",\"Both have the same name, and few \
        people have it. One address is the other's name written in another way, such as flast for first.last.\",\
        Check that it is one person. Then make the address the same in both systems.\r\n";
    assert_eq!(texts(&written), [("zoom-consolidation-addresses-that-differ.csv", expected.to_owned())]);
    assert_eq!(
        written.says,
        [
            "1 pair of addresses of a directory and of Zoom may be one person.",
            "2 people of the directories are in no current list from Zoom under the same address."
        ]
    );
    let written = project.write("mismatches-md");
    let text = &texts(&written)[0].1;
    assert!(text.contains(guide().why("CL-5").unwrap().source_title), "{text}");
    assert!(text.contains("| bo.li@northwind.example | bli@northwind.example | 78 |"), "{text}");
}

#[test]
fn every_format_is_reached_by_its_key() {
    for one in FORMATS {
        assert_eq!(one.id, format!("{}-{}", one.what, one.format));
        assert_eq!(FORMATS.iter().filter(|other| other.id == one.id).count(), 1);
        assert!(one.says.ends_with('.'), "{}", one.id);
    }
}

#[test]
fn a_file_name_stays_in_its_folder_whatever_it_is_made_of() {
    assert_eq!(file_name(&["Northwind Traders", "checklist"], "md"), "northwind-traders-checklist.md");
    for typed in
        ["../../etc/passwd", "C:\\x", ".", "", "con:", "李小龍", "a\u{202e}b\u{0}", &"x/".repeat(300)]
    {
        let name = file_name(&[typed, "invites"], "csv");
        let stem = name.strip_suffix(".csv").unwrap();
        assert!(name.len() <= 104 && !stem.starts_with('-'), "{name}");
        assert!(stem.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'), "{name}");
    }
}

#[test]
fn a_document_of_people_is_narrowed_by_a_filter() {
    let outside = "Email,License Type\nann@northwind.example,Basic\nbo@northwind.example,Basic\n";
    let mut project = Project::new("schema = 1", outside);
    project.whom = Filter::parse("-ann").unwrap();
    for id in ["outstanding-csv", "invites-csv"] {
        let written = project.write(id);
        let all: String = texts(&written).into_iter().map(|(_, text)| text).collect();
        assert!(all.contains("bo@northwind.example") && !all.contains("ann@"), "{id}: {all}");
    }
    project.whom = Filter::parse("nobody").unwrap();
    assert!(project.write("outstanding-csv").says[0].starts_with("Nobody of them"));
}

/// A sub-account whose people come by ticket.
const TICKET: &str = "[organization]\nname = \"Northwind\"\n[main_account]\nnumber = \"500 1\"\n\
    support_email = \"help@northwind.example\"\n\
    [[sub_accounts]]\nid = \"sub-account-1\"\nname = \"Health *care*\"\nadd_by = \"ticket\"\nnumber = \"500 2\"\n\
    people = \"domain:northwind.example\"\nmove_on = 2026-12-04\nmove_at = \"08:00 US Eastern\"\n";

#[test]
fn a_ticket_moves_members_only_and_lists_the_others_apart() {
    let members = "Email,Status\nann@northwind.example,active\nbo@northwind.example,active\n";
    let outside = "Email\nbo@northwind.example\ncy@northwind.example\nel@elsewhere.example\n";
    let written =
        Project::of(TICKET, &[(ListKind::Outside, outside), (ListKind::Members, members)]).write("ticket-md");
    let texts = texts(&written);
    let names: Vec<&str> = texts.iter().map(|(name, _)| *name).collect();
    assert_eq!(
        names,
        [
            "northwind-ticket-health-care.md",
            "northwind-ticket-health-care-people.csv",
            "northwind-ticket-health-care-not-by-ticket.csv"
        ]
    );
    let mut column: Vec<&str> = texts[1].1.lines().collect();
    column.sort_unstable();
    assert_eq!(column, ["Email", "ann@northwind.example", "bo@northwind.example"]);
    assert!(texts[2].1.contains("cy@northwind.example") && texts[2].1.contains("invite"), "{}", texts[2].1);
    assert!(!texts[2].1.contains("elsewhere"));
    let text = &texts[0].1;
    for part in [
        "Please move 2 people",
        "From account number: 500 1",
        "To account number: 500 2 (Health \\*care\\*)",
        "Friday, 4 December 2026, 08:00 US Eastern",
        "admin of the main account): **missing**",
        "goes out on 2026-11-29 at the latest",
        "inside Zoom's hours",
    ] {
        assert!(text.contains(part), "{part} is missing in:\n{text}");
    }
    // What is for us comes behind what is for Zoom.
    assert!(text.find("do not send").unwrap() > text.find("Questions to").unwrap());
    assert_eq!(written.says, ["Health *care*: 2 people to be moved by ticket, 1 person not."]);
}

#[test]
fn a_ticket_of_another_companys_account_says_whether_that_side_confirmed() {
    let foreign = format!("{TICKET}from_foreign = true\nfrom_number = \"900 9\"\n");
    let written = Project::new(&foreign, "Email\ncy@northwind.example\n").write("ticket-md");
    let text = &texts(&written)[0].1;
    assert!(text.contains("From account number: 900 9"), "{text}");
    assert!(text.contains("other account's side on: **missing**"), "{text}");
    let none = Project::new(DOMAINS, "Email\ncy@northwind.example\n").write("ticket-md");
    assert!(none.documents.is_empty() && none.says[0].contains("People come by"), "{none:?}");
}

#[test]
fn the_calendar_has_the_days_of_every_domain_that_asks_and_says_what_it_is() {
    let plan = "[[domains]]\nid = \"domain-1\"\nname = \"northwind.example\"\noption = \"change\"\nenabled_on = 2026-11-26\n\
        [[domains]]\nid = \"domain-2\"\nname = \"other.example\"\noption = \"observe\"\nenabled_on = 2026-11-02\n\
        [[holidays]]\nid = \"holiday-1\"\nname = \"Saint *Andrew*\"\ndate = 2026-11-30\n";
    let project = Project::new(plan, "Email\ncy@northwind.example\n");
    let written = project.write("calendar-md");
    let markdown = &texts(&written)[0].1;
    for part in [
        "An estimate from the rule",
        "| 2026-11-26 | Thursday | Asked for the first time: who works Monday to Friday |",
        "| 2026-11-29 | Sunday | First day anybody can be stuck: who signs in every day, on free days too | free: a Sunday |",
        "They cannot join.",
        "nobody is asked",
        "the first people can be stuck on Sun 29 Nov, a Sunday.",
    ] {
        assert!(markdown.contains(part), "{part} is missing in:\n{markdown}");
    }
    let written = project.write("calendar-csv");
    let csv = &texts(&written)[0].1;
    assert_eq!(csv.lines().count(), 9, "{csv}");
    // The holiday is no working day: the third time is the Tuesday after it.
    assert!(
        csv.contains("2026-12-01,Tuesday,northwind.example,Asked for the third and last time: who works"),
        "{csv}"
    );
    assert!(!csv.contains("other.example"));
}

#[test]
fn an_invite_file_takes_people_of_an_open_case_once_its_blocking_steps_are_done() {
    let case = |more: &str| {
        format!(
            "{DOMAINS}[[cases]]\nid = \"case-1\"\nkind = \"rooms\"\npeople = [\"ann@northwind.example\"]\n{more}"
        )
    };
    let invited = |plan: &str| {
        let written = Project::new(plan, "email\nann@northwind.example\n").write("invites-csv");
        texts(&written).iter().any(|(_, text)| text.contains("ann@northwind.example"))
    };
    assert!(!invited(&case("")));
    assert!(!invited(&case("closed_on = 2026-11-20\n")), "a closing day alone frees nobody");
    assert!(!invited(&case("[cases.steps]\ndelete-rooms = 2026-11-20\n")));
    assert!(invited(&case("[cases.steps]\ndelete-rooms = 2026-11-20\nno-other-users = 2026-11-20\n")));
}

#[test]
fn the_ledger_of_cases_says_age_next_step_and_what_blocks_and_escapes_what_was_typed() {
    let plan = "
        [[accounts]]\nid = \"account-1\"\nname = \"=Sales|<b>\"\nnumber = \"700\"\nowner = \"ann@northwind.example\"
        [[cases]]\nid = \"case-1\"\nkind = \"paid\"\ntitle = \"Webinars\"\nopened_on = 2026-11-01\nclosed_on = 2026-11-20
        [[cases]]\nid = \"case-2\"\nkind = \"rooms\"\ntitle = \"=1+1|*x*\"\naccount = \"account-1\"
        people = [\"Ann@northwind.example\", \"bo@northwind.example\"]
        opened_on = 2026-11-10\ndue_on = 2026-11-20\n[cases.steps]\nnote-rooms = 2026-11-11";
    let project = Project::new(plan, "email\nann@northwind.example\n");
    let csv = project.write("cases-csv-plain");
    let rows: Vec<String> = texts(&csv)[0].1.lines().map(str::to_owned).collect();
    assert_eq!(
        rows[1],
        "'=1+1|*x*,Zoom Rooms,'=Sales|<b>,700,Ann@northwind.example bo@northwind.example,,2026-11-10,11,2026-11-20,\
         \"late, holds its people\",Delete all Zoom Rooms. Ask Zoom Support if one cannot be deleted.,\
         Delete all Zoom Rooms. Ask Zoom Support if one cannot be deleted. Check that no other users are left in the \
         account.,,The invitation cannot be accepted."
    );
    assert!(
        rows[2].starts_with("Webinars,paid licences,,,,,2026-11-01,,,closed,,,2026-11-20,")
            && rows.len() == 3,
        "{}",
        rows[2]
    );
    assert_eq!(csv.says, ["2 special cases: 1 open, 1 late, 1 closed. 1 of them keeps people out of waves."]);
    let markdown = project.write("cases-md");
    let text = &texts(&markdown)[0].1;
    assert!(
        text.contains("| =1+1\\|\\*x\\* | Zoom Rooms | **nobody** | 11 days | **2026-11-20, late** |"),
        "{text}"
    );
    assert!(
        text.contains("- [x] Write down every room")
            && text.contains("**blocks the move** **cannot be taken back**")
    );
    assert!(!text.contains("<b>") && text.contains("| closed 2026-11-20 |"), "{text}");
    assert!(!text.contains("not opened"), "{text}");
    let none = Project::new("", "email\n").write("cases-md");
    assert_eq!(none.says, ["The plan has no special cases yet."]);
}
