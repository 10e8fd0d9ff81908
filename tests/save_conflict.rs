//! Several people write one plan: no change is lost, whatever the order in which things happen.
//!
//! `INGATHER_ORDERS` says how many orders are tried; 100 when it says nothing.

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex};

use ingather::error::Error;
use ingather::plan::{Domain, Plan};
use ingather::store::{Access, Folders, Outside, PlanFile};

use super::disk::{Op, TestDisk};

const TEXT: &str = "# Ours.\nschema = 1\n\n[[domains]]\nid = \"first\" # the first\n";

fn a_plan(folder: &Path) -> PathBuf {
    let path = folder.join("acme.toml");
    std::fs::write(&path, TEXT).unwrap();
    path
}

fn add(plan: &mut Plan, id: &str) {
    plan.domains.push(Domain { id: id.to_owned(), ..Domain::default() });
}

fn with_line(path: &Path, id: &str) {
    let text = std::fs::read_to_string(path).unwrap();
    let text = format!("{text}\n# by hand: {id}\n[[domains]]\nid = \"{id}\"\n");
    std::fs::write(path, text).unwrap();
}

#[test]
fn what_somebody_else_wrote_is_noticed_and_not_written_over() {
    let folder = tempfile::tempdir().unwrap();
    let path = a_plan(folder.path());
    let mut opened = PlanFile::open(&path, &Folders::under(folder.path()), Access::Write).unwrap();
    assert_eq!(opened.file.changed_outside().unwrap(), None);
    with_line(&path, "theirs");
    let theirs = std::fs::read_to_string(&path).unwrap();
    assert_eq!(opened.file.changed_outside().unwrap(), Some(Outside::Changed));
    let mut plan = opened.plan.clone();
    add(&mut plan, "mine");
    let refused = opened.file.save(&plan).unwrap_err();
    assert!(matches!(refused, Error::Conflict { .. }), "{refused}");
    assert_eq!(std::fs::read_to_string(&path).unwrap(), theirs);
    let mut plan = opened.file.reload().unwrap().plan;
    add(&mut plan, "mine");
    opened.file.save(&plan).unwrap();
    let text = std::fs::read_to_string(&path).unwrap();
    assert!(text.contains("# by hand: theirs") && text.contains("id = \"mine\""), "{text}");
    assert_eq!(opened.file.changed_outside().unwrap(), None);
}

#[test]
fn keeping_ones_own_keeps_the_other_version_and_its_comments() {
    let folder = tempfile::tempdir().unwrap();
    let path = a_plan(folder.path());
    let mut opened = PlanFile::open(&path, &Folders::under(folder.path()), Access::Write).unwrap();
    let theirs = format!("{TEXT}note_of_mine = 5\n# theirs\n\n[[domains]]\nid = \"theirs\"\n");
    std::fs::write(&path, &theirs).unwrap();
    let mut plan = opened.plan.clone();
    add(&mut plan, "mine");
    opened.file.overwrite(&plan).unwrap();
    let text = std::fs::read_to_string(&path).unwrap();
    assert!(text.contains("# theirs") && text.contains("note_of_mine = 5"), "{text}");
    assert!(text.contains("id = \"mine\"") && !text.contains("id = \"theirs\""), "{text}");
    let kept: Vec<_> = std::fs::read_dir(opened.file.backups()).unwrap().map(|e| e.unwrap().path()).collect();
    assert_eq!(kept.len(), 1);
    assert_eq!(std::fs::read_to_string(&kept[0]).unwrap(), theirs);
}

#[test]
fn a_plan_that_was_deleted_is_a_conflict_and_can_be_written_again() {
    let folder = tempfile::tempdir().unwrap();
    let path = a_plan(folder.path());
    let mut opened = PlanFile::open(&path, &Folders::under(folder.path()), Access::Write).unwrap();
    std::fs::remove_file(&path).unwrap();
    assert_eq!(opened.file.changed_outside().unwrap(), Some(Outside::Removed));
    let mut plan = opened.plan.clone();
    add(&mut plan, "mine");
    assert!(matches!(opened.file.save(&plan), Err(Error::Conflict { .. })));
    assert!(!path.exists());
    opened.file.overwrite(&plan).unwrap();
    assert!(std::fs::read_to_string(&path).unwrap().contains("# the first"));
}

#[test]
fn a_broken_edit_of_somebody_else_is_a_conflict_too() {
    let folder = tempfile::tempdir().unwrap();
    let path = a_plan(folder.path());
    let mut opened = PlanFile::open(&path, &Folders::under(folder.path()), Access::Write).unwrap();
    std::fs::write(&path, "schema = ").unwrap();
    let mut plan = opened.plan.clone();
    add(&mut plan, "mine");
    assert!(matches!(opened.file.save(&plan), Err(Error::Conflict { .. })));
    assert!(matches!(opened.file.reload(), Err(Error::PlanSyntax { .. })));
    opened.file.overwrite(&plan).unwrap();
    assert!(std::fs::read_to_string(&path).unwrap().contains("id = \"mine\""));
    std::fs::write(&path, "schema = 9\n").unwrap();
    assert!(matches!(opened.file.overwrite(&plan), Err(Error::NewerSchema { .. })));
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "schema = 9\n");
}

/// Lets one of several threads go on at a time, in an order that a seed decides.
struct Turns {
    state: Mutex<State>,
    /// One for each thread, so that only the one whose turn it is wakes up.
    mine: Vec<Condvar>,
}

struct State {
    seed: u64,
    /// Who waits for a turn.
    waiting: BTreeSet<usize>,
    /// How many have not finished.
    alive: usize,
    turn: Option<usize>,
}

impl Turns {
    fn new(seed: u64, alive: usize) -> Arc<Turns> {
        let state = State { seed, waiting: BTreeSet::new(), alive, turn: None };
        let mine = (0..alive).map(|_| Condvar::new()).collect();
        Arc::new(Turns { state: Mutex::new(state), mine })
    }

    /// Gives the turn once everybody waits for it.
    fn next(&self, state: &mut State) {
        if state.waiting.len() == state.alive && state.alive > 0 {
            state.seed =
                state.seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let pick = usize::try_from(state.seed >> 33).unwrap() % state.alive;
            state.turn = state.waiting.iter().nth(pick).copied();
            if let Some(who) = state.turn {
                self.mine[who].notify_one();
            }
        }
    }

    /// Gives the turn away and waits until it comes back.
    fn wait(&self, who: usize) {
        let mut state = self.state.lock().unwrap();
        state.turn = None;
        state.waiting.insert(who);
        self.next(&mut state);
        while state.turn != Some(who) {
            state = self.mine[who].wait(state).unwrap();
        }
        state.waiting.remove(&who);
    }

    fn finish(&self) {
        let mut state = self.state.lock().unwrap();
        state.turn = None;
        state.alive -= 1;
        self.next(&mut state);
    }
}

/// An instance of the program that adds some domains, each with a save of its own.
fn instance(turns: &Arc<Turns>, who: usize, path: &Path, ids: &[String]) {
    let folders = Folders::under(path.parent().unwrap());
    let open = |access| {
        let gate = turns.clone();
        let disk = TestDisk::new(move |op| -> io::Result<()> {
            // What neither sees nor changes the plan needs no turn of its own.
            if matches!(op, Op::Read | Op::Create | Op::Rename | Op::Exchange | Op::Remove) {
                gate.wait(who);
            }
            Ok(())
        });
        PlanFile::open_on(Arc::new(disk), path, &folders, access)
    };
    turns.wait(who);
    let mut opened = open(Access::TakeOver).unwrap();
    for id in ids {
        let mut plan = opened.plan.clone();
        add(&mut plan, id);
        loop {
            match opened.file.save(&plan) {
                Ok(_) => break,
                Err(Error::Conflict { .. }) => plan = opened.file.reload().unwrap().plan,
                Err(Error::Locked { .. }) => {
                    opened = open(Access::TakeOver).unwrap();
                    plan = opened.plan.clone();
                }
                Err(refused) => panic!("{refused}"),
            }
            add(&mut plan, id);
        }
        opened.plan = plan;
    }
    drop(opened);
    turns.finish();
}

/// Somebody with a text editor; each edit happens at one instant.
fn editor(turns: &Arc<Turns>, who: usize, path: &Path, ids: &[String]) {
    for id in ids {
        turns.wait(who);
        with_line(path, id);
    }
    turns.finish();
}

fn kept_versions(folder: &Path) -> Vec<String> {
    let mut kept = Vec::new();
    for of_plan in std::fs::read_dir(folder).unwrap() {
        for version in std::fs::read_dir(of_plan.unwrap().path()).unwrap() {
            kept.push(std::fs::read_to_string(version.unwrap().path()).unwrap());
        }
    }
    kept
}

fn interleaved(seed: u64) {
    let folder = tempfile::tempdir().unwrap();
    let path = a_plan(folder.path());
    let ids = |who: usize| -> Vec<String> { (0..2).map(|n| format!("of-{who}-{n}")).collect() };
    let turns = Turns::new(seed, 3);
    std::thread::scope(|scope| {
        for who in 0..2 {
            let (turns, path, ids) = (&turns, &path, ids(who));
            scope.spawn(move || instance(turns, who, path, &ids));
        }
        scope.spawn(|| editor(&turns, 2, &path, &ids(2)));
    });
    let reading = ingather::store::read(&path).unwrap();
    let found: BTreeSet<&str> = reading.plan.domains.iter().map(|domain| domain.id.as_str()).collect();
    // Saving twice by hand within the two steps of one save of ours: the first text is kept, not in place.
    let kept = kept_versions(&folder.path().join("state/backups"));
    for id in (0..3).flat_map(ids) {
        let rescued = id.starts_with("of-2-") && kept.iter().any(|text| text.contains(&id));
        assert!(found.contains(id.as_str()) || rescued, "seed {seed}: {id} was lost\n{}", reading.text);
    }
    assert!(super::disk::left_over(folder.path()).is_empty(), "seed {seed}");
}

#[test]
#[cfg(any(target_os = "linux", target_vendor = "apple"))]
fn no_change_is_lost_in_any_order_of_two_instances_and_an_editor() {
    let orders = std::env::var("INGATHER_ORDERS").map_or(100, |orders| orders.parse().unwrap());
    for seed in 0..orders {
        interleaved(seed);
    }
}

#[test]
fn keeping_ones_own_over_what_is_no_plan_writes_it_even_without_a_change() {
    let folder = tempfile::tempdir().unwrap();
    let path = a_plan(folder.path());
    let mut opened = PlanFile::open(&path, &Folders::under(folder.path()), Access::Write).unwrap();
    std::fs::write(&path, "schema = [broken").unwrap();
    opened.file.overwrite(&opened.plan).unwrap();
    assert_eq!(std::fs::read_to_string(&path).unwrap(), TEXT);
}
