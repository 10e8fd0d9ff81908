//! How far a job is, and whether to stop: two atomics, no lock, so a stall in a worker is no stall on the screen.

use std::ops::ControlFlow;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

/// How far a job is, and whether to stop.
#[derive(Debug, Default)]
pub struct Meter {
    done: AtomicU64,
    of: AtomicU64,
    stopped: AtomicBool,
}

impl Meter {
    /// Notes how far the job is; tells the job whether to go on.
    pub fn at(&self, done: u64) -> ControlFlow<()> {
        self.done.store(done, Ordering::Relaxed);
        if self.stopped.load(Ordering::Relaxed) { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }

    /// Notes how many rows there are to see; 0 where nobody knows, and then what is done counts from 0 again.
    pub fn expect(&self, rows: u64) {
        self.done.store(0, Ordering::Relaxed);
        self.of.store(rows, Ordering::Relaxed);
    }

    /// Returns how many rows there are to see; 0 where nobody knows.
    #[must_use]
    pub fn of(&self) -> u64 {
        self.of.load(Ordering::Relaxed)
    }

    /// Returns how far the job is.
    #[must_use]
    pub fn done(&self) -> u64 {
        self.done.load(Ordering::Relaxed)
    }

    /// Asks the job to stop at its next look.
    pub fn stop(&self) {
        self.stopped.store(true, Ordering::Relaxed);
    }

    /// Returns whether the job was asked to stop.
    #[must_use]
    pub fn is_stopped(&self) -> bool {
        self.stopped.load(Ordering::Relaxed)
    }
}
