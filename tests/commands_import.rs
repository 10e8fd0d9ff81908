//! What `ingather import` refuses although the file can be read, and what it says of the file, by the real binary.

use std::path::{Path, PathBuf};

use insta::assert_snapshot;

use crate::shell::Shell;

/// A users export of these people.
fn members(numbers: std::ops::Range<u32>) -> String {
    let rows: String = numbers.map(|n| format!("p{n}@acme.example,Active,2026-11-10 08:00:00\n")).collect();
    format!("Email,User Status,Last Login(UTC)\n{rows}")
}

/// A plan with 30 members.
fn with_members() -> Shell {
    let shell = Shell::new();
    shell.run(&["new", "acme.toml", "--domain", "acme.example"]);
    shell.write("users-2026-11-08.csv", &members(0..30));
    shell.run(&["import", "acme.toml", "users-2026-11-08.csv", "--as", "members"]);
    shell
}

#[test]
fn a_file_in_which_nobody_is_takes_nothing_away() {
    let shell = with_members();
    shell
        .write("header.csv", &members(0..0))
        .write("rejected.csv", "Email,User Status\nnobody,Active\n-,Active\n");
    let before = shell.files();
    assert_snapshot!(shell.run(&["import", "acme.toml", "header.csv", "--as", "members"]), @"
    --- stderr
    error: header.csv: 30 of 30 members are not in this file. Most people of the list before are missing in this one. Is it the whole list, and of the same kind?
      Nothing was imported. Add --force if it is the whole list.
    --- exit 3
    ");
    assert_snapshot!(shell.run(&["import", "acme.toml", "header.csv", "--as", "outside"]), @"
    --- stderr
    error: header.csv: Nobody is in this file; nothing was imported.
      It has no rows below its header. Export the list again.
    --- exit 3
    ");
    assert_snapshot!(shell.run(&["import", "acme.toml", "rejected.csv", "--as", "members"]), @"
    --- stderr
    error: rejected.csv: Nobody is in this file; nothing was imported.
      2 rows were rejected. ingather inspect tells why.
    --- exit 3
    ");
    let told = shell.json(&["import", "acme.toml", "header.csv", "--as", "members", "--json"], 3);
    assert_eq!(
        (told["outcome"].as_str(), told["error"]["kind"].as_str()),
        (Some("error"), Some("most_are_missing"))
    );
    assert_eq!(shell.files(), before);
    // Whoever says that it is the whole list is believed: nobody is a member, or invited, any more.
    let told = shell.run(&["import", "acme.toml", "header.csv", "--as", "members", "--force"]);
    assert!(told.contains("0 people") && told.contains("--- exit 0"), "{told}");
    let told = shell.run(&["import", "acme.toml", "header.csv", "--as", "pending"]);
    assert!(told.contains("as pending") && told.contains("--- exit 0"), "nobody was invited before: {told}");
}

#[test]
fn a_list_in_which_most_people_are_missing_needs_to_be_forced() {
    let shell = with_members();
    shell.write("users-2026-11-15.csv", &members(0..14));
    let before = shell.files();
    let import = ["import", "acme.toml", "users-2026-11-15.csv", "--as", "members"];
    assert_snapshot!(shell.run(&import), @"
    --- stderr
    error: users-2026-11-15.csv: 16 of 30 members are not in this file. Most people of the list before are missing in this one. Is it the whole list, and of the same kind?
      Nothing was imported. Add --force if it is the whole list.
    --- exit 3
    ");
    let told = shell.json(&[&import[..], &["--json"]].concat(), 3);
    assert_eq!(told["error"]["kind"], "most_are_missing");
    assert_eq!(shell.files(), before);
    let forced = shell.run(&[&import[..], &["--force"]].concat());
    assert!(forced.contains("16 left") && forced.ends_with("--- exit 0\n"), "{forced}");
}

#[test]
fn an_import_says_where_its_day_comes_from_and_that_the_file_looks_like_another_kind() {
    let shell = with_members();
    shell.write("users.csv", &members(0..30)).write("bare.csv", "Work Email,Town\np1@acme.example,Bern\n");
    assert_snapshot!(shell.run(&["import", "acme.toml", "users.csv", "--as", "pending"]), @"
    Imported users.csv as pending from “main account”, as of 2026-11-10 (the newest day in the file).
    30 people, 0 repeated, 0 rejected.
    It looks like members (Zoom users export) and was taken as pending, as you said.
    No total changed.
    Rate: no rate, target 75 %.
    --- exit 0
    ");
    let bare = shell.json(&["import", "acme.toml", "bare.csv", "--as", "directory", "--json"], 0);
    assert_eq!((bare["as_of"].as_str(), bare["as_of_from"].as_str()), (Some("2026-11-21"), Some("today")));
    let told = shell.json(
        &["import", "acme.toml", "users-2026-11-08.csv", "--as", "members", "--date", "2026-11-09", "--json"],
        0,
    );
    assert_eq!(
        (told["as_of_from"].as_str(), told["suggested_kind"].as_str()),
        (Some("said"), Some("members"))
    );
}

#[test]
fn a_workbook_with_several_lists_asks_which_sheet() {
    let shell = with_members();
    let book = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/lists/workbook-sheets.xlsx");
    std::fs::copy(book, shell.path("book.xlsx")).unwrap();
    let import = ["import", "acme.toml", "book.xlsx", "--as", "directory"];
    assert_snapshot!(shell.run(&import), @"
    --- stderr
    error: book.xlsx: Several sheets hold a list: “Contacts”, “Users” and “Pending”.
      Say which one is to be imported with --sheet NAME.
    --- exit 3
    ");
    let refused = shell.json(&[&import[..], &["--json"]].concat(), 3);
    assert_eq!(refused["error"]["kind"], "several_sheets");
    let told = shell.run(&[&import[..], &["--sheet", "Nowhere"]].concat());
    assert!(told.contains("Name one of them.\n--- exit 3"), "one piece of advice is enough:\n{told}");
}

#[test]
fn a_directory_taken_as_members_goes_on_with_the_members_there_are() {
    let shell = with_members();
    shell.write(
        "entra-2026-11-15.csv",
        "userPrincipalName,displayName,accountEnabled\np1@acme.example,P One,True\n",
    );
    let import = ["import", "acme.toml", "entra-2026-11-15.csv", "--as", "members", "--json"];
    let told = shell.json(&import, 3);
    assert_eq!(told["error"]["kind"], "most_are_missing", "it is compared with the list there is");
    let told = shell.json(&[&import[..], &["--force"]].concat(), 0);
    assert_eq!(told["label"], "main account");
    let told = shell.json(&["import", "acme.toml", "entra-2026-11-15.csv", "--as", "directory", "--json"], 0);
    assert_eq!(told["label"], "Entra");
}

#[test]
fn a_list_is_not_filed_as_history_only_because_its_day_was_guessed() {
    let shell = with_members();
    shell.write("users.csv", &members(0..30).replace("2026-11-10", "2026-11-05"));
    let before = shell.files();
    assert_snapshot!(shell.run(&["import", "acme.toml", "users.csv", "--as", "members"]), @"
    --- stderr
    error: users.csv: Going by 2026-11-05 (the newest day in the file) it is older than the list of 2026-11-08 that is there, and would be kept as history.
      Nothing was imported. Give the day of the export with --date, for example --date 2026-11-05 if that is right.
    --- exit 3
    ");
    let told = shell.json(&["import", "acme.toml", "users.csv", "--as", "members", "--json"], 3);
    assert_eq!(told["error"]["kind"], "older_by_a_guess");
    assert_eq!(shell.files(), before);
    let dated = ["import", "acme.toml", "users.csv", "--as", "members", "--date", "2026-11-05", "--json"];
    assert_eq!(shell.json(&dated, 0)["current"], false, "a day that was given is taken as it is");
}

#[test]
fn a_replaced_file_that_cannot_be_deleted_is_told_and_fails_nothing() {
    let shell = with_members();
    let is_kept = |(path, _): &(PathBuf, Vec<u8>)| path.ends_with("acme.lists/list-members-2026-11-08.csv");
    let (kept, _) = shell.files().into_iter().find(is_kept).unwrap();
    // A folder in its place can be deleted by nobody who deletes a file.
    std::fs::remove_file(&kept).unwrap();
    std::fs::create_dir(&kept).unwrap();
    let import = ["import", "acme.toml", "users-2026-11-08.csv", "--as", "members", "--json"];
    let told = shell.json(&import, 0);
    let note = told["notes"][0].as_str().unwrap();
    assert!(note.starts_with("The file of the list it replaces could not be deleted: "), "{note}");
    assert!(shell.read("acme.toml").contains("members-2026-11-08-2"), "the plan is saved");
}

#[test]
fn a_refused_file_is_told_as_json_too() {
    let shell = with_members();
    shell.write("page.csv", "<!DOCTYPE html><html><body>Sign in</body></html>");
    for (file, kind) in [("page.csv", "html"), ("nowhere.csv", "io")] {
        let told = shell.json(&["import", "acme.toml", file, "--as", "members", "--json"], 3);
        assert_eq!((told["outcome"].as_str(), told["error"]["kind"].as_str()), (Some("error"), Some(kind)));
    }
}

#[test]
fn a_plan_or_an_empty_list_is_told_for_what_it_is() {
    let shell = with_members();
    shell.write("header.csv", &members(0..0));
    let told = shell.run(&["inspect", "header.csv"]);
    assert!(
        told.contains("Nobody is in it: import it as a list of nobody --as pending or --as members"),
        "{told}"
    );
    shell.write("who.csv", "Email,Name,Town\nann@acme.example,Ann,Bern\n,Zoe Who,Basel\n");
    let told = shell.run(&["inspect", "who.csv"]);
    assert!(told.contains("no e-mail address  Zoe Who, Basel"), "{told}");
    shell.write("dots.csv", "# A company, half-way.\nx\n");
    let told = shell.run(&["inspect", "dots.csv"]);
    assert!(told.contains("half-way. Export"), "{told}");
    let told = shell.run(&["compare", "--outside", "header.csv", "--members", "header.csv"]);
    assert!(told.contains("There is no rate") && !told.contains("reading"), "{told}");
}

#[test]
fn a_document_goes_to_standard_output_when_it_is_asked_for() {
    let shell = Shell::with_samples();
    let before = shell.files();
    let told = shell.run(&["export", "northwind.toml", "checklist", "--to", "-"]);
    assert!(told.starts_with('#') && told.ends_with("--- exit 0\n"), "{told}");
    let told = shell.run(&["export", "northwind.toml", "invites", "--to", "-"]);
    assert!(told.contains("standard output takes one") && told.ends_with("--- exit 2\n"), "{told}");
    // Where there is no document, the reason is told and not its number.
    let told = shell.run(&["export", "riverside-university.toml", "sso-safe", "--to", "-"]);
    assert!(told.contains("error: No directory list says") && !told.contains("0 documents"), "{told}");
    assert_eq!(shell.files(), before);
}
