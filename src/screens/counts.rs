//! Counts against names: what the portal counted on each domain and when, beside what the lists name.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::grouped::Grouped;
use super::why::Why;
use super::{Go, Screen};
use crate::app::{Action, Desk, Scope};
use crate::plan::{Count, Day, ListKind, Place, Reading, domain_key};
use crate::progress::{Basis, Contradiction, DomainProgress};
use crate::widgets::{Canvas, State, pad_left};
use crate::wording::{self, plural, thousands};

/// Said where there is nothing to show.
const EMPTY: &str = "The counts of the portal and the names of the lists stand here side by side, for each domain. Type in \
                     readings (1 Readings, a), or press i to import the release list.";

/// Where the counts outside and inside end.
const COLUMNS: (usize, usize) = (22, 32);

/// The page.
#[derive(Default)]
pub(super) struct Counts {
    list: Grouped,
}

/// One line of the page.
enum Line<'d> {
    Domain(&'d DomainProgress),
    Reading(&'d Reading),
    /// What the lists name; the day of the newest list that names people outside.
    Names(&'d DomainProgress, Option<Day>),
    Contradiction(&'d Contradiction),
}

/// Returns the lines: each domain, its readings with the newest first, what the lists name, and what contradicts.
fn lines(desk: &Desk) -> Vec<Line<'_>> {
    let (plan, progress) = (desk.plan(), desk.progress());
    let newest =
        plan.lists.iter().filter(|list| list.kind == ListKind::Outside).filter_map(|list| list.as_of).max();
    let mut lines = Vec::new();
    for domain in &progress.domains {
        let mut readings: Vec<&Reading> =
            plan.readings.iter().filter(|reading| domain_key(&reading.domain) == domain.name).collect();
        if !domain.owned && readings.is_empty() {
            // People off your domains belong to no count of the portal.
            continue;
        }
        readings.sort_by_key(|reading| std::cmp::Reverse(reading.date));
        lines.push(Line::Domain(domain));
        lines.push(Line::Names(domain, newest));
        let wrong = progress.contradictions.iter().filter(|one| one.domain == domain.name);
        lines.extend(wrong.map(Line::Contradiction));
        lines.extend(readings.into_iter().map(Line::Reading));
    }
    lines
}

fn headings(lines: &[Line]) -> Vec<bool> {
    lines.iter().map(|line| matches!(line, Line::Domain(_))).collect()
}

/// Returns in a sentence what the lists name of a domain, against its newest reading.
fn names(domain: &DomainProgress, newest: Option<Day>, today: Day) -> String {
    if domain.basis != Basis::Lists {
        return match domain.reading.as_ref().and_then(|reading| reading.outside) {
            Some(Count(0)) => "Nobody was counted outside, and no list names anybody.".to_owned(),
            Some(outside) => {
                format!("No list names them: {} counted outside, none by name.", thousands(outside.0))
            }
            None => "No list names anybody outside, and nothing was counted.".to_owned(),
        };
    }
    let named = domain.counts.outstanding.saturating_add(domain.counts.invited);
    let list = newest.map_or(String::new(), |day| format!(" (newest list {})", wording::day(day, today)));
    let unnamed = match (domain.counts.unnamed, domain.reading.is_some()) {
        (_, false) => "no reading to hold it against".to_owned(),
        (0, true) => "nobody counted beyond them".to_owned(),
        (more, true) => format!("{} counted but not named", thousands(more)),
    };
    format!("{} outside by name{list}, {unnamed}.", plural(named, "person", "people"))
}

impl Counts {
    fn height(desk: &Desk) -> usize {
        usize::from(desk.size.1).saturating_sub(9)
    }
}

impl Screen for Counts {
    fn title(&self, _desk: &Desk) -> String {
        "Counts and names".to_owned()
    }
    fn about(&self) -> &'static str {
        "What the portal counted on each domain, day by day, beside whom the lists name. Enter goes to the reading, to \
         the lists or to what contradicts."
    }
    fn scopes(&self, _desk: &Desk) -> Vec<Scope> {
        vec![Scope::Lists, Scope::Why, Scope::Rows, Scope::Browsing]
    }
    fn act(&mut self, action: Action, desk: &mut Desk) -> Go {
        let lines = lines(desk);
        let headings = headings(&lines);
        let place = match self.list.chosen(&headings).map(|n| &lines[n]) {
            Some(Line::Reading(reading)) => Some(Place::new("readings", &reading.id, "outside")),
            Some(Line::Contradiction(one)) => Some(one.place.clone()),
            Some(Line::Names(..)) => Some(Place::part("lists")),
            _ => None,
        };
        match (action, place) {
            (Action::Open, Some(place)) => Go::Place(place),
            (Action::Why, _) => Go::To(Why::of_page(self.about(), "D-4")),
            _ if self.list.act(action, &headings, Counts::height(desk)) => Go::Stay,
            _ => Go::Pass,
        }
    }
    fn place(&self) -> Option<(String, String, String)> {
        Some(("counts".to_owned(), String::new(), String::new()))
    }
    fn draw(&self, desk: &Desk, area: Rect, canvas: &mut Canvas) {
        let lines = lines(desk);
        if lines.is_empty() {
            canvas.paragraph(Rect { width: area.width.min(74), ..area }, 1, EMPTY, Style::new());
            return;
        }
        let below = if area.height < 10 { 0 } else { 4 };
        let quiet = canvas.theme.quiet();
        let titles =
            format!("{}{}", pad_left("outside", COLUMNS.0), pad_left("inside", COLUMNS.1 - COLUMNS.0));
        canvas.put(area, (2, 0), &titles, quiet);
        let rows = Rect { y: area.y + 1, height: area.height.saturating_sub(below + 1), ..area };
        let chosen = self.list.chosen(&headings(&lines));
        for (row, n) in (0..rows.height).zip(self.list.visible(lines.len(), usize::from(rows.height))) {
            let style = if chosen == Some(n) { canvas.chosen(rows, row) } else { Style::new() };
            draw_line(&lines[n], desk, (row, style), rows, canvas);
        }
        // A sentence that does not fit its row is read whole below.
        if let Some(line) = chosen.map(|n| &lines[n])
            && below > 0
        {
            let panel = Rect { y: area.y + area.height - below, height: below, ..area };
            canvas.rule(panel, 0);
            canvas.paragraph(panel, 1, &whole(line, desk), Style::new());
        }
    }
}

fn whole(line: &Line, desk: &Desk) -> String {
    match line {
        Line::Domain(domain) => domain.name.clone(),
        Line::Names(domain, newest) => names(domain, *newest, desk.today),
        Line::Contradiction(one) => one.says.clone(),
        Line::Reading(reading) if reading.note.trim().is_empty() => {
            "What the portal's user summary showed on that day. Enter opens the reading.".to_owned()
        }
        Line::Reading(reading) => reading.note.clone(),
    }
}

fn draw_line(line: &Line, desk: &Desk, (row, style): (u16, Style), area: Rect, canvas: &mut Canvas) {
    match line {
        Line::Domain(domain) => {
            let heading = canvas.theme.heading();
            canvas.put(area, (0, row), &domain.name, heading);
        }
        Line::Names(domain, newest) => {
            canvas.put(area, (2, row), &names(domain, *newest, desk.today), style);
        }
        Line::Contradiction(one) => {
            let column = canvas.state(area, (2, row), State::Attention, "");
            canvas.put(area, (column + 1, row), &one.says, style);
        }
        Line::Reading(reading) => {
            let day = reading.date.map_or("no day".to_owned(), |day| wording::day(day, desk.today));
            let number = |count: Option<Count>, cells| {
                pad_left(&count.map_or("-".to_owned(), |count| thousands(count.0)), cells)
            };
            let day_cells = 14;
            canvas.put(area, (2, row), &day, style);
            let counts = format!(
                "{}{}",
                number(reading.outside, COLUMNS.0 - day_cells),
                number(reading.inside, COLUMNS.1 - COLUMNS.0)
            );
            canvas.put(area, (2 + 14, row), &counts, style);
        }
    }
}
