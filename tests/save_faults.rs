//! The disk refuses at the Nth call, once or for good: the file is the whole old or the whole new one, the edit is
//! kept, nothing is left over.
#![cfg(unix)]

use std::io;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use ingather::error::Error;
use ingather::plan::Plan;
use ingather::store::{Access, Folders, Overwrite, PlanFile, write_new_on};

use super::disk::{Op, TestDisk, left_over};

const OLD: &str = "schema = 1\n\n# Mine.\n[organization]\nname = \"Old\" # for now\n";
const NEW: &str = "schema = 1\n\n# Mine.\n[organization]\nname = \"New\" # for now\n";
/// ENOSPC, EIO, EROFS and EDQUOT of Linux.
const ERRORS: [i32; 4] = [28, 5, 30, 122];

#[derive(Clone, Copy, Debug, PartialEq)]
enum Fails {
    Once,
    ForGood,
}

/// When the disk fails: calls are counted while it is armed, 0 is never.
#[derive(Debug, Default)]
struct Trouble {
    at: AtomicUsize,
    count: AtomicUsize,
}

fn faulty(trouble: Arc<Trouble>, code: i32, fails: Fails, counts: fn(Op) -> bool) -> TestDisk {
    TestDisk::new(move |op| {
        let at = trouble.at.load(Ordering::SeqCst);
        if at == 0 || !counts(op) {
            return Ok(());
        }
        let count = trouble.count.fetch_add(1, Ordering::SeqCst) + 1;
        let hit = if fails == Fails::Once { count == at } else { count >= at };
        if hit { Err(io::Error::from_raw_os_error(code)) } else { Ok(()) }
    })
}

fn anything_but_removing(op: Op) -> bool {
    op != Op::Remove
}

fn anything(_: Op) -> bool {
    true
}

/// Runs an attempt with each call failing in turn, until an attempt needs fewer calls; returns how many there were.
fn at_every_call(counts: fn(Op) -> bool, mut attempt: impl FnMut(TestDisk, &Trouble, &str)) -> usize {
    let mut most = 0;
    for code in ERRORS {
        for fails in [Fails::Once, Fails::ForGood] {
            for at in 1.. {
                let trouble = Arc::new(Trouble::default());
                trouble.at.store(at, Ordering::SeqCst);
                attempt(
                    faulty(trouble.clone(), code, fails, counts),
                    &trouble,
                    &format!("{code} {fails:?} at {at}"),
                );
                if trouble.count.load(Ordering::SeqCst) < at {
                    break;
                }
                most = most.max(at);
            }
        }
    }
    most
}

fn renamed(plan: &Plan) -> Plan {
    let mut plan = plan.clone();
    plan.organization.name = "New".into();
    plan
}

fn is_whole(path: &Path, told: &str) -> bool {
    let found = std::fs::read_to_string(path).unwrap();
    assert!(found == OLD || found == NEW, "{told}: {found}");
    found == NEW
}

#[test]
fn a_save_that_fails_anywhere_leaves_a_whole_file_and_can_be_repeated() {
    let most = at_every_call(anything_but_removing, |disk, trouble, told| {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("acme.toml");
        std::fs::write(&path, OLD).unwrap();
        let at = trouble.at.swap(0, Ordering::SeqCst);
        let opened = PlanFile::open_on(Arc::new(disk), &path, &Folders::under(folder.path()), Access::Write);
        let mut opened = opened.unwrap();
        let plan = renamed(&opened.plan);
        trouble.at.store(at, Ordering::SeqCst);
        let saved = opened.file.save(&plan);
        trouble.at.store(0, Ordering::SeqCst);
        let is_new = is_whole(&path, told);
        match saved {
            Ok(_) => assert!(is_new, "{told}: told as saved"),
            Err(refused) => {
                assert!(matches!(refused, Error::Io { .. }), "{told}: {refused}");
                assert!(!refused.hint().is_empty());
            }
        }
        assert_eq!(left_over(folder.path()), [""; 0], "{told}");
        opened.file.save(&plan).unwrap_or_else(|refused| panic!("{told}, again: {refused}"));
        assert!(is_whole(&path, told), "{told}");
        assert_eq!(opened.file.changed_outside().unwrap(), None, "{told}");
    });
    assert!(most >= 10, "only {most} calls were tried");
}

#[test]
fn what_could_not_be_removed_is_swept_when_the_plan_is_opened_again() {
    at_every_call(anything, |disk, trouble, told| {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("acme.toml");
        std::fs::write(&path, OLD).unwrap();
        let folders = Folders::under(folder.path());
        let at = trouble.at.swap(0, Ordering::SeqCst);
        let mut opened = PlanFile::open_on(Arc::new(disk), &path, &folders, Access::Write).unwrap();
        trouble.at.store(at, Ordering::SeqCst);
        let saved = opened.file.save(&renamed(&opened.plan));
        assert!(is_whole(&path, told) || saved.is_err(), "{told}");
        drop(opened);
        PlanFile::open(&path, &folders, Access::Write).unwrap();
        assert_eq!(left_over(folder.path()), [""; 0], "{told}");
    });
}

#[test]
fn a_new_plan_comes_into_being_whole_or_not_at_all() {
    at_every_call(anything_but_removing, |disk, _, told| {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("acme.toml");
        let made =
            PlanFile::create_on(Arc::new(disk), &path, &Plan::default(), &Folders::under(folder.path()));
        let found = std::fs::read_to_string(&path).ok();
        assert!(found.is_none() || found.as_deref() == Some("schema = 1\n"), "{told}: {found:?}");
        assert!(made.is_err() || found.is_some(), "{told}");
        assert_eq!(left_over(folder.path()), [""; 0], "{told}");
    });
}

#[test]
fn an_export_comes_into_being_whole_or_not_at_all() {
    for overwrite in [Overwrite::No, Overwrite::Yes] {
        at_every_call(anything_but_removing, |disk, _, told| {
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join("people.csv");
            if overwrite == Overwrite::Yes {
                std::fs::write(&path, "old").unwrap();
            }
            let written = write_new_on(&disk, &path, b"email\n", overwrite);
            let found = std::fs::read_to_string(&path).ok();
            let old = (overwrite == Overwrite::Yes).then(|| "old".to_owned());
            assert!(found == old || found.as_deref() == Some("email\n"), "{told}: {found:?}");
            assert!(written.is_err() || found != old, "{told}");
            assert_eq!(left_over(folder.path()), [""; 0], "{told}");
        });
    }
}

#[test]
fn a_full_disk_is_told_as_one() {
    let folder = tempfile::tempdir().unwrap();
    let disk = TestDisk::new(|op| match op {
        Op::Write => Err(io::Error::from_raw_os_error(28)),
        _ => Ok(()),
    });
    let refused = write_new_on(&disk, &folder.path().join("a.csv"), b"email\n", Overwrite::No).unwrap_err();
    assert!(refused.hint().starts_with("The disk is full."), "{}", refused.hint());
    assert_eq!(refused.exit_code(), 3);
}
