"""Stopped at random moments in every way there is, and gone on with: nothing is lost, nothing doubled.

The session's clock runs faster, all else is real: the terminal, the words put into files, the player of
sound (a stand-in that lasts a second). The seed is printed and can be given as SCIATICLI_SEED;
SCIATICLI_STOPS=200 takes about half an hour and prints the table:

    SCIATICLI_STOPS=200 pytest -s -k many_stops tests/cli/today/test_stops.py
"""

import json
import os
import random
import shutil
import signal
import subprocess
import sys
from collections import Counter
from contextlib import suppress
from enum import StrEnum
from pathlib import Path
from typing import Any

import pexpect
import pytest

from sciaticli.core.screening.questions import Item
from support.waiting import until
from support.window import COLUMNS, ROWS, Window

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a pseudo-terminal is needed")

PROGRAM = [sys.executable, "-m", "sciaticli"]
FORM = "\n".join(f'{item} = "{"18_49" if item is Item.AGE_BAND else "no"}"' for item in Item)
SETTINGS = (
    "profile.conditions=",
    "profile.side=both",
    "profile.equipment=mat,chair,wall",
    "profile.time_of_day=evening",
    "coach.get_ready_s=3",
    "coach.get_ready=3",
    "coach.talk=name_only",
    "coach.sound=speech,tones",
)
ROUTINE = """
[[routine]]
id = "stops"
name = "Stops"
items = [
    { exercise = "single_knee_to_chest", dose = "1 x 2 x 10 s" },
    { exercise = "clamshell", dose = { sets = 2, reps = 3, rest_s = 8 } },
    { exercise = "pelvic_tilt_supine", dose = "1 x 4 x 3 s" },
    { exercise = "piriformis_stretch_supine", dose = "1 x 2 x 10 s" },
    { exercise = "glute_bridge", dose = { sets = 2, reps = 4, hold_s = 3, rest_s = 8 } },
]
"""
SEED = int(os.environ.get("SCIATICLI_SEED", "16"))
STOPS = int(os.environ.get("SCIATICLI_STOPS", "12"))
FASTER = 8
LONGEST_S = 15.0  # real seconds until the wanted kind of moment comes, or any will do
NEVER_SEEN = "\0"
STOPPED = "T"  # the state of a process in /proc
TESTS = Path(__file__).parents[2]


class Way(StrEnum):
    """How a session is stopped."""

    CONTROL_C = "Ctrl-C"
    Q = "q"
    WINDOW = "closed window"
    TERM = "SIGTERM"
    KILL = "kill -9"
    SUSPEND = "Ctrl-Z, kill -9"


class On(StrEnum):
    """What is on when it is stopped: the label of the bar, or the question that is asked."""

    GET_READY = "GET READY"
    SWITCH_SIDES = "SWITCH SIDES"
    HOLD = "HOLD"
    MOVE = "MOVE"
    BACK = "BACK"
    REST = "REST"
    PAUSED = "PAUSED"
    PAIN = "PAIN"
    AFTER = "Leg pain right now"
    DANGER = "Your answer"


IN_SESSION = (On.GET_READY, On.SWITCH_SIDES, On.HOLD, On.MOVE, On.BACK, On.REST)
KEY_FOR = {On.PAUSED: " ", On.PAIN: "p", On.AFTER: "q", On.DANGER: "!"}


class Machine:
    """A person's real machine: a home folder, a player of sound, and the program."""

    def __init__(self, folder: Path, words: Path) -> None:
        self.folder = folder
        player = folder.parent / "bin" / "paplay"
        player.parent.mkdir(parents=True, exist_ok=True)
        player.write_text("#!/bin/sh\nexec sleep 1\n")
        player.chmod(0o755)
        self.env = {
            **os.environ,
            "SCIATICLI_HOME": str(folder),
            "SCIATICLI_FASTER": str(FASTER),
            "PYTHONPATH": os.pathsep.join((str(TESTS), os.environ.get("PYTHONPATH", ""))),
            "PATH": os.pathsep.join((str(player.parent), os.environ["PATH"])),
            "TERM": "xterm-256color",
        }
        if words.exists():  # made by the first machine
            shutil.copytree(words, folder / "cache")
        assert self.run("check", "--answers", "-", text=FORM) == 0
        assert self.run("setup", *(part for each in SETTINGS for part in ("--set", each))) == 0
        own = folder / "config" / "exercises.d" / "stops.toml"
        own.parent.mkdir(parents=True, exist_ok=True)
        own.write_text(ROUTINE)

    def run(self, *argv: str, text: str = "") -> int:
        return subprocess.run(  # noqa: S603 - our own program
            [*PROGRAM, *argv], env=self.env, input=text, capture_output=True, text=True, check=False
        ).returncode

    def entries(self) -> list[dict[str, Any]]:
        files = (self.folder / "data" / "journal").glob("*/*.jsonl")
        return [json.loads(line) for file in files for line in file.read_text().splitlines()]

    def running(self) -> list[dict[str, Any]]:
        path = self.folder / "state" / "session.jsonl"
        return [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []


class Session(Window):
    """A session in a terminal window, as a job of a shell."""

    def __init__(self, machine: Machine) -> None:
        self.pid_file = machine.folder / "job"
        pain = ["--leg", "2", "--back", "2", "--down", "thigh", "--routine", "stops", "--yes"]
        program = [sys.executable, "-m", "support.fast_program", "today", *pain]
        super().__init__(
            pexpect.spawn(
                sys.executable,
                ["-m", "support.as_shell", str(self.pid_file), *program],
                env=machine.env,
                dimensions=(ROWS, COLUMNS),
                encoding="utf-8",
                codec_errors="replace",
                timeout=40,
            )
        )

    def stays_for(self, seconds: float) -> None:
        """Look on for so long, or until the program is over."""
        self.shows(NEVER_SEEN, longest_s=seconds)

    def is_on(self) -> On | None:
        """Return what is on."""
        lines = [line.lstrip() for line in self.screen.display]
        found = (on for on in reversed(On) for line in lines if line.startswith((on, f"MOVE IN {on}")))
        return next(found, None)

    def stop(self, way: Way) -> None:
        job = int(self.pid_file.read_text())
        match way:
            case Way.CONTROL_C:
                self.child.send("\x03")
            case Way.Q:
                self.child.send("q")
                if self.shows(On.AFTER):
                    self.child.sendeof()
            case Way.WINDOW:
                with suppress(pexpect.ExceptionPexpect):  # the shell waits for its job
                    self.child.close(force=False)
            case Way.TERM:
                os.kill(job, signal.SIGTERM)
            case Way.KILL:
                os.kill(job, signal.SIGKILL)
            case Way.SUSPEND:
                self.child.send("\x1a")
                if not until(lambda: _state(job) == STOPPED, 10):  # it came while the end was being saved
                    assert self.shows(On.AFTER)
                os.kill(job, signal.SIGKILL)
        assert until(lambda: _state(job) is None, 30)
        self.child.close(force=True)


def _state(pid: int) -> str | None:
    """Return the state of a process as one letter; None when it is gone."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return None
    return None if state in "ZX" else state


def done_reps(machine: Machine) -> int:
    reps = (each for each in machine.running() if each["kind"] == "rep")
    return len({(each["item"], each["set_no"], each["rep_no"]) for each in reps})


def check_record(machine: Machine, before: int, *, is_clear: bool) -> int:
    """Nothing lost, nothing doubled, the check as it must be; returns what is done by now."""
    told = machine.entries()
    assert set(Counter(entry["id"] for entry in told).values()) == {1}
    assert sum(entry["kind"] == "session" for entry in told) <= 1
    assert machine.run("journal", "verify") == 0
    assert machine.run("today", "--plan") == (0 if is_clear else 4)
    now = done_reps(machine)
    assert now >= before or is_over(machine) or not is_clear
    return now


def record_state(machine: Machine) -> str:
    """Return in words where what was done stands."""
    in_journal = any(entry["kind"] == "session" for entry in machine.entries())
    may_go_on = bool(machine.running())
    if is_over(machine):
        return "whole in the journal"
    if in_journal:
        return "in the journal, to go on with" if may_go_on else "in the journal"
    return "kept, to go on with" if may_go_on else "nothing done, nothing kept"


def is_over(machine: Machine) -> bool:
    """Return whether the session came to its end by itself, and the questions after it are on."""
    told = (entry.get("set", entry) for entry in machine.entries() if entry["kind"] in {"session", "amend"})
    return any(each.get("ended") == "full" for each in told)


def begin_or_go_on(window: Session) -> None:
    """Come to the session, by way of the question whether to go on."""
    assert window.shows("|".join(("was stopped", *IN_SESSION))), window.lines
    if window.matches("was stopped"):
        window.child.send("1")
        assert window.shows("|".join(IN_SESSION)), window.lines


def come_to(window: Session, wanted: On, more_s: float, longest_s: float) -> On | None:
    """Let it run until the wanted is on, and a moment longer; return what is on, None when all is over."""
    if wanted in KEY_FOR:
        window.stays_for(more_s * 8)
        if not window.is_over:
            window.child.send(KEY_FOR[wanted])
    window.shows(wanted, longest_s=longest_s)
    window.stays_for(more_s)
    return None if window.is_over else window.is_on()


def many_stops(folder: Path, number: int, longest_s: float = LONGEST_S) -> Counter[tuple[str, str, str]]:
    chance = random.Random(SEED)  # noqa: S311 - moments, not secrets
    table: Counter[tuple[str, str, str]] = Counter()
    home, machine, done = 0, Machine(folder / "0", folder / "0" / "cache"), 0
    while table.total() < number:
        window = Session(machine)
        begin_or_go_on(window)
        wanted, way = chance.choice(list(On)), chance.choice(list(Way))
        on = come_to(window, wanted, chance.uniform(0, 0.4), longest_s)
        is_question = on in {On.AFTER, On.DANGER}
        if on is not None and not (is_over(machine) and not is_question):
            way = Way.CONTROL_C if is_question and way in {Way.Q, Way.SUSPEND} else way
            window.stop(way)
            done = check_record(machine, done, is_clear=on is not On.DANGER)
            table[way, on.name.lower(), record_state(machine)] += 1
        if on in {None, On.DANGER} or is_over(machine):
            window.child.close(force=True)
            home += 1
            machine, done = Machine(folder / str(home), folder / "0" / "cache"), 0
    return table


def told(table: Counter[tuple[str, str, str]]) -> str:
    return f"seed {SEED}\n" + "\n".join(
        f"{way} in {on}: {state}: {count}" for (way, on, state), count in sorted(table.items())
    )


def test_a_few_stops(tmp_path: Path) -> None:
    sys.stdout.write(told(many_stops(tmp_path, 3, 4.0)))


@pytest.mark.slow
def test_many_stops(tmp_path: Path) -> None:
    sys.stdout.write(told(many_stops(tmp_path, STOPS)))
