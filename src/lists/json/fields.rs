//! The fields of a user by the names their columns get: nested ones as `name.givenName` and `emails[0].value`.

use std::borrow::Cow;

use super::parts::{Parts, is_object, text};
use crate::lists::names::{self, Key};
use crate::lists::{Field, email, scim};

/// How deep a user's fields nest where they become columns.
const MAX_DEPTH: usize = 4;
/// Bytes of a cell that are read; whatever is longer is a picture or a log, and no address is searched in it.
const MAX_CELL: usize = 1 << 20;
/// Objects around a user's own fields, whose name says nothing.
const AROUND: [&str; 6] = ["profile", "attributes", "node", "user", "member", "person"];
/// The addresses of a user in SCIM.
const EMAILS: &str = "emails";

/// Calls `take` with the name and value of every field of a user, its own before those of an object around them. What
/// is a text itself is an address.
pub(super) fn each_field(user: &[u8], take: &mut dyn FnMut(&str, &[u8])) {
    each_told(user, &mut |name, value, _| take(name, value));
}

/// Calls `take` as [`each_field`] does, and tells whether a field is the user's own.
pub(super) fn each_told(user: &[u8], take: &mut Take<'_>) {
    if is_object(user) {
        Fields { name: String::new(), is_own: true, is_guarded: false, take }.of(user, 0);
    } else {
        take("email", user, true);
    }
}

/// Takes the name and value of a field, and whether it is the user's own.
type Take<'t> = dyn FnMut(&str, &[u8], bool) + 't;

struct Fields<'t> {
    name: String,
    /// No object around the user's own fields was gone into.
    is_own: bool,
    /// The user's own fields say who it is, so that those around them do not.
    is_guarded: bool,
    take: &'t mut Take<'t>,
}

impl Fields<'_> {
    fn of(&mut self, value: &[u8], depth: usize) {
        let begun = self.name.len();
        match value.first() {
            Some(b'{') if depth < MAX_DEPTH => {
                let mut around = Vec::new();
                for (key, inner) in Parts::of(value) {
                    let key = text(key);
                    if is_around(&key, inner) {
                        around.push(inner);
                        continue;
                    }
                    self.name.extend((begun > 0).then_some('.'));
                    self.name.push_str(&key);
                    self.of(inner, depth + 1);
                    self.name.truncate(begun);
                }
                self.around(&around, value, depth);
            }
            Some(b'{') => {}
            Some(b'[') if Parts::of(value).any(|(_, item)| is_object(item)) => {
                let one = if self.name == EMAILS { best_address(value) } else { primary_or_first(value) };
                if let Some(one) = one {
                    self.name.push_str("[0]");
                    self.of(one, depth + 1);
                    self.name.truncate(begun);
                }
            }
            _ => self.tell(value),
        }
    }

    /// Tells the fields of the objects that stand around those of `own`.
    fn around(&mut self, around: &[&[u8]], own: &[u8], depth: usize) {
        if around.is_empty() {
            return;
        }
        let before = (self.is_own, self.is_guarded);
        (self.is_own, self.is_guarded) = (false, self.is_guarded || says_who(own));
        for inner in around {
            self.of(inner, depth + 1);
        }
        (self.is_own, self.is_guarded) = before;
    }

    fn tell(&mut self, value: &[u8]) {
        if self.is_guarded {
            let normal = names::normal(&self.name);
            if names::key(&normal).is_some() || names::field(&normal) == Some(Field::Status) {
                return;
            }
        }
        (self.take)(&self.name, value, self.is_own);
    }
}

/// Says whether an object stands around fields that are the user's: SCIM names its extensions by long identifiers.
fn is_around(key: &str, value: &[u8]) -> bool {
    is_object(value) && (key.starts_with("urn:") || AROUND.contains(&key))
}

/// Says whether an object names somebody by an address of its own, without those around it.
fn says_who(object: &[u8]) -> bool {
    let mut says = false;
    let mut take = |name: &str, value: &[u8], _: bool| {
        says = says
            || names::key(&names::normal(name)).is_some_and(|(key, _)| key == Key::Mail)
                && !email::is_blank(&written(value));
    };
    let mut fields = Fields { name: String::new(), is_own: true, is_guarded: false, take: &mut take };
    for (key, value) in Parts::of(object) {
        let key = text(key);
        if !is_around(&key, value) {
            fields.name.clear();
            fields.name.push_str(&key);
            fields.of(value, 1);
        }
    }
    says
}

fn primary_or_first(items: &[u8]) -> Option<&[u8]> {
    let mut items = Parts::of(items).map(|(_, item)| item);
    let first = items.clone().next();
    items.find(|item| is_primary(item)).or(first)
}

/// Returns the item with the address a person is known by at work; nothing when all are private.
fn best_address(items: &[u8]) -> Option<&[u8]> {
    let ranked = Parts::of(items).filter(|(_, item)| is_object(item)).filter_map(|(_, item)| {
        let has_value = part(item, "value").is_none_or(|value| value.starts_with(b"\"") && value.len() > 2);
        let kind = part(item, "type").filter(|kind| kind.starts_with(b"\"")).map(text).unwrap_or_default();
        if has_value { Some((scim::rank(&kind, is_primary(item))?, item)) } else { None }
    });
    ranked.min_by_key(|(rank, _)| *rank).map(|(_, item)| item)
}

/// Some services write the word instead of the value.
fn is_primary(item: &[u8]) -> bool {
    part(item, "primary").is_some_and(|primary| match primary.first() {
        Some(b'"') => scim::says_yes(&text(primary)),
        _ => primary == b"true",
    })
}

/// Returns the value of an object's field.
pub(super) fn part<'b>(object: &'b [u8], wanted: &str) -> Option<&'b [u8]> {
    if !is_object(object) {
        return None;
    }
    Parts::of(object).find(|(name, _)| text(name) == wanted).map(|(_, value)| value)
}

/// Returns a value as a cell; several are parted by commas. A number stays as it is written, for it may be the name of
/// something; `2.0` is `2`.
pub(super) fn written(value: &[u8]) -> Cow<'_, str> {
    match value.first() {
        Some(b'"') => cut(text(value)),
        Some(b'[') => {
            let mut cell = String::new();
            let items = Parts::of(value).map(|(_, item)| item).filter(|item| !item.starts_with(b"["));
            for (number, item) in items.enumerate() {
                cell.push_str(if number > 0 { ", " } else { "" });
                cell.push_str(&written(item));
                if cell.len() > MAX_CELL {
                    break;
                }
            }
            cut(Cow::Owned(cell))
        }
        None | Some(b'{' | b'n') => Cow::Borrowed(""),
        Some(_) => {
            let shown = String::from_utf8_lossy(value);
            let whole = shown.split_once('.').filter(|(_, rest)| rest.bytes().all(|digit| digit == b'0'));
            whole.map(|(whole, _)| whole.to_owned()).map_or(cut(shown), Cow::Owned)
        }
    }
}

fn cut(cell: Cow<'_, str>) -> Cow<'_, str> {
    if cell.len() <= MAX_CELL {
        return cell;
    }
    let end = (0..=MAX_CELL).rev().find(|at| cell.is_char_boundary(*at)).unwrap_or(0);
    Cow::Owned(cell[..end].to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(json: &str) -> Vec<(String, String)> {
        let mut all = Vec::new();
        each_field(json.as_bytes(), &mut |name, value| {
            all.push((name.to_owned(), written(value).into_owned()));
        });
        all
    }

    /// Returns the value of a field that counts.
    fn field(json: &str, wanted: &str) -> Option<String> {
        fields(json)
            .into_iter()
            .find(|(name, value)| name == wanted && !value.is_empty())
            .map(|(_, value)| value)
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
            ("pmi", ""),
            ("department", "Sales"),
        ];
        assert_eq!(found, expected.map(|(name, value)| (name.to_owned(), value.to_owned())));
    }

    #[test]
    fn what_stands_around_a_user_does_not_say_who_it_is_when_its_own_fields_do() {
        let around = r#"{"attributes":{"email":["ann@home.example"],"status":["x"],"town":"Oslo"},"email":"ann@n.example"}"#;
        assert_eq!(field(around, "email").as_deref(), Some("ann@n.example"));
        assert_eq!((field(around, "status"), field(around, "town").as_deref()), (None, Some("Oslo")));
        let scim = r#"{"emails":[{"value":"a@n.example"}],"urn:x:User":{"status":"x","department":"D"}}"#;
        assert_eq!((field(scim, "status"), field(scim, "department").as_deref()), (None, Some("D")));
        for inside in [
            r#"{"type":"user","attributes":{"email":"a@n.example","status":"active"}}"#,
            r#"{"node":{"email":"a@n.example","status":"active"}}"#,
            r#"{"user":{"email":"a@n.example","status":"active"},"email":null}"#,
        ] {
            assert_eq!(field(inside, "email").as_deref(), Some("a@n.example"), "{inside}");
            assert_eq!(field(inside, "status").as_deref(), Some("active"), "{inside}");
        }
        assert_eq!(field(r#"{"node":"a@n.example"}"#, "node").as_deref(), Some("a@n.example"));
    }

    #[test]
    fn numbers_stay_as_they_are_written() {
        for (json, expected) in [
            ("12345678901234567890123", "12345678901234567890123"),
            ("2.0", "2"),
            ("2.50", "2.50"),
            ("-1e3", "-1e3"),
        ] {
            assert_eq!(written(json.as_bytes()), expected);
        }
    }

    #[test]
    fn a_long_value_is_no_more_than_a_cell() {
        let list = format!("[{}1]", "1,".repeat(2_000_000));
        assert!(written(list.as_bytes()).len() <= MAX_CELL);
        assert!(written(format!("\"{}\"", "é".repeat(MAX_CELL)).as_bytes()).len() <= MAX_CELL);
    }

    fn address(emails: &str) -> Option<String> {
        field(&format!(r#"{{"emails":{emails}}}"#), "emails[0].value")
    }

    #[test]
    fn the_address_at_work_is_taken_and_a_private_one_never() {
        for (emails, expected) in [
            (r#"[{"type":"home","value":"h"},{"type":"work","value":"w"}]"#, Some("w")),
            (r#"[{"type":"work","value":"w"},{"value":"p","primary":"TRUE"}]"#, Some("p")),
            (r#"[{"type":"home","value":"h","primary":true},{"value":"u"}]"#, Some("u")),
            (r#"[{"type":"other","value":"o"},{"value":"u"},{"type":"work","value":"w"}]"#, Some("w")),
            (r#"[{"type":"work","value":""},{"value":"u"}]"#, Some("u")),
            (r#"[{"type":"Home","value":"h"}]"#, None),
        ] {
            assert_eq!(address(emails).as_deref(), expected, "{emails}");
        }
    }
}
