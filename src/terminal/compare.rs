//! Works out what a list changes before and after it is imported, and writes the rows of a file that were not taken.

use std::sync::Arc;

use super::meter::Meter;
use crate::app::{Compared, Import, NotTaken, Outcome, Totals};
use crate::commands::{changes, project, same_rows};
use crate::error::Error;
use crate::export;
use crate::plan::{Day, Plan};
use crate::progress::{Roster, Source};
use crate::store::{self, Overwrite};

/// Compares a list that is not imported yet with the one it follows, and measures everybody as if it were imported.
/// Nothing is written. `known` are the plan's lists.
pub(super) fn before_import(
    import: Import,
    known: &[Source],
    today: Day,
    meter: &Meter,
) -> Result<Outcome, Error> {
    let Import { list, record, mut plan, .. } = import;
    let mut watch = |done| meter.at(done);
    let now = project::facts(&plan, known, today, &mut watch)?;
    let changed = changes((&record, &list), known, Some(&now.roster), &mut watch)?;
    let same_as = same_rows(&list, &plan, &mut watch)?;
    let replaced = Arc::make_mut(&mut plan).take_in(record.clone());
    let mut sources: Vec<Source> =
        known.iter().filter(|source| !replaced.contains(&source.record.id)).cloned().collect();
    sources.push(Source { record, list: Ok(Arc::clone(&list)) });
    let then = project::facts(&plan, &sources, today, &mut watch)?;
    let totals = Some((Totals::of(&now.progress), Totals::of(&then.progress)));
    Ok(Outcome::Compared(Box::new(Compared::of(
        list,
        changed.map(|all| (all.before, all.difference)),
        totals,
        same_as,
    ))))
}

/// Compares a list of the plan with the one before it. `known` are the plan's lists.
pub(super) fn kept(plan: &Plan, id: &str, known: &[Source], meter: &Meter) -> Result<Outcome, Error> {
    let Some(source) = known.iter().find(|source| source.record.id == id) else {
        return Ok(Outcome::Failed("This list is no longer in the plan.".to_owned()));
    };
    let Ok(list) = &source.list else {
        let says =
            "The kept file of this list cannot be read, so that nothing can be compared. Import it again.";
        return Ok(Outcome::Failed(says.to_owned()));
    };
    let record = plan.lists.iter().find(|record| record.id == id).unwrap_or(&source.record);
    // What people were before this list came is not known any more, only what both lists say.
    let nobody: Option<&Roster> = None;
    let changed = changes((record, list), known, nobody, &mut |done| meter.at(done))?;
    let changed = changed.map(|all| (all.before, all.difference));
    Ok(Outcome::Compared(Box::new(Compared::of(Arc::clone(list), changed, None, None))))
}

/// Writes the rows of a file that were not taken.
pub(super) fn write(rows: &NotTaken) -> Result<Outcome, Error> {
    if !rows.replace && rows.to.exists() {
        return Ok(Outcome::Exists(rows.to.clone()));
    }
    // A folder that is not there was mistyped: making it would put people's data where nobody looks.
    if let Some(folder) = rows.to.parent().filter(|folder| !folder.as_os_str().is_empty() && !folder.is_dir())
    {
        let says = format!("There is no folder {}. Check its spelling, or make it first.", folder.display());
        return Ok(Outcome::Failed(says));
    }
    let overwrite = if rows.replace { Overwrite::Yes } else { Overwrite::No };
    store::write_new(&rows.to, &export::rejected(&rows.list), overwrite)?;
    Ok(Outcome::Exported(vec![rows.to.clone()], Vec::new()))
}
