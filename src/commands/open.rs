//! `ingather [PLAN]`: the wizard, which needs a terminal on both sides.

use std::io::{self, IsTerminal as _};

use super::{Ending, Verdict};
use crate::cli::Cli;
use crate::error::Error;
use crate::plan::Day;
use crate::terminal::{self, Start};

/// Opens the wizard, or says which command to use where there is no terminal.
pub(super) fn open(cli: Cli, today: Day) -> Ending {
    if !io::stdin().is_terminal() || !io::stdout().is_terminal() {
        let plan = cli.plan.map_or_else(|| "PLAN".to_owned(), |path| path.display().to_string());
        let instead = format!(
            "Without one use a command: ingather status {plan} says where the project stands; ingather --help shows the others."
        );
        let what = "The wizard needs a terminal for its input and its output.".to_owned();
        return Err(Error::Usage { what, instead }.into());
    }
    terminal::run(Start { plan: cli.plan, ascii: cli.ascii, today })?;
    Ok(Verdict::Fine)
}
