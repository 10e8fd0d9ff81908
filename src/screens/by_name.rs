//! Whom enforcing SSO today would touch, and whom sign-ins made beforehand would: each number leads to its people.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::enforced_today::{HEADING, NUMBER, look, target, unknown};
use super::people::People;
use super::why::{Reason, Why};
use super::{Go, Screen};
use crate::advice::enforced::{Touched, assigned, enforced_today};
use crate::app::{Action, Desk, Scope};
use crate::plan::{Place, Plan};
use crate::progress::Progress;
use crate::untrusted::clean_lines;
use crate::widgets::{Canvas, State, pad_left, wrap};
use crate::wording::{self, thousands};

/// Said while no list says who is to be provisioned.
const NO_LIST: &str = "No directory list says who is to be provisioned. Import the users who are assigned Zoom in your \
                       identity provider as a directory list, and see here whom that would lock out.";
/// Said where the list the plan names is not there.
const OTHER_LIST: &str = "The directory list the plan names for provisioning is not imported, so nobody can be looked \
                          at. Its label stands on the page Single sign-on.";

/// The page.
#[derive(Default)]
pub(super) struct ByName {
    focus: usize,
}

/// Returns every number, those about enforcement first, and how many these are.
fn rows(plan: &Plan, progress: &Progress) -> (Vec<Touched>, usize) {
    let mut rows = enforced_today(plan, progress);
    let enforced = rows.len();
    rows.extend(assigned(plan, progress).into_iter().flat_map(|assigned| assigned.lines));
    (rows, enforced)
}

impl ByName {
    fn open(&self, desk: &mut Desk) -> Go {
        let (rows, _) = rows(desk.plan(), desk.progress());
        match rows.get(self.focus) {
            Some(row) if row.people == 0 => {
                desk.say(State::Good, "There is nobody to show here.");
                Go::Stay
            }
            Some(row) if row.filter.is_empty() => {
                desk.say(
                    State::Attention,
                    "The portal counts them and no list names them. Ask for a newer list.",
                );
                Go::Place(Place::part("readings"))
            }
            Some(row) => Go::To(Box::new(People::of(row.filter, desk))),
            None => Go::Pass,
        }
    }

    fn why(&self, desk: &Desk) -> Go {
        let (rows, _) = rows(desk.plan(), desk.progress());
        rows.get(self.focus).map_or(Go::Stay, |row| {
            let says = format!("{} {}.", thousands(row.people), row.says);
            Go::To(Why::of(Reason { says, fact: Some(row.fact), ..Reason::default() }))
        })
    }

    /// Returns everything it says, line by line.
    fn lines(desk: &Desk, cells: u16) -> Vec<Line> {
        let (plan, progress) = (desk.plan(), desk.progress());
        let (rows, enforced) = rows(plan, progress);
        let mut lines = Lines { all: Vec::new(), cells };
        lines.say(Look::Heading, HEADING);
        lines.touched(&rows[..enforced], 0);
        lines.say(Look::Plain, unknown(&rows[..enforced]));
        lines.say(Look::Quiet, &target(plan));
        lines.all.push(Line::default());
        if let Some(assigned) = assigned(plan, progress) {
            let of = assigned.list.as_of.map(|of| format!(" of {}", wording::day(of, desk.today)));
            let says = format!(
                "If sign-ins were made beforehand for the list “{}”{}",
                assigned.list.label,
                of.unwrap_or_default()
            );
            lines.say(Look::Heading, &says);
            lines.touched(&assigned.lines, enforced);
            let now = format!("Provisioning here: {}. {}", plan.sso.provisioning.label(), assigned.beware);
            lines.say(Look::Quiet, &now);
        } else {
            lines.say(Look::Heading, "If sign-ins were made beforehand");
            lines.say(Look::Plain, if plan.sso.assigned_list.is_empty() { NO_LIST } else { OTHER_LIST });
        }
        lines.all
    }
}

/// How a line is shown.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Look {
    #[default]
    Plain,
    Heading,
    Quiet,
}

/// One line: its text, and the number in front of it where it begins one.
#[derive(Default)]
struct Line {
    text: String,
    look: Look,
    number: Option<(String, State)>,
    /// The place of the number it belongs to.
    of: Option<usize>,
}

/// The lines as they are gathered, and how wide they may be.
struct Lines {
    all: Vec<Line>,
    cells: u16,
}

impl Lines {
    fn say(&mut self, look: Look, text: &str) {
        if !text.is_empty() {
            let lines = wrap(&clean_lines(text), usize::from(self.cells).max(1)).into_iter();
            self.all.extend(lines.map(|text| Line { text, look, ..Line::default() }));
        }
    }

    /// Adds numbers of which the first has this place.
    fn touched(&mut self, rows: &[Touched], first: usize) {
        for (n, touched) in (first..).zip(rows) {
            let mut number = Some((thousands(touched.people), look(touched)));
            for text in wrap(&touched.says, usize::from(self.cells.saturating_sub(NUMBER + 3)).max(1)) {
                self.all.push(Line { text, look: Look::Plain, number: number.take(), of: Some(n) });
            }
        }
    }
}

impl Screen for ByName {
    fn title(&self, _desk: &Desk) -> String {
        "If we enforced SSO today".to_owned()
    }
    fn about(&self) -> &'static str {
        "Whom enforcing SSO today would touch, and whom sign-ins made beforehand would. Enter shows who they are, w says \
         why; the documents “Locked out by SSO” and “Safe to provision” name them."
    }
    fn scopes(&self, _desk: &Desk) -> Vec<Scope> {
        vec![Scope::Reasons, Scope::Rows, Scope::Browsing]
    }
    fn act(&mut self, action: Action, desk: &mut Desk) -> Go {
        let last = rows(desk.plan(), desk.progress()).0.len().saturating_sub(1);
        match action {
            Action::Open => return self.open(desk),
            Action::Why => return self.why(desk),
            Action::Up | Action::Previous => self.focus = self.focus.saturating_sub(1),
            Action::Down | Action::Next => self.focus = (self.focus + 1).min(last),
            Action::First | Action::PageUp => self.focus = 0,
            Action::Last | Action::PageDown => self.focus = last,
            _ => return Go::Pass,
        }
        Go::Stay
    }
    fn refresh(&mut self, desk: &mut Desk) {
        self.focus = self.focus.min(rows(desk.plan(), desk.progress()).0.len().saturating_sub(1));
    }
    fn place(&self) -> Option<(String, String, String)> {
        Some(("by-name".to_owned(), String::new(), String::new()))
    }
    fn draw(&self, desk: &Desk, area: Rect, canvas: &mut Canvas) {
        let area = Rect { width: area.width.min(90), ..area };
        let lines = ByName::lines(desk, area.width);
        let last = lines.iter().rposition(|line| line.of == Some(self.focus)).unwrap_or(0);
        let top = (last + 1).saturating_sub(usize::from(area.height));
        for (row, line) in (0..area.height).zip(lines.iter().skip(top)) {
            let here = line.of == Some(self.focus);
            let style = match line.look {
                _ if here => canvas.theme.focus(),
                Look::Plain => Style::new(),
                Look::Heading => canvas.theme.heading(),
                Look::Quiet => canvas.theme.quiet(),
            };
            if let Some((number, state)) = &line.number {
                if here {
                    canvas.chosen(area, row);
                }
                let state = canvas.theme.state(*state);
                canvas.put(area, (1, row), &pad_left(number, usize::from(NUMBER)), state);
            }
            let column = if line.of.is_some() { NUMBER + 3 } else { 0 };
            canvas.put(area, (column, row), &line.text, style);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::screens::enforced_today::NOBODY;

    #[test]
    fn without_anybody_counted_it_leads_nowhere_and_says_what_to_import() {
        let mut desk = Desk::bare();
        let mut page = ByName::default();
        assert!(matches!(page.act(Action::Open, &mut desk), Go::Pass));
        assert_eq!(unknown(&rows(desk.plan(), desk.progress()).0), NOBODY);
    }
}
