//! What follows from events, with nothing carried out: no file, no thread.

use super::*;
use crate::plan::{Count, ListRecord, Milestone, Reading};
use crate::progress::{Counts, Progress, Roster};

/// A wizard with a plan open, and the work it asked for last.
struct Wizard {
    model: Model,
    asked: Vec<(JobId, Job)>,
}

impl Wizard {
    fn new(plan: Plan) -> Wizard {
        let model = Model::new(Desk::bare());
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
    let (place, unknown, saved) = Default::default();
    let path = "plan.toml".into();
    Opened { path, plan, edition: 1, instead_of, place, saved, unknown, read_only: None }
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

/// A measurement that found so many people who are in.
fn measured(consolidated: u32) -> Measured {
    let total = Counts { consolidated, ..Counts::default() };
    Measured {
        roster: Arc::new(Roster::default()),
        progress: Arc::new(Progress { total, ..Progress::default() }),
    }
}

fn is_index(job: &Job) -> bool {
    matches!(job, Job::Index(_))
}

fn reading(id: &str, date: &str, outside: u32) -> Reading {
    let (inside, outside) = (Some(Count(1)), Some(Count(outside)));
    Reading { id: id.to_owned(), date: date.parse().ok(), inside, outside, ..Reading::default() }
}

#[test]
fn a_measurement_of_an_earlier_plan_is_dropped() {
    let mut wizard = Wizard::new(named("before"));
    let first = wizard.asked.iter().find(|(_, job)| is_index(job)).unwrap().0;
    wizard.edit(|plan| drop(plan.add_entry("domains")));
    wizard.end(is_index, Outcome::Indexed(measured(2)));
    wizard.tell(Event::Finished(first, Outcome::Indexed(measured(1))));
    assert_eq!(wizard.model.desk.progress().total.consolidated, 2);
}

#[test]
fn a_reading_adds_a_line_once_and_other_changes_add_none() {
    let mut plan = named("before");
    plan.readings.push(reading("old", "2026-11-01", 9));
    let mut wizard = Wizard::new(plan);
    wizard.end(is_index, Outcome::Indexed(measured(1)));
    wizard.edit(|plan| drop(plan.add_entry("domains")));
    wizard.end(is_index, Outcome::Indexed(measured(1)));
    assert!(wizard.model.desk.plan().history.is_empty(), "no reading came");
    wizard.edit(|plan| plan.readings.push(reading("new", "2026-11-20", 80)));
    wizard.end(is_index, Outcome::Indexed(measured(1)));
    wizard.edit(|plan| plan.readings[1] = reading("new", "2026-11-20", 8));
    wizard.end(is_index, Outcome::Indexed(measured(2)));
    let [line] = &wizard.model.desk.plan().history[..] else { panic!("one line") };
    let expected = ("2026-11-20".parse().ok(), "new", Count(2));
    assert_eq!(
        (line.date, line.after.as_str(), line.consolidated),
        expected,
        "a corrected reading corrects it"
    );
}

#[test]
fn a_reading_whose_day_is_corrected_leaves_no_line_on_its_former_day() {
    let mut wizard = Wizard::new(named("before"));
    wizard.end(is_index, Outcome::Indexed(measured(1)));
    wizard.edit(|plan| plan.readings.push(reading("new", "2026-11-20", 8)));
    wizard.end(is_index, Outcome::Indexed(measured(1)));
    wizard.edit(|plan| plan.readings[0] = reading("new", "2026-09-08", 8));
    wizard.end(is_index, Outcome::Indexed(measured(1)));
    let days: Vec<_> = wizard.model.desk.plan().history.iter().map(|line| line.date).collect();
    assert_eq!(days, ["2026-09-08".parse().ok()]);
}

#[test]
fn a_change_made_during_an_import_is_measured_too() {
    let mut wizard = Wizard::new(named("before"));
    let import = wizard.model.desk.start("Importing", Job::Recent);
    let record = ListRecord { id: "members-1".to_owned(), ..ListRecord::default() };
    let line = Milestone { date: Some(today()), ..Milestone::default() };
    let mut with_it = named("before");
    with_it.take_in(record.clone());
    wizard.edit(|plan| drop(plan.add_entry("domains")));
    let (measured, plan) = (measured(1), Arc::new(with_it));
    let list = Imported { record, line, measured, plan, columns: Vec::new() };
    wizard.tell(Event::Finished(import, Outcome::Imported(Box::new(list))));
    let asked = wizard.asked.iter().find_map(|(_, job)| match job {
        Job::Index(plan) => Some((plan.domains.len(), plan.lists.len())),
        _ => None,
    });
    assert_eq!(asked, Some((1, 1)));
}

#[test]
fn where_the_plan_that_was_named_does_not_open_the_first_screen_offers_others() {
    for outcome in
        [Outcome::Failed("It is gone.".to_owned()), Outcome::Busy("gone.toml".into(), String::new())]
    {
        let mut model = Model::new(Desk::bare());
        let asked = model.begin(Some("gone.toml".into()));
        let [Effect::Start(id, Job::Open(..))] = asked[..] else { panic!("{asked:?}") };
        let asked = update(&mut model, Event::Finished(id, outcome));
        assert!(asked.iter().any(|effect| matches!(effect, Effect::Start(_, Job::Recent))));
    }
}

/// A plan that remembers a list of so many people.
fn with_list(people: u32) -> Plan {
    let list = ListRecord { people: Some(Count(people)), id: "list-1".into(), ..ListRecord::default() };
    Plan { lists: vec![list], ..Plan::default() }
}

#[test]
fn of_a_long_list_the_first_people_are_asked_for_as_well() {
    let asks = |wizard: &Wizard, fits: fn(&Job) -> bool| wizard.asked.iter().any(|(_, job)| fits(job));
    let long = Wizard::new(with_list(1_000_000));
    assert!(
        asks(&long, |job| matches!(job, Job::First(_))) && asks(&long, |job| matches!(job, Job::Index(_)))
    );
    let short = Wizard::new(with_list(800));
    assert!(
        !asks(&short, |job| matches!(job, Job::First(_))) && asks(&short, |job| matches!(job, Job::Index(_)))
    );
}

#[test]
fn measuring_that_is_stopped_before_there_is_anything_goes_on_with_enter() {
    let mut wizard = Wizard::new(with_list(1_000_000));
    let measuring = wizard.asked.iter().find(|(_, job)| matches!(job, Job::Index(_))).unwrap().0;
    wizard.model.go("people");
    let far = Far { done: 1, of: 2, took: std::time::Duration::from_secs(1) };
    wizard.tell(Event::Working(measuring, far));
    assert_eq!(wizard.model.desk.jobs[&measuring].far, far);
    wizard.tell(Event::Key(crossterm::event::KeyCode::Esc.into()));
    assert!(!wizard.model.desk.is_measuring() && wizard.model.screens.len() == 2, "the page stays");
    wizard.tell(Event::Finished(measuring, Outcome::Indexed(measured(5))));
    assert!(wizard.model.desk.measured.is_none(), "what was stopped is not taken in");
    wizard.tell(Event::Key(crossterm::event::KeyCode::Enter.into()));
    wizard.end(|job| matches!(job, Job::Index(_)), Outcome::Indexed(measured(5)));
    assert!(wizard.model.desk.measured.is_some());
}
