//! What only a real terminal shows: the other screen in and out, and the terminal given back however the program ends.

use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtyPair, PtySize, native_pty_system};
use tempfile::TempDir;
use vt100::Parser;

/// How long a text may take to appear on a busy machine.
const PATIENCE: Duration = Duration::from_secs(30);
const SIZE: PtySize = PtySize { rows: 24, cols: 80, pixel_width: 0, pixel_height: 0 };

/// A program in a terminal of its own.
struct Console {
    pair: PtyPair,
    child: Box<dyn Child + Send + Sync>,
    keys: Option<Box<dyn Write + Send>>,
    output: Receiver<Vec<u8>>,
    parser: Parser,
    raw: Vec<u8>,
    termios: String,
}

/// Returns the settings of the terminal, so that before and after can be compared.
fn termios(master: &dyn MasterPty) -> String {
    format!("{:?}", master.get_termios())
}

impl Console {
    fn run(mut command: CommandBuilder, home: &Path) -> Console {
        command.env_clear();
        command.env("TERM", "xterm-256color");
        command.env("HOME", home);
        command.env("INGATHER_STATE_DIR", home.join("state"));
        command.env("INGATHER_CONFIG_DIR", home.join("config"));
        command.env("INGATHER_TODAY", "2026-11-21");
        command.cwd(home);
        let pair = native_pty_system().openpty(SIZE).unwrap();
        let termios = termios(&*pair.master);
        let child = pair.slave.spawn_command(command).unwrap();
        let mut reader = pair.master.try_clone_reader().unwrap();
        let keys = Some(pair.master.take_writer().unwrap());
        let (tell, output) = channel();
        std::thread::spawn(move || {
            let mut buffer = [0; 8192];
            while let Ok(read @ 1..) = reader.read(&mut buffer) {
                if tell.send(buffer[..read].to_vec()).is_err() {
                    return;
                }
            }
        });
        let parser = Parser::new(24.try_into().unwrap(), 80.try_into().unwrap(), 0);
        Console { pair, child, keys, output, parser, raw: Vec::new(), termios }
    }

    fn wizard(home: &Path, arguments: &[&str]) -> Console {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_ingather"));
        command.args(arguments);
        Console::run(command, home)
    }

    fn take(&mut self, wait: Duration) -> bool {
        match self.output.recv_timeout(wait) {
            Ok(bytes) => {
                self.parser.process(&bytes);
                self.raw.extend(bytes);
                true
            }
            Err(_) => false,
        }
    }

    fn screen(&self) -> String {
        self.parser.screen().contents()
    }

    #[track_caller]
    fn waits_for(&mut self, text: &str) {
        let since = Instant::now();
        while !self.screen().contains(text) {
            let left = PATIENCE.saturating_sub(since.elapsed());
            assert!(!left.is_zero() && self.take(left), "“{text}” never came:\n{}", self.screen());
        }
    }

    fn sends(&mut self, keys: &str) {
        let writer = self.keys.as_mut().unwrap();
        writer.write_all(keys.as_bytes()).unwrap();
        writer.flush().unwrap();
    }

    /// Waits for the end; returns the exit code. Checks that the terminal is as it was.
    #[track_caller]
    fn ends(&mut self) -> u32 {
        let since = Instant::now();
        let code = loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                break status.exit_code();
            }
            assert!(since.elapsed() < PATIENCE, "it does not end:\n{}", self.screen());
            self.take(Duration::from_millis(20));
        };
        while self.take(Duration::from_millis(200)) {}
        let screen = self.parser.screen();
        assert!(!screen.alternate_screen(), "the other screen is still on");
        assert!(!screen.bracketed_paste(), "paste is still reported");
        assert!(!screen.hide_cursor(), "the cursor is hidden");
        assert!(self.raw.windows(8).any(|bytes| bytes == b"\x1b[?1004l"), "focus is still reported");
        assert_eq!(termios(&*self.pair.master), self.termios, "raw mode is still on");
        code
    }

    #[cfg(unix)]
    fn signalled(&mut self, signal: &str) {
        let id = self.child.process_id().unwrap().to_string();
        assert!(std::process::Command::new("kill").args(["-s", signal, &id]).status().unwrap().success());
    }
}

fn sample() -> (TempDir, PathBuf) {
    let home = tempfile::tempdir().unwrap();
    let plan = home.path().join("plan.toml");
    let plans = Path::new(env!("CARGO_MANIFEST_DIR")).join("plans");
    std::fs::copy(plans.join("northwind.toml"), &plan).unwrap();
    let lists = home.path().join("plan.lists");
    std::fs::create_dir(&lists).unwrap();
    for entry in std::fs::read_dir(plans.join("northwind.lists")).unwrap() {
        let entry = entry.unwrap();
        std::fs::copy(entry.path(), lists.join(entry.file_name())).unwrap();
    }
    (home, plan)
}

#[test]
fn the_five_phases_are_walked_an_answer_is_edited_and_is_there_when_the_plan_is_opened_again() {
    let (home, plan) = sample();
    let mut console = Console::wizard(home.path(), &["plan.toml"]);
    console.waits_for("Northwind Traders");
    for (key, title) in [
        ("5", "5 Execution"),
        ("4", "4 Communications"),
        ("3", "3 SSO and the 75 % threshold"),
        ("2", "2 Special cases"),
        ("1", "1 Intelligence gathering"),
    ] {
        console.sends(key);
        console.waits_for(title);
    }
    console.sends("\r");
    console.waits_for("Aims");
    console.sends(" Holding\t");
    console.waits_for("Northwind Traders Holding");
    console.sends("\x1bq");
    assert_eq!(console.ends(), 0);
    assert!(std::fs::read_to_string(&plan).unwrap().contains("name = \"Northwind Traders Holding\""));

    let mut console = Console::wizard(home.path(), &["plan.toml"]);
    console.waits_for("Northwind Traders Holding");
    console.waits_for("Find out who");
    console.sends("\r");
    console.waits_for("Aims");
    console.sends("\x1b[200~pasted\rtext\x1b[201~");
    console.waits_for("pasted text");
    console.sends("\x1b");
    console.waits_for("Find out who");
    console.sends("q");
    assert_eq!(console.ends(), 0);
}

#[cfg(unix)]
#[test]
fn every_signal_that_ends_the_program_gives_the_terminal_back() {
    let (home, _) = sample();
    for signal in ["TERM", "HUP", "INT", "QUIT"] {
        let mut console = Console::wizard(home.path(), &["plan.toml"]);
        console.waits_for("Northwind Traders");
        console.signalled(signal);
        console.ends();
    }
}

#[cfg(unix)]
#[test]
fn what_was_being_typed_is_kept_when_a_signal_ends_the_program() {
    let (home, plan) = sample();
    let mut console = Console::wizard(home.path(), &["plan.toml"]);
    console.waits_for("Northwind Traders");
    console.sends("1\r");
    console.waits_for("Aims");
    console.sends(" Typed");
    console.waits_for("Northwind Traders Typed");
    console.signalled("TERM");
    console.ends();
    assert!(std::fs::read_to_string(&plan).unwrap().contains("Northwind Traders Typed"));
}

#[test]
fn the_program_ends_when_the_terminal_goes_away() {
    let (home, _) = sample();
    let mut console = Console::wizard(home.path(), &["plan.toml"]);
    console.waits_for("Northwind Traders");
    let Console { pair, mut child, keys, output, .. } = console;
    // Nobody listens from here on: the answer to one more key ends the thread that reads, the last hold on the terminal.
    drop(output);
    let mut keys = keys.unwrap();
    keys.write_all(b"?").unwrap();
    keys.flush().unwrap();
    drop((keys, pair));
    let since = Instant::now();
    while child.try_wait().unwrap().is_none() {
        assert!(since.elapsed() < PATIENCE, "it still runs without a terminal");
        std::thread::yield_now();
    }
}

#[test]
fn a_larger_window_is_drawn_in_full() {
    let (home, _) = sample();
    let mut console = Console::wizard(home.path(), &["plan.toml"]);
    console.waits_for("Northwind Traders");
    console.parser.screen_mut().set_size(40.try_into().unwrap(), 120.try_into().unwrap());
    console.pair.master.resize(PtySize { rows: 40, cols: 120, ..SIZE }).unwrap();
    let since = Instant::now();
    while !console.screen().lines().nth(39).is_some_and(|line| line.contains("Help")) {
        assert!(since.elapsed() < PATIENCE && console.take(PATIENCE), "never redrawn:\n{}", console.screen());
    }
    console.sends("q");
    assert_eq!(console.ends(), 0);
}

#[test]
fn without_colour_there_is_none_and_the_focus_is_still_seen() {
    let (home, _) = sample();
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_ingather"));
    command.arg("plan.toml");
    let mut console = {
        command.env("NO_COLOR", "1");
        // `run` clears the environment; the variable is put in through the shell instead.
        let mut shell = CommandBuilder::new("/bin/sh");
        let binary = env!("CARGO_BIN_EXE_ingather");
        shell.args(["-c", &format!("NO_COLOR=1 exec '{binary}' plan.toml")]);
        Console::run(shell, home.path())
    };
    console.waits_for("Northwind Traders");
    let coloured = console.raw.windows(3).any(|bytes| matches!(bytes, [b'[', b'3', b'1'..=b'7']));
    assert!(!coloured, "colours were sent");
    assert!(
        console.raw.windows(4).any(|bytes| bytes == b"\x1b[7m" || bytes == b"\x1b[1m"),
        "nothing stands out"
    );
    console.sends("q");
    assert_eq!(console.ends(), 0);
}

/// Run by the next test in a terminal of its own: takes the terminal and panics.
#[test]
fn panics_when_asked_to() {
    if std::env::var_os("INGATHER_PANIC").is_some() {
        let _session = ingather::terminal::Session::begin().unwrap();
        panic!("asked to panic");
    }
}

#[test]
fn a_panic_gives_the_terminal_back_first() {
    let home = tempfile::tempdir().unwrap();
    let mut shell = CommandBuilder::new("/bin/sh");
    let binary = std::env::current_exe().unwrap();
    let test = "pty::panics_when_asked_to";
    shell.args(["-c", &format!("INGATHER_PANIC=1 exec '{}' --exact {test} --nocapture", binary.display())]);
    let mut console = Console::run(shell, home.path());
    assert_ne!(console.ends(), 0);
    let raw = String::from_utf8_lossy(&console.raw);
    let (given_back, told) = (raw.find("\x1b[?1049l"), raw.find("A mistake in ingather at tests/pty.rs"));
    assert!(
        given_back.is_some() && given_back < told,
        "the panic was told before the terminal was given back"
    );
    assert!(!raw.contains("asked to panic"), "what a panic says may hold an address");
}
