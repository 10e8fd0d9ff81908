//! How the answers about a file are drawn: each with its name, and beside or below it where it comes from or what is
//! wrong with it.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::super::preview::{Preview, Stop};
use super::below;
use crate::app::Desk;
use crate::plan::{Day, ListKind, same_label};
use crate::untrusted::clean;
use crate::widgets::{Canvas, State, width};

/// Cells for the names of the answers.
const NAMES: u16 = 10;

/// Draws the answers; returns how many rows they took.
pub(super) fn draw(preview: &Preview, desk: &Desk, area: Rect, canvas: &mut Canvas) -> u16 {
    let problem = preview.problem(desk.today);
    let stops = [
        (Stop::Kind, "as"),
        (Stop::Label, "from"),
        (Stop::Date, "date"),
        (Stop::Letters, "letters"),
        (Stop::Sheet, "sheet"),
    ];
    let there = preview.stops();
    let mut row = 0;
    for (stop, name) in stops.into_iter().filter(|(stop, _)| there.contains(stop)) {
        let here = preview.stop == stop;
        let line = below(area, row);
        let (quiet, focus) = (canvas.theme.quiet(), canvas.theme.focus());
        if here {
            canvas.put(line, (0, 0), canvas.theme.pointer(), focus);
            canvas.point(line, (0, 0));
        }
        canvas.put(line, (2, 0), name, if here { focus } else { quiet });
        let answer = Rect { x: line.x + NAMES, width: line.width.saturating_sub(NAMES), ..line };
        row += match stop {
            Stop::Kind => kind(preview, answer, canvas),
            Stop::Label | Stop::Date => typed(preview, stop, answer, canvas),
            _ => shown(preview, stop, answer, canvas),
        };
        if let Some((_, says)) = problem.as_ref().filter(|(wrong, _)| *wrong == stop && stop != Stop::Kind) {
            let style = canvas.theme.state(State::Blocked);
            let room = below(Rect { x: answer.x, width: answer.width, ..area }, row);
            row += canvas.paragraph(room, 0, says, style);
        }
    }
    row
}

/// Draws every kind with a mark at the chosen one; returns how many rows that took.
fn kind(preview: &Preview, area: Rect, canvas: &mut Canvas) -> u16 {
    let here = preview.stop == Stop::Kind;
    let (focus, quiet) = (canvas.theme.focus(), canvas.theme.quiet());
    let (empty, marked) = canvas.theme.options();
    let (mut column, mut row) = (0_u16, 0);
    for kind in ListKind::ALL {
        let is_chosen = Some(*kind) == preview.kind;
        let text = format!("{} {}", if is_chosen { marked } else { empty }, kind.word());
        let cells = u16::try_from(width(&text)).unwrap_or(u16::MAX);
        if column > 0 && column + cells > area.width {
            (column, row) = (0, row + 1);
        }
        let style = match (is_chosen, here) {
            (true, true) => focus,
            (true, false) => Style::new(),
            (false, _) => quiet,
        };
        canvas.put(area, (column, row), &text, style);
        column += cells + 1;
    }
    row += 1;
    let unknown = ("The file does not say what it is. Space chooses.", canvas.theme.state(State::Attention));
    let (says, style) = preview.kind.map_or(unknown, |kind| (kind.label(), quiet));
    row + canvas.paragraph(below(area, row), 0, says, style)
}

/// Draws a typed answer and what is said beside it.
fn typed(preview: &Preview, stop: Stop, area: Rect, canvas: &mut Canvas) -> u16 {
    let (focus, quiet) = (canvas.theme.focus(), canvas.theme.quiet());
    let line = if stop == Stop::Label { &preview.label } else { &preview.date };
    let end = if preview.stop == stop {
        line.draw(canvas, area, (0, 0), focus);
        u16::try_from(width(&clean(line.text()))).unwrap_or(u16::MAX)
    } else {
        canvas.put(area, (0, 0), line.text(), Style::new())
    };
    canvas.put(area, (end.max(14).saturating_add(3), 0), &beside(preview, stop), quiet);
    1
}

/// Draws an answer that is picked from a list.
fn shown(preview: &Preview, stop: Stop, area: Rect, canvas: &mut Canvas) -> u16 {
    let here = preview.stop == stop;
    let style = if here { canvas.theme.focus() } else { Style::new() };
    let text = match stop {
        Stop::Letters => preview.list.encoding.map_or("", |encoding| encoding.word()).to_owned(),
        _ => preview.list.sheet().map(|sheet| sheet.name.clone()).unwrap_or_default(),
    };
    let end = canvas.put(area, (0, 0), &text, style);
    let quiet = canvas.theme.quiet();
    canvas.put(area, (end.max(14).saturating_add(3), 0), &beside(preview, stop), quiet);
    1
}

/// Returns what is said beside an answer: where it comes from, or what else is offered.
fn beside(preview: &Preview, stop: Stop) -> String {
    match stop {
        Stop::Kind => String::new(),
        Stop::Date => {
            let typed =
                preview.date.text().parse::<Day>().ok().map(|day| day.0.strftime("%a %-d %b %Y").to_string());
            let from = Some(preview.date_from.says().to_owned()).filter(|says| !says.is_empty());
            typed.into_iter().chain(from).collect::<Vec<_>>().join(", ")
        }
        Stop::Label => {
            let typed = preview.label.text().trim();
            let others = preview.offered.iter().filter(|label| !same_label(label, typed));
            let others: Vec<&str> = others.map(String::as_str).take(3).collect();
            let or = format!("or {}", others.join(", "));
            match (others.is_empty(), preview.stop == stop) {
                (true, _) => String::new(),
                (false, true) => format!("{or}: PgDn"),
                (false, false) => or,
            }
        }
        Stop::Letters if preview.said.wanted.encoding.is_some() => "you chose this".to_owned(),
        Stop::Letters => "as recognised".to_owned(),
        _ => {
            let sheets = &preview.list.sheets;
            let fitting = sheets.iter().filter(|sheet| sheet.fits).count();
            let of = format!("one of {} sheets", sheets.len());
            if preview.said.wanted.sheet.is_some() {
                format!("{of}; you chose this")
            } else if fitting > 1 {
                format!("{of}; {fitting} hold users: please check")
            } else {
                of
            }
        }
    }
}
