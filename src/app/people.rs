//! Work over all people: who fits a filter, in the order of a column, and who the selected are in a newer roster.
//!
//! This is what the workers of [`Job::Filter`](super::Job::Filter) and [`Job::Carry`](super::Job::Carry) run; it may look
//! at a million people and is never called by a screen.

use std::borrow::Cow;
use std::ops::ControlFlow;
use std::sync::Arc;

use super::effect::{Order, Question};
use super::event::Found;
use crate::progress::{Filter, FilterError, PeopleSet, PersonId, Roster};

/// People between two looks at whether to stop.
const PEOPLE_A_LOOK: usize = 16 * 1024;

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
    let Some((set, more)) = filter.first(enough, None, &asked.roster, watch) else { return Ok(None) };
    let Some(rows) = in_order(&asked.roster, set.to_vec(), asked.order, watch) else { return Ok(None) };
    let place = asked.place_of.and_then(|person| rows.iter().position(|row| *row == person));
    Ok(Some(Found { rows: Arc::new(rows), set: Arc::new(set), more, place }))
}

/// Returns the people of a set in another roster, by their addresses; who is not in that one is left out.
///
/// `watch` is told how many people were looked up; nothing is returned when it breaks.
pub fn carried(
    people: &PeopleSet,
    [from, to]: [&Roster; 2],
    watch: &mut dyn FnMut(u64) -> ControlFlow<()>,
) -> Option<PeopleSet> {
    let mut there = PeopleSet::default();
    for (n, person) in people.iter().enumerate() {
        if n.is_multiple_of(PEOPLE_A_LOOK) && watch(u64::try_from(n).unwrap_or(u64::MAX)).is_break() {
            return None;
        }
        if let Some(person) = to.find(from.person(person).email()) {
            there.insert(person);
        }
    }
    Some(there)
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
    use crate::app::Column;
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
}
