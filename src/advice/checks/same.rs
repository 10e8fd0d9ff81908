//! People under several addresses: by totals only. Who they are is looked for on the page "Same person?".

use super::super::Finding;
use super::super::situation::Situation;
use crate::plan::{Place, Same};
use crate::wording::{count, plural, thousands};

/// A directory knows that somebody outside is a member under another address, and nobody has decided about it.
pub(super) fn are_decided(now: &Situation) -> Vec<Finding> {
    let maybe = now.progress.maybe_in;
    if maybe == 0 {
        return Vec::new();
    }
    let says = match maybe {
        1 => "1 person who counts as outside may already be in under another address.".to_owned(),
        _ => {
            format!(
                "{} people who count as outside may already be in under another address.",
                thousands(maybe)
            )
        }
    };
    vec![
        Finding::warning("people/alike", Place::part("same"), says)
            .because(
                "A directory lists their address as a further one of a member. Decide about each; the rate may be higher.",
            )
            .fact("KEY-1"),
    ]
}

/// A line that does not hold two addresses decides nothing.
pub(super) fn pairs_are_two_addresses(now: &Situation) -> Vec<Finding> {
    let broken = |entry: &Same| entry.pairs.iter().filter(|line| Same::pair(line).is_none()).count();
    let entries = now.plan.same.iter().map(|entry| (entry, broken(entry))).filter(|(_, broken)| *broken > 0);
    entries
        .map(|(entry, broken)| {
            let says = format!("“Same person, decided”: {} not two addresses.", are(count(broken)));
            Finding::warning(
                format!("same/unreadable/{}", entry.id),
                Place::new("same", &entry.id, "pairs"),
                says,
            )
            .because("Such a line decides nothing. Write the old and the current address, one pair a line.")
            .fact("KEY-1")
        })
        .collect()
}

fn are(lines: u32) -> String {
    let verb = if lines == 1 { "holds" } else { "hold" };
    format!("{} {verb}", plural(lines, "line", "lines"))
}
