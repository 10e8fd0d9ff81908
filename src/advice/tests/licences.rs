//! The licence budget: who needs how many, after which wave they run short, and what is not known.

use super::*;

#[test]
fn the_licence_budget_adds_up_what_everybody_needs() {
    let stage = Stage::in_order()
        .list(ListKind::Outside, "2026-11-20", "Email,License Type\ndan@northwind.example,licensed\n")
        .with(&[
            ("main_account/licences_bought", "60"),
            ("groups/group-2/decision", "excluded"),
            ("groups/group-2/model", "alias-user"),
            ("groups/group-2/people", "eve@fabrikam.example\nfay@fabrikam.example"),
            ("sub_accounts/sub-account-1/payment", "delegated"),
            ("sub_accounts/sub-account-1/licences", "9"),
            ("sub_accounts/sub-account-2/payment", "own"),
            ("sub_accounts/sub-account-2/licences", "500"),
        ]);
    let stage = stage.with(&[("main_account/licences_used", "50")]);
    let licences = stage.advice().licences;
    assert_eq!((licences.to_come(), licences.alias, licences.delegated, licences.needed()), (1, 2, 9, 62));
    assert_eq!(licences.short(), 2);
}

#[test]
fn what_is_left_for_sub_accounts_follows_the_guides_examples() {
    assert!(!guide().delegation_examples().is_empty());
    for example in guide().delegation_examples() {
        let left = remaining_licences(example.purchased, example.used, &example.assigned);
        assert_eq!(left, example.remaining, "{example:?}");
    }
}

/// Three people outside, two of them with a paid plan.
const THREE: &str = "Email,License Type\ndan@northwind.example,licensed\neve@northwind.example,licensed\n\
    fay@northwind.example,basic\n";

fn waves(answers: &[(&str, &str)]) -> Licences {
    let stage = Stage::in_order().list(ListKind::Outside, "2026-11-20", THREE);
    let both = &[
        // Dan is not kept back by a decision here.
        ("groups/group-1/people", "gus@northwind.example"),
        ("waves/wave-1/title", "The rest"),
        ("waves/wave-1/filter", "standing:outstanding"),
        ("waves/wave-1/date", "2026-12-08"),
        ("waves/wave-2/title", "Dan and Fay"),
        ("waves/wave-2/filter", "name:dan,fay"),
        ("waves/wave-2/date", "2026-12-01"),
    ];
    stage.with(both).with(answers).advice().licences
}

fn needs(licences: &Licences) -> Vec<(u32, u32)> {
    licences.coming.iter().map(|one| (one.people, one.needs)).collect()
}

#[test]
fn somebody_in_two_waves_needs_one_licence_with_the_earlier_one() {
    let filter = ("waves/wave-2/filter", "dan@");
    assert_eq!(needs(&waves(&[filter])), [(1, 1), (2, 1)]);
    // By its date the other wave is the first, and then nobody is new in this one.
    let later = ("waves/wave-2/date", "2026-12-24");
    assert_eq!(needs(&waves(&[filter, later])), [(3, 2), (0, 0)]);
}

#[test]
fn a_wave_says_who_of_it_gets_a_licence() {
    let filter = ("waves/wave-2/filter", "dan@");
    let given = |word| needs(&waves(&[filter, ("waves/wave-1/licence", word)]));
    assert_eq!(given("everybody"), [(1, 1), (2, 2)]);
    assert_eq!(given("nobody"), [(1, 1), (2, 0)]);
    assert_eq!(given("paying"), [(1, 1), (2, 1)]);
}

#[test]
fn licences_run_short_with_the_first_wave_that_finds_none() {
    let filter = ("waves/wave-2/filter", "dan@");
    let short = |bought: &str| {
        let licences = waves(&[filter, ("main_account/licences_bought", bought)]);
        let left = licences.left_after();
        match licences.runs_short() {
            None => (None, left),
            Some(Short::Now) => (Some(String::new()), left),
            Some(Short::With(one)) => (Some(format!("{:?}", one.on.map(|day| day.to_string()))), left),
        }
    };
    assert_eq!(short("5"), (None, Some(vec![1, 0])));
    assert_eq!(short("4"), (Some("Some(\"2026-12-08\")".to_owned()), Some(vec![0, -1])));
    assert_eq!(short("3"), (Some("Some(\"2026-12-01\")".to_owned()), Some(vec![-1, -2])));
    assert_eq!(short("2"), (Some(String::new()), Some(vec![-2, -3])));
}

#[test]
fn who_is_invited_or_in_no_wave_still_needs_a_licence() {
    let licences = waves(&[
        ("waves/wave-1/filter", "nobody@"),
        ("waves/wave-2/filter", "dan@"),
        ("waves/wave-2/done_on", "2026-11-20"),
    ]);
    let who: Vec<&Who> = licences.coming.iter().map(|one| &one.who).collect();
    assert!(matches!(who[..], [Who::Invited, Who::Wave(..), Who::NoWave]), "{who:?}");
    assert_eq!(needs(&licences), [(1, 1), (0, 0), (1, 1)]);
}

#[test]
fn what_nobody_said_is_not_known_and_never_none() {
    let licences = waves(&[("main_account/licences_used", "")]);
    assert_eq!((licences.used, licences.left_now(), licences.left_after()), (None, None, None));
    assert_eq!(licences.far_over(), None);
    // Even so it is sure that two will not do for three.
    let licences = waves(&[("main_account/licences_used", ""), ("main_account/licences_bought", "1")]);
    assert_eq!(licences.short(), 1);
}

#[test]
fn nobody_says_over_while_people_are_counted_without_a_name() {
    let stage = Stage::in_order().with(&[("main_account/licences_bought", "100")]);
    assert_eq!(stage.advice().licences.far_over(), Some(97));
    let counted = stage.with(&[
        ("readings/reading-1/domain", "northwind.example"),
        ("readings/reading-1/date", "2026-11-20"),
        ("readings/reading-1/outside", "40"),
        ("readings/reading-1/inside", "5"),
    ]);
    let licences = counted.advice().licences;
    assert!(licences.unnamed > 0);
    assert_eq!(licences.far_over(), None);
}

#[test]
fn a_list_of_a_sub_accounts_members_is_not_held_against_the_main_accounts_licences() {
    let stage = Stage::in_order().with(&[("main_account/licences_used", "14")]);
    assert_eq!(stage.advice().licences.seen.map(|(seen, _)| seen), Some(3));
    let two = stage.list(ListKind::Members, "2026-11-20", MEMBERS).but(|stage| {
        for (record, label) in [(1, "main account"), (2, "health")] {
            label.clone_into(&mut stage.plan.lists[record].label);
            label.clone_into(&mut stage.sources[record].record.label);
        }
    });
    let advice = two.advice();
    assert_eq!(advice.licences.seen, None);
    assert!(!advice.ids().contains(&"licences/used-differs"));
}

#[test]
fn alias_users_need_licences_whether_named_or_only_counted() {
    let alias = |answers: &[(&str, &str)]| Stage::in_order().with(answers).advice().licences.alias;
    let group = [
        ("groups/group-2/decision", "excluded"),
        ("groups/group-2/model", "alias-user"),
        ("groups/group-2/people", "eve@fabrikam.example"),
        ("groups/group-2/unnamed", "40"),
    ];
    assert_eq!(alias(&group), 41);
    let population =
        [("populations/population-1/tool", "alias-user"), ("populations/population-1/how_many", "40")];
    assert_eq!(alias(&population), 40);
    let both = [&group[..], &population, &[("populations/population-1/group", "group-2")]].concat();
    assert_eq!(alias(&both), 41, "the same people are counted once");
    let undecided = [&both[..], &[("groups/group-2/decision", "note")]].concat();
    assert_eq!(alias(&undecided), 40);
    assert_eq!(alias(&[population[1], ("populations/population-1/tool", "external-host")]), 0);
    let short = Stage::in_order().with(&population).with(&[("main_account/licences_bought", "42")]);
    assert!(
        short.advice().finding("licences/short").says.starts_with("1 licence is missing. They run short now")
    );
}
