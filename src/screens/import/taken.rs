//! A file whose rows are no people: what it is, and what it would change in the plan, before yes or no.
//!
//! Accounts found outside and counts for domains go into the plan as one undo step; no list is kept of them.

use std::path::Path;
use std::sync::Arc;

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::super::{Go, Screen};
use crate::advice::ledger::missing_in_words;
use crate::app::{Action, Desk, Scope};
use crate::guide::guide;
use crate::lists::{self, Content, List, Taken, take_apart};
use crate::plan::Day;
use crate::widgets::{Canvas, State};
use crate::wording::day;

/// The review of a file of accounts or counts.
pub(super) struct Review {
    file: String,
    list: Arc<List>,
    /// The day of counts without one.
    day: Day,
    /// Whether a row of the file gives no day of its own.
    dayless: bool,
    /// What would change.
    taken: Taken,
}

impl Review {
    /// Returns the review of a file whose rows are no people; nothing for a list of people.
    pub(super) fn of(path: &Path, list: &Arc<List>, desk: &Desk) -> Option<Box<dyn Screen>> {
        let file = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let (day, _) = lists::date(&file, list, desk.today);
        let dayless =
            matches!(&list.content, Content::Counts(counts) if counts.iter().any(|one| one.date.is_none()));
        let mut plan = (**desk.plan()).clone();
        let taken = take_apart(&mut plan, &list.content, (day, desk.today))?;
        Some(Box::new(Review { file, list: Arc::clone(list), day, dayless, taken }))
    }

    fn take(&mut self, desk: &mut Desk) -> Go {
        if let Some(why) = desk.open.as_ref().and_then(|open| open.read_only.clone()) {
            desk.say(State::Attention, format!("Nothing can be imported. {why}"));
            return Go::Stay;
        }
        let (content, days) = (&self.list.content, (self.day, desk.today));
        let taken = desk.edit(&format!("import of {}", self.file), |plan| take_apart(plan, content, days));
        let Some(taken) = taken else { return Go::Back };
        let first = taken.says().into_iter().next().unwrap_or_default();
        let cases = self.cases(desk);
        desk.say(
            State::Good,
            format!("Imported {}. {first} {cases} u takes it back.", self.file).replace("  ", " "),
        );
        Go::Page(taken.part())
    }

    /// Says which special cases accounts call for, and which key opens them.
    fn cases(&self, desk: &Desk) -> String {
        match &self.taken {
            Taken::Accounts(_) => missing_in_words(desk.plan(), desk.progress(), guide(), "o opens them."),
            Taken::Counts(_) => String::new(),
        }
    }

    fn what(&self) -> String {
        format!("{}. {}", self.list.entries_in_words(), self.list.why)
    }
}

impl Screen for Review {
    fn title(&self, _desk: &Desk) -> String {
        format!("Import {}", self.file)
    }
    fn about(&self) -> &'static str {
        "The rows of this file are no people. Enter puts them into the plan as one step that can be undone; Esc changes \
         nothing."
    }
    fn scopes(&self, _desk: &Desk) -> Vec<Scope> {
        vec![Scope::Review]
    }
    fn act(&mut self, action: Action, desk: &mut Desk) -> Go {
        match action {
            Action::Open => self.take(desk),
            Action::Back => Go::Back,
            _ => Go::Pass,
        }
    }
    fn refresh(&mut self, desk: &mut Desk) {
        let mut plan = (**desk.plan()).clone();
        if let Some(taken) = take_apart(&mut plan, &self.list.content, (self.day, desk.today)) {
            self.taken = taken;
        }
    }
    fn draw(&self, desk: &Desk, area: Rect, canvas: &mut Canvas) {
        let (heading, quiet) = (canvas.theme.heading(), canvas.theme.quiet());
        let mut row = canvas.paragraph(area, 0, &self.what(), heading);
        let goes = match self.taken {
            Taken::Accounts(_) => "They go to Discovered accounts. An answer you gave is never emptied.",
            Taken::Counts(_) => "They go to Readings: one for each domain and day.",
        };
        row += canvas.paragraph(area, row, goes, quiet);
        if self.dayless {
            let says = format!("Rows without a day are taken as of {}.", day(self.day, desk.today));
            row += canvas.paragraph(area, row, &says, quiet);
        }
        row += 1;
        for says in self.taken.says() {
            if row >= area.height {
                return;
            }
            row += canvas.paragraph(area, row, &says, Style::new());
        }
        let attention = canvas.theme.state(State::Attention);
        for note in &self.list.notes {
            if row >= area.height {
                return;
            }
            row += canvas.paragraph(area, row, note, attention);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::ops::ControlFlow;

    use super::*;

    use crate::lists::{Hints, read};
    use crate::plan::{Count, Plan};

    fn desk() -> Desk {
        Desk::on(Plan::default())
    }

    fn review(file: &str, text: &str, desk: &Desk) -> Option<Box<dyn Screen>> {
        let list = read(text.as_bytes(), &Hints::default(), &mut |_| ControlFlow::Continue(())).unwrap();
        Review::of(Path::new(file), &Arc::new(list), desk)
    }

    #[test]
    fn accounts_are_taken_in_as_one_step_that_can_be_undone() {
        let mut desk = desk();
        let file = "account_name,account_number,users\nSales,7,12\nLabs,8,3\n";
        let mut review = review("accounts.csv", file, &desk).unwrap();
        assert!(desk.plan().accounts.is_empty(), "looking changes nothing");
        assert!(matches!(review.act(Action::Open, &mut desk), Go::Page("accounts")));
        assert_eq!(desk.plan().accounts.len(), 2);
        let undone = desk.open.as_mut().and_then(|open| open.document.undo());
        assert_eq!(undone.as_deref(), Some("import of accounts.csv"));
        assert!(desk.plan().accounts.is_empty());
    }

    #[test]
    fn counts_without_a_day_are_of_the_day_in_the_files_name() {
        let mut desk = desk();
        let file = "Domain,Inside,Outside\nnorthwind.example,40,12\n";
        let mut review = review("summary-2026-11-14.csv", file, &desk).unwrap();
        assert!(matches!(review.act(Action::Open, &mut desk), Go::Page("readings")));
        let [reading] = &desk.plan().readings[..] else { panic!("one reading") };
        assert_eq!((reading.date, reading.outside), ("2026-11-14".parse().ok(), Some(Count(12))));
    }

    #[test]
    fn people_have_another_page() {
        assert!(review("users.csv", "Email\nann@northwind.example\n", &desk()).is_none());
    }
}
