//! Every page, at every size, for an empty plan and for both samples. A new page is covered without a line of test.

use ingather::screens::PAGES;

use crate::wizard::Journey;

const SIZES: [(u16, u16); 3] = [(80, 24), (120, 40), (40, 12)];

fn opened(sample: Option<&str>) -> Journey {
    sample.map_or_else(Journey::empty, Journey::open)
}

fn snapshots(sample: Option<&str>) {
    let name = sample.unwrap_or("empty");
    let phases = ["overview", "phase-1", "phase-2", "phase-3", "phase-4", "phase-5"];
    let mut journey = opened(sample);
    for page in phases.into_iter().chain(PAGES.iter().map(|page| page.id)) {
        let mut sights = String::new();
        for (columns, rows) in SIZES {
            journey = journey.sized(columns, rows).at(page);
            sights += &format!("== {columns} × {rows}\n{}", journey.screen());
        }
        let settings = || {
            let mut settings = insta::Settings::clone_current();
            settings.set_snapshot_path("screens");
            settings.set_prepend_module_to_snapshot(false);
            settings.set_omit_expression(true);
            settings
        };
        settings().bind(|| insta::assert_snapshot!(format!("{name}-{page}"), sights));
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
    const ODD: [(u16, u16); 9] =
        [(1, 1), (1, 40), (200, 1), (39, 12), (41, 13), (60, 15), (99, 24), (100, 24), (300, 100)];
    for sample in [None, Some("northwind")] {
        let mut journey = opened(sample);
        for page in PAGES {
            journey = journey.at(page.id);
            for (columns, rows) in ODD {
                journey = journey.sized(columns, rows);
                let lines = journey.screen().lines().count();
                assert_eq!(lines, usize::from(rows), "{} at {columns} × {rows}", page.id);
            }
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
            journey = journey.at(page.id).press("down enter tab tab esc esc");
        }
        assert_eq!(journey.press("esc esc q").file(), before, "{sample}");
    }
}
