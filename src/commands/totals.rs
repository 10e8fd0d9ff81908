//! How totals, rates and gates are written as plain text: shared by status, compare, import and check.

use std::io::{self, Write};

use super::text::{Side, columns};
use crate::advice::{Gate, Met};
use crate::plan::{Day, Percent};
use crate::progress::{Basis, Counts, DomainProgress, Progress, Rate};
use crate::wording::{count, per_cent, plural, thousands};

/// Returns the rate as its two ends: `58.1–62.3 %`, or one number where they do not differ.
pub(super) fn range(rate: Option<Rate>) -> String {
    match rate {
        None => "no rate".to_owned(),
        Some(rate) if rate.is_range() => {
            format!("{}–{}", per_cent(rate.low).trim_end_matches(" %"), per_cent(rate.high))
        }
        Some(rate) => per_cent(rate.low),
    }
}

/// Said of a plan without a rate.
const NOBODY_COUNTED: &str =
    "Nobody is counted yet: import a release list and a users export, or add a reading.";

/// Returns the sentence that says how far the project is, with the numbers the rate is made of.
pub(super) fn verdict(progress: &Progress, target: Option<Percent>) -> String {
    let Some(rate) = progress.rate else {
        return NOBODY_COUNTED.to_owned();
    };
    let target = match target {
        Some(target) => format!(", target {target} %"),
        None => ", no target set".to_owned(),
    };
    if rate.maybe_elsewhere() > 0 {
        let elsewhere = thousands(rate.maybe_elsewhere());
        return format!(
            "{}: {}{target}. Up to {elsewhere} of them may have changed their address instead.",
            rate.people_in(),
            range(progress.rate)
        );
    }
    let readings_only = progress.domains.iter().any(|domain| domain.basis == Basis::Readings);
    let low = if rate.is_range() && readings_only {
        format!(
            " {} at the low end: {} of {}.",
            per_cent(rate.low),
            thousands(rate.consolidated),
            thousands(rate.of_low)
        )
    } else if rate.is_range() {
        let unnamed = plural(progress.total.unnamed, "person", "people");
        format!(" {} with {unnamed} who are counted but not named.", per_cent(rate.low))
    } else {
        String::new()
    };
    format!("{}: {}{target}.{low}", rate.people_in(), per_cent(rate.high))
}

/// Writes the table of domains with a line of totals.
pub(super) fn domains(progress: &Progress, out: &mut dyn Write) -> io::Result<()> {
    let titles =
        ["domain", "outstanding", "invited", "consolidated", "native", "gone", "excluded", "unnamed", "rate"];
    let mut rows = vec![titles.map(str::to_owned).to_vec()];
    let row = |name: &str, counts: &Counts, rate: Option<Rate>| {
        let numbers = [
            counts.outstanding,
            counts.invited,
            counts.consolidated,
            counts.native,
            counts.gone,
            counts.excluded,
            counts.unnamed,
        ];
        let mut cells = vec![name.to_owned()];
        cells.extend(numbers.map(thousands));
        cells.push(range(rate));
        cells
    };
    for DomainProgress { name, counts, rate, .. } in &progress.domains {
        rows.push(row(name, counts, *rate));
    }
    rows.push(row("total", &progress.total, progress.rate));
    let mut sides = [Side::Right; 9];
    sides[0] = Side::Left;
    columns(out, &sides, &rows)
}

/// Writes the gates, each with how it stands.
pub(super) fn gates(gates: &[Gate], out: &mut dyn Write) -> io::Result<()> {
    let rows: Vec<Vec<String>> =
        gates.iter().map(|gate| vec![String::new(), gate.id.title().to_owned(), state(gate)]).collect();
    columns(out, &[Side::Left, Side::Left, Side::Left], &rows)
}

/// Returns how a gate stands in a few words.
pub(super) fn state(gate: &Gate) -> String {
    if gate.nothing_to_decide {
        return "nothing to decide".to_owned();
    }
    let shut = count(gate.shut_reasons());
    let open = match (gate.open, gate.warning) {
        (true, true) => "open, on old evidence".to_owned(),
        (true, false) => "open".to_owned(),
        (false, _) => format!("shut: {}", plural(shut, "reason", "reasons")),
    };
    match gate.passed_on {
        Some(day) => format!("{open} (done on {day})"),
        None => open,
    }
}

/// Returns the glyph that stands before a condition, the same as on screen.
pub(super) fn glyph(met: Met) -> &'static str {
    match met {
        Met::Yes => "+",
        Met::No => "x",
        Met::Stale => "~",
        Met::Overridden => "o",
    }
}

/// Returns a day for a table: the date, or words where there is none.
pub(super) fn dated(day: Option<Day>) -> String {
    day.map_or_else(|| "no date".to_owned(), |day| day.to_string())
}
