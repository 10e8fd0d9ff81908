//! Columns whose cells are worked out: what the special cases come to, who goes with a wave.

use super::cases;
use crate::advice::ledger::cases_of;
use crate::app::Desk;
use crate::guide::guide;
use crate::progress::WaveProgress;
use crate::wording::thousands;

/// A column that is no question.
pub(super) struct Worked {
    pub(super) part: &'static str,
    pub(super) id: &'static str,
    pub(super) label: &'static str,
    /// Whether it is a number and stands at the right.
    pub(super) number: bool,
    /// What it shows of the entry with this id.
    pub(super) cell: fn(&str, &Desk) -> String,
}

/// Every such column.
pub(super) const WORKED: &[Worked] = &[
    Worked {
        part: "accounts",
        id: "cases",
        label: "Cases",
        number: false,
        cell: |id, desk| {
            let account = desk.plan().accounts.iter().find(|account| account.id == id);
            account
                .map_or_else(String::new, |account| cases_of(account, desk.plan(), desk.progress(), guide()))
        },
    },
    Worked { part: "cases", id: "next", label: "Next step", number: false, cell: cases::next },
    Worked { part: "cases", id: "age", label: "Days", number: true, cell: cases::age },
    Worked { part: "cases", id: "kind", label: "Kind", number: false, cell: cases::kind },
    Worked {
        part: "waves",
        id: "going",
        label: "Going",
        number: true,
        cell: |id, desk| of_wave(id, desk, |wave| wave.counts.people()),
    },
    Worked {
        part: "waves",
        id: "waiting",
        label: "Wait",
        number: true,
        cell: |id, desk| of_wave(id, desk, |wave| wave.held),
    },
];

/// Returns a number of a wave; nothing until everybody is measured.
fn of_wave(id: &str, desk: &Desk, number: fn(&WaveProgress) -> u32) -> String {
    desk.progress().wave(id).map_or_else(String::new, |wave| thousands(number(wave)))
}
