//! The command line, by the real binary: what each command writes and how it ends.

use std::io::Read as _;
use std::process::Stdio;

use insta::assert_snapshot;

use crate::shell::Shell;

const RELEASE: &str = "Email Address,User Name\nann.lee@northwind.example,Ann Lee\nBO@northwind.example,Bo Oduya\n\
    cy@northwind.example,Cy Dahl\ndi@labs.northwind.example,Di Wu\n";
const MEMBERS: &str = "Email,First Name,Last Name,User Type\nbo@northwind.example,Bo,Oduya,Licensed\n\
    eve@northwind.example,Eve,Sato,Basic\nnobody,,,\nEVE@northwind.example,Eve,Sato,Basic\n";

/// A folder with a release list of four people and a members list with two, one of them consolidated.
pub(crate) fn with_lists() -> Shell {
    let shell = Shell::new();
    shell.write("release.csv", RELEASE).write("members.csv", MEMBERS);
    shell
}

#[test]
fn a_new_plan_holds_what_was_said_and_replaces_nothing() {
    let shell = Shell::new();
    let new = [
        "new",
        "acme.toml",
        "--organization",
        "Acme",
        "--domain",
        "Acme.example",
        "--domain",
        "@lab.example",
    ];
    assert_snapshot!(shell.run(&new), @"
    Wrote acme.toml.
    Next: ingather acme.toml opens it in the wizard,
          ingather import acme.toml FILE --as members takes a users export in.
    --- exit 0
    ");
    assert_snapshot!(shell.read("acme.toml"), @r#"
    schema = 1

    [organization]
    name = "Acme"

    [[domains]]
    id = "domain-1"
    name = "acme.example"

    [[domains]]
    id = "domain-2"
    name = "lab.example"
    "#);
    assert_snapshot!(shell.run(&new), @"
    --- stderr
    error: [folder]/acme.toml exists already. Nothing was written.
      Choose another name, or move that file out of the way.
    --- exit 3
    ");
}

#[test]
fn inspect_says_what_a_file_is_and_changes_nothing() {
    let shell = with_lists();
    let before = shell.files();
    assert_snapshot!(shell.run(&["inspect", "members.csv", "release.csv"]), @"
    members.csv
      list with an address column, UTF-8, commas, header in line 1
      4 rows: 2 people, 1 repeated, 1 rejected
      It has the column Email; its header fits no product.

      Columns that are read
      Email       email
      First Name  first_name
      Last Name   last_name
      User Type   license_type

      Rejected
      line 4  not an e-mail address  nobody

    release.csv
      release list, UTF-8, commas, header in line 1
      4 rows: 4 people, 0 repeated, 0 rejected
      Looks like people outside the main account (release list): import it --as outside
      Its header has nothing but addresses and names.

      Columns that are read
      Email Address  email
      User Name      display_name
    --- exit 0
    ");
    assert_snapshot!(shell.run(&["inspect", "members.csv", "--json"]), @r#"
    {"file":"members.csv","format":"list with an address column","encoding":"UTF-8","delimiter":",","header_line":1,"outcome":"partial","error":null,"rows":4,"people":[{"email":"bo@northwind.example","line":2,"first_name":"Bo","last_name":"Oduya","license_type":"licensed"},{"email":"eve@northwind.example","line":3,"first_name":"Eve","last_name":"Sato","license_type":"basic"}],"duplicates":[{"line":5,"email":"eve@northwind.example"}],"rejected":[{"line":4,"reason":"invalid_email","value":"nobody"}],"notes":[],"suggested_kind":null}
    --- exit 0
    "#);
    assert_eq!(shell.files(), before);
}

#[test]
fn compare_tells_standings_and_rate_without_a_plan() {
    let shell = with_lists();
    assert_snapshot!(shell.run(&["compare", "--outside", "release.csv", "--members", "members.csv"]), @"
    1 of 4 people are in: 25.0 %, no target set.

    domain                  outstanding  invited  consolidated  native  gone  excluded  unnamed    rate
    labs.northwind.example            1        0             0       0     0         0        0   0.0 %
    northwind.example                 2        0             1       1     0         0        0  33.3 %
    total                             3        0             1       1     0         0        0  25.0 %

    Lists
      outside  release.csv  4 people  0 repeated  0 rejected
      members  members.csv  2 people  1 repeated  1 rejected
    --- exit 0
    ");
    assert_snapshot!(shell.run(&["compare", "--outside", "release.csv", "--members", "members.csv", "--json"]), @r#"
    {"domains":{"labs.northwind.example":{"outstanding":1,"invited":0,"consolidated":0,"native":0,"gone":0,"excluded":0,"unnamed":0},"northwind.example":{"outstanding":2,"invited":0,"consolidated":1,"native":1,"gone":0,"excluded":0,"unnamed":0}},"total":{"outstanding":3,"invited":0,"consolidated":1,"native":1,"gone":0,"excluded":0,"unnamed":0},"rate":{"low":25.0,"high":25.0,"target":null},"lists":[{"file":"release.csv","kind":"outside","rows":4,"people":4,"duplicates":0,"invalid":0},{"file":"members.csv","kind":"members","rows":4,"people":2,"duplicates":1,"invalid":1}]}
    --- exit 0
    "#);
}

#[test]
fn an_import_says_what_it_did_and_what_changed() {
    let shell = with_lists();
    shell.run(&["new", "acme.toml", "--domain", "northwind.example"]);
    let release = ["import", "acme.toml", "release.csv", "--as", "outside", "--date", "2026-11-15"];
    assert_snapshot!(shell.run(&release), @"
    Imported release.csv as outside from “release”, as of 2026-11-15.
    4 people, 0 repeated, 0 rejected.
    Changed: outstanding 0 → 4.
    Rate: 0.0 %, target 75 %.
    --- exit 0
    ");
    assert_snapshot!(shell.run(&["import", "acme.toml", "members.csv", "--as", "members", "--from", "head office"]), @"
    Imported members.csv as members from “head office”, as of 2026-11-21 (today: the file names no day).
    2 people, 1 repeated, 1 rejected.
    Changed: consolidated 0 → 1, outstanding 4 → 3, native 0 → 1.
    Rate: 0.0 % → 25.0 %, target 75 %.
    --- exit 0
    ");
}

#[test]
fn an_import_is_remembered_with_its_digest_and_the_totals_of_the_day() {
    let shell = with_lists();
    shell.run(&["new", "acme.toml", "--domain", "northwind.example"]);
    shell.run(&["import", "acme.toml", "release.csv", "--as", "outside", "--date", "2026-11-15"]);
    shell.run(&["import", "acme.toml", "members.csv", "--as", "members", "--from", "head office"]);
    assert_snapshot!(shell.read("acme.toml"), @r#"
    schema = 1

    [[domains]]
    id = "domain-1"
    name = "northwind.example"

    [[lists]]
    id = "outside-2026-11-15"
    label = "release"
    as_of = 2026-11-15
    file = "release.csv"
    format = "release list"
    header = "b0aad30d9493"
    digest = "fc7610ecdd409d3a3ee1c8941e12028cc570073984ce576006696b83bd27dc9e"
    rows = 4
    people = 4
    duplicates = 0
    rejected = 0
    imported_on = 2026-11-21

    [[lists]]
    id = "members-2026-11-21"
    kind = "members"
    label = "head office"
    as_of = 2026-11-21
    file = "members.csv"
    format = "list with an address column"
    header = "04cdaeb4515e"
    digest = "38e729d578cc61f9227406a4fa0283c5e5e61a31c64b48942c545b195c2739ed"
    rows = 4
    people = 2
    duplicates = 1
    rejected = 1
    imported_on = 2026-11-21

    [[history]]
    id = "milestone-1"
    date = 2026-11-15
    after = "outside-2026-11-15"
    outstanding = 4
    rate_low = 0
    rate_high = 0

    [[history]]
    id = "milestone-2"
    date = 2026-11-21
    after = "members-2026-11-21"
    outstanding = 3
    consolidated = 1
    native = 1
    rate_low = 250
    rate_high = 250
    "#);
}

#[test]
fn the_same_list_again_replaces_the_first_and_an_older_one_is_history() {
    let shell = with_lists();
    shell.run(&["new", "acme.toml"]);
    let members = ["import", "acme.toml", "members.csv", "--as", "members"];
    shell.run(&members);
    assert_snapshot!(shell.run(&members), @"
    Imported members.csv as members from “main account”, as of 2026-11-21 (today: the file names no day).
    2 people, 1 repeated, 1 rejected.
    It replaces members-2026-11-21, which was of the same day.
    Compared with the list of 2026-11-21: nobody joined, left or changed.
    No total changed.
    Rate: no rate, target 75 %.
    --- exit 0
    ");
    assert_snapshot!(shell.run(&[&members[..], &["--date", "2026-11-01"]].concat()), @"
    Imported members.csv as members from “main account”, as of 2026-11-01.
    2 people, 1 repeated, 1 rejected.
    A newer list of this kind and source is there already: this one is kept as history.
    No total changed.
    Rate: no rate, target 75 %.
    --- exit 0
    ");
    let kept: Vec<String> = shell
        .files()
        .iter()
        .filter(|(path, _)| path.parent().unwrap().ends_with("acme.lists"))
        .map(|(path, _)| path.file_name().unwrap().to_string_lossy().into_owned())
        .collect();
    assert_eq!(kept, ["list-members-2026-11-01.csv", "list-members-2026-11-21-2.csv"]);
}

#[test]
fn the_newer_export_of_the_sample_moves_its_rate() {
    let shell = Shell::with_samples();
    let export = "northwind-exports/zoomus_users-2026-11-21.csv";
    assert_snapshot!(shell.run(&["import", "northwind.toml", export, "--as", "members"]), @"
    Imported zoomus_users-2026-11-21.csv as members from “main account”, as of 2026-11-21 (from the file's name).
    835 people, 0 repeated, 3 rejected.
    Compared with the list of 2026-11-15: 43 joined (43 were outstanding).
    Changed: consolidated 612 → 655, outstanding 302 → 259, unnamed 63 → 106.
    Rate: 58.5–62.3 % → 60.1–66.6 %, target 75 %.
    --- exit 0
    ");
}

#[test]
fn paths_lie_in_the_persons_own_folders() {
    assert_snapshot!(Shell::new().run(&["paths"]), @"
    settings           [folder]/home/.config/ingather/settings.toml
    recent plans       [folder]/home/.local/state/ingather/recent.toml
    where one was      [folder]/home/.local/state/ingather/places.toml
    chosen columns     [folder]/home/.local/state/ingather/view.toml
    earlier versions   [folder]/home/.local/state/ingather/backups
    copies of samples  [folder]/home/.local/state/ingather/samples
    log                [folder]/home/.local/state/ingather/ingather.log
    --- exit 0
    ");
}

#[test]
fn a_reader_that_stops_reading_ends_the_command_quietly() {
    let shell = Shell::with_samples();
    let mut child = shell
        .command(&["people", "northwind.toml", "--json"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // The pipe is closed before anything was read from it.
    drop(child.stdout.take());
    let mut told = String::new();
    child.stderr.take().unwrap().read_to_string(&mut told).unwrap();
    assert_eq!((child.wait().unwrap().code(), told.as_str()), (Some(0), ""));
}
