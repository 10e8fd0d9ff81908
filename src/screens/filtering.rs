//! A filter of people while it is typed: the line, what is wrong with it and where, and what can stand at the cursor.
//!
//! The people page, the questions of the plan that are answered by a filter, and the documents use it. It asks for
//! nobody: whoever holds it does.

use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::app::{Action, Desk, Edit};
use crate::progress::{Completion, Filter, FilterError};
use crate::untrusted::clean;
use crate::widgets::{Canvas, Line, State, cut, width, wrap};

/// How many offers are in sight at most.
const OFFERS: u16 = 7;

/// A filter being typed.
#[derive(Default)]
pub(super) struct FilterLine {
    line: Line,
    problem: Option<FilterError>,
    completion: Completion,
    /// The offer chosen with the arrows.
    chosen: Option<usize>,
    /// Enter was pressed: a word at the cursor is no longer one that is still being typed.
    is_judged: bool,
}

impl FilterLine {
    /// Starts with a filter, the cursor behind it.
    pub(super) fn new(text: &str) -> FilterLine {
        let line = Line::new(text);
        let problem = Filter::parse(text).err();
        FilterLine { line, problem, ..FilterLine::default() }
    }

    pub(super) fn text(&self) -> &str {
        self.line.text()
    }

    /// Returns what is wrong with it, and where.
    pub(super) fn problem(&self) -> Option<&FilterError> {
        self.problem.as_ref()
    }

    pub(super) fn letter(&mut self, letter: char, desk: &mut Desk) {
        self.line.letter(letter);
        self.look(desk);
    }

    pub(super) fn paste(&mut self, text: &str, desk: &mut Desk) {
        self.line.paste(text);
        self.look(desk);
    }

    pub(super) fn edit(&mut self, edit: Edit, desk: &mut Desk) {
        self.line.edit(edit);
        self.look(desk);
    }

    /// Shows what is wrong also with a word that is still being typed, until the line changes.
    pub(super) fn judge(&mut self) {
        self.is_judged = true;
    }

    /// Looks again at what is wrong and what is offered.
    pub(super) fn look(&mut self, desk: &mut Desk) {
        desk.gather_values();
        self.is_judged = false;
        self.problem = Filter::parse(self.line.text()).err();
        self.completion = Completion::at(self.line.text(), self.line.cursor(), &desk.values);
        self.chosen = None;
        // Behind a finished word everything could follow: that is shown at the start only.
        if self.completion.place.is_empty() && !self.line.text().is_empty() && !self.is_behind_a_key() {
            self.completion.offers.clear();
        }
    }

    fn is_behind_a_key(&self) -> bool {
        let before = self.line.text().get(..self.completion.place.start).unwrap_or_default();
        before.ends_with([':', ','])
    }

    /// Goes to the next offer or the one before; returns whether there was one.
    pub(super) fn choose(&mut self, action: Action) -> bool {
        let last = self.completion.offers.len().checked_sub(1);
        self.chosen = match (action, self.chosen, last) {
            (Action::Down, chosen, Some(last)) => Some(chosen.map_or(0, |chosen| (chosen + 1).min(last))),
            (Action::Up, Some(chosen), Some(_)) => chosen.checked_sub(1),
            _ => return false,
        };
        true
    }

    /// Returns whether an offer was chosen with the arrows.
    pub(super) fn has_chosen(&self) -> bool {
        self.chosen.is_some()
    }

    /// Puts the chosen or the best offer into the line, or what a wrong word was meant to be; returns whether there was
    /// one.
    pub(super) fn complete(&mut self, desk: &mut Desk) -> bool {
        let offer = self.completion.offers.get(self.chosen.unwrap_or(0)).map(|offer| offer.text.clone());
        let meant = self.problem.as_ref().and_then(|problem| {
            let place = problem.from..problem.to;
            Some((place, problem.instead.clone()?))
        });
        let Some((place, text)) = offer.map(|text| (self.completion.place.clone(), text)).or(meant) else {
            return false;
        };
        self.line.put(place, &text);
        self.look(desk);
        true
    }

    /// Draws the line from a cell on, to the end of `area`.
    pub(super) fn draw(&self, area: Rect, at: (u16, u16), canvas: &mut Canvas) {
        let focus = canvas.theme.focus();
        self.line.draw(canvas, area, at, focus);
    }

    /// Draws below the line, over what is there, marks at the word that cannot be understood, what is wrong with it, and
    /// what can stand at the cursor. The line begins at `column`; `below` begins in the row after it.
    pub(super) fn draw_below(&self, below: Rect, column: u16, canvas: &mut Canvas) {
        let room = usize::from(below.width.saturating_sub(column));
        let mut row = 0;
        if let Some(problem) = &self.problem
            && (self.is_judged || !self.is_unfinished(problem) || self.completion.offers.is_empty())
        {
            let style = canvas.theme.state(State::Blocked);
            let from = self.line.column_of(problem.from, room);
            let word = width(self.text().get(problem.from..problem.to).unwrap_or_default()).max(1);
            let lines = wrap(&problem.says, usize::from(below.width)).len();
            let over = Rect { height: u16::try_from(lines).unwrap_or(1) + 1, ..below }.intersection(below);
            canvas.wipe(over);
            let from = column.saturating_add(u16::try_from(from).unwrap_or(u16::MAX));
            canvas.put(below, (from, 0), &"^".repeat(word), style);
            row = 1 + canvas.paragraph(below, 1, &problem.says, style);
        }
        let left =
            Rect { y: below.y + row.min(below.height), height: below.height.saturating_sub(row), ..below };
        self.draw_offers(left, column, canvas);
    }

    /// A word that is still being typed is no mistake yet.
    fn is_unfinished(&self, problem: &FilterError) -> bool {
        problem.to >= self.line.cursor() && self.line.cursor() == self.text().len()
    }

    fn draw_offers(&self, area: Rect, column: u16, canvas: &mut Canvas) {
        let offers = &self.completion.offers;
        let height = OFFERS.min(area.height / 2).min(u16::try_from(offers.len()).unwrap_or(OFFERS));
        let (focus, quiet) = (canvas.theme.focus(), canvas.theme.quiet());
        canvas.wipe(Rect { height, ..area });
        let first = self.chosen.map_or(0, |chosen| (chosen + 1).saturating_sub(usize::from(height)));
        let longest = offers.iter().map(|offer| width(&offer.text)).max().unwrap_or(0);
        let room = usize::from(area.width.saturating_sub(column + 2));
        for (row, (n, offer)) in (0..height).zip(offers.iter().enumerate().skip(first)) {
            let here = self.chosen == Some(n);
            let style = if here { focus } else { Style::new() };
            if here {
                canvas.put(area, (column, row), canvas.theme.pointer(), focus);
            }
            canvas.put(area, (column + 2, row), &cut(&clean(&offer.text), room), style);
            let says = column.saturating_add(u16::try_from(longest.min(28)).unwrap_or(28) + 5);
            if area.width > says && width(&offer.text) <= 28 {
                // The last row also says how many more there are.
                let room =
                    usize::from(area.width - says).saturating_sub(if row + 1 == height { 6 } else { 0 });
                canvas.put(area, (says, row), &cut(&clean(&offer.says), room), quiet);
            }
        }
        if let Some(more) =
            offers.len().checked_sub(usize::from(height) + first).filter(|more| *more > 0 && height > 0)
        {
            canvas.put_right(area, height - 1, &format!(" +{more} "), quiet);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn desk() -> Desk {
        Desk::bare()
    }

    fn typed(text: &str, desk: &mut Desk) -> FilterLine {
        let mut line = FilterLine::default();
        line.paste(text, desk);
        line
    }

    #[test]
    fn tab_takes_the_best_and_then_a_value_of_it() {
        let mut desk = desk();
        let mut line = typed("ann stan", &mut desk);
        assert!(line.complete(&mut desk));
        assert_eq!(line.text(), "ann standing:");
        line.letter('o', &mut desk);
        assert!(line.complete(&mut desk));
        assert_eq!(line.text(), "ann standing:outstanding");
        assert!(!line.complete(&mut desk), "there is nothing more to complete");
    }

    #[test]
    fn arrows_choose_another_and_come_back() {
        let mut desk = desk();
        let mut line = typed("standing:", &mut desk);
        assert!(line.choose(Action::Down) && line.choose(Action::Down));
        assert!(line.complete(&mut desk));
        assert_eq!(line.text(), "standing:consolidated");
        let mut line = typed("standing:", &mut desk);
        line.choose(Action::Down);
        assert!(line.choose(Action::Up) && !line.has_chosen());
        assert!(!line.choose(Action::Up), "above the offers is the line itself");
    }

    #[test]
    fn tab_mends_a_wrong_word_before_the_cursor() {
        let mut desk = desk();
        let mut line = typed("stnding:gone ann", &mut desk);
        assert!(line.complete(&mut desk));
        assert_eq!(line.text(), "standing:gone ann");
        assert!(line.problem().is_none());
    }

    #[test]
    fn behind_a_finished_word_nothing_is_in_the_way() {
        let mut desk = desk();
        assert!(typed("ann ", &mut desk).completion.offers.is_empty());
        let mut empty = FilterLine::default();
        empty.look(&mut desk);
        assert!(!empty.completion.offers.is_empty(), "an empty line shows what there is");
    }
}
