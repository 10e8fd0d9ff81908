//! Every page, at every size, for an empty plan and for both samples. A new page is covered without a line of test.

use ingather::screens::PAGES;

use crate::wizard::Journey;

const SIZES: [(u16, u16); 3] = [(80, 24), (120, 40), (40, 12)];

fn walk(sample: Option<&str>, page: &str) -> Journey {
    let journey = sample.map_or_else(Journey::empty, Journey::open);
    journey.at(page)
}

fn snapshots(sample: Option<&str>) {
    let name = sample.unwrap_or("empty");
    for page in ["overview", "phase-1", "phase-2", "phase-3", "phase-4", "phase-5"]
        .into_iter()
        .chain(PAGES.iter().map(|page| page.id))
    {
        let mut journey = walk(sample, page);
        let mut sights = String::new();
        for (columns, rows) in SIZES {
            journey = journey.sized(columns, rows);
            sights += &format!("== {columns} × {rows}\n{}", journey.screen());
        }
        insta::with_settings!({snapshot_path => "screens", prepend_module_to_snapshot => false, omit_expression => true}, {
            insta::assert_snapshot!(format!("{name}-{page}"), sights);
        });
    }
}

#[test]
fn every_page_of_an_empty_plan() {
    snapshots(None);
}

#[test]
fn every_page_of_northwind() {
    snapshots(Some("northwind"));
}

#[test]
fn every_page_of_riverside_university() {
    snapshots(Some("riverside-university"));
}

/// Sizes nobody uses, and that a window manager makes all the same.
#[test]
fn no_size_is_a_crash() {
    for page in PAGES {
        let mut journey = walk(Some("northwind"), page.id);
        for size in [(1, 1), (1, 40), (200, 1), (39, 12), (40, 12), (41, 13), (60, 15), (99, 24), (100, 24), (200, 60), (300, 100)] {
            journey = journey.sized(size.0, size.1);
            let lines = journey.screen().lines().count();
            assert_eq!(lines, usize::from(size.1), "{} at {size:?}", page.id);
        }
    }
}

#[test]
fn a_small_window_says_so_and_can_be_left() {
    let journey = Journey::open("northwind").sized(39, 11).sees("Too small").press("q");
    assert!(journey.is_over());
}

#[test]
fn looking_at_every_page_writes_nothing_into_the_plan() {
    for sample in ["northwind", "riverside-university"] {
        let mut journey = Journey::open(sample);
        let before = journey.file();
        for page in PAGES {
            journey = journey.at(page.id).press("down down up enter esc esc");
        }
        assert_eq!(journey.press("esc esc q").file(), before, "{sample}");
    }
}
