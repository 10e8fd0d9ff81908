//! The special cases a plan needs and does not have: which accounts and people call for which kind, and why (guide §4).
//!
//! `TRIGGERS` is the table for accounts: a row a kind. People are known by totals only, so a case for them says how many
//! there are; whoever opens it looks them up (the mark `needs-case`). The findings, the page of cases and the command that
//! opens them all read [`missing_cases`].

use super::finding::Weight;
use super::situation::{acts, called};
use super::sub_account::{self, is_server};
use crate::guide::Guide;
use crate::plan::{Account, AccountPlan, Case, CaseKind, Day, MainAccount, Place, Plan};
use crate::progress::{Mark, Progress, Standing};
use crate::wording::{count, plural};

/// A special case that is needed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposed {
    /// Its kind; the guide's fact behind it is [`CaseKind::fact`].
    pub kind: CaseKind,
    /// The account it is about, by id; empty when it is about people or the organization.
    pub account: String,
    /// What it is about, as its title.
    pub title: String,
    /// What makes it needed, as the end of a sentence.
    pub why: String,
    /// How many people call for it; nothing where an account or an answer does.
    pub people: u32,
    /// How much a missing one weighs.
    pub weight: Weight,
    /// What follows without it, in sentences, where that is another thing than what the guide says of the kind.
    pub follows: Option<&'static str>,
}

impl Proposed {
    /// Returns the id of the finding that asks for it.
    #[must_use]
    pub fn finding_id(&self) -> String {
        let kind = self.kind.word();
        match (self.account.as_str(), self.kind) {
            ("", CaseKind::CloudLink) => "cases/no-cloudlink".to_owned(),
            ("", _) => format!("cases/needed/{kind}"),
            (account, _) => format!("accounts/needs-case/{account}/{kind}"),
        }
    }

    /// Returns whether a person with these standing and mark is one of those who call for it.
    #[must_use]
    pub fn is_about(&self, standing: Standing, needs_case: bool) -> bool {
        let of_it = CROWDS.iter().find(|crowd| crowd.kind == self.kind && self.people > 0);
        needs_case && of_it.is_some_and(|crowd| crowd.standings.contains(&standing))
    }
}

/// Returns how many special cases are called for and not there (as many as opening them all opens), and how many accounts need none, in
/// a sentence; `open` is added where some are missing: how to open them. Nothing where there is nothing to say.
#[must_use]
pub fn missing_in_words(plan: &Plan, progress: &Progress, guide: &Guide, open: &str) -> String {
    let missing = missing_cases(plan, progress, guide).len();
    let easy = plan.accounts.iter().filter(|account| is_easy(account, plan)).count();
    let needed = plural(count(missing), "special case is needed", "special cases are needed");
    let none = plural(count(easy), "account needs none", "accounts need none");
    match (missing, easy) {
        (0, 0) => String::new(),
        (0, _) => format!("By what is known, {none}."),
        (_, 0) => format!("{needed} and not there. {open}"),
        (_, _) => format!("{needed} and not there; {none}. {open}"),
    }
}

/// Returns whether a finding with this id asks for a case that is not there.
#[must_use]
pub fn is_missing_case(id: &str) -> bool {
    id.starts_with("accounts/needs-case/") || id.starts_with("cases/needed/") || id == "cases/no-cloudlink"
}

/// What makes an account a special case of a kind.
struct Trigger {
    kind: CaseKind,
    /// Returns why it is one, as the end of a sentence, and how much a missing case weighs.
    look: fn(&Account, &MainAccount) -> Option<(String, Weight)>,
}

/// What makes an account a special case, a kind a row (guide §4, *trigger*).
const TRIGGERS: &[Trigger] = &[
    Trigger { kind: CaseKind::SeveralUsers, look: several_users },
    Trigger { kind: CaseKind::Rooms, look: rooms },
    Trigger { kind: CaseKind::Phone, look: phone },
    Trigger { kind: CaseKind::Services, look: services },
    Trigger { kind: CaseKind::Vanity, look: vanity },
    Trigger { kind: CaseKind::Cluster, look: cluster },
    Trigger { kind: CaseKind::Business, look: business },
    Trigger { kind: CaseKind::Paid, look: paid },
];

/// People who call for a case by what lists and decisions say of them.
struct Crowd {
    kind: CaseKind,
    /// What they are now.
    standings: [Standing; 2],
    title: &'static str,
    /// The words for one and for several of them, as the end of a sentence.
    why: [&'static str; 2],
    weight: Weight,
    /// What follows without a case, where that is another thing than what the guide says of the kind.
    follows: Option<&'static str>,
}

/// Who calls for a case, a kind a row.
const CROWDS: &[Crowd] = &[
    Crowd {
        kind: CaseKind::Executive,
        standings: [Standing::Outstanding, Standing::Invited],
        title: "Executives outside",
        why: ["executive is still outside", "executives are still outside"],
        weight: Weight::Warning,
        follows: None,
    },
    Crowd {
        kind: CaseKind::External,
        // They are in already: what is left is to choose how it goes on.
        standings: [Standing::Native, Standing::Consolidated],
        title: "Members off your domains",
        why: ["member has an address off your domains", "members have an address off your domains"],
        weight: Weight::Advice,
        // By T-WARN-ABSORB it has happened already, where it happened.
        follows: Some(
            "Adding somebody from outside can take in an account of their own. Ask whether it did, and choose external \
             host or alias user for whoever is to keep one.",
        ),
    },
];

/// What the organization itself uses and no account or list shows.
struct Ours {
    kind: CaseKind,
    uses: fn(&Plan) -> bool,
    title: &'static str,
    why: &'static str,
    follows: Option<&'static str>,
}

/// What calls for a case by an answer about the organization or the main account, a kind a row.
const OURS: &[Ours] = &[
    // Either side counts, so ours does as well (fact SC-SERVICES).
    Ours {
        kind: CaseKind::Services,
        uses: |plan| plan.main_account.services == Some(true),
        title: "Business Services of the main account",
        why: "The main account uses a Business Service, and no special case plans for it",
        follows: Some(
            "The guidance is made for moves without them, so nobody can read there what happens: plan the move with \
             the Zoom account team. Services that customers rely on may stop.",
        ),
    },
    // A phone system integrated through CloudLink is prepared before its people are provisioned (guide §8).
    Ours {
        kind: CaseKind::CloudLink,
        uses: |plan| plan.organization.cloudlink == Some(true),
        title: "CloudLink phone system",
        why: "CloudLink is in use, and no special case prepares its people",
        follows: None,
    },
];

/// Returns the special cases the plan needs and does not have: by account in the order of the plan, then by people, then
/// by what the organization uses.
#[must_use]
pub fn missing_cases(plan: &Plan, progress: &Progress, guide: &Guide) -> Vec<Proposed> {
    let mut missing: Vec<Proposed> =
        plan.accounts.iter().flat_map(|account| of_account(account, plan, progress, guide)).collect();
    missing.extend(CROWDS.iter().filter_map(|crowd| of_crowd(crowd, progress)));
    // A case about the Business Services of an account found outside is about that one alone.
    let is_ours = |case: &Case| case.kind != CaseKind::Services || case.account_in(plan).is_none();
    let is_there = |ours: &Ours| plan.cases.iter().any(|case| case.kind == ours.kind && is_ours(case));
    let ours = OURS.iter().filter(|ours| (ours.uses)(plan) && !is_there(ours));
    missing.extend(ours.map(|ours| Proposed {
        kind: ours.kind,
        account: String::new(),
        title: ours.title.to_owned(),
        why: ours.why.to_owned(),
        people: 0,
        weight: Weight::Warning,
        follows: ours.follows,
    }));
    missing
}

/// Returns whether the owner of an account is a member of the main account: an address belongs to one account only, so
/// that one has moved.
fn has_moved(account: &Account, progress: &Progress) -> bool {
    progress.named(&Place::new("accounts", &account.id, "owner")).is_some_and(|owner| owner.member)
}

/// Returns the cases an account calls for and does not have; none once it has moved.
fn of_account(account: &Account, plan: &Plan, progress: &Progress, guide: &Guide) -> Vec<Proposed> {
    if has_moved(account, progress) {
        return Vec::new();
    }
    let mut of_it = plan.cases.iter().filter(|case| case.account.trim() == account.id).peekable();
    let is_looked_after = of_it.peek().is_some();
    let has: Vec<CaseKind> = of_it.map(|case| case.kind).collect();
    let called_for = called_for(account, plan).into_iter().filter(|(kind, ..)| !has.contains(kind));
    called_for
        .map(|(kind, why, weight)| {
            // Whoever looks after the account anyway only needs to be told of kinds without a step that blocks.
            let known = guide.case_kind(kind.fact());
            let blocks = known.is_some_and(|known| known.steps.iter().any(|step| step.blocking));
            let weight = if is_looked_after && !blocks { Weight::Advice } else { weight };
            let title = format!("{}: {}", called(&account.name, &account.id), kind.label());
            Proposed { kind, account: account.id.clone(), title, why, people: 0, weight, follows: None }
        })
        .collect()
}

fn of_crowd(crowd: &Crowd, progress: &Progress) -> Option<Proposed> {
    let of = |standing: &Standing| progress.marked(*standing, Mark::NeedsCase);
    let people: u32 = crowd.standings.iter().map(of).sum();
    let [one, several] = crowd.why;
    (people > 0).then(|| Proposed {
        kind: crowd.kind,
        account: String::new(),
        title: crowd.title.to_owned(),
        why: plural(people, one, several),
        people,
        weight: crowd.weight,
        follows: crowd.follows,
    })
}

/// Returns the kinds of case an account calls for, whether it has them or not, and why.
fn called_for(account: &Account, plan: &Plan) -> Vec<(CaseKind, String, Weight)> {
    let main = &plan.main_account;
    let fires =
        |trigger: &Trigger| (trigger.look)(account, main).map(|(why, weight)| (trigger.kind, why, weight));
    let mut all: Vec<(CaseKind, String, Weight)> = TRIGGERS.iter().filter_map(fires).collect();
    if all.iter().all(|(kind, ..)| *kind == CaseKind::Paid) && is_plain(account) {
        all.clear();
    }
    all
}

/// Returns whether an account needs no special case (SC-EASY): nothing calls for one, and enough is known to say so.
#[must_use]
pub fn is_easy(account: &Account, plan: &Plan) -> bool {
    called_for(account, plan).is_empty() && is_plain(account)
}

/// Whether it is Basic or Pro with one user and nothing beside (SC-EASY): that one accepts and is done, Pro or not.
fn is_plain(account: &Account) -> bool {
    matches!(account.plan, AccountPlan::Basic | AccountPlan::Pro)
        && account.users.is_some_and(|users| users.0 <= 1)
        && account.rooms.is_some_and(|rooms| rooms.0 == 0)
        && account.phone == Some(false)
        && add_ons(account).is_empty()
}

/// Returns what is known of the cases of an account, in a few words: which are missing, which there are, or that none is
/// needed.
#[must_use]
pub fn cases_of(account: &Account, plan: &Plan, progress: &Progress, guide: &Guide) -> String {
    let missing = of_account(account, plan, progress, guide).len();
    let there = plan.cases.iter().filter(|case| case.account.trim() == account.id).count();
    match (missing, there) {
        (0, 0) if has_moved(account, progress) => "owner is in".to_owned(),
        (0, 0) if is_easy(account, plan) => "none needed".to_owned(),
        (0, 0) => "not known yet".to_owned(),
        (0, there) => format!("{there} there"),
        (missing, _) => format!("{missing} missing"),
    }
}

/// Returns the day by which a case that is opened now is to be done: the day before the first domain is enabled, where
/// that is still to come (DOM-6).
#[must_use]
pub fn due_day(plan: &Plan, today: Day) -> Option<Day> {
    let asking = plan.domains.iter().filter(|domain| acts(domain.option));
    let first = asking.filter_map(|domain| domain.enabled_on).filter(|day| *day > today).min()?;
    Some(first.plus_days(-1))
}

/// Adds a case to the plan; nothing where the plan takes no more. `people` are those it is about beside the owner of its
/// account.
pub fn open_case(plan: &mut Plan, proposed: &Proposed, people: Vec<String>, today: Day) -> Option<()> {
    let due_on = due_day(plan, today);
    let id = plan.add_entry("cases")?;
    let case = plan.cases.iter_mut().find(|case| case.id == id)?;
    *case = Case {
        id,
        kind: proposed.kind,
        title: proposed.title.clone(),
        account: proposed.account.clone(),
        people,
        opened_on: Some(today),
        due_on,
        ..Case::default()
    };
    Some(())
}

fn several_users(account: &Account, _: &MainAccount) -> Option<(String, Weight)> {
    let users = account.users.filter(|users| users.0 > 1)?;
    Some((plural(users.0, "user", "users"), Weight::Warning))
}

fn rooms(account: &Account, _: &MainAccount) -> Option<(String, Weight)> {
    let rooms = account.rooms.filter(|rooms| rooms.0 > 0)?;
    Some((plural(rooms.0, "Zoom Room", "Zoom Rooms"), Weight::Warning))
}

fn phone(account: &Account, _: &MainAccount) -> Option<(String, Weight)> {
    (account.phone == Some(true)).then(|| ("it has Zoom Phone".to_owned(), Weight::Warning))
}

fn services(account: &Account, _: &MainAccount) -> Option<(String, Weight)> {
    (account.services == Some(true)).then(|| ("it uses a Business Service".to_owned(), Weight::Warning))
}

fn vanity(account: &Account, main: &MainAccount) -> Option<(String, Weight)> {
    let ours = vanity_name(&main.vanity_url);
    let theirs = vanity_name(&account.vanity_url).filter(|name| Some(name) != ours.as_ref())?;
    Some((format!("its vanity URL is {theirs}"), Weight::Warning))
}

fn cluster(account: &Account, main: &MainAccount) -> Option<(String, Weight)> {
    let (theirs, ours) = (account.cluster.trim(), main.cluster.trim());
    let differs = !theirs.is_empty() && !ours.is_empty() && !theirs.eq_ignore_ascii_case(ours);
    differs.then(|| (format!("it is on the cluster {theirs}"), Weight::Warning))
}

fn business(account: &Account, _: &MainAccount) -> Option<(String, Weight)> {
    let is_above =
        matches!(account.plan, AccountPlan::Business | AccountPlan::Enterprise | AccountPlan::Education);
    is_above.then(|| (format!("its plan is {}", account.plan.label()), Weight::Warning))
}

/// A refund for a plan alone is advice on Pro: licences do not move, and little else is lost.
fn paid(account: &Account, _: &MainAccount) -> Option<(String, Weight)> {
    let plan = format!("its plan is {}", account.plan.label());
    match (add_ons(account), account.plan) {
        ("", AccountPlan::Unknown | AccountPlan::Basic) => None,
        ("", AccountPlan::Pro) => Some((plan, Weight::Advice)),
        ("", _) => Some((plan, Weight::Warning)),
        (add_ons, _) => Some((format!("it pays for {add_ons}"), Weight::Warning)),
    }
}

/// Returns the name of a vanity URL; nothing where there is none, or it is that of Zoom's own servers.
fn vanity_name(url: &str) -> Option<String> {
    let host = sub_account::vanity_name(url);
    let name = host.split('.').next().unwrap_or_default();
    (!name.is_empty() && !is_server(name)).then(|| name.to_owned())
}

/// Returns what an account pays for beside its plan; empty where somebody wrote that there is nothing.
fn add_ons(account: &Account) -> &str {
    let add_ons = account.add_ons.trim();
    let nothing = ["none", "no", "nothing", "n/a", "-", "–", "0"];
    if nothing.iter().any(|word| add_ons.trim_end_matches('.').eq_ignore_ascii_case(word)) {
        ""
    } else {
        add_ons
    }
}

#[cfg(test)]
mod tests;
