//! Whom enforcing SSO today would touch, and whom sign-ins made beforehand would (facts SSO-3, SSO-5, DOM-3, EXE-2, Z-7).
//!
//! Each line is a number with what it counts and the filter that names its people. It works on totals, like all advice;
//! the people page, the command line and the documents name them by the filter.

use crate::plan::{ListRecord, Plan};
use crate::progress::{Progress, SignIn, Standing};
use crate::wording::{plural, thousands};

/// How much a line matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Harm {
    /// Somebody cannot get in.
    Severe,
    /// Somebody needs attention.
    Some,
    /// It is as it should be.
    None,
}

/// A number of people to whom the same happens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Touched {
    /// How many.
    pub people: u32,
    /// What happens to them, to be read behind the number.
    pub says: String,
    /// How much it matters.
    pub harm: Harm,
    /// The filter that finds them; empty for people nobody can name.
    pub filter: &'static str,
    /// The guide's fact behind it.
    pub fact: &'static str,
}

/// The filter of those who would meet a sign-in that does not know them.
pub const LOCKED: &str = "sso:locked -standing:excluded";
/// The filter of those who stay outside by decision and are redirected all the same.
pub const KEPT: &str = "sso:locked standing:excluded";

/// Of people the portal counts and no list has: the words all that is said of them shares.
const UNNAMED: &str = "counted outside but not named";

/// Of people who have no place in the main account yet.
const OUTSIDE: &str = "outside or only invited";

/// Returns "is in, but never signed in by SSO", for so many people.
pub(super) fn never_signed_in(people: u32) -> String {
    let are = if people == 1 { "is" } else { "are" };
    format!("{are} in, but never signed in by SSO")
}

/// Returns what sign-ins made beforehand would do today in a sentence, and what it is known by (fact SSO-3). Only whoever
/// is provisioned is locked out; without a list that says who that is, everybody outside may be.
#[must_use]
pub(super) fn locked_out_beforehand(plan: &Plan, progress: &Progress) -> (String, String) {
    let (outside, unnamed) = (progress.total.outside(), progress.total.unnamed);
    let unnamed_are = format!("{} {UNNAMED}", plural(unnamed, "person", "people"));
    let Some(Assigned { list, lines: [trap, _], .. }) = assigned(plan, progress) else {
        let people = plural(outside, "person", "people");
        let all = match unnamed {
            0 => format!("{people} {OUTSIDE}"),
            _ => format!("{people} {OUTSIDE}, {} of them {UNNAMED}", thousands(unnamed)),
        };
        let says = format!("Sign-ins are made beforehand. That would lock out up to {people}.");
        return (says, format!("{all}; no list says who is provisioned"));
    };
    let listed = format!("of the list “{}”", list.label.trim());
    let people = plural(trap.people, "person", "people");
    let says = match (trap.people, unnamed) {
        (0, 0) => {
            let people = plural(outside, "person is", "people are");
            return (
                format!(
                    "Sign-ins are made beforehand while {people} outside. Nobody {listed} is among them."
                ),
                format!("0 {listed} {OUTSIDE}"),
            );
        }
        (0, _) => {
            format!("up to {} whom no list names, and nobody {listed}", plural(unnamed, "person", "people"))
        }
        (_, 0) => format!("{people} {listed}"),
        _ => format!("{people} {listed}, and up to {} more whom no list names", thousands(unnamed)),
    };
    let evidence = match unnamed {
        0 => format!("{people} {listed} {OUTSIDE}"),
        _ => format!("{people} {listed} {OUTSIDE}; {unnamed_are}"),
    };
    (format!("Sign-ins are made beforehand. That would lock out {says}."), evidence)
}

/// Returns whom enforcing SSO today would touch, those who are locked out first; nothing while nobody was counted.
#[must_use]
pub fn enforced_today(plan: &Plan, progress: &Progress) -> Vec<Touched> {
    if progress.rate.is_none() {
        return Vec::new();
    }
    let (sign_ins, total) = (&progress.sign_ins, &progress.total);
    let of = |kind| sign_ins.all(kind);
    let invited = sign_ins.of(Standing::Invited, SignIn::Locked);
    let locked = sign_ins.of(Standing::Outstanding, SignIn::Locked).saturating_add(invited);
    let kept = sign_ins.of(Standing::Excluded, SignIn::Locked);
    let line = |people, says: String, harm, filter, fact| {
        let harm = if people == 0 { Harm::None } else { harm };
        Touched { people, says, harm, filter, fact }
    };
    let are = |n| if n == 1 { "is" } else { "are" };
    let mut lines = vec![
        line(
            locked,
            format!(
                "would meet a sign-in that does not know them ({} {} invited)",
                thousands(invited),
                are(invited)
            ),
            Harm::Severe,
            LOCKED,
            "SSO-5",
        ),
        line(total.unnamed, format!("more {} {UNNAMED}", are(total.unnamed)), Harm::Some, "", "D-4"),
    ];
    let (unready, ready) = (of(SignIn::NoSso), progress.marks.all(crate::progress::Mark::SsoReady));
    if unready + ready > 0 {
        let says = never_signed_in(unready);
        lines.push(line(unready, says, Harm::Some, "sso:none", "EXE-2"));
    }
    let stay = if kept == 1 { "stays" } else { "stay" };
    let says =
        format!("{stay} outside by decision, and {} sent to the identity provider all the same", are(kept));
    lines.push(line(kept, says, Harm::Some, KEPT, "SSO-5"));
    let unknown = of(SignIn::NotShown);
    if unready + ready > 0 || unknown > 0 {
        let says = format!("{} in, and no list shows how they sign in", are(unknown));
        lines.push(line(unknown, says, Harm::Some, "sso:unknown", "EXE-2"));
    }
    let second = of(SignIn::Second);
    let have = if second == 1 { "has" } else { "have" };
    let says = format!("{have} an account under another address, and would use a second one beside it");
    lines.push(line(second, says, Harm::Some, "sso:second", "KEY-1"));
    lines.push(break_glass(plan, of(SignIn::Bypass)));
    lines
}

fn break_glass(plan: &Plan, people: u32) -> Touched {
    let tested = plan.break_glass.iter().filter(|person| person.is_ready()).count();
    let tested = thousands(crate::wording::count(tested));
    let says = if people == 0 {
        "are named as break-glass people: nobody gets in when SSO fails".to_owned()
    } else {
        let are = if people == 1 { "is" } else { "are" };
        format!("{are} to get in without SSO, as break-glass people ({tested} tested)")
    };
    let harm = if people < 2 { Harm::Some } else { Harm::None };
    Touched { people, says, harm, filter: "sso:bypass", fact: "Z-7" }
}

/// What the list of people to be provisioned comes to (fact SSO-3).
#[derive(Clone, Debug, PartialEq)]
pub struct Assigned<'p> {
    /// The list that says who is provisioned.
    pub list: &'p ListRecord,
    /// Those who would be locked out, then those who are safe as far as the lists show.
    pub lines: [Touched; 2],
    /// Who is in neither line, and what the lists cannot show; empty where there is nothing of it.
    pub beware: String,
}

/// Returns what sign-ins made beforehand would do to the people of the list that says who is provisioned; nothing while
/// there is no such list.
#[must_use]
pub fn assigned<'p>(plan: &'p Plan, progress: &Progress) -> Option<Assigned<'p>> {
    let id = progress.assigned.as_ref()?;
    let list = plan.lists.iter().find(|list| list.id == *id)?;
    let (trap, safe) = (progress.sign_ins.all(SignIn::Trap), progress.sign_ins.all(SignIn::Safe));
    let are = |n| if n == 1 { "is" } else { "are" };
    let lines = [
        Touched {
            people: trap,
            says: format!("{} {OUTSIDE}: a sign-in made beforehand locks them out", are(trap)),
            harm: if trap == 0 { Harm::None } else { Harm::Severe },
            filter: "sso:trap",
            fact: "SSO-3",
        },
        Touched {
            people: safe,
            says: format!("{} in already, or in no list of people outside", are(safe)),
            harm: Harm::None,
            filter: "sso:safe",
            fact: "SSO-3",
        },
    ];
    let double = match progress.sign_ins.all(SignIn::Double) {
        0 => String::new(),
        1 => "1 more has an account outside under another address, and would get a second one.".to_owned(),
        n => format!(
            "{} more have an account outside under another address, and would get a second one.",
            thousands(n)
        ),
    };
    let unnamed = match progress.total.unnamed {
        0 => String::new(),
        1 => format!("1 person is {UNNAMED}, and may be among the safe ones."),
        n => format!("{} are {UNNAMED}, and may be among the safe ones.", thousands(n)),
    };
    let beware = [double, unnamed].join(" ").trim().to_owned();
    Some(Assigned { list, lines, beware })
}
