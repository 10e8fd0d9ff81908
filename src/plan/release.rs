//! What must be so before Zoom hands over the names on a domain, as far as it is the same for every domain.
//!
//! What differs from domain to domain, such as the signature, stands with the domain.

use super::field::ask;
use super::words::part;
use super::{Field, Kind};

part! {
    /// Who asks for the names, and what is certified by signing (facts REL-1 to REL-7).
    Release {
        /// Whether you are a paying customer already (fact REL-1).
        paying_customer: Option<bool>,
        /// Who asks and signs.
        requester: String,
        /// Whether that person is owner or admin of the paid plan (fact REL-3).
        requester_is_admin: Option<bool>,
        /// Whether written rules of use are kept and enforced for all users (fact REL-6).
        policies_enforced: Option<bool>,
        /// Whether the list is wanted for a lawful purpose (fact REL-7).
        lawful_purpose: Option<bool>,
        /// Anything worth remembering.
        note: String,
    }
}

impl Release {
    /// The questions about the release request.
    pub const FIELDS: &'static [Field<Release>] = &[
        ask!(YesNo, paying_customer, "Paying customer", "Whether your main account is paid for already.")
            .fact("REL-1"),
        ask!(Text, requester, "Who asks", "Who asks for the names and signs, for example R. Lee.").fact("REL-3"),
        ask!(YesNo, requester_is_admin, "Owner or admin", "Whether that person is owner or admin of the paid plan.")
            .fact("REL-3"),
        ask!(
            YesNo,
            policies_enforced,
            "Rules of use in force",
            "Whether written rules tell all users that IT and e-mail belong to the organization and are not private."
        )
        .fact("REL-6"),
        ask!(YesNo, lawful_purpose, "Lawful purpose", "Whether what you want the list for is lawful.").fact("REL-7"),
        ask!(Text, note, "Notes", "Anything worth remembering.").kind(Kind::Text),
    ];
}
