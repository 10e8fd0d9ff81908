//! The people to whom the same happened between two lists: address, name, before and after. Only the rows in sight are
//! read from the lists.

use std::borrow::Cow;
use std::sync::Arc;

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::super::person::Person;
use super::super::{Go, Screen};
use crate::app::{Action, Compared, Desk, Scope};
use crate::lists::{Field, Row};
use crate::progress::{Change, Moved, Standing};
use crate::untrusted::clean;
use crate::widgets::{Canvas, State, Window, cut};
use crate::wording::{count, thousands};

/// Rows above the first person.
const ABOVE: u16 = 2;

/// The people of one group.
pub(in crate::screens) struct People {
    compared: Arc<Compared>,
    change: Change,
    window: Window,
}

impl People {
    /// Shows the people to whom that happened.
    pub(in crate::screens) fn new(compared: Arc<Compared>, change: Change) -> People {
        People { compared, change, window: Window::default() }
    }

    fn people(&self) -> &[Moved] {
        self.compared.difference.of(self.change)
    }

    fn before(&self, moved: Moved) -> Option<Row<'_>> {
        Some(self.compared.before.as_ref()?.1.table.row(moved.before()?))
    }

    fn after(&self, moved: Moved) -> Option<Row<'_>> {
        Some(self.compared.after.table.row(moved.after()?))
    }

    /// Returns address, name, and what changed, of the person at a place.
    fn cells(&self, place: usize) -> Option<[String; 3]> {
        let moved = *self.people().get(place)?;
        let (before, after) = (self.before(moved), self.after(moved));
        let row = after.or(before)?;
        let (was, is) = match self.change {
            Change::Licence => (said(before, Field::LicenseType), said(after, Field::LicenseType)),
            Change::Name => (before.map(name).unwrap_or_default(), after.map(name).unwrap_or_default()),
            Change::Deactivated | Change::Reactivated => (self.status(before), self.status(after)),
            // Standings or what the lists say, never one against the other.
            Change::Joined => match self.compared.difference.was(place) {
                Some(standing) => {
                    (Cow::Borrowed(standing.word()), Cow::Borrowed(self.standing(standing).word()))
                }
                None => (self.listed(before), self.listed(after)),
            },
            _ => (self.listed(before), self.listed(after)),
        };
        Some([row.email().to_owned(), name(row).into_owned(), format!("{was} → {is}")])
    }

    /// Returns what somebody is who joined a list of this kind and was that before.
    fn standing(&self, was: Standing) -> Standing {
        use crate::plan::ListKind::{Directory, Members, Outside, Pending, Special};
        match (self.compared.difference.kind(), was) {
            (Directory | Special, _)
            | (_, Standing::Native | Standing::Excluded | Standing::Consolidated) => was,
            (Members, Standing::Unknown) => Standing::Native,
            (Members, _) => Standing::Consolidated,
            (Pending, _) => Standing::Invited,
            (Outside, _) => Standing::Outstanding,
        }
    }

    /// Returns what a list says of somebody.
    fn listed<'r>(&self, row: Option<Row<'r>>) -> Cow<'r, str> {
        match row.and_then(|row| row.get(Field::Status)) {
            Some("pending") => Cow::Borrowed("pending"),
            Some("deleted") => Cow::Borrowed("deleted"),
            _ => self.word(row),
        }
    }

    /// Returns the word for being in a list of this kind, or for not being in it.
    fn word<'r>(&self, row: Option<Row<'r>>) -> Cow<'r, str> {
        use crate::plan::ListKind::{Directory, Members, Outside, Pending, Special};
        if row.is_none() {
            return Cow::Borrowed("not listed");
        }
        Cow::Borrowed(match self.compared.difference.kind() {
            Members => "member",
            Outside => "outside",
            Pending => "pending",
            Directory | Special => "listed",
        })
    }

    /// Returns the status of somebody in a list.
    fn status<'r>(&self, row: Option<Row<'r>>) -> Cow<'r, str> {
        match said(row, Field::Status) {
            status if status.is_empty() => self.word(row),
            status => status,
        }
    }
}

fn said(row: Option<Row<'_>>, field: Field) -> Cow<'_, str> {
    Cow::Borrowed(row.and_then(|row| row.get(field)).unwrap_or_default())
}

/// Returns the name as shown, or given and family name.
fn name(row: Row<'_>) -> Cow<'_, str> {
    let said = |field| row.get(field).unwrap_or_default();
    match (said(Field::DisplayName), said(Field::FirstName), said(Field::LastName)) {
        ("", first, "") => Cow::Borrowed(first),
        ("", "", last) => Cow::Borrowed(last),
        ("", first, last) => Cow::Owned(format!("{first} {last}")),
        (display, ..) => Cow::Borrowed(display),
    }
}

impl Screen for People {
    fn title(&self, _desk: &Desk) -> String {
        let number = thousands(count(self.people().len()));
        format!("{number} {}", self.change.says(self.compared.difference.kind(), self.people().len()))
    }
    fn about(&self) -> &'static str {
        "The people behind a number of the difference, with what they were before and are after. Enter shows everything \
         known of a person."
    }
    fn scopes(&self, _desk: &Desk) -> Vec<Scope> {
        vec![Scope::Rows, Scope::Browsing]
    }
    fn act(&mut self, action: Action, desk: &mut Desk) -> Go {
        match action {
            Action::Open => {
                let Some([email, ..]) = self.cells(self.window.chosen()) else { return Go::Stay };
                let known = desk.measured.as_ref().and_then(|measured| measured.roster.find(&email));
                if known.is_some() {
                    return Go::To(Box::new(Person::new(email, desk)));
                }
                desk.say(State::Quiet, "Nothing more is known of this person before the list is imported.");
                Go::Stay
            }
            action => {
                let height = usize::from(desk.size.1.saturating_sub(4 + ABOVE));
                if self.window.act(action, self.people().len(), height) { Go::Stay } else { Go::Pass }
            }
        }
    }
    fn draw(&self, _desk: &Desk, area: Rect, canvas: &mut Canvas) {
        let quiet = canvas.theme.quiet();
        let means = self.change.means(self.compared.difference.kind());
        canvas.put(area, (0, 0), means, quiet);
        // Where the name is what changed, it stands before and after.
        let name = if self.change == Change::Name { 0 } else { area.width * 22 / 100 };
        let address = area.width * 38 / 100;
        let columns = [2, address + 2, address + name + 2];
        let rooms = [address, name, area.width].map(|room| usize::from(room.saturating_sub(2)));
        for (at, (title, room)) in
            columns.into_iter().zip(["address", "name", "before → after"].into_iter().zip(rooms))
        {
            canvas.put(area, (at, ABOVE - 1), &cut(title, room), quiet);
        }
        let height = usize::from(area.height.saturating_sub(ABOVE));
        let visible = self.window.visible(self.people().len(), height);
        for (row, n) in (ABOVE..area.height).zip(visible) {
            let Some(cells) = self.cells(n) else { break };
            let here = n == self.window.chosen();
            let style = if here { canvas.chosen(area, row) } else { Style::new() };
            for (at, (text, room)) in columns.into_iter().zip(cells.iter().zip(rooms)) {
                canvas.put(area, (at, row), &cut(&clean(text), room), style);
            }
        }
    }
}
