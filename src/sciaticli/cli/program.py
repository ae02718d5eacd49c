"""The program as Typer has it: the table of commands, the options of all, and Typer's errors as our own."""

from __future__ import annotations

import importlib
import os
from contextlib import redirect_stdout
from functools import cache
from io import StringIO
from itertools import pairwise
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sciaticli.cli.complete import as_one_word, cut_option, is_completion, join_words, words_before
from sciaticli.cli.context import PROGRAM
from sciaticli.cli.help import PanelGroup
from sciaticli.cli.plain_calls import say_version
from sciaticli.core.errors import ExitCode

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sciaticli.cli.context import App

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

SPELLINGS = {"--why=all": "--why-all"}
"""A flag that may take a word, as Typer has no such options: how it is typed, and the flag it means."""

ABOUT = """A coach for people with sciatica.

It asks about danger signs, makes a routine for today and counts every hold aloud.
It keeps a private record on this machine.

It is not a doctor and it can miss serious illness.
Call your emergency number if you lose control of bladder or bowel, go numb between the legs,
or both legs grow weak.
"""

# Typer carries its own copy of click; the parent of its public error is every usage error.
_TyperUsageError: Any = typer.BadParameter.__base__


def call(argv: Sequence[str], world: App) -> Any:  # noqa: ANN401 - what a command gives back
    """Run one command line; raises UsageError for one that is not understood, KeyboardInterrupt when left."""
    if not is_completion(world.env):
        return _called(argv, world)
    has_typed, option = join_words(os.environ), cut_option(os.environ)
    if not has_typed and not option:
        return _called(argv, world)
    with redirect_stdout(StringIO()) as offered:
        try:
            return _called(argv, world)
        finally:  # Typer leaves with SystemExit when it has offered
            lines = offered.getvalue().splitlines(keepends=True)
            lines = [as_one_word(option, line) if option else line.removeprefix(has_typed) for line in lines]
            world.stdout.writelines(lines)


def _called(argv: Sequence[str], world: App) -> Any:  # noqa: ANN401 - what a command gives back
    program = program_of(commands_for(argv, world.env))
    words = [SPELLINGS.get(word, word) for word in _with_flare(argv)]
    try:
        code = program(words, PROGRAM, standalone_mode=False, obj=world)
    except typer.Abort:
        raise KeyboardInterrupt from None
    except _TyperUsageError as error:
        from sciaticli.cli.misuse import usage_error

        raise usage_error(error, program, argv) from None
    if code == ExitCode.INTERRUPTED and not isinstance(code, ExitCode):
        raise KeyboardInterrupt  # Typer gives a bare 130 for Ctrl-C; a command's own is one of ours
    return code


def commands_for(argv: Sequence[str], env: Mapping[str, str]) -> tuple[str, ...]:
    """Return the commands that a call needs: the one it names, none for the bare program, else all."""
    words = argv or words_before(env)
    named = next((word for word in words if not word.startswith("-")), None)
    if named in COMMANDS:
        return (named,)
    is_bare = named is None and not is_completion(env) and not {"--help", "-h"} & set(argv)
    return () if is_bare else tuple(COMMANDS)


@cache
def program_of(commands: tuple[str, ...] = tuple(COMMANDS)) -> Any:  # noqa: ANN401 - Typer's type is not public
    """Return the program with these commands; Typer takes longer to build it than most calls run."""
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


def _with_flare(words: Sequence[str]) -> Iterator[str]:
    """Yield a call with the answer that `log --flare` has when none is given: yes, as in `today --flare`."""
    is_log = next((word for word in words if not word.startswith("-")), None) == "log"
    for word, following in pairwise((*words, "-")):
        is_alone = is_log and word == "--flare" and (following.startswith("-") or following.isdecimal())
        yield f"{word}=yes" if is_alone else word


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
        raise typer.Exit(say_version(ctx.obj))
    if ctx.invoked_subcommand is None:
        from sciaticli.cli.where_you_stand import say_where_you_stand

        raise typer.Exit(say_where_you_stand(ctx.obj))
