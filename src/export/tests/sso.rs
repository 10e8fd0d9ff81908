//! Who would be locked out, who can be provisioned: by name.

use super::*;

/// A project with lists of several kinds, each of a source of its own.
fn project(plan: &str, lists: &[(ListKind, &str)]) -> Project {
    let plan: Plan = toml::from_str(plan).unwrap();
    let sources: Vec<Source> = lists
        .iter()
        .enumerate()
        .map(|(at, (kind, text))| {
            let read = lists::read(text.as_bytes(), &Hints::default(), &mut |_| ControlFlow::Continue(()));
            let id = format!("{}-{at}", kind.word());
            let record = plan.lists.iter().find(|list| list.id == id).cloned();
            let record = record.unwrap_or(ListRecord { id, kind: *kind, ..ListRecord::default() });
            Source { record, list: Ok(Arc::new(read.unwrap())) }
        })
        .collect();
    let (roster, progress) =
        measure(&plan, &sources, "2026-11-21".parse().unwrap(), &mut |_| ControlFlow::Continue(())).unwrap();
    let advice = advise(&plan, &progress, guide(), "2026-11-21".parse().unwrap());
    Project { plan, roster, progress, advice, whom: Filter::default() }
}

const PLAN: &str = "
[[domains]]
id = \"domain-1\"
name = \"northwind.example\"
[[domains]]
id = \"domain-2\"
name = \"labs.example\"
option = \"not-used\"
[[lists]]
id = \"directory-3\"
kind = \"directory\"
label = \"Okta\"
[[groups]]
id = \"group-1\"
decision = \"excluded\"
reason = \"Own account.\"
people = [\"coach@northwind.example\"]
[[break_glass]]
id = \"break-glass-1\"
name = \"Lee\"
email = \"lee@northwind.example\"
[[same]]
id = \"same-1\"
verdict = \"same\"
pairs = [\"old@northwind.example = new@northwind.example\"]
";

const OUTSIDE: &str = "Email\nann@northwind.example\nbo@northwind.example\ncoach@northwind.example\nold@northwind.example\n\
    lab@labs.example\nfar@elsewhere.example\n";
const MEMBERS: &str =
    "Email,Login Type\nnew@northwind.example,SSO\nlee@northwind.example,Work email\nnat@northwind.example,\n";
const PENDING: &str = "Email\nbo@northwind.example\n";
const DIRECTORY: &str =
    "Email\nann@northwind.example\nbo@northwind.example\nnew@northwind.example\nfresh@northwind.example\n";

fn everybody() -> Project {
    project(
        PLAN,
        &[
            (ListKind::Outside, OUTSIDE),
            (ListKind::Members, MEMBERS),
            (ListKind::Pending, PENDING),
            (ListKind::Directory, DIRECTORY),
        ],
    )
}

fn people(project: &Project, filter: &str) -> Vec<String> {
    let found = Filter::parse(filter).unwrap().rows(&project.roster, &mut |_| ControlFlow::Continue(()));
    let mut found: Vec<String> =
        found.unwrap().into_iter().map(|id| project.roster.person(id).email().to_owned()).collect();
    found.sort();
    found
}

#[test]
fn each_number_of_the_day_is_found_by_its_filter() {
    let project = everybody();
    let lines = crate::advice::enforced::enforced_today(&project.plan, &project.progress);
    let named = crate::advice::enforced::assigned(&project.plan, &project.progress).unwrap();
    let all = lines.iter().chain(&named.lines).filter(|line| !line.filter.is_empty());
    let found: Vec<(&str, Vec<String>)> =
        all.map(|line| (line.filter, people(&project, line.filter))).collect();
    for (line, (_, found)) in
        lines.iter().chain(&named.lines).filter(|line| !line.filter.is_empty()).zip(&found)
    {
        assert_eq!(line.people as usize, found.len(), "{}", line.filter);
    }
    let at = |name: &str| format!("{name}@northwind.example");
    let expected: [(&str, Vec<String>); 8] = [
        ("sso:locked -standing:excluded", vec![at("ann"), at("bo")]),
        ("sso:none", vec![at("lee")]),
        ("sso:locked standing:excluded", vec![at("coach")]),
        ("sso:unknown", vec![at("nat")]),
        ("sso:second", vec![at("old")]),
        ("sso:bypass", vec![at("lee")]),
        ("sso:trap", vec![at("ann"), at("bo")]),
        ("sso:safe", vec![at("fresh"), at("new")]),
    ];
    assert_eq!(found, expected);
}

#[test]
fn the_document_of_those_locked_out_says_why_and_what_to_do() {
    let written = everybody().write("sso-locked-out-csv-plain");
    let (name, text) = &texts(&written)[0];
    assert_eq!(*name, "zoom-consolidation-locked-out-by-sso.csv");
    let addresses: Vec<&str> = text.lines().skip(1).filter_map(|line| line.split('@').next()).collect();
    assert_eq!(addresses, ["bo", "ann", "coach", "old"], "{text}");
    assert!(text.contains("another address of the person (new@northwind.example)"), "{text}");
    assert!(text.contains("Stays outside by decision"), "{text}");
    // Never one figure for three things (as on the page "if we enforced").
    assert_eq!(
        written.says,
        [
            "2 people would be locked out.",
            "1 person who stays outside by decision is redirected too.",
            "1 person would use a second account beside the one under another address."
        ]
    );
    let happens: Vec<&str> = text.lines().skip(1).filter_map(|line| line.split(',').nth(5)).collect();
    // The comma inside a cell cuts the second in two.
    assert_eq!(happens, ["locked out", "locked out", "\"outside by decision", "second account"]);
    let written = everybody().write("sso-locked-out-md");
    let text = &texts(&written)[0].1;
    assert!(text.contains("- **2** would meet a sign-in that does not know them (1 is invited)"), "{text}");
    assert!(
        text.contains("| ann@northwind.example |") && text.contains("Lee (lee@northwind.example)"),
        "{text}"
    );
    let at = |heading: &str| text.find(&format!("## {heading}")).unwrap();
    let (locked, kept) = (at("Who would be locked out"), at("Who stays outside by decision"));
    let (second, coach) = (at("Who would use a second account"), text.find("| coach@northwind").unwrap());
    assert!(locked < kept && kept < coach && coach < second, "{text}");
}

#[test]
fn the_safe_document_leaves_everybody_out_who_is_outside() {
    let written = everybody().write("sso-safe-csv-plain");
    let expected = "Email,Name,Domain,Standing,Why\r\n\
        new@northwind.example,,northwind.example,consolidated,Is a member already.\r\n\
        fresh@northwind.example,,northwind.example,unknown,Is in no list of people outside.\r\n";
    assert_eq!(texts(&written), [("zoom-consolidation-safe-to-provision.csv", expected.to_owned())]);
    assert_eq!(
        written.says,
        [
            "2 people of the list “Okta” can be provisioned, as far as the lists show.",
            "2 people of that list are outside or only invited, and are not in the file."
        ]
    );
}

#[test]
fn the_list_of_those_to_be_provisioned_is_the_one_the_plan_names() {
    let lists = [(ListKind::Outside, OUTSIDE), (ListKind::Directory, "Email\nfresh@northwind.example\n")];
    let plan = |label: &str| {
        format!("[sso]\nassigned_list = \"{label}\"\n{}", PLAN.replace("directory-3", "directory-1"))
    };
    assert_eq!(people(&project(&plan(" okta "), &lists), "sso:safe"), ["fresh@northwind.example"]);
    let other = project(&plan("Entra"), &lists);
    assert_eq!(people(&other, "sso:safe"), Vec::<String>::new());
    let written = other.write("sso-safe-csv");
    assert!(written.documents.is_empty() && written.says[0].starts_with("No directory list"), "{written:?}");
}

#[test]
fn people_nobody_can_name_are_said_to_be_missing() {
    let reading = "[[readings]]\nid = \"reading-1\"\ndomain = \"northwind.example\"\ndate = 2026-11-20\ninside = 3\noutside = 9\n";
    let project =
        project(&format!("{PLAN}{reading}"), &[(ListKind::Outside, OUTSIDE), (ListKind::Members, MEMBERS)]);
    let says = project.write("sso-locked-out-csv").says.join(" ");
    let unnamed = project.progress.total.unnamed;
    assert!(unnamed > 0 && says.contains(&format!("{unnamed} more are counted outside")), "{says}");
}

#[test]
fn addresses_for_cloudlink_stand_in_one_block_for_each_licence() {
    let outside = "Email,License Type\nann@northwind.example,Licensed\nbo@northwind.example,Basic\ncy@northwind.example,Basic\n\
        coach@northwind.example,Basic\nfar@elsewhere.example,Basic\n";
    let lists = [(ListKind::Outside, outside), (ListKind::Directory, "Email\nnew@northwind.example\n")];
    let off = project(PLAN, &lists).write("cloudlink-block-txt");
    assert!(off.documents.is_empty() && off.says[0].contains("does not say"), "{off:?}");
    let mut on = project(&format!("[organization]\ncloudlink = true\n{PLAN}"), &lists);
    let written = on.write("cloudlink-block-txt");
    assert_eq!(
        texts(&written),
        [
            ("zoom-consolidation-cloudlink-licensed.txt", "ann@northwind.example\n".to_owned()),
            (
                "zoom-consolidation-cloudlink-basic.txt",
                "bo@northwind.example, cy@northwind.example\n".to_owned()
            ),
        ]
    );
    let says = written.says.join(" ");
    assert!(says.contains("1 person is left out") && says.contains("hand out phones"), "{says}");
    on.whom = Filter::parse("list:directory").unwrap();
    assert_eq!(texts(&on.write("cloudlink-block-txt"))[0].1, "new@northwind.example\n");
}

#[test]
fn the_cards_of_many_say_once_what_holds_for_all() {
    let outside = "Email,License Type\nann@northwind.example,Licensed\nbo@northwind.example,Basic\n";
    let mut project = project(PLAN, &[(ListKind::Outside, outside)]);
    let text = texts(&project.write("impact-md"))[0].1.clone();
    assert_eq!(text.matches("Workflows").count(), 1, "{text}");
    let (all, single) = text.split_once("## Person by person").unwrap();
    assert!(all.contains("What comes along") && !all.contains("Pays for Zoom now"), "{all}");
    assert!(single.contains("### ann@northwind.example") && single.contains("Pays for Zoom now"), "{single}");
    project.whom = Filter::parse("ann").unwrap();
    let written = project.write("impact-md");
    assert!(!texts(&written)[0].1.contains("bo@northwind.example"));
    assert_eq!(written.says, ["1 person is in it."]);
}

#[test]
fn what_moving_means_is_told_where_people_are_only_counted() {
    let reading = "[[readings]]\nid = \"reading-1\"\ndomain = \"northwind.example\"\ndate = 2026-11-20\ninside = 3\noutside = 9\n";
    let project = project(&format!("{PLAN}{reading}"), &[]);
    let written = project.write("impact-md");
    let text = &texts(&written)[0].1;
    for title in
        ["What to save first", "What comes along", "What does not", "What they will see", "What it costs"]
    {
        assert!(text.contains(&format!("\n**{title}**\n\n- ")), "{title}: {text}");
    }
    assert!(text.contains("- Reports: Historical reports; Polling data"), "{text}");
    assert!(text.contains("\n## Counted and not named\n\n- northwind.example: 9 people. "), "{text}");
    assert!(!text.contains("Nobody fits") && !text.contains("Person by person"), "{text}");
    assert!(written.says[1].starts_with("9 people are counted outside"), "{written:?}");
    // With nobody outside, named or counted, there is nothing to say.
    let empty = super::Project::of("", &[]).write("impact-md");
    assert!(texts(&empty)[0].1.contains("Nobody fits"), "{empty:?}");
}
