//! What a column of imported files is used for, where a person said so in the import: kept with the header it was said
//! under, so that the next file with that header is read the same way and no other file is.

use super::field::{Slot, ask};
use super::words::part;
use super::{Field, Plan};

part! {
    /// What one column is used for, under one header.
    ColumnUse {
        /// Stable key of the entry.
        id: String,
        /// The header it was said under: twelve digits made of its names, whatever their order.
        header: String,
        /// The file in which it was said first.
        file: String,
        /// The column's name.
        column: String,
        /// What it is used for: the word of a field such as `department`, or `not_used`.
        used: String,
    }
}

impl ColumnUse {
    /// The questions about a remembered column.
    pub const FIELDS: &'static [Field<ColumnUse>] = &[
        Field::new(
            "column",
            "Column",
            "Its name in the file.",
            Slot::Shown(|one: &ColumnUse| one.column.clone()),
        ),
        ask!(Text, used, "Used as", "A word such as department, or not_used. It is chosen in the import."),
        Field::new(
            "file",
            "First said of",
            "The file in which it was chosen first.",
            Slot::Shown(|one: &ColumnUse| one.file.clone()),
        ),
        Field::new(
            "header",
            "Header",
            "Digits made of all names of the header. It holds for files with that header only.",
            Slot::Shown(|one: &ColumnUse| one.header.clone()),
        ),
    ];
}

impl Plan {
    /// Returns what a person said a column is used for under a header.
    #[must_use]
    pub fn column_use(&self, header: &str, column: &str) -> Option<&ColumnUse> {
        self.columns.iter().find(|known| known.header == header && known.column == column)
    }

    /// Remembers what columns are used for; an entry without a use is forgotten. The ids of `said` do not count.
    pub fn remember_columns(&mut self, said: &[ColumnUse]) {
        for one in said {
            let known = self
                .columns
                .iter_mut()
                .find(|known| known.header == one.header && known.column == one.column);
            match known {
                Some(known) => known.used.clone_from(&one.used),
                None if one.used.is_empty() => {}
                None => {
                    let id = self.add_entry("columns").unwrap_or_default();
                    if let Some(new) = self.columns.last_mut() {
                        *new = ColumnUse { id, ..one.clone() };
                    }
                }
            }
        }
        self.columns.retain(|known| !known.used.is_empty());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(column: &str, used: &str) -> ColumnUse {
        let (header, file) = ("0123456789ab".to_owned(), "users.csv".to_owned());
        ColumnUse { id: String::new(), header, file, column: column.to_owned(), used: used.to_owned() }
    }

    #[test]
    fn what_is_said_of_a_column_is_remembered_changed_and_forgotten() {
        let mut plan = Plan::default();
        plan.remember_columns(&[said("Contact", "email"), said("Phone", "not_used"), said("Team", "")]);
        let ids: Vec<&str> = plan.columns.iter().map(|known| known.id.as_str()).collect();
        assert_eq!(ids, ["column-1", "column-2"]);
        plan.remember_columns(&[said("Contact", ""), said("Phone", "zoom_phone")]);
        assert_eq!(plan.columns.len(), 1);
        let known = plan.column_use("0123456789ab", "Phone").unwrap();
        assert_eq!((known.id.as_str(), known.used.as_str()), ("column-2", "zoom_phone"));
        assert_eq!(plan.column_use("ba9876543210", "Phone"), None, "another header");
    }
}
