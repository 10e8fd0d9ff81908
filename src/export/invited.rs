//! The follow-up list of invitations (facts T-INV, Z-6): who has an open one and how many days it lasts at most, and whose
//! came to nothing. An invitation that runs out is gone without a word, so whoever follows up needs the day.

use super::csv::{Sheet, Start};
use super::{Document, Subject, Written, file_name};
use crate::lists::Field;
use crate::progress::{Mark, Person, Standing};
use crate::wording::{plural, thousands};

const HEADER: [&str; 11] = [
    "Email",
    "Name",
    "Domain",
    "Department",
    "Standing",
    "First seen invited",
    "Days left at most",
    "What to do",
    "Wave",
    "Cases",
    "Marks",
];

/// With so many days left somebody is reminded now.
const SOON: i64 = 7;

/// What became of an invitation, the most urgent first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Invitation {
    /// It came to nothing.
    Over,
    /// It is gone, and no list says whether it was accepted.
    Unclear,
    /// It is open, for so many days at most.
    Left(i64),
    /// It is open, and no list with a day shows since when.
    Undated,
}

impl Invitation {
    /// Returns what became of the invitation of somebody who is not in; nothing where there was none.
    fn of(person: &Person, subject: &Subject) -> Option<Invitation> {
        let has = |mark| person.marks().contains(mark);
        match person.standing() {
            Standing::Consolidated | Standing::Native => None,
            _ if has(Mark::Pending) => {
                Some(person.invitation_days_left(subject.today).map_or(Invitation::Undated, Invitation::Left))
            }
            Standing::Outstanding if has(Mark::InvitationExpired) => Some(Invitation::Over),
            Standing::Outstanding if has(Mark::InvitationUnclear) => Some(Invitation::Unclear),
            _ => None,
        }
    }

    fn what_to_do(self, person: &Person) -> &'static str {
        if let Some(instead) = person.instead_of_inviting() {
            return instead;
        }
        match self {
            Invitation::Over => "No invitation is open any more, and no list shows a member: invite again.",
            Invitation::Unclear => {
                "Import a newer members list: nobody can tell what became of this invitation."
            }
            Invitation::Left(..0) => "By now it has run out: import the newest list of invitations.",
            Invitation::Left(..=SOON) => "Remind the person now: it runs out soon.",
            Invitation::Left(_) => "Wait, and remind once.",
            Invitation::Undated => {
                "Import the list of invitations with its day, to see how long this one lasts."
            }
        }
    }

    /// Returns how many days are left, for a cell.
    fn days(self) -> String {
        match self {
            Invitation::Left(days) => days.max(0).to_string(),
            Invitation::Over | Invitation::Unclear | Invitation::Undated => String::new(),
        }
    }
}

/// Returns the list as CSV.
#[must_use]
pub(super) fn as_csv(subject: &Subject, start: Start) -> Written {
    let mut found: Vec<(Invitation, Person)> =
        subject.people().filter_map(|person| Some((Invitation::of(&person, subject)?, person))).collect();
    found.sort_by_key(|(invitation, _)| *invitation);
    let mut sheet = Sheet::new(start, &HEADER);
    for (invitation, person) in &found {
        let since = person.invited_since().map(|day| day.to_string()).unwrap_or_default();
        sheet.row([
            person.email(),
            &person.name(),
            person.domain(),
            person.field(Field::Department).unwrap_or_default(),
            person.standing().word(),
            &since,
            &invitation.days(),
            invitation.what_to_do(person),
            person.wave().unwrap_or_default(),
            &person.cases().join(", "),
            &person.marks().words(),
        ]);
    }
    let file_name = file_name(&[&subject.title(), "open-invitations"], "csv");
    let says = sentences(subject, &found);
    Written { documents: vec![Document { file_name, bytes: sheet.into_bytes() }], says }
}

fn sentences(subject: &Subject, found: &[(Invitation, Person)]) -> Vec<String> {
    let number = |is: fn(Invitation) -> bool| {
        let fit = found.iter().filter(|(invitation, _)| is(*invitation));
        crate::wording::count(fit.count())
    };
    let open = number(|invitation| matches!(invitation, Invitation::Left(_) | Invitation::Undated));
    let unclear = number(|invitation| invitation == Invitation::Unclear);
    let soon = number(|invitation| matches!(invitation, Invitation::Left(..=SOON)));
    let over = number(|invitation| invitation == Invitation::Over);
    let mut says = Vec::new();
    says.push(match open {
        0 if !subject.whom.is_empty() => "None of them has an open invitation.".to_owned(),
        0 => "Nobody has an open invitation.".to_owned(),
        n => format!("{} an open invitation.", plural(n, "person has", "people have")),
    });
    match soon {
        0 => {}
        1 => says.push(format!("1 of them has {SOON} days left at most.")),
        n => says.push(format!("{} of them have {SOON} days left at most.", thousands(n))),
    }
    match over {
        0 => {}
        1 => says.push("1 person was invited, and the invitation came to nothing.".to_owned()),
        n => says.push(format!("{} people were invited, and the invitations came to nothing.", thousands(n))),
    }
    match unclear {
        0 => {}
        1 => says.push("1 person was invited, and no list says what became of it.".to_owned()),
        n => says.push(format!("{} people were invited, and no list says what became of it.", thousands(n))),
    }
    says
}
