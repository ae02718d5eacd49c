"""The error boundary: every fault becomes words and an exit code, never a traceback."""

import subprocess
import sys

import pytest
import typer

from sciaticli import __version__
from sciaticli.cli import status
from sciaticli.cli.help import PANELS
from sciaticli.core.errors import DataError, UsageError
from support.world import Home


def test_version(home: Home) -> None:
    assert home.run("--version").out == f"sciaticli {__version__}\n"


def test_help_groups_the_commands_in_panels(home: Home) -> None:
    text = home.run("--help").out
    panels = [line.rstrip(":") for line in text.splitlines() if line.rstrip(":") in PANELS]
    assert panels[0] == "Every day"
    assert "not a doctor" in text


def test_a_mistyped_command_suggests_the_nearest(home: Home) -> None:
    result = home.run("chek")
    assert result.code == 2
    assert "check" in result.err
    assert result.out == ""


def test_an_unknown_option_names_the_option_and_the_way_to_help(home: Home) -> None:
    result = home.run("exercises", "list", "--familly", "yoga")
    assert result.code == 2
    assert "--familly" in result.err
    assert "sciaticli exercises list --help" in result.err


@pytest.mark.parametrize(
    ("fault", "code", "words"),
    [
        (UsageError("--x: no", "try --y"), 2, ["sciaticli: --x: no", "try --y"]),
        (
            DataError("bad file", ("a: is missing", "b: wrong")),
            3,
            ["bad file", "  a: is missing", "  b: wrong"],
        ),
        (
            PermissionError(13, "Permission denied", "/j/2026-11.jsonl"),
            3,
            ["Permission denied: /j/2026-11.jsonl"],
        ),
        (OSError(28, "No space left on device"), 3, ["No space left on device"]),
        (KeyboardInterrupt(), 130, []),
        (typer.Abort(), 130, ["Stopped."]),
        (RuntimeError("boom"), 1, ["this is a bug: RuntimeError: boom", "--debug"]),
    ],
)
def test_every_fault_has_its_words_and_code(
    home: Home, monkeypatch: pytest.MonkeyPatch, fault: BaseException, code: int, words: list[str]
) -> None:
    def fail(_: object) -> int:
        raise fault

    monkeypatch.setattr(status, "say_where_you_stand", fail)
    result = home.run()
    assert result.code == code
    assert result.out == ""
    assert "Traceback" not in result.err
    for word in words:
        assert word in result.err


def test_debug_shows_the_traceback_of_a_bug(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: object) -> int:
        raise RuntimeError("boom")

    monkeypatch.setattr(status, "say_where_you_stand", fail)
    with pytest.raises(RuntimeError, match="boom"):
        home.run("--debug")


COMMANDS_TO_START = [
    ["--help"],
    ["exercises", "list"],
    ["log", "--help"],
    ["today", "--help"],
    ["check", "--list"],
]


@pytest.mark.parametrize("argv", COMMANDS_TO_START, ids=" ".join)
def test_no_command_imports_pydantic(argv: list[str], tmp_path: object) -> None:
    """Typer from 0.29 on would: docs/decisions/0002."""
    probe = (
        "import sys; from sciaticli.cli.app import run; run(sys.argv[1:]); "
        "sys.exit('pydantic' in sys.modules)"
    )
    done = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", probe, *argv],
        env={"SCIATICLI_HOME": str(tmp_path)},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
