//! Sub-accounts: who owns them, what they are called, and whether their ticket can be kept.

use std::collections::HashSet;

use super::super::Finding;
use super::super::situation::{Situation, called};
use crate::plan::Place;

/// The owner of a sub-account needs an address Zoom has never seen (SUB-7).
pub(super) fn owners_are_new(now: &Situation) -> Vec<Finding> {
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
