//! What holds for everybody who moves, whether a list names them or not.

use super::{Part, Said, of_all};
use crate::guide::{DataGroup, Guide};
use crate::plan::{Applies, Change, Plan};

/// Returns what moving means for anybody still outside. It stands by itself where people are only counted.
#[must_use]
pub fn for_everybody(plan: &Plan, guide: &'static Guide) -> Vec<Part> {
    super::parts(vec![
        ("Before anything moves", vec![no_way_back()]),
        ("What to save first", save()),
        ("What comes along", data(guide, DataGroup::Moves)),
        ("What does not", data(guide, DataGroup::Stays)),
        ("What the new account decides", data(guide, DataGroup::NewAccount)),
        ("What will be different here", changes(plan, guide)),
        ("What they will see", [vec![invitation()], joining()].concat()),
        ("What it costs", vec![licences()]),
    ])
}

/// What cannot be taken back, told before the act.
pub(super) fn no_way_back() -> Said {
    of_all(
        "Z-12",
        "It is reported that joining cannot be undone in practice. Say so before a person accepts.",
    )
}

/// What everybody saves before the move.
pub(super) fn save() -> Vec<Said> {
    vec![
        of_all("DATA-1", "Reports, polls, attendance and registration lists: export them before accepting."),
        of_all(
            "Z-15",
            "The personal meeting ID: write it down. The documents differ on whether it comes along.",
        ),
        of_all("Z-15-HISTORY", "Previous meetings: export what matters. The documents differ on them."),
    ]
}

/// The kinds of data of a group, one line a topic, each followed by what is known of one kind.
pub(super) fn data(guide: &'static Guide, group: DataGroup) -> Vec<Said> {
    let mut lines = Vec::new();
    for topic in guide.data_topics(group) {
        let items = || guide.data_in(group).filter(|item| item.about == topic);
        let titles: Vec<&str> = items().map(|item| item.title.as_str()).collect();
        lines.push(of_all(group.fact(), format!("{topic}: {}.", titles.join("; "))));
        let known = items().filter_map(|item| guide.why(item.fact.as_deref()?));
        lines.extend(known.map(|why| Said { beneath: true, ..of_all(why.id, why.told()) }));
    }
    if group == DataGroup::NewAccount {
        lines.push(of_all(
            "TEC-1",
            "Own settings stay, except where the account or the group sets something else.",
        ));
    }
    lines
}

/// The ticked changes of the plan (fact TEC-2).
pub(super) fn changes(plan: &Plan, guide: &Guide) -> Vec<Said> {
    let line = |change: &Change| {
        let title = guide.change(&change.id).map_or(change.id.as_str(), |known| known.title.as_str());
        let note = change.note.trim();
        let note = if note.is_empty() { String::new() } else { format!(" {note}") };
        of_all("TEC-2", format!("{title}.{note}"))
    };
    plan.changes.iter().filter(|change| change.applies == Applies::Yes).map(line).collect()
}

/// What an invitation looks like.
pub(super) fn invitation() -> Said {
    of_all(
        "COM-3",
        "A mail from Zoom asks to join. Accepting brings profile, meetings and recordings; the password stays.",
    )
}

/// What comes of accepting, whatever asked for it.
pub(super) fn joining() -> Vec<Said> {
    vec![
        of_all("DATA-2", "The move is done only when the person accepts the change of account and data."),
        of_all("DOM-3", "Joining does not switch to SSO: tell them where the sign-in page is."),
    ]
}

/// What becomes of what somebody paid, for people of whom nobody knows whether they paid.
fn licences() -> Said {
    of_all(
        "SC-PAID",
        "Licences do not come along; where a refund is due it follows the move. Whoever has paid features needs a licence \
         here first.",
    )
}
