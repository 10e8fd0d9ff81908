//! `ingather status`: where the project stands.

use std::io::{self, Write};

use serde::Serialize;

use super::project::{Project, load};
use super::text::{Side, columns};
use super::{Ending, Verdict, json, totals};
use crate::advice::Weight;
use crate::advice::report::{self, GateReport};
use crate::cli;
use crate::plan::Day;
use crate::progress::report::{ListOut, Report};
use crate::progress::{Kept, forecast};
use crate::untrusted::Shown;
use crate::wording::{and, count, day, plural, thousands};

/// Writes totals, lists, gates and what comes next.
pub(super) fn status(asked: &cli::OnePlan, today: Day, out: &mut dyn Write) -> Ending {
    let project = load(&asked.plan, today, &mut super::go_on)?;
    if asked.json {
        json::write(&Json::of(&project), out)?;
    } else {
        plain(&project, out)?;
    }
    Ok(Verdict::Fine)
}

/// The object of `status --json`.
#[derive(Serialize)]
struct Json<'p> {
    #[serde(flatten)]
    totals: Report<'p>,
    gates: Vec<GateReport>,
}

impl<'p> Json<'p> {
    fn of(project: &'p Project) -> Json<'p> {
        let lists = project.plan.lists.iter().map(ListOut::of_record).collect();
        let totals = Report::new(&project.facts.progress, project.plan.target(), lists);
        Json { totals, gates: report::gates(&project.facts.advice) }
    }
}

fn plain(project: &Project, out: &mut dyn Write) -> io::Result<()> {
    let (plan, progress, advice) = (&project.plan, &project.facts.progress, &project.facts.advice);
    writeln!(out, "{}, {}\n", Shown(&project.subject().title()), day(project.today, project.today))?;
    writeln!(out, "{}", totals::verdict(progress, plan.target()))?;
    if progress.rate.is_some() {
        let ahead = forecast(&plan.history, plan.target(), project.today);
        writeln!(out, "{}\n", Shown(&ahead.says))?;
        totals::domains(progress, out)?;
    }
    lists(project, out)?;
    writeln!(out, "\nGates")?;
    totals::gates(&advice.gates, out)?;
    let counts = Weight::ALL.map(|weight| count(advice.count(weight)));
    let words = [
        plural(counts[0], "blocker", "blockers"),
        plural(counts[1], "warning", "warnings"),
        plural(counts[2], "piece of advice", "pieces of advice"),
    ];
    writeln!(out, "\nFindings: {} (ingather check shows them)", and(&words))?;
    if advice.next.is_empty() {
        return Ok(());
    }
    writeln!(out, "\nNext")?;
    for (number, action) in (1..).zip(&advice.next) {
        let due = action.due.map(|due| format!(" ({})", day(due, project.today))).unwrap_or_default();
        writeln!(out, "  {number} {}{due}", Shown(&action.says))?;
    }
    Ok(())
}

fn lists(project: &Project, out: &mut dyn Write) -> io::Result<()> {
    if project.plan.lists.is_empty() {
        return Ok(());
    }
    writeln!(out, "\nLists")?;
    let states = &project.facts.progress.lists;
    let rows: Vec<Vec<String>> = project
        .plan
        .lists
        .iter()
        .map(|list| {
            let state = match states.iter().find(|state| state.id == list.id) {
                Some(state) => match (&state.kept, state.current) {
                    (Kept::Read, true) => "current",
                    (Kept::Read, false) if list.as_of.is_some_and(|day| day > project.today) => {
                        "of a day to come: not used"
                    }
                    (Kept::Read, false) => "history",
                    (Kept::Missing, _) => "file missing",
                    (Kept::Altered, _) => "file altered: not used",
                    (Kept::Unreadable(_), _) => "file cannot be read",
                },
                None => "",
            };
            let people = list.people.map(|people| thousands(people.0)).unwrap_or_default();
            let as_of = totals::dated(list.as_of);
            let words = [list.kind.word(), &list.label, &as_of, &people, "people", state];
            std::iter::once("").chain(words).map(str::to_owned).collect()
        })
        .collect();
    let sides = [Side::Left, Side::Left, Side::Left, Side::Left, Side::Right, Side::Left, Side::Left];
    columns(out, &sides, &rows)
}
