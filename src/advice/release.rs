//! Whether Zoom would hand over the names on a domain: the four conditions, the three statements certified by signing,
//! and for each what follows. Nothing is promised: Zoom decides, and the program only knows what the plan says.

use crate::plan::{
    AccountPlan, Day, Domain, ListRecord, Place, Plan, ReleaseState, domain_key, may_request_release,
};
use crate::wording;

/// Business has to hold this many licences before a list is released (fact REL-2).
pub const BUSINESS_LICENCES: u32 = 50;

/// Whether something is so, as far as the plan says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Tri {
    /// It is.
    Met,
    /// It is not.
    NotMet,
    /// The plan does not say.
    Unknown,
}

impl Tri {
    /// Returns its words.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Tri::Met => "met",
            Tri::NotMet => "not met",
            Tri::Unknown => "not known",
        }
    }

    fn of(answer: Option<bool>) -> Tri {
        match answer {
            Some(true) => Tri::Met,
            Some(false) => Tri::NotMet,
            None => Tri::Unknown,
        }
    }
}

/// One condition or statement, and how it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Eligibility {
    /// The id of the guide's fact that asks for it.
    pub condition: &'static str,
    /// What has to be so, in a few words.
    pub title: &'static str,
    /// How it stands.
    pub met: Tri,
    /// What the plan says about it.
    pub why: String,
    /// What follows from that.
    pub follows: &'static str,
    /// Where it is answered.
    pub place: Place,
}

/// What the request for one domain needs.
#[derive(Clone, Debug, PartialEq)]
pub struct Request<'a> {
    /// The domain.
    pub domain: &'a Domain,
    /// The four conditions (facts REL-1 to REL-4).
    pub conditions: [Eligibility; 4],
    /// The three statements certified by signing (facts REL-5 to REL-7).
    pub statements: [Eligibility; 3],
}

impl Request<'_> {
    /// Returns how the request stands as a whole; a missing signature is the next step and no obstacle.
    #[must_use]
    pub fn stands(&self) -> Tri {
        let needed = || self.conditions.iter().take(3).chain(&self.statements);
        if needed().any(|one| one.met == Tri::NotMet) {
            Tri::NotMet
        } else if needed().any(|one| one.met == Tri::Unknown) {
            Tri::Unknown
        } else {
            Tri::Met
        }
    }
}

/// Returns what each domain with a name needs for its release request, in the order of the plan.
#[must_use]
pub fn requests(plan: &Plan, today: Day) -> Vec<Request<'_>> {
    let named = plan.domains.iter().filter(|domain| !domain_key(&domain.name).is_empty());
    named
        .map(|domain| Request {
            domain,
            conditions: [paying(plan), right_plan(plan), requester(plan), signed(plan, domain, today)],
            statements: [registrant(domain), policies(plan), purpose(plan)],
        })
        .collect()
}

/// Returns the conditions and statements that are the same for every domain, in the order of their facts.
#[must_use]
pub fn of_the_account(plan: &Plan) -> [Eligibility; 5] {
    [paying(plan), right_plan(plan), requester(plan), policies(plan), purpose(plan)]
}

fn at(field: &str) -> Place {
    Place::new("release", "", field)
}

/// What an answer of yes or no comes to.
fn answered(answer: Option<bool>, [yes, no, open]: [&str; 3]) -> String {
    match answer {
        Some(true) => yes,
        Some(false) => no,
        None => open,
    }
    .to_owned()
}

fn follows(met: Tri, [yes, no, open]: [&'static str; 3]) -> &'static str {
    match met {
        Tri::Met => yes,
        Tri::NotMet => no,
        Tri::Unknown => open,
    }
}

/// You are a paying customer and no prospect (fact REL-1).
fn paying(plan: &Plan) -> Eligibility {
    let answer = plan.release.paying_customer;
    let met = Tri::of(answer);
    Eligibility {
        condition: "REL-1",
        title: "Paying customer",
        met,
        why: answered(
            answer,
            ["The main account is paid for.", "The main account is not paid for.", "Not answered yet."],
        ),
        follows: follows(
            met,
            [
                "Nothing more to do.",
                "No names are handed to a prospect. Until you pay, work with the counts and with invitations.",
                "Ask whoever pays for Zoom; only a paying customer is served.",
            ],
        ),
        place: at("paying_customer"),
    }
}

/// The plan is Enterprise, Education, or Business with 50 licences (fact REL-2).
fn right_plan(plan: &Plan) -> Eligibility {
    let account = &plan.main_account;
    let bought = account.licences_bought;
    let place = |field| Place::new("main_account", "", field);
    let (met, why, place) = match account.plan {
        AccountPlan::Unknown => {
            (Tri::Unknown, "The plan of the main account is not noted.".to_owned(), place("plan"))
        }
        other if !may_request_release(other) => {
            (Tri::NotMet, format!("The main account has the plan {}.", other.label()), place("plan"))
        }
        AccountPlan::Business => match bought {
            None => (
                Tri::Unknown,
                "The plan is Business, and how many licences were bought is not noted.".to_owned(),
                place("licences_bought"),
            ),
            Some(bought) => {
                let met = if bought.0 < BUSINESS_LICENCES { Tri::NotMet } else { Tri::Met };
                let licences = wording::plural(bought.0, "licence", "licences");
                (met, format!("The plan is Business with {licences}."), place("licences_bought"))
            }
        },
        other => (Tri::Met, format!("The plan is {}.", other.label()), place("plan")),
    };
    Eligibility {
        condition: "REL-2",
        title: "Plan that qualifies",
        met,
        why,
        follows: follows(
            met,
            [
                "Nothing more to do.",
                "It takes Business with at least 50 licences, Enterprise or Education. Change the plan, or do without \
                 the names.",
                "Note plan and licences on the page of the main account.",
            ],
        ),
        place,
    }
}

/// Whoever asks is owner or admin of that plan (fact REL-3).
fn requester(plan: &Plan) -> Eligibility {
    let release = &plan.release;
    let who = match release.requester.trim() {
        "" => "Whoever asks",
        name => name,
    };
    let met = Tri::of(release.requester_is_admin);
    let why = match met {
        Tri::Met => format!("{who} is owner or admin."),
        Tri::NotMet => format!("{who} is neither owner nor admin."),
        Tri::Unknown if who == "Whoever asks" => "It is not noted who asks.".to_owned(),
        Tri::Unknown => format!("Whether {who} is owner or admin is not noted."),
    };
    Eligibility {
        condition: "REL-3",
        title: "Asked by owner or admin",
        met,
        why,
        follows: follows(
            met,
            [
                "This person signs for every domain.",
                "Let the owner or an admin of the paid plan ask, or make this person an admin first.",
                "Look up the role of that person under User Management.",
            ],
        ),
        place: at("requester_is_admin"),
    }
}

/// The certification is signed, for each domain anew (fact REL-4).
fn signed(plan: &Plan, domain: &Domain, today: Day) -> Eligibility {
    let signed_on = domain.signed_on.filter(|day| *day <= today);
    let (met, why) = match (signed_on, domain.release) {
        (Some(day), _) => (Tri::Met, format!("Signed on {}.", wording::day(day, today))),
        (None, ReleaseState::Signed | ReleaseState::Received) => {
            (Tri::Met, "Signed; the day is not noted.".to_owned())
        }
        (None, ReleaseState::Refused) => {
            (Tri::Unknown, "Refused; whether it was signed is not noted.".to_owned())
        }
        (None, ReleaseState::NotRequested | ReleaseState::Preparing) => {
            (Tri::NotMet, "Not signed for this domain yet.".to_owned())
        }
    };
    let came = match domain.release {
        ReleaseState::Received if plan.lists.iter().any(ListRecord::is_release_list) => {
            "Zoom answered: the list came. See on the page Lists that it is imported as outside."
        }
        ReleaseState::Received => "Zoom answered: the list came. Import it as outside.",
        ReleaseState::Refused => "Zoom refused. Ask why, or count the people by readings.",
        _ => "Wait for the list, then import it as outside.",
    };
    Eligibility {
        condition: "REL-4",
        title: "Signed for this domain",
        met,
        why,
        follows: follows(
            met,
            [
                came,
                "Ask your Zoom account team for the certification and sign it in DocuSign; each domain needs its own.",
                "Note the day of the signature.",
            ],
        ),
        place: Place::new("domains", &domain.id, "signed_on"),
    }
}

/// The domain is lawfully registered to you today (fact REL-5).
fn registrant(domain: &Domain) -> Eligibility {
    let answer = domain.lawfully_registered;
    let met = Tri::of(answer);
    Eligibility {
        condition: "REL-5",
        title: "Registered to you",
        met,
        why: answered(
            answer,
            [
                "Registered to you today.",
                "Not registered to you.",
                "Who the domain is registered to is not noted.",
            ],
        ),
        follows: follows(
            met,
            [
                "You can certify it.",
                "Do not sign: you would certify what is not so. Get the registration in order first.",
                "Look up the registrant at your registrar before you sign.",
            ],
        ),
        place: Place::new("domains", &domain.id, "lawfully_registered"),
    }
}

/// Written rules of use are kept and enforced for all users (fact REL-6).
fn policies(plan: &Plan) -> Eligibility {
    let answer = plan.release.policies_enforced;
    let met = Tri::of(answer);
    Eligibility {
        condition: "REL-6",
        title: "Rules of use in force",
        met,
        why: answered(
            answer,
            [
                "Written rules are in force for all users.",
                "No written rules that all users know are in force.",
                "Whether written rules are in force for all users is not noted.",
            ],
        ),
        follows: follows(
            met,
            [
                "You can certify it.",
                "Do not sign yet. The rules must tell every user that IT and e-mail are the organization's and not \
                 private; bring them into force first.",
                "Ask HR or legal, and a works council where you have one, before you sign.",
            ],
        ),
        place: at("policies_enforced"),
    }
}

/// The list is wanted for a lawful purpose (fact REL-7).
fn purpose(plan: &Plan) -> Eligibility {
    let answer = plan.release.lawful_purpose;
    let met = Tri::of(answer);
    Eligibility {
        condition: "REL-7",
        title: "Lawful purpose",
        met,
        why: answered(
            answer,
            ["What you want it for is lawful.", "What you want it for is not lawful.", "Not answered yet."],
        ),
        follows: follows(
            met,
            [
                "You can certify it.",
                "Do not ask for the names.",
                "Ask whoever answers for data protection before you sign.",
            ],
        ),
        place: at("lawful_purpose"),
    }
}
