//! How the preview of a file is drawn: what it is, the answers, what follows, and its columns.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::preview::{Preview, Stop};
use crate::app::Desk;
use crate::lists::{Column, Field, FileKind, List};
use crate::untrusted::clean;
use crate::widgets::{Canvas, State, cut};
use crate::wording::{count, day, plural, thousands};

/// Cells for the names of the answers.
const NAMES: u16 = 9;
/// Rows of the file looked at for a value to show.
const LOOKED_AT: usize = 20;

/// Draws a file and what it would do.
pub(super) fn preview(preview: &Preview, desk: &Desk, area: Rect, canvas: &mut Canvas) {
    let mut row = canvas.paragraph(area, 0, &what_it_is(&preview.list), canvas.theme.heading());
    row +=
        answers(preview, Rect { y: area.y + row, height: area.height.saturating_sub(row), ..area }, canvas);
    row += follows(preview, desk, below(area, row), canvas) + 1;
    row += counts(preview, below(area, row), canvas) + 1;
    columns(&preview.list, below(area, row), canvas);
}

fn below(area: Rect, row: u16) -> Rect {
    let row = row.min(area.height);
    Rect { y: area.y + row, height: area.height - row, ..area }
}

/// Returns what the file was recognised as, in a sentence.
fn what_it_is(list: &List) -> String {
    let place = if list.file_kind.is_workbook() { "row" } else { "line" };
    let header = list.header_line.map_or("no header".to_owned(), |line| format!("header on {place} {line}"));
    let format = list.format;
    let mut letters = format.chars();
    let format = letters.next().map(|first| first.to_uppercase().chain(letters).collect::<String>());
    let mut parts = Vec::new();
    if list.file_kind != FileKind::Text {
        parts.push(list.file_kind.says().to_owned());
    }
    parts.extend(list.encoding.map(|encoding| encoding.word().to_owned()));
    parts.extend(list.delimiter.map(parted));
    parts.extend(list.sheet().map(|sheet| format!("sheet {}", sheet.name)));
    // The objects of JSON name their fields themselves.
    parts.extend((list.file_kind != FileKind::Json).then_some(header));
    format!("{}. {}.", format.unwrap_or_default(), parts.join(", "))
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

/// Draws the three answers; returns how many rows they took.
fn answers(preview: &Preview, area: Rect, canvas: &mut Canvas) -> u16 {
    let quiet = canvas.theme.quiet();
    let focus = canvas.theme.focus();
    for (row, (stop, name)) in (0..).zip([(Stop::Kind, "as"), (Stop::Label, "from"), (Stop::Date, "date")]) {
        let here = preview.stop == stop;
        let line = below(area, row);
        if here {
            canvas.put(line, (0, 0), canvas.theme.pointer(), focus);
        }
        canvas.put(line, (2, 0), name, if here { focus } else { quiet });
        let answer = Rect { x: line.x + NAMES, width: line.width.saturating_sub(NAMES), ..line };
        let style = if here { focus } else { Style::new() };
        let end = match (stop, here) {
            (Stop::Kind, _) => {
                if here {
                    canvas.point(line, (0, 0));
                }
                canvas.put(answer, (0, 0), preview.kind.label(), style)
            }
            (Stop::Label, true) => typed(&preview.label, answer, canvas),
            (Stop::Date, true) => typed(&preview.date, answer, canvas),
            (Stop::Label, false) => canvas.put(answer, (0, 0), preview.label.text(), style),
            (Stop::Date, false) => canvas.put(answer, (0, 0), preview.date.text(), style),
        };
        canvas.put(answer, (end.max(14) + 3, 0), &beside(preview, stop), quiet);
    }
    3
}

fn typed(line: &crate::widgets::Line, area: Rect, canvas: &mut Canvas) -> u16 {
    let style = canvas.theme.focus();
    line.draw(canvas, area, (0, 0), style);
    u16::try_from(crate::widgets::width(&clean(line.text()))).unwrap_or(u16::MAX)
}

/// Returns what is said beside an answer: where it comes from, or what else is offered.
fn beside(preview: &Preview, stop: Stop) -> String {
    match stop {
        Stop::Kind if preview.list.suggested.is_none() => "the file does not say: please check".to_owned(),
        Stop::Kind => String::new(),
        Stop::Date => preview.date_from.says().to_owned(),
        Stop::Label => {
            let others = preview.offered.iter().filter(|label| *label != preview.label.text());
            let others: Vec<&str> = others.map(String::as_str).take(3).collect();
            if others.is_empty() { String::new() } else { format!("or {}", others.join(", ")) }
        }
    }
}

/// Draws what follows from the answers, or what is wrong with them; returns how many rows that took.
fn follows(preview: &Preview, desk: &Desk, area: Rect, canvas: &mut Canvas) -> u16 {
    let indented = Rect { x: area.x + 2, width: area.width.saturating_sub(2), ..area };
    let (state, says) = match preview.problem(desk.today) {
        Some((_, problem)) => (State::Blocked, problem),
        None => preview.effect(desk.plan(), desk.today),
    };
    let style = canvas.theme.state(state);
    let mut row = canvas.paragraph(indented, 0, &says, style).max(1);
    if let Some(known) = preview.seen_before(desk.plan()) {
        let on = known.imported_on.map(|on| format!(" on {}", day(on, desk.today))).unwrap_or_default();
        let says =
            format!("A file of this name with as many rows was imported{on} already, from {}.", known.label);
        let style = canvas.theme.state(State::Attention);
        row += canvas.paragraph(indented, row, &says, style);
    }
    row
}

/// Draws how many people are in the file and how many rows are not taken; returns how many rows that took.
fn counts(preview: &Preview, area: Rect, canvas: &mut Canvas) -> u16 {
    let list = &preview.list;
    let heading = canvas.theme.heading();
    let people = plural(count(list.table.len()), "person", "people");
    let mut column = canvas.put(area, (2, 0), &people, heading);
    let (repeated, rejected) = (count(list.duplicates.len()), count(list.rejected.len()));
    let told = [
        (repeated, plural(repeated, "duplicate", "duplicates")),
        (rejected, format!("{} rejected", thousands(rejected))),
    ];
    for (number, says) in told {
        let style = if number == 0 { canvas.theme.quiet() } else { canvas.theme.state(State::Attention) };
        column = canvas.put(area, (column + 3, 0), &says, style);
    }
    if let Some(first) = list.rejected.iter().next() {
        let says = format!("first: line {}, {}", thousands(first.line), first.reason.says());
        let quiet = canvas.theme.quiet();
        canvas.put(area, (column + 3, 0), &says, quiet);
    }
    let mut row = 1;
    for note in list.notes.iter().take(2) {
        let style = canvas.theme.state(State::Attention);
        let indented = Rect { x: area.x + 2, width: area.width.saturating_sub(2), ..area };
        row += canvas.paragraph(indented, row, note, style);
    }
    row
}

/// Draws the columns of the file: what each was taken for, and a value or two.
fn columns(list: &List, area: Rect, canvas: &mut Canvas) {
    let quiet = canvas.theme.quiet();
    let (header, field) = (area.width * 3 / 10, area.width / 4);
    for (at, says) in [(2, "column"), (header + 2, "used as"), (header + field + 2, "first rows")] {
        canvas.put(area, (at, 0), says, quiet);
    }
    // The columns that are used come first: they are what is to be checked.
    let used = list.columns.iter().filter(|column| column.field.is_some());
    let others = list.columns.iter().filter(|column| column.field.is_none());
    let room = usize::from(area.height.saturating_sub(1));
    let hidden = list.columns.len().saturating_sub(room);
    let shown = if hidden > 0 { room.saturating_sub(1) } else { room };
    for (row, column) in (1..area.height).zip(used.chain(others).take(shown)) {
        let style = if column.field.is_some() { Style::new() } else { quiet };
        let name = if column.header.is_empty() {
            format!("column {}", column.index + 1)
        } else {
            clean(&column.header).into_owned()
        };
        canvas.put(area, (2, row), &cut(&name, usize::from(header).saturating_sub(2)), style);
        let taken = column.field.map_or("not used", Field::label);
        canvas.put(area, (header + 2, row), &cut(taken, usize::from(field).saturating_sub(2)), style);
        canvas.put(area, (header + field + 2, row), &values(list, column), style);
    }
    if hidden > 0 && area.height > 1 {
        let says =
            format!("and {}", plural(count(list.columns.len() - shown), "more column", "more columns"));
        canvas.put(area, (2, area.height - 1), &says, quiet);
    }
}

/// Returns the first different values of a column, as they were understood.
fn values(list: &List, column: &Column) -> String {
    let Some(field) = column.field else { return String::new() };
    let mut values: Vec<&str> = Vec::new();
    for value in list.table.rows().take(LOOKED_AT).filter_map(|row| row.get(field)) {
        if !value.is_empty() && !values.contains(&value) {
            values.push(value);
        }
    }
    values.truncate(3);
    clean(&values.join(", ")).into_owned()
}
