//! What holds the rows of a file: text, JSON, or one sheet of a workbook among others.
//!
//! Types only; reading them is `book`, `json` and `pass`.

/// What a list was read from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FileKind {
    /// Text with a delimiter.
    #[default]
    Text,
    /// The answer of a web service.
    Json,
    /// A workbook of Excel 2007 or later.
    Excel,
    /// A workbook of `LibreOffice` and others.
    OpenDocument,
}

impl FileKind {
    /// Returns what a person would call it.
    #[must_use]
    pub fn says(self) -> &'static str {
        match self {
            FileKind::Text => "text",
            FileKind::Json => "JSON",
            FileKind::Excel => "Excel workbook",
            FileKind::OpenDocument => "OpenDocument workbook",
        }
    }

    /// Says whether lines are rows of a sheet.
    #[must_use]
    pub fn is_workbook(self) -> bool {
        matches!(self, FileKind::Excel | FileKind::OpenDocument)
    }
}

/// One sheet of a workbook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// The name on its tab.
    pub name: String,
    /// Whether it holds a list of users.
    pub fits: bool,
    /// Whether the workbook hides it.
    pub is_hidden: bool,
    /// Whether the list was read from it; this is one sheet of all.
    pub is_read: bool,
}
