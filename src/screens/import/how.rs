//! How a file is to be read where a person says otherwise: letters, sheet, and what columns are used for.

use crate::lists::{self, Column, Encoding, Field, Hints, List, Remembered, Use};
use crate::plan::{ColumnUse, Plan};

/// What a person says of how a file is to be read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct How {
    /// What the letters are written in.
    pub(super) encoding: Option<Encoding>,
    /// Which sheet of a workbook.
    pub(super) sheet: Option<String>,
    /// What columns are used for, by their names.
    pub(super) columns: Vec<(String, Use)>,
}

impl How {
    /// Returns what a person says a column is used for.
    pub(super) fn said_of(&self, column: &str) -> Option<Use> {
        self.columns.iter().find(|(name, _)| name == column).map(|(_, said)| *said)
    }

    /// Notes what a column is used for; nothing leaves it to the program.
    fn say(&mut self, column: &str, said: Option<Use>) {
        self.columns.retain(|(name, _)| name != column);
        self.columns.extend(said.map(|said| (column.to_owned(), said)));
    }
}

/// What is said of one file now, and what was remembered of its header.
#[derive(Clone, Debug, Default)]
pub(super) struct Said {
    /// How the file is to be read.
    pub(super) wanted: How,
    /// How it was read.
    pub(super) read: How,
    /// How it is being read, or was last: a choice made meanwhile is wanted and not yet read.
    asked: How,
    /// What was remembered of its header before anything was said, with the spelling of the plan.
    before: Vec<(String, String, Use)>,
    header: Option<String>,
}

/// What came of choosing a use for a column.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Chosen {
    /// It is wanted now.
    Wanted,
    /// It is wanted now, and another column of that name is not used any more.
    Instead(String),
    /// The column cannot be told from others.
    Nameless,
}

impl Said {
    /// Takes in what a file turned out to be; what is remembered of its header holds unless something was said of it.
    pub(super) fn take(&mut self, list: &List, plan: &Plan) {
        let mut read = self.asked.clone();
        let header = lists::header_key(list.columns.iter().map(|column| column.header.as_str()));
        if header != self.header || header.is_none() {
            self.before = lists::said_before(plan, &list.columns);
            self.wanted.columns =
                self.before.iter().map(|(column, _, used)| (column.clone(), *used)).collect();
            self.header = header;
            read.columns.clone_from(&self.wanted.columns);
        }
        self.read = read;
    }

    /// Gives up what the reading that failed was asked for; what was chosen meanwhile is still wanted.
    pub(super) fn refused(&mut self) {
        if self.wanted == self.asked {
            self.wanted = self.read.clone();
        }
    }

    /// Begins with the sheet of a workbook the file was read from.
    pub(super) fn of_sheet(sheet: Option<String>) -> Said {
        let how = How { sheet, ..How::default() };
        Said { wanted: how.clone(), asked: how, ..Said::default() }
    }

    /// Returns the hints to read the file with, as it is wanted now.
    pub(super) fn hints(&mut self, file_name: String, plan: &Plan) -> Hints {
        self.asked = self.wanted.clone();
        let How { encoding, sheet, columns } = self.wanted.clone();
        let mut remembered = Remembered::of(plan);
        // Of this header everything is said by the columns.
        remembered.retain(|known| Some(&known.header) != self.header.as_ref());
        Hints { file_name: Some(file_name), encoding, sheet, columns, remembered, ..Hints::default() }
    }

    /// Chooses what a column is used for; nothing leaves it to the program. A field comes from one column: the newer
    /// choice wins.
    pub(super) fn choose(&mut self, list: &List, column: usize, said: Option<Use>) -> Chosen {
        let Some(chosen) = list.columns.get(column).filter(|column| is_named(list, column)) else {
            return Chosen::Nameless;
        };
        self.wanted.say(&chosen.header, said);
        let Some(Use::As(field)) = said.filter(|said| *said != Use::As(Field::Aliases)) else {
            return Chosen::Wanted;
        };
        let mut others = Vec::new();
        for other in &list.columns {
            let used = self.wanted.said_of(&other.header).or(other.field.map(Use::As));
            if other.index != column && used == Some(Use::As(field)) && is_named(list, other) {
                self.wanted.say(&other.header, Some(Use::Nothing));
                others.push(other.header.clone());
            }
        }
        others.into_iter().next().map_or(Chosen::Wanted, Chosen::Instead)
    }

    /// Says whether a person changed anything about the columns that is not remembered yet.
    pub(super) fn is_changed(&self) -> bool {
        let before = self.before.iter().map(|(column, _, used)| (column, used));
        let now = self.wanted.columns.iter().map(|(column, used)| (column, used));
        before.clone().any(|one| !now.clone().any(|other| other == one)) || now.count() != before.count()
    }

    /// Says whether what a column is used for was remembered and still holds.
    pub(super) fn is_as_before(&self, column: &str) -> bool {
        let now = self.wanted.said_of(column);
        now.is_some() && self.before.iter().any(|(name, _, used)| name == column && Some(*used) == now)
    }

    /// Returns what the plan is to remember when the file is taken in: what a person changed; an entry without a use is
    /// to be forgotten.
    pub(super) fn to_remember(&self, file: &str) -> Vec<ColumnUse> {
        let Some(header) = &self.header else { return Vec::new() };
        let entry = |column: &str, used: &str| ColumnUse {
            id: String::new(),
            header: header.clone(),
            file: file.to_owned(),
            column: column.to_owned(),
            used: used.to_owned(),
        };
        let kept = |column: &str| self.before.iter().find(|(name, ..)| name == column);
        let spelled = |column: &str| kept(column).map_or(column.to_owned(), |(_, kept, _)| kept.clone());
        let new = self.wanted.columns.iter().filter(|(column, _)| !self.is_as_before(column));
        let new = new.map(|(column, used)| entry(&spelled(column), used.word()));
        let gone = self.before.iter().filter(|(column, ..)| self.wanted.said_of(column).is_none());
        new.chain(gone.map(|(_, kept, _)| entry(kept, ""))).collect()
    }
}

/// Says whether a column has a name that no other column has.
fn is_named(list: &List, column: &Column) -> bool {
    let same = list.columns.iter().filter(|other| other.header.eq_ignore_ascii_case(&column.header));
    !column.header.trim().is_empty() && same.count() == 1
}

#[cfg(test)]
mod tests {
    use std::ops::ControlFlow;

    use super::*;
    use crate::lists::read;

    const FILE: &str = "Email,Status,Contact,Team\nann@n.example,active,bo@n.example,Sales\n";

    fn read_as(said: &mut Said, plan: &Plan) -> List {
        let list = read(FILE.as_bytes(), &said.hints("users.csv".to_owned(), plan), &mut |_| {
            ControlFlow::Continue(())
        });
        let list = list.unwrap();
        said.take(&list, plan);
        list
    }

    fn used(list: &List) -> Vec<&'static str> {
        list.columns.iter().map(|column| column.field.map_or("-", Field::word)).collect()
    }

    #[test]
    fn a_choice_is_read_remembered_and_forgotten() {
        let mut plan = Plan::default();
        let mut said = Said::default();
        let list = read_as(&mut said, &plan);
        assert_eq!(used(&list), ["email", "status", "-", "-"]);
        assert_eq!(said.choose(&list, 3, Some(Use::As(Field::Department))), Chosen::Wanted);
        assert!(said.is_changed() && !said.is_as_before("Team"));
        assert_eq!(used(&read_as(&mut said, &plan))[3], "department");
        plan.remember_columns(&said.to_remember("users.csv"));

        let mut said = Said::default();
        let list = read_as(&mut said, &plan);
        assert_eq!(used(&list)[3], "department");
        assert!(said.is_as_before("Team") && !said.is_changed());
        assert_eq!(said.to_remember("users.csv"), []);
        said.choose(&list, 3, None);
        assert!(said.is_changed());
        assert_eq!(used(&read_as(&mut said, &plan))[3], "-");
        plan.remember_columns(&said.to_remember("users.csv"));
        assert_eq!(plan.columns, []);
    }

    #[test]
    fn what_is_chosen_while_the_file_is_read_is_read_next() {
        let plan = Plan::default();
        let mut said = Said::default();
        let list = read_as(&mut said, &plan);
        said.choose(&list, 3, Some(Use::As(Field::Department)));
        let under_way = said.hints("users.csv".to_owned(), &plan);
        said.choose(&list, 2, Some(Use::As(Field::Location)));
        said.wanted.encoding = Some(Encoding::Windows1250);
        said.wanted.sheet = Some("Users".to_owned());
        let list = read(FILE.as_bytes(), &under_way, &mut |_| ControlFlow::Continue(())).unwrap();
        assert_eq!(used(&list), ["email", "status", "-", "department"]);
        said.take(&list, &plan);
        assert_ne!(said.wanted, said.read, "there is more to read");
        assert_eq!((said.read.encoding, said.read.sheet.as_ref(), said.read.columns.len()), (None, None, 1));
        said.wanted.sheet = None;
        assert_eq!(used(&read_as(&mut said, &plan)), ["email", "status", "location", "department"]);
        assert_eq!(said.wanted, said.read);
    }

    #[test]
    fn of_a_reading_that_failed_only_its_own_choice_is_given_up() {
        let plan = Plan::default();
        let mut said = Said::default();
        read_as(&mut said, &plan);
        said.wanted.sheet = Some("Nowhere".to_owned());
        said.hints("users.xlsx".to_owned(), &plan);
        said.wanted.sheet = Some("Users".to_owned());
        said.refused();
        assert_eq!(said.wanted.sheet.as_deref(), Some("Users"));
        said.hints("users.xlsx".to_owned(), &plan);
        said.refused();
        assert_eq!((said.wanted.sheet.as_ref(), &said.wanted), (None, &said.read));
    }

    #[test]
    fn of_two_columns_for_one_field_the_newer_choice_wins() {
        let plan = Plan::default();
        let mut said = Said::default();
        let list = read_as(&mut said, &plan);
        let chosen = said.choose(&list, 2, Some(Use::As(Field::Email)));
        assert_eq!(chosen, Chosen::Instead("Email".to_owned()));
        let list = read_as(&mut said, &plan);
        assert_eq!((used(&list)[0], list.table.row(0).email()), ("-", "bo@n.example"));
    }

    #[test]
    fn a_column_without_a_name_of_its_own_cannot_be_chosen() {
        let list = read("Email,,\nann@n.example,1,2\n".as_bytes(), &Hints::default(), &mut |_| {
            ControlFlow::Continue(())
        });
        let chosen = Said::default().choose(&list.unwrap(), 1, Some(Use::Nothing));
        assert_eq!(chosen, Chosen::Nameless);
    }
}
