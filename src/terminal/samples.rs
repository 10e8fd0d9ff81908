//! The sample plans: opened as a copy in a folder of the person's, with their dates moved to today.

use std::path::{Path, PathBuf};

use crate::app::SamplePlan;
use crate::error::Error;
use crate::plan::Day;
use crate::store::{open_copy, samples};

/// Returns the samples there are.
pub(super) fn all() -> Vec<SamplePlan> {
    samples()
        .iter()
        .map(|sample| SamplePlan { name: sample.name.to_owned(), title: sample.title.to_owned() })
        .collect()
}

/// Copies a sample into a folder and returns where the copy is; the sample stays as it is.
pub(super) fn copy(name: &str, folder: &Path, today: Day) -> Result<PathBuf, Error> {
    match samples().iter().find(|sample| sample.name == name) {
        Some(sample) => open_copy(sample, folder, today),
        None => Err(Error::Usage {
            what: format!("There is no sample called {name}."),
            instead: "Choose one of those on the first screen.".to_owned(),
        }),
    }
}
