//! The disk: opening and saving a plan, the lists beside it, exports, and what is remembered between runs.
//!
//! What it promises: a plan on disk is always a whole old or a whole new one; what somebody else changed is
//! never overwritten unasked; what is not understood (comments, unknown keys, newer versions) is never lost.
//! It decides nothing about the project and draws nothing.

mod atomic;
mod folders;
pub mod fs;
mod lists;
mod place;
mod recent;

pub use atomic::{Overwrite, digest, write_new, write_new_on};
pub use folders::Folders;
pub use lists::{Kept, delete_list, keep_list, list_path, lists_folder, read_list};
pub use place::{Place, place, remember_place};
pub use recent::{Recent, forget, recent, remember};
