//! The people page, walked through: a filter typed with completion, a selection, what is decided about it, columns.

use ingather::plan::Decision;

use crate::wizard::Journey;

fn people() -> Journey {
    Journey::open("northwind").at("people")
}

#[test]
fn keys_and_values_are_completed_and_those_of_the_lists_are_known() {
    people()
        .press("/")
        .sees("standing:")
        .types("-dep")
        .sees("dept:")
        .press("tab")
        .types("sal")
        .press("tab")
        .sees("-dept:Sales")
        .types(" standing:ou")
        .press("tab enter")
        .sees("-dept:Sales standing:outstanding")
        .sees_no("complete");
}

#[test]
fn an_offer_is_chosen_with_the_arrows() {
    people().press("/").types("standing:").press("down down enter").sees("filter standing:consolidated");
}

#[test]
fn a_mistake_is_shown_at_the_word_and_the_last_rows_stay() {
    let journey = people().sized(120, 40).press("/").types("domain:nwtrading.example");
    let found = journey.screen().lines().filter(|line| line.contains("@nwt")).count();
    assert!(found > 3);
    let journey = journey.pastes(" stnding:gone x");
    let screen = journey.screen();
    let marks = screen.lines().position(|line| line.contains("^^^^^^^^")).unwrap();
    let line = screen.lines().nth(marks - 1).unwrap();
    assert_eq!(line.find("stnding:"), screen.lines().nth(marks).unwrap().find('^'));
    assert!(screen.contains("Did you mean “standing:”?") && screen.contains("@nwt"));
    journey.press("tab").sees("standing:gone x").sees_no("^^^^");
}

#[test]
fn a_selection_is_excluded_with_one_reason_and_taken_back_in_one_step() {
    let journey = people()
        .press("/")
        .types("standing:outstanding domain:nwtrading.example")
        .press("enter space space")
        .sees("People · 2 selected")
        .press("x")
        .sees("2 people");
    let before = journey.plan().groups.len();
    let there = journey.plan().groups.iter().filter(|group| group.decision == Decision::Excluded).count();
    let journey = journey.press(&"down ".repeat(there)).press("enter").sees("One sentence");
    let journey = journey.types("Suppliers of the depot.").press("enter");
    let journey =
        journey.sees("Exclude 2 people: 2 outstanding. Reason: Suppliers of the").sees("Do it for 2 people");
    assert_eq!(journey.plan().groups.len(), before, "nothing happens before it is confirmed");
    let journey = journey.press("enter").sees("Suppliers of the depot");
    let group = journey.plan().groups.last().unwrap();
    assert_eq!((journey.plan().groups.len(), group.people.len()), (before + 1, 2));
    let journey = journey.sees("2 selected").press("u").sees("Undone: exclude 2 people");
    assert_eq!(journey.plan().groups.len(), before);
}

#[test]
fn everybody_shown_is_selected_and_goes_with_a_wave() {
    let journey =
        people().press("/").types("domain:nwtrading.example standing:outstanding").press("enter * a");
    let journey =
        journey.press("down down down enter").sees("With which wave").press("enter").sees("in the wave");
    let journey = journey.press("enter");
    let wave = journey.plan().groups.last().unwrap().wave.clone();
    assert_eq!(wave, journey.plan().waves[0].id);
    assert!(journey.plan().groups.last().unwrap().people.len() > 3);
    journey
        .press("esc /")
        .types(&format!("wave:{wave} domain:nwtrading.example"))
        .press("enter")
        .sees("outstanding");
}

#[test]
fn columns_are_chosen_and_remembered() {
    let journey = people()
        .sized(120, 40)
        .sees("department")
        .press("c")
        .sees("always first")
        .press("down down space enter");
    let journey = journey.sees_no("department").reopened().sized(120, 40).at("people");
    journey.sees_no("department").sees("standing");
}

#[test]
fn a_column_to_order_by_is_chosen_from_a_list_and_shows_its_direction() {
    people().press("o down down enter").sees("ordered by name").sees("name ↑").press("S").sees("name ↓");
}

#[test]
fn the_next_person_of_the_filter_is_a_key_away() {
    let journey = people().press("/").types("standing:invited").press("enter enter").sees("(1 of");
    let first = journey.screen();
    let journey = journey.press("n").sees("(2 of");
    assert_ne!(journey.screen(), first);
    journey.press("b").sees("(1 of").press("b").sees("nobody further");
}
