//! How an import is told: in sentences, and as one object of JSON.

use std::io::{self, Write};

use serde::Serialize;

use super::super::project::Facts;
use super::super::{Changes, totals};
use super::Taken;
use crate::lists::{DateFrom, List};
use crate::plan::{ListKind, Plan};
use crate::progress::{Change, Counts, Standing};
use crate::untrusted::Shown;
use crate::wording::{count, plural, thousands};

/// What an import is told by.
pub(super) struct Report<'i> {
    pub(super) list: &'i List,
    pub(super) taken: &'i Taken,
    pub(super) before: &'i Facts,
    pub(super) plan: &'i Plan,
    /// Nothing for the first list of its source.
    pub(super) changed: Option<&'i Changes>,
    /// Where the day the list speaks of comes from.
    pub(super) date_from: DateFrom,
    /// What a person should know of how the file was read, and of what stayed behind.
    pub(super) notes: &'i [String],
}

#[derive(Serialize)]
pub(super) struct Json<'i> {
    id: &'i str,
    kind: &'static str,
    label: &'i str,
    as_of: String,
    as_of_from: &'static str,
    suggested_kind: Option<&'static str>,
    current: bool,
    rows: u64,
    people: usize,
    duplicates: usize,
    rejected: usize,
    replaced: &'i [String],
    notes: &'i [String],
    before: TotalsOut,
    after: TotalsOut,
    difference: Option<DifferenceOut<'i>>,
}

/// What changed against the list it follows: how many people each.
#[derive(Serialize)]
struct DifferenceOut<'i> {
    before: &'i str,
    joined: usize,
    joined_from: JoinedFrom,
    reappeared: usize,
    accepted: usize,
    left: usize,
    vanished: usize,
    invited: usize,
    deactivated: usize,
    reactivated: usize,
    licence_changed: usize,
    name_changed: usize,
}

/// What those who joined were before.
#[derive(Serialize)]
struct JoinedFrom {
    outstanding: u32,
    invited: u32,
    new: u32,
}

impl<'i> DifferenceOut<'i> {
    fn of(changes: &'i Changes) -> DifferenceOut<'i> {
        let number = |change: Change| changes.difference.of(change).len();
        let from = |standing| changes.difference.joined_from(standing);
        DifferenceOut {
            before: &changes.before.0.id,
            joined: number(Change::Joined),
            joined_from: JoinedFrom {
                outstanding: from(Some(Standing::Outstanding)),
                invited: from(Some(Standing::Invited)),
                new: from(None),
            },
            reappeared: number(Change::Reappeared),
            accepted: number(Change::Accepted),
            left: number(Change::Left),
            vanished: number(Change::Vanished),
            invited: number(Change::Invited),
            deactivated: number(Change::Deactivated),
            reactivated: number(Change::Reactivated),
            licence_changed: number(Change::Licence),
            name_changed: number(Change::Name),
        }
    }
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

    pub(super) fn json(&self) -> Json<'_> {
        let record = &self.taken.record;
        Json {
            id: &record.id,
            kind: record.kind.word(),
            label: &record.label,
            as_of: totals::dated(record.as_of),
            as_of_from: self.date_from.word(),
            suggested_kind: self.list.suggested.map(ListKind::word),
            current: self.is_current(),
            rows: self.list.rows,
            people: self.list.table.len(),
            duplicates: self.list.duplicates.len(),
            rejected: self.list.rejected.len(),
            replaced: &self.taken.replaced,
            notes: self.notes,
            before: TotalsOut::of(self.before),
            after: TotalsOut::of(&self.taken.facts),
            difference: self.changed.map(DifferenceOut::of),
        }
    }

    pub(super) fn plain(&self, out: &mut dyn Write) -> io::Result<()> {
        let record = &self.taken.record;
        writeln!(
            out,
            "Imported {} as {} from “{}”, as of {}{}.",
            Shown(&record.file),
            record.kind.word(),
            Shown(&record.label),
            totals::dated(record.as_of),
            match self.date_from {
                DateFrom::Typed => String::new(),
                from => format!(" ({})", from.says()),
            }
        )?;
        writeln!(
            out,
            "{}, {} repeated, {} rejected.",
            plural(count(self.list.table.len()), "person", "people"),
            thousands(count(self.list.duplicates.len())),
            thousands(count(self.list.rejected.len()))
        )?;
        if let Some(looks) = self.list.suggested.filter(|kind| *kind != record.kind) {
            let (is, said) = (looks.word(), record.kind.word());
            writeln!(out, "It looks like {is} ({}) and was taken as {said}, as you said.", record.format)?;
        }
        for note in self.notes {
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
        self.difference(out)?;
        self.changes(out)
    }

    /// Says who joined, left and changed since the list it follows.
    fn difference(&self, out: &mut dyn Write) -> io::Result<()> {
        let Some(Changes { before: (before, _), difference }) = self.changed else { return Ok(()) };
        let since = totals::dated(before.as_of);
        if difference.is_empty() {
            return writeln!(out, "Compared with the list of {since}: nobody joined, left or changed.");
        }
        let joined = difference.joined_in_words();
        let group = |change: Change, people: usize| {
            let told = format!("{} {}", thousands(count(people)), change.says(difference.kind(), people));
            if change == Change::Joined && !joined.is_empty() { format!("{told} ({joined})") } else { told }
        };
        let groups: Vec<String> =
            difference.groups().map(|(change, people)| group(change, people.len())).collect();
        writeln!(out, "Compared with the list of {since}: {}.", groups.join(", "))
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
