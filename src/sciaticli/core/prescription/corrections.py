"""An item as the person corrects it: another exercise, other numbers, or one of the physio's own."""

from msgspec.structs import replace

from sciaticli.core.catalogue.exercise import Exercise, Side
from sciaticli.core.prescription.blocks import LONGEST_LINE
from sciaticli.core.prescription.doubts import dose_doubts, doses_meant
from sciaticli.core.prescription.item import SheetItem, Status
from sciaticli.core.prescription.readings import readings


def as_exercise(item: SheetItem, exercise: Exercise, sore: Side | None = None) -> SheetItem:
    """Return an item read for another exercise than it was: its doses anew, asked only about these."""
    said = doses_meant(readings(item.numbers[:LONGEST_LINE]), exercise, sore)
    said = tuple(one.with_often(item.said.often) for one in said)
    why = dose_doubts(said, exercise)
    return replace(
        item,
        status=Status.ASKED if why else Status.KEPT,
        exercise=exercise,
        readings=said,
        why=why,
    )


def with_numbers(item: SheetItem, words: str) -> SheetItem:
    """Return an item with its numbers from other words; it is asked about again when they are not sure."""
    if item.exercise is None:
        return item
    said = doses_meant(readings(words[:LONGEST_LINE]), item.exercise, None)
    why = dose_doubts(said, item.exercise)
    if not said[0].is_dose and said[0].often is None:
        why = (f'"{words}" names no numbers', *why)
    status = Status.ASKED if why else Status.KEPT
    return replace(item, status=status, readings=said, why=why, candidates=(item.exercise,), numbers=words)


def as_own(item: SheetItem) -> SheetItem:
    """Return an item as an exercise of the physio's own, its numbers as they are written."""
    said = doses_meant(readings(item.numbers[:LONGEST_LINE]), None, None)[
        0
    ]  # a side, too, is as it is written
    said = said.with_often(item.said.often)
    return replace(item, status=Status.OWN, exercise=None, readings=(said,), why=())
