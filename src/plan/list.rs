//! An imported list as the plan remembers it: what it is, where it came from and what was in it.

use serde::{Deserialize, Serialize};

/// What a list says of the people in it (design: *list kind*).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ListKind {
    /// A release list: users known outside the main account (fact D-4).
    Outside,
    /// Users of the main account or of a sub-account.
    Members,
    /// Invitations not yet accepted.
    Pending,
    /// Who is an employee: an identity provider's or HR export (fact D-5).
    Directory,
    /// Names needing care: executives, room and phone owners.
    Special,
}

impl ListKind {
    /// Every kind, in the order in which they are offered.
    pub const ALL: [ListKind; 5] =
        [ListKind::Outside, ListKind::Members, ListKind::Pending, ListKind::Directory, ListKind::Special];

    /// Returns the word used in files and on the command line.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            ListKind::Outside => "outside",
            ListKind::Members => "members",
            ListKind::Pending => "pending",
            ListKind::Directory => "directory",
            ListKind::Special => "special",
        }
    }

    /// Returns the kind a word stands for, or nothing when it is no kind.
    #[must_use]
    pub fn from_word(word: &str) -> Option<ListKind> {
        ListKind::ALL.into_iter().find(|kind| kind.word() == word)
    }
}
