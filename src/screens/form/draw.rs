//! How a form is drawn.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::super::why::source;
use super::{Editor, Form, Row, YES_NO};
use crate::advice::{is_open, open_in};
use crate::app::Desk;
use crate::guide::{Beside, Step, Why, guide};
use crate::plan::{Kind, Offered, Place, Question};
use crate::widgets::{Canvas, State, wrap};
use crate::wording;

/// How many lines a long answer shows while it is typed.
const LINES: u16 = 8;

/// How many rows a filter takes while it is typed: with how many fit, what is wrong and what is offered.
const FILTER: u16 = 6;

/// Returns the rows a question takes on the screen.
fn height(form: &Form, desk: &Desk, (n, row): (usize, &Row), area: Rect) -> u16 {
    let here = n == form.focus;
    let problem = match row {
        Row::Question(question) => u16::from(desk.plan().problem(&form.at(question)).is_some()),
        Row::Step(_) => 0,
    };
    problem
        + match row {
            Row::Question(Question { kind: Kind::Choice(offered), .. }) if here => {
                u16::try_from(offered.len()).unwrap_or(1).clamp(1, 8)
            }
            Row::Question(Question { kind: Kind::Text | Kind::Entries, .. }) if here => match &form.editor {
                Editor::Text(text) => {
                    let cells = area.width.saturating_sub(label_width(form, desk, area) + 2);
                    u16::try_from(text.height(usize::from(cells))).unwrap_or(LINES).clamp(2, LINES)
                }
                _ => 1,
            },
            Row::Question(Question { kind: Kind::Filter, .. }) if here => FILTER,
            _ => 1,
        }
}

/// Returns the rows below the questions for the reason: a third, and more where the questions leave room.
pub(super) fn below(form: &Form, desk: &Desk, area: Rect) -> u16 {
    let questions: u16 = form.rows(desk).iter().enumerate().map(|row| height(form, desk, row, area)).sum();
    let free = area.height.saturating_sub(questions + 1);
    // An option is read with all that follows from it.
    let least = match form.consequences(desk) {
        Some(_) => area.height / 2,
        None => (area.height / 3).min(7),
    };
    // The rule above it comes on top.
    reason_height(form, desk, area.width).saturating_add(1).min(free).max(least)
}

/// Returns the rows the reason takes at a width, with its heading, its gaps and what is open on the page.
fn reason_height(form: &Form, desk: &Desk, width: u16) -> u16 {
    let lines = |text: &str| wrap(text, usize::from(width)).len();
    let reason = form.reason(desk);
    if !reason.why.is_empty() {
        return u16::try_from(lines(&reason.why) + 1).unwrap_or(u16::MAX);
    }
    let why = reason.fact.and_then(|fact| guide().why(fact)).map_or(0, |why| {
        let others: usize = others(&why).map(|says| lines(&says)).sum();
        2 + lines(&why.told()) + lines(&source(why.source_title, why.section)) + others
    });
    u16::try_from(lines(&reason.says) + why + 2).unwrap_or(u16::MAX)
}

/// Returns what other documents say: first those that differ, then those that add, each as a sentence.
fn others(why: &Why<'_>) -> impl Iterator<Item = String> {
    let said = |verb: &'static str, others: &[Beside<'_>]| -> Vec<String> {
        others.iter().map(|other| format!("{} {verb}: {}", other.source_title, other.told())).collect()
    };
    said("differs", &why.differs).into_iter().chain(said("adds", &why.beside))
}

/// Returns how wide the labels are: as wide as the longest, and at most half of the page.
fn label_width(form: &Form, desk: &Desk, area: Rect) -> u16 {
    let labels = form.rows(desk).into_iter().filter_map(|row| match row {
        Row::Question(question) => Some(crate::widgets::width(question.label)),
        Row::Step(_) => None,
    });
    let longest = u16::try_from(labels.max().unwrap_or(0)).unwrap_or(u16::MAX);
    longest.saturating_add(3).clamp(24.min(area.width / 3), (area.width / 2).max(24.min(area.width / 3)))
}

/// Draws the questions, scrolled so that the focused one is wholly in sight.
pub(super) fn questions(form: &Form, desk: &Desk, area: Rect, canvas: &mut Canvas) {
    let rows = form.rows(desk);
    let heights: Vec<u16> = rows.iter().enumerate().map(|row| height(form, desk, row, area)).collect();
    let mut top = 0;
    // A line above and one below tell how many questions are out of sight.
    let above = |top: usize| u16::from(top > 0);
    let needed =
        |top: usize| heights[top..=form.focus.min(heights.len() - 1)].iter().sum::<u16>() + above(top) + 1;
    while !heights.is_empty() && top < form.focus && needed(top) > area.height {
        top += 1;
    }
    let quiet = canvas.theme.quiet();
    let mut at = above(top);
    if top > 0 {
        canvas.put(area, (2, 0), &format!("{top} more above"), quiet);
    }
    for (n, row) in rows.iter().enumerate().skip(top) {
        let rest: u16 = heights[n..].iter().sum();
        if at + rest > area.height && at + heights[n] + 1 > area.height && n > form.focus {
            canvas.put(area, (2, at), &format!("{} more below", rows.len() - n), quiet);
            break;
        }
        if at >= area.height {
            break;
        }
        let room = Rect { y: area.y + at, height: heights[n].min(area.height - at), ..area };
        match row {
            Row::Question(question) => draw_question(form, desk, question, n == form.focus, room, canvas),
            Row::Step(step) => draw_step(form, desk, step, n == form.focus, room, canvas),
        }
        at += heights[n];
    }
}

fn draw_question(
    form: &Form,
    desk: &Desk,
    question: &'static Question,
    here: bool,
    area: Rect,
    canvas: &mut Canvas,
) {
    let (focus, plain) = (canvas.theme.focus(), Style::new());
    let style = if here { focus } else { plain };
    let label = label_width(form, desk, area);
    if here {
        canvas.put(area, (0, 0), canvas.theme.pointer(), focus);
        canvas.point(area, (0, 0));
    }
    canvas.put(Rect { width: label, ..area }, (2, 0), question.label, style);
    if is_open(desk.plan(), form.part, &form.entry, question) {
        let open = canvas.theme.state(State::Attention);
        canvas.put(area, (label, 0), "*", open);
    }
    let answer = Rect { x: area.x + label + 2, width: area.width.saturating_sub(label + 2), ..area };
    // What is typed is in the editor; of all else one line is shown.
    let (value, lines) = desk.plan().brief(&form.at(question)).unwrap_or_default();
    match (&form.editor, question.kind, here) {
        (Editor::Line(line), _, true) => {
            line.draw(canvas, answer, (0, 0), focus);
            if line.text().is_empty() && question.kind == Kind::Date {
                let quiet = canvas.theme.quiet();
                canvas.put(answer, (0, 0), "____-__-__", quiet);
            }
        }
        (Editor::Text(text), _, true) => text.draw(canvas, answer),
        (Editor::Filter(fitting), _, true) => fitting.draw(answer, canvas),
        (_, Kind::Choice(offered), true) => draw_options(offered, &value, answer, canvas),
        (_, Kind::YesNo, true) => draw_in_line(&value, answer, canvas),
        _ => {
            canvas.put(answer, (0, 0), &short(question, &value, lines, desk), plain);
        }
    }
    if let Some(problem) = desk.plan().problem(&form.at(question)) {
        let style = canvas.theme.state(State::Blocked);
        canvas.put(area, (2, area.height - 1), &format!("x {problem}"), style);
    }
}

/// An answer that is not being given: its first line, and how many there are.
fn short(question: &Question, value: &str, lines: usize, desk: &Desk) -> String {
    match question.kind {
        Kind::Choice(offered) => {
            offered.iter().find(|one| one.word == value).map_or(value, |one| one.label).to_owned()
        }
        Kind::Date => value.parse().map_or_else(|_| value.to_owned(), |day| wording::day(day, desk.today)),
        Kind::Count => value.parse::<u32>().map_or_else(|_| value.to_owned(), wording::thousands),
        Kind::Entries | Kind::Text if lines > 1 => format!("{value} … ({lines} lines)"),
        _ => value.to_owned(),
    }
}

fn draw_options(offered: &[Offered], value: &str, area: Rect, canvas: &mut Canvas) {
    let chosen = offered.iter().position(|one| one.word == value).unwrap_or(0);
    let (empty, full) = canvas.theme.options();
    let first = (chosen + 1).saturating_sub(usize::from(area.height));
    for (row, (n, one)) in (0..area.height).zip(offered.iter().enumerate().skip(first)) {
        let (mark, style) = if n == chosen { (full, canvas.theme.focus()) } else { (empty, Style::new()) };
        canvas.put(area, (0, row), &format!("{mark} {}", one.label), style);
        if n == chosen {
            canvas.point(area, (1, row));
        }
    }
}

fn draw_in_line(value: &str, area: Rect, canvas: &mut Canvas) {
    let (empty, full) = canvas.theme.options();
    let mut column = 0;
    for one in YES_NO {
        let (mark, style) =
            if one.word == value { (full, canvas.theme.focus()) } else { (empty, Style::new()) };
        column = canvas.put(area, (column, 0), &format!("{mark} {}", one.label), style) + 2;
    }
}

fn draw_step(form: &Form, desk: &Desk, step: &Step, here: bool, area: Rect, canvas: &mut Canvas) {
    let style = if here { canvas.chosen(area, 0) } else { Style::new() };
    let done = form.case(desk).and_then(|case| case.steps.get(&step.id));
    let mark = if done.is_some() { "[x]" } else { "[ ]" };
    let column = canvas.put(area, (2, 0), mark, style);
    let told = match done {
        Some(day) => wording::day(*day, desk.today),
        None if step.blocking => "blocks the move".to_owned(),
        None => String::new(),
    };
    let room = Rect { width: area.width.saturating_sub(u16::try_from(told.len()).unwrap_or(0) + 1), ..area };
    canvas.put(room, (column + 1, 0), &step.says, style);
    let state = if done.is_some() { State::Good } else { State::Attention };
    let style = canvas.theme.state(state);
    canvas.put_right(area, 0, &told, style);
}

/// Draws what the focused question means, who says so, and how much is open on the page.
pub(super) fn reason(form: &Form, desk: &Desk, area: Rect, canvas: &mut Canvas) {
    if area.height == 0 {
        return;
    }
    if let Some(consequences) = form.consequences(desk) {
        return draw_consequences(&consequences, area, canvas);
    }
    let (quiet, heading) = (canvas.theme.quiet(), canvas.theme.heading());
    let mut row = 0;
    let fact = match form.focused(desk) {
        Some(Row::Question(question)) => {
            row += canvas.paragraph(area, row, question.help, Style::new());
            question.fact
        }
        Some(Row::Step(step)) => {
            row += canvas.paragraph(area, row, &step.says, Style::new());
            if step.point_of_no_return {
                let style = canvas.theme.state(State::Blocked);
                row += canvas.paragraph(area, row, "This cannot be taken back once it is done.", style);
            }
            step.fact.as_deref().or(form.case(desk).map(|case| case.kind.fact()))
        }
        None => None,
    };
    if let Some(says) = of_wave(form, desk) {
        row += canvas.paragraph(area, row, &says, Style::new());
    }
    if let Some(why) = fact.and_then(|fact| guide().why(fact)) {
        row += 1;
        if area.height > row + 3 {
            canvas.put(area, (0, row), "Why this matters", heading);
            row += 1;
        }
        row += canvas.paragraph(area, row, &why.told(), Style::new());
        let source = source(why.source_title, why.section);
        if row + 1 == area.height {
            // One row is left: cut with a sign, and not in the middle of a sentence.
            canvas.put(area, (0, row), &source, quiet);
            row += 1;
        } else {
            row += canvas.paragraph(area, row, &source, quiet);
        }
        for says in others(&why) {
            row += canvas.paragraph(area, row, &says, quiet);
        }
    }
    if row + 1 < area.height {
        canvas.put(area, (0, area.height - 1), &still_needed(form, desk), quiet);
    }
}

/// Returns in a sentence what is not understood on the page, or else how many answers are missing.
fn still_needed(form: &Form, desk: &Desk) -> String {
    let answers = |n| wording::plural(wording::count(n), "answer", "answers");
    let here = Place::new(form.part.id, &form.entry, "").to_string();
    let unclear = desk.plan().drafts.keys().filter(|key| key.starts_with(&here)).count();
    if unclear > 0 {
        let are = if unclear == 1 { "is" } else { "are" };
        return format!("{} here {are} not understood.", answers(unclear));
    }
    let open = open_in(desk.plan(), form.part).iter().filter(|place| place.entry == form.entry).count();
    match open {
        0 => "Nothing is missing on this page.".to_owned(),
        n => format!("{} on this page still needed (*).", answers(n)),
    }
}

/// Returns how many people go with a wave as it is kept, how many wait for a special case first, and how many are not to
/// be invited with it for another reason.
fn of_wave(form: &Form, desk: &Desk) -> Option<String> {
    let wave = desk.progress().wave(&form.entry).filter(|_| form.part.id == "waves")?;
    let going = wording::plural(wave.counts.people(), "person goes", "people go");
    let held = match wave.held {
        0 => String::new(),
        1 => " 1 more waits for a special case.".to_owned(),
        held => format!(" {} more wait for their case.", wording::thousands(held)),
    };
    let kept_back = match wave.kept_back {
        0 => String::new(),
        1 => " 1 more gets no invitation by file.".to_owned(),
        kept => format!(" {} more get no invitation by file.", wording::thousands(kept)),
    };
    Some(format!("{going} with this wave.{held}{kept_back}"))
}

/// Draws what follows from an option; where not all of it fits, the last row says how to read the rest.
fn draw_consequences(says: &str, area: Rect, canvas: &mut Canvas) {
    let lines = wrap(says, usize::from(area.width));
    let fits = usize::from(area.height);
    let shown = if lines.len() > fits { fits.saturating_sub(1) } else { fits };
    for (row, line) in (0..area.height).zip(lines.iter().take(shown)) {
        canvas.put(area, (0, row), line, Style::new());
    }
    if lines.len() > fits {
        let quiet = canvas.theme.quiet();
        canvas.put(area, (0, area.height - 1), "w shows the rest.", quiet);
    }
}
