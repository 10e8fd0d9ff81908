//! Who consolidates, into which main account, and who is asked about it.

use super::field::{ask, choice};
use super::words::{part, words};
use super::{Count, Day, Field, Kind};

words! {
    /// What kind of organization consolidates; the reachable share differs (facts SSO-1, SSO-2).
    OrganizationKind {
        Corporate = "corporate", "company or other employer";
        Education = "education", "school or university";
    }
}

words! {
    /// The Zoom plan of an account.
    AccountPlan {
        Unknown = "unknown", "not known";
        Basic = "basic", "Basic (free)";
        Pro = "pro", "Pro";
        Business = "business", "Business";
        Enterprise = "enterprise", "Enterprise";
        Education = "education", "Education";
    }
}

words! {
    /// What a contact is asked about.
    ContactRole {
        Other = "other", "other";
        Lead = "lead", "project lead";
        Technical = "technical", "technical lead";
        Communications = "communications", "communications";
        HelpDesk = "help-desk", "help desk";
        Finance = "finance", "finance";
        Sponsor = "sponsor", "sponsor";
    }
}

part! {
    /// Who consolidates, and why.
    Organization {
        /// The name people know.
        name: String,
        /// Company or education.
        kind: OrganizationKind,
        /// What the project is for (fact D-0), one aim a line.
        aims: Vec<String>,
        /// The person on Zoom's account team.
        account_team_name: String,
        /// Where to reach them.
        account_team_email: String,
        /// Whether a phone system is integrated through CloudLink (facts CL-1 to CL-8).
        cloudlink: Option<bool>,
        /// Whether nobody has to install the client before the last step (fact CL-1).
        cloudlink_no_early_install: Option<bool>,
        /// Whether whoever adds its users has the rights that takes (fact CL-3).
        cloudlink_role_fits: Option<bool>,
        /// Whether Zoom and CloudLink are connected (fact CL-4).
        cloudlink_connected: Option<bool>,
        /// Whether Zoom One licences no longer hand out phones on their own (fact CL-8).
        cloudlink_no_auto_phone: Option<bool>,
        /// Anything worth remembering.
        note: String,
    }
}

impl Organization {
    /// The questions about the organization.
    pub const FIELDS: &'static [Field<Organization>] = &[
        ask!(Text, name, "Organization", "The name your people know, for example Northwind Traders.").required(),
        choice!(kind: OrganizationKind, "Kind", "For a school or university the share that can be reached is often lower.")
            .fact("SSO-2"),
        ask!(Entries, aims, "Aims", "What this project is for, one aim a line.").fact("D-0"),
        ask!(Text, account_team_name, "Zoom account team", "Who looks after you at Zoom.").fact("TEAM-1"),
        ask!(Text, account_team_email, "Their e-mail", "Where to reach them, for example team@zoom.example.")
            .kind(Kind::Email)
            .fact("TEAM-1"),
        ask!(YesNo, cloudlink, "CloudLink in use", "Whether a phone system is integrated through CloudLink.")
            .fact("CL-4"),
        ask!(
            YesNo,
            cloudlink_no_early_install,
            "CloudLink: client last",
            "Whether Zoom is set so that nobody must install the client before the last step."
        )
        .fact("CL-1")
        .shown(|organization| organization.cloudlink == Some(true)),
        ask!(
            YesNo,
            cloudlink_role_fits,
            "CloudLink: rights",
            "Whether whoever adds the users is owner, or manages users, the phone integration and Zoom Phone."
        )
        .fact("CL-3")
        .shown(|organization| organization.cloudlink == Some(true)),
        ask!(
            YesNo,
            cloudlink_connected,
            "CloudLink: connected",
            "Whether the integration of Zoom and CloudLink is complete."
        )
        .fact("CL-4")
        .shown(|organization| organization.cloudlink == Some(true)),
        ask!(
            YesNo,
            cloudlink_no_auto_phone,
            "CloudLink: phones by hand",
            "Whether it is switched off that Zoom One licences hand out phones on their own."
        )
        .fact("CL-8")
        .shown(|organization| organization.cloudlink == Some(true)),
        ask!(Text, note, "Notes", "Anything worth remembering.").kind(Kind::Text),
    ];
}

part! {
    /// Somebody of the organization who has a part in the project.
    Contact {
        /// Stable key of the entry.
        id: String,
        /// Name.
        name: String,
        /// What they are asked about.
        role: ContactRole,
        /// Where to reach them.
        email: String,
        /// Anything worth remembering.
        note: String,
    }
}

impl Contact {
    /// The questions about a contact.
    pub const FIELDS: &'static [Field<Contact>] = &[
        ask!(Text, name, "Name", "Who it is.").required(),
        choice!(role: ContactRole, "Part", "What this person is asked about."),
        ask!(Text, email, "E-mail", "Where to reach them.").kind(Kind::Email),
        ask!(Text, note, "Notes", "Anything worth remembering.").kind(Kind::Text),
    ];
}

part! {
    /// The Zoom account everybody is to end up in.
    MainAccount {
        /// Account name as employees know it (fact D-2).
        name: String,
        /// Account number, which people compare to see that they are in.
        number: String,
        /// Its plan (fact REL-2).
        plan: AccountPlan,
        /// Licences paid for (fact LIC-1).
        licences_bought: Option<Count>,
        /// Licences already given to members.
        licences_used: Option<Count>,
        /// Vanity URL, for example northwind.zoom.us.
        vanity_url: String,
        /// Whom people ask, shown by Zoom beside the account (fact D-2).
        support_name: String,
        /// Where they ask.
        support_email: String,
        /// Server cluster, where known (SC-CLUSTER).
        cluster: String,
        /// Whether it uses Contact Center, Virtual Agent, Revenue Accelerator or the like (facts SC-SERVICES, SIZE-1).
        services: Option<bool>,
        /// When the account profile in the portal was looked through (fact D-2).
        profile_checked_on: Option<Day>,
        /// Anything worth remembering.
        note: String,
    }
}

impl MainAccount {
    /// The questions about the main account.
    pub const FIELDS: &'static [Field<MainAccount>] = &[
        ask!(Text, name, "Account name", "As your people know it: they see it when they are asked to join.")
            .required()
            .fact("D-2"),
        ask!(Text, number, "Account number", "People compare it in the web portal to see that they are in.")
            .required()
            .fact("COM-2"),
        choice!(plan: AccountPlan, "Plan", "A release list needs Business with 50 licences, Enterprise or Education.")
            .required()
            .fact("REL-2"),
        ask!(Count, licences_bought, "Licences bought", "How many are paid for, for example 1,200.").fact("LIC-1"),
        ask!(Count, licences_used, "Licences used", "How many are given to members today.").fact("LIC-1"),
        ask!(Text, vanity_url, "Vanity URL", "For example northwind.zoom.us. SSO cannot be configured without one.")
            .required()
            .fact("Z-14"),
        ask!(Text, support_name, "Support name", "Whom people ask. Zoom shows it beside the account.")
            .required()
            .fact("D-2"),
        ask!(Text, support_email, "Support e-mail", "Where people ask, for example help@northwind.example.")
            .kind(Kind::Email)
            .required()
            .fact("D-2"),
        ask!(Text, cluster, "Server cluster", "Only where you know it, for example us02.").fact("SC-CLUSTER"),
        ask!(YesNo, services, "Business Services", "Whether Contact Center, Virtual Agent, Revenue Accelerator or the like is in use here.")
            .fact("SC-SERVICES"),
        ask!(Date, profile_checked_on, "Profile checked on", "When the account profile was looked through, before any domain asks anybody.")
            .fact("D-2"),
        ask!(Text, note, "Notes", "Anything worth remembering.").kind(Kind::Text),
    ];
}

/// Returns the plans that may ask for a release list (fact REL-2).
#[must_use]
pub fn may_request_release(plan: AccountPlan) -> bool {
    matches!(plan, AccountPlan::Business | AccountPlan::Enterprise | AccountPlan::Education)
}
