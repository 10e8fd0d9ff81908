//! Files in, people out: every fixture in `tests/lists` beside what `inspect` must say of it.
//!
//! A fixture is one file and `NAME.expected.json`. A new one needs no line here.

use std::fs;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use ingather::lists::{self, Field, Hints, List, Reason, Refusal, RefusalKind, report};
use ingather::plan::ListKind;
use proptest::prelude::*;
use serde_json::Value;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/lists")
}

fn read_as(bytes: &[u8], hints: &Hints) -> Result<List, Refusal> {
    lists::read(bytes, hints, &mut |_| ControlFlow::Continue(()))
}

fn read(bytes: impl AsRef<[u8]>) -> Result<List, Refusal> {
    read_as(bytes.as_ref(), &Hints::default())
}

/// Returns everything a list says of its people, and the lines they stand on.
fn everything(list: &List) -> Vec<(u32, Vec<(Field, String)>)> {
    let known = |row: lists::Row<'_>| row.known().map(|(field, value)| (field, value.to_owned())).collect();
    list.table.rows().map(|row| (row.line(), known(row))).collect()
}

fn fixtures() -> Vec<PathBuf> {
    let mut all: Vec<PathBuf> = fs::read_dir(folder())
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| !path.to_string_lossy().ends_with(".expected.json"))
        .collect();
    all.sort();
    assert!(all.len() > 40, "the fixtures are missing");
    all
}

fn name(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

#[test]
fn every_fixture_is_read_as_expected() {
    let mut wrong = Vec::new();
    for path in fixtures() {
        let file = name(&path);
        let hints = Hints { file_name: Some(file.clone()), ..Hints::default() };
        let read = read_as(&fs::read(&path).unwrap(), &hints);
        let found = serde_json::to_value(report::inspect(&file, &read)).unwrap();
        let beside = path.with_file_name(format!("{file}.expected.json"));
        let expected: Value = fs::read_to_string(&beside)
            .ok()
            .and_then(|text| serde_json::from_str(&text).ok())
            .unwrap_or_default();
        if found != expected {
            wrong.push(format!("{file} gives {found:#}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_reason_and_every_kind_of_refusal_has_a_fixture() {
    let mut text = String::new();
    for path in fixtures() {
        text += &fs::read_to_string(path.with_file_name(format!("{}.expected.json", name(&path)))).unwrap();
    }
    for word in [
        Reason::MissingEmail,
        Reason::InvalidEmail,
        Reason::ControlCharacterInEmail,
        Reason::SeveralAddresses,
        Reason::ZoomRoom,
        Reason::GuestWithoutAddress,
        Reason::Group,
        Reason::ServiceAccount,
        Reason::NoOutsideAccount,
    ]
    .map(Reason::word)
    {
        assert!(text.contains(&format!("\"{word}\"")), "no fixture is rejected for {word}");
    }
    for word in [
        RefusalKind::NoEmailColumn,
        RefusalKind::EmptyFile,
        RefusalKind::NotText,
        RefusalKind::Html,
        RefusalKind::Json,
        RefusalKind::Compressed,
        RefusalKind::TooLarge,
        RefusalKind::DamagedWorkbook,
        RefusalKind::NotAWorkbook,
        RefusalKind::PasswordProtected,
        RefusalKind::OldExcel,
        RefusalKind::UnclosedQuote,
    ]
    .map(RefusalKind::word)
    {
        assert!(text.contains(&format!("\"{word}\"")), "no fixture is refused as {word}");
    }
}

#[test]
fn reading_can_be_stopped_and_says_how_far_it_is() {
    let file = "Email\n".to_owned() + &"ann@northwind.example\n".repeat(5000);
    let mut told = Vec::new();
    let all = lists::read(file.as_bytes(), &Hints::default(), &mut |bytes| {
        told.push(bytes);
        ControlFlow::Continue(())
    });
    assert_eq!(all.unwrap().rows, 5000);
    assert!(told.len() >= 4 && told.is_sorted() && told.last() == Some(&(file.len() as u64)));
    let stopped = lists::read(file.as_bytes(), &Hints::default(), &mut |_| ControlFlow::Break(()));
    assert_eq!(stopped.unwrap_err().kind, RefusalKind::Stopped);
}

#[test]
fn a_file_that_cannot_be_read_says_so() {
    struct Broken;
    impl std::io::Read for Broken {
        fn read(&mut self, _: &mut [u8]) -> std::io::Result<usize> {
            Err(std::io::Error::other("the disk is gone"))
        }
    }
    let refusal = lists::read(Broken, &Hints::default(), &mut |_| ControlFlow::Continue(())).unwrap_err();
    assert_eq!(refusal.kind, RefusalKind::Io);
    assert!(refusal.message.contains("the disk is gone"));
}

#[test]
fn a_line_longer_than_any_row_is_refused() {
    let endless = std::io::Read::chain(&b"Email,Name\nann@northwind.example,"[..], std::io::repeat(b'x'));
    let refusal = lists::read(endless, &Hints::default(), &mut |_| ControlFlow::Continue(())).unwrap_err();
    assert_eq!(refusal.kind, RefusalKind::TooLarge);
    assert!(refusal.message.starts_with("Line 2 "), "{refusal}");
}

#[test]
fn a_quote_nobody_closed_does_not_swallow_a_long_file() {
    let rows = "bo@northwind.example,Bo\n".repeat(200_000);
    let file = format!("Email,Name\nann@northwind.example,\"Ann\n{rows}");
    let refusal = read(file).unwrap_err();
    assert_eq!(refusal.kind, RefusalKind::UnclosedQuote);
    assert!(refusal.message.contains("line 2"), "{refusal}");
}

#[test]
fn a_password_is_noticed_far_inside_a_workbook() {
    let name: Vec<u8> = "EncryptedPackage".bytes().flat_map(|byte| [byte, 0]).collect();
    let file = [b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", vec![0; 700_000].as_slice(), &name].concat();
    assert_eq!(read(file).unwrap_err().kind, RefusalKind::PasswordProtected);
}

#[test]
fn everybody_is_pending_in_a_list_of_invitations() {
    let hints = Hints { kind: Some(ListKind::Pending), ..Hints::default() };
    let list = read_as(b"Email\nann@northwind.example\n", &hints).unwrap();
    assert_eq!(list.table.row(0).get(Field::Status), Some("pending"));
}

#[test]
fn a_hundred_thousand_columns_are_read() {
    let header = "x,".repeat(100_000);
    let list = read(format!("{header}Email\n{}ann@northwind.example\n", ",".repeat(100_000))).unwrap();
    assert_eq!((list.table.len(), list.columns.len()), (1, 100_001));
}

#[test]
fn only_the_wanted_fields_are_kept() {
    let file = "Email,First Name,User Status,User Type\nann@northwind.example,Ann,Active,Basic\n\
                room@northwind.example,Room,Active,Zoom Rooms\n";
    let hints = Hints { fields: Some(vec![Field::Status]), ..Hints::default() };
    let list = read_as(file.as_bytes(), &hints).unwrap();
    assert_eq!(list.table.fields(), [Field::Email, Field::Status]);
    assert_eq!((list.table.row(0).get(Field::Status), list.rejected.len()), (Some("active"), 1));
}

#[test]
fn a_list_keeps_less_than_its_text_and_24_bytes_a_person() {
    use std::fmt::Write;
    let mut file = "Email,First Name,Department\n".to_owned();
    for number in 0..5000 {
        writeln!(file, "person{number}@northwind.example,Ann,Sales").unwrap();
    }
    let list = read(&file).unwrap();
    let kept = list.table.text_len() + list.table.len() * 8;
    assert!(kept <= file.len() + list.table.len() * 24, "{kept} of {}", file.len());
}

#[test]
fn a_kept_list_reads_back_the_same() {
    for path in fixtures() {
        let Ok(list) = read(fs::read(&path).unwrap()) else { continue };
        if list.table.is_empty() {
            continue;
        }
        let again = read(lists::normalised(&list)).unwrap();
        assert_eq!(everything(&again), everything(&list), "{}", name(&path));
        assert_eq!(again.rows, list.table.len() as u64);
    }
}

fn awkward_bytes() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        Just(b"Email,Name,Department\n".to_vec()),
        Just(b"ann@northwind.example".to_vec()),
        Just(b"\xef\xbb\xbf".to_vec()),
        Just(b"\xff\xfe".to_vec()),
        Just(b"sep=;\n".to_vec()),
        prop::sample::select(b",;\t|\"\n\r\0 @<>x\xe9".to_vec()).prop_map(|byte| vec![byte]),
        prop::collection::vec(any::<u8>(), 0..8),
    ];
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

fn cell() -> impl Strategy<Value = String> {
    prop_oneof!["[a-z ]{0,8}", "[a-z,;\"\r\n\t é<>=]{0,12}", "\\PC{0,6}"]
}

proptest! {
    #[test]
    fn no_bytes_cause_a_panic_or_lose_a_row(bytes in awkward_bytes()) {
        if let Ok(list) = read(&bytes) {
            let parts = list.table.len() + list.duplicates.len() + list.rejected.len();
            prop_assert_eq!(list.rows, parts as u64);
            if !list.table.is_empty() {
                let again = read(lists::normalised(&list)).unwrap();
                prop_assert_eq!(everything(&again), everything(&list));
            }
        }
    }

    #[test]
    fn what_the_csv_crate_writes_is_read_as_it_was(
        rows in prop::collection::vec((cell(), cell(), cell()), 1..20),
        delimiter in prop::sample::select(b",;\t".to_vec()),
        crlf in any::<bool>(),
    ) {
        let end = if crlf { csv::Terminator::CRLF } else { csv::Terminator::Any(b'\n') };
        let mut file = csv::WriterBuilder::new().delimiter(delimiter).terminator(end).from_writer(Vec::new());
        file.write_record(["First Name", "Email", "Department", "Location"]).unwrap();
        for (number, (first, department, location)) in rows.iter().enumerate() {
            let email = format!("person{number}@northwind.example");
            file.write_record([first, &email, department, location]).unwrap();
        }
        let list = read(file.into_inner().unwrap()).unwrap();
        prop_assert_eq!(list.table.len(), rows.len());
        let shown = |value: &str| value.trim().to_owned();
        for (row, (first, department, location)) in list.table.rows().zip(&rows) {
            for (field, value) in
                [(Field::FirstName, first), (Field::Department, department), (Field::Location, location)]
            {
                let found = row.get(field).unwrap();
                let blank = !value.chars().any(|letter| letter.is_alphanumeric() || letter.is_ascii_graphic());
                prop_assert!(found == shown(value) || (found.is_empty() && blank), "{:?} {:?}", found, value);
            }
        }
    }

    #[test]
    fn an_address_normalised_twice_is_the_same(text in "[ <\u{a0}]{0,2}[a-zA-ZÄß.+]{1,8}@[a-zA-Z]{1,5}\\.[a-zé]{2,4}[>; ]{0,2}") {
        if let Ok(once) = lists::email::normalise(&text) {
            prop_assert_eq!(lists::email::normalise(once.as_str()), Ok(once));
        }
    }
}
