"""Values of options: matched to what is allowed, with the nearest one named when they don't fit."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from sciaticli.core.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date
    from enum import StrEnum

MOST_WEEKS = 520  # ten years

Word = TypeVar("Word", bound="StrEnum")


def word_of(kind: type[Word], text: str, option: str) -> Word:
    """Return the word of `kind` that a text means; hyphens and spaces count as underscores.

    Raises UsageError naming the option, what is allowed and the nearest word.
    """
    wanted = text.strip().casefold().replace("-", "_").replace(" ", "_")
    for word in kind:
        if word.value == wanted:
            return word
    raise not_allowed(option, text, [word.value for word in kind])


def words_of(kind: type[Word], text: str, option: str) -> tuple[Word, ...]:
    """Return the words in a comma-separated list; `none` and an empty text are an empty list."""
    parts = [part for part in text.split(",") if part.strip()]
    if [part.strip().casefold() for part in parts] == ["none"]:
        return ()
    return tuple(dict.fromkeys(word_of(kind, part, option) for part in parts))


def not_allowed(option: str, text: str, allowed: Sequence[str]) -> UsageError:
    """Return the complaint of a value that is none of the words an option takes, with the nearest of them."""
    return UsageError(
        f'{option}: "{text}" is not allowed.{nearest(text.strip().casefold(), allowed)}',
        f"Allowed: {', '.join(allowed)}",
    )


def nearest(word: str, allowed: Iterable[str]) -> str:
    """Return " Did you mean x?": the one word that begins so, or the most like it; nothing when none is."""
    from difflib import get_close_matches

    words = list(allowed)
    begun = [each for each in words if word and each.startswith(word)]
    near = begun if len(begun) == 1 else get_close_matches(word, words, 1)
    return f" Did you mean {near[0]}?" if near else ""


def out_file(path: Path | None) -> Path | None:
    """Return the file that `-o` names; None for standard output, which `-` means as in other programs."""
    return None if str(path) == "-" else path


def parse_day(option: str, text: str | None, today: date) -> date | None:
    """Return the past day that an option names, None when it was not given; raises UsageError."""
    from sciaticli.core.dates import past_day

    try:
        return None if text is None else past_day(text, today)
    except (ValueError, KeyError, OverflowError) as error:
        raise UsageError(
            f'{option}: "{text}" is not a day.',
            "Write it like one of: 2026-11-22, yesterday, monday, 3 days ago",
        ) from error
