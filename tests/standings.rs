//! Scenarios as files: lists and plan in, standings and rate out. `standings/*.toml`, one scenario each.
//!
//! A planner can write one. `[[list]]` holds an export as text, `[plan]` any part of a plan file, `[expect]`
//! everybody's standing, the totals, and the rate in per cent (no `rate` means: nobody to count). What is
//! left out of a table of numbers is 0. A key nobody knows is refused.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use ingather::lists::{self, Hints, List};
use ingather::plan::{Day, ListKind, ListRecord, Plan};
use ingather::progress::{Counts, Kept, Mark, Progress, Rate, Roster, SignIn, Source, Standing, measure};
use serde::Deserialize;

#[derive(Debug, Deserialize)]
struct Scenario {
    says: String,
    /// The day of it; late enough for everything where none is given.
    today: Option<Day>,
    #[serde(default)]
    plan: Plan,
    #[serde(default, rename = "list")]
    lists: Vec<Import>,
    expect: Expected,
}

#[derive(Debug, Deserialize)]
struct Import {
    kind: ListKind,
    label: String,
    as_of: Day,
    #[serde(default)]
    text: String,
    /// The kept file is gone.
    #[serde(default)]
    missing: bool,
}

#[derive(Debug, Deserialize)]
struct Expected {
    #[serde(default)]
    standings: BTreeMap<String, String>,
    #[serde(default)]
    marks: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    total: CountsIn,
    rate: Option<RateIn>,
    #[serde(default)]
    domains: BTreeMap<String, DomainIn>,
    /// Places of the readings in question.
    #[serde(default)]
    contradictions: Vec<String>,
    /// People of each wave.
    #[serde(default)]
    waves: BTreeMap<String, u32>,
    /// Outstanding people a special case keeps out of each wave.
    #[serde(default)]
    held: BTreeMap<String, u32>,
    /// Under which address somebody with several is counted.
    #[serde(default)]
    counted_under: BTreeMap<String, String>,
    /// What single sign-on does to somebody, as `sso:` asks for it.
    #[serde(default)]
    sso: BTreeMap<String, Vec<String>>,
    /// People a directory knows as members under another address.
    #[serde(default)]
    maybe_in: u32,
}

#[derive(Debug, Deserialize)]
struct DomainIn {
    #[serde(default)]
    counts: CountsIn,
    rate: Option<RateIn>,
}

#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct CountsIn {
    outstanding: u32,
    invited: u32,
    consolidated: u32,
    native: u32,
    gone: u32,
    excluded: u32,
    unnamed: u32,
    unknown: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
struct RateIn {
    low: f64,
    high: f64,
}

impl From<CountsIn> for Counts {
    fn from(said: CountsIn) -> Counts {
        let CountsIn { outstanding, invited, consolidated, native, gone, excluded, unnamed, unknown } = said;
        Counts { outstanding, invited, consolidated, native, gone, excluded, unnamed, unknown }
    }
}

impl From<Rate> for RateIn {
    fn from(rate: Rate) -> RateIn {
        RateIn { low: f64::from(rate.low.0) / 10.0, high: f64::from(rate.high.0) / 10.0 }
    }
}

/// Returns a list read from an export's text.
pub(crate) fn list(text: &str) -> Arc<List> {
    let read = lists::read(text.as_bytes(), &Hints::default(), &mut |_| ControlFlow::Continue(()));
    Arc::new(read.unwrap_or_else(|refusal| panic!("{refusal:?}\n{text}")))
}

/// Returns everybody and the totals on a day on which everything has come; nobody stops the work.
pub(crate) fn measured(plan: &Plan, sources: &[Source]) -> (Roster, Progress) {
    measured_on("2026-12-31".parse().unwrap(), plan, sources)
}

fn measured_on(today: Day, plan: &Plan, sources: &[Source]) -> (Roster, Progress) {
    measure(plan, sources, today, &mut |_| ControlFlow::Continue(())).unwrap()
}

fn files() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/standings");
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "toml"));
    files.sort();
    files
}

fn read(text: &str) -> Result<Scenario, String> {
    let mut unknown = Vec::new();
    let table = toml::Deserializer::parse(text).map_err(|error| error.to_string())?;
    let scenario = serde_ignored::deserialize(table, |path| unknown.push(path.to_string()))
        .map_err(|error| error.to_string())?;
    if unknown.is_empty() { Ok(scenario) } else { Err(format!("unknown: {}", unknown.join(", "))) }
}

fn sources(imports: &[Import]) -> Vec<Source> {
    let source = |(number, import): (usize, &Import)| Source {
        record: ListRecord {
            id: format!("list-{number}"),
            kind: import.kind,
            label: import.label.clone(),
            as_of: Some(import.as_of),
            ..ListRecord::default()
        },
        list: if import.missing { Err(Kept::Missing) } else { Ok(list(&import.text)) },
    };
    (1..).zip(imports).map(source).collect()
}

/// Returns everything that is not as the scenario expects.
fn differences(scenario: &Scenario) -> Vec<String> {
    let sources = sources(&scenario.lists);
    let (roster, progress) = match scenario.today {
        Some(today) => measured_on(today, &scenario.plan, &sources),
        None => measured(&scenario.plan, &sources),
    };
    let expect = &scenario.expect;
    let mut wrong = Vec::new();
    let mut same = |what: &str, found: String, expected: String| {
        if found != expected {
            wrong.push(format!("{what}: found {found}, expected {expected}"));
        }
    };
    let people: BTreeMap<String, String> = roster
        .ids()
        .map(|id| roster.person(id))
        .map(|person| (person.email().to_owned(), person.standing().word().to_owned()))
        .collect();
    same("standings", format!("{people:#?}"), format!("{:#?}", expect.standings));
    for (address, marks) in &expect.marks {
        let person = roster.person(roster.find(address).unwrap());
        let found: Vec<&str> = person.marks().iter().map(Mark::word).collect();
        same(address, format!("{found:?}"), format!("{marks:?}"));
    }
    for (address, kinds) in &expect.sso {
        let person = roster.person(roster.find(address).unwrap());
        let meets = SignIn::ALL.into_iter().filter(|kind| person.meets(*kind));
        same(address, format!("{:?}", meets.map(SignIn::word).collect::<Vec<_>>()), format!("{kinds:?}"));
    }
    same("total", format!("{:?}", progress.total), format!("{:?}", Counts::from(expect.total)));
    same("rate", format!("{:?}", progress.rate.map(RateIn::from)), format!("{:?}", expect.rate));
    for (name, expected) in &expect.domains {
        let domain = progress.domain(name).unwrap();
        same(name, format!("{:?}", domain.counts), format!("{:?}", Counts::from(expected.counts)));
        same(name, format!("{:?}", domain.rate.map(RateIn::from)), format!("{:?}", expected.rate));
    }
    let places: Vec<String> = progress.contradictions.iter().map(|found| found.place.to_string()).collect();
    same("contradictions", format!("{places:?}"), format!("{:?}", expect.contradictions));
    for (wave, people) in &expect.waves {
        same(wave, progress.in_wave(wave).to_string(), people.to_string());
    }
    for (wave, people) in &expect.held {
        same(wave, format!("{:?}", progress.wave(wave).map(|wave| wave.held)), format!("Some({people})"));
    }
    for (address, counted) in &expect.counted_under {
        let under = roster.person(roster.find(address).unwrap()).counted_under();
        same(
            address,
            format!("{:?}", under.map(|id| roster.person(id).email())),
            format!("Some({counted:?})"),
        );
    }
    same("maybe in", progress.maybe_in.to_string(), expect.maybe_in.to_string());
    wrong
}

#[test]
fn every_scenario_comes_out_as_it_says() {
    let mut wrong = Vec::new();
    let files = files();
    assert!(files.len() >= 20, "only {} scenarios were found", files.len());
    for file in files {
        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        let scenario = match read(&std::fs::read_to_string(&file).unwrap()) {
            Ok(scenario) => scenario,
            Err(error) => {
                wrong.push(format!("{name}: {error}"));
                continue;
            }
        };
        let found = differences(&scenario);
        wrong.extend(found.into_iter().map(|what| format!("{name} ({}): {what}", scenario.says)));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_scenario_with_a_key_nobody_knows_is_refused() {
    for text in [
        "says = \"\"\nsay = \"\"\n[expect]",
        "says = \"\"\n[expect]\ntotal = { outstandin = 1 }",
        "says = \"\"\n[plan.organization]\nnme = \"\"\n[expect]",
    ] {
        assert!(read(text).is_err(), "{text}");
    }
    assert!(read("says = \"\"\n[expect]").is_ok());
}

#[test]
fn a_scenario_can_fail() {
    let text = "says = \"\"\n[[list]]\nkind = \"outside\"\nlabel = \"r\"\nas_of = 2026-11-01\ntext = \"Email\\nann@northwind.example\\n\"\n[expect]\n";
    let found = differences(&read(text).unwrap());
    assert!(found.iter().any(|what| what.starts_with("standings")), "{found:?}");
    assert!(found.iter().any(|what| what.starts_with("rate")), "{found:?}");
}

#[test]
fn every_standing_is_in_some_scenario() {
    let all: Vec<Scenario> =
        files().iter().filter_map(|file| read(&std::fs::read_to_string(file).unwrap()).ok()).collect();
    for standing in Standing::ALL {
        let shown =
            |scenario: &Scenario| scenario.expect.standings.values().any(|word| word == standing.word());
        assert!(all.iter().any(shown), "{} is in no scenario", standing.word());
    }
}
