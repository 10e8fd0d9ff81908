//! The plan's own rules: every key has its question, entries keep their ids, drafts lose nothing.

use super::*;

/// Fills every list with one entry, so that every key there is can be asked for.
fn with_one_of_each() -> Plan {
    let mut plan = Plan::default();
    for part in PARTS.iter().filter(|part| part.rows.is_list()) {
        plan.add_entry(part.id).unwrap();
    }
    plan
}

#[test]
fn an_empty_plan_is_one_line() {
    assert_eq!(toml::to_string(&Plan::default()).unwrap(), "schema = 1\n");
    assert_eq!(toml::from_str::<Plan>("").unwrap(), Plan::default());
}

#[test]
fn every_part_of_the_plan_is_listed_and_every_key_has_one_question() {
    let plan = with_one_of_each();
    for part in PARTS {
        let entry = part.rows.ids(&plan).pop().unwrap();
        for question in part.rows.questions() {
            let place = Place::new(part.id, &entry, question.id);
            assert!(plan.answer(&place).is_some(), "{place} has no answer");
            assert_eq!(place.to_string().parse(), Ok(place));
            assert!(question.help.ends_with('.'), "{}: help is a sentence", question.id);
        }
    }
    let source = concat!(
        include_str!("organization.rs"),
        include_str!("domain.rs"),
        include_str!("list.rs"),
        include_str!("column.rs"),
        include_str!("case.rs"),
        include_str!("group.rs"),
        include_str!("same.rs"),
        include_str!("sso.rs"),
        include_str!("message.rs"),
        include_str!("wave.rs"),
        include_str!("subaccount.rs"),
        include_str!("release.rs"),
        include_str!("population.rs"),
        include_str!("history.rs"),
    );
    let keys = source.lines().filter_map(|line| {
        let (name, kind) = line.trim().split_once(": ")?;
        (line.starts_with("        ")
            && kind.ends_with(',')
            && name.chars().all(|c| c.is_ascii_lowercase() || c == '_'))
        .then_some(name)
    });
    for key in keys.filter(|key| *key != "id") {
        let asked = PARTS.iter().any(|part| part.rows.questions().iter().any(|question| question.id == key));
        assert!(asked, "nothing asks for the key {key}");
    }
}

#[test]
fn every_typed_answer_comes_back_and_survives_the_file() {
    let mut plan = with_one_of_each();
    for part in PARTS {
        let entry = part.rows.ids(&plan).pop().unwrap();
        for question in part.rows.questions() {
            let typed = match question.kind {
                Kind::Line | Kind::Filter => "some words",
                Kind::Email => "ana@northwind.example",
                Kind::Text => "two\nlines",
                Kind::Entries => "one\ntwo",
                Kind::Count => "12",
                Kind::Percent => "60",
                Kind::Date => "2026-12-01",
                Kind::YesNo => "yes",
                Kind::Choice(offered) => offered[offered.len() - 1].word,
                Kind::Shown => continue,
            };
            let place = Place::new(part.id, &entry, question.id);
            assert_eq!(plan.set_answer(&place, typed), Ok(()), "{place}");
            assert_eq!(plan.answer(&place).as_deref(), Some(typed), "{place}");
        }
    }
    let written = toml::to_string(&plan).unwrap();
    assert_eq!(toml::from_str::<Plan>(&written).unwrap(), plan);
}

#[test]
fn what_cannot_be_understood_is_kept_beside_the_old_answer() {
    let mut plan = Plan::default();
    let place = Place::new("sso", "", "target");
    plan.set_answer(&place, "60").unwrap();
    assert!(plan.set_answer(&place, "most of them").unwrap_err().contains("1 to 100"));
    assert_eq!(plan.answer(&place).as_deref(), Some("most of them"));
    assert_eq!(plan.target(), Some(Percent(60)));
    assert!(plan.problem(&place).is_some());
    plan.set_answer(&place, "70").unwrap();
    assert_eq!((plan.drafts.len(), plan.target(), plan.problem(&place)), (0, Some(Percent(70)), None));
}

#[test]
fn a_removed_entry_takes_its_drafts_along_and_the_next_id_is_new() {
    let mut plan = Plan::default();
    assert_eq!(plan.add_entry("domains").as_deref(), Some("domain-1"));
    assert_eq!(plan.add_entry("domains").as_deref(), Some("domain-2"));
    let place = Place::new("domains", "domain-1", "verified_on");
    plan.set_answer(&place, "soon").unwrap_err();
    assert!(plan.remove_entry("domains", "domain-1"));
    assert!(plan.drafts.is_empty());
    assert_eq!(plan.add_entry("domains").as_deref(), Some("domain-3"));
    assert!(plan.set_answer(&place, "2026-01-01").is_err(), "the entry is gone");
    assert!(plan.drafts.is_empty(), "nothing is kept for an entry that is gone");
}

#[test]
fn there_is_a_next_id_after_any_number() {
    let mut plan = Plan::default();
    plan.domains.push(Domain { id: format!("domain-{}", u32::MAX), ..Domain::default() });
    assert_eq!(plan.add_entry("domains").as_deref(), Some("domain-4294967296"));
}

#[test]
fn companies_aim_at_75_and_education_says_its_own() {
    let mut plan = Plan::default();
    assert_eq!(plan.target(), Some(Percent(75)));
    plan.organization.kind = OrganizationKind::Education;
    assert_eq!(plan.target(), None);
}

#[test]
fn an_answer_in_brief_is_its_first_line_and_how_many_there_are() {
    let mut plan = Plan::default();
    let entry = plan.add_entry("groups").unwrap();
    let place = Place::new("groups", &entry, "people");
    assert_eq!(plan.brief(&place), Some((String::new(), 0)));
    plan.groups[0].people = ["", "ann@nw.example", "bo@nw.example"].map(String::from).to_vec();
    assert_eq!(plan.brief(&place), Some(("ann@nw.example".to_owned(), 3)));
    let target = Place::new("sso", "", "target");
    assert!(plan.set_answer(&target, "most\nof them").is_err());
    assert_eq!(plan.brief(&target), Some(("most".to_owned(), 2)), "a draft is an answer too");
    assert_eq!(plan.brief(&Place::new("groups", "nobody", "people")), None);
}
