//! Whom enforcing SSO today would touch, and the threshold with its source (facts SSO-1 to SSO-5, EXE-2).

use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::app::Desk;
use crate::guide::guide;
use crate::plan::{OrganizationKind, Plan};
use crate::progress::{Mark, Progress, Standing};
use crate::widgets::{Canvas, State, pad_left, wrap};
use crate::wording::thousands;

/// Cells for the numbers.
const NUMBER: u16 = 9;
/// What the numbers are about.
const HEADING: &str = "If SSO were enforced today";

/// What enforcing SSO today would do.
pub(super) struct EnforcedToday {
    /// Each number with what it counts; empty while nobody was counted.
    rows: Vec<(u32, String)>,
    /// What cannot be counted, and why.
    unknown: &'static str,
    target: String,
}

impl EnforcedToday {
    /// Works it out from the totals.
    pub(super) fn of(desk: &Desk) -> EnforcedToday {
        let progress = desk.progress();
        let (rows, unknown) = if progress.rate.is_none() {
            (
                Vec::new(),
                "Nobody was counted yet. Import the release list and the users export to see whom it would touch.",
            )
        } else {
            counted(progress)
        };
        EnforcedToday { rows, unknown, target: target(desk.plan()) }
    }

    /// Returns everything it says in sentences, for where there is little room.
    fn in_short(&self) -> String {
        match &self.rows[..] {
            [] => self.unknown.to_owned(),
            [(locked_out, _), (unnamed, _), rest @ ..] => {
                let rest = rest
                    .first()
                    .map_or(String::new(), |(n, _)| format!(", {} never used SSO", thousands(*n)));
                format!(
                    "Today: {} locked out, {} unnamed{rest}.",
                    thousands(*locked_out),
                    thousands(*unnamed)
                )
            }
            [(locked_out, _)] => format!("Today: {} locked out.", thousands(*locked_out)),
        }
    }

    fn in_full(&self, width: u16) -> u16 {
        let room = usize::from(width.saturating_sub(NUMBER + 2)).max(1);
        let rows: usize = self.rows.iter().map(|(_, says)| wrap(says, room).len()).sum();
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
        for (n, (number, says)) in self.rows.iter().enumerate() {
            let state = if *number == 0 {
                State::Good
            } else if n == 0 {
                State::Blocked
            } else {
                State::Attention
            };
            let style = canvas.theme.state(state);
            canvas.put(area, (0, row), &pad_left(&thousands(*number), usize::from(NUMBER)), style);
            row += canvas.paragraph(beside, row, says, plain);
        }
        if !self.unknown.is_empty() {
            row += canvas.paragraph(area, row, self.unknown, plain);
        }
        canvas.paragraph(area, row, &self.target, quiet);
    }
}

fn counted(progress: &Progress) -> (Vec<(u32, String)>, &'static str) {
    let total = &progress.total;
    let locked_out = total.outstanding.saturating_add(total.invited);
    let are = |n: u32| if n == 1 { "is" } else { "are" };
    let mut rows = vec![
        (
            locked_out,
            format!(
                "would meet a sign-in that does not know them ({} {} invited)",
                thousands(total.invited),
                are(total.invited)
            ),
        ),
        (total.unnamed, format!("more {} counted outside but not named", are(total.unnamed))),
    ];
    let in_it = [Standing::Consolidated, Standing::Native];
    let marked = |mark| in_it.iter().map(|standing| progress.marked(*standing, mark)).sum::<u32>();
    let (without, with) = (marked(Mark::NoSso), marked(Mark::SsoReady));
    if without + with == 0 {
        return (
            rows,
            "The lists do not show who has signed in by SSO: a users export with sign-in types does.",
        );
    }
    rows.push((without, format!("{} in, but never signed in by SSO", are(without))));
    (rows, "")
}

/// Returns the target and who says so, in a sentence.
fn target(plan: &Plan) -> String {
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

    fn today(rows: &[u32]) -> EnforcedToday {
        let rows = rows.iter().map(|number| (*number, "are something".to_owned())).collect();
        EnforcedToday { rows, unknown: "", target: "The target.".to_owned() }
    }

    #[test]
    fn conditions_keep_their_room_and_the_numbers_shrink_to_a_line() {
        let today = today(&[309, 71, 118]);
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
