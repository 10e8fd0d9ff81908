//! Whole-file writes: a file is the whole old or the whole new one, whatever happens in between.
//!
//! The new content goes into a side file in the same folder (random name, never an existing one), is synced,
//! and takes the target's name in one step. When anything fails the side file is removed and the target is
//! untouched. Side files left behind by a killed process are found by their name and swept.

use std::collections::hash_map::RandomState;
use std::ffi::OsStr;
use std::hash::{BuildHasher, Hasher};
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use sha2::{Digest as _, Sha256};

use super::fs::{Disk, Look, RealDisk, Stat};
use crate::error::Error;

const SUFFIX: &str = ".ingather-tmp";
/// A side file this old belongs to a process that is gone.
const STALE: Duration = Duration::from_secs(60 * 60);
const WRITING: &str = "Writing";

/// Whether a file that exists may be replaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Overwrite {
    /// Refuse with [`Error::AlreadyExists`].
    No,
    /// Replace it.
    Yes,
}

/// Which side files a sweep removes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sweep {
    /// All of them: the caller holds the lock, so nobody is writing.
    All,
    /// Those older than an hour: somebody may be writing just now.
    Old,
}

/// Returns the SHA-256 of some bytes in hexadecimal.
#[must_use]
pub fn digest(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

pub(super) fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        // Writing into a String cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// Writes a file for people (an export, a copy): whole, readable by its owner only, never over an existing one unasked.
///
/// ```
/// use ingather::store::{Overwrite, write_new};
/// let folder = tempfile::tempdir()?;
/// let path = folder.path().join("people.csv");
/// write_new(&path, b"email\n", Overwrite::No)?;
/// assert!(write_new(&path, b"", Overwrite::No).is_err());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn write_new(path: &Path, bytes: &[u8], overwrite: Overwrite) -> Result<(), Error> {
    write_new_on(&RealDisk, path, bytes, overwrite)
}

/// [`write_new`] on a given disk.
pub fn write_new_on(disk: &dyn Disk, path: &Path, bytes: &[u8], overwrite: Overwrite) -> Result<(), Error> {
    // A link stays a link: what it points at is replaced.
    let target = match overwrite {
        Overwrite::Yes => disk.resolve(path).unwrap_or_else(|_| path.to_owned()),
        Overwrite::No => path.to_owned(),
    };
    sweep(disk, &target, Sweep::Old);
    let side = SideFile::write(disk, &target, bytes, Look::PRIVATE)?;
    match overwrite {
        Overwrite::Yes => side.replace(&target)?,
        Overwrite::No => side.place(&target)?,
    }
    sync_folder_of(disk, &target)
}

/// A finished side file; removed again unless it takes the target's place.
#[derive(Debug)]
pub(super) struct SideFile<'d> {
    disk: &'d dyn Disk,
    path: PathBuf,
    /// What was written into it.
    bytes: &'d [u8],
    /// Set once it has taken its target's place.
    gone: bool,
}

impl<'d> SideFile<'d> {
    /// Writes and syncs a side file for a target.
    pub(super) fn write(
        disk: &'d dyn Disk,
        target: &Path,
        bytes: &'d [u8],
        look: Look,
    ) -> Result<SideFile<'d>, Error> {
        let (path, mut file) = create(disk, target, look).map_err(Error::io(WRITING, target))?;
        let side = SideFile { disk, path, bytes, gone: false };
        file.write(bytes).and_then(|()| file.sync()).map_err(Error::io(WRITING, target))?;
        Ok(side)
    }

    /// Returns what will be known of the target once the side file has taken its place.
    pub(super) fn stat(&self) -> Option<Stat> {
        self.disk.stat(&self.path).ok()
    }

    /// Takes the target's place, whatever is there. Syncing the folder is left to the caller, here and below.
    pub(super) fn replace(mut self, target: &Path) -> Result<(), Error> {
        self.disk.rename(&self.path, target).map_err(Error::io(WRITING, target))?;
        self.gone = true;
        Ok(())
    }

    /// Takes the target's place where nothing is yet.
    pub(super) fn place(mut self, target: &Path) -> Result<(), Error> {
        self.disk.rename_new(&self.path, target).map_err(|refused| match refused.kind() {
            io::ErrorKind::AlreadyExists => Error::AlreadyExists { path: target.to_owned() },
            _ => Error::io(WRITING, target)(refused),
        })?;
        self.gone = true;
        Ok(())
    }

    /// Takes the target's place if the target still has this content, else refuses with
    /// [`Error::Conflict`] and leaves the target as it is.
    ///
    /// The two files change places at one instant and what came out is looked at, so that a change made in the
    /// very last moment is noticed too. Where the system cannot do that, a moment remains. `rescue` is given what
    /// somebody wrote and what can have no place any more.
    pub(super) fn swap(
        mut self,
        target: &Path,
        expected: &[u8],
        rescue: &dyn Fn(&[u8]),
    ) -> Result<(), Error> {
        match self.disk.exchange(&self.path, target) {
            Ok(()) => self.check_displaced(target, expected, rescue),
            Err(refused) if refused.kind() == io::ErrorKind::Unsupported => {
                self.disk.rename(&self.path, target).map_err(Error::io(WRITING, target))?;
                self.gone = true;
                Ok(())
            }
            Err(refused) if refused.kind() == io::ErrorKind::NotFound => {
                Err(Error::Conflict { path: target.to_owned() })
            }
            Err(refused) => Err(Error::io(WRITING, target)(refused)),
        }
    }

    /// What came out is now in the side file's place; unless it is the expected one it goes back.
    fn check_displaced(&self, target: &Path, expected: &[u8], rescue: &dyn Fn(&[u8])) -> Result<(), Error> {
        let displaced = self.disk.read(&self.path);
        if displaced.as_ref().is_ok_and(|bytes| bytes == expected) {
            return Ok(());
        }
        let theirs = displaced.as_deref().unwrap_or_default();
        if let Err(stuck) = self.disk.exchange(&self.path, target) {
            rescue(theirs);
            return Err(Error::io(WRITING, target)(stuck));
        }
        match self.disk.read(&self.path) {
            // Somebody went on from our version before it was taken back: theirs stays, the one before is kept.
            Ok(later) if later != self.bytes => {
                let again = self.disk.exchange(&self.path, target);
                rescue(if again.is_ok() { theirs } else { &later });
            }
            _ => {}
        }
        Err(match displaced {
            Ok(_) => Error::Conflict { path: target.to_owned() },
            Err(refused) => Error::io(WRITING, target)(refused),
        })
    }
}

impl Drop for SideFile<'_> {
    fn drop(&mut self) {
        if !self.gone {
            // Nothing is lost by a side file that stays: the next sweep takes it.
            let _ = self.disk.remove(&self.path);
        }
    }
}

pub(super) fn sync_folder_of(disk: &dyn Disk, target: &Path) -> Result<(), Error> {
    disk.sync_folder(folder_of(target)).map_err(Error::io(WRITING, target))
}

/// Returns the folder a file is in; `.` for a bare name.
pub(super) fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

/// Returns a number nobody can foretell.
pub(super) fn random() -> u64 {
    RandomState::new().build_hasher().finish()
}

fn create(disk: &dyn Disk, target: &Path, look: Look) -> io::Result<(PathBuf, Box<dyn super::fs::NewFile>)> {
    let mut tries = 0;
    loop {
        let path = target.with_file_name(format!("{}{:016x}{SUFFIX}", prefix(target), random()));
        match disk.create_new(&path, look) {
            Ok(file) => return Ok((path, file)),
            Err(taken) if taken.kind() == io::ErrorKind::AlreadyExists && tries < 8 => tries += 1,
            Err(refused) => return Err(refused),
        }
    }
}

fn prefix(target: &Path) -> String {
    format!(".{}.", target.file_name().unwrap_or_default().to_string_lossy())
}

fn is_side_file(name: &OsStr, prefix: &str) -> bool {
    name.to_str()
        .and_then(|name| name.strip_prefix(prefix)?.strip_suffix(SUFFIX))
        .is_some_and(|middle| middle.len() == 16 && middle.bytes().all(|b| b.is_ascii_hexdigit()))
}

/// Removes side files of a target that a killed process left behind. Failing to is no error.
pub(super) fn sweep(disk: &dyn Disk, target: &Path, which: Sweep) {
    let prefix = prefix(target);
    for path in disk.entries(folder_of(target)).unwrap_or_default() {
        let ours = path.file_name().is_some_and(|name| is_side_file(name, &prefix));
        if ours && (which == Sweep::All || is_stale(disk, &path)) {
            let _ = disk.remove(&path);
        }
    }
}

fn is_stale(disk: &dyn Disk, path: &Path) -> bool {
    let written = disk.stat(path).ok().and_then(|stat| stat.modified);
    written.and_then(|at| at.elapsed().ok()).is_some_and(|age| age > STALE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_our_own_side_files_are_swept() {
        let folder = tempfile::tempdir().unwrap();
        let plan = folder.path().join("acme.toml");
        let ours = folder.path().join(".acme.toml.0123456789abcdef.ingather-tmp");
        let others = [".acme.toml.swp", ".other.toml.0123456789abcdef.ingather-tmp", "acme.toml"];
        for name in others {
            std::fs::write(folder.path().join(name), "x").unwrap();
        }
        std::fs::write(&ours, "x").unwrap();
        sweep(&RealDisk, &plan, Sweep::Old);
        assert!(ours.exists(), "it may be in use just now");
        sweep(&RealDisk, &plan, Sweep::All);
        assert!(!ours.exists());
        assert!(others.iter().all(|name| folder.path().join(name).exists()));
    }

    #[test]
    fn nothing_is_written_over_a_file_unasked() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("people.csv");
        write_new(&path, b"first", Overwrite::No).unwrap();
        let refused = write_new(&path, b"second", Overwrite::No).unwrap_err();
        assert!(matches!(refused, Error::AlreadyExists { .. }), "{refused}");
        assert_eq!(std::fs::read(&path).unwrap(), b"first");
        write_new(&path, b"second", Overwrite::Yes).unwrap();
        assert_eq!(std::fs::read(&path).unwrap(), b"second");
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "no side file is left");
    }

    #[test]
    fn a_digest_is_sha_256_in_hexadecimal() {
        assert_eq!(digest(b"abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }
}
