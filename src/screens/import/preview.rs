//! What a file is and what it would do, before yes or no: the answers a person gives about it (what it says of people,
//! where it came from, which day it speaks of, how it is to be read) and the place one is at on the page.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::follow::Follow;
use super::guess::{self, DateFrom};
use super::how::Said;
use super::pick::Picking;
use crate::app::{Action, JobId, Scope};
use crate::lists::List;
use crate::plan::{Day, ListKind, ListRecord, Plan};
use crate::widgets::{Line, State};
use crate::wording::day;

/// A place on the page one can be at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stop {
    Kind,
    Label,
    Date,
    /// What the letters are written in.
    Letters,
    /// Which sheet of a workbook.
    Sheet,
    /// The rows that are not taken.
    NotTaken,
    /// A group of people of the difference.
    Group(usize),
    /// A column of the file.
    Column(usize),
}

/// A file that was read, and the answers about it.
pub(super) struct Preview {
    /// The file.
    pub(super) path: PathBuf,
    /// Its name without its folder.
    pub(super) file: String,
    pub(super) list: Arc<List>,
    pub(super) kind: ListKind,
    pub(super) label: Line,
    pub(super) date: Line,
    pub(super) date_from: DateFrom,
    pub(super) stop: Stop,
    /// Where such a list may come from, the likeliest first.
    pub(super) offered: Vec<String>,
    /// How the file is to be read.
    pub(super) said: Said,
    /// The file is being read again.
    pub(super) reading: Option<JobId>,
    /// What the list changes.
    pub(super) follow: Follow,
    /// What is being picked from a short list.
    pub(super) picking: Option<Picking>,
    /// An answer is being typed: what follows from it waits until it is left.
    pub(super) is_typing: bool,
    is_labelled: bool,
}

impl Preview {
    /// Proposes an answer to everything that is asked about a file.
    pub(super) fn new(path: &Path, list: Arc<List>, plan: &Plan, today: Day) -> Preview {
        let file = path.file_name().map(PathBuf::from).unwrap_or_default().display().to_string();
        let (date, date_from) = guess::date(&file, &list, today);
        let mut said = Said::default();
        said.take(&list, plan);
        let mut preview = Preview {
            path: path.to_owned(),
            file,
            kind: guess::kind(&list, plan),
            list,
            label: Line::default(),
            date: Line::new(&date.to_string()),
            date_from,
            stop: Stop::Kind,
            offered: Vec::new(),
            said,
            reading: None,
            follow: Follow::default(),
            picking: None,
            is_typing: false,
            is_labelled: false,
        };
        preview.offer(plan);
        preview
    }

    /// Takes the file in as it was read again; answers given stay.
    pub(super) fn take(&mut self, list: Arc<List>, plan: &Plan, today: Day) {
        self.said.take(&list, plan);
        if self.date_from != DateFrom::Typed {
            let (date, from) = guess::date(&self.file, &list, today);
            (self.date, self.date_from) = (Line::new(&date.to_string()), from);
        }
        self.list = list;
        self.reading = None;
        self.offer(plan);
        self.stay();
    }

    /// Goes to a place that is there when the one before is not any more.
    pub(super) fn stay(&mut self) {
        let stops = self.stops();
        if !stops.contains(&self.stop) {
            let alike = |stop: &&Stop| std::mem::discriminant(*stop) == std::mem::discriminant(&self.stop);
            self.stop = stops.iter().rfind(alike).copied().unwrap_or(Stop::Kind);
        }
    }

    /// Proposes where the list came from, unless a person said so.
    fn offer(&mut self, plan: &Plan) {
        self.offered = guess::labels(self.kind, &self.list, plan);
        if !self.is_labelled {
            self.label = Line::new(self.offered.first().map_or("", String::as_str));
        }
    }

    /// Returns every place one can be at, from the top of the page to its end.
    pub(super) fn stops(&self) -> Vec<Stop> {
        let is_whole = self.list.rejected.is_empty() && self.list.duplicates.is_empty();
        let mut stops: Vec<Stop> = (!is_whole).then_some(Stop::NotTaken).into_iter().collect();
        stops.extend([Stop::Kind, Stop::Label, Stop::Date]);
        stops.extend(self.list.encoding.map(|_| Stop::Letters));
        stops.extend((self.list.sheets.len() > 1).then_some(Stop::Sheet));
        stops.extend((0..self.follow.groups()).map(Stop::Group));
        stops.extend((0..self.list.columns.len()).map(Stop::Column));
        stops
    }

    /// Returns which keys apply.
    pub(super) fn scopes(&self) -> Vec<Scope> {
        match self.stop {
            _ if self.picking.is_some() => vec![Scope::Picking],
            Stop::Kind => vec![Scope::Preview, Scope::Rejections, Scope::Choosing, Scope::Browsing],
            Stop::Label | Stop::Date => vec![Scope::Preview, Scope::Typing],
            Stop::Letters | Stop::Sheet | Stop::Column(_) => {
                vec![Scope::Choice, Scope::Preview, Scope::Rejections, Scope::Browsing]
            }
            Stop::NotTaken | Stop::Group(_) => {
                vec![Scope::Leading, Scope::Preview, Scope::Rejections, Scope::Browsing]
            }
        }
    }

    /// Changes an answer or goes to another place; returns whether the action was about that.
    pub(super) fn act(&mut self, action: Action, plan: &Plan) -> bool {
        self.is_typing = matches!(action, Action::Edit(_));
        match (action, self.stop) {
            (Action::Down, _) => self.step(1),
            (Action::Up, _) => self.step(-1),
            (Action::Next, _) => self.part(1),
            (Action::Previous, _) => self.part(-1),
            (Action::Left, Stop::Kind) => self.next_kind(ListKind::ALL.len() - 1, plan),
            (Action::Right | Action::Toggle, Stop::Kind) => self.next_kind(1, plan),
            (Action::PageUp, Stop::Label) => self.next_label(self.offered.len().saturating_sub(1)),
            (Action::PageDown, Stop::Label) => self.next_label(1),
            (Action::PageUp, Stop::Date) => self.move_day(-1),
            (Action::PageDown, Stop::Date) => self.move_day(1),
            (Action::PageDown, _) => (0..10).for_each(|_| self.step(1)),
            (Action::PageUp, _) => (0..10).for_each(|_| self.step(-1)),
            (Action::Edit(edit), _) => self.typed(|line| line.edit(edit)),
            _ => return false,
        }
        true
    }

    /// Goes to the place above or below.
    fn step(&mut self, by: isize) {
        let stops = self.stops();
        let at = stops.iter().position(|stop| *stop == self.stop).unwrap_or(0);
        let to = at.saturating_add_signed(by).min(stops.len() - 1);
        self.stop = stops[to];
    }

    /// Goes to the first place of the next part of the page, or of the one before; the parts go round.
    fn part(&mut self, by: isize) {
        let mut parts = self.stops();
        parts.dedup_by_key(|stop| std::mem::discriminant(stop));
        let here = std::mem::discriminant(&self.stop);
        let at = parts.iter().position(|stop| std::mem::discriminant(stop) == here).unwrap_or(0);
        let to = (at + parts.len()).saturating_add_signed(by) % parts.len();
        self.stop = parts[to];
    }

    /// Types a letter.
    pub(super) fn letter(&mut self, letter: char) {
        self.is_typing = true;
        self.typed(|line| line.letter(letter));
    }

    fn typed(&mut self, change: impl FnOnce(&mut Line)) {
        match self.stop {
            Stop::Label => {
                self.is_labelled = true;
                change(&mut self.label);
            }
            Stop::Date => {
                self.date_from = DateFrom::Typed;
                change(&mut self.date);
            }
            _ => {}
        }
    }

    fn next_kind(&mut self, step: usize, plan: &Plan) {
        let at = ListKind::ALL.iter().position(|kind| *kind == self.kind).unwrap_or(0);
        self.kind = ListKind::ALL[(at + step) % ListKind::ALL.len()];
        self.offer(plan);
    }

    fn next_label(&mut self, step: usize) {
        let at = self.offered.iter().position(|label| label == self.label.text());
        let next = at.map_or(0, |at| (at + step) % self.offered.len().max(1));
        if let Some(label) = self.offered.get(next) {
            self.label = Line::new(label);
            self.is_labelled = true;
        }
    }

    fn move_day(&mut self, days: i64) {
        if let Ok(day) = self.date.text().parse::<Day>() {
            self.date = Line::new(&day.plus_days(days).to_string());
            self.date_from = DateFrom::Typed;
        }
    }

    /// Returns why the file cannot be imported with these answers, if so, and the answer to mend.
    pub(super) fn problem(&self, today: Day) -> Option<(Stop, String)> {
        if self.list.table.is_empty() {
            return Some((
                Stop::Kind,
                "Nobody is in this file, so there is nothing to import. Esc leaves it.".into(),
            ));
        }
        if self.label.text().trim().is_empty() {
            return Some((Stop::Label, "Say where the list came from, for example main account.".to_owned()));
        }
        match self.date.text().parse::<Day>() {
            Ok(day) if day > today => {
                let says = "That day is still to come. Type the day on which the list was exported.";
                Some((Stop::Date, says.to_owned()))
            }
            Ok(_) => None,
            Err(says) => Some((Stop::Date, says)),
        }
    }

    /// Returns how the plan is to remember the list, once the answers can be understood.
    pub(super) fn record(&self, plan: &Plan, today: Day) -> Option<ListRecord> {
        let as_of: Day = self.date.text().parse().ok()?;
        Some(ListRecord {
            id: plan.new_list_id(self.kind, as_of, |_| false),
            kind: self.kind,
            label: self.label.text().trim().to_owned(),
            as_of: Some(as_of),
            file: self.file.clone(),
            format: self.list.format.to_owned(),
            imported_on: Some(today),
            ..ListRecord::default()
        })
    }

    /// Says what the import does to the lists there are.
    pub(super) fn effect(&self, plan: &Plan, today: Day) -> (State, String) {
        let Ok(as_of) = self.date.text().parse::<Day>() else { return (State::Quiet, String::new()) };
        let label = self.label.text().trim();
        let same =
            |list: &&ListRecord| list.kind == self.kind && list.label.trim().eq_ignore_ascii_case(label);
        let mut before: Vec<&ListRecord> = plan.lists.iter().filter(same).collect();
        before.sort_by_key(|list| list.as_of);
        let newest = before.last().and_then(|list| list.as_of);
        match newest {
            _ if before.iter().any(|list| list.as_of == Some(as_of)) => (
                State::Attention,
                format!(
                    "A list of {} from the same place is there: this one takes its place. Its file stays, so that undo can bring it back.",
                    day(as_of, today)
                ),
            ),
            Some(newest) if newest < as_of => (
                State::Good,
                format!("Newer than the list of {}, which becomes history.", day(newest, today)),
            ),
            Some(newest) => (
                State::Attention,
                format!(
                    "Older than the list of {}: it becomes history and moves nobody now.",
                    day(newest, today)
                ),
            ),
            None => (State::Good, "The first list of this kind from this place.".to_owned()),
        }
    }
}

#[cfg(test)]
mod tests;
