//! What a person is now: the seven standings, and the rule that gives everybody exactly one of them.
//!
//! The rule knows nothing of lists or files, only the [`Facts`] gathered from them. It is the one place
//! that answers "why is this person *gone*?".

use super::facts::Facts;

/// What a person is now. The order is the order in which the rule tries them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
pub enum Standing {
    /// The plan keeps this person external, or counts the person under another address.
    Excluded,
    /// Was outside, and is a member now.
    Consolidated,
    /// Was outside, and has an open invitation.
    Invited,
    /// Was outside, and is in no current list of people outside: changed address or closed the account.
    Gone,
    /// Is outside.
    Outstanding,
    /// A member who was never outside.
    Native,
    /// Known to us only: Zoom's current lists do not name this person.
    Unknown,
}

impl Standing {
    /// Every standing, in the order of the rule.
    pub const ALL: [Standing; 7] = [
        Standing::Excluded,
        Standing::Consolidated,
        Standing::Invited,
        Standing::Gone,
        Standing::Outstanding,
        Standing::Native,
        Standing::Unknown,
    ];

    /// Returns the word used in filters, files and JSON.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Standing::Excluded => "excluded",
            Standing::Consolidated => "consolidated",
            Standing::Invited => "invited",
            Standing::Gone => "gone",
            Standing::Outstanding => "outstanding",
            Standing::Native => "native",
            Standing::Unknown => "unknown",
        }
    }

    /// Returns what it means, in a few words.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Standing::Excluded => "stays outside by decision",
            Standing::Consolidated => "was outside, is a member now",
            Standing::Invited => "has an open invitation",
            Standing::Gone => "changed address or closed",
            Standing::Outstanding => "still outside",
            Standing::Native => "a member, never outside",
            Standing::Unknown => "unknown to Zoom",
        }
    }

    /// Returns the standing a word stands for.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Standing> {
        Standing::ALL.into_iter().find(|standing| standing.word() == word)
    }
}

/// Returns the standing that follows from the facts: the first line that fits (design, *Standing of a person*).
///
/// What the planner confirmed of several addresses of one person enters as two facts; see `joined`.
pub(super) fn standing(facts: Facts) -> Standing {
    let was_outside = facts.has(Facts::BASELINE) || facts.has(Facts::CARRIED);
    let member = facts.has(Facts::MEMBER);
    if facts.has(Facts::EXCLUDED) || facts.has(Facts::COUNTED_ELSEWHERE) {
        Standing::Excluded
    } else if was_outside && member {
        Standing::Consolidated
    } else if was_outside && facts.has(Facts::PENDING) {
        Standing::Invited
    } else if was_outside && !facts.has(Facts::OUTSIDE) {
        Standing::Gone
    } else if was_outside {
        Standing::Outstanding
    } else if member {
        Standing::Native
    } else {
        Standing::Unknown
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_standing_has_its_own_word() {
        for standing in Standing::ALL {
            assert_eq!(Standing::from_word(standing.word()), Some(standing));
            assert_eq!(Standing::ALL[standing as usize], standing);
        }
        assert_eq!(Standing::from_word("Outstanding"), None);
    }

    #[test]
    fn the_first_line_that_fits_decides() {
        let all = [Facts::BASELINE, Facts::OUTSIDE, Facts::PENDING, Facts::MEMBER, Facts::EXCLUDED];
        let expected = [
            Standing::Gone,
            Standing::Outstanding,
            Standing::Invited,
            Standing::Consolidated,
            Standing::Excluded,
        ];
        let mut facts = Facts::default();
        for (more, expected) in all.into_iter().zip(expected) {
            facts.add(more);
            assert_eq!(standing(facts), expected);
        }
    }

    #[test]
    fn an_invitation_of_somebody_never_seen_outside_moves_nobody() {
        assert_eq!(standing(Facts::PENDING), Standing::Unknown);
        assert_eq!(standing(Facts::MEMBER), Standing::Native);
        assert_eq!(standing(Facts::default()), Standing::Unknown);
    }
}
