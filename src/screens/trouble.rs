//! What was refused, where it takes more than the line above the keys: a plan that cannot be read, with its line.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::ask::popup;
use super::{Go, Screen};
use crate::app::{Action, Desk, Scope};
use crate::untrusted::clean;
use crate::widgets::{Canvas, wrap};

/// How wide the pop-up is where there is room.
const WIDTH: u16 = 76;

/// Returns the pop-up that tells what was refused, line by line.
pub(crate) fn trouble(says: &str) -> Box<dyn Screen> {
    Box::new(Trouble { says: says.to_owned() })
}

/// The pop-up.
struct Trouble {
    says: String,
}

impl Trouble {
    /// Returns its lines; what stands under something else, like a caret, keeps its column.
    fn lines(&self, width: usize) -> Vec<String> {
        let kept = |line: &str| {
            let line = clean(line).to_string();
            if line.starts_with(' ') || line.contains(" | ") { vec![line] } else { wrap(&line, width) }
        };
        self.says.lines().flat_map(kept).collect()
    }
}

impl Screen for Trouble {
    fn title(&self, _desk: &Desk) -> String {
        "It did not work".to_owned()
    }
    fn about(&self) -> &'static str {
        "What was refused, where, and what to do about it. Enter closes it."
    }
    fn scopes(&self, _desk: &Desk) -> Vec<Scope> {
        vec![Scope::Text]
    }
    fn act(&mut self, action: Action, _desk: &mut Desk) -> Go {
        match action {
            Action::Up | Action::Down | Action::PageUp | Action::PageDown => Go::Stay,
            _ => Go::Pass,
        }
    }
    fn draw(&self, _desk: &Desk, area: Rect, canvas: &mut Canvas) {
        let lines = self.lines(usize::from(WIDTH.min(area.width).saturating_sub(4)));
        let height = u16::try_from(lines.len()).unwrap_or(u16::MAX).saturating_add(2);
        let inner = popup(area, (WIDTH, height), "It did not work", canvas);
        for (row, line) in (0..inner.height).zip(&lines) {
            canvas.put(inner, (0, row), line, Style::new());
        }
        canvas.point(inner, (0, 0));
    }
    fn is_popup(&self) -> bool {
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_caret_stays_under_what_it_points_at() {
        let says =
            "a.toml cannot be read as a plan: line 3.\n  |\n3 | target = 150\n  |          ^^^\nMend it.";
        let lines = Trouble { says: says.to_owned() }.lines(30);
        assert_eq!(lines[..2], ["a.toml cannot be read as a", "plan: line 3."]);
        assert_eq!(lines[3..], ["3 | target = 150", "  |          ^^^", "Mend it."]);
    }
}
