"""A sheet as it was read: a table for the screen, lines for a pipe, a document for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rich.table import Table
from rich.text import Text

from sciaticli.core.prescription.amounts import filled
from sciaticli.core.prescription.item import Status
from sciaticli.core.prescription.item_words import said_words
from sciaticli.core.prescription.line_words import ours_words
from sciaticli.core.prescription.routine_line import to_keep

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sciaticli.core.catalogue.exercise import Exercise
    from sciaticli.core.prescription.amounts import WrittenDose
    from sciaticli.core.prescription.item import SheetItem
    from sciaticli.core.prescription.sheet import Sheet

MATTERS = ("sets", "reps", "hold_s")  # of what is ours; rests are told when a routine is shown
DOSE_KEYS = ("sets", "reps", "hold_s", "rest_s", "side")


def sheet_table(rows: Mapping[int, SheetItem]) -> Table:
    """Return numbered items as a table: what was written, what is read, and whether that is sure."""
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 1, 0, 0))
    table.add_column("", justify="right")
    table.add_column("you wrote", ratio=4, overflow="fold")
    table.add_column("we read", ratio=5, overflow="fold")
    table.add_column("sure?", ratio=3, overflow="fold")
    for number, item in rows.items():
        doubt = item.status is Status.ASKED
        style = "magenta" if doubt else "green"
        table.add_row(str(number), Text(wrote(item)), Text(read(item)), Text(sure(item), style=style))
    return table


def sheet_lines(rows: Mapping[int, SheetItem]) -> Iterator[str]:
    """Yield numbered items in words, a line each."""
    for number, item in rows.items():
        yield f'{number}. You wrote: "{wrote(item)}". We read: {read(item)}. Sure: {sure(item)}'


def aside_lines(items: Sequence[SheetItem]) -> Iterator[str]:
    """Yield what was set aside as description, once."""
    lines = [line for item in items if item.status is Status.DESCRIPTION for line in item.text.splitlines()]
    if lines:
        yield "Set aside, as it names no exercise and no dose:"
        yield from (f"  {line.strip()}" for line in lines)


def wrote(item: SheetItem) -> str:
    """Return an item's lines as one."""
    return " / ".join(line.strip() for line in item.text.splitlines() if line.strip())


def read(item: SheetItem) -> str:
    """Return what an item is taken for."""
    if item.status is Status.OWN:
        return f"your physio's own: {item.name}, {said_words(item.said, None)}"
    if item.exercise is None:
        offered = " or ".join(row.name for row in item.candidates)
        return f"{offered or 'no exercise we know'}: {said_words(item.said, None)}"
    return reading_words(item.said, item.exercise)


def reading_words(said: WrittenDose, exercise: Exercise) -> str:
    """Return one reading: the exercise, what was prescribed, what is ours."""
    if not said.is_dose and said.often is None and said.side is None:
        return f"{exercise.name}: no dose, so the plan finds it"
    dose, ours = filled(said, exercise)
    ours_said = ours_words(dose, tuple(key for key in ours if key in MATTERS))
    words = f"{exercise.name}: {said_words(said, exercise.kind)}"
    return f"{words}; ours: {ours_said}" if ours_said else words


def sure(item: SheetItem) -> str:
    """Return whether an item is understood, or why not."""
    return "yes" if item.status in (Status.KEPT, Status.OWN) else f"no: {'; '.join(item.why)}"


def sheet_document(sheet: Sheet) -> dict[str, Any]:
    """Return the document of `routine add --dry-run --json`."""
    return {
        "items": [_item(item) for item in sheet.items],
        "ready": sheet.ready and any(to_keep(item) for item in sheet.items),
        "language": sheet.language,
    }


def _item(item: SheetItem) -> dict[str, Any]:
    return {
        "lines": list(item.lines),
        "text": item.text,
        "status": item.status.value,
        "exercise": item.exercise.id if item.exercise else None,
        "name": item.name or None,
        "candidates": [row.id for row in item.candidates],
        "dose": _dose(item.said),
        "doses": [_dose(said) for said in item.readings] if len(item.readings) > 1 else [],
        "often": _often(item.said),
        "why": "; ".join(item.why),
    }


def _dose(said: WrittenDose) -> dict[str, Any]:
    return {key: getattr(said, key) for key in DOSE_KEYS}


def _often(said: WrittenDose) -> dict[str, int | None]:
    keys = ("per_day", "days_a_week", "every_h")
    return {key: getattr(said.often, key) if said.often else None for key in keys}
