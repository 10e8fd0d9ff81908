//! Who would be locked out if SSO were enforced today, and who can be provisioned without harm (facts SSO-3, SSO-5).

use super::csv::{Sheet, Start};
use super::markdown::{inline, table};
use super::{Document, Subject, Written, file_name};
use crate::advice::enforced::{assigned, enforced_today};
use crate::guide::guide;
use crate::lists::Field;
use crate::progress::{KeptBack, Mark, Person, SignIn, Standing};
use crate::wording::{count, day, plural, thousands};

const HEADER: [&str; 11] = [
    "Email",
    "Name",
    "Domain",
    "Department",
    "Standing",
    "What happens",
    "Why",
    "What to do",
    "Wave",
    "Cases",
    "Marks",
];
const SAFE_HEADER: [&str; 5] = ["Email", "Name", "Domain", "Standing", "Why"];

/// What enforcing SSO does to somebody it touches. Each person is in one of these, and none is added to another.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Hit {
    /// Meets a sign-in that does not know the person.
    LockedOut,
    /// Stays outside by decision, and is redirected all the same.
    Kept,
    /// Would use a second account beside the one under another address.
    Second,
}

impl Hit {
    const ALL: [Hit; 3] = [Hit::LockedOut, Hit::Kept, Hit::Second];

    fn of(person: &Person) -> Option<Hit> {
        match person.standing() {
            Standing::Excluded if person.meets(SignIn::Locked) => Some(Hit::Kept),
            _ if person.meets(SignIn::Locked) => Some(Hit::LockedOut),
            _ => person.meets(SignIn::Second).then_some(Hit::Second),
        }
    }

    fn word(self) -> &'static str {
        match self {
            Hit::LockedOut => "locked out",
            Hit::Kept => "outside by decision, redirected too",
            Hit::Second => "second account",
        }
    }

    fn heading(self) -> &'static str {
        match self {
            Hit::LockedOut => "Who would be locked out",
            Hit::Kept => "Who stays outside by decision and is redirected too",
            Hit::Second => "Who would use a second account",
        }
    }

    /// Says how many there are; nothing of nobody, save where nobody is locked out.
    fn says(self, people: usize, subject: &Subject) -> Option<String> {
        let n = count(people);
        Some(match (self, n) {
            (Hit::LockedOut, 0) if !subject.whom.is_empty() => {
                "Nobody of them would be locked out.".to_owned()
            }
            (Hit::LockedOut, 0) => "Nobody the lists name would be locked out.".to_owned(),
            (_, 0) => return None,
            (Hit::LockedOut, n) => format!("{} would be locked out.", plural(n, "person", "people")),
            (Hit::Kept, 1) => "1 person who stays outside by decision is redirected too.".to_owned(),
            (Hit::Kept, n) => {
                format!("{} people who stay outside by decision are redirected too.", thousands(n))
            }
            (Hit::Second, n) => format!(
                "{} would use a second account beside the one under another address.",
                plural(n, "person", "people")
            ),
        })
    }
}

/// Those whom it touches, by what happens to them.
fn touched<'a>(subject: &Subject<'a>) -> [(Hit, Vec<Person<'a>>); 3] {
    let mut touched = Hit::ALL.map(|hit| (hit, Vec::new()));
    for person in subject.people() {
        if let Some(hit) = Hit::of(&person) {
            touched[hit as usize].1.push(person);
        }
    }
    touched
}

fn why(person: &Person) -> String {
    if person.meets(SignIn::Second) {
        let other =
            person.counted_under().filter(|under| *under != person.id()).or_else(|| person.alias_of());
        let other = other.map_or(String::new(), |id| format!(" ({})", person.roster().person(id).email()));
        return format!("The account stands under another address of the person{other}.");
    }
    match person.standing() {
        Standing::Excluded => "Stays outside by decision, on a domain where SSO is to be enforced.",
        Standing::Invited => "Has an open invitation and is not in yet.",
        _ => "Has an account outside and is not in the main account.",
    }
    .to_owned()
}

fn what_to_do(person: &Person) -> &'static str {
    let has = |mark| person.marks().contains(mark);
    match (person.standing(), person.kept_back()) {
        _ if person.meets(SignIn::Second) => "Bring the old account in or let it go, before SSO is enforced.",
        (Standing::Excluded, _) | (_, Some(KeptBack::Decided)) => {
            "Agree how this person gets into the own account, for example under another address."
        }
        (_, Some(_)) => person.instead_of_inviting().unwrap_or_default(),
        _ if has(Mark::OpenCase) => "Go on with the special case: its steps say how this person comes in.",
        _ if has(Mark::Leaver) => "Find out whether this is still an employee.",
        (Standing::Invited, None) => "Remind the person to accept.",
        _ if has(Mark::Paid) => "Invite one by one: bulk files leave paid plans out.",
        _ => "Invite, and wait until the person has accepted.",
    }
}

/// Returns who would be locked out as CSV.
#[must_use]
pub(super) fn locked_as_csv(subject: &Subject, start: Start) -> Written {
    let mut sheet = Sheet::new(start, &HEADER);
    let touched = touched(subject);
    for (hit, person) in touched.iter().flat_map(|(hit, people)| people.iter().map(move |one| (hit, one))) {
        sheet.row([
            person.email(),
            &person.name(),
            person.domain(),
            person.field(Field::Department).unwrap_or_default(),
            person.standing().word(),
            hit.word(),
            &why(person),
            what_to_do(person),
            person.wave().unwrap_or_default(),
            &person.cases().join(", "),
            &person.marks().words(),
        ]);
    }
    let file_name = file_name(&[&subject.title(), "locked-out-by-sso"], "csv");
    let says = sentences(subject, &touched);
    Written { documents: vec![Document { file_name, bytes: sheet.into_bytes() }], says }
}

/// Returns who would be locked out as a text with the numbers and the reasons.
#[must_use]
pub(super) fn locked_as_markdown(subject: &Subject) -> Written {
    let touched = touched(subject);
    let mut text = format!("# If SSO were enforced today: {}\n\n", inline(&subject.title()));
    text += &format!("As of {}.\n\n", day(subject.today, subject.today));
    for line in enforced_today(subject.plan, subject.progress) {
        text += &format!("- **{}** {}\n", thousands(line.people), inline(&line.says));
    }
    if let Some(why) = guide().why("SSO-5") {
        text += &format!("\n{} ({}, {})\n", inline(why.says), inline(why.source_title), inline(why.section));
    }
    let row = |person: &Person| {
        [person.email(), &person.name(), person.standing().word(), &why(person), what_to_do(person)]
            .map(inline)
            .to_vec()
    };
    for (hit, people) in &touched {
        if people.is_empty() && *hit != Hit::LockedOut {
            continue;
        }
        let rows: Vec<Vec<String>> = people.iter().map(row).collect();
        text += &format!("\n## {}\n\n", hit.heading());
        text += &if rows.is_empty() {
            "Nobody the lists name.\n".to_owned()
        } else {
            table(&["Address", "Name", "Standing", "Why", "What to do"], &rows)
        };
    }
    text += "\n## Who gets in without SSO\n\n";
    let keepers = &subject.plan.break_glass;
    if keepers.is_empty() {
        text += "Nobody is named as a break-glass person.\n";
    }
    for keeper in keepers {
        let tested = keeper.tested_on.filter(|_| keeper.is_ready());
        let tested = tested.map_or_else(
            || "not ready: see the page Break-glass people".to_owned(),
            |on| format!("tested on {}", day(on, subject.today)),
        );
        text += &format!("- {} ({}), {}\n", inline(&keeper.name), inline(&keeper.email), inline(&tested));
    }
    let says = sentences(subject, &touched);
    text += &format!("\n{}\n", inline(&says.join(" ")));
    let file_name = file_name(&[&subject.title(), "locked-out-by-sso"], "md");
    Written { documents: vec![Document { file_name, bytes: text.into_bytes() }], says }
}

fn sentences(subject: &Subject, touched: &[(Hit, Vec<Person>)]) -> Vec<String> {
    let mut says: Vec<String> =
        touched.iter().filter_map(|(hit, people)| hit.says(people.len(), subject)).collect();
    match subject.progress.total.unnamed {
        0 => {}
        1 => says.push("1 more is counted outside by the portal, and no list names that person.".to_owned()),
        n => says.push(format!(
            "{} more are counted outside by the portal, and no list names them.",
            thousands(n)
        )),
    }
    says
}

/// Returns who can be provisioned as CSV.
#[must_use]
pub(super) fn safe_as_csv(subject: &Subject, start: Start) -> Written {
    let Some(assigned) = assigned(subject.plan, subject.progress) else {
        let says = "No directory list says who is to be provisioned, so no file is written. Import the users who are \
                    assigned Zoom in your identity provider as a directory list.";
        return Written { documents: Vec::new(), says: vec![says.to_owned()] };
    };
    let mut sheet = Sheet::new(start, &SAFE_HEADER);
    let mut people = 0_u32;
    for person in subject.people().filter(|person| person.meets(SignIn::Safe)) {
        people += 1;
        let why = match person.standing() {
            Standing::Consolidated | Standing::Native => "Is a member already.",
            Standing::Gone => "Is no longer in the newest list of people outside.",
            _ => "Is in no list of people outside.",
        };
        sheet.row([person.email(), &person.name(), person.domain(), person.standing().word(), why]);
    }
    let file_name = file_name(&[&subject.title(), "safe-to-provision"], "csv");
    let mut says = vec![format!(
        "{} of the list “{}” can be provisioned, as far as the lists show.",
        plural(people, "person", "people"),
        assigned.list.label
    )];
    says.push(match assigned.lines[0].people {
        0 => "Nobody of that list is outside.".to_owned(),
        1 => "1 person of that list is outside or only invited, and is not in the file.".to_owned(),
        n => format!(
            "{} people of that list are outside or only invited, and are not in the file.",
            thousands(n)
        ),
    });
    if !assigned.beware.is_empty() {
        says.push(assigned.beware);
    }
    Written { documents: vec![Document { file_name, bytes: sheet.into_bytes() }], says }
}
