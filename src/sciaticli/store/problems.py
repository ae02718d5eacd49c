"""Checking a table of TOML against a struct, key by key, so that all its problems are named at once."""

from __future__ import annotations

from difflib import get_close_matches
from enum import StrEnum
from typing import TYPE_CHECKING, Any, TypeVar, get_args

import msgspec
from msgspec.structs import fields

if TYPE_CHECKING:
    import tomllib

T = TypeVar("T", bound=msgspec.Struct)


def convert_table(raw: dict[str, Any], kind: type[T], where: str, problems: list[str]) -> T | None:
    """Return `raw` as a `kind`, or None after adding a line for each bad key to `problems`.

    `where` is put before each key. An unknown key is a problem when the struct forbids them.
    """
    known = {field.encode_name: field for field in fields(kind)}
    found = len(problems)
    for name, field in known.items():
        if name in raw:
            _try(raw[name], field.type, f"{where}{name}", problems)
        elif field.required:
            problems.append(f"{where}{name}: is missing")
    if kind.__struct_config__.forbid_unknown_fields:
        problems += [_unknown(f"{where}{name}", name, list(known)) for name in raw if name not in known]
    if len(problems) > found:
        return None
    return msgspec.convert({name: raw[name] for name in known if name in raw}, kind)


def toml_problem(error: tomllib.TOMLDecodeError) -> str:
    """Return what is wrong with a TOML text; the parser's own words end with line and column."""
    return str(error)


def _try(value: object, kind: type[Any], where: str, problems: list[str]) -> None:
    try:
        msgspec.convert(value, kind)
    except msgspec.ValidationError as error:
        text, _, path = str(error).partition(" - at `")
        place = (
            where + path.rstrip("`").removeprefix("$").removeprefix(".").join([".", ""]) if path else where
        )
        words = _words(kind)
        allowed = f"; allowed: {', '.join(words)}" if words and "Invalid enum value" in text else ""
        problems.append(f"{place}: {text[0].lower()}{text[1:]}{allowed}")


def _unknown(where: str, name: str, known: list[str]) -> str:
    near = get_close_matches(name, known, 1)
    return f"{where}: is not a key" + (f"; did you mean {near[0]}?" if near else "")


def _words(kind: object) -> list[str]:
    """Return the words of the enumeration that a type holds at its heart, or none."""
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return [word.value for word in kind]
    for part in get_args(kind):
        if words := _words(part):
            return words
    return []
