//! Marks on a person, beside the standing: what needs care, as far as the lists say.

use super::Standing;
use super::facts::Facts;
use super::standing::standing;
use crate::wording::worded;

/// Something worth knowing of a person, beside the standing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
pub enum Mark {
    /// In a special case that is open (fact DOM-6).
    OpenCase,
    /// An executive: personal contact (fact SC-VIP).
    Executive,
    /// In a list of names needing care.
    Special,
    /// A directory covers the domain and does not know this person.
    Leaver,
    /// A guest of the directory.
    Guest,
    /// The address is a further address of somebody, by a directory or as confirmed.
    Alias,
    /// The address is on none of the plan's domains (fact T-WARN-ABSORB).
    OffDomains,
    /// Paid or trial plan outside: invited one by one (fact Z-1).
    Paid,
    /// Has a licence in the main account.
    Licensed,
    /// Owner of an account.
    Owner,
    /// A member whose account is switched off.
    Deactivated,
    /// Has signed in by SSO (fact EXE-2).
    SsoReady,
    /// A member who has never signed in by SSO (facts DOM-3, EXE-2).
    NoSso,
    /// Has an open invitation, whatever the standing.
    Pending,
    /// Was invited, and is now neither pending nor a member, though the invitation must have run out (fact Z-6).
    InvitationExpired,
    /// Was a member, and is none any more.
    Former,
    /// Goes with a wave.
    InWave,
    /// A recorded decision says why this person is not moved.
    Decided,
    /// Owner of an account in which others are too (fact SC-MULTI).
    OwnsOthers,
    /// A special case keeps this person out of waves until its blocking steps are done (guide §4).
    Held,
    /// An executive outside without a case (fact SC-VIP), or a member off our domains without one (fact SC-EXTERNAL).
    NeedsCase,
    /// Was invited and is neither pending nor a member, and the lists do not say what became of it: the 30 days of fact
    /// Z-6 need not be over, or the members list is older than the list of invitations.
    InvitationUnclear,
}

/// Each mark with its word and what it means, in the order of the enum.
const WORDS: [(Mark, &str, &str); 22] = [
    (Mark::OpenCase, "case", "has an open special case"),
    (Mark::Executive, "executive", "gets a personal contact"),
    (Mark::Special, "special", "in a list of names needing care"),
    (Mark::Leaver, "leaver", "not in the directory of that domain"),
    (Mark::Guest, "guest", "a guest of the directory"),
    (Mark::Alias, "alias", "a further address of somebody"),
    (Mark::OffDomains, "off-domains", "on none of your domains"),
    (Mark::Paid, "paid", "paid or trial plan outside"),
    (Mark::Licensed, "licensed", "has a licence in the main account"),
    (Mark::Owner, "owner", "owner of an account"),
    (Mark::Deactivated, "deactivated", "a member, switched off"),
    (Mark::SsoReady, "sso-ready", "has signed in by SSO"),
    (Mark::NoSso, "no-sso", "a member who has never signed in by SSO"),
    (Mark::Pending, "pending", "has an open invitation"),
    (Mark::InvitationExpired, "expired", "the invitation ran out"),
    (Mark::Former, "former", "was a member"),
    (Mark::InWave, "wave", "goes with a wave"),
    (Mark::Decided, "decided", "not moved by decision"),
    (Mark::OwnsOthers, "owns-others", "owner of an account in which others are too"),
    (Mark::Held, "held", "kept out of waves until a special case is further"),
    (Mark::NeedsCase, "needs-case", "needs a special case and has none"),
    (Mark::InvitationUnclear, "unclear", "was invited, and what became of it is not known"),
];

worded!(Mark, WORDS);

/// The marks of one person.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Marks(u32);

impl Marks {
    /// Says whether the mark is set.
    #[must_use]
    pub fn contains(self, mark: Mark) -> bool {
        self.0 & (1 << mark as u32) != 0
    }

    /// Says whether no mark is set.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Returns the marks that are set, in the order of [`Mark::ALL`].
    pub fn iter(self) -> impl Iterator<Item = Mark> {
        let mut left = self.0;
        std::iter::from_fn(move || {
            let mark = Mark::ALL.get(left.trailing_zeros() as usize)?;
            left &= left - 1;
            Some(*mark)
        })
    }

    /// Returns the words of the marks that are set, with commas between them.
    #[must_use]
    pub fn words(self) -> String {
        self.iter().map(Mark::word).collect::<Vec<_>>().join(", ")
    }

    fn with(self, mark: Mark, set: impl Into<u32>) -> Marks {
        Marks(self.0 | (set.into() << mark as u32))
    }
}

/// How many people have which mark, by standing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MarkCounts([[u32; Mark::ALL.len()]; Standing::ALL.len()]);

impl MarkCounts {
    /// Returns how many people of this standing have the mark.
    #[must_use]
    pub fn of(&self, standing: Standing, mark: Mark) -> u32 {
        self.0[standing as usize][mark as usize]
    }

    /// Returns how many people have the mark, whatever their standing.
    #[must_use]
    pub fn all(&self, mark: Mark) -> u32 {
        Standing::ALL.into_iter().map(|standing| self.of(standing, mark)).sum()
    }

    /// Adds people of this standing who have the mark.
    pub fn add(&mut self, standing: Standing, mark: Mark, people: u32) {
        self.0[standing as usize][mark as usize] += people;
    }

    /// Adds people of whom the same is known.
    pub(super) fn note(&mut self, standing: Standing, marks: Marks, people: u32) {
        for mark in marks.iter() {
            self.add(standing, mark, people);
        }
    }
}

/// What the address of a person says, beside the lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Domicile {
    /// On one of the plan's domains; everybody is while the plan names none.
    pub(super) ours: bool,
    /// A current directory list has people on this domain.
    pub(super) in_a_directory: bool,
    /// SSO is to be enforced on it: one of the plan's domains, save those that use no associated domains.
    pub(super) enforced: bool,
}

/// Returns the marks that follow from the facts.
pub(super) fn marks(facts: Facts, at: Domicile) -> Marks {
    let has = |fact| facts.has(fact);
    let (member, pending) = (has(Facts::MEMBER), has(Facts::PENDING));
    let lost = has(Facts::WAS_PENDING) && !pending && !member;
    Marks::default()
        .with(Mark::OpenCase, has(Facts::OPEN_CASE))
        .with(Mark::Executive, has(Facts::EXECUTIVE))
        .with(Mark::Special, has(Facts::SPECIAL))
        .with(Mark::Leaver, at.ours && at.in_a_directory && !has(Facts::DIRECTORY))
        .with(Mark::Guest, has(Facts::GUEST))
        .with(Mark::Alias, has(Facts::ALIAS))
        .with(Mark::OffDomains, !at.ours)
        .with(Mark::Paid, has(Facts::PAID))
        .with(Mark::Licensed, has(Facts::LICENSED))
        .with(Mark::Owner, has(Facts::OWNER))
        .with(Mark::Deactivated, member && !has(Facts::ACTIVE))
        .with(Mark::SsoReady, has(Facts::SSO))
        .with(Mark::NoSso, member && has(Facts::SIGN_IN_KNOWN) && !has(Facts::SSO))
        .with(Mark::Pending, pending)
        .with(Mark::InvitationExpired, lost && has(Facts::RAN_OUT))
        .with(Mark::Former, has(Facts::WAS_MEMBER) && !member)
        .with(Mark::InWave, has(Facts::IN_WAVE))
        .with(Mark::Decided, has(Facts::DECIDED))
        .with(Mark::OwnsOthers, has(Facts::OWNS_OTHERS))
        .with(Mark::Held, has(Facts::HELD))
        .with(Mark::NeedsCase, needs_case(facts, at))
        .with(Mark::InvitationUnclear, lost && !has(Facts::RAN_OUT))
}

/// Says whether somebody needs a special case and has none: who is an executive and still outside (fact SC-VIP), or has
/// an address off our domains and is a member (fact SC-EXTERNAL). A decision about the person stands for the case.
fn needs_case(facts: Facts, at: Domicile) -> bool {
    if facts.has(Facts::DECIDED) {
        return false;
    }
    match standing(facts) {
        Standing::Outstanding | Standing::Invited => {
            facts.has(Facts::EXECUTIVE) && !facts.has(Facts::EXECUTIVE_CASE)
        }
        Standing::Consolidated | Standing::Native => !at.ours && !facts.has(Facts::EXTERNAL_CASE),
        Standing::Excluded | Standing::Gone | Standing::Unknown => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOME: Domicile = Domicile { ours: true, in_a_directory: true, enforced: true };

    #[test]
    fn every_mark_stands_at_its_own_place() {
        for (at, mark) in Mark::ALL.into_iter().enumerate() {
            assert_eq!(mark as usize, at);
            assert_eq!(Mark::from_word(mark.word()), Some(mark));
        }
    }

    #[test]
    fn the_marks_that_are_set_come_out_in_order() {
        let marks = Marks::default().with(Mark::Decided, true).with(Mark::Leaver, true);
        assert_eq!(marks.iter().collect::<Vec<_>>(), [Mark::Leaver, Mark::Decided]);
        assert!(marks.contains(Mark::Leaver) && !marks.contains(Mark::OpenCase));
        assert_eq!(Marks::default().iter().count(), 0);
    }

    #[test]
    fn an_invitation_expires_only_when_it_came_to_nothing() {
        let expired = |facts| marks(facts, HOME).contains(Mark::InvitationExpired);
        let unclear = |facts| marks(facts, HOME).contains(Mark::InvitationUnclear);
        let over = Facts::WAS_PENDING.and(Facts::RAN_OUT);
        assert!(expired(over) && !unclear(over));
        assert!(unclear(Facts::WAS_PENDING) && !expired(Facts::WAS_PENDING), "it may have been accepted");
        for more in [Facts::PENDING, Facts::MEMBER] {
            assert!(!expired(over.and(more)) && !unclear(Facts::WAS_PENDING.and(more)));
        }
    }

    #[test]
    fn nobody_leaves_a_domain_that_no_directory_covers() {
        let leaver = |in_a_directory| {
            marks(Facts::BASELINE, Domicile { in_a_directory, ..HOME }).contains(Mark::Leaver)
        };
        assert!(leaver(true) && !leaver(false));
    }

    #[test]
    fn an_executive_outside_and_a_member_off_our_domains_need_a_case() {
        const AWAY: Domicile = Domicile { ours: false, in_a_directory: false, enforced: false };
        let needs = |facts, at| marks(facts, at).contains(Mark::NeedsCase);
        let outside = Facts::BASELINE.and(Facts::OUTSIDE);
        let executive = outside.and(Facts::EXECUTIVE);
        assert!(needs(executive, HOME) && needs(executive.and(Facts::PENDING), HOME));
        assert!(!needs(outside, HOME), "no executive");
        assert!(!needs(executive.and(Facts::EXECUTIVE_CASE), HOME), "has one");
        assert!(!needs(executive.and(Facts::MEMBER), HOME), "is in");
        assert!(!needs(executive.and(Facts::DECIDED), HOME), "is not moved");
        assert!(needs(Facts::MEMBER, AWAY) && needs(outside.and(Facts::MEMBER), AWAY));
        assert!(!needs(Facts::MEMBER, HOME) && !needs(outside, AWAY));
        assert!(!needs(Facts::MEMBER.and(Facts::EXTERNAL_CASE), AWAY), "has one");
        assert!(!needs(Facts::MEMBER.and(Facts::EXCLUDED), AWAY), "stays external by decision");
    }
}
