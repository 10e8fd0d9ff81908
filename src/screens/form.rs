//! The questions of one entry, or of a part there is only one of, with the reason beside the answer.
//!
//! Leaving a question keeps what was typed: an answer becomes one undo step, and what cannot be understood is kept
//! as a draft with its problem below it. A case shows the guide's steps below its questions, to be ticked in
//! their order: `waits` says what comes first, `no_return` asks before what cannot be taken back.

mod draw;
mod fitting;
mod no_return;
mod telling;
#[cfg(test)]
mod tests;
mod waits;

use ratatui::layout::Rect;

use fitting::Fitting;
use no_return::NoReturn;
use telling::Telling;

use super::why::{Reason, Why};
use super::{Go, Screen};
use crate::app::{Action, Desk, Edit, JobId, Outcome, Scope};
use crate::guide::{Step, guide};
use crate::plan::{Case, Kind, Offered, PARTS, Part, Place, Question, part};
use crate::widgets::{Canvas, Line, State, TextBox};

/// From this width on, the reason has a panel of its own at the right.
const WITH_PANEL: u16 = 84;

/// One thing that can be answered.
enum Row {
    Question(&'static Question),
    Step(&'static Step),
}

/// What is being typed.
enum Editor {
    Nothing,
    Line(Line),
    Text(Box<TextBox>),
    Filter(Box<Fitting>),
}

/// The questions of one entry.
pub(super) struct Form {
    part: &'static Part,
    entry: String,
    focus: usize,
    editor: Editor,
    /// The focused question.
    field: &'static str,
    /// The answer typing began with, or the one kept last.
    before: String,
}

impl Form {
    /// Makes the form of a part there is only one of.
    pub(super) fn single(id: &'static str, desk: &Desk) -> Form {
        Form::of(part(id).unwrap_or(&PARTS[0]), "", desk)
    }

    /// Makes the form of an entry.
    pub(super) fn of(part: &'static Part, entry: &str, desk: &Desk) -> Form {
        let (entry, before) = (entry.to_owned(), String::new());
        let mut form = Form { part, entry, focus: 0, editor: Editor::Nothing, field: "", before };
        form.load(desk);
        form
    }

    /// Goes to a question.
    pub(super) fn focus_on(&mut self, field: &str, desk: &Desk) {
        let done = self.case(desk).map(|case| &case.steps);
        let is_next = |step: &Step| done.is_none_or(|done| !done.contains_key(&step.id));
        let found = self.rows(desk).iter().position(|row| match row {
            Row::Question(question) => question.id == field,
            Row::Step(step) => field == "steps" && is_next(step),
        });
        self.focus = found.unwrap_or(0);
        self.load(desk);
    }

    fn rows(&self, desk: &Desk) -> Vec<Row> {
        let shows =
            |question: &&'static Question| self.part.rows.shows(desk.plan(), &self.entry, question.id);
        let mut rows: Vec<Row> = self
            .part
            .rows
            .questions()
            .into_iter()
            .filter(|question| question.id != "steps" && shows(question))
            .map(Row::Question)
            .collect();
        if let Some(kind) = self.case(desk).and_then(|case| guide().case_kind(case.kind.fact())) {
            rows.extend(kind.steps.iter().map(Row::Step));
        }
        rows
    }

    fn case<'d>(&self, desk: &'d Desk) -> Option<&'d Case> {
        let cases = if self.part.id == "cases" { &desk.plan().cases[..] } else { &[] };
        cases.iter().find(|case| case.id == self.entry)
    }

    fn at(&self, question: &Question) -> Place {
        Place::new(self.part.id, &self.entry, question.id)
    }

    fn focused(&self, desk: &Desk) -> Option<Row> {
        self.rows(desk).into_iter().nth(self.focus)
    }

    fn question(&self, desk: &Desk) -> Option<&'static Question> {
        match self.focused(desk) {
            Some(Row::Question(question)) => Some(question),
            _ => None,
        }
    }

    /// What is asked here, and why.
    fn reason(&self, desk: &Desk) -> Reason {
        let (says, fact) = match self.focused(desk) {
            Some(Row::Question(question)) => (question.help, question.fact.or(Some(self.part.fact))),
            Some(Row::Step(step)) => {
                let of_case = self.case(desk).map(|case| case.kind.fact());
                (step.says.as_str(), step.fact.as_deref().or(of_case))
            }
            None => ("", None),
        };
        Reason {
            says: says.to_owned(),
            why: self.consequences(desk).unwrap_or_default(),
            fact,
            ..Reason::default()
        }
    }

    /// What the chosen option of an associated domain brings about, a line for each consequence; nothing for other
    /// questions, and for an option nothing follows from.
    fn consequences(&self, desk: &Desk) -> Option<String> {
        let question = self.question(desk).filter(|question| question.id == "option")?;
        let option = guide().domain_option(&desk.plan().answer(&self.at(question))?)?;
        let lines =
            option.facts.iter().filter_map(|id| guide().why(id)).map(|why| format!("\n- {}", why.told()));
        Some(format!("{}: {}{}", option.title, option.says, lines.collect::<String>()))
    }

    /// Starts typing at the focused question with the answer it has.
    fn load(&mut self, desk: &Desk) {
        let question = self.question(desk);
        let answer = question.and_then(|question| desk.plan().answer(&self.at(question))).unwrap_or_default();
        self.editor = match question.map(|question| question.kind) {
            Some(Kind::Text | Kind::Entries) => Editor::Text(Box::new(TextBox::new(&answer))),
            Some(Kind::Choice(_) | Kind::YesNo | Kind::Shown) | None => Editor::Nothing,
            Some(Kind::Filter) => Editor::Filter(Box::new(Fitting::new(&answer))),
            Some(_) => Editor::Line(Line::new(&answer)),
        };
        self.field = question.map_or("steps", |question| question.id);
        self.before = self.typed().unwrap_or_default();
    }

    fn typed(&self) -> Option<String> {
        match &self.editor {
            Editor::Nothing => None,
            Editor::Line(line) => Some(line.text().to_owned()),
            Editor::Text(text) => Some(text.text()),
            Editor::Filter(fitting) => Some(fitting.line.text().to_owned()),
        }
    }

    /// Whether something was typed that was not kept yet.
    fn is_typing(&self) -> bool {
        self.typed().is_some_and(|typed| typed != self.before)
    }

    /// Keeps what was typed as one undo step.
    fn keep(&mut self, desk: &mut Desk) {
        if let (true, Some(typed), Some(question)) = (self.is_typing(), self.typed(), self.question(desk)) {
            self.answer(question, &typed, desk);
            self.before = typed;
        }
    }

    fn answer(&self, question: &'static Question, typed: &str, desk: &mut Desk) {
        let place = self.at(question);
        let title = self.part.rows.title(desk.plan(), &self.entry);
        let label = question.label.to_lowercase();
        let what = match (self.part.rows.is_list(), title.is_empty()) {
            (true, false) => format!("{label} of {title}"),
            (true, true) => label,
            _ if label == self.part.title.to_lowercase() => label,
            _ => format!("{}: {label}", self.part.title),
        };
        let problem = desk.edit(&what, |plan| plan.set_answer(&place, typed).err());
        if let Some(problem) = problem {
            desk.say(State::Attention, problem);
        }
    }

    fn go(&mut self, to: usize, desk: &mut Desk) -> Go {
        self.keep(desk);
        self.focus = to.min(self.rows(desk).len().saturating_sub(1));
        self.load(desk);
        if let Editor::Filter(fitting) = &mut self.editor {
            fitting.ask(desk);
        }
        Go::Stay
    }

    /// Takes the next or the previous of the offered answers, or ticks a step.
    fn choose(&mut self, action: Action, desk: &mut Desk) -> Go {
        match self.focused(desk) {
            Some(Row::Question(question)) => {
                let offered: &[Offered] = match question.kind {
                    Kind::Choice(offered) => offered,
                    Kind::YesNo => YES_NO,
                    _ => return Go::Stay,
                };
                let now = desk.plan().answer(&self.at(question)).unwrap_or_default();
                let at = offered.iter().position(|one| one.word == now).unwrap_or(0);
                let step = if action == Action::Left { offered.len() - 1 } else { 1 };
                self.answer(question, offered[(at + step) % offered.len()].word, desk);
            }
            Some(Row::Step(step)) => return self.tick(step, desk),
            None => {}
        }
        Go::Stay
    }

    /// Ticks a step, or takes the tick away. A step that blocks waits for those before it, and one that cannot be taken
    /// back is asked for by typing.
    fn tick(&mut self, step: &'static Step, desk: &mut Desk) -> Go {
        let Some(case) = self.case(desk) else { return Go::Stay };
        if !case.is_done(&step.id) && desk.read_only().is_none() {
            if let Some(reason) = waits::reason(case, step) {
                return Go::To(Why::of(reason));
            }
            if step.point_of_no_return {
                return Go::To(NoReturn::of(case, step, desk));
            }
        }
        no_return::tick(&self.entry, step, desk);
        Go::Stay
    }

    fn edit(&mut self, edit: Edit, desk: &mut Desk) -> Go {
        match &mut self.editor {
            Editor::Nothing => {}
            Editor::Line(line) => line.edit(edit),
            Editor::Filter(fitting) => fitting.edit(edit, desk),
            Editor::Text(text) => {
                if !text.edit(edit) {
                    let to = if edit == Edit::Up { self.focus.saturating_sub(1) } else { self.focus + 1 };
                    return self.go(to, desk);
                }
            }
        }
        Go::Stay
    }
}

const YES_NO: &[Offered] = &[
    Offered { word: "", label: "not answered" },
    Offered { word: "yes", label: "yes" },
    Offered { word: "no", label: "no" },
];

impl Screen for Form {
    fn title(&self, desk: &Desk) -> String {
        if self.part.rows.is_list() {
            self.part.rows.title(desk.plan(), &self.entry)
        } else {
            self.part.title.to_owned()
        }
    }
    fn about(&self) -> &'static str {
        "Questions with the reason beside the answer. Everything typed is kept; a * marks what is still needed."
    }
    fn scopes(&self, desk: &Desk) -> Vec<Scope> {
        let mut scopes = match (self.focused(desk), &self.editor) {
            (_, Editor::Filter(_)) => vec![Scope::Narrowing, Scope::Typing],
            (_, Editor::Line(_)) => vec![Scope::Question, Scope::Typing],
            (_, Editor::Text(_)) => vec![Scope::Writing],
            (Some(Row::Question(Question { kind: Kind::Shown, .. })), _) => {
                vec![Scope::Reading, Scope::Why, Scope::Browsing]
            }
            _ => vec![Scope::Choosing, Scope::Why, Scope::Browsing],
        };
        if self.part.id == "messages" {
            let nothing_typed = matches!(self.editor, Editor::Nothing);
            scopes.insert(0, if nothing_typed { Scope::Message } else { Scope::MessageText });
        }
        scopes
    }
    fn act(&mut self, action: Action, desk: &mut Desk) -> Go {
        if let Editor::Filter(fitting) = &mut self.editor
            && fitting.act(action, desk)
        {
            return Go::Stay;
        }
        match action {
            // Only Tab goes round: whoever ticks steps with Space and Down must not end on the kind of a case.
            Action::Next | Action::Open if self.focus + 1 == self.rows(desk).len() => self.go(0, desk),
            Action::Next | Action::Open | Action::Down => self.go(self.focus + 1, desk),
            Action::Previous => self.go(self.focus.checked_sub(1).unwrap_or(usize::MAX), desk),
            Action::Up => self.go(self.focus.saturating_sub(1), desk),
            Action::Left | Action::Right | Action::Toggle => self.choose(action, desk),
            Action::Edit(edit) => self.edit(edit, desk),
            Action::Tell => {
                self.keep(desk);
                Go::To(Box::new(Telling::of(&self.entry, self.field, desk)))
            }
            Action::Why => Go::To(Why::of(self.reason(desk))),
            Action::Undo if self.is_typing() => {
                self.load(desk);
                desk.say(State::Good, "What was typed here is as it was before.");
                Go::Stay
            }
            _ => Go::Pass,
        }
    }
    fn letter(&mut self, letter: char, desk: &mut Desk) -> Go {
        match &mut self.editor {
            Editor::Nothing => {}
            Editor::Filter(fitting) => fitting.letter(letter, desk),
            Editor::Line(line) => line.letter(letter),
            Editor::Text(text) => text.letter(letter),
        }
        Go::Stay
    }
    fn pasted(&mut self, text: &str, desk: &mut Desk) {
        match &mut self.editor {
            Editor::Nothing => desk.say(State::Attention, "This is answered with Space, not by pasting."),
            Editor::Line(line) => line.paste(text),
            Editor::Filter(fitting) => fitting.paste(text, desk),
            Editor::Text(area) => {
                area.paste(text);
                let lines = text.split(['\r', '\n']).filter(|line| !line.trim().is_empty()).count();
                if lines > 1 {
                    desk.say(State::Good, format!("{lines} lines were added. Ctrl+Z takes them back."));
                }
            }
        }
    }
    fn told(&mut self, job: JobId, outcome: &Outcome, _desk: &mut Desk) -> Go {
        let is_told = match &mut self.editor {
            Editor::Filter(fitting) => fitting.told(job, outcome),
            _ => false,
        };
        if is_told { Go::Stay } else { Go::Pass }
    }
    fn leave(&mut self, desk: &mut Desk) {
        self.keep(desk);
    }
    fn is_gone(&self, desk: &Desk) -> bool {
        self.part.rows.is_list() && !self.part.rows.ids(desk.plan()).contains(&self.entry)
    }
    fn refresh(&mut self, desk: &mut Desk) {
        // Something else changed the plan: what is being typed stays unless the question is gone.
        let rows = self.rows(desk).len();
        if self.focus < rows && self.is_typing() {
            return;
        }
        self.focus = self.focus.min(rows.saturating_sub(1));
        self.load(desk);
    }
    fn place(&self) -> Option<(String, String, String)> {
        Some((self.part.id.to_owned(), self.entry.clone(), self.field.to_owned()))
    }
    fn show(&mut self, place: &Place, desk: &mut Desk) -> Option<Box<dyn Screen>> {
        self.focus_on(&place.field, desk);
        None
    }
    fn draw(&self, desk: &Desk, area: Rect, canvas: &mut Canvas) {
        let beside = area.width >= WITH_PANEL;
        let why = if beside { 0 } else { draw::below(self, desk, area) };
        let left = if beside { area.width * 3 / 5 } else { area.width };
        let questions = Rect { width: left, height: area.height.saturating_sub(why), ..area };
        draw::questions(self, desk, questions, canvas);
        let panel = if beside {
            Rect { x: area.x + left + 2, width: area.width - left - 2, ..area }
        } else {
            canvas.rule(area, questions.height);
            Rect { y: area.y + questions.height + 1, height: why.saturating_sub(1), ..area }
        };
        draw::reason(self, desk, panel, canvas);
    }
}
