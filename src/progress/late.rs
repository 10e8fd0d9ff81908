//! Names that are missing where a person is at home, and stand in a later list.

use super::people::Entered;
use crate::lists::Texts;

/// Names that are missing at home and stand in a later list.
#[derive(Default)]
pub(super) struct Late {
    people: Vec<u32>,
    /// Lower case, each with its line end.
    names: Texts,
}

impl Late {
    /// Returns the names that only a later list has.
    pub(super) fn of(entered: &Entered) -> Late {
        let lists = entered.people.shelves().len().saturating_sub(1);
        let mut nameless = vec![false; entered.people.len()];
        let mut found: Vec<(u32, usize, usize)> = Vec::new();
        for (at, shelf) in entered.people.shelves()[..lists].iter().enumerate() {
            let (table, mut home) = (shelf.table(), shelf.from);
            for (row, line) in table.lines().iter_from(0).enumerate() {
                let (person, named) = (entered.person(at, row), !line.ends_with("\t\n"));
                if person == home {
                    nameless[person as usize] = !named;
                    home += 1;
                } else if named && std::mem::take(&mut nameless[person as usize]) {
                    found.push((person, at, row));
                }
            }
        }
        found.sort_unstable();
        let mut late = Late::default();
        for (person, shelf, row) in found {
            let line = entered.people.shelves()[shelf].table().lines().at(row);
            late.people.push(person);
            late.names.push(line.split_once('\t').map_or("", |(_, name)| name));
        }
        late.people.shrink_to_fit();
        late.names.settle();
        late
    }

    /// Returns the name of a person, lower case; empty where no later list has one.
    pub(super) fn name(&self, person: u32) -> &str {
        let at = self.people.binary_search(&person).ok();
        at.map_or("", |at| self.names.at(at).trim_end_matches('\n'))
    }

    /// Returns the people, ascending, and their names, each with its line end.
    pub(super) fn all(&self) -> (&[u32], &Texts) {
        (&self.people, &self.names)
    }

    /// Returns the bytes of memory they take.
    pub(super) fn memory(&self) -> usize {
        self.people.capacity() * 4 + self.names.memory()
    }
}
