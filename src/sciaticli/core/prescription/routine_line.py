"""An item as a routine keeps it, and back again."""

import re
import unicodedata
from collections.abc import Sequence

from sciaticli.core.catalogue.catalogue import RoutineItem
from sciaticli.core.catalogue.exercise import Dose, Exercise
from sciaticli.core.prescription.amounts import BREATH_S, filled, out_of_reach
from sciaticli.core.prescription.item import SheetItem, Status
from sciaticli.core.prescription.item_words import said_of, said_words

MOST_A_WEEK = 21  # what a routine holds: three sessions a day


def to_keep(item: SheetItem) -> RoutineItem | None:
    """Return an item as a routine keeps it; None for a description and for what is not decided."""
    if item.status is Status.OWN:
        return _own(item)
    if item.status is not Status.KEPT or item.exercise is None:
        return None
    said = item.said
    dose, ours = filled(said, item.exercise)
    return RoutineItem(
        exercise=item.exercise.id,
        side=said.side,
        dose=dose,
        ours=ours,
        often=said.often,
        told=tuple(line for line in item.told if line),
    )


def _own(item: SheetItem) -> RoutineItem:
    said, name = item.said, item.name or item.text.splitlines()[0]
    dose = None
    ours: list[str] = []
    if said.is_dose and not out_of_reach(said):
        hold = said.hold_s if said.hold_s is not None else (said.breaths or 0) * BREATH_S
        dose = Dose(said.sets or 1, said.reps or 1, hold, said.rep_rest_s or 0, said.rest_s or 0)
        ours = ["hold_s"] if said.breaths else []
        ours += ["reps"] if said.reps is None and not hold else []
    return RoutineItem(
        exercise=own_id(name),
        side=said.side,
        dose=dose,
        ours=tuple(ours),
        often=said.often,
        own=name,
        told=item.told,
    )


def own_id(name: str) -> str:
    """Return the id that records keep an exercise of a physio's own under."""
    plain = unicodedata.normalize("NFKD", name.lower()).encode("ascii", "ignore").decode()
    return "own_" + ("_".join(re.findall(r"[a-z0-9]+", plain)) or "exercise")


def of_routine(line: RoutineItem, exercise: Exercise) -> SheetItem:
    """Return a routine's line as an item that can be changed."""
    said = said_of(line)
    return SheetItem(
        lines=(),
        text=f"{line.own or exercise.name}: {said_words(said, exercise.kind)}",
        status=Status.OWN if line.own else Status.KEPT,
        exercise=None if line.own else exercise,
        candidates=() if line.own else (exercise,),
        readings=(said,),
        name=line.own or exercise.name,
        numbers=said_words(said, exercise.kind),
        told=line.told,
    )


def sessions_a_week(items: Sequence[RoutineItem]) -> int | None:
    """Return how many sessions a week the lines agree on, 1 to 21; None when they name none or several."""
    found = {line.often for line in items if line.often is not None}
    if len(found) != 1:
        return None
    often = found.pop()
    a_day = 1 if often.every_h else often.per_day or 1
    return min(MOST_A_WEEK, a_day * (often.days_a_week or 7))
