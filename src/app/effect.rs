//! Work to do elsewhere, as plain data: only `terminal` carries it out, on threads.

use std::path::PathBuf;
use std::sync::Arc;

use super::column::Column;
use super::decide::Proposal;
use super::event::{Found, JobId, Measured};
use super::needed::Needed;
use crate::lists::{Hints, List};
use crate::plan::{ColumnUse, Day, ListRecord, Plan};
use crate::progress::{PeopleSet, PersonId, Roster};

/// Work to do elsewhere.
#[derive(Clone, Debug)]
pub enum Effect {
    /// Carry out a job and tell how it ended.
    Start(JobId, Job),
    /// Stop a job.
    Cancel(JobId),
    /// Leave the program.
    Quit,
}

/// How to open a plan somebody else may have open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Ask first when it is open elsewhere.
    Alone,
    /// Look only, never write.
    ReadOnly,
    /// Open it although somebody else has it open.
    TakeOver,
}

/// How people are ordered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Order {
    /// By which column; as the lists hold them without one.
    pub column: Option<Column>,
    /// Whether the other way round.
    pub descending: bool,
}

/// How the people table is looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct View {
    /// The columns, in their order; the address is always the first.
    pub columns: Vec<Column>,
    /// How people are ordered.
    pub order: Order,
}

impl Default for View {
    fn default() -> View {
        View { columns: Column::FIRST.to_vec(), order: Order::default() }
    }
}

/// A question about people.
#[derive(Clone, Debug)]
pub struct Question {
    /// Of whom.
    pub roster: Arc<Roster>,
    /// Which filter they fit.
    pub filter: String,
    /// In which order they are wanted.
    pub order: Order,
    /// How many are enough for now; everybody is looked for without.
    pub enough: Option<usize>,
    /// Whose place among them is wanted.
    pub place_of: Option<PersonId>,
    /// Answers of the same roster, each complete: who fits a narrower filter is looked for among them only, and in
    /// their order. They change how long the answer takes and nothing else.
    pub known: Vec<Found>,
}

/// A piece of background work.
#[derive(Clone, Debug)]
pub enum Job {
    /// Open a plan.
    Open(PathBuf, Access),
    /// Make a new plan file and open it.
    Create(PathBuf, Arc<Plan>),
    /// Copy a sample beside the other plans, with its dates moved to today, and open the copy.
    OpenSample(String, Day),
    /// Read which plans were open lately.
    Recent,
    /// Write the plan.
    Save(Version),
    /// Write the plan although somebody else changed the file; theirs is kept as a backup.
    Overwrite(Version),
    /// Read the file again, to give up what is in memory as it was at this revision.
    Reload(u64),
    /// Read a file to import.
    Read(PathBuf, Hints),
    /// Keep a list beside the plan and measure everyone with it.
    Import(Box<Import>),
    /// Work out what a list would change, were it imported; nothing is written.
    Compare(Box<Import>),
    /// Work out what changed between a list of the plan, by its id, and the one before it.
    CompareKept(Arc<Plan>, String),
    /// Write the rows of a file that were not taken.
    WriteNotTaken(NotTaken),
    /// Measure everyone.
    Index(Arc<Plan>),
    /// Read only the first people of the list that will stand first, to have something to look at.
    First(Arc<Plan>),
    /// Find the people that fit a filter, in an order.
    Filter(Box<Question>),
    /// Gather the values a filter can ask for.
    Values(Arc<Roster>),
    /// Find the selected people of one roster in another.
    Carry(Arc<PeopleSet>, [Arc<Roster>; 2]),
    /// Work out what a decision about a selection comes to.
    Review(Box<Proposal>),
    /// Open the special cases that are needed, with the people who call for them.
    OpenCases(Box<Needed>),
    /// Read how the people table was looked at last.
    View,
    /// Remember how the people table is looked at.
    KeepView(View),
    /// Look for addresses that may be one person.
    Alike(Arc<Roster>, Arc<Plan>),
    /// Work out which documents of a format would be written into a folder; nothing is written.
    Draft(Box<Export>),
    /// Write documents of a format into a folder.
    Export(Box<Export>),
    /// Read the entries of a folder that begin like this.
    Complete(String),
    /// Remember where one is; never written into the plan.
    Remember(String, String, String),
}

/// The plan as it is to be on disk.
#[derive(Clone, Debug)]
pub struct Version {
    /// Which reading of the file it goes back to: one of an earlier reading is never written unasked.
    pub edition: u64,
    /// The number of its newest change.
    pub revision: u64,
    /// What it holds.
    pub plan: Arc<Plan>,
}

/// What to import: the list, how the plan will remember it, and the plan it comes to.
#[derive(Clone, Debug)]
pub struct Import {
    /// The people.
    pub list: Arc<List>,
    /// How the plan will remember it; digest and counts are filled in by the job.
    pub record: ListRecord,
    /// The plan as it is now.
    pub plan: Arc<Plan>,
    /// What a person said of its columns, to be remembered; an entry without a use is to be forgotten.
    pub columns: Vec<ColumnUse>,
}

/// The rows of a file that were not taken, to be written.
#[derive(Clone, Debug)]
pub struct NotTaken {
    /// The list they are of.
    pub list: Arc<List>,
    /// The file to write.
    pub to: PathBuf,
    /// Whether a file that is there already is replaced.
    pub replace: bool,
}

/// What to export.
#[derive(Clone, Debug)]
pub struct Export {
    /// The format's id.
    pub format: &'static str,
    /// The folder to write into.
    pub to: PathBuf,
    /// Which people it is about, as a filter.
    pub whom: String,
    /// Whether documents that are there already are replaced.
    pub replace: bool,
    /// The plan.
    pub plan: Arc<Plan>,
    /// Everyone.
    pub measured: Measured,
    /// Today.
    pub today: Day,
}
