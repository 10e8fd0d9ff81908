//! What a file is and what it would do, before yes or no: the answers a person gives about it (what it says of people,
//! where it came from, which day it speaks of, how it is to be read) and the place one is at on the page.

mod comes_of;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::follow::Follow;
use super::guess;
use super::how::Said;
use super::pick::Picking;
use crate::app::{Action, JobId, Scope};
use crate::lists::{self, DateFrom, List};
use crate::plan::{Day, ListKind, Plan};
use crate::widgets::Line;

/// A place on the page one can be at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stop {
    /// What the list says of people.
    Kind,
    /// Where it came from.
    Label,
    /// The day it speaks of.
    Date,
    /// What the letters are written in.
    Letters,
    /// Which sheet of a workbook.
    Sheet,
    /// The line that imports the list.
    Import,
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
    /// What it says of people; nothing until it is known.
    pub(super) kind: Option<ListKind>,
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
    is_kind_said: bool,
    is_label_said: bool,
}

impl Preview {
    /// Proposes an answer to everything that is asked about a file; `sheet` is the one of a workbook that was asked for.
    pub(super) fn new(
        path: &Path,
        (list, sheet): (Arc<List>, Option<String>),
        plan: &Plan,
        today: Day,
    ) -> Preview {
        let file = path.file_name().map(PathBuf::from).unwrap_or_default().display().to_string();
        let (date, date_from) = lists::date(&file, &list, today);
        let mut said = Said::of_sheet(sheet);
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
            is_kind_said: false,
            is_label_said: false,
        };
        preview.offer(plan);
        preview
    }

    /// Takes the file in as it was read again; answers given stay, unless it is another sheet.
    pub(super) fn take(&mut self, list: Arc<List>, plan: &Plan, today: Day) {
        self.said.take(&list, plan);
        let sheet = |list: &List| list.sheet().map(|sheet| sheet.name.clone());
        if sheet(&list) != sheet(&self.list) {
            (self.is_kind_said, self.is_label_said) = (false, false);
        }
        if !self.is_kind_said {
            self.kind = guess::kind(&list, plan);
        }
        if self.date_from != DateFrom::Typed {
            let (date, from) = lists::date(&self.file, &list, today);
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
        self.offered = guess::labels(self.kind, (&self.list, &self.file), plan);
        if !self.is_label_said {
            self.label = Line::new(self.offered.first().map_or("", String::as_str));
        }
    }

    /// Says whether nobody is in the file, and it is no list of nobody either.
    pub(super) fn is_empty(&self) -> bool {
        self.list.table.is_empty() && !self.kind.is_some_and(|kind| self.list.is_of_nobody(kind))
    }

    /// Says whether a person gave an answer that would be lost by leaving.
    pub(super) fn is_changed(&self) -> bool {
        let is_read_so = self.said.wanted.encoding.is_none();
        self.is_kind_said
            || self.is_label_said
            || self.date_from == DateFrom::Typed
            || self.said.is_changed()
            || !is_read_so
    }

    /// Returns every place one can be at, from the top of the page to its end.
    pub(super) fn stops(&self) -> Vec<Stop> {
        let is_whole = self.list.rejected.is_empty() && self.list.duplicates.is_empty();
        let mut stops: Vec<Stop> = (!is_whole).then_some(Stop::NotTaken).into_iter().collect();
        stops.extend((0..self.follow.groups()).map(Stop::Group));
        stops.extend([Stop::Kind, Stop::Label, Stop::Date]);
        stops.extend(self.list.encoding.map(|_| Stop::Letters));
        stops.extend((self.list.sheets.len() > 1).then_some(Stop::Sheet));
        stops.extend((!self.is_empty()).then_some(Stop::Import));
        stops.extend((0..self.list.columns.len()).map(Stop::Column));
        stops
    }

    /// Returns which keys apply.
    pub(super) fn scopes(&self) -> Vec<Scope> {
        let place = match self.stop {
            _ if self.picking.is_some() => return vec![Scope::Picking],
            Stop::Label | Stop::Date => return vec![Scope::Preview, Scope::Typing],
            Stop::Kind => None,
            Stop::Import => Some(Scope::Ready),
            Stop::Letters | Stop::Sheet | Stop::Column(_) => Some(Scope::Choice),
            Stop::NotTaken | Stop::Group(_) => Some(Scope::Leading),
        };
        let intake = (!self.is_empty() && self.stop != Stop::Import).then_some(Scope::Intake);
        let choosing = (self.stop == Stop::Kind).then_some(Scope::Choosing);
        let mut scopes: Vec<Scope> = place.into_iter().collect();
        scopes.push(Scope::Preview);
        scopes.extend(choosing);
        scopes.extend(intake);
        scopes.push(Scope::Rejections);
        scopes.push(Scope::Browsing);
        scopes
    }

    /// Changes an answer or goes to another place; returns whether the action was about that.
    pub(super) fn act(&mut self, action: Action, plan: &Plan) -> bool {
        self.is_typing = matches!(action, Action::Edit(_));
        match (action, self.stop) {
            (Action::Down, _) => self.step(1),
            (Action::Up, _) => self.step(-1),
            (Action::Next, _) => self.part(1),
            (Action::Previous, _) => self.part(-1),
            (Action::Left, Stop::Kind) => self.next_kind(-1, plan),
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
                self.is_label_said = true;
                change(&mut self.label);
            }
            Stop::Date => {
                self.date_from = DateFrom::Typed;
                change(&mut self.date);
            }
            _ => {}
        }
    }

    fn next_kind(&mut self, step: isize, plan: &Plan) {
        let all = ListKind::ALL;
        let at = self.kind.and_then(|now| all.iter().position(|kind| *kind == now));
        // Of no kind yet, one step to the right is the first.
        let from = at.unwrap_or(if step > 0 { all.len() - 1 } else { 0 });
        self.kind = Some(all[(from + all.len()).saturating_add_signed(step) % all.len()]);
        self.is_kind_said = true;
        self.offer(plan);
    }

    fn next_label(&mut self, step: usize) {
        let at = self.offered.iter().position(|label| label == self.label.text());
        let next = at.map_or(0, |at| (at + step) % self.offered.len().max(1));
        if let Some(label) = self.offered.get(next) {
            self.label = Line::new(label);
            self.is_label_said = true;
        }
    }

    fn move_day(&mut self, days: i64) {
        if let Ok(day) = self.date.text().parse::<Day>() {
            self.date = Line::new(&day.plus_days(days).to_string());
            self.date_from = DateFrom::Typed;
        }
    }
}

#[cfg(test)]
mod tests;
