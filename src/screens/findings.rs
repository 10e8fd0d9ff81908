//! Everything the program noticed, by phase: what it weighs, where it is mended, and why it matters.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::search::{Narrowed, fits};
use super::why::{BESIDE, Reason, Why};
use super::{Go, Screen, page_of};
use crate::advice::ledger::is_missing_case;
use crate::advice::{Advice, Finding, Phase, Weight};
use crate::app::{Action, Desk, Scope, open_needed_cases};
use crate::plan::Plan;
use crate::widgets::{Canvas, State};
use crate::wording::{count, plural, thousands};

/// Cells for the sign and the word of a weight.
const WORD: u16 = 10;

/// The findings.
#[derive(Default)]
pub(super) struct Findings {
    rows: Narrowed,
}

/// One line of the list.
enum Line<'a> {
    Heading(Phase, usize),
    Finding(&'a Finding),
}

/// Returns the findings that hold every one of the words, below their phases.
fn lines<'a>(desk: &'a Desk, words: &[String]) -> Vec<Line<'a>> {
    let mut lines = Vec::new();
    for phase in Phase::ALL {
        let title = phase.title(desk.plan());
        let wanted = |finding: &&Finding| {
            finding.phase == phase && (words.is_empty() || fits(&searched(finding, &title), words))
        };
        let of_it: Vec<&Finding> = desk.advice.findings.iter().filter(wanted).collect();
        if !of_it.is_empty() {
            lines.push(Line::Heading(phase, of_it.len()));
            lines.extend(of_it.into_iter().map(Line::Finding));
        }
    }
    lines
}

/// Returns everything a search looks at, in lower case.
fn searched(finding: &Finding, phase: &str) -> String {
    let mended_on = page_of(&finding.place).map_or("", |page| page.title);
    [finding.weight.word(), &finding.says, &finding.why, mended_on, phase, &finding.id]
        .join(" ")
        .to_lowercase()
}

fn headings(lines: &[Line]) -> Vec<bool> {
    lines.iter().map(|line| matches!(line, Line::Heading(..))).collect()
}

/// Returns how a weight is shown.
pub(super) fn look(weight: Weight) -> State {
    match weight {
        Weight::Blocker => State::Blocked,
        Weight::Warning => State::Attention,
        Weight::Advice => State::Quiet,
    }
}

/// Returns how many findings there are of each weight, as a sentence, and how it is shown.
fn counted(advice: &Advice) -> (String, State) {
    let number = |weight| count(advice.count(weight));
    let (blockers, warnings, advices) =
        (number(Weight::Blocker), number(Weight::Warning), number(Weight::Advice));
    let says = format!(
        "{}, {}, {}.",
        plural(blockers, "blocker", "blockers"),
        plural(warnings, "warning", "warnings"),
        plural(advices, "piece of advice", "pieces of advice")
    );
    let state = match (blockers, warnings) {
        (0, 0) => State::Good,
        (0, _) => State::Attention,
        _ => State::Blocked,
    };
    (says, state)
}

impl Findings {
    fn lines<'d>(&self, desk: &'d Desk) -> Vec<Line<'d>> {
        lines(desk, &self.rows.search.words())
    }

    fn chosen<'d>(&self, desk: &'d Desk) -> Option<&'d Finding> {
        let lines = self.lines(desk);
        match self.rows.list.chosen(&headings(&lines)).map(|n| &lines[n]) {
            Some(Line::Finding(finding)) => Some(finding),
            _ => None,
        }
    }
}

fn reason(finding: &Finding) -> Reason {
    Reason { says: finding.says.clone(), why: finding.why.clone(), fact: finding.fact, ..Reason::default() }
}

impl Screen for Findings {
    fn title(&self, _desk: &Desk) -> String {
        "Findings".to_owned()
    }
    fn about(&self) -> &'static str {
        "What the program noticed in the plan and the lists. A blocker holds a gate shut; Enter goes to where it is mended."
    }
    fn scopes(&self, desk: &Desk) -> Vec<Scope> {
        let asks_for_a_case = self.chosen(desk).is_some_and(|finding| is_missing_case(&finding.id));
        let needed = asks_for_a_case.then_some(Scope::Needed);
        let all = [Scope::Reasons, Scope::Search, Scope::Rows, Scope::Browsing];
        self.rows.scopes(&needed.into_iter().chain(all).collect::<Vec<_>>())
    }
    fn act(&mut self, action: Action, desk: &mut Desk) -> Go {
        let height = usize::from(desk.size.1).saturating_sub(12);
        match (action, self.chosen(desk).filter(|_| !self.rows.search.is_typed())) {
            (Action::Open, Some(finding)) => Go::Place(finding.place.clone()),
            (Action::OpenCases, _) => {
                open_needed_cases(desk);
                Go::Stay
            }
            (Action::Why, Some(finding)) => Go::To(Why::of(reason(finding))),
            _ if self.rows.act(action, &headings(&self.lines(desk)), height) => Go::Stay,
            _ => Go::Pass,
        }
    }
    fn letter(&mut self, letter: char, _desk: &mut Desk) -> Go {
        self.rows.letter(letter);
        Go::Stay
    }
    fn pasted(&mut self, text: &str, _desk: &mut Desk) {
        self.rows.paste(text);
    }
    fn place(&self) -> Option<(String, String, String)> {
        Some(("findings".to_owned(), String::new(), String::new()))
    }
    fn draw(&self, desk: &Desk, area: Rect, canvas: &mut Canvas) {
        let lines = self.lines(desk);
        let (says, state) = counted(&desk.advice);
        if desk.advice.findings.is_empty() {
            let says = format!("Nothing was noticed. {}", self.about());
            canvas.paragraph(Rect { width: area.width.min(74), ..area }, 0, &says, Style::new());
            return;
        }
        let style = canvas.theme.state(state);
        let top = canvas.paragraph(area, 0, &says, style) + 2;
        let shown = lines.iter().filter(|line| matches!(line, Line::Finding(_))).count();
        let fit = if self.rows.search.is_empty() {
            String::new()
        } else {
            format!("{} fit", thousands(count(shown)))
        };
        self.rows.search.draw(Rect { y: area.y + top - 2, height: 1, ..area }, &fit, canvas);
        let beside = area.width >= BESIDE;
        let below = if beside || area.height < 12 { 0 } else { (area.height / 3).min(7) };
        let width = if beside { area.width * 3 / 5 } else { area.width };
        let rows =
            Rect { x: area.x, y: area.y + top, width, height: area.height.saturating_sub(top + below) };
        self.draw_lines(&lines, desk.plan(), rows, canvas);
        let Some(finding) = self.chosen(desk) else {
            let says = "No finding has these words. Esc shows all of them again.";
            canvas.paragraph(rows, 0, says, Style::new());
            return;
        };
        let panel = if beside {
            Rect { x: area.x + width + 2, width: area.width - width - 2, ..rows }
        } else if below > 1 {
            canvas.rule(area, area.height - below);
            Rect { y: area.y + area.height - below + 1, height: below - 1, ..area }
        } else {
            return;
        };
        reason(finding).draw(0, Rect { height: panel.height - 1, ..panel }, canvas);
        let quiet = canvas.theme.quiet();
        let where_to = page_of(&finding.place).map_or("", |page| page.title);
        canvas.put(panel, (0, panel.height - 1), &format!("Mended on: {where_to}"), quiet);
    }
}

impl Findings {
    fn draw_lines(&self, lines: &[Line], plan: &Plan, area: Rect, canvas: &mut Canvas) {
        let (focus, heading) = (canvas.theme.focus(), canvas.theme.heading());
        let chosen = self.rows.list.chosen(&headings(lines));
        for (row, n) in (0..area.height).zip(self.rows.list.visible(lines.len(), usize::from(area.height))) {
            match &lines[n] {
                Line::Heading(phase, many) => {
                    let says = format!("{} ({many})", phase.heading(plan));
                    canvas.put(area, (0, row), &says, heading);
                }
                Line::Finding(finding) => {
                    let here = chosen == Some(n);
                    if here {
                        canvas.put(area, (0, row), canvas.theme.pointer(), focus);
                        canvas.point(area, (0, row));
                    }
                    canvas.state(area, (2, row), look(finding.weight), finding.weight.word());
                    let style = if here { focus } else { Style::new() };
                    canvas.put(area, (3 + WORD, row), &finding.says, style);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::Desk;
    use crate::plan::Place;

    fn desk() -> Desk {
        let mut desk = Desk::bare();
        desk.advice.findings = vec![
            Finding::warning("late", Place::new("tasks", "task-1", "date"), "A task is late."),
            Finding::advice("name", Place::new("organization", "", "name"), "The plan has no name."),
        ];
        desk
    }

    #[test]
    fn findings_stand_by_phase_and_the_first_one_is_chosen() {
        let mut desk = desk();
        let mut page = Findings::default();
        assert_eq!(page.chosen(&desk).map(|finding| finding.id.as_str()), Some("name"));
        assert!(matches!(page.act(Action::Down, &mut desk), Go::Stay));
        let Go::Place(place) = page.act(Action::Open, &mut desk) else { panic!("it leads somewhere") };
        assert_eq!(place.to_string(), "tasks/task-1/date");
    }

    #[test]
    fn a_search_narrows_by_weight_words_and_phase_and_esc_shows_all_again() {
        let mut desk = desk();
        let mut page = Findings::default();
        let shown = |page: &Findings, desk: &Desk| {
            let findings = page.lines(desk);
            findings.iter().filter(|line| matches!(line, Line::Finding(_))).count()
        };
        for (words, fit) in [("warning", 1), ("execution late", 1), ("a", 2), ("advice late", 0)] {
            page.act(Action::Filter, &mut desk);
            words.chars().for_each(|letter| drop(page.letter(letter, &mut desk)));
            assert_eq!(shown(&page, &desk), fit, "{words}");
            assert!(matches!(page.act(Action::Open, &mut desk), Go::Stay));
            assert!(matches!(page.act(Action::Back, &mut desk), Go::Stay));
            assert_eq!(shown(&page, &desk), 2);
        }
        assert!(matches!(page.act(Action::Back, &mut desk), Go::Pass));
    }

    #[test]
    fn the_head_line_counts_every_weight() {
        let (says, state) = counted(&desk().advice);
        assert_eq!(says, "0 blockers, 1 warning, 1 piece of advice.");
        assert_eq!(state, State::Attention);
    }
}
