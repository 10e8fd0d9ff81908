//! What to beware of with a tool: where it does not do what is meant, and what is worth knowing beforehand.

use std::collections::HashSet;

use super::group_of;
use crate::plan::{Day, Domain, DomainOption, Plan, Population, ToolChoice, domain_key};
use crate::wording::plural;

/// How much a caution weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gravity {
    /// The tool does not do what is meant, or does harm: a finding.
    DoesHarm,
    /// Worth knowing beforehand.
    WorthKnowing,
}

/// Something to beware of with the tool that was chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Caution {
    /// Its name, for findings.
    pub id: &'static str,
    /// What to beware of.
    pub says: String,
    /// The guide's fact behind it.
    pub fact: &'static str,
    /// How much it weighs.
    pub gravity: Gravity,
}

fn harm(id: &'static str, fact: &'static str, says: impl Into<String>) -> Caution {
    Caution { id, says: says.into(), fact, gravity: Gravity::DoesHarm }
}

fn know(id: &'static str, fact: &'static str, says: impl Into<String>) -> Caution {
    Caution { id, says: says.into(), fact, gravity: Gravity::WorthKnowing }
}

/// Returns what to beware of with the tool that was chosen, the gravest first.
#[must_use]
pub fn cautions(plan: &Plan, people: &Population, today: Day) -> Vec<Caution> {
    let mut all = match people.tool {
        ToolChoice::Undecided => Vec::new(),
        ToolChoice::Organization => organization(people),
        ToolChoice::SubAccount => sub_account(people),
        ToolChoice::Domain => domain(people),
        ToolChoice::Release => vec![know(
            "names-only",
            "REL-9",
            "The list only names people. Choose afterwards how they come in: by invitation or through the domain.",
        )],
        ToolChoice::Invite => invite(plan, people, today),
        ToolChoice::ExternalHost => external_host(people),
        ToolChoice::AliasUser => alias_user(people),
    };
    all.sort_by_key(|caution| caution.gravity == Gravity::WorthKnowing);
    all
}

fn organization(people: &Population) -> Vec<Caution> {
    let mut all = Vec::new();
    if people.join == Some(true) {
        all.push(harm(
            "merges-nothing",
            "T-ORG",
            "An organization link merges nothing: these people stay outside, and are counted outside.",
        ));
    }
    all.push(know(
        "one-organization",
        "T-ORG",
        "An account can be in one organization only. Ask both sides first.",
    ));
    all
}

fn sub_account(people: &Population) -> Vec<Caution> {
    let mut all = Vec::new();
    if people.join == Some(true) {
        all.push(harm(
            "not-the-main-account",
            "SUB-1",
            "A sub-account is not the main account: these people would end up beside it.",
        ));
    }
    all.push(know(
        "inherits-nothing",
        "SUB-3",
        "It inherits nothing: settings and locks of your account have to be made there again.",
    ));
    all
}

fn domain(people: &Population) -> Vec<Caution> {
    let mut all = Vec::new();
    if people.domain_ours == Some(false) {
        all.push(harm(
            "domain-not-ours",
            "D-3",
            "Nothing can be switched on for a domain that is not verified as yours.",
        ));
    }
    match (people.option, people.join) {
        (DomainOption::Change, Some(true)) => all.push(harm(
            "change-brings-nobody",
            "DOM-CHANGE",
            "With “change address” alone nobody comes in: people have to leave the domain's address.",
        )),
        (DomainOption::NotUsed | DomainOption::Observe, Some(true)) => all.push(harm(
            "counts-only",
            "DOM-8",
            "With nothing switched on, the domain is only counted and nobody is asked to join.",
        )),
        _ => {}
    }
    if people.care == Some(true) {
        all.push(know(
            "care-first",
            "DOM-6",
            "Finish the special cases before it is switched on: the option reaches everybody at once.",
        ));
    }
    all.push(know(
        "never-forced",
        "DOM-2",
        "Nobody can be made to join: taking another address stays open to all.",
    ));
    if people.join != Some(false) {
        all.push(no_way_back());
    }
    all
}

fn no_way_back() -> Caution {
    know(
        "no-way-back",
        "Z-12",
        "It is reported that a member on a managed domain cannot be unlinked. Say so before people accept.",
    )
}

/// Whether an option of the domain is switched on, so that an invitation cannot simply be passed over.
fn is_associated(domain: &Domain, today: Day) -> bool {
    let acts =
        matches!(domain.option, DomainOption::Change | DomainOption::Consolidate | DomainOption::SignUp);
    acts && domain.enabled_on.is_some_and(|day| day <= today)
}

/// Returns the domains the people are on, as far as the plan says: by domain, or by the addresses of their group.
fn domains_of(plan: &Plan, people: &Population) -> Vec<String> {
    let mut keys: Vec<String> = Vec::new();
    let grouped = group_of(plan, people).map_or(&[][..], |group| &group.people);
    let addresses = grouped.iter().filter_map(|address| address.rsplit_once('@')).map(|(_, domain)| domain);
    // Of a hundred thousand addresses on a few domains each spelling is looked at once.
    let mut seen: HashSet<&str> = HashSet::new();
    for domain in [people.domain.as_str()].into_iter().chain(addresses).filter(|domain| seen.insert(domain)) {
        let key = domain_key(domain);
        if !key.is_empty() && !keys.contains(&key) {
            keys.push(key);
        }
    }
    keys
}

fn invite(plan: &Plan, people: &Population, today: Day) -> Vec<Caution> {
    let mut all = Vec::new();
    let domains = domains_of(plan, people);
    let (ours, foreign): (Vec<_>, Vec<_>) = domains.into_iter().partition(|key| plan.domain(key).is_some());
    if people.outsiders == Some(true) || !foreign.is_empty() {
        let whom = match foreign.first() {
            Some(first) => format!("{first} is not among your domains"),
            None => "They have an account of their own".to_owned(),
        };
        all.push(harm(
            "absorbs",
            "T-WARN-ABSORB",
            format!(
                "{whom}: accepting the invitation pulls that account into yours. What was paid for it is refunded where \
                 that applies, and its licences are gone."
            ),
        ));
    }
    if people.names_known == Some(false) {
        all.push(harm(
            "no-addresses",
            "D-4",
            "Without addresses nobody can be invited. Ask for the release list first.",
        ));
    }
    let not_yet =
        ours.iter().find(|key| !plan.domain(key).is_some_and(|domain| is_associated(domain, today)));
    if let Some(key) = not_yet {
        all.push(know(
            "may-be-ignored",
            "T-INV",
            format!("No option is switched on for {key}: until one is, an invitation can be ignored."),
        ));
    }
    if people.pay == Some(true) {
        all.push(know(
            "paid-singly",
            "Z-1",
            "Those who pay for a plan cannot be in the bulk file: invite them one by one.",
        ));
    }
    if people.join != Some(false) && !ours.is_empty() {
        all.push(no_way_back());
    }
    all
}

fn external_host(people: &Population) -> Vec<Caution> {
    let paid = match people.pay {
        Some(true) => None,
        Some(false) => Some(harm(
            "needs-a-licence",
            "T-EXT",
            "They pay for no plan: without a paid licence of their own they cannot be alternative host.",
        )),
        None => Some(know(
            "licence-not-known",
            "T-EXT",
            "Ask whether each has a paid licence of their own: without one they cannot be alternative host.",
        )),
    };
    let joins = (people.join == Some(true)).then(|| {
        harm(
            "stays-outside",
            "T-EXT",
            "As external hosts they stay outside, and you said that they are to end up in.",
        )
    });
    let seen = (people.oversight == Some(true)).then(|| {
        harm(
            "not-seen",
            "T-EXT",
            "You said that you must see their meetings; your admins do not see those of external hosts.",
        )
    });
    let link = know(
        "start-link",
        "COM-4",
        "Send them the start link: they do not find the meeting in their own account.",
    );
    [joins, paid, seen].into_iter().flatten().chain([link]).collect()
}

fn alias_user(people: &Population) -> Vec<Caution> {
    let licences = match people.how_many {
        Some(many) => format!("It takes {} of yours.", plural(many.0, "licence", "licences")),
        None => "It takes a licence of yours for each of them; note how many they are.".to_owned(),
    };
    vec![
        know("takes-licences", "LIC-1", licences),
        know(
            "right-address",
            "T-WARN-ABSORB",
            "Invite the address on your domain, never the person's own: that one would pull their account into yours.",
        ),
    ]
}
