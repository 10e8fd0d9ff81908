//! How the columns of a file are drawn: what each is used for, and a value or two as they were understood.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::super::preview::{Preview, Stop};
use crate::lists::{Column, Field, List, Use};
use crate::untrusted::clean;
use crate::widgets::{Canvas, State, cut};
use crate::wording::{count, plural};

/// Columns drawn at once; a file may have thousands.
const DRAWN: usize = 60;
/// Rows of the file looked at for a value to show.
const LOOKED_AT: usize = 20;

/// Draws the columns around the one chosen; returns how many rows that took.
pub(super) fn draw(preview: &Preview, area: Rect, canvas: &mut Canvas) -> u16 {
    let list = &preview.list;
    let quiet = canvas.theme.quiet();
    let (header, field) = (area.width * 3 / 10, area.width / 4);
    for (at, says) in [(2, "column"), (header + 2, "used as"), (header + field + 2, "first rows")] {
        canvas.put(area, (at, 0), says, quiet);
    }
    let chosen = match preview.stop {
        Stop::Column(at) => Some(at),
        _ => None,
    };
    let first = chosen.unwrap_or(0).saturating_sub(DRAWN / 2);
    let mut row = 1;
    if first > 0 {
        let says = format!("{} above", plural(count(first), "more column", "more columns"));
        canvas.put(area, (2, row), &says, quiet);
        row += 1;
    }
    for (at, column) in list.columns.iter().enumerate().skip(first).take(DRAWN) {
        let here = chosen == Some(at);
        let is_used = column.field.is_some();
        let style = match (here, is_used) {
            (true, _) => canvas.theme.focus(),
            (false, true) => Style::new(),
            (false, false) => quiet,
        };
        if here {
            canvas.put(area, (0, row), canvas.theme.pointer(), style);
            canvas.point(area, (0, row));
        }
        let name = if column.header.is_empty() {
            format!("column {}", column.index + 1)
        } else {
            clean(&column.header).into_owned()
        };
        canvas.put(area, (2, row), &cut(&name, usize::from(header).saturating_sub(2)), style);
        let used = column.field.map_or("not used", Field::label);
        canvas.put(area, (header + 2, row), &cut(used, usize::from(field).saturating_sub(2)), style);
        let mut value = header + field + 2;
        if let Some((state, why)) = why(preview, column) {
            let style = canvas.theme.state(state);
            value = canvas.put(area, (value, row), why, style) + 2;
        }
        canvas.put(area, (value, row), &values(list, column), style);
        row += 1;
    }
    let hidden = list.columns.len().saturating_sub(first + DRAWN);
    if hidden > 0 {
        let says = format!("and {}", plural(count(hidden), "more column", "more columns"));
        canvas.put(area, (2, row), &says, quiet);
        row += 1;
    }
    row
}

/// Returns whose choice the use of a column is; nothing where it is the program's.
fn why(preview: &Preview, column: &Column) -> Option<(State, &'static str)> {
    let wanted = match preview.said.wanted.said_of(&column.header)? {
        Use::Nothing => None,
        Use::As(field) => Some(field),
    };
    Some(if column.field != wanted && preview.reading.is_none() {
        (State::Attention, "cannot be used so")
    } else if preview.said.is_as_before(&column.header) {
        (State::Good, "as you chose before")
    } else {
        (State::Good, "you chose this")
    })
}

/// Returns the first different values of a column: as they were understood, or as they are written where the column is
/// not used.
fn values(list: &List, column: &Column) -> String {
    let Some(field) = column.field else { return clean(&column.samples.join(", ")).into_owned() };
    let mut values: Vec<&str> = Vec::new();
    for value in list.table.rows().take(LOOKED_AT).filter_map(|row| row.get(field)) {
        if !value.is_empty() && !values.contains(&value) {
            values.push(value);
        }
    }
    values.truncate(3);
    clean(&values.join(", ")).into_owned()
}
