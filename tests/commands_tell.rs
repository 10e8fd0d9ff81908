//! What the command line tells of a plan: status, check, people and documents, by the real binary.

use insta::assert_snapshot;

use crate::shell::Shell;

#[test]
fn status_says_where_the_sample_stands() {
    let shell = Shell::with_samples();
    assert_snapshot!(shell.run(&["status", "northwind.toml"]), @"
    Northwind Traders, Sat 21 Nov

    612 of 983 people are in: 62.3 %, target 75 %. 58.5 % with 63 people who are counted but not named.
    At this pace 75 % between 24 November and 4 January 2027 (5 imports).

    domain                       outstanding  invited  consolidated  native  gone  excluded  unnamed         rate
    northwind.example                    201       48           420     126    12         6       46  58.7–62.8 %
    northwind-labs.example                60        9           110      30     3         2        8  58.8–61.5 %
    nwtrading.example                     41       12            82      18     1         0        9  56.9–60.7 %
    brightpath-coaching.example            0        0             0       6     0         0        0      no rate
    total                                302       69           612     180    16         8       63  58.5–62.3 %

    Lists
      directory  Entra                           2026-11-02  1,161  people  current
      outside    release northwind.example       2026-11-03    687  people  history
      members    main account                    2026-11-03    224  people  history
      special    board office                    2026-11-03      8  people  current
      outside    release northwind-labs.example  2026-11-06    184  people  history
      outside    release nwtrading.example       2026-11-06    136  people  history
      members    main account                    2026-11-06    362  people  history
      pending    main account                    2026-11-09     59  people  history
      members    main account                    2026-11-09    567  people  history
      outside    release northwind.example       2026-11-15    255  people  current
      outside    release northwind-labs.example  2026-11-15     71  people  current
      outside    release nwtrading.example       2026-11-15     53  people  current
      pending    main account                    2026-11-15     52  people  history
      members    main account                    2026-11-15    792  people  current
      pending    main account                    2026-11-21     69  people  current

    Gates
      May execution start?               open (done on 2026-11-02)
      May we enable associated domains?  open (done on 2026-11-02)
      May we enforce SSO?                shut: 7 reasons
      May the project be closed?         shut: 2 reasons

    Findings: 7 blockers, 12 warnings and 20 pieces of advice (ingather check shows them)

    Next
      1 Open the 9 special cases still missing.
      2 Choose a tool for Freight partners of ACME.
      3 Bring more people in until the rate reaches the target.
      4 Three executives still outside: Send the invitation by hand at that time. (Wed 25 Nov)
      5 Verify and associate every domain on which SSO is to be enforced.
      6 Import the users export of this week. (Sat 21 Nov)
      7 Finish “Reminder, one week”. (Mon 23 Nov)
    --- exit 0
    ");
    let json = shell.json(&["status", "northwind.toml", "--json"], 0);
    let keys: Vec<&String> = json.as_object().unwrap().keys().collect();
    assert_eq!(keys, ["domains", "total", "rate", "lists", "gates"]);
    assert_eq!(json["domains"]["nwtrading.example"]["consolidated"], 82);
    assert_snapshot!(json["rate"], @r#"{"low":58.5,"high":62.3,"target":75}"#);
    let gates: Vec<(&str, bool)> = json["gates"]
        .as_array()
        .unwrap()
        .iter()
        .map(|gate| (gate["id"].as_str().unwrap(), gate["open"].as_bool().unwrap()))
        .collect();
    let expected =
        [("start-execution", true), ("enable-domains", true), ("enforce-sso", false), ("close", false)];
    assert_eq!(gates, expected);
}

#[test]
fn status_tells_a_readings_only_plan_as_well() {
    assert_snapshot!(Shell::with_samples().run(&["status", "riverside-university.toml"]), @"
    Riverside University, Sat 21 Nov

    2,168 to 2,394 of 6,632 people are in: 32.7–36.1 %, target 55 %. Up to 226 of them may have changed their address instead.
    At this pace 55 % between 7 December and 26 February 2027 (6 imports).

    domain                      outstanding  invited  consolidated  native  gone  excluded  unnamed         rate
    riverside.example                     0        0           371       0     0         2      327  50.0–55.9 %
    students.riverside.example            0        0         1,797       0     0         0    3,911  30.5–33.6 %
    total                                 0        0         2,168       0     0         2    4,238  32.7–36.1 %

    Gates
      May execution start?               open (done on 2026-10-19)
      May we enable associated domains?  open (done on 2026-10-19)
      May we enforce SSO?                shut: 3 reasons
      May the project be closed?         shut: 1 reason

    Findings: 3 blockers, 1 warning and 9 pieces of advice (ingather check shows them)

    Next
      1 Names on riverside.example: ask Zoom for them, or decide not to.
      2 Import the members of the main account.
      3 Bring more people in until the rate reaches the target.
      4 Wait until people had their time to join by themselves.
      5 Finish “Students: last call before the exams”. (Mon 30 Nov)
      6 Read the counts of both domains. (Mon 23 Nov)
      7 Sign the release request for the students' domain. (Fri 27 Nov)
    --- exit 0
    ");
}

#[test]
fn check_ends_with_one_while_a_blocker_stands() {
    let shell = Shell::with_samples();
    let text = shell.run(&["check", "northwind.toml"]);
    assert!(text.ends_with("--- exit 1\n"), "{text}");
    assert_snapshot!(text.lines().take(24).collect::<Vec<_>>().join("\n"), @"
    May execution start? open (done on 2026-11-02)
      + The consolidation plan is confirmed. (by Helen Marsh, CIO on Fri 30 Oct)
      + The communication plan is confirmed. (by Helen Marsh, CIO on Fri 30 Oct)

    May we enable associated domains? open (done on 2026-11-02)
      + The domains are verified. (3 of 3)
      o 3 special cases are open, and 4 that are needed are not opened. (oldest: Three executives still outside, 16 days)
      + The first message is sent. (“Announcement” on Mon 2 Nov)

    May we enforce SSO? shut: 7 reasons
      x Rate 58.5 % to 62.3 %, target 75 %. (612 of 1,046 people; members list zoomus_users-2026-11-15.csv of Sun 15 Nov, 795 rows)
      x 3 special cases are open, and 4 that are needed are not opened. (oldest: Three executives still outside, 16 days)
      x nwtrading.example is not associated. (2 of 3)
      + The main account has a plan with which SSO works. (Business)
      + The vanity URL is approved and SSO is configured. (northwind.zoom.us, Okta, looked at on Mon 16 Nov)
      x The waiting time of nwtrading.example has not begun. (northwind.example 19 of 14 days, northwind-labs.example 16 of 14 days, nwtrading.example not switched on)
      x 4 messages are not sent. (2 of 6 sent; open: “Reminder, one week”, “Labs: rooms and recordings”, “Executive offices” and 1 more)
      x Sign-ins are made beforehand. That would lock out 354 people of the list “Entra”, and up to 63 more whom no list names. (354 people of the list “Entra” outside or only invited; 63 people counted outside but not named)
      x One break-glass person is tested of two. (Rowan Lee on Thu 12 Nov)
      + The support contact is set. (IT Service Desk, zoom-help@northwind.example)

    May the project be closed? shut: 2 reasons
      x 432 people are still outside without a decision. (302 outstanding, 69 invited, 63 unnamed, 2 decided about)
      x 15 lists are kept without a reason. (directory-2026-11-02.csv, release-northwind.example-2026-11-03.csv, zoomus_users-2026-11-03.csv and 12 more)
    ");
    let json = shell.json(&["check", "northwind.toml", "--json"], 1);
    let weights = |weight: &str| {
        json["findings"].as_array().unwrap().iter().filter(|finding| finding["weight"] == weight).count()
    };
    assert_eq!(json["blockers"], weights("blocker"));
    assert!(weights("warning") > 0 && weights("advice") > 0);
}

#[test]
fn check_ends_with_nought_when_somebody_answers_for_everything() {
    let shell = Shell::with_samples();
    let mut text = shell.read("northwind.toml");
    let json = shell.json(&["check", "northwind.toml", "--json"], 1);
    for (number, finding) in json["findings"].as_array().unwrap().iter().enumerate() {
        if finding["weight"] == "blocker" {
            let id = finding["id"].as_str().unwrap();
            let entry = format!("\n[[overrides]]\nid = \"override-{}\"\ncondition = \"{id}\"\n", number + 10);
            text.push_str(&entry);
            text.push_str("by = \"H. Marsh\"\nreason = \"Agreed.\"\non = 2026-11-20\n");
        }
    }
    shell.write("northwind.toml", &text);
    assert_eq!(shell.json(&["check", "northwind.toml", "--json"], 0)["blockers"], 0);
}

#[test]
fn people_are_found_by_filter_as_table_csv_and_json() {
    let shell = super::commands::with_lists();
    shell.run(&["new", "acme.toml", "--domain", "northwind.example"]);
    shell.run(&["import", "acme.toml", "release.csv", "--as", "outside"]);
    shell.run(&["import", "acme.toml", "members.csv", "--as", "members"]);
    assert_snapshot!(shell.run(&["people", "acme.toml"]), @"
    email                      name      standing      department  marks        wave  cases
    bo@northwind.example       Bo Oduya  consolidated              licensed
    eve@northwind.example      Eve Sato  native
    ann.lee@northwind.example  Ann Lee   outstanding
    cy@northwind.example       Cy Dahl   outstanding
    di@labs.northwind.example  Di Wu     outstanding               off-domains

    5 of 5 people
    --- exit 0
    ");
    assert_snapshot!(shell.run(&["people", "acme.toml", "standing:outstanding -mark:off-domains", "--csv"]), @"
    Email,Name,Standing,Department,Marks,Wave,Cases
    ann.lee@northwind.example,Ann Lee,outstanding,,,,
    cy@northwind.example,Cy Dahl,outstanding,,,,
    --- exit 0
    ");
    assert_snapshot!(shell.run(&["people", "acme.toml", "oduya", "--json"]), @r#"
    {"people":[{"email":"bo@northwind.example","name":"Bo Oduya","domain":"northwind.example","standing":"consolidated","marks":["licensed"],"wave":null,"cases":[],"lists":["members-2026-11-21","outside-2026-11-21"],"alias_of":null,"counted_under":null}],"found":1,"of":5}
    --- exit 0
    "#);
}

#[test]
fn an_export_is_written_for_its_owner_and_replaces_nothing_unasked() {
    let shell = Shell::with_samples();
    let export = ["export", "northwind.toml", "checklist"];
    assert_snapshot!(shell.run(&export), @"
    Wrote northwind-traders-communication-checklist.md.
    6 messages: 2 sent, 1 approved, 3 in draft. 3 of them lack one of the six elements or more.
    --- exit 0
    ");
    assert_snapshot!(shell.run(&export), @"
    --- stderr
    error: northwind-traders-communication-checklist.md exists already. Nothing was written.
      Choose another name, or move that file out of the way.
    --- exit 3
    ");
    let forced = shell
        .run(&[&export[..], &["--force", "--to", "northwind-traders-communication-checklist.md"]].concat());
    assert!(forced.ends_with("--- exit 0\n"), "{forced}");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let path = shell.path("northwind-traders-communication-checklist.md");
        assert_eq!(std::fs::metadata(path).unwrap().permissions().mode() & 0o777, 0o600);
    }
}

#[test]
fn invite_files_say_who_was_left_out_and_why() {
    let shell = Shell::with_samples();
    assert_snapshot!(shell.run(&["export", "northwind.toml", "invites", "--to", "invites/"]), @"
    Wrote invites/northwind-traders-invites-plan-unknown-without-licence.csv.
    Wrote invites/northwind-traders-invites-one-by-one.csv.
    289 people whose plan is not known. Zoom leaves owners of paid plans and trials out of a bulk file: afterwards, invite those one by one who are not under Pending. By their wave they get no licence: choose none for the whole file.
    1 person to be invited one by one.
    Left out: 2 people who are not to be moved, by decision.
    Left out: 7 people who are held by special cases: steps that come before an invitation are not done.
    Left out: 3 people who are executives and get a personal contact.
    Left out: 8 people who stay outside by decision.
    On nwtrading.example nobody is asked at sign-in, so 36 people can ignore the invitation: follow up with the document of open invitations.
    Check before you send: 15 people in the files are not in the directory.
    --- exit 0
    ");
    let invites: Vec<_> =
        shell.files().into_iter().filter(|(path, _)| path.parent().unwrap().ends_with("invites")).collect();
    assert_eq!(invites.len(), 2, "one bulk file and one list for inviting singly");
    for (path, bytes) in invites {
        let text = String::from_utf8(bytes).unwrap();
        for kept_out in ["freya.fischer@", "farah.otieno@", "@brightpath-coaching.example"] {
            assert_eq!(text.find(kept_out), None, "{kept_out} in {}", path.display());
        }
    }
}

#[test]
fn people_who_may_be_in_under_another_address_are_told_with_the_reason() {
    let shell = Shell::with_samples();
    assert_snapshot!(shell.run(&["people", "northwind.toml", "standing:gone", "--alike"]), @"
    email                          standing  may be                         standing      how sure  reasons
    lena.jensen@northwind.example  gone      lena.jansen@northwind.example  consolidated  weak      typo

    1 candidate. Nothing is merged until you confirm it in the wizard (Same person?).
    --- exit 0
    ");
    let json = shell.json(&["people", "northwind.toml", "--alike", "--json"], 0);
    assert_eq!((json["found"].as_u64(), json["cut"].as_bool()), (Some(2), Some(false)));
    assert_eq!(json["candidates"][1]["other"]["email"], "lena.jansen@northwind.example");
    assert_eq!(json["candidates"][1]["reasons"][0], "typo");
    assert_snapshot!(shell.run(&["people", "northwind.toml", "lena.jensen", "--alike", "--csv"]), @"
    Email,Name,Standing,Other address,Other name,Other standing,Weight,Reasons
    lena.jensen@northwind.example,Lena Jensen,gone,lena.jansen@northwind.example,Lena Jansen,consolidated,40,typo
    --- exit 0
    ");
}

#[test]
fn the_help_of_export_names_every_document() {
    let help = Shell::with_samples().run(&["export", "--help"]);
    let words: Vec<&str> = help.split_whitespace().collect();
    let words = words.join(" ");
    for format in ingather::export::FORMATS {
        assert!(words.contains(format.what), "{}: {words}", format.what);
    }
}
