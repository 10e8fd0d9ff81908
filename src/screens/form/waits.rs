//! Why a step of a case cannot be ticked yet.

use super::super::why::Reason;
use crate::guide::{Step, guide};
use crate::plan::Case;
use crate::progress::ledger;

/// Returns which blocking step comes before this one, and what is lost otherwise; nothing where none does.
pub(super) fn reason(case: &Case, step: &Step) -> Option<Reason> {
    let kind = ledger::kind(guide(), case)?;
    let first = kind.comes_first(step, |id| case.is_done(id))?;
    let says = format!("Not yet. This comes first: {}", first.says);
    let why = format!(
        "The steps that block are done in their order. What is lost otherwise: {}",
        kind.lost_if_skipped
    );
    Some(Reason { says, why, fact: first.fact.as_deref().or(Some(case.kind.fact())), ..Reason::default() })
}
