//! Walks through what phase 1 finds out and through the choice of a tool.

use ingather::plan::{DomainOption, ToolChoice};

use crate::wizard::Journey;

#[test]
fn a_group_of_people_is_asked_about_and_given_a_tool() {
    let journey = Journey::open("northwind").at("populations").sees("Freight partners of ACME");
    // Those without a tool come first, and the first question without an answer is where one begins.
    let journey = journey.press("enter").sees("Do they stay independent").press("y n");
    assert_eq!(journey.plan().populations[3].independent, Some(true));
    assert_eq!(journey.plan().populations[3].own_rules, Some(false));
    let journey = journey.press("tab").sees("Tools for Freight partners").sees("best fit");
    let journey = journey.press("c").press("pagedown").sees("What it costs").press("tab esc").press("enter");
    let journey = journey.sees("Why this tool").types("They keep their account.").press("esc");
    let chosen = &journey.plan().populations[3];
    assert_ne!(chosen.tool, ToolChoice::Undecided);
    assert_eq!(chosen.reason, "They keep their account.");
    let journey = journey.press("esc").press("u u");
    assert_eq!(journey.plan().populations[3].tool, ToolChoice::Undecided, "the choice is one undo step");
}

#[test]
fn the_domain_comes_with_the_option_that_suits() {
    let mut text = "schema = 1\n[[populations]]\nid = \"population-1\"\ntitle = \"All\"\n".to_owned();
    text += "join = true\nmany = true\ndomain_ours = true\n";
    let journey = Journey::of(&text).at("populations").press("enter tab").sees("best fit").press("enter");
    let chosen = &journey.plan().populations[0];
    assert_eq!((chosen.tool, chosen.option), (ToolChoice::Domain, DomainOption::Consolidate));
}

#[test]
fn a_condition_of_the_release_is_answered_in_place_or_where_it_stands() {
    let journey = Journey::open("riverside-university").at("release").sees("4 of 7 met");
    let journey = journey.press("down down down space");
    assert_eq!(journey.plan().release.policies_enforced, Some(true));
    let journey = journey.press("space").sees("Do not sign yet");
    assert_eq!(journey.plan().release.policies_enforced, Some(false));
    // The plan is no yes or no: Enter leads to the main account.
    let journey = journey.press("up up space").sees("Enter leads to its answer").press("enter");
    journey.sees("Main account").sees("Education");
}

#[test]
fn an_option_is_chosen_with_what_follows_from_it_beside_it() {
    let journey = Journey::open("northwind").at("domains").press("enter").sees("In the portal");
    let journey = journey.press("tab tab tab tab").sees("Consolidate: Everybody outside gets a choice");
    journey
        .press("left")
        .sees("Change address: Everybody outside must move")
        .press("w")
        .sees("stops new accounts");
}

#[test]
fn counts_and_names_stand_side_by_side_and_lead_to_the_reading() {
    let journey = Journey::open("northwind").at("counts").sees("northwind.example").sees("outside by name");
    journey.press("down enter").sees("Read on");
}
