//! Sub-accounts under the main account (guide §7).

use super::field::{ask, choice};
use super::words::{part, words};
use super::{Count, Field, Kind};

words! {
    /// Who pays for a sub-account (facts SUB-5, SUB-6).
    Payment {
        Undecided = "undecided", "not decided";
        Delegated = "delegated", "licences delegated from the main account";
        Master = "master", "the main account pays";
        Own = "own", "the sub-account pays";
    }
}

words! {
    /// How people of a sub-account sign in (fact SUB-10).
    SubAccountSso {
        Undecided = "undecided", "not decided";
        None = "none", "no SSO";
        Master = "master", "through the main account's vanity URL";
        Own = "own", "own vanity URL and SSO";
    }
}

part! {
    /// A separate account under the main account.
    SubAccount {
        /// Stable key of the entry.
        id: String,
        /// Its name.
        name: String,
        /// The address of its owner, never registered with Zoom before (fact SUB-7).
        owner_email: String,
        /// Licences given to it.
        licences: Option<Count>,
        /// Who pays.
        payment: Payment,
        /// Its vanity URL (fact SUB-9).
        vanity_url: String,
        /// How its people sign in.
        sso: SubAccountSso,
        /// Anything worth remembering.
        note: String,
    }
}

impl SubAccount {
    /// The questions about a sub-account.
    pub const FIELDS: &'static [Field<SubAccount>] = &[
        ask!(Text, name, "Sub-account", "Its name, for example Northwind Health.").required().fact("SUB-7"),
        ask!(Text, owner_email, "Owner's e-mail", "An address that was never registered with Zoom before.")
            .kind(Kind::Email)
            .required()
            .fact("SUB-7"),
        ask!(Count, licences, "Licences", "How many are given to it.").fact("SUB-5"),
        choice!(payment: Payment, "Payment", "Who pays for them.").fact("SUB-6"),
        ask!(Text, vanity_url, "Vanity URL", "For example northwind-health.zoom.us.").fact("SUB-9"),
        choice!(sso: SubAccountSso, "Sign-in", "Only its own SSO can map groups, roles and recording storage.")
            .fact("SUB-10"),
        ask!(Text, note, "Notes", "Anything worth remembering.").kind(Kind::Text),
    ];
}
