//! Killed at random instants of a save loop: the plan is always whole, and what was told as saved is there.
//!
//! The test starts its own binary again as the victim: [`a_victim_saves_until_it_is_killed`] does nothing unless
//! it is told which plan to write. `INGATHER_KILLS` says how many are killed; 100 when it says nothing.
#![cfg(unix)]

use std::collections::hash_map::RandomState;
use std::hash::{BuildHasher, Hasher};
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use ingather::plan::Plan;
use ingather::store::{Access, Folders, PlanFile};

use super::disk::left_over;

const PLAN: &str = "INGATHER_TEST_VICTIM";
const WORD: &str = "saved-version ";

fn set_version(plan: &mut Plan, number: u32) {
    plan.organization.name = number.to_string();
    // Behind the name and long: a torn file would not agree with itself.
    plan.main_account.note = format!("{number} ").repeat(2000);
}

/// Returns the version a plan file is of, after looking whether it is whole.
fn version(path: &Path) -> u32 {
    let reading = ingather::store::read(path).unwrap();
    let number = reading.plan.organization.name.parse().unwrap();
    let mut expected = reading.plan.clone();
    set_version(&mut expected, number);
    assert!(expected == reading.plan, "version {number} is torn");
    assert!(reading.text.starts_with("# Ours.\n"), "the comment is gone");
    number
}

#[test]
fn a_victim_saves_until_it_is_killed() {
    let Some(path) = std::env::var_os(PLAN) else { return };
    let path = Path::new(&path);
    let folders = Folders::under(path.parent().unwrap());
    let mut opened = PlanFile::open(path, &folders, Access::Write).unwrap();
    let mut plan = opened.plan;
    for number in version(path) + 1.. {
        set_version(&mut plan, number);
        opened.file.save(&plan).unwrap();
        // Not through println, which the test harness would keep to itself.
        writeln!(std::io::stdout(), "\n{WORD}{number}").unwrap();
    }
}

fn victim(path: &Path) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "save_kill::a_victim_saves_until_it_is_killed"])
        .env(PLAN, path)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

fn random(below: u64) -> u64 {
    RandomState::new().build_hasher().finish() % below
}

/// Lets a victim save a few times, kills it somewhere in the next save, and returns the last version it told.
fn kill_one(path: &Path) -> Option<u32> {
    let mut child = victim(path);
    let mut told = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
    let mut versions = told.by_ref().filter_map(|line| line.strip_prefix(WORD)?.parse::<u32>().ok());
    let mut last = None;
    for _ in 0..random(3) {
        last = versions.next();
    }
    // No clock: some instructions more, up to about the length of a save.
    for n in 0..random(400_000) {
        std::hint::black_box(n);
        std::hint::spin_loop();
    }
    child.kill().unwrap();
    child.wait().unwrap();
    versions.last().or(last)
}

#[test]
fn a_plan_survives_being_killed_at_any_instant() {
    let kills: u32 = std::env::var("INGATHER_KILLS").map_or(100, |kills| kills.parse().unwrap());
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("acme.toml");
    let folders = Folders::under(folder.path());
    std::fs::write(&path, "# Ours.\nschema = 1\n").unwrap();
    let mut opened = PlanFile::open(&path, &folders, Access::Write).unwrap();
    set_version(&mut opened.plan, 0);
    opened.file.save(&opened.plan).unwrap();
    drop(opened);
    let (mut before, mut found_side_files) = (0, 0);
    for _ in 0..kills {
        let told = kill_one(&path);
        let now = version(&path);
        let least = told.unwrap_or(before);
        assert!(now >= least, "version {least} was told as saved, {now} is there");
        assert!(now <= least + 1 || told.is_none(), "version {now} is there, {least} was the last one told");
        before = now;
        found_side_files += left_over(folder.path()).len();
        drop(PlanFile::open(&path, &folders, Access::Write).unwrap());
        assert_eq!(left_over(folder.path()), [""; 0]);
    }
    assert!(before > 0, "no victim ever saved");
    assert!(kills < 100 || found_side_files > 0, "no victim was killed in the middle of a save");
}
