"""Every question at a real terminal: Ctrl-C and Ctrl-D leave it with a word, a shell's keys mend the line."""

import os
import subprocess
import sys
from pathlib import Path

import pexpect
import pytest

from sciaticli.core.screening.questions import Item

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="a pseudo-terminal is needed"),
]

FORM = "\n".join(f'{item} = "{"18_49" if item is Item.AGE_BAND else "no"}"' for item in Item)
PROMPT = r"(?:\[0-10\]|\[y/n\]|\[Y/n\]|\[y/N\]|:|\?) $"
QUESTIONS = [
    ["log"],
    ["setup"],
    ["check"],
    ["check", "--quick"],
    ["today"],
    ["today", "--ease"],
    ["assess", "function"],
    ["assess", "change"],
    ["assess", "direction"],
    ["journal", "purge", "--all"],
    ["routine", "add", "bridge 8-12", "--name", "Anna"],
]


class Machine:
    """A home with a record, and the program in a pseudo-terminal of 80 columns."""

    def __init__(self, folder: Path) -> None:
        self.env = {**os.environ, "SCIATICLI_HOME": str(folder), "TERM": "xterm-256color", "PAGER": "cat"}
        self.run("check", "--answers", "-", text=FORM)
        self.run("log", "4", "2")

    def run(self, *argv: str, text: str = "") -> "subprocess.CompletedProcess[str]":
        return subprocess.run(  # noqa: S603 - our own program
            [sys.executable, "-m", "sciaticli", *argv],
            env=self.env,
            input=text,
            capture_output=True,
            text=True,
            check=False,
        )

    def at(self, *argv: str) -> "pexpect.spawn[str]":
        return pexpect.spawn(
            sys.executable,
            ["-m", "sciaticli", *argv],
            env=self.env,
            dimensions=(24, 80),
            encoding="utf-8",
            timeout=60,
        )


@pytest.fixture(scope="module")
def machine(tmp_path_factory: pytest.TempPathFactory) -> Machine:
    return Machine(tmp_path_factory.mktemp("machine"))


def left(child: "pexpect.spawn[str]") -> str:
    """Return what is said after a question was left; the program has then ended."""
    child.expect(pexpect.EOF)
    child.close()
    return child.before or ""


@pytest.mark.parametrize("key", ["\x03", "\x04"], ids=["Ctrl-C", "Ctrl-D"])
@pytest.mark.parametrize("question", QUESTIONS, ids=" ".join)
def test_a_question_can_be_left_and_says_so(question: list[str], key: str, machine: Machine) -> None:
    child = machine.at(*question)
    child.expect(PROMPT)
    child.send(key)
    said = left(child)
    assert child.exitstatus == 130, said
    assert "topped" in said or "kept" in said, f"no word: {said!r}"
    assert said.endswith("\r\n"), "the shell's own prompt would stand behind it"
    assert "Traceback" not in said


@pytest.mark.parametrize("question", QUESTIONS, ids=" ".join)
def test_enter_alone_never_harms(question: list[str], machine: Machine) -> None:
    """Five times Enter: it asks again or takes what it said Enter takes; the record holds no answer of it."""
    before = machine.run("journal", "show", "--all", "--json").stdout
    child = machine.at(*question)
    for _ in range(5):
        if child.expect([PROMPT, pexpect.EOF]) == 1:
            break
        child.send("\r")
    child.send("\x03")
    child.expect(pexpect.EOF)
    child.close()
    assert "Traceback" not in (child.before or "")
    assert machine.run("journal", "show", "--all", "--json").stdout == before


def test_a_line_is_mended_as_in_a_shell(machine: Machine) -> None:
    child = machine.at("check", "--quick")
    child.expect(PROMPT)
    child.send("9 9 9\x17\x17\x17x\x1577\x7f\x7f")  # a word, a word, a word; the line; two letters
    child.send("\r")
    child.expect(PROMPT)  # nothing was typed in the end: it asks again
    child.send("\x03")
    assert child.expect(pexpect.EOF) == 0


@pytest.mark.parametrize("at_once", [True, False], ids=["typed ahead", "after the question"])
def test_enter_after_a_digit_belongs_to_it(tmp_path: Path, *, at_once: bool) -> None:
    child = Machine(tmp_path).at("check")
    child.expect("1 of 18")
    child.expect(PROMPT)
    child.send("1\r" if at_once else "1")
    child.expect("2 of 18")
    child.expect(PROMPT)
    said = child.before or ""
    child.send("no\r" if at_once else "\rno\r")
    child.expect("3 of 18")
    assert "Please" not in said + (child.before or "")
    child.expect(PROMPT)
    child.send("\r")  # alone it is no answer
    child.expect("Please")
    child.send("\x03")
    child.expect(pexpect.EOF)
