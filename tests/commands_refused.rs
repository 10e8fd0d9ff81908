//! What the command line says to input it cannot take: what, where, what to do, and the exit code.

use ingather::store::{Access, Folders, PlanFile};
use insta::assert_snapshot;

use crate::shell::Shell;

#[test]
fn a_syntax_error_names_line_and_column_and_leaves_the_file_alone() {
    let shell = Shell::new();
    let text = "schema = 1\n\n[organization]\nname = \"Acme\nkind = \"corporate\"\n";
    shell.write("acme.toml", text);
    assert_snapshot!(shell.run(&["status", "acme.toml"]), @r#"
    --- stderr
    error: [folder]/acme.toml cannot be read as a plan: line 4, column 13.
      |
    4 | name = "Acme
      |             ^
    invalid basic string, expected `"`
      Mend that line in a text editor and open the plan again. The file was not touched.
    --- exit 3
    "#);
    let import = shell.write("users.csv", "Email\nann@acme.example\n").run(&[
        "import",
        "acme.toml",
        "users.csv",
        "--as",
        "members",
    ]);
    assert!(import.ends_with("--- exit 3\n"), "{import}");
    assert_eq!(shell.read("acme.toml"), text);
}

#[test]
fn a_value_out_of_range_names_the_key_and_what_is_allowed() {
    let shell = Shell::new();
    shell
        .write("target.toml", "[sso]\ntarget = 150\n")
        .write("kind.toml", "[organization]\nkind = \"club\"\n");
    // A number is kept as if it had been typed into the form.
    let told = shell.run(&["check", "target.toml"]);
    let lines = [
        "“150” was typed for “Target in %” and is not understood.",
        "“150” does not fit here. Write a whole number from 1 to 100.",
        "where: sso/target",
    ];
    assert!(lines.iter().all(|line| told.contains(line)), "{told}");
    assert_eq!(shell.read("target.toml"), "[sso]\ntarget = 150\n");
    assert_snapshot!(shell.run(&["status", "kind.toml"]), @r#"
    --- stderr
    error: [folder]/kind.toml cannot be read as a plan: line 2, column 8.
      |
    2 | kind = "club"
      |        ^^^^^^
    unknown variant `club`, expected `corporate` or `education`
      Mend that line in a text editor and open the plan again. The file was not touched.
    --- exit 3
    "#);
}

#[test]
fn an_unknown_key_is_a_finding_and_stays() {
    let shell = Shell::new();
    shell.write(
        "acme.toml",
        "[[domains]]\nid = \"domain-1\"\nname = \"acme.example\"\nverifed_on = 2026-11-02\n",
    );
    let text = shell.run(&["check", "acme.toml"]);
    assert!(text.contains("domains.1.verifed_on. Did you mean verified_on?"), "{text}");
    shell.write("users.csv", "Email\nann@acme.example\n").run(&[
        "import",
        "acme.toml",
        "users.csv",
        "--as",
        "members",
    ]);
    assert!(shell.read("acme.toml").contains("verifed_on = 2026-11-02"));
}

#[test]
fn a_missing_or_altered_list_is_a_finding_and_the_rest_works() {
    let shell = Shell::with_samples();
    std::fs::remove_file(shell.path("northwind.lists/list-pending-2026-11-21.csv")).unwrap();
    shell.write("northwind.lists/list-special-2026-11-03.csv", "line,email\n2,somebody@northwind.example\n");
    let text = shell.run(&["status", "northwind.toml"]);
    assert!(text.contains("file missing") && text.contains("file altered: not used"), "{text}");
    assert!(text.contains("612 of 983 people are in"), "{text}");
    let json = shell.json(&["check", "northwind.toml", "--json"], 1);
    let lists: Vec<&str> = json["findings"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|finding| {
            ["pending-2026-11-21", "special-2026-11-03"]
                .iter()
                .any(|id| finding["field"].as_str().unwrap().contains(id))
        })
        .map(|finding| finding["says"].as_str().unwrap())
        .collect();
    assert_snapshot!(lists.join("\n"), @"
    The kept copy of executives-2026-11-03.csv was altered since it was imported.
    The kept copy of pending-2026-11-21.csv is missing.
    ");
}

#[test]
fn files_that_are_no_list_are_told_apart_and_the_others_are_still_read() {
    let shell = Shell::new();
    shell
        .write("page.csv", "<!DOCTYPE html><html><body>Sign in</body></html>")
        .write("api.csv", "{\"code\": 124}")
        .write("empty.csv", "")
        .write("sums.csv", "month,total\n11,20\n")
        .write("quote.csv", "Email,Name\nann@acme.example,\"Ann\nbo@acme.example,Bo\n")
        .write("good.csv", "Email\nann@acme.example\n");
    let files = ["page.csv", "api.csv", "empty.csv", "sums.csv", "quote.csv", "gone.csv", "good.csv"];
    assert_snapshot!(shell.run(&[&["inspect"][..], &files].concat()), @"
    page.csv
      not read: This is a web page, often the sign-in page of a session that has ended. Sign in again and download the list once more.

    api.csv
      not read: This is JSON, but no list of users was found in it: no array of objects with e-mail addresses. Export the list of users as CSV.

    empty.csv
      not read: The file is empty. Export the list again and check that it has rows.

    sums.csv
      not read: No column with e-mail addresses was found. The first row says: month, total. Export the list again with the column Email.

    quote.csv
      not read: The quote that opens in line 2 is not closed, so the rows after it cannot be told apart. Close or delete the quote in line 2, or export the list again.

    gone.csv
      not read: There is no such file. Check the spelling of the path and the folder you are in.

    good.csv
      release list, UTF-8, commas, header in line 1
      1 row: 1 person, 0 repeated, 0 rejected
      Looks like people outside the main account (release list): import it --as outside
      Its header has nothing but addresses and names.

      Columns that are read
      Email  email
    --- exit 3
    ");
    let kinds = ["html", "json", "empty_file", "no_email_column", "unclosed_quote", "io"];
    for (file, kind) in files.iter().zip(kinds) {
        assert_eq!(shell.json(&["inspect", file, "--json"], 3)["error"]["kind"], kind, "{file}");
    }
}

#[test]
fn a_file_that_cannot_be_imported_changes_nothing() {
    let shell = Shell::with_samples();
    shell.write("page.csv", "<html>").write("other.csv", "month,total\n1,2\n");
    let before = shell.files();
    for file in ["page.csv", "other.csv", "gone.csv", "northwind.lists"] {
        let text = shell.run(&["import", "northwind.toml", file, "--as", "members"]);
        assert!(text.ends_with("--- exit 3\n"), "{text}");
        assert!(text.starts_with("--- stderr\nerror: "), "{text}");
    }
    assert_eq!(shell.files(), before);
    assert_snapshot!(shell.run(&["import", "northwind.toml", "other.csv", "--as", "members"]), @"
    --- stderr
    error: other.csv is not a list that can be read: No column with e-mail addresses was found. The first row says: month, total. Export the list again with the column Email.
    --- exit 3
    ");
}

#[test]
fn without_a_terminal_the_wizard_names_the_command_to_use() {
    let shell = Shell::with_samples();
    assert_snapshot!(shell.run(&["northwind.toml"]), @"
    --- stderr
    error: The wizard needs a terminal for its input and its output.
      Without one use a command: ingather status northwind.toml says where the project stands; ingather --help shows the others.
    --- exit 2
    ");
    assert!(shell.run(&[]).ends_with("--- exit 2\n"));
}

#[test]
fn a_plan_of_a_newer_version_and_one_open_elsewhere_end_with_four() {
    let shell = Shell::with_samples();
    shell.write("newer.toml", "schema = 99\nfuture = true\n");
    assert_snapshot!(shell.run(&["status", "newer.toml"]), @"
    --- stderr
    error: [folder]/newer.toml has schema 99; this version of ingather knows up to 1.
      Open it with the newer version of ingather that wrote it. The file was not touched.
    --- exit 4
    ");
    let folders = Folders::under(&shell.path("home"));
    let _open = PlanFile::open(&shell.path("riverside-university.toml"), &folders, Access::Write).unwrap();
    shell.write("users.csv", "Email\nann@riverside.example\n");
    let text = shell.run(&["import", "riverside-university.toml", "users.csv", "--as", "members"]);
    assert!(text.contains("is open in ingather, process") && text.ends_with("--- exit 4\n"), "{text}");
    let text = shell.run(&["status", "riverside-university.toml"]);
    assert!(text.ends_with("--- exit 0\n"), "looking needs no lock: {text}");
}

#[test]
fn what_was_mistyped_ends_with_two_and_says_what_there_is() {
    let shell = Shell::with_samples();
    assert_snapshot!(shell.run(&["export", "northwind.toml", "runbok"]), @"
    --- stderr
    error: There is no document “runbok”.
      There are:
      checklist --format md
      checklist --format csv
      checklist --format csv-plain
      cases --format md
      cases --format csv
      cases --format csv-plain
      outstanding --format csv
      outstanding --format csv-plain
      invites --format csv
      invited --format csv
      invited --format csv-plain
      mismatches --format csv
      mismatches --format csv-plain
      mismatches --format md
      calendar --format md
      calendar --format csv
      calendar --format csv-plain
      ticket --format md
      sso-locked-out --format csv
      sso-locked-out --format csv-plain
      sso-locked-out --format md
      sso-safe --format csv
      sso-safe --format csv-plain
      impact --format md
      cloudlink-block --format txt
    --- exit 2
    ");
    // Then there is the same list.
    let told = shell.run(&["export", "northwind.toml", "checklist", "--format", "docx"]);
    let first = "error: There is no format “docx” of checklist.\n  There are:\n  checklist --format md\n";
    assert!(told.contains(first) && told.ends_with("  cloudlink-block --format txt\n--- exit 2\n"), "{told}");
}

#[test]
fn what_cannot_be_read_ends_with_two_and_says_what_can() {
    let shell = Shell::with_samples();
    assert_snapshot!(shell.run(&["people", "northwind.toml", "standing:here"]), @"
    --- stderr
    error: The filter is not understood at “here”: “standing:” is one of excluded, consolidated, invited, gone, outstanding, native and unknown.
      Write words to search for, or key:value with one of standing, domain, name, email, dept, job, group, location, manager, license, status, role, login, account, case, wave, mark, sso, list, has, after, before. For example standing:outstanding dept:sales.
    --- exit 2
    ");
    assert_snapshot!(shell.run(&["new", "acme.toml", "--domain", "not a domain"]), @"
    --- stderr
    error: “not a domain” is no e-mail domain.
      Type the part after the @, for example --domain northwind.example.
    --- exit 2
    ");
    assert_snapshot!(shell.run(&["import", "northwind.toml", "x.csv", "--as", "members", "--date", "soon"]), @"
    --- stderr
    error: invalid value 'soon' for '--date <YYYY-MM-DD>': “soon” is no date. Write year-month-day, for example 2026-12-01.

    For more information, try '--help'.
    --- exit 2
    ");
}

#[test]
fn a_list_of_a_day_to_come_is_refused() {
    let shell = Shell::with_samples();
    let before = shell.files();
    let export = "northwind-exports/zoomus_users-2026-11-21.csv";
    let import = ["import", "northwind.toml", export, "--as", "members", "--date", "2026-12-01"];
    assert_snapshot!(shell.run(&import), @"
    --- stderr
    error: 2026-12-01 is after today, 2026-11-21. A list cannot speak of a day to come.
      Give --date the day on which the list was exported.
    --- exit 2
    ");
    assert_eq!(shell.files(), before);
}

#[test]
fn a_missing_plan_is_named() {
    assert_snapshot!(Shell::new().run(&["status", "gone.toml"]), @"
    --- stderr
    error: There is no file gone.toml.
      Check the spelling of the path and the folder you are in.
    --- exit 3
    ");
}

#[test]
fn nothing_from_a_file_reaches_the_terminal_as_a_command() {
    let shell = Shell::new();
    let evil = "\u{1b}[2J\u{202e}\u{9b}31m";
    let csv = format!("Email,Name{evil},Department\nann@acme.example,Ann{evil},{evil}\nbad{evil}@,x,y\n");
    shell.write("users.csv", &csv).write("acme.toml", "[organization]\nname = \"A\\u001b[2J\\u202e\"\n");
    let runs: [&[&str]; 7] = [
        &["inspect", "users.csv"],
        &["inspect", "users.csv", "--json"],
        &["import", "acme.toml", "users.csv", "--as", "outside", "--from", evil],
        &["status", "acme.toml"],
        &["check", "acme.toml"],
        &["people", "acme.toml"],
        &["status", &format!("{evil}.toml")],
    ];
    for run in runs {
        let text = shell.run(run);
        let escaped = |letter: char| letter != '\n' && ingather::untrusted::is_treacherous(letter);
        let found = text.chars().find(|letter| escaped(*letter));
        assert_eq!(found, None, "{run:?}: {text}");
    }
}

#[test]
fn a_word_that_is_no_command_is_told_with_the_commands_there_are() {
    let shell = Shell::with_samples();
    let told = shell.run(&["bogus", "northwind.toml"]);
    assert!(told.contains("There is no command “bogus”.") && told.contains("status"), "{told}");
    assert!(told.contains("--- exit 2"), "{told}");
}

#[test]
fn a_filter_may_begin_with_a_minus_and_a_misspelt_option_is_no_filter() {
    let shell = Shell::with_samples();
    let told = shell.run(&["people", "northwind.toml", "-standing:outstanding domain:nwtrading.example"]);
    assert!(told.contains("consolidated") && !told.contains("outstanding"), "{told}");
    let told = shell.run(&["people", "northwind.toml", "--jsn"]);
    assert!(told.contains("--- exit 2"), "{told}");
}
