//! Decisions about people, kept as groups: what was decided, why, and for which addresses.

use super::field::{ask, choice};
use super::words::{part, words};
use super::{Count, Field, Kind};

words! {
    /// What was decided for the people of a group.
    Decision {
        Note = "note", "a note only";
        Excluded = "excluded", "stays outside";
        Executive = "executive", "gets a personal contact";
        Wave = "wave", "goes with a wave";
        Left = "left", "not moved at the end of the project";
    }
}

words! {
    /// How somebody who stays outside works with us (facts T-EXT, T-ALIAS).
    ExclusionModel {
        Undecided = "undecided", "not decided";
        ExternalHost = "external-host", "external host: own account, named alternative host";
        AliasUser = "alias-user", "alias user: second account on our domain";
        Other = "other", "other: see the reason";
    }
}

part! {
    /// People for whom the same was decided.
    Group {
        /// Stable key of the entry.
        id: String,
        /// What the group is called.
        title: String,
        /// What was decided.
        decision: Decision,
        /// How they work with us when they stay outside.
        model: ExclusionModel,
        /// Why.
        reason: String,
        /// The wave they go with, by its id.
        wave: String,
        /// Their addresses.
        people: Vec<String>,
        /// How many more it is about whose names nobody knows, only the portal's count.
        unnamed: Option<Count>,
        /// Anything worth remembering.
        note: String,
    }
}

impl Group {
    /// Returns how many the decision is about, those without a name among them.
    #[must_use]
    pub fn decided(&self) -> usize {
        self.people.len() + self.unnamed.map_or(0, |people| people.0 as usize)
    }

    /// The questions about a group of people.
    pub const FIELDS: &'static [Field<Group>] = &[
        ask!(Text, title, "Group", "What you call them, for example external trainers.").required(),
        choice!(decision: Decision, "Decision", "What was decided for them.").required(),
        choice!(model: ExclusionModel, "How", "How they work with you while they stay outside.")
            .fact("T-EXT")
            .shown(|group| group.decision == Decision::Excluded),
        ask!(Text, reason, "Why", "The reason, in a sentence. It is shown beside the rate.")
            .required()
            .fact("SC-EXTERNAL")
            .shown(|group| matches!(group.decision, Decision::Excluded | Decision::Left)),
        ask!(Text, wave, "Wave", "The id of the wave, for example wave-2.")
            .shown(|group| group.decision == Decision::Wave),
        ask!(Entries, people, "People", "Their e-mail addresses, one a line."),
        ask!(
            Count,
            unnamed,
            "People without a name",
            "How many more this is about of those whom the portal only counts."
        )
        .fact("D-4")
        .shown(|group| matches!(group.decision, Decision::Excluded | Decision::Left)),
        ask!(Text, note, "Notes", "Anything worth remembering.").kind(Kind::Text),
    ];
}
