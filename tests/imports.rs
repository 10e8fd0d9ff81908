//! Walks through the import: what a file is taken for, columns that are changed and remembered, rows that are not
//! taken, and what a newer list changes.

use std::fs;
use std::ops::ControlFlow;
use std::sync::Arc;

use ingather::app::{Import, Job, Outcome};
use ingather::lists::{self, Hints};
use ingather::plan::{ListRecord, Plan};
use ingather::store::Folders;
use ingather::terminal::{Meter, Workshop};

use crate::wizard::{Journey, TODAY};

/// A directory export with semicolons in Windows-1252 and a column nobody knows.
const WORKBOOK: &[u8] = b"Mail;Vorname;Nachname;Kostenstelle;Kontakt\r\n\
    j.m\xfcller@northwind.example;J\xf6rg;M\xfcller;Vertrieb;privat@home.example\r\n\
    a.pauli@northwind.example;Ana;Pauli;Einkauf;\r\n\
    =cmd|' /C calc'!A0;Kein;Mensch;;\r\n\
    A.Pauli@northwind.example;Ana;Pauli;Einkauf;\r\n";

impl Journey {
    /// Writes a file and goes to its preview.
    fn previews(self, name: &str, bytes: &[u8]) -> Journey {
        let file = self.path(name);
        fs::write(&file, bytes).unwrap();
        self.at("import").press("ctrl-u").pastes(file.to_str().unwrap()).press("enter")
    }

    /// Goes down in a list to pick from, to the line that begins so.
    #[track_caller]
    fn picks(mut self, text: &str) -> Journey {
        for _ in 0..40 {
            let pointed = format!("> {text}");
            if self.screen().contains(&pointed) {
                return self;
            }
            self = self.press("down");
        }
        panic!("no choice “{text}”:\n{}", self.screen())
    }

    /// Goes down to the line of the preview with that text in it.
    #[track_caller]
    fn down_to(mut self, text: &str) -> Journey {
        for _ in 0..40 {
            let pointed =
                |line: &str| line.trim_start_matches([' ', '│']).starts_with("> ") && line.contains(text);
            if self.screen().lines().any(pointed) {
                return self;
            }
            self = self.press("down");
        }
        panic!("no line with “{text}”:\n{}", self.screen())
    }
}

fn directory() -> Journey {
    Journey::empty().sized(90, 40).previews("export.csv", WORKBOOK)
}

#[test]
fn a_file_is_told_by_how_it_is_read_and_who_is_in_it() {
    directory()
        .sees("Windows-1252, semicolon, header on line 1.")
        .sees("its header fits no product.")
        .sees("Vertrieb, Einkauf")
        .sees("2 people")
        .sees("1 duplicate")
        .sees("1 rejected")
        .sees("(•) outside")
        .sees("The file does not say: please check.");
}

#[test]
fn a_column_is_given_another_use_and_the_plan_remembers_it_for_that_header_only() {
    let journey = directory().down_to("Kostenstelle").sees("not used").press("enter").sees("is used as");
    let journey = journey.press("down").picks("department").press("enter");
    let journey = journey.sees("you chose this").sees("department");
    assert_eq!(journey.plan().columns, [], "nothing is remembered before the import");
    let journey = journey.press("i").sees("Imported 2 people");
    let known = &journey.plan().columns[0];
    assert_eq!((known.column.as_str(), known.used.as_str()), ("Kostenstelle", "department"));
    assert!(journey.file().contains("[[columns]]"));

    let journey = journey.previews("newer.csv", WORKBOOK).down_to("Kostenstelle").sees("as you chose before");
    let other = b"Mail;Kostenstelle;Team\na@northwind.example;4711;Sales\n";
    let journey = journey.press("esc").previews("other.csv", other).down_to("Kostenstelle").sees("not used");
    let journey = journey.press("esc esc u");
    assert_eq!((journey.plan().lists.len(), journey.plan().columns.len()), (0, 0), "an import is one step");
}

#[test]
fn what_was_remembered_of_a_column_is_taken_back_in_the_import() {
    let journey = directory().down_to("Kostenstelle").press("enter").picks("department").press("enter i");
    let journey = journey.previews("newer.csv", WORKBOOK).down_to("Kostenstelle").press("enter home enter");
    let journey = journey.sees_no("as you chose before").press("i").sees("Imported");
    assert_eq!(journey.plan().columns, []);
}

#[test]
fn of_two_columns_for_the_address_the_newer_choice_wins_and_that_is_said() {
    directory()
        .down_to("Kontakt")
        .press("enter")
        .picks("address")
        .press("enter")
        .sees("One column is the address: “Mail” is not used any more.")
        .sees("1 person")
        .sees("privat@home.example");
}

#[test]
fn changed_columns_are_not_given_up_without_a_word() {
    let journey = directory().down_to("Kostenstelle").press("enter down enter").sees("you chose this");
    let journey = journey.press("esc").sees("Leave this file?").press("enter").sees("you chose this");
    journey.press("esc down enter").sees("Which file?");
    directory().press("esc").sees("Which file?");
}

#[test]
fn letters_are_chosen_and_answers_given_stay() {
    let journey = directory().press("tab").types(" west").down_to("letters").press("enter");
    let journey = journey.picks("Windows-1250").press("enter").sees("you chose this");
    journey.sees("Windows-1250, semicolon").sees("west");
}

#[test]
fn rows_that_are_not_taken_are_looked_at_and_written() {
    let journey =
        directory().press("r").sees("Rejected rows").sees("1 × not an e-mail address").sees("=cmd|");
    let journey =
        journey.press("tab").sees("Rows that repeat an address").sees("the same address as in line 3");
    let journey =
        journey.press("e").sees("export-not-taken.csv").press("enter").sees("The rows were written");
    let written = fs::read_to_string(journey.path("export-not-taken.csv")).unwrap();
    assert_eq!(
        written,
        "\u{feff}Line,Reason,Value\r\n4,not an e-mail address,'=cmd|' /C calc'!A0\r\n\
         5,the same address as in line 3,a.pauli@northwind.example\r\n"
    );
    let journey = journey.press("e enter").sees("is there already").press("enter").sees("Into which file?");
    journey.press("esc").sees("Rows that repeat").press("esc").sees("2 people");
}

const BEFORE: &str = "Email,First Name,Last Name,User Type,User Status,Last Login(UTC)\n\
    ann@northwind.example,Ann,Lee,Basic,Active,\nbo@northwind.example,Bo,Lind,Licensed,Active,\n\
    cy@northwind.example,Cy,Moe,Basic,Pending,\ndee@northwind.example,Dee,Nor,Basic,Pending,\n";
const AFTER: &str = "Email,First Name,Last Name,User Type,User Status,Last Login(UTC)\n\
    ann@northwind.example,Ann,Lee-Ray,Licensed,Active,\ncy@northwind.example,Cy,Moe,Basic,Active,\n\
    eve@northwind.example,Eve,Orr,Basic,Active,\nfay@northwind.example,Fay,Poe,Basic,Active,\n";

/// A plan with a release list and a members list, and a newer members list in the preview.
fn newer() -> Journey {
    let journey = Journey::empty().sized(100, 44);
    let journey =
        journey.previews("release-2026-11-01.csv", b"Email\neve@northwind.example\nzoe@northwind.example\n");
    let journey = journey.press("enter").sees("Imported 2 people");
    let journey = journey.previews("users-2026-11-08.csv", BEFORE.as_bytes()).press("enter").sees("Imported");
    journey.previews("users-2026-11-15.csv", AFTER.as_bytes())
}

#[test]
fn a_newer_list_is_compared_with_the_one_before_it_and_each_number_leads_to_the_people() {
    let journey = newer()
        .sees("Compared with the list of Sun 8 Nov from main account:")
        .sees("+ 2 joined")
        .sees("1 was outstanding, 1 new person")
        .sees("+ 1 pending → member")
        .sees("- 1 left")
        .sees("- 1 pending → vanished")
        .sees("~ 1 licence changed")
        .sees("~ 1 name changed")
        .sees("People in: 0 → 1. Rate: 0.0 % → 50.0 %.");
    let journey =
        journey.down_to("joined").press("enter").sees("eve@northwind.example").sees("outstanding → active");
    let journey = journey.sees("fay@northwind.example").press("esc").down_to("licence").press("enter");
    let journey = journey.sees("basic → licensed").press("esc").down_to("name changed").press("enter");
    journey.sees("Ann Lee → Ann Lee-Ray").press("esc").sees("Compared with");
}

#[test]
fn after_the_import_the_list_is_chosen_and_leads_to_the_difference_again() {
    let journey = newer().press("enter").sees("2 joined, 1 pending → member, 1 left").sees("c shows who.");
    let journey = journey
        .sees("> main account             members  Sun 15 Nov")
        .press("c")
        .sees("What it changed")
        .sees("- 1 left");
    let journey = journey.press("down down enter").sees("bo@northwind.example").press("esc esc");
    journey.press("up c").sees("This is the first list of its kind from its place");
}

#[test]
fn a_list_in_which_most_people_are_missing_is_asked_about() {
    let people = |numbers: std::ops::Range<u32>| {
        let rows: String = numbers.map(|n| format!("p{n}@northwind.example,Active,\n")).collect();
        format!("Email,User Status,Last Login(UTC)\n{rows}")
    };
    let journey = Journey::empty().sized(100, 44).previews("users-2026-11-08.csv", people(0..30).as_bytes());
    let journey = journey.press("enter").previews("users-2026-11-15.csv", people(0..14).as_bytes());
    let journey = journey.sees("Most people of the list before are missing").press("esc");
    journey
        .previews("users-2026-11-15.csv", people(0..15).as_bytes())
        .sees("- 15 left")
        .sees_no("are missing");
}

#[test]
fn an_import_that_is_stopped_leaves_nothing_behind() {
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("plan.toml");
    let today = TODAY.parse().unwrap();
    let workshop = Workshop::new(Folders::under(&home.path().join("folders")), today);
    workshop.carry_out(Job::Create(path.clone(), Arc::new(Plan::default())), &Meter::default());
    let rows: String = (0..5_000).map(|n| format!("p{n}@northwind.example\n")).collect();
    let file = format!("Email\n{rows}");
    let list = lists::read(file.as_bytes(), &Hints::default(), &mut |_| ControlFlow::Continue(())).unwrap();
    let record = ListRecord { as_of: Some(today), label: "release".to_owned(), ..ListRecord::default() };
    let (list, plan) = (Arc::new(list), Arc::new(Plan::default()));
    let import = Import { list, record, plan, columns: Vec::new() };
    let kept = || fs::read_dir(home.path().join("plan.lists")).unwrap().count();
    let stopped = Meter::default();
    stopped.stop();
    let outcome = workshop.carry_out(Job::Import(Box::new(import.clone())), &stopped);
    assert!(matches!(outcome, Outcome::Failed(_)), "{outcome:?}");
    assert_eq!(kept(), 0);
    let outcome = workshop.carry_out(Job::Import(Box::new(import)), &Meter::default());
    assert!(matches!(outcome, Outcome::Imported(_)), "{outcome:?}");
    assert_eq!(kept(), 1);
}

#[test]
fn the_difference_follows_the_answers() {
    let journey = newer().sees("Compared with the list of").press("tab").types(" west");
    // What is being typed is compared once the answer is left.
    let journey = journey.press("tab").sees("The first list of this kind").sees_no("Compared with");
    let journey = journey.press("shift-tab ctrl-u").types("main account").press("tab").sees("Compared with");
    journey.press("pageup").sees("Compared with the list of Sun 8 Nov");
}

#[test]
fn the_same_rows_are_known_again_whatever_the_file_is_called() {
    let journey = newer().press("enter");
    let journey = journey.previews("other-2026-11-16.csv", AFTER.as_bytes());
    journey
        .sees("These very rows were imported already")
        .sees("users-2026-11-15.csv")
        .sees("Nobody joined, left");
}

#[test]
fn a_small_window_shows_the_counts_and_scrolls_to_the_rest() {
    let journey = newer().sized(40, 12).sees("4 people").sees("Enter import");
    let journey = journey.down_to("joined").sees("+ 2 joined");
    journey.down_to("Last Log").sees("last s…");
}

#[test]
fn a_wrong_answer_is_named_below_its_line_and_nothing_is_lost() {
    let journey = newer().press("tab tab ctrl-u").types("soon").press("enter").sees_no("Compared with");
    let shown = journey.screen();
    let lines: Vec<&str> = shown.lines().collect();
    let at = lines.iter().position(|line| line.contains("soon")).unwrap();
    assert!(lines[at + 1].contains("is no date"), "{shown}");
    journey.press("ctrl-u").types("2026-11-15").press("enter").sees("Imported 4 people");
}
