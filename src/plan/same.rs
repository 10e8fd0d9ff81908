//! Which addresses belong to one person, as the planner decided; the program only ever proposes.
//!
//! Pairs for which the same was decided for the same reason stand together, so that twelve further addresses from
//! a directory are one entry. What a confirmed pair means for standings is told in `progress/joined.rs`.

use super::field::{ask, choice};
use super::words::{part, words};
use super::{Day, Field, Kind, Plan};

words! {
    /// What was decided about pairs of addresses.
    Verdict {
        Open = "open", "not decided";
        Same = "same", "the same person";
        Different = "different", "two people";
    }
}

part! {
    /// Pairs of addresses for which the same was decided.
    Same {
        /// Stable key of the entry.
        id: String,
        /// What was decided.
        verdict: Verdict,
        /// Why, in a sentence.
        reason: String,
        /// The pairs, each as "old address and current address".
        pairs: Vec<String>,
        /// The day it was decided.
        decided_on: Option<Day>,
        /// Anything worth remembering.
        note: String,
    }
}

impl Same {
    /// The questions about pairs of addresses.
    pub const FIELDS: &'static [Field<Same>] = &[
        ask!(Text, reason, "Why", "What shows it, for example: the directory lists both addresses.").required(),
        choice!(verdict: Verdict, "Decision", "Whether two addresses are one person. One person is counted once.")
            .required()
            .fact("KEY-1"),
        ask!(
            Entries,
            pairs,
            "Pairs",
            "Two addresses a line, the old one first, for example bo@old.example and bo@northwind.example."
        )
        .required(),
        ask!(Date, decided_on, "Decided on", "The day it was decided, for example 2026-11-21."),
        ask!(Text, note, "Notes", "Anything worth remembering.").kind(Kind::Text),
    ];

    /// Returns the two addresses of a line as written, the old one first; nothing where it does not hold exactly two.
    #[must_use]
    pub fn pair(line: &str) -> Option<(&str, &str)> {
        let between = |letter: char| letter.is_whitespace() || matches!(letter, ',' | ';' | '=' | '<' | '>');
        let mut addresses = line.split(between).filter(|word| word.contains('@'));
        let pair = (addresses.next()?, addresses.next()?);
        addresses.next().is_none().then_some(pair)
    }

    /// Returns two addresses as a line of [`Same::pairs`].
    #[must_use]
    pub fn line(old: &str, current: &str) -> String {
        format!("{old} and {current}")
    }
}

impl Plan {
    /// Returns every pair that was decided, the old address first, and what was decided.
    pub fn decided_pairs(&self) -> impl Iterator<Item = (&str, &str, Verdict)> {
        self.same
            .iter()
            .filter(|entry| entry.verdict != Verdict::Open)
            .flat_map(|entry| entry.pairs.iter().map(move |line| (line, entry.verdict)))
            .filter_map(|(line, verdict)| Same::pair(line).map(|(old, current)| (old, current, verdict)))
    }

    /// Notes a decision about pairs of addresses, beside those decided alike for the same reason on the same day.
    pub fn decide_pairs(
        &mut self,
        (verdict, reason): (Verdict, &str),
        on: Day,
        pairs: impl IntoIterator<Item = String>,
    ) {
        let alike =
            |entry: &Same| entry.verdict == verdict && entry.reason == reason && entry.decided_on == Some(on);
        if !self.same.iter().any(alike) {
            let Some(_) = self.add_entry("same") else { return };
            if let Some(entry) = self.same.last_mut() {
                (entry.verdict, entry.decided_on) = (verdict, Some(on));
                reason.clone_into(&mut entry.reason);
            }
        }
        if let Some(entry) = self.same.iter_mut().find(|entry| alike(entry)) {
            entry.pairs.extend(pairs);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pair_is_read_however_it_is_written() {
        for line in [
            "bo@old.example and bo@new.example",
            "bo@old.example = bo@new.example",
            " bo@old.example,bo@new.example ",
        ] {
            assert_eq!(Same::pair(line), Some(("bo@old.example", "bo@new.example")), "{line}");
        }
        for line in ["bo@old.example", "", "a@b.example and c@d.example and e@f.example"] {
            assert_eq!(Same::pair(line), None, "{line}");
        }
        let line = Same::line("bo@old.example", "bo@new.example");
        assert_eq!(Same::pair(&line), Some(("bo@old.example", "bo@new.example")));
    }

    #[test]
    fn pairs_decided_alike_stand_together() {
        let mut plan = Plan::default();
        let day = "2026-11-21".parse().unwrap();
        plan.decide_pairs((Verdict::Same, "Directory."), day, [Same::line("a@x.example", "b@x.example")]);
        plan.decide_pairs((Verdict::Same, "Directory."), day, [Same::line("c@x.example", "d@x.example")]);
        plan.decide_pairs((Verdict::Different, "Asked."), day, [Same::line("e@x.example", "f@x.example")]);
        assert_eq!(plan.same.iter().map(|entry| entry.pairs.len()).collect::<Vec<_>>(), [2, 1]);
        let decided: Vec<_> = plan.decided_pairs().collect();
        assert_eq!(decided[1], ("c@x.example", "d@x.example", Verdict::Same));
        assert_eq!(decided[2].2, Verdict::Different);
    }
}
