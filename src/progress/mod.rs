//! Lists and plan become people with a standing, totals and a rate.
//!
//! [`measure`] does it all, in one pass over each list: `sheet` puts the lists in order and finds the current
//! ones → `gather` and `people` make one person of all rows with one address → `decided` and
//! `joined` add what the plan says of people → `standing` and `mark` judge each person → `totals`, `rate` and `contradiction` add up.
//! What comes out is a [`Roster`] for tables, filters and exports, and a [`Progress`] of totals for
//! everything that must be instant: no check, gate or meter ever looks at people.
//!
//! A readings-only domain names nobody. It enters the totals by what its readings differ by: *consolidated*
//! is the low end of what the outside count fell by, *unnamed* is who is still outside; its share of the
//! total rate is held against its first reading's outside count.
//!
//! ```
//! use std::ops::ControlFlow;
//! use std::sync::Arc;
//! use ingather::lists::{self, Hints};
//! use ingather::progress::{Compared, compare};
//!
//! let mut go_on = |_| ControlFlow::Continue(());
//! let read = |text: &str| lists::read(text.as_bytes(), &Hints::default(), &mut |_| ControlFlow::Continue(()));
//! let outside = [Arc::new(read("Email\nann@northwind.example\nbo@northwind.example\n")?)];
//! let members = [Arc::new(read("Email\nAnn@Northwind.example\n")?)];
//! let lists = Compared { outside: &outside, members: &members, ..Compared::default() };
//! let (roster, progress) = compare(&lists, &mut go_on).unwrap_or_default();
//! assert_eq!((roster.len(), progress.total.consolidated, progress.total.outstanding), (2, 1, 1));
//! # Ok::<(), lists::Refusal>(())
//! ```

pub mod alike;
mod contradiction;
mod counts;
mod decided;
mod difference;
mod facts;
mod filter;
mod forecast;
mod gather;
mod invite;
mod join;
mod joined;
mod late;
pub mod ledger;
mod mark;
mod milestone;
mod people;
mod rate;
pub mod reconcile;
pub mod report;
mod roster;
mod set;
mod sheet;
mod sign_in;
mod standing;
mod totals;

use std::ops::ControlFlow;
use std::sync::Arc;

use jiff::civil::Date;

pub use contradiction::Contradiction;
pub use counts::Counts;
pub use difference::{Change, Difference, History, MOSTLY_MISSING, Moved, Sides, difference};
pub use filter::{Completion, Filter, FilterError, FilterKey, Offer, Seen, Values};
pub use forecast::{Forecast, forecast};
pub use invite::KeptBack;
pub use mark::{Mark, MarkCounts, Marks};
pub use milestone::{milestone, record_milestone, record_reading};
pub use rate::{Basis, Rate};
pub use roster::{Person, PersonId, Roster};
pub use set::PeopleSet;
pub use sheet::most_believed;
pub use sign_in::{SignIn, SignIns};
pub use standing::Standing;
pub use totals::{DomainProgress, Named, Newcomers, Progress, WaveProgress};

use crate::lists::List;
use crate::plan::{Day, ListKind, ListRecord, Plan};
use gather::{Gathered, Steps};

/// Whether the kept file of a list is there and as it was imported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kept {
    /// It was read.
    Read,
    /// There is no such file.
    Missing,
    /// The file is not the one that was imported.
    Altered,
    /// The file could not be read, and why in one sentence.
    Unreadable(String),
}

/// A list of the plan: its record, and its people or why there are none.
#[derive(Clone, Debug)]
pub struct Source {
    /// The plan's record of it.
    pub record: ListRecord,
    /// Its people.
    pub list: Result<Arc<List>, Kept>,
}

/// How a list of the plan entered the totals.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListState {
    /// The id of its record.
    pub id: String,
    /// It is the newest readable one of its kind and label, so it tells how things are now.
    pub current: bool,
    /// Whether its file is as it was.
    pub kept: Kept,
}

/// Returns everybody and the totals as they are known on a day, or nothing when the work was stopped.
///
/// Lists and readings of a day after `today` are left out: what is dated tomorrow has not happened. `watch` is told
/// now and then how many rows are done; when it breaks, the work stops. Sources may come in any order.
pub fn measure(
    plan: &Plan,
    sources: &[Source],
    today: Day,
    watch: &mut dyn FnMut(u64) -> ControlFlow<()>,
) -> Option<(Roster, Progress)> {
    let mut steps = Steps::new(watch);
    let (mut sheets, states) = sheet::in_order(sources, today);
    sheet::end_invitations(&mut sheets, plan);
    let assigned = sheet::assign(&mut sheets, &plan.sso.assigned_list);
    let mut mentions = decided::mentions(plan, today);
    let Gathered { mut people, domains, aliases, named } =
        gather::gather(&sheets, mentions.take_table(), &mut steps)?;
    let mut decisions = mentions.decide(&named, &mut people);
    decisions.aliases = aliases;
    joined::join(plan, &mut people, &mut decisions);
    sign_in::note_second(&decisions, &mut people);
    let judged = totals::judge(plan, &mut people, &domains, &mut steps)?;
    let named = totals::named(plan, &people);
    let mut progress = totals::add_up(plan, today, &domains, &judged);
    progress.maybe_in = joined::maybe_in(&decisions, &people);
    let mut roster = Roster { people, sheets, decisions };
    progress.lists = states;
    progress.assigned = assigned;
    progress.named = named;
    progress.waves = totals::waves(plan, &mut roster, &mut steps)?;
    Some((roster, progress))
}

/// Lists to be compared without a plan. Every list is current.
#[derive(Clone, Copy, Debug, Default)]
pub struct Compared<'a> {
    /// People outside the main account.
    pub outside: &'a [Arc<List>],
    /// Members of the main account or a sub-account.
    pub members: &'a [Arc<List>],
    /// Open invitations.
    pub pending: &'a [Arc<List>],
    /// Who is an employee.
    pub directory: &'a [Arc<List>],
}

/// Returns everybody in the lists and the totals, as [`measure`] does with an empty plan, or nothing when the
/// work was stopped.
pub fn compare(
    lists: &Compared<'_>,
    watch: &mut dyn FnMut(u64) -> ControlFlow<()>,
) -> Option<(Roster, Progress)> {
    let kinds = [
        (ListKind::Outside, lists.outside),
        (ListKind::Members, lists.members),
        (ListKind::Pending, lists.pending),
        (ListKind::Directory, lists.directory),
    ];
    let all = kinds.into_iter().flat_map(|(kind, lists)| lists.iter().map(move |list| (kind, list)));
    let sources: Vec<Source> = (1..)
        .zip(all)
        .map(|(number, (kind, list))| {
            let id = format!("list-{number}");
            // Each file is a source of its own, so that none replaces another.
            let record = ListRecord { label: id.clone(), id, kind, ..ListRecord::default() };
            Source { record, list: Ok(Arc::clone(list)) }
        })
        .collect();
    // No list has a day, so that any day will do.
    measure(&Plan::default(), &sources, Day(Date::MAX), watch)
}
