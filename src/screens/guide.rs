//! Everything the guide says, by topic, to be searched: each statement with its source and where others differ.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::search::{Narrowed, fits};
use super::why::{BESIDE, Reason, Why};
use super::{Go, Screen};
use crate::app::{Action, Desk, Scope};
use crate::guide::guide;
use crate::widgets::Canvas;
use crate::wording::{count, plural, thousands};

/// What ids begin with, and the topic they belong to, in the order of the page.
const TOPICS: &[(&str, &str)] = &[
    ("PHASE-", "The five phases"),
    ("D-", "Finding out who and what there is"),
    ("REL-", "The release list"),
    ("T-", "Tools for groups of people"),
    ("DOM-", "Associated domains"),
    ("SC-", "Special cases"),
    ("SSO-", "Single sign-on"),
    ("TEC-", "What people will notice"),
    ("DATA-", "What moves and what stays"),
    ("COM-", "Messages"),
    ("EXE-", "Execution"),
    ("SUB-", "Sub-accounts"),
    ("CL-", "Phone systems with CloudLink"),
    ("", "Across all phases"),
    ("Z-", "What further pages add"),
];

/// One statement.
struct Entry {
    id: &'static str,
    topic: usize,
    says: String,
    /// Everything a search looks at, in lower case.
    searched: String,
}

/// One line of the list: a topic, or the number of an entry.
enum Row {
    Topic(usize),
    Entry(usize),
}

/// The page.
pub(super) struct GuidePage {
    entries: Vec<Entry>,
    rows: Narrowed,
}

/// Returns the topic of an id.
fn topic(id: &str) -> usize {
    let found = TOPICS.iter().position(|(prefix, _)| !prefix.is_empty() && id.starts_with(prefix));
    found.or_else(|| TOPICS.iter().position(|(prefix, _)| prefix.is_empty())).unwrap_or(0)
}

/// Returns every statement of the guide, by topic.
fn entries() -> Vec<Entry> {
    let guide = guide();
    let mut entries: Vec<Entry> = guide
        .ids()
        .filter_map(|id| {
            let why = guide.why(id)?;
            let says = guide.title(id).map_or(why.told(), |title| format!("{title}: {}", why.says));
            let about = [TOPICS[topic(id)].1, why.source_title, why.section];
            let details = guide.details(id).into_iter().flat_map(|detail| detail.lines);
            let mut searched = format!("{says} {}", about.join(" "));
            details.for_each(|line| searched.extend([" ", &line]));
            let searched = searched.to_lowercase();
            Some(Entry { id, topic: topic(id), says, searched })
        })
        .collect();
    entries.sort_by_key(|entry| entry.topic);
    entries
}

impl GuidePage {
    /// Makes the page.
    pub(super) fn new() -> GuidePage {
        GuidePage { entries: entries(), rows: Narrowed::default() }
    }

    /// Returns the entries that hold every word of the search, below their topics.
    fn rows(&self) -> Vec<Row> {
        let words = self.rows.search.words();
        let mut rows = Vec::new();
        let mut topic = None;
        for (n, entry) in self.entries.iter().enumerate() {
            if fits(&entry.searched, &words) {
                if topic != Some(entry.topic) {
                    rows.push(Row::Topic(entry.topic));
                    topic = Some(entry.topic);
                }
                rows.push(Row::Entry(n));
            }
        }
        rows
    }

    fn chosen(&self, rows: &[Row]) -> Option<&Entry> {
        match self.rows.list.chosen(&headings(rows)).map(|n| &rows[n]) {
            Some(Row::Entry(n)) => self.entries.get(*n),
            _ => None,
        }
    }
}

fn headings(rows: &[Row]) -> Vec<bool> {
    rows.iter().map(|row| matches!(row, Row::Topic(_))).collect()
}

fn reason(entry: &Entry) -> Reason {
    Reason { says: entry.says.clone(), why: String::new(), fact: Some(entry.id), ..Reason::default() }
}

/// Returns the list and, where there is room, the panel for what is chosen.
fn areas(area: Rect) -> (Rect, Option<Rect>) {
    let body = Rect { y: area.y + 2, height: area.height.saturating_sub(2), ..area };
    if area.width >= BESIDE {
        let width = area.width / 2;
        let panel = Rect { x: area.x + width + 2, width: area.width - width - 2, ..body };
        return (Rect { width, ..body }, Some(panel));
    }
    let below = body.height / 2;
    if below < 6 {
        return (body, None);
    }
    let list = Rect { height: body.height - below, ..body };
    (list, Some(Rect { y: list.y + list.height + 1, height: below - 1, ..body }))
}

impl Screen for GuidePage {
    fn title(&self, _desk: &Desk) -> String {
        "Guide".to_owned()
    }
    fn about(&self) -> &'static str {
        "What the documents say about a consolidation, with their titles and where they differ. / searches, Enter shows all of one."
    }
    fn scopes(&self, _desk: &Desk) -> Vec<Scope> {
        self.rows.scopes(&[Scope::Search, Scope::Why, Scope::Rows, Scope::Browsing])
    }
    fn act(&mut self, action: Action, desk: &mut Desk) -> Go {
        let (columns, rows) = desk.size;
        let page = Rect::new(0, 0, columns.saturating_sub(2), rows.saturating_sub(4));
        let height = usize::from(areas(page).0.height);
        let rows = self.rows();
        let chosen = self.chosen(&rows).filter(|_| !self.rows.search.is_typed());
        match (action, chosen.map(reason)) {
            (Action::Open | Action::Why, Some(reason)) => Go::To(Why::of(reason)),
            _ if self.rows.act(action, &headings(&rows), height) => Go::Stay,
            _ => Go::Pass,
        }
    }
    fn letter(&mut self, letter: char, _desk: &mut Desk) -> Go {
        self.rows.letter(letter);
        Go::Stay
    }
    fn pasted(&mut self, text: &str, _desk: &mut Desk) {
        self.rows.paste(text);
    }
    fn place(&self) -> Option<(String, String, String)> {
        Some(("guide".to_owned(), String::new(), String::new()))
    }
    fn draw(&self, _desk: &Desk, area: Rect, canvas: &mut Canvas) {
        let rows = self.rows();
        let (list, panel) = areas(area);
        self.draw_search(&rows, area, canvas);
        self.draw_rows(&rows, list, canvas);
        let Some(entry) = self.chosen(&rows) else {
            let says = "The guide says nothing with these words. Esc shows everything again.";
            canvas.paragraph(list, 0, says, Style::new());
            return;
        };
        if let Some(panel) = panel {
            if area.width < BESIDE {
                canvas.rule(area, list.y - area.y + list.height);
            }
            reason(entry).whole().draw(0, panel, canvas);
        }
    }
}

impl GuidePage {
    /// Draws what is searched, and how many of all statements fit.
    fn draw_search(&self, rows: &[Row], area: Rect, canvas: &mut Canvas) {
        let all = count(self.entries.len());
        let shown = rows.iter().filter(|row| matches!(row, Row::Entry(_))).count();
        let counted = if self.rows.search.is_empty() {
            plural(all, "statement", "statements")
        } else {
            format!("{} of {}", thousands(count(shown)), plural(all, "statement", "statements"))
        };
        self.rows.search.draw(area, &counted, canvas);
    }

    fn draw_rows(&self, rows: &[Row], area: Rect, canvas: &mut Canvas) {
        let (focus, heading) = (canvas.theme.focus(), canvas.theme.heading());
        let chosen = self.rows.list.chosen(&headings(rows));
        for (row, n) in (0..area.height).zip(self.rows.list.visible(rows.len(), usize::from(area.height))) {
            match rows[n] {
                Row::Topic(topic) => drop(canvas.put(area, (0, row), TOPICS[topic].1, heading)),
                Row::Entry(entry) => {
                    let here = chosen == Some(n);
                    if here {
                        canvas.put(area, (0, row), canvas.theme.pointer(), focus);
                    }
                    // While somebody types, the cursor stays in the search.
                    if here && !self.rows.search.is_typed() {
                        canvas.point(area, (0, row));
                    }
                    let style = if here { focus } else { Style::new() };
                    canvas.put(area, (2, row), &self.entries[entry].says, style);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn desk() -> Desk {
        Desk::bare()
    }

    #[test]
    fn every_statement_of_the_guide_has_its_row_below_a_topic() {
        let page = GuidePage::new();
        assert_eq!(page.entries.len(), guide().ids().count());
        let topics = page.rows().iter().filter(|row| matches!(row, Row::Topic(_))).count();
        assert_eq!(topics, TOPICS.len(), "no topic stands twice or is empty");
    }

    #[test]
    fn a_search_finds_words_in_any_order_and_esc_shows_everything_again() {
        let (mut page, mut desk) = (GuidePage::new(), desk());
        let all = page.rows().len();
        page.act(Action::Filter, &mut desk);
        for letter in "required 75".chars() {
            page.letter(letter, &mut desk);
        }
        let rows = page.rows();
        assert_eq!(page.chosen(&rows).map(|entry| entry.id), Some("SSO-1"));
        assert!(matches!(page.act(Action::Back, &mut desk), Go::Stay));
        assert_eq!(page.rows().len(), all);
        assert!(matches!(page.act(Action::Back, &mut desk), Go::Pass));
    }

    #[test]
    fn where_nothing_fits_enter_leads_nowhere() {
        let (mut page, mut desk) = (GuidePage::new(), desk());
        page.pasted("no such words", &mut desk);
        page.act(Action::Open, &mut desk);
        assert!(matches!(page.act(Action::Open, &mut desk), Go::Pass));
    }

    #[test]
    fn the_text_stands_beside_the_list_or_below_it_or_not_at_all() {
        let panel = |width, height| areas(Rect::new(0, 0, width, height)).1;
        assert_eq!(panel(94, 30), Some(Rect::new(49, 2, 45, 28)));
        assert_eq!(panel(78, 20), Some(Rect::new(0, 12, 78, 8)));
        assert_eq!(panel(38, 8), None);
    }
}
