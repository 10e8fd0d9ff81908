//! Jobs on threads: started, watched, stopped, and told by one channel.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::{self, JoinHandle};

use super::meter::Meter;
use super::work::Workshop;
use crate::app::{Event, Job, JobId, Outcome, Outside};

/// The jobs that run, and the one thread that saves.
pub(super) struct Jobs {
    workshop: Arc<Workshop>,
    running: BTreeMap<JobId, Running>,
    told: Receiver<(JobId, Outcome)>,
    tell: Sender<(JobId, Outcome)>,
    saves: Option<Sender<(JobId, Job)>>,
    saver: Option<JoinHandle<()>>,
}

struct Running {
    meter: Arc<Meter>,
    last: u64,
}

impl Jobs {
    /// Starts the thread that saves.
    pub(super) fn new(workshop: Workshop) -> Jobs {
        let workshop = Arc::new(workshop);
        let (tell, told) = channel();
        let (saves, waiting) = channel();
        let thread = {
            let (workshop, tell) = (Arc::clone(&workshop), tell.clone());
            thread::Builder::new()
                .name("saver".to_owned())
                .spawn(move || save_in_order(&workshop, &waiting, &tell))
                .ok()
        };
        Jobs { workshop, running: BTreeMap::new(), told, tell, saves: Some(saves), saver: thread }
    }

    /// Starts a job; one that writes the plan joins the queue of saves.
    pub(super) fn start(&mut self, id: JobId, job: Job) {
        let meter = Arc::new(Meter::default());
        self.running.insert(id, Running { meter: Arc::clone(&meter), last: 0 });
        if matches!(job, Job::Save(..) | Job::Overwrite(..) | Job::Reload) {
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
            let _ = tell.send((id, outcome));
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

    /// Returns whether anything runs.
    pub(super) fn is_busy(&self) -> bool {
        !self.running.is_empty()
    }

    /// Returns what became of the jobs since it was last asked.
    pub(super) fn news(&mut self) -> Vec<Event> {
        let mut news = Vec::new();
        while let Ok((id, outcome)) = self.told.try_recv() {
            self.running.remove(&id);
            news.push(Event::Finished(id, outcome));
        }
        for (id, running) in &mut self.running {
            let done = running.meter.done();
            if done != running.last {
                running.last = done;
                news.push(Event::Working(*id, done));
            }
        }
        news
    }

    /// Returns what somebody else did to the file, unless nothing happened.
    pub(super) fn look(&self) -> Option<Outside> {
        self.workshop.look()
    }

    /// Waits until everything asked to be saved is on disk.
    pub(super) fn finish(&mut self) {
        self.saves = None;
        if let Some(saver) = self.saver.take() {
            let _ = saver.join();
        }
    }
}

/// Saves in order; of several waiting saves only the newest is written, and all are told the outcome.
fn save_in_order(workshop: &Workshop, waiting: &Receiver<(JobId, Job)>, tell: &Sender<(JobId, Outcome)>) {
    while let Ok(mut next) = waiting.recv() {
        while let (Job::Save(..), Ok(newer)) = (&next.1, waiting.try_recv()) {
            // The older one is told as done without a word: the newer one's outcome counts.
            let _ = tell.send((next.0, Outcome::Done));
            next = newer;
        }
        let (id, job) = next;
        let outcome = carried_out(workshop, job, &Meter::default());
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
