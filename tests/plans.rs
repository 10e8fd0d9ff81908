//! Every plan in `plans/`: it loads, saves back byte for byte, and makes the documents in `tests/golden/`.
//!
//! After a wanted change of a document, `INGATHER_GOLDEN=write cargo test --test all plans::` writes them anew.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use ingather::commands::project::{Project, load};
use ingather::export::FORMATS;
use ingather::plan::Day;
use ingather::progress::Kept;
use ingather::store::{Access, Folders, PlanFile};

use crate::shell::Shell;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("plans")
}

/// The names of the plans, without ending.
fn names() -> Vec<String> {
    let entries = std::fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path());
    let mut names: Vec<String> = entries
        .filter(|path| path.extension().is_some_and(|ending| ending == "toml"))
        .map(|path| path.file_stem().unwrap().to_string_lossy().into_owned())
        .collect();
    names.sort();
    assert!(names.len() >= 2, "{names:?}");
    names
}

/// A sample as it is on the day it speaks of.
fn sample(name: &str) -> Project {
    let path = folder().join(format!("{name}.toml"));
    load(&path, Day("2026-11-21".parse().unwrap()), &mut |_| ControlFlow::Continue(())).unwrap()
}

#[test]
fn every_plan_saves_back_byte_for_byte() {
    for name in names() {
        let shell = Shell::with_samples();
        let file = format!("{name}.toml");
        let before = shell.read(&file);
        let mut opened =
            PlanFile::open(&shell.path(&file), &Folders::under(&shell.path("home")), Access::Write).unwrap();
        assert!(opened.unknown.is_empty(), "{name}: {:?}", opened.unknown);
        opened.file.save(&opened.plan).unwrap();
        assert_eq!(shell.read(&file), before, "{name}");
    }
}

#[test]
fn one_change_to_a_plan_is_one_line() {
    for name in names() {
        let shell = Shell::with_samples();
        let file = format!("{name}.toml");
        let before = shell.read(&file);
        let mut opened =
            PlanFile::open(&shell.path(&file), &Folders::under(&shell.path("home")), Access::Write).unwrap();
        opened.plan.main_account.cluster = "us02".to_owned();
        opened.file.save(&opened.plan).unwrap();
        let after = shell.read(&file);
        let added: Vec<&str> = after.lines().filter(|line| *line == "cluster = \"us02\"").collect();
        assert_eq!(added.len(), 1, "{name}");
        assert_eq!(after.replacen("cluster = \"us02\"\n", "", 1), before, "{name}");
    }
}

#[test]
fn every_list_of_a_plan_is_there_and_nothing_contradicts_it() {
    for name in names() {
        let project = sample(&name);
        for state in &project.facts.progress.lists {
            assert_eq!(state.kept, Kept::Read, "{name}: {}", state.id);
        }
        assert_eq!(project.facts.progress.contradictions, [], "{name}");
        assert!(project.plan.drafts.is_empty(), "{name}");
    }
}

#[test]
fn the_last_line_of_the_history_is_what_is_measured() {
    for name in names() {
        let project = sample(&name);
        let progress = &project.facts.progress;
        let last = project.plan.history.last().unwrap();
        let rate = progress.rate.unwrap();
        assert_eq!((last.rate_low, last.rate_high), (Some(rate.low), Some(rate.high)), "{name}");
        assert_eq!(last.outstanding.0, progress.total.outstanding, "{name}");
        assert_eq!(last.consolidated.0, progress.total.consolidated, "{name}");
        assert_eq!(last.unnamed.0, progress.total.unnamed, "{name}");
    }
}

#[test]
fn northwind_is_half_way() {
    let project = sample("northwind");
    let rate = project.facts.progress.rate.unwrap();
    assert_eq!((rate.consolidated, rate.of_high, rate.of_low), (612, 983, 1046));
    assert_eq!(project.facts.roster.len(), 1204);
    assert!(
        project.facts.roster.ids().all(|id| project.facts.roster.person(id).domain().ends_with(".example"))
    );
}

#[test]
fn every_document_is_the_golden_one() {
    let write = std::env::var_os("INGATHER_GOLDEN").is_some_and(|value| value == "write");
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    for name in names() {
        let project = sample(&name);
        for one in FORMATS {
            let written = (one.write)(&project.subject());
            let folder = golden.join(&name).join(one.id);
            let mut told = written.says.join("\n");
            told.push('\n');
            let says = ("says.txt", told.as_bytes());
            let documents =
                written.documents.iter().map(|document| (document.file_name.as_str(), &document.bytes[..]));
            for (file, bytes) in documents.chain([says]) {
                let path = folder.join(file);
                if write {
                    std::fs::create_dir_all(&folder).unwrap();
                    std::fs::write(&path, bytes).unwrap();
                }
                let expected = std::fs::read(&path).unwrap_or_default();
                assert!(bytes == expected, "{} differs", path.display());
            }
            let files = std::fs::read_dir(&folder).unwrap().count();
            assert_eq!(
                files,
                written.documents.len() + 1,
                "{}: a golden file is no longer made",
                folder.display()
            );
        }
    }
}
