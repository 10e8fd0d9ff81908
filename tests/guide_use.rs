//! What the program does with the guide: every id is used where it matters, and every line that may be stated is carried.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use ingather::guide::guide;
use ingather::plan;

use crate::guide::{IDS, repeated};

#[test]
fn every_id_the_program_names_exists() {
    let known: HashSet<&str> = guide().ids().collect();
    let mut named = 0;
    for (file, text) in rust_files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src")) {
        for word in text.split('"').skip(1).step_by(2).filter(|word| looks_like_an_id(word)) {
            assert!(known.contains(word), "{} names {word}", file.display());
            named += 1;
        }
    }
    assert!(named > 40, "only {named} ids found: the search is broken");
}

/// Returns every Rust file below a folder with its text.
fn rust_files(folder: &Path) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(rust_files(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.extend(fs::read_to_string(&path).map(|text| (path, text)));
        }
    }
    found
}

/// Returns whether a text is written as the guide writes its ids, such as `SSO-1` or `Z-7-TWO`.
fn looks_like_an_id(text: &str) -> bool {
    let Some((family, rest)) = text.split_once('-') else { return false };
    let families: HashSet<&str> = IDS.lines().filter_map(|id| id.split('-').next()).collect();
    families.contains(family)
        && !rest.is_empty()
        && rest.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '-')
}

/// One line for each line of Zoom's own further pages that may be stated, with the entry that carries it.
const OFFICIAL: &str = include_str!("guide/official.txt");

#[test]
fn every_line_of_the_further_pages_is_carried_by_an_entry() {
    let lines: Vec<Vec<&str>> = OFFICIAL
        .lines()
        .filter(|line| !line.starts_with('#'))
        .map(|line| line.split('|').map(str::trim).collect())
        .collect();
    assert_eq!(lines.len(), 139);
    assert_eq!(repeated(lines.iter().map(|line| line[0])), None);
    for line in &lines {
        let [key, mark, id, word] = line[..] else { panic!("{line:?}") };
        let why = guide().why(id).unwrap_or_else(|| panic!("{key}: there is no {id}"));
        let behind = guide().details(id).into_iter().flat_map(|detail| detail.lines);
        let text = behind.fold(why.says.to_lowercase(), |text, line| text + "\n" + &line.to_lowercase());
        assert!(text.contains(word), "{key}: {id} does not say “{word}”: {text}");
        assert!(
            why.reported || mark == "V",
            "{key}: {id} was read in a copy only and is not marked as reported"
        );
    }
    // And none of it stands there without a line.
    let carried: HashSet<&str> = lines.iter().map(|line| line[2]).collect();
    for fact in guide().facts_under("Z-").filter(|fact| fact.id != "Z-7-TWO") {
        assert!(carried.contains(&*fact.id), "{} has no line", fact.id);
    }
}

/// What is told on the page of the guide, and behind the reasons of other entries, and nowhere else: why there is nothing
/// to do about it.
const ONLY_TOLD: &[(&str, &str)] = &[
    ("COM-5", "its paragraphs are used one by one, each under its own fact"),
    ("DATA-NEW", "stands for a list of data, which the card of a person tells"),
    ("DATA-YES", "stands for a list of data, which the card of a person tells"),
    ("DOM-4", "a button of the portal: nothing in a plan hangs on it"),
    (
        "SUB-2",
        "who looks after a sub-account from the portal; it speaks for the tool in the choice between tools",
    ),
    ("SUB-8", "what setting a sub-account free leaves behind, after this project"),
    ("SUB-13", "reports of the portal on sub-accounts, after this project"),
    ("SUB-14", "a menu of the portal while an admin looks at a sub-account"),
    (
        "Z-2",
        "`export invites` splits its files by it; no page asks or tells it, and tests of that document hold the figure",
    ),
    ("Z-9", "how a log of provisioning is read, which is known by what stands in it"),
];

/// Returns the ids that stand in a row of the guide which a page, a card or a message shows with that id's statement:
/// the step of a case (form), an option of a domain and what goes with it (form), a kind of data (card), a paragraph (messages).
///
/// The lists `facts` of tools and kinds of case and the arguments about tools are not among them: no page but the reasons
/// themselves shows these.
fn shown_by_a_row() -> HashSet<&'static str> {
    let guide = guide();
    let steps = guide.case_kinds().iter().flat_map(|case| &case.steps);
    let steps = steps.filter_map(|step| step.fact.as_deref());
    let options = guide.domain_options().iter();
    let options = options.flat_map(|option| option.facts.iter().chain([&option.id])).map(String::as_str);
    let items = guide.data_items().iter().filter_map(|item| item.fact.as_deref());
    let paragraphs = guide.paragraphs().iter().map(|paragraph| paragraph.fact.as_str());
    steps.chain(options).chain(items).chain(paragraphs).collect()
}

#[test]
fn every_id_is_applied_asked_or_shown_where_it_matters() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut used = String::new();
    for (file, text) in rust_files(&root) {
        // Below the folder of the sources, wherever that lies.
        let inside = file.strip_prefix(&root).unwrap().with_extension("");
        let is_aside = inside.iter().any(|part| part == "tests" || part == "guide");
        if !is_aside || file.ends_with("screens/guide.rs") {
            used += text.split("#[cfg(test)]\nmod tests").next().unwrap_or_default();
        }
    }
    let shown = shown_by_a_row();
    for id in IDS.lines() {
        let told = ONLY_TOLD.iter().any(|(known, _)| *known == id);
        assert_ne!(
            used.contains(&format!("\"{id}\"")) || shown.contains(id),
            told,
            "{id}: used, or told and listed above with the reason, and not both"
        );
    }
}

/// Every question with the fact behind it, so that a reason cannot go astray unseen.
#[test]
fn every_question_keeps_the_fact_it_is_asked_for() {
    let mut text = String::new();
    for part in plan::PARTS {
        text += &format!("{} {}\n", part.id, part.fact);
        for question in part.rows.questions() {
            let fact = question.fact.unwrap_or("-");
            assert!(question.fact.is_none_or(|id| guide().why(id).is_some()), "{} names {fact}", question.id);
            text += &format!("  {} {fact}\n", question.id);
        }
    }
    assert_eq!(text, include_str!("guide/questions.txt"));
}
