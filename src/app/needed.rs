//! Opening every special case that is needed and not there, as one step that can be undone.
//!
//! What is needed is worked out by [`missing_cases`]. Where people call for a case, a worker looks them up among everybody
//! and puts them into it; where only accounts and answers do, it is done at once.

use std::ops::ControlFlow;
use std::sync::Arc;

use super::desk::Desk;
use super::effect::Job;
use super::event::Measured;
use crate::advice::ledger::{Proposed, is_easy, missing_cases, open_case};
use crate::guide::guide;
use crate::plan::{Day, Plan};
use crate::progress::{Mark, Roster};
use crate::widgets::State;
use crate::wording::{and, count, plural};

/// People between two looks at whether to stop.
const PEOPLE_A_LOOK: usize = 16 * 1024;

/// What the step is called.
const WHAT: &str = "opening of the special cases that are needed";

/// Cases to be opened by a worker.
#[derive(Clone, Debug)]
pub struct Needed {
    /// The plan they are to be in.
    pub plan: Arc<Plan>,
    /// Everybody, and the totals.
    pub measured: Measured,
    /// Today.
    pub today: Day,
}

/// The cases a worker opened.
#[derive(Clone, Debug)]
pub struct CasesOpened {
    /// The plan with them.
    pub plan: Arc<Plan>,
    /// The plan without them.
    pub before: Arc<Plan>,
    /// What was opened, in a sentence.
    pub says: String,
}

/// Opens the cases with the people who call for them; nothing when the work was stopped. `watch` is told how many people
/// were looked at.
pub fn open_needed(asked: &Needed, watch: &mut dyn FnMut(u64) -> ControlFlow<()>) -> Option<CasesOpened> {
    let missing = missing_cases(&asked.plan, &asked.measured.progress, guide());
    let people = look_up(&missing, &asked.measured.roster, watch)?;
    let mut plan = Plan::clone(&asked.plan);
    for (proposed, people) in missing.iter().zip(people) {
        open_case(&mut plan, proposed, people, asked.today);
    }
    let says = told(&missing, &asked.plan);
    Some(CasesOpened { plan: Arc::new(plan), before: Arc::clone(&asked.plan), says })
}

/// Returns the addresses of those who call for each case.
fn look_up(
    missing: &[Proposed],
    roster: &Roster,
    watch: &mut dyn FnMut(u64) -> ControlFlow<()>,
) -> Option<Vec<Vec<String>>> {
    let mut people: Vec<Vec<String>> = vec![Vec::new(); missing.len()];
    for (n, id) in roster.ids().enumerate() {
        if n.is_multiple_of(PEOPLE_A_LOOK) && watch(u64::try_from(n).unwrap_or(u64::MAX)).is_break() {
            return None;
        }
        let person = roster.person(id);
        let needs_case = person.marks().contains(Mark::NeedsCase);
        for (proposed, people) in missing.iter().zip(&mut people) {
            if proposed.is_about(person.standing(), needs_case) {
                people.push(person.email().to_owned());
            }
        }
    }
    Some(people)
}

/// Opens what is needed, or starts the worker that does.
pub fn open_needed_cases(desk: &mut Desk) {
    if let Some(why) = desk.read_only() {
        let says = format!("Nothing was changed. {why}");
        return desk.say(State::Attention, says);
    }
    let plan = Arc::clone(desk.plan());
    let missing = missing_cases(&plan, desk.progress(), guide());
    if missing.is_empty() {
        let says = format!("No special case is missing by what is known.{}", easy(&plan));
        return desk.say(State::Good, says);
    }
    if let (true, Some(measured)) = (missing.iter().any(|one| one.people > 0), desk.measured.clone()) {
        let needed = Needed { plan, measured, today: desk.today };
        desk.start("Opening the special cases", Job::OpenCases(Box::new(needed)));
        return;
    }
    let today = desk.today;
    desk.edit(WHAT, |plan| {
        for proposed in &missing {
            open_case(plan, proposed, Vec::new(), today);
        }
    });
    desk.say(State::Good, told(&missing, &plan));
}

/// Takes in what a worker opened; where the plan changed meanwhile nothing is opened.
pub(super) fn cases_opened(desk: &mut Desk, opened: CasesOpened) {
    if !Arc::ptr_eq(&opened.before, desk.plan()) {
        return desk.say(
            State::Attention,
            "The plan changed while the people were looked up. Nothing was opened; press o again.",
        );
    }
    if let Some(open) = &mut desk.open {
        open.document.replace(WHAT, opened.plan);
        desk.say(State::Good, opened.says);
    }
}

/// Says how many cases were opened of which kinds, and which accounts need none.
fn told(opened: &[Proposed], plan: &Plan) -> String {
    let mut kinds: Vec<&str> = opened.iter().map(|one| one.kind.label()).collect();
    kinds.sort_unstable();
    kinds.dedup();
    let kinds = if kinds.len() > 3 { plural(count(kinds.len()), "kind", "kinds") } else { and(&kinds) };
    let cases = plural(count(opened.len()), "special case was opened", "special cases were opened");
    format!("{cases}: {kinds}. Say who takes care of each.{} u takes it back.", easy(plan))
}

/// Says how many accounts need no special case (SC-EASY).
fn easy(plan: &Plan) -> String {
    let easy = plan.accounts.iter().filter(|account| is_easy(account, plan)).count();
    match easy {
        0 => String::new(),
        1 => " 1 account needs none.".to_owned(),
        several => format!(" {several} accounts need none."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::advice::advise;
    use crate::app::{Effect, Open};
    use crate::lists::{self, Hints};
    use crate::plan::{Account, CaseKind, Count, Domain, Group, ListKind, ListRecord};
    use crate::progress::{Source, measure};

    fn today() -> Day {
        "2026-11-21".parse().unwrap()
    }

    /// A desk whose plan has an account with rooms, one that needs nothing, and an executive outside.
    fn desk(executives: &[&str]) -> Desk {
        let account = |id: &str, rooms| Account {
            id: id.to_owned(),
            name: id.to_owned(),
            owner: format!("{id}@northwind.example"),
            plan: crate::plan::AccountPlan::Basic,
            users: Some(Count(1)),
            rooms: Some(Count(rooms)),
            phone: Some(false),
            ..Account::default()
        };
        let mut plan = Plan { accounts: vec![account("sales", 2), account("labs", 0)], ..Plan::default() };
        plan.domains.push(Domain { name: "northwind.example".to_owned(), ..Domain::default() });
        plan.groups.push(Group {
            id: "group-1".to_owned(),
            decision: crate::plan::Decision::Executive,
            people: executives.iter().map(|person| (*person).to_owned()).collect(),
            ..Group::default()
        });
        let mut go_on = |_| ControlFlow::Continue(());
        let text = "Email\nann@northwind.example\nbo@northwind.example\n";
        let list = lists::read(text.as_bytes(), &Hints::default(), &mut go_on).unwrap();
        let record = ListRecord { id: "outside-1".into(), kind: ListKind::Outside, ..ListRecord::default() };
        let source = Source { record, list: Ok(Arc::new(list)) };
        let (roster, progress) = measure(&plan, &[source], today(), &mut go_on).unwrap();
        let mut desk = Desk::bare();
        desk.advice = advise(&plan, &progress, guide(), today());
        desk.measured = Some(Measured { roster: Arc::new(roster), progress: Arc::new(progress) });
        desk.open = Some(Open::of(plan));
        desk
    }

    fn cases(desk: &Desk) -> Vec<(CaseKind, &str, usize)> {
        desk.plan().cases.iter().map(|case| (case.kind, case.account.as_str(), case.people.len())).collect()
    }

    fn said(desk: &Desk) -> &str {
        desk.notice.as_ref().map_or("", |notice| notice.says.as_str())
    }

    #[test]
    fn accounts_get_their_cases_at_once_and_as_one_step() {
        let mut desk = desk(&[]);
        open_needed_cases(&mut desk);
        assert_eq!(cases(&desk), [(CaseKind::Rooms, "sales", 0)]);
        assert_eq!(
            said(&desk),
            "1 special case was opened: Zoom Rooms. Say who takes care of each. 1 account needs none. u takes it back."
        );
        open_needed_cases(&mut desk);
        assert_eq!(said(&desk), "No special case is missing by what is known. 1 account needs none.");
        assert_eq!(desk.open.as_mut().unwrap().document.undo().as_deref(), Some(WHAT));
        assert_eq!(cases(&desk), []);
    }

    #[test]
    fn people_who_call_for_a_case_are_looked_up_and_are_in_it() {
        let mut desk = desk(&["ann@northwind.example", "zoe@northwind.example"]);
        open_needed_cases(&mut desk);
        assert_eq!(cases(&desk), [], "a worker does it");
        let Some(Effect::Start(_, Job::OpenCases(needed))) = desk.effects.pop() else {
            panic!("a job starts")
        };
        let opened = open_needed(&needed, &mut |_| ControlFlow::Continue(())).unwrap();
        cases_opened(&mut desk, opened);
        assert_eq!(cases(&desk), [(CaseKind::Rooms, "sales", 0), (CaseKind::Executive, "", 1)]);
        assert_eq!(desk.plan().cases[1].people, ["ann@northwind.example"], "nobody knows where zoe is");
        assert!(
            said(&desk).starts_with("2 special cases were opened: Zoom Rooms and executive or VIP."),
            "{}",
            said(&desk)
        );
        assert!(open_needed(&needed, &mut |_| ControlFlow::Break(())).is_none(), "it can be stopped");
    }

    #[test]
    fn a_plan_that_changed_meanwhile_is_not_overwritten() {
        let mut desk = desk(&["ann@northwind.example"]);
        open_needed_cases(&mut desk);
        let Some(Effect::Start(_, Job::OpenCases(needed))) = desk.effects.pop() else {
            panic!("a job starts")
        };
        let opened = open_needed(&needed, &mut |_| ControlFlow::Continue(())).unwrap();
        desk.edit("name", |plan| plan.organization.name = "Northwind".to_owned());
        cases_opened(&mut desk, opened);
        assert_eq!((cases(&desk), desk.plan().organization.name.as_str()), (vec![], "Northwind"));
        assert!(said(&desk).contains("press o again"));
    }

    #[test]
    fn a_plan_that_is_only_looked_at_gets_no_case() {
        let mut desk = desk(&[]);
        desk.open.as_mut().unwrap().read_only = Some("It is open elsewhere.".to_owned());
        open_needed_cases(&mut desk);
        assert_eq!((cases(&desk), said(&desk)), (vec![], "Nothing was changed. It is open elsewhere."));
    }
}
