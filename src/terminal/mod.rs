//! The loop: draw, wait, update, start what follows. The only code that carries effects out.
//!
//! Jobs run on threads of their own and tell their outcome through one channel; how far they are is read from two
//! atomics. What opens or writes the plan goes through one thread in order, and the newest waiting save counts. While
//! jobs run the loop looks in 30 times a second, else it sleeps until a key comes or it is time to look at the file.

mod alike;
mod compare;
mod files;
mod jobs;
mod meter;
mod people;
mod samples;
mod session;
mod work;

use std::io;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use crossterm::event::{self, Event as Input, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

use crate::app::{Desk, Effect, Event, Job, Model, parting, update};
use crate::error::Error;
use crate::guide::guide;
use crate::plan::Day;
use crate::screens;
use crate::store::Folders;
use crate::widgets::{Glyphs, Look, Theme};
use jobs::Jobs;
pub use meter::Meter;
pub use session::Session;
pub use work::Workshop;

/// How long the loop waits for a key while no job runs, so that signals are seen.
const IDLE: Duration = Duration::from_millis(250);
/// How often it looks whether somebody else changed the file.
const LOOK: Duration = Duration::from_secs(2);

/// How the wizard is to look and where it begins.
#[derive(Clone, Debug)]
pub struct Start {
    /// The plan to open; the home screen without.
    pub plan: Option<PathBuf>,
    /// Plain ASCII instead of lines and blocks.
    pub ascii: bool,
    /// Today.
    pub today: Day,
}

/// Runs the wizard until it is left. Input and output must be terminals.
///
/// # Errors
/// Returns an I/O error where the terminal or the system refuses.
pub fn run(start: Start) -> Result<(), Error> {
    let refused = Error::io("Using the terminal", std::path::Path::new("terminal"));
    // crossterm would drop bold and reverse with NO_COLOR, which the monochrome theme needs.
    crossterm::style::force_color_output(true);
    // What is said of a plan needs the guide; it is read while the terminal and the plan are opened.
    let _ = std::thread::Builder::new().name("guide".to_owned()).spawn(guide);
    let workshop = Workshop::new(Folders::find()?, start.today);
    let mut session = match Session::begin() {
        Ok(session) => session,
        Err(error) => return Err(refused(error)),
    };
    let size = session.screen.size().map_or((80, 24), |size| (size.width, size.height));
    let mut model = Model::new(Desk::new(start.today, theme(start.ascii), size));
    let mut jobs = Jobs::new(workshop);
    let ended = drive(&mut session, &mut model, &mut jobs, start.plan);
    if !matches!(ended, Ok(Ended::Asked)) {
        part(&mut model, &mut jobs);
    }
    jobs.finish();
    drop(session);
    ended.map(drop).map_err(refused)
}

/// Why the loop ended.
enum Ended {
    /// The person left.
    Asked,
    /// A signal asked for it.
    Signal,
}

/// Saves what is there, and what is being typed, when nobody was asked: after a signal, or when the terminal is gone.
fn part(model: &mut Model, jobs: &mut Jobs) {
    for effect in parting(model) {
        if let Effect::Start(id, job @ Job::Save(..)) = effect {
            jobs.start(id, job);
        }
    }
}

fn theme(ascii: bool) -> Theme {
    let no_color = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
    Theme {
        look: if no_color || dumb { Look::Monochrome } else { Look::Colours },
        glyphs: if ascii { Glyphs::Ascii } else { Glyphs::Blocks },
    }
}

/// Draws and waits until the person leaves or a signal ends the program.
fn drive(
    session: &mut Session,
    model: &mut Model,
    jobs: &mut Jobs,
    plan: Option<PathBuf>,
) -> io::Result<Ended> {
    let mut effects = model.begin(plan);
    let mut looked = Instant::now();
    let mut changed = true;
    loop {
        for effect in effects.drain(..) {
            match effect {
                Effect::Quit => return Ok(Ended::Asked),
                Effect::Start(id, job) => jobs.start(id, job),
                Effect::Cancel(id) => jobs.cancel(id),
            }
        }
        if session.is_ended() {
            return Ok(Ended::Signal);
        }
        if changed {
            draw(session, model)?;
        }
        if session.was_stopped()? {
            changed = true;
            continue;
        }
        changed = false;
        let wait = jobs.wait().unwrap_or(IDLE);
        if Session::waits_for_input(wait)? {
            let input = event::read()?;
            if input == Input::FocusGained {
                looked = looked.checked_sub(LOOK).unwrap_or(looked);
            }
            for event in heard(input) {
                effects.extend(update(model, event));
                changed = true;
            }
        }
        for event in jobs.news() {
            effects.extend(update(model, event));
            changed = true;
        }
        if looked.elapsed() >= LOOK && model.desk.open.is_some() {
            looked = Instant::now();
            jobs.look();
        }
    }
}

fn draw(session: &mut Session, model: &Model) -> io::Result<()> {
    session
        .screen
        .draw(|frame| {
            if let Some(cursor) = screens::draw(model, frame.buffer_mut()) {
                frame.set_cursor_position(cursor);
            }
        })
        .map(drop)
}

/// Returns what the terminal told as events; releases of keys and the mouse are none.
fn heard(input: Input) -> Vec<Event> {
    match input {
        // Esc and a letter in quick succession arrive as one key with Alt: they were two wishes.
        Input::Key(key @ KeyEvent { code: KeyCode::Char(_), modifiers: KeyModifiers::ALT, .. })
            if key.kind != KeyEventKind::Release =>
        {
            let plain = KeyEvent { modifiers: KeyModifiers::NONE, ..key };
            vec![Event::Key(KeyEvent { code: KeyCode::Esc, ..plain }), Event::Key(plain)]
        }
        Input::Key(key) if key.kind != KeyEventKind::Release => vec![Event::Key(key)],
        Input::Paste(text) => vec![Event::Pasted(text)],
        Input::Resize(columns, rows) => vec![Event::Resized(columns, rows)],
        _ => Vec::new(),
    }
}
