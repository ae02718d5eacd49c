"""A TOML file with all that can be wrong with it named, and where its headings stand."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from sciaticli.store.reading import Unreadable, file_text, toml_table

if TYPE_CHECKING:
    from pathlib import Path


class Origin(NamedTuple):
    """Where a table stands: its file and the line of its heading."""

    file: Path
    line: int
    own: bool

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


def read_tables(path: Path, problems: list[str]) -> tuple[str, dict[str, Any]]:
    """Return a file's text and its tables, both empty when it can't be read."""
    try:
        text = file_text(path)
        return text, toml_table(text)
    except Unreadable as error:
        problems.append(f"{path}: {error}")
    except OSError as error:
        problems.append(f"{path}: can't be read: {error.strerror}")
    return "", {}


def rows(tables: dict[str, Any], name: str, text: str, path: Path, *, own: bool) -> list[tuple[Any, Origin]]:
    """Return the raw rows of one kind, each with the line of its `[[heading]]`."""
    headings = re.finditer(rf"(?m)^[ \t]*\[\[[ \t]*{name}[ \t]*\]\]", text)
    lines = [text.count("\n", 0, hit.start()) + 1 for hit in headings]
    found = tables.get(name, [])
    found = found if isinstance(found, list) else [found]
    lines += [1] * (len(found) - len(lines))
    return [(raw, Origin(path, line, own)) for raw, line in zip(found, lines, strict=False)]


def heading_lines(text: str) -> dict[str, int]:
    """Return the line of each `[heading]` of a text by its name."""
    headings = re.finditer(r"(?m)^[ \t]*\[[ \t]*([\w-]+)[ \t]*\]", text)
    return {hit[1]: text.count("\n", 0, hit.start()) + 1 for hit in headings}


def printable(text: str) -> str:
    """Return a text with its control characters spelled out: a file's words never drive the terminal."""
    return "".join(letter if letter.isprintable() else ascii(letter)[1:-1] for letter in text)
