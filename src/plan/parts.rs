//! The parts of the plan by name, so that a form, a finding or a test reaches any answer by its place.

use std::fmt;
use std::str::FromStr;

use super::{
    Account, BreakGlass, Case, Change, ColumnUse, Contact, Domain, Execution, Field, Group, Holiday,
    ListRecord, MainAccount, Message, Milestone, Organization, Override, Plan, Population, Question, Reading,
    Release, Same, Slot, Sso, SubAccount, Task, Wave,
};

/// Where an answer lives: part, entry (empty for a part there is only one of) and field.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Place {
    /// The part's key in the file.
    pub part: String,
    /// The entry's id; empty for a part there is only one of, or for the part as a whole.
    pub entry: String,
    /// The question's id; empty for the entry as a whole.
    pub field: String,
}

impl Place {
    /// Returns the place of one answer; `entry` is empty for a part there is only one of.
    #[must_use]
    pub fn new(part: &str, entry: &str, field: &str) -> Place {
        Place { part: part.to_owned(), entry: entry.to_owned(), field: field.to_owned() }
    }

    /// Returns the place of a whole part.
    #[must_use]
    pub fn part(part: &str) -> Place {
        Place::new(part, "", "")
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.part)?;
        for name in [&self.entry, &self.field].into_iter().filter(|name| !name.is_empty()) {
            write!(f, "/{name}")?;
        }
        Ok(())
    }
}

impl FromStr for Place {
    type Err = String;

    /// Reads `sso/target`, `domains/domain-1/name` and `domains`.
    fn from_str(text: &str) -> Result<Place, String> {
        let names: Vec<&str> = text.split('/').collect();
        let Some(found) = part(names[0]) else { return Err(format!("“{text}” is no place in a plan.")) };
        match (names[..].len(), found.rows.is_list()) {
            (1, _) => Ok(Place::part(names[0])),
            (2, true) => Ok(Place::new(names[0], names[1], "")),
            (2, false) => Ok(Place::new(names[0], "", names[1])),
            (3, true) => Ok(Place::new(names[0], names[1], names[2])),
            _ => Err(format!("“{text}” is no place in a plan.")),
        }
    }
}

/// Where a list of texts is inside an entry of the plan, such as the people of the third group.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ListPlace {
    /// The key of the part.
    pub part: &'static str,
    /// The number of the entry, from 0.
    pub entry: usize,
    /// The key of the question it answers.
    pub field: &'static str,
}

/// One entry of a list in the plan.
pub trait Entry: Clone + Default + 'static {
    /// Its questions.
    const QUESTIONS: &'static [Field<Self>];
    /// Returns its stable key.
    fn id(&self) -> &str;
    /// Gives it its key.
    fn set_id(&mut self, id: String);
    /// Returns what a person calls it; may be empty.
    fn title(&self) -> &str;
}

macro_rules! entries {
    ($($entry:ident by $title:ident),+ $(,)?) => {$(
        impl Entry for $entry {
            const QUESTIONS: &'static [Field<Self>] = $entry::FIELDS;
            fn id(&self) -> &str {
                &self.id
            }
            fn set_id(&mut self, id: String) {
                self.id = id;
            }
            fn title(&self) -> &str {
                &self.$title
            }
        }
    )+};
}
entries!(
    Contact by name, Domain by name, Reading by domain, Holiday by name, ListRecord by label, ColumnUse by column, Account by name, Case by title,
    Group by title, Same by reason, Population by title, SubAccount by name, BreakGlass by name, Change by id, Message by title, Wave by title,
    Task by title, Override by condition, Milestone by after,
);

/// What can be done with any part of the plan, whatever its type.
pub trait Rows: Sync {
    /// Returns whether the part is a list of entries.
    fn is_list(&self) -> bool;
    /// Returns the ids of the entries in order; one empty id for a part there is only one of.
    fn ids(&self, plan: &Plan) -> Vec<String>;
    /// Returns what a person calls the entry: its title, else its id.
    fn title(&self, plan: &Plan, entry: &str) -> String;
    /// Returns every question of the part.
    fn questions(&self) -> Vec<&'static Question>;
    /// Returns whether the question applies to the entry now.
    fn shows(&self, plan: &Plan, entry: &str, field: &str) -> bool;
    /// Returns an answer as text, or nothing when there is no such place.
    fn get(&self, plan: &Plan, entry: &str, field: &str) -> Option<String>;
    /// Returns the first line of an answer that says anything and how many lines there are, or nothing when there is no
    /// such place.
    fn brief(&self, plan: &Plan, entry: &str, field: &str) -> Option<(String, usize)>;
    /// Puts an answer in.
    ///
    /// # Errors
    /// Returns one sentence when the text cannot be understood or the place is gone.
    fn set(&self, plan: &mut Plan, entry: &str, field: &str, typed: &str) -> Result<(), String>;
    /// Adds an empty entry with that id; nothing happens for a part there is only one of.
    fn add(&self, plan: &mut Plan, id: String);
    /// Takes the entry out; returns whether it was there.
    fn remove(&self, plan: &mut Plan, entry: &str) -> bool;
    /// Shows every list of texts inside an entry, with the number of the entry and the key of the question; none
    /// for a part there is only one of.
    fn each_list(&self, plan: &mut Plan, visit: &mut dyn FnMut(usize, &'static str, &mut Vec<String>));
}

struct Many<T: Entry> {
    all: fn(&Plan) -> &Vec<T>,
    all_mut: fn(&mut Plan) -> &mut Vec<T>,
}

impl<T: Entry> Many<T> {
    fn find<'p>(&self, plan: &'p Plan, entry: &str) -> Option<&'p T> {
        (self.all)(plan).iter().find(|one| one.id() == entry)
    }
}

fn field<T>(fields: &'static [Field<T>], id: &str) -> Option<&'static Field<T>> {
    fields.iter().find(|field| field.question.id == id)
}

fn gone() -> String {
    "This entry is no longer in the plan.".to_owned()
}

impl<T: Entry> Rows for Many<T> {
    fn is_list(&self) -> bool {
        true
    }
    fn ids(&self, plan: &Plan) -> Vec<String> {
        (self.all)(plan).iter().map(|one| one.id().to_owned()).collect()
    }
    fn title(&self, plan: &Plan, entry: &str) -> String {
        self.find(plan, entry).map(Entry::title).filter(|title| !title.is_empty()).unwrap_or(entry).to_owned()
    }
    fn questions(&self) -> Vec<&'static Question> {
        T::QUESTIONS.iter().map(|field| &field.question).collect()
    }
    fn shows(&self, plan: &Plan, entry: &str, id: &str) -> bool {
        matches!((self.find(plan, entry), field(T::QUESTIONS, id)), (Some(one), Some(field)) if (field.shown)(one))
    }
    fn get(&self, plan: &Plan, entry: &str, id: &str) -> Option<String> {
        Some(field(T::QUESTIONS, id)?.get(self.find(plan, entry)?))
    }
    fn brief(&self, plan: &Plan, entry: &str, id: &str) -> Option<(String, usize)> {
        Some(field(T::QUESTIONS, id)?.brief(self.find(plan, entry)?))
    }
    fn set(&self, plan: &mut Plan, entry: &str, id: &str, typed: &str) -> Result<(), String> {
        let field = field(T::QUESTIONS, id).ok_or_else(gone)?;
        let one = (self.all_mut)(plan).iter_mut().find(|one| one.id() == entry).ok_or_else(gone)?;
        field.set(one, typed)
    }
    fn add(&self, plan: &mut Plan, id: String) {
        let mut one = T::default();
        one.set_id(id);
        (self.all_mut)(plan).push(one);
    }
    fn remove(&self, plan: &mut Plan, entry: &str) -> bool {
        let all = (self.all_mut)(plan);
        let before = all.len();
        all.retain(|one| one.id() != entry);
        all.len() < before
    }
    fn each_list(&self, plan: &mut Plan, visit: &mut dyn FnMut(usize, &'static str, &mut Vec<String>)) {
        for (number, entry) in (self.all_mut)(plan).iter_mut().enumerate() {
            for field in T::QUESTIONS {
                if let Slot::Entries(_, list) = field.slot {
                    visit(number, field.question.id, list(entry));
                }
            }
        }
    }
}

struct Single<T: 'static> {
    fields: &'static [Field<T>],
    one: fn(&Plan) -> &T,
    one_mut: fn(&mut Plan) -> &mut T,
}

impl<T: 'static> Rows for Single<T> {
    fn is_list(&self) -> bool {
        false
    }
    fn ids(&self, _plan: &Plan) -> Vec<String> {
        vec![String::new()]
    }
    fn title(&self, _plan: &Plan, _entry: &str) -> String {
        String::new()
    }
    fn questions(&self) -> Vec<&'static Question> {
        self.fields.iter().map(|field| &field.question).collect()
    }
    fn shows(&self, plan: &Plan, _entry: &str, id: &str) -> bool {
        field(self.fields, id).is_some_and(|field| (field.shown)((self.one)(plan)))
    }
    fn get(&self, plan: &Plan, _entry: &str, id: &str) -> Option<String> {
        Some(field(self.fields, id)?.get((self.one)(plan)))
    }
    fn brief(&self, plan: &Plan, _entry: &str, id: &str) -> Option<(String, usize)> {
        Some(field(self.fields, id)?.brief((self.one)(plan)))
    }
    fn set(&self, plan: &mut Plan, _entry: &str, id: &str, typed: &str) -> Result<(), String> {
        field(self.fields, id).ok_or_else(gone)?.set((self.one_mut)(plan), typed)
    }
    fn add(&self, _plan: &mut Plan, _id: String) {}
    fn remove(&self, _plan: &mut Plan, _entry: &str) -> bool {
        false
    }
    fn each_list(&self, _plan: &mut Plan, _visit: &mut dyn FnMut(usize, &'static str, &mut Vec<String>)) {}
}

/// A part of the plan: its key in the file, what a person calls it, and its answers.
pub struct Part {
    /// The key in the file.
    pub id: &'static str,
    /// What one entry is called, for example "domain"; new entries are named `domain-1` after it.
    pub one: &'static str,
    /// What the part is called, for example "Domains".
    pub title: &'static str,
    /// The guide's fact behind the part, for questions that have none of their own.
    pub fact: &'static str,
    /// Its answers.
    pub rows: &'static dyn Rows,
}

macro_rules! many {
    ($id:ident, $one:literal, $title:literal, $fact:literal) => {
        Part {
            id: stringify!($id),
            one: $one,
            title: $title,
            fact: $fact,
            rows: &Many { all: |plan| &plan.$id, all_mut: |plan| &mut plan.$id },
        }
    };
}

macro_rules! single {
    ($id:ident: $type:ty, $title:literal, $fact:literal) => {
        Part {
            id: stringify!($id),
            one: "",
            title: $title,
            fact: $fact,
            rows: &Single { fields: <$type>::FIELDS, one: |plan| &plan.$id, one_mut: |plan| &mut plan.$id },
        }
    };
}

/// Every part of the plan, in the order of the file.
pub const PARTS: &[Part] = &[
    single!(organization: Organization, "Organization", "D-0"),
    many!(contacts, "contact", "Contacts", "TEAM-1"),
    single!(main_account: MainAccount, "Main account", "D-2"),
    many!(domains, "domain", "Domains", "D-3"),
    single!(release: Release, "Release request", "T-REL"),
    many!(readings, "reading", "Readings", "D-1"),
    many!(holidays, "holiday", "Holidays", "DOM-1"),
    many!(lists, "list", "Lists", "D-5"),
    many!(columns, "column", "Columns of files", "KEY-1"),
    many!(accounts, "account", "Discovered accounts", "Z-8"),
    many!(cases, "case", "Special cases", "DOM-6"),
    many!(groups, "group", "Decisions about people", "T-EXT"),
    many!(same, "pair", "Same person", "KEY-1"),
    many!(populations, "population", "Populations", "T-WARN-ABSORB"),
    many!(sub_accounts, "sub-account", "Sub-accounts", "T-SUB"),
    single!(sso: Sso, "Single sign-on", "SSO-1"),
    many!(break_glass, "break-glass", "Break-glass people", "Z-7"),
    many!(changes, "change", "Settings that will change", "TEC-2"),
    many!(messages, "message", "Messages", "COM-2"),
    many!(waves, "wave", "Waves", "T-INV"),
    many!(tasks, "task", "Tasks", "EXE-1"),
    single!(execution: Execution, "Confirmations", "EXE-1"),
    many!(overrides, "override", "Overrides", "SSO-4"),
    many!(history, "milestone", "Imports over time", "D-7"),
];

/// Returns the part of that key.
#[must_use]
pub fn part(id: &str) -> Option<&'static Part> {
    PARTS.iter().find(|part| part.id == id)
}

impl Plan {
    /// Returns the answer at a place as text: what was typed when it could not be understood, else the answer.
    #[must_use]
    pub fn answer(&self, place: &Place) -> Option<String> {
        match self.drafts.get(&place.to_string()) {
            Some(draft) => Some(draft.clone()),
            None => part(&place.part)?.rows.get(self, &place.entry, &place.field),
        }
    }

    /// Returns the first line of the [`answer`](Plan::answer) at a place that says anything, and how many lines there are.
    #[must_use]
    pub fn brief(&self, place: &Place) -> Option<(String, usize)> {
        match self.drafts.get(&place.to_string()) {
            Some(draft) => Some(super::field::brief(draft.lines())),
            None => part(&place.part)?.rows.brief(self, &place.entry, &place.field),
        }
    }

    /// Puts a typed answer in. What cannot be understood is kept as a draft beside the old answer, so that nothing
    /// typed is lost and the form can be left.
    ///
    /// # Errors
    /// Returns the sentence to show beside the field when the text was kept as a draft or the place is gone.
    pub fn set_answer(&mut self, place: &Place, typed: &str) -> Result<(), String> {
        let rows = part(&place.part).ok_or_else(gone)?.rows;
        let key = place.to_string();
        match rows.set(self, &place.entry, &place.field, typed) {
            Ok(()) => {
                self.drafts.remove(&key);
                Ok(())
            }
            Err(problem) => {
                if rows.get(self, &place.entry, &place.field).is_some() {
                    self.drafts.insert(key, typed.to_owned());
                }
                Err(problem)
            }
        }
    }

    /// Returns what is wrong with the draft kept for a place, or nothing when there is no draft.
    #[must_use]
    pub fn problem(&self, place: &Place) -> Option<String> {
        let draft = self.drafts.get(&place.to_string())?;
        let rows = part(&place.part)?.rows;
        rows.set(&mut self.clone(), &place.entry, &place.field, draft).err()
    }

    /// Returns how many drafts are kept for a part of the plan.
    #[must_use]
    pub fn drafts_in(&self, part_id: &str) -> usize {
        let of_it = |key: &&String| key.split('/').next() == Some(part_id);
        self.drafts.keys().filter(of_it).count()
    }

    /// Adds an empty entry to a list and returns its id: one more than the highest number in it.
    pub fn add_entry(&mut self, part_id: &str) -> Option<String> {
        let part = part(part_id).filter(|part| part.rows.is_list())?;
        let highest =
            part.rows.ids(self).iter().filter_map(|id| number_after(id, part.one)).max().unwrap_or(0);
        let id = format!("{}-{}", part.one, highest + 1);
        part.rows.add(self, id.clone());
        Some(id)
    }

    /// Shows every list of texts inside an entry of a part, in the order of the file.
    pub fn each_list(&mut self, visit: &mut dyn FnMut(ListPlace, &mut Vec<String>)) {
        for part in PARTS {
            part.rows.each_list(self, &mut |entry, field, list| {
                visit(ListPlace { part: part.id, entry, field }, list);
            });
        }
    }

    /// Takes an entry and the drafts kept for it out; returns whether it was there.
    pub fn remove_entry(&mut self, part_id: &str, entry: &str) -> bool {
        let removed = part(part_id).is_some_and(|part| part.rows.remove(self, entry));
        let prefix = format!("{part_id}/{entry}/");
        self.drafts.retain(|key, _| !key.starts_with(&prefix));
        removed
    }
}

/// Wider than what it reads, so that there is always a next number.
fn number_after(id: &str, word: &str) -> Option<u64> {
    id.strip_prefix(word)?.strip_prefix('-')?.parse::<u32>().ok().map(u64::from)
}
