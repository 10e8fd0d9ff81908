//! JSON of a web service: the answer of Zoom's `GET /users`, its pages one after the other, a bare array of
//! users, one user a line, a SCIM list, or a list of users under any other name (`places`).
//!
//! Fields become columns by their names in the API, nested ones as `name.givenName` and `emails[0].value`, and go
//! the way of every other file. `line` is the physical line on which the user's object opens. The file is walked
//! three times: for where the users stand, for the columns and for the rows, so that nothing but one user is kept
//! beside its bytes.

mod cursor;
mod fields;
mod pages;
mod places;
mod walk;
mod written;

use std::cell::Cell;
use std::collections::HashMap;
use std::ops::ControlFlow;

use self::fields::{each_field, written};
use self::pages::Pages;
use self::places::{Places, Users};
use self::written::Written;
use super::delimiter::Header;
use super::refusal::{Refusal, RefusalKind};
use super::rows::{Row, RowText, Rows};
use super::{Field, FileKind, Hints, List, pass};
use crate::plan::ListKind;

/// Columns that are kept.
const MAX_COLUMNS: usize = 2000;
/// Users between two calls of `watch`.
const STRIDE: u64 = 1024;

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
    let written = Written::of(bytes, hints)?;
    let json = written.json.as_bytes();
    let third = json.len() as u64 / 3;
    let places = Places::of(json, &mut |at| watch(at as u64 / 3))?;
    if places.is_none() {
        return Err(Refusal::no_user_json());
    }
    let (columns, pages) = look(json, &places, &mut |at| watch(third + at as u64 / 3))?;
    let at = Cell::new(0);
    let users =
        Rowed { users: Users::new(json, &places), columns: Some(&columns), header: &columns, at: &at };
    // What is kept of the rows is less than the JSON that says it.
    let mut text = RowText::new(users, u64::MAX);
    let hints = Hints { size: None, encoding: None, ..hints.clone() };
    let known = pass::Known { header: Header::First, ..pass::Known::default() };
    let mut list = pass::read_with(&mut text, &hints, known, &mut |_| watch(2 * third + at.get() / 3))
        .map_err(as_json)?;
    let (lines, _) = text.into_parts();
    list.renumber(&lines);
    list.file_kind = FileKind::Json;
    (list.encoding, list.delimiter, list.header_line) = (Some(written.encoding), None, None);
    // The answer of `GET /users` names the own account's people, however few of their fields were kept.
    if pages.is_zoom && places.are_called("users") && !matches!(list.suggested, Some(ListKind::Pending)) {
        list.suggested = Some(ListKind::Members);
    }
    let mut notes = written.notes;
    notes.extend(pages.note().into_iter().chain(places.note()).chain(only_active(&list)));
    notes.append(&mut list.notes);
    list.notes = notes;
    Ok(list)
}

/// Walks the file once for its columns and pages.
fn look(
    json: &[u8],
    places: &Places,
    watch: &mut dyn FnMut(usize) -> ControlFlow<()>,
) -> Result<(Columns, Pages), Refusal> {
    let mut users = Users::new(json, places);
    let mut columns = Columns::default();
    let mut count = 0;
    while let Some(user) = users.next()? {
        each_field(&user.value()?, &mut |name, _| columns.add(name));
        count += 1;
        if count % STRIDE == 0 && watch(users.at()).is_break() {
            return Err(Refusal::stopped());
        }
    }
    if columns.names.is_empty() {
        // A page without users is a list with nobody in it.
        for name in ["email", "type", "status"] {
            columns.add(name);
        }
    }
    Ok((columns, users.into_pages()))
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
struct Rowed<'b, 'p> {
    users: Users<'b, 'p>,
    header: &'b Columns,
    /// The columns, until they were given.
    columns: Option<&'b Columns>,
    at: &'b Cell<u64>,
}

impl Rows for Rowed<'_, '_> {
    fn next(&mut self, row: &mut Row) -> Result<bool, Refusal> {
        row.clear();
        if let Some(columns) = self.columns.take() {
            for (at, name) in (0..).zip(&columns.names) {
                row.push(at, name);
            }
            row.line = 1;
            return Ok(true);
        }
        while let Some(user) = self.users.next()? {
            self.at.set(self.users.at() as u64);
            each_field(&user.value()?, &mut |name, value| {
                if let Some(column) = self.header.places.get(name) {
                    row.push(*column, &written(value));
                }
            });
            if !row.is_empty() {
                row.line = user.line;
                return Ok(true);
            }
        }
        Ok(false)
    }
}
