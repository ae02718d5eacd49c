"""The command table, and the one place where errors become words and exit codes."""

from __future__ import annotations

import errno
import importlib
import re
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sciaticli import __version__
from sciaticli.cli.complete import is_completion, words_before
from sciaticli.cli.context import App, real_app
from sciaticli.cli.help import PanelGroup
from sciaticli.core.errors import DataError, ExitCode, SciaticliError, UsageError
from sciaticli.core.text import from_outside, literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

PROGRAM = "sciaticli"
SHOWN = 60
_PYTHON_NUMBER = re.compile(r"[+-]?\d+(?:_\d+)+")

# Each command and its module, in the order of the help. A call imports only the module it names,
# so that a small command does not pay for the others.
COMMANDS = {
    "today": "sciaticli.cli.today.command",
    "log": "sciaticli.cli.log",
    "status": "sciaticli.cli.status",
    "check": "sciaticli.cli.check.command",
    "setup": "sciaticli.cli.setup.command",
    "assess": "sciaticli.cli.assess.command",
    "exercises": "sciaticli.cli.exercises",
    "routine": "sciaticli.cli.routine.command",
    "progress": "sciaticli.cli.progress",
    "report": "sciaticli.cli.report.command",
    "journal": "sciaticli.cli.journal.command",
    "learn": "sciaticli.cli.learn",
    "remind": "sciaticli.cli.remind.command",
    "doctor": "sciaticli.cli.doctor.command",
    "demo": "sciaticli.cli.demo.command",
}

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

SPELLINGS = {"--why=all": "--why-all"}
"""A flag that may take a word, as Typer has no such options: how it is typed, and the flag it means."""

# Options of the program itself: they count wherever they stand on the line.
GLOBAL = ("--plain", "--no-input", "--no-pager", "--debug")

# What a group of commands does when it stands alone.
ALONE = {
    "journal": ["show"],
    "exercises": ["list"],
    "routine": ["list"],
    "remind": ["--help"],
    "assess": ["--help"],
}

ABOUT = """A coach for people with sciatica.

It asks about danger signs, makes a routine for today and counts every hold aloud.
It keeps a private record on this machine.

It is not a doctor and it can miss serious illness.
Call your emergency number if you lose control of bladder or bowel, go numb between the legs,
or both legs grow weak.
"""

# Typer carries its own copy of click; the parent of its public error is every usage error.
_TyperUsageError: Any = typer.BadParameter.__base__


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
            program = program_of(commands_for(argv, world.env))
            words = [SPELLINGS.get(word, word) for word in _with_flare(argv)]
            code = program(words, PROGRAM, standalone_mode=False, obj=world)
    except SciaticliError as error:
        refused = error.code is ExitCode.USAGE and _is_locked(world, argv)
        code = _tell(world, error)
        code = ExitCode.REFUSED if refused else code
    except (typer.Abort, KeyboardInterrupt):
        world.say("", "Stopped.")
        code = ExitCode.INTERRUPTED
    except _TyperUsageError as error:
        from sciaticli.cli.misuse import usage_error

        refused = _is_locked(world, argv)
        code = _tell(world, usage_error(error, program, argv))
        code = ExitCode.REFUSED if refused else code
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
    if len(rest) == 1 and not end:
        rest += ALONE.get(rest[0], [])
    return [*front, *rest, *end]


def _with_flare(words: Sequence[str]) -> Iterator[str]:
    """Yield a call with the answer that `log --flare` has when none is given: yes, as in `today --flare`."""
    is_log = next((word for word in words if not word.startswith("-")), None) == "log"
    for word, following in pairwise((*words, "-")):
        is_alone = is_log and word == "--flare" and (following.startswith("-") or following.isdecimal())
        yield f"{word}=yes" if is_alone else word


def commands_for(argv: Sequence[str], env: Mapping[str, str]) -> Iterable[str]:
    """Return the commands that a call needs: the one it names, none for the bare program, else all."""
    words = argv or words_before(env)
    named = next((word for word in words if not word.startswith("-")), None)
    if named in COMMANDS:
        return [named]
    is_bare = named is None and not is_completion(env) and not {"--help", "-h"} & set(argv)
    return () if is_bare else COMMANDS


def program_of(commands: Iterable[str] = COMMANDS) -> Any:  # noqa: ANN401 - Typer's command type is not public
    """Return the program with these commands."""
    program = typer.Typer(
        name=PROGRAM,
        cls=PanelGroup,
        help=ABOUT,
        no_args_is_help=False,
        invoke_without_command=True,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        callback=_start,
        add_completion=True,
        context_settings={"help_option_names": ["--help", "-h"], "max_content_width": 100},
    )
    for name in commands:
        importlib.import_module(COMMANDS[name]).add_to(program)
    return typer.main.get_command(program)


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


def _start(
    ctx: typer.Context,
    *,
    plain: Annotated[
        bool, typer.Option("--plain", help="Lines only: nothing is redrawn; good for screen readers.")
    ] = False,
    no_input: Annotated[
        bool, typer.Option("--no-input", help="Never ask; say which option is missing.")
    ] = False,
    no_pager: Annotated[
        bool, typer.Option("--no-pager", help="Print long output whole, not a screen at a time.")
    ] = False,
    debug: Annotated[bool, typer.Option("--debug", help="Show the traceback of a bug.")] = False,
    version: Annotated[bool, typer.Option("--version", "-V", help="Print the version.")] = False,
) -> None:
    ctx.obj = ctx.obj.with_options(plain=plain, no_input=no_input, no_pager=no_pager, debug=debug)
    if version:
        ctx.obj.show(f"{PROGRAM} {__version__}")
        raise typer.Exit
    if ctx.invoked_subcommand is None:
        from sciaticli.cli.status import say_where_you_stand

        raise typer.Exit(say_where_you_stand(ctx.obj))


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
    where = f"{error.filename}: " if error.filename else ""
    mend = _MENDS.get(error.errno or 0, "Look there")
    world.say(
        f"{PROGRAM}: {where}{error.strerror or error}",
        f"Nothing that was saved before is lost. {mend}, then try again.",
    )
    return ExitCode.DATA


def _tell_bug(world: App, error: Exception, argv: Sequence[str]) -> int:
    world.say(
        f"{PROGRAM}: this is a bug: {type(error).__name__}: {error}",
        f"To see where, run it again as: {PROGRAM} --debug {' '.join(argv)}",
    )
    return ExitCode.BUG
