//! The person's text and where things are in it: lines, and sections with the comments that belong to them.

use std::ops::Range;

use toml_edit::{Document, Item, Table};

/// A text and its parsed structure.
pub(super) struct Page<'t> {
    pub(super) text: &'t str,
    pub(super) parsed: Document<&'t str>,
    /// In the order of the text; the first is what stands before any header.
    pub(super) sections: Vec<Section>,
    /// How lines end.
    pub(super) line_end: &'static str,
}

/// A header and what stands under it, up to the next header.
#[derive(Clone, Debug)]
pub(super) struct Section {
    /// The header itself; empty for the first section.
    pub(super) header: Range<usize>,
    /// Where the blank lines above it begin.
    pub(super) gap: usize,
    /// Where it begins with the comments directly above its header.
    pub(super) start: usize,
    /// Behind its last line, including comments directly below it.
    pub(super) end: usize,
}

impl<'t> Page<'t> {
    pub(super) fn read(text: &'t str) -> Result<Page<'t>, String> {
        let parsed = Document::parse(text).map_err(|refused| refused.message().to_owned())?;
        let line_end = match text.find('\n') {
            Some(at) if text[..at].ends_with('\r') => "\r\n",
            _ => "\n",
        };
        let mut page = Page { text, parsed, sections: Vec::new(), line_end };
        let mut found = Vec::new();
        collect(page.parsed.as_table(), &mut found);
        found.sort_by_key(|(header, _)| (header.start, header.end));
        page.lay_out(&found);
        Ok(page)
    }

    fn lay_out(&mut self, found: &[(Range<usize>, usize)]) {
        let mut floor = 0;
        for (index, (header, last)) in found.iter().enumerate() {
            let mut start = self.line_start(header.start);
            let mut gap = start;
            if index > 0 {
                start = self.up_while(start, floor, is_comment);
                gap = self.up_while(start, floor, is_blank);
            }
            floor = if index == 0 && *last == 0 { 0 } else { self.line_end(*last) };
            self.sections.push(Section { header: header.clone(), gap, start, end: floor });
        }
        for index in 0..self.sections.len() {
            let ceiling = self.sections.get(index + 1).map_or(self.text.len(), |next| next.start);
            let mut end = self.sections[index].end;
            while end < ceiling && is_comment(self.line_at(end)) {
                end = self.line_end(end);
            }
            self.sections[index].end = end;
        }
    }

    /// Returns the number of the section a header at this offset opens.
    pub(super) fn section_at(&self, header: usize) -> Option<usize> {
        self.sections[1..].binary_search_by_key(&header, |section| section.header.start).ok().map(|at| at + 1)
    }

    /// Returns the numbers of all sections that make up an item, in the order of the text.
    pub(super) fn sections_of(&self, item: &Table) -> Vec<usize> {
        let mut found = Vec::new();
        collect(item, &mut found);
        let mut numbers: Vec<usize> =
            found.iter().filter_map(|(header, _)| self.section_at(header.start)).collect();
        numbers.sort_unstable();
        numbers
    }

    pub(super) fn line_start(&self, at: usize) -> usize {
        self.text[..at].rfind('\n').map_or(0, |newline| newline + 1)
    }

    /// Returns where the line ends that holds this offset, behind its line break.
    pub(super) fn line_end(&self, at: usize) -> usize {
        self.text[at..].find('\n').map_or(self.text.len(), |newline| at + newline + 1)
    }

    pub(super) fn line_at(&self, start: usize) -> &'t str {
        &self.text[start..self.line_end(start)]
    }

    /// Returns whether a blank line, or nothing more, follows this line start.
    pub(super) fn is_blank_below(&self, start: usize) -> bool {
        start >= self.text.len() || is_blank(self.line_at(start))
    }

    fn up_while(&self, from: usize, floor: usize, fits: fn(&str) -> bool) -> usize {
        let mut at = from;
        while at > floor {
            let above = self.line_start(at - 1);
            if above < floor || !fits(&self.text[above..at]) {
                break;
            }
            at = above;
        }
        at
    }
}

pub(super) fn is_comment(line: &str) -> bool {
    line.trim_start().starts_with('#')
}

pub(super) fn is_blank(line: &str) -> bool {
    line.trim().is_empty()
}

/// Returns where the last value written directly in a table ends, dotted keys included.
pub(super) fn last_value(table: &Table) -> Option<usize> {
    table.iter().filter_map(|(_, item)| value_end(item)).max()
}

/// Returns where an item that stands on its own lines of a section ends, or nothing when it has its own sections.
pub(super) fn value_end(item: &Item) -> Option<usize> {
    match item {
        Item::Value(value) => value.span().map(|span| span.end),
        Item::Table(table) if table.is_dotted() => last_value(table),
        _ => None,
    }
}

/// Lists the header of a table and all below it, each with where its last value ends.
fn collect(table: &Table, found: &mut Vec<(Range<usize>, usize)>) {
    if !table.is_dotted() && !table.is_implicit() {
        let header = table.span().unwrap_or_default();
        let last = last_value(table).unwrap_or(header.end);
        found.push((header, last));
    }
    for (_, item) in table {
        match item {
            Item::Table(table) => collect(table, found),
            Item::ArrayOfTables(entries) => entries.iter().for_each(|entry| collect(entry, found)),
            _ => {}
        }
    }
}
