//! What can go wrong outside the person's data: the machine, the file system, a file of a newer version.
//!
//! Every error says what happened, where, and through [`Error::hint`] what to do; [`Error::exit_code`] is the
//! command line's answer. Problems *in* the person's data are findings, not errors, and are not here.
//! Texts may carry file names and pieces of a file: whoever prints them escapes control characters first.

use std::io;
use std::path::{Path, PathBuf};

/// Something the program could not do, with the path it concerns.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The command line asked for something that does not exist or does not fit.
    #[error("{what}")]
    Usage {
        /// What does not fit.
        what: String,
        /// What to type instead.
        instead: String,
    },
    /// The plan is not TOML, or a value in it is not of the kind it must be.
    #[error("{} cannot be read as a plan: line {line}, column {column}.\n{text}", path.display())]
    PlanSyntax {
        /// The plan file.
        path: PathBuf,
        /// The line, counted from 1.
        line: usize,
        /// The column, counted from 1 in letters.
        column: usize,
        /// The line itself, a caret under the place, and what is wrong there.
        text: String,
    },
    /// The plan was written by a newer version of this program.
    #[error("{} has schema {found}; this version of ingather knows up to {known}.", path.display())]
    NewerSchema {
        /// The plan file.
        path: PathBuf,
        /// The schema the file names.
        found: i64,
        /// The newest schema this version knows.
        known: i64,
    },
    /// Somebody changed the file since it was read; nothing was written.
    #[error("{} was changed by somebody else since it was read. Nothing was written.", path.display())]
    Conflict {
        /// The plan file.
        path: PathBuf,
    },
    /// Another instance has the plan open.
    #[error("{} is open in {by}.", path.display())]
    Locked {
        /// The plan file.
        path: PathBuf,
        /// Who holds it: process and time, as far as it is known.
        by: String,
    },
    /// The plan was opened for reading only.
    #[error("{} is open for reading only: {why}.", path.display())]
    ReadOnly {
        /// The plan file.
        path: PathBuf,
        /// Why it may not be written.
        why: &'static str,
    },
    /// There is no such file.
    #[error("There is no file {}.", path.display())]
    Missing {
        /// The path that was asked for.
        path: PathBuf,
    },
    /// A file is in the way and nobody said it may be replaced.
    #[error("{} exists already. Nothing was written.", path.display())]
    AlreadyExists {
        /// The file in the way.
        path: PathBuf,
    },
    /// The file is larger than what is read of its sort.
    #[error("{} is larger than {limit} MiB.", path.display())]
    TooLarge {
        /// The file.
        path: PathBuf,
        /// The largest size that is read, in MiB.
        limit: u64,
    },
    /// The text that would have been written does not read back as the plan; nothing was written.
    #[error("The changes cannot be fitted into the text of {}: {why}. Nothing was written.", path.display())]
    NotReadBack {
        /// The plan file.
        path: PathBuf,
        /// What did not agree.
        why: String,
    },
    /// A file was refused as a list.
    #[error("{} is not a list that can be read: {message}", path.display())]
    List {
        /// The file.
        path: PathBuf,
        /// The kind of refusal as `inspect --json` names it, such as `no_email_column`.
        kind: &'static str,
        /// What is wrong with it, as a sentence.
        message: String,
    },
    /// A list can be read and was not imported all the same: it would do what hardly anybody means.
    #[error("{}: {message}", path.display())]
    NotImported {
        /// The file.
        path: PathBuf,
        /// Why, in one word for JSON, such as `nobody`.
        kind: &'static str,
        /// Why, as a sentence.
        message: String,
        /// What to do about it.
        instead: String,
    },
    /// The operating system refused.
    #[error("{doing} {} failed.", path.display())]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What was being done, as the start of a sentence, such as "Writing".
        doing: &'static str,
        /// What the operating system said.
        source: io::Error,
    },
    /// The platform names no home folder to keep settings and state in.
    #[error("No folder for settings and state was found.")]
    NoHome,
    /// The person stopped it.
    #[error("Stopped.")]
    Stopped,
}

impl Error {
    /// Returns a function that makes an error of what the system said while doing something to a path.
    pub fn io<'a>(doing: &'static str, path: &'a Path) -> impl FnOnce(io::Error) -> Error + 'a {
        move |source| match source.kind() {
            io::ErrorKind::NotFound if doing == READING => Error::Missing { path: path.to_owned() },
            _ => Error::Io { path: path.to_owned(), doing, source },
        }
    }

    /// Returns what the person can do about it, in one or two sentences.
    #[must_use]
    pub fn hint(&self) -> String {
        match self {
            Error::Usage { instead, .. } | Error::NotImported { instead, .. } => instead.clone(),
            Error::PlanSyntax { .. } => {
                "Mend that line in a text editor and open the plan again. The file was not touched.".into()
            }
            Error::NewerSchema { .. } => {
                "Open it with the newer version of ingather that wrote it. The file was not touched.".into()
            }
            Error::Conflict { .. } => {
                "Look at what changed, then keep yours or take theirs. Your edits are still here.".into()
            }
            Error::Locked { .. } => {
                "Close it there, open it here for reading only, or take it over if that window is gone."
                    .into()
            }
            Error::ReadOnly { .. } => "Save a copy under another name to keep what you changed.".into(),
            Error::Missing { .. } => "Check the spelling of the path and the folder you are in.".into(),
            Error::AlreadyExists { .. } => "Choose another name, or move that file out of the way.".into(),
            Error::TooLarge { .. } => "Check that this is the file you meant.".into(),
            Error::NotReadBack { .. } => {
                "Save a copy under another name to keep what you changed, and please report this.".into()
            }
            // Every refusal of a file says itself what to do.
            Error::List { .. } => String::new(),
            Error::Io { source, .. } => io_hint(source.kind()).into(),
            Error::NoHome => {
                "Set HOME, or name folders in INGATHER_STATE_DIR and INGATHER_CONFIG_DIR.".into()
            }
            Error::Stopped => "Nothing was changed.".into(),
        }
    }

    /// Returns the exit code of a command that ends with this error: 2 usage, 3 file or system, 4 conflict or
    /// newer plan, 130 interrupted.
    #[must_use]
    pub fn exit_code(&self) -> u8 {
        match self {
            Error::Usage { .. } => 2,
            Error::Conflict { .. } | Error::Locked { .. } | Error::NewerSchema { .. } => 4,
            Error::Stopped => 130,
            _ => 3,
        }
    }
}

/// The words for reading a file, which make a missing file its own kind of error.
pub const READING: &str = "Reading";

fn io_hint(kind: io::ErrorKind) -> &'static str {
    use io::ErrorKind as Kind;
    match kind {
        Kind::StorageFull => "The disk is full. Free some space and try again; what was there is untouched.",
        Kind::QuotaExceeded => {
            "Your share of the disk is used up. Free some space and try again; what was there is untouched."
        }
        Kind::ReadOnlyFilesystem => "This disk can only be read. Save a copy somewhere else.",
        Kind::PermissionDenied => "You may not do that here. Ask for access, or choose another folder.",
        Kind::NotFound => "Check that the folder exists and the disk is connected.",
        Kind::NotADirectory | Kind::IsADirectory => "Check whether the path names a file or a folder.",
        _ => "Check the disk and the folder, then try again; what was there is untouched.",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_disk_is_told_with_what_to_do() {
        let refused = io::Error::from(io::ErrorKind::StorageFull);
        let error = Error::io("Writing", Path::new("plan.toml"))(refused);
        assert_eq!(error.to_string(), "Writing plan.toml failed.");
        assert!(error.hint().contains("Free some space"));
        assert_eq!(error.exit_code(), 3);
    }

    #[test]
    fn a_file_that_is_not_there_is_missing_and_not_a_system_failure() {
        let error = Error::io(READING, Path::new("plan.toml"))(io::ErrorKind::NotFound.into());
        assert!(matches!(error, Error::Missing { .. }), "{error}");
    }

    #[test]
    fn conflicts_and_newer_plans_end_with_four() {
        let path = PathBuf::from("plan.toml");
        assert_eq!(Error::Conflict { path: path.clone() }.exit_code(), 4);
        assert_eq!(Error::NewerSchema { path: path.clone(), found: 2, known: 1 }.exit_code(), 4);
        assert_eq!(Error::Locked { path, by: "another window".into() }.exit_code(), 4);
        assert_eq!(Error::Stopped.exit_code(), 130);
    }
}
