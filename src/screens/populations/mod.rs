//! Populations: groups of people who are treated alike, those without a tool first.
//!
//! Enter leads to the questions about one of them, from there Tab to the tools in order, and `c` to two side by side.

mod chooser;
mod compare;
mod ranking;
#[cfg(test)]
mod tests;

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::form::Form;
use super::people::People;
use super::why::Why;
use super::{Go, Screen};
use crate::advice::tools::{Gravity, answered, cautions, clash, filter_of, proposed, rank, who};
use crate::app::{Action, Desk, Scope};
use crate::guide::guide;
use crate::plan::{PARTS, Part, Place, Population, ToolChoice, part};
use crate::widgets::{Canvas, State, Window, cut};
use chooser::Chooser;

/// Said where there is nobody yet.
const EMPTY: &str = "Groups of people who are treated alike belong here: the many on a domain, executives, a subsidiary, \
                     coaches of other companies. Press a to name one; questions then show which tool suits them.";

/// The page.
pub(super) struct Populations {
    window: Window,
    /// How each choice stands, in the order of the page. A choice may be judged by every address of a group, so it is
    /// not done while drawing.
    judged: Vec<Judged>,
    /// The id of the chosen people when the page was left for another.
    pointed: String,
}

/// How a choice stands, and what is to be said about it.
struct Judged {
    state: State,
    word: &'static str,
    says: String,
}

/// Returns the part of the plan the pages are about.
fn populations() -> &'static Part {
    part("populations").unwrap_or(&PARTS[0])
}

/// Returns the people of that id.
fn find<'d>(desk: &'d Desk, id: &str) -> Option<&'d Population> {
    desk.plan().populations.iter().find(|people| people.id == id)
}

/// Returns what a person calls them.
fn called(people: &Population) -> &str {
    if people.title.trim().is_empty() { &people.id } else { people.title.trim() }
}

/// Returns everybody, those without a tool first, else in the order of the plan.
fn ordered(desk: &Desk) -> Vec<&Population> {
    let mut all: Vec<&Population> = desk.plan().populations.iter().collect();
    all.sort_by_key(|people| people.tool != ToolChoice::Undecided);
    all
}

/// Returns a tool's name as a table has room for it.
fn tool_title(tool: ToolChoice) -> &'static str {
    let title = tool.fact().and_then(|id| guide().tool(id)).map_or("not decided", |tool| tool.title.as_str());
    title.split_once(": ").map_or(title, |(_, short)| short)
}

/// Returns how a choice stands, with the word for it.
fn look(desk: &Desk, people: &Population) -> (State, &'static str) {
    let harm =
        || cautions(desk.plan(), people, desk.today).iter().any(|one| one.gravity == Gravity::DoesHarm);
    match people.tool {
        ToolChoice::Undecided => (State::Attention, "open"),
        _ if clash(desk.plan(), people).is_some() || harm() => (State::Blocked, "look"),
        _ => (State::Good, "chosen"),
    }
}

/// Returns what is to be said about the choice, in sentences.
fn verdict(desk: &Desk, people: &Population) -> String {
    if let Some(clash) = clash(desk.plan(), people) {
        return format!("{} {}", clash.says, clash.follows);
    }
    let cautions = cautions(desk.plan(), people, desk.today);
    if people.tool != ToolChoice::Undecided {
        let reason = people.reason.trim();
        let first = cautions.first().map_or(String::new(), |caution| caution.says.clone());
        return if reason.is_empty() || cautions.iter().any(|one| one.gravity == Gravity::DoesHarm) {
            first
        } else {
            format!("{reason} {first}")
        };
    }
    let asked = guide().tool_questions().len();
    let answered = answered(people, guide());
    let ranked = rank(people, guide());
    match proposed(&ranked) {
        Some(best) => {
            format!("{answered} of {asked} questions are answered. So far the best fit: {}.", best.tool.title)
        }
        None if answered == 0 => "No question is answered yet. Enter begins with the first.".to_owned(),
        None => format!("{answered} of {asked} questions are answered, and no tool stands out yet."),
    }
}

/// Goes to the people a population is said to be; where nothing names them, says what would.
fn show(id: &str, desk: &mut Desk) -> Go {
    let Some(people) = find(desk, id) else { return Go::Stay };
    if let Some(filter) = filter_of(people) {
        return Go::To(Box::new(People::of(&filter, desk)));
    }
    let says = "Neither a domain nor a filter says who they are: Enter on “who” of the questions names one.";
    desk.say(State::Quiet, says);
    Go::Stay
}

impl Populations {
    /// Makes the page.
    pub(super) fn new(desk: &Desk) -> Populations {
        let mut page = Populations { window: Window::default(), judged: Vec::new(), pointed: String::new() };
        page.judge(desk);
        page
    }

    /// Judges every choice anew, after the plan changed.
    fn judge(&mut self, desk: &Desk) {
        let judge = |people: &Population| {
            let (state, word) = look(desk, people);
            Judged { state, word, says: verdict(desk, people) }
        };
        self.judged = ordered(desk).into_iter().map(judge).collect();
    }

    fn chosen(&self, desk: &Desk) -> Option<String> {
        ordered(desk).get(self.window.chosen()).map(|people| people.id.clone())
    }

    fn choose(&mut self, id: &str, desk: &Desk) {
        id.clone_into(&mut self.pointed);
        let row = ordered(desk).iter().position(|people| people.id == id);
        self.window.choose(row.unwrap_or(0));
    }

    fn add(&mut self, desk: &mut Desk) -> Go {
        let Some(id) = desk.edit("new population", |plan| plan.add_entry("populations")) else {
            return Go::Stay;
        };
        self.judge(desk);
        self.choose(&id, desk);
        Go::To(Box::new(Form::of(populations(), &id, desk)))
    }

    fn remove(&mut self, desk: &mut Desk) {
        let Some(id) = self.chosen(desk) else {
            return desk.say(State::Quiet, "There is nobody to remove yet.");
        };
        let title = find(desk, &id).map_or(id.as_str(), called).to_owned();
        if desk.edit(&format!("removal of {title}"), |plan| plan.remove_entry("populations", &id)) {
            self.judge(desk);
            desk.say(State::Good, format!("{title} was removed. u brings it back."));
        }
    }
}

impl Screen for Populations {
    fn title(&self, _desk: &Desk) -> String {
        "Populations and tools".to_owned()
    }
    fn about(&self) -> &'static str {
        "Groups of people who are treated alike, and the tool each is given. Those without one come first; Enter opens \
         the questions that decide."
    }
    fn scopes(&self, _desk: &Desk) -> Vec<Scope> {
        vec![Scope::Entries, Scope::Population, Scope::Why, Scope::Rows, Scope::Browsing]
    }
    fn act(&mut self, action: Action, desk: &mut Desk) -> Go {
        let len = desk.plan().populations.len();
        match action {
            Action::Open => match self.chosen(desk) {
                Some(id) => {
                    self.pointed.clone_from(&id);
                    return Go::To(Box::new(Chooser::new(&id, desk)));
                }
                None => desk.say(State::Quiet, "There is nobody to open yet. a adds a group of people."),
            },
            Action::Who => return self.chosen(desk).map_or(Go::Stay, |id| show(&id, desk)),
            Action::Why => {
                let fact =
                    self.chosen(desk).and_then(|id| find(desk, &id)).and_then(|people| people.tool.fact());
                return Go::To(Why::of_page(self.about(), fact.unwrap_or(populations().fact)));
            }
            Action::Add => return self.add(desk),
            Action::Remove => self.remove(desk),
            action if self.window.act(action, len, usize::from(desk.size.1).saturating_sub(11)) => {
                self.pointed = self.chosen(desk).unwrap_or_default();
            }
            _ => return Go::Pass,
        }
        Go::Stay
    }
    fn refresh(&mut self, desk: &mut Desk) {
        self.judge(desk);
        // Whoever was given a tool has moved down: the pointer goes along.
        let row = ordered(desk).iter().position(|people| people.id == self.pointed);
        let last = desk.plan().populations.len().saturating_sub(1);
        self.window.choose(row.unwrap_or(self.window.chosen().min(last)));
    }
    fn place(&self) -> Option<(String, String, String)> {
        Some(("populations".to_owned(), String::new(), String::new()))
    }
    fn show(&mut self, place: &Place, desk: &mut Desk) -> Option<Box<dyn Screen>> {
        find(desk, &place.entry)?;
        self.choose(&place.entry, desk);
        let asked = guide().tool_questions().iter().any(|question| question.id == place.field);
        if asked || matches!(place.field.as_str(), "" | "tool") {
            let mut chooser = Chooser::new(&place.entry, desk);
            chooser.focus_on(&place.field);
            return Some(Box::new(chooser));
        }
        let mut form = Form::of(populations(), &place.entry, desk);
        form.focus_on(&place.field, desk);
        Some(Box::new(form))
    }
    fn draw(&self, desk: &Desk, area: Rect, canvas: &mut Canvas) {
        let (plain, quiet) = (Style::new(), canvas.theme.quiet());
        let all = ordered(desk);
        if all.is_empty() {
            canvas.paragraph(Rect { width: area.width.min(74), ..area }, 1, EMPTY, plain);
            return;
        }
        let below = if area.height < 12 { 0 } else { 6 };
        let rows = Rect { y: area.y + 1, height: area.height.saturating_sub(below + 1), ..area };
        // Who they are goes first where there is little room.
        let third = area.width.saturating_sub(19).max(20);
        let second = if area.width < 60 { third } else { 12 + area.width / 3 };
        for (column, title) in [(12, "people"), (second, "who"), (third, "tool")] {
            if title != "who" || second < third {
                canvas.put(area, (column, 0), title, quiet);
            }
        }
        for (row, n) in (0..rows.height).zip(self.window.visible(all.len(), usize::from(rows.height))) {
            let people = all[n];
            let style = if n == self.window.chosen() { canvas.chosen(rows, row) } else { plain };
            if let Some(judged) = self.judged.get(n) {
                canvas.state(rows, (2, row), judged.state, judged.word);
            }
            let cells = |from: u16, to: u16| usize::from(to.saturating_sub(from + 1));
            canvas.put(rows, (12, row), &cut(called(people), cells(12, second)), style);
            canvas.put(rows, (second, row), &cut(&who(desk.plan(), people), cells(second, third)), quiet);
            canvas.put(rows, (third, row), tool_title(people.tool), style);
        }
        if let Some(judged) = self.judged.get(self.window.chosen()).filter(|_| below > 0) {
            let panel = Rect { y: area.y + area.height - below, height: below, ..area };
            canvas.rule(panel, 0);
            canvas.paragraph(panel, 1, &judged.says, plain);
        }
    }
}
