//! A table of the entries of one part of the plan: domains, cases, messages, tasks and the others.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::difference::Changed;
use super::form::Form;
use super::why::{Reason, Why};
use super::{Go, Screen};
use crate::advice::is_open;
use crate::app::{Action, Desk, Scope};
use crate::plan::{Day, Kind, ListKind, PARTS, Part, Place, Question, part};
use crate::widgets::{Canvas, State, Window, cut, pad_left, width};
use crate::wording;

/// What the table of a part shows.
struct Table {
    part: &'static str,
    /// The questions that are columns, the most telling first.
    columns: &'static [&'static str],
    /// What belongs here, which key adds it and which file imports it, while there is nothing.
    empty: &'static str,
}

const fn table(part: &'static str, columns: &'static [&'static str], empty: &'static str) -> Table {
    Table { part, columns, empty }
}

const TABLES: &[Table] = &[
    table(
        "domains",
        &["name", "verified_on", "option", "enabled_on", "release"],
        "Your e-mail domains belong here: the part after the @ of your people's addresses. Press a to add the first.",
    ),
    table(
        "readings",
        &["domain", "date", "outside", "inside"],
        "The two counts of the portal's user summary belong here: how many users of a domain are inside and outside. Press a to add one each time you look.",
    ),
    table(
        "holidays",
        &["name", "date", "until"],
        "Days on which nobody works belong here, weekends apart. The calendar of a domain and its warnings count them. Press a to add one.",
    ),
    table(
        "lists",
        &["label", "kind", "as_of", "people", "file"],
        "Nothing was imported yet. Press i and choose a file: the release list from Zoom (outside), the users export of your account (members), its pending tab (pending), or an export of your directory.",
    ),
    table(
        "accounts",
        &["name", "owner", "plan", "users", "rooms", "phone"],
        "Zoom accounts you find outside yours belong here, with users, rooms and phones. They show which special cases there are. Press a to add one.",
    ),
    table(
        "contacts",
        &["name", "role", "email"],
        "Who has a part in the project: lead, help desk, finance. Press a to add somebody.",
    ),
    table(
        "cases",
        &["title", "kind", "owner", "due_on", "closed_on", "steps"],
        "Accounts with several users, Zoom Rooms, phone numbers, and executives each need steps of their own before they move. Press a to open a case.",
    ),
    table(
        "groups",
        &["title", "decision", "model", "people"],
        "Decisions about people belong here: who stays outside and why, who is an executive. Press a to add a group.",
    ),
    table(
        "same",
        &["reason", "verdict", "pairs", "decided_on"],
        "Addresses you said are one person stand here, and those you said are two. The program proposes them on the page “Same person?”; nothing is merged unasked.",
    ),
    table(
        "sub_accounts",
        &["name", "owner_email", "licences", "payment", "sso"],
        "No sub-accounts. A unit that needs settings or billing of its own can have one, such as a clinic. Press a to plan one: the page then shows the licences left and what is to be done.",
    ),
    table(
        "break_glass",
        &["name", "email", "member", "second_factor", "tested_on"],
        "Name at least two people who can sign in without SSO, and test them before SSO is enforced. Press a to add one.",
    ),
    table(
        "messages",
        &["title", "date", "state", "elements", "owner", "audience"],
        "No messages yet. People are told early and more than once. Press a to write the first.",
    ),
    table(
        "tasks",
        &["title", "date", "owner", "waits_for", "done_on"],
        "The run-book is empty. Press a to add what has to be done, when and by whom.",
    ),
    table(
        "waves",
        &["title", "date", "filter", "owner", "done_on"],
        "No waves yet. A wave is a group of people who are invited together. Press a to plan one.",
    ),
    table(
        "history",
        &["date", "after", "consolidated", "invited", "outstanding", "unnamed", "rate_low"],
        "Nothing was measured yet. Every import and every reading adds a line. Press i to import a list.",
    ),
    table(
        "overrides",
        &["condition", "by", "on", "reason"],
        "Nobody answered for a shut gate so far. That is done on the gate's page with o.",
    ),
];

/// A table of the entries of one part.
pub(super) struct Entries {
    part: &'static Part,
    table: &'static Table,
    window: Window,
}

impl Entries {
    /// Makes the table of a part; a part without columns of its own shows its first questions.
    pub(super) fn new(id: &'static str) -> Entries {
        const OTHER: Table = table("", &[], "Nothing here yet.");
        let part = part(id).unwrap_or(&PARTS[0]);
        let table = TABLES.iter().find(|table| table.part == id).unwrap_or(&OTHER);
        Entries { part, table, window: Window::default() }
    }

    /// Makes the table of a part with one entry chosen.
    pub(super) fn at(id: &'static str, entry: &str, desk: &Desk) -> Entries {
        let mut entries = Entries::new(id);
        let row = entries.ids(desk).iter().position(|known| known == entry);
        entries.window.choose(row.unwrap_or(0));
        entries
    }

    fn ids(&self, desk: &Desk) -> Vec<String> {
        self.part.rows.ids(desk.plan())
    }

    /// Returns the id of the chosen entry.
    pub(super) fn chosen(&self, desk: &Desk) -> Option<String> {
        self.ids(desk).into_iter().nth(self.window.chosen())
    }

    fn columns(&self) -> Vec<&'static Question> {
        let questions = self.part.rows.questions();
        self.table
            .columns
            .iter()
            .filter_map(|id| questions.iter().find(|question| question.id == *id).copied())
            .collect()
    }

    fn height(desk: &Desk) -> usize {
        usize::from(desk.size.1).saturating_sub(6)
    }

    /// Whether a person adds entries here, or they come from imports and gates.
    fn is_typed(&self) -> bool {
        !matches!(self.part.id, "lists" | "history" | "overrides")
    }

    fn add(&mut self, desk: &mut Desk) -> Go {
        if !self.is_typed() {
            let why = match self.part.id {
                "lists" => "Lists come from files: press i to import one.",
                "history" => "Lines come from imports and readings.",
                _ => "An override is made on the gate's page with o.",
            };
            desk.say(State::Attention, why);
            return Go::Stay;
        }
        let (part, today) = (self.part, desk.today);
        let what = format!("new {}", part.one);
        let id = desk.edit(&what, |plan| {
            let id = plan.add_entry(part.id)?;
            // What a person would type anyway.
            if part.id == "readings" {
                let _ = plan.set_answer(&Place::new(part.id, &id, "date"), &today.to_string());
                if let [only] = &plan.domains[..] {
                    let name = only.name.clone();
                    let _ = plan.set_answer(&Place::new(part.id, &id, "domain"), &name);
                }
            }
            if part.id == "cases" {
                let _ = plan.set_answer(&Place::new(part.id, &id, "opened_on"), &today.to_string());
            }
            Some(id)
        });
        match id {
            Some(id) => {
                self.window.choose(self.ids(desk).len().saturating_sub(1));
                Go::To(Box::new(Form::of(self.part, &id, desk)))
            }
            None => Go::Stay,
        }
    }

    /// What the entries are for, and what the guide says of the one that is chosen.
    fn reason(&self, desk: &Desk) -> Reason {
        let chosen = self.chosen(desk);
        let case = desk
            .plan()
            .cases
            .iter()
            .find(|case| self.part.id == "cases" && chosen.as_ref() == Some(&case.id));
        let fact = case.map_or(self.part.fact, |case| case.kind.fact());
        Reason { says: self.about().to_owned(), fact: Some(fact), ..Reason::default() }
    }

    fn remove(&mut self, desk: &mut Desk) -> Go {
        let Some(id) = self.chosen(desk) else { return Go::Stay };
        if self.part.id == "overrides" {
            desk.say(State::Attention, "An override is kept for good: it says who answered for the gate.");
            return Go::Stay;
        }
        let title = self.part.rows.title(desk.plan(), &id);
        let part = self.part.id;
        let removed = desk.edit(&format!("removal of {title}"), |plan| plan.remove_entry(part, &id));
        if removed {
            let more = if part == "lists" { " Its file stays until you delete it." } else { "" };
            desk.say(State::Good, format!("{title} was removed.{more} u brings it back."));
        }
        Go::Stay
    }
}

/// Returns an answer as a table shows it: dates and words as people say them.
fn shown(question: &Question, answer: &str, today: Day) -> String {
    match question.kind {
        Kind::Choice(offered) => offered
            .iter()
            .find(|one| one.word == answer)
            .map_or(answer, |one| {
                one.label.split_once([':', '(', ',']).map_or(one.label, |(short, _)| short.trim())
            })
            .to_owned(),
        Kind::Date => answer.parse().map_or_else(|_| answer.to_owned(), |day| wording::day(day, today)),
        Kind::Count => answer.parse::<u32>().map_or_else(|_| answer.to_owned(), wording::thousands),
        Kind::Entries => match answer.lines().count() {
            0 => String::new(),
            1 => answer.to_owned(),
            several => several.to_string(),
        },
        Kind::Shown if question.id == "kind" => {
            let kind = ListKind::ALL.iter().find(|kind| kind.label() == answer);
            kind.map_or(answer, |kind| kind.word()).to_owned()
        }
        Kind::Shown => match (answer.parse::<Day>(), answer.parse::<u32>()) {
            (Ok(day), _) => wording::day(day, today),
            (_, Ok(number)) => wording::thousands(number),
            _ => answer.to_owned(),
        },
        _ => answer.lines().next().unwrap_or_default().to_owned(),
    }
}

/// Whether a column is a number and stands at the right.
fn is_number(question: &Question) -> bool {
    matches!(question.kind, Kind::Count | Kind::Percent)
        || matches!(
            question.id,
            "people" | "rows" | "consolidated" | "invited" | "outstanding" | "unnamed" | "rate_low" | "steps"
        )
}

impl Screen for Entries {
    fn title(&self, _desk: &Desk) -> String {
        self.part.title.to_owned()
    }
    fn about(&self) -> &'static str {
        super::page(self.part.id).map_or("", |page| page.says)
    }
    fn scopes(&self, _desk: &Desk) -> Vec<Scope> {
        match (self.part.id, self.is_typed()) {
            ("lists", _) => {
                vec![Scope::Kept, Scope::Lists, Scope::Entries, Scope::Rows, Scope::Reasons, Scope::Browsing]
            }
            ("history", _) => {
                vec![Scope::Lists, Scope::Entries, Scope::Rows, Scope::Reasons, Scope::Browsing]
            }
            _ => vec![Scope::Entries, Scope::Rows, Scope::Reasons, Scope::Browsing],
        }
    }
    fn act(&mut self, action: Action, desk: &mut Desk) -> Go {
        let len = self.ids(desk).len();
        match action {
            Action::Open => {
                if let Some(id) = self.chosen(desk) {
                    let mut form = Form::of(self.part, &id, desk);
                    // A case under way is opened to see and tick its next step; its answers stand above.
                    if self.part.id == "cases" {
                        form.focus_on("steps", desk);
                    }
                    return Go::To(Box::new(form));
                }
                desk.say(State::Quiet, "There is nothing to open yet.");
                Go::Stay
            }
            Action::Why => Go::To(Why::of(self.reason(desk))),
            Action::Add => self.add(desk),
            Action::Remove => self.remove(desk),
            Action::Changes => {
                let chosen = self.chosen(desk);
                chosen.map_or(Go::Stay, |id| Go::To(Box::new(Changed::new(&id, desk))))
            }
            action if self.window.act(action, len, Entries::height(desk)) => Go::Stay,
            _ => Go::Pass,
        }
    }
    fn refresh(&mut self, desk: &mut Desk) {
        let last = self.ids(desk).len().saturating_sub(1);
        self.window.choose(self.window.chosen().min(last));
    }
    fn place(&self) -> Option<(String, String, String)> {
        Some((self.part.id.to_owned(), String::new(), String::new()))
    }
    fn show(&mut self, place: &Place, desk: &mut Desk) -> Option<Box<dyn Screen>> {
        let row = self.ids(desk).iter().position(|id| *id == place.entry)?;
        self.window.choose(row);
        let mut form = Form::of(self.part, &place.entry, desk);
        form.focus_on(&place.field, desk);
        Some(Box::new(form))
    }
    fn draw(&self, desk: &Desk, area: Rect, canvas: &mut Canvas) {
        let (plain, quiet) = (Style::new(), canvas.theme.quiet());
        let ids = self.ids(desk);
        if ids.is_empty() {
            canvas.paragraph(Rect { width: area.width.min(74), ..area }, 1, self.table.empty, plain);
            return;
        }
        let columns = self.columns();
        let height = usize::from(area.height.saturating_sub(1));
        let visible = self.window.visible(ids.len(), height);
        let rows: Vec<Vec<String>> = ids[visible.clone()]
            .iter()
            .map(|id| {
                let answer = |question: &Question| {
                    desk.plan().answer(&Place::new(self.part.id, id, question.id)).unwrap_or_default()
                };
                columns.iter().map(|question| shown(question, &answer(question), desk.today)).collect()
            })
            .collect();
        let widths = widths(&columns, &rows, usize::from(area.width).saturating_sub(4));
        let mut column = 2;
        for (question, cells) in columns.iter().zip(&widths) {
            let label = cut(question.label, *cells);
            let label = if is_number(question) { pad_left(&label, *cells) } else { label };
            canvas.put(area, (column, 0), &label.to_lowercase(), quiet);
            column += u16::try_from(*cells).unwrap_or(0) + 2;
        }
        for (n, (row, id)) in rows.iter().zip(&ids[visible.clone()]).enumerate() {
            let at = u16::try_from(n).unwrap_or(u16::MAX) + 1;
            let here = visible.start + n == self.window.chosen();
            let style = if here { canvas.chosen(area, at) } else { plain };
            let mut column = 2;
            for ((text, cells), question) in row.iter().zip(&widths).zip(&columns) {
                let text = cut(text, *cells);
                let text = if is_number(question) { pad_left(&text, *cells) } else { text };
                canvas.put(area, (column, at), &text, style);
                column += u16::try_from(*cells).unwrap_or(0) + 2;
            }
            let open = self.part.rows.questions().iter().any(|q| is_open(desk.plan(), self.part, id, q));
            if open {
                let style = canvas.theme.state(State::Attention);
                canvas.put_right(area, at, "*", style);
            }
        }
    }
}

/// Gives each column the cells it needs, the first ones first; columns for which there is no room are left out.
fn widths(columns: &[&Question], rows: &[Vec<String>], room: usize) -> Vec<usize> {
    const LEAST: usize = 12;
    let needed: Vec<usize> = (columns.iter().enumerate())
        .map(|(n, question)| {
            let longest = rows.iter().map(|row| width(&row[n])).max().unwrap_or(0);
            longest.max(width(question.label)).min(44)
        })
        .collect();
    let mut widths: Vec<usize> = needed.iter().map(|cells| *cells.min(&LEAST)).collect();
    let total = |widths: &[usize]| widths.iter().map(|cells| cells + 2).sum::<usize>();
    while widths.len() > 1 && total(&widths) > room {
        widths.pop();
    }
    let mut left = room.saturating_sub(total(&widths));
    for (cells, needed) in widths.iter_mut().zip(needed) {
        let more = (needed - *cells).min(left);
        *cells += more;
        left -= more;
    }
    widths
}
