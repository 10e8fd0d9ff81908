//! What every list says of its people becomes facts, and what lists say of a domain as a whole.
//!
//! A column is looked at by itself, and a word that stands in a thousand rows is understood once.

use std::collections::HashMap;
use std::ops::ControlFlow;
use std::sync::Arc;

use super::facts::Facts;
use super::people::{Entered, People};
use super::sheet::Sheet;
use crate::lists::{Cells, Field, Table};
use crate::plan::{Day, ListKind};
use crate::wording::count;

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

/// Tells how many rows are done and asks whether to go on.
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

    /// Notes that this many more rows are done; `Break` means that the person has stopped the work.
    pub(super) fn add(&mut self, rows: usize) -> ControlFlow<()> {
        self.done += u64::try_from(rows).unwrap_or(0);
        (self.watch)(self.done)
    }
}

/// The domains of everybody, numbered, and what the lists say of them.
#[derive(Default)]
pub(super) struct Domains {
    pub(super) names: Vec<String>,
    pub(super) coverage: Vec<Coverage>,
    /// By shelf and the number of the domain in its table; nothing where no row has it.
    pub(super) numbers: Vec<Vec<Option<u32>>>,
}

/// Everybody in the lists and the plan, and what the lists say.
pub(super) struct Gathered {
    pub(super) people: People,
    pub(super) domains: Domains,
    pub(super) aliases: Vec<(u32, u32)>,
    /// Whom each row of the plan's own addresses names.
    pub(super) named: Vec<u32>,
}

/// Returns everybody in the lists and, last, those only the plan names, or nothing when the work was stopped.
pub(super) fn gather(sheets: &[Sheet], plan: Table, steps: &mut Steps<'_>) -> Option<Gathered> {
    let named_rows = plan.len();
    let lists = sheets.iter().map(|sheet| Arc::clone(&sheet.list));
    let mut entered = People::enter(lists, plan, &mut |rows| steps.pass(rows))?;
    let mut numbers = HashMap::new();
    let mut domains = Domains::default();
    for (at, sheet) in sheets.iter().enumerate() {
        let facts = facts(sheet);
        note(&mut entered, at, &facts);
        domains.cover(&sheet.list.table, Some((sheet, &facts)), &mut numbers);
        steps.add(facts.len()).is_continue().then_some(())?;
    }
    if let Some(plan) = entered.people.shelves().last() {
        domains.cover(plan.table(), None, &mut numbers);
    }
    let mut aliases = Vec::new();
    for (at, sheet) in sheets.iter().enumerate().filter(|(_, sheet)| sheet.current) {
        take_aliases(&mut entered, (at, sheet), &mut aliases);
        steps.pass(0).is_continue().then_some(())?;
    }
    aliases.sort_unstable();
    let named = (0..named_rows).map(|row| entered.person(sheets.len(), row)).collect();
    Some(Gathered { people: entered.people, domains, aliases, named })
}

/// Adds what a list says of its rows to what is known of the people in them.
fn note(entered: &mut Entered, shelf: usize, said: &[Facts]) {
    if let Some(Some(persons)) = entered.persons.get(shelf) {
        let known = entered.people.facts_mut();
        for (person, said) in persons.iter().zip(said) {
            known[*person as usize].add(*said);
        }
    } else {
        let from = entered.people.shelves().get(shelf).map_or(0, |shelf| shelf.from as usize);
        for (known, said) in entered.people.facts_mut()[from..].iter_mut().zip(said) {
            known.add(*said);
        }
    }
}

impl Domains {
    /// Numbers the domains of a table's rows and notes what its list says of them.
    fn cover(&mut self, table: &Table, said: Option<(&Sheet, &[Facts])>, numbers: &mut HashMap<String, u32>) {
        let words = table.domains();
        let mut seen = vec![None; words.len()];
        words.codes().each(0..table.len(), |row, code| {
            let said = said.map_or(Facts::default(), |(_, facts)| employer(facts[row]));
            seen[code as usize].get_or_insert(Facts::default()).add(said);
        });
        let as_of = said.and_then(|(sheet, _)| sheet.as_of);
        let number = |(code, seen): (u32, Option<Facts>)| {
            let word = words.word(code);
            let facts = seen?;
            let number = numbers.get(word).copied().unwrap_or_else(|| {
                let new = count(self.names.len());
                numbers.insert(word.to_owned(), new);
                self.names.push(word.to_owned());
                self.coverage.push(Coverage::default());
                new
            });
            self.coverage[number as usize].note(facts, as_of);
            Some(number)
        };
        let of_table = (0..).zip(seen).map(number).collect();
        self.numbers.push(of_table);
    }
}

impl Coverage {
    fn note(&mut self, facts: Facts, as_of: Option<Day>) {
        if facts.has(Facts::OUTSIDE) {
            self.outside = self.outside.max(as_of);
        }
        if facts.has(Facts::MEMBER) {
            self.members = self.members.max(as_of);
        }
        self.directory |= facts.has(Facts::DIRECTORY);
    }
}

/// A guest from elsewhere does not make the directory speak for their company.
fn employer(facts: Facts) -> Facts {
    if facts.has(Facts::GUEST) { facts.without(Facts::DIRECTORY) } else { facts }
}

/// Notes who is known under a further address of somebody in the directory.
fn take_aliases(entered: &mut Entered, (at, sheet): (usize, &Sheet), aliases: &mut Vec<(u32, u32)>) {
    let table = &sheet.list.table;
    if sheet.kind != ListKind::Directory || table.column(Field::Aliases).is_none() {
        return;
    }
    entered.people.prepare();
    let listed = entered.people.listed();
    for (number, row) in table.rows().enumerate() {
        let person = entered.person(at, number);
        for alias in row.get(Field::Aliases).unwrap_or_default().split_ascii_whitespace() {
            let known = entered.people.find(&alias.to_lowercase());
            if let Some(known) = known.filter(|known| *known != person && *known < listed) {
                entered.people.note(known, Facts::ALIAS.and(Facts::DIRECTORY));
                aliases.push((known, person));
            }
        }
    }
}

/// The columns that say something beside the status.
const SAYING: [Field; 5] =
    [Field::LicenseType, Field::AccountType, Field::Role, Field::LoginType, Field::UserType];

/// Returns what a list says of each of its rows.
fn facts(sheet: &Sheet) -> Vec<Facts> {
    let table = &sheet.list.table;
    let mut facts = vec![Facts::default(); table.len()];
    for field in SAYING {
        if let Some(cells) = table.column(field) {
            each(cells, &mut facts, |cell| said(sheet, field, cell), Facts::add);
        }
    }
    let mut always = Facts::LISTED;
    add_if(&mut always, Facts::EXECUTIVE, is_of_executives(sheet));
    let judge = |facts: &mut Facts, (counts, said): (Counts, Facts)| {
        *facts = if counts == Counts::Yes { *facts } else { Facts::default() };
        facts.add(said.and(always));
    };
    match table.column(Field::Status) {
        Some(cells) => each(cells, &mut facts, |cell| status(sheet, cell), judge),
        None => facts.iter_mut().for_each(|facts| judge(facts, status(sheet, ""))),
    }
    facts
}

/// Understands each word of a column once, and tells what it says to each row.
fn each<S: Copy>(cells: &Cells, facts: &mut [Facts], says: impl Fn(&str) -> S, tell: impl Fn(&mut Facts, S)) {
    match cells {
        Cells::Words(words) => {
            let said: Vec<S> = (0..count(words.len())).map(|code| says(words.word(code))).collect();
            words.codes().each(0..facts.len(), |row, code| tell(&mut facts[row], said[code as usize]));
        }
        Cells::Texts(texts) => {
            for (facts, cell) in facts.iter_mut().zip(texts.iter_from(0)) {
                tell(facts, says(cell));
            }
        }
    }
}

/// Whether the other columns of a row count.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Counts {
    Yes,
    No,
}

/// Returns what the list says of a row with this status, and whether what else the row says counts.
fn status(sheet: &Sheet, status: &str) -> (Counts, Facts) {
    let now = sheet.current;
    match (sheet.kind, status) {
        (ListKind::Outside, _) if now => (Counts::Yes, Facts::BASELINE.and(Facts::OUTSIDE)),
        (ListKind::Outside, _) => (Counts::No, Facts::BASELINE),
        (ListKind::Pending, _) | (ListKind::Members, "pending") => {
            let was = if sheet.ran_out { Facts::WAS_PENDING.and(Facts::RAN_OUT) } else { Facts::WAS_PENDING };
            (Counts::No, if now { Facts::PENDING } else { was })
        }
        // A deleted user is no member, whatever list shows them.
        (ListKind::Members | ListKind::Directory, "deleted") => (Counts::No, Facts::default()),
        (ListKind::Members, _) if !now => (Counts::No, Facts::WAS_MEMBER),
        (ListKind::Members, "inactive") => (Counts::Yes, Facts::MEMBER),
        (ListKind::Members, _) => (Counts::Yes, Facts::MEMBER.and(Facts::ACTIVE)),
        (ListKind::Directory, _) if now && sheet.assigned => {
            (Counts::Yes, Facts::DIRECTORY.and(Facts::ASSIGNED))
        }
        (ListKind::Directory, _) if now => (Counts::Yes, Facts::DIRECTORY),
        (ListKind::Special, _) if now => (Counts::No, Facts::SPECIAL),
        (ListKind::Directory | ListKind::Special, _) => (Counts::No, Facts::default()),
    }
}

/// Returns what a cell says of its row where the status lets it count.
fn said(sheet: &Sheet, field: Field, cell: &str) -> Facts {
    let mut facts = Facts::default();
    match (sheet.kind, field) {
        (ListKind::Outside, Field::LicenseType | Field::AccountType) => {
            add_if(&mut facts, Facts::PAID, !is_free(cell));
        }
        (ListKind::Outside, Field::Role) => {
            add_if(&mut facts, Facts::OWNER, cell.eq_ignore_ascii_case("owner"));
        }
        (ListKind::Members, Field::LicenseType) => add_if(&mut facts, Facts::LICENSED, cell == "licensed"),
        (ListKind::Members, Field::LoginType) => {
            add_if(&mut facts, Facts::SIGN_IN_KNOWN, !cell.is_empty());
            add_if(&mut facts, Facts::SSO, is_sso(cell));
        }
        (ListKind::Directory, Field::UserType) => {
            add_if(&mut facts, Facts::GUEST, cell.eq_ignore_ascii_case("guest"));
        }
        _ => {}
    }
    facts
}

fn is_sso(login: &str) -> bool {
    let mut ways = login.split([',', ';', '|']).map(str::trim);
    ways.any(|way| way.eq_ignore_ascii_case("sso") || way == "101")
}

/// Says whether a plan or a licence costs nothing. Any other word is a plan that is paid for or tried out: a bulk file
/// passes over both (fact Z-1), so that one who is taken for paying is invited all the same, one by one.
pub(super) fn is_free(plan: &str) -> bool {
    let plan = plan.trim();
    let says = plan.contains(char::is_alphanumeric);
    !says || ["basic", "free", "none"].iter().any(|free| plan.eq_ignore_ascii_case(free))
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
