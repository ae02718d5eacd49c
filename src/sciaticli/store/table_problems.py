"""Checking a table of TOML against a struct, key by key, so that all its problems are named at once."""

from __future__ import annotations

from difflib import get_close_matches
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, Annotated, Any, TypeVar, get_args, get_origin

import msgspec
from msgspec.structs import fields

if TYPE_CHECKING:
    from collections.abc import Mapping

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
    kind, parts = _bare(kind), get_args(_bare(kind))
    if isinstance(value, list) and get_origin(kind) is tuple and parts[-1] is Ellipsis:
        for number, part in enumerate(value):
            _try(part, parts[0], f"{where}[{number}]", problems)
    elif isinstance(value, dict) and get_origin(kind) is dict:
        for key, part in value.items():
            _try(key, parts[0], where, problems)
            _try(part, parts[1], f"{where}.{key}", problems)
    elif isinstance(value, dict) and isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        convert_table(value, kind, f"{where}.", problems)
    else:
        _try_whole(value, kind, where, problems)


def _try_whole(value: object, kind: Any, where: str, problems: list[str]) -> None:  # noqa: ANN401 - the same
    try:
        msgspec.convert(value, kind)
    except msgspec.ValidationError as error:
        text, _, path = str(error).partition(" - at `")
        inner = path.rstrip("`").removeprefix("$")
        problems.append(f"{where}{inner}: {_plain(text)}{_allowed(value, kind)}")


def _unknown(where: str, name: str, known: list[str]) -> str:
    near = get_close_matches(name, known, 1)
    return f"{where}: is not a key" + (f"; did you mean {near[0]}?" if near else "")


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
