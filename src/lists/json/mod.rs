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
mod parts;
mod person;
mod places;
mod users;
mod walk;
mod written;

use std::cell::Cell;
use std::collections::HashMap;
use std::ops::ControlFlow;

use self::fields::{each_field, each_told, written};
use self::pages::Pages;
use self::parts::is_cut;
use self::places::Places;
use self::users::{Seen, Users};
use self::written::Written;
use super::delimiter::Header;
use super::refusal::{Refusal, RefusalKind};
use super::rows::{Row, RowText, Rows};
use super::{Field, FileKind, Hints, List, email, formats, names, pass};
use crate::plan::ListKind;

/// Columns that are kept.
const MAX_COLUMNS: usize = 2000;
/// A longer name of a field says nothing.
const MAX_NAME: usize = 1 << 10;
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
    let (columns, pages, told) = look(json, &places, &mut |at| watch(third + at as u64 / 3))?;
    let at = Cell::new(0);
    let rows = Rowed {
        users: Users::new(json, &places),
        columns: &columns,
        is_begun: false,
        at: &at,
        filled: vec![0; columns.names.len()],
        count: 0,
        odd: Odd::default(),
    };
    // What is kept of the rows is less than the JSON that says it.
    let mut text = RowText::new(rows, u64::MAX, "Line");
    let hints = Hints { size: None, encoding: None, ..hints.clone() };
    let known = pass::Known { header: Header::First, ..pass::Known::default() };
    let mut list = pass::read_with(&mut text, &hints, known, &mut |_| watch(2 * third + at.get() / 3))
        .map_err(as_json)?;
    let (lines, rows) = text.into_parts();
    list.renumber(&lines);
    list.file_kind = FileKind::Json;
    (list.encoding, list.delimiter, list.header_line) = (Some(written.encoding), None, None);
    // The answer of `GET /users` names the own account's people, however few of their fields were kept.
    if pages.is_zoom && places.are_called("users") {
        if list.format == formats::UNKNOWN.name {
            list.format = formats::ZOOM_API;
            "Its pages are numbered as those of Zoom's API are.".clone_into(&mut list.why);
        }
        if list.suggested != Some(ListKind::Pending) {
            list.suggested = Some(ListKind::Members);
        }
    }
    let mut notes = written.notes;
    notes.extend(pages.note().into_iter().chain(places.note()).chain(told));
    notes.extend(rows.odd.notes());
    notes.extend(only_active(&list));
    notes.append(&mut list.notes);
    list.notes = notes;
    Ok(list)
}

/// Walks the file once for its columns, its pages and what to tell of it.
fn look(
    json: &[u8],
    places: &Places,
    watch: &mut dyn FnMut(usize) -> ControlFlow<()>,
) -> Result<(Columns, Pages, Vec<String>), Refusal> {
    let mut users = Users::new(json, places);
    let mut columns = Columns::default();
    let mut count = 0;
    while let Some(user) = users.next()? {
        each_field(user.json, &mut |name, _| columns.add(name));
        count += 1;
        if count % STRIDE == 0 && watch(users.at()).is_break() {
            return Err(Refusal::stopped());
        }
    }
    if columns.names.is_empty() {
        // A page without users is a list with nobody in it.
        for name in ["email", "id"] {
            columns.add(name);
        }
    }
    let (pages, told) = users.done();
    Ok((columns, pages, told))
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
        if self.places.contains_key(name) || name.len() > MAX_NAME {
            return;
        }
        // Of an object with no end of fields those are kept that say something.
        let most = if names::is_known(&names::normal(name)) { 2 * MAX_COLUMNS } else { MAX_COLUMNS };
        if self.names.len() < most {
            let place = u32::try_from(self.names.len()).unwrap_or(u32::MAX);
            self.places.insert(name.to_owned(), place);
            self.names.push(name.to_owned());
        }
    }
}

/// What is odd in the users that were read.
#[derive(Debug, Default)]
struct Odd {
    /// Users none of whose fields says anything.
    blank: Seen,
    /// Users with a name that stands twice.
    twice: Seen,
    /// Users with half a character in a text.
    cut: Seen,
}

impl Odd {
    fn notes(&self) -> impl Iterator<Item = String> {
        let told = [
            (self.blank, "Users left out because nothing stands in them"),
            (self.twice, "Users in whom one field stands twice, of which the first was taken"),
            (self.cut, "Users with half a character in a field, shown as \u{fffd}"),
        ];
        told.into_iter().filter_map(|(seen, what)| seen.says().map(|lines| format!("{what}: {lines}.")))
    }
}

/// Gives the header first, then each user as a row.
struct Rowed<'b, 'p> {
    users: Users<'b, 'p>,
    columns: &'p Columns,
    /// The header was given.
    is_begun: bool,
    at: &'p Cell<u64>,
    /// The number of the user who filled each column last.
    filled: Vec<u64>,
    count: u64,
    odd: Odd,
}

impl Rowed<'_, '_> {
    /// Puts a user into a row.
    fn put(&mut self, (json, line): (&[u8], u32), row: &mut Row) {
        self.count += 1;
        let (mut is_twice, mut is_half) = (false, false);
        each_told(json, &mut |name, value, is_own| {
            let Some(column) = self.columns.places.get(name) else { return };
            let cell = written(value);
            if email::is_blank(&cell) {
                return;
            }
            is_half |= is_cut(value);
            let filled = &mut self.filled[*column as usize];
            is_twice |= is_own && *filled == self.count;
            *filled = self.count;
            row.push(*column, &cell);
        });
        row.line = line;
        for (is_so, seen) in [
            (row.is_empty(), &mut self.odd.blank),
            (is_twice, &mut self.odd.twice),
            (is_half, &mut self.odd.cut),
        ] {
            if is_so {
                seen.add(line);
            }
        }
    }
}

impl Rows for Rowed<'_, '_> {
    fn next(&mut self, row: &mut Row) -> Result<bool, Refusal> {
        row.clear();
        if !self.is_begun {
            self.is_begun = true;
            for (at, name) in (0..).zip(&self.columns.names) {
                row.push(at, name);
            }
            row.line = 1;
            return Ok(true);
        }
        while let Some(user) = self.users.next()? {
            self.at.set(self.users.at() as u64);
            self.put((user.json, user.line), row);
            if !row.is_empty() {
                return Ok(true);
            }
        }
        Ok(false)
    }
}
