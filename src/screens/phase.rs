//! The step rail and the menu of one phase: its pages with what is open on each.

use ratatui::layout::Rect;

use super::{Go, PAGES, Page, Screen};
use crate::advice::{Phase, PhaseState, open_in};
use crate::app::{Action, Desk, Scope};
use crate::plan::part;
use crate::widgets::{Canvas, State, Window, cut, rows};
use crate::wording;

/// How wide the rail is.
pub(super) const RAIL: u16 = 26;

/// One line of the rail: where it leads, what it says, and its state.
pub(super) struct Stop {
    /// Where it leads.
    pub(super) to: &'static str,
    /// The phase, for lines of phases.
    pub(super) phase: Option<u8>,
    /// What it says.
    pub(super) says: &'static str,
    /// Its state or count.
    pub(super) state: String,
    /// How the state is shown.
    pub(super) look: State,
}

/// The names of the phases where there is little room.
const SHORT: [&str; 5] = ["Intelligence", "Special cases", "SSO", "Messages", "Execution"];

/// Returns the lines of the rail: the phases with their states, then the pages beside them.
pub(super) fn stops(desk: &Desk) -> Vec<Stop> {
    let mut stops: Vec<Stop> = Phase::ALL
        .iter()
        .map(|phase| {
            let state = desk.advice.phase_state(*phase);
            let look = match state {
                PhaseState::Done => State::Good,
                PhaseState::GateShut => State::Blocked,
                PhaseState::Open(_) | PhaseState::Day(_) => State::Attention,
                PhaseState::NotStarted => State::Quiet,
            };
            let says = SHORT[phase.index()];
            // "not started" would leave no room for the names.
            let state = if state == PhaseState::NotStarted { "to do".to_owned() } else { state.to_string() };
            Stop { to: "", phase: Some(phase.number()), says, state, look }
        })
        .collect();
    // An import begins with a key and not with a line of the menu.
    for page in PAGES.iter().filter(|page| page.phase.is_none() && page.id != "import") {
        stops.push(Stop {
            to: page.id,
            phase: None,
            says: page.title,
            state: beside(desk, page),
            look: State::Quiet,
        });
    }
    stops
}

/// The count beside a page that belongs to no phase.
fn beside(desk: &Desk, page: &Page) -> String {
    match page.id {
        "people" => desk
            .measured
            .as_ref()
            .map_or(String::new(), |m| wording::thousands(wording::count(m.roster.len()))),
        "documents" => wording::thousands(wording::count(crate::export::FORMATS.len())),
        "findings" => wording::thousands(wording::count(desk.advice.findings.len())),
        _ => String::new(),
    }
}

/// Draws the rail; `chosen` is the line that is chosen, if the rail has the focus.
pub(super) fn rail(desk: &Desk, chosen: Option<usize>, area: Rect, canvas: &mut Canvas) {
    let (focus, heading) = (canvas.theme.focus(), canvas.theme.heading());
    let down = canvas.theme.lines().1;
    let quiet = canvas.theme.quiet();
    for row in 0..area.height {
        canvas.put(area, (area.width - 1, row), down, quiet);
    }
    let inner = Rect { width: area.width - 2, ..area };
    let mut row = 0;
    for (n, stop) in stops(desk).iter().enumerate() {
        if stop.phase.is_none() && n == 5 {
            row += 1;
        }
        let here = chosen == Some(n);
        if here {
            canvas.put(inner, (0, row), canvas.theme.pointer(), focus);
            canvas.point(inner, (0, row));
        }
        let number = stop.phase.map_or(" ".to_owned(), |phase| phase.to_string());
        let style = if here { focus } else { heading };
        let room = usize::from(inner.width).saturating_sub(5 + crate::widgets::width(&stop.state));
        canvas.put(inner, (2, row), &format!("{number} {}", cut(stop.says, room)), style);
        let style = canvas.theme.state(stop.look);
        canvas.put_right(inner, row, &stop.state, style);
        row += 1;
    }
}

/// Returns the menu of a phase, 1 to 5.
pub(crate) fn phase(number: u8) -> Box<dyn Screen> {
    let phase = Phase::ALL[usize::from(number.clamp(1, 5)) - 1];
    Box::new(Menu { phase, window: Window::default() })
}

/// Returns the menu of a phase, 1 to 5, with one of its pages chosen.
pub(crate) fn phase_at(number: u8, page: &str) -> Box<dyn Screen> {
    let phase = Phase::ALL[usize::from(number.clamp(1, 5)) - 1];
    let mut menu = Menu { phase, window: Window::default() };
    menu.window.choose(menu.pages().iter().position(|one| one.id == page).unwrap_or(0));
    Box::new(menu)
}

/// The pages of a phase, with what is open on each.
struct Menu {
    phase: Phase,
    window: Window,
}

impl Menu {
    fn pages(&self) -> Vec<&'static Page> {
        PAGES.iter().filter(|page| page.phase == Some(self.phase.number())).collect()
    }
}

/// What there is on a page, and what is open on it.
fn badge(desk: &Desk, page: &Page) -> (String, State) {
    if let Some(gate) = super::gate::gate_of(page.id) {
        let gate = desk.advice.gate(gate);
        return match (gate.open, gate.warning) {
            (true, _) if gate.nothing_to_decide => ("nothing to decide".to_owned(), State::Quiet),
            (true, _) if gate.passed_on.is_some() => ("done".to_owned(), State::Good),
            (true, false) => ("open".to_owned(), State::Good),
            (true, true) => ("open, with care".to_owned(), State::Attention),
            (false, _) => (format!("shut: {}", gate.shut_reasons()), State::Blocked),
        };
    }
    if page.id == "release" {
        return super::release::badge(desk);
    }
    let Some(part) = page.part.and_then(part) else { return (String::new(), State::Quiet) };
    let open = open_in(desk.plan(), part).len();
    let entries = part.rows.ids(desk.plan()).len();
    let unclear = desk.plan().drafts_in(part.id);
    if unclear > 0 {
        return (format!("{unclear} not clear"), State::Attention);
    }
    match (part.rows.is_list(), open) {
        (true, _) if entries == 0 => ("none yet".to_owned(), State::Quiet),
        (true, 0) => (entries.to_string(), State::Good),
        (true, open) => (format!("{entries}, {open} open"), State::Attention),
        (false, 0) => ("complete".to_owned(), State::Good),
        (false, open) => (format!("{open} open"), State::Attention),
    }
}

impl Screen for Menu {
    fn title(&self, desk: &Desk) -> String {
        self.phase.heading(desk.plan())
    }
    fn about(&self) -> &'static str {
        match self.phase {
            Phase::Discovery => "Find out who and what there is, before anything is changed.",
            Phase::SpecialCases => {
                "What needs care moves first, by hand, before the domains are switched on."
            }
            Phase::Sso => "SSO is required only when nearly everybody is in: 75 % for a company.",
            Phase::Communications => {
                "People are told early and more than once, with six elements in every message."
            }
            Phase::Execution => "Carry it out in waves, measure it, and close it.",
        }
    }
    fn scopes(&self, _desk: &Desk) -> Vec<Scope> {
        vec![Scope::Lists, Scope::Rows, Scope::Browsing]
    }
    fn act(&mut self, action: Action, _desk: &mut Desk) -> Go {
        let pages = self.pages();
        match action {
            Action::Open => pages.get(self.window.chosen()).map_or(Go::Stay, |page| Go::Page(page.id)),
            Action::Left | Action::Up if self.window.chosen() == 0 => Go::Stay,
            action if self.window.act(action, pages.len(), pages.len()) => Go::Stay,
            _ => Go::Pass,
        }
    }
    fn place(&self) -> Option<(String, String, String)> {
        Some((format!("phase-{}", self.phase.number()), String::new(), String::new()))
    }
    fn draw(&self, desk: &Desk, area: Rect, canvas: &mut Canvas) {
        let (plain, quiet) = (ratatui::style::Style::new(), canvas.theme.quiet());
        // Where there is little room, the pages themselves come first.
        let about = if area.height < 12 { "" } else { self.about() };
        let mut row = if about.is_empty() { 0 } else { canvas.paragraph(area, 0, about, quiet) + 1 };
        let pages = self.pages();
        let told = pages.get(self.window.chosen()).map_or("", |page| page.says);
        let told_height = rows(told, area.width).saturating_add(1);
        let room = usize::from(area.height.saturating_sub(row + told_height).max(1));
        let column = 28.min(area.width);
        for n in self.window.visible(pages.len(), room) {
            let here = n == self.window.chosen();
            let style = if here { canvas.chosen(area, row) } else { plain };
            canvas.put(Rect { width: column, ..area }, (2, row), pages[n].title, style);
            let (state, look) = badge(desk, pages[n]);
            let look = canvas.theme.state(look);
            canvas.put(area, (column, row), &state, look);
            if area.width >= 72 {
                canvas.put(area, (column + 14, row), pages[n].says, quiet);
            }
            row += 1;
        }
        row += 1 + canvas.paragraph(area, row + 1, told, quiet);
        let findings: Vec<_> =
            desk.advice.findings.iter().filter(|finding| finding.phase == self.phase).collect();
        if !findings.is_empty() && row + 2 < area.height {
            let heading = canvas.theme.heading();
            canvas.put(area, (0, row + 1), "What was noticed in this phase (f shows all)", heading);
            for (row, finding) in (row + 2..area.height).zip(findings) {
                let look = super::findings::look(finding.weight);
                let column = canvas.state(area, (0, row), look, "");
                canvas.put(area, (column + 1, row), &finding.says, plain);
            }
        }
    }
}
