//! What can happen to a person between two lists, its words, and how two rows tell it.

use super::join::Same;
use super::{Difference, NOBODY, Sides};
use crate::lists::{Field, Row, Table};
use crate::plan::ListKind;

/// What happened to a person between two lists of one source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// In the list now, and not before.
    Joined,
    /// In an older list, not in the one before, and now again.
    Reappeared,
    /// In the list before, and not now.
    Left,
    /// Invited now, and not before.
    Invited,
    /// Invited before, and a member now.
    Accepted,
    /// Invited before, and now neither invited nor a member.
    Vanished,
    /// Active before, and now deactivated.
    Deactivated,
    /// Deactivated before, and now active.
    Reactivated,
    /// Another licence.
    Licence,
    /// Another name.
    Name,
}

impl Change {
    /// Everything that can happen, in the order in which it is told.
    pub const ALL: [Change; 10] = [
        Change::Joined,
        Change::Reappeared,
        Change::Accepted,
        Change::Left,
        Change::Vanished,
        Change::Invited,
        Change::Deactivated,
        Change::Reactivated,
        Change::Licence,
        Change::Name,
    ];

    /// Returns the word used in `import --json`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Change::Joined => "joined",
            Change::Reappeared => "reappeared",
            Change::Left => "left",
            Change::Invited => "invited",
            Change::Accepted => "accepted",
            Change::Vanished => "vanished",
            Change::Deactivated => "deactivated",
            Change::Reactivated => "reactivated",
            Change::Licence => "licence_changed",
            Change::Name => "name_changed",
        }
    }

    /// Returns what follows the number of people, as a list of that kind means it: `joined`, `no longer outside`,
    /// `names changed`.
    #[must_use]
    pub fn says(self, kind: ListKind, people: usize) -> &'static str {
        match (self, kind) {
            (Change::Joined, ListKind::Outside) => "newly outside",
            (Change::Joined, ListKind::Directory) => "new in the directory",
            (Change::Joined, ListKind::Special) => "added",
            (Change::Joined, _) => "joined",
            (Change::Reappeared, ListKind::Outside) => "outside again",
            (Change::Reappeared, ListKind::Pending) => "invited again",
            (Change::Reappeared, _) => "came back",
            (Change::Left, ListKind::Outside) => "no longer outside",
            (Change::Left, ListKind::Directory) => "no longer in the directory",
            (Change::Left, ListKind::Special) => "taken off",
            (Change::Left, _) => "left",
            (Change::Invited, _) => "newly invited",
            (Change::Accepted, _) => "pending → member",
            (Change::Vanished, _) => "pending → vanished",
            (Change::Deactivated, _) => "deactivated",
            (Change::Reactivated, _) => "reactivated",
            (Change::Licence, _) if people == 1 => "licence changed",
            (Change::Licence, _) => "licences changed",
            (Change::Name, _) if people == 1 => "name changed",
            (Change::Name, _) => "names changed",
        }
    }

    /// Returns what that means, in a few words; empty where the name says it.
    #[must_use]
    pub fn means(self, kind: ListKind) -> &'static str {
        match (self, kind) {
            (Change::Left, ListKind::Outside) => "they joined or changed their address",
            (Change::Left, ListKind::Members) => "no longer members",
            (Change::Reappeared, _) => "in an older list, not in the last one",
            (Change::Vanished, ListKind::Pending) => "no longer invited, and in no members list yet",
            (Change::Vanished, _) => "the invitation ran out or was taken back",
            _ => "",
        }
    }
}

/// How somebody stands in a list.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Presence {
    Absent,
    Pending,
    Inactive,
    There,
}

/// The cells of a row that are compared.
#[derive(Clone, Copy, Default)]
struct Cells<'a> {
    email: &'a str,
    status: &'a str,
    license: &'a str,
    display: &'a str,
    first: &'a str,
    last: &'a str,
}

impl<'a> Cells<'a> {
    fn of(row: Row<'a>, fields: &[Field]) -> Cells<'a> {
        let mut cells = Cells::default();
        for (field, cell) in fields.iter().zip(row.cells()) {
            match field {
                Field::Email => cells.email = cell,
                Field::Status => cells.status = cell,
                Field::LicenseType => cells.license = cell,
                Field::DisplayName => cells.display = cell,
                Field::FirstName => cells.first = cell,
                Field::LastName => cells.last = cell,
                _ => {}
            }
        }
        cells
    }

    fn presence(self, kind: ListKind) -> Presence {
        match (kind, self.status) {
            // A deleted user is no member, whatever list shows them.
            (ListKind::Members | ListKind::Directory, "deleted") => Presence::Absent,
            (ListKind::Pending, _) | (ListKind::Members, "pending") => Presence::Pending,
            (_, "inactive") => Presence::Inactive,
            _ => Presence::There,
        }
    }

    /// Names are compared in the columns both lists fill: that a list has no names is no change.
    fn is_named_otherwise(self, other: Cells<'_>) -> bool {
        let differ = |one: &str, other: &str| !one.is_empty() && !other.is_empty() && one != other;
        if !self.display.is_empty() && !other.display.is_empty() {
            return self.display != other.display;
        }
        differ(self.first, other.first) || differ(self.last, other.last)
    }
}

/// Says what two rows of one person tell.
pub(super) struct Classify<'a> {
    kind: ListKind,
    before: &'a Table,
    after: &'a Table,
}

impl<'a> Classify<'a> {
    pub(super) fn new(sides: &Sides<'a>) -> Classify<'a> {
        Classify { kind: sides.kind, before: &sides.before.table, after: &sides.after.table }
    }

    /// Notes what happened to the person of these rows, unless they are two people's; either may be [`NOBODY`].
    pub(super) fn note(&self, before: u32, after: u32, changed: &mut Difference) -> Same {
        let cells = |table: &'a Table, row: u32| {
            (row != NOBODY).then(|| Cells::of(table.row(row as usize), table.fields()))
        };
        let (was, is) = (cells(self.before, before), cells(self.after, after));
        if let (Some(was), Some(is)) = (was, is)
            && was.email != is.email
        {
            return Same::HashOnly;
        }
        let presence =
            |cells: Option<Cells<'_>>| cells.map_or(Presence::Absent, |cells| cells.presence(self.kind));
        let change = match (presence(was), presence(is)) {
            (Presence::Absent, Presence::There | Presence::Inactive) => Some(Change::Joined),
            (Presence::Absent | Presence::There | Presence::Inactive, Presence::Pending) => {
                Some(Change::Invited)
            }
            (Presence::Pending, Presence::There | Presence::Inactive) => Some(Change::Accepted),
            (Presence::Pending, Presence::Absent) => Some(Change::Vanished),
            (Presence::There | Presence::Inactive, Presence::Absent) => Some(Change::Left),
            (Presence::There, Presence::Inactive) => Some(Change::Deactivated),
            (Presence::Inactive, Presence::There) => Some(Change::Reactivated),
            _ => None,
        };
        if let Some(change) = change {
            changed.note(change, before, after);
        }
        let (Some(was), Some(is)) = (was, is) else { return Same::Person };
        if !was.license.is_empty() && !is.license.is_empty() && was.license != is.license {
            changed.note(Change::Licence, before, after);
        }
        if was.is_named_otherwise(is) {
            changed.note(Change::Name, before, after);
        }
        Same::Person
    }

    /// Says whether a row of this table is somebody who is there, not only invited or deleted.
    pub(super) fn is_there(kind: ListKind, row: Row<'_>, fields: &[Field]) -> bool {
        match Cells::of(row, fields).presence(kind) {
            Presence::Absent => false,
            Presence::Pending => kind == ListKind::Pending,
            Presence::Inactive | Presence::There => true,
        }
    }
}
