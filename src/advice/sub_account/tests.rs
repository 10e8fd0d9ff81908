//! Names, windows and lists of what is to do, as the guide has them.

use super::*;

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

#[test]
fn a_vanity_url_is_named_after_the_domain_as_the_guides_say() {
    for (domain, name) in [
        // SUB-9
        ("company.com", Some("company")),
        ("company.io", Some("company-io")),
        // Z-17
        ("hooli.com", Some("hooli")),
        ("hooli.org", Some("hooli-org")),
        ("hooli.com.au", Some("hooli-au")),
        ("hooli.org.au", Some("hooli-org-au")),
        ("hooli.edu", Some("hooli-edu")),
        ("Hooli.co.uk", Some("hooli-uk")),
        ("@hooli.com.", Some("hooli")),
        // A sub-domain names both, as a department does.
        ("it.hooli.com", Some("hooli-it")),
        ("health.hooli.org", Some("hooli-health-org")),
        // Four characters at least.
        ("abc.com", Some("abc-com")),
        ("abcd.com", Some("abcd")),
        ("a.io", Some("a-io")),
        ("com.au", Some("com-au")),
        ("hooli", None),
        ("not a domain.com", None),
        ("", None),
    ] {
        assert_eq!(vanity_of_domain(domain).as_deref(), name, "{domain}");
        assert!(name.is_none_or(may_be_vanity), "{domain}");
    }
}

#[test]
fn without_a_domain_the_purpose_or_the_name_stands_behind_the_main_accounts_name() {
    let mut plan = Plan::default();
    plan.main_account.vanity_url = "https://Company.zoom.us".to_owned();
    let named = |purpose: &str, name: &str, domain: &str| {
        let sub = SubAccount {
            purpose: purpose.to_owned(),
            name: name.to_owned(),
            domain: domain.to_owned(),
            ..SubAccount::default()
        };
        vanity_suggestion(&plan, &sub)
    };
    assert_eq!(named("testing", "Any name", "").as_deref(), Some("company-testing"));
    assert_eq!(named("", "Company Health & Care", "").as_deref(), Some("company-health-care"));
    assert_eq!(named("", "Clinics", "").as_deref(), Some("company-clinics"));
    assert_eq!(named("testing", "Clinics", "clinic.org").as_deref(), Some("clinic-org"));
    assert_eq!(named("", "", ""), None);
    assert_eq!(
        vanity_suggestion(&Plan::default(), &SubAccount { name: "IT".into(), ..SubAccount::default() }),
        None
    );
}

#[test]
fn a_vanity_name_is_four_letters_digits_or_hyphens() {
    for (url, name, fits) in [
        ("northwind.zoom.us", "northwind", true),
        (" HTTPS://Hooli-IT.zoom.us/j/5", "hooli-it", true),
        ("abc.zoom.us", "abc", false),
        ("north_wind.zoom.us", "north_wind", false),
        ("", "", false),
    ] {
        assert_eq!((vanity_name(url).as_str(), may_be_vanity(&vanity_name(url))), (name, fits), "{url}");
    }
}

#[test]
fn zoom_moves_from_thursday_three_to_tuesday_three_eastern() {
    for (on, at, expected) in [
        ("2026-12-03", "", Window::Unclear),
        ("2026-12-03", "2am ET", Window::Outside),
        ("2026-12-03", "at 02:00 ET", Window::Outside),
        ("2026-12-03", "ET 0230", Window::Outside),
        ("2026-12-03", "01:00 New York", Window::Outside),
        ("2026-12-08", "3pm ET", Window::Outside),
        ("2026-12-03", "02:30 US Eastern", Window::Outside),
        ("2026-12-03", "03:00 ET", Window::Inside),
        // In another zone the hour says nothing of it.
        ("2026-12-03", "02:30 CET", Window::Unclear),
        ("2026-12-05", "23:00", Window::Inside),
        ("2026-12-07", "", Window::Inside),
        ("2026-12-08", "02:59 Eastern", Window::Inside),
        ("2026-12-08", "03:00 Eastern", Window::Outside),
        ("2026-12-08", "1:00 pm Eastern", Window::Outside),
        ("2026-12-08", "12:30 am EST", Window::Inside),
        ("2026-12-08", "08:00", Window::Unclear),
        ("2026-12-09", "08:00 Eastern", Window::Outside),
    ] {
        assert_eq!(window(day(on), at), expected, "{on} {at}");
    }
}

#[test]
fn what_sign_in_is_to_set_decides_the_way() {
    let fits = |more| sign_in_that_fits(&SubAccount { more_than_meetings: more, ..SubAccount::default() }).0;
    assert_eq!(fits(None), None);
    assert_eq!(fits(Some(true)), Some(SubAccountSso::Own));
    assert_eq!(fits(Some(false)), Some(SubAccountSso::Master));
    let small = AccountPlan::ALL.iter().filter(|plan| is_too_small_for_sso(**plan)).count();
    assert_eq!(small, 2);
}

fn open(sub: &SubAccount, owner_known: bool) -> Vec<&'static str> {
    let needs = needs(&Plan::default(), sub, owner_known, day("2026-11-21"));
    needs.into_iter().filter(|need| need.tick == Tick::Open).map(|need| need.field).collect()
}

#[test]
fn the_list_of_what_creating_needs_is_the_guides() {
    let empty = open(&SubAccount::default(), false);
    let create = ["menu_there", "name", "owner_email", "password_ready", "payment", "plan", "created_on"];
    assert_eq!(empty[..7], create);
    let mut sub = SubAccount {
        name: "Health".into(),
        owner_email: "new@northwind.example".into(),
        password_ready: Some(true),
        menu_there: Some(true),
        payment: Payment::Delegated,
        ..SubAccount::default()
    };
    assert!(open(&sub, false).starts_with(&["licences", "created_on"]));
    // An owner Zoom knows already cannot found an account; once it is founded that is no matter.
    assert!(open(&sub, true).starts_with(&["owner_email", "licences", "created_on"]));
    sub.created_on = Some(day("2026-11-20"));
    assert!(open(&sub, true).starts_with(&["licences"]));
}

#[test]
fn a_ticket_needs_both_numbers_a_day_inside_the_hours_and_whoever_must_agree() {
    let mut sub =
        SubAccount { add_by: AddWay::Ticket, people: "dept:clinic".into(), ..SubAccount::default() };
    let ticket = |sub: &SubAccount| {
        let needs = needs(&Plan::default(), sub, false, day("2026-11-21"));
        let open = needs.iter().filter(|need| need.topic == Topic::People && need.tick == Tick::Open);
        open.map(|need| need.field).collect::<Vec<_>>()
    };
    assert_eq!(ticket(&sub), ["move_on", "from_number", "number", "approved_by", "ticket_on"]);
    sub.from_foreign = Some(true);
    assert!(ticket(&sub).contains(&"confirmed_on"));
    sub.move_on = Some(day("2026-12-02"));
    assert!(ticket(&sub).contains(&"move_on"), "a Wednesday is outside");
    sub.move_on = Some(day("2026-12-04"));
    assert!(!ticket(&sub).contains(&"move_on"));
    sub.ticket_on = Some(day("2026-11-20"));
    assert!(ticket(&sub).contains(&"answered_on"));
}

#[test]
fn what_is_locked_in_the_main_account_is_to_be_locked_again() {
    let mut plan = Plan::default();
    let applying =
        |id: &str, applies| crate::plan::Change { id: id.into(), applies, ..crate::plan::Change::default() };
    plan.changes = vec![applying("no-chat", Applies::Yes), applying("sso-only", Applies::No)];
    let sub = SubAccount { settings: vec!["Recording off".into()], ..SubAccount::default() };
    let settings = settings_to_repeat(&plan, &sub);
    assert_eq!(settings.len(), 2, "{settings:?}");
    assert_eq!(settings[0], "Recording off");
}
