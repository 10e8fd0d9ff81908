//! Earlier versions of a plan: before a save replaces a file, what was in it is kept in the state folder. The 20
//! newest stay.

use std::path::{Path, PathBuf};

use jiff::Timestamp;

use super::atomic::digest;
use super::folders::Folders;
use super::fs::{Disk, Look};
use crate::error::Error;

/// How many earlier versions of each plan are kept.
const MOST: usize = 20;

/// Returns the folder of the earlier versions of a plan.
#[must_use]
pub fn backups_of(folders: &Folders, plan: &Path) -> PathBuf {
    let name = plan.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let place = digest(plan.as_os_str().as_encoded_bytes());
    folders.backups().join(format!("{name}-{}", &place[..12]))
}

/// Keeps a version of a plan, given with its digest, and returns where; forgets the oldest ones.
pub(super) fn keep_previous(
    disk: &dyn Disk,
    folder: &Path,
    (bytes, digest): (&[u8], &str),
) -> Result<PathBuf, Error> {
    let failed = "Keeping the earlier version in";
    disk.create_folder(folder).map_err(Error::io(failed, folder))?;
    let now = Timestamp::now().strftime("%Y%m%dT%H%M%S%.6f").to_string().replace('.', "-");
    let path = folder.join(format!("{now}-{}.toml", &digest[..8]));
    let mut file = disk.create_new(&path, Look::PRIVATE).map_err(Error::io(failed, folder))?;
    if let Err(refused) = file.write(bytes) {
        // Half a version is none.
        let _ = disk.remove(&path);
        return Err(Error::io(failed, folder)(refused));
    }
    forget_oldest(disk, folder);
    Ok(path)
}

/// Names begin with the time, so the oldest come first. A version that cannot be removed stays.
fn forget_oldest(disk: &dyn Disk, folder: &Path) {
    let mut kept = disk.entries(folder).unwrap_or_default();
    kept.retain(|path| path.extension().is_some_and(|ending| ending == "toml"));
    kept.sort();
    let surplus = kept.len().saturating_sub(MOST);
    for path in &kept[..surplus] {
        let _ = disk.remove(path);
    }
}

#[cfg(test)]
mod tests {
    use super::super::fs::RealDisk;
    use super::*;

    #[test]
    fn the_twenty_newest_versions_stay() {
        let folder = tempfile::tempdir().unwrap();
        let kept: Vec<PathBuf> = (0..25)
            .map(|n| format!("version {n}"))
            .map(|text| (digest(text.as_bytes()), text))
            .map(|(digest, text)| {
                keep_previous(&RealDisk, folder.path(), (text.as_bytes(), &digest)).unwrap()
            })
            .collect();
        assert!(kept[..5].iter().all(|path| !path.exists()));
        assert!(kept[5..].iter().all(|path| path.exists()));
    }
}
