//! Lists of entries written as `[[sections]]`: matched by `id`, changed, added and taken out one by one.

use std::collections::{HashMap, HashSet};

use toml::{Table, Value};
use toml_edit::ArrayOfTables;

use super::change::{Change, Spot};
use super::written;

/// Returns what tells an entry from the others of its list; empty when it has no id.
pub(super) fn id_of(entry: &Value) -> &str {
    entry.get("id").and_then(Value::as_str).unwrap_or_default()
}

/// Returns for each entry of now which of the former ones it is; entries with the same id in their order.
pub(in crate::store) fn matched<'a>(
    before: impl Iterator<Item = &'a str>,
    now: impl Iterator<Item = &'a str>,
) -> Vec<Option<usize>> {
    let before: Vec<&str> = before.collect();
    // Which entry with an id comes first, and which one after each.
    let mut first: HashMap<&str, usize> = HashMap::with_capacity(before.len());
    let mut next: Vec<Option<usize>> = vec![None; before.len()];
    for (at, id) in before.iter().enumerate().rev() {
        next[at] = first.insert(id, at);
    }
    now.map(|id| {
        let at = first.remove(id)?;
        if let Some(later) = next[at] {
            first.insert(id, later);
        }
        Some(at)
    })
    .collect()
}

impl Change<'_, '_> {
    /// Notes the edits of a list of entries; returns behind which line what follows it goes.
    pub(super) fn entries(
        &mut self,
        (seen, path): (&ArrayOfTables, Vec<String>),
        (before, now): (&[Value], &[Value]),
        below: usize,
    ) -> Result<usize, String> {
        if seen.len() != before.len() {
            return Err(format!("the entries of {} are not the ones that were read", written::dotted(&path)));
        }
        let end = seen.iter().filter_map(|entry| self.end_of(entry)).max().unwrap_or(below);
        if before == now {
            return Ok(end);
        }
        let former = matched(before.iter().map(id_of), now.iter().map(id_of));
        let stay: HashSet<usize> = former.iter().flatten().copied().collect();
        for (_, entry) in seen.iter().enumerate().filter(|(at, _)| !stay.contains(at)) {
            let sections = self.page.sections_of(entry);
            self.remove(&sections);
        }
        let mut after = seen.get(0).map_or(below, |first| self.first_gap(&self.page.sections_of(first)));
        for (entry, former) in now.iter().zip(former) {
            let Some((at, table)) = former.and_then(|at| Some((at, seen.get(at)?))) else {
                self.block(after, &written::entry_section(&path, entry));
                continue;
            };
            if let (true, Some(was), Some(is)) =
                (before[at] != *entry, before[at].as_table(), entry.as_table())
            {
                let spot = Spot { seen: table, path: path.clone(), dotted: Vec::new() };
                self.table(&spot, was, is)?;
            }
            after = self.end_of(table).unwrap_or(after);
        }
        Ok(end)
    }
}

/// Returns the ids of a list's entries in the text.
pub(super) fn ids_of(seen: &ArrayOfTables) -> Vec<&str> {
    seen.iter().map(|entry| entry.get("id").and_then(toml_edit::Item::as_str).unwrap_or_default()).collect()
}

/// Returns the entries below a key, where they are a list of tables.
pub(super) fn entries_at<'a>(table: &'a Table, name: &str) -> &'a [Value] {
    table.get(name).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}
