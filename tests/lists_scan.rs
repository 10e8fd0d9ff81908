//! The scan of `compare` and the reading of whole lists agree on every file of the tests.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::Path;

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
