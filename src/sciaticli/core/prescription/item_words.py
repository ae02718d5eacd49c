"""A reading in words that a person would say; said again, it reads the same."""

from collections.abc import Iterator

from sciaticli.core.catalogue.catalogue import Often, RoutineItem
from sciaticli.core.catalogue.dose_words import duration_words
from sciaticli.core.catalogue.exercise import Dose, Exercise, Kind, Side
from sciaticli.core.prescription.amounts import Said

HELD = (Kind.STRETCH_HOLD, Kind.ISOMETRIC_HOLD, Kind.CONTINUOUS)
_OURS = {
    "sets": "{} sets",
    "reps": "{} repetitions",
    "hold_s": "hold {}",
    "rest_s": "rest {} between sets",
    "rep_rest_s": "rest {} between repetitions",
}


def said_words(said: Said, kind: Kind | None) -> str:
    """Return what was prescribed, and nothing else."""
    return ", ".join(_said_parts(said, kind)) or "no dose"


def item_words(item: RoutineItem, exercise: Exercise) -> str:
    """Return a routine's line: its name, what was prescribed, and what of the dose is ours."""
    said = said_of(item)
    parts = [said_words(said, exercise.kind)] if said != Said() else ["the dose that the plan finds"]
    if ours := ours_words(item.dose, item.ours):
        parts.append(f"ours: {ours}")
    return f"{item.own or exercise.name}: {'; '.join(parts)}"


def said_of(item: RoutineItem) -> Said:
    """Return what a routine's line was made from: its dose without what is ours."""
    dose = item.dose
    if dose is None:
        return Said(side=item.side, often=item.often)
    given = {
        key: getattr(dose, key)
        for key in ("sets", "reps", "hold_s", "rest_s", "rep_rest_s")
        if key not in item.ours and (getattr(dose, key) or key in ("sets", "reps"))
    }
    return Said(**given, side=item.side, often=item.often)


def ours_words(dose: Dose | None, ours: tuple[str, ...]) -> str:
    """Return the parts of a dose that were not prescribed."""
    if dose is None:
        return ""
    words = []
    for key in ours:
        value = getattr(dose, key)
        shown = duration_words(value) if key.endswith("_s") else _counts(value)
        words.append(_OURS[key].format(shown))
    return ", ".join(words)


def often_words(often: Often | None) -> str:
    """Return how often, as a person would say it; empty when it is not said."""
    if often is None:
        return ""
    parts = []
    if often.every_h is not None:
        parts.append("every hour" if often.every_h == 1 else f"every {often.every_h} hours")
    elif often.per_day is not None:
        parts.append("daily" if often.per_day == 1 else f"{often.per_day} times a day")
    if often.days_a_week is not None:
        parts.append("one day a week" if often.days_a_week == 1 else f"{often.days_a_week} days a week")
    return ", ".join(parts)


def _said_parts(said: Said, kind: Kind | None) -> Iterator[str]:
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


def _amount(said: Said, kind: Kind | None) -> Iterator[str]:
    hold = None if said.hold_s is None else duration_words(said.hold_s)
    count = _only_count(said, kind)
    if hold is not None and kind in HELD and count is not None:
        yield f"{count} times {hold}" if count > 1 else hold
        return
    if hold is not None and kind in HELD and said.sets is None and said.reps is None:
        yield hold
        return
    if said.sets is not None and said.reps is not None and (said.sets > 1 or isinstance(said.reps, tuple)):
        yield f"{said.sets} sets of {_counts(said.reps)}"
    elif said.reps is not None:
        yield "1 repetition" if said.reps == 1 else f"{_counts(said.reps)} repetitions"
    elif said.sets is not None and said.sets > 1 and kind is not Kind.CONTINUOUS:
        yield f"{said.sets} sets"
    if hold is not None:
        yield hold if kind is Kind.CONTINUOUS else f"hold {hold}"


def _only_count(said: Said, kind: Kind | None) -> int | None:
    """Return the one number of a held exercise, None when it has two or none."""
    if kind is Kind.CONTINUOUS:
        return said.sets
    if kind is Kind.ISOMETRIC_HOLD:
        return said.sets if said.reps in (None, 1) else None
    return said.reps if said.sets in (None, 1) and isinstance(said.reps, int) else None


def _counts(reps: int | tuple[int, ...]) -> str:
    return ", ".join(map(str, reps)) if isinstance(reps, tuple) else str(reps)
