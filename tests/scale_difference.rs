//! The budget of the difference between two lists of a million people, and of being stopped in it; a release build only.
#![cfg(not(debug_assertions))]

use std::fmt::Write as _;
use std::ops::ControlFlow;
use std::sync::Arc;
use std::time::{Duration, Instant};

use ingather::lists::List;
use ingather::plan::ListKind;
use ingather::progress::{Change, Sides, difference};

use crate::standings::list;

const MILLION: u32 = 1_000_000;

/// Returns a users export of a million people from this number on, in an order of its own; every hundredth has another
/// licence in a list with another `licence`.
fn export(first: u32, step: u32, licence: &str) -> Arc<List> {
    let mut text = String::from("Email,First Name,Last Name,User Type,User Status,Last Login(UTC)\n");
    for number in 0..MILLION {
        let number = first + u32::try_from(u64::from(number) * u64::from(step) % u64::from(MILLION)).unwrap();
        let licence = if number % 100 == 0 { licence } else { "Basic" };
        let _ = writeln!(text, "p{number}.family@northwind.example,Given{number},Family,{licence},Active,");
    }
    list(&text)
}

#[test]
fn the_difference_of_a_million_and_a_million_is_known_in_time() {
    let (before, after) = (export(0, 7_368_787, "Basic"), export(10_000, 2_750_159, "Licensed"));
    let sides = Sides { kind: ListKind::Members, before: &before, after: &after, older: &[], roster: None };
    let start = Instant::now();
    let changed = difference(&sides, &mut |_| ControlFlow::Continue(())).unwrap();
    let took = start.elapsed();
    let told = [Change::Joined, Change::Left, Change::Licence].map(|change| changed.of(change).len());
    assert_eq!(told, [10_000, 10_000, 9_900]);
    // It is known well within a second; the rest is for a busy machine.
    assert!(took < Duration::from_secs(5), "it took {took:?}");
    let start = Instant::now();
    assert_eq!(difference(&sides, &mut |_| ControlFlow::Break(())), None);
    assert!(start.elapsed() < Duration::from_millis(500), "stopping took {:?}", start.elapsed());
}
