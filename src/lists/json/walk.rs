//! Walks over JSON value by value and knows under which names each one stands.
//!
//! The names on the way to a value are its path; that it stands in an array is not part of it. So the users of ten
//! joined pages have one path, and so have those of one page.

use std::collections::{HashMap, HashSet};

use serde::de::IgnoredAny;

use super::cursor::{Cursor, damaged, parsed};
use super::pages::{Page, Pages};
use super::parts::text;
use crate::lists::refusal::Refusal;

/// Arrays and objects in each other that are gone into.
const MAX_FRAMES: usize = 32;
/// Names in one object that are told apart: one of more is no record but a map, and what it holds is alike.
const MAX_NAMES: usize = 256;
/// Paths that are told apart.
const MAX_PATHS: usize = 10_000;

/// A path by its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Path(usize);

impl Path {
    /// What stands at the top, or in an array at the top.
    pub(super) const ROOT: Path = Path(0);

    /// Returns its number, counted from 0.
    pub(super) fn number(self) -> usize {
        self.0
    }
}

/// One path: the last name of it, where it goes on from, and what goes on from it.
#[derive(Clone, Debug, Default)]
struct Node {
    name: String,
    parent: usize,
    children: HashMap<String, usize>,
    /// What goes on from it by any other name.
    others: Option<usize>,
}

/// The paths of a file.
#[derive(Clone, Debug)]
pub(super) struct Paths(Vec<Node>);

impl Default for Paths {
    fn default() -> Paths {
        Paths(vec![Node::default()])
    }
}

impl Paths {
    /// Returns the last name of a path.
    pub(super) fn name(&self, path: Path) -> &str {
        self.0.get(path.0).map_or("", |node| &node.name)
    }

    /// Returns the path this one goes on from.
    pub(super) fn parent(&self, path: Path) -> Option<Path> {
        if path == Path::ROOT { None } else { self.0.get(path.0).map(|node| Path(node.parent)) }
    }

    /// Returns the path with this number.
    pub(super) fn by_number(&self, number: usize) -> Option<Path> {
        (number < self.0.len()).then_some(Path(number))
    }

    /// Returns how many there are.
    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    /// Returns the path that goes on by this name, where it was walked.
    pub(super) fn find(&self, parent: Path, name: &str) -> Option<Path> {
        let node = self.0.get(parent.0)?;
        node.children.get(name).copied().or(node.others).map(Path)
    }

    /// Returns the path that goes on by this name.
    fn child(&mut self, parent: Path, name: &str) -> Path {
        let new = self.0.len();
        let node = &mut self.0[parent.0];
        if let Some(known) = node.children.get(name) {
            return Path(*known);
        }
        let mut own = String::new();
        if node.children.len() < MAX_NAMES && new < MAX_PATHS {
            name.clone_into(&mut own);
            node.children.insert(own.clone(), new);
        } else if let Some(others) = node.others {
            return Path(others);
        } else {
            node.others = Some(new);
        }
        self.0.push(Node { name: own, parent: parent.0, ..Node::default() });
        Path(new)
    }
}

/// What a value stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Inside {
    /// Nothing: it stands at the top.
    Top,
    /// An array.
    List,
    /// An object.
    Fields,
}

/// What a value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Fields with names.
    Object,
    /// Values in a row.
    Array,
    /// A text, a number or a word.
    Other,
}

impl Kind {
    fn of(first: u8) -> Kind {
        match first {
            b'{' => Kind::Object,
            b'[' => Kind::Array,
            _ => Kind::Other,
        }
    }
}

/// A value the walk has come to: an array or object, or whatever stands in an array.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stop {
    pub path: Path,
    pub inside: Inside,
    pub kind: Kind,
}

#[derive(Debug)]
struct Frame {
    inside: Inside,
    path: Path,
    page: Page,
    /// Users were found in it.
    is_page: bool,
    /// Values seen in an array.
    count: u64,
}

/// Walks over a file.
pub(super) struct Walk<'b> {
    cursor: Cursor<'b>,
    frames: Vec<Frame>,
    pub paths: Paths,
    pages: Pages,
    /// Arrays that held nothing.
    pub empty: HashSet<Path>,
    /// The first line of what lies too deep to be looked at.
    pub too_deep: Option<u32>,
}

impl<'b> Walk<'b> {
    /// Arrays and objects in each other that are gone into.
    pub(super) const MOST: usize = MAX_FRAMES;

    pub(super) fn new(bytes: &'b [u8], paths: Paths) -> Walk<'b> {
        let cursor = Cursor { bytes, at: 0, line: 1 };
        let (frames, pages) = (Vec::new(), Pages::default());
        Walk { cursor, frames, paths, pages, empty: HashSet::new(), too_deep: None }
    }

    /// Returns how far the walk is.
    pub(super) fn at(&self) -> usize {
        self.cursor.at
    }

    /// Returns what the pages said, once everything was walked over.
    pub(super) fn into_pages(self) -> Pages {
        self.pages
    }

    /// Returns the line of the value at hand.
    pub(super) fn line(&self) -> u32 {
        self.cursor.line
    }

    /// Returns how many arrays and objects in each other may be gone into from here.
    pub(super) fn room(&self) -> usize {
        MAX_FRAMES - self.frames.len()
    }

    /// Returns everything from the value at hand on.
    pub(super) fn rest(&self) -> &'b [u8] {
        &self.cursor.bytes[self.cursor.at..]
    }

    /// Goes to the next array or object, or to the next value of an array; any other is checked and passed over.
    pub(super) fn next(&mut self) -> Result<Option<Stop>, Refusal> {
        loop {
            self.cursor.blanks();
            let inside = self.frames.last().map_or(Inside::Top, |frame| frame.inside);
            match (self.cursor.peek(), inside) {
                (None, Inside::Top) => return Ok(None),
                (None, _) => return Err(damaged(self.cursor.line)),
                // Between two values at the top a comma does no harm.
                (Some(b','), _) => self.cursor.at += 1,
                (Some(b']'), Inside::List) | (Some(b'}'), Inside::Fields) => self.leave(),
                (Some(_), Inside::Fields) => {
                    if let Some(stop) = self.named()? {
                        return Ok(Some(stop));
                    }
                }
                (Some(byte), _) => {
                    let path = self.frames.last_mut().map_or(Path::ROOT, |frame| {
                        frame.count += 1;
                        frame.path
                    });
                    let kind = Kind::of(byte);
                    if kind != Kind::Other || inside == Inside::List {
                        return Ok(Some(Stop { path, inside, kind }));
                    }
                    self.skip()?;
                }
            }
        }
    }

    /// Reads the name of a field; returns its value where that is an array or object.
    fn named(&mut self) -> Result<Option<Stop>, Refusal> {
        if self.cursor.peek() != Some(b'"') {
            return Err(damaged(self.cursor.line));
        }
        let (name, line) = self.cursor.value()?;
        parsed::<IgnoredAny>(name, line)?;
        let name = text(name);
        self.cursor.blanks();
        if self.cursor.peek() != Some(b':') {
            return Err(damaged(self.cursor.line));
        }
        self.cursor.at += 1;
        self.cursor.blanks();
        let Some(byte @ (b'{' | b'[')) = self.cursor.peek() else {
            let (value, line) = self.cursor.value()?;
            self.field(&name, value, line)?;
            return Ok(None);
        };
        let parent = self.frames.last().map_or(Path::ROOT, |frame| frame.path);
        let path = self.paths.child(parent, &name);
        Ok(Some(Stop { path, inside: Inside::Fields, kind: Kind::of(byte) }))
    }

    /// Notes what a field says of the page it stands on.
    fn field(&mut self, name: &str, value: &[u8], line: u32) -> Result<(), Refusal> {
        parsed::<IgnoredAny>(value, line)?;
        let Some(Frame { page, .. }) = self.frames.last_mut() else { return Ok(()) };
        self.pages.is_zoom |= matches!(name, "total_records" | "next_page_token" | "page_count");
        page.say(name, value);
        Ok(())
    }

    /// Goes into the array or object at hand; one that lies too deep is passed over.
    pub(super) fn enter(&mut self, stop: Stop) -> Result<(), Refusal> {
        if self.room() == 0 {
            self.too_deep = self.too_deep.or(Some(self.cursor.line));
            return self.skip();
        }
        self.cursor.at += 1;
        let inside = if stop.kind == Kind::Object { Inside::Fields } else { Inside::List };
        self.frames.push(Frame { inside, path: stop.path, page: Page::default(), is_page: false, count: 0 });
        Ok(())
    }

    /// Takes the value at hand as a whole; returns it and the line it begins on.
    pub(super) fn take(&mut self) -> Result<(&'b [u8], u32), Refusal> {
        self.cursor.value()
    }

    /// Takes the value at hand, which is so many bytes long where that is known.
    pub(super) fn take_known(&mut self, length: Option<usize>) -> Result<(&'b [u8], u32), Refusal> {
        match length {
            Some(length) => Ok(self.cursor.known(length)),
            None => self.take(),
        }
    }

    /// Returns the place at hand, to come back to.
    pub(super) fn place(&self) -> Cursor<'b> {
        self.cursor
    }

    /// Goes back to a place.
    pub(super) fn back_to(&mut self, place: Cursor<'b>) {
        self.cursor = place;
    }

    /// Checks the value at hand and goes past it.
    pub(super) fn skip(&mut self) -> Result<(), Refusal> {
        let (value, line) = self.cursor.value()?;
        parsed::<IgnoredAny>(value, line).map(drop)
    }

    /// Notes that the array or object at hand holds users, and how many more were found in it.
    pub(super) fn count(&mut self, users: u64) {
        if let Some(frame) = self.frames.iter_mut().rev().find(|frame| frame.inside == Inside::Fields) {
            frame.is_page = true;
            frame.page.found += users;
        }
    }

    /// Leaves the array or object at hand.
    fn leave(&mut self) {
        self.cursor.at += 1;
        let Some(frame) = self.frames.pop() else { return };
        if frame.inside == Inside::List && frame.count == 0 {
            self.empty.insert(frame.path);
        }
        if !frame.is_page {
            return;
        }
        match self.frames.last_mut() {
            // What is said around the list and what is said around that is said of one page.
            Some(around) if around.inside == Inside::Fields => {
                around.is_page = true;
                around.page.found += frame.page.found;
                around.page.total = around.page.total.max(frame.page.total);
                around.page.more |= frame.page.more;
                around.page.goes_on |= frame.page.goes_on;
            }
            _ => self.pages.add(frame.page),
        }
    }
}
