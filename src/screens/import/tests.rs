//! What becomes of the jobs of an import that is left.

use super::*;
use crate::app::Job;

fn reading() -> (Import, JobId, Desk) {
    let mut desk = Desk::bare();
    let mut import = Import::new(&mut desk);
    let job = desk.start("Reading the file", Job::Read("users.csv".into(), Hints::default()));
    import.step = Step::Reading(job, None);
    (import, job, desk)
}

#[test]
fn a_file_that_is_being_read_is_given_up_when_another_page_is_opened() {
    let (mut import, job, mut desk) = reading();
    assert!(!import.asks_before(Way::Page("people"), &mut desk), "nothing is lost");
    assert!(!desk.jobs.contains_key(&job), "it is stopped");
    assert!(matches!(import.step, Step::File));
}

#[test]
fn the_import_that_is_there_is_gone_on_with() {
    let (mut import, job, mut desk) = reading();
    assert!(import.asks_before(Way::Page("import"), &mut desk));
    assert!(desk.jobs.contains_key(&job), "it goes on");
}

#[test]
fn how_much_of_a_file_was_read_is_told_in_bytes() {
    let (_, job, mut desk) = reading();
    let running = desk.jobs.get_mut(&job).unwrap();
    running.far.done = 55_796_883;
    assert_eq!(running.done(), "55 MB");
}
