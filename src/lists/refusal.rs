//! Why a whole file was not imported. A bad *row* is never a refusal, see [`super::Reason`].

use std::fmt;

/// The kinds of refusal; the words are those of `inspect --json`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RefusalKind {
    /// A readable table in which no column holds the address.
    NoEmailColumn,
    /// Nothing in it but blanks.
    EmptyFile,
    /// A picture, a PDF, a workbook or another file that is no plain text.
    NotText,
    /// A web page, mostly the sign-in page of an expired session.
    Html,
    /// The answer of a web service.
    Json,
    /// Packed: zip, gzip and the like.
    Compressed,
    /// More than the program keeps in memory.
    TooLarge,
    /// A workbook that ends too early or contradicts itself.
    DamagedWorkbook,
    /// Named like a workbook, but it is something else.
    NotAWorkbook,
    /// A workbook that needs a password.
    PasswordProtected,
    /// A workbook of Excel 97 to 2003.
    OldExcel,
    /// A quote that opens and swallows the rows after it.
    UnclosedQuote,
    /// The system could not read the file.
    Io,
    /// The person stopped it.
    Stopped,
}

impl RefusalKind {
    /// Returns the word used in `inspect --json`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            RefusalKind::NoEmailColumn => "no_email_column",
            RefusalKind::EmptyFile => "empty_file",
            RefusalKind::NotText => "not_text",
            RefusalKind::Html => "html",
            RefusalKind::Json => "json",
            RefusalKind::Compressed => "compressed",
            RefusalKind::TooLarge => "too_large",
            RefusalKind::DamagedWorkbook => "damaged_workbook",
            RefusalKind::NotAWorkbook => "not_a_workbook",
            RefusalKind::PasswordProtected => "password_protected",
            RefusalKind::OldExcel => "old_excel",
            RefusalKind::UnclosedQuote => "unclosed_quote",
            RefusalKind::Io => "io",
            RefusalKind::Stopped => "stopped",
        }
    }
}

/// A file that was not imported: the kind, and one sentence that says what it is and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// What kind of obstacle it is.
    pub kind: RefusalKind,
    /// What the file is and what to export instead, for a person to read.
    pub message: String,
}

impl Refusal {
    /// Returns a refusal of this kind with this sentence.
    #[must_use]
    pub fn new(kind: RefusalKind, message: impl Into<String>) -> Refusal {
        Refusal { kind, message: message.into() }
    }

    /// Returns the refusal of a failed reading: the one the error carries, or that the file cannot be read.
    pub(crate) fn io(error: &std::io::Error) -> Refusal {
        if let Some(carried) = Refusal::carried(error) {
            return carried;
        }
        Refusal::new(RefusalKind::Io, format!("The file could not be read: {error}. Check that it is there."))
    }

    /// Returns the refusal that a reader in between packed into an error.
    pub(crate) fn carried(error: &std::io::Error) -> Option<Refusal> {
        error.get_ref()?.downcast_ref::<Refusal>().cloned()
    }

    pub(crate) fn stopped() -> Refusal {
        Refusal::new(RefusalKind::Stopped, "Stopped. Nothing was imported.")
    }

    pub(crate) fn empty() -> Refusal {
        let message = "The file is empty. Export the list again and check that it has rows.";
        Refusal::new(RefusalKind::EmptyFile, message)
    }

    pub(crate) fn password_protected() -> Refusal {
        let message =
            "This workbook is protected by a password. Open it, save the sheet as CSV UTF-8 and import that.";
        Refusal::new(RefusalKind::PasswordProtected, message)
    }

    pub(crate) fn old_excel() -> Refusal {
        let message =
            "This is a workbook of Excel 97 to 2003. Open it, save the sheet as CSV UTF-8 and import that.";
        Refusal::new(RefusalKind::OldExcel, message)
    }

    pub(crate) fn damaged_workbook() -> Refusal {
        let message = "This workbook is damaged or was cut off. Open it in Excel or LibreOffice, save it again \
                       and import that, or download it once more.";
        Refusal::new(RefusalKind::DamagedWorkbook, message)
    }

    pub(crate) fn no_user_json() -> Refusal {
        let message = "This is JSON, but no list of users was found in it: no array of objects with e-mail addresses. \
                       Export the list of users as CSV.";
        Refusal::new(RefusalKind::Json, message)
    }

    /// Returns what to say of a table whose first row is this, none of whose columns holds addresses.
    pub(crate) fn no_column(header: &[String]) -> Refusal {
        let mut names: Vec<String> = header
            .iter()
            .filter(|name| name.chars().any(|letter| letter.is_alphanumeric() || letter.is_ascii_graphic()))
            .take(12)
            .map(|name| {
                super::email::trimmed(name).chars().filter(|letter| !letter.is_control()).take(40).collect()
            })
            .collect();
        if names.is_empty() {
            let message = "The first row holds nothing that can be read. Export the list again as CSV UTF-8, \
                           with the column Email.";
            return Refusal::new(RefusalKind::NoEmailColumn, message);
        }
        if header.len() > 12 {
            names.push("…".to_owned());
        }
        let names = names.join(", ");
        let message = format!(
            "No column with e-mail addresses was found. The first row says: {}. \
             Export the list again with the column Email.",
            names.trim_end_matches('.')
        );
        Refusal::new(RefusalKind::NoEmailColumn, message)
    }

    pub(crate) fn rows_in_one_cell() -> Refusal {
        let message = "Every row of this file stands in one cell, as it happens when Excel opens a list by a double \
                       click and saves it. Part the cells in Excel with Data > Text to Columns, or export the list \
                       again and do not open it.";
        Refusal::new(RefusalKind::NoEmailColumn, message)
    }

    pub(crate) fn long_cell() -> Refusal {
        let message = "A cell of this workbook holds more than 1 MB of text, so it is no list of users. \
                       Delete that cell, or save the list as CSV UTF-8 without it.";
        Refusal::new(RefusalKind::TooLarge, message)
    }

    pub(crate) fn unpacks_to_too_much() -> Refusal {
        let message = "This file holds more than 200 MB once it is unpacked. Unpack it, or save the list as \
                       CSV UTF-8, and import that: a plain CSV file may be larger.";
        Refusal::new(RefusalKind::TooLarge, message)
    }

    pub(crate) fn unclosed_quote(line: u32) -> Refusal {
        let message = format!(
            "The quote that opens in line {line} is not closed, so the rows after it cannot be told apart. \
             Close or delete the quote in line {line}, or export the list again."
        );
        Refusal::new(RefusalKind::UnclosedQuote, message)
    }

    pub(crate) fn long_line(line: u32) -> Refusal {
        Refusal::long_row("Line", line)
    }

    /// Returns what to say of a row, or line as `unit` has it, that is too long.
    pub(crate) fn long_row(unit: &str, line: u32) -> Refusal {
        let message = format!(
            "{unit} {line} is longer than 16 MB, so this is no list of users. Export one row for each user."
        );
        Refusal::new(RefusalKind::TooLarge, message)
    }

    pub(crate) fn too_wide(line: u32) -> Refusal {
        let message = format!(
            "Line {line} has more than 200,000 cells, so this is no list of users. Export one row for each user."
        );
        Refusal::new(RefusalKind::TooLarge, message)
    }

    pub(crate) fn too_many_rows() -> Refusal {
        let message = "The list has more than 12,000,000 rows. Split it into several files and import each.";
        Refusal::new(RefusalKind::TooLarge, message)
    }

    pub(crate) fn mostly_nobody() -> Refusal {
        let message = "More than 4,000,000 rows hold no e-mail address, so this is no list of users. \
                       Export one row for each user.";
        Refusal::new(RefusalKind::TooLarge, message)
    }

    pub(crate) fn mostly_repeated() -> Refusal {
        let message = "More than 4,000,000 rows repeat an address, so this is no list of users. \
                       Export one row for each user.";
        Refusal::new(RefusalKind::TooLarge, message)
    }

    pub(crate) fn too_much_text() -> Refusal {
        let message = "The list holds more than 4 GB of text. Split it into several files and import each.";
        Refusal::new(RefusalKind::TooLarge, message)
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Refusal {}
