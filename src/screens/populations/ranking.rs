//! The tools in order for one group of people, with the reasons for and against each; one is chosen here.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::super::form::Form;
use super::super::why::{Reason, Why};
use super::super::{Go, Screen};
use super::compare::Compare;
use super::{called, find, populations};
use crate::advice::tools::{Gravity, Ranked, best_option, cautions, proposed, rank};
use crate::app::{Action, Desk, Scope};
use crate::guide::guide;
use crate::plan::{DomainOption, Population, ToolChoice};
use crate::widgets::{Canvas, State, Window, wrap};

/// Where a tool's title begins.
const TITLE: u16 = 16;

/// The tools in order.
pub(super) struct Ranking {
    id: String,
    window: Window,
}

impl Ranking {
    /// Makes the page; the tool that was chosen is the chosen row, else the first.
    pub(super) fn new(id: &str, desk: &Desk) -> Ranking {
        let mut ranking = Ranking { id: id.to_owned(), window: Window::default() };
        if let Some(people) = find(desk, id)
            && let Some(row) =
                rank(people, guide()).iter().position(|one| Some(one.tool.id.as_str()) == people.tool.fact())
        {
            ranking.window.choose(row);
        }
        ranking
    }

    /// Gives the people the tool; where it is a domain and no option was chosen, the option that suits best as well.
    fn choose(&self, tool: ToolChoice, desk: &mut Desk) -> Go {
        let Some(people) = find(desk, &self.id) else { return Go::Stay };
        let option = best_option(people, guide())
            .and_then(|(option, _)| DomainOption::from_word(&option.slug))
            .filter(|_| tool == ToolChoice::Domain && people.option == DomainOption::Undecided);
        let title = called(people).to_owned();
        let id = self.id.clone();
        desk.edit(&format!("tool of {title}"), |plan| {
            if let Some(people) = plan.populations.iter_mut().find(|people| people.id == id) {
                people.tool = tool;
                people.option = option.unwrap_or(people.option);
            }
        });
        desk.say(
            State::Good,
            format!(
                "{} was chosen for {title}. Say why, for those who read it later.",
                super::tool_title(tool)
            ),
        );
        let mut form = Form::of(populations(), &self.id, desk);
        form.focus_on("reason", desk);
        Go::Instead(Box::new(form))
    }
}

/// Returns how a tool stands, with the word for it.
fn look(one: &Ranked, best: bool) -> (State, String) {
    match one {
        _ if best => (State::Good, "best fit".to_owned()),
        one if one.ruled_out => (State::Blocked, "ruled out".to_owned()),
        one => (State::Quiet, format!("{:+}", one.score)),
    }
}

/// Returns all that speaks for and against a tool, and what to beware of with it, a line each.
fn lines(one: &Ranked, desk: &Desk, people: &Population) -> Vec<(State, String)> {
    let said = |state, sign: &str, says: &str| (state, format!("{sign} {says}"));
    let mut lines: Vec<(State, String)> =
        one.pros.iter().map(|pro| said(State::Good, "+", &pro.argument.says)).collect();
    lines.extend(one.cons.iter().map(|con| said(State::Blocked, "-", &con.argument.says)));
    let tool = ToolChoice::from_word(&one.tool.slug).unwrap_or_default();
    let chosen = Population { tool, ..people.clone() };
    for caution in cautions(desk.plan(), &chosen, desk.today) {
        let state = if caution.gravity == Gravity::DoesHarm { State::Blocked } else { State::Attention };
        lines.push(said(state, "!", &caution.says));
    }
    if lines.is_empty() {
        lines.push((State::Quiet, "No answer speaks for or against it.".to_owned()));
    }
    lines
}

impl Screen for Ranking {
    fn title(&self, desk: &Desk) -> String {
        find(desk, &self.id).map_or(String::new(), |people| format!("Tools for {}", called(people)))
    }
    fn about(&self) -> &'static str {
        "The tools in order of how well they suit these people, with what speaks for (+) and against (-) each and what \
         to beware of (!). Enter gives them the tool, c shows two side by side."
    }
    fn scopes(&self, _desk: &Desk) -> Vec<Scope> {
        vec![Scope::Tools, Scope::Reasons, Scope::Rows, Scope::Browsing]
    }
    fn act(&mut self, action: Action, desk: &mut Desk) -> Go {
        let Some(people) = find(desk, &self.id) else { return Go::Pass };
        let ranked = rank(people, guide());
        let row = self.window.chosen().min(ranked.len().saturating_sub(1));
        match (action, ranked.get(row)) {
            (Action::Open, Some(one)) => {
                let tool = ToolChoice::from_word(&one.tool.slug).unwrap_or_default();
                self.choose(tool, desk)
            }
            (Action::Compare, Some(_)) => {
                // The one under the cursor against the best of the others.
                let other = usize::from(row == 0);
                Go::To(Box::new(Compare::new(&self.id, [row, other])))
            }
            (Action::Why, Some(one)) => {
                let said: Vec<String> = lines(one, desk, people).into_iter().map(|(_, line)| line).collect();
                let fact = ToolChoice::from_word(&one.tool.slug).and_then(ToolChoice::fact);
                let (says, why) = (one.tool.title.clone(), said.join("\n"));
                Go::To(Why::of(Reason { says, why, fact, ..Reason::default() }))
            }
            (Action::Next | Action::Previous, _) => Go::Back,
            _ if self.window.act(action, ranked.len(), ranked.len()) => Go::Stay,
            _ => Go::Pass,
        }
    }
    fn place(&self) -> Option<(String, String, String)> {
        Some(("populations".to_owned(), self.id.clone(), "tool".to_owned()))
    }
    fn draw(&self, desk: &Desk, area: Rect, canvas: &mut Canvas) {
        let Some(people) = find(desk, &self.id) else { return };
        let ranked = rank(people, guide());
        let best = proposed(&ranked).map(|best| best.tool.id.as_str());
        let height = area.height.min(u16::try_from(ranked.len()).unwrap_or(u16::MAX));
        for (row, n) in (0..height).zip(self.window.visible(ranked.len(), usize::from(height))) {
            let one = &ranked[n];
            let style = if n == self.window.chosen() { canvas.chosen(area, row) } else { Style::new() };
            let (state, word) = look(one, best == Some(one.tool.id.as_str()));
            if state == State::Quiet {
                // A sign before a sum would be read as part of it.
                canvas.put(area, (4, row), &word, Style::new());
            } else {
                canvas.state(area, (2, row), state, &word);
            }
            let column = canvas.put(area, (TITLE, row), &one.tool.title, style);
            if people.tool.fact() == Some(one.tool.id.as_str()) {
                let quiet = canvas.theme.quiet();
                canvas.put(area, (column + 2, row), "(chosen)", quiet);
            }
        }
        let Some(one) = ranked.get(self.window.chosen()).filter(|_| height + 2 < area.height) else { return };
        canvas.rule(area, height);
        let panel = Rect { y: area.y + height + 1, height: area.height - height - 1, ..area };
        draw_lines(&lines(one, desk, people), panel, canvas);
    }
}

/// Draws the reasons; where there is no room for all of them, the last row says how to read the rest.
fn draw_lines(lines: &[(State, String)], area: Rect, canvas: &mut Canvas) {
    let width = usize::from(area.width.saturating_sub(2));
    let wrapped: Vec<(State, bool, String)> = lines
        .iter()
        .flat_map(|(state, says)| {
            let lines = wrap(says, width).into_iter().enumerate();
            lines.map(|(n, line)| (*state, n == 0, line)).collect::<Vec<_>>()
        })
        .collect();
    let fits = usize::from(area.height);
    let shown = if wrapped.len() > fits { fits.saturating_sub(1) } else { fits };
    for (row, (state, first, line)) in (0..area.height).zip(wrapped.iter().take(shown)) {
        let style = if *first && *state != State::Quiet { canvas.theme.state(*state) } else { Style::new() };
        if let (true, Some((sign, says))) = (*first, line.split_once(' ')) {
            canvas.put(area, (0, row), sign, style);
            canvas.put(area, (2, row), says, Style::new());
        } else {
            canvas.put(area, (2, row), line, Style::new());
        }
    }
    if wrapped.len() > fits {
        let quiet = canvas.theme.quiet();
        canvas.put(area, (2, area.height - 1), "w shows the rest", quiet);
    }
}
