//! The terminal while the wizard has it: raw mode, the other screen, paste and focus reports. It is given back
//! however the program ends: return, panic in any thread, or a signal that asks it to end.

use std::io::{self, Stdout, Write, stdout};
use std::panic;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use crossterm::cursor::Show;
use crossterm::event::{DisableBracketedPaste, DisableFocusChange, EnableBracketedPaste, EnableFocusChange};
use crossterm::execute;
use crossterm::style::ResetColor;
use crossterm::terminal::{EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode};
use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;

/// The terminal as the wizard draws on it.
pub(super) type Screen = Terminal<CrosstermBackend<Stdout>>;

/// Holds the terminal; dropping it gives the terminal back.
pub struct Session {
    /// What is drawn on.
    pub(super) screen: Screen,
    ended: Arc<AtomicBool>,
    stopped: Arc<AtomicBool>,
}

impl Session {
    /// Takes the terminal.
    ///
    /// # Errors
    /// Returns what the terminal or the system refused; the terminal is then as it was.
    pub fn begin() -> io::Result<Session> {
        let ended = Arc::new(AtomicBool::new(false));
        let stopped = Arc::new(AtomicBool::new(false));
        watch_signals(&ended, &stopped)?;
        give_back_on_panic();
        let begun = take().and_then(|()| Terminal::new(CrosstermBackend::new(stdout())));
        match begun {
            Ok(screen) => Ok(Session { screen, ended, stopped }),
            Err(refused) => {
                give_back();
                Err(refused)
            }
        }
    }

    /// Returns whether a signal asked the program to end.
    pub(super) fn is_ended(&self) -> bool {
        self.ended.load(Ordering::Relaxed)
    }

    /// Waits for input, at most that long; returns whether there is any.
    ///
    /// # Errors
    /// Returns an error when the terminal is gone.
    #[cfg(unix)]
    pub(super) fn waits_for_input(at_most: Duration) -> io::Result<bool> {
        still_there(Duration::ZERO)?;
        // What was read before and not yet handed out comes first.
        if crossterm::event::poll(Duration::ZERO)? {
            return Ok(true);
        }
        still_there(at_most)?;
        crossterm::event::poll(Duration::ZERO)
    }

    /// Waits for input, at most that long; returns whether there is any.
    ///
    /// # Errors
    /// Returns what the terminal refused.
    #[cfg(not(unix))]
    pub(super) fn waits_for_input(at_most: Duration) -> io::Result<bool> {
        crossterm::event::poll(at_most)
    }

    /// Sleeps when the program was told to stop (`kill -TSTP`; Ctrl+Z is undo here) and takes the terminal again
    /// when it goes on. Returns whether everything must be drawn anew.
    #[cfg(unix)]
    pub(super) fn was_stopped(&mut self) -> io::Result<bool> {
        if !self.stopped.swap(false, Ordering::Relaxed) {
            return Ok(false);
        }
        give_back();
        signal_hook::low_level::emulate_default_handler(signal_hook::consts::SIGTSTP)?;
        take()?;
        self.screen.clear()?;
        Ok(true)
    }

    /// Returns whether everything must be drawn anew: never, where programs cannot be stopped.
    #[cfg(not(unix))]
    pub(super) fn was_stopped(&mut self) -> io::Result<bool> {
        Ok(self.stopped.swap(false, Ordering::Relaxed))
    }
}

/// Waits until the terminal has something to say, at most that long, and refuses once it is gone.
///
/// crossterm never comes back from reading a terminal that has gone away and takes a whole core for it.
#[cfg(unix)]
fn still_there(at_most: Duration) -> io::Result<()> {
    use rustix::event::{PollFd, PollFlags, Timespec, poll};
    let stdin = io::stdin();
    let mut terminal = [PollFd::new(&stdin, PollFlags::IN)];
    let at_most = Timespec::try_from(at_most).map_err(io::Error::other)?;
    match poll(&mut terminal, Some(&at_most)) {
        // A signal came, a new size for one: the next turn looks again.
        Ok(_) | Err(rustix::io::Errno::INTR) => {}
        Err(refused) => return Err(refused.into()),
    }
    if terminal[0].revents().intersects(PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL) {
        return Err(io::Error::new(io::ErrorKind::UnexpectedEof, "the terminal has gone away"));
    }
    Ok(())
}

impl Drop for Session {
    fn drop(&mut self) {
        give_back();
    }
}

/// Whether the terminal is ours. It is given back once: leaving the other screen twice would put the cursor where it
/// was before, over what has been told since.
static TAKEN: AtomicBool = AtomicBool::new(false);

fn take() -> io::Result<()> {
    TAKEN.store(true, Ordering::SeqCst);
    enable_raw_mode()?;
    execute!(stdout(), EnterAlternateScreen, EnableBracketedPaste, EnableFocusChange)
}

/// Gives the terminal back. Nothing can be done about a failure here: the terminal may be gone.
fn give_back() {
    if !TAKEN.swap(false, Ordering::SeqCst) {
        return;
    }
    let _ =
        execute!(stdout(), DisableFocusChange, DisableBracketedPaste, LeaveAlternateScreen, ResetColor, Show);
    let _ = disable_raw_mode();
    let _ = stdout().flush();
}

/// Gives the terminal back before a panic is told. A panic in a worker is caught and told on the screen instead.
///
/// It is told by its place only: what a panic says may hold a piece of somebody's address.
fn give_back_on_panic() {
    let drawing = std::thread::current().id();
    panic::set_hook(Box::new(move |told| {
        if std::thread::current().id() == drawing {
            give_back();
            let at = told.location().map(|at| format!(" at {at}")).unwrap_or_default();
            let says = "What was shown as saved is on disk. Please report the place.";
            let _ = writeln!(io::stderr(), "A mistake in ingather{at} ended it. {says}");
        }
    }));
}

#[cfg(unix)]
fn watch_signals(ended: &Arc<AtomicBool>, stopped: &Arc<AtomicBool>) -> io::Result<()> {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP};
    for signal in [SIGTERM, SIGHUP, SIGINT, SIGQUIT] {
        signal_hook::flag::register(signal, Arc::clone(ended))?;
    }
    signal_hook::flag::register(SIGTSTP, Arc::clone(stopped))?;
    Ok(())
}

#[cfg(not(unix))]
fn watch_signals(_ended: &Arc<AtomicBool>, _stopped: &Arc<AtomicBool>) -> io::Result<()> {
    Ok(())
}
