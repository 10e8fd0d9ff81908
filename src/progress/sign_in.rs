//! What enforced SSO, or a sign-in made beforehand, would do to a person, as far as the lists and the plan show it
//! (facts SSO-3, SSO-5, DOM-3, EXE-2, Z-7).
//!
//! It is asked of one person by the filter key `sso:` and counted for everybody in [`SignIns`]. What the lists cannot
//! show is in none of these: whether the identity provider knows a person is for the identity provider to say.

use super::Standing;
use super::facts::Facts;
use super::mark::Domicile;
use super::standing::standing;
use crate::wording::worded;

/// Something single sign-on does to a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
pub enum SignIn {
    /// On a domain where SSO is to be enforced, and not in the main account (fact SSO-5).
    Locked,
    /// A member there who has never signed in by SSO (facts DOM-3, EXE-2).
    NoSso,
    /// A member there of whom no list shows how they sign in.
    NotShown,
    /// The account outside is under another address than the one the person signs in with.
    Second,
    /// In the plan's break-glass register (fact Z-7).
    Bypass,
    /// In the list of people to be provisioned, and outside or only invited (fact SSO-3).
    Trap,
    /// In that list, and a member or in no list of people outside.
    Safe,
}

/// How many there are.
const KINDS: usize = WORDS.len();

/// Each with its word and what it means, in the order of the enum.
const WORDS: [(SignIn, &str, &str); 7] = [
    (SignIn::Locked, "locked", "not in the main account, on a domain where SSO is to be enforced"),
    (SignIn::NoSso, "none", "a member there who has never signed in by SSO"),
    (SignIn::NotShown, "unknown", "a member there whose way to sign in no list shows"),
    (SignIn::Second, "second", "the account outside is under another address of the same person"),
    (SignIn::Bypass, "bypass", "named as a break-glass person"),
    (SignIn::Trap, "trap", "to be provisioned, and still outside or only invited"),
    (SignIn::Safe, "safe", "to be provisioned, and in no list of people outside"),
];

worded!(SignIn, KINDS, WORDS);

impl SignIn {
    /// Says whether it happens to somebody of whom this is known.
    pub(super) fn fits(self, facts: Facts, at: Domicile) -> bool {
        let has = |fact| facts.has(fact);
        let member = has(Facts::MEMBER);
        let stands_outside = !member && (has(Facts::OUTSIDE) || has(Facts::PENDING));
        match self {
            SignIn::Locked => at.enforced && is_locked_out(facts),
            SignIn::NoSso => at.enforced && member && has(Facts::SIGN_IN_KNOWN) && !has(Facts::SSO),
            SignIn::NotShown => at.enforced && member && !has(Facts::SIGN_IN_KNOWN),
            SignIn::Second => {
                stands_outside
                    && !has(Facts::EXCLUDED)
                    && (has(Facts::ALIAS) || has(Facts::COUNTED_ELSEWHERE))
            }
            SignIn::Bypass => has(Facts::BREAK_GLASS),
            SignIn::Trap => has(Facts::ASSIGNED) && (stands_outside || is_outstanding(facts)),
            SignIn::Safe => has(Facts::ASSIGNED) && !stands_outside && !is_outstanding(facts),
        }
    }
}

/// Says whether a person counts as outside or invited; one with another address may be in no such list under this one.
fn is_outstanding(facts: Facts) -> bool {
    matches!(standing(facts), Standing::Outstanding | Standing::Invited)
}

/// Says whether the person has no place in the main account. Who is kept outside by decision is sent to the identity
/// provider as well, unless the account outside is known to be gone; who is counted under another address is not
/// counted a second time.
fn is_locked_out(facts: Facts) -> bool {
    let gone = facts.has(Facts::BASELINE) && !facts.has(Facts::OUTSIDE) && !facts.has(Facts::PENDING);
    let is_kept = facts.has(Facts::EXCLUDED)
        && !facts.has(Facts::MEMBER)
        && !facts.has(Facts::COUNTED_ELSEWHERE)
        && !gone;
    is_kept || is_outstanding(facts)
}

/// How many people single sign-on does what to, by standing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SignIns([[u32; KINDS]; Standing::ALL.len()]);

impl SignIns {
    /// Returns to how many people of this standing it happens.
    #[must_use]
    pub fn of(&self, standing: Standing, kind: SignIn) -> u32 {
        self.0[standing as usize][kind as usize]
    }

    /// Returns to how many people it happens, whatever their standing.
    #[must_use]
    pub fn all(&self, kind: SignIn) -> u32 {
        Standing::ALL.into_iter().map(|standing| self.of(standing, kind)).sum()
    }

    /// Adds people of whom the same is known.
    pub(super) fn note(&mut self, facts: Facts, at: Domicile, people: u32) {
        let counts = &mut self.0[standing(facts) as usize];
        for kind in SignIn::ALL.into_iter().filter(|kind| kind.fits(facts, at)) {
            counts[kind as usize] += people;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HERE: Domicile = Domicile { ours: true, in_a_directory: true, enforced: true };
    const ELSEWHERE: Domicile = Domicile { ours: false, enforced: false, ..HERE };

    fn of(facts: &[Facts]) -> Vec<&'static str> {
        let facts = facts.iter().fold(Facts::default(), |all, one| all.and(*one));
        SignIn::ALL.into_iter().filter(|kind| kind.fits(facts, HERE)).map(SignIn::word).collect()
    }

    const OUT: Facts = Facts::BASELINE.and(Facts::OUTSIDE);

    #[test]
    fn every_kind_stands_at_its_own_place_and_has_its_own_word() {
        for (at, kind) in SignIn::ALL.into_iter().enumerate() {
            assert_eq!((kind as usize, SignIn::from_word(kind.word())), (at, Some(kind)));
        }
    }

    #[test]
    fn whoever_is_outside_on_an_enforced_domain_is_locked_out_by_decision_too() {
        assert_eq!(of(&[OUT]), ["locked"]);
        assert_eq!(of(&[Facts::BASELINE, Facts::PENDING]), ["locked"]);
        assert_eq!(of(&[OUT, Facts::EXCLUDED]), ["locked"]);
        assert_eq!(of(&[Facts::EXCLUDED]), ["locked"], "the plan says they have an account");
        for nobody in [&[Facts::BASELINE][..], &[Facts::BASELINE, Facts::EXCLUDED], &[Facts::DIRECTORY]] {
            assert_eq!(of(nobody), Vec::<&str>::new());
        }
        assert!(!SignIn::Locked.fits(OUT, ELSEWHERE), "nobody is redirected on a domain of others");
    }

    #[test]
    fn a_member_is_ready_unready_or_not_shown() {
        let member = Facts::MEMBER.and(Facts::ACTIVE);
        assert_eq!(of(&[member, Facts::SIGN_IN_KNOWN, Facts::SSO]), Vec::<&str>::new());
        assert_eq!(of(&[member, Facts::SIGN_IN_KNOWN]), ["none"]);
        assert_eq!(of(&[member, Facts::EXCLUDED]), ["unknown"], "an alias user has an account here");
        assert_eq!(of(&[member, Facts::BREAK_GLASS, Facts::SSO, Facts::SIGN_IN_KNOWN]), ["bypass"]);
    }

    #[test]
    fn an_old_address_outside_means_a_second_account_and_is_counted_once() {
        assert_eq!(of(&[OUT, Facts::ALIAS, Facts::COUNTED_ELSEWHERE]), ["second"]);
        assert_eq!(of(&[OUT, Facts::ALIAS]), ["locked", "second"]);
        assert_eq!(of(&[Facts::BASELINE, Facts::ALIAS]), Vec::<&str>::new(), "that account is gone");
    }

    #[test]
    fn pre_provisioning_is_safe_only_for_those_who_are_nowhere_outside() {
        let safe = |facts: &[Facts]| of(&[facts, &[Facts::ASSIGNED]].concat());
        assert_eq!(safe(&[OUT]), ["locked", "trap"]);
        assert_eq!(safe(&[Facts::PENDING]), ["trap"]);
        assert_eq!(safe(&[Facts::CARRIED, Facts::OUTSIDE]), ["locked", "trap"]);
        assert_eq!(safe(&[Facts::BASELINE]), ["safe"], "the account outside is gone");
        assert_eq!(safe(&[Facts::DIRECTORY]), ["safe"]);
        assert!(safe(&[OUT, Facts::MEMBER]).contains(&"safe"));
        assert!(!of(&[Facts::DIRECTORY]).contains(&"safe"), "who is not to be provisioned is in neither");
    }
}
