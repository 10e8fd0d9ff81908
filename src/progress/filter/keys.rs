//! What one word of a filter asks, and how it is held against one person.

use memchr::memmem::Finder;

use super::super::roster::{NamedCase, NamedWave};
use crate::lists::Field;
use crate::plan::{CaseKind, domain_key};
use crate::progress::{Mark, Person, SignIn, Standing};

/// Text to search for, as the roster's lines hold it.
#[derive(Clone, Debug)]
pub(super) struct Needle(Box<Finder<'static>>);

impl PartialEq for Needle {
    fn eq(&self, other: &Needle) -> bool {
        self.0.needle() == other.0.needle()
    }
}

impl Needle {
    pub(super) fn bytes(&self) -> &[u8] {
        self.0.needle()
    }

    pub(super) fn is_in(&self, text: &[u8]) -> bool {
        self.0.find(text).is_some()
    }
}

/// One question about one person.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Test {
    Text(Needle),
    Standing(Standing),
    Mark(Mark),
    SignIn(SignIn),
    Domain(String),
    Name(String),
    Address(String),
    /// Some list shows a name.
    Named,
    Nameless,
    /// Some list says something under the field.
    Says(Field),
    Silent(Field),
    Holds(Field, String),
    Equals(Field, String),
    OpenCase,
    NoCase,
    CaseKind(CaseKind),
    Case(String),
    NoWave,
    AnyWave,
    Wave(String),
    List(String),
    After(String),
    Before(String),
}

impl Test {
    /// Text is searched as the roster's lines hold it: lower case, without line ends and tabs.
    pub(super) fn text(value: &str) -> Test {
        Test::Text(Needle(Box::new(Finder::new(in_line(value).as_bytes()).into_owned())))
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
            Test::Standing(_) | Test::Mark(_) | Test::SignIn(_) | Test::OpenCase | Test::NoCase => 1,
            Test::NoWave | Test::AnyWave | Test::Wave(_) | Test::CaseKind(_) | Test::Case(_) => 2,
            Test::Text(_)
            | Test::Domain(_)
            | Test::Name(_)
            | Test::Address(_)
            | Test::Named
            | Test::Nameless => 3,
            Test::List(_) => 4,
            Test::Says(_)
            | Test::Silent(_)
            | Test::Holds(..)
            | Test::Equals(..)
            | Test::After(_)
            | Test::Before(_) => 5,
        }
    }

    pub(super) fn fits(&self, person: &Person<'_>) -> bool {
        let says = |field| person.field(field);
        match self {
            Test::Text(needle) => person.holds(&needle.0),
            Test::Standing(standing) => person.standing() == *standing,
            Test::Mark(mark) => person.marks().contains(*mark),
            Test::SignIn(kind) => person.meets(*kind),
            Test::Domain(domain) => person.domain() == domain,
            Test::Name(part) => named(person).contains(part.as_str()),
            Test::Address(part) => person.email().contains(part.as_str()),
            Test::Named => !named(person).is_empty(),
            Test::Nameless => named(person).is_empty(),
            Test::Silent(field) => says(*field).is_none(),
            Test::Says(field) | Test::Holds(field, _) | Test::Equals(field, _) => {
                says(*field).is_some_and(|cell| self.fits_cell(cell))
            }
            Test::After(_) | Test::Before(_) => {
                says(Field::LastLogin).is_some_and(|cell| self.fits_cell(cell))
            }
            Test::OpenCase => person.marks().contains(Mark::OpenCase),
            Test::NoCase => !person.marks().contains(Mark::OpenCase),
            Test::CaseKind(kind) => has_open_case(person, |case| case.kind == *kind),
            Test::Case(id) => person.named_cases().any(|case| case.id.eq_ignore_ascii_case(id)),
            Test::NoWave => person.named_wave().is_none(),
            Test::AnyWave => person.named_wave().is_some(),
            Test::Wave(wave) => person.named_waves().any(|known| is_called(known, wave)),
            Test::List(list) => person.sightings().any(|(sheet, _)| sheet.is_called(list)),
        }
    }

    /// Returns the field whose cell alone answers; see [`fits_cell`](Test::fits_cell).
    pub(super) fn field(&self) -> Option<Field> {
        match self {
            Test::Says(field) | Test::Holds(field, _) | Test::Equals(field, _) => Some(*field),
            Test::After(_) | Test::Before(_) => Some(Field::LastLogin),
            _ => None,
        }
    }

    /// Says whether a cell that is not empty fits, for a test about one field.
    pub(super) fn fits_cell(&self, cell: &str) -> bool {
        match self {
            Test::Says(_) => true,
            Test::Holds(_, part) => holds(cell, part),
            Test::Equals(_, whole) => cell.eq_ignore_ascii_case(whole),
            Test::After(day) => day_in(cell).is_some_and(|on| on >= day.as_str()),
            Test::Before(day) => day_in(cell).is_some_and(|on| on < day.as_str()),
            _ => false,
        }
    }
}

/// Returns text as the roster's lines hold it.
pub(super) fn in_line(text: &str) -> String {
    let spaced = text.chars().map(|letter| if letter.is_control() { ' ' } else { letter });
    let small: String = spaced.flat_map(char::to_lowercase).collect();
    match small.rsplit_once('@') {
        // The domain of an address is kept as the name system has it.
        Some((local, domain)) if !domain.is_ascii() => format!("{local}@{}", domain_key(domain)),
        _ => small,
    }
}

/// Returns the name as the roster's line holds it, lower case.
fn named<'r>(person: &Person<'r>) -> &'r str {
    person.plain_name()
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

/// Says whether a lower-case word names a wave: its id, its title, or the number of its id, since people say "wave 2"
/// where the plan says wave-2.
fn is_called(wave: &NamedWave, word: &str) -> bool {
    let id = wave.id.to_lowercase();
    let number = id.strip_prefix("wave-").filter(|number| number.bytes().all(|byte| byte.is_ascii_digit()));
    id == word || number == Some(word) || wave.title.to_lowercase() == word
}

fn has_open_case(person: &Person<'_>, wanted: impl Fn(&NamedCase) -> bool) -> bool {
    person.marks().contains(Mark::OpenCase) && person.named_cases().any(|case| case.open && wanted(case))
}

/// Returns the day at the start of a cell where there is one; such texts compare as days do.
fn day_in(cell: &str) -> Option<&str> {
    let day = cell.get(..10)?;
    let shape =
        |(at, byte): (usize, u8)| if at == 4 || at == 7 { byte == b'-' } else { byte.is_ascii_digit() };
    day.bytes().enumerate().all(shape).then_some(day)
}
