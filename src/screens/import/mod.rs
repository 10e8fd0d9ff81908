//! Importing a list: choose a file, look at what it is and what it would change, then yes or no.
//!
//! Reading, comparing and keeping are jobs. The plan changes only when the kept list is measured, as one undo step;
//! nothing is changed by looking at a file. `preview` holds the answers, `how` what a person says of reading the file,
//! `follow` what the import would change; `draw` shows them.

mod draw;
mod follow;
mod guess;
mod how;
mod pick;
mod preview;
mod rejected;
mod taken;
mod words;
mod write;

use std::path::{MAIN_SEPARATOR, PathBuf};
use std::sync::Arc;

use ratatui::layout::Rect;

use super::difference;
use super::entries::Entries;
use super::path::Files;
use super::{Go, Screen};
use crate::app::{self, Action, Desk, Job, JobId, Outcome, Scope, Totals};
use crate::lists::{Hints, Remembered};
use crate::widgets::{Canvas, State, Window};
use crate::wording::{count, plural};
use preview::{Preview, Stop};
use rejected::Rejected;

/// What is asked before changed columns are given up, the harmless answer first.
const ANSWERS: [&str; 2] = ["Stay here", "Leave, and forget what I chose"];

/// How far an import is.
enum Step {
    /// A file is being chosen.
    File,
    /// It is being read.
    Reading(JobId),
    /// It was read.
    Preview(Box<Preview>),
    /// One is about to leave changed columns.
    Leaving(Box<Preview>, Window),
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
        let mut files = Files::new(&start);
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
            self.step = Step::Reading(desk.start("Reading the file", Job::Read(self.path(), hints)));
        } else {
            self.files.look(desk);
        }
        Go::Stay
    }

    /// Opens what one is at: rows, people or a list to pick from; at an answer the list is imported.
    fn open(&mut self, desk: &mut Desk) -> Go {
        let Step::Preview(preview) = &mut self.step else { return Go::Stay };
        if preview.picking.is_some() {
            preview.pick(desk);
            self.settle(desk);
            return Go::Stay;
        }
        match preview.stop {
            Stop::Kind | Stop::Label | Stop::Date => self.import(desk),
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

    /// Keeps the list, unless an answer is missing.
    fn import(&mut self, desk: &mut Desk) -> Go {
        let Step::Preview(preview) = &mut self.step else { return Go::Stay };
        if let Some(why) = desk.open.as_ref().and_then(|open| open.read_only.clone()) {
            desk.say(State::Attention, format!("Nothing can be imported. {why}"));
            return Go::Stay;
        }
        if preview.reading.is_some() {
            desk.say(State::Attention, "The file is being read again. Import it when that is done.");
            return Go::Stay;
        }
        if let Some((stop, problem)) = preview.problem(desk.today) {
            (preview.stop, preview.is_typing) = (stop, false);
            preview.follow_up(desk);
            desk.say(State::Attention, problem);
            return Go::Stay;
        }
        let Some(record) = preview.record(desk.plan(), desk.today) else { return Go::Stay };
        let columns = preview.said.to_remember(&preview.file);
        let (list, plan) = (Arc::clone(&preview.list), Arc::clone(desk.plan()));
        let import = app::Import { list, record, plan, columns };
        let before = Totals::of(desk.progress());
        let job = desk.start("Importing", Job::Import(Box::new(import)));
        if let Step::Preview(preview) = std::mem::replace(&mut self.step, Step::File) {
            self.step = Step::Keeping(job, preview, before);
        }
        Go::Stay
    }

    fn back(&mut self, desk: &mut Desk) -> Go {
        self.step = match std::mem::replace(&mut self.step, Step::File) {
            Step::File => return Go::Pass,
            Step::Reading(job) => {
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
                } else if preview.said.is_changed() {
                    Step::Leaving(preview, Window::default())
                } else {
                    preview.follow.give_up(desk);
                    Step::File
                }
            }
            Step::Leaving(preview, _) => Step::Preview(preview),
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

    fn leave_or_stay(&mut self, desk: &mut Desk) -> Go {
        if let Step::Leaving(mut preview, window) = std::mem::replace(&mut self.step, Step::File) {
            if window.chosen() == 0 {
                self.step = Step::Preview(preview);
            } else {
                preview.follow.give_up(desk);
            }
        }
        Go::Stay
    }

    /// Says what the import did, and shows the list among the others.
    fn imported(preview: &Preview, before: Totals, desk: &mut Desk) -> Go {
        let after = Totals::of(desk.progress());
        let people = plural(count(preview.list.table.len()), "person", "people");
        let known = preview.follow.known();
        let same = known.and_then(|known| known.same_as.as_ref());
        let same = same.map(|same| format!(" {}", words::same_rows(same, desk.today)));
        let moved = known.and_then(|known| difference::in_words(known)).map(|says| format!(" {says}"));
        let more = if moved.is_some() { " c shows who." } else { "" };
        let says = format!(
            "Imported {people}.{} {}{more}{}",
            moved.unwrap_or_default(),
            words::changed((before, after)),
            same.unwrap_or_default()
        );
        desk.say(State::Good, says);
        let id = desk.plan().lists.last().map(|list| list.id.clone()).unwrap_or_default();
        Go::Instead(Box::new(Entries::at("lists", &id, desk)))
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
                preview.said.wanted = preview.said.read.clone();
                desk.say(State::Attention, format!("It stays as it was: {says}"));
            }
            _ => {}
        }
    }
}

impl Screen for Import {
    fn title(&self, _desk: &Desk) -> String {
        match self.step {
            Step::File => "Import a list".to_owned(),
            _ => format!("Import {}", self.file_name()),
        }
    }
    fn about(&self) -> &'static str {
        "Choose a file of users. It is shown what it is and what would change; nothing happens before Enter is pressed \
         on an answer there. Files from Zoom, Microsoft, Google, Okta and others are recognised by their columns."
    }
    fn scopes(&self, _desk: &Desk) -> Vec<Scope> {
        match &self.step {
            Step::File => vec![Scope::Path, Scope::Typing],
            Step::Preview(preview) => preview.scopes(),
            Step::Leaving(..) => vec![Scope::Asking],
            Step::Reading(_) | Step::Keeping(..) => Vec::new(),
        }
    }
    fn act(&mut self, action: Action, desk: &mut Desk) -> Go {
        match (action, &mut self.step) {
            (Action::Back, _) => return self.back(desk),
            (Action::Open, Step::File) => return self.choose(desk),
            (Action::Open, Step::Preview(_)) => return self.open(desk),
            (Action::Open, Step::Leaving(..)) => return self.leave_or_stay(desk),
            (action, Step::Leaving(_, window)) => {
                if !window.act(action, ANSWERS.len(), ANSWERS.len()) {
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
            (Action::Import, Step::Preview(_)) => return self.import(desk),
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
    }
    fn refresh(&mut self, desk: &mut Desk) {
        self.settle(desk);
    }
    fn told(&mut self, job: JobId, outcome: &Outcome, desk: &mut Desk) -> Go {
        if self.files.told(job, outcome) {
            return Go::Stay;
        }
        match (&mut self.step, outcome) {
            (Step::Reading(reading), Outcome::Read(looked)) if *reading == job => {
                if let Some(review) = taken::Review::of(&looked.path, &looked.list, desk) {
                    self.step = Step::File;
                    return Go::To(review);
                }
                let preview = Preview::new(&looked.path, Arc::clone(&looked.list), desk.plan(), desk.today);
                self.step = Step::Preview(Box::new(preview));
                self.settle(desk);
            }
            (Step::Reading(reading), Outcome::Failed(says)) if *reading == job => {
                self.refused = Some(says.clone());
                // The whole sentence stands on the page.
                desk.notice = None;
                self.step = Step::File;
            }
            (Step::Preview(preview) | Step::Leaving(preview, _), outcome) if preview.reading == Some(job) => {
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
            (Step::Preview(preview) | Step::Leaving(preview, _) | Step::Keeping(_, preview, _), outcome) => {
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
