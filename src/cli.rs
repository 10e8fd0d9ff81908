//! The command line as types: what was typed, and nothing done about it. `commands` acts on it.
//!
//! Every help text opens with examples, since that is what people look for first.

use std::path::PathBuf;

use clap::error::ErrorKind;
use clap::{Args, CommandFactory as _, Parser, Subcommand, ValueEnum};

use crate::lists::Encoding;
use crate::plan::{Day, ListKind, OrganizationKind};
use crate::untrusted::clean;

/// Examples first, then what there is to choose from.
const HELP: &str = "{about-with-newline}\n{before-help}{usage-heading} {usage}\n\n{all-args}{after-help}";

/// Plans and tracks the consolidation of every Zoom user on your domains into one account.
#[derive(Debug, Parser)]
#[command(
    name = "ingather",
    version,
    help_template = HELP,
    args_conflicts_with_subcommands = true,
    disable_help_subcommand = true,
    before_help = "\
Examples:
  ingather                                      open the wizard
  ingather new northwind.toml --domain northwind.example
  ingather northwind.toml                       open a plan in the wizard
  ingather import northwind.toml users.csv --as members
  ingather status northwind.toml                where the project stands",
    after_help = "\
Everything works offline: nothing is ever sent anywhere.
Exit codes: 0 fine, 1 the plan has blockers, 2 usage, 3 file or system, 4 conflict or newer plan, 130 interrupted."
)]
pub struct Cli {
    /// The plan to open in the wizard; without one the home screen opens
    pub plan: Option<PathBuf>,
    /// Draw with plain ASCII instead of lines and blocks
    #[arg(long)]
    pub ascii: bool,
    /// What to do instead of opening the wizard
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// Returns what to say where a word that is no command was followed by more: it was taken for the plan to open, and
/// clap's own words then speak of what follows it.
#[must_use]
pub fn no_such_command(told: &clap::Error, first: Option<&str>) -> Option<String> {
    let first =
        first.filter(|first| told.kind() == ErrorKind::ArgumentConflict && !first.starts_with('-'))?;
    let known = Cli::command();
    let mut names = known.get_subcommands().map(clap::Command::get_name);
    if names.any(|name| name == first) {
        return None;
    }
    let names: Vec<&str> = known.get_subcommands().map(clap::Command::get_name).collect();
    Some(format!(
        "error: There is no command “{}”.\n  There are {}. Alone, a path opens that plan in the wizard.",
        clean(first),
        crate::wording::and(&names)
    ))
}

/// Takes a filter as typed; it may begin with the minus that negates, but two are a misspelt option.
fn filter(typed: &str) -> Result<String, String> {
    if typed.starts_with("--") {
        return Err("there is no such option; a filter begins with a word, a key or one minus".to_owned());
    }
    Ok(typed.to_owned())
}

/// One thing to do without the wizard.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Start a plan
    #[command(
        help_template = HELP,
        before_help = "\
Examples:
  ingather new northwind.toml --organization \"Northwind Traders\" --domain northwind.example
  ingather new riverside.toml --kind education"
    )]
    New(NewPlan),
    /// Say what files are and who is in them; changes nothing
    #[command(
        help_template = HELP,
        before_help = "\
Examples:
  ingather inspect zoomus_users.csv
  ingather inspect *.csv --json"
    )]
    Inspect(Inspect),
    /// Compare lists without a plan: who stands where, and the rate
    #[command(
        help_template = HELP,
        before_help = "\
Examples:
  ingather compare --outside release.csv --members zoomus_users.csv
  ingather compare --outside a.csv b.csv --members users.csv --pending pending.csv --json"
    )]
    Compare(Compare),
    /// Take a list of users into a plan
    #[command(
        help_template = HELP,
        before_help = "\
Examples:
  ingather import northwind.toml zoomus_users.csv --as members
  ingather import northwind.toml release.csv --as outside --from \"release northwind.example\" --date 2026-11-15"
    )]
    Import(Import),
    /// Say where the project stands
    #[command(
        help_template = HELP,
        before_help = "\
Examples:
  ingather status northwind.toml
  ingather status northwind.toml --json"
    )]
    Status(OnePlan),
    /// Show findings and gates; exit code 1 when a blocker stands
    #[command(
        help_template = HELP,
        before_help = "\
Examples:
  ingather check northwind.toml
  ingather check northwind.toml --json"
    )]
    Check(OnePlan),
    /// Show who is in the lists, by filter
    #[command(
        help_template = HELP,
        before_help = "\
Examples:
  ingather people northwind.toml standing:outstanding
  ingather people northwind.toml \"-standing:consolidated -standing:native\"
  ingather people northwind.toml \"dept:sales lee\" --csv > sales.csv"
    )]
    People(People),
    /// Write a document: the communication checklist, outstanding people, invite files, addresses that differ
    #[command(
        help_template = HELP,
        before_help = "\
Examples:
  ingather export northwind.toml checklist
  ingather export northwind.toml outstanding --format csv-plain --to out/
  ingather export northwind.toml invites --to invites/"
    )]
    Export(Export),
    /// Show where settings, recent plans and earlier versions are kept
    #[command(
        help_template = HELP,
        before_help = "\
Examples:
  ingather paths"
    )]
    Paths,
}

/// Answers of `ingather new`.
#[derive(Args, Debug)]
pub struct NewPlan {
    /// The file to write, for example northwind.toml
    pub plan: PathBuf,
    /// Who consolidates
    #[arg(long, value_name = "NAME")]
    pub organization: Option<String>,
    /// What kind of organization it is
    #[arg(long, value_enum, default_value = "corporate")]
    pub kind: Kind,
    /// An e-mail domain the organization owns; may be given several times
    #[arg(long = "domain", value_name = "DOMAIN")]
    pub domains: Vec<String>,
}

/// Answers of `ingather inspect`.
#[derive(Args, Debug)]
pub struct Inspect {
    /// The files to look at
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// How the file writes its letters, where they come out wrong, for example Windows-1250
    #[arg(long, value_name = "WORD", value_parser = letters)]
    pub encoding: Option<Encoding>,
    /// The sheet of a workbook to read; otherwise the first that holds a list
    #[arg(long, value_name = "NAME")]
    pub sheet: Option<String>,
    /// Write JSON, one object a file and line
    #[arg(long)]
    pub json: bool,
}

/// Answers of `ingather compare`.
#[derive(Args, Debug)]
pub struct Compare {
    /// Release lists: people known outside the main account
    #[arg(long, required = true, num_args = 1.., value_name = "FILE")]
    pub outside: Vec<PathBuf>,
    /// Users exports: members of the main account or of a sub-account
    #[arg(long, required = true, num_args = 1.., value_name = "FILE")]
    pub members: Vec<PathBuf>,
    /// Pending tabs: invitations not yet accepted
    #[arg(long, num_args = 1.., value_name = "FILE")]
    pub pending: Vec<PathBuf>,
    /// Directory exports: who is an employee
    #[arg(long, num_args = 1.., value_name = "FILE")]
    pub directory: Vec<PathBuf>,
    /// Write JSON
    #[arg(long)]
    pub json: bool,
}

/// Answers of `ingather import`.
#[derive(Args, Debug)]
pub struct Import {
    /// The plan
    pub plan: PathBuf,
    /// The file to take in
    pub file: PathBuf,
    /// What the list says of the people in it
    #[arg(long = "as", value_enum, value_name = "KIND")]
    pub kind: As,
    /// Where it came from, for example "main account"; a newer list with the same words replaces it
    #[arg(long = "from", value_name = "LABEL")]
    pub label: Option<String>,
    /// The day the list speaks of; else the one in the file's name, the newest one in the file, or today
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub date: Option<Day>,
    /// How the file writes its letters, where they come out wrong, for example Windows-1250
    #[arg(long, value_name = "WORD", value_parser = letters)]
    pub encoding: Option<Encoding>,
    /// The sheet of a workbook to read; needed where several hold a list
    #[arg(long, value_name = "NAME")]
    pub sheet: Option<String>,
    /// Import it although most people of the list before are missing in it
    #[arg(long)]
    pub force: bool,
    /// Write JSON, also of a file that is refused
    #[arg(long)]
    pub json: bool,
}

/// Answers of the commands that only need a plan.
#[derive(Args, Debug)]
pub struct OnePlan {
    /// The plan
    pub plan: PathBuf,
    /// Write JSON
    #[arg(long)]
    pub json: bool,
}

/// Answers of `ingather people`.
#[derive(Args, Debug)]
pub struct People {
    /// The plan
    pub plan: PathBuf,
    /// Whom to show, for example "standing:outstanding dept:sales"; everybody without
    #[arg(allow_hyphen_values = true, value_parser = filter)]
    pub filter: Option<String>,
    /// Show who of them may be in under another address, and what shows it
    #[arg(long)]
    pub alike: bool,
    /// Write CSV
    #[arg(long, conflicts_with = "json")]
    pub csv: bool,
    /// Write JSON
    #[arg(long)]
    pub json: bool,
}

/// Answers of `ingather export`.
#[derive(Args, Debug)]
pub struct Export {
    /// The plan
    pub plan: PathBuf,
    /// Which document, of those in the table that makes them
    #[arg(help = format!("Which document: {}", crate::export::names(|_| true).join(", ")))]
    pub what: String,
    /// Which format; the first one the document has when not given
    #[arg(long)]
    pub format: Option<String>,
    /// The file or folder to write to, or - for standard output; the current folder when not given
    #[arg(long, value_name = "PATH")]
    pub to: Option<PathBuf>,
    /// Only people who fit, for example "dept:sales wave:2"; for documents that name people
    #[arg(long)]
    pub filter: Option<String>,
    /// Replace files that exist
    #[arg(long)]
    pub force: bool,
}

/// The kinds of organization as they are typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Kind {
    /// A company or other employer
    Corporate,
    /// A school or university
    Education,
}

impl From<Kind> for OrganizationKind {
    fn from(kind: Kind) -> OrganizationKind {
        match kind {
            Kind::Corporate => OrganizationKind::Corporate,
            Kind::Education => OrganizationKind::Education,
        }
    }
}

/// The kinds of list as they are typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum As {
    /// Release list: people known outside the main account
    Outside,
    /// Members of the main account or of a sub-account
    Members,
    /// Invitations not yet accepted
    Pending,
    /// Who is an employee
    Directory,
    /// Names needing care: executives, room and phone owners
    Special,
    /// Zoom accounts found outside: they go to the discovered accounts of the plan
    Accounts,
    /// The portal's counts inside and outside for each domain: they become readings of the plan
    Counts,
}

impl As {
    /// Returns the kind of list it is; nothing for a file whose rows are no people.
    #[must_use]
    pub fn list(self) -> Option<ListKind> {
        match self {
            As::Outside => Some(ListKind::Outside),
            As::Members => Some(ListKind::Members),
            As::Pending => Some(ListKind::Pending),
            As::Directory => Some(ListKind::Directory),
            As::Special => Some(ListKind::Special),
            As::Accounts | As::Counts => None,
        }
    }
}

/// Returns the encoding somebody names, or which there are.
fn letters(word: &str) -> Result<Encoding, String> {
    Encoding::from_word(word).ok_or_else(|| {
        let known = Encoding::ALL.map(Encoding::word);
        format!("there is no encoding of that name; choose one of {}", known.join(", "))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_consistent_and_every_help_opens_with_examples() {
        let mut command = Cli::command();
        command.build();
        command.clone().debug_assert();
        let mut all: Vec<clap::Command> = command.get_subcommands().cloned().collect();
        all.push(command);
        for mut command in all {
            let help = command.render_long_help().to_string();
            let (examples, usage) = (help.find("Examples:"), help.find("Usage:"));
            assert!(examples.is_some() && examples < usage, "{help}");
        }
    }

    #[test]
    fn every_kind_of_list_can_be_typed() {
        let typed: Vec<ListKind> = As::value_variants().iter().filter_map(|kind| kind.list()).collect();
        assert_eq!(typed, ListKind::ALL);
    }
}
