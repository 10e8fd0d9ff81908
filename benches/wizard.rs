//! Measures what the wizard keeps and does with a million people; every time is a ratio taken in one run.
//!
//! ```text
//! cargo bench --bench wizard                       a release list and a members export of 1,000,000 rows each
//! cargo bench --bench wizard -- --rows 100000      … of another length
//! cargo bench --bench wizard -- --only filters     … and only the filters
//! cargo bench --bench wizard -- --only plans       only loading and saving a plan with 50,000 decisions
//! ```
//!
//! The yardsticks: reading and counting the lines of the same files for loading and measuring, one search through the
//! same addresses and names for filters, `toml::from_str` and `toml::to_string` of one table a person for the plan.

#[path = "generator.rs"]
mod generator;

use std::io::{self, Write};
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use ingather::app::{
    Column, Desk, Event, Job, Measured, Model, Opened, Order, Outcome, Question, fitting, update,
};
use ingather::lists::{self, Hints, List};
use ingather::plan::{Decision, Group, Plan};
use ingather::progress::{Compared, Filter, Roster, compare};
use ingather::store::{Access, Folders, PlanFile};
use ingather::widgets::Theme;

const ROUNDS: usize = 7;

type Anything = Result<(), Box<dyn std::error::Error>>;

fn main() -> Anything {
    let words: Vec<String> = std::env::args().skip(1).filter(|word| word != "--bench").collect();
    let after = |name: &str| words.iter().position(|word| word == name).and_then(|at| words.get(at + 1));
    let rows = after("--rows").map_or(Ok(1_000_000), |rows| rows.parse())?;
    let only = after("--only").map(String::as_str);
    if let Some(other) = only.filter(|only| !["filters", "plans"].contains(only)) {
        return Err(format!("--only {other}: write --only filters or --only plans.").into());
    }
    let folder = tempfile::tempdir()?;
    if only != Some("filters") {
        plans(folder.path())?;
    }
    if only == Some("plans") {
        return Ok(());
    }
    generator::generate(&generator::Wanted { rows, seed: 1 }, folder.path())?;
    let (release, members) =
        (read(&folder.path().join("release.csv"))?, read(&folder.path().join("members.csv"))?);
    if only == Some("filters") {
        let lists = (std::slice::from_ref(&release), std::slice::from_ref(&members));
        return Ok(filters(&Arc::new(everybody(lists.0, lists.1)))?);
    }
    memory(&release, &members)?;
    let roster = measuring(folder.path(), &release, &members)?;
    filters(&roster)?;
    frames(roster)
}

fn go_on(_: u64) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

fn say(line: &str) -> io::Result<()> {
    writeln!(io::stdout(), "{line}")
}

fn read(path: &Path) -> Result<Arc<List>, Box<dyn std::error::Error>> {
    let file = std::fs::File::open(path)?;
    let hints = Hints { size: Some(file.metadata()?.len()), ..Hints::default() };
    Ok(Arc::new(lists::read(file, &hints, &mut go_on).map_err(io::Error::other)?))
}

/// Returns the medians of two pieces of work, done in turns.
fn turns(mut one: impl FnMut(), mut other: impl FnMut()) -> (Duration, Duration) {
    let mut times = [Vec::new(), Vec::new()];
    for _ in 0..ROUNDS {
        for (times, work) in times.iter_mut().zip([&mut one as &mut dyn FnMut(), &mut other]) {
            let start = Instant::now();
            work();
            times.push(start.elapsed());
        }
    }
    let [one, other] = times.map(|mut times| {
        times.sort_unstable();
        times[times.len() / 2]
    });
    (one, other)
}

fn ratio(what: &str, (one, other): (Duration, Duration), yardstick: &str) -> io::Result<()> {
    let times = one.as_secs_f64() / other.as_secs_f64();
    say(&format!("{what:<44} {one:>9.2?}  {times:>6.2} × {yardstick} ({other:.2?})"))
}

fn everybody(outside: &[Arc<List>], members: &[Arc<List>]) -> Roster {
    let lists = Compared { outside, members, ..Compared::default() };
    compare(&lists, &mut go_on).unwrap_or_default().0
}

/// A person of one list, and of two: what is kept against what the cells say.
fn memory(release: &Arc<List>, members: &Arc<List>) -> io::Result<()> {
    let (one, other) = (std::slice::from_ref(release), std::slice::from_ref(members));
    for (what, outside, inside) in [
        ("release list", one, &[] as &[Arc<List>]),
        ("members export", &[] as &[Arc<List>], other),
        ("both lists", one, other),
    ] {
        let roster = everybody(outside, inside);
        roster.prepare();
        let text: usize = outside.iter().chain(inside).map(|list| list.table.text_len()).sum();
        let small = |number: usize| f64::from(u32::try_from(number).unwrap_or(u32::MAX));
        let of = |bytes: usize| small(bytes) / small(roster.len());
        let (kept, text) = (of(roster.memory()), of(text));
        say(&format!(
            "kept a person, {what:<20} {kept:6.1} B of {text:.1} B text; must {:.0}, strive {:.0}",
            text * 1.3 + 40.0,
            text + 24.0
        ))?;
    }
    Ok(())
}

fn measuring(folder: &Path, release: &Arc<List>, members: &Arc<List>) -> Result<Arc<Roster>, io::Error> {
    let (one, other) = (std::slice::from_ref(release), std::slice::from_ref(members));
    let files = [folder.join("release.csv"), folder.join("members.csv")];
    let count = || {
        for file in &files {
            let bytes = std::fs::read(file).unwrap_or_default();
            std::hint::black_box(memchr::memchr_iter(b'\n', &bytes).count());
        }
    };
    let lines = "counting their lines";
    ratio("measure both lists", turns(|| drop(std::hint::black_box(everybody(one, other))), count), lines)?;
    let kept = lists::normalised(release);
    let again = || {
        let list = lists::read(kept.as_bytes(), &Hints::default(), &mut go_on);
        std::hint::black_box(list.is_ok());
    };
    ratio("read a kept release list again", turns(again, count), lines)?;
    ratio("measure one list", turns(|| drop(std::hint::black_box(everybody(one, &[]))), count), lines)?;
    Ok(Arc::new(everybody(one, other)))
}

fn filters(roster: &Arc<Roster>) -> io::Result<()> {
    let mut text = String::new();
    for id in roster.ids() {
        let person = roster.person(id);
        text.push_str(person.email());
        text.push('\t');
        text.push_str(&person.name().to_lowercase());
        text.push('\n');
    }
    say(&format!("{} people, {} MB of addresses and names", roster.len(), text.len() / 1_000_000))?;
    let needle = memchr::memmem::Finder::new("qqqq");
    for query in [
        "a",
        "n",
        "1",
        "an",
        "ann",
        "example",
        "kowalski",
        "lena.ito9",
        "qqqq",
        "-ann",
        "standing:outstanding",
        "mark:licensed",
        "domain:fabrikam.example",
        "dept:sales",
        "license:licensed",
        "status:active",
        "after:2025-06-01",
        "list:outside",
        "case:none",
        "wave:none",
        "has:dept",
        "name:ann",
        "ann standing:native,consolidated -dept:sales after:2025-06-01",
    ] {
        let Ok(filter) = Filter::parse(query) else { continue };
        let mut found = 0;
        let times = turns(
            || found = filter.rows(roster, &mut go_on).map_or(0, |rows| rows.len()),
            || {
                std::hint::black_box(needle.find(text.as_bytes()));
            },
        );
        ratio(&format!("filter {query} ({found})"), times, "one search")?;
    }
    answers(roster, || {
        std::hint::black_box(needle.find(text.as_bytes()));
    })
}

/// Whole answers as the people page gets them: the first rows, and all of them with their set.
fn answers(roster: &Arc<Roster>, mut search: impl FnMut()) -> io::Result<()> {
    let by = |column| Order { column: Some(column), descending: false };
    for (query, order, ordered) in [
        ("a", Order::default(), ""),
        ("n", Order::default(), ""),
        ("1", Order::default(), ""),
        ("an", Order::default(), ""),
        ("ann", Order::default(), ""),
        ("example", Order::default(), ""),
        ("-ann", Order::default(), ""),
        ("kowalski", Order::default(), ""),
        ("", by(Column::Name), " by name"),
        ("ann", by(Column::Department), " by department"),
    ] {
        for (enough, what) in [(Some(250), "first rows"), (None, "all rows")] {
            let filter = query.to_owned();
            let (roster, known) = (Arc::clone(roster), Vec::new());
            let asked = Question { roster, filter, order, enough, place_of: None, known };
            let answer = || drop(std::hint::black_box(fitting(&asked, &mut go_on)));
            ratio(&format!("{what}, {query}{ordered}"), turns(answer, &mut search), "one search")?;
        }
    }
    let question = |filter: &str, known| Question {
        roster: Arc::clone(roster),
        filter: filter.to_owned(),
        order: Order::default(),
        enough: None,
        place_of: None,
        known,
    };
    for [before, grown] in [["an", "ann"], ["ann", "anna"], ["kowalski", "kowalski9"], ["", "n"]] {
        let known = fitting(&question(before, Vec::new()), &mut go_on).map_err(io::Error::other)?;
        let asked = question(grown, known.into_iter().collect());
        let answer = || drop(std::hint::black_box(fitting(&asked, &mut go_on)));
        ratio(&format!("all rows, {grown} after {before}"), turns(answer, &mut search), "one search")?;
    }
    Ok(())
}

/// Draws the people page over everybody, and over nobody.
fn frames(roster: Arc<Roster>) -> Anything {
    let page = |roster: Arc<Roster>| -> Result<Model, Box<dyn std::error::Error>> {
        let today = "2026-11-21".parse()?;
        let mut model = Model::new(Desk::new(today, Theme::default(), (200, 50)));
        let job = model.desk.start("Opening the plan", Job::Recent);
        let (place, unknown, saved) = Default::default();
        let (path, plan) = ("plan.toml".into(), Plan::default());
        let opened =
            Opened { path, plan, edition: 1, instead_of: None, place, unknown, read_only: None, saved };
        update(&mut model, Event::Finished(job, Outcome::Opened(Box::new(opened))));
        model.desk.measured = Some(Measured { roster, progress: Arc::default() });
        model.go("people");
        Ok(model)
    };
    let (full, empty) = (page(roster)?, page(Arc::new(everybody(&[], &[])))?);
    let area = ratatui::layout::Rect::new(0, 0, 200, 50);
    let draw = |model: &Model| {
        for _ in 0..20 {
            let mut buffer = ratatui::buffer::Buffer::empty(area);
            std::hint::black_box(ingather::screens::draw(model, &mut buffer));
        }
    };
    ratio("20 frames of 200 × 50 over everybody", turns(|| draw(&full), || draw(&empty)), "over nobody")?;
    Ok(())
}

/// One table a person, as a plan could have been written.
#[derive(serde::Serialize, serde::Deserialize)]
struct Tables {
    users: Vec<User>,
}

#[derive(serde::Serialize, serde::Deserialize)]
struct User {
    email: String,
    name: String,
    domain: String,
    action: String,
    state: String,
    wave: String,
    note: String,
}

fn plans(folder: &Path) -> Anything {
    let people: Vec<String> = (0..50_000).map(|n| format!("given.family{n}@northwind.example")).collect();
    let user = |email: &String| User {
        email: email.clone(),
        name: "Given Family".to_owned(),
        domain: "northwind.example".to_owned(),
        action: "excluded".to_owned(),
        state: "outstanding".to_owned(),
        wave: "wave-1".to_owned(),
        note: String::new(),
    };
    let tables = Tables { users: people.iter().map(user).collect() };
    let text = toml::to_string(&tables)?;
    let group = |(n, people): (usize, &[String])| Group {
        id: format!("group-{n}"),
        decision: Decision::Excluded,
        people: people.to_vec(),
        ..Group::default()
    };
    let groups: Vec<Group> = people.chunks(10_000).enumerate().map(group).collect();
    let plan = Plan { groups, ..Plan::default() };
    let path = folder.join("plan.toml");
    let folders = Folders::under(&folder.join("folders"));
    drop(PlanFile::create(&path, &plan, &folders)?);
    let load = || drop(std::hint::black_box(PlanFile::open(&path, &folders, Access::Write)));
    let parse = || drop(std::hint::black_box(toml::from_str::<Tables>(&text)));
    ratio("load a plan with 50,000 decisions", turns(load, parse), "toml::from_str of a table each")?;
    let mut file = PlanFile::open(&path, &folders, Access::Write)?.file;
    let mut changed = plan.clone();
    let mut turn = 0_usize;
    let save = || {
        turn += 1;
        changed.groups[turn % 5].people.swap(0, turn);
        std::hint::black_box(file.save(&changed).is_ok());
    };
    let print = || drop(std::hint::black_box(toml::to_string(&tables)));
    ratio("save it with a change", turns(save, print), "toml::to_string of a table each")?;
    Ok(())
}
