//! What the lists and the plan say of one person, as bits: gathered in one pass, never shown.

use crate::lists::scan::Status;
use crate::plan::ListKind;

/// A set of facts about one person.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct Facts(u32);

macro_rules! facts {
    ($($(#[$doc:meta])* $name:ident = $bit:literal,)*) => {
        impl Facts { $( $(#[$doc])* pub(super) const $name: Facts = Facts(1 << $bit); )* }
    };
}

facts! {
    /// In any outside list, current or older: the baseline.
    BASELINE = 0,
    /// In a current outside list.
    OUTSIDE = 1,
    /// A row of a current members list that is no pending invitation.
    MEMBER = 2,
    /// … and not marked inactive.
    ACTIVE = 3,
    /// In a current pending list, or pending in a current members list.
    PENDING = 4,
    /// An invitation stands in a list that is not current any more.
    WAS_PENDING = 5,
    /// A member in a list that is not current any more.
    WAS_MEMBER = 6,
    /// In a current directory list, by the address or by one of somebody's further addresses.
    DIRECTORY = 7,
    /// The address is a further address of somebody in a directory.
    ALIAS = 8,
    /// In a current special list.
    SPECIAL = 9,
    /// Named an executive by the plan or by a special list.
    EXECUTIVE = 10,
    /// A guest of a directory.
    GUEST = 11,
    /// Pays for Zoom outside or tries a plan out, as far as lists, accounts and cases say.
    PAID = 12,
    /// Has a licence inside.
    LICENSED = 13,
    /// Has signed in by SSO.
    SSO = 14,
    /// A current members list says how this person signs in.
    SIGN_IN_KNOWN = 15,
    /// Owns an account found outside, or is named owner by a list.
    OWNER = 16,
    /// The plan keeps this person external.
    EXCLUDED = 17,
    /// In a special case that is open.
    OPEN_CASE = 18,
    /// Goes with a wave.
    IN_WAVE = 19,
    /// A recorded decision says why this person is not moved.
    DECIDED = 20,
    /// In at least one list.
    LISTED = 21,
    /// Owns an account in which others are too: they come along (fact SC-MULTI).
    OWNS_OTHERS = 24,
    /// Was outside under another address, as the planner confirmed.
    CARRIED = 22,
    /// The planner confirmed that the person is counted under another address.
    COUNTED_ELSEWHERE = 23,
    /// A special case keeps this person out of waves: a blocking step is not done (guide §4).
    HELD = 25,
    /// In a case as an executive (fact SC-VIP).
    EXECUTIVE_CASE = 26,
    /// In a case as a contractor, coach or partner (fact SC-EXTERNAL).
    EXTERNAL_CASE = 27,
    /// In the plan's break-glass register (fact Z-7).
    BREAK_GLASS = 28,
    /// In the list of people to be provisioned (fact SSO-3).
    ASSIGNED = 29,
    /// An invitation of an older list has run out by now, and a members list as new as the list of invitations is there.
    RAN_OUT = 30,
    /// An account of the person stands outside under another address.
    ALSO_OUTSIDE = 31,
}

impl Facts {
    /// Returns where a row of a current list places its person (design, *Standing of a person*).
    pub(super) fn of_row(kind: ListKind, status: Status) -> Facts {
        Facts::LISTED.and(match (kind, status) {
            (ListKind::Outside, _) => Facts::BASELINE.and(Facts::OUTSIDE),
            (ListKind::Pending, _) | (ListKind::Members, Status::Pending) => Facts::PENDING,
            // A deleted user is no member, whatever list shows them.
            (ListKind::Members | ListKind::Directory, Status::Deleted) => Facts::default(),
            (ListKind::Members, Status::There) => Facts::MEMBER,
            (ListKind::Directory, _) => Facts::DIRECTORY,
            (ListKind::Special, _) => Facts::SPECIAL,
        })
    }

    /// Says whether all of these are known.
    pub(super) fn has(self, facts: Facts) -> bool {
        self.0 & facts.0 == facts.0
    }

    /// Adds facts.
    pub(super) fn add(&mut self, facts: Facts) {
        self.0 |= facts.0;
    }

    /// Takes facts away.
    pub(super) fn remove(&mut self, facts: Facts) {
        self.0 &= !facts.0;
    }

    /// Returns the set without these.
    pub(super) const fn without(self, facts: Facts) -> Facts {
        Facts(self.0 & !facts.0)
    }

    /// Returns both sets together.
    pub(super) const fn and(self, facts: Facts) -> Facts {
        Facts(self.0 | facts.0)
    }
}
