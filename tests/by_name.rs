//! Phase 3 by name: whom SSO would lock out, what moving means for a person, and paragraphs for a message.

use crate::wizard::Journey;

#[test]
fn each_number_of_the_day_leads_to_its_people_and_esc_back_to_it() {
    Journey::open("northwind")
        .at("gate")
        .press("n")
        .sees("If we enforced SSO today")
        .sees("371  would meet a sign-in")
        .sees("8  stay outside by decision")
        .press("enter")
        .sees("filter sso:locked -standing:excluded")
        .sees("371 of 1,204 people")
        .press("esc")
        .sees("If we enforced SSO today")
        .press("end enter")
        .sees("filter sso:safe")
        .press("esc home down enter")
        .sees("Readings");
}

#[test]
fn a_list_that_is_not_there_is_told_and_names_nobody() {
    Journey::open("northwind")
        .goes_to("Single sign-on")
        .press("tab tab")
        .types("Okta")
        .press("esc")
        .at("by-name")
        .sees("is not imported")
        .at("findings")
        .sized(120, 100)
        .sees("No directory list called “Okta”");
}

#[test]
fn the_card_of_a_person_says_what_moving_means_and_why() {
    Journey::open("northwind")
        .at("people")
        .press("/")
        .types("freya.fischer")
        .press("enter enter m")
        .sees("What moving means for freya.fischer@northwind.example")
        .sees("Gets a personal contact and an agreed time")
        .press("down down w")
        .sees("Source:")
        .press("esc end")
        .sees("What they will see");
}

#[test]
fn paragraphs_enter_a_message_as_one_step() {
    let journey = Journey::open("northwind").at("messages").press("home down down enter");
    let before = journey.file();
    let journey = journey
        .press("tab enter tab t")
        .sees("Paragraphs that apply")
        .press("enter")
        .sees("Nothing is ticked")
        .press("a enter")
        .sees("stand at the end of “Expected actions”");
    let message = journey.plan().messages[2].clone();
    assert!(message.actions.starts_with("Open northwind.zoom.us"), "{}", message.actions);
    assert!(message.actions.contains("Your personal meeting ID no longer works."), "{}", message.actions);
    assert!(message.actions.ends_with("the account number 500 2211 4077."), "{}", message.actions);
    assert_eq!(message.tells.len(), 5);
    assert_eq!(journey.press("u").file(), before);
}

#[test]
fn the_steps_to_required_sso_lead_to_their_answers() {
    Journey::open("northwind")
        .at("chain")
        .sees("1 The plan fits")
        .sees("5 SSO required")
        .sees("next")
        .press("down down enter")
        .sees("> SSO configured");
}
