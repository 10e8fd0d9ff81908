//! Importing a list: choose a file, look at what it is and what it would change, then yes or no.
//!
//! Reading, comparing and keeping are jobs. The plan changes only when the kept list is measured, as one undo step;
//! nothing is changed by looking at a file. `sheets` asks which list of a workbook is meant; `preview` holds the answers,
//! `how` what a person says of reading the file, `follow` what the import would change; `draw` shows them.

mod decide;
mod draw;
mod follow;
mod guess;
mod how;
mod pick;
mod preview;
mod rejected;
mod sheets;
mod taken;
mod words;
mod write;

use std::path::{MAIN_SEPARATOR, Path, PathBuf};
use std::sync::Arc;

use ratatui::layout::Rect;

use super::difference;
use super::path::Files;
use super::{Go, Screen, Way};
use crate::app::{Action, Desk, Entry, Job, JobId, Outcome, Scope, Totals};
use crate::lists::{Hints, List, Remembered};
use crate::widgets::{Canvas, State, Window};
use decide::Asked;
use preview::{Preview, Stop};
use rejected::Rejected;
use sheets::{Picked, Sheets};

/// How far an import is.
enum Step {
    /// A file is being chosen.
    File,
    /// It is being read; the sheet where one was asked for.
    Reading(JobId, Option<String>),
    /// It is a workbook with several lists, and one is being chosen.
    Sheets(Box<Sheets>),
    /// It was read.
    Preview(Box<Preview>),
    /// Something is asked before one goes on.
    Asking(Box<Preview>, Asked, Window),
    /// It is being kept, and everybody is measured with it.
    Keeping(JobId, Box<Preview>, Totals),
}

/// The import of a list.
pub(super) struct Import {
    files: Files,
    /// Why the file tried last was not read.
    refused: Option<String>,
    step: Step,
}

impl Import {
    /// Asks for a file, beginning in the folder of the plan.
    pub(super) fn new(desk: &mut Desk) -> Import {
        let folder = desk.open.as_ref().and_then(|open| open.path.parent());
        let folder = folder.map(|folder| folder.display().to_string()).unwrap_or_default();
        let start = match folder.as_str() {
            "" => String::new(),
            folder if folder.ends_with(MAIN_SEPARATOR) => folder.to_owned(),
            folder => format!("{folder}{MAIN_SEPARATOR}"),
        };
        let mut files = Files::new(&start).only(may_be_a_list);
        files.look(desk);
        Import { files, refused: None, step: Step::File }
    }

    fn path(&self) -> PathBuf {
        PathBuf::from(self.files.text().trim())
    }

    fn file_name(&self) -> String {
        self.path().file_name().map(PathBuf::from).unwrap_or_default().display().to_string()
    }

    fn choose(&mut self, desk: &mut Desk) -> Go {
        if self.files.choose() {
            let remembered = Remembered::of(desk.plan());
            let hints = Hints { file_name: Some(self.file_name()), remembered, ..Hints::default() };
            self.refused = None;
            let job = desk.start("Reading the file", Job::Read(self.path(), hints));
            self.step = Step::Reading(job, None);
        } else {
            self.files.look(desk);
        }
        Go::Stay
    }

    /// Shows what was read: which lists of a workbook there are, what a file without people holds, or the preview.
    /// `sheet` is the one that was asked for.
    fn show(&mut self, path: &Path, (list, sheet): (Arc<List>, Option<String>), desk: &mut Desk) -> Go {
        if sheet.is_none() && list.fitting_sheets().count() > 1 {
            self.step = Step::Sheets(Box::new(Sheets::new(path, &list, desk)));
            return Go::Stay;
        }
        if let Some(review) = taken::Review::of(path, &list, desk) {
            self.step = Step::File;
            return Go::To(review);
        }
        let preview = Preview::new(path, (list, sheet), desk.plan(), desk.today);
        self.step = Step::Preview(Box::new(preview));
        self.settle(desk);
        Go::Stay
    }

    /// Reads the chosen sheet, or shows it where it was read already.
    fn open_sheet(&mut self, desk: &mut Desk) -> Go {
        let Step::Sheets(sheets) = &mut self.step else { return Go::Stay };
        let path = sheets.path.clone();
        match sheets.choose(desk) {
            Picked::List(list, name) => self.show(&path, (list, Some(name)), desk),
            Picked::Unread(hints) => {
                let sheet = hints.sheet.clone();
                let job = desk.start("Reading the sheet", Job::Read(path, hints));
                self.step = Step::Reading(job, sheet);
                Go::Stay
            }
            Picked::Nothing => Go::Stay,
        }
    }

    /// Opens what one is at: rows, people or a list to pick from; on the last line of the answers the list is imported.
    fn open(&mut self, desk: &mut Desk) -> Go {
        let Step::Preview(preview) = &mut self.step else { return Go::Stay };
        if preview.picking.is_some() {
            preview.pick(desk);
            self.settle(desk);
            return Go::Stay;
        }
        match preview.stop {
            Stop::Import => self.import(desk),
            // Enter keeps an answer and goes on; no key does that here.
            Stop::Kind | Stop::Label | Stop::Date => Go::Stay,
            Stop::NotTaken => Import::not_taken(preview, desk),
            Stop::Group(n) => {
                let people = preview.follow.known().and_then(|known| difference::people_of(known, n));
                people.map_or(Go::Stay, Go::To)
            }
            Stop::Letters | Stop::Sheet | Stop::Column(_) => {
                preview.offer_picks();
                Go::Stay
            }
        }
    }

    fn not_taken(preview: &Preview, desk: &mut Desk) -> Go {
        if preview.list.rejected.is_empty() && preview.list.duplicates.is_empty() {
            desk.say(State::Good, "Every row of the file is a person; nothing was rejected.");
            return Go::Stay;
        }
        Go::To(Box::new(Rejected::new(Arc::clone(&preview.list), preview.path.clone())))
    }

    /// Asks for what follows from an answer that changed: reading the file again, and what the import would change.
    fn settle(&mut self, desk: &mut Desk) {
        let Step::Preview(preview) = &mut self.step else { return };
        if preview.said.wanted != preview.said.read && preview.reading.is_none() {
            let hints = preview.said.hints(preview.file.clone(), desk.plan());
            let job = Job::Read(preview.path.clone(), hints);
            preview.reading = Some(desk.start("Reading the file again", job));
        }
        preview.follow_up(desk);
    }

    fn back(&mut self, desk: &mut Desk) -> Go {
        self.step = match std::mem::replace(&mut self.step, Step::File) {
            Step::File => return Go::Pass,
            Step::Reading(job, _) => {
                desk.cancel(job);
                desk.say(State::Quiet, "Stopped. Nothing was imported.");
                Step::File
            }
            Step::Preview(mut preview) => {
                if preview.picking.take().is_some() {
                    Step::Preview(preview)
                } else if let Some(job) = preview.reading.take() {
                    desk.cancel(job);
                    desk.say(State::Quiet, "Stopped. The file is shown as it was read before.");
                    preview.said.wanted = preview.said.read.clone();
                    Step::Preview(preview)
                } else if preview.is_changed() {
                    Step::Asking(preview, Asked::Leave(None), Window::default())
                } else {
                    preview.give_up(desk);
                    Step::File
                }
            }
            Step::Asking(preview, ..) => Step::Preview(preview),
            Step::Sheets(mut sheets) => {
                sheets.give_up(desk);
                Step::File
            }
            Step::Keeping(job, preview, before) => {
                desk.ask_to_stop(job);
                desk.say(
                    State::Quiet,
                    "Stopping. A moment later it is done all the same; u takes it back then.",
                );
                Step::Keeping(job, preview, before)
            }
        };
        self.settle(desk);
        Go::Stay
    }

    /// Stops what is being read or compared, and goes to the choice of a file.
    fn give_up(&mut self, desk: &mut Desk) {
        match std::mem::replace(&mut self.step, Step::File) {
            Step::Reading(job, _) => desk.cancel(job),
            Step::Sheets(mut sheets) => sheets.give_up(desk),
            Step::Preview(preview) | Step::Asking(preview, ..) => preview.give_up(desk),
            Step::File | Step::Keeping(..) => {}
        }
    }

    /// Takes in what came of reading the file again; a refusal leaves everything as it was read before.
    fn read_again(preview: &mut Preview, outcome: &Outcome, desk: &mut Desk) {
        preview.reading = None;
        match outcome {
            Outcome::Read(looked) => {
                let plan = Arc::clone(desk.plan());
                preview.take(Arc::clone(&looked.list), &plan, desk.today);
            }
            Outcome::Failed(says) => {
                preview.said.refused();
                desk.say(State::Attention, format!("It stays as it was: {says}"));
            }
            _ => {}
        }
    }
}

/// Says whether an entry of a folder may be a list: plans, their locks and the lists kept beside them are none.
fn may_be_a_list(entry: &Entry) -> bool {
    let name = entry.name.trim_end_matches(['/', MAIN_SEPARATOR]).to_lowercase();
    let ends = |end| name.ends_with(end);
    if entry.is_folder { !ends(".lists") } else { !ends(".toml") && !ends(".lock") }
}

impl Screen for Import {
    fn title(&self, _desk: &Desk) -> String {
        match self.step {
            Step::File => "Import a list".to_owned(),
            _ => format!("Import {}", self.file_name()),
        }
    }
    fn about(&self) -> &'static str {
        "Choose a file of users. It is shown what it is and what would change. Enter keeps an answer and goes on to the \
         next; the list is imported with Enter on the line “Import”, to which i leads. Files from Zoom, Microsoft, \
         Google, Okta and others are recognised by their columns."
    }
    fn scopes(&self, _desk: &Desk) -> Vec<Scope> {
        match &self.step {
            Step::File => vec![Scope::Path, Scope::Typing],
            Step::Preview(preview) => preview.scopes(),
            Step::Asking(..) => vec![Scope::Asking],
            Step::Sheets(_) => vec![Scope::Picking],
            Step::Reading(..) | Step::Keeping(..) => Vec::new(),
        }
    }
    fn act(&mut self, action: Action, desk: &mut Desk) -> Go {
        match (action, &mut self.step) {
            (Action::Back, _) => return self.back(desk),
            (Action::Open, Step::File) => return self.choose(desk),
            (Action::Open, Step::Preview(_)) => return self.open(desk),
            (Action::Open, Step::Asking(..)) => return self.answer(desk),
            (Action::Open, Step::Sheets(_)) => return self.open_sheet(desk),
            (action, Step::Asking(_, asked, window)) => {
                let answers = asked.answers().len();
                if !window.act(action, answers, answers) {
                    return Go::Pass;
                }
            }
            (action, Step::Sheets(sheets)) => {
                if !sheets.act(action, desk) {
                    return Go::Pass;
                }
            }
            (action, Step::File) if self.files.act(action) => {
                self.refused = None;
                self.files.look(desk);
            }
            (action, Step::Preview(preview)) if preview.picking.is_some() => match action {
                Action::Help | Action::Quit | Action::Interrupt => return Go::Pass,
                action => preview.picking.iter_mut().for_each(|picking| picking.act(action, desk)),
            },
            (Action::Import, Step::Preview(_)) => self.go_to_the_import(desk),
            (Action::Rejected, Step::Preview(preview)) => return Import::not_taken(preview, desk),
            (action, Step::Preview(preview)) => {
                let plan = Arc::clone(desk.plan());
                if !preview.act(action, &plan) {
                    return Go::Pass;
                }
                self.settle(desk);
            }
            _ => return Go::Pass,
        }
        Go::Stay
    }
    fn letter(&mut self, letter: char, desk: &mut Desk) -> Go {
        match &mut self.step {
            Step::File => {
                self.files.letter(letter);
                self.refused = None;
                self.files.look(desk);
            }
            Step::Preview(preview) => preview.letter(letter),
            _ => {}
        }
        self.settle(desk);
        Go::Stay
    }
    fn pasted(&mut self, text: &str, desk: &mut Desk) {
        match &mut self.step {
            Step::File => {
                self.files.paste(text);
                self.files.look(desk);
            }
            Step::Preview(preview) => {
                let letters = text.trim().chars().filter(|letter| !letter.is_control());
                letters.for_each(|letter| preview.letter(letter));
            }
            _ => {}
        }
        self.settle(desk);
    }
    fn asks_before(&mut self, way: Way, desk: &mut Desk) -> bool {
        match &self.step {
            Step::Preview(_) | Step::Asking(..) => {
                self.ask(Asked::Leave(Some(way)));
                true
            }
            // One is there already.
            _ if way == Way::Page("import") => true,
            // Keeping goes on by itself; what is only being read is wanted by nobody any more.
            Step::File | Step::Keeping(..) => false,
            Step::Reading(..) | Step::Sheets(_) => {
                self.give_up(desk);
                false
            }
        }
    }
    fn refresh(&mut self, desk: &mut Desk) {
        self.settle(desk);
    }
    fn told(&mut self, job: JobId, outcome: &Outcome, desk: &mut Desk) -> Go {
        if self.files.told(job, outcome) {
            return Go::Stay;
        }
        match (&mut self.step, outcome) {
            (Step::Reading(reading, sheet), Outcome::Read(looked)) if *reading == job => {
                let sheet = sheet.take();
                return self.show(&looked.path, (Arc::clone(&looked.list), sheet), desk);
            }
            (Step::Sheets(sheets), outcome) => {
                return if sheets.told(job, outcome, desk) { Go::Stay } else { Go::Pass };
            }
            (Step::Reading(reading, _), Outcome::Failed(says)) if *reading == job => {
                self.refused = Some(says.clone());
                // The whole sentence stands on the page.
                desk.notice = None;
                self.step = Step::File;
            }
            (Step::Preview(preview) | Step::Asking(preview, ..), outcome) if preview.reading == Some(job) => {
                Import::read_again(preview, outcome, desk);
                self.settle(desk);
            }
            (Step::Keeping(keeping, preview, before), Outcome::Done) if *keeping == job => {
                return Import::imported(preview, *before, desk);
            }
            (Step::Keeping(keeping, ..), Outcome::Failed(_)) if *keeping == job => {
                if let Step::Keeping(_, preview, _) = std::mem::replace(&mut self.step, Step::File) {
                    self.step = Step::Preview(preview);
                    self.settle(desk);
                }
            }
            (Step::Preview(preview) | Step::Asking(preview, ..) | Step::Keeping(_, preview, _), outcome) => {
                if !preview.follow.told(job, outcome) {
                    return Go::Pass;
                }
                // That it could not be found out stands on the page.
                desk.notice = desk.notice.take().filter(|_| !preview.follow.is_unknown());
                preview.stay();
            }
            _ => return Go::Pass,
        }
        Go::Stay
    }
    fn draw(&self, desk: &Desk, area: Rect, canvas: &mut Canvas) {
        self.draw_step(desk, area, canvas);
    }
}

#[cfg(test)]
mod tests;
