//! Workbooks: xlsx, xlsm and ods. A sheet is read cell by cell and becomes text, which goes the way of every
//! other file; `line` is then the row of the sheet.
//!
//! **Which sheet**: the one that is asked for; else the first visible one whose header is known; else the
//! first visible one with a column of addresses; one without rows only when no other has any. Sheets with charts are no sheets here.
//!
//! **Memory**: beside the file's own bytes at most 256 MB, whatever the file says. Parts are unpacked piece by
//! piece and counted as they come out (2 GB a part, 8 MB a piece); shared texts take at most 96 MB, a cell 1 MB;
//! a sheet has at most 16,384 columns and 50 million cells; and what its rows take counts against what is left
//! (`rows::ROOM`). No size a file declares is believed, and a cell in the last row costs one row.
//! That is why the parts are read here and not by a crate that keeps whole parts or whole sheets in memory.
//!
//! **What is refused**: damaged and cut-off workbooks (check sums are compared for every part that is read),
//! protected ones, binary ones (xlsb), and other things that are packed as zip.

mod cell;
mod excel;
mod opendocument;
mod sheet;
mod strings;
mod xml;

use std::cell::Cell;
use std::io::Read;
use std::ops::ControlFlow;

use self::cell::Epoch;
use self::excel::Excel;
use self::opendocument::Tables;
use super::dates::Serials;
use super::delimiter::{self, Header, Look};
use super::packed::Archive;
use super::pass::{self, Known};
use super::records::Ahead;
use super::refusal::{Refusal, RefusalKind};
use super::rows::{ROOM, RowText, Rows, sample};
use super::{FileKind, Hints, List, Sheet, email, formats};
use crate::wording::and;

/// Columns a sheet can have.
const MAX_COLUMNS: u32 = 16_384;
/// Text of one cell; Excel allows 32,767 letters.
const MAX_CELL: usize = 1 << 20;
/// Rows by which a sheet is judged: more than the header is looked for in.
const SAMPLE: usize = 60;
/// Sheets that are judged.
const MAX_SHEETS: usize = 200;

/// The tab of a sheet.
#[derive(Clone, Debug)]
struct Tab {
    name: String,
    is_hidden: bool,
}

/// A sheet and what its first rows say.
struct Judged {
    sheet: Sheet,
    /// Whether its header is one of a known product.
    is_known: bool,
    /// Whether something stands below its header.
    has_rows: bool,
    is_empty: bool,
    /// Why it is no list.
    refusal: Option<Refusal>,
}

/// Who is told how far the reading is.
pub(crate) struct Progress<'a> {
    /// Packed bytes read so far.
    pub count: &'a Cell<u64>,
    /// Bytes of the whole file.
    pub size: u64,
    pub watch: &'a mut dyn FnMut(u64) -> ControlFlow<()>,
}

impl Progress<'_> {
    /// Tells how far it is; parts that are read twice never make it more than the whole.
    pub(crate) fn tell(&mut self) -> ControlFlow<()> {
        (self.watch)(self.count.get().min(self.size))
    }
}

/// Says whether an archive is a workbook.
pub(crate) fn kind_of(archive: &Archive<'_>) -> Option<FileKind> {
    let has_folder = |folder: &str| archive.names().iter().any(|name| name.starts_with(folder));
    if archive.has("[Content_Types].xml") && has_folder("xl/") {
        Some(FileKind::Excel)
    } else if archive.has("content.xml") && archive.has("mimetype") {
        Some(FileKind::OpenDocument)
    } else {
        None
    }
}

/// Reads a workbook.
pub(crate) fn read(
    (archive, kind): (&mut Archive<'_>, FileKind),
    hints: &Hints,
    progress: Progress<'_>,
) -> Result<List, Refusal> {
    if kind == FileKind::Excel {
        excel(archive, hints, progress)
    } else {
        opendocument(archive, hints, progress)
    }
}

fn excel(archive: &mut Archive<'_>, hints: &Hints, progress: Progress<'_>) -> Result<List, Refusal> {
    let book = Excel::open(archive)?;
    let mut judged = Vec::new();
    for (at, tab) in book.tabs.iter().enumerate() {
        let text =
            if at < MAX_SHEETS { sample(&mut book.rows(archive, at)?, SAMPLE)? } else { String::new() };
        judged.push(judge(tab.clone(), &text, hints));
    }
    let chosen = choose(&judged, hints)?;
    let rows = book.rows(archive, chosen)?;
    let room = ROOM.saturating_sub(book.size() as u64);
    let (mut list, _) = listed((rows, book.serials()), room, hints, progress)?;
    entitle(&mut list, FileKind::Excel, judged, chosen);
    Ok(list)
}

fn opendocument(archive: &mut Archive<'_>, hints: &Hints, progress: Progress<'_>) -> Result<List, Refusal> {
    refuse_other_documents(archive)?;
    let judged = judge_tables(archive, hints)?;
    let chosen = choose(&judged, hints)?;
    let mut tables = Tables::new(archive.part("content.xml").ok_or_else(damaged)??);
    for _ in 0..=chosen {
        tables.next_table()?;
    }
    let (mut list, mut tables) = listed((tables, Epoch::default().serials()), ROOM, hints, progress)?;
    tables.finish()?;
    entitle(&mut list, FileKind::OpenDocument, judged, chosen);
    Ok(list)
}

fn judge_tables(archive: &mut Archive<'_>, hints: &Hints) -> Result<Vec<Judged>, Refusal> {
    let mut judged = Vec::new();
    let mut tables = Tables::new(archive.part("content.xml").ok_or_else(damaged)??);
    while let Some(tab) = tables.next_table()? {
        let text = if judged.len() < MAX_SHEETS { sample(&mut tables, SAMPLE)? } else { String::new() };
        judged.push(judge(tab, &text, hints));
        if judged.len() > MAX_COLUMNS as usize {
            return Err(too_many_cells());
        }
    }
    Ok(judged)
}

/// Refuses a text document, a presentation, and a workbook with a password.
fn refuse_other_documents(archive: &mut Archive<'_>) -> Result<(), Refusal> {
    let mut kind = String::new();
    if let Some(part) = archive.part("mimetype") {
        part?.take(200).read_to_string(&mut kind).map_err(|_| Refusal::damaged_workbook())?;
    }
    if !kind.contains("opendocument.spreadsheet") {
        let message = "This is an OpenDocument file, but no workbook. Export the list of users as CSV.";
        return Err(Refusal::new(RefusalKind::NotAWorkbook, message));
    }
    if let Some(part) = archive.part("META-INF/manifest.xml") {
        let mut manifest = Vec::new();
        part?.take(1 << 20).read_to_end(&mut manifest).map_err(|_| Refusal::damaged_workbook())?;
        if memchr::memmem::find(&manifest, b"encryption-data").is_some() {
            return Err(Refusal::password_protected());
        }
    }
    Ok(())
}

/// Reads rows the way text is read.
fn listed<S: Rows>(
    (rows, serials): (S, Serials),
    room: u64,
    hints: &Hints,
    mut progress: Progress<'_>,
) -> Result<(List, S), Refusal> {
    let mut text = RowText::new(rows, room, "Row");
    let known = Known { serials: Some(serials), ..Known::default() };
    // The size is that of the packed file and says nothing of the rows.
    let hints = Hints { size: None, encoding: None, ..hints.clone() };
    let mut list = pass::read_with(&mut text, &hints, known, &mut |_| progress.tell())?;
    let (lines, rows) = text.into_parts();
    list.renumber(&lines);
    Ok((list, rows))
}

/// Says what a sheet is by its first rows.
fn judge(tab: Tab, text: &str, hints: &Hints) -> Judged {
    let mut has_rows = false;
    let (fits, is_known, refusal) = match delimiter::look(text, Ahead::End, (hints, Header::Sought)) {
        Look::Shape(shape) => {
            has_rows = !email::is_blank(&text[shape.start..]);
            (true, formats::is_known(shape.layout.format), None)
        }
        Look::Refused(refusal) => (false, false, Some(refusal)),
        Look::More => (false, false, None),
    };
    let sheet = Sheet { name: tab.name, fits, is_hidden: tab.is_hidden, is_read: false };
    Judged { sheet, is_known, has_rows, is_empty: text.is_empty(), refusal }
}

/// Returns the sheet to read.
fn choose(judged: &[Judged], hints: &Hints) -> Result<usize, Refusal> {
    if let Some(asked) = &hints.sheet {
        let named = |same: fn(&str, &str) -> bool| judged.iter().position(|one| same(&one.sheet.name, asked));
        let alike = |name: &str, asked: &str| name.trim().to_lowercase() == asked.trim().to_lowercase();
        let found = named(|name, asked| name == asked).or_else(|| named(alike));
        let chosen = found.ok_or_else(|| no_sheet(asked, judged))?;
        // Sheets beyond these were not looked into.
        return if chosen < MAX_SHEETS && judged[chosen].is_empty {
            Err(empty_sheet(&judged[chosen].sheet, judged))
        } else {
            Ok(chosen)
        };
    }
    let visible =
        |wanted: fn(&Judged) -> bool| judged.iter().position(|one| !one.sheet.is_hidden && wanted(one));
    // A template with a header alone is not the list, whoever made it.
    let found = visible(|one| one.is_known && one.has_rows)
        .or_else(|| visible(|one| one.has_rows))
        .or_else(|| visible(|one| one.sheet.fits && one.is_known))
        .or_else(|| visible(|one| one.sheet.fits));
    found.ok_or_else(|| nothing_fits(judged))
}

fn quoted(sheets: &[&Sheet]) -> String {
    const NAMED: usize = 12;
    let mut names: Vec<String> = sheets.iter().take(NAMED).map(|sheet| format!("“{}”", sheet.name)).collect();
    if sheets.len() > NAMED {
        names.push(format!("{} more", sheets.len() - NAMED));
    }
    and(&names)
}

fn no_sheet(asked: &str, judged: &[Judged]) -> Refusal {
    let sheets: Vec<&Sheet> = judged.iter().map(|one| &one.sheet).collect();
    let message = if sheets.is_empty() {
        "This workbook has no sheet with cells. Export the list again.".to_owned()
    } else {
        format!("This workbook has no sheet “{asked}”. It has {}. Name one of them.", quoted(&sheets))
    };
    Refusal::new(RefusalKind::NoEmailColumn, message)
}

fn empty_sheet(asked: &Sheet, judged: &[Judged]) -> Refusal {
    let filled: Vec<&Sheet> = judged.iter().filter(|one| !one.is_empty).map(|one| &one.sheet).collect();
    let instead = match filled.len() {
        0 => "Export the list again and check that it has rows.".to_owned(),
        1 => format!("Choose {}.", quoted(&filled)),
        _ => format!("Choose one of {}.", quoted(&filled)),
    };
    Refusal::new(RefusalKind::EmptyFile, format!("The sheet “{}” is empty. {instead}", asked.name))
}

fn nothing_fits(judged: &[Judged]) -> Refusal {
    let hidden: Vec<&Sheet> = judged.iter().map(|one| &one.sheet).filter(|sheet| sheet.fits).collect();
    if !hidden.is_empty() {
        let message = format!(
            "No visible sheet of this workbook has a column with e-mail addresses, but one that is hidden: {}. \
             Choose that sheet if it is the list.",
            quoted(&hidden)
        );
        return Refusal::new(RefusalKind::NoEmailColumn, message);
    }
    let filled = judged.iter().filter(|one| !one.is_empty);
    match filled.min_by_key(|one| one.sheet.is_hidden).and_then(|one| one.refusal.clone()) {
        Some(refusal) => refusal,
        None => Refusal::new(
            RefusalKind::EmptyFile,
            "No sheet of this workbook holds anything. Export the list again and check that it has rows.",
        ),
    }
}

/// Says in the list which sheet it was read from, and which others could have been.
fn entitle(list: &mut List, kind: FileKind, judged: Vec<Judged>, chosen: usize) {
    list.file_kind = kind;
    (list.encoding, list.delimiter) = (None, None);
    list.sheets = judged.into_iter().map(|one| one.sheet).collect();
    if let Some(sheet) = list.sheets.get_mut(chosen) {
        sheet.is_read = true;
    }
    let Some(read) = list.sheet() else { return };
    let others: Vec<&Sheet> = list.sheets.iter().filter(|sheet| sheet.fits && !sheet.is_read).collect();
    let note = match others.len() {
        0 if list.sheets.len() == 1 => return,
        0 => format!("The sheet “{}” was read; no other one holds a list.", read.name),
        1 => format!("The sheet “{}” was read; {} holds a list too.", read.name, quoted(&others)),
        _ => format!("The sheet “{}” was read; {} hold lists too.", read.name, quoted(&others)),
    };
    list.notes.insert(0, note);
}

fn append_limited(text: &str, out: &mut String) -> Result<(), Refusal> {
    if out.len() + text.len() > MAX_CELL {
        return Err(Refusal::long_cell());
    }
    out.push_str(text);
    Ok(())
}

fn too_many_cells() -> Refusal {
    let message = "This workbook has more than 50 million cells, so it is no list of users. \
                   Save the sheet as CSV UTF-8 without the columns that are not needed.";
    Refusal::new(RefusalKind::TooLarge, message)
}

fn damaged() -> Refusal {
    Refusal::damaged_workbook()
}
