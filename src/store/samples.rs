//! The sample plans, carried in the program: a first look needs no file of one's own.
//!
//! A sample is opened as a copy whose dates are moved so that the day it speaks of is today; the original stays. What
//! is in a sample is decided by the files in `plans/`, not here.

use std::path::{Path, PathBuf};

use super::atomic::{Overwrite, write_new};
use super::fs::{Disk, RealDisk};
use super::keep;
use super::known::table_of;
use super::lists::{keep_list, lists_folder};
use super::reading::parse;
use crate::error::Error;
use crate::plan::{Day, Plan, shift_days};

/// A plan to look at, with the lists it was measured by.
#[derive(Clone, Copy, Debug)]
pub struct Sample {
    /// The name of its file, without ending.
    pub name: &'static str,
    /// What it shows, in a sentence.
    pub title: &'static str,
    /// The plan file.
    pub plan_text: &'static str,
    /// The imported lists, by id.
    pub lists: &'static [(&'static str, &'static [u8])],
    /// Exports that are not imported yet, by file name; they are put beside the copy to try an import with.
    pub exports: &'static [(&'static str, &'static [u8])],
}

macro_rules! kept {
    ($($id:literal),+ $(,)?) => {
        &[$(($id, include_bytes!(concat!("../../plans/northwind.lists/list-", $id, ".csv")).as_slice())),+]
    };
}

const SAMPLES: &[Sample] = &[
    Sample {
        name: "northwind",
        title: "Northwind Traders: a company with three domains, half-way.",
        plan_text: include_str!("../../plans/northwind.toml"),
        lists: kept!(
            "directory-2026-11-02",
            "outside-2026-11-03",
            "members-2026-11-03",
            "special-2026-11-03",
            "outside-2026-11-06",
            "outside-2026-11-06-2",
            "members-2026-11-06",
            "pending-2026-11-09",
            "members-2026-11-09",
            "outside-2026-11-15",
            "outside-2026-11-15-2",
            "outside-2026-11-15-3",
            "pending-2026-11-15",
            "members-2026-11-15",
            "pending-2026-11-21",
        ),
        exports: &[(
            "zoomus_users-2026-11-21.csv",
            include_bytes!("../../plans/northwind-exports/zoomus_users-2026-11-21.csv").as_slice(),
        )],
    },
    Sample {
        name: "riverside-university",
        title: "Riverside University: education, followed by the portal's counts alone.",
        plan_text: include_str!("../../plans/riverside-university.toml"),
        lists: &[],
        exports: &[],
    },
];

/// Returns the samples.
#[must_use]
pub fn samples() -> &'static [Sample] {
    SAMPLES
}

/// Puts a copy of a sample into a folder, its dates moved so that the newest day of its history is today, and returns
/// where the plan is. Nothing that exists is replaced: a second copy gets a number.
///
/// # Errors
/// Fails when the folder cannot be written.
pub fn open_copy(sample: &Sample, folder: &Path, today: Day) -> Result<PathBuf, Error> {
    RealDisk.create_folder(folder).map_err(Error::io("Creating", folder))?;
    let path = free_name(sample, folder);
    let text = moved_text(sample, &path, today)?;
    for (id, bytes) in sample.lists {
        keep_list(&path, id, bytes)?;
    }
    for (name, bytes) in sample.exports {
        let exports = path.with_extension("exports");
        RealDisk.create_folder(&exports).map_err(Error::io("Creating", &exports))?;
        write_new(&exports.join(name), bytes, Overwrite::No)?;
    }
    // Last, so that a plan that is there has everything beside it.
    write_new(&path, text.as_bytes(), Overwrite::No)?;
    Ok(path)
}

fn free_name(sample: &Sample, folder: &Path) -> PathBuf {
    let plain = folder.join(format!("{}.toml", sample.name));
    let numbered = (2_u32..).map(|number| folder.join(format!("{}-{number}.toml", sample.name)));
    let is_free = |path: &PathBuf| {
        let beside = [path.clone(), lists_folder(path), path.with_extension("exports")];
        beside.iter().all(|path| path.symlink_metadata().is_err())
    };
    std::iter::once(plain.clone()).chain(numbered).find(is_free).unwrap_or(plain)
}

/// Returns the sample's text with its dates moved; its comments stay.
fn moved_text(sample: &Sample, path: &Path, today: Day) -> Result<String, Error> {
    let not_moved = |why: String| Error::NotReadBack { path: path.to_owned(), why };
    let before = parse(path, sample.plan_text.as_bytes())?.plan;
    let mut now = before.clone();
    shift_days(&mut now, today.days_since(newest_day(&before).unwrap_or(today))).map_err(not_moved)?;
    let (before, now) = (table_of(&before).map_err(not_moved)?, table_of(&now).map_err(not_moved)?);
    keep::merge(sample.plan_text, &before, &now).map_err(not_moved)
}

fn newest_day(plan: &Plan) -> Option<Day> {
    plan.history.iter().filter_map(|line| line.date).max()
}

#[cfg(test)]
mod tests {
    use super::super::{Kept, read_list};
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn every_list_of_a_sample_is_carried_and_is_the_one_that_was_imported() {
        for sample in samples() {
            let plan = parse(Path::new(sample.name), sample.plan_text.as_bytes()).unwrap().plan;
            let carried: Vec<&str> = sample.lists.iter().map(|(id, _)| *id).collect();
            let remembered: Vec<&str> = plan.lists.iter().map(|list| list.id.as_str()).collect();
            assert_eq!(carried, remembered, "{}", sample.name);
            for (list, (_, bytes)) in plan.lists.iter().zip(sample.lists) {
                assert_eq!(list.digest, super::super::digest(bytes), "{}", list.id);
            }
        }
    }

    #[test]
    fn a_copy_speaks_of_today_and_keeps_comments_and_lists() {
        let folder = tempfile::tempdir().unwrap();
        let sample = &samples()[0];
        let path = open_copy(sample, folder.path(), day("2027-03-01")).unwrap();
        let text = std::fs::read_to_string(&path).unwrap();
        let plan = parse(&path, text.as_bytes()).unwrap().plan;
        assert_eq!(newest_day(&plan), Some(day("2027-03-01")));
        let comments = |text: &str| text.lines().filter(|line| line.starts_with('#')).count();
        assert_eq!(comments(&text), comments(sample.plan_text));
        assert_eq!(text.lines().count(), sample.plan_text.lines().count());
        for list in &plan.lists {
            assert!(matches!(read_list(&path, &list.id, &list.digest), Ok(Kept::Same(_))), "{}", list.id);
        }
    }

    #[test]
    fn a_copy_for_the_samples_own_day_is_the_sample() {
        let folder = tempfile::tempdir().unwrap();
        let path = open_copy(&samples()[0], folder.path(), day("2026-11-21")).unwrap();
        assert_eq!(std::fs::read_to_string(path).unwrap(), samples()[0].plan_text);
    }

    #[test]
    fn a_second_copy_leaves_the_first_alone() {
        let folder = tempfile::tempdir().unwrap();
        let copy = || open_copy(&samples()[1], folder.path(), day("2026-11-21")).unwrap();
        let (first, second) = (copy(), copy());
        assert_ne!(first, second);
        assert!(second.ends_with("riverside-university-2.toml"), "{}", second.display());
    }
}
