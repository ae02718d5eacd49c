"""A real session of the real program in a pseudo-terminal, on the real clock."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pexpect
import pytest

from sciaticli.core.screening.questions import Item
from support.window import Window

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="a pseudo-terminal is needed"),
]

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


class Machine:
    """A person's real machine: a home folder and the program."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.env = {**os.environ, "SCIATICLI_HOME": str(folder), "TERM": "xterm-256color"}

    def run(self, *argv: str, text: str = "") -> "subprocess.CompletedProcess[str]":
        return subprocess.run(  # noqa: S603 - our own program
            [*PROGRAM, *argv], env=self.env, input=text, capture_output=True, text=True, check=False
        )

    def session(self) -> "pexpect.spawn[str]":
        argv = [
            "-m",
            "sciaticli",
            "today",
            "--yes",
            "--minutes",
            "3",
            "--leg",
            "3",
            "--back",
            "2",
            "--down",
            "calf",
        ]
        child = pexpect.spawn(
            sys.executable, argv, env=self.env, dimensions=(24, 80), encoding="utf-8", timeout=20
        )
        self.window = Window(child)
        return child

    def entries(self) -> list[dict[str, Any]]:
        files = (self.folder / "data" / "journal").glob("*/*.jsonl")
        return [json.loads(line) for file in files for line in file.read_text().splitlines()]


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    machine = Machine(tmp_path / "home")
    assert machine.run("check", "--answers", "-", text=FORM).returncode == 0
    settings = [part for setting in SETTINGS for part in ("--set", setting)]
    assert machine.run("setup", *settings).returncode == 0
    return machine


def test_a_session_from_the_first_hold_to_the_record(machine: Machine) -> None:
    child = machine.session()
    child.expect("GET READY")
    assert machine.window.shows("Rep 2|Set 2|REST")  # the first work is done in full, in real time
    child.send("q")
    child.expect("Leg pain right now")
    child.sendline("2")
    child.expect("Back pain right now")
    child.sendline("1")
    child.expect("How far down")
    child.sendline("thigh")
    child.expect("Did one of them hurt")
    child.sendline("")
    while child.expect(["away from the screen", pexpect.EOF]) == 0:
        child.sendline("no")
    child.wait()
    assert child.exitstatus == 0
    done = next(entry for entry in machine.entries() if entry["kind"] == "session")
    assert done["ended"] == "early"
    assert sum(bool(each["done"]["sets"]) for each in done["exercises"]) == 1
    assert machine.run("today", "--plan").returncode == 0


def test_a_terminal_that_is_closed_leaves_a_readable_journal(machine: Machine) -> None:
    child = machine.session()
    child.expect("GET READY")
    assert machine.window.shows("Rep 2|Set 2|REST")
    child.close(force=False)
    child.wait()
    assert {entry["kind"] for entry in machine.entries()} == {"check", "session"}
    assert machine.run("journal", "verify").returncode == 0
    again = machine.session()
    again.expect("was stopped")
    again.sendline("anew")
    if again.expect(["When did you get up", "GET READY"]) == 0:  # in the morning of a real clock
        again.sendline("3")
        again.expect("GET READY")
    again.close(force=False)
    again.wait()
    assert [entry["kind"] for entry in machine.entries()].count("session") == 1
    assert machine.run("journal", "verify").returncode == 0
    assert machine.run("today", "--plan").returncode == 0


def test_a_session_that_is_killed_can_be_gone_on_with(machine: Machine) -> None:
    child = machine.session()
    child.expect("GET READY")
    assert machine.window.shows("Rep 2|Set 2|REST")
    child.kill(9)
    child.wait()
    assert [entry["kind"] for entry in machine.entries()] == ["check"]
    again = machine.session()
    again.expect("was stopped")
    again.expect("left")
    again.sendline("on")
    again.expect("GET READY")  # neither the re-check nor pain is asked within the hour
    again.send("q")
    again.expect("Leg pain right now")
    again.sendeof()
    again.expect(pexpect.EOF)
    again.wait()
    assert again.exitstatus == 130
    (done,) = (entry for entry in machine.entries() if entry["kind"] == "session")
    assert sum(bool(each["done"]["sets"]) for each in done["exercises"]) == 1


def test_two_sessions_at_once_are_one_too_many(machine: Machine) -> None:
    child = machine.session()
    child.expect("GET READY")
    other = machine.session()
    other.expect("running in another window")
    other.expect(pexpect.EOF)
    other.wait()
    assert other.exitstatus == 2
    child.send("q")
    child.expect(pexpect.EOF)
