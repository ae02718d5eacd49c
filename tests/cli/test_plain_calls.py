"""Calls that pass the parser by do what they do through it, in every state of a home."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from sciaticli.cli import app as entry
from sciaticli.cli.context import COMPLETION
from sciaticli.cli.plain_calls import plain_call
from sciaticli.core.screening.questions import Item
from support.world import Home, Result

CALLS = [
    [],
    ["status"],
    ["status", "--short"],
    ["--version"],
    ["-V"],
    ["log", "4", "2"],
    ["log", "10", "0"],
    ["progress"],
    ["today", "--plan"],
]
REFUSED = (["today", "--plan"],)
"""Without a check these end with exit code 4."""
FORM = "\n".join(f'{item} = "{"18_49" if item is Item.AGE_BAND else "no"}"' for item in Item)


def checked(home: Home) -> None:
    home.run("check", "--answers", "-", answers=FORM)


def locked(home: Home) -> None:
    home.run("check", "--answers", "-", answers=FORM.replace('saddle_numb = "no"', 'saddle_numb = "new"'))


def with_broken_settings(home: Home) -> None:
    checked(home)
    (home.folder / "config").mkdir(parents=True, exist_ok=True)
    (home.folder / "config" / "config.toml").write_text('[coach]\nrollover = "25:00"\n')


def with_a_torn_line(home: Home) -> None:
    checked(home)
    home.run("log", "3", "1")
    (month,) = (home.folder / "data" / "journal").glob("*/*.jsonl")
    month.write_bytes(month.read_bytes() + b'{"kind":"pain","v":1,\n')


def without_a_folder(home: Home) -> None:
    (home.folder / "data").parent.mkdir(parents=True, exist_ok=True)
    (home.folder / "data").write_text("a file stands where the record would\n")


def told(home: Home, story: Callable[[Home], None], call: list[str]) -> tuple[Result, list[bytes]]:
    """Return what a call says after a story, and the record it leaves."""
    (home.folder / "state").mkdir(parents=True)
    (home.folder / "state" / "device").write_text("laptop\n")
    story(home)
    result = home.run(*call)
    here = str(home.folder)
    result = Result(result.code, result.out.replace(here, "HOME"), result.err.replace(here, "HOME"))
    return result, [path.read_bytes() for path in sorted(home.folder.glob("data/journal/*/*.jsonl"))]


@pytest.mark.parametrize(
    "story",
    [lambda _: None, checked, locked, with_broken_settings, with_a_torn_line, without_a_folder],
    ids=["new", "checked", "locked", "broken settings", "torn line", "no folder"],
)
@pytest.mark.parametrize("call", CALLS, ids=" ".join)
def test_a_plain_call_does_what_it_does_through_the_parser(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, story: Callable[[Home], None], call: list[str]
) -> None:
    assert plain_call(call, {}) is not None
    plain = told(Home(tmp_path / "plain"), story, call)
    monkeypatch.setattr(entry, "plain_call", lambda *_: None)
    assert plain == told(Home(tmp_path / "parsed"), story, call)


@pytest.mark.parametrize(
    "call",
    [
        "log", "log 4", "log 11 2", "log 4 -1", "log 04 2", "log 4 2 3", "log 4 2 --json", "log \uff14 2",
        "status --json", "status --short --json", "status x", "--plain", "--plain log 4 2", "--version x",
        "progress --json", "today", "today --plan --why", "today 10 --plan", "--help",
    ],
)  # fmt: skip
def test_what_needs_a_parser_gets_it(call: str) -> None:
    assert plain_call(call.split(), {}) is None


def test_a_shells_tab_is_no_bare_call() -> None:
    assert plain_call([], {COMPLETION: "complete_bash"}) is None


LOADED = (
    "import sys; from sciaticli.cli.app import run; code = run(sys.argv[1:]);"
    "print(code, sorted({'typer', 'rich', 'dataclasses'} & set(sys.modules)))"
)


def last_line(home: Path, *call: str, answers: str = "") -> str:
    done = subprocess.run(  # noqa: S603 - our own words in our own interpreter
        [sys.executable, "-c", LOADED, *call],
        env={"SCIATICLI_HOME": str(home)},
        input=answers,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.splitlines()[-1]


@pytest.mark.parametrize("call", CALLS, ids=" ".join)
def test_a_plain_call_loads_no_parser(tmp_path: Path, call: list[str]) -> None:
    assert last_line(tmp_path, *call) == f"{4 if call in REFUSED else 0} []"


def test_a_plan_is_made_without_a_parser(tmp_path: Path) -> None:
    last_line(tmp_path, "check", "--answers", "-", answers=FORM)
    assert last_line(tmp_path, "today", "--plan") == "0 []"
