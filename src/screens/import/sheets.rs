//! Which list of a workbook is meant: a row for each sheet with what it looks like and how many people are in it. The
//! sheets are read beside each other while one looks; nobody waits for them.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::draw::format_of;
use crate::app::{Action, Desk, Job, JobId, Outcome};
use crate::lists::{Content, Hints, List, Remembered};
use crate::untrusted::clean;
use crate::widgets::{Canvas, State, Window, cut};

/// Sheets that are read before one is chosen; a further one is read when it is.
const READ_AHEAD: usize = 8;

/// What is known of a sheet.
enum Seen {
    Reading(JobId),
    Read(Arc<List>),
    /// It was not looked into.
    Unread,
    /// It holds no list, or could not be read.
    NoList,
}

struct Row {
    name: String,
    seen: Seen,
}

impl Row {
    /// Rows nobody can choose come last.
    fn is_empty(&self) -> bool {
        match &self.seen {
            Seen::Reading(_) | Seen::Unread => false,
            Seen::Read(list) => list.entries() == 0,
            Seen::NoList => true,
        }
    }

    fn says(&self) -> (String, String) {
        match &self.seen {
            Seen::Reading(_) => ("reading…".to_owned(), String::new()),
            Seen::Unread => ("not looked into yet".to_owned(), String::new()),
            Seen::NoList => ("no list of users".to_owned(), String::new()),
            Seen::Read(list) if list.entries() > 0 => (format_of(list), list.entries_in_words()),
            Seen::Read(list) if list.content == Content::People => (format_of(list), "nobody".to_owned()),
            Seen::Read(list) => (format_of(list), "nothing".to_owned()),
        }
    }
}

/// What came of choosing a sheet.
pub(super) enum Picked {
    /// It was read already.
    List(Arc<List>, String),
    /// It is to be read with these hints.
    Unread(Hints),
    /// Nothing can be imported from it; that was said.
    Nothing,
}

/// The sheets of a workbook.
pub(super) struct Sheets {
    pub(super) path: PathBuf,
    rows: Vec<Row>,
    window: Window,
}

impl Sheets {
    /// Begins with a workbook of which one sheet was read; the others that hold a list are read now.
    pub(super) fn new(path: &Path, list: &Arc<List>, desk: &mut Desk) -> Sheets {
        let mut ahead = 0;
        let rows = list.sheets.iter().filter(|sheet| !sheet.is_hidden || sheet.is_read).map(|sheet| {
            let seen = if sheet.is_read {
                Seen::Read(Arc::clone(list))
            } else if !sheet.fits {
                Seen::NoList
            } else if ahead < READ_AHEAD {
                ahead += 1;
                Seen::Reading(desk.start("", Job::Read(path.to_owned(), hints(path, &sheet.name, desk))))
            } else {
                Seen::Unread
            };
            Row { name: sheet.name.clone(), seen }
        });
        let mut sheets = Sheets { path: path.to_owned(), rows: rows.collect(), window: Window::default() };
        sheets.rows.sort_by_key(Row::is_empty);
        sheets
    }

    /// Moves among the rows; returns whether the action was about that.
    pub(super) fn act(&mut self, action: Action, desk: &Desk) -> bool {
        let height = usize::from(desk.size.1.saturating_sub(8));
        self.window.act(action, self.rows.len(), height)
    }

    /// Takes in what a sheet holds; returns whether it was asked for here.
    pub(super) fn told(&mut self, job: JobId, outcome: &Outcome, desk: &mut Desk) -> bool {
        let asked =
            self.rows.iter_mut().find(|row| matches!(row.seen, Seen::Reading(reading) if reading == job));
        let Some(row) = asked else { return false };
        row.seen = match outcome {
            Outcome::Read(looked) => Seen::Read(Arc::clone(&looked.list)),
            _ => Seen::NoList,
        };
        // That one of them holds no list stands in its row.
        desk.notice = None;
        // Rows move only while nobody has chosen among them.
        if self.window.chosen() == 0 {
            self.rows.sort_by_key(Row::is_empty);
        }
        true
    }

    /// Chooses the sheet one is at.
    pub(super) fn choose(&mut self, desk: &mut Desk) -> Picked {
        let Some(row) = self.rows.get(self.window.chosen()) else { return Picked::Nothing };
        let name = row.name.clone();
        if row.is_empty() {
            let says = match row.seen {
                Seen::NoList => format!("The sheet “{}” holds no list of users.", clean(&name)),
                Seen::Read(ref list) if list.content != Content::People => {
                    format!("The sheet “{}” has no rows that could be taken.", clean(&name))
                }
                _ => format!("Nobody is in the sheet “{}”.", clean(&name)),
            };
            desk.say(State::Attention, says);
            return Picked::Nothing;
        }
        let known = if let Seen::Read(list) = &row.seen { Some(Arc::clone(list)) } else { None };
        self.give_up(desk);
        match known {
            Some(list) => Picked::List(list, name),
            None => Picked::Unread(hints(&self.path, &name, desk)),
        }
    }

    /// Stops reading the sheets.
    pub(super) fn give_up(&mut self, desk: &mut Desk) {
        for row in &self.rows {
            if let Seen::Reading(job) = row.seen {
                desk.cancel(job);
            }
        }
    }

    /// Draws a row for each sheet.
    pub(super) fn draw(&self, area: Rect, canvas: &mut Canvas) {
        let says = "Several sheets of this workbook hold a list. Which one is to be imported?";
        let first = canvas.paragraph(area, 0, says, Style::new()) + 1;
        let (name, what) = (area.width * 3 / 10, area.width * 7 / 10);
        let height = usize::from(area.height.saturating_sub(first));
        for (at, n) in (first..).zip(self.window.visible(self.rows.len(), height)) {
            let row = &self.rows[n];
            let here = n == self.window.chosen();
            let quiet = if row.is_empty() { canvas.theme.quiet() } else { Style::new() };
            let style = if here { canvas.chosen(area, at) } else { quiet };
            let (looks, people) = row.says();
            canvas.put(area, (2, at), &cut(&clean(&row.name), usize::from(name) - 1), style);
            canvas.put(area, (name + 2, at), &cut(&looks, usize::from(what - name) - 1), style);
            canvas.put(area, (what + 2, at), &people, style);
        }
    }
}

/// Returns the hints to read one sheet with.
fn hints(path: &Path, sheet: &str, desk: &Desk) -> Hints {
    let file_name = path.file_name().map(|name| name.to_string_lossy().into_owned());
    let remembered = Remembered::of(desk.plan());
    Hints { file_name, sheet: Some(sheet.to_owned()), remembered, ..Hints::default() }
}
