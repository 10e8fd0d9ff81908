//! `ingather import`: take a list of users into a plan, and say what changed by it.
//!
//! Order matters: the list is kept first, then the plan that names it is saved. When the plan cannot be saved the kept
//! list goes again, so that nothing changed.

use std::io::{self, Write};
use std::path::Path;
use std::sync::Arc;

use serde::Serialize;

use super::files::read_file;
use super::project::{Facts, facts, sources};
use super::{Ending, Verdict, json, totals};
use crate::cli;
use crate::error::Error;
use crate::lists::{Hints, List, normalised};
use crate::plan::{Count, Day, ListKind, ListRecord, Plan};
use crate::progress::{Counts, Source, milestone, record_milestone};
use crate::store::{self, Access, Folders, PlanFile};
use crate::untrusted::Shown;
use crate::wording::{count, plural, thousands};

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
/// Fails when the list cannot be kept; the plan is then as it was.
pub fn take_in(
    (path, plan): (&Path, &mut Plan),
    (intake, list): (&Intake, Arc<List>),
    known: &[Source],
    today: Day,
) -> Result<Taken, Error> {
    let id = plan.new_list_id(intake.kind, intake.as_of, |id| store::list_path(path, id).exists());
    let digest = store::keep_list(path, &id, normalised(&list).as_bytes())?;
    let record = record(intake, &list, (id, digest), today);
    let replaced = plan.take_in(record.clone());
    let mut sources: Vec<Source> =
        known.iter().filter(|source| !replaced.contains(&source.record.id)).cloned().collect();
    sources.push(Source { record: record.clone(), list: Ok(list) });
    let measured = facts(plan, &sources, today, &mut super::go_on)?;
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
    let kind = ListKind::from(asked.kind);
    let hints = Hints { kind: Some(kind), encoding: asked.encoding, ..Hints::default() };
    let list = Arc::new(read_file(&asked.file, hints)?);
    let mut plan = opened.plan;
    let known = sources(&path, &plan, &[], &mut super::go_on)?;
    let before = facts(&plan, &known, today, &mut super::go_on)?;
    let typed = asked.label.as_deref().map(str::trim).filter(|label| !label.is_empty());
    let label = typed.map_or_else(|| plan.usual_label(kind), str::to_owned);
    let file = asked.file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let intake = Intake { kind, label, as_of, file };
    let taken = take_in((&path, &mut plan), (&intake, Arc::clone(&list)), &known, today)?;
    if let Err(error) = opened.file.save(&plan) {
        // Why the plan was not saved matters more than a list that stays behind unnamed.
        let _ = store::delete_list(&path, &taken.record.id);
        return Err(error.into());
    }
    for id in &taken.replaced {
        store::delete_list(&path, id)?;
    }
    let report = Report { list: &list, taken: &taken, before: &before, plan: &plan };
    if asked.json {
        json::write(&report.json(), out)?;
    } else {
        report.plain(out)?;
    }
    Ok(Verdict::Fine)
}

/// What an import is told by.
struct Report<'i> {
    list: &'i List,
    taken: &'i Taken,
    before: &'i Facts,
    plan: &'i Plan,
}

#[derive(Serialize)]
struct Json<'i> {
    id: &'i str,
    kind: &'static str,
    label: &'i str,
    as_of: String,
    current: bool,
    rows: u64,
    people: usize,
    duplicates: usize,
    rejected: usize,
    replaced: &'i [String],
    before: TotalsOut,
    after: TotalsOut,
}

#[derive(Serialize)]
struct TotalsOut {
    outstanding: u32,
    invited: u32,
    consolidated: u32,
    low: Option<f64>,
    high: Option<f64>,
}

impl TotalsOut {
    fn of(facts: &Facts) -> TotalsOut {
        let Counts { outstanding, invited, consolidated, .. } = facts.progress.total;
        let rate = facts.progress.rate;
        TotalsOut {
            outstanding,
            invited,
            consolidated,
            low: rate.map(|rate| f64::from(rate.low.0) / 10.0),
            high: rate.map(|rate| f64::from(rate.high.0) / 10.0),
        }
    }
}

impl Report<'_> {
    fn is_current(&self) -> bool {
        let states = &self.taken.facts.progress.lists;
        states.iter().any(|state| state.id == self.taken.record.id && state.current)
    }

    fn json(&self) -> Json<'_> {
        let record = &self.taken.record;
        Json {
            id: &record.id,
            kind: record.kind.word(),
            label: &record.label,
            as_of: totals::dated(record.as_of),
            current: self.is_current(),
            rows: self.list.rows,
            people: self.list.table.len(),
            duplicates: self.list.duplicates.len(),
            rejected: self.list.rejected.len(),
            replaced: &self.taken.replaced,
            before: TotalsOut::of(self.before),
            after: TotalsOut::of(&self.taken.facts),
        }
    }

    fn plain(&self, out: &mut dyn Write) -> io::Result<()> {
        let record = &self.taken.record;
        writeln!(
            out,
            "Imported {} as {} from “{}”, as of {}.",
            Shown(&record.file),
            record.kind.word(),
            Shown(&record.label),
            totals::dated(record.as_of)
        )?;
        writeln!(
            out,
            "{}, {} repeated, {} rejected.",
            plural(count(self.list.table.len()), "person", "people"),
            thousands(count(self.list.duplicates.len())),
            thousands(count(self.list.rejected.len()))
        )?;
        for note in &self.list.notes {
            writeln!(out, "{}", Shown(note))?;
        }
        for id in &self.taken.replaced {
            writeln!(out, "It replaces {}, which was of the same day.", Shown(id))?;
        }
        if !self.is_current() {
            writeln!(
                out,
                "A newer list of this kind and source is there already: this one is kept as history."
            )?;
        }
        self.changes(out)
    }

    fn changes(&self, out: &mut dyn Write) -> io::Result<()> {
        let (before, after) = (&self.before.progress, &self.taken.facts.progress);
        let moved = |name: &str, count: fn(&Counts) -> u32| {
            let (before, after) = (count(&before.total), count(&after.total));
            (before != after).then(|| format!("{name} {} → {}", thousands(before), thousands(after)))
        };
        let changes: Vec<String> = [
            moved("consolidated", |counts| counts.consolidated),
            moved("invited", |counts| counts.invited),
            moved("outstanding", |counts| counts.outstanding),
            moved("gone", |counts| counts.gone),
            moved("native", |counts| counts.native),
            moved("unnamed", |counts| counts.unnamed),
            moved("unknown to Zoom", |counts| counts.unknown),
        ]
        .into_iter()
        .flatten()
        .collect();
        if changes.is_empty() {
            writeln!(out, "No total changed.")?;
        } else {
            writeln!(out, "Changed: {}.", changes.join(", "))?;
        }
        let (was, is) = (totals::range(before.rate), totals::range(after.rate));
        let target = self.plan.target().map(|target| format!(", target {target} %")).unwrap_or_default();
        if was == is || before.rate.is_none() {
            return writeln!(out, "Rate: {is}{target}.");
        }
        writeln!(out, "Rate: {was} → {is}{target}.")
    }
}
