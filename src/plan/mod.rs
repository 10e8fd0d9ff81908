//! What is decided: the plan and its parts as types, and the questions that fill them.
//!
//! Each part is a type and its table of questions (`FIELDS`); [`PARTS`] lists the parts, so that forms, findings
//! and tests reach every answer by its [`Place`]. Nothing here is derived: what follows from the plan is in
//! `progress` and `advice`.

mod case;
mod column;
mod counted;
mod day;
mod discovered;
mod domain;
mod field;
mod group;
mod history;
mod holiday;
mod intake;
mod list;
mod message;
mod number;
mod organization;
mod parts;
mod population;
mod release;
mod same;
mod shift;
mod sso;
mod subaccount;
mod wave;
mod words;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub use case::{Account, Case, CaseKind};
pub use column::ColumnUse;
pub use counted::{Counted, Recounted};
pub use day::Day;
pub use discovered::{Changed, Discovered};
pub use domain::{Domain, DomainOption, DomainState, Reading, ReleaseState, domain_key};
pub(crate) use field::slot;
pub use field::{Field, Kind, Need, Question, Slot};
pub use group::{Decision, ExclusionModel, Group};
pub use history::Milestone;
pub use holiday::Holiday;
pub use intake::{Intake, Origin};
pub use list::{ListKind, ListRecord, label_key, same_label};
pub use message::{Channel, ELEMENTS, Message};
pub use number::{Count, Percent, Permille};
pub use organization::{
    AccountPlan, Contact, ContactRole, MainAccount, Organization, OrganizationKind, may_request_release,
};
pub use parts::{Entry, ListPlace, PARTS, Part, Place, Rows, part};
pub use population::{Population, ToolChoice};
pub use release::Release;
pub use same::{Same, Verdict};
pub use shift::shift_days;
pub use sso::{Applies, BreakGlass, Change, Provider, Provisioning, Sso};
pub use subaccount::{AddWay, Payment, SubAccount, SubAccountSso};
pub use wave::{Execution, Override, Task, Wave, WaveLicence};
pub use words::Offered;

/// The version of the file format this program writes.
pub const SCHEMA: u32 = 1;

/// One consolidation project: every decision, and the record of every list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Plan {
    /// Version of the file format.
    pub schema: u32,
    /// Who consolidates.
    #[serde(skip_serializing_if = "is_unanswered")]
    pub organization: Organization,
    /// Who has a part in the project.
    #[serde(skip_serializing_if = "is_unanswered")]
    pub contacts: Vec<Contact>,
    /// The account everybody is to end up in.
    #[serde(skip_serializing_if = "is_unanswered")]
    pub main_account: MainAccount,
    /// The e-mail domains.
    #[serde(skip_serializing_if = "is_unanswered")]
    pub domains: Vec<Domain>,
    /// Who asks for the names on the domains.
    #[serde(skip_serializing_if = "is_unanswered")]
    pub release: Release,
    /// The counts the portal showed.
    #[serde(skip_serializing_if = "is_unanswered")]
    pub readings: Vec<Reading>,
    /// Days on which nobody works.
    #[serde(skip_serializing_if = "is_unanswered")]
    pub holidays: Vec<Holiday>,
    /// The imported lists.
    #[serde(skip_serializing_if = "is_unanswered")]
    pub lists: Vec<ListRecord>,
    /// What columns of files are used for, where a person said so.
    #[serde(skip_serializing_if = "is_unanswered")]
    pub columns: Vec<ColumnUse>,
    /// Zoom accounts found outside.
    #[serde(skip_serializing_if = "is_unanswered")]
    pub accounts: Vec<Account>,
    /// Special cases.
    #[serde(skip_serializing_if = "is_unanswered")]
    pub cases: Vec<Case>,
    /// Decisions about people.
    #[serde(skip_serializing_if = "is_unanswered")]
    pub groups: Vec<Group>,
    /// Which addresses belong to one person.
    #[serde(skip_serializing_if = "is_unanswered")]
    pub same: Vec<Same>,
    /// Groups of people who are given a tool.
    #[serde(skip_serializing_if = "is_unanswered")]
    pub populations: Vec<Population>,
    /// Sub-accounts.
    #[serde(skip_serializing_if = "is_unanswered")]
    pub sub_accounts: Vec<SubAccount>,
    /// Single sign-on.
    #[serde(skip_serializing_if = "is_unanswered")]
    pub sso: Sso,
    /// Who gets in when SSO does not work.
    #[serde(skip_serializing_if = "is_unanswered")]
    pub break_glass: Vec<BreakGlass>,
    /// Settings changes people will notice.
    #[serde(skip_serializing_if = "is_unanswered")]
    pub changes: Vec<Change>,
    /// Communications.
    #[serde(skip_serializing_if = "is_unanswered")]
    pub messages: Vec<Message>,
    /// Groups of people invited together.
    #[serde(skip_serializing_if = "is_unanswered")]
    pub waves: Vec<Wave>,
    /// The run-book.
    #[serde(skip_serializing_if = "is_unanswered")]
    pub tasks: Vec<Task>,
    /// Confirmations.
    #[serde(skip_serializing_if = "is_unanswered")]
    pub execution: Execution,
    /// Conditions somebody answered for.
    #[serde(skip_serializing_if = "is_unanswered")]
    pub overrides: Vec<Override>,
    /// Totals over time.
    #[serde(skip_serializing_if = "is_unanswered")]
    pub history: Vec<Milestone>,
    /// Typed answers that could not be understood yet, by place; each is a finding.
    #[serde(skip_serializing_if = "is_unanswered")]
    pub drafts: BTreeMap<String, String>,
}

impl Default for Plan {
    fn default() -> Plan {
        Plan {
            schema: SCHEMA,
            organization: Organization::default(),
            contacts: Vec::new(),
            main_account: MainAccount::default(),
            domains: Vec::new(),
            release: Release::default(),
            readings: Vec::new(),
            holidays: Vec::new(),
            lists: Vec::new(),
            columns: Vec::new(),
            accounts: Vec::new(),
            cases: Vec::new(),
            groups: Vec::new(),
            same: Vec::new(),
            populations: Vec::new(),
            sub_accounts: Vec::new(),
            sso: Sso::default(),
            break_glass: Vec::new(),
            changes: Vec::new(),
            messages: Vec::new(),
            waves: Vec::new(),
            tasks: Vec::new(),
            execution: Execution::default(),
            overrides: Vec::new(),
            history: Vec::new(),
            drafts: BTreeMap::new(),
        }
    }
}

impl Plan {
    /// The rate a company should reach before SSO is enforced (fact SSO-1).
    pub const CORPORATE_TARGET: Percent = Percent(75);

    /// Returns the rate that is held against the threshold: the plan's own, 75 % for a company, nothing for
    /// education until the planner sets one (facts SSO-1, SSO-2).
    #[must_use]
    pub fn target(&self) -> Option<Percent> {
        match (self.sso.target, self.organization.kind) {
            (Some(target), _) => Some(target),
            (None, OrganizationKind::Corporate) => Some(Plan::CORPORATE_TARGET),
            (None, OrganizationKind::Education) => None,
        }
    }

    /// Returns the domain of that name, compared as addresses are.
    #[must_use]
    pub fn domain(&self, name: &str) -> Option<&Domain> {
        let key = domain_key(name);
        self.domains.iter().find(|domain| domain_key(&domain.name) == key)
    }
}

/// Returns whether an answer is still its empty default, and is therefore left out of the file.
pub(crate) fn is_unanswered<T: Default + PartialEq>(answer: &T) -> bool {
    *answer == T::default()
}

#[cfg(test)]
mod tests;
