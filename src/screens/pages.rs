//! The one list of pages.

use super::Screen;
use super::alike::Alike;
use super::by_name::ByName;
use super::calendar::Calendar;
use super::chain::Chain;
use super::changes::Changes;
use super::counts::Counts;
use super::documents::Documents;
use super::entries::Entries;
use super::findings::Findings;
use super::form::Form;
use super::gate::GatePage;
use super::guide::GuidePage;
use super::import::Import;
use super::licences::LicencesPage;
use super::people::People;
use super::populations::Populations;
use super::progress::OverTime;
use super::release::Release;
use super::sub_accounts::SubAccounts;
use crate::advice::GateId;
use crate::app::Desk;
use crate::plan::Place;

/// A page's entry in the menus.
pub struct Page {
    /// Its name for findings, for the state folder and for tests.
    pub id: &'static str,
    /// The phase it belongs to, 1 to 5; nothing for pages that stand beside the phases.
    pub phase: Option<u8>,
    /// Its name on the screen.
    pub title: &'static str,
    /// What it is for, in a sentence.
    pub says: &'static str,
    /// The part of the plan it edits, if it edits one.
    pub part: Option<&'static str>,
    /// Makes its screen.
    pub open: fn(&mut Desk) -> Box<dyn Screen>,
}

macro_rules! form {
    ($id:literal, $phase:literal, $title:literal, $says:literal) => {
        Page {
            id: $id,
            phase: Some($phase),
            title: $title,
            says: $says,
            part: Some($id),
            open: |desk| Box::new(Form::single($id, desk)),
        }
    };
}

macro_rules! entries {
    ($id:literal, $phase:literal, $title:literal, $says:literal) => {
        Page {
            id: $id,
            phase: Some($phase),
            title: $title,
            says: $says,
            part: Some($id),
            open: |_| Box::new(Entries::new($id)),
        }
    };
}

macro_rules! gate {
    ($id:literal, $phase:literal, $gate:ident, $title:literal, $says:literal) => {
        Page {
            id: $id,
            phase: Some($phase),
            title: $title,
            says: $says,
            part: None,
            open: |_| Box::new(GatePage::of(GateId::$gate)),
        }
    };
}

/// Every page, in the order of the menus.
pub const PAGES: &[Page] = &[
    form!("organization", 1, "Organization", "Who consolidates, and why."),
    form!(
        "main_account",
        1,
        "Main account",
        "The account everybody is to end up in, as Zoom shows it to people."
    ),
    entries!(
        "domains",
        1,
        "Domains",
        "Your e-mail domains: ownership, release request, and what people are asked."
    ),
    entries!("readings", 1, "Readings", "The counts inside and outside that the portal shows for a domain."),
    Page {
        id: "release",
        phase: Some(1),
        title: "Release request",
        says: "Whether Zoom would hand over the names: four conditions, three statements, a signature each.",
        part: Some("release"),
        open: |_| Box::new(Release::default()),
    },
    Page {
        id: "counts",
        phase: Some(1),
        title: "Counts and names",
        says: "What the portal counted on each domain, beside whom the lists name.",
        part: None,
        open: |_| Box::new(Counts::default()),
    },
    entries!("lists", 1, "Lists", "The user lists you imported, and what was in them."),
    entries!(
        "accounts",
        1,
        "Discovered accounts",
        "Zoom accounts found outside yours, with what makes them special."
    ),
    entries!("contacts", 1, "Contacts", "Who has a part in this project."),
    entries!(
        "cases",
        2,
        "Special cases",
        "Accounts and people that need steps of their own before they move."
    ),
    entries!(
        "groups",
        2,
        "Decisions about people",
        "Who stays outside, who is an executive, who goes with which wave."
    ),
    Page {
        id: "alike",
        phase: Some(2),
        title: "Same person?",
        says: "Who outside may already be in under another address, and what shows it.",
        part: None,
        open: |desk| Box::new(Alike::new(desk)),
    },
    entries!(
        "same",
        2,
        "Same person, decided",
        "Addresses you said are one person, and those you said are two."
    ),
    Page {
        id: "populations",
        phase: Some(2),
        title: "Populations and tools",
        says: "Which tool each group of people is given, with the reasons for and against.",
        part: Some("populations"),
        open: |desk| Box::new(Populations::new(desk)),
    },
    gate!(
        "gate-domains",
        2,
        EnableDomains,
        "May we enable domains?",
        "What has to be so before people on the domains are asked to join."
    ),
    Page {
        id: "calendar",
        phase: Some(2),
        title: "Calendar of a domain",
        says: "When people outside are asked after an option is on, and when they are stuck.",
        part: None,
        open: |_| Box::new(Calendar::default()),
    },
    entries!("holidays", 2, "Holidays", "Days on which nobody works; the calendar of a domain counts them."),
    Page {
        id: "sub_accounts",
        phase: Some(2),
        title: "Sub-accounts",
        says: "Separate accounts under the main account: licences left, and what each needs.",
        part: Some("sub_accounts"),
        open: |_| Box::new(SubAccounts::new()),
    },
    Page {
        id: "licences",
        phase: Some(2),
        title: "Licences",
        says: "Bought, used and needed: what is left after each wave, and when it runs short.",
        part: None,
        open: |_| Box::new(LicencesPage::default()),
    },
    gate!(
        "gate",
        3,
        EnforceSso,
        "May we enforce SSO?",
        "What has to be so before everybody is sent to the identity provider."
    ),
    Page {
        id: "by-name",
        phase: Some(3),
        title: "If we enforced SSO today",
        says: "Who would be locked out, by name, and whom sign-ins made beforehand would hit.",
        part: None,
        open: |_| Box::new(ByName::default()),
    },
    Page {
        id: "chain",
        phase: Some(3),
        title: "Steps to required SSO",
        says: "Plan, vanity URL, SSO, domains, enforcement, SCIM: what is done and what is next.",
        part: None,
        open: |_| Box::new(Chain::default()),
    },
    form!("sso", 3, "Single sign-on", "The identity provider, the target, and what must be ready first."),
    entries!("break_glass", 3, "Break-glass people", "Who gets in when SSO does not work: two, and tested."),
    Page {
        id: "changes",
        phase: Some(3),
        title: "Settings that will change",
        says: "What people will notice in the new account; it feeds the messages.",
        part: Some("changes"),
        open: |_| Box::new(Changes::default()),
    },
    entries!("messages", 4, "Messages", "Who is told what and when, each with the six elements."),
    gate!(
        "gate-execution",
        5,
        StartExecution,
        "May execution start?",
        "Both plans are confirmed first: consolidation and communication."
    ),
    entries!("tasks", 5, "Tasks", "The run-book: dated, owned, in order."),
    entries!("waves", 5, "Waves", "Groups of people who are invited together."),
    Page {
        id: "history",
        phase: Some(5),
        title: "Imports over time",
        says: "The totals after every import; they stay when the lists are deleted.",
        part: Some("history"),
        open: |_| Box::new(OverTime::new()),
    },
    form!(
        "execution",
        5,
        "Confirmations",
        "Who confirmed both plans, when execution started, when the project was closed."
    ),
    entries!("overrides", 5, "Overrides", "Conditions of gates that somebody answered for."),
    gate!(
        "gate-close",
        5,
        Close,
        "May we close?",
        "Nobody is left outside without a decision, and the lists are gone."
    ),
    Page {
        id: "people",
        phase: None,
        title: "People",
        says: "Everybody the lists name, and what they are now.",
        part: None,
        open: |desk| Box::new(People::new(desk)),
    },
    Page {
        id: "findings",
        phase: None,
        title: "Findings",
        says: "What the program noticed, and where it is mended.",
        part: None,
        open: |_| Box::new(Findings::default()),
    },
    Page {
        id: "documents",
        phase: None,
        title: "Documents",
        says: "What the plan can be written as: checklists, people, invite files.",
        part: None,
        open: |desk| Box::new(Documents::new(desk)),
    },
    Page {
        id: "import",
        phase: None,
        title: "Import a list",
        says: "A file of users: what it is, what it would change, then yes or no.",
        part: None,
        open: |desk| Box::new(Import::new(desk)),
    },
    Page {
        id: "guide",
        phase: None,
        title: "Guide",
        says: "What the documents say, with their titles and where they differ.",
        part: None,
        open: |_| Box::new(GuidePage::new()),
    },
];

/// Returns the page of that name.
#[must_use]
pub fn page(id: &str) -> Option<&'static Page> {
    PAGES.iter().find(|page| page.id == id)
}

/// Returns the page on which the answer at a place is given.
#[must_use]
pub fn page_of(place: &Place) -> Option<&'static Page> {
    if place.part == "same" && place.entry.is_empty() {
        // Pairs are decided where they are proposed.
        return page("alike");
    }
    PAGES.iter().find(|page| page.part == Some(place.part.as_str()))
}
