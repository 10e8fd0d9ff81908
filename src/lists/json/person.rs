//! What an object of JSON is: somebody, a page with a list of people on it, or an error.

use std::borrow::Cow;

use super::fields::{each_field, written};
use super::parts::{Parts, bare, is_object, text};
use super::walk::Inside;
use crate::lists::names::{self, Key};
use crate::lists::{Field, email, log};

/// What a list of users is mostly called, in small letters. What stands in it is a row even where it has no address,
/// and it is not looked into.
const USERS: [&str; 2] = ["users", "resources"];
/// What else is a list of people, or of accounts, by its name: also where it is an object of them, or empty.
const PEOPLE: [&str; 6] = ["users", "resources", "members", "employees", "people", "accounts"];
/// What the list of people on a page is called beside those.
const LISTS: [&str; 13] = [
    "value", "items", "data", "results", "records", "entries", "rows", "objects", "list", "staff", "persons",
    "students", "teachers",
];
/// Objects that stand between a page and its list.
const BETWEEN: [&str; 7] = ["_embedded", "data", "result", "response", "payload", "body", "d"];
/// A list in an object that may as well be the further accounts of one person.
const ACCOUNTS: &str = "accounts";
/// Levels below a page on which the first of its people is looked for.
const MAX_LEVELS: usize = 8;
/// What only a person says of itself.
const OF_A_PERSON: [Field; 4] = [Field::FirstName, Field::LastName, Field::EmployeeId, Field::LastLogin];

fn is_among(names: &[&str], name: &str) -> bool {
    names.iter().any(|known| known.eq_ignore_ascii_case(name))
}

/// Says whether everything in a list of this name is a user.
pub(super) fn holds_users(name: &str) -> bool {
    is_among(&USERS, name)
}

/// Says whether people stand in what has this name.
pub(super) fn is_of_people(name: &str) -> bool {
    is_among(&PEOPLE, name)
}

/// Says whether an object of this name may hold people by their ids, who may have lists of people themselves.
pub(super) fn is_of_persons(name: &str) -> bool {
    is_of_people(name) && !name.eq_ignore_ascii_case(ACCOUNTS)
}

/// Says whether the object that begins here holds a list of people, which is what counts on a page whatever address
/// the page has itself. It is read as far as the first of them.
/// Where it holds none, its length is returned, for it was read to its end.
pub(super) fn page(json: &[u8]) -> Page {
    let mut parts = Parts::of(json);
    if finds_list(&mut parts, true, MAX_LEVELS) { Page::Yes } else { Page::No(parts.end()) }
}

/// Whether an object is a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Page {
    /// It holds a list of people.
    Yes,
    /// It holds none, and is so many bytes long; nothing where it is damaged.
    No(Option<usize>),
}

/// Says whether the list of a page is one of its own fields.
pub(super) fn is_direct_page(json: &[u8]) -> bool {
    holds_list(json, false, MAX_LEVELS)
}

/// Says so; `is_deep` asks for lists in an object between, too.
fn holds_list(json: &[u8], is_deep: bool, room: usize) -> bool {
    room > 0 && finds_list(&mut Parts::of(json), is_deep, room)
}

fn finds_list(parts: &mut Parts<'_>, is_deep: bool, room: usize) -> bool {
    let room = room.saturating_sub(1);
    while let Some(name) = parts.next_name() {
        let value = parts.rest();
        let name = || String::from_utf8_lossy(bare(name));
        let found = match value.first() {
            Some(b'[') => {
                let name = name();
                (is_of_people(&name) || is_among(&LISTS, &name)) && holds_somebody(value, &name, room)
            }
            Some(b'{') if is_of_people(&name()) => holds_somebody(value, &name(), room),
            Some(b'{') => is_deep && is_among(&BETWEEN, &name()) && holds_list(value, true, room),
            _ => false,
        };
        if found {
            return true;
        }
        if parts.value().is_none() {
            break;
        }
    }
    false
}

/// Says whether an object with an address stands in this list, or a page with such a list.
fn holds_somebody(list: &[u8], name: &str, room: usize) -> bool {
    let Some(room) = room.checked_sub(1) else { return false };
    // Accounts with an address may be those one person has elsewhere.
    let is_one = |key: Key| !name.eq_ignore_ascii_case(ACCOUNTS) || key == Key::Owner;
    let mut parts = Parts::of(list);
    while parts.next_name().is_some() {
        let item = parts.rest();
        let whole = parts.value();
        let found = match item.first() {
            Some(b'{') => {
                whole.and_then(own_address).is_some_and(|(key, _)| is_one(key))
                    || holds_list(item, true, room)
            }
            Some(b'[') => holds_somebody(item, name, room),
            _ => false,
        };
        if found || whole.is_none() {
            return found;
        }
    }
    false
}

/// Returns the first address an object has where one is looked for, and where that is.
pub(super) fn own_address(object: &[u8]) -> Option<(Key, String)> {
    let mut found = None;
    each_field(object, &mut |name, value| {
        if found.is_none()
            && let Some((key, _)) = names::key(&names::normal(name))
            && let Some(address) = address(value)
        {
            found = Some((key, address));
        }
    });
    found
}

/// Says whether an object says what only a person says of itself.
pub(super) fn is_person(object: &[u8]) -> bool {
    Parts::of(object).any(|(name, value)| {
        names::field(&names::normal(&text(name))).is_some_and(|field| OF_A_PERSON.contains(&field))
            && !email::is_blank(&written(value))
    })
}

/// Says whether an object is the answer to a question that failed. A line of a log of provisioning is none: it names the
/// person whom it could not bring in.
pub(super) fn is_error(object: &[u8]) -> bool {
    let (mut is_named, mut has_words, mut has_number) = (false, false, false);
    for (name, value) in Parts::of(object) {
        match bare(name) {
            b"error" | b"error_description" => {
                is_named |= !matches!(value, b"null" | b"false" | b"[]" | b"\"\"");
            }
            b"message" => has_words |= value.starts_with(b"\""),
            b"code" | b"errorCode" | b"statusCode" | b"status" => {
                has_number |= value.first().is_some_and(u8::is_ascii_digit);
            }
            _ => {}
        }
    }
    (is_named || (has_words && has_number)) && !is_person(object) && !is_of_a_log(object)
}

fn is_of_a_log(object: &[u8]) -> bool {
    log::line_says(&String::from_utf8_lossy(object)) && own_address(object).is_some()
}

/// Says whether an object is a user: in a list it has a field that can name one, or any address of its own; by itself it
/// has an address where one is looked for, since settings and errors have addresses too.
pub(super) fn is_user(object: &[u8], inside: Inside) -> bool {
    let is_alone = inside == Inside::Top;
    if is_alone && is_error(object) {
        return false;
    }
    let mut found = false;
    each_field(object, &mut |name, value| {
        if found {
            return;
        }
        let normal = names::normal(name);
        found = match names::key(&normal) {
            Some((key, _)) => (!is_alone && key != Key::Login) || address(value).is_some(),
            // What stands in a list inside the object is somebody else.
            None => {
                !is_alone
                    && !name.contains("[0]")
                    && !names::is_never_key(&normal)
                    && address(value).is_some()
            }
        };
    });
    found
}

/// Returns the address a value is, or several have the first of.
fn address(value: &[u8]) -> Option<String> {
    let is_text = value.starts_with(b"\"") || (value.starts_with(b"[") && value.contains(&b'@'));
    let written = if is_text { written(value) } else { Cow::Borrowed("") };
    let proxies = || crate::lists::aliases::proxies(&written).next().map(|(_, address)| address.to_owned());
    if !written.contains('@') {
        return None;
    }
    email::normalise(&written).ok().map(|address| address.to_string()).or_else(proxies)
}

/// Says whether a text in an array is an address.
pub(super) fn is_address(value: &[u8]) -> bool {
    !is_object(value) && value.starts_with(b"\"") && email::normalise(&text(value)).is_ok()
}
