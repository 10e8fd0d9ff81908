//! What a sub-account needs: a name for its vanity URL, a way to sign in, and what is to be done for it (guide §7).

mod vanity;

pub use vanity::{is_server, may_be_vanity, vanity_name, vanity_of_domain, vanity_suggestion};

use crate::plan::{AccountPlan, AddWay, Applies, Day, Payment, Plan, SubAccount, SubAccountSso};
use crate::wording::{self, plural};

/// Days of notice Zoom's operations team wants (Z-10).
pub const NOTICE_DAYS: i64 = 5;

/// Days after which a ticket may be expected to have its first answer: 72 hours (Z-10).
pub const ANSWER_DAYS: i64 = 3;

/// Returns the way to sign in that fits what is to be set by it, and why; nothing while that was not answered (SUB-10).
#[must_use]
pub fn sign_in_that_fits(sub: &SubAccount) -> (Option<SubAccountSso>, &'static str) {
    match sub.more_than_meetings {
        None => {
            (None, "First say whether sign-in is to set groups, roles, Zoom Phone or where recordings go.")
        }
        Some(true) => (
            Some(SubAccountSso::Own),
            "Only an own vanity URL and SSO can set groups, roles and recording storage. It needs Business or above.",
        ),
        Some(false) => (
            Some(SubAccountSso::Master),
            "A meeting licence and its add-ons can be set through the main account's sign-in. A person must fit every mapped value, or nothing applies.",
        ),
    }
}

/// Returns whether a plan is too small for an own vanity URL with SSO (SUB-10).
#[must_use]
pub fn is_too_small_for_sso(plan: AccountPlan) -> bool {
    matches!(plan, AccountPlan::Basic | AccountPlan::Pro)
}

/// Where a proposed time stands to the hours in which Zoom moves accounts (Z-10).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Window {
    /// Inside.
    Inside,
    /// Outside.
    Outside,
    /// Only the hours before three on that Tuesday are inside, and the time does not say that it is one of them.
    Unclear,
}

/// Returns the last day on which the ticket of a sub-account gives the notice Zoom wants, while it is to be sent (Z-10-NOTICE).
#[must_use]
pub fn ticket_due(sub: &SubAccount, today: Day) -> Option<Day> {
    let waits = sub.add_by == AddWay::Ticket && sub.ticket_on.is_none_or(|day| day > today);
    sub.move_on.filter(|_| waits).map(|day| day.plus_days(-NOTICE_DAYS))
}

/// Returns where a day and time stand to Zoom's hours, Thursday 03:00 to Tuesday 03:00, US Eastern (Z-10). A time counts
/// only where it names Eastern time; else the day alone does.
#[must_use]
pub fn window(day: Day, at: &str) -> Window {
    use jiff::civil::Weekday::{Thursday, Tuesday, Wednesday};
    match (day.0.weekday(), eastern_hour(at)) {
        (Wednesday, _) => Window::Outside,
        (Tuesday, Some(hour)) if hour >= 3 => Window::Outside,
        (Tuesday | Thursday, None) => Window::Unclear,
        (Thursday, Some(hour)) if hour < 3 => Window::Outside,
        _ => Window::Inside,
    }
}

/// Returns which part of a day of [`Window::Unclear`] is inside Zoom's hours, as the end of a sentence.
#[must_use]
pub fn inside_when(day: Day) -> &'static str {
    match day.0.weekday() {
        jiff::civil::Weekday::Thursday => "from 03:00 on, US Eastern",
        _ => "before 03:00, US Eastern",
    }
}

/// Returns the hour of a time such as `08:00 US Eastern`, or `2:30 ET`.
fn eastern_hour(at: &str) -> Option<u32> {
    let at = at.trim().to_lowercase();
    let zone = at.split(|letter: char| !letter.is_alphabetic());
    let named = zone.clone().any(|word| matches!(word, "eastern" | "et" | "est" | "edt" | "york"));
    // The first number, wherever it stands: 8, 08:00, 0800.
    let number = at.split(|letter: char| !letter.is_ascii_digit()).find(|digits| !digits.is_empty())?;
    let hours = if number.len() > 2 { number.get(..number.len() - 2)? } else { number };
    let hour: u32 = hours.parse().ok()?;
    let afternoon = zone.clone().any(|word| word == "pm") && hour < 12;
    let midnight = zone.clone().any(|word| word == "am") && hour == 12;
    let hour = if midnight { 0 } else { hour + if afternoon { 12 } else { 0 } };
    (named && hour < 24).then_some(hour)
}

/// A part of what a sub-account needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Topic {
    /// Creating it (SUB-7).
    Create,
    /// Its vanity URL and sign-in (SUB-9, SUB-10).
    SignIn,
    /// Settings to be repeated (SUB-3).
    Settings,
    /// How people and phone numbers get into it (SUB-11, SUB-12, Z-16).
    People,
}

impl Topic {
    /// Every topic in order.
    pub const ALL: [Topic; 4] = [Topic::Create, Topic::SignIn, Topic::Settings, Topic::People];

    /// Returns what it is called.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Topic::Create => "Create",
            Topic::SignIn => "Sign-in",
            Topic::Settings => "Settings",
            Topic::People => "People",
        }
    }
}

/// How far one thing is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tick {
    /// In order.
    Done,
    /// Still to do.
    Open,
    /// May be left out.
    Optional,
}

/// One thing a sub-account needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Need {
    /// What it belongs to.
    pub topic: Topic,
    /// How far it is.
    pub tick: Tick,
    /// What it is, and what is known of it.
    pub says: String,
    /// The question that answers it.
    pub field: &'static str,
    /// The guide's fact behind it.
    pub fact: &'static str,
}

fn tick(done: bool) -> Tick {
    if done { Tick::Done } else { Tick::Open }
}

fn need(
    topic: Topic,
    done: bool,
    says: impl Into<String>,
    (field, fact): (&'static str, &'static str),
) -> Need {
    Need { topic, tick: tick(done), says: says.into(), field, fact }
}

/// Returns what a text says, or that it is missing.
fn or_missing(label: &str, text: &str) -> String {
    if text.trim().is_empty() {
        format!("{label}: not given yet.")
    } else {
        format!("{label}: {}", text.trim())
    }
}

fn on(label: &str, day: Option<Day>, today: Day) -> String {
    day.map_or_else(
        || format!("{label}: no day yet."),
        |day| format!("{label} {}.", wording::day(day, today)),
    )
}

/// Returns everything a sub-account needs, topic by topic; `owner_known` says that a list of Zoom users has its owner.
#[must_use]
pub fn needs(plan: &Plan, sub: &SubAccount, owner_known: bool, today: Day) -> Vec<Need> {
    let mut needs = to_create(sub, owner_known, today);
    needs.extend(to_sign_in(plan, sub));
    needs.extend(settings(plan, sub, today));
    needs.extend(people(plan, sub, today));
    needs
}

fn to_create(sub: &SubAccount, owner_known: bool, today: Day) -> Vec<Need> {
    let given = |text: &str| !text.trim().is_empty();
    let made = |topic_done, says: String, field| need(Topic::Create, topic_done, says, (field, "SUB-7"));
    let owner = if owner_known && sub.created_on.is_none() {
        format!("The owner's address is known to Zoom already: {}", sub.owner_email.trim())
    } else {
        or_missing("An owner's address Zoom has never seen", &sub.owner_email)
    };
    let licences = sub.licences.map_or(String::new(), |licences| wording::thousands(licences.0));
    let plan = if sub.plan == AccountPlan::Unknown { "" } else { sub.plan.label() };
    let seats = match sub.payment {
        Payment::Delegated => {
            made(given(&licences), or_missing("Licences from the main account", &licences), "licences")
        }
        _ => made(given(plan), or_missing("A plan of its own, with its licences", plan), "plan"),
    };
    let payment = if sub.payment == Payment::Undecided { "" } else { sub.payment.label() };
    let menu = match sub.menu_there {
        _ if sub.created_on.is_some() => "The menu Sub Accounts was there when it was created.",
        Some(true) => "The menu Sub Accounts is there in the portal.",
        Some(false) => "No menu Sub Accounts in the portal: it takes a role, or your account executive.",
        None => "Whether the portal shows the menu Sub Accounts: not answered.",
    };
    let created = sub.created_on.is_some();
    let password = match (sub.password_ready, created) {
        (_, true) => "A strong password was set when it was created.",
        (Some(true), false) => "A strong password is ready.",
        (_, false) => "A strong password: not noted as ready.",
    };
    let cost = match sub.show_cost {
        None => "Cost of audio and storage in its reports: you may leave this out.",
        Some(true) => "Its reports show what audio and storage cost.",
        Some(false) => "Its reports do not show what audio and storage cost.",
    };
    let cost_tick = if sub.show_cost.is_none() { Tick::Optional } else { Tick::Done };
    let mut cost = made(true, cost.to_owned(), "show_cost");
    cost.tick = cost_tick;
    vec![
        made(created || sub.menu_there == Some(true), menu.to_owned(), "menu_there"),
        made(given(&sub.name), or_missing("Account name", &sub.name), "name"),
        made(given(&sub.owner_email) && (!owner_known || sub.created_on.is_some()), owner, "owner_email"),
        made(created || sub.password_ready == Some(true), password.to_owned(), "password_ready"),
        made(given(payment), or_missing("Payment", payment), "payment"),
        cost,
        seats,
        made(sub.created_on.is_some(), on("Created", sub.created_on, today), "created_on"),
    ]
}

fn to_sign_in(plan: &Plan, sub: &SubAccount) -> Vec<Need> {
    let suggestion = vanity_suggestion(plan, sub);
    let suggested = suggestion.as_ref().map_or(String::new(), |name| format!(" Suggested: {name}.zoom.us"));
    let name = vanity_name(&sub.vanity_url);
    let vanity = match (name.is_empty(), suggestion) {
        (true, _) => format!("Vanity URL: not given yet.{suggested}"),
        (false, Some(fits)) if fits != name => format!("Vanity URL: {name}.zoom.us.{suggested}"),
        (false, _) => format!("Vanity URL: {name}.zoom.us"),
    };
    // Through the main account's sign-in, or without SSO, a sub-account needs no name of its own.
    let wanted = matches!(sub.sso, SubAccountSso::Own | SubAccountSso::Undecided);
    let mut vanity = need(Topic::SignIn, may_be_vanity(&name), vanity, ("vanity_url", "SUB-9"));
    if vanity.tick == Tick::Open && !wanted {
        vanity.tick = Tick::Optional;
    }
    let (fits, why) = sign_in_that_fits(sub);
    let asked = match sub.more_than_meetings {
        None => "More than a meeting licence by sign-in? Not answered.",
        Some(true) => "Sign-in is to set more than a meeting licence.",
        Some(false) => "Sign-in is to set a meeting licence and its add-ons only.",
    };
    let chosen = if sub.sso == SubAccountSso::Undecided { "" } else { sub.sso.label() };
    let fits = fits.map_or(String::new(), |fits| format!("{} fits. ", sentence(fits.label())));
    vec![
        vanity,
        need(Topic::SignIn, sub.more_than_meetings.is_some(), asked, ("more_than_meetings", "SUB-10")),
        need(
            Topic::SignIn,
            !chosen.is_empty(),
            format!("{}. {fits}{why}", or_missing("Chosen", chosen).trim_end_matches('.')),
            ("sso", "SUB-10"),
        ),
        need(
            Topic::SignIn,
            !sub.sso_reason.trim().is_empty(),
            or_missing("Why so", &sub.sso_reason),
            ("sso_reason", "SUB-10"),
        ),
    ]
}

fn sentence(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// Changes people notice that come of moving, and not of a setting somebody could repeat.
const NO_SETTINGS: &[&str] = &["sso-only", "vanity-url-changes", "api-lost"];

/// Returns the settings to be repeated: those named for it, and those the plan says apply in the main account (TEC-2).
#[must_use]
pub fn settings_to_repeat(plan: &Plan, sub: &SubAccount) -> Vec<String> {
    let guide = crate::guide::guide();
    let applying = plan.changes.iter().filter(|change| change.applies == Applies::Yes);
    let a_setting = |change: &&crate::plan::Change| !NO_SETTINGS.contains(&change.id.as_str());
    let of_main = applying.filter(a_setting).filter_map(|change| guide.change(&change.id));
    let of_main = of_main.map(|change| change.title.clone());
    sub.settings.iter().cloned().chain(of_main).collect()
}

fn settings(plan: &Plan, sub: &SubAccount, today: Day) -> Vec<Need> {
    let done = sub.settings_done_on.is_some_and(|day| day <= today);
    let settings = settings_to_repeat(plan, sub);
    let says = if settings.is_empty() {
        "Nothing is named yet. List what is set and locked in the main account.".to_owned()
    } else {
        format!("To be set and locked again, {}:", plural(wording::count(settings.len()), "thing", "things"))
    };
    let named = need(Topic::Settings, !settings.is_empty(), says, ("settings", "SUB-3"));
    let each =
        settings.into_iter().map(|says| need(Topic::Settings, done, says, ("settings_done_on", "SUB-3")));
    let on = need(
        Topic::Settings,
        done,
        on("All of it repeated", sub.settings_done_on, today),
        ("settings_done_on", "SUB-3"),
    );
    [named].into_iter().chain(each).chain([on]).collect()
}

fn people(plan: &Plan, sub: &SubAccount, today: Day) -> Vec<Need> {
    let of = |done, says: String, field, fact| need(Topic::People, done, says, (field, fact));
    let way = if sub.add_by == AddWay::Undecided { "" } else { sub.add_by.label() };
    let mut needs = vec![
        of(!way.is_empty(), or_missing("They come by", way), "add_by", "SUB-11"),
        of(!sub.people.trim().is_empty(), or_missing("Who", &sub.people), "people", "SUB-12"),
    ];
    if sub.add_by == AddWay::Ticket {
        needs.extend(ticket(plan, sub, today));
    }
    if let Some(numbers) = sub.numbers.filter(|numbers| numbers.0 > 0) {
        let says = match sub.numbers_moved_on {
            Some(_) => on("Phone numbers moved", sub.numbers_moved_on, today),
            None => format!(
                "{}: unassign first, then move yourself where Zoom has enabled it.",
                plural(numbers.0, "phone number", "phone numbers")
            ),
        };
        needs.push(of(sub.numbers_moved_on.is_some(), says, "numbers_moved_on", "Z-16"));
    }
    needs
}

fn ticket(plan: &Plan, sub: &SubAccount, today: Day) -> Vec<Need> {
    let of = |done, says: String, field, fact| need(Topic::People, done, says, (field, fact));
    let from = if sub.from_number.trim().is_empty() { &plan.main_account.number } else { &sub.from_number };
    let when = match sub.move_on {
        None => "Proposed day: none yet. Zoom moves from Thursday to Tuesday 03:00, US Eastern.".to_owned(),
        Some(day) => {
            let at = if sub.move_at.trim().is_empty() {
                String::new()
            } else {
                format!(", {}", sub.move_at.trim())
            };
            let inside = match window(day, &sub.move_at) {
                Window::Inside => "inside Zoom's hours".to_owned(),
                Window::Outside => "outside Zoom's hours".to_owned(),
                Window::Unclear => format!("inside Zoom's hours only {}", inside_when(day)),
            };
            format!("Proposed: {}{at}, {inside}.", wording::day(day, today))
        }
    };
    let fits = sub.move_on.is_some_and(|day| window(day, &sub.move_at) == Window::Inside);
    let mut needs = vec![
        of(fits, when, "move_on", "Z-10"),
        of(!from.trim().is_empty(), or_missing("From account", from), "from_number", "SUB-12"),
        of(!sub.number.trim().is_empty(), or_missing("To account", &sub.number), "number", "SUB-12"),
        of(
            !sub.approved_by.trim().is_empty(),
            or_missing("Approved by", &sub.approved_by),
            "approved_by",
            "SUB-12",
        ),
    ];
    if sub.from_foreign == Some(true) {
        needs.push(of(
            sub.confirmed_on.is_some_and(|day| day <= today),
            on("The other side confirmed", sub.confirmed_on, today),
            "confirmed_on",
            "Z-11",
        ));
    }
    needs.push(of(
        sub.ticket_on.is_some_and(|day| day <= today),
        on("Ticket sent", sub.ticket_on, today),
        "ticket_on",
        "Z-10-NOTICE",
    ));
    if sub.ticket_on.is_some() {
        needs.push(of(
            sub.answered_on.is_some_and(|day| day <= today),
            on("Answered", sub.answered_on, today),
            "answered_on",
            "Z-10-ANSWER",
        ));
    }
    needs
}

#[cfg(test)]
mod tests;
