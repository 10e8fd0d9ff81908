//! `ingather import`: take a list of users into a plan, and say what changed by it.
//!
//! Order matters: the list is kept first, then the plan that names it is saved. When the plan cannot be saved the kept
//! list goes again, so that nothing changed.

mod apart;
mod report;

use std::io::Write;
use std::path::Path;
use std::sync::Arc;

use super::files::{people_only, read_file};
use super::project::{Facts, Watch, facts, sources};
use super::{Ending, Verdict, changes, json};
use crate::cli;
use crate::error::Error;
use crate::lists::{Hints, List, Remembered, normalised};
use crate::plan::{Count, Day, ListKind, ListRecord, Plan};
use crate::progress::{Source, milestone, record_milestone};
use crate::store::{self, Access, Folders, PlanFile};
use crate::wording::count;
use report::Report;

/// What a person says of the list beside its file.
#[derive(Clone, Debug)]
pub struct Intake {
    /// What the list says of the people in it.
    pub kind: ListKind,
    /// Where it came from.
    pub label: String,
    /// The day it speaks of.
    pub as_of: Day,
    /// The name of the file, without its folder.
    pub file: String,
}

/// A list that was taken in; the plan is not saved yet.
pub struct Taken {
    /// Its record.
    pub record: ListRecord,
    /// The plan's lists now.
    pub sources: Vec<Source>,
    /// What follows now.
    pub facts: Facts,
    /// Lists that it replaced; their files can be deleted once the plan is saved.
    pub replaced: Vec<String>,
}

/// Keeps a list beside the plan, enters it into the plan with the totals of the day, and measures anew. `known` are the
/// plan's lists so far.
///
/// # Errors
/// Fails when the list cannot be kept, or with [`Error::Stopped`]; plan and disk are then as they were.
pub fn take_in(
    (path, plan): (&Path, &mut Plan),
    (intake, list): (&Intake, Arc<List>),
    known: &[Source],
    (today, watch): (Day, Watch),
) -> Result<Taken, Error> {
    let before = plan.clone();
    let id = plan.new_list_id(intake.kind, intake.as_of, |id| store::list_path(path, id).exists());
    let digest = store::keep_list(path, &id, normalised(&list).as_bytes())?;
    let record = record(intake, &list, (id, digest), today);
    let replaced = plan.take_in(record.clone());
    let mut sources: Vec<Source> =
        known.iter().filter(|source| !replaced.contains(&source.record.id)).cloned().collect();
    sources.push(Source { record: record.clone(), list: Ok(list) });
    let measured = match facts(plan, &sources, today, watch) {
        Ok(measured) => measured,
        Err(stopped) => {
            *plan = before;
            // That it was stopped matters more than a list that stays behind unnamed.
            let _ = store::delete_list(path, &record.id);
            return Err(stopped);
        }
    };
    record_milestone(plan, milestone(&measured.progress, plan.evidence_day(today), &record.id));
    Ok(Taken { record, sources, facts: measured, replaced })
}

fn record(intake: &Intake, list: &List, (id, digest): (String, String), today: Day) -> ListRecord {
    let number = |number: usize| Some(Count(count(number)));
    ListRecord {
        id,
        kind: intake.kind,
        label: intake.label.clone(),
        as_of: Some(intake.as_of),
        file: intake.file.clone(),
        format: list.format.to_owned(),
        digest,
        rows: Some(Count(u32::try_from(list.rows).unwrap_or(u32::MAX))),
        people: number(list.table.len()),
        duplicates: number(list.duplicates.len()),
        rejected: number(list.rejected.len()),
        imported_on: Some(today),
        ..ListRecord::default()
    }
}

/// Imports a file and says what it did.
pub(super) fn import(asked: &cli::Import, today: Day, out: &mut dyn Write) -> Ending {
    let as_of = asked.date.unwrap_or(today);
    if as_of > today {
        return Err(Error::Usage {
            what: format!("{as_of} is after today, {today}. A list cannot speak of a day to come."),
            instead: "Give --date the day on which the list was exported.".to_owned(),
        }
        .into());
    }
    let mut opened = PlanFile::open(&asked.plan, &Folders::find()?, Access::Write)?;
    let path = opened.file.path().to_owned();
    if let Some(why) = opened.read_only {
        return Err(Error::ReadOnly { path, why: why.reason() }.into());
    }
    let Some(kind) = asked.kind.list() else {
        return apart::import(asked, (opened.file, opened.plan), (as_of, today), out);
    };
    let mut plan = opened.plan;
    let remembered = Remembered::of(&plan);
    let hints = Hints {
        kind: Some(kind),
        encoding: asked.encoding,
        sheet: asked.sheet.clone(),
        remembered,
        ..Hints::default()
    };
    let list = Arc::new(read_file(&asked.file, hints)?);
    people_only(&asked.file, &list)?;
    let known = sources(&path, &plan, &[], &mut super::go_on)?;
    let before = facts(&plan, &known, today, &mut super::go_on)?;
    let typed = asked.label.as_deref().map(str::trim).filter(|label| !label.is_empty());
    let label = typed.map_or_else(|| plan.usual_label(kind, Some(&list.origin())), str::to_owned);
    let file = asked.file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let intake = Intake { kind, label, as_of, file };
    let new = record(&intake, &list, (String::new(), String::new()), today);
    let changed = changes((&new, &list), &known, Some(&before.roster), &mut super::go_on)?;
    let taken =
        take_in((&path, &mut plan), (&intake, Arc::clone(&list)), &known, (today, &mut super::go_on))?;
    if let Err(error) = opened.file.save(&plan) {
        // Why the plan was not saved matters more than a list that stays behind unnamed.
        let _ = store::delete_list(&path, &taken.record.id);
        return Err(error.into());
    }
    for id in &taken.replaced {
        store::delete_list(&path, id)?;
    }
    let changed = changed.as_ref();
    let report = Report { list: &list, taken: &taken, before: &before, plan: &plan, changed };
    if asked.json {
        json::write(&report.json(), out)?;
    } else {
        report.plain(out)?;
    }
    Ok(Verdict::Fine)
}
