//! A gate: yes or no, each condition with its evidence, and what enforcing SSO today would do.
//!
//! What is judged comes from `advice`; this page shows it, leads to where it is mended, and lets somebody answer
//! for a condition by name.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::answer_for::AnswerFor;
use super::by_name::ByName;
use super::enforced_today::EnforcedToday;
use super::why::{BESIDE, Reason, Why};
use super::{Go, Screen};
use crate::advice::{Condition, Gate, GateId, Met};
use crate::app::{Action, Desk, Scope};
use crate::plan::Override;
use crate::widgets::{Canvas, State, width, wrap};
use crate::wording::{self, count, thousands};

/// Cells before what a condition says: pointer, sign, word.
const WORD: u16 = 15;

/// The page of a gate.
pub(super) struct GatePage {
    id: GateId,
    focus: usize,
}

impl GatePage {
    /// Makes the page of a gate.
    pub(super) fn of(id: GateId) -> GatePage {
        GatePage { id, focus: 0 }
    }

    fn gate<'d>(&self, desk: &'d Desk) -> &'d Gate {
        desk.advice.gate(self.id)
    }

    fn chosen<'d>(&self, desk: &'d Desk) -> Option<&'d Condition> {
        in_order(self.gate(desk)).get(self.focus).copied()
    }

    fn answer_for(condition: &Condition, desk: &mut Desk) -> Go {
        let says = match condition.met {
            Met::No => return Go::To(AnswerFor::of(condition)),
            Met::Overridden => "Somebody answers for this already. The page Overrides in phase 5 holds it.",
            Met::Stale => "This does not hold the gate shut. Newer evidence is what it wants: press Enter.",
            Met::Yes => "This is in order: there is nothing to answer for.",
        };
        desk.say(State::Attention, says);
        Go::Stay
    }
}

/// Each gate's page.
const PAGE_IDS: [(GateId, &str); 4] = [
    (GateId::StartExecution, "gate-execution"),
    (GateId::EnableDomains, "gate-domains"),
    (GateId::EnforceSso, "gate"),
    (GateId::Close, "gate-close"),
];

/// Returns the gate a page shows, if it shows one.
pub(super) fn gate_of(page: &str) -> Option<GateId> {
    PAGE_IDS.iter().find(|(_, id)| *id == page).map(|(gate, _)| *gate)
}

/// Returns the conditions, those that want something first.
fn in_order(gate: &Gate) -> Vec<&Condition> {
    let mut conditions: Vec<&Condition> = gate.conditions.iter().collect();
    conditions.sort_by_key(|condition| match condition.met {
        Met::No => 0,
        Met::Stale => 1,
        Met::Overridden => 2,
        Met::Yes => 3,
    });
    conditions
}

/// Returns how a condition is shown: its state and its word.
fn look(met: Met) -> (State, &'static str) {
    match met {
        Met::Yes => (State::Good, "in order"),
        Met::No => (State::Blocked, "missing"),
        Met::Stale => (State::Attention, "too old"),
        Met::Overridden => (State::Attention, "overridden"),
    }
}

/// Returns yes or no with its counts, and how it is shown.
fn headline(gate: &Gate, desk: &Desk) -> (String, State) {
    if gate.nothing_to_decide {
        return ("NOTHING TO DECIDE in this plan.".to_owned(), State::Good);
    }
    let number = |met| count(gate.conditions.iter().filter(|condition| condition.met == met).count());
    let (missing, stale, overridden) = (number(Met::No), number(Met::Stale), number(Met::Overridden));
    let fine = count(gate.conditions.len()) - missing - stale - overridden;
    let mut also = Vec::new();
    let are = |n: u32| if n == 1 { "is" } else { "are" };
    if stale > 0 {
        also.push(format!("{} {} known by evidence that is too old", thousands(stale), are(stale)));
    }
    if overridden > 0 {
        also.push(format!("{} {} overridden by name", thousands(overridden), are(overridden)));
    }
    if fine > 0 {
        also.push(format!("{} {} in order", thousands(fine), are(fine)));
    }
    let also = wording::and(&also);
    let besides = if also.is_empty() { String::new() } else { format!(", {also}") };
    let (answer, look) = match (missing, gate.warning) {
        (0, false) if overridden == 0 => {
            (format!("YES. {0} of {0} conditions are in order.", thousands(fine)), State::Good)
        }
        (0, _) => (format!("YES, with care. {also}."), State::Attention),
        (1, _) => (format!("NO. 1 thing stands in the way{besides}."), State::Blocked),
        (n, _) => (format!("NO. {} things stand in the way{besides}.", thousands(n)), State::Blocked),
    };
    let done = gate.passed_on.map_or(String::new(), |day| {
        let all_the_same = if missing == 0 { "" } else { " all the same" };
        format!(" It was done on {}{all_the_same}.", wording::day(day, desk.today))
    });
    (answer + &done, look)
}

/// Returns who answers for a condition, as a sentence.
fn answered_for(one: &Override, desk: &Desk) -> String {
    let on = one.on.map_or(String::new(), |day| format!(" on {}", wording::day(day, desk.today)));
    format!("{} answered for it{on}: {}", one.by.trim(), one.reason.trim())
}

/// The lines a condition takes: what it says, its evidence, and who answered for it.
struct Lines {
    says: Vec<String>,
    /// Whether the evidence stands at the right of what it says.
    beside: bool,
    evidence: Vec<String>,
    answered: Vec<String>,
}

impl Lines {
    fn of(condition: &Condition, desk: &Desk, room: u16) -> Lines {
        let room = usize::from(room.saturating_sub(WORD)).max(1);
        let says = wrap(&crate::untrusted::clean_lines(&condition.says), room);
        let evidence = crate::untrusted::clean(&condition.evidence).to_string();
        let beside = says.len() == 1 && width(&says[0]) + 2 + width(&evidence) <= room;
        let evidence = match (beside, evidence.is_empty()) {
            (_, true) => Vec::new(),
            (true, _) => vec![evidence],
            (false, _) => wrap(&evidence, room),
        };
        let answered = condition.overridden.as_ref().map(|one| answered_for(one, desk));
        let answered = answered.map_or(Vec::new(), |says| wrap(&crate::untrusted::clean_lines(&says), room));
        Lines { says, beside, evidence, answered }
    }

    fn height(&self) -> u16 {
        let below = if self.beside { 0 } else { self.evidence.len() };
        u16::try_from(self.says.len() + below + self.answered.len()).unwrap_or(u16::MAX)
    }
}

/// Returns the first condition to draw, so that the focused one is wholly in sight.
fn top(heights: &[u16], focus: usize, room: u16) -> usize {
    let focus = focus.min(heights.len().saturating_sub(1));
    let mut top = 0;
    while top < focus && heights[top..=focus].iter().sum::<u16>() > room {
        top += 1;
    }
    top
}

impl Screen for GatePage {
    fn title(&self, _desk: &Desk) -> String {
        self.id.title().to_owned()
    }
    fn about(&self) -> &'static str {
        "What has to be so before this decision, and how we know. Enter goes to where it is mended, w says why it is asked."
    }
    fn scopes(&self, _desk: &Desk) -> Vec<Scope> {
        let mut scopes = vec![Scope::Gate, Scope::Reasons, Scope::Rows, Scope::Browsing];
        if self.id == GateId::EnforceSso {
            scopes.insert(0, Scope::Enforcing);
        }
        scopes
    }
    fn act(&mut self, action: Action, desk: &mut Desk) -> Go {
        let last = self.gate(desk).conditions.len().saturating_sub(1);
        let chosen = self.chosen(desk).cloned();
        match (action, chosen) {
            (Action::Who, _) => return Go::To(Box::new(ByName::default())),
            (Action::Open, Some(condition)) => return Go::Place(condition.place),
            (Action::Override, Some(condition)) => return GatePage::answer_for(&condition, desk),
            (Action::Why, Some(condition)) => return Go::To(Why::of(reason(&condition))),
            (Action::Up | Action::Previous, _) => self.focus = self.focus.saturating_sub(1),
            (Action::Down | Action::Next, _) => self.focus = (self.focus + 1).min(last),
            (Action::First, _) => self.focus = 0,
            (Action::Last, _) => self.focus = last,
            (Action::PageUp, _) => self.focus = self.focus.saturating_sub(5),
            (Action::PageDown, _) => self.focus = (self.focus + 5).min(last),
            _ => return Go::Pass,
        }
        Go::Stay
    }
    fn refresh(&mut self, desk: &mut Desk) {
        self.focus = self.focus.min(self.gate(desk).conditions.len().saturating_sub(1));
    }
    fn place(&self) -> Option<(String, String, String)> {
        let page = PAGE_IDS.iter().find(|(gate, _)| *gate == self.id).map_or("", |(_, id)| id);
        Some((page.to_owned(), String::new(), String::new()))
    }
    fn draw(&self, desk: &Desk, area: Rect, canvas: &mut Canvas) {
        let beside = area.width >= BESIDE;
        let page = if beside { Rect { width: area.width * 3 / 5, ..area } } else { area };
        let used = self.draw_page(desk, page, canvas);
        let Some(condition) = self.chosen(desk) else { return };
        let below = area.height.saturating_sub(used);
        let panel = if beside {
            Rect { x: area.x + page.width + 2, width: area.width - page.width - 2, ..area }
        } else if below > 5 {
            canvas.rule(area, used + 1);
            Rect { y: area.y + used + 2, height: below - 2, ..area }
        } else {
            return;
        };
        reason(condition).draw(0, panel, canvas);
    }
}

fn reason(condition: &Condition) -> Reason {
    let says = format!("{}\n{}", condition.says, condition.evidence);
    Reason { says, why: condition.why.to_owned(), fact: condition.fact, ..Reason::default() }
}

impl GatePage {
    /// Draws the answer, the conditions and what they are about; returns how many rows that took.
    fn draw_page(&self, desk: &Desk, area: Rect, canvas: &mut Canvas) -> u16 {
        let (says, state) = headline(self.gate(desk), desk);
        let style = canvas.theme.state(state).patch(canvas.theme.heading());
        let gap = u16::from(area.height >= 10);
        let from = canvas.paragraph(area, 0, &says, style) + gap;
        let conditions = in_order(self.gate(desk));
        let lines: Vec<Lines> =
            conditions.iter().map(|condition| Lines::of(condition, desk, area.width)).collect();
        let needed: u16 = lines.iter().map(Lines::height).sum();
        let room = area.height.saturating_sub(from);
        let below = (self.id == GateId::EnforceSso).then(|| EnforcedToday::of(desk));
        let taken = below.as_ref().map_or(0, |below| below.height(area.width, room, needed));
        let list = Rect { y: area.y + from, height: room - taken, ..area };
        self.draw_conditions(&conditions, &lines, list, canvas);
        let at = from + needed.min(list.height);
        if let Some(below) = below {
            below.draw(Rect { y: area.y + at, height: taken, ..area }, canvas);
        }
        at + taken
    }

    /// Draws the conditions, and in the gap above them how many are out of sight.
    fn draw_conditions(&self, conditions: &[&Condition], lines: &[Lines], area: Rect, canvas: &mut Canvas) {
        let heights: Vec<u16> = lines.iter().map(Lines::height).collect();
        let first = top(&heights, self.focus, area.height);
        let mut row = 0;
        let mut shown = 0;
        for (n, (condition, lines)) in conditions.iter().zip(lines).enumerate().skip(first) {
            if row >= area.height {
                break;
            }
            let room = Rect { y: area.y + row, height: heights[n].min(area.height - row), ..area };
            draw_condition(condition, lines, n == self.focus, (room, canvas));
            row += heights[n];
            shown += 1;
        }
        let (above, below) = (count(first), count(conditions.len() - first - shown));
        let more = [(above, "above"), (below, "below")].map(|(n, side)| match n {
            0 => String::new(),
            n => format!("{} more {side}", thousands(n)),
        });
        let more: Vec<&str> = more.iter().map(String::as_str).filter(|says| !says.is_empty()).collect();
        let quiet = canvas.theme.quiet();
        if !more.is_empty() {
            let gap = Rect { y: area.y.saturating_sub(1), height: 1, ..area };
            canvas.put_right(gap, 0, &more.join(", "), quiet);
        }
    }
}

fn draw_condition(condition: &Condition, lines: &Lines, here: bool, (area, canvas): (Rect, &mut Canvas)) {
    let (focus, quiet) = (canvas.theme.focus(), canvas.theme.quiet());
    if here {
        canvas.put(area, (0, 0), canvas.theme.pointer(), focus);
        canvas.point(area, (0, 0));
    }
    let (state, word) = look(condition.met);
    canvas.state(Rect { width: WORD.min(area.width), ..area }, (2, 0), state, word);
    let style = if here { focus } else { Style::new() };
    let mut row = 0;
    for line in &lines.says {
        canvas.put(area, (WORD, row), line, style);
        row += 1;
    }
    for line in &lines.evidence {
        if lines.beside {
            canvas.put_right(area, 0, line, quiet);
        } else {
            canvas.put(area, (WORD, row), line, quiet);
            row += 1;
        }
    }
    let style = canvas.theme.state(State::Attention);
    for line in &lines.answered {
        canvas.put(area, (WORD, row), line, style);
        row += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::Place;

    fn condition(id: &str, met: Met) -> Condition {
        Condition {
            id: id.to_owned(),
            met,
            says: format!("About {id}."),
            evidence: "3 of 3".to_owned(),
            why: "",
            fact: None,
            place: Place::part("domains"),
            overridden: None,
        }
    }

    fn desk(conditions: Vec<Condition>) -> Desk {
        let mut desk = Desk::bare();
        let met = conditions.iter().all(|condition| condition.met != Met::No);
        let warning = met && conditions.iter().any(|condition| condition.met == Met::Stale);
        desk.advice.gates[2] = Gate {
            id: GateId::EnforceSso,
            open: met,
            warning,
            passed_on: None,
            nothing_to_decide: false,
            conditions,
        };
        desk
    }

    #[test]
    fn what_is_missing_is_chosen_first() {
        let desk = desk(vec![condition("a", Met::Yes), condition("b", Met::Stale), condition("c", Met::No)]);
        let page = GatePage::of(GateId::EnforceSso);
        assert_eq!(page.chosen(&desk).map(|condition| condition.id.as_str()), Some("c"));
        let (says, state) = headline(page.gate(&desk), &desk);
        assert_eq!(
            says,
            "NO. 1 thing stands in the way, 1 is known by evidence that is too old and 1 is in order."
        );
        assert_eq!(state, State::Blocked);
    }

    #[test]
    fn only_what_is_missing_can_be_answered_for() {
        let mut open = desk(vec![condition("a", Met::Yes)]);
        let mut page = GatePage::of(GateId::EnforceSso);
        assert!(matches!(page.act(Action::Override, &mut open), Go::Stay));
        assert!(open.notice.is_some());
        let mut shut = desk(vec![condition("a", Met::No)]);
        assert!(matches!(page.act(Action::Override, &mut shut), Go::To(_)));
    }

    #[test]
    fn the_focused_condition_is_wholly_in_sight() {
        assert_eq!(top(&[1, 2, 1, 3], 0, 4), 0);
        assert_eq!(top(&[1, 2, 1, 3], 3, 4), 2);
        assert_eq!(top(&[5, 5], 1, 3), 1);
        assert_eq!(top(&[], 0, 3), 0);
    }

    #[test]
    fn evidence_goes_below_where_it_does_not_fit_beside() {
        let desk = desk(Vec::new());
        let mut one = condition("a", Met::Yes);
        assert!(Lines::of(&one, &desk, 60).beside);
        one.evidence = "members list of Sun 15 Nov, 1,204 rows, and a reading".to_owned();
        let lines = Lines::of(&one, &desk, 60);
        assert!(!lines.beside);
        assert_eq!(lines.height(), 3);
    }
}
