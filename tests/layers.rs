//! The wall between the layers: a layer may use what stands before it in the list, never after.

use std::fs;
use std::path::{Path, PathBuf};

/// The layers with the modules in each, lowest first. A module may use its own layer and lower ones.
const LAYERS: &[(&str, &[&str])] = &[
    ("core", &["plan", "guide", "lists", "progress", "advice", "export", "untrusted", "wording"]),
    ("app", &["app", "screens", "widgets"]),
    ("edge", &["error", "store", "terminal", "cli", "commands", "main"]),
];

/// The order within the core: a module may use those before it.
const CORE: &[&str] = &["untrusted", "plan", "wording", "guide", "lists", "progress", "advice", "export"];

/// What the core may not name: a terminal, threads, files, the clock.
const NOT_IN_CORE: &[&str] = &[
    "ratatui",
    "crossterm",
    "std::thread",
    "std::fs",
    "SystemTime",
    "Instant::now",
    "Zoned::now",
    "Timestamp::now",
    "std::env",
    "std::process",
];
/// What behaviour and drawing may not name.
const NOT_IN_APP: &[&str] =
    &["std::thread", "std::fs", "SystemTime", "Instant::now", "Zoned::now", "Timestamp::now"];

fn sources() -> Vec<(String, PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") && !path.ends_with("lib.rs") {
                let first = path.strip_prefix(&root).unwrap().components().next().unwrap();
                let module = first.as_os_str().to_str().unwrap().trim_end_matches(".rs").to_owned();
                found.push((module, path.clone(), code(&fs::read_to_string(&path).unwrap())));
            }
        }
    }
    found
}

/// A source without its comments and its tests.
fn code(source: &str) -> String {
    let before_tests = source.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
    before_tests.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

fn layer_of(module: &str) -> usize {
    let found = LAYERS.iter().position(|(_, modules)| modules.contains(&module));
    found.unwrap_or_else(|| panic!("src/{module} belongs to no layer: add it to tests/layers.rs"))
}

#[test]
fn no_layer_uses_one_above_it() {
    let mut broken = Vec::new();
    for (module, path, code) in sources() {
        for used in LAYERS.iter().flat_map(|(_, modules)| *modules) {
            let names =
                code.contains(&format!("crate::{used}::")) || code.contains(&format!("crate::{{{used}"));
            if !names || *used == module {
                continue;
            }
            let above = layer_of(used) > layer_of(&module);
            let in_core = |name: &str| CORE.iter().position(|core| *core == name);
            let later =
                matches!((in_core(used), in_core(&module)), (Some(used), Some(module)) if used > module);
            if above || later {
                broken.push(format!("{} uses {used}", path.display()));
            }
        }
    }
    assert!(broken.is_empty(), "{broken:#?}");
}

#[test]
fn the_core_knows_no_terminal_file_thread_or_clock() {
    let mut broken = Vec::new();
    for (module, path, code) in sources() {
        let refused = match layer_of(&module) {
            0 => NOT_IN_CORE,
            1 => NOT_IN_APP,
            _ => continue,
        };
        broken.extend(
            refused
                .iter()
                .filter(|word| code.contains(**word))
                .map(|word| format!("{} names {word}", path.display())),
        );
    }
    assert!(broken.is_empty(), "{broken:#?}");
}
