"""The measured start: rises from a chair in thirty seconds, minutes of walking; and where doses begin.

Half of what was measured, as graded activity begins below the measured (at 70 % there). The thirty
seconds are those of the chair stand test. Shares, limits and the shorter steps are our choice.
"""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from msgspec import Struct
from msgspec.structs import replace

from sciaticli.core.catalogue.exercise import Dose
from sciaticli.core.course.exercise_record import ExerciseRecord
from sciaticli.core.course.limits import EASY_LEG
from sciaticli.core.record.entries import Assessment

FORM = "start@1"
QUESTIONS = {
    "chair_stands": (
        "How many times can you stand up from a chair in 30 seconds, with your arms crossed?",
        60,
    ),
    "walk_min": ("How many minutes can you walk before you need to stop?", 240),
}
"""What is asked, under its key, and the highest answer that is taken."""
RISING, WALKING = "sit_to_stand", ("walk_short_bouts", "walk_flex_intervals")
MOST_RISES = 10
WALK_SHARE, LEAST_WALK_S, MOST_WALK_S = 2 / 3, 180, 1200
USUAL_BOUT_S, SORE_BOUT_S = 300, 180
FEWER_RISES = (2, 3, 4)
SHORTER_BOUTS_S = (60, 70, 80, 95, 110, 130, 155)
"""Steps below the first of the catalogue, for those who measured little."""
ASK_AGAIN = timedelta(days=14)


class MeasuredStart(Struct, frozen=True, kw_only=True):
    """One set of answers; None was skipped."""

    day: date
    chair_stands: int | None = None
    walk_min: int | None = None


def start_fields(chair_stands: int | None, walk_min: int | None) -> dict[str, object]:
    """Return the fields of the assessment that keeps the answers."""
    return {"form": FORM, "items": [{"chair_stands": chair_stands, "walk_min": walk_min}]}


def starts_on_record(assessments: Iterable[Assessment], day: date) -> tuple[MeasuredStart, ...]:
    """Return the answers up to a day, oldest first; what is no whole number counts as skipped."""
    return tuple(
        MeasuredStart(day=found.day, **{key: _whole(found.items[0].get(key)) for key in QUESTIONS})
        for found in assessments
        if found.form == FORM and found.items and found.day <= day
    )


def newest(starts: tuple[MeasuredStart, ...]) -> MeasuredStart | None:
    """Return the last answer to each question as one; None when nothing was answered."""
    stands = [found for found in starts if found.chair_stands is not None]
    walks = [found for found in starts if found.walk_min is not None]
    if not stands and not walks:
        return None
    return MeasuredStart(
        day=max(found.day for found in (*stands[-1:], *walks[-1:])),
        chair_stands=stands[-1].chair_stands if stands else None,
        walk_min=walks[-1].walk_min if walks else None,
    )


def with_lower_steps(
    ladders: Mapping[str, tuple[Dose, ...]], starts: tuple[MeasuredStart, ...]
) -> dict[str, tuple[Dose, ...]]:
    """Return the ladders with shorter steps in front where an answer asked for less than the first one."""
    shaped = dict(ladders)
    rises = min((found.chair_stands for found in starts if found.chair_stands is not None), default=None)
    walk = min((found.walk_min for found in starts if found.walk_min is not None), default=None)
    doses = ladders.get(RISING, ())
    if doses and rises is not None and rises // 2 < doses[0].total_reps:
        fewer = tuple(replace(doses[0], reps=reps) for reps in FEWER_RISES)
        shaped[RISING] = (*fewer, *doses)
    doses = ladders.get(WALKING[0], ())
    if doses and walk is not None and _walk_target(walk) < _length(doses[0]):
        shaped[WALKING[0]] = (*(replace(doses[0], hold_s=bout) for bout in SHORTER_BOUTS_S), *doses)
    return shaped


def first_steps(
    ladders: Mapping[str, tuple[Dose, ...]], start: MeasuredStart | None, gate: int | None, *, longer: bool
) -> dict[str, int]:
    """Return the step at which a row begins, where that is not the lowest: by the answers, and by the leg.

    Walks begin with bouts of three minutes, of five with leg pain up to 3 and where `longer` is fine.
    What was measured counts with leg pain up to 3 too.
    """
    easy = gate is not None and gate <= EASY_LEG
    usual = USUAL_BOUT_S if easy and longer else SORE_BOUT_S
    found: dict[str, int] = {}
    walks = [(name, ladders[name]) for name in WALKING if name in ladders]
    for name, doses in walks[:1]:
        found[name] = _last(dose.hold_s <= usual for dose in doses)
    if start is None or not easy:
        return found
    if start.walk_min is not None:
        target = _walk_target(start.walk_min)
        found |= {name: _last(_length(dose) <= target for dose in doses) for name, doses in walks}
    if start.chair_stands is not None and RISING in ladders:
        half = min(start.chair_stands // 2, MOST_RISES)
        found[RISING] = _last(dose.sets == 1 and dose.total_reps <= half for dose in ladders[RISING])
    return found


def remeasured(
    first: Mapping[str, int], starts: tuple[MeasuredStart, ...], records: Mapping[str, ExerciseRecord]
) -> dict[str, int]:
    """Return the step that a new answer gives a row of the legs: the first session after it meets it."""
    measured_on = [found.day for found in starts if found.chair_stands is not None]
    is_met = RISING not in records or not measured_on or records[RISING].last > measured_on[-1]
    return {} if is_met or RISING not in first else {RISING: first[RISING]}


def is_asked_lately(assessments: Iterable[Assessment], day: date) -> bool:
    """Return whether the two questions were put within a fortnight, answered or not."""
    return any(found.form == FORM and timedelta(0) <= day - found.day < ASK_AGAIN for found in assessments)


def _walk_target(minutes: int) -> float:
    """Return the most seconds in all of a first day: two thirds of what can be walked, 3 to 20 minutes."""
    return min(MOST_WALK_S, max(LEAST_WALK_S, WALK_SHARE * minutes * 60))


def _length(dose: Dose) -> int:
    return dose.sets * dose.hold_s


def _last(fits: Iterable[bool]) -> int:
    """Return the number of the last step that fits, 0 when none does."""
    return max((number for number, fit in enumerate(fits) if fit), default=0)


def _whole(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else None
