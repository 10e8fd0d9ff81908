//! The values a filter can ask for that only lists and plan know: domains, departments, waves and the like, those
//! of most people first. Gathering looks at every row of the current lists and is the work of a job.

use std::collections::HashMap;
use std::ops::ControlFlow;

use super::super::Roster;
use super::table::{KEYS, Seen};
use crate::lists::{Cells, Field};

/// How many values of a key are kept.
const MOST: usize = 200;
/// How many different values are told apart while counting; of addresses of managers there may be any number.
const DIFFERENT: usize = 50_000;

/// A value lists or plan know, and how often they say it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Value {
    /// The value.
    pub text: String,
    /// How many rows say it, or what else it is called.
    pub says: String,
}

/// The values lists and plan know.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Values(Vec<(Seen, Vec<Value>)>);

impl Values {
    /// Gathers the values of every key, or nothing when the work was stopped.
    ///
    /// `watch` is told how many rows were looked at; when it breaks, the work stops.
    pub fn gather(roster: &Roster, watch: &mut dyn FnMut(u64) -> ControlFlow<()>) -> Option<Values> {
        let mut fields: Vec<Field> = Vec::new();
        let mut all = Vec::new();
        for seen in KEYS.iter().filter_map(|key| key.seen) {
            match seen {
                Seen::Said(field) => fields.push(field),
                Seen::Domains => all.push((seen, domains(roster))),
                Seen::Cases => all.push((seen, cases(roster))),
                Seen::Waves => all.push((seen, waves(roster))),
                Seen::Lists => all.push((seen, lists(roster))),
            }
        }
        for (field, counted) in said(roster, &fields, watch)? {
            all.push((Seen::Said(field), most_frequent(counted)));
        }
        Some(Values(all))
    }

    /// Returns the values of a key, those of most people first.
    #[must_use]
    pub fn of(&self, seen: Seen) -> &[Value] {
        self.0.iter().find(|(known, _)| *known == seen).map_or(&[], |(_, values)| values)
    }
}

fn cases(roster: &Roster) -> Vec<Value> {
    let named = roster.decisions.cases.iter();
    named.map(|case| Value { text: case.id.clone(), says: case.kind.label().to_owned() }).take(MOST).collect()
}

fn waves(roster: &Roster) -> Vec<Value> {
    let named = roster.decisions.waves.iter();
    named.map(|wave| Value { text: wave.id.clone(), says: wave.title.clone() }).take(MOST).collect()
}

fn lists(roster: &Roster) -> Vec<Value> {
    let mut values: Vec<Value> = Vec::new();
    for sheet in &roster.sheets {
        let dated = sheet.as_of.map(|day| format!(" of {day}")).unwrap_or_default();
        values.push(Value { text: sheet.id.clone(), says: format!("{}{dated}", sheet.kind.word()) });
        if !values.iter().any(|known| known.text == sheet.source()) {
            values.push(Value { text: sheet.source().to_owned(), says: sheet.kind.word().to_owned() });
        }
    }
    values.truncate(MOST);
    values
}

fn domains(roster: &Roster) -> Vec<Value> {
    let mut counted = Counted::new();
    for shelf in roster.people.shelves() {
        let words = shelf.table().domains();
        let mut people = vec![0_u32; words.len()];
        match shelf.home_rows() {
            None => words.codes().each(0..shelf.table().len(), |_, code| people[code as usize] += 1),
            Some(rows) => {
                for row in rows {
                    people[words.codes().at(*row as usize) as usize] += 1;
                }
            }
        }
        for (code, people) in (0..).zip(people).filter(|(_, people)| *people > 0) {
            *counted.entry(words.word(code).to_owned()).or_default() += people;
        }
    }
    most_frequent(counted)
}

type Counted = HashMap<String, u32>;

/// Counts what the current lists say under these fields.
fn said(
    roster: &Roster,
    fields: &[Field],
    watch: &mut dyn FnMut(u64) -> ControlFlow<()>,
) -> Option<Vec<(Field, Counted)>> {
    let mut counted: Vec<(Field, HashMap<&str, u32>)> =
        fields.iter().map(|field| (*field, HashMap::new())).collect();
    let mut looked = 0;
    for sheet in roster.sheets.iter().filter(|sheet| sheet.current) {
        let table = &sheet.list.table;
        for (field, counted) in &mut counted {
            if let Some(cells) = table.column(*field) {
                count_cells(cells, table.len(), counted);
            }
            if watch(looked).is_break() {
                return None;
            }
        }
        looked += table.len() as u64;
    }
    let owned = |(text, times): (&str, u32)| (text.to_owned(), times);
    Some(
        counted
            .into_iter()
            .map(|(field, counted)| (field, counted.into_iter().map(owned).collect()))
            .collect(),
    )
}

/// Counts the cells of a column that hold something.
fn count_cells<'r>(cells: &'r Cells, rows: usize, counted: &mut HashMap<&'r str, u32>) {
    let mut add = |cell: &'r str, times: u32| {
        let is_full = counted.len() >= DIFFERENT;
        match counted.get_mut(cell) {
            Some(known) => *known += times,
            None if is_full || cell.is_empty() || times == 0 => {}
            None => {
                counted.insert(cell, times);
            }
        }
    };
    match cells {
        Cells::Words(words) => {
            let mut times = vec![0_u32; words.len()];
            words.codes().each(0..rows, |_, code| times[code as usize] += 1);
            (0..).zip(times).for_each(|(code, times)| add(words.word(code), times));
        }
        Cells::Texts(texts) => texts.iter_from(0).for_each(|cell| add(cell, 1)),
    }
}

/// Returns the values most rows say, and how many do. One that holds a quote cannot be written in a filter.
fn most_frequent(counted: Counted) -> Vec<Value> {
    let mut counted: Vec<(String, u32)> =
        counted.into_iter().filter(|(text, _)| !text.contains(['"', '“', '”'])).collect();
    counted.sort_unstable_by(|(one, times), (other, more)| more.cmp(times).then_with(|| one.cmp(other)));
    counted.truncate(MOST);
    let told = |(text, times)| Value { text, says: crate::wording::plural(times, "time", "times") };
    counted.into_iter().map(told).collect()
}
