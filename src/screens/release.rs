//! The release request: the conditions, the statements and the signatures, each with what follows from how it stands.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::form::Form;
use super::grouped::Grouped;
use super::why::{Reason, Why};
use super::{Go, Screen};
use crate::advice::release::{Eligibility, Tri, of_the_account, requests};
use crate::app::{Action, Desk, Scope};
use crate::guide::guide;
use crate::plan::{Kind, Place, ReleaseState, part};
use crate::widgets::{Canvas, State, cut};
use crate::wording::{self, count, thousands};

/// What is worth knowing of the request, whatever the answers are.
const KNOW: &[(&str, &str)] = &[
    ("D-6", "One paper with four names"),
    ("REL-8", "Who gets the list, and for what"),
    ("REL-9", "What the list does not do"),
    ("Z-8", "No other way to find people"),
];

/// Where the title and what the plan says of it begin.
const COLUMNS: (u16, u16) = (14, 42);

/// The page.
#[derive(Default)]
pub(super) struct Release {
    list: Grouped,
}

/// One line of the page.
enum Line {
    Heading(String),
    Row(Eligibility),
    Know(&'static str, &'static str),
}

/// Returns how far the request of a domain is, for its heading.
fn far(request: &crate::advice::release::Request, desk: &Desk) -> String {
    let domain = request.domain;
    let all = || request.conditions.iter().chain(&request.statements);
    let met = count(all().filter(|one| one.met == Tri::Met).count());
    let since = domain.release_on.map(|day| format!(" since {}", wording::day(day, desk.today)));
    let state = format!("{}{}", domain.release.label(), since.unwrap_or_default());
    format!("{}: {state}; {} of {} met", domain.name.trim(), thousands(met), thousands(count(all().count())))
}

fn lines(desk: &Desk) -> Vec<Line> {
    let plan = desk.plan();
    let mut lines = vec![Line::Heading("The same for every domain".to_owned())];
    lines.extend(of_the_account(plan).into_iter().map(Line::Row));
    for request in requests(plan, desk.today) {
        lines.push(Line::Heading(far(&request, desk)));
        let [_, _, _, signed] = request.conditions;
        let [registrant, _, _] = request.statements;
        lines.extend([signed, registrant].map(Line::Row));
    }
    lines.push(Line::Heading("Good to know".to_owned()));
    lines.extend(KNOW.iter().map(|(fact, title)| Line::Know(fact, title)));
    lines
}

fn headings(lines: &[Line]) -> Vec<bool> {
    lines.iter().map(|line| matches!(line, Line::Heading(_))).collect()
}

fn look(met: Tri) -> State {
    match met {
        Tri::Met => State::Good,
        Tri::NotMet => State::Blocked,
        Tri::Unknown => State::Attention,
    }
}

/// Returns what the menu of the phase says of the page: how many lists have come.
pub(super) fn badge(desk: &Desk) -> (String, State) {
    let domains = &desk.plan().domains;
    let received = domains.iter().filter(|domain| domain.release == ReleaseState::Received).count();
    match domains.len() {
        0 => ("no domain yet".to_owned(), State::Quiet),
        all if received == all => ("all received".to_owned(), State::Good),
        all => (format!("{received} of {all} in"), State::Attention),
    }
}

/// Returns where rows can stand and the panel below them.
fn split(area: Rect) -> (Rect, Rect) {
    let below = if area.height < 12 { 3.min(area.height) } else { 8 };
    let above = area.height - below;
    (Rect { height: above, ..area }, Rect { y: area.y + above, height: below, ..area })
}

fn reason(line: &Line) -> Reason {
    match line {
        Line::Heading(says) => Reason { says: says.clone(), ..Reason::default() },
        Line::Row(one) => Reason {
            says: format!("{} {}", one.why, one.follows),
            fact: Some(one.condition),
            ..Reason::default()
        },
        Line::Know(fact, _) => {
            let says = guide().why(fact).map_or(String::new(), |why| why.told());
            Reason { says, fact: Some(fact), ..Reason::default() }
        }
    }
}

/// Answers a question of yes and no with the next answer; returns whether it is one.
fn tick(place: &Place, title: &str, forward: bool, desk: &mut Desk) -> bool {
    const ANSWERS: [&str; 3] = ["", "yes", "no"];
    let questions = part(&place.part).map(|part| part.rows.questions()).unwrap_or_default();
    if !questions.iter().any(|question| question.id == place.field && question.kind == Kind::YesNo) {
        return false;
    }
    let now = desk.plan().answer(place).unwrap_or_default();
    let at = ANSWERS.iter().position(|answer| *answer == now).unwrap_or(0);
    let next = ANSWERS[(at + if forward { 1 } else { 2 }) % 3];
    desk.edit(&title.to_lowercase(), |plan| plan.set_answer(place, next).is_ok())
}

impl Release {
    fn chosen(&self, lines: &[Line]) -> Option<usize> {
        self.list.chosen(&headings(lines))
    }

    fn form(field: &str, desk: &Desk) -> Box<dyn Screen> {
        let mut form = Form::single("release", desk);
        form.focus_on(field, desk);
        Box::new(form)
    }
}

impl Screen for Release {
    fn title(&self, _desk: &Desk) -> String {
        "Release request".to_owned()
    }
    fn about(&self) -> &'static str {
        "Whether Zoom would hand over the names on your domains: four conditions, and three statements you certify by \
         signing for each domain. Space answers yes or no, Enter goes to where the answer stands."
    }
    fn scopes(&self, _desk: &Desk) -> Vec<Scope> {
        vec![Scope::Ticking, Scope::Reasons, Scope::Rows, Scope::Browsing]
    }
    fn act(&mut self, action: Action, desk: &mut Desk) -> Go {
        let lines = lines(desk);
        let chosen = self.chosen(&lines).map(|n| &lines[n]);
        match (action, chosen) {
            (Action::Toggle | Action::Left | Action::Right, Some(Line::Row(one))) => {
                if !tick(&one.place, one.title, action != Action::Left, desk) {
                    desk.say(State::Quiet, "This one is no yes or no: Enter leads to its answer.");
                }
                Go::Stay
            }
            (Action::Open, Some(Line::Row(one))) if one.place.part == "release" => {
                Go::To(Release::form(&one.place.field, desk))
            }
            (Action::Open, Some(Line::Row(one))) => Go::Place(one.place.clone()),
            (Action::Why | Action::Open, Some(line)) => Go::To(Why::of(reason(line))),
            _ => {
                let (rows, _) = split(Rect { height: desk.size.1.saturating_sub(4), ..Rect::default() });
                let moved = self.list.act(action, &headings(&lines), usize::from(rows.height));
                if moved { Go::Stay } else { Go::Pass }
            }
        }
    }
    fn place(&self) -> Option<(String, String, String)> {
        Some(("release".to_owned(), String::new(), String::new()))
    }
    fn show(&mut self, place: &Place, desk: &mut Desk) -> Option<Box<dyn Screen>> {
        let lines = lines(desk);
        let row = lines.iter().position(|line| matches!(line, Line::Row(one) if one.place == *place));
        match row {
            Some(row) => {
                self.list.choose(row);
                None
            }
            None if place.field.is_empty() => None,
            None => Some(Release::form(&place.field, desk)),
        }
    }
    fn draw(&self, desk: &Desk, area: Rect, canvas: &mut Canvas) {
        let lines = lines(desk);
        let (rows, panel) = split(area);
        let chosen = self.chosen(&lines);
        for (row, n) in (0..rows.height).zip(self.list.visible(lines.len(), usize::from(rows.height))) {
            draw_line(&lines[n], chosen == Some(n), row, rows, canvas);
        }
        canvas.rule(panel, 0);
        if let Some(line) = chosen.map(|n| &lines[n]) {
            let room = Rect { y: panel.y + 1, height: panel.height.saturating_sub(1), ..panel };
            reason(line).draw(0, room, canvas);
        }
    }
}

fn draw_line(line: &Line, here: bool, row: u16, area: Rect, canvas: &mut Canvas) {
    let style = if here { canvas.chosen(area, row) } else { Style::new() };
    match line {
        Line::Heading(says) => {
            let heading = canvas.theme.heading();
            canvas.put(area, (0, row), says, heading);
        }
        Line::Row(one) => {
            canvas.state(area, (2, row), look(one.met), one.met.word());
            let wide = usize::from(COLUMNS.1 - COLUMNS.0 - 2);
            canvas.put(area, (COLUMNS.0, row), &cut(one.title, wide), style);
            let quiet = canvas.theme.quiet();
            canvas.put(area, (COLUMNS.1, row), &one.why, quiet);
        }
        Line::Know(_, title) => {
            canvas.put(area, (COLUMNS.0, row), title, style);
        }
    }
}
