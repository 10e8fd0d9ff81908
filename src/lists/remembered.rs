//! What a person said of columns before, and under which header it holds.
//!
//! The same column name means other things in other products' files, so what was said of it holds only where the
//! whole header is the same: the same names, in any order and spelling. The plan keeps a short digest of them.

use std::borrow::Cow;

use sha2::{Digest, Sha256};

use super::{Column, Field, Hints, names};
use crate::plan::{ColumnUse, Plan};

/// Bytes of the digest that are kept: enough to tell headers apart, short enough to read.
const BYTES: usize = 6;

/// What a person says a column is used for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Use {
    /// As this field.
    As(Field),
    /// It is not used.
    Nothing,
}

impl Use {
    /// Returns the word kept in the plan: that of the field, or `not_used`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Use::As(field) => field.word(),
            Use::Nothing => "not_used",
        }
    }

    /// Returns what it is called on screens.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Use::As(field) => field.label(),
            Use::Nothing => "not used",
        }
    }

    /// Returns the use a word of the plan stands for.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Use> {
        if word == Use::Nothing.word() { Some(Use::Nothing) } else { Field::from_word(word).map(Use::As) }
    }
}

/// What a person said a column is used for, under one header.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remembered {
    /// The [`header_key`] of the file it was said of.
    pub header: String,
    /// The column's name.
    pub column: String,
    /// What it is used for.
    pub used: Use,
}

impl Remembered {
    /// Returns what a plan remembers of columns; what no use has that word is left out.
    #[must_use]
    pub fn of(plan: &Plan) -> Vec<Remembered> {
        let one = |known: &ColumnUse| {
            let (header, column) = (known.header.clone(), known.column.clone());
            Some(Remembered { header, column, used: Use::from_word(&known.used)? })
        };
        plan.columns.iter().filter_map(one).collect()
    }
}

/// Returns what a plan remembers of a file's columns: the name in the file, the name as the plan spells it, and the use.
#[must_use]
pub fn said_before(plan: &Plan, columns: &[Column]) -> Vec<(String, String, Use)> {
    let Some(header) = header_key(columns.iter().map(|column| column.header.as_str())) else {
        return Vec::new();
    };
    let here = |known: &Remembered| {
        let normal = names::normal(&known.column);
        columns.iter().find(|column| names::normal(&column.header) == normal)
    };
    let known = Remembered::of(plan).into_iter().filter(|known| known.header == header);
    known.filter_map(|known| Some((here(&known)?.header.clone(), known.column, known.used))).collect()
}

/// Returns by what a header is known again: twelve hexadecimal digits made of its names, whatever their order and
/// spelling; nothing when no column has a name.
#[must_use]
pub fn header_key<'n>(names: impl IntoIterator<Item = &'n str>) -> Option<String> {
    key(names.into_iter().map(names::normal).collect())
}

fn key(mut normal: Vec<String>) -> Option<String> {
    normal.retain(|name| !name.is_empty());
    normal.sort_unstable();
    normal.dedup();
    if normal.is_empty() {
        return None;
    }
    let digest = Sha256::digest(normal.join("\n"));
    Some(digest.iter().take(BYTES).map(|byte| format!("{byte:02x}")).collect())
}

impl Hints {
    /// Returns the hints as they hold under a header with these normal names: what was remembered of it comes after
    /// what is said now.
    pub(super) fn under(&self, normal: &[String]) -> Cow<'_, Hints> {
        if self.remembered.is_empty() {
            return Cow::Borrowed(self);
        }
        let Some(header) = key(normal.to_vec()) else { return Cow::Borrowed(self) };
        let mut hints = self.clone();
        let known = hints.remembered.iter().filter(|known| known.header == header);
        let known: Vec<_> = known.map(|known| (known.column.clone(), known.used)).collect();
        hints.columns.extend(known);
        Cow::Owned(hints)
    }
}

#[cfg(test)]
mod tests {
    use std::ops::ControlFlow;

    use super::*;
    use crate::lists::read;

    fn kept(header: &str, columns: &[(&str, Use)]) -> Hints {
        let header = header_key(header.split(',')).unwrap();
        let one = |(column, used): &(&str, Use)| Remembered {
            header: header.clone(),
            column: (*column).to_owned(),
            used: *used,
        };
        Hints { remembered: columns.iter().map(one).collect(), ..Hints::default() }
    }

    fn department(file: &str, hints: &Hints) -> Option<String> {
        let list = read(file.as_bytes(), hints, &mut |_| ControlFlow::Continue(())).unwrap();
        list.table.row(0).get(Field::Department).map(str::to_owned)
    }

    #[test]
    fn a_header_is_known_again_whatever_its_order_and_spelling() {
        let key = header_key(["Email", "Cost Centre", ""]);
        assert_eq!(key, header_key(["cost centre", "EMAIL"]));
        assert_ne!(key, header_key(["Email"]));
        assert_eq!(key.map(|key| key.len()), Some(12));
        assert_eq!(header_key(["", ""]), None);
    }

    #[test]
    fn what_was_said_holds_under_the_same_header_only() {
        let hints = kept("Email,Cost Centre", &[("cost centre", Use::As(Field::Department))]);
        let same = "Cost Centre,Email\nSales,ann@northwind.example\n";
        assert_eq!(department(same, &hints).as_deref(), Some("Sales"));
        let other = "Cost Centre,Email,Phone\n7,ann@northwind.example,1\n";
        assert_eq!(department(other, &hints), None);
    }

    #[test]
    fn what_is_said_now_comes_before_what_was_said_before() {
        let mut hints = kept("Email,Cost Centre", &[("Cost Centre", Use::As(Field::Department))]);
        hints.columns.push(("Cost Centre".to_owned(), Use::Nothing));
        assert_eq!(department("Email,Cost Centre\nann@northwind.example,Sales\n", &hints), None);
    }
}
