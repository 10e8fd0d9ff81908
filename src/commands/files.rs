//! Reading files of users from the disk: the steps that opening a plan, importing and comparing share.

use std::fs::File;
use std::ops::ControlFlow;
use std::path::Path;

use super::meter::Meter;
use crate::error::{Error, READING};
use crate::lists::{self, Content, Hints, List, Refusal, RefusalKind};

/// Reads a file of users by what is known of it; that the file cannot be opened is a refusal like any other.
pub fn open_list(
    path: &Path,
    hints: Hints,
    watch: &mut dyn FnMut(u64) -> ControlFlow<()>,
) -> Result<List, Refusal> {
    let refused = |error: std::io::Error| Refusal::new(RefusalKind::Io, why_not(&error));
    let file = File::open(path).map_err(refused)?;
    let meta = file.metadata().map_err(refused)?;
    if meta.is_dir() {
        return Err(Refusal::new(RefusalKind::Io, "This is a folder. Name the file in it."));
    }
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
    lists::read(file, &Hints { file_name: name, size: Some(meta.len()), ..hints }, watch)
}

fn why_not(error: &std::io::Error) -> String {
    match error.kind() {
        std::io::ErrorKind::NotFound => {
            "There is no such file. Check the spelling of the path and the folder you are in.".to_owned()
        }
        std::io::ErrorKind::PermissionDenied => {
            "You may not read this file. Ask for access, or export it again.".to_owned()
        }
        _ => format!("The file could not be read: {error}. Check the disk and the folder, then try again."),
    }
}

/// Reads a file of users with a bar on stderr, or fails with an error that names the file.
pub fn read_file(path: &Path, hints: Hints) -> Result<List, Error> {
    let meta = std::fs::metadata(path).map_err(Error::io(READING, path))?;
    let meter = Meter::new(&path.display().to_string(), meta.len());
    open_list(path, hints, &mut |bytes| meter.watch(bytes)).map_err(|refusal| refused(path, &refusal))
}

/// Refuses a file of counts where people are asked for, and says where it belongs.
pub(super) fn people_only(path: &Path, list: &List) -> Result<(), Error> {
    match list.content {
        Content::Counts(_) => Err(another(path, "people", list)),
        Content::People | Content::Accounts(_) => Ok(()),
    }
}

/// Returns the error for a file that can be read and holds something else than was said, naming what it holds.
pub(super) fn another(path: &Path, wanted: &str, list: &List) -> Error {
    let (holds, instead) = match list.content {
        Content::People => ("people", "Import it --as members, outside, pending, directory or special."),
        Content::Accounts(_) => ("accounts", "Import it --as accounts."),
        Content::Counts(_) => ("counts for domains", "Import it --as counts."),
    };
    Error::NotImported {
        path: path.to_owned(),
        kind: "holds_something_else",
        message: format!("This file does not hold {wanted} but {holds}. {}", list.why).trim_end().to_owned(),
        instead: instead.to_owned(),
    }
}

/// Returns the error a refusal of a file amounts to where nothing can be done without it.
#[must_use]
pub(super) fn refused(path: &Path, refusal: &Refusal) -> Error {
    match refusal.kind {
        RefusalKind::Stopped => Error::Stopped,
        kind => Error::List { path: path.to_owned(), kind: kind.word(), message: refusal.message.clone() },
    }
}
