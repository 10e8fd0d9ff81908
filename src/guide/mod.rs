//! What Zoom says: facts, tools, case kinds, options and settings, each with the document it comes from.
//!
//! The wording lives in the TOML files beside this one and is read once. This module holds no decision of
//! anybody's and judges nothing: the plan stores ids and answers, `advice` compares them with what is here.
//!
//! ```
//! let guide = ingather::guide::guide();
//! assert_eq!(guide.fact("SSO-1").and_then(|fact| fact.number), Some(75));
//! let title = guide.why("SSO-1").map(|why| why.source_title);
//! assert_eq!(title, Some("Account and User Consolidation Explainer"));
//! ```
mod case;
mod details;
mod records;
mod why;

use std::sync::LazyLock;

use serde::Deserialize;

pub use case::{CaseKind, Step};
pub use details::Detail;
pub use records::{
    Argument, Change, DataGroup, DataItem, DelegationExample, DomainOption, Element, Fact, Paragraph, Phase,
    Provider, Source, Tool, ToolQuestion,
};
pub use why::{Beside, Why};

use why::Entry;

/// The files the guide is made of, in the order in which their entries are shown.
const FILES: &[(&str, &str)] = &[
    ("sources.toml", include_str!("sources.toml")),
    ("phases.toml", include_str!("phases.toml")),
    ("facts.toml", include_str!("facts.toml")),
    ("facts_systems.toml", include_str!("facts_systems.toml")),
    ("facts_official.toml", include_str!("facts_official.toml")),
    ("facts_support.toml", include_str!("facts_support.toml")),
    ("tools.toml", include_str!("tools.toml")),
    ("questions.toml", include_str!("questions.toml")),
    ("options.toml", include_str!("options.toml")),
    ("cases.toml", include_str!("cases.toml")),
    ("transfer.toml", include_str!("transfer.toml")),
    ("changes.toml", include_str!("changes.toml")),
    ("elements.toml", include_str!("elements.toml")),
    ("paragraphs.toml", include_str!("paragraphs.toml")),
    ("providers.toml", include_str!("providers.toml")),
    ("delegations.toml", include_str!("delegations.toml")),
];

static GUIDE: LazyLock<Guide> = LazyLock::new(|| Guide::read().unwrap_or_default());

/// Returns the guide that is built into the program.
///
/// `tests/guide.rs` proves that every file reads; if one did not, the guide would be empty and the program
/// would still run, without its reasons.
#[must_use]
pub fn guide() -> &'static Guide {
    &GUIDE
}

/// Everything the program knows of Zoom's guidance, in the order in which it is shown.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Guide {
    #[serde(rename = "source")]
    sources: Vec<Source>,
    #[serde(rename = "phase")]
    phases: Vec<Phase>,
    #[serde(rename = "fact")]
    facts: Vec<Fact>,
    #[serde(rename = "tool")]
    tools: Vec<Tool>,
    #[serde(rename = "question")]
    questions: Vec<ToolQuestion>,
    #[serde(rename = "option")]
    options: Vec<DomainOption>,
    #[serde(rename = "case")]
    cases: Vec<CaseKind>,
    #[serde(rename = "item")]
    items: Vec<DataItem>,
    #[serde(rename = "change")]
    changes: Vec<Change>,
    #[serde(rename = "element")]
    elements: Vec<Element>,
    #[serde(rename = "paragraph")]
    paragraphs: Vec<Paragraph>,
    #[serde(rename = "provider")]
    providers: Vec<Provider>,
    #[serde(rename = "delegation")]
    delegations: Vec<DelegationExample>,
}

impl Guide {
    /// Reads the guide anew from the files that are built in.
    ///
    /// # Errors
    /// When a file is not what the types expect; the message names the file and the line.
    pub fn read() -> Result<Guide, String> {
        let mut guide = Guide::default();
        for (name, text) in FILES {
            let part: Guide = toml::from_str(text).map_err(|error| format!("{name}: {error}"))?;
            guide.append(part);
        }
        Ok(guide)
    }

    fn append(&mut self, part: Guide) {
        self.sources.extend(part.sources);
        self.phases.extend(part.phases);
        self.facts.extend(part.facts);
        self.tools.extend(part.tools);
        self.questions.extend(part.questions);
        self.options.extend(part.options);
        self.cases.extend(part.cases);
        self.items.extend(part.items);
        self.changes.extend(part.changes);
        self.elements.extend(part.elements);
        self.paragraphs.extend(part.paragraphs);
        self.providers.extend(part.providers);
        self.delegations.extend(part.delegations);
    }

    /// Returns every document the guide was made from.
    #[must_use]
    pub fn sources(&self) -> &[Source] {
        &self.sources
    }

    /// Returns the five phases in order.
    #[must_use]
    pub fn phases(&self) -> &[Phase] {
        &self.phases
    }

    /// Returns every fact, grouped by topic.
    #[must_use]
    pub fn facts(&self) -> &[Fact] {
        &self.facts
    }

    /// Returns the tools, of which each group of people is given one.
    #[must_use]
    pub fn tools(&self) -> &[Tool] {
        &self.tools
    }

    /// Returns the questions that decide between the tools, in the order in which they are asked.
    #[must_use]
    pub fn tool_questions(&self) -> &[ToolQuestion] {
        &self.questions
    }

    /// Returns what can be switched on for an associated domain, the mildest first.
    #[must_use]
    pub fn domain_options(&self) -> &[DomainOption] {
        &self.options
    }

    /// Returns every kind of special case.
    #[must_use]
    pub fn case_kinds(&self) -> &[CaseKind] {
        &self.cases
    }

    /// Returns every kind of data and what becomes of it when a person moves (DATA-YES, DATA-NO, DATA-NEW).
    #[must_use]
    pub fn data_items(&self) -> &[DataItem] {
        &self.items
    }

    /// Returns the changes people notice, each to be ticked as applying or not (TEC-2).
    #[must_use]
    pub fn changes(&self) -> &[Change] {
        &self.changes
    }

    /// Returns the six elements of a message in order (COM-2).
    #[must_use]
    pub fn elements(&self) -> &[Element] {
        &self.elements
    }

    /// Returns the paragraphs that enter the messages to the people they touch (COM-5).
    #[must_use]
    pub fn paragraphs(&self) -> &[Paragraph] {
        &self.paragraphs
    }

    /// Returns the identity providers with documented integrations (SUB-15).
    #[must_use]
    pub fn providers(&self) -> &[Provider] {
        &self.providers
    }

    /// Returns the worked examples of delegated licences (SUB-5).
    #[must_use]
    pub fn delegation_examples(&self) -> &[DelegationExample] {
        &self.delegations
    }

    /// Returns the source with this id.
    #[must_use]
    pub fn source(&self, id: &str) -> Option<&Source> {
        self.sources.iter().find(|source| source.id == id)
    }

    /// Returns the fact with this id, such as `SSO-1`.
    #[must_use]
    pub fn fact(&self, id: &str) -> Option<&Fact> {
        self.facts.iter().find(|fact| fact.id == id)
    }

    /// Returns the case kind with this id (`SC-PHONE`) or slug (`phone`).
    #[must_use]
    pub fn case_kind(&self, id: &str) -> Option<&CaseKind> {
        self.cases.iter().find(|case| case.id == id || case.slug == id)
    }

    /// Returns the tool with this id (`T-REL`) or slug (`release`).
    #[must_use]
    pub fn tool(&self, id: &str) -> Option<&Tool> {
        self.tools.iter().find(|tool| tool.id == id || tool.slug == id)
    }

    /// Returns the domain option with this id (`DOM-OBSERVE`) or slug (`observe`).
    #[must_use]
    pub fn domain_option(&self, id: &str) -> Option<&DomainOption> {
        self.options.iter().find(|option| option.id == id || option.slug == id)
    }

    /// Returns the change with this id.
    #[must_use]
    pub fn change(&self, id: &str) -> Option<&Change> {
        self.changes.iter().find(|change| change.id == id)
    }

    /// Returns the message element with this id.
    #[must_use]
    pub fn element(&self, id: &str) -> Option<&Element> {
        self.elements.iter().find(|element| element.id == id)
    }

    /// Returns the identity provider with this id.
    #[must_use]
    pub fn provider(&self, id: &str) -> Option<&Provider> {
        self.providers.iter().find(|provider| provider.id == id)
    }

    /// Returns the paragraph that belongs to a fact or case kind.
    #[must_use]
    pub fn paragraph(&self, fact: &str) -> Option<&Paragraph> {
        self.paragraphs.iter().find(|paragraph| paragraph.fact == fact)
    }

    /// Returns the data items of one group, in the order of the source.
    pub fn data_in(&self, group: DataGroup) -> impl Iterator<Item = &DataItem> {
        self.items.iter().filter(move |item| item.group == group)
    }

    /// Returns what the data items of one group have to do with, each once, in the order of the source.
    #[must_use]
    pub fn data_topics(&self, group: DataGroup) -> Vec<&str> {
        let mut topics: Vec<&str> = Vec::new();
        for item in self.data_in(group) {
            if !topics.contains(&item.about.as_str()) {
                topics.push(&item.about);
            }
        }
        topics
    }

    /// Returns the facts whose id starts with this, such as `REL-`.
    pub fn facts_under<'a>(&'a self, prefix: &'a str) -> impl Iterator<Item = &'a Fact> {
        self.facts.iter().filter(move |fact| fact.id.starts_with(prefix))
    }

    /// Returns the id of every fact, tool, option, case kind and phase.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.entries().map(|entry| entry.id)
    }

    /// Returns the name on screen of the tool, option, case kind or phase with this id; nothing for a fact.
    #[must_use]
    pub fn title(&self, id: &str) -> Option<&str> {
        let tools = self.tools.iter().map(|tool| (&tool.id, &tool.title));
        let options = self.options.iter().map(|option| (&option.id, &option.title));
        let cases = self.cases.iter().map(|case| (&case.id, &case.title));
        let phases = self.phases.iter().map(|phase| (&phase.id, &phase.title));
        let mut all = tools.chain(options).chain(cases).chain(phases);
        all.find(|(known, _)| *known == id).map(|(_, title)| title.as_str())
    }

    fn entries(&self) -> impl Iterator<Item = Entry<'_>> {
        let facts = self.facts.iter().map(Fact::entry);
        let tools = self.tools.iter().map(Tool::entry);
        let options = self.options.iter().map(DomainOption::entry);
        let cases = self.cases.iter().map(CaseKind::entry);
        let phases = self.phases.iter().map(Phase::entry);
        facts.chain(tools).chain(options).chain(cases).chain(phases)
    }
}
