//! The days by the calendar of 2026: 2 November is a Monday.

use super::*;
use crate::plan::DomainOption;
use crate::progress::Progress;

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn holiday(name: &str, date: &str, until: &str) -> Holiday {
    Holiday { name: name.into(), date: date.parse().ok(), until: until.parse().ok(), ..Holiday::default() }
}

fn domain(option: DomainOption, on: &str) -> Domain {
    Domain { option, enabled_on: on.parse().ok(), ..Domain::default() }
}

fn days(on: &str, holidays: &[Holiday]) -> Forced {
    Forced::of(&domain(DomainOption::Consolidate, on), holidays).unwrap()
}

#[test]
fn three_times_put_off_and_the_fourth_sign_in_is_stuck() {
    let monday = days("2026-11-02", &[]);
    assert_eq!(monday.asked, [day("2026-11-02"), day("2026-11-03"), day("2026-11-04")]);
    assert_eq!(monday.first, day("2026-11-05"));
    assert_eq!(monday.peak, (day("2026-11-05"), day("2026-11-06")));
    // Asked on the four Mondays after it, and stuck on the fourth of them.
    assert_eq!(monday.latest, day("2026-11-30"));
    assert_eq!(monday.troubles(&[]), []);
}

#[test]
fn weekends_put_off_whoever_works_from_monday_to_friday_but_not_everybody() {
    let thursday = days("2026-11-05", &[]);
    assert_eq!(thursday.asked, [day("2026-11-05"), day("2026-11-06"), day("2026-11-09")]);
    assert_eq!(thursday.first, day("2026-11-08"));
    assert_eq!(thursday.peak, (day("2026-11-10"), day("2026-11-11")));
    let sunday = Free { day: day("2026-11-08"), name: "a Sunday".into() };
    assert_eq!(thursday.troubles(&[]), [Trouble::FirstStuck(sunday)]);
}

#[test]
fn a_friday_or_the_eve_of_a_holiday_is_no_day_to_switch_on() {
    let saturday = Free { day: day("2026-11-07"), name: "a Saturday".into() };
    assert_eq!(days("2026-11-06", &[]).troubles(&[]), [Trouble::SwitchedOn(saturday)]);
    let holidays = [holiday("Founders' Day", "2026-11-03", "")];
    let eve = days("2026-11-02", &holidays).troubles(&holidays);
    let free = Free { day: day("2026-11-03"), name: "Founders' Day".into() };
    assert_eq!(eve, [Trouble::SwitchedOn(free)]);
    // The holiday is skipped by whoever works on working days.
    assert_eq!(days("2026-11-02", &holidays).asked[1], day("2026-11-04"));
}

#[test]
fn a_holiday_among_the_days_of_the_peak_is_told() {
    let holidays = [holiday("Christmas", "2026-12-25", "2027-01-01")];
    let before = days("2026-12-21", &holidays);
    assert_eq!(before.peak, (day("2026-12-24"), day("2027-01-04")));
    let christmas = Free { day: day("2026-12-25"), name: "Christmas".into() };
    assert_eq!(before.troubles(&holidays), [Trouble::Peak(christmas)]);
    assert_eq!(before.better(&holidays), Some(day("2027-01-04")));
}

#[test]
fn nobody_is_asked_where_nothing_is_switched_on() {
    for option in [DomainOption::Undecided, DomainOption::NotUsed, DomainOption::Observe] {
        assert_eq!(Forced::of(&domain(option, "2026-11-02"), &[]), None, "{option:?}");
        assert!(what_is_asked(&domain(option, "")).contains("nobody is asked"));
    }
    assert_eq!(Forced::of(&domain(DomainOption::Consolidate, ""), &[]), None);
    let (change, join) = (domain(DomainOption::Change, "2026-11-02"), domain(DomainOption::Consolidate, ""));
    assert!(Forced::of(&change, &[]).is_some());
    assert!(what_is_asked(&change).contains("cannot join") && what_is_asked(&join).contains("to join"));
    // The point of no return is named before the act, as it is reported (Z-12).
    assert!(what_is_asked(&join).contains("It is reported that nobody who joined can be sent back."));
}

#[test]
fn holidays_without_end_are_no_endless_search() {
    let holidays = [holiday("For ever", "2026-01-01", "9999-12-31")];
    assert_eq!(days("2026-11-02", &holidays).on, day("2026-11-02"));
    assert_eq!(days("2026-11-02", &holidays).better(&holidays), None);
}

#[test]
fn events_stand_in_order_of_their_days() {
    let events = days("2026-11-05", &[]).events();
    assert_eq!(events.len(), 8);
    assert!(events.is_sorted_by_key(|(day, _)| *day));
}

#[test]
fn each_row_says_for_whom_it_holds() {
    // First stuck before the third question: two kinds of people, and the rows say so.
    let events = days("2026-11-05", &[]).events();
    for (_, says) in events.iter().filter(|(_, says)| says.starts_with("Asked") || says.starts_with("Most")) {
        assert!(says.contains("who works Monday to Friday"), "{says}");
    }
    let (_, first) = events.iter().find(|(_, says)| says.starts_with("First day")).unwrap();
    assert!(first.ends_with("on free days too"), "{first}");
}

#[test]
fn a_day_to_switch_on_is_told_with_what_is_wrong_with_it() {
    let says = |on: &str| {
        let domain = Domain {
            id: "domain-1".into(),
            name: "northwind.example".into(),
            ..domain(DomainOption::Consolidate, on)
        };
        let plan = Plan { domains: vec![domain], ..Plan::default() };
        let advice =
            crate::advice::advise(&plan, &Progress::default(), crate::guide::guide(), day("2026-11-02"));
        let found = advice.findings.into_iter().find(|finding| finding.id.contains("before-a-free-day"));
        found.map(|finding| finding.says)
    };
    let friday = "northwind.example is switched on Fri 6 Nov, and the day after is free (a Saturday).";
    assert_eq!(says("2026-11-06").as_deref(), Some(friday));
    let saturday = "northwind.example is switched on Sat 7 Nov, which is free (a Saturday).";
    assert_eq!(says("2026-11-07").as_deref(), Some(saturday));
    assert_eq!(says("2026-11-04"), None);
}

#[test]
fn the_last_who_sign_in_weekly_are_never_stuck_before_those_who_work_every_day() {
    let holidays = [holiday("Term break", "2026-12-18", "2027-01-17")];
    let days = days("2026-12-16", &holidays);
    assert_eq!(days.asked[2], day("2027-01-18"));
    assert_eq!(days.peak, (day("2027-01-19"), day("2027-01-20")));
    assert_eq!(days.latest, day("2027-01-20"));
    let mut by_day: Vec<Day> = days.events().into_iter().map(|(day, _)| day).collect();
    by_day.dedup();
    assert_eq!(by_day.last(), Some(&day("2027-01-20")));
}

#[test]
fn a_holiday_of_years_is_passed_over_in_one_step() {
    let holidays = [holiday("A slip", "2026-12-24", "2036-12-27")];
    assert_eq!(working_day_from(day("2026-12-24"), &holidays), day("2036-12-29"));
    assert_eq!(working_day_from(day("2026-12-23"), &holidays), day("2026-12-23"));
}
