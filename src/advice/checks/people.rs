//! People, by totals only: whose invitation ran out, who left, who is not ours, who stays outside and why.

use super::super::Finding;
use super::super::situation::{Situation, called};
use super::super::tools::group_of;
use crate::plan::{Decision, ExclusionModel, Group, Place, Plan, Population, ToolChoice};
use crate::progress::{Mark, Standing};
use crate::wording::{count, plural, thousands};

fn at(group: &Group, field: &str) -> Place {
    Place::new("groups", &group.id, field)
}

fn name_of(group: &Group) -> &str {
    called(&group.title, &group.id)
}

/// "12 people are" or "1 person is".
fn people_are(people: u32) -> String {
    if people == 1 { "1 person is".to_owned() } else { format!("{} people are", thousands(people)) }
}

pub(super) fn invitations_last(now: &Situation) -> Vec<Finding> {
    let expired = now.progress.marked(Standing::Outstanding, Mark::InvitationExpired);
    let unclear = now.progress.marked(Standing::Outstanding, Mark::InvitationUnclear);
    let mut found = Vec::new();
    if expired > 0 {
        let says = match expired {
            1 => "1 invitation came to nothing. Invite this person again.".to_owned(),
            _ => format!("{} invitations came to nothing. Invite these people again.", thousands(expired)),
        };
        found.push(
            Finding::warning("people/expired", Place::part("waves"), says)
                .because(
                    "Thirty days and more have passed, and the newest lists show them neither invited nor as members. \
                     An invitation lasts 30 days and is then gone without a word; somebody may also have taken it back.",
                )
                .fact("Z-6"),
        );
    }
    if unclear > 0 {
        let says = match unclear {
            1 => "1 person was invited, and by the newest lists is neither invited nor a member.".to_owned(),
            _ => format!(
                "{} people were invited, and by the newest lists are neither invited nor members.",
                thousands(unclear)
            ),
        };
        found.push(
            Finding::advice("people/unclear", Place::part("lists"), says)
                .because(
                    "The lists do not tell why: it may have been accepted after the members list was made, been taken \
                     back, or have run out. Import a members list as new as the list of invitations, and invite who \
                     is still missing.",
                )
                .fact("Z-6"),
        );
    }
    found
}

/// A decision about nobody changes nothing, though it looks as if it did.
pub(super) fn groups_hold_somebody(now: &Situation) -> Vec<Finding> {
    let empty = now.plan.groups.iter().filter(|group| group.decided() == 0);
    let found = empty.map(|group| {
        let says = format!("The decision “{}” is about nobody.", name_of(group));
        Finding::warning(format!("groups/empty/{}", group.id), at(group, "people"), says)
            .because("Nothing changes until it names people, or says how many are meant where only counts are known.")
            .fact("D-4")
    });
    found.collect()
}

pub(super) fn are_employees(now: &Situation) -> Vec<Finding> {
    let leavers = now.progress.marked(Standing::Outstanding, Mark::Leaver);
    if leavers == 0 {
        return Vec::new();
    }
    let says = format!("{} outstanding and not in the directory.", people_are(leavers));
    vec![
        Finding::advice("people/leavers", Place::part("groups"), says)
            .because("They may have left. Decide about them: they hold the rate down.")
            .fact("D-5"),
    ]
}

pub(super) fn are_on_our_domains(now: &Situation) -> Vec<Finding> {
    if now.plan.domains.is_empty() {
        return Vec::new();
    }
    let strangers = |standing| now.progress.marked(standing, Mark::OffDomains);
    let kinds = [
        (
            "people/off-domains",
            strangers(Standing::Outstanding),
            "outstanding",
            "Inviting them would take over their own accounts. Keep them out of invitations.",
        ),
        (
            "people/off-domains-invited",
            strangers(Standing::Invited),
            "invited",
            "Accepting takes an account of their own into yours. Take the invitation back where that is not meant.",
        ),
    ];
    let there = kinds.into_iter().filter(|(_, people, ..)| *people > 0);
    there
        .map(|(id, people, what, why)| {
            let says = format!("{} {what} on a domain that is not yours.", people_are(people));
            Finding::warning(id, Place::part("groups"), says).because(why).fact("T-WARN-ABSORB")
        })
        .collect()
}

pub(super) fn stay_out_for_a_reason(now: &Situation) -> Vec<Finding> {
    let mut found = Vec::new();
    for group in &now.plan.groups {
        if !matches!(group.decision, Decision::Excluded | Decision::Left) {
            continue;
        }
        let name = name_of(group);
        if group.reason.trim().is_empty() {
            let says = format!(
                "{name}: {} stay outside, and the plan does not say why.",
                plural(count(group.people.len()), "person", "people")
            );
            found.push(
                Finding::warning(format!("groups/no-reason/{}", group.id), at(group, "reason"), says)
                    .because("They are taken out of the rate. Whoever reads the rate has to see why.")
                    .fact("SC-EXTERNAL"),
            );
        }
        if group.decision == Decision::Excluded && group.model == ExclusionModel::Undecided {
            let says = format!("{name}: it is not decided how these people work with you.");
            found.push(
                Finding::advice(format!("groups/no-model/{}", group.id), at(group, "model"), says)
                    .because("An external host costs you nothing; an alias user takes a licence of yours.")
                    .fact("T-EXT"),
            );
        }
    }
    found
}

pub(super) fn have_a_wave_that_exists(now: &Situation) -> Vec<Finding> {
    let astray = now.plan.groups.iter().filter(|group| {
        group.decision == Decision::Wave && !now.plan.waves.iter().any(|wave| wave.id == group.wave.trim())
    });
    astray
        .map(|group| {
            let says = match group.wave.trim() {
                "" => format!("{} is to go with a wave, and no wave is named.", name_of(group)),
                wave => format!("{} is to go with {wave}, which is not in the plan.", name_of(group)),
            };
            Finding::warning(format!("groups/unknown-wave/{}", group.id), at(group, "wave"), says)
                .because("Nobody would invite these people. Name a wave by its id, for example wave-1.")
                .fact("T-INV")
        })
        .collect()
}

/// Alias users have an account of their own and one of yours.
pub(super) fn pay_for_two(now: &Situation) -> Vec<Finding> {
    let users = alias_users(now.plan);
    let group = now.plan.groups.iter().find(|group| is_alias(group)).map(|group| at(group, "model"));
    let given = now.plan.populations.iter().find(|people| alias_without_a_group(now.plan, people).is_some());
    let given = given.map(|people| Place::new("populations", &people.id, "tool"));
    let Some(place) = group.or(given).filter(|_| users > 0) else { return Vec::new() };
    let says = match users {
        1 => "1 alias user takes a licence of yours.".to_owned(),
        _ => format!("{} alias users take a licence of yours each.", thousands(users)),
    };
    vec![
        Finding::advice("people/alias-licences", place, says)
            .because(
                "They keep paying for their own account. As external hosts they would need none of yours.",
            )
            .fact("T-ALIAS"),
    ]
}

fn is_alias(group: &Group) -> bool {
    group.decision == Decision::Excluded && group.model == ExclusionModel::AliasUser
}

/// Returns how many people are to be alias users by a population alone. Where a group that is decided so says who they
/// are, they are counted there.
fn alias_without_a_group(plan: &Plan, people: &Population) -> Option<u32> {
    let named = group_of(plan, people);
    if people.tool != ToolChoice::AliasUser || named.is_some_and(is_alias) {
        return None;
    }
    let grouped = named.map(|group| count(group.decided()));
    people.how_many.map(|many| many.0).or(grouped).filter(|many| *many > 0)
}

/// Returns how many people get a second account here (T-ALIAS), those whose names nobody knows among them.
pub(in crate::advice) fn alias_users(plan: &Plan) -> u32 {
    let grouped = plan.groups.iter().filter(|group| is_alias(group)).map(|group| count(group.decided()));
    let given = plan.populations.iter().filter_map(|people| alias_without_a_group(plan, people));
    grouped.chain(given).fold(0, u32::saturating_add)
}

/// A bulk file leaves paid and trial users out (Z-1).
pub(super) fn are_invited_singly(now: &Situation) -> Vec<Finding> {
    let paid = now.progress.marked(Standing::Outstanding, Mark::Paid);
    let ready = now.progress.paid_to_invite;
    if ready == 0 {
        return Vec::new();
    }
    let says = match ready {
        1 => "1 outstanding person has a paid or trial plan. Invite this person alone.".to_owned(),
        _ => format!(
            "{} outstanding people have a paid or trial plan. Invite them one by one.",
            thousands(ready)
        ),
    };
    // Inviting these would take up an account whose numbers, rooms or people have not been seen to (SC-PHONE, SC-ROOMS).
    let says = match paid.saturating_sub(ready) {
        0 => says,
        1 => format!("{says} 1 more must not be invited yet: something else comes first."),
        more => {
            format!("{says} {} more must not be invited yet: something else comes first.", thousands(more))
        }
    };
    vec![
        Finding::advice("people/paid", Place::part("waves"), says)
            .because(
                "A bulk file passes over people with a paid or a trial plan without inviting them. Special cases, personal \
                 contacts and decisions come before an invitation.",
            )
            .fact("Z-1"),
    ]
}
