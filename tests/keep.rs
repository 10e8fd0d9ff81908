//! Changes of a plan go into the person's own text: what is touched, what stays, how new lines look.

use ingather::store::keep::{fresh, merge};
use toml::Table;

fn table(text: &str) -> Table {
    toml::from_str(&text.replace("\r\n", "\n")).unwrap_or_else(|refused| panic!("{refused}\n{text}"))
}

/// Merges the difference between a text and `now` into the text, and checks that it reads back.
#[track_caller]
fn merged(text: &str, now: &str) -> String {
    let (before, now) = (table(text), table(now));
    let result = merge(text, &before, &now).unwrap();
    assert_eq!(table(&result), now, "{result}");
    result
}

/// Checks that turning `text` into `now` gives exactly the lines of `text` with some changed: `-` and `+` lines.
#[track_caller]
fn changes(text: &str, now: &str, expected: &str) {
    assert_eq!(difference(text, &merged(text, now)), expected.trim_start_matches('\n'));
}

/// The lines that differ, by the longest common sequence.
pub(crate) fn difference(old: &str, new: &str) -> String {
    let mut old: Vec<&str> = old.split_inclusive('\n').collect();
    let mut new: Vec<&str> = new.split_inclusive('\n').collect();
    let above = old.iter().zip(&new).take_while(|(one, other)| one == other).count();
    (old, new) = (old.split_off(above), new.split_off(above));
    let below = old.iter().rev().zip(new.iter().rev()).take_while(|(one, other)| one == other).count();
    old.truncate(old.len() - below);
    new.truncate(new.len() - below);
    let mut common = vec![vec![0_usize; new.len() + 1]; old.len() + 1];
    for i in (0..old.len()).rev() {
        for j in (0..new.len()).rev() {
            common[i][j] = if old[i] == new[j] {
                common[i + 1][j + 1] + 1
            } else {
                common[i + 1][j].max(common[i][j + 1])
            };
        }
    }
    let (mut i, mut j, mut told) = (0, 0, String::new());
    while i < old.len() || j < new.len() {
        if i < old.len() && j < new.len() && old[i] == new[j] {
            (i, j) = (i + 1, j + 1);
        } else if i < old.len() && (j == new.len() || common[i + 1][j] >= common[i][j + 1]) {
            told.push('-');
            told.push_str(old[i]);
            i += 1;
        } else {
            told.push('+');
            told.push_str(new[j]);
            j += 1;
        }
    }
    told
}

const SITES: &str = r#"# The plan of Northwind.

schema = 1

[organization]
# As in the commercial register.
name = "Northwind" # legal name
kind = 'corporate'
ours = "unknown to the program"

# Head office first.
[[site]]
id = "a"
name = "Head office"   # where IT sits
seats = 120

# The warehouse moves in spring.

# Ask Jo before touching this one.
[[site]]
id = "b"
name = "Warehouse"
seats = 20
# room = 7

  [site.lease]
  until = 2027-03-31

[[site]]
id = "c"
name = "Shop"

[sso]
provider = "okta" # since 2024
"#;

#[test]
fn an_unchanged_plan_changes_no_byte() {
    for text in [SITES, "", "# only a comment", "a = 1", &SITES.replace('\n', "\r\n"), "\u{feff}a = 1\n"] {
        let plan = table(text.trim_start_matches('\u{feff}'));
        assert_eq!(merge(text, &plan, &plan).unwrap(), text);
    }
}

#[test]
fn one_change_is_one_line_and_its_comment_stays() {
    let now = SITES.replace("seats = 20", "seats = 25").replace("\"Northwind\"", "\"Northwind Traders\"");
    changes(
        SITES,
        &now,
        r#"
-name = "Northwind" # legal name
+name = "Northwind Traders" # legal name
-seats = 20
+seats = 25
"#,
    );
}

#[test]
fn entries_are_matched_by_id_when_the_first_one_goes() {
    let mut now = table(SITES);
    now["site"].as_array_mut().unwrap().remove(0);
    let text = merge(SITES, &table(SITES), &now).unwrap();
    assert_eq!(table(&text), now);
    assert_eq!(
        difference(SITES, &text),
        r#"-# Head office first.
-[[site]]
-id = "a"
-name = "Head office"   # where IT sits
-seats = 120
-
"#
    );
}

#[test]
fn a_removed_entry_leaves_a_comment_that_is_not_directly_above_it() {
    let mut now = table(SITES);
    now["site"].as_array_mut().unwrap().remove(1);
    let text = merge(SITES, &table(SITES), &now).unwrap();
    assert_eq!(table(&text), now);
    assert!(text.contains("# The warehouse moves in spring."), "{text}");
    assert!(!text.contains("Ask Jo") && !text.contains("room = 7") && !text.contains("lease"), "{text}");
    assert!(text.contains("# Head office first.") && text.contains("id = \"c\""), "{text}");
}

#[test]
fn a_new_entry_follows_the_one_before_it_in_the_plan() {
    let mut now = table(SITES);
    let new = table("id = \"n\"\nname = \"Office\"\n[lease]\nuntil = 2028-01-01\n");
    now["site"].as_array_mut().unwrap().insert(2, new.clone().into());
    let text = merge(SITES, &table(SITES), &now).unwrap();
    assert_eq!(table(&text), now);
    let block = "\n[[site]]\nid = \"n\"\nname = \"Office\"\n\n[site.lease]\nuntil = 2028-01-01\n";
    assert!(text.contains(&format!("until = 2027-03-31\n{block}\n[[site]]\nid = \"c\"")), "{text}");
    now["site"].as_array_mut().unwrap().swap(0, 2);
    now["site"].as_array_mut().unwrap().remove(1);
    let first = merge(SITES, &table(SITES), &now).unwrap();
    assert_eq!(table(&first), now, "{first}");
}

#[test]
fn moved_entries_take_their_comments_along() {
    let mut now = table(SITES);
    now["site"].as_array_mut().unwrap().rotate_right(1);
    let text = merge(SITES, &table(SITES), &now).unwrap();
    assert_eq!(table(&text), now, "{text}");
    assert!(text.contains("# Head office first.\n[[site]]\nid = \"a\""), "{text}");
    assert!(text.contains("# Ask Jo before touching this one.\n[[site]]\nid = \"b\""), "{text}");
    assert!(text.find("id = \"c\"") < text.find("id = \"a\""), "{text}");
}

#[test]
fn a_new_key_stands_where_the_plan_has_it() {
    let mut now = table(SITES);
    let site = table("id = \"c\"\nname = \"Shop\"\nseats = 3\n[lease]\nuntil = 2027-01-01\n");
    now["site"].as_array_mut().unwrap()[2] = site.into();
    let organization =
        table("name = \"Northwind\"\npeople = 400\nkind = \"corporate\"\nours = \"unknown to the program\"");
    now["organization"] = organization.into();
    let text = merge(SITES, &table(SITES), &now).unwrap();
    assert_eq!(
        difference(SITES, &text),
        "+people = 400\n+seats = 3\n+\n+[site.lease]\n+until = 2027-01-01\n"
    );
    assert!(text.contains("# legal name\npeople = 400\nkind = 'corporate'"), "{text}");
}

#[test]
fn a_cleared_answer_goes_and_the_note_beside_it_stays() {
    let mut now = table(SITES);
    now["sso"].as_table_mut().unwrap().remove("provider");
    changes(SITES, &toml::to_string(&now).unwrap(), "-provider = \"okta\" # since 2024\n+# since 2024\n");
    now.remove("organization");
    let before = {
        let mut known = table(SITES);
        known["organization"].as_table_mut().unwrap().remove("ours");
        known
    };
    let text = merge(SITES, &before, &now).unwrap();
    assert!(
        text.contains("[organization]\n# As in the commercial register.\n# legal name\nours = "),
        "{text}"
    );
}

const ADDRESSES: &str = r#"addresses = [
    # From the release list.
    "ada@acme.example",
    "bob@acme.example", # left in May
    'cyd@acme.example'
] # all confirmed
"#;

#[test]
fn one_item_more_or_less_in_a_list_is_one_line() {
    let with = |items: &[&str]| {
        let items: Vec<String> = items.iter().map(|item| format!("\"{item}@acme.example\"")).collect();
        format!("addresses = [{}]", items.join(", "))
    };
    changes(ADDRESSES, &with(&["ada", "cyd"]), "-    \"bob@acme.example\", # left in May\n");
    changes(ADDRESSES, &with(&["ada", "ann", "bob", "cyd"]), "+    \"ann@acme.example\",\n");
    changes(ADDRESSES, &with(&["aaa", "ada", "bob", "cyd"]), "+    \"aaa@acme.example\",\n");
    changes(
        ADDRESSES,
        &with(&["ada", "bob2", "cyd"]),
        "-    \"bob@acme.example\", # left in May\n+    \"bob2@acme.example\", # left in May\n",
    );
    changes(
        ADDRESSES,
        &with(&["ada", "bob", "cyd", "dan", "eve"]),
        "-    'cyd@acme.example'\n+    'cyd@acme.example',\n+    \"dan@acme.example\",\n+    \"eve@acme.example\",\n",
    );
    changes(ADDRESSES, &with(&["ada", "bob"]), "-    'cyd@acme.example'\n");
    let none = merged(ADDRESSES, "addresses = []");
    assert_eq!(none, "addresses = [\n    # From the release list.\n] # all confirmed\n");
    assert_eq!(
        merged(&none, &with(&["ada"])),
        "addresses = [\n    \"ada@acme.example\",\n    # From the release list.\n] # all confirmed\n"
    );
}

#[test]
fn a_list_in_one_line_stays_there_while_it_fits() {
    changes(
        "a = [ 'x', \"y\" ] # c\n",
        "a = ['x', 'y', 'z']",
        "-a = [ 'x', \"y\" ] # c\n+a = ['x', \"y\", \"z\"] # c\n",
    );
    let wide: Vec<String> = (0..8).map(|n| format!("\"name-{n}@acme.example\"")).collect();
    let text = merged("a = [\"name-0@acme.example\"]\n", &format!("a = [{}]", wide.join(",")));
    assert_eq!(text.lines().count(), 10, "{text}");
}

#[test]
fn items_sharing_lines_and_closing_brackets_are_handled() {
    for now in [
        "a = []",
        "a = [1]",
        "a = [9, 1, 2, 3, 4]",
        "a = [1, 2, 3, 4, 5, 6]",
        "a = [4, 3, 2, 1]",
        "a = [2, 7]",
    ] {
        for text in [
            "a = [1, 2,\n 3, 4]\n",
            "a = [\n 1, 2, # x, y\n 3, 4, ]\n",
            "a = [ 1\n , 2\n , 3, 4\n ]\n",
            "a = [\n1,2,3,4]\n",
        ] {
            merged(text, now);
        }
    }
}

#[test]
fn inline_tables_dotted_keys_and_headerless_tables_work_too() {
    let text = "sso.provider = \"okta\" # p\nsso.target = 75\n\n[mail.smtp]\nport = 25\n\n[org]\ncontact = { name = \"Jo\", mail = \"jo@acme.example\" } # main\nsites = [\n  { id = \"a\", seats = 1 }, # first\n  { id = \"b\", seats = 2 },\n]\n";
    let now = "[sso]\nprovider = \"entra\"\nmode = \"jit\"\ntarget = 75\n[sso.more]\nx = 1\n[mail]\nhost = \"h\"\nsmtp = { port = 26 }\n[org]\ncontact = { name = \"Jo B\", mail = \"jo@acme.example\", phone = \"1\" }\nsites = [{ id = \"b\", seats = 3 }, { id = \"c\" }]\n";
    let result = merged(text, now);
    assert!(
        result.contains(
            "sso.provider = \"entra\" # p\nsso.mode = \"jit\"\nsso.target = 75\nsso.more = { x = 1 }\n"
        ),
        "{result}"
    );
    assert!(result.contains("[mail]\nhost = \"h\"\n\n[mail.smtp]\nport = 26\n"), "{result}");
    assert!(
        result.contains("{ name = \"Jo B\", mail = \"jo@acme.example\", phone = \"1\" } # main"),
        "{result}"
    );
    assert!(result.contains("  { id = \"b\", seats = 3 },\n  { id = \"c\" },\n]"), "{result}");
}

#[test]
fn line_ends_and_a_byte_order_mark_are_kept() {
    let text = format!("\u{feff}{}", SITES.replace('\n', "\r\n"));
    let before = table(SITES);
    let mut now = before.clone();
    now["organization"]["name"] = "Line one\nline two".into();
    now["site"].as_array_mut().unwrap().push(table("id = \"z\"").into());
    let result = merge(&text, &before, &now).unwrap();
    assert!(result.starts_with('\u{feff}'));
    assert_eq!(result.matches('\n').count(), result.matches("\r\n").count());
    assert_eq!(table(result.trim_start_matches('\u{feff}')), now);
    assert!(result.contains("name = \"\"\"\r\nLine one\r\nline two\"\"\" # legal name\r\n"), "{result}");
}

#[test]
fn a_text_without_a_last_line_break_gets_one_before_more_is_added() {
    assert_eq!(merged("a = 1", "a = 1\nb = 2"), "a = 1\nb = 2\n");
    assert_eq!(
        merged("[[x]]\nid = \"1\"", "[[x]]\nid = \"1\"\n[[x]]\nid = \"2\""),
        "[[x]]\nid = \"1\"\n\n[[x]]\nid = \"2\"\n"
    );
}

#[test]
fn a_hash_in_a_text_of_several_lines_is_no_comment() {
    let text = "[[x]]\nid = \"1\"\nnote = \"\"\"\n# not a comment\n# nor this\"\"\"\n[[x]]\nid = \"2\"\n";
    let result = merged(text, "[[x]]\nid = \"1\"\nnote = \"# not a comment\\n# nor this\"\n");
    assert_eq!(result, "[[x]]\nid = \"1\"\nnote = \"\"\"\n# not a comment\n# nor this\"\"\"\n");
}

#[test]
fn an_empty_list_becomes_entries_and_entries_an_empty_list() {
    let one = "sites = []\nz = 1\n";
    let text = merged(one, "z = 1\n[[sites]]\nid = \"a\"\n");
    assert_eq!(text, "z = 1\n\n[[sites]]\nid = \"a\"\n");
    assert_eq!(merged(&text, "sites = []\nz = 1\n"), one);
}

#[test]
fn a_first_text_reads_as_the_plan_and_is_laid_out_for_people() {
    let now = table(SITES);
    let text = fresh(&now).unwrap();
    assert_eq!(table(&text), now);
    assert!(text.starts_with("schema = 1\n\n[organization]\nname = \"Northwind\"\n"), "{text}");
    assert!(text.contains("\n\n[[site]]\nid = \"b\""), "{text}");
    assert!(!text.contains("\n\n\n"), "{text}");
}

#[test]
fn a_list_of_thirty_thousand_addresses_is_changed_by_one_line() {
    let people: Vec<String> = (0..30_000).map(|n| format!("person-{n}@acme.example")).collect();
    let table = |people: &[String]| {
        let mut table = Table::new();
        table.insert("people".into(), people.to_vec().into());
        table
    };
    let text = fresh(&table(&people)).unwrap();
    assert_eq!(text.lines().count(), 30_002);
    let mut now = people.clone();
    now.swap_remove(100);
    now.insert(20_000, "new@acme.example".into());
    let changed = merge(&text, &table(&people), &table(&now)).unwrap();
    let old: std::collections::HashSet<&str> = text.lines().collect();
    let new: std::collections::HashSet<&str> = changed.lines().collect();
    assert_eq!(old.difference(&new).count(), 1);
    assert_eq!(new.difference(&old).count(), 1);
}
