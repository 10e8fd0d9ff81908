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

use std::sync::LazyLock;

use serde::Deserialize;

pub use case::{CaseKind, Step};
pub use details::Detail;
pub use records::{
    Argument, Change, DataGroup, DataItem, DelegationExample, DomainOption, Element, Fact, Paragraph, Phase,
    Provider, Source, Tool, ToolQuestion,
};

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

/// The reason behind a field, a finding or a task, ready to be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Why<'a> {
    /// The fact's id, for tests and for tracing; readers do not see it.
    pub id: &'a str,
    /// What is so.
    pub says: &'a str,
    /// The title of the document that says it.
    pub source_title: &'a str,
    /// The part of that document; empty when it has none.
    pub section: &'a str,
    /// Titles of further documents that say the same.
    pub also: Vec<&'a str>,
    /// Whether it was read in somebody else's copy only, and is to be shown as "reported".
    pub reported: bool,
    /// What contradicts or corrects it.
    pub differs: Vec<Beside<'a>>,
    /// What else is known of the same matter; nothing in it contradicts.
    pub beside: Vec<Beside<'a>>,
}

impl Why<'_> {
    /// Returns what is so, marked as reported where it was read in somebody else's copy only.
    #[must_use]
    pub fn told(&self) -> String {
        told(self.says, self.reported)
    }
}

/// Another entry's word on the same matter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Beside<'a> {
    /// The id of the entry.
    pub id: &'a str,
    /// What it says.
    pub says: &'a str,
    /// The title of the document that says it.
    pub source_title: &'a str,
    /// Whether it was read in somebody else's copy only, and is to be shown as "reported".
    pub reported: bool,
}

impl Beside<'_> {
    /// Returns what it says, marked as reported where it was read in somebody else's copy only.
    #[must_use]
    pub fn told(&self) -> String {
        told(self.says, self.reported)
    }
}

/// Returns a statement with the mark of what was read in somebody else's copy only.
fn told(says: &str, reported: bool) -> String {
    if reported { format!("Reported: {says}") } else { says.to_owned() }
}

/// What `why` needs of an entry, whatever table the entry stands in.
struct Entry<'a> {
    id: &'a str,
    says: &'a str,
    source: &'a str,
    section: &'a str,
    also: &'a [String],
    reported: bool,
    touches: &'a [String],
    differs: &'a [String],
}

impl Entry<'_> {
    /// Whether it contradicts the entry with this id.
    fn contradicts(&self, id: &str) -> bool {
        self.differs.iter().any(|other| other == id)
    }

    /// Whether it adds to the entry with this id.
    fn adds_to(&self, id: &str) -> bool {
        self.touches.iter().any(|other| other == id)
    }
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

    /// Returns the reason behind the fact, tool, option, case kind or phase with this id.
    ///
    /// What contradicts it and what adds to it comes along, whichever side was asked for.
    #[must_use]
    pub fn why(&self, id: &str) -> Option<Why<'_>> {
        let asked = self.entries().find(|entry| entry.id == id)?;
        let (mut differs, mut beside) = (Vec::new(), Vec::new());
        for other in self.entries() {
            let word = Beside {
                id: other.id,
                says: other.says,
                source_title: self.title_of(other.source),
                reported: other.reported,
            };
            if other.contradicts(id) || asked.contradicts(other.id) {
                differs.push(word);
            } else if other.adds_to(id) || asked.adds_to(other.id) {
                beside.push(word);
            }
        }
        Some(Why {
            id: asked.id,
            says: asked.says,
            source_title: self.title_of(asked.source),
            section: asked.section,
            also: asked.also.iter().map(|source| self.title_of(source)).collect(),
            reported: asked.reported,
            differs,
            beside,
        })
    }

    fn title_of<'a>(&'a self, source: &'a str) -> &'a str {
        self.source(source).map_or(source, |found| &found.title)
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
