//! One pass over every list: rows become people, and what each list says of them becomes facts.

use std::ops::ControlFlow;

use super::facts::Facts;
use super::people::{LateName, People, append_name};
use super::sheet::Sheet;
use crate::lists::{Field, Row};
use crate::plan::{Day, ListKind};

/// Rows between two looks at whether to stop.
const ROWS_A_LOOK: u64 = 1024;

/// What lists say about a domain as a whole.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Coverage {
    /// The newest current outside list that names somebody on it.
    pub(super) outside: Option<Day>,
    /// The newest current members list that names somebody on it.
    pub(super) members: Option<Day>,
    /// A current directory has employees on it.
    pub(super) directory: bool,
}

/// Counts rows and asks now and then whether to go on.
pub(super) struct Steps<'w> {
    watch: &'w mut dyn FnMut(u64) -> ControlFlow<()>,
    done: u64,
}

impl<'w> Steps<'w> {
    pub(super) fn new(watch: &'w mut dyn FnMut(u64) -> ControlFlow<()>) -> Steps<'w> {
        Steps { watch, done: 0 }
    }

    /// Tells of rows another pass has done, without adding them up.
    pub(super) fn pass(&mut self, rows: u64) -> ControlFlow<()> {
        (self.watch)(self.done + rows)
    }

    /// Notes one more row; `Break` means that the person has stopped the work.
    pub(super) fn step(&mut self) -> ControlFlow<()> {
        self.done += 1;
        if self.done.is_multiple_of(ROWS_A_LOOK) {
            (self.watch)(self.done)
        } else {
            ControlFlow::Continue(())
        }
    }
}

/// Everybody in the lists, and what the lists say.
#[derive(Default)]
pub(super) struct Gathered {
    pub(super) people: People,
    /// By the number of the domain.
    pub(super) coverage: Vec<Coverage>,
    pub(super) aliases: Vec<(u32, u32)>,
}

/// Returns everybody in the lists, or nothing when the work was stopped.
pub(super) fn gather(sheets: &[Sheet], steps: &mut Steps<'_>) -> Option<Gathered> {
    let mut gathered = Gathered::default();
    gathered.people.reserve(expected(sheets));
    let mut rows = Vec::with_capacity(sheets.len());
    let mut late = Vec::new();
    for (at, sheet) in (0..).zip(sheets) {
        rows.push(gathered.take((at, sheet), &mut late, steps)?);
    }
    late.sort();
    late.dedup_by_key(|name| name.person);
    gathered.people.rename(&late, |name, line| {
        if let Some(sheet) = sheets.get(name.sheet as usize) {
            Said::of(sheet.row(name.row), sheet.list.table.fields()).append_name(line);
        }
    });
    gathered.people.note_sightings(&rows);
    for (sheet, people) in sheets.iter().zip(&rows).filter(|(sheet, _)| sheet.current) {
        gathered.take_aliases(sheet, people, steps)?;
    }
    gathered.aliases.sort_unstable();
    Some(gathered)
}

/// Current lists of one kind mostly name different people, older ones mostly the same again.
fn expected(sheets: &[Sheet]) -> usize {
    sheets.iter().filter(|sheet| sheet.current).map(|sheet| sheet.list.table.len()).sum()
}

impl Gathered {
    /// Takes a list in and returns the person of each of its rows.
    fn take(
        &mut self,
        (at, sheet): (u32, &Sheet),
        late: &mut Vec<LateName>,
        steps: &mut Steps<'_>,
    ) -> Option<Vec<u32>> {
        let table = &sheet.list.table;
        let executives = is_of_executives(sheet);
        let mut people = Vec::with_capacity(table.len());
        for (number, row) in (0..).zip(table.rows()) {
            if steps.step().is_break() {
                return None;
            }
            let said = Said::of(row, table.fields());
            let person = self.people.enter(said.email, |line| said.append_name(line));
            if said.has_name() && self.people.is_nameless(person) {
                late.push(LateName { person, sheet: at, row: number });
            }
            let mut facts = facts(sheet, &said);
            add_if(&mut facts, Facts::EXECUTIVE, executives);
            self.people.note(person, facts);
            self.cover(person, sheet, facts);
            people.push(person);
        }
        Some(people)
    }

    fn cover(&mut self, person: u32, sheet: &Sheet, facts: Facts) {
        let domain = self.people.lines()[person as usize].domain as usize;
        if domain >= self.coverage.len() {
            self.coverage.resize(domain + 1, Coverage::default());
        }
        let domain = &mut self.coverage[domain];
        if facts.has(Facts::OUTSIDE) {
            domain.outside = domain.outside.max(sheet.as_of);
        }
        if facts.has(Facts::MEMBER) {
            domain.members = domain.members.max(sheet.as_of);
        }
        // A guest from elsewhere does not make the directory speak for their company.
        domain.directory |= facts.has(Facts::DIRECTORY) && !facts.has(Facts::GUEST);
    }

    /// Notes who is known under a further address of somebody in the directory.
    fn take_aliases(&mut self, sheet: &Sheet, people: &[u32], steps: &mut Steps<'_>) -> Option<()> {
        let table = &sheet.list.table;
        if sheet.kind != ListKind::Directory || !table.fields().contains(&Field::Aliases) {
            return Some(());
        }
        for (row, person) in table.rows().zip(people) {
            if steps.step().is_break() {
                return None;
            }
            for alias in row.get(Field::Aliases).unwrap_or_default().split_ascii_whitespace() {
                let known = self.people.find(&alias.to_lowercase()).filter(|known| known != person);
                if let Some(known) = known {
                    self.people.note(known, Facts::ALIAS.and(Facts::DIRECTORY));
                    self.aliases.push((known, *person));
                }
            }
        }
        Some(())
    }
}

/// The cells of a row that standings, marks and the search look at.
#[derive(Default)]
struct Said<'a> {
    email: &'a str,
    first: &'a str,
    last: &'a str,
    display: &'a str,
    status: &'a str,
    license: &'a str,
    user_type: &'a str,
    login: &'a str,
    plan: &'a str,
    role: &'a str,
}

impl<'a> Said<'a> {
    fn of(row: Row<'a>, fields: &[Field]) -> Said<'a> {
        let mut said = Said::default();
        for (field, cell) in fields.iter().zip(row.cells()) {
            match field {
                Field::Email => said.email = cell,
                Field::FirstName => said.first = cell,
                Field::LastName => said.last = cell,
                Field::DisplayName => said.display = cell,
                Field::Status => said.status = cell,
                Field::LicenseType => said.license = cell,
                Field::UserType => said.user_type = cell,
                Field::LoginType => said.login = cell,
                Field::AccountType => said.plan = cell,
                Field::Role => said.role = cell,
                _ => {}
            }
        }
        said
    }

    fn has_name(&self) -> bool {
        !(self.display.is_empty() && self.first.is_empty() && self.last.is_empty())
    }

    fn append_name(&self, line: &mut String) {
        if !self.display.is_empty() {
            return append_name(self.display, line);
        }
        append_name(self.first, line);
        if !self.first.is_empty() && !self.last.is_empty() {
            line.push(' ');
        }
        append_name(self.last, line);
    }

    fn signs_in_by_sso(&self) -> bool {
        let mut ways = self.login.split([',', ';', '|']).map(str::trim);
        ways.any(|way| way.eq_ignore_ascii_case("sso") || way == "101")
    }

    fn has_a_paid_plan(&self) -> bool {
        let free =
            ["", "basic", "free", "none"].iter().any(|free| self.plan.trim().eq_ignore_ascii_case(free));
        self.license == "licensed" || !free
    }
}

/// Returns what one row says of its person.
fn facts(sheet: &Sheet, said: &Said<'_>) -> Facts {
    let mut facts = Facts::LISTED;
    let now = sheet.current;
    match (sheet.kind, said.status) {
        (ListKind::Outside, _) => {
            facts.add(Facts::BASELINE);
            if now {
                facts.add(Facts::OUTSIDE);
                add_if(&mut facts, Facts::PAID, said.has_a_paid_plan());
                add_if(&mut facts, Facts::OWNER, said.role.eq_ignore_ascii_case("owner"));
            }
        }
        (ListKind::Pending, _) | (ListKind::Members, "pending") => {
            facts.add(if now { Facts::PENDING } else { Facts::WAS_PENDING });
        }
        // A deleted user is no member, whatever list shows them.
        (ListKind::Members | ListKind::Directory, "deleted") => {}
        (ListKind::Members, _) if !now => facts.add(Facts::WAS_MEMBER),
        (ListKind::Members, status) => {
            facts.add(Facts::MEMBER);
            add_if(&mut facts, Facts::ACTIVE, status != "inactive");
            add_if(&mut facts, Facts::LICENSED, said.license == "licensed");
            add_if(&mut facts, Facts::SIGN_IN_KNOWN, !said.login.is_empty());
            add_if(&mut facts, Facts::SSO, said.signs_in_by_sso());
        }
        (ListKind::Directory, _) if now => {
            facts.add(Facts::DIRECTORY);
            add_if(&mut facts, Facts::GUEST, said.user_type.eq_ignore_ascii_case("guest"));
        }
        (ListKind::Special, _) if now => facts.add(Facts::SPECIAL),
        (ListKind::Directory | ListKind::Special, _) => {}
    }
    facts
}

fn add_if(facts: &mut Facts, more: Facts, when: bool) {
    if when {
        facts.add(more);
    }
}

/// A list of special names says by its label whose they are.
fn is_of_executives(sheet: &Sheet) -> bool {
    sheet.current
        && sheet.kind == ListKind::Special
        && ["executive", "vip"].iter().any(|word| sheet.source().contains(word))
}
