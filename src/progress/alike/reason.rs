//! Why two addresses may be one person: the rules in one table, each with its weight and its sentence.

/// One thing that speaks for two addresses being one person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
pub enum Reason {
    /// The planner confirmed the pair.
    Confirmed,
    /// A directory lists one address as a further address of the other.
    Directory,
    /// Two lists give both the same employee id.
    EmployeeId,
    /// The same part before the @, on a domain and on its name of before.
    Renamed,
    /// One has a tag after a plus sign.
    Plus,
    /// They differ in dots, hyphens or underscores only.
    Dots,
    /// The same part before the @, on a domain that is one letter off.
    DomainTypo,
    /// The same part before the @, on two domains of the organization.
    OtherDomain,
    /// The same given and family name, which few people have.
    Name,
    /// One is made of the other's name in another way.
    Pattern,
    /// They are one letter apart.
    Typo,
}

/// What is known of a reason: its word, how much it says (of 100), what to call it, and the sentence.
type Line = (Reason, &'static str, u32, &'static str, &'static str);

const LINES: [Line; 11] = [
    (Reason::Confirmed, "confirmed", 100, "confirmed pairs", "You confirmed that they are one person."),
    (
        Reason::Directory,
        "directory",
        97,
        "aliases the directory itself names",
        "The directory lists one as a further address of the other.",
    ),
    (
        Reason::EmployeeId,
        "employee-id",
        90,
        "people with the same employee id",
        "Two lists give both the same employee id.",
    ),
    (
        Reason::Renamed,
        "renamed-domain",
        85,
        "addresses on a renamed domain",
        "The part before the @ is the same, and the domain was renamed.",
    ),
    (
        Reason::Plus,
        "plus-address",
        80,
        "addresses with a plus sign",
        "One is the other with a tag after a plus sign.",
    ),
    (
        Reason::Dots,
        "dots",
        70,
        "addresses that differ in dots only",
        "They differ in dots, hyphens or underscores only.",
    ),
    (
        Reason::DomainTypo,
        "domain-typo",
        65,
        "domains one letter off",
        "The part before the @ is the same, and the domain is one letter off yours.",
    ),
    (
        Reason::OtherDomain,
        "other-domain",
        55,
        "the same name on another of your domains",
        "The part before the @ is the same on two of your domains.",
    ),
    (
        Reason::Name,
        "name",
        55,
        "people with the same name",
        "Both have the same name, and few people have it.",
    ),
    (
        Reason::Pattern,
        "pattern",
        50,
        "names written in another way",
        "One address is the other's name written in another way, such as flast for first.last.",
    ),
    (Reason::Typo, "typo", 40, "addresses one letter apart", "They are one letter apart."),
];

impl Reason {
    /// Every reason, the strongest first.
    pub const ALL: [Reason; LINES.len()] = {
        let mut all = [Reason::Confirmed; LINES.len()];
        let mut at = 0;
        while at < all.len() {
            all[at] = LINES[at].0;
            at += 1;
        }
        all
    };

    /// Returns the word used in files and JSON.
    #[must_use]
    pub fn word(self) -> &'static str {
        LINES[self as usize].1
    }

    /// Returns how much it says by itself, of 100.
    #[must_use]
    pub fn weight(self) -> u32 {
        LINES[self as usize].2
    }

    /// Returns what candidates with this reason are called together, for example "addresses one letter apart".
    #[must_use]
    pub fn group(self) -> &'static str {
        LINES[self as usize].3
    }

    /// Returns it as a sentence.
    #[must_use]
    pub fn says(self) -> &'static str {
        LINES[self as usize].4
    }

    /// Says whether the reason stands although the lists give two different names.
    pub(super) fn outweighs_names(self) -> bool {
        matches!(
            self,
            Reason::Confirmed | Reason::Directory | Reason::EmployeeId | Reason::Renamed | Reason::Plus
        )
    }

    /// Says whether the reason stands although the lists give two different employee ids.
    pub(super) fn outweighs_ids(self) -> bool {
        matches!(self, Reason::Confirmed | Reason::Directory)
    }
}

/// How sure a pair is, in a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Strength {
    /// Look only whether something speaks against it.
    Strong,
    /// Compare the two.
    Likely,
    /// Ask somebody who knows them.
    Weak,
}

impl Strength {
    /// Returns the word.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Strength::Strong => "strong",
            Strength::Likely => "likely",
            Strength::Weak => "weak",
        }
    }
}

/// Several reasons, and what speaks against.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reasons(u16);

/// The names differ, although something stronger speaks for the pair.
const DOUBT: u16 = 1 << 15;

/// What a doubt takes off the weight.
const DOUBTED: u32 = 30;

impl Reasons {
    /// Says whether this is one of them.
    #[must_use]
    pub fn contains(self, reason: Reason) -> bool {
        self.0 & (1 << reason as u16) != 0
    }

    /// Says whether there is none.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.0 & !DOUBT == 0
    }

    /// Says whether the lists give two different names.
    #[must_use]
    pub fn is_doubtful(self) -> bool {
        self.0 & DOUBT != 0
    }

    /// Returns them, the strongest first.
    pub fn iter(self) -> impl Iterator<Item = Reason> {
        Reason::ALL.into_iter().filter(move |reason| self.contains(*reason))
    }

    /// Returns how much they say together, of 100: reasons that do not depend on each other leave less and less doubt.
    #[must_use]
    pub fn weight(self) -> u32 {
        let left = self.iter().fold(10_000, |left, reason| left * (100 - reason.weight()) / 100);
        let weight = 100 - (left / 100).min(100);
        // A name written in two ways says little against what a directory states or a person confirmed.
        let is_stated = self.iter().any(Reason::outweighs_ids);
        if self.is_doubtful() && !is_stated { weight.saturating_sub(DOUBTED) } else { weight }
    }

    /// Returns how sure they make it.
    #[must_use]
    pub fn strength(self) -> Strength {
        match self.weight() {
            80.. => Strength::Strong,
            55.. => Strength::Likely,
            _ => Strength::Weak,
        }
    }

    /// Returns them as sentences.
    #[must_use]
    pub fn says(self) -> String {
        let mut says: Vec<&str> = self.iter().map(Reason::says).collect();
        if self.is_doubtful() {
            says.push("But the lists give two different names.");
        }
        says.join(" ")
    }

    pub(super) fn add(&mut self, reason: Reason) {
        self.0 |= 1 << reason as u16;
    }

    pub(super) fn doubt(&mut self) {
        self.0 |= DOUBT;
    }

    pub(super) fn retain(&mut self, keep: impl Fn(Reason) -> bool) {
        let kept = self
            .iter()
            .filter(|reason| keep(*reason))
            .fold(self.0 & DOUBT, |bits, reason| bits | (1 << reason as u16));
        self.0 = kept;
    }

    pub(super) fn and(self, more: Reasons) -> Reasons {
        Reasons(self.0 | more.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reason_stands_at_its_own_place_and_is_a_sentence() {
        for (at, reason) in Reason::ALL.into_iter().enumerate() {
            assert_eq!(reason as usize, at);
            assert!(reason.says().ends_with('.') && !reason.word().contains(' '), "{reason:?}");
        }
        assert!(Reason::ALL.is_sorted_by_key(|reason| std::cmp::Reverse(reason.weight())));
    }

    #[test]
    fn more_reasons_weigh_more_and_never_more_than_all() {
        let of = |all: &[Reason]| {
            let mut reasons = Reasons::default();
            for reason in all {
                reasons.add(*reason);
            }
            reasons
        };
        assert_eq!(of(&[]).weight(), 0);
        assert_eq!(of(&[Reason::Typo]).weight(), 40);
        assert!(of(&[Reason::Name, Reason::Pattern]).weight() > 70);
        assert_eq!(of(&Reason::ALL).weight(), 100);
        let mut doubtful = of(&[Reason::Renamed]);
        doubtful.doubt();
        assert_eq!((doubtful.weight(), doubtful.is_empty()), (55, false));
        doubtful.add(Reason::Directory);
        assert_eq!((doubtful.strength(), of(&[Reason::Typo]).strength()), (Strength::Strong, Strength::Weak));
        doubtful.retain(|_| false);
        assert!(doubtful.is_empty() && doubtful.is_doubtful());
    }
}
