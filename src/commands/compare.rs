//! `ingather compare`: standings and rate of lists, without a plan. Changes nothing.

use std::io::Write;
use std::path::PathBuf;

use super::scanning::reconcile;
use super::text::{Side, columns};
use super::{Ending, Verdict, json, totals};
use crate::cli;
use crate::plan::ListKind;
use crate::progress::report::Report;
use crate::wording::{count, plural};

/// Reads every file, compares them and writes the totals.
pub(super) fn compare(asked: &cli::Compare, out: &mut dyn Write) -> Ending {
    let kinds = [
        (ListKind::Outside, &asked.outside),
        (ListKind::Members, &asked.members),
        (ListKind::Pending, &asked.pending),
        (ListKind::Directory, &asked.directory),
    ];
    let files: Vec<(PathBuf, ListKind)> = kinds
        .into_iter()
        .flat_map(|(kind, paths)| paths.iter().map(move |path| (path.clone(), kind)))
        .collect();
    let (progress, told) = reconcile(&files)?;
    if asked.json {
        json::write(&Report::new(&progress, None, told), out)?;
        return Ok(Verdict::Fine);
    }
    if progress.rate.is_some() {
        writeln!(out, "{}\n", totals::verdict(&progress, None))?;
    } else {
        writeln!(out, "There is no rate: these lists name nobody outside who could have joined.\n")?;
    }
    totals::domains(&progress, out)?;
    writeln!(out, "\nLists")?;
    let rows: Vec<Vec<String>> = told
        .iter()
        .map(|list| {
            let number = |number: u64| count(usize::try_from(number).unwrap_or(usize::MAX));
            vec![
                String::new(),
                list.kind.to_owned(),
                list.file.clone(),
                plural(number(list.people), "person", "people"),
                format!("{} repeated", list.duplicates),
                format!("{} rejected", list.invalid),
            ]
        })
        .collect();
    let sides = [Side::Left, Side::Left, Side::Left, Side::Right, Side::Right, Side::Right];
    columns(out, &sides, &rows)?;
    Ok(Verdict::Fine)
}
