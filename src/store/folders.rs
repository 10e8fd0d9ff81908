//! Where things live that are not beside the plan: settings, recent plans, earlier versions, the log.
//!
//! The only file that knows the `directories` crate. `INGATHER_STATE_DIR` and `INGATHER_CONFIG_DIR` name
//! other folders, for portable use and for tests. Looking folders up creates nothing.

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

use directories::ProjectDirs;

use crate::error::Error;

/// The folders of this program for this person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Folders {
    config: PathBuf,
    state: PathBuf,
}

impl Folders {
    /// Finds the platform's folders, or those the environment names.
    pub fn find() -> Result<Folders, Error> {
        let named = |variable| env::var_os(variable).filter(|value: &OsString| !value.is_empty());
        let ours = ProjectDirs::from("", "", "ingather");
        let config = named("INGATHER_CONFIG_DIR")
            .map(PathBuf::from)
            .or_else(|| ours.as_ref().map(|dirs| dirs.config_dir().to_owned()));
        let state = named("INGATHER_STATE_DIR").map(PathBuf::from).or_else(|| {
            ours.as_ref().map(|dirs| dirs.state_dir().unwrap_or(dirs.data_local_dir()).to_owned())
        });
        match (config, state) {
            (Some(config), Some(state)) => Ok(Folders { config, state }),
            _ => Err(Error::NoHome),
        }
    }

    /// Returns folders below one given folder.
    #[must_use]
    pub fn under(folder: &Path) -> Folders {
        Folders { config: folder.join("config"), state: folder.join("state") }
    }

    /// Returns where settings are.
    #[must_use]
    pub fn settings(&self) -> PathBuf {
        self.config.join("settings.toml")
    }

    /// Returns where the list of recent plans is.
    #[must_use]
    pub fn recent(&self) -> PathBuf {
        self.state.join("recent.toml")
    }

    /// Returns where it is kept on which page one was.
    #[must_use]
    pub fn places(&self) -> PathBuf {
        self.state.join("places.toml")
    }

    /// Returns where it is kept how the table of people is looked at.
    #[must_use]
    pub fn view(&self) -> PathBuf {
        self.state.join("view.toml")
    }

    /// Returns the folder of earlier versions of plans.
    #[must_use]
    pub fn backups(&self) -> PathBuf {
        self.state.join("backups")
    }

    /// Returns the folder of the copies of sample plans.
    #[must_use]
    pub fn samples(&self) -> PathBuf {
        self.state.join("samples")
    }

    /// Returns where the log is, when one is asked for.
    #[must_use]
    pub fn log(&self) -> PathBuf {
        self.state.join("ingather.log")
    }

    /// Returns every place with its name, for `ingather paths`.
    #[must_use]
    pub fn paths(&self) -> Vec<(&'static str, PathBuf)> {
        vec![
            ("settings", self.settings()),
            ("recent plans", self.recent()),
            ("where one was", self.places()),
            ("chosen columns", self.view()),
            ("earlier versions", self.backups()),
            ("copies of samples", self.samples()),
            ("log", self.log()),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_is_listed_and_lies_in_one_of_the_two_folders() {
        let folders = Folders::under(Path::new("base"));
        let paths = folders.paths();
        assert!(paths.iter().all(|(_, path)| path.starts_with("base")));
        assert!(paths.contains(&("earlier versions", folders.backups())));
    }
}
