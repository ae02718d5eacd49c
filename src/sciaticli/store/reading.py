"""Files from outside: read, decoded and parsed in one place, so that each door knows the same limits.

Every parser has errors of its own; here they become one, `Unreadable`, whose words say what is wrong.
"""

from __future__ import annotations

import codecs
import os
import re
import stat
from typing import TYPE_CHECKING, Any

import msgspec

from sciaticli.core.text import literal

if TYPE_CHECKING:
    from pathlib import Path

LARGEST = 64 * 2**20
"""Bytes of a file that is read: a record of ten years has about four million."""

PARSER_ERRORS = (msgspec.MsgspecError, ValueError, RecursionError, OverflowError)
"""What a parser may raise on a text: what does not fit, a number too long, a nesting too deep."""

TOO_MUCH = "holds a number too long or lists too deep to read"
_LONGEST_SHOWN = 60
# What a text editor puts before a text to name its encoding; a longer one stands before its beginning.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


class Unreadable(ValueError):  # noqa: N818 - it says what the file is
    """A file or text that is there and can't be used; its words follow the name of the file."""


def file_bytes(path: Path) -> bytes:
    """Return what stands in a file or comes through a pipe; raises OSError, or Unreadable.

    A device is never read, for it may have no end.
    """
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
    with os.fdopen(descriptor, "rb") as file:
        mode = os.fstat(descriptor).st_mode
        if not (stat.S_ISREG(mode) or stat.S_ISFIFO(mode)):
            raise Unreadable("is not a file")
        content = file.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise Unreadable(f"is longer than {LARGEST // 2**20} MB")
    return content


def file_text(path: Path) -> str:
    """Return the text of a file; raises OSError, or Unreadable."""
    return text_from(file_bytes(path))


def text_from(content: bytes) -> str:
    """Return bytes as text: UTF-8, or what a mark at their beginning names; raises Unreadable."""
    mark, encoding = next((pair for pair in _MARKS if content.startswith(pair[0])), (b"", "utf-8"))
    try:
        return content[len(mark) :].decode(encoding)
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise Unreadable(f"is not UTF-8 text (line {line})") from error


def toml_table(text: str) -> dict[str, Any]:
    """Return the table of a TOML text; raises Unreadable."""
    import tomllib  # noqa: PLC0415 - `log` reads the journal, which is no TOML

    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise Unreadable(f"is not valid TOML: {literal(str(error))}{_line_meant(error, text)}") from error
    except PARSER_ERRORS as error:
        raise Unreadable(TOO_MUCH) from error


def _line_meant(error: Exception, text: str) -> str:
    """Return the line that a TOML error tells the number of, to be seen without an editor."""
    number = re.search(r"at line (\d+)", str(error))
    line = text.split("\n")[int(number[1]) - 1].strip() if number else ""
    return f": {literal(line[:_LONGEST_SHOWN])}" if line else ""


def json_table(text: str) -> dict[str, Any]:
    """Return the object of a JSON text in which no key stands twice; raises Unreadable.

    Of a key given twice a parser keeps one value and drops the other without a word.
    """
    import json  # noqa: PLC0415 - as above

    try:
        table = json.loads(text, object_pairs_hook=_each_once)
    except Unreadable:
        raise
    except json.JSONDecodeError as error:
        raise Unreadable(f"is not valid JSON: {literal(str(error))}") from error
    except PARSER_ERRORS as error:
        raise Unreadable(TOO_MUCH) from error
    if not isinstance(table, dict):
        raise Unreadable("is not an object: { ... }")
    return table


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    table = dict(pairs)
    if len(table) < len(pairs):
        names = [name for name, _ in pairs]
        twice = sorted({name for name in names if names.count(name) > 1})
        raise Unreadable(f"gives a key twice: {literal(', '.join(twice))}")
    return table
