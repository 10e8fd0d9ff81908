//! Every document at once: nothing treacherous gets through, and what is missing is named.

use super::*;

/// A text that a spreadsheet would calculate, a terminal would obey and a reader would see the wrong way round.
const EVIL: &str = "=cmd|'/c calc'!A1\\u001b[2J\\u202e";

/// Returns a plan that has something of everything a document is made of, each with the text in it.
fn evil_plan() -> String {
    format!(
        "[organization]\nname = \"{EVIL}\"\ncloudlink = true\n[sso]\nassigned_list = \"{EVIL}\"\n
        [[domains]]\nid = \"domain-1\"\nname = \"northwind.example\"\noption = \"change\"\nenabled_on = 2026-12-04\n
        [[holidays]]\nid = \"holiday-1\"\nname = \"{EVIL}\"\ndate = 2026-12-07\n
        [[lists]]\nid = \"directory-1\"\nkind = \"directory\"\nlabel = \"{EVIL}\"\n
        [[accounts]]\nid = \"account-1\"\nname = \"{EVIL}\"\nnumber = \"{EVIL}\"\nowner = \"ann@northwind.example\"\nusers = 3\n
        [[cases]]\nid = \"case-1\"\nkind = \"paid\"\ntitle = \"{EVIL}\"\nowner = \"@{EVIL}\"\naccount = \"account-1\"\n\
        people = [\"bo@northwind.example\", \"{EVIL}\"]\nopened_on = 2026-11-10\n
        [[sub_accounts]]\nid = \"sub-account-1\"\nname = \"{EVIL}\"\nnumber = \"{EVIL}\"\nadd_by = \"ticket\"\n\
        people = \"-nobody\"\nmove_at = \"{EVIL}\"\napproved_by = \"{EVIL}\"\n
        [[break_glass]]\nid = \"break-glass-1\"\nname = \"{EVIL}\"\nemail = \"lee@northwind.example\"\n
        [[waves]]\nid = \"{EVIL}\"\ntitle = \"{EVIL}\"\nfilter = \"bo\"\n
        [[messages]]\nid = \"message-1\"\ntitle = \"{EVIL}\"\nowner = \"@{EVIL}\"\naudience = \"-{EVIL}\"\n
        [[messages]]\nid = \"message-2\"\ntitle = \"{EVIL}\"\naudience = \"dept:\\\"{EVIL}\\\"\"\n
        [[groups]]\nid = \"group-1\"\ntitle = \"{EVIL}\"\n"
    )
}

fn evil() -> Project {
    let cells = "\"=1+1\u{1b}[2J\",\"@SUM(A1)\",\"\u{202e}-2\"";
    let of = |people: &[&str]| {
        let rows: Vec<String> =
            people.iter().map(|one| format!("{one}@northwind.example,{cells}\n")).collect();
        format!("email,name,Department,Location\n{}", rows.concat())
    };
    let (outside, members) = (of(&["ann", "bo", "cy", "dan"]), of(&["ann", "lee", "m.new"]));
    let (pending, directory) = (of(&["cy"]), of(&["ann", "bo", "mnew"]));
    Project::of(
        &evil_plan(),
        &[
            (ListKind::Outside, &outside),
            (ListKind::Members, &members),
            (ListKind::Pending, &pending),
            (ListKind::Directory, &directory),
        ],
    )
}

#[test]
fn no_document_carries_a_formula_or_a_control_character() {
    let project = evil();
    for one in FORMATS {
        let written = project.write(one.id);
        let mut rows_written = 0;
        for (name, text) in texts(&written) {
            let text = text.trim_start_matches('\u{feff}');
            let foreign =
                |letter: &char| crate::untrusted::is_treacherous(*letter) && !"\r\n".contains(*letter);
            assert_eq!(text.chars().find(foreign), None, "{name}");
            if text.starts_with("# ") {
                rows_written += text.lines().count().saturating_sub(3);
            } else if one.format == "txt" {
                rows_written += text.lines().count();
            } else {
                let mut rows = ::csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
                for row in rows.records() {
                    let row = row.unwrap();
                    let formula = row.iter().find(|cell| crate::export::csv::begins_like_a_formula(cell));
                    assert_eq!(formula, None, "{name}");
                    rows_written += 1;
                }
                // The header is no row.
                rows_written -= 1;
            }
        }
        assert!(rows_written > 0, "{} wrote nothing that could be wrong: {:?}", one.id, written.says);
    }
}

#[test]
fn the_calendar_is_the_same_for_another_program() {
    let project = evil();
    let [marked, plain] =
        ["calendar-csv", "calendar-csv-plain"].map(|id| texts(&project.write(id)).remove(0).1);
    assert_eq!(marked.strip_prefix('\u{feff}'), Some(plain.as_str()));
}

#[test]
fn cases_that_are_needed_and_were_not_opened_stand_in_the_ledger() {
    let plan = "[[accounts]]\nid = \"account-1\"\nname = \"Labs\"\nnumber = \"700\"\nusers = 3\nrooms = 2\n
        [[cases]]\nid = \"case-1\"\nkind = \"rooms\"\ntitle = \"Rooms\"\naccount = \"account-1\"\nopened_on = 2026-11-10\n";
    let project = Project::new(plan, "email\nann@northwind.example\n");
    let markdown = project.write("cases-md");
    let text = &texts(&markdown)[0].1;
    let (_, needed) = text.split_once("## Needed, and not opened\n\n").unwrap();
    assert!(needed.starts_with("- Labs: account with more than one user: 3 users.\n"), "{text}");
    assert!(
        markdown.says[0].ends_with("1 more is needed by what is known, and is not opened."),
        "{markdown:?}"
    );
    let csv = project.write("cases-csv-plain");
    let last = texts(&csv)[0].1.lines().last().unwrap().to_owned();
    assert!(
        last.starts_with("Labs: account with more than one user,account with more than one user,Labs,700,"),
        "{last}"
    );
    assert!(last.contains("\"needed, not opened\"") && last.contains("Open this case: 3 users."), "{last}");
}

#[test]
fn an_audience_is_told_in_words_with_whom_it_reaches() {
    let plan = format!(
        "{DOMAINS}
        [[domains]]\nid = \"domain-2\"\nname = \"students.example\"
        [[readings]]\nid = \"reading-1\"\ndomain = \"students.example\"\ndate = 2026-11-20\ninside = 3\noutside = 3911\n
        [[groups]]\nid = \"group-1\"\ndecision = \"executive\"\npeople = [\"ann@northwind.example\", \"bo@northwind.example\"]
        [[messages]]\nid = \"message-1\"\ntitle = \"Students\"\naudience = \"domain:students.example\"
        [[messages]]\nid = \"message-2\"\ntitle = \"Chiefs\"\naudience = \"mark:executive\"
        [[messages]]\nid = \"message-3\"\ntitle = \"All\"\naudience = \"standing:outstanding\"
        [[messages]]\nid = \"message-4\"\ntitle = \"None\"\naudience = \"dept:sales\""
    );
    let lists = [
        (ListKind::Outside, "email\nann@northwind.example\nbo@northwind.example\n"),
        (ListKind::Members, "email\nbo@northwind.example\n"),
    ];
    let project = Project::of(&plan, &lists);
    let written = project.write("checklist-md");
    let text = &texts(&written)[0].1;
    for part in [
        "everybody with an address on students.example (3,911 counted, none named)",
        "everybody marked “executive” (gets a personal contact) (2 people, 1 of them in already)",
        "everybody who is outstanding (1 person, and 3,911 counted, not named)",
        "everybody whose department holds “sales” (nobody today)",
    ] {
        assert!(text.contains(part), "{part} is missing in:\n{text}");
    }
    let csv = project.write("checklist-csv-plain");
    let text = &texts(&csv)[0].1;
    assert!(text.contains("Students,everybody with an address on students.example,0,3911,"), "{text}");
}
