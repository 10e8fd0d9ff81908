//! The least a program with ratatui does: it draws one line and waits for a key. The yardstick of a cold start, see
//! `benches/screen.py`; without a terminal it does nothing.

use std::io::{self, IsTerminal};

use crossterm::event;

fn main() -> io::Result<()> {
    if !io::stdout().is_terminal() || !io::stdin().is_terminal() {
        return Ok(());
    }
    ratatui::run(|terminal| {
        terminal.draw(|frame| frame.render_widget("Hello", frame.area()))?;
        event::read().map(drop)
    })
}
