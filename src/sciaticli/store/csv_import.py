"""A table of somebody else's, read as pain entries: which column is what is said by name."""

import csv
import hashlib
import io
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

import msgspec

from sciaticli.core.errors import SciaticliError, UsageError
from sciaticli.core.record.entries import Pain
from sciaticli.store.export_import import refuse, text_of

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
TRUTH = {"yes": True, "true": True, "1": True, "y": True, "no": False, "false": False, "0": False, "n": False}

Dating = Callable[[str], tuple[datetime, date]]


def read_table_in(
    path: Path, columns: Mapping[str, str], dating: Dating, common: Mapping[str, Any]
) -> list[Pain]:
    """Read one pain entry a row; raises DataError naming every bad row, and UsageError for a bad column.

    `columns` says which column holds what; one named like the thing itself needs no saying. A row's id
    is made from what it says, so that the same table read twice counts once.
    """
    reader = csv.DictReader(io.StringIO(text_of(path), newline=""))
    wanted = _columns(reader.fieldnames or (), columns)
    entries: dict[str, Pain] = {}
    problems: list[str] = []
    for row in reader:
        cells = {what: (row.get(column) or "").strip() for what, column in wanted.items()}
        try:
            entry = _pain(cells, dating, common)
            entries.setdefault(entry.id, entry)
        except SciaticliError as error:
            problems.append(f"line {reader.line_num}: {error.message}")
        except ValueError as error:
            problems.append(f"line {reader.line_num}: {error}")
    refuse(path, problems)
    return list(entries.values())


def _columns(header: Iterable[str], said: Mapping[str, str]) -> dict[str, str]:
    """Return which column holds what: as said, else by its own name."""
    names = {name.strip().lower(): name for name in header}
    wanted: dict[str, str] = {}
    for what, column in said.items():
        if what not in (*KEYS, WHEN):
            raise UsageError(f"--map knows no '{what}'.", f"It takes: {', '.join((WHEN, *KEYS))}.")
        if column.strip().lower() not in names:
            raise UsageError(f"The table has no column '{column}'.", f"It has: {', '.join(names.values())}.")
        wanted[what] = names[column.strip().lower()]
    for what in KEYS:
        if what not in wanted and what in names:
            wanted[what] = names[what]
    when = next((names[name] for name in WHEN_COLUMNS if name in names), None)
    if WHEN not in wanted and when is None:
        raise UsageError("No column says when it was.", "For example: --map at='Date of entry'")
    return {WHEN: wanted.get(WHEN) or str(when), **wanted}


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
        branch[leaf] = _truth(what, text) if what in YES_NO else text.lower() if what != "note" else text
    return msgspec.convert(tree, Pain, strict=False)


def _truth(what: str, text: str) -> bool:
    if text.lower() not in TRUTH:
        raise ValueError(f"{what}: '{text}' is neither yes nor no")
    return TRUTH[text.lower()]


def _id_of(cells: Mapping[str, str]) -> str:
    said = "\n".join(f"{what}={text}" for what, text in sorted(cells.items()))
    return f"csv-{hashlib.sha256(said.encode()).hexdigest()[:32]}"
