//! Numbers of a plan written by hand that do not fit: a target of 140, a count that is a word.
//!
//! Each moves from its place to the drafts of the plan, as if it had been typed into the form: the plan opens, a finding
//! leads to the question, and the number is there to be mended. Comments and everything else stay, and the file itself is
//! only written with the next change.

use toml::de::{DeTable, DeValue};
use toml::{Spanned, Table, Value};

use super::keep;
use crate::plan::{Count, Kind, PARTS, Percent, Place, Question};

/// Returns whether some number of the plan does not fit where it stands.
pub(super) fn are_there(root: &DeTable<'_>) -> bool {
    PARTS.iter().any(|part| {
        let fields: Vec<(&str, Kind)> = numbers(part.rows.questions());
        let misfit = |table: &DeTable<'_>| {
            let value = |(id, kind): &(&str, Kind)| Some((table.get(*id)?, *kind));
            fields.iter().filter_map(value).any(|(value, kind)| !fits_as_read(value, kind))
        };
        match root.get(part.id).map(Spanned::get_ref) {
            Some(DeValue::Table(table)) => misfit(table),
            Some(DeValue::Array(entries)) => {
                entries.iter().filter_map(|entry| entry.get_ref().as_table()).any(misfit)
            }
            _ => false,
        }
    })
}

/// Returns the text with every such number among the drafts; nothing where that cannot be done without losing something.
/// `bare` is the text as TOML reads it.
pub(super) fn among_drafts(text: &str, bare: &str) -> Option<String> {
    let before: Table = toml::from_str(bare).ok()?;
    let mut now = before.clone();
    let mut drafts: Vec<(String, String)> = Vec::new();
    for part in PARTS {
        let fields = numbers(part.rows.questions());
        let mut take = |entry: &str, table: &mut Table| {
            for (id, kind) in &fields {
                let Some(typed) = table.get(*id).and_then(|value| misfit(value, *kind)) else { continue };
                table.remove(*id);
                drafts.push((Place::new(part.id, entry, id).to_string(), typed));
            }
        };
        match now.get_mut(part.id) {
            Some(Value::Table(table)) if !part.rows.is_list() => take("", table),
            Some(Value::Array(entries)) if part.rows.is_list() => {
                for table in entries.iter_mut().filter_map(Value::as_table_mut) {
                    let id = table.get("id").and_then(Value::as_str).unwrap_or_default().to_owned();
                    // Nothing leads to an entry without a key.
                    if !id.trim().is_empty() {
                        take(&id, table);
                    }
                }
            }
            _ => {}
        }
    }
    let kept = now.entry("drafts").or_insert_with(|| Value::Table(Table::new())).as_table_mut()?;
    for (place, typed) in drafts {
        if kept.insert(place, Value::String(typed)).is_some() {
            // Something is typed for that place already, and both cannot be kept.
            return None;
        }
    }
    keep::merge(text, &before, &now).ok()
}

fn numbers(questions: Vec<&Question>) -> Vec<(&'static str, Kind)> {
    let number = |question: &&Question| matches!(question.kind, Kind::Count | Kind::Percent);
    questions.into_iter().filter(number).map(|question| (question.id, question.kind)).collect()
}

fn fits(number: &str, kind: Kind) -> bool {
    match kind {
        Kind::Percent => number.parse::<Percent>().is_ok(),
        _ => number.parse::<Count>().is_ok(),
    }
}

fn fits_as_read(value: &Spanned<DeValue<'_>>, kind: Kind) -> bool {
    let DeValue::Integer(number) = value.get_ref() else { return false };
    i64::from_str_radix(number.as_str(), number.radix()).is_ok_and(|number| fits(&number.to_string(), kind))
}

/// Returns a value that does not fit as somebody would have typed it.
fn misfit(value: &Value, kind: Kind) -> Option<String> {
    let typed = match value {
        Value::Integer(number) if fits(&number.to_string(), kind) => return None,
        Value::String(text) => text.clone(),
        Value::Array(_) | Value::Table(_) => return None,
        other => other.to_string(),
    };
    Some(typed).filter(|typed| !typed.trim().is_empty())
}
