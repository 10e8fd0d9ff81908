//! The columns of the people table: what each is called and what it shows of a person.

use std::borrow::Cow;

use crate::lists::Field;
use crate::plan::Day;
use crate::progress::{Mark, Person, Standing};
use crate::wording::worded;

/// What is shown of a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    /// The address.
    Address,
    /// The name.
    Name,
    /// The department.
    Department,
    /// What the person is now.
    Standing,
    /// The wave.
    Wave,
    /// What else is worth knowing.
    Marks,
    /// The last sign-in.
    LastLogin,
    /// The licence.
    Licence,
    /// The status in the list believed most.
    Status,
    /// The lists the person is in, by id.
    Lists,
    /// The domain of the address.
    Domain,
    /// The cases about the person, by id.
    Cases,
    /// The job title.
    JobTitle,
    /// The Zoom group or organizational unit.
    Group,
    /// The site or office.
    Location,
    /// The manager.
    Manager,
    /// The role in Zoom.
    Role,
    /// How the person signs in.
    LoginType,
    /// The Zoom account the person is in.
    Account,
    /// The day the account was made.
    Created,
}

/// Each column with its word for files and what stands above it, in the order of the enum.
const WORDS: [(Column, &str, &str); 20] = [
    (Column::Address, "address", "address"),
    (Column::Name, "name", "name"),
    (Column::Department, "department", "department"),
    (Column::Standing, "standing", "standing"),
    (Column::Wave, "wave", "wave"),
    (Column::Marks, "marks", "marks"),
    (Column::LastLogin, "last-login", "last sign-in"),
    (Column::Licence, "licence", "licence"),
    (Column::Status, "status", "status"),
    (Column::Lists, "lists", "lists"),
    (Column::Domain, "domain", "domain"),
    (Column::Cases, "cases", "cases"),
    (Column::JobTitle, "job", "job title"),
    (Column::Group, "group", "group"),
    (Column::Location, "location", "location"),
    (Column::Manager, "manager", "manager"),
    (Column::Role, "role", "role"),
    (Column::LoginType, "login", "way to sign in"),
    (Column::Account, "account", "account"),
    (Column::Created, "created", "made on"),
];

worded!(Column, WORDS);

impl Column {
    /// The columns shown at first, the most telling ones in front.
    pub const FIRST: [Column; 10] = [
        Column::Address,
        Column::Name,
        Column::Department,
        Column::Standing,
        Column::Wave,
        Column::Marks,
        Column::LastLogin,
        Column::Licence,
        Column::Status,
        Column::Lists,
    ];

    /// Returns what the column shows of a person.
    #[must_use]
    pub fn text<'r>(self, person: &Person<'r>, today: Day) -> Cow<'r, str> {
        match (self, person.standing()) {
            (Column::Standing, Standing::Invited) => match person.invited_since() {
                Some(since) => Cow::Owned(format!("invited {} d", today.days_since(since))),
                None => Cow::Borrowed("invited"),
            },
            (Column::Standing, standing) => Cow::Borrowed(standing.word()),
            _ => self.key(person),
        }
    }

    /// Returns the text people are ordered by.
    pub(super) fn key<'r>(self, person: &Person<'r>) -> Cow<'r, str> {
        let said = |field| Cow::Borrowed(person.field(field).unwrap_or_default());
        match self {
            Column::Address => Cow::Borrowed(person.email()),
            Column::Name => person.name(),
            Column::Department => said(Field::Department),
            // The digit is the place in the rule's order, which tells more than the alphabet.
            Column::Standing => {
                Cow::Borrowed(["0", "1", "2", "3", "4", "5", "6"][person.standing() as usize])
            }
            Column::Wave => Cow::Borrowed(person.wave().unwrap_or_default()),
            Column::Marks => Cow::Owned(marks(person)),
            Column::LastLogin => Cow::Borrowed(day_of(person.field(Field::LastLogin).unwrap_or_default())),
            Column::Licence => said(Field::LicenseType),
            Column::Status => said(Field::Status),
            Column::Lists => {
                let mut ids: Vec<&str> = person.sources().map(|(id, ..)| id).collect();
                ids.dedup();
                Cow::Owned(ids.join(", "))
            }
            Column::Domain => Cow::Borrowed(person.domain()),
            Column::Cases => Cow::Owned(person.cases().join(", ")),
            Column::JobTitle => said(Field::JobTitle),
            Column::Group => said(Field::UserGroup),
            Column::Location => said(Field::Location),
            Column::Manager => said(Field::Manager),
            Column::Role => said(Field::Role),
            Column::LoginType => said(Field::LoginType),
            Column::Account => said(Field::AccountName),
            Column::Created => Cow::Borrowed(day_of(person.field(Field::Created).unwrap_or_default())),
        }
    }
}

/// The marks in words, without those that standing and wave say already.
fn marks(person: &Person<'_>) -> String {
    let said = |mark: &Mark| match mark {
        Mark::InWave => true,
        Mark::Pending => person.standing() == Standing::Invited,
        Mark::Decided => person.standing() == Standing::Excluded,
        _ => false,
    };
    let words: Vec<&str> = person.marks().iter().filter(|mark| !said(mark)).map(Mark::word).collect();
    words.join(", ")
}

/// A day and a time become the day; other text stays as it is.
fn day_of(text: &str) -> &str {
    match text.split_once(' ') {
        Some((day, _)) if day.len() == 10 => day,
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_column_stands_at_its_own_place_and_has_its_own_word() {
        for (at, column) in Column::ALL.into_iter().enumerate() {
            assert_eq!((column as usize, Column::from_word(column.word())), (at, Some(column)));
        }
    }

    #[test]
    fn a_day_with_a_time_is_shown_as_a_day() {
        assert_eq!(day_of("2026-11-21 14:02:11"), "2026-11-21");
        assert_eq!(day_of("last Tuesday"), "last Tuesday");
    }
}
