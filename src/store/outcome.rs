//! How a plan is asked for and what comes of opening, saving and looking: plain answers, no behaviour.

use std::path::PathBuf;

use super::lock::Guard;
use super::plan_file::PlanFile;
use super::reading::Unknown;
use crate::plan::Plan;

/// How a plan is opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// To be edited; refused with [`Error::Locked`](crate::Error::Locked) while another instance has it.
    Write,
    /// To be edited, taken away from whoever has it.
    TakeOver,
    /// To be looked at.
    ReadOnly,
}

/// Why a plan may not be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// It was opened for looking only.
    Asked,
    /// Its file is marked as not to be written.
    FileRefuses,
    /// Nothing may be written in its folder.
    FolderRefuses,
}

impl Why {
    /// Returns the reason as the end of a sentence.
    #[must_use]
    pub fn reason(self) -> &'static str {
        match self {
            Why::Asked => "that is how it was opened",
            Why::FileRefuses => "its file is marked as not to be written",
            Why::FolderRefuses => "nothing may be written in its folder",
        }
    }
}

/// A plan that was opened.
#[derive(Debug)]
pub struct Opened {
    /// Its file.
    pub file: PlanFile,
    /// The plan.
    pub plan: Plan,
    /// Keys this version does not know.
    pub unknown: Vec<Unknown>,
    /// Why it may not be written, or nothing when it may.
    pub read_only: Option<Why>,
    /// Whether a second instance would be noticed.
    pub guard: Guard,
}

/// A finished save.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saved {
    /// SHA-256 of what is on disk now, in hexadecimal.
    pub digest: String,
    /// What became of the version before.
    pub previous: Previous,
}

/// What became of the version that a save replaced.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Previous {
    /// There was none, or nothing had to be written.
    None,
    /// It is kept there.
    Kept(PathBuf),
    /// It could not be kept; the save itself is complete.
    NotKept(String),
}

/// What somebody else did to the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outside {
    /// It has another content.
    Changed,
    /// It is gone.
    Removed,
}
