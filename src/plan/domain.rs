//! The e-mail domains the organization owns, and what the portal counts on them.

use super::field::{ask, choice};
use super::words::{part, words};
use super::{Count, Day, Field, Kind};

words! {
    /// How far the portal is with the ownership of a domain (fact D-3).
    DomainState {
        Unknown = "unknown", "not known";
        Added = "added", "added, not verified yet";
        Verifying = "verifying", "being verified";
        Verified = "verified", "verified";
        Claimed = "claimed", "held by another account";
    }
}

words! {
    /// What people outside are asked to do once a domain is associated (guide §3).
    DomainOption {
        Undecided = "undecided", "not decided";
        NotUsed = "not-used", "associated domains are not used";
        Observe = "observe", "observe only: counts, nothing changes for anybody";
        Change = "change", "change address: everybody outside must change it";
        Consolidate = "consolidate", "consolidate: people choose to join or to change";
        SignUp = "sign-up", "sign up: newcomers are asked to join";
    }
}

words! {
    /// How far the release request of a domain is (fact T-REL).
    ReleaseState {
        NotRequested = "not-requested", "not requested";
        Preparing = "preparing", "being prepared";
        Signed = "signed", "signed, waiting";
        Received = "received", "list received";
        Refused = "refused", "refused";
    }
}

part! {
    /// One e-mail domain the organization owns.
    Domain {
        /// Stable key of the entry.
        id: String,
        /// The part after the @, for example northwind.example.
        name: String,
        /// What the domain was called before, for example old.example.
        renamed_from: String,
        /// What the portal says of its ownership.
        state: DomainState,
        /// When it came to that state; for a verified domain `verified_on` counts.
        state_since: Option<Day>,
        /// When its ownership was verified (fact D-3).
        verified_on: Option<Day>,
        /// How it was verified.
        verified_by: String,
        /// What people outside are asked to do.
        option: DomainOption,
        /// When that was switched on.
        enabled_on: Option<Day>,
        /// How many days people get before SSO is enforced (fact DOM-5); 14 while unanswered.
        waiting_days: Option<Count>,
        /// How far the release request is.
        release: ReleaseState,
        /// When it came to that state.
        release_on: Option<Day>,
        /// When the certification for this domain was signed (fact REL-4).
        signed_on: Option<Day>,
        /// Whether the domain is lawfully registered to the organization today (fact REL-5).
        lawfully_registered: Option<bool>,
        /// Anything worth remembering.
        note: String,
    }
}

impl Domain {
    /// The days people get to join by themselves when the plan does not say otherwise (fact DOM-5).
    pub const WAITING_DAYS: u32 = 14;

    /// The questions about a domain.
    pub const FIELDS: &'static [Field<Domain>] = &[
        ask!(Text, name, "Domain", "The part after the @, for example northwind.example.").required(),
        ask!(Date, verified_on, "Verified on", "When Zoom showed the domain as verified, for example 2026-11-02.")
            .required()
            .fact("D-3"),
        ask!(Text, verified_by, "Verified by", "DNS record, HTML file, meta tag, or by Zoom Support.").fact("D-3"),
        choice!(state: DomainState, "In the portal", "What Zoom's portal shows beside the domain under Associated Domains.")
            .fact("Z-VERIFY"),
        ask!(Date, state_since, "In it since", "When the domain came to that state, for example 2026-10-28.")
            .fact("Z-VERIFY")
            .shown(|domain| !matches!(domain.state, DomainState::Unknown | DomainState::Verified)),
        choice!(option: DomainOption, "Option", "What people outside are asked to do when they sign in.")
            .required()
            .fact("DOM-8"),
        ask!(Date, enabled_on, "Enabled on", "When the option was switched on, for example 2026-12-01.")
            .fact("DOM-1")
            .shown(|domain| !matches!(domain.option, DomainOption::Undecided | DomainOption::NotUsed)),
        ask!(Count, waiting_days, "Days to wait", "Time for people to join by themselves: 14 to 28 days. Empty means 14.")
            .fact("DOM-5")
            .shown(|domain| !matches!(domain.option, DomainOption::Undecided | DomainOption::NotUsed)),
        choice!(release: ReleaseState, "Release request", "Asking Zoom for the names and addresses on this domain.")
            .fact("REL-4"),
        ask!(Date, release_on, "Since", "When the release request came to this state.")
            .fact("REL-4")
            .shown(|domain| domain.release != ReleaseState::NotRequested),
        ask!(Date, signed_on, "Certified on", "When the certification for this domain was signed through DocuSign.")
            .fact("REL-4")
            .shown(|domain| domain.release != ReleaseState::NotRequested),
        ask!(YesNo, lawfully_registered, "Registered to you", "Whether the domain is lawfully registered to you today.")
            .fact("REL-5")
            .shown(|domain| domain.release != ReleaseState::NotRequested),
        ask!(Text, renamed_from, "Was called", "Its name before, where it was renamed, for example old.example."),
        ask!(Text, note, "Notes", "Anything worth remembering.").kind(Kind::Text),
    ];
}

part! {
    /// The two counts a portal shows for a domain on a date.
    Reading {
        /// Stable key of the entry.
        id: String,
        /// The domain's name.
        domain: String,
        /// The day the counts were read.
        date: Option<Day>,
        /// Users inside the main account.
        inside: Option<Count>,
        /// Users outside it (fact D-1).
        outside: Option<Count>,
        /// Anything worth remembering.
        note: String,
    }
}

impl Reading {
    /// The questions about a reading.
    pub const FIELDS: &'static [Field<Reading>] = &[
        ask!(Text, domain, "Domain", "Which of your domains the counts are for.").required(),
        ask!(Date, date, "Read on", "The day you looked, for example 2026-11-21.").required(),
        ask!(Count, outside, "Outside", "Users of the domain outside your account, from the user summary.")
            .required()
            .fact("D-1"),
        ask!(Count, inside, "Inside", "Users of the domain in your account, from the user summary.")
            .required()
            .fact("D-1"),
        ask!(Text, note, "Notes", "Anything worth remembering."),
    ];
}

/// Returns a domain as it is compared: `@Müller.example ` as people write it is `xn--mller-kva.example`, the form
/// in which addresses hold it. What is no domain is only made small.
#[must_use]
pub fn domain_key(name: &str) -> String {
    let name = name.trim().trim_start_matches('@').trim_end_matches('.');
    if name.is_ascii() {
        return name.to_ascii_lowercase();
    }
    idna::domain_to_ascii_strict(name).unwrap_or_else(|_| name.to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_domain_is_one_however_it_is_written() {
        for name in ["müller.example", " @MÜLLER.example.", "mu\u{308}ller.example", "XN--mller-kva.example"]
        {
            assert_eq!(domain_key(name), "xn--mller-kva.example", "{name}");
        }
        for (name, key) in [("Northwind.EXAMPLE", "northwind.example"), ("", ""), ("ü .x", "ü .x")] {
            assert_eq!(domain_key(name), key);
        }
    }
}
