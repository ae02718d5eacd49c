"""A reading in words that a person would say; said again, it reads the same."""

from collections.abc import Iterator

from sciaticli.core.catalogue.catalogue import RoutineItem
from sciaticli.core.catalogue.dose_words import duration_words
from sciaticli.core.catalogue.exercise import Exercise, Kind, Side
from sciaticli.core.prescription.amounts import WrittenDose
from sciaticli.core.prescription.line_words import counts, often_words, ours_words

HELD = (Kind.STRETCH_HOLD, Kind.ISOMETRIC_HOLD, Kind.CONTINUOUS)


def said_words(said: WrittenDose, kind: Kind | None) -> str:
    """Return what was prescribed, and nothing else."""
    return ", ".join(_said_parts(said, kind)) or "no dose"


def item_words(item: RoutineItem, exercise: Exercise) -> str:
    """Return a routine's line: its name, what was prescribed, and what of the dose is ours."""
    said = said_of(item)
    parts = [said_words(said, exercise.kind)] if said != WrittenDose() else ["the dose that the plan finds"]
    if ours := ours_words(item.dose, item.ours):
        parts.append(f"ours: {ours}")
    return f"{item.own or exercise.name}: {'; '.join(parts)}"


def said_of(item: RoutineItem) -> WrittenDose:
    """Return what a routine's line was made from: its dose without what is ours."""
    dose = item.dose
    if dose is None:
        return WrittenDose(side=item.side, often=item.often)
    given = {
        key: getattr(dose, key)
        for key in ("sets", "reps", "hold_s", "rest_s", "rep_rest_s")
        if key not in item.ours and (getattr(dose, key) or key in ("sets", "reps"))
    }
    return WrittenDose(**given, side=item.side, often=item.often)


def _said_parts(said: WrittenDose, kind: Kind | None) -> Iterator[str]:
    yield from _amount(said, kind)
    if said.breaths is not None:
        yield f"hold {said.breaths} breaths"
    if said.rest_s is not None:
        yield f"rest {duration_words(said.rest_s)} between sets"
    if said.rep_rest_s is not None:
        yield f"rest {duration_words(said.rep_rest_s)} between repetitions"
    if said.side is not None:
        yield "each side" if said.side is Side.BOTH else f"{said.side} side"
    if words := often_words(said.often):
        yield words


def _amount(said: WrittenDose, kind: Kind | None) -> Iterator[str]:
    hold = None if said.hold_s is None else duration_words(said.hold_s)
    count = _only_count(said, kind)
    if hold is not None and kind in HELD and count is not None:
        yield f"{count} times {hold}" if count > 1 else hold
        return
    if hold is not None and kind in HELD and said.sets is None and said.reps is None:
        yield hold
        return
    if said.sets is not None and said.reps is not None and (said.sets > 1 or isinstance(said.reps, tuple)):
        yield f"{said.sets} sets of {counts(said.reps)}"
    elif said.reps is not None:
        yield "1 repetition" if said.reps == 1 else f"{counts(said.reps)} repetitions"
    elif said.sets is not None and said.sets > 1 and kind is not Kind.CONTINUOUS:
        yield f"{said.sets} sets"
    if hold is not None:
        yield hold if kind is Kind.CONTINUOUS else f"hold {hold}"


def _only_count(said: WrittenDose, kind: Kind | None) -> int | None:
    """Return the one number of a held exercise, None when it has two or none."""
    if kind is Kind.CONTINUOUS:
        return said.sets
    if kind is Kind.ISOMETRIC_HOLD:
        return said.sets if said.reps in (None, 1) else None
    return said.reps if said.sets in (None, 1) and isinstance(said.reps, int) else None
