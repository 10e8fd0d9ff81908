//! The licence budget (fact LIC-1): bought, used, wanted by those who come, and what is left after each wave.
//!
//! It counts; whether a result is worth a finding is said in `checks/licences.rs`. A number nobody gave stays unknown
//! and is never taken for 0.

use super::checks::alias_users;
use super::situation::{Situation, called};
use crate::plan::{Day, ListKind, Payment, SubAccount, Wave, WaveLicence};
use crate::progress::{Mark, Standing};

/// Fewer spare licences than this are not worth a word.
const SPARE: u32 = 50;

/// The licence budget of the main account.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Licences {
    /// Paid for; nothing while the plan does not say.
    pub bought: Option<u32>,
    /// Given to members; nothing while the plan does not say.
    pub used: Option<u32>,
    /// Needed by alias users (T-ALIAS).
    pub alias: u32,
    /// Given to sub-accounts (SUB-5).
    pub delegated: u32,
    /// Who still comes, in the order in which they need their licences.
    pub coming: Vec<Coming>,
    /// People counted outside whom no list names: nobody knows what they need.
    pub unnamed: u32,
    /// Members with a licence in the newest list of members, with its day; nothing where no single list shows it.
    pub seen: Option<(u32, Option<Day>)>,
}

/// People who come together, and the licences they need.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Coming {
    /// Who they are.
    pub who: Who,
    /// When they are invited; nothing where that has no day, or is over.
    pub on: Option<Day>,
    /// How many of them are still outside.
    pub people: u32,
    /// How many licences they need.
    pub needs: u32,
}

/// Who comes together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Who {
    /// Invited with a wave that is done, and not in yet.
    Invited,
    /// A wave that is still to be invited: its id and what a person calls it.
    Wave(String, String),
    /// With a paid or trial plan, and in no wave.
    NoWave,
}

/// When licences run short.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Short<'l> {
    /// Before anybody else comes.
    Now,
    /// With these people.
    With(&'l Coming),
}

impl Licences {
    pub(super) fn of(now: &Situation) -> Licences {
        let account = &now.plan.main_account;
        Licences {
            bought: account.licences_bought.map(|bought| bought.0),
            used: account.licences_used.map(|used| used.0),
            alias: alias_users(now.plan),
            delegated: delegated(&now.plan.sub_accounts).fold(0, u32::saturating_add),
            coming: coming(now),
            unnamed: now.progress.total.unnamed,
            seen: seen(now),
        }
    }

    /// Returns how many licences those need who still come.
    #[must_use]
    pub fn to_come(&self) -> u32 {
        self.coming.iter().map(|one| one.needs).fold(0, u32::saturating_add)
    }

    /// Returns how many licences will be in use, or at least so many while it is not known how many are used now.
    #[must_use]
    pub fn needed(&self) -> u32 {
        [self.used.unwrap_or_default(), self.alias, self.delegated, self.to_come()]
            .into_iter()
            .fold(0, u32::saturating_add)
    }

    /// Returns how many licences are missing; 0 where there are enough or nobody knows how many were bought.
    #[must_use]
    pub fn short(&self) -> u32 {
        self.bought.map_or(0, |bought| self.needed().saturating_sub(bought))
    }

    /// Returns how many licences are left before anybody else comes, negative where they are missing; nothing while
    /// it is not known how many were bought or are used.
    #[must_use]
    pub fn left_now(&self) -> Option<i64> {
        let taken = [self.used?, self.alias, self.delegated];
        Some(i64::from(self.bought?) - taken.into_iter().map(i64::from).sum::<i64>())
    }

    /// Returns how many licences are left after each group of [`Licences::coming`], negative where they are missing;
    /// nothing while that is not known.
    #[must_use]
    pub fn left_after(&self) -> Option<Vec<i64>> {
        let mut left = self.left_now()?;
        let after = self.coming.iter().map(|one| {
            left -= i64::from(one.needs);
            left
        });
        Some(after.collect())
    }

    /// Returns when licences run short; nothing where they do not, or nobody knows how many were bought.
    #[must_use]
    pub fn runs_short(&self) -> Option<Short<'_>> {
        let taken = [self.used.unwrap_or_default(), self.alias, self.delegated];
        let mut left = i64::from(self.bought?) - taken.into_iter().map(i64::from).sum::<i64>();
        if left < 0 {
            return Some(Short::Now);
        }
        let short = self.coming.iter().find(|one| {
            left -= i64::from(one.needs);
            left < 0
        });
        short.map(Short::With)
    }

    /// Returns how many licences stay unused after everybody came, where that is far more than needed: more than a
    /// third of what was bought. Nothing while something about it is not known.
    #[must_use]
    pub fn far_over(&self) -> Option<u32> {
        let left = u32::try_from(self.left_after()?.last().copied().or(self.left_now())?).ok()?;
        let much = left >= SPARE && left > self.bought? / 3;
        (much && self.unnamed == 0).then_some(left)
    }
}

/// Returns how many licences are left for sub-accounts: bought − used − Σ given, never below 0 (SUB-5).
#[must_use]
pub fn remaining_licences(bought: u32, used: u32, given: &[u32]) -> u32 {
    given.iter().fold(bought.saturating_sub(used), |left, given| left.saturating_sub(*given))
}

/// Returns the licences each sub-account gets from the main account.
pub(super) fn delegated(sub_accounts: &[SubAccount]) -> impl Iterator<Item = u32> {
    let paid_here = sub_accounts.iter().filter(|sub| sub.payment == Payment::Delegated);
    paid_here.filter_map(|sub| sub.licences.map(|licences| licences.0))
}

fn coming(now: &Situation) -> Vec<Coming> {
    let paid = |standing| now.progress.marked(standing, Mark::Paid);
    let mut in_no_wave = paid(Standing::Outstanding).saturating_add(paid(Standing::Invited));
    let mut invited = Coming { who: Who::Invited, on: None, people: 0, needs: 0 };
    let mut waves = Vec::new();
    for wave in Wave::in_order(&now.plan.waves).into_iter().map(|at| &now.plan.waves[at]) {
        let measured = now.progress.waves.iter().find(|measured| measured.id == wave.id);
        let new = measured.map(|measured| measured.new).unwrap_or_default();
        in_no_wave = in_no_wave.saturating_sub(new.paid);
        let needs = match wave.licence {
            WaveLicence::Paying => new.paid,
            WaveLicence::Everybody => new.people,
            WaveLicence::Nobody => 0,
        };
        if now.come(wave.done_on).is_some() {
            invited.people = invited.people.saturating_add(new.people);
            invited.needs = invited.needs.saturating_add(needs);
        } else {
            let who = Who::Wave(wave.id.clone(), called(&wave.title, &wave.id).to_owned());
            waves.push(Coming { who, on: wave.date, people: new.people, needs });
        }
    }
    let rest = Coming { who: Who::NoWave, on: None, people: in_no_wave, needs: in_no_wave };
    let mut all = Vec::new();
    all.extend(Some(invited).filter(|one| one.people > 0));
    all.extend(waves);
    all.extend(Some(rest).filter(|one| one.people > 0));
    all
}

/// A list of a sub-account's members beside it would add licences of another account.
fn seen(now: &Situation) -> Option<(u32, Option<Day>)> {
    let mut lists = now.current(ListKind::Members);
    let (only, None) = (lists.next()?, lists.next()) else { return None };
    let licensed = now.progress.marks.all(Mark::Licensed);
    (licensed > 0).then_some((licensed, only.as_of))
}
