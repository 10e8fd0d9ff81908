//! Licences: bought, used, needed by those who come and by sub-accounts; and who owns a sub-account.

use std::collections::HashSet;

use super::super::Finding;
use super::super::situation::{Situation, called};
use super::people::alias_users;
use crate::plan::{Day, Payment, Place, SubAccount};
use crate::progress::{Mark, Standing};
use crate::wording::{plural, thousands};

/// The licence budget of the main account (LIC-1).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Licences {
    /// Paid for; nothing while the plan does not say.
    pub bought: Option<u32>,
    /// Given to members.
    pub used: u32,
    /// Needed by people still outside who have a paid plan there.
    pub coming: u32,
    /// Needed by alias users (T-ALIAS).
    pub alias: u32,
    /// Given to sub-accounts (SUB-5).
    pub delegated: u32,
    /// When the first wave still to come needs them.
    pub from: Option<Day>,
}

impl Licences {
    pub(in crate::advice) fn of(now: &Situation) -> Licences {
        let account = &now.plan.main_account;
        let paid = |standing| now.progress.marked(standing, Mark::Paid);
        let waves = now.plan.waves.iter().filter(|wave| wave.done_on.is_none());
        Licences {
            bought: account.licences_bought.map(|bought| bought.0),
            used: account.licences_used.map_or(0, |used| used.0),
            coming: paid(Standing::Outstanding).saturating_add(paid(Standing::Invited)),
            alias: alias_users(now),
            delegated: delegated(&now.plan.sub_accounts).fold(0, u32::saturating_add),
            from: waves.filter_map(|wave| wave.date).min(),
        }
    }

    /// Returns how many licences will be in use.
    #[must_use]
    pub fn needed(&self) -> u32 {
        [self.used, self.coming, self.alias, self.delegated].into_iter().fold(0, u32::saturating_add)
    }

    /// Returns how many licences are missing; 0 where there are enough or nobody knows how many were bought.
    #[must_use]
    pub fn short(&self) -> u32 {
        self.bought.map_or(0, |bought| self.needed().saturating_sub(bought))
    }
}

/// Returns how many licences are left for sub-accounts: bought − used − Σ given, never below 0 (SUB-5).
#[must_use]
pub fn remaining_licences(bought: u32, used: u32, given: &[u32]) -> u32 {
    given.iter().fold(bought.saturating_sub(used), |left, given| left.saturating_sub(*given))
}

fn delegated(sub_accounts: &[SubAccount]) -> impl Iterator<Item = u32> {
    let paid_here = sub_accounts.iter().filter(|sub| sub.payment == Payment::Delegated);
    paid_here.filter_map(|sub| sub.licences.map(|licences| licences.0))
}

pub(super) fn are_enough(now: &Situation) -> Vec<Finding> {
    let licences = Licences::of(now);
    let more = licences.needed() - licences.used;
    let place = Place::new("main_account", "", "licences_bought");
    if more > 0 && licences.bought.is_none() {
        let says = format!(
            "{} will be needed, and the plan does not say how many you have.",
            plural(more, "more licence", "more licences")
        );
        return vec![
            Finding::advice("licences/unknown", place, says)
                .because("People who had a paid plan lose what it gave them when no licence waits for them.")
                .fact("LIC-1"),
        ];
    }
    let short = licences.short();
    if short == 0 {
        return Vec::new();
    }
    let when = licences.from.map_or(String::new(), |day| format!(" The next wave is on {}.", now.day(day)));
    let says = format!(
        "{} missing: {} used, {} for people who come, {} for aliases, {} for sub-accounts, {} bought.{when}",
        plural(short, "licence is", "licences are"),
        thousands(licences.used),
        thousands(licences.coming),
        thousands(licences.alias),
        thousands(licences.delegated),
        thousands(licences.bought.unwrap_or_default()),
    );
    vec![
        Finding::warning("licences/short", place, says)
            .because("Licences do not move with people. Buy or free them before inviting.")
            .fact("LIC-1"),
    ]
}

/// A main account cannot give away more than it has left (SUB-5).
pub(super) fn sub_accounts_get_what_is_there(now: &Situation) -> Vec<Finding> {
    let account = &now.plan.main_account;
    let (Some(bought), Some(used)) = (account.licences_bought, account.licences_used) else {
        return Vec::new();
    };
    let given: Vec<u32> = delegated(&now.plan.sub_accounts).collect();
    let there = remaining_licences(bought.0, used.0, &[]);
    let wanted = given.iter().copied().fold(0, u32::saturating_add);
    let first = now.plan.sub_accounts.iter().find(|sub| sub.payment == Payment::Delegated);
    let Some(first) = first.filter(|_| wanted > there) else { return Vec::new() };
    let says = format!(
        "Sub-accounts are to get {}, and {} left.",
        plural(wanted, "licence", "licences"),
        if there == 1 { "1 is".to_owned() } else { format!("{} are", thousands(there)) }
    );
    vec![
        Finding::warning("licences/delegated", Place::new("sub_accounts", &first.id, "licences"), says)
            .because("Only licences that are bought and not in use can be given to sub-accounts.")
            .fact("SUB-5"),
    ]
}

/// The owner of a sub-account needs an address Zoom has never seen (SUB-7).
pub(super) fn sub_account_owners_are_new(now: &Situation) -> Vec<Finding> {
    let mut seen = HashSet::new();
    let mut found = Vec::new();
    for sub in &now.plan.sub_accounts {
        let address = sub.owner_email.trim().to_lowercase();
        if address.is_empty() {
            continue;
        }
        let name = called(&sub.name, &sub.id);
        let place = Place::new("sub_accounts", &sub.id, "owner_email");
        let known = now.progress.named(&place).is_some_and(|named| named.standing.is_some());
        let (id, says) = if crate::lists::email::normalise(&address).is_err() {
            ("owner-invalid", format!("The owner of {name} has no valid address: {address}."))
        } else if !seen.insert(address.clone()) {
            ("owner-twice", format!("{address} is to own {name} and another sub-account."))
        } else if known {
            ("owner-known", format!("{address} is to own {name}, and is already in a list of Zoom users."))
        } else {
            continue;
        };
        found.push(
            Finding::warning(format!("sub_accounts/{id}/{}", sub.id), place, says)
                .because("Creating a sub-account needs an address that was never registered with Zoom.")
                .fact("SUB-7"),
        );
    }
    found
}
