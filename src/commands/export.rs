//! `ingather export`: write a document. Files are whole, readable by their owner, and never replaced unasked.

use std::io::Write;
use std::path::{Path, PathBuf};

use super::people::not_a_filter;
use super::project::load;
use super::{Ending, Verdict};
use crate::cli;
use crate::error::Error;
use crate::export::{Document, FORMATS, Format, Subject, Written, names};
use crate::plan::Day;
use crate::progress::Filter;
use crate::store::{Overwrite, write_new};
use crate::untrusted::Shown;

/// Writes the document that was asked for.
pub(super) fn export(asked: &cli::Export, today: Day, out: &mut dyn Write) -> Ending {
    let format = chosen(asked)?;
    let whom = whom(asked, format)?;
    let project = load(&asked.plan, today, &mut super::go_on)?;
    let written = (format.write)(&Subject { whom: &whom, ..project.subject() });
    if asked.to.as_deref() == Some(Path::new("-")) {
        return to_output(&written, out);
    }
    let overwrite = if asked.force { Overwrite::Yes } else { Overwrite::No };
    let targets = targets(asked.to.as_deref(), &written.documents);
    if overwrite == Overwrite::No {
        // Either every file is written or none: a second part must not find its place taken after the first.
        if let Some(taken) = targets.iter().find(|path| path.symlink_metadata().is_ok()) {
            return Err(Error::AlreadyExists { path: taken.clone() }.into());
        }
    }
    for (document, path) in written.documents.iter().zip(&targets) {
        if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
            std::fs::create_dir_all(folder).map_err(Error::io("Creating", folder))?;
        }
        write_new(path, &document.bytes, overwrite)?;
        writeln!(out, "Wrote {}.", Shown(&path.display().to_string()))?;
    }
    for sentence in &written.says {
        writeln!(out, "{}", Shown(sentence))?;
    }
    Ok(Verdict::Fine)
}

/// Writes the one document to standard output, with nothing beside it. Where there is none, what is said of it is the
/// reason.
fn to_output(written: &Written, out: &mut dyn Write) -> Ending {
    let documents = &written.documents;
    if documents.is_empty() {
        let instead = "Nothing was written to standard output.".to_owned();
        return Err(Error::Usage { what: written.says.join(" "), instead }.into());
    }
    let [document] = documents.as_slice() else {
        return Err(Error::Usage {
            what: format!("These are {} documents, and standard output takes one.", documents.len()),
            instead: "Name a folder with --to, for example --to out/.".to_owned(),
        }
        .into());
    };
    out.write_all(&document.bytes)?;
    Ok(Verdict::Fine)
}

/// Returns which people the document is to be about.
fn whom(asked: &cli::Export, format: &Format) -> Result<Filter, Error> {
    let typed = asked.filter.as_deref().unwrap_or_default();
    if asked.filter.is_some() && !format.takes_filter {
        let people = names(|format| format.takes_filter);
        return Err(Error::Usage {
            what: format!("“{}” cannot be narrowed by a filter.", asked.what),
            instead: format!("Leave --filter out, or export one of {}.", people.join(", ")),
        });
    }
    Filter::parse(typed).map_err(|refused| not_a_filter(typed, &refused))
}

fn chosen(asked: &cli::Export) -> Result<&'static Format, Error> {
    let mut of_kind = FORMATS.iter().filter(|format| format.what == asked.what);
    let found = match &asked.format {
        None => of_kind.next(),
        Some(word) => of_kind.find(|format| format.format == *word),
    };
    found.ok_or_else(|| {
        let what = match &asked.format {
            Some(word) if FORMATS.iter().any(|format| format.what == asked.what) => {
                format!("There is no format “{word}” of {}.", asked.what)
            }
            _ => format!("There is no document “{}”.", asked.what),
        };
        let all: Vec<String> =
            FORMATS.iter().map(|format| format!("  {} --format {}", format.what, format.format)).collect();
        Error::Usage { what, instead: format!("There are:\n{}", all.join("\n")) }
    })
}

/// Returns where each document goes: into the named folder, or to the named file where there is only one.
fn targets(to: Option<&Path>, documents: &[Document]) -> Vec<PathBuf> {
    let folder = match (to, documents) {
        (None, _) => Path::new(""),
        (Some(path), [_]) if !is_folder(path) => return vec![path.to_owned()],
        (Some(path), _) => path,
    };
    documents.iter().map(|document| folder.join(&document.file_name)).collect()
}

/// A path that ends like a folder is one, whether or not it is there yet.
fn is_folder(path: &Path) -> bool {
    path.is_dir() || path.as_os_str().to_string_lossy().ends_with(std::path::is_separator)
}
