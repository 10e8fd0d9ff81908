//! How the documents are drawn: the list of them, what is asked, and the files named before they are written.

use std::path::PathBuf;

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::{Documents, REPLACE, holds};
use crate::app::Desk;
use crate::export::FORMATS;
use crate::screens::ask::popup;
use crate::widgets::{Canvas, wrap};
use crate::wording::{count, plural};

impl Documents {
    pub(super) fn draw_list(&self, desk: &Desk, area: Rect, canvas: &mut Canvas) {
        let (focus, quiet) = (canvas.theme.focus(), canvas.theme.quiet());
        let height = usize::from(area.height.saturating_sub(4));
        for (row, n) in (0..area.height).zip(self.window.visible(FORMATS.len(), height)) {
            let here = n == self.window.chosen();
            let style = if here { canvas.chosen(area, row) } else { Style::new() };
            let mut holds = holds(FORMATS[n].what, desk);
            if FORMATS[n].takes_filter && !self.whom.text().is_empty() && !holds.is_empty() {
                // How many fit is worked out with the files.
                holds = format!("of {holds}, those who fit");
            }
            let room = area.width.saturating_sub(count16(crate::widgets::width(&holds)) + 1);
            canvas.put(Rect { width: room, ..area }, (2, row), FORMATS[n].title, style);
            canvas.put_right(area, row, &holds, if here { focus } else { quiet });
        }
        let below = area.height.saturating_sub(3);
        canvas.rule(area, below);
        let narrowed = if self.format().takes_filter { self.whom.text() } else { "" };
        let says = match narrowed {
            "" => self.format().says.to_owned(),
            filter => format!("{} Only people who fit {filter}.", self.format().says),
        };
        canvas.paragraph(area, below + 1, &says, Style::new());
    }

    pub(super) fn draw_whom(&self, area: Rect, canvas: &mut Canvas) {
        let says = format!("{}: about whom? An empty filter takes everybody.", self.format().title);
        let row = canvas.paragraph(area, 0, &says, Style::new()) + 1;
        let quiet = canvas.theme.quiet();
        let column = canvas.put(area, (0, row), "filter ", quiet);
        self.whom.draw(area, (column, row), canvas);
        let used = (row + 1).min(area.height);
        self.whom.draw_below(Rect { y: area.y + used, height: area.height - used, ..area }, column, canvas);
    }

    pub(super) fn draw_folder(&self, area: Rect, canvas: &mut Canvas) {
        let says = format!("{}: into which folder? It is made when it is not there.", self.format().title);
        let row = canvas.paragraph(area, 0, &says, Style::new()) + 1;
        let row = row.min(area.height);
        self.folder.draw(Rect { y: area.y + row, height: area.height - row, ..area }, canvas);
    }

    /// Names every file before anything is written.
    pub(super) fn draw_review(&self, paths: &[PathBuf], says: &[String], area: Rect, canvas: &mut Canvas) {
        let heading = canvas.theme.heading();
        let first = if paths.is_empty() {
            format!("{}: there is nothing to write.", self.format().title)
        } else {
            let files = plural(count(paths.len()), "file", "files");
            format!("{}: Enter writes {files} into {}.", self.format().title, self.to().display())
        };
        let row = canvas.paragraph(area, 0, &first, heading);
        // The folder is said above; names alone are not cut.
        let names: Vec<String> = paths.iter().map(|path| name(path)).collect();
        draw_files(&names, says, row + 1, area, canvas);
    }

    pub(super) fn draw_exists(&self, path: &std::path::Path, area: Rect, canvas: &mut Canvas) {
        let says = format!("{} is there already, in {}.", name(path), self.to().display());
        let room = area.width.min(70);
        let lines = wrap(&crate::untrusted::clean(&says), usize::from(room.saturating_sub(4))).len();
        let inner = popup(area, (room, count16(lines + REPLACE.len()) + 3), "Replace it?", canvas);
        let row = canvas.paragraph(inner, 0, &says, Style::new()) + 1;
        for ((at, n), answer) in (row..).zip(0..).zip(REPLACE) {
            let here = self.answer.chosen() == n;
            let style = if here { canvas.chosen(inner, at) } else { Style::new() };
            canvas.put(inner, (2, at), answer, style);
        }
    }
}

pub(super) fn draw_written(paths: &[PathBuf], says: &[String], area: Rect, canvas: &mut Canvas) {
    let files = plural(count(paths.len()), "file was", "files were");
    let heading = canvas.theme.heading();
    let row = canvas.paragraph(area, 0, &format!("{files} written."), heading);
    let paths: Vec<String> = paths.iter().map(|path| path.display().to_string()).collect();
    draw_files(&paths, says, row + 1, area, canvas);
}

/// Returns the name of a file without its folder.
fn name(path: &std::path::Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// Draws what there is to know, then the files.
fn draw_files(files: &[String], says: &[String], mut row: u16, area: Rect, canvas: &mut Canvas) {
    for sentence in says {
        row = row.saturating_add(canvas.paragraph(area, row, sentence, Style::new()));
    }
    row += u16::from(!says.is_empty());
    let indented = Rect { x: area.x + 2, width: area.width.saturating_sub(2), ..area };
    for (n, file) in files.iter().enumerate() {
        if row + 1 >= area.height && n + 1 < files.len() {
            let quiet = canvas.theme.quiet();
            let more = plural(count(files.len() - n), "more file", "more files");
            canvas.put(indented, (0, row), &format!("and {more}"), quiet);
            break;
        }
        row = row.saturating_add(canvas.paragraph(indented, row, file, Style::new()));
    }
}

fn count16(number: usize) -> u16 {
    u16::try_from(number).unwrap_or(u16::MAX)
}
