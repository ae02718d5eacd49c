"""Calls with nothing to parse: they are run at once, past Typer, whose import would be most of their cost.

Only what is typed every day, or runs at each prompt, is here. Each does what it does through
Typer, with the same words and exit code; a test runs both ways and compares. Any other word, any option, and
a shell's Tab go to Typer.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from sciaticli import __version__
from sciaticli.cli.context import COMPLETION, PROGRAM
from sciaticli.core.errors import ExitCode

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from sciaticli.cli.context import App

SCORES = {str(score): score for score in range(11)}


def plain_call(argv: Sequence[str], env: Mapping[str, str]) -> Callable[[App], int] | None:
    """Return what a call does that needs no parser, None for one that does."""
    if env.get(COMPLETION):
        return None
    match argv:
        case ["log", leg, back] if leg in SCORES and back in SCORES:
            return partial(_log, leg=SCORES[leg], back=SCORES[back])
        case _:
            return _WHOLE.get(tuple(argv))


def say_version(app: App) -> int:
    """Print the version."""
    app.show(f"{PROGRAM} {__version__}")
    return ExitCode.DONE


def _stand(app: App) -> int:
    from sciaticli.cli.where_you_stand import say_where_you_stand

    return say_where_you_stand(app)


def _stand_in_short(app: App) -> int:
    from sciaticli.cli.where_you_stand import in_short

    app.show(in_short(app).line)
    return ExitCode.DONE


def _look_back(app: App) -> int:
    from sciaticli.cli.last_weeks import show_weeks

    show_weeks(app)
    return ExitCode.DONE


def _plan(app: App) -> int:
    from sciaticli.cli.ask.pain import PainGiven
    from sciaticli.cli.today.look_ahead import Show, look_ahead
    from sciaticli.cli.today.make_plan import TodayOptions

    wish = TodayOptions(None, PainGiven(), flare=False, routine=None, sound=None, ready=False)
    return look_ahead(app, wish, None, Show())


def _log(app: App, leg: int, back: int) -> int:
    from sciaticli.cli.pain_entry import record_two_numbers

    record_two_numbers(app, leg, back)
    return ExitCode.DONE


_WHOLE: dict[tuple[str, ...], Callable[[App], int]] = {
    (): _stand,
    ("status",): _stand,
    ("status", "--short"): _stand_in_short,
    ("progress",): _look_back,
    ("today", "--plan"): _plan,
    ("--version",): say_version,
    ("-V",): say_version,
}
