"""The one line after a session: what was done, and how the week stands; partial work is done work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sciaticli.core.catalogue.dose_words import MINUTE, duration_words
from sciaticli.core.dates import DAY, DAYS_A_WEEK, WEEK
from sciaticli.core.record.session_work import exercises_begun, worked_seconds

if TYPE_CHECKING:
    from datetime import date

    from sciaticli.core.record.entries import Session
    from sciaticli.core.record.history import History

NOTHING = "Nothing was finished this time, and that is fine. The plan waits for you."


def session_line(session: Session, history: History, day: date) -> str:
    """Return what was done, as in "Done: 5 exercises in 12 minutes. That makes 4 of the last 7 days."""
    worked = exercises_begun(session)
    if not worked:
        return NOTHING
    exercises = "1 exercise" if worked == 1 else f"{worked} exercises"
    time = minutes_words(worked_seconds(session))
    days = f"{days_trained(history, day)} of the last {DAYS_A_WEEK} days"
    return f"Done: {exercises} in {time}. That makes {days}."


def minutes_words(seconds: int) -> str:
    """Return a time worked in whole minutes, of less than one in seconds."""
    return duration_words(seconds if seconds < MINUTE else seconds // MINUTE * MINUTE)


def days_trained(history: History, day: date) -> int:
    """Return on how many of the last 7 days, `day` included, something was done."""
    since = day - WEEK + DAY
    return len({each.day for each in history.sessions if since <= each.day <= day and _has_work(each)})


def _has_work(session: Session) -> bool:
    return any(each.done.sets for each in session.exercises)
