//! The run-book: waves of people, dated tasks, confirmations and overrides (guide, phase 5).

use std::cmp::Reverse;

use super::field::{ask, choice};
use super::words::{part, words};
use super::{Count, Day, Field, Kind};

words! {
    /// Who of a wave gets a licence (facts LIC-1, Z-13).
    WaveLicence {
        Paying = "paying", "those with a paid or trial plan now";
        Everybody = "everybody", "everybody in the wave";
        Nobody = "nobody", "nobody in the wave";
    }
}

part! {
    /// People invited together, chosen by a filter.
    Wave {
        /// Stable key of the entry.
        id: String,
        /// What it is called.
        title: String,
        /// Which people, as a filter.
        filter: String,
        /// When they are invited.
        date: Option<Day>,
        /// Who of them gets a licence.
        licence: WaveLicence,
        /// Who invites them.
        owner: String,
        /// When all invitations were out.
        done_on: Option<Day>,
        /// Anything worth remembering.
        note: String,
    }
}

impl Wave {
    /// Returns the numbers of the waves, from 0, in the order in which their people come: those that are done, then
    /// by date, then those without one.
    #[must_use]
    pub fn in_order(waves: &[Wave]) -> Vec<usize> {
        let mut order: Vec<usize> = (0..waves.len()).collect();
        order.sort_by_key(|at| {
            let wave = &waves[*at];
            (Reverse(wave.done_on.is_some()), wave.date.is_none(), wave.date)
        });
        order
    }

    /// The questions about a wave.
    pub const FIELDS: &'static [Field<Wave>] = &[
        ask!(Text, title, "Wave", "What you call it, for example Pilot: IT department.")
            .fact("T-INV")
            .required(),
        ask!(Text, filter, "People", "A filter, for example dept:sales standing:outstanding.")
            .kind(Kind::Filter)
            .required()
            .fact("Z-1"),
        ask!(Date, date, "On", "When they are invited, for example 2026-12-01.").fact("Z-6").required(),
        choice!(licence: WaveLicence, "Licences for", "Who of them gets a licence in the main account.")
            .fact("Z-13"),
        ask!(Text, owner, "Who invites", "A name: somebody must do it.").fact("EXE-1").required(),
        ask!(Date, done_on, "Done on", "The day all invitations were out.").fact("Z-6"),
        ask!(Text, note, "Notes", "Anything worth remembering.").kind(Kind::Text),
    ];
}

part! {
    /// One line of the run-book.
    Task {
        /// Stable key of the entry.
        id: String,
        /// What is to be done.
        title: String,
        /// When.
        date: Option<Day>,
        /// By whom.
        owner: String,
        /// The tasks it waits for, by id.
        waits_for: Vec<String>,
        /// When it was done.
        done_on: Option<Day>,
        /// Anything worth remembering.
        note: String,
    }
}

impl Task {
    /// The questions about a task.
    pub const FIELDS: &'static [Field<Task>] = &[
        ask!(
            Text,
            title,
            "Task",
            "What is to be done, for example Switch on consolidation for northwind.example."
        )
        .fact("EXE-1")
        .required(),
        ask!(Date, date, "On", "When, for example 2026-12-01.").fact("Z-10").required(),
        ask!(Text, owner, "Who", "A name: somebody must do it.").fact("TEAM-1").required(),
        ask!(
            Entries,
            waits_for,
            "Waits for",
            "The ids of tasks that come first, one a line, for example task-2."
        ),
        ask!(Date, done_on, "Done on", "The day it was done."),
        ask!(Text, note, "Notes", "Anything worth remembering.").kind(Kind::Text),
    ];
}

part! {
    /// What was confirmed before and during execution (fact EXE-1).
    Execution {
        /// When the consolidation plan was confirmed.
        plan_confirmed_on: Option<Day>,
        /// By whom.
        plan_confirmed_by: String,
        /// When the communication plan was confirmed.
        messages_confirmed_on: Option<Day>,
        /// By whom.
        messages_confirmed_by: String,
        /// When execution started.
        started_on: Option<Day>,
        /// When the project was closed.
        closed_on: Option<Day>,
        /// For how many days a list, a reading or a look at a setting is relied on; 7 where nothing is said.
        evidence_days: Option<Count>,
        /// Anything worth remembering.
        note: String,
    }
}

impl Execution {
    /// The questions about confirmations.
    pub const FIELDS: &'static [Field<Execution>] = &[
        ask!(
            Date,
            plan_confirmed_on,
            "Consolidation plan confirmed",
            "The day it was confirmed by whoever decides."
        )
        .required()
        .fact("EXE-1"),
        ask!(Text, plan_confirmed_by, "By", "Who confirmed it.").required().fact("EXE-1"),
        ask!(Date, messages_confirmed_on, "Communication plan confirmed", "The day it was confirmed.")
            .required()
            .fact("EXE-1"),
        ask!(Text, messages_confirmed_by, "By", "Who confirmed it.").required().fact("EXE-1"),
        ask!(Date, started_on, "Execution started", "The day the first wave or option went live.")
            .fact("EXE-1"),
        ask!(Date, closed_on, "Project closed", "The day it was over."),
        ask!(
            Count,
            evidence_days,
            "Evidence is good for",
            "Days after which a list, a count or a look at a setting is too old to decide by. 7 where you say nothing."
        )
        .fact("D-8"),
        ask!(Text, note, "Notes", "Anything worth remembering.").kind(Kind::Text),
    ];
}

part! {
    /// A condition of a gate that somebody answered for, with name and reason; kept for good.
    Override {
        /// Stable key of the entry.
        id: String,
        /// The condition, for example `sso/rate`.
        condition: String,
        /// Who answers for it.
        by: String,
        /// Why.
        reason: String,
        /// When.
        on: Option<Day>,
    }
}

impl Override {
    /// Returns whether somebody answers for the condition with name and reason; anything less does not count.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        !self.by.trim().is_empty() && !self.reason.trim().is_empty()
    }

    /// The questions about an override.
    pub const FIELDS: &'static [Field<Override>] = &[
        ask!(Text, condition, "Condition", "The id of the condition, for example sso/rate.").required(),
        ask!(Text, by, "Who answers for it", "A name. It stays in the plan for good.").required(),
        ask!(Text, reason, "Why", "The reason, in a sentence.").required(),
        ask!(Date, on, "On", "When it was decided.").required(),
    ];
}
