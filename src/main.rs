//! Arguments → command → exit code. Everything else is in the library.

use std::io::{self, BufWriter, Write};
use std::process::ExitCode;

use clap::Parser as _;
use ingather::cli::{self, Cli};
use ingather::commands;
use ingather::untrusted::clean_lines;

fn main() -> ExitCode {
    match Cli::try_parse() {
        Ok(cli) => {
            let mut out = BufWriter::new(io::stdout().lock());
            ExitCode::from(commands::run(cli, &mut out, &mut io::stderr().lock()))
        }
        Err(told) => {
            let text = cli::no_such_command(&told, std::env::args().nth(1).as_deref())
                .unwrap_or_else(|| clean_lines(&told.render().to_string()));
            // A reader that is gone (help into `head`) is no failure.
            let _ = if told.use_stderr() {
                writeln!(io::stderr(), "{text}")
            } else {
                writeln!(io::stdout(), "{text}")
            };
            ExitCode::from(u8::try_from(told.exit_code()).unwrap_or(2))
        }
    }
}
