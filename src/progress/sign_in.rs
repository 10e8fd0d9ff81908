//! What enforced SSO, or a sign-in made beforehand, would do to a person, as far as the lists and the plan show it
//! (facts SSO-3, SSO-5, DOM-3, EXE-2, Z-7).
//!
//! It is asked of one person by the filter key `sso:` and counted for everybody in [`SignIns`]. What the lists cannot
//! show is in none of these: whether the identity provider knows a person is for the identity provider to say.
//!
//! Who is invited and in no release list is a *trap*, and not *locked*: the invitation is open, so that a sign-in made
//! beforehand stands in its way, but no list shows an account of theirs from which SSO could keep them. Like the rate,
//! the page that asks what enforcing would do counts people with an account outside.

use super::Standing;
use super::facts::Facts;
use super::mark::Domicile;
use super::people::People;
use super::roster::Decisions;
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
    /// In that list, and a member or in no list of people outside, under no address.
    Safe,
    /// In that list, with an account outside under another address and none here: a second account would be made.
    Double,
}

/// Each with its word and what it means, in the order of the enum.
const WORDS: [(SignIn, &str, &str); 8] = [
    (SignIn::Locked, "locked", "not in the main account, on a domain where SSO is to be enforced"),
    (SignIn::NoSso, "none", "a member there who has never signed in by SSO"),
    (SignIn::NotShown, "unknown", "a member there whose way to sign in no list shows"),
    (SignIn::Second, "second", "the account outside is under another address of the same person"),
    (SignIn::Bypass, "bypass", "named as a break-glass person"),
    (SignIn::Trap, "trap", "to be provisioned, and still outside or only invited"),
    (SignIn::Safe, "safe", "to be provisioned, and in no list of people outside"),
    (SignIn::Double, "double", "to be provisioned, with an account outside under another address"),
];

worded!(SignIn, WORDS);

impl SignIn {
    /// Says whether it happens to somebody of whom this is known.
    pub(super) fn fits(self, facts: Facts, at: Domicile) -> bool {
        let has = |fact| facts.has(fact);
        let member = has(Facts::MEMBER);
        let is_double = has(Facts::ALSO_OUTSIDE) && !member;
        // Nothing of this very address waits outside.
        let is_free = || has(Facts::ASSIGNED) && !stands_outside(facts) && !is_outstanding(facts);
        match self {
            SignIn::Locked => at.enforced && is_locked_out(facts),
            SignIn::NoSso => at.enforced && member && has(Facts::SIGN_IN_KNOWN) && !has(Facts::SSO),
            SignIn::NotShown => at.enforced && member && !has(Facts::SIGN_IN_KNOWN),
            SignIn::Second => is_second(facts),
            SignIn::Bypass => has(Facts::BREAK_GLASS),
            SignIn::Trap => has(Facts::ASSIGNED) && (stands_outside(facts) || is_outstanding(facts)),
            SignIn::Safe => !is_double && is_free(),
            SignIn::Double => is_double && is_free(),
        }
    }
}

/// Says whether an account of this address stands outside, or waits for an answer to its invitation.
fn stands_outside(facts: Facts) -> bool {
    !facts.has(Facts::MEMBER) && (facts.has(Facts::OUTSIDE) || facts.has(Facts::PENDING))
}

/// Says whether the address is a further one of somebody and its account stands outside; who is kept there by decision
/// was thought of.
fn is_second(facts: Facts) -> bool {
    let is_further = facts.has(Facts::ALIAS) || facts.has(Facts::COUNTED_ELSEWHERE);
    stands_outside(facts) && !facts.has(Facts::EXCLUDED) && is_further
}

/// Notes of everybody with several addresses that an account stands outside under another one (fact KEY-1).
pub(super) fn note_second(decisions: &Decisions, people: &mut People) {
    let is_second =
        |person: &u32| people.facts().get(*person as usize).is_some_and(|facts| is_second(*facts));
    let mut found: Vec<u32> =
        decisions.aliases.iter().filter(|link| is_second(&link.0)).map(|link| link.1).collect();
    // Of several addresses of one person only one is counted, and any of the others may be the one that is provisioned.
    let second = decisions.same.iter().filter(|link| is_second(&link.0));
    let mut of: Vec<u32> = second.map(|link| link.1).collect();
    of.sort_unstable();
    let others = decisions.same.iter().filter(|link| of.binary_search(&link.1).is_ok());
    found.extend(others.map(|link| link.0).filter(|person| !is_second(person)));
    for person in found {
        people.note(person, Facts::ALSO_OUTSIDE);
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
pub struct SignIns([[u32; SignIn::ALL.len()]; Standing::ALL.len()]);

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
        assert_eq!(of(&[Facts::PENDING]), Vec::<&str>::new(), "no list shows an account to be locked out of");
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
        assert_eq!(safe(&[Facts::ALSO_OUTSIDE]), ["double"], "the account is under another address");
        assert!(safe(&[Facts::ALSO_OUTSIDE, Facts::MEMBER]).contains(&"safe"), "has one here");
    }
}
