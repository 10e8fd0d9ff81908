//! `ingather inspect`: what files are and who is in them. Changes nothing.

use std::io::{self, Write};
use std::path::Path;

use super::files::open_list;
use super::meter::Meter;
use super::text::{Side, columns};
use super::{Ending, Verdict, json};
use crate::cli;
use crate::lists::{Content, FileKind, Hints, List, Refusal, RefusalKind, report};
use crate::plan::ListKind;
use crate::untrusted::Shown;
use crate::wording::{count, plural};

/// How many rejected rows and repeated addresses are named in plain text.
const NAMED: usize = 10;

/// Says what each file is; a refused file does not keep the others from being looked at.
pub(super) fn inspect(asked: &cli::Inspect, out: &mut dyn Write) -> Ending {
    let mut verdict = Verdict::Fine;
    for (at, path) in asked.files.iter().enumerate() {
        let read = read(path, asked);
        if matches!(&read, Err(refusal) if refusal.kind == RefusalKind::Stopped) {
            return Err(crate::Error::Stopped.into());
        }
        if read.is_err() {
            verdict = Verdict::FileRefused;
        }
        let name = path.display().to_string();
        if asked.json {
            json::write(&report::inspect(&name, &read), out)?;
            continue;
        }
        if at > 0 {
            writeln!(out)?;
        }
        writeln!(out, "{}", Shown(&name))?;
        match &read {
            Ok(list) => describe(list, out)?,
            Err(refusal) => writeln!(out, "  not read: {}", Shown(&refusal.message))?,
        }
    }
    Ok(verdict)
}

fn read(path: &Path, asked: &cli::Inspect) -> Result<List, Refusal> {
    let bytes = std::fs::metadata(path).map_or(0, |meta| meta.len());
    let meter = Meter::new(&path.display().to_string(), bytes);
    let hints = Hints { encoding: asked.encoding, sheet: asked.sheet.clone(), ..Hints::default() };
    open_list(path, hints, &mut |bytes| meter.watch(bytes))
}

fn describe(list: &List, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "  {}", Shown(&what_it_is(list)))?;
    let (people, repeated) = (count(list.table.len()), count(list.duplicates.len()));
    writeln!(
        out,
        "  {}: {}, {} repeated, {} rejected",
        plural(u32::try_from(list.rows).unwrap_or(u32::MAX), "row", "rows"),
        plural(people, "person", "people"),
        repeated,
        list.rejected.len(),
    )?;
    match list.suggested {
        _ if list.content == Content::People && list.table.is_empty() => {
            let says = if list.is_of_nobody(ListKind::Pending) {
                "Nobody is in it: import it as a list of nobody --as pending or --as members"
            } else {
                "Nobody is in it, so that there is nothing to import"
            };
            writeln!(out, "  {says}")?;
        }
        Some(kind) => writeln!(out, "  Looks like {}: import it --as {}", kind.label(), kind.word())?,
        None => {}
    }
    if !list.why.is_empty() {
        writeln!(out, "  {}", Shown(&list.why))?;
    }
    match &list.content {
        Content::People => {}
        Content::Accounts(all) => {
            let accounts = plural(count(all.len()), "account", "accounts");
            writeln!(out, "  Holds {accounts}: import it --as accounts")?;
        }
        Content::Counts(all) => {
            let counts = plural(count(all.len()), "reading", "readings");
            writeln!(out, "  Holds {counts} of domains: import it --as counts")?;
        }
    }
    for note in &list.notes {
        writeln!(out, "  {}", Shown(note))?;
    }
    let read: Vec<Vec<String>> = list
        .columns
        .iter()
        .filter_map(|column| {
            Some(vec![String::new(), column.header.clone(), column.field?.word().to_owned()])
        })
        .collect();
    if !read.is_empty() {
        writeln!(out, "\n  Columns that are read")?;
        columns(out, &[Side::Left, Side::Left, Side::Left], &read)?;
    }
    rejected(list, out)
}

/// Returns what the file was recognised as: `Zoom users export, UTF-8, commas, header in line 1`.
fn what_it_is(list: &List) -> String {
    let mut parts = vec![list.format.to_owned()];
    if list.file_kind != FileKind::Text {
        parts.push(list.file_kind.says().to_owned());
    }
    parts.extend(list.encoding.map(|encoding| encoding.word().to_owned()));
    parts.extend(list.delimiter.map(|delimiter| {
        match delimiter {
            ',' => "commas",
            ';' => "semicolons",
            '\t' => "tabs",
            _ => "one column",
        }
        .to_owned()
    }));
    parts.extend(list.sheet().map(|sheet| format!("sheet {}", sheet.name)));
    let place = if list.file_kind.is_workbook() { "row" } else { "line" };
    match list.header_line {
        // The objects of JSON name their fields themselves.
        _ if list.file_kind == FileKind::Json => {}
        Some(line) => parts.push(format!("header in {place} {line}")),
        None => parts.push("no header".to_owned()),
    }
    parts.join(", ")
}

fn rejected(list: &List, out: &mut dyn Write) -> io::Result<()> {
    if list.rejected.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n  Rejected")?;
    let rows: Vec<Vec<String>> = list
        .rejected
        .iter()
        .take(NAMED)
        .map(|row| {
            let line = format!("line {}", row.line);
            // A row without an address tells by its other cells who it is.
            let cells: Vec<&str> = row.cells().filter(|cell| !cell.is_empty()).collect();
            let stood = if row.value.is_empty() { cells.join(", ") } else { row.value.to_owned() };
            vec![String::new(), line, row.reason.says().to_owned(), stood]
        })
        .collect();
    columns(out, &[Side::Left, Side::Right, Side::Left, Side::Left], &rows)?;
    match list.rejected.len().saturating_sub(NAMED) {
        0 => Ok(()),
        more => {
            writeln!(out, "  and {} (--json names them all)", plural(count(more), "more row", "more rows"))
        }
    }
}
