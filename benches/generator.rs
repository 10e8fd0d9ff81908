//! Makes a release list and a members export of any length, and the truth about them.
//!
//! The truth is counted while the rows are made, from what each row was made to be; the library has no part
//! in it. The same seed and length give the same bytes. One row in two hundred is no address, one in a
//! hundred repeats an earlier person, 40 in a hundred are in capitals, 62 in a hundred of the people on the
//! release list are in the members export, and names hold quoted commas.

use std::fmt::Write as _;
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;

use serde_json::{Value, json};

const DOMAINS: [&str; 5] = [
    "northwind.example",
    "mail.northwind.example",
    "fabrikam.example",
    "contoso.example",
    "riverside-university.example",
];
const FIRST: [&str; 12] =
    ["ann", "bo", "carla", "deniz", "emil", "farah", "goran", "hana", "ivo", "jorge", "keiko", "lena"];
const LAST: [&str; 12] = [
    "ackermann",
    "bright",
    "costa",
    "dupont",
    "eriksen",
    "fontaine",
    "garcia",
    "haddad",
    "ito",
    "jensen",
    "kowalski",
    "lindqvist",
];
const RELEASE_HEADER: &str = "email,name\n";
const MEMBERS_HEADER: &str = "Email,First Name,Last Name,Department,User Group,IM Group,Last Login(UTC),\
    Last Client Version,Creation Date,Role,User Type,Login Type,User Status,PMI,Job Title,Location\n";

/// What a row was made to be.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Made {
    Person,
    /// Repeats the person of an earlier row.
    Again,
    Invalid,
}

/// How many rows a file has, and of what.
#[derive(Default)]
struct Counted {
    people: u64,
    duplicates: u64,
    invalid: u64,
}

/// The numbers of one domain.
#[derive(Clone, Copy, Default)]
struct Tally {
    outstanding: u64,
    invited: u64,
    consolidated: u64,
    native: u64,
}

/// What is to be made.
pub(crate) struct Wanted {
    pub(crate) rows: u64,
    pub(crate) seed: u64,
}

/// Writes `release.csv`, `members.csv` and `truth.json` into a folder.
pub(crate) fn generate(wanted: &Wanted, to: &Path) -> io::Result<()> {
    std::fs::create_dir_all(to)?;
    let release = release(wanted, &to.join("release.csv"))?;
    let mut tallies = [Tally::default(); DOMAINS.len()];
    let (members, known) = members(wanted, &to.join("members.csv"), &mut tallies)?;
    for (person, known) in (0..).zip(known) {
        if made(wanted, person, RELEASE) == Made::Person && !known {
            tallies[domain(wanted, person)].outstanding += 1;
        }
    }
    let truth = truth(&tallies, &[("outside", &release), ("members", &members)]);
    std::fs::write(to.join("truth.json"), serde_json::to_vec_pretty(&truth)?)
}

/// Salts: each question about a number gets an answer of its own.
const RELEASE: u64 = 1;
const MEMBERS: u64 = 2;
const OVERLAP: u64 = 3;
const PENDING: u64 = 4;
const DETAILS: u64 = 5;
const DOMAIN: u64 = 6;
const NAME: u64 = 7;
const SPELLING: u64 = 8;
const COMMA: u64 = 9;
const EARLIER: u64 = 10;

fn release(wanted: &Wanted, path: &Path) -> io::Result<Counted> {
    let mut file = BufWriter::with_capacity(1 << 20, File::create(path)?);
    file.write_all(RELEASE_HEADER.as_bytes())?;
    let mut counted = Counted::default();
    let mut line = String::new();
    for row in 0..wanted.rows {
        line.clear();
        match counted.row(wanted, row, RELEASE) {
            Some(person) => {
                address(wanted, (person, row), &mut line);
                let (first, last) = name(wanted, person);
                let comma = mix(wanted.seed, row, COMMA).is_multiple_of(5);
                let name = if comma { format!("\"{last}, {first}\"") } else { format!("{first} {last}") };
                line.push(',');
                line.push_str(&name);
            }
            None => line.push_str("no address,Nobody"),
        }
        line.push('\n');
        file.write_all(line.as_bytes())?;
    }
    file.flush()?;
    Ok(counted)
}

/// Writes the members export; returns which of the people on the release list are in it.
fn members(
    wanted: &Wanted,
    path: &Path,
    tallies: &mut [Tally; DOMAINS.len()],
) -> io::Result<(Counted, Vec<bool>)> {
    let mut file = BufWriter::with_capacity(1 << 20, File::create(path)?);
    file.write_all(MEMBERS_HEADER.as_bytes())?;
    let mut known = vec![false; usize::try_from(wanted.rows).map_err(io::Error::other)?];
    let mut counted = Counted::default();
    let mut line = String::new();
    let step = coprime(wanted.rows);
    for row in 0..wanted.rows {
        let Some(named) = counted.row(wanted, row, MEMBERS) else {
            file.write_all(b"no address,Nobody,,,,,,,,,,,Active,,,\n")?;
            continue;
        };
        let person = person_at(wanted, named, step);
        let on_release = person < wanted.rows;
        let pending = on_release && mix(wanted.seed, person, PENDING).is_multiple_of(50);
        if named == row {
            let tally = &mut tallies[domain(wanted, person)];
            match (on_release, pending) {
                (true, true) => tally.invited += 1,
                (true, false) => tally.consolidated += 1,
                (false, _) => tally.native += 1,
            }
            if let Some(known) = usize::try_from(person).ok().and_then(|at| known.get_mut(at)) {
                *known = true;
            }
        }
        line.clear();
        address(wanted, (person, row + wanted.rows), &mut line);
        details(wanted, person, if pending { "Pending" } else { "Active" }, &mut line);
        file.write_all(line.as_bytes())?;
    }
    file.flush()?;
    Ok((counted, known))
}

/// Returns whom a row of the members export names: the rows come in another order than on the release list,
/// and numbers from `rows` on are people who were never outside.
fn person_at(wanted: &Wanted, row: u64, step: u64) -> u64 {
    let place = u128::from(row) * u128::from(step) % u128::from(wanted.rows);
    let place = u64::try_from(place).unwrap_or(0);
    let overlaps =
        made(wanted, place, RELEASE) == Made::Person && mix(wanted.seed, place, OVERLAP) % 100 < 62;
    if overlaps { place } else { wanted.rows + place }
}

/// Writes the rest of a member's row.
fn details(wanted: &Wanted, person: u64, status: &str, line: &mut String) {
    let (first, last) = name(wanted, person);
    let dice = mix(wanted.seed, person, DETAILS);
    let (day, month) = (dice % 28 + 1, dice / 28 % 12 + 1);
    let department = pick(&["Sales", "\"Research, Development\"", "Finance", "Support"], dice);
    let licence = pick(&["Basic", "Licensed", "Licensed"], dice / 4);
    // Writing to a string cannot fail.
    let _ = writeln!(
        line,
        ",{first},{last},{department},Staff,,2025-{month:02}-{day:02} 08:{day:02}:00,6.1.{day},\
         2021-{month:02}-{day:02},Member,{licence},SSO,{status},{},Engineer,Building {}",
        dice % 9_000_000_000 + 1_000_000_000,
        dice % 40
    );
}

impl Counted {
    /// Counts a row of a file and returns the row whose person it names: itself, or the earlier one it
    /// repeats; nothing where it holds no address.
    fn row(&mut self, wanted: &Wanted, row: u64, file: u64) -> Option<u64> {
        match made(wanted, row, file) {
            Made::Person => {
                self.people += 1;
                Some(row)
            }
            Made::Invalid => {
                self.invalid += 1;
                None
            }
            Made::Again => {
                self.duplicates += 1;
                let from = mix(wanted.seed, row, EARLIER) % row;
                // The first row of every file is a person, so there always is one.
                (0..=from).rev().find(|at| made(wanted, *at, file) == Made::Person)
            }
        }
    }
}

fn made(wanted: &Wanted, row: u64, file: u64) -> Made {
    match mix(wanted.seed, row, file) % 1000 {
        _ if row == 0 => Made::Person,
        0..5 => Made::Invalid,
        5..15 => Made::Again,
        _ => Made::Person,
    }
}

fn domain(wanted: &Wanted, person: u64) -> usize {
    match mix(wanted.seed, person, DOMAIN) % 100 {
        0..45 => 0,
        45..55 => 1,
        55..75 => 2,
        75..90 => 3,
        _ => 4,
    }
}

fn name(wanted: &Wanted, person: u64) -> (&'static str, &'static str) {
    let dice = mix(wanted.seed, person, NAME);
    (pick(&FIRST, dice), pick(&LAST, dice / 12))
}

fn pick<'a>(words: &[&'a str], dice: u64) -> &'a str {
    usize::try_from(dice % words.len() as u64).map_or("", |at| words[at])
}

/// Writes the person's address as this row spells it.
fn address(wanted: &Wanted, (person, row): (u64, u64), line: &mut String) {
    let (first, last) = name(wanted, person);
    let begun = line.len();
    // Writing to a string cannot fail.
    let _ = write!(line, "{first}.{last}{person}@{}", DOMAINS[domain(wanted, person)]);
    match mix(wanted.seed, row, SPELLING) % 100 {
        0..20 => line[begun..].make_ascii_uppercase(),
        20..40 => line[begun..=begun].make_ascii_uppercase(),
        40 => line.push(' '),
        _ => {}
    }
}

/// Returns a step that visits every row once.
fn coprime(rows: u64) -> u64 {
    let shares_a_factor = |step: u64| {
        let (mut a, mut b) = (step, rows);
        while b != 0 {
            (a, b) = (b, a % b);
        }
        a != 1
    };
    (rows * 5 / 8 + 1..=rows * 2).find(|step| !shares_a_factor(*step)).unwrap_or(1)
}

/// Returns a number that looks random and is always the same for the same three.
fn mix(seed: u64, number: u64, salt: u64) -> u64 {
    let mut mixed = seed
        ^ number.wrapping_mul(0x9e37_79b9_7f4a_7c15)
        ^ salt.wrapping_add(1).wrapping_mul(0xd1b5_4a32_d192_ed03);
    for _ in 0..2 {
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^= mixed >> 31;
    }
    mixed
}

fn truth(tallies: &[Tally], files: &[(&str, &Counted)]) -> Value {
    let row = |tally: &Tally| {
        json!({
            "outstanding": tally.outstanding,
            "invited": tally.invited,
            "consolidated": tally.consolidated,
            "native": tally.native,
        })
    };
    let total = tallies.iter().fold(Tally::default(), |sum, tally| Tally {
        outstanding: sum.outstanding + tally.outstanding,
        invited: sum.invited + tally.invited,
        consolidated: sum.consolidated + tally.consolidated,
        native: sum.native + tally.native,
    });
    let domains: serde_json::Map<String, Value> =
        DOMAINS.iter().zip(tallies).map(|(domain, tally)| ((*domain).to_owned(), row(tally))).collect();
    let lists: Vec<Value> = files
        .iter()
        .map(|(kind, counted)| {
            json!({
                "kind": kind,
                "rows": counted.people + counted.duplicates + counted.invalid,
                "people": counted.people,
                "duplicates": counted.duplicates,
                "invalid": counted.invalid,
            })
        })
        .collect();
    json!({ "domains": domains, "total": row(&total), "lists": lists })
}
