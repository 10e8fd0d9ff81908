//! `compare` against a truth it had no part in: the generator counts what it makes of each row while it makes it.

#[path = "../benches/generator.rs"]
mod generator;

#[cfg(all(not(debug_assertions), target_os = "linux"))]
mod budget;

use serde_json::Value;

use crate::shell::Shell;

/// A release build takes the size an IT lead has; a debug build a part of it.
const ROWS: u64 = if cfg!(debug_assertions) { 5_000 } else { 100_000 };

#[test]
fn compare_agrees_with_a_truth_made_beside_it() {
    for seed in [1, 2026] {
        let shell = Shell::new();
        generator::generate(&generator::Wanted { rows: ROWS, seed }, &shell.path(".")).unwrap();
        let truth: Value = serde_json::from_str(&shell.read("truth.json")).unwrap();
        let arguments = ["compare", "--outside", "release.csv", "--members", "members.csv", "--json"];
        let output = shell.command(&arguments).output().unwrap();
        let told: Value = serde_json::from_slice(&output.stdout).unwrap();
        for (domain, counts) in truth["domains"].as_object().unwrap() {
            for (standing, count) in counts.as_object().unwrap() {
                assert_eq!(told["domains"][domain][standing], *count, "{standing} of {domain}, seed {seed}");
            }
        }
        for (standing, count) in truth["total"].as_object().unwrap() {
            assert_eq!(told["total"][standing], *count, "{standing}, seed {seed}");
        }
        for (told, truth) in told["lists"].as_array().unwrap().iter().zip(truth["lists"].as_array().unwrap())
        {
            for count in ["kind", "rows", "people", "duplicates", "invalid"] {
                assert_eq!(told[count], truth[count], "{count}, seed {seed}");
            }
        }
    }
}
