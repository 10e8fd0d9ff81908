//! From the bytes of a plan file to the plan: what is refused, what is tolerated, what is not known.
//!
//! Pure: it reads no file. A syntax error, a value of the wrong kind and a newer schema are errors; an unknown
//! key is kept and told.

use std::borrow::Cow;
use std::ops::Range;
use std::path::Path;

use serde::Deserialize;
use serde_ignored::Path as KeyPath;
use toml::Spanned;
use toml::de::{DeTable, ValueDeserializer};

use super::atomic::digest;
use super::migrate::{KNOWN, STEPS, migrated};
use super::misfits;
use crate::error::Error;
use crate::plan::{Kind, ListPlace, PARTS, Plan, part};

/// A plan as it was read.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// The plan.
    pub plan: Plan,
    /// Its text, brought to the newest schema, numbers that do not fit among the drafts; byte-order mark and line ends as
    /// they are.
    pub text: String,
    /// SHA-256 of the bytes on disk, in hexadecimal.
    pub digest: String,
    /// Keys this version does not know. They stay in the file.
    pub unknown: Vec<Unknown>,
}

/// A key of the file this version does not know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unknown {
    /// Where it is, such as `domains.2.seets`; entries are counted from 1.
    pub path: String,
    /// The key that may have been meant.
    pub meant: Option<&'static str>,
}

/// Where the lists of texts inside entries stand in a text, brackets included.
pub(super) type Lists = Vec<(ListPlace, Range<usize>)>;

/// The plan a text holds, what else is in it, and where its lists stand.
type Understood = (Plan, Vec<Unknown>, Lists);

/// Returns the plan in some bytes; `path` is named in errors.
pub fn parse(path: &Path, bytes: &[u8]) -> Result<Reading, Error> {
    Ok(parse_with_lists(path, bytes)?.0)
}

/// [`parse`], and where lists stand in the text that was read.
pub(super) fn parse_with_lists(path: &Path, bytes: &[u8]) -> Result<(Reading, Lists), Error> {
    let text = std::str::from_utf8(bytes).map_err(|refused| not_text(path, bytes, refused.valid_up_to()))?;
    let bare = bare(text);
    let page = Page::of(path, text, &bare)?;
    let schema = page.schema()?;
    if schema > KNOWN {
        return Err(Error::NewerSchema { path: path.to_owned(), found: schema, known: KNOWN });
    }
    let older = migrated(text, schema, STEPS)
        .map_err(|refused| Error::NotReadBack { path: path.to_owned(), why: refused.message().to_owned() })?;
    let ((plan, unknown, lists), text) = match older {
        Some(newer) => Page::of(path, &newer, &self::bare(&newer))?.read()?,
        None => page.read()?,
    };
    Ok((Reading { plan, text, digest: digest(bytes), unknown }, lists))
}

/// Returns the plan a text of the newest schema holds, what else is in it, and where its lists stand.
pub(super) fn plan_in(path: &Path, text: &str) -> Result<Understood, Error> {
    let bare = bare(text);
    Page::of(path, text, &bare)?.plan()
}

/// Texts of several lines have the same line ends whatever the file has; a byte-order mark is none of TOML's.
fn bare(text: &str) -> Cow<'_, str> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if memchr::memchr(b'\r', text.as_bytes()).is_none() {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.replace("\r\n", "\n"))
}

/// A text that has been parsed and not yet been understood.
struct Page<'t> {
    path: &'t Path,
    text: &'t str,
    bare: &'t str,
    root: Spanned<DeTable<'t>>,
}

impl<'t> Page<'t> {
    fn of(path: &'t Path, text: &'t str, bare: &'t str) -> Result<Page<'t>, Error> {
        let root = DeTable::parse(bare).map_err(|refused| syntax(path, bare, refused))?;
        Ok(Page { path, text, bare, root })
    }

    /// Returns its version, so that a file of a newer one is recognised before anything else is asked of it.
    fn schema(&self) -> Result<i64, Error> {
        let Some(schema) = self.root.get_ref().get("schema") else { return Ok(1) };
        i64::deserialize(ValueDeserializer::from(schema.clone()))
            .map_err(|refused| syntax(self.path, self.bare, refused))
    }

    /// Returns the plan and the text it is read from: the numbers that do not fit are among its drafts.
    fn read(self) -> Result<(Understood, String), Error> {
        let moved =
            misfits::are_there(self.root.get_ref()).then(|| misfits::among_drafts(self.text, self.bare));
        if let Some(moved) = moved.flatten() {
            return Ok((plan_in(self.path, &moved)?, moved));
        }
        let text = self.text.to_owned();
        Ok((self.plan()?, text))
    }

    fn plan(self) -> Result<Understood, Error> {
        let lists = in_text(self.text, self.bare, lists_of(self.root.get_ref()));
        let mut unknown = Vec::new();
        let document = toml::Deserializer::from(self.root);
        let plan = serde_ignored::deserialize(document, |key| unknown.push(unknown_key(&key)))
            .map_err(|refused| syntax(self.path, self.bare, refused))?;
        Ok((plan, unknown, lists))
    }
}

/// Returns where the lists inside entries stand, in the order of the plan.
fn lists_of(root: &DeTable<'_>) -> Lists {
    let mut lists = Vec::new();
    for part in PARTS.iter().filter(|part| part.rows.is_list()) {
        let mut fields = part.rows.questions();
        fields.retain(|question| question.kind == Kind::Entries);
        let entries = root.get(part.id).and_then(|entries| entries.get_ref().as_array());
        for (entry, table) in entries.into_iter().flat_map(|entries| entries.iter().enumerate()) {
            let Some(table) = table.get_ref().as_table() else { continue };
            for field in &fields {
                if let Some(list) = table.get(field.id).filter(|list| list.get_ref().is_array()) {
                    lists.push((ListPlace { part: part.id, entry, field: field.id }, list.span()));
                }
            }
        }
    }
    lists
}

/// Moves places of the bare text to where they are in the text itself.
fn in_text(text: &str, bare: &str, mut lists: Lists) -> Lists {
    if text.len() == bare.len() {
        return lists;
    }
    let mark = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    // Behind which bytes of the bare text a carriage return is missing.
    let breaks = text[mark..].match_indices("\r\n").enumerate();
    let missing: Vec<usize> = breaks.map(|(before, (at, _))| at - before).collect();
    let moved = |at: usize| at + mark + missing.partition_point(|missing| *missing < at);
    for (_, place) in &mut lists {
        *place = moved(place.start)..moved(place.end);
    }
    lists
}

fn syntax(path: &Path, text: &str, mut refused: toml::de::Error) -> Error {
    refused.set_input(Some(text));
    let (line, column) = refused.span().map_or((1, 1), |span| line_and_column(text, span.start));
    let told = refused.to_string();
    // The first line only repeats line and column.
    let told = match told.split_once('\n') {
        Some((first, rest)) if first.starts_with("TOML parse error") => rest,
        _ => &told,
    };
    Error::PlanSyntax { path: path.to_owned(), line, column, text: told.trim_end().to_owned() }
}

fn line_and_column(text: &str, at: usize) -> (usize, usize) {
    let before = text.get(..at).unwrap_or(text);
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    (line, column)
}

fn not_text(path: &Path, bytes: &[u8], at: usize) -> Error {
    let before = String::from_utf8_lossy(&bytes[..at]);
    let (line, column) = line_and_column(&before, before.len());
    let text = "This byte is not UTF-8 text. Save the file as UTF-8 in your editor.".to_owned();
    Error::PlanSyntax { path: path.to_owned(), line, column, text }
}

fn unknown_key(path: &KeyPath<'_>) -> Unknown {
    let mut names = Vec::new();
    let mut at = path;
    loop {
        at = match at {
            KeyPath::Root => break,
            KeyPath::Seq { parent, index } => {
                names.push((index + 1).to_string());
                parent
            }
            KeyPath::Map { parent, key } => {
                names.push(key.clone());
                parent
            }
            KeyPath::Some { parent }
            | KeyPath::NewtypeStruct { parent }
            | KeyPath::NewtypeVariant { parent } => parent,
        };
    }
    names.reverse();
    Unknown { meant: meant(&names), path: names.join(".") }
}

/// Returns the key that may have been meant by one nobody knows.
fn meant(names: &[String]) -> Option<&'static str> {
    let (key, above) = names.split_last()?;
    let known: Vec<&'static str> = match above.first() {
        None => PARTS.iter().map(|part| part.id).collect(),
        Some(name) => part(name)?.rows.questions().iter().map(|question| question.id).collect(),
    };
    let near = known.into_iter().map(|known| (strsim::damerau_levenshtein(key, known), known));
    let allowed = (key.chars().count() / 3).clamp(1, 3);
    near.filter(|(steps, _)| *steps <= allowed).min().map(|(_, known)| known)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Reading, Error> {
        parse(Path::new("acme.toml"), text.as_bytes())
    }

    #[test]
    fn a_syntax_error_names_the_line_and_shows_it_with_a_caret() {
        let refused = read("schema = 1\n[organization]\nname = Acme\n").unwrap_err();
        let Error::PlanSyntax { line, column, text, .. } = &refused else { panic!("{refused}") };
        assert_eq!((*line, *column), (3, 8));
        assert!(text.contains("3 | name = Acme") && text.contains('^'), "{text}");
        assert_eq!(refused.exit_code(), 3);
    }

    #[test]
    fn a_value_of_the_wrong_kind_names_its_line() {
        let refused = read("schema = 1\n\n[[domains]]\nid = \"d\"\nname = 5\n").unwrap_err();
        let Error::PlanSyntax { line, text, .. } = &refused else { panic!("{refused}") };
        assert_eq!(*line, 5);
        assert!(text.contains("string"), "{text}");
    }

    #[test]
    fn a_newer_schema_is_refused_even_when_nothing_else_is_understood() {
        let refused = read("schema = 7\norganization = 5\n").unwrap_err();
        assert!(matches!(refused, Error::NewerSchema { found: 7, known: KNOWN, .. }), "{refused}");
        assert_eq!(refused.exit_code(), 4);
    }

    #[test]
    fn a_file_without_a_schema_is_of_the_first_one() {
        assert_eq!(read("[organization]\nname = \"Acme\"\n").unwrap().plan.schema, 1);
        assert_eq!(read("").unwrap().plan, Plan::default());
    }

    #[test]
    fn an_unknown_key_is_told_with_its_place_and_what_may_have_been_meant() {
        let text = "domans = 1\n[[domains]]\nid = \"a\"\n[[domains]]\nid = \"b\"\nverifed_on = 2026-11-01\nroom = 1\n";
        let told = read(text).unwrap().unknown;
        let told: Vec<_> = told.iter().map(|key| (key.path.as_str(), key.meant)).collect();
        assert_eq!(
            told,
            [
                ("domans", Some("domains")),
                ("domains.2.verifed_on", Some("verified_on")),
                ("domains.2.room", None),
            ]
        );
    }

    #[test]
    fn line_ends_and_a_byte_order_mark_do_not_reach_the_plan() {
        let text = "\u{feff}schema = 1\r\n[[domains]]\r\nid = \"a\"\r\nnote = \"\"\"\r\none\r\ntwo\"\"\"\r\n";
        let reading = read(text).unwrap();
        assert_eq!(reading.plan.domains[0].note, "one\ntwo");
        assert_eq!(reading.text, text);
    }

    #[test]
    fn lists_are_found_where_they_stand_whatever_the_line_ends() {
        let text = "schema = 1\ncases = [{ id = \"c\", people = [\"a\"] }]\n# ]\n[[groups]]\nid = \"g\"\n\n\
                    [[groups]]\npeople = [\n    \"b\", # ]\n    \"]\",\n] # end\n";
        let marked = format!("\u{feff}{text}");
        for text in [text, &text.replace('\n', "\r\n"), &marked, &marked.replace("]\n", "]\r\n")] {
            let (_, lists) = parse_with_lists(Path::new("a.toml"), text.as_bytes()).unwrap();
            let found: Vec<_> = lists
                .into_iter()
                .map(|(at, place)| (at.part, at.entry, at.field, text[place].replace("\r\n", "\n")))
                .collect();
            let expected = [
                ("cases", 0, "people", "[\"a\"]".to_owned()),
                ("groups", 1, "people", "[\n    \"b\", # ]\n    \"]\",\n]".to_owned()),
            ];
            assert_eq!(found, expected, "{text:?}");
        }
    }

    #[test]
    fn a_number_that_does_not_fit_is_kept_as_a_draft_and_nothing_else_changes() {
        let text = "schema = 1\n# ours\n[sso]\ntarget = 140 # as agreed\nprovider = \"okta\"\n\n[[domains]]\n\
                    id = \"domain-1\"\nwaiting_days = -3\nseats = 5\n\n[main_account]\nlicences_bought = \"many\"\n\
                    licences_used = 12.5\n";
        for text in [text.to_owned(), format!("\u{feff}{}", text.replace('\n', "\r\n"))] {
            let reading = read(&text).unwrap();
            let drafts: Vec<(&str, &str)> =
                reading.plan.drafts.iter().map(|(place, typed)| (place.as_str(), typed.as_str())).collect();
            assert_eq!(
                drafts,
                [
                    ("domains/domain-1/waiting_days", "-3"),
                    ("main_account/licences_bought", "many"),
                    ("main_account/licences_used", "12.5"),
                    ("sso/target", "140"),
                ]
            );
            assert_eq!((reading.plan.sso.target, reading.plan.main_account.licences_used), (None, None));
            for kept in ["# ours", "# as agreed", "provider = \"okta\"", "seats = 5"] {
                assert!(reading.text.contains(kept), "{kept}: {}", reading.text);
            }
            assert_eq!(reading.unknown.len(), 1);
            assert_eq!(read(&reading.text).unwrap().plan, reading.plan, "what is written reads back");
        }
        let fits = "[sso]\ntarget = 0x4b # 75\n";
        assert_eq!(
            (read(fits).unwrap().plan.sso.target.map(|target| target.0), read(fits).unwrap().text.as_str()),
            (Some(75), fits)
        );
    }

    #[test]
    fn a_number_that_cannot_be_kept_apart_is_refused_with_its_line() {
        for (text, at) in [
            ("[sso]\ntarget = 140\n[drafts]\n\"sso/target\" = \"most\"\n", 2),
            ("[[domains]]\nwaiting_days = -3\n", 2),
            ("[sso]\ntarget = [7]\n", 2),
        ] {
            let refused = read(text).unwrap_err();
            assert!(matches!(refused, Error::PlanSyntax { line, .. } if line == at), "{refused}");
        }
    }

    #[test]
    fn bytes_that_are_no_text_are_refused_with_their_line() {
        let refused = parse(Path::new("a.toml"), b"schema = 1\nname = \"\xe9\"\n").unwrap_err();
        assert!(matches!(refused, Error::PlanSyntax { line: 2, column: 9, .. }), "{refused}");
    }
}
