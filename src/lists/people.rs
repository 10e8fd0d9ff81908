//! Records become people: the address of each, its values, duplicates, and rows that are nobody.

use hashbrown::DefaultHashBuilder;

use super::columns::Layout;
use super::duplicates::{self, Mark};
use super::email::{self, Reason};
use super::formats::Habit;
use super::names::{Key, Meaning};
use super::records::Record;
use super::refusal::Refusal;
use super::{Duplicate, Field, Rejections, Table, dates, values};

/// What a file came to.
#[derive(Debug, Default)]
pub(crate) struct Taken {
    pub table: Table,
    pub duplicates: Vec<Duplicate>,
    pub rejected: Rejections,
    pub rows: u64,
    pub blank: u64,
    /// Rows that repeat the header.
    pub headers: u64,
}

/// What is at work while a file is read.
pub(crate) struct People<'a> {
    layout: &'a Layout,
    header: &'a [String],
    taken: Taken,
    /// Every row with 32 bits of its address's hash.
    index: Vec<Mark>,
    hasher: DefaultHashBuilder,
    address: String,
    license: values::Last,
    login: values::Last,
}

/// One record with the text it was cut from.
#[derive(Clone, Copy)]
pub(crate) struct Line<'a> {
    pub record: &'a Record,
    pub text: &'a str,
}

impl<'a> Line<'a> {
    fn cell(self, column: usize) -> &'a str {
        self.record.cell(self.text, column)
    }
}

impl<'a> People<'a> {
    pub(crate) fn new(layout: &'a Layout, header: &'a [String]) -> People<'a> {
        People {
            layout,
            header,
            taken: Taken { table: Table::new(layout.fields()), ..Taken::default() },
            index: Vec::new(),
            hasher: DefaultHashBuilder::default(),
            address: String::new(),
            license: values::Last::new(|cell, out| out.push_str(values::license(cell))),
            login: values::Last::new(values::append_login),
        }
    }

    /// Makes room for this many more rows with this many more bytes of text.
    pub(crate) fn reserve(&mut self, rows: usize, bytes: usize) {
        self.taken.table.reserve(rows, bytes);
        self.index.reserve(rows);
    }

    /// Returns how many people were taken, and the bytes of their text.
    pub(crate) fn size(&self) -> (usize, usize) {
        (self.taken.table.len(), self.taken.table.text_len())
    }

    /// Takes the duplicates out and returns what was taken.
    pub(crate) fn done(self) -> Taken {
        let mut taken = self.taken;
        taken.duplicates = duplicates::take_out(self.index, &mut taken.table);
        taken.table.settle();
        taken
    }

    /// Takes one record.
    pub(crate) fn take(&mut self, line: Line<'_>) -> Result<(), Refusal> {
        let found = self.find_address(line);
        if found.is_err() && line.record.is_blank(line.text) {
            self.taken.blank += 1;
            return Ok(());
        }
        if found.is_err() && self.is_header(line) {
            self.taken.headers += 1;
            return Ok(());
        }
        self.taken.rows += 1;
        let number = self.line_of(line);
        match found {
            Err((reason, value)) => {
                self.taken.rejected.push(number, reason, value);
                Ok(())
            }
            Ok(()) => self.add(line, number),
        }
    }

    fn line_of(&self, line: Line<'_>) -> u32 {
        let kept = self.layout.line.and_then(|column| line.cell(column).parse().ok());
        kept.unwrap_or(line.record.line)
    }

    fn is_header(&self, line: Line<'_>) -> bool {
        !self.header.is_empty()
            && line.record.len() == self.header.len()
            && line.record.cells(line.text).zip(self.header).all(|(cell, name)| cell == name)
    }

    /// Puts the row's address into `address`, or says why there is none and what stood there.
    fn find_address<'l>(&mut self, line: Line<'l>) -> Result<(), (Reason, &'l str)> {
        self.address.clear();
        let mut nobody = (Reason::MissingEmail, "");
        for (key, column) in &self.layout.keys {
            let cell = line.cell(*column);
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
        if self.address.is_empty() { Err(nobody) } else { Ok(()) }
    }

    fn add(&mut self, line: Line<'_>, number: u32) -> Result<(), Refusal> {
        let row = u32::try_from(self.taken.table.len()).map_err(|_| Refusal::too_much_text())?;
        self.index.push(Mark::of(&self.hasher, &self.address, row));
        self.taken.table.begin().push_str(&self.address);
        if !self.layout.aliases.is_empty() {
            append_aliases(self.layout, line, &self.address, self.taken.table.cell());
        }
        for at in 0..self.layout.values.len() {
            self.value(at, line);
        }
        self.taken.table.end(number)
    }

    fn value(&mut self, at: usize, line: Line<'_>) {
        let (field, source) = self.layout.values[at];
        let cell = line.cell(source.column);
        let cell = if email::is_blank(cell) { "" } else { cell };
        match (field, source.meaning) {
            (_, _) if self.layout.format.habit == Habit::Own => self.taken.table.push(cell),
            (Field::Status, meaning) => {
                let status = self.status(meaning, cell, line);
                self.taken.table.push(status);
            }
            (Field::UserType, _) => {
                let guest = self.layout.principal.is_some_and(|column| is_guest(line.cell(column)));
                self.taken.table.push(if guest { "Guest" } else { cell });
            }
            (_, Meaning::Day) if dates::is_canonical(cell) => self.taken.table.push(cell),
            (_, Meaning::License) => {
                let value = self.license.of(cell);
                self.taken.table.push(value);
            }
            (_, Meaning::RoleId) => self.taken.table.push(values::role_id(cell)),
            (_, Meaning::Day) => {
                self.address.clear();
                dates::append(cell, self.layout.slashes, &mut self.address);
                self.taken.table.push(&self.address);
            }
            (_, Meaning::Login) => {
                let value = self.login.of(cell);
                self.taken.table.push(value);
            }
            _ => self.taken.table.push(cell),
        }
    }

    fn status<'l>(&self, meaning: Meaning, cell: &'l str, line: Line<'l>) -> &'l str {
        if self.layout.deleted.is_some_and(|column| !email::is_blank(line.cell(column))) {
            return "deleted";
        }
        match meaning {
            Meaning::Inverted => values::inverted(cell),
            Meaning::AccountControl => values::account_control(cell),
            _ if cell.is_empty() && self.layout.pending => "pending",
            _ => values::status(cell),
        }
    }
}

/// Appends every other address of the person, each once.
fn append_aliases(layout: &Layout, line: Line<'_>, address: &str, out: &mut String) {
    let start = out.len();
    for (key, column) in &layout.aliases {
        let cell = line.cell(*column);
        if *key == Key::Proxy {
            proxies(cell).for_each(|(_, proxy)| append_alias(proxy, address, (start, &mut *out)));
        } else {
            let pieces = cell.split(|letter: char| letter.is_whitespace() || matches!(letter, ',' | ';'));
            pieces.for_each(|piece| append_alias(piece, address, (start, &mut *out)));
        }
    }
}

fn append_alias(text: &str, address: &str, (start, out): (usize, &mut String)) {
    let before = out.len();
    if out.len() > start {
        out.push(' ');
    }
    let begun = out.len();
    let known = email::append(text, out).is_err() || {
        let (others, alias) = out[start..].split_at(begun - start);
        alias == address || is_guest(alias) || others.split(' ').any(|other| other == alias)
    };
    if known {
        out.truncate(before);
    }
}

/// Returns the addresses of a *Proxy addresses* cell with their scheme. They are joined by `+`, `;` or
/// blanks, and `+` also stands inside addresses: only before a scheme it parts two of them.
fn proxies(cell: &str) -> impl Iterator<Item = (&str, &str)> {
    let begins = |at: usize| {
        let before = cell[..at].chars().next_back();
        let word = &cell[at..at + cell[at..].find(':').unwrap_or(0)];
        before.is_none_or(|mark| matches!(mark, '+' | ';' | ',') || mark.is_whitespace())
            && !word.is_empty()
            && word.bytes().all(|byte| byte.is_ascii_alphanumeric())
    };
    let starts: Vec<usize> = cell.char_indices().map(|(at, _)| at).filter(|at| begins(*at)).collect();
    (0..starts.len()).filter_map(move |number| {
        let end = starts.get(number + 1).copied().unwrap_or(cell.len());
        let (scheme, address) = cell[starts[number]..end].split_once(':')?;
        let address = address.trim_end_matches(['+', ';', ',']);
        scheme.eq_ignore_ascii_case("smtp").then_some((scheme, email::trimmed(address)))
    })
}

/// Returns the primary address of a *Proxy addresses* cell: the one whose scheme is in capitals.
fn primary(cell: &str) -> Option<&str> {
    proxies(cell).find(|(scheme, _)| *scheme == "SMTP").map(|(_, address)| address)
}

fn is_guest(text: &str) -> bool {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plus_parts_proxies_only_before_a_scheme() {
        let cell = "SMTP:ann+zoom@n.example+smtp:ann@n.example+SIP:ann@n.example+X500:/o=x+smtp:a@n.example";
        let found: Vec<_> = proxies(cell).collect();
        assert_eq!(
            found,
            [("SMTP", "ann+zoom@n.example"), ("smtp", "ann@n.example"), ("smtp", "a@n.example")]
        );
        assert_eq!(primary("smtp:a@n.example;SMTP:b@n.example"), Some("b@n.example"));
        assert_eq!(primary("Microsoft.ActiveDirectory.Management.ADPropertyValueCollection"), None);
    }
}
