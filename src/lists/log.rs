//! Logs of provisioning. A row that tells of 409, of 1009 or of somebody who does *not belong to this account* is evidence
//! that this person has a Zoom account elsewhere (guide Z-9). It says nothing of anybody else: nobody outside can be
//! looked up (Z-8), so that a log never shows everybody.
//!
//! A log is a table with columns for what went wrong, the same as JSON, or lines of text with an address somewhere in
//! each.

use super::Field;
use super::columns::Layout;
use super::email::{self, Reason};
use super::formats;
use super::rejections::Rejections;
use super::row::Line;

/// What Zoom's answers say, in small letters.
const SAYS: &str = "not belong to this account";
/// The numbers of its answers.
const CODES: [&str; 2] = ["409", "1009"];
/// Columns that only a log has, in their normal form: what went wrong.
const ERRORS: [&str; 19] = [
    "status code",
    "error code",
    "http status",
    "http status code",
    "http code",
    "response code",
    "error",
    "errors",
    "error message",
    "error description",
    "error reason",
    "error details",
    "reason",
    "status reason",
    "failure reason",
    "outcome reason",
    "message",
    "display message",
    "response",
];
/// Columns that tell it too where something else says that the file is a log.
const ALSO: [&str; 8] =
    ["code", "status", "result", "details", "detail", "description", "result description", "status details"];
/// Columns that say when something happened.
const TIMES: [&str; 9] = [
    "date",
    "time",
    "timestamp",
    "date utc",
    "time utc",
    "datetime",
    "event time",
    "published",
    "date and time",
];
/// Words one of which stands in a line of text beside a number that is the code of an answer.
const BESIDE: [&str; 10] =
    ["error", "conflict", "exist", "status", "code", "http", "fail", "refus", "reject", "response"];
/// Words behind a number that is an amount.
const UNITS: [&str; 12] = [
    "ms",
    "s",
    "sec",
    "seconds",
    "milliseconds",
    "minutes",
    "bytes",
    "kb",
    "users",
    "people",
    "rows",
    "records",
];
/// Text by which lines are judged.
const LOOK: usize = 256 << 10;
/// Said of every log.
const NOTE: &str = "A log is evidence of these people only: provisioning them failed in a way that points to a Zoom account \
                    elsewhere. It never shows everybody who is outside; for that, ask for the release list.";

/// Where a log says what went wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Evidence {
    /// In these columns of a table.
    Columns(Vec<usize>),
    /// In lines of text, with the address beside it.
    Lines,
}

impl Evidence {
    /// Returns where a table says what went wrong, if its first rows are those of a log. Its names are as they are written.
    fn of<'r>(header: &[String], mut rows: impl Iterator<Item = &'r [String]>) -> Option<Evidence> {
        let header: Vec<[String; 2]> = header.iter().map(|name| names_of(name)).collect();
        let places = |names: &[&str]| -> Vec<usize> {
            let is_one = |name: &String| names.iter().any(|known| squeezed(known).eq(name.chars()));
            let found = header.iter().enumerate().filter(|(_, name)| name.iter().any(is_one));
            found.map(|(at, _)| at).collect()
        };
        let (errors, also, times) = (places(&ERRORS), places(&ALSO), places(&TIMES));
        let telling: Vec<usize> = if errors.is_empty() && times.is_empty() {
            Vec::new()
        } else {
            errors.iter().chain(&also).copied().collect()
        };
        let cell_says = |row: &[String], at: usize| row.get(at).is_some_and(|cell| has_code(cell));
        let tells = |row: &[String]| {
            row.iter().any(|cell| says(cell)) || telling.iter().any(|at| cell_says(row, *at))
        };
        rows.any(tells).then_some(Evidence::Columns(telling))
    }

    /// Says whether a row of a table tells that somebody has an account outside.
    pub(crate) fn is_in(&self, line: Line<'_>) -> bool {
        let Evidence::Columns(columns) = self else { return false };
        columns.iter().any(|column| has_code(line.cell(*column))) || line.record.cells(line.text).any(says)
    }
}

/// Returns the name of a column, and what the field of an object is called itself, without what parts their words: a
/// machine writes `statusCode`, a person *Status Code*.
fn names_of(name: &str) -> [String; 2] {
    let own = name.rsplit('.').next().unwrap_or(name);
    [name, own].map(|name| squeezed(&super::names::normal(name)).collect())
}

fn squeezed(name: &str) -> impl Iterator<Item = char> {
    name.chars().filter(|letter| *letter != ' ')
}

/// Says whether a text says so in words.
fn says(text: &str) -> bool {
    // Nearly no cell is as long as the words.
    text.len() >= SAYS.len() && text.to_ascii_lowercase().contains(SAYS)
}

/// Says whether a text holds the number of such an answer, which is no part of a time, a larger number or an identifier.
fn has_code(text: &str) -> bool {
    CODES.iter().any(|code| {
        text.match_indices(code).any(|(at, _)| {
            let (before, after) = (&text[..at], &text[at + code.len()..]);
            stands_alone(before.chars().rev()) && stands_alone(after.chars()) && !is_amount(after)
        })
    })
}

/// Says whether a number before this text is an amount, as in `409 ms`.
fn is_amount(after: &str) -> bool {
    let word = after.split(|letter: char| !letter.is_alphanumeric()).find(|word| !word.is_empty());
    after.starts_with(' ')
        && word.is_some_and(|word| UNITS.iter().any(|unit| word.eq_ignore_ascii_case(unit)))
}

/// Says whether a number ends where these letters begin.
fn stands_alone(mut beside: impl Iterator<Item = char>) -> bool {
    match (beside.next(), beside.next()) {
        (None, _) => true,
        (Some('.' | ':' | ','), Some(further)) => !further.is_ascii_digit(),
        (Some('-' | '_' | '@' | '/' | '%' | '#'), _) => false,
        (Some(next), _) => !next.is_alphanumeric(),
    }
}

/// Says whether a line of text, or an object of JSON, tells that somebody has an account outside.
pub(super) fn line_says(line: &str) -> bool {
    if says(line) {
        return true;
    }
    let words = || line.to_ascii_lowercase();
    has_code(line) && BESIDE.iter().any(|word| words().contains(word))
}

/// Says whether these lines of text are a log.
pub(super) fn is_log(text: &str) -> bool {
    let end = (0..=text.len().min(LOOK)).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    text[..end].lines().any(|line| line_says(line) && addresses(line).next().is_some())
}

/// Returns every address in a line, as it is written.
fn addresses(line: &str) -> impl Iterator<Item = &str> {
    let parts = |letter: char| letter.is_whitespace() || "\"'<>()[]{},;:=|/\\".contains(letter);
    let pieces = line.split(parts).filter(|piece| piece.contains('@'));
    pieces.map(|piece| piece.trim_matches(['.', '!', '?', '`'])).filter(|piece| email::is_address(piece))
}

/// Puts the address of the person into `out` whom a line of a log tells to be outside, or says why there is none.
pub(super) fn find<'l>(line: Line<'l>, out: &mut String) -> Result<(), (Reason, &'l str)> {
    let text = line.cell(0);
    let mut found = addresses(text);
    let first = found.next();
    if !line_says(text) {
        return Err((Reason::NoOutsideAccount, first.unwrap_or(text)));
    }
    let Some(first) = first else { return Err((Reason::MissingEmail, text)) };
    if found.any(|other| !other.eq_ignore_ascii_case(first)) {
        return Err((Reason::SeveralAddresses, text));
    }
    email::append(first, out).map_err(|reason| (reason, first))
}

/// Returns what to do about lines of a log that name several people, and so do not say who was to be provisioned.
pub(super) fn hint(evidence: Option<&Evidence>, rejected: &Rejections) -> Option<String> {
    let several = rejected.iter().filter(|row| row.reason == Reason::SeveralAddresses).count();
    (evidence == Some(&Evidence::Lines) && several > 0).then(|| {
        format!(
            "Lines left out because they name several people, for example who did it and to whom: {several}. Export the \
             log as a table (CSV), or leave only the address of the person who was to be provisioned in each."
        )
    })
}

impl Layout {
    /// Reads a table as a log where its rows are those of one. The list of a product is none.
    pub(super) fn take_evidence<'r>(&mut self, header: &[String], rows: impl Iterator<Item = &'r [String]>) {
        if self.format.name != formats::UNKNOWN.name {
            return;
        }
        if let Some(evidence) = Evidence::of(header, rows) {
            self.be_log(evidence, "rows");
        }
    }

    /// Reads lines of text as a log.
    pub(super) fn of_log(mut self) -> Layout {
        self.be_log(Evidence::Lines, "lines");
        self
    }

    /// What else a log says is said of requests and not of people: their status, their kind, their dates.
    fn be_log(&mut self, evidence: Evidence, what: &str) {
        let of_people = |field: Field| {
            matches!(field, Field::Email | Field::FirstName | Field::LastName | Field::DisplayName)
        };
        self.values.retain(|(field, _)| of_people(*field));
        for column in &mut self.columns {
            column.field = column.field.filter(|field| of_people(*field));
        }
        self.aliases.clear();
        (self.rooms, self.object, self.deleted, self.pending) = (None, None, None, false);
        self.format = formats::LOG;
        self.why = format!("Its {what} tell errors of provisioning.");
        self.evidence = Some(evidence);
        self.notes.push(NOTE.to_owned());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_a_number_of_its_own() {
        for text in [
            "409",
            "HTTP 409 Conflict",
            "code:1009",
            "{\"code\":1009,\"message\":\"x\"}",
            "Error 409.",
            "(409)",
        ] {
            assert!(has_code(text), "{text}");
        }
        for text in [
            "1409",
            "4090",
            "10:09",
            "12:409",
            "409.5",
            "409a",
            "a-1009-b",
            "2026-11-20T10:09:00Z",
            "404",
            "4,409",
            "409 ms",
            "1009 users",
        ] {
            assert!(!has_code(text), "{text}");
        }
    }

    #[test]
    fn a_line_tells_of_somebody_outside_by_words_or_by_a_code_beside_an_error() {
        for (line, tells) in [
            ("User ann@n.example does Not Belong To This Account.", true),
            ("ERROR user ann@n.example: 409 Conflict", true),
            ("status=1009 for ann@n.example", true),
            ("took 409 ms for ann@n.example", false),
            ("201 Created ann@n.example", false),
            ("status 201 after 409 ms, ann@n.example", false),
        ] {
            assert_eq!(line_says(line), tells, "{line}");
            assert_eq!(addresses(line).collect::<Vec<_>>(), ["ann@n.example"], "{line}");
        }
        assert!(!is_log("ann@n.example\nbo@n.example\n") && !is_log("Error 409\n"));
    }

    #[test]
    fn a_table_is_a_log_by_what_its_columns_and_rows_say() {
        let of = |header: &[&str], row: &[&str]| {
            let owned = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
            Evidence::of(&owned(header), std::iter::once(&owned(row)[..]))
        };
        let row = ["2026-11-20", "ann@n.example", "409"];
        assert_eq!(of(&["date", "identity", "status code"], &row), Some(Evidence::Columns(vec![2])));
        assert_eq!(of(&["date", "identity", "code"], &row), Some(Evidence::Columns(vec![2])));
        for name in ["statusCode", "Status Code", "info.errorInformation.errorCode", "http_status"] {
            assert_eq!(of(&["hired", "email", name], &row), Some(Evidence::Columns(vec![2])), "{name}");
        }
        assert_eq!(of(&["hired", "email", "reason for code"], &row), None);
        assert_eq!(of(&["hired", "email", "code"], &row), None, "a cost centre may be 409");
        assert_eq!(of(&["date", "email", "extension"], &row), None);
        let words = ["x", "ann@n.example", "User not belong to this account"];
        assert_eq!(of(&["who", "email", "what"], &words), Some(Evidence::Columns(Vec::new())));
    }
}
