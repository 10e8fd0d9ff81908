//! Addresses with commas between them for Zoom's Add Users form, one file for each set of licences (facts CL-6 to CL-8).
//!
//! The form gives everybody in it the same settings, so people whose lists name another licence stand in another file.
//! Nobody gets in whom an invitation must not reach ([`Person::kept_back`]).

use super::{Document, Subject, Written, file_name};
use crate::lists::Field;
use crate::progress::{Person, Standing};
use crate::wording::{count, plural};

/// Returns a block of addresses for each licence the lists name.
#[must_use]
pub(super) fn as_text(subject: &Subject) -> Written {
    if subject.plan.organization.cloudlink != Some(true) {
        let says = "The plan does not say that CloudLink is in use: phase 1, Organization.";
        return Written { documents: Vec::new(), says: vec![says.to_owned()] };
    }
    let mut sets: Vec<(String, Vec<&str>)> = Vec::new();
    let mut kept_back = 0_u32;
    for person in subject.people().filter(|person| is_meant(person, subject)) {
        if person.kept_back().is_some() || person.email().contains([',', ';', '"']) {
            kept_back += 1;
            continue;
        }
        let licence = person.field(Field::LicenseType).unwrap_or("not-named").to_lowercase();
        match sets.iter_mut().find(|(known, _)| *known == licence) {
            Some((_, people)) => people.push(person.email()),
            None => sets.push((licence, vec![person.email()])),
        }
    }
    let mut written = Written::default();
    for (licence, people) in &sets {
        let file_name = file_name(&[&subject.title(), "cloudlink", licence], "txt");
        let text = format!("{}\n", people.join(", "));
        written.documents.push(Document { file_name, bytes: text.into_bytes() });
        let people = plural(count(people.len()), "address", "addresses");
        written.says.push(format!(
            "{people} with the licence “{licence}” in the lists, for one go of Users > Add Users."
        ));
    }
    if sets.is_empty() {
        written.says.push("There is nobody to add.".to_owned());
    } else {
        written.says.push(
            "They share one set of settings: choose the Workplace licence once for each file.".to_owned(),
        );
        written.says.push(
            "Afterwards they wait under Pending: newcomers activate, people with an account agree to its transfer."
                .to_owned(),
        );
        if subject.plan.organization.cloudlink_no_auto_phone != Some(true) {
            written.says.push(
                "Before a phone user gets a licence, switch off that Zoom One licences hand out phones on their own."
                    .to_owned(),
            );
        }
    }
    if kept_back > 0 {
        let people = plural(kept_back, "person is", "people are");
        written
            .says
            .push(format!("{people} left out whom an invitation must not reach: see the invite files."));
    }
    written
}

/// Those still outside; with a filter also those Zoom does not know yet, such as the users of the phone system.
fn is_meant(person: &Person, subject: &Subject) -> bool {
    match person.standing() {
        Standing::Outstanding => true,
        Standing::Unknown => !subject.whom.is_empty(),
        _ => false,
    }
}
