//! The pace of the last imports: whether it is fast enough for the day that is planned.

use super::super::Finding;
use super::super::situation::Situation;
use crate::plan::Place;
use crate::progress::forecast;

/// SSO waits for the rate (fact SSO-1), so that a pace that is too slow moves the day.
pub(super) fn reaches_the_target_in_time(now: &Situation) -> Vec<Finding> {
    let sso = &now.plan.sso;
    let planned = sso.enforce_on.filter(|day| *day >= now.today && now.come(sso.enforced_on).is_none());
    let (Some(planned), Some(target)) = (planned, now.plan.target()) else { return Vec::new() };
    let ahead = forecast(&now.plan.history, Some(target), now.today);
    let Some(latest) = ahead.to.filter(|latest| *latest > planned) else { return Vec::new() };
    let says = format!(
        "At the slowest recent pace {target} % is reached on {}, and SSO is to be enforced on {}.",
        now.day(latest),
        now.day(planned)
    );
    vec![
        Finding::advice("sso/pace", Place::new("sso", "", "enforce_on"), says)
            .because("SSO waits for the rate. Remind those who are still outside, or plan a later day.")
            .fact("SSO-1"),
    ]
}
