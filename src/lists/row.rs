//! Whom one record names: its address, or why it is nobody.
//!
//! Everything that decides whether a row is a person stands here, for the reading of a list and for the scan
//! that only compares. What else a row says is read by `people`.

use super::aliases::proxies;
use super::columns::Layout;
use super::email::{self, Reason};
use super::log::{self, Evidence};
use super::names::{self, Key, Meaning};
use super::records::Record;
use super::values;

/// Bytes by which a repeated name of a column may differ from the first: marks and blanks around it.
const MOST_AROUND: usize = 8;

/// One record with the text it was cut from.
#[derive(Clone, Copy)]
pub(crate) struct Line<'a> {
    pub record: &'a Record,
    pub text: &'a str,
}

impl<'a> Line<'a> {
    pub(crate) fn cell(self, column: usize) -> &'a str {
        self.record.cell(self.text, column)
    }
}

/// What a record is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Found<'l> {
    /// Nothing stands in it.
    Blank,
    /// It repeats the header.
    Header,
    /// It is no person: why, and what stood where the address was looked for.
    Nobody(Reason, &'l str),
    /// It names a person, see [`Finder::address`].
    Person,
}

/// Finds out whom records name.
pub(crate) struct Finder<'a> {
    layout: &'a Layout,
    header: &'a [String],
    /// The header in the form in which names are compared.
    normal: Vec<String>,
    address: String,
}

impl<'a> Finder<'a> {
    pub(crate) fn new(layout: &'a Layout, header: &'a [String]) -> Finder<'a> {
        let normal = header.iter().map(|name| names::normal(name)).collect();
        Finder { layout, header, normal, address: String::new() }
    }

    /// Returns the address of the person found last.
    pub(crate) fn address(&self) -> &str {
        &self.address
    }

    /// Looks at one record.
    pub(crate) fn find<'l>(&mut self, line: Line<'l>) -> Found<'l> {
        match self.find_address(line) {
            Ok(()) => Found::Person,
            Err(_) if line.record.is_blank(line.text) => Found::Blank,
            Err(_) if self.is_header(line) => Found::Header,
            Err((reason, value)) => Found::Nobody(reason, value),
        }
    }

    /// Says whether a record repeats the header, also in other spelling as in files that were joined.
    fn is_header(&self, line: Line<'_>) -> bool {
        if self.header.is_empty() || line.record.len() != self.header.len() {
            return false;
        }
        let mut cells = line.record.cells(line.text).zip(self.header).zip(&self.normal);
        cells.all(|((cell, name), normal)| {
            cell == name || (cell.len().abs_diff(name.len()) <= MOST_AROUND && names::normal(cell) == *normal)
        })
    }

    /// Puts the row's address into `address`, or says why there is none and what stood there.
    fn find_address<'l>(&mut self, line: Line<'l>) -> Result<(), (Reason, &'l str)> {
        self.address.clear();
        if self.layout.evidence == Some(Evidence::Lines) {
            return log::find(line, &mut self.address);
        }
        if let Some(objects) = self.layout.object
            && let Some(reason) = objects.no_person(line.cell(objects.column))
        {
            return Err((reason, line.cell(objects.column)));
        }
        let mut nobody = (Reason::MissingEmail, "");
        for (key, column) in &self.layout.keys {
            let cell = line.cell(*column);
            let cell = match &self.layout.typed {
                Some(typed) if typed.has(*column) => typed.best(line),
                _ => cell,
            };
            let candidate = if *key == Key::Proxy { primary(cell).unwrap_or("") } else { cell };
            if names_a_room(cell) {
                return Err((Reason::ZoomRoom, cell));
            }
            match email::append(candidate, &mut self.address) {
                Ok(()) if !is_guest(&self.address) => {
                    nobody = (Reason::MissingEmail, "");
                    break;
                }
                Ok(()) => {
                    self.address.clear();
                    nobody = (Reason::GuestWithoutAddress, cell);
                }
                Err(Reason::MissingEmail) => {}
                Err(_) if is_guest(cell) => nobody = (Reason::GuestWithoutAddress, cell),
                Err(_) if *key == Key::Login => {}
                Err(reason) => return Err((reason, cell)),
            }
        }
        if self.layout.rooms.is_some_and(|column| values::is_room(line.cell(column))) {
            let shown = self.layout.keys.first().map_or("", |(_, column)| line.cell(*column));
            return Err((Reason::ZoomRoom, shown));
        }
        if self.layout.bare
            && let Some(value) = second_address(line)
        {
            return Err((Reason::SeveralAddresses, value));
        }
        if self.address.is_empty() {
            return Err(nobody);
        }
        match &self.layout.evidence {
            Some(evidence) if !evidence.is_in(line) => {
                let shown = self.layout.keys.first().map_or("", |(_, column)| line.cell(*column));
                Err((Reason::NoOutsideAccount, shown))
            }
            _ => Ok(()),
        }
    }
}

impl Layout {
    /// Returns the status of the person a record names; `cell` is that of the status column, `""` when blank.
    pub(crate) fn status<'l>(&self, meaning: Meaning, cell: &'l str, line: Line<'l>) -> &'l str {
        if self.deleted.is_some_and(|column| !email::is_blank(line.cell(column))) {
            return "deleted";
        }
        self.status_word(meaning, cell)
    }

    /// Returns what the cell of the status column says, `""` when blank.
    pub(crate) fn status_word<'l>(&self, meaning: Meaning, cell: &'l str) -> &'l str {
        match meaning {
            Meaning::Inverted => values::inverted(cell),
            Meaning::AccountControl => values::account_control(cell),
            _ if cell.is_empty() && self.pending => "pending",
            _ => values::status(cell),
        }
    }
}

/// Returns the primary address of a *Proxy addresses* cell: the one whose scheme is in capitals.
pub(crate) fn primary(cell: &str) -> Option<&str> {
    proxies(cell).find(|(scheme, _)| *scheme == "SMTP").map(|(_, address)| address)
}

pub(crate) fn is_guest(text: &str) -> bool {
    memchr::memchr(b'#', text.as_bytes()).is_some() && text.to_ascii_lowercase().contains("#ext#")
}

/// Says whether a cell where the address should be holds the name of a Zoom Room instead.
fn names_a_room(cell: &str) -> bool {
    memchr::memchr(b' ', cell.as_bytes()).is_some() && cell.to_ascii_lowercase().contains("zoom room")
}

/// Returns the second cell of a row that holds an address.
fn second_address(line: Line<'_>) -> Option<&str> {
    let holds_one = |cell: &&str| cell.contains('@') && email::normalise(cell).is_ok();
    if line.record.len() < 2 { None } else { line.record.cells(line.text).filter(holds_one).nth(1) }
}
