//! Whole paths through the wizard: keys in, screen text out. Effects are carried out in place, the date is fixed.

use ingather::app::Outside;

use crate::wizard::Journey;

#[test]
fn an_answer_is_kept_saved_undone_and_done_again() {
    let journey = Journey::open("northwind")
        .goes_to("Organization")
        .types(" Holding")
        .press("tab")
        .sees("Northwind Traders Holding")
        .press("esc")
        .sees("saved");
    assert!(journey.file().contains("name = \"Northwind Traders Holding\""));
    let journey = journey.press("u").sees("Undone: organization");
    assert!(!journey.file().contains("Holding"));
    let journey = journey.press("r").sees("Done again");
    assert!(journey.file().contains("Holding"));
}

#[test]
fn one_change_is_one_line_of_the_file() {
    let journey = Journey::open("northwind");
    let before = journey.file();
    let after = journey.goes_to("Organization").types("!").press("esc").file();
    let changed: Vec<_> = before.lines().zip(after.lines()).filter(|(old, new)| old != new).collect();
    assert_eq!(changed.len(), 1, "{changed:?}");
    assert_eq!(before.lines().count(), after.lines().count());
}

#[test]
fn an_answer_that_cannot_be_understood_is_kept_and_becomes_a_finding() {
    let journey = Journey::open("northwind")
        .goes_to("Single sign-on")
        .press("tab tab tab")
        .press("ctrl-u")
        .types("most of them")
        .press("tab")
        .sees("1 to 100")
        .press("esc")
        .press("f")
        .sized(120, 100)
        .sees("most of them");
    assert!(journey.file().contains("\"sso/target\" = \"most of them\""));
    assert_eq!(journey.plan().drafts.len(), 1);
}

#[test]
fn a_paste_of_several_lines_never_submits() {
    Journey::open("northwind")
        .goes_to("Organization")
        .pastes("one\ntwo\nthree")
        .sees("> Organization")
        .sees("one two three");
}

#[test]
fn q_is_a_letter_in_a_field_and_leaves_elsewhere() {
    let journey = Journey::open("northwind").goes_to("Organization").types("q?");
    assert!(!journey.is_over());
    let journey = journey.sees("Tradersq?").press("esc esc q");
    assert!(journey.is_over());
}

#[test]
fn the_plan_is_opened_again_where_it_was_left() {
    let journey = Journey::open("northwind").at("messages").press("q");
    assert!(journey.is_over());
    journey.reopened().sees("Messages");
}

#[test]
fn a_change_by_another_program_is_read_while_nothing_is_unsaved() {
    let journey = Journey::open("northwind");
    let theirs = journey.file().replace("name = \"Northwind Traders\"", "name = \"Theirs\"");
    std::fs::write(journey.path("plan.toml"), &theirs).unwrap();
    let journey = journey.hears(Outside::Changed).sees("Theirs");
    assert_eq!(journey.file(), theirs);
}

#[test]
fn a_change_by_another_program_is_never_overwritten_unasked() {
    let journey = Journey::open("northwind").goes_to("Organization").types(" mine");
    let theirs = journey.file().replace("name = \"Northwind Traders\"", "name = \"Theirs\"");
    std::fs::write(journey.path("plan.toml"), &theirs).unwrap();
    let journey = journey.press("tab").sees("Changed by another program");
    assert_eq!(journey.file(), theirs);
    let journey = journey.press("enter").sees("NOT SAVED");
    assert_eq!(journey.file(), theirs, "deciding later writes nothing");
    let journey =
        journey.press("esc").press("ctrl-s").sees("Changed by another program").press("down down enter");
    assert!(journey.file().contains("Northwind Traders mine"));
    journey.sees("saved");
}

#[test]
fn an_entry_is_added_filled_in_and_removed() {
    let journey = Journey::empty()
        .at("domains")
        .sees("Press a to add the first.")
        .press("a")
        .types("northwind.example")
        .press("tab")
        .types("2026-11-02")
        .press("esc")
        .sees("northwind.example")
        .sees("Mon 2 Nov");
    assert_eq!(journey.plan().domains.len(), 1);
    let journey = journey.press("d").sees("u brings it back");
    assert!(journey.plan().domains.is_empty());
    assert_eq!(journey.press("u").plan().domains.len(), 1);
}

#[test]
fn the_steps_of_a_case_follow_from_its_kind_and_are_ticked() {
    let journey =
        Journey::empty().at("cases").press("a").press("right right right right").sees("(•) Zoom Phone");
    let id = journey.plan().cases[0].id.clone();
    assert_eq!(id, "case-1");
    let mut journey = journey;
    for _ in 0..9 {
        journey = journey.press("tab");
    }
    let journey = journey.press("space");
    assert_eq!(journey.plan().cases[0].steps.len(), 1);
    journey.sees("[x]");
}

#[test]
fn every_key_of_the_page_is_in_its_help() {
    Journey::open("northwind")
        .at("domains")
        .press("?")
        .sees("Help: Domains")
        .types("remove")
        .sees("remove")
        .press("esc")
        .sees_no("Help:");
}

#[test]
fn the_palette_leads_to_every_page() {
    Journey::open("northwind").press(":").types("break").press("enter").sees("Break-glass people");
}

#[test]
fn a_form_is_opened_again_at_the_question_where_it_was_left() {
    let journey = Journey::open("northwind").at("sso").press("tab tab");
    let before = journey.screen();
    let pointed =
        |screen: &str| screen.lines().find(|line| line.trim_start().starts_with("> ")).map(str::to_owned);
    let after = journey.press("ctrl-q").reopened().screen();
    assert_eq!(pointed(&after), pointed(&before));
    assert!(pointed(&after).is_some(), "{after}");
}

#[test]
fn a_sample_is_opened_from_the_first_screen_as_a_copy() {
    let journey = Journey::home().sees("asks for no password").sees("Samples").press("end up").press("enter");
    let journey = journey.sees("Northwind Traders").goes_to("Organization").types("!").press("esc");
    assert_eq!(journey.plan().organization.name, "Northwind Traders!");
}

#[test]
fn a_new_plan_is_made_where_one_says() {
    let journey = Journey::home();
    let path = journey.path("mine");
    let journey = journey
        .sees("A new plan")
        .press("enter")
        .types(&path.display().to_string())
        .press("enter")
        .sees("1 Intelligence");
    assert_eq!(std::fs::read_to_string(path.with_extension("toml")).unwrap(), "schema = 1\n");
    assert!(!journey.is_over());
}

#[test]
fn help_and_palette_are_there_on_every_page() {
    let mut journey = Journey::open("northwind");
    for page in ingather::screens::PAGES {
        journey = journey.at(page.id).press("f1").sees("Search the keys").press("esc");
        journey = journey.at(page.id).press("ctrl-p").sees("Commands").press("esc");
        assert!(!journey.is_over(), "{}", page.id);
    }
}

#[test]
fn a_newer_list_is_imported_and_the_rate_moves() {
    let journey = Journey::open("northwind");
    let file = journey.path("exports/zoomus_users-2026-11-21.csv");
    let before = journey.plan().lists.len();
    let journey =
        journey.sized(100, 30).press("i").press("ctrl-u").types(&file.display().to_string()).press("enter");
    let journey = journey.sees("zoomus_users-2026-11-21.csv").sees("members").press("i enter").sees("66.6 %");
    assert_eq!(journey.plan().lists.len(), before + 1);
    let journey = journey.press("u");
    assert_eq!(journey.plan().lists.len(), before, "an import is one step");
}

#[test]
fn a_list_imported_again_takes_the_place_of_the_first_and_undo_brings_that_back() {
    let rows = |journey: &Journey| {
        journey.plan().lists.iter().map(|list| (list.id.clone(), list.people)).collect::<Vec<_>>()
    };
    let import = |journey: Journey, keys: &str, people: &[&str]| {
        let file = journey.path("users.csv");
        std::fs::write(&file, format!("Email,User Status,Last Login(UTC)\n{}\n", people.join(",Active,\n")))
            .unwrap();
        let journey = journey.at("import").press("ctrl-u").pastes(file.to_str().unwrap()).press("enter");
        journey.press(keys).sees("Imported")
    };
    let journey = import(Journey::empty(), "left i enter", &["zoe@acme.example"]);
    let journey = import(journey, "i enter", &["ann@acme.example"]);
    let first = rows(&journey);
    let journey = import(journey, "i enter", &["ann@acme.example", "bo@acme.example"]);
    let journey = import(journey, "i enter", &["ann@acme.example", "bo@acme.example", "cy@acme.example"]);
    assert_eq!(journey.plan().lists.len(), 2);
    let journey = journey.press("u u");
    assert_eq!(rows(&journey), first);
    for list in &journey.plan().lists {
        let kept = ingather::store::read_list(&journey.path("plan.toml"), &list.id, &list.digest).unwrap();
        assert!(matches!(kept, ingather::store::Kept::Same(_)), "{} was written over", list.id);
    }
}

#[test]
fn lines_pasted_into_a_list_are_entries_whatever_ends_them() {
    for ends in ["\n", "\r", "\r\n"] {
        let pasted = format!("one account{ends}one sign-in{ends}");
        let journey = Journey::empty().at("organization").press("tab tab").pastes(&pasted);
        let journey = journey.sees("2 lines were added").press("tab");
        assert_eq!(journey.plan().organization.aims, ["one account", "one sign-in"], "{ends:?}");
    }
}

#[test]
fn a_plan_that_is_opened_says_when_it_was_saved_and_what_comes_next() {
    Journey::open("northwind").sees("Last saved ").sees("Next: ").press("down").sees_no("Last saved ");
}

#[test]
fn a_case_is_opened_at_its_next_step_and_the_footer_names_the_key_that_ticks() {
    let journey = Journey::open("northwind").at("cases").press("enter");
    let next = |screen: &str| {
        screen.lines().find(|line| line.starts_with(" > ")).map(str::to_owned).unwrap_or_default()
    };
    assert!(next(&journey.screen()).contains("[ ]"), "{}", journey.screen());
    let before = journey.plan().cases[0].steps.len();
    let journey = journey.sees("Space next answer").press("space");
    assert_eq!(journey.plan().cases[0].steps.len(), before + 1);
    journey.at("changes").sees("Space next answer");
}

#[test]
fn two_addresses_are_confirmed_as_one_person_and_the_person_is_counted_once() {
    let journey =
        Journey::open("northwind").at("people").press("=").sees("Same person?").sees("2 candidates");
    let journey = journey.sees("lena.jensen@northwind.example").press("down enter").sees("one letter apart");
    let journey = journey.sees("changed address or closed").sees("was outside, is a member now");
    let journey = journey.press("y").sees("counted once").sees("1 candidate");
    assert_eq!(journey.plan().same[0].pairs.len(), 1);
    let journey = journey.press("p").press("/").types("lena.jensen").press("enter").sees("excluded");
    let journey = journey.press("enter").sees("Is another address of lena.jansen@northwind.example");
    let journey = journey.press("u").sees("Undone: two addresses of one person");
    assert!(journey.plan().same.is_empty());
    journey.sees("gone: changed address or closed");
}

#[test]
fn the_cases_that_are_needed_are_opened_with_their_people_in_one_step() {
    let journey = Journey::open("northwind").at("cases").sees("press o to open them");
    let before = journey.plan().cases.len();
    let journey = journey.press("o").sees("special cases were opened").sees_no("press o to open them");
    let people = |journey: &Journey, title: &str| {
        let case = journey.plan().cases.iter().find(|case| case.title == title);
        case.map(|case| case.people.len())
    };
    assert_eq!(people(&journey, "Members off your domains"), Some(6));
    assert_eq!(people(&journey, "Executives outside"), Some(1));
    assert!(journey.plan().cases.len() > before + 2);
    let again = journey.plan().cases.len();
    let journey = journey.press("o").sees("No special case is missing");
    assert_eq!(journey.plan().cases.len(), again);
    assert_eq!(journey.press("u").plan().cases.len(), before, "one step takes all of them back");
}

#[test]
fn a_finding_that_asks_for_a_case_offers_the_key_that_opens_it() {
    let mut journey = Journey::open("northwind").at("findings");
    for _ in 0..60 {
        if journey.screen().contains("o open those needed") {
            break;
        }
        journey = journey.press("down");
    }
    let before = journey.plan().cases.len();
    let journey = journey.sees("o open those needed").press("o");
    assert!(journey.plan().cases.len() > before);
}

#[test]
fn whom_a_case_holds_is_shown_apart_from_the_wave_and_told_what_comes_first() {
    let journey = Journey::open("northwind").at("waves").press("down down enter");
    let journey = journey.sees("58 people go with this wave. 2 more wait for their case.");
    let journey = journey.at("people").press("/").types("mark:held").press("enter").sees("7 of 1,204 people");
    journey.press("enter").sees("Next: do the blocking steps of the special case.");
}

#[test]
fn undoing_a_new_entry_leaves_its_page() {
    Journey::open("northwind")
        .goes_to("Domains")
        .press("a")
        .sees("domain-4")
        .press("ctrl-z")
        .sees("Undone: new domain.")
        .sees("nwtrading.example")
        .sees_no("domain-4");
}

#[test]
fn an_override_that_counts_is_read_and_not_changed() {
    let journey = Journey::open("northwind").goes_to("Overrides");
    let before = journey.file();
    let journey = journey.press("enter").sees("answers for the condition").sees("kept for good").press("esc");
    let journey = journey.press("d").sees("kept for good");
    assert_eq!(journey.file(), before);
}

#[test]
fn the_pointer_stays_with_the_people_who_were_given_a_tool() {
    Journey::open("northwind")
        .goes_to("Populations and tools")
        .press("enter tab enter esc")
        .sees("Populations and tools")
        .press("d")
        .sees("Freight partners of ACME was removed");
}

#[test]
fn the_exact_name_comes_first_among_the_commands() {
    Journey::open("northwind").press(":").types("people").press("enter").sees("› People").sees("filter");
}

#[test]
fn help_on_the_smallest_screen_tells_every_key_of_the_page() {
    Journey::open("northwind")
        .press("2")
        .sized(40, 12)
        .press("?")
        .sees("Search the keys")
        .press("pagedown")
        .sees("import a list")
        .sees("row above");
}

#[test]
fn a_menu_taller_than_the_screen_scrolls() {
    Journey::open("northwind").press("2").sized(40, 12).press("end").sees("> Licences");
}

#[test]
fn an_answer_that_cannot_be_read_is_never_called_complete() {
    Journey::open("northwind")
        .goes_to("Single sign-on")
        .press("tab tab tab ctrl-u")
        .types("140")
        .press("tab")
        .sized(120, 40)
        .sees("1 answer here is not understood")
        .press("esc")
        .press("3")
        .sees("1 not clear");
}

#[test]
fn down_stays_on_the_last_question_and_tab_goes_round() {
    let journey = Journey::open("northwind").goes_to("Confirmations").sized(80, 40);
    let first = journey.screen();
    let journey = journey.press("tab shift-tab").press("shift-tab");
    let last = journey.screen();
    assert_ne!(first, last);
    let journey = journey.press("down");
    assert_eq!(journey.screen(), last);
    let journey = journey.press("tab");
    assert_eq!(journey.screen(), first);
}
