//! What is known of an address when it is compared: its parts, its domain among ours, the name and the employee id.

use std::borrow::Cow;
use std::collections::HashMap;

use super::buckets::{Hash, Kind, without_each};
use super::letters::{self, Names};
use super::{Asked, Reason, Reasons};
use crate::lists::Field;
use crate::progress::{Mark, Person, PersonId, Roster};

/// Letters a part before the @ needs to be compared at all, to be compared in another way of writing, and for typos.
const SHORT: usize = 3;
const SHORT_FORM: usize = 4;
const SHORT_TYPO: usize = 5;

/// What a domain is to the organization.
#[derive(Clone, Debug)]
struct Home {
    ours: bool,
    /// Its name now, where it was renamed.
    now: String,
    /// The domain of ours it is one letter off.
    meant: Option<String>,
}

/// Everybody, as addresses are compared.
pub(super) struct Known<'r> {
    roster: &'r Roster,
    homes: HashMap<&'r str, Home>,
}

/// One address, taken apart.
struct Parts<'r> {
    person: Person<'r>,
    domain: &'r str,
    local: &'r str,
    base: &'r str,
}

impl<'r> Known<'r> {
    pub(super) fn new(roster: &'r Roster, asked: &Asked) -> Known<'r> {
        let mut homes = HashMap::new();
        for person in roster.ids().map(|id| roster.person(id)) {
            homes.entry(person.domain()).or_insert_with(|| home(&person, asked));
        }
        Known { roster, homes }
    }

    fn parts(&self, person: u32) -> Parts<'r> {
        let person = self.roster.person(PersonId(person));
        let local = letters::local(person.email());
        Parts { person, domain: person.domain(), local, base: letters::base(local) }
    }

    fn home(&self, domain: &str) -> Option<&Home> {
        self.homes.get(domain)
    }

    /// Writes down what another address of the same person may share in its letters.
    pub(super) fn address_keys(&self, person: u32, key: &mut dyn FnMut(Kind, u64)) {
        let parts = self.parts(person);
        let Some(home) = self.home(parts.domain) else { return };
        if !letters::is_shared(parts.base) && !is_shorter(parts.base, SHORT) {
            address_keys(home, parts.base, key);
        }
    }

    /// Writes down what another address of the same person may share in name and employee id.
    pub(super) fn name_keys(&self, person: u32, key: &mut dyn FnMut(Kind, u64)) {
        let parts = self.parts(person);
        if let Some(id) = employee_id(&parts.person) {
            key(Kind::Id, Hash::of(1, id.chars().flat_map(char::to_lowercase)).0);
        }
        if self.home(parts.domain).is_some_and(|home| home.ours) && !letters::is_shared(parts.base) {
            name_keys(&parts, key);
        }
    }

    /// Returns what two people who share a key have in common; nothing where only the hashes are the same.
    pub(super) fn reason(&self, kind: Kind, one: u32, other: u32) -> Option<Reason> {
        let (one, other) = (self.parts(one), self.parts(other));
        match kind {
            Kind::Id => {
                let (one, other) = (employee_id(&one.person)?, employee_id(&other.person)?);
                one.eq_ignore_ascii_case(other).then_some(Reason::EmployeeId)
            }
            Kind::Name => {
                let words = |parts: &Parts| letters::words(&parts.person.name());
                (letters::compare(&words(&one), &words(&other)) == Names::Agree).then_some(Reason::Name)
            }
            Kind::Pattern => self.pattern(&one, &other),
            Kind::Address => self.address(&one, &other),
        }
    }

    fn pattern(&self, one: &Parts<'r>, other: &Parts<'r>) -> Option<Reason> {
        let ours = |parts: &Parts| self.home(parts.domain).is_some_and(|home| home.ours);
        let is_form_of = |one: &Parts<'r>, other: &Parts<'r>| {
            let written: String = letters::squashed(one.base);
            forms(other, &other.person.name()).any(|form| form == written)
        };
        let is_pattern = one.base != other.base && ours(one) && ours(other);
        (is_pattern && (is_form_of(one, other) || is_form_of(other, one))).then_some(Reason::Pattern)
    }

    fn address(&self, one: &Parts<'r>, other: &Parts<'r>) -> Option<Reason> {
        let (home, away) = (self.home(one.domain)?, self.home(other.domain)?);
        let same_now = home.now == away.now;
        let meant = |home: &Home, other: &Home| home.meant.as_ref() == Some(&other.now);
        if one.base == other.base {
            return match one.domain == other.domain {
                true => Some(Reason::Plus),
                false if same_now => Some(Reason::Renamed),
                false if meant(home, away) || meant(away, home) => Some(Reason::DomainTypo),
                false => (home.ours && away.ours).then_some(Reason::OtherDomain),
            };
        }
        if !same_now {
            return None;
        }
        if squashed(one.base).eq(squashed(other.base)) {
            return Some(Reason::Dots);
        }
        letters::is_typo(one.base, other.base).then_some(Reason::Typo)
    }

    /// Takes away what the names or employee ids of the two speak against, and notes a doubt.
    pub(super) fn weigh(&self, one: u32, other: u32, reasons: &mut Reasons) {
        let (one, other) = (self.parts(one), self.parts(other));
        if one.base == other.base && one.local != other.local {
            reasons.add(Reason::Plus);
        }
        if let (Some(id), Some(other)) = (employee_id(&one.person), employee_id(&other.person))
            && !id.eq_ignore_ascii_case(other)
        {
            reasons.retain(Reason::outweighs_ids);
        }
        let words = |parts: &Parts| letters::words(&parts.person.name());
        if letters::compare(&words(&one), &words(&other)) == Names::Differ {
            reasons.retain(Reason::outweighs_names);
            reasons.doubt();
        }
    }
}

fn address_keys(home: &Home, base: &str, key: &mut dyn FnMut(Kind, u64)) {
    let now = Hash::of(2, home.now.chars()).0;
    key(Kind::Address, Hash::of(now.wrapping_add(1), base.chars()).0);
    key(Kind::Address, Hash::of(now.wrapping_add(2), squashed(base)).0);
    if !is_shorter(base, SHORT_TYPO) {
        without_each(now.wrapping_add(3), base, &mut |hash| key(Kind::Address, hash));
    }
    if home.ours || home.meant.is_some() {
        key(Kind::Address, Hash::of(3, base.chars()).0);
    }
}

fn name_keys(parts: &Parts<'_>, key: &mut dyn FnMut(Kind, u64)) {
    key(Kind::Pattern, Hash::of(4, squashed(parts.base)).0);
    let name = parts.person.name();
    for form in forms(parts, &name).filter(|form| !is_shorter(form, SHORT_FORM)) {
        key(Kind::Pattern, Hash::of(4, form.chars()).0);
    }
    let mut words = letters::words(&name);
    words.sort_unstable();
    if words.len() > 1 {
        key(Kind::Name, Hash::of(5, words.join(" ").chars()).0);
    }
}

fn home(person: &Person<'_>, asked: &Asked) -> Home {
    let domain = person.domain();
    let mut now = domain;
    // A domain may have been renamed more than once; a circle ends somewhere.
    for _ in 0..8 {
        match asked.renamed.iter().find(|(before, _)| before == now) {
            Some((_, after)) => now = after,
            None => break,
        }
    }
    let ours = !person.marks().contains(Mark::OffDomains) || now != domain;
    let meant = asked.domains.iter().find(|known| !ours && letters::one_edit(known, domain));
    Home { ours, now: now.to_owned(), meant: meant.cloned() }
}

fn squashed(base: &str) -> impl Iterator<Item = char> {
    base.chars().filter(|letter| !letters::parts(*letter))
}

fn is_shorter(text: &str, letters: usize) -> bool {
    text.chars().nth(letters - 1).is_none()
}

/// The employee id as lists give it; what only says that there is none is none.
fn employee_id<'r>(person: &Person<'r>) -> Option<&'r str> {
    let id = person.field(Field::EmployeeId)?.trim();
    let says_nothing = id.chars().all(|letter| !letter.is_alphanumeric() || letter == '0')
        || ["none", "null", "n/a", "na"].iter().any(|word| id.eq_ignore_ascii_case(word));
    (!says_nothing).then_some(id)
}

/// Returns the ways in which an address could write the person's name, by the lists and by the address itself.
fn forms<'p>(parts: &Parts<'_>, name: &'p str) -> impl Iterator<Item = String> + use<'p> {
    let mut names: Vec<(String, String)> = Vec::new();
    let spellings = std::iter::once(Cow::Borrowed(name)).chain(letters::with_e(name).map(Cow::Owned));
    for spelling in spellings {
        // "Becker, Ann" begins with the family name.
        let (given, family) = if let Some((family, given)) = spelling.split_once(',') {
            (letters::words(given), letters::words(family))
        } else {
            let mut words = letters::words(&spelling);
            let family = words.split_off(words.len().min(1));
            (words, family)
        };
        if let (Some(given), Some(last)) = (given.first(), family.last()) {
            names.push((given.clone(), family.concat()));
            if family.len() > 1 {
                names.push((given.clone(), last.clone()));
            }
        }
    }
    let mut words = parts.base.split(letters::parts);
    if let (Some(first), Some(last), None) = (words.next(), words.next(), words.next())
        && !is_shorter(first, 2)
        && !is_shorter(last, 2)
    {
        names.push((first.to_owned(), last.to_owned()));
    }
    names.dedup();
    names.into_iter().flat_map(|(first, last)| letters::forms(&first, &last))
}
