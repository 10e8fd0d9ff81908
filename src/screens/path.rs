//! Asks for a file: a path typed with completion, for a plan to open, a new plan, or a list to import.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::ask::popup;
use super::{Go, Screen};
use crate::app::{Access, Action, Desk, Entry, Job, JobId, Outcome, Scope};
use crate::plan::Plan;
use crate::widgets::{Canvas, Line, State, Window};

/// What the file is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Purpose {
    /// A plan to open.
    Open,
    /// Where a new plan is kept.
    New,
}

impl Purpose {
    fn title(self) -> &'static str {
        match self {
            Purpose::Open => "Open a plan",
            Purpose::New => "A new plan",
        }
    }

    fn asks(self) -> &'static str {
        match self {
            Purpose::Open => "Which file? Type a path; Tab completes it.",
            Purpose::New => "Where should the plan be kept? For example consolidation.toml.",
        }
    }
}

/// Returns the question for a file.
pub(super) fn ask_path(purpose: Purpose, start: &str) -> Box<dyn Screen> {
    let files = match purpose {
        Purpose::Open => Files::new(start),
        Purpose::New => Files::new(start).with_nothing("Enter makes it; .toml is added where it is missing."),
    };
    Box::new(AskPath { purpose, files })
}

struct AskPath {
    purpose: Purpose,
    files: Files,
}

/// A path being typed, with the entries of the folder that begin like it.
pub(super) struct Files {
    line: Line,
    entries: Vec<Entry>,
    window: Window,
    job: Option<JobId>,
    asked: Option<String>,
    picking: bool,
    nothing: &'static str,
    /// Which entries are offered.
    offers: fn(&Entry) -> bool,
}

impl Files {
    /// Starts with a path.
    pub(super) fn new(start: &str) -> Files {
        Files {
            line: Line::new(start),
            entries: Vec::new(),
            window: Window::default(),
            job: None,
            asked: None,
            picking: false,
            nothing: "Nothing there begins like that.",
            offers: |_| true,
        }
    }

    /// Says something else where no entry begins like what is typed.
    pub(super) fn with_nothing(self, nothing: &'static str) -> Files {
        Files { nothing, ..self }
    }

    /// Offers only the entries for which this is true; what is not offered can be typed all the same.
    pub(super) fn only(self, offers: fn(&Entry) -> bool) -> Files {
        Files { offers, ..self }
    }

    /// Returns the typed path.
    pub(super) fn text(&self) -> &str {
        self.line.text()
    }

    /// Returns whether an entry of the list is chosen, and not what is typed.
    pub(super) fn is_picking(&self) -> bool {
        self.picking
    }

    /// Asks for the entries that begin like what is typed, once for each text.
    pub(super) fn look(&mut self, desk: &mut Desk) {
        if self.asked.as_deref() != Some(self.line.text()) {
            if let Some(job) = self.job.take() {
                desk.cancel(job);
            }
            self.asked = Some(self.line.text().to_owned());
            self.job = Some(desk.start("", Job::Complete(self.line.text().to_owned())));
        }
    }

    /// Takes the entries in; returns whether they were asked for here.
    pub(super) fn told(&mut self, job: JobId, outcome: &Outcome) -> bool {
        if self.job != Some(job) {
            return false;
        }
        self.job = None;
        if let Outcome::Entries(entries) = outcome {
            self.entries = entries.iter().filter(|entry| (self.offers)(entry)).cloned().collect();
            self.window = Window::default();
            self.picking = false;
        }
        true
    }

    /// Types a letter.
    pub(super) fn letter(&mut self, letter: char) {
        self.line.letter(letter);
        // A whole path typed behind the folder that stood there already begins anew.
        if letter == '/'
            && let Some((_, anew)) = self.line.text().split_once("//")
        {
            self.line = Line::new(&format!("/{anew}"));
        }
    }

    /// Puts a pasted path in, a whole one in place of what stands there; quotes around a dragged file are taken off.
    pub(super) fn paste(&mut self, text: &str) {
        let path = text.trim().trim_matches(['\'', '"']);
        if Path::new(path).is_absolute() {
            self.line = Line::default();
        }
        self.line.paste(path);
    }

    /// Changes the line or moves in the entries; returns false when the action is not about the path.
    pub(super) fn act(&mut self, action: Action) -> bool {
        match action {
            Action::Edit(edit) => self.line.edit(edit),
            Action::Next => self.complete(),
            Action::Down if !self.picking && !self.entries.is_empty() => self.picking = true,
            Action::Up if self.window.chosen() == 0 => self.picking = false,
            Action::Up | Action::Down | Action::PageUp | Action::PageDown => {
                self.window.act(action, self.entries.len(), 8);
            }
            _ => return false,
        }
        true
    }

    /// Takes the chosen entry over; returns whether a file is named now.
    pub(super) fn choose(&mut self) -> bool {
        if self.picking
            && let Some(entry) = self.entries.get(self.window.chosen())
        {
            let is_folder = entry.is_folder;
            self.line = Line::new(&entry.path);
            self.picking = false;
            return !is_folder;
        }
        let folder = self.line.text().ends_with(['/', std::path::MAIN_SEPARATOR]);
        !folder && !self.line.text().trim().is_empty()
    }

    /// Completes as far as the entries agree.
    fn complete(&mut self) {
        if let [only] = &self.entries[..] {
            self.line = Line::new(&only.path);
            return;
        }
        let Some(first) = self.entries.first() else { return };
        let mut common = first.path.as_str();
        for entry in &self.entries {
            let same = common.char_indices().zip(entry.path.chars()).take_while(|((_, a), b)| a == b);
            let end = same.last().map_or(0, |((at, letter), _)| at + letter.len_utf8());
            common = &common[..end];
        }
        if common.len() > self.line.text().len() {
            self.line = Line::new(common);
        }
    }

    /// Draws the path and the entries below it.
    pub(super) fn draw(&self, area: Rect, canvas: &mut Canvas) {
        let (focus, quiet) = (canvas.theme.focus(), canvas.theme.quiet());
        self.line.draw(canvas, area, (0, 0), focus);
        let height = usize::from(area.height.saturating_sub(2));
        for (row, n) in (2..area.height).zip(self.window.visible(self.entries.len(), height)) {
            let here = self.picking && n == self.window.chosen();
            if here {
                canvas.put(area, (0, row), canvas.theme.pointer(), focus);
                canvas.point(area, (0, row));
            }
            let style = match (here, self.entries[n].is_folder) {
                (true, _) => focus,
                (false, true) => quiet,
                (false, false) => Style::new(),
            };
            canvas.put(area, (2, row), &self.entries[n].name, style);
        }
        if self.entries.is_empty() && self.job.is_none() {
            canvas.put(area, (2, 2), self.nothing, quiet);
        }
    }
}

impl AskPath {
    fn chosen(&mut self, desk: &mut Desk) -> Go {
        if !self.files.choose() {
            self.files.look(desk);
            return Go::Stay;
        }
        let mut path = PathBuf::from(self.files.text().trim());
        let (what, job) = match self.purpose {
            Purpose::Open => ("Opening the plan", Job::Open(path, Access::Alone)),
            Purpose::New => {
                if path.extension().is_none() {
                    path.set_extension("toml");
                }
                ("Making the plan", Job::Create(path, Arc::new(Plan::default())))
            }
        };
        desk.start(what, job);
        Go::Stay
    }
}

impl Screen for AskPath {
    fn title(&self, _desk: &Desk) -> String {
        self.purpose.title().to_owned()
    }
    fn about(&self) -> &'static str {
        "Type a path. Tab completes it, the arrow keys choose from the list, Enter takes it."
    }
    fn scopes(&self, _desk: &Desk) -> Vec<Scope> {
        vec![Scope::Path, Scope::Typing]
    }
    fn act(&mut self, action: Action, desk: &mut Desk) -> Go {
        if action == Action::Open {
            return self.chosen(desk);
        }
        if !self.files.act(action) {
            return Go::Pass;
        }
        self.files.look(desk);
        Go::Stay
    }
    fn letter(&mut self, letter: char, desk: &mut Desk) -> Go {
        self.files.letter(letter);
        self.files.look(desk);
        Go::Stay
    }
    fn pasted(&mut self, text: &str, desk: &mut Desk) {
        self.files.paste(text);
        self.files.look(desk);
    }
    fn told(&mut self, job: JobId, outcome: &Outcome, desk: &mut Desk) -> Go {
        if self.files.told(job, outcome) {
            return Go::Stay;
        }
        if let Outcome::Exists(path) = outcome {
            desk.say(
                State::Blocked,
                format!("{} is there already. Choose another name, or open it.", path.display()),
            );
            return Go::Stay;
        }
        Go::Pass
    }
    fn draw(&self, _desk: &Desk, area: Rect, canvas: &mut Canvas) {
        let inner = popup(area, (72, 16), self.purpose.title(), canvas);
        canvas.put(inner, (0, 0), self.purpose.asks(), Style::new());
        let rest = Rect { y: inner.y + 2, height: inner.height.saturating_sub(2), ..inner };
        self.files.draw(rest, canvas);
    }
    fn is_popup(&self) -> bool {
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::Edit;

    #[test]
    #[cfg(unix)]
    fn a_whole_path_takes_the_place_of_the_folder_that_stands_there() {
        let mut typed = Files::new("/plans/");
        "/lists/a.csv".chars().for_each(|letter| typed.letter(letter));
        let mut pasted = Files::new("/plans/");
        pasted.paste("'/lists/a.csv'\n");
        let mut beside = Files::new("/plans/");
        beside.paste("a.csv");
        assert_eq!(
            [typed.text(), pasted.text(), beside.text()],
            ["/lists/a.csv", "/lists/a.csv", "/plans/a.csv"]
        );
    }

    fn entry(path: &str) -> Entry {
        Entry { name: path.to_owned(), path: path.to_owned(), is_folder: path.ends_with('/') }
    }

    #[test]
    fn tab_completes_as_far_as_the_entries_agree() {
        let mut files = Files::new("us");
        files.entries = vec![entry("users-1.csv"), entry("users-2.csv")];
        files.act(Action::Next);
        assert_eq!(files.text(), "users-");
        files.entries.truncate(1);
        files.act(Action::Next);
        assert_eq!(files.text(), "users-1.csv");
        assert!(files.choose());
    }

    #[test]
    fn a_folder_is_gone_into_and_not_taken_for_a_file() {
        let mut files = Files::new("");
        files.entries = vec![entry("exports/")];
        files.act(Action::Down);
        assert!(!files.choose());
        assert_eq!(files.text(), "exports/");
        files.act(Action::Edit(Edit::DeleteToStart));
        assert!(!files.choose(), "nothing is named");
    }
}
