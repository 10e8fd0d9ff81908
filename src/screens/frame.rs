//! One frame for every screen: title line, page, what just happened, and the keys that are valid here.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::app::{Binding, Desk, Model, Saving, Show, bindings, escape_stops, shown};
use crate::untrusted::clean_lines;
use crate::widgets::{Canvas, State, width, wrap};

/// The smallest terminal the wizard is used on.
const SMALLEST: (u16, u16) = (40, 12);
/// How many lines a notice takes at most.
const NOTICE: usize = 3;
/// From this width on, the phases stand beside every page.
const WIDE: u16 = 100;

/// Draws the model; returns the cell the hardware cursor goes to, if any.
pub fn draw(model: &Model, buffer: &mut Buffer) -> Option<Position> {
    let area = buffer.area;
    let mut canvas = Canvas::new(buffer, model.desk.theme);
    if area.width < SMALLEST.0 || area.height < SMALLEST.1 {
        too_small(&mut canvas, area);
        return None;
    }
    let page_from = model.screens.iter().rposition(|screen| !screen.is_popup()).unwrap_or(0);
    title(model, page_from, &mut canvas, Rect { height: 1, ..area });
    canvas.rule(area, 1);
    let page = Rect { y: area.y + 2, height: area.height - 4, ..area };
    for (n, screen) in model.screens.iter().enumerate().skip(page_from) {
        canvas.cursor = None;
        let mut inner = page;
        if n == page_from && area.width >= WIDE && model.desk.open.is_some() && n > 0 {
            let rail = Rect { width: super::phase::RAIL, ..page };
            super::phase::rail(&model.desk, None, rail, &mut canvas);
            inner = Rect { x: page.x + rail.width, width: page.width - rail.width, ..page };
        }
        screen.draw(
            &model.desk,
            Rect { x: inner.x + 1, width: inner.width.saturating_sub(2), ..inner },
            &mut canvas,
        );
    }
    canvas.rule(area, area.height - 2);
    notice(model, &mut canvas, Rect { y: area.y + area.height - 2, height: 1, ..area });
    let scopes = model.screens.last().map(|top| top.scopes(&model.desk)).unwrap_or_default();
    footer(
        &model.desk,
        // Where there is nothing to go back to, Esc is not offered.
        bindings(&scopes).filter(|binding| model.screens.len() > 1 || binding.keys[0] != "esc"),
        &mut canvas,
        Rect { y: area.y + area.height - 1, height: 1, ..area },
    );
    canvas.cursor
}

fn too_small(canvas: &mut Canvas, area: Rect) {
    let style = canvas.theme.heading();
    let says = format!("Too small: make the window {} × {} or larger. q leaves.", SMALLEST.0, SMALLEST.1);
    canvas.paragraph(area, 0, &says, style);
}

/// `1 Intelligence gathering › Domains › northwind.example                    saved`
fn title(model: &Model, top: usize, canvas: &mut Canvas, area: Rect) {
    let desk = &model.desk;
    let mark = saved_mark(desk);
    let (heading, quiet) = (canvas.theme.heading(), canvas.theme.quiet());
    let left =
        Rect { width: area.width.saturating_sub(u16::try_from(width(&mark)).unwrap_or(0) + 3), ..area };
    let mut column = 1;
    let names: Vec<String> = model.screens[..=top].iter().map(|screen| screen.title(desk)).collect();
    // Where the way does not fit, its beginning is left out: the page one is on is what counts.
    let mut from = 0;
    while from + 1 < names.len()
        && names[from..].iter().map(|name| width(name) + 3).sum::<usize>() > usize::from(left.width)
    {
        from += 1;
    }
    for (n, name) in names.iter().enumerate().skip(from.max(usize::from(names.len() > 2))) {
        let last = n + 1 == names.len();
        column = canvas.put(left, (column, 0), name, if last { heading } else { quiet });
        if !last {
            column = canvas.put(left, (column, 0), " › ", quiet);
        }
    }
    let state = if desk.saving == Saving::NotSaved { State::Blocked } else { State::Quiet };
    let style = canvas.theme.state(state);
    canvas.put_right(Rect { width: area.width.saturating_sub(1), ..area }, 0, &mark, style);
}

fn saved_mark(desk: &Desk) -> String {
    match (&desk.open, desk.saving) {
        (None, _) => String::new(),
        (Some(open), _) if open.read_only.is_some() => "only looking".to_owned(),
        (Some(_), Saving::Saving) => "saving…".to_owned(),
        (Some(_), Saving::NotSaved) => "NOT SAVED".to_owned(),
        (Some(_), Saving::Saved) => "saved".to_owned(),
    }
}

/// What just happened, or what is being worked on, on the line above the keys.
fn notice(model: &Model, canvas: &mut Canvas, area: Rect) {
    let desk = &model.desk;
    let running = desk.jobs.values().find(|running| !running.what.is_empty() && running.what != "Saving");
    let (says, state) = match (&desk.notice, running) {
        (Some(notice), _) => (notice.says.clone(), notice.state),
        (None, Some(running)) if running.far.done > 0 => {
            let far = running.far.says().unwrap_or_else(|| format!("{} so far", running.done()));
            let stops = if desk.is_measuring() && !escape_stops(model) { "" } else { " Esc stops." };
            (format!("{}: {far}.{stops}", running.what), State::Quiet)
        }
        (None, Some(running)) => (format!("{}…", running.what), State::Quiet),
        (None, None) => return,
    };
    let style = canvas.theme.state(state);
    let lines = wrap(&clean_lines(&says), usize::from(area.width.saturating_sub(4)));
    let shown = lines.len().min(NOTICE);
    // A longer one lies over the last rows of the page, until the next key.
    let top = area.y.saturating_sub(u16::try_from(shown.saturating_sub(1)).unwrap_or(0));
    for (y, line) in (top..=area.y).zip(&lines) {
        let row = Rect { y, ..area };
        // Of several lines none lies in the rule, which would look like a part of it.
        if shown > 1 {
            canvas.wipe(row);
        }
        canvas.put(row, (1, 0), &format!(" {line} "), style);
    }
}

/// The keys that are valid here, from the table that dispatches them; the way back and Help are the last to go.
fn footer<'k>(desk: &Desk, keys: impl Iterator<Item = &'k Binding>, canvas: &mut Canvas, area: Rect) {
    let mut hints: Vec<(String, String)> = Vec::new();
    let (mut help, mut back) = (None, None);
    let mut taken: Vec<&str> = Vec::new();
    for binding in keys {
        // A key that means something more special here is not named twice.
        let is_taken = taken.contains(&binding.keys[0]);
        taken.extend(binding.keys);
        if is_taken || binding.show != Show::Hint {
            continue;
        }
        if hints.iter().any(|(_, says)| says == binding.says) {
            continue;
        }
        let key = shown(binding.keys[0]);
        match binding.says {
            _ if binding.keys[0] == "esc" => back = Some((key, binding.says.to_owned())),
            "Help" => help = help.or(Some(format!("{key} Help"))),
            "undo" => {
                if let Some(what) = desk.open.as_ref().and_then(|open| open.document.undoes()) {
                    hints.push((key, format!("undo “{what}”")));
                }
            }
            says => hints.push((key, says.to_owned())),
        }
    }
    let help = help.unwrap_or_default();
    let room = usize::from(area.width).saturating_sub(width(&help) + 4);
    let needed = |(key, says): &(String, String)| width(key) + width(says) + 3;
    let kept = back.as_ref().map_or(0, needed);
    let (focus, quiet) = (canvas.theme.focus(), canvas.theme.quiet());
    let mut column = 1;
    let before = room.saturating_sub(kept);
    for (hint, room) in hints.into_iter().map(|hint| (hint, before)).chain(back.map(|back| (back, room))) {
        if usize::from(column) + needed(&hint) > room {
            continue;
        }
        let (key, says) = hint;
        column = canvas.put(area, (column, 0), &key, focus);
        column = canvas.put(area, (column + 1, 0), &says, quiet) + 2;
    }
    canvas.put_right(Rect { width: area.width.saturating_sub(1), ..area }, 0, &help, focus);
}
