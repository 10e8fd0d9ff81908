//! Brings entries that were moved into their new order: whole blocks of lines change places.

use std::ops::Range;

use toml::{Table, Value};
use toml_edit::{ArrayOfTables, Item, Table as Seen};

use super::entries::{entries_at, id_of, ids_of, matched};
use super::page::Page;

/// Returns the text with the entries of every list in the order of the plan.
pub(super) fn arranged(mut text: String, now: &Table) -> Result<String, String> {
    loop {
        let page = Page::read(&text)?;
        match first_out_of_order(&page, page.parsed.as_table(), now)? {
            Some(next) => text = next,
            None => return Ok(text),
        }
    }
}

/// Says whether every list has the same entries in the same order, so that nothing can have moved.
pub(super) fn is_same(before: &Table, now: &Table) -> bool {
    now.iter().all(|(name, is)| match (before.get(name), is) {
        (Some(Value::Table(was)), Value::Table(is)) => is_same(was, is),
        (was, Value::Array(items)) if items.iter().any(Value::is_table) => {
            let was = was.and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
            was.len() == items.len()
                && was.iter().zip(items).all(|(was, is)| {
                    id_of(was) == id_of(is)
                        && matches!((was, is), (Value::Table(was), Value::Table(is)) if is_same(was, is))
                })
        }
        _ => true,
    })
}

/// Returns the text with the first list that is out of order put right, or nothing when all are in order.
fn first_out_of_order(page: &Page<'_>, seen: &Seen, now: &Table) -> Result<Option<String>, String> {
    for (name, item) in seen {
        let found = match item {
            Item::Table(table) => match now.get(name).and_then(Value::as_table) {
                Some(now) => first_out_of_order(page, table, now)?,
                None => None,
            },
            Item::ArrayOfTables(entries) => in_entries(page, entries, entries_at(now, name))?,
            _ => None,
        };
        if found.is_some() {
            return Ok(found);
        }
    }
    Ok(None)
}

fn in_entries(page: &Page<'_>, seen: &ArrayOfTables, now: &[Value]) -> Result<Option<String>, String> {
    let places = matched(ids_of(seen).into_iter(), now.iter().map(id_of));
    let places: Vec<usize> = places.into_iter().flatten().collect();
    if places.len() == seen.len() && !places.is_sorted() {
        return moved(page, seen, &places).map(Some);
    }
    for (place, entry) in places.iter().zip(now) {
        if let (Some(seen), Some(now)) = (seen.get(*place), entry.as_table())
            && let Some(text) = first_out_of_order(page, seen, now)?
        {
            return Ok(Some(text));
        }
    }
    Ok(None)
}

/// Returns the text with the block of entry `places[n]` where the n-th block stands.
fn moved(page: &Page<'_>, seen: &ArrayOfTables, places: &[usize]) -> Result<String, String> {
    let mut blocks = Vec::with_capacity(places.len());
    for entry in seen {
        blocks.push(block(page, entry)?);
    }
    let mut text = String::with_capacity(page.text.len() + 2);
    let mut at = 0;
    for (slot, from) in blocks.iter().zip(places) {
        let Some(from) = blocks.get(*from) else { continue };
        text.push_str(&page.text[at..slot.start]);
        text.push_str(&page.text[from.clone()]);
        if !text.ends_with('\n') {
            text.push_str(page.line_end);
        }
        at = slot.end;
    }
    text.push_str(&page.text[at..]);
    Ok(text)
}

/// Returns the lines of an entry, when they stand together.
fn block(page: &Page<'_>, entry: &Seen) -> Result<Range<usize>, String> {
    let sections = page.sections_of(entry);
    match (sections.first(), sections.last()) {
        (Some(first), Some(last)) if last - first + 1 == sections.len() => {
            Ok(page.sections[*first].start..page.sections[*last].end)
        }
        _ => Err("the parts of an entry that was moved stand apart in it".to_owned()),
    }
}
