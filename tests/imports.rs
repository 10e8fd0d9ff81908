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
    fn down_to(self, text: &str) -> Journey {
        self.goes_by("down", text)
    }

    /// Goes up to the line of the preview with that text in it: what changes stands above the answers.
    #[track_caller]
    fn up_to(self, text: &str) -> Journey {
        self.goes_by("up", text)
    }

    #[track_caller]
    fn goes_by(mut self, key: &str, text: &str) -> Journey {
        for _ in 0..40 {
            let pointed =
                |line: &str| line.trim_start_matches([' ', '│']).starts_with("> ") && line.contains(text);
            // The menu beside the page has a pointer of its own.
            if self.screen().lines().any(|line| pointed(line.rsplit('│').next().unwrap_or(line))) {
                return self;
            }
            self = self.press(key);
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
        .sees_no("(•)")
        .sees("The file does not say what it is.")
        .sees("from    export");
}

#[test]
fn a_column_is_given_another_use_and_the_plan_remembers_it_for_that_header_only() {
    let journey = directory().press("space").down_to("Kostenstelle").sees("not used").press("enter");
    let journey = journey.sees("is used as");
    let journey = journey.press("down").picks("department").press("enter");
    let journey = journey.sees("you chose this").sees("department");
    assert_eq!(journey.plan().columns, [], "nothing is remembered before the import");
    let journey = journey.press("i enter").sees("Imported 2 people");
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
    let journey = directory().press("space").down_to("Kostenstelle").press("enter");
    let journey = journey.picks("department").press("enter i enter");
    let journey = journey.previews("newer.csv", WORKBOOK).down_to("Kostenstelle").press("enter home enter");
    let journey = journey.sees_no("as you chose before").press("i enter").sees("Imported");
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
fn of_a_workbook_with_several_sheets_of_counts_one_is_chosen() {
    let book = include_bytes!("lists/workbook-counts.xlsx");
    let journey = Journey::empty().sized(90, 40).previews("counts.xlsx", book);
    let journey = journey.sees("Which one is to be imported?").sees("1 reading").sees_no("nobody");
    let journey = journey.press("down enter").sees("They go to Readings").press("enter");
    assert_eq!(journey.plan().readings.len(), 1);
}

#[test]
fn a_provisioning_log_is_offered_as_evidence_of_the_people_in_it() {
    let log = include_bytes!("lists/provisioning-log.csv");
    let journey = Journey::empty().sized(90, 40).previews("log.csv", log);
    let journey =
        journey.sees("Provisioning log.").sees("A log is evidence of these people only").sees("3 rejected");
    let journey = journey
        .sees("(•) outside")
        .sees("from    provisioning log")
        .press("i enter")
        .sees("Imported 3 people");
    let journey = journey.previews("log-2.csv", log).sees("from    provisioning log 2");
    journey.sees("These very rows were imported already");
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
    let journey = journey.sees("Kein, Mensch");
    let journey =
        journey.press("tab").sees("Rows that repeat an address").sees("the same address as in line 3");
    let journey =
        journey.press("e").sees("export-not-taken.csv").press("enter").sees("The rows were written");
    let written = fs::read_to_string(journey.path("export-not-taken.csv")).unwrap();
    assert_eq!(
        written,
        "\u{feff}Line,Reason,Value,Mail,Vorname,Nachname,Kostenstelle,Kontakt\r\n\
         4,not an e-mail address,'=cmd|' /C calc'!A0,'=cmd|' /C calc'!A0,Kein,Mensch,,\r\n\
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
    let journey = journey.press("i enter").sees("Imported 2 people");
    let journey =
        journey.previews("users-2026-11-08.csv", BEFORE.as_bytes()).press("i enter").sees("Imported");
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
    let journey = journey
        .up_to("joined")
        .press("enter")
        .sees("eve@northwind.example")
        .sees("outstanding → consolidated");
    let journey = journey.sees("fay@northwind.example").press("esc").down_to("licence").press("enter");
    let journey = journey.sees("basic → licensed").press("esc").down_to("name changed").press("enter");
    journey.sees("Ann Lee → Ann Lee-Ray").press("esc").sees("Compared with");
}

#[test]
fn after_the_import_the_list_is_chosen_and_leads_to_the_difference_again() {
    let journey = newer().press("i enter").sees("2 joined, 1 pending → member, 1 left").sees("c shows who.");
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
    let journey = journey.press("i enter").previews("users-2026-11-15.csv", people(0..14).as_bytes());
    let journey = journey.sees("16 of 30 members are not in this file. Is it the whole list");
    let journey = journey.press("i enter").sees("Import anyway?").press("enter").sees_no("Import anyway?");
    assert_eq!(journey.plan().lists.len(), 1, "the harmless answer is the first");
    let journey = journey.press("enter down enter").sees("Imported 14 people").press("u");
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
    let journey = newer().press("i enter");
    let journey = journey.previews("other-2026-11-16.csv", AFTER.as_bytes());
    journey
        .sees("These very rows were imported already")
        .sees("users-2026-11-15.csv")
        .sees("Nobody joined, left");
}

#[test]
fn a_small_window_shows_the_counts_and_scrolls_to_the_rest() {
    let journey = newer().sized(40, 12).sees("4 people").sees("Enter next part");
    let journey = journey.up_to("joined").sees("+ 2 joined").sees("4 people");
    journey.down_to("Last Log").sees("last s…");
}

#[test]
fn a_wrong_answer_is_named_below_its_line_and_nothing_is_lost() {
    let journey = newer().press("tab tab ctrl-u").types("soon").press("enter").sees_no("Compared with");
    let shown = journey.screen();
    let lines: Vec<&str> = shown.lines().collect();
    let at = lines.iter().position(|line| line.contains("soon")).unwrap();
    assert!(lines[at + 1].contains("is no date"), "{shown}");
    let journey = journey.press("shift-tab ctrl-u").sees("Type a date such as 2026-11-20.");
    let journey = journey.types("2026-11-15").press("enter").sees("Sun 15 Nov 2026");
    journey.press("i enter").sees("Imported 4 people");
}

#[test]
fn enter_keeps_an_answer_and_the_list_is_imported_on_its_own_line_only() {
    let journey = newer().sees("Import 4 people").sees("Enter next part");
    let lists = journey.plan().lists.len();
    let journey =
        journey.press("enter enter enter").sees("> letters").press("down").sees("> Import 4 people");
    assert_eq!(journey.plan().lists.len(), lists, "Enter on an answer imports nothing");
    let journey = journey.sees("Enter import").press("enter").sees("Imported 4 people");
    assert_eq!(journey.plan().lists.len(), lists + 1);
}

#[test]
fn the_difference_is_in_sight_when_the_page_opens() {
    let journey = newer().sized(80, 24).sees("+ 2 joined").sees("Rate: 0.0 %").sees("> as");
    journey.sees("~ 1 name changed");
}

#[test]
fn what_was_compared_for_another_answer_is_neither_shown_nor_told() {
    let at = |journey: &Journey| journey.screen().lines().position(|line| line.contains("> from"));
    let journey = newer().press("tab");
    let before = at(&journey);
    let journey = journey.types(" west").sees("Comparing…").sees_no("+ 2 joined");
    assert_eq!(at(&journey), before, "nothing jumps:\n{}", journey.screen());
    let journey = journey.press("tab tab i enter").sees("Imported 4 people").sees_no("2 joined");
    assert_eq!(journey.plan().lists.last().unwrap().label, "main account west");
}

#[test]
fn a_file_of_no_product_needs_a_kind_and_continues_no_list_until_its_header_is_known() {
    let staff = b"Mail,Town\nann@northwind.example,Bern\n";
    let journey = newer().press("esc").previews("main account.csv", staff).sees_no("(•)");
    let lists = journey.plan().lists.len();
    let journey = journey.sees("main account 2").press("i enter").sees("Say first what the list is.");
    assert_eq!(journey.plan().lists.len(), lists);
    let journey = journey.press("left left").sees("(•) directory").press("i enter").sees("Imported 1 person");
    let kept = journey.plan().lists.last().unwrap().clone();
    assert_eq!((kept.kind.word(), kept.label.as_str()), ("directory", "main account 2"));
    let journey =
        journey.previews("staff-2026-11-20.csv", staff).sees("(•) directory").sees("main account 2");
    journey.press("i enter").sees("Imported 1 person");
}

#[test]
fn every_way_out_of_a_file_is_asked_about_and_one_can_stay() {
    for way in ["p", "q", "1", "0", "f", "e"] {
        let journey = newer().press("right").press(way).sees("Leave this file?").press("enter");
        let journey = journey.sees("(•) pending").sees("4 people");
        let left = journey.press(way).press("down enter");
        assert!(left.is_over() || !left.screen().contains("Import 4 people"), "{way}:\n{}", left.screen());
        assert_eq!(left.is_over(), way == "q", "{way}");
    }
    let journey = newer().goes_to("Findings").sees("Leave this file?").press("esc").sees("Import 4 people");
    assert!(journey.press("ctrl-c").is_over());
}

#[test]
fn the_import_is_left_to_where_it_was_begun() {
    let journey = Journey::open("northwind").at("lists").press("i").sees("Which file?").press("esc");
    journey.sees("zoomus").press("esc").sees("1 Intelligence");
    Journey::open("northwind").at("people").press("i").sees("Which file?").press("esc").sees("/ narrows");
}

#[test]
fn of_a_workbook_with_several_lists_one_is_chosen_first() {
    let book = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/lists/workbook-sheets.xlsx");
    let book = fs::read(book).unwrap();
    let journey = Journey::empty().previews("book.xlsx", &book).sees("Which one is to be imported?");
    let journey =
        journey.sees("Contacts").sees("Users").sees("Pending").sees("1 person").sees("no list of users");
    let journey = journey.picks("Users").press("enter").sees("sheet Users").sees("(•) members");
    let journey = journey.down_to("sheet").press("enter").picks("Pending").press("enter");
    journey.sees("(•) pending").press("esc").sees("Which file?");
}

#[test]
fn the_only_column_of_addresses_stays_one_until_another_is_chosen() {
    let journey = directory().down_to("Mail").press("enter").picks("not used").press("enter");
    journey.sees("A list needs an address column. Choose another one first.").sees("2 people");
}

#[test]
fn a_file_with_nobody_in_it_offers_no_import() {
    let journey = Journey::empty().previews("users.csv", b"Email,Department\n");
    let journey = journey.sees("Nobody is in this file").sees_no("Enter import").sees_no("to the import");
    journey.press("i").sees("Say members or invitations if that is what it lists");
}

#[test]
fn an_export_of_nobody_is_imported_as_a_list_of_nobody() {
    let journey = Journey::empty().previews("users.csv", b"Email,User Status,Last Login(UTC)\n");
    journey.sees("Import a list of nobody");
}

#[test]
fn the_choice_of_a_file_leaves_plans_out_and_a_mistyped_folder_is_not_made() {
    let journey = Journey::open("northwind").at("import").sees("exports").sees_no("plan.toml");
    journey.sees_no("plan.lists");
    let journey = directory().press("r e ctrl-u");
    let mistyped = journey.path("nowhere").join("rows.csv");
    let journey = journey.pastes(mistyped.to_str().unwrap()).press("enter").sees("There is no folder");
    assert!(!journey.path("nowhere").exists());
}

#[test]
fn several_changed_names_are_said_in_the_plural() {
    let renamed = BEFORE.replace("Ann,Lee", "Anne,Lee").replace("Bo,Lind", "Bob,Lind");
    let journey = newer().press("i enter").previews("users-2026-11-09.csv", renamed.as_bytes());
    journey.sees("~ 2 names changed");
}
