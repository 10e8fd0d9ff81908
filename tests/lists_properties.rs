//! What holds for any bytes: no panic, no lost row, the same people however the bytes arrive, and cells cut as the
//! `csv` crate cuts them. The targets of `fuzz/` go through the same doors.

use std::io::{self, Read};
use std::ops::ControlFlow;
use std::path::Path;

use ingather::lists::{self, Encoding, Hints, List, Refusal, report};
use ingather::store;
use proptest::prelude::*;

/// Gives a few bytes at a time, as a slow disk or a pipe does.
struct Portions<'b> {
    bytes: &'b [u8],
    most: usize,
}

impl Read for Portions<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let length = self.most.min(into.len()).min(self.bytes.len());
        let (now, later) = self.bytes.split_at(length);
        into[..length].copy_from_slice(now);
        self.bytes = later;
        Ok(length)
    }
}

fn read(bytes: impl Read, encoding: Option<Encoding>) -> Result<List, Refusal> {
    let hints = Hints { encoding, ..Hints::default() };
    lists::read(bytes, &hints, &mut |_| ControlFlow::Continue(()))
}

/// Returns everything that is told of a file.
fn told(read: &Result<List, Refusal>) -> String {
    serde_json::to_string(&report::inspect("list", read)).unwrap()
}

fn is_whole(list: &List) -> Result<(), TestCaseError> {
    let parts = list.table.len() + list.duplicates.len() + list.rejected.len();
    prop_assert_eq!(list.rows, parts as u64);
    // A list we kept names the lines of the file it came from, and anybody may have changed them.
    let is_ours = list.format == "list kept by ingather";
    let ascend = |lines: Vec<u32>| is_ours || lines.is_sorted_by(|before, after| before < after);
    prop_assert!(ascend(list.table.rows().map(|row| row.line()).collect()), "people");
    prop_assert!(ascend(list.duplicates.iter().map(|row| row.line).collect()), "duplicates");
    prop_assert!(ascend(list.rejected.iter().map(|row| row.line).collect()), "rejected");
    for row in list.table.rows() {
        let same = lists::email::normalise(row.email()).is_ok_and(|found| found.as_str() == row.email());
        prop_assert!(same, "{:?} is not as addresses are compared", row.email());
    }
    Ok(())
}

/// Bytes like those of lists, with everything that has ever gone wrong in one.
fn bytes() -> impl Strategy<Value = Vec<u8>> {
    let text = prop_oneof![
        4 => prop::sample::select(vec![
            "Email,Name,Department\n", "Email;Name\r\n", "'Email','Name'\n", "Email, Name, City\r", "sep=;\n",
            "#TYPE x\n", "メールアドレス,姓,名\n", "Vorname\tE-Mail\n", "line,email,status\n",
        ]),
        8 => prop::sample::select(vec![
            "ann@northwind.example", "BO@Northwind.example", "Cy <cy@northwind.example>", "müller@bücher.example",
            "zoom room 4", "a@b", "@", "x_y#EXT#@t.example", "山田", "é", "\u{feff}", "\u{200b}", "\u{1f}", "\u{1a}",
        ]),
        12 => prop::sample::select(vec![",", ";", "\t", "|", "\n", "\r", "\r\n", "\"", "\"\"", "'", "\\\"", " ", "x"]),
    ];
    let piece = prop_oneof![
        20 => text.prop_map(|text| text.as_bytes().to_vec()),
        1 => prop::sample::select(vec![b"\xff\xfe".to_vec(), b"\xef\xbb\xbf".to_vec(), vec![0], vec![0; 3]]),
        2 => prop::collection::vec(any::<u8>(), 1..4),
    ];
    let pieces = prop::collection::vec(piece, 0..80).prop_map(|pieces| pieces.concat());
    (pieces, 0..6_u8).prop_map(|(bytes, way)| {
        let text = || String::from_utf8_lossy(&bytes).into_owned();
        match way {
            0 => text().encode_utf16().flat_map(u16::to_le_bytes).collect(),
            1 => encoding_rs::SHIFT_JIS.encode(&text()).0.into_owned(),
            _ => bytes,
        }
    })
}

fn any_encoding() -> impl Strategy<Value = Option<Encoding>> {
    prop::option::weighted(0.3, prop::sample::select(Encoding::ALL.to_vec()))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn no_row_is_lost_whatever_the_bytes(bytes in bytes(), encoding in any_encoding()) {
        if let Ok(list) = read(bytes.as_slice(), encoding) {
            is_whole(&list)?;
        }
    }

    #[test]
    fn the_same_bytes_give_the_same_people_in_any_portions(bytes in bytes(), most in prop::sample::select(vec![1, 7, 4096])) {
        let portions = Portions { bytes: &bytes, most };
        prop_assert_eq!(told(&read(portions, None)), told(&read(bytes.as_slice(), None)));
    }

    #[test]
    fn any_bytes_are_a_plan_or_an_error_in_words(bytes in prop_oneof![bytes(), plan_bytes()]) {
        match store::parse(Path::new("plan.toml"), &bytes) {
            Ok(reading) => prop_assert!(store::parse(Path::new("plan.toml"), reading.text.as_bytes()).is_ok()),
            Err(error) => prop_assert!(!error.to_string().is_empty()),
        }
    }
}

fn plan_bytes() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop::sample::select(vec![
        "schema = 1\n",
        "[organization]\n",
        "name = \"A\"\n",
        "[[domains]]\n",
        "id = \"domain-1\"\n",
        "target = 75\n",
        "[[groups]]\n",
        "people = [\"a@b.example\"]\n",
        "date = 2026-11-21\n",
        "[",
        "]",
        "\"",
        "\u{0}",
        "=",
        "# x\n",
    ]);
    prop::collection::vec(piece, 0..30).prop_map(|pieces| pieces.concat().into_bytes())
}

fn cell() -> impl Strategy<Value = String> {
    prop_oneof!["[a-z ]{0,6}", "[a-z,;\"'\\\\\r\n\t é=]{0,10}", "\\PC{0,6}"]
}

proptest! {
    #[test]
    fn cells_are_cut_as_the_csv_crate_cuts_them(
        rows in prop::collection::vec(prop::collection::vec(cell(), 2..5), 1..12),
        delimiter in prop::sample::select(vec![',', ';', '\t', '|']),
        always in any::<bool>(),
    ) {
        let style = if always { csv::QuoteStyle::Always } else { csv::QuoteStyle::Necessary };
        let mut file = csv::WriterBuilder::new()
            .delimiter(u8::try_from(delimiter).unwrap())
            .quote_style(style)
            .flexible(true)
            .from_writer(Vec::new());
        for row in &rows {
            file.write_record(row).unwrap();
        }
        let text = String::from_utf8(file.into_inner().unwrap()).unwrap();
        prop_assert_eq!(lists::records_of(&text, delimiter), Ok(rows), "{:?}", text);
    }
}

/// A file longer than what is read in one go: lines and encodings do not depend on where it is cut.
#[test]
fn long_files_give_the_same_people_in_any_portions() {
    for (end, name) in [("\r\n", "Zoë"), ("\r", "山田"), ("\n", "\"a\r\nb\"")] {
        let mut text = format!("Email,Name{end}");
        for number in 0..12_000 {
            text += &format!("person{number}@northwind.example,{name}{end}");
        }
        let whole = read(text.as_bytes(), None).unwrap();
        assert_eq!(whole.rows, 12_000);
        is_whole(&whole).unwrap();
        let whole = told(&Ok(whole));
        for most in [997, 65_536] {
            assert!(
                told(&read(Portions { bytes: text.as_bytes(), most }, None)) == whole,
                "{end:?} by {most}"
            );
        }
        let western = encoding_rs::WINDOWS_1252.encode(&text.replace("山田", "Zoë")).0.into_owned();
        let list = read(Portions { bytes: &western, most: 4096 }, None);
        assert!(told(&list) == told(&read(western.as_slice(), None)), "{end:?} in Windows-1252");
    }
}
