//! Where one was in a plan, so that opening it again leads back there. Kept in the state folder: opening and
//! looking writes nothing into a plan.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::folders::Folders;
use super::recent::{read, write};
use crate::error::Error;

/// How many plans are remembered.
const MOST: usize = 100;

/// A place in a plan.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Place {
    /// The id of the page.
    pub page: String,
    /// The id of the field, or nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// The id of the row, or nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub row: Option<String>,
}

#[derive(Serialize, Deserialize)]
struct Entry {
    plan: PathBuf,
    #[serde(flatten)]
    place: Place,
}

#[derive(Default, Serialize, Deserialize)]
struct Kept {
    #[serde(default)]
    place: Vec<Entry>,
}

/// Returns where one was in a plan, or nothing when it was never left anywhere.
#[must_use]
pub fn place(folders: &Folders, plan: &Path) -> Option<Place> {
    let kept: Kept = read(&folders.places());
    kept.place.into_iter().find(|entry| entry.plan == plan).map(|entry| entry.place)
}

/// Remembers where one is in a plan.
pub fn remember_place(folders: &Folders, plan: &Path, place: Place) -> Result<(), Error> {
    let mut kept: Kept = read(&folders.places());
    kept.place.retain(|entry| entry.plan != plan);
    kept.place.insert(0, Entry { plan: plan.to_owned(), place });
    kept.place.truncate(MOST);
    write(&folders.places(), &kept)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_plan_has_its_own_place_and_the_last_one_counts() {
        let folder = tempfile::tempdir().unwrap();
        let folders = Folders::under(folder.path());
        let at = |page: &str| Place { page: page.into(), field: Some("people".into()), row: None };
        let (a, b) = (Path::new("a.toml"), Path::new("b.toml"));
        assert_eq!(place(&folders, a), None);
        remember_place(&folders, a, at("domains")).unwrap();
        remember_place(&folders, b, at("lists")).unwrap();
        remember_place(&folders, a, at("cases")).unwrap();
        assert_eq!(place(&folders, a), Some(at("cases")));
        assert_eq!(place(&folders, b), Some(at("lists")));
    }
}
