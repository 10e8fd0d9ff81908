//! Who may be invited, and why not: the one rule for invite files, tickets, waves and every page that names a next step.
//!
//! An invitation absorbs the account of whoever accepts it (fact T-WARN-ABSORB), and for some people steps of their own
//! come first (guide §4). Whoever is kept back is in no invite file and goes with no wave, whoever put them there.

use super::gather::is_free;
use super::{Mark, Marks, Person};
use crate::lists::Field;
use crate::plan::ListKind;
use crate::wording::worded;

/// Why somebody is not to be invited, the first that fits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
pub enum KeptBack {
    /// A recorded decision says that the person is not moved.
    Decided,
    /// On none of the plan's domains (fact T-WARN-ABSORB).
    OffDomains,
    /// A special case holds the person: a blocking step is not done (guide §4).
    Held,
    /// An executive (fact SC-VIP).
    Executive,
    /// In a list of names needing care.
    Special,
    /// A guest of the directory.
    Guest,
    /// A further address of somebody.
    Alias,
}

/// Each with its word and, for one person, what it is, in the order of the enum.
const WORDS: [(KeptBack, &str, &str); 7] = [
    (KeptBack::Decided, "decided", "is not to be moved, by decision"),
    (
        KeptBack::OffDomains,
        "off-domains",
        "is on none of your domains: an invitation would absorb the person's own account",
    ),
    (KeptBack::Held, "held", "is held by a special case: a step that comes before an invitation is not done"),
    (KeptBack::Executive, "executive", "is an executive and gets a personal contact"),
    (KeptBack::Special, "special", "is in a list of names needing care"),
    (KeptBack::Guest, "guest", "is a guest of the directory"),
    (KeptBack::Alias, "alias", "is a further address of somebody else"),
];

worded!(KeptBack, WORDS);

impl KeptBack {
    fn mark(self) -> Mark {
        match self {
            KeptBack::Decided => Mark::Decided,
            KeptBack::OffDomains => Mark::OffDomains,
            KeptBack::Held => Mark::Held,
            KeptBack::Executive => Mark::Executive,
            KeptBack::Special => Mark::Special,
            KeptBack::Guest => Mark::Guest,
            KeptBack::Alias => Mark::Alias,
        }
    }

    /// Returns why somebody with these marks is not to be invited, the first reason that fits; nothing where an invitation
    /// does no harm.
    #[must_use]
    pub fn among(marks: Marks) -> Option<KeptBack> {
        KeptBack::ALL.into_iter().find(|why| marks.contains(why.mark()))
    }

    /// Returns what it is for so many people, to be read behind "who": `are executives and get a personal contact`.
    #[must_use]
    pub fn of(self, people: u32) -> &'static str {
        if people == 1 {
            return self.label();
        }
        match self {
            KeptBack::Decided => "are not to be moved, by decision",
            KeptBack::OffDomains => {
                "are on none of your domains: an invitation would absorb their own accounts"
            }
            KeptBack::Held => "are held by special cases: steps that come before an invitation are not done",
            KeptBack::Executive => "are executives and get a personal contact",
            KeptBack::Special => "are in a list of names needing care",
            KeptBack::Guest => "are guests of the directory",
            KeptBack::Alias => "are further addresses of somebody else",
        }
    }

    /// Returns what is to be done instead of inviting, in a sentence or two.
    fn instead(self) -> &'static str {
        match self {
            KeptBack::Decided => "Not to be moved, by decision. Leave it so, or change the decision first.",
            KeptBack::OffDomains => {
                "Do not invite: it would absorb the person's own account. Choose between external host and alias user."
            }
            KeptBack::Held => {
                "Finish the special case first: a step that comes before an invitation is not done."
            }
            KeptBack::Executive => "Speak to this executive, agree a time, and invite by hand.",
            KeptBack::Special => "Settle first why the name is in a list of names needing care.",
            KeptBack::Guest => {
                "Do not invite a guest of the directory. Agree how this person works with you."
            }
            KeptBack::Alias => {
                "Do not invite a further address. Agree with the person what becomes of this account."
            }
        }
    }

    /// Returns what is to be done where an invitation is open all the same.
    fn once_invited(self) -> &'static str {
        match self {
            KeptBack::Decided => {
                "Not to be moved, by decision, and an invitation is open: take it back, or change the decision."
            }
            KeptBack::OffDomains => {
                "Accepting the open invitation would absorb the person's own account: take it back, or make sure \
                 that the person knows."
            }
            KeptBack::Held => "Finish the special case before the open invitation is accepted.",
            KeptBack::Executive => "Speak to this executive: an invitation is open.",
            KeptBack::Special => {
                "Settle why the name is in a list of names needing care: an invitation is open."
            }
            KeptBack::Guest => {
                "A guest of the directory has an open invitation: take it back, or make sure that it is meant."
            }
            KeptBack::Alias => {
                "A further address has an open invitation: agree with the person which address is to be used."
            }
        }
    }
}

impl Person<'_> {
    /// Returns why this person is not to be invited, the first reason that fits; nothing where an invitation does no harm.
    #[must_use]
    pub fn kept_back(&self) -> Option<KeptBack> {
        KeptBack::among(self.marks())
    }

    /// Returns what is to be done about somebody who is kept back, in a sentence or two: instead of inviting, or while an
    /// invitation is open all the same; nothing of others.
    #[must_use]
    pub fn instead_of_inviting(&self) -> Option<&'static str> {
        let invited = self.marks().contains(Mark::Pending);
        self.kept_back().map(|why| if invited { why.once_invited() } else { why.instead() })
    }

    /// Returns whether lists of people outside show that this person pays for nothing. Only such a list tells of the plan
    /// outside; a pending list tells of the seat here.
    #[must_use]
    pub fn is_on_basic(&self) -> bool {
        let says = |field| self.field_in(ListKind::Outside, field);
        let mut said = [Field::LicenseType, Field::AccountType].into_iter().filter_map(says).peekable();
        said.peek().is_some() && said.all(is_free) && !self.marks().contains(Mark::Paid)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reason_stands_at_its_own_place_with_words_for_one_and_for_several() {
        for (at, why) in KeptBack::ALL.into_iter().enumerate() {
            assert_eq!((why as usize, KeptBack::from_word(why.word())), (at, Some(why)));
            assert!(why.of(1).starts_with("is ") && why.of(2).starts_with("are "), "{why:?}");
            for says in [why.instead(), why.once_invited()] {
                assert!(says.ends_with('.') && says.len() < 120, "{says}");
            }
        }
    }
}
