//! The one test binary. A module is a file in this folder; the test below fails when one is not listed.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on has failed")]

mod by_name;
mod commands;
mod commands_apart;
mod commands_import;
mod commands_refused;
mod commands_tell;
mod discovery;
mod disk;
mod guide;
mod guide_use;
mod imports;
mod journeys;
mod keep;
mod keep_random;
mod layers;
mod lists;
mod lists_corpora;
mod lists_kept;
mod lists_packed;
mod lists_properties;
mod lists_scan;
mod people;
mod plans;
mod pty;
mod readme;
mod save;
mod save_conflict;
mod save_faults;
mod save_kill;
mod scale;
mod scale_difference;
mod screens;
mod shell;
mod standing_rules;
mod standings;
mod truth;
mod walks;
mod wizard;

#[test]
fn no_test_file_is_forgotten() {
    let listed = include_str!("all.rs");
    for entry in std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/tests")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        if let Some(module) = name.strip_suffix(".rs").filter(|module| *module != "all") {
            assert!(listed.contains(&format!("mod {module};")), "tests/{name} is not listed in tests/all.rs");
        }
    }
}
