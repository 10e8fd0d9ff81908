//! Advice tested from outside: a project in order, one thing changed, and what is said then.

mod checks;
mod dates;
mod discovery;
mod findings;
mod gates;
mod licences;
mod near;
mod next;
mod release;
mod sub_accounts;
mod whom;

use std::ops::ControlFlow;
use std::sync::Arc;

use super::*;
use crate::guide::guide;
use crate::lists::{self, Hints};
use crate::plan::{ListKind, ListRecord, part};
use crate::progress::{Kept, Source, measure};

/// A project with its lists and its day.
#[derive(Clone)]
struct Stage {
    plan: Plan,
    sources: Vec<Source>,
    today: Day,
}

/// Answers that put a project in order: every gate is open and nothing is found.
const IN_ORDER: &[(&str, &str)] = &[
    ("organization/name", "Northwind Traders"),
    ("main_account/name", "Northwind"),
    ("main_account/number", "40012345"),
    ("main_account/plan", "business"),
    ("main_account/licences_bought", "50"),
    ("main_account/licences_used", "3"),
    ("main_account/vanity_url", "northwind.zoom.us"),
    ("main_account/support_name", "IT help"),
    ("main_account/support_email", "help@northwind.example"),
    ("main_account/cluster", "us02"),
    ("main_account/profile_checked_on", "2026-09-30"),
    ("domains/domain-1/name", "northwind.example"),
    ("domains/domain-1/verified_on", "2026-10-01"),
    ("domains/domain-1/option", "consolidate"),
    ("domains/domain-1/enabled_on", "2026-10-31"),
    ("groups/group-1/title", "Retired"),
    ("groups/group-1/decision", "left"),
    ("groups/group-1/reason", "They leave at the end of the year."),
    ("groups/group-1/people", "dan@northwind.example"),
    ("sso/provider", "okta"),
    ("sso/provisioning", "at-sign-in"),
    ("sso/vanity_approved_on", "2026-10-05"),
    ("sso/configured_on", "2026-10-06"),
    ("sso/checked_on", "2026-11-20"),
    ("break_glass/break-glass-1/name", "R. Lee"),
    ("break_glass/break-glass-1/email", "lee@northwind.example"),
    ("break_glass/break-glass-1/member", "yes"),
    ("break_glass/break-glass-1/password_set", "yes"),
    ("break_glass/break-glass-1/second_factor", "yes"),
    ("break_glass/break-glass-1/tested_on", "2026-11-18"),
    ("break_glass/break-glass-2/name", "S. Ode"),
    ("break_glass/break-glass-2/email", "ode@northwind.example"),
    ("break_glass/break-glass-2/member", "yes"),
    ("break_glass/break-glass-2/password_set", "yes"),
    ("break_glass/break-glass-2/second_factor", "yes"),
    ("break_glass/break-glass-2/tested_on", "2026-11-19"),
    ("messages/message-1/title", "Announcement"),
    ("messages/message-1/date", "2026-10-20"),
    ("messages/message-1/owner", "A. Pauli"),
    ("messages/message-1/background", "One account for all."),
    ("messages/message-1/scope", "Everybody with our address."),
    ("messages/message-1/timing", "In November."),
    ("messages/message-1/actions", "Choose join."),
    ("messages/message-1/success", "See the account number."),
    ("messages/message-1/support", "help@northwind.example"),
    ("messages/message-1/approved_on", "2026-10-18"),
    ("messages/message-1/sent_on", "2026-10-20"),
    ("execution/plan_confirmed_on", "2026-10-15"),
    ("execution/plan_confirmed_by", "C. Lindqvist"),
    ("execution/messages_confirmed_on", "2026-10-16"),
    ("execution/messages_confirmed_by", "A. Pauli"),
    ("execution/started_on", "2026-10-19"),
];

const MEMBERS: &str = "Email,Status,License Type,Login Type\n\
    ana@northwind.example,active,licensed,SSO\n\
    bo@northwind.example,active,basic,SSO\n\
    cy@northwind.example,active,basic,SSO\n\
    lee@northwind.example,active,licensed,SSO\n\
    ode@northwind.example,active,licensed,SSO\n";

const OUTSIDE: &str = "Email\n\
    ana@northwind.example\n\
    bo@northwind.example\n\
    cy@northwind.example\n\
    dan@northwind.example\n";

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

impl Stage {
    fn empty() -> Stage {
        Stage { plan: Plan::default(), sources: Vec::new(), today: day("2026-11-21") }
    }

    /// Everything done: 3 of 4 people are in, the fourth stays where he is by decision.
    fn in_order() -> Stage {
        let mut stage = Stage::empty().with(IN_ORDER);
        // The second message is a copy, so that there is more than one.
        let reminder = crate::plan::Message {
            id: "message-2".to_owned(),
            title: "Reminder".to_owned(),
            date: Some(day("2026-11-19")),
            sent_on: Some(day("2026-11-19")),
            ..stage.plan.messages[0].clone()
        };
        stage.plan.messages.push(reminder);
        stage.plan.messages[0].tells = guide().changes().iter().map(|change| change.id.clone()).collect();
        for change in guide().changes() {
            stage = stage.with(&[(&format!("changes/{}/applies", change.id), "applies")]);
        }
        stage.list(ListKind::Outside, "2026-10-12", OUTSIDE).list(ListKind::Members, "2026-11-20", MEMBERS)
    }

    /// Types answers in; an entry that is not there is added.
    fn with(mut self, answers: &[(&str, &str)]) -> Stage {
        for (place, typed) in answers {
            let place: Place = place.parse().unwrap();
            let rows = part(&place.part).unwrap().rows;
            if rows.is_list() && !rows.ids(&self.plan).contains(&place.entry) {
                rows.add(&mut self.plan, place.entry.clone());
            }
            assert_eq!(self.plan.set_answer(&place, typed), Ok(()), "{place}");
        }
        self
    }

    /// Imports a list; those of one kind are of one source, so the newer one replaces the older.
    fn list(self, kind: ListKind, as_of: &str, text: &str) -> Stage {
        let list = lists::read(text.as_bytes(), &Hints::default(), &mut |_| ControlFlow::Continue(()));
        self.source(kind, as_of, Ok(Arc::new(list.unwrap())))
    }

    fn source(mut self, kind: ListKind, as_of: &str, list: Result<Arc<lists::List>, Kept>) -> Stage {
        let id = format!("list-{}", self.plan.lists.len() + 1);
        let rows = list.as_ref().map_or(0, |list| count(list.table.len()));
        let record = ListRecord {
            file: format!("{}-{as_of}.csv", kind.word()),
            id,
            kind,
            label: "main account".to_owned(),
            as_of: Some(day(as_of)),
            rows: Some(crate::plan::Count(rows)),
            keep_reason: "The auditors ask for it.".to_owned(),
            ..ListRecord::default()
        };
        self.plan.lists.push(record.clone());
        self.sources.push(Source { record, list });
        self
    }

    /// Changes what cannot be typed.
    fn but(mut self, change: impl FnOnce(&mut Stage)) -> Stage {
        change(&mut self);
        self
    }

    fn advice(&self) -> Advice {
        let (_, progress) =
            measure(&self.plan, &self.sources, self.today, &mut |_| ControlFlow::Continue(())).unwrap();
        advise(&self.plan, &progress, guide(), self.today)
    }
}

impl Advice {
    fn ids(&self) -> Vec<&str> {
        self.findings.iter().map(|finding| finding.id.as_str()).collect()
    }

    fn finding(&self, id: &str) -> &Finding {
        let found = self.findings.iter().find(|finding| finding.id == id);
        found.unwrap_or_else(|| panic!("{id} is not among {:?}", self.ids()))
    }
}
