//! Writes the rows of a file that were not taken into a file of their own: where to, then yes.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::super::ask::popup;
use super::super::path::Files;
use super::super::{Go, Screen};
use crate::app::{Action, Desk, Job, JobId, NotTaken, Outcome, Scope};
use crate::lists::List;
use crate::widgets::{Canvas, State, Window};

/// What is asked when the file is there already, the harmless answer first.
const OFFERED: [&str; 2] = ["Keep what is there, and choose another name", "Replace it with the new one"];

/// Whether a file that is there already is replaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Replace {
    Yes,
    No,
}

/// How far writing is.
enum Step {
    File,
    Exists(PathBuf, Window),
    Writing(JobId),
}

/// The question where to write to.
pub(super) struct Write {
    list: Arc<List>,
    files: Files,
    step: Step,
}

impl Write {
    /// Asks where to write; a name beside the imported file is proposed.
    pub(super) fn new(list: Arc<List>, path: &Path, desk: &mut Desk) -> Write {
        let stem = path.file_stem().and_then(OsStr::to_str).unwrap_or("list");
        let proposed = path.with_file_name(format!("{stem}-not-taken.csv"));
        let mut files =
            Files::new(&proposed.display().to_string()).with_nothing("Enter writes a new file of that name.");
        files.look(desk);
        Write { list, files, step: Step::File }
    }

    fn write(&mut self, replace: Replace, desk: &mut Desk) -> Go {
        if self.files.text().trim().is_empty() {
            desk.say(State::Attention, "Name the file, for example not-taken.csv.");
            return Go::Stay;
        }
        let mut to = PathBuf::from(self.files.text().trim());
        if to.extension().is_none() {
            to.set_extension("csv");
        }
        let rows = NotTaken { list: Arc::clone(&self.list), to, replace: replace == Replace::Yes };
        self.step = Step::Writing(desk.start("Writing", Job::WriteNotTaken(rows)));
        Go::Stay
    }

    fn open(&mut self, desk: &mut Desk) -> Go {
        match &self.step {
            Step::File if self.files.is_picking() => {
                self.files.choose();
                self.files.look(desk);
                Go::Stay
            }
            Step::File => self.write(Replace::No, desk),
            Step::Exists(_, window) if window.chosen() == 0 => {
                self.step = Step::File;
                Go::Stay
            }
            Step::Exists(..) => self.write(Replace::Yes, desk),
            Step::Writing(_) => Go::Stay,
        }
    }
}

impl Screen for Write {
    fn title(&self, _desk: &Desk) -> String {
        "Write these rows".to_owned()
    }
    fn about(&self) -> &'static str {
        "Line, reason and value of every row that is not taken, as a CSV file that opens in a spreadsheet. It may hold \
         people's data; only you can read it."
    }
    fn scopes(&self, _desk: &Desk) -> Vec<Scope> {
        match self.step {
            Step::File => vec![Scope::Path, Scope::Typing],
            Step::Exists(..) => vec![Scope::Picking],
            Step::Writing(_) => Vec::new(),
        }
    }
    fn act(&mut self, action: Action, desk: &mut Desk) -> Go {
        match (action, &mut self.step) {
            (Action::Open, _) => self.open(desk),
            (Action::Back, Step::Exists(..)) => {
                self.step = Step::File;
                Go::Stay
            }
            (action, Step::Exists(_, window)) => {
                if window.act(action, OFFERED.len(), OFFERED.len()) {
                    Go::Stay
                } else {
                    Go::Pass
                }
            }
            (action, Step::File) if self.files.act(action) => {
                self.files.look(desk);
                Go::Stay
            }
            _ => Go::Pass,
        }
    }
    fn letter(&mut self, letter: char, desk: &mut Desk) -> Go {
        if matches!(self.step, Step::File) {
            self.files.letter(letter);
            self.files.look(desk);
        }
        Go::Stay
    }
    fn pasted(&mut self, text: &str, desk: &mut Desk) {
        if matches!(self.step, Step::File) {
            self.files.paste(text);
            self.files.look(desk);
        }
    }
    fn told(&mut self, job: JobId, outcome: &Outcome, desk: &mut Desk) -> Go {
        if self.files.told(job, outcome) {
            return Go::Stay;
        }
        if !matches!(self.step, Step::Writing(writing) if writing == job) {
            return Go::Pass;
        }
        self.step = Step::File;
        match outcome {
            Outcome::Exported(paths, _) => {
                let path = paths.first().map(|path| path.display().to_string()).unwrap_or_default();
                desk.say(State::Good, format!("The rows were written into {path}."));
                Go::Back
            }
            Outcome::Exists(path) => {
                self.step = Step::Exists(path.clone(), Window::default());
                Go::Stay
            }
            // What was refused is said on the line above the keys.
            _ => Go::Stay,
        }
    }
    fn draw(&self, desk: &Desk, area: Rect, canvas: &mut Canvas) {
        let inner = popup(area, (78, 14), &self.title(desk), canvas);
        let rest = |row: u16| Rect {
            y: inner.y + row.min(inner.height),
            height: inner.height.saturating_sub(row),
            ..inner
        };
        match &self.step {
            Step::File => {
                let row =
                    canvas.paragraph(inner, 0, "Into which file? It opens in a spreadsheet.", Style::new());
                self.files.draw(rest(row + 1), canvas);
            }
            Step::Exists(path, window) => {
                let says = format!("{} is there already.", path.display());
                let row = canvas.paragraph(inner, 0, &says, Style::new()) + 1;
                for ((at, n), answer) in (row..).zip(0..).zip(OFFERED) {
                    let here = window.chosen() == n;
                    let style = if here { canvas.chosen(inner, at) } else { Style::new() };
                    canvas.put(inner, (2, at), answer, style);
                }
            }
            Step::Writing(_) => {
                canvas.paragraph(inner, 0, "One moment: the rows are being written.", Style::new());
            }
        }
    }
    fn is_popup(&self) -> bool {
        true
    }
}
