//! The keys of the filter language, one entry each: parsing, help and completion read this table.

use memchr::memmem::Finder;

use super::super::roster::NamedCase;
use super::parse::{FilterError, Word};
use super::{Sense, Term};
use crate::lists::Field;
use crate::plan::{CaseKind, Day, ListKind};
use crate::progress::{Mark, Person, Standing};

/// One key of the filter language.
pub struct FilterKey {
    /// What stands before the colon.
    pub key: &'static str,
    /// What it asks, in one sentence.
    pub help: &'static str,
    /// Returns the values to offer; others may be possible.
    pub values: fn() -> Vec<&'static str>,
    read: fn(&str) -> Result<Test, String>,
}

/// Text to search for, as the roster's lines hold it.
#[derive(Clone, Debug)]
pub(super) struct Needle(Box<Finder<'static>>);

impl PartialEq for Needle {
    fn eq(&self, other: &Needle) -> bool {
        self.0.needle() == other.0.needle()
    }
}

/// One question about one person.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Test {
    Text(Needle),
    Standing(Standing),
    Mark(Mark),
    Domain(String),
    Holds(Field, String),
    Equals(Field, String),
    OpenCase,
    NoCase,
    CaseKind(CaseKind),
    Case(String),
    NoWave,
    Wave(String),
    List(String),
    After(String),
    Before(String),
}

/// Every key, in the order in which they are explained.
pub(super) const KEYS: &[FilterKey] = &[
    FilterKey {
        key: "standing",
        help: "What the person is now, for example standing:outstanding,invited.",
        values: || Standing::ALL.map(Standing::word).to_vec(),
        read: |value| one_of(Standing::from_word(&value.to_lowercase()).map(Test::Standing), "standing"),
    },
    FilterKey {
        key: "domain",
        help: "The part after the @, for example domain:northwind.example. Sub-domains are apart.",
        values: Vec::new,
        read: |value| Ok(Test::Domain(value.trim_start_matches('@').to_lowercase())),
    },
    FilterKey {
        key: "dept",
        help: "A part of the department, for example dept:sales or dept:\"human resources\".",
        values: Vec::new,
        read: |value| Ok(Test::Holds(Field::Department, value.to_lowercase())),
    },
    FilterKey {
        key: "license",
        help: "The licence the lists show, for example license:licensed.",
        values: || vec!["basic", "licensed", "on_prem", "none"],
        read: |value| Ok(Test::Equals(Field::LicenseType, value.to_lowercase())),
    },
    FilterKey {
        key: "status",
        help: "The status the lists show, for example status:inactive.",
        values: || vec!["active", "inactive", "pending"],
        read: |value| Ok(Test::Equals(Field::Status, value.to_lowercase())),
    },
    FilterKey {
        key: "case",
        help: "An open special case: case:open, a kind such as case:phone, an id, or case:none.",
        values: || {
            ["open", "none"].into_iter().chain(CaseKind::ALL[1..].iter().map(|kind| kind.word())).collect()
        },
        read: read_case,
    },
    FilterKey {
        key: "wave",
        help: "The wave a group puts the person in, by id or title, or wave:none.",
        values: || vec!["none"],
        read: |value| {
            let wave = value.to_lowercase();
            Ok(if wave == "none" { Test::NoWave } else { Test::Wave(wave) })
        },
    },
    FilterKey {
        key: "mark",
        help: "Something worth knowing, for example mark:paid or -mark:leaver.",
        values: || Mark::ALL.map(Mark::word).to_vec(),
        read: |value| one_of(Mark::from_word(&value.to_lowercase()).map(Test::Mark), "mark"),
    },
    FilterKey {
        key: "list",
        help: "A list the person is in, by id, label or kind, for example list:directory.",
        values: || ListKind::ALL.iter().map(|kind| kind.word()).collect(),
        read: |value| Ok(Test::List(value.to_lowercase())),
    },
    FilterKey {
        key: "after",
        help: "Signed in on that day or later, for example after:2026-09-01.",
        values: Vec::new,
        read: |value| value.parse::<Day>().map(|day| Test::After(day.to_string())),
    },
    FilterKey {
        key: "before",
        help: "Last signed in before that day, for example before:2026-09-01.",
        values: Vec::new,
        read: |value| value.parse::<Day>().map(|day| Test::Before(day.to_string())),
    },
];

/// Returns what a word asks.
pub(super) fn term(word: Word) -> Result<Term, FilterError> {
    let sense = if word.negated { Sense::IsNot } else { Sense::Is };
    let Some(key) = &word.key else {
        if word.values.is_empty() {
            return Err(FilterError::new(word.at, "Write what to look for, for example ann or -ann."));
        }
        return Ok(Term { sense, any: word.values.iter().map(|value| Test::text(value)).collect() });
    };
    let Some(known) = KEYS.iter().find(|known| known.key.eq_ignore_ascii_case(key)) else {
        return Err(FilterError::new(word.at, unknown(key)));
    };
    if word.values.is_empty() {
        return Err(FilterError::new(word.at, format!("“{}:” needs a value. {}", known.key, known.help)));
    }
    let any = word.values.iter().map(|value| (known.read)(value)).collect::<Result<_, _>>();
    any.map(|any| Term { sense, any }).map_err(|says| FilterError::new(word.at, says))
}

fn unknown(key: &str) -> String {
    let near = KEYS
        .iter()
        .map(|known| (strsim::damerau_levenshtein(known.key, &key.to_lowercase()), known.key))
        .filter(|(distance, _)| *distance <= 2)
        .min();
    let meant = near.map(|(_, near)| format!(" Did you mean “{near}:”?")).unwrap_or_default();
    let keys: Vec<&str> = KEYS.iter().map(|known| known.key).collect();
    format!(
        "“{key}:” is no key.{meant} There are {}. Put text with a colon in quotes.",
        crate::wording::and(&keys)
    )
}

/// Returns the test, or the values the key takes.
fn one_of(test: Option<Test>, key: &str) -> Result<Test, String> {
    test.ok_or_else(|| {
        let values =
            KEYS.iter().find(|known| known.key == key).map(|known| (known.values)()).unwrap_or_default();
        format!("“{key}:” is one of {}.", crate::wording::and(&values))
    })
}

fn read_case(value: &str) -> Result<Test, String> {
    let value = value.to_lowercase();
    match value.as_str() {
        "open" => Ok(Test::OpenCase),
        "none" => Ok(Test::NoCase),
        id if id.starts_with("case-") => Ok(Test::Case(value)),
        kind => one_of(CaseKind::from_word(kind).map(Test::CaseKind), "case"),
    }
}

impl Test {
    /// Text is searched as the roster's lines hold it: lower case, without line ends and tabs.
    fn text(value: &str) -> Test {
        let line: String = value
            .chars()
            .map(|letter| if letter.is_control() { ' ' } else { letter })
            .flat_map(char::to_lowercase)
            .collect();
        Test::Text(Needle(Box::new(Finder::new(line.as_bytes()).into_owned())))
    }

    pub(super) fn needle(&self) -> Option<&Finder<'static>> {
        match self {
            Test::Text(needle) => Some(&needle.0),
            _ => None,
        }
    }

    /// Returns how dear the test is, from 1: what stands in the roster is cheaper than what stands in the lists.
    pub(super) fn cost(&self) -> u8 {
        match self {
            Test::Standing(_) | Test::Mark(_) | Test::OpenCase | Test::NoCase => 1,
            Test::NoWave | Test::Wave(_) | Test::CaseKind(_) | Test::Case(_) => 2,
            Test::Text(_) | Test::Domain(_) => 3,
            Test::List(_) => 4,
            Test::Holds(..) | Test::Equals(..) | Test::After(_) | Test::Before(_) => 5,
        }
    }

    pub(super) fn fits(&self, person: &Person<'_>) -> bool {
        let says = |field| person.field(field);
        match self {
            Test::Text(needle) => needle.0.find(person.line().as_bytes()).is_some(),
            Test::Standing(standing) => person.standing() == *standing,
            Test::Mark(mark) => person.marks().contains(*mark),
            Test::Domain(domain) => person.domain() == domain,
            Test::Holds(field, part) => says(*field).is_some_and(|value| holds(value, part)),
            Test::Equals(field, whole) => says(*field).is_some_and(|value| value.eq_ignore_ascii_case(whole)),
            Test::OpenCase => person.marks().contains(Mark::OpenCase),
            Test::NoCase => !person.marks().contains(Mark::OpenCase),
            Test::CaseKind(kind) => has_open_case(person, |case| case.kind == *kind),
            Test::Case(id) => person.named_cases().any(|case| case.id.eq_ignore_ascii_case(id)),
            Test::NoWave => person.named_wave().is_none(),
            Test::Wave(wave) => person
                .named_wave()
                .is_some_and(|known| known.id.to_lowercase() == *wave || known.title.to_lowercase() == *wave),
            Test::List(list) => person.sightings().any(|(sheet, _)| {
                sheet.kind.word() == list || sheet.source() == list || sheet.id.eq_ignore_ascii_case(list)
            }),
            Test::After(day) => signed_in(person).is_some_and(|on| on >= day.as_str()),
            Test::Before(day) => signed_in(person).is_some_and(|on| on < day.as_str()),
        }
    }
}

/// Says whether a cell holds a lower-case text; most cells are plain ASCII and need no copy for that.
fn holds(cell: &str, part: &str) -> bool {
    if cell.is_ascii() {
        let mut places = cell.as_bytes().windows(part.len().max(1));
        places.any(|place| place.eq_ignore_ascii_case(part.as_bytes()))
    } else {
        cell.to_lowercase().contains(part)
    }
}

fn has_open_case(person: &Person<'_>, wanted: impl Fn(&NamedCase) -> bool) -> bool {
    person.marks().contains(Mark::OpenCase) && person.named_cases().any(|case| case.open && wanted(case))
}

/// Returns the day of the last sign-in where the list's text is a date; such texts compare as days do.
fn signed_in<'r>(person: &Person<'r>) -> Option<&'r str> {
    let day = person.field(Field::LastLogin)?.get(..10)?;
    let shape =
        |(at, byte): (usize, u8)| if at == 4 || at == 7 { byte == b'-' } else { byte.is_ascii_digit() };
    day.bytes().enumerate().all(shape).then_some(day)
}
