//! Finds out where in JSON the users stand, whatever their list is called.
//!
//! A list of users is an array of objects that hold an address: the answers of every service look so, and only the
//! name of the array differs. Beside those there are objects of users by their id, and users one a line. What an
//! object is, is asked in one place ([`Places::judge`]), while the lists are looked for and when they are read.

use std::ops::ControlFlow;

use serde::de::IgnoredAny;

use super::cursor::parsed;
use super::parts::{Parts, is_object, text};
use super::person::{self, Page, is_user};
use super::walk::{Inside, Kind, Path, Paths, Stop, Walk};
use crate::lists::refusal::Refusal;
use crate::lists::why;
use crate::wording::{and, count, thousands};

/// The list in every answer of Microsoft Graph.
const VALUE: &str = "value";
/// Levels a page may put around its people.
const AROUND_LIST: usize = 16;
/// Lists that are named one by one.
const NAMED: usize = 8;
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
    pub paths: Paths,
    /// Nobody is in the list.
    is_empty: bool,
    /// Everything was looked at once.
    is_whole: bool,
}

/// One user of the file, or a text that is an address in a list of users.
#[derive(Clone, Copy, Debug)]
pub(super) struct User<'b> {
    pub json: &'b [u8],
    pub line: u32,
}

/// What an object is; the walk stands behind a user, and before anything else.
pub(super) enum Judged<'b> {
    User(User<'b>),
    /// Somebody who has a list of people; the walk stands before it.
    Both(User<'b>),
    /// Something around the users, or beside them.
    Enter,
    /// A page that has an address itself, which is nobody's.
    Page(String),
    /// An answer that failed.
    Error,
    /// Nothing to look into.
    Pass,
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
            match stop.kind {
                Kind::Other => walk.skip()?,
                Kind::Array => walk.enter(stop)?,
                Kind::Object if places.look(&mut walk, stop)? => {}
                Kind::Object => others += u64::from(stop.inside == Inside::List),
            }
        }
        let is_empty = |path: &Path| {
            let name = walk.paths.name(*path);
            *path == Path::ROOT || person::is_of_people(name) || name == VALUE
        };
        places.is_empty = others == 0 && walk.empty.iter().any(is_empty);
        places.paths = walk.paths;
        places.is_whole = true;
        Ok(places)
    }

    /// Looks at an object and goes past it, or into it; says whether it is a user.
    fn look(&mut self, walk: &mut Walk<'_>, stop: Stop) -> Result<bool, Refusal> {
        match self.judge(walk, stop)? {
            Judged::User(user) => {
                parsed::<IgnoredAny>(user.json, user.line)?;
                self.found(walk, stop);
                Ok(true)
            }
            Judged::Both(_) => {
                self.found(walk, stop);
                walk.enter(stop).map(|()| true)
            }
            Judged::Pass => walk.skip().map(|()| false),
            Judged::Enter | Judged::Page(_) | Judged::Error => walk.enter(stop).map(|()| false),
        }
    }

    /// Returns what the object at hand is.
    pub(super) fn judge<'b>(&self, walk: &mut Walk<'b>, stop: Stop) -> Result<Judged<'b>, Refusal> {
        let paths = if self.is_whole { &self.paths } else { &walk.paths };
        let around = around(paths, stop);
        let is_map = stop.inside == Inside::Fields;
        let name = paths.name(around);
        if is_map && !person::is_of_people(name) {
            return Ok(Judged::Enter);
        }
        let (is_rows, is_of_persons) = (!is_map && person::holds_users(name), person::is_of_persons(name));
        let known = self.get(around);
        let is_known = if is_map { known.is_map } else { known.is_list };
        let place = walk.place();
        let page = if walk.room() > AROUND_LIST { person::page(walk.rest()) } else { Page::No(None) };
        let Page::No(length) = page else {
            let (json, line) = walk.take()?;
            walk.back_to(place);
            let is_somebody = is_of_persons
                || person::is_person(json)
                || (stop.inside != Inside::Top && !person::is_direct_page(json));
            return Ok(match person::own_address(json) {
                Some(_) if is_somebody => Judged::Both(User { json, line }),
                Some((_, address)) => Judged::Page(address),
                None => Judged::Enter,
            });
        };
        let (json, line) = walk.take_known(length)?;
        let user = User { json, line };
        if stop.inside == Inside::Top && person::is_error(json) {
            walk.back_to(place);
            return Ok(Judged::Error);
        }
        if is_known && self.is_whole {
            if !self.leads_to_users(json, stop.path, walk.room()) {
                return Ok(Judged::User(user));
            }
            walk.back_to(place);
            let is_somebody = person::own_address(json).is_some();
            return Ok(if is_somebody { Judged::Both(user) } else { Judged::Enter });
        }
        if !self.is_whole && is_user(json, stop.inside) {
            return Ok(Judged::User(user));
        }
        walk.back_to(place);
        Ok(if is_rows { Judged::Pass } else { Judged::Enter })
    }

    /// Says whether users stand further down in a value on this path; `room` is how many levels would be gone into.
    fn leads_to_users(&self, json: &[u8], path: Path, room: usize) -> bool {
        if room < 2 || !self.get(path).leads {
            return false;
        }
        Parts::of(json).any(|(name, value)| {
            let Some(path) = self.paths.find(path, &text(name)) else { return false };
            self.holds_users(value, path, room - 1)
        })
    }

    /// Says whether users stand in a value on this path.
    fn holds_users(&self, value: &[u8], path: Path, room: usize) -> bool {
        let known = self.get(path);
        if room == 0 || !(known.is_list || known.is_map || known.leads) {
            return false;
        }
        if is_object(value) {
            let is_map = known.is_map && Parts::of(value).any(|(_, item)| is_object(item));
            return is_map || self.leads_to_users(value, path, room);
        }
        Parts::of(value).any(|(_, item)| match item.first() {
            Some(b'{') => known.is_list || self.leads_to_users(item, path, room - 1),
            Some(b'[') => self.holds_users(item, path, room - 1),
            _ => known.is_list && person::is_address(item),
        })
    }

    fn found(&mut self, walk: &Walk<'_>, stop: Stop) {
        let path = around(&walk.paths, stop);
        self.known.resize(walk.paths.len(), Known::default());
        let known = &mut self.known[path.number()];
        if stop.inside == Inside::Fields {
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

    /// Says whether the values of an array on this path are users.
    pub(super) fn is_list(&self, path: Path) -> bool {
        self.get(path).is_list
    }

    /// Says whether users stand on this path or further down, or whether there are none and all of it is of interest.
    pub(super) fn has_users(&self, path: Path) -> bool {
        if path == Path::ROOT || self.is_empty {
            return true;
        }
        let known = self.get(path);
        let is_in_map = self.paths.parent(path).is_some_and(|above| self.get(above).is_map);
        known.is_list || known.is_map || known.leads || is_in_map
    }

    /// Says whether there is no user and no list of them.
    pub(super) fn is_none(&self) -> bool {
        !self.is_empty && self.lists().next().is_none()
    }

    /// Returns the paths on which users stand.
    fn lists(&self) -> impl Iterator<Item = Path> {
        let all = (0..).zip(&self.known).filter(|(_, known)| known.is_list || known.is_map);
        all.filter_map(|(number, _)| self.paths.by_number(number))
    }

    /// Says whether users are read from lists of this name alone.
    pub(super) fn are_called(&self, name: &str) -> bool {
        self.lists().all(|path| self.paths.name(path) == name)
    }

    /// Returns what to say when users were read from lists of several names.
    pub(super) fn note(&self) -> Option<String> {
        let all = self.lists().count();
        let mut names: Vec<String> = self.lists().take(NAMED).map(|path| self.called(path)).collect();
        names.extend((all > NAMED).then(|| format!("{} more", thousands(count(all - NAMED)))));
        (all > 1).then(|| format!("Several lists of this file were read as one: {}.", and(&names)))
    }
}

impl Places {
    /// Returns what a list is called; where several are called so, with what it stands in.
    fn called(&self, path: Path) -> String {
        let name = self.paths.name(path);
        if name.is_empty() {
            return "the top of the file".to_owned();
        }
        let above = self.paths.parent(path).map_or("", |above| self.paths.name(above));
        let is_alone = self.lists().filter(|other| self.paths.name(*other) == name).count() == 1;
        let whole = if is_alone || above.is_empty() { name.to_owned() } else { format!("{above}.{name}") };
        format!("“{}”", why::shown(&whole))
    }
}

/// Returns the path a value's neighbours stand on: that of the list, or of the object it is a field of.
fn around(paths: &Paths, stop: Stop) -> Path {
    match stop.inside {
        Inside::Fields => paths.parent(stop.path).unwrap_or(Path::ROOT),
        _ => stop.path,
    }
}

#[cfg(test)]
mod tests {
    use super::super::fields::part;
    use super::super::users::Users;
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
            let email = part(user.json, "email").map_or("?".into(), text);
            all.push((user.line, email.into_owned()));
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
    fn a_page_that_has_an_address_is_still_a_page() {
        for (json, expected) in [
            (r#"{"e":A,"name":"Sales","members":[{"e":A},{"e":A}]}"#, 2),
            (r#"{"owner_e":A,"account_number":"7","users":[{"e":A},{"e":A},{"e":A}]}"#, 3),
            (r#"[{"owner_e":A,"users":[{"e":A}]},{"owner_e":A,"users":[{"e":A}]}]"#, 2),
            (r#"{"teams":[{"name":"T","e":A,"members":[{"e":A},{"id":1}]}]}"#, 2),
            (r#"{"e":A,"data":{"users":[{"e":A},{"e":A}]}}"#, 2),
            // Somebody among people is one of them, whoever is listed there too.
            (r#"{"users":[{"e":A,"users":[{"e":A}]},{"e":A}]}"#, 3),
            (r#"[{"e":A,"first_name":"Bo","employees":[{"e":A}]}]"#, 2),
            (r#"[{"e":A,"_embedded":{"users":[{"e":A}]}}]"#, 2),
            // And these have lists that are their own.
            (r#"{"e":A,"manager":{"e":A},"emails":[{"value":A}],"phones":[{"type":"work"}]}"#, 1),
            (r#"[{"e":A,"accounts":[{"e":A,"provider":"x"}]}]"#, 1),
        ] {
            assert_eq!(count(json), Some(expected), "{json}");
        }
    }

    #[test]
    fn an_object_on_a_known_path_is_looked_into_too() {
        for (json, expected) in [
            (r#"{"id":"1","e":A}{"users":[{"e":A},{"e":A}]}"#, 3),
            (r#"{"users":[{"e":A},{"e":A}]}{"id":"1","e":A}"#, 3),
            (r#"[{"e":A},{"_embedded":{"users":[{"e":A},{"e":A}]}}]"#, 3),
            (r#"[{"id":1,"reports":[{"e":A}]},{"e":A},{"id":3}]"#, 3),
            (r#"[{"e":A,"reports":[{"e":A}]},{"id":1,"reports":[{"e":A}]}]"#, 3),
            (r#"{"users":[{"e":A},A,"x",[{"e":A}]]}"#, 3),
        ] {
            assert_eq!(count(json), Some(expected), "{json}");
        }
        let long = format!(r#"{{"users":[{{"e":A}}]}}{{"e":A,"photo":"{}"}}{{"e":A}}"#, "x".repeat(2 << 20));
        assert_eq!(count(&long), Some(3));
    }

    #[test]
    fn an_error_is_no_user_though_it_names_an_address() {
        assert_eq!(count(r#"{"code":401,"message":"expired","e":A}"#), None);
        assert_eq!(count(r#"{"error":{"code":401},"e":A}"#), None);
        assert_eq!(count(r#"{"e":A,"first_name":"Bo","error":"bounced"}"#), Some(1));
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
        assert_eq!(users(&closed).unwrap_err(), "none");
        let field = format!("[{{\"email\":\"a\",\"x\":{}1{}}}]", "[".repeat(1000), "]".repeat(1000));
        assert_eq!(users(&field).unwrap().len(), 1);
    }
}
