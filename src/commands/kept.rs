//! Reads the lists kept beside a plan, on every core: whoever is free takes the next piece of the next list.
//!
//! What `lists::kept` cannot read in pieces is read as a whole. Either way a list counts only when its digest is the one
//! the plan remembers.

use std::io::{self, ErrorKind, Read};
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::files::refused;
use super::scanning::{spread, threads};
use crate::error::Error;
use crate::lists::kept::{Growing, Kept, Worker, whole_rows};
use crate::lists::{self, Encoding, Hints, List, Table};
use crate::plan::ListRecord;
use crate::progress;
use crate::store::{self, OpenList};

/// Bytes of a piece: small enough for the cache, large enough that taking one costs nothing.
const PIECE: usize = 256 * 1024;

/// Is told how many rows were read, and says whether to go on.
pub(super) type Told<'t> = &'t (dyn Fn(u64) -> ControlFlow<()> + Sync);

/// What came of a list: its people, or why there are none.
pub(super) type Found = Result<Arc<List>, progress::Kept>;

/// A list that is read in pieces.
struct Pieces {
    kept: Kept,
    size: u64,
    rest: Mutex<Rest>,
    growing: Mutex<Growing>,
    /// It is to be read as a whole.
    is_odd: AtomicBool,
}

/// What is left of its file.
struct Rest {
    file: OpenList,
    /// Read from the file and not given away yet: the beginning of a row.
    begun: Vec<u8>,
    next: u32,
}

/// Reads some lists of a plan; returns what came of each, in the order given.
///
/// # Errors
/// Fails only with [`Error::Stopped`].
pub(super) fn read(path: &Path, records: &[&ListRecord], told: Told) -> Result<Vec<Found>, Error> {
    let begun: Vec<Option<Pieces>> = records.iter().map(|record| Pieces::begin(path, record)).collect();
    let sizes = begun.iter().flatten().map(|pieces| pieces.size);
    // A thread costs more than reading a small list does.
    let many = sizes.sum::<u64>() > 4 * PIECE as u64;
    let (done, is_stopped) = (AtomicU64::new(0), AtomicBool::new(false));
    spread(if many { threads() } else { 1 }, |_| {
        let (mut piece, mut worker) = (Vec::new(), Worker::default());
        for pieces in begun.iter().flatten() {
            while !is_stopped.load(Ordering::Relaxed) && pieces.take(&mut piece, &mut worker, &done) {
                if told(done.load(Ordering::Relaxed)).is_break() {
                    is_stopped.store(true, Ordering::Relaxed);
                }
            }
        }
    });
    if is_stopped.into_inner() {
        return Err(Error::Stopped);
    }
    let read =
        begun.into_iter().zip(records).map(|(pieces, record)| match pieces.map(|it| it.done(record)) {
            Some(Some(list)) => Ok(list),
            _ => whole(path, record, (told, &done)),
        });
    read.collect()
}

/// Returns the first people of a list, without a look at the rest of it; nothing where it is not kept as this program
/// keeps lists.
pub(super) fn first(path: &Path, record: &ListRecord) -> Option<List> {
    Some(Pieces::begin(path, record)?.kept.into_first())
}

impl Pieces {
    /// Opens a list; nothing where it is not there or cannot be read in pieces.
    fn begin(path: &Path, record: &ListRecord) -> Option<Pieces> {
        let mut file = store::open_list(path, &record.id).ok()??;
        let mut head = Vec::with_capacity(Kept::HEAD);
        file.by_ref().take(Kept::HEAD as u64).read_to_end(&mut head).ok()?;
        let kept = Kept::new(&head)?;
        head.drain(..kept.start());
        let size = file.size();
        let rest = Mutex::new(Rest { file, begun: head, next: 0 });
        let growing = Mutex::new(kept.growing());
        Some(Pieces { kept, size, rest, growing, is_odd: AtomicBool::new(false) })
    }

    /// Reads the next piece; says whether there was one.
    fn take(&self, piece: &mut Vec<u8>, worker: &mut Worker, done: &AtomicU64) -> bool {
        if self.is_odd.load(Ordering::Relaxed) {
            return false;
        }
        let next = locked(&self.rest).next(piece);
        let taken = match next {
            Ok(None) => return false,
            Ok(Some(number)) => self.rows(piece, worker).is_some_and(|rows| {
                done.fetch_add(rows.len() as u64, Ordering::Relaxed);
                let share = rows.len() as u64 * self.size / piece.len() as u64;
                let mut growing = locked(&self.growing);
                let grown = growing.add(number, rows).is_ok();
                if number == 0 {
                    // The first piece tells what the others will need.
                    growing.reserve(
                        usize::try_from(share).unwrap_or(0),
                        usize::try_from(self.size).unwrap_or(0),
                    );
                }
                grown
            }),
            Err(_) => false,
        };
        if !taken {
            self.is_odd.store(true, Ordering::Relaxed);
        }
        taken
    }

    fn rows(&self, piece: &[u8], worker: &mut Worker) -> Option<Table> {
        let blank = locked(&self.growing).blank();
        self.kept.rows(piece, blank, worker).ok()
    }

    /// Returns the list; nothing when it is to be read as a whole.
    fn done(self, record: &ListRecord) -> Option<Found> {
        if self.is_odd.into_inner() {
            return None;
        }
        let digest = self.rest.into_inner().unwrap_or_else(PoisonError::into_inner).file.digest();
        if digest != record.digest {
            return Some(Err(progress::Kept::Altered));
        }
        let growing = self.growing.into_inner().unwrap_or_else(PoisonError::into_inner);
        Some(Ok(Arc::new(self.kept.list(growing.done()))))
    }
}

impl Rest {
    /// Fills `piece` with the next whole rows and returns its number; nothing when none are left.
    fn next(&mut self, piece: &mut Vec<u8>) -> io::Result<Option<u32>> {
        piece.clear();
        piece.append(&mut self.begun);
        let mut wanted = PIECE;
        loop {
            let ended = !fill(&mut self.file, piece, wanted)?;
            let rows = whole_rows(piece);
            // What is no whole row at the end of the file is odd, and told as such by whoever reads it.
            if rows > 0 && !ended {
                self.begun.extend_from_slice(&piece[rows..]);
                piece.truncate(rows);
            } else if !ended {
                wanted *= 2;
                continue;
            }
            if piece.is_empty() {
                return Ok(None);
            }
            self.next += 1;
            return Ok(Some(self.next - 1));
        }
    }
}

/// Reads until there are so many bytes; says whether the file may go on.
fn fill(file: &mut impl Read, piece: &mut Vec<u8>, wanted: usize) -> io::Result<bool> {
    let mut filled = piece.len();
    piece.resize(wanted.max(filled), 0);
    while filled < wanted {
        match file.read(&mut piece[filled..]) {
            Ok(0) => break,
            Ok(count) => filled += count,
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    piece.truncate(filled);
    Ok(filled >= wanted)
}

/// Reads a list as a whole.
fn whole(path: &Path, record: &ListRecord, (told, done): (Told, &AtomicU64)) -> Result<Found, Error> {
    let bytes = match store::read_list(path, &record.id, &record.digest) {
        Ok(store::Kept::Same(bytes)) => bytes,
        Ok(store::Kept::Missing) => return Ok(Err(progress::Kept::Missing)),
        Ok(store::Kept::Altered { .. }) => return Ok(Err(progress::Kept::Altered)),
        Err(error) => return Ok(Err(progress::Kept::Unreadable(error.to_string()))),
    };
    let (kind, size) = (Some(record.kind), u64::try_from(bytes.len()).ok());
    let hints = Hints { kind, size, encoding: Some(Encoding::Utf8), ..Hints::default() };
    let before = done.load(Ordering::Relaxed);
    // It is told in bytes how far this is; the rows count once they are all there.
    match lists::read(bytes.as_slice(), &hints, &mut |_| told(before)) {
        Ok(list) => {
            done.fetch_add(list.table.len() as u64, Ordering::Relaxed);
            Ok(Ok(Arc::new(list)))
        }
        Err(refusal) => match refused(path, &refusal) {
            Error::Stopped => Err(Error::Stopped),
            _ => Ok(Err(progress::Kept::Unreadable(refusal.message))),
        },
    }
}

/// A worker that panicked has told so already; the rest is whole.
fn locked<T>(held: &Mutex<T>) -> MutexGuard<'_, T> {
    held.lock().unwrap_or_else(PoisonError::into_inner)
}
