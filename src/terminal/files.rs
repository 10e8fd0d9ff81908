//! Files and folders a person names: reading one to import, completing a path, making a folder.

use std::fs::{self, File};
use std::io;
use std::path::{MAIN_SEPARATOR, Path};
use std::sync::Arc;

use super::meter::Meter;
use crate::app::{Entry, Looked, Outcome};
use crate::error::Error;
use crate::lists::{self, Hints};

/// How many entries of a folder are offered.
const MOST: usize = 500;

/// Reads a file of users to be imported.
pub(super) fn read(path: &Path, hints: &Hints, meter: &Meter) -> Outcome {
    let told = |refused: io::Error| match refused.kind() {
        io::ErrorKind::NotFound => format!("There is no file {}. Check its name and folder.", path.display()),
        io::ErrorKind::PermissionDenied => format!("You may not read {}. Ask for access.", path.display()),
        _ => format!("{} could not be read: {refused}.", path.display()),
    };
    let file = match File::open(path) {
        Ok(_) if path.is_dir() => {
            return Outcome::Failed("This is a folder. Choose the file in it.".to_owned());
        }
        Ok(file) => file,
        Err(refused) => return Outcome::Failed(told(refused)),
    };
    let size = file.metadata().ok().map(|known| known.len());
    let file_name = path.file_name().map(|name| name.to_string_lossy().into_owned());
    let hints = Hints { file_name, size, ..hints.clone() };
    match lists::read(file, &hints, &mut |done| meter.at(done)) {
        Ok(list) => Outcome::Read(Looked { path: path.to_owned(), list: Arc::new(list) }),
        Err(refusal) => Outcome::Failed(refusal.message),
    }
}

/// Returns the entries of a folder that begin like what was typed, folders first; hidden ones only when asked for.
pub(super) fn entries(start: &str) -> Vec<Entry> {
    let at = start.rfind(['/', MAIN_SEPARATOR]).map_or(0, |at| at + 1);
    let (folder, begin) = start.split_at(at);
    let read = fs::read_dir(if folder.is_empty() { Path::new(".") } else { Path::new(folder) });
    let mut entries: Vec<Entry> = read
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|found| {
            let name = found.file_name().into_string().ok()?;
            let fits = name.to_lowercase().starts_with(&begin.to_lowercase());
            let hidden = name.starts_with('.') && !begin.starts_with('.');
            if !fits || hidden {
                return None;
            }
            let is_folder = found.path().is_dir();
            let name = if is_folder { format!("{name}{MAIN_SEPARATOR}") } else { name };
            Some(Entry { path: format!("{folder}{name}"), name, is_folder })
        })
        .take(MOST)
        .collect();
    entries.sort_by_key(|entry| (!entry.is_folder, entry.name.to_lowercase()));
    entries
}

/// Makes the folder documents are written into, for its owner only.
pub(super) fn make_folder(path: &Path) -> Result<(), Error> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt;
        builder.mode(0o700);
    }
    builder.create(path).map_err(Error::io("Making the folder", path))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_completed_without_case_and_hidden_entries_stay_hidden() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["Users.csv", "users-old.csv", "other.csv", ".users"] {
            fs::write(folder.path().join(name), "").unwrap();
        }
        fs::create_dir(folder.path().join("userlists")).unwrap();
        let start = format!("{}{MAIN_SEPARATOR}us", folder.path().display());
        let names: Vec<String> = entries(&start).into_iter().map(|entry| entry.name).collect();
        assert_eq!(
            names,
            [format!("userlists{MAIN_SEPARATOR}"), "users-old.csv".to_owned(), "Users.csv".to_owned()]
        );
        assert!(entries("/no/such/folder/").is_empty());
    }
}
