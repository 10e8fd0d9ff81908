//! The disk: opening and saving a plan, the lists beside it, exports, and what is remembered between runs.
//!
//! What it promises: a plan on disk is always a whole old or a whole new one; what somebody else changed is
//! never overwritten unasked; what is not understood (comments, unknown keys, newer versions) is never lost.
//! It decides nothing about the project and draws nothing.

mod atomic;
mod backups;
mod folders;
pub mod fs;
pub mod keep;
mod known;
mod lists;
mod lock;
mod migrate;
mod misfits;
mod outcome;
mod place;
mod plan_file;
mod reading;
mod recent;
mod samples;
mod view;

pub use atomic::{Overwrite, digest, write_new, write_new_on};
pub use backups::backups_of;
pub use folders::Folders;
pub use lists::{Kept, OpenList, delete_list, keep_list, list_path, lists_folder, open_list, read_list};
pub use lock::Guard;
pub use outcome::{Access, Opened, Outside, Previous, Saved, Why};
pub use place::{Place, place, remember_place};
pub use plan_file::{PlanFile, read};
pub use reading::{Reading, Unknown, parse};
pub use recent::{Recent, forget, recent, remember};
pub use samples::{Sample, open_copy, samples};
pub use view::{View, keep_view, view};
