//! The documents page, driven by actions: nothing is written unseen, nothing replaced unasked.

use super::*;
use crate::app::Measured;

fn desk() -> Desk {
    let mut desk = Desk::bare();
    desk.measured = Some(Measured { roster: Arc::default(), progress: Arc::default() });
    desk
}

fn working(documents: &Documents) -> JobId {
    let Step::Working(job) = documents.step else { panic!("nothing runs") };
    job
}

fn reviewed(desk: &mut Desk) -> Documents {
    let mut documents = Documents::new(desk);
    documents.folder = Files::new("out");
    documents.act(Action::Open, desk);
    documents.act(Action::Open, desk);
    let names = Outcome::Drafted(vec![PathBuf::from("out/a.md")], Vec::new());
    documents.told(working(&documents), &names, desk);
    documents
}

#[test]
fn nothing_is_written_before_the_files_were_named() {
    let desk = &mut desk();
    let mut documents = reviewed(desk);
    assert!(matches!(&documents.step, Step::Review(paths, _) if paths.len() == 1));
    documents.act(Action::Open, desk);
    let written = Outcome::Exported(vec![PathBuf::from("out/a.md")], Vec::new());
    documents.told(working(&documents), &written, desk);
    assert!(matches!(documents.step, Step::Written(..)));
}

#[test]
fn what_is_there_is_kept_unless_somebody_says_otherwise() {
    let desk = &mut desk();
    let mut documents = reviewed(desk);
    documents.act(Action::Open, desk);
    let there = Outcome::Exists(PathBuf::from("out/a.md"));
    documents.told(working(&documents), &there, desk);
    documents.act(Action::Open, desk);
    assert!(matches!(documents.step, Step::Folder), "the first answer changes nothing");
}

#[test]
fn without_measured_people_nothing_is_asked_for() {
    let desk = &mut desk();
    desk.measured = None;
    let mut documents = Documents::new(desk);
    documents.folder = Files::new("out");
    documents.act(Action::Open, desk);
    documents.act(Action::Open, desk);
    assert!(matches!(documents.step, Step::Folder));
    assert!(desk.notice.is_some());
}
