//! Finds out where in JSON the users stand, whatever their list is called.
//!
//! A list of users is an array of objects that hold an address: the answers of every service look so, and only the
//! name of the array differs. Beside those there are objects of users by their id, and users one a line.

use std::ops::ControlFlow;

use serde_json::Value;

use super::cursor::parsed;
use super::fields::each_field;
use super::pages::Pages;
use super::walk::{Inside, Path, Paths, Stop, Walk};
use crate::lists::names::{self, Key};
use crate::lists::refusal::Refusal;
use crate::lists::{email, why};

/// What a list of users is mostly called, in small letters. What stands in it is a row even where it has no address,
/// and it is not looked into.
const USERS: [&str; 2] = ["users", "resources"];
/// What else is a list of people, or of accounts, by its name: also where it is an object of them, or empty.
const PEOPLE: [&str; 6] = ["users", "resources", "members", "employees", "people", "accounts"];
/// The list in every answer of Microsoft Graph.
const VALUE: &str = "value";
/// An object longer than this is no user.
const MAX_USER: usize = 1 << 20;
/// A page that was seen to hold users is looked at as a user once more only when it is as short as one.
const SHORT: usize = 16 << 10;
/// Objects between two calls of `watch`.
const STRIDE: u64 = 1024;

/// What is known of one path.
#[derive(Clone, Copy, Debug, Default)]
struct Known {
    /// The objects in it are users.
    is_list: bool,
    /// It is an object, and its values are users.
    is_map: bool,
    /// A list lies further down.
    leads: bool,
}

/// Where the users of a file stand.
#[derive(Debug, Default)]
pub(super) struct Places {
    known: Vec<Known>,
    paths: Paths,
    /// Nobody is in the list.
    is_empty: bool,
}

/// One user of the file.
#[derive(Clone, Copy, Debug)]
pub(super) struct User<'b> {
    json: &'b [u8],
    pub line: u32,
}

impl User<'_> {
    /// Returns the user's fields.
    pub(super) fn value(self) -> Result<Value, Refusal> {
        parsed(self.json, self.line)
    }
}

impl Places {
    /// Looks through a whole file.
    pub(super) fn of(
        json: &[u8],
        watch: &mut dyn FnMut(usize) -> ControlFlow<()>,
    ) -> Result<Places, Refusal> {
        let mut walk = Walk::new(json, Paths::default());
        let mut places = Places::default();
        let (mut others, mut count) = (0_u64, 0_u64);
        while let Some(stop) = walk.next()? {
            count += 1;
            if count.is_multiple_of(STRIDE) && watch(walk.at()).is_break() {
                return Err(Refusal::stopped());
            }
            if !stop.is_object {
                walk.enter(stop)?;
            } else if !places.look(&mut walk, stop)? {
                others += u64::from(stop.inside == Inside::List);
            }
        }
        let is_empty = |path: &Path| {
            *path == Path::ROOT
                || is_among(&PEOPLE, walk.paths.name(*path))
                || walk.paths.name(*path) == VALUE
        };
        places.is_empty = others == 0 && walk.empty.iter().any(is_empty);
        places.paths = walk.paths;
        Ok(places)
    }

    /// Looks at an object and goes past it, or into it; says whether it is a user.
    fn look(&mut self, walk: &mut Walk<'_>, stop: Stop) -> Result<bool, Refusal> {
        let place = walk.place();
        let at = match stop.inside {
            Inside::Fields => walk.paths.parent(stop.path).unwrap_or(Path::ROOT),
            _ => stop.path,
        };
        let known = self.get(at);
        let name = walk.paths.name(at);
        let is_rows = stop.inside != Inside::Fields && is_among(&USERS, name);
        if stop.inside == Inside::Fields && !is_among(&PEOPLE, name) {
            walk.enter(stop)?;
            return Ok(false);
        }
        let is_known = if stop.inside == Inside::Fields { known.is_map } else { known.is_list };
        let (json, line) = walk.take()?;
        if is_known && !known.leads {
            return Ok(true);
        }
        let most = if known.leads { SHORT } else { MAX_USER };
        if json.len() <= most && is_user(&parsed(json, line)?, stop.inside) {
            self.found(walk, (at, stop.inside));
            return Ok(true);
        }
        if !is_rows || json.len() > most {
            walk.back_to(place);
            walk.enter(stop)?;
        }
        Ok(false)
    }

    fn found(&mut self, walk: &Walk<'_>, (path, inside): (Path, Inside)) {
        self.known.resize(walk.paths.len(), Known::default());
        let known = &mut self.known[path.number()];
        if inside == Inside::Fields {
            known.is_map = true;
        } else {
            known.is_list = true;
        }
        let mut above = walk.paths.parent(path);
        while let Some(path) = above {
            self.known[path.number()].leads = true;
            above = walk.paths.parent(path);
        }
    }

    fn get(&self, path: Path) -> Known {
        self.known.get(path.number()).copied().unwrap_or_default()
    }

    /// Says whether there is no user and no list of them.
    pub(super) fn is_none(&self) -> bool {
        !self.is_empty && !self.known.iter().any(|known| known.is_list || known.is_map)
    }

    /// Says whether users are read from lists of this name alone.
    pub(super) fn are_called(&self, name: &str) -> bool {
        let mut lists = (0..).zip(&self.known).filter(|(_, known)| known.is_list || known.is_map);
        lists
            .all(|(number, _)| self.paths.by_number(number).is_some_and(|path| self.paths.name(path) == name))
    }

    /// Returns what to say when users were read from lists of several names.
    pub(super) fn note(&self) -> Option<String> {
        let lists = (0..).zip(&self.known).filter(|(_, known)| known.is_list || known.is_map);
        let names: Vec<String> = lists
            .filter_map(|(number, _)| self.paths.by_number(number))
            .map(|path| format!("“{}”", why::shown(self.paths.name(path))))
            .collect();
        (names.len() > 1)
            .then(|| format!("Several lists of this file were read as one: {}.", crate::wording::and(&names)))
    }
}

/// Gives the users of a file one by one.
pub(super) struct Users<'b, 'p> {
    walk: Walk<'b>,
    places: &'p Places,
}

impl<'b, 'p> Users<'b, 'p> {
    pub(super) fn new(json: &'b [u8], places: &'p Places) -> Users<'b, 'p> {
        // The paths keep the numbers they were given.
        Users { walk: Walk::new(json, places.paths.clone()), places }
    }

    /// Returns how far it is.
    pub(super) fn at(&self) -> usize {
        self.walk.at()
    }

    /// Returns what the pages said, once there is no user left.
    pub(super) fn into_pages(self) -> Pages {
        self.walk.into_pages()
    }

    /// Returns the next user.
    pub(super) fn next(&mut self) -> Result<Option<User<'b>>, Refusal> {
        while let Some(stop) = self.walk.next()? {
            if !stop.is_object {
                self.walk.enter(stop)?;
                if self.places.get(stop.path).is_list {
                    self.walk.count(0);
                }
                continue;
            }
            let place = self.walk.place();
            let known = match stop.inside {
                Inside::Fields => {
                    let around = self.walk.paths.parent(stop.path).unwrap_or(Path::ROOT);
                    let known = self.places.get(around);
                    Known { is_list: known.is_map, ..known }
                }
                _ => self.places.get(stop.path),
            };
            if known.is_list {
                let (json, line) = self.walk.take()?;
                let is_sure = !known.leads;
                if is_sure || json.len() <= SHORT && is_user(&parsed(json, line)?, stop.inside) {
                    self.walk.count(1);
                    return Ok(Some(User { json, line }));
                }
                self.walk.back_to(place);
            }
            self.walk.enter(stop)?;
        }
        Ok(None)
    }
}

fn is_among(names: &[&str], name: &str) -> bool {
    names.iter().any(|known| known.eq_ignore_ascii_case(name))
}

/// Says whether an object is a user: in a list it has a field that can name one, or any address of its own; by itself it
/// has an address where one is looked for, since settings and errors have addresses too.
fn is_user(object: &Value, inside: Inside) -> bool {
    let mut found = false;
    each_field(object, &mut |name, value| {
        if found {
            return;
        }
        let holds_one = || value.as_str().is_some_and(|text| email::normalise(text).is_ok());
        let normal = names::normal(name);
        found = match names::key(&normal) {
            Some((key, _)) => (inside != Inside::Top && key != Key::Login) || holds_one(),
            // What stands in a list inside the object is somebody else.
            None => {
                inside != Inside::Top && !name.contains("[0]") && !names::is_never_key(&normal) && holds_one()
            }
        };
    });
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns the line and the address of every user.
    fn users(json: &str) -> Result<Vec<(u32, String)>, String> {
        let places = Places::of(json.as_bytes(), &mut |_| ControlFlow::Continue(()));
        let places = places.map_err(|refusal| refusal.message)?;
        if places.is_none() {
            return Err("none".to_owned());
        }
        let mut users = Users::new(json.as_bytes(), &places);
        let mut all = Vec::new();
        while let Some(user) = users.next().map_err(|refusal| refusal.message)? {
            let value = user.value().map_err(|refusal| refusal.message)?;
            all.push((user.line, value["email"].as_str().unwrap_or("?").to_owned()));
        }
        Ok(all)
    }

    fn count(json: &str) -> Option<usize> {
        users(&json.replace("e\":A", "email\":A").replace('A', "\"a@n.example\""))
            .ok()
            .map(|users| users.len())
    }

    #[test]
    fn users_are_found_however_their_pages_are_joined() {
        let one = "{\"total_records\":2,\"users\":[\n {\"email\":\"a\"},\n\n {\"email\":\"b\"}\n],\"x\":{\"y\":[1]}}";
        let expected = vec![(2, "a".to_owned()), (4, "b".to_owned())];
        assert_eq!(users(one).unwrap(), expected);
        assert_eq!(users(&format!("[{one}]")).unwrap(), expected);
        let twice = users(&format!("{one}\n{one}")).unwrap();
        assert_eq!(twice.iter().map(|(line, _)| *line).collect::<Vec<_>>(), [2, 4, 7, 9]);
        let lines = "{\"email\":\"a@n.example\"}\r{\"email\":\"b\"}\r\n{\"email\":\"c\"}";
        assert_eq!(users(lines).unwrap()[2], (3, "c".to_owned()));
        assert_eq!(users("[[{\"email\":\"a\"}],[{\"email\":\"b\"}]]").unwrap().len(), 2);
        assert_eq!(users("{\"Resources\":[{\"email\":\"}]\\\"\"}]}").unwrap(), [(1, "}]\"".to_owned())]);
    }

    #[test]
    fn a_list_of_users_is_known_by_what_stands_in_it() {
        for (json, expected) in [
            (r#"{"members":[{"e":A},{"e":A}]}"#, Some(2)),
            (r#"{"@odata.context":"x","value":[{"id":1,"mail":A},{"id":2,"mail":null}]}"#, Some(2)),
            (r#"{"data":{"users":[{"e":A},{"e":A}]}}"#, Some(2)),
            (r#"[{"members":[{"e":A}]},{"members":[{"e":A}]}]"#, Some(2)),
            (r#"{"users":{"x":{"e":A},"y":{"e":A}}}"#, Some(2)),
            (r#"[{"id":"1","profile":{"e":A,"manager":"x"}}]"#, Some(1)),
            (r#"{"users":[{"e":A,"delegates":[{"e":A},{"e":A}]}]}"#, Some(1)),
            (r#"{"active":[{"e":A}],"pending":[{"e":A}]}"#, Some(2)),
            (r#"{"users":[{"e":A}]}{"e":A}"#, Some(2)),
            (r#"[{"contact":A},{"contact":""}]"#, Some(2)),
            (r#"{"e":A,"id":1}"#, Some(1)),
            (r#"{"accounts":[{"owner_e":A}]}"#, Some(1)),
            ("[]", Some(0)),
            (r#"{"value":[]}"#, Some(0)),
        ] {
            assert_eq!(count(json), expected, "{json}");
        }
    }

    #[test]
    fn what_holds_addresses_is_not_yet_a_list_of_users() {
        for json in [
            r#"{"error":"denied","contact":A}"#,
            r#"{"name":"pkg","author":{"e":A}}"#,
            r#"{"Resources":[{"displayName":"Sales","members":[{"display":A}]}]}"#,
            r#"[{"manager_e":A}]"#,
            r#"{"tags":[]}"#,
            r#"{"groups":[{"members":[]}]}"#,
            r#"["a","b"]"#,
            r#"{"users":[1,2]}"#,
            "{}",
        ] {
            assert_eq!(count(json), None, "{json}");
        }
    }

    #[test]
    fn a_map_of_many_names_loses_nobody() {
        let many =
            |value: &str| (0..20_000).map(|id| format!("\"k{id}\":{value}")).collect::<Vec<_>>().join(",");
        let map = format!("{{\"users\":{{{}}}}}", many("{\"email\":\"a@n.example\"}"));
        assert_eq!(users(&map).unwrap().len(), 20_000);
        let after = format!("{{\"x\":{{{}}},\"users\":[{{\"email\":\"a\"}}]}}", many("{\"v\":[1]}"));
        assert_eq!(users(&after).unwrap().len(), 1);
    }

    #[test]
    fn damage_names_its_line() {
        for (json, line) in [
            ("{\"users\":[\n{\"email\":\"a\"},\n{\"email\"", 3),
            ("{\"users\":[\n{\"email\":\"a\"}\n", 3),
            ("{\"users\":[\n{\"email\" \"a\"}]}", 2),
            ("[\n\"open", 2),
            ("{\"a\":\n tru,\"users\":[]}", 2),
            ("{\"a\" 1}", 1),
            ("[{\"email\":\"a\"}\n}", 2),
        ] {
            let message = users(json).unwrap_err();
            assert!(message.contains(&format!("line {line}.")), "{json}: {message}");
        }
    }

    #[test]
    fn depth_ends_in_a_sentence() {
        let deep = format!("[{{\"a\":{}", "[".repeat(2_000_000));
        assert!(users(&deep).unwrap_err().contains("damaged"));
        let closed = format!("[{{\"a\":{}{}}}]", "[".repeat(1000), "]".repeat(1000));
        assert!(users(&closed).unwrap_err().contains("damaged"));
    }
}
