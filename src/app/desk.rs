//! Everything that is not a screen: what screens look at and what they change.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, LazyLock, Weak};

use super::document::Document;
use super::effect::{Effect, Job, Version, View};
use super::event::{Far, JobId, Measured};
use crate::advice::{Advice, advise, unknown_key_findings};
use crate::guide::{Guide, guide};
use crate::plan::{Day, Plan};
use crate::progress::{Progress, Roster, Values};
use crate::widgets::{State, Theme};
use crate::wording::{in_bytes, thousands};

static NO_PLAN: LazyLock<Arc<Plan>> = LazyLock::new(|| Arc::new(Plan::default()));
static NO_PROGRESS: LazyLock<Progress> = LazyLock::new(Progress::default);

/// What measuring is called where jobs are named.
pub(super) const MEASURING: &str = "Measuring";

/// The plan that is open, and what is known of its file.
#[derive(Debug)]
pub struct Open {
    /// Where the file is.
    pub path: PathBuf,
    /// The plan being edited.
    pub document: Document,
    /// Which reading of the file it goes back to.
    pub edition: u64,
    /// Keys of the file this program does not know.
    pub unknown: Vec<String>,
    /// Why it can only be looked at, if so.
    pub read_only: Option<String>,
}

impl Open {
    /// Returns the plan as it is to be on disk now.
    #[must_use]
    pub fn version(&self) -> Version {
        let plan = Arc::clone(self.document.plan());
        Version { edition: self.edition, revision: self.document.revision(), plan }
    }
}

/// One sentence about what just happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// What happened.
    pub says: String,
    /// How it is shown.
    pub state: State,
}

/// How far saving is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Saving {
    /// Everything is on disk.
    Saved,
    /// It is being written.
    Saving,
    /// It could not be written; the changes are in memory.
    NotSaved,
}

/// A job that is running.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Running {
    /// What it does, for people.
    pub what: &'static str,
    /// How far it is.
    pub far: Far,
    /// What it has seen is counted in bytes, as of a file that is being read; else in rows.
    pub in_bytes: bool,
}

impl Running {
    /// Returns how much it has seen, for people.
    #[must_use]
    pub fn done(&self) -> String {
        let done = self.far.done;
        if self.in_bytes { in_bytes(done) } else { thousands(u32::try_from(done).unwrap_or(u32::MAX)) }
    }
}

/// What screens look at and change.
#[derive(Debug)]
pub struct Desk {
    /// The plan that is open, if any.
    pub open: Option<Open>,
    /// Everyone, once measured.
    pub measured: Option<Measured>,
    /// The first people, while a long list is read for the first time: nobody knows yet where they stand.
    pub first: Option<Arc<Roster>>,
    /// Gates, findings and next actions for the plan as it is now.
    pub advice: Advice,
    /// The jobs that are running.
    pub jobs: BTreeMap<JobId, Running>,
    /// What just happened.
    pub notice: Option<Notice>,
    /// How far saving is.
    pub saving: Saving,
    /// Today.
    pub today: Day,
    /// Colours and glyphs.
    pub theme: Theme,
    /// Columns and rows of the terminal.
    pub size: (u16, u16),
    /// The values a filter can ask for, as far as they are known.
    pub values: Arc<Values>,
    /// How the people table is looked at.
    pub view: View,
    /// The roster whose values are known or being gathered.
    pub(super) values_of: Weak<Roster>,
    pub(super) effects: Vec<Effect>,
    pub(super) next_job: u64,
}

impl Desk {
    /// Makes a desk without a plan.
    #[must_use]
    pub fn new(today: Day, theme: Theme, size: (u16, u16)) -> Desk {
        Desk {
            open: None,
            measured: None,
            first: None,
            // Nobody sees it before a plan is open, and the first screen is not to wait for the guide.
            advice: advise(&NO_PLAN, &NO_PROGRESS, &Guide::default(), today),
            jobs: BTreeMap::new(),
            notice: None,
            saving: Saving::Saved,
            today,
            theme,
            size,
            values: Arc::default(),
            view: View::default(),
            values_of: Weak::new(),
            effects: Vec::new(),
            next_job: 1,
        }
    }

    /// Returns the plan; an empty one while none is open.
    #[must_use]
    pub fn plan(&self) -> &Arc<Plan> {
        self.open.as_ref().map_or(&NO_PLAN, |open| open.document.plan())
    }

    /// Returns the totals; empty ones until everyone is measured.
    #[must_use]
    pub fn progress(&self) -> &Progress {
        self.measured.as_ref().map_or(&NO_PROGRESS, |measured| &measured.progress)
    }

    /// Changes the plan as one undo step. A plan that can only be looked at stays as it is, and the reason is said.
    pub fn edit<T: Default>(&mut self, what: &str, change: impl FnOnce(&mut Plan) -> T) -> T {
        match &mut self.open {
            Some(Open { read_only: Some(why), .. }) => {
                let says = format!("Nothing was changed. {why}");
                self.say(State::Attention, says);
                T::default()
            }
            Some(open) => open.document.edit(what, change),
            None => T::default(),
        }
    }

    /// Returns why the plan can only be looked at, if so.
    #[must_use]
    pub fn read_only(&self) -> Option<&str> {
        self.open.as_ref().and_then(|open| open.read_only.as_deref())
    }

    /// Starts a job and returns its number.
    pub fn start(&mut self, what: &'static str, job: Job) -> JobId {
        let id = JobId(self.next_job);
        self.next_job += 1;
        let in_bytes = matches!(job, Job::Read(..));
        self.jobs.insert(id, Running { what, far: Far::default(), in_bytes });
        self.effects.push(Effect::Start(id, job));
        id
    }

    /// Asks for the values a filter can ask for, once a roster.
    pub fn gather_values(&mut self) {
        let Some(measured) = &self.measured else { return };
        if self.values_of.as_ptr() != Arc::as_ptr(&measured.roster) {
            let roster = Arc::clone(&measured.roster);
            self.values_of = Arc::downgrade(&roster);
            self.start("", Job::Values(roster));
        }
    }

    /// Says whether everybody is being measured.
    #[must_use]
    pub fn is_measuring(&self) -> bool {
        self.jobs.values().any(|running| running.what == MEASURING)
    }

    /// Remembers how the people table is looked at, for the next time.
    pub fn keep_view(&mut self) {
        let view = self.view.clone();
        self.start("", Job::KeepView(view));
    }

    /// Stops a job; its result will be dropped.
    pub fn cancel(&mut self, job: JobId) {
        if self.jobs.remove(&job).is_some() {
            self.effects.push(Effect::Cancel(job));
        }
    }

    /// Asks a job to stop; how it ended is told all the same, since it may have been done by then.
    pub fn ask_to_stop(&mut self, job: JobId) {
        self.effects.push(Effect::Cancel(job));
    }

    /// Says in one sentence what happened.
    pub fn say(&mut self, state: State, says: impl Into<String>) {
        self.notice = Some(Notice { says: says.into(), state });
    }

    /// Works out gates and findings for the plan as it is now.
    pub(super) fn advise(&mut self) {
        let mut advice = advise(self.plan(), self.progress(), guide(), self.today);
        if let Some(open) = &self.open {
            advice.findings.extend(unknown_key_findings(&open.unknown));
        }
        self.advice = advice;
    }
}

#[cfg(test)]
impl Open {
    /// Returns a plan opened for a test.
    pub(crate) fn of(plan: Plan) -> Open {
        let document = Document::new(plan);
        Open { path: "plan.toml".into(), document, edition: 1, unknown: Vec::new(), read_only: None }
    }
}

#[cfg(test)]
impl Desk {
    /// Returns a desk for a test, of 80 by 24 on 21 November 2026, with nothing open.
    pub(crate) fn bare() -> Desk {
        Desk::new("2026-11-21".parse().unwrap(), Theme::default(), (80, 24))
    }

    /// Returns the same desk with a plan open.
    pub(crate) fn on(plan: Plan) -> Desk {
        Desk { open: Some(Open::of(plan)), ..Desk::bare() }
    }
}
