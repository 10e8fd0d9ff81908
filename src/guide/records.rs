//! The shapes of the guide's entries, one type a table of the TOML files.
//!
//! Plain records: they hold wording and numbers and know nothing of a plan.
use jiff::civil::Date;
use serde::Deserialize;

use super::Entry;
use crate::wording::thousands;

/// A document that says something.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// The id facts refer to.
    pub id: String,
    /// The title as a reader would look for it.
    pub title: String,
    /// Who published it.
    pub publisher: String,
    /// The day it was read; none when only a copy of unknown age was seen.
    #[serde(default)]
    pub read: Option<Date>,
    /// What is known of its age where that matters; always there when `read` is not.
    #[serde(default)]
    pub age: Option<String>,
    /// A title short enough for a narrow column.
    pub short: String,
}

/// One of the five phases, under this program's title and the source's.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Phase {
    /// The id, such as `PHASE-3`.
    pub id: String,
    /// Its place in the order, from 1.
    pub number: u8,
    /// The title here.
    pub title: String,
    /// The titles of the same work in the Consolidation Explainer.
    pub in_source: String,
    /// What the phase holds, in one sentence.
    pub says: String,
    /// The id of the source whose phases they are.
    pub source: String,
}

impl Phase {
    pub(super) fn entry(&self) -> Entry<'_> {
        Entry {
            id: &self.id,
            says: &self.says,
            source: &self.source,
            section: &self.in_source,
            also: &[],
            reported: false,
            touches: &[],
            differs: &[],
        }
    }
}

/// One thing a source says.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fact {
    /// The id checks and fields refer to, such as `SSO-1`.
    pub id: String,
    /// The statement in our own words.
    pub says: String,
    /// The figure the program reckons with, where there is one.
    #[serde(default)]
    pub number: Option<i64>,
    /// The upper figure where the source gives a range that starts at `number`.
    #[serde(default)]
    pub up_to: Option<i64>,
    /// What the figures count, such as `weeks`.
    #[serde(default)]
    pub unit: Option<String>,
    /// The id of the source that says it.
    pub source: String,
    /// The part of that source; empty when it has none.
    #[serde(default)]
    pub section: String,
    /// Ids of further sources that say the same.
    #[serde(default)]
    pub also: Vec<String>,
    /// Whether it was read in somebody else's copy only, and is to be shown as "reported".
    #[serde(default)]
    pub reported: bool,
    /// Ids of entries to which this one adds.
    #[serde(default)]
    pub touches: Vec<String>,
    /// Ids of entries it contradicts or corrects.
    #[serde(default)]
    pub differs: Vec<String>,
}

impl Fact {
    pub(super) fn entry(&self) -> Entry<'_> {
        Entry {
            id: &self.id,
            says: &self.says,
            source: &self.source,
            section: &self.section,
            also: &self.also,
            reported: self.reported,
            touches: &self.touches,
            differs: &self.differs,
        }
    }
}

/// A way of treating a group of people.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tool {
    /// The id, such as `T-REL`.
    pub id: String,
    /// The word a plan stores, such as `release`.
    pub slug: String,
    /// The name on screen.
    pub title: String,
    /// What it does.
    pub says: String,
    /// Whom it suits.
    pub for_whom: String,
    /// What to beware of when choosing it.
    pub warning: String,
    /// What speaks for it.
    #[serde(default)]
    pub pros: Vec<String>,
    /// What speaks against it.
    #[serde(default)]
    pub cons: Vec<String>,
    /// What it costs.
    pub costs: String,
    /// The id of the source that says it.
    pub source: String,
    /// The part of that source; empty when it has none.
    #[serde(default)]
    pub section: String,
    /// Ids of further sources that say the same.
    #[serde(default)]
    pub also: Vec<String>,
    /// Ids of the facts that go with it.
    #[serde(default)]
    pub facts: Vec<String>,
}

impl Tool {
    pub(super) fn entry(&self) -> Entry<'_> {
        Entry::of([&self.id, &self.says, &self.source, &self.section], &self.also)
    }
}

/// A question about a group of people that helps to decide which tool they are given.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ToolQuestion {
    /// The key of the answer in the plan, such as `join`.
    pub id: String,
    /// What is asked.
    pub asks: String,
    /// What a yes speaks for and against.
    #[serde(default)]
    pub yes: Vec<Argument>,
    /// What a no speaks for and against.
    #[serde(default)]
    pub no: Vec<Argument>,
}

/// What an answer speaks for or against: a tool, or an option of an associated domain.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Argument {
    /// The slug of the tool it is about.
    #[serde(default)]
    pub tool: Option<String>,
    /// The slug of the domain option it is about, where it is not about a tool.
    #[serde(default)]
    pub option: Option<String>,
    /// How much: above 0 for it, below 0 against it; [`Argument::RULES_OUT`] and less rules it out.
    pub weighs: i32,
    /// Why.
    pub says: String,
    /// The id of the fact behind it.
    pub fact: String,
}

impl Argument {
    /// From this weight downwards a tool is ruled out, whatever speaks for it.
    pub const RULES_OUT: i32 = -10;
}

/// What can be switched on for an associated domain.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DomainOption {
    /// The id, such as `DOM-CHANGE`.
    pub id: String,
    /// The word a plan stores: `observe`, `change`, `consolidate` or `sign-up`.
    pub slug: String,
    /// The name on screen.
    pub title: String,
    /// What people outside see and must do.
    pub says: String,
    /// The id of the source that says it.
    pub source: String,
    /// The part of that source.
    pub section: String,
    /// Ids of the facts that go with it.
    #[serde(default)]
    pub facts: Vec<String>,
}

impl DomainOption {
    pub(super) fn entry(&self) -> Entry<'_> {
        Entry::of([&self.id, &self.says, &self.source, &self.section], &[])
    }
}

/// What becomes of a kind of data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DataGroup {
    /// The new account decides (DATA-NEW).
    NewAccount,
    /// It comes along (DATA-YES).
    Moves,
    /// It stays behind (DATA-NO).
    Stays,
}

impl DataGroup {
    /// Every group, in the order of the source.
    pub const ALL: [DataGroup; 3] = [DataGroup::NewAccount, DataGroup::Moves, DataGroup::Stays];

    /// Returns the id of the fact that stands for the group.
    #[must_use]
    pub fn fact(self) -> &'static str {
        match self {
            DataGroup::NewAccount => "DATA-NEW",
            DataGroup::Moves => "DATA-YES",
            DataGroup::Stays => "DATA-NO",
        }
    }
}

/// One kind of data a person has in Zoom.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DataItem {
    /// The id, unique among the items.
    pub id: String,
    /// The name on screen.
    pub title: String,
    /// What it has to do with, within its group; items of one group with the same word stand together.
    pub about: String,
    /// What becomes of it.
    pub group: DataGroup,
    /// Id of a fact that says more of it, or by which another document differs.
    #[serde(default)]
    pub fact: Option<String>,
}

/// A change people notice when they arrive in the main account (TEC-2).
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Change {
    /// The word a plan stores, such as `no-phone-audio`.
    pub id: String,
    /// The name on screen.
    pub title: String,
    /// The paragraph for a message to people who are not technical.
    pub paragraph: String,
}

/// One of the six elements of a message (COM-2).
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Element {
    /// The word a plan stores, such as `background`.
    pub id: String,
    /// The name on screen.
    pub title: String,
    /// The question the element answers.
    pub asks: String,
    /// What the element may sound like, for people who are not technical.
    pub example: String,
}

/// A paragraph that enters the messages to those it touches (COM-5).
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Paragraph {
    /// The id of the fact, case kind or group it explains.
    pub fact: String,
    /// The name on screen.
    pub title: String,
    /// Whom it concerns.
    pub for_whom: String,
    /// The text, for people who are not technical.
    pub text: String,
}

/// An identity provider with a documented integration (SUB-15).
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Provider {
    /// The word a plan stores, such as `okta`.
    pub id: String,
    /// The name on screen.
    pub title: String,
}

/// A worked example of licences given to sub-accounts (SUB-5).
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DelegationExample {
    /// Licences the master bought.
    pub purchased: u32,
    /// Licences in use on the master itself.
    pub used: u32,
    /// Licences given to each sub-account.
    pub assigned: Vec<u32>,
    /// Licences still to be given.
    pub remaining: u32,
}

impl DelegationExample {
    /// Returns the sum in words, for people who check it.
    #[must_use]
    pub fn spelled(&self) -> String {
        let given: Vec<String> = self.assigned.iter().map(|licences| thousands(*licences)).collect();
        format!(
            "{} bought, {} used by the main account, {} given to sub-accounts: {} left to give.",
            thousands(self.purchased),
            thousands(self.used),
            given.join(" and "),
            thousands(self.remaining)
        )
    }
}
