//! Invite files in the layout of Zoom's Add Users dialog (formats §1.2), and the list of people to be invited one by one.
//!
//! Zoom asks for the licence once for a whole file, takes at most 9,998 rows, and leaves out owners of paid plans and
//! of trials (facts Z-1, Z-2). So there is a file for people known to be on Basic, one for people whose plan nobody
//! told us, and a list of those who must be invited singly. An invitation absorbs the account of whoever
//! accepts it (fact T-WARN-ABSORB): nobody off our domains, held by a special case, an executive or excluded gets into any file.

use std::borrow::Cow;

use super::csv::{Sheet, Start, begins_like_a_formula};
use super::{Document, Subject, Written, file_name};
use crate::lists::{Field, email};
use crate::plan::{AccountPlan, ListKind};
use crate::progress::{Mark, Person, Standing};
use crate::untrusted::stripped;
use crate::wording::{count, plural};

/// The most rows all of Zoom's statements about the limit allow (fact Z-2).
const ROWS_A_FILE: usize = 9_998;

/// Zoom's columns, in Zoom's order.
const HEADER: [&str; 8] =
    ["Email", "First Name", "Last Name", "Department", "Manager", "User Group", "Job Title", "Location"];

/// Why somebody is left out of every file, the first that fits, with the words for one and for several.
const LEFT_OUT: [(Mark, &str); 7] = [
    (Mark::OffDomains, "on none of your domains: an invitation would absorb their own account"),
    (Mark::Held, "held by a special case: steps that come before an invitation are not done"),
    (Mark::Executive, "who are executives and get a personal contact"),
    (Mark::Special, "in a list of names needing care"),
    (Mark::Decided, "not to be moved, by decision"),
    (Mark::Guest, "guests of the directory"),
    (Mark::Alias, "further addresses of somebody else"),
];

/// Returns why nobody must invite this person in a file, if so.
pub(super) fn left_out(person: &Person) -> Option<&'static str> {
    LEFT_OUT.into_iter().find(|(mark, _)| person.marks().contains(*mark)).map(|(_, why)| why)
}

/// Returns the files for the people who are outstanding.
#[must_use]
pub(super) fn as_csv(subject: &Subject) -> Written {
    let sorted = Sorted::of(subject);
    let mut written = Written::default();
    Sorted::bulk(&mut written, subject, ("basic", &sorted.basic));
    Sorted::bulk(&mut written, subject, ("plan-unknown", &sorted.unknown));
    sorted.singly(&mut written, subject);
    if written.documents.is_empty() {
        written.says.push("There is nobody to invite.".to_owned());
    }
    sorted.tell_left_out(&mut written.says);
    written
}

/// Why somebody is invited alone.
#[derive(Clone, Copy)]
enum Singly {
    /// Zoom's bulk file leaves them out (fact Z-1).
    Paid,
    /// Owns an account whose plan nobody told us.
    Owner,
    /// A spreadsheet would calculate the address instead of showing it.
    Formula,
}

impl Singly {
    fn reason(self) -> &'static str {
        match self {
            Singly::Paid => "paid plan or trial: Zoom leaves it out of bulk files",
            Singly::Owner => "owns an account whose plan is not known",
            Singly::Formula => "the address begins like a formula, which a spreadsheet would change",
        }
    }
}

/// Outstanding people by how they are invited.
#[derive(Default)]
struct Sorted<'r> {
    basic: Vec<Person<'r>>,
    unknown: Vec<Person<'r>>,
    singly: Vec<(Person<'r>, Singly)>,
    left_out: [u32; LEFT_OUT.len()],
    excluded: u32,
    leavers: u32,
    nameless: u32,
}

impl<'r> Sorted<'r> {
    fn of(subject: &Subject<'r>) -> Sorted<'r> {
        let mut sorted = Sorted::default();
        for person in subject.people() {
            match person.standing() {
                Standing::Outstanding => sorted.place(person, subject),
                Standing::Excluded => sorted.excluded += 1,
                _ => {}
            }
        }
        sorted
    }

    fn place(&mut self, person: Person<'r>, subject: &Subject) {
        let marks = person.marks();
        if let Some(at) = LEFT_OUT.iter().position(|(mark, _)| marks.contains(*mark)) {
            self.left_out[at] += 1;
            return;
        }
        self.leavers += u32::from(marks.contains(Mark::Leaver));
        self.nameless += u32::from(person.name().trim().is_empty());
        // Only a list of people outside tells of the plan outside; a pending list tells of the seat here.
        let basic = person.field_in(ListKind::Outside, Field::LicenseType) == Some("basic");
        if marks.contains(Mark::Paid) {
            self.singly.push((person, Singly::Paid));
        } else if marks.contains(Mark::Owner) && !owns_basic(person.email(), subject) {
            self.singly.push((person, Singly::Owner));
        } else if begins_like_a_formula(person.email()) {
            self.singly.push((person, Singly::Formula));
        } else if basic {
            self.basic.push(person);
        } else {
            self.unknown.push(person);
        }
    }

    fn bulk(written: &mut Written, subject: &Subject, (word, people): (&str, &[Person])) {
        let files = people.chunks(ROWS_A_FILE);
        let several = files.len() > 1;
        for (number, part) in (1..).zip(files) {
            let mut sheet = Sheet::new(Start::Plain, &HEADER);
            for person in part {
                row(&mut sheet, person);
            }
            let numbered = if several { number.to_string() } else { String::new() };
            let name = file_name(&[&subject.title(), "invites", word, &numbered], "csv");
            written.documents.push(Document { file_name: name, bytes: sheet.into_bytes() });
        }
        if people.is_empty() {
            return;
        }
        let told = plural(count(people.len()), "person", "people");
        written.says.push(match word {
            "basic" => format!("{told} on Basic, ready for Users > Import."),
            _ => format!(
                "{told} whose plan is not known. Zoom leaves owners of paid plans and trials out of a bulk file: \
                 afterwards, invite those one by one who are not under Pending."
            ),
        });
    }

    fn singly(&self, written: &mut Written, subject: &Subject) {
        if self.singly.is_empty() {
            return;
        }
        let mut sheet = Sheet::new(Start::Marked, &["Email", "Name", "Why one by one"]);
        for (person, why) in &self.singly {
            sheet.row([person.email(), &person.name(), why.reason()]);
        }
        let name = file_name(&[&subject.title(), "invites", "one-by-one"], "csv");
        written.documents.push(Document { file_name: name, bytes: sheet.into_bytes() });
        let told = plural(count(self.singly.len()), "person", "people");
        written.says.push(format!("{told} to be invited one by one."));
    }

    fn tell_left_out(&self, says: &mut Vec<String>) {
        for (people, (_, why)) in self.left_out.iter().zip(LEFT_OUT).filter(|(people, _)| **people > 0) {
            says.push(format!("Left out: {} {why}.", plural(*people, "person", "people")));
        }
        if self.excluded > 0 {
            let people = plural(self.excluded, "person", "people");
            says.push(format!("Left out: {people} who stay outside by decision."));
        }
        if self.leavers > 0 {
            let people = plural(self.leavers, "person", "people");
            says.push(format!("Check before you send: {people} in the files are not in the directory."));
        }
        if self.nameless > 0 {
            let people = plural(self.nameless, "person", "people");
            says.push(format!("No list names {people}: the part before the @ stands for the name."));
        }
    }
}

/// Returns whether every account the plan says this person owns is on Basic.
fn owns_basic(address: &str, subject: &Subject) -> bool {
    let mut owned = subject.plan.accounts.iter().filter(|account| email::is_same(&account.owner, address));
    let mut any = false;
    let all = owned.all(|account| {
        any = true;
        account.plan == AccountPlan::Basic
    });
    any && all
}

fn row(sheet: &mut Sheet, person: &Person) {
    let (first, last) = names(person);
    let said = |field| person.field(field).unwrap_or_default();
    sheet.row([
        person.email(),
        &first,
        &last,
        said(Field::Department),
        said(Field::Manager),
        said(Field::UserGroup),
        said(Field::JobTitle),
        said(Field::Location),
    ]);
}

/// Returns given and family name: as a list has them apart, else the shown name cut before its last word, else the part
/// before the @, since Zoom wants both.
fn names<'r>(person: &Person<'r>) -> (Cow<'r, str>, Cow<'r, str>) {
    let said = |field| person.field(field).map(str::trim).filter(|name| !name.is_empty());
    if let (Some(first), Some(last)) = (said(Field::FirstName), said(Field::LastName)) {
        return (Cow::Borrowed(first), Cow::Borrowed(last));
    }
    let shown = person.name();
    let shown = stripped(&shown);
    if let Some((first, last)) = shown.trim().rsplit_once(' ') {
        return (Cow::Owned(first.to_owned()), Cow::Owned(last.to_owned()));
    }
    let local = person.email().split('@').next().unwrap_or_default();
    let (first, last) = local.split_once(['.', '_', '-']).unwrap_or((local, local));
    match shown.trim() {
        "" => (Cow::Borrowed(first), Cow::Borrowed(last)),
        only => (Cow::Owned(only.to_owned()), Cow::Borrowed(last)),
    }
}
