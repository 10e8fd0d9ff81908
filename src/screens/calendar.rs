//! When people outside are asked and when they are stuck: the domains, and the weeks of the chosen one (fact DOM-1).

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::why::{Reason, Why};
use super::{Go, Screen};
use crate::advice::forced::{ESTIMATE, Forced, free, what_is_asked};
use crate::app::{Action, Desk, Scope};
use crate::plan::{Day, Domain, Place};
use crate::widgets::{Canvas, State, Window, cut, pad_left};
use crate::wording::{self, plural};

/// At least and at most so many weeks are shown, from the week of switching on to the last day anybody is stuck.
const WEEKS: (u16, u16) = (5, 9);
/// Cells of one day.
const DAY: u16 = 5;
/// Cells of the weeks, with the month at the left.
const GRID: u16 = 7 * DAY + 8;
/// At most so many domains are in sight at once.
const DOMAINS: u16 = 5;

/// Of whom the letters of the days speak.
const WHO_IS_WHO: &str = "1, 2, 3 and P: who works Monday to Friday. F: who signs in on free days too.";

/// The page.
#[derive(Default)]
pub(super) struct Calendar {
    window: Window,
}

impl Calendar {
    fn chosen<'d>(&self, desk: &'d Desk) -> Option<&'d Domain> {
        desk.plan().domains.get(self.window.chosen())
    }
}

/// Returns what stands in the line of a domain behind its name.
fn in_short(domain: &Domain, desk: &Desk) -> String {
    let days = Forced::of(domain, &desk.plan().holidays);
    match (days, domain.option) {
        (Some(days), _) if days.on <= desk.today => format!("on since {}", wording::day(days.on, desk.today)),
        (Some(days), _) => format!("to be on {}", wording::day(days.on, desk.today)),
        (None, option) if option.word() == "undecided" => "not decided".to_owned(),
        (None, option) if crate::advice::asks(option) => "no day yet".to_owned(),
        (None, _) => "nobody is asked".to_owned(),
    }
}

/// Returns the letter of a day with its state; the heaviest thing that happens on it.
fn letter(day: Day, days: &Forced) -> Option<(&'static str, State)> {
    let [one, two, three] = days.asked;
    let signs = [
        (day == days.first, "F", State::Blocked),
        (day >= days.peak.0 && day <= days.peak.1, "P", State::Blocked),
        (day == days.latest, "L", State::Attention),
        (day == one, "1", State::Attention),
        (day == two, "2", State::Attention),
        (day == three, "3", State::Attention),
        (day == days.on, "+", State::Good),
    ];
    signs.into_iter().find(|(here, ..)| *here).map(|(_, sign, state)| (sign, state))
}

/// Returns what the letters mean, with their days. The year stands above, in the line of the domain.
fn legend(days: &Forced) -> Vec<(&'static str, String)> {
    let on = |day: Day| day.0.strftime("%a %-d %b").to_string();
    let short = |day: Day| day.0.strftime("%-d %b").to_string();
    let [one, two, three] = days.asked;
    let mut lines = vec![
        (one, "1", format!("{}: asked first", on(one))),
        (two, "2", format!("{}: asked again", on(two))),
        (three, "3", format!("{}: asked the last time", on(three))),
        (days.first, "F", format!("{}: first person stuck", on(days.first))),
        (days.peak.0, "P", format!("{} to {}: most stuck", short(days.peak.0), short(days.peak.1))),
        (days.latest, "L", format!("{}: the last, weekly", on(days.latest))),
    ];
    if days.on != one {
        lines.insert(0, (days.on, "+", format!("{}: switched on", on(days.on))));
    }
    lines.sort_by_key(|(day, ..)| *day);
    lines.into_iter().map(|(_, sign, says)| (sign, says)).collect()
}

fn outside(domain: &Domain, desk: &Desk) -> String {
    let measured = desk.progress().domain(&domain.name);
    measured.map_or(String::new(), |measured| {
        format!("{} outside", wording::thousands(measured.counts.outside()))
    })
}

impl Screen for Calendar {
    fn title(&self, _desk: &Desk) -> String {
        "Calendar of a domain".to_owned()
    }
    fn about(&self) -> &'static str {
        "From the day an option is switched on: when people outside are asked, and when they cannot go on without choosing. Enter goes to that day."
    }
    fn scopes(&self, _desk: &Desk) -> Vec<Scope> {
        vec![Scope::Reasons, Scope::Rows, Scope::Browsing]
    }
    fn act(&mut self, action: Action, desk: &mut Desk) -> Go {
        let len = desk.plan().domains.len();
        match (action, self.chosen(desk)) {
            (Action::Open, Some(domain)) => {
                let decided = crate::advice::asks(domain.option);
                Go::Place(Place::new("domains", &domain.id, if decided { "enabled_on" } else { "option" }))
            }
            (Action::Open, None) => Go::Page("domains"),
            (Action::Why, Some(domain)) => {
                let says = what_is_asked(domain).to_owned();
                Go::To(Why::of(Reason {
                    says,
                    why: ESTIMATE.to_owned(),
                    fact: Some("DOM-1"),
                    ..Reason::default()
                }))
            }
            _ if self.window.act(action, len, usize::from(DOMAINS)) => Go::Stay,
            _ => Go::Pass,
        }
    }
    fn refresh(&mut self, desk: &mut Desk) {
        let last = desk.plan().domains.len().saturating_sub(1);
        self.window.choose(self.window.chosen().min(last));
    }
    fn place(&self) -> Option<(String, String, String)> {
        Some(("calendar".to_owned(), String::new(), String::new()))
    }
    fn draw(&self, desk: &Desk, area: Rect, canvas: &mut Canvas) {
        let Some(domain) = self.chosen(desk) else {
            let says = "No domain yet. Add your domains first; with an option and its day, each has a calendar here.";
            canvas.paragraph(Rect { width: area.width.min(74), ..area }, 1, says, Style::new());
            return;
        };
        let mut row = self.draw_domains(desk, area, canvas);
        canvas.rule(area, row);
        row += 1;
        let below = Rect { y: area.y + row, height: area.height.saturating_sub(row), ..area };
        let mut row = 0;
        if let Some(days) = Forced::of(domain, &desk.plan().holidays) {
            row += draw_days(&days, desk, below, canvas);
            row += canvas.paragraph(below, row, WHO_IS_WHO, Style::new());
            row += u16::from(below.height > 13);
        }
        row += canvas.paragraph(below, row, what_is_asked(domain), Style::new());
        row += draw_findings(domain, desk, (below, row), canvas);
        if Forced::of(domain, &desk.plan().holidays).is_some() {
            let quiet = canvas.theme.quiet();
            canvas.paragraph(below, row, ESTIMATE, quiet);
        }
    }
}

impl Calendar {
    /// Draws the domains; returns how many rows that took.
    fn draw_domains(&self, desk: &Desk, area: Rect, canvas: &mut Canvas) -> u16 {
        let domains = &desk.plan().domains;
        let rows = u16::try_from(domains.len()).unwrap_or(u16::MAX).min(DOMAINS).min(area.height / 3).max(1);
        let name = usize::from(area.width * 2 / 5).saturating_sub(3);
        for (row, at) in (0..rows).zip(self.window.visible(domains.len(), usize::from(rows))) {
            let domain = &domains[at];
            let style = if at == self.window.chosen() { canvas.chosen(area, row) } else { Style::new() };
            canvas.put(area, (2, row), &cut(&domain.name, name), style);
            canvas.put(area, (area.width * 2 / 5, row), &in_short(domain, desk), style);
            if area.width >= 60 {
                canvas.put_right(area, row, &outside(domain, desk), style);
            }
        }
        rows
    }
}

/// Returns the first Monday and the number of weeks that are shown.
fn weeks(days: &Forced) -> (Day, u16) {
    let monday = days.on.plus_days(-i64::from(days.on.0.weekday().to_monday_zero_offset()));
    let last = days.latest.max(days.peak.1).days_since(monday) / 7 + 1;
    (monday, u16::try_from(last).unwrap_or(u16::MAX).clamp(WEEKS.0, WEEKS.1))
}

/// Draws the weeks and beside them what the letters mean, or the latter alone where there is little room; returns how
/// many rows that took.
fn draw_days(days: &Forced, desk: &Desk, area: Rect, canvas: &mut Canvas) -> u16 {
    let legend = legend(days);
    let height = u16::try_from(legend.len()).unwrap_or(u16::MAX);
    let wide = area.width >= GRID + 35;
    let beside = if wide { Rect { x: area.x + GRID, width: area.width - GRID, ..area } } else { area };
    for (row, (sign, says)) in (0..).zip(&legend) {
        canvas.put(beside, (0, row), sign, canvas.theme.heading());
        canvas.put(beside, (2, row), says, Style::new());
    }
    if !wide {
        return height;
    }
    let (quiet, heading) = (canvas.theme.quiet(), canvas.theme.heading());
    for (at, name) in (0..).zip(["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]) {
        canvas.put(area, (6 + at * DAY, 0), name, quiet);
    }
    let (monday, weeks) = weeks(days);
    for week in 0..weeks {
        let first = monday.plus_days(7 * i64::from(week));
        let month = first.0.strftime("%b").to_string();
        canvas.put(area, (0, week + 1), &month, quiet);
        for at in 0..7 {
            let day = first.plus_days(i64::from(at));
            let number = pad_left(&day.0.day().to_string(), 2);
            let is_free = free(day, &desk.plan().holidays).is_some();
            let style = if is_free { quiet } else { Style::new() };
            let column = canvas.put(area, (6 + at * DAY, week + 1), &number, style);
            match letter(day, days) {
                Some((sign, state)) => {
                    let style = canvas.theme.state(state).patch(heading);
                    canvas.put(area, (column + 1, week + 1), sign, style);
                }
                None if is_free => {
                    canvas.put(area, (column + 1, week + 1), "-", quiet);
                }
                None => {}
            }
        }
    }
    height.max(weeks + 1)
}

/// Draws what was found about the day of the domain; returns how many rows that took.
fn draw_findings(domain: &Domain, desk: &Desk, (area, from): (Rect, u16), canvas: &mut Canvas) -> u16 {
    let place = Place::new("domains", &domain.id, "enabled_on");
    let found = desk.advice.findings.iter().filter(|finding| finding.place == place);
    let style = canvas.theme.state(State::Attention);
    let mut row = from;
    for finding in found.filter(|finding| finding.fact == Some("DOM-1")) {
        let why = if finding.why.is_empty() { String::new() } else { format!(" {}", finding.why) };
        let says = format!("{} {}{why}", canvas.theme.sign(State::Attention), finding.says);
        row += canvas.paragraph(area, row, &says, style);
    }
    let holidays = desk.plan().holidays.len();
    if holidays == 0 && row == from && area.height > row + 4 {
        let quiet = canvas.theme.quiet();
        row +=
            canvas.paragraph(area, row, "No holidays are in the plan: the page Holidays takes them.", quiet);
    } else if area.height > row + 4 && holidays > 0 {
        let quiet = canvas.theme.quiet();
        let many = plural(wording::count(holidays), "entry", "entries");
        row += canvas.paragraph(
            area,
            row,
            &format!("Free days (-) are weekends and {many} of the page Holidays."),
            quiet,
        );
    }
    row - from
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::DomainOption;

    #[test]
    fn every_day_of_the_rule_has_its_letter_inside_the_weeks_shown() {
        for on in ["2026-11-02", "2026-11-05", "2026-11-08"] {
            let domain = Domain {
                option: DomainOption::Consolidate,
                enabled_on: on.parse().ok(),
                ..Domain::default()
            };
            let days = Forced::of(&domain, &[]).unwrap();
            let (monday, weeks) = weeks(&days);
            let letters: String = (0..7 * i64::from(weeks))
                .filter_map(|at| letter(monday.plus_days(at), &days))
                .map(|(sign, _)| sign)
                .collect();
            for sign in ["F", "P", "L", "1"] {
                assert!(letters.contains(sign), "{on}: {letters}");
            }
        }
    }

    #[test]
    fn the_legend_names_the_day_of_switching_on_where_nobody_works_on_it() {
        let saturday = Domain {
            option: DomainOption::Change,
            enabled_on: "2026-11-07".parse().ok(),
            ..Domain::default()
        };
        let days = Forced::of(&saturday, &[]).unwrap();
        let legend = legend(&days);
        assert_eq!(legend[0], ("+", "Sat 7 Nov: switched on".to_owned()));
        assert_eq!(legend.last().map(|(sign, _)| *sign), Some("L"), "by day");
        assert_eq!(legend[1].1, "Mon 9 Nov: asked first");
    }
}
