//! An open plan file: what it held when it was last read or written, and the only way to write it.
//!
//! A save is refused with [`Error::Conflict`] when somebody else has changed the file; the person then chooses
//! between [`PlanFile::overwrite`] and [`PlanFile::reload`]. Nothing here merges two people's plans.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::atomic::{self, Overwrite, SideFile, Sweep, digest, write_new_on};
use super::backups::{backups_of, keep_previous};
use super::folders::Folders;
use super::fs::{Disk, Look, RealDisk, Stat};
use super::keep;
use super::known::{Known, table_of};
use super::lock::{Guard, Lock};
use super::outcome::{Access, Opened, Outside, Previous, Saved, Why};
use super::reading::{Reading, parse, parse_with_lists};
use crate::error::{Error, READING};
use crate::plan::Plan;

/// The largest plan that is read, in MiB.
const LARGEST: u64 = 64;

/// An open plan file.
#[derive(Debug)]
pub struct PlanFile {
    disk: Arc<dyn Disk>,
    path: PathBuf,
    backups: PathBuf,
    lock: Option<Lock>,
    read_only: Option<Why>,
    base: Base,
    /// Set while the name of the last version may not be on the medium yet.
    unsynced: bool,
}

/// What changes are measured against: the file as it was last read or written.
#[derive(Debug)]
struct Base {
    known: Known,
    /// Of the bytes on disk; nothing when there is no file.
    digest: Option<String>,
    stat: Option<Stat>,
}

/// Reads a plan without opening it for editing: no lock, nothing written.
pub fn read(path: &Path) -> Result<Reading, Error> {
    let (path, _) = found(&RealDisk, path)?;
    parse(&path, &bytes_of(&RealDisk, &path)?)
}

impl PlanFile {
    /// Opens a plan.
    pub fn open(path: &Path, folders: &Folders, access: Access) -> Result<Opened, Error> {
        PlanFile::open_on(Arc::new(RealDisk), path, folders, access)
    }

    /// [`PlanFile::open`] on a given disk.
    pub fn open_on(
        disk: Arc<dyn Disk>,
        path: &Path,
        folders: &Folders,
        access: Access,
    ) -> Result<Opened, Error> {
        let (path, stat) = found(&*disk, path)?;
        let (lock, read_only) = locked(&path, stat, access)?;
        let guard = lock.as_ref().map_or(Guard::NoLocksHere, Lock::guard);
        // Whoever lost the plan to a take-over may be in the middle of a save; its side file is still needed then.
        if access == Access::Write && lock.is_some() && guard == Guard::Held {
            // Taken and given back: what a killed save left of it goes.
            if Lock::for_a_save(&path).is_ok() {
                atomic::sweep(&*disk, &path, Sweep::All);
            }
        }
        let (reading, base) = load(&*disk, &path)?;
        let backups = backups_of(folders, &path);
        let file = PlanFile { disk, path, backups, lock, read_only, base, unsynced: false };
        Ok(Opened { file, plan: reading.plan, unknown: reading.unknown, read_only, guard })
    }

    /// Writes a new plan where no file may be yet, and opens it.
    pub fn create(path: &Path, plan: &Plan, folders: &Folders) -> Result<PlanFile, Error> {
        PlanFile::create_on(Arc::new(RealDisk), path, plan, folders)
    }

    /// [`PlanFile::create`] on a given disk.
    pub fn create_on(
        disk: Arc<dyn Disk>,
        path: &Path,
        plan: &Plan,
        folders: &Folders,
    ) -> Result<PlanFile, Error> {
        let folder = atomic::folder_of(path);
        let folder = disk.resolve(folder).map_err(Error::io("Opening the folder", folder))?;
        let path = folder.join(path.file_name().unwrap_or_default());
        if disk.stat(&path).is_ok() {
            return Err(Error::AlreadyExists { path });
        }
        let lock = Some(Lock::take(&path)?);
        let backups = backups_of(folders, &path);
        let base = Base { known: Known::nothing(), digest: None, stat: None };
        let mut file = PlanFile { disk, path, backups, lock, read_only: None, base, unsynced: false };
        file.save(plan).map_err(|refused| match refused {
            Error::Conflict { path } => Error::AlreadyExists { path },
            other => other,
        })?;
        Ok(file)
    }

    /// Deletes kept lists that neither the plan nor an earlier version that is still kept names, where this program is
    /// the one that writes.
    pub fn forget_lists(&self, plan: &Plan) {
        if let Some(lock) = &self.lock
            && self.read_only.is_none()
            && lock.guard() == Guard::Held
        {
            super::lists::sweep(&self.path, &self.backups, plan);
        }
    }

    /// Returns where the file is, symbolic links followed.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Returns why it may not be written, or nothing when it may.
    #[must_use]
    pub fn read_only(&self) -> Option<Why> {
        self.read_only
    }

    /// Returns the text as it was last read or written.
    #[must_use]
    pub fn text(&self) -> &str {
        self.base.known.text()
    }

    /// Returns the folder in which earlier versions are kept.
    #[must_use]
    pub fn backups(&self) -> &Path {
        &self.backups
    }

    /// Saves the plan: what differs from what was last read or written goes into the person's text.
    ///
    /// Returns once it is on the medium. On any error the file is the one before, or the whole new one when only
    /// the very last step failed; saving again is safe.
    pub fn save(&mut self, plan: &Plan) -> Result<Saved, Error> {
        self.may_write()?;
        let next = self.next(&self.base.known, plan)?;
        let found = self.base.digest.clone();
        self.put(next, found.as_deref())
    }

    /// Saves the plan over what somebody else wrote, after the person chose to keep theirs out. Comments and
    /// unknown keys of the other version stay where it can be read; the version itself is kept.
    pub fn overwrite(&mut self, plan: &Plan) -> Result<Saved, Error> {
        self.may_write()?;
        let (next, found) = match self.disk.read(&self.path) {
            Ok(bytes) => match parse_with_lists(&self.path, &bytes) {
                Ok((theirs, lists)) => {
                    let known = Known::of(theirs.text, theirs.plan, lists);
                    (self.next(&known, plan)?, Some(theirs.digest))
                }
                // A newer version's file is never written over, whoever asks.
                Err(newer @ Error::NewerSchema { .. }) => return Err(newer),
                Err(_) => (self.next(&self.base.known, plan)?, Some(digest(&bytes))),
            },
            Err(gone) if gone.kind() == io::ErrorKind::NotFound => (self.next(&self.base.known, plan)?, None),
            Err(refused) => return Err(Error::io(READING, &self.path)(refused)),
        };
        self.put(next, found.as_deref())
    }

    /// Reads the file again, after the person chose what somebody else wrote.
    pub fn reload(&mut self) -> Result<Reading, Error> {
        let (reading, base) = load(&*self.disk, &self.path)?;
        self.base = base;
        Ok(reading)
    }

    /// Writes the plan into another file, with the comments of this one; this file stays the open one.
    pub fn save_copy(&self, to: &Path, plan: &Plan, overwrite: Overwrite) -> Result<(), Error> {
        let text = match self.base.known.next(&self.path, plan) {
            Ok(next) => next.text().to_owned(),
            // A copy without comments is better than none.
            Err(_) => {
                table_of(plan).and_then(|now| keep::fresh(&now)).map_err(|why| self.not_read_back(why))?
            }
        };
        write_new_on(&*self.disk, to, text.as_bytes(), overwrite)
    }

    /// Returns what somebody else did to the file since it was last read or written. Cheap when nothing happened.
    pub fn changed_outside(&self) -> Result<Option<Outside>, Error> {
        match self.disk.stat(&self.path) {
            Ok(stat) if Some(stat) == self.base.stat => return Ok(None),
            Ok(_) => {}
            Err(gone) if gone.kind() == io::ErrorKind::NotFound => return Ok(Some(Outside::Removed)),
            Err(refused) => return Err(Error::io(READING, &self.path)(refused)),
        }
        let bytes = bytes_of(&*self.disk, &self.path)?;
        Ok((Some(digest(&bytes)) != self.base.digest).then_some(Outside::Changed))
    }

    /// Refuses unless the file is open for writing and nobody has taken it over.
    fn may_write(&mut self) -> Result<(), Error> {
        if let Some(why) = self.read_only {
            return Err(Error::ReadOnly { path: self.path.clone(), why: why.reason() });
        }
        if !self.lock.as_ref().is_some_and(Lock::is_ours) {
            // Either another instance has it, or its lock file was tidied away and is put back.
            self.lock = Some(Lock::take(&self.path)?);
        }
        Ok(())
    }

    /// Writes the next version where the one with this digest is, or where none is.
    fn put(&mut self, next: Known, expected: Option<&str>) -> Result<Saved, Error> {
        let disk = Arc::clone(&self.disk);
        let digest = digest(next.text().as_bytes());
        let (previous, stat) = if expected == Some(digest.as_str()) {
            self.unchanged(&digest)?;
            (Previous::None, self.base.stat)
        } else {
            self.replace(expected, next.text())?
        };
        // From here on the disk holds this version, whatever becomes of the last step.
        self.base = Base { known: next, digest: Some(digest.clone()), stat };
        if self.unsynced {
            atomic::sync_folder_of(&*disk, &self.path)?;
            self.unsynced = false;
        }
        Ok(Saved { digest, previous })
    }

    /// Returns the bytes of the file; refuses unless they still are the ones with this digest.
    fn unchanged(&self, expected: &str) -> Result<Vec<u8>, Error> {
        match self.disk.read(&self.path) {
            Ok(found) if digest(&found) == expected => Ok(found),
            Err(refused) if refused.kind() != io::ErrorKind::NotFound => {
                Err(Error::io(READING, &self.path)(refused))
            }
            _ => Err(self.conflict()),
        }
    }

    /// Puts a text in the file's place, if the file still is the expected one.
    fn replace(&mut self, expected: Option<&str>, text: &str) -> Result<(Previous, Option<Stat>), Error> {
        let disk = Arc::clone(&self.disk);
        let target = self.path.clone();
        let _moment = Lock::for_a_save(&target)?;
        let look = disk.stat(&target).map_or(Look::PRIVATE, |stat| Look {
            mode: stat.mode.unwrap_or(Look::PRIVATE.mode),
            group: stat.group,
        });
        let side = SideFile::write(&*disk, &target, text.as_bytes(), look)?;
        let stat = side.stat();
        let Some(expected) = expected else {
            side.place(&target).map_err(|refused| match refused {
                Error::AlreadyExists { path } => Error::Conflict { path },
                other => other,
            })?;
            self.unsynced = true;
            return Ok((Previous::None, stat));
        };
        let found = match self.unchanged(expected) {
            // A save that failed at its last step did write it.
            Err(Error::Conflict { .. }) if disk.read(&target).is_ok_and(|found| found == text.as_bytes()) => {
                self.unsynced = true;
                return Ok((Previous::None, None));
            }
            found => found?,
        };
        let previous = match keep_previous(&*disk, &self.backups, (&found, expected)) {
            Ok(path) => Previous::Kept(path),
            Err(refused) => Previous::NotKept(refused.to_string()),
        };
        side.swap(&target, &found, &|rescued| {
            // The last resort of a last resort: where this fails too there is nobody left to tell.
            let _ = keep_previous(&*disk, &self.backups, (rescued, &digest(rescued)));
        })?;
        self.unsynced = true;
        Ok((previous, stat))
    }

    /// Returns the next version of what is known: the person's text with the plan in it.
    fn next(&self, known: &Known, plan: &Plan) -> Result<Known, Error> {
        known.next(&self.path, plan).map_err(|why| self.not_read_back(why))
    }

    fn not_read_back(&self, why: String) -> Error {
        Error::NotReadBack { path: self.path.clone(), why }
    }

    fn conflict(&self) -> Error {
        Error::Conflict { path: self.path.clone() }
    }
}

/// Reads a plan and notes what it was read from.
fn load(disk: &dyn Disk, path: &Path) -> Result<(Reading, Base), Error> {
    // Looked at before reading: a change in between is then noticed and not taken for what was read.
    let (path, stat) = found(disk, path)?;
    let (reading, lists) = parse_with_lists(&path, &bytes_of(disk, &path)?)?;
    let known = Known::of(reading.text.clone(), reading.plan.clone(), lists);
    let base = Base { known, digest: Some(reading.digest.clone()), stat: Some(stat) };
    Ok((reading, base))
}

fn bytes_of(disk: &dyn Disk, path: &Path) -> Result<Vec<u8>, Error> {
    disk.read(path).map_err(Error::io(READING, path))
}

/// Returns the real path of a plan and what is known of it; refuses what is no file or too large to be a plan.
fn found(disk: &dyn Disk, path: &Path) -> Result<(PathBuf, Stat), Error> {
    let real = disk.resolve(path).map_err(Error::io(READING, path))?;
    let stat = disk.stat(&real).map_err(Error::io(READING, &real))?;
    if !stat.is_file {
        return Err(Error::io(READING, &real)(io::ErrorKind::IsADirectory.into()));
    }
    if stat.len > LARGEST << 20 {
        return Err(Error::TooLarge { path: real, limit: LARGEST });
    }
    Ok((real, stat))
}

fn locked(path: &Path, stat: Stat, access: Access) -> Result<(Option<Lock>, Option<Why>), Error> {
    let lock = match access {
        Access::ReadOnly => return Ok((None, Some(Why::Asked))),
        _ if stat.read_only => return Ok((None, Some(Why::FileRefuses))),
        Access::Write => Lock::take(path),
        Access::TakeOver => Lock::take_over(path),
    };
    match lock {
        Ok(lock) => Ok((Some(lock), None)),
        Err(Error::Io { source, .. })
            if matches!(
                source.kind(),
                io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem
            ) =>
        {
            Ok((None, Some(Why::FolderRefuses)))
        }
        Err(refused) => Err(refused),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::Domain;

    #[test]
    fn a_date_is_written_as_a_date() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("acme.toml");
        let mut file = PlanFile::create(&path, &Plan::default(), &Folders::under(folder.path())).unwrap();
        let verified_on = Some("2026-11-02".parse().unwrap());
        let domain = Domain { id: "domain-1".into(), verified_on, ..Domain::default() };
        file.save(&Plan { domains: vec![domain], ..Plan::default() }).unwrap();
        assert!(file.text().ends_with("id = \"domain-1\"\nverified_on = 2026-11-02\n"), "{}", file.text());
    }
}
