//! Reads the lists of a comparison on every core at once and joins them; no row is kept longer than it takes.
//!
//! Threads take chunks of the same file, the largest file first, and then parts of the join. A file that cannot be
//! scanned is read as a whole, for the same answer.

use std::fs::File;
use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;

use super::files::read_file;
use super::meter::Meter;
use crate::error::{Error, READING};
use crate::lists::scan::{self, Chunk, Chunks, Keys, PARTS, Scan};
use crate::lists::{Field, Hints};
use crate::plan::ListKind;
use crate::progress::Progress;
use crate::progress::reconcile::{self, Reconciled, Room, Scanned};
use crate::progress::report::ListOut;

/// More threads than this wait for each other.
const MOST_THREADS: usize = 8;

/// One hasher for all addresses of a comparison.
type Hasher = hashbrown::DefaultHashBuilder;

/// A file that is scanned.
struct Scannable {
    /// Its place among the files.
    number: usize,
    size: u64,
    scan: Scan,
    chunks: Mutex<Chunks<Box<dyn Read + Send>>>,
    is_odd: AtomicBool,
}

/// What is known of a file when it is read.
struct Seen {
    keys: Vec<Keys>,
    told: ListOut,
}

/// Reads the files and compares them; returns the totals and a line on each file, in the order given.
pub(super) fn reconcile(files: &[(PathBuf, ListKind)]) -> Result<(Progress, Vec<ListOut>), Error> {
    let hasher = Hasher::default();
    let mut scannable = Vec::new();
    for (number, (path, kind)) in files.iter().enumerate() {
        scannable.extend(open(path, *kind)?.map(|(size, scan, input)| Scannable {
            number,
            size,
            scan,
            chunks: Mutex::new(Chunks::new(input)),
            is_odd: AtomicBool::new(false),
        }));
    }
    scannable.sort_by_key(|file| std::cmp::Reverse(file.size));
    let scanned = scan_all(&scannable, &hasher);
    let mut found: Vec<Option<Seen>> = files.iter().map(|_| None).collect();
    for (file, scanned) in scannable.iter().zip(scanned) {
        if !file.is_odd.load(Ordering::Relaxed) {
            let (path, kind) = &files[file.number];
            found[file.number] = Some(seen(path, *kind, scanned));
        }
    }
    let whole: Vec<usize> = (0..files.len()).filter(|number| found[*number].is_none()).collect();
    let read = spread(whole.len(), |at| {
        let (path, kind) = &files[whole[at]];
        read_whole(path, *kind, &hasher)
    });
    for (number, read) in whole.into_iter().zip(read) {
        found[number] = Some(read?);
    }
    let (mut lists, mut told) = (Vec::new(), Vec::new());
    for (seen, (_, kind)) in found.into_iter().flatten().zip(files) {
        lists.push(Scanned { kind: *kind, keys: seen.keys });
        told.push(seen.told);
    }
    let sum = join(&lists);
    for (list, repeated) in told.iter_mut().zip(&sum.duplicates) {
        list.duplicates += repeated;
        list.people -= repeated;
    }
    Ok((sum.progress(), told))
}

/// Opens a file to be scanned; nothing for one that is to be read as a whole.
#[expect(clippy::type_complexity, reason = "three answers that are used at once")]
fn open(path: &Path, kind: ListKind) -> Result<Option<(u64, Scan, Box<dyn Read + Send>)>, Error> {
    let mut file = File::open(path).map_err(Error::io(READING, path))?;
    let meta = file.metadata().map_err(Error::io(READING, path))?;
    if !meta.is_file() {
        return Ok(None);
    }
    let mut head = Vec::new();
    let most = u64::try_from(Scan::HEAD).unwrap_or(u64::MAX);
    file.by_ref().take(most).read_to_end(&mut head).map_err(Error::io(READING, path))?;
    let Some(scan) = Scan::new(&head, &hints(kind)) else { return Ok(None) };
    let mut rows = Cursor::new(head);
    rows.set_position(u64::try_from(scan.start()).unwrap_or(u64::MAX));
    Ok(Some((meta.len(), scan, Box::new(rows.chain(file)))))
}

fn hints(kind: ListKind) -> Hints {
    Hints { kind: Some(kind), fields: Some(vec![Field::Status]), ..Hints::default() }
}

/// Scans every file; returns what each thread found in each of them.
fn scan_all(files: &[Scannable], hasher: &Hasher) -> Vec<Vec<scan::Scanned>> {
    let bytes = files.iter().map(|file| file.size).sum();
    let (meter, done) = (Meter::new("Reading", bytes), AtomicU64::new(0));
    let by_thread = spread(threads(), |_| {
        let mut chunk = Chunk::default();
        let mut found = Vec::new();
        for file in files {
            let mut worker = file.scan.worker(hasher.clone());
            while !file.is_odd.load(Ordering::Relaxed) {
                let next = file.chunks.lock().unwrap_or_else(PoisonError::into_inner).next(&mut chunk);
                if matches!(next, Ok(false)) {
                    break;
                }
                if next.is_err() || worker.take(&chunk).is_err() {
                    file.is_odd.store(true, Ordering::Relaxed);
                }
                let length = u64::try_from(chunk.len()).unwrap_or(0);
                let _ = meter.watch(done.fetch_add(length, Ordering::Relaxed) + length);
            }
            found.push(worker.done());
        }
        found
    });
    let mut by_file: Vec<Vec<scan::Scanned>> = files.iter().map(|_| Vec::new()).collect();
    for found in by_thread {
        for (file, scanned) in by_file.iter_mut().zip(found) {
            file.push(scanned);
        }
    }
    by_file
}

fn seen(path: &Path, kind: ListKind, scanned: Vec<scan::Scanned>) -> Seen {
    let rows: u64 = scanned.iter().map(|part| part.rows).sum();
    let people = scanned.iter().map(|part| part.keys.count()).sum();
    let told = ListOut {
        file: path.display().to_string(),
        kind: kind.word(),
        rows,
        people,
        duplicates: 0,
        invalid: rows - people,
    };
    Seen { keys: scanned.into_iter().map(|part| part.keys).collect(), told }
}

fn read_whole(path: &Path, kind: ListKind, hasher: &Hasher) -> Result<Seen, Error> {
    let list = read_file(path, hints(kind))?;
    super::files::people_only(path, &list)?;
    let mut keys = Keys::new(hasher.clone());
    keys.add_list(&list);
    Ok(Seen { keys: vec![keys], told: ListOut::of_list(&path.display().to_string(), kind, &list) })
}

fn join(lists: &[Scanned]) -> Reconciled {
    let next = AtomicUsize::new(0);
    let sums = spread(threads(), |_| {
        let (mut room, mut sum) = (Room::default(), Reconciled::default());
        loop {
            let number = next.fetch_add(1, Ordering::Relaxed);
            if number >= PARTS {
                return sum;
            }
            sum.add(reconcile::part(lists, number, &mut room));
        }
    });
    sums.into_iter().fold(Reconciled::default(), |mut sum, more| {
        sum.add(more);
        sum
    })
}

/// Returns how many threads are worth their while.
pub(super) fn threads() -> usize {
    thread::available_parallelism().map_or(1, std::num::NonZero::get).min(MOST_THREADS)
}

/// Does so many pieces of work, each on a thread of its own, and returns what they came to.
pub(super) fn spread<T: Send>(pieces: usize, work: impl Fn(usize) -> T + Sync) -> Vec<T> {
    if pieces == 1 {
        return vec![work(0)];
    }
    let work = &work;
    thread::scope(|scope| {
        let running: Vec<_> = (0..pieces).map(|piece| scope.spawn(move || work(piece))).collect();
        running
            .into_iter()
            .map(|thread| thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
            .collect()
    })
}
