//! The licence budget (fact LIC-1): what is bought and used, who needs how many, and what is left after each wave.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::grouped::Grouped;
use super::why::{Reason, Why};
use super::{Go, Screen};
use crate::advice::{Coming, Licences, Short, Who};
use crate::app::{Action, Desk, Scope};
use crate::plan::{Decision, ExclusionModel, Payment, Place, Plan};
use crate::widgets::{Canvas, State, cut, pad_left};
use crate::wording::{self, plural, thousands};

/// Where the columns end that hold a day, a number and what is left.
const ENDS: [u16; 3] = [50, 60, 69];
/// Where the days begin, behind what a line says.
const DAYS: u16 = 38;

/// The page.
#[derive(Default)]
pub(super) struct LicencesPage {
    list: Grouped,
}

/// One line of the page.
struct Line {
    says: String,
    /// When, for people who come.
    on: String,
    /// What is added or taken; empty for headings.
    number: String,
    /// What is left behind it; nothing where that is not known.
    left: Option<i64>,
    /// Where it is changed; nothing for headings.
    place: Option<Place>,
    /// What is to be said about it.
    reason: Reason,
}

impl Line {
    fn heading(says: &str) -> Line {
        let (on, number) = ("on".to_owned(), "need".to_owned());
        Line { says: says.to_owned(), on, number, left: None, place: None, reason: Reason::default() }
    }
}

fn known(number: Option<u32>) -> String {
    number.map_or("not known".to_owned(), thousands)
}

fn line(says: &str, number: String, place: Place, (about, fact): (String, &'static str)) -> Line {
    let reason = Reason { says: about, why: String::new(), fact: Some(fact), ..Reason::default() };
    Line { says: says.to_owned(), on: String::new(), number, left: None, place: Some(place), reason }
}

/// Returns the first entry of a part that counts, or the part.
fn first_of(part: &str, id: Option<&String>, field: &str) -> Place {
    id.map_or_else(|| Place::part(part), |id| Place::new(part, id, field))
}

fn account(licences: &Licences, plan: &Plan, desk: &Desk) -> Vec<Line> {
    let main = |field| Place::new("main_account", "", field);
    let alias = plan
        .groups
        .iter()
        .find(|group| group.decision == Decision::Excluded && group.model == ExclusionModel::AliasUser);
    let sub = plan.sub_accounts.iter().find(|sub| sub.payment == Payment::Delegated);
    let seen = match licences.seen {
        Some((seen, day)) => {
            let of = day.map_or(String::new(), |day| format!(" of {}", wording::day(day, desk.today)));
            format!("The members list{of} shows {}.", plural(seen, "licensed person", "licensed people"))
        }
        None => "No single members list shows who is licensed.".to_owned(),
    };
    let mut lines = vec![
        line(
            "Bought",
            known(licences.bought),
            main("licences_bought"),
            ("What is paid for in the main account. Enter changes it.".to_owned(), "LIC-1"),
        ),
        line(
            "Used by members",
            known(licences.used),
            main("licences_used"),
            (format!("What the plan says is in use now. {seen}"), "LIC-1"),
        ),
        line(
            "For alias users",
            thousands(licences.alias),
            first_of("groups", alias.map(|group| &group.id), "people"),
            (
                "People who stay outside and get a second, licensed account under an alias.".to_owned(),
                "T-ALIAS",
            ),
        ),
        line(
            "Delegated to sub-accounts",
            thousands(licences.delegated),
            first_of("sub_accounts", sub.map(|sub| &sub.id), "licences"),
            ("What sub-accounts get from these licences.".to_owned(), "SUB-5"),
        ),
    ];
    if let Some(last) = lines.last_mut() {
        last.left = licences.left_now();
    }
    lines
}

fn coming_line(one: &Coming, left: Option<i64>, desk: &Desk) -> Line {
    let people = plural(one.people, "person", "people");
    let needs = plural(one.needs, "licence", "licences");
    let (says, place, about) = match &one.who {
        Who::Invited => (
            "Invited already, not in yet".to_owned(),
            Place::part("waves"),
            format!("{people} of waves that are done have not accepted yet and need {needs}."),
        ),
        Who::Wave(id, name) => (
            name.clone(),
            Place::new("waves", id, "licence"),
            format!(
                "{people} still outside come with this wave and with none before it; they need {needs}. \
                 Enter says who of them gets one."
            ),
        ),
        Who::NoWave => (
            "In no wave, with a paid or trial plan".to_owned(),
            Place::part("waves"),
            format!("{people} outside with a paid or trial plan are in no wave and need {needs}."),
        ),
    };
    let on = match (&one.who, one.on) {
        (_, Some(day)) => wording::day(day, desk.today),
        (Who::Wave(..), None) => "no day".to_owned(),
        _ => String::new(),
    };
    let reason = Reason { says: about, why: String::new(), fact: Some("Z-13"), ..Reason::default() };
    Line { says, on, number: thousands(one.needs), left, place: Some(place), reason }
}

fn lines(desk: &Desk) -> Vec<Line> {
    let licences = &desk.advice.licences;
    let mut lines = account(licences, desk.plan(), desk);
    if licences.coming.is_empty() {
        return lines;
    }
    lines.push(Line::heading("Who still comes"));
    let after = licences.left_after();
    for (at, one) in licences.coming.iter().enumerate() {
        lines.push(coming_line(one, after.as_ref().and_then(|after| after.get(at).copied()), desk));
    }
    lines
}

/// Returns the verdict in a sentence, and how it is shown.
fn verdict(licences: &Licences, desk: &Desk) -> (String, State) {
    let missing = plural(licences.short(), "licence is missing", "licences are missing");
    match (licences.bought, licences.runs_short(), licences.used) {
        (None, ..) => (
            "It is not known how many licences were bought, so nobody can say whether they will do."
                .to_owned(),
            State::Attention,
        ),
        (_, Some(Short::Now), _) => (format!("{missing}, before anybody else comes."), State::Blocked),
        (_, Some(Short::With(one)), _) => {
            let with = match &one.who {
                Who::Invited => "when those accept who are invited already".to_owned(),
                Who::NoWave => "with those who are in no wave".to_owned(),
                Who::Wave(_, name) => {
                    let on =
                        one.on.map_or(String::new(), |day| format!(" on {}", wording::day(day, desk.today)));
                    format!("with the wave “{name}”{on}")
                }
            };
            (format!("{missing}. They run short {with}."), State::Blocked)
        }
        (_, None, None) => (
            "It is not known how many licences are used, so nobody can say how many are left.".to_owned(),
            State::Attention,
        ),
        (_, None, Some(_)) => {
            let left = licences.left_after().unwrap_or_default().last().copied().or(licences.left_now());
            let left = left.and_then(|left| u32::try_from(left).ok()).unwrap_or_default();
            let licences_left = plural(left, "licence", "licences");
            let are = if left == 1 { "is" } else { "are" };
            if licences.unnamed > 0 {
                // What those need whom nobody names may be more than what is left.
                let state = if licences.unnamed > left { State::Attention } else { State::Good };
                return (
                    format!(
                        "There are enough for everybody who is named: {licences_left} {are} left after they have come."
                    ),
                    state,
                );
            }
            let many = if licences.far_over().is_some() { ", far more than are needed" } else { "" };
            let says =
                format!("There are enough: {licences_left} {are} left after everybody has come{many}.");
            (says, State::Good)
        }
    }
}

/// Returns what the numbers leave open; empty where they leave nothing open.
fn unknown(licences: &Licences) -> String {
    match licences.unnamed {
        0 => String::new(),
        n => format!(
            "Not in it: {} counted outside without a name, whose needs nobody knows.",
            plural(n, "person", "people")
        ),
    }
}

/// Returns a number that may be negative.
fn signed(number: i64) -> String {
    let figure = thousands(u32::try_from(number.unsigned_abs()).unwrap_or(u32::MAX));
    if number < 0 { format!("-{figure}") } else { figure }
}

fn headings(lines: &[Line]) -> Vec<bool> {
    lines.iter().map(|line| line.place.is_none()).collect()
}

impl Screen for LicencesPage {
    fn title(&self, _desk: &Desk) -> String {
        "Licences".to_owned()
    }
    fn about(&self) -> &'static str {
        "Whether there are licences for everybody who comes, and when they run short. Enter goes to the number behind a line."
    }
    fn scopes(&self, _desk: &Desk) -> Vec<Scope> {
        vec![Scope::Reasons, Scope::Rows, Scope::Browsing]
    }
    fn act(&mut self, action: Action, desk: &mut Desk) -> Go {
        let mut lines = lines(desk);
        let headings = headings(&lines);
        let height = usize::from(desk.size.1).saturating_sub(14);
        match (action, self.list.chosen(&headings)) {
            (Action::Open, Some(at)) => lines.swap_remove(at).place.map_or(Go::Stay, Go::Place),
            (Action::Why, Some(at)) => Go::To(Why::of(lines.swap_remove(at).reason)),
            _ if self.list.act(action, &headings, height) => Go::Stay,
            _ => Go::Pass,
        }
    }
    fn place(&self) -> Option<(String, String, String)> {
        Some(("licences".to_owned(), String::new(), String::new()))
    }
    fn draw(&self, desk: &Desk, area: Rect, canvas: &mut Canvas) {
        let licences = &desk.advice.licences;
        let (says, state) = verdict(licences, desk);
        let style = canvas.theme.state(state).patch(canvas.theme.heading());
        let quiet = canvas.theme.quiet();
        let mut row = canvas.paragraph(area, 0, &says, style);
        let unknown = unknown(licences);
        if !unknown.is_empty() {
            row += canvas.paragraph(area, row, &unknown, quiet);
        }
        let wide = area.width >= ENDS[2];
        let titles = Rect { y: area.y + row, height: area.height.saturating_sub(row), ..area };
        if wide {
            put(titles, (0, 2), "licences", quiet, canvas);
            put(titles, (0, 3), "left", quiet, canvas);
        }
        let lines = lines(desk);
        let below = if area.height > 14 { 6 } else { 0 };
        let room = area.height.saturating_sub(row + 1 + below);
        let table = Rect { y: area.y + row + 1, height: room, ..area };
        self.draw_lines(&lines, table, canvas);
        let Some(chosen) = self.list.chosen(&headings(&lines)).map(|at| &lines[at]).filter(|_| below > 0)
        else {
            return;
        };
        canvas.rule(area, area.height - below);
        let panel = Rect { y: area.y + area.height - below + 1, height: below - 1, ..area };
        chosen.reason.draw(0, panel, canvas);
    }
}

/// Writes a text that ends where column `column` of [`ENDS`] (from 1) ends.
fn put(area: Rect, (row, column): (u16, usize), text: &str, style: Style, canvas: &mut Canvas) {
    let end = ENDS[column - 1].min(area.width);
    if text.is_empty() {
        return;
    }
    let from = if column == 1 { DAYS.min(end) } else { ENDS[column - 2].min(end) };
    canvas.put(Rect { width: end, ..area }, (from, row), &pad_left(text, usize::from(end - from)), style);
}

impl LicencesPage {
    /// Draws label and numbers alone, where there is no room for columns.
    fn draw_narrow(&self, lines: &[Line], area: Rect, canvas: &mut Canvas) {
        let chosen = self.list.chosen(&headings(lines));
        for (row, at) in (0..area.height).zip(self.list.visible(lines.len(), usize::from(area.height))) {
            let line = &lines[at];
            if line.place.is_none() {
                canvas.put(area, (0, row), &line.says, canvas.theme.heading());
                continue;
            }
            let style = if chosen == Some(at) { canvas.chosen(area, row) } else { Style::new() };
            let left = line.left.map_or(String::new(), |left| format!(", left {}", signed(left)));
            let numbers = format!("{}{left}", line.number);
            let room = usize::from(area.width).saturating_sub(numbers.len() + 3);
            canvas.put(area, (2, row), &cut(&line.says, room), style);
            canvas.put_right(area, row, &numbers, style);
        }
    }

    fn draw_lines(&self, lines: &[Line], area: Rect, canvas: &mut Canvas) {
        if area.width < ENDS[2] {
            return self.draw_narrow(lines, area, canvas);
        }
        let (heading, quiet) = (canvas.theme.heading(), canvas.theme.quiet());
        let chosen = self.list.chosen(&headings(lines));
        for (row, at) in (0..area.height).zip(self.list.visible(lines.len(), usize::from(area.height))) {
            let line = &lines[at];
            if line.place.is_none() {
                canvas.put(area, (0, row), &line.says, heading);
                put(area, (row, 1), &line.on, quiet, canvas);
                put(area, (row, 2), &line.number, quiet, canvas);
                continue;
            }
            let style = if chosen == Some(at) { canvas.chosen(area, row) } else { Style::new() };
            canvas.put(area, (2, row), &cut(&line.says, usize::from(DAYS) - 3), style);
            put(area, (row, 1), &line.on, style, canvas);
            put(area, (row, 2), &line.number, style, canvas);
            if let Some(left) = line.left {
                let state = if left < 0 { State::Blocked } else { State::Good };
                let style = canvas.theme.state(state);
                put(area, (row, 3), &signed(left), style, canvas);
                if left < 0 {
                    canvas.put(area, (ENDS[2] + 2, row), "short", style);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn desk(licences: Licences) -> Desk {
        let mut desk = Desk::bare();
        desk.advice.licences = licences;
        desk
    }

    fn wave(name: &str, on: &str, needs: u32) -> Coming {
        let who = Who::Wave("wave-1".to_owned(), name.to_owned());
        Coming { who, on: on.parse().ok(), people: needs, needs }
    }

    #[test]
    fn a_number_nobody_gave_is_not_known_and_never_none() {
        let desk = desk(Licences { bought: Some(10), ..Licences::default() });
        let (says, state) = verdict(&desk.advice.licences, &desk);
        assert!(says.contains("not known how many licences are used"), "{says}");
        assert_eq!(state, State::Attention);
        let lines = lines(&desk);
        assert_eq!(lines[1].number, "not known");
        assert!(lines.iter().all(|line| line.left.is_none()));
    }

    #[test]
    fn the_verdict_names_the_wave_that_finds_no_licence() {
        let coming = vec![wave("Pilot", "2026-12-01", 4), wave("The rest", "2026-12-08", 5)];
        let licences = Licences { bought: Some(10), used: Some(3), coming, ..Licences::default() };
        let desk = desk(licences);
        let (says, state) = verdict(&desk.advice.licences, &desk);
        assert_eq!(says, "2 licences are missing. They run short with the wave “The rest” on Tue 8 Dec.");
        assert_eq!(state, State::Blocked);
        let left: Vec<Option<i64>> = lines(&desk).iter().skip(3).map(|line| line.left).collect();
        assert_eq!(left, [Some(7), None, Some(3), Some(-2)]);
    }

    #[test]
    fn a_line_leads_to_the_number_behind_it() {
        let coming = vec![wave("Pilot", "2026-12-01", 4)];
        let mut desk = desk(Licences { coming, ..Licences::default() });
        let mut page = LicencesPage::default();
        page.act(Action::Last, &mut desk);
        let Go::Place(place) = page.act(Action::Open, &mut desk) else { panic!("it leads nowhere") };
        assert_eq!(place.to_string(), "waves/wave-1/licence");
    }
}
