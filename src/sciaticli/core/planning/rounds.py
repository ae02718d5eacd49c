"""The day's rounds of the drill that a plan holds."""

from collections.abc import Iterable
from datetime import date

from sciaticli.core.course.direction import DRILLS, Preference
from sciaticli.core.course.rounds import rounds_a_day, rounds_done
from sciaticli.core.plan import PlanItem, Rounds
from sciaticli.core.record.entries import Pain


def rounds_of(
    items: Iterable[PlanItem], preference: Preference, pains: Iterable[Pain], day: date, *, sore: bool
) -> Rounds | None:
    """Return the day's rounds of the drill that is in the plan; fewer on sore days, None without a drill."""
    label = preference.label
    drill = next((item for item in items if label in DRILLS and item.exercise.id in DRILLS[label]), None)
    if drill is None:
        return None
    dose = drill.dose
    return Rounds(
        exercise=drill.exercise,
        reps=dose.total_reps,
        a_day=rounds_a_day(sore=sore),
        done=rounds_done(pains, day),
        seconds=drill.seconds,
    )
