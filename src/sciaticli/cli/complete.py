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
    from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping

    from sciaticli.cli.context import App
    from sciaticli.core.catalogue.catalogue import Catalogue
    from sciaticli.core.settings import Setting

DAYS = 14
_TYPED, _LAST_WORD = "_TYPER_COMPLETE_ARGS", "_TYPER_COMPLETE_WORD_TO_COMPLETE"
STARTS = {"start.chair_stands": "rises from a chair in 30 seconds", "start.walk_min": "minutes walked"}


def is_completion(env: Mapping[str, str]) -> bool:
    """Return whether a shell's Tab made this call; PowerShell leaves the variable behind, empty."""
    return bool(env.get(COMPLETION))


def words_before(env: Mapping[str, str]) -> list[str]:
    """Return the whole words that a shell's Tab comes after; empty when this call is no completion."""
    if not is_completion(env):
        return []
    typed = env.get("COMP_WORDS") or env.get(_TYPED, "")
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


def settings(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """Offer the keys that `setup --set` takes; where one is named, whole, its values."""
    from sciaticli.core.settings import SETTINGS

    words = {key: setting.words for key, setting in SETTINGS.items()} | STARTS
    words |= {key.partition(".")[2]: said for key, said in words.items() if "." not in incomplete}
    typed, equals, _ = incomplete.partition("=")
    named = [typed] if equals and typed in words else [key for key in words if key.startswith(typed)]
    if len(named) != 1:
        return [(f"{key}=", words[key]) for key in named if "." in key or typed]
    values = _values(ctx, SETTINGS.get(named[0]) or SETTINGS.get(_whole(named[0])), incomplete)
    # A key alone beside a single value keeps the shell from taking that value as the answer.
    alone = [] if equals or len(values) > 1 else [""]
    return [(f"{named[0]}={value}", words[named[0]]) for value in (*alone, *values)]


def _whole(short: str) -> str:
    """Return the key with its table."""
    from sciaticli.core.settings import SETTINGS

    return next((key for key in SETTINGS if key.partition(".")[2] == short), short)


def _values(ctx: typer.Context, setting: Setting | None, incomplete: str) -> list[str]:
    """Return the values that a setting can have; of a list, after what is typed of it already."""
    if setting is None:
        return ["10"]  # the two answers of a start are counts
    head, comma, _ = incomplete.partition("=")[2].rpartition(",") if setting.is_list else ("", "", "")
    if setting.is_of_names:
        from sciaticli.core.catalogue.exercise import Family

        return [f"{head}{comma}{name}" for name in (*Family, *_catalogue(_app(ctx)).by_id)]
    return [f"{head}{comma}{value}" for value in setting.offered]


def join_words(env: MutableMapping[str, str]) -> str:
    """Put together again what bash cuts at each `=`, and return what of its last word it has already.

    bash takes `coach.talk=na` for three words, and puts what it is offered behind the `=`.
    """
    words = env.get("COMP_WORDS", "").split("\n")
    place = env.get("COMP_CWORD", "")
    if env.get(COMPLETION) != "complete_bash" or not place.isdecimal() or int(place) >= len(words):
        return ""
    before, after = words[: int(place) + 1], words[int(place) + 1 :]
    joined: list[str] = []
    for word in before:
        if joined and (word == "=" or joined[-1].endswith("=")) and joined[-1] != "=":
            joined[-1] += word
        else:
            joined.append(word)
    if len(joined) == len(before):
        return ""
    env["COMP_WORDS"], env["COMP_CWORD"] = "\n".join((*joined, *after)), str(len(joined) - 1)
    head, equals, _ = joined[-1].rpartition("=")
    return re.sub(r"^--[\w-]+=", "", head + equals)  # what is offered does not repeat the option


def cut_option(env: MutableMapping[str, str]) -> str:
    """Cut `--down=ca` in two, as the completion knows it, and return what comes before the value.

    bash cuts it itself; the other shells have it as one word, and take only words that begin so.
    """
    hit = re.search(r"(?<=\s)(--[\w-]+=)(\S*)$", env.get(_TYPED, ""))
    if hit is None:
        return ""
    env[_TYPED] = f"{env[_TYPED][: hit.start()]}{hit[1][:-1]} {hit[2]}"
    if _LAST_WORD in env:
        env[_LAST_WORD] = hit[2]
    return hit[1]


def as_one_word(option: str, offered: str) -> str:
    """Return a line of what a shell is offered, with the option before the value."""
    in_zsh = re.match(r"""(_arguments '\*: :\(\()?"(?=.)""", offered)
    if in_zsh:
        return f"{in_zsh[0]}{option}{offered[in_zsh.end() :]}"
    return offered if offered.startswith(("_", "\n")) else f"{option}{offered}"


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
