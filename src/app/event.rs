//! What happened: everything the loop tells [`super::update`].

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use crossterm::event::KeyEvent;

use super::compared::Compared;
use super::decide::Reviewed;
use super::effect::{Order, View};
use super::needed::CasesOpened;
use crate::lists::List;
use crate::plan::{ColumnUse, ListRecord, Milestone, Plan};
use crate::progress::alike;
use crate::progress::{PeopleSet, PersonId, Progress, Roster, Values};
use crate::wording::thousands;

/// The number of a piece of background work; a result whose number is no longer known is dropped.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct JobId(pub u64);

/// What happened.
#[derive(Debug)]
pub enum Event {
    /// A key was pressed or repeats.
    Key(KeyEvent),
    /// Text was pasted; it never submits.
    Pasted(String),
    /// The terminal has this many columns and rows.
    Resized(u16, u16),
    /// A job is this far.
    Working(JobId, Far),
    /// A job ended.
    Finished(JobId, Outcome),
    /// Time passed: look whether somebody else changed the file.
    Looked(Outside),
}

/// How far a job is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Far {
    /// Bytes or rows it has seen.
    pub done: u64,
    /// How many rows there are to see; 0 where nobody knows.
    pub of: u64,
    /// How long it has been at it.
    pub took: Duration,
}

impl Far {
    /// Returns rows, rate and time left, for people; only where it is known how many rows there are.
    #[must_use]
    pub fn says(&self) -> Option<String> {
        let millis = u64::try_from(self.took.as_millis()).unwrap_or(u64::MAX);
        if self.of == 0 || self.done == 0 || millis == 0 {
            return None;
        }
        let number = |number: u64| thousands(u32::try_from(number).unwrap_or(u32::MAX));
        let rate = self.done.saturating_mul(1000) / millis;
        let left = self.of.saturating_sub(self.done).saturating_mul(millis) / self.done;
        // A list may hold more than the plan remembers of it.
        let (done, of) = (number(self.done), number(self.of.max(self.done)));
        Some(format!("{done} of {of} rows, {} a second, {} s left", number(rate), left.div_ceil(1000)))
    }
}

/// What somebody else did to the file of the plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outside {
    /// Nothing.
    Same,
    /// It was changed or replaced.
    Changed,
    /// It is gone.
    Gone,
}

/// Everyone and where they stand, measured for one state of the plan.
#[derive(Clone, Debug)]
pub struct Measured {
    /// Everyone, one row each.
    pub roster: Arc<Roster>,
    /// The totals.
    pub progress: Arc<Progress>,
}

/// A plan that was opened: what it holds and where one was in it.
#[derive(Debug)]
pub struct Opened {
    /// Where the file is.
    pub path: PathBuf,
    /// What it holds.
    pub plan: Plan,
    /// Which reading of the file this is.
    pub edition: u64,
    /// The revision whose place it takes when it was read again.
    pub instead_of: Option<u64>,
    /// The page, entry and field one was at; empty the first time.
    pub place: (String, String, String),
    /// Keys of the file this program does not know, each with its path.
    pub unknown: Vec<String>,
    /// Why it can only be looked at, if so.
    pub read_only: Option<String>,
    /// When the file was last saved, in words; nothing where the system does not tell.
    pub saved: Option<String>,
}

/// A list that was kept beside the plan.
#[derive(Clone, Debug)]
pub struct Imported {
    /// How the plan remembers it.
    pub record: ListRecord,
    /// The totals with it.
    pub line: Milestone,
    /// Everyone, measured with it.
    pub measured: Measured,
    /// The plan that was measured: as it was when the import began, with the list.
    pub plan: Arc<Plan>,
    /// What is to be remembered of its columns.
    pub columns: Vec<ColumnUse>,
}

/// What a file to import turned out to be.
#[derive(Debug)]
pub struct Looked {
    /// The file.
    pub path: PathBuf,
    /// What is in it.
    pub list: Arc<List>,
}

/// The people who fit a filter.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// The filter they fit.
    pub filter: String,
    /// The order asked for.
    pub order: Order,
    /// They, in the order asked for.
    pub rows: Arc<Vec<PersonId>>,
    /// They, as a set.
    pub set: Arc<PeopleSet>,
    /// Whether others may come behind them: only the first were asked for.
    pub more: bool,
    /// Where among them the person stands whose place was asked for.
    pub place: Option<usize>,
}

/// How a job ended.
#[derive(Debug)]
pub enum Outcome {
    /// A plan was opened.
    Opened(Box<Opened>),
    /// Somebody else has the plan open: who, in words.
    Busy(PathBuf, String),
    /// Recent plans and the samples there are.
    Recent(Vec<RecentPlan>, Vec<SamplePlan>),
    /// The plan is on disk as it was at this revision.
    Saved(u64),
    /// The file was changed by somebody else; nothing was written.
    Conflict(String),
    /// A file to import was read.
    Read(Looked),
    /// It is known what a list changes.
    Compared(Box<Compared>),
    /// A list was kept beside the plan.
    Imported(Box<Imported>),
    /// The first people of those who are being measured; nobody knows yet where they stand.
    First(Arc<Roster>),
    /// Everyone was measured.
    Indexed(Measured),
    /// These people fit a filter, in the order asked for.
    Filtered(Found),
    /// These values can be asked for by a filter.
    Values(Arc<Values>),
    /// These are the selected people in the newer roster.
    Carried(Arc<PeopleSet>),
    /// This is what a decision about a selection comes to.
    Reviewed(Box<Reviewed>),
    /// The special cases that are needed were opened, in a plan that is not yet the one on the desk.
    CasesOpened(Box<CasesOpened>),
    /// This is how the people table was looked at last.
    View(View),
    /// These addresses may be one person.
    Alike(Arc<alike::Found>),
    /// These documents would be written, and what there is to know about them.
    Drafted(Vec<PathBuf>, Vec<String>),
    /// Documents were written: their paths, and what to know about them.
    Exported(Vec<PathBuf>, Vec<String>),
    /// A document is there already and was not overwritten.
    Exists(PathBuf),
    /// The entries of a folder that begin like what was typed.
    Entries(Vec<Entry>),
    /// Nothing to tell.
    Done,
    /// It was stopped, or it failed: what happened and what to do, in sentences.
    Failed(String),
}

/// A plan that was open lately.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecentPlan {
    /// Where it is.
    pub path: PathBuf,
    /// What it calls itself.
    pub title: String,
    /// When it was open, in words.
    pub opened: String,
}

/// A sample plan that comes with the program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SamplePlan {
    /// Its name, to open it by.
    pub name: String,
    /// What it shows, in a sentence.
    pub title: String,
}

/// One entry of a folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its name; a folder's ends with the separator.
    pub name: String,
    /// The whole path to type.
    pub path: String,
    /// Whether it is a folder.
    pub is_folder: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn how_far_a_job_is_tells_rows_rate_and_time_left() {
        let far = |done, of, millis| Far { done, of, took: Duration::from_millis(millis) }.says();
        let told = far(412_000, 1_000_000, 200).unwrap();
        assert_eq!(told, "412,000 of 1,000,000 rows, 2,060,000 a second, 1 s left");
        assert_eq!(far(30, 20, 1000).unwrap(), "30 of 30 rows, 30 a second, 0 s left");
        assert_eq!((far(5, 0, 100), far(0, 5, 100), far(5, 5, 0)), (None, None, None));
    }
}
