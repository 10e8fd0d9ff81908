//! One writer: an advisory lock on `NAME.toml.lock`, beside the plan and never on it, since saving replaces the
//! plan. It never waits. Who holds it stands in it. On a file system without locks a plan opens all the same,
//! with a warning.

use std::fs::{self, File, TryLockError};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use jiff::{Unit, Zoned};

use super::atomic::random;
use crate::error::Error;

/// What locks can do where the plan is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Guard {
    /// A second instance is noticed.
    Held,
    /// This file system knows no locks: a second instance is not noticed, but a conflict still is.
    NoLocksHere,
}

/// A held lock; given back when dropped.
#[derive(Debug)]
pub(super) struct Lock {
    path: PathBuf,
    /// What this lock wrote into the file; tells it from any other.
    mark: String,
    guard: Guard,
    /// Keeps the lock; nothing more is read from it.
    _file: File,
}

/// How often a lock file that is being removed by its last holder is tried again.
const TRIES: u32 = 16;

impl Lock {
    /// Takes the lock of a plan, or says who holds it.
    pub(super) fn take(plan: &Path) -> Result<Lock, Error> {
        Lock::take_at(plan, &lock_path(plan))
    }

    /// Takes the lock for the moment of a save, so that an instance that lost the plan to a take-over is not in the
    /// middle of one.
    pub(super) fn for_a_save(plan: &Path) -> Result<Lock, Error> {
        let name = format!(".{}.saving", plan.file_name().unwrap_or_default().to_string_lossy());
        Lock::take_at(plan, &plan.with_file_name(name))
    }

    fn take_at(plan: &Path, path: &Path) -> Result<Lock, Error> {
        for _ in 0..TRIES {
            let file = private().create(true).truncate(false).open(path).map_err(refused(path))?;
            let guard = match file.try_lock() {
                Ok(()) => Guard::Held,
                Err(TryLockError::WouldBlock) => {
                    return Err(Error::Locked { path: plan.to_owned(), by: holder(path) });
                }
                Err(TryLockError::Error(_)) => Guard::NoLocksHere,
            };
            let lock = Lock::signed(path.to_owned(), file, guard)?;
            // Its last holder may have removed the file between our opening and our locking it.
            if lock.is_ours() {
                return Ok(lock);
            }
        }
        Err(Error::Locked { path: plan.to_owned(), by: holder(path) })
    }

    /// Takes the lock away from whoever holds it; the other instance notices before its next save.
    pub(super) fn take_over(plan: &Path) -> Result<Lock, Error> {
        let path = lock_path(plan);
        let side = path.with_extension(format!("lock-{:016x}", random()));
        let file = private().create_new(true).open(&side).map_err(refused(&path))?;
        let guard = if file.try_lock().is_ok() { Guard::Held } else { Guard::NoLocksHere };
        let lock = Lock::signed(path.clone(), file, guard)?;
        match fs::rename(&side, &path) {
            Ok(()) => Ok(lock),
            Err(error) => {
                let _ = fs::remove_file(&side);
                Err(refused(&path)(error))
            }
        }
    }

    fn signed(path: PathBuf, mut file: File, guard: Guard) -> Result<Lock, Error> {
        let now = Zoned::now();
        let since = now.round(Unit::Minute).unwrap_or(now).strftime("%Y-%m-%d %H:%M").to_string();
        let mark = format!("ingather, process {}, since {since}\n{:016x}\n", std::process::id(), random());
        file.set_len(0).and_then(|()| file.write_all(mark.as_bytes())).map_err(refused(&path))?;
        Ok(Lock { path, mark, guard, _file: file })
    }

    /// Returns whether a second instance would be noticed.
    pub(super) fn guard(&self) -> Guard {
        self.guard
    }

    /// Returns whether nobody has taken it over, as far as locks here can tell.
    pub(super) fn is_ours(&self) -> bool {
        if self.guard == Guard::NoLocksHere {
            return true;
        }
        match fs::read(&self.path) {
            Ok(found) => found == self.mark.as_bytes(),
            Err(error) if error.kind() == io::ErrorKind::NotFound => false,
            // Windows lets nobody read a locked file.
            Err(_) => cfg!(windows),
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        if self.is_ours() {
            // A lock file that stays is harmless: nobody holds a lock on it.
            let _ = fs::remove_file(&self.path);
        }
    }
}

fn lock_path(plan: &Path) -> PathBuf {
    let mut name = plan.as_os_str().to_owned();
    name.push(".lock");
    PathBuf::from(name)
}

fn private() -> fs::OpenOptions {
    let mut options = File::options();
    options.write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

fn refused(path: &Path) -> impl FnOnce(io::Error) -> Error + '_ {
    Error::io("Locking", path)
}

fn holder(path: &Path) -> String {
    let text = fs::read_to_string(path).unwrap_or_default();
    match text.lines().next() {
        Some(line) if line.starts_with("ingather") => line.to_owned(),
        _ => "another window of ingather".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_instance_learns_who_holds_the_plan_and_may_have_it_afterwards() {
        let folder = tempfile::tempdir().unwrap();
        let plan = folder.path().join("acme.toml");
        let first = Lock::take(&plan).unwrap();
        let refused = Lock::take(&plan).unwrap_err();
        let Error::Locked { by, .. } = refused else { panic!("{refused}") };
        assert!(by.contains(&format!("process {}", std::process::id())), "{by}");
        drop(first);
        assert!(!lock_path(&plan).exists());
        assert_eq!(Lock::take(&plan).unwrap().guard(), Guard::Held);
    }

    #[test]
    fn a_lock_file_left_by_a_killed_process_is_no_obstacle() {
        let folder = tempfile::tempdir().unwrap();
        let plan = folder.path().join("acme.toml");
        fs::write(lock_path(&plan), "ingather, process 1, since long ago\n").unwrap();
        assert!(Lock::take(&plan).is_ok());
    }

    #[test]
    fn who_was_taken_over_knows_it_and_leaves_the_new_lock_alone() {
        let folder = tempfile::tempdir().unwrap();
        let plan = folder.path().join("acme.toml");
        let first = Lock::take(&plan).unwrap();
        let second = Lock::take_over(&plan).unwrap();
        assert!(!first.is_ours());
        assert!(second.is_ours());
        drop(first);
        assert!(second.is_ours());
        assert!(matches!(Lock::take(&plan), Err(Error::Locked { .. })));
    }
}
