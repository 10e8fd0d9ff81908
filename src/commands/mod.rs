//! What the command line does: one file a sub-command, over the same facts as the screens.
//!
//! [`run`] is the one place where a command is chosen and where its outcome becomes an exit code. A command writes to
//! the output it is given and returns a [`Verdict`] or an [`Error`]; it never prints by itself. Text that
//! comes from files passes through [`crate::untrusted`] on its way out; JSON escapes by its own rules.

mod alike;
mod changes;
mod check;
mod compare;
mod export;
mod files;
mod import;
mod inspect;
mod json;
mod kept;
mod meter;
mod new;
mod open;
mod paths;
mod people;
pub mod project;
mod scanning;
mod status;
mod text;
mod totals;

use std::env;
use std::io::{self, Write};
use std::ops::ControlFlow;

use jiff::Zoned;

use crate::cli::{Cli, Command};
use crate::error::Error;
use crate::plan::Day;
use crate::untrusted::{Shown, clean_lines};

pub use changes::{Changes, changes, same_rows};
pub use files::{open_list, read_file};
pub use import::{Intake, Taken, take_in};

/// How a command ended that did what it was asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Everything is fine.
    Fine,
    /// The plan has a finding that is a blocker.
    Blocked,
    /// A file among those asked for could not be read; what was said of it is in the output.
    FileRefused,
}

impl Verdict {
    /// Returns the exit code: 0 fine, 1 the plan has blockers, 3 a file was refused.
    #[must_use]
    pub fn exit_code(self) -> u8 {
        match self {
            Verdict::Fine => 0,
            Verdict::Blocked => 1,
            Verdict::FileRefused => 3,
        }
    }
}

/// Why a command ended early.
#[derive(Debug)]
pub enum Stop {
    /// It could not do what it was asked.
    Refused(Error),
    /// Its output could not be written.
    Output(io::Error),
}

impl From<Error> for Stop {
    fn from(error: Error) -> Stop {
        Stop::Refused(error)
    }
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Stop {
        Stop::Output(error)
    }
}

/// What every command returns.
pub type Ending = Result<Verdict, Stop>;

/// Does what was asked and returns the exit code. Errors go to `problems`, with what to do about them; a reader that
/// stops reading ends the command quietly.
pub fn run(cli: Cli, out: &mut dyn Write, problems: &mut dyn Write) -> u8 {
    let ending = act(cli, out).and_then(|verdict| {
        out.flush()?;
        Ok(verdict)
    });
    match ending {
        Ok(verdict) => verdict.exit_code(),
        Err(Stop::Output(error)) if error.kind() == io::ErrorKind::BrokenPipe => 0,
        Err(Stop::Output(error)) => {
            // Where even the problem cannot be told there is nobody left to tell it to.
            let _ = writeln!(problems, "error: Writing the output failed.\n  because: {error}");
            3
        }
        Err(Stop::Refused(error)) => {
            let _ = out.flush();
            let _ = tell(&error, problems);
            error.exit_code()
        }
    }
}

fn act(cli: Cli, out: &mut dyn Write) -> Ending {
    let today = today()?;
    match cli.command {
        None => open::open(cli, today),
        Some(Command::New(asked)) => new::new(&asked, out),
        Some(Command::Inspect(asked)) => inspect::inspect(&asked, out),
        Some(Command::Compare(asked)) => compare::compare(&asked, out),
        Some(Command::Import(asked)) => import::import(&asked, today, out),
        Some(Command::Status(asked)) => status::status(&asked, today, out),
        Some(Command::Check(asked)) => check::check(&asked, today, out),
        Some(Command::People(asked)) => people::people(&asked, today, out),
        Some(Command::Export(asked)) => export::export(&asked, today, out),
        Some(Command::Paths) => paths::paths(out),
    }
}

/// Watches nothing: the work goes on to its end.
fn go_on(_done: u64) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

/// Writes an error with its causes and what to do about it.
fn tell(error: &Error, problems: &mut dyn Write) -> io::Result<()> {
    writeln!(problems, "error: {}", clean_lines(&error.to_string()))?;
    let mut cause = std::error::Error::source(error);
    while let Some(reason) = cause {
        writeln!(problems, "  because: {}", Shown(&reason.to_string()))?;
        cause = reason.source();
    }
    let hint = error.hint();
    if hint.is_empty() { Ok(()) } else { writeln!(problems, "  {}", clean_lines(&hint)) }
}

/// Returns today's date; `INGATHER_TODAY=YYYY-MM-DD` says another one.
///
/// # Errors
/// Returns a usage error when the variable holds no date.
pub fn today() -> Result<Day, Error> {
    match env::var("INGATHER_TODAY") {
        Ok(text) if !text.is_empty() => text.parse().map_err(|what| Error::Usage {
            what,
            instead: "Set INGATHER_TODAY to a date such as 2026-11-21, or unset it.".to_owned(),
        }),
        _ => Ok(Day(Zoned::now().date())),
    }
}
