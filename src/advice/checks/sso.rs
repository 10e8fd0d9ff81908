//! Single sign-on: the target and its reason, the day, who is ready, and the settings that will change.

use super::super::Finding;
use super::super::enforced::never_signed_in;
use super::super::gates::reason_is_missing;
use super::super::situation::{Situation, acts, called, days_to_wait, switched_on};
use crate::plan::{Applies, BreakGlass, Day, OrganizationKind, Place};
use crate::progress::{SignIn, Standing};
use crate::wording::{and, count, plural, thousands};

fn at(field: &str) -> Place {
    Place::new("sso", "", field)
}

pub(super) fn target_has_a_reason(now: &Situation) -> Vec<Finding> {
    let Some(target) = now.plan.sso.target.filter(|_| reason_is_missing(now.plan)) else { return Vec::new() };
    let education = now.plan.organization.kind == OrganizationKind::Education;
    let why = if education {
        "For education no figure is given, so whoever reads the plan has to see why this one was chosen."
    } else {
        "About 75 % is advised for companies. Whoever reads the plan has to see why another figure was chosen."
    };
    let fact = if education { "SSO-2" } else { "SSO-1" };
    vec![
        Finding::warning(
            "sso/target-reason",
            at("target_reason"),
            format!("The target of {target} % has no reason."),
        )
        .because(why)
        .fact(fact),
    ]
}

/// The day of enforcement lies after every waiting time, and is either to come or done.
pub(super) fn day_is_late_enough(now: &Situation) -> Vec<Finding> {
    let sso = &now.plan.sso;
    let Some(day) = sso.enforce_on.filter(|_| now.come(sso.enforced_on).is_none()) else { return Vec::new() };
    let mut found = Vec::new();
    if let Some(days) = now.late(Some(day), sso.enforced_on) {
        let says = format!("SSO was to be enforced {} ago.", plural(days, "day", "days"));
        found.push(
            Finding::warning("sso/overdue", at("enforce_on"), says)
                .because("Messages and tasks are dated by this day. Note that it was done, or set a new one.")
                .fact("SSO-4"),
        );
    }
    for domain in now.plan.domains.iter().filter(|domain| acts(domain.option)) {
        let over = domain.enabled_on.map(|enabled| enabled.plus_days(i64::from(days_to_wait(domain))));
        let Some(over) = over.filter(|over| day < *over) else { continue };
        let name = called(&domain.name, &domain.id);
        let says = format!(
            "SSO is to be enforced on {}, and people on {name} have until {}.",
            now.day(day),
            now.day(over)
        );
        found.push(
            Finding::warning(format!("sso/too-early/{}", domain.id), at("enforce_on"), says)
                .because("Two to four weeks are advised, so that most people join by themselves.")
                .fact("DOM-5"),
        );
    }
    found
}

/// Being in is not being ready (EXE-2): on a domain where SSO is to be enforced, whether they came from outside or not.
pub(super) fn people_are_ready(now: &Situation) -> Vec<Finding> {
    let sign_ins = &now.progress.sign_ins;
    let unready = sign_ins.all(SignIn::NoSso);
    if unready == 0 {
        return Vec::new();
    }
    let came = match (unready, sign_ins.of(Standing::Consolidated, SignIn::NoSso)) {
        (1, _) | (_, 0) => String::new(),
        (_, came) => format!("; {} of them came from outside", thousands(came)),
    };
    let says = format!("{} {}{came}.", plural(unready, "person", "people"), never_signed_in(unready));
    vec![
        Finding::advice("sso/not-ready", Place::part("messages"), says)
            .because(
                "On the day SSO is enforced they meet a new sign-in. Tell them where it is. The filter sso:none shows who.",
            )
            .fact("EXE-2"),
    ]
}

/// What keeps somebody from getting in, as far as it was answered and the members list knows.
pub(super) fn break_glass_people_can_get_in(now: &Situation) -> Vec<Finding> {
    let mut found = Vec::new();
    for person in &now.plan.break_glass {
        let unlisted = person.member == Some(true) && now.is_no_member(&person.id);
        let mut lacks = lacking(person);
        if unlisted {
            lacks.push(("email", "is in no current members list under this address"));
        }
        let Some((field, _)) = lacks.first() else { continue };
        let whats: Vec<&str> = lacks.iter().map(|(_, what)| *what).collect();
        let says = format!("{} {}.", called(&person.name, &person.id), and(&whats));
        let place = Place::new("break_glass", &person.id, field);
        found.push(
            Finding::warning(format!("break_glass/not-ready/{}", person.id), place, says)
                .because("It is reported that only members with a password and a second factor are let past.")
                .fact("Z-7"),
        );
    }
    found
}

/// Automatic removal would take the way back in away (Z-7). Asked once removal can happen: after SCIM, or when somebody
/// said that it is not prevented.
pub(super) fn break_glass_people_stay(now: &Situation) -> Vec<Finding> {
    let scim = now.come(now.plan.sso.scim_on).is_some();
    let mut found = Vec::new();
    for person in &now.plan.break_glass {
        let says = match person.kept_from_removal {
            Some(false) => "can be taken out of the account by automatic removal",
            None if scim => "is not known to be kept out of automatic removal, and SCIM is on",
            Some(true) | None => continue,
        };
        let place = Place::new("break_glass", &person.id, "kept_from_removal");
        let says = format!("{} {says}.", called(&person.name, &person.id));
        found.push(
            Finding::warning(format!("break_glass/removal/{}", person.id), place, says)
                .because("Who was removed cannot get in when the identity provider fails. Exempt them there as well.")
                .fact("Z-7"),
        );
    }
    found
}

/// The label of the list of those to be provisioned names a list that is there (SSO-3).
pub(super) fn assigned_list_is_there(now: &Situation) -> Vec<Finding> {
    let label = now.plan.sso.assigned_list.trim();
    if label.is_empty() || now.progress.assigned.is_some() {
        return Vec::new();
    }
    let says = format!(
        "No directory list called “{label}” is imported, so nobody knows whom provisioning would hit."
    );
    vec![
        Finding::warning("sso/no-assigned-list", at("assigned_list"), says)
            .because("Import the users who are assigned Zoom, or empty the answer: then the newest directory list counts.")
            .fact("SSO-3"),
    ]
}

/// Executives go first, by hand: none is outside any more on a domain that is switched on (SSO-6).
pub(super) fn executives_go_first(now: &Situation) -> Vec<Finding> {
    let on = switched_on(now);
    let outside: Vec<(&str, Day, u32)> = on
        .into_iter()
        .filter(|(.., measured)| measured.executives > 0)
        .map(|(domain, day, measured)| (called(&domain.name, &domain.id), day, measured.executives))
        .collect();
    let people = outside.iter().map(|(.., people)| *people).fold(0, u32::saturating_add);
    if people == 0 {
        return Vec::new();
    }
    let executives = plural(people, "executive is", "executives are");
    let says = match outside.as_slice() {
        [(name, day, _)] => {
            format!(
                "{executives} still outside on {name}, which has been switched on since {}.",
                now.day(*day)
            )
        }
        several => {
            let since = |(name, day, _): &(&str, Day, u32)| format!("{name} since {}", now.day(*day));
            let each: Vec<String> = several.iter().map(since).collect();
            format!("{executives} still outside on domains that are switched on: {}.", and(&each))
        }
    };
    vec![
        Finding::warning("sso/executives-outside", Place::part("groups"), says)
            .because("They were to be brought in by hand before anybody is asked at sign-in. mark:executive finds them.")
            .fact("SSO-6"),
    ]
}

fn lacking(person: &BreakGlass) -> Vec<(&'static str, &'static str)> {
    let asked = [
        ("member", "is no member of the main account", person.member),
        ("password_set", "has no password", person.password_set),
        ("second_factor", "has no second factor", person.second_factor),
    ];
    asked
        .into_iter()
        .filter(|(_, _, answer)| *answer == Some(false))
        .map(|(field, what, _)| (field, what))
        .collect()
}

/// Once messages are written, each change is known to apply or not (TEC-2).
pub(super) fn changes_are_decided(now: &Situation) -> Vec<Finding> {
    if now.plan.messages.is_empty() && now.plan.changes.is_empty() {
        return Vec::new();
    }
    let changes = now.guide.changes();
    let decided = |id: &str| {
        now.plan.changes.iter().any(|change| change.id == id && change.applies != Applies::Unknown)
    };
    let open = count(changes.iter().filter(|change| !decided(&change.id)).count());
    if open == 0 {
        return Vec::new();
    }
    let says = format!(
        "{} of {} settings changes are not decided.",
        thousands(open),
        thousands(count(changes.len()))
    );
    vec![
        Finding::advice("changes/undecided", Place::part("changes"), says)
            .because("People notice these first. Decide them, so that the messages can tell people.")
            .fact("TEC-2"),
    ]
}
