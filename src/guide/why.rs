//! The reason behind an entry, with what other entries say of the same matter.

use super::Guide;

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
pub(super) struct Entry<'a> {
    pub(super) id: &'a str,
    pub(super) says: &'a str,
    pub(super) source: &'a str,
    pub(super) section: &'a str,
    pub(super) also: &'a [String],
    pub(super) reported: bool,
    pub(super) touches: &'a [String],
    pub(super) differs: &'a [String],
}

impl<'a> Entry<'a> {
    /// Returns an entry that is stated as it is, and beside which nothing stands: its id, what it says, source and section.
    pub(super) fn of([id, says, source, section]: [&'a str; 4], also: &'a [String]) -> Entry<'a> {
        Entry { id, says, source, section, also, reported: false, touches: &[], differs: &[] }
    }

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
}
