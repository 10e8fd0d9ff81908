//! How somebody likes to look at the table of people, in the state folder: it belongs to the person and to no plan.

use serde::{Deserialize, Serialize};

use super::folders::Folders;
use super::recent::{read, write};
use crate::error::Error;

/// How the table of people is looked at, in the words of its columns.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct View {
    /// The columns, in their order; none means those there are at first.
    pub columns: Vec<String>,
    /// The column people are ordered by.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub order: Option<String>,
    /// Whether the other way round.
    pub descending: bool,
}

/// Returns how the table was looked at last; a broken or missing file is the table as it is at first.
#[must_use]
pub fn view(folders: &Folders) -> View {
    read(&folders.view())
}

/// Remembers how the table is looked at.
pub fn keep_view(folders: &Folders, view: &View) -> Result<(), Error> {
    write(&folders.view(), view)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_choice_of_columns_is_kept() {
        let folder = tempfile::tempdir().unwrap();
        let folders = Folders::under(folder.path());
        assert_eq!(view(&folders), View::default());
        let chosen = View { columns: vec!["address".into(), "role".into()], order: None, descending: true };
        keep_view(&folders, &chosen).unwrap();
        assert_eq!(view(&folders), chosen);
    }
}
