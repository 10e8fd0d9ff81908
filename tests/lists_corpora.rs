//! Public collections of awkward text: csv-spectrum's files with their answers, and the naughty strings as names,
//! cells, headers and addresses through everything that reads, shows or writes them.

use std::fs;
use std::ops::ControlFlow;
use std::path::Path;

use ingather::lists::{self, Field, Hints, List, RefusalKind};
use ingather::screens::PAGES;
use ingather::untrusted::is_treacherous;
use naughty_strings::BLNS;
use serde_json::Value;

use crate::shell::Shell;
use crate::wizard::Journey;

fn read(text: &str) -> List {
    lists::read(text.as_bytes(), &Hints::default(), &mut |_| ControlFlow::Continue(())).unwrap()
}

fn rows(list: &List) -> u64 {
    (list.table.len() + list.duplicates.len() + list.rejected.len()) as u64
}

/// Returns the records an answer of csv-spectrum stands for: the keys, then the values of each object.
fn answer(path: &Path) -> Vec<Vec<String>> {
    let objects: Vec<serde_json::Map<String, Value>> =
        match serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap() {
            Value::Object(only) => vec![only],
            several => serde_json::from_value(several).unwrap(),
        };
    let header = objects[0].keys().cloned().collect();
    let cells = |object: &serde_json::Map<String, Value>| {
        object.values().map(|value| value.as_str().unwrap().to_owned()).collect()
    };
    std::iter::once(header).chain(objects.iter().map(cells)).collect()
}

#[test]
fn the_files_of_csv_spectrum_are_cut_into_the_cells_of_their_answers() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/spectrum");
    let mut files = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|ending| ending == "csv") {
            let cut = lists::records_of(&fs::read_to_string(&path).unwrap(), ',').unwrap();
            let mut answer = answer(&path.with_extension("json"));
            if path.ends_with("location_coordinates.csv") {
                // The one answer that is not about its file: another telephone number stands there.
                assert_eq!(std::mem::replace(&mut answer[1][0], "2095257564".to_owned()), "1234567890");
            }
            assert_eq!(cut, answer, "{}", path.display());
            files += 1;
        }
    }
    assert_eq!(files, 12);
}

/// A list in which every naughty string is a name and a department, then each as an address.
fn naughty_list() -> String {
    let mut file = csv::Writer::from_writer(Vec::new());
    file.write_record(["Email", "Display Name", "Department", "User Status"]).unwrap();
    for (number, text) in BLNS.iter().enumerate() {
        file.write_record([format!("p{number}@northwind.example").as_str(), text, text, "Active"]).unwrap();
    }
    for text in BLNS {
        file.write_record([text, "Somebody", "", ""]).unwrap();
    }
    String::from_utf8(file.into_inner().unwrap()).unwrap()
}

/// Says whether a letter shows nothing: a name is kept without those around it.
fn is_blank(letter: char) -> bool {
    letter.is_whitespace()
        || matches!(letter, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}')
        || matches!(letter, '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{206f}' | '\u{feff}')
}

#[test]
fn naughty_names_are_kept_as_written_and_naughty_addresses_are_rejected_one_by_one() {
    let list = read(&naughty_list());
    assert_eq!(list.rows, rows(&list));
    assert_eq!(list.rows, 2 * BLNS.len() as u64);
    for (row, text) in list.table.rows().zip(BLNS) {
        // The separator of the table is the one character no cell can hold.
        let written = text.replace('\u{1f}', " ");
        let name = row.get(Field::DisplayName).unwrap();
        assert_eq!(name, written.trim_matches(is_blank), "{text:?}");
    }
    for row in list.table.rows().skip(BLNS.len()) {
        assert!(lists::email::normalise(row.email()).is_ok_and(|found| found.as_str() == row.email()));
    }
    let again = read(&lists::normalised(&list));
    let cells = |list: &List| {
        list.table
            .rows()
            .flat_map(|row| row.cells().map(str::to_owned).collect::<Vec<_>>())
            .collect::<Vec<_>>()
    };
    assert_eq!(cells(&again), cells(&list));
}

#[test]
fn naughty_headers_and_files_are_read_or_refused_in_words() {
    let mut read_as_list = 0;
    for text in BLNS {
        let mut file = csv::Writer::from_writer(Vec::new());
        file.write_record(["Email", text, text]).unwrap();
        file.write_record(["ann@northwind.example", text, text]).unwrap();
        match lists::read(&*file.into_inner().unwrap(), &Hints::default(), &mut |_| ControlFlow::Continue(()))
        {
            Ok(list) => assert_eq!((list.rows, list.table.len()), (1, 1), "{text:?}"),
            // A file of which a part this large is control characters is no text.
            Err(refusal) => {
                let controls = text.chars().filter(|letter| letter.is_control()).count();
                assert!(controls > 4 && refusal.kind == RefusalKind::NotText, "{text:?}: {refusal}");
            }
        }
        match lists::read(text.as_bytes(), &Hints::default(), &mut |_| ControlFlow::Continue(())) {
            Ok(list) => {
                assert_eq!(list.rows, rows(&list), "{text:?}");
                read_as_list += 1;
            }
            Err(refusal) => {
                let odd = refusal.message.chars().find(|letter| letter.is_control());
                assert_eq!(odd, None, "{text:?}");
                assert!(refusal.message.ends_with('.'), "{text:?}: {refusal}");
            }
        }
    }
    assert!(read_as_list < BLNS.len());
}

/// A shell in whose plan the naughty list was imported.
fn imported() -> Shell {
    let shell = Shell::new();
    let plan = "schema = 1\n[[domains]]\nid = \"domain-1\"\nname = \"northwind.example\"\n";
    shell.write("plan.toml", plan).write("naughty.csv", &naughty_list());
    let told = shell.run(&["import", "plan.toml", "naughty.csv", "--as", "outside"]);
    assert!(told.ends_with("--- exit 0\n"), "{told}");
    shell
}

#[test]
fn no_command_and_no_document_lets_a_naughty_string_through() {
    let shell = imported();
    for told in [
        shell.run(&["inspect", "naughty.csv"]),
        shell.run(&["inspect", "naughty.csv", "--json"]),
        shell.run(&["people", "plan.toml"]),
        shell.run(&["people", "plan.toml", "--csv"]),
        shell.run(&["status", "plan.toml"]),
        shell.run(&["check", "plan.toml"]),
    ] {
        let found = told.chars().find(|letter| !"\r\n\u{feff}".contains(*letter) && is_treacherous(*letter));
        assert_eq!(found, None, "{told}");
    }
    let before = shell.files().len();
    for what in ["outstanding", "invites"] {
        let told = shell.run(&["export", "plan.toml", what, "--format", "csv"]);
        assert!(told.ends_with("--- exit 0\n"), "{told}");
    }
    let written: Vec<_> = shell
        .files()
        .into_iter()
        .filter(|(path, _)| path.extension().is_some_and(|ending| ending == "csv"))
        .filter(|(path, _)| {
            path.parent() == shell.path("plan.toml").parent() && !path.ends_with("naughty.csv")
        })
        .collect();
    assert_eq!(written.len(), shell.files().len() - before);
    assert!(written.len() >= 2);
    let cells: usize = written.iter().map(|(_, bytes)| harmless_cells(bytes)).sum();
    assert!(cells > BLNS.len());
}

/// Returns how many cells a table for spreadsheets has; fails where one holds a formula or a control character.
fn harmless_cells(bytes: &[u8]) -> usize {
    let mut table = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(bytes);
    let mut cells = 0;
    for row in table.records() {
        for cell in &row.unwrap() {
            let cell = cell.trim_start_matches('\u{feff}');
            assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "{cell:?}");
            assert_eq!(cell.chars().find(|letter| is_treacherous(*letter)), None, "{cell:?}");
            cells += 1;
        }
    }
    cells
}

#[test]
fn no_page_shows_a_naughty_string_as_it_is() {
    let shell = imported();
    let mut journey = Journey::beside(&shell.path("plan.toml"));
    let mut shown = 0;
    for (columns, rows) in [(80, 24), (120, 60)] {
        for page in PAGES {
            journey = journey.sized(columns, rows).at(page.id);
            for _ in 0..6 {
                journey = journey.press("pagedown");
                let screen = journey.screen();
                let odd = screen.chars().find(|letter| *letter != '\n' && is_treacherous(*letter));
                assert_eq!(odd, None, "{} at {columns} × {rows}:\n{screen}", page.id);
                shown += usize::from(screen.contains("northwind.example"));
            }
        }
    }
    assert!(shown > 0, "the people were never shown");
}
