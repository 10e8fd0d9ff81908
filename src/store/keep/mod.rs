//! Puts changes into the person's own text: comments, unknown keys, order and line ends survive.
//!
//! A three-way merge: the text on disk, the plan as it was read from it, the plan now. Only what differs
//! between the two plans is written into the text, as edits of single places; every other byte stays. Entries
//! of a list are matched by `id`, never by position. The result is not trusted here: saving reads it back.

mod array;
mod change;
mod entries;
mod order;
mod page;
mod written;

use toml::Table;

use change::Change;
pub(super) use entries::matched;
use page::Page;

const BOM: char = '\u{feff}';

/// Returns the text with what differs between the two plans written into it.
///
/// An unchanged plan gives the unchanged text. The error is a sentence without its full stop.
///
/// ```
/// use ingather::store::keep::merge;
/// let before = toml::from_str("seats = 5")?;
/// let now = toml::from_str("seats = 6")?;
/// assert_eq!(merge("seats = 5 # as agreed\n", &before, &now)?, "seats = 6 # as agreed\n");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn merge(text: &str, before: &Table, now: &Table) -> Result<String, String> {
    if before == now {
        return Ok(text.to_owned());
    }
    let (mark, body) = match text.strip_prefix(BOM) {
        Some(body) => (BOM.to_string(), body),
        None => (String::new(), text),
    };
    let changed = {
        let page = Page::read(body)?;
        let mut change = Change::new(&page);
        change.whole(before, now)?;
        change.into_text()?
    };
    // Looking for what was moved means reading the whole text once more.
    let arranged = if order::is_same(before, now) { changed } else { order::arranged(changed, now)? };
    Ok(mark + &arranged)
}

/// Returns the text of a plan that is written for the first time.
pub fn fresh(now: &Table) -> Result<String, String> {
    merge("", &Table::new(), now)
}
