//! An imported list as the plan remembers it: what it is, where it came from and what was in it.

use super::field::{Slot, ask};
use super::words::{part, words};
use super::{Count, Day, Field, Kind};

words! {
    /// What a list says of the people in it (design: *list kind*).
    ListKind {
        Outside = "outside", "people outside the main account (release list)";
        Members = "members", "members of the main account or a sub-account";
        Pending = "pending", "invitations not yet accepted";
        Directory = "directory", "who is an employee";
        Special = "special", "names needing care";
    }
}

part! {
    /// One imported list: its record, without anybody's name.
    ListRecord {
        /// Stable key of the entry, and the name of its file in `NAME.lists/`.
        id: String,
        /// What it says of the people in it.
        kind: ListKind,
        /// Where it came from, for example "main account"; lists of one kind and label replace each other.
        label: String,
        /// The day it speaks of.
        as_of: Option<Day>,
        /// The name of the file that was imported, without its folder.
        file: String,
        /// What the file was recognised as.
        format: String,
        /// By what its header is known again: twelve digits made of its names, whatever their order.
        header: String,
        /// SHA-256 of the kept file, in hexadecimal.
        digest: String,
        /// Rows in the file.
        rows: Option<Count>,
        /// People in it.
        people: Option<Count>,
        /// Rows that repeated an address.
        duplicates: Option<Count>,
        /// Rows that were not taken.
        rejected: Option<Count>,
        /// How many of those are nobody whatever one does: rooms, groups and the like.
        not_people: Option<Count>,
        /// The day it was imported.
        imported_on: Option<Day>,
        /// Why it is kept after the project is closed.
        keep_reason: String,
        /// Anything worth remembering.
        note: String,
    }
}

/// Returns a label in the form in which labels are compared, as people mean them: without case and surrounding space.
#[must_use]
pub fn label_key(label: &str) -> String {
    label.trim().to_lowercase()
}

/// Says whether two labels name the same source.
#[must_use]
pub fn same_label(one: &str, other: &str) -> bool {
    label_key(one) == label_key(other)
}

impl ListRecord {
    /// What a log of provisioning is recognised as.
    pub const LOG: &str = "provisioning log";

    /// Says whether it names whoever is outside, and not only those over whom something else stumbled (facts Z-8, Z-9).
    #[must_use]
    pub fn is_release_list(&self) -> bool {
        self.kind == ListKind::Outside && self.format != ListRecord::LOG
    }

    /// Returns how many rows were left out that a mended file could bring in.
    #[must_use]
    pub fn to_mend(&self) -> u32 {
        let [rejected, rightly] = [self.rejected, self.not_people].map(|rows| rows.map_or(0, |rows| rows.0));
        rejected.saturating_sub(rightly)
    }

    /// The questions about an imported list.
    pub const FIELDS: &'static [Field<ListRecord>] = &[
        Field::new(
            "kind",
            "Kind",
            "What the list says of the people in it.",
            Slot::Shown(|list: &ListRecord| list.kind.word().to_owned()),
        )
        .fact("D-5"),
        ask!(
            Text,
            label,
            "From",
            "Where it came from, for example main account. A newer list with the same words replaces it."
        )
        .required(),
        ask!(Date, as_of, "As of", "The day the list speaks of, for example 2026-11-21.").required(),
        Field::new(
            "file",
            "File",
            "The file that was imported.",
            Slot::Shown(|list: &ListRecord| list.file.clone()),
        ),
        Field::new(
            "format",
            "Recognised as",
            "What the file was recognised as.",
            Slot::Shown(|list: &ListRecord| list.format.clone()),
        ),
        Field::new(
            "people",
            "People",
            "How many people are in it.",
            Slot::Shown(|list: &ListRecord| shown(list.people)),
        ),
        Field::new(
            "rows",
            "Rows",
            "How many rows the file had.",
            Slot::Shown(|list: &ListRecord| shown(list.rows)),
        ),
        Field::new(
            "duplicates",
            "Duplicates",
            "Rows that repeated an address.",
            Slot::Shown(|list: &ListRecord| shown(list.duplicates)),
        ),
        Field::new(
            "rejected",
            "Rejected",
            "Rows that were not taken.",
            Slot::Shown(|list: &ListRecord| shown(list.rejected)),
        ),
        Field::new(
            "not_people",
            "No people",
            "How many of the rejected rows are rooms, groups or the like. Nothing is to be mended there.",
            Slot::Shown(|list: &ListRecord| shown(list.not_people)),
        ),
        Field::new(
            "imported_on",
            "Imported on",
            "The day it was imported.",
            Slot::Shown(|list: &ListRecord| list.imported_on.map(|day| day.to_string()).unwrap_or_default()),
        ),
        Field::new(
            "digest",
            "Digest",
            "Tells whether the kept file was altered.",
            Slot::Shown(|list: &ListRecord| list.digest.clone()),
        ),
        ask!(
            Text,
            keep_reason,
            "Kept because",
            "Lists hold people's data. Say why this one stays after the project is closed."
        ),
        ask!(Text, note, "Notes", "Anything worth remembering.").kind(Kind::Text),
    ];
}

fn shown(count: Option<Count>) -> String {
    count.map(|count| count.to_string()).unwrap_or_default()
}
