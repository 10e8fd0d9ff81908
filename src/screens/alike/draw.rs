//! What the page of candidates looks like: how many, the rows, and what speaks for the chosen one.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::Alike;
use crate::app::Desk;
use crate::progress::alike::{Candidate, MOST_PAIRS, Reason, Strength};
use crate::progress::{PersonId, Roster};
use crate::widgets::{Canvas, State, cut};
use crate::wording::{count, plural, thousands};

/// Rows above the first candidate: how many there are, the reason, the titles.
const ABOVE: u16 = 3;
/// Cells for the word that says how strong a candidate is.
const WORD: u16 = 9;
/// Said where nobody is like anybody.
const EMPTY: &str = "Nobody outside looks like somebody who is in. The more the lists say, the more can be found: a \
                     directory with further addresses, employee ids and names, and the former names of your domains \
                     (1 Domains, “Was called”).";

/// Rows for what speaks for the chosen candidate.
fn below(height: u16) -> u16 {
    if height >= 18 { 7 } else { 4 }
}

/// Rows of candidates a page shows.
pub(super) fn height(desk: &Desk) -> usize {
    let inside = desk.size.1.saturating_sub(4);
    usize::from(inside.saturating_sub(ABOVE + below(inside)))
}

/// Returns how strong a candidate is in a word, and how it is shown.
fn strength(pair: &Candidate) -> (&'static str, State) {
    let strength = pair.reasons.strength();
    let state = match strength {
        Strength::Strong => State::Good,
        Strength::Likely => State::Quiet,
        Strength::Weak => State::Attention,
    };
    (strength.word(), state)
}

/// Returns who somebody is in a few words: address, name, standing.
pub(super) fn who(roster: &Roster, id: PersonId) -> String {
    let person = roster.person(id);
    let name = person.name();
    let named = if name.is_empty() { String::new() } else { format!(", {name}") };
    format!("{}{named}: {}", person.email(), person.standing().word())
}

impl Alike {
    pub(super) fn draw_all(&self, desk: &Desk, area: Rect, canvas: &mut Canvas) {
        let plain = Style::new();
        let Some((roster, found)) = &self.found else {
            let looked =
                self.job.as_ref().and_then(|(job, _)| desk.jobs.get(job)).map_or(0, |job| job.far.done);
            let so_far = thousands(u32::try_from(looked).unwrap_or(u32::MAX));
            let says = if desk.measured.is_some() {
                format!("Comparing addresses… {so_far} looked at. Esc stops.")
            } else {
                "Measuring… Candidates appear here in a moment.".to_owned()
            };
            canvas.paragraph(area, 0, &says, plain);
            return;
        };
        if found.candidates.is_empty() {
            let again = if self.job.is_some() { "Comparing again…" } else { EMPTY };
            canvas.paragraph(Rect { width: area.width.min(74), ..area }, 1, again, plain);
            return;
        }
        self.draw_count(found.is_cut, area, canvas);
        self.draw_rows(roster, area, canvas);
        self.draw_chosen(roster, area, canvas);
    }

    fn draw_count(&self, is_cut: bool, area: Rect, canvas: &mut Canvas) {
        let rows = plural(count(self.rows.len()), "candidate", "candidates");
        let again = if self.job.is_some() { " Comparing again…" } else { "" };
        let more = if is_cut {
            format!(" More than {} pairs: not all were looked at.", thousands(count(MOST_PAIRS)))
        } else {
            String::new()
        };
        let says = format!("{rows}, the strongest first. Nothing is merged until you say so.{more}{again}");
        canvas.put(area, (0, 0), &cut(&says, usize::from(area.width)), canvas.theme.heading());
        let reason = self.reason.map_or("all (Tab shows one after the other)", Reason::group);
        let decides = if self.reason.is_some() { "; a decides about all of them" } else { "" };
        let says = format!("Reason: {reason}{decides}");
        canvas.put(area, (0, 1), &cut(&says, usize::from(area.width)), canvas.theme.quiet());
    }

    fn draw_rows(&self, roster: &Roster, area: Rect, canvas: &mut Canvas) {
        let room = area.height.saturating_sub(ABOVE + below(area.height));
        let half = area.width.saturating_sub(WORD + 3) / 2;
        let (first, second) = (WORD + 2, WORD + 3 + half);
        for (column, title) in [(2, "how sure"), (first, "outside"), (second, "may be")] {
            let title = cut(title, usize::from(half));
            canvas.put(area, (column, 2), &title, canvas.theme.quiet());
        }
        let visible = self.window.visible(self.rows.len(), usize::from(room));
        for (row, place) in (ABOVE..).zip(visible.clone()) {
            let Some(pair) = self.rows.get(place).and_then(|row| self.candidates().get(*row)) else {
                continue;
            };
            let here = place == self.window.chosen();
            let (word, state) = strength(pair);
            let style = if here { canvas.chosen(area, row) } else { Style::new() };
            let look = if here { style } else { canvas.theme.state(state) };
            canvas.put(area, (2, row), word, look);
            let email = |id| cut(roster.person(id).email(), usize::from(half));
            canvas.put(area, (first, row), &email(pair.one), style);
            canvas.put(area, (second, row), &email(pair.other), style);
        }
    }

    fn draw_chosen(&self, roster: &Roster, area: Rect, canvas: &mut Canvas) {
        let below = below(area.height);
        let area =
            Rect { y: area.y + area.height.saturating_sub(below), height: below.min(area.height), ..area };
        canvas.rule(area, 0);
        let Some(pair) = self.chosen() else {
            canvas.paragraph(area, 1, "Everything here is decided.", Style::new());
            return;
        };
        let mut row = 1;
        if below > 4 {
            for id in [pair.one, pair.other] {
                canvas.put(area, (0, row), &cut(&who(roster, id), usize::from(area.width)), Style::new());
                row += 1;
            }
        }
        canvas.paragraph(area, row, &pair.reasons.says(), canvas.theme.quiet());
    }
}
