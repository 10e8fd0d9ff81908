//! Which column holds the addresses of a table whose header does not say so, and where its rows begin.

use std::collections::HashSet;

use super::{Kept, Sample, Shape};
use crate::lists::columns::Layout;
use crate::lists::names::{self, Key};
use crate::lists::style::Style;
use crate::lists::{Hints, email, why};
use crate::wording::and;

/// The column that holds the addresses.
#[derive(Debug)]
pub(super) struct Holder {
    pub column: usize,
    /// Rows that have an address in it.
    pub count: usize,
    /// Other columns that could be meant.
    others: Vec<usize>,
}

impl Holder {
    /// Returns what to say when other columns hold addresses too.
    pub(super) fn note(&self, header: &[String]) -> Option<String> {
        let shown = |column: &usize| header.get(*column).map(|name| why::shown(name));
        let others: Vec<String> =
            self.others.iter().filter_map(shown).filter(|name| !name.is_empty()).collect();
        if others.is_empty() {
            return None;
        }
        let verb = if others.len() == 1 { "holds" } else { "hold" };
        Some(format!(
            "{} {verb} addresses too; the people were read from {}. Check that this is the right column.",
            and(&others),
            shown(&self.column)?
        ))
    }
}

/// Returns the column that holds most addresses in these records. Of several the first is meant, unless it repeats a few
/// people where another names each row's own: *Approver* stands before *Requested For*.
pub(super) fn holder(records: &[Kept], header: Option<&[String]>) -> Option<Holder> {
    let normal: Vec<String> = header.unwrap_or_default().iter().map(|name| names::normal(name)).collect();
    let columns = records.iter().map(|record| record.cells.len()).max().unwrap_or(0);
    let mut held: Vec<(usize, HashSet<String>)> = vec![(0, HashSet::new()); columns];
    for record in records.iter().filter(|record| record.has_address) {
        for (column, cell) in record.cells.iter().enumerate() {
            if normal.get(column).is_some_and(|name| names::is_never_key(name)) {
                continue;
            }
            if let Ok(address) = email::normalise(cell) {
                held[column].0 += 1;
                held[column].1.insert(address.to_string());
            }
        }
    }
    let most = held.iter().map(|(count, _)| *count).max().filter(|most| *most > 0)?;
    let mut column = held.iter().position(|(count, _)| *count == most)?;
    for (at, (count, different)) in held.iter().enumerate() {
        if count * 10 >= most * 8 && different.len() >= 2 * held[column].1.len() {
            column = at;
        }
    }
    let is_other = |at: &usize| {
        *at != column
            && held[*at].0 * 2 >= held[column].0
            && normal.get(*at).is_some_and(|name| names::key(name).is_none())
    };
    let others = (0..columns).filter(is_other).collect();
    Some(Holder { column, count: held[column].0, others })
}

/// Returns the first row among the records above a header of this many cells, if rows stand there: somebody sorted the
/// table with its header. A line above a report may hold an address too, but hardly where the rows have theirs.
pub(super) fn row_above(above: &[Kept], cells: usize, layout: &Layout) -> Option<usize> {
    let (_, column) = layout.keys.iter().find(|(key, _)| *key != Key::Proxy)?;
    let is_row = |record: &&Kept| {
        let is_wide = record.cells.len() > 1 || cells == 1;
        is_wide && record.cells.get(*column).is_some_and(|cell| email::is_address(email::trimmed(cell)))
    };
    let first = above.iter().position(|record| is_row(&record))?;
    let rows = || above.iter().filter(is_row);
    (rows().count() > 1 || rows().any(|record| record.cells.len() == cells)).then_some(first)
}

/// Returns what to say of a header that is one of two tables: it goes on with the same names behind an empty column.
pub(super) fn side_by_side(header: &[String]) -> Option<String> {
    let normal: Vec<String> = header.iter().map(|name| names::normal(name)).collect();
    let gap = normal.iter().position(String::is_empty).filter(|gap| *gap > 0)?;
    let again = |name: &&String| names::key(name).is_some() && normal[..gap].contains(name);
    normal[gap..].iter().find(again)?;
    let first = gap + normal[gap..].iter().position(|name| !name.is_empty())?;
    Some(format!(
        "Two tables stand side by side, and the one that begins in column {} is not read where both have an address. \
         Save it as a list of its own.",
        first + 1
    ))
}

/// Reads a file whose header nobody knows, or that has none, by where its addresses stand.
pub(super) fn from_addresses(samples: &[Sample], hints: &Hints) -> Option<Shape> {
    let held = samples.iter().filter_map(|sample| holder(&sample.records, None).map(|found| (sample, found)));
    let (sample, Holder { column, .. }) =
        held.reduce(|best, other| if other.1.count > best.1.count { other } else { best })?;
    let first = sample.records.iter().position(|record| record.has_address)?;
    let is_header = |record: &&Kept| {
        record.cells.len() == sample.records[first].cells.len()
            && !record.cells.iter().any(|cell| cell.contains('@'))
            && record.says(column)
    };
    // Rows without an address may stand first: of several records the first that names most columns is the header.
    let above = sample.records[..first].iter().enumerate().filter(|(_, record)| is_header(record));
    let Some((titles, above)) = above.rev().max_by_key(|(_, record)| record.filled()) else {
        return Some(Shape {
            delimiter: sample.delimiter,
            // A blank before the second address is what was written, not a style.
            style: Style { blank: Style::USUAL.blank, ..Style::of(&sample.records[0].cells) },
            header_line: None,
            header: Vec::new(),
            start: sample.start,
            line: sample.line,
            cells: sample.records[first].cells.len(),
            titles: 0,
            header_among_rows: false,
            layout: Layout::bare(column, hints),
        });
    };
    let holder = holder(&sample.records, Some(&above.cells))?;
    let mut layout = Layout::new(&above.cells, Some(holder.column), hints);
    layout.notes.extend(holder.note(&above.cells));
    // A person may have said that no column is the address.
    if layout.keys.is_empty() {
        return None;
    }
    layout.take_evidence(&above.cells, sample.records[first..].iter().map(|record| &record.cells[..]));
    Some(Shape {
        delimiter: sample.delimiter,
        style: Style::of(&above.cells),
        header_line: Some(above.line),
        header: above.cells.clone(),
        start: above.next,
        line: above.next_line,
        cells: above.cells.len(),
        titles,
        header_among_rows: false,
        layout,
    })
}
