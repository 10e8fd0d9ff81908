//! Colours and glyphs: the terminal's own background, sixteen colours, or none at all.

use ratatui::style::{Color, Modifier, Style};

/// How a state is shown; every state also has a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// In order.
    Good,
    /// Wants attention.
    Attention,
    /// Stands in the way.
    Blocked,
    /// Neither; said more quietly.
    Quiet,
}

/// Whether colours are used.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Look {
    /// The terminal's sixteen colours.
    #[default]
    Colours,
    /// Bold, underline and reverse only.
    Monochrome,
}

/// The signs frames and meters are made of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Glyphs {
    /// Lines and blocks.
    #[default]
    Blocks,
    /// Plain ASCII.
    Ascii,
}

/// Colours and glyphs together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Theme {
    /// Whether colours are used.
    pub look: Look,
    /// The signs frames and meters are made of.
    pub glyphs: Glyphs,
}

impl Theme {
    /// Returns the sign of an order, upwards or downwards, as it stands behind the title of a column.
    #[must_use]
    pub fn direction(self, descending: bool) -> &'static str {
        match (self.glyphs, descending) {
            (Glyphs::Blocks, false) => " ↑",
            (Glyphs::Blocks, true) => " ↓",
            (Glyphs::Ascii, false) => " ^",
            (Glyphs::Ascii, true) => " v",
        }
    }

    /// Returns a text with the signs the terminal has. In plain ASCII the program's own marks get the nearest sign of
    /// the same width; letters of names stay as they are.
    #[must_use]
    pub fn spelled(self, text: String) -> String {
        if self.glyphs == Glyphs::Blocks || text.is_ascii() {
            return text;
        }
        let sign = |letter| match letter {
            '›' | '→' => '>',
            '←' => '<',
            '↑' => '^',
            '↓' => 'v',
            '…' => '~',
            '–' => '-',
            '·' | '•' => '*',
            '×' => 'x',
            '“' | '”' => '"',
            '‘' | '’' => '\'',
            other => other,
        };
        text.chars().map(sign).collect()
    }

    /// Returns the style of what is focused.
    #[must_use]
    pub fn focus(self) -> Style {
        match self.look {
            Look::Colours => Style::new().fg(Color::Cyan).add_modifier(Modifier::BOLD),
            Look::Monochrome => Style::new().add_modifier(Modifier::REVERSED),
        }
    }

    /// Returns the style of a state.
    #[must_use]
    pub fn state(self, state: State) -> Style {
        match (self.look, state) {
            (Look::Monochrome, State::Blocked) => Style::new().add_modifier(Modifier::BOLD),
            (Look::Colours, State::Good) => Style::new().fg(Color::Green),
            (Look::Colours, State::Attention) => Style::new().fg(Color::Yellow),
            (Look::Colours, State::Blocked) => Style::new().fg(Color::Red),
            (_, State::Quiet) => Style::new().add_modifier(Modifier::DIM),
            (Look::Monochrome, _) => Style::new(),
        }
    }

    /// Returns the style of a heading.
    #[must_use]
    pub fn heading(self) -> Style {
        Style::new().add_modifier(Modifier::BOLD)
    }

    /// Returns the style of what is less important.
    #[must_use]
    pub fn quiet(self) -> Style {
        self.state(State::Quiet)
    }

    /// Returns the sign for a state.
    #[must_use]
    pub fn sign(self, state: State) -> &'static str {
        match state {
            State::Good => "+",
            State::Attention => "~",
            State::Blocked => "x",
            State::Quiet => "-",
        }
    }

    /// Returns the sign before the chosen row.
    #[must_use]
    pub fn pointer(self) -> &'static str {
        ">"
    }

    /// Returns a horizontal line, a vertical line, a full cell, an empty cell and the threshold's line.
    #[must_use]
    pub fn lines(self) -> (&'static str, &'static str, &'static str, &'static str, &'static str) {
        match self.glyphs {
            Glyphs::Blocks => ("─", "│", "█", "░", "┄"),
            Glyphs::Ascii => ("-", "|", "#", ".", "-"),
        }
    }

    /// Returns the eight heights of a column, lowest first.
    #[must_use]
    pub fn heights(self) -> [&'static str; 8] {
        match self.glyphs {
            Glyphs::Blocks => ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"],
            Glyphs::Ascii => ["_", "_", ".", ".", ":", ":", "#", "#"],
        }
    }

    /// Returns an empty and a filled option mark.
    #[must_use]
    pub fn options(self) -> (&'static str, &'static str) {
        match self.glyphs {
            Glyphs::Blocks => ("( )", "(•)"),
            Glyphs::Ascii => ("( )", "(*)"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_ascii_spells_our_marks_in_as_many_cells_and_leaves_names() {
        let plain = Theme { glyphs: Glyphs::Ascii, ..Theme::default() };
        let text = "58.1–62.3 % · “Öst” › all… ↑ ← ×";
        assert_eq!(plain.spelled(text.to_owned()), "58.1-62.3 % * \"Öst\" > all~ ^ < x");
        assert_eq!(Theme::default().spelled(text.to_owned()), text);
    }
}
