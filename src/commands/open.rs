//! `ingather [PLAN]`: the wizard, which needs a terminal on both sides.

use std::io::{self, IsTerminal as _};
use std::path::Path;

use super::{Ending, Verdict};
use crate::error::Error;
use crate::plan::Day;

/// Opens the wizard, or says which command to use where there is no terminal.
pub(super) fn open(plan: Option<&Path>, _today: Day) -> Ending {
    if !io::stdin().is_terminal() || !io::stdout().is_terminal() {
        return Err(no_terminal(plan).into());
    }
    Ok(Verdict::Fine)
}

fn no_terminal(plan: Option<&Path>) -> Error {
    let plan = plan.map_or_else(|| "PLAN".to_owned(), |path| path.display().to_string());
    Error::Usage {
        what: "The wizard needs a terminal for its input and its output.".to_owned(),
        instead: format!(
            "Without one use a command: ingather status {plan} says where the project stands; ingather --help shows the others."
        ),
    }
}
