"""`KEY=VALUE` as `setup --set` takes it: one setting, checked by itself before anything is written."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any, NamedTuple, get_args, get_origin

import msgspec

from sciaticli.cli.catalogue import named
from sciaticli.cli.option_words import nearest, word_of, words_of
from sciaticli.cli.setting_keys import KEYS
from sciaticli.cli.setup.regions import region_code
from sciaticli.core.errors import UsageError
from sciaticli.store.screening import load_wording

if TYPE_CHECKING:
    from collections.abc import Callable

    from sciaticli.core.catalogue.catalogue import Catalogue

SHORT = {key.partition(".")[2]: key for key in KEYS}
NAMED = ("profile.supervised", "profile.set_aside")
FORMS = {
    "profile.minutes": "3 to 90",
    "profile.pregnancy_week": "1 to 42",
    "profile.episode_start": "a month, as 2026-08",
    "profile.pregnancy_week_on": "a day, as 2026-11-22",
    "profile.cleared_on": "a day, as 2026-11-22",
    "coach.get_ready_s": "3 to 60",
    "coach.rollover": "a time, as 04:00",
}


class KeyValue(NamedTuple):
    """One key and its new value in the words of the file; None takes the key out."""

    table: str
    name: str
    value: Any


def setting_of(text: str, catalogue: Callable[[], Catalogue]) -> KeyValue:
    """Return the setting that `KEY=VALUE` means; the key may leave out its table.

    Nothing after `=` is an empty list, or no value for a key that is not a list. Raises UsageError
    with the nearest key or word.
    """
    name, equals, raw = (part.strip() for part in text.partition("="))
    key = SHORT.get(name, name)
    if not equals:
        raise UsageError(
            f'"{text}" is not KEY=VALUE.', "For example: sciaticli setup --set profile.minutes=10"
        )
    if key not in KEYS:
        near = nearest(name, [*KEYS, *SHORT])
        raise UsageError(f'there is no setting "{name}".{near}', "See them all: sciaticli setup --show")
    table, _, short = key.partition(".")
    return KeyValue(table, short, _value(key, raw, catalogue))


def _value(key: str, raw: str, catalogue: Callable[[], Catalogue]) -> object:
    kind = KEYS[key]
    word = _word_type(kind)
    if _is_list(kind):
        if key in NAMED:
            return list(dict.fromkeys(named(part, catalogue()) for part in raw.split(",") if part.strip()))
        return [str(found) for found in words_of(word, raw, key)] if word else []
    if not raw:
        return None
    if key == "profile.region":
        return region_code(raw, load_wording().regions)
    return str(word_of(word, raw, key)) if word else _scalar(key, raw)


def _scalar(key: str, raw: str) -> object:
    """Return a number, a truth, a day or a text as the file holds it; raises UsageError."""
    try:
        return msgspec.to_builtins(msgspec.convert(raw, KEYS[key], strict=False))
    except msgspec.ValidationError as error:
        raise UsageError(f'{key}: "{raw}" is not allowed.', f"Allowed: {_form(key)}") from error


def _form(key: str) -> str:
    """Return how a value of a key is written: as its row says, else as its type does."""
    if key in FORMS:
        return FORMS[key]
    return "true or false" if bool in (KEYS[key], *get_args(KEYS[key])) else "a whole number or a text"


def _is_list(kind: Any) -> bool:  # noqa: ANN401 - a type as typing holds it
    return get_origin(kind) is tuple or any(get_origin(part) is tuple for part in get_args(kind))


def _word_type(kind: Any) -> type[StrEnum] | None:  # noqa: ANN401 - a type as typing holds it
    """Return the enumeration at the heart of a type, or None."""
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return kind
    return next((found for part in get_args(kind) if (found := _word_type(part))), None)
