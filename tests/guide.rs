//! The guide's own rules: loops over its tables. Nothing here knows a plan.
use std::collections::HashSet;

use ingather::guide::{DataGroup, Guide, guide};
use ingather::plan;

/// The ids the guide must have, one a line.
pub(crate) const IDS: &str = include_str!("guide/ids.txt");

/// Every statement of the guide, with the entry it belongs to.
fn statements() -> Vec<(&'static str, &'static str)> {
    let guide = guide();
    let mut all: Vec<(&str, &str)> = Vec::new();
    all.extend(guide.facts().iter().map(|fact| (fact.id.as_str(), fact.says.as_str())));
    all.extend(guide.phases().iter().map(|phase| (phase.title.as_str(), phase.says.as_str())));
    all.extend(guide.domain_options().iter().map(|option| (option.id.as_str(), option.says.as_str())));
    all.extend(guide.changes().iter().map(|change| (change.id.as_str(), change.paragraph.as_str())));
    all.extend(guide.paragraphs().iter().map(|paragraph| (paragraph.fact.as_str(), paragraph.text.as_str())));
    all.extend(guide.elements().iter().map(|element| (element.id.as_str(), element.example.as_str())));
    for tool in guide.tools() {
        let said = [&tool.says, &tool.for_whom, &tool.warning, &tool.costs]
            .into_iter()
            .chain(&tool.pros)
            .chain(&tool.cons);
        all.extend(said.map(|text| (tool.id.as_str(), text.as_str())));
    }
    for question in guide.tool_questions() {
        let said = question.yes.iter().chain(&question.no);
        all.extend(said.map(|argument| (question.id.as_str(), argument.says.as_str())));
    }
    for case in guide.case_kinds() {
        let said = [&case.says, &case.trigger, &case.lost_if_skipped];
        all.extend(said.into_iter().map(|text| (case.id.as_str(), text.as_str())));
        all.extend(case.steps.iter().map(|step| (case.id.as_str(), step.says.as_str())));
    }
    all
}

/// Every source an entry names, with the entry.
fn citations() -> Vec<(&'static str, &'static str)> {
    let guide = guide();
    let facts = guide.facts().iter().map(|fact| (&fact.id, &fact.source, &fact.also[..]));
    let tools = guide.tools().iter().map(|tool| (&tool.id, &tool.source, &tool.also[..]));
    let cases = guide.case_kinds().iter().map(|case| (&case.id, &case.source, &case.also[..]));
    let options = guide.domain_options().iter().map(|option| (&option.id, &option.source, &[][..]));
    facts
        .chain(tools)
        .chain(cases)
        .chain(options)
        .flat_map(|(id, source, also)| {
            also.iter().chain([source]).map(move |named| (id.as_str(), named.as_str()))
        })
        .collect()
}

/// Every entry id that another entry names, with the entry that names it.
fn references() -> Vec<(&'static str, &'static str)> {
    let guide = guide();
    let mut all: Vec<(&str, &str)> = Vec::new();
    let mut name = |owner: &'static str, named: &'static str| all.push((owner, named));
    for fact in guide.facts() {
        fact.touches.iter().chain(&fact.differs).for_each(|id| name(&fact.id, id));
    }
    for tool in guide.tools() {
        tool.facts.iter().for_each(|id| name(&tool.id, id));
    }
    for question in guide.tool_questions() {
        let said = question.yes.iter().chain(&question.no);
        said.for_each(|argument| name(&question.id, &argument.fact));
    }
    for option in guide.domain_options() {
        option.facts.iter().for_each(|id| name(&option.id, id));
    }
    for case in guide.case_kinds() {
        case.facts.iter().for_each(|id| name(&case.id, id));
        case.steps.iter().flat_map(|step| &step.fact).for_each(|id| name(&case.id, id));
    }
    for item in guide.data_items() {
        item.fact.iter().for_each(|id| name(&item.id, id));
    }
    for paragraph in guide.paragraphs() {
        name(&paragraph.title, &paragraph.fact);
    }
    for group in DataGroup::ALL {
        name("data group", group.fact());
    }
    all
}

/// Returns the first word that occurs twice.
pub(crate) fn repeated<'a>(words: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let mut seen = HashSet::new();
    words.into_iter().find(|word| !seen.insert(*word))
}

#[test]
fn every_file_of_the_guide_reads() {
    let read = Guide::read();
    assert!(read.is_ok(), "{}", read.unwrap_err());
    assert_eq!(&read.unwrap(), guide());
}

#[test]
fn no_table_is_empty() {
    let guide = guide();
    assert_eq!(guide.phases().len(), 5);
    assert_eq!(guide.tools().len(), 7);
    assert_eq!(guide.case_kinds().len(), 14);
    assert_eq!(guide.changes().len(), 14);
    assert_eq!(guide.providers().len(), 12);
    assert_eq!(DataGroup::ALL.map(|group| guide.data_in(group).count()), [6, 13, 19]);
    assert_eq!(guide.facts_under("REL-").count(), 9);
}

#[test]
fn no_id_is_given_twice() {
    let guide = guide();
    assert_eq!(repeated(guide.ids()), None);
    assert_eq!(repeated(guide.sources().iter().map(|source| &*source.id)), None);
    assert_eq!(repeated(guide.case_kinds().iter().map(|case| &*case.slug)), None);
    assert_eq!(repeated(guide.tools().iter().map(|tool| &*tool.slug)), None);
    assert_eq!(repeated(guide.data_items().iter().map(|item| &*item.id)), None);
    assert_eq!(repeated(guide.changes().iter().map(|change| &*change.id)), None);
    assert_eq!(repeated(guide.paragraphs().iter().map(|paragraph| &*paragraph.fact)), None);
    assert_eq!(repeated(guide.providers().iter().map(|provider| &*provider.id)), None);
}

#[test]
fn step_ids_are_unique_within_their_case_and_fit_a_file() {
    for case in guide().case_kinds() {
        assert_eq!(repeated(case.steps.iter().map(|step| &*step.id)), None, "{}", case.id);
        for step in &case.steps {
            let plain = step.id.chars().all(|c| c.is_ascii_lowercase() || c == '-');
            assert!(plain, "{}: {}", case.id, step.id);
        }
    }
}

#[test]
fn every_id_the_program_was_asked_to_know_is_there() {
    let known: HashSet<&str> = guide().ids().collect();
    let missing: Vec<&str> = IDS.lines().filter(|id| !known.contains(id)).collect();
    assert!(missing.is_empty(), "{missing:?}");
    assert_eq!(IDS.lines().count(), 114);
}

#[test]
fn every_source_named_exists_and_none_stands_unused() {
    let used: HashSet<&str> = citations().iter().map(|(_, source)| *source).collect();
    for (owner, source) in citations() {
        assert!(guide().source(source).is_some(), "{owner} names {source}");
    }
    for source in guide().sources() {
        assert!(used.contains(&*source.id), "{} supports nothing", source.id);
    }
}

#[test]
fn every_source_has_a_date_or_says_that_it_has_none() {
    for source in guide().sources() {
        assert!(source.read.is_some() || source.age.is_some(), "{}", source.id);
        assert!(!source.title.is_empty() && !source.publisher.is_empty(), "{}", source.id);
        assert!(source.short.chars().count() <= 26, "{}", source.short);
    }
}

#[test]
fn every_id_an_entry_names_exists() {
    for (owner, id) in references() {
        assert!(guide().why(id).is_some(), "{owner} names {id}");
    }
}

#[test]
fn statements_are_short_sentences() {
    for (owner, text) in statements() {
        assert!(text.ends_with('.'), "{owner}: {text}");
        assert!(text.chars().count() <= 300, "{owner}, {}: {text}", text.chars().count());
        assert_eq!(text.trim(), text, "{owner}");
        assert!(!text.contains("  ") && !text.contains('\n'), "{owner}: {text}");
        for sentence in text.split(['.', ';', ':']) {
            assert!(sentence.split_whitespace().count() <= 30, "{owner}: {sentence}");
        }
    }
}

#[test]
fn no_statement_stands_twice() {
    let steps_aside = statements().into_iter().filter(|(owner, _)| !owner.starts_with("SC-"));
    assert_eq!(repeated(steps_aside.map(|(_, text)| text)), None);
}

#[test]
fn the_six_elements_stand_in_order_and_ask() {
    let ids: Vec<&str> = guide().elements().iter().map(|element| &*element.id).collect();
    assert_eq!(ids, ["background", "scope", "timing", "actions", "success", "support"]);
    assert!(guide().elements().iter().all(|element| element.asks.ends_with('?')));
}

#[test]
fn the_options_have_the_words_a_plan_stores() {
    let slugs: Vec<&str> = guide().domain_options().iter().map(|option| &*option.slug).collect();
    assert_eq!(slugs, ["observe", "change", "consolidate", "sign-up"]);
    assert_eq!(guide().domain_option("change"), guide().domain_option("DOM-CHANGE"));
}

#[test]
fn the_plan_offers_the_words_the_guide_explains() {
    let kinds: HashSet<&str> = plan::CaseKind::ALL.iter().map(|kind| kind.word()).collect();
    let known: HashSet<&str> = guide().case_kinds().iter().map(|case| &*case.slug).collect();
    assert_eq!(kinds, known);
    for kind in plan::CaseKind::ALL {
        assert_eq!(guide().case_kind(kind.fact()), guide().case_kind(kind.word()));
    }
    for provider in guide().providers() {
        assert!(plan::Provider::ALL.iter().any(|offered| offered.word() == provider.id), "{}", provider.id);
    }
    for option in guide().domain_options() {
        assert!(
            plan::DomainOption::ALL.iter().any(|offered| offered.word() == option.slug),
            "{}",
            option.slug
        );
    }
}

#[test]
fn the_figures_the_program_reckons_with_are_those_of_the_sources() {
    let figures = [
        ("SSO-1", 75),
        ("REL-2", 50),
        ("DOM-1", 3),
        ("DOM-1-SIGNOUT", 24),
        ("DOM-5", 2),
        ("Z-2", 9_999),
        ("Z-3", 1_009),
        ("Z-6", 30),
        ("Z-7-TWO", 2),
        ("Z-10-NOTICE", 5),
        ("Z-10-ANSWER", 72),
    ];
    for (id, number) in figures {
        let fact = guide().fact(id).unwrap();
        assert_eq!(fact.number, Some(number), "{id}");
        assert!(fact.unit.is_some() || id == "Z-3", "{id}");
    }
    assert_eq!(guide().fact("DOM-5").unwrap().up_to, Some(4));
    assert_eq!(guide().fact("SSO-2").unwrap().number, None, "no figure is given for universities");
    assert_eq!(guide().fact("SUB-15").unwrap().number, Some(guide().providers().len().try_into().unwrap()));
}

#[test]
fn the_licence_examples_add_up() {
    assert_eq!(guide().delegation_examples().len(), 3);
    for example in guide().delegation_examples() {
        let spent = example.used + example.assigned.iter().sum::<u32>();
        assert_eq!(example.purchased.saturating_sub(spent), example.remaining, "{example:?}");
    }
}

#[test]
fn both_sides_of_a_difference_show_each_other_with_their_sources() {
    let shown = |id: &str| {
        let why = guide().why(id).unwrap();
        why.differs.iter().map(|other| (other.id, other.source_title)).collect::<Vec<_>>()
    };
    let article = "Zoom support article KB0068363";
    let explainer = "Account and User Consolidation Explainer";
    assert_eq!(guide().why("DOM-SIGNUP").unwrap().source_title, explainer);
    assert_eq!(shown("DOM-SIGNUP"), [("Z-4", article)]);
    assert_eq!(shown("Z-4"), [("DOM-SIGNUP", explainer)]);
}

#[test]
fn every_addition_from_elsewhere_stands_beside_what_it_touches() {
    for fact in guide().facts_under("Z-") {
        let named: Vec<&String> = fact.touches.iter().chain(&fact.differs).collect();
        assert!(!named.is_empty(), "{} touches nothing", fact.id);
        assert!(!named.contains(&&fact.id), "{} touches itself", fact.id);
        assert_eq!(repeated(named.iter().map(|id| id.as_str())), None, "{}", fact.id);
    }
}

/// What contradicts or corrects something was decided once; everything else only adds.
#[test]
fn what_adds_is_told_apart_from_what_differs() {
    let mut pairs = Vec::new();
    for fact in guide().facts() {
        pairs.extend(fact.differs.iter().map(|other| format!("{} {other}", fact.id)));
    }
    assert_eq!(
        pairs,
        [
            "Z-3 SC-MULTI",
            "Z-4 DOM-SIGNUP",
            "Z-EXIT DOM-CHANGE",
            "Z-7 SSO-5",
            "Z-14 SSO-1",
            "Z-15 TEC-2",
            "Z-15-HISTORY DATA-NO",
            "Z-16 SC-PHONE",
        ]
    );
    let why = guide().why("SSO-4").unwrap();
    assert!(why.differs.is_empty() && why.beside.iter().any(|other| other.id == "Z-CERTIFICATE"), "{why:?}");
    let why = guide().why("SC-MULTI").unwrap();
    assert_eq!(why.differs.iter().map(|other| other.id).collect::<Vec<_>>(), ["Z-3"]);
    assert!(why.beside.iter().any(|other| other.id == "Z-OWNER" && !other.reported));
    assert!(why.beside.iter().any(|other| other.told().starts_with("Reported: One university")), "{why:?}");
}

#[test]
fn what_was_read_in_a_third_partys_copy_is_only_reported() {
    let third = guide().sources().iter().filter(|source| source.publisher == "Third party");
    let third: HashSet<&str> = third.map(|source| &*source.id).collect();
    for fact in guide().facts() {
        assert!(fact.reported || !third.contains(&*fact.source), "{}", fact.id);
    }
    for id in ["Z-7", "Z-8", "Z-12", "Z-13-WEBINAR"] {
        assert!(guide().why(id).unwrap().reported, "{id}");
    }
    assert!(!guide().why("SSO-1").unwrap().reported);
}

#[test]
fn a_case_blocks_until_its_blocking_steps_are_done() {
    let phone = guide().case_kind("SC-PHONE").unwrap();
    let open: Vec<&str> =
        phone.blocking_steps(|id| id != "numbers-transferred").map(|step| &*step.id).collect();
    assert_eq!(open, ["numbers-transferred"]);
    assert_eq!(phone.blocking_steps(|_| true).count(), 0);
    assert_eq!(guide().case_kind("none").unwrap().blocking_steps(|_| false).count(), 0);
}

#[test]
fn one_of_two_alternative_steps_is_enough() {
    let several = guide().case_kind("SC-MULTI").unwrap();
    let open = |done: &'static [&str]| {
        several.blocking_steps(move |id| done.contains(&id)).map(|step| &*step.id).collect::<Vec<_>>()
    };
    assert_eq!(open(&[]), ["remove-external", "new-owner", "owner-alone"]);
    assert_eq!(open(&["new-owner"]), ["owner-alone"]);
    assert_eq!(open(&["remove-external"]), ["owner-alone"]);
}

#[test]
fn nothing_irreversible_comes_before_the_steps_that_block() {
    for case in guide().case_kinds() {
        let last_block = case.steps.iter().rposition(|step| step.blocking);
        let no_return = case.steps.iter().position(|step| step.point_of_no_return && !step.blocking);
        if let (Some(block), Some(point)) = (last_block, no_return) {
            assert!(block < point, "{}", case.id);
        }
    }
}

#[test]
fn the_paragraphs_the_messages_need_are_there() {
    for id in ["DOM-1", "DOM-3", "DATA-NO", "TEC-2", "SC-VANITY", "SC-PAID"] {
        assert!(guide().paragraph(id).is_some(), "{id}");
    }
}

#[test]
fn an_unknown_id_has_no_reason() {
    assert_eq!(guide().why("SSO-99"), None);
    assert_eq!(guide().source("nobody"), None);
}

#[test]
fn every_part_of_the_plan_has_its_reason() {
    for part in plan::PARTS {
        assert!(guide().why(part.fact).is_some(), "{} names {}", part.id, part.fact);
    }
}

/// Every step of every kind, with its marks: what blocks was decided once (see the head of `cases.toml`).
#[test]
fn the_steps_of_the_special_cases_block_as_decided() {
    let mut text = String::new();
    for kind in guide().case_kinds() {
        text += &format!("{}\n", kind.id);
        for step in &kind.steps {
            let mark = |is: bool, word: &str| if is { format!(" {word}") } else { String::new() };
            let either = step.either.as_ref().map(|word| format!(" either:{word}")).unwrap_or_default();
            text += &format!(
                "  {}{}{}{either}\n",
                step.id,
                mark(step.blocking, "blocks"),
                mark(step.point_of_no_return, "for-good")
            );
        }
    }
    assert_eq!(text, include_str!("guide/steps.txt"));
}

#[test]
fn every_argument_about_a_tool_is_about_one_there_is_and_its_question_is_asked_in_the_plan() {
    let asked = plan::part("populations").unwrap().rows.questions();
    for question in guide().tool_questions() {
        let in_plan = asked.iter().find(|one| one.id == question.id).unwrap();
        assert_eq!(in_plan.kind, plan::Kind::YesNo, "{}", question.id);
        assert!(question.asks.ends_with('?') && question.asks.chars().count() <= 62, "{}", question.asks);
        assert!(!question.yes.is_empty(), "{}", question.id);
        for argument in question.yes.iter().chain(&question.no) {
            let tool = argument.tool.as_ref().map(|slug| guide().tool(slug).is_some());
            let option = argument.option.as_ref().map(|slug| guide().domain_option(slug).is_some());
            assert!(matches!((tool, option), (Some(true), None) | (None, Some(true))), "{argument:?}");
            assert!(argument.weighs != 0 && argument.weighs >= -10, "{argument:?}");
        }
    }
    let yes_no = asked.iter().filter(|one| one.kind == plan::Kind::YesNo).count();
    assert_eq!(yes_no, guide().tool_questions().len(), "every answer is weighed");
    for tool in guide().tools() {
        let choice = plan::ToolChoice::from_word(&tool.slug).unwrap();
        assert_eq!(choice.fact(), Some(tool.id.as_str()));
    }
}
