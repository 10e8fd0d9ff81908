//! How the preview of a file is drawn: what it is, who is in it, the answers, what follows, and its columns.
//!
//! The whole page is written on a sheet as tall as it needs; what is shown of it is the part with the place one is at.

mod answers;
mod columns;
mod steps;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::preview::{Preview, Stop};
use super::words;
use crate::app::{Compared, Desk};
use crate::lists::{FileKind, List};
use crate::screens::difference::{compared_with, draw_groups};
use crate::widgets::{Canvas, State};
use crate::wording::{count, plural, thousands};

/// Rows of the tallest page.
const TALL: u16 = 160;
/// On a lower screen only the shortest is said above the answers.
const LOW: u16 = 12;

/// Draws a file and what it would do. On a low screen what it is and who is in it stay in sight, and the rest moves.
pub(super) fn preview(preview: &Preview, desk: &Desk, area: Rect, canvas: &mut Canvas) {
    let is_low = area.height < LOW;
    let above = if is_low { head(preview, area, canvas, is_low).min(area.height) } else { 0 };
    let area = below(area, above);
    let page = Rect { x: 0, y: 0, width: area.width, height: TALL };
    let mut buffer = Buffer::empty(page);
    let mut sheet = Canvas::new(&mut buffer, canvas.theme);
    let start = if is_low { 0 } else { head(preview, page, &mut sheet, is_low) };
    let rows = start + rest(preview, desk, below(page, start), &mut sheet);
    let place = sheet.cursor;
    // One row below the place is shown too, so that one sees that it goes on.
    let top = place.map_or(0, |place| (place.y + 2).min(rows).saturating_sub(area.height).min(place.y));
    canvas.show(area, &buffer, top);
    if let Some(place) = place {
        canvas.point(area, (place.x, place.y - top));
    }
    if rows > top + area.height {
        let quiet = canvas.theme.quiet();
        canvas.put_right(area, area.height.saturating_sub(1), " ↓ more", quiet);
    }
    if let Some(picking) = &preview.picking {
        picking.draw(Rect { y: area.y - above, height: area.height + above, ..area }, canvas);
    }
}

/// Draws what the file is and who is in it; returns how many rows that took.
fn head(preview: &Preview, page: Rect, canvas: &mut Canvas, is_low: bool) -> u16 {
    let heading = canvas.theme.heading();
    let what = if is_low { format!("{}.", format_of(&preview.list)) } else { what_it_is(&preview.list) };
    let mut row = canvas.paragraph(page, 0, &what, heading);
    row += counts(preview, below(page, row), canvas);
    if !is_low {
        row += notes(preview, below(page, row), canvas) + 1;
    }
    row
}

/// Draws what follows, the answers, the line that imports and the columns; returns how many rows that took. What an
/// import changes stands above the answers, where nobody overlooks it.
fn rest(preview: &Preview, desk: &Desk, page: Rect, canvas: &mut Canvas) -> u16 {
    let mut row = follows(preview, desk, page, canvas);
    row += apart(changes(preview, desk, below(page, row), canvas));
    row += answers::draw(preview, desk, below(page, row), canvas);
    row += apart(import_line(preview, below(page, row), canvas));
    row + columns::draw(preview, below(page, row), canvas)
}

/// Draws the line on which Enter imports the list.
fn import_line(preview: &Preview, area: Rect, canvas: &mut Canvas) -> u16 {
    if preview.is_empty() {
        return 1;
    }
    let here = preview.stop == Stop::Import;
    let people = match count(preview.list.table.len()) {
        0 => "a list of nobody".to_owned(),
        people => plural(people, "person", "people"),
    };
    let style = if here { canvas.chosen(area, 0) } else { Style::new() };
    canvas.put(area, (2, 0), &format!("Import {people}"), style);
    1
}

/// Returns the rows with one left free below them, where there are any.
fn apart(rows: u16) -> u16 {
    if rows > 0 { rows + 1 } else { 0 }
}

fn below(area: Rect, row: u16) -> Rect {
    let row = row.min(area.height);
    Rect { y: area.y + row, height: area.height - row, ..area }
}

fn indented(area: Rect) -> Rect {
    Rect { x: area.x + 2, width: area.width.saturating_sub(2), ..area }
}

/// Returns what the file was recognised as, as a sentence begins.
pub(super) fn format_of(list: &List) -> String {
    let mut letters = list.format.chars();
    let format = letters.next().map(|first| first.to_uppercase().chain(letters).collect::<String>());
    format.unwrap_or_default()
}

/// Returns what the file was recognised as and how it is read, in a sentence.
fn what_it_is(list: &List) -> String {
    let place = if list.file_kind.is_workbook() { "row" } else { "line" };
    let header = list.header_line.map_or("no header".to_owned(), |line| format!("header on {place} {line}"));
    let mut parts = Vec::new();
    if list.file_kind != FileKind::Text {
        parts.push(list.file_kind.says().to_owned());
    }
    parts.extend(list.encoding.map(|encoding| encoding.word().to_owned()));
    parts.extend(list.delimiter.map(parted));
    parts.extend(list.sheet().map(|sheet| format!("sheet {}", sheet.name)));
    // The objects of JSON name their fields themselves.
    parts.extend((list.file_kind != FileKind::Json).then_some(header));
    let why = if list.why.is_empty() { String::new() } else { format!(" {}", list.why) };
    format!("{}. {}.{why}", format_of(list), parts.join(", "))
}

fn parted(delimiter: char) -> String {
    match delimiter {
        ',' => "comma".to_owned(),
        ';' => "semicolon".to_owned(),
        '\t' => "tab".to_owned(),
        '|' => "bar".to_owned(),
        other => format!("“{other}”"),
    }
}

/// Draws how many people are in the file and how many rows are not taken.
fn counts(preview: &Preview, area: Rect, canvas: &mut Canvas) -> u16 {
    let list = &preview.list;
    let here = preview.stop == Stop::NotTaken;
    let (heading, focus) = (canvas.theme.heading(), canvas.theme.focus());
    if here {
        canvas.put(area, (0, 0), canvas.theme.pointer(), focus);
        canvas.point(area, (0, 0));
    }
    let people = plural(count(list.table.len()), "person", "people");
    let mut column = canvas.put(area, (2, 0), &people, if here { focus } else { heading });
    let (repeated, rejected) = (count(list.duplicates.len()), count(list.rejected.len()));
    let told = [
        (repeated, plural(repeated, "duplicate", "duplicates")),
        (rejected, format!("{} rejected", thousands(rejected))),
    ];
    for (number, says) in told {
        let style = match number {
            _ if here => focus,
            0 => canvas.theme.quiet(),
            _ => canvas.theme.state(State::Attention),
        };
        column = canvas.put(area, (column + 3, 0), &says, style);
    }
    if let Some(first) = list.rejected.iter().next() {
        let says = format!("first: line {}, {}", thousands(first.line), first.reason.says());
        let quiet = canvas.theme.quiet();
        canvas.put(area, (column + 3, 0), &says, quiet);
    }
    1
}

/// Draws what a person should know of how the file was read.
fn notes(preview: &Preview, area: Rect, canvas: &mut Canvas) -> u16 {
    let style = canvas.theme.state(State::Attention);
    let mut row = 0;
    for note in preview.list.notes.iter().take(2) {
        row += canvas.paragraph(indented(area), row, note, style);
    }
    row
}

/// Draws what the import does to the lists there are; what is wrong stands beside its answer.
fn follows(preview: &Preview, desk: &Desk, area: Rect, canvas: &mut Canvas) -> u16 {
    let (state, says) = match preview.problem(desk.today) {
        Some((_, problem)) if preview.is_empty() => (State::Blocked, problem),
        // One row as otherwise, so that the answers stay where they are.
        Some(_) => (
            State::Quiet,
            "Say below what this list is; what the import changes is told here then.".to_owned(),
        ),
        None => preview.effect(desk.plan(), desk.today),
    };
    let style = canvas.theme.state(state);
    canvas.paragraph(indented(area), 0, &says, style)
}

/// Draws what changes against the list before, in groups that lead to the people, and in the totals.
fn changes(preview: &Preview, desk: &Desk, area: Rect, canvas: &mut Canvas) -> u16 {
    let quiet = canvas.theme.quiet();
    let follow = &preview.follow;
    if preview.reading.is_some() {
        return canvas.paragraph(indented(area), 0, "Reading the file again…", quiet);
    }
    if let Some(compared) = follow.known() {
        let chosen = match preview.stop {
            Stop::Group(n) => Some(n),
            _ => None,
        };
        return difference(compared, (chosen, follow.mostly_missing()), desk, area, canvas);
    }
    let says = match (follow.is_stale(), follow.is_under_way(), follow.is_unknown()) {
        (true, ..) => "Comparing… (what changes is told once this answer is left)",
        (_, true, _) => "Comparing…",
        (.., true) => "What changes could not be worked out. The import can go on all the same.",
        _ => return 0,
    };
    let rows = canvas.paragraph(indented(area), 0, says, quiet);
    // The room of what was told before is kept: nothing below moves while an answer changes.
    let Some(last) = follow.last() else { return rows };
    let room = Rect { height: TALL, ..area };
    let mut unseen = Buffer::empty(room);
    let mut unseen = Canvas::new(&mut unseen, canvas.theme);
    difference(last, (None, None), desk, room, &mut unseen).max(rows)
}

/// Draws a difference; returns how many rows that took.
fn difference(
    compared: &Compared,
    (chosen, missing): (Option<usize>, Option<String>),
    desk: &Desk,
    area: Rect,
    canvas: &mut Canvas,
) -> u16 {
    let attention = canvas.theme.state(State::Attention);
    let mut row = 0;
    if let Some(known) = &compared.same_as {
        row += canvas.paragraph(indented(area), row, &words::same_rows(known, desk.today), attention);
    }
    if let Some(missing) = missing {
        let says = format!("{missing} Is it the whole list, and of the same kind?");
        row += canvas.paragraph(indented(area), row, &says, attention);
    }
    if let Some((record, _)) = &compared.before {
        row += canvas.paragraph(indented(area), row, &compared_with(record, desk.today), Style::new());
        row += draw_groups(compared, chosen, below(area, row), canvas);
    }
    if let Some(totals) = compared.totals {
        row += canvas.paragraph(indented(area), row, &words::changed(totals), Style::new());
    }
    row
}
