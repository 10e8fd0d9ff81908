//! What is decided: the plan and its parts as types.
pub mod list;
pub use list::ListKind;
