"""A table of somebody else's, read as pain entries: which column is what is said by name."""

import csv
import hashlib
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from sciaticli.core.errors import SciaticliError, UsageError
from sciaticli.core.record.entries import Pain
from sciaticli.core.record.plausible import misfits
from sciaticli.core.text import from_outside, is_number_as_written
from sciaticli.store.export_import import refuse, text_of
from sciaticli.store.reading import LARGEST
from sciaticli.store.table_problems import plainly

# What a column may hold, and the key of a pain entry it becomes.
KEYS = {
    "leg": "leg.worst",
    "back": "back.worst",
    "leg_now": "leg.now",
    "back_now": "back.now",
    "down": "leg.distal",
    "side": "leg.side",
    "numb": "numb.present",
    "numb_down": "numb.distal",
    "weak": "weak",
    "sleep_disturbed": "sleep_disturbed",
    "walk": "walk_min",
    "flare": "flare",
    "note": "note",
}
WHEN = "at"
WHEN_COLUMNS = ("at", "day", "date")
YES_NO = ("numb", "weak", "sleep_disturbed")
NUMBERS = ("leg", "back", "leg_now", "back_now", "walk")
DELIMITERS = (",", ";", "\t")
LONGEST_NUMBER = 9
LONGEST_SHOWN = 40
TRUTH = {"yes": True, "true": True, "1": True, "y": True, "no": False, "false": False, "0": False, "n": False}

Dating = Callable[[str], tuple[datetime, date]]


class TableRead(NamedTuple):
    """What a table says: its entries, and the columns that nothing was read from."""

    entries: list[Pain]
    unread: tuple[str, ...]


def read_table_in(
    path: Path, columns: Mapping[str, str], dating: Dating, common: Mapping[str, Any]
) -> TableRead:
    """Read one pain entry a row; raises DataError naming every bad row, and UsageError for a bad column.

    `columns` says which column holds what; one named like the thing itself needs no saying. A row's id
    is made from what it says, so that the same table read twice counts once.
    """
    problems: list[str] = []
    rows = _rows(text_of(path), problems)
    header = next(rows, (0, []))[1]
    wanted = _columns(header, columns)
    entries: dict[str, Pain] = {}
    for line, cells in rows:
        if len(cells) != len(header):
            problems.append(f"line {line}: it has {len(cells)} cells, the first line has {len(header)}")
            continue
        try:
            said = {what: from_outside(cells[place]).strip() for what, place in wanted.items()}
            entry = _pain(said, dating, common)
            entries.setdefault(entry.id, entry)
        except SciaticliError as error:
            problems.append(f"line {line}: {error.message}")
        except ValueError as error:
            problems.append(f"line {line}: {plainly(error)}")
    refuse(path, problems)
    unread = [name.strip() for place, name in enumerate(header) if place not in wanted.values()]
    return TableRead(list(entries.values()), tuple(name for name in unread if name))


def _rows(text: str, problems: list[str]) -> Iterator[tuple[int, list[str]]]:
    """Yield each row that is not blank with the line it ends on; adds where the table can't be split."""
    head = text.partition("\n")[0]
    delimiter = max(DELIMITERS, key=head.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield reader.line_num, cells
    except csv.Error as error:
        problems.append(f"line {reader.line_num}: the table can't be split into cells: {error}")


def _columns(header: Sequence[str], said: Mapping[str, str]) -> dict[str, int]:
    """Return which column holds what, from 0: as said, else by its own name."""
    names: dict[str, int] = {}
    for place, name in enumerate(header):
        word = from_outside(name, LARGEST).strip().lower()
        if word and word in names:
            raise UsageError(f"Two columns are called '{name.strip()}'.", "Give one of them another name.")
        names[word] = place
    wanted: dict[str, int] = {}
    for what, column in said.items():
        if what not in (*KEYS, WHEN):
            raise UsageError(f"--map knows no '{what}'.", f"It takes: {', '.join((WHEN, *KEYS))}.")
        if column.strip().lower() not in names:
            raise UsageError(
                f"The table has no column '{column}'.", f"It has: {', '.join(filter(None, names))}."
            )
        wanted[what] = names[column.strip().lower()]
    for what in KEYS:
        if what not in wanted and what in names:
            wanted[what] = names[what]
    when = next((names[name] for name in WHEN_COLUMNS if name in names), None)
    if WHEN not in wanted and when is None:
        raise UsageError("No column says when it was.", "For example: --map at='Date of entry'")
    if WHEN not in wanted and when is not None:
        wanted[WHEN] = when
    return wanted


def _pain(cells: Mapping[str, str], dating: Dating, common: Mapping[str, Any]) -> Pain:
    at, day = dating(cells[WHEN])
    tree: dict[str, Any] = {**common, "at": at, "day": day, "imported": True, "id": _id_of(cells)}
    said = {what: text for what, text in cells.items() if what in KEYS and text}
    if not said:
        raise ValueError("it says nothing but a date")
    for what, text in said.items():
        *parents, leaf = KEYS[what].split(".")
        branch = tree
        for parent in parents:
            branch = branch.setdefault(parent, {})
        branch[leaf] = _value(what, text)
    entry = msgspec.convert(tree, Pain)
    if problems := list(misfits(entry, entry.rec)):
        raise ValueError("; ".join(problems))
    return entry


def _value(what: str, text: str) -> object:
    if what == "note":
        return text
    if what in YES_NO:
        return _truth(what, text)
    return _number(what, text) if what in NUMBERS else text.lower()


def _number(what: str, text: str) -> int:
    """Return a whole number, as a spreadsheet may write it: 4, 4.0 or 4,0."""
    whole, _, rest = text.replace(",", ".").partition(".")
    if not is_number_as_written(whole) or rest.strip("0") or len(whole) > LONGEST_NUMBER:
        raise ValueError(f"{what}: '{text[:LONGEST_SHOWN]}' is not a whole number")
    return int(whole)


def _truth(what: str, text: str) -> bool:
    if text.lower() not in TRUTH:
        raise ValueError(f"{what}: '{text}' is neither yes nor no")
    return TRUTH[text.lower()]


def _id_of(cells: Mapping[str, str]) -> str:
    said = "\n".join(f"{what}={text}" for what, text in sorted(cells.items()))
    return f"csv-{hashlib.sha256(said.encode()).hexdigest()[:32]}"
