//! Older versions of the plan file: one function per step, each from one schema to the next.
//!
//! A step changes the text's own structure, so comments and unknown keys go along. Schema 1 is the first, so
//! there is no step yet; a new one is a line in [`STEPS`] and an old file in `tests/`.

use toml_edit::DocumentMut;

use crate::plan::SCHEMA;

/// One step: from the schema of its place in the list, counted from 1, to the next.
pub(super) type Step = fn(&mut DocumentMut);

/// Every step, oldest first.
pub(super) const STEPS: &[Step] = &[];

/// The newest schema this version knows.
pub(super) const KNOWN: i64 = SCHEMA as i64;

/// Returns a text of an older schema as one of the schema behind the last step, or nothing when it is no older.
pub(super) fn migrated(
    text: &str,
    schema: i64,
    steps: &[Step],
) -> Result<Option<String>, toml_edit::TomlError> {
    let done = usize::try_from(schema - 1).unwrap_or(0);
    if done >= steps.len() {
        return Ok(None);
    }
    let mut document: DocumentMut = text.parse()?;
    for (step, from) in steps.iter().zip(1_i64..).skip(done) {
        step(&mut document);
        document["schema"] = toml_edit::value(from + 1);
    }
    Ok(Some(document.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seats_become_licences(document: &mut DocumentMut) {
        if let Some(seats) = document.remove("seats") {
            document["licences"] = seats;
        }
    }

    fn a_note_is_asked_for(document: &mut DocumentMut) {
        document["note"] = toml_edit::value("");
    }

    const TWO: &[Step] = &[seats_become_licences, a_note_is_asked_for];

    #[test]
    fn there_is_a_step_from_each_older_schema() {
        assert_eq!(i64::try_from(STEPS.len()).unwrap() + 1, KNOWN);
    }

    #[test]
    fn the_steps_still_to_do_are_done_in_order_and_comments_go_along() {
        let old = "schema = 1\nseats = 5 # as agreed\n# by hand\nroom = \"B\"\n";
        let new = migrated(old, 1, TWO).unwrap().unwrap();
        assert!(new.contains("schema = 3") && new.contains("licences = 5 # as agreed"), "{new}");
        assert!(new.contains("# by hand\nroom = \"B\"") && new.contains("note = \"\""), "{new}");
        let newer = migrated("schema = 2\nlicences = 5\n", 2, TWO).unwrap().unwrap();
        assert!(newer.contains("schema = 3") && newer.contains("licences = 5"), "{newer}");
    }

    #[test]
    fn a_text_of_the_newest_schema_is_left_alone() {
        assert_eq!(migrated("schema = 3\n", 3, TWO).unwrap(), None);
        assert_eq!(migrated("schema = 1\n", 1, STEPS).unwrap(), None);
    }
}
