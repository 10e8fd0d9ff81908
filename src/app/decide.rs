//! What a decision about people changes in the plan: groups, cases and waves get or lose addresses.
//!
//! [`decide`] is used in place for one person. For a selection [`review`] does it on a copy of the plan, on a worker, so
//! that what will happen is told before it does, and a million addresses stop no key.

use std::collections::HashSet;
use std::ops::ControlFlow;
use std::sync::Arc;

use crate::lists::email;
use crate::plan::{CaseKind, Day, Decision, ExclusionModel, Group, Plan};
use crate::progress::{PeopleSet, Roster, Standing};
use crate::wording::{count, plural};

/// People between two looks at whether to stop.
const PEOPLE_A_LOOK: usize = 16 * 1024;

/// What is decided about people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Decided {
    /// They stay outside in this way, for this reason.
    Exclude(ExclusionModel, String),
    /// They stay outside with a group there is, by its id.
    Join(String),
    /// They are executives.
    Executive,
    /// A case of this kind is opened about them.
    OpenCase(CaseKind),
    /// They are added to a case there is, by its id.
    AddToCase(String),
    /// They go with a wave, by its id.
    Wave(String),
    /// This is worth remembering of them.
    Note(String),
    /// What was decided in this way is taken back.
    TakeBack(Decision),
}

/// A decision about a selection, to be reviewed.
#[derive(Clone, Debug)]
pub struct Proposal {
    /// The plan it is to change.
    pub plan: Arc<Plan>,
    /// Everybody.
    pub roster: Arc<Roster>,
    /// About whom.
    pub people: Arc<PeopleSet>,
    /// What.
    pub what: Decided,
    /// Today.
    pub today: Day,
}

/// What a decision came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Told {
    /// For how many people something changes.
    pub changed: u32,
    /// How many had it so before.
    pub already: u32,
    /// What the group, case or wave is called.
    pub title: String,
}

/// What a decision about a selection would come to.
#[derive(Clone, Debug)]
pub struct Reviewed {
    /// The plan with it.
    pub plan: Arc<Plan>,
    /// The plan without it.
    pub before: Arc<Plan>,
    /// What changes.
    pub told: Told,
    /// How many of the people have which standing, those that occur, in the order of the rule.
    pub standings: Vec<(Standing, u32)>,
}

/// Works out what a decision about a selection comes to; nothing when the work was stopped.
///
/// `watch` is told how many people were looked at.
pub fn review(asked: &Proposal, watch: &mut dyn FnMut(u64) -> ControlFlow<()>) -> Option<Reviewed> {
    let mut people = Vec::with_capacity(asked.people.len());
    let mut counted = [0_u32; Standing::ALL.len()];
    for (n, person) in asked.people.iter().enumerate() {
        if n.is_multiple_of(PEOPLE_A_LOOK) && watch(u64::try_from(n).unwrap_or(u64::MAX)).is_break() {
            return None;
        }
        let person = asked.roster.person(person);
        counted[person.standing() as usize] += 1;
        people.push(person.email().to_owned());
    }
    let mut plan = Plan::clone(&asked.plan);
    let who = plural(count(people.len()), "person", "people");
    let told = decide(&mut plan, (people, &who), &asked.what, asked.today);
    let standings = Standing::ALL.into_iter().zip(counted).filter(|(_, people)| *people > 0).collect();
    Some(Reviewed { plan: Arc::new(plan), before: Arc::clone(&asked.plan), told, standings })
}

/// Puts a decision about people into the plan; `who` is what they are called in titles.
pub fn decide(plan: &mut Plan, (people, who): (Vec<String>, &str), what: &Decided, today: Day) -> Told {
    let asked = people.len();
    let (changed, title) = match what {
        Decided::Exclude(model, reason) => exclude(plan, people, *model, reason),
        Decided::Join(id) => join(plan, people, id),
        Decided::Executive => executive(plan, people),
        Decided::OpenCase(kind) => open_case(plan, (people, who), *kind, today),
        Decided::AddToCase(id) => add_to_case(plan, people, id),
        Decided::Wave(id) => into_wave(plan, people, id),
        Decided::Note(note) => {
            let title = format!("Note on {who}");
            let kept = new_group(plan, Decision::Note, people).map(|group| {
                group.title.clone_from(&title);
                group.note.clone_from(note);
            });
            (kept.map_or(0, |()| asked), title)
        }
        Decided::TakeBack(decision) => (take_out(plan, &people, *decision), String::new()),
    };
    Told { changed: count(changed), already: count(asked.saturating_sub(changed)), title }
}

/// Returns whether a group names somebody.
#[must_use]
pub fn holds(group: &Group, email: &str) -> bool {
    group.people.iter().any(|address| email::is_same(address, email))
}

/// Returns an address as it is compared.
fn small(address: &str) -> String {
    let known = email::normalise(address).map(|known| known.as_str().to_owned());
    known.unwrap_or_else(|_| address.trim().to_lowercase())
}

/// Returns the people no group of this decision names yet.
fn new_to(plan: &Plan, people: Vec<String>, is_meant: impl Fn(&Group) -> bool) -> Vec<String> {
    let groups = plan.groups.iter().filter(|group| is_meant(group));
    let known: HashSet<String> =
        groups.flat_map(|group| &group.people).map(|address| small(address)).collect();
    people.into_iter().filter(|address| !known.contains(&small(address))).collect()
}

/// Adds a group; nothing where the plan takes no more.
fn new_group(plan: &mut Plan, decision: Decision, people: Vec<String>) -> Option<&mut Group> {
    plan.add_entry("groups")?;
    let group = plan.groups.last_mut()?;
    group.decision = decision;
    group.people = people;
    Some(group)
}

/// Adds people to the first group that fits, or to a new one, which `name` fills in. Returns how many and its title.
fn add_to_group(
    plan: &mut Plan,
    (people, decision): (Vec<String>, Decision),
    fits: impl Fn(&Group) -> bool,
    name: impl FnOnce(&mut Group),
) -> (usize, String) {
    let new = people.len();
    if let Some(group) = plan.groups.iter_mut().find(|group| group.decision == decision && fits(group)) {
        group.people.extend(people);
        return (new, group.title.clone());
    }
    if new == 0 {
        return (0, String::new());
    }
    match new_group(plan, decision, people) {
        Some(group) => {
            name(group);
            (new, group.title.clone())
        }
        None => (0, String::new()),
    }
}

/// Who stays outside in the same way for the same reason is in one group.
fn exclude(plan: &mut Plan, people: Vec<String>, model: ExclusionModel, reason: &str) -> (usize, String) {
    let people = new_to(plan, people, |group| group.decision == Decision::Excluded);
    let same = |group: &Group| group.model == model && group.reason.eq_ignore_ascii_case(reason);
    add_to_group(plan, (people, Decision::Excluded), same, |group| {
        group.title = crate::widgets::cut(reason.trim_end_matches('.'), 60);
        group.model = model;
        reason.clone_into(&mut group.reason);
    })
}

fn join(plan: &mut Plan, people: Vec<String>, id: &str) -> (usize, String) {
    let people = new_to(plan, people, |group| group.decision == Decision::Excluded);
    match plan.groups.iter_mut().find(|group| group.id == id) {
        Some(group) => {
            let new = people.len();
            group.people.extend(people);
            (new, group.title.clone())
        }
        None => (0, String::new()),
    }
}

fn executive(plan: &mut Plan, people: Vec<String>) -> (usize, String) {
    let people = new_to(plan, people, |group| group.decision == Decision::Executive);
    add_to_group(
        plan,
        (people, Decision::Executive),
        |_| true,
        |group| "Executives".clone_into(&mut group.title),
    )
}

fn open_case(
    plan: &mut Plan,
    (people, who): (Vec<String>, &str),
    kind: CaseKind,
    today: Day,
) -> (usize, String) {
    let opened = plan.add_entry("cases").and_then(|_| plan.cases.last_mut());
    let Some(case) = opened else { return (0, String::new()) };
    let new = people.len();
    case.kind = kind;
    who.clone_into(&mut case.title);
    case.people = people;
    case.opened_on = Some(today);
    (new, case.title.clone())
}

fn add_to_case(plan: &mut Plan, people: Vec<String>, id: &str) -> (usize, String) {
    let Some(case) = plan.cases.iter_mut().find(|case| case.id == id) else { return (0, String::new()) };
    let known: HashSet<String> = case.people.iter().map(|address| small(address)).collect();
    let before = case.people.len();
    case.people.extend(people.into_iter().filter(|address| !known.contains(&small(address))));
    (case.people.len() - before, case.title.clone())
}

/// Who went with another wave goes with this one only.
fn into_wave(plan: &mut Plan, people: Vec<String>, id: &str) -> (usize, String) {
    let title = plan.waves.iter().find(|wave| wave.id == id).map(|wave| wave.title.clone());
    let title = title.filter(|title| !title.is_empty()).unwrap_or_else(|| id.to_owned());
    let is_here = |group: &Group| group.decision == Decision::Wave && group.wave == id;
    let people = new_to(plan, people, is_here);
    take_out(plan, &people, Decision::Wave);
    let (new, _) = add_to_group(
        plan,
        (people, Decision::Wave),
        |group| group.wave == id,
        |group| {
            group.title = format!("Wave: {title}");
            id.clone_into(&mut group.wave);
        },
    );
    (new, title)
}

/// Takes people out of the groups of a decision; a group of which nobody is left goes with them. Returns how many were in
/// one.
fn take_out(plan: &mut Plan, people: &[String], decision: Decision) -> usize {
    let leaving: HashSet<String> = people.iter().map(|address| small(address)).collect();
    let mut left: HashSet<String> = HashSet::new();
    let mut emptied = Vec::new();
    for group in plan.groups.iter_mut().filter(|group| group.decision == decision) {
        let before = group.people.len();
        group.people.retain(|address| {
            let address = small(address);
            let stays = !leaving.contains(&address);
            if !stays {
                left.insert(address);
            }
            stays
        });
        if group.people.is_empty() && before > 0 {
            emptied.push(group.id.clone());
        }
    }
    for id in emptied {
        plan.remove_entry("groups", &id);
    }
    left.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    const ANA: &str = "ana@northwind.example";
    const BISI: &str = "bisi@northwind.example";

    fn decided(plan: &mut Plan, people: &[&str], what: &Decided) -> (u32, u32, String) {
        let people: Vec<String> = people.iter().map(|person| (*person).to_owned()).collect();
        let told = decide(plan, (people, "Ana Pauli"), what, "2026-11-21".parse().unwrap());
        (told.changed, told.already, told.title)
    }

    fn because(reason: &str) -> Decided {
        Decided::Exclude(ExclusionModel::ExternalHost, reason.to_owned())
    }

    #[test]
    fn who_stays_outside_for_the_same_reason_joins_the_same_group() {
        let mut plan = Plan::default();
        decided(&mut plan, &[ANA], &because("External trainers."));
        let told = decided(&mut plan, &[BISI, "Ana@Northwind.example"], &because("external trainers."));
        assert_eq!(told, (1, 1, "External trainers".to_owned()), "Ana stays outside already");
        assert_eq!(
            (plan.groups.len(), &plan.groups[0].people[..]),
            (1, &[ANA.to_owned(), BISI.to_owned()][..])
        );
        let other = Decided::Exclude(ExclusionModel::AliasUser, "External trainers.".to_owned());
        decided(&mut plan, &["cy@northwind.example"], &other);
        assert_eq!(plan.groups.len(), 2, "another way of working is another group");
    }

    #[test]
    fn nobody_becomes_an_executive_twice() {
        let mut plan = Plan::default();
        assert_eq!(decided(&mut plan, &[ANA, BISI], &Decided::Executive).0, 2);
        assert_eq!(decided(&mut plan, &["Ana@Northwind.example"], &Decided::Executive).0, 0);
        assert_eq!((plan.groups.len(), plan.groups[0].people.len()), (1, 2));
    }

    #[test]
    fn a_case_is_open_from_today_and_takes_more_people_in_once() {
        let mut plan = Plan::default();
        decided(&mut plan, &[ANA], &Decided::OpenCase(CaseKind::Phone));
        let case = &plan.cases[0];
        assert_eq!(case.closed_on, None);
        assert_eq!((case.title.as_str(), case.opened_on), ("Ana Pauli", "2026-11-21".parse().ok()));
        let id = Decided::AddToCase(case.id.clone());
        assert_eq!(decided(&mut plan, &[ANA, BISI], &id), (1, 1, "Ana Pauli".to_owned()));
        assert_eq!(plan.cases[0].people, [ANA, BISI]);
    }

    #[test]
    fn somebody_goes_with_one_wave_only() {
        let mut plan = Plan::default();
        for _ in 0..2 {
            plan.add_entry("waves");
        }
        decided(&mut plan, &[ANA, BISI], &Decided::Wave("wave-1".into()));
        assert_eq!(decided(&mut plan, &[ANA], &Decided::Wave("wave-2".into())).0, 1);
        let people: Vec<(&str, usize)> =
            plan.groups.iter().map(|group| (group.wave.as_str(), group.people.len())).collect();
        assert_eq!(people, [("wave-1", 1), ("wave-2", 1)]);
    }

    #[test]
    fn a_decision_taken_back_leaves_no_empty_group() {
        let mut plan = Plan::default();
        decided(&mut plan, &[ANA], &because("Trainer."));
        decided(&mut plan, &[ANA, BISI], &Decided::Executive);
        let back = Decided::TakeBack(Decision::Excluded);
        assert_eq!(decided(&mut plan, &[ANA, BISI], &back), (1, 1, String::new()));
        assert_eq!((plan.groups.len(), plan.groups[0].decision), (1, Decision::Executive));
    }
}
