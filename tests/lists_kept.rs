//! A kept list read in pieces is the one read as a whole, whatever stands in it and wherever it is cut.

use std::ops::ControlFlow;
use std::path::Path;

use proptest::prelude::*;

use ingather::lists::kept::{Kept, Worker, whole_rows};
use ingather::lists::{self, Encoding, Hints, List, Table, normalised};

fn read(file: &[u8]) -> Option<List> {
    lists::read(file, &Hints::default(), &mut |_| ControlFlow::Continue(())).ok()
}

/// Reads in pieces of about so many bytes, every second one before the one that stands before it.
fn in_pieces(file: &[u8], size: usize) -> Option<List> {
    let kept = Kept::new(&file[..file.len().min(Kept::HEAD)])?;
    let mut rest = &file[kept.start()..];
    let (mut growing, mut worker) = (kept.growing(), Worker::default());
    let (mut before, mut next) = (None, 0);
    while !rest.is_empty() {
        let mut end = size.min(rest.len());
        while whole_rows(&rest[..end]) == 0 {
            assert!(end < rest.len(), "the last row has its end");
            end += 1;
        }
        let (piece, after) = rest.split_at(whole_rows(&rest[..end]));
        let rows = kept.rows(piece, growing.blank(), &mut worker).ok()?;
        match before.take() {
            None => before = Some(rows),
            Some(first) => {
                growing.add(next + 1, rows).unwrap();
                growing.add(next, first).unwrap();
                next += 2;
                growing.reserve(100, 1000);
            }
        }
        rest = after;
    }
    if let Some(last) = before {
        growing.add(next, last).unwrap();
    }
    Some(kept.list(growing.done()))
}

fn rows(kept: &Kept, piece: &[u8]) -> Option<Table> {
    kept.rows(piece, kept.growing().blank(), &mut Worker::default()).ok()
}

fn is_same(one: &List, other: &List) {
    assert_eq!(one.table.fields(), other.table.fields());
    assert_eq!((one.rows, one.table.len()), (other.rows, other.table.len()));
    assert_eq!(one.table.text_len(), other.table.text_len());
    for (one, other) in one.table.rows().zip(other.table.rows()) {
        assert_eq!(one.line(), other.line());
        assert!(one.cells().eq(other.cells()), "line {}", one.line());
    }
    assert_eq!(one.columns, other.columns);
    assert_eq!((one.format, &one.why, one.encoding), (other.format, &other.why, other.encoding));
}

/// Keeps a list and reads it back both ways; says whether there was anybody.
fn both_ways(list: &List) -> bool {
    let file = normalised(list);
    let whole = read(file.as_bytes()).unwrap();
    for size in [60, 300, 4096, usize::MAX / 2] {
        is_same(&in_pieces(file.as_bytes(), size).unwrap(), &whole);
    }
    list.rows > 0
}

#[test]
fn every_list_of_the_tests_comes_back_the_same() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut seen = 0;
    for folder in ["tests/lists", "tests/spectrum", "plans/northwind-exports"] {
        for entry in std::fs::read_dir(root.join(folder)).unwrap().map(Result::unwrap) {
            let list = entry.path().is_file().then(|| read(&std::fs::read(entry.path()).unwrap())).flatten();
            seen += u32::from(list.is_some_and(|list| !list.table.is_empty() && both_ways(&list)));
        }
    }
    assert!(seen > 60, "{seen} files with people");
}

#[test]
fn what_this_program_does_not_write_is_left_to_the_other_way() {
    for odd in [
        "email,first_name\na@n.example,Ann\n",
        "line,email,last_name,first_name\n2,a@n.example,B,A\n",
        "line,email,email\n2,a@n.example,b@n.example\n",
        "line,email,shoe_size\n2,a@n.example,42\n",
    ] {
        assert!(Kept::new(odd.as_bytes()).is_none(), "{odd}");
    }
    let kept = Kept::new(b"line,email,first_name\n2,a@n.example,Ann\n").unwrap();
    for odd in [
        "2,a@n.example\n",
        "2,a@n.example,Ann,Abt\n",
        "2,A@n.example,Ann\n",
        "2,nobody,Ann\n",
        ",a@n.example,Ann\n",
        "2,a@n.example,An\"n\n",
        "2,a@n.example,\"Ann\n",
        "2,a@n.example,\"Ann\"x\n",
        "2,a@n.example,\"Ann\"\r\n",
        "2,a@n.example,\"A\nB\"x\n",
        "2,\"a@n.example\",Ann\n",
        "2,a@n.example,Ann",
        "\n",
    ] {
        assert!(rows(&kept, odd.as_bytes()).is_none(), "{odd}");
    }
    assert!(rows(&kept, b"2,a@n.example,\xff\n").is_none());
    assert_eq!(whole_rows(b"1,a,\"x\ny\"\n2,b,\"z\n"), 10);
    assert_eq!((whole_rows(b"1,a,\"x\ny"), whole_rows(b"")), (0, 0));
}

#[test]
fn a_cell_full_of_zero_bytes_does_not_hide_the_list() {
    let zeros = "x\0".repeat(40);
    let file = format!("line,email,status\n2,ann@northwind.example,{zeros}\n");
    let kept = Kept::new(file.as_bytes()).unwrap();
    let rows = rows(&kept, &file.as_bytes()[kept.start()..]).unwrap();
    assert_eq!(rows.row(0).email(), "ann@northwind.example");
    let hints = Hints { encoding: Some(Encoding::Utf8), ..Hints::default() };
    let whole = lists::read(file.as_bytes(), &hints, &mut |_| ControlFlow::Continue(())).unwrap();
    assert_eq!(whole.table.row(0).email(), "ann@northwind.example");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]
    #[test]
    fn any_cells_come_back_the_same(rows in prop::collection::vec(("[a-zé+.]{1,9}", "[\\PC\"\n\r,\t]{0,12}", "sales|it|[x-z]{3}"), 1..40)) {
        let mut file = String::from("Email,Display Name,Department\n");
        for (local, name, department) in &rows {
            let name = name.replace('"', "\"\"");
            file.push_str(&format!("{local}@n.example,\"{name}\",{department}\n"));
        }
        if let Some(list) = read(file.as_bytes()) {
            both_ways(&list);
        }
    }
}
