//! What `inspect` tells of a file, as the JSON object of the command line.
//!
//! It borrows the list and is written row by row: a million people are never copied.

use serde::ser::{SerializeMap, SerializeSeq};
use serde::{Serialize, Serializer};

use super::{Content, Field, List, Refusal, Row, Table};
use crate::plan::Count;

/// What a file is and who is in it: the object `inspect --json` prints.
#[derive(Debug, Serialize)]
pub struct InspectReport<'a> {
    /// The file as it was named.
    pub file: &'a str,
    /// The product or layout, in words.
    pub format: Option<&'static str>,
    /// How the file writes its letters.
    pub encoding: Option<&'static str>,
    /// What parts the cells.
    pub delimiter: Option<char>,
    /// The physical line of the header.
    pub header_line: Option<u32>,
    /// How it ended.
    pub outcome: Outcome,
    /// Why nothing was read.
    pub error: Option<ReportedError<'a>>,
    /// People, duplicates and rejected rows together.
    pub rows: u64,
    /// Everybody in the file.
    pub people: People<'a>,
    /// Rows whose address stood in the file before.
    pub duplicates: Vec<ReportedDuplicate<'a>>,
    /// Rows that are no person.
    pub rejected: Vec<ReportedRejection<'a>>,
    /// What a person should know of how the file was read.
    pub notes: &'a [String],
    /// The list kind the file seems to be.
    pub suggested_kind: Option<&'static str>,
    /// What the rows are when they are no people: `accounts` or `counts`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub holds: Option<&'static str>,
    /// The counts of a file of counts.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub counts: Vec<ReportedCount<'a>>,
}

/// How reading a file ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Outcome {
    /// Every row is a person.
    Ok,
    /// Some rows were rejected.
    Partial,
    /// Readable, and nobody in it.
    Empty,
    /// Nothing was read.
    Error,
}

/// Why a file was refused.
#[derive(Debug, Serialize)]
pub struct ReportedError<'a> {
    /// The kind of obstacle.
    pub kind: &'static str,
    /// One sentence for a person.
    pub message: &'a str,
}

/// A row whose address stood in the file before.
#[derive(Debug, Serialize)]
pub struct ReportedDuplicate<'a> {
    /// The physical line of the row.
    pub line: u32,
    /// The address.
    pub email: &'a str,
}

/// A row that is no person.
#[derive(Debug, Serialize)]
pub struct ReportedRejection<'a> {
    /// The physical line of the row.
    pub line: u32,
    /// The word of the reason.
    pub reason: &'static str,
    /// What stood where the address was looked for.
    pub value: &'a str,
}

/// The counts of one domain.
#[derive(Debug, Serialize)]
pub struct ReportedCount<'a> {
    /// The domain.
    pub domain: &'a str,
    /// The day, where the file gives one.
    pub date: Option<String>,
    /// People in the account.
    pub inside: Option<u32>,
    /// People outside it.
    pub outside: Option<u32>,
}

fn counts(content: &Content) -> Vec<ReportedCount<'_>> {
    let Content::Counts(counts) = content else { return Vec::new() };
    let number = |count: Option<Count>| count.map(|count| count.0);
    counts
        .iter()
        .map(|reading| {
            let date = reading.date.map(|day| day.to_string());
            let (inside, outside) = (number(reading.inside), number(reading.outside));
            ReportedCount { domain: &reading.domain, date, inside, outside }
        })
        .collect()
}

/// The people of a report, written one by one.
#[derive(Clone, Copy, Debug)]
pub struct People<'a>(Option<&'a Table>);

/// Returns the report of a file that was read or refused.
#[must_use]
pub fn inspect<'a>(file: &'a str, read: &'a Result<List, Refusal>) -> InspectReport<'a> {
    match read {
        Ok(list) => of_list(file, list),
        Err(refusal) => refused(file, refusal.kind.word(), &refusal.message),
    }
}

fn of_list<'a>(file: &'a str, list: &'a List) -> InspectReport<'a> {
    let duplicates = list
        .duplicates
        .iter()
        .map(|duplicate| ReportedDuplicate { line: duplicate.line, email: list.email_of(duplicate) });
    let rejected = list.rejected.iter().map(|row| ReportedRejection {
        line: row.line,
        reason: row.reason.word(),
        value: row.value,
    });
    InspectReport {
        file,
        format: Some(list.format),
        encoding: list.encoding.map(super::Encoding::word),
        delimiter: list.delimiter,
        header_line: list.header_line,
        outcome: list.outcome(),
        error: None,
        rows: list.rows,
        people: People(Some(&list.table)),
        duplicates: duplicates.collect(),
        rejected: rejected.collect(),
        notes: &list.notes,
        suggested_kind: list.suggested.map(crate::plan::ListKind::word),
        holds: Some(list.content.word()).filter(|_| list.content != Content::People),
        counts: counts(&list.content),
    }
}

/// Returns the report of a file that was refused: the word of the kind of obstacle, and what is wrong in a sentence.
#[must_use]
pub fn refused<'a>(file: &'a str, kind: &'static str, message: &'a str) -> InspectReport<'a> {
    InspectReport {
        file,
        format: None,
        encoding: None,
        delimiter: None,
        header_line: None,
        outcome: Outcome::Error,
        error: Some(ReportedError { kind, message }),
        rows: 0,
        people: People(None),
        duplicates: Vec::new(),
        rejected: Vec::new(),
        notes: &[],
        suggested_kind: None,
        holds: None,
        counts: Vec::new(),
    }
}

impl List {
    /// Returns how reading the file ended.
    #[must_use]
    pub fn outcome(&self) -> Outcome {
        if self.table.is_empty() {
            Outcome::Empty
        } else if self.rejected.is_empty() {
            Outcome::Ok
        } else {
            Outcome::Partial
        }
    }
}

impl Serialize for People<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let count = self.0.map_or(0, Table::len);
        let mut people = serializer.serialize_seq(Some(count))?;
        for row in self.0.into_iter().flat_map(Table::rows) {
            people.serialize_element(&Person(row))?;
        }
        people.end()
    }
}

struct Person<'a>(Row<'a>);

impl Serialize for Person<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut person = serializer.serialize_map(None)?;
        person.serialize_entry("email", self.0.email())?;
        person.serialize_entry("line", &self.0.line())?;
        for (field, value) in self.0.known().filter(|(field, _)| *field != Field::Email) {
            if field == Field::Aliases {
                person.serialize_entry(field.word(), &value.split(' ').collect::<Vec<_>>())?;
            } else {
                person.serialize_entry(field.word(), value)?;
            }
        }
        person.end()
    }
}
