//! The run-book: waves, tasks and what they wait for, and who answered for a condition that was not met.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::super::Finding;
use super::super::gates::GATES;
use super::super::situation::{Situation, called};
use crate::plan::{Place, Task, Wave};
use crate::progress::Filter;
use crate::wording::{and, plural};

fn wave_at(wave: &Wave, field: &str) -> Place {
    Place::new("waves", &wave.id, field)
}

fn task_at(task: &Task, field: &str) -> Place {
    Place::new("tasks", &task.id, field)
}

fn wave_name(wave: &Wave) -> &str {
    called(&wave.title, &wave.id)
}

fn task_name(task: &Task) -> &str {
    called(&task.title, &task.id)
}

pub(super) fn waves_are_on_time(now: &Situation) -> Vec<Finding> {
    let mut found = Vec::new();
    for wave in &now.plan.waves {
        let Some(days) = now.late(wave.date, wave.done_on) else { continue };
        let says = format!("The wave “{}” is {} late.", wave_name(wave), plural(days, "day", "days"));
        found.push(
            Finding::warning(format!("waves/overdue/{}", wave.id), wave_at(wave, "date"), says)
                .because("Invite its people and note the day, or give it a new date.")
                .fact("T-INV"),
        );
    }
    found
}

pub(super) fn waves_reach_somebody(now: &Situation) -> Vec<Finding> {
    let mut found = Vec::new();
    for wave in now.plan.waves.iter().filter(|wave| now.come(wave.done_on).is_none()) {
        let Err(error) = Filter::parse(&wave.filter) else { continue };
        let name = wave_name(wave);
        let says = format!("The people of the wave “{name}” are not understood: {}", error.says);
        found.push(
            Finding::warning(format!("waves/filter/{}", wave.id), wave_at(wave, "filter"), says)
                .because("Nobody can be invited by it. Write for example dept:sales standing:outstanding.")
                .fact("T-INV"),
        );
    }
    found
}

/// Whom a special case holds goes with no wave (guide §4). A filter finds them again by itself once the case is further;
/// whom a group puts into a wave by hand, somebody expects to be invited with it.
pub(super) fn waves_hold_cases_back(now: &Situation) -> Vec<Finding> {
    let mut found = Vec::new();
    for wave in now.plan.waves.iter().filter(|wave| now.come(wave.done_on).is_none()) {
        let people = now.progress.wave(&wave.id).map_or(0, |wave| wave.held_by_group);
        if people == 0 {
            continue;
        }
        let says = format!(
            "{} put into the wave “{}” by hand {} for a special case and {} left out of it.",
            plural(people, "person", "people"),
            wave_name(wave),
            if people == 1 { "waits" } else { "wait" },
            if people == 1 { "is" } else { "are" },
        );
        found.push(
            Finding::advice(format!("waves/open-case/{}", wave.id), wave_at(wave, "filter"), says)
                .because("Invited too early, an account can lose its numbers or bring outsiders along.")
                .fact("DOM-6"),
        );
    }
    found
}

pub(super) fn tasks_are_on_time(now: &Situation) -> Vec<Finding> {
    let mut found = Vec::new();
    for task in &now.plan.tasks {
        let Some(days) = now.late(task.date, task.done_on) else { continue };
        let says = format!("“{}” is {} late.", task_name(task), plural(days, "day", "days"));
        found.push(
            Finding::warning(format!("tasks/overdue/{}", task.id), task_at(task, "date"), says).because(
                "Whatever waits for it is late as well. Do it, note it as done, or give it a new date.",
            ),
        );
    }
    found
}

/// A task waits for tasks that exist, are planned no later, and were done before it.
pub(super) fn tasks_wait_for_tasks(now: &Situation) -> Vec<Finding> {
    let by_id: HashMap<&str, &Task> = now.plan.tasks.iter().map(|task| (task.id.as_str(), task)).collect();
    let mut found = Vec::new();
    for task in &now.plan.tasks {
        let firsts: BTreeSet<&str> = task.waits_for.iter().map(|id| id.trim()).collect();
        for id in firsts {
            let name = task_name(task);
            let Some(first) = by_id.get(id) else {
                let says = format!("“{name}” waits for {id}, which is not in the plan.");
                found.push(
                    Finding::warning(
                        format!("tasks/unknown/{}/{id}", task.id),
                        task_at(task, "waits_for"),
                        says,
                    )
                    .because("It would wait for ever. Name a task by its id, or take the line out."),
                );
                continue;
            };
            let other = task_name(first);
            let says = match (task.date, first.date) {
                _ if now.come(task.done_on).is_some() && first.done_on.is_none() => {
                    format!("“{name}” is done, and “{other}”, for which it waits, is not.")
                }
                (Some(day), Some(before)) if day < before && task.done_on.is_none() => {
                    format!("“{name}” is planned for {}, before “{other}” it waits for.", now.day(day))
                }
                _ => continue,
            };
            found.push(
                Finding::warning(format!("tasks/order/{}/{id}", task.id), task_at(task, "date"), says)
                    .because("The order is what keeps people from being locked out. Move one of the two."),
            );
        }
    }
    found
}

/// Tasks that wait for one another are never begun; each circle is told once, by its first task.
pub(super) fn tasks_do_not_wait_in_a_circle(now: &Situation) -> Vec<Finding> {
    let by_id: HashMap<&str, &Task> = now.plan.tasks.iter().map(|task| (task.id.as_str(), task)).collect();
    let mut settled = HashSet::new();
    let mut found = Vec::new();
    for task in &now.plan.tasks {
        let Some(circle) = circle_from(task, &by_id, &mut settled) else { continue };
        let names: Vec<String> = circle.iter().map(|task| format!("“{}”", task_name(task))).collect();
        let says = match names.len() {
            1 => format!("{} waits for itself.", names[0]),
            _ => format!("{} wait for one another.", and(&names)),
        };
        found.push(
            Finding::warning(format!("tasks/circle/{}", circle[0].id), task_at(circle[0], "waits_for"), says)
                .because("None of them can ever begin. Take one of the lines out."),
        );
    }
    found
}

/// Follows what a task waits for, depth first and without recursion, and returns the first circle it meets.
/// What was followed to its end is settled and not walked again.
fn circle_from<'a>(
    task: &'a Task,
    by_id: &HashMap<&str, &'a Task>,
    settled: &mut HashSet<&'a str>,
) -> Option<Vec<&'a Task>> {
    let mut path: Vec<(&Task, usize)> = vec![(task, 0)];
    let mut circle = None;
    while let Some((at, next)) = path.last_mut() {
        let waits = at.waits_for.get(*next).and_then(|id| by_id.get(id.trim()));
        let more = *next < at.waits_for.len();
        *next += 1;
        match waits {
            _ if !more => {
                settled.insert(at.id.as_str());
                path.pop();
            }
            Some(first) if !settled.contains(first.id.as_str()) => {
                match path.iter().position(|(on_path, _)| on_path.id == first.id) {
                    Some(start) if circle.is_none() => {
                        circle = Some(path[start..].iter().map(|(task, _)| *task).collect());
                    }
                    Some(_) => {}
                    None => path.push((first, 0)),
                }
            }
            _ => {}
        }
    }
    circle
}

/// Who answers for a condition says the name and the reason, and means a condition there is.
pub(super) fn overrides_are_whole(now: &Situation) -> Vec<Finding> {
    let mut found = Vec::new();
    let known = |id: &str| GATES.iter().flat_map(|gate| gate.rules).any(|rule| rule.id == id);
    for one in &now.plan.overrides {
        let condition = one.condition.trim();
        let at = |field| Place::new("overrides", &one.id, field);
        if !known(condition) {
            let says = match condition {
                "" => format!("{} names no condition.", one.id),
                _ => format!("{} is for {condition}, which is no condition of a gate.", one.id),
            };
            found.push(
                Finding::warning(format!("overrides/unknown/{}", one.id), at("condition"), says)
                    .because(
                        "It has no effect. A condition is named as its gate shows it, for example sso/rate.",
                    )
                    .fact("SSO-4"),
            );
        } else if !one.is_whole() {
            let (what, field) = if one.by.trim().is_empty() { ("name", "by") } else { ("reason", "reason") };
            let says = format!("The override of {condition} has no {what} and does not count.");
            found.push(
                Finding::warning(format!("overrides/half/{}", one.id), at(field), says)
                    .because(
                        "Whoever opens a gate that is shut answers for it, with name and reason, for good.",
                    )
                    .fact("SSO-4"),
            );
        }
    }
    found
}
