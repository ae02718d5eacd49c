"""Work done against work planned: partial work counts, days with a reason stand apart, no streaks.

Frequency and dose by own record are what adherence research uses (Bailey 2020); 80 % of a plan
counts as full there too, a convention and not a proven line.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from math import ceil

from msgspec import Struct

from sciaticli.core.averages import mean
from sciaticli.core.course.phase import phase_since
from sciaticli.core.dates import DAYS_A_WEEK, days_from
from sciaticli.core.plan import Phase, PlanMode
from sciaticli.core.record.day_logs import DayLog, day_logs
from sciaticli.core.record.entries import Ended, ExerciseDone, Session, SkipReason
from sciaticli.core.record.history import History

FULL = 0.8
ENOUGH_FOR_RATE = 14
PER_WEEK = {Phase.CALM: 7, Phase.SETTLE: 7, Phase.REBUILD: 5, Phase.MAINTAIN: 3}
EXCUSES = frozenset(
    {
        SkipReason.FLARE,
        SkipReason.ILLNESS,
        SkipReason.REST_PLANNED,
        SkipReason.CLINICIAN,
        SkipReason.SAFETY_RULE,
    }
)


class DayMark(StrEnum):
    """What a day was, for a calendar: `free` is a day without a session, nothing more."""

    FULL = "full"
    PART = "part"
    EXCUSED = "excused"
    FREE = "free"


class DayWork(Struct, frozen=True, kw_only=True):
    """One day's work: `share` of its plan 0-1 (None without a session), sessions planned a week then."""

    share: float | None = None
    per_week: int = 0
    excused: bool = False

    @property
    def mark(self) -> DayMark:
        """What the day was."""
        if self.share:
            return DayMark.FULL if self.share >= FULL else DayMark.PART
        return DayMark.EXCUSED if self.excused else DayMark.FREE

    @property
    def counts(self) -> bool:
        """True for a day whose plan counts: one with a reason counts only when something was done."""
        return bool(self.share) or not self.excused

    @property
    def credit(self) -> float:
        """The share that counts: on a day with a reason any work is the whole of it."""
        return 1.0 if self.excused and self.share else self.share or 0.0


class Adherence(Struct, frozen=True, kw_only=True):
    """Days with a session against sessions planned; `excused` sessions are part of `planned`.

    `more` are days with a session beyond what was planned; they fill no gap of another week.

    `share` is the work done of the work planned and not excused, 0-1; None before 14 such sessions.
    """

    done: int = 0
    planned: int = 0
    excused: int = 0
    more: int = 0
    share: float | None = None


def session_share(session: Session) -> float:
    """Return how much of a session's own, adapted plan was done, 0-1.

    The mean over its exercises; one that a rule took out is not part of the plan, and a session
    that a safety rule ended costs nothing.
    """
    shares = [exercise_share(each) for each in session.exercises if each.skip not in EXCUSES]
    begun = any(each.done.total_reps for each in session.exercises)
    if begun and (session.ended is Ended.SAFETY or not shares):
        return 1.0
    return mean(shares) if shares else 0.0


def exercise_share(exercise: ExerciseDone) -> float:
    """Return how much of an exercise's dose was done, 0-1: repetitions, and the time of each hold."""
    reps = min(1.0, exercise.done.total_reps / exercise.planned.total_reps)
    held = exercise.planned.hold_s
    return reps * min(1.0, exercise.done.hold_s / held) if held else reps


def work_by_day(
    history: History, until: date, routines: Mapping[str, int] | None = None, since: date = date.min
) -> dict[date, DayWork]:
    """Return the work of every day from the first session, or `since`, to `until`; of older ones nothing.

    `routines` give sessions a week. The last day counts only once something was done on it: it may
    not be over.
    """
    sessions = _by_day(session for session in history.sessions if session.day <= until)
    if not sessions or since > until:
        return {}
    first = max(min(sessions), since)
    before = max((day for day in sessions if day <= first), default=first)
    logs = day_logs(history, before, until)
    work: dict[date, DayWork] = {}
    last = sessions[before][-1]
    for day in days_from(first, until):
        here = sessions.get(day, [])
        last = here[-1] if here else last
        work[day] = DayWork(
            share=max(map(session_share, here)) if here else None,
            per_week=(routines or {}).get(last.routine or "", PER_WEEK[phase_since(last, day, logs)]),
            excused=_is_excused(here, logs.get(day)),
        )
    return (
        work if work[until].share or work[until].excused else {day: work[day] for day in work if day < until}
    )


def adherence(work: Mapping[date, DayWork], first: date, last: date) -> Adherence:
    """Count the days from `first` to `last`, in weeks back from `last`; more than planned never counts."""
    done = credit = planned = excused = 0.0
    more = 0
    for week in _weeks(first, last):
        days = [work[day] for day in week if day in work]
        due = sum(day.per_week for day in days if day.counts) / DAYS_A_WEEK
        trained = sum(bool(day.share) for day in days)
        done += min(trained, ceil(due))
        more += max(0, trained - ceil(due))
        credit += min(sum(day.credit for day in days), due)
        planned += due
        excused += sum(day.per_week for day in days if not day.counts) / DAYS_A_WEEK
    share = min(1.0, credit / planned) if planned >= ENOUGH_FOR_RATE else None
    return Adherence(
        done=min(round(done), round(planned)),
        planned=round(planned) + round(excused),
        excused=round(excused),
        more=more,
        share=share,
    )


def _is_excused(sessions: Iterable[Session], log: DayLog | None) -> bool:
    """Return whether a day was said to be a flare, or a reason or a rule kept its session short."""
    if log is not None and log.flare:
        return True
    return any(
        session.stop_reason in EXCUSES or session.ended is Ended.SAFETY or session.mode == PlanMode.FLARE
        for session in sessions
    )


def _by_day(sessions: Iterable[Session]) -> dict[date, list[Session]]:
    found: dict[date, list[Session]] = {}
    for session in sessions:
        found.setdefault(session.day, []).append(session)
    return found


def _weeks(first: date, last: date) -> list[list[date]]:
    days = days_from(first, last)[::-1]
    return [days[start : start + DAYS_A_WEEK] for start in range(0, len(days), DAYS_A_WEEK)]
