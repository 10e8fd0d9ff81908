//! Jobs on threads: started, watched, stopped, and told by one channel.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use super::meter::Meter;
use super::work::Workshop;
use crate::app::{Event, Far, Job, JobId, Outcome, Outside};

/// How often the loop is told how far jobs are.
const BUSY: Duration = Duration::from_millis(33);
/// How long it waits for a key while jobs run, so that what they came to is not kept waiting.
const WAIT: Duration = Duration::from_millis(8);
/// How long it waits while a job is so young that it may end at once.
const YOUNG: Duration = Duration::from_millis(1);

/// The jobs that run, and the one thread that has to do with the plan's file.
pub(super) struct Jobs {
    workshop: Arc<Workshop>,
    running: BTreeMap<JobId, Running>,
    told: Receiver<(JobId, Outcome)>,
    tell: Sender<(JobId, Outcome)>,
    looks: (Sender<Option<Outside>>, Receiver<Option<Outside>>),
    is_looking: bool,
    /// When the newest job was started, and when it was last told how far they are.
    started: Instant,
    metered: Instant,
    saves: Option<Sender<(JobId, Job)>>,
    saver: Option<JoinHandle<()>>,
}

struct Running {
    meter: Arc<Meter>,
    last: u64,
    since: Instant,
}

impl Jobs {
    /// Starts the thread that opens and saves.
    pub(super) fn new(workshop: Workshop) -> Jobs {
        let workshop = Arc::new(workshop);
        let (tell, told) = channel();
        let (saves, waiting) = channel();
        let thread = {
            let (workshop, tell) = (Arc::clone(&workshop), tell.clone());
            thread::Builder::new()
                .name("file".to_owned())
                .spawn(move || work_in_order(&workshop, &waiting, &tell))
                .ok()
        };
        let (running, looks, now) = (BTreeMap::new(), channel(), Instant::now());
        Jobs {
            workshop,
            running,
            told,
            tell,
            looks,
            is_looking: false,
            started: now,
            metered: now,
            saves: Some(saves),
            saver: thread,
        }
    }

    /// Starts a job; one that has to do with the plan's file waits for those before it, so that no plan is ever written
    /// into another one's file.
    pub(super) fn start(&mut self, id: JobId, job: Job) {
        let meter = Arc::new(Meter::default());
        self.started = Instant::now();
        self.running.insert(id, Running { meter: Arc::clone(&meter), last: 0, since: self.started });
        if is_about_the_file(&job) {
            let queued = self.saves.as_ref().is_some_and(|saves| saves.send((id, job)).is_ok());
            if !queued {
                let _ = self.tell.send((
                    id,
                    Outcome::Failed("Saving has stopped. Export what you need and restart.".to_owned()),
                ));
            }
            return;
        }
        let (workshop, tell) = (Arc::clone(&self.workshop), self.tell.clone());
        let worker = thread::Builder::new().name(format!("job {}", id.0)).spawn(move || {
            let outcome = carried_out(&workshop, job, &meter);
            let everybody = match &outcome {
                Outcome::Indexed(measured) => Some(Arc::clone(&measured.roster)),
                _ => None,
            };
            let _ = tell.send((id, outcome));
            // People are in sight first; then what finding one of them at once needs is made.
            if let Some(roster) = everybody {
                roster.prepare();
            }
        });
        if worker.is_err() {
            let says = "The system refuses another thread. Close other programs and try again.".to_owned();
            let _ = self.tell.send((id, Outcome::Failed(says)));
        }
    }

    /// Asks a job to stop.
    pub(super) fn cancel(&mut self, id: JobId) {
        if let Some(running) = self.running.remove(&id) {
            running.meter.stop();
        }
    }

    /// Returns how long to wait for a key before looking for news again; nothing where no job runs. The first rows of a
    /// filter are there in a millisecond or two, and are not to wait for the next turn.
    pub(super) fn wait(&self) -> Option<Duration> {
        let is_young = self.started.elapsed() < 3 * BUSY;
        (!self.running.is_empty()).then_some(if is_young { YOUNG } else { WAIT })
    }

    /// Returns what became of the jobs since it was last asked.
    pub(super) fn news(&mut self) -> Vec<Event> {
        let mut news = Vec::new();
        while let Ok((id, outcome)) = self.told.try_recv() {
            self.running.remove(&id);
            news.push(Event::Finished(id, outcome));
        }
        while let Ok(outside) = self.looks.1.try_recv() {
            self.is_looking = false;
            news.extend(outside.map(Event::Looked));
        }
        if self.metered.elapsed() < BUSY {
            return news;
        }
        self.metered = Instant::now();
        for (id, running) in &mut self.running {
            let done = running.meter.done();
            if done != running.last {
                running.last = done;
                let far = Far { done, of: running.meter.of(), took: running.since.elapsed() };
                news.push(Event::Working(*id, far));
            }
        }
        news
    }

    /// Looks whether somebody else did something to the file, which is news then; one look at a time. On a thread of
    /// its own: a share that does not answer must not stop the screen.
    pub(super) fn look(&mut self) {
        if self.is_looking {
            return;
        }
        let (workshop, tell) = (Arc::clone(&self.workshop), self.looks.0.clone());
        let looks = move || {
            let outside = catch_unwind(AssertUnwindSafe(|| workshop.look())).ok().flatten();
            let _ = tell.send(outside);
        };
        self.is_looking = thread::Builder::new().name("look".to_owned()).spawn(looks).is_ok();
    }

    /// Waits until everything asked to be saved is on disk.
    pub(super) fn finish(&mut self) {
        self.saves = None;
        if let Some(saver) = self.saver.take() {
            let _ = saver.join();
        }
    }
}

impl Drop for Jobs {
    /// Also when the drawing thread panics, what was asked to be saved is saved.
    fn drop(&mut self) {
        self.finish();
    }
}

/// Returns whether a job opens, reads or writes the file of the plan, or notes how and where one looks at it.
fn is_about_the_file(job: &Job) -> bool {
    matches!(
        job,
        Job::Open(..)
            | Job::Create(..)
            | Job::OpenSample(..)
            | Job::Save(..)
            | Job::Overwrite(..)
            | Job::Reload(..)
            | Job::Remember(..)
            | Job::KeepView(..)
    )
}

/// Carries the jobs of the file out in order. A save that is followed at once by another save is not written: the newer
/// one's outcome counts, and the older one is told as done without a word.
fn work_in_order(workshop: &Workshop, waiting: &Receiver<(JobId, Job)>, tell: &Sender<(JobId, Outcome)>) {
    let mut ahead = None;
    while let Some((id, job)) = ahead.take().or_else(|| waiting.recv().ok()) {
        ahead = waiting.try_recv().ok();
        let outcome = match (&job, &ahead) {
            (Job::Save(..), Some((_, Job::Save(..)))) => Outcome::Done,
            _ => carried_out(workshop, job, &Meter::default()),
        };
        let _ = tell.send((id, outcome));
    }
}

/// Carries a job out; a panic in it is told like any other failure, without what it was about.
fn carried_out(workshop: &Workshop, job: Job, meter: &Meter) -> Outcome {
    catch_unwind(AssertUnwindSafe(|| workshop.carry_out(job, meter))).unwrap_or_else(|_| {
        Outcome::Failed(
            "A part of the program failed. Your plan is as it was last saved; please try again.".to_owned(),
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::{Access, Version};
    use crate::plan::{Day, Plan};
    use crate::store::Folders;

    fn named(name: &str) -> Arc<Plan> {
        let mut plan = Plan::default();
        plan.organization.name = name.to_owned();
        Arc::new(plan)
    }

    fn version(revision: u64, name: &str) -> Version {
        Version { edition: 1, revision, plan: named(name) }
    }

    /// Carries jobs out in order and returns what was told of each.
    fn told(folder: &std::path::Path, jobs: Vec<Job>) -> Vec<(u64, Outcome)> {
        let today: Day = "2026-11-21".parse().unwrap();
        let workshop = Workshop::new(Folders::under(&folder.join("folders")), today);
        let ((ask, waiting), (tell, told)) = (channel(), channel());
        for (n, job) in (1..).zip(jobs) {
            ask.send((JobId(n), job)).unwrap();
        }
        drop(ask);
        work_in_order(&workshop, &waiting, &tell);
        drop(tell);
        told.iter().map(|(id, outcome)| (id.0, outcome)).collect()
    }

    #[test]
    fn a_look_at_the_file_is_news_when_somebody_else_changed_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("plan.toml");
        let today: Day = "2026-11-21".parse().unwrap();
        let workshop = Workshop::new(Folders::under(&folder.path().join("folders")), today);
        workshop.carry_out(Job::Create(path.clone(), named("first")), &Meter::default());
        let mut jobs = Jobs::new(workshop);
        let mut looked = || {
            jobs.look();
            let outside = jobs.looks.1.recv().unwrap();
            jobs.looks.0.send(outside).unwrap();
            jobs.news()
        };
        assert!(looked().is_empty());
        std::fs::write(&path, "schema = 1\n# theirs\n").unwrap();
        assert!(matches!(looked()[..], [Event::Looked(Outside::Changed)]));
    }

    #[test]
    fn of_several_waiting_saves_the_newest_is_written_and_each_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("plan.toml");
        let saves = vec![
            Job::Create(path.clone(), named("first")),
            Job::Save(version(1, "second")),
            Job::Save(version(2, "third")),
        ];
        let told = told(folder.path(), saves);
        assert!(matches!(told[..], [(1, Outcome::Opened(_)), (2, Outcome::Done), (3, Outcome::Saved(2))]));
        assert!(std::fs::read_to_string(path).unwrap().contains("third"));
    }

    #[test]
    fn a_version_of_an_earlier_reading_is_never_written_unasked() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("plan.toml");
        let jobs = vec![
            Job::Create(path.clone(), named("first")),
            Job::Reload(0),
            Job::Save(version(1, "mine")),
            Job::Overwrite(version(1, "mine")),
            Job::Save(version(2, "mine too")),
        ];
        let told = told(folder.path(), jobs);
        assert!(matches!(told[2], (3, Outcome::Conflict(_))), "{told:?}");
        assert!(matches!(told[3..], [(4, Outcome::Saved(1)), (5, Outcome::Saved(2))]), "{told:?}");
        assert!(std::fs::read_to_string(path).unwrap().contains("mine too"));
    }

    #[test]
    fn a_plan_that_is_only_looked_at_stays_so_when_it_is_read_again() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("plan.toml");
        let (create, look) = (Job::Create(path.clone(), named("first")), Job::Open(path, Access::ReadOnly));
        let told = told(folder.path(), vec![create, look, Job::Reload(0)]);
        for (_, outcome) in &told[1..] {
            let Outcome::Opened(opened) = outcome else { panic!("{outcome:?}") };
            let why = "This plan can only be looked at: that is how it was opened.";
            assert_eq!(opened.read_only.as_deref(), Some(why));
        }
    }

    #[test]
    fn no_job_of_the_file_is_lost_behind_another() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("plan.toml");
        let place = || Job::Remember("domains".to_owned(), String::new(), String::new());
        let jobs = vec![
            Job::Create(path.clone(), named("first")),
            Job::Save(version(1, "second")),
            place(),
            Job::Overwrite(version(2, "third")),
            Job::Save(version(3, "fourth")),
            Job::Reload(3),
            Job::Open(path.clone(), Access::Alone),
        ];
        let told = told(folder.path(), jobs);
        assert_eq!(told.len(), 7, "{told:?}");
        assert!(matches!(told[1], (2, Outcome::Saved(1))), "{told:?}");
        assert!(matches!(told[4], (5, Outcome::Saved(3))), "{told:?}");
        let Outcome::Opened(opened) = &told[6].1 else { panic!("{told:?}") };
        assert_eq!((opened.plan.organization.name.as_str(), opened.place.0.as_str()), ("fourth", "domains"));
    }
}
