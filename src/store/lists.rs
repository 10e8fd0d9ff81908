//! `NAME.lists/`: the imported lists beside the plan, for the owner's eyes only.
//!
//! A list is found by its id and checked against the digest the plan remembers. That one is missing or was
//! altered is an outcome to be told, never a crash. What is *in* a list is none of this file's business.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};

use super::atomic::{self, SideFile, digest, hex};
use super::fs::{Disk, Look, RealDisk};
use super::reading::parse;
use crate::error::{Error, READING};
use crate::plan::Plan;

/// The longest file name made of an id; a longer one is cut and told apart by its digest.
const LONGEST: usize = 100;

/// What came of looking for a kept list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kept {
    /// It is there and is what was imported.
    Same(Vec<u8>),
    /// It is there, but it is not what the plan remembers.
    Altered {
        /// What is in the file now.
        bytes: Vec<u8>,
        /// The digest of that.
        digest: String,
    },
    /// It is not there.
    Missing,
}

/// Returns the folder of a plan's lists: `NAME.lists` beside `NAME.toml`.
#[must_use]
pub fn lists_folder(plan: &Path) -> PathBuf {
    let plan = RealDisk.resolve(plan).unwrap_or_else(|_| plan.to_owned());
    plan.with_extension("lists")
}

/// Returns where the list with this id is kept.
#[must_use]
pub fn list_path(plan: &Path, id: &str) -> PathBuf {
    lists_folder(plan).join(file_name(id))
}

/// Keeps a list beside the plan, replacing an earlier one of this id, and returns its SHA-256 in hexadecimal.
pub fn keep_list(plan: &Path, id: &str, bytes: &[u8]) -> Result<String, Error> {
    let path = list_path(plan, id);
    let folder = atomic::folder_of(&path);
    RealDisk.create_folder(folder).map_err(Error::io("Creating", folder))?;
    atomic::sweep(&RealDisk, &path, atomic::Sweep::Old);
    SideFile::write(&RealDisk, &path, bytes, Look::PRIVATE)?.replace(&path)?;
    atomic::sync_folder_of(&RealDisk, &path)?;
    Ok(digest(bytes))
}

/// Reads a kept list and holds it against the digest the plan remembers.
pub fn read_list(plan: &Path, id: &str, remembered: &str) -> Result<Kept, Error> {
    let path = list_path(plan, id);
    match RealDisk.read(&path) {
        Ok(bytes) => {
            let found = digest(&bytes);
            Ok(if found == remembered { Kept::Same(bytes) } else { Kept::Altered { bytes, digest: found } })
        }
        Err(refused) if is_absent(&refused) => Ok(Kept::Missing),
        Err(refused) => Err(Error::io(READING, &path)(refused)),
    }
}

/// A kept list that is read bit by bit; what was read is digested on the way.
#[derive(Debug)]
pub struct OpenList {
    file: File,
    size: u64,
    digested: Sha256,
}

impl OpenList {
    /// Returns how many bytes the file has.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.size
    }

    /// Returns the SHA-256 of what was read so far, in hexadecimal.
    #[must_use]
    pub fn digest(&self) -> String {
        hex(&self.digested.clone().finalize())
    }
}

impl Read for OpenList {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.file.read(buffer)?;
        self.digested.update(&buffer[..count]);
        Ok(count)
    }
}

/// Opens a kept list to be read bit by bit; nothing when it is not there. Whoever reads it to the end holds its digest
/// against the one the plan remembers.
pub fn open_list(plan: &Path, id: &str) -> Result<Option<OpenList>, Error> {
    let path = list_path(plan, id);
    match File::open(&path).and_then(|file| Ok((file.metadata()?.len(), file))) {
        Ok((size, file)) => Ok(Some(OpenList { file, size, digested: Sha256::new() })),
        Err(refused) if is_absent(&refused) => Ok(None),
        Err(refused) => Err(Error::io(READING, &path)(refused)),
    }
}

/// Deletes a kept list, so that nothing of the people in it stays; one that is not there is no error.
pub fn delete_list(plan: &Path, id: &str) -> Result<(), Error> {
    let path = list_path(plan, id);
    match RealDisk.remove(&path) {
        Err(refused) if !is_absent(&refused) => Err(Error::io("Deleting", &path)(refused)),
        _ => Ok(()),
    }
}

/// Deletes kept lists that neither the plan nor an earlier version of it that is still kept names: people of an import
/// that was taken back, or of a list that was replaced long ago. Returns how many went; one that cannot be deleted stays.
pub(super) fn sweep(plan: &Path, backups: &Path, named: &Plan) -> usize {
    let is_list = |path: &PathBuf| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        name.starts_with("list-") && name.ends_with(".csv")
    };
    let mut unnamed: Vec<PathBuf> = RealDisk.entries(&lists_folder(plan)).unwrap_or_default();
    unnamed.retain(is_list);
    let mut keep = |named: &Plan| {
        let files: Vec<String> = named.lists.iter().map(|list| file_name(&list.id)).collect();
        unnamed.retain(|path| {
            !path.file_name().is_some_and(|name| files.iter().any(|known| name == known.as_str()))
        });
        !unnamed.is_empty()
    };
    if !keep(named) {
        return 0;
    }
    for earlier in RealDisk.entries(backups).unwrap_or_default() {
        // What cannot be understood may name any list, and then none of them goes.
        let Some(earlier) = RealDisk.read(&earlier).ok().and_then(|bytes| parse(&earlier, &bytes).ok())
        else {
            return 0;
        };
        if !keep(&earlier.plan) {
            return 0;
        }
    }
    unnamed.iter().filter(|path| RealDisk.remove(path).is_ok()).count()
}

fn is_absent(refused: &io::Error) -> bool {
    matches!(refused.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}

/// Returns a file name of `a-z 0-9 - _` that no other id has: any other byte becomes `_` and its number.
fn file_name(id: &str) -> String {
    use std::fmt::Write as _;
    let mut name = String::from("list-");
    for byte in id.bytes() {
        if byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-' {
            name.push(char::from(byte));
        } else {
            // Writing into a String cannot fail.
            let _ = write!(name, "_{byte:02x}");
        }
    }
    if name.len() > LONGEST {
        name.truncate(LONGEST - 33);
        name.push('_');
        name.push('-');
        name.push_str(&digest(id.as_bytes())[..31]);
    }
    name + ".csv"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_comes_back_as_it_was_kept_and_a_changed_one_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let plan = folder.path().join("acme.toml");
        assert_eq!(read_list(&plan, "r1", "").unwrap(), Kept::Missing);
        let digest = keep_list(&plan, "r1", b"email\nada@acme.example\n").unwrap();
        assert_eq!(
            read_list(&plan, "r1", &digest).unwrap(),
            Kept::Same(b"email\nada@acme.example\n".to_vec())
        );
        std::fs::write(list_path(&plan, "r1"), b"email\n").unwrap();
        assert!(matches!(read_list(&plan, "r1", &digest).unwrap(), Kept::Altered { .. }));
        delete_list(&plan, "r1").unwrap();
        delete_list(&plan, "r1").unwrap();
        assert_eq!(read_list(&plan, "r1", &digest).unwrap(), Kept::Missing);
    }

    #[test]
    fn a_list_read_bit_by_bit_has_the_digest_it_was_kept_with() {
        let folder = tempfile::tempdir().unwrap();
        let plan = folder.path().join("acme.toml");
        assert!(open_list(&plan, "r1").unwrap().is_none());
        let kept = keep_list(&plan, "r1", b"email\nada@acme.example\n").unwrap();
        let mut open = open_list(&plan, "r1").unwrap().unwrap();
        let mut text = String::new();
        assert_ne!(open.digest(), kept);
        open.read_to_string(&mut text).unwrap();
        assert_eq!((open.digest(), open.size()), (kept, 23));
        assert_eq!(text, "email\nada@acme.example\n");
    }

    #[test]
    fn lists_that_no_version_of_the_plan_names_are_deleted() {
        let folder = tempfile::tempdir().unwrap();
        let plan = folder.path().join("acme.toml");
        let backups = folder.path().join("backups");
        std::fs::create_dir(&backups).unwrap();
        for id in ["now", "before", "undone"] {
            keep_list(&plan, id, b"line,email\n").unwrap();
        }
        let other = lists_folder(&plan).join("notes.txt");
        std::fs::write(&other, "mine").unwrap();
        let named = |id: &str| format!("schema = 1\n[[lists]]\nid = \"{id}\"\n");
        let now = parse(&plan, named("now").as_bytes()).unwrap().plan;
        std::fs::write(backups.join("1.toml"), named("before")).unwrap();
        std::fs::write(backups.join("2.toml"), "no plan").unwrap();
        assert_eq!(sweep(&plan, &backups, &now), 0, "the second version may name any list");
        std::fs::remove_file(backups.join("2.toml")).unwrap();
        assert_eq!((sweep(&plan, &backups, &now), sweep(&plan, &backups, &now)), (1, 0));
        let is_there = |id| list_path(&plan, id).exists();
        assert!(is_there("now") && is_there("before") && !is_there("undone") && other.exists());
    }

    #[test]
    fn no_id_leads_out_of_the_folder_and_no_two_ids_share_a_file() {
        let long = "x".repeat(300);
        let longer = "x".repeat(301);
        let ids = ["", "a", "A", "a/b", "../../etc/passwd", "a_2fb", "con", "ä", ".", "..", &long, &longer];
        let names: std::collections::BTreeSet<String> = ids.iter().map(|id| file_name(id)).collect();
        assert_eq!(names.len(), ids.len());
        for name in names {
            assert!(name.len() <= LONGEST + 4, "{name}");
            assert!(
                name.trim_end_matches(".csv")
                    .bytes()
                    .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-' || b == b'_')
            );
        }
    }
}
