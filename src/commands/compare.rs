//! `ingather compare`: standings and rate of lists, without a plan. Changes nothing.

use std::io::Write;
use std::path::PathBuf;
use std::sync::Arc;

use super::files::read_file;
use super::text::{Side, columns};
use super::{Ending, Verdict, json, totals};
use crate::cli;
use crate::error::Error;
use crate::lists::{Hints, List};
use crate::plan::ListKind;
use crate::progress::report::{ListOut, Report};
use crate::progress::{self, Compared};
use crate::wording::{count, plural};

/// The files of one kind, read.
struct Files {
    lists: Vec<Arc<List>>,
    told: Vec<ListOut>,
}

/// Reads every file, compares them and writes the totals.
pub(super) fn compare(asked: &cli::Compare, out: &mut dyn Write) -> Ending {
    let outside = read(&asked.outside, ListKind::Outside)?;
    let members = read(&asked.members, ListKind::Members)?;
    let pending = read(&asked.pending, ListKind::Pending)?;
    let directory = read(&asked.directory, ListKind::Directory)?;
    let lists = Compared {
        outside: &outside.lists,
        members: &members.lists,
        pending: &pending.lists,
        directory: &directory.lists,
    };
    let (_, progress) = progress::compare(&lists, &mut super::go_on).ok_or(Error::Stopped)?;
    let told: Vec<ListOut> =
        [outside.told, members.told, pending.told, directory.told].into_iter().flatten().collect();
    if asked.json {
        json::write(&Report::new(&progress, None, told), out)?;
        return Ok(Verdict::Fine);
    }
    writeln!(out, "{}\n", totals::verdict(&progress, None))?;
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

fn read(paths: &[PathBuf], kind: ListKind) -> Result<Files, Error> {
    let mut files = Files { lists: Vec::new(), told: Vec::new() };
    for path in paths {
        let list = read_file(path, Hints { kind: Some(kind), ..Hints::default() })?;
        files.told.push(ListOut::of_list(&path.display().to_string(), kind, &list));
        files.lists.push(Arc::new(list));
    }
    Ok(files)
}
