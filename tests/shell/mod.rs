//! Runs the real binary the way a person does: in a folder of its own, with a cleared environment.

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// A folder with nothing in it, and the binary started there.
pub(crate) struct Shell {
    folder: tempfile::TempDir,
}

impl Shell {
    pub(crate) fn new() -> Shell {
        Shell { folder: tempfile::tempdir().unwrap() }
    }

    /// A shell in a folder with the sample plans.
    pub(crate) fn with_samples() -> Shell {
        let shell = Shell::new();
        copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("plans"), shell.folder.path());
        shell
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn write(&self, name: &str, text: &str) -> &Shell {
        std::fs::write(self.path(name), text).unwrap();
        self
    }

    pub(crate) fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).unwrap()
    }

    /// Every file in the folder with its bytes, the program's own folders left out.
    pub(crate) fn files(&self) -> Vec<(PathBuf, Vec<u8>)> {
        let mut files = Vec::new();
        let mut folders = vec![self.folder.path().to_owned()];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).unwrap().map(Result::unwrap) {
                let path = entry.path();
                if path.is_dir() && path.file_name().unwrap() != "home" {
                    folders.push(path);
                } else if path.is_file() {
                    let bytes = std::fs::read(&path).unwrap();
                    files.push((path, bytes));
                }
            }
        }
        files.sort();
        files
    }

    /// The binary with these arguments, not started yet.
    pub(crate) fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_ingather"));
        command.args(args).current_dir(self.folder.path()).env_clear().stdin(Stdio::null());
        command.env("HOME", self.path("home")).env("INGATHER_TODAY", "2026-11-21");
        command
    }

    /// Output, errors and exit code in one text; the folder's own path is `[folder]`.
    pub(crate) fn run(&self, args: &[&str]) -> String {
        let Output { status, stdout, stderr } = self.command(args).output().unwrap();
        let mut text = String::from_utf8(stdout).unwrap();
        if !stderr.is_empty() {
            text.push_str("--- stderr\n");
            text.push_str(&String::from_utf8(stderr).unwrap());
        }
        text = format!("{text}--- exit {}\n", status.code().unwrap());
        let real = self.folder.path().canonicalize().unwrap();
        text.replace(&real.display().to_string(), "[folder]")
            .replace(&self.folder.path().display().to_string(), "[folder]")
    }

    /// The JSON a command wrote, which must have ended with this exit code.
    pub(crate) fn json(&self, args: &[&str], code: i32) -> serde_json::Value {
        let Output { status, stdout, stderr } = self.command(args).output().unwrap();
        assert_eq!(status.code(), Some(code), "{}", String::from_utf8_lossy(&stderr));
        serde_json::from_slice(&stdout).unwrap()
    }
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap().map(Result::unwrap) {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}
