//! What changed between two lists of one source, in numbers that lead to the people: a part of the import's preview,
//! and a page of its own for a list that was imported.

mod people;

use std::sync::Arc;

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::{Go, Screen};
use crate::app::{Action, Compared, Desk, Job, JobId, Outcome, Scope};
use crate::plan::{Day, ListRecord};
use crate::progress::{Change, Moved};
use crate::untrusted::clean;
use crate::widgets::{Canvas, State, Window, width};
use crate::wording::{count, day, thousands};
pub(super) use people::People;

/// Returns the groups with somebody in them.
pub(super) fn groups(compared: &Compared) -> Vec<(Change, &[Moved])> {
    compared.difference.groups().collect()
}

/// Returns the page of the people of the group with this number.
pub(super) fn people_of(compared: &Arc<Compared>, group: usize) -> Option<Box<dyn Screen>> {
    let (change, _) = *groups(compared).get(group)?;
    Some(Box::new(People::new(Arc::clone(compared), change)))
}

/// Returns which list it was compared with, in words.
pub(super) fn compared_with(record: &ListRecord, today: Day) -> String {
    let of = record.as_of.map(|of| format!("the list of {}", day(of, today)));
    format!(
        "Compared with {} from {}:",
        of.unwrap_or_else(|| "an undated list".to_owned()),
        record.label.trim()
    )
}

/// Returns the people who joined, left and changed in one sentence; nothing for the first list of its source.
pub(super) fn in_words(compared: &Compared) -> Option<String> {
    compared.before.as_ref()?;
    let kind = compared.difference.kind();
    let told = |(change, people): &(Change, &[Moved])| {
        format!("{} {}", thousands(count(people.len())), change.says(kind, people.len()))
    };
    let told: Vec<String> = groups(compared).iter().map(told).collect();
    Some(if told.is_empty() {
        "Nobody joined, left or changed.".to_owned()
    } else {
        format!("{}.", told.join(", "))
    })
}

/// Draws a row for each group, with a pointer before the chosen one; returns how many rows that took.
pub(super) fn draw_groups(
    compared: &Compared,
    chosen: Option<usize>,
    area: Rect,
    canvas: &mut Canvas,
) -> u16 {
    let (focus, quiet) = (canvas.theme.focus(), canvas.theme.quiet());
    let kind = compared.difference.kind();
    let groups = groups(compared);
    if groups.is_empty() {
        canvas.put(area, (2, 0), "Nobody joined, left or changed.", quiet);
        return 1;
    }
    let numbers: Vec<String> = groups.iter().map(|(_, people)| thousands(count(people.len()))).collect();
    let cells = numbers.iter().map(|number| width(number)).max().unwrap_or(0);
    let words =
        groups.iter().map(|(change, people)| width(change.says(kind, people.len()))).max().unwrap_or(0);
    for ((row, n), ((change, people), number)) in (0..).zip(0..).zip(groups.iter().zip(&numbers)) {
        let here = chosen == Some(n);
        let style = if here { canvas.chosen(area, row) } else { Style::new() };
        let (sign, state) = sign(*change);
        let signed = if here { focus } else { canvas.theme.state(state) };
        canvas.put(area, (2, row), sign, signed);
        canvas.put(area, (4, row), &format!("{number:>cells$} {}", change.says(kind, people.len())), style);
        let means = match (*change, compared.difference.joined_in_words()) {
            (Change::Joined, words) if !words.is_empty() => words,
            (change, _) => change.means(kind).to_owned(),
        };
        let at = u16::try_from(4 + cells + 1 + words + 3).unwrap_or(u16::MAX);
        canvas.put(area, (at, row), &means, quiet);
    }
    u16::try_from(groups.len()).unwrap_or(u16::MAX)
}

/// Returns the sign of a group: who came, who went, who changed.
fn sign(change: Change) -> (&'static str, State) {
    match change {
        Change::Joined | Change::Reappeared | Change::Accepted | Change::Invited => ("+", State::Good),
        Change::Left | Change::Vanished => ("-", State::Attention),
        Change::Deactivated | Change::Reactivated | Change::Licence | Change::Name => ("~", State::Quiet),
    }
}

/// What an imported list changed against the one before it.
pub(super) struct Changed {
    what: String,
    job: Option<JobId>,
    compared: Option<Arc<Compared>>,
    refused: Option<String>,
    window: Window,
}

impl Changed {
    /// Asks what a list of the plan changed.
    pub(super) fn new(id: &str, desk: &mut Desk) -> Changed {
        let record = desk.plan().lists.iter().find(|record| record.id == id);
        let what = record.map(|record| record.file.clone()).unwrap_or_default();
        let job = Job::CompareKept(Arc::clone(desk.plan()), id.to_owned());
        let job = Some(desk.start("", job));
        Changed { what, job, compared: None, refused: None, window: Window::default() }
    }

    fn len(&self) -> usize {
        self.compared.as_ref().map_or(0, |compared| groups(compared).len())
    }
}

impl Screen for Changed {
    fn title(&self, _desk: &Desk) -> String {
        "What it changed".to_owned()
    }
    fn about(&self) -> &'static str {
        "Who joined, left or changed between this list and the one before it from the same place. Enter on a line shows \
         the people."
    }
    fn scopes(&self, _desk: &Desk) -> Vec<Scope> {
        vec![Scope::Rows, Scope::Browsing]
    }
    fn act(&mut self, action: Action, desk: &mut Desk) -> Go {
        match (action, &self.compared) {
            (Action::Open, Some(compared)) => {
                people_of(compared, self.window.chosen()).map_or(Go::Stay, Go::To)
            }
            (Action::Back, _) => {
                if let Some(job) = self.job.take() {
                    desk.cancel(job);
                }
                Go::Pass
            }
            (action, _) if self.window.act(action, self.len(), self.len()) => Go::Stay,
            _ => Go::Pass,
        }
    }
    fn told(&mut self, job: JobId, outcome: &Outcome, desk: &mut Desk) -> Go {
        if self.job != Some(job) {
            return Go::Pass;
        }
        self.job = None;
        match outcome {
            Outcome::Compared(compared) => self.compared = Some(Arc::new((**compared).clone())),
            Outcome::Failed(says) => {
                // The whole sentence stands on the page.
                desk.notice = None;
                self.refused = Some(says.clone());
            }
            _ => {}
        }
        Go::Stay
    }
    fn draw(&self, desk: &Desk, area: Rect, canvas: &mut Canvas) {
        let heading = canvas.theme.heading();
        let mut row = canvas.paragraph(area, 0, &clean(&self.what), heading);
        let below = |row: u16| Rect {
            y: area.y + row.min(area.height),
            height: area.height.saturating_sub(row),
            ..area
        };
        match (&self.compared, &self.refused) {
            (Some(compared), _) => {
                if let Some((record, _)) = &compared.before {
                    row += canvas.paragraph(area, row, &compared_with(record, desk.today), Style::new());
                    draw_groups(compared, Some(self.window.chosen()), below(row), canvas);
                } else {
                    let says = "This is the first list of its kind from its place: there is none to compare it with.";
                    canvas.paragraph(area, row, says, Style::new());
                }
            }
            (None, Some(refused)) => {
                let style = canvas.theme.state(State::Blocked);
                canvas.paragraph(area, row, refused, style);
            }
            (None, None) => {
                canvas.paragraph(area, row, "Comparing with the list before it. Esc stops.", Style::new());
            }
        }
    }
}
