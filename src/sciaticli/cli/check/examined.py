"""Asking whether a clinician has been seen: what ends a lock, a pause, and the wait of SOON."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

from sciaticli.cli.ask.prompts import ask_choice, ask_line
from sciaticli.cli.check.standing import RecordNow
from sciaticli.cli.context import App
from sciaticli.core.dates import at_wall, fixed
from sciaticli.core.errors import UsageError
from sciaticli.core.record.entries import ExamHow, ExamVerdict, Release
from sciaticli.core.screening.level import Level
from sciaticli.core.screening.locks import Lock, opened_by, standing_locks
from sciaticli.core.screening.past_checks import level_of_check
from sciaticli.core.screening.valid_until import day_of, last_verdict, newest_screening


def ask_release(app: App, standing: RecordNow) -> Release | None:
    """Ask about an examination while a lock stands or a SOON waits; None when there was none."""
    locks = standing_locks(standing.history, standing.now)
    forbidden = last_verdict(standing.history) is ExamVerdict.NO
    if not (locks or forbidden or _soon_stands(standing)):
        return None
    follow = standing.wording.follow
    seen = follow["seen" if locks else "soon_seen"]
    how = ask_choice(app, seen.question, seen.choices, one_key=True)
    if how == "no":
        return _well_again(app, standing, locks)
    examined_at = _ask_when(app, standing, max((lock.since for lock in locks), default=None))
    verdict = ask_choice(app, follow["exercise"].question, follow["exercise"].choices)
    return Release((), examined_at, ExamHow(how), ExamVerdict(verdict))


def _well_again(app: App, standing: RecordNow, locks: tuple[Lock, ...]) -> Release | None:
    """Ask whether a fever has gone for a week, where that opens a lock and the week is over."""
    exam = Release((), standing.now, ExamHow.WELL_AGAIN, ExamVerdict.NOT_DISCUSSED)
    if not opened_by(exam, locks, standing.now):
        return None
    follow = standing.wording.follow["well_again"]
    is_well = ask_choice(app, follow.question, follow.choices, one_key=True) == "yes"
    return exam if is_well else None


def exam_moment(given: object, now: datetime, locked: datetime | None) -> datetime:
    """Return when an examination was; a day alone is its first moment.

    Raises UsageError for what is no date, for the future, and for the day of the lock without a time.
    """
    moment = _parsed(given)
    if not isinstance(moment, datetime):
        if locked is not None and moment == locked.astimezone(now.tzinfo).date():
            raise UsageError(f"{moment} is the day of the result: add the time, as in {moment}T14:30.")
        moment = datetime.combine(moment, time())
    zone = now.tzinfo or UTC
    at = fixed(moment) if moment.tzinfo else at_wall(moment, zone, now)
    if at > now:
        raise UsageError(f"{given} is still to come.")
    return at


def _parsed(given: object) -> date | datetime:
    if isinstance(given, date):
        return given
    text = str(given).strip().upper()
    try:
        return date.fromisoformat(text)
    except ValueError:
        pass
    try:
        return datetime.fromisoformat(text)
    except ValueError as error:
        raise UsageError(f"'{given}' is no date. Write it as 2026-03-09 or 2026-03-09T14:30.") from error


def _ask_when(app: App, standing: RecordNow, locked: datetime | None) -> datetime:
    talk = standing.wording.talk
    day = day_of((locked or standing.now).astimezone(standing.now.tzinfo))
    while True:
        answer = ask_line(app, talk["exam_when"].format(day=day))
        try:
            at = exam_moment(answer, standing.now, locked)
        except UsageError as error:
            app.say(talk["exam_bad"].format(why=error.message))
            continue
        if locked is None or at > locked:
            return at
        app.say(talk["exam_early"])


def _soon_stands(standing: RecordNow) -> bool:
    """Return whether the last full check told the person to see a clinician."""
    last = newest_screening(standing.history, standing.now)
    return last is not None and level_of_check(last[1]) is Level.SOON
