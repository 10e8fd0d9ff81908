//! The scan of `compare` and the reading of whole lists agree on every file of the tests.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::Path;

use proptest::prelude::*;

use ingather::lists::scan::{Chunk, Chunks, PARTS, Scan, Status};
use ingather::lists::{self, Field, Hints};

/// Rows, and each address with how often it stands there and the status of its first row.
type Seen = (u64, BTreeMap<String, (u64, Status)>);

fn scanned(file: &[u8]) -> Option<Seen> {
    let scan = Scan::new(file, &Hints::default())?;
    let mut chunks = Chunks::new(&file[scan.start()..]);
    let (mut chunk, mut worker) = (Chunk::default(), scan.worker(hashbrown::DefaultHashBuilder::default()));
    while chunks.next(&mut chunk).ok()? {
        worker.take(&chunk).ok()?;
    }
    let seen = worker.done();
    let mut all = BTreeMap::new();
    for part in (0..PARTS).map(|number| seen.keys.part(number)) {
        for (_, mut at, entries) in part.stretches() {
            for entry in entries {
                let address = String::from_utf8(part.text()[at..at + entry.length()].to_vec()).unwrap();
                at += entry.length();
                all.entry(address).or_insert((0, entry.status())).0 += 1;
            }
        }
    }
    Some((seen.rows, all))
}

fn read(file: &[u8]) -> Option<Seen> {
    let list = lists::read(file, &Hints::default(), &mut |_| ControlFlow::Continue(())).ok()?;
    let mut all = BTreeMap::new();
    for row in list.table.rows() {
        let status = Status::of(row.get(Field::Status).unwrap_or_default());
        all.insert(row.email().to_owned(), (1, status));
    }
    for again in &list.duplicates {
        all.entry(list.email_of(again).to_owned()).and_modify(|seen| seen.0 += 1);
    }
    Some((list.rows, all))
}

#[test]
fn every_file_gives_the_same_people_either_way() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/lists");
    let mut seen_files = 0;
    for entry in std::fs::read_dir(folder).unwrap().map(Result::unwrap).filter(|entry| entry.path().is_file())
    {
        let bytes = std::fs::read(entry.path()).unwrap();
        if let Some(seen) = scanned(&bytes) {
            assert_eq!(Some(seen), read(&bytes), "{:?}", entry.file_name());
            seen_files += 1;
        }
    }
    assert!(seen_files > 20, "{seen_files}");
}

#[test]
fn plain_files_are_scanned_and_unusual_ones_are_not() {
    for file in [
        "Email,User Status\r\nAnn@n.example,Pending\r\nbo@n.example,Active\r\n",
        "\u{feff}Report\n\nEmail;Name;User Status\nann@n.example;\"Lee; Ann\";\"Pending\"\n\nEmail;Name;User Status\nnobody;x;",
        "\"mail\",\"name\"\n\"ann@n.example\",\"Ann \"\"A\"\" Lee\"\n  bo@n.example ,Bo\nAnn <ann@n.example>,2\n",
        "ann@n.example\nbo@n.example\n",
        "Email,User Type\nZoom Room 4,Room\nann@n.example,Room\nbo@n.example\n",
        "User principal name,Soft deletion time stamp,mail\nx,2024-01-01,ann@n.example\nx,,bo@n.example\n",
    ] {
        let seen = scanned(file.as_bytes());
        assert!(seen.is_some(), "{file}");
        assert_eq!(seen, read(file.as_bytes()), "{file}");
    }
    for file in [
        "Email,Name\nann@n.example,in\"ch\n",
        "Email,Name\nann@n.example,\"two\nlines\"\n",
        "Email,Name\rann@n.example,Ann\rbo@n.example,Bo\r",
        "Email,Name\nann@n.example,Ann\rbo@n.example,Bo\n",
        "Email,Name\nJ\u{f6}rg <j@n.example>,x\n",
    ] {
        let bytes: Vec<u8> =
            file.chars().map(|letter| u8::try_from(u32::from(letter)).unwrap_or(b'?')).collect();
        assert_eq!(scanned(&bytes), None, "{file}");
        assert!(read(&bytes).is_some(), "{file}");
    }
    assert!(scanned(b"PK\x03\x04 xl/").is_none());
    assert!(
        scanned(
            "Email\nann@n.example\n".encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>().as_slice()
        )
        .is_none()
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]
    #[test]
    fn what_is_scanned_is_what_is_read(
        header in prop::sample::select(vec!["Email,Name,User Status,User Type", "Email,Object Class,Status", "mail;x;status", "", "x\nEmail,y"]),
        rows in prop::collection::vec("[aAb]{1,2}@[nN]\\.e[xX]|Ann <a@n\\.ex>|\"a@n\\.ex\"|[a@n.\", ;\r\n\u{1f}é]{0,6}|Pending|Active|Room|,|;|\n|\r\n|\"a,b\"|\"\"|,Pending\n|,,Pending\n|;;pending\n", 0..40),
    ) {
        let file = format!("{header}\n{}", rows.concat());
        if let Some(seen) = scanned(file.as_bytes()) {
            prop_assert_eq!(Some(seen), read(file.as_bytes()));
        }
    }
}
