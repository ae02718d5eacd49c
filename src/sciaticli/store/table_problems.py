"""Checking a table of TOML against a struct, key by key, so that all its problems are named at once.

A text whose type names a pattern in its schema is held to it here, where the text comes in. msgspec itself
does not look at it, so that a compiled copy of what was read is quick to read.
"""

from __future__ import annotations

import re
from difflib import get_close_matches
from enum import StrEnum
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Annotated, Any, TypeVar, get_args, get_origin

import msgspec
from msgspec.structs import fields

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    Broken = Callable[[Any], str | None]
    """What returns the pattern that a value breaks, or None."""

T = TypeVar("T", bound=msgspec.Struct)

PLAIN = {
    "Invalid enum value": "not allowed:",
    "`str` matching regex '^[a-z]": "small letters, digits and _, a letter first matching regex ",
    "`int | array`": "a whole number or a list of them",
    "`int`": "a whole number",
    "`str` of length >= 1": "some text",
    "`str` matching": "text without line breaks or control characters matching",
    "`str | null`": "text",
    "`str`": "text",
    "`bool`": "true or false",
    "`float`": "a number",
    "`array`": "a list",
    "`object`": "a table",
}


OF_ENTRIES = {
    "Expected ": "it takes ",
    "Invalid RFC3339 encoded datetime": "it takes a date and time, as 2026-11-20T21:00:00+00:00",
    "Invalid RFC3339 encoded date": "it takes a date, as 2026-11-20",
    "Invalid enum value": "it does not take",
    "Object missing required field": "it lacks",
    "Object contains unknown field": "there is no",
    " | null`": "`",
    "`int` <= ": "a whole number of at most ",
    "`int` >= ": "a whole number of at least ",
    ", got ": ", not ",
}


class TableError(ValueError):
    """A table that is not what it should be; `problems` names each key that is wrong."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


def table_as(raw: dict[str, Any], kind: type[T], where: str = "") -> T:
    """Return `raw` as a `kind`; raises TableError with a line for each bad key, `where` before each."""
    problems: list[str] = []
    value = convert_quickly(raw, kind)
    if value is None:
        value = convert_table(raw, kind, where, problems)
    if value is None:
        raise TableError(tuple(problems))
    return value


def convert_quickly(raw: dict[str, Any], kind: type[T]) -> T | None:
    """Return `raw` as a `kind`, or None, without saying why, when anything is wrong with it."""
    try:
        value = msgspec.convert(raw, kind)
    except msgspec.ValidationError:
        return None
    broken = _pattern_check(kind)
    return value if broken is None or broken(value) is None else None


def convert_table(
    raw: dict[str, Any],
    kind: type[T],
    where: str,
    problems: list[str],
    elsewhere: Mapping[str, str] = MappingProxyType({}),
) -> T | None:
    """Return `raw` as a `kind`, or None after adding a line for each bad key to `problems`.

    `where` is put before each key, what `elsewhere` says before those that stand in another place.
    An unknown key is a problem when the struct forbids them.
    """
    known = {field.encode_name: field for field in fields(kind)}
    found = len(problems)
    for name, field in known.items():
        if name in raw:
            _try(raw[name], field.type, f"{elsewhere.get(name, where)}{name}", problems)
        elif field.required:
            problems.append(f"{elsewhere.get(name, where)}{name}: is missing")
    if kind.__struct_config__.forbid_unknown_fields:
        problems += [_unknown(f"{where}{name}", name, list(known)) for name in raw if name not in known]
    if len(problems) > found:
        return None
    return msgspec.convert({name: raw[name] for name in known if name in raw}, kind)


def _try(value: object, kind: Any, where: str, problems: list[str]) -> None:  # noqa: ANN401 - any annotation
    """Add what is wrong with a value; in a list or table, what is wrong with each part of it."""
    bare, parts, found = _bare(kind), get_args(_bare(kind)), len(problems)
    if isinstance(value, list) and get_origin(bare) is tuple and parts[-1] is Ellipsis:
        for number, part in enumerate(value):
            _try(part, parts[0], f"{where}[{number}]", problems)
    elif isinstance(value, dict) and get_origin(bare) is dict:
        for key, part in value.items():
            _try(key, parts[0], where, problems)
            _try(part, parts[1], f"{where}.{key}", problems)
    elif isinstance(value, dict) and isinstance(bare, type) and issubclass(bare, msgspec.Struct):
        convert_table(value, bare, f"{where}.", problems)
    if len(problems) == found:
        _try_whole(value, kind, where, problems)


def _try_whole(value: object, kind: Any, where: str, problems: list[str]) -> None:  # noqa: ANN401 - the same
    try:
        converted = msgspec.convert(value, kind)
    except msgspec.ValidationError as error:
        text, _, path = str(error).partition(" - at `")
        inner = path.rstrip("`").removeprefix("$")
        problems.append(f"{where}{inner}: {_plain(text)}{_allowed(value, kind)}")
        return
    if (broken := _pattern_check(kind)) and (pattern := broken(converted)):
        said = f"Expected `str` matching regex '{pattern}'"  # as msgspec would say it
        problems.append(f"{where}: {_plain(said)}")


@cache
def _pattern_check(kind: Any) -> Broken | None:  # noqa: ANN401 - any annotation
    """Return what finds the pattern that a value of a type breaks; None when none of its texts has one."""
    origin, parts = get_origin(kind), get_args(kind)
    if origin is Annotated:
        return _text_check(parts[1:]) or _pattern_check(parts[0])
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        checks = {field.name: check for field in fields(kind) if (check := _pattern_check(field.type))}
        return (lambda row: _first(checks[name](getattr(row, name)) for name in checks)) if checks else None
    if origin is dict:
        in_key, in_value = (_pattern_check(part) or _anything for part in parts)
        return lambda table: _first(in_key(key) or in_value(table[key]) for key in table)
    check = next(filter(None, map(_pattern_check, parts)), None)
    if check is None:
        return None
    if origin is tuple:  # of one kind of text
        return lambda values: _first(map(check, values))
    return lambda value: None if value is None else check(value)


def _text_check(limits: tuple[object, ...]) -> Broken | None:
    """Return the check of a text by the pattern that its schema names."""
    for limit in limits:
        if isinstance(limit, msgspec.Meta) and "pattern" in (schema := limit.extra_json_schema or {}):
            pattern = re.compile(schema["pattern"])
            return lambda text: None if pattern.search(text) else pattern.pattern
    return None


def _anything(_: object) -> None:
    """Find nothing wrong."""


def _first(found: Iterable[str | None]) -> str | None:
    return next(filter(None, found), None)


def _unknown(where: str, name: str, known: list[str]) -> str:
    near = get_close_matches(name, known, 1)
    return f"{where}: is not a key" + (f"; did you mean {near[0]}?" if near else "")


def plainly(error: Exception) -> str:
    """Return why an entry can't be one, in a person's words, with the key first where msgspec names it."""
    text, _, path = str(error).partition(" - at `$.")
    if not text.startswith(("Expected ", "Invalid ", "Object ")):
        return str(error)
    for said, plain in OF_ENTRIES.items():
        text = text.replace(said, plain)
    text = _plain(text)
    return f"{path.rstrip('`')}: {text}" if path else text


def _plain(text: str) -> str:
    """Return msgspec's sentence in the words of a person who fills in a TOML file."""
    for said, plain in PLAIN.items():
        text = text.replace(said, plain)
    text = text.split(" matching regex ")[0]
    return text[0].lower() + text[1:]


def _allowed(value: object, kind: object) -> str:
    """Return what is allowed where that is a list of words, with the nearest one to what was written."""
    words = _words(kind)
    if not words or not isinstance(value, str):
        return ""
    near = get_close_matches(value, words, 1)
    return f"; allowed: {', '.join(words)}" + (f"; did you mean {near[0]}?" if near else "")


def _bare(kind: Any) -> Any:  # noqa: ANN401 - any annotation
    """Return a type without the limits that `Annotated` puts on it, where it is a list or table."""
    inner = get_args(kind)[0] if get_origin(kind) is Annotated else kind
    return inner if get_origin(inner) in (tuple, dict) else kind


def _words(kind: object) -> list[str]:
    """Return the words of the enumeration that a type holds at its heart, or none."""
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return [word.value for word in kind]
    for part in get_args(kind):
        if words := _words(part):
            return words
    return []
