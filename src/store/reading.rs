//! From the bytes of a plan file to the plan: what is refused, what is tolerated, what is not known.
//!
//! Pure: it reads no file. A syntax error, a value of the wrong kind and a newer schema are errors; an unknown
//! key is kept and told.

use std::path::Path;

use serde::Deserialize;
use serde_ignored::Path as KeyPath;

use super::atomic::digest;
use super::migrate::{KNOWN, STEPS, migrated};
use crate::error::Error;
use crate::plan::{PARTS, Plan, part};

/// A plan as it was read.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// The plan.
    pub plan: Plan,
    /// Its text, brought to the newest schema; byte-order mark and line ends as they are.
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

/// Only the version, so that a file of a newer one is recognised before anything else is asked of it.
#[derive(Deserialize)]
struct Head {
    #[serde(default = "first")]
    schema: i64,
}

fn first() -> i64 {
    1
}

/// Returns the plan in some bytes; `path` is named in errors.
pub fn parse(path: &Path, bytes: &[u8]) -> Result<Reading, Error> {
    let text = std::str::from_utf8(bytes).map_err(|refused| not_text(path, bytes, refused.valid_up_to()))?;
    let bare = bare(text);
    let head: Head = toml::from_str(&bare).map_err(|refused| syntax(path, &bare, refused))?;
    if head.schema > KNOWN {
        return Err(Error::NewerSchema { path: path.to_owned(), found: head.schema, known: KNOWN });
    }
    let older = migrated(text, head.schema, STEPS)
        .map_err(|refused| Error::NotReadBack { path: path.to_owned(), why: refused.message().to_owned() })?;
    let text = older.unwrap_or_else(|| text.to_owned());
    let (plan, unknown) = plan_in(path, &text)?;
    Ok(Reading { plan, text, digest: digest(bytes), unknown })
}

/// Returns the plan a text of the newest schema holds, and what else is in it.
pub(super) fn plan_in(path: &Path, text: &str) -> Result<(Plan, Vec<Unknown>), Error> {
    let bare = bare(text);
    let document = toml::Deserializer::parse(&bare).map_err(|refused| syntax(path, &bare, refused))?;
    let mut unknown = Vec::new();
    let plan = serde_ignored::deserialize(document, |key| unknown.push(unknown_key(&key)))
        .map_err(|refused| syntax(path, &bare, refused))?;
    Ok((plan, unknown))
}

/// Texts of several lines have the same line ends whatever the file has; a byte-order mark is none of TOML's.
fn bare(text: &str) -> String {
    text.strip_prefix('\u{feff}').unwrap_or(text).replace("\r\n", "\n")
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
    fn bytes_that_are_no_text_are_refused_with_their_line() {
        let refused = parse(Path::new("a.toml"), b"schema = 1\nname = \"\xe9\"\n").unwrap_err();
        assert!(matches!(refused, Error::PlanSyntax { line: 2, column: 9, .. }), "{refused}");
    }
}
