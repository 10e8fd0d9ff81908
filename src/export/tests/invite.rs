//! Who may be invited, and how: the invite files, the ticket, the list of those locked out and the waves go by one rule.

use super::*;
use crate::progress::KeptBack;

const PLAN: &str = "
[[domains]]
id = \"domain-1\"
name = \"northwind.example\"
[[cases]]
id = \"case-1\"
kind = \"phone\"
people = [\"held@northwind.example\"]
[[groups]]
id = \"group-1\"
decision = \"executive\"
people = [\"chief@northwind.example\"]
[[groups]]
id = \"group-2\"
decision = \"left\"
reason = \"On leave.\"
people = [\"away@northwind.example\"]
[[waves]]
id = \"wave-1\"
title = \"Everybody\"
filter = \"standing:outstanding\"
[[sub_accounts]]
id = \"sub-account-1\"
name = \"Health\"
add_by = \"ticket\"
number = \"500-2\"
people = \"-nobody\"
";

const OUTSIDE: &str = "email\nann@northwind.example\nheld@northwind.example\nchief@northwind.example\naway@northwind.example\n\
    guest@northwind.example\nother@northwind.example\nroom@northwind.example\nfar@elsewhere.example\n";

const LISTS: [(ListKind, &str); 3] = [
    (ListKind::Outside, OUTSIDE),
    (
        ListKind::Directory,
        "userPrincipalName,displayName,userType,proxyAddresses\nann@northwind.example,Ann,Member,\
         SMTP:ann@northwind.example;smtp:other@northwind.example\nguest@northwind.example,Guest,Guest,\n",
    ),
    (ListKind::Special, "email\nroom@northwind.example\n"),
];

/// The people of [`OUTSIDE`] who are not to be invited, and why.
const KEPT_BACK: [(&str, KeptBack); 7] = [
    ("held@northwind.example", KeptBack::Held),
    ("chief@northwind.example", KeptBack::Executive),
    ("away@northwind.example", KeptBack::Decided),
    ("guest@northwind.example", KeptBack::Guest),
    ("other@northwind.example", KeptBack::Alias),
    ("room@northwind.example", KeptBack::Special),
    ("far@elsewhere.example", KeptBack::OffDomains),
];

/// Returns the cells of a row of a document, found by its address.
fn row(written: &Written, file: &str, address: &str) -> Option<Vec<String>> {
    let texts = texts(written);
    let (_, text) = texts.iter().find(|(name, _)| name.contains(file))?;
    let mut rows = ::csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
    let rows = rows.records().map(|row| row.unwrap().iter().map(str::to_owned).collect::<Vec<_>>());
    rows.into_iter().find(|row| row[0].trim_start_matches('\u{feff}') == address)
}

#[test]
fn invite_files_ticket_locked_out_and_waves_keep_the_same_people_back() {
    let project = Project::of(PLAN, &LISTS);
    let (invites, ticket) = (project.write("invites-csv"), project.write("ticket-md"));
    let locked = project.write("sso-locked-out-csv-plain");
    for (address, why) in KEPT_BACK {
        let person = project.roster.person(project.roster.find(address).unwrap());
        assert_eq!(person.kept_back(), Some(why), "{address}");
        assert!(texts(&invites).iter().all(|(_, text)| !text.contains(address)), "{address}");
        let told = &row(&ticket, "not-by-ticket", address).unwrap()[2];
        assert_eq!(told, person.instead_of_inviting().unwrap(), "{address}");
        if let Some(row) = row(&locked, "locked-out", address) {
            for wrong in ["Invite, and wait", "Find out whether", "Remind"] {
                assert!(!row[7].starts_with(wrong), "{address}: {}", row[7]);
            }
        }
        assert_eq!(person.wave(), None, "{address}");
    }
    assert!(texts(&invites)[0].1.contains("ann@northwind.example"));
    assert_eq!(
        row(&ticket, "not-by-ticket", "ann@northwind.example").unwrap()[2],
        "in no account of yours: invite"
    );
    let wave = project.progress.wave("wave-1").unwrap();
    assert_eq!((wave.counts.people(), wave.held, wave.kept_back), (1, 1, 6));
}

#[test]
fn the_words_for_who_is_left_out_are_for_one_and_for_several() {
    let more = format!("{OUTSIDE}boss@northwind.example\n");
    let plan = PLAN
        .replace("\"chief@northwind.example\"", "\"chief@northwind.example\", \"boss@northwind.example\"");
    let lists = [(ListKind::Outside, more.as_str()), LISTS[1], LISTS[2]];
    let says = Project::of(&plan, &lists).write("invites-csv").says;
    for sentence in [
        "Left out: 2 people who are executives and get a personal contact.",
        "Left out: 1 person who is a guest of the directory.",
        "Left out: 1 person who is a further address of somebody else.",
    ] {
        assert!(says.iter().any(|said| said == sentence), "{sentence} is missing in {says:?}");
    }
}

#[test]
fn somebody_with_an_open_invitation_is_not_told_to_be_invited_by_hand() {
    let lists = [LISTS[0], (ListKind::Pending, "email\nchief@northwind.example\naway@northwind.example\n")];
    let project = Project::of(PLAN, &lists);
    let locked = project.write("sso-locked-out-csv-plain");
    let to_do = |address| row(&locked, "locked-out", address).unwrap()[7].clone();
    assert_eq!(to_do("chief@northwind.example"), "Speak to this executive: an invitation is open.");
    assert!(to_do("away@northwind.example").starts_with("Agree how this person"), "by decision");
}

#[test]
fn each_file_has_one_set_of_licences_as_the_waves_say() {
    let plan = format!(
        "{DOMAINS}
        [[waves]]\nid = \"wave-1\"\nfilter = \"email:all\"\nlicence = \"everybody\"
        [[waves]]\nid = \"wave-2\"\nfilter = \"email:none,none2\"\nlicence = \"nobody\"
        [[waves]]\nid = \"wave-3\"\nfilter = \"email:pay\"\nlicence = \"paying\""
    );
    let outside = "email,License Type\nall@northwind.example,Basic\nnone@northwind.example,Basic\n\
        pay1@northwind.example,Basic\npay2@northwind.example,Licensed\nfree@northwind.example,Basic\n";
    let written = Project::new(&plan, outside).write("invites-csv");
    let files: Vec<(&str, Vec<String>)> = texts(&written)
        .into_iter()
        .map(|(name, text)| {
            let people = text.lines().skip(1).filter_map(|line| line.split('@').next());
            let mut people: Vec<String> = people.map(str::to_owned).collect();
            people.sort();
            (name.strip_prefix("zoom-consolidation-invites-").unwrap(), people)
        })
        .collect();
    let expected: [(&str, &[&str]); 4] = [
        ("basic-with-licence.csv", &["all"]),
        ("basic-without-licence.csv", &["none", "pay1"]),
        ("basic.csv", &["free"]),
        ("one-by-one.csv", &["pay2"]),
    ];
    assert_eq!(files.len(), expected.len(), "{files:?}");
    for ((name, people), (file, in_it)) in files.iter().zip(expected) {
        assert_eq!((*name, people.iter().map(String::as_str).collect::<Vec<_>>()), (file, in_it.to_vec()));
    }
    assert_eq!(row(&written, "one-by-one", "pay2@northwind.example").unwrap()[3], "yes");
    let says = written.says.join(" ");
    for said in ["choose it for the whole file", "choose none for the whole file", "in no wave"] {
        assert!(says.contains(said), "{said} is missing in {says}");
    }
}

#[test]
fn whoever_has_a_free_account_is_known_to_pay_nothing() {
    let outside =
        "email,Account Type\nfree@northwind.example,Free\nann@northwind.example,\nbo@northwind.example,Pro\n";
    let written = Project::new(DOMAINS, outside).write("invites-csv");
    for (file, person) in [("basic", "free@"), ("plan-unknown", "ann@"), ("one-by-one", "bo@")] {
        let texts = texts(&written);
        let (_, text) = texts.iter().find(|(name, _)| name.contains(file)).unwrap();
        assert!(text.contains(person) && text.lines().count() == 2, "{file}: {text}");
    }
}

#[test]
fn a_plan_without_domains_says_that_nobody_could_be_left_out_by_them() {
    let outside = "email\nann@elsewhere.example\n";
    let said = |plan: &str| Project::new(plan, outside).write("invites-csv").says.join(" ");
    assert!(said("schema = 1").contains("names no domain"));
    assert!(!said(DOMAINS).contains("names no domain"), "nobody is in a file");
    assert!(!said("[[domains]]\nid = \"d\"\nname = \"elsewhere.example\"").contains("names no domain"));
}

#[test]
fn whom_nobody_asks_at_sign_in_can_ignore_the_invitation() {
    let said = |domain: &str| {
        Project::new(&format!("{DOMAINS}{domain}"), "email\nann@northwind.example\n")
            .write("invites-csv")
            .says
            .join(" ")
    };
    let ignored = "On northwind.example nobody is asked at sign-in, so 1 person can ignore the invitation";
    assert!(said("option = \"observe\"\nenabled_on = 2026-11-02\n").contains(ignored));
    assert!(said("option = \"consolidate\"\nenabled_on = 2026-11-22\n").contains(ignored), "not on yet");
    assert!(!said("option = \"consolidate\"\nenabled_on = 2026-11-21\n").contains("ignore"));
}

#[test]
fn members_of_the_sub_account_are_not_moved_into_it() {
    let by_list = format!("{PLAN}[[lists]]\nid = \"members-1\"\nkind = \"members\"\nlabel = \" health\"\n");
    let outside = (ListKind::Outside, "email\nbo@northwind.example\n");
    let members =
        "email,Status,Account number\nann@northwind.example,active,\nbo@northwind.example,active,\n";
    let already = "in this sub-account already: nothing to move";
    let ticket = Project::of(&by_list, &[outside, (ListKind::Members, members)]).write("ticket-md");
    assert_eq!(row(&ticket, "not-by-ticket", "ann@northwind.example").unwrap()[2], already);
    assert!(row(&ticket, "-people", "bo@northwind.example").is_none(), "{ticket:?}");
    // A list of the main account tells it row by row.
    let by_row = by_list.replace(" health", "main account");
    let members = "email,Status,Account number\nann@northwind.example,active,500 2\nbo@northwind.example,active,500 1\n";
    let ticket = Project::of(&by_row, &[outside, (ListKind::Members, members)]).write("ticket-md");
    assert_eq!(row(&ticket, "not-by-ticket", "ann@northwind.example").unwrap()[2], already);
    assert!(row(&ticket, "-people", "bo@northwind.example").is_some(), "{ticket:?}");
}

#[test]
fn the_list_of_invitations_has_the_days_left_and_what_to_do() {
    let plan = format!(
        "{PLAN}[[lists]]\nid = \"pending-1\"\nkind = \"pending\"\n[[lists]]\nid = \"x\"\nkind = \"members\"\n"
    );
    let outside = "email\nann@northwind.example\nchief@northwind.example\nbo@northwind.example\n";
    let pending = "email\nann@northwind.example\nchief@northwind.example\nnew@northwind.example\n";
    let mut project = Project::of(&plan, &[(ListKind::Outside, outside), (ListKind::Pending, pending)]);
    let undated = project.write("invited-csv");
    assert!(row(&undated, "open-invitations", "ann@northwind.example").unwrap()[7].starts_with("Import"));
    project =
        Project::dated(&plan, &[(ListKind::Outside, outside), (ListKind::Pending, pending)], "2026-10-25");
    let written = project.write("invited-csv");
    let cells = row(&written, "open-invitations", "ann@northwind.example").unwrap();
    assert_eq!(cells[5..8], ["2026-10-25", "3", "Remind the person now: it runs out soon."]);
    let chief = row(&written, "open-invitations", "chief@northwind.example").unwrap();
    assert_eq!(chief[7], "Speak to this executive: an invitation is open.");
    assert!(row(&written, "open-invitations", "new@northwind.example").is_some(), "in no release list");
    assert!(row(&written, "open-invitations", "bo@northwind.example").is_none());
    assert_eq!(written.says, ["3 people have an open invitation.", "3 of them have 7 days left at most."]);
}
