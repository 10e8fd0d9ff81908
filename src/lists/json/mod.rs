//! JSON of a web service: the answer of Zoom's `GET /users`, its pages one after the other, a bare array of
//! users, one user a line, or a SCIM list.
//!
//! Fields become columns by their names in the API, nested ones as `name.givenName` and `emails[0].value`, and go
//! the way of every other file. `line` is the physical line on which the user's object opens. The file is walked
//! twice: first for the columns, then for the rows, so that nothing but one user is kept beside its bytes.

mod pages;
mod walk;

use std::cell::Cell;
use std::collections::HashMap;
use std::ops::ControlFlow;

use serde_json::Value;

use self::pages::Pages;
use self::walk::{User, Walk};
use super::refusal::{Refusal, RefusalKind};
use super::rows::{Row, RowText, Rows};
use super::{Encoding, Field, FileKind, Hints, List, pass};

/// Columns that are kept.
const MAX_COLUMNS: usize = 2000;
/// How deep a user's fields nest where they become columns.
const MAX_DEPTH: usize = 4;
/// Users between two calls of `watch`.
const STRIDE: u64 = 1024;
const MARK: &[u8] = b"\xef\xbb\xbf";

/// The columns of all users, in the order in which they appear.
#[derive(Default)]
struct Columns {
    names: Vec<String>,
    places: HashMap<String, u32>,
}

/// Reads a file that is JSON.
pub(crate) fn read(
    bytes: &[u8],
    hints: &Hints,
    watch: &mut dyn FnMut(u64) -> ControlFlow<()>,
) -> Result<List, Refusal> {
    let (json, encoding) = match bytes.strip_prefix(MARK) {
        Some(json) => (json, Encoding::Utf8Bom),
        None => (bytes, Encoding::Utf8),
    };
    let (columns, pages) = look(json, watch)?;
    let at = Cell::new(0);
    let users = Users { walk: Walk::new(json), columns: Some(&columns), header: &columns, at: &at };
    // What is kept of the rows is less than the JSON that says it.
    let mut text = RowText::new(users, u64::MAX);
    let half = json.len() as u64 / 2;
    let hints = Hints { size: None, encoding: None, ..hints.clone() };
    let mut list = pass::read(&mut text, &hints, &mut |_| watch(half + at.get() / 2)).map_err(as_json)?;
    let (lines, _) = text.into_parts();
    list.renumber(&lines);
    list.file_kind = FileKind::Json;
    (list.encoding, list.delimiter, list.header_line) = (Some(encoding), None, None);
    let mut notes: Vec<String> = pages.note().into_iter().chain(only_active(&list)).collect();
    notes.append(&mut list.notes);
    list.notes = notes;
    Ok(list)
}

/// Walks the file once for its columns and pages.
fn look(json: &[u8], watch: &mut dyn FnMut(u64) -> ControlFlow<()>) -> Result<(Columns, Pages), Refusal> {
    let mut walk = Walk::new(json);
    let mut columns = Columns::default();
    let mut count = 0;
    while let Some(user) = walk.next()? {
        each_field(&user.value()?, &mut |name, _| columns.add(name));
        count += 1;
        if count % STRIDE == 0 && watch(walk.at() as u64 / 2).is_break() {
            return Err(Refusal::stopped());
        }
    }
    let pages = walk.into_pages();
    if columns.names.is_empty() {
        if !pages.any() {
            return Err(Refusal::no_user_json());
        }
        // A page without users is a list with nobody in it.
        for name in ["email", "type", "status"] {
            columns.add(name);
        }
    }
    Ok((columns, pages))
}

/// JSON in which no field holds the address is no list of users.
fn as_json(refusal: Refusal) -> Refusal {
    match refusal.kind {
        RefusalKind::NoEmailColumn | RefusalKind::EmptyFile => Refusal::no_user_json(),
        _ => refusal,
    }
}

/// Returns what to say when nobody is pending or deactivated: the API leaves them out unless asked (formats §0.5).
fn only_active(list: &List) -> Option<String> {
    let all_active = !list.table.is_empty()
        && list.format.starts_with("Zoom users")
        && list.table.rows().all(|row| row.get(Field::Status) == Some("active"));
    all_active.then(|| {
        "Everybody in this file is active. Zoom's API gives pending and deactivated people only when asked for \
         them: add its answers for status=pending and status=inactive, or the list is not whole."
            .to_owned()
    })
}

impl Columns {
    fn add(&mut self, name: &str) {
        if self.names.len() < MAX_COLUMNS && !self.places.contains_key(name) {
            let place = u32::try_from(self.names.len()).unwrap_or(u32::MAX);
            self.places.insert(name.to_owned(), place);
            self.names.push(name.to_owned());
        }
    }
}

/// Gives the header first, then each user as a row.
struct Users<'b> {
    walk: Walk<'b>,
    header: &'b Columns,
    /// The columns, until they were given.
    columns: Option<&'b Columns>,
    at: &'b Cell<u64>,
}

impl Rows for Users<'_> {
    fn next(&mut self, row: &mut Row) -> Result<bool, Refusal> {
        row.clear();
        if let Some(columns) = self.columns.take() {
            for (at, name) in (0..).zip(&columns.names) {
                row.push(at, name);
            }
            row.line = 1;
            return Ok(true);
        }
        while let Some(User { json, line }) = self.walk.next()? {
            self.at.set(self.walk.at() as u64);
            let user = User { json, line }.value()?;
            each_field(&user, &mut |name, value| {
                if let Some(column) = self.header.places.get(name) {
                    row.push(*column, &written(value));
                }
            });
            if !row.is_empty() {
                row.line = line;
                return Ok(true);
            }
        }
        Ok(false)
    }
}

/// Calls `take` with the name and value of every field of a user.
fn each_field(user: &Value, take: &mut dyn FnMut(&str, &Value)) {
    let mut name = String::new();
    fields_of(user, (&mut name, 0), take);
}

fn fields_of(value: &Value, (name, depth): (&mut String, usize), take: &mut dyn FnMut(&str, &Value)) {
    let begun = name.len();
    match value {
        Value::Object(fields) if depth < MAX_DEPTH => {
            for (key, value) in fields {
                // SCIM names its extensions by long identifiers; what counts is the field inside.
                if !key.starts_with("urn:") {
                    name.extend((begun > 0).then_some('.'));
                    name.push_str(key);
                }
                fields_of(value, (name, depth + 1), take);
                name.truncate(begun);
            }
        }
        Value::Array(items) if items.iter().any(Value::is_object) => {
            let is_primary = |item: &&Value| item.get("primary").and_then(Value::as_bool) == Some(true);
            if let Some(first) = items.iter().find(is_primary).or_else(|| items.first()) {
                name.push_str("[0]");
                fields_of(first, (name, depth + 1), take);
                name.truncate(begun);
            }
        }
        Value::Object(_) => {}
        value => take(name, value),
    }
}

/// Returns a value as a cell; several are parted by commas.
fn written(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Null | Value::Object(_) => String::new(),
        Value::Array(items) => {
            items.iter().filter(|item| !item.is_array()).map(written).collect::<Vec<_>>().join(", ")
        }
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(json: &str) -> Vec<(String, String)> {
        let mut all = Vec::new();
        let value = serde_json::from_str(json).unwrap();
        each_field(&value, &mut |name, value| all.push((name.to_owned(), written(value))));
        all
    }

    #[test]
    fn nested_fields_become_columns_of_their_own() {
        let found = fields(
            r#"{"userName":"ann","name":{"givenName":"Ann"},"login_types":[100,101],"groups":[],"active":true,
                "emails":[{"value":"a@home.example"},{"value":"ann@northwind.example","primary":true}],
                "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"department":"Sales"},"pmi":null}"#,
        );
        let expected = [
            ("userName", "ann"),
            ("name.givenName", "Ann"),
            ("login_types", "100, 101"),
            ("groups", ""),
            ("active", "true"),
            ("emails[0].value", "ann@northwind.example"),
            ("emails[0].primary", "true"),
            ("department", "Sales"),
            ("pmi", ""),
        ];
        assert_eq!(found, expected.map(|(name, value)| (name.to_owned(), value.to_owned())));
    }
}
