"""What the shell offers on Tab: each function gets what is typed so far and returns whole words.

Typer drops what does not begin with it. All of this is quick: it reads no journal, and the catalogue from
its compiled copy.
"""

from __future__ import annotations

import importlib
import re
from typing import TYPE_CHECKING, cast

import typer

from sciaticli.cli.context import COMPLETION

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from sciaticli.cli.context import App
    from sciaticli.core.catalogue.catalogue import Catalogue

DAYS = 14


def is_completion(env: Mapping[str, str]) -> bool:
    """Return whether a shell's Tab made this call."""
    return COMPLETION in env


def words_before(env: Mapping[str, str]) -> list[str]:
    """Return the whole words that a shell's Tab comes after; empty when this call is no completion."""
    if not is_completion(env):
        return []
    typed = env.get("COMP_WORDS") or env.get("_TYPER_COMPLETE_ARGS", "")
    return re.split(r"\s", typed)[1:-1]


def one_of(*words: str) -> Callable[[str], list[str]]:
    """Return a completion of these words; in a list with commas, of its last word."""

    def complete(incomplete: str) -> list[str]:
        head, comma, _ = incomplete.rpartition(",")
        return [f"{head}{comma}{word}" for word in words]

    return complete


def member_of(name: str) -> Callable[[str], list[str]]:
    """Return a completion of an enumeration in `core`, named like "catalogue.exercise.Family"."""

    def complete(incomplete: str) -> list[str]:
        module, _, kind = name.rpartition(".")
        return one_of(*getattr(importlib.import_module(f"sciaticli.core.{module}"), kind))(incomplete)

    return complete


def exercises(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """Offer exercises: ids, and names once a letter is typed; after a word, how a name goes on."""
    from sciaticli.store.prescription_words import load_words

    app = _app(ctx)
    nicknames = load_words(app.paths.cache).nicknames
    return list(
        _offer(
            ctx,
            incomplete,
            (
                (row.id, (row.name, *row.also_called, *nicknames.get(row.id, ())))
                for row in _catalogue(app).exercises
            ),
        )
    )


def routines(ctx: typer.Context) -> list[tuple[str, str]]:
    """Offer the ids of the person's routines."""
    return [(routine.id, routine.name) for routine in _catalogue(_app(ctx)).routines]


def strands(ctx: typer.Context) -> list[tuple[str, str]]:
    """Offer the strands of the programme."""
    return [(strand.id, strand.name) for strand in _catalogue(_app(ctx)).programme.strand]


def topics(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """Offer the pages of `learn`, as exercises are offered."""
    from sciaticli.store.learn import load_library

    topics = load_library(cache=_app(ctx).paths.cache).topics
    return list(_offer(ctx, incomplete, ((topic.id, (topic.title, *topic.also_called)) for topic in topics)))


def settings() -> list[tuple[str, str]]:
    """Offer the keys that `setup --set` takes."""
    from sciaticli.cli.settings import SETTINGS

    starts = [
        ("start.chair_stands=", "rises from a chair in 30 seconds"),
        ("start.walk_min=", "minutes walked"),
    ]
    return [*((f"{key}=", setting.words) for key, setting in SETTINGS.items()), *starts]


def past_days(ctx: typer.Context) -> list[str]:
    """Offer today and the two weeks before it."""
    return _days(ctx, -1)


def coming_days(ctx: typer.Context) -> list[str]:
    """Offer today, tomorrow and the two weeks that follow."""
    return ["today", "tomorrow", *_days(ctx, 1)]


def _catalogue(app: App) -> Catalogue:
    from sciaticli.store.catalogue import load_catalogue

    return load_catalogue(app.paths.own_exercises, app.paths.cache)


def _days(ctx: typer.Context, step: int) -> list[str]:
    from datetime import timedelta

    today = _app(ctx).now().date()
    return [str(today + timedelta(days=step * count)) for count in range(DAYS + 1)]


def _offer(
    ctx: typer.Context, incomplete: str, rows: Iterable[tuple[str, tuple[str, ...]]]
) -> Iterator[tuple[str, str]]:
    """Yield what goes on from the words of this call, each with its name; a row is an id and its names."""
    said = next((value for value in ctx.params.values() if isinstance(value, (list, tuple))), ())
    head = "".join(f"{word.casefold()} " for word in said)
    for id_, names in rows:
        if not head:
            yield id_, names[0]
        if head or incomplete:
            for name in names:
                if (low := name.casefold()).startswith(head):
                    yield low.removeprefix(head), names[0]


def _app(ctx: typer.Context) -> App:
    return cast("App", ctx.find_root().obj)
