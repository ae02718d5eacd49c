"""Rounds: a minute or two of the direction drill, several times a day; no session, so no step follows.

How often is our choice: mechanical therapy asks for one short set every two hours or so.
"""

from collections.abc import Iterable
from datetime import date

from sciaticli.core.course.direction import DRILLS, Preference
from sciaticli.core.plan import PlanItem, Rounds
from sciaticli.core.record.entries import Pain

WORD = "round"
A_DAY = 5
SORE_A_DAY = 3


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


def rounds_a_day(*, sore: bool) -> int:
    """Return how many rounds a day asks for."""
    return SORE_A_DAY if sore else A_DAY


def rounds_done(pains: Iterable[Pain], day: date) -> int:
    """Return how many rounds were written down for a day."""
    return sum(
        word.casefold() == WORD
        for pain in pains
        if pain.day == day and isinstance(pain.did, tuple)
        for word in pain.did
    )
