//! Finds the users in JSON: where each object begins and ends, and on which line.
//!
//! Brackets are matched without recursion, so depth costs nothing; what lies between them is checked by
//! `serde_json`, which refuses what nests deeper than 128.

use serde::de::IgnoredAny;
use serde_json::Value;

use super::pages::{Page, Pages};
use crate::lists::records::line_ends;
use crate::lists::refusal::{Refusal, RefusalKind};

/// Names of the array that holds the users.
const USERS: &[&str] = &["users", "Resources"];
/// Arrays in arrays, as tools make them that join pages.
const MAX_LISTS: usize = 4;

/// One user of the file.
#[derive(Clone, Copy, Debug)]
pub(super) struct User<'b> {
    pub json: &'b [u8],
    pub line: u32,
}

impl User<'_> {
    /// Returns the user's fields.
    pub(super) fn value(self) -> Result<Value, Refusal> {
        parsed(self.json, self.line)
    }
}

/// What the walk stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Inside {
    /// An array of pages or users.
    List,
    /// The users of a page.
    Users,
}

/// Walks over a file.
pub(super) struct Walk<'b> {
    bytes: &'b [u8],
    at: usize,
    line: u32,
    inside: Vec<Inside>,
    page: Page,
    pages: Pages,
}

fn damaged(line: u32) -> Refusal {
    let message = format!(
        "The JSON is damaged or was cut off in line {line}. Fetch the answer again, or export the list as CSV."
    );
    Refusal::new(RefusalKind::Json, message)
}

fn parsed<'b, T: serde::Deserialize<'b>>(json: &'b [u8], line: u32) -> Result<T, Refusal> {
    serde_json::from_slice(json).map_err(|error| {
        let inside = u32::try_from(error.line().saturating_sub(1)).unwrap_or(0);
        damaged(line.saturating_add(inside))
    })
}

impl<'b> Walk<'b> {
    pub(super) fn new(bytes: &'b [u8]) -> Walk<'b> {
        Walk { bytes, at: 0, line: 1, inside: Vec::new(), page: Page::default(), pages: Pages::default() }
    }

    /// Returns how far the walk is.
    pub(super) fn at(&self) -> usize {
        self.at
    }

    /// Returns what the pages said, once everything was walked over.
    pub(super) fn into_pages(self) -> Pages {
        self.pages
    }

    /// Returns the next user.
    pub(super) fn next(&mut self) -> Result<Option<User<'b>>, Refusal> {
        loop {
            self.blanks();
            match (self.peek(), self.inside.last().copied()) {
                (None, None) => return Ok(None),
                (None, Some(_)) => return Err(damaged(self.line)),
                // Between two values at the top a comma does no harm.
                (Some(b','), _) => self.at += 1,
                (Some(b']'), Some(inside)) => {
                    self.at += 1;
                    self.inside.pop();
                    if inside == Inside::Users {
                        self.rest_of_page()?;
                    }
                }
                (Some(b'['), None | Some(Inside::List)) if self.inside.len() < MAX_LISTS => {
                    self.at += 1;
                    self.inside.push(Inside::List);
                }
                (Some(b'{'), Some(Inside::Users)) => {
                    let (json, line) = self.value()?;
                    self.page.found += 1;
                    return Ok(Some(User { json, line }));
                }
                (Some(b'{'), None | Some(Inside::List)) => {
                    if let Some(user) = self.page_or_user()? {
                        return Ok(Some(user));
                    }
                }
                _ => return Err(self.no_user()),
            }
        }
    }

    /// A word or number where a user should be: damage, or a list of other things.
    fn no_user(&mut self) -> Refusal {
        let line = self.line;
        match self.value().and_then(|(json, line)| parsed::<IgnoredAny>(json, line)) {
            Ok(_) => Refusal::no_user_json(),
            Err(_) => damaged(line),
        }
    }

    /// Goes into an object up to its users; nothing when it is a page, the user when it is one itself.
    fn page_or_user(&mut self) -> Result<Option<User<'b>>, Refusal> {
        let (start, line) = (self.at, self.line);
        self.at += 1;
        self.page = Page::default();
        if self.fields()? {
            self.inside.push(Inside::Users);
            return Ok(None);
        }
        Ok(Some(User { json: &self.bytes[start..self.at], line }))
    }

    /// Reads what a page says after its users.
    fn rest_of_page(&mut self) -> Result<(), Refusal> {
        if self.fields()? {
            self.inside.push(Inside::Users);
        } else {
            self.pages.add(std::mem::take(&mut self.page));
        }
        Ok(())
    }

    /// Reads the fields of an object up to its end, or into the array that holds users; says which.
    fn fields(&mut self) -> Result<bool, Refusal> {
        loop {
            self.blanks();
            match self.peek() {
                Some(b',') => self.at += 1,
                Some(b'}') => {
                    self.at += 1;
                    return Ok(false);
                }
                Some(b'"') => {
                    let (name, line) = self.value()?;
                    let name: String = parsed(name, line)?;
                    self.blanks();
                    if self.peek() != Some(b':') {
                        return Err(damaged(self.line));
                    }
                    self.at += 1;
                    self.blanks();
                    if USERS.contains(&name.as_str()) && self.peek() == Some(b'[') {
                        self.at += 1;
                        return Ok(true);
                    }
                    let (value, line) = self.value()?;
                    self.field(&name, value, line)?;
                }
                _ => return Err(damaged(self.line)),
            }
        }
    }

    fn field(&mut self, name: &str, value: &[u8], line: u32) -> Result<(), Refusal> {
        match name {
            "total_records" | "totalResults" => {
                self.page.total = parsed::<Value>(value, line)?.as_u64().unwrap_or(0);
            }
            "next_page_token" => {
                self.page.more =
                    parsed::<Value>(value, line)?.as_str().is_some_and(|token| !token.is_empty());
            }
            _ => drop(parsed::<IgnoredAny>(value, line)?),
        }
        Ok(())
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn blanks(&mut self) {
        let start = self.at;
        let blank = |byte: &&u8| matches!(byte, b' ' | b'\n' | b'\r' | b'\t');
        self.at += self.bytes[start..].iter().take_while(blank).count();
        self.line = self.line.saturating_add(line_ends(&self.bytes[start..self.at]));
    }

    /// Takes one value by its brackets and quotes; returns it and the line it begins on.
    fn value(&mut self) -> Result<(&'b [u8], u32), Refusal> {
        let (start, line) = (self.at, self.line);
        let mut depth = 0usize;
        loop {
            let Some(byte) = self.peek() else {
                let seen = line_ends(&self.bytes[start..]);
                return if depth == 0 && self.at > start {
                    Ok((&self.bytes[start..], line))
                } else {
                    Err(damaged(line.saturating_add(seen)))
                };
            };
            match byte {
                b'"' => self.string(line, start)?,
                b'{' | b'[' => {
                    depth += 1;
                    self.at += 1;
                }
                b'}' | b']' if depth > 0 => {
                    depth -= 1;
                    self.at += 1;
                }
                b'}' | b']' | b',' | b':' | b' ' | b'\n' | b'\r' | b'\t' if depth == 0 => break,
                _ => self.at += 1,
            }
            if depth == 0 && matches!(byte, b'"' | b'}' | b']') {
                break;
            }
        }
        let json = &self.bytes[start..self.at];
        self.line = line.saturating_add(line_ends(json));
        if json.is_empty() { Err(damaged(line)) } else { Ok((json, line)) }
    }

    /// Goes past a string.
    fn string(&mut self, line: u32, start: usize) -> Result<(), Refusal> {
        self.at += 1;
        loop {
            match memchr::memchr2(b'"', b'\\', &self.bytes[self.at..]) {
                Some(found) if self.bytes[self.at + found] == b'"' => {
                    self.at += found + 1;
                    return Ok(());
                }
                Some(found) if self.at + found + 2 <= self.bytes.len() => self.at += found + 2,
                _ => return Err(damaged(line.saturating_add(line_ends(&self.bytes[start..self.at])))),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn users(json: &str) -> Result<Vec<(u32, String)>, String> {
        let mut walk = Walk::new(json.as_bytes());
        let mut all = Vec::new();
        while let Some(user) = walk.next().map_err(|refusal| refusal.message)? {
            let value = user.value().map_err(|refusal| refusal.message)?;
            all.push((user.line, value["email"].as_str().unwrap_or("?").to_owned()));
        }
        Ok(all)
    }

    #[test]
    fn users_are_found_however_their_pages_are_joined() {
        let one = "{\"total_records\":2,\"users\":[\n {\"email\":\"a\"},\n\n {\"email\":\"b\"}\n],\"x\":{\"y\":[1]}}";
        let expected = vec![(2, "a".to_owned()), (4, "b".to_owned())];
        assert_eq!(users(one).unwrap(), expected);
        assert_eq!(users(&format!("[{one}]")).unwrap(), expected);
        let twice = users(&format!("{one}\n{one}")).unwrap();
        assert_eq!(twice.iter().map(|(line, _)| *line).collect::<Vec<_>>(), [2, 4, 7, 9]);
        assert_eq!(
            users("{\"email\":\"a\"}\r{\"email\":\"b\"}\r\n{\"email\":\"c\"}").unwrap()[2],
            (3, "c".to_owned())
        );
        assert_eq!(users("[[{\"email\":\"a\"}],[{\"email\":\"b\"}]]").unwrap().len(), 2);
        assert_eq!(users("{\"Resources\":[{\"email\":\"}]\\\"\"}]}").unwrap(), [(1, "}]\"".to_owned())]);
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

    #[test]
    fn other_json_is_no_list_of_users() {
        assert!(users("[\"a\",\"b\"]").unwrap_err().contains("no list of users"));
        assert!(users("{\"users\":[1,2]}").unwrap_err().contains("no list of users"));
    }
}
