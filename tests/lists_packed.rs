//! Workbooks, archives and JSON that mean harm: cut off, altered, or unpacking to far more than they are.
//!
//! The fixtures (`tests/lists/workbook*`, `packed*`, `*.json`) are ordinary ones: each workbook is a zip archive of
//! the XML parts that Excel or `LibreOffice` write, with invented people. What must not lie in a repository, because
//! it unpacks to gigabytes, is made here.

use std::fs;
use std::io::{self, Write};
use std::ops::ControlFlow;
use std::path::PathBuf;

use flate2::Compression;
use flate2::write::GzEncoder;
use ingather::lists::{self, Encoding, FileKind, Hints, List, Refusal, RefusalKind};
use zip::write::SimpleFileOptions;

fn read(bytes: &[u8]) -> Result<List, Refusal> {
    lists::read(bytes, &Hints::default(), &mut |_| ControlFlow::Continue(()))
}

fn fixture(name: &str) -> Vec<u8> {
    fs::read(PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/lists").join(name)).unwrap()
}

fn packed_fixtures() -> Vec<(String, Vec<u8>)> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/lists");
    let names = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let packed = |name: &String| {
        let ending = name.rsplit('.').next().unwrap_or("");
        ["xlsx", "xlsm", "ods", "gz", "zip", "json"].contains(&ending) && !name.ends_with(".expected.json")
    };
    let mut all: Vec<String> = names.filter(packed).collect();
    all.sort();
    assert!(all.len() > 25, "the fixtures are missing");
    all.into_iter().map(|name| (name.clone(), fixture(&name))).collect()
}

/// A file is read or refused in a sentence that says what to do.
fn ends_well(bytes: &[u8], what: &str) {
    match read(bytes) {
        Ok(list) => {
            let parts = list.table.len() + list.duplicates.len() + list.rejected.len();
            assert_eq!(list.rows, parts as u64, "{what}");
        }
        Err(refusal) => {
            assert!(refusal.message.ends_with('.') && refusal.message.contains(". "), "{what}: {refusal}");
        }
    }
}

#[test]
fn a_file_cut_anywhere_is_read_or_refused() {
    for (name, bytes) in packed_fixtures() {
        for cut in (0..bytes.len()).step_by(bytes.len() / 40 + 1) {
            ends_well(&bytes[..cut], &format!("{name} cut at {cut}"));
        }
    }
}

#[test]
fn a_file_with_altered_bytes_is_read_or_refused() {
    for (name, bytes) in packed_fixtures() {
        for at in (0..bytes.len()).step_by(bytes.len() / 80 + 1) {
            let mut altered = bytes.clone();
            altered[at] ^= [0x01, 0x80, 0xff][at % 3];
            ends_well(&altered, &format!("{name} altered at {at}"));
        }
    }
}

const RELATIONS: &str = r#"<Relationships><Relationship Id="r1" Type="x/worksheet" Target="worksheets/sheet1.xml"/>
    <Relationship Id="r2" Type="x/sharedStrings" Target="strings.xml"/></Relationships>"#;
const BOOK: &str = r#"<workbook><sheets><sheet name="Users" sheetId="1" r:id="r1"/></sheets></workbook>"#;
const SHEET: &str = "xl/worksheets/sheet1.xml";
const MB: usize = 1 << 20;

/// Makes an archive of these parts, each a beginning, a middle so many times, and an end.
fn archive(method: zip::CompressionMethod, parts: &[(&str, [&str; 3], usize)]) -> Vec<u8> {
    let mut file = zip::ZipWriter::new(io::Cursor::new(Vec::new()));
    for (name, [start, middle, end], times) in parts {
        file.start_file(*name, SimpleFileOptions::default().compression_method(method)).unwrap();
        file.write_all(start.as_bytes()).unwrap();
        let in_block = (MB / middle.len()).clamp(1, *times);
        let block = middle.repeat(in_block);
        (0..times / in_block).for_each(|_| file.write_all(block.as_bytes()).unwrap());
        file.write_all(middle.repeat(times % in_block).as_bytes()).unwrap();
        file.write_all(end.as_bytes()).unwrap();
    }
    file.finish().unwrap().into_inner()
}

/// Makes a workbook with this sheet and, where there are any, these shared strings.
fn workbook(sheet: ([&str; 3], usize), strings: Option<([&str; 3], usize)>) -> Vec<u8> {
    let whole = |text: &'static str| ([text, " ", ""], 1);
    let mut parts = vec![
        ("[Content_Types].xml", whole("<Types/>")),
        ("xl/workbook.xml", whole(BOOK)),
        ("xl/_rels/workbook.xml.rels", whole(RELATIONS)),
        (SHEET, sheet),
    ];
    parts.extend(strings.map(|strings| ("xl/strings.xml", strings)));
    let parts: Vec<_> = parts.into_iter().map(|(name, (pieces, times))| (name, pieces, times)).collect();
    archive(zip::CompressionMethod::Deflated, &parts)
}

const START: &str =
    r#"<worksheet><sheetData><row><c t="str"><v>Email</v></c><c t="str"><v>First Name</v></c></row>"#;
const END: &str = "</sheetData></worksheet>";
const ROW: &str = r#"<row><c t="str"><v>ann@northwind.example</v></c></row>"#;

fn kind(bytes: &[u8]) -> RefusalKind {
    assert!(bytes.len() < 8 * MB, "the file itself is small: {}", bytes.len());
    read(bytes).unwrap_err().kind
}

#[test]
fn a_letter_altered_inside_a_workbook_is_noticed() {
    let parts = [
        ("[Content_Types].xml", ["<Types/>", " ", ""], 1),
        ("xl/workbook.xml", [BOOK, " ", ""], 1),
        ("xl/_rels/workbook.xml.rels", [RELATIONS, " ", ""], 1),
        (SHEET, [START, ROW, END], 1),
    ];
    // Stored as it is, so that the altered part still unpacks: only its check sum tells.
    let mut book = archive(zip::CompressionMethod::Stored, &parts);
    assert_eq!(read(&book).unwrap().table.row(0).email(), "ann@northwind.example");
    let at = memchr::memmem::find(&book, b"ann@").unwrap();
    book[at] = b'i';
    assert_eq!(read(&book).unwrap_err().kind, RefusalKind::DamagedWorkbook);
}

#[test]
fn what_unpacks_to_far_more_than_it_is_is_refused() {
    let rows = ([START, ROW, END], 1);
    for (what, book) in [
        ("a long shared string", workbook(rows, Some((["<sst><si><t>", "x", "</t></si></sst>"], 20 * MB)))),
        (
            "a string in many pieces",
            workbook(rows, Some((["<sst><si>", "<t>xxxxxxxx</t>", "</si></sst>"], 8 * MB))),
        ),
        ("many long strings", {
            let string = format!("<si><t>{}</t></si>", "x".repeat(MB / 2));
            workbook(rows, Some((["<sst>", &string, "</sst>"], 300)))
        }),
        ("blanks without an end", workbook(([START, " ", END], 20 * MB), None)),
        ("a long attribute", workbook(([r#"<worksheet a=""#, "x", r#""/>"#], 20 * MB), None)),
        (
            "a long number",
            workbook((["<worksheet><sheetData><row><c><v>", "1", "</v></c></row>"], 10 * MB), None),
        ),
    ] {
        assert_eq!(kind(&book), RefusalKind::TooLarge, "{what}");
    }
    for (what, book) in [
        ("tags inside tags", workbook((["<worksheet>", "<a>", ""], MB), None)),
        ("a column that no sheet has", {
            workbook(([START, r#"<row><c r="ZZZZZZ2"><v>1</v></c></row>"#, END], 1), None)
        }),
        (
            "a string that is not there",
            workbook(([START, r#"<row><c t="s"><v>7</v></c></row>"#, END], 1), None),
        ),
    ] {
        assert_eq!(kind(&book), RefusalKind::DamagedWorkbook, "{what}");
    }
}

#[test]
fn many_empty_strings_and_rows_cost_little() {
    let strings = (["<sst>", "<si/>", "</sst>"], 500_000);
    let far = r#"<row r="1048576"><c r="XFD1048576" t="s"><v>499999</v></c></row></sheetData></worksheet>"#;
    let start = format!("{START}{ROW}");
    let list = read(&workbook(([&start, "<row/>", far], 100_000), Some(strings))).unwrap();
    assert_eq!((list.table.len(), list.rows, list.file_kind), (1, 1, FileKind::Excel));
}

#[test]
fn a_sheet_of_repeated_rows_is_counted_as_often_as_it_says() {
    let long = "x".repeat(1000);
    let content = |times: &str| {
        format!(
            "<d><table name='Users'><table-row><table-cell value-type='string'><p>Email</p></table-cell></table-row>\
             <table-row number-rows-repeated='{times}'><table-cell value-type='string'><p>a@b.example</p></table-cell>\
             <table-cell number-columns-repeated='16000' value-type='string'><p>{long}</p></table-cell></table-row>\
             </table></d>"
        )
    };
    let book = |times: &str| {
        let content = content(times);
        let kind = ["application/vnd.oasis.opendocument.spreadsheet", " ", ""];
        archive(
            zip::CompressionMethod::Deflated,
            &[("mimetype", kind, 1), ("content.xml", [&content, " ", ""], 1)],
        )
    };
    assert_eq!(kind(&book("1048576")), RefusalKind::TooLarge);
    let list = read(&book("2")).unwrap();
    assert_eq!((list.table.len(), list.duplicates.len()), (1, 1));
}

fn gzip(start: &str, row: &str, times: usize) -> Vec<u8> {
    let mut file = GzEncoder::new(Vec::new(), Compression::fast());
    file.write_all(start.as_bytes()).unwrap();
    (0..times).for_each(|_| file.write_all(row.as_bytes()).unwrap());
    file.finish().unwrap()
}

#[test]
fn gzip_that_unpacks_to_too_much_is_refused() {
    let row = format!("a@b.example,{}\n", "x".repeat(MB));
    assert_eq!(kind(&gzip("Email,First Name\n", &row, 230)), RefusalKind::TooLarge);
    let user = format!("{{\"email\":\"a@b.example\",\"x\":\"{}\"}}\n", "x".repeat(MB));
    assert_eq!(kind(&gzip("", &user, 140)), RefusalKind::TooLarge);
    let list = read(&gzip("Email,First Name\n", "a@b.example,Ann\n", 10)).unwrap();
    assert_eq!((list.rows, list.encoding), (10, Some(Encoding::Utf8)));
}

#[test]
fn a_bar_counts_the_packed_bytes() {
    for bytes in [gzip("Email\n", "a@b.example\n", 200_000), workbook(([START, ROW, END], 20_000), None)] {
        let mut told = Vec::new();
        let list = lists::read(bytes.as_slice(), &Hints::default(), &mut |at| {
            told.push(at);
            ControlFlow::Continue(())
        });
        assert!(list.unwrap().rows >= 20_000);
        assert!(told.len() > 3 && told.is_sorted() && told.iter().all(|at| *at <= bytes.len() as u64));
        let stopped = lists::read(bytes.as_slice(), &Hints::default(), &mut |_| ControlFlow::Break(()));
        assert_eq!(stopped.unwrap_err().kind, RefusalKind::Stopped);
    }
}

#[test]
fn a_person_can_choose_the_sheet() {
    let book = fixture("workbook-sheets.xlsx");
    let sheet = |name: &str| {
        let hints = Hints { sheet: Some(name.to_owned()), ..Hints::default() };
        lists::read(book.as_slice(), &hints, &mut |_| ControlFlow::Continue(()))
    };
    let list = read(&book).unwrap();
    let sheets: Vec<_> =
        list.sheets.iter().map(|sheet| (&*sheet.name, sheet.fits, sheet.is_hidden)).collect();
    assert_eq!(
        sheets,
        [
            ("Notes", false, false),
            ("Contacts", true, false),
            ("Old users", true, true),
            ("Users", true, false),
            ("Pending", true, false)
        ]
    );
    assert_eq!(list.sheet().map(|sheet| &*sheet.name), Some("Users"));
    let pending = sheet("pending").unwrap();
    assert_eq!((pending.table.row(0).email(), pending.header_line), ("eve@northwind.example", Some(2)));
    assert_eq!(sheet("Old users").unwrap().table.row(0).email(), "old@northwind.example");
    assert_eq!(sheet("Notes").unwrap_err().kind, RefusalKind::NoEmailColumn);
    let refusal = sheet("Chart").unwrap_err();
    assert!(refusal.message.contains("It has “Notes”, “Contacts”"), "{refusal}");
    let hints = Hints { sheet: Some("Users".to_owned()), ..Hints::default() };
    let refusal = lists::read(&b"Email\n"[..], &hints, &mut |_| ControlFlow::Continue(())).unwrap_err();
    assert_eq!(refusal.kind, RefusalKind::NotAWorkbook);
}
