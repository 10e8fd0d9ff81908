//! A thousand random edits of a commented file: every comment and unknown key stays, and only what was touched
//! changes. Comments that belong to an entry or an address begin with its name, so that they may go with it.

use ingather::plan::{Kind, PARTS, Plan};
use ingather::store::keep::merge;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use serde::Deserialize;
use toml::Table;

use super::keep::difference;

const SECTIONS: &str = include_str!("keep/sections.toml");
const INLINE: &str = include_str!("keep/inline.toml");

/// An edit; numbers are taken modulo what there is to choose from.
#[derive(Clone, Debug)]
enum Edit {
    Answer { part: usize, entry: usize, question: usize, text: usize },
    Add { part: usize },
    Remove { part: usize, entry: usize },
    Move { by: usize },
    AddPerson { at: usize },
    RemovePerson { at: usize },
}

fn edits() -> impl Strategy<Value = Vec<Edit>> {
    let n = || 0_usize..1000;
    let edit = prop_oneof![
        8 => (n(), n(), n(), n())
            .prop_map(|(part, entry, question, text)| Edit::Answer { part, entry, question, text }),
        2 => n().prop_map(|part| Edit::Add { part }),
        2 => (n(), n()).prop_map(|(part, entry)| Edit::Remove { part, entry }),
        1 => n().prop_map(|by| Edit::Move { by }),
        2 => n().prop_map(|at| Edit::AddPerson { at }),
        1 => n().prop_map(|at| Edit::RemovePerson { at }),
    ];
    prop::collection::vec(edit, 1..6)
}

/// What an edit was, for judging the lines that changed.
enum Done {
    Nothing,
    /// An answer was changed from one text to another.
    Answered(String, String),
    Added,
    Removed,
    Moved,
}

fn texts(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Count | Kind::Percent => &["1", "40", "100", ""],
        Kind::Date => &["2026-12-01", "2027-02-28", ""],
        Kind::YesNo => &["yes", "no", ""],
        Kind::Entries => &["", "one", "one\ntwo\nthree", "a\nb\nc\nd\ne"],
        Kind::Text => &["", "plain", "two\nlines", "# not a comment\n\"\"\"\n[x]", "back\\slash \"quoted\""],
        _ => &["", "Jo", "\"Jo\" O'Neil", "#5", "[x]", "caf\u{e9} \u{2603}"],
    }
}

fn apply(edit: &Edit, plan: &mut Plan, count: usize) -> Done {
    match *edit {
        Edit::Answer { part, entry, question, text } => {
            let rows = PARTS[part % PARTS.len()].rows;
            let (ids, questions) = (rows.ids(plan), rows.questions());
            let Some(id) = ids.get(entry % ids.len().max(1)) else { return Done::Nothing };
            let question = questions[question % questions.len()];
            let before = rows.get(plan, id, question.id).unwrap_or_default();
            let text = match question.kind {
                Kind::Choice(words) => words[text % words.len()].word,
                kind => texts(kind)[text % texts(kind).len()],
            };
            match rows.set(plan, id, question.id, text) {
                Ok(()) => Done::Answered(before, rows.get(plan, id, question.id).unwrap_or_default()),
                Err(_) => Done::Nothing,
            }
        }
        Edit::Add { part } => {
            let rows = PARTS[part % PARTS.len()].rows;
            rows.add(plan, format!("new-{count}"));
            if rows.is_list() { Done::Added } else { Done::Nothing }
        }
        Edit::Remove { part, entry } => {
            let rows = PARTS[part % PARTS.len()].rows;
            let ids = rows.ids(plan);
            let Some(id) = ids.get(entry % ids.len().max(1)) else { return Done::Nothing };
            if rows.remove(plan, id) { Done::Removed } else { Done::Nothing }
        }
        Edit::Move { by } => {
            let by = by % plan.domains.len().max(1);
            plan.domains.rotate_left(by);
            Done::Moved
        }
        Edit::AddPerson { at } => {
            let Some(group) = plan.groups.first_mut() else { return Done::Nothing };
            let at = at % (group.people.len() + 1);
            group.people.insert(at, format!("new{count}@acme.example"));
            Done::Answered(String::new(), String::new())
        }
        Edit::RemovePerson { at } => {
            let Some(group) = plan.groups.first_mut().filter(|group| !group.people.is_empty()) else {
                return Done::Nothing;
            };
            let at = at % group.people.len();
            group.people.remove(at);
            Done::Answered(String::new(), String::new())
        }
    }
}

/// The comments and unknown keys of a text that have to be in it for this plan: not those of what was removed.
fn kept<'t>(text: &'t str, plan: &Plan) -> Vec<&'t str> {
    let table = toml::to_string(plan).unwrap();
    let notes = text.lines().filter_map(|line| {
        let at = line.find("## ").or_else(|| line.find("ours_"))?;
        let note = &line[at..];
        let owner = note.trim_start_matches("## ").split([':', ' ', '=']).next()?.trim_start_matches("ours_");
        (owner == "plan" || table.contains(&format!("\"{owner}\""))).then_some(note)
    });
    notes.collect()
}

/// Judges the lines that one edit changed in a file written as sections.
fn only_touched(old: &str, new: &str, done: &Done) -> Result<(), TestCaseError> {
    let told = difference(old, new);
    let gone = told.lines().filter(|line| line.starts_with('-')).count();
    let came = told.lines().filter(|line| line.starts_with('+')).count();
    match done {
        Done::Nothing => prop_assert_eq!(old, new),
        Done::Answered(before, now) => {
            // A value of several lines has two more for its quotes or brackets; a new section a header and a gap.
            prop_assert!(gone <= before.lines().count().max(1) + 2, "{}", told);
            prop_assert!(came <= now.lines().count().max(1) + 4, "{}", told);
            if before.lines().count() == 1 && now.lines().count() == 1 {
                prop_assert!(gone <= 1 && came <= 1, "{}", told);
            }
        }
        Done::Added => prop_assert!(gone == 0 && came <= 4, "{}", told),
        Done::Removed => prop_assert!(came == 0, "{}", told),
        Done::Moved => {
            let sorted = |text: &str| {
                let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
                lines.sort();
                lines
            };
            prop_assert_eq!(sorted(old), sorted(new));
        }
    }
    Ok(())
}

/// Returns the plan in the file's shape. Put into a table, a date is a table itself; read from one, it is a date.
fn table_of(plan: &Plan) -> Table {
    Table::deserialize(Table::try_from(plan).unwrap()).unwrap()
}

fn random_edits(file: &str, judge: fn(&str, &str, &Done) -> Result<(), TestCaseError>, cases: u32) {
    let mut runner = TestRunner::new(Config { cases, failure_persistence: None, ..Config::default() });
    let first: Plan = toml::from_str(&file.replace("\r\n", "\n")).unwrap();
    let run = runner.run(&edits(), |edits| {
        let (mut text, mut plan) = (file.to_owned(), first.clone());
        for (count, edit) in edits.iter().enumerate() {
            let before = plan.clone();
            let done = apply(edit, &mut plan, count);
            let tables = (table_of(&before), table_of(&plan));
            let next = merge(&text, &tables.0, &tables.1).map_err(TestCaseError::fail)?;
            let read: Result<Plan, _> = toml::from_str(&next.replace("\r\n", "\n"));
            let read = read.map_err(|refused| TestCaseError::fail(format!("{refused}\n{next}")))?;
            prop_assert!(read == plan, "{:?} does not read back:\n{}\n---\n{}", edit, text, next);
            for note in kept(&text, &plan) {
                prop_assert!(next.contains(note), "{:?} lost {}:\n{}", edit, note, next);
            }
            judge(&text, &next, &done)?;
            text = next;
        }
        Ok(())
    });
    run.unwrap_or_else(|failed| panic!("{failed}"));
}

#[test]
fn random_edits_touch_only_their_lines_and_lose_no_comment() {
    random_edits(SECTIONS, only_touched, 1000);
}

#[test]
fn random_edits_of_a_file_with_other_line_ends_keep_them() {
    let file = SECTIONS.replace('\n', "\r\n");
    random_edits(
        &file,
        |_, new, _| {
            prop_assert_eq!(new.matches('\n').count(), new.matches("\r\n").count());
            Ok(())
        },
        300,
    );
}

#[test]
fn random_edits_of_inline_tables_and_dotted_keys_lose_no_comment() {
    random_edits(INLINE, |_, _, _| Ok(()), 1000);
}
