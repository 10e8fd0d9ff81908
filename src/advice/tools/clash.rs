//! Where the tool of a group of people and another answer of the plan cannot both be meant.

use super::group_of;
use crate::plan::{Decision, DomainOption, ExclusionModel, Place, Plan, Population, ToolChoice};

/// Where the choice for a group of people and another answer of the plan cannot both be meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clash {
    /// What contradicts what.
    pub says: String,
    /// What to do about it.
    pub follows: &'static str,
    /// The guide's fact it is about.
    pub fact: &'static str,
    /// The answer to mend first.
    pub place: Place,
}

/// Returns the first contradiction between the choice for a group of people and the rest of the plan.
#[must_use]
pub fn clash(plan: &Plan, people: &Population) -> Option<Clash> {
    with_domain(plan, people).or_else(|| with_group(plan, people))
}

fn place(people: &Population, field: &str) -> Place {
    Place::new("populations", &people.id, field)
}

/// The option chosen for the people is not the one of their domain (a domain has one for everybody).
fn with_domain(plan: &Plan, people: &Population) -> Option<Clash> {
    let name = people.domain.trim();
    if people.tool != ToolChoice::Domain || name.is_empty() {
        return None;
    }
    let Some(domain) = plan.domain(name) else {
        return Some(Clash {
            says: format!("The associated domain is chosen for {name}, which is not among the domains."),
            follows: "Add the domain, or choose a tool that works without it.",
            fact: "D-3",
            place: place(people, "domain"),
        });
    };
    let open = |option| option == DomainOption::Undecided;
    if open(people.option) || open(domain.option) || people.option == domain.option {
        return None;
    }
    Some(Clash {
        says: format!(
            "“{}” is chosen for these people, and “{}” for {}.",
            short(people.option),
            short(domain.option),
            domain.name.trim()
        ),
        follows: "A domain has one option for everybody on it. Change one of the two, or give these people another tool.",
        fact: "DOM-8",
        place: place(people, "option"),
    })
}

fn short(option: DomainOption) -> &'static str {
    let label = option.label();
    label.split_once(':').map_or(label, |(short, _)| short)
}

/// The group says that they stay outside in one way, the tool says otherwise.
fn with_group(plan: &Plan, people: &Population) -> Option<Clash> {
    let id = people.group.trim();
    if id.is_empty() {
        return None;
    }
    let Some(group) = group_of(plan, people) else {
        return Some(Clash {
            says: format!("No group has the id {id}."),
            follows: "Name a group of “Decisions about people”, or say by domain or filter who they are.",
            fact: "SC-EXTERNAL",
            place: place(people, "group"),
        });
    };
    let model = match people.tool {
        ToolChoice::ExternalHost => Some(ExclusionModel::ExternalHost),
        ToolChoice::AliasUser => Some(ExclusionModel::AliasUser),
        _ => None,
    };
    let title = group.title.trim();
    let at = |field: &str| Place::new("groups", &group.id, field);
    let clash = |says: String, follows, place| Some(Clash { says, follows, fact: "SC-EXTERNAL", place });
    match (people.tool, model, group.decision == Decision::Excluded) {
        (ToolChoice::Undecided, ..) => None,
        (_, Some(_), false) => clash(
            format!(
                "The tool keeps these people outside; the group “{title}” is not decided to stay outside."
            ),
            "Decide “stays outside” for the group, so that nobody of it is invited or counted as outstanding.",
            at("decision"),
        ),
        (_, Some(model), true) if group.model != model => clash(
            format!(
                "“{}” is chosen for these people, and “{}” for the group “{title}”.",
                model_word(model),
                model_word(group.model)
            ),
            "Give the group the same model: licences are counted by it.",
            at("model"),
        ),
        (ToolChoice::Domain | ToolChoice::Invite | ToolChoice::Release, None, true) => clash(
            format!("The tool is to bring these people in; the group “{title}” is decided to stay outside."),
            "Change the decision about the group, or choose how they work with you from outside.",
            place(people, "tool"),
        ),
        _ => None,
    }
}

fn model_word(model: ExclusionModel) -> &'static str {
    let label = model.label();
    label.split_once(':').map_or(label, |(short, _)| short)
}
