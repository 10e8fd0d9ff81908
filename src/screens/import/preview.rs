//! What a file is and what it would do, before yes or no: recognised format, counts, columns, and the three answers
//! a person gives (what it says of people, where it came from, which day it speaks of).

use std::path::PathBuf;
use std::sync::Arc;

use super::guess::{self, DateFrom};
use crate::app::{Action, Edit, Scope};
use crate::lists::List;
use crate::plan::{Day, ListKind, ListRecord, Plan};
use crate::widgets::{Line, State};
use crate::wording::day;

/// The answer that is being given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stop {
    Kind,
    Label,
    Date,
}

const STOPS: [Stop; 3] = [Stop::Kind, Stop::Label, Stop::Date];

/// A file that was read, and the answers about it.
pub(super) struct Preview {
    /// The file's name without its folder.
    pub(super) file: String,
    pub(super) list: Arc<List>,
    pub(super) kind: ListKind,
    pub(super) label: Line,
    pub(super) date: Line,
    pub(super) date_from: DateFrom,
    pub(super) stop: Stop,
    /// Where such a list may come from, the likeliest first.
    pub(super) offered: Vec<String>,
    is_labelled: bool,
}

impl Preview {
    /// Proposes an answer to everything that is asked about a file.
    pub(super) fn new(path: &std::path::Path, list: Arc<List>, plan: &Plan, today: Day) -> Preview {
        let file = path.file_name().map(PathBuf::from).unwrap_or_default().display().to_string();
        // A file that does not say what it is: what comes first in every project, then what comes most often.
        let has_outside = plan.lists.iter().any(|list| list.kind == ListKind::Outside);
        let usual = if has_outside { ListKind::Members } else { ListKind::Outside };
        let kind = list.suggested.unwrap_or(usual);
        let (date, date_from) = guess::date(&file, &list, today);
        let mut preview = Preview {
            file,
            list,
            kind,
            label: Line::default(),
            date: Line::new(&date.to_string()),
            date_from,
            stop: Stop::Kind,
            offered: Vec::new(),
            is_labelled: false,
        };
        preview.offer(plan);
        preview
    }

    /// Proposes where the list came from, unless a person said so.
    fn offer(&mut self, plan: &Plan) {
        self.offered = guess::labels(self.kind, &self.list, plan);
        if !self.is_labelled {
            self.label = Line::new(self.offered.first().map_or("", String::as_str));
        }
    }

    /// Returns which keys apply.
    pub(super) fn scopes(&self) -> Vec<Scope> {
        match self.stop {
            Stop::Kind => vec![Scope::Preview, Scope::Rejections, Scope::Choosing, Scope::Browsing],
            Stop::Label | Stop::Date => vec![Scope::Preview, Scope::Typing],
        }
    }

    /// Changes an answer or goes to the next one; returns whether the action was about the answers.
    pub(super) fn act(&mut self, action: Action, plan: &Plan) -> bool {
        let at = STOPS.iter().position(|stop| *stop == self.stop).unwrap_or(0);
        match (action, self.stop) {
            (Action::Next, _) => self.stop = STOPS[(at + 1) % STOPS.len()],
            (Action::Previous, _) => self.stop = STOPS[(at + STOPS.len() - 1) % STOPS.len()],
            (Action::Up | Action::Left, Stop::Kind) => self.next_kind(ListKind::ALL.len() - 1, plan),
            (Action::Down | Action::Right | Action::Toggle, Stop::Kind) => self.next_kind(1, plan),
            (Action::Up, Stop::Label) => self.next_label(self.offered.len().saturating_sub(1)),
            (Action::Down, Stop::Label) => self.next_label(1),
            (Action::Up, Stop::Date) => self.move_day(-1),
            (Action::Down, Stop::Date) => self.move_day(1),
            (Action::Edit(edit), _) => self.edit(edit),
            _ => return false,
        }
        true
    }

    /// Types a letter.
    pub(super) fn letter(&mut self, letter: char) {
        self.typed(|line| line.letter(letter));
    }

    fn edit(&mut self, edit: Edit) {
        self.typed(|line| line.edit(edit));
    }

    fn typed(&mut self, change: impl FnOnce(&mut Line)) {
        match self.stop {
            Stop::Kind => {}
            Stop::Label => {
                self.is_labelled = true;
                change(&mut self.label);
            }
            Stop::Date => {
                self.date_from = DateFrom::Typed;
                change(&mut self.date);
            }
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

    /// Returns when this very file seems to have been imported already.
    pub(super) fn seen_before<'p>(&self, plan: &'p Plan) -> Option<&'p ListRecord> {
        let people = crate::wording::count(self.list.table.len());
        plan.lists.iter().find(|list| {
            list.file == self.file
                && list.people.is_some_and(|known| known.0 == people)
                && list.rows.is_some_and(|known| u64::from(known.0) == self.list.rows)
        })
    }
}

#[cfg(test)]
mod tests;
