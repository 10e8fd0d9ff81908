//! Measures reading the two lists of a consolidation, and makes the lists to measure with.
//!
//! ```text
//! cargo bench --bench reconcile                       ratios at 1,000,000 rows
//! cargo bench --bench reconcile -- --rows 100000      … at another length
//! cargo bench --bench reconcile -- generate --rows 100000 --seed 7 --to target/lists
//! ```
//!
//! Machines drift, so what counts is the ratio to counting the lines of the same files in the same round.

mod generator;

use std::fs::File;
use std::io::{self, Read, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use ingather::lists::{self, Hints};

const ROUNDS: usize = 7;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let words: Vec<String> = std::env::args().skip(1).filter(|word| word != "--bench").collect();
    let wanted = generator::Wanted {
        rows: value(&words, "--rows").map_or(Ok(1_000_000), str::parse)?,
        seed: value(&words, "--seed").map_or(Ok(1), str::parse)?,
    };
    if words.first().is_some_and(|word| word == "generate") {
        let to = PathBuf::from(value(&words, "--to").ok_or("say where to: generate --to FOLDER")?);
        generator::generate(&wanted, &to)?;
        return Ok(());
    }
    let folder = tempfile::tempdir()?;
    generator::generate(&wanted, folder.path())?;
    measure(&[folder.path().join("release.csv"), folder.path().join("members.csv")])?;
    Ok(())
}

fn value<'a>(words: &'a [String], name: &str) -> Option<&'a str> {
    let at = words.iter().position(|word| word == name)?;
    words.get(at + 1).map(String::as_str)
}

fn measure(paths: &[PathBuf]) -> io::Result<()> {
    let mut counting = Vec::new();
    let mut reading = Vec::new();
    for _ in 0..ROUNDS {
        counting.push(timed(|| paths.iter().try_for_each(|path| count_lines(path).map(drop)))?);
        reading.push(timed(|| paths.iter().try_for_each(|path| read(path)))?);
    }
    let (counting, reading) = (median(counting), median(reading));
    writeln!(
        io::stdout(),
        "counting lines {counting:.3?}, reading lists {reading:.3?}: {:.1} times",
        reading.as_secs_f64() / counting.as_secs_f64()
    )
}

fn timed(work: impl FnOnce() -> io::Result<()>) -> io::Result<Duration> {
    let start = Instant::now();
    work()?;
    Ok(start.elapsed())
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

fn count_lines(path: &Path) -> io::Result<usize> {
    let mut file = File::open(path)?;
    let mut buffer = vec![0; 256 * 1024];
    let mut lines = 0;
    loop {
        match file.read(&mut buffer)? {
            0 => return Ok(lines),
            count => lines += memchr::memchr_iter(b'\n', &buffer[..count]).count(),
        }
    }
}

fn read(path: &Path) -> io::Result<()> {
    let file = File::open(path)?;
    let hints = Hints { size: Some(file.metadata()?.len()), ..Hints::default() };
    let list = lists::read(file, &hints, &mut |_| ControlFlow::Continue(())).map_err(io::Error::other)?;
    std::hint::black_box(list.table.len());
    Ok(())
}
