//! The questions about one group of people, one below the other, and what the answers come to.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::super::form::Form;
use super::super::why::{Reason, Why};
use super::super::{Go, Screen};
use super::ranking::Ranking;
use super::{called, find, populations, show, tool_title, verdict};
use crate::advice::tools::{answer, best_option, proposed, rank, who};
use crate::app::{Action, Desk, Scope};
use crate::guide::{Argument, ToolQuestion, guide};
use crate::plan::{Place, Population, ToolChoice};
use crate::widgets::{Canvas, State, Window, cut};
use crate::wording::and;

/// Cells before a question: the pointer, its answer.
const ANSWER: u16 = 15;

/// The questions.
pub(super) struct Chooser {
    id: String,
    window: Window,
}

/// Returns the questions in their order.
fn questions() -> &'static [ToolQuestion] {
    guide().tool_questions()
}

/// Returns how many rows there are: who they are, the questions, the decision.
fn rows() -> usize {
    questions().len() + 2
}

impl Chooser {
    /// Makes the page; it begins at the first question without an answer.
    pub(super) fn new(id: &str, desk: &Desk) -> Chooser {
        let mut chooser = Chooser { id: id.to_owned(), window: Window::default() };
        let open = |people: &Population| {
            questions().iter().position(|question| answer(people, &question.id).is_none())
        };
        let first = find(desk, id).and_then(open).unwrap_or(questions().len());
        chooser.window.choose(first + 1);
        chooser
    }

    /// Goes to a question, or to the decision.
    pub(super) fn focus_on(&mut self, field: &str) {
        if field == "tool" {
            self.window.choose(rows() - 1);
        } else if let Some(n) = questions().iter().position(|question| question.id == field) {
            self.window.choose(n + 1);
        }
    }

    fn question(&self) -> Option<&'static ToolQuestion> {
        questions().get(self.window.chosen().checked_sub(1)?)
    }

    fn set(&self, question: &ToolQuestion, typed: &str, desk: &mut Desk) {
        let place = Place::new("populations", &self.id, &question.id);
        desk.edit(&format!("“{}”", question.asks), |plan| plan.set_answer(&place, typed).is_ok());
    }

    /// Gives the next or the previous of the three answers.
    fn turn(&self, forward: bool, desk: &mut Desk) {
        let Some(question) = self.question() else { return };
        let now = find(desk, &self.id).and_then(|people| answer(people, &question.id));
        let next = match (now, forward) {
            (None, true) | (Some(false), false) => "yes",
            (Some(true), true) | (None, false) => "no",
            _ => "",
        };
        self.set(question, next, desk);
    }

    /// Answers yes or no and goes on to the next question.
    fn say(&mut self, typed: &str, desk: &mut Desk) {
        if let Some(question) = self.question() {
            self.set(question, typed, desk);
            self.window.choose(self.window.chosen() + 1);
        } else {
            desk.say(State::Quiet, "y and n answer the questions in between.");
        }
    }

    fn open(&mut self, desk: &mut Desk) -> Go {
        match self.window.chosen() {
            0 => Go::To(Box::new(Form::of(populations(), &self.id, desk))),
            last if last + 1 == rows() => self.tools(desk),
            row => {
                self.window.choose(row + 1);
                Go::Stay
            }
        }
    }

    fn tools(&self, desk: &Desk) -> Go {
        Go::To(Box::new(Ranking::new(&self.id, desk)))
    }

    fn why(&self, desk: &Desk) -> Reason {
        let Some(question) = self.question() else {
            let says = find(desk, &self.id).map_or(String::new(), |people| verdict(desk, people));
            return Reason { says, ..Reason::default() };
        };
        let said = |word: &str, arguments: &[Argument]| {
            let lines: Vec<String> = arguments.iter().map(line).collect();
            if lines.is_empty() { String::new() } else { format!("{word}:\n{}\n", lines.join("\n")) }
        };
        let why = format!("{}{}", said("Yes", &question.yes), said("No", &question.no));
        Reason { says: question.asks.clone(), why: why.trim_end().to_owned(), ..Reason::default() }
    }
}

/// Returns what an argument is about.
fn about(argument: &Argument) -> String {
    let tool = argument.tool.as_ref().and_then(|slug| guide().tool(slug)).map(|tool| tool.title.clone());
    let option = || {
        let option = argument.option.as_ref().and_then(|slug| guide().domain_option(slug))?;
        Some(format!("the option {}", option.title.to_lowercase()))
    };
    tool.or_else(option).unwrap_or_default()
}

fn line(argument: &Argument) -> String {
    let sign = if argument.weighs > 0 { "+" } else { "-" };
    format!("{sign} {}: {}", about(argument), argument.says)
}

/// Returns what an answer speaks for and against, in a sentence.
fn speaks(arguments: &[Argument]) -> String {
    let named = |wanted: bool| {
        let of_it = arguments.iter().filter(|argument| (argument.weighs > 0) == wanted);
        of_it.map(about).collect::<Vec<String>>()
    };
    match (named(true), named(false)) {
        (pros, cons) if pros.is_empty() && cons.is_empty() => {
            "This answer speaks for none of the tools.".to_owned()
        }
        (pros, cons) if cons.is_empty() => format!("This answer speaks for {}.", and(&pros)),
        (pros, cons) if pros.is_empty() => format!("This answer speaks against {}.", and(&cons)),
        (pros, cons) => format!("This answer speaks for {}; against {}.", and(&pros), and(&cons)),
    }
}

/// Returns what the answers come to so far, in a sentence.
pub(super) fn so_far(people: &Population) -> String {
    let ranked = rank(people, guide());
    let Some(best) = proposed(&ranked) else {
        let first: Vec<&str> = ranked
            .iter()
            .filter(|one| !one.ruled_out && one.score > 0 && one.score == ranked[0].score)
            .map(|one| one.tool.title.as_str())
            .collect();
        return if first.is_empty() {
            "So far nothing speaks for any tool.".to_owned()
        } else {
            format!("So far as much speaks for {}.", and(&first))
        };
    };
    let option = match best_option(people, guide()) {
        Some((option, _)) if best.tool.id == "T-DOM" => format!(", option {}", option.title.to_lowercase()),
        _ => String::new(),
    };
    let why = best.pros.first().map_or("", |first| first.argument.says.as_str());
    format!("So far the best fit: {}{option}. {why}", best.tool.title)
}

impl Screen for Chooser {
    fn title(&self, desk: &Desk) -> String {
        find(desk, &self.id).map_or(String::new(), |people| called(people).to_owned())
    }
    fn about(&self) -> &'static str {
        "What decides which tool these people are given. y and n answer and go on, Space changes an answer, Tab shows \
         the tools in order with the reasons for and against each."
    }
    fn scopes(&self, _desk: &Desk) -> Vec<Scope> {
        vec![Scope::Weighing, Scope::Population, Scope::Reasons, Scope::Rows, Scope::Browsing]
    }
    fn act(&mut self, action: Action, desk: &mut Desk) -> Go {
        match action {
            Action::Who => return show(&self.id, desk),
            Action::Yes => self.say("yes", desk),
            Action::No => self.say("no", desk),
            Action::Toggle | Action::Right => self.turn(true, desk),
            Action::Left => self.turn(false, desk),
            Action::Open => return self.open(desk),
            Action::Next => return self.tools(desk),
            Action::Why => return Go::To(Why::of(self.why(desk))),
            action if self.window.act(action, rows(), usize::from(desk.size.1).saturating_sub(11)) => {}
            _ => return Go::Pass,
        }
        Go::Stay
    }
    fn place(&self) -> Option<(String, String, String)> {
        let field = self.question().map_or("tool", |question| question.id.as_str());
        Some(("populations".to_owned(), self.id.clone(), field.to_owned()))
    }
    fn draw(&self, desk: &Desk, area: Rect, canvas: &mut Canvas) {
        let Some(people) = find(desk, &self.id) else {
            canvas.paragraph(area, 0, "This group of people is no longer in the plan.", Style::new());
            return;
        };
        let below = if area.height < 14 { 0 } else { 7 };
        let room = Rect { height: area.height - below, ..area };
        for (row, n) in (0..room.height).zip(self.window.visible(rows(), usize::from(room.height))) {
            let style = if n == self.window.chosen() { canvas.chosen(room, row) } else { Style::new() };
            draw_row(desk, people, (n, row, style), room, canvas);
        }
        if below > 0 {
            let panel = Rect { y: area.y + area.height - below, height: below, ..area };
            self.draw_panel(desk, people, panel, canvas);
        }
    }
}

fn draw_row(
    desk: &Desk,
    people: &Population,
    (n, row, style): (usize, u16, Style),
    area: Rect,
    canvas: &mut Canvas,
) {
    let room = usize::from(area.width.saturating_sub(ANSWER));
    let quiet = canvas.theme.quiet();
    if n == 0 {
        canvas.put(area, (2, row), "who", quiet);
        let who = who(desk.plan(), people);
        let says =
            if who.is_empty() { "not said yet: Enter names a domain, a filter or a group" } else { &who };
        canvas.put(area, (ANSWER, row), &cut(says, room), style);
    } else if let Some(question) = questions().get(n - 1) {
        let (word, state) = match answer(people, &question.id) {
            Some(true) => ("yes", State::Good),
            Some(false) => ("no", State::Good),
            None => ("?", State::Attention),
        };
        let look = if word == "?" { canvas.theme.state(state) } else { style };
        canvas.put(area, (2, row), word, look);
        canvas.put(area, (ANSWER - 8, row), &cut(&question.asks, room + 8), style);
    } else {
        canvas.put(area, (2, row), "tool", quiet);
        let option = if people.tool == ToolChoice::Domain { people.option.label() } else { "" };
        let option = option.split_once(':').map_or(option, |(short, _)| short);
        let says = if option.is_empty() {
            tool_title(people.tool).to_owned()
        } else {
            format!("{}, {option}", tool_title(people.tool))
        };
        canvas.put(area, (ANSWER, row), &cut(&says, room), style);
    }
}

impl Chooser {
    /// What the answers come to, and what the focused one speaks for.
    fn draw_panel(&self, desk: &Desk, people: &Population, area: Rect, canvas: &mut Canvas) {
        canvas.rule(area, 0);
        let heading = canvas.theme.heading();
        let row = 1 + canvas.paragraph(area, 1, &so_far(people), heading);
        let says = match self.question() {
            Some(question) => match answer(people, &question.id) {
                Some(true) => speaks(&question.yes),
                Some(false) => speaks(&question.no),
                None => "y or n answers; w shows what each answer speaks for.".to_owned(),
            },
            None if self.window.chosen() == 0 => {
                "Enter says who they are and how many, s shows whom a domain or a filter fits.".to_owned()
            }
            None if people.tool == ToolChoice::Undecided => {
                "Enter shows the tools in order, to choose one.".to_owned()
            }
            None => verdict(desk, people),
        };
        canvas.paragraph(area, row, &says, Style::new());
    }
}
