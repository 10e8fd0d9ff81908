//! A question in a pop-up: before something hard to reverse, on a conflict, or before leaving unsaved.

use std::path::{Path, PathBuf};

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::{Go, Screen};
use crate::app::{Access, Action, Desk, Job, Model, Scope};
use crate::widgets::{Canvas, Window, wrap};

/// Cells of a question at most.
const ROOM: u16 = 70;

/// What an answer does.
#[derive(Clone)]
enum Answer {
    Nothing,
    Leave,
    Open(PathBuf, Access),
    KeepMine,
    TakeTheirs,
}

/// A question with its answers; Esc is always the first of them.
struct Ask {
    title: &'static str,
    says: String,
    answers: Vec<(String, Answer)>,
    window: Window,
    about_conflict: bool,
}

impl Ask {
    fn new(title: &'static str, says: String, answers: Vec<(String, Answer)>) -> Ask {
        Ask { title, says, answers, window: Window::default(), about_conflict: false }
    }
}

/// Asks before leaving with changes that are not on disk.
pub(crate) fn ask_to_leave(model: &Model) -> Box<dyn Screen> {
    let why = model.desk.notice.as_ref().map(|notice| notice.says.clone()).unwrap_or_default();
    let says = format!("The newest changes are not on disk. {why} Leaving now loses them.");
    let answers = vec![
        ("Stay, and keep the changes in memory".to_owned(), Answer::Nothing),
        ("Leave, and lose the changes".to_owned(), Answer::Leave),
    ];
    Box::new(Ask::new("Not saved", says, answers))
}

/// Asks what to do when somebody else has the plan open.
pub(crate) fn ask_busy(path: &Path, who: &str) -> Box<dyn Screen> {
    let says = format!("{} is open elsewhere: {who}", path.display());
    let mut answers = vec![("Leave it".to_owned(), Answer::Nothing)];
    for (access, label) in crate::app::ACCESS {
        answers.push((label.to_owned(), Answer::Open(path.to_owned(), access)));
    }
    Box::new(Ask::new("Open elsewhere", says, answers))
}

/// Asks whose version of the plan counts when somebody else changed the file.
pub(crate) fn ask_conflict(says: &str) -> Box<dyn Screen> {
    let says = format!("{says} Which version should count?");
    let answers = vec![
        ("Decide later: my changes stay in memory".to_owned(), Answer::Nothing),
        ("Theirs: read the file again, give up my changes".to_owned(), Answer::TakeTheirs),
        ("Mine: write over theirs, which is kept as a backup".to_owned(), Answer::KeepMine),
    ];
    let mut ask = Ask::new("Changed by another program", says, answers);
    ask.about_conflict = true;
    Box::new(ask)
}

impl Screen for Ask {
    fn title(&self, _desk: &Desk) -> String {
        self.title.to_owned()
    }
    fn about(&self) -> &'static str {
        "Choose one of the answers. Esc changes nothing."
    }
    fn scopes(&self, _desk: &Desk) -> Vec<Scope> {
        vec![Scope::Asking]
    }
    fn act(&mut self, action: Action, desk: &mut Desk) -> Go {
        match action {
            Action::Open => {
                let answer = self.answers.get(self.window.chosen()).map(|(_, answer)| answer.clone());
                match answer.unwrap_or(Answer::Nothing) {
                    Answer::Nothing => {}
                    Answer::Leave => return Go::Quit,
                    Answer::Open(path, access) => {
                        desk.start("Opening the plan", Job::Open(path, access));
                    }
                    Answer::TakeTheirs => {
                        if let Some(open) = &desk.open {
                            let revision = open.document.revision();
                            desk.start("Reading the plan again", Job::Reload(revision));
                        }
                    }
                    Answer::KeepMine => {
                        if let Some(open) = &desk.open {
                            let version = open.version();
                            desk.start("Saving", Job::Overwrite(version));
                        }
                    }
                }
                Go::Back
            }
            action if self.window.act(action, self.answers.len(), self.answers.len()) => Go::Stay,
            Action::Back | Action::Help | Action::Quit | Action::Interrupt => Go::Pass,
            _ => Go::Stay,
        }
    }
    fn draw(&self, _desk: &Desk, area: Rect, canvas: &mut Canvas) {
        let labels: Vec<&str> = self.answers.iter().map(|(label, _)| label.as_ref()).collect();
        question(area, (self.title, &self.says), (&labels, &self.window), canvas);
    }
    fn is_popup(&self) -> bool {
        true
    }
    fn is_about_conflict(&self) -> bool {
        self.about_conflict
    }
}

/// Draws a question in a pop-up, with its answers below each other.
pub(super) fn question(
    area: Rect,
    (title, says): (&str, &str),
    (answers, window): (&[&str], &Window),
    canvas: &mut Canvas,
) {
    let room = area.width.min(ROOM);
    let lines = wrap(&crate::untrusted::clean_lines(says), usize::from(room.saturating_sub(4)));
    let needed = u16::try_from(lines.len() + answers.len()).unwrap_or(8) + 3;
    let inner = popup(area, (room, needed), title, canvas);
    let first = canvas.paragraph(inner, 0, says, Style::new()) + 1;
    for (row, (n, label)) in (first..).zip(answers.iter().enumerate()) {
        let here = n == window.chosen();
        let style = if here { canvas.chosen(inner, row) } else { Style::new() };
        canvas.put(inner, (2, row), label, style);
    }
}

/// Draws an empty pop-up in the middle of `area` and returns the room inside.
pub(super) fn popup(area: Rect, (width, height): (u16, u16), title: &str, canvas: &mut Canvas) -> Rect {
    let (width, height) = (width.min(area.width), height.min(area.height));
    let x = area.x + (area.width - width) / 2;
    let y = area.y + (area.height - height) / 2;
    let area = Rect { x, y, width, height };
    canvas.wipe(area);
    canvas.frame(area, title)
}
