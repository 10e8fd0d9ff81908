//! The rules of the table of keys: no key means two things, none eats a letter, every screen can be left.

use super::*;

/// The scopes that can apply together, as the screens name them.
const TOGETHER: &[&[Scope]] = &[
    &[Asking],
    &[Path, Typing],
    &[Commands, Typing],
    &[Keys, Typing],
    &[Preview, Typing],
    &[Preview, Choosing, Intake, Rejections, Browsing],
    &[Choice, Preview, Intake, Rejections, Browsing],
    &[Leading, Preview, Intake, Rejections, Browsing],
    &[Ready, Preview, Rejections, Browsing],
    &[NotTaken, Text],
    &[Kept, Lists, Entries, Rows, Browsing],
    &[Picking],
    &[Answering, Typing],
    &[Review],
    &[Question, Typing],
    &[Writing],
    &[Choosing, Why, Browsing],
    &[Reading, Why, Browsing],
    &[Rows, Browsing],
    &[Entries, Rows, Browsing],
    &[Cases, Needed, Entries, Rows, Browsing],
    &[Needed, Entries, Rows, Browsing],
    &[Needed, Reasons, Rows, Browsing],
    &[Lists, Entries, Rows, Browsing],
    &[Gate, Reasons, Rows, Browsing],
    &[Reasons, Rows, Browsing],
    &[Text],
    &[Filling, Typing],
    &[Search, Why, Rows, Browsing],
    &[Sides, Lists, Rows, Browsing],
    &[Topics, Entries, Rows, Browsing],
    &[Ticking, Rows, Browsing],
    &[Ticking, Reasons, Rows, Browsing],
    &[Weighing, Population, Reasons, Rows, Browsing],
    &[Entries, Population, Why, Rows, Browsing],
    &[Tools, Reasons, Rows, Browsing],
    &[Comparing, Text],
    &[Lists, Rows, Browsing],
    &[Lists, Why, Rows, Browsing],
    &[Searching, Typing],
    &[Filtering, Typing],
    &[Narrowing, Typing],
    &[Columns],
    &[People, Person, Lists, Rows, Browsing],
    &[Record, Person, Rows, Browsing],
    &[Matching, Alike, Why, Rows, Browsing],
    &[Matching, Rows, Browsing],
];

/// The scopes that apply while somebody types.
const TYPED: &[Scope] = &[
    Typing, Question, Commands, Keys, Writing, Path, Preview, Answering, Filling, Searching, Filtering,
    Narrowing, Everywhere,
];

#[test]
fn no_key_means_two_things_in_one_scope() {
    for (n, one) in KEYS.iter().enumerate() {
        for other in &KEYS[n + 1..] {
            let same = one.scope == other.scope && one.keys.iter().any(|key| other.keys.contains(key));
            assert!(!same, "{one:?} and {other:?}");
        }
    }
}

#[test]
fn typing_never_loses_a_letter() {
    for binding in KEYS.iter().filter(|b| TYPED.contains(&b.scope)) {
        for key in binding.keys {
            assert!(key.chars().count() > 1 && *key != "space", "{key} is a letter somebody may type");
        }
    }
}

#[test]
fn every_screen_can_be_left_and_explains_itself() {
    for scopes in TOGETHER {
        let actions: Vec<Action> = bindings(scopes).map(|binding| binding.action).collect();
        assert!(actions.contains(&Action::Back) && actions.contains(&Action::Help), "{scopes:?}");
    }
}

#[test]
fn nothing_is_reachable_only_with_ctrl_or_a_function_key() {
    for binding in KEYS.iter().filter(|b| b.scope == Everywhere && b.action != Action::Interrupt) {
        let plain = KEYS.iter().any(|other| {
            other.action == binding.action
                && other.keys.iter().any(|key| !key.starts_with("ctrl-") && !key.starts_with('f'))
        });
        // Saving happens by itself; everything else has a plain key somewhere.
        assert!(plain || binding.action == Action::Save, "{:?}", binding.action);
    }
}

#[test]
fn a_key_is_named_alike_on_every_terminal() {
    let with = |code, modifiers| name_of(&KeyEvent::new(code, modifiers));
    assert_eq!(with(KeyCode::Char('G'), KeyModifiers::SHIFT).as_deref(), Some("G"));
    assert_eq!(with(KeyCode::Char('G'), KeyModifiers::NONE).as_deref(), Some("G"));
    assert_eq!(with(KeyCode::BackTab, KeyModifiers::SHIFT).as_deref(), Some("shift-tab"));
    assert_eq!(with(KeyCode::Char('S'), KeyModifiers::CONTROL).as_deref(), Some("ctrl-s"));
    assert_eq!(shown("ctrl-left"), "Ctrl+←");
    assert_eq!(shown("ctrl-s"), "Ctrl+S");
    assert_eq!(shown("esc"), "Esc");
}
