//! What a first walk through the wizard found: ways back, footers, long texts, pasted lines.

use crate::wizard::Journey;

#[test]
fn what_is_mended_leads_back_to_the_finding_and_the_menu_keeps_its_row() {
    let findings = Journey::open("northwind").press("f").sees("Findings");
    findings.press("enter").sees_no("pieces of advice").press("esc").sees("pieces of advice");
    let gate = Journey::open("northwind").at("gate").sees("stand in the way");
    gate.press("enter").sees_no("stand in the way").press("esc").sees("stand in the way");
    Journey::open("northwind").at("readings").press("esc").sees("> Readings");
}

#[test]
fn a_plan_that_cannot_be_read_is_told_with_its_line_and_the_other_plans_are_offered() {
    let journey = Journey::of("schema = 1\n[organization]\nkind = \"club\"\n")
        .sees("3 | kind = \"club\"")
        .sees("^^^")
        .sees("expected `corporate` or `education`")
        .sees("not touched.");
    journey.press("enter").sees("Northwind Traders: a company with three domains").sees("A new plan");
}

#[test]
fn a_page_with_a_long_answer_to_an_action_says_all_of_it() {
    let journey =
        Journey::open("northwind").at("people").press("/").types("mbeki").press("enter x end enter");
    journey.sees("Outside by decision, with").sees("takes it back.");
}

#[test]
fn the_way_back_is_named_on_every_page_but_the_first() {
    let journey = Journey::open("northwind").sees_no("Esc back").at("lists").sees("Esc back");
    journey.sized(40, 12).sees("Esc back").press("f1").sees("Esc back").sees_no("complete");
}

#[test]
fn lines_pasted_by_a_terminal_stay_lines() {
    let journey = Journey::empty().at("messages").press("a").press("tab tab tab tab tab");
    let journey = journey.pastes("one\rtwo\rthree").sees("3 lines were added").press("esc");
    assert_eq!(journey.plan().messages[0].background, "one\ntwo\nthree");
}

#[test]
fn the_first_screen_offers_a_new_plan_and_the_samples_in_whole_sentences() {
    Journey::home().sees("A new plan").sees("followed by the portal's counts alone.").sees_no("Esc back");
}

#[test]
fn a_plan_that_is_named_stands_under_its_name_in_the_list_of_recent_ones() {
    let journey = Journey::empty().goes_to("Organization").types("Acme").press("tab esc q");
    journey.reopened_at_home().sees("Acme");
}
