//! The questions of one entry, or of a part there is only one of, with the reason beside the answer.
//!
//! Leaving a question keeps what was typed: an answer becomes one undo step, and what cannot be understood is kept
//! as a draft with its problem below it. A case shows the guide's steps below its questions, to be ticked.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::why::{Reason, Why};
use super::{Go, Screen};
use crate::advice::{is_open, open_in};
use crate::app::{Action, Desk, Edit, Scope};
use crate::guide::{Step, guide};
use crate::plan::{Case, Kind, Offered, PARTS, Part, Place, Question, part};
use crate::widgets::{Canvas, Line, State, TextBox};
use crate::wording;

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
}

/// The questions of one entry.
pub(super) struct Form {
    part: &'static Part,
    entry: String,
    focus: usize,
    editor: Editor,
}

impl Form {
    /// Makes the form of a part there is only one of.
    pub(super) fn single(id: &'static str, desk: &Desk) -> Form {
        Form::of(part(id).unwrap_or(&PARTS[0]), "", desk)
    }

    /// Makes the form of an entry.
    pub(super) fn of(part: &'static Part, entry: &str, desk: &Desk) -> Form {
        let mut form = Form { part, entry: entry.to_owned(), focus: 0, editor: Editor::Nothing };
        form.load(desk);
        form
    }

    /// Goes to a question.
    pub(super) fn focus_on(&mut self, field: &str, desk: &Desk) {
        let found = self.rows(desk).iter().position(|row| match row {
            Row::Question(question) => question.id == field,
            Row::Step(_) => field == "steps",
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
            Some(Row::Question(question)) => (question.help, question.fact),
            Some(Row::Step(step)) => {
                let of_case = self.case(desk).map(|case| case.kind.fact());
                (step.says.as_str(), step.fact.as_deref().or(of_case))
            }
            None => ("", None),
        };
        Reason { says: says.to_owned(), why: String::new(), fact }
    }

    /// Starts typing at the focused question with the answer it has.
    fn load(&mut self, desk: &Desk) {
        self.editor = match self.question(desk) {
            Some(question) => {
                let answer = desk.plan().answer(&self.at(question)).unwrap_or_default();
                match question.kind {
                    Kind::Text | Kind::Entries => Editor::Text(Box::new(TextBox::new(&answer))),
                    Kind::Choice(_) | Kind::YesNo | Kind::Shown => Editor::Nothing,
                    _ => Editor::Line(Line::new(&answer)),
                }
            }
            None => Editor::Nothing,
        };
    }

    fn typed(&self) -> Option<String> {
        match &self.editor {
            Editor::Nothing => None,
            Editor::Line(line) => Some(line.text().to_owned()),
            Editor::Text(text) => Some(text.text()),
        }
    }

    /// Whether something was typed that the plan does not hold yet.
    fn is_typing(&self, desk: &Desk) -> bool {
        match (self.typed(), self.question(desk)) {
            (Some(typed), Some(question)) => {
                desk.plan().answer(&self.at(question)).as_deref() != Some(typed.as_str())
            }
            _ => false,
        }
    }

    /// Keeps what was typed as one undo step.
    fn keep(&mut self, desk: &mut Desk) {
        if let (true, Some(typed), Some(question)) = (self.is_typing(desk), self.typed(), self.question(desk))
        {
            self.answer(question, &typed, desk);
        }
    }

    fn answer(&self, question: &'static Question, typed: &str, desk: &mut Desk) {
        let place = self.at(question);
        let title = self.part.rows.title(desk.plan(), &self.entry);
        let label = question.label.to_lowercase();
        let what = if title.is_empty() { label } else { format!("{label} of {title}") };
        let problem = desk.edit(&what, |plan| plan.set_answer(&place, typed).err());
        if let Some(problem) = problem {
            desk.say(State::Attention, problem);
        }
    }

    fn go(&mut self, to: usize, desk: &mut Desk) -> Go {
        self.keep(desk);
        self.focus = to.min(self.rows(desk).len().saturating_sub(1));
        self.load(desk);
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
            Some(Row::Step(step)) => self.tick(step, desk),
            None => {}
        }
        Go::Stay
    }

    fn tick(&mut self, step: &'static Step, desk: &mut Desk) {
        let (entry, today) = (self.entry.clone(), desk.today);
        desk.edit(&format!("step “{}”", step.says.trim_end_matches('.')), |plan| {
            if let Some(case) = plan.cases.iter_mut().find(|case| case.id == entry)
                && case.steps.remove(&step.id).is_none()
            {
                case.steps.insert(step.id.clone(), today);
            }
        });
    }

    fn edit(&mut self, edit: Edit, desk: &mut Desk) -> Go {
        match &mut self.editor {
            Editor::Nothing => {}
            Editor::Line(line) => line.edit(edit),
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
        match (self.focused(desk), &self.editor) {
            (_, Editor::Line(_)) => vec![Scope::Typing],
            (_, Editor::Text(_)) => vec![Scope::Writing],
            (Some(Row::Question(Question { kind: Kind::Shown, .. })), _) => {
                vec![Scope::Reading, Scope::Browsing]
            }
            _ => vec![Scope::Choosing, Scope::Browsing],
        }
    }
    fn act(&mut self, action: Action, desk: &mut Desk) -> Go {
        match action {
            Action::Next => {
                let last = self.focus + 1 == self.rows(desk).len();
                let to = if last { 0 } else { self.focus + 1 };
                self.go(to, desk)
            }
            Action::Previous => self.go(self.focus.checked_sub(1).unwrap_or(usize::MAX), desk),
            Action::Left | Action::Right | Action::Toggle => self.choose(action, desk),
            Action::Edit(edit) => self.edit(edit, desk),
            Action::Why => Go::To(Why::of(self.reason(desk))),
            Action::Undo if self.is_typing(desk) => {
                self.load(desk);
                desk.say(State::Good, "What was typed here is as it was before.");
                Go::Stay
            }
            _ => Go::Pass,
        }
    }
    fn letter(&mut self, letter: char, _desk: &mut Desk) -> Go {
        match &mut self.editor {
            Editor::Nothing => {}
            Editor::Line(line) => line.letter(letter),
            Editor::Text(text) => text.letter(letter),
        }
        Go::Stay
    }
    fn pasted(&mut self, text: &str, desk: &mut Desk) {
        match &mut self.editor {
            Editor::Nothing => desk.say(State::Attention, "This is answered with Space, not by pasting."),
            Editor::Line(line) => line.paste(text),
            Editor::Text(area) => {
                area.paste(text);
                let lines = text.lines().filter(|line| !line.trim().is_empty()).count();
                if lines > 1 {
                    desk.say(State::Good, format!("{lines} lines were added. Ctrl+Z takes them back."));
                }
            }
        }
    }
    fn leave(&mut self, desk: &mut Desk) {
        self.keep(desk);
    }
    fn refresh(&mut self, desk: &mut Desk) {
        // Something else changed the plan: what is being typed stays unless the question is gone.
        let rows = self.rows(desk).len();
        if self.focus >= rows {
            self.focus = rows.saturating_sub(1);
        }
        self.load(desk);
    }
    fn place(&self) -> Option<(String, String, String)> {
        let questions = self.part.rows.questions();
        let field = questions.get(self.focus).map_or("", |question| question.id);
        Some((self.part.id.to_owned(), self.entry.clone(), field.to_owned()))
    }
    fn show(&mut self, place: &Place, desk: &mut Desk) -> Option<Box<dyn Screen>> {
        self.focus_on(&place.field, desk);
        None
    }
    fn draw(&self, desk: &Desk, area: Rect, canvas: &mut Canvas) {
        let beside = area.width >= WITH_PANEL;
        let why = if beside { 0 } else { (area.height / 3).min(7) };
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

mod draw {
    //! How a form is drawn.

    use super::{
        Canvas, Desk, Editor, Form, Kind, Offered, Question, Rect, Row, State, Step, Style, YES_NO, guide,
        is_open, open_in, wording,
    };

    /// How many lines a long answer shows while it is typed.
    const LINES: u16 = 5;

    /// Returns the rows a question takes on the screen.
    fn height(form: &Form, desk: &Desk, n: usize, row: &Row) -> u16 {
        let here = n == form.focus;
        let problem = match row {
            Row::Question(question) => u16::from(desk.plan().problem(&form.at(question)).is_some()),
            Row::Step(_) => 0,
        };
        problem
            + match row {
                Row::Question(Question { kind: Kind::Choice(offered), .. }) if here => {
                    u16::try_from(offered.len()).unwrap_or(1).clamp(1, 8)
                }
                Row::Question(Question { kind: Kind::Text | Kind::Entries, .. }) if here => {
                    match &form.editor {
                        Editor::Text(text) => u16::try_from(text.height()).unwrap_or(LINES).clamp(2, LINES),
                        _ => 1,
                    }
                }
                _ => 1,
            }
    }

    /// Draws the questions, scrolled so that the focused one is wholly in sight.
    pub(super) fn questions(form: &Form, desk: &Desk, area: Rect, canvas: &mut Canvas) {
        let rows = form.rows(desk);
        let heights: Vec<u16> = rows.iter().enumerate().map(|(n, row)| height(form, desk, n, row)).collect();
        let mut top = 0;
        let needed = |top: usize| heights[top..=form.focus.min(heights.len() - 1)].iter().sum::<u16>() + 1;
        while !heights.is_empty() && top < form.focus && needed(top) > area.height {
            top += 1;
        }
        let mut at = 0;
        for (n, row) in rows.iter().enumerate().skip(top) {
            if at >= area.height {
                break;
            }
            let room = Rect { y: area.y + at, height: heights[n].min(area.height - at), ..area };
            match row {
                Row::Question(question) => draw_question(form, desk, question, n == form.focus, room, canvas),
                Row::Step(step) => draw_step(form, desk, step, n == form.focus, room, canvas),
            }
            at += heights[n];
        }
    }

    fn draw_question(
        form: &Form,
        desk: &Desk,
        question: &'static Question,
        here: bool,
        area: Rect,
        canvas: &mut Canvas,
    ) {
        let (focus, plain) = (canvas.theme.focus(), Style::new());
        let style = if here { focus } else { plain };
        let label = 24.min(area.width / 3);
        if here {
            canvas.put(area, (0, 0), canvas.theme.pointer(), focus);
            canvas.point(area, (0, 0));
        }
        canvas.put(Rect { width: label, ..area }, (2, 0), question.label, style);
        if is_open(desk.plan(), form.part, &form.entry, question) {
            let open = canvas.theme.state(State::Attention);
            canvas.put(area, (label, 0), "*", open);
        }
        let answer = Rect { x: area.x + label + 2, width: area.width.saturating_sub(label + 2), ..area };
        let value = desk.plan().answer(&form.at(question)).unwrap_or_default();
        match (&form.editor, question.kind, here) {
            (Editor::Line(line), _, true) => {
                line.draw(canvas, answer, (0, 0), focus);
                if line.text().is_empty() && question.kind == Kind::Date {
                    let quiet = canvas.theme.quiet();
                    canvas.put(answer, (0, 0), "____-__-__", quiet);
                }
            }
            (Editor::Text(text), _, true) => text.draw(canvas, answer),
            (_, Kind::Choice(offered), true) => draw_options(offered, &value, answer, canvas),
            (_, Kind::YesNo, true) => draw_in_line(&value, answer, canvas),
            _ => {
                canvas.put(answer, (0, 0), &short(question, &value, desk), plain);
            }
        }
        if let Some(problem) = desk.plan().problem(&form.at(question)) {
            let style = canvas.theme.state(State::Blocked);
            canvas.put(area, (2, area.height - 1), &format!("x {problem}"), style);
        }
    }

    /// An answer that is not being given: one line.
    fn short(question: &Question, value: &str, desk: &Desk) -> String {
        match question.kind {
            Kind::Choice(offered) => {
                offered.iter().find(|one| one.word == value).map_or(value, |one| one.label).to_owned()
            }
            Kind::Date => {
                value.parse().map_or_else(|_| value.to_owned(), |day| wording::day(day, desk.today))
            }
            Kind::Count => value.parse::<u32>().map_or_else(|_| value.to_owned(), wording::thousands),
            Kind::Entries | Kind::Text => match (value.lines().next(), value.lines().count()) {
                (Some(first), 1) => first.to_owned(),
                (Some(first), lines) => format!("{first} … ({lines} lines)"),
                (None, _) => String::new(),
            },
            _ => value.to_owned(),
        }
    }

    fn draw_options(offered: &[Offered], value: &str, area: Rect, canvas: &mut Canvas) {
        let chosen = offered.iter().position(|one| one.word == value).unwrap_or(0);
        let (empty, full) = canvas.theme.options();
        let first = (chosen + 1).saturating_sub(usize::from(area.height));
        for (row, (n, one)) in (0..area.height).zip(offered.iter().enumerate().skip(first)) {
            let (mark, style) =
                if n == chosen { (full, canvas.theme.focus()) } else { (empty, Style::new()) };
            canvas.put(area, (0, row), &format!("{mark} {}", one.label), style);
            if n == chosen {
                canvas.point(area, (1, row));
            }
        }
    }

    fn draw_in_line(value: &str, area: Rect, canvas: &mut Canvas) {
        let (empty, full) = canvas.theme.options();
        let mut column = 0;
        for one in YES_NO {
            let (mark, style) =
                if one.word == value { (full, canvas.theme.focus()) } else { (empty, Style::new()) };
            column = canvas.put(area, (column, 0), &format!("{mark} {}", one.label), style) + 2;
        }
    }

    fn draw_step(form: &Form, desk: &Desk, step: &Step, here: bool, area: Rect, canvas: &mut Canvas) {
        let style = if here { canvas.theme.focus() } else { Style::new() };
        if here {
            canvas.put(area, (0, 0), canvas.theme.pointer(), style);
            canvas.point(area, (0, 0));
        }
        let done = form.case(desk).and_then(|case| case.steps.get(&step.id));
        let mark = if done.is_some() { "[x]" } else { "[ ]" };
        let column = canvas.put(area, (2, 0), mark, style);
        let told = match done {
            Some(day) => wording::day(*day, desk.today),
            None if step.blocking => "blocks the move".to_owned(),
            None => String::new(),
        };
        let room =
            Rect { width: area.width.saturating_sub(u16::try_from(told.len()).unwrap_or(0) + 1), ..area };
        canvas.put(room, (column + 1, 0), &step.says, style);
        let state = if done.is_some() { State::Good } else { State::Attention };
        let style = canvas.theme.state(state);
        canvas.put_right(area, 0, &told, style);
    }

    /// Draws what the focused question means, who says so, and how much is open on the page.
    pub(super) fn reason(form: &Form, desk: &Desk, area: Rect, canvas: &mut Canvas) {
        if area.height == 0 {
            return;
        }
        let (quiet, heading) = (canvas.theme.quiet(), canvas.theme.heading());
        let mut row = 0;
        let fact = match form.focused(desk) {
            Some(Row::Question(question)) => {
                row += canvas.paragraph(area, row, question.help, Style::new());
                question.fact
            }
            Some(Row::Step(step)) => {
                row += canvas.paragraph(area, row, &step.says, Style::new());
                if step.point_of_no_return {
                    let style = canvas.theme.state(State::Blocked);
                    row += canvas.paragraph(area, row, "This cannot be taken back once it is done.", style);
                }
                form.case(desk).map(|case| case.kind.fact())
            }
            None => None,
        };
        if let Some(why) = fact.and_then(|fact| guide().why(fact)) {
            row += 1;
            if area.height > row + 3 {
                canvas.put(area, (0, row), "Why this matters", heading);
                row += 1;
            }
            row += canvas.paragraph(area, row, why.says, Style::new());
            let source = format!("Source: {}, {}.", why.source_title, why.section);
            row += canvas.paragraph(area, row, &source, quiet);
            for other in &why.differs {
                row += canvas.paragraph(
                    area,
                    row,
                    &format!("{} differs: {}", other.source_title, other.says),
                    quiet,
                );
            }
        }
        let open = open_in(desk.plan(), form.part).iter().filter(|place| place.entry == form.entry).count();
        if row + 1 < area.height {
            let says = match open {
                0 => "Nothing is missing on this page.".to_owned(),
                n => format!(
                    "{} on this page still needed (*).",
                    wording::plural(wording::count(n), "answer", "answers")
                ),
            };
            canvas.put(area, (0, area.height - 1), &says, quiet);
        }
    }
}
