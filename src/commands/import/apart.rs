//! `ingather import --as accounts` and `--as counts`: files whose rows are no people go where they belong in the plan.

use std::io::Write;

use serde::Serialize;

use super::super::project::{facts, sources};
use super::super::{Ending, Verdict, go_on, json, totals};
use super::another;
use crate::advice::ledger::missing_in_words;
use crate::cli::{self, As};
use crate::guide::guide;
use crate::lists::{self, List, Taken, take_apart};
use crate::plan::{Day, Plan};
use crate::progress::{milestone, record_milestone};
use crate::store::PlanFile;
use crate::untrusted::Shown;

#[derive(Serialize)]
struct Json<'i> {
    #[serde(rename = "as")]
    kind: &'static str,
    rows: usize,
    says: &'i [String],
    notes: &'i [String],
}

/// Takes accounts or counts in, saves the plan and says what changed.
pub(super) fn import(
    asked: &cli::Import,
    (mut file, mut plan): (PlanFile, Plan),
    (list, today): (&List, Day),
    out: &mut dyn Write,
) -> Ending {
    let wanted = match asked.kind {
        As::Accounts => "accounts",
        _ => "counts",
    };
    let name = asked.file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let as_of = asked.date.unwrap_or_else(|| lists::date(&name, list, today).0);
    let content = Some(&list.content).filter(|content| content.word() == wanted);
    let Some(taken) = content.and_then(|content| take_apart(&mut plan, content, (as_of, today))) else {
        return Err(another(&asked.file, wanted, list).into());
    };
    let known = sources(file.path(), &plan, &[], &mut go_on)?;
    let measured = facts(&plan, &known, today, &mut go_on)?;
    if let Taken::Counts(counted) = &taken
        && let Some(newest) = counted.added.last()
    {
        let line = milestone(&measured.progress, plan.evidence_day(today), newest);
        record_milestone(&mut plan, line);
    }
    file.save(&plan)?;
    let says = taken.says();
    if asked.json {
        json::write(&Json { kind: wanted, rows: list.entries(), says: &says, notes: &list.notes }, out)?;
        return Ok(Verdict::Fine);
    }
    writeln!(out, "Read {} in {}.", list.entries_in_words(), Shown(&name))?;
    for sentence in says.iter().chain(&list.notes) {
        writeln!(out, "{}", Shown(sentence))?;
    }
    let cases = missing_in_words(
        &plan,
        &measured.progress,
        guide(),
        "In the wizard, o on the page Special cases opens them.",
    );
    if matches!(taken, Taken::Accounts(_)) && !cases.is_empty() {
        writeln!(out, "{}", cases.trim_end())?;
    }
    if matches!(taken, Taken::Counts(_)) {
        writeln!(out, "Rate: {}.", totals::range(measured.progress.rate))?;
    }
    Ok(Verdict::Fine)
}
