//! A plan's text and what it holds, as they were last read or written, and how the next text follows from them.
//!
//! A long list that stays as it is takes no part in a save: while the change is merged into the text and read back,
//! a stand-in of one item has its place, in the text and in the plan. Then its own bytes come back. Why that is as
//! safe as reading everything back: the bytes between its brackets are the very ones that were read as this list
//! before, and in TOML one list in the place of another changes nothing that stands around it.

use std::collections::HashMap;
use std::mem;
use std::ops::Range;
use std::path::Path;

use serde::Deserialize;
use toml::Table;

use super::keep;
use super::reading::{Lists, plan_in};
use crate::plan::{ListPlace, PARTS, Plan};

/// A list of at least so many items is long.
const MANY: usize = 100;

/// A text and the plan that was read from it.
#[derive(Clone, Debug)]
pub(super) struct Known {
    text: String,
    /// Without the items of the long lists; nothing while there is no file.
    plan: Option<Plan>,
    /// In the order of the text.
    long: Vec<Long>,
    many: usize,
}

/// A long list: where it is in the plan, what is in it, and where it stands in the text.
#[derive(Clone, Debug)]
struct Long {
    at: ListPlace,
    items: Vec<String>,
    stands: Range<usize>,
}

/// A long list that stays as it is.
struct Aside {
    /// Which of the long lists.
    which: usize,
    items: Vec<String>,
}

/// The lists that are set aside, by their place in the plan now.
type Asides = HashMap<ListPlace, Aside>;

impl Known {
    /// Returns what is known while there is no file.
    pub(super) fn nothing() -> Known {
        Known { text: String::new(), plan: None, long: Vec::new(), many: MANY }
    }

    /// Returns what is known of a text in which this plan and these lists were read.
    pub(super) fn of(text: String, plan: Plan, lists: Lists) -> Known {
        Known::with(MANY, text, plan, lists)
    }

    fn with(many: usize, text: String, mut plan: Plan, lists: Lists) -> Known {
        let stands: HashMap<ListPlace, Range<usize>> = lists.into_iter().collect();
        let mut long = Vec::new();
        plan.each_list(&mut |at, items| {
            if let Some(stands) = stands.get(&at).filter(|_| items.len() >= many) {
                long.push(Long { at, items: mem::take(items), stands: stands.clone() });
            }
        });
        long.sort_by_key(|list| list.stands.start);
        Known { text, plan: Some(plan), long, many }
    }

    /// Returns the text.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Returns the text with the plan in it, which has been read back and compared. The error is a sentence without
    /// its full stop.
    pub(super) fn next(&self, path: &Path, plan: &Plan) -> Result<Known, String> {
        let mut now = plan.clone();
        let asides = self.set_aside(&mut now);
        if asides.is_empty() {
            return self.merged(path, now, asides);
        }
        // Entries with the same id are told apart by all that is in them, which a stand-in may hide.
        self.merged(path, now, asides).or_else(|_| self.merged(path, plan.clone(), Asides::new()))
    }

    /// Returns the text with a plan merged into it, in which some lists are set aside.
    fn merged(&self, path: &Path, mut now: Plan, mut asides: Asides) -> Result<Known, String> {
        let (text, before) = self.shortened(&asides);
        let before = before.as_ref().map_or_else(|| Ok(Table::new()), table_of)?;
        let after = table_of(&now)?;
        if before == after {
            return Ok(self.clone());
        }
        let merged = keep::merge(&text, &before, &after)?;
        let (read, _, lists) = plan_in(path, &merged).map_err(|refused| refused.to_string())?;
        if read != now {
            return Err("what was read back is not the plan".to_owned());
        }
        let (text, lists) = self.put_back(&merged, lists, &asides)?;
        now.each_list(&mut |at, items| {
            if let Some(aside) = asides.remove(&at) {
                *items = aside.items;
            }
        });
        Ok(Known::with(self.many, text, now, lists))
    }

    /// Puts a stand-in for every long list that stays as it is, and returns those lists.
    fn set_aside(&self, now: &mut Plan) -> Asides {
        let former = self.former_entries(now);
        let long: HashMap<ListPlace, usize> =
            self.long.iter().enumerate().map(|(which, list)| (list.at, which)).collect();
        let mut asides = Asides::new();
        now.each_list(&mut |at, items| {
            let entry = former.get(at.part).and_then(|former| *former.get(at.entry)?);
            let which = entry.and_then(|entry| long.get(&ListPlace { entry, ..at }).copied());
            if let Some(which) = which.filter(|which| self.long[*which].items == *items) {
                let items = mem::replace(items, vec![stand_in(which)]);
                asides.insert(at, Aside { which, items });
            }
        });
        asides
    }

    /// Returns for every part with long lists which of its entries was which one before, as the merge will see it.
    /// An entry without id is known to the merge by all that is in it, so that none of it may be set aside.
    fn former_entries(&self, now: &Plan) -> HashMap<&'static str, Vec<Option<usize>>> {
        let Some(before) = &self.plan else { return HashMap::new() };
        let parts = PARTS.iter().filter(|part| self.long.iter().any(|list| list.at.part == part.id));
        parts
            .map(|part| {
                let (before, now) = (part.rows.ids(before), part.rows.ids(now));
                let mut former =
                    keep::matched(before.iter().map(String::as_str), now.iter().map(String::as_str));
                for (former, _) in former.iter_mut().zip(&now).filter(|(_, id)| id.is_empty()) {
                    *former = None;
                }
                (part.id, former)
            })
            .collect()
    }

    /// Returns the text and its plan with stand-ins for what is set aside.
    fn shortened(&self, asides: &Asides) -> (String, Option<Plan>) {
        let mut is_aside = vec![false; self.long.len()];
        for aside in asides.values() {
            is_aside[aside.which] = true;
        }
        let (mut text, mut at) = (String::new(), 0);
        for (which, list) in self.long.iter().enumerate().filter(|(which, _)| is_aside[*which]) {
            text.push_str(&self.text[at..list.stands.start]);
            text.push_str(&in_brackets(&stand_in(which), &self.text[list.stands.clone()]));
            at = list.stands.end;
        }
        text.push_str(&self.text[at..]);
        let mut plan = self.plan.clone();
        let which: HashMap<ListPlace, usize> =
            self.long.iter().enumerate().map(|(which, list)| (list.at, which)).collect();
        if let Some(plan) = &mut plan {
            plan.each_list(&mut |at, items| {
                if let Some(&which) = which.get(&at) {
                    let list = &self.long[which].items;
                    *items = if is_aside[which] { vec![stand_in(which)] } else { list.clone() };
                }
            });
        }
        (text, plan)
    }

    /// Returns the merged text with what was set aside in its place again, and where all lists stand in it.
    fn put_back(&self, merged: &str, mut lists: Lists, asides: &Asides) -> Result<(String, Lists), String> {
        lists.sort_by_key(|(_, stands)| stands.start);
        let mut text = String::with_capacity(self.text.len() + merged.len());
        let (mut at, mut back) = (0, 0);
        for (place, stands) in &mut lists {
            text.push_str(&merged[at..stands.start]);
            at = stands.end;
            let start = text.len();
            match asides.get(place) {
                Some(aside) => {
                    text.push_str(&self.text[self.long[aside.which].stands.clone()]);
                    back += 1;
                }
                None => text.push_str(&merged[stands.clone()]),
            }
            *stands = start..text.len();
        }
        text.push_str(&merged[at..]);
        if back == asides.len() {
            Ok((text, lists))
        } else {
            Err("a list in it was not found again".to_owned())
        }
    }
}

/// Returns the only item of the list that stands for a long one.
fn stand_in(which: usize) -> String {
    format!("long list {which}")
}

/// Returns a list of one item that begins and ends its lines where the long one does.
fn in_brackets(item: &str, long: &str) -> String {
    let line_end = match long.find('\n') {
        Some(at) if long[..at].ends_with('\r') => "\r\n",
        Some(_) => "\n",
        None => "",
    };
    format!("[{line_end}\"{item}\"{line_end}]")
}

/// Returns the plan in the file's shape. It is read once more as a table: put into one, a date is a table with a
/// private key of the toml crate, and becomes a date when that is read.
pub(super) fn table_of(plan: &Plan) -> Result<Table, String> {
    let table = Table::try_from(plan).map_err(|refused| refused.to_string())?;
    Table::deserialize(table).map_err(|refused| refused.to_string())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use proptest::test_runner::{Config, TestRunner};

    use super::super::reading::parse_with_lists;
    use super::*;
    use crate::plan::{Case, Group, Same};

    const SECTIONS: &str = include_str!("../../tests/keep/sections.toml");
    const INLINE: &str = include_str!("../../tests/keep/inline.toml");
    /// Lists in every place and shape, with what could be taken for their end.
    const LISTS: &str = r#"schema = 1
cases = [{ id = "c", people = [ # of the case
    "cy@acme.example", # ]
] }, { id = "d", people = ["di@acme.example"], note = "second" }]
same = [
    { id = "s", pairs = ["a b", 'c d'] }, # one
    { people = [], pairs = [
        "e f" ] },
]

# The first.
[[groups]] # one
people = [ "ada@acme.example",
    # between
    'bob@acme.example' # no comma
] # end
id = "g"
title = "One"

[[groups]]
people = ["]", "[\n\"]", "long list 0"]

[[groups]]
id = "g"
people = ["ada@acme.example", "ada@acme.example"]
"#;

    fn plan_file() -> &'static Path {
        Path::new("acme.toml")
    }

    fn known(many: usize, text: &str) -> (Known, Plan) {
        let (reading, lists) = parse_with_lists(plan_file(), text.as_bytes()).unwrap();
        (Known::with(many, reading.text, reading.plan.clone(), lists), reading.plan)
    }

    /// What saving gave before lists were set aside: everything merged, everything read back.
    fn whole(text: &str, before: &Plan, now: &Plan) -> Option<String> {
        let merged = keep::merge(text, &table_of(before).unwrap(), &table_of(now).unwrap()).ok()?;
        plan_in(plan_file(), &merged).is_ok_and(|(read, ..)| read == *now).then_some(merged)
    }

    /// Numbers are taken modulo what there is to choose from.
    fn edit(plan: &mut Plan, (what, at, by): (usize, usize, usize)) {
        let name = format!("new{by}@acme.example");
        let id = ["g", "", "h", "g1"][by % 4].to_owned();
        let count = plan.groups.len();
        match what {
            0 => plan.groups.insert(at % (count + 1), Group { id, people: vec![name], ..Group::default() }),
            1 => plan.cases.push(Case { id, people: vec![name.clone(), name], ..Case::default() }),
            2 => plan.same.insert(0, Same { id, pairs: vec![name], ..Same::default() }),
            3 => plan.cases.truncate(at % 3),
            4 => plan.organization.name = name,
            5 => plan.same.reverse(),
            _ if count == 0 => {}
            6 => drop(plan.groups.remove(at % count)),
            7 => plan.groups.rotate_left(at % count),
            8 => plan.groups[at % count].note = ["", "one", "two\nlines", "[\n]"][by % 4].to_owned(),
            9 => plan.groups[at % count].id = id,
            10 => plan.groups[at % count].people.clear(),
            _ => {
                let people = &mut plan.groups[at % count].people;
                let place = by % (people.len() + 1);
                match what {
                    11 => people.insert(place, name),
                    12 if place < people.len() => drop(people.remove(place)),
                    13 if place < people.len() => people[place] = name,
                    14 => people.reverse(),
                    _ => people.push("long list 1".to_owned()),
                }
            }
        }
    }

    fn random_edits(file: &str) {
        let edits = prop::collection::vec((0_usize..16, 0_usize..100, 0_usize..100), 1..8);
        let mut runner =
            TestRunner::new(Config { cases: 60, failure_persistence: None, ..Config::default() });
        let run = runner.run(&edits, |edits| {
            let (mut known, mut plan) = known(1, file);
            for one in edits {
                let before = plan.clone();
                edit(&mut plan, one);
                let expected = whole(known.text(), &before, &plan);
                let next = known.next(plan_file(), &plan);
                prop_assert_eq!(next.as_ref().ok().map(Known::text), expected.as_deref(), "{:?}", &next);
                let Ok(next) = next else {
                    plan = before;
                    continue;
                };
                let (again, read) = self::known(1, next.text());
                prop_assert_eq!(&read, &plan);
                prop_assert_eq!(format!("{again:?}"), format!("{next:?}"));
                known = next;
            }
            Ok(())
        });
        run.unwrap_or_else(|failed| panic!("{failed}"));
    }

    #[test]
    fn setting_lists_aside_gives_the_very_text_of_the_whole_merge() {
        for file in [SECTIONS, INLINE, LISTS] {
            random_edits(file);
            random_edits(&file.replace('\n', "\r\n"));
            random_edits(&format!("\u{feff}{file}"));
        }
    }

    #[test]
    fn two_groups_alike_to_the_last_letter_are_saved_all_the_same() {
        let (mut known, mut plan) = known(1, SECTIONS);
        for place in [1, 0] {
            edit(&mut plan, (0, place, 22));
            known = known.next(plan_file(), &plan).unwrap();
        }
        assert_eq!(plan_in(plan_file(), known.text()).unwrap().0, plan);
    }

    #[test]
    fn only_what_stays_is_set_aside() {
        let (known, mut plan) = known(2, LISTS);
        plan.groups[0].people.push("cy@acme.example".to_owned());
        let asides = known.set_aside(&mut plan);
        let mut places: Vec<_> = asides.keys().map(|at| (at.part, at.entry, at.field)).collect();
        places.sort_unstable();
        assert_eq!(places, [("groups", 2, "people"), ("same", 0, "pairs")]);
        let (text, before) = known.shortened(&asides);
        assert!(text.contains("pairs = [\"long list 0\"] }, # one"), "{text}");
        assert_eq!(before.unwrap().groups[0].people, ["ada@acme.example", "bob@acme.example"]);
    }

    #[test]
    fn a_plan_that_stays_is_a_text_that_stays() {
        let (known, plan) = known(1, LISTS);
        assert_eq!(known.next(plan_file(), &plan).unwrap().text(), LISTS);
    }
}
