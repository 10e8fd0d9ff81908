//! File bytes become people.
//!
//! [`read()`] takes any reader and gives a [`List`]: what the file is, who is in it, and what was left out and
//! why, or a [`Refusal`] in one sentence. It opens no file, starts no thread and asks no clock; whoever calls
//! it is told how far it is and may stop it.
//!
//! ```
//! use std::ops::ControlFlow;
//! use ingather::lists::{self, Field, Hints};
//!
//! let file = "Email;First Name\nAnn@Northwind.example;Ann\n";
//! let list = lists::read(file.as_bytes(), &Hints::default(), &mut |_| ControlFlow::Continue(()))?;
//! let ann = list.table.row(0);
//! assert_eq!((ann.email(), ann.get(Field::FirstName)), ("ann@northwind.example", Some("Ann")));
//! # Ok::<(), lists::Refusal>(())
//! ```
//!
//! The way of the bytes: `read` (text, an archive, a workbook or JSON) → of text `sniff` (is it a table at all), `encoding`,
//! `decoder`; of a workbook `book` and of JSON `json`, whose `rows` become text → `delimiter` (where the table begins, what
//! parts the cells) → `columns` (which column says what, by `names`, `headers` and `formats`) → `records` (cells and lines)
//! → `people` (addresses, duplicates, rejections; `email`, `values`, `dates`) → `table`.

mod aliases;
mod book;
mod cells;
mod codes;
mod columns;
mod content;
mod cut;
mod dates;
mod day;
mod days;
mod decoder;
mod delimiter;
mod duplicates;
pub mod email;
mod encoding;
mod field;
mod formats;
mod guess;
mod headers;
mod json;
pub mod kept;
mod line;
mod log;
mod marks;
mod names;
pub mod normalised;
mod numbers;
mod objects;
mod packed;
mod pass;
mod people;
mod plain;
mod positions;
mod read;
mod records;
mod refusal;
mod rejections;
mod remembered;
pub mod report;
mod row;
mod rows;
mod samples;
pub mod scan;
mod scim;
mod sheets;
mod sniff;
mod style;
mod table;
mod taken;
mod texts;
mod unwrap;
mod values;
mod why;

pub(crate) use cells::{Cells, Words};
pub(crate) use codes::Codes;
pub use columns::Column;
pub use content::Content;
pub use cut::records_of;
pub use day::{DateFrom, date, name_without_day};
pub use days::Days;
pub use email::{Address, Reason};
pub use encoding::Encoding;
pub use field::Field;
pub(crate) use line::address_in;
pub use normalised::normalised;
pub use read::read;
pub use refusal::{Refusal, RefusalKind};
pub use rejections::{Rejected, Rejections};
pub use remembered::{Remembered, Use, header_key, said_before};
pub use sheets::{FileKind, Sheet};
pub use table::{Row, Table};
pub use taken::{Taken, take_apart};
pub(crate) use texts::Texts;

use crate::plan::{Count, Day, Intake, ListKind, ListRecord, Origin};
use crate::wording::count;

/// What is known of a file before it is read.
#[derive(Clone, Debug, Default)]
pub struct Hints {
    /// What the file is called; only used to word a refusal.
    pub file_name: Option<String>,
    /// What the person says the list is.
    pub kind: Option<ListKind>,
    /// What the person says the letters are written in, when what was found is wrong.
    pub encoding: Option<Encoding>,
    /// What a person says columns of this file are used for, by their headers. It comes before every rule.
    pub columns: Vec<(String, Use)>,
    /// What a person said of columns before; each applies only under the header it was said of.
    pub remembered: Vec<Remembered>,
    /// The fields that are wanted, when not all are; the address always is.
    pub fields: Option<Vec<Field>>,
    /// How many bytes the file has, to make room once.
    pub size: Option<u64>,
    /// The sheet of a workbook to read; otherwise the first that holds a list of users.
    pub sheet: Option<String>,
}

impl Hints {
    /// Returns what a person said a column with this normal name is used for.
    fn said_of(&self, normal: &str) -> Option<Use> {
        self.columns.iter().find(|(name, _)| names::normal(name) == normal).map(|(_, said)| *said)
    }
}

/// One file of users, read. Meant to be shared as `Arc<List>`.
#[derive(Clone, Debug)]
pub struct List {
    /// The product or layout the header belongs to, in words.
    pub format: &'static str,
    /// What the rows were read from.
    pub file_kind: FileKind,
    /// The sheets of a workbook, in its order; none in any other file.
    pub sheets: Vec<Sheet>,
    /// How the file writes its letters; nothing in a workbook.
    pub encoding: Option<Encoding>,
    /// What a person should know of how the file was read, one sentence each.
    pub notes: Vec<String>,
    /// What stands between two cells; nothing in a workbook or JSON.
    pub delimiter: Option<char>,
    /// The physical line of the header, or its row in a sheet; nothing in a file without one.
    pub header_line: Option<u32>,
    /// The file's columns and what they were taken for.
    pub columns: Vec<Column>,
    /// The days of sign-ins and new accounts in it, by which a file without a day of its own is dated.
    pub days: Days,
    /// Rows that hold something: people, duplicates and rejected ones.
    pub rows: u64,
    /// The people.
    pub table: Table,
    /// Rows whose address stood in the file before.
    pub duplicates: Vec<Duplicate>,
    /// Rows that are no person, and why.
    pub rejected: Rejections,
    /// The kind the list seems to be, to be offered; a person decides.
    pub suggested: Option<ListKind>,
    /// Where the list seems to come from, to be offered as its label.
    pub suggested_label: Option<&'static str>,
    /// Why the file was taken for what it is, in one sentence.
    pub why: String,
    /// What the rows are: people, or accounts and counts that belong elsewhere in the plan.
    pub content: Content,
    /// Rows that were left out, until the notes tell of them.
    left_out: content::LeftOut,
}

impl List {
    /// Returns the sheet that was read, in a workbook.
    #[must_use]
    pub fn sheet(&self) -> Option<&Sheet> {
        self.sheets.iter().find(|sheet| sheet.is_read)
    }

    /// Returns whether it may be taken as a list of nobody: of members or invitations, with a header that names the
    /// addresses and no row below it. A project ends with nobody invited any more.
    #[must_use]
    pub fn is_of_nobody(&self, kind: ListKind) -> bool {
        let has_addresses = self.columns.iter().any(|column| column.field == Some(Field::Email));
        let is_header_only = self.rows == 0 && self.header_line.is_some() && has_addresses;
        is_header_only
            && self.content == Content::People
            && matches!(kind, ListKind::Members | ListKind::Pending)
    }

    /// Returns by what its header is known again; nothing where it has none.
    #[must_use]
    pub fn header_key(&self) -> Option<String> {
        header_key(self.columns.iter().map(|column| column.header.as_str()))
    }

    /// Returns the sheets of a workbook that can be seen and hold a list of users.
    pub fn fitting_sheets(&self) -> impl Iterator<Item = &Sheet> {
        self.sheets.iter().filter(|sheet| sheet.fits && !sheet.is_hidden)
    }

    /// Gives every row, and the header, the line of the file or the row of the sheet it came from.
    fn renumber(&mut self, lines: &rows::Lines) {
        self.table.renumber(|line| lines.of(line));
        self.rejected.renumber(|line| lines.of(line));
        self.duplicates.iter_mut().for_each(|row| row.line = lines.of(row.line));
        self.header_line = self.header_line.map(|line| lines.of(line));
        self.left_out.renumber(|line| lines.of(line));
    }

    /// Tells of the rows that were left out, by the lines they have in the end.
    fn tell_left_out(&mut self) {
        let unit = if matches!(self.file_kind, FileKind::Text | FileKind::Json) { "Line" } else { "Row" };
        let left_out = std::mem::take(&mut self.left_out);
        self.notes.extend(left_out.notes(unit));
    }

    /// Returns the product the file comes from, where it is taken for what it is: a directory imported as members of the
    /// account is no list from that product, and goes with the members there are.
    #[must_use]
    pub fn origin(&self, kind: ListKind) -> Option<Origin> {
        let origin = Origin {
            format: self.format,
            label: self.suggested_label,
            is_never_whole: self.format == formats::LOG.name,
        };
        (self.suggested == Some(kind)).then_some(origin)
    }

    /// Returns how the plan remembers the list, as yet without an id and without the digest of what is kept.
    #[must_use]
    pub fn record(&self, intake: &Intake, today: Day) -> ListRecord {
        let number = |number: usize| Some(Count(count(number)));
        let rightly = self.rejected.iter().filter(|row| row.reason.is_rightly_nobody()).count();
        ListRecord {
            kind: intake.kind,
            label: intake.label.clone(),
            as_of: Some(intake.as_of),
            file: intake.file.clone(),
            format: self.format.to_owned(),
            header: self.header_key().unwrap_or_default(),
            rows: Some(Count(u32::try_from(self.rows).unwrap_or(u32::MAX))),
            people: number(self.table.len()),
            duplicates: number(self.duplicates.len()),
            rejected: number(self.rejected.len()),
            not_people: number(rightly).filter(|rows| rows.0 > 0),
            imported_on: Some(today),
            ..ListRecord::default()
        }
    }

    /// Returns the address a duplicate row repeats.
    #[must_use]
    pub fn email_of(&self, duplicate: &Duplicate) -> &str {
        self.table.row(duplicate.first as usize).email()
    }
}

/// A row whose address stood in the file before; the first row counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Duplicate {
    /// The physical line of the row.
    pub line: u32,
    /// The number of the first row with this address in the table.
    pub first: u32,
}
