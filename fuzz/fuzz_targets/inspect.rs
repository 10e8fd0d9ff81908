//! Any bytes as a list: what `inspect --json` does with them, and that what is kept of it reads back to the same people.
#![no_main]

use std::ops::ControlFlow;

use ingather::lists::kept::{Kept, Worker};
use ingather::lists::{self, Hints, report};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let read = lists::read(bytes, &Hints::default(), &mut |_| ControlFlow::Continue(()));
    let told = serde_json::to_string(&report::inspect("list", &read)).expect("a report is JSON");
    assert!(!told.is_empty());
    if let Ok(list) = read {
        let parts = list.table.len() + list.duplicates.len() + list.rejected.len();
        assert_eq!(list.rows, parts as u64, "a row was lost");
        let file = lists::normalised(&list);
        let kept = Kept::new(&file.as_bytes()[..file.len().min(Kept::HEAD)]).expect("it is ours");
        let rows = &file.as_bytes()[kept.start()..];
        let again = kept.rows(rows, kept.growing().blank(), &mut Worker::default()).expect("it is as we write it");
        assert!(again.rows().map(|row| row.email()).eq(list.table.rows().map(|row| row.email())));
    }
});
