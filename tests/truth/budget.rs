//! What a comparison of a million rows with a million others may cost; a release build only.

use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Read, Write};
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use super::generator::{Wanted, generate};
use crate::shell::Shell;

const ROWS: u64 = 1_000_000;
/// Bytes of memory for each row that is read (performance, *Goals*).
const BYTES_A_ROW: u64 = 120;
/// Times counting the lines; the goal is 12, and twice that leaves room for whatever else the machine does.
const TIMES: u32 = 24;

fn compared(shell: &Shell, members: &str) -> String {
    // Writable memory is limited, so that a comparison which needs more fails.
    let limit = 2 * ROWS * BYTES_A_ROW / 1024;
    let compare = format!(
        "ulimit -d {limit} && exec '{}' compare --outside release.csv --members {members} --json",
        env!("CARGO_BIN_EXE_ingather")
    );
    let output = Command::new("sh").args(["-c", &compare]).current_dir(shell.path(".")).output().unwrap();
    let problem = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "within {BYTES_A_ROW} bytes a row: {problem}");
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn comparing_a_million_rows_with_a_million_keeps_to_its_budget() {
    let shell = Shell::new();
    generate(&Wanted { rows: ROWS, seed: 3 }, &shell.path(".")).unwrap();
    let (mut counting, mut comparing) = (Vec::new(), Vec::new());
    let mut narrow = String::new();
    for _ in 0..5 {
        let begun = Instant::now();
        let lines = count_lines(&shell.path("release.csv")) + count_lines(&shell.path("members.csv"));
        counting.push(begun.elapsed());
        assert_eq!(lines, 2 * (ROWS + 1));
        let begun = Instant::now();
        narrow = compared(&shell, "members.csv");
        comparing.push(begun.elapsed());
    }
    let (counting, comparing) = (median(counting), median(comparing));
    assert!(comparing < counting * TIMES, "comparing {comparing:.2?}, counting lines {counting:.2?}");
    widen(&shell.path("members.csv"), &shell.path("wide.csv"));
    let wide = compared(&shell, "wide.csv").replace("wide.csv", "members.csv");
    assert!(wide == narrow, "wider rows changed the answer");
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

fn count_lines(path: &Path) -> u64 {
    let mut file = File::open(path).unwrap();
    let mut buffer = vec![0; 256 * 1024];
    let mut lines = 0;
    loop {
        match file.read(&mut buffer).unwrap() {
            0 => return lines,
            count => lines += memchr::memchr_iter(b'\n', &buffer[..count]).count() as u64,
        }
    }
}

/// Writes the list again with four times the text in each row.
fn widen(from: &Path, to: &Path) {
    let mut to = BufWriter::new(File::create(to).unwrap());
    for line in BufReader::new(File::open(from).unwrap()).lines() {
        writeln!(to, "{}{}", line.unwrap(), ",\"one more, and longer\",column".repeat(20)).unwrap();
    }
    to.flush().unwrap();
}
