//! Invite files in the layout of Zoom's Add Users dialog (formats §1.2), and the list of people to be invited one by one.
//!
//! Zoom asks for the licence once for a whole file, takes at most 9,998 rows, and leaves out owners of paid plans and
//! of trials (facts Z-1, Z-2). So there are files for people known to be on Basic, files for people whose plan nobody
//! told us, each with and without a licence as the waves say, and a list of those who must be invited singly. Who is
//! kept back ([`Person::kept_back`]) gets into none of them.

use std::borrow::Cow;

use super::csv::{Sheet, Start, begins_like_a_formula};
use super::{Document, Subject, Written, file_name};
use crate::advice::asks;
use crate::lists::{Field, email};
use crate::plan::{AccountPlan, Day, Domain, WaveLicence, domain_key};
use crate::progress::{KeptBack, Mark, Person, Standing};
use crate::untrusted::stripped;
use crate::wording::{and, count, plural};

/// The most rows all of Zoom's statements about the limit allow (fact Z-2).
const ROWS_A_FILE: usize = 9_998;

/// Zoom's columns, in Zoom's order.
const HEADER: [&str; 8] =
    ["Email", "First Name", "Last Name", "Department", "Manager", "User Group", "Job Title", "Location"];

/// Returns the files for the people who are outstanding.
#[must_use]
pub(super) fn as_csv(subject: &Subject) -> Written {
    let sorted = Sorted::of(subject);
    let mut written = Written::default();
    for (plan, people) in [(Known::Basic, &sorted.basic), (Known::Nothing, &sorted.unknown)] {
        for licence in Licence::ALL {
            let of_it: Vec<&Person> =
                people.iter().filter(|(_, gets)| *gets == licence).map(|(person, _)| person).collect();
            bulk(&mut written, subject, (plan, licence), &of_it);
        }
    }
    sorted.singly(&mut written, subject);
    if written.documents.is_empty() {
        written.says.push("There is nobody to invite.".to_owned());
    }
    sorted.tell(subject, &mut written.says);
    written
}

/// What the lists tell of the plan outside.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Known {
    Basic,
    Nothing,
}

/// The set of licences people get with the invitation: Zoom asks once for a whole file (facts Z-2, Z-13).
#[derive(Clone, Copy, PartialEq, Eq)]
enum Licence {
    /// In no wave, so the plan does not say.
    NotSaid,
    /// A licence of the main account.
    Given,
    /// None: those who pay now, and are to get one, are not in a bulk file (fact Z-1).
    Without,
}

impl Licence {
    const ALL: [Licence; 3] = [Licence::Given, Licence::Without, Licence::NotSaid];

    /// Returns the set of somebody by the wave the person goes with.
    fn of(person: &Person, subject: &Subject) -> Licence {
        let id = person.wave();
        match id.and_then(|id| subject.plan.waves.iter().find(|wave| wave.id == id)) {
            None => Licence::NotSaid,
            Some(wave) if wave.licence == WaveLicence::Everybody => Licence::Given,
            Some(_) => Licence::Without,
        }
    }

    /// Returns the word in the name of a file.
    fn word(self) -> &'static str {
        match self {
            Licence::NotSaid => "",
            Licence::Given => "with-licence",
            Licence::Without => "without-licence",
        }
    }

    /// Returns what to choose for a whole file.
    fn says(self) -> &'static str {
        match self {
            Licence::NotSaid => {
                "They are in no wave that says whether they get a licence; Zoom asks once for the whole file."
            }
            Licence::Given => "By their wave they get a licence: choose it for the whole file.",
            Licence::Without => "By their wave they get no licence: choose none for the whole file.",
        }
    }
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
    basic: Vec<(Person<'r>, Licence)>,
    unknown: Vec<(Person<'r>, Licence)>,
    singly: Vec<(Person<'r>, Singly)>,
    kept_back: [u32; KeptBack::ALL.len()],
    excluded: u32,
    leavers: u32,
    nameless: u32,
    /// Each domain of the plan as people have it, and how many are invited on it.
    on: Vec<(String, u32)>,
}

impl<'r> Sorted<'r> {
    fn of(subject: &Subject<'r>) -> Sorted<'r> {
        let on = subject.plan.domains.iter().map(|domain| (domain_key(&domain.name), 0)).collect();
        let mut sorted = Sorted { on, ..Sorted::default() };
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
        if let Some(why) = person.kept_back() {
            self.kept_back[why as usize] += 1;
            return;
        }
        let marks = person.marks();
        self.leavers += u32::from(marks.contains(Mark::Leaver));
        self.nameless += u32::from(person.name().trim().is_empty());
        if let Some((_, people)) = self.on.iter_mut().find(|(domain, _)| domain == person.domain()) {
            *people += 1;
        }
        if marks.contains(Mark::Paid) {
            self.singly.push((person, Singly::Paid));
        } else if marks.contains(Mark::Owner) && !owns_basic(person.email(), subject) {
            self.singly.push((person, Singly::Owner));
        } else if begins_like_a_formula(person.email()) {
            self.singly.push((person, Singly::Formula));
        } else if person.is_on_basic() {
            self.basic.push((person, Licence::of(&person, subject)));
        } else {
            self.unknown.push((person, Licence::of(&person, subject)));
        }
    }

    fn singly(&self, written: &mut Written, subject: &Subject) {
        if self.singly.is_empty() {
            return;
        }
        let mut sheet = Sheet::new(Start::Marked, &["Email", "Name", "Why one by one", "Licence"]);
        for (person, why) in &self.singly {
            sheet.row([person.email(), &person.name(), why.reason(), licence_of_one(person, subject)]);
        }
        let name = file_name(&[&subject.title(), "invites", "one-by-one"], "csv");
        written.documents.push(Document { file_name: name, bytes: sheet.into_bytes() });
        let told = plural(count(self.singly.len()), "person", "people");
        written.says.push(format!("{told} to be invited one by one."));
    }

    /// Says who is in no file and why, and what to look at before the files are used.
    fn tell(&self, subject: &Subject, says: &mut Vec<String>) {
        for (people, why) in self.kept_back.iter().zip(KeptBack::ALL).filter(|(people, _)| **people > 0) {
            says.push(format!("Left out: {} who {}.", plural(*people, "person", "people"), why.of(*people)));
        }
        if self.excluded > 0 {
            let people = plural(self.excluded, "person who stays", "people who stay");
            says.push(format!("Left out: {people} outside by decision."));
        }
        let invited = self.basic.len() + self.unknown.len() + self.singly.len();
        if invited > 0 && subject.plan.domains.iter().all(|domain| domain.name.trim().is_empty()) {
            says.push(
                "The plan names no domain, so nobody could be left out as off your domains.".to_owned(),
            );
        }
        says.extend(self.may_ignore(subject));
        if self.leavers > 0 {
            let people = plural(self.leavers, "person in the files is", "people in the files are");
            says.push(format!("Check before you send: {people} not in the directory."));
        }
        if self.nameless > 0 {
            let people = plural(self.nameless, "person", "people");
            says.push(format!("No list names {people}: the part before the @ stands for the name."));
        }
    }

    /// Says who can ignore the invitation: nobody asks them at sign-in (fact T-INV).
    fn may_ignore(&self, subject: &Subject) -> Option<String> {
        let quiet = subject.plan.domains.iter().zip(&self.on);
        let quiet: Vec<(&Domain, u32)> = quiet
            .map(|(domain, (_, people))| (domain, *people))
            .filter(|(domain, people)| *people > 0 && !is_asked(domain, subject.today))
            .collect();
        let people: u32 = quiet.iter().map(|(_, people)| people).sum();
        let names: Vec<&str> = quiet.iter().map(|(domain, _)| domain.name.trim()).collect();
        (people > 0).then(|| {
            format!(
                "On {} nobody is asked at sign-in, so {} can ignore the invitation: follow up with the document of \
                 open invitations.",
                and(&names),
                plural(people, "person", "people")
            )
        })
    }
}

/// Says whether people outside are asked at sign-in on a day.
fn is_asked(domain: &Domain, today: Day) -> bool {
    asks(domain.option) && domain.enabled_on.is_some_and(|day| day <= today)
}

/// Returns whether somebody who is invited alone is to get a licence, as the wave says (fact Z-13).
fn licence_of_one(person: &Person, subject: &Subject) -> &'static str {
    let wave = person.wave().and_then(|id| subject.plan.waves.iter().find(|wave| wave.id == id));
    match wave.map(|wave| wave.licence) {
        None => "in no wave: not decided",
        Some(WaveLicence::Everybody) => "yes",
        Some(WaveLicence::Nobody) => "no",
        Some(WaveLicence::Paying) if person.marks().contains(Mark::Paid) => "yes",
        Some(WaveLicence::Paying) if person.is_on_basic() => "no",
        Some(WaveLicence::Paying) => "if the plan is a paid one or a trial",
    }
}

/// Writes the files of people who get the same set of licences.
fn bulk(written: &mut Written, subject: &Subject, (plan, licence): (Known, Licence), people: &[&Person]) {
    if people.is_empty() {
        return;
    }
    let word = match plan {
        Known::Basic => "basic",
        Known::Nothing => "plan-unknown",
    };
    let files = people.chunks(ROWS_A_FILE);
    let several = files.len() > 1;
    for (number, part) in (1..).zip(files) {
        let mut sheet = Sheet::new(Start::Plain, &HEADER);
        for person in part {
            row(&mut sheet, person);
        }
        let numbered = if several { number.to_string() } else { String::new() };
        let name = file_name(&[&subject.title(), "invites", word, licence.word(), &numbered], "csv");
        written.documents.push(Document { file_name: name, bytes: sheet.into_bytes() });
    }
    let told = plural(count(people.len()), "person", "people");
    let what = match plan {
        Known::Basic => format!("{told} on Basic, ready for Users > Import."),
        Known::Nothing => format!(
            "{told} whose plan is not known. Zoom leaves owners of paid plans and trials out of a bulk file: \
             afterwards, invite those one by one who are not under Pending."
        ),
    };
    written.says.push(format!("{what} {}", licence.says()));
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
