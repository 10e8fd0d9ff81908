//! Gives the users of a file one by one, and remembers what else a person should know of.

use super::pages::Pages;
use super::person;
use super::places::{Judged, Places, User};
use super::walk::{Kind, Stop, Walk};
use crate::lists::refusal::Refusal;
use crate::wording::{and, count, thousands};

/// Pages that are named one by one.
const NAMED: usize = 3;

/// Gives the users of a file one by one.
pub(super) struct Users<'b, 'p> {
    walk: Walk<'b>,
    places: &'p Places,
    told: Told,
}

/// What stood where users stand and is none.
#[derive(Debug, Default)]
struct Told {
    /// The first addresses that are those of a page, and how many there are.
    pages: Vec<String>,
    page_count: usize,
    /// The lines of the first answers that failed.
    errors: Seen,
    /// Values in a list of users that are neither objects nor addresses.
    others: Seen,
}

/// Something that was seen, so many times, first on this line.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Seen {
    pub first: u32,
    pub times: u64,
}

impl Seen {
    /// Counts one more.
    pub(super) fn add(&mut self, line: u32) {
        self.first = if self.times == 0 { line } else { self.first };
        self.times += 1;
    }

    /// Returns the number and where the first is, as `3, the first in line 7`; nothing where there is none.
    pub(super) fn says(self) -> Option<String> {
        match self.times {
            0 => None,
            1 => Some(format!("1, in line {}", self.first)),
            times => {
                let times = thousands(u32::try_from(times).unwrap_or(u32::MAX));
                Some(format!("{times}, the first in line {}", self.first))
            }
        }
    }
}

impl<'b, 'p> Users<'b, 'p> {
    pub(super) fn new(json: &'b [u8], places: &'p Places) -> Users<'b, 'p> {
        // The paths keep the numbers they were given.
        Users { walk: Walk::new(json, places.paths.clone()), places, told: Told::default() }
    }

    /// Returns how far it is.
    pub(super) fn at(&self) -> usize {
        self.walk.at()
    }

    /// Returns what the pages said, and what to tell of what is no user, once there is no user left.
    pub(super) fn done(self) -> (Pages, Vec<String>) {
        let mut notes = self.told.notes();
        notes.extend(self.walk.too_deep.map(|line| {
            format!(
                "What lies deeper than {} lists and objects in each other was not looked at, first in line {line}.",
                Walk::MOST
            )
        }));
        (self.walk.into_pages(), notes)
    }

    /// Returns the next user.
    pub(super) fn next(&mut self) -> Result<Option<User<'b>>, Refusal> {
        while let Some(stop) = self.walk.next()? {
            let found = match stop.kind {
                Kind::Other => self.value(stop)?,
                Kind::Array if self.places.has_users(stop.path) => {
                    self.walk.enter(stop)?;
                    if self.places.is_list(stop.path) {
                        self.walk.count(0);
                    }
                    None
                }
                Kind::Object if self.places.has_users(stop.path) => self.object(stop)?,
                _ => self.walk.take().map(|_| None)?,
            };
            if found.is_some() {
                return Ok(found);
            }
        }
        Ok(None)
    }

    fn object(&mut self, stop: Stop) -> Result<Option<User<'b>>, Refusal> {
        let line = self.walk.line();
        let user = match self.places.judge(&mut self.walk, stop)? {
            Judged::User(user) => {
                self.walk.count(1);
                return Ok(Some(user));
            }
            Judged::Both(user) => {
                self.walk.count(1);
                Some(user)
            }
            Judged::Page(address) => {
                self.told.page_count += 1;
                if self.told.pages.len() < NAMED {
                    self.told.pages.push(address);
                }
                None
            }
            Judged::Error => {
                self.told.errors.add(line);
                None
            }
            Judged::Enter | Judged::Pass => None,
        };
        self.walk.enter(stop)?;
        Ok(user)
    }

    /// Looks at what is no array and no object.
    fn value(&mut self, stop: Stop) -> Result<Option<User<'b>>, Refusal> {
        let (json, line) = self.walk.take()?;
        if !self.places.is_list(stop.path) {
            return Ok(None);
        }
        if person::is_address(json) {
            self.walk.count(1);
            return Ok(Some(User { json, line }));
        }
        self.told.others.add(line);
        Ok(None)
    }
}

impl Told {
    fn notes(self) -> Vec<String> {
        let mut notes = Vec::new();
        if self.page_count > 0 {
            let more = self.page_count - self.pages.len();
            let mut named = self.pages;
            named.extend((more > 0).then(|| format!("{} more", thousands(count(more)))));
            notes.push(format!(
                "People were read from lists inside objects that have an address of their own, which was not taken for \
                 a person's: {}.",
                and(&named)
            ));
        }
        notes.extend(
            self.errors.says().map(|lines| format!("Answers that hold an error instead of users: {lines}.")),
        );
        notes.extend(
            self.others
                .says()
                .map(|lines| format!("Values among the users that are no users, left out: {lines}.")),
        );
        notes
    }
}
