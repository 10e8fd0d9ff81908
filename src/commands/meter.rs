//! How far a long read is, on stderr; nothing where that is no terminal or the file is small.

use std::ops::ControlFlow;

use indicatif::{ProgressBar, ProgressStyle};

use crate::untrusted::clean;

/// A smaller file is read before anybody could look at a bar.
const WORTH_A_BAR: u64 = 8 << 20;

/// The bar of one file; it goes when dropped.
pub(super) struct Meter {
    bar: Option<ProgressBar>,
}

impl Meter {
    /// Returns the bar of a file of this name and size.
    #[must_use]
    pub(super) fn new(name: &str, bytes: u64) -> Meter {
        if bytes < WORTH_A_BAR {
            return Meter { bar: None };
        }
        // Drawn on stderr, and nowhere when that is no terminal.
        let bar = ProgressBar::new(bytes);
        let template = "{msg}  {bar:30}  {bytes} of {total_bytes}, {eta} left";
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style.progress_chars("#-."));
        }
        bar.set_message(clean(name).into_owned());
        Meter { bar: Some(bar) }
    }

    /// Takes note of the bytes read so far; reading goes on.
    pub(super) fn watch(&self, bytes: u64) -> ControlFlow<()> {
        if let Some(bar) = &self.bar {
            bar.set_position(bytes);
        }
        ControlFlow::Continue(())
    }
}

impl Drop for Meter {
    fn drop(&mut self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}
