"""What a reminder says at the moment it comes, or that it is quiet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sciaticli.cli.check.standing import read_standing
from sciaticli.cli.today.day_rounds import day_rounds
from sciaticli.core.config import Remind
from sciaticli.core.errors import DataError
from sciaticli.core.record.session_work import is_trained
from sciaticli.core.reminder import BREAK, Occasion, Reminder
from sciaticli.core.screening.clearance import Reason, Refused
from sciaticli.store.running_session import is_running

if TYPE_CHECKING:
    from sciaticli.cli.check.standing import RecordNow
    from sciaticli.cli.context import App
    from sciaticli.cli.today.day_rounds import DayRounds

CLOSED = (Reason.LOCKED, Reason.PAUSED)


def words_now(app: App, reminder: Reminder, *, is_test: bool) -> str | None:
    """Return what to say now, None to be quiet: a lock or a pause, a running session, a day that is done.

    What a clinician must see first is not to be nagged about, and a test is quiet then too.
    """
    standing = read_standing(app)
    answer = standing.ask()
    if isinstance(answer, Refused) and answer.reason in CLOSED:
        return None
    if is_test:
        return reminder.sentence
    if is_running(app.paths.session_file):
        return None
    now = f"{app.now():%H:%M}"
    occasions = reminder.occasions(now)
    if Occasion.SESSION in occasions:
        return None if _is_trained(standing) else reminder.sentence
    remind = _settings(app)
    if isinstance(answer, Refused) or not occasions or not remind.wake <= now <= remind.sleep:
        return None
    rounds = day_rounds(app, standing, answer)
    said = _round(reminder, rounds, now) if Occasion.ROUND in occasions and remind.rounds else None
    if said is None and Occasion.BREAK in occasions and remind.breaks_min is not None:
        said = _break(standing, rounds, remind)
    return said


def _round(reminder: Reminder, rounds: DayRounds | None, now: str) -> str | None:
    if rounds is None or not reminder.is_round_due(now, rounds.done, rounds.a_day):
        return None
    what = rounds.name or "your drill"
    return f"A round of {what}? {rounds.done} of {rounds.a_day} done. Then: sciaticli log --did round"


def _break(standing: RecordNow, rounds: DayRounds | None, remind: Remind) -> str | None:
    """Return the words of a break, unless all that the day asked for is done and no more is wished."""
    has_rounds_left = rounds is not None and rounds.done < rounds.a_day
    is_over = _is_trained(standing) and not has_rounds_left and not remind.breaks_when_done
    return None if is_over else BREAK


def _is_trained(standing: RecordNow) -> bool:
    """Return whether today's session is done."""
    return any(session.day == standing.day and is_trained(session) for session in standing.history.sessions)


def _settings(app: App) -> Remind:
    """Return the settings as they are now: they may have changed since the reminder was set."""
    try:
        return app.config.remind
    except (DataError, OSError):
        return Remind()  # nothing beside the session, until the file is mended
