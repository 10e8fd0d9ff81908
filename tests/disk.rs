//! A disk for tests: the real one, with a say before each thing that is asked of it.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use ingather::store::fs::{Disk, Look, NewFile, RealDisk, Stat};

/// One thing asked of the disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Op {
    Resolve,
    Stat,
    Read,
    Create,
    Write,
    Sync,
    Rename,
    RenameNew,
    Exchange,
    Remove,
    Entries,
    CreateFolder,
    SyncFolder,
}

type Say = Box<dyn FnMut(Op) -> io::Result<()> + Send>;

/// The real disk behind a say. Nothing is really synced: no test takes the power away.
pub(crate) struct TestDisk(std::sync::Arc<Mutex<Say>>);

impl TestDisk {
    pub(crate) fn new(say: impl FnMut(Op) -> io::Result<()> + Send + 'static) -> TestDisk {
        TestDisk(std::sync::Arc::new(Mutex::new(Box::new(say))))
    }

    fn ask(&self, op: Op) -> io::Result<()> {
        (self.0.lock().map_err(|_| io::ErrorKind::Other)?)(op)
    }
}

impl fmt::Debug for TestDisk {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TestDisk")
    }
}

#[derive(Debug)]
struct TestFile {
    file: Box<dyn NewFile>,
    disk: TestDisk,
}

impl NewFile for TestFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        let refused = self.disk.ask(Op::Write);
        // A full disk takes the first half before it refuses.
        let fits = if refused.is_err() { bytes.len() / 2 } else { bytes.len() };
        self.file.write(&bytes[..fits])?;
        refused
    }

    fn sync(&mut self) -> io::Result<()> {
        self.disk.ask(Op::Sync)
    }
}

impl Disk for TestDisk {
    fn resolve(&self, path: &Path) -> io::Result<PathBuf> {
        self.ask(Op::Resolve)?;
        RealDisk.resolve(path)
    }

    fn stat(&self, path: &Path) -> io::Result<Stat> {
        self.ask(Op::Stat)?;
        RealDisk.stat(path)
    }

    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        self.ask(Op::Read)?;
        RealDisk.read(path)
    }

    fn create_new(&self, path: &Path, look: Look) -> io::Result<Box<dyn NewFile>> {
        self.ask(Op::Create)?;
        let file = RealDisk.create_new(path, look)?;
        Ok(Box::new(TestFile { file, disk: TestDisk(self.0.clone()) }))
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.ask(Op::Rename)?;
        RealDisk.rename(from, to)
    }

    fn rename_new(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.ask(Op::RenameNew)?;
        RealDisk.rename_new(from, to)
    }

    fn exchange(&self, one: &Path, other: &Path) -> io::Result<()> {
        self.ask(Op::Exchange)?;
        RealDisk.exchange(one, other)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        self.ask(Op::Remove)?;
        RealDisk.remove(path)
    }

    fn entries(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        self.ask(Op::Entries)?;
        RealDisk.entries(folder)
    }

    fn create_folder(&self, folder: &Path) -> io::Result<()> {
        self.ask(Op::CreateFolder)?;
        RealDisk.create_folder(folder)
    }

    fn sync_folder(&self, _folder: &Path) -> io::Result<()> {
        self.ask(Op::SyncFolder)
    }
}

/// The names in a folder that are neither the plan nor what belongs beside it.
pub(crate) fn left_over(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).unwrap();
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
    names.retain(|name| name.starts_with('.'));
    names
}
