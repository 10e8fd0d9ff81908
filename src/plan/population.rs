//! Groups of people who are treated alike: who they are, what decides about them, and the tool they are given.
//!
//! The questions are asked and weighed by the guide (`guide/tools.toml`); here are only the answers.

use super::domain::DomainOption;
use super::field::{ask, choice};
use super::words::{part, words};
use super::{Count, Field, Kind};

words! {
    /// The tool a group of people is given (guide, the tools).
    ToolChoice {
        Undecided = "undecided", "not decided";
        Organization = "organization", "organization link: accounts stay apart and see each other";
        SubAccount = "sub-account", "sub-account beneath yours";
        Domain = "domain", "associated domain: people are asked at sign-in";
        Release = "release", "release list first: names for the counts";
        Invite = "invite", "manual invitation, by wave or one by one";
        ExternalHost = "external-host", "stay outside as external host";
        AliasUser = "alias-user", "stay outside, alias user on your domain";
    }
}

part! {
    /// People who are treated alike, and how.
    Population {
        /// Stable key of the entry.
        id: String,
        /// What they are called.
        title: String,
        /// The domain they are on, where that says who they are.
        domain: String,
        /// Which people, as a filter, where that says who they are.
        filter: String,
        /// The id of the group of people, where one says who they are.
        group: String,
        /// How many they are.
        how_many: Option<Count>,
        /// They are meant to end up in the main account.
        join: Option<bool>,
        /// They keep admins of their own and stay independent.
        independent: Option<bool>,
        /// They need settings, branding or billing of their own.
        own_rules: Option<bool>,
        /// Their domain is ours, and its ownership verified.
        domain_ours: Option<bool>,
        /// Their addresses are known, not only their number.
        names_known: Option<bool>,
        /// They work for others too and have a Zoom account of their own.
        outsiders: Option<bool>,
        /// Their meetings must be seen, reported on or recorded by us.
        oversight: Option<bool>,
        /// They pay for a plan of their own.
        pay: Option<bool>,
        /// They are too many to follow up by hand.
        many: Option<bool>,
        /// Some of them need a personal contact or steps of their own first.
        care: Option<bool>,
        /// New accounts on their domain must not arise outside.
        prevent: Option<bool>,
        /// The tool they are given.
        tool: ToolChoice,
        /// What is switched on for them, where the tool is the associated domain.
        option: DomainOption,
        /// Why this tool.
        reason: String,
        /// Anything worth remembering.
        note: String,
    }
}

impl Population {
    /// The questions about a group of people, those that decide in the order in which they are asked.
    pub const FIELDS: &'static [Field<Population>] = &[
        ask!(Text, title, "People", "What you call them, for example field staff of Labs.").required(),
        ask!(Text, domain, "On the domain", "Where a domain says who they are, for example labs.example."),
        ask!(Text, filter, "By filter", "Where a filter says who they are, for example dept:sales.")
            .kind(Kind::Filter),
        ask!(Text, group, "By group", "Where a group says who they are: its id, for example group-1."),
        ask!(Count, how_many, "How many", "Roughly; for alias users it is the number of licences.").fact("LIC-1"),
        ask!(YesNo, join, "To end in your account", "Whether they are meant to end up in the main account."),
        ask!(YesNo, independent, "Stay independent", "Whether they keep admins of their own and decide for themselves."),
        ask!(YesNo, own_rules, "Rules of their own", "Whether they need settings, branding or billing of their own."),
        ask!(YesNo, domain_ours, "Domain verified", "Whether their e-mail domain is yours and Zoom has verified it."),
        ask!(YesNo, names_known, "Names known", "Whether you have their addresses, and not only a count."),
        ask!(YesNo, outsiders, "Work for others too", "Contractors, coaches, partners: people with an account of their own."),
        ask!(YesNo, oversight, "To be seen by you", "Whether you must see, report on or record their meetings."),
        ask!(YesNo, pay, "Pay for Zoom", "Whether any of them pays for a plan of their own."),
        ask!(YesNo, many, "Too many by hand", "Whether they are more than you can write to and follow up."),
        ask!(YesNo, care, "Care first", "Whether some need a personal contact or the steps of a special case."),
        ask!(YesNo, prevent, "No new accounts", "Whether new accounts on their domain must be prevented."),
        choice!(tool: ToolChoice, "Tool", "What they are given. The page before this one weighs the answers above."),
        choice!(option: DomainOption, "Option", "What people on the domain are asked to do when they sign in.")
            .fact("DOM-8")
            .shown(|people| people.tool == ToolChoice::Domain),
        ask!(Text, reason, "Why this tool", "The reason, in a sentence, for those who read the plan later.")
            .shown(|people| people.tool != ToolChoice::Undecided),
        ask!(Text, note, "Notes", "Anything worth remembering.").kind(Kind::Text),
    ];
}

impl ToolChoice {
    /// Returns the id of the guide's tool, or nothing while none is chosen.
    #[must_use]
    pub fn fact(self) -> Option<&'static str> {
        match self {
            ToolChoice::Undecided => None,
            ToolChoice::Organization => Some("T-ORG"),
            ToolChoice::SubAccount => Some("T-SUB"),
            ToolChoice::Domain => Some("T-DOM"),
            ToolChoice::Release => Some("T-REL"),
            ToolChoice::Invite => Some("T-INV"),
            ToolChoice::ExternalHost => Some("T-EXT"),
            ToolChoice::AliasUser => Some("T-ALIAS"),
        }
    }
}
