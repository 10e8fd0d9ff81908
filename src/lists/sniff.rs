//! What a file is by its first bytes, whatever it is called: everything that is no list is told apart here.
//!
//! Workbooks are only named, not read; reading them is a module of its own.

use super::refusal::{Refusal, RefusalKind};

/// First bytes, the kind of refusal, what it is, and what to do.
const SIGNATURES: &[(&[u8], RefusalKind, &str)] = &[
    (
        b"\x1f\x8b",
        RefusalKind::Compressed,
        "This is a gzip archive. Unpack it and import the CSV file inside.",
    ),
    (b"BZh", RefusalKind::Compressed, "This is a bzip2 archive. Unpack it and import the CSV file inside."),
    (
        b"\xfd7zXZ\0",
        RefusalKind::Compressed,
        "This is an xz archive. Unpack it and import the CSV file inside.",
    ),
    (
        b"\x28\xb5\x2f\xfd",
        RefusalKind::Compressed,
        "This is a zstd archive. Unpack it and import the CSV file inside.",
    ),
    (
        b"7z\xbc\xaf\x27\x1c",
        RefusalKind::Compressed,
        "This is a 7-Zip archive. Unpack it and import the CSV file inside.",
    ),
    (
        b"Rar!\x1a\x07",
        RefusalKind::Compressed,
        "This is a RAR archive. Unpack it and import the CSV file inside.",
    ),
    (b"\x89PNG\r\n\x1a\n", RefusalKind::NotText, "This is a PNG picture. Export the list of users as CSV."),
    (b"\xff\xd8\xff", RefusalKind::NotText, "This is a JPEG picture. Export the list of users as CSV."),
    (b"GIF8", RefusalKind::NotText, "This is a GIF picture. Export the list of users as CSV."),
    (b"%PDF-", RefusalKind::NotText, "This is a PDF document. Export the list of users as CSV."),
    (b"\x7fELF", RefusalKind::NotText, "This is a program. Export the list of users as CSV."),
    (b"SQLite format 3\0", RefusalKind::NotText, "This is a database. Export the list of users as CSV."),
];

const ZIP: &[u8] = b"PK\x03\x04";
const EMPTY_ZIP: &[u8] = b"PK\x05\x06";
const OLE: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/// Refuses a file whose first bytes say that it is no text.
pub(crate) fn bytes(start: &[u8], file_name: Option<&str>) -> Result<(), Refusal> {
    if let Some((_, kind, message)) = SIGNATURES.iter().find(|(signature, ..)| start.starts_with(signature)) {
        return Err(Refusal::new(*kind, *message));
    }
    if start.starts_with(ZIP) || start.starts_with(EMPTY_ZIP) {
        return Err(zip(start, file_name));
    }
    if start.starts_with(OLE) {
        return Err(ole(start));
    }
    Ok(())
}

fn zip(start: &[u8], file_name: Option<&str>) -> Refusal {
    let holds = |name: &str| memchr::memmem::find(start, name.as_bytes()).is_some();
    if holds("xl/") || holds("[Content_Types].xml") {
        let message = "This is an Excel workbook; xlsx workbooks are not read yet: save the sheet as CSV UTF-8 and import that.";
        return Refusal::new(RefusalKind::NotText, message);
    }
    if file_name.is_some_and(is_workbook_name) {
        let message = "This is named like a workbook, but it is another kind of archive. Export the list of users as CSV.";
        return Refusal::new(RefusalKind::NotAWorkbook, message);
    }
    let message = "This is a zip archive. Unpack it and import the CSV file inside.";
    Refusal::new(RefusalKind::Compressed, message)
}

/// The name, in UTF-16, of the stream in which a workbook with a password lies.
pub(crate) const ENCRYPTED: &[u8] = b"E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0";

fn ole(start: &[u8]) -> Refusal {
    let protected = memchr::memmem::find(start, ENCRYPTED).is_some();
    if protected { Refusal::password_protected() } else { Refusal::old_excel() }
}

fn is_workbook_name(name: &str) -> bool {
    let ending = name.rsplit('.').next().unwrap_or("");
    ["xlsx", "xlsm", "xlsb", "xls", "ods"].iter().any(|known| ending.eq_ignore_ascii_case(known))
}

/// Refuses text that is no list: blank, a web page, the answer of a web service.
pub(crate) fn text(start: &str, file_name: Option<&str>) -> Result<(), Refusal> {
    let begun = super::email::trimmed(start);
    let tag = |word: &str| begun.get(..word.len()).is_some_and(|head| head.eq_ignore_ascii_case(word));
    if ["<!doctype html", "<html", "<head", "<body", "<script"].into_iter().any(tag)
        || (tag("<?xml") && begun.to_ascii_lowercase().contains("<html"))
    {
        let message = "This is a web page, often the sign-in page of a session that has ended. \
                       Sign in again and download the list once more.";
        return Err(Refusal::new(RefusalKind::Html, message));
    }
    if tag("<?xml") {
        return Err(Refusal::new(
            RefusalKind::NotText,
            "This is an XML file. Export the list of users as CSV.",
        ));
    }
    if is_json(begun) {
        let message = "This is JSON, the answer of a web service. Export the list of users as CSV.";
        return Err(Refusal::new(RefusalKind::Json, message));
    }
    binary(start.as_bytes(), file_name)
}

/// Refuses text that is mostly control characters. What this program wrote itself is never looked at.
pub(crate) fn binary(start: &[u8], file_name: Option<&str>) -> Result<(), Refusal> {
    if !is_binary(start) || start.starts_with(b"line,email") {
        return Ok(());
    }
    if file_name.is_some_and(is_workbook_name) {
        let message = "This is named like a workbook, but it is none. Export the list of users as CSV.";
        return Err(Refusal::new(RefusalKind::NotAWorkbook, message));
    }
    Err(Refusal::new(RefusalKind::NotText, "This is no text file. Export the list of users as CSV."))
}

fn is_json(text: &str) -> bool {
    let mut letters = text.chars().filter(|letter| !letter.is_whitespace());
    matches!(
        (letters.next(), letters.next()),
        (Some('{'), Some('"' | '}') | None) | (Some('['), Some('{' | '[' | ']' | '"') | None)
    )
}

/// One control character in twenty is no accident of an export.
fn is_binary(start: &[u8]) -> bool {
    let odd = start.iter().filter(|byte| **byte < b' ' && !byte.is_ascii_whitespace()).count();
    odd > 8 && odd * 20 > start.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(result: Result<(), Refusal>) -> Option<RefusalKind> {
        result.err().map(|refusal| refusal.kind)
    }

    #[test]
    fn content_is_recognised_whatever_the_file_is_called() {
        let book = b"PK\x03\x04....[Content_Types].xml....";
        assert_eq!(kind(bytes(book, Some("users.csv"))), Some(RefusalKind::NotText));
        assert_eq!(kind(bytes(b"PK\x03\x04....a.txt", Some("users.csv"))), Some(RefusalKind::Compressed));
        assert_eq!(kind(bytes(b"PK\x03\x04....a.txt", Some("users.XLSX"))), Some(RefusalKind::NotAWorkbook));
        assert_eq!(kind(bytes(b"Email\n", Some("users.xlsx"))), None);
    }

    #[test]
    fn pages_and_answers_are_told_from_lists() {
        assert_eq!(kind(text("\r\n<!DOCTYPE HTML><title>Sign in", None)), Some(RefusalKind::Html));
        assert_eq!(kind(text("{ \"users\": [", None)), Some(RefusalKind::Json));
        assert_eq!(kind(text("[\n{\"email\"", None)), Some(RefusalKind::Json));
        assert_eq!(kind(text("[Northwind] users\nEmail\n", None)), None);
        assert_eq!(kind(text("<ann@northwind.example>\n", None)), None);
        assert_eq!(kind(text("Email\nann\u{0}@northwind.example\n", None)), None);
    }
}
