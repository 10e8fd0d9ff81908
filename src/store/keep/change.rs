//! Compares the plan as it was read with the plan now, table by table, and notes the edits of the text.

use std::ops::Range;

use toml::{Table, Value};
use toml_edit::{Item, Table as Seen, Value as SeenValue};

use super::page::{Page, is_comment, last_value, value_end};
use super::written::{self, has_sections, key};

/// The edits that carry the changes of a plan into its text.
pub(super) struct Change<'p, 't> {
    pub(super) page: &'p Page<'t>,
    edits: Vec<(Range<usize>, String)>,
}

/// A table of the text: what is seen of it, and the keys that lead there.
pub(super) struct Spot<'a> {
    pub(super) seen: &'a Seen,
    /// From the root of the file.
    pub(super) path: Vec<String>,
    /// From the section it is written in, where dotted keys lead to it.
    pub(super) dotted: Vec<String>,
}

impl<'a> Spot<'a> {
    fn below(&self, name: &str, seen: &'a Seen) -> Spot<'a> {
        let mut path = self.path.clone();
        path.push(name.to_owned());
        let mut dotted = Vec::new();
        if seen.is_dotted() {
            dotted.clone_from(&self.dotted);
            dotted.push(name.to_owned());
        }
        Spot { seen, path, dotted }
    }

    pub(super) fn path_to(&self, name: &str) -> Vec<String> {
        let mut path = self.path.clone();
        path.push(name.to_owned());
        path
    }
}

impl<'p, 't> Change<'p, 't> {
    pub(super) fn new(page: &'p Page<'t>) -> Self {
        Change { page, edits: Vec::new() }
    }

    /// Notes the edits between two plans.
    pub(super) fn whole(&mut self, before: &Table, now: &Table) -> Result<(), String> {
        let page = self.page;
        let root = Spot { seen: page.parsed.as_table(), path: Vec::new(), dotted: Vec::new() };
        self.table(&root, before, now)
    }

    /// Notes one edit; line breaks become those of the text.
    pub(super) fn edit(&mut self, place: Range<usize>, text: &str) {
        let text = if self.page.line_end == "\n" { text.to_owned() } else { text.replace('\n', "\r\n") };
        self.edits.push((place, text));
    }

    /// Notes an addition that comes before all others in its place.
    pub(super) fn edit_first(&mut self, at: usize, text: &str) {
        self.edits.insert(0, (at..at, text.to_owned()));
    }

    /// Returns the text with all edits made.
    pub(super) fn into_text(mut self) -> Result<String, String> {
        // Stable: what is put in at one place stays in the order in which it was noted.
        self.edits.sort_by_key(|(place, _)| (place.start, !place.is_empty()));
        let mut text = String::with_capacity(self.page.text.len() + 256);
        let mut at = 0;
        for (place, new) in &self.edits {
            if place.start < at {
                return Err("two changes meet in one place of it".to_owned());
            }
            text.push_str(&self.page.text[at..place.start]);
            if place.start == self.page.text.len() && !text.is_empty() && !text.ends_with('\n') {
                text.push_str(self.page.line_end);
            }
            text.push_str(new);
            at = place.end;
        }
        text.push_str(&self.page.text[at..]);
        Ok(text)
    }

    pub(super) fn table(&mut self, spot: &Spot<'_>, before: &Table, now: &Table) -> Result<(), String> {
        self.lines(spot, before, now)?;
        self.sections(spot, before, now)
    }

    /// The keys written in lines of their own.
    fn lines(&mut self, spot: &Spot<'_>, before: &Table, now: &Table) -> Result<(), String> {
        let mut missing = Missing { at: self.first_line(spot), new_header: String::new() };
        for name in names(before, now) {
            let (was, is) = (before.get(name), now.get(name));
            let item = spot.seen.get(name);
            match item {
                Some(Item::Value(value)) if was != is => self.line(spot, value, (name, was, is))?,
                Some(Item::Table(table)) if was != is && table.is_dotted() => {
                    self.table(&spot.below(name, table), as_table(was)?, as_table(is)?)?;
                }
                None | Some(Item::ArrayOfTables(_)) => {
                    // A list whose last entry goes may have to be written as an empty one.
                    let new = is.filter(|is| was != Some(is) && (item.is_none() || !has_sections(is)));
                    if let Some(is) = new {
                        self.new_line(spot, name, is, &mut missing);
                    }
                }
                _ => {}
            }
            if let Some(end) = item.and_then(value_end) {
                missing.at = self.page.line_end(end);
            }
        }
        if !missing.new_header.is_empty() {
            let text = format!("[{}]\n{}", written::dotted(&spot.path), missing.new_header);
            self.block(missing.at, &text);
        }
        Ok(())
    }

    /// A key the text does not have yet.
    fn new_line(&mut self, spot: &Spot<'_>, name: &str, is: &Value, missing: &mut Missing) {
        if has_sections(is) && spot.dotted.is_empty() {
            return;
        }
        let mut path = spot.dotted.clone();
        path.push(name.to_owned());
        let line = written::line(&written::dotted(&path), is);
        if spot.seen.is_implicit() && spot.dotted.is_empty() {
            missing.new_header += &line;
        } else {
            self.edit(missing.at..missing.at, &line);
        }
    }

    /// Returns where a line goes that has none before it.
    fn first_line(&self, spot: &Spot<'_>) -> usize {
        let page = self.page;
        let first = || {
            let starts = spot.seen.iter().filter(|(_, item)| value_end(item).is_some());
            starts.filter_map(|(name, _)| spot.seen.key(name)?.span()).map(|span| span.start).min()
        };
        if spot.path.is_empty() || spot.seen.is_dotted() {
            return first().map_or(page.sections[0].end, |start| page.line_start(start));
        }
        if spot.seen.is_implicit() {
            return self.first_gap(&page.sections_of(spot.seen));
        }
        spot.seen.span().map_or(page.text.len(), |header| page.line_end(header.end))
    }

    pub(super) fn first_gap(&self, sections: &[usize]) -> usize {
        sections.first().map_or(self.page.text.len(), |first| self.page.sections[*first].gap)
    }

    /// A key the text has in a line of its own, and whose value is another one now.
    fn line(
        &mut self,
        spot: &Spot<'_>,
        seen: &SeenValue,
        (name, was, is): (&str, Option<&Value>, Option<&Value>),
    ) -> Result<(), String> {
        let span = seen.span().unwrap_or_default();
        let start = spot.seen.key(name).and_then(toml_edit::Key::span).map_or(span.start, |key| key.start);
        let line = self.page.line_start(start)..self.page.line_end(span.end);
        let empty = seen.as_array().is_some_and(toml_edit::Array::is_empty);
        match is {
            Some(is) if !(empty && has_sections(is)) => self.value(seen, was, is),
            // A list with comments of its own stays as an empty one.
            None if self.has_comment_lines(&span) => self.value(seen, was, &Value::Array(Vec::new())),
            _ => {
                // The answer goes; what somebody noted beside it stays.
                let rest = self.page.text[span.end..line.end].trim();
                let note = if rest.is_empty() { String::new() } else { format!("{rest}\n") };
                self.edit(line, &note);
                Ok(())
            }
        }
    }

    fn has_comment_lines(&self, list: &Range<usize>) -> bool {
        let text = &self.page.text[list.clone()];
        text.starts_with('[') && text.lines().any(is_comment)
    }

    /// A value of the text that is another one now.
    fn value(&mut self, seen: &SeenValue, was: Option<&Value>, is: &Value) -> Result<(), String> {
        let span = seen.span().unwrap_or_default();
        let columns = self.page.text[self.page.line_start(span.start)..span.start].chars().count();
        let items = was.and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
        match (seen, was, is) {
            (SeenValue::Array(array), _, Value::Array(is)) if array.len() == items.len() => {
                self.array(array, items, is)
            }
            (SeenValue::InlineTable(_), _, Value::Table(is)) => {
                let text = self.in_line(span.clone(), as_table(was)?, is)?;
                self.edit(span, &text);
                Ok(())
            }
            _ => {
                self.edit(span, &written::after(columns, is));
                Ok(())
            }
        }
    }

    /// Returns the text of a table written in one value, with its changes.
    pub(super) fn in_line(&self, span: Range<usize>, before: &Table, now: &Table) -> Result<String, String> {
        let text = &self.page.text[span];
        let mut value: SeenValue = text.parse().map_err(|e: toml_edit::TomlError| e.message().to_owned())?;
        if let Some(table) = value.as_inline_table_mut() {
            change_in_line(table, before, now)?;
        }
        value.decor_mut().clear();
        Ok(value.to_string())
    }

    /// The keys written as sections of their own.
    fn sections(&mut self, spot: &Spot<'_>, before: &Table, now: &Table) -> Result<(), String> {
        let mut below = self.below(spot);
        for name in names(before, now) {
            let (was, is) = (before.get(name), now.get(name));
            match spot.seen.get(name) {
                Some(Item::Table(table)) if !table.is_dotted() => {
                    if was != is {
                        self.sub_table(&spot.below(name, table), was, is)?;
                    }
                    below = self.end_of(table).unwrap_or(below);
                }
                Some(Item::ArrayOfTables(entries)) => {
                    let path = spot.path_to(name);
                    below = self.entries((entries, path), (as_array(was)?, as_array(is)?), below)?;
                }
                Some(Item::Value(value)) if value.as_array().is_some_and(toml_edit::Array::is_empty) => {
                    self.new_section(spot, name, is, below);
                }
                None if was != is => self.new_section(spot, name, is, below),
                _ => {}
            }
        }
        Ok(())
    }

    fn new_section(&mut self, spot: &Spot<'_>, name: &str, is: Option<&Value>, below: usize) {
        if let Some(is) = is.filter(|is| has_sections(is) && spot.dotted.is_empty()) {
            self.block(below, &written::section(&spot.path_to(name), is));
        }
    }

    fn sub_table(&mut self, spot: &Spot<'_>, was: Option<&Value>, is: Option<&Value>) -> Result<(), String> {
        let before = as_table(was)?;
        let sections = self.page.sections_of(spot.seen);
        let noted = |at: &usize| {
            let section = &self.page.sections[*at];
            self.page.text[section.start..section.end].contains('#')
        };
        if is.is_none() && holds_only(spot.seen, before) && !sections.iter().any(noted) {
            self.remove(&sections);
            return Ok(());
        }
        self.table(spot, before, as_table(is)?)
    }

    /// Returns behind which line the first sub-section goes.
    fn below(&self, spot: &Spot<'_>) -> usize {
        let page = self.page;
        if spot.path.is_empty() {
            return page.sections[0].end;
        }
        let own = spot.seen.span().and_then(|header| page.section_at(header.start));
        match own.filter(|_| !spot.seen.is_implicit()) {
            Some(own) => page.sections[own].end,
            None => self.first_gap(&page.sections_of(spot.seen)),
        }
    }

    pub(super) fn end_of(&self, table: &Seen) -> Option<usize> {
        let ends = self.page.sections_of(table).into_iter().map(|at| self.page.sections[at].end);
        ends.max().or_else(|| last_value(table).map(|end| self.page.line_end(end)))
    }

    /// Puts a block of lines between others, with a blank line before and after it.
    pub(super) fn block(&mut self, at: usize, block: &str) {
        let before = if at == 0 && !self.edits.iter().any(|(place, _)| place.end == 0) { "" } else { "\n" };
        let after = if self.page.is_blank_below(at) { "" } else { "\n" };
        self.edit(at..at, &format!("{before}{block}{after}"));
    }

    /// Takes sections out, with the comments directly above them and one gap.
    pub(super) fn remove(&mut self, sections: &[usize]) {
        for run in sections.chunk_by(|one, next| one + 1 == *next) {
            let (Some(first), Some(last)) = (run.first(), run.last()) else { continue };
            let (first, end) = (&self.page.sections[*first], self.page.sections[*last].end);
            let start = if self.page.is_blank_below(end) { first.gap } else { first.start };
            self.edit(start..end, "");
        }
    }
}

/// Where lines go that the text does not have yet.
struct Missing {
    at: usize,
    /// Lines of a table that has no header so far.
    new_header: String,
}

/// Returns the keys of both tables: those of now in their order, then those that are gone.
fn names<'a>(before: &'a Table, now: &'a Table) -> impl Iterator<Item = &'a String> {
    now.keys().chain(before.keys().filter(|name| !now.contains_key(*name)))
}

fn as_table(value: Option<&Value>) -> Result<&Table, String> {
    static EMPTY: std::sync::LazyLock<Table> = std::sync::LazyLock::new(Table::new);
    match value {
        None => Ok(&EMPTY),
        Some(Value::Table(table)) => Ok(table),
        Some(_) => Err("a table in it stands where one value is expected".to_owned()),
    }
}

fn as_array(value: Option<&Value>) -> Result<&[Value], String> {
    match value {
        None => Ok(&[]),
        Some(Value::Array(items)) => Ok(items),
        Some(_) => Err("a list of entries in it stands where one value is expected".to_owned()),
    }
}

/// Returns whether everything in a table of the text is known to the plan.
fn holds_only(seen: &Seen, known: &Table) -> bool {
    seen.iter().all(|(name, item)| match (item, known.get(name)) {
        (Item::Table(seen), Some(Value::Table(known))) => holds_only(seen, known),
        (Item::Value(_), Some(_)) => true,
        _ => false,
    })
}

fn change_in_line(table: &mut toml_edit::InlineTable, before: &Table, now: &Table) -> Result<(), String> {
    for name in names(before, now) {
        let (was, is) = (before.get(name), now.get(name));
        if was == is {
            continue;
        }
        match (table.get_mut(name), is) {
            (Some(SeenValue::InlineTable(inner)), Some(Value::Table(is))) => {
                change_in_line(inner, as_table(was)?, is)?;
            }
            (Some(seen), Some(is)) => {
                let decor = seen.decor().clone();
                *seen = parsed(is)?;
                *seen.decor_mut() = decor;
            }
            (None, Some(is)) => push_in_line(table, name, parsed(is)?),
            (_, None) => {
                table.remove(name);
            }
        }
    }
    Ok(())
}

fn push_in_line(table: &mut toml_edit::InlineTable, name: &str, mut value: SeenValue) {
    // The space before the closing brace belongs behind the last value.
    let last = table.iter_mut().last().map(|(_, last)| last.decor_mut());
    let space = last.map_or_else(
        || " ".to_owned(),
        |decor| {
            let space = decor.suffix().and_then(|suffix| suffix.as_str()).unwrap_or_default().to_owned();
            decor.set_suffix("");
            space
        },
    );
    *value.decor_mut() = toml_edit::Decor::new(" ", space);
    table.insert_formatted(&key(name).parse().unwrap_or_else(|_| toml_edit::Key::new(name)), value);
}

fn parsed(value: &Value) -> Result<SeenValue, String> {
    written::in_line(value).parse().map_err(|refused: toml_edit::TomlError| refused.message().to_owned())
}
