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

/// One thing among users in JSON. An address stands in it once for each `@`, and is replaced by one of its own.
fn user_json() -> impl Strategy<Value = String> {
    let leaf = prop::sample::select(vec![
        r#"{"email":"@"}"#,
        r#"{"id":1,"email":"@","first_name":"Ann","manager":{"displayName":"x"}}"#,
        r#"{"id":2,"profile":{"email":"@","login":"ann"},"status":"ACTIVE"}"#,
        r#"{"node":{"email":"@"}}"#,
        r#"{"userName":"ann","emails":[{"type":"work","value":"@"}]}"#,
        r#"{"id":3,"phones":[{"type":"work","number":"1"}]}"#,
        r#"{"email":null,"id":4}"#,
        r#"{"email":"no address"}"#,
        "{}",
        "null",
        "7",
        "[]",
    ])
    .prop_map(str::to_owned);
    leaf.prop_recursive(3, 24, 4, |inner| {
        let list = prop::collection::vec(inner, 0..4).prop_map(|all| format!("[{}]", all.join(",\n")));
        let around = prop::sample::select(vec![
            r#"{"users":%}"#,
            r#"{"owner_email":"o@n","members":%}"#,
            r#"{"email":"not one","users":%,"total_records":3}"#,
            r#"{"data":{"employees":%}}"#,
            r#"{"_embedded":{"users":%},"id":9}"#,
            r#"{"email":"@","first_name":"Bo","users":%}"#,
            "%",
        ]);
        (around, list).prop_map(|(around, list)| around.replace('%', &list))
    })
}

/// Returns a file of such things in an array of users, each `@` an address of its own, and their number.
fn users_json(all: &[String], is_joined: bool) -> (String, usize) {
    let text = if is_joined {
        all.iter().map(|one| format!("{{\"users\":[\n{one}]}}\n")).collect()
    } else {
        format!("{{\"members\":[\n{}]}}", all.join(",\n"))
    };
    let text = text.replace("o@n", "owner of it");
    let mut file = String::new();
    let mut count = 0;
    for (number, piece) in text.split('@').enumerate() {
        if number > 0 {
            file.push_str(&format!("p{number}@northwind.example"));
            count = number;
        }
        file.push_str(piece);
    }
    (file, count)
}

/// Returns every number after *line* in a text.
fn lines_named(text: &str) -> Vec<u32> {
    let after = text.split("ine ").skip(1);
    after
        .filter_map(|rest| rest.split(|letter: char| !letter.is_ascii_digit()).next()?.parse().ok())
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn every_address_in_a_list_of_json_is_told(
        all in prop::collection::vec(user_json(), 1..6),
        is_joined in any::<bool>(),
    ) {
        let (file, count) = users_json(&all, is_joined);
        let read = read(file.as_bytes(), None);
        let lines = u32::try_from(file.lines().count()).unwrap();
        let told = told(&read);
        prop_assert!(lines_named(&told).iter().all(|line| (1..=lines).contains(line)), "{told} of {file}");
        let Ok(list) = read else {
            prop_assert_eq!(count, 0, "{} is refused: {}", file, told);
            return Ok(());
        };
        let parts = list.table.len() + list.duplicates.len() + list.rejected.len();
        prop_assert_eq!(list.rows, parts as u64);
        prop_assert!(list.table.rows().all(|row| (1..=lines).contains(&row.line())));
        prop_assert!(list.rejected.iter().all(|row| (1..=lines).contains(&row.line)));
        for number in 1..=count {
            let address = format!("p{number}@northwind.example");
            prop_assert!(told.contains(&address), "{address} is lost in {file}: {told}");
        }
    }
}
