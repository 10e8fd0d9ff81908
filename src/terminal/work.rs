//! Carries jobs out: opens and saves the plan, reads lists, measures, filters, exports.
//!
//! [`Workshop::carry_out`] is called on threads by the loop and in place by the tests of the wizard, so that those
//! need no thread and no sleep.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::alike::alike;
use super::meter::Meter;
use super::people::{carry, cases, filtered, reviewed, values};
use super::{compare, files, samples};
use crate::app::{
    Access, Column, Export, Import, Imported, Job, Measured, Opened, Order, Outcome, Outside, RecentPlan,
    Version, View,
};
use crate::commands::{Intake, project, take_in};
use crate::error::Error;
use crate::export::{Document, FORMATS, Subject, Written};
use crate::guide::guide;
use crate::plan::{Day, Plan};
use crate::progress::{Filter, Source};
use crate::store::{self, Folders, Overwrite, PlanFile, Recent, Saved};

/// Carries jobs out. It holds the open file of the plan; everything else comes with the job.
#[derive(Debug)]
pub struct Workshop {
    folders: Folders,
    today: Day,
    file: Mutex<Option<Held>>,
    editions: AtomicU64,
    lists: Mutex<Vec<Source>>,
}

/// The plan file that is open.
#[derive(Debug)]
struct Held {
    file: PlanFile,
    /// Which reading it is; every opening and reading again has a number of its own.
    edition: u64,
}

impl Workshop {
    /// Makes a workshop that keeps what it must remember in `folders`.
    #[must_use]
    pub fn new(folders: Folders, today: Day) -> Workshop {
        let (file, lists) = (Mutex::new(None), Mutex::new(Vec::new()));
        Workshop { folders, today, file, editions: AtomicU64::new(0), lists }
    }

    /// Does a job and returns how it ended; it looks at `meter` while it works.
    pub fn carry_out(&self, job: Job, meter: &Meter) -> Outcome {
        let done = match job {
            Job::Open(path, access) => self.open(&path, access),
            Job::Create(path, plan) => self.create(&path, &plan),
            Job::OpenSample(name, today) => samples::copy(&name, &self.folders.samples(), today)
                .and_then(|path| self.open(&path, Access::Alone)),
            Job::Recent => Ok(self.recent()),
            Job::Save(version) => self.save(&version),
            Job::Overwrite(version) => self.overwrite(&version),
            Job::Reload(revision) => self.reload(revision),
            Job::Read(path, hints) => return files::read(&path, &hints, meter),
            Job::Import(import) => self.import(*import, meter),
            Job::Compare(import) => {
                let plan = Arc::clone(&import.plan);
                self.known(&plan, meter)
                    .and_then(|known| compare::before_import(*import, &known, self.today, meter))
            }
            Job::CompareKept(plan, id) => {
                self.known(&plan, meter).and_then(|known| compare::kept(&plan, &id, &known, meter))
            }
            Job::WriteNotTaken(rows) => compare::write(&rows),
            Job::Index(plan) => self.index(&plan, meter),
            Job::First(plan) => Ok(self.first(&plan)),
            Job::Filter(asked) => return filtered(&asked, meter),
            Job::Alike(roster, plan) => return alike(&roster, &plan, meter),
            Job::Export(export) => Workshop::export(&export),
            Job::Values(roster) => return values(&roster, meter),
            Job::Carry(selected, rosters) => return carry(&selected, &rosters, meter),
            Job::Review(asked) => return reviewed(&asked, meter),
            Job::OpenCases(asked) => return cases(&asked, meter),
            Job::View => Ok(Outcome::View(self.view())),
            Job::KeepView(view) => self.keep_view(&view),
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
        match file.as_ref()?.file.changed_outside() {
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
        // Undo does not reach back before the plan was opened, so nothing will ask for them again.
        opened.file.forget_lists(&opened.plan);
        Ok(self.hold(opened.file, opened.plan, unknown))
    }

    fn create(&self, path: &Path, plan: &Plan) -> Result<Outcome, Error> {
        match PlanFile::create(path, plan, &self.folders) {
            Err(Error::AlreadyExists { path }) => Ok(Outcome::Exists(path)),
            Ok(file) => Ok(self.hold(file, plan.clone(), Vec::new())),
            Err(refused) => Err(refused),
        }
    }

    /// Takes an opened file in: it becomes the open one, and the newest of the recent ones.
    fn hold(&self, file: PlanFile, plan: Plan, unknown: Vec<String>) -> Outcome {
        let path = file.path().to_owned();
        let title = title(&path, &plan);
        // That a convenience could not be kept stops nobody from working.
        let _ = store::remember(&self.folders, Recent { path, title, opened: Timestamp::now() });
        locked(&self.lists).clear();
        let held = Held { file, edition: self.new_edition() };
        let opened = self.opened(&held, (plan, unknown), None);
        *locked(&self.file) = Some(held);
        opened
    }

    fn new_edition(&self) -> u64 {
        self.editions.fetch_add(1, Ordering::Relaxed) + 1
    }

    /// Tells what the open file holds and where one was in it.
    fn opened(&self, held: &Held, (plan, unknown): (Plan, Vec<String>), instead_of: Option<u64>) -> Outcome {
        let path = held.file.path().to_owned();
        let place = store::place(&self.folders, &path).unwrap_or_default();
        let place = (place.page, place.row.unwrap_or_default(), place.field.unwrap_or_default());
        let saved = saved_at(&path);
        let why = held.file.read_only();
        let read_only = why.map(|why| format!("This plan can only be looked at: {}.", why.reason()));
        let edition = held.edition;
        Outcome::Opened(Box::new(Opened {
            path,
            plan,
            edition,
            instead_of,
            place,
            unknown,
            read_only,
            saved,
        }))
    }

    fn reload(&self, revision: u64) -> Result<Outcome, Error> {
        let mut file = locked(&self.file);
        let Some(held) = file.as_mut() else { return Ok(Outcome::Done) };
        let reading = held.file.reload()?;
        held.edition = self.new_edition();
        let unknown = reading.unknown.iter().map(unknown_key).collect();
        Ok(self.opened(held, (reading.plan, unknown), Some(revision)))
    }

    fn save(&self, version: &Version) -> Result<Outcome, Error> {
        let mut file = locked(&self.file);
        let Some(held) = file.as_mut() else { return Ok(not_open()) };
        if held.edition != version.edition {
            // The file was read again since: written over it, this version would undo what somebody else wrote.
            let path = held.file.path().to_owned();
            return Ok(Outcome::Conflict(Error::Conflict { path }.to_string()));
        }
        self.retitle(held.file.path(), &version.plan);
        told(held.file.save(&version.plan), version)
    }

    /// Keeps the title in the list of recent plans that of the organization, when it is named or renamed.
    fn retitle(&self, path: &Path, plan: &Plan) {
        let title = title(path, plan);
        let known = store::recent(&self.folders).into_iter().find(|known| known.path == path);
        if let Some(known) = known.filter(|known| known.title != title) {
            // That a convenience could not be kept stops nobody from working.
            let _ = store::remember(&self.folders, Recent { title, ..known });
        }
    }

    fn overwrite(&self, version: &Version) -> Result<Outcome, Error> {
        let mut file = locked(&self.file);
        let Some(held) = file.as_mut() else { return Ok(not_open()) };
        let saved = held.file.overwrite(&version.plan);
        if saved.is_ok() {
            held.edition = version.edition;
        }
        told(saved, version)
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

    /// Reads the first people of those who will be measured; the outcome is nothing where there is no kept list.
    fn first(&self, plan: &Plan) -> Outcome {
        let first = self.path().and_then(|path| project::first(&path, plan, self.today));
        first.map_or(Outcome::Done, |first| Outcome::First(Arc::new(first)))
    }

    fn index(&self, plan: &Plan, meter: &Meter) -> Result<Outcome, Error> {
        let mut lists = locked(&self.lists);
        if let Some(path) = self.path() {
            meter.expect(project::unread(plan, &lists));
            *lists = project::sources(&path, plan, &lists, &mut |rows| meter.at(rows))?;
        }
        // Measuring goes over everybody several times, so a number would say nothing.
        meter.expect(0);
        let facts = project::facts(plan, &lists, self.today, &mut |_| meter.at(0))?;
        Ok(Outcome::Indexed(Measured { roster: facts.roster, progress: facts.progress }))
    }

    fn import(&self, import: Import, meter: &Meter) -> Result<Outcome, Error> {
        let Import { list, record, mut plan, columns } = import;
        let Some(path) = self.path() else { return Ok(Outcome::Done) };
        let intake = Intake {
            kind: record.kind,
            label: record.label,
            as_of: record.as_of.unwrap_or(self.today),
            file: record.file,
        };
        let mut lists = locked(&self.lists);
        *lists = project::sources(&path, &plan, &lists, &mut |done| meter.at(done))?;
        let mut watch = |done| meter.at(done);
        let plan_then = Arc::make_mut(&mut plan);
        let taken = take_in((&path, plan_then), (&intake, list), &lists, (self.today, &mut watch))?;
        let line =
            plan.history.iter().rfind(|line| line.after == taken.record.id).cloned().unwrap_or_default();
        *lists = taken.sources;
        let measured = Measured { roster: taken.facts.roster, progress: taken.facts.progress };
        Ok(Outcome::Imported(Box::new(Imported { record: taken.record, line, measured, plan, columns })))
    }

    /// Returns the plan's lists; those that were read before are not read again.
    fn known(&self, plan: &Plan, meter: &Meter) -> Result<Vec<Source>, Error> {
        let Some(path) = self.path() else { return Ok(Vec::new()) };
        let mut lists = locked(&self.lists);
        *lists = project::sources(&path, plan, &lists, &mut |done| meter.at(done))?;
        Ok(lists.clone())
    }

    fn path(&self) -> Option<PathBuf> {
        locked(&self.file).as_ref().map(|held| held.file.path().to_owned())
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

    fn view(&self) -> View {
        let store::View { columns, order, descending } = store::view(&self.folders);
        let columns: Vec<Column> = columns.iter().filter_map(|word| Column::from_word(word)).collect();
        let order = Order { column: order.as_deref().and_then(Column::from_word), descending };
        let first = View::default().columns;
        View { columns: if columns.is_empty() { first } else { columns }, order }
    }

    fn keep_view(&self, view: &View) -> Result<Outcome, Error> {
        let columns = view.columns.iter().map(|column| column.word().to_owned()).collect();
        let order = view.order.column.map(|column| column.word().to_owned());
        let kept = store::View { columns, order, descending: view.order.descending };
        store::keep_view(&self.folders, &kept)?;
        Ok(Outcome::Done)
    }

    fn remember(&self, page: String, row: String, field: String) -> Result<Outcome, Error> {
        if let Some(Held { file, .. }) = locked(&self.file).as_ref() {
            let some = |text: String| (!text.is_empty()).then_some(text);
            let place = store::Place { page, row: some(row), field: some(field) };
            store::remember_place(&self.folders, file.path(), place)?;
        }
        Ok(Outcome::Done)
    }
}

/// Tells how a save ended.
fn told(saved: Result<Saved, Error>, version: &Version) -> Result<Outcome, Error> {
    match saved {
        Ok(_) => Ok(Outcome::Saved(version.revision)),
        Err(conflict @ Error::Conflict { .. }) => Ok(Outcome::Conflict(conflict.to_string())),
        Err(refused) => Err(refused),
    }
}

fn not_open() -> Outcome {
    Outcome::Failed("The plan's file is not open. Nothing was written; the changes are in memory.".to_owned())
}

/// Makes the documents of an export; an unknown format makes none.
fn written(export: &Export) -> Written {
    let Some(format) = FORMATS.iter().find(|format| format.id == export.format) else {
        return Written::default();
    };
    let (plan, measured) = (&*export.plan, &export.measured);
    let advice = crate::advice::advise(plan, &measured.progress, guide(), export.today);
    let (progress, roster, today) = (&*measured.progress, &*measured.roster, export.today);
    // The page asks for nothing while its filter cannot be understood.
    let whom = Filter::parse(&export.whom).unwrap_or_default();
    (format.write)(&Subject { plan, progress, advice: &advice, roster, whom: &whom, today })
}

/// Returns where the documents of an export go.
fn paths(export: &Export, documents: &[Document]) -> Vec<PathBuf> {
    documents.iter().map(|document| export.to.join(&document.file_name)).collect()
}

/// Returns when a file was last written, for people.
fn saved_at(path: &Path) -> Option<String> {
    let written = Timestamp::try_from(path.metadata().ok()?.modified().ok()?).ok()?;
    Some(written.to_zoned(TimeZone::system()).strftime("%a %-d %b %Y, %H:%M").to_string())
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

/// Returns what a plan is called: by its organization, or by its file while that has no name.
fn title(path: &Path, plan: &Plan) -> String {
    let stem = || path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let name = plan.organization.name.trim();
    if name.is_empty() { stem() } else { name.to_owned() }
}

/// Says what the machine refused, why, and what to do.
fn failed(refused: &Error) -> Outcome {
    let mut says = refused.to_string();
    if let Some(cause) = std::error::Error::source(refused) {
        says = format!("{says} ({cause})");
    }
    let hint = refused.hint();
    let between = if says.contains('\n') { "\n" } else { " " };
    Outcome::Failed(if hint.is_empty() { says } else { format!("{says}{between}{hint}") })
}
