//! `ingather paths`: where things are kept that are not beside the plan.

use std::io::Write;

use super::text::{Side, columns};
use super::{Ending, Verdict};
use crate::store::Folders;

/// Writes every place with its name.
pub(super) fn paths(out: &mut dyn Write) -> Ending {
    let folders = Folders::find()?;
    let rows: Vec<Vec<String>> = folders
        .paths()
        .into_iter()
        .map(|(name, path)| vec![name.to_owned(), path.display().to_string()])
        .collect();
    columns(out, &[Side::Left, Side::Left], &rows)?;
    Ok(Verdict::Fine)
}
