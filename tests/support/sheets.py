"""Sheets with the reading that is meant: whether a reading of ours is right, one key away, asked or wrong."""

import tomllib
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from sciaticli.core.prescription.amounts import WrittenDose
from sciaticli.core.prescription.item import SheetItem, Status
from sciaticli.core.prescription.names import Names
from sciaticli.core.prescription.sheet import Sheet, read_sheet
from sciaticli.store.prescription_words import load_words
from support.built_in import CATALOGUE

NAMES = Names(CATALOGUE, load_words())
FOLDER = Path(__file__).parent.parent / "core" / "prescription"


class Grade(StrEnum):
    """How near a reading comes to what is meant."""

    RIGHT = "right"
    ONE_KEY = "one key"
    ASKED = "asked"
    OWN = "own"
    ASIDE = "aside"
    WRONG = "wrong"


def cases(name: str) -> list[dict[str, Any]]:
    """Return the cases of a file beside the tests of prescriptions."""
    found: list[dict[str, Any]] = tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))["case"]
    return found


def grade(meant: dict[str, Any], items: tuple[SheetItem, ...]) -> Grade:
    """Return how the item that may be what is meant was read; the rest of a sheet is not looked at."""
    ours = [item for item in items if item.status is not Status.DESCRIPTION]
    wanted = meant["exercise"]
    near = [item for item in ours if wanted in ids_of(item)]
    if not ours:
        return Grade.ASIDE
    item = near[0] if near else ours[-1]
    if item.status is Status.KEPT:
        return Grade.RIGHT if near and fits(meant, item.said) else Grade.WRONG
    if item.status is Status.OWN:
        return Grade.OWN
    return Grade.ONE_KEY if near and any(fits(meant, said) for said in item.readings) else Grade.ASKED


def ids_of(item: SheetItem) -> set[str]:
    """Return the exercises that an item is or may be."""
    return {row.id for row in (item.exercise, *item.candidates) if row is not None}


def fits(meant: dict[str, Any], said: WrittenDose) -> bool:
    """Return whether a reading says what is meant; what is not meant to be said must not be."""
    holds = "holds" in meant
    if not holds and not {"sets", "reps"} & set(meant) and total(said) > 1:
        return False
    if holds and total(said) != meant["holds"]:
        return False
    if any(getattr(said, key) != meant[key] for key in ("sets", "reps") if key in meant):
        return False
    if said.hold_s != meant.get("hold_s"):
        return False
    if "side" in meant and (said.side is None or said.side.value != meant["side"]):
        return False
    return _is_as_often(meant, said)


def _is_as_often(meant: dict[str, Any], said: WrittenDose) -> bool:
    per_day = said.often.per_day if said.often else None
    days = said.often.days_a_week if said.often else None
    if "days_a_week" in meant and days != meant["days_a_week"]:
        return False
    return per_day == meant["per_day"] if "per_day" in meant else per_day in (None, 1)


def total(said: WrittenDose) -> int:
    """Return the holds or repetitions in all, 1 when none are said."""
    return sum(said.reps) if isinstance(said.reps, tuple) else (said.sets or 1) * (said.reps or 1)


def graded(meant: dict[str, Any]) -> Grade:
    """Return the grade of a case that is a text of its own."""
    return grade(meant, read(meant["line"]).items)


@cache
def read(text: str) -> Sheet:
    """Return a text as it is read; the tests ask several things of the same one."""
    return read_sheet(text, NAMES)


def sheets(name: str) -> list[dict[str, Any]]:
    """Return the sheets of a file beside the tests of prescriptions."""
    found: list[dict[str, Any]] = tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))["sheet"]
    return found


def grade_in(sheet: dict[str, Any], meant: dict[str, Any]) -> Grade:
    """Return how one exercise of a sheet was read: the item that its words stand in."""
    items = [item for item in read(sheet["text"]).items if _blanks(meant["at"]) in _blanks(item.text)]
    exercises = [item for item in items if item.status is not Status.DESCRIPTION]
    found = grade(meant, tuple(exercises or items))
    if meant.get("ask") or meant["exercise"] == "none":
        kept = [item for item in exercises if item.status is Status.KEPT]
        return Grade.WRONG if kept else found
    return found


def _blanks(text: str) -> str:
    return " ".join(text.split())
