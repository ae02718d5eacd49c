"""The real program in a pseudo-terminal: a form that is left by Ctrl-C, a hang-up or a polite kill."""

import json
import os
import signal
import sys
from pathlib import Path
from typing import Any

import pexpect
import pytest

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="a pseudo-terminal is needed"),
]


def start(folder: Path) -> "pexpect.spawn[str]":
    """Start a check, answer no to the first question and yes, new, to the second."""
    env = {**os.environ, "SCIATICLI_HOME": str(folder), "TERM": "xterm-256color"}
    talk = pexpect.spawn(
        sys.executable,
        ["-m", "sciaticli", "check"],
        env=env,
        dimensions=(24, 80),
        encoding="utf-8",
        timeout=20,
    )
    for answer in ("no", "yes", "no", "no", "days"):
        talk.expect("Your answer")
        talk.sendline(answer)
    talk.expect(r"3 of 19\.")
    return talk


def entries(folder: Path) -> list[dict[str, Any]]:
    files = (folder / "data" / "journal").rglob("*.jsonl")
    return [json.loads(line) for file in files for line in file.read_text().splitlines()]


@pytest.mark.parametrize("way", ["ctrl-c", "kill", "end of input"])
def test_a_form_that_is_left_says_what_its_answers_give(tmp_path: Path, way: str) -> None:
    talk = start(tmp_path)
    match way:
        case "ctrl-c":
            talk.sendintr()
        case "kill":
            talk.kill(signal.SIGTERM)
        case _:
            talk.sendeof()
    talk.expect("You left the check before its end")
    talk.expect("Stop. Go to an emergency department now.")
    talk.expect("No session can start until the check is done.")
    talk.expect(pexpect.EOF)
    talk.close()
    assert talk.exitstatus == 130
    assert [(entry["state"], entry["answers"]) for entry in entries(tmp_path)] == [
        ("open", {"life_threat_now": "no", "bladder_start": "new"})
    ]


def test_a_number_is_taken_without_enter_and_a_word_ends_with_it(tmp_path: Path) -> None:
    env = {**os.environ, "SCIATICLI_HOME": str(tmp_path), "TERM": "xterm-256color"}
    talk = pexpect.spawn(
        sys.executable, ["-m", "sciaticli", "check"], env=env, dimensions=(24, 80), encoding="utf-8",
        timeout=20,
    )  # fmt: skip
    talk.delaybeforesend = 0.3  # a person reads before the next key; sooner, the same key is a bounce
    for page in range(1, 20):
        talk.expect(rf"{page} of 19\.")
        talk.expect(r"stop\): ")
        if page == 2:
            talk.sendline("none")  # no answer here: it must not spill into the next question
            talk.expect("Please type a number")
            talk.sendline("no")
        elif page == 19:
            talk.sendline("45")  # an age: its 4 must not be taken for the fourth choice
        else:
            talk.send({13: "0", 14: "0", 15: "0", 16: "0", 17: "0"}.get(page, "1"))
    talk.expect("No warning sign in these answers.")
    talk.expect(pexpect.EOF)
    talk.close()
    assert talk.exitstatus == 0
    assert [entry["tier"] for entry in entries(tmp_path)] == ["clear"]


def test_a_key_that_bounces_or_is_held_down_answers_one_question(tmp_path: Path) -> None:
    env = {**os.environ, "SCIATICLI_HOME": str(tmp_path), "TERM": "xterm-256color"}
    talk = pexpect.spawn(
        sys.executable, ["-m", "sciaticli", "check"], env=env, dimensions=(24, 80), encoding="utf-8",
        timeout=20,
    )  # fmt: skip
    talk.expect(r"1 of 19\.")
    talk.expect(r"stop\): ")
    os.write(talk.child_fd, b"1" * 40)
    talk.expect(r"2 of 19\.")
    talk.expect(r"stop\): ")
    talk.send("\n")
    talk.expect("Please type a number")
    talk.sendeof()
    talk.expect(pexpect.EOF)
    assert "3 of 19" not in str(talk.before)


def test_a_terminal_that_hangs_up_leaves_the_open_check(tmp_path: Path) -> None:
    talk = start(tmp_path)
    talk.close(force=True)
    assert [entry["state"] for entry in entries(tmp_path)] == ["open"]
    assert not talk.isalive()
