//! What follows from events, with nothing carried out: no file, no thread.

use super::*;
use crate::widgets::Theme;

/// A wizard with a plan open, and the work it asked for last.
struct Wizard {
    model: Model,
    asked: Vec<(JobId, Job)>,
}

impl Wizard {
    fn new(plan: Plan) -> Wizard {
        let model = Model::new(Desk::new(today(), Theme::default(), (80, 24)));
        let mut wizard = Wizard { model, asked: Vec::new() };
        let job = wizard.model.desk.start("Opening the plan", Job::Recent);
        wizard.tell(Event::Finished(job, Outcome::Opened(Box::new(opened(plan, None)))));
        wizard
    }

    fn tell(&mut self, event: Event) {
        self.asked = update(&mut self.model, event)
            .into_iter()
            .filter_map(|effect| match effect {
                Effect::Start(id, job) => Some((id, job)),
                Effect::Cancel(_) | Effect::Quit => None,
            })
            .collect();
    }

    /// Changes the plan, as a screen does.
    fn edit(&mut self, change: impl FnOnce(&mut Plan)) {
        self.model.desk.edit("test", change);
        self.tell(Event::Resized(80, 24));
    }

    /// Tells how the last job that fits ended.
    fn end(&mut self, fits: fn(&Job) -> bool, outcome: Outcome) {
        let id = self.asked.iter().find(|(_, job)| fits(job)).map(|(id, _)| *id);
        self.tell(Event::Finished(id.expect("no such job was asked for"), outcome));
    }
}

fn today() -> crate::plan::Day {
    "2026-11-21".parse().unwrap()
}

fn opened(plan: Plan, instead_of: Option<u64>) -> Opened {
    let (place, unknown) = Default::default();
    Opened { path: "plan.toml".into(), plan, edition: 1, instead_of, place, unknown, read_only: None }
}

fn named(name: &str) -> Plan {
    let mut plan = Plan::default();
    plan.organization.name = name.to_owned();
    plan
}

#[test]
fn a_change_made_while_the_file_is_read_again_is_not_lost() {
    let mut wizard = Wizard::new(named("before"));
    wizard.tell(Event::Looked(Outside::Changed));
    let reading = wizard.asked.iter().find(|(_, job)| matches!(job, Job::Reload(0))).unwrap().0;
    wizard.edit(|plan| plan.organization.name = "mine".to_owned());
    let theirs = Outcome::Opened(Box::new(opened(named("theirs"), Some(0))));
    wizard.tell(Event::Finished(reading, theirs));
    assert_eq!(wizard.model.desk.plan().organization.name, "mine");
    assert!(wizard.model.screens.last().unwrap().is_about_conflict());
    assert_eq!(wizard.model.desk.saving, Saving::NotSaved);
}

#[test]
fn a_failed_save_is_told_and_tried_again_with_the_next_change() {
    let mut wizard = Wizard::new(named("before"));
    wizard.edit(|plan| plan.organization.name = "mine".to_owned());
    wizard.end(|job| matches!(job, Job::Save(_)), Outcome::Failed("The disk is full.".to_owned()));
    assert_eq!(wizard.model.desk.saving, Saving::NotSaved);
    assert_eq!(wizard.model.desk.notice.as_ref().unwrap().says, "The disk is full.");
    wizard.edit(|plan| plan.organization.note = "more".to_owned());
    wizard.end(|job| matches!(job, Job::Save(version) if version.revision == 2), Outcome::Saved(2));
    assert_eq!(wizard.model.desk.saving, Saving::Saved);
}

#[test]
fn the_failure_of_another_job_says_nothing_about_the_plan() {
    let mut wizard = Wizard::new(named("before"));
    let measuring = wizard.model.desk.start("Measuring", Job::Recent);
    wizard.edit(|plan| plan.organization.name = "mine".to_owned());
    wizard.tell(Event::Finished(measuring, Outcome::Failed("Stopped.".to_owned())));
    assert_eq!(wizard.model.desk.saving, Saving::Saving);
}

#[test]
fn who_decides_later_is_not_asked_again_at_every_look() {
    let mut wizard = Wizard::new(named("before"));
    wizard.edit(|plan| plan.organization.name = "mine".to_owned());
    wizard.end(|job| matches!(job, Job::Save(_)), Outcome::Conflict("It was changed.".to_owned()));
    assert!(wizard.model.screens.last().unwrap().is_about_conflict());
    wizard.tell(Event::Key(crossterm::event::KeyCode::Esc.into()));
    wizard.tell(Event::Looked(Outside::Changed));
    assert!(!wizard.model.screens.last().unwrap().is_about_conflict());
    assert_eq!(wizard.model.desk.saving, Saving::NotSaved);
}

#[test]
fn a_plan_whose_file_is_gone_is_not_called_saved() {
    let mut wizard = Wizard::new(named("before"));
    wizard.tell(Event::Looked(Outside::Gone));
    assert_eq!(wizard.model.desk.saving, Saving::NotSaved);
    wizard.model.desk.notice = None;
    wizard.tell(Event::Looked(Outside::Gone));
    assert_eq!(wizard.model.desk.notice, None, "it is said once");
    wizard.tell(Event::Looked(Outside::Changed));
    assert!(matches!(wizard.asked[..], [(_, Job::Reload(0))]), "it is back");
}
