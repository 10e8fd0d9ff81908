//! How the steps of an import are drawn that are not the preview: choosing, reading, leaving, keeping.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::super::decide::Asked;
use super::super::preview::Preview;
use super::super::{Import, Step};
use crate::app::Desk;
use crate::screens::ask::question;
use crate::widgets::{Canvas, State, Window};
use crate::wording::in_bytes;

/// Said while a file is being chosen.
const WHAT_HELPS: &str = "What helps: the release list (people outside), the users export and the pending tab of your \
                          account, and an export of your directory.";
/// Asked before a file is left.
const LEAVE: &str = "Nothing of it is imported, and your answers about it are forgotten.";
/// Asked before a file with changed columns is left.
const GIVE_UP: &str = "You changed what columns are used for. That is remembered when the list is imported, and \
                       forgotten when you leave.";

impl Import {
    /// Draws the step the import is at.
    pub(in crate::screens::import) fn draw_step(&self, desk: &Desk, area: Rect, canvas: &mut Canvas) {
        match &self.step {
            Step::File => self.draw_choice(area, canvas),
            Step::Reading(job, _) => {
                let read = desk.jobs.get(job).map_or(0, |running| running.far.done);
                let says = format!("Reading {}: {} so far.", self.file_name(), in_bytes(read));
                let row = canvas.paragraph(area, 0, &says, Style::new());
                let quiet = canvas.theme.quiet();
                canvas.paragraph(area, row + 1, "Esc stops. Nothing is changed by reading.", quiet);
            }
            Step::Preview(preview) => super::preview(preview, desk, area, canvas),
            Step::Sheets(sheets) => sheets.draw(area, canvas),
            Step::Asking(preview, asked, window) => {
                super::preview(preview, desk, area, canvas);
                draw_asked((preview, asked), window, area, canvas);
            }
            Step::Keeping(_, preview, _) => {
                let says = format!("Keeping {} beside the plan and measuring everybody.", preview.file);
                let row = canvas.paragraph(area, 0, &says, Style::new());
                let quiet = canvas.theme.quiet();
                canvas.paragraph(area, row + 1, "Esc stops. Once it is done, u takes it back.", quiet);
            }
        }
    }

    fn draw_choice(&self, area: Rect, canvas: &mut Canvas) {
        let quiet = canvas.theme.quiet();
        let says =
            "Which file? A CSV export of users or a release list. Type or paste its path; Tab completes it.";
        let mut row = canvas.paragraph(area, 0, says, Style::new());
        if let Some(refused) = &self.refused {
            let style = canvas.theme.state(State::Blocked);
            row += canvas.paragraph(area, row, refused, style);
        } else if area.height > 12 {
            row += canvas.paragraph(area, row, WHAT_HELPS, quiet);
        }
        let below = row.saturating_add(1).min(area.height);
        self.files.draw(Rect { y: area.y + below, height: area.height - below, ..area }, canvas);
    }
}

fn draw_asked((preview, asked): (&Preview, &Asked), window: &Window, area: Rect, canvas: &mut Canvas) {
    let (title, says) = match asked {
        Asked::Leave(_) if preview.said.is_changed() => ("Leave this file?", GIVE_UP.to_owned()),
        Asked::Leave(_) => ("Leave this file?", LEAVE.to_owned()),
        Asked::Missing(missing) => ("Most people are missing", format!("{missing} Import anyway?")),
    };
    question(area, (title, &says), (&asked.answers(), window), canvas);
}
