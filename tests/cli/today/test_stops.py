"""Stopped at random moments in every way there is, and gone on with: nothing is lost, nothing doubled.

The session's clock runs faster, all else is real. The seed is printed and can be given as
SCIATICLI_SEED; SCIATICLI_STOPS=200 takes about a quarter of an hour.
"""

import contextlib
import json
import os
import random
import signal
import subprocess
import sys
from collections import Counter
from enum import StrEnum
from pathlib import Path
from typing import Any

import pexpect
import pytest

from sciaticli.core.screening.questions import Item
from support.waiting import until

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a pseudo-terminal is needed")

PROGRAM = [sys.executable, "-m", "sciaticli"]
FORM = "\n".join(f'{item} = "{"18_49" if item is Item.AGE_BAND else "no"}"' for item in Item)
SETTINGS = (
    "profile.conditions=",
    "profile.side=left",
    "profile.equipment=mat,chair,wall",
    "profile.time_of_day=evening",
    "coach.get_ready_s=3",
    "coach.get_ready=3",
    "coach.talk=name_only",
    "coach.sound=",
)
SEED = int(os.environ.get("SCIATICLI_SEED", "16"))
STOPS = int(os.environ.get("SCIATICLI_STOPS", "12"))
FASTER = 8
LONGEST_S = 12.0  # real seconds until the wanted kind of segment comes, or any will do
KINDS = ("GET READY", "SWITCH SIDES", "HOLD", "MOVE", "BACK", "REST")
TESTS = Path(__file__).parents[2]


class Way(StrEnum):
    """How a session is stopped."""

    CONTROL_C = "Ctrl-C"
    Q = "q"
    WINDOW = "closed window"
    TERM = "SIGTERM"
    KILL = "kill -9"


class Machine:
    """A person's real machine: a home folder and the program."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.env = {
            **os.environ,
            "SCIATICLI_HOME": str(folder),
            "SCIATICLI_FASTER": str(FASTER),
            "PYTHONPATH": os.pathsep.join((str(TESTS), os.environ.get("PYTHONPATH", ""))),
            "TERM": "xterm-256color",
        }
        assert self.run("check", "--answers", "-", text=FORM) == 0
        assert self.run("setup", *(part for each in SETTINGS for part in ("--set", each))) == 0

    def run(self, *argv: str, text: str = "") -> int:
        return subprocess.run(  # noqa: S603 - our own program
            [*PROGRAM, *argv], env=self.env, input=text, capture_output=True, text=True, check=False
        ).returncode

    def session(self) -> "pexpect.spawn[str]":
        pain = ["--leg", "3", "--back", "2", "--down", "calf", "--minutes", "5", "--yes"]
        return pexpect.spawn(
            sys.executable,
            ["-m", "support.fast_program", "today", *pain],
            env=self.env,
            dimensions=(24, 80),
            encoding="utf-8",
            codec_errors="replace",
            timeout=40,
        )

    def entries(self) -> list[dict[str, Any]]:
        files = (self.folder / "data" / "journal").glob("*/*.jsonl")
        return [json.loads(line) for file in files for line in file.read_text().splitlines()]

    def running(self) -> list[dict[str, Any]]:
        path = self.folder / "state" / "session.jsonl"
        return [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []


def stop(child: "pexpect.spawn[str]", way: Way) -> None:
    match way:
        case Way.CONTROL_C:
            child.send("\x03")
        case Way.Q:
            child.send("q")
            if child.expect(["Leg pain right now", pexpect.EOF]) == 0:
                child.sendeof()
        case Way.WINDOW:
            child.close(force=False)
        case Way.TERM:
            child.kill(signal.SIGTERM)
        case Way.KILL:
            child.kill(signal.SIGKILL)
    if way is not Way.WINDOW:
        child.expect(pexpect.EOF)
    child.wait()


def play_until(child: "pexpect.spawn[str]", wanted: str, more_s: float, longest_s: float) -> str:
    """Let it run until a kind of segment is on, and a moment longer; return what was on when it ended."""
    shown = ""
    moments = [0.0, longest_s]

    def over() -> bool:
        nonlocal shown
        with contextlib.suppress(pexpect.TIMEOUT, pexpect.EOF):
            shown += child.read_nonblocking(65_536, timeout=0.05)
        moments[0] += 0.05
        if wanted in shown and moments[1] == longest_s:
            moments[1] = moments[0] + more_s
        return moments[0] >= moments[1]

    assert until(over, longest_s + 30)
    return max(KINDS, key=shown.rfind)


def done_reps(machine: Machine) -> int:
    return len(
        {
            (each["item"], each["set_no"], each["rep_no"])
            for each in machine.running()
            if each["kind"] == "rep"
        }
    )


def check_record(machine: Machine, before: int) -> int:
    """Nothing lost, nothing doubled, the check still valid; returns what is done by now."""
    ids = Counter(entry["id"] for entry in machine.entries())
    assert set(ids.values()) == {1}
    assert sum(entry["kind"] == "session" for entry in machine.entries()) <= 1
    assert machine.run("journal", "verify") == 0
    assert machine.run("today", "--plan") == 0
    now = done_reps(machine)
    assert now >= before or is_over(machine)
    return now


def record_state(machine: Machine) -> str:
    """Return in words where what was done stands."""
    in_journal = any(entry["kind"] == "session" for entry in machine.entries())
    may_go_on = bool(machine.running())
    if is_over(machine):
        return "whole in the journal"
    if in_journal:
        return "in the journal, to go on with" if may_go_on else "in the journal"
    return "kept, to go on with" if may_go_on else "nothing"


def is_over(machine: Machine) -> bool:
    """Return whether the session came to its end by itself, and the questions after it are on."""
    told = (entry.get("set", entry) for entry in machine.entries() if entry["kind"] in {"session", "amend"})
    return any(each.get("ended") == "full" for each in told)


def many_stops(folder: Path, number: int, longest_s: float = LONGEST_S) -> Counter[tuple[str, str, str]]:
    chance = random.Random(SEED)  # noqa: S311 - moments, not secrets
    table: Counter[tuple[str, str, str]] = Counter()
    home, machine, done = 0, Machine(folder / "0"), 0
    while table.total() < number:
        child = machine.session()
        if child.expect(["GET READY|SWITCH SIDES", "was stopped"]) == 1:
            child.sendline("on")
            child.expect("|".join(KINDS))
        kind = play_until(child, chance.choice(KINDS), chance.uniform(0, 1), longest_s)
        way = chance.choice(list(Way))
        if not child.isalive() or is_over(machine):
            child.close(force=True)
            home += 1
            machine, done = Machine(folder / str(home)), 0
            continue
        stop(child, way)
        done = check_record(machine, done)
        table[way, kind, record_state(machine)] += 1
    return table


def told(table: Counter[tuple[str, str, str]]) -> str:
    return f"seed {SEED}\n" + "\n".join(
        f"{way} in {kind}: {state}: {count}" for (way, kind, state), count in sorted(table.items())
    )


def test_a_few_stops(tmp_path: Path) -> None:
    sys.stdout.write(told(many_stops(tmp_path, 3, 4.0)))


@pytest.mark.slow
def test_many_stops(tmp_path: Path) -> None:
    sys.stdout.write(told(many_stops(tmp_path, STOPS)))
