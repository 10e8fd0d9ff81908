//! `ingather check`: findings and gates; a blocker makes the exit code 1.

use std::io::{self, Write};

use super::project::{Project, load};
use super::{Ending, Verdict, json, totals};
use crate::advice::Weight;
use crate::advice::report::CheckReport;
use crate::cli;
use crate::guide::guide;
use crate::plan::Day;
use crate::untrusted::Shown;
use crate::wording::{count, plural};

/// Writes what the program noticed, the heaviest first.
pub(super) fn check(asked: &cli::OnePlan, today: Day, out: &mut dyn Write) -> Ending {
    let project = load(&asked.plan, today, &mut super::go_on)?;
    let advice = &project.facts.advice;
    if asked.json {
        let report = CheckReport::new(advice, &advice.findings, guide());
        json::write(&report, out)?;
    } else {
        plain(&project, out)?;
    }
    let blocked = advice.count(Weight::Blocker) > 0;
    Ok(if blocked { Verdict::Blocked } else { Verdict::Fine })
}

fn plain(project: &Project, out: &mut dyn Write) -> io::Result<()> {
    let advice = &project.facts.advice;
    for gate in &advice.gates {
        writeln!(out, "{} {}", gate.id.title(), totals::state(gate))?;
        for condition in &gate.conditions {
            let evidence = match condition.evidence.as_str() {
                "" => String::new(),
                evidence => format!(" ({evidence})"),
            };
            let line = format!("{}{evidence}", condition.says);
            writeln!(out, "  {} {}", totals::glyph(condition.met), Shown(&line))?;
        }
        writeln!(out)?;
    }
    for weight in Weight::ALL {
        let of_weight = || advice.findings.iter().filter(|finding| finding.weight == weight);
        let number = count(of_weight().count());
        if number == 0 {
            continue;
        }
        let title = match weight {
            Weight::Blocker => plural(number, "blocker", "blockers"),
            Weight::Warning => plural(number, "warning", "warnings"),
            Weight::Advice => plural(number, "piece of advice", "pieces of advice"),
        };
        writeln!(out, "{title}")?;
        for finding in of_weight() {
            writeln!(out, "  {}", Shown(&finding.says))?;
            if !finding.why.is_empty() {
                writeln!(out, "    why: {}", Shown(&finding.why))?;
            }
            writeln!(out, "    where: {}", Shown(&finding.place.to_string()))?;
        }
        writeln!(out)?;
    }
    if advice.findings.is_empty() {
        writeln!(out, "Nothing to report.")?;
    }
    Ok(())
}
