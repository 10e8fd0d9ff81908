//! The few things the store asks of a disk, behind a trait, so that a test can make any of them fail.
//!
//! Not a file system of its own: [`RealDisk`] is `std::fs` with the modes and the syncing that keeping a
//! person's plan needs.

use std::fmt::Debug;
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// What is known of a file without reading it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stat {
    /// Whether it is an ordinary file.
    pub is_file: bool,
    /// Length in bytes.
    pub len: u64,
    /// When it was last written, where the file system says so.
    pub modified: Option<SystemTime>,
    /// Its permission bits (Unix), or nothing elsewhere.
    pub mode: Option<u32>,
    /// Its group (Unix), or nothing elsewhere.
    pub group: Option<u32>,
    /// Whether its owner has marked it as not to be written.
    pub read_only: bool,
}

/// How a file that has to come into being is to look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look {
    /// Permission bits (Unix).
    pub mode: u32,
    /// Group to give it, where the system lets us (Unix).
    pub group: Option<u32>,
}

impl Look {
    /// Readable and writable by the owner only.
    pub const PRIVATE: Look = Look { mode: 0o600, group: None };
}

/// A new file being written.
pub trait NewFile: Debug {
    /// Writes all bytes.
    fn write(&mut self, bytes: &[u8]) -> io::Result<()>;
    /// Waits until the bytes are on the medium.
    fn sync(&mut self) -> io::Result<()>;
}

/// The few things the store asks of a disk.
pub trait Disk: Debug + Send + Sync {
    /// Returns the path with every symbolic link followed.
    fn resolve(&self, path: &Path) -> io::Result<PathBuf>;
    /// Returns what is known of a file without reading it.
    fn stat(&self, path: &Path) -> io::Result<Stat>;
    /// Returns the whole content of a file.
    fn read(&self, path: &Path) -> io::Result<Vec<u8>>;
    /// Creates a file that must not exist yet.
    fn create_new(&self, path: &Path, look: Look) -> io::Result<Box<dyn NewFile>>;
    /// Moves a file over another one, which is then gone.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Moves a file to a place where nothing may be yet.
    fn rename_new(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Lets two files change places at one instant; an `Unsupported` error where the system cannot.
    fn exchange(&self, one: &Path, other: &Path) -> io::Result<()>;
    /// Removes a file.
    fn remove(&self, path: &Path) -> io::Result<()>;
    /// Returns the paths in a folder.
    fn entries(&self, folder: &Path) -> io::Result<Vec<PathBuf>>;
    /// Creates a folder, and those above it, for the owner only.
    fn create_folder(&self, folder: &Path) -> io::Result<()>;
    /// Waits until the names in a folder are on the medium.
    fn sync_folder(&self, folder: &Path) -> io::Result<()>;
}

/// The disk of this machine.
#[derive(Clone, Copy, Debug, Default)]
pub struct RealDisk;

impl NewFile for File {
    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.write_all(bytes)
    }

    fn sync(&mut self) -> io::Result<()> {
        self.sync_all()
    }
}

impl Disk for RealDisk {
    fn resolve(&self, path: &Path) -> io::Result<PathBuf> {
        fs::canonicalize(path)
    }

    fn stat(&self, path: &Path) -> io::Result<Stat> {
        let found = fs::metadata(path)?;
        let (mode, group) = platform::mode_and_group(&found);
        Ok(Stat {
            is_file: found.is_file(),
            len: found.len(),
            modified: found.modified().ok(),
            mode,
            group,
            read_only: found.permissions().readonly(),
        })
    }

    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        File::open(path)?.read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    fn create_new(&self, path: &Path, look: Look) -> io::Result<Box<dyn NewFile>> {
        Ok(Box::new(platform::create_new(path, look)?))
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    fn rename_new(&self, from: &Path, to: &Path) -> io::Result<()> {
        let from = tempfile::TempPath::try_from_path(from)?;
        match from.persist_noclobber(to) {
            Ok(()) => Ok(()),
            Err(refused) => {
                // The caller still owns the file and removes it.
                let error = refused.error;
                refused.path.keep().map_err(|again| again.error)?;
                Err(error)
            }
        }
    }

    fn exchange(&self, one: &Path, other: &Path) -> io::Result<()> {
        platform::exchange(one, other)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }

    fn entries(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        fs::read_dir(folder)?.map(|entry| entry.map(|e| e.path())).collect()
    }

    fn create_folder(&self, folder: &Path) -> io::Result<()> {
        platform::create_folder(folder)
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        platform::sync_folder(folder)
    }
}

/// What only Unix systems have: permission bits, groups, syncing a folder.
#[cfg(unix)]
mod platform {
    use super::{File, Look, Path, fs, io};
    use std::os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt, PermissionsExt, fchown};

    pub(super) fn mode_and_group(found: &fs::Metadata) -> (Option<u32>, Option<u32>) {
        (Some(found.mode() & 0o7777), Some(found.gid()))
    }

    pub(super) fn create_new(path: &Path, look: Look) -> io::Result<File> {
        let file = fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)?;
        // A group is kept so that colleagues keep their access; where that is not allowed, the group bits
        // would open the file to other people than before, so they are dropped.
        let regrouped = look.group.is_none_or(|group| {
            file.metadata().is_ok_and(|now| now.gid() == group) || fchown(&file, None, Some(group)).is_ok()
        });
        let mode = if regrouped { look.mode } else { look.mode & 0o707 };
        file.set_permissions(fs::Permissions::from_mode(mode))?;
        Ok(file)
    }

    pub(super) fn create_folder(folder: &Path) -> io::Result<()> {
        fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)
    }

    pub(super) fn sync_folder(folder: &Path) -> io::Result<()> {
        match File::open(folder)?.sync_all() {
            // Some network file systems cannot sync a folder; the rename itself has happened.
            Err(e) if matches!(e.kind(), io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported) => Ok(()),
            done => done,
        }
    }

    #[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
    pub(super) fn exchange(one: &Path, other: &Path) -> io::Result<()> {
        use rustix::fs::{CWD, RenameFlags, renameat_with};
        renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE).map_err(|refused| match refused {
            rustix::io::Errno::INVAL | rustix::io::Errno::NOSYS | rustix::io::Errno::OPNOTSUPP => {
                io::ErrorKind::Unsupported.into()
            }
            other => other.into(),
        })
    }

    #[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
    pub(super) fn exchange(_one: &Path, _other: &Path) -> io::Result<()> {
        Err(io::ErrorKind::Unsupported.into())
    }
}

/// The same where there are no permission bits.
#[cfg(not(unix))]
mod platform {
    use super::{File, Look, Path, fs, io};

    pub(super) fn mode_and_group(_found: &fs::Metadata) -> (Option<u32>, Option<u32>) {
        (None, None)
    }

    pub(super) fn create_new(path: &Path, _look: Look) -> io::Result<File> {
        fs::OpenOptions::new().write(true).create_new(true).open(path)
    }

    pub(super) fn create_folder(folder: &Path) -> io::Result<()> {
        fs::create_dir_all(folder)
    }

    pub(super) fn sync_folder(_folder: &Path) -> io::Result<()> {
        Ok(())
    }

    pub(super) fn exchange(_one: &Path, _other: &Path) -> io::Result<()> {
        Err(io::ErrorKind::Unsupported.into())
    }
}
