//! What comes of the answers about a file: why it cannot be imported, how the plan is to remember it, and what it does to
//! the lists there are.

use super::{Preview, Stop};
use crate::lists::DateFrom;
use crate::plan::{Day, Intake, ListKind, ListRecord, Plan, same_label};
use crate::widgets::State;
use crate::wording::day;

/// Said of a file in which nobody is.
const NOBODY: &str = "Nobody is in this file, so there is nothing to import. Esc leaves it.";

/// Said of a file with a header and nobody below it: it may be a list of nobody.
const SAY_WHAT: &str =
    "Nobody is in this file. Say members or invitations if that is what it lists, or leave with Esc.";

impl Preview {
    /// Returns why the file cannot be imported with these answers, if so, and the answer to mend.
    pub(in crate::screens::import) fn problem(&self, today: Day) -> Option<(Stop, String)> {
        if self.is_empty() {
            let says = if self.list.is_of_nobody(ListKind::Pending) { SAY_WHAT } else { NOBODY };
            return Some((Stop::Kind, says.to_owned()));
        }
        if self.kind.is_none() {
            return Some((Stop::Kind, "Say first what the list is.".to_owned()));
        }
        if self.label.text().trim().is_empty() {
            return Some((Stop::Label, "Say where the list came from, for example main account.".to_owned()));
        }
        if self.date.text().trim().is_empty() {
            return Some((Stop::Date, "Type a date such as 2026-11-20.".to_owned()));
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
    pub(in crate::screens::import) fn record(&self, plan: &Plan, today: Day) -> Option<ListRecord> {
        let as_of: Day = self.date.text().parse().ok()?;
        let kind = self.kind?;
        let label = self.label.text().trim().to_owned();
        let intake = Intake { kind, label, as_of, file: self.file.clone() };
        let id = plan.new_list_id(kind, as_of, |_| false);
        Some(ListRecord { id, ..self.list.record(&intake, today) })
    }

    /// Says what the import does to the lists there are.
    pub(in crate::screens::import) fn effect(&self, plan: &Plan, today: Day) -> (State, String) {
        let Ok(as_of) = self.date.text().parse::<Day>() else { return (State::Quiet, String::new()) };
        let label = self.label.text();
        let same = |list: &&ListRecord| Some(list.kind) == self.kind && same_label(&list.label, label);
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
            Some(newest) => {
                let guessed = match self.date_from {
                    DateFrom::Content | DateFrom::NameDayFirst => {
                        " The day was not given but guessed: mend it if the list is newer."
                    }
                    _ => "",
                };
                let says = format!(
                    "Older than the list of {}: it becomes history and moves nobody now.{guessed}",
                    day(newest, today)
                );
                (State::Attention, says)
            }
            None => (State::Good, "The first list of this kind from this place.".to_owned()),
        }
    }
}
