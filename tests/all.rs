//! The one test binary.

mod guide;
