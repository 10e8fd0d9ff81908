//! What every check looks at: the plan, the totals, the guide and the day; and what they all ask of them.

use super::ledger::Proposed;
use crate::guide::Guide;
use crate::plan::{Case, Day, Domain, DomainOption, DomainState, ListKind, ListRecord, Place, Plan};
use crate::progress::{Basis, DomainProgress, Progress, ledger};
use crate::wording;

/// Evidence older than this many days has to be looked at again before a gate is relied on, unless the plan says
/// otherwise.
pub const EVIDENCE_DAYS: u32 = 7;

/// Everything a check may look at.
#[derive(Clone, Copy)]
pub(super) struct Situation<'a> {
    pub(super) plan: &'a Plan,
    pub(super) progress: &'a Progress,
    pub(super) guide: &'a Guide,
    pub(super) today: Day,
    /// The required questions without an answer.
    pub(super) open: &'a [Place],
    /// Which phases hold any answer.
    pub(super) begun: [bool; 5],
    /// The special cases that are needed and were not opened.
    pub(super) missing: &'a [Proposed],
}

impl<'a> Situation<'a> {
    /// Returns a day as people say it.
    pub(super) fn day(&self, day: Day) -> String {
        wording::day(day, self.today)
    }

    /// Returns the day when it is there and not in the future: what is dated tomorrow has not happened.
    pub(super) fn come(&self, day: Option<Day>) -> Option<Day> {
        day.filter(|day| *day <= self.today)
    }

    /// Returns the day since when a domain is verified: it has come, and the portal does not show something else (D-3).
    pub(super) fn verified(&self, domain: &Domain) -> Option<Day> {
        verified_on(domain, self.today)
    }

    /// Returns whether the members lists do not have the address of a break-glass person; not so while there are none.
    pub(super) fn is_no_member(&self, id: &str) -> bool {
        let named = self.progress.named(&Place::new("break_glass", id, "email"));
        self.current(ListKind::Members).next().is_some() && named.is_some_and(|named| !named.member)
    }

    /// Returns how many days something is late: planned for the past and not done.
    pub(super) fn late(&self, planned: Option<Day>, done: Option<Day>) -> Option<u32> {
        let planned = planned.filter(|day| *day < self.today)?;
        self.come(done).is_none().then(|| self.days_since(planned))
    }

    /// Returns the days since a day that has come, else 0.
    pub(super) fn days_since(&self, day: Day) -> u32 {
        u32::try_from(self.today.days_since(day)).unwrap_or_default()
    }

    /// Returns how many days evidence may be relied on.
    pub(super) fn evidence_days(&self) -> u32 {
        self.plan.execution.evidence_days.filter(|days| days.0 > 0).map_or(EVIDENCE_DAYS, |days| days.0)
    }

    /// Returns whether evidence of that day is too old to rely on.
    pub(super) fn is_stale(&self, day: Day) -> bool {
        self.today.days_since(day) > i64::from(self.evidence_days())
    }

    /// Returns the newest list of each source, of that kind.
    pub(super) fn current(&self, kind: ListKind) -> impl Iterator<Item = &'a ListRecord> {
        let (plan, progress) = (self.plan, self.progress);
        plan.lists.iter().filter(move |list| {
            list.kind == kind && progress.lists.iter().any(|state| state.current && state.id == list.id)
        })
    }

    /// Returns the special cases that are open by the one rule of them ([`ledger`]), the longest open first.
    pub(super) fn open_cases(&self) -> Vec<&'a Case> {
        let is_open = |case: &&Case| ledger::is_open(self.guide, case, self.today);
        let mut open: Vec<&Case> = self.plan.cases.iter().filter(is_open).collect();
        open.sort_by_key(|case| case.opened_on.unwrap_or(self.today));
        open
    }

    /// Returns whether anybody was counted at all, from lists or readings.
    pub(super) fn is_counted(&self) -> bool {
        self.progress.domains.iter().any(|domain| domain.basis != Basis::Nothing)
    }

    /// Returns whether execution runs: it started, and the project is not closed.
    pub(super) fn is_running(&self) -> bool {
        let execution = &self.plan.execution;
        self.come(execution.started_on).is_some() && self.come(execution.closed_on).is_none()
    }
}

/// Returns what a person calls an entry: its title, else its id.
pub(super) fn called<'a>(title: &'a str, id: &'a str) -> &'a str {
    if title.trim().is_empty() { id } else { title.trim() }
}

/// Returns the day since when a domain is verified, on a day; nothing where the portal shows another state (D-3).
pub(super) fn verified_on(domain: &Domain, today: Day) -> Option<Day> {
    let is_other = matches!(domain.state, DomainState::Added | DomainState::Verifying | DomainState::Claimed);
    domain.verified_on.filter(|day| *day <= today && !is_other)
}

/// Returns whether an option asks something of the people outside; observing and not using it do not.
#[must_use]
pub fn acts(option: DomainOption) -> bool {
    matches!(option, DomainOption::Change | DomainOption::Consolidate | DomainOption::SignUp)
}

/// Returns the domains on which people are asked already, each with the day since when and its totals.
pub(super) fn switched_on<'a>(now: &Situation<'a>) -> Vec<(&'a Domain, Day, &'a DomainProgress)> {
    let asking = now.plan.domains.iter().filter(|domain| acts(domain.option));
    asking
        .filter_map(|domain| Some((domain, now.come(domain.enabled_on)?, now.progress.domain(&domain.name)?)))
        .collect()
}

/// Returns the days people get on a domain before SSO may be enforced: never fewer than fact DOM-5 asks for.
pub(super) fn days_to_wait(domain: &Domain) -> u32 {
    domain.waiting_days.map_or(Domain::WAITING_DAYS, |days| days.0.max(Domain::WAITING_DAYS))
}
