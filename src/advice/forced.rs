//! When people outside are asked to choose, and when they are stuck: from the day an option is switched on (fact DOM-1).
//!
//! The rule: once it is on, people outside are signed out once in 24 hours; signing in they are asked, may put it off
//! three times, and are out of reach until they choose. What comes out is an estimate from that rule: it takes it that
//! people sign in once a day, and knows nothing of who works when.

use super::Finding;
use super::situation::{Situation, acts, called};
use crate::plan::{Day, Domain, Holiday, Place, Plan};
use crate::progress::Basis;
use crate::wording::thousands;

/// How often a person may put it off.
const PROMPTS: i64 = 3;
/// Days between two sign-ins of somebody who signs in once a week.
const WEEK: i64 = 7;
/// Days beyond which a holiday is looked at again.
const LONG: i64 = 60;
/// So many days are looked through for a working day.
const FAR: i64 = 400;

/// The days of one domain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Forced {
    /// When the option is switched on.
    pub on: Day,
    /// When somebody who signs in on every working day is asked the first, second and third time.
    pub asked: [Day; 3],
    /// The first day on which anybody can be stuck: somebody who signs in on every day, free or not.
    pub first: Day,
    /// From when to when most people are stuck who sign in on every working day and never chose: the first were signed
    /// out on the day it was switched on, the last one working day later.
    pub peak: (Day, Day),
    /// When the last of those are stuck who sign in once a week.
    pub latest: Day,
}

impl Forced {
    /// Returns the days of a domain; nothing where nobody is asked, or no day is set.
    #[must_use]
    pub fn of(domain: &Domain, holidays: &[Holiday]) -> Option<Forced> {
        let on = domain.enabled_on.filter(|_| acts(domain.option))?;
        Some(Forced::from(on, holidays))
    }

    fn from(on: Day, holidays: &[Holiday]) -> Forced {
        let next = |day: Day| working_day_from(day.plus_days(1), holidays);
        let first = working_day_from(on, holidays);
        let second = next(first);
        let third = next(second);
        let stuck = next(third);
        Forced {
            on,
            asked: [first, second, third],
            first: on.plus_days(PROMPTS),
            peak: (stuck, next(stuck)),
            latest: working_day_from(on.plus_days(WEEK * (PROMPTS + 1)), holidays).max(next(stuck)),
        }
    }

    /// Returns what is unfortunate about these days.
    #[must_use]
    pub fn troubles(&self, holidays: &[Holiday]) -> Vec<Trouble> {
        let mut troubles = Vec::new();
        let free = [self.on, self.on.plus_days(1)].into_iter().find_map(|day| free(day, holidays));
        troubles.extend(free.map(Trouble::SwitchedOn));
        troubles.extend(self::free(self.first, holidays).map(Trouble::FirstStuck));
        let days = self.peak.1.days_since(self.peak.0);
        let inside = (0..=days).map(|more| self.peak.0.plus_days(more));
        let named = |day: Day| holidays.iter().find(|holiday| holiday.holds(day)).map(|_| day);
        let holiday = inside.clone().find_map(named).and_then(|day| self::free(day, holidays));
        troubles.extend(holiday.map(Trouble::Peak));
        troubles
    }

    /// Returns the first day after this one from which nothing is unfortunate.
    fn better(&self, holidays: &[Holiday]) -> Option<Day> {
        let mut day = self.on;
        (1..FAR).find_map(|_| {
            // Whoever switches on works on that day.
            day = working_day_from(day.plus_days(1), holidays);
            Forced::from(day, holidays).troubles(holidays).is_empty().then_some(day)
        })
    }

    /// Returns every day with what happens on it, in order.
    #[must_use]
    pub fn events(&self) -> Vec<(Day, &'static str)> {
        let [first, second, third] = self.asked;
        let mut events = vec![
            (self.on, "Switched on: signing out begins"),
            (first, "Asked for the first time: who works Monday to Friday"),
            (second, "Asked for the second time: who works Monday to Friday"),
            (third, "Asked for the third and last time: who works Monday to Friday"),
            (self.first, "First day anybody can be stuck: who signs in every day, on free days too"),
            (self.peak.0, "Most people who never chose are stuck: who works Monday to Friday, from this day"),
            (self.peak.1, "Most people who never chose are stuck: who works Monday to Friday, to this day"),
            (self.latest, "Stuck at the latest: who signs in once a week"),
        ];
        events.sort_by_key(|(day, _)| *day);
        events
    }
}

/// What is unfortunate about the days, with the free day and its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// It is switched on on a free day or before one.
    SwitchedOn(Free),
    /// The first people are stuck on a free day.
    FirstStuck(Free),
    /// A holiday lies in the days on which most are stuck.
    Peak(Free),
}

/// A day on which nobody works, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Free {
    /// The day.
    pub day: Day,
    /// What it is: a holiday's name, or the day of the week.
    pub name: String,
}

/// Returns whether a day is free, and why: at weekends and on the plan's holidays nobody works.
#[must_use]
pub fn free(day: Day, holidays: &[Holiday]) -> Option<Free> {
    use jiff::civil::Weekday::{Saturday, Sunday};
    let name = match holidays.iter().find(|holiday| holiday.holds(day)) {
        Some(holiday) if !holiday.name.trim().is_empty() => holiday.name.trim().to_owned(),
        Some(_) => "a holiday".to_owned(),
        None if day.0.weekday() == Saturday => "a Saturday".to_owned(),
        None if day.0.weekday() == Sunday => "a Sunday".to_owned(),
        None => return None,
    };
    Some(Free { day, name })
}

fn working_day_from(day: Day, holidays: &[Holiday]) -> Day {
    let mut next = day;
    for _ in 0..FAR {
        // A holiday is passed over as a whole, however long somebody made it.
        next = match holidays.iter().find(|holiday| holiday.holds(next)) {
            Some(holiday) => holiday.until.max(holiday.date).unwrap_or(next).plus_days(1),
            None if free(next, holidays).is_some() => next.plus_days(1),
            None => return next,
        };
    }
    day
}

/// Says in a sentence what people of a domain are asked, by its option (DOM-CHANGE, DOM-CONSOLIDATE, DOM-SIGNUP).
#[must_use]
pub fn what_is_asked(domain: &Domain) -> &'static str {
    use crate::plan::DomainOption::{Change, Consolidate, NotUsed, Observe, SignUp, Undecided};
    match domain.option {
        Undecided => "Nothing is decided, so nobody is asked.",
        NotUsed => "Associated domains are not used here, so nobody is asked.",
        Observe => "Counts only: nobody is signed out and nobody is asked.",
        Change => "People outside are asked to change the address of their Zoom account. They cannot join.",
        // Z-12: to be said before the act.
        Consolidate => {
            "People outside are asked to join your account or to change their address. It is reported that nobody who \
             joined can be sent back."
        }
        SignUp => {
            "Newcomers are asked to join. What people already outside are asked is not told apart; they count as asked."
        }
    }
}

/// What is said wherever the days are shown.
pub const ESTIMATE: &str = "An estimate from the rule, with one sign-in a day; somebody who signs in more often is stuck \
    sooner. Who works Monday to Friday is taken to sign in on those days, save the holidays of the plan.";

/// The check: a holiday of months is most often a slip in its year.
pub(super) fn holidays_are_short(now: &Situation) -> Vec<Finding> {
    let mut found = Vec::new();
    for holiday in &now.plan.holidays {
        let (Some(from), Some(until)) = (holiday.date, holiday.until) else { continue };
        let days = until.days_since(from) + 1;
        if days > LONG {
            let name = called(&holiday.name, &holiday.id);
            let says = format!("“{name}” lasts {days} days, until {}.", now.day(until));
            let place = Place::new("holidays", &holiday.id, "until");
            let finding = Finding::advice(format!("holidays/long/{}", holiday.id), place, says);
            let why =
                "Look at its year. Until it is over nobody is taken to work, and the calendars stand still.";
            found.push(finding.because(why).fact("DOM-1"));
        }
    }
    found
}

/// The check: days that leave people stuck while nobody answers.
pub(super) fn nobody_is_stuck_alone(now: &Situation) -> Vec<Finding> {
    let plan = now.plan;
    plan.domains
        .iter()
        .filter(|domain| somebody_may_be_asked(now, domain))
        .flat_map(|domain| of_domain(now, plan, domain))
        .collect()
}

/// Where everybody is counted and nobody is outside, nobody is asked.
fn somebody_may_be_asked(now: &Situation, domain: &Domain) -> bool {
    let measured = now.progress.domain(&domain.name);
    measured.is_none_or(|measured| measured.basis == Basis::Nothing || measured.counts.outside() > 0)
}

fn of_domain(now: &Situation, plan: &Plan, domain: &Domain) -> Vec<Finding> {
    let Some(days) = Forced::of(domain, &plan.holidays) else { return Vec::new() };
    let troubles = days.troubles(&plan.holidays);
    if troubles.is_empty() {
        return Vec::new();
    }
    let name = called(&domain.name, &domain.id);
    let outside = now.progress.domain(&domain.name).map_or(0, |measured| measured.counts.outside());
    let outside = if outside == 0 { String::new() } else { format!(" {} are outside.", thousands(outside)) };
    let better = days
        .better(&plan.holidays)
        .map_or(String::new(), |day| format!(" {} would be better.", now.day(day)));
    // Once it is on, the day stands; then somebody has to be there.
    let mend = if days.on > now.today { better } else { " Have somebody there on that day.".to_owned() };
    troubles
        .into_iter()
        .filter_map(|trouble| {
            let (id, says, until) = match trouble {
                Trouble::SwitchedOn(free) => (
                    "enabled-before-a-free-day",
                    if free.day == days.on {
                        format!("{name} is switched on {}, which is free ({}).", now.day(days.on), free.name)
                    } else {
                        let on = now.day(days.on);
                        format!("{name} is switched on {on}, and the day after is free ({}).", free.name)
                    },
                    days.on,
                ),
                Trouble::FirstStuck(free) => (
                    "stuck-on-a-free-day",
                    format!(
                        "On {name} the first people can be stuck on {}, {}.",
                        now.day(free.day),
                        free.name
                    ),
                    free.day,
                ),
                Trouble::Peak(free) => (
                    "holiday-in-the-peak",
                    format!(
                        "On {name} most people are stuck between {} and {}, with {} in it.",
                        now.day(days.peak.0),
                        now.day(days.peak.1),
                        free.name
                    ),
                    days.peak.1,
                ),
            };
            let why = format!("People are signed out or stuck while nobody answers.{outside}{mend}");
            let place = Place::new("domains", &domain.id, "enabled_on");
            let finding = Finding::warning(format!("domains/{id}/{}", domain.id), place, says);
            (until >= now.today).then(|| finding.because(why).fact("DOM-1"))
        })
        .collect()
}

#[cfg(test)]
mod tests;
