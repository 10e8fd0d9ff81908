//! `ingather import --as accounts` and `--as counts`: files whose rows are no people go where they belong in the plan.

use insta::assert_snapshot;

use crate::shell::Shell;

const ACCOUNTS: &str = "account_name,account_number,owner_email,account_type,user_count,zoom_rooms\n\
    Field Sales,700-002,ann@northwind.example,Pro,12,2\nLabs,700-003,bo@northwind.example,Business,40,\n";
const COUNTS: &str = "Domain,Users in your account,Users outside your account,Date\n\
    northwind.example,412,120,2026-11-14\nother.example,1,2,\nTotal,413,122,\n";

fn with_plan() -> Shell {
    let shell = Shell::new();
    shell.write("accounts.csv", ACCOUNTS).write("counts.csv", COUNTS);
    shell.run(&["new", "plan.toml", "--domain", "northwind.example"]);
    shell
}

#[test]
fn accounts_go_to_the_discovered_accounts_and_what_changed_is_told() {
    let shell = with_plan();
    let import = ["import", "plan.toml", "accounts.csv", "--as", "accounts"];
    assert_snapshot!(shell.run(&import), @"
    Read 2 accounts in accounts.csv.
    New: Field Sales and Labs.
    6 special cases are needed and not there. In the wizard, o on the page Special cases opens them.
    --- exit 0
    ");
    assert!(shell.read("plan.toml").contains("[[accounts]]"), "{}", shell.read("plan.toml"));
    shell.write("accounts.csv", &ACCOUNTS.replace(",12,2", ",14,"));
    assert_snapshot!(shell.run(&import), @"
    Read 2 accounts in accounts.csv.
    Field Sales: Users was 12 and is now 14.
    1 account is known already, with the same answers.
    6 special cases are needed and not there. In the wizard, o on the page Special cases opens them.
    --- exit 0
    ");
    assert!(shell.read("plan.toml").contains("rooms = 2"), "an answer is not emptied");
}

#[test]
fn counts_become_readings_and_the_total_row_is_left_out() {
    let shell = with_plan();
    let import = ["import", "plan.toml", "counts.csv", "--as", "counts", "--date", "2026-11-20"];
    assert_snapshot!(shell.run(&import), @"
    Read 2 readings in counts.csv.
    New: 2 readings.
    Not among the domains of the plan: other.example. Add them, or their counts belong nowhere.
    Line 4 was left out: it names no domain.
    Rate: 0.0 %.
    --- exit 0
    ");
    let plan = shell.read("plan.toml");
    assert!(plan.contains("date = 2026-11-14") && plan.contains("date = 2026-11-20"), "{plan}");
    let told = shell.json(&["import", "plan.toml", "counts.csv", "--as", "counts", "--json"], 0);
    assert_eq!((told["as"].as_str(), told["rows"].as_u64()), (Some("counts"), Some(2)));
}

#[test]
fn of_a_workbook_with_several_sheets_of_counts_one_is_asked_for() {
    let shell = with_plan();
    let book = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/lists/workbook-counts.xlsx");
    std::fs::copy(book, shell.path("counts.xlsx")).unwrap();
    let plan = shell.read("plan.toml");
    let import = ["import", "plan.toml", "counts.xlsx", "--as", "counts", "--json"];
    assert_eq!(shell.json(&import, 3)["error"]["kind"], "several_sheets");
    let nowhere = shell.json(&[&import[..], &["--sheet", "Nowhere"]].concat(), 3);
    assert!(nowhere["error"]["message"].as_str().unwrap().contains("has no sheet “Nowhere”"), "{nowhere}");
    assert_eq!(shell.read("plan.toml"), plan);
    let told = shell.json(&[&import[..], &["--sheet", "New"]].concat(), 0);
    assert!(told["notes"][0].as_str().unwrap().starts_with("The sheet “New” was read"), "{told}");
}

#[test]
fn counts_given_twice_for_a_day_are_told_and_the_first_ones_stay() {
    let shell = with_plan();
    shell.write(
        "counts.csv",
        "Domain,Inside,Outside,Date\nnorthwind.example,5,6,2026-11-20\nnorthwind.example,7,8,2026-11-20\n",
    );
    let import = ["import", "plan.toml", "counts.csv", "--as", "counts"];
    assert_snapshot!(shell.run(&import), @"
    Read 2 readings in counts.csv.
    New: 1 reading.
    More than once in the file, with other counts: northwind.example on 2026-11-20. The first ones were taken; mend the file if they are wrong.
    Rate: 0.0 %.
    --- exit 0
    ");
    let again = shell.run(&import);
    assert!(again.contains("1 reading is known already") && again.contains("Nothing changes."), "{again}");
}

#[test]
fn a_file_is_not_taken_for_what_it_is_not() {
    let shell = with_plan();
    let plan = shell.read("plan.toml");
    for (file, kind, holds) in [
        ("counts.csv", "members", "counts for domains"),
        ("counts.csv", "accounts", "counts for domains"),
        ("accounts.csv", "counts", "accounts"),
    ] {
        let said = shell.run(&["import", "plan.toml", file, "--as", kind]);
        assert!(said.contains(holds) && said.contains("exit 3"), "{said}");
        assert!(!said.contains("is not a list that can be read"), "{said}");
        let told = shell.json(&["import", "plan.toml", file, "--as", kind, "--json"], 3);
        assert_eq!(told["error"]["kind"], "holds_something_else");
    }
    assert_eq!(shell.read("plan.toml"), plan);
    let said = shell.run(&["compare", "--outside", "counts.csv", "--members", "accounts.csv"]);
    assert!(said.contains("counts for domains") && said.contains("exit 3"), "{said}");
}
