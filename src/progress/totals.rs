//! Everybody is judged once, and the judgements are added up: by domain, by mark, by wave.

use std::collections::HashMap;

use super::contradiction::{self, Claims};
use super::counts::Counts;
use super::facts::Facts;
use super::filter::Filter;
use super::gather::{Coverage, Domains, Steps};
use super::mark::{Domicile, MarkCounts, marks};
use super::people::{People, Shelf};
use super::rate::{Basis, Parts, fall};
use super::roster::{Person, PersonId, Roster};
use super::sheet::has_come;
use super::sign_in::SignIns;
use super::standing::standing;
use super::{Contradiction, KeptBack, ListState, Mark, Rate, Standing};
use crate::lists::email;
use crate::plan::{Day, DomainOption, Place, Plan, Reading, Wave, domain_key};
use crate::wording::count;

/// How far the project is: totals only, nobody's name.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Progress {
    /// Each domain: those of the plan in its order, then every other by name.
    pub domains: Vec<DomainProgress>,
    /// All domains together.
    pub total: Counts,
    /// The rate of all domains together; nothing while there is nobody to count.
    pub rate: Option<Rate>,
    /// How each list of the plan entered the totals, in the order of the plan.
    pub lists: Vec<ListState>,
    /// Where a list and a reading cannot both be right.
    pub contradictions: Vec<Contradiction>,
    /// Each wave of the plan, in its order.
    pub waves: Vec<WaveProgress>,
    /// What is known of the addresses the plan holds one by one.
    pub named: Vec<Named>,
    /// How many people have which mark.
    pub marks: MarkCounts,
    /// How many outstanding people have a paid or trial plan and nothing that keeps them from being invited (fact Z-1).
    pub paid_to_invite: u32,
    /// Outstanding and invited people whose address a current directory lists as a further one of a member, while
    /// nobody has decided whether they are the same.
    pub maybe_in: u32,
    /// To how many people single sign-on does what.
    pub sign_ins: SignIns,
    /// The id of the list that says who is to be provisioned (fact SSO-3); nothing while there is none.
    pub assigned: Option<String>,
}

/// How far one domain is.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DomainProgress {
    /// The part after the @, lower case; sub-domains are domains of their own.
    pub name: String,
    /// It is one of the plan's domains.
    pub owned: bool,
    /// Its people by standing.
    pub counts: Counts,
    /// Its rate; nothing while there is nobody to count.
    pub rate: Option<Rate>,
    /// Where the rate comes from.
    pub basis: Basis,
    /// The newest reading.
    pub reading: Option<Reading>,
    /// How many executives on it are still outside, invited or not (fact SC-VIP).
    pub executives: u32,
    /// How many people on it are still outside, invited or not, and held by a special case (fact DOM-6).
    pub held: u32,
}

/// Who goes with a wave: the people its filter finds now, and those a group puts in it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct WaveProgress {
    /// The wave's id.
    pub id: String,
    /// Its people by standing, without the outstanding ones who are not to be invited ([`KeptBack`]).
    pub counts: Counts,
    /// How many of its people have which mark.
    pub marks: MarkCounts,
    /// How many outstanding people would go with it and wait for a special case first (guide §4).
    pub held: u32,
    /// How many of those a group puts into it by hand.
    pub held_by_group: u32,
    /// How many outstanding people would go with it and are not to be invited for another reason ([`KeptBack`]).
    pub kept_back: u32,
    /// Its people who are still outside, invited or not, and go with no earlier wave.
    pub new: Newcomers,
}

/// People still outside who need a licence here, or may.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Newcomers {
    /// How many there are.
    pub people: u32,
    /// How many of them have a paid or trial plan outside.
    pub paid: u32,
}

impl Newcomers {
    fn note(&mut self, person: &Person) {
        if matches!(person.standing(), Standing::Outstanding | Standing::Invited) {
            self.people += 1;
            self.paid += u32::from(person.marks().contains(Mark::Paid));
        }
    }
}

/// An address the plan holds by itself, such as the owner of a sub-account (facts SUB-7, Z-7).
#[derive(Clone, Debug, PartialEq)]
pub struct Named {
    /// Where the plan holds it.
    pub place: Place,
    /// What the person is; nothing when no list knows the address.
    pub standing: Option<Standing>,
    /// The person is a member now.
    pub member: bool,
}

impl Progress {
    /// Returns how many people of this standing have the mark.
    #[must_use]
    pub fn marked(&self, standing: Standing, mark: Mark) -> u32 {
        self.marks.of(standing, mark)
    }

    /// Returns how many people go with the wave.
    #[must_use]
    pub fn in_wave(&self, id: &str) -> u32 {
        self.wave(id).map_or(0, |wave| wave.counts.people())
    }

    /// Returns who goes with the wave, and who waits.
    #[must_use]
    pub fn wave(&self, id: &str) -> Option<&WaveProgress> {
        self.waves.iter().find(|wave| wave.id == id)
    }

    /// Returns the domain of that name, compared without case.
    #[must_use]
    pub fn domain(&self, name: &str) -> Option<&DomainProgress> {
        let name = domain_key(name);
        self.domains.iter().find(|domain| domain.name == name)
    }

    /// Returns what is known of the address the plan holds at a place.
    #[must_use]
    pub fn named(&self, place: &Place) -> Option<&Named> {
        self.named.iter().find(|named| named.place == *place)
    }
}

/// How many people have which standing and marks, and what the lists claim of each domain.
pub(super) struct Judged {
    marks: MarkCounts,
    paid_to_invite: u32,
    sign_ins: SignIns,
    /// By the number of the domain.
    claims: Vec<Claims>,
}

/// Judges everybody, or returns nothing when the work was stopped.
pub(super) fn judge(
    plan: &Plan,
    people: &mut People,
    domains: &Domains,
    steps: &mut Steps<'_>,
) -> Option<Judged> {
    let owned: Vec<String> = plan.domains.iter().map(|domain| domain_key(&domain.name)).collect();
    let without = plan.domains.iter().filter(|domain| domain.option == DomainOption::NotUsed);
    let without: Vec<String> = without.map(|domain| domain_key(&domain.name)).collect();
    let domicile = |(name, coverage): (&String, &Coverage)| {
        let ours = owned.is_empty() || owned.contains(name);
        Domicile { ours, in_a_directory: coverage.directory, enforced: ours && !without.contains(name) }
    };
    let domiciles: Vec<Domicile> = domains.names.iter().zip(&domains.coverage).map(domicile).collect();
    for (shelf, numbers) in people.shelves_mut().iter_mut().zip(&domains.numbers) {
        let of = |number: &Option<u32>| number.map_or(NOWHERE, |number| domiciles[number as usize]);
        shelf.domiciles = numbers.iter().map(of).collect();
    }
    let mut judged = Judged {
        marks: MarkCounts::default(),
        paid_to_invite: 0,
        sign_ins: SignIns::default(),
        claims: domains.coverage.iter().map(|coverage| Claims::from_coverage(*coverage)).collect(),
    };
    for (shelf, numbers) in people.shelves().iter().zip(&domains.numbers) {
        for ((code, facts), people) in alike(shelf, people) {
            let Some(number) = numbers[code as usize] else { continue };
            let standing = standing(facts);
            judged.claims[number as usize].note(standing, facts, people);
            let marks = marks(facts, domiciles[number as usize]);
            judged.marks.note(standing, marks, people);
            if standing == Standing::Outstanding
                && marks.contains(Mark::Paid)
                && KeptBack::among(marks).is_none()
            {
                judged.paid_to_invite += people;
            }
            judged.sign_ins.note(facts, domiciles[number as usize], people);
        }
        steps.add((shelf.to - shelf.from) as usize).is_continue().then_some(())?;
    }
    Some(judged)
}

/// What a domain that nobody is on would say.
const NOWHERE: Domicile = Domicile { ours: true, in_a_directory: false, enforced: true };

/// Returns how many people of those at home in a list are on which domain and have which facts: few things are known of
/// many people.
fn alike(shelf: &Shelf, people: &People) -> hashbrown::HashMap<(u32, Facts), u32> {
    let mut counts = hashbrown::HashMap::new();
    let facts = &people.facts()[shelf.from as usize..shelf.to as usize];
    let codes = shelf.table().domains().codes();
    // By the domain, what its last person was like and how many were so in a row.
    let mut runs = vec![(Facts::default(), 0_u32); shelf.table().domains().len()];
    let mut count = |facts: Facts, code: u32| {
        let (last, run) = &mut runs[code as usize];
        if *last != facts {
            if *run > 0 {
                *counts.entry((code, *last)).or_insert(0) += *run;
            }
            (*last, *run) = (facts, 0);
        }
        *run += 1;
    };
    match shelf.home_rows() {
        None => codes.each(0..facts.len(), |row, code| count(facts[row], code)),
        Some(rows) => {
            rows.iter().zip(facts).for_each(|(row, facts)| count(*facts, codes.at(*row as usize)));
        }
    }
    for (code, (last, run)) in (0..).zip(runs).filter(|(_, (_, run))| *run > 0) {
        *counts.entry((code, last)).or_insert(0) += run;
    }
    counts
}

/// Adds everybody up.
pub(super) fn add_up(plan: &Plan, today: Day, domains: &Domains, judged: &Judged) -> Progress {
    let claims = domains.names.iter().map(String::as_str).zip(&judged.claims).collect();
    let paid_to_invite = judged.paid_to_invite;
    let (marks, sign_ins) = (judged.marks.clone(), judged.sign_ins.clone());
    Progress { marks, paid_to_invite, sign_ins, ..of_domains(plan, today, claims) }
}

/// Adds up what the lists claim of each domain.
pub(super) fn of_domains(plan: &Plan, today: Day, mut claims: HashMap<&str, &Claims>) -> Progress {
    let mut readings = readings(plan, today);
    let mut progress = Progress::default();
    let mut parts = Parts::default();

    let mut owned: Vec<String> = Vec::new();
    for name in plan.domains.iter().map(|domain| domain_key(&domain.name)) {
        if !name.is_empty() && !owned.contains(&name) {
            owned.push(name);
        }
    }
    let mut others: Vec<String> = claims.keys().map(|name| (*name).to_owned()).collect();
    others.extend(readings.keys().filter(|name| !claims.contains_key(name.as_str())).cloned());
    others.retain(|name| !owned.contains(name));
    others.sort_unstable();
    let owned_count = owned.len();
    for (at, name) in owned.into_iter().chain(others).enumerate() {
        let claims = claims.remove(name.as_str()).copied().unwrap_or_default();
        let readings = readings.remove(&name).unwrap_or_default();
        progress.contradictions.extend(contradiction::find(&name, &claims, &readings));
        let domain = measured(name, &claims, &readings);
        parts += domain.1;
        progress.total += domain.0.counts;
        progress.domains.push(DomainProgress { owned: at < owned_count, ..domain.0 });
    }
    progress.rate = parts.rate();
    progress
}

/// Adds up one domain. Who stands in a current list of people outside is named there, and so no *unnamed* person: also
/// whom the plan keeps outside by decision, and an old address of somebody who is counted under another one. The
/// design's formula takes off outstanding and invited people alone; its words, "beyond the ones named", decide here: by
/// the formula no project could be closed in which somebody stays outside.
fn measured(name: String, claims: &Claims, readings: &[&Reading]) -> (DomainProgress, Parts) {
    let mut counts = claims.counts;
    let fall = fall(readings);
    let (basis, parts) = match fall {
        _ if claims.names_outside => {
            let counted = counts.outstanding.saturating_add(counts.invited);
            let named = counted.saturating_add(claims.excluded_outside);
            counts.unnamed = fall.map_or(0, |fall| fall.newest.saturating_sub(named));
            (Basis::Lists, Parts::from_counts(&counts))
        }
        Some(fall) => {
            counts.unnamed = fall.newest;
            counts.consolidated = counts.consolidated.saturating_add(fall.joined);
            // Who was outside under an address of another domain was in no reading of this one.
            let mut parts = Parts::from_fall(fall);
            parts += Parts::from_counts(&claims.carried);
            (Basis::Readings, parts)
        }
        None if claims.carried != Counts::default() => (Basis::Lists, Parts::from_counts(&counts)),
        None => (Basis::Nothing, Parts::default()),
    };
    let reading = readings.last().map(|reading| (*reading).clone());
    let (executives, held) = (claims.executives, claims.held);
    let rate = parts.rate();
    (DomainProgress { name, owned: false, counts, rate, basis, reading, executives, held }, parts)
}

/// Returns the readings of each domain, oldest first; none of a day to come.
fn readings(plan: &Plan, today: Day) -> HashMap<String, Vec<&Reading>> {
    let mut readings: HashMap<String, Vec<&Reading>> = HashMap::new();
    let counts = |reading: &&Reading| !reading.domain.trim().is_empty() && has_come(reading.date, today);
    for reading in plan.readings.iter().filter(counts) {
        readings.entry(domain_key(&reading.domain)).or_default().push(reading);
    }
    for of_one in readings.values_mut() {
        of_one.sort_by_key(|reading| reading.date);
    }
    readings
}

/// Returns what the lists know of the addresses the plan holds one by one.
pub(super) fn named(plan: &Plan, people: &People) -> Vec<Named> {
    if !(plan.accounts.is_empty() && plan.sub_accounts.is_empty() && plan.break_glass.is_empty()) {
        people.prepare();
    }
    let accounts = plan.accounts.iter().map(|account| ("accounts", &account.id, "owner", &account.owner));
    let subs = plan.sub_accounts.iter().map(|sub| ("sub_accounts", &sub.id, "owner_email", &sub.owner_email));
    let keepers = plan.break_glass.iter().map(|keeper| ("break_glass", &keeper.id, "email", &keeper.email));
    accounts
        .chain(subs)
        .chain(keepers)
        .filter(|(_, _, _, address)| !address.trim().is_empty())
        .map(|(part, entry, field, address)| {
            let found = email::normalise(address).ok().and_then(|address| people.find(address.as_str()));
            let facts = found.map_or(Facts::default(), |person| people.facts()[person as usize]);
            Named {
                place: Place::new(part, entry, field),
                standing: facts.has(Facts::LISTED).then(|| standing(facts)),
                member: facts.has(Facts::MEMBER),
            }
        })
        .collect()
}

/// Counts who goes with each wave and notes it of everybody whom a wave's filter finds; nothing when the work was stopped.
/// A filter that asks for waves itself sees those people whom a group puts into one. Who is not to be invited goes with
/// none, whoever put them there; they are counted apart.
pub(super) fn waves(plan: &Plan, roster: &mut Roster, steps: &mut Steps<'_>) -> Option<Vec<WaveProgress>> {
    let mut all = Vec::with_capacity(plan.waves.len());
    let (mut found, mut stay) = (Vec::new(), Vec::new());
    // Where the people of each wave stand in `found`.
    let mut stands = Vec::with_capacity(plan.waves.len());
    for (at, wave) in (0..).zip(&plan.waves) {
        let grouped = grouped(wave, roster);
        let people = goes_with(wave, &grouped, roster, steps)?;
        let (kept, going): (Vec<PersonId>, Vec<PersonId>) =
            people.into_iter().partition(|person| kept_back(&roster.person(*person)).is_some());
        let is_held = |person: &&PersonId| kept_back(&roster.person(**person)) == Some(KeptBack::Held);
        let waiting: Vec<&PersonId> = kept.iter().filter(is_held).collect();
        stands.push(found.len()..found.len() + going.len());
        found.extend(going.iter().map(|person| (person.0, at)));
        let by_group = waiting.iter().filter(|person| grouped.binary_search(person).is_ok()).count();
        all.push(WaveProgress {
            held: count(waiting.len()),
            held_by_group: count(by_group),
            kept_back: count(kept.len() - waiting.len()),
            ..counted(&wave.id, roster, &going)
        });
        stay.extend(kept.into_iter().map(|person| person.0));
    }
    stay.sort_unstable();
    note_newcomers(plan, roster, (&found, &stands), &mut all);
    roster.join_waves(found, &stay);
    Some(all)
}

/// Returns why somebody is not to be invited and so goes with no wave. Whoever was invited or is in is past that.
fn kept_back(person: &Person<'_>) -> Option<KeptBack> {
    person.kept_back().filter(|_| person.standing() == Standing::Outstanding)
}

/// Returns whom a group puts into a wave, ascending.
fn grouped(wave: &Wave, roster: &Roster) -> Vec<PersonId> {
    let is_it = |at: u32| roster.decisions.waves.get(at as usize).is_some_and(|known| known.id == wave.id);
    let grouped = roster.decisions.in_waves.iter().filter(|(_, at)| is_it(*at));
    let mut people: Vec<PersonId> = grouped.map(|(person, _)| PersonId(*person)).collect();
    people.sort_unstable();
    people
}

/// Notes in each wave who comes with it and needs a licence, or may. Who goes with several waves comes with the first of
/// them, and needs one licence.
fn note_newcomers(
    plan: &Plan,
    roster: &Roster,
    (found, stands): (&[(u32, u32)], &[std::ops::Range<usize>]),
    all: &mut [WaveProgress],
) {
    let mut came = vec![false; if found.is_empty() { 0 } else { roster.len() }];
    for at in Wave::in_order(&plan.waves) {
        for (person, _) in &found[stands[at].clone()] {
            if !std::mem::replace(&mut came[*person as usize], true) {
                all[at].new.note(&roster.person(PersonId(*person)));
            }
        }
    }
}

/// Returns who goes with a wave, ascending: whom its filter finds, and whom a group puts into it.
fn goes_with(
    wave: &Wave,
    grouped: &[PersonId],
    roster: &Roster,
    steps: &mut Steps<'_>,
) -> Option<Vec<PersonId>> {
    let mut people = match Filter::parse(&wave.filter) {
        Ok(filter) if !wave.filter.trim().is_empty() => filter.rows(roster, &mut |rows| steps.pass(rows))?,
        _ => Vec::new(),
    };
    people.extend(grouped);
    people.sort_unstable();
    people.dedup();
    Some(people)
}

fn counted(id: &str, roster: &Roster, people: &[PersonId]) -> WaveProgress {
    let mut wave = WaveProgress { id: id.to_owned(), ..WaveProgress::default() };
    for person in people.iter().map(|id| roster.person(*id)) {
        wave.counts[person.standing()] += 1;
        wave.marks.note(person.standing(), person.marks(), 1);
    }
    wave
}
