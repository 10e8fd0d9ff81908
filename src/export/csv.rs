//! Comma-separated documents for spreadsheets and for other programs.
//!
//! A cell never holds a control character, and never begins like a formula: such a cell gets a `'` in front, which
//! a spreadsheet takes as "this is text". Rows end with CRLF. Reading lists is `lists`, not here.

use std::borrow::Cow;

use crate::untrusted::stripped;

/// How the text begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Start {
    /// With a byte order mark, so that Excel reads it as UTF-8.
    Marked,
    /// With the first letter, for other programs.
    Plain,
}

/// A document being written row by row.
pub struct Sheet {
    text: String,
}

impl Sheet {
    /// Begins a document with its header.
    #[must_use]
    pub fn new(start: Start, header: &[&str]) -> Sheet {
        let mut sheet = Sheet { text: String::new() };
        if start == Start::Marked {
            sheet.text.push('\u{feff}');
        }
        sheet.row(header.iter().copied());
        sheet
    }

    /// Adds a row.
    pub fn row<'c>(&mut self, cells: impl IntoIterator<Item = &'c str>) {
        for (at, cell) in cells.into_iter().enumerate() {
            if at > 0 {
                self.text.push(',');
            }
            self.push(&neutral(cell));
        }
        self.text.push_str("\r\n");
    }

    /// Returns the document.
    #[must_use]
    pub fn into_bytes(self) -> Vec<u8> {
        self.text.into_bytes()
    }

    fn push(&mut self, cell: &str) {
        if !cell.contains(['"', ',', '\r', '\n']) && cell.trim() == cell {
            self.text.push_str(cell);
            return;
        }
        self.text.push('"');
        self.text.push_str(&cell.replace('"', "\"\""));
        self.text.push('"');
    }
}

/// Returns the cell without control characters, and with a `'` in front where a spreadsheet would calculate it.
#[must_use]
pub fn neutral(cell: &str) -> Cow<'_, str> {
    let text = stripped(cell);
    if begins_like_a_formula(cell) || begins_like_a_formula(&text) {
        Cow::Owned(format!("'{text}"))
    } else {
        text
    }
}

/// Returns whether a spreadsheet might calculate a cell that begins like this.
#[must_use]
pub fn begins_like_a_formula(cell: &str) -> bool {
    // The wide forms are taken as formulas by East Asian editions.
    cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(start: Start, cells: &[&str]) -> String {
        let mut sheet = Sheet::new(start, &["a", "b"]);
        sheet.row(cells.iter().copied());
        String::from_utf8(sheet.into_bytes()).unwrap()
    }

    #[test]
    fn a_formula_becomes_text() {
        for cell in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1", "\u{200b}=1", "\u{7}@x"] {
            let text = neutral(cell);
            assert!(text.starts_with('\''), "{cell:?} became {text:?}");
        }
        assert_eq!(neutral("O'Neil"), "O'Neil");
        assert_eq!(neutral("ann+zoom@northwind.example"), "ann+zoom@northwind.example");
    }

    #[test]
    fn cells_come_back_as_they_were() {
        let text = written(Start::Plain, &["say \"hi\", all", " two\nlines "]);
        let mut reader = ::csv::Reader::from_reader(text.as_bytes());
        let row = reader.records().next().unwrap().unwrap();
        assert_eq!((&row[0], &row[1]), ("say \"hi\", all", " two lines "));
        assert!(text.ends_with("\r\n"));
    }

    #[test]
    fn only_the_document_for_spreadsheets_is_marked() {
        assert!(written(Start::Marked, &["1"]).starts_with("\u{feff}a,b\r\n"));
        assert!(written(Start::Plain, &["1"]).starts_with("a,b\r\n"));
    }
}
