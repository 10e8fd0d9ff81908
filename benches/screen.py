#!/usr/bin/env python3
"""What a person waits for at the screen: ingather, csvlens and a program that only draws, in turns.

    cargo build --release; cargo bench --no-run
    cargo bench --bench reconcile -- generate --rows 1000000 --to target/lists
    python3 benches/screen.py target/release/ingather target/lists [rounds] [csvlens] [trivial]

Every program runs in a terminal of its own of 200 × 50 cells and is measured from its start to the bytes that show
what is waited for. `csvlens` (crates.io; its screen is read with pyte, PyPI) and `trivial` (the binary of benches/trivial.rs in target/release/deps) are
left out where they are not named. What counts is the ratio of medians.
"""

import fcntl
import json
import os
import pty
import re
import select
import shutil
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time
from pathlib import Path

ESCAPES = re.compile(rb"\x1b\[[0-9;?]*[A-Za-z]|\x1b[()][A-Z0-9]|\x1b[=>]")


class Terminal:
    """A program in a terminal; what it writes is kept as it comes."""

    def __init__(self, command, home):
        self.started = time.perf_counter()
        self.child, self.end = pty.fork()
        if self.child == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 50, 200, 0, 0))
            environment = {"HOME": home, "TERM": "xterm-256color", "PATH": os.environ["PATH"]}
            os.execve(command[0], command, environment)
        fcntl.ioctl(self.end, termios.TIOCSWINSZ, struct.pack("HHHH", 50, 200, 0, 0))
        self.written = b""

    def read(self):
        """Takes what was written, and answers as a terminal does when it is asked what it is."""
        new = os.read(self.end, 1 << 16)
        self.written += new
        if b"\x1b[c" in new:
            os.write(self.end, b"\x1b]10;rgb:ffff/ffff/ffff\x07\x1b]11;rgb:0000/0000/0000\x07\x1b[?62c")

    def until(self, shown, most=30.0):
        """Returns the seconds since the last `started` until the text is on the screen."""
        while shown not in ESCAPES.sub(b"", self.written):
            ready, _, _ = select.select([self.end], [], [], most)
            if not ready or time.perf_counter() - self.started > most:
                raise SystemExit(f"{shown!r} was not shown: {ESCAPES.sub(b'', self.written)[-400:]!r}")
            self.read()
        return time.perf_counter() - self.started

    def quiet(self, seconds):
        """Reads until nothing comes for so long; returns when the last bytes came, since the last `started`."""
        last = time.perf_counter()
        while select.select([self.end], [], [], seconds)[0]:
            try:
                self.read()
            except OSError:
                break  # The program has left.
            last = time.perf_counter()
        return last - self.started

    def press(self, keys):
        self.written = b""
        self.started = time.perf_counter()
        os.write(self.end, keys)

    def kill(self):
        os.kill(self.child, 9)
        os.waitpid(self.child, 0)
        os.close(self.end)


def counted(terminal, rows):
    """Returns the seconds until csvlens has counted all rows; it counts up cell by cell, so the screen is rebuilt."""
    import pyte

    screen = pyte.Screen(200, 50)
    stream, seen = pyte.ByteStream(screen), 0
    while f"/{rows}," not in screen.display[-1] + screen.display[-2]:
        if seen == len(terminal.written):
            terminal.read()
        stream.feed(terminal.written[seen:])
        seen = len(terminal.written)
        if time.perf_counter() - terminal.started > 30:
            raise SystemExit(f"csvlens has not counted {rows} rows: {screen.display[-2:]}")
    return time.perf_counter() - terminal.started


def plan(program, lists, folder):
    """Makes a plan that keeps the release list and was left on the people page."""
    home = os.path.join(folder, "home")
    os.mkdir(home)
    path = os.path.join(folder, "million.toml")
    environment = {"HOME": home, "PATH": os.environ["PATH"]}
    for words in (["new", path, "--domain", "northwind.example"],
                  ["import", path, str(lists / "release.csv"), "--as", "outside", "--from", "release"]):
        subprocess.run([program, *words], check=True, env=environment, stdout=subprocess.DEVNULL)
    terminal = Terminal([program, path], home)
    terminal.until(b"Last saved")
    terminal.press(b"p")
    terminal.quiet(0.5)
    terminal.press(b"q")
    terminal.quiet(0.5)
    os.waitpid(terminal.child, 0)
    os.close(terminal.end)
    return path, home


def thousands(number):
    return f"{number:,}".encode()


def main():
    program, lists = os.path.abspath(sys.argv[1]), Path(sys.argv[2])
    rounds = int(sys.argv[3]) if len(sys.argv) > 3 else 7
    named = [os.path.abspath(word) for word in sys.argv[4:]]
    csvlens = next((word for word in named if "csvlens" in word), None)
    trivial = next((word for word in named if "trivial" in word), None)
    release = lists / "release.csv"
    with open(release, "rb") as file:
        rows = sum(block.count(b"\n") for block in iter(lambda: file.read(1 << 20), b"")) - 1
    with open(release, "rb") as file:
        file.readline()
        first, second = (file.readline().split(b",")[0].strip() for _ in range(2))
    folder = tempfile.mkdtemp()
    times = {}

    def note(what, seconds):
        times.setdefault(what, []).append(seconds)

    try:
        path, home = plan(program, lists, folder)
        answer = subprocess.run([program, "status", path, "--json"], env={"HOME": home}, stdout=subprocess.PIPE)
        people = json.loads(answer.stdout)["lists"][0]["people"]
        # Where the first people stand is known once everybody is read.
        everybody = b"outstanding"
        for _ in range(rounds):
            if trivial:
                terminal = Terminal([trivial], home)
                note("trivial: first frame", terminal.until(b"Hello"))
                terminal.kill()
                terminal = Terminal([program], home)
                note("ingather: first frame", terminal.until(b"ingather"))
                terminal.kill()
            if csvlens:
                terminal = Terminal([csvlens, str(release)], home)
                shown = first.split(b"@")[0]
                note("csvlens: first rows", terminal.until(shown))
                note("csvlens: all loaded", counted(terminal, rows))
                terminal.kill()
            terminal = Terminal([program, path], home)
            note("ingather: first rows", terminal.until(first.lower()))
            terminal.kill()
            terminal = Terminal([program, path], home)
            note("ingather: all loaded", terminal.until(everybody))
            terminal.kill()
            # A key while the list is read: the row below is chosen, so it is drawn anew.
            terminal = Terminal([program, path], home)
            terminal.until(second.lower())
            terminal.press(b"\x1b[B")
            note("ingather: a key while it loads", terminal.until(second.lower()))
            terminal.until(everybody)
            terminal.quiet(0.5)
            terminal.press(b"\x1b[B")
            terminal.quiet(0.2)
            note("ingather: bytes of a moved selection", len(terminal.written))
            for word in (b"a", b"an", b"ann", b"example", b"zzzz"):
                terminal.press(b"/")
                terminal.quiet(0.1)
                terminal.press(word[:-1])
                terminal.quiet(0.3)
                terminal.press(word[-1:])
                note(f"ingather: filter {word.decode()}, last key to last frame", terminal.quiet(0.3))
                terminal.press(b"\x1b")
                terminal.quiet(0.1)
                terminal.press(b"\x1b")
                terminal.quiet(0.3)
            terminal.kill()
    finally:
        shutil.rmtree(folder)
    units = {"first frame": "trivial: first frame", "first rows": "csvlens: first rows",
             "all loaded": "csvlens: all loaded"}
    print(f"{rows:,} rows, {rounds} rounds in turns; medians")
    for what, taken in times.items():
        middle = statistics.median(taken)
        if "bytes" in what:
            print(f"{what:<44} {middle:8.0f}")
            continue
        unit = times.get(units.get(what.split(": ")[1], ""))
        ratio = f"{middle / statistics.median(unit):6.2f} ×" if unit else ""
        print(f"{what:<44} {middle * 1000:8.1f} ms  {ratio}")


main()
