//! The documents the plan can be written as: which, where to, which files, then yes or no.
//!
//! Nothing is written before the review has named every file, and nothing that is there already is replaced unasked.

mod draw;
#[cfg(test)]
mod tests;

use std::path::{MAIN_SEPARATOR, PathBuf};
use std::sync::Arc;

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::filtering::FilterLine;
use super::path::Files;
use super::{Go, Screen};
use crate::app::{Action, Desk, Export, Job, JobId, Outcome, Scope};
use crate::export::{FORMATS, Format};
use crate::plan::AddWay;
use crate::progress::{Progress, SignIn, Standing};
use crate::widgets::{Canvas, State, Window};
use crate::wording::{count, plural};

/// What is asked when a document is there already, the harmless answer first.
const REPLACE: [&str; 2] = ["Keep what is there, and choose another folder", "Replace it with the new one"];

/// How far writing a document is.
enum Step {
    /// One is being chosen.
    List,
    /// The people it is about are being narrowed.
    Whom,
    /// The folder is being chosen.
    Folder,
    /// Its files are being worked out, or written.
    Working(JobId),
    /// Its files are named; nothing is written yet.
    Review(Vec<PathBuf>, Vec<String>),
    /// This file is there already.
    Exists(PathBuf),
    /// These files were written.
    Written(Vec<PathBuf>, Vec<String>),
}

/// The documents.
pub(super) struct Documents {
    window: Window,
    answer: Window,
    folder: Files,
    /// Which people a document is about that names some.
    whom: FilterLine,
    step: Step,
}

impl Documents {
    /// Offers every document; the folder proposed stands beside the plan.
    pub(super) fn new(desk: &Desk) -> Documents {
        let plan = desk.open.as_ref().map(|open| open.path.clone()).unwrap_or_default();
        let name = plan.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let folder = plan.with_file_name(format!("{name}-documents"));
        let folder = Files::new(&format!("{}{MAIN_SEPARATOR}", folder.display()))
            .with_nothing("There is no folder to choose in it. Enter takes the one that is typed.");
        let (window, answer, whom) = (Window::default(), Window::default(), FilterLine::default());
        Documents { window, answer, folder, whom, step: Step::List }
    }

    fn format(&self) -> &'static Format {
        &FORMATS[self.window.chosen().min(FORMATS.len() - 1)]
    }

    fn to(&self) -> PathBuf {
        PathBuf::from(self.folder.text().trim())
    }

    /// Returns the export that is asked for; nothing while nobody is measured.
    fn export(&self, replace: Replace, desk: &mut Desk) -> Option<Box<Export>> {
        let Some(measured) = desk.measured.clone() else {
            desk.say(State::Attention, "Everybody is being measured. Try again in a moment.");
            return None;
        };
        Some(Box::new(Export {
            format: self.format().id,
            to: self.to(),
            whom: if self.format().takes_filter { self.whom.text().to_owned() } else { String::new() },
            replace: replace == Replace::Yes,
            plan: Arc::clone(desk.plan()),
            measured,
            today: desk.today,
        }))
    }

    fn review(&mut self, desk: &mut Desk) -> Go {
        if self.folder.text().trim().is_empty() {
            desk.say(State::Attention, "Name a folder, for example documents.");
        } else if let Some(export) = self.export(Replace::No, desk) {
            self.step = Step::Working(desk.start("Working out the files", Job::Draft(export)));
        }
        Go::Stay
    }

    fn write(&mut self, replace: Replace, desk: &mut Desk) -> Go {
        if let Some(export) = self.export(replace, desk) {
            self.step = Step::Working(desk.start("Writing", Job::Export(export)));
        }
        Go::Stay
    }

    fn open(&mut self, desk: &mut Desk) -> Go {
        match &self.step {
            Step::List => {
                self.step = Step::Folder;
                self.folder.look(desk);
            }
            Step::Whom if self.whom.has_chosen() => {
                self.whom.complete(desk);
            }
            Step::Whom => self.narrowed(),
            Step::Folder => return self.review(desk),
            Step::Review(paths, _) if paths.is_empty() => self.step = Step::List,
            Step::Review(..) => return self.write(Replace::No, desk),
            Step::Exists(_) if self.answer.chosen() == 0 => self.step = Step::Folder,
            Step::Exists(_) => return self.write(Replace::Yes, desk),
            Step::Written(..) => self.step = Step::List,
            Step::Working(_) => {}
        }
        Go::Stay
    }

    /// Goes on with the filter typed, once it can be understood.
    fn narrowed(&mut self) {
        match self.whom.problem() {
            Some(_) => self.whom.judge(),
            None => self.step = Step::List,
        }
    }

    fn narrow(&mut self, action: Action, desk: &mut Desk) -> Go {
        match action {
            Action::Edit(edit) => self.whom.edit(edit, desk),
            Action::Next => {
                self.whom.complete(desk);
            }
            action if self.whom.choose(action) => {}
            _ => return Go::Pass,
        }
        Go::Stay
    }

    fn back(&mut self, desk: &mut Desk) -> Go {
        self.step = match &self.step {
            Step::List => return Go::Pass,
            Step::Whom => {
                self.whom = FilterLine::default();
                Step::List
            }
            Step::Folder | Step::Written(..) => Step::List,
            Step::Review(..) | Step::Exists(_) => Step::Folder,
            Step::Working(job) => {
                desk.cancel(*job);
                desk.say(State::Quiet, "Stopped.");
                Step::Folder
            }
        };
        Go::Stay
    }
}

/// Whether documents that are there already are replaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Replace {
    Yes,
    No,
}

/// Returns how much there is to write about, in words.
fn holds(what: &str, desk: &Desk) -> String {
    let plan = desk.plan();
    let number = |number: usize, one: &str, several: &str| plural(count(number), one, several);
    match what {
        "checklist" | "messages" => number(plan.messages.len(), "message", "messages"),
        "tasks" | "run-book" => number(plan.tasks.len(), "task", "tasks"),
        "calendar" => number(plan.domains.len(), "domain", "domains"),
        "cases" => number(plan.cases.len(), "case", "cases"),
        "findings" => number(desk.advice.findings.len(), "finding", "findings"),
        "ticket" => {
            let by_ticket = plan.sub_accounts.iter().filter(|sub| sub.add_by == AddWay::Ticket);
            number(by_ticket.count(), "sub-account", "sub-accounts")
        }
        _ => match &desk.measured {
            Some(measured) => of_people(what, &measured.progress),
            None => "measuring…".to_owned(),
        },
    }
}

/// Returns how many people a document is about, as far as totals tell.
fn of_people(what: &str, progress: &Progress) -> String {
    let total = &progress.total;
    let locked = |standing| progress.sign_ins.of(standing, SignIn::Locked);
    let people = match what {
        "outstanding" => total.outstanding,
        // Who of them is not to be invited is known one by one.
        "invites" => return format!("up to {}", plural(total.outstanding, "person", "people")),
        "invited" => total.invited,
        "sso-locked-out" => locked(Standing::Outstanding).saturating_add(locked(Standing::Invited)),
        "sso-safe" => progress.sign_ins.all(SignIn::Safe),
        "impact" => total.outstanding.saturating_add(total.invited),
        _ => return String::new(),
    };
    plural(people, "person", "people")
}

impl Screen for Documents {
    fn title(&self, _desk: &Desk) -> String {
        "Documents".to_owned()
    }
    fn about(&self) -> &'static str {
        "What the plan can be written as. Choose one and a folder; every file is named before it is written, and only \
         you can read the files with people in them."
    }
    fn scopes(&self, _desk: &Desk) -> Vec<Scope> {
        match self.step {
            Step::List if self.format().takes_filter => vec![Scope::Whom, Scope::Rows, Scope::Browsing],
            Step::List => vec![Scope::Rows, Scope::Browsing],
            Step::Whom => vec![Scope::Narrowing, Scope::Typing],
            Step::Folder => vec![Scope::Path, Scope::Typing],
            Step::Review(..) => vec![Scope::Review],
            Step::Exists(_) | Step::Written(..) => vec![Scope::Picking],
            Step::Working(_) => Vec::new(),
        }
    }
    fn act(&mut self, action: Action, desk: &mut Desk) -> Go {
        match (action, &self.step) {
            (Action::Open, Step::Folder) if self.folder.is_picking() => {
                self.folder.choose();
                self.folder.look(desk);
                Go::Stay
            }
            (Action::Open, _) => self.open(desk),
            (Action::Filter, Step::List) if self.format().takes_filter => {
                self.step = Step::Whom;
                self.whom.look(desk);
                Go::Stay
            }
            (Action::Back, _) => self.back(desk),
            (action, Step::List) if self.window.act(action, FORMATS.len(), FORMATS.len()) => Go::Stay,
            (action, Step::Whom) => self.narrow(action, desk),
            (action, Step::Exists(_)) if self.answer.act(action, REPLACE.len(), REPLACE.len()) => Go::Stay,
            (action, Step::Folder) => {
                if !self.folder.act(action) {
                    return Go::Pass;
                }
                self.folder.look(desk);
                Go::Stay
            }
            _ => Go::Pass,
        }
    }
    fn letter(&mut self, letter: char, desk: &mut Desk) -> Go {
        match self.step {
            Step::Folder => {
                self.folder.letter(letter);
                self.folder.look(desk);
            }
            Step::Whom => self.whom.letter(letter, desk),
            _ => {}
        }
        Go::Stay
    }
    fn pasted(&mut self, text: &str, desk: &mut Desk) {
        match self.step {
            Step::Folder => {
                self.folder.paste(text);
                self.folder.look(desk);
            }
            Step::Whom => self.whom.paste(text, desk),
            _ => {}
        }
    }
    fn told(&mut self, job: JobId, outcome: &Outcome, desk: &mut Desk) -> Go {
        if self.folder.told(job, outcome) {
            return Go::Stay;
        }
        if !matches!(self.step, Step::Working(working) if working == job) {
            return Go::Pass;
        }
        self.step = match outcome {
            Outcome::Drafted(paths, says) => Step::Review(paths.clone(), says.clone()),
            Outcome::Exists(path) => {
                self.answer = Window::default();
                Step::Exists(path.clone())
            }
            Outcome::Exported(paths, says) => {
                let files = plural(count(paths.len()), "file was", "files were");
                desk.say(State::Good, format!("{files} written into {}.", self.to().display()));
                Step::Written(paths.clone(), says.clone())
            }
            // What was refused is said on the line above the keys.
            _ => Step::Folder,
        };
        Go::Stay
    }
    fn place(&self) -> Option<(String, String, String)> {
        Some(("documents".to_owned(), String::new(), String::new()))
    }
    fn draw(&self, desk: &Desk, area: Rect, canvas: &mut Canvas) {
        match &self.step {
            Step::List => self.draw_list(desk, area, canvas),
            Step::Whom => self.draw_whom(area, canvas),
            Step::Folder => self.draw_folder(area, canvas),
            Step::Working(_) => {
                canvas.paragraph(area, 0, "One moment: the files are worked out. Esc stops.", Style::new());
            }
            Step::Review(paths, says) => self.draw_review(paths, says, area, canvas),
            Step::Exists(path) => self.draw_exists(path, area, canvas),
            Step::Written(paths, says) => draw::draw_written(paths, says, area, canvas),
        }
    }
}
