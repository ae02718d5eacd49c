"""How many rounds a period asked for, beside those that were done.

Nobody wrote down what was asked. It is worked out again day by day, by the rule that asks today.
"""

from datetime import date

from msgspec import Struct

from sciaticli.core.course.direction import DRILLS, FORM, preference_on
from sciaticli.core.course.limits import LOOK_BACK
from sciaticli.core.course.rounds import is_sore, rounds_a_day
from sciaticli.core.dates import days_from
from sciaticli.core.profile import Profile
from sciaticli.core.record.day_logs import day_logs
from sciaticli.core.record.history import History


class RoundsAsked(Struct, frozen=True):
    """Rounds that a period asked for, and on how many of its days."""

    rounds: int = 0
    days: int = 0


def rounds_asked(profile: Profile, history: History, first: date, last: date) -> RoundsAsked:
    """Return the rounds asked for from `first` to `last`, fewer on sore days.

    A direction that a clinician has set has no date: it is taken to ask from the first session on.
    """
    begun = [entry.day for entry in history.sessions[:1]]
    if profile.direction is None:
        begun = [test.day for test in history.assessments if test.form == FORM][:1]
    if not begun:
        return RoundsAsked()
    logs = day_logs(history, first - LOOK_BACK, last)
    start = max(first, begun[0])
    asked = [
        rounds_a_day(sore=is_sore(history, day, logs))
        for day in days_from(start, last)
        if preference_on(day, profile, history, logs).label in DRILLS
    ]
    return RoundsAsked(sum(asked), len(asked))
