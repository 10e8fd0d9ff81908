//! Whom enforcing SSO today would touch, in short below the gate, and the threshold with its source (facts SSO-1, SSO-2).
//!
//! Who they are, by name, is a page of its own: `by_name`.

use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::advice::enforced::{Harm, Touched, enforced_today};
use crate::app::Desk;
use crate::guide::guide;
use crate::plan::{OrganizationKind, Plan};
use crate::widgets::{Canvas, State, pad_left, wrap};
use crate::wording::thousands;

/// Cells for the numbers.
pub(super) const NUMBER: u16 = 9;
/// What the numbers are about.
pub(super) const HEADING: &str = "If SSO were enforced today";
/// How many of the numbers stand below the gate; all of them stand on their own page.
const MOST: usize = 3;

/// Said while there is nothing to count.
pub(super) const NOBODY: &str =
    "Nobody was counted yet. Import the release list and the users export to see whom it would touch.";
/// Said where no list shows who has signed in by SSO.
const NO_SIGN_INS: &str =
    "The lists do not show who has signed in by SSO: a users export with sign-in types does.";

/// What enforcing SSO today would do.
pub(super) struct EnforcedToday {
    /// Each number with what it counts; empty while nobody was counted.
    rows: Vec<Touched>,
    /// What cannot be counted, and why.
    unknown: &'static str,
    target: String,
}

/// Returns what cannot be counted, and why; nothing where all of it can.
pub(super) fn unknown(rows: &[Touched]) -> &'static str {
    if rows.is_empty() {
        NOBODY
    } else if rows.iter().all(|row| row.filter != "sso:none") {
        NO_SIGN_INS
    } else {
        ""
    }
}

/// Returns how a number is shown.
pub(super) fn look(row: &Touched) -> State {
    match row.harm {
        Harm::Severe => State::Blocked,
        Harm::Some => State::Attention,
        Harm::None => State::Good,
    }
}

impl EnforcedToday {
    /// Works it out from the totals.
    pub(super) fn of(desk: &Desk) -> EnforcedToday {
        let all = enforced_today(desk.plan(), desk.progress());
        let unknown = unknown(&all);
        let rows = all.into_iter().take(MOST).collect();
        EnforcedToday { rows, unknown, target: target(desk.plan()) }
    }

    /// Returns everything it says in sentences, for where there is little room.
    fn in_short(&self) -> String {
        let find = |filter: &str| self.rows.iter().find(|row| row.filter == filter);
        match &self.rows[..] {
            [locked_out, unnamed, ..] => {
                let unready = find("sso:none")
                    .map_or(String::new(), |row| format!(", {} never used SSO", thousands(row.people)));
                format!(
                    "Today: {} locked out, {} unnamed{unready}.",
                    thousands(locked_out.people),
                    thousands(unnamed.people)
                )
            }
            _ => self.unknown.to_owned(),
        }
    }

    fn in_full(&self, width: u16) -> u16 {
        let room = usize::from(width.saturating_sub(NUMBER + 2)).max(1);
        let rows: usize = self.rows.iter().map(|row| wrap(&row.says, room).len()).sum();
        let sentences = [self.unknown, &self.target].map(|says| match says {
            "" => 0,
            _ => wrap(says, usize::from(width)).len(),
        });
        u16::try_from(2 + rows + sentences.iter().sum::<usize>()).unwrap_or(u16::MAX)
    }

    /// Returns how many of `room` rows it takes below conditions that need `needed` of them: everything where
    /// there is room for at least six rows of conditions, else one line, else nothing.
    pub(super) fn height(&self, width: u16, room: u16, needed: u16) -> u16 {
        let full = self.in_full(width);
        let for_conditions = needed.min(6);
        if full + for_conditions <= room { full } else { u16::from(room > 3) }
    }

    /// Draws it into as many rows as [`EnforcedToday::height`] gave it.
    pub(super) fn draw(&self, area: Rect, canvas: &mut Canvas) {
        let (plain, quiet, heading) = (Style::new(), canvas.theme.quiet(), canvas.theme.heading());
        match area.height {
            0 => return,
            1 => {
                canvas.put(area, (0, 0), &self.in_short(), heading);
                return;
            }
            _ => {}
        }
        canvas.put(area, (0, 1), HEADING, heading);
        let mut row = 2;
        let beside = Rect { x: area.x + NUMBER + 2, width: area.width.saturating_sub(NUMBER + 2), ..area };
        for touched in &self.rows {
            let style = canvas.theme.state(look(touched));
            let number = pad_left(&thousands(touched.people), usize::from(NUMBER));
            canvas.put(area, (0, row), &number, style);
            row += canvas.paragraph(beside, row, &touched.says, plain);
        }
        if !self.unknown.is_empty() {
            row += canvas.paragraph(area, row, self.unknown, plain);
        }
        canvas.paragraph(area, row, &self.target, quiet);
    }
}

/// Returns the target and who says so, in a sentence.
pub(super) fn target(plan: &Plan) -> String {
    let source = guide().why("SSO-1").map_or("", |why| why.source_title);
    let usual = Plan::CORPORATE_TARGET;
    match (plan.target(), plan.organization.kind) {
        (None, _) => {
            format!("No target is set, and for education the {source} names none: set your own and say why.")
        }
        (Some(target), OrganizationKind::Education) => {
            format!("{target} % is your own target: for education the {source} names none.")
        }
        (Some(target), OrganizationKind::Corporate) if target != usual => {
            format!("{target} % is your own target; for companies the {source} names about {usual} %.")
        }
        (Some(_), OrganizationKind::Corporate) => {
            format!("{usual} % is named for companies by the {source}.")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn today(rows: &[(u32, &'static str)]) -> EnforcedToday {
        let row = |(people, filter): &(u32, &'static str)| Touched {
            people: *people,
            says: "are something".to_owned(),
            harm: Harm::Some,
            filter,
            fact: "SSO-5",
        };
        EnforcedToday { rows: rows.iter().map(row).collect(), unknown: "", target: "The target.".to_owned() }
    }

    #[test]
    fn conditions_keep_their_room_and_the_numbers_shrink_to_a_line() {
        let today = today(&[(309, "sso:locked"), (71, ""), (118, "sso:none")]);
        assert_eq!(today.height(78, 18, 11), 6);
        assert_eq!(today.height(78, 11, 11), 1);
        assert_eq!(today.height(38, 3, 11), 0);
        assert_eq!(today.in_short(), "Today: 309 locked out, 71 unnamed, 118 never used SSO.");
    }

    #[test]
    fn the_target_names_who_says_so_and_what_is_ones_own() {
        let mut plan = Plan::default();
        assert!(target(&plan).contains("75 % is named") && target(&plan).contains("Explainer"));
        plan.sso.target = Some(crate::plan::Percent(80));
        assert!(target(&plan).contains("80 % is your own target"));
        plan.organization.kind = OrganizationKind::Education;
        plan.sso.target = None;
        assert!(target(&plan).contains("names none"));
    }
}
