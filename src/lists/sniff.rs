//! What a file is by its first bytes, whatever it is called: everything that is no list is told apart here.
//!
//! Workbooks, gzip and JSON are read elsewhere (`read` tells them apart); here is what remains of them: what is
//! damaged, or no list.

use super::encoding::{self, Encoding};
use super::refusal::{Refusal, RefusalKind};

/// Bytes by which a file is told apart.
pub(crate) const START: usize = 4096;

/// First bytes, the kind of refusal, what it is, and what to do.
const SIGNATURES: &[(&[u8], RefusalKind, &str)] = &[
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
    (b"{\\rtf", RefusalKind::NotText, "This is a rich-text document (RTF). Export the list of users as CSV."),
    (b"SQLite format 3\0", RefusalKind::NotText, "This is a database. Export the list of users as CSV."),
];

/// How a gzip archive begins.
pub(crate) const GZIP: &[u8] = b"\x1f\x8b";
/// How a zip archive begins.
pub(crate) const ZIP: &[u8] = b"PK\x03\x04";
/// How a zip archive without a file begins.
pub(crate) const EMPTY_ZIP: &[u8] = b"PK\x05\x06";
const OLE: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/// Refuses a file whose first bytes say that it is no text.
pub(crate) fn bytes(start: &[u8]) -> Result<(), Refusal> {
    if let Some((_, kind, message)) = SIGNATURES.iter().find(|(signature, ..)| start.starts_with(signature)) {
        return Err(Refusal::new(*kind, *message));
    }
    if start.starts_with(OLE) {
        return Err(ole(start));
    }
    // `read` unpacks these; a look at the first bytes alone must not take a stored zip archive for text.
    if [GZIP, ZIP, EMPTY_ZIP].iter().any(|packed| start.starts_with(packed)) {
        let message = "This file is packed. Unpack it and import the CSV file inside.";
        return Err(Refusal::new(RefusalKind::Compressed, message));
    }
    Ok(())
}

/// Returns what to say of a zip archive that cannot be opened.
pub(crate) fn damaged_zip(bytes: &[u8], file_name: Option<&str>) -> Refusal {
    let start = &bytes[..bytes.len().min(64 * 1024)];
    let holds = |name: &str| memchr::memmem::find(start, name.as_bytes()).is_some();
    let is_workbook = holds("[Content_Types].xml") || holds("xl/") || holds("opendocument.spreadsheet");
    if is_workbook || is_workbook_name(file_name) {
        return Refusal::damaged_workbook();
    }
    let message = "This zip archive is damaged or was cut off. Download or copy it again.";
    Refusal::new(RefusalKind::Compressed, message)
}

/// Returns what to say of a zip archive that is neither a workbook nor one packed list.
pub(crate) fn other_zip(files: &[&String], file_name: Option<&str>) -> Refusal {
    let holds = |start: &str| files.iter().any(|name| name.starts_with(start));
    let kind = if is_workbook_name(file_name) { RefusalKind::NotAWorkbook } else { RefusalKind::Compressed };
    let (kind, message) = if holds("word/") {
        (RefusalKind::NotAWorkbook, "This is a Word document. Export the list of users as CSV.".to_owned())
    } else if holds("ppt/") {
        (RefusalKind::NotAWorkbook, "This is a PowerPoint file. Export the list of users as CSV.".to_owned())
    } else if holds("Index/") && files.iter().any(|name| name.contains(".iwa")) {
        let message =
            "This is a document of Apple's Numbers, Pages or Keynote. Export it as CSV and import that.";
        (RefusalKind::NotAWorkbook, message.to_owned())
    } else if kind == RefusalKind::NotAWorkbook {
        let message = "This is named like a workbook, but it is another kind of archive. Export the list of users as CSV.";
        (kind, message.to_owned())
    } else if files.is_empty() {
        (kind, "This zip archive is empty. Export the list of users as CSV.".to_owned())
    } else {
        let count = files.len();
        let message =
            format!("This zip archive holds {count} files. Unpack it and import the CSV file inside.");
        (kind, message)
    };
    Refusal::new(kind, message)
}

/// The name, in UTF-16, of the stream in which a workbook with a password lies.
pub(crate) const ENCRYPTED: &[u8] = b"E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0";

fn ole(start: &[u8]) -> Refusal {
    let protected = memchr::memmem::find(start, ENCRYPTED).is_some();
    if protected { Refusal::password_protected() } else { Refusal::old_excel() }
}

/// Says whether a file is named like a workbook.
pub(crate) fn is_workbook_name(name: Option<&str>) -> bool {
    let ending = name.and_then(|name| name.rsplit('.').next()).unwrap_or("");
    ["xlsx", "xlsm", "xlsb", "xls", "ods"].iter().any(|known| ending.eq_ignore_ascii_case(known))
}

/// Refuses text that is no list: blank, a web page, the answer of a web service.
pub(crate) fn text(start: &str, file_name: Option<&str>) -> Result<(), Refusal> {
    let begun = super::email::trimmed(start);
    let tag = |word: &str| begun.get(..word.len()).is_some_and(|head| head.eq_ignore_ascii_case(word));
    if is_page(begun) || (tag("<?xml") && begun.to_ascii_lowercase().contains("<html")) {
        let message = if is_table(begun) {
            "This is a table of a web page, as some portals export it under the name of a workbook. \
             Open it in Excel, save it as CSV UTF-8 and import that."
        } else {
            "This is a web page, often the sign-in page of a session that has ended. \
             Sign in again and download the list once more."
        };
        return Err(Refusal::new(RefusalKind::Html, message));
    }
    if tag("<?xml") {
        return Err(Refusal::new(
            RefusalKind::NotText,
            "This is an XML file. Export the list of users as CSV.",
        ));
    }
    if begins_json(begun) {
        return Err(Refusal::no_user_json());
    }
    if is_message(begun) {
        let message = "This is an e-mail message or a mailbox, not a list of users. Save the list that is attached \
                       to it, and import that.";
        return Err(Refusal::new(RefusalKind::NotText, message));
    }
    binary(start.as_bytes(), file_name)
}

/// Tags with which the pages of portals begin.
const TAGS: [&str; 21] = [
    "html", "head", "body", "script", "meta", "title", "link", "style", "form", "div", "table", "p", "span",
    "center", "h1", "h2", "iframe", "noscript", "main", "section", "svg",
];

fn is_table(begun: &str) -> bool {
    begun.get(..6).is_some_and(|tag| tag.eq_ignore_ascii_case("<table"))
}

/// Says whether a text that begins like this is a page of the web, or a piece of one.
fn is_page(begun: &str) -> bool {
    let Some(inside) = begun.strip_prefix('<') else { return false };
    let name = inside.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let is_tag = TAGS.iter().any(|tag| tag.eq_ignore_ascii_case(&inside[..name]));
    let ends =
        inside[name..].starts_with(|letter: char| letter.is_whitespace() || matches!(letter, '>' | '/'));
    let is_type = inside.get(..13).is_some_and(|word| word.eq_ignore_ascii_case("!doctype html"));
    (is_tag && (ends || inside.len() == name)) || is_type || inside.starts_with("!--")
}

/// Lines of the head of a message; those before `SURE` no report has above its table.
const HEAD: [&str; 16] = [
    "message-id",
    "received",
    "return-path",
    "delivered-to",
    "mime-version",
    "dkim-signature",
    "in-reply-to",
    "references",
    "content-type",
    "reply-to",
    "sender",
    "from",
    "to",
    "cc",
    "subject",
    "date",
];
const SURE: usize = 8;
/// Lines of a head by which a message is known, and how many lines are looked at.
const HEAD_LINES: usize = 3;
const LOOK_LINES: usize = 60;

/// Says whether a text that begins like this is a message, or a mailbox of several.
fn is_message(begun: &str) -> bool {
    let field = |line: &str| {
        let (name, _) = line.split_once(':')?;
        HEAD.iter().position(|known| known.eq_ignore_ascii_case(name))
    };
    let is_name = |letter: char| letter.is_ascii_alphanumeric() || letter == '-';
    let is_head = |line: &str| {
        line.split_once(':').is_some_and(|(name, _)| !name.is_empty() && name.chars().all(is_name))
    };
    let first = begun.lines().next().unwrap_or("");
    if !first.starts_with("From ") && !is_head(first) {
        return false;
    }
    // The head ends with an empty line.
    let head = begun.lines().take(LOOK_LINES).take_while(|line| !line.trim().is_empty());
    let mut fields: Vec<usize> = head.filter_map(field).collect();
    fields.sort_unstable();
    fields.dedup();
    fields.len() >= HEAD_LINES && fields[0] < SURE
}

/// Refuses text that is mostly control characters. What this program wrote itself is never looked at.
pub(crate) fn binary(start: &[u8], file_name: Option<&str>) -> Result<(), Refusal> {
    if !is_binary(start) || start.starts_with(b"line,email") {
        return Ok(());
    }
    if is_workbook_name(file_name) {
        let message = "This is named like a workbook, but it is none. Export the list of users as CSV.";
        return Err(Refusal::new(RefusalKind::NotAWorkbook, message));
    }
    Err(Refusal::new(RefusalKind::NotText, "This is no text file. Export the list of users as CSV."))
}

/// Says whether a file that begins like this is JSON, in whatever letters.
pub(crate) fn is_json(start: &[u8]) -> bool {
    if let Ok(encoding::Start { encoding: Encoding::Utf16Le | Encoding::Utf16Be, .. }) =
        encoding::start(start)
    {
        return begins_json(&encoding::first_letters(start));
    }
    let text = start.strip_prefix(b"\xef\xbb\xbf").unwrap_or(start);
    let valid = match std::str::from_utf8(text) {
        Ok(valid) => valid,
        Err(error) => std::str::from_utf8(&text[..error.valid_up_to()]).unwrap_or(""),
    };
    begins_json(valid)
}

fn begins_json(text: &str) -> bool {
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
        assert_eq!(damaged_zip(book, Some("users.csv")).kind, RefusalKind::DamagedWorkbook);
        assert_eq!(damaged_zip(b"PK\x03\x04....a.txt", Some("users.csv")).kind, RefusalKind::Compressed);
        assert_eq!(
            damaged_zip(b"PK\x03\x04....a.txt", Some("users.XLSX")).kind,
            RefusalKind::DamagedWorkbook
        );
        assert_eq!(kind(bytes(b"Rar!\x1a\x07\x01\0")), Some(RefusalKind::Compressed));
        assert_eq!(kind(bytes(b"PK\x03\x04stored\nEmail\n")), Some(RefusalKind::Compressed));
        assert_eq!(kind(bytes(b"Email\n")), None);
    }

    #[test]
    fn pages_and_answers_are_told_from_lists() {
        assert_eq!(kind(text("\r\n<!DOCTYPE HTML><title>Sign in", None)), Some(RefusalKind::Html));
        assert_eq!(kind(text("{ \"users\": [", None)), Some(RefusalKind::Json));
        assert_eq!(kind(text("[\n{\"email\"", None)), Some(RefusalKind::Json));
        for page in [
            "<!-- saved -->\n<p>",
            "<meta charset=x>",
            "<FORM action=x>",
            "<div>",
            "<style>",
            "<table border=1>",
        ] {
            assert_eq!(kind(text(page, None)), Some(RefusalKind::Html), "{page}");
        }
        assert_eq!(kind(text("<div@northwind.example>\n", None)), None);
        let head = "From: a@n.example\r\nMessage-ID: <1@n.example>\r\nSubject: Users\r\n\r\n";
        for message in
            [head.to_owned(), format!("From a@n.example Mon Jan 1\n{head}"), format!("X-A: 1\n{head}")]
        {
            assert_eq!(kind(text(&message, None)), Some(RefusalKind::NotText), "{message}");
        }
        assert_eq!(kind(text("Report: users\nFrom: 2025\nTo: 2026\nDate: today\nEmail,Name\n", None)), None);
        assert_eq!(kind(bytes(b"{\\rtf1\\ansi")), Some(RefusalKind::NotText));
        assert_eq!(kind(text("[Northwind] users\nEmail\n", None)), None);
        assert_eq!(kind(text("<ann@northwind.example>\n", None)), None);
        assert_eq!(kind(text("Email\nann\u{0}@northwind.example\n", None)), None);
    }
}
