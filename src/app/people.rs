//! Work over all people: who fits a filter, in the order of a column, and who the selected are in a newer roster.
//!
//! This is what the workers of [`Job::Filter`](super::Job::Filter) and [`Job::Carry`](super::Job::Carry) run; it may look
//! at a million people and is never called by a screen.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::ops::ControlFlow;
use std::sync::Arc;

use super::column::Column;
use super::effect::{Order, Question};
use super::event::Found;
use crate::progress::{Filter, FilterError, PeopleSet, Person, PersonId, Roster};

/// People between two looks at whether to stop.
const PEOPLE_A_LOOK: usize = 16 * 1024;
/// So many times as many as are enough are gathered before those who come later in the order are given up again.
const KEPT: usize = 16;

/// Returns the people a question asks for; nothing when the work was stopped. People of whom a column says nothing come
/// last either way. In the order of the lists the first few are known before all were looked at, and in the order of a
/// column before all were ordered.
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
    let known = narrowed(&asked.known, &filter);
    let among = known.iter().min_by_key(|(_, found)| found.set.len());
    let among = among.map(|(filter, found)| (filter, &*found.set));
    let enough = asked.enough.filter(|_| asked.order == Order::default()).unwrap_or(usize::MAX);
    let Some((mut set, mut more)) = filter.first(enough, among, &asked.roster, watch) else {
        return Ok(None);
    };
    let ordered = known.iter().map(|(_, found)| *found).filter(|found| found.order == asked.order);
    let ordered = ordered.min_by_key(|found| found.rows.len());
    let Some(rows) = in_order(asked, &set, ordered, watch) else { return Ok(None) };
    if rows.len() < set.len() {
        (set, more) = (rows.iter().copied().collect(), true);
    }
    let place = asked.place_of.filter(|person| set.contains(*person));
    let place = place.and_then(|person| rows.iter().position(|row| *row == person));
    let (filter, order) = (asked.filter.clone(), asked.order);
    Ok(Some(Found { filter, order, rows: Arc::new(rows), set: Arc::new(set), more, place }))
}

/// Returns the complete answers a filter narrows, each with its own filter.
fn narrowed<'a>(known: &'a [Found], filter: &Filter) -> Vec<(Filter, &'a Found)> {
    let complete = known.iter().filter(|found| !found.more);
    let read = complete.filter_map(|found| Some((Filter::parse(&found.filter).ok()?, found)));
    read.filter(|(wider, _)| filter.narrows(wider)).collect()
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

/// Returns the people of a set in the order asked for, or only the first of them where those are enough; `ordered` are
/// people in that order among whom all of the set are.
fn in_order(
    asked: &Question,
    set: &PeopleSet,
    ordered: Option<&Found>,
    watch: &mut dyn FnMut(u64) -> ControlFlow<()>,
) -> Option<Vec<PersonId>> {
    match (asked.order.column, ordered) {
        (None, _) => {
            let mut rows = set.to_vec();
            if asked.order.descending {
                rows.reverse();
            }
            Some(rows)
        }
        (Some(_), Some(ordered)) => {
            let mut rows = Vec::with_capacity(set.len());
            rows.extend(ordered.rows.iter().copied().filter(|person| set.contains(*person)));
            Some(rows)
        }
        (Some(column), None) => sorted(asked, column, set, watch),
    }
}

/// A person with the text that orders them.
struct Keyed<'r> {
    /// How the text begins: mostly it tells the order without a look at the text.
    start: u128,
    key: Cow<'r, str>,
    id: PersonId,
}

impl<'r> Keyed<'r> {
    fn of(person: &Person<'r>, column: Column) -> Keyed<'r> {
        let key = match column {
            Column::Name => Cow::Borrowed(person.plain_name()),
            column => column.key(person),
        };
        // What is written small already is borrowed, so that ordering a million people copies little.
        let small = if key.is_ascii() {
            !key.bytes().any(|byte| byte.is_ascii_uppercase())
        } else {
            !key.chars().any(char::is_uppercase)
        };
        let key = if small { key } else { Cow::Owned(key.to_lowercase()) };
        let mut start = [0; 16];
        let begins = key.len().min(start.len());
        start[..begins].copy_from_slice(&key.as_bytes()[..begins]);
        Keyed { start: u128::from_be_bytes(start), key, id: person.id() }
    }

    /// Those of whom nothing is said come last either way.
    fn compare(&self, other: &Keyed<'_>, order: Order) -> Ordering {
        let are_short = self.key.len().max(other.key.len()) <= size_of::<u128>();
        // Of texts that begin alike and are no longer than that, only the length can differ.
        let rest = || if are_short { self.key.len().cmp(&other.key.len()) } else { self.key.cmp(&other.key) };
        let told = self.start.cmp(&other.start).then_with(rest);
        let told = if order.descending { told.reverse() } else { told };
        self.key.is_empty().cmp(&other.key.is_empty()).then(told).then(self.id.cmp(&other.id))
    }
}

/// Orders people by a column.
fn sorted(
    asked: &Question,
    column: Column,
    set: &PeopleSet,
    watch: &mut dyn FnMut(u64) -> ControlFlow<()>,
) -> Option<Vec<PersonId>> {
    // Few are ordered at once.
    let enough = asked.enough.filter(|enough| set.len() > KEPT * enough).unwrap_or(set.len());
    let compare = |one: &Keyed<'_>, other: &Keyed<'_>| one.compare(other, asked.order);
    let mut keyed: Vec<Keyed<'_>> = Vec::with_capacity(set.len().min(KEPT * enough));
    for (n, id) in set.iter().enumerate() {
        if n.is_multiple_of(PEOPLE_A_LOOK) && watch(u64::try_from(n).unwrap_or(u64::MAX)).is_break() {
            return None;
        }
        if keyed.len() == KEPT * enough {
            keyed.select_nth_unstable_by(enough, compare);
            keyed.truncate(enough);
        }
        keyed.push(Keyed::of(&asked.roster.person(id), column));
    }
    keyed.sort_unstable_by(compare);
    keyed.truncate(enough);
    Some(keyed.into_iter().map(|keyed| keyed.id).collect())
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
        Question { roster, filter, order, enough: None, place_of: None, known: Vec::new() }
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

    fn answer(asked: &Question) -> Found {
        fitting(asked, &mut |_| ControlFlow::Continue(())).unwrap().unwrap()
    }

    /// Many people with few names, some without one.
    fn many() -> Arc<Roster> {
        let mut text = String::from("Email,Name\n");
        for n in 0..700_u32 {
            let scattered = n * 7_919 % 1_000;
            let name = ["Ann", "ann b", "Anna Bella Cara of Delta", "Anna Bella Cara of D", "", "Bo\u{e9}"];
            text.push_str(&format!("p{scattered}.{n}@nw.example,{}\n", name[n as usize % name.len()]));
        }
        let list =
            lists::read(text.as_bytes(), &Hints::default(), &mut |_| ControlFlow::Continue(())).unwrap();
        let outside = [Arc::new(list)];
        let lists = Compared { outside: &outside, ..Compared::default() };
        Arc::new(compare(&lists, &mut |_| ControlFlow::Continue(())).unwrap().0)
    }

    #[test]
    fn the_first_in_an_order_are_those_who_stand_first_when_all_are_ordered() {
        let roster = many();
        for (column, descending) in
            [(Column::Name, false), (Column::Name, true), (Column::Address, true), (Column::Wave, false)]
        {
            let order = Order { column: Some(column), descending };
            let asked = Question { roster: Arc::clone(&roster), ..question("-p99", order) };
            let (all, first) = (answer(&asked), answer(&Question { enough: Some(7), ..asked.clone() }));
            assert!(!all.more && first.more);
            assert_eq!(first.rows[..], all.rows[..7], "{column:?}");
            let by_hand = |id: &PersonId| (column.key(&roster.person(*id)).to_lowercase(), *id);
            let mut expected: Vec<_> = all.set.iter().map(|id| by_hand(&id)).collect();
            expected.sort_by(|(one, first), (other, second)| {
                let told = if descending { other.cmp(one) } else { one.cmp(other) };
                one.is_empty().cmp(&other.is_empty()).then(told).then(first.cmp(second))
            });
            assert!(all.rows.iter().copied().eq(expected.into_iter().map(|(_, id)| id)), "{column:?}");
        }
    }

    #[test]
    fn what_is_known_changes_no_answer() {
        let roster = many();
        let by = |column| Order { column, descending: false };
        let ask = |filter: &str, order, known: &[Found]| Question {
            roster: Arc::clone(&roster),
            known: known.to_vec(),
            ..question(filter, order)
        };
        let mut known = Vec::new();
        // One answer is a part only, and one is of another order.
        known.push(answer(&Question { enough: Some(1), ..ask("", by(Some(Column::Name)), &[]) }));
        known.push(answer(&ask("", by(Some(Column::Address)), &[])));
        for filter in ["", "a", "an", "anna", "anna -p9", "anna -p99", "b", "nobody", "anna"] {
            for column in [None, Some(Column::Name)] {
                let (one, other) =
                    (answer(&ask(filter, by(column), &[])), answer(&ask(filter, by(column), &known)));
                assert_eq!((&one.rows, &one.set), (&other.rows, &other.set), "{filter}");
                known.push(other);
            }
        }
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
