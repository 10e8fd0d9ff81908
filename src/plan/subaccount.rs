//! Sub-accounts under the main account (guide §7).

use super::field::{ask, choice};
use super::words::{part, words};
use super::{AccountPlan, Count, Day, Field, Kind};

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

words! {
    /// How people get into a sub-account (fact SUB-11).
    AddWay {
        Undecided = "undecided", "not decided";
        Invite = "invite", "invited, by CSV or one by one";
        Domain = "domain", "through its own associated domain";
        Mapping = "mapping", "SAML response mapping from the main account";
        Provisioning = "provisioning", "its own SSO, at sign-in or beforehand";
        Ticket = "ticket", "a ticket to Zoom Support";
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
        /// Whether a strong password is ready; the password itself is never kept (fact SUB-7).
        password_ready: Option<bool>,
        /// Whether the menu of sub-accounts is there in the portal (fact SUB-7).
        menu_there: Option<bool>,
        /// Licences given to it.
        licences: Option<Count>,
        /// Who pays.
        payment: Payment,
        /// Its own plan, where it has one.
        plan: AccountPlan,
        /// Whether reports show the cost of audio and storage.
        show_cost: Option<bool>,
        /// When it was created.
        created_on: Option<Day>,
        /// Its account number.
        number: String,
        /// Its own domain, for example health.northwind.example (fact SUB-4).
        domain: String,
        /// What it is for, in a word, for example testing (fact SUB-9).
        purpose: String,
        /// Its vanity URL (fact SUB-9).
        vanity_url: String,
        /// Whether more than a meeting licence is set by sign-in.
        more_than_meetings: Option<bool>,
        /// How its people sign in.
        sso: SubAccountSso,
        /// Why that was chosen.
        sso_reason: String,
        /// Settings and locks to be repeated in it (fact SUB-3).
        settings: Vec<String>,
        /// When they were repeated.
        settings_done_on: Option<Day>,
        /// How people get into it.
        add_by: AddWay,
        /// Which people, as a filter.
        people: String,
        /// When they are to be moved by ticket.
        move_on: Option<Day>,
        /// At what time, with its zone.
        move_at: String,
        /// When the ticket was sent.
        ticket_on: Option<Day>,
        /// When Zoom answered it first.
        answered_on: Option<Day>,
        /// The account they come from; the main account while empty.
        from_number: String,
        /// Who approved it: the owner or an admin of the main account.
        approved_by: String,
        /// Whether the account they come from is not yours (fact Z-11).
        from_foreign: Option<bool>,
        /// When the other side confirmed it.
        confirmed_on: Option<Day>,
        /// Phone numbers to be moved between it and the main account (fact Z-16).
        numbers: Option<Count>,
        /// When they had moved.
        numbers_moved_on: Option<Day>,
        /// Anything worth remembering.
        note: String,
    }
}

fn by_ticket(sub: &SubAccount) -> bool {
    sub.add_by == AddWay::Ticket
}

impl SubAccount {
    /// The questions about a sub-account.
    pub const FIELDS: &'static [Field<SubAccount>] = &[
        ask!(Text, name, "Sub-account", "Its name, for example Northwind Health.").required().fact("SUB-7"),
        ask!(Text, owner_email, "Owner's e-mail", "An address that was never registered with Zoom before.")
            .kind(Kind::Email)
            .required()
            .fact("SUB-7"),
        ask!(YesNo, password_ready, "Password ready", "Whether a strong password is made. It is not written down here.")
            .fact("SUB-7"),
        ask!(YesNo, menu_there, "Menu in the portal", "Whether you see Account Management > Sub Accounts. If not, ask your account executive.")
            .fact("SUB-7"),
        ask!(Count, licences, "Licences", "How many are given to it.").fact("SUB-5"),
        choice!(payment: Payment, "Payment", "Who pays for them.").fact("SUB-6"),
        choice!(plan: AccountPlan, "Its plan", "An own vanity URL with SSO needs Business or above.").fact("SUB-10"),
        ask!(YesNo, show_cost, "Show costs", "Whether reports show what audio and storage cost. You may leave this out.")
            .fact("SUB-7"),
        ask!(Date, created_on, "Created on", "The day it was created in the portal.").fact("SUB-7"),
        ask!(Text, number, "Account number", "Its number, once it is created. A ticket names it.").fact("SUB-12"),
        ask!(Text, domain, "Its own domain", "For example health.northwind.example, where it has one.").fact("SUB-4"),
        ask!(Text, purpose, "Purpose", "In a word, for example testing or health: a vanity URL is made of it.")
            .fact("SUB-9"),
        ask!(Text, vanity_url, "Vanity URL", "For example northwind-health.zoom.us.").fact("SUB-9"),
        ask!(YesNo, more_than_meetings, "Groups, roles, storage", "Whether sign-in is to set more than a meeting licence: groups, roles, Zoom Phone, where recordings go.")
            .fact("SUB-10"),
        choice!(sso: SubAccountSso, "Sign-in", "Only its own SSO can map groups, roles and recording storage.")
            .fact("SUB-10"),
        ask!(Text, sso_reason, "Why so", "Why its people sign in that way, in a sentence.")
            .fact("SUB-10")
            .shown(|sub| sub.sso != SubAccountSso::Undecided),
        ask!(Entries, settings, "Settings to repeat", "Settings and locks it must have as well, one a line.")
            .fact("SUB-3"),
        ask!(Date, settings_done_on, "Repeated on", "The day all of them were set and locked in it.").fact("SUB-3"),
        choice!(add_by: AddWay, "People come by", "How people get into it.").fact("SUB-11"),
        ask!(Text, people, "People", "Which people, as a filter, for example dept:clinic.").kind(Kind::Filter).fact("SUB-12"),
        ask!(Date, move_on, "To be moved on", "The day you propose to Zoom, for example 2026-12-05.")
            .fact("Z-10")
            .shown(by_ticket),
        ask!(Text, move_at, "At", "The time you propose, with its zone, for example 08:00 US Eastern.")
            .fact("SUB-12")
            .shown(by_ticket),
        ask!(Date, ticket_on, "Ticket sent on", "The day the ticket went out.").fact("Z-10-NOTICE").shown(by_ticket),
        ask!(Date, answered_on, "Answered on", "The day Zoom answered first.").fact("Z-10-ANSWER").shown(by_ticket),
        ask!(Text, from_number, "From account", "The number of the account they are in now. Empty means your main account.")
            .fact("SUB-12")
            .shown(by_ticket),
        ask!(Text, approved_by, "Approved by", "The owner or an admin of the main account who approves it.")
            .fact("SUB-12")
            .shown(by_ticket),
        ask!(YesNo, from_foreign, "From another company", "Whether the account they are in now is neither yours nor one of your sub-accounts.")
            .fact("Z-11")
            .shown(by_ticket),
        ask!(Date, confirmed_on, "Other side confirmed", "The day the other account's side confirmed the move.")
            .fact("Z-11")
            .shown(|sub| by_ticket(sub) && sub.from_foreign == Some(true)),
        ask!(Count, numbers, "Phone numbers to move", "How many numbers go from the main account to this one, or back.")
            .fact("Z-16"),
        ask!(Date, numbers_moved_on, "Numbers moved on", "The day they had moved.")
            .fact("Z-16")
            .shown(|sub| sub.numbers.is_some()),
        ask!(Text, note, "Notes", "Anything worth remembering.").kind(Kind::Text),
    ];
}
