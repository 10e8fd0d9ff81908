//! Files whose rows are no people: accounts found outside, and the counts a portal shows for each domain.
//!
//! Their rows become entries of the plan without a key; `plan::discovered` and `plan::counted` fit them in. What a row
//! does not say stays unanswered, and a row that cannot be understood is told of, never guessed at.

use super::columns::Layout;
use super::dates::{self, Slashes};
use super::formats::Habit;
use super::row::Line;
use super::{Field, List, email, names};
use crate::plan::{Account, AccountPlan, Count, Day, Reading};
use crate::wording::{count, plural};

/// Lines that were left out and are named one by one.
const NAMED: usize = 10;

/// What the rows of a file are.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Content {
    /// People; they are in the table.
    #[default]
    People,
    /// Zoom accounts, one a row, without keys; their owners are in the table too.
    Accounts(Vec<Account>),
    /// Counts for domains, one a row, without keys; without a date where the file gives none.
    Counts(Vec<Reading>),
}

impl Content {
    /// Returns the word `inspect --json` uses for it.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            Content::People => "people",
            Content::Accounts(_) => "accounts",
            Content::Counts(_) => "counts",
        }
    }
}

impl List {
    /// Returns how many people, accounts or readings there are to take in.
    #[must_use]
    pub fn entries(&self) -> usize {
        match &self.content {
            Content::People => self.table.len(),
            Content::Accounts(accounts) => accounts.len(),
            Content::Counts(readings) => readings.len(),
        }
    }

    /// Returns how many there are with what they are, such as `12 accounts`.
    #[must_use]
    pub fn entries_in_words(&self) -> String {
        let (one, several) = match &self.content {
            Content::People => ("person", "people"),
            Content::Accounts(_) => ("account", "accounts"),
            Content::Counts(_) => ("reading", "readings"),
        };
        plural(count(self.entries()), one, several)
    }
}

/// Rows of a file of accounts or counts that were left out, each with why.
#[derive(Clone, Debug, Default)]
pub(crate) struct LeftOut {
    rows: Vec<(u32, String)>,
    /// Those that are not named.
    more: usize,
}

impl LeftOut {
    fn add(&mut self, line: u32, why: &str) {
        if self.rows.len() < NAMED {
            self.rows.push((line, why.to_owned()));
        } else {
            self.more += 1;
        }
    }

    /// Gives every row the line that `of` makes of its own.
    pub(crate) fn renumber(&mut self, of: impl Fn(u32) -> u32) {
        self.rows.iter_mut().for_each(|(line, _)| *line = of(*line));
    }

    /// Returns a sentence for each row; `unit` is what a row is called.
    pub(crate) fn notes(self, unit: &str) -> Vec<String> {
        let told = |(line, why): &(u32, String)| format!("{unit} {line} was left out: {why}.");
        let mut notes: Vec<String> = self.rows.iter().map(told).collect();
        if self.more > 0 {
            notes.push(format!("Rows left out beyond those: {}.", self.more));
        }
        notes
    }
}

/// Takes rows that are no people.
pub(crate) struct Apart {
    columns: Columns,
    content: Content,
    left_out: LeftOut,
}

enum Columns {
    Accounts(AccountColumns),
    /// Domain, inside, outside and date.
    Counts([Option<usize>; 4]),
}

struct AccountColumns {
    fields: Vec<(Field, usize)>,
    owner: Option<usize>,
    /// The column of users holds licences.
    seats: bool,
}

impl Apart {
    /// Returns what takes the rows of a file with this header; nothing for a list of people.
    pub(crate) fn of(layout: &Layout, header: &[String]) -> Option<Apart> {
        let normal: Vec<String> = header.iter().map(|name| names::normal(name)).collect();
        let (columns, content) = match layout.format.habit {
            Habit::Accounts => {
                let fields: Vec<(Field, usize)> = layout
                    .columns
                    .iter()
                    .filter_map(|column| Some((names::field(&normal[column.index])?, column.index)))
                    .collect();
                let owner = layout.keys.first().map(|(_, column)| *column);
                let users = fields.iter().find(|(field, _)| *field == Field::UserCount);
                let seats = users.is_some_and(|(_, column)| normal[*column] == "seats");
                let columns = AccountColumns { fields, owner, seats };
                (Columns::Accounts(columns), Content::Accounts(Vec::new()))
            }
            Habit::Counts => {
                let place = |place| normal.iter().position(|name| names::count(name) == Some(place));
                (Columns::Counts([0, 1, 2, 3].map(place)), Content::Counts(Vec::new()))
            }
            _ => return None,
        };
        Some(Apart { columns, content, left_out: LeftOut::default() })
    }

    /// Says whether the rows are people all the same: those an account belongs to.
    pub(crate) fn has_people(&self) -> bool {
        matches!(&self.columns, Columns::Accounts(columns) if columns.owner.is_some())
    }

    /// Takes one row.
    pub(crate) fn take(&mut self, line: Line<'_>) {
        match (&self.columns, &mut self.content) {
            (Columns::Accounts(columns), Content::Accounts(accounts)) => {
                let account = columns.account(line);
                if account == Account::default() {
                    self.left_out.add(line.record.line, "it names no account");
                } else {
                    accounts.push(account);
                }
            }
            (Columns::Counts(columns), Content::Counts(readings)) => match reading(columns, line) {
                Ok(reading) => readings.push(reading),
                Err(why) => self.left_out.add(line.record.line, &why),
            },
            _ => {}
        }
    }

    /// Returns what was taken and what was left out.
    pub(crate) fn done(self) -> (Content, LeftOut) {
        (self.content, self.left_out)
    }
}

impl AccountColumns {
    fn cell<'l>(&self, line: Line<'l>, wanted: Field) -> &'l str {
        let cells = self.fields.iter().filter(|(field, _)| *field == wanted);
        let mut cells = cells.map(|(_, column)| email::trimmed(line.cell(*column)));
        cells.find(|cell| !cell.is_empty()).unwrap_or("")
    }

    fn account(&self, line: Line<'_>) -> Account {
        let text = |field| self.cell(line, field).to_owned();
        let owner = self.owner.map(|column| line.cell(column)).unwrap_or_default();
        let owner = email::normalise(owner).map(|address| address.to_string());
        let users = number(self.cell(line, Field::UserCount));
        let mut notes = Vec::new();
        if users.is_some() && self.seats {
            notes.push("Users are its seats, which are licences and not people.".to_owned());
        }
        let named = self.cell(line, Field::Owner);
        if owner.is_err() && !named.is_empty() {
            notes.push(format!("Owner: {named}."));
        }
        Account {
            name: text(Field::AccountName),
            number: text(Field::AccountNumber),
            owner: owner.unwrap_or_default(),
            plan: plan(self.cell(line, Field::AccountType)),
            users,
            rooms: number(self.cell(line, Field::ZoomRooms)),
            phone: yes_or_no(self.cell(line, Field::ZoomPhone)),
            cluster: text(Field::Cluster),
            vanity_url: text(Field::VanityUrl),
            note: notes.join(" "),
            ..Account::default()
        }
    }
}

/// Reads the counts of one domain, or says why the row holds none.
fn reading(columns: &[Option<usize>; 4], line: Line<'_>) -> Result<Reading, String> {
    let [name, inside, outside, date] =
        columns.map(|column| column.map_or("", |column| email::trimmed(line.cell(column))));
    let domain = email::normalise(&format!("x@{}", name.trim_start_matches('@')));
    let Ok(domain) = domain else { return Err("it names no domain".to_owned()) };
    let count = |cell: &str| match number(cell) {
        None if !cell.is_empty() => Err("a count in it is no whole number".to_owned()),
        known => Ok(known),
    };
    let (inside, outside) = (count(inside)?, count(outside)?);
    if inside.is_none() && outside.is_none() {
        return Err("it holds no counts".to_owned());
    }
    Ok(Reading {
        domain: domain.domain().to_owned(),
        date: day(date)?,
        inside,
        outside,
        ..Reading::default()
    })
}

/// Reads a day; nothing where none is given. One that can be read two ways is not guessed at.
fn day(cell: &str) -> Result<Option<Day>, String> {
    if cell.is_empty() {
        return Ok(None);
    }
    let mut text = String::new();
    dates::append(cell, Slashes::Unknown, &mut text);
    let known = text.get(..10).and_then(|day| day.parse().ok());
    known.map(Some).ok_or_else(|| "its date is not clear; write it as 2026-11-21".to_owned())
}

/// Reads a whole number as people and workbooks write it: `1,204`, `1.204`, `1 204`, `12.0`.
fn number(cell: &str) -> Option<Count> {
    let whole = cell.strip_suffix(".0").or_else(|| cell.strip_suffix(",0")).unwrap_or(cell);
    whole.replace('.', ",").parse().ok()
}

/// Reads whether an account has something: a word, or how many it has.
fn yes_or_no(cell: &str) -> Option<bool> {
    let among = |words: &[&str]| words.iter().any(|word| word.eq_ignore_ascii_case(cell));
    if among(&["yes", "true", "y", "x", "ja", "oui", "sí", "si", "wahr", "vrai", "on", "enabled"]) {
        return Some(true);
    }
    if among(&["no", "false", "n", "nein", "non", "nee", "falsch", "faux", "off", "disabled", "none"]) {
        return Some(false);
    }
    number(cell).map(|count| count.0 > 0)
}

/// Reads the plan of an account; nothing is guessed where no plan is named.
fn plan(cell: &str) -> AccountPlan {
    let cell = cell.to_lowercase();
    let words = || cell.split(|letter: char| !letter.is_alphanumeric());
    let named = |plan: &&AccountPlan| {
        **plan != AccountPlan::Unknown
            && words().any(|word| word == plan.word() || (word == "edu" && **plan == AccountPlan::Education))
    };
    // From the largest down: *Business Pro* is no Pro account.
    let free = || if words().any(|word| word == "free") { AccountPlan::Basic } else { AccountPlan::Unknown };
    AccountPlan::ALL.iter().rev().find(named).copied().unwrap_or_else(free)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_plans_and_answers_are_read_as_people_write_them() {
        for (cell, expected) in [
            ("1,204", Some(1204)),
            ("1.204", Some(1204)),
            ("12.0", Some(12)),
            ("", None),
            ("12.5", None),
            ("x", None),
        ] {
            assert_eq!(number(cell), expected.map(Count), "{cell}");
        }
        for (cell, expected) in [
            ("Pro", AccountPlan::Pro),
            ("Business Plus (annual)", AccountPlan::Business),
            ("Free", AccountPlan::Basic),
            ("EDU", AccountPlan::Education),
            ("Provisional", AccountPlan::Unknown),
            ("", AccountPlan::Unknown),
        ] {
            assert_eq!(plan(cell), expected, "{cell}");
        }
        assert_eq!(
            [yes_or_no("Ja"), yes_or_no("0"), yes_or_no("12"), yes_or_no("")],
            [Some(true), Some(false), Some(true), None]
        );
    }

    #[test]
    fn a_day_that_can_be_read_two_ways_is_not_guessed_at() {
        assert_eq!(day("21.11.2026"), Ok("2026-11-21".parse().ok()));
        assert_eq!(day(""), Ok(None));
        assert!(day("3/4/2026").is_err());
    }
}
