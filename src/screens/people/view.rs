//! Choosing the order and the columns of the table of people. Both belong to the person at the keyboard and to no plan:
//! they are remembered in the state folder.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::super::ask::popup;
use crate::app::{Action, Column, Desk, Order, Scope, View};
use crate::screens::{Go, Screen};
use crate::widgets::{Canvas, Window};

/// The list of orders.
pub(super) struct OrderBy {
    columns: Vec<Column>,
    window: Window,
}

impl OrderBy {
    /// Makes the list, on the order there is now.
    pub(super) fn new(desk: &Desk) -> OrderBy {
        let shown = desk.view.columns.iter().copied();
        let others = Column::ALL.into_iter().filter(|column| !desk.view.columns.contains(column));
        let columns: Vec<Column> = shown.chain(others).collect();
        let at = desk.view.order.column.and_then(|column| columns.iter().position(|known| *known == column));
        let mut window = Window::default();
        window.choose(at.map_or(0, |at| at + 1));
        OrderBy { columns, window }
    }

    fn order(&self, row: usize) -> Option<Column> {
        row.checked_sub(1).and_then(|row| self.columns.get(row).copied())
    }
}

impl Screen for OrderBy {
    fn title(&self, _desk: &Desk) -> String {
        "Order by".to_owned()
    }
    fn about(&self) -> &'static str {
        "By which column people are ordered. Choosing the same again turns the order round."
    }
    fn scopes(&self, _desk: &Desk) -> Vec<Scope> {
        vec![Scope::Picking]
    }
    fn act(&mut self, action: Action, desk: &mut Desk) -> Go {
        match action {
            Action::Open => {
                let (column, now) = (self.order(self.window.chosen()), desk.view.order);
                desk.view.order = Order { column, descending: now.column == column && !now.descending };
                desk.keep_view();
                Go::Back
            }
            action if self.window.act(action, self.columns.len() + 1, 10) => Go::Stay,
            Action::Back | Action::Help | Action::Quit | Action::Interrupt => Go::Pass,
            _ => Go::Stay,
        }
    }
    fn draw(&self, desk: &Desk, area: Rect, canvas: &mut Canvas) {
        let len = self.columns.len() + 1;
        let height = u16::try_from(len + 2).unwrap_or(u16::MAX);
        let inner = popup(area, (44, height), "Order by", canvas);
        for (row, n) in (0..inner.height).zip(self.window.visible(len, usize::from(inner.height))) {
            let here = n == self.window.chosen();
            let style = if here { canvas.chosen(inner, row) } else { Style::new() };
            let column = self.order(n);
            let end =
                canvas.put(inner, (2, row), column.map_or("as the lists hold them", Column::label), style);
            if desk.view.order.column == column {
                let way = if desk.view.order.descending { "downwards" } else { "upwards" };
                let quiet = canvas.theme.quiet();
                canvas.put(inner, (end + 2, row), way, quiet);
            }
        }
    }
    fn is_popup(&self) -> bool {
        true
    }
}

/// The list of columns.
pub(super) struct Columns {
    /// Those shown first, in their order, then the others.
    columns: Vec<Column>,
    window: Window,
}

impl Columns {
    /// Makes the list.
    pub(super) fn new(desk: &Desk) -> Columns {
        Columns { columns: all(&desk.view), window: Window::default() }
    }

    /// Shows or hides the chosen column; the address always stays.
    fn toggle(&self, desk: &mut Desk) {
        let Some(column) = self.columns.get(self.window.chosen()).copied() else { return };
        if column == Column::Address {
            return;
        }
        let shown = &mut desk.view.columns;
        if let Some(at) = shown.iter().position(|known| *known == column) {
            shown.remove(at);
        } else {
            // It comes where it stands in this list: behind those shown above it.
            let before = self.columns.iter().take_while(|known| **known != column);
            let at = before.filter(|known| shown.contains(known)).count();
            shown.insert(at, column);
        }
    }

    /// Moves the chosen column one place; the address stays first.
    fn move_it(&mut self, action: Action, desk: &mut Desk) {
        let at = self.window.chosen();
        let to = if action == Action::Left { at.saturating_sub(1) } else { at + 1 };
        if at.min(to) == 0 || at.max(to) >= self.columns.len() {
            return;
        }
        self.columns.swap(at, to);
        self.window.choose(to);
        let shown = &desk.view.columns;
        desk.view.columns = self.columns.iter().copied().filter(|column| shown.contains(column)).collect();
    }
}

fn all(view: &View) -> Vec<Column> {
    let others = Column::ALL.into_iter().filter(|column| !view.columns.contains(column));
    view.columns.iter().copied().chain(others).collect()
}

impl Screen for Columns {
    fn title(&self, _desk: &Desk) -> String {
        "Columns".to_owned()
    }
    fn about(&self) -> &'static str {
        "Which columns the table of people shows, and in which order. The address is always the first. The choice is \
         remembered for you and not in the plan."
    }
    fn scopes(&self, _desk: &Desk) -> Vec<Scope> {
        vec![Scope::Columns]
    }
    fn act(&mut self, action: Action, desk: &mut Desk) -> Go {
        match action {
            Action::Toggle => self.toggle(desk),
            Action::Left | Action::Right => self.move_it(action, desk),
            Action::Remove => {
                desk.view.columns = View::default().columns;
                self.columns = all(&desk.view);
            }
            Action::Open => return Go::Back,
            action if self.window.act(action, self.columns.len(), 10) => {}
            Action::Back | Action::Help | Action::Quit | Action::Interrupt => return Go::Pass,
            _ => {}
        }
        Go::Stay
    }
    fn leave(&mut self, desk: &mut Desk) {
        desk.keep_view();
    }
    fn draw(&self, desk: &Desk, area: Rect, canvas: &mut Canvas) {
        let len = self.columns.len();
        let height = u16::try_from(len + 2).unwrap_or(u16::MAX);
        let inner = popup(area, (44, height), "Columns", canvas);
        for (row, n) in (0..inner.height).zip(self.window.visible(len, usize::from(inner.height))) {
            let here = n == self.window.chosen();
            let style = if here { canvas.chosen(inner, row) } else { Style::new() };
            let column = self.columns[n];
            let mark = if desk.view.columns.contains(&column) { "[x]" } else { "[ ]" };
            let end = canvas.put(inner, (2, row), &format!("{mark} {}", column.label()), style);
            if column == Column::Address {
                let quiet = canvas.theme.quiet();
                canvas.put(inner, (end + 2, row), "always first", quiet);
            }
        }
    }
    fn is_popup(&self) -> bool {
        true
    }
}
