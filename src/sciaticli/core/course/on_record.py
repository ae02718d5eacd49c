"""What the sessions on record say of a person on a day: each exercise, the last morning, the whole course."""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from itertools import chain
from typing import NamedTuple

from msgspec import Struct

from sciaticli.core.catalogue.catalogue import Catalogue
from sciaticli.core.catalogue.dose_sums import is_off_clock, work_seconds
from sciaticli.core.catalogue.exercise import Dose, Region
from sciaticli.core.course.direction import moves_that_spread, tests_on_record
from sciaticli.core.course.dose_ladder import TimeAway, gap_of
from sciaticli.core.course.exercise_record import (
    ExerciseRecord,
    records_of,
    session_views,
    stays_down,
    with_test_spreads,
)
from sciaticli.core.course.limits import LOOK_BACK
from sciaticli.core.course.phase import Course, course_until
from sciaticli.core.course.readiness import effort
from sciaticli.core.course.training import TrainingDay, since_pause, strength_rows, training_days, with_owed
from sciaticli.core.plan import Phase
from sciaticli.core.record.day_logs import DayLog
from sciaticli.core.record.entries import Session
from sciaticli.core.record.history import History
from sciaticli.core.record.session_work import is_trained

SPREADS_THAT_CALM = 2


class Known(NamedTuple):
    """What was known up to a day, and its days as logs."""

    past: History
    day: date
    logs: dict[date, DayLog]


class OnRecord(Struct, frozen=True, kw_only=True):
    """What counts today of all that was recorded; sessions of the last 90 days, unless it says otherwise.

    `times` counts the sessions of each exercise since the last new start, also beyond 90 days. `worse`
    tells of the morning after the `last` session before today, `spreading` of the newest session.
    `last_work` is the work on the clock that the last one had planned, in seconds, comfort left aside.
    """

    sessions: tuple[Session, ...]
    times: dict[str, int]
    records: dict[str, ExerciseRecord]
    training: tuple[TrainingDay, ...]
    training_days: int
    """All of them that were ever recorded."""
    has_trained: bool
    course: Course | None
    gap: TimeAway
    worse: bool
    spreading: bool
    last_work: int
    last_rows: frozenset[str]
    done_today: frozenset[str]
    """What a session of this day has trained already."""


def on_record(
    known: Known,
    catalogue: Catalogue,
    ladders: Mapping[str, tuple[Dose, ...]],
    *,
    obliged: bool,
    careful: bool,
) -> OnRecord:
    """Fold the sessions up to a day; `obliged` are those who owe some rows in each session."""
    past, day, logs = known
    since, exercises, programme = day - LOOK_BACK, catalogue.by_id, catalogue.programme
    sessions = tuple(found for found in past.sessions if found.day >= since)
    views = session_views(sessions, logs)
    training = training_days(views, programme, exercises, obliged=obliged)
    views = with_owed(views, programme, logs) if obliged else views
    records = records_of(views, exercises, dict(ladders))
    records = with_test_spreads(records, moves_that_spread(tests_on_record(day, past)), since)
    telling = strength_rows(programme, obliged=obliged)
    verdicts = {view.session.day: view.verdict for view in views if view.verdict is not None}
    older = bool(sessions) and past.sessions[0].day < sessions[0].day
    start = Phase(sessions[0].phase) if older and sessions[0].phase in list(Phase) else None
    last = next((view for view in reversed(views) if view.session.day < day), None)
    strength = {row.id for row in catalogue.exercises if row.is_strength}
    done = [_done(found) for found in past.sessions]
    begun = len(past.sessions) - len(since_pause(past.sessions, day))
    return OnRecord(
        sessions=sessions,
        times=Counter(chain.from_iterable(done[begun:])),
        records=records,
        training=training,
        training_days=len(
            {
                found.day
                for found, rows in zip(past.sessions, done, strict=True)
                if not telling.isdisjoint(rows)
            }
        ),
        has_trained=any(found.phase not in (None, Phase.CALM) and found.day < day for found in past.sessions),
        course=course_until(day, logs, verdicts, effort(day, sessions, catalogue, records, ladders), start),
        gap=gap_of((day - past.sessions[-1].day).days, careful=careful) if past.sessions else TimeAway.NONE,
        worse=last is not None and last.verdict is not None and last.verdict.is_worse,
        spreading=bool(sessions) and _spreads(sessions[-1]) >= SPREADS_THAT_CALM,
        last_work=sum(
            work_seconds(row, done.planned)
            for done in (last.session.exercises if last else ())
            if (row := exercises.get(done.exercise)) is not None
            and row.region is not Region.REST
            and not is_off_clock(row, done.planned.hold_s)
        ),
        last_rows=_done(last.session) if last else frozenset(),
        done_today=frozenset(
            name
            for found in sessions
            if found.day == day and is_trained(found, strength)
            for name in _done(found)
        ),
    )


def _done(session: Session) -> frozenset[str]:
    return frozenset([done.exercise for done in session.exercises if done.done.sets])


def _spreads(session: Session) -> int:
    """Return how many different exercises of a session sent symptoms down to stay."""
    return len({done.exercise for done in session.exercises if stays_down(session, done)})
