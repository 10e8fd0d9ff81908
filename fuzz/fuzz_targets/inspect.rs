//! Any bytes as a list: what `inspect --json` does with them.
#![no_main]

use std::ops::ControlFlow;

use ingather::lists::{self, Hints, report};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let read = lists::read(bytes, &Hints::default(), &mut |_| ControlFlow::Continue(()));
    let told = serde_json::to_string(&report::inspect("list", &read)).expect("a report is JSON");
    assert!(!told.is_empty());
    if let Ok(list) = read {
        let parts = list.table.len() + list.duplicates.len() + list.rejected.len();
        assert_eq!(list.rows, parts as u64, "a row was lost");
    }
});
