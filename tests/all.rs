//! The one test binary.

mod guide;
mod keep;
mod lists;
