//! `ingather import`: take a list of users into a plan, and say what changed by it.
//!
//! Order matters: the list is kept first, then the plan that names it is saved. When the plan cannot be saved the kept
//! list goes again, so that nothing changed.

mod apart;
mod told;

use std::io::Write;
use std::path::Path;
use std::sync::Arc;

use super::files::{another, people_only, read_file};
use super::project::{Facts, Watch, facts, sources};
use super::{Changes, Ending, Stop, Verdict, changes, json};
use crate::cli;
use crate::error::Error;
use crate::lists::{self, DateFrom, Hints, List, RefusalKind, Remembered, normalised, report};
pub use crate::plan::Intake;
use crate::plan::{Day, ListKind, ListRecord, Plan, same_label};
use crate::progress::{MOSTLY_MISSING, Source, milestone, record_milestone};
use crate::store::{self, Access, Folders, PlanFile};
use crate::untrusted::Shown;
use crate::wording::{and, count, plural};
use told::Report;

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
    let record = ListRecord { id, digest, ..list.record(intake, today) };
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

/// Imports a file and says what it did. With `--json` a file that is refused is told as JSON too.
pub(super) fn import(asked: &cli::Import, today: Day, out: &mut dyn Write) -> Ending {
    let refused = match import_file(asked, today, out) {
        Err(Stop::Refused(error)) if asked.json => error,
        ending => return ending,
    };
    let (kind, message) = match &refused {
        Error::List { kind, message, .. } => (*kind, message.clone()),
        Error::NotImported { kind, message, instead, .. } => (*kind, format!("{message} {instead}")),
        Error::Missing { path } | Error::Io { path, .. } if *path == asked.file => {
            (RefusalKind::Io.word(), format!("{refused} {}", refused.hint()))
        }
        _ => return Err(refused.into()),
    };
    json::write(&report::refused(&asked.file.display().to_string(), kind, &message), out)?;
    Ok(Verdict::FileRefused)
}

fn import_file(asked: &cli::Import, today: Day, out: &mut dyn Write) -> Ending {
    if let Some(as_of) = asked.date.filter(|as_of| *as_of > today) {
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
    let mut plan = opened.plan;
    let list = Arc::new(read(asked, &plan)?);
    let Some(kind) = asked.kind.list() else {
        return apart::import(asked, (opened.file, plan), (&list, today), out);
    };
    holds_people(&asked.file, &list, kind)?;
    let known = sources(&path, &plan, &[], &mut super::go_on)?;
    let before = facts(&plan, &known, today, &mut super::go_on)?;
    let (intake, date_from) = intake(asked, (kind, &list), &plan, today);
    let new = list.record(&intake, today);
    let changed = changes((&new, &list), &known, Some(&before.roster), &mut super::go_on)?;
    if !asked.force {
        not_mostly_missing(&asked.file, changed.as_ref())?;
    }
    not_history_by_a_guess(&asked.file, (&new, date_from), &plan)?;
    let taken =
        take_in((&path, &mut plan), (&intake, Arc::clone(&list)), &known, (today, &mut super::go_on))?;
    if let Err(error) = opened.file.save(&plan) {
        // Why the plan was not saved matters more than a list that stays behind unnamed.
        let _ = store::delete_list(&path, &taken.record.id);
        return Err(error.into());
    }
    // The plan is saved by now: a file that stays behind is told and fails nothing.
    let mut notes = list.notes.clone();
    notes.extend(taken.replaced.iter().filter_map(|id| {
        store::delete_list(&path, id).err()?;
        let left = store::list_path(&path, id);
        Some(format!(
            "The file of the list it replaces could not be deleted: {}. Nothing needs it; delete it by hand.",
            left.display()
        ))
    }));
    let report = Report {
        list: &list,
        taken: &taken,
        before: &before,
        plan: &plan,
        changed: changed.as_ref(),
        date_from,
        notes: &notes,
    };
    if asked.json {
        json::write(&report.json(), out)?;
    } else {
        report.plain(out)?;
    }
    Ok(Verdict::Fine)
}

/// Reads what was asked for: the file by all that is known of it, and of a workbook one sheet. Several sheets that hold
/// lists are refused where none was named.
fn read(asked: &cli::Import, plan: &Plan) -> Result<List, Error> {
    let hints = Hints {
        kind: asked.kind.list(),
        encoding: asked.encoding,
        sheet: asked.sheet.clone(),
        remembered: Remembered::of(plan),
        ..Hints::default()
    };
    let list = read_file(&asked.file, hints)?;
    let fitting: Vec<String> =
        list.fitting_sheets().map(|sheet| format!("“{}”", Shown(&sheet.name))).collect();
    if asked.sheet.is_none() && fitting.len() > 1 {
        return Err(Error::NotImported {
            path: asked.file.clone(),
            kind: "several_sheets",
            message: format!("Several sheets hold a list: {}.", and(&fitting)),
            instead: "Say which one is to be imported with --sheet NAME.".to_owned(),
        });
    }
    Ok(list)
}

/// Refuses what holds no people or nobody, save an export of members or invitations that says so by its header.
fn holds_people(file: &Path, list: &List, kind: ListKind) -> Result<(), Error> {
    people_only(file, list)?;
    if !list.table.is_empty() || list.is_of_nobody(kind) {
        return Ok(());
    }
    let instead = match list.rejected.len() {
        0 => "It has no rows below its header. Export the list again.".to_owned(),
        rows => format!(
            "{}. ingather inspect tells why.",
            plural(count(rows), "row was rejected", "rows were rejected")
        ),
    };
    let message = "Nobody is in this file; nothing was imported.".to_owned();
    Err(Error::NotImported { path: file.to_owned(), kind: "nobody", message, instead })
}

/// Refuses a list in which most people of the list before are missing.
fn not_mostly_missing(file: &Path, changed: Option<&Changes>) -> Result<(), Error> {
    let missing = changed.and_then(|changed| changed.difference.mostly_missing(changed.before.1.table.len()));
    let Some(missing) = missing else { return Ok(()) };
    Err(Error::NotImported {
        path: file.to_owned(),
        kind: "most_are_missing",
        message: format!("{missing} {MOSTLY_MISSING}"),
        instead: "Nothing was imported. Add --force if it is the whole list.".to_owned(),
    })
}

/// Refuses a list that would be history only because its day was guessed: it may well be the newest.
fn not_history_by_a_guess(
    file: &Path,
    (new, date_from): (&ListRecord, DateFrom),
    plan: &Plan,
) -> Result<(), Error> {
    let is_newer = |known: &&ListRecord| {
        known.kind == new.kind && same_label(&known.label, &new.label) && known.as_of > new.as_of
    };
    let newest = plan.lists.iter().filter(is_newer).filter_map(|known| known.as_of).max();
    let (Some(newest), Some(as_of), true) = (newest, new.as_of, date_from.is_guess()) else { return Ok(()) };
    Err(Error::NotImported {
        path: file.to_owned(),
        kind: "older_by_a_guess",
        message: format!(
            "Going by {as_of} ({}) it is older than the list of {newest} that is there, and would be kept as history.",
            date_from.says()
        ),
        instead: format!(
            "Nothing was imported. Give the day of the export with --date, for example --date {as_of} if that is right."
        ),
    })
}

/// Returns what is known of the list beside its file, and where its day comes from.
fn intake(
    asked: &cli::Import,
    (kind, list): (ListKind, &List),
    plan: &Plan,
    today: Day,
) -> (Intake, DateFrom) {
    let file = asked.file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let typed = asked.label.as_deref().map(str::trim).filter(|label| !label.is_empty());
    let label = typed.map_or_else(|| plan.usual_label(kind, list.origin(kind).as_ref()), str::to_owned);
    let (as_of, date_from) =
        asked.date.map_or_else(|| lists::date(&file, list, today), |day| (day, DateFrom::Typed));
    (Intake { kind, label, as_of, file }, date_from)
}
