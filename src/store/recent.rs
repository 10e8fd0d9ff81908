//! Recent plans, in the state folder. A convenience: a broken or missing file is an empty list.

use std::path::{Path, PathBuf};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::atomic::{Overwrite, folder_of, write_new};
use super::folders::Folders;
use super::fs::{Disk, RealDisk};
use crate::error::Error;

/// How many recent plans are remembered.
const MOST: usize = 20;

/// A plan that was opened before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recent {
    /// Where it is.
    pub path: PathBuf,
    /// What it calls itself.
    pub title: String,
    /// When it was last opened.
    pub opened: Timestamp,
}

#[derive(Default, Serialize, Deserialize)]
struct Kept {
    #[serde(default)]
    plan: Vec<Recent>,
}

/// Returns the plans opened before, newest first.
#[must_use]
pub fn recent(folders: &Folders) -> Vec<Recent> {
    let mut plans = read::<Kept>(&folders.recent()).plan;
    plans.sort_by_key(|plan| std::cmp::Reverse(plan.opened));
    plans
}

/// Remembers that a plan was opened.
pub fn remember(folders: &Folders, opened: Recent) -> Result<(), Error> {
    let mut plan = recent(folders);
    plan.retain(|other| other.path != opened.path);
    plan.insert(0, opened);
    plan.truncate(MOST);
    write(&folders.recent(), &Kept { plan })
}

/// Forgets a plan.
pub fn forget(folders: &Folders, path: &Path) -> Result<(), Error> {
    let mut plan = recent(folders);
    plan.retain(|other| other.path != path);
    write(&folders.recent(), &Kept { plan })
}

/// Reads a small file of the state folder; what cannot be read is as good as nothing.
pub(super) fn read<T: Default + serde::de::DeserializeOwned>(path: &Path) -> T {
    let text = RealDisk.read(path).ok().and_then(|bytes| String::from_utf8(bytes).ok());
    text.and_then(|text| toml::from_str(&text).ok()).unwrap_or_default()
}

/// Writes a small file of the state folder, making the folder where it is missing.
pub(super) fn write<T: Serialize>(path: &Path, content: &T) -> Result<(), Error> {
    let folder = folder_of(path);
    RealDisk.create_folder(folder).map_err(Error::io("Creating", folder))?;
    let text = toml::to_string(content)
        .map_err(|refused| Error::NotReadBack { path: path.to_owned(), why: refused.to_string() })?;
    write_new(path, text.as_bytes(), Overwrite::Yes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plan(name: &str, second: i64) -> Recent {
        let opened = Timestamp::from_second(second).unwrap();
        Recent { path: PathBuf::from(name), title: name.to_uppercase(), opened }
    }

    #[test]
    fn the_plan_opened_last_comes_first_and_stands_there_once() {
        let folder = tempfile::tempdir().unwrap();
        let folders = Folders::under(folder.path());
        assert_eq!(recent(&folders), []);
        for (name, second) in [("a", 1), ("b", 2), ("a", 3)] {
            remember(&folders, plan(name, second)).unwrap();
        }
        assert_eq!(recent(&folders), [plan("a", 3), plan("b", 2)]);
        forget(&folders, Path::new("a")).unwrap();
        assert_eq!(recent(&folders), [plan("b", 2)]);
    }

    #[test]
    fn a_broken_file_is_an_empty_list() {
        let folder = tempfile::tempdir().unwrap();
        let folders = Folders::under(folder.path());
        remember(&folders, plan("a", 1)).unwrap();
        std::fs::write(folders.recent(), "[[plan]]\npath = 5").unwrap();
        assert_eq!(recent(&folders), []);
    }
}
