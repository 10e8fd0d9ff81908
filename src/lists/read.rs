//! What a file is decides who reads it: text, gzip, a workbook or another zip archive, or JSON.
//!
//! The first bytes tell, never the name. All of them end in the one pass over text (`pass`).

use std::cell::Cell;
use std::io::Read;
use std::ops::ControlFlow;

use super::book::{self, Progress};
use super::packed::{self, Allowed, Archive, Counted, Gunzip};
use super::refusal::{Refusal, RefusalKind};
use super::{Hints, List, json, pass, sniff};

/// A packed file larger than this is not taken into memory.
const MAX_PACKED: u64 = 1 << 30;

/// What a file is by its first bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Content {
    Text,
    Gzip,
    Zip,
    Json,
}

/// Reads a list of users.
///
/// `watch` is told the bytes read so far, at least every 1,024 rows; when it breaks, reading ends with a
/// refusal of the kind [`Stopped`](super::RefusalKind::Stopped).
pub fn read(
    input: impl Read,
    hints: &Hints,
    watch: &mut dyn FnMut(u64) -> ControlFlow<()>,
) -> Result<List, Refusal> {
    let mut list = by_content(input, hints, watch)?;
    list.tell_left_out();
    Ok(list)
}

fn by_content(
    mut input: impl Read,
    hints: &Hints,
    watch: &mut dyn FnMut(u64) -> ControlFlow<()>,
) -> Result<List, Refusal> {
    let start = start_of(&mut input)?;
    let content = content(&start);
    let input = start.chain(input);
    match content {
        Content::Text => text(input, hints, watch),
        Content::Gzip => gzip(input, hints, watch),
        Content::Zip => {
            let bytes = packed::whole(&mut { input }, MAX_PACKED)?;
            zip(&bytes, hints, watch)
        }
        Content::Json => {
            no_sheet(hints)?;
            json::read(&packed::whole(&mut { input }, MAX_PACKED)?, hints, watch)
        }
    }
}

fn start_of(input: &mut impl Read) -> Result<Vec<u8>, Refusal> {
    let mut start = Vec::with_capacity(sniff::START);
    input.take(sniff::START as u64).read_to_end(&mut start).map_err(|error| Refusal::io(&error))?;
    Ok(start)
}

fn content(start: &[u8]) -> Content {
    if start.starts_with(sniff::GZIP) {
        Content::Gzip
    } else if start.starts_with(sniff::ZIP) || start.starts_with(sniff::EMPTY_ZIP) {
        Content::Zip
    } else if sniff::is_json(start) {
        Content::Json
    } else {
        Content::Text
    }
}

fn text(
    input: impl Read,
    hints: &Hints,
    watch: &mut dyn FnMut(u64) -> ControlFlow<()>,
) -> Result<List, Refusal> {
    no_sheet(hints)?;
    pass::read(input, hints, watch)
}

/// Refuses to look for a sheet where there are none.
fn no_sheet(hints: &Hints) -> Result<(), Refusal> {
    let Some(sheet) = &hints.sheet else { return Ok(()) };
    let message =
        format!("This is no workbook, so it has no sheet “{sheet}”. Read it without naming a sheet.");
    Err(Refusal::new(RefusalKind::NotAWorkbook, message))
}

fn gzip(
    input: impl Read,
    hints: &Hints,
    watch: &mut dyn FnMut(u64) -> ControlFlow<()>,
) -> Result<List, Refusal> {
    let count = Cell::new(0);
    let mut unpacked = Gunzip::new(Counted::new(input, &count));
    let start = start_of(&mut unpacked)?;
    // The bar counts the packed bytes; the size of the file says nothing of what is in it.
    let hints = &Hints { size: None, ..hints.clone() };
    let mut packed = |_| watch(count.get());
    match content(&start) {
        Content::Text if is_tape(&start) => Err(packed_twice("a tar archive")),
        Content::Gzip => Err(packed_twice("another gzip archive")),
        Content::Text => text(Allowed::new(start.chain(unpacked)), hints, &mut packed),
        Content::Zip => {
            let bytes = packed::whole(&mut start.chain(unpacked), packed::MAX_WHOLE)?;
            zip(&bytes, hints, &mut packed)
        }
        Content::Json => {
            no_sheet(hints)?;
            let bytes = packed::whole(&mut start.chain(unpacked), packed::MAX_WHOLE)?;
            json::read(&bytes, hints, &mut packed)
        }
    }
}

fn is_tape(start: &[u8]) -> bool {
    start.get(257..262) == Some(b"ustar")
}

fn packed_twice(what: &str) -> Refusal {
    let message = format!("This gzip archive holds {what}. Unpack it and import the CSV file inside.");
    Refusal::new(RefusalKind::Compressed, message)
}

/// Reads a workbook, or the one file of another archive.
fn zip(bytes: &[u8], hints: &Hints, watch: &mut dyn FnMut(u64) -> ControlFlow<()>) -> Result<List, Refusal> {
    let count = Cell::new(0);
    let Ok(mut archive) = Archive::open(bytes, &count) else {
        return Err(sniff::damaged_zip(bytes, hints.file_name.as_deref()));
    };
    let mut progress = Progress { count: &count, size: bytes.len() as u64, watch };
    if let Some(kind) = book::kind_of(&archive) {
        return book::read((&mut archive, kind), hints, progress);
    }
    let name = only_file(&archive, hints.file_name.as_deref())?;
    let mut part = match archive.part(&name) {
        Some(Ok(part)) => part,
        Some(Err(refusal)) if refusal.kind == RefusalKind::PasswordProtected => return Err(refusal),
        _ => return Err(sniff::damaged_zip(bytes, None)),
    };
    let damaged = |refusal: Refusal| {
        if refusal.kind == RefusalKind::Io { sniff::damaged_zip(bytes, None) } else { refusal }
    };
    let start = start_of(&mut part).map_err(damaged)?;
    let hints = &Hints { size: None, ..hints.clone() };
    let mut packed = |_| progress.tell();
    let list = match content(&start) {
        Content::Text => text(Allowed::new(start.chain(part)), hints, &mut packed),
        Content::Json => {
            no_sheet(hints)?;
            packed::whole(&mut start.chain(part), packed::MAX_WHOLE)
                .and_then(|bytes| json::read(&bytes, hints, &mut packed))
        }
        Content::Gzip | Content::Zip => {
            let message = "This zip archive holds another archive. Unpack it and import the CSV file inside.";
            Err(Refusal::new(RefusalKind::Compressed, message))
        }
    };
    let mut list = list.map_err(damaged)?;
    list.notes.insert(0, format!("The file {name} inside the archive was read."));
    Ok(list)
}

/// Returns the one file of an archive; what a Mac adds of its own does not count.
fn only_file(archive: &Archive<'_>, file_name: Option<&str>) -> Result<String, Refusal> {
    let added = |name: &str| {
        name.starts_with("__MACOSX/") || name.rsplit('/').next().is_some_and(|file| file.starts_with('.'))
    };
    let files: Vec<&String> =
        archive.names().iter().filter(|name| !name.ends_with('/') && !added(name)).collect();
    match files.as_slice() {
        [only] if !sniff::is_workbook_name(file_name) => Ok((*only).clone()),
        _ => Err(sniff::other_zip(&files, file_name)),
    }
}
