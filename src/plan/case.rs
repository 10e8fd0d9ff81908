//! Special cases: accounts and people that need steps of their own before moving (guide §4).

use std::collections::BTreeMap;

use super::field::{Slot, ask, choice};
use super::organization::AccountPlan;
use super::words::{part, words};
use super::{Count, Day, Field, Kind, Plan};

part! {
    /// A Zoom account found outside the main account.
    Account {
        /// Stable key of the entry.
        id: String,
        /// Its name.
        name: String,
        /// Its account number.
        number: String,
        /// The address of its owner.
        owner: String,
        /// Its plan.
        plan: AccountPlan,
        /// How many users it has (SC-MULTI above one).
        users: Option<Count>,
        /// How many Zoom Rooms it has (SC-ROOMS).
        rooms: Option<Count>,
        /// Whether it has Zoom Phone (SC-PHONE).
        phone: Option<bool>,
        /// Paid add-ons, in words (SC-PAID).
        add_ons: String,
        /// Whether it uses Contact Center or another Business Service (SC-SERVICES).
        services: Option<bool>,
        /// Its server cluster, where known (SC-CLUSTER).
        cluster: String,
        /// Its vanity URL, where it has one (SC-VANITY).
        vanity_url: String,
        /// Anything worth remembering.
        note: String,
    }
}

impl Account {
    /// The questions about a discovered account.
    pub const FIELDS: &'static [Field<Account>] = &[
        ask!(Text, name, "Account", "Its name, for example Northwind Field Sales.").required(),
        ask!(Text, owner, "Owner", "The e-mail address of its owner.")
            .kind(Kind::Email)
            .required()
            .fact("SC-MULTI"),
        ask!(Text, number, "Account number", "From its web portal, where the owner can see it."),
        choice!(plan: AccountPlan, "Plan", "Licences do not move; paid ones are refunded pro rata.")
            .fact("SC-PAID"),
        ask!(Count, users, "Users", "More than one: all of them would come along with the owner.")
            .fact("SC-MULTI"),
        ask!(Count, rooms, "Zoom Rooms", "All of them must be deleted before the owner can move.")
            .fact("SC-ROOMS"),
        ask!(YesNo, phone, "Zoom Phone", "Numbers can be lost for good when the account moves first.")
            .fact("SC-PHONE"),
        ask!(Text, add_ons, "Paid add-ons", "For example Webinar 500, Large Meetings.").fact("SC-PAID"),
        ask!(
            YesNo,
            services,
            "Business Services",
            "Contact Center, Virtual Agent, Revenue Accelerator and the like."
        )
        .fact("SC-SERVICES"),
        ask!(Text, cluster, "Server cluster", "Only where you know it.").fact("SC-CLUSTER"),
        ask!(Text, vanity_url, "Vanity URL", "Meeting links with the old name will warn people.")
            .fact("SC-VANITY"),
        ask!(Text, note, "Notes", "Anything worth remembering.").kind(Kind::Text),
    ];
}

words! {
    /// The kinds of special case (guide §4); the guide's data holds their steps under [`CaseKind::fact`].
    CaseKind {
        Easy = "none", "no special case";
        Executive = "executive", "executive or VIP";
        SeveralUsers = "several-users", "account with more than one user";
        Rooms = "rooms", "Zoom Rooms";
        Phone = "phone", "Zoom Phone";
        Business = "business", "business-level account";
        Paid = "paid", "paid licences";
        SubAccount = "sub-account", "turning into a sub-account";
        Cluster = "cluster", "other server cluster";
        Split = "split", "account split or partial merger";
        Services = "services", "Business Services";
        Vanity = "vanity", "old vanity URL differs";
        External = "external", "contractor, coach or partner";
        CloudLink = "cloudlink", "phone system through CloudLink";
    }
}

impl CaseKind {
    /// Returns the id under which the guide describes this kind, for example `SC-PHONE`.
    #[must_use]
    pub fn fact(self) -> &'static str {
        match self {
            CaseKind::Easy => "SC-EASY",
            CaseKind::Executive => "SC-VIP",
            CaseKind::SeveralUsers => "SC-MULTI",
            CaseKind::Rooms => "SC-ROOMS",
            CaseKind::Phone => "SC-PHONE",
            CaseKind::Business => "SC-BUSINESS",
            CaseKind::Paid => "SC-PAID",
            CaseKind::SubAccount => "SC-SUB",
            CaseKind::Cluster => "SC-CLUSTER",
            CaseKind::Split => "SC-SPLIT",
            CaseKind::Services => "SC-SERVICES",
            CaseKind::Vanity => "SC-VANITY",
            CaseKind::External => "SC-EXTERNAL",
            CaseKind::CloudLink => "SC-CLOUDLINK",
        }
    }
}

part! {
    /// One special case of one account or some people.
    Case {
        /// Stable key of the entry.
        id: String,
        /// What makes it special.
        kind: CaseKind,
        /// What it is about, in a few words.
        title: String,
        /// The discovered account it is about, by id; empty when it is about people.
        account: String,
        /// The addresses it keeps out of waves until its blocking steps are done.
        people: Vec<String>,
        /// Who takes care of it.
        owner: String,
        /// When it was opened.
        opened_on: Option<Day>,
        /// When it must be done.
        due_on: Option<Day>,
        /// When it was closed; open without.
        closed_on: Option<Day>,
        /// The steps that are done, by the guide's step id, and when.
        steps: BTreeMap<String, Day>,
        /// Anything worth remembering.
        note: String,
    }
}

impl Case {
    /// Returns whether the day it was closed on has come. Whether it still holds people or gates follows from its steps
    /// too: see [`crate::progress::ledger`].
    #[must_use]
    pub fn is_closed(&self, today: Day) -> bool {
        self.closed_on.is_some_and(|day| day <= today)
    }

    /// Returns whether a step of the guide is noted as done.
    #[must_use]
    pub fn is_done(&self, step: &str) -> bool {
        self.steps.contains_key(step)
    }

    /// Returns whether a step of the guide is noted as done on a day that has come.
    #[must_use]
    pub fn is_done_by(&self, step: &str, today: Day) -> bool {
        self.steps.get(step).is_some_and(|day| *day <= today)
    }

    /// Returns the discovered account it is about, where it is about one the plan has.
    #[must_use]
    pub fn account_in<'p>(&self, plan: &'p Plan) -> Option<&'p Account> {
        let id = self.account.trim();
        plan.accounts.iter().find(|account| !id.is_empty() && account.id == id)
    }

    /// Returns the addresses it is about: its people, and the owner of its account.
    pub fn concerned<'p>(&'p self, plan: &'p Plan) -> impl Iterator<Item = &'p str> {
        let owner = self.account_in(plan).map(|account| account.owner.as_str());
        self.people.iter().map(String::as_str).chain(owner)
    }

    /// The questions about a case; its steps are ticked on its page.
    pub const FIELDS: &'static [Field<Case>] = &[
        choice!(kind: CaseKind, "Kind", "What makes it special. The steps follow from it.")
            .required()
            .fact("DOM-6"),
        ask!(Text, title, "About", "What it is about, for example Field Sales: 40 phone numbers.").required(),
        ask!(Text, account, "Account", "The id of the discovered account, for example account-1."),
        ask!(
            Entries,
            people,
            "People",
            "The addresses concerned, one a line. They stay out of waves until every step that blocks is done."
        ),
        ask!(Text, owner, "Who", "Who takes care of it.").required(),
        ask!(Date, opened_on, "Opened on", "When it was found, for example 2026-11-10."),
        ask!(Date, due_on, "Due on", "When it must be done."),
        ask!(
            Date,
            closed_on,
            "Closed on",
            "When it was over. A step that blocks and is not done keeps the case open all the same."
        ),
        Field::new(
            "steps",
            "Steps done",
            "Tick the steps below the answers.",
            Slot::Shown(|case: &Case| case.steps.len().to_string()),
        ),
        ask!(Text, note, "Notes", "Anything worth remembering.").kind(Kind::Text),
    ];
}
