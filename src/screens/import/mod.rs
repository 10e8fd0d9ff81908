//! Importing a list: choose a file, look at what it is and what it would do, then yes or no.
//!
//! Reading and keeping the file are jobs. The plan changes only when the kept list is measured, as one undo step;
//! nothing is changed by looking at a file.

mod draw;
mod guess;
mod preview;
mod rejected;

use std::path::{MAIN_SEPARATOR, PathBuf};
use std::sync::Arc;

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::path::Files;
use super::{Go, Screen};
use crate::app::{self, Action, Desk, Job, JobId, Outcome, Scope};
use crate::lists::Hints;
use crate::plan::ListRecord;
use crate::progress::{Progress, Rate};
use crate::widgets::{Canvas, State};
use crate::wording::{day, per_cent, plural, thousands};
use preview::Preview;
use rejected::Rejected;

/// Said while a file is being chosen.
const WHAT_HELPS: &str = "What helps: the release list (people outside), the users export and the pending tab of your \
                          account, and an export of your directory.";

/// How far an import is.
enum Step {
    /// A file is being chosen.
    File,
    /// It is being read.
    Reading(JobId),
    /// It was read.
    Preview(Box<Preview>),
    /// It is being kept, and everybody is measured with it.
    Keeping(JobId, Box<Preview>, Totals),
}

/// The totals an import is told by.
#[derive(Clone, Copy)]
struct Totals {
    consolidated: u32,
    rate: Option<Rate>,
}

impl Totals {
    fn of(progress: &Progress) -> Totals {
        Totals { consolidated: progress.total.consolidated, rate: progress.rate }
    }
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
            let hints = Hints { file_name: Some(self.file_name()), ..Hints::default() };
            self.refused = None;
            self.step = Step::Reading(desk.start("Reading the file", Job::Read(self.path(), hints)));
        } else {
            self.files.look(desk);
        }
        Go::Stay
    }

    /// Keeps the list, unless an answer is missing.
    fn import(&mut self, desk: &mut Desk) -> Go {
        let Step::Preview(preview) = &mut self.step else { return Go::Stay };
        if let Some(why) = desk.open.as_ref().and_then(|open| open.read_only.clone()) {
            desk.say(State::Attention, format!("Nothing can be imported. {why}"));
            return Go::Stay;
        }
        if let Some((stop, problem)) = preview.problem(desk.today) {
            preview.stop = stop;
            desk.say(State::Attention, problem);
            return Go::Stay;
        }
        let Some(record) = preview.record(desk.plan(), desk.today) else { return Go::Stay };
        let plan = Arc::clone(desk.plan());
        let import = app::Import { list: Arc::clone(&preview.list), record, plan, columns: Vec::new() };
        let before = Totals::of(desk.progress());
        let job = desk.start("Importing", Job::Import(Box::new(import)));
        if let Step::Preview(preview) = std::mem::replace(&mut self.step, Step::File) {
            self.step = Step::Keeping(job, preview, before);
        }
        Go::Stay
    }

    fn back(&mut self, desk: &mut Desk) -> Go {
        match &self.step {
            Step::File => return Go::Pass,
            Step::Reading(job) => {
                desk.cancel(*job);
                desk.say(State::Quiet, "Stopped. Nothing was imported.");
                self.step = Step::File;
            }
            Step::Preview(_) => self.step = Step::File,
            Step::Keeping(..) => desk.say(State::Quiet, "The list is being kept. It takes a moment."),
        }
        Go::Stay
    }

    fn imported(desk: &mut Desk, preview: &Preview, before: Totals) -> Go {
        let after = Totals::of(desk.progress());
        let people = plural(crate::wording::count(preview.list.table.len()), "person", "people");
        let same = desk.plan().lists.last().and_then(|record| same_rows(&desk.plan().lists, record));
        let same = same.map(|known| {
            let of = known.as_of.map(|of| format!(" of {}", day(of, desk.today))).unwrap_or_default();
            format!(" Its rows are those of the list{of}.")
        });
        let says = format!("Imported {people}. {}{}", changed(before, after), same.unwrap_or_default());
        desk.say(State::Good, says);
        Go::Page("lists")
    }
}

/// Returns another list that holds the same rows.
fn same_rows<'p>(lists: &'p [ListRecord], record: &ListRecord) -> Option<&'p ListRecord> {
    lists
        .iter()
        .find(|known| known.id != record.id && !known.digest.is_empty() && known.digest == record.digest)
}

/// Says how many people are in and what the rate is, before and after.
fn changed(before: Totals, after: Totals) -> String {
    let number = |from: String, to: String| {
        if from == to { format!("{to} as before") } else { format!("{from} → {to}") }
    };
    let people = number(thousands(before.consolidated), thousands(after.consolidated));
    let rate = match (before.rate, after.rate) {
        (Some(from), Some(to)) => number(in_words(from), in_words(to)),
        (None, Some(to)) => in_words(to),
        (_, None) => "not known yet".to_owned(),
    };
    format!("People in: {people}. Rate: {rate}.")
}

fn in_words(rate: Rate) -> String {
    if rate.low == rate.high {
        per_cent(rate.low)
    } else {
        format!("{}–{}", per_cent(rate.low).trim_end_matches(" %"), per_cent(rate.high))
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
         there. Files from Zoom, Microsoft, Google, Okta and others are recognised by their columns."
    }
    fn scopes(&self, _desk: &Desk) -> Vec<Scope> {
        match &self.step {
            Step::File => vec![Scope::Path, Scope::Typing],
            Step::Preview(preview) => preview.scopes(),
            Step::Reading(_) | Step::Keeping(..) => Vec::new(),
        }
    }
    fn act(&mut self, action: Action, desk: &mut Desk) -> Go {
        match (action, &mut self.step) {
            (Action::Back, _) => self.back(desk),
            (Action::Open, Step::File) => self.choose(desk),
            (Action::Open, Step::Preview(_)) => self.import(desk),
            (action, Step::File) => {
                if !self.files.act(action) {
                    return Go::Pass;
                }
                self.refused = None;
                self.files.look(desk);
                Go::Stay
            }
            (Action::Rejected, Step::Preview(preview)) => {
                if preview.list.rejected.is_empty() && preview.list.duplicates.is_empty() {
                    desk.say(State::Good, "Every row of the file is a person; nothing was rejected.");
                    return Go::Stay;
                }
                Go::To(Box::new(Rejected::new(Arc::clone(&preview.list))))
            }
            (action, Step::Preview(preview)) => {
                if preview.act(action, desk.plan()) {
                    Go::Stay
                } else {
                    Go::Pass
                }
            }
            _ => Go::Pass,
        }
    }
    fn letter(&mut self, letter: char, desk: &mut Desk) -> Go {
        match &mut self.step {
            Step::File => {
                self.files.letter(letter);
                self.refused = None;
                self.files.look(desk);
            }
            Step::Preview(preview) => preview.letter(letter),
            Step::Reading(_) | Step::Keeping(..) => {}
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
                text.trim()
                    .chars()
                    .filter(|letter| !letter.is_control())
                    .for_each(|letter| preview.letter(letter));
            }
            Step::Reading(_) | Step::Keeping(..) => {}
        }
    }
    fn told(&mut self, job: JobId, outcome: &Outcome, desk: &mut Desk) -> Go {
        if self.files.told(job, outcome) {
            return Go::Stay;
        }
        match (&mut self.step, outcome) {
            (Step::Reading(reading), Outcome::Read(looked)) if *reading == job => {
                let preview = Preview::new(&looked.path, Arc::clone(&looked.list), desk.plan(), desk.today);
                self.step = Step::Preview(Box::new(preview));
            }
            (Step::Reading(reading), Outcome::Failed(says)) if *reading == job => {
                self.refused = Some(says.clone());
                // The whole sentence stands on the page.
                desk.notice = None;
                self.step = Step::File;
            }
            (Step::Keeping(keeping, preview, before), Outcome::Done) if *keeping == job => {
                return Import::imported(desk, preview, *before);
            }
            (Step::Keeping(keeping, ..), Outcome::Failed(_)) if *keeping == job => {
                if let Step::Keeping(_, preview, _) = std::mem::replace(&mut self.step, Step::File) {
                    self.step = Step::Preview(preview);
                }
            }
            _ => return Go::Pass,
        }
        Go::Stay
    }
    fn draw(&self, desk: &Desk, area: Rect, canvas: &mut Canvas) {
        match &self.step {
            Step::File => self.draw_choice(area, canvas),
            Step::Reading(job) => {
                let read = desk.jobs.get(job).map_or(0, |running| running.done);
                let says = format!("Reading {}: {} so far.", self.file_name(), in_bytes(read));
                let row = canvas.paragraph(area, 0, &says, Style::new());
                let quiet = canvas.theme.quiet();
                canvas.paragraph(area, row + 1, "Esc stops. Nothing is changed by reading.", quiet);
            }
            Step::Preview(preview) => draw::preview(preview, desk, area, canvas),
            Step::Keeping(_, preview, _) => {
                let says = format!("Keeping {} beside the plan and measuring everybody.", preview.file);
                canvas.paragraph(area, 0, &says, Style::new());
            }
        }
    }
}

impl Import {
    fn draw_choice(&self, area: Rect, canvas: &mut Canvas) {
        let quiet = canvas.theme.quiet();
        let says =
            "Which file? A CSV export of users or a release list. Type or paste its path; Tab completes it.";
        let mut row = canvas.paragraph(area, 0, says, Style::new());
        if let Some(refused) = &self.refused {
            let style = canvas.theme.state(State::Blocked);
            row += canvas.paragraph(area, row, refused, style);
        } else if area.height > 12 {
            row += canvas.paragraph(area, row, WHAT_HELPS, quiet);
        }
        let below = row.saturating_add(1).min(area.height);
        self.files.draw(Rect { y: area.y + below, height: area.height - below, ..area }, canvas);
    }
}

/// Returns an amount of bytes as people say it.
fn in_bytes(bytes: u64) -> String {
    match bytes {
        0..10_000 => plural(u32::try_from(bytes).unwrap_or(0), "byte", "bytes"),
        10_000..10_000_000 => format!("{} kB", bytes / 1000),
        _ => format!("{} MB", thousands(u32::try_from(bytes / 1_000_000).unwrap_or(u32::MAX))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::Permille;

    fn totals(consolidated: u32, rate: Option<(u16, u16)>) -> Totals {
        let rate = rate.map(|(low, high)| Rate {
            low: Permille(low),
            high: Permille(high),
            consolidated,
            consolidated_high: consolidated,
            of_low: 0,
            of_high: 0,
        });
        Totals { consolidated, rate }
    }

    #[test]
    fn what_an_import_changed_is_told_before_and_after() {
        let (before, after) = (totals(612, Some((581, 623))), totals(1_659, Some((669, 669))));
        assert_eq!(changed(before, after), "People in: 612 → 1,659. Rate: 58.1–62.3 % → 66.9 %.");
        assert_eq!(changed(after, after), "People in: 1,659 as before. Rate: 66.9 % as before.");
        assert_eq!(changed(totals(0, None), totals(0, None)), "People in: 0 as before. Rate: not known yet.");
    }

    #[test]
    fn the_same_rows_under_another_name_are_noticed() {
        let record = |id: &str, digest: &str| ListRecord {
            id: id.to_owned(),
            digest: digest.to_owned(),
            ..ListRecord::default()
        };
        let lists = [record("a", "f00"), record("b", ""), record("c", "f00"), record("d", "")];
        assert_eq!(same_rows(&lists, &lists[2]).map(|known| known.id.as_str()), Some("a"));
        assert_eq!(same_rows(&lists, &lists[3]), None, "no digest says nothing");
    }

    #[test]
    fn amounts_of_bytes_read_well() {
        assert_eq!(
            [in_bytes(1), in_bytes(812_345), in_bytes(1_234_000_000)],
            ["1 byte", "812 kB", "1,234 MB"]
        );
    }
}
