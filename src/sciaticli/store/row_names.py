"""The ids and names in catalogue files, read line by line: completion has no time to read them whole."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

_HEADING = re.compile(r"\s*\[\[\s*(\w+)\s*\]\]")
_KEY = re.compile(r"""\s*(id|name|title|also_called)\s*=\s*(.*)""")
_TEXT = re.compile(r"""(["'])(.*?)\1""")


class Named(NamedTuple):
    """A row's id and the names it also goes by."""

    id: str
    names: tuple[str, ...]


def read_names(files: Iterable[Path], table: str) -> Iterator[Named]:
    """Yield each row of `table` in the files, in their order.

    Names over several lines are cut short and a file that can't be read is passed over: this is for
    completion, where a word that is missing does no harm. `load_catalogue` tells what is wrong.
    """
    for file in files:
        try:
            text = file.read_text(encoding="utf-8")
        except (OSError, ValueError):
            continue
        yield from _rows(text, table)


def read_nicknames(file: Path) -> dict[str, tuple[str, ...]]:
    """Return what else each exercise goes by, from the table of nicknames in the words of sheets."""
    try:
        _, _, table = file.read_text(encoding="utf-8").partition("\n[nicknames]\n")
    except (OSError, ValueError):
        return {}
    table, _, _ = table.partition("\n[")
    lines = (line.partition("=") for line in table.splitlines())
    return {
        id_.strip(): tuple(found[2] for found in _TEXT.finditer(names)) for id_, _, names in lines if names
    }


def _rows(text: str, table: str) -> Iterator[Named]:
    inside = False
    texts: list[str] = []
    for line in text.splitlines():
        if heading := _HEADING.match(line):
            if texts:
                yield Named(texts[0], tuple(texts[1:]))
            inside, texts = heading[1] == table, []
        elif inside and (key := _KEY.match(line)):
            found = [each[1] for each in _TEXT.findall(key[2])]
            texts = [*found, *texts] if key[1] == "id" else [*texts, *found]
    if texts:
        yield Named(texts[0], tuple(texts[1:]))
