//! Carries jobs out: opens and saves the plan, reads lists, measures, filters, exports.
//!
//! [`Workshop::carry_out`] is called on threads by the loop and in place by the tests of the wizard, so that those
//! need no thread and no sleep.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use jiff::Timestamp;

use super::meter::Meter;
use super::people::filtered;
use super::{files, samples};
use crate::app::{Access, Export, Import, Job, Measured, Opened, Outcome, Outside, RecentPlan};
use crate::commands::{Intake, project, take_in};
use crate::error::Error;
use crate::export::{Document, FORMATS, Subject, Written};
use crate::guide::guide;
use crate::plan::{Day, Plan};
use crate::progress::Source;
use crate::store::{self, Folders, Overwrite, PlanFile, Recent};

/// Carries jobs out. It holds the open file of the plan; everything else comes with the job.
#[derive(Debug)]
pub struct Workshop {
    folders: Folders,
    today: Day,
    file: Mutex<Option<PlanFile>>,
    lists: Mutex<Vec<Source>>,
}

impl Workshop {
    /// Makes a workshop that keeps what it must remember in `folders`.
    #[must_use]
    pub fn new(folders: Folders, today: Day) -> Workshop {
        Workshop { folders, today, file: Mutex::new(None), lists: Mutex::new(Vec::new()) }
    }

    /// Does a job and returns how it ended; it looks at `meter` while it works.
    pub fn carry_out(&self, job: Job, meter: &Meter) -> Outcome {
        let done = match job {
            Job::Open(path, access) => self.open(&path, access),
            Job::Create(path, plan) => self.create(&path, &plan),
            Job::OpenSample(name, today) => samples::copy(&name, &self.folders.samples(), today)
                .and_then(|path| self.open(&path, Access::Alone)),
            Job::Recent => Ok(self.recent()),
            Job::Save(revision, plan) => self.write(revision, |file| file.save(&plan).map(drop)),
            Job::Overwrite(revision, plan) => self.write(revision, |file| file.overwrite(&plan).map(drop)),
            Job::Reload => self.reload(),
            Job::Read(path, hints) => return files::read(&path, &hints, meter),
            Job::Import(import) => self.import(*import, meter),
            Job::Index(plan) => self.index(&plan, meter),
            Job::Filter(roster, text, order) => return filtered(&roster, &text, order, meter),
            Job::Export(export) => Workshop::export(&export),
            Job::Draft(export) => {
                let Written { documents, says } = written(&export);
                return Outcome::Drafted(paths(&export, &documents), says);
            }
            Job::Complete(start) => return Outcome::Entries(files::entries(&start)),
            Job::Remember(page, entry, field) => self.remember(page, entry, field),
        };
        done.unwrap_or_else(|refused| failed(&refused))
    }

    /// Returns what somebody else did to the file since it was read or written; nothing where nothing happened or
    /// a save is under way.
    #[must_use]
    pub fn look(&self) -> Option<Outside> {
        let file = self.file.try_lock().ok()?;
        match file.as_ref()?.changed_outside() {
            // A share that is away for a moment is not news; the next save tells.
            Ok(None) | Err(_) => None,
            Ok(Some(store::Outside::Changed)) => Some(Outside::Changed),
            Ok(Some(store::Outside::Removed)) => Some(Outside::Gone),
        }
    }

    fn open(&self, path: &Path, access: Access) -> Result<Outcome, Error> {
        // Let go of the plan open before, so that opening it again is no conflict with oneself.
        *locked(&self.file) = None;
        let access = match access {
            Access::Alone => store::Access::Write,
            Access::ReadOnly => store::Access::ReadOnly,
            Access::TakeOver => store::Access::TakeOver,
        };
        let opened = match PlanFile::open(path, &self.folders, access) {
            Err(Error::Locked { path, by }) => return Ok(Outcome::Busy(path, by)),
            other => other?,
        };
        let unknown = opened.unknown.iter().map(unknown_key).collect();
        let read_only = opened.read_only.map(|why| why.reason().to_owned());
        Ok(self.hold(opened.file, opened.plan, unknown, read_only))
    }

    fn create(&self, path: &Path, plan: &Plan) -> Result<Outcome, Error> {
        match PlanFile::create(path, plan, &self.folders) {
            Err(Error::AlreadyExists { path }) => Ok(Outcome::Exists(path)),
            Ok(file) => Ok(self.hold(file, plan.clone(), Vec::new(), None)),
            Err(refused) => Err(refused),
        }
    }

    /// Takes an opened file in: it becomes the open one, and the newest of the recent ones.
    fn hold(&self, file: PlanFile, plan: Plan, unknown: Vec<String>, read_only: Option<String>) -> Outcome {
        let path = file.path().to_owned();
        let place = store::place(&self.folders, &path).unwrap_or_default();
        let place = (place.page, place.row.unwrap_or_default(), place.field.unwrap_or_default());
        let name = plan.organization.name.clone();
        let stem = || path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let title = if name.is_empty() { stem() } else { name };
        // That a convenience could not be kept stops nobody from working.
        let _ =
            store::remember(&self.folders, Recent { path: path.clone(), title, opened: Timestamp::now() });
        locked(&self.lists).clear();
        *locked(&self.file) = Some(file);
        Outcome::Opened(Box::new(Opened { path, plan, place, unknown, read_only }))
    }

    fn reload(&self) -> Result<Outcome, Error> {
        let mut held = locked(&self.file);
        let Some(file) = held.as_mut() else { return Ok(Outcome::Done) };
        let reading = file.reload()?;
        let place = store::place(&self.folders, file.path()).unwrap_or_default();
        let place = (place.page, place.row.unwrap_or_default(), place.field.unwrap_or_default());
        let unknown = reading.unknown.iter().map(unknown_key).collect();
        let path = file.path().to_owned();
        Ok(Outcome::Opened(Box::new(Opened { path, plan: reading.plan, place, unknown, read_only: None })))
    }

    fn write(
        &self,
        revision: u64,
        save: impl FnOnce(&mut PlanFile) -> Result<(), Error>,
    ) -> Result<Outcome, Error> {
        let mut held = locked(&self.file);
        let Some(file) = held.as_mut() else { return Ok(Outcome::Done) };
        match save(file) {
            Ok(()) => Ok(Outcome::Saved(revision)),
            Err(conflict @ Error::Conflict { .. }) => Ok(Outcome::Conflict(conflict.to_string())),
            Err(refused) => Err(refused),
        }
    }

    fn recent(&self) -> Outcome {
        let plans = store::recent(&self.folders)
            .into_iter()
            .filter(|plan| plan.path.exists())
            .map(|plan| RecentPlan {
                opened: plan.opened.strftime("%-d %b %Y").to_string(),
                path: plan.path,
                title: plan.title,
            })
            .collect();
        Outcome::Recent(plans, samples::all())
    }

    fn index(&self, plan: &Plan, meter: &Meter) -> Result<Outcome, Error> {
        let mut watch = |done| meter.at(done);
        let mut lists = locked(&self.lists);
        if let Some(path) = self.path() {
            *lists = project::sources(&path, plan, &lists, &mut watch)?;
        }
        let facts = project::facts(plan, &lists, self.today, &mut watch)?;
        Ok(Outcome::Indexed(Measured { roster: facts.roster, progress: facts.progress }))
    }

    fn import(&self, import: Import, meter: &Meter) -> Result<Outcome, Error> {
        let Import { list, record, mut plan } = import;
        let Some(path) = self.path() else { return Ok(Outcome::Done) };
        let intake = Intake {
            kind: record.kind,
            label: record.label,
            as_of: record.as_of.unwrap_or(self.today),
            file: record.file,
        };
        let mut lists = locked(&self.lists);
        *lists = project::sources(&path, &plan, &lists, &mut |done| meter.at(done))?;
        let taken = take_in((&path, Arc::make_mut(&mut plan)), (&intake, list), &lists, self.today)?;
        let line =
            plan.history.iter().rfind(|line| line.after == taken.record.id).cloned().unwrap_or_default();
        *lists = taken.sources;
        let measured = Measured { roster: taken.facts.roster, progress: taken.facts.progress };
        Ok(Outcome::Imported(Box::new(taken.record), Box::new(line), measured))
    }

    fn path(&self) -> Option<PathBuf> {
        locked(&self.file).as_ref().map(|file| file.path().to_owned())
    }

    fn export(export: &Export) -> Result<Outcome, Error> {
        let Written { documents, says } = written(export);
        let paths = paths(export, &documents);
        if let Some(there) = paths.iter().find(|path| !export.replace && path.exists()) {
            return Ok(Outcome::Exists(there.clone()));
        }
        let overwrite = if export.replace { Overwrite::Yes } else { Overwrite::No };
        files::make_folder(&export.to)?;
        for (document, path) in documents.iter().zip(&paths) {
            store::write_new(path, &document.bytes, overwrite)?;
        }
        Ok(Outcome::Exported(paths, says))
    }

    fn remember(&self, page: String, row: String, field: String) -> Result<Outcome, Error> {
        if let Some(file) = locked(&self.file).as_ref() {
            let some = |text: String| (!text.is_empty()).then_some(text);
            let place = store::Place { page, row: some(row), field: some(field) };
            store::remember_place(&self.folders, file.path(), place)?;
        }
        Ok(Outcome::Done)
    }
}

/// Makes the documents of an export; an unknown format makes none.
fn written(export: &Export) -> Written {
    let Some(format) = FORMATS.iter().find(|format| format.id == export.format) else {
        return Written::default();
    };
    let (plan, measured) = (&*export.plan, &export.measured);
    let advice = crate::advice::advise(plan, &measured.progress, guide(), export.today);
    let (progress, roster, today) = (&*measured.progress, &*measured.roster, export.today);
    (format.write)(&Subject { plan, progress, advice: &advice, roster, today })
}

/// Returns where the documents of an export go.
fn paths(export: &Export, documents: &[Document]) -> Vec<PathBuf> {
    documents.iter().map(|document| export.to.join(&document.file_name)).collect()
}

/// A poisoned lock means that a job failed in the middle; what it guards is whole, since files change in one step.
fn locked<T>(held: &Mutex<T>) -> MutexGuard<'_, T> {
    held.lock().unwrap_or_else(PoisonError::into_inner)
}

fn unknown_key(key: &store::Unknown) -> String {
    match key.meant {
        Some(meant) => format!("{}; did you mean {meant}?", key.path),
        None => key.path.clone(),
    }
}

/// Says what the machine refused, why, and what to do.
fn failed(refused: &Error) -> Outcome {
    let mut says = refused.to_string();
    if let Some(cause) = std::error::Error::source(refused) {
        says = format!("{says} ({cause})");
    }
    let hint = refused.hint();
    Outcome::Failed(if hint.is_empty() { says } else { format!("{says} {hint}") })
}
