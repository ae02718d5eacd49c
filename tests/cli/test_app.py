"""The error boundary: every fault becomes words and an exit code, never a traceback."""

import subprocess
import sys

import pytest
import typer

from sciaticli import __version__
from sciaticli.cli import where_you_stand
from sciaticli.cli.app import ALONE, in_order
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
            ["/j/2026-11.jsonl: Permission denied"],
        ),
        (OSError(28, "No space left on device"), 3, ["No space left on device"]),
        (KeyboardInterrupt(), 130, []),
        (RuntimeError("boom"), 1, ["this is a bug: RuntimeError: boom", "--debug"]),
    ],
)
def test_every_fault_has_its_words_and_code(
    home: Home, monkeypatch: pytest.MonkeyPatch, fault: BaseException, code: int, words: list[str]
) -> None:
    def fail(_: object) -> int:
        raise fault

    monkeypatch.setattr(where_you_stand, "say_where_you_stand", fail)
    for call in ([], ["--plain"]):  # past the parser, and through it
        result = home.run(*call)
        assert result.code == code
        assert result.out == ""
        assert "Traceback" not in result.err
        for word in words:
            assert word in result.err


def test_what_the_parser_leaves_by_is_leaving(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    def leave(_: object) -> int:
        raise typer.Abort

    monkeypatch.setattr(where_you_stand, "say_where_you_stand", leave)
    result = home.run("--plain")
    assert (result.code, result.err) == (130, "\nStopped.\n")


def test_debug_shows_the_traceback_of_a_bug(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: object) -> int:
        raise RuntimeError("boom")

    monkeypatch.setattr(where_you_stand, "say_where_you_stand", fail)
    with pytest.raises(RuntimeError, match="boom"):
        home.run("--debug")


COMMANDS_TO_START = [
    ["--help"],
    ["exercises", "list"],
    ["exercises", "show", "bird_dog"],
    ["log", "--help"],
    ["today", "--help"],
    ["check", "--list"],
    ["log", "4", "2"],
    ["progress"],
    ["report"],
    ["report", "--format", "fhir"],
]


@pytest.mark.parametrize("argv", COMMANDS_TO_START, ids=" ".join)
def test_no_command_imports_what_it_has_no_use_for(argv: list[str], tmp_path: object) -> None:
    """Typer from 0.29 on would load pydantic: docs/decisions/0002; of the others see 0010 and 0012."""
    probe = (
        "import sys; from sciaticli.cli.app import run; run(sys.argv[1:]); "
        "sys.exit(bool({'pydantic', 'jinja2', 'rapidfuzz', 'lark', 'statistics'} & set(sys.modules)))"
    )
    done = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", probe, *argv],
        env={"SCIATICLI_HOME": str(tmp_path)},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("log 3 2 --plain", "--plain log 3 2"),
        ("today --plan --no-input --debug", "--no-input --debug today --plan"),
        ("log 3 2 -- --plain", "log 3 2 -- --plain"),
        ("help journal show", "journal show --help"),
        ("help --plain", "--plain --help"),
        ("learn help", "learn help"),
        ("--plain journal", "--plain journal show"),
        ("journal undo", "journal undo"),
        ("journal --kind pain", "journal show --kind pain"),
        ("exercises --level 2 --plain", "--plain exercises list --level 2"),
        ("journal --help", "journal --help"),
        ("remind --at 8:30", "remind --at 8:30"),
    ],
)
def test_global_options_stand_anywhere_and_help_takes_a_command(typed: str, meant: str) -> None:
    assert in_order(typed.split()) == meant.split()


def test_help_of_a_command_is_its_own_and_of_none_the_programs(home: Home) -> None:
    assert home.run("help", "log").out == home.run("log", "--help").out
    assert home.run("help").out == home.run("--help").out
    unknown = home.run("help", "tody")
    assert (unknown.code, "tody" in unknown.err) == (2, True)


def test_a_global_option_after_the_command_counts(home: Home) -> None:
    asked = home.run("log", "--no-input", terminal=True, answers=["4", "2"])
    assert asked.code == 2
    assert "sciaticli log 4 2" in asked.err


@pytest.mark.parametrize("group", ALONE)
def test_a_group_alone_shows_something(home: Home, group: str) -> None:
    result = home.run(group)
    assert result.code == 0
    assert result.out or group in ("journal", "routine")
    assert result == home.run(group, *ALONE[group])


def test_the_version_has_a_short_option(home: Home) -> None:
    assert home.run("-V").out == home.run("--version").out
