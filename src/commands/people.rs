//! `ingather people`: who is in the lists, by filter, as a table, CSV or JSON.

use std::io::{self, Write};

use serde::Serialize;

use super::project::load;
use super::text::{Side, columns};
use super::{Ending, Verdict, json};
use crate::cli;
use crate::error::Error;
use crate::export::csv::{Sheet, Start};
use crate::lists::Field;
use crate::plan::Day;
use crate::progress::{Filter, FilterError, Mark, Person, PersonId};
use crate::wording::{count, plural, thousands};

/// Writes everybody the filter fits.
pub(super) fn people(asked: &cli::People, today: Day, out: &mut dyn Write) -> Ending {
    let typed = asked.filter.as_deref().unwrap_or_default();
    let filter = Filter::parse(typed).map_err(|refused| not_a_filter(typed, &refused))?;
    let project = load(&asked.plan, today, &mut super::go_on)?;
    let roster = &project.facts.roster;
    let found = filter.rows(roster, &mut super::go_on).ok_or(Error::Stopped)?;
    if asked.alike {
        return super::alike::alike(asked, &project, &found, out);
    }
    let people = || found.iter().map(|id| roster.person(*id));
    if asked.json {
        let all: Vec<PersonOut> = people().map(PersonOut::of).collect();
        json::write(&Json { people: all, found: found.len(), of: roster.len() }, out)?;
    } else if asked.csv {
        as_csv(people(), out)?;
    } else {
        as_table(people(), out)?;
        let of = plural(count(roster.len()), "person", "people");
        writeln!(out, "\n{} of {of}", thousands(count(found.len())))?;
    }
    Ok(Verdict::Fine)
}

/// Says at which word a filter is not understood, and what can be written.
pub(super) fn not_a_filter(typed: &str, refused: &FilterError) -> Error {
    let part = typed.get(refused.from..refused.to).unwrap_or(typed);
    let keys: Vec<&str> = Filter::KEYS.iter().map(|key| key.key).collect();
    Error::Usage {
        what: format!("The filter is not understood at “{part}”: {}", refused.says),
        instead: format!(
            "Write words to search for, or key:value with one of {}. For example standing:outstanding dept:sales.",
            keys.join(", ")
        ),
    }
}

#[derive(Serialize)]
struct Json<'r> {
    people: Vec<PersonOut<'r>>,
    found: usize,
    of: usize,
}

#[derive(Serialize)]
struct PersonOut<'r> {
    email: &'r str,
    name: String,
    domain: &'r str,
    standing: &'static str,
    marks: Vec<&'static str>,
    wave: Option<&'r str>,
    cases: Vec<&'r str>,
    lists: Vec<&'r str>,
    alias_of: Option<&'r str>,
    counted_under: Option<&'r str>,
}

impl<'r> PersonOut<'r> {
    fn of(person: Person<'r>) -> PersonOut<'r> {
        let email = |id: PersonId| person.roster().person(id).email();
        PersonOut {
            email: person.email(),
            name: person.name().into_owned(),
            domain: person.domain(),
            standing: person.standing().word(),
            marks: person.marks().iter().map(Mark::word).collect(),
            wave: person.wave(),
            cases: person.cases(),
            lists: person.sources().map(|(list, _, _)| list).collect(),
            alias_of: person.alias_of().map(email),
            counted_under: person.counted_under().map(email),
        }
    }
}

const TITLES: [&str; 7] = ["Email", "Name", "Standing", "Department", "Marks", "Wave", "Cases"];

fn cells(person: &Person) -> [String; 7] {
    [
        person.email().to_owned(),
        person.name().into_owned(),
        person.standing().word().to_owned(),
        person.field(Field::Department).unwrap_or_default().to_owned(),
        person.marks().words(),
        person.wave().unwrap_or_default().to_owned(),
        person.cases().join(", "),
    ]
}

fn as_csv<'r>(people: impl Iterator<Item = Person<'r>>, out: &mut dyn Write) -> io::Result<()> {
    let mut sheet = Sheet::new(Start::Plain, &TITLES);
    for person in people {
        sheet.row(cells(&person).iter().map(String::as_str));
    }
    out.write_all(&sheet.into_bytes())
}

fn as_table<'r>(people: impl Iterator<Item = Person<'r>>, out: &mut dyn Write) -> io::Result<()> {
    let mut rows = vec![TITLES.map(str::to_lowercase).to_vec()];
    rows.extend(people.map(|person| cells(&person).to_vec()));
    columns(out, &[Side::Left; 7], &rows)
}
