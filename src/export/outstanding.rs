//! Who is still outside, for whoever follows up: one row a person, with what the lists say of them.

use super::csv::{Sheet, Start};
use super::{Document, Subject, Written, file_name};
use crate::lists::Field;
use crate::progress::Standing;
use crate::wording::{plural, thousands};

const HEADER: [&str; 9] =
    ["Email", "Name", "Domain", "Department", "Location", "Marks", "Wave", "Cases", "Sources"];

/// Returns outstanding people as CSV.
#[must_use]
pub(super) fn as_csv(subject: &Subject, start: Start) -> Written {
    let mut sheet = Sheet::new(start, &HEADER);
    let mut people = 0_u32;
    for person in subject.people() {
        if person.standing() != Standing::Outstanding {
            continue;
        }
        people += 1;
        let sources: Vec<&str> = person.sources().map(|(list, _, _)| list).collect();
        sheet.row([
            person.email(),
            &person.name(),
            person.domain(),
            person.field(Field::Department).unwrap_or_default(),
            person.field(Field::Location).unwrap_or_default(),
            &person.marks().words(),
            person.wave().unwrap_or_default(),
            &person.cases().join(", "),
            &sources.join(", "),
        ]);
    }
    let name = file_name(&[&subject.title(), "outstanding-people"], "csv");
    let says = match people {
        0 if !subject.whom.is_empty() => {
            "Nobody of them is outstanding: the file holds only its header.".to_owned()
        }
        0 => "Nobody is outstanding: the file holds only its header.".to_owned(),
        some if !subject.whom.is_empty() => {
            let all = plural(subject.progress.total.outstanding, "person", "people");
            format!("{} of {all} outstanding fit the filter.", thousands(some))
        }
        1 => "1 person is outstanding.".to_owned(),
        some => format!("{} people are outstanding.", thousands(some)),
    };
    Written { documents: vec![Document { file_name: name, bytes: sheet.into_bytes() }], says: vec![says] }
}
