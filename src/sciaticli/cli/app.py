"""One command line: run by the shortest way, and the one place where errors become words and exit codes."""

from __future__ import annotations

import errno
import re
from contextlib import redirect_stderr, redirect_stdout
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from sciaticli.cli.context import PROGRAM, App, real_app
from sciaticli.cli.over import Over
from sciaticli.cli.plain_calls import plain_call
from sciaticli.core.errors import DataError, ExitCode, SciaticliError, UsageError
from sciaticli.core.text import from_outside, literal

if TYPE_CHECKING:
    from collections.abc import Sequence

SHOWN = 60
_PYTHON_NUMBER = re.compile(r"[+-]?\d+(?:_\d+)+")

_MENDS = {
    errno.ENOSPC: "Free some space on that disk",
    errno.EDQUOT: "Free some of the space that is yours",
    errno.EACCES: "Mend the permission",
    errno.EPERM: "Mend the permission",
    errno.EROFS: "Choose a place that can be written",
    errno.ENOENT: "Make that folder, or choose another",
    errno.ENOTDIR: "Choose another folder",
    errno.EISDIR: "Name a file, not a folder",
    errno.EINVAL: "Name another file",
}
"""The next step for each way in which a disk refuses."""

# Options of the program itself: they count wherever they stand on the line.
GLOBAL = ("--plain", "--no-input", "--no-pager", "--debug")

HELP = ("--help", "-h")

# What a group of commands does when it stands alone, or with options only.
ALONE = {
    "journal": ["show"],
    "exercises": ["list"],
    "routine": ["list"],
    "remind": ["--help"],
    "assess": ["--help"],
}


def run(argv: Sequence[str], app: App | None = None) -> int:
    """Run one command line and return its exit code; no exception leaves this function."""
    world = replace(app or real_app(), run=run)
    argv = in_order(argv)
    with world.closing:
        code = _code_of(world, argv)
    return code if isinstance(code, int) else ExitCode.DONE


def _code_of(world: App, argv: Sequence[str]) -> Any:  # noqa: ANN401 - what Typer gives back
    """Run a call and return its exit code, or what else a command gave back."""
    try:
        with redirect_stdout(world.stdout), redirect_stderr(world.stderr):  # Typer prints its help by itself
            _refuse_slips(argv)
            code = _call(argv, world)
    except Over as over:
        code = over.code
    except SciaticliError as error:
        refused = error.code is ExitCode.USAGE and _is_locked(world, argv)
        code = _tell(world, error)
        code = ExitCode.REFUSED if refused else code
    except KeyboardInterrupt:
        world.say("", "Stopped.")
        code = ExitCode.INTERRUPTED
    except BrokenPipeError:
        code = ExitCode.DONE
    except SystemExit as error:  # Typer and Rich leave like this when the reader of a pipe has gone
        if not isinstance(error.__context__, BrokenPipeError):
            raise
        code = ExitCode.DONE
    except OSError as error:
        code = _tell_disk(world, error)
    except Exception as error:
        if "--debug" in argv:
            raise
        code = _tell_bug(world, error, argv)
    return code


def _call(argv: Sequence[str], world: App) -> Any:  # noqa: ANN401 - as above
    """Run a call: a plain one at once, any other through Typer, whose import costs more than the rest."""
    if (work := plain_call(argv, world.env)) is not None:
        return work(world)
    from sciaticli.cli.program import call

    return call(argv, world)


def in_order(argv: Sequence[str]) -> list[str]:
    """Return a call with its global options in front, and `help COMMAND` as `COMMAND --help`.

    A group that stands alone gets what it then does (`ALONE`). What stands after `--` is left as it is.
    """
    words, end = list(argv), []
    if "--" in words:
        words, end = words[: words.index("--")], words[words.index("--") :]
    front = [word for word in words if word in GLOBAL]
    rest = [word for word in words if word not in GLOBAL]
    if rest[:1] == ["help"]:
        rest = [*rest[1:], "--help"]
    if rest and not end and rest[0] in ALONE and _stands_alone(rest):
        rest[1:1] = ALONE[rest[0]]
    return [*front, *rest, *end]


def _stands_alone(rest: Sequence[str]) -> bool:
    """Return whether a group is without a command: by itself, or with options of what it then does."""
    if len(rest) == 1:
        return True
    return rest[1].startswith("-") and ALONE[rest[0]] != ["--help"] and not set(HELP) & set(rest)


def _refuse_slips(argv: Sequence[str]) -> None:
    """Raise UsageError for a word whose bytes are no text, and for 1_0, which Python alone reads as ten."""
    for number, word in enumerate(argv, 1):
        try:
            from_outside(word)
        except ValueError as error:
            raise UsageError(f"Word {number} after {PROGRAM} {error}: {literal(word[:SHOWN])}") from None
        option, equals, value = word.partition("=") if word.startswith("--") else ("", "", word)
        if equals and not value:
            raise UsageError(f"{option} has nothing after its =.", "Give it a value, or leave it out.")
        if _PYTHON_NUMBER.fullmatch(value):
            raise UsageError(f"'{word[:SHOWN]}' is not a number as people write it.")


def _is_locked(world: App, argv: Sequence[str]) -> bool:
    """Return whether a lock stands, and say so before a call that is not understood is complained of.

    `check` is left out: nothing is put before what it says, and it is the way out of a lock.
    """
    from sciaticli.cli.check.lock_notice import show_lock

    if "check" in argv:
        return False
    try:
        return show_lock(world, aside=True)
    except (SciaticliError, OSError):
        return False


def _tell(world: App, error: SciaticliError) -> int:
    problems = error.problems if isinstance(error, DataError) else ()
    lines = [f"{PROGRAM}: {error.message}", *(f"  {problem}" for problem in problems)]
    world.say(*lines, *([error.hint] if error.hint else []))
    return error.code


def _tell_disk(world: App, error: OSError) -> int:
    if error.filename is None:  # every file of ours has a name, so it is what was printed
        world.say(
            f"{PROGRAM}: what it prints could not be written: {error.strerror or error}",
            "Your record is whole. See what stands in it: sciaticli journal show",
        )
        return ExitCode.DATA
    mend = _MENDS.get(error.errno or 0, "Look there")
    world.say(
        f"{PROGRAM}: {error.filename}: {error.strerror or error}",
        f"Nothing that was saved before is lost. {mend}, then try again.",
    )
    return ExitCode.DATA


def _tell_bug(world: App, error: Exception, argv: Sequence[str]) -> int:
    world.say(
        f"{PROGRAM}: this is a bug: {type(error).__name__}: {error}",
        f"To see where, run it again as: {PROGRAM} --debug {' '.join(argv)}",
    )
    return ExitCode.BUG
