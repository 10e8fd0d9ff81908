//! What moving means for one person: what comes along, what does not, what changes, what to save first, what they will
//! see and what it costs, adapted to what the lists and the plan know of them.
//!
//! This is the one part of advice that looks at a person. It is asked for on the person's page and in the document
//! `impact`; no check and no gate uses it.

use crate::guide::{DataGroup, Guide};
use crate::lists::Field;
use crate::plan::{Account, Case, CaseKind, Day, DomainOption, Plan, domain_key};
use crate::progress::{Mark, Person, Standing, ledger};

mod all;

pub use all::for_everybody;

/// What moving means for one person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Impact {
    /// Whether anything moves at all, and when that was, in a sentence.
    pub says: String,
    /// The parts; those that say nothing of this person are left out.
    pub parts: Vec<Part>,
}

/// One part of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// What it is about.
    pub title: &'static str,
    /// What is so, a sentence or two each.
    pub lines: Vec<Said>,
}

/// One thing said, and the guide's fact behind it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// What is so.
    pub text: String,
    /// The guide's fact behind it.
    pub fact: &'static str,
    /// Whether it holds because of what is known of this person, and not of everybody who moves.
    pub own: bool,
    /// Whether it explains what was said just before it.
    pub beneath: bool,
}

fn of_all(fact: &'static str, text: impl Into<String>) -> Said {
    Said { text: text.into(), fact, own: false, beneath: false }
}

fn own(fact: &'static str, text: impl Into<String>) -> Said {
    Said { text: text.into(), fact, own: true, beneath: false }
}

/// What is known of the person, as the parts ask for it.
struct Known<'a> {
    person: &'a Person<'a>,
    /// The account outside that the person owns.
    account: Option<&'a Account>,
    /// The open cases the person is in.
    cases: Vec<&'a Case>,
    option: DomainOption,
    /// From when on the option acts, as people say it; nothing while it is not switched on.
    since: Option<String>,
}

/// Returns what moving means for a person.
#[must_use]
pub fn impact(person: &Person<'_>, plan: &Plan, guide: &'static Guide, today: Day) -> Impact {
    let ids = person.cases();
    let domain = plan.domains.iter().find(|domain| domain_key(&domain.name) == person.domain());
    let known = Known {
        person,
        account: plan
            .accounts
            .iter()
            .find(|account| crate::lists::email::is_same(&account.owner, person.email())),
        cases: plan
            .cases
            .iter()
            .filter(|case| ledger::is_open(guide, case, today) && ids.contains(&case.id.as_str()))
            .collect(),
        option: domain.map_or(DomainOption::Undecided, |domain| domain.option),
        since: domain.and_then(|domain| domain.enabled_on).map(|day| {
            let said = crate::wording::day(day, today);
            if day <= today { format!("Since {said}") } else { format!("From {said} on") }
        }),
    };
    let says = known.says();
    let mut told = Vec::new();
    // What had to come before the move comes too late for those who are in.
    if known.moves() {
        told.extend([("Before anything moves", known.first()), ("What to save first", known.save())]);
    }
    if known.moves() || person.standing() == Standing::Consolidated {
        told.extend([
            ("What comes along", all::data(guide, DataGroup::Moves)),
            ("What does not", all::data(guide, DataGroup::Stays)),
            ("What the new account decides", all::data(guide, DataGroup::NewAccount)),
            ("What will be different here", all::changes(plan, guide)),
            ("What they will see", known.sees()),
            ("What it costs", known.costs()),
        ]);
    } else {
        told.push(("What they will see", known.sees()));
    }
    Impact { says, parts: parts(told) }
}

/// Returns the parts that say something.
fn parts(told: Vec<(&'static str, Vec<Said>)>) -> Vec<Part> {
    let told = told.into_iter().filter(|(_, lines)| !lines.is_empty());
    told.map(|(title, lines)| Part { title, lines }).collect()
}

impl Known<'_> {
    fn has(&self, mark: Mark) -> bool {
        self.person.marks().contains(mark)
    }

    fn in_case(&self, kind: CaseKind) -> bool {
        self.cases.iter().any(|case| case.kind == kind)
    }

    fn has_phone(&self) -> bool {
        let listed = self.person.field(Field::ZoomPhone).is_some_and(|said| {
            !["no", "none", "0", "false"].iter().any(|no| said.trim().eq_ignore_ascii_case(no))
        });
        listed || self.in_case(CaseKind::Phone) || self.account.is_some_and(|one| one.phone == Some(true))
    }

    fn has_rooms(&self) -> bool {
        let rooms = self.account.and_then(|account| account.rooms).is_some_and(|rooms| rooms.0 > 0);
        rooms || self.in_case(CaseKind::Rooms)
    }

    fn has_webinars(&self) -> bool {
        self.account.is_some_and(|account| account.add_ons.to_lowercase().contains("webinar"))
    }

    /// Whether something of the person moves or is about to.
    fn moves(&self) -> bool {
        matches!(self.person.standing(), Standing::Outstanding | Standing::Invited)
    }

    fn says(&self) -> String {
        match self.person.standing() {
            Standing::Outstanding => "Is still outside: this is what joining will mean.",
            Standing::Invited => "Has an open invitation: this is what accepting it will mean.",
            Standing::Consolidated => {
                "Is in already: this is what joining meant. What was not saved before may be lost."
            }
            Standing::Native => "Was never outside: nothing of this person moves.",
            Standing::Excluded => {
                "Stays outside by decision or is counted under another address: nothing moves."
            }
            Standing::Gone => "Is no longer among the people outside: there is nothing to move.",
            Standing::Unknown => "No list from Zoom names this person: there is nothing to move.",
        }
        .to_owned()
    }

    /// What stands in the way, and what cannot be taken back.
    fn first(&self) -> Vec<Said> {
        let mut lines: Vec<Said> = self
            .cases
            .iter()
            .map(|case| {
                own(
                    case.kind.fact(),
                    format!("Special case to close first: {} ({}).", case.title, case.kind.label()),
                )
            })
            .collect();
        if self.has(Mark::OwnsOthers) {
            lines.push(own(
                "SC-MULTI",
                "Owns an account in which others are too. The Explainer says that they would come along; Zoom's support page \
                 says that accepting ends in error 1009.",
            ));
            lines.push(own(
                "Z-3",
                "Be safe: have the others deleted, unlinked or invited first, or somebody else made owner, and then invite \
                 this person.",
            ));
        }
        if self.has_rooms() {
            lines.push(own(
                "SC-ROOMS",
                "Has Zoom Rooms: delete them before this person is invited, or accepting ends in error 1009.",
            ));
        }
        if self.has(Mark::Executive) {
            lines.push(own("SC-VIP", "Gets a personal contact and an agreed time, before any invitation."));
        }
        lines.push(all::no_way_back());
        lines
    }

    fn save(&self) -> Vec<Said> {
        let mut lines = all::save();
        if self.has_phone() {
            lines.push(own(
                "SC-PHONE",
                "Zoom Phone: numbers, call logs and queues are documented and moved first, or they can be lost for good.",
            ));
        }
        if self.account.is_some_and(|account| !account.vanity_url.trim().is_empty())
            || self.in_case(CaseKind::Vanity)
        {
            lines.push(own(
                "SC-VANITY",
                "Links with the old Zoom address: put the new one into coming invitations.",
            ));
        }
        lines
    }

    fn sees(&self) -> Vec<Said> {
        match self.person.standing() {
            Standing::Outstanding | Standing::Invited => self.sees_outside(),
            Standing::Consolidated | Standing::Native if !self.has(Mark::SsoReady) => vec![own(
                "DOM-3",
                "Still signs in as before. On the day SSO is enforced the sign-in page of the identity provider is new.",
            )],
            Standing::Excluded if !self.has(Mark::OffDomains) && !self.has(Mark::Alias) => vec![own(
                "SSO-5",
                "On the day SSO is enforced this address is sent to the identity provider too, outside or not.",
            )],
            _ => Vec::new(),
        }
    }

    fn sees_outside(&self) -> Vec<Said> {
        let mut lines = Vec::new();
        if self.has(Mark::OffDomains) {
            lines.push(own(
                "T-WARN-ABSORB",
                "Is on none of your domains. An invitation pulls this person's own account in.",
            ));
        }
        let is_asked = matches!(self.option, DomainOption::Change | DomainOption::Consolidate);
        if is_asked {
            let asks = if self.option == DomainOption::Change {
                "to change the address"
            } else {
                "to join or to change the address"
            };
            let from = self.since.as_deref().unwrap_or("Once the domain is switched on");
            lines.push(own(
                "DOM-1",
                format!(
                    "{from}, this person is signed out once a day and asked {asks}. This can be put off three times, then the profile \
                     stays shut."
                ),
            ));
        }
        if self.person.standing() == Standing::Invited || !is_asked || self.person.wave().is_some() {
            lines.push(all::invitation());
        }
        lines.extend(all::joining());
        lines
    }

    fn costs(&self) -> Vec<Said> {
        let mut lines = Vec::new();
        if self.has(Mark::Paid) {
            let add_ons =
                self.account.map(|account| account.add_ons.trim()).filter(|add_ons| !add_ons.is_empty());
            let add_ons = add_ons.map_or(String::new(), |add_ons| format!(" ({add_ons})"));
            lines.push(own(
                "SC-PAID",
                format!("Pays for Zoom now{add_ons}. Licences do not come along; where a refund is due it follows the move. Tell finance."),
            ));
            lines.push(own("Z-1", "Is invited one by one: bulk files leave paid plans out."));
        }
        if self.has_webinars() {
            let says = if self.moves() {
                "Pays for webinars: have a webinar licence ready in the main account first. It is reported that scheduled \
                 webinars stay hidden until there is one."
            } else {
                "Paid for webinars: see that there is a webinar licence in the main account. It is reported that scheduled \
                 webinars stay hidden until there is one."
            };
            lines.push(own("Z-13-WEBINAR", says));
        }
        let inside = self.has(Mark::Licensed);
        let outside = self.person.field_in(crate::plan::ListKind::Outside, Field::LicenseType);
        let is_licensed_outside = self.has(Mark::Paid) || outside == Some("licensed");
        if inside {
            lines.push(own("LIC-1", "Has a licence in the main account."));
        } else if is_licensed_outside && self.person.standing() != Standing::Consolidated {
            lines.push(own(
                "Z-13",
                "Has licensed features now: have a licence ready first, or they are lost on joining.",
            ));
        } else if is_licensed_outside {
            lines
                .push(own("Z-13", "Had a paid plan or licence, and has no licence in the main account now."));
        }
        lines
    }
}

#[cfg(test)]
mod tests;
