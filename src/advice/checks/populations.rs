//! Populations: each is given a tool, and the tool does what is meant.

use super::super::Finding;
use super::super::situation::{Situation, called};
use super::super::tools::{Gravity, cautions, clash, rank};
use crate::plan::{Place, Population, ToolChoice};
use crate::progress::Filter;

fn at(people: &Population, field: &str) -> Place {
    Place::new("populations", &people.id, field)
}

/// Whoever is named as a group of their own is given a tool.
pub(super) fn have_a_tool(now: &Situation) -> Vec<Finding> {
    let open = now.plan.populations.iter().filter(|people| people.tool == ToolChoice::Undecided);
    open.map(|people| {
        let says = format!("No tool is chosen for “{}”.", called(&people.title, &people.id));
        Finding::warning(format!("populations/undecided/{}", people.id), at(people, "tool"), says)
            .because("Until one is, nobody knows whether these people are asked, invited or left alone. Answer the questions.")
            .fact("DOM-8")
    })
    .collect()
}

/// The tool does not contradict the option of the domain or the decision about the group.
pub(super) fn agree_with_the_plan(now: &Situation) -> Vec<Finding> {
    let clashes = now.plan.populations.iter().filter_map(|people| Some((people, clash(now.plan, people)?)));
    clashes
        .map(|(people, clash)| {
            let says = format!("{}: {}", called(&people.title, &people.id), clash.says);
            Finding::warning(format!("populations/contradiction/{}", people.id), clash.place, says)
                .because(clash.follows)
                .fact(clash.fact)
        })
        .collect()
}

/// The tool does what is meant: the gravest thing to beware of, one for each group of people.
pub(super) fn tools_do_what_is_meant(now: &Situation) -> Vec<Finding> {
    let mut found = Vec::new();
    for people in &now.plan.populations {
        let gravest = cautions(now.plan, people, now.today).into_iter().next();
        let Some(caution) = gravest.filter(|caution| caution.gravity == Gravity::DoesHarm) else {
            found.extend(is_ruled_out(now, people));
            continue;
        };
        let says = format!("{}: {}", called(&people.title, &people.id), caution.says);
        let id = format!("populations/{}/{}", caution.id, people.id);
        found.push(
            Finding::warning(id, at(people, "tool"), says)
                .because("The tool that is chosen and what was answered do not fit. Choose another tool, or mend the answer.")
                .fact(caution.fact),
        );
    }
    found
}

/// An answer rules the chosen tool out by the guide's own weights.
fn is_ruled_out(now: &Situation, people: &Population) -> Option<Finding> {
    let ranked = rank(people, now.guide);
    let chosen = ranked.into_iter().find(|one| people.tool.fact() == Some(one.tool.id.as_str()))?;
    let heaviest = chosen.cons.first().filter(|_| chosen.ruled_out)?;
    let says = format!(
        "{}: what was answered rules out “{}”: {}",
        called(&people.title, &people.id),
        chosen.tool.title,
        heaviest.argument.says
    );
    let finding = Finding::warning(format!("populations/ruled-out/{}", people.id), at(people, "tool"), says)
        .because("Choose another tool, or mend the answer.");
    Some(Finding { fact: people.tool.fact(), ..finding })
}

/// A filter that says who the people are can be understood.
pub(super) fn filters_are_understood(now: &Situation) -> Vec<Finding> {
    let mut found = Vec::new();
    for people in now.plan.populations.iter().filter(|people| !people.filter.trim().is_empty()) {
        let Err(error) = Filter::parse(&people.filter) else { continue };
        let name = called(&people.title, &people.id);
        let says = format!("{name}: the filter cannot be understood: {}", error.says);
        found.push(
            Finding::warning(format!("populations/filter/{}", people.id), at(people, "filter"), says)
                .because("Nobody can tell who these people are. Write for example dept:clinic."),
        );
    }
    found
}
