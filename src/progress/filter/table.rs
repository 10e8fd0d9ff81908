//! The keys of the filter language, one entry each: parsing, help, completion and the README read this table.

use super::keys::{Test, in_line};
use super::parse::{FilterError, Word};
use super::{Sense, Term};
use crate::lists::Field;
use crate::plan::{CaseKind, Day, ListKind, domain_key};
use crate::progress::{Mark, SignIn, Standing};
use crate::wording::and;

/// One key of the filter language.
pub struct FilterKey {
    /// What stands before the colon.
    pub key: &'static str,
    /// Other words for it that are understood as well.
    pub also: &'static [&'static str],
    /// What it asks, in one sentence.
    pub help: &'static str,
    /// Returns the values that are always possible; others may be.
    pub values: fn() -> Vec<&'static str>,
    /// Which values the lists and the plan add to them.
    pub seen: Option<Seen>,
    read: fn(&str) -> Result<Test, String>,
}

/// Values that only the lists and the plan know.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Seen {
    /// The domains of addresses.
    Domains,
    /// What the lists say under a field.
    Said(Field),
    /// The ids of cases.
    Cases,
    /// The ids and titles of waves.
    Waves,
    /// The ids and labels of lists.
    Lists,
}

/// Makes a test.
type Asks = fn() -> Test;

/// What `has:` can ask for.
const HAS: [(&str, Asks); 15] = [
    ("name", || Test::Named),
    ("dept", || Test::Says(Field::Department)),
    ("job", || Test::Says(Field::JobTitle)),
    ("group", || Test::Says(Field::UserGroup)),
    ("location", || Test::Says(Field::Location)),
    ("manager", || Test::Says(Field::Manager)),
    ("license", || Test::Says(Field::LicenseType)),
    ("status", || Test::Says(Field::Status)),
    ("role", || Test::Says(Field::Role)),
    ("login", || Test::Says(Field::LoginType)),
    ("sign-in", || Test::Says(Field::LastLogin)),
    ("phone", || Test::Says(Field::ZoomPhone)),
    ("alias", || Test::Says(Field::Aliases)),
    ("case", || Test::OpenCase),
    ("wave", || Test::AnyWave),
];

/// Every key, in the order in which they are explained.
pub(super) const KEYS: &[FilterKey] = &[
    FilterKey {
        key: "standing",
        also: &[],
        help: "What the person is now, for example standing:outstanding,invited.",
        values: || Standing::ALL.map(Standing::word).to_vec(),
        seen: None,
        read: |value| {
            one_of(Standing::from_word(&value.to_lowercase()).map(Test::Standing), "standing", value)
        },
    },
    FilterKey {
        key: "domain",
        also: &[],
        help: "The part after the @, for example domain:northwind.example. Sub-domains are apart.",
        values: Vec::new,
        seen: Some(Seen::Domains),
        read: |value| Ok(Test::Domain(domain_key(value))),
    },
    FilterKey {
        key: "name",
        also: &[],
        help: "A part of the name, for example name:\"ana p\", or name:\"\" where no list shows one.",
        values: Vec::new,
        seen: None,
        read: |value| Ok(if value.is_empty() { Test::Nameless } else { Test::Name(in_line(value)) }),
    },
    FilterKey {
        key: "email",
        also: &["address", "mail"],
        help: "A part of the address, for example email:ana.pauli.",
        values: Vec::new,
        seen: None,
        read: |value| Ok(Test::Address(in_line(value))),
    },
    FilterKey {
        key: "dept",
        also: &["department"],
        help: "A part of the department, for example dept:sales, dept:\"human resources\", or dept:\"\" where no list names one.",
        values: Vec::new,
        seen: Some(Seen::Said(Field::Department)),
        read: |value| Ok(part_of(Field::Department, value)),
    },
    FilterKey {
        key: "job",
        also: &["title"],
        help: "A part of the job title, for example job:engineer.",
        values: Vec::new,
        seen: Some(Seen::Said(Field::JobTitle)),
        read: |value| Ok(part_of(Field::JobTitle, value)),
    },
    FilterKey {
        key: "group",
        also: &[],
        help: "A part of the Zoom group or organizational unit, for example group:contractors.",
        values: Vec::new,
        seen: Some(Seen::Said(Field::UserGroup)),
        read: |value| Ok(part_of(Field::UserGroup, value)),
    },
    FilterKey {
        key: "location",
        also: &["site", "office"],
        help: "A part of the site or office, for example location:lisbon.",
        values: Vec::new,
        seen: Some(Seen::Said(Field::Location)),
        read: |value| Ok(part_of(Field::Location, value)),
    },
    FilterKey {
        key: "manager",
        also: &[],
        help: "A part of the manager's name or address, for example manager:okafor.",
        values: Vec::new,
        seen: Some(Seen::Said(Field::Manager)),
        read: |value| Ok(part_of(Field::Manager, value)),
    },
    FilterKey {
        key: "license",
        also: &["licence"],
        help: "The licence the lists show, for example license:licensed.",
        values: || vec!["basic", "licensed", "on_prem", "none"],
        seen: Some(Seen::Said(Field::LicenseType)),
        read: |value| Ok(whole(Field::LicenseType, value)),
    },
    FilterKey {
        key: "status",
        also: &[],
        help: "The status the lists show, for example status:inactive.",
        values: || vec!["active", "inactive", "pending"],
        seen: Some(Seen::Said(Field::Status)),
        read: |value| Ok(whole(Field::Status, value)),
    },
    FilterKey {
        key: "role",
        also: &[],
        help: "A part of the role in Zoom, for example role:owner,admin.",
        values: || vec!["owner", "admin", "member"],
        seen: Some(Seen::Said(Field::Role)),
        read: |value| Ok(part_of(Field::Role, value)),
    },
    FilterKey {
        key: "login",
        also: &["signin"],
        help: "A part of how the person signs in, for example login:sso.",
        values: || vec!["sso"],
        seen: Some(Seen::Said(Field::LoginType)),
        read: |value| Ok(part_of(Field::LoginType, value)),
    },
    FilterKey {
        key: "account",
        also: &[],
        help: "A part of the name of the Zoom account the person is in, for example account:acme.",
        values: Vec::new,
        seen: Some(Seen::Said(Field::AccountName)),
        read: |value| Ok(part_of(Field::AccountName, value)),
    },
    FilterKey {
        key: "case",
        also: &[],
        help: "An open special case: case:open, a kind such as case:phone, an id, or case:none.",
        values: || {
            ["open", "none"].into_iter().chain(CaseKind::ALL[1..].iter().map(|kind| kind.word())).collect()
        },
        seen: Some(Seen::Cases),
        read: read_case,
    },
    FilterKey {
        key: "wave",
        also: &[],
        help: "The wave the person goes with, by number, id or title, or wave:none.",
        values: || vec!["none"],
        seen: Some(Seen::Waves),
        read: |value| {
            let wave = value.to_lowercase();
            Ok(match wave.as_str() {
                "none" | "" => Test::NoWave,
                _ => Test::Wave(wave),
            })
        },
    },
    FilterKey {
        key: "mark",
        also: &[],
        help: "Something worth knowing, for example mark:paid or -mark:leaver.",
        values: || Mark::ALL.map(Mark::word).to_vec(),
        seen: None,
        read: |value| one_of(Mark::from_word(&value.to_lowercase()).map(Test::Mark), "mark", value),
    },
    FilterKey {
        key: "sso",
        also: &[],
        help: "What single sign-on does to the person, for example sso:locked, sso:none or sso:trap.",
        values: || SignIn::ALL.map(SignIn::word).to_vec(),
        seen: None,
        read: |value| one_of(SignIn::from_word(&value.to_lowercase()).map(Test::SignIn), "sso", value),
    },
    FilterKey {
        key: "list",
        also: &[],
        help: "A list the person is in, by id, label or kind, for example list:directory.",
        values: || ListKind::ALL.iter().map(|kind| kind.word()).collect(),
        seen: Some(Seen::Lists),
        read: |value| Ok(Test::List(value.to_lowercase())),
    },
    FilterKey {
        key: "has",
        also: &[],
        help: "Some list or the plan says it, for example has:dept or -has:sign-in.",
        values: || HAS.map(|(word, _)| word).to_vec(),
        seen: None,
        read: |value| {
            let asked = HAS.iter().find(|(word, _)| word.eq_ignore_ascii_case(value));
            one_of(asked.map(|(_, test)| test()), "has", value)
        },
    },
    FilterKey {
        key: "after",
        also: &["since"],
        help: "Signed in on that day or later, for example after:2026-09-01.",
        values: Vec::new,
        seen: None,
        read: |value| value.parse::<Day>().map(|day| Test::After(day.to_string())),
    },
    FilterKey {
        key: "before",
        also: &[],
        help: "Last signed in before that day, for example before:2026-09-01.",
        values: Vec::new,
        seen: None,
        read: |value| value.parse::<Day>().map(|day| Test::Before(day.to_string())),
    },
];

impl FilterKey {
    /// Returns whether a word before a colon means this key.
    #[must_use]
    pub fn is_called(&self, word: &str) -> bool {
        std::iter::once(&self.key).chain(self.also).any(|known| known.eq_ignore_ascii_case(word))
    }
}

/// Returns the key a word before a colon means.
pub(super) fn key_of(word: &str) -> Option<&'static FilterKey> {
    KEYS.iter().find(|known| known.is_called(word))
}

/// Returns the word of several that is meant by one that is none of them.
pub(super) fn near<'w>(word: &str, known: impl IntoIterator<Item = &'w str>) -> Option<&'w str> {
    let word = word.to_lowercase();
    // Of a short word, half would be another word.
    let most = word.chars().count().div_ceil(3).min(2);
    let far = |known: &'w str| (strsim::damerau_levenshtein(&known.to_lowercase(), &word), known);
    known.into_iter().map(far).filter(|(distance, _)| *distance <= most).min().map(|(_, known)| known)
}

/// Returns what a word asks.
pub(super) fn term(word: Word) -> Result<Term, FilterError> {
    let sense = if word.negated { Sense::IsNot } else { Sense::Is };
    let Some(key) = &word.key else {
        let any: Vec<Test> = word
            .values
            .iter()
            .filter(|value| !value.text.is_empty())
            .map(|value| Test::text(&value.text))
            .collect();
        if any.is_empty() {
            return Err(FilterError::new(word.at, "Write what to look for, for example ann or -ann."));
        }
        return Ok(Term { sense, any });
    };
    let Some(known) = key_of(&key.text) else {
        return Err(unknown(key.at.clone(), &key.text));
    };
    if word.values.is_empty() {
        return Err(FilterError::new(word.at, format!("“{}:” needs a value. {}", known.key, known.help)));
    }
    let read = |value: &super::parse::Value| {
        (known.read)(&value.text).map_err(|says| {
            let values = (known.values)();
            let meant = near(&value.text, values).map(str::to_owned);
            FilterError { instead: meant, ..FilterError::new(value.at.clone(), says) }
        })
    };
    let any = word.values.iter().map(read).collect::<Result<_, _>>()?;
    Ok(Term { sense, any })
}

fn unknown(at: std::ops::Range<usize>, key: &str) -> FilterError {
    let called = KEYS.iter().flat_map(|known| std::iter::once(known.key).chain(known.also.iter().copied()));
    let near = near(key, called);
    let meant = near.map(|near| format!(" Did you mean “{near}:”?")).unwrap_or_default();
    let keys: Vec<&str> = KEYS.iter().map(|known| known.key).collect();
    let says =
        format!("“{key}:” is no key.{meant} There are {}. Put text with a colon in quotes.", and(&keys));
    FilterError { instead: near.map(|near| format!("{near}:")), ..FilterError::new(at, says) }
}

/// Returns the test, or the values the key takes.
fn one_of(test: Option<Test>, key: &str, value: &str) -> Result<Test, String> {
    test.ok_or_else(|| {
        let values = key_of(key).map(|known| (known.values)()).unwrap_or_default();
        let meant = near(value, values.iter().copied());
        let meant = meant.map(|meant| format!("Did you mean “{meant}”? ")).unwrap_or_default();
        format!("{meant}“{key}:” is one of {}.", and(&values))
    })
}

fn read_case(value: &str) -> Result<Test, String> {
    let value = value.to_lowercase();
    match value.as_str() {
        "open" => Ok(Test::OpenCase),
        "none" | "" => Ok(Test::NoCase),
        word => match CaseKind::from_word(word) {
            Some(kind) => Ok(Test::CaseKind(kind)),
            // An id is any text, and which there are the plan knows; a word that is nearly a kind was meant as one.
            None if is_misspelt(word) => one_of(None, "case", word),
            None => Ok(Test::Case(value)),
        },
    }
}

fn is_misspelt(word: &str) -> bool {
    let kinds = || CaseKind::ALL[1..].iter().map(|kind| kind.word());
    // "phone-1" is further from "phone" than a slip of the finger, and most likely an id.
    let is_plain = word.chars().all(char::is_alphabetic);
    if is_plain {
        near(word, kinds()).is_some()
    } else {
        kinds().any(|kind| strsim::damerau_levenshtein(kind, word) == 1)
    }
}

/// Asks for a part of what a field says; an empty one asks for nothing being said.
fn part_of(field: Field, value: &str) -> Test {
    if value.is_empty() { Test::Silent(field) } else { Test::Holds(field, value.to_lowercase()) }
}

/// Asks for all of what a field says; an empty one asks for nothing being said.
fn whole(field: Field, value: &str) -> Test {
    if value.is_empty() { Test::Silent(field) } else { Test::Equals(field, value.to_lowercase()) }
}
