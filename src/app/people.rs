//! The columns of the people table, and the people that fit a filter in the order of a column.
//!
//! [`fitting`] is what the worker of [`Job::Filter`](super::Job::Filter) runs; it may look at a million people and is
//! never called by a screen. A screen asks [`Column::text`] for the rows it shows.

use std::borrow::Cow;
use std::ops::ControlFlow;
use std::sync::Arc;

use super::effect::{Order, Question};
use super::event::Found;
use crate::lists::Field;
use crate::plan::Day;
use crate::progress::{Filter, FilterError, Mark, Person, PersonId, Roster, Standing};

/// People between two looks at whether to stop.
const PEOPLE_A_LOOK: usize = 16 * 1024;

/// What is shown of a person, in the order of the table.
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
}

impl Column {
    /// Every column, the most telling first.
    pub const ALL: [Column; 10] = [
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

    /// Returns what stands above the column.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Column::Address => "address",
            Column::Name => "name",
            Column::Department => "department",
            Column::Standing => "standing",
            Column::Wave => "wave",
            Column::Marks => "marks",
            Column::LastLogin => "last sign-in",
            Column::Licence => "licence",
            Column::Status => "status",
            Column::Lists => "lists",
        }
    }

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
    fn key<'r>(self, person: &Person<'r>) -> Cow<'r, str> {
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
    let words: Vec<&str> =
        person.marks().iter().filter(|mark| !said(mark)).map(crate::progress::Mark::word).collect();
    words.join(", ")
}

/// A day and a time become the day; other text stays as it is.
fn day_of(text: &str) -> &str {
    match text.split_once(' ') {
        Some((day, _)) if day.len() == 10 => day,
        _ => text,
    }
}

/// Returns the people a question asks for; nothing when the work was stopped. People of whom a column says nothing come
/// last either way. Only in the order of the lists are the first few known before all were looked at.
///
/// `watch` is told how many people were looked at; when it breaks, the work stops.
///
/// # Errors
/// Returns what is wrong with the filter, and where.
pub fn fitting(
    asked: &Question,
    watch: &mut dyn FnMut(u64) -> ControlFlow<()>,
) -> Result<Option<Found>, FilterError> {
    let filter = Filter::parse(&asked.filter)?;
    let enough = asked.enough.filter(|_| asked.order == Order::default()).unwrap_or(usize::MAX);
    let Some((found, more)) = filter.first(enough, &asked.roster, watch) else { return Ok(None) };
    let set = found.iter().copied().collect();
    let Some(rows) = in_order(&asked.roster, found, asked.order, watch) else { return Ok(None) };
    let place = asked.place_of.and_then(|person| rows.iter().position(|row| *row == person));
    Ok(Some(Found { rows: Arc::new(rows), set: Arc::new(set), more, place }))
}

fn in_order(
    roster: &Roster,
    mut found: Vec<PersonId>,
    order: Order,
    watch: &mut dyn FnMut(u64) -> ControlFlow<()>,
) -> Option<Vec<PersonId>> {
    let Some(column) = order.column else {
        if order.descending {
            found.reverse();
        }
        return Some(found);
    };
    let mut keyed: Vec<(Cow<'_, str>, PersonId)> = Vec::with_capacity(found.len());
    for (n, id) in found.iter().enumerate() {
        if n.is_multiple_of(PEOPLE_A_LOOK) && watch(u64::try_from(n).unwrap_or(u64::MAX)).is_break() {
            return None;
        }
        let key = column.key(&roster.person(*id));
        // What is written small already is borrowed, so that ordering a million people copies little.
        let small = !key.chars().any(char::is_uppercase);
        keyed.push((if small { key } else { Cow::Owned(key.to_lowercase()) }, *id));
    }
    keyed.sort_unstable_by(|(one, first), (other, second)| {
        let told = if order.descending { other.cmp(one) } else { one.cmp(other) };
        one.is_empty().cmp(&other.is_empty()).then(told).then(first.cmp(second))
    });
    found.clear();
    found.extend(keyed.into_iter().map(|(_, id)| id));
    Some(found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lists::{self, Hints};
    use crate::progress::{Compared, compare};

    fn roster() -> Roster {
        let text = "Email,First Name,Department\n\
                    cato@northwind.example,Cato,sales\nana@northwind.example,ana,\nbisi@northwind.example,Bisi,Finance\n";
        let list =
            lists::read(text.as_bytes(), &Hints::default(), &mut |_| ControlFlow::Continue(())).unwrap();
        let outside = [Arc::new(list)];
        let lists = Compared { outside: &outside, ..Compared::default() };
        compare(&lists, &mut |_| ControlFlow::Continue(())).unwrap().0
    }

    fn question(filter: &str, order: Order) -> Question {
        let (roster, filter) = (Arc::new(roster()), filter.to_owned());
        Question { roster, filter, order, enough: None, place_of: None }
    }

    fn names(filter: &str, column: Option<Column>, descending: bool) -> Vec<String> {
        let asked = question(filter, Order { column, descending });
        let found = fitting(&asked, &mut |_| ControlFlow::Continue(())).unwrap().unwrap();
        found.rows.iter().map(|id| asked.roster.person(*id).name().into_owned()).collect()
    }

    #[test]
    fn people_are_ordered_without_case_and_those_of_whom_nothing_is_said_come_last() {
        assert_eq!(names("", Some(Column::Name), false), ["ana", "Bisi", "Cato"]);
        assert_eq!(names("", Some(Column::Department), false), ["Bisi", "Cato", "ana"]);
        assert_eq!(names("", Some(Column::Department), true), ["Cato", "Bisi", "ana"]);
        assert_eq!(names("", None, false), ["Cato", "ana", "Bisi"], "as the list holds them");
    }

    #[test]
    fn only_those_who_fit_are_ordered_and_a_wrong_filter_is_told() {
        assert_eq!(names("-dept:sales", Some(Column::Address), false), ["ana", "Bisi"]);
        let order = Order { column: None, descending: false };
        let told = fitting(&question("ana dep:x", order), &mut |_| ControlFlow::Continue(()));
        assert_eq!(told.map(drop).map_err(|error| (error.from, error.to)), Err((4, 8)));
    }

    #[test]
    fn ordering_stops_when_it_is_told_to() {
        let order = Order { column: Some(Column::Name), descending: false };
        let told = fitting(&question("", order), &mut |_| ControlFlow::Break(()));
        assert!(matches!(told, Ok(None)));
    }

    #[test]
    fn the_place_of_a_person_is_told_and_the_set_holds_who_was_found() {
        let order = Order { column: Some(Column::Name), descending: false };
        let asked = Question { place_of: Some(PersonId(0)), ..question("a", order) };
        let found = fitting(&asked, &mut |_| ControlFlow::Continue(())).unwrap().unwrap();
        assert_eq!((found.place, found.rows.len(), found.set.len()), (Some(2), 3, 3));
        assert!(!found.more && found.rows.iter().all(|person| found.set.contains(*person)));
    }

    #[test]
    fn a_day_with_a_time_is_shown_as_a_day() {
        assert_eq!(day_of("2026-11-21 14:02:11"), "2026-11-21");
        assert_eq!(day_of("last Tuesday"), "last Tuesday");
    }
}
