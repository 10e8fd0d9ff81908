//! Any bytes as a plan: it is read, and what was read is read again; or an error says why not.
#![no_main]

use std::path::Path;

use ingather::store;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    match store::parse(Path::new("plan.toml"), bytes) {
        Ok(reading) => assert!(store::parse(Path::new("plan.toml"), reading.text.as_bytes()).is_ok()),
        Err(error) => assert!(!error.to_string().is_empty()),
    }
});
