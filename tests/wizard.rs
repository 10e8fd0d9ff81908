//! Drives the wizard without a terminal, a thread or a sleep: keys in, the screen as text out.

use std::fs;
use std::path::{Path, PathBuf};

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ingather::app::{Desk, Effect, Event, Model, Outside, update};
use ingather::plan::{Day, Plan};
use ingather::screens;
use ingather::store::Folders;
use ingather::terminal::{Meter, Workshop};
use ingather::widgets::Theme;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use tempfile::TempDir;

/// The day on which the samples were made.
pub(crate) const TODAY: &str = "2026-11-21";

/// A walk through the wizard.
pub(crate) struct Journey {
    model: Model,
    workshop: Workshop,
    home: TempDir,
    quit: bool,
}

impl Journey {
    /// Opens a copy of a sample of `plans/`, with its lists.
    pub(crate) fn open(sample: &str) -> Journey {
        let home = tempfile::tempdir().unwrap();
        let plans = Path::new(env!("CARGO_MANIFEST_DIR")).join("plans");
        copy(&plans.join(format!("{sample}.toml")), &home.path().join("plan.toml"));
        copy(&plans.join(format!("{sample}.lists")), &home.path().join("plan.lists"));
        copy(&plans.join(format!("{sample}-exports")), &home.path().join("exports"));
        Journey::start(home, true)
    }

    /// Opens a plan in which nothing was answered.
    pub(crate) fn empty() -> Journey {
        Journey::of("schema = 1\n")
    }

    /// Opens a plan file with that text.
    pub(crate) fn of(text: &str) -> Journey {
        let home = tempfile::tempdir().unwrap();
        fs::write(home.path().join("plan.toml"), text).unwrap();
        Journey::start(home, true)
    }

    /// Opens a copy of a plan that was made elsewhere, with its lists.
    pub(crate) fn beside(plan: &Path) -> Journey {
        let home = tempfile::tempdir().unwrap();
        copy(plan, &home.path().join("plan.toml"));
        copy(&plan.with_extension("lists"), &home.path().join("plan.lists"));
        Journey::start(home, true)
    }

    /// Starts on the home screen.
    pub(crate) fn home() -> Journey {
        Journey::start(tempfile::tempdir().unwrap(), false)
    }

    fn start(home: TempDir, with_plan: bool) -> Journey {
        let today: Day = TODAY.parse().unwrap();
        let workshop = Workshop::new(Folders::under(&home.path().join("folders")), today);
        let model = Model::new(Desk::new(today, Theme::default(), (80, 24)));
        let mut journey = Journey { model, workshop, home, quit: false };
        let plan = with_plan.then(|| journey.path("plan.toml"));
        let effects = journey.model.begin(plan);
        journey.carry_out(effects);
        journey
    }

    /// Leaves, and opens the same plan again.
    pub(crate) fn reopened(self) -> Journey {
        let Journey { home, workshop, .. } = self;
        // Lets go of the plan's lock, as leaving does.
        drop(workshop);
        Journey::start(home, true)
    }

    /// Leaves, and starts again on the first screen.
    pub(crate) fn reopened_at_home(self) -> Journey {
        let Journey { home, workshop, .. } = self;
        drop(workshop);
        Journey::start(home, false)
    }

    /// Returns a path in the folder of the journey.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.home.path().join(name)
    }

    /// Returns the plan file as it is on disk.
    pub(crate) fn file(&self) -> String {
        fs::read_to_string(self.path("plan.toml")).unwrap()
    }

    /// Returns the plan as it is in memory.
    pub(crate) fn plan(&self) -> &Plan {
        self.model.desk.plan()
    }

    /// Returns whether the wizard was left.
    pub(crate) fn is_over(&self) -> bool {
        self.quit
    }

    /// Makes the terminal that large.
    pub(crate) fn sized(mut self, columns: u16, rows: u16) -> Journey {
        self.tell(Event::Resized(columns, rows));
        self
    }

    /// Presses keys, named as in the table of keys: `down enter ctrl-z a`.
    pub(crate) fn press(mut self, keys: &str) -> Journey {
        for name in keys.split_whitespace() {
            self.tell(Event::Key(key(name)));
        }
        self
    }

    /// Types a text letter by letter.
    pub(crate) fn types(mut self, text: &str) -> Journey {
        for letter in text.chars() {
            self.tell(Event::Key(KeyEvent::new(KeyCode::Char(letter), KeyModifiers::NONE)));
        }
        self
    }

    /// Pastes a text.
    pub(crate) fn pastes(mut self, text: &str) -> Journey {
        self.tell(Event::Pasted(text.to_owned()));
        self
    }

    /// Goes to a page of the wizard by its name in the palette.
    pub(crate) fn goes_to(self, title: &str) -> Journey {
        self.press("ctrl-p").types(title).press("enter")
    }

    /// Goes to a page by its id; `phase-3` is the menu of a phase.
    pub(crate) fn at(mut self, page: &str) -> Journey {
        self.model.go(page);
        // What was said when the plan was opened names the time of day.
        self.model.desk.notice = None;
        self.tell(Event::Resized(self.model.desk.size.0, self.model.desk.size.1));
        self
    }

    /// Tells the wizard that somebody else changed the file.
    pub(crate) fn hears(mut self, outside: Outside) -> Journey {
        self.tell(Event::Looked(outside));
        self
    }

    /// Checks that a text is on the screen.
    #[track_caller]
    pub(crate) fn sees(self, text: &str) -> Journey {
        let screen = self.screen();
        assert!(screen.contains(text), "“{text}” is not on the screen:\n{screen}");
        self
    }

    /// Checks that a text is not on the screen.
    #[track_caller]
    pub(crate) fn sees_no(self, text: &str) -> Journey {
        let screen = self.screen();
        assert!(!screen.contains(text), "“{text}” is on the screen:\n{screen}");
        self
    }

    /// Returns the screen as text.
    pub(crate) fn screen(&self) -> String {
        // The folder has another name each time.
        drawn(&self.model).replace(&*self.home.path().to_string_lossy(), "HOME")
    }

    fn tell(&mut self, event: Event) {
        let effects = update(&mut self.model, event);
        self.carry_out(effects);
    }

    fn carry_out(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Quit => self.quit = true,
                Effect::Cancel(_) => {}
                Effect::Start(id, job) => {
                    let outcome = self.workshop.carry_out(job, &Meter::default());
                    self.tell(Event::Finished(id, outcome));
                }
            }
        }
    }
}

/// Returns the screen of a model as text, without trailing spaces.
pub(crate) fn drawn(model: &Model) -> String {
    let (columns, rows) = model.desk.size;
    let mut buffer = Buffer::empty(Rect::new(0, 0, columns, rows));
    screens::draw(model, &mut buffer);
    let mut text = String::new();
    for row in 0..rows {
        let mut line = String::new();
        let mut column = 0;
        while column < columns {
            let symbol = buffer[(column, row)].symbol();
            line.push_str(symbol);
            column += u16::try_from(unicode_width::UnicodeWidthStr::width(symbol).max(1)).unwrap();
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

fn key(name: &str) -> KeyEvent {
    let (modifiers, name) = match name.strip_prefix("ctrl-") {
        Some(rest) => (KeyModifiers::CONTROL, rest),
        None => (KeyModifiers::NONE, name),
    };
    let code = match name {
        "enter" => KeyCode::Enter,
        "esc" => KeyCode::Esc,
        "tab" => KeyCode::Tab,
        "shift-tab" => KeyCode::BackTab,
        "space" => KeyCode::Char(' '),
        "backspace" => KeyCode::Backspace,
        "delete" => KeyCode::Delete,
        "up" => KeyCode::Up,
        "down" => KeyCode::Down,
        "left" => KeyCode::Left,
        "right" => KeyCode::Right,
        "home" => KeyCode::Home,
        "end" => KeyCode::End,
        "pageup" => KeyCode::PageUp,
        "pagedown" => KeyCode::PageDown,
        "f1" => KeyCode::F(1),
        letter => KeyCode::Char(letter.chars().next().unwrap()),
    };
    KeyEvent::new(code, modifiers)
}

fn copy(from: &Path, to: &Path) {
    if from.is_file() {
        fs::copy(from, to).unwrap();
    } else if from.is_dir() {
        fs::create_dir_all(to).unwrap();
        for entry in fs::read_dir(from).unwrap() {
            let entry = entry.unwrap();
            copy(&entry.path(), &to.join(entry.file_name()));
        }
    }
}
