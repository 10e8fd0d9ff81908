//! Which tool suits a group of people: what their answers speak for and against, and what to beware of.
//!
//! The arguments and their weights are the guide's (`guide/questions.toml`); here they are only added up. A tool is
//! proposed and never chosen: the planner chooses, says why, and is warned where the tool does not do what is meant.

mod cautions;
mod clash;

use crate::guide::{Argument, DomainOption as OptionFacts, Guide, Tool, ToolQuestion};
use crate::plan::{Group, Plan, Population};
use crate::wording::{count, plural};

pub use cautions::{Caution, Gravity, cautions};
pub use clash::{Clash, clash};

/// One argument that applies, with the answer that brings it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Applies<'g> {
    /// The question that was answered.
    pub question: &'g ToolQuestion,
    /// What follows from the answer.
    pub argument: &'g Argument,
}

/// A tool with all that speaks for and against it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ranked<'g> {
    /// The tool.
    pub tool: &'g Tool,
    /// The weights of all arguments, added up.
    pub score: i32,
    /// An argument against it weighs so much that nothing helps.
    pub ruled_out: bool,
    /// What speaks for it, the heaviest first.
    pub pros: Vec<Applies<'g>>,
    /// What speaks against it, the heaviest first.
    pub cons: Vec<Applies<'g>>,
}

/// Returns the answer of a group of people to one of the guide's questions; nothing while it is not given.
#[must_use]
pub fn answer(people: &Population, question: &str) -> Option<bool> {
    let field = Population::FIELDS.iter().find(|field| field.question.id == question)?;
    match field.get(people).as_str() {
        "yes" => Some(true),
        "no" => Some(false),
        _ => None,
    }
}

/// Returns how many of the guide's questions are answered.
#[must_use]
pub fn answered(people: &Population, guide: &Guide) -> usize {
    guide.tool_questions().iter().filter(|question| answer(people, &question.id).is_some()).count()
}

fn applying<'g>(people: &Population, guide: &'g Guide) -> Vec<Applies<'g>> {
    let mut all = Vec::new();
    for question in guide.tool_questions() {
        let arguments = match answer(people, &question.id) {
            Some(true) => &question.yes,
            Some(false) => &question.no,
            None => continue,
        };
        all.extend(arguments.iter().map(|argument| Applies { question, argument }));
    }
    all
}

/// Returns every tool, the one that suits best first; those that are ruled out come last.
#[must_use]
pub fn rank<'g>(people: &Population, guide: &'g Guide) -> Vec<Ranked<'g>> {
    let applying = applying(people, guide);
    let mut ranked: Vec<Ranked> = guide
        .tools()
        .iter()
        .map(|tool| {
            let about = applying.iter().copied().filter(|one| one.argument.tool.as_ref() == Some(&tool.slug));
            let (mut pros, mut cons): (Vec<_>, Vec<_>) = about.partition(|one| one.argument.weighs > 0);
            pros.sort_by_key(|one| std::cmp::Reverse(one.argument.weighs));
            cons.sort_by_key(|one| one.argument.weighs);
            let score = pros.iter().chain(&cons).map(|one| one.argument.weighs).sum();
            let ruled_out = cons.iter().any(|one| one.argument.weighs <= Argument::RULES_OUT);
            Ranked { tool, score, ruled_out, pros, cons }
        })
        .collect();
    ranked.sort_by_key(|one| (one.ruled_out, std::cmp::Reverse(one.score)));
    ranked
}

/// Returns the tool to propose: the first that is not ruled out and has more for it than against it, if no other has
/// as much.
#[must_use]
pub fn proposed<'r, 'g>(ranked: &'r [Ranked<'g>]) -> Option<&'r Ranked<'g>> {
    let first = ranked.first().filter(|first| !first.ruled_out && first.score > 0)?;
    let second = ranked.get(1).filter(|second| !second.ruled_out);
    second.is_none_or(|second| second.score < first.score).then_some(first)
}

/// Returns the option of an associated domain that suits best with the arguments about it, or nothing where no answer
/// speaks for one.
#[must_use]
pub fn best_option<'g>(people: &Population, guide: &'g Guide) -> Option<(&'g OptionFacts, Vec<Applies<'g>>)> {
    let applying = applying(people, guide);
    let mut best: Option<(i32, &OptionFacts, Vec<Applies>)> = None;
    for option in guide.domain_options() {
        let about: Vec<Applies> = applying
            .iter()
            .copied()
            .filter(|one| one.argument.option.as_ref() == Some(&option.slug))
            .collect();
        let score = about.iter().map(|one| one.argument.weighs).sum();
        if score > best.as_ref().map_or(0, |(score, ..)| *score) {
            best = Some((score, option, about));
        }
    }
    best.map(|(_, option, about)| (option, about))
}

/// Returns the group that says who the people are, if the plan has it.
#[must_use]
pub fn group_of<'p>(plan: &'p Plan, people: &Population) -> Option<&'p Group> {
    let id = people.group.trim();
    plan.groups.iter().find(|group| !id.is_empty() && group.id == id)
}

/// Returns who the people are, in a few words; empty while nothing says it.
#[must_use]
pub fn who(plan: &Plan, people: &Population) -> String {
    let mut says = Vec::new();
    if !people.domain.trim().is_empty() {
        says.push(format!("on {}", people.domain.trim()));
    }
    if !people.filter.trim().is_empty() {
        says.push(format!("by the filter {}", people.filter.trim()));
    }
    if !people.group.trim().is_empty() {
        let title = group_of(plan, people).map(|group| group.title.trim()).filter(|title| !title.is_empty());
        let many = group_of(plan, people).map(|group| plural(count(group.people.len()), "person", "people"));
        let many = many.map_or(String::new(), |many| format!(" ({many})"));
        says.push(format!("in the group {}{many}", title.unwrap_or(people.group.trim())));
    }
    says.join(", ")
}

/// Returns the filter the people fit, by their domain and by their own filter; nothing where neither says who they are.
#[must_use]
pub fn filter_of(people: &Population) -> Option<String> {
    let domain = Some(people.domain.trim()).filter(|domain| !domain.is_empty());
    let filter = Some(people.filter.trim()).filter(|filter| !filter.is_empty());
    let words: Vec<String> = domain
        .map(|domain| format!("domain:{domain}"))
        .into_iter()
        .chain(filter.map(str::to_owned))
        .collect();
    (!words.is_empty()).then(|| words.join(" "))
}

#[cfg(test)]
mod tests;
