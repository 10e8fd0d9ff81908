//! A table of the entries of one part of the plan: domains, cases, messages, tasks and the others.

mod cases;
mod columns;
mod tables;
mod worked;

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::difference::Changed;
use super::form::Form;
use super::why::{Reason, Why};
use super::{Go, Screen};
use crate::advice::is_open;
use crate::app::{Action, Desk, Scope, open_needed_cases};
use crate::plan::{PARTS, Part, Place, part};
use crate::widgets::{Canvas, State, Window, cut, pad_left};
use columns::{Column, widths};
use tables::{TABLES, Table};

/// A table of the entries of one part.
pub(super) struct Entries {
    part: &'static Part,
    table: &'static Table,
    window: Window,
    order: Order,
}

/// In which order the entries stand.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Order {
    /// As the plan has them.
    #[default]
    AsEntered,
    /// Special cases by kind, those of a kind by age.
    ByKind,
}

impl Entries {
    /// Makes the table of a part; a part without columns of its own shows its first questions.
    pub(super) fn new(id: &'static str) -> Entries {
        const OTHER: Table = tables::table("", &[], "Nothing here yet.");
        let part = part(id).unwrap_or(&PARTS[0]);
        let table = TABLES.iter().find(|table| table.part == id).unwrap_or(&OTHER);
        Entries { part, table, window: Window::default(), order: Order::default() }
    }

    /// Makes the table of a part with one entry chosen.
    pub(super) fn at(id: &'static str, entry: &str, desk: &Desk) -> Entries {
        let mut entries = Entries::new(id);
        let row = entries.ids(desk).iter().position(|known| known == entry);
        entries.window.choose(row.unwrap_or(0));
        entries
    }

    fn ids(&self, desk: &Desk) -> Vec<String> {
        let ids = self.part.rows.ids(desk.plan());
        match self.order {
            Order::AsEntered => ids,
            Order::ByKind => cases::by_kind(ids, desk.plan()),
        }
    }

    /// Returns the id of the chosen entry.
    pub(in crate::screens) fn chosen(&self, desk: &Desk) -> Option<String> {
        self.ids(desk).into_iter().nth(self.window.chosen())
    }

    fn columns(&self) -> Vec<Column> {
        self.table.columns.iter().filter_map(|name| Column::named(name, self.part)).collect()
    }

    /// Returns what is said above the rows, with how it is shown.
    fn above(&self, desk: &Desk) -> Vec<(State, String)> {
        if self.part.id == "cases" { cases::above(desk) } else { Vec::new() }
    }

    fn height(&self, desk: &Desk) -> usize {
        usize::from(desk.size.1).saturating_sub(6 + self.above(desk).len())
    }

    /// Orders the cases the other way than now; the chosen one stays chosen.
    fn sort(&mut self, desk: &mut Desk) {
        let chosen = self.chosen(desk);
        let (order, says) = match self.order {
            Order::AsEntered => (Order::ByKind, "By kind, the oldest of each kind first."),
            Order::ByKind => (Order::AsEntered, "As they were entered."),
        };
        self.order = order;
        let row = self.ids(desk).iter().position(|id| Some(id) == chosen.as_ref());
        self.window.choose(row.unwrap_or(0));
        desk.say(State::Quiet, says);
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
                let row = self.ids(desk).iter().position(|known| *known == id);
                self.window.choose(row.unwrap_or(0));
                Go::To(Box::new(Form::of(self.part, &id, desk)))
            }
            None => Go::Stay,
        }
    }

    /// What the entries are for, and what the guide says of the one that is chosen.
    fn reason(&self, desk: &Desk) -> Reason {
        let chosen = self.chosen(desk).filter(|_| self.part.id == "cases");
        let case = desk.plan().cases.iter().find(|case| chosen.as_ref() == Some(&case.id));
        let fact = case.map_or(self.part.fact, |case| case.kind.fact());
        Reason { says: self.about().to_owned(), fact: Some(fact), ..Reason::default() }
    }

    fn remove(&mut self, desk: &mut Desk) -> Go {
        let Some(id) = self.chosen(desk) else {
            desk.say(State::Quiet, "There is nothing to remove yet.");
            return Go::Stay;
        };
        if kept_for_good(desk, self.part, &id).is_some() {
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

/// Returns what is to be read about an entry nobody may change: an override that somebody answers for with name and
/// reason. One that lacks either does not count, and can be mended or removed.
fn kept_for_good(desk: &Desk, part: &Part, id: &str) -> Option<Reason> {
    let mut overrides = desk.plan().overrides.iter().filter(|_| part.id == "overrides");
    let one = overrides.find(|one| one.id == id && one.is_whole())?;
    let on = one.on.map_or("a day nobody noted".to_owned(), |on| crate::wording::day(on, desk.today));
    let says = format!("{} answers for the condition {} since {on}.", one.by, one.condition);
    let why = format!("{}\nAn override is kept for good and is not changed here.", one.reason);
    Some(Reason { says, why, fact: Some(part.fact), ..Reason::default() })
}

impl Screen for Entries {
    fn title(&self, _desk: &Desk) -> String {
        self.part.title.to_owned()
    }
    fn about(&self) -> &'static str {
        super::page(self.part.id).map_or("", |page| page.says)
    }
    fn scopes(&self, _desk: &Desk) -> Vec<Scope> {
        let own: &[Scope] = match self.part.id {
            "lists" => &[Scope::Kept, Scope::Lists],
            "history" => &[Scope::Lists],
            "cases" => &[Scope::Cases, Scope::Needed],
            "accounts" => &[Scope::Needed],
            _ => &[],
        };
        [own, &[Scope::Entries, Scope::Rows, Scope::Reasons, Scope::Browsing]].concat()
    }
    fn act(&mut self, action: Action, desk: &mut Desk) -> Go {
        let len = self.ids(desk).len();
        match action {
            Action::Open => {
                if let Some(id) = self.chosen(desk) {
                    if let Some(reason) = kept_for_good(desk, self.part, &id) {
                        return Go::To(Why::of(reason));
                    }
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
                if let Some(id) = self.chosen(desk) {
                    return Go::To(Box::new(Changed::new(&id, desk)));
                }
                desk.say(State::Quiet, "No list was imported yet, so nothing changed.");
                Go::Stay
            }
            Action::OpenCases => {
                open_needed_cases(desk);
                Go::Stay
            }
            Action::Sort if self.part.id == "cases" => {
                self.sort(desk);
                Go::Stay
            }
            action if self.window.act(action, len, self.height(desk)) => Go::Stay,
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
        if let Some(reason) = kept_for_good(desk, self.part, &place.entry) {
            return Some(Why::of(reason));
        }
        let mut form = Form::of(self.part, &place.entry, desk);
        form.focus_on(&place.field, desk);
        Some(Box::new(form))
    }
    fn draw(&self, desk: &Desk, area: Rect, canvas: &mut Canvas) {
        let ids = self.ids(desk);
        if ids.is_empty() {
            let room = Rect { width: area.width.min(74), ..area };
            canvas.paragraph(room, 1, self.table.empty, Style::new());
            return;
        }
        let mut top = 0;
        for (state, says) in self.above(desk) {
            let style = canvas.theme.state(state);
            top += canvas.paragraph(area, top, &says, style);
        }
        let area = Rect { y: area.y + top, height: area.height.saturating_sub(top), ..area };
        self.draw_rows(&ids, desk, area, canvas);
    }
}

impl Entries {
    fn draw_rows(&self, ids: &[String], desk: &Desk, area: Rect, canvas: &mut Canvas) {
        let (plain, quiet) = (Style::new(), canvas.theme.quiet());
        let columns = self.columns();
        let height = usize::from(area.height.saturating_sub(1));
        let visible = self.window.visible(ids.len(), height);
        let rows: Vec<Vec<String>> = ids[visible.clone()]
            .iter()
            .map(|id| columns.iter().map(|column| column.cell(self.part, id, desk)).collect())
            .collect();
        let widths = widths(&columns, &rows, usize::from(area.width).saturating_sub(4));
        let mut left = 2;
        for (column, cells) in columns.iter().zip(&widths) {
            let label = cut(column.label(), *cells);
            let label = if column.is_number() { pad_left(&label, *cells) } else { label };
            canvas.put(area, (left, 0), &label.to_lowercase(), quiet);
            left += u16::try_from(*cells).unwrap_or(0) + 2;
        }
        for (n, (row, id)) in rows.iter().zip(&ids[visible.clone()]).enumerate() {
            let at = u16::try_from(n).unwrap_or(u16::MAX) + 1;
            let here = visible.start + n == self.window.chosen();
            let style = if here { canvas.chosen(area, at) } else { plain };
            let mut left = 2;
            for ((text, cells), column) in row.iter().zip(&widths).zip(&columns) {
                let text = cut(text, *cells);
                let text = if column.is_number() { pad_left(&text, *cells) } else { text };
                canvas.put(area, (left, at), &text, style);
                left += u16::try_from(*cells).unwrap_or(0) + 2;
            }
            let open = self.part.rows.questions().iter().any(|q| is_open(desk.plan(), self.part, id, q));
            if open {
                let style = canvas.theme.state(State::Attention);
                canvas.put_right(area, at, "*", style);
            }
        }
    }
}
