"""Rounds: a minute or two of the direction drill, several times a day; no session, so no step follows.

How often is our choice: mechanical therapy asks for one short set every two hours or so.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from sciaticli.core.catalogue.catalogue import Often
from sciaticli.core.course.direction import DRILLS, preference_on
from sciaticli.core.course.limits import LOOK_BACK
from sciaticli.core.course.phase import capped, phase_since
from sciaticli.core.dates import WEEK
from sciaticli.core.plan import Phase
from sciaticli.core.profile import Profile
from sciaticli.core.record.day_logs import DayLog, day_logs
from sciaticli.core.record.entries import Pain
from sciaticli.core.record.history import History

ROUND = "round"
A_DAY, MOST_A_DAY = 5, 8
WAKING_H = 16
SORE_A_DAY = 3


def rounds_a_day(*, sore: bool) -> int:
    """Return how many rounds a day asks for."""
    return SORE_A_DAY if sore else A_DAY


def prescribed_rounds(often: Often | None) -> int | None:
    """Return how many rounds a prescription asks for; None where it names none, or a single time."""
    if often is None:
        return None
    times = often.per_day or (WAKING_H // often.every_h if often.every_h else 1)
    return min(times, MOST_A_DAY) if times > 1 else None


def often_enough(often: Often | None, done: Sequence[date], day: date) -> str | None:
    """Return why what is prescribed so often needs no more today, None when it does."""
    if often is None:
        return None
    today, week = done.count(day), {on for on in done if timedelta(0) < day - on < WEEK}
    if often.per_day is not None and today >= often.per_day:
        times = "once" if often.per_day == 1 else f"{often.per_day} times"
        return f"It is prescribed {times} a day, and that is done."
    if not today and often.days_a_week is not None and len(week) >= often.days_a_week:
        return f"It is prescribed on {often.days_a_week} days a week, and that is done."
    return None


def rounds_today(profile: Profile, history: History, day: date) -> tuple[int, int] | None:
    """Return how many rounds were done on a day and are wanted; None where no direction eases the leg."""
    if profile.direction is None and not history.assessments:
        return None
    logs = day_logs(history, day - LOOK_BACK, day)
    if preference_on(day, profile, history, logs).label not in DRILLS:
        return None
    return rounds_done(history.pains, day), rounds_a_day(sore=is_sore(history, day, logs))


def is_sore(history: History, day: date, logs: dict[date, DayLog]) -> bool:
    """Return whether fewer rounds are asked for: in a flare-up, and while the leg is not yet calm."""
    log = logs.get(day)
    if log is not None and log.flare:
        return True
    if log is not None and log.leg is not None and capped(Phase.MAINTAIN, log.leg) is Phase.CALM:
        return True
    last = next((session for session in reversed(history.sessions) if session.day <= day), None)
    return last is not None and phase_since(last, day, logs) is Phase.CALM


def rounds_done(pains: Iterable[Pain], day: date) -> int:
    """Return how many rounds were written down for a day."""
    return sum(
        word.casefold() == ROUND
        for pain in pains
        if pain.day == day and isinstance(pain.did, tuple)
        for word in pain.did
    )
