"""A real session in a pseudo-terminal: what the screen shows, and that the terminal is given back."""

import os
import shutil
import signal
import subprocess
import sys
import termios
from pathlib import Path

import pexpect
import pyte
import pytest

from support.waiting import until

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="a pseudo-terminal is needed"),
]

TESTS = Path(__file__).parents[1]
DRIVER = str(TESTS / "support" / "session_driver.py")
ENTER, LEAVE = "\x1b[?1049h", "\x1b[?1049l"
SHOWN = "\x1b[?25h"
KILLS = 50
SEED = "20261122"  # of the moments at which it is killed


class Terminal:
    """A program in a pseudo-terminal, and the screen a person would see."""

    def __init__(self, argv: list[str], *, columns: int = 80, rows: int = 24) -> None:
        env = {**os.environ, "PYTHONPATH": str(TESTS), "TERM": "xterm-256color", "COLUMNS": "", "LINES": ""}
        env.pop("COLUMNS")
        env.pop("LINES")
        self.child = pexpect.spawn(
            argv[0], argv[1:], env=env, dimensions=(rows, columns), encoding="utf-8", timeout=20
        )
        self.screen = pyte.Screen(columns, rows)
        self.stream = pyte.Stream(self.screen)
        self.raw = ""

    def read(self) -> str:
        """Return everything written so far, and bring the screen up to date."""
        try:
            text = self.child.read_nonblocking(65_536, timeout=0.05)
        except (pexpect.TIMEOUT, pexpect.EOF):
            return self.raw
        self.raw += text
        self.stream.feed(text)
        return self.raw

    def shows(self, words: str) -> bool:
        """Wait until the words stand on the screen."""

        def seen() -> bool:
            self.read()
            return any(words in line for line in self.screen.display)

        return until(seen)

    def ended(self) -> bool:
        """Wait until the program has ended, and read its last words."""

        def gone() -> bool:
            self.read()
            return not self.child.isalive()

        over = until(gone)
        self.read()
        return over

    def resize(self, columns: int, rows: int) -> None:
        self.screen.resize(rows, columns)
        self.child.setwinsize(rows, columns)

    @property
    def text(self) -> str:
        return "\n".join(self.screen.display)

    @property
    def is_given_back(self) -> bool:
        """True when the screen, the cursor and the way keys are read are as they were."""
        modes = termios.tcgetattr(self.child.child_fd)[3]
        cooked = bool(modes & termios.ICANON and modes & termios.ECHO)
        return cooked and self.raw.count(ENTER) == self.raw.count(LEAVE) > 0 and _ends_shown(self.raw)


def _ends_shown(raw: str) -> bool:
    return raw.rfind(SHOWN) > raw.rfind("\x1b[?25l")


@pytest.fixture
def folder(tmp_path: Path) -> str:
    return str(tmp_path)


def a_session(folder: str, faster: int = 1, look: str = "live", **size: int) -> Terminal:
    return Terminal([sys.executable, DRIVER, folder, str(faster), look], **size)


def test_a_whole_session_runs_to_its_end(folder: str) -> None:
    terminal = a_session(folder, faster=40)
    assert terminal.ended()
    assert "full: 7 reps" in terminal.raw
    assert terminal.is_given_back


def test_a_whole_session_in_plain_lines_draws_nothing(folder: str) -> None:
    terminal = a_session(folder, faster=40, look="plain")
    assert terminal.ended()
    assert "full: 7 reps" in terminal.raw
    assert "\x1b" not in terminal.raw
    assert "Switch sides. Now the right side." in terminal.raw


@pytest.mark.parametrize(
    ("key", "outcome"), [("q", "early"), ("!", "emergency"), ("0", "emergency"), ("\x03", "interrupted")]
)
def test_a_key_ends_it_and_the_terminal_is_given_back(folder: str, key: str, outcome: str) -> None:
    terminal = a_session(folder)
    assert terminal.shows("GET READY")
    terminal.child.send(key)
    assert terminal.ended()
    assert f"{outcome}: 0 reps" in terminal.raw
    assert terminal.is_given_back


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_signal_ends_it_and_the_terminal_is_given_back(folder: str, number: signal.Signals) -> None:
    terminal = a_session(folder)
    assert terminal.shows("GET READY")
    terminal.child.kill(number)
    assert terminal.ended()
    assert "interrupted: 0 reps" in terminal.raw
    assert terminal.is_given_back


def test_a_crash_gives_the_terminal_back(folder: str) -> None:
    terminal = a_session(folder, faster=40, look="crash")
    assert terminal.ended()
    assert "a fault inside a session" in terminal.raw
    assert terminal.is_given_back


def test_pausing_and_the_pain_key_on_a_real_screen(folder: str) -> None:
    terminal = a_session(folder)
    assert terminal.shows("GET READY")
    terminal.child.send(" ")
    assert terminal.shows("Paused. Press space to go on.")
    terminal.child.send(" ")
    assert terminal.shows("Going on.")
    for key, words in (("p", "How is the pain now?"), ("w", "Where did it go?"), ("l", "How far down")):
        terminal.child.send(key)
        assert terminal.shows(words)
    terminal.child.send("6")
    assert terminal.ended()
    assert "safety: 0 reps" in terminal.raw
    assert terminal.is_given_back


@pytest.mark.parametrize(("columns", "rows"), [(120, 35), (100, 30), (80, 24), (60, 20), (40, 12)])
def test_resizing_in_the_middle_fills_the_new_screen(folder: str, columns: int, rows: int) -> None:
    terminal = a_session(folder, columns=70, rows=22)
    assert terminal.shows("GET READY")
    terminal.resize(columns, rows)

    def fits() -> bool:
        terminal.read()
        lines = terminal.screen.display
        return "q" in lines[-1] and "Knee to chest" in lines[0] and "left" in lines[-3]

    assert until(fits), terminal.text
    terminal.child.send("q")
    assert terminal.ended()


@pytest.mark.skipif(not shutil.which("bash"), reason="a shell with job control is needed")
def test_control_z_gives_the_terminal_back_and_comes_back_paused(folder: str) -> None:
    terminal = Terminal(["bash", "--norc", "--noprofile", "-i"])
    terminal.child.sendline(f"PS1='shell> '; '{sys.executable}' '{DRIVER}' '{folder}' 1")
    assert terminal.shows("GET READY")
    terminal.child.send("\x1a")
    assert until(lambda: LEAVE in terminal.read())
    assert until(lambda: "Stopped" in terminal.read())
    assert _ends_shown(terminal.raw)
    terminal.child.sendline("fg")
    assert terminal.shows("PAUSED")
    assert terminal.raw.count(ENTER) == 2
    terminal.child.send(" q")
    assert until(lambda: "early: 0 reps" in terminal.read())
    terminal.child.sendline("exit")
    assert terminal.ended()
    assert terminal.raw.count(ENTER) == terminal.raw.count(LEAVE)


def test_a_closed_window_loses_at_most_the_hold_under_way(folder: str) -> None:
    terminal = a_session(folder, faster=20)
    assert terminal.shows("REST")
    terminal.child.close(force=False)
    assert until(lambda: not terminal.child.isalive())
    again = a_session(folder, faster=40, look="plain")
    assert again.ended()
    assert "full: 7 reps" in again.raw
    assert "Hold 1 of 2" not in again.raw.split("Switch sides")[0]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are forked")
def test_killed_at_fifty_random_moments_nothing_kept_is_lost(folder: str) -> None:
    ran = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, str(TESTS / "support" / "killing.py"), str(KILLS), SEED],
        env={**os.environ, "PYTHONPATH": str(TESTS), "TMPDIR": folder},
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    rounds = [tuple(map(int, line.split())) for line in ran.stdout.splitlines()]
    assert len(rounds) == KILLS
    assert any(left for _, _, left in rounds)
    for number, reported, left in rounds:
        assert reported <= left <= reported + 1, f"round {number} of seed {SEED}"
