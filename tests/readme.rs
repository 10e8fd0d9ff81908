//! The parts of the README that the program writes itself: screenshot, keys and commands.
//! `UPDATE_README=1 cargo test readme` puts them in anew.

use std::fs;
use std::process::Command;

use ingather::app::{KEYS, Scope, Show, shown};

use crate::wizard::Journey;

const README: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/README.md");

/// Checks one part, or writes it.
fn part(name: &str, written: &str) {
    let readme = fs::read_to_string(README).unwrap();
    let start = format!("<!-- {name}: written by tests/readme.rs -->\n");
    let (before, rest) = readme.split_once(&start).unwrap();
    let (old, after) = rest.split_once("<!-- end -->").unwrap();
    let new = format!("\n{}\n", written.trim_end());
    if std::env::var_os("UPDATE_README").is_some() {
        fs::write(README, format!("{before}{start}{new}<!-- end -->{after}")).unwrap();
    } else {
        assert_eq!(old, new, "{name}: run UPDATE_README=1 cargo test readme");
    }
}

/// One test, since the parts share one file.
#[test]
fn the_generated_parts_of_the_readme_are_up_to_date() {
    part("screenshot", &screenshot());
    part("keys", &keys());
    part("commands", &commands());
}

fn screenshot() -> String {
    format!("```text\n{}```", Journey::open("northwind").at("overview").screen())
}

fn keys() -> String {
    let mut table = "| where | key | what it does |\n| --- | --- | --- |\n".to_owned();
    for binding in
        KEYS.iter().filter(|binding| binding.show == Show::Hint || binding.scope == Scope::Browsing)
    {
        let keys: Vec<String> = binding.keys.iter().map(|key| format!("`{}`", shown(key))).collect();
        table += &format!("| {} | {} | {} |\n", binding.scope.says(), keys.join(" "), binding.says);
    }
    table
}

fn commands() -> String {
    let help =
        Command::new(env!("CARGO_BIN_EXE_ingather")).arg("--help").env("COLUMNS", "100").output().unwrap();
    let help = String::from_utf8(help.stdout).unwrap();
    let lines: Vec<&str> = help.lines().map(str::trim_end).collect();
    format!("```text\n{}\n```", lines.join("\n"))
}
