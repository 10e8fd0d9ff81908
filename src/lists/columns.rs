//! Which column says what: a header becomes a layout, the instructions for reading every row.

use std::collections::HashMap;

use super::dates::{Serials, Slashes};
use super::formats::{self, Format, Habit};
use super::log::Evidence;
use super::names::{self, Key, Meaning};
use super::objects::Objects;
use super::scim::Addresses;
use super::{Field, Hints, Use, positions, why};
use crate::plan::ListKind;

/// One column of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its place, counted from 0.
    pub index: usize,
    /// Its header as written; empty in a file without a header.
    pub header: String,
    /// What it was taken for; nothing for a column that is not read.
    pub field: Option<Field>,
    /// The first different values in it as they are written, so that a person can tell what it holds; long ones are cut.
    pub samples: Vec<String>,
}

/// Where a value comes from and how it is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Source {
    pub column: usize,
    pub meaning: Meaning,
}

/// How every row of a file is read.
#[derive(Debug)]
pub(crate) struct Layout {
    pub format: &'static Format,
    /// Columns that can hold the address, the surest first.
    pub keys: Vec<(Key, usize)>,
    /// Fields in the order of the table, each with its column; aliases and the address are apart.
    pub values: Vec<(Field, Source)>,
    pub aliases: Vec<(Key, usize)>,
    pub principal: Option<usize>,
    pub deleted: Option<usize>,
    /// Everybody in the file is invited and has not yet accepted.
    pub pending: bool,
    /// The file has no header, so a second address in a row has no meaning.
    pub bare: bool,
    /// The column that says whether a row is a Zoom Room.
    pub rooms: Option<usize>,
    /// The column that says what kind of object a row of a directory is.
    pub object: Option<Objects>,
    /// Where a log says what went wrong; nothing in a list of people.
    pub evidence: Option<Evidence>,
    /// The columns of addresses of which others say whether they are private.
    pub typed: Option<Addresses>,
    /// The column of our own lists that holds the line in the original.
    pub line: Option<usize>,
    pub slashes: Slashes,
    /// How days that are written as numbers are read; only sheets write them so.
    pub serials: Option<Serials>,
    pub columns: Vec<Column>,
    /// Why the file was taken for what it is, in a sentence.
    pub why: String,
    /// What a person should know of how it is read.
    pub notes: Vec<String>,
}

impl Layout {
    /// Returns the fields of the table.
    pub(crate) fn fields(&self) -> Vec<Field> {
        let mut fields: Vec<Field> = self.values.iter().map(|(field, _)| *field).collect();
        if !self.aliases.is_empty() {
            fields.insert(0, Field::Aliases);
        }
        fields
    }

    /// Returns the layout of a file with this header; `holder` is a column that was found to hold addresses
    /// though its name does not say so.
    pub(crate) fn new(header: &[String], holder: Option<usize>, hints: &Hints) -> Layout {
        let mut normal: Vec<String> = header.iter().map(|name| names::normal(name)).collect();
        let hints = &*hints.under(&normal);
        for (name, written) in normal.iter_mut().zip(header).filter(|(name, _)| hints.said_of(name).is_none())
        {
            *name = names::compared(written);
        }
        let format = formats::recognise(&normal);
        let notes =
            if format.habit == Habit::Positions && !normal.iter().any(|name| hints.said_of(name).is_some()) {
                take_places(header, &mut normal)
            } else {
                Vec::new()
            };
        let mut layout = Layout {
            format,
            keys: Vec::new(),
            values: Vec::new(),
            aliases: Vec::new(),
            principal: None,
            deleted: None,
            pending: format.habit == Habit::Pending || hints.kind == Some(ListKind::Pending),
            bare: false,
            rooms: None,
            object: None,
            evidence: None,
            typed: Addresses::of(&normal),
            line: None,
            slashes: if format.habit == Habit::Entra { Slashes::MonthFirst } else { Slashes::Unknown },
            serials: None,
            columns: Vec::new(),
            why: why::why(format, header, holder),
            notes,
        };
        if format.habit == Habit::Own {
            layout.take_own(&normal);
        } else {
            layout.take_keys(&normal, holder, hints);
            layout.take_values(&normal, hints);
        }
        let license = layout.values.iter().find(|(field, _)| *field == Field::LicenseType);
        layout.rooms = license.map(|(_, source)| source.column);
        layout.object = Objects::of(format, &normal);
        layout.leave_out(hints);
        layout.columns = header
            .iter()
            .enumerate()
            .map(|(index, name)| Column {
                index,
                header: name.clone(),
                field: layout.field_of(index),
                samples: Vec::new(),
            })
            .collect();
        layout
    }

    /// Returns the layout of a file without a header, whose addresses stand in this column.
    pub(crate) fn bare(holder: usize, hints: &Hints) -> Layout {
        let mut layout = Layout::new(&vec![String::new(); holder + 1], Some(holder), hints);
        layout.format = formats::BARE;
        layout.bare = true;
        layout.why = format!("It has no header, and column {} holds addresses.", holder + 1);
        layout
    }

    /// Leaves out what is not wanted.
    fn leave_out(&mut self, hints: &Hints) {
        let Some(wanted) = &hints.fields else { return };
        self.values.retain(|(field, _)| wanted.contains(field));
        if !wanted.contains(&Field::Aliases) {
            self.aliases.clear();
        }
    }

    fn field_of(&self, column: usize) -> Option<Field> {
        let is_key = |at: usize, key: Key| at == 0 || key != Key::Login;
        let mut keys = self.keys.iter().enumerate();
        if keys.any(|(at, (key, known))| *known == column && is_key(at, *key)) {
            return Some(Field::Email);
        }
        let named = self.values.iter().find(|(_, source)| source.column == column).map(|(field, _)| *field);
        let alias = self.aliases.iter().any(|(_, alias)| *alias == column).then_some(Field::Aliases);
        let deleted = (self.deleted == Some(column)).then_some(Field::Status);
        let login = self.keys.iter().any(|(_, known)| *known == column).then_some(Field::Email);
        named.or(alias).or(deleted).or(login)
    }

    fn take_own(&mut self, header: &[String]) {
        self.line = Some(0);
        self.keys.push((Key::Mail, 1));
        for (column, name) in header.iter().enumerate().skip(2) {
            let source = Source { column, meaning: Meaning::Text };
            if let Some(field) = Field::from_word(&name.replace(' ', "_"))
                && self.values.iter().all(|(known, _)| *known != field)
            {
                self.values.push((field, source));
            }
        }
        self.values.sort_by_key(|(field, _)| *field);
    }

    fn take_keys(&mut self, header: &[String], holder: Option<usize>, hints: &Hints) {
        let mut found: Vec<(Key, usize, usize)> = header
            .iter()
            .enumerate()
            .filter(|(_, name)| hints.said_of(name).is_none())
            .filter_map(|(column, name)| names::key(name).map(|(key, rank)| (key, rank, column)))
            .collect();
        found.sort_unstable();
        let said = header.iter().position(|name| hints.said_of(name) == Some(Use::As(Field::Email)));
        let holder = holder.filter(|column| {
            header
                .get(*column)
                .and_then(|name| hints.said_of(name))
                .is_none_or(|said| said == Use::As(Field::Email))
        });
        let surest = said.into_iter().chain(holder).map(|column| (Key::Mail, column));
        for (key, column) in surest.chain(found.into_iter().map(|(key, _, column)| (key, column))) {
            if self.keys.iter().all(|(_, known)| *known != column) {
                self.keys.push((key, column));
            }
        }
        self.principal = self.keys.iter().find(|(key, _)| *key == Key::Principal).map(|(_, column)| *column);
    }

    fn take_values(&mut self, header: &[String], hints: &Hints) {
        let mut places: HashMap<&str, usize> = HashMap::with_capacity(header.len());
        for (column, name) in header.iter().enumerate() {
            places.entry(name).or_insert(column);
        }
        for field in Field::ALL {
            let said = header.iter().position(|name| hints.said_of(name) == Some(Use::As(field)));
            match field {
                Field::Email => {}
                Field::Aliases => self.take_aliases(header, hints),
                _ => {
                    let named = || self.source(field, &places, hints);
                    let source =
                        said.map(|column| Source { column, meaning: meaning_of(field) }).or_else(named);
                    self.values.extend(source.map(|source| (field, source)));
                }
            }
        }
        self.deleted = header
            .iter()
            .position(|name| name == "soft deletion time stamp" && hints.said_of(name).is_none());
        let status = self.values.iter().any(|(field, _)| *field == Field::Status);
        if !status && (self.deleted.is_some() || self.pending) {
            // Nobody's cell: the status comes from the list itself.
            let source = Source { column: usize::MAX, meaning: Meaning::Status };
            self.values.push((Field::Status, source));
        }
        let guests = self.values.iter().any(|(field, _)| *field == Field::UserType);
        if !guests && self.principal.is_some() {
            self.values.push((Field::UserType, Source { column: usize::MAX, meaning: Meaning::Text }));
        }
        self.values.sort_by_key(|(field, _)| *field);
    }

    /// Returns the column that says this by its name; the earliest name wins.
    fn source(&self, field: Field, places: &HashMap<&str, usize>, hints: &Hints) -> Option<Source> {
        let kind_of_user = self.names_kind_of_user();
        if field == Field::UserType {
            let named = |name: &&str| hints.said_of(name).is_none();
            let column = ["usertype", "user type"]
                .into_iter()
                .filter(named)
                .find_map(|name| places.get(name).copied())?;
            return (kind_of_user && self.format.habit != Habit::Okta)
                .then_some(Source { column, meaning: Meaning::Text });
        }
        if field == Field::Role && self.format.name == formats::GROUP_MEMBERS {
            return None;
        }
        if field == Field::LicenseType && matches!(self.format.habit, Habit::Directory | Habit::Entra) {
            return None;
        }
        let key = self.keys.first().map(|(_, column)| *column);
        names::of(field)
            .filter(|(meaning, name)| *meaning != Meaning::Deleted && !(kind_of_user && *name == "usertype"))
            .filter(|(_, name)| hints.said_of(name).is_none())
            .find_map(|(meaning, wanted)| {
                // What names the person by an address is not also how they are called.
                let takes = |column: &usize| field != Field::DisplayName || Some(*column) != key;
                let column = places.get(wanted).copied().filter(takes)?;
                Some(Source { column, meaning })
            })
    }

    /// Says whether *user type* means member or guest here, not a Zoom licence.
    fn names_kind_of_user(&self) -> bool {
        matches!(self.format.habit, Habit::Directory | Habit::Entra | Habit::Okta)
    }

    fn take_aliases(&mut self, header: &[String], hints: &Hints) {
        for (column, name) in header.iter().enumerate() {
            let counted = name
                .strip_prefix("aliases ")
                .is_some_and(|rest| rest.bytes().all(|byte| byte.is_ascii_digit()));
            match hints.said_of(name) {
                Some(Use::As(Field::Aliases)) => {
                    self.aliases.push((Key::Mail, column));
                    continue;
                }
                Some(_) => continue,
                None if !counted && names::field(name) != Some(Field::Aliases) => continue,
                None => {}
            }
            let kind = names::key(name).map_or(Key::Mail, |(key, _)| key);
            // A column that alone holds the address has no alias to give.
            if self.keys.len() > 1 || kind != Key::Principal {
                self.aliases.push((kind, column));
            }
        }
    }
}

/// Returns how a column that was named by hand is read.
fn meaning_of(field: Field) -> Meaning {
    names::of(field).next().map_or(Meaning::Text, |(meaning, _)| meaning)
}

/// Names the columns of an update file by their places; returns what to tell where its header says something else.
fn take_places(header: &[String], normal: &mut [String]) -> Vec<String> {
    let Some((places, misplaced)) = positions::of(normal) else { return Vec::new() };
    let told = misplaced.into_iter().map(|at| {
        format!(
            "Column {} is read as {}, though its header says {}: Zoom goes by the place in this file, not by the header.",
            at + 1,
            places[at],
            why::shown(&header[at]),
        )
    });
    let told = told.collect();
    for (name, place) in normal.iter_mut().zip(places) {
        (*place).clone_into(name);
    }
    told
}

#[cfg(test)]
mod tests {
    use super::*;

    fn layout(header: &str) -> Layout {
        let header: Vec<String> = header.split(',').map(str::to_owned).collect();
        Layout::new(&header, None, &Hints::default())
    }

    fn fields(header: &str) -> Vec<&'static str> {
        layout(header).columns.iter().map(|column| column.field.map_or("-", Field::word)).collect()
    }

    #[test]
    fn zooms_export_is_read_by_name() {
        assert_eq!(
            fields("Email,First Name,Last Login(UTC),User Type,User Status,Phone"),
            ["email", "first_name", "last_login", "license_type", "status", "-"]
        );
    }

    #[test]
    fn microsofts_licences_are_not_zooms() {
        assert_eq!(
            fields("Licenses,User principal name,Proxy addresses,Block credential,Title"),
            ["-", "email", "email", "status", "job_title"]
        );
        assert_eq!(fields("userPrincipalName,mail,userType"), ["email", "email", "user_type"]);
        assert_eq!(fields("userName,emails[0].value,userType"), ["email", "email", "license_type"]);
    }

    #[test]
    fn who_owns_a_group_owns_no_account() {
        assert_eq!(fields("kind,email,role,type,status"), ["-", "email", "-", "-", "status"]);
        assert_eq!(fields("email,role,type,status"), ["email", "role", "license_type", "status"]);
    }

    #[test]
    fn private_addresses_never_name_a_person() {
        let keys = layout("Recovery Email,secondEmail,login,email,Manager Email").keys;
        assert_eq!(keys, [(Key::Mail, 3), (Key::Login, 2)]);
    }

    #[test]
    fn within_a_field_the_earlier_name_wins() {
        assert_eq!(fields("Status,User Status,Email"), ["-", "status", "email"]);
    }

    #[test]
    fn a_remembered_mapping_comes_first() {
        let hints = said(&[("Contact", Use::As(Field::Email))]);
        let layout = Layout::new(&["Email".to_owned(), "Contact".to_owned()], None, &hints);
        assert_eq!(layout.keys, [(Key::Mail, 1), (Key::Mail, 0)]);
    }

    fn said(columns: &[(&str, Use)]) -> Hints {
        let columns = columns.iter().map(|(name, field)| ((*name).to_owned(), *field)).collect();
        Hints { columns, ..Hints::default() }
    }

    fn fields_as_said(header: &str, columns: &[(&str, Use)]) -> Vec<&'static str> {
        let header: Vec<String> = header.split(',').map(str::to_owned).collect();
        let layout = Layout::new(&header, Some(0), &said(columns));
        layout.columns.iter().map(|column| column.field.map_or("-", Field::word)).collect()
    }

    #[test]
    fn a_column_said_to_be_not_used_is_not_used() {
        let header = "Email,Status,Notes,userPrincipalName,Aliases";
        assert_eq!(
            fields_as_said(
                header,
                &[("status", Use::Nothing), ("Notes", Use::As(Field::Aliases)), ("Aliases", Use::Nothing)]
            ),
            ["email", "-", "aliases", "email", "-"]
        );
        assert_eq!(
            fields_as_said(header, &[("EMAIL", Use::Nothing), ("Status", Use::As(Field::Department))]),
            ["-", "department", "-", "email", "aliases"]
        );
        assert_eq!(fields_as_said("usertype,userPrincipalName,mail", &[("userType", Use::Nothing)])[0], "-");
    }
}
