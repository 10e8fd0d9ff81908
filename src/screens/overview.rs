//! The first page of an open plan: where it stands, what holds a gate shut, and what to do next.
//!
//! The rail leads to the phases and pages, the next actions to where they are done; Tab goes from one to the other.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::numbers::{self, RateLines};
use super::phase::{RAIL, Stop, rail, stops};
use super::progress::{self, LOWEST};
use super::{Go, Screen};
use crate::advice::{Gate, GateId, NextAction};
use crate::app::{Action, Desk, Scope};
use crate::plan::{Day, Place};
use crate::widgets::{Canvas, State, Window, rows, width};
use crate::wording::{self, count, plural};

/// From this width on, the rail stands beside the numbers.
const BESIDE: u16 = 68;
/// From this height on, the rail is a list above the numbers where it cannot stand beside them.
const ABOVE: u16 = 24;
/// Wider lines are hard to read.
const WIDEST: u16 = 100;
/// The higher a chart, the more it says, up to here.
const HIGHEST: u16 = 10;
/// Cells before gates and next actions.
const LABEL: u16 = 7;

/// What the page will show, while there is nothing to show.
const EMPTY: &str = "This plan is empty. Once it has domains and lists, this page shows how many people are in, \
by domain and over time, what each of the four gates waits for, and what to do next. Phase 1 is the place to begin.";

/// Which part of the page is chosen in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Side {
    #[default]
    Rail,
    Next,
}

/// The page.
#[derive(Default)]
pub(super) struct Overview {
    side: Side,
    stops: Window,
    next: Window,
}

/// How many rows each block wants.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Wants {
    rate: u16,
    domains: u16,
    verdict: u16,
    gates: u16,
    next: u16,
    chart: bool,
}

/// How many rows each block gets.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Rows {
    rate: u16,
    domains: u16,
    chart: u16,
    verdict: u16,
    gates: u16,
    next: u16,
    /// Blank rows between the blocks: all or none.
    gap: u16,
}

/// Shares the height out: rate and three next actions always, then gates, verdict and domains, then the chart; what
/// is left makes room between them.
fn share(height: u16, wants: Wants) -> Rows {
    let mut left = height;
    let mut take = |wanted: u16, least: u16| {
        let got = if left >= least { wanted.min(left) } else { 0 };
        left -= got;
        got
    };
    let mut next = take(wants.next.min(3), 1);
    let rate = take(wants.rate, 1);
    let gates = take(wants.gates, wants.gates);
    let verdict = take(wants.verdict, wants.verdict);
    let mut domains = take(wants.domains.min(4), 2);
    let mut chart = if wants.chart { take(LOWEST, LOWEST) } else { 0 };
    let gap = take(3, 3) / 3;
    next += take(wants.next - next, 1);
    if domains > 0 {
        domains += take(wants.domains - domains, 1);
    }
    if chart > 0 {
        chart += take(HIGHEST - chart, 1);
    }
    Rows { rate, domains, chart, verdict, gates, next, gap }
}

/// Returns the first thing to do in a plan for which nothing else is known to do.
fn first_step() -> NextAction {
    let says = "Name the e-mail domains of the organization".to_owned();
    NextAction { says, place: Place::part("domains"), due: None }
}

fn is_empty(desk: &Desk) -> bool {
    let plan = desk.plan();
    plan.domains.is_empty() && plan.lists.is_empty() && plan.readings.is_empty()
}

/// Returns what to do next; an empty plan always has something.
fn next_actions(desk: &Desk) -> Vec<NextAction> {
    match &desk.advice.next[..] {
        [] if is_empty(desk) => vec![first_step()],
        actions => actions.to_vec(),
    }
}

/// Returns what is said where nothing is to be done. Files of lists outlive the project, so that undo could bring them back.
fn nothing_due(desk: &Desk) -> &'static str {
    if desk.plan().execution.closed_on.is_some_and(|day| day <= desk.today) {
        "Closed. Delete any list files left on disk."
    } else {
        "Nothing is due today."
    }
}

/// Returns a gate's state in a word or two, and how it is shown; closing waits until it is near.
fn gate_word(gate: &Gate, desk: &Desk) -> Option<(String, State)> {
    let name = match gate.id {
        GateId::StartExecution => "execution",
        GateId::EnableDomains => "domains",
        GateId::EnforceSso => "SSO",
        GateId::Close if !gate.open && desk.advice.gate(GateId::EnforceSso).passed_on.is_none() => {
            return None;
        }
        GateId::Close => "closing",
    };
    if gate.nothing_to_decide {
        return Some((format!("{name} nothing to decide"), State::Good));
    }
    let reasons = plural(count(gate.shut_reasons()), "reason", "reasons");
    Some(match (gate.open, gate.warning, gate.passed_on) {
        (true, _, Some(_)) => (format!("{name} done"), State::Good),
        (true, false, None) => (format!("{name} open"), State::Good),
        (true, true, None) => (format!("{name} open with care"), State::Attention),
        (false, _, Some(_)) => (format!("{name} done, but {reasons} against it"), State::Blocked),
        (false, _, None) => (format!("{name} shut: {reasons}"), State::Blocked),
    })
}

/// Returns row and column of each text when they follow each other with ` · ` between them.
fn flow(widths: &[usize], room: usize) -> Vec<(u16, u16)> {
    let (mut row, mut column) = (0, 0);
    let mut places = Vec::with_capacity(widths.len());
    for cells in widths {
        if column > 0 && column + 3 + cells > room {
            row += 1;
            column = 0;
        } else if column > 0 {
            column += 3;
        }
        places.push((row, u16::try_from(column).unwrap_or(u16::MAX)));
        column += cells;
    }
    places
}

/// The gates in a line, or in a few where there is little room.
struct Gates {
    words: Vec<(String, State)>,
    places: Vec<(u16, u16)>,
}

impl Gates {
    fn of(desk: &Desk, room: u16) -> Gates {
        let words: Vec<(String, State)> =
            desk.advice.gates.iter().filter_map(|gate| gate_word(gate, desk)).collect();
        let widths: Vec<usize> = words.iter().map(|(says, _)| width(says)).collect();
        Gates { words, places: flow(&widths, usize::from(room.saturating_sub(LABEL))) }
    }

    fn height(&self) -> u16 {
        self.places.last().map_or(0, |(row, _)| row + 1)
    }

    fn draw(&self, area: Rect, canvas: &mut Canvas) {
        let (heading, quiet) = (canvas.theme.heading(), canvas.theme.quiet());
        if area.height > 0 {
            canvas.put(area, (0, 0), "Gates", heading);
        }
        for ((says, state), (row, column)) in self.words.iter().zip(&self.places) {
            let style = canvas.theme.state(*state);
            if *column > 0 {
                canvas.put(area, (LABEL + column - 3, *row), " · ", quiet);
            }
            canvas.put(area, (LABEL + column, *row), says, style);
        }
    }
}

/// Returns when something is due, or for how long it has been, in as few letters as can be.
fn briefly(due: Day, today: Day) -> String {
    match today.days_since(due) {
        1 => "late 1 day".to_owned(),
        days @ 2.. => format!("late {days} days"),
        _ => format!("due {}", due.0.strftime("%-d %b")),
    }
}

impl Overview {
    /// Draws everything but the rail.
    fn draw_numbers(&self, desk: &Desk, area: Rect, canvas: &mut Canvas) {
        let area = Rect { width: area.width.min(WIDEST), ..area };
        let next = next_actions(desk);
        let gates = Gates::of(desk, area.width);
        let lines = |says: &str| rows(says, area.width);
        let next_height = u16::try_from(next.len()).unwrap_or(u16::MAX).max(1);
        if is_empty(desk) {
            let wants =
                Wants { rate: lines(EMPTY), gates: gates.height(), next: next_height, ..Wants::default() };
            let rows = share(area.height, wants);
            canvas.paragraph(Rect { height: rows.rate, ..area }, 0, EMPTY, Style::new());
            let at = area.y + rows.rate + rows.gap;
            gates.draw(Rect { y: at, height: rows.gates, ..area }, canvas);
            let at = at + rows.gates + rows.gap;
            return self.draw_next(desk, &next, Rect { y: at, height: rows.next, ..area }, canvas);
        }
        let rate = RateLines::of(desk);
        let (verdict, has_chart) = (progress::verdict(desk), progress::has_chart(desk));
        let wants = Wants {
            rate: rate.height(area.width),
            domains: numbers::domains_height(desk),
            verdict: if has_chart { lines(&verdict) } else { 0 },
            gates: gates.height(),
            next: next_height,
            chart: has_chart,
        };
        let rows = share(area.height, wants);
        let mut at = area.y;
        let mut block = |height: u16, gap: u16| {
            let block = Rect { y: at, height, ..area };
            at += height + if height > 0 { gap } else { 0 };
            block
        };
        rate.draw(block(rows.rate, rows.gap), canvas);
        numbers::domains(desk, block(rows.domains, rows.gap), canvas);
        progress::chart(desk, block(rows.chart, 0), canvas);
        canvas.paragraph(
            block(rows.verdict, rows.gap),
            0,
            if rows.verdict > 0 { &verdict } else { "" },
            Style::new(),
        );
        gates.draw(block(rows.gates, 0), canvas);
        self.draw_next(desk, &next, block(rows.next, 0), canvas);
    }

    fn draw_next(&self, desk: &Desk, actions: &[NextAction], area: Rect, canvas: &mut Canvas) {
        let (heading, quiet, focus) = (canvas.theme.heading(), canvas.theme.quiet(), canvas.theme.focus());
        if area.height == 0 {
            return;
        }
        canvas.put(area, (0, 0), "Next", heading);
        if actions.is_empty() {
            canvas.put(area, (LABEL, 0), nothing_due(desk), quiet);
        }
        for (row, n) in (0..).zip(self.next.visible(actions.len(), usize::from(area.height))) {
            let here = self.side == Side::Next && n == self.next.chosen();
            if here {
                canvas.put(area, (LABEL - 2, row), canvas.theme.pointer(), focus);
                canvas.point(area, (LABEL - 2, row));
            }
            let late = actions[n].due.is_some_and(|due| due < desk.today);
            // Where the window is narrow, what to do counts more than when.
            let due = match actions[n].due {
                Some(_) if area.width < 44 => String::new(),
                Some(due) if area.width < 64 => briefly(due, desk.today),
                Some(due) if late => format!("late since {}", wording::day(due, desk.today)),
                Some(due) => format!("due {}", wording::day(due, desk.today)),
                None => String::new(),
            };
            let taken = u16::try_from(width(&due)).unwrap_or(0) + u16::from(!due.is_empty());
            let room = Rect { width: area.width.saturating_sub(taken), ..area };
            let style = if here { focus } else { Style::new() };
            canvas.put(room, (LABEL, row), &format!("{} {}", n + 1, actions[n].says), style);
            let style = if late { canvas.theme.state(State::Attention) } else { quiet };
            canvas.put_right(area, row, &due, style);
        }
    }

    /// Draws the rail as one line: the chosen stop, with how many there are.
    fn draw_line(&self, desk: &Desk, area: Rect, canvas: &mut Canvas) {
        let stops = stops(desk);
        let Some(stop) = stops.get(self.stops.chosen()) else { return };
        let here = self.side == Side::Rail;
        let style = if here { canvas.theme.focus() } else { canvas.theme.heading() };
        let place = stop.phase.map_or(String::new(), |phase| format!("{phase} of 5 "));
        let state = if stop.state.is_empty() { String::new() } else { format!(" · {}", stop.state) };
        let pointer = if here { canvas.theme.pointer() } else { " " };
        canvas.put(area, (0, 0), &format!("{pointer} {place}{}{state}", stop.says), style);
        if here {
            canvas.point(area, (0, 0));
        }
    }

    fn open(&self, desk: &Desk) -> Go {
        if self.side == Side::Next {
            return match next_actions(desk).into_iter().nth(self.next.chosen()) {
                Some(action) => Go::Place(action.place),
                None => Go::Stay,
            };
        }
        match stops(desk).get(self.stops.chosen()) {
            Some(Stop { phase: Some(number), .. }) => Go::Phase(*number),
            Some(stop) => Go::Page(stop.to),
            None => Go::Stay,
        }
    }
}

impl Screen for Overview {
    fn title(&self, desk: &Desk) -> String {
        let name = &desk.plan().organization.name;
        if name.is_empty() { "ingather".to_owned() } else { format!("ingather · {name}") }
    }
    fn about(&self) -> &'static str {
        "Where the project stands, what holds a gate shut, and what to do next. Tab goes to the next actions and back."
    }
    fn scopes(&self, _desk: &Desk) -> Vec<Scope> {
        vec![Scope::Sides, Scope::Lists, Scope::Rows, Scope::Browsing]
    }
    fn act(&mut self, action: Action, desk: &mut Desk) -> Go {
        let next = next_actions(desk).len();
        let (window, len) = match self.side {
            Side::Rail => (&mut self.stops, stops(desk).len()),
            Side::Next => (&mut self.next, next),
        };
        match action {
            Action::Open => self.open(desk),
            Action::Next | Action::Previous | Action::Right | Action::Left => {
                self.side = match self.side {
                    Side::Rail if next > 0 => Side::Next,
                    _ => Side::Rail,
                };
                Go::Stay
            }
            action if window.act(action, len, len) => Go::Stay,
            _ => Go::Pass,
        }
    }
    fn refresh(&mut self, desk: &mut Desk) {
        let next = next_actions(desk).len();
        self.next.choose(self.next.chosen().min(next.saturating_sub(1)));
        if next == 0 {
            self.side = Side::Rail;
        }
    }
    fn place(&self) -> Option<(String, String, String)> {
        Some(("overview".to_owned(), String::new(), String::new()))
    }
    fn draw(&self, desk: &Desk, area: Rect, canvas: &mut Canvas) {
        let chosen = (self.side == Side::Rail).then_some(self.stops.chosen());
        if area.width >= BESIDE {
            rail(desk, chosen, Rect { width: RAIL, ..area }, canvas);
            let x = area.x + RAIL + 1;
            self.draw_numbers(desk, Rect { x, width: area.width - RAIL - 1, ..area }, canvas);
            return;
        }
        // A row for the gap between the phases and the pages beside them, and one below.
        let above = if area.height >= ABOVE {
            let height = u16::try_from(stops(desk).len()).unwrap_or(8) + 1;
            rail(desk, chosen, Rect { width: RAIL, height, ..area }, canvas);
            height + 1
        } else {
            self.draw_line(desk, area, canvas);
            1 + u16::from(area.height >= 12)
        };
        let below = Rect { y: area.y + above, height: area.height.saturating_sub(above), ..area };
        self.draw_numbers(desk, below, canvas);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WANTS: Wants = Wants { rate: 4, domains: 4, verdict: 2, gates: 2, next: 7, chart: true };

    #[test]
    fn numbers_and_next_actions_stay_and_the_chart_gives_way_first() {
        let rows = share(18, WANTS);
        assert_eq!((rows.chart, rows.next, rows.gap), (3, 3, 0));
        let rows = share(17, WANTS);
        assert_eq!((rows.chart, rows.domains), (0, 4));
        let rows = share(7, WANTS);
        assert_eq!(rows, Rows { rate: 4, next: 3, ..Rows::default() });
        assert_eq!(share(0, WANTS), Rows::default());
    }

    #[test]
    fn what_is_left_makes_room_then_more_rows_then_a_higher_chart() {
        let rows = share(21, WANTS);
        assert_eq!((rows.gap, rows.next, rows.chart), (1, 3, 3));
        let rows = share(40, WANTS);
        assert_eq!((rows.gap, rows.next, rows.chart), (1, 7, HIGHEST));
    }

    #[test]
    fn no_block_is_given_more_than_there_is() {
        for height in 0..60 {
            let rows = share(height, WANTS);
            let blocks = rows.rate + rows.domains + rows.chart + rows.verdict + rows.gates + rows.next;
            assert!(blocks + 3 * rows.gap <= height, "{height}: {rows:?}");
        }
    }

    #[test]
    fn a_closed_project_is_told_to_import_nothing() {
        let desk = Desk::bare();
        assert_eq!(nothing_due(&desk), "Nothing is due today.");
        let mut plan = crate::plan::Plan::default();
        plan.execution.closed_on = Some(desk.today);
        assert_eq!(nothing_due(&Desk::on(plan)), "Closed. Delete any list files left on disk.");
    }

    #[test]
    fn the_gates_break_between_their_words() {
        assert_eq!(flow(&[14, 12, 20], 40), [(0, 0), (0, 17), (1, 0)]);
        assert_eq!(flow(&[50], 40), [(0, 0)]);
        assert!(flow(&[], 40).is_empty());
    }

    #[test]
    fn when_something_is_due_is_told_in_few_letters() {
        let day = |text: &str| -> Day { text.parse().unwrap() };
        let told = |due: &str| briefly(day(due), day("2026-11-28"));
        assert_eq!((told("2026-11-21"), told("2026-11-27")), ("late 7 days".into(), "late 1 day".into()));
        assert_eq!((told("2026-11-28"), told("2026-12-01")), ("due 28 Nov".into(), "due 1 Dec".into()));
    }
}
