//! What a decision about people comes to, in sentences: before it is done, after it, and when it can be taken back.

use crate::app::{Decided, Reviewed, Told};
use crate::plan::Decision;
use crate::progress::Standing;
use crate::wording::{and, plural, thousands};

/// From so many people on, doing it is not what Enter does at first.
const MANY: u32 = 10_000;

/// An answer to a review.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Answer {
    Do,
    Nothing,
}

/// Returns the answers to a review, the one Enter gives first.
pub(super) fn answers(reviewed: &Reviewed) -> Vec<String> {
    let changed = reviewed.told.changed;
    let nothing = "Change nothing".to_owned();
    if changed == 0 {
        return vec!["Close".to_owned()];
    }
    let act = format!("Do it for {}", plural(changed, "person", "people"));
    if changed > MANY { vec![nothing, act] } else { vec![act, nothing] }
}

/// Returns what the answer of that row means.
pub(super) fn answer(reviewed: &Reviewed, row: usize) -> Answer {
    let first = if reviewed.told.changed > MANY { Answer::Nothing } else { Answer::Do };
    match (row, first) {
        (0, first) => first,
        (_, Answer::Do) => Answer::Nothing,
        (_, Answer::Nothing) => Answer::Do,
    }
}

/// Returns what will happen to the selected people, as a review says it.
pub(super) fn says(what: &Decided, who: &str, reviewed: &Reviewed) -> String {
    let told = &reviewed.told;
    let standing =
        |(standing, people): &(Standing, u32)| format!("{} {}", thousands(*people), standing.word());
    let standings: Vec<String> = reviewed.standings.iter().map(standing).collect();
    let mut says = format!("{}: {}.", begins(what, who, &told.title), and(&standings));
    if let Decided::Exclude(_, reason) = what {
        says = format!("{says} Reason: {}.", reason.trim_end_matches('.'));
    }
    if told.already > 0 {
        says = format!("{says} {}", unchanged(what, told.already));
    }
    if told.changed > MANY {
        says = format!("{says} These are many people: please look twice.");
    }
    says
}

fn begins(what: &Decided, who: &str, title: &str) -> String {
    match what {
        Decided::Exclude(..) => format!("Exclude {who}"),
        Decided::Join(_) => format!("Exclude {who}, with the group “{title}”"),
        Decided::Executive => format!("Make {who} executives"),
        Decided::OpenCase(kind) => format!("Open a case for {who} ({})", kind.label()),
        Decided::AddToCase(_) => format!("Add {who} to the case “{title}”"),
        Decided::Wave(_) => format!("Put {who} in the wave “{title}”"),
        Decided::Note(_) => format!("Write a note on {who}"),
        Decided::TakeBack(decision) => format!("Take back for {who} that they {}", taken_back(*decision)),
    }
}

fn taken_back(decision: Decision) -> &'static str {
    match decision {
        Decision::Excluded => "stay outside",
        Decision::Executive => "are executives",
        Decision::Wave => "go with a wave",
        Decision::Left => "are not moved",
        Decision::Note => "have a note",
    }
}

/// Says of how many nothing changes, and why.
fn unchanged(what: &Decided, people: u32) -> String {
    let told = plural(people, "person", "people");
    match what {
        Decided::TakeBack(_) => format!("For {told} of them nothing of the kind was decided."),
        Decided::Exclude(..) | Decided::Join(_) => {
            format!("Of them, {told} stay outside already and keep the reason they have.")
        }
        _ => format!("For {told} of them it is so already."),
    }
}

/// Returns what undo will take back.
pub(super) fn undo(what: &Decided, who: &str) -> String {
    match what {
        Decided::Exclude(..) | Decided::Join(_) => format!("exclude {who}"),
        Decided::Executive => format!("{who} as executive"),
        Decided::OpenCase(_) | Decided::AddToCase(_) => format!("special case for {who}"),
        Decided::Wave(_) => format!("wave for {who}"),
        Decided::Note(_) => format!("note on {who}"),
        Decided::TakeBack(Decision::Wave) => format!("out of the wave: {who}"),
        Decided::TakeBack(_) => format!("decision taken back: {who}"),
    }
}

/// Returns what happened, or why nothing did.
pub(super) fn done(what: &Decided, who: &str, told: &Told) -> String {
    let title = &told.title;
    if told.changed == 0 {
        return match what {
            Decided::Exclude(..) | Decided::Join(_) => {
                format!("Outside by decision already: {who}. Change it under Decisions about people.")
            }
            Decided::TakeBack(_) => format!("Nothing of the kind was decided about {who}."),
            _ => format!("It is so already for {who}."),
        };
    }
    let says = match what {
        Decided::Exclude(..) | Decided::Join(_) => {
            format!("Outside by decision, with the group “{title}”: {who}.")
        }
        Decided::Executive => format!("To be contacted in person from now on: {who}."),
        Decided::OpenCase(kind) => {
            format!("A case was opened ({}). In no wave until it is closed: {who}.", kind.label())
        }
        Decided::AddToCase(_) => format!("Added to the case “{title}”: {who}."),
        Decided::Wave(_) => format!("In the wave “{title}” now: {who}."),
        Decided::Note(_) => "The note is kept under Decisions about people.".to_owned(),
        Decided::TakeBack(decision) => {
            format!("No longer decided, “{}”: {who}.", decision.label())
        }
    };
    format!("{says} u takes it back.")
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::plan::{ExclusionModel, Plan};

    fn reviewed(changed: u32, already: u32) -> Reviewed {
        let plan = Arc::new(Plan::default());
        let standings = vec![(Standing::Invited, 7), (Standing::Outstanding, changed)];
        let told = Told { changed, already, title: String::new() };
        Reviewed { before: Arc::clone(&plan), plan, told, standings }
    }

    #[test]
    fn a_review_says_whom_it_is_about_and_why() {
        let what = Decided::Exclude(ExclusionModel::Other, "External trainers.".to_owned());
        assert_eq!(
            says(&what, "37 people", &reviewed(30, 0)),
            "Exclude 37 people: 7 invited and 30 outstanding. Reason: External trainers."
        );
        assert!(says(&what, "37 people", &reviewed(30, 2)).contains("2 people stay outside already"));
    }

    #[test]
    fn many_people_are_not_changed_by_one_key() {
        assert_eq!(answer(&reviewed(37, 0), 0), Answer::Do);
        assert_eq!(
            (answer(&reviewed(10_001, 0), 0), answer(&reviewed(10_001, 0), 1)),
            (Answer::Nothing, Answer::Do)
        );
        assert_eq!(answers(&reviewed(10_001, 0))[1], "Do it for 10,001 people");
    }
}
