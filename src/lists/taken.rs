//! Taking a file whose rows are no people into the plan, and saying what that changed: the same sentences for the
//! command and the wizard.

use super::Content;
use crate::plan::{Changed, Count, Counted, Day, Discovered, Plan, Recounted};
use crate::wording::{count, plural, thousands};

/// Entries that are named one by one.
const NAMED: usize = 8;

/// What taking a file in has changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Taken {
    /// Accounts found outside.
    Accounts(Discovered),
    /// Counts, as readings.
    Counts(Counted),
}

/// Takes the rows of a file that are no people into the plan; nothing for a list of people. `day` is that of counts
/// without one. Called on a copy of the plan, it tells what would change.
pub fn take_apart(plan: &mut Plan, content: &Content, (day, today): (Day, Day)) -> Option<Taken> {
    match content {
        Content::People => None,
        Content::Accounts(found) => Some(Taken::Accounts(plan.take_accounts(found))),
        Content::Counts(found) => Some(Taken::Counts(plan.take_counts(found, day, today))),
    }
}

impl Taken {
    /// Says whether the plan stays as it is.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        match self {
            Taken::Accounts(told) => told.added.is_empty() && told.changed.is_empty(),
            Taken::Counts(told) => told.added.is_empty() && told.changed.is_empty(),
        }
    }

    /// Returns the part of the plan that was changed.
    #[must_use]
    pub fn part(&self) -> &'static str {
        match self {
            Taken::Accounts(_) => "accounts",
            Taken::Counts(_) => "readings",
        }
    }

    /// Returns what changed, in sentences.
    #[must_use]
    pub fn says(&self) -> Vec<String> {
        let mut says = match self {
            Taken::Accounts(told) => accounts(told),
            Taken::Counts(told) => counts(told),
        };
        if self.is_nothing() {
            says.push("Nothing changes.".to_owned());
        }
        says
    }
}

fn accounts(told: &Discovered) -> Vec<String> {
    let mut says = Vec::new();
    if !told.added.is_empty() {
        says.push(format!("New: {}.", names(&told.added)));
    }
    says.extend(told.changed.iter().take(NAMED).map(|Changed { entry, question, from, to }| {
        if from.is_empty() {
            format!("{entry}: {question} is now {to}.")
        } else {
            format!("{entry}: {question} was {from} and is now {to}.")
        }
    }));
    says.extend(more(told.changed.len()));
    if told.same > 0 {
        says.push(format!("{} known already, with the same answers.", are(told.same, "account")));
    }
    if told.main > 0 {
        says.push("The main account is in the file too; it was not discovered and is left out.".to_owned());
    }
    says
}

fn counts(told: &Counted) -> Vec<String> {
    let mut says = Vec::new();
    if !told.added.is_empty() {
        says.push(format!("New: {}.", plural(count(told.added.len()), "reading", "readings")));
    }
    let number = |known: Option<Count>| known.map_or("not counted".to_owned(), |known| thousands(known.0));
    says.extend(told.changed.iter().take(NAMED).map(|Recounted { domain, date, from, to }| {
        format!(
            "{domain} on {date}: inside {} → {}, outside {} → {}.",
            number(from[0]),
            number(to[0]),
            number(from[1]),
            number(to[1])
        )
    }));
    says.extend(more(told.changed.len()));
    if told.same > 0 {
        says.push(format!("{} known already, with the same counts.", are(told.same, "reading")));
    }
    if !told.unknown.is_empty() {
        says.push(format!(
            "Not among the domains of the plan: {}. Add them, or their counts belong nowhere.",
            names(&told.unknown)
        ));
    }
    if !told.repeated.is_empty() {
        let twice: Vec<String> =
            told.repeated.iter().map(|(domain, day)| format!("{domain} on {day}")).collect();
        says.push(format!(
            "More than once in the file, with other counts: {}. The first ones were taken; mend the file if they are \
             wrong.",
            names(&twice)
        ));
    }
    if !told.to_come.is_empty() {
        says.push(format!("Left out, because the day is still to come: {}.", names(&told.to_come)));
    }
    says
}

fn are(number: usize, one: &str) -> String {
    if number == 1 { format!("1 {one} is") } else { format!("{} {one}s are", thousands(count(number))) }
}

fn names(all: &[String]) -> String {
    let mut named: Vec<String> = all.iter().take(NAMED).cloned().collect();
    if all.len() > NAMED {
        named.push(format!("{} more", thousands(count(all.len() - NAMED))));
    }
    crate::wording::and(&named)
}

fn more(all: usize) -> Option<String> {
    let more = all.checked_sub(NAMED).filter(|more| *more > 0)?;
    Some(format!("{}.", plural(count(more), "more change", "more changes")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::{Account, Domain, Reading};

    fn today() -> Day {
        "2026-11-21".parse().unwrap()
    }

    #[test]
    fn what_accounts_change_is_told_in_sentences() {
        let mut plan = Plan::default();
        let sales = Account { name: "Sales".into(), number: "7".into(), ..Account::default() };
        let found = Content::Accounts(vec![Account { users: Some(Count(12)), ..sales.clone() }]);
        let told = take_apart(&mut plan, &found, (today(), today())).unwrap();
        assert_eq!(told.says(), ["New: Sales."]);
        let more = Content::Accounts(vec![Account { users: Some(Count(14)), ..sales }]);
        let told = take_apart(&mut plan, &more, (today(), today())).unwrap();
        assert_eq!(told.says(), ["Sales: Users was 12 and is now 14."]);
        let told = take_apart(&mut plan, &more, (today(), today())).unwrap();
        assert_eq!(told.says(), ["1 account is known already, with the same answers.", "Nothing changes."]);
        assert_eq!(take_apart(&mut plan, &Content::People, (today(), today())), None);
    }

    #[test]
    fn what_counts_change_is_told_in_sentences() {
        let domain = Domain { name: "northwind.example".into(), ..Domain::default() };
        let mut plan = Plan { domains: vec![domain], ..Plan::default() };
        let counts = |domain: &str, inside, outside| Reading {
            domain: domain.into(),
            inside: Some(Count(inside)),
            outside: Some(Count(outside)),
            ..Reading::default()
        };
        let found = Content::Counts(vec![counts("northwind.example", 1400, 90), counts("x.example", 1, 2)]);
        let told = take_apart(&mut plan, &found, (today(), today())).unwrap();
        assert_eq!(
            told.says(),
            [
                "New: 2 readings.",
                "Not among the domains of the plan: x.example. Add them, or their counts belong nowhere."
            ]
        );
        let again = Content::Counts(vec![counts("northwind.example", 1410, 80)]);
        let told = take_apart(&mut plan, &again, (today(), today())).unwrap();
        assert_eq!(told.says(), ["northwind.example on 2026-11-21: inside 1,400 → 1,410, outside 90 → 80."]);
    }
}
