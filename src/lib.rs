//! `ingather` plans and tracks a Zoom account consolidation: bringing every existing Zoom user on a
//! company's e-mail domains into its one main account.
//!
//! # The words
//!
//! A *plan* is one consolidation project, kept in one TOML file. A *list* is one imported file of users.
//! A *person* is one e-mail address. A *standing* is what a person is now. A *finding* is something the
//! program noticed; a *gate* is a decision that findings can hold shut. The words are the same in code,
//! on screens and in files.
//!
//! # The layers
//!
//! ```text
//! CORE   plan   guide   lists   progress   advice   export      plain data in, plain data out:
//!                                                                no terminal, threads, clock or files
//! APP    app   screens   widgets                                 decides and draws; does nothing itself
//! EDGE   store   terminal   cli   commands                       disk, keys, threads, exit codes
//! ```
//!
//! A layer may use what stands before it, never after; `tests/layers.rs` reads the sources and fails
//! otherwise.
//!
//! # The two flows
//!
//! File bytes become lists ([`lists::read`]), lists and plan become a roster and its totals
//! ([`progress`]), and plan, totals and guide become findings and gates ([`advice`]). Screens, exports and
//! the command line are three faces of those facts.
//!
//! A key becomes an event, `app::update` turns an event into a changed model and a list of effects, and
//! only `terminal` carries effects out, on threads, and tells the outcome as the next event.
#![forbid(unsafe_code)]

pub mod advice;
pub mod app;
pub mod cli;
pub mod commands;
pub mod error;
pub mod export;
pub mod guide;
pub mod lists;
pub mod plan;
pub mod progress;
pub mod screens;
pub mod store;
pub mod terminal;
pub mod untrusted;
pub mod widgets;
pub mod wording;

pub use error::Error;
